//! A workbook whose sheet begins in the middle of another's: a second reader takes the lower rows of a large sheet while
//! the first is still at the upper ones. Separate because calamine only reads whole workbooks: it is given a small package
//! that has the same styles and texts, and whose sheet comes out of the old one while it is read.

use crate::read::ReadError;
use crate::read::package::{self, Source};
use std::io::{Cursor, Error, ErrorKind, Read, Result, Seek, SeekFrom, copy, sink};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What stands before the first row. calamine goes by local names: a prefix in what follows does no harm.
const OPENING: &[u8] = b"<worksheet><sheetData>";

/// Parts beyond this hold no more than pictures and other sheets, except for those a cell refers to.
const LARGEST_COPIED: u64 = 1 << 20;

/// Unpacked bytes sent at once, and how many such pieces wait to be read.
const PIECE: usize = 1 << 18;
const WAITING: usize = 4;

/// Blanks between the sheet and the list of contents: whoever looks for that from the end reads a piece before it, too.
const MARGIN: usize = 1 << 16;

/// Such a workbook. Its package: `head`, then `length` bytes that are the sheet, stored as they are, then `foot`.
#[derive(Debug)]
pub(crate) struct Tail {
    of: Source,
    part: String,
    at: u64,
    head: Vec<u8>,
    length: u64,
    foot: Vec<u8>,
}

impl Tail {
    /// The workbook whose `part` begins `at` so many bytes, where a row begins. `shared`: the parts that its cells refer to.
    pub(crate) fn of(of: &Source, part: &str, shared: &[&str], at: u64) -> std::result::Result<Tail, ReadError> {
        let mut old = of.package()?;
        let sheet = package::find(&old, part).ok_or(ReadError::Damaged)?;
        let shared: Vec<usize> = shared.iter().filter_map(|part| package::find(&old, part)).collect();
        let mut new = ZipWriter::new(Cursor::new(Vec::new()));
        let (mut name, mut size) = (String::new(), 0);
        for index in 0..old.len() {
            let file = old.by_index_raw(index)?;
            if index == sheet {
                (name, size) = (file.name()?.into_owned(), file.size());
            } else if shared.contains(&index) || file.size() <= LARGEST_COPIED {
                new.raw_copy_file(file)?;
            }
        }
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        new.start_file(name, stored)?;
        let mut head = new.finish()?.into_inner();
        let length = OPENING.len() as u64 + size.checked_sub(at).ok_or(ReadError::Damaged)?;
        let contents = with_last_part_of(length + MARGIN as u64, &mut head).ok_or(ReadError::Damaged)?;
        let foot = [vec![b' '; MARGIN], contents].concat();
        Ok(Tail {
            of: of.clone(),
            part: part.to_owned(),
            at,
            head,
            length,
            foot,
        })
    }

    /// Unpacks the sheet for as long as somebody reads it.
    fn unpack(&self, give: &SyncSender<Result<Vec<u8>>>) -> Result<()> {
        let damaged = |error: ReadError| Error::new(ErrorKind::InvalidData, error);
        let mut package = self.of.package().map_err(damaged)?;
        let index = package::find(&package, &self.part).ok_or(ErrorKind::NotFound)?;
        let mut part = package.by_index(index)?;
        copy(&mut part.by_ref().take(self.at), &mut sink())?;
        let mut piece = OPENING.to_vec();
        loop {
            part.by_ref()
                .take((PIECE - piece.len()) as u64)
                .read_to_end(&mut piece)?;
            let is_last = piece.len() < PIECE;
            if give.send(Ok(std::mem::take(&mut piece))).is_err() || is_last {
                return Ok(());
            }
        }
    }
}

/// Makes room for so many bytes in the last and empty part of a package: cuts its list of contents off and gives it back
/// with the new size. `None` where the format's four bytes do not hold it.
fn with_last_part_of(length: u64, package: &mut Vec<u8>) -> Option<Vec<u8>> {
    const END: usize = 22;
    let four = |bytes: &[u8], at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let two = |bytes: &[u8], at: usize| Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let end = package.len().checked_sub(END)?;
    let contents = four(package, end + 16)? as usize;
    let moved = u32::try_from(contents as u64 + length).ok()?.to_le_bytes();
    let length = u32::try_from(length).ok()?.to_le_bytes();
    let mut foot = package.split_off(contents);
    let end = end - contents;
    foot.get_mut(end + 16..end + 20)?.copy_from_slice(&moved);
    let mut entry = 0;
    for _ in 1..two(&foot, end + 10)? {
        entry += 46 + two(&foot, entry + 28)? + two(&foot, entry + 30)? + two(&foot, entry + 32)?;
    }
    for size in [20, 24] {
        foot.get_mut(entry + size..entry + size + 4)?.copy_from_slice(&length);
    }
    Some(foot)
}

