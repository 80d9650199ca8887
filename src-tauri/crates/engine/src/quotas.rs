//! Quotas: shares the street quota out by a blend of history and potential, keeping every fixed figure and the total to the
//! cent. Separate from territories, which say who owns what; here it becomes an amount a person answers for.

mod water;

pub use water::{Infeasible, water_fill};

use crate::numbers::{ascending, percentile_inc};
use crate::territories::Territories;
use tierline_plan::{KnownSum, Money, Plan, QuotaSettings, Rep, RepId, RepQuotaRule, split_units};

/// Why quotas cannot be set as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QuotaError {
    #[error("There is no company target yet. Enter one to get quotas.")]
    NoTarget,
    #[error("The company target is negative. Enter the amount the company plans to sell.")]
    NegativeTarget,
    #[error("There is no rep to carry a quota. Add reps first.")]
    NoReps,
    /// The fixed quotas alone are more than the street quota.
    #[error("The fixed quotas add up to more than the street quota. Lower one of them or raise the target.")]
    FixedAboveStreet { fixed: Money, street: Money },
    /// Every rep is fixed or carries none, and together they carry less than the street quota.
    #[error("All quotas are fixed, and they add up to less than the street quota. Free one rep or lower the target.")]
    FixedBelowStreet { fixed: Money, street: Money },
}

/// Something about a quota that deserves a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuotaFlag {
    /// Neither a last result nor revenue in the rep's accounts: the share rests on potential alone.
    NoHistory,
    /// Owns no account.
    NoAccounts,
    /// Most of the accounts have no known potential, so what is known does not count: the share rests on history or time.
    PotentialMostlyUnknown,
    /// More than all accounts with a known potential together could spend.
    AbovePotential,
    /// More than 25 % away from the last quota.
    LargeChange,
    /// Quota over on-target earnings lies more than a third off the team's middle.
    UnusualQuotaToOte,
}

/// What is usual differs by trade, so a quota is flagged against its own team: this far off the middle, and further.
const OFF_THE_MIDDLE: f64 = 1.0 / 3.0;
const LARGE_CHANGE: f64 = 0.25;

/// One rep's quota and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct RepQuota {
    pub rep: RepId,
    /// Last result, else last year's revenue of the accounts; `None` when neither is known.
    pub history: Option<Money>,
    /// Share of the team's history, 0..1.
    pub history_share: Option<f64>,
    /// Of the rep's accounts, as far as it is known.
    pub potential: KnownSum,
    /// Share of the team's known potential, 0..1; `None` when most of the rep's or everybody's is not known.
    pub potential_share: Option<f64>,
    /// The share of the blend, 0..1, before fixed quotas: all together 1.
    pub blend: f64,
    /// `None` for a rep who carries no quota by decision.
    pub quota: Option<Money>,
    /// Set by a person.
    pub fixed: bool,
    /// Quota less last quota.
    pub change: Option<Money>,
    /// Quota over last quota, less 1.
    pub change_share: Option<f64>,
    /// Quota over on-target earnings.
    pub quota_to_ote: Option<f64>,
    pub flags: Vec<QuotaFlag>,
}

/// All quotas of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotas {
    pub target: Money,
    /// What the reps carry together: target plus over-assignment.
    pub street: Money,
    /// Target over street quota; `None` when the street quota is 0.
    pub attainment_factor: Option<f64>,
    /// The middle of the team's quotas over on-target earnings; `None` when no pay is known.
    pub middle_quota_to_ote: Option<f64>,
    /// In the order of the plan's reps.
    pub reps: Vec<RepQuota>,
}

