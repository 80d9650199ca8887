//! How lists write the values that the plan keeps under one spelling. Separate from the account list, which holds only what
//! the values are kept as.

use crate::{AccountBatch, AccountId, FieldRole};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A way of writing a value of a field, character by character.
pub type SpellingKey = (FieldRole, String);

/// What a spelling is kept as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spelling {
    pub kept_as: String,
    /// Whether a person said so. What the app folded by itself, it may fold otherwise as the list grows.
    pub by_hand: bool,
    /// The accounts whose list wrote it so, ascending. Some may be gone by now. Empty when it is kept as it is written:
    /// then the accounts are those that have the value.
    pub accounts: Vec<AccountId>,
}

/// A spelling that a list uses, and the rows of the list that use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListSpelling {
    pub role: FieldRole,
    pub written: String,
    pub kept_as: String,
    pub by_hand: bool,
    /// Ascending, counted from 0.
    pub rows: Vec<usize>,
}

/// The spellings of a list as a change of those that are known. `account` tells which account a row has become: one of which
/// the list says something is written as the list writes it from now on.
pub fn spellings_of_list(
    known: &BTreeMap<SpellingKey, Spelling>,
    batch: &AccountBatch,
    list: &[ListSpelling],
    account: &dyn Fn(usize) -> Option<AccountId>,
) -> Vec<(SpellingKey, Option<Spelling>)> {
    let mut after = known.clone();
    for (field, column) in batch
        .fields
        .iter()
        .zip(&batch.columns)
        .filter(|(field, _)| has_spellings(field.role))
    {
        let said = (0..column.len()).filter(|row| !column.is_missing(*row));
        let told: BTreeSet<AccountId> = said.filter_map(account).collect();
        for (_, spelling) in after.iter_mut().filter(|((role, _), _)| *role == field.role) {
            spelling.accounts.retain(|account| !told.contains(account));
        }
    }
    for each in list {
        let key = (each.role, each.written.clone());
        let before = after.remove(&key).map_or_else(Vec::new, |spelling| spelling.accounts);
        let mut accounts: BTreeSet<AccountId> = before.into_iter().collect();
        if each.kept_as == each.written {
            accounts.clear();
        } else {
            accounts.extend(each.rows.iter().filter_map(|row| account(*row)));
        }
        let spelling = Spelling {
            kept_as: each.kept_as.clone(),
            by_hand: each.by_hand,
            accounts: accounts.into_iter().collect(),
        };
        after.insert(key, spelling);
    }
    // What the app folded and no account is written as any more is of no use.
    after.retain(|_, spelling| spelling.by_hand || !spelling.accounts.is_empty());
    difference(known, &after)
}

/// The entries of a change from one state to another.
pub fn difference(
    before: &BTreeMap<SpellingKey, Spelling>,
    after: &BTreeMap<SpellingKey, Spelling>,
) -> Vec<(SpellingKey, Option<Spelling>)> {
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    let gone = gone.map(|key| (key.clone(), None));
    let set = after
        .iter()
        .filter(|(key, spelling)| before.get(*key) != Some(*spelling));
    gone.chain(set.map(|(key, spelling)| (key.clone(), Some(spelling.clone()))))
        .collect()
}

/// Whether what lists write in a field of that role is folded onto one list of values.
pub fn has_spellings(role: FieldRole) -> bool {
    matches!(role, FieldRole::Industry | FieldRole::Country)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Column, Field, FieldId, FieldKind, Value};

    fn list(values: &[&str]) -> AccountBatch {
        let text = |text: &&str| {
            if text.is_empty() {
                Value::Missing
            } else {
                Value::Text((*text).to_owned())
            }
        };
        AccountBatch {
            fields: vec![Field {
                id: FieldId(1),
                role: FieldRole::Country,
                kind: FieldKind::Category,
                label: "Country".to_owned(),
            }],
            columns: vec![Column::from_values(FieldKind::Category, values.iter().map(text))],
        }
    }

    fn written(written: &str, kept_as: &str, rows: &[usize]) -> ListSpelling {
        ListSpelling {
            role: FieldRole::Country,
            written: written.to_owned(),
            kept_as: kept_as.to_owned(),
            by_hand: false,
            rows: rows.to_vec(),
        }
    }

    fn after(
        known: &BTreeMap<SpellingKey, Spelling>,
        values: &[&str],
        spellings: &[ListSpelling],
    ) -> BTreeMap<SpellingKey, Spelling> {
        let mut after = known.clone();
        let id = |row: usize| Some(AccountId(row as u32 + 1));
        for (key, spelling) in spellings_of_list(known, &list(values), spellings, &id) {
            match spelling {
                Some(spelling) => after.insert(key, spelling),
                None => after.remove(&key),
            };
        }
        after
    }

    #[test]
    fn an_account_is_written_as_the_last_list_wrote_it() {
        let first = after(
            &BTreeMap::new(),
            &["Germany", "Germany", "France"],
            &[written("DE", "Germany", &[0, 1])],
        );
        let accounts = |known: &BTreeMap<SpellingKey, Spelling>, text: &str| {
            let key = (FieldRole::Country, text.to_owned());
            known.get(&key).map(|spelling| spelling.accounts.clone())
        };
        assert_eq!(accounts(&first, "DE"), Some(vec![AccountId(1), AccountId(2)]));
        let second = after(&first, &["Germany", "", ""], &[written("BRD", "Germany", &[0])]);
        assert_eq!(accounts(&second, "BRD"), Some(vec![AccountId(1)]));
        assert_eq!(
            accounts(&second, "DE"),
            Some(vec![AccountId(2)]),
            "of the second the list says nothing"
        );
        let third = after(&second, &["Germany", "Germany", ""], &[]);
        assert_eq!(third, BTreeMap::new(), "now both are written as they are kept");
    }

    #[test]
    fn the_same_list_again_changes_nothing() {
        let spellings = [written("DE", "Germany", &[0, 1])];
        let first = after(&BTreeMap::new(), &["Germany", "Germany"], &spellings);
        let id = |row: usize| Some(AccountId(row as u32 + 1));
        assert_eq!(
            spellings_of_list(&first, &list(&["Germany", "Germany"]), &spellings, &id),
            vec![]
        );
    }
}
