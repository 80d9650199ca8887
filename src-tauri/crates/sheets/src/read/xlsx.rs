//! Excel workbooks since 2007, cell by cell in a stream. Separate because it is the format that matters, and because
//! calamine's stream is watched: a scan of the same part runs ahead on the other core, and when it finds what would make
//! the stream say something wrong, the sheet is read again from a mended copy.
//!
//! A large sheet is read by two: once the scan has come by its middle, the rows from there on are left to another stream
//! on a core of its own ([`tail`]).

mod cells;
mod places;
mod rows;
mod stream;
mod tail;

pub(crate) use tail::{Tail, TailReader};

use super::outline::{self, Attached, Outline, OutlineSheet, PivotOf};
use super::package::{self, Source};
use super::scan::{self, Cells};
use super::sink::{RowSink, SheetNotes};
use super::{Pivot, ReadError, SheetSummary, mend};
use crate::raw::ReadRemark;
use stream::{InTwo, Outcome, Workbook, stream};

/// Parts up to this size are gone through whole where a glance would do.
const SMALL_PART: u64 = 8 << 20;

/// Parts above this size are read by two.
const WORTH_TWO: u64 = 32 << 20;

/// Each of the two holds the shared texts in memory.
const LARGEST_HELD_TWICE: u64 = 64 << 20;

pub(crate) fn sheets(source: &Source) -> Result<Vec<SheetSummary>, ReadError> {
    let mut package = source.package()?;
    let outline = outline::outline(&mut package)?;
    let attached: Vec<Attached> = outline
        .sheets
        .iter()
        .map(|sheet| outline::attached(&mut package, sheet))
        .collect();
    let pivots: Vec<Option<Pivot>> = attached.iter().map(|each| pivot(each, &outline, &attached)).collect();
    let mut summaries = Vec::with_capacity(outline.sheets.len());
    for ((sheet, attached), pivot) in outline.sheets.into_iter().zip(attached).zip(pivots) {
        let (rows, columns) = extent(&mut package, &sheet).unzip();
        summaries.push(SheetSummary {
            name: sheet.name,
            visibility: sheet.visibility,
            rows,
            columns,
            tables: attached.tables,
            pivot,
        });
    }
    Ok(summaries)
}

/// Whether a sheet has a pivot table, and which sheet that adds up.
fn pivot(of: &Attached, outline: &Outline, all: &[Attached]) -> Option<Pivot> {
    let named = |name: &String| {
        let mut sheets = outline.sheets.iter().zip(all);
        sheets
            .find(|(_, attached)| attached.tables.iter().any(|table| table.name == *name))
            .map(|(sheet, _)| sheet.name.clone())
    };
    let first = of.pivots.first()?;
    let source = match first {
        Some(PivotOf::Sheet(name)) => outline
            .sheets
            .iter()
            .find(|sheet| sheet.name == *name)
            .map(|_| name.clone()),
        Some(PivotOf::Named(name)) => named(name),
        None => None,
    };
    Some(Pivot { source })
}

/// Last used row and column: counted in a small part, believed where a large one declares it.
fn extent(package: &mut package::Package, sheet: &OutlineSheet) -> Option<(u32, u32)> {
    let index = package::find(package, &sheet.part)?;
    let part = package.by_index(index).ok()?;
    if part.size() <= SMALL_PART {
        let mut cells = Cells::new(part);
        while cells.next().ok()?.is_some() {}
        return Some(cells.scan.last_used.unwrap_or_default());
    }
    let mut tags = super::tags::Tags::new(part);
    while let Some(tag) = tags.next().ok()? {
        match tag.name() {
            b"dimension" => {
                let (_, _, row, column) = scan::area_of(tag.attribute(b"ref")?)?;
                // A single cell is what streaming writers declare before they know better.
                return (row > 1).then_some((row, column + 1));
            }
            b"sheetData" => return None,
            _ => {}
        }
    }
    None
}

