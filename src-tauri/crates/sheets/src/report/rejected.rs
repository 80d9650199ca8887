//! Rows of a list that were not taken, or not whole, as a small workbook: as they stand in the list, with the reason in the
//! last column, so that whoever sent the list can mend just those.

use super::error::WriteError;
use super::save::{self, Pace};
use super::text;
use crate::raw::{RawCell, RawTable};
use crate::understand::{Converted, Severity, Shape};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet};
use std::collections::BTreeMap;
use std::path::Path;

/// A row that was not taken whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Index of the row in the table.
    row: usize,
    /// Why, in sentences.
    reasons: Vec<String>,
}

/// The rows below the header that are left out, and those of which a value could not be read.
pub fn rejected(table: &RawTable, shape: &Shape, converted: &Converted) -> Vec<Rejected> {
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let header = shape.header_rows.last().copied();
    let at = |number: u32| {
        let row = table.row_numbers().binary_search(&number).ok()?;
        header.is_none_or(|header| row > header).then_some(row)
    };
    for out in &converted.left_out {
        if let Some(row) = at(out.row) {
            found.entry(row).or_default().push(out.reason.sentence().to_owned());
        }
    }
    let lost = converted
        .issues
        .iter()
        .filter(|issue| issue.kind.severity() == Severity::Lost);
    for issue in lost {
        if let Some(row) = issue.row.and_then(at) {
            found.entry(row).or_default().push(issue.sentence());
        }
    }
    let rows = found.into_iter();
    rows.map(|(row, reasons)| Rejected { row, reasons }).collect()
}

/// Writes those rows to `path`, replacing what stands there only when the new file is whole.
///
/// # Errors
/// [`WriteError`]; whatever it is, an old file is as it was.
pub fn write_rejected(path: &Path, table: &RawTable, shape: &Shape, rows: &[Rejected]) -> Result<(), WriteError> {
    let (mut unheard, never) = (|_, _| {}, || false);
    let mut pace = Pace::new(rows.len() as u64, &mut unheard, &never);
    save::replace_file(path, |file| {
        let mut workbook = Workbook::new();
        compose(workbook.add_worksheet(), table, shape, rows)?;
        save::pack(&mut workbook, file, &mut pace)
    })?;
    Ok(())
}

fn compose(sheet: &mut Worksheet, table: &RawTable, shape: &Shape, rows: &[Rejected]) -> Result<(), WriteError> {
    let head = Format::new().set_bold();
    let why = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let last = u16::try_from(table.width()).unwrap_or(u16::MAX - 1);
    sheet.set_name("Rows to mend")?;
    let mut line = 0;
    for row in &shape.header_rows {
        for column in 0..last {
            sheet.write_with_format(line, column, fit(&table.display(*row, usize::from(column))), &head)?;
        }
        line += 1;
    }
    let line_of_reason = line.saturating_sub(1);
    sheet.write_with_format(line_of_reason, last, "Row", &head)?;
    sheet.write_with_format(line_of_reason, last + 1, "Reason", &head)?;
    line = line.max(1);
    for rejected in rows {
        for column in 0..last {
            match table.cell(rejected.row, usize::from(column)) {
                RawCell::Blank => {}
                RawCell::Number(number) => drop(sheet.write(line, column, number)?),
                _ => drop(sheet.write(line, column, fit(&table.display(rejected.row, usize::from(column))))?),
            }
        }
        sheet.write(line, last, table.row_number(rejected.row))?;
        sheet.write_with_format(line, last + 1, fit(&rejected.reasons.join(" ")), &why)?;
        line += 1;
    }
    sheet.set_freeze_panes(line_of_reason + 1, 0)?;
    sheet.autofit();
    sheet.set_column_width(last + 1, 70)?;
    Ok(())
}

fn fit(text: &str) -> String {
    text::fit(text).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Limits, ReaderHost};
    use crate::understand::{convert, understand};
    use tierline_plan::Currency;

    #[test]
    fn rows_come_as_they_stand_with_the_reason_last_and_can_be_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let list = folder.path().join("list.csv");
        let text =
            "Company;Employees;Revenue\nAlba;10;100\nBrio;about a dozen;200\n;30;300\nCora;40;400\nTotal;;1000\n";
        std::fs::write(&list, text).expect("writes");
        let read = |path: &Path, sheet: &str| {
            let never = || false;
            let read = ReaderHost::InProcess.table(path, sheet, &Limits::default(), &mut |_| {}, &never);
            read.expect("reads")
        };
        let table = read(&list, "list");
        let understood = understand(&table);
        let choices = understood.mapping.choices(&understood.columns);
        let converted = convert(&table, &understood.shape, &choices, &Currency::new("EUR")).expect("converts");
        let rows = rejected(&table, &understood.shape, &converted);
        assert_eq!(rows.iter().map(|row| row.row).collect::<Vec<_>>(), [2, 3, 5]);
        let target = folder.path().join("mend.xlsx");
        write_rejected(&target, &table, &understood.shape, &rows).expect("writes");
        let back = read(&target, "Rows to mend");
        let shown: Vec<String> = (0..back.width()).map(|column| back.display(1, column)).collect();
        assert_eq!(shown[..4], ["Brio", "about a dozen", "200", "3"]);
        assert!(shown[4].contains("about a dozen"), "{}", shown[4]);
        assert_eq!(back.display(2, 4), "It has neither a name nor a record ID.");
    }
}