/// Shares the street quota of a plan out among its reps.
///
/// `quota = T x (w x history share + (1 - w) x potential share)` for the reps without a rule of their own, scaled to what
/// the fixed quotas leave, rounded to the step by largest remainder; what is no full step goes to the largest of them. A
/// rep without history has the potential share in its place, so that new reps are not given nothing; one whose accounts
/// say too little of their potential (most of it is not known) has the history share in its place, and one without either
/// the share of the team's time.
pub fn quotas(plan: &Plan, territories: &Territories) -> Result<Quotas, QuotaError> {
    let settings = &plan.quotas;
    let target = settings.target.ok_or(QuotaError::NoTarget)?;
    if target.is_negative() {
        return Err(QuotaError::NegativeTarget);
    }
    if plan.reps.is_empty() {
        return Err(QuotaError::NoReps);
    }
    let street = target.scale(1000 + i64::from(settings.over_assignment), 1000);
    let history: Vec<Option<Money>> = plan
        .reps
        .iter()
        .zip(&territories.reps)
        .map(|(rep, territory)| {
            let revenue = territory.load.revenue.amount().filter(|m| m.minor() > 0);
            rep.last_result.map(Money::max_zero).or(revenue)
        })
        .collect();
    let potential: Vec<Option<Money>> = territories
        .reps
        .iter()
        .map(|territory| territory.load.potential.telling().map(Money::max_zero))
        .collect();
    let shares = blend(&history, &potential, &plan.reps, settings);
    let amounts = share_out(street, &shares.blend, &plan.reps, settings)?;
    let mut reps: Vec<RepQuota> = plan
        .reps
        .iter()
        .enumerate()
        .map(|(index, rep)| {
            let quota = amounts[index];
            let change = quota.zip(rep.last_quota).map(|(quota, last)| quota - last);
            RepQuota {
                rep: rep.id,
                history: history[index],
                history_share: shares.history[index],
                potential: territories.reps[index].load.potential,
                potential_share: shares.potential[index],
                blend: shares.blend[index],
                quota,
                fixed: settings.by_rep.contains_key(&rep.id),
                change,
                change_share: change
                    .zip(rep.last_quota)
                    .and_then(|(change, last)| ratio(change, last)),
                quota_to_ote: quota.zip(rep.ote).and_then(|(quota, ote)| ratio(quota, ote)),
                flags: Vec::new(),
            }
        })
        .collect();
    let ratios = ascending(reps.iter().filter_map(|line| line.quota_to_ote));
    let middle = percentile_inc(&ratios, 0.5);
    for (line, territory) in reps.iter_mut().zip(&territories.reps) {
        line.flags = flags(line, territory.load.accounts, middle);
    }
    Ok(Quotas {
        target,
        street,
        attainment_factor: ratio(target, street),
        middle_quota_to_ote: middle,
        reps,
    })
}

fn ratio(part: Money, whole: Money) -> Option<f64> {
    (whole.minor() > 0).then(|| part.as_magnitude() / whole.as_magnitude())
}

fn flags(line: &RepQuota, accounts: u32, middle: Option<f64>) -> Vec<QuotaFlag> {
    let Some(quota) = line.quota else { return Vec::new() };
    let outside = |ratio: f64| middle.is_some_and(|middle| (ratio / middle - 1.0).abs() > OFF_THE_MIDDLE);
    [
        (line.history.is_none(), QuotaFlag::NoHistory),
        (accounts == 0, QuotaFlag::NoAccounts),
        (
            line.potential.known() > 0 && line.potential.telling().is_none(),
            QuotaFlag::PotentialMostlyUnknown,
        ),
        (
            accounts > 0 && line.potential_share.is_some() && line.potential.amount().is_some_and(|all| quota > all),
            QuotaFlag::AbovePotential,
        ),
        (
            line.change_share.is_some_and(|c| c.abs() > LARGE_CHANGE),
            QuotaFlag::LargeChange,
        ),
        (line.quota_to_ote.is_some_and(outside), QuotaFlag::UnusualQuotaToOte),
    ]
    .into_iter()
    .filter_map(|(raised, flag)| raised.then_some(flag))
    .collect()
}

struct Shares {
    history: Vec<Option<f64>>,
    potential: Vec<Option<f64>>,
    blend: Vec<f64>,
}

fn blend(history: &[Option<Money>], potential: &[Option<Money>], reps: &[Rep], settings: &QuotaSettings) -> Shares {
    // Only those who carry a quota share it; the others' history and potential would leave a hole.
    let carriers: Vec<usize> = (0..reps.len())
        .filter(|index| settings.by_rep.get(&reps[*index].id) != Some(&RepQuotaRule::None))
        .collect();
    let of_carriers = |amounts: &[Option<Money>]| carriers.iter().map(|index| amounts[*index]).collect::<Vec<_>>();
    let by_history = shares(&of_carriers(history));
    let by_potential = shares(&of_carriers(potential));
    let by_time = time_shares(&carriers.iter().map(|index| &reps[*index]).collect::<Vec<_>>());
    let parts: Vec<f64> = match (by_history, by_potential) {
        (Some(history), Some(potential)) => {
            let other = |shares: &[Option<f64>]| {
                let or_time = shares.iter().zip(&by_time).map(|(share, time)| share.unwrap_or(*time));
                or_time.collect::<Vec<f64>>()
            };
            let weight = f64::from(settings.history_weight) / 1000.0;
            let history_part = filled(&history, &other(&potential));
            let potential_part = filled(&potential, &other(&history));
            let both = history_part.iter().zip(&potential_part);
            both.map(|(history, potential)| weight * history + (1.0 - weight) * potential)
                .collect()
        }
        (Some(known), None) | (None, Some(known)) => filled(&known, &by_time),
        (None, None) => by_time,
    };
    let mut blend = vec![0.0; reps.len()];
    for (index, part) in carriers.iter().zip(parts) {
        blend[*index] = part;
    }
    let nobody = || vec![None; reps.len()];
    Shares {
        history: shares(history).unwrap_or_else(nobody),
        potential: shares(potential).unwrap_or_else(nobody),
        blend,
    }
}

