//! The laws that every plan's results obey, checked from the outside. Separate from the stages, so that a mistake in one of
//! them cannot hide in its own check.

use crate::quotas::QuotaError;
use crate::results::Results;
use crate::scoring::Scores;
use crate::tiering::holds;
use crate::words::{count, counted, money};
use tierline_plan::{Money, Plan, RepQuotaRule, TierChoice};

/// A law of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Law {
    /// Decisions name accounts, tiers and reps that exist, and weights add up to 100.
    DecisionsAreSound,
    /// There is one result an account.
    ResultsFitTheList,
    /// Every account is in exactly one tier or excluded.
    EveryAccountHasOneTier,
    /// A better score never has a worse tier.
    TiersFollowTheScore,
    /// An override that holds is obeyed; without one the model's tier counts.
    OverridesAreObeyed,
    /// Contributions add up to the shown score.
    ContributionsAddUp,
    /// Retain, upsell, cross-sell and new logo add up to the potential, and accounts to the total.
    BucketsAddUp,
    /// The workload of the tiers is that of the territories plus that of accounts nobody owns.
    WorkloadAddsUp,
    /// Every included account is owned once at most, by a rep who exists.
    OneOwner,
    /// Quotas add up to the street quota, and fixed ones stand.
    QuotasAddUp,
}

/// A law that does not hold, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    pub law: Law,
    /// What was found, for people.
    pub sentence: String,
}

/// Every law that does not hold; empty for a sound plan.
pub fn check(plan: &Plan, results: &Results) -> Vec<Violation> {
    let mut found = Found(Vec::new());
    if let Err(error) = plan.check() {
        found.add(
            Law::DecisionsAreSound,
            format!("A decision does not fit the plan: {error}."),
        );
    }
    let rows = plan.accounts.len();
    let fits = [
        results.scores.len(),
        results.tiering.model.len(),
        results.tiering.choice.len(),
        results.opportunity.potential.len(),
        results.owners.len(),
    ];
    if fits.iter().any(|len| *len != rows) || results.territories.reps.len() != plan.reps.len() {
        found.add(
            Law::ResultsFitTheList,
            format!(
                "The results are those of another list: this one has {}.",
                accounts(rows as u64)
            ),
        );
        return found.0;
    }
    tiers(plan, results, &mut found);
    scores(plan, results, &mut found);
    buckets(plan, results, &mut found);
    workload(plan, results, &mut found);
    quotas(plan, results, &mut found);
    found.0
}

struct Found(Vec<Violation>);

impl Found {
    fn add(&mut self, law: Law, sentence: String) {
        self.0.push(Violation { law, sentence });
    }
}

fn accounts(number: u64) -> String {
    counted(number, "account", "accounts")
}

fn tiers(plan: &Plan, results: &Results, found: &mut Found) {
    let tiering = &results.tiering;
    let counted: u64 = tiering.counts.iter().map(|c| u64::from(*c)).sum::<u64>() + u64::from(tiering.excluded);
    let last = plan.tiers.tiers.len();
    let unknown = tiering
        .choice
        .iter()
        .filter(|choice| matches!(choice, TierChoice::Tier(tier) if usize::from(*tier) >= last))
        .count();
    if counted != plan.accounts.len() as u64 || unknown > 0 {
        found.add(
            Law::EveryAccountHasOneTier,
            format!(
                "The tiers hold {} of {}, and {} are in a tier that does not exist.",
                accounts(counted),
                count(plan.accounts.len() as u64),
                count(unknown as u64)
            ),
        );
    }
    // The worst score of a tier against the best of all tiers below it.
    let units = results.scores.units();
    let mut worst = vec![Scores::NONE; last.max(1)];
    let mut best = vec![0_u32; last.max(1)];
    for (units, tier) in units
        .iter()
        .zip(&tiering.model)
        .filter(|(units, _)| **units != Scores::NONE)
    {
        if let (Some(worst), Some(best)) = (worst.get_mut(usize::from(*tier)), best.get_mut(usize::from(*tier))) {
            *worst = (*worst).min(*units);
            *best = (*best).max(*units);
        }
    }
    for tier in 1..last {
        let above = worst[..tier].iter().copied().min().unwrap_or(Scores::NONE);
        if above <= best[tier] && best[tier] > 0 {
            found.add(
                Law::TiersFollowTheScore,
                format!(
                    "An account in {} has a score as good as one in a better tier.",
                    plan.tiers.tiers[tier].name
                ),
            );
        }
    }
    let mut expected: Vec<TierChoice> = tiering.model.iter().map(|tier| TierChoice::Tier(*tier)).collect();
    for held in &tiering.held {
        expected[held.row as usize] = TierChoice::Tier(held.tier);
    }
    for stopped in &tiering.standing().stopped {
        let row = stopped.row as usize;
        expected[row] = expected[row].max(stopped.at);
    }
    for (account, entry) in plan.overrides.iter().filter(|(_, entry)| holds(entry, plan.info.as_of)) {
        if let Some(row) = plan.accounts.row(*account) {
            expected[row] = entry.tier;
        }
    }
    let off = expected.iter().zip(&tiering.choice).filter(|(a, b)| a != b).count();
    if off > 0 {
        found.add(
            Law::OverridesAreObeyed,
            format!(
                "{} stand in another tier than the override, the gates, what was agreed on or the model says.",
                accounts(off as u64)
            ),
        );
    }
}

