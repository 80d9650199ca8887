//! Columns of values with blanks. Separate so that "missing" has one representation and never looks like zero.

use crate::{Day, FieldKind, Money};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// One value of any kind, for edits, imports and pages. Bulk work reads the [`Column`] directly.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    Missing,
    Text(String),
    /// A number or a percentage; always finite.
    Number(f64),
    Money(Money),
    Date(Day),
    YesNo(bool),
}

impl Value {
    pub fn is_missing(&self) -> bool {
        matches!(self, Value::Missing)
    }
}

/// The values of one field, a slot an account. A blank is `None` on the way out, whatever stands for it inside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Column {
    Text(Vec<Option<Box<str>>>),
    Category {
        /// Every distinct value once, in order of first appearance. May hold values that no account has any more.
        values: Vec<Box<str>>,
        /// Index into `values`, [`Column::NO_CODE`] where blank.
        codes: Vec<u32>,
    },
    /// NaN where blank: no value that a file can bring is NaN, the importer refuses it.
    Number(Vec<f64>),
    /// Minor units, `i64::MIN` where blank.
    Money(Vec<i64>),
    /// Days since 1970-01-01, `i32::MIN` where blank.
    Date(Vec<i32>),
    /// 0 no, 1 yes, 2 blank.
    YesNo(Vec<u8>),
}

impl Column {
    /// Stands for a blank in the codes of a category column.
    pub const NO_CODE: u32 = u32::MAX;
    const NO_MONEY: i64 = i64::MIN;
    const NO_DATE: i32 = i32::MIN;
    const NO_ANSWER: u8 = 2;

    pub fn new(kind: FieldKind) -> Self {
        match kind {
            FieldKind::Text => Column::Text(Vec::new()),
            FieldKind::Category => Column::Category {
                values: Vec::new(),
                codes: Vec::new(),
            },
            FieldKind::Number | FieldKind::Percent => Column::Number(Vec::new()),
            FieldKind::Money => Column::Money(Vec::new()),
            FieldKind::Date => Column::Date(Vec::new()),
            FieldKind::YesNo => Column::YesNo(Vec::new()),
        }
    }

    /// Whether values of that kind belong in this column.
    pub fn holds(&self, kind: FieldKind) -> bool {
        matches!(
            (self, kind),
            (Column::Text(_), FieldKind::Text)
                | (Column::Category { .. }, FieldKind::Category)
                | (Column::Number(_), FieldKind::Number | FieldKind::Percent)
                | (Column::Money(_), FieldKind::Money)
                | (Column::Date(_), FieldKind::Date)
                | (Column::YesNo(_), FieldKind::YesNo)
        )
    }

