//! From a sheet and what was chosen for it to the list that joins the plan: accounts as they stand, events gathered by
//! account, and the cells that a person mended on the way.

use super::update::NEEDS_ACCOUNTS;
use super::{ListChoices, Lists, Sheet, preview};
use crate::wire;
use std::borrow::Cow;
use std::sync::Arc;
use tierline_contract::*;
use tierline_engine::reimport::{List, Purpose};
use tierline_plan::{Currency, Day, FieldRole, Plan, SourceFile};
use tierline_sheets::report::{Rejected, rejected};
use tierline_sheets::understand::{self, Converted, Gathered, KnownSpellings, PartColumn, fold_spellings, gather};

/// A list on its way into the plan.
pub(super) struct Taken {
    /// What any import of it would say.
    pub(super) check: ImportCheck,
    pub(super) list: List,
    /// Row numbers of the sheet, by row of the list.
    pub(super) rows: Vec<u32>,
    /// What its figures cover.
    pub(super) covers: Vec<String>,
}

/// The sheet with the cells that a person mended.
pub(super) fn mended<'a>(sheet: &'a Sheet, list: &ListChoice) -> Cow<'a, Sheet> {
    if list.mends.is_empty() {
        return Cow::Borrowed(sheet);
    }
    let mends: Vec<understand::Mend> = list.mends.iter().map(mend).collect();
    let (table, shape) = understand::mended(&sheet.table, &sheet.understood.shape, &mends);
    let mut mended = sheet.clone();
    mended.table = Arc::new(table);
    mended.understood.shape = shape;
    Cow::Owned(mended)
}

fn mend(view: &Mend) -> understand::Mend {
    understand::Mend {
        column: view.column as usize,
        raw: view.raw.clone(),
        row: view.row,
        becomes: view.becomes.clone(),
    }
}

/// The columns of a list of events, with what a person made of them.
fn parts(sheet: &Sheet, list: &ListChoice) -> Vec<PartColumn> {
    if list.columns.is_empty() {
        return sheet.parts.clone();
    }
    let chosen = list.columns.iter().filter_map(|choice| {
        let part = wire::part(choice.part.filter(|_| choice.include)?);
        let profile = sheet
            .understood
            .columns
            .iter()
            .find(|profile| profile.column == choice.index as usize)?;
        Some(PartColumn {
            column: profile.column,
            part,
            notation: match choice.reading {
                Some(answer) => profile.notation.read_as(wire::reading(answer)),
                None => profile.notation,
            },
        })
    });
    chosen.collect()
}

/// Makes a list that joins the plan's accounts; why not, in a sentence, when it cannot be taken.
pub(super) fn taken(
    sheet: &Sheet,
    list: &ListChoice,
    plan: &Plan,
    today: Day,
    purpose: Purpose,
    known: KnownSpellings,
) -> Result<Result<Taken, String>, AppError> {
    let sheet = mended(sheet, list);
    // The plan counts in its own currency; what the list is marked with is told.
    let currency = &plan.info.currency;
    if wire::listing(list.listing) != Lists::Accounts {
        return Ok(events(&sheet, list, plan, today, &known));
    }
    let choices = ListChoices::of(&sheet, list, currency, known)?;
    let (check, incoming) = preview::check(&sheet, &choices, today, true)?;
    let Some(incoming) = incoming else {
        return Ok(Err(check.blocked.unwrap_or_default()));
    };
    let (list, rows) = incoming.into_list(purpose);
    Ok(Ok(Taken {
        check,
        list,
        rows,
        covers: Vec::new(),
    }))
}

