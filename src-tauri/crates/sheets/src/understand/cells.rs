//! One cell read as a value of one kind. Separate because here, and only here, it is decided what becomes missing and what
//! is said about it: nothing turns into zero.

use super::columns::{ColumnProfile, Notation};
use super::dates::{day_of_serial, read_date};
use super::decimal::{Decimal, money_from_float};
use super::issue::IssueKind;
use super::number::read_number;
use super::words::{clean, is_name_placeholder, is_placeholder, trim, yes_no};
use crate::raw::{CellError, RawCell, RawTable, plain_number};
use std::borrow::Cow;
use tierline_plan::{Currency, Day, Money};

/// A value, or none, and at most one thing to say about the cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Read<T> {
    pub(crate) value: Option<T>,
    pub(crate) issue: Option<IssueKind>,
}

impl<T> Read<T> {
    fn blank() -> Self {
        Read {
            value: None,
            issue: None,
        }
    }

    fn just(value: T) -> Self {
        Read {
            value: Some(value),
            issue: None,
        }
    }

    fn lost(issue: IssueKind) -> Self {
        Read {
            value: None,
            issue: Some(issue),
        }
    }
}

fn error<T>(error: CellError) -> Read<T> {
    // "#N/A" in a cell says what "n/a" says in words, but a formula that failed is worth knowing of.
    Read::lost(if error == CellError::NotCalculated {
        IssueKind::NotCalculated
    } else {
        IssueKind::ErrorCell
    })
}

/// What limits the amounts and numbers of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Any,
    NeverNegative,
}

/// An amount of money.
pub(crate) fn money(
    table: &RawTable,
    cell: RawCell,
    notation: Notation,
    currency: &Currency,
    sign: Sign,
) -> Read<Money> {
    let found = match cell {
        RawCell::Blank => return Read::blank(),
        RawCell::Error(e) => return error(e),
        RawCell::Number(number) | RawCell::Currency(number) => Read {
            value: money_from_float(number, notation.scale, currency),
            issue: None,
        },
        RawCell::Percent(_) | RawCell::Date(_) | RawCell::YesNo(_) => return Read::lost(IssueKind::NotANumber),
        RawCell::Text(id) => {
            let text = trim(table.text(id));
            if text.is_empty() || is_placeholder(text) {
                return Read::blank();
            }
            let Some(number) = read_number(text).filter(|number| !number.percent) else {
                return Read::lost(IssueKind::NotANumber);
            };
            if let (Some(found), Some(column)) = (number.currency, notation.currency)
                && found != column
            {
                return Read::lost(IssueKind::OtherCurrency { found, column });
            }
            let value = number
                .value(notation.decimal)
                .shifted(own_scale(number.has_scale(), notation))
                .to_money(currency);
            Read {
                value,
                issue: number.approximate.then_some(IssueKind::Approximate),
            }
        }
    };
    match found.value {
        None => Read::lost(IssueKind::TooLarge),
        Some(amount) if sign == Sign::NeverNegative && amount.is_negative() => Read::lost(IssueKind::NegativeWhereNone),
        Some(_) => found,
    }
}

/// "5M" under a heading in thousands is five million, not five billion: its own unit wins.
fn own_scale(has_scale: bool, notation: Notation) -> i32 {
    if has_scale { 0 } else { notation.scale }
}

/// A number. Percentages come as people read them: 85 for 85 %.
pub(crate) fn number(table: &RawTable, cell: RawCell, notation: Notation, sign: Sign) -> Read<f64> {
    let found = match cell {
        RawCell::Blank => return Read::blank(),
        RawCell::Error(e) => return error(e),
        RawCell::Number(number) | RawCell::Currency(number) => Read::just(scaled(number, notation.scale)),
        RawCell::Percent(share) => Read::just(share_times(share, 2)),
        RawCell::Date(_) | RawCell::YesNo(_) => return Read::lost(IssueKind::NotANumber),
        RawCell::Text(id) => {
            let text = trim(table.text(id));
            if text.is_empty() || is_placeholder(text) {
                return Read::blank();
            }
            let Some(number) = read_number(text) else {
                return Read::lost(IssueKind::NotANumber);
            };
            let percent = if number.percent { 2 } else { 0 };
            let value = number
                .value(notation.decimal)
                .shifted(own_scale(number.has_scale(), notation) + percent)
                .to_f64();
            Read {
                value: Some(value),
                issue: number.approximate.then_some(IssueKind::Approximate),
            }
        }
    };
    match found.value {
        Some(value) if !value.is_finite() => Read::lost(IssueKind::TooLarge),
        Some(value) if sign == Sign::NeverNegative && value < 0.0 => Read::lost(IssueKind::NegativeWhereNone),
        _ => found,
    }
}

/// A share: 0.15 for 15 %. A text without a percent sign in such a column is taken as percent too.
pub(crate) fn percent(table: &RawTable, cell: RawCell, notation: Notation) -> Read<f64> {
    match cell {
        RawCell::Percent(share) | RawCell::Number(share) if share.is_finite() => Read::just(share),
        RawCell::Text(_) => {
            let found = number(table, cell, Notation { scale: 0, ..notation }, Sign::Any);
            Read {
                value: found.value.map(|shown| share_times(shown, -2)),
                ..found
            }
        }
        _ => number(table, cell, notation, Sign::Any),
    }
}

