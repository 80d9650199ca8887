//! The backtest: whether the tiers tell apart what they are meant to tell apart, in words.

use crate::desk::{Desktop, import, list_of};
use serde_json::json;
use std::fmt::Write as _;
use tierline_contract::*;

/// Three hundred accounts that are scored by their size. `wins` and `churned` say by size what became of an account.
fn imported(wins: impl Fn(u32) -> (u32, u32), churned: impl Fn(u32) -> &'static str) -> Desktop {
    let mut list = "Account ID;Account name;Employees;Deals won;Deals lost;Churned;Growth\n".to_owned();
    for row in 0..300_u32 {
        // Neighbours on the list are of every size.
        let size = row * 7 % 300;
        let (won, lost) = wins(size);
        let growth = if size % 10 == 0 {
            String::new()
        } else {
            (size % 17).to_string()
        };
        let _ = writeln!(
            list,
            "{row:03};Account {row};{};{won};{lost};{};{growth}",
            100 + size * 10,
            churned(size)
        );
    }
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", &list));
    // The score is the size alone: what is tested must not be part of it.
    let model: ModelView = desk.get("model", ());
    for criterion in model
        .criteria
        .iter()
        .filter(|criterion| criterion.source != "Employees")
    {
        let _: PlanView = desk.get("remove_criterion", json!({ "criterion": criterion.id }));
    }
    desk
}

fn offers(desk: &Desktop) -> Vec<OutcomeOffer> {
    desk.get::<OutcomesView>("outcomes", ()).offers
}

fn offer(desk: &Desktop, label: &str) -> OutcomeOffer {
    let all = offers(desk);
    let found = all.iter().find(|offer| offer.label.starts_with(label));
    found
        .cloned()
        .unwrap_or_else(|| panic!("{label} is not offered: {all:?}"))
}

fn test(desk: &Desktop, offer: &OutcomeOffer, more: bool) -> BacktestView {
    desk.get("backtest", json!({ "outcome": offer.outcome, "more": more }))
}

/// One of five deals is won by the small, two by the middle, four by the best tenth.
fn telling(size: u32) -> (u32, u32) {
    match size {
        270.. => (4, 1),
        195.. => (2, 3),
        _ => (1, 4),
    }
}

#[test]
fn tiers_that_tell_winners_from_losers_are_said_to() {
    let desk = imported(|size| if size % 4 == 0 { (0, 0) } else { telling(size) }, |_| "no");
    let deals = offers(&desk).remove(0);
    assert_eq!(deals.label, "Deals won of those closed", "what tells most comes first");
    assert!(deals.more);
    let view = test(&desk, &deals, true);
    assert_eq!((view.mood, view.unit), (VerdictMood::Good, CellKind::Percent));
    assert_eq!(view.headline, "The tiers tell good accounts from the rest.");
    assert_eq!(
        view.comparisons,
        [
            "Tier 1 beats Tier 2: 80% against 40%.",
            "Tier 2 beats Tier 3: 40% against 20%."
        ]
    );
    assert_eq!((view.all.accounts, view.unknown), (225, 75));
    let tested: u32 = view.tiers.iter().map(|tier| tier.accounts).sum();
    assert_eq!(tested, 225);
    for tier in &view.tiers {
        let segment = json!({ "kind": "tested", "outcome": deals.outcome, "tier": tier.tier });
        assert_eq!(desk.found(segment), tier.accounts);
        let outcome = tier.outcome.expect("every tier has deals");
        assert!(outcome.low.expect("an end") <= outcome.value && outcome.value <= outcome.high.expect("an end"));
    }
    assert_eq!(desk.found(json!({ "kind": "untested", "outcome": deals.outcome })), 75);
    assert!(
        view.findings[0].starts_with("The best 10% of accounts by score hold 2"),
        "{:?}",
        view.findings
    );
    assert_eq!(
        view.doubts.len(),
        1,
        "nothing of the outcome is in the score: {:?}",
        view.doubts
    );
    let last = view.capture.last().expect("a curve");
    assert_eq!((last.x, last.y), (1.0, 1.0));
}

#[test]
fn a_tier_that_does_not_beat_the_next_is_told_plainly() {
    let desk = imported(|_| (1, 1), |_| "no");
    let view = test(&desk, &offer(&desk, "Deals won of"), true);
    assert_eq!(view.mood, VerdictMood::Bad);
    assert_eq!(
        view.comparisons[0],
        "Tier 1 does not beat Tier 2: 50% against 50%, a difference that may be chance."
    );
    let turned = imported(|size| telling(299 - size), |_| "no");
    let view = test(&turned, &offer(&turned, "Deals won of"), true);
    assert_eq!(view.mood, VerdictMood::Bad);
    assert_eq!(
        view.headline,
        "The tiers do not tell good accounts from the rest: a lower tier does better."
    );
}

#[test]
fn little_churn_is_what_one_hopes_for() {
    let desk = imported(telling, |size| if size < 150 { "yes" } else { "no" });
    let churn = offer(&desk, "Churned");
    assert!(!churn.more, "its name says so");
    let view = test(&desk, &churn, churn.more);
    assert_eq!(view.comparisons[1], "Tier 2 beats Tier 3: 0% against 77%.");
    let hoped = test(&desk, &churn, true);
    assert_eq!(hoped.comparisons[1], "Tier 3 does better than Tier 2: 77% against 0%.");
}