fn events(sheet: &Sheet, list: &ListChoice, plan: &Plan, today: Day, known: &KnownSpellings) -> Result<Taken, String> {
    if plan.accounts.is_empty() {
        return Err(NEEDS_ACCOUNTS.to_owned());
    }
    let gathered = gathered(sheet, list, &plan.info.currency, today)?;
    let Gathered {
        mut converted,
        records,
        mut remarks,
    } = gathered;
    if converted.rows.is_empty() {
        let message = "No row of this sheet counts for an account. Look at the rows that are left out, or choose other \
                       columns.";
        return Err(message.to_owned());
    }
    keep_own_revenue(plan, &mut converted, &mut remarks);
    let check = preview::of_events(sheet, &parts(sheet, list), &converted, records, &plan.info.currency);
    let rows = std::mem::take(&mut converted.rows);
    // They only name accounts: how the accounts are written is for their own list to say.
    drop(fold_spellings(&mut converted.batch, known));
    Ok(Taken {
        check,
        list: List {
            batch: converted.batch,
            products: converted.products,
            source: SourceFile {
                file: sheet.file.clone(),
                sheet: sheet.table.sheet.clone(),
                rows_read: records,
                rows_left_out: converted.left_out.len() as u32,
                imported_on: today,
            },
            spellings: Vec::new(),
            purpose: Purpose::Adding,
        },
        rows,
        covers: remarks,
    })
}

fn gathered(sheet: &Sheet, list: &ListChoice, currency: &Currency, today: Day) -> Result<Gathered, String> {
    let shape = &sheet.understood.shape;
    gather(
        &sheet.table,
        shape,
        wire::listing(list.listing),
        &parts(sheet, list),
        currency,
        today,
    )
    .map_err(|error| error.to_string())
}

/// Where the plan has a current revenue of its own that is not the sum of its products, a list of sales does not replace
/// it: it tells what is in the list, not what the account list counts.
fn keep_own_revenue(plan: &Plan, converted: &mut Converted, remarks: &mut Vec<String>) {
    let batch = &mut converted.batch;
    let listed = batch
        .fields
        .iter()
        .position(|field| field.role == FieldRole::CurrentRevenue);
    let (Some(place), Some(label)) = (listed, own_revenue(plan)) else {
        return;
    };
    batch.fields.remove(place);
    batch.columns.remove(place);
    remarks.push(format!(
        "The plan's own “{label}” stays as it is; the sales by product stand beside it."
    ));
}

/// What the plan calls its current revenue, unless its products add up to it.
fn own_revenue(plan: &Plan) -> Option<&str> {
    let field = plan.accounts.field_with_role(FieldRole::CurrentRevenue)?;
    let whole = plan.accounts.column(field.id)?;
    let (mut equal, mut compared, mut known) = (0_usize, 0_usize, 0_usize);
    for row in 0..plan.accounts.len() {
        let Some(whole) = whole.money(row) else { continue };
        known += 1;
        let parts: Vec<_> = plan
            .accounts
            .product_fields()
            .filter_map(|(_, column)| column.money(row))
            .collect();
        if parts.is_empty() {
            continue;
        }
        compared += 1;
        let sum: i64 = parts.iter().fold(0_i64, |sum, part| sum.saturating_add(part.minor()));
        // Cents are lost in rounding, a product's worth is not.
        equal += usize::from(whole.minor().abs_diff(sum) <= whole.minor().unsigned_abs() / 200);
    }
    let adds_up = compared > 0 && equal * 10 >= compared * 8;
    (known > 0 && !adds_up).then_some(field.label.as_str())
}

/// The rows of a list that are not taken, or not whole, with the sheet as it was mended.
pub(super) fn rejected_rows<'a>(
    sheet: &'a Sheet,
    list: &ListChoice,
    currency: &Currency,
    today: Day,
) -> Result<(Cow<'a, Sheet>, Vec<Rejected>), AppError> {
    let sheet = mended(sheet, list);
    let shape = &sheet.understood.shape;
    let rows = if wire::listing(list.listing) == Lists::Accounts {
        let choices = ListChoices::of(&sheet, list, currency, KnownSpellings::default())?;
        let found = super::incoming(&sheet, &choices, today)?;
        rejected(&sheet.table, shape, &found.converted[0])
    } else {
        match gathered(&sheet, list, currency, today) {
            Ok(found) => rejected(&sheet.table, shape, &found.converted),
            Err(message) => {
                return Err(AppError::Unreadable {
                    file: sheet.file.clone(),
                    message,
                });
            }
        }
    };
    Ok((sheet, rows))
}
