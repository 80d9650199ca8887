//! Lists of what happened with accounts, several rows an account: sales by product, activities, wins and losses. Separate
//! from lists of accounts because here a row is an event: rows of one account are gathered into its figures before they
//! join the accounts.

mod figures;
mod gather;
mod words;

pub use gather::{Gathered, gather};

use super::columns::{ColumnProfile, Notation};
use super::mapping::Mapping;
use super::shape::Shape;
use super::synonyms::{self, Sense};
use super::words::{fold, fold_heading};
use crate::raw::{RawCell, RawTable};
use serde::Serialize;
use tierline_plan::{FieldKind, FieldRole};

/// What the rows of a sheet are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
pub enum Listing {
    #[default]
    Accounts,
    /// What was sold: an amount a row, mostly with a product and a date or year.
    Sales,
    /// Calls, visits, meetings.
    Activities,
    /// Opportunities that were won, lost, or are open.
    Deals,
}

/// What a column says of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Part {
    /// The account's name.
    Account,
    /// The account's record ID.
    RecordId,
    Website,
    City,
    Country,
    Product,
    Amount,
    Date,
    Year,
    /// Whether a deal was won, was lost, or is open.
    Outcome,
}

/// A column and what it says; columns without a part are not read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartColumn {
    /// Index of the column in the sheet, counted from 0.
    pub column: usize,
    pub part: Part,
    pub notation: Notation,
}

/// Texts looked at to tell what a column holds.
const SAMPLE: usize = 400;

impl Listing {
    /// The parts that rows of such a list have, the keys of the account first.
    pub fn parts(self) -> &'static [Part] {
        use Part::*;
        match self {
            Listing::Accounts => &[],
            Listing::Sales => &[Account, RecordId, Website, City, Country, Product, Amount, Date, Year],
            Listing::Activities => &[Account, RecordId, Website, City, Country, Date],
            Listing::Deals => &[Account, RecordId, Website, City, Country, Outcome, Amount, Date],
        }
    }
}

/// The columns that tell of events, each part at most once, whatever the sheet lists.
fn telling_columns(table: &RawTable, shape: &Shape, profiles: &[ColumnProfile]) -> Vec<PartColumn> {
    let mut found: Vec<(PartColumn, f32)> = Vec::new();
    for profile in profiles
        .iter()
        .filter(|profile| profile.header_given && profile.filled > 0)
    {
        for (part, strength) in parts_of(table, shape, profile) {
            let column = PartColumn {
                column: profile.column,
                part,
                notation: profile.notation,
            };
            found.push((column, strength));
        }
    }
    // The surest first; of two as sure the one further left, as people order their columns.
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.column.cmp(&b.0.column)));
    let mut taken: Vec<PartColumn> = Vec::new();
    for (column, _) in found {
        if !taken
            .iter()
            .any(|known| known.part == column.part || known.column == column.column)
        {
            taken.push(column);
        }
    }
    taken
}

/// What a column may say, with 0 to 1 for how surely.
fn parts_of(table: &RawTable, shape: &Shape, profile: &ColumnProfile) -> Vec<(Part, f32)> {
    let folded = fold_heading(&profile.header);
    let bare = synonyms::without_units(&folded);
    let content = &profile.content;
    let is_figure = content.number_share >= 0.7 && profile.kind != FieldKind::Percent;
    let is_date = profile.kind == FieldKind::Date || content.date_share >= 0.7;
    let named = |phrases: &[&str]| {
        let at = phrases.iter().position(|phrase| *phrase == folded || *phrase == bare)?;
        // Of the phrases for a part the first ones say it most plainly.
        Some(1.0 - 0.2 * at as f32 / phrases.len() as f32)
    };
    let mut parts = Vec::new();
    if let Some(strength) = named(words::DATE).filter(|_| is_date) {
        parts.push((Part::Date, strength));
    } else if is_date {
        parts.push((Part::Date, 0.4));
    }
    if is_figure
        && !is_date
        && let Some(strength) = named(words::YEAR).filter(|_| holds_years(table, shape, profile))
    {
        parts.push((Part::Year, strength));
    }
    let revenue = |sense: &Sense| {
        matches!(
            sense,
            Sense::Revenue | Sense::Role(FieldRole::CurrentRevenue | FieldRole::Pipeline | FieldRole::AnnualRevenue)
        )
    };
    let senses = synonyms::senses(&profile.header);
    if is_figure && !is_date && parts.is_empty() {
        let as_revenue = senses
            .iter()
            .find(|(sense, _)| revenue(sense))
            .map(|(_, strength)| 0.85 * strength);
        if let Some(strength) = named(words::AMOUNT).or(as_revenue).filter(|strength| *strength >= 0.5) {
            parts.push((Part::Amount, strength));
        }
    }
    if is_figure || is_date {
        push_record_id(&folded, &senses, &mut parts);
        return parts;
    }
    if let Some(strength) = named(words::PRODUCT) {
        parts.push((Part::Product, strength));
    }
    if let Some(strength) = named(words::OUTCOME)
        && (profile.kind == FieldKind::YesNo || holds_outcomes(table, shape, profile))
    {
        parts.push((Part::Outcome, strength));
    }
    let of_account = !folded.split(' ').any(|word| words::NOT_OF_ACCOUNTS.contains(&word));
    for (role, part) in [
        (FieldRole::Name, Part::Account),
        (FieldRole::Website, Part::Website),
        (FieldRole::City, Part::City),
        (FieldRole::Country, Part::Country),
    ] {
        let sense = senses.iter().find(|(sense, _)| *sense == Sense::Role(role));
        if let Some((_, strength)) = sense.filter(|(_, strength)| of_account && *strength >= 0.5) {
            parts.push((part, *strength));
        }
    }
    push_record_id(&folded, &senses, &mut parts);
    parts
}

