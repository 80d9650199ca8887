//! Tiering: cuts the score into tiers and lets people's overrides win. Separate from scoring, because a cut moves far more
//! often than a curve, and from coverage, which only asks which tier an account has.

mod breaks;
mod cuts;
mod histogram;
mod reason;

pub(crate) use histogram::Bins;
pub use histogram::Histogram;
pub use reason::{OverrideState, TierReason, reason};

use crate::scoring::Scores;
use cuts::Cuts;
use std::borrow::Cow;
use tierline_plan::{AccountTable, Coverage, CutRule, Day, Money, Override, Plan, TierChoice};

/// The tier of every account, a slot an account row.
#[derive(Debug, Clone, PartialEq)]
pub struct Tiering {
    /// The model's tier, whatever people decided.
    pub model: Vec<u8>,
    /// The tier that counts: the override's while it holds, else the model's.
    pub choice: Vec<TierChoice>,
    /// The lowest score of each tier but the last, best first; above 100 where nothing reaches the tier. Cuts by score
    /// stand here as they were set.
    pub cut_scores: Vec<f64>,
    /// The least score that reaches each tier but the last, best first, in units as in [`Scores::units`].
    pub cut_units: Vec<u32>,
    /// How many more accounts than asked for each cut lets in, because equal scores are never split.
    pub ties: Vec<u32>,
    /// Accounts in each tier by choice.
    pub counts: Vec<u32>,
    pub excluded: u32,
    /// Accounts that an override which still holds put somewhere, even where the model agrees.
    pub overridden: u32,
    /// Accounts without a score; the model puts them into the last tier.
    pub unscored: u32,
    overrides: Vec<(u32, TierChoice)>,
}

impl Tiering {
    /// The overrides that hold, by row.
    pub fn overrides(&self) -> &[(u32, TierChoice)] {
        &self.overrides
    }
}

/// Whether an override still counts on that day: it does through the day it expires.
pub fn holds(entry: &Override, as_of: Day) -> bool {
    entry.expires.is_none_or(|last| as_of <= last)
}

/// Tiers of a plan's accounts. `values` is the potential, by row: cuts by cumulative value count it.
pub fn tier(plan: &Plan, scores: &Scores, values: &[Option<Money>]) -> Tiering {
    let overrides = standing_overrides(plan);
    let rule = counted(&plan.tiers.cut, &plan.coverage);
    tier_by(&rule, plan.tiers.tiers.len(), scores, values, &overrides)
}

/// A rule by hours as the number of accounts they care for at each tier's cadence; any other rule as it is. A tier without
/// a cadence asks for no time and takes all that are left.
pub fn counted<'a>(rule: &'a CutRule, coverage: &Coverage) -> Cow<'a, CutRule> {
    let CutRule::Hours(hours) = rule else {
        return Cow::Borrowed(rule);
    };
    let mut upto = 0_u32;
    let counts = (0..).zip(hours).map(|(tier, hours)| {
        let own = match coverage.workload_minutes(tier) {
            0 => u32::MAX,
            minutes => u32::try_from(u64::from(*hours) * 60 / minutes).unwrap_or(u32::MAX),
        };
        upto = upto.saturating_add(own);
        upto
    });
    Cow::Owned(CutRule::Count(counts.collect()))
}

/// The overrides that hold on the plan's day, by row, ascending.
pub fn standing_overrides(plan: &Plan) -> Vec<(u32, TierChoice)> {
    plan.overrides
        .iter()
        .filter(|(_, entry)| holds(entry, plan.info.as_of))
        .filter_map(|(account, entry)| Some((plan.accounts.row(*account)? as u32, entry.tier)))
        .collect()
}

/// As [`tier`], from its parts: previews try rules that are not in the plan.
///
/// `tiers` is at least one more than the rule has cuts, and hours are [`counted`] already.
pub fn tier_by(
    rule: &CutRule,
    tiers: usize,
    scores: &Scores,
    values: &[Option<Money>],
    overrides: &[(u32, TierChoice)],
) -> Tiering {
    let cuts = Cuts::find(rule, scores, values);
    let last = tiers.saturating_sub(1) as u8;
    let mut model = vec![last; scores.len()];
    let (mut counts, unscored) = cuts.assign(scores.units(), last, &mut model);
    let mut choice: Vec<TierChoice> = model.iter().map(|tier| TierChoice::Tier(*tier)).collect();
    let mut excluded = 0;
    for (row, wanted) in overrides {
        let row = *row as usize;
        counts[usize::from(model[row])] -= 1;
        choice[row] = match wanted {
            // A previewed scheme may have fewer tiers than the one the override was made for.
            TierChoice::Tier(tier) => TierChoice::Tier((*tier).min(last)),
            TierChoice::Excluded => TierChoice::Excluded,
        };
        match choice[row] {
            TierChoice::Tier(tier) => counts[usize::from(tier)] += 1,
            TierChoice::Excluded => excluded += 1,
        }
    }
    Tiering {
        cut_scores: cuts.scores(rule),
        cut_units: cuts.units,
        ties: cuts.ties,
        model,
        choice,
        counts,
        excluded,
        overridden: overrides.len() as u32,
        unscored,
        overrides: overrides.to_vec(),
    }
}

/// The model's tiers alone, written into `given`, a slot an account row.
pub(crate) fn tiers_of(rule: &CutRule, tiers: usize, scores: &Scores, values: &[Option<Money>], given: &mut [u8]) {
    let last = tiers.saturating_sub(1) as u8;
    Cuts::find(rule, scores, values).assign(scores.units(), last, given);
}

/// Rows from best to worst: score, then value, both descending, then account; accounts without a score stand last.
pub fn ranking(accounts: &AccountTable, scores: &Scores, values: &[Option<Money>]) -> Vec<u32> {
    let key = |row: u32| {
        let units = scores.units()[row as usize];
        (units != Scores::NONE).then_some(units)
    };
    let mut order: Vec<u32> = (0..accounts.len() as u32).collect();
    order.sort_unstable_by(|a, b| {
        key(*b)
            .cmp(&key(*a))
            .then_with(|| values[*b as usize].cmp(&values[*a as usize]))
            .then(a.cmp(b))
    });
    order
}

#[cfg(test)]
mod tests;
