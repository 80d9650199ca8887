//! The formats that are read whole: binary and old Excel workbooks and OpenDocument. Separate because calamine has no
//! stream for most of them and no number formats for any: the memory cap of the reading process is what guards them.

use super::number_format::Shown;
use super::package::{ReadSeek, Source};
use super::sink::{RowSink, SheetNotes};
use super::{Format, ReadError, SheetSummary, SheetVisibility, cell, ods, xlsb};
use crate::raw::RawCell;
use calamine::{
    Data, DataRef, Dimensions, Ods, OdsError, Range, Reader, Sheet, SheetType, SheetVisible, Xls, XlsError, Xlsb,
    XlsbError,
};

type Input = Box<dyn ReadSeek>;

/// A workbook of one of these formats.
pub(crate) enum Book {
    Xls(Xls<Input>),
    Xlsb(Xlsb<Input>),
    Ods(Ods<Input>),
}

impl Book {
    pub(crate) fn open(source: &Source, format: Format) -> Result<Book, ReadError> {
        if format == Format::Ods {
            return open_ods(source).map(Book::Ods);
        }
        let mended = match format {
            Format::Xlsb => xlsb::with_failed_formulas(source)?,
            _ => None,
        };
        let input = mended.as_ref().unwrap_or(source).open()?;
        match format {
            Format::Xlsb => Xlsb::new(input).map(Book::Xlsb).map_err(of_xlsb),
            _ => Xls::new(input).map(Book::Xls).map_err(of_xls),
        }
    }

    fn listed(&self) -> Vec<Sheet> {
        let listed = match self {
            Book::Xls(book) => book.sheets_metadata(),
            Book::Xlsb(book) => book.sheets_metadata(),
            Book::Ods(book) => book.sheets_metadata(),
        };
        listed
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .cloned()
            .collect()
    }

    fn counts_from_1904(&self) -> bool {
        match self {
            Book::Xls(book) => book.has_1904_epoch(),
            Book::Xlsb(book) => book.has_1904_epoch(),
            Book::Ods(_) => false,
        }
    }
}

fn open_ods(source: &Source) -> Result<Ods<Input>, ReadError> {
    match Ods::new(source.open()?) {
        Err(OdsError::Mismatch { .. }) => Ods::new(ods::without_blanks(source)?.open()?).map_err(of_ods),
        opened => opened.map_err(of_ods),
    }
}

pub(crate) fn sheets(source: &Source, format: Format) -> Result<Vec<SheetSummary>, ReadError> {
    let mut book = Book::open(source, format)?;
    let mut summaries = Vec::new();
    for sheet in book.listed() {
        let extent = match &mut book {
            // Read when the workbook was opened: asking costs nothing more.
            Book::Xls(book) => book.worksheet_range(&sheet.name).ok().and_then(|range| range.end()),
            Book::Ods(book) => book.worksheet_range(&sheet.name).ok().and_then(|range| range.end()),
            Book::Xlsb(book) => book
                .worksheet_cells_reader(&sheet.name)
                .ok()
                .map(|reader| reader.dimensions().end),
        };
        let visibility = match sheet.visible {
            SheetVisible::Visible => SheetVisibility::Visible,
            SheetVisible::Hidden => SheetVisibility::Hidden,
            SheetVisible::VeryHidden => SheetVisibility::VeryHidden,
        };
        let (rows, columns) = extent
            .map(|(row, column)| (row.saturating_add(1), column.saturating_add(1)))
            .unzip();
        summaries.push(SheetSummary {
            name: sheet.name,
            visibility,
            rows,
            columns,
            tables: Vec::new(),
            pivot: None,
        });
    }
    Ok(summaries)
}

pub(crate) fn read(source: &Source, format: Format, name: &str, sink: &mut dyn RowSink) -> Result<(), ReadError> {
    read_from(&mut Book::open(source, format)?, name, sink)
}

/// Reads a sheet of a workbook that is open.
pub(crate) fn read_from(book: &mut Book, name: &str, sink: &mut dyn RowSink) -> Result<(), ReadError> {
    if !book.listed().iter().any(|sheet| sheet.name == name) {
        return Err(ReadError::NoSuchSheet { sheet: name.to_owned() });
    }
    sink.opening(None)?;
    let from_1904 = book.counts_from_1904();
    let mut notes = SheetNotes::default();
    match book {
        Book::Xls(book) => {
            notes.merged = book
                .merge_cells_by_sheet_name(name)
                .unwrap_or_default()
                .iter()
                .map(area)
                .collect();
            rows_of(&book.worksheet_range(name).map_err(of_xls)?, from_1904, sink)?;
        }
        Book::Ods(book) => rows_of(&book.worksheet_range(name).map_err(of_ods)?, from_1904, sink)?,
        Book::Xlsb(book) => rows_of_xlsb(book, name, from_1904, sink)?,
    }
    sink.notes(notes);
    Ok(())
}

