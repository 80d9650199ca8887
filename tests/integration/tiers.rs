//! Tiers under other rules, other names and in other numbers.

use crate::desk::{Desktop, import, list_of};
use serde_json::json;
use std::fmt::Write as _;
use tierline_app::Day;
use tierline_contract::*;

/// A hundred accounts, each of its own size.
fn imported() -> Desktop {
    let mut list = "Account ID;Account name;Employees;Current revenue\n".to_owned();
    for row in 0..100 {
        let _ = writeln!(list, "{row:03};Account {row};{};{}", 10 + row * 13, row * 1000);
    }
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", &list));
    desk
}

fn board(desk: &Desktop) -> TierBoard {
    desk.get("tier_board", ())
}

fn sizes(desk: &Desktop) -> Vec<u32> {
    board(desk)
        .columns
        .iter()
        .map(|column| column.summary.accounts)
        .collect()
}

fn names(desk: &Desktop) -> Vec<String> {
    board(desk).columns.iter().map(|column| column.name.clone()).collect()
}

fn tiers(entries: &[(Option<u8>, &str)]) -> serde_json::Value {
    let hues = ["indigo", "amber", "rose", "sky", "moss", "plum"];
    let mut free = (0..hues.len()).filter(|hue| !entries.iter().any(|(was, _)| *was == Some(*hue as u8)));
    let tiers: Vec<_> = entries
        .iter()
        .map(|(was, name)| {
            let hue = was.map_or_else(|| free.next().unwrap_or(5), usize::from);
            json!({ "was": was, "name": name, "hue": hues[hue] })
        })
        .collect();
    json!({ "tiers": tiers })
}

fn refusal(desk: &Desktop, request: serde_json::Value) -> String {
    match desk.ask::<PlanView>("set_tiers", request) {
        Err(AppError::Refused { message }) => message,
        other => panic!("it should be refused: {other:?}"),
    }
}

#[test]
fn tiers_are_renamed_and_nobody_moves() {
    let desk = imported();
    let before = sizes(&desk);
    let rule = board(&desk).columns[0].rule.clone();
    assert!(
        rule.starts_with("Best 10%: about "),
        "a cut by rank falls between scores: {rule}"
    );
    let plan: PlanView = desk.get(
        "set_tiers",
        tiers(&[(Some(0), "Gold"), (Some(1), " Silver "), (Some(2), "Bronze")]),
    );
    assert_eq!(names(&desk), ["Gold", "Silver", "Bronze"]);
    assert_eq!(plan.undo.as_deref(), Some("Rename the tiers"));
    assert_eq!(sizes(&desk), before);
}

#[test]
fn a_tier_that_goes_leaves_its_accounts_and_what_was_set_by_hand_to_the_next_lower_one() {
    let desk = imported();
    let before = sizes(&desk);
    assert_eq!(before, [10, 25, 65]);
    let set = json!({ "accounts": [1], "tier": 1, "reason": "They asked for it.", "expires": null });
    let _: PlanView = desk.get("override_tier", set);
    let kept: PlanView = desk.get("set_tiers", tiers(&[(Some(0), "Tier 1"), (Some(2), "Tier 2")]));
    assert_eq!(kept.undo.as_deref(), Some("Change the number of tiers"));
    assert_eq!(sizes(&desk), [10, 90]);
    let detail: AccountDetail = desk.get("account_detail", json!({ "account": 1 }));
    assert_eq!(
        detail.tier_override.map(|entry| entry.tier),
        Some(Some(1)),
        "its tier is the second one now"
    );
    let _: PlanView = desk.get("undo", ());
    assert_eq!(
        names(&desk),
        ["Tier 1", "Tier 2", "Tier 3"],
        "one undo brings all of it back"
    );
    let detail: AccountDetail = desk.get("account_detail", json!({ "account": 1 }));
    assert_eq!(detail.tier_override.map(|entry| entry.tier), Some(Some(1)));
}

#[test]
fn a_new_tier_halves_the_last_one_and_has_a_cadence() {
    let desk = imported();
    let four = tiers(&[
        (Some(0), "Tier 1"),
        (Some(1), "Tier 2"),
        (Some(2), "Tier 3"),
        (None, "Tier 4"),
    ]);
    let _: PlanView = desk.get("set_tiers", four);
    let sizes = sizes(&desk);
    assert_eq!((sizes.len(), sizes[0], sizes[1]), (4, 10, 25));
    assert!(sizes[2].abs_diff(sizes[3]) <= 1, "{sizes:?}");
    let coverage: CoverageView = desk.get("coverage", ());
    assert_eq!(coverage.tiers.len(), 4);
}

