//! All stages in order: what a plan amounts to. Separate from the stages, which know nothing of each other's caches.
//!
//! A host keeps one [`Cache`] a plan and calls [`Results::compute`] after every change; what did not change is not computed
//! again. While a hand is moving it calls the previews, which keep nothing.

mod cache;
mod preview;

pub use cache::Cache;
pub(crate) use preview::model_scores;
pub use preview::{Preview, TierWorth, preview_coverage, preview_model, preview_tiers, preview_weights};

use crate::computed::{Computed, Fields};
use crate::coverage::{CoverageNeed, coverage_need};
use crate::firmness::{self, Lift};
use crate::matrix::Axes;
use crate::opportunity::{AccountKind, Buckets, Opportunity};
use crate::quotas::{QuotaError, Quotas, quotas};
use crate::scoring::{self, Explanation, Points, Scores};
use crate::territories::{
    AssignError, AssignSettings, Assignment, Territories, assign_plan, match_owner_names, measure, owners_by_row,
};
use crate::tiering::{self, Histogram, TierReason, Tiering};
use rayon::prelude::*;
use std::sync::Arc;
use tierline_plan::{Gate, KnownSum, Plan, RepId, TierChoice};

/// The sums of the accounts of one tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TierSummary {
    pub accounts: u32,
    pub customers: u32,
    pub revenue: KnownSum,
    pub potential: KnownSum,
    pub headroom: KnownSum,
    buckets: Buckets,
}

/// Everything that is computed from a plan. Vectors by account have a slot an account row.
#[derive(Debug, Clone)]
pub struct Results {
    pub opportunity: Arc<Opportunity>,
    pub computed: Arc<Computed>,
    pub points: Points,
    pub scores: Scores,
    /// Fit and engagement by themselves.
    pub axes: Axes,
    pub tiering: Tiering,
    pub histogram: Histogram,
    /// In the order of the tiers.
    pub tiers: Vec<TierSummary>,
    /// The accounts that gates or people took out of the plan.
    pub excluded: TierSummary,
    /// All tiers together, without the excluded accounts.
    pub included: TierSummary,
    pub coverage: CoverageNeed,
    /// Who carries the account by the plan.
    pub owners: Vec<Option<RepId>>,
    /// Who owns the account by the list, as far as the name is a rep's.
    pub listed_owners: Vec<Option<RepId>>,
    pub territories: Territories,
    pub quotas: Result<Quotas, QuotaError>,
}

impl Results {
    /// Runs all stages on a plan, taking from the cache what still holds.
    pub fn compute(plan: &Plan, cache: &mut Cache) -> Results {
        let opportunity = cache.opportunity(plan);
        let computed = cache.computed(plan, &opportunity);
        let fields = Fields::new(&plan.accounts, &computed);
        let points = cache.points(plan, fields, &opportunity);
        let (weights, missing) = scoring::terms(&plan.model);
        let scores = scoring::score(&points, &weights, &missing);
        let axes = Axes::of(plan, &points);
        let tiering = tiering::tier(plan, fields, &scores, &opportunity.potential);
        let histogram = Histogram::of(&scores, &tiering.choice, plan.tiers.tiers.len());
        let (tiers, excluded) = summaries(plan.tiers.tiers.len(), &tiering.choice, &opportunity);
        let coverage = coverage_need(&plan.coverage, &tiering.counts, &plan.reps);
        let owners = owners_by_row(plan);
        let listed_owners = match_owner_names(&plan.accounts, &plan.reps);
        let territories = measure(plan, &tiering.choice, &opportunity, &owners, &listed_owners);
        let quotas = quotas(plan, &territories);
        Results {
            included: tiers.iter().fold(TierSummary::default(), TierSummary::plus),
            opportunity,
            computed,
            points,
            scores,
            axes,
            tiering,
            histogram,
            tiers,
            excluded,
            coverage,
            owners,
            listed_owners,
            territories,
            quotas,
        }
    }

    /// The columns of the plan's list and those computed from it.
    pub fn fields<'a>(&'a self, plan: &'a Plan) -> Fields<'a> {
        Fields::new(&plan.accounts, &self.computed)
    }

    /// The score of an account taken apart.
    pub fn explain(&self, plan: &Plan, row: usize) -> Explanation {
        scoring::explain(
            &plan.model,
            self.fields(plan),
            &self.opportunity,
            &self.points,
            &self.scores,
            row,
        )
    }

