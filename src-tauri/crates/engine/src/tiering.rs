//! Tiering: cuts the score into tiers, stops whom the gates stop and lets people's overrides win. Separate from scoring,
//! because a cut moves far more often than a curve, and from coverage, which only asks which tier an account has.

mod breaks;
mod cuts;
mod gates;
mod histogram;
mod hold;
mod reason;

pub(crate) use breaks::breaks as natural_breaks;
pub(crate) use gates::stopped_of;
pub use gates::{Stopped, gate_sentence, stopped, stopped_by, untold};
pub(crate) use histogram::Bins;
pub use histogram::Histogram;
pub use hold::{Agreed, Held, HeldBy};
pub use reason::{OverrideState, TierReason, reason};

use crate::computed::Fields;
use crate::scoring::Scores;
use cuts::Cuts;
use std::borrow::Cow;
use std::sync::Arc;
use tierline_plan::{AccountTable, Coverage, CutRule, Day, Gate, GateId, Money, Override, Plan, TierChoice};

/// The tier of every account, a slot an account row.
#[derive(Debug, Clone, PartialEq)]
pub struct Tiering {
    /// The tier by the score, whatever gates and people decide.
    pub model: Vec<u8>,
    /// The tier that counts: the override's while it holds, else what the gates make of the model's, or of the agreed tier
    /// where that is held.
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
    /// Accounts that are held in another tier than the one of their score, by row, ascending.
    pub held: Vec<Held>,
    standing: Standing,
}

/// What stands above the score, whatever the weights and cut-offs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Whom the gates stop, by row, ascending.
    pub stopped: Vec<Stopped>,
    /// The overrides that hold, by row, ascending. They win over gates.
    pub overrides: Vec<(u32, TierChoice)>,
    /// The tiers that were agreed on, as far as they hold.
    pub agreed: Option<Arc<Agreed>>,
}

impl Standing {
    /// What stands in a plan on its day. `values` is the potential, by row.
    pub fn of(plan: &Plan, fields: Fields<'_>, values: &[Option<Money>]) -> Self {
        Standing {
            stopped: stopped(plan, fields, values),
            overrides: standing_overrides(plan),
            agreed: Agreed::of(plan).map(Arc::new),
        }
    }

    /// Where an account stands that the score puts into a tier.
    fn given(&self, row: u32, tier: u8) -> TierChoice {
        if let Ok(at) = self.overrides.binary_search_by_key(&row, |(row, _)| *row) {
            return self.overrides[at].1;
        }
        let tier = TierChoice::Tier(tier);
        let stopped = self.stopped.binary_search_by_key(&row, |stopped| stopped.row);
        stopped.map_or(tier, |at| self.stopped[at].at.max(tier))
    }

    /// What stands whatever people decide account by account.
    pub fn without_overrides(&self) -> Self {
        Standing {
            stopped: self.stopped.clone(),
            overrides: Vec::new(),
            agreed: self.agreed.clone(),
        }
    }

    /// The rows that a gate takes out of the plan. Cuts by share, number, value or gaps are of the others.
    pub fn out(&self) -> Vec<u32> {
        let out = self.stopped.iter().filter(|stopped| stopped.at == TierChoice::Excluded);
        out.map(|stopped| stopped.row).collect()
    }
}

impl Tiering {
    /// What stood above the score.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// The overrides that hold, by row.
    pub fn overrides(&self) -> &[(u32, TierChoice)] {
        &self.standing.overrides
    }

    /// The gate that stops the account, if any, whatever people decided.
    pub fn stopped(&self, row: usize) -> Option<Stopped> {
        let stopped = &self.standing.stopped;
        let at = stopped.binary_search_by_key(&(row as u32), |stopped| stopped.row);
        at.ok().map(|at| stopped[at])
    }

    /// What holds the account in another tier than the one of its score.
    pub fn held(&self, row: usize) -> Option<Held> {
        let at = self.held.binary_search_by_key(&(row as u32), |held| held.row);
        at.ok().map(|at| self.held[at])
    }