#[test]
fn tiers_that_cannot_be_are_refused_in_a_sentence() {
    let desk = imported();
    let before = names(&desk);
    assert_eq!(
        refusal(&desk, tiers(&[(Some(0), "Gold")])),
        "There are 2 to 5 tiers. Nothing was changed."
    );
    let twice = tiers(&[(Some(0), "Gold"), (Some(1), "gold"), (Some(2), "Bronze")]);
    assert!(refusal(&desk, twice).contains("“gold” stands there twice"));
    assert!(refusal(&desk, tiers(&[(Some(0), "Gold"), (Some(1), "  ")])).contains("Every tier needs a name."));
    assert!(refusal(&desk, tiers(&[(Some(1), "A"), (Some(0), "B")])).contains("no longer the ones"));
    assert_eq!(names(&desk), before);
}

#[test]
fn tiers_are_cut_at_gaps_and_by_hours_and_say_so() {
    let desk = imported();
    let cut = |cut: serde_json::Value| {
        let draft = json!({ "weights": [], "cut": cut, "curve": null });
        let tried: ModelLive = desk.get("preview_model", &draft);
        let _: PlanView = desk.get("set_model", &draft);
        let kept: ModelView = desk.get("model", ());
        assert_eq!(kept.live.tiers, tried.tiers);
        (
            kept.cut,
            board(&desk)
                .columns
                .into_iter()
                .map(|column| column.rule)
                .collect::<Vec<_>>(),
        )
    };
    let (view, rules) = cut(json!({ "kind": "breaks", "cuts": [0, 0] }));
    let CutView::Breaks { cuts } = view else {
        panic!("{view:?}")
    };
    assert!(cuts[0] > cuts[1] && cuts[1] > 0, "the gaps are told: {cuts:?}");
    assert!(rules[0].starts_with("At a gap between the scores: score"), "{rules:?}");
    let (view, rules) = cut(json!({ "kind": "hours", "cuts": [240, 80] }));
    assert_eq!(view, CutView::Hours { cuts: vec![240, 80] });
    assert_eq!(sizes(&desk), [10, 20, 70], "24 and 4 hours an account");
    assert!(rules[0].starts_with("What 240 hours care for: about "), "{rules:?}");
}

#[test]
fn accounts_that_are_pinned_to_their_tier_stay_when_the_cut_changes() {
    let desk = imported();
    let best = board_ids(&desk, 0);
    assert_eq!(best.len(), 10);
    let pin = json!({ "accounts": best, "tier": 0, "reason": "agreed", "expires": null });
    let pinned: PlanView = desk.get("override_tier", pin);
    assert_eq!(
        pinned.undo.as_deref(),
        Some("Keep 10 accounts in Tier 1"),
        "nothing is moved"
    );
    let cut = json!({ "kind": "count", "cuts": [2, 20] });
    let cut: PlanView = desk.get("set_model", json!({ "weights": [], "cut": cut, "curve": null }));
    assert_eq!(cut.tiers.len(), 3);
    let mut now = board_ids(&desk, 0);
    let mut before = best.clone();
    now.sort_unstable();
    before.sort_unstable();
    assert_eq!(now, before);
}

#[test]
fn a_budget_of_overrides_is_kept_account_of_and_undone() {
    let desk = imported();
    assert_eq!((board(&desk).budget, board(&desk).allowed), (None, None));
    let plan: PlanView = desk.get("set_override_budget", json!({ "budget": 15 }));
    assert_eq!(plan.undo.as_deref(), Some("Allow 1.5% to be set by hand"));
    assert_eq!(
        (board(&desk).budget, board(&desk).allowed),
        (Some(15), Some(1)),
        "1.5 of 100 accounts"
    );
    let request = json!({ "accounts": [3, 4], "tier": 0, "reason": "strategic", "expires": "2999-12-31" });
    let _: PlanView = desk.get("override_tier", request);
    assert_eq!(
        board(&desk).overrides,
        2,
        "more than the budget is told of, not refused"
    );
    match desk.ask::<PlanView>("set_override_budget", json!({ "budget": 1001 })) {
        Err(AppError::Refused { message }) => {
            assert_eq!(
                message,
                "The budget lies between 0 and 100 % of the accounts. Nothing was changed."
            );
        }
        other => panic!("it should be refused: {other:?}"),
    }
    for _ in 0..2 {
        let _: PlanView = desk.get("undo", ());
    }
    assert_eq!((board(&desk).overrides, board(&desk).budget), (0, None));
}

