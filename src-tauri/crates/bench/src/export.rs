//! Writing the leadership workbook, and the bare library writing the same cells.

use crate::Outcome;
use crate::import::{app_with, said};
use crate::usage::{Spent, timed};
use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use std::path::{Path, PathBuf};
use tierline_app::Task;
use tierline_contract::ExportWorkbook;

/// Writes the workbook of a plan.
pub(crate) fn workbook_of(plan: &Path, to: &Path) -> Outcome<PathBuf> {
    let folder = tempfile::tempdir()?;
    let app = app_with(plan, folder.path())?;
    let token = app.admit(to).token;
    app.export_workbook(ExportWorkbook { token }, &Task::unwatched())
        .map_err(said)?;
    app.shut();
    Ok(to.to_owned())
}

/// From the open plan to the workbook on disk.
pub(crate) fn ours(plan: &Path) -> Outcome<Spent> {
    let folder = tempfile::tempdir()?;
    let app = app_with(plan, folder.path())?;
    let token = app.admit(&folder.path().join("plan.xlsx")).token;
    let (written, spent) = timed(|| app.export_workbook(ExportWorkbook { token }, &Task::unwatched()));
    written.map_err(said)?;
    app.shut();
    Ok(spent)
}

/// The cells of our workbook, read back and written by the library with nothing else: no formats, no charts, no tables.
pub(crate) fn alone(ours: &Path) -> Outcome<Spent> {
    let mut book: Xlsx<_> = open_workbook(ours)?;
    let sheets: Vec<(String, Range<Data>)> = book.worksheets();
    let folder = tempfile::tempdir()?;
    let to = folder.path().join("plain.xlsx");
    let (written, spent) = timed(|| write(&sheets, &to));
    written?;
    Ok(spent)
}

fn write(sheets: &[(String, Range<Data>)], to: &Path) -> Outcome<()> {
    let mut workbook = Workbook::new();
    for (name, range) in sheets {
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        let Some((top, left)) = range.start() else { continue };
        for (row, column, value) in range.used_cells() {
            let (row, column) = (top + row as u32, u16::try_from(left as usize + column)?);
            match value {
                Data::Int(whole) => sheet.write_number(row, column, *whole as f64)?,
                Data::Float(number) => sheet.write_number(row, column, *number)?,
                Data::Bool(answer) => sheet.write_boolean(row, column, *answer)?,
                Data::DateTime(day) => sheet.write_number(row, column, day.as_f64())?,
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                    sheet.write_string(row, column, text.as_str())?
                }
                _ => continue,
            };
        }
    }
    workbook.save(to)?;
    Ok(())
}
