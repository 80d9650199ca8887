use super::*;
use crate::curve::{extent, magnitude_points};
use crate::results::{Cache, Results};
use crate::scoring::terms;
use crate::testing::{ListOf, agree, plan_on, varied};
use proptest::prelude::*;
use std::sync::Arc;
use tierline_plan::{
    Change, CriterionSource, Curve, FieldRole, Gate, GateId, GateSense, GateTest, Plan, TierChoice, TierScheme,
};

fn columns(rows: &[&[f32]]) -> Points {
    let count = rows.first().map_or(0, |row| row.len());
    let by_criterion: Vec<Arc<[f32]>> = (0..count).map(|c| rows.iter().map(|row| row[c]).collect()).collect();
    Points::new(by_criterion, rows.len())
}

/// A plan over a varied list, with what is computed from it.
fn planned(rows: usize) -> (Plan, Results) {
    let plan = plan_on(varied(rows), Vec::new());
    let results = Results::compute(&plan, &mut Cache::default());
    (plan, results)
}

fn of_plan(plan: &Plan, results: &Results, law: Law, seed: u64) -> Firmness {
    let (weights, missing) = terms(&plan.model);
    let tested = Tested {
        points: &results.points,
        weights: &weights,
        missing: &missing,
        cut: &plan.tiers.cut,
        tiers: plan.tiers.tiers.len(),
        values: &results.opportunity.potential,
        standing: results.tiering.standing(),
    };
    firmness(&tested, law, seed, &|| false, &|_| {}).expect("nobody stops it")
}

#[test]
fn any_weights_give_the_known_acceptability() {
    // Exact for two criteria with even weights: 0.4, 0.2, 0.4 and 0 of the first place.
    let points = columns(&[&[1.0, 0.0], &[0.6, 0.6], &[0.0, 1.0], &[0.3, 0.4]]);
    let tested = Tested {
        points: &points,
        weights: &[Weight(500), Weight(500)],
        missing: &[MissingPolicy::LeaveOut; 2],
        cut: &CutRule::Count(vec![1]),
        tiers: 2,
        values: &[None; 4],
        standing: &Standing::default(),
    };
    let draws = 10_000;
    let found = firmness_of(&tested, Law::Any, draws, 7, &|| false, &|_| {}).expect("nobody stops it");
    for (row, exact) in [0.4, 0.2, 0.4, 0.0].into_iter().enumerate() {
        let share = f64::from(found.share(row, 0)) / 1000.0;
        let error = (exact * (1.0 - exact) / f64::from(draws)).sqrt();
        assert!(
            (share - exact).abs() <= 3.0 * error + 0.0005,
            "row {row} has {share}, not {exact}"
        );
    }
    assert_eq!(found.second(1, 0), Some((1, 1000 - found.share(1, 0))));
    assert_eq!(found.second(3, 1), None, "it never comes first");
}

#[test]
fn any_weights_give_the_known_ranks() {
    // A million draws of a reference, each share within 0.0005.
    let points = columns(&[
        &[0.9, 0.2, 0.4],
        &[0.5, 0.8, 0.5],
        &[0.3, 0.6, 0.9],
        &[0.6, 0.55, 0.6],
        &[0.2, 0.2, 0.95],
    ]);
    let known = [
        [0.2558, 0.0248, 0.0689, 0.2511, 0.3994],
        [0.339, 0.1473, 0.2426, 0.2039, 0.0672],
        [0.3529, 0.2227, 0.1461, 0.2783, 0.0],
        [0.0153, 0.4245, 0.5141, 0.046, 0.0],
        [0.0369, 0.1807, 0.0283, 0.2207, 0.5334],
    ];
    let tested = Tested {
        points: &points,
        weights: &[Weight(400), Weight(300), Weight(300)],
        missing: &[MissingPolicy::LeaveOut; 3],
        // A tier a rank.
        cut: &CutRule::Count(vec![1, 2, 3, 4]),
        tiers: 5,
        values: &[None; 5],
        standing: &Standing::default(),
    };
    let draws = 20_000;
    let found = firmness_of(&tested, Law::Any, draws, 11, &|| false, &|_| {}).expect("nobody stops it");
    for (row, ranks) in known.iter().enumerate() {
        for (rank, exact) in ranks.iter().enumerate() {
            let share = f64::from(found.share(row, rank as u8)) / 1000.0;
            let error = (exact * (1.0 - exact) / f64::from(draws)).sqrt();
            assert!(
                (share - exact).abs() <= 4.0 * error + 0.001,
                "row {row} has rank {rank} in {share}, not {exact}"
            );
        }
    }
}

