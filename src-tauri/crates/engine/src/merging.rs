//! Merging accounts that are one company: which of them stays, what becomes of each value, and the change that does it.
//!
//! The account that stays keeps its values and decisions; where it has none, the others' are taken, in their order. Revenue
//! and pipeline may be added up instead: two records of one company often hold a part each. What goes is remembered by what
//! lists call it, so that the next list does not bring it back.

use std::collections::{BTreeMap, BTreeSet};
use tierline_plan::{
    AccountId, AccountTable, Change, Column, Field, FieldId, FieldRole, MergedRecord, Money, Plan, Value,
};

/// Accounts that become one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    pub stays: AccountId,
    /// The others, by how much their values count.
    pub go: Vec<AccountId>,
    /// Whether what we sell to them, and could, is added up.
    pub add_up: bool,
}

/// Fields in which every record holds a part of the whole.
pub fn is_part(role: FieldRole) -> bool {
    matches!(
        role,
        FieldRole::CurrentRevenue | FieldRole::ProductRevenue(_) | FieldRole::Pipeline
    )
}

/// Which of some accounts should stay: the one people decided about, else the one that says most, else the oldest.
pub fn proposed_survivor(plan: &Plan, accounts: &[AccountId]) -> AccountId {
    let rank = |account: &AccountId| {
        let decided = plan.overrides.contains_key(account) || plan.pinned.contains(account);
        let filled = plan.accounts.row(*account).map_or(0, |row| {
            plan.accounts
                .columns()
                .iter()
                .filter(|column| !column.is_missing(row))
                .count()
        });
        (
            decided,
            plan.owners.contains_key(account),
            filled,
            std::cmp::Reverse(*account),
        )
    };
    *accounts
        .iter()
        .max_by_key(|account| rank(account))
        .expect("there is an account")
}

/// The value that a merge leaves in a column.
pub fn merged_value(field: &Field, column: &Column, rows: &[usize], add_up: bool) -> Value {
    if add_up && is_part(field.role) {
        let amounts: Vec<Money> = rows.iter().filter_map(|row| column.money(*row)).collect();
        // The same amount in each is one record twice, not two parts.
        if amounts.windows(2).any(|pair| pair[0] != pair[1]) {
            return Value::Money(amounts.into_iter().sum());
        }
    }
    rows.iter()
        .map(|row| column.value(*row))
        .find(|value| !value.is_missing())
        .unwrap_or(Value::Missing)
}

/// Whether adding up would give anything else.
pub fn has_parts(plan: &Plan, rows: &[usize]) -> bool {
    let fields = plan.accounts.fields().iter().zip(plan.accounts.columns());
    let mut parts = fields.filter(|(field, _)| is_part(field.role));
    parts.any(|(field, column)| merged_value(field, column, rows, true) != merged_value(field, column, rows, false))
}

/// The one change of several merges. Accounts that are not in the plan are passed over, and so is a second merge of one.
pub fn merge(plan: &Plan, merges: &[Merge]) -> Change {
    let table = &plan.accounts;
    let mut gone: BTreeMap<AccountId, AccountId> = BTreeMap::new();
    let mut taking_part: BTreeSet<AccountId> = BTreeSet::new();
    let mut cells: Vec<(AccountId, FieldId, Value)> = Vec::new();
    for each in merges {
        // An account takes part in one merge: what it would bring to a second one has changed by then.
        let Some(stays) = table.row(each.stays).filter(|_| taking_part.insert(each.stays)) else {
            continue;
        };
        let go: Vec<(AccountId, usize)> = each
            .go
            .iter()
            .filter_map(|account| Some((*account, table.row(*account)?)))
            .filter(|(account, _)| taking_part.insert(*account))
            .collect();
        let rows: Vec<usize> = std::iter::once(stays).chain(go.iter().map(|(_, row)| *row)).collect();
        for (field, column) in table.fields().iter().zip(table.columns()) {
            let value = merged_value(field, column, &rows, each.add_up);
            if value != column.value(stays) {
                cells.push((each.stays, field.id, value));
            }
        }
        gone.extend(go.into_iter().map(|(account, _)| (account, each.stays)));
    }
    let marks = plan.marks_of(&cells);
    let mut changes = decisions(plan, &gone);
    changes.push(Change::SetMerged(remembered(plan, &gone)));
    changes.push(Change::SetAccounts {
        accounts: Box::new(without(table, &gone, &cells)),
        products: plan.products.clone(),
        sources: plan.sources.clone(),
    });
    changes.push(Change::SetHandEdits(marks));
    Change::Batch(changes)
}