    /// The least score that would put the account into that tier, in units as in [`Scores::units`]: above the cut-off by the
    /// margin where it has agreed on a lower tier, below it by the margin where it would come back. `None` for the last tier
    /// and where no score can.
    pub fn reach(&self, row: usize, tier: u8) -> Option<u32> {
        let cut = *self.cut_units.get(usize::from(tier))?;
        let agreed = self.standing.agreed.as_deref();
        let reach = match agreed.and_then(|agreed| Some((agreed.tier(row)?, agreed.margin()))) {
            None => cut,
            Some((agreed, margin)) if agreed <= tier => cut.saturating_sub(margin),
            Some((_, margin)) => cut.saturating_add(margin),
        };
        (reach <= Scores::MOST).then_some(reach)
    }

    /// Where the account would stand with another score, whatever limit there is on moves.
    pub fn with_score(&self, row: usize, units: u32) -> TierChoice {
        let of_cuts = || self.cut_units.iter().filter(|cut| units < **cut).count() as u8;
        let agreed = self.standing.agreed.as_deref();
        let steadied = agreed.and_then(|agreed| agreed.with_score(row, &self.cut_units, units));
        self.standing.given(row as u32, steadied.unwrap_or_else(of_cuts))
    }

    /// The tier before gates and people decide: the one it is held in, else the one of its score.
    pub fn before_gates(&self, row: usize) -> u8 {
        self.held(row).map_or(self.model[row], |held| held.tier)
    }

    /// How many accounts their score has taken out of their agreed tier, of those that it decides.
    pub fn moved(&self) -> u32 {
        let Some(agreed) = &self.standing.agreed else { return 0 };
        let moved = |row: &usize| {
            agreed.tier(*row).is_some_and(|tier| {
                let now = self.before_gates(*row);
                let stands = |tier: u8| self.standing.given(*row as u32, tier);
                now != tier && stands(now) != stands(tier)
            })
        };
        (0..self.model.len()).filter(moved).count() as u32
    }

    /// Excluded accounts without a score.
    pub(crate) fn unscored_left_out(&self, scores: &Scores) -> u32 {
        let out = |row: usize| self.choice[row] == TierChoice::Excluded && scores.units()[row] == Scores::NONE;
        let by_gate = self.standing.stopped.iter().map(|stopped| stopped.row);
        // An account may be both stopped and overridden.
        let by_hand = self.overrides().iter().map(|(row, _)| *row);
        let by_hand = by_hand.filter(|row| self.stopped(*row as usize).is_none());
        by_gate.chain(by_hand).filter(|row| out(*row as usize)).count() as u32
    }
}

/// The gate of that name.
pub fn gate_of(plan: &Plan, stopped: Stopped) -> Option<&Gate> {
    plan.gates.iter().find(|gate| gate.id == stopped.gate)
}

/// Whether an override still counts on that day: it does through the day it expires.
pub fn holds(entry: &Override, as_of: Day) -> bool {
    entry.expires.is_none_or(|last| as_of <= last)
}

/// Tiers of a plan's accounts. `values` is the potential, by row: cuts by cumulative value count it.
pub fn tier(plan: &Plan, fields: Fields<'_>, scores: &Scores, values: &[Option<Money>]) -> Tiering {
    let rule = counted(&plan.tiers.cut, &plan.coverage);
    tier_by(
        &rule,
        plan.tiers.tiers.len(),
        scores,
        values,
        &Standing::of(plan, fields, values),
    )
}

/// The tiers in a plan without one of its gates, before gates and people decide.
pub(crate) fn tier_without(
    plan: &Plan,
    fields: Fields<'_>,
    gate: GateId,
    scores: &Scores,
    values: &[Option<Money>],
) -> Vec<u8> {
    let others = plan.gates.iter().filter(|each| each.id != gate);
    let standing = Standing {
        stopped: stopped_of(others, plan, fields, values),
        overrides: Vec::new(),
        agreed: Agreed::of(plan).map(Arc::new),
    };
    let rule = counted(&plan.tiers.cut, &plan.coverage);
    let mut tiering = tier_by(&rule, plan.tiers.tiers.len(), scores, values, &standing);
    for held in &tiering.held {
        tiering.model[held.row as usize] = held.tier;
    }
    tiering.model
}

