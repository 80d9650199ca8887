use super::*;
use crate::testing::{rep, today};
use proptest::prelude::*;
use tierline_plan::{
    AccountBatch, AccountId, AccountTable, Change, Column, Field, FieldId, FieldKind, FieldRole, Money, Override, Plan,
    RepId, SourceFile, TierChoice, Value,
};

/// Record ID, name, website, city, owner, revenue in euros, and a column of the list's own; empty is blank.
type Line = [&'static str; 7];

const ROLES: [(FieldRole, FieldKind, &str); 7] = [
    (FieldRole::RecordId, FieldKind::Text, "ID"),
    (FieldRole::Name, FieldKind::Text, "Company"),
    (FieldRole::Website, FieldKind::Text, "Website"),
    (FieldRole::City, FieldKind::Category, "City"),
    (FieldRole::Owner, FieldKind::Category, "Owner"),
    (FieldRole::CurrentRevenue, FieldKind::Money, "Revenue"),
    (FieldRole::Custom, FieldKind::Category, "Segment"),
];

fn value(kind: FieldKind, text: &str) -> Value {
    match kind {
        _ if text.is_empty() => Value::Missing,
        FieldKind::Money => Value::Money(Money::from_minor(text.parse::<i64>().expect("digits") * 100)),
        _ => Value::Text(text.to_owned()),
    }
}

fn list(lines: &[Line]) -> List {
    list_of(&ROLES.iter().enumerate().collect::<Vec<_>>(), lines)
}

fn list_of(columns: &[(usize, &(FieldRole, FieldKind, &str))], lines: &[Line]) -> List {
    let field = |(index, (place, (role, kind, label))): (usize, &(usize, &(FieldRole, FieldKind, &str)))| {
        let field = Field {
            id: FieldId(index as u32 + 1),
            role: *role,
            kind: *kind,
            label: (*label).to_owned(),
        };
        let column = Column::from_values(*kind, lines.iter().map(|line| value(*kind, line[*place])));
        (field, column)
    };
    let (fields, columns) = columns.iter().enumerate().map(field).unzip();
    List {
        batch: AccountBatch { fields, columns },
        products: Vec::new(),
        source: SourceFile {
            file: "Accounts.xlsx".to_owned(),
            sheet: "Accounts".to_owned(),
            rows_read: lines.len() as u32,
            rows_left_out: 0,
            imported_on: today(),
        },
        spellings: Vec::new(),
        purpose: Purpose::Newer,
    }
}

fn plan_of(lines: &[Line]) -> Plan {
    let mut plan = Plan::new("Test", today(), 7);
    let accounts = AccountTable::from_batch(list(lines).batch, 1).expect("a valid table");
    plan.apply(Change::SetAccounts {
        accounts: Box::new(accounts),
        products: vec![],
        sources: vec![],
    })
    .expect("fits");
    plan.apply(Change::SetReps(vec![rep(1), rep(2)])).expect("fits");
    plan
}

/// Names without their legal form, websites without their path: what the real keys do at least.
fn keys() -> Keys<'static> {
    Keys {
        name: &|name| crate::words::fold(name).trim_end_matches(" gmbh").to_owned(),
        domain: &|website| Some(website.split('/').next()?.to_owned()),
    }
}

fn compared(plan: &Plan, list: &List) -> Comparison {
    compare(plan, list, keys())
}

fn applied(plan: &Plan, list: &List, choices: Choices) -> Plan {
    let mut after = plan.clone();
    if let Some(change) = compared(plan, list).change(plan, list, plan.reps.clone(), choices) {
        after.apply(change).expect("the change fits the plan it was made for");
    }
    after
}

fn text(plan: &Plan, role: FieldRole, account: u32) -> Option<String> {
    let row = plan.accounts.row(AccountId(account))?;
    plan.accounts.column_with_role(role)?.text(row).map(str::to_owned)
}

