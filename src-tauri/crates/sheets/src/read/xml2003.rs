//! XML spreadsheets of Excel 2003, which ERP systems and web programs still export, mostly under the ending .xls. Separate
//! because no reader at hand knows them; they are plain enough to be read tag by tag.

use super::limits::{GRID_COLUMNS, GRID_ROWS};
use super::number_format::Shown;
use super::sink::{RowSink, SheetNotes};
use super::tags::{Tag, Tags};
use super::text::{Decoded, Utf8};
use super::{ReadError, SheetSummary, SheetVisibility, cell};
use crate::raw::{CellError, RawCell, ReadRemark};
use calamine::DataRef;
use quick_xml::escape::unescape;
use std::collections::HashMap;
use std::fs::File;
use std::path::Path;

/// Merged cells beyond this many are not kept: no table has them.
const MOST_MERGES: usize = 200_000;

/// A span of hidden columns beyond this says nothing about a list.
const WIDEST_SPAN: u32 = 16_384;

pub(crate) fn sheets(file: &Path) -> Result<Vec<SheetSummary>, ReadError> {
    let mut sheets: Vec<SheetSummary> = Vec::new();
    let mut book = Book::open(file)?;
    while let Some(event) = book.next()? {
        match event {
            Event::Sheet(name) => sheets.push(SheetSummary {
                name,
                visibility: SheetVisibility::Visible,
                rows: Some(0),
                columns: Some(0),
                tables: Vec::new(),
                pivot: None,
            }),
            Event::Cell(at, _) => {
                if let Some(sheet) = sheets.last_mut() {
                    sheet.rows = Some(at.row);
                    sheet.columns = sheet.columns.max(Some(at.column + 1));
                }
            }
            Event::Visibility(visibility) => {
                if let Some(sheet) = sheets.last_mut() {
                    sheet.visibility = visibility;
                }
            }
            Event::HiddenRow(_) | Event::HiddenColumns(..) => {}
        }
    }
    sheets.retain(|sheet| sheet.rows != Some(0));
    if sheets.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(sheets)
}

pub(crate) fn read(file: &Path, name: &str, sink: &mut dyn RowSink) -> Result<(), ReadError> {
    sink.opening(None)?;
    let mut book = Book::open(file)?;
    let (mut inside, mut found) = (false, false);
    let mut notes = SheetNotes::default();
    let (mut row, mut cells) = (0, Vec::new());
    let mut not_calculated = 0;
    while let Some(event) = book.next()? {
        match event {
            Event::Sheet(this) => {
                inside = this == name && !found;
                found |= inside;
            }
            Event::Cell(at, value) if inside => {
                if at.row != row {
                    put(row, &mut cells, sink)?;
                    row = at.row;
                    if !sink.wants_rows() {
                        break;
                    }
                }
                if at.spans && notes.merged.len() < MOST_MERGES {
                    notes.merged.push((at.row, at.column, at.last_row, at.last_column));
                }
                not_calculated += u32::from(value == Value::NotCalculated);
                let column = at.column as usize;
                cells.resize(cells.len().max(column + 1), RawCell::Blank);
                cells[column] = value.cell(sink);
            }
            Event::HiddenRow(number) if inside => notes.hidden_rows.push(number),
            Event::HiddenColumns(from, to) if inside => notes.hidden_columns.extend(from..to),
            _ => {}
        }
    }
    if !found {
        return Err(ReadError::NoSuchSheet { sheet: name.to_owned() });
    }
    put(row, &mut cells, sink)?;
    if not_calculated > 0 {
        notes.remarks.push(ReadRemark::NotCalculated { cells: not_calculated });
    }
    sink.notes(notes);
    Ok(())
}

fn put(row: u32, cells: &mut Vec<RawCell>, sink: &mut dyn RowSink) -> Result<(), ReadError> {
    if cells.iter().any(|cell| *cell != RawCell::Blank) {
        sink.row(row, cells)?;
    }
    cells.clear();
    Ok(())
}

/// Where a cell stands, and how far it reaches.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// From 1.
    row: u32,
    /// From 0.
    column: u32,
    last_row: u32,
    last_column: u32,
    spans: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Text(String),
    Number(f64, Shown),
    YesNo(bool),
    Moment(String),
    Error(CellError),
    NotCalculated,
}

