//! Scenarios: ways to tier beside each other, and what holds agreed tiers.

use crate::desk::{Desktop, import, list_of};
use serde_json::{Value, json};
use std::fmt::Write as _;
use tierline_contract::*;

/// Two hundred accounts with sizes and engagement that pull in different directions.
fn list(rows: u32, lift: u32) -> String {
    let mut list = "Account ID;Account name;Industry;Employees;Current revenue;Engagement score\n".to_owned();
    for row in 0..rows {
        let industry = ["Energy", "Retail", "Chemicals"][row as usize % 3];
        let engagement = (row * 71 + if row % 5 == 0 { lift } else { 0 }) % 101;
        let _ = writeln!(
            list,
            "{row:03};Account {row};{industry};{};{};{engagement}",
            10 + row * 37 % 900,
            (row * 53 % 200 + 1) * 1000
        );
    }
    list
}

fn imported() -> Desktop {
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", &list(200, 0)));
    desk
}

fn scenarios(desk: &Desktop) -> ScenariosView {
    desk.get("scenarios", ())
}

fn keep(desk: &Desktop, name: &str, agree: bool) {
    let _: PlanView = desk.get("keep_scenario", json!({ "name": name, "agree": agree }));
}

/// Gives all weight to the last criterion.
fn reweigh(desk: &Desktop) {
    let model: ModelView = desk.get("model", ());
    let last = model.criteria.len() - 1;
    let weight = |at: usize| if at == last { 1000 } else { 0 };
    let weights: Vec<Value> = model
        .criteria
        .iter()
        .enumerate()
        .map(|(at, each)| json!({ "criterion": each.id, "weight": weight(at), "locked": false }))
        .collect();
    let _: PlanView = desk.get("set_model", json!({ "weights": weights, "cut": null, "curve": null }));
}

fn refusal(desk: &Desktop, command: &str, request: Value) -> String {
    match desk.ask::<PlanView>(command, request) {
        Err(AppError::Refused { message }) => message,
        other => panic!("it should be refused: {other:?}"),
    }
}

#[test]
fn agreed_tiers_are_held_and_what_moved_since_is_told_with_its_cause() {
    let desk = imported();
    assert!(scenarios(&desk).steadiness.is_none());
    keep(&desk, "Agreed", true);
    let view = scenarios(&desk);
    let steady = view.steadiness.expect("agreed");
    assert_eq!((steady.margin, steady.most_moves, steady.since.moved), (25, None, 0));
    assert_eq!(view.rows[1].differs, Vec::<String>::new());

    reweigh(&desk);
    let steady = scenarios(&desk).steadiness.expect("agreed");
    assert!(steady.since.moved > 0 && steady.held_by_margin > 0);
    let model = steady
        .since
        .causes
        .iter()
        .find(|each| each.cause == MoveCause::Model)
        .expect("a cause");
    assert_eq!(model.up + model.down, steady.since.moved);
    let segment = json!({ "kind": "held", "by": "margin" });
    assert_eq!(desk.found(segment), steady.held_by_margin);

    // A limit holds more; the sentence of an account says so.
    let _: PlanView = desk.get("set_steadiness", json!({ "margin": 0, "mostMoves": 50 }));
    let limited = scenarios(&desk).steadiness.expect("agreed");
    assert_eq!((limited.allowed, limited.since.moved), (Some(10), 10));
    let request = json!({
        "query": { "segment": { "kind": "held", "by": "limit" }, "search": "", "filters": [], "sort": [] },
        "columns": ["reason"], "offset": 0, "limit": 1,
    });
    let page: AccountPage = desk.get("account_page", request);
    let Cell::Text(reason) = &page.rows[0].cells[0] else {
        panic!("a sentence")
    };
    assert!(reason.contains("as many accounts move already as may"), "{reason}");

    // The limit may begin anew with every quarter; all of it is one change.
    let _: PlanView = desk.get(
        "set_steadiness",
        json!({ "margin": 0, "mostMoves": 50, "period": "quarter" }),
    );
    let quarterly = scenarios(&desk).steadiness.expect("agreed");
    assert_eq!(
        (quarterly.period, quarterly.moved_before),
        (Some(MovePeriodView::Quarter), 0)
    );
    assert_eq!(quarterly.allowed, Some(10), "in the quarter of the agreement");
    let _: PlanView = desk.get("undo", json!(null));
    assert_eq!(scenarios(&desk).steadiness.expect("agreed").period, None);

    // Without a margin and a limit the cut alone decides.
    let _: PlanView = desk.get("set_steadiness", json!({ "margin": 0, "mostMoves": null }));
    let free = scenarios(&desk).steadiness.expect("agreed");
    assert_eq!(free.held_by_margin + free.held_by_limit + free.held_without_score, 0);
    assert!(free.since.moved > limited.since.moved);
}

