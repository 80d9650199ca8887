//! Northlight's workbook and its reps' workbook, dressed as a person in marketing dresses one. Kept apart because the dress is part of the
//! case: a title block above the header, a totals row and a note below, a hidden column, hidden rows, formats that show cents as euros.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};
use time::Date;

use crate::accounts::PULLED;
use crate::dirt::german_date;
use crate::list::{Cell, Column, Row, headers, id};
use crate::reps::{LEAVER, REPS};

const HEADER_ROW: u32 = 3;
const EUROS: &str = "#,##0\\ \"€\";[Red]-#,##0\\ \"€\";\"–\"";
const DAY: &str = "dd/mm/yyyy";

/// Widths of the list's columns, in characters.
const WIDTHS: [f64; 27] = [
    10.5, 34.0, 26.0, 30.0, 21.0, 14.0, 20.0, 18.0, 11.0, 10.5, 16.0, 10.0, 20.0, 9.0, 15.0, 12.5, 13.0, 12.5, 12.5,
    13.5, 12.5, 12.5, 12.5, 13.5, 11.0, 12.0, 14.0,
];

/// A workbook whose file says the same date and author on every run.
pub(crate) fn new_workbook(title: &str) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(title)
        .set_author("Marketing Operations")
        .set_company("Northlight Instruments")
        .set_creation_datetime(&ExcelDateTime::from_ymd(2026, 11, 9)?);
    workbook.set_properties(&properties);
    Ok(workbook)
}

/// The list, the reps and the notes.
pub(crate) fn workbook(rows: &[Row], results: &[i64]) -> Result<Workbook, XlsxError> {
    let mut workbook = new_workbook("Account list FY2027")?;
    write_accounts(workbook.add_worksheet(), rows)?;
    write_reps(workbook.add_worksheet(), results)?;
    write_notes(workbook.add_worksheet())?;
    Ok(workbook)
}

/// The reps alone.
pub(crate) fn reps_workbook(results: &[i64]) -> Result<Workbook, XlsxError> {
    let mut workbook = new_workbook("Sales team 2026")?;
    write_reps(workbook.add_worksheet(), results)?;
    Ok(workbook)
}

fn header_format() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x1F_4E_79))
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_border_bottom(FormatBorder::Thin)
}

fn write_accounts(sheet: &mut Worksheet, rows: &[Row]) -> Result<(), XlsxError> {
    let headers = headers();
    let last_column = headers.len() as u16 - 1;
    sheet.set_name("Accounts")?;
    let title = Format::new()
        .set_bold()
        .set_font_size(16)
        .set_font_color(Color::RGB(0x1F_4E_79));
    let quiet = Format::new().set_italic().set_font_color(Color::Gray);
    sheet.write_with_format(
        0,
        0,
        "Northlight Instruments – Account list for FY2027 planning",
        &title,
    )?;
    sheet.write_with_format(
        1,
        0,
        format!(
            "Prepared by Marketing Operations (S. Ritterskamp), {}",
            german_date(PULLED)
        ),
        &quiet,
    )?;

    let header = header_format();
    sheet.set_row_height(HEADER_ROW, 32)?;
    for (column, text) in headers.iter().enumerate() {
        sheet.write_with_format(HEADER_ROW, column as u16, text, &header)?;
        sheet.set_column_width(column as u16, WIDTHS[column])?;
    }
    sheet.set_column_hidden(Column::OldSegment as u16)?;

    let formats = CellFormats::new();
    for (at, row) in rows.iter().enumerate() {
        let at = HEADER_ROW + 1 + at as u32;
        for (column, cell) in row.cells.iter().enumerate() {
            formats.write(sheet, at, column as u16, cell)?;
        }
        if row.hidden {
            sheet.set_row_hidden(at)?;
        }
    }
    let last_row = HEADER_ROW + rows.len() as u32;
    sheet.autofilter(HEADER_ROW, 0, last_row, last_column)?;
    sheet.set_freeze_panes(HEADER_ROW + 1, 2)?;
    write_totals(sheet, rows, last_row)?;
    let note = "Source: CRM and marketing automation. Revenue = invoiced October 2025 to September 2026, in EUR. Not for distribution outside sales.";
    sheet.write_with_format(last_row + 3, 0, note, &quiet)?;
    sheet.set_landscape().set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
    Ok(())
}

/// Sums as Excel shows them: money that was typed as text does not count.
fn write_totals(sheet: &mut Worksheet, rows: &[Row], last_row: u32) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_border_top(FormatBorder::Double);
    let money = bold.clone().set_num_format(EUROS);
    let at = last_row + 1;
    sheet.write_with_format(at, 0, "Total", &bold)?;
    sheet.write_with_format(at, 1, format!("{} accounts", rows.len()), &bold)?;
    for column in Column::CurrentRevenue as u16..=Column::Pipeline as u16 {
        let sum: i64 = rows
            .iter()
            .map(|row| {
                if let Cell::Money(cents) = row.cells[usize::from(column)] {
                    cents
                } else {
                    0
                }
            })
            .sum();
        let letter = char::from(b'A' + column as u8);
        let formula = Formula::new(format!("=SUM({letter}{}:{letter}{})", HEADER_ROW + 2, last_row + 1))
            .set_result(plain_money(sum));
        sheet.write_formula_with_format(at, column, formula, &money)?;
    }
    Ok(())
}

