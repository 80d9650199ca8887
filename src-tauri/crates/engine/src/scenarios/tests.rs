use super::*;
use crate::laws;
use crate::results::Cache;
use crate::testing::{ListOf, agree, plan_on, today, varied};
use crate::tiering::HeldBy;
use proptest::prelude::*;
use tierline_plan::{
    Change, CriterionSource, Curve, CutRule, Day, FieldId, FieldKind, FieldRole, GateId, GateSense, GateTest,
    MovePeriod, MovedBefore, PlanInfo, Steadiness, Value, Weight,
};

fn computed(plan: &Plan) -> Results {
    Results::compute(plan, &mut Cache::default())
}

fn reweigh(plan: &mut Plan, weights: &[u16]) {
    let mut model = plan.model.clone();
    for (criterion, weight) in model.criteria.iter_mut().zip(weights) {
        criterion.weight = Weight(*weight);
    }
    plan.apply(Change::SetModel(model)).expect("weights that add up");
}

/// Puts an account of the last tier into the first by hand; gives its row.
fn put_first(plan: &mut Plan, expires: Option<Day>) -> usize {
    let choice = computed(plan).tiering.choice;
    let row = choice.iter().position(|choice| *choice == TierChoice::Tier(2));
    let row = row.expect("somebody is in the last tier");
    let entry = Override {
        tier: TierChoice::Tier(0),
        reason: "Strategic".into(),
        author: "A".into(),
        set_on: today(),
        expires,
    };
    plan.apply(Change::SetOverrides(vec![(plan.accounts.ids()[row], Some(entry))]))
        .expect("an account");
    row
}

fn by_cause(moves: &Moves) -> [usize; 4] {
    Cause::ALL.map(|cause| moves.moved.iter().filter(|each| each.cause == cause).count())
}

fn agreed(plan: &Plan) -> Moves {
    let results = computed(plan);
    moves(plan, &results, Side::Kept(plan.agreed().expect("agreed")), Side::Now)
}

#[test]
fn each_cause_is_told_when_it_alone_changed() {
    let fresh = || {
        let mut plan = plan_on(varied(400), vec![]);
        agree(&mut plan, 0, None);
        plan
    };
    assert_eq!(agreed(&fresh()).moved, [], "nothing changed");
    let mut plan = fresh();
    reweigh(&mut plan, &[100, 100, 200, 600]);
    let [data, model, cut, people] = by_cause(&agreed(&plan));
    assert!(
        model > 0 && [data, cut, people] == [0; 3],
        "weights moved {model} accounts"
    );

    let mut plan = fresh();
    let scheme = TierScheme {
        cut: CutRule::Share(vec![200, 500]),
        ..plan.tiers.clone()
    };
    plan.apply(Change::SetTiers(scheme)).expect("cuts in order");
    let [data, model, cut, people] = by_cause(&agreed(&plan));
    assert!(
        cut > 0 && [data, model, people] == [0; 3],
        "cut-offs moved {cut} accounts"
    );

    let mut plan = fresh();
    put_first(&mut plan, None);
    let found = agreed(&plan);
    assert_eq!(by_cause(&found), [0, 0, 0, 1]);
    assert_eq!(
        (found.moved[0].from, found.moved[0].to),
        (TierChoice::Tier(2), TierChoice::Tier(0))
    );

    let mut plan = fresh();
    let field = plan
        .accounts
        .field_with_role(tierline_plan::FieldRole::Employees)
        .expect("a column")
        .id;
    let cells: Vec<(AccountId, FieldId, Value)> = plan.accounts.ids()[..40]
        .iter()
        .map(|id| (*id, field, Value::Number(5000.0)))
        .collect();
    plan.apply(Change::SetCells(cells)).expect("cells");
    let [data, model, cut, people] = by_cause(&agreed(&plan));
    assert!(
        data > 0 && [model, cut, people] == [0; 3],
        "new figures moved {data} accounts"
    );
}

#[test]
fn accounts_that_came_and_went_are_told_apart_from_those_that_moved() {
    let mut plan = plan_on(varied(300), vec![]);
    agree(&mut plan, 0, None);
    let kept = plan.agreed().expect("agreed").clone();
    // The list has lost its first ten accounts; twenty others came.
    let later = plan_on(varied(320), vec![]);
    let (ids, fields) = (later.accounts.ids()[10..].to_vec(), later.accounts.fields().to_vec());
    let columns = later
        .accounts
        .columns()
        .iter()
        .zip(&fields)
        .map(|(column, field)| tierline_plan::Column::from_values(field.kind, (10..320).map(|row| column.value(row))))
        .collect();
    let accounts = tierline_plan::AccountTable::from_parts(ids, fields, columns).expect("a list");
    plan.apply(Change::SetAccounts {
        accounts: Box::new(accounts),
        products: vec![],
        sources: vec![],
    })
    .expect("fits");
    let results = computed(&plan);
    let found = moves(&plan, &results, Side::Kept(&kept), Side::Now);
    assert_eq!((found.new.len(), found.gone), (20, 10));
    assert_eq!(found.moved.len() + found.stayed.iter().sum::<u32>() as usize, 290);
}

