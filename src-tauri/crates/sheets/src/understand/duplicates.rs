//! Rows that are the same account. Separate because finding them is not merging them: both stay until a person decides.

use super::issue::{ImportIssue, IssueKind};
use super::words::{fold, trim};
use crate::raw::RawTable;
use hashbrown::HashMap;
use rayon::prelude::*;
use tierline_matching::{Form, Forms, Name};
use tierline_places::country_of;
use tierline_plan::{AccountBatch, Column, FieldRole};

/// Rows whose record ID came before, or else whose name, city and country did (without case, blanks and legal form).
pub(crate) fn find(
    table: &RawTable,
    batch: &AccountBatch,
    rows: &[usize],
    name_column: usize,
    id_column: Option<usize>,
) -> Vec<ImportIssue> {
    let of = |role: FieldRole| {
        batch
            .fields
            .iter()
            .position(|field| field.role == role)
            .map(|index| &batch.columns[index])
    };
    let Some(names) = of(FieldRole::Name) else {
        return Vec::new();
    };
    let (ids, cities, countries) = (
        of(FieldRole::RecordId),
        Folded::of(of(FieldRole::City), fold),
        Folded::of(of(FieldRole::Country), |text| {
            country_of(text).map_or_else(|| fold(text), |country| country.name.to_owned())
        }),
    );
    let mut by_id: HashMap<&str, usize> = HashMap::with_capacity(if ids.is_some() { rows.len() } else { 0 });
    let keys: Vec<(String, Option<Form>)> = (0..rows.len())
        .into_par_iter()
        .map(|account| {
            let name = Name::of(names.text(account).unwrap_or(""));
            (name.key().to_owned(), name.form())
        })
        .collect();
    let mut by_name: HashMap<(&str, u32, u32), (usize, Option<Form>)> = HashMap::with_capacity(rows.len());
    let mut issues = Vec::new();
    for (account, &row) in rows.iter().enumerate() {
        let mut say = |column: usize, raw: &str, kind| {
            issues.push(ImportIssue {
                sheet: table.sheet.clone(),
                row: Some(table.row_number(row)),
                column: Some(column),
                raw: raw.to_owned(),
                kind,
            });
        };
        let id = ids.and_then(|ids| ids.text(account)).map(trim);
        if let (Some(id), Some(column)) = (id, id_column) {
            let first = *by_id.entry(id).or_insert(row);
            if first != row {
                say(
                    column,
                    id,
                    IssueKind::DuplicateRecordId {
                        first_row: table.row_number(first),
                    },
                );
                continue;
            }
        }
        let name = names.text(account).unwrap_or("");
        let (key, form) = &keys[account];
        let key = (key.as_str(), cities.code(account), countries.code(account));
        let (first, its_form) = *by_name.entry(key).or_insert((row, *form));
        // An AG and a GmbH of one name are two companies.
        if first != row && Forms::of(its_form, *form) != Forms::Differ {
            say(
                name_column,
                name,
                IssueKind::DuplicateAccount {
                    first_row: table.row_number(first),
                },
            );
        }
    }
    issues
}

/// A category column whose values are compared folded; each value is folded once.
struct Folded<'a> {
    column: Option<&'a Column>,
    codes: Vec<u32>,
}

impl<'a> Folded<'a> {
    fn of(column: Option<&'a Column>, fold: impl Fn(&str) -> String) -> Self {
        let mut known: HashMap<String, u32> = HashMap::new();
        let codes = match column {
            Some(Column::Category { values, .. }) => values
                .iter()
                .map(|value| {
                    let next = known.len() as u32;
                    *known.entry(fold(value)).or_insert(next)
                })
                .collect(),
            _ => Vec::new(),
        };
        Folded { column, codes }
    }

    fn code(&self, account: usize) -> u32 {
        match self.column {
            Some(Column::Category { codes, .. }) => {
                self.codes.get(codes[account] as usize).copied().unwrap_or(u32::MAX)
            }
            _ => u32::MAX,
        }
    }
}