fn scores(plan: &Plan, results: &Results, found: &mut Found) {
    use rayon::prelude::*;
    let off = (0..plan.accounts.len())
        .into_par_iter()
        .filter(|row| {
            let explanation = results.explain(plan, *row);
            let sum: i64 = explanation.contributions.iter().map(|c| c.tenths).sum();
            sum != explanation.score_tenths.unwrap_or(0)
        })
        .count();
    if off > 0 {
        found.add(
            Law::ContributionsAddUp,
            format!(
                "The contributions of {} do not add up to the score.",
                accounts(off as u64)
            ),
        );
    }
}

fn buckets(plan: &Plan, results: &Results, found: &mut Found) {
    let opportunity = &results.opportunity;
    let off = (0..plan.accounts.len())
        .filter(|row| opportunity.buckets[*row].total() != opportunity.potential[*row].unwrap_or(Money::ZERO))
        .count();
    let potential: Money = opportunity.potential.iter().flatten().copied().sum();
    let all = results.included.plus(&results.excluded);
    let by_tier = all.buckets().unwrap_or_default().total();
    let summed = all.potential.amount().unwrap_or(Money::ZERO);
    if off > 0 || opportunity.total.total() != potential || by_tier != potential || summed != potential {
        found.add(
            Law::BucketsAddUp,
            format!(
                "The buckets of {} do not add up to the potential; in all they are {} of {}.",
                accounts(off as u64),
                money(opportunity.total.total(), &plan.info.currency),
                money(potential, &plan.info.currency)
            ),
        );
    }
}

fn workload(plan: &Plan, results: &Results, found: &mut Found) {
    let loads = || {
        let owned = results.territories.reps.iter().map(|territory| &territory.load);
        owned.chain([&results.territories.unowned])
    };
    let minutes: u64 = loads().map(|load| load.minutes).sum();
    let tiers: u64 = results.coverage.tiers.iter().map(|tier| tier.minutes).sum();
    if minutes != results.coverage.minutes || tiers != results.coverage.minutes {
        found.add(
            Law::WorkloadAddsUp,
            format!(
                "The tiers need {} hours, the territories and accounts without an owner {}.",
                count(results.coverage.minutes / 60),
                count(minutes / 60)
            ),
        );
    }
    let held: u64 = loads().map(|load| u64::from(load.accounts)).sum();
    let strangers = results
        .owners
        .iter()
        .flatten()
        .filter(|owner| plan.reps.iter().all(|rep| rep.id != **owner))
        .count();
    if held != u64::from(results.included.accounts) || strangers > 0 {
        found.add(
            Law::OneOwner,
            format!(
                "{} of {} are owned or without an owner, and {} have an owner who is not a rep.",
                accounts(held),
                count(u64::from(results.included.accounts)),
                count(strangers as u64)
            ),
        );
    }
}

