use super::*;
use proptest::prelude::*;

/// Sixty-four accounts of three criteria whose points a float holds exactly, and what became of them.
fn oracle() -> (Points, Vec<f64>) {
    let column = |factor: usize, modulus: usize| -> std::sync::Arc<[f32]> {
        (0..64)
            .map(|row| (row * factor % modulus) as f32 / (modulus - 1) as f32)
            .collect()
    };
    let columns = vec![column(5, 17), column(11, 9), column(7, 5)];
    let chance = (0..64)
        .map(|row| {
            let odds = 3.0 * f64::from(columns[0][row]) - 1.5 * f64::from(columns[1][row])
                + 0.5 * f64::from(columns[2][row])
                - 0.8;
            1.0 / (1.0 + libm::exp(-odds))
        })
        .collect();
    (Points::new(columns, 64), chance)
}

fn noise(row: usize) -> f64 {
    (row * 37 % 64) as f64 / 64.0
}

const IGNORE: [MissingPolicy; 3] = [MissingPolicy::LeaveOut; 3];

fn fitted(points: &Points, told: &[Told]) -> (Vec<f64>, Vec<f64>, f64) {
    let columns: Vec<Standard> = points
        .by_criterion
        .iter()
        .map(|column| Standard::of(column, None, told).expect("it differs"))
        .collect();
    let used: Vec<&Standard> = columns.iter().collect();
    let rows: Vec<usize> = (0..told.len()).collect();
    let fit = Fit::of(&used, told, &rows);
    let spread = fit.spread(&used, told);
    let raw = |place: usize| fit.coefficients[place + 1] / columns[place].deviation;
    let error = |place: usize| (spread * fit.variance(place + 1)).sqrt() / columns[place].deviation;
    ((0..3).map(raw).collect(), (0..3).map(error).collect(), spread)
}

fn assert_near(found: &[f64], wanted: &[f64]) {
    for (found, wanted) in found.iter().zip(wanted) {
        assert!((found - wanted).abs() < 1e-6, "{found} is not {wanted}");
    }
}

/// scikit-learn 1.9, `LogisticRegression(C=1, tol=1e-12)` on points standardised with the population's deviation.
#[test]
fn coefficients_are_those_of_scikit_learn() {
    let (points, chance) = oracle();
    let answers: Vec<Told> = (0..64)
        .map(|row| Told {
            row,
            hits: f64::from(u8::from(noise(row) < chance[row])),
            of: 1.0,
        })
        .collect();
    assert_near(&[answers.iter().map(|each| each.hits).sum()], &[35.0]);
    let (found, ..) = fitted(&points, &answers);
    assert_near(&found, &[2.296_761_11, -1.560_515_53, 0.619_027_02]);
    // The second speaks against a hit: without it, fitted again.
    let columns: Vec<Standard> = points
        .by_criterion
        .iter()
        .map(|column| Standard::of(column, None, &answers).expect("it differs"))
        .collect();
    let used: Vec<&Standard> = columns.iter().collect();
    let rows: Vec<usize> = (0..64).collect();
    let mut out = Vec::new();
    let positive = Positive::of(&used, &answers, &rows, |_, _, _, place| out.push(place));
    assert_eq!((positive.kept.as_slice(), out.as_slice()), (&[0, 2][..], &[1][..]));
    let raw = |at: usize| positive.fit.coefficients[at + 1] / columns[positive.kept[at]].deviation;
    assert_near(&[raw(0), raw(1)], &[2.236_971_77, 0.424_349_32]);

    let deals: Vec<Told> = (0..64)
        .map(|row| {
            let of = 1.0 + (row % 3) as f64;
            let lucky = f64::from(u8::from(noise(row) < chance[row])) * of * 0.5;
            Told {
                row,
                // Half to even, as the oracle rounds.
                hits: (of * chance[row] * 0.5 + lucky).round_ties_even().min(of),
                of,
            }
        })
        .collect();
    let (found, errors, spread) = fitted(&points, &deals);
    assert_near(&found, &[3.766_064_08, -1.960_323_21, 0.662_277_97]);
    assert_near(&errors, &[0.794_710_40, 0.687_681_71, 0.617_798_52]);
    assert_near(&[spread], &[1.080_151_69]);
}

fn told(rows: usize, hit: impl Fn(usize) -> bool) -> Vec<Told> {
    (0..rows)
        .map(|row| Told {
            row,
            hits: f64::from(u8::from(hit(row))),
            of: 1.0,
        })
        .collect()
}

