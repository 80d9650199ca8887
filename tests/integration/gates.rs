//! Gates: what accounts must be, whatever their score.

use crate::desk::{Desktop, import, list_of, long};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use tierline_contract::*;

/// Ninety accounts in three industries; every ninth has no employees.
fn imported() -> Desktop {
    let mut list = "Account ID;Account name;Industry;Employees;Current revenue;Signed on;Key account\n".to_owned();
    for row in 0..90_u32 {
        let industry = ["Energy", "Retail", "Tobacco"][row as usize % 3];
        let employees = if row % 9 == 0 {
            String::new()
        } else {
            (10 + row * 37 % 900).to_string()
        };
        let day = format!("2025-{:02}-15", 1 + row % 12);
        let key = if row % 2 == 0 { "yes" } else { "no" };
        let _ = writeln!(
            list,
            "{row:03};Account {row};{industry};{employees};{};{day};{key}",
            row * 1000
        );
    }
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", &list));
    desk
}

fn gates(desk: &Desktop) -> GatesView {
    desk.get("gates", ())
}

fn field(desk: &Desktop, label: &str) -> GateField {
    let found = gates(desk).fields.into_iter().find(|field| field.label == label);
    found.unwrap_or_else(|| panic!("there is a column {label}"))
}

fn gate(desk: &Desktop, sense: &str, label: &str, test: Value, stops_at: Option<u8>) -> Value {
    let field = field(desk, label).field;
    json!({ "id": null, "sense": sense, "field": field, "test": test, "stopsAt": stops_at })
}

fn board(desk: &Desktop) -> TierBoard {
    desk.get("tier_board", ())
}

/// The tier of every account that has one.
fn placed(desk: &Desktop) -> BTreeMap<u32, usize> {
    let column = |tier: usize| {
        let request = json!({ "tier": tier, "search": "", "filters": [], "from": 0, "to": u32::MAX });
        let found = desk.get::<BoardRange>("board_range", request).accounts;
        found.into_iter().map(move |account| (account, tier))
    };
    (0..3).flat_map(column).collect()
}

fn refusal(desk: &Desktop, command: &str, request: Value) -> String {
    match desk.ask::<PlanView>(command, request) {
        Err(AppError::Refused { message }) => message,
        other => panic!("it should be refused: {other:?}"),
    }
}

#[test]
fn a_gate_says_whom_it_would_stop_then_stops_them_and_one_undo_lets_them_in_again() {
    let desk = imported();
    let draft = gate(
        &desk,
        "knockOut",
        "Industry",
        json!({ "kind": "oneOf", "values": ["tobacco"] }),
        None,
    );
    let would: GateTouch = desk.get("preview_gate", draft.clone());
    assert_eq!(would.sentence, "Industry must not be tobacco");
    assert_eq!((would.stops, would.untold, would.overridden), (30, 0, 0));
    assert_eq!(would.by_tier.iter().sum::<u32>(), 30);
    assert_eq!(would.examples.len(), 3);
    assert_eq!(board(&desk).excluded.summary.accounts, 0, "asking changes nothing");
    let before = placed(&desk);

    let plan: PlanView = desk.get("save_gate", draft);
    assert_eq!(plan.undo.as_deref(), Some("Add a gate"));
    let view = gates(&desk);
    assert_eq!((view.stopped, view.gates.len()), (30, 1));
    let id = view.gates[0].id;
    let others = would.others.expect("told while it is drawn up");
    assert_eq!(
        view.gates[0].touch,
        GateTouch { others: None, ..would },
        "in force it says what it said beforehand, though the cuts are of those who pass now"
    );
    assert_eq!(desk.found(json!({ "kind": "stopped", "gate": id })), 30);
    assert_eq!(desk.found(json!({ "kind": "stoppedByAny" })), 30);
    let out = board(&desk).excluded;
    assert_eq!(out.summary.accounts, 30);
    assert_eq!(out.rule, "Left out of the plan by a gate");
    let first = board(&desk).columns[0].summary.accounts;
    assert_eq!(first, 6, "a tenth of the sixty who pass");
    let after = placed(&desk);
    let moved = after.iter().filter(|(account, tier)| before[account] != **tier).count();
    assert!(moved > 0, "the cut is of those who pass now");
    assert_eq!(others as usize, moved, "and that was told beforehand");

    let _: PlanView = desk.get("undo", ());
    assert_eq!(board(&desk).excluded.summary.accounts, 0);
    assert_eq!(gates(&desk).gates, []);
    let _: PlanView = desk.get("redo", ());
    assert_eq!(gates(&desk).stopped, 30);
    let _: PlanView = desk.get("remove_gate", json!({ "gate": id }));
    assert_eq!(gates(&desk).stopped, 0);
}