/// Decisions go over to the account that stays where it has none, and end with those that go.
fn decisions(plan: &Plan, gone: &BTreeMap<AccountId, AccountId>) -> Vec<Change> {
    let (mut owners, mut overrides, mut pins) = (Vec::new(), Vec::new(), Vec::new());
    let (mut owned, mut decided) = (BTreeSet::new(), BTreeSet::new());
    for (account, stays) in gone {
        if let Some(rep) = plan.owners.get(account) {
            owners.push((*account, None));
            if !plan.owners.contains_key(stays) && owned.insert(*stays) {
                owners.push((*stays, Some(*rep)));
            }
        }
        if let Some(decision) = plan.overrides.get(account) {
            overrides.push((*account, None));
            if !plan.overrides.contains_key(stays) && decided.insert(*stays) {
                overrides.push((*stays, Some(decision.clone())));
            }
        }
        if plan.pinned.contains(account) {
            pins.push((*account, false));
        }
    }
    let edits = plan.hand_edits.keys().filter(|(account, _)| gone.contains_key(account));
    vec![
        Change::SetOwners(owners),
        Change::SetOverrides(overrides),
        Change::SetPins(pins),
        Change::SetHandEdits(edits.map(|(account, field)| (*account, *field, None)).collect()),
    ]
}

/// What lists call the records that go, and those that went into them before.
fn remembered(plan: &Plan, gone: &BTreeMap<AccountId, AccountId>) -> Vec<MergedRecord> {
    let mut merged = plan.merged.clone();
    for record in &mut merged {
        if let Some(stays) = gone.get(&record.into) {
            record.into = *stays;
        }
    }
    for (account, stays) in gone {
        let Some(row) = plan.accounts.row(*account) else {
            continue;
        };
        let text = |role: FieldRole| {
            let field = plan.accounts.field_with_role(role)?;
            // As the list had it: that is what the next one will say.
            match plan.hand_edits.get(&(*account, field.id)) {
                Some(Value::Text(given)) => Some(given.clone()),
                Some(_) => None,
                None => plan.accounts.column(field.id)?.text(row).map(str::to_owned),
            }
        };
        merged.push(MergedRecord {
            into: *stays,
            record_id: text(FieldRole::RecordId),
            name: text(FieldRole::Name).unwrap_or_default(),
            city: text(FieldRole::City),
            country: text(FieldRole::Country),
        });
    }
    merged
}

