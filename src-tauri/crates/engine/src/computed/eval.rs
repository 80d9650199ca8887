//! A formula at one account. Separate from what it means: here a blank meets arithmetic.
//!
//! What cannot be told stays blank: arithmetic and comparisons with a blank give a blank, and so do a division by zero and
//! the root of a negative number. `SUM`, `AVERAGE`, `MIN` and `MAX` look at what is known, as in a spreadsheet; `AND` and
//! `OR` answer where the known part decides.

use super::formula::{Binary, Formula, Function, Node};
use std::borrow::Cow;
use tierline_plan::{Column, Currency, Day, Money, Value};

/// The values of one input.
#[derive(Debug, Clone, Copy)]
pub(super) enum Input<'a> {
    Column(&'a Column),
    Amounts(&'a [Option<Money>]),
}

/// A formula tied to the columns that it reads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bound<'a> {
    pub(super) formula: &'a Formula,
    /// As many as the formula has inputs, in their order.
    pub(super) inputs: &'a [Input<'a>],
    pub(super) today: Day,
    pub(super) currency: &'a Currency,
}

/// What a part of a formula comes to. Numbers are finite; amounts are in major units, dates in days since 1970-01-01.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Got<'a> {
    Blank,
    Number(f64),
    Words(Cow<'a, str>),
    Answer(bool),
}

impl<'a> Got<'a> {
    fn number(self) -> Option<f64> {
        match self {
            Got::Number(number) => Some(number),
            _ => None,
        }
    }

    fn answer(self) -> Option<bool> {
        match self {
            Got::Answer(answer) => Some(answer),
            _ => None,
        }
    }

    fn of(number: f64) -> Self {
        if number.is_finite() {
            Got::Number(number)
        } else {
            Got::Blank
        }
    }

    fn told(answer: Option<bool>) -> Self {
        answer.map_or(Got::Blank, Got::Answer)
    }
}

