//! How good the account list is: per field what is filled, its own and fresh, and the revenue that each gap sits on.

use crate::{App, Session, wire};
use rayon::prelude::*;
use std::collections::HashMap;
use tierline_contract::*;
use tierline_matching::web_domain;
use tierline_places::{country_of, is_postal_code};
use tierline_plan::{Column, CriterionSource, Field, FieldId, FieldKind, FieldRole, KnownSum, Money};

/// Days after which a date says little about today.
const OLD: i32 = 365;

impl App {
    pub fn quality(&self, (): ()) -> Result<QualityView, AppError> {
        self.with(|session| Ok(view(session)))
    }
}

fn view(session: &Session) -> QualityView {
    let plan = session.plan();
    let rows: Vec<usize> = (0..plan.accounts.len())
        .filter(|row| session.is_included(*row))
        .collect();
    let revenue = |rows: &mut dyn Iterator<Item = usize>| {
        let mut sum = KnownSum::default();
        rows.for_each(|row| sum.add(session.results().opportunity.revenue[row]));
        sum.amount().map(Money::minor)
    };
    let model: Vec<_> = plan.model.criteria.iter().map(|criterion| criterion.source).collect();
    let mut fields: Vec<FieldQuality> = plan
        .accounts
        .fields()
        .iter()
        .zip(plan.accounts.columns())
        .map(|(field, column)| {
            let missing = rows.iter().filter(|row| column.is_missing(**row)).count();
            FieldQuality {
                field: field.id.0,
                label: field.label.clone(),
                kind: wire::cell_kind(field.kind),
                filled: (rows.len() - missing) as u32,
                missing: missing as u32,
                missing_revenue: revenue(&mut rows.iter().copied().filter(|row| column.is_missing(*row))),
                repeated: own(field).then(|| {
                    let shared = shared(column);
                    rows.iter().filter(|row| shared[**row]).count() as u32
                }),
                invalid: invalid(session, field.id)
                    .map(|invalid| rows.iter().filter(|row| invalid[**row]).count() as u32),
                old: (field.kind == FieldKind::Date)
                    .then(|| rows.iter().filter(|row| is_old(session, column, **row)).count() as u32),
                in_model: model.contains(&CriterionSource::Field(field.id)),
            }
        })
        .collect();
    // What the model reads costs most when it is missing, however many notes are blank.
    fields.sort_by_key(|field| {
        std::cmp::Reverse((
            field.in_model && field.missing > 0,
            field.missing_revenue.unwrap_or(0),
            field.missing,
        ))
    });
    QualityView {
        accounts: rows.len() as u32,
        revenue: revenue(&mut rows.iter().copied()),
        fields,
    }
}

/// Whether each account should have a value of its own there.
fn own(field: &Field) -> bool {
    matches!(field.role, FieldRole::RecordId | FieldRole::Website | FieldRole::Phone)
}

/// By row, whether the value stands in another row too. Case and spacing do not matter.
pub(crate) fn shared(column: &Column) -> Vec<bool> {
    let folded: Vec<Option<String>> = (0..column.len())
        .map(|row| column.text(row).map(tierline_engine::words::fold))
        .collect();
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for text in folded.iter().flatten() {
        *counts.entry(text).or_default() += 1;
    }
    folded
        .iter()
        .map(|text| text.as_deref().is_some_and(|text| counts[text] > 1))
        .collect()
}

/// By row, whether the value cannot be right; `None` for fields of which that cannot be told. A blank is not wrong.
pub(crate) fn invalid(session: &Session, field: FieldId) -> Option<Vec<bool>> {
    let accounts = &session.plan().accounts;
    let role = accounts.field(field)?.role;
    let column = accounts.column(field)?;
    let rows = 0..accounts.len();
    let texts = |wrong: &(dyn Fn(usize, &str) -> bool + Sync)| {
        let rows = rows.clone().into_par_iter();
        Some(
            rows.map(|row| column.text(row).is_some_and(|text| wrong(row, text)))
                .collect(),
        )
    };
    match role {
        FieldRole::Country => texts(&|_, text| country_of(text).is_none()),
        FieldRole::PostalCode => {
            let countries = accounts.column_with_role(FieldRole::Country)?;
            texts(&|row, text| {
                let country = countries.text(row);
                country.is_some_and(|country| is_postal_code(country, text) == Some(false))
            })
        }
        FieldRole::Website => texts(&|_, text| web_domain(text).is_none()),
        FieldRole::Phone => texts(&|_, text| text.chars().filter(char::is_ascii_digit).count() < 6),
        // Nobody has been active on a day to come.
        FieldRole::LastActivity => {
            let today = session.plan().info.as_of;
            Some(
                rows.map(|row| column.date(row).is_some_and(|day| day > today))
                    .collect(),
            )
        }
        FieldRole::Latitude => Some(
            rows.map(|row| column.number(row).is_some_and(|n| n.abs() > 90.0))
                .collect(),
        ),
        FieldRole::Longitude => Some(
            rows.map(|row| column.number(row).is_some_and(|n| n.abs() > 180.0))
                .collect(),
        ),
        _ => None,
    }
}

/// Whether a date is too long ago to say much about today.
pub(crate) fn is_old(session: &Session, column: &Column, row: usize) -> bool {
    let today = session.plan().info.as_of.epoch_days();
    column.date(row).is_some_and(|day| today - day.epoch_days() > OLD)
}
