use super::*;
use proptest::prelude::*;

fn near(a: f64, b: f64, digits: i32) -> bool {
    (a - b).abs() < 0.5 * 10_f64.powi(-digits)
}

fn yes_no(hits: usize, of: usize) -> Vec<(f64, f64)> {
    (0..of).map(|at| (f64::from(u8::from(at < hits)), 1.0)).collect()
}

#[test]
fn deals_of_one_account_tell_less_than_as_many_apart() {
    let apart = rate(&yes_no(20, 40)).expect("trials");
    // The same forty trials in four accounts that win all or lose all.
    let together = rate(&[(10.0, 10.0), (10.0, 10.0), (0.0, 10.0), (0.0, 10.0)]).expect("trials");
    assert!(near(apart.value, together.value, 12));
    assert!(
        together.high - together.low > 2.0 * (apart.high - apart.low),
        "{together:?}"
    );
    // Accounts that all win alike are as good as trials apart, never better.
    let alike = rate(&[(5.0, 10.0); 4]).expect("trials");
    assert!(near(alike.low, apart.low, 9) && near(alike.high, apart.high, 9));
    let one = rate(&[(9.0, 10.0)]).expect("trials");
    assert!(one.high - one.low > 0.5, "one account says little: {one:?}");
    assert_eq!(rate(&[(0.0, 0.0)]), None);
}

#[test]
fn the_interval_of_a_mean_is_near_the_normal_one_and_the_same_every_time() {
    let amounts: Vec<f64> = (0..400).map(|at| f64::from(at % 20)).collect();
    let few = mean(&amounts).expect("amounts");
    assert_eq!(Some(few), mean(&amounts));
    // Spread of 0..19 is 5.766; over the root of 400, times 1.96.
    assert!(
        (few.low - (9.5 - 0.565)).abs() < 0.05 && (few.high - (9.5 + 0.565)).abs() < 0.05,
        "{few:?}"
    );
    let many = mean(&amounts.repeat(10)).expect("amounts");
    assert!(near(many.low, 9.5 - 0.565 / 10_f64.sqrt(), 2), "{many:?}");
    let one = mean(&[5.0]).expect("an amount");
    assert!(
        one.low < -1e300 && one.high > 1e300,
        "one amount says nothing of its interval"
    );
    assert_eq!(mean(&[]), None);
    let knows = |amounts: &[f64]| mean(amounts).expect("amounts").low.is_finite();
    assert!(!knows(&[0.0, 0.0, 0.0]) && !knows(&[100_000.0, 110_000.0]) && !knows(&[0.0; 29]));
    assert!(knows(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]) && knows(&[0.0; 30]));
}

#[test]
fn few_accounts_that_won_every_deal_count_as_few() {
    let two = rate(&[(50.0, 50.0), (50.0, 50.0)]).expect("trials");
    let apart = rate(&[(1.0, 1.0), (1.0, 1.0)]).expect("trials");
    assert!(near(two.low, apart.low, 12) && near(two.high, 1.0, 12), "{two:?}");
}

/// Rows in order of score, best first, each with its tier.
fn ranked(outcomes: &[Outcome], tiers: &[u8], more: bool) -> Backtest {
    let units = (0..outcomes.len() as u32).map(|row| 900_000 - row * 100).collect();
    let known: Vec<Option<Outcome>> = outcomes.iter().copied().map(Some).collect();
    backtest(3, &|row| Some(tiers[row]), &Scores::from_units(units), &known, more)
}

fn answers(hits: [usize; 3], each: usize) -> (Vec<Outcome>, Vec<u8>) {
    let mut outcomes = Vec::new();
    let mut tiers = Vec::new();
    for (tier, hits) in hits.into_iter().enumerate() {
        for at in 0..each {
            let hit = f64::from(u8::from(at < hits));
            outcomes.push(Outcome::Counted { hits: hit, of: 1.0 });
            tiers.push(tier as u8);
        }
    }
    (outcomes, tiers)
}

#[test]
fn a_lead_that_may_be_chance_is_no_lead() {
    let verdicts = |hits, each, more| {
        let (outcomes, tiers) = answers(hits, each);
        let found = ranked(&outcomes, &tiers, more);
        let each: Vec<Verdict> = found.comparisons.iter().map(|pair| pair.verdict).collect();
        (each, found.ends.map(|pair| pair.verdict))
    };
    use Verdict::*;
    assert_eq!(verdicts([60, 40, 20], 100, true), (vec![Beats, Beats], Some(Beats)));
    assert_eq!(
        verdicts([60, 55, 20], 100, true),
        (vec![CannotTell, Beats], Some(Beats))
    );
    assert_eq!(verdicts([20, 40, 60], 100, true), (vec![Loses, Loses], Some(Loses)));
    assert_eq!(
        verdicts([20, 40, 60], 100, false),
        (vec![Beats, Beats], Some(Beats)),
        "little churn is what one hopes for"
    );
    assert_eq!(
        verdicts([6, 4, 2], 10, true),
        (vec![CannotTell, CannotTell], Some(CannotTell)),
        "too few to tell"
    );
}