/// What share of the known whole each known amount is; `None` when there is no whole to share.
fn shares(amounts: &[Option<Money>]) -> Option<Vec<Option<f64>>> {
    let whole: f64 = amounts.iter().flatten().map(|amount| amount.as_magnitude()).sum();
    let share = |amount: &Option<Money>| amount.map(|amount| amount.as_magnitude() / whole);
    (whole > 0.0).then(|| amounts.iter().map(share).collect())
}

/// By time at work, or evenly when nobody has any.
fn time_shares(reps: &[&Rep]) -> Vec<f64> {
    let whole: f64 = reps.iter().map(|rep| f64::from(rep.share_of_full_time)).sum();
    let share = |rep: &&Rep| match whole > 0.0 {
        true => f64::from(rep.share_of_full_time) / whole,
        false => 1.0 / reps.len() as f64,
    };
    reps.iter().map(share).collect()
}

/// Shares with those that are not known taken from elsewhere; the known ones make room, so that all together are 1.
fn filled(known: &[Option<f64>], elsewhere: &[f64]) -> Vec<f64> {
    let pairs = || known.iter().zip(elsewhere);
    let taken: f64 = pairs()
        .filter(|(share, _)| share.is_none())
        .map(|(_, other)| other)
        .sum();
    // Those without a share of their own may be all there is by the other measure: the known ones still keep theirs.
    let room = if taken < 1.0 { 1.0 - taken } else { 1.0 };
    let filled: Vec<f64> = pairs()
        .map(|(share, other)| share.map_or(*other, |share| share * room))
        .collect();
    let whole: f64 = filled.iter().sum();
    filled.into_iter().map(|share| share / whole).collect()
}

/// Amounts that add up to the street quota exactly; `None` for reps who carry none.
fn share_out(
    street: Money,
    blend: &[f64],
    reps: &[Rep],
    settings: &QuotaSettings,
) -> Result<Vec<Option<Money>>, QuotaError> {
    let rule = |index: usize| settings.by_rep.get(&reps[index].id).copied();
    let mut amounts: Vec<Option<Money>> = (0..reps.len())
        .map(|index| match rule(index) {
            Some(RepQuotaRule::Fixed(amount)) => Some(amount),
            Some(RepQuotaRule::None) | None => None,
        })
        .collect();
    let fixed: Money = amounts.iter().flatten().copied().sum();
    let free: Vec<usize> = (0..reps.len()).filter(|index| rule(*index).is_none()).collect();
    let rest = street.minor().saturating_sub(fixed.minor());
    if rest < 0 {
        return Err(QuotaError::FixedAboveStreet { fixed, street });
    }
    if free.is_empty() {
        return if rest == 0 {
            Ok(amounts)
        } else {
            Err(QuotaError::FixedBelowStreet { fixed, street })
        };
    }
    let base: Vec<f64> = free.iter().map(|index| blend[*index]).collect();
    let base = if base.iter().any(|b| *b > 0.0) {
        base
    } else {
        vec![1.0; free.len()]
    };
    let upper = vec![f64::INFINITY; free.len()];
    let ideal = water_fill(&base, &vec![0.0; free.len()], &upper, rest as f64).unwrap_or(base);
    let step = settings.step.minor().max(1);
    let mut parts: Vec<i64> = split_units(rest / step, &ideal)
        .into_iter()
        .map(|units| units * step)
        .collect();
    let largest = (0..parts.len()).max_by_key(|i| (parts[*i], std::cmp::Reverse(*i)));
    if let Some(largest) = largest {
        parts[largest] += rest % step;
    }
    for (index, part) in free.into_iter().zip(parts) {
        amounts[index] = Some(Money::from_minor(part));
    }
    Ok(amounts)
}

#[cfg(test)]
mod tests;