#[test]
fn who_is_stopped_is_told_why_and_a_persons_word_wins() {
    let desk = imported();
    let test = json!({ "kind": "number", "from": 100_000.0, "to": null });
    let _: PlanView = desk.get("save_gate", gate(&desk, "mustHave", "Employees", test, None));
    let view = gates(&desk);
    assert_eq!((view.stopped, view.gates[0].touch.untold), (80, 10), "a blank passes");
    let account: AccountDetail = desk.get("account_detail", json!({ "account": 2 }));
    assert_eq!(account.tier, None);
    assert!(
        account
            .tier_sentence
            .starts_with("Excluded by a gate: Employees must be 100,000 or more, and it is 47. By its score of "),
        "{}",
        account.tier_sentence
    );
    assert!(account.lifts.is_empty(), "more points open no gate");
    let request = json!({ "accounts": [2], "tier": 0, "reason": "strategic", "expires": null });
    let _: PlanView = desk.get("override_tier", request);
    assert_eq!(gates(&desk).stopped, 79);
    assert_eq!(gates(&desk).gates[0].touch.overridden, 1);
    let account: AccountDetail = desk.get("account_detail", json!({ "account": 2 }));
    assert_eq!(account.tier, Some(0));
    assert!(
        account.tier_sentence.contains("Otherwise: Excluded by a gate"),
        "{}",
        account.tier_sentence
    );
    let firm = long(|task| desk.app.test_model((), task)).expect("the model is tested");
    assert_eq!(
        firm.accounts, 10,
        "whom gates and people decide is not the score's to lose"
    );
}

#[test]
fn a_gate_may_hold_accounts_below_a_tier_and_follows_when_tiers_change() {
    let desk = imported();
    let _: PlanView = desk.get(
        "save_gate",
        gate(
            &desk,
            "mustHave",
            "Key account",
            json!({ "kind": "answer", "answer": true }),
            Some(2),
        ),
    );
    let view = gates(&desk);
    let touch = &view.gates[0].touch;
    assert_eq!(touch.by_tier[2], 0, "who is no better than that anyway is not stopped");
    assert!(touch.stops > 0 && touch.stops < 45, "{touch:?}");
    let held = desk.found(json!({ "kind": "stoppedByAny" }));
    assert_eq!((held, board(&desk).excluded.summary.accounts), (touch.stops, 0));
    let two = json!({ "tiers": [
        { "was": 0, "name": "A", "hue": "slate" }, { "was": 1, "name": "B", "hue": "amber" },
    ] });
    let plan: PlanView = desk.get("set_tiers", two);
    assert_eq!(plan.hues, [TierHueView::Slate, TierHueView::Amber]);
    assert_eq!(
        gates(&desk).gates[0].draft.stops_at,
        Some(1),
        "it holds them at the tier they fall to"
    );
    let _: PlanView = desk.get("undo", ());
    assert_eq!(gates(&desk).gates[0].draft.stops_at, Some(2));
}

#[test]
fn gates_that_cannot_stand_are_refused_in_words_and_nothing_changes() {
    let desk = imported();
    let open = json!({ "kind": "number", "from": null, "to": null });
    let turned = json!({ "kind": "number", "from": 9.0, "to": 1.0 });
    let amount = json!({ "kind": "amount", "from": 1, "to": null });
    for (label, test, said) in [
        ("Employees", open, "Say from where or up to where. Nothing was changed."),
        (
            "Employees",
            turned,
            "The second figure must not be less than the first. Nothing was changed.",
        ),
        (
            "Employees",
            amount,
            "That cannot be asked of this column. Nothing was changed.",
        ),
        (
            "Industry",
            json!({ "kind": "oneOf", "values": [] }),
            "Choose at least one value. Nothing was changed.",
        ),
        (
            "Signed on",
            json!({ "kind": "within", "days": 0 }),
            "Say within how many days. Nothing was changed.",
        ),
    ] {
        let draft = gate(&desk, "mustHave", label, test, None);
        let touch: GateTouch = desk.get("preview_gate", draft.clone());
        assert_eq!(
            touch
                .problem
                .map(|problem| format!("{problem} Nothing was changed."))
                .as_deref(),
            Some(said)
        );
        assert_eq!(refusal(&desk, "save_gate", draft), said);
    }
    let good = gate(
        &desk,
        "mustHave",
        "Signed on",
        json!({ "kind": "within", "days": 400 }),
        None,
    );
    let _: PlanView = desk.get("save_gate", good.clone());
    assert_eq!(
        refusal(&desk, "save_gate", good.clone()),
        "There is such a gate already. Nothing was changed."
    );
    let mut no_tier = good;
    no_tier["stopsAt"] = json!(7);
    assert_eq!(
        refusal(&desk, "save_gate", no_tier),
        "That tier no longer exists. Nothing was changed."
    );
    assert_eq!(
        refusal(&desk, "remove_gate", json!({ "gate": 99 })),
        "That gate is no longer in the plan. Nothing was changed."
    );
    assert_eq!(gates(&desk).gates.len(), 1);
}

#[test]
fn two_tiers_never_look_alike() {
    let desk = imported();
    let request = json!({ "tiers": [
        { "was": 0, "name": "Tier 1", "hue": "rose" },
        { "was": 1, "name": "Tier 2", "hue": "rose" },
        { "was": 2, "name": "Tier 3", "hue": "moss" },
    ] });
    assert_eq!(
        refusal(&desk, "set_tiers", request.clone()),
        "Two tiers have the same colour; each needs its own. Nothing was changed."
    );
    let mut good = request;
    good["tiers"][1]["hue"] = json!("indigo");
    let plan: PlanView = desk.get("set_tiers", good);
    assert_eq!(plan.hues, [TierHueView::Rose, TierHueView::Indigo, TierHueView::Moss]);
    assert_eq!(plan.undo.as_deref(), Some("Colour the tiers"));
}
