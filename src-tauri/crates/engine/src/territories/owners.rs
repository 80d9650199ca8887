//! Who owns an account: by the plan's decisions, and by the names that the list carries. Separate because the list names
//! people as somebody typed them.

use crate::words::fold;
use std::collections::HashMap;
use tierline_plan::{AccountTable, Column, FieldRole, Plan, Rep, RepId};

/// The owner of each account row as the plan decides it.
pub fn owners_by_row(plan: &Plan) -> Vec<Option<RepId>> {
    let mut owners = vec![None; plan.accounts.len()];
    for (account, rep) in &plan.owners {
        if let Some(row) = plan.accounts.row(*account) {
            owners[row] = Some(*rep);
        }
    }
    owners
}

/// The rep that the list's owner column names, by account row. Case, spacing and "last, first" order do not matter.
///
/// `None` where the cell is blank, no rep has the name, or two reps share it.
pub fn match_owner_names(accounts: &AccountTable, reps: &[Rep]) -> Vec<Option<RepId>> {
    let mut by_name: HashMap<String, Option<RepId>> = HashMap::new();
    for rep in reps {
        by_name
            .entry(key(&rep.name))
            .and_modify(|known| *known = None)
            .or_insert(Some(rep.id));
    }
    let named = |text: &str| by_name.get(&key(text)).copied().flatten();
    match accounts.column_with_role(FieldRole::Owner) {
        Some(Column::Category { values, codes }) => {
            let by_code: Vec<Option<RepId>> = values.iter().map(|value| named(value)).collect();
            codes
                .iter()
                .map(|code| by_code.get(*code as usize).copied().flatten())
                .collect()
        }
        _ => vec![None; accounts.len()],
    }
}

fn key(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') => fold(&format!("{first} {last}")),
        _ => fold(name),
    }
}