impl Value {
    fn cell(self, sink: &mut dyn RowSink) -> RawCell {
        match self {
            Value::Text(text) => cell::text(&text, sink),
            Value::Number(number, shown) => cell::cell(&DataRef::Float(number), shown, false, sink),
            Value::YesNo(answer) => RawCell::YesNo(answer),
            Value::Moment(text) => cell::cell(&DataRef::DateTimeIso(text), Shown::Plain, false, sink),
            Value::Error(error) => RawCell::Error(error),
            Value::NotCalculated => RawCell::Error(CellError::NotCalculated),
        }
    }
}

enum Event {
    Sheet(String),
    Cell(Place, Value),
    HiddenRow(u32),
    /// From inclusive, to exclusive, counted from 0.
    HiddenColumns(u32, u32),
    Visibility(SheetVisibility),
}

/// Goes through the file and says what comes by.
struct Book {
    tags: Tags<Utf8<File>>,
    formats: HashMap<Vec<u8>, Shown>,
    style: Vec<u8>,
    row: u32,
    next_column: u32,
    hidden_column: u32,
    cell: Option<OpenCell>,
}

struct OpenCell {
    place: Place,
    shown: Shown,
    formula: bool,
    kind: Vec<u8>,
    in_data: bool,
    text: Vec<u8>,
    has_data: bool,
}

impl Book {
    fn open(file: &Path) -> Result<Self, ReadError> {
        Ok(Book {
            tags: Tags::new(Utf8::new(Decoded::open_markup(file)?)),
            formats: HashMap::new(),
            style: Vec::new(),
            row: 0,
            next_column: 0,
            hidden_column: 0,
            cell: None,
        })
    }

    fn next(&mut self) -> Result<Option<Event>, ReadError> {
        while let Some(tag) = self.tags.next()? {
            if let Some(open) = &mut self.cell
                && open.in_data
            {
                open.text.extend_from_slice(tag.text);
                if let Some(raw) = tag
                    .inside
                    .strip_prefix(b"![CDATA[")
                    .and_then(|rest| rest.strip_suffix(b"]]"))
                {
                    open.text.extend_from_slice(raw);
                }
            }
            let event = match (tag.name(), tag.is_end()) {
                (b"Cell", true) => self.cell.take().and_then(OpenCell::event),
                (b"Cell", false) => begin_cell(&tag, self.row, &mut self.next_column, &self.formats, &mut self.cell),
                (b"Data", end) => {
                    if let Some(open) = &mut self.cell {
                        open.in_data = !end && !tag.is_closed();
                        if !end {
                            open.has_data = true;
                            open.kind = tag_value(&tag, b"Type").unwrap_or_default().to_vec();
                        }
                    }
                    None
                }
                (b"Row", false) => {
                    self.row = at(&tag, self.row + 1);
                    self.next_column = 0;
                    let hidden = tag_value(&tag, b"Hidden") == Some(b"1");
                    let row = self.row;
                    // An empty row may stand for several.
                    self.row += number(&tag, b"Span").unwrap_or(0).min(GRID_ROWS);
                    if self.row > GRID_ROWS {
                        return Err(ReadError::Damaged);
                    }
                    hidden.then_some(Event::HiddenRow(row))
                }
                (b"Column", false) => {
                    let from = at(&tag, self.hidden_column + 1) - 1;
                    let to = from + 1 + number(&tag, b"Span").unwrap_or(0).min(WIDEST_SPAN);
                    self.hidden_column = to;
                    (tag_value(&tag, b"Hidden") == Some(b"1") && to <= WIDEST_SPAN)
                        .then_some(Event::HiddenColumns(from, to))
                }
                (b"Worksheet", false) => {
                    (self.row, self.next_column, self.hidden_column, self.cell) = (0, 0, 0, None);
                    let name = tag_value(&tag, b"Name").unwrap_or_default();
                    Some(Event::Sheet(plain(name)))
                }
                (b"Visible", true) => match tag.text {
                    b"SheetHidden" => Some(Event::Visibility(SheetVisibility::Hidden)),
                    b"SheetVeryHidden" => Some(Event::Visibility(SheetVisibility::VeryHidden)),
                    _ => None,
                },
                (b"Style", false) => {
                    self.style = tag_value(&tag, b"ID").unwrap_or_default().to_vec();
                    None
                }
                (b"NumberFormat", false) => {
                    if let Some(code) = tag_value(&tag, b"Format") {
                        self.formats.insert(self.style.clone(), shown_by(&plain(code)));
                    }
                    None
                }
                _ => None,
            };
            if event.is_some() {
                return Ok(event);
            }
        }
        Ok(None)
    }
}