#[test]
fn lifts_and_capture_are_what_a_person_counts() {
    let (outcomes, tiers) = answers([5, 3, 2], 10);
    let found = ranked(&outcomes, &tiers, true);
    let lifts: Vec<f64> = found.tiers.iter().map(|tier| tier.lift.expect("hits").value).collect();
    assert!(
        near(lifts[0], 1.5, 9) && near(lifts[1], 0.9, 9) && near(lifts[2], 0.6, 9),
        "{lifts:?}"
    );
    assert_eq!(found.counted, Some((10.0, 20.0)));
    let curve = found.capture.expect("there are hits");
    assert_eq!((curve[0], curve[curve.len() - 1]), ((0.0, 0.0), (1.0, 1.0)));
    let at_a_sixth = curve
        .iter()
        .find(|(share, _)| *share >= 5.0 / 30.0 - 1e-9)
        .expect("it is there");
    assert!(near(at_a_sixth.1, 0.5, 9), "the first five hold five of ten");
    // 5 x (5+7+8) hits before those misses, and so on, by hand: 5 above all 20; 3 above 15; 2 above 8.
    let by_hand = (5.0 * 20.0 + 3.0 * 15.0 + 2.0 * 8.0) / 200.0;
    assert!(near(found.concordance.expect("both"), by_hand, 12));
}

#[test]
fn what_is_not_known_and_not_in_the_plan_is_not_tested() {
    let outcomes = vec![
        Some(Outcome::Amount(5.0)),
        None,
        Some(Outcome::Amount(7.0)),
        Some(Outcome::Amount(-1.0)),
    ];
    let scores = Scores::from_units(vec![900_000, 800_000, 700_000, 600_000]);
    let found = backtest(
        2,
        &|row| (row != 3).then_some(u8::from(row > 1)),
        &scores,
        &outcomes,
        true,
    );
    assert_eq!((found.all.accounts, found.unknown), (2, 1));
    assert_eq!(found.counted, None);
    assert_eq!(found.concordance, None);
    assert!(found.capture.is_some(), "the negative amount is not in the plan");
    assert_eq!(
        found.comparisons[0].verdict,
        Verdict::CannotTell,
        "one account a tier says nothing"
    );
    let none = backtest(2, &|_| Some(0), &scores, &[None; 4], true);
    assert_eq!(
        (none.all.estimate, none.comparisons.len(), none.capture),
        (None, 0, None)
    );
}

#[test]
fn equal_scores_stand_in_no_order() {
    let outcomes: Vec<Option<Outcome>> = (0..10)
        .map(|at| {
            Some(Outcome::Counted {
                hits: f64::from(at % 2),
                of: 1.0,
            })
        })
        .collect();
    let found = backtest(1, &|_| Some(0), &Scores::from_units(vec![500_000; 10]), &outcomes, true);
    assert_eq!(found.capture, Some(vec![(0.0, 0.0), (1.0, 1.0)]));
    assert_eq!(found.concordance, Some(0.5));
}

proptest! {
    #[test]
    fn figures_lie_in_their_intervals(groups in prop::collection::vec((0u8..9, 0u8..9), 1..60)) {
        let groups: Vec<(f64, f64)> = groups.iter().map(|(a, b)| (f64::from(*a), f64::from(*a) + f64::from(*b))).collect();
        if let Some(found) = rate(&groups) {
            prop_assert!(0.0 <= found.low && found.low <= found.value && found.value <= found.high && found.high <= 1.0);
        }
    }

    #[test]
    fn the_curve_rises_from_nothing_to_all(rows in prop::collection::vec((0u32..50, 0u16..500), 1..400)) {
        let units = rows.iter().map(|(score, _)| score * 10_000).collect();
        let outcomes: Vec<Option<Outcome>> = rows.iter().map(|(_, amount)| Some(Outcome::Amount(f64::from(*amount)))).collect();
        let found = backtest(1, &|_| Some(0), &Scores::from_units(units), &outcomes, true);
        if let Some(curve) = found.capture {
            prop_assert_eq!(curve[0], (0.0, 0.0));
            prop_assert!(near(curve[curve.len() - 1].0, 1.0, 9) && near(curve[curve.len() - 1].1, 1.0, 9));
            prop_assert!(curve.windows(2).all(|pair| pair[0].0 <= pair[1].0 && pair[0].1 <= pair[1].1 + 1e-12));
        }
    }
}