#[test]
fn a_newer_list_moves_accounts_for_its_data_alone() {
    let desk = imported();
    keep(&desk, "Agreed", true);
    import(&desk, list_of(&desk, "newer.csv", &list(205, 45)));
    let steady = scenarios(&desk).steadiness.expect("agreed");
    let cause = |cause: MoveCause| {
        let each = steady
            .since
            .causes
            .iter()
            .find(|each| each.cause == cause)
            .expect("all four are told");
        each.up + each.down
    };
    assert!(cause(MoveCause::Data) > 0, "{:?}", steady.since);
    assert_eq!((cause(MoveCause::Model), cause(MoveCause::Override)), (0, 0));
    assert_eq!(steady.since.new, 5);
    let segment = json!({ "kind": "newSince", "scenario": steady.agreed });
    assert_eq!(desk.found(segment), 5);
}

#[test]
fn a_scenario_is_used_and_undone_and_outlives_the_plan_being_closed() {
    let desk = imported();
    keep(&desk, "As it was", false);
    let before: ModelView = desk.get("model", ());
    reweigh(&desk);
    let row = scenarios(&desk).rows.remove(1);
    assert_eq!(row.differs, ["weights"]);
    assert!(row.moves > 0);
    let between = json!({ "from": null, "to": row.id });
    let moves: MovesView = desk.get("compare_scenarios", between);
    assert_eq!(moves.moved, row.moves);

    let plan = desk.get::<AppState>("app_state", ()).plan.expect("open");
    let _: AppState = desk.get("close_plan", ());
    let _: PlanView = desk.get("open_plan", json!({ "token": plan.file.token, "readOnly": false }));
    assert_eq!(scenarios(&desk).rows[1].moves, row.moves);

    let _: PlanView = desk.get("use_scenario", json!({ "scenario": row.id }));
    let after: ModelView = desk.get("model", ());
    assert_eq!(after.live.tiers, before.live.tiers);
    assert_eq!(scenarios(&desk).rows[1].moves, 0);
    let _: PlanView = desk.get("undo", ());
    assert_eq!(scenarios(&desk).rows[1].moves, row.moves);

    let _: PlanView = desk.get("rename_scenario", json!({ "scenario": row.id, "name": " Before " }));
    assert_eq!(scenarios(&desk).rows[1].name, "Before");
    let _: PlanView = desk.get("remove_scenario", json!({ "scenario": row.id }));
    assert_eq!(scenarios(&desk).rows.len(), 1);
    let _: PlanView = desk.get("undo", ());
    assert_eq!(scenarios(&desk).rows[1].name, "Before");
}

#[test]
fn a_scenario_with_fewer_tiers_keeps_every_override_in_a_tier_that_exists() {
    let desk = imported();
    let tiers = |names: &[(&str, Option<u8>)]| -> Value {
        let hues = ["indigo", "amber", "rose", "sky"];
        let tier = |((name, was), hue): (&(&str, Option<u8>), _)| json!({ "name": name, "was": was, "hue": hue });
        json!({ "tiers": names.iter().zip(hues).map(tier).collect::<Vec<_>>() })
    };
    keep(&desk, "Three", true);
    let edit = tiers(&[("A", Some(0)), ("B", Some(1)), ("C", Some(2)), ("D", None)]);
    let _: PlanView = desk.get("set_tiers", edit);
    let steady = scenarios(&desk).steadiness.expect("agreed");
    assert!(
        steady
            .problem
            .expect("it says why nobody is held")
            .contains("4 tiers now and had 3")
    );
    let override_tier = json!({ "accounts": [1], "tier": 3, "reason": "Small", "expires": null });
    let _: PlanView = desk.get("override_tier", override_tier);
    let _: PlanView = desk.get("use_scenario", json!({ "scenario": 1 }));
    let detail: AccountDetail = desk.get("account_detail", json!({ "account": 1 }));
    assert_eq!(detail.tier, Some(2));
    assert_eq!(detail.tier_override.expect("it holds").reason, "Small");
}

