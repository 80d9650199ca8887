//! Saying who belongs to whom: the change that puts accounts below a parent, or on their own feet.
//!
//! A link is a value of the parent column, as if the list had said so, and marked as a person's own: it is seen in the grid,
//! goes into the export, stays when the next list comes in, and one undo takes it back.

use super::{Above, Families, Index, NameKey};
use std::collections::BTreeMap;
use tierline_plan::{AccountId, AccountTable, Change, Column, Field, FieldId, FieldKind, FieldRole, Plan, Value};

/// Why accounts cannot be linked as asked. Each stands alone as a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    #[error("One of these accounts is no longer in the plan.")]
    NoSuchAccount,
    #[error("“{parent}” belongs to “{child}” already, so it cannot stand above it. Take it out of that family first.")]
    Ring { parent: String, child: String },
    #[error(
        "There are {count} accounts named “{name}” and nothing tells them apart. Merge them, or give them names of their own."
    )]
    Nameless { name: String, count: usize },
}

/// What a parent column that the list did not have is called.
const LABEL: &str = "Parent account";

/// The change that puts each of some accounts below its new parent. One whose parent is itself belongs to nobody from then
/// on.
pub fn link(plan: &Plan, links: &[(AccountId, AccountId)], name_key: NameKey<'_>) -> Result<Change, LinkError> {
    let accounts = &plan.accounts;
    let index = Index::of(plan, name_key);
    let families = Families::of(plan, name_key);
    let by_id = mostly_by_id(accounts, &index);
    let row_of = |account: AccountId| accounts.row(account).ok_or(LinkError::NoSuchAccount);
    let mut above: BTreeMap<usize, usize> = BTreeMap::new();
    let mut cells = Vec::with_capacity(links.len());
    for (account, parent) in links {
        let (row, to) = (row_of(*account)?, row_of(*parent)?);
        above.insert(row, to);
        cells.push((*account, called(accounts, &index, to, row == to, by_id)?));
    }
    for (row, to) in &above {
        let mut at = *to;
        // As many steps as there are accounts lead round any ring.
        for _ in 0..accounts.len() {
            if at == *row && row != to {
                return Err(LinkError::Ring {
                    parent: accounts.name(*to).to_owned(),
                    child: accounts.name(*row).to_owned(),
                });
            }
            match above.get(&at).copied().or_else(|| families.parent(at)) {
                Some(next) if next != at => at = next,
                _ => break,
            }
        }
    }
    Ok(match accounts.field_with_role(FieldRole::Parent) {
        Some(field) => {
            let cells = cells
                .into_iter()
                .map(|(account, text)| (account, field.id, Value::Text(text)));
            Change::by_hand(plan, cells.collect())
        }
        None => with_new_column(plan, &cells),
    })
}

/// The cells of the children that name an account by the name it is about to lose, with its new one.
pub fn followed(
    plan: &Plan,
    renamed: &[(AccountId, String)],
    name_key: NameKey<'_>,
) -> Vec<(AccountId, FieldId, Value)> {
    let accounts = &plan.accounts;
    let (Some(field), Some(parents)) = (
        accounts.field_with_role(FieldRole::Parent),
        accounts.column_with_role(FieldRole::Parent),
    ) else {
        return Vec::new();
    };
    let families = Families::of(plan, name_key);
    // What each is called now, without what spellings differ in, and what it will be called.
    let names: BTreeMap<usize, (String, &String)> = renamed
        .iter()
        .filter_map(|(account, name)| {
            let row = accounts.row(*account)?;
            Some((row, (name_key(accounts.name(row)), name)))
        })
        .collect();
    let rows = accounts.ids().iter().enumerate();
    rows.filter_map(|(row, id)| {
        let named = match families.above(row) {
            Above::Account(parent) => parent as usize,
            Above::Itself => row,
            _ => return None,
        };
        let (key, name) = names.get(&named)?;
        let by_name = parents.text(row).is_some_and(|text| name_key(text) == *key);
        by_name.then(|| (*id, field.id, Value::Text((*name).clone())))
    })
    .collect()
}

/// Whether the parent column names accounts by their record IDs rather than by their names. Where it names nobody yet, IDs
/// are surer: they stay when a name changes.
fn mostly_by_id(accounts: &AccountTable, index: &Index<'_>) -> bool {
    let Some(parents) = accounts.column_with_role(FieldRole::Parent) else {
        return true;
    };
    let (mut ids, mut names) = (0, 0);
    for (text, count) in parents.value_counts() {
        if index.by_id.contains_key(text.trim()) {
            ids += count;
        } else {
            names += count;
        }
    }
    ids >= names
}

/// What the parent column is to say for the account of a row, so that it is found by it.
fn called(accounts: &AccountTable, index: &Index<'_>, row: usize, own: bool, by_id: bool) -> Result<String, LinkError> {
    let name = accounts.name(row).trim();
    let names = index.find(name);
    let id = accounts
        .column_with_role(FieldRole::RecordId)
        .and_then(|ids| ids.text(row))
        .filter(|id| index.find(id.trim()) == [row as u32]);
    let named = (own && names.contains(&(row as u32)) || names == [row as u32]).then_some(name);
    let (first, second) = if by_id { (id, named) } else { (named, id) };
    first.or(second).map(str::to_owned).ok_or_else(|| LinkError::Nameless {
        name: name.to_owned(),
        count: names.len(),
    })
}

/// The list with a parent column that it did not have.
fn with_new_column(plan: &Plan, cells: &[(AccountId, String)]) -> Change {
    let accounts = &plan.accounts;
    let id = FieldId(accounts.fields().iter().map(|field| field.id.0).max().unwrap_or(0) + 1);
    let mut fields = accounts.fields().to_vec();
    fields.push(Field {
        id,
        role: FieldRole::Parent,
        kind: FieldKind::Category,
        label: LABEL.to_owned(),
    });
    let named: BTreeMap<AccountId, &String> = cells.iter().map(|(account, text)| (*account, text)).collect();
    let mut columns = accounts.columns().to_vec();
    let values = accounts.ids().iter().map(|account| match named.get(account) {
        Some(text) => Value::Text((*text).clone()),
        None => Value::Missing,
    });
    columns.push(Column::from_values(FieldKind::Category, values));
    let table = AccountTable::from_parts(accounts.ids().to_vec(), fields, columns)
        .expect("a sound list with one more column is sound");
    Change::Batch(vec![
        Change::SetAccounts {
            accounts: Box::new(table),
            products: plan.products.clone(),
            sources: plan.sources.clone(),
        },
        Change::SetHandEdits(
            named
                .keys()
                .map(|account| (*account, id, Some(Value::Missing)))
                .collect(),
        ),
    ])
}