fn rows_of(range: &Range<Data>, from_1904: bool, sink: &mut dyn RowSink) -> Result<(), ReadError> {
    let Some((first_row, first_column)) = range.start() else {
        return Ok(());
    };
    let mut cells = Vec::new();
    for (index, row) in range.rows().enumerate() {
        if !sink.wants_rows() {
            break;
        }
        cells.clear();
        cells.resize(first_column as usize, RawCell::Blank);
        cells.extend(
            row.iter()
                .map(|value| cell::cell(&borrowed(value), Shown::Plain, from_1904, sink)),
        );
        if cells.iter().any(|cell| *cell != RawCell::Blank) {
            sink.row(first_row + index as u32 + 1, &cells)?;
        }
    }
    Ok(())
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn rows_of_xlsb(book: &mut Xlsb<Input>, name: &str, from_1904: bool, sink: &mut dyn RowSink) -> Result<(), ReadError> {
    let mut reader = book.worksheet_cells_reader(name).map_err(of_xlsb)?;
    let mut cells: Vec<RawCell> = Vec::new();
    let mut current = None;
    while let Some(seen) = reader.next_cell().map_err(of_xlsb)? {
        let (row, column) = seen.get_position();
        if current != Some(row) {
            if current.is_some_and(|current| row < current) || row >= super::limits::GRID_ROWS {
                return Err(ReadError::Damaged);
            }
            if let Some(current) = current {
                sink.row(current + 1, &cells)?;
                if !sink.wants_rows() {
                    return Ok(());
                }
            }
            cells.clear();
            current = Some(row);
        }
        if column >= super::limits::GRID_COLUMNS {
            continue;
        }
        let cell = cell::cell(seen.get_value(), Shown::Plain, from_1904, sink);
        if cell != RawCell::Blank {
            cells.resize(cells.len().max(column as usize + 1), RawCell::Blank);
            cells[column as usize] = cell;
        }
    }
    match current {
        Some(current) => sink.row(current + 1, &cells),
        None => Ok(()),
    }
}

fn area(merged: &Dimensions) -> (u32, u32, u32, u32) {
    (
        merged.start.0.saturating_add(1),
        merged.start.1,
        merged.end.0.saturating_add(1),
        merged.end.1,
    )
}

fn of_xls(error: XlsError) -> ReadError {
    tracing::debug!(%error, "calamine refused an old workbook");
    match error {
        XlsError::Password => ReadError::PasswordProtected,
        // What stands where the code page should is the key of an old password.
        XlsError::Cfb(error) if names_no_code_page(&error.to_string()) => ReadError::PasswordProtected,
        XlsError::Io(error) => error.into(),
        _ => ReadError::Damaged,
    }
}

/// Code pages are below 16,384 but for a few known ones; the keys of old passwords seldom are.
fn names_no_code_page(message: &str) -> bool {
    let number = message
        .strip_prefix("Codepage ")
        .and_then(|rest| u16::from_str_radix(rest.split(' ').next()?, 16).ok());
    let known = |number: u16| {
        matches!(
            number,
            20_000..=29_001 | 32_768 | 32_769 | 50_220..=50_229 | 50_930..=50_939 | 51_932..=51_950 | 52_936 | 54_936
                | 57_002..=57_011 | 65_000..=65_001
        )
    };
    number.is_some_and(|number| number > 0x4000 && !known(number))
}

fn of_xlsb(error: XlsbError) -> ReadError {
    tracing::debug!(%error, "calamine refused a binary workbook");
    match error {
        XlsbError::Password => ReadError::PasswordProtected,
        XlsbError::Io(error) => error.into(),
        XlsbError::Zip(error) => error.into(),
        _ => ReadError::Damaged,
    }
}

fn of_ods(error: OdsError) -> ReadError {
    tracing::debug!(%error, "calamine refused an OpenDocument spreadsheet");
    match error {
        OdsError::Password => ReadError::PasswordProtected,
        OdsError::CellLimitExceeded { .. } => ReadError::TooLarge { declared: None },
        OdsError::Io(error) => error.into(),
        OdsError::Zip(error) => error.into(),
        _ => ReadError::Damaged,
    }
}

#[cfg(test)]
mod tests;
