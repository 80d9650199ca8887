//! Account families: read off the list, proposed, linked by hand, and still there when the next list comes in.

use crate::desk::{Desktop, import, list_of};
use serde_json::json;
use tierline_contract::*;

const LIST: &str = "Account ID;Account name;City;Website;Parent account;Current revenue\n\
    001;Alba SE;Berlin;www.alba.example;;10000\n\
    002;Alba Technik GmbH;Berlin;alba.example;001;5000\n\
    003;Brio Logistics SA;Paris;;Alba Technik;20000\n\
    004;Cora SpA;Rome;;Umbra Holding;300\n\
    005;Duna Holding;Graz;;;0\n\
    006;Duna AG;Graz;;;700\n\
    007;Elba Nord;Kiel;;UMBRA HOLDING;\n";

fn imported() -> Desktop {
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", LIST));
    desk
}

fn families(desk: &Desktop) -> FamiliesView {
    desk.get("families", ())
}

/// What the window says of a request that is refused.
fn refusal(desk: &Desktop, command: &str, request: serde_json::Value) -> String {
    match desk.ask::<PlanView>(command, request) {
        Err(AppError::Refused { message }) => message,
        other => panic!("it should be refused: {other:?}"),
    }
}

fn family_of(desk: &Desktop, account: u32) -> AccountFamily {
    let detail: AccountDetail = desk.get("account_detail", json!({ "account": account }));
    detail.family
}

#[test]
fn families_are_read_off_the_parent_column() {
    let desk = imported();
    let view = families(&desk);
    let told: Vec<_> = view
        .families
        .iter()
        .map(|family| (family.name.as_str(), family.listed, family.accounts, family.revenue))
        .collect();
    assert_eq!(
        told,
        [
            ("Alba SE", true, 3, Some(3_500_000)),
            ("Umbra Holding", false, 2, Some(30_000)),
        ]
    );
    let ties: Vec<_> = view.ties.iter().map(|tie| (tie.tie, tie.accounts)).collect();
    assert_eq!(
        ties,
        [(FamilyTie::Member, 5), (FamilyTie::Outside, 2), (FamilyTie::Unclear, 0)]
    );
    assert_eq!(desk.found(json!({ "kind": "family", "account": 3 })), 3);
    assert_eq!(desk.found(json!({ "kind": "familyTie", "tie": "member" })), 5);
    let brio = family_of(&desk, 3);
    assert_eq!(
        brio.sentence,
        "Belongs to Alba Technik GmbH, in the family of Alba SE. We sell €35K to the whole family."
    );
    assert_eq!(
        family_of(&desk, 4).sentence,
        "Belongs to Umbra Holding, which is no account of this list, as 1 other does too. We sell €300 to the whole family."
    );
}

#[test]
fn what_looks_like_one_family_is_proposed_linked_and_taken_back() {
    let desk = imported();
    let view = families(&desk);
    assert_eq!(view.proposed_links, 1, "{:#?}", view.proposed);
    let duna = &view.proposed[0];
    assert_eq!((duna.parent, duna.children[0].account), (5, 6));
    assert_eq!(
        duna.children[0].reason,
        "“Duna Holding” is named as its group or holding"
    );
    let plan: PlanView = desk.get("set_parents", json!({ "links": [{ "account": 6, "parent": 5 }] }));
    assert_eq!(plan.undo.as_deref(), Some("Put Duna AG below Duna Holding"));
    assert_eq!(family_of(&desk, 5).children[0].account, 6);
    assert_eq!(families(&desk).proposed_links, 0);
    let _: PlanView = desk.get("undo", ());
    assert_eq!(families(&desk), view);
}

#[test]
fn an_account_that_stands_alone_is_not_proposed_again() {
    let desk = imported();
    let plan: PlanView = desk.get("set_parents", json!({ "links": [{ "account": 6, "parent": 6 }] }));
    assert_eq!(plan.undo.as_deref(), Some("Let Duna AG stand alone"));
    assert_eq!(families(&desk).proposed_links, 0);
    let duna = family_of(&desk, 6);
    assert!(duna.stands_alone);
    assert_eq!(duna.sentence, "Stands alone: it names itself as its parent.");
}

#[test]
fn links_by_hand_stay_when_the_next_list_comes_in() {
    let desk = imported();
    let _: PlanView = desk.get("set_parents", json!({ "links": [{ "account": 6, "parent": 5 }] }));
    import(&desk, list_of(&desk, "next.csv", &LIST.replace("Graz", "Linz")));
    assert_eq!(family_of(&desk, 6).parent.map(|parent| parent.account), Some(5));
}

#[test]
fn children_follow_a_parent_that_is_renamed() {
    let desk = imported();
    let columns: GridColumns = desk.get("grid_columns", ());
    let name = &columns.columns[0].key;
    let edit = json!({ "account": 2, "column": name, "text": "Aurum GmbH" });
    let _: PlanView = desk.get("edit_cell", edit);
    assert_eq!(
        family_of(&desk, 3).parent.map(|parent| parent.name),
        Some("Aurum GmbH".to_owned())
    );
    assert_eq!(
        family_of(&desk, 2).parent.map(|parent| parent.account),
        Some(1),
        "by its record ID"
    );
}

#[test]
fn rings_and_accounts_that_are_gone_are_refused_with_a_sentence() {
    let desk = imported();
    let before = families(&desk);
    let refused = refusal(
        &desk,
        "set_parents",
        json!({ "links": [{ "account": 1, "parent": 3 }] }),
    );
    assert_eq!(
        refused,
        "“Brio Logistics SA” belongs to “Alba SE” already, so it cannot stand above it. Take it out of that family first."
    );
    let refused = refusal(
        &desk,
        "set_parents",
        json!({ "links": [{ "account": 77, "parent": 3 }] }),
    );
    assert_eq!(refused, "One of these accounts is no longer in the plan.");
    assert_eq!(families(&desk), before);
}
