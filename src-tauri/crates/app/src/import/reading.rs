//! Reading sheets of a file, with progress, and understanding them.

use super::{Lists, Sheet, sources};
use crate::task::Task;
use std::path::Path;
use std::sync::Arc;
use tierline_contract::AppError;
use tierline_plan::Currency;
use tierline_sheets::raw::RawTable;
use tierline_sheets::read::ReaderHost;
use tierline_sheets::understand::{
    ConvertedReps, CurrencyCode, RepField, columns, listing, part_columns, rep_columns, reps, shape, shape_with_header,
    stacked, understand_shape,
};

/// Reads a whole sheet and understands it. `header_row` as in the contract: `None` finds it, 0 is none.
pub(crate) fn read_table(
    reader: &ReaderHost,
    path: &Path,
    sheet: &str,
    header_row: Option<u32>,
    task: &Task<'_>,
) -> Result<Sheet, AppError> {
    let mut progress = |progress: tierline_sheets::read::ReadProgress| {
        task.report(
            "Reading the sheet",
            u64::from(progress.rows),
            progress.total.map(u64::from),
        );
    };
    let mut table = sources::read(reader, path, sheet, &mut progress, task)?;
    table.blank_beside_its_table();
    task.report("Understanding the columns", 0, None);
    let shape = match header_row {
        None => shape(&table),
        Some(0) => shape_with_header(&table, None),
        Some(row) => shape_with_header(&table, Some(row)),
    };
    let stacked = match header_row {
        None => stacked(&table, &shape),
        Some(_) => stacked(&table, &tierline_sheets::understand::shape(&table)),
    };
    let header = shape.header_rows.last().map_or(0, |row| table.row_number(*row));
    table.fill_merged_rows(header);
    let understood = understand_shape(&table, shape);
    let sheet = Sheet {
        name: table.sheet.clone(),
        file: crate::files::file_name(path),
        table: Arc::new(table),
        stacked: stacked.into(),
        understood,
        listing: Lists::Accounts,
        parts: Vec::new(),
    };
    Ok(understood_as(sheet, None))
}

/// A sheet under another header row; `header_row` as in the contract.
pub(super) fn reread(sheet: &Sheet, header_row: Option<u32>) -> Sheet {
    let shape = match header_row {
        None => shape(&sheet.table),
        Some(0) => shape_with_header(&sheet.table, None),
        Some(row) => shape_with_header(&sheet.table, Some(row)),
    };
    Sheet {
        understood: understand_shape(&sheet.table, shape),
        ..sheet.clone()
    }
}

/// A sheet taken for a list of that sort; `None` finds out what it is.
pub(super) fn understood_as(mut sheet: Sheet, wanted: Option<Lists>) -> Sheet {
    let (table, found) = (&sheet.table, &sheet.understood);
    sheet.listing = wanted.unwrap_or_else(|| listing(table, &found.shape, &found.columns, &found.mapping));
    sheet.parts = part_columns(table, &found.shape, &found.columns, sheet.listing);
    sheet
}

/// Reads a list of reps.
pub(crate) fn read_reps(
    reader: &ReaderHost,
    path: &Path,
    sheet: &str,
    currency: &Currency,
    task: &Task<'_>,
) -> Result<FoundReps, AppError> {
    Ok(reps_in(&reps_table(reader, path, sheet, task)?, currency))
}

/// Reads the sheet that a list of reps stands on.
pub(super) fn reps_table(reader: &ReaderHost, path: &Path, sheet: &str, task: &Task<'_>) -> Result<RawTable, AppError> {
    task.report("Reading the reps", 0, None);
    sources::read(reader, path, sheet, &mut |_| {}, task)
}

/// A list of reps that was read.
pub(crate) struct FoundReps {
    pub(crate) converted: ConvertedReps,
    /// What signs beside the amounts or the headings say they are in.
    currencies: Vec<CurrencyCode>,
}

impl FoundReps {
    /// Whether the list says nothing else than that currency; otherwise how it differs, in a sentence.
    pub(crate) fn agrees_with(&self, currency: &Currency) -> Result<(), String> {
        match self.currencies.iter().find(|code| **code != currency.code) {
            Some(code) => Err(format!(
                "The reps' amounts are in {code}, but the accounts' are in {}.",
                currency.code
            )),
            None => Ok(()),
        }
    }

    /// The same, with what a person at the window can do about it.
    pub(super) fn refuse_others(&self, currency: &Currency) -> Result<(), String> {
        self.agrees_with(currency).map_err(|told| {
            format!(
                "{told} Convert them in the list, or take the sign of the currency out of it if they are in {}. Nothing \
                 was changed.",
                currency.code
            )
        })
    }
}

/// The reps that a sheet lists, with amounts in that currency.
pub(super) fn reps_in(table: &RawTable, currency: &Currency) -> FoundReps {
    let shape = shape(table);
    let profiles = columns(table, &shape);
    let named = rep_columns(&profiles);
    let amounts = profiles.iter().filter(|profile| {
        let is = |(column, field): &(usize, RepField)| {
            *column == profile.column && matches!(field, RepField::LastQuota | RepField::LastResult | RepField::Ote)
        };
        named.iter().any(is)
    });
    FoundReps {
        currencies: amounts.filter_map(|profile| profile.notation.currency).collect(),
        converted: reps(table, &shape, &profiles, &named, currency),
    }
}

/// Looks through a file for a list of reps; `None` when no sheet is one.
pub(crate) fn find_reps(
    reader: &ReaderHost,
    path: &Path,
    currency: &Currency,
    task: &Task<'_>,
) -> Result<Option<FoundReps>, AppError> {
    let found = sources::sources(reader, path, task)?;
    match found.suggestion.reps {
        Some(index) => read_reps(reader, path, &found.sources[index].name, currency, task).map(Some),
        None => Ok(None),
    }
}