fn by_hand(plan: &mut Plan, account: u32, field: u32, text: &str) {
    let field = FieldId(field);
    let kind = plan.accounts.field(field).expect("there").kind;
    let change = Change::by_hand(plan, vec![(AccountId(account), field, value(kind, text))]);
    plan.apply(change).expect("fits");
}

const ALBA: Line = ["001", "Alba GmbH", "alba.example", "Berlin", "Rep 1", "100", "A"];
const BRIO: Line = ["002", "Brio", "brio.example", "Paris", "", "200", "B"];
const CORA: Line = ["003", "Cora", "cora.example", "Rome", "Rep 2", "300", ""];

#[test]
fn rows_are_matched_by_record_id_then_website_then_name_and_place() {
    let plan = plan_of(&[ALBA, BRIO, CORA]);
    let newer = list(&[
        ["001", "Alba Holding", "other.example", "Bonn", "", "", ""],
        ["", "Brio International", "brio.example/fr", "Paris", "", "", ""],
        ["", "CORA", "", "rome", "", "", ""],
        ["004", "Duna", "", "", "", "", ""],
    ]);
    let by = |row, by| Found::Account { row, by };
    assert_eq!(
        compared(&plan, &newer).found(),
        [
            by(0, MatchedBy::RecordId),
            by(1, MatchedBy::Website),
            by(2, MatchedBy::NameAndPlace),
            Found::New
        ]
    );
}

#[test]
fn a_record_id_that_lost_its_zeros_is_known_and_told_apart() {
    let plan = plan_of(&[ALBA, BRIO]);
    let newer = list(&[["2", "Brio SA", "", "", "", "", ""]]);
    assert_eq!(
        compared(&plan, &newer).found(),
        [Found::Account {
            row: 1,
            by: MatchedBy::RecordIdWithoutZeros
        }]
    );
}

#[test]
fn accounts_that_share_a_website_but_neither_number_nor_name_are_two() {
    let plan = plan_of(&[ALBA, BRIO]);
    let newer = list(&[ALBA, ["077", "Brio Mobility", "brio.example", "Paris", "", "", ""]]);
    assert_eq!(compared(&plan, &newer).found()[1], Found::New);
}

#[test]
fn an_account_that_got_another_number_is_known_by_its_name_and_place() {
    let plan = plan_of(&[ALBA, BRIO]);
    let newer = list(&[ALBA, ["077", "Brio", "", "Paris", "", "", ""]]);
    let after = applied(&plan, &newer, Choices::default());
    assert_eq!(text(&after, FieldRole::RecordId, 2).as_deref(), Some("077"));
}

#[test]
fn record_ids_of_another_system_do_not_match_strangers() {
    let names = ["Alba", "Brio", "Cora", "Duna", "Egon", "Faro"];
    let ids = ["1", "2", "3", "4", "5", "6"];
    let line = |id: usize, name: usize| [ids[id], names[name], "", "", "", "", ""];
    let plan = plan_of(&(0..6).map(|n| line(n, n)).collect::<Vec<_>>());
    let newer = list(&(0..6).map(|n| line((n + 1) % 6, n)).collect::<Vec<_>>());
    let comparison = compared(&plan, &newer);
    assert!(
        comparison.other_numbering(),
        "the names say that these are other numbers"
    );
    let rows = comparison.found().iter().map(|found| match found {
        Found::Account { row, .. } => Some(*row),
        _ => None,
    });
    assert_eq!(rows.collect::<Vec<_>>(), (0..6).map(Some).collect::<Vec<_>>());
}

#[test]
fn what_could_be_two_accounts_is_left_to_a_person() {
    let plan = plan_of(&[
        ["", "Brio", "", "Paris", "", "", ""],
        ["", "Brio", "", "Lyon", "", "", ""],
    ]);
    let newer = list(&[["", "Brio", "", "", "", "500", ""]]);
    let comparison = compared(&plan, &newer);
    assert_eq!(
        comparison.found(),
        [Found::Unclear {
            by: MatchedBy::NameAndPlace,
            accounts: 2
        }]
    );
    assert!(
        comparison.missing(Choices::default()).is_empty(),
        "either may be the one"
    );
    let leave = applied(&plan, &newer, Choices::default());
    assert_eq!(leave.accounts.len(), 2);
    let add = applied(
        &plan,
        &newer,
        Choices {
            unclear: Unclear::AddAsNew,
            ..Choices::default()
        },
    );
    assert_eq!(add.accounts.len(), 3);
}