fn scaled(number: f64, scale: i32) -> f64 {
    if scale == 0 { number } else { share_times(number, scale) }
}

/// Times a power of ten in decimal, so that 0.29 becomes 29 and not 28.999999999999996.
fn share_times(number: f64, power: i32) -> f64 {
    Decimal::from_f64(number).map_or(f64::NAN, |decimal| decimal.shifted(power).to_f64())
}

/// A day.
pub(crate) fn date(table: &RawTable, cell: RawCell, notation: Notation) -> Read<Day> {
    match cell {
        RawCell::Blank => Read::blank(),
        RawCell::Error(e) => error(e),
        RawCell::Date(day) => Read::just(day),
        RawCell::Number(serial) => match day_of_serial(serial) {
            Some(day) => Read {
                value: Some(day),
                issue: Some(IssueKind::SerialDate),
            },
            None => Read::lost(IssueKind::NotADate),
        },
        RawCell::Percent(_) | RawCell::Currency(_) | RawCell::YesNo(_) => Read::lost(IssueKind::NotADate),
        RawCell::Text(id) => {
            let text = trim(table.text(id));
            if text.is_empty() || is_placeholder(text) {
                return Read::blank();
            }
            read_date(text).map_or(Read::lost(IssueKind::NotADate), |found| {
                Read::just(found.day(notation.date_order))
            })
        }
    }
}

/// Yes or no.
pub(crate) fn answer(table: &RawTable, cell: RawCell) -> Read<bool> {
    match cell {
        RawCell::Blank => Read::blank(),
        RawCell::Error(e) => error(e),
        RawCell::YesNo(answer) => Read::just(answer),
        RawCell::Number(number) if number.to_bits() == 1.0_f64.to_bits() => Read::just(true),
        RawCell::Number(number) if number.abs().to_bits() == 0 => Read::just(false),
        RawCell::Number(_) | RawCell::Percent(_) | RawCell::Currency(_) | RawCell::Date(_) => {
            Read::lost(IssueKind::NotYesNo)
        }
        RawCell::Text(id) => {
            let text = trim(table.text(id));
            if text.is_empty() || is_placeholder(text) {
                return Read::blank();
            }
            match (yes_no(text), text) {
                (Some(answer), _) => Read::just(answer),
                (None, "1") => Read::just(true),
                (None, "0") => Read::just(false),
                (None, _) => Read::lost(IssueKind::NotYesNo),
            }
        }
    }
}

/// A text, cleaned of what nobody sees.
pub(crate) fn text(table: &RawTable, cell: RawCell, keep_placeholders: bool) -> Read<Cow<'_, str>> {
    match cell {
        RawCell::Blank => Read::blank(),
        RawCell::Error(e) => error(e),
        RawCell::Text(id) => {
            let text = clean(table.text(id));
            if text.is_empty() || (!keep_placeholders && is_placeholder(&text)) {
                Read::blank()
            } else {
                Read::just(text)
            }
        }
        RawCell::Number(number) | RawCell::Currency(number) => {
            let issue = (number.abs() >= 1e15).then_some(IssueKind::DigitsLost);
            Read {
                value: Some(Cow::Owned(plain_number(number))),
                issue,
            }
        }
        RawCell::Percent(share) => Read::just(Cow::Owned(format!("{} %", plain_number(share * 100.0)))),
        RawCell::Date(day) => Read::just(Cow::Owned(day.iso())),
        RawCell::YesNo(answer) => Read::just(Cow::Borrowed(if answer { "TRUE" } else { "FALSE" })),
    }
}

/// The name of an account or a person.
pub(crate) fn name(table: &RawTable, cell: RawCell) -> Read<Cow<'_, str>> {
    let read = text(table, cell, true);
    if read.value.as_deref().is_some_and(is_name_placeholder) {
        Read::blank()
    } else {
        read
    }
}

/// A record ID, byte for byte as the file has it.
pub(crate) fn record_id(table: &RawTable, cell: RawCell) -> Read<Cow<'_, str>> {
    if let RawCell::Text(id) = cell {
        let own = table.text(id);
        let shown = trim(own);
        if shown.is_empty() || is_placeholder(shown) {
            return Read::blank();
        }
        // "1,23E+12" is what a program makes of a long ID before it is saved as text.
        let lost = read_number(shown).is_some_and(|number| number.exponent && shown.contains('+'));
        return Read {
            value: Some(Cow::Borrowed(own)),
            issue: lost.then_some(IssueKind::DigitsLost),
        };
    }
    text(table, cell, false)
}

/// The number in a cell under its column's notation, for sums and ratios that only weigh a guess.
pub(crate) fn number_at(table: &RawTable, row: usize, profile: &ColumnProfile) -> Option<f64> {
    match table.cell(row, profile.column) {
        RawCell::Number(number) | RawCell::Currency(number) => Some(number),
        RawCell::Text(id) => read_number(table.text(id)).map(|number| number.value(profile.notation.decimal).to_f64()),
        _ => None,
    }
}