#[test]
fn a_limit_lets_those_move_that_lie_furthest_beyond_their_cut() {
    let mut plan = plan_on(varied(500), vec![]);
    agree(&mut plan, 0, Some(20));
    reweigh(&mut plan, &[0, 0, 0, 1000]);
    let free = {
        let mut free = plan.clone();
        free.apply(Change::SetSteadiness(Steadiness::default())).expect("fits");
        computed(&free)
    };
    let results = computed(&plan);
    let found = agreed(&plan);
    assert_eq!(found.moved.len(), 10, "2 % of 500");
    let by_limit = || results.tiering.held.iter().filter(|held| held.by == HeldBy::Limit);
    assert!(by_limit().count() > 0);
    let old = plan.agreed().expect("agreed");
    let beyond = |row: u32| {
        let TierChoice::Tier(from) = old.placed[row as usize].1 else {
            panic!("no account was out")
        };
        let units = free.scores.units()[row as usize];
        let (up, down) = (usize::from(from).checked_sub(1), usize::from(from));
        let cuts = &free.tiering.cut_units;
        up.and_then(|up| units.checked_sub(cuts[up]))
            .unwrap_or_else(|| cuts[down] - units)
    };
    let nearest = found
        .moved
        .iter()
        .map(|each| beyond(each.row))
        .min()
        .expect("some moved");
    let furthest = by_limit().map(|held| beyond(held.row)).max().expect("some are held");
    assert!(nearest >= furthest, "{nearest} was let go before {furthest}");
    let sentence = results
        .reason(&plan, by_limit().next().expect("one").row as usize)
        .sentence;
    assert!(sentence.contains("as many accounts move already as may"), "{sentence}");
}

#[test]
fn a_limit_that_begins_anew_lets_as_many_move_in_every_period() {
    let mut plan = plan_on(varied(500), vec![]);
    // On 22 November.
    agree(&mut plan, 0, Some(20));
    reweigh(&mut plan, &[0, 0, 0, 1000]);
    let allowed = |plan: &Plan| {
        let results = computed(plan);
        let agreed = results.tiering.standing().agreed.as_ref().expect("agreed");
        (
            agreed.limit().map(|limit| limit + agreed.moved_before()),
            agreed_moves(plan, &results),
        )
    };
    assert_eq!(allowed(&plan), (Some(10), 10));
    plan.apply(Change::SetMovePeriod(Some(MovePeriod::Quarter)))
        .expect("fits");
    assert_eq!(
        allowed(&plan),
        (Some(10), 10),
        "the first quarter is the one of the agreement"
    );
    let begin = |plan: &mut Plan, on: (i32, u8, u8)| {
        let moved = computed(plan).tiering.moved();
        let on = Day::from_ymd(on.0, on.1, on.2).expect("a date");
        let before = MovedBefore { on, accounts: moved };
        plan.apply(Change::SetMovedBefore(Some(before))).expect("fits");
    };
    // Nobody wrote down who had moved: plans of an older version do not.
    let mut old = plan.clone();
    let info = PlanInfo {
        as_of: Day::from_ymd(2027, 1, 1).expect("a date"),
        ..plan.info.clone()
    };
    old.apply(Change::SetInfo(info)).expect("fits");
    assert_eq!(allowed(&old), (Some(20), 20));
    begin(&mut plan, (2027, 1, 1));
    assert_eq!(allowed(&plan), (Some(20), 20), "as many more in the next quarter");
    // A quarter in which nobody moves leaves nothing over.
    plan.apply(Change::SetModel(plan.agreed().expect("agreed").model.clone()))
        .expect("fits");
    assert_eq!(computed(&plan).tiering.moved(), 0);
    begin(&mut plan, (2027, 4, 1));
    begin(&mut plan, (2027, 7, 1));
    reweigh(&mut plan, &[0, 0, 0, 1000]);
    assert_eq!(allowed(&plan), (Some(10), 10));
    plan.apply(Change::SetMovePeriod(None)).expect("fits");
    assert_eq!(allowed(&plan), (Some(10), 10), "counted from the agreement again");
}

/// Accounts that left their agreed tier.
fn agreed_moves(plan: &Plan, results: &Results) -> usize {
    let agreed = Side::Kept(plan.agreed().expect("agreed"));
    moves(plan, results, agreed, Side::Now).moved.len()
}