#[test]
fn a_value_set_by_hand_stays_while_the_list_says_what_it_said() {
    let mut plan = plan_of(&[ALBA, BRIO]);
    by_hand(&mut plan, 2, 4, "Lille");
    let comparison = compared(&plan, &list(&[ALBA, BRIO]));
    assert_eq!((comparison.kept.len(), comparison.conflicts.len()), (1, 0));
    assert!(
        comparison
            .change(&plan, &list(&[ALBA, BRIO]), plan.reps.clone(), Choices::default())
            .is_none()
    );
}

#[test]
fn where_both_changed_a_cell_mine_stays_unless_the_list_is_chosen_and_is_not_asked_about_twice() {
    let mut plan = plan_of(&[ALBA, BRIO]);
    by_hand(&mut plan, 2, 4, "Lille");
    let newer = list(&[ALBA, ["002", "Brio", "brio.example", "Nice", "", "200", "B"]]);
    assert_eq!(compared(&plan, &newer).conflicts.len(), 1);
    let mine = applied(&plan, &newer, Choices::default());
    assert_eq!(text(&mine, FieldRole::City, 2).as_deref(), Some("Lille"));
    assert_eq!(compared(&mine, &newer).conflicts.len(), 0, "it was answered");
    let theirs = Choices {
        conflicts: Conflicts::TakeList,
        ..Choices::default()
    };
    let theirs = applied(&plan, &newer, theirs);
    assert_eq!(text(&theirs, FieldRole::City, 2).as_deref(), Some("Nice"));
    assert!(theirs.hand_edits.is_empty());
}

#[test]
fn an_account_renamed_by_hand_is_still_known_by_the_name_the_list_has() {
    let mut plan = plan_of(&[["", "Brio", "", "Paris", "", "", ""]]);
    by_hand(&mut plan, 1, 2, "Brio International");
    for name in ["Brio", "Brio International"] {
        let newer = list(&[["", name, "", "Paris", "", "900", ""]]);
        let after = applied(&plan, &newer, Choices::default());
        assert_eq!(after.accounts.len(), 1, "{name} is the same account");
        assert_eq!(text(&after, FieldRole::Name, 1).as_deref(), Some("Brio International"));
    }
}

#[test]
fn accounts_the_list_does_not_name_stay_or_go_with_their_decisions() {
    let mut plan = plan_of(&[ALBA, BRIO, CORA]);
    let decision = Override {
        tier: TierChoice::Tier(0),
        reason: "strategic".to_owned(),
        author: "Ana".to_owned(),
        set_on: today(),
        expires: None,
    };
    for change in [
        Change::SetOwners(vec![(AccountId(2), Some(RepId(2))), (AccountId(1), Some(RepId(1)))]),
        Change::SetOverrides(vec![(AccountId(2), Some(decision))]),
        Change::SetPins(vec![(AccountId(2), true)]),
    ] {
        plan.apply(change).expect("fits");
    }
    by_hand(&mut plan, 2, 4, "Lille");
    let newer = list(&[ALBA, CORA]);
    assert_eq!(compared(&plan, &newer).counts(Choices::default()).missing, 1);
    assert_eq!(applied(&plan, &newer, Choices::default()).accounts.len(), 3);
    let out = Choices {
        missing: Missing::TakeOut,
        ..Choices::default()
    };
    let after = applied(&plan, &newer, out);
    assert_eq!(
        after.accounts.ids(),
        [AccountId(1), AccountId(3)],
        "the others keep their IDs"
    );
    assert_eq!(after.owners.keys().collect::<Vec<_>>(), [&AccountId(1)]);
    assert!(after.overrides.is_empty() && after.pinned.is_empty() && after.hand_edits.is_empty());
}

