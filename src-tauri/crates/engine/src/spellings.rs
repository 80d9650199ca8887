//! Keeping a spelling as something else, after the list came in: "Handel" is retail too, "technolgy" is a slip, "England"
//! is not to be the United Kingdom here.

use std::collections::BTreeSet;
use tierline_plan::{
    AccountId, Change, CriterionSource, Curve, FieldId, FieldRole, Model, Plan, Spelling, Value, difference,
    has_spellings,
};

/// The change that keeps a spelling as `kept_as` in all accounts that are written so, and in the lists to come; `None` when
/// the plan has no such field, or nothing would change.
///
/// `written` is a spelling that lists use, or a value that accounts have: a value takes every spelling that was folded into
/// it along. Cells that a person changed stay, unless they show the value that is given up. Points that the model gives to
/// a value go with it.
pub fn respell(plan: &Plan, role: FieldRole, written: &str, kept_as: &str) -> Option<Change> {
    let kept_as = kept_as.trim();
    let field = plan
        .accounts
        .field_with_role(role)
        .filter(|field| has_spellings(field.role))?;
    if kept_as.is_empty() {
        return None;
    }
    let column = plan.accounts.column(field.id)?;
    let key = (role, written.to_owned());
    let folded = plan.spellings.get(&key).filter(|known| known.kept_as != written);
    let old = folded.map_or(written, |known| known.kept_as.as_str());
    let is_value = folded.is_none();

    let mut after = plan.spellings.clone();
    let spelled: BTreeSet<AccountId> = match folded {
        Some(known) => known.accounts.iter().copied().collect(),
        None => {
            let others = plan.spellings.iter().filter(|((of, _), _)| *of == role);
            let others: BTreeSet<AccountId> = others.flat_map(|(_, known)| known.accounts.iter().copied()).collect();
            let rows = plan.accounts.ids().iter().enumerate();
            rows.filter(|(row, id)| column.text(*row) == Some(written) && !others.contains(id))
                .map(|(_, id)| *id)
                .collect()
        }
    };
    if is_value && kept_as != written {
        for ((of, _), known) in &mut after {
            if *of == role && known.kept_as == written {
                kept_as.clone_into(&mut known.kept_as);
                known.by_hand = true;
            }
        }
    }
    let accounts = if kept_as == written {
        Vec::new()
    } else {
        spelled.iter().copied().collect()
    };
    after.insert(
        key,
        Spelling {
            kept_as: kept_as.to_owned(),
            by_hand: true,
            accounts,
        },
    );

    let mut cells = Vec::new();
    for (row, id) in plan.accounts.ids().iter().enumerate() {
        let edited = plan.hand_edits.contains_key(&(*id, field.id));
        let moves = is_value || (spelled.contains(id) && !edited);
        if moves && column.text(row) == Some(old) && old != kept_as {
            cells.push((*id, field.id, Value::Text(kept_as.to_owned())));
        }
    }
    let given = |id: &AccountId| is_value || spelled.contains(id);
    let marks: Vec<_> = plan
        .hand_edits
        .iter()
        .filter(|((id, edited), value)| *edited == field.id && given(id) && **value == Value::Text(old.to_owned()))
        .filter(|_| old != kept_as)
        .map(|((id, edited), _)| (*id, *edited, Some(Value::Text(kept_as.to_owned()))))
        .collect();

    let mut changes = Vec::new();
    let entries = difference(&plan.spellings, &after);
    if !entries.is_empty() {
        changes.push(Change::SetSpellings(entries));
    }
    if !cells.is_empty() {
        changes.push(Change::SetCells(cells));
    }
    if !marks.is_empty() {
        changes.push(Change::SetHandEdits(marks));
    }
    let model = with_points(&plan.model, field.id, old, kept_as, is_value);
    if model != plan.model {
        changes.push(Change::SetModel(model));
    }
    (!changes.is_empty()).then_some(Change::Batch(changes))
}