#[test]
fn too_little_is_said_to_be_too_little() {
    let desk = imported(telling, |size| if size < 5 { "yes" } else { "no" });
    let view = test(&desk, &offer(&desk, "Churned"), false);
    assert_eq!(view.mood, VerdictMood::Unclear);
    assert_eq!(
        view.headline,
        "Cannot tell: there are only 5 accounts with “Churned”. It takes 10 of each to say something."
    );
    assert!(view.comparisons.is_empty() && view.findings.is_empty() && view.capture.is_empty());
}

#[test]
fn a_score_that_knows_the_answer_is_told_of() {
    let desk = imported(telling, |_| "no");
    let growth = offer(&desk, "Growth");
    assert_eq!(test(&desk, &growth, true).unit, CellKind::Number);
    let model: ModelView = desk.get("model", ());
    let field = model
        .candidates
        .iter()
        .find(|candidate| candidate.label == "Growth")
        .expect("a candidate");
    let _: PlanView = desk.get("add_criterion", json!({ "field": field.field }));
    let view = test(&desk, &growth, true);
    assert_ne!(view.mood, VerdictMood::Good, "what knows the answer proves nothing");
    assert_eq!(
        view.doubts[0],
        "Growth reads the outcome itself: the score knows the answer."
    );
}

#[test]
fn a_column_that_is_gone_is_refused_in_words() {
    let desk = imported(telling, |_| "no");
    let gone = json!({ "outcome": { "kind": "answer", "field": 999 }, "more": true });
    match desk.ask::<BacktestView>("backtest", gone) {
        Err(AppError::Refused { message }) => {
            assert_eq!(message, "That column is no longer on the list. Choose another outcome.");
        }
        other => panic!("it should be refused: {other:?}"),
    }
}

fn learned(desk: &Desktop, offer: &OutcomeOffer) -> LearnedView {
    desk.get("learn_weights", json!({ "outcome": offer.outcome, "more": offer.more }))
}

#[test]
fn won_deals_suggest_weights_and_taking_them_is_one_change() {
    let desk = imported(telling, |_| "no");
    let model: ModelView = desk.get("model", ());
    let growth = model
        .candidates
        .iter()
        .find(|candidate| candidate.label == "Growth")
        .expect("a candidate");
    let _: PlanView = desk.get("add_criterion", json!({ "field": growth.field }));
    let deals = offer(&desk, "Deals won of");
    let view = learned(&desk, &deals);
    assert!(
        view.headline
            .starts_with("On accounts it has not seen, the suggestion gives one of the deals won the better score "),
        "{}",
        view.headline
    );
    let size = view
        .criteria
        .iter()
        .find(|criterion| criterion.sentence == "Speaks for a hit.")
        .expect("size does");
    assert!(
        size.after > 800,
        "growth was drawn without regard to deals: {:?}",
        view.criteria
    );
    assert!(size.odds.expect("it differs").low.expect("an end") > 1.0);
    let weights = view.weights.expect("there is a signal");
    assert_eq!(weights.iter().map(|weight| weight.weight).sum::<u16>(), 1000);
    let before: ModelView = desk.get("model", ());
    assert!(
        before.criteria.iter().all(|criterion| criterion.weight < 1000),
        "asking changes nothing"
    );
    let plan: PlanView = desk.get("set_model", json!({ "weights": weights, "cut": null, "curve": null }));
    assert_eq!(plan.undo.as_deref(), Some("Change the weights"));
}

#[test]
fn a_history_that_says_nothing_suggests_nothing() {
    let desk = imported(
        |size| (u32::from(size * 31 % 97 > 48), u32::from(size * 31 % 97 <= 48)),
        |_| "no",
    );
    let model: ModelView = desk.get("model", ());
    let growth = model
        .candidates
        .iter()
        .find(|candidate| candidate.label == "Growth")
        .expect("a candidate");
    let deals = offer(&desk, "Deals won of");
    let alone = learned(&desk, &deals);
    assert_eq!(
        alone.headline,
        "Two criteria or more must not be locked: there is nothing to weigh."
    );
    let _: PlanView = desk.get("add_criterion", json!({ "field": growth.field }));
    let view = learned(&desk, &deals);
    assert!(view.weights.is_none());
    assert!(
        view.headline
            .starts_with("Cannot tell: your history does not say which criteria matter."),
        "{}",
        view.headline
    );
    let figure = learned(&desk, &offer(&desk, "Growth"));
    assert_eq!(
        figure.headline,
        "Weights can be learnt from what is counted, such as deals won and lost, not from a figure."
    );
    let rare = imported(telling, |size| if size < 5 { "yes" } else { "no" });
    let _: PlanView = rare.get("add_criterion", json!({ "field": growth.field }));
    let few = learned(&rare, &offer(&rare, "Churned"));
    assert!(
        few.headline.starts_with("Cannot tell: 300 accounts with 295 "),
        "{}",
        few.headline
    );
}