#[test]
fn the_list_names_owners_only_where_it_is_new_or_changed_and_nobody_decided() {
    let mut plan = plan_of(&[ALBA, BRIO, CORA]);
    plan.apply(Change::SetOwners(vec![(AccountId(1), Some(RepId(2)))]))
        .expect("fits");
    let newer = list(&[
        ["001", "Alba GmbH", "alba.example", "Berlin", "Rep 2", "100", "A"],
        ["002", "Brio", "brio.example", "Paris", "Rep 2", "200", "B"],
        CORA,
        ["004", "Duna", "", "", "Rep 1", "", ""],
    ]);
    let after = applied(&plan, &newer, Choices::default());
    let owner = |account| after.owners.get(&AccountId(account)).map(|rep| rep.0);
    assert_eq!(owner(1), Some(2), "decided here");
    assert_eq!(owner(2), Some(2), "the list has an owner for it now");
    assert_eq!(owner(3), None, "nobody owns it here, and the list says what it said");
    assert_eq!(owner(4), Some(1), "a new account comes with its owner");
}

#[test]
fn columns_are_added_and_renamed_and_never_lost() {
    let plan = plan_of(&[ALBA, BRIO]);
    let columns = [
        (0, &(FieldRole::RecordId, FieldKind::Text, "Account ID")),
        (1, &ROLES[1]),
        (6, &(FieldRole::Custom, FieldKind::Text, "Channel")),
    ];
    let newer = list_of(&columns, &[ALBA, BRIO]);
    let comparison = compared(&plan, &newer);
    assert_eq!(comparison.renamed_columns(&plan, &newer), [("ID", "Account ID")]);
    assert_eq!(
        comparison
            .new_columns(&newer)
            .iter()
            .map(|new| &*new.label)
            .collect::<Vec<_>>(),
        ["Channel"]
    );
    assert_eq!(comparison.absent_columns(&plan).len(), 5);
    let after = applied(&plan, &newer, Choices::default());
    assert_eq!(after.accounts.fields().len(), 8);
    assert_eq!(text(&after, FieldRole::City, 1).as_deref(), Some("Berlin"));
    assert_eq!(after.accounts.columns()[7].text(1), Some("B"));
}

#[test]
fn a_record_that_was_merged_does_not_come_back_with_the_next_list() {
    let lines = [
        ALBA,
        ["004", "Alba Technik", "", "Berlin", "", "50", ""],
        ["", "Duna", "", "Pécs", "", "", ""],
        ["", "Duna", "", "Pécs", "", "", ""],
        BRIO,
    ];
    let mut plan = plan_of(&lines);
    let merge = |stays, go| crate::merging::Merge {
        stays: AccountId(stays),
        go: vec![AccountId(go)],
        add_up: true,
    };
    let change = crate::merging::merge(&plan, &[merge(1, 2), merge(3, 4)]);
    plan.apply(change).expect("fits");
    let comparison = compared(&plan, &list(&lines));
    let counts = comparison.counts(Choices::default());
    assert_eq!(
        (counts.new, counts.changed, counts.unchanged, counts.missing),
        (0, 0, 5, 0)
    );
    assert_eq!(comparison.found()[1], Found::Merged { row: 0 });
    assert!(
        comparison
            .change(&plan, &list(&lines), plan.reps.clone(), Choices::default())
            .is_none()
    );
    let shorter = list(&lines[1..]);
    assert_eq!(
        compared(&plan, &shorter).counts(Choices::default()).missing,
        0,
        "a merged record names its account"
    );
}

/// Everything in a plan, blanks equal to blanks.
fn written_out(plan: &Plan) -> String {
    format!("{plan:?}")
}