/// One format a kind of cell.
#[derive(Debug)]
struct CellFormats {
    money: Format,
    whole: Format,
    day: Format,
    id: Format,
}

impl CellFormats {
    fn new() -> Self {
        Self {
            money: Format::new().set_num_format(EUROS),
            whole: Format::new().set_num_format("#,##0"),
            day: Format::new().set_num_format(DAY),
            id: Format::new().set_num_format("0000000"),
        }
    }

    fn write(&self, sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
        match cell {
            Cell::Blank => {}
            Cell::Text(text) => {
                sheet.write_string(row, column, text)?;
            }
            Cell::Whole(whole) => {
                sheet.write_number_with_format(row, column, *whole as f64, &self.whole)?;
            }
            Cell::Money(cents) => {
                sheet.write_number_with_format(row, column, *cents as f64 / 100.0, &self.money)?;
            }
            Cell::Day(day) => {
                sheet.write_number_with_format(row, column, serial(*day), &self.day)?;
            }
            Cell::IdNumber(id) => {
                sheet.write_number_with_format(row, column, *id, &self.id)?;
            }
            Cell::Failed { formula, error } => {
                sheet.write_formula(row, column, Formula::new(*formula).set_result(*error))?;
            }
        }
        Ok(())
    }
}

fn write_reps(sheet: &mut Worksheet, results: &[i64]) -> Result<(), XlsxError> {
    sheet.set_name("Reps")?;
    let header = header_format();
    let columns = [
        ("Name", 24.0),
        ("Base city", 14.0),
        ("Country", 16.0),
        ("Start date", 12.0),
        ("Role", 18.0),
        ("Share of full time", 11.0),
        ("Quota 2026", 15.0),
        ("Result 2026", 15.0),
        ("OTE", 13.0),
    ];
    for (column, (text, width)) in columns.into_iter().enumerate() {
        sheet.write_with_format(0, column as u16, text, &header)?;
        sheet.set_column_width(column as u16, width)?;
    }
    let formats = CellFormats::new();
    let percent = Format::new().set_num_format("0%");
    for (at, (rep, &result)) in REPS.iter().zip(results).enumerate() {
        let row = at as u32 + 1;
        let quota = (result * 1_000 / rep.attainment + 500_000) / 1_000_000 * 1_000_000;
        let city = rep.base_city();
        let (year, month, day) = rep.start;
        sheet.write_string(row, 0, rep.name)?;
        sheet.write_string(row, 1, city.name)?;
        sheet.write_string(row, 2, city.country.facts().name)?;
        let start = ExcelDateTime::from_ymd(year as u16, month, day)?;
        sheet.write_datetime_with_format(row, 3, &start, &formats.day)?;
        sheet.write_string(row, 4, rep.role)?;
        sheet.write_number_with_format(row, 5, f64::from(rep.share) / 100.0, &percent)?;
        formats.write(sheet, row, 6, &Cell::Money(quota))?;
        formats.write(sheet, row, 7, &Cell::Money(result))?;
        formats.write(sheet, row, 8, &Cell::Money(rep.on_target_earnings * 100))?;
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

fn write_notes(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("Notes")?;
    sheet.set_column_width(0, 110)?;
    let lines = [
        "Hi all,".to_owned(),
        "here is the account list for the FY2027 territory and quota planning, as promised.".to_owned(),
        String::new(),
        "- Our fiscal year ends on 30 September. \"2026\" on the sheet Reps is October 2025 to September 2026."
            .to_owned(),
        "- All amounts are in EUR; US accounts were converted at the year's average rate.".to_owned(),
        "- Current revenue is what we invoiced, by product. Annual revenue is the company's own turnover.".to_owned(),
        "- Est. annual spend comes from the bought market model and is only there for part of the accounts.".to_owned(),
        format!("- {LEAVER} left us in April; his accounts (Hesse and around) still show his name in the CRM."),
        "- Zofia and Marcus started during the year: their quota and result cover their months only.".to_owned(),
        "- Leads from the autumn trade fair were pasted in by hand, so expect a few doubles.".to_owned(),
        format!(
            "- Account IDs have seven digits, for example {}. Please keep the zeros.",
            id(4_217)
        ),
        String::new(),
        "Questions to Marketing Operations.".to_owned(),
    ];
    for (row, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        sheet.write_string(row as u32, 0, line)?;
    }
    Ok(())
}

/// Excel's day number.
fn serial(day: Date) -> f64 {
    // The Julian day number of 30 December 1899, Excel's day nought.
    f64::from(day.to_julian_day() - 2_415_019)
}

/// 12400.50, as a file keeps it.
fn plain_money(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, (cents % 100).abs())
}