#[test]
fn a_stretch_of_a_column_is_told_whole_however_long_in_the_order_of_its_cards() {
    let desk = imported();
    let last = board(&desk).columns.len() - 1;
    let stretch = |search: &str, from: u32, to: u32| -> BoardRange {
        desk.get(
            "board_range",
            json!({ "tier": last, "search": search, "filters": [], "from": from, "to": to }),
        )
    };
    let cards = |search: &str| -> BoardCards {
        desk.get(
            "board_cards",
            json!({ "tier": last, "search": search, "filters": [], "offset": 0, "limit": 200 }),
        )
    };
    let shown = cards("");
    let ids: Vec<u32> = shown.cards.iter().map(|card| card.id).collect();
    assert!(ids.len() > 20);
    assert_eq!(stretch("", 0, u32::MAX).accounts, ids);
    assert_eq!(stretch("", 3, 9).accounts, ids[3..=9], "the last place lies within");
    assert_eq!(stretch("", 5, 4).accounts, Vec::<u32>::new());
    assert_eq!(stretch("", 1_000, 2_000).accounts, Vec::<u32>::new());
    let found: Vec<u32> = cards("account 1").cards.iter().map(|card| card.id).collect();
    assert!(!found.is_empty() && found.len() < ids.len());
    assert_eq!(stretch("account 1", 0, u32::MAX).accounts, found);

    let best = shown.cards[0].id;
    let moved: Vec<u32> = board_ids(&desk, 0).into_iter().take(2).collect();
    let request = json!({ "accounts": moved, "tier": last, "reason": "Agreed", "expires": null });
    let _: PlanView = desk.get("override_tier", request);
    let whole = stretch("", 0, u32::MAX);
    assert_eq!(whole.accounts.len(), ids.len() + 2);
    assert!(whole.accounts.contains(&best));
    let mut by_hand = whole.by_hand;
    by_hand.sort_unstable();
    let mut expected = moved;
    expected.sort_unstable();
    assert_eq!(by_hand, expected);
}

#[test]
fn a_column_shows_what_passes_its_filters_and_whole_stretches_and_sums_are_of_that() {
    let desk = imported();
    let columns: GridColumns = desk.get("grid_columns", ());
    let employees = columns.columns.iter().find(|column| column.label == "Employees");
    let employees = &employees.expect("the list tells them").key;
    let filters = json!([
        { "column": employees, "test": { "kind": "range", "from": null, "to": 400.0 } },
        { "column": "owner", "test": { "kind": "blank" } },
    ]);
    let cards: BoardCards = desk.get(
        "board_cards",
        json!({ "tier": 2, "search": "", "filters": filters, "offset": 0, "limit": 200 }),
    );
    let ids: Vec<u32> = cards.cards.iter().map(|card| card.id).collect();
    assert_eq!(cards.total, 31, "of 65 the smallest, up to 10 + 30 x 13 employees");
    let stretch: BoardRange = desk.get(
        "board_range",
        json!({ "tier": 2, "search": "", "filters": filters, "from": 0, "to": u32::MAX }),
    );
    assert_eq!(stretch.accounts, ids, "the whole column is what is shown of it");
    let sums: QuerySums = desk.get(
        "account_sums",
        json!({ "segment": { "kind": "tier", "tier": 2 }, "search": "", "filters": filters, "sort": [] }),
    );
    assert_eq!((sums.accounts, sums.current_revenue), (31, Some(465 * 100_000)));

    let gone = json!([{ "column": "f999", "test": { "kind": "blank" } }]);
    let refused: Result<BoardCards, _> = desk.ask(
        "board_cards",
        json!({ "tier": 2, "search": "", "filters": gone, "offset": 0, "limit": 200 }),
    );
    assert!(matches!(refused, Err(AppError::Refused { .. })), "{refused:?}");
}

fn board_ids(desk: &Desktop, tier: usize) -> Vec<u32> {
    let request = json!({ "tier": tier, "search": "", "filters": [], "from": 0, "to": u32::MAX });
    desk.get::<BoardRange>("board_range", request).accounts
}

#[test]
fn what_has_run_out_counts_until_the_plan_is_brought_to_today() {
    let desk = imported();
    let due = |desk: &Desktop| desk.get::<AppState>("app_state", ()).plan.expect("open").due;
    let set = json!({ "accounts": [1, 2], "tier": 1, "reason": "They asked for it.", "expires": "2026-11-30" });
    let _: PlanView = desk.get("override_tier", set);
    let is_set = |desk: &Desktop| {
        let detail: AccountDetail = desk.get("account_detail", json!({ "account": 1 }));
        detail.tier_override.is_some()
    };
    *desk.host.today.lock().expect("unpoisoned") = Day::from_ymd(2026, 11, 30);
    assert_eq!(due(&desk), None, "it holds through its last day");
    *desk.host.today.lock().expect("unpoisoned") = Day::from_ymd(2026, 12, 1);
    let both = Due {
        overrides: 2,
        limit: false,
    };
    assert_eq!(due(&desk), Some(both));
    assert!(is_set(&desk), "nothing moves overnight by itself");
    let brought: PlanView = desk.get("bring_to_today", ());
    assert_eq!((brought.as_of.as_str(), brought.due), ("2026-12-01", None));
    assert!(!is_set(&desk));
    match desk.ask::<PlanView>("bring_to_today", ()) {
        Err(AppError::Refused { message }) => assert_eq!(message, "The plan is seen from today already."),
        other => panic!("it should be refused: {other:?}"),
    }
    let back: PlanView = desk.get("undo", ());
    assert_eq!(back.due, Some(both));
    assert!(is_set(&desk));
}
