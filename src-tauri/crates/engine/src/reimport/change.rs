//! The change that a compared list makes: the accounts as they are afterwards, and what was decided about those that go.

use super::matching::Found;
use super::merge::{CellDiff, Choices, Comparison, Conflicts, List, Missing, NewColumn, Purpose, Strangers, Unclear};
use crate::territories::match_owner_names;
use crate::words::fold;
use std::borrow::Cow;
use std::collections::BTreeSet;
use tierline_plan::{
    AccountId, AccountTable, Change, Column, Field, FieldId, FieldKind, FieldRole, HandEdit, Plan, PlanInfo, Product,
    ProductId, Rep, RepId, Spelling, SpellingKey, spellings_of_list,
};

impl Comparison {
    /// The change that brings the plan up to date, seen from the day the list came in; `None` when there is nothing to do.
    /// `reps` are the plan's from then on.
    pub fn change(&self, plan: &Plan, list: &List, reps: Vec<Rep>, choices: Choices) -> Option<Change> {
        let table = self.table(plan, list, choices);
        let marks = self.marks(plan, list, choices);
        let table_changes = table.is_some();
        let spellings = self.spellings(plan, list, choices);
        if !table_changes && marks.is_empty() && reps == plan.reps && spellings.is_empty() {
            return None;
        }
        let (accounts, products) = table.unwrap_or_else(|| (plan.accounts.clone(), plan.products.clone()));
        let owners = self.owners(plan, &accounts, &reps, choices);
        let mut changes = self.farewell(plan, choices);
        if table_changes {
            let as_of = list.source.imported_on;
            let model = plan.model.seen_from(as_of);
            let mut sources = plan.sources.clone();
            sources.push(list.source.clone());
            changes.push(Change::SetInfo(PlanInfo {
                as_of,
                ..plan.info.clone()
            }));
            changes.push(Change::SetAccounts {
                accounts: Box::new(accounts),
                products,
                sources,
            });
            if model != plan.model {
                changes.push(Change::SetModel(model));
            }
        }
        if !marks.is_empty() {
            changes.push(Change::SetHandEdits(marks));
        }
        if !spellings.is_empty() {
            changes.push(Change::SetSpellings(spellings));
        }
        if reps != plan.reps {
            changes.push(Change::SetReps(reps));
        }
        if !owners.is_empty() {
            changes.push(Change::SetOwners(owners));
        }
        Some(Change::Batch(changes))
    }

    /// Rows of the list that become accounts.
    fn added(&self, list: &List, choices: Choices) -> Vec<usize> {
        if !self.can_add(list) {
            return Vec::new();
        }
        let found = self.matching.found.iter().enumerate();
        found
            .filter(|(_, found)| match found {
                Found::New => choices.strangers == Strangers::Add,
                Found::Unclear { .. } => choices.unclear == Unclear::AddAsNew,
                Found::Account { .. } | Found::Merged { .. } => false,
            })
            .map(|(row, _)| row)
            .collect()
    }

    /// How the accounts of the list are written from now on. A cell that a person changed counts too: the next list is
    /// compared with what this one said of it.
    fn spellings(&self, plan: &Plan, list: &List, choices: Choices) -> Vec<(SpellingKey, Option<Spelling>)> {
        let added = self.added(list, choices);
        let account = |row: usize| match self.matching.found[row] {
            Found::Account { row, .. } => Some(plan.accounts.ids()[row]),
            _ => {
                let place = added.binary_search(&row).ok()?;
                Some(AccountId(plan.accounts.next_id() + place as u32))
            }
        };
        spellings_of_list(&plan.spellings, &list.batch, &list.spellings, &account)
    }