/// Whose tier a gate changes although it does not stop them: cuts by share, number, value or gaps are drawn among those that
/// are left. The gate may be one of the plan's, or another one in the place of it.
pub fn moved_beside(plan: &Plan, fields: Fields<'_>, gate: &Gate, scores: &Scores, values: &[Option<Money>]) -> u32 {
    let rule = counted(&plan.tiers.cut, &plan.coverage);
    let standing = Standing {
        stopped: stopped_of(
            plan.gates.iter().filter(|each| each.id != gate.id),
            plan,
            fields,
            values,
        ),
        overrides: standing_overrides(plan),
        agreed: Agreed::of(plan).map(Arc::new),
    };
    let tiers = plan.tiers.tiers.len();
    let without = tier_by(&rule, tiers, scores, values, &standing);
    let others = plan.gates.iter().filter(|each| each.id != gate.id);
    let with = Standing {
        stopped: stopped_of(others.chain(std::iter::once(gate)), plan, fields, values),
        ..standing
    };
    let with = tier_by(&rule, tiers, scores, values, &with);
    let own = stopped_of(std::iter::once(gate), plan, fields, values);
    let moved = without.choice.iter().zip(&with.choice).enumerate();
    let moved = moved.filter(|(row, (before, after))| {
        before != after && own.binary_search_by_key(&(*row as u32), |stopped| stopped.row).is_err()
    });
    moved.count() as u32
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
    standing: &Standing,
) -> Tiering {
    let out = standing.out();
    let cuts = if out.is_empty() {
        Cuts::find(rule, scores, values)
    } else {
        Cuts::find(rule, &scores.without(&out), values)
    };
    let last = tiers.saturating_sub(1) as u8;
    let mut model = vec![last; scores.len()];
    let (mut counts, unscored) = cuts.assign(scores.units(), last, &mut model);
    let mut choice: Vec<TierChoice> = model.iter().map(|tier| TierChoice::Tier(*tier)).collect();
    let mut excluded = 0;
    let mut decide = |row: usize, wanted: TierChoice| {
        let count = |choice: TierChoice, counts: &mut [u32], excluded: &mut u32, by: i32| {
            let slot = match choice {
                TierChoice::Tier(tier) => &mut counts[usize::from(tier)],
                TierChoice::Excluded => excluded,
            };
            *slot = slot.saturating_add_signed(by);
        };
        count(choice[row], &mut counts, &mut excluded, -1);
        choice[row] = match wanted {
            // A previewed scheme may have fewer tiers than the one the decision was made for.
            TierChoice::Tier(tier) => TierChoice::Tier(tier.min(last)),
            TierChoice::Excluded => TierChoice::Excluded,
        };
        count(choice[row], &mut counts, &mut excluded, 1);
    };
    let held = standing.agreed.as_ref().map_or_else(Vec::new, |agreed| {
        agreed.holds(&cuts.units, scores, &model, values, standing)
    });
    for held in &held {
        decide(held.row as usize, TierChoice::Tier(held.tier));
    }
    for stopped in &standing.stopped {
        let row = stopped.row as usize;
        let at = held.binary_search_by_key(&stopped.row, |held| held.row);
        let before = at.map_or(model[row], |at| held[at].tier);
        decide(row, stopped.at.max(TierChoice::Tier(before)));
    }
    for (row, wanted) in &standing.overrides {
        decide(*row as usize, *wanted);
    }
    Tiering {
        cut_scores: cuts.scores(rule),
        cut_units: cuts.units,
        ties: cuts.ties,
        model,
        choice,
        counts,
        excluded,
        overridden: standing.overrides.len() as u32,
        unscored,
        held,
        standing: standing.clone(),
    }
}

/// The tiers alone, written into `given`, a slot an account row: those of the score, of what was agreed on as far as its
/// margin holds, and of gates, whatever limit there is on moves and whatever people decide. Who is out has no score here.
pub(crate) fn tiers_of(
    rule: &CutRule,
    tiers: usize,
    scores: &Scores,
    values: &[Option<Money>],
    standing: &Standing,
    given: &mut [u8],
) {
    let last = tiers.saturating_sub(1) as u8;
    let cuts = Cuts::find(rule, scores, values);
    cuts.assign(scores.units(), last, given);
    if let Some(agreed) = &standing.agreed {
        agreed.steady(&cuts.units, scores.units(), given);
    }
    for stopped in &standing.stopped {
        if let TierChoice::Tier(at) = stopped.at {
            let given = &mut given[stopped.row as usize];
            *given = (*given).max(at.min(last));
        }
    }
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
