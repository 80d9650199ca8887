//! The list's currency, and which sheet of a workbook is what. Separate because both are asked before anything is
//! converted, of whole sheets.

use super::columns::ColumnProfile;
use super::mapping::Mapping;
use super::records::{self, Listing};
use super::reps;
use super::shape::{Shape, shape};
use super::{columns, mapping};
use crate::raw::{RawCell, RawTable};
use serde::Serialize;
use tierline_places::country_of;
use tierline_plan::{Currency, FieldKind, FieldRole};

/// What the guess of a currency rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum CurrencySource {
    /// Signs or codes beside the amounts, or a heading that names it.
    Amounts,
    /// Where most accounts are.
    Countries,
    /// Nothing: the usual one.
    Nothing,
}

/// The currency the amounts of a list are most likely in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CurrencyGuess {
    pub currency: Currency,
    /// 0 to 1.
    pub confidence: f32,
    pub source: CurrencySource,
}

/// Guesses the currency of a list: from its amounts and headings, else from where its accounts are.
pub fn guess_currency(table: &RawTable, shape: &Shape, profiles: &[ColumnProfile], mapping: &Mapping) -> CurrencyGuess {
    let mut votes: Vec<(&str, u32)> = Vec::new();
    let mut vote = |code: &'static str, weight: u32| match votes.iter_mut().find(|(known, _)| *known == code) {
        Some((_, count)) => *count += weight,
        None => votes.push((code, weight)),
    };
    for profile in profiles {
        let amounts = profile.kind == FieldKind::Money || profile.content.number_share >= 0.5;
        if let Some(code) = profile.notation.currency.filter(|_| amounts) {
            vote(code, 1);
        }
    }
    if let Some((code, count)) = votes.iter().max_by_key(|(_, count)| *count) {
        let all: u32 = votes.iter().map(|(_, count)| count).sum();
        let confidence = 0.95 * *count as f32 / all as f32;
        return CurrencyGuess {
            currency: Currency::new(code),
            confidence,
            source: CurrencySource::Amounts,
        };
    }
    if let Some(country) = mapping.of_role(FieldRole::Country) {
        let mut votes: Vec<(&str, u32)> = Vec::new();
        let mut accounts = 0;
        for row in shape.data_rows().take(5_000) {
            let RawCell::Text(id) = table.cell(row, country.column) else {
                continue;
            };
            let Some(found) = country_of(table.text(id)) else {
                continue;
            };
            accounts += 1;
            match votes.iter_mut().find(|(known, _)| *known == found.currency) {
                Some((_, count)) => *count += 1,
                None => votes.push((found.currency, 1)),
            }
        }
        if let Some((code, count)) = votes.iter().max_by_key(|(_, count)| *count) {
            let confidence = 0.7 * *count as f32 / accounts as f32;
            return CurrencyGuess {
                currency: Currency::new(code),
                confidence,
                source: CurrencySource::Countries,
            };
        }
    }
    CurrencyGuess {
        currency: Currency::default(),
        confidence: 0.0,
        source: CurrencySource::Nothing,
    }
}

/// Which of several tables is what, by index.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetSuggestion {
    /// The account list; `None` when no table holds one.
    pub accounts: Option<usize>,
    /// The reps; `None` when no table holds them.
    pub reps: Option<usize>,
    /// How much each table looks like an account list and like a list of reps, 0 to 1.
    pub scores: Vec<(f32, f32)>,
    /// What the rows of each table seem to be.
    pub listings: Vec<Listing>,
}

/// Says which table of a workbook is the account list and which the reps. The first hundred rows of each are enough.
pub fn suggest_sheet(tables: &[RawTable]) -> SheetSuggestion {
    let looks: Vec<((f32, f32), Listing)> = tables.iter().map(score).collect();
    let (scores, listings): (Vec<(f32, f32)>, Vec<Listing>) = looks.into_iter().unzip();
    let reps = best(&scores, |score| if score.1 > score.0 { score.1 } else { 0.0 });
    let accounts = best(&scores, |score| if score.0 >= score.1 { score.0 } else { 0.0 });
    SheetSuggestion {
        accounts,
        reps,
        scores,
        listings,
    }
}

fn best(scores: &[(f32, f32)], of: impl Fn(&(f32, f32)) -> f32) -> Option<usize> {
    let mut best = None;
    for (index, score) in scores.iter().enumerate() {
        let score = of(score);
        if score >= 0.3 && best.is_none_or(|(_, known)| score > known) {
            best = Some((index, score));
        }
    }
    best.map(|(index, _)| index)
}

fn score(table: &RawTable) -> ((f32, f32), Listing) {
    let shape = shape(table);
    let rows = shape.data_row_count();
    if rows == 0 || table.width() < 2 {
        return ((0.0, 0.0), Listing::Accounts);
    }
    let profiles = columns::columns(table, &shape);
    let mapping = mapping::mapping(table, &shape, &profiles);
    let known = mapping
        .columns
        .iter()
        .filter(|column| column.role != FieldRole::Custom)
        .map(|column| column.confidence)
        .sum::<f32>();
    let name = mapping.of_role(FieldRole::Name).map_or(0.0, |column| column.confidence);
    let has_figures = profiles.iter().any(|profile| profile.content.number_share > 0.5);
    // Five fields beside the name make a list; more rows make it likelier, a thousand as likely as it gets.
    let accounts = name
        * (0.3
            + 0.1 * known.min(5.0)
            + 0.1 * (rows as f32).log10().min(3.0) / 3.0
            + if has_figures { 0.1 } else { 0.0 });
    let listing = records::listing(table, &shape, &profiles, &mapping);
    // A list of events names accounts too, but it is no list of them.
    let accounts = if listing == Listing::Accounts {
        accounts.min(1.0)
    } else {
        0.0
    };
    ((accounts, reps::likeness(&profiles, rows)), listing)
}
