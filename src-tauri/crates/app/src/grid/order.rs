//! Sorting. Blanks come last whichever way a column is sorted, and equal rows stay in list order.

use super::column::{self, ColumnSource, Computed};
use super::find;
use crate::session::Session;
use std::cmp::Ordering;
use tierline_contract::{AppError, Cell, CellKind, SortKey};

/// One column's values, ready to compare; indexed by table row.
enum Keys {
    Numbers(Vec<Option<f64>>),
    Texts(Vec<Option<String>>),
}

pub(super) fn sort(session: &Session, by: &[SortKey], rows: &mut [u32]) -> Result<(), AppError> {
    let mut keys = Vec::with_capacity(by.len());
    for key in by {
        let source = column::resolve(session, &key.column)?;
        keys.push((keys_of(session, source, rows), key.descending));
    }
    if keys.is_empty() {
        return Ok(());
    }
    rows.sort_by(|a, b| {
        let (a, b) = (*a as usize, *b as usize);
        keys.iter()
            .map(|(keys, descending)| keys.compare(a, b, *descending))
            .find(|o| o.is_ne())
            .unwrap_or(a.cmp(&b))
    });
    Ok(())
}

fn keys_of(session: &Session, source: ColumnSource, rows: &[u32]) -> Keys {
    let len = session.plan().accounts.len();
    let by_name = matches!(source, ColumnSource::Computed(Computed::Owner));
    let textual = matches!(column::kind(session, source), CellKind::Text | CellKind::Category);
    if by_name || textual {
        let mut texts = vec![None; len];
        for row in rows.iter().map(|row| *row as usize) {
            texts[row] = match column::cell(session, source, row) {
                Cell::Text(text) => Some(find::fold(&text)),
                Cell::Whole(rep) => session.rep_name(rep as u32).map(find::fold),
                _ => None,
            };
        }
        Keys::Texts(texts)
    } else {
        let mut numbers = vec![None; len];
        for row in rows.iter().map(|row| *row as usize) {
            numbers[row] = match (source, column::cell(session, source, row)) {
                (_, Cell::YesNo(answer)) => Some(f64::from(u8::from(answer))),
                // Excluded stands after the last tier.
                (ColumnSource::Computed(Computed::Tier), Cell::Whole(-1)) => Some(f64::from(u8::MAX)),
                _ => find::magnitude(session, source, row),
            };
        }
        Keys::Numbers(numbers)
    }
}

impl Keys {
    fn compare(&self, a: usize, b: usize, descending: bool) -> Ordering {
        match self {
            Keys::Numbers(keys) => compare(keys[a].as_ref(), keys[b].as_ref(), descending, |a, b| a.total_cmp(b)),
            Keys::Texts(keys) => compare(keys[a].as_ref(), keys[b].as_ref(), descending, |a, b| a.cmp(b)),
        }
    }
}

fn compare<T>(a: Option<&T>, b: Option<&T>, descending: bool, order: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if descending => order(b, a),
        (Some(a), Some(b)) => order(a, b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