#[test]
fn weights_that_stay_keep_every_account_where_it_is() {
    let (plan, results) = planned(300);
    let firm = of_plan(&plan, &results, Law::Shaken { by: 0.0 }, 1);
    let all = (0..300).all(|row| firm.share(row, results.tiering.model[row]) == 1000);
    assert!(all, "nothing was shaken");
    let shaken = of_plan(&plan, &results, Law::Shaken { by: 0.1 }, 1);
    let moved = (0..300)
        .filter(|row| shaken.share(*row, results.tiering.model[*row]) < 1000)
        .count();
    assert!(moved > 0, "somebody stands near a cut");
    let any = of_plan(&plan, &results, Law::Any, 1);
    let kept = |firm: &Firmness| {
        (0..300)
            .map(|row| u64::from(firm.share(row, results.tiering.model[row])))
            .sum::<u64>()
    };
    assert!(
        kept(&any) < kept(&shaken),
        "the whole weight space asks more than a shake"
    );
}

#[test]
fn the_number_of_threads_does_not_matter_and_the_seed_does() {
    let (plan, results) = planned(200);
    let in_threads = |threads: usize, seed: u64| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads");
        pool.install(|| of_plan(&plan, &results, Law::Any, seed))
    };
    assert_eq!(in_threads(1, 5), in_threads(3, 5));
    assert_ne!(in_threads(1, 5), in_threads(1, 6));
}

#[test]
fn a_test_that_is_stopped_gives_nothing() {
    let points = columns(&[&[1.0]]);
    let tested = Tested {
        points: &points,
        weights: &[Weight(1000)],
        missing: &[MissingPolicy::LeaveOut],
        cut: &CutRule::Count(vec![1]),
        tiers: 2,
        values: &[None],
        standing: &Standing::default(),
    };
    assert_eq!(firmness(&tested, Law::Any, 1, &|| true, &|_| {}), None);
}

#[test]
fn a_missing_value_is_worth_the_potential_of_whom_it_could_move() {
    let table = ListOf::accounts(10)
        .number(FieldRole::Employees, |row| (row != 4).then_some(row as f64 * 100.0))
        .number(FieldRole::Engagement, |row| Some(row as f64 * 10.0))
        .money(FieldRole::Potential, |row| Some(row as i64 * 100_000))
        .table();
    let mut plan = plan_on(table, Vec::new());
    let scheme = TierScheme {
        cut: CutRule::Score(vec![70.0, 30.0]),
        ..TierScheme::default()
    };
    plan.apply(Change::SetTiers(scheme)).expect("fits");
    let results = Results::compute(&plan, &mut Cache::default());
    let found = gaps(
        &plan.model,
        &results.points,
        &results.tiering,
        &results.opportunity.potential,
    );
    let size = plan
        .model
        .criteria
        .iter()
        .find(|c| c.name == "Company size")
        .expect("it reads employees");
    assert_eq!(found.len(), 1, "only one criterion has a gap: {found:?}");
    assert_eq!((found[0].criterion, found[0].missing), (size.id, 1));
    let spread = Ranges::of(&plan.model, &results.points)
        .whole(4)
        .expect("a value is missing");
    let tier = |units: u32| results.tiering.cut_units.iter().filter(|cut| units < **cut).count();
    let could = tier(spread.least) != 1 || tier(spread.most) != 1;
    assert_eq!(found[0].could_move, u32::from(could));
    assert_eq!(
        Ranges::of(&plan.model, &results.points).whole(5),
        None,
        "nothing of it is missing"
    );
}

#[test]
fn what_was_agreed_on_and_what_a_gate_says_holds_in_every_trial() {
    let (mut plan, results) = planned(400);
    let law = Law::Shaken { by: 0.1 };
    let bare = of_plan(&plan, &results, law, 1);
    agree(&mut plan, 25, None);
    let results = Results::compute(&plan, &mut Cache::default());
    let held = of_plan(&plan, &results, law, 1);
    let tier = |row: usize| results.tiering.model[row];
    let keeps = |firmness: &Firmness| -> u32 { (0..400).map(|row| u32::from(firmness.share(row, tier(row)))).sum() };
    assert!(
        (0..400).all(|row| held.share(row, tier(row)) >= bare.share(row, tier(row))) && keeps(&held) > keeps(&bare),
        "a margin lets nobody leave who would have stayed"
    );

    let gate = Gate {
        id: GateId(1),
        sense: GateSense::KnockOut,
        source: CriterionSource::Potential,
        test: GateTest::Known,
        stops_at: TierChoice::Tier(1),
    };
    plan.apply(Change::SetGates(vec![gate])).expect("fits");
    let results = Results::compute(&plan, &mut Cache::default());
    let gated = of_plan(&plan, &results, law, 1);
    let stopped = &results.tiering.standing().stopped;
    assert!(!stopped.is_empty());
    assert!(stopped.iter().all(|stopped| gated.share(stopped.row as usize, 0) == 0));
}