fn without(
    table: &AccountTable,
    gone: &BTreeMap<AccountId, AccountId>,
    cells: &[(AccountId, FieldId, Value)],
) -> AccountTable {
    let mut table = table.clone();
    for (account, field, value) in cells {
        table
            .set(*account, *field, value.clone())
            .expect("a value of the same column fits");
    }
    let kept: Vec<usize> = (0..table.len())
        .filter(|row| !gone.contains_key(&table.ids()[*row]))
        .collect();
    let ids = kept.iter().map(|row| table.ids()[*row]).collect();
    let columns = table.columns().iter().map(|column| column.gather(&kept)).collect();
    AccountTable::from_parts(ids, table.fields().to_vec(), columns).expect("rows of a sound list are one")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{ListOf, plan_on, rep, today};
    use tierline_plan::{FieldKind, Override, RepId, TierChoice};

    /// Alba twice with halves of its revenue, and Brio.
    fn plan() -> Plan {
        let list = ListOf::accounts(4)
            .column(FieldRole::RecordId, FieldKind::Text, |row| {
                Value::Text(format!("00{row}"))
            })
            .words(FieldRole::City, |row| [Some("Ulm"), None, Some("Bonn"), None][row])
            .money(FieldRole::CurrentRevenue, |row| {
                [Some(100), Some(50), Some(7), Some(7)][row]
            });
        plan_on(list.table(), vec![rep(1), rep(2)])
    }

    fn merge_of(stays: u32, go: &[u32], add_up: bool) -> Merge {
        Merge {
            stays: AccountId(stays),
            go: go.iter().map(|id| AccountId(*id)).collect(),
            add_up,
        }
    }

    fn money(plan: &Plan, account: u32) -> Option<i64> {
        let row = plan.accounts.row(AccountId(account))?;
        plan.accounts
            .column_with_role(FieldRole::CurrentRevenue)?
            .money(row)
            .map(Money::minor)
    }

    #[test]
    fn blanks_are_filled_and_parts_added_up_and_undo_brings_everything_back() {
        let mut plan = plan();
        let before = format!("{plan:?}");
        let undo = plan.apply(merge(&plan, &[merge_of(2, &[1], true)])).expect("fits");
        assert_eq!(plan.accounts.len(), 3);
        let row = plan.accounts.row(AccountId(2)).expect("it stays");
        assert_eq!(
            plan.accounts
                .column_with_role(FieldRole::City)
                .and_then(|c| c.text(row)),
            Some("Ulm")
        );
        assert_eq!(money(&plan, 2), Some(150));
        assert_eq!(plan.merged[0].record_id.as_deref(), Some("000"));
        assert_eq!(plan.hand_edits.len(), 2, "the list never said so");
        plan.apply(undo).expect("an inverse fits");
        assert_eq!(format!("{plan:?}"), before);
    }

    #[test]
    fn equal_amounts_are_one_record_twice_and_not_added_up() {
        let mut plan = plan();
        plan.apply(merge(&plan, &[merge_of(3, &[4], true)])).expect("fits");
        assert_eq!(money(&plan, 3), Some(7));
        let mut plan = self::plan();
        plan.apply(merge(&plan, &[merge_of(1, &[2], false)])).expect("fits");
        assert_eq!(money(&plan, 1), Some(100), "not added up unless wanted");
    }

    #[test]
    fn decisions_go_over_only_where_there_are_none() {
        let mut plan = plan();
        let decision = Override {
            tier: TierChoice::Tier(0),
            reason: "strategic".to_owned(),
            author: "Ana".to_owned(),
            set_on: today(),
            expires: None,
        };
        for change in [
            Change::SetOwners(vec![(AccountId(1), Some(RepId(1))), (AccountId(2), Some(RepId(2)))]),
            Change::SetOverrides(vec![(AccountId(2), Some(decision))]),
            Change::SetPins(vec![(AccountId(2), true)]),
        ] {
            plan.apply(change).expect("fits");
        }
        plan.apply(merge(&plan, &[merge_of(1, &[2], false)])).expect("fits");
        assert_eq!(plan.owners.get(&AccountId(1)), Some(&RepId(1)));
        assert!(
            plan.overrides.contains_key(&AccountId(1)),
            "a reason that was given is not lost"
        );
        assert!(plan.pinned.is_empty(), "what was pinned is gone");
        assert!(plan.check().is_ok());
    }

    #[test]
    fn a_record_merged_twice_over_is_found_under_the_last_that_stays() {
        let mut plan = plan();
        plan.apply(merge(&plan, &[merge_of(2, &[1], false)])).expect("fits");
        plan.apply(merge(&plan, &[merge_of(3, &[2], false)])).expect("fits");
        let into: Vec<_> = plan.merged.iter().map(|record| record.into.0).collect();
        assert_eq!(into, [3, 3]);
    }

    #[test]
    fn merges_that_contradict_each_other_leave_a_sound_plan() {
        let mut plan = plan();
        let change = merge(
            &plan,
            &[
                merge_of(1, &[2], true),
                merge_of(2, &[3], true),
                merge_of(4, &[4, 1, 1], true),
            ],
        );
        plan.apply(change).expect("fits");
        assert!(plan.check().is_ok());
        assert_eq!(
            plan.accounts.len() + plan.merged.len(),
            4,
            "every account is there or remembered"
        );
    }

    #[test]
    fn the_account_people_decided_about_should_stay_else_the_fullest() {
        let mut plan = plan();
        let both = [AccountId(1), AccountId(2)];
        assert_eq!(proposed_survivor(&plan, &both), AccountId(1), "it has a city");
        plan.apply(Change::SetPins(vec![(AccountId(2), true)])).expect("fits");
        assert_eq!(proposed_survivor(&plan, &both), AccountId(2));
    }
}