impl<'a> Bound<'a> {
    /// What the formula gives for a row.
    pub(super) fn at(&self, row: usize) -> Got<'a> {
        self.node(&self.formula.node, row)
    }

    fn node(&self, node: &'a Node, row: usize) -> Got<'a> {
        match node {
            Node::Number(number) => Got::of(*number),
            Node::Words(words) => Got::Words(Cow::Borrowed(words)),
            Node::Answer(answer) => Got::Answer(*answer),
            Node::Today => Got::Number(f64::from(self.today.epoch_days())),
            Node::Input(place) => self.input(self.inputs[*place], row),
            Node::Negative(inner) => match self.node(inner, row) {
                Got::Number(number) => Got::of(-number),
                other => other,
            },
            Node::Binary(binary, left, right) => {
                let (left, right) = (self.node(left, row), self.node(right, row));
                combined(*binary, left, right)
            }
            Node::Call(function, arguments) => self.call(*function, arguments, row),
        }
    }

    fn input(&self, input: Input<'a>, row: usize) -> Got<'a> {
        let major = |amount: Money| Got::of(amount.as_magnitude() / self.currency.minor_per_major() as f64);
        match input {
            Input::Amounts(amounts) => amounts.get(row).copied().flatten().map_or(Got::Blank, major),
            Input::Column(column) => match column {
                Column::Text(_) | Column::Category { .. } => column
                    .text(row)
                    .map_or(Got::Blank, |words| Got::Words(Cow::Borrowed(words))),
                Column::Number(_) => column.number(row).map_or(Got::Blank, Got::of),
                Column::Money(_) => column.money(row).map_or(Got::Blank, major),
                Column::Date(_) => column
                    .date(row)
                    .map_or(Got::Blank, |day| Got::Number(f64::from(day.epoch_days()))),
                Column::YesNo(_) => Got::told(column.yes_no(row)),
            },
        }
    }

    fn call(&self, function: Function, arguments: &'a [Node], row: usize) -> Got<'a> {
        let argument = |place: usize| arguments.get(place).map_or(Got::Blank, |node| self.node(node, row));
        let known = || arguments.iter().filter_map(|node| self.node(node, row).number());
        let first = |with: fn(f64) -> f64| match argument(0) {
            Got::Number(number) => Got::of(with(number)),
            other => other,
        };
        match function {
            Function::If => match argument(0).answer() {
                Some(true) => argument(1),
                Some(false) => argument(2),
                None => Got::Blank,
            },
            Function::IfError => match argument(0) {
                Got::Blank => argument(1),
                got => got,
            },
            Function::IsBlank => Got::Answer(argument(0) == Got::Blank),
            Function::And => Got::told(self.all(arguments, row, true)),
            Function::Or => Got::told(self.all(arguments, row, false)),
            Function::Not => Got::told(argument(0).answer().map(|answer| !answer)),
            Function::Min => known().reduce(f64::min).map_or(Got::Blank, Got::of),
            Function::Max => known().reduce(f64::max).map_or(Got::Blank, Got::of),
            Function::Sum => known().reduce(|a, b| a + b).map_or(Got::Blank, Got::of),
            Function::Average => {
                let count = known().count();
                let sum: f64 = known().sum();
                if count == 0 {
                    Got::Blank
                } else {
                    Got::of(sum / count as f64)
                }
            }
            Function::Abs => first(f64::abs),
            Function::Round => {
                let digits = if arguments.len() > 1 {
                    argument(1)
                } else {
                    Got::Number(0.0)
                };
                match (argument(0), digits) {
                    (Got::Number(number), Got::Number(digits)) => Got::of(rounded(number, digits)),
                    _ => Got::Blank,
                }
            }
            Function::Sqrt => first(libm::sqrt),
            Function::Ln => first(libm::log),
            Function::Log10 => first(libm::log10),
            Function::Year => match argument(0) {
                Got::Number(days) => Got::of(f64::from(Day::from_epoch_days(days as i32).ymd().0)),
                other => other,
            },
            Function::Today => Got::Number(f64::from(self.today.epoch_days())),
        }
    }

    /// Whether all are so, or with `all` no whether any is; `None` where what is known does not decide it.
    fn all(&self, arguments: &'a [Node], row: usize, all: bool) -> Option<bool> {
        let mut blank = false;
        for node in arguments {
            match self.node(node, row).answer() {
                Some(answer) if answer != all => return Some(!all),
                Some(_) => {}
                None => blank = true,
            }
        }
        (!blank).then_some(all)
    }
}

fn combined<'a>(binary: Binary, left: Got<'a>, right: Got<'a>) -> Got<'a> {
    match (left, right) {
        (Got::Number(a), Got::Number(b)) => match binary {
            Binary::Add => Got::of(a + b),
            Binary::Subtract => Got::of(a - b),
            Binary::Multiply => Got::of(a * b),
            Binary::Divide => Got::of(a / b),
            Binary::Power => Got::of(libm::pow(a, b)),
            // Equal as typed: the noise of the last binary digit is no difference.
            Binary::Equal => Got::Answer(same(a, b)),
            Binary::NotEqual => Got::Answer(!same(a, b)),
            Binary::Less => Got::Answer(a < b && !same(a, b)),
            Binary::LessOrEqual => Got::Answer(a < b || same(a, b)),
            Binary::Greater => Got::Answer(a > b && !same(a, b)),
            Binary::GreaterOrEqual => Got::Answer(a > b || same(a, b)),
            Binary::Join => Got::Blank,
        },
        (Got::Words(a), Got::Words(b)) if binary == Binary::Join => Got::Words(a + b),
        (Got::Words(a), Got::Words(b)) => equal(binary, alike(&a, &b)),
        (Got::Answer(a), Got::Answer(b)) => equal(binary, a == b),
        _ => Got::Blank,
    }
}

fn equal<'a>(binary: Binary, same: bool) -> Got<'a> {
    match binary {
        Binary::Equal => Got::Answer(same),
        Binary::NotEqual => Got::Answer(!same),
        _ => Got::Blank,
    }
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= a.abs().max(b.abs()) * 1e-12
}

/// Case does not tell words apart, as in a spreadsheet.
fn alike(a: &str, b: &str) -> bool {
    let lower = |text: &'_ str| text.trim().chars().flat_map(char::to_lowercase).collect::<Vec<_>>();
    a == b || (a.is_ascii() && b.is_ascii() && a.trim().eq_ignore_ascii_case(b.trim())) || lower(a) == lower(b)
}

fn rounded(number: f64, digits: f64) -> f64 {
    let unit = libm::pow(10.0, digits.trunc().clamp(-12.0, 12.0));
    (number * unit).round() / unit
}

/// What a part of a formula gives, as the value of a column; blank where it does not fit.
pub(super) fn value(got: Got<'_>, kind: tierline_plan::FieldKind, currency: &Currency) -> Value {
    use tierline_plan::FieldKind;
    match (kind, got) {
        (FieldKind::Number | FieldKind::Percent, Got::Number(number)) => Value::Number(number),
        (FieldKind::Money, Got::Number(number)) => {
            let minor = (number * currency.minor_per_major() as f64).round();
            // A sum that no list could hold is no sum. The bound is exact in floating point.
            if minor.abs() < 9.0e18 {
                Value::Money(Money::from_minor(minor as i64))
            } else {
                Value::Missing
            }
        }
        (FieldKind::Date, Got::Number(days)) if days.abs() < 1.0e7 => {
            Value::Date(Day::from_epoch_days(days.floor() as i32))
        }
        (FieldKind::Category, Got::Words(words)) if !words.trim().is_empty() => Value::Text(words.into_owned()),
        (FieldKind::YesNo, Got::Answer(answer)) => Value::YesNo(answer),
        _ => Value::Missing,
    }
}
