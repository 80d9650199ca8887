use super::*;
use crate::testing::{ListOf, plan_on};
use proptest::prelude::*;
use tierline_plan::{AccountId, FieldKind, MergedRecord, Value};

/// Names without case and without a few legal forms, as far as these tests need.
fn key(name: &str) -> String {
    let folded = name.to_lowercase();
    let words = folded.split_whitespace().filter(|word| !matches!(*word, "ag" | "gmbh"));
    words.collect::<Vec<_>>().join(" ")
}

/// A plan with a name, a record ID and a parent a line; blank is missing.
fn plan(lines: &[(&str, &str, &str)]) -> Plan {
    let text = |text: &str| match text {
        "" => Value::Missing,
        text => Value::Text(text.to_owned()),
    };
    let list = ListOf::of_names(lines.iter().map(|line| line.0))
        .column(FieldRole::RecordId, FieldKind::Text, |row| text(lines[row].1))
        .column(FieldRole::Parent, FieldKind::Category, |row| text(lines[row].2));
    plan_on(list.table(), Vec::new())
}

fn linked(plan: &mut Plan, links: &[(u32, u32)]) -> Families {
    let links: Vec<_> = links.iter().map(|(a, b)| (AccountId(*a), AccountId(*b))).collect();
    let change = link(plan, &links, &key).expect("can be linked");
    plan.apply(change).expect("fits");
    Families::of(plan, &key)
}

fn above(families: &Families) -> Vec<Above> {
    (0..families.heads.len()).map(|row| families.above(row)).collect()
}

#[test]
fn a_parent_is_named_by_record_id_by_name_or_by_another_spelling_of_it() {
    let plan = plan(&[
        ("Alba AG", "A1", ""),
        ("Alba Nord", "A2", "A1"),
        ("Alba Ost", "A3", "Alba AG"),
        ("Alba West", "A4", "ALBA"),
        ("Alba West Depot", "A5", "A4"),
    ]);
    let families = Families::of(&plan, &key);
    use Above::*;
    assert_eq!(
        above(&families),
        [Nothing, Account(0), Account(0), Account(0), Account(3)]
    );
    assert_eq!(families.head(4), Head::Account(0));
    assert_eq!(families.members(Head::Account(0)), [0, 1, 2, 3, 4]);
    assert_eq!(families.children(0), [1, 2, 3]);
}

#[test]
fn the_record_id_decides_before_the_name() {
    let plan = plan(&[("Brio", "Cora", ""), ("Cora", "C", ""), ("Duna", "D", "Cora")]);
    assert_eq!(Families::of(&plan, &key).above(2), Above::Account(0));
}

#[test]
fn what_fits_several_accounts_is_unclear_unless_one_of_them_is_written_just_so() {
    let plan = plan(&[
        ("Brio AG", "1", ""),
        ("Brio GmbH", "2", ""),
        ("Cora", "3", "brio"),
        ("Duna", "4", "Brio GmbH"),
    ]);
    let families = Families::of(&plan, &key);
    assert_eq!(families.above(2), Above::Unclear(2));
    assert_eq!(families.above(3), Above::Account(1));
}

#[test]
fn who_names_itself_stands_at_the_top() {
    let plan = plan(&[("Alba AG", "1", "1"), ("Brio", "2", "BRIO"), ("Cora", "3", "1")]);
    let families = Families::of(&plan, &key);
    assert_eq!(above(&families), [Above::Itself, Above::Itself, Above::Account(0)]);
}

#[test]
fn accounts_of_a_parent_that_is_no_account_are_one_family() {
    let plan = plan(&[
        ("Alba", "1", "Umbra AG"),
        ("Brio", "2", "UMBRA"),
        ("Cora", "3", "Vesta"),
    ]);
    let families = Families::of(&plan, &key);
    assert_eq!(families.members(Head::Outside(0)), [0, 1]);
    assert_eq!(families.name(Head::Outside(0), &plan.accounts), "Umbra AG");
    assert_eq!(families.families().count(), 1, "one account alone is no family");
    assert_eq!(families.above(2), Above::Outside(1));
}

#[test]
fn a_ring_links_nobody_and_those_below_it_stay_below() {
    let plan = plan(&[("Alba", "1", "2"), ("Brio", "2", "1"), ("Cora", "3", "1")]);
    let families = Families::of(&plan, &key);
    assert_eq!(above(&families), [Above::Ring, Above::Ring, Above::Account(0)]);
    assert_eq!(families.members(Head::Account(0)), [0, 2]);
}