fn columns(rows: usize, each: &[&dyn Fn(usize) -> f32]) -> Points {
    Points::new(
        each.iter().map(|column| (0..rows).map(column).collect()).collect(),
        rows,
    )
}

#[test]
fn nothing_is_learnt_from_few_outcomes_or_from_chance() {
    let size = |row: usize| (row % 20) as f32 / 19.0;
    let points = columns(200, &[&size]);
    let few = learn(&points, &IGNORE[..1], &told(29, |row| row % 2 == 0));
    assert!(matches!(few, Err(CannotLearn::TooFew { accounts: 29, .. })), "{few:?}");
    let rare = learn(&points, &IGNORE[..1], &told(200, |row| row < 9));
    assert!(
        matches!(rare, Err(CannotLearn::TooFew { hits, .. }) if hits < FEWEST_OF_EACH),
        "{rare:?}"
    );
    let chance = learn(
        &points,
        &IGNORE[..1],
        &told(200, |row| Mix::new(5).word(row as u64).finish().is_multiple_of(2)),
    );
    assert!(matches!(chance, Err(CannotLearn::NoSignal { .. })), "{chance:?}");
    let flat = learn(&columns(200, &[&|_| 0.5]), &IGNORE[..1], &told(200, |row| row % 2 == 0));
    assert_eq!(flat, Err(CannotLearn::NothingDiffers));
}

#[test]
fn what_speaks_against_a_hit_gets_no_weight_and_says_so() {
    let rows = 300;
    let good = |row: usize| (row % 30) as f32 / 29.0;
    let bad = |row: usize| 1.0 - good(row);
    let blank = |row: usize| {
        if row.is_multiple_of(2) {
            f32::NAN
        } else {
            (row % 7) as f32 / 6.0
        }
    };
    let points = columns(rows, &[&good, &bad, &blank]);
    let found = learn(&points, &IGNORE, &told(rows, |row| row % 30 > 14)).expect("there is a signal");
    assert!(found.effects[1].expect("it differs").value < 0.0);
    assert!(found.shares[1] <= 0.0);
    assert!(
        found.shares[0] > 0.8 && (found.shares.iter().sum::<f64>() - 1.0).abs() < 1e-9,
        "{found:?}"
    );
    assert!(found.concordance.low > 0.9);
    assert_eq!(
        learn(&points, &IGNORE, &told(rows, |row| row % 30 > 14)).as_ref(),
        Ok(&found),
        "the same every time"
    );
}

#[test]
fn what_is_quoted_is_how_well_the_suggestion_ranks_not_what_it_may_not_use() {
    let rows = 400;
    let noise = |row: usize| (Mix::new(9).word(row as u64).finish() % 1000) as f32 / 999.0;
    let against = |row: usize| 1.0 - (row % 40) as f32 / 39.0;
    let points = columns(rows, &[&noise, &against]);
    let found = learn(&points, &IGNORE[..2], &told(rows, |row| row % 40 > 19));
    let Err(CannotLearn::NoSignal { concordance }) = found else {
        panic!("the one criterion that tells may have no weight: {found:?}")
    };
    assert!((0.4..0.6).contains(&concordance.value), "{concordance:?}");
}

#[test]
fn hits_that_can_be_foretold_without_fail_give_finite_weights() {
    let points = columns(400, &[&|row| f32::from(row >= 200)]);
    let found = learn(&points, &IGNORE[..1], &told(400, |row| row >= 200)).expect("it is plain");
    let effect = found.effects[0].expect("it differs");
    assert!(
        effect.value.is_finite() && effect.low > 0.0 && effect.high.is_finite(),
        "{effect:?}"
    );
}

proptest! {
    #[test]
    fn suggested_weights_are_shares(rows in prop::collection::vec((0u8..20, 0u8..20, any::<bool>()), 30..150)) {
        let points = Points::new(
            vec![
                rows.iter().map(|row| f32::from(row.0) / 19.0).collect(),
                rows.iter().map(|row| if row.1 == 0 { f32::NAN } else { f32::from(row.1) / 19.0 }).collect(),
            ],
            rows.len(),
        );
        if let Ok(found) = learn(&points, &IGNORE[..2], &told(rows.len(), |row| rows[row].2)) {
            prop_assert!((found.shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(found.shares.iter().all(|share| *share >= 0.0));
            prop_assert!(found.effects.iter().flatten().all(|effect| effect.low <= effect.value && effect.value <= effect.high));
        }
    }
}