    /// Rows of the plan's table that go.
    fn gone(&self, choices: Choices) -> Cow<'_, [usize]> {
        match choices.missing {
            Missing::TakeOut => self.missing(choices),
            Missing::Keep => Cow::Borrowed(&[]),
        }
    }

    /// The list of accounts and the products afterwards; `None` when they stay as they are.
    fn table(&self, plan: &Plan, list: &List, choices: Choices) -> Option<(AccountTable, Vec<Product>)> {
        let present = &plan.accounts;
        let (added, gone) = (self.added(list, choices), self.gone(choices));
        let taken: Vec<&CellDiff> = self.taken_cells(choices).collect();
        let mut new = self.new_columns(list);
        new.retain(|new| {
            let theirs = &list.batch.columns[new.column];
            taken.iter().any(|diff| diff.column == new.column) || added.iter().any(|row| !theirs.is_missing(*row))
        });
        let renamed = !self.renamed_columns(plan, list).is_empty();
        if added.is_empty() && gone.is_empty() && taken.is_empty() && new.is_empty() && !renamed {
            return None;
        }
        let kept: Vec<usize> = (0..present.len())
            .filter(|row| gone.binary_search(row).is_err())
            .collect();
        let place = |row: usize| kept.binary_search(&row).expect("a row that was found stays");
        let mut pairs: Vec<Vec<(usize, usize)>> = vec![Vec::new(); self.targets.len()];
        for diff in taken {
            pairs[diff.column].push((place(diff.row), diff.from));
        }
        let mut products = plan.products.clone();
        let mut fields = Vec::with_capacity(present.fields().len() + new.len());
        let mut columns = Vec::with_capacity(fields.capacity());
        for (index, field) in present.fields().iter().enumerate() {
            let source = self.targets.iter().position(|target| *target == Some(index));
            let mut column = present.columns()[index].gather(&kept);
            let named = source.filter(|_| self.purpose == Purpose::Newer);
            fields.push(Field {
                label: named.map_or_else(|| field.label.clone(), |from| list.batch.fields[from].label.clone()),
                ..field.clone()
            });
            match source {
                Some(from) => extend(&mut column, &list.batch.columns[from], field.kind, &pairs[from], &added),
                None => column.extend_missing(added.len()),
            }
            columns.push(column);
        }
        let first_id = present.fields().iter().map(|field| field.id.0 + 1).max().unwrap_or(1);
        for (id, NewColumn { column: from, .. }) in (first_id..).zip(new) {
            let field = &list.batch.fields[from];
            let mut column = Column::new(field.kind);
            column.extend_missing(kept.len());
            extend(&mut column, &list.batch.columns[from], field.kind, &pairs[from], &added);
            fields.push(Field {
                id: FieldId(id),
                role: with_product(field.role, &list.products, &mut products),
                ..field.clone()
            });
            columns.push(column);
        }
        let ids = kept.iter().map(|row| present.ids()[*row]);
        let new_ids = (present.next_id()..).take(added.len()).map(AccountId);
        let table = AccountTable::from_parts(ids.chain(new_ids).collect(), fields, columns)
            .expect("two sound lists put together by meaning are sound");
        Some((table, products))
    }

    /// Marks to set anew: where both sides agree there is nothing to guard any more, and where a person's value was kept
    /// against the list's, the list's is the one to compare the next list with.
    fn marks(&self, plan: &Plan, list: &List, choices: Choices) -> Vec<HandEdit> {
        let cell = |diff: &CellDiff| {
            let target = self.targets[diff.column].expect("a conflict stands in a column of the plan");
            (plan.accounts.ids()[diff.row], plan.accounts.fields()[target].id)
        };
        let agreed = self.agreed.iter().map(|(account, field)| (*account, *field, None));
        let settled = self.conflicts.iter().map(|diff| {
            let (account, field) = cell(diff);
            let given = match choices.conflicts {
                Conflicts::KeepMine => Some(list.batch.columns[diff.column].value(diff.from)),
                Conflicts::TakeList => None,
            };
            (account, field, given)
        });
        agreed.chain(settled).collect()
    }

    /// Takes back every decision about accounts that go.
    fn farewell(&self, plan: &Plan, choices: Choices) -> Vec<Change> {
        let gone = self.gone(choices);
        if gone.is_empty() {
            return Vec::new();
        }
        let gone: BTreeSet<AccountId> = gone.iter().map(|row| plan.accounts.ids()[*row]).collect();
        let of = |account: &&AccountId| gone.contains(*account);
        let edits = plan.hand_edits.keys().filter(|(account, _)| gone.contains(account));
        let mut merged = plan.merged.clone();
        merged.retain(|record| !gone.contains(&record.into));
        vec![
            Change::SetMerged(merged),
            Change::SetPins(plan.pinned.iter().filter(of).map(|account| (*account, false)).collect()),
            Change::SetOwners(plan.owners.keys().filter(of).map(|account| (*account, None)).collect()),
            Change::SetOverrides(
                plan.overrides
                    .keys()
                    .filter(of)
                    .map(|account| (*account, None))
                    .collect(),
            ),
            Change::SetHandEdits(edits.map(|(account, field)| (*account, *field, None)).collect()),
        ]
    }

    /// Owners that the list brings: for accounts that are new or whose owner the list changed, and for reps that are new.
    /// Whoever owns an account in the plan keeps it.
    fn owners(
        &self,
        plan: &Plan,
        accounts: &AccountTable,
        reps: &[Rep],
        choices: Choices,
    ) -> Vec<(AccountId, Option<RepId>)> {
        let role = |column: usize| self.targets[column].map(|target| plan.accounts.fields()[target].role);
        let renamed: BTreeSet<AccountId> = self
            .taken_cells(choices)
            // A column that is new may be the owners' column.
            .filter(|diff| role(diff.column).is_none_or(|role| role == FieldRole::Owner))
            .map(|diff| plan.accounts.ids()[diff.row])
            .collect();
        let is_new = |account: &AccountId| plan.accounts.row(*account).is_none();
        let known = |rep: &RepId| plan.rep(*rep).is_some();
        let named = match_owner_names(accounts, reps);
        accounts
            .ids()
            .iter()
            .zip(named)
            .filter_map(|(account, rep)| {
                let rep = rep?;
                let brought = is_new(account) || renamed.contains(account) || !known(&rep);
                (brought && !plan.owners.contains_key(account)).then_some((*account, Some(rep)))
            })
            .collect()
    }
}

/// Puts the cells that change into a column, and the new accounts below it.
fn extend(column: &mut Column, theirs: &Column, kind: FieldKind, pairs: &[(usize, usize)], added: &[usize]) {
    column.take_over(theirs, pairs);
    // Texts and categories stand in for each other, and a category leaves values behind that only other rows have.
    if matches!(kind, FieldKind::Text | FieldKind::Category) {
        let values = added.iter().map(|row| theirs.value(*row));
        column.append(&Column::from_values(kind, values));
    } else {
        column.append(&theirs.gather(added));
    }
}

/// The role in the plan of a field that is new there: a product's is the plan's of that name, added when there is none.
fn with_product(role: FieldRole, theirs: &[Product], ours: &mut Vec<Product>) -> FieldRole {
    let FieldRole::ProductRevenue(id) = role else {
        return role;
    };
    let name = theirs
        .iter()
        .find(|product| product.id == id)
        .map_or("", |product| &product.name);
    let present = ours
        .iter()
        .find(|product| fold(&product.name) == fold(name))
        .map(|product| product.id);
    let id = present.unwrap_or_else(|| {
        let id = ProductId(ours.iter().map(|product| product.id.0 + 1).max().unwrap_or(1));
        ours.push(Product {
            id,
            name: name.to_owned(),
        });
        id
    });
    FieldRole::ProductRevenue(id)
}
