//! calamine's cells, one after the other, into a sink. Separate from watching them: two streams run side by side over a
//! large sheet, each over a stretch of its rows.

use super::SMALL_PART;
use super::places::Places;
use super::rows::{Put, Rows};
use super::stream::Workbook;
use crate::raw::{CellError, RawCell};
use crate::read::limits::{GRID_COLUMNS, GRID_ROWS};
use crate::read::number_format::Shown;
use crate::read::package::{self, Source};
use crate::read::scan::{Cut, Told};
use crate::read::sink::RowSink;
use crate::read::{ReadError, cell};
use calamine::{DataRef, Reader, Xlsx, XlsxError};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};

pub(super) enum Streamed {
    /// `cells`: how many the part has up to the end of the stretch.
    All {
        cells: u64,
    },
    /// The rows wanted are there, and more would have come.
    Enough,
    Misleading,
    Unordered,
}

/// Which of a part's cells are read.
#[derive(Default)]
pub(super) struct Stretch<'a> {
    /// How many the part has before it.
    pub(super) begins: u64,
    /// Number of the last row that is not its own.
    pub(super) above: u32,
    /// Rows may come in any order.
    pub(super) sorted: bool,
    /// Gives the rest of a large part to another.
    pub(super) leave_rest: Option<&'a mut dyn FnMut(Cut)>,
}

pub(super) fn stream_cells(
    workbook: &Workbook<'_>,
    told: &mut Told,
    sink: &mut dyn RowSink,
    mut stretch: Stretch<'_>,
) -> Result<Streamed, ReadError> {
    let mut book = match Xlsx::new(workbook.source.open()?) {
        Ok(book) => book,
        Err(error) => return refused(error),
    };
    sink.opening(None)?;
    let from_1904 = book.has_1904_epoch();
    let mut reader = match book.worksheet_cells_reader(workbook.sheet) {
        Ok(reader) => reader,
        Err(error) => return refused(error),
    };
    let shown: Vec<Shown> = reader.styles().iter().map(shown).collect();
    let mut rows = Rows::below(stretch.above, stretch.sorted);
    let mut places = None;
    // A shared text is known by where it lies: looking it up by its letters for every cell costs a fifth of all reading.
    let mut shared: HashMap<usize, RawCell, BuildHasherDefault<ByAddress>> = HashMap::default();
    let mut count = stretch.begins;
    let mut cut: Option<Cut> = None;
    loop {
        if cut.is_some_and(|cut| count == cut.cells) {
            break;
        }
        let (place, cell) = match reader.next_cell_with_style_id() {
            Ok(None) => break,
            Ok(Some((seen, style))) => {
                let (row, column) = seen.get_position();
                let shown = shown.get(style).copied().unwrap_or(Shown::Plain);
                let cell = match seen.get_value() {
                    DataRef::Empty if told.is_not_calculated(count) => RawCell::Error(CellError::NotCalculated),
                    DataRef::SharedString(text) => match shared.entry(text.as_ptr() as usize) {
                        Entry::Occupied(known) => *known.get(),
                        Entry::Vacant(new) => *new.insert(cell::text(text, sink)),
                    },
                    value => cell::cell(value, shown, from_1904, sink),
                };
                ((row.saturating_add(1), column), cell)
            }
            Err(error) if is_of_one_cell(&error) => {
                // calamine does not say which cell it was: a second scan, begun at the first such cell, counts along.
                let places = match &mut places {
                    Some(places) => places,
                    None => places.insert(Places::open(workbook)?),
                };
                match places.of(count)? {
                    Some(place) => (place, RawCell::Error(CellError::Other)),
                    None => ((0, 0), RawCell::Blank),
                }
            }
            Err(error) => return Err(of_xlsx(error)),
        };
        count += 1;
        if cell == RawCell::Blank || !(1..=GRID_ROWS).contains(&place.0) || place.1 >= GRID_COLUMNS {
            continue;
        }
        match rows.put(place, cell, sink)? {
            Put::Fits => {}
            Put::NewRow if told.is_misleading() => return Ok(Streamed::Misleading),
            Put::NewRow if !sink.wants_rows() && !rows.is_sorting() => {
                // The scan of a small part still has merged and hidden cells to tell.
                let rest_is_small = matches!(&workbook.source, Source::Memory(_))
                    || package::declared_size(&workbook.source.package()?, workbook.part)
                        .is_some_and(|size| size <= SMALL_PART);
                return Ok(if rest_is_small {
                    Streamed::All { cells: count }
                } else {
                    Streamed::Enough
                });
            }
            Put::NewRow => {
                // From here on the rest is read by another, unless this one has come past the place meanwhile.
                let ahead = told.take_cut().filter(|cut| cut.cells >= count);
                if let (Some(ahead), Some(leave_rest)) = (ahead, &mut stretch.leave_rest) {
                    leave_rest(ahead);
                    cut = Some(ahead);
                }
            }
            Put::Above => return Ok(Streamed::Unordered),
        }
    }
    if cut.is_some_and(|cut| rows.last() >= cut.row) {
        return Ok(Streamed::Unordered);
    }
    rows.finish(sink)?;
    Ok(Streamed::All { cells: count })
}

/// Before the first cell, what calamine takes for damage may be packaging that it does not know; after it, damage is damage.
fn refused(error: XlsxError) -> Result<Streamed, ReadError> {
    match of_xlsx(error) {
        ReadError::Damaged => Ok(Streamed::Misleading),
        cause => Err(cause),
    }
}

/// Hashes an address by one multiplication: addresses are not chosen by whoever made the file.
#[derive(Default)]
struct ByAddress(u64);

impl Hasher for ByAddress {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_usize(usize::from(*byte));
        }
    }

    fn write_usize(&mut self, address: usize) {
        let mixed = (self.0 ^ address as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

fn shown(style: &calamine::Style) -> Shown {
    match &style.number_format {
        None => Shown::General,
        // Formats that only have a number, such as those of East Asian dates, come without a code.
        Some(format) => match Shown::by(&format.format_code) {
            Shown::General if format.format_id.is_some_and(|id| id != 0 && id < 164) => Shown::Plain,
            shown => shown,
        },
    }
}

/// Whether reading can go on after the error, with one cell lost.
fn is_of_one_cell(error: &XlsxError) -> bool {
    !matches!(
        error,
        XlsxError::Io(_) | XlsxError::Zip(_) | XlsxError::Xml(_) | XlsxError::XmlEof(_)
    )
}

fn of_xlsx(error: XlsxError) -> ReadError {
    tracing::debug!(%error, "calamine refused a workbook");
    match error {
        XlsxError::Password => ReadError::PasswordProtected,
        XlsxError::Io(error) => error.into(),
        XlsxError::Zip(error) => error.into(),
        _ => ReadError::Damaged,
    }
}
