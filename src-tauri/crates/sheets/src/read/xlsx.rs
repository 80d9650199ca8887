//! Excel workbooks since 2007, cell by cell in a stream. Separate because it is the format that matters, and because
//! calamine's stream is watched: a scan of the same part runs ahead on the other core, and when it finds what would make
//! the stream say something wrong, the sheet is read again from a mended copy.

use super::limits::{GRID_COLUMNS, GRID_ROWS};
use super::number_format::Shown;
use super::outline::{self, Attached, Outline, OutlineSheet, PivotOf};
use super::package::{self, Source};
use super::scan::{self, Cells, Scan, Told};
use super::sink::{RowSink, SheetNotes};
use super::{Pivot, ReadError, SheetSummary, cell, mend};
use crate::raw::{CellError, RawCell, ReadRemark};
use calamine::{DataRef, Reader, Xlsx, XlsxError};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

/// Parts up to this size are gone through whole where a glance would do.
const SMALL_PART: u64 = 8 << 20;

/// Fewer formulas than this may well all be zero.
const FEW_FORMULAS: u32 = 3;

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
    let as_it_is = Workbook {
        source: source.clone(),
        sheet: name,
        part: &sheet.part,
    };

    let mut outcome = if outline.unusual || cut.is_some() {
        Outcome::Misleading
    } else {
        stream(&as_it_is, sink, false)?
    };
    if let Outcome::Misleading = outcome {
        // The copy has no cells outside the grid any more: they are counted where they still are.
        let outside = if cut.is_some() {
            0
        } else {
            count_outside(&mut package, &sheet.part).unwrap_or(0)
        };
        sink.restart();
        let copy = Source::Memory(mend::extract(&mut package, &outline, sheet, cut)?);
        let mended = Workbook {
            source: copy,
            sheet: mend::SHEET,
            part: "xl/worksheets/sheet1.xml",
        };
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
        Outcome::Misleading | Outcome::Unordered => Err(ReadError::Damaged),
    }
}

fn extent_declared(package: &mut package::Package, sheet: &OutlineSheet) -> Option<u32> {
    let size = package::declared_size(package, &sheet.part)?;
    (size > SMALL_PART)
        .then(|| extent(package, sheet))
        .flatten()
        .map(|(row, _)| row)
}

struct Workbook<'a> {
    source: Source,
    sheet: &'a str,
    part: &'a str,
}

enum Outcome {
    Done,
    /// calamine refuses the workbook for its packaging, or would misread the part as it is.
    Misleading,
    /// Rows do not come from top to bottom.
    Unordered,
}

fn stream(workbook: &Workbook<'_>, sink: &mut dyn RowSink, sorted: bool) -> Result<Outcome, ReadError> {
    let stop = AtomicBool::new(false);
    let (tell, from) = mpsc::channel();
    let mut told = Told::new(from);
    let (streamed, scanned) = std::thread::scope(|scope| {
        let scanning = scope.spawn(|| -> Result<Scan, ReadError> {
            let tell = tell;
            let mut package = workbook.source.package()?;
            let index = package::find(&package, workbook.part).ok_or(ReadError::Damaged)?;
            scan::scan(package.by_index(index)?, &tell, &stop)
        });
        // A panic of calamine's is one of its refusals: a mended copy may still be read.
        let streamed = catch_unwind(AssertUnwindSafe(|| stream_cells(workbook, &mut told, sink, sorted)))
            .unwrap_or(Ok(Streamed::Misleading));
        // The scan goes on to the end of the part for what stands there, unless nobody wants to know any more.
        stop.store(!matches!(streamed, Ok(Streamed::All)), Ordering::Relaxed);
        (streamed, scanning.join().unwrap_or(Err(ReadError::Damaged)))
    });
    match streamed? {
        Streamed::Misleading => Ok(Outcome::Misleading),
        Streamed::Unordered => Ok(Outcome::Unordered),
        Streamed::Enough => Ok(Outcome::Done),
        Streamed::All => {
            let scan = scanned?;
            if scan.misleading {
                return Ok(Outcome::Misleading);
            }
            sink.notes(notes(scan));
            Ok(Outcome::Done)
        }
    }
}

fn count_outside(package: &mut package::Package, part: &str) -> Result<u32, ReadError> {
    let index = package::find(package, part).ok_or(ReadError::Damaged)?;
    let mut cells = Cells::new(package.by_index(index)?);
    while cells.next()?.is_some() {}
    Ok(cells.scan.outside)
}