#[test]
fn what_a_scenario_would_do_is_what_it_does_when_it_is_used() {
    let mut plan = plan_on(varied(400), vec![]);
    agree(&mut plan, 25, None);
    reweigh(&mut plan, &[0, 500, 0, 500]);
    let results = computed(&plan);
    let scenario = plan.agreed().expect("agreed").clone();
    let foretold = tiered(&plan, &results, &scenario);
    let found = moves(&plan, &results, Side::Now, Side::Kept(&scenario));
    plan.apply(Change::Batch(vec![
        Change::SetModel(scenario.model.clone()),
        Change::SetTiers(scenario.tiers.clone()),
        Change::SetGates(scenario.gates.clone()),
    ]))
    .expect("fits");
    let after = computed(&plan);
    assert_eq!(after.tiering.choice, foretold.choice);
    for each in &found.moved {
        assert_eq!(after.tiering.choice[each.row as usize], each.to);
    }
    let moved = (0..400)
        .filter(|row| after.tiering.choice[*row] != results.tiering.choice[*row])
        .count();
    assert_eq!(found.moved.len(), moved);
}

#[test]
fn who_is_held_by_the_margin_is_told_where_and_why() {
    let mut plan = plan_on(varied(500), vec![]);
    agree(&mut plan, 25, None);
    reweigh(&mut plan, &[380, 270, 200, 150]);
    let results = computed(&plan);
    let held = results
        .tiering
        .held
        .iter()
        .find(|held| held.by == HeldBy::Margin)
        .expect("some lie near their cut");
    let sentence = results.reason(&plan, held.row as usize).sentence;
    assert!(sentence.contains("held there as agreed on 2026-11-22"), "{sentence}");
    assert!(
        sentence.contains("but not by the 2.5 points that a move asks for"),
        "{sentence}"
    );
}