    /// Why an account has its tier.
    pub fn reason(&self, plan: &Plan, row: usize) -> TierReason {
        tiering::reason(
            plan,
            self.fields(plan),
            &self.tiering,
            &self.scores,
            &self.opportunity.potential,
            &self.explain(plan, row),
            row,
        )
    }

    /// The rows that would stand better without the gate, ascending, each with the tier its score would give it then. Whom
    /// a gate takes out of the plan does not count where tiers are cut, so the cuts are those of a plan without it.
    pub fn stops(&self, plan: &Plan, gate: &Gate) -> Vec<(u32, u8)> {
        let values = &self.opportunity.potential;
        let without = tiering::tier_without(plan, self.fields(plan), gate.id, &self.scores, values);
        tiering::stopped_by(gate, self.fields(plan), values, plan.info.as_of)
            .into_iter()
            .map(|row| (row, without[row as usize]))
            .filter(|(_, tier)| gate.stops_at > TierChoice::Tier(*tier))
            .collect()
    }

    /// What would lift an account into the next better tier.
    pub fn lifts(&self, plan: &Plan, row: usize) -> Vec<Lift> {
        firmness::lifts(
            &plan.model,
            self.fields(plan),
            &self.opportunity,
            &self.points,
            &self.scores,
            &self.tiering,
            row,
        )
    }

    /// Rows from best to worst.
    pub fn ranking(&self, plan: &Plan) -> Vec<u32> {
        tiering::ranking(&plan.accounts, &self.scores, &self.opportunity.potential)
    }

    /// Proposes owners for the included accounts. Stops without effect when `cancelled` says so.
    pub fn assign(
        &self,
        plan: &Plan,
        settings: AssignSettings,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Assignment, AssignError> {
        assign_plan(plan, &self.tiering.choice, &self.opportunity, settings, cancelled)
    }
}

impl TierSummary {
    /// Retain, upsell, cross-sell, new logo, which add up to the potential; `None` where that is not known.
    pub fn buckets(&self) -> Option<Buckets> {
        self.potential.amount().map(|_| self.buckets)
    }

    fn add(&mut self, opportunity: &Opportunity, row: usize) {
        self.accounts += 1;
        self.customers += u32::from(opportunity.kind[row] == AccountKind::Customer);
        self.revenue.add(opportunity.revenue[row]);
        self.potential.add(opportunity.potential[row]);
        self.headroom.add(opportunity.headroom(row));
        self.buckets = self.buckets.plus(opportunity.buckets[row]);
    }

    pub(crate) fn plus(self, other: &TierSummary) -> TierSummary {
        TierSummary {
            accounts: self.accounts + other.accounts,
            customers: self.customers + other.customers,
            revenue: self.revenue.plus(other.revenue),
            potential: self.potential.plus(other.potential),
            headroom: self.headroom.plus(other.headroom),
            buckets: self.buckets.plus(other.buckets),
        }
    }
}

/// The sums of each tier, and of the excluded accounts.
fn summaries(tiers: usize, choice: &[TierChoice], opportunity: &Opportunity) -> (Vec<TierSummary>, TierSummary) {
    const STRETCH: usize = 8192;
    let mut sums = choice
        .par_chunks(STRETCH)
        .enumerate()
        .map(|(stretch, choice)| {
            let mut sums = vec![TierSummary::default(); tiers + 1];
            for (row, choice) in (stretch * STRETCH..).zip(choice) {
                let place = match choice {
                    TierChoice::Tier(tier) => usize::from(*tier),
                    TierChoice::Excluded => tiers,
                };
                sums[place].add(opportunity, row);
            }
            sums
        })
        .reduce(
            || vec![TierSummary::default(); tiers + 1],
            |a, b| a.into_iter().zip(&b).map(|(a, b)| a.plus(b)).collect(),
        );
    let excluded = sums.pop().unwrap_or_default();
    (sums, excluded)
}

/// What each tier holds, in the order of the tiers.
pub fn tier_worths(tiers: usize, choice: &[TierChoice], opportunity: &Opportunity) -> Vec<TierWorth> {
    let (sums, _) = summaries(tiers, choice, opportunity);
    sums.iter().map(TierWorth::from).collect()
}

#[cfg(test)]
mod tests;
