//! Quotas: shares the street quota out by a blend of history and potential, keeping every fixed figure and the total to the
//! cent. Separate from territories, which say who owns what; here it becomes an amount a person answers for.

mod water;

pub use water::{Infeasible, water_fill};

use crate::numbers::{ascending, percentile_inc};
use crate::territories::Territories;
use tierline_plan::{Money, Plan, QuotaSettings, Rep, RepId, RepQuotaRule, split_units};

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
    /// More than all accounts together could spend.
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
    pub potential: Money,
    /// Share of the team's potential, 0..1; `None` when nobody's potential is known.
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
/// rep without history has the potential share in its place, so that new reps are not given nothing.
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
            let revenue = Some(territory.load.revenue).filter(|m| m.minor() > 0);
            rep.last_result.map(Money::max_zero).or(revenue)
        })
        .collect();
    let potential: Vec<Money> = territories.reps.iter().map(|t| t.load.potential.max_zero()).collect();
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
                potential: potential[index],
                potential_share: shares.potential.as_ref().map(|p| p[index]),
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
            accounts > 0 && line.potential_share.is_some() && quota > line.potential,
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
    potential: Option<Vec<f64>>,
    blend: Vec<f64>,
}

fn blend(history: &[Option<Money>], potential: &[Money], reps: &[Rep], settings: &QuotaSettings) -> Shares {
    let share = |amount: Money, whole: f64| {
        if whole > 0.0 {
            amount.as_magnitude() / whole
        } else {
            0.0
        }
    };
    let carries = |index: usize| settings.by_rep.get(&reps[index].id) != Some(&RepQuotaRule::None);
    let whole_history: f64 = history.iter().flatten().map(|m| m.as_magnitude()).sum();
    let whole_potential: f64 = potential.iter().map(|m| m.as_magnitude()).sum();
    let history_shares: Vec<Option<f64>> = history.iter().map(|h| h.map(|h| share(h, whole_history))).collect();
    let potential_shares: Option<Vec<f64>> =
        (whole_potential > 0.0).then(|| potential.iter().map(|p| share(*p, whole_potential)).collect());
    // Only those who carry a quota share it; the others' history and potential would leave a hole.
    let by_history: Vec<Option<f64>> = (0..reps.len())
        .map(|i| {
            history[i]
                .filter(|_| carries(i) && whole_history > 0.0)
                .map(|h| h.as_magnitude())
        })
        .collect();
    let by_potential: Vec<f64> = (0..reps.len())
        .map(|i| if carries(i) { potential[i].as_magnitude() } else { 0.0 })
        .collect();
    let (sum_history, sum_potential) = (
        by_history.iter().flatten().sum::<f64>(),
        by_potential.iter().sum::<f64>(),
    );
    let weight = match (sum_history > 0.0, sum_potential > 0.0) {
        (true, true) => f64::from(settings.history_weight) / 1000.0,
        (true, false) => 1.0,
        (false, true) => 0.0,
        (false, false) => {
            // Nothing is known: by time at work, or evenly when nobody has any.
            let time: Vec<f64> = (0..reps.len())
                .map(|i| {
                    if carries(i) {
                        f64::from(reps[i].share_of_full_time)
                    } else {
                        0.0
                    }
                })
                .collect();
            let whole: f64 = time.iter().sum();
            let carriers = (0..reps.len()).filter(|i| carries(*i)).count().max(1) as f64;
            let even = |i: usize| if carries(i) { 1.0 / carriers } else { 0.0 };
            return Shares {
                history: history_shares,
                potential: potential_shares,
                blend: (0..reps.len())
                    .map(|i| if whole > 0.0 { time[i] / whole } else { even(i) })
                    .collect(),
            };
        }
    };
    let part = |x: f64, whole: f64| if whole > 0.0 { x / whole } else { 0.0 };
    // What the reps without history take of the historical part, by their potential.
    let newcomers: f64 = (0..reps.len())
        .filter(|i| by_history[*i].is_none())
        .map(|i| part(by_potential[i], sum_potential))
        .sum();
    let blend = (0..reps.len())
        .map(|i| {
            let potential = part(by_potential[i], sum_potential);
            let history = by_history[i].map_or(potential, |h| part(h, sum_history) * (1.0 - newcomers));
            weight * history + (1.0 - weight) * potential
        })
        .collect();
    Shares {
        history: history_shares,
        potential: potential_shares,
        blend,
    }
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
