//! What of a file can be read as a list: its sheets, and the tables on sheets that hold several.

use super::ROWS_TO_TELL;
use crate::faults;
use crate::task::Task;
use std::path::Path;
use tierline_contract::AppError;
use tierline_sheets::raw::ReadRemark;
use tierline_sheets::raw::{RawTable, TableArea};
use tierline_sheets::read::{
    FileSummary, Format, Head, Limits, Pivot, ReadProgress, ReaderHost, SheetSummary, SheetVisibility,
};
use tierline_sheets::understand::{SheetSuggestion, suggest_sheet};

/// Rows looked at on a sheet with several tables: those further down are offered without a guess.
const ROWS_OF_TABLES: u32 = 5_000;

/// Between a sheet's name and its table's. No sheet of a workbook has a colon in its name.
const BETWEEN: &str = ": ";

/// A sheet, or a table on one.
#[derive(Debug)]
pub(crate) struct Source {
    /// The sheet's name; with the table's behind it for a table.
    pub(crate) name: String,
    pub(crate) hidden: bool,
    pub(crate) rows: Option<u32>,
    pub(crate) columns: Option<u32>,
    pub(crate) pivot: Option<Pivot>,
    /// Whether anything stands in its first rows.
    pub(crate) filled: bool,
}

/// A file with what it holds and what that looks like.
pub(crate) struct Sources {
    pub(crate) format: Format,
    pub(crate) remarks: Vec<ReadRemark>,
    pub(crate) sources: Vec<Source>,
    /// In the order of the sources.
    pub(crate) suggestion: SheetSuggestion,
}

impl Sources {
    /// The source that is read when none looks like a list of accounts: the first that holds anything and is seen.
    pub(crate) fn first(&self) -> Option<usize> {
        let place = |wanted: &dyn Fn(&Source) -> bool| self.sources.iter().position(wanted);
        place(&|source| source.filled && !source.hidden && source.pivot.is_none())
            .or_else(|| place(&|source| source.filled && !source.hidden))
            .or_else(|| place(&|source| source.filled))
            .or_else(|| place(&|source| !source.hidden))
            .or_else(|| (!self.sources.is_empty()).then_some(0))
    }
}

/// Looks what a file has to be read.
pub(crate) fn sources(reader: &ReaderHost, path: &Path, task: &Task<'_>) -> Result<Sources, AppError> {
    task.report("Opening the file", 0, None);
    let (limits, cancel) = (Limits::default(), || task.is_cancelled());
    let unread = |error| faults::of_read(error, path);
    let FileSummary {
        format,
        remarks,
        sheets,
    } = reader.sheets(path, &limits, &cancel).map_err(unread)?;
    task.report("Looking at the sheets", 0, None);
    let wanted: Vec<Head> = sheets
        .iter()
        .map(|sheet| Head {
            sheet: sheet.name.clone(),
            rows: rows_to_tell(sheet),
        })
        .collect();
    let first_rows = reader.heads(path, &wanted, &limits, &cancel).map_err(unread)?;
    let (mut sources, mut heads) = (Vec::new(), Vec::new());
    for (sheet, head) in sheets.iter().zip(first_rows) {
        for (source, head) in of_sheet(sheet, head) {
            sources.push(source);
            heads.push(head);
        }
    }
    Ok(Sources {
        format,
        remarks,
        sources,
        suggestion: suggest_sheet(&heads),
    })
}

fn rows_to_tell(sheet: &SheetSummary) -> usize {
    let lowest = match sheet.tables.as_slice() {
        [] | [_] => 0,
        tables => tables.iter().map(|table| table.first_row).max().unwrap_or(0),
    };
    lowest.min(ROWS_OF_TABLES) as usize + ROWS_TO_TELL
}

/// The sources of a sheet with their first rows: the sheet, or its tables where it has several. What stands outside them
/// is offered too where it is much.
fn of_sheet(sheet: &SheetSummary, head: RawTable) -> Vec<(Source, RawTable)> {
    let whole = Source {
        name: sheet.name.clone(),
        hidden: sheet.visibility != SheetVisibility::Visible,
        rows: sheet.rows,
        columns: sheet.columns,
        pivot: sheet.pivot.clone(),
        filled: head.rows() > 0,
    };
    // The figures of a pivot table are sums: no row of it is an account.
    if sheet.pivot.is_some() && sheet.tables.is_empty() {
        return vec![(whole, RawTable::default())];
    }
    if sheet.tables.len() < 2 {
        return vec![(whole, head)];
    }
    let mut all = 0;
    let mut inside = 0;
    let mut found = Vec::new();
    for area in &sheet.tables {
        let (of_this, of_all) = head.cells_in(area);
        inside += of_this;
        all = of_all;
        let source = Source {
            name: format!("{}{BETWEEN}{}", sheet.name, area.name),
            rows: Some(area.last_row - area.first_row + 1),
            columns: Some(area.last_column - area.first_column + 1),
            hidden: whole.hidden,
            pivot: None,
            filled: of_this > 0,
        };
        found.push((source, head.clone().only(area)));
    }
    if inside * 10 < all * 6 {
        found.insert(0, (whole, head));
    }
    found
}

/// Reads a source by its name.
pub(crate) fn read(
    reader: &ReaderHost,
    path: &Path,
    source: &str,
    progress: &mut dyn FnMut(ReadProgress),
    task: &Task<'_>,
) -> Result<RawTable, AppError> {
    let (limits, cancel) = (Limits::default(), || task.is_cancelled());
    let unread = |error| faults::of_read(error, path);
    let area = table_of(reader, path, source, task)?;
    let sheet = area.as_ref().map_or(source, |(sheet, _)| sheet);
    let table = reader.table(path, sheet, &limits, progress, &cancel).map_err(unread)?;
    Ok(match area {
        Some((_, area)) => {
            let mut table = table.only(&area);
            source.clone_into(&mut table.sheet);
            table
        }
        None => table,
    })
}

/// The sheet and the table that a source's name stands for; `None` when it is a sheet as a whole.
fn table_of(
    reader: &ReaderHost,
    path: &Path,
    source: &str,
    task: &Task<'_>,
) -> Result<Option<(String, TableArea)>, AppError> {
    if !source.contains(BETWEEN) {
        return Ok(None);
    }
    let summary = reader.sheets(path, &Limits::default(), &|| task.is_cancelled());
    let sheets = summary.map_err(|error| faults::of_read(error, path))?.sheets;
    if sheets.iter().any(|sheet| sheet.name == source) {
        return Ok(None);
    }
    Ok(sheets.into_iter().find_map(|sheet| {
        let table = source.strip_prefix(&sheet.name)?.strip_prefix(BETWEEN)?;
        let area = sheet.tables.into_iter().find(|area| area.name == table)?;
        Some((sheet.name, area))
    }))
}