prop_compose! {
    fn weights()(parts in prop::collection::vec(0.0..100.0f64, 4)) -> Vec<u16> {
        tierline_plan::split_units(1000, &parts).into_iter().map(|part| part as u16).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn causes_add_up_to_all_moves_and_rows_to_the_old_tiers(
        new in weights(), shares in (0u16..500, 0u16..500), margin in 0u16..60, out in prop::collection::btree_set(0usize..200, 0..8),
    ) {
        let mut plan = plan_on(varied(200), vec![]);
        agree(&mut plan, margin, None);
        reweigh(&mut plan, &new);
        let scheme = TierScheme { cut: CutRule::Share(vec![shares.0, shares.0 + shares.1]), ..plan.tiers.clone() };
        let entry = |tier| Override { tier, reason: "x".into(), author: "A".into(), set_on: today(), expires: None };
        let overrides = out.iter().map(|row| (plan.accounts.ids()[*row], Some(entry(TierChoice::Excluded)))).collect();
        plan.apply(Change::Batch(vec![Change::SetTiers(scheme), Change::SetOverrides(overrides)])).expect("fits");
        let results = computed(&plan);
        let kept = plan.agreed().expect("agreed");
        let found = moves(&plan, &results, Side::Kept(kept), Side::Now);
        let really = (0..200).filter(|row| kept.placed[*row].1 != results.tiering.choice[*row]).count();
        prop_assert_eq!(found.moved.len(), really);
        prop_assert_eq!(by_cause(&found).iter().sum::<usize>(), really);
        for tier in 0..3 {
            let choice = TierChoice::Tier(tier);
            let left = found.moved.iter().filter(|each| each.from == choice).count() as u32;
            let size = kept.placed.iter().filter(|(_, each)| *each == choice).count() as u32;
            prop_assert_eq!(left + found.stayed[place(choice)], size);
        }
    }

    #[test]
    fn a_margin_moves_no_more_accounts_than_a_plain_cut_and_none_when_nothing_changed(new in weights(), margin in 0u16..100) {
        let mut plan = plan_on(varied(200), vec![]);
        agree(&mut plan, margin, None);
        prop_assert_eq!(agreed(&plan).moved.len(), 0);
        reweigh(&mut plan, &new);
        let steady = agreed(&plan).moved.len();
        let mut plain = plan.clone();
        let steadiness = Steadiness { margin: 0, ..plan.steadiness };
        plain.apply(Change::SetSteadiness(steadiness)).expect("fits");
        let results = computed(&plain);
        prop_assert!(results.tiering.held.is_empty(), "without a margin the cut alone decides");
        prop_assert!(steady <= agreed(&plain).moved.len());
    }

    #[test]
    fn the_score_that_is_told_to_reach_a_tier_does_and_no_lower_one(new in weights(), margin in 0u16..60) {
        let mut plan = plan_on(varied(200), vec![]);
        agree(&mut plan, margin, None);
        reweigh(&mut plan, &new);
        let tiering = computed(&plan).tiering;
        for row in 0..200 {
            for tier in 0..2 {
                let Some(reach) = tiering.reach(row, tier) else { continue };
                prop_assert!(tiering.with_score(row, reach) <= TierChoice::Tier(tier), "row {} tier {}", row, tier);
                if let Some(less) = reach.checked_sub(1) {
                    prop_assert!(tiering.with_score(row, less) > TierChoice::Tier(tier), "row {} tier {}", row, tier);
                }
            }
        }
    }

    #[test]
    fn a_limit_is_kept(new in weights(), most in 0u16..300, margin in 0u16..40, floor in prop::option::of(0.0..4000.0f64), stops_at in 0u8..4) {
        let mut plan = plan_on(varied(200), vec![]);
        let employees = plan.accounts.field_with_role(FieldRole::Employees).expect("a column").id;
        let gate = |floor| Gate {
            id: GateId(1),
            sense: GateSense::MustHave,
            source: CriterionSource::Field(employees),
            test: GateTest::Number { from: Some(floor), to: None },
            stops_at: if stops_at == 3 { TierChoice::Excluded } else { TierChoice::Tier(stops_at) },
        };
        plan.apply(Change::SetGates(floor.map(gate).into_iter().collect())).expect("a sound gate");
        agree(&mut plan, margin, Some(most));
        let with_tier = plan.agreed().expect("agreed").placed.iter().filter(|(_, tier)| *tier != TierChoice::Excluded).count();
        reweigh(&mut plan, &new);
        prop_assert!(agreed(&plan).moved.len() <= usize::from(most) * with_tier / 1000);
        prop_assert_eq!(laws::check(&plan, &computed(&plan)), []);
    }
}

#[test]
fn that_time_has_passed_is_a_cause_of_the_list_and_no_difference_of_the_model() {
    let list = ListOf::accounts(300)
        .column(FieldRole::LastActivity, FieldKind::Date, |row| {
            Value::Date(Day::from_epoch_days(today().epoch_days() - row as i32 * 3))
        })
        .number(FieldRole::Employees, |row| {
            Some(f64::from((row * 7919 % 300) as u32 * 10))
        })
        .table();
    let mut plan = plan_on(list, vec![]);
    assert!(
        plan.model
            .criteria
            .iter()
            .any(|criterion| matches!(criterion.curve, Curve::Recency { .. })),
        "engagement is told by the last activity"
    );
    agree(&mut plan, 0, None);
    let as_of = Day::from_epoch_days(today().epoch_days() + 180);
    let info = PlanInfo {
        as_of,
        ..plan.info.clone()
    };
    let model = plan.model.seen_from(as_of);
    // Half of the accounts are called meanwhile: the list that comes in then counts all ages from its own day.
    let field = plan
        .accounts
        .field_with_role(FieldRole::LastActivity)
        .expect("a column")
        .id;
    let calls = plan.accounts.ids()[150..]
        .iter()
        .map(|id| (*id, field, Value::Date(as_of)))
        .collect();
    plan.apply(Change::Batch(vec![
        Change::SetInfo(info),
        Change::SetModel(model),
        Change::SetCells(calls),
    ]))
    .expect("fits");
    let [data, model, cut, people] = by_cause(&agreed(&plan));
    assert!(data > 0, "calls moved {data} accounts");
    assert_eq!([model, cut, people], [0; 3], "nobody touched a rule");
}

#[test]
fn nobody_is_told_to_earn_what_a_limit_withholds() {
    let mut plan = plan_on(varied(300), vec![]);
    agree(&mut plan, 0, Some(0));
    reweigh(&mut plan, &[0, 0, 0, 1000]);
    let results = computed(&plan);
    let held: Vec<usize> = results.tiering.held.iter().map(|held| held.row as usize).collect();
    assert!(!held.is_empty());
    for row in held {
        assert_eq!(results.lifts(&plan, row), []);
    }
}

#[test]
fn an_override_that_has_run_out_is_a_cause_of_its_own() {
    let mut plan = plan_on(varied(300), vec![]);
    let row = put_first(&mut plan, Some(today()));
    agree(&mut plan, 0, None);
    let info = PlanInfo {
        as_of: Day::from_epoch_days(today().epoch_days() + 1),
        ..plan.info.clone()
    };
    plan.apply(Change::SetInfo(info)).expect("fits");
    let found = agreed(&plan);
    assert_eq!(by_cause(&found), [0, 0, 0, 1]);
    assert_eq!(found.moved[0].row as usize, row);
}
