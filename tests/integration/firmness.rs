//! How firm tiers are: tried with other weights, and told account by account.

use crate::desk::{Desktop, cancelled_at, import, list_of, long};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use tierline_contract::*;

/// Ninety accounts with three criteria; every seventh has no employees, every eleventh no engagement.
fn imported() -> Desktop {
    let mut list = "Account ID;Account name;Industry;Employees;Current revenue;Engagement\n".to_owned();
    for row in 0..90_u32 {
        let industry = ["Energy", "Retail", "Foods"][row as usize % 3];
        let revenue = if row % 3 == 0 {
            (row * 1000 + 500).to_string()
        } else {
            String::new()
        };
        let employees = if row % 7 == 0 {
            String::new()
        } else {
            (10 + row * 37 % 900).to_string()
        };
        let engagement = if row % 11 == 0 {
            String::new()
        } else {
            (row * 29 % 100).to_string()
        };
        let _ = writeln!(
            list,
            "{row:03};Account {row};{industry};{employees};{revenue};{engagement}"
        );
    }
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", &list));
    desk
}

fn tested(desk: &Desktop) -> FirmnessView {
    long(|task| desk.app.test_model((), task)).expect("the model is tested")
}

#[test]
fn a_tested_model_says_who_stands_on_the_fence_and_the_figure_opens_them() {
    let desk = imported();
    let view = tested(&desk);
    assert_eq!(
        view.accounts, 90,
        "every account has a score and nobody decided anything by hand"
    );
    assert_eq!(view.tiers.iter().map(|tier| tier.accounts).sum::<u32>(), 90);
    let fence: u32 = view.tiers.iter().map(|tier| tier.fence).sum();
    assert!(fence > 0, "somebody stands near a cut");
    assert_eq!(desk.found(json!({ "kind": "onFence" })), fence);
    for tier in &view.tiers {
        for (part, count) in [
            ("decided", tier.accounts),
            ("steady", tier.steady),
            ("fence", tier.fence),
        ] {
            let segment = json!({ "kind": "firm", "tier": tier.tier, "part": part });
            assert_eq!(desk.found(segment), count, "{part} of tier {}", tier.tier);
        }
    }
    let wavering: u32 = view.tiers.iter().map(|tier| tier.accounts - tier.steady).sum();
    assert_eq!(
        view.fence.len() as u32,
        wavering,
        "all that move are listed, as there are few"
    );
    let keeps: Vec<u16> = view.fence.iter().map(|each| each.firmness.keeps).collect();
    assert!(keeps.is_sorted(), "who moves most often comes first: {keeps:?}");
    assert_eq!(tested(&desk), view, "the same plan gives the same answer");
}

#[test]
fn an_account_says_how_firm_it_is_and_what_would_lift_it() {
    let desk = imported();
    let view = tested(&desk);
    let first = &view.fence[0];
    let detail: AccountDetail = desk.get("account_detail", json!({ "account": first.id }));
    assert_eq!(
        detail.firmness.as_ref(),
        Some(&first.firmness),
        "the panel says what the list says"
    );
    let lower: AccountPage = desk.get(
        "account_page",
        json!({ "query": { "segment": { "kind": "tier", "tier": 2 }, "search": "", "filters": [], "sort": [] },
                "columns": [], "offset": 0, "limit": 100 }),
    );
    let lifted = lower.rows.iter().filter(|row| {
        let detail: AccountDetail = desk.get("account_detail", json!({ "account": row.id }));
        assert!(detail.lifts.len() <= 3);
        detail
            .lifts
            .iter()
            .any(|lift| lift.contains("instead of") || lift.contains("would do"))
    });
    assert!(
        lifted.count() > 0,
        "somebody in the last tier could be lifted by one value"
    );
    // An account without employees lies between two scores, and its own lies between them.
    let unknown: AccountDetail = desk.get("account_detail", json!({ "account": 1 }));
    let (score, least, most) = (unknown.score, unknown.score_least, unknown.score_most);
    assert!(
        least <= score && score <= most && least < most,
        "{least:?} {score:?} {most:?}"
    );
}

#[test]
fn accounts_whose_score_could_be_another_one_are_marked_and_no_others() {
    let desk = imported();
    let page: AccountPage = desk.get(
        "account_page",
        json!({ "query": { "segment": { "kind": "all" }, "search": "", "filters": [], "sort": [] },
                "columns": ["score"], "offset": 0, "limit": 100 }),
    );
    let cards = (0..3).flat_map(|tier| {
        let request = json!({ "tier": tier, "search": "", "filters": [], "offset": 0, "limit": 200 });
        desk.get::<BoardCards>("board_cards", request).cards
    });
    let on_cards: BTreeMap<u32, bool> = cards.map(|card| (card.id, card.partial)).collect();
    let in_rows: BTreeMap<u32, bool> = page.rows.iter().map(|row| (row.id, row.partial)).collect();
    assert_eq!(on_cards.len(), 90);
    assert_eq!(on_cards, in_rows, "board and grid say the same");
    for (account, partial) in in_rows {
        let detail: AccountDetail = desk.get("account_detail", json!({ "account": account }));
        assert_eq!(detail.score_least.is_some(), partial, "account {account} has a range");
    }
    assert!(on_cards[&1], "the first has no employees");
    assert!(!on_cards[&2], "of the second all is known");
}

#[test]
fn what_a_person_decided_is_not_shaken() {
    let desk = imported();
    let fence = tested(&desk).fence;
    let decided = fence[0].id;
    let _: PlanView = desk.get(
        "override_tier",
        json!({ "accounts": [decided], "tier": 0, "reason": "The board knows them.", "expires": null }),
    );
    let view = tested(&desk);
    assert_eq!(view.accounts, 89);
    assert!(view.fence.iter().all(|each| each.id != decided));
    let detail: AccountDetail = desk.get("account_detail", json!({ "account": decided }));
    assert_eq!((detail.firmness, detail.lifts), (None, Vec::new()));
}

#[test]
fn missing_values_are_a_list_to_shop_by_and_open_whom_they_could_move() {
    let desk = imported();
    let gaps = tested(&desk).gaps;
    let told: Vec<(&str, u32)> = gaps.iter().map(|gap| (gap.name.as_str(), gap.missing)).collect();
    assert!(
        told.contains(&("Company size", 13)) && told.contains(&("Engagement history", 9)),
        "{told:?}"
    );
    for gap in &gaps {
        assert!(gap.could_move <= gap.missing);
        let segment = json!({ "kind": "couldMove", "criterion": gap.criterion });
        assert_eq!(desk.found(segment), gap.could_move, "{}", gap.name);
    }
}

#[test]
fn a_moved_cut_is_tested_anew() {
    let desk = imported();
    let before = tested(&desk);
    let draft = json!({ "weights": [], "cut": { "kind": "share", "cuts": [300, 600] }, "curve": null });
    let _: PlanView = desk.get("set_model", draft);
    let after = tested(&desk);
    assert_ne!(before.tiers, after.tiers);
    assert_eq!(after.tiers[0].accounts, 27, "30% of 90");
}

#[test]
fn a_test_that_is_cancelled_says_nothing_and_changes_nothing() {
    let desk = imported();
    let before: ModelView = desk.get("model", ());
    let outcome = cancelled_at("Trying other weights", |task| desk.app.test_model((), task));
    assert!(matches!(outcome, Err(AppError::Cancelled)), "{outcome:?}");
    assert_eq!(desk.get::<ModelView>("model", ()), before);
}