/// Reads such a package; its sheet from beginning to end only.
pub(crate) struct TailReader {
    tail: Arc<Tail>,
    position: u64,
    sheet: Option<Unpacking>,
}

struct Unpacking {
    pieces: Receiver<Result<Vec<u8>>>,
    piece: Vec<u8>,
    read: usize,
    /// Where in the sheet the next byte stands.
    position: u64,
}

impl TailReader {
    pub(crate) fn new(tail: &Arc<Tail>) -> Self {
        TailReader {
            tail: Arc::clone(tail),
            position: 0,
            sheet: None,
        }
    }

    fn unpacking(&mut self, position: u64) -> Result<&mut Unpacking> {
        if self.sheet.as_ref().is_none_or(|sheet| sheet.position != position) {
            if position != 0 {
                return Err(ErrorKind::Unsupported.into());
            }
            let (give, pieces) = sync_channel(WAITING);
            let tail = Arc::clone(&self.tail);
            // The package has to live as long as its part: a thread owns both and hands over what it unpacks.
            std::thread::spawn(move || {
                if let Err(error) = tail.unpack(&give) {
                    let _ = give.send(Err(error));
                }
            });
            self.sheet = Some(Unpacking {
                pieces,
                piece: Vec::new(),
                read: 0,
                position: 0,
            });
        }
        self.sheet.as_mut().ok_or_else(|| ErrorKind::Other.into())
    }
}

impl Read for Unpacking {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        if self.read == self.piece.len() {
            match self.pieces.recv() {
                Ok(piece) => self.piece = piece?,
                Err(_) => return Ok(0),
            }
            self.read = 0;
        }
        let count = (&self.piece[self.read..]).read(into)?;
        self.read += count;
        self.position += count as u64;
        Ok(count)
    }
}

impl Read for TailReader {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let tail = Arc::clone(&self.tail);
        let head = tail.head.len() as u64;
        let count = match self.position.checked_sub(head) {
            None => (&tail.head[self.position as usize..]).read(into)?,
            Some(place) if place < tail.length => self.unpacking(place)?.read(into)?,
            Some(place) => {
                let place = usize::try_from(place - tail.length).unwrap_or(usize::MAX);
                tail.foot.get(place..).unwrap_or_default().read(into)?
            }
        };
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for TailReader {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let end = self.tail.head.len() as u64 + self.tail.length + self.tail.foot.len() as u64;
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(offset) => end.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = position.ok_or(ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{DataRef, Reader, Xlsx};

    /// A workbook of so many rows, each with a shared text and a number.
    fn workbook(rows: u32) -> Vec<u8> {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for row in 0..rows {
            sheet.write(row, 0, format!("Account {row}")).unwrap();
            sheet.write(row, 1, row).unwrap();
        }
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn the_lower_rows_come_with_their_texts_and_places() {
        let whole = Source::Memory(workbook(2_000).into());
        let mut package = whole.package().unwrap();
        let mut xml = Vec::new();
        package
            .by_name("xl/worksheets/sheet1.xml")
            .unwrap()
            .read_to_end(&mut xml)
            .unwrap();
        let xml = String::from_utf8(xml).unwrap();
        let at = xml.find("<row r=\"1501\"").unwrap() as u64;
        let shared = ["xl/sharedStrings.xml", "xl/styles.xml"];
        let tail = Tail::of(&whole, "xl/worksheets/sheet1.xml", &shared, at).unwrap();
        let mut book = Xlsx::new(Source::Tail(Arc::new(tail)).open().unwrap()).unwrap();
        let mut cells = book.worksheet_cells_reader("Sheet1").unwrap();
        let mut seen = Vec::new();
        while let Some(cell) = cells.next_cell().unwrap() {
            seen.push((
                cell.get_position(),
                match cell.get_value() {
                    DataRef::SharedString(text) => (*text).to_owned(),
                    value => format!("{value:?}"),
                },
            ));
        }
        assert_eq!(seen.len(), 1_000);
        assert_eq!(seen[0], ((1500, 0), "Account 1500".to_owned()));
        assert_eq!(seen[999], ((1999, 1), "Float(1999.0)".to_owned()));
    }
}
