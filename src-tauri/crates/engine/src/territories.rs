//! Territories: what each rep's book of business holds, how balanced the books are, and a proposal for who owns what.
//! Separate from coverage, which asks how many reps it takes; here they have names.

mod assign;
mod improve;
mod owners;

pub use assign::{
    AssignAccount, AssignError, AssignRep, AssignSettings, Assignment, ELSEWHERE, SAME_COUNTRY, SAME_REGION,
    UNKNOWN_PLACE, assign, assign_plan,
};
pub use owners::{match_owner_names, owners_by_row};

use crate::numbers::{Balance, deviations};
use crate::opportunity::{AccountKind, Opportunity};
use tierline_plan::{KnownSum, Money, Plan, RepId, TierChoice};

/// The sums of a set of accounts; excluded accounts are in none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Load {
    pub accounts: u32,
    pub customers: u32,
    pub by_tier: Vec<u32>,
    /// Selling minutes a year by the coverage model.
    pub minutes: u64,
    pub potential: KnownSum,
    pub revenue: KnownSum,
}

/// One rep's book of business.
#[derive(Debug, Clone, PartialEq)]
pub struct Territory {
    pub rep: RepId,
    pub load: Load,
    /// Selling minutes a year the rep has, by share of full time.
    pub capacity_minutes: u64,
    /// Workload against the rep's target share, which is the share of full time: 0.12 is 12 % over. `None` for a rep
    /// without selling time, and while nobody has work.
    pub workload_deviation: Option<f64>,
    /// The same for potential; `None` too where most of the rep's is not known.
    pub potential_deviation: Option<f64>,
    /// Accounts that the list, too, says this rep owns.
    pub kept: u32,
}

/// Account-rep pairs against the owners that the list names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Continuity {
    /// Accounts that still have the rep the list names.
    pub kept: u32,
    pub kept_revenue: Money,
    /// Accounts that go to another rep.
    pub changed: u32,
    pub changed_revenue: Money,
}

/// All books of business of an alignment.
#[derive(Debug, Clone, PartialEq)]
pub struct Territories {
    /// In the order of the plan's reps.
    pub reps: Vec<Territory>,
    /// Included accounts that nobody owns.
    pub unowned: Load,
    /// `None` while nobody has work.
    pub workload: Option<Balance>,
    pub potential: Option<Balance>,
    pub continuity: Continuity,
}

/// Measures the alignment of a plan. `choice` and `owners` are by account row, `listed` is what the list says.
pub fn measure(
    plan: &Plan,
    choice: &[TierChoice],
    opportunity: &Opportunity,
    owners: &[Option<RepId>],
    listed: &[Option<RepId>],
) -> Territories {
    let tiers = plan.tiers.tiers.len();
    let empty = Load {
        by_tier: vec![0; tiers],
        ..Load::default()
    };
    let index: std::collections::HashMap<RepId, usize> = plan
        .reps
        .iter()
        .enumerate()
        .map(|(index, rep)| (rep.id, index))
        .collect();
    let mut loads = vec![empty.clone(); plan.reps.len()];
    let mut kept = vec![0_u32; plan.reps.len()];
    let mut unowned = empty;
    let mut continuity = Continuity::default();
    for (row, choice) in choice.iter().enumerate() {
        let TierChoice::Tier(tier) = *choice else { continue };
        let owner = owners[row].and_then(|rep| index.get(&rep).copied());
        let load = owner.map_or(&mut unowned, |rep| &mut loads[rep]);
        let revenue = opportunity.revenue[row].unwrap_or(Money::ZERO);
        load.accounts += 1;
        load.customers += u32::from(opportunity.kind[row] == AccountKind::Customer);
        if let Some(count) = load.by_tier.get_mut(usize::from(tier)) {
            *count += 1;
        }
        load.minutes += plan.coverage.workload_minutes(tier);
        load.potential.add(opportunity.potential[row]);
        load.revenue.add(opportunity.revenue[row]);
        if let (Some(owner), Some(listed)) = (owner, listed[row]) {
            if plan.reps[owner].id == listed {
                kept[owner] += 1;
                continuity.kept += 1;
                continuity.kept_revenue = continuity.kept_revenue.saturating_add(revenue);
            } else {
                continuity.changed += 1;
                continuity.changed_revenue = continuity.changed_revenue.saturating_add(revenue);
            }
        }
    }
    let targets: Vec<f64> = plan.reps.iter().map(|rep| f64::from(rep.share_of_full_time)).collect();
    let minutes: Vec<f64> = loads.iter().map(|load| load.minutes as f64).collect();
    let potential: Vec<Option<f64>> = loads
        .iter()
        .map(|load| load.potential.telling().map(Money::as_magnitude))
        .collect();
    let worked = |values: &[f64], targets: &[f64]| {
        values
            .iter()
            .any(|v| *v > 0.0)
            .then(|| Balance::of(values, targets))
            .flatten()
    };
    // A rep whose accounts say too little of their potential is compared with nobody.
    let comparable: Vec<f64> = potential
        .iter()
        .zip(&targets)
        .map(|(known, target)| if known.is_some() { *target } else { 0.0 })
        .collect();
    let potential: Vec<f64> = potential.into_iter().map(|known| known.unwrap_or(0.0)).collect();
    let (by_work, by_potential) = (deviations(&minutes, &targets), deviations(&potential, &comparable));
    Territories {
        workload: worked(&minutes, &targets),
        potential: worked(&potential, &comparable),
        reps: loads
            .into_iter()
            .enumerate()
            .map(|(index, load)| Territory {
                rep: plan.reps[index].id,
                load,
                capacity_minutes: plan.coverage.selling_minutes() * u64::from(plan.reps[index].share_of_full_time)
                    / 1000,
                workload_deviation: by_work[index],
                potential_deviation: by_potential[index],
                kept: kept[index],
            })
            .collect(),
        unowned,
        continuity,
    }
}

#[cfg(test)]
mod tests;
