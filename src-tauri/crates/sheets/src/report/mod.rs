//! The leadership workbook: a plan as leadership reads and signs it.
//!
//! [`Leadership`] says what is in it, [`write`] puts it on the disk. Separate from reading, because what leaves follows
//! one design and what arrives follows none. Sheets are written from the model alone; the long one goes row by row in
//! constant memory, the others link to it and to each other with live formulas whose results are stored beside them.

mod accounts;
mod charts;
mod decisions;
mod error;
mod look;
mod method;
mod model;
mod opportunity;
mod page;
mod quotas;
mod references;
mod rejected;
#[cfg(test)]
mod sample;
mod save;
mod summary;
mod tally;
mod territories;
#[cfg(test)]
mod tests;
mod text;
mod tiers;
mod words;

pub use error::WriteError;
pub use model::{
    AccountRow, AccountRows, Buckets, CriterionLine, CustomField, CustomValue, Decision, GateLine, Head, Holdings,
    Leadership, LeftOutLine, Method, OverrideLine, QuotaLine, QuotaPlan, SourceLine, Staffing, Territories,
    TerritoryLine, TierLine,
};
pub use rejected::{Rejected, rejected, write_rejected};

use look::Look;
use page::Page;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use save::Pace;
use std::collections::HashSet;
use std::path::Path;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenReport {
    pub accounts: u64,
    /// Sheets that the accounts fill: more than one beyond 1,048,572 accounts.
    pub account_sheets: usize,
    /// Size of the file.
    pub bytes: u64,
    /// Texts that were cut because a cell holds no more than 32,767 characters.
    pub cut_texts: u64,
    /// Sums that do not add up, a sentence each. Empty unless the figures handed over contradict one another.
    pub failed_checks: Vec<String>,
}

/// Writes the workbook to `path`, replacing what stands there only when the new one is whole.
///
/// `progress` hears how far it is and of how much: every account counts twice, once written and once packed. `cancel` is
/// asked many times a second.
///
/// # Errors
/// [`WriteError`]; whatever it is, an old file is as it was and no half-written one is left beside it.
pub fn write(
    book: &Leadership<'_>,
    path: &Path,
    progress: &mut dyn FnMut(u64, u64),
    cancel: &dyn Fn() -> bool,
) -> Result<WrittenReport, WriteError> {
    write_split(book, path, accounts::ROWS_A_SHEET, progress, cancel)
}

fn write_split(
    book: &Leadership<'_>,
    path: &Path,
    rows_a_sheet: usize,
    progress: &mut dyn FnMut(u64, u64),
    cancel: &dyn Fn() -> bool,
) -> Result<WrittenReport, WriteError> {
    let mut pace = Pace::new(book.accounts.len() as u64, progress, cancel);
    pace.look()?;
    let report = save::replace_file(path, |file| {
        let mut workbook = Workbook::new();
        let mut report = save::composing(|| compose(&mut workbook, book, rows_a_sheet, &mut pace))?;
        report.bytes = save::pack(&mut workbook, file, &mut pace)?;
        Ok(report)
    })?;
    pace.finished();
    Ok(report)
}

const ACCOUNTS: &str = "Accounts";

fn compose(
    workbook: &mut Workbook,
    book: &Leadership<'_>,
    rows_a_sheet: usize,
    pace: &mut Pace<'_>,
) -> Result<WrittenReport, WriteError> {
    let look = Look::new(&book.head.currency, &book.hues);
    let mut taken = HashSet::new();
    let parts = accounts::sheets_needed(book.accounts.len(), rows_a_sheet);
    let account_names: Vec<String> = (0..parts).map(|_| text::sheet_name(ACCOUNTS, &mut taken)).collect();
    // In the order of the tabs, all of them before the first cell: sheets refer to one another.
    workbook.add_worksheet().set_name("Summary")?;
    for name in &account_names {
        workbook.add_worksheet_with_constant_memory()?.set_name(name)?;
    }
    for name in ["Tiers", "Opportunity", "Territories", "Quotas", "Method"] {
        workbook.add_worksheet().set_name(name)?;
    }
    describe(workbook, book)?;

    let (spans, tally, mut cut) = accounts::write(workbook, &account_names, book, &look, rows_a_sheet, pace)?;

    let mut page = Page::new(workbook.worksheet_from_name("Tiers")?, &look);
    let tiers = tiers::write(&mut page, book)?;
    cut += page.finish()?;

    let mut page = Page::new(workbook.worksheet_from_name("Opportunity")?, &look);
    let buckets = opportunity::write(&mut page, book, &tally)?;
    cut += page.finish()?;

    workbook.define_name("tolerance", "=Territories!$A$5")?;
    let mut page = Page::new(workbook.worksheet_from_name("Territories")?, &look);
    let reps = territories::write(&mut page, book)?;
    cut += page.finish()?;

    if book.quotas.is_some() {
        for (name, col) in quotas::NAMES {
            workbook.define_name(name, &quotas::place(col))?;
        }
    }
    let mut page = Page::new(workbook.worksheet_from_name("Quotas")?, &look);
    let quotas = quotas::write(&mut page, book)?;
    cut += page.finish()?;

    let mut page = Page::new(workbook.worksheet_from_name("Method")?, &look);
    let evidence = method::Evidence {
        spans: &spans,
        tally: &tally,
        tiers,
        reps,
    };
    let failed_checks = method::write(&mut page, book, &evidence)?;
    cut += page.finish()?;

    let places = summary::Places {
        tiers,
        buckets,
        reps,
        quotas,
    };
    let mut page = Page::new(workbook.worksheet_from_name("Summary")?, &look);
    summary::write(&mut page, book, &tally, places)?;
    page.sheet.set_active(true);
    // Not finished like the others: its grid of columns is fixed.
    cut += page.cut;

    Ok(WrittenReport {
        accounts: tally.all.accounts,
        account_sheets: parts,
        bytes: 0,
        cut_texts: cut,
        failed_checks,
    })
}

/// The file's own properties. Dated with the plan's day and not the clock, so that one plan makes one file.
fn describe(workbook: &mut Workbook, book: &Leadership<'_>) -> Result<(), WriteError> {
    let head = &book.head;
    let period = head.period.as_deref().unwrap_or("");
    let mut properties = DocProperties::new()
        .set_title(&head.plan)
        .set_subject(format!("Sales plan {period}").trim())
        .set_category("Sales plan")
        .set_keywords("accounts, tiers, opportunity, territories, quotas")
        .set_author(head.author.as_deref().unwrap_or("Tierline"))
        .set_company(head.company.as_deref().unwrap_or(""))
        .set_comment("Made with Tierline. Every figure can be followed to its accounts.");
    let (year, month, day) = head.as_of.ymd();
    let made = u16::try_from(year).ok().filter(|y| (1900..=9999).contains(y));
    let made = ExcelDateTime::from_ymd(made.unwrap_or(1900), month, day)?;
    properties = properties.set_creation_datetime(&made);
    workbook.set_properties(&properties);
    Ok(())
}