fn notes(scan: Scan) -> SheetNotes {
    let mut remarks = Vec::new();
    if scan.not_calculated > 0 {
        remarks.push(ReadRemark::NotCalculated {
            cells: scan.not_calculated,
        });
    }
    if scan.formulas >= FEW_FORMULAS && scan.zero_formulas == scan.formulas {
        remarks.push(ReadRemark::FormulasAllZero { cells: scan.formulas });
    }
    SheetNotes {
        hidden_rows: scan.hidden_rows,
        hidden_columns: scan.hidden_columns,
        merged: scan.merged,
        remarks,
        ..SheetNotes::default()
    }
}

enum Streamed {
    All,
    /// The rows wanted are there, and more would have come.
    Enough,
    Misleading,
    Unordered,
}

fn stream_cells(
    workbook: &Workbook<'_>,
    told: &mut Told,
    sink: &mut dyn RowSink,
    sorted: bool,
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
    let mut rows = Rows {
        sorted: sorted.then(BTreeMap::new),
        number: 0,
        cells: Vec::new(),
    };
    let mut places = None;
    // A shared text is known by where it lies: looking it up by its letters for every cell costs a fifth of all reading.
    let mut shared: HashMap<usize, RawCell, BuildHasherDefault<ByAddress>> = HashMap::default();
    let mut count = 0u64;
    loop {
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
                return Ok(if rest_is_small { Streamed::All } else { Streamed::Enough });
            }
            Put::NewRow => {}
            Put::Above => return Ok(Streamed::Unordered),
        }
    }
    rows.finish(sink)?;
    Ok(Streamed::All)
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

/// Gathers cells into rows.
struct Rows {
    /// Rows kept until the end, for a part whose rows do not come in order.
    sorted: Option<BTreeMap<u32, Vec<RawCell>>>,
    number: u32,
    cells: Vec<RawCell>,
}

enum Put {
    Fits,
    NewRow,
    Above,
}

impl Rows {
    fn is_sorting(&self) -> bool {
        self.sorted.is_some()
    }

    fn put(&mut self, (row, column): (u32, u32), cell: RawCell, sink: &mut dyn RowSink) -> Result<Put, ReadError> {
        let column = column as usize;
        let set = |cells: &mut Vec<RawCell>| {
            if cells.len() <= column {
                cells.resize(column + 1, RawCell::Blank);
            }
            cells[column] = cell;
        };
        if let Some(sorted) = &mut self.sorted {
            set(sorted.entry(row).or_default());
            return Ok(Put::Fits);
        }
        let mut put = Put::Fits;
        if row != self.number {
            if row < self.number {
                return Ok(Put::Above);
            }
            if self.number > 0 {
                sink.row(self.number, &self.cells)?;
                put = Put::NewRow;
            }
            self.cells.clear();
            self.number = row;
        }
        set(&mut self.cells);
        Ok(put)
    }

    fn finish(self, sink: &mut dyn RowSink) -> Result<(), ReadError> {
        match self.sorted {
            Some(sorted) => sorted.iter().try_for_each(|(number, cells)| sink.row(*number, cells)),
            None if self.number > 0 => sink.row(self.number, &self.cells),
            None => Ok(()),
        }
    }
}

/// Row number and column of a cell; `None` outside the grid.
type Place = Option<(u32, u32)>;

/// Where the n-th cell of a part stands; asked in rising order.
struct Places {
    cells: Box<dyn Iterator<Item = Result<Place, ReadError>>>,
    next: u64,
}

impl Places {
    fn open(workbook: &Workbook<'_>) -> Result<Self, ReadError> {
        // The package has to live as long as its part: a thread owns both and hands places over in batches.
        let (give, take) = mpsc::sync_channel::<Result<Vec<Place>, ReadError>>(4);
        let source = workbook.source.clone();
        let part = workbook.part.to_owned();
        std::thread::spawn(move || {
            let run = || -> Result<(), ReadError> {
                let mut package = source.package()?;
                let index = package::find(&package, &part).ok_or(ReadError::Damaged)?;
                let mut cells = Cells::new(package.by_index(index)?);
                let mut batch = Vec::new();
                while let Some(cell) = cells.next()? {
                    batch.push(cell.place);
                    if batch.len() == 4096 && give.send(Ok(std::mem::take(&mut batch))).is_err() {
                        return Ok(());
                    }
                }
                let _ = give.send(Ok(batch));
                Ok(())
            };
            if let Err(error) = run() {
                let _ = give.send(Err(error));
            }
        });
        let cells = take.into_iter().flat_map(|batch| match batch {
            Ok(places) => places.into_iter().map(Ok).collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        });
        Ok(Places {
            cells: Box::new(cells),
            next: 0,
        })
    }

    fn of(&mut self, cell: u64) -> Result<Place, ReadError> {
        let skip = usize::try_from(cell - self.next).unwrap_or(usize::MAX);
        self.next = cell + 1;
        self.cells.nth(skip).unwrap_or(Err(ReadError::Damaged))
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