#[test]
fn a_parent_that_was_merged_away_is_the_account_it_went_into() {
    let mut plan = plan(&[("Alba", "1", ""), ("Brio", "2", "9"), ("Cora", "3", "Alba Old")]);
    plan.merged.push(MergedRecord {
        into: AccountId(1),
        record_id: Some("9".to_owned()),
        name: "Alba Old AG".to_owned(),
        city: None,
        country: None,
    });
    assert_eq!(
        above(&Families::of(&plan, &key))[1..],
        [Above::Account(0), Above::Account(0)]
    );
}

#[test]
fn linking_writes_as_the_column_does_and_marks_it_as_by_hand() {
    let mut by_name = plan(&[("Alba", "1", ""), ("Brio", "2", "Alba"), ("Cora", "3", "")]);
    assert_eq!(linked(&mut by_name, &[(3, 2)]).members(Head::Account(0)), [0, 1, 2]);
    let parents = by_name.accounts.column_with_role(FieldRole::Parent).expect("is there");
    assert_eq!(parents.text(2), Some("Brio"));
    assert_eq!(by_name.hand_edits.len(), 1);
    let mut by_id = plan(&[("Alba", "1", ""), ("Brio", "2", "1"), ("Cora", "3", "")]);
    linked(&mut by_id, &[(3, 2)]);
    let parents = by_id.accounts.column_with_role(FieldRole::Parent).expect("is there");
    assert_eq!(parents.text(2), Some("2"));
}

#[test]
fn a_list_without_parents_gets_a_column_for_them() {
    let mut plan = plan_on(ListOf::of_names(["Alba", "Brio"].into_iter()).table(), Vec::new());
    let before = plan.clone();
    let change = link(&plan, &[(AccountId(2), AccountId(1))], &key).expect("can be linked");
    let undo = plan.apply(change).expect("fits");
    assert_eq!(Families::of(&plan, &key).parent(1), Some(0));
    assert_eq!(plan.hand_edits.values().next(), Some(&Value::Missing));
    plan.apply(undo).expect("fits");
    assert_eq!(plan, before);
}

#[test]
fn nobody_is_put_below_its_own_child() {
    let plan = plan(&[("Alba", "1", ""), ("Brio", "2", "1"), ("Cora", "3", "2")]);
    let error = link(&plan, &[(AccountId(1), AccountId(3))], &key).expect_err("a ring");
    assert_eq!(
        error.to_string(),
        "“Cora” belongs to “Alba” already, so it cannot stand above it. Take it out of that family first."
    );
    let turned = [
        (AccountId(1), AccountId(3)),
        (AccountId(2), AccountId(2)),
        (AccountId(3), AccountId(3)),
    ];
    assert!(
        link(&plan, &turned, &key).is_ok(),
        "the old links go in the same change"
    );
}

#[test]
fn a_parent_that_nothing_names_alone_is_refused() {
    let plan = plan(&[("Alba", "", ""), ("Alba", "", ""), ("Cora", "3", "")]);
    let error = link(&plan, &[(AccountId(3), AccountId(1))], &key).expect_err("unclear");
    assert!(
        error.to_string().starts_with("There are 2 accounts named “Alba”"),
        "{error}"
    );
}

#[test]
fn children_follow_a_parent_to_its_new_name() {
    let plan = plan(&[("Alba AG", "1", ""), ("Brio", "2", "ALBA"), ("Cora", "3", "1")]);
    let cells = followed(&plan, &[(AccountId(1), "Aurum".to_owned())], &key);
    let texts: Vec<_> = cells
        .iter()
        .map(|(account, _, value)| (account.0, value.clone()))
        .collect();
    assert_eq!(texts, [(2, Value::Text("Aurum".to_owned()))]);
}

proptest! {
    /// Whatever the parent column says: every account has one head, is in one family at most, and never above itself.
    #[test]
    fn every_account_stands_below_one_head(parents in prop::collection::vec(0usize..14, 1..12)) {
        let names: Vec<String> = (0..parents.len()).map(|row| format!("Account {row}")).collect();
        let texts: Vec<String> = parents.iter().map(|to| match to {
            12.. => String::new(),
            to => format!("account {to}"),
        }).collect();
        let lines: Vec<_> = names.iter().zip(&texts).map(|(name, text)| (name.as_str(), "", text.as_str())).collect();
        let plan = plan(&lines);
        let families = Families::of(&plan, &key);
        let mut seen = vec![0; lines.len()];
        for (head, rows) in families.families() {
            for row in rows {
                seen[*row as usize] += 1;
                prop_assert_eq!(families.head(*row as usize), head);
            }
        }
        prop_assert!(seen.iter().all(|times| *times <= 1));
        for row in 0..lines.len() {
            let mut at = row;
            for _ in 0..lines.len() {
                match families.parent(at) {
                    Some(parent) => at = parent,
                    None => break,
                }
            }
            prop_assert!(families.parent(at).is_none(), "the way up ends");
        }
    }
}