fn begin_cell(
    tag: &Tag<'_>,
    row: u32,
    next_column: &mut u32,
    formats: &HashMap<Vec<u8>, Shown>,
    open: &mut Option<OpenCell>,
) -> Option<Event> {
    let column = at(tag, *next_column + 1) - 1;
    let across = number(tag, b"MergeAcross").unwrap_or(0).min(GRID_COLUMNS);
    let down = number(tag, b"MergeDown").unwrap_or(0).min(GRID_ROWS);
    *next_column = column.saturating_add(across).saturating_add(1);
    if row == 0 || column >= GRID_COLUMNS {
        return None;
    }
    let cell = OpenCell {
        place: Place {
            row,
            column,
            last_row: row + down,
            last_column: column + across,
            spans: across > 0 || down > 0,
        },
        shown: tag_value(tag, b"StyleID")
            .and_then(|style| formats.get(style))
            .copied()
            .unwrap_or(Shown::Plain),
        formula: tag_value(tag, b"Formula").is_some(),
        kind: Vec::new(),
        in_data: false,
        text: Vec::new(),
        has_data: false,
    };
    if tag.is_closed() {
        return cell.event();
    }
    *open = Some(cell);
    None
}

impl OpenCell {
    /// What the cell says; `None` for a blank.
    fn event(self) -> Option<Event> {
        let text = plain(&self.text);
        if !self.has_data {
            return self.formula.then_some(Event::Cell(self.place, Value::NotCalculated));
        }
        let value = match self.kind.as_slice() {
            b"Number" => match text.trim().parse() {
                Ok(number) => Value::Number(number, self.shown),
                Err(_) => Value::Text(text),
            },
            b"DateTime" => Value::Moment(text),
            b"Boolean" => Value::YesNo(matches!(text.trim(), "1" | "true")),
            b"Error" => Value::Error(error_of(text.trim())),
            _ => Value::Text(text),
        };
        let blank = matches!(&value, Value::Text(text) if text.is_empty());
        (!blank || self.place.spans).then_some(Event::Cell(self.place, value))
    }
}

fn error_of(label: &str) -> CellError {
    use CellError::*;
    let known = [Div0, NotAvailable, Name, Null, Number, Reference, Value];
    known.into_iter().find(|error| error.label() == label).unwrap_or(Other)
}

/// The formats that Excel 2003 calls by name, and those that it writes out.
fn shown_by(code: &str) -> Shown {
    match code {
        "Percent" => Shown::Percent,
        "Currency" | "Euro Currency" => Shown::Currency,
        "General Number" | "General" => Shown::General,
        "Fixed" | "Standard" | "Scientific" | "Yes/No" | "True/False" | "On/Off" => Shown::Plain,
        "Short Date" | "Medium Date" | "Long Date" => Shown::Moment {
            date: true,
            time: false,
        },
        "Short Time" | "Medium Time" | "Long Time" => Shown::Moment {
            date: false,
            time: true,
        },
        "General Date" => Shown::Moment { date: true, time: true },
        code => Shown::by(code),
    }
}

/// An attribute by its name, whatever prefix stands for the spreadsheet's namespace.
fn tag_value<'a>(tag: &Tag<'a>, name: &[u8]) -> Option<&'a [u8]> {
    let mut prefixed = *b"ss:............";
    let end = 3 + name.len();
    prefixed[3..end].copy_from_slice(name);
    tag.attribute(&prefixed[..end]).or_else(|| tag.attribute(name))
}

fn number(tag: &Tag<'_>, name: &[u8]) -> Option<u32> {
    std::str::from_utf8(tag_value(tag, name)?).ok()?.trim().parse().ok()
}

