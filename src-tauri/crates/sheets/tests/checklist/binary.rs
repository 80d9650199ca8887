//! Binary workbooks (.xlsb), written here record by record as [MS-XLSB] lays them down: no library writes them.

use crate::support::{Made, imported, shown, values};
use tierline_sheets::raw::{CellError, RawCell};
use tierline_sheets::read::{Limits, ReaderHost};

const ROW: u16 = 0;
const ERROR: u16 = 3;
const REAL: u16 = 5;
const TEXT: u16 = 6;
const FORMULA_REAL: u16 = 9;
const FORMULA_ERROR: u16 = 11;

/// What stands in a cell.
enum Cell {
    Text(&'static str),
    Real(f64),
    Error(u8),
    /// A formula with its last result.
    Formula(f64),
    /// A formula that failed.
    Failed(u8),
}

fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if kind < 0x80 {
        bytes.push(kind as u8);
    } else {
        bytes.extend([(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8]);
    }
    let mut length = body.len();
    while length >= 0x80 {
        bytes.push((length & 0x7F) as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    bytes.extend(body);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}

fn cell(column: u32, cell: &Cell) -> Vec<u8> {
    // The column and a style of none.
    let mut body = column.to_le_bytes().to_vec();
    body.extend([0; 4]);
    // Flags, and a formula of no parts.
    let formula = [0; 10];
    let kind = match cell {
        Cell::Text(text) => {
            body.extend(wide(text));
            TEXT
        }
        Cell::Real(value) => {
            body.extend(value.to_le_bytes());
            REAL
        }
        Cell::Error(code) => {
            body.push(*code);
            ERROR
        }
        Cell::Formula(value) => {
            body.extend(value.to_le_bytes());
            body.extend(formula);
            FORMULA_REAL
        }
        Cell::Failed(code) => {
            body.push(*code);
            body.extend(formula);
            FORMULA_ERROR
        }
    };
    record(kind, &body)
}

fn workbook(rows: &[Vec<Cell>]) -> Made {
    let empty = |kind| record(kind, &[]);
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0) as u32;
    let size = [0, rows.len() as u32 - 1, 0, columns - 1];
    let mut sheet = empty(0x0081);
    sheet.extend(record(0x0094, &size.map(u32::to_le_bytes).concat()));
    sheet.extend(empty(0x0091));
    for (number, cells) in rows.iter().enumerate() {
        sheet.extend(record(ROW, &(number as u32).to_le_bytes()));
        for (column, each) in cells.iter().enumerate() {
            sheet.extend(cell(column as u32, each));
        }
    }
    sheet.extend([empty(0x0092), empty(0x0082)].concat());

    let mut listed = vec![0, 0, 0, 0, 1, 0, 0, 0];
    listed.extend(wide("rId1"));
    listed.extend(wide("Accounts"));
    let book = [
        empty(0x0083),
        empty(0x008F),
        record(0x009C, &listed),
        empty(0x0090),
        empty(0x0084),
    ]
    .concat();
    let relations = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
    Made::package_of_bytes(
        "list.xlsb",
        &[
            ("xl/workbook.bin", book.as_slice()),
            ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
            ("xl/worksheets/sheet1.bin", sheet.as_slice()),
        ],
    )
}

fn list() -> Made {
    use Cell::{Error, Failed, Formula, Real, Text};
    const NOT_AVAILABLE: u8 = 0x2A;
    const DIVIDED_BY_ZERO: u8 = 0x07;
    workbook(&[
        vec![Text("Company"), Text("City"), Text("Employees")],
        vec![Text("Müller"), Text("Ulm"), Real(120.0)],
        vec![Text("Brio"), Text("Bonn"), Formula(80.0)],
        vec![Text("Alba"), Text("Köln"), Error(NOT_AVAILABLE)],
        vec![Text("Vega"), Text("Trier"), Failed(DIVIDED_BY_ZERO)],
        vec![Text("Nord"), Text("Kiel"), Real(7.5)],
    ])
}

#[test]
fn i065_errors_of_a_binary_workbook_are_told_those_of_formulas_too() {
    let table = list().read();
    assert_eq!(table.cell(3, 2), RawCell::Error(CellError::NotAvailable));
    assert_eq!(table.cell(4, 2), RawCell::Error(CellError::Div0));
    assert_eq!(table.remarks, []);
    let (_, _, converted) = imported(table);
    assert_eq!(values(&converted, "Employees"), ["120", "80", "", "", "7.5"]);
}

#[test]
fn i065_an_error_nobody_has_a_name_for_does_not_cost_the_sheet() {
    const NEW: u8 = 0x77;
    for odd in [Cell::Error(NEW), Cell::Failed(NEW)] {
        let table = workbook(&[
            vec![Cell::Text("Company"), Cell::Text("Employees")],
            vec![Cell::Text("Müller"), odd],
            vec![Cell::Text("Brio"), Cell::Real(80.0)],
        ])
        .read();
        assert_eq!(table.cell(1, 1), RawCell::Error(CellError::Value));
        assert_eq!(shown(&table)[2], ["Brio", "80"]);
    }
}

#[test]
fn a_binary_workbook_is_read_as_it_stands() {
    let made = list();
    let sheets = ReaderHost::InProcess
        .sheets(&made.path(), &Limits::default(), &|| false)
        .expect("is listed");
    let names: Vec<&str> = sheets.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["Accounts"]);
    let shown = shown(&made.read());
    assert_eq!(shown[0], ["Company", "City", "Employees"]);
    assert_eq!(shown[1], ["Müller", "Ulm", "120"]);
    assert_eq!(shown[2], ["Brio", "Bonn", "80"], "a formula gives its last result");
}
