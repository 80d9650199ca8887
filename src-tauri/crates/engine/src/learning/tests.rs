use super::*;
use proptest::prelude::*;

const IGNORE: [MissingPolicy; 3] = [MissingPolicy::LeaveOut; 3];

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