/// The place a row, column or cell says it has, else the next one; from 1.
fn at(tag: &Tag<'_>, next: u32) -> u32 {
    number(tag, b"Index").filter(|index| *index >= next).unwrap_or(next)
}

/// Text without its entities; those that are none stay as they are written.
fn plain(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw);
    match unescape(&text) {
        Ok(plain) => plain.into_owned(),
        Err(_) => text.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Limits, ReaderHost};
    use tierline_plan::Day;

    const BOOK: &str = r#"<?xml version="1.0"?>
        <?mso-application progid="Excel.Sheet"?>
        <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
         <Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>
                 <Style ss:ID="z"><NumberFormat ss:Format="00000"/></Style></Styles>
         <Worksheet ss:Name="Accounts &amp; more"><Table>
          <Column ss:Index="2" ss:Hidden="1"/>
          <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">List</Data></Cell></Row>
          <Row ss:Index="3"><Cell><Data ss:Type="String">Name</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">Share</Data></Cell></Row>
          <Row ss:Hidden="1"><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>M&#252;ller</B> &lt;Nord&gt;</ss:Data></Cell>
               <Cell ss:StyleID="z"><Data ss:Type="Number">123</Data></Cell>
               <Cell ss:StyleID="p"><Data ss:Type="Number">0.15</Data></Cell>
               <Cell><Data ss:Type="DateTime">2025-03-04T00:00:00.000</Data></Cell>
               <Cell><Data ss:Type="Boolean">1</Data></Cell>
               <Cell><Data ss:Type="Error">#N/A</Data></Cell>
               <Cell ss:Formula="=1+1"/></Row>
         </Table></Worksheet>
         <Worksheet ss:Name="Empty"><Table/></Worksheet>
         <Worksheet ss:Name="Old"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table>
          <WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
        </Workbook>"#;

    fn at(bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("export.xls");
        std::fs::write(&path, bytes).unwrap();
        (folder, path)
    }

    #[test]
    fn sheets_are_listed_with_their_size_and_what_is_hidden() {
        let (_folder, path) = at(BOOK.as_bytes());
        let sheets = ReaderHost::InProcess
            .sheets(&path, &Limits::default(), &|| false)
            .unwrap()
            .sheets;
        let told: Vec<_> = sheets
            .iter()
            .map(|sheet| (sheet.name.as_str(), sheet.visibility, sheet.rows, sheet.columns))
            .collect();
        assert_eq!(
            told,
            [
                ("Accounts & more", SheetVisibility::Visible, Some(4), Some(7)),
                ("Old", SheetVisibility::Hidden, Some(1), Some(1)),
            ]
        );
    }

    #[test]
    fn cells_are_read_by_type_and_format_in_any_encoding() {
        let utf16: Vec<u8> = BOOK.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let old = BOOK
            .replace("version=\"1.0\"", "version=\"1.0\" encoding=\"windows-1252\"")
            .replace("&#252;", "@");
        let old: Vec<u8> = old.bytes().map(|b| if b == b'@' { 0xFC } else { b }).collect();
        for bytes in [BOOK.as_bytes().to_vec(), [&[0xFF, 0xFE][..], &utf16].concat(), old] {
            let (_folder, path) = at(&bytes);
            let table = ReaderHost::InProcess
                .table(&path, "Accounts & more", &Limits::default(), &mut |_| {}, &|| false)
                .unwrap();
            assert_eq!(table.row_numbers(), [1, 3, 4]);
            assert_eq!(
                (table.hidden_rows.as_slice(), table.hidden_columns.as_slice()),
                (&[4][..], &[1][..])
            );
            assert_eq!(table.merged, [(1, 0, 1, 1)]);
            assert_eq!(
                (table.display(1, 2), table.display(2, 0)),
                ("Share".into(), "Müller <Nord>".into())
            );
            assert_eq!(table.display(2, 1), "00123");
            assert_eq!(
                table.row(2)[2..],
                [
                    RawCell::Percent(0.15),
                    RawCell::Date(Day::from_ymd(2025, 3, 4).unwrap()),
                    RawCell::YesNo(true),
                    RawCell::Error(CellError::NotAvailable),
                    RawCell::Error(CellError::NotCalculated),
                ]
            );
            assert!(table.remarks.contains(&ReadRemark::NotCalculated { cells: 1 }));
        }
    }
}
