//! What each text of a table looks like, looked at once however many cells hold it. Separate so that a list of a million
//! cells costs no more than its different texts.

use super::currency::CurrencyCode;
use super::dates::{DateText, read_date};
use super::number::{Evidence, read_number};
use super::words::{is_placeholder, trim, yes_no};
use crate::raw::{RawTable, TextId};
use rayon::prelude::*;

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Fact {
    Blank,
    Placeholder,
    Number(NumberFact),
    Date(DateText),
    Answer { letters: u8 },
    Word,
}

/// What a number written as text shows of itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct NumberFact {
    pub(crate) evidence: Evidence,
    pub(crate) currency: Option<CurrencyCode>,
    pub(crate) percent: bool,
    pub(crate) leading_zero: bool,
    pub(crate) exponent: bool,
    /// Digits and nothing else but a sign.
    pub(crate) is_whole: bool,
    pub(crate) negative: bool,
    pub(crate) digits: u8,
}

/// The facts of all texts of one table.
#[derive(Debug)]
pub(crate) struct Facts(Vec<Fact>);

impl Facts {
    pub(crate) fn of(table: &RawTable) -> Self {
        Facts(table.all_texts().par_iter().map(|text| fact_of(text)).collect())
    }

    pub(crate) fn of_text(&self, id: TextId) -> &Fact {
        &self.0[id.index()]
    }
}

fn fact_of(text: &str) -> Fact {
    let text = trim(text);
    if text.is_empty() {
        return Fact::Blank;
    }
    if is_placeholder(text) {
        return Fact::Placeholder;
    }
    if text.bytes().any(|b| b.is_ascii_digit()) {
        if let Some(number) = read_number(text) {
            return Fact::Number(NumberFact {
                evidence: number.evidence,
                currency: number.currency,
                percent: number.percent,
                leading_zero: number.leading_zero,
                exponent: number.exponent,
                is_whole: number.is_plain_integer(),
                negative: number.is_negative(),
                digits: number.digits,
            });
        }
        return read_date(text).map_or(Fact::Word, Fact::Date);
    }
    match yes_no(text) {
        Some(_) => Fact::Answer {
            letters: text.chars().count().min(255) as u8,
        },
        None => Fact::Word,
    }
}