fn quotas(plan: &Plan, results: &Results, found: &mut Found) {
    let quotas = match &results.quotas {
        Ok(quotas) => quotas,
        Err(QuotaError::NoTarget) => return,
        Err(error) => {
            found.add(Law::QuotasAddUp, error.to_string());
            return;
        }
    };
    let sum: Money = quotas.reps.iter().filter_map(|line| line.quota).sum();
    let moved = quotas
        .reps
        .iter()
        .filter(|line| match plan.quotas.by_rep.get(&line.rep) {
            Some(RepQuotaRule::Fixed(amount)) => line.quota != Some(*amount),
            Some(RepQuotaRule::None) => line.quota.is_some(),
            None => line.quota.is_none_or(Money::is_negative),
        })
        .count();
    if sum != quotas.street || moved > 0 {
        found.add(
            Law::QuotasAddUp,
            format!(
                "The quotas add up to {} of a street quota of {}, and {} are not as they were fixed.",
                money(sum, &plan.info.currency),
                money(quotas.street, &plan.info.currency),
                count(moved as u64)
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::Cache;
    use crate::territories::AssignSettings;
    use crate::testing::{plan_on, rep, varied};
    use tierline_plan::{Change, RepId};

    fn sound() -> (Plan, Results) {
        let mut plan = plan_on(varied(300), (1..=3).map(rep).collect());
        plan.quotas.target = Some(Money::from_minor(123_456_789));
        let mut cache = Cache::default();
        let results = Results::compute(&plan, &mut cache);
        let proposal = results
            .assign(&plan, AssignSettings::default(), &|| false)
            .expect("there are reps");
        plan.apply(Change::SetOwners(proposal.differences(&plan)))
            .expect("fits");
        let results = Results::compute(&plan, &mut cache);
        (plan, results)
    }

    #[test]
    fn a_whole_plan_breaks_no_law() {
        let (plan, results) = sound();
        assert_eq!(check(&plan, &results), []);
        assert!(results.owners.iter().all(Option::is_some));
    }

    #[test]
    fn each_broken_law_is_found_and_told() {
        type Break = fn(&mut Plan, &mut Results);
        let cases: [(Law, Break); 8] = [
            (Law::DecisionsAreSound, |plan, _| plan.model.criteria[0].weight.0 += 1),
            (Law::ResultsFitTheList, |_, results| {
                results.scores = Scores::from_units(vec![1])
            }),
            (Law::EveryAccountHasOneTier, |_, results| results.tiering.counts[0] += 1),
            (Law::TiersFollowTheScore, |_, results| {
                let best = (0..300).max_by_key(|r| results.scores.score(*r).map(|s| (s * 100.0) as u32));
                results.tiering.model[best.expect("there are rows")] = 2;
            }),
            (Law::OverridesAreObeyed, |_, results| {
                results.tiering.choice[0] = TierChoice::Excluded
            }),
            (Law::BucketsAddUp, |_, results| {
                let mut opportunity = (*results.opportunity).clone();
                opportunity.buckets[0].upsell += Money::from_minor(1);
                results.opportunity = opportunity.into();
            }),
            (Law::WorkloadAddsUp, |_, results| {
                results.territories.reps[0].load.minutes += 1
            }),
            (Law::OneOwner, |_, results| results.owners[0] = Some(RepId(99))),
        ];
        for (law, break_it) in cases {
            let (mut plan, mut results) = sound();
            break_it(&mut plan, &mut results);
            let found = check(&plan, &results);
            assert!(found.iter().any(|v| v.law == law), "{law:?} in {found:?}");
            assert!(found.iter().all(|v| v.sentence.ends_with('.')));
        }
    }

    #[test]
    fn quotas_that_miss_the_street_quota_are_told() {
        let (plan, mut results) = sound();
        if let Ok(quotas) = &mut results.quotas {
            quotas.street += Money::from_minor(1);
        }
        assert_eq!(check(&plan, &results)[0].law, Law::QuotasAddUp);
    }
}
