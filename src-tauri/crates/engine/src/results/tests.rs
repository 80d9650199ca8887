use super::*;
use crate::laws;
use crate::testing::{plan_on, rep, today, varied};
use tierline_plan::Money;
use tierline_plan::{AccountId, Change, CutRule, FieldId, Override, TierScheme, Value, Weight};

fn plan(rows: usize) -> Plan {
    let mut plan = plan_on(varied(rows), (1..=3).map(rep).collect());
    plan.quotas.target = Some(Money::from_minor(500_000_000));
    let entry = Override {
        tier: TierChoice::Excluded,
        reason: "closed down".into(),
        author: "Ana".into(),
        set_on: today(),
        expires: None,
    };
    plan.apply(Change::SetOverrides(vec![(AccountId(2), Some(entry))]))
        .expect("fits");
    plan
}

fn assert_same(a: &Results, b: &Results) {
    assert_eq!(a.opportunity, b.opportunity);
    assert_eq!(a.scores, b.scores);
    assert_eq!(a.tiering, b.tiering);
    assert_eq!(a.territories, b.territories);
    assert_eq!(a.quotas, b.quotas);
    assert_eq!(a.coverage, b.coverage);
}

#[test]
fn a_warm_cache_gives_what_a_cold_one_gives() {
    let mut plan = plan(400);
    let mut cache = Cache::default();
    let before = Results::compute(&plan, &mut cache);
    let employees = FieldId(4);
    let revenue = FieldId(5);
    for change in [
        Change::SetCells(vec![(AccountId(7), employees, Value::Number(123_456.0))]),
        Change::SetCells(vec![(
            AccountId(8),
            revenue,
            Value::Money(Money::from_minor(9_000_000_000)),
        )]),
        Change::SetCells(vec![(AccountId(8), revenue, Value::Missing)]),
        Change::SetModel(tierline_plan::Model {
            criteria: {
                let mut criteria = plan.model.criteria.clone();
                criteria.reverse();
                criteria
            },
        }),
    ] {
        plan.apply(change).expect("fits");
        assert_same(
            &Results::compute(&plan, &mut cache),
            &Results::compute(&plan, &mut Cache::default()),
        );
    }
    let unchanged = Results::compute(&plan, &mut cache);
    assert!(
        Arc::ptr_eq(&unchanged.opportunity, &Results::compute(&plan, &mut cache).opportunity),
        "what did not change is not computed again"
    );
    assert!(!Arc::ptr_eq(&unchanged.opportunity, &before.opportunity));
}

#[test]
fn a_preview_says_what_the_change_then_does() {
    let mut plan = plan(500);
    let mut cache = Cache::default();
    let now = Results::compute(&plan, &mut cache);
    let moved = plan.model.criteria[0].id;
    let weights = plan.model.weights_with(moved, Weight(900)).expect("it exists");
    let preview = preview_weights(&now, &plan, &weights).expect("as many as criteria");
    assert_eq!(preview_weights(&now, &plan, &weights[1..]), None);
    for (criterion, weight) in plan.model.criteria.iter_mut().zip(weights) {
        criterion.weight = weight;
    }
    let then = Results::compute(&plan, &mut cache);
    assert_eq!(preview.counts, then.tiering.counts);
    assert_eq!(preview.histogram, then.histogram);
    assert_eq!(preview.cut_scores, then.tiering.cut_scores);
    let changed = (0..500)
        .filter(|r| now.tiering.choice[*r] != then.tiering.choice[*r])
        .count();
    assert_eq!(preview.moved as usize, changed);
    assert!(changed > 0, "the case is one where accounts move");
    let rows: Vec<u32> = preview.moves.iter().map(|row| row.iter().sum()).collect();
    assert_eq!(rows, now.tiering.counts, "row sums are the old sizes");

    let scheme = TierScheme {
        cut: CutRule::Count(vec![20, 100]),
        ..plan.tiers.clone()
    };
    let preview = preview_tiers(&then, &plan, &scheme);
    plan.tiers = scheme;
    assert_eq!(preview.counts, Results::compute(&plan, &mut cache).tiering.counts);
}

#[test]
fn a_previewed_curve_is_the_one_that_counts() {
    let mut plan = plan(300);
    let mut cache = Cache::default();
    let now = Results::compute(&plan, &mut cache);
    let mut model = plan.model.clone();
    model.criteria[2].curve = tierline_plan::Curve::Linear { from: 5000.0, to: 0.0 };
    let preview = preview_model(&now, &plan, &model, &plan.tiers);
    plan.model = model;
    let then = Results::compute(&plan, &mut cache);
    assert_eq!(preview.histogram, then.histogram);
    assert_ne!(preview.histogram, now.histogram);
}

#[test]
fn summaries_split_the_whole_list() {
    let plan = plan(400);
    let results = Results::compute(&plan, &mut Cache::default());
    assert_eq!(results.included.accounts + results.excluded.accounts, 400);
    assert_eq!(results.excluded.accounts, 1);
    let parts = results
        .included
        .plus(&results.excluded)
        .buckets()
        .expect("potential is known");
    assert_eq!(parts, results.opportunity.total);
}

#[test]
fn an_empty_plan_has_results_too() {
    let plan = Plan::new("Empty", today(), 1);
    let results = Results::compute(&plan, &mut Cache::default());
    assert_eq!(results.included.accounts, 0);
    assert_eq!(results.quotas, Err(QuotaError::NoTarget));
    assert_eq!(laws::check(&plan, &results), []);
}

#[test]
fn every_account_has_its_own_words() {
    let plan = plan(120);
    let results = Results::compute(&plan, &mut Cache::default());
    let ranking = results.ranking(&plan);
    assert_eq!(ranking.len(), 120);
    let best = ranking[0] as usize;
    let reason = results.reason(&plan, best);
    let explanation = results.explain(&plan, best);
    let score = crate::words::tenths(explanation.score_tenths.expect("the best has a score"));
    assert!(
        reason.sentence.starts_with(&format!("Tier 1: score {score}")),
        "{}",
        reason.sentence
    );
}