/// The model with the points of one value given to another that has none of its own.
fn with_points(model: &Model, field: FieldId, from: &str, to: &str, goes: bool) -> Model {
    let mut model = model.clone();
    for criterion in &mut model.criteria {
        let Curve::Category { points, .. } = &mut criterion.curve else {
            continue;
        };
        let Some(place) = points.iter().position(|(value, _)| value == from) else {
            continue;
        };
        if criterion.source != CriterionSource::Field(field) || from == to {
            continue;
        }
        let has_own = points.iter().any(|(value, _)| value == to);
        match (goes, has_own) {
            (true, true) => drop(points.remove(place)),
            (true, false) => to.clone_into(&mut points[place].0),
            (false, true) => {}
            (false, false) => points.push((to.to_owned(), points[place].1)),
        }
    }
    model
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{ListOf, plan_on};
    use tierline_plan::Column;

    const TRADES: [Option<&str>; 6] = [
        Some("Retail"),
        Some("Retail"),
        Some("technolgy"),
        Some("Technology"),
        None,
        Some("Retail"),
    ];

    /// A plan whose second account is written "Einzelhandel" in the list.
    fn plan() -> Plan {
        let mut plan = plan_on(
            ListOf::accounts(6)
                .words(FieldRole::Industry, |row| TRADES[row])
                .table(),
            vec![],
        );
        let entry = Spelling {
            kept_as: "Retail".to_owned(),
            by_hand: false,
            accounts: vec![AccountId(2)],
        };
        let key = (FieldRole::Industry, "Einzelhandel".to_owned());
        plan.apply(Change::SetSpellings(vec![(key, Some(entry))]))
            .expect("fits");
        plan
    }

    fn industries(plan: &Plan) -> Vec<&str> {
        let column = plan.accounts.column_with_role(FieldRole::Industry).expect("a column");
        (0..Column::len(column))
            .map(|row| column.text(row).unwrap_or(""))
            .collect()
    }

    fn after(plan: &Plan, written: &str, kept_as: &str) -> Plan {
        let mut after = plan.clone();
        let change = respell(plan, FieldRole::Industry, written, kept_as).expect("something changes");
        let back = after.apply(change).expect("fits");
        let mut before = after.clone();
        before.apply(back).expect("fits");
        assert_eq!(industries(&before), industries(plan), "one undo step takes it back");
        assert_eq!(before.spellings, plan.spellings);
        after
    }

    #[test]
    fn a_spelling_can_be_taken_out_of_a_value_and_put_back() {
        let apart = after(&plan(), "Einzelhandel", "Einzelhandel");
        assert_eq!(
            industries(&apart),
            ["Retail", "Einzelhandel", "technolgy", "Technology", "", "Retail"]
        );
        let back = after(&apart, "Einzelhandel", "Retail");
        assert_eq!(industries(&back), industries(&plan()));
        let known = &back.spellings[&(FieldRole::Industry, "Einzelhandel".to_owned())];
        assert_eq!((known.by_hand, &*known.accounts), (true, &[AccountId(2)][..]));
    }

    #[test]
    fn a_value_takes_its_spellings_along() {
        let moved = after(&plan(), "Retail", "Shops");
        assert_eq!(
            industries(&moved),
            ["Shops", "Shops", "technolgy", "Technology", "", "Shops"]
        );
        let of = |text: &str| &moved.spellings[&(FieldRole::Industry, text.to_owned())];
        assert_eq!(
            (of("Einzelhandel").kept_as.as_str(), &*of("Einzelhandel").accounts),
            ("Shops", &[AccountId(2)][..])
        );
        assert_eq!(of("Retail").accounts, [AccountId(1), AccountId(6)]);
        // And apart again, each as the list wrote it.
        let apart = after(&moved, "Einzelhandel", "Einzelhandel");
        assert_eq!(industries(&apart)[..2], ["Shops", "Einzelhandel"]);
    }

    #[test]
    fn a_slip_is_put_right_and_the_points_go_with_it() {
        let mut plan = plan();
        let field = plan.accounts.field_with_role(FieldRole::Industry).expect("a field").id;
        for criterion in &mut plan.model.criteria {
            if criterion.source == CriterionSource::Field(field) {
                criterion.curve = Curve::Category {
                    points: vec![("technolgy".to_owned(), 0.7), ("Retail".to_owned(), 0.2)],
                    other: 0.0,
                };
            }
        }
        let mended = after(&plan, "technolgy", "Technology");
        assert_eq!(industries(&mended)[2..4], ["Technology", "Technology"]);
        let points = mended
            .model
            .criteria
            .iter()
            .find_map(|criterion| match &criterion.curve {
                Curve::Category { points, .. } => Some(points.clone()),
                _ => None,
            });
        let wanted = [("Technology".to_owned(), 0.7), ("Retail".to_owned(), 0.2)];
        assert_eq!(points.as_deref(), Some(&wanted[..]));
    }

    #[test]
    fn what_a_person_typed_stays_unless_it_is_the_value_given_up() {
        let mut plan = plan();
        let field = plan.accounts.field_with_role(FieldRole::Industry).expect("a field").id;
        let typed = vec![(AccountId(2), field, Value::Text("Technology".to_owned()))];
        let change = Change::by_hand(&plan, typed);
        plan.apply(change).expect("fits");
        let apart = after(&plan, "Einzelhandel", "Einzelhandel");
        assert_eq!(industries(&apart)[1], "Technology");
        let given = &apart.hand_edits[&(AccountId(2), field)];
        assert_eq!(
            *given,
            Value::Text("Einzelhandel".to_owned()),
            "what the list says of it"
        );
        assert_eq!(industries(&after(&apart, "Technology", "IT"))[1], "IT");
    }

    #[test]
    fn nothing_to_do_is_no_change() {
        assert!(
            respell(&plan(), FieldRole::Country, "DE", "Germany").is_none(),
            "there is no such field"
        );
        assert!(respell(&plan(), FieldRole::Industry, "Retail", "  ").is_none());
        let decided = after(&plan(), "technolgy", "technolgy");
        assert_eq!(industries(&decided), industries(&plan()));
        assert!(respell(&decided, FieldRole::Industry, "technolgy", "technolgy").is_none());
    }
}