/// Reads a sheet into a sink; `rows`: no more than so many are wanted.
pub(crate) fn read(source: &Source, name: &str, rows: Option<usize>, sink: &mut dyn RowSink) -> Result<(), ReadError> {
    let mut package = source.package()?;
    let outline = outline::outline(&mut package)?;
    let Some(sheet) = outline.sheets.iter().find(|sheet| sheet.name == name) else {
        return Err(ReadError::NoSuchSheet { sheet: name.to_owned() });
    };
    sink.opening(extent_declared(&mut package, sheet))?;
    let tables = outline::attached(&mut package, sheet).tables;
    let size_of = |part: &str| package::declared_size(&package, part).unwrap_or(0);
    let is_large = size_of(&sheet.part) > SMALL_PART
        || outline
            .strings
            .as_deref()
            .is_some_and(|part| size_of(part) > SMALL_PART);
    let cut = rows.filter(|_| is_large);
    let mut as_it_is = Workbook::of(source.clone(), name, &sheet.part);
    as_it_is.in_two = in_two(&size_of, &outline, &sheet.part);

    let mut outcome = if outline.unusual || cut.is_some() {
        Outcome::Misleading
    } else {
        stream(&as_it_is, sink, false)?
    };
    if let Outcome::Apart = outcome {
        sink.restart();
        as_it_is.in_two = None;
        outcome = stream(&as_it_is, sink, false)?;
    }
    if let Outcome::Misleading = outcome {
        // The copy has no cells outside the grid any more: they are counted where they still are.
        let outside = if cut.is_some() {
            0
        } else {
            count_outside(&mut package, &sheet.part).unwrap_or(0)
        };
        sink.restart();
        let copy = Source::Memory(mend::extract(&mut package, &outline, sheet, cut)?);
        let mended = Workbook::of(copy, mend::SHEET, "xl/worksheets/sheet1.xml");
        outcome = stream(&mended, sink, false)?;
        if let Outcome::Unordered = outcome {
            sink.restart();
            outcome = stream(&mended, sink, true)?;
        }
        if outside > 0 {
            sink.notes(SheetNotes {
                remarks: vec![ReadRemark::OutsideGrid { cells: outside }],
                ..SheetNotes::default()
            });
        }
    } else if let Outcome::Unordered = outcome {
        sink.restart();
        as_it_is.in_two = None;
        outcome = stream(&as_it_is, sink, true)?;
    }
    match outcome {
        Outcome::Done => {
            sink.notes(SheetNotes {
                tables,
                ..SheetNotes::default()
            });
            Ok(())
        }
        Outcome::Misleading | Outcome::Unordered | Outcome::Apart => Err(ReadError::Damaged),
    }
}

/// How a part is read by two; `None` where one is enough.
fn in_two<'a>(size_of: &dyn Fn(&str) -> u64, outline: &'a Outline, part: &str) -> Option<InTwo<'a>> {
    let has_room = std::thread::available_parallelism().is_ok_and(|cores| cores.get() > 1);
    let strings = outline.strings.as_deref();
    let size = size_of(part);
    (has_room && size > WORTH_TWO && strings.is_none_or(|strings| size_of(strings) <= LARGEST_HELD_TWICE)).then(|| {
        InTwo {
            // The second begins when the scan, three times as fast as the first, has come by.
            after: size / 16 * 9,
            shared: strings.into_iter().chain(outline.styles.as_deref()).collect(),
        }
    })
}

fn extent_declared(package: &mut package::Package, sheet: &OutlineSheet) -> Option<u32> {
    let size = package::declared_size(package, &sheet.part)?;
    (size > SMALL_PART)
        .then(|| extent(package, sheet))
        .flatten()
        .map(|(row, _)| row)
}

fn count_outside(package: &mut package::Package, part: &str) -> Result<u32, ReadError> {
    let index = package::find(package, part).ok_or(ReadError::Damaged)?;
    let mut cells = Cells::new(package.by_index(index)?);
    while cells.next()?.is_some() {}
    Ok(cells.scan.outside)
}