fn line() -> impl Strategy<Value = Line> {
    let one = |choices: &'static [&'static str]| prop::sample::select(choices);
    (
        one(&["", "1", "01", "2", "3", "4"]),
        one(&["Alba", "Alba GmbH", "Brio", "Cora", "alba", "Duna"]),
        one(&["", "", "alba.example", "brio.example"]),
        one(&["", "Berlin", "Paris"]),
        one(&["", "Rep 1", "Rep 2", "Nobody"]),
        one(&["", "1", "2", "300"]),
        one(&["", "A", "B"]),
    )
        .prop_map(|(id, name, website, city, owner, revenue, segment)| {
            [id, name, website, city, owner, revenue, segment]
        })
}

fn choices() -> impl Strategy<Value = Choices> {
    (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(conflicts, missing, unclear, leave)| {
        Choices {
            conflicts: if conflicts {
                Conflicts::TakeList
            } else {
                Conflicts::KeepMine
            },
            missing: if missing { Missing::TakeOut } else { Missing::Keep },
            unclear: if unclear { Unclear::AddAsNew } else { Unclear::LeaveOut },
            strangers: if leave { Strangers::LeaveOut } else { Strangers::Add },
        }
    })
}

#[test]
fn a_list_that_adds_keeps_the_names_of_columns_and_leaves_strangers_where_they_are() {
    let plan = plan_of(&[ALBA, BRIO, CORA]);
    let segment: Line = ["001", "Alba", "", "", "", "", "Research"];
    let stranger: Line = ["009", "Dora", "", "", "", "", "Retail"];
    let mut columns = ROLES;
    columns[1].2 = "Account";
    columns[6].2 = "Sector";
    let chosen: Vec<_> = columns
        .iter()
        .enumerate()
        .filter(|(place, _)| [0, 1, 6].contains(place))
        .collect();
    let list = List {
        purpose: Purpose::Adding,
        ..list_of(&chosen, &[segment, stranger])
    };
    let leave = Choices {
        strangers: Strangers::LeaveOut,
        missing: Missing::TakeOut,
        ..Choices::default()
    };
    let counts = compared(&plan, &list).counts(leave);
    assert_eq!(
        (counts.changed, counts.new, counts.missing),
        (1, 1, 0),
        "two accounts it does not name are not missing"
    );
    let after = applied(&plan, &list, leave);
    let labels: Vec<_> = after
        .accounts
        .fields()
        .iter()
        .map(|field| field.label.as_str())
        .collect();
    assert_eq!(
        labels,
        [
            "ID", "Company", "Website", "City", "Owner", "Revenue", "Segment", "Sector"
        ]
    );
    assert_eq!(after.accounts.len(), 3);
    let only_stranger = List {
        purpose: Purpose::Adding,
        ..list_of(&chosen, &[stranger])
    };
    let nothing = compared(&plan, &only_stranger).change(&plan, &only_stranger, plan.reps.clone(), leave);
    assert!(nothing.is_none(), "a column that only strangers fill is not added");
    let nameless: Vec<_> = columns
        .iter()
        .enumerate()
        .filter(|(place, _)| [0, 6].contains(place))
        .collect();
    let nameless = list_of(&nameless, &[segment, stranger]);
    assert!(!compared(&plan, &nameless).can_add(&nameless));
    let after = applied(&plan, &nameless, Choices::default());
    assert_eq!(after.accounts.len(), 3, "no account is made without a name");
}

