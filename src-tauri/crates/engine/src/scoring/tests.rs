use super::*;
use crate::computed::Fields;
use crate::opportunity::size_opportunity;
use crate::testing::{plan_on, varied};
use proptest::prelude::*;
use tierline_plan::{CriterionId, Curve};

fn columns(rows: &[&[f32]]) -> Points {
    let count = rows.first().map_or(0, |row| row.len());
    let by_criterion = (0..count).map(|c| rows.iter().map(|row| row[c]).collect()).collect();
    Points::new(by_criterion, rows.len())
}

#[test]
fn the_score_is_the_weighted_mean_of_what_is_known() {
    let points = columns(&[&[1.0, 0.5], &[f32::NAN, 0.5], &[f32::NAN, f32::NAN], &[0.0, f32::NAN]]);
    let weights = [Weight(600), Weight(400)];
    let scores = score(&points, &weights, &[MissingPolicy::LeaveOut; 2]);
    assert_eq!(scores.score(0), Some(80.0));
    assert_eq!(
        scores.score(1),
        Some(50.0),
        "the other criterion takes the whole weight"
    );
    assert_eq!(
        scores.score(2),
        None,
        "without any value there is no score, and it is not 0"
    );
    assert_eq!(scores.score(3), Some(0.0));
    assert_eq!(
        (scores.coverage(0), scores.coverage(1), scores.coverage(3)),
        (1000, 400, 600)
    );
    assert_eq!(scores.unscored(), 1);
}

#[test]
fn missing_policies_fill_blanks_but_never_make_a_score_of_nothing() {
    let points = columns(&[&[f32::NAN, 1.0], &[f32::NAN, f32::NAN]]);
    let weights = [Weight(500), Weight(500)];
    let neutral = score(&points, &weights, &[MissingPolicy::Neutral; 2]);
    assert_eq!(neutral.score(0), Some(75.0));
    let worst = score(&points, &weights, &[MissingPolicy::Worst; 2]);
    assert_eq!(worst.score(0), Some(50.0));
    assert_eq!(worst.score(1), None);
}

#[test]
fn a_criterion_without_weight_does_not_make_a_score() {
    let points = columns(&[&[0.9, f32::NAN]]);
    let scores = score(&points, &[Weight(0), Weight(1000)], &[MissingPolicy::LeaveOut; 2]);
    assert_eq!(scores.score(0), None);
}

#[test]
fn shown_scores_round_half_up() {
    assert_eq!(shown(783_499), 783);
    assert_eq!(shown(783_500), 784);
    assert_eq!(shown(Scores::MOST), 1000);
}

fn any_points() -> impl Strategy<Value = (Vec<Vec<Option<f32>>>, Vec<u16>, Vec<u8>)> {
    (1usize..7).prop_flat_map(|criteria| {
        (
            prop::collection::vec(
                prop::collection::vec(prop::option::weighted(0.8, 0.0..=1.0_f32), criteria),
                1..40,
            ),
            prop::collection::vec(0u16..500, criteria),
            prop::collection::vec(0u8..3, criteria),
        )
    })
}

proptest! {
    #[test]
    fn contributions_add_up_to_the_shown_score((rows, raw, policies) in any_points()) {
        let weights: Vec<Weight> = tierline_plan::split_units(1000, &raw.iter().map(|w| f64::from(*w)).collect::<Vec<_>>())
            .into_iter().map(|w| Weight(w as u16)).collect();
        let missing: Vec<MissingPolicy> = policies.iter()
            .map(|p| [MissingPolicy::LeaveOut, MissingPolicy::Neutral, MissingPolicy::Worst][usize::from(*p)]).collect();
        let model = Model {
            criteria: weights.iter().zip(&missing).enumerate().map(|(i, (weight, missing))| Criterion {
                id: CriterionId(i as u32), name: format!("C{i}"), standard: None, source: CriterionSource::Potential,
                weight: *weight, locked: false, curve: Curve::Linear { from: 0.0, to: 1.0 }, missing: *missing,
            }).collect(),
        };
        let flat: Vec<Vec<f32>> = rows.iter().map(|row| row.iter().map(|p| p.unwrap_or(f32::NAN)).collect()).collect();
        let points = columns(&flat.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let scores = score(&points, &weights, &missing);
        let table = varied(rows.len());
        let opportunity = size_opportunity(&table, &Default::default());
        for row in 0..rows.len() {
            let explanation = explain(&model, Fields::of_list(&table), &opportunity, &points, &scores, row);
            let sum: i64 = explanation.contributions.iter().map(|c| c.tenths).sum();
            let most: i64 = explanation.contributions.iter().map(|c| c.most_tenths).sum();
            match scores.score(row) {
                None => prop_assert_eq!((sum, explanation.score_tenths), (0, None)),
                Some(score) => {
                    prop_assert!((0.0..=100.0).contains(&score));
                    prop_assert_eq!(Some(sum), explanation.score_tenths);
                    prop_assert_eq!(most, 1000, "what could be reached is 100 points");
                    prop_assert!((score * 10.0 - sum as f64).abs() <= 0.51);
                    prop_assert!(explanation.contributions.iter().all(|c| c.tenths >= 0 && c.tenths <= c.most_tenths));
                }
            }
        }
    }
}

#[test]
fn the_number_of_threads_does_not_change_a_score() {
    let table = varied(20_000);
    let plan = plan_on(table, vec![]);
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a pool of threads");
        pool.install(|| {
            let opportunity = size_opportunity(&plan.accounts, &plan.opportunity);
            let points = points(&plan.model, Fields::of_list(&plan.accounts), &opportunity);
            let (weights, missing) = terms(&plan.model);
            score(&points, &weights, &missing)
        })
    };
    assert_eq!(run(1), run(3));
}
