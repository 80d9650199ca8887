//! One chunk of a column as bytes. Separate from [`Column`], so that the layout stays when the type changes.
//!
//! The first byte is the layout's version, [`LAYOUT`]. The rest is postcard (variable-length integers, zigzag for signed
//! ones, floats as 8 bytes, low byte first):
//!
//! | bytes | meaning |
//! |---|---|
//! | variant | 0 text, 1 category, 2 number or percent, 3 money, 4 date, 5 yes/no |
//! | count | rows in this chunk |
//! | rows, text | 0 for a blank, or 1, length, UTF-8 bytes |
//! | rows, category | code in `category_value`, 4294967295 for a blank |
//! | rows, number | a float, NaN for a blank |
//! | rows, money | signed minor units, the smallest 64-bit integer for a blank |
//! | rows, date | signed days since 1970-01-01, the smallest 32-bit integer for a blank |
//! | rows, yes/no | one byte: 0 no, 1 yes, 2 blank |

use crate::StoreError;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use tierline_plan::Column;

/// Rows in a chunk: a cell edit writes this many values of one column again.
pub(crate) const ROWS: usize = 4096;

const LAYOUT: u8 = 1;

#[derive(Serialize)]
enum Written<'a> {
    Text(&'a [Option<Box<str>>]),
    Category(&'a [u32]),
    Number(&'a [f64]),
    Money(&'a [i64]),
    Date(&'a [i32]),
    YesNo(&'a [u8]),
}

#[derive(Deserialize)]
enum Stored {
    Text(Vec<Option<Box<str>>>),
    Category(Vec<u32>),
    Number(Vec<f64>),
    Money(Vec<i64>),
    Date(Vec<i32>),
    YesNo(Vec<u8>),
}

/// The rows of a chunk in a column of that length.
pub(crate) fn rows_of(chunk: usize, len: usize) -> Range<usize> {
    chunk * ROWS..((chunk + 1) * ROWS).min(len)
}

/// One chunk of the column.
pub(crate) fn encode(column: &Column, rows: Range<usize>) -> Result<Vec<u8>, StoreError> {
    let written = match column {
        Column::Text(v) => Written::Text(&v[rows]),
        Column::Category { codes, .. } => Written::Category(&codes[rows]),
        Column::Number(v) => Written::Number(&v[rows]),
        Column::Money(v) => Written::Money(&v[rows]),
        Column::Date(v) => Written::Date(&v[rows]),
        Column::YesNo(v) => Written::YesNo(&v[rows]),
    };
    postcard::to_extend(&written, vec![LAYOUT]).map_err(StoreError::internal)
}

/// Adds a chunk below the column, which must have room for `rows` more.
pub(crate) fn decode_onto(column: &mut Column, bytes: &[u8], rows: usize) -> Result<(), StoreError> {
    let Some((&LAYOUT, body)) = bytes.split_first() else {
        return Err(StoreError::damaged("a part of the account list has an unknown layout"));
    };
    let (stored, rest) = postcard::take_from_bytes::<Stored>(body).map_err(StoreError::damaged)?;
    let before = column.len();
    match (&mut *column, stored) {
        (Column::Text(v), Stored::Text(mut more)) => v.append(&mut more),
        (Column::Category { values, codes }, Stored::Category(mut more)) => {
            let known = values.len();
            if more.iter().any(|c| *c != Column::NO_CODE && *c as usize >= known) {
                return Err(StoreError::damaged("a category without a name"));
            }
            codes.append(&mut more);
        }
        (Column::Number(v), Stored::Number(mut more)) => v.append(&mut more),
        (Column::Money(v), Stored::Money(mut more)) => v.append(&mut more),
        (Column::Date(v), Stored::Date(mut more)) => v.append(&mut more),
        (Column::YesNo(v), Stored::YesNo(mut more)) => {
            if more.iter().any(|answer| *answer > 2) {
                return Err(StoreError::damaged("an answer that is neither yes, no nor blank"));
            }
            v.append(&mut more);
        }
        _ => return Err(StoreError::damaged("a column holds values of another kind")),
    }
    if !rest.is_empty() || column.len() - before != rows {
        return Err(StoreError::damaged("a part of the account list has the wrong length"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tierline_plan::{Day, FieldKind, Money, Value};

    fn columns() -> Vec<Column> {
        let text = |t: &str| Value::Text(t.into());
        vec![
            Column::from_values(FieldKind::Text, [text("Ä\0cme"), Value::Missing, text("")]),
            Column::from_values(FieldKind::Category, [text("Retail"), Value::Missing, text("Retail")]),
            Column::from_values(
                FieldKind::Number,
                [Value::Number(-0.0), Value::Missing, Value::Number(1e300)],
            ),
            Column::from_values(
                FieldKind::Money,
                [
                    Value::Money(Money::from_minor(i64::MAX)),
                    Value::Missing,
                    Value::Money(Money::ZERO),
                ],
            ),
            Column::from_values(
                FieldKind::Date,
                [Value::Date(Day::from_epoch_days(-5)), Value::Missing, Value::Missing],
            ),
            Column::from_values(
                FieldKind::YesNo,
                [Value::YesNo(true), Value::Missing, Value::YesNo(false)],
            ),
        ]
    }

    fn empty_like(column: &Column) -> Column {
        match column {
            Column::Category { values, .. } => Column::Category {
                values: values.clone(),
                codes: Vec::new(),
            },
            Column::Text(_) => Column::Text(Vec::new()),
            Column::Number(_) => Column::Number(Vec::new()),
            Column::Money(_) => Column::Money(Vec::new()),
            Column::Date(_) => Column::Date(Vec::new()),
            Column::YesNo(_) => Column::YesNo(Vec::new()),
        }
    }

    #[test]
    fn every_kind_comes_back_with_its_blanks() {
        for column in columns() {
            let bytes = encode(&column, 0..3).expect("encodes");
            let mut back = empty_like(&column);
            decode_onto(&mut back, &bytes, 3).expect("decodes");
            for row in 0..3 {
                assert_eq!(back.value(row), column.value(row), "row {row} of {column:?}");
            }
        }
    }

    #[test]
    fn the_layout_is_the_documented_one() {
        let column = Column::from_values(FieldKind::Money, [Value::Money(Money::from_minor(-3)), Value::Missing]);
        let mut expected = vec![1, 3, 2, 5];
        expected.extend([255, 255, 255, 255, 255, 255, 255, 255, 255, 1]);
        assert_eq!(encode(&column, 0..2).expect("encodes"), expected);
    }

    #[test]
    fn bytes_that_are_cut_or_changed_are_refused_and_never_panic() {
        for column in columns() {
            let bytes = encode(&column, 0..3).expect("encodes");
            for cut in 0..bytes.len() {
                let outcome = decode_onto(&mut empty_like(&column), &bytes[..cut], 3);
                assert!(matches!(outcome, Err(StoreError::Damaged(_))), "cut at {cut}");
            }
            for at in 0..bytes.len() {
                let mut bent = bytes.clone();
                bent[at] ^= 0x5a;
                // Some bent bytes are still values; the point is that nothing else happens.
                let _ = decode_onto(&mut empty_like(&column), &bent, 3);
            }
        }
    }
}