    pub fn len(&self) -> usize {
        match self {
            Column::Text(v) => v.len(),
            Column::Category { codes, .. } => codes.len(),
            Column::Number(v) => v.len(),
            Column::Money(v) => v.len(),
            Column::Date(v) => v.len(),
            Column::YesNo(v) => v.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a value may be put into this column.
    pub fn accepts(&self, value: &Value) -> bool {
        match (self, value) {
            (_, Value::Missing)
            | (Column::Text(_) | Column::Category { .. }, Value::Text(_))
            | (Column::Money(_), Value::Money(_))
            | (Column::Date(_), Value::Date(_))
            | (Column::YesNo(_), Value::YesNo(_)) => true,
            (Column::Number(_), Value::Number(number)) => number.is_finite(),
            _ => false,
        }
    }

    pub fn value(&self, row: usize) -> Value {
        match self {
            Column::Text(_) | Column::Category { .. } => self
                .text(row)
                .map_or(Value::Missing, |text| Value::Text(text.to_owned())),
            Column::Number(_) => self.number(row).map_or(Value::Missing, Value::Number),
            Column::Money(_) => self.money(row).map_or(Value::Missing, Value::Money),
            Column::Date(_) => self.date(row).map_or(Value::Missing, Value::Date),
            Column::YesNo(_) => self.yes_no(row).map_or(Value::Missing, Value::YesNo),
        }
    }

    pub fn is_missing(&self, row: usize) -> bool {
        match self {
            Column::Text(v) => v.get(row).is_none_or(Option::is_none),
            Column::Category { codes, .. } => codes.get(row).is_none_or(|c| *c == Self::NO_CODE),
            Column::Number(v) => v.get(row).is_none_or(|n| n.is_nan()),
            Column::Money(v) => v.get(row).is_none_or(|m| *m == Self::NO_MONEY),
            Column::Date(v) => v.get(row).is_none_or(|d| *d == Self::NO_DATE),
            Column::YesNo(v) => v.get(row).is_none_or(|b| *b == Self::NO_ANSWER),
        }
    }

    /// The text or category at a row; `None` for blanks and for columns of another kind.
    pub fn text(&self, row: usize) -> Option<&str> {
        match self {
            Column::Text(v) => v.get(row)?.as_deref(),
            Column::Category { values, codes } => values.get(*codes.get(row)? as usize).map(|v| &**v),
            _ => None,
        }
    }

    pub fn number(&self, row: usize) -> Option<f64> {
        match self {
            Column::Number(v) => v.get(row).copied().filter(|n| !n.is_nan()),
            _ => None,
        }
    }

    pub fn money(&self, row: usize) -> Option<Money> {
        match self {
            Column::Money(v) => v
                .get(row)
                .copied()
                .filter(|m| *m != Self::NO_MONEY)
                .map(Money::from_minor),
            _ => None,
        }
    }

    pub fn date(&self, row: usize) -> Option<Day> {
        match self {
            Column::Date(v) => v
                .get(row)
                .copied()
                .filter(|d| *d != Self::NO_DATE)
                .map(Day::from_epoch_days),
            _ => None,
        }
    }

    pub fn yes_no(&self, row: usize) -> Option<bool> {
        match self {
            Column::YesNo(v) => v.get(row).copied().filter(|b| *b != Self::NO_ANSWER).map(|b| b == 1),
            _ => None,
        }
    }

    /// The magnitude at a row for curves and charts: numbers as they are, money in minor units, dates in epoch days.
    pub fn magnitude(&self, row: usize) -> Option<f64> {
        match self {
            Column::Number(_) => self.number(row),
            Column::Money(_) => self.money(row).map(Money::as_magnitude),
            Column::Date(_) => self.date(row).map(|day| f64::from(day.epoch_days())),
            _ => None,
        }
    }

    /// Puts a value into an existing row and returns the one that stood there.
    ///
    /// # Panics
    /// When the row does not exist or the column does not accept the value: callers check with [`Column::accepts`].
    pub fn set(&mut self, row: usize, value: Value) -> Value {
        let old = self.value(row);
        match (self, value) {
            (Column::Text(v), Value::Text(text)) => v[row] = Some(text.into_boxed_str()),
            (Column::Text(v), Value::Missing) => v[row] = None,
            (Column::Category { values, codes }, Value::Text(text)) => codes[row] = code_of(values, &text),
            (Column::Category { codes, .. }, Value::Missing) => codes[row] = Self::NO_CODE,
            (Column::Number(v), Value::Number(number)) => v[row] = number,
            (Column::Number(v), Value::Missing) => v[row] = f64::NAN,
            (Column::Money(v), Value::Money(money)) => v[row] = money.minor(),
            (Column::Money(v), Value::Missing) => v[row] = Self::NO_MONEY,
            (Column::Date(v), Value::Date(day)) => v[row] = day.epoch_days(),
            (Column::Date(v), Value::Missing) => v[row] = Self::NO_DATE,
            (Column::YesNo(v), Value::YesNo(answer)) => v[row] = u8::from(answer),
            (Column::YesNo(v), Value::Missing) => v[row] = Self::NO_ANSWER,
            (column, value) => panic!("a {value:?} does not belong in this column of {} rows", column.len()),
        }
        old
    }

    /// Adds a value at the end. Category columns are built faster with [`Column::from_values`].
    ///
    /// # Panics
    /// When the column does not accept the value.
    pub fn push(&mut self, value: Value) {
        match self {
            Column::Text(v) => v.push(None),
            Column::Category { codes, .. } => codes.push(Self::NO_CODE),
            Column::Number(v) => v.push(f64::NAN),
            Column::Money(v) => v.push(Self::NO_MONEY),
            Column::Date(v) => v.push(Self::NO_DATE),
            Column::YesNo(v) => v.push(Self::NO_ANSWER),
        }
        let row = self.len() - 1;
        self.set(row, value);
    }

    /// A column of that kind with these values.
    ///
    /// # Panics
    /// When a value is of another kind.
    pub fn from_values(kind: FieldKind, source: impl IntoIterator<Item = Value>) -> Self {
        let mut column = Column::new(kind);
        if let Column::Category { values, codes } = &mut column {
            let mut known: HashMap<String, u32> = HashMap::new();
            for value in source {
                codes.push(match value {
                    Value::Missing => Self::NO_CODE,
                    Value::Text(text) => *known.entry(text).or_insert_with_key(|text| {
                        values.push(text.as_str().into());
                        values.len() as u32 - 1
                    }),
                    other => panic!("a {other:?} does not belong in a category column"),
                });
            }
        } else {
            for value in source {
                column.push(value);
            }
        }
        column
    }

    /// How many rows have each value of a category column, in the order in which the values came; empty for other columns.
    pub fn value_counts(&self) -> Vec<(&str, u32)> {
        let Column::Category { values, codes } = self else {
            return Vec::new();
        };
        let mut counts = vec![0; values.len()];
        for code in codes {
            if let Some(count) = counts.get_mut(*code as usize) {
                *count += 1;
            }
        }
        let counted = values.iter().map(|value| &**value).zip(counts);
        counted.filter(|(_, count)| *count > 0).collect()
    }

    /// Makes room for `rows` blank rows at the end.
    pub fn extend_missing(&mut self, rows: usize) {
        let len = self.len() + rows;
        match self {
            Column::Text(v) => v.resize(len, None),
            Column::Category { codes, .. } => codes.resize(len, Self::NO_CODE),
            Column::Number(v) => v.resize(len, f64::NAN),
            Column::Money(v) => v.resize(len, Self::NO_MONEY),
            Column::Date(v) => v.resize(len, Self::NO_DATE),
            Column::YesNo(v) => v.resize(len, Self::NO_ANSWER),
        }
    }

    /// A column of these rows, in this order.
    ///
    /// # Panics
    /// When a row does not exist.
    pub fn gather(&self, rows: &[usize]) -> Column {
        match self {
            Column::Text(v) => Column::Text(rows.iter().map(|row| v[*row].clone()).collect()),
            Column::Category { values, codes } => Column::Category {
                values: values.clone(),
                codes: rows.iter().map(|row| codes[*row]).collect(),
            },
            Column::Number(v) => Column::Number(rows.iter().map(|row| v[*row]).collect()),
            Column::Money(v) => Column::Money(rows.iter().map(|row| v[*row]).collect()),
            Column::Date(v) => Column::Date(rows.iter().map(|row| v[*row]).collect()),
            Column::YesNo(v) => Column::YesNo(rows.iter().map(|row| v[*row]).collect()),
        }
    }

    /// Whether two cells hold the same value, or are both blank. Texts and categories compare as texts.
    pub fn same_value(&self, row: usize, other: &Column, other_row: usize) -> bool {
        match (self, other) {
            (Column::Number(a), Column::Number(b)) => {
                a[row].total_cmp(&b[other_row]).is_eq() || (a[row].is_nan() && b[other_row].is_nan())
            }
            (Column::Money(a), Column::Money(b)) => a[row] == b[other_row],
            (Column::Date(a), Column::Date(b)) => a[row] == b[other_row],
            (Column::YesNo(a), Column::YesNo(b)) => a[row] == b[other_row],
            (Column::Text(_) | Column::Category { .. }, Column::Text(_) | Column::Category { .. }) => {
                self.text(row) == other.text(other_row)
            }
            _ => self.is_missing(row) && other.is_missing(other_row),
        }
    }

    /// Takes over cells of another column: each pair is a row here and a row there. Texts and categories take each other's.
    ///
    /// # Panics
    /// When the columns hold other kinds of values, or a row does not exist.
    pub fn take_over(&mut self, other: &Column, pairs: &[(usize, usize)]) {
        // The codes of a category are found once for each value, not once for each cell.
        let mut known: HashMap<&str, u32> = HashMap::new();
        for (row, from) in pairs {
            match (&mut *self, other) {
                (Column::Category { values, codes }, other) => {
                    codes[*row] = other.text(*from).map_or(Self::NO_CODE, |text| {
                        *known.entry(text).or_insert_with(|| code_of(values, text))
                    });
                }
                (column, other) => drop(column.set(*row, other.value(*from))),
            }
        }
    }

    /// Adds another column of the same kind below this one.
    ///
    /// # Panics
    /// When the kinds differ.
    pub fn append(&mut self, other: &Column) {
        match (self, other) {
            (Column::Text(a), Column::Text(b)) => a.extend_from_slice(b),
            (
                Column::Category { values, codes },
                Column::Category {
                    values: other_values,
                    codes: other_codes,
                },
            ) => {
                let mapped: Vec<u32> = other_values.iter().map(|value| code_of(values, value)).collect();
                codes.extend(
                    other_codes
                        .iter()
                        .map(|code| mapped.get(*code as usize).copied().unwrap_or(Self::NO_CODE)),
                );
            }
            (Column::Number(a), Column::Number(b)) => a.extend_from_slice(b),
            (Column::Money(a), Column::Money(b)) => a.extend_from_slice(b),
            (Column::Date(a), Column::Date(b)) => a.extend_from_slice(b),
            (Column::YesNo(a), Column::YesNo(b)) => a.extend_from_slice(b),
            _ => panic!("columns of different kinds cannot be joined"),
        }
    }
}

fn code_of(values: &mut Vec<Box<str>>, text: &str) -> u32 {
    let found = values.iter().position(|value| &**value == text);
    found.unwrap_or_else(|| {
        values.push(text.into());
        values.len() - 1
    }) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_is_never_zero() {
        for kind in [
            FieldKind::Number,
            FieldKind::Money,
            FieldKind::Date,
            FieldKind::YesNo,
            FieldKind::Text,
            FieldKind::Category,
        ] {
            let column = Column::from_values(kind, [Value::Missing]);
            assert_eq!(column.value(0), Value::Missing, "{kind:?}");
            assert_eq!(column.magnitude(0), None, "{kind:?}");
        }
    }

    #[test]
    fn setting_returns_what_stood_there() {
        let mut column = Column::from_values(FieldKind::Category, [Value::Text("Energy".into()), Value::Missing]);
        assert_eq!(column.set(1, Value::Text("Retail".into())), Value::Missing);
        assert_eq!(column.set(0, Value::Missing), Value::Text("Energy".into()));
        assert_eq!((column.text(0), column.text(1)), (None, Some("Retail")));
    }

    #[test]
    fn cells_are_taken_over_by_value_not_by_code() {
        let text = |t: &str| Value::Text(t.into());
        let mut here = Column::from_values(FieldKind::Category, [text("A"), text("B"), text("C")]);
        let there = Column::from_values(FieldKind::Text, [text("C"), Value::Missing, text("D")]);
        here.take_over(&there, &[(0, 0), (1, 1), (2, 2)]);
        assert_eq!([0, 1, 2].map(|row| here.text(row)), [Some("C"), None, Some("D")]);
        assert!((0..3).all(|row| here.same_value(row, &there, row)));
        let picked = there.gather(&[2, 0]);
        assert_eq!([0, 1].map(|row| picked.text(row)), [Some("D"), Some("C")]);
    }

    #[test]
    fn joining_categories_keeps_each_value_once() {
        let text = |t: &str| Value::Text(t.into());
        let mut first = Column::from_values(FieldKind::Category, [text("A"), text("B")]);
        first.append(&Column::from_values(
            FieldKind::Category,
            [text("B"), text("C"), Value::Missing],
        ));
        let Column::Category { values, codes } = &first else {
            panic!("still a category column")
        };
        assert_eq!(values.len(), 3);
        assert_eq!(codes, &[0, 1, 1, 2, Column::NO_CODE]);
    }
}