/// Whether a folded heading is one that lists of events have.
pub(super) fn names_a_part(folded: &str) -> bool {
    let tables = [
        words::PRODUCT,
        words::AMOUNT,
        words::DATE,
        words::YEAR,
        words::OUTCOME,
        words::DEAL,
        words::ACTIVITY,
    ];
    tables.iter().any(|table| table.contains(&folded))
}

fn push_record_id(folded: &str, senses: &[(Sense, f32)], parts: &mut Vec<(Part, f32)>) {
    let of_account = !folded.split(' ').any(|word| words::NOT_OF_ACCOUNTS.contains(&word));
    let sense = senses
        .iter()
        .find(|(sense, _)| *sense == Sense::Role(FieldRole::RecordId));
    // A bare "ID" is the event's own as often as the account's.
    if let Some((_, strength)) = sense.filter(|(_, strength)| of_account && *strength >= 0.9) {
        parts.push((Part::RecordId, *strength));
    }
}

fn sample<'a>(table: &'a RawTable, shape: &'a Shape, column: usize) -> impl Iterator<Item = &'a str> {
    let texts = shape.data_rows().filter_map(move |row| match table.cell(row, column) {
        RawCell::Text(id) => Some(table.text(id)),
        _ => None,
    });
    texts.take(SAMPLE)
}

fn holds_outcomes(table: &RawTable, shape: &Shape, profile: &ColumnProfile) -> bool {
    sample(table, shape, profile.column).any(|text| words::outcome(&fold(text)) != words::Outcome::Open)
}

fn holds_years(table: &RawTable, shape: &Shape, profile: &ColumnProfile) -> bool {
    let mut years = 0;
    let mut others = 0;
    for row in shape.data_rows().take(SAMPLE) {
        match words::year(table, row, profile.column) {
            Some(_) => years += 1,
            None if table.cell(row, profile.column) != RawCell::Blank => others += 1,
            None => {}
        }
    }
    years > 0 && others * 10 <= years
}

/// What the rows of a sheet most likely are.
pub fn listing(table: &RawTable, shape: &Shape, profiles: &[ColumnProfile], mapping: &Mapping) -> Listing {
    let describing = [
        FieldRole::Industry,
        FieldRole::Employees,
        FieldRole::AnnualRevenue,
        FieldRole::Potential,
        FieldRole::Phone,
        FieldRole::PostalCode,
    ];
    // Who describes companies lists companies; an event rarely says more of an account than who it is.
    let described = describing
        .iter()
        .filter(|role| mapping.of_role(**role).is_some())
        .count();
    if described >= 2 {
        return Listing::Accounts;
    }
    let columns = telling_columns(table, shape, profiles);
    let has = |part: Part| columns.iter().any(|column| column.part == part);
    let key = [Part::RecordId, Part::Account, Part::Website]
        .into_iter()
        .find_map(|part| columns.iter().find(|column| column.part == part));
    let Some(key) = key else {
        return Listing::Accounts;
    };
    let distinct = |column: usize| {
        let profile = profiles.iter().find(|profile| profile.column == column);
        profile.map_or(1.0, |profile| profile.distinct as f32 / profile.filled.max(1) as f32)
    };
    let repeats = distinct(key.column) < 0.9;
    if described == 1 && !repeats {
        return Listing::Accounts;
    }
    let names_deals = profiles
        .iter()
        .any(|profile| words::DEAL.contains(&&*fold_heading(&profile.header)));
    if has(Part::Outcome) && (names_deals || (has(Part::Amount) && (has(Part::Date) || repeats))) {
        return Listing::Deals;
    }
    if has(Part::Amount) && !names_deals {
        let when = has(Part::Date) || has(Part::Year);
        if has(Part::Product) && (repeats || when || profiles.len() <= 6) {
            return Listing::Sales;
        }
        if when && repeats {
            return Listing::Sales;
        }
    }
    let names_activities = profiles
        .iter()
        .any(|profile| words::ACTIVITY.contains(&&*fold_heading(&profile.header)));
    if has(Part::Date) && !has(Part::Amount) && repeats {
        return Listing::Activities;
    }
    if has(Part::Date) && names_activities && !has(Part::Amount) && described == 0 {
        return Listing::Activities;
    }
    Listing::Accounts
}

/// The columns of a sheet as a list of that sort reads them, in the order of the parts.
pub fn part_columns(table: &RawTable, shape: &Shape, profiles: &[ColumnProfile], listing: Listing) -> Vec<PartColumn> {
    let wanted = listing.parts();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut columns = telling_columns(table, shape, profiles);
    columns.retain(|column| wanted.contains(&column.part));
    if columns.iter().any(|column| column.part == Part::Date) {
        // A year beside a date says nothing more.
        columns.retain(|column| column.part != Part::Year);
    }
    let place = |part: Part| wanted.iter().position(|known| *known == part);
    columns.sort_by_key(|column| place(column.part));
    columns
}

#[cfg(test)]
mod tests;
