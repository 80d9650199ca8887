//! What would happen: counts, histogram and moves for a setting that a hand is moving. Separate from the results, because
//! nothing here is kept and everything must be there within a frame.

use super::{Results, TierSummary};
use crate::coverage::{CoverageNeed, coverage_need};
use crate::scoring::{self, Points, Scores, criterion_points};
use crate::tiering::{Bins, Histogram, Tiering, counted, tier_by};
use rayon::prelude::*;
use tierline_plan::{Coverage, KnownSum, Model, Plan, TierChoice, TierScheme, Weight};

/// What the accounts of one tier are worth: what of [`TierSummary`] must be there within a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TierWorth {
    pub accounts: u32,
    pub revenue: KnownSum,
    pub potential: KnownSum,
}

impl From<&TierSummary> for TierWorth {
    fn from(summary: &TierSummary) -> Self {
        TierWorth {
            accounts: summary.accounts,
            revenue: summary.revenue,
            potential: summary.potential,
        }
    }
}

impl TierWorth {
    fn plus(self, other: &TierWorth) -> TierWorth {
        TierWorth {
            accounts: self.accounts + other.accounts,
            revenue: self.revenue.plus(other.revenue),
            potential: self.potential.plus(other.potential),
        }
    }
}

/// The tiers as they would be.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// Accounts by tier.
    pub counts: Vec<u32>,
    /// What each tier would hold, in the order of the tiers.
    pub tiers: Vec<TierWorth>,
    pub excluded: u32,
    /// Accounts in the plan without a score.
    pub unscored: u32,
    /// Accounts that are held in another tier than the one of their score.
    pub held: u32,
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
        preview(results, plan, &plan.tiers, &scores)
    })
}

/// The tiers with another model and cut.
pub fn preview_model(results: &Results, plan: &Plan, model: &Model, scheme: &TierScheme) -> Preview {
    let scores = model_scores(results, plan, model);
    preview(results, plan, scheme, &scores)
}

/// The scores by another model: curves, criteria and policies may differ, and only criteria that do are read anew.
pub(crate) fn model_scores(results: &Results, plan: &Plan, model: &Model) -> Scores {
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
                None => criterion_points(criterion, results.fields(plan), &results.opportunity),
            }
        })
        .collect();
    let (weights, missing) = scoring::terms(model);
    scoring::score(&Points::new(columns, plan.accounts.len()), &weights, &missing)
}

/// The tiers with another rule, or another number of them.
pub fn preview_tiers(results: &Results, plan: &Plan, scheme: &TierScheme) -> Preview {
    preview(results, plan, scheme, &results.scores)
}

/// Hours and headcount with another coverage model.
pub fn preview_coverage(results: &Results, plan: &Plan, coverage: &Coverage) -> CoverageNeed {
    coverage_need(coverage, &results.tiering.counts, &plan.reps)
}

/// What one pass over the accounts adds up, with room for as many tiers as there may be.
#[derive(Debug, Clone, Default)]
struct Tally {
    bins: Bins,
    worth: [TierWorth; TierScheme::MOST],
    /// From tier (rows) to tier (columns).
    moves: [[u32; TierScheme::MOST]; TierScheme::MOST],
}

fn tally(results: &Results, scores: &Scores, after: &[TierChoice]) -> Tally {
    const STRETCH: usize = 8192;
    let (before, opportunity) = (&results.tiering.choice, &results.opportunity);
    after
        .par_chunks(STRETCH)
        .enumerate()
        .map(|(stretch, after)| {
            let mut tally = Tally::default();
            let rows = stretch * STRETCH..stretch * STRETCH + after.len();
            let lines = after
                .iter()
                .zip(&before[rows.clone()])
                .zip(&scores.units()[rows.clone()])
                .zip(&opportunity.revenue[rows.clone()])
                .zip(&opportunity.potential[rows]);
            for ((((after, before), units), revenue), potential) in lines {
                tally.bins.add(*units, *after);
                let TierChoice::Tier(tier) = after else { continue };
                let worth = &mut tally.worth[usize::from(*tier)];
                worth.accounts += 1;
                worth.revenue.add(*revenue);
                worth.potential.add(*potential);
                if let TierChoice::Tier(from) = before {
                    tally.moves[usize::from(*from)][usize::from(*tier)] += 1;
                }
            }
            tally
        })
        .reduce(Tally::default, |mut a, b| {
            for (worth, more) in a.worth.iter_mut().zip(&b.worth) {
                *worth = worth.plus(more);
            }
            for (row, more) in a.moves.iter_mut().zip(&b.moves) {
                for (count, more) in row.iter_mut().zip(more) {
                    *count += more;
                }
            }
            a.bins = a.bins.plus(&b.bins);
            a
        })
}

fn preview(results: &Results, plan: &Plan, scheme: &TierScheme, scores: &Scores) -> Preview {
    let tiers = scheme.tiers.len();
    let now = &results.tiering;
    let after: Tiering = tier_by(
        &counted(&scheme.cut, &plan.coverage),
        tiers,
        scores,
        &results.opportunity.potential,
        now.standing(),
    );
    let tally = tally(results, scores, &after.choice);
    let moves: Vec<Vec<u32>> = tally.moves[..now.counts.len()]
        .iter()
        .map(|row| row[..tiers].to_vec())
        .collect();
    let unscored_left_out = after.unscored_left_out(scores);
    let stayed: u32 = moves.iter().enumerate().filter_map(|(tier, row)| row.get(tier)).sum();
    Preview {
        histogram: tally.bins.histogram(tiers),
        moved: moves.iter().flatten().sum::<u32>() - stayed,
        moves,
        tiers: tally.worth[..tiers].to_vec(),
        counts: after.counts,
        excluded: after.excluded,
        unscored: after.unscored - unscored_left_out,
        held: after.held.len() as u32,
        cut_scores: after.cut_scores,
        ties: after.ties,
    }
}