#[test]
fn a_value_that_no_account_could_have_moves_nobody() {
    // The industry of one is not known, and no industry of this table is worth less than 40 or more than 60 of its points.
    let table = ListOf::accounts(6)
        .number(FieldRole::Employees, |row| Some(row as f64 * 100.0))
        .words(FieldRole::Industry, |row| (row != 4).then_some("Energy"))
        .table();
    let mut plan = plan_on(table, Vec::new());
    let mut model = plan.model.clone();
    model
        .criteria
        .retain(|c| matches!(c.curve, Curve::Category { .. }) || c.name == "Company size");
    assert_eq!(model.criteria.len(), 2, "size and industry");
    for criterion in &mut model.criteria {
        criterion.weight = Weight(500);
        if let Curve::Category { points, other } = &mut criterion.curve {
            (*points, *other) = (vec![("Energy".to_owned(), 0.6)], 0.4);
        } else {
            criterion.curve = Curve::Linear { from: 0.0, to: 500.0 };
        }
    }
    plan.apply(Change::SetModel(model)).expect("fits");
    // 0.8 of the size's points and 0.4 to 0.6 of the industry's: 60 to 70.
    let could_move = |cut: f64| {
        let mut plan = plan.clone();
        let scheme = TierScheme {
            cut: CutRule::Score(vec![cut, 0.0]),
            ..TierScheme::default()
        };
        plan.apply(Change::SetTiers(scheme)).expect("fits");
        let results = Results::compute(&plan, &mut Cache::default());
        let range = Ranges::of(&plan.model, &results.points)
            .whole(4)
            .expect("a value is missing");
        assert_eq!((range.least, range.most), (600_000, 700_000));
        let found = gaps(
            &plan.model,
            &results.points,
            &results.tiering,
            &results.opportunity.potential,
        );
        found[0].could_move
    };
    // Scored by its size alone it stands at 80.
    assert_eq!((could_move(75.0), could_move(65.0), could_move(55.0)), (1, 1, 0));
}

#[test]
fn the_range_of_a_score_holds_the_score() {
    let (plan, results) = planned(400);
    for row in 0..400 {
        let Some(spread) = Ranges::of(&plan.model, &results.points).whole(row) else {
            continue;
        };
        let units = results.scores.units()[row];
        let missing = |at: &usize| results.points.by_criterion[*at][row].is_nan();
        let reaches_all = |at: usize| extent(&plan.model.criteria[at].curve) == (0.0, 1.0);
        // The others may be worth less than what is left out or half the points would make of them.
        if (0..plan.model.criteria.len()).filter(missing).all(reaches_all) {
            assert!(
                spread.least <= units + 1 && units <= spread.most + 1,
                "row {row}: {units} in {spread:?}"
            );
        }
        assert!(spread.least < spread.most);
    }
}

proptest! {
    #[test]
    fn a_lift_lifts(row in 0_usize..400, cuts in prop::collection::vec(1_u16..999, 2)) {
        let (mut plan, _) = planned(400);
        let mut cuts = cuts;
        cuts.sort_unstable();
        let scheme = TierScheme { cut: CutRule::Share(cuts), ..TierScheme::default() };
        plan.apply(Change::SetTiers(scheme)).expect("fits");
        let results = Results::compute(&plan, &mut Cache::default());
        for lift in results.lifts(&plan, row) {
            let at = plan.model.criteria.iter().position(|c| c.id == lift.criterion).expect("a criterion");
            let curve = &plan.model.criteria[at].curve;
            let points = match &lift.needed {
                Needed::AtLeast(value) | Needed::AtMost(value) => magnitude_points(curve, *value),
                Needed::Between(low, high) => magnitude_points(curve, (low + high) / 2.0),
                Needed::OneOf(values) => {
                    let tierline_plan::Curve::Category { points, .. } = curve else { panic!("not a category") };
                    points.iter().find(|(value, _)| *value == values[0]).map(|(_, points)| *points)
                }
                _ => None,
            };
            let Some(points) = points else { continue };
            // A hair more, because points are kept as f32.
            let mut columns = results.points.by_criterion.clone();
            let mut column = columns[at].to_vec();
            column[row] = (points + 1e-5).min(1.0) as f32;
            columns[at] = column.into();
            let (weights, missing) = terms(&plan.model);
            let scores = crate::scoring::score(&Points::new(columns, 400), &weights, &missing);
            prop_assert!(
                scores.units()[row] + 20 >= results.tiering.cut_units[usize::from(lift.tier)],
                "{lift:?} gives {} of {}", scores.units()[row], results.tiering.cut_units[usize::from(lift.tier)]
            );
        }
    }
}
