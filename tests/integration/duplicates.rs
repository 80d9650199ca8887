//! Accounts that are one company: found, merged in one step, and not brought back by the next list.

use crate::desk::{Desktop, choices, long, read_list};
use serde_json::json;
use std::fs;
use tierline_contract::*;

const LIST: &str = "Account ID;Account name;City;Website;Employees;Current revenue\n\
    001;Alba Technik GmbH;Berlin;www.alba.example;120;10000\n\
    002;ALBA TECHNIK;Berlin;alba.example;;5000\n\
    003;Brio Logistics SA;Paris;;80;20000\n\
    004;Brio Logistcs;Paris;;80;\n\
    005;Cora SpA;Rome;;300;30000\n\
    006;Duna Holding;Graz;;40;0\n\
    007;Duna AG;Graz;;40;0\n";

fn imported() -> Desktop {
    let desk = Desktop::new();
    take_in(&desk);
    desk
}

fn take_in(desk: &Desktop) -> String {
    let path = desk.home.path().join("accounts.csv");
    fs::write(&path, LIST).expect("writes");
    let choices = choices(&read_list(desk, &path), None);
    long(|task| desk.app.import_commit(choices, task))
        .expect("is committed")
        .sentence
}

fn found(desk: &Desktop) -> DuplicatesView {
    long(|task| desk.app.find_duplicates((), task)).expect("they are compared")
}

fn plan(desk: &Desktop) -> PlanView {
    desk.get::<AppState>("app_state", ()).plan.expect("a plan is open")
}

#[test]
fn records_of_one_company_stand_side_by_side_with_the_reason() {
    let view = found(&imported());
    assert_eq!((view.certain, view.review, view.families), (1, 1, 1), "{view:#?}");
    let alba = &view.companies[0];
    assert_eq!(alba.reason, "same name without legal form, same website, same city");
    assert_eq!(
        (alba.stays, alba.members.len(), alba.has_parts),
        (1, 2, true),
        "the fuller one should stay"
    );
    let differing: Vec<_> = alba
        .fields
        .iter()
        .filter(|field| field.differs)
        .map(|field| field.label.as_str())
        .collect();
    assert_eq!(differing, ["Account ID", "Website", "Current revenue"]);
}

#[test]
fn merging_is_one_step_to_undo_and_the_next_list_does_not_bring_the_record_back() {
    let desk = imported();
    let merge =
        json!({ "merges": [{ "stays": 1, "go": [2], "addUp": true }, { "stays": 3, "go": [4], "addUp": true }] });
    let merged: PlanView = desk.get("merge_accounts", merge);
    assert_eq!((merged.accounts, merged.undo.as_deref()), (5, Some("Merge 4 accounts")));
    let detail: AccountDetail = desk.get("account_detail", json!({ "account": 1 }));
    assert_eq!(detail.current_revenue, Some(1_500_000), "both parts");
    assert!(take_in(&desk).starts_with("Nothing has changed"));
    assert_eq!(plan(&desk).accounts, 5);
    let _: PlanView = desk.get("undo", ());
    assert_eq!(plan(&desk).accounts, 7);
}

#[test]
fn accounts_kept_apart_are_not_shown_together_again() {
    let desk = imported();
    let _: PlanView = desk.get("keep_apart", json!({ "accounts": [2, 1] }));
    assert_eq!(found(&desk).certain, 0);
    let _: PlanView = desk.get("undo", ());
    assert_eq!(found(&desk).certain, 1);
}

#[test]
fn an_account_that_is_gone_cannot_be_merged() {
    let desk = imported();
    let before = plan(&desk).revision;
    let refused: Result<PlanView, AppError> = desk.ask(
        "merge_accounts",
        json!({ "merges": [{ "stays": 1, "go": [99], "addUp": false }] }),
    );
    assert!(matches!(refused, Err(AppError::Refused { .. })), "{refused:?}");
    assert_eq!(plan(&desk).revision, before);
}

#[test]
fn gaps_are_weighed_by_the_revenue_they_sit_on_and_open_their_accounts() {
    let desk = imported();
    let view: QualityView = desk.get("quality", ());
    assert_eq!(view.accounts, 7);
    let field = |label: &str| view.fields.iter().find(|field| field.label == label).expect("a field");
    let employees = field("Employees");
    assert_eq!(
        (employees.filled, employees.missing, employees.missing_revenue),
        (6, 1, Some(500_000))
    );
    let order: Vec<_> = view.fields.iter().take(3).map(|field| field.label.as_str()).collect();
    assert_eq!(
        order,
        ["Employees", "Current revenue", "Website"],
        "what the model reads first, then most revenue"
    );
    assert_eq!(field("Account ID").repeated, Some(0));
    assert_eq!(
        desk.found(json!({ "kind": "missing", "field": employees.field })),
        employees.missing
    );
    let website = field("Website");
    assert_eq!(
        Some(desk.found(json!({ "kind": "repeated", "field": website.field }))),
        website.repeated
    );
}
