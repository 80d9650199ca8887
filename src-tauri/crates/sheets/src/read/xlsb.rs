//! Binary Excel workbooks as calamine reads them without loss: it passes over formulas that failed, and gives a sheet up for
//! an error it has no name for. Separate because such a workbook is written anew, record by record.

use super::ReadError;
use super::package::{Package, Source};
use std::io::{BufReader, Cursor, Error, ErrorKind, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An error as a cell's value, and as a formula's last result; both begin with the column, the style and the error.
const ERROR: u16 = 3;
const FAILED_FORMULA: u16 = 11;
const CODE_AT: usize = 8;

/// #VALUE!, which newer errors are stored as for older programs.
const VALUE: u8 = 0x0F;
const KNOWN: [u8; 8] = [0x00, 0x07, VALUE, 0x17, 0x1D, 0x24, 0x2A, 0x2B];

/// The workbook with every failed formula as the error it gave; `None` where it has none.
pub(crate) fn with_failed_formulas(source: &Source) -> Result<Option<Source>, ReadError> {
    let mut package = source.package()?;
    let mut found = Vec::new();
    for index in 0..package.len() {
        if is_sheet(&mut package, index)? && has_to_mend(BufReader::new(package.by_index(index)?)) {
            found.push(index);
        }
    }
    if found.is_empty() {
        return Ok(None);
    }
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for index in 0..package.len() {
        if found.contains(&index) {
            let part = package.by_index(index)?;
            copy.start_file(part.name()?.into_owned(), stored)?;
            let mut records = Records(BufReader::new(part));
            while let Some(record) = records.next()? {
                record.mended().write(&mut copy)?;
            }
        } else {
            copy.raw_copy_file(package.by_index_raw(index)?)?;
        }
    }
    Ok(Some(Source::Memory(copy.finish()?.into_inner().into())))
}

fn is_sheet(package: &mut Package, index: usize) -> Result<bool, ReadError> {
    let part = package.by_index_raw(index)?;
    let name = part.name()?.to_ascii_lowercase();
    Ok(name.contains("sheets/") && name.ends_with(".bin"))
}

/// Damage is left for calamine to find.
fn has_to_mend(part: impl Read) -> bool {
    let mut records = Records(part);
    while let Ok(Some(record)) = records.next() {
        if record.kind == FAILED_FORMULA || (record.kind == ERROR && !record.is_known_error()) {
            return true;
        }
    }
    false
}

struct Records<R>(R);

struct Record {
    kind: u16,
    body: Vec<u8>,
}

impl<R: Read> Records<R> {
    fn byte(&mut self) -> std::io::Result<u8> {
        let mut byte = [0];
        self.0.read_exact(&mut byte)?;
        Ok(byte[0])
    }

    /// The next record; `None` at the end.
    fn next(&mut self) -> std::io::Result<Option<Record>> {
        let first = match self.byte() {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            first => first?,
        };
        let mut kind = u16::from(first & 0x7F);
        if first & 0x80 != 0 {
            kind |= u16::from(self.byte()? & 0x7F) << 7;
        }
        let mut length = 0;
        for place in 0..4 {
            let byte = self.byte()?;
            length |= u64::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        let mut body = Vec::new();
        self.0.by_ref().take(length).read_to_end(&mut body)?;
        if body.len() as u64 != length {
            return Err(Error::from(ErrorKind::UnexpectedEof));
        }
        Ok(Some(Record { kind, body }))
    }
}

impl Record {
    fn is_known_error(&self) -> bool {
        self.body.get(CODE_AT).is_some_and(|code| KNOWN.contains(code))
    }

    fn mended(mut self) -> Record {
        if matches!(self.kind, ERROR | FAILED_FORMULA) && self.body.len() > CODE_AT {
            self.kind = ERROR;
            if !self.is_known_error() {
                self.body[CODE_AT] = VALUE;
            }
        }
        self
    }

    fn write(&self, into: &mut impl Write) -> std::io::Result<()> {
        let mut head = Vec::with_capacity(6);
        if self.kind < 0x80 {
            head.push(self.kind as u8);
        } else {
            head.extend([(self.kind & 0x7F) as u8 | 0x80, (self.kind >> 7) as u8]);
        }
        let mut length = self.body.len();
        while length >= 0x80 {
            head.push((length & 0x7F) as u8 | 0x80);
            length >>= 7;
        }
        head.push(length as u8);
        into.write_all(&head)?;
        into.write_all(&self.body)
    }
}