/// A plan with decisions and edits by hand.
fn plan() -> impl Strategy<Value = Plan> {
    let edits = prop::collection::vec((0usize..8, line(), 1u32..7), 0..5);
    let owners = prop::collection::vec((0usize..8, 1u32..3), 0..4);
    (prop::collection::vec(line(), 1..9), edits, owners).prop_map(|(lines, edits, owners)| {
        let mut plan = plan_of(&lines);
        for (row, line, place) in edits.into_iter().filter(|(row, ..)| *row < lines.len()) {
            // Record IDs are not edited by hand, and a name is never blank.
            by_hand(&mut plan, row as u32 + 1, place + 1, line[place as usize]);
        }
        for (row, rep) in owners.into_iter().filter(|(row, _)| *row < lines.len()) {
            let account = AccountId(row as u32 + 1);
            plan.apply(Change::SetOwners(vec![(account, Some(RepId(rep)))]))
                .expect("fits");
            plan.apply(Change::SetPins(vec![(account, true)])).expect("fits");
        }
        plan
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn the_same_list_twice_changes_nothing(
        plan in plan(),
        lines in prop::collection::vec(line(), 1..9),
        choices in choices(),
    ) {
        let newer = list(&lines);
        // What is unclear or left out may be an account once the rows around it have theirs; everything else is settled.
        let counts = compared(&plan, &newer).counts(choices);
        prop_assume!(counts.unclear == 0 && (choices.strangers == Strangers::Add || counts.new == 0));
        let once = applied(&plan, &newer, choices);
        let again = compared(&once, &newer).change(&once, &newer, once.reps.clone(), choices);
        prop_assert!(again.is_none(), "a second time it would change something");
    }

    #[test]
    fn a_plans_own_list_changes_nothing(lines in prop::collection::vec(line(), 1..9), choices in choices()) {
        let plan = plan_of(&lines);
        let comparison = compared(&plan, &list(&lines));
        let counts = comparison.counts(choices);
        prop_assert_eq!(counts, Counts { unchanged: lines.len() as u32, ..Counts::default() });
        prop_assert!(comparison.change(&plan, &list(&lines), plan.reps.clone(), choices).is_none());
    }

    #[test]
    fn undo_brings_everything_back(
        mut plan in plan(),
        lines in prop::collection::vec(line(), 1..9),
        choices in choices(),
    ) {
        let before = written_out(&plan);
        let newer = list(&lines);
        if let Some(change) = compared(&plan, &newer).change(&plan, &newer, plan.reps.clone(), choices) {
            let undo = plan.apply(change).expect("fits");
            prop_assert!(plan.check().is_ok());
            plan.apply(undo).expect("an inverse fits");
        }
        prop_assert_eq!(written_out(&plan), before);
    }

    #[test]
    fn every_row_and_account_is_counted_once_and_a_blank_overwrites_nothing(
        plan in plan(),
        lines in prop::collection::vec(line(), 1..9),
        choices in choices(),
    ) {
        let newer = list(&lines);
        let comparison = compared(&plan, &newer);
        let counts = comparison.counts(choices);
        prop_assert_eq!(counts.new + counts.changed + counts.unchanged + counts.unclear, lines.len() as u32);
        let mut named: Vec<usize> = comparison.found().iter().filter_map(|found| match found {
            Found::Account { row, .. } => Some(*row),
            _ => None,
        }).collect();
        named.sort_unstable();
        let pairs = named.len();
        named.dedup();
        prop_assert_eq!(named.len(), pairs, "no account is two rows");
        prop_assert!(comparison.missing(Choices::default()).iter().all(|row| !named.contains(row)));
        let after = applied(&plan, &newer, choices);
        for (from, found) in comparison.found().iter().enumerate() {
            let Found::Account { row, .. } = found else { continue };
            let account = plan.accounts.ids()[*row];
            let place = after.accounts.row(account);
            prop_assert!(place.is_some(), "an account that was found stays, under its ID");
            for (column, theirs) in newer.batch.columns.iter().enumerate() {
                if theirs.is_missing(from) {
                    let (old, new) = (&plan.accounts.columns()[column], &after.accounts.columns()[column]);
                    prop_assert!(old.same_value(*row, new, place.expect("there")));
                }
            }
            if let Some(owner) = plan.owners.get(&account) {
                prop_assert_eq!(after.owners.get(&account), Some(owner));
                prop_assert_eq!(after.pinned.contains(&account), plan.pinned.contains(&account));
            }
        }
    }
}