#[test]
fn a_limit_that_begins_anew_is_due_when_its_period_is_over() {
    let desk = imported();
    keep(&desk, "Agreed", true);
    let quarterly = json!({ "margin": 0, "mostMoves": 50, "period": "quarter" });
    let _: PlanView = desk.get("set_steadiness", quarterly);
    *desk.host.today.lock().expect("unpoisoned") = tierline_app::Day::from_ymd(2027, 1, 2);
    let due = desk.get::<AppState>("app_state", ()).plan.expect("open").due;
    assert_eq!(
        due,
        Some(Due {
            overrides: 0,
            limit: true
        })
    );
    reweigh(&desk);
    let held = |desk: &Desktop| {
        let steady = scenarios(desk).steadiness.expect("agreed");
        (steady.moved_before, steady.allowed, steady.since.moved)
    };
    assert_eq!(held(&desk), (0, Some(10), 10));
    let _: PlanView = desk.get("bring_to_today", ());
    assert_eq!(held(&desk), (10, Some(10), 20), "as many more as may in a quarter");
    // Another name is no other day, and another rhythm and back lets nobody move twice.
    let other = json!({ "name": "Other", "period": "FY 2027", "currency": "EUR" });
    let _: PlanView = desk.get("rename_plan", other);
    for period in ["month", "quarter", "month", "quarter"] {
        let limit = json!({ "margin": 0, "mostMoves": 50, "period": period });
        let _: PlanView = desk.get("set_steadiness", limit);
    }
    assert_eq!(held(&desk), (10, Some(10), 20));
    let agreed: PlanView = desk.get("keep_scenario", json!({ "name": "Anew", "agree": true }));
    assert_eq!(agreed.due, None);
    let (before, allowed, since) = held(&desk);
    assert_eq!(
        (before, allowed),
        (0, Some(10)),
        "a new agreement begins a period of its own"
    );
    assert!(since <= 10);
}

#[test]
fn a_scenario_with_more_tiers_has_a_cadence_for_each() {
    let desk = imported();
    keep(&desk, "Three", false);
    let hours = |desk: &Desktop| desk.get::<CoverageView>("coverage", ()).tiers;
    let three = hours(&desk);
    let two = json!({ "tiers": [
        { "name": "Tier 1", "was": 0, "hue": "indigo" },
        { "name": "Tier 3", "was": 2, "hue": "amber" },
    ] });
    let _: PlanView = desk.get("set_tiers", two);
    let told = scenarios(&desk).rows[1].tiers.iter().all(|tier| tier.minutes > 0);
    assert!(told, "the table counts the hours of every tier");
    let _: PlanView = desk.get("use_scenario", json!({ "scenario": 1 }));
    let after = hours(&desk);
    assert_eq!(after.len(), 3);
    assert!(after.iter().all(|tier| tier.minutes_per_account > 0), "{after:?}");
    assert_eq!(
        (after[0].minutes_per_account, after[2].minutes_per_account),
        (three[0].minutes_per_account, three[2].minutes_per_account),
        "those that the plan knows by name keep theirs"
    );
}

#[test]
fn what_cannot_be_is_refused_in_words() {
    let desk = imported();
    keep(&desk, "One", false);
    for (command, request, said) in [
        (
            "keep_scenario",
            json!({ "name": "  ", "agree": false }),
            "Give the scenario a name.",
        ),
        (
            "keep_scenario",
            json!({ "name": " ONE ", "agree": true }),
            "There is a scenario of that name already.",
        ),
        (
            "use_scenario",
            json!({ "scenario": 9 }),
            "That scenario is no longer in the plan.",
        ),
        (
            "remove_scenario",
            json!({ "scenario": 9 }),
            "That scenario is no longer in the plan.",
        ),
        (
            "set_steadiness",
            json!({ "margin": 501, "mostMoves": null }),
            "The margin lies between 0 and 50 points",
        ),
        (
            "set_steadiness",
            json!({ "margin": 0, "mostMoves": 1001 }),
            "The margin lies between 0 and 50 points",
        ),
    ] {
        let message = refusal(&desk, command, request);
        assert!(message.starts_with(said), "{message}");
        assert!(message.ends_with("Nothing was changed."), "{message}");
    }
    let gone = json!({ "from": 9, "to": null });
    assert!(matches!(
        desk.ask::<MovesView>("compare_scenarios", gone),
        Err(AppError::Refused { .. })
    ));
    assert_eq!(scenarios(&desk).rows.len(), 2);
}
