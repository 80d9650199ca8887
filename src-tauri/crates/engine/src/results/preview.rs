//! What would happen: counts, histogram and moves for a setting that a hand is moving. Separate from the results, because
//! nothing here is kept and everything must be there within a frame.

use super::{Results, TierSummary, summaries};
use crate::coverage::{CoverageNeed, coverage_need};
use crate::scoring::{self, Points, Scores, criterion_points};
use crate::tiering::{Histogram, Tiering, tier_by};
use rayon::prelude::*;
use tierline_plan::{Coverage, Model, Plan, TierChoice, TierScheme, Weight};

/// The tiers as they would be.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// Accounts by tier.
    pub counts: Vec<u32>,
    /// What each tier would hold, in the order of the tiers.
    pub tiers: Vec<TierSummary>,
    pub excluded: u32,
    /// Accounts in the plan without a score.
    pub unscored: u32,
    pub histogram: Histogram,
    /// As [`Tiering::cut_scores`].
    pub cut_scores: Vec<f64>,
    /// As [`Tiering::ties`].
    pub ties: Vec<u32>,
    /// Accounts that would change tier.
    pub moved: u32,
    /// From tier (rows) to tier (columns); row sums are the present counts. Excluded accounts do not move.
    pub moves: Vec<Vec<u32>>,
}

/// The tiers with other weights, in the order of the model's criteria. `None` when there are not as many as criteria.
pub fn preview_weights(results: &Results, plan: &Plan, weights: &[Weight]) -> Option<Preview> {
    let (_, missing) = scoring::terms(&plan.model);
    (weights.len() == missing.len()).then(|| {
        let scores = scoring::score(&results.points, weights, &missing);
        preview(results, &plan.tiers, &scores)
    })
}

/// The tiers with another model and cut: curves, criteria and policies may differ, and only criteria that do are read anew.
pub fn preview_model(results: &Results, plan: &Plan, model: &Model, scheme: &TierScheme) -> Preview {
    let columns = model
        .criteria
        .par_iter()
        .map(|criterion| {
            let same = plan
                .model
                .criteria
                .iter()
                .position(|c| c.source == criterion.source && c.curve == criterion.curve);
            match same {
                Some(index) => results.points.by_criterion[index].clone(),
                None => criterion_points(criterion, &plan.accounts, &results.opportunity),
            }
        })
        .collect();
    let (weights, missing) = scoring::terms(model);
    let scores = scoring::score(&Points::new(columns, plan.accounts.len()), &weights, &missing);
    preview(results, scheme, &scores)
}

/// The tiers with another rule, or another number of them.
pub fn preview_tiers(results: &Results, scheme: &TierScheme) -> Preview {
    preview(results, scheme, &results.scores)
}

/// Hours and headcount with another coverage model.
pub fn preview_coverage(results: &Results, plan: &Plan, coverage: &Coverage) -> CoverageNeed {
    coverage_need(coverage, &results.tiering.counts, &plan.reps)
}

fn preview(results: &Results, scheme: &TierScheme, scores: &Scores) -> Preview {
    let tiers = scheme.tiers.len();
    let now = &results.tiering;
    let after: Tiering = tier_by(
        &scheme.cut,
        tiers,
        scores,
        &results.opportunity.potential,
        now.overrides(),
    );
    // A square that every scheme fits into: no look-up of a row's length on the way.
    const WIDE: usize = TierScheme::MOST;
    let mut square = [[0_u32; WIDE]; WIDE];
    for pair in now.choice.iter().zip(&after.choice) {
        if let (TierChoice::Tier(from), TierChoice::Tier(to)) = pair {
            square[usize::from(*from)][usize::from(*to)] += 1;
        }
    }
    let moves: Vec<Vec<u32>> = square[..now.counts.len()]
        .iter()
        .map(|row| row[..tiers].to_vec())
        .collect();
    let left_out = |(row, choice): &&(u32, TierChoice)| {
        *choice == TierChoice::Excluded && scores.units()[*row as usize] == Scores::NONE
    };
    let unscored_left_out = after.overrides().iter().filter(left_out).count() as u32;
    let stayed: u32 = moves.iter().enumerate().filter_map(|(tier, row)| row.get(tier)).sum();
    Preview {
        histogram: Histogram::of(scores, &after.choice, tiers),
        moved: moves.iter().flatten().sum::<u32>() - stayed,
        moves,
        tiers: summaries(tiers, &after.choice, &results.opportunity).0,
        counts: after.counts,
        excluded: after.excluded,
        unscored: after.unscored - unscored_left_out,
        cut_scores: after.cut_scores,
        ties: after.ties,
    }
}
