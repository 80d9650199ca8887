//! Fewer tiers, more, or under other names. Separate from the cut-offs: here what hangs on the tiers (cut-offs, cadences,
//! overrides) goes along with them, and one undo brings all of it back.

use crate::session::Session;
use crate::{App, wire};
use tierline_contract::{AppError, PlanView, TierHueView, TiersEdit};
use tierline_plan::{
    Change, Coverage, CutRule, Gate, Override, TierChoice, TierCoverage, TierDef, TierHue, TierScheme,
};

/// The longest name a tier may have: it must fit beside its letter.
const LONGEST: usize = 40;

impl App {
    pub fn set_tiers(&self, request: TiersEdit) -> Result<PlanView, AppError> {
        self.change(|session| {
            let plan = session.plan();
            check(&request, plan.tiers.tiers.len())?;
            let was: Vec<Option<usize>> = request.tiers.iter().map(|tier| tier.was.map(usize::from)).collect();
            let tiers: Vec<TierDef> = request
                .tiers
                .iter()
                .map(|tier| TierDef {
                    name: tier.name.trim().to_owned(),
                })
                .collect();
            let same = was.iter().enumerate().all(|(at, was)| *was == Some(at)) && was.len() == plan.tiers.tiers.len();
            let hues: Vec<TierHue> = request.tiers.iter().map(|tier| wire::hue(tier.hue)).collect();
            let shown: Vec<TierHue> = (0..plan.tiers.tiers.len()).map(|tier| plan.hue(tier)).collect();
            let renamed = tiers != plan.tiers.tiers;
            if same && !renamed && hues == shown {
                return Ok(());
            }
            let label = match (same, renamed) {
                (false, _) => "Change the number of tiers",
                (true, true) => "Rename the tiers",
                (true, false) => "Colour the tiers",
            };
            let mut changes = Vec::new();
            // Overrides of a tier that goes must not stand in a plan without it, and may only come to one that is there.
            if !same {
                changes.push(Change::SetOverrides(moved_overrides(session, &was)));
                changes.push(Change::SetGates(moved_gates(&plan.gates, &was)));
                changes.push(Change::SetCoverage(Coverage {
                    tiers: cadences(&plan.coverage.tiers, &was, plan.tiers.tiers.len()),
                    ..plan.coverage.clone()
                }));
            }
            let cut = if same {
                plan.tiers.cut.clone()
            } else {
                cut(session, &was)
            };
            changes.push(Change::SetTiers(TierScheme { tiers, cut }));
            if hues != shown {
                changes.push(Change::SetHues(hues));
            }
            self.commit(session, Change::Batch(changes), label)
        })
    }
}

fn check(request: &TiersEdit, present: usize) -> Result<(), AppError> {
    let refused = |message: String| {
        Err(AppError::Refused {
            message: format!("{message} Nothing was changed."),
        })
    };
    if !(2..=TierScheme::MOST).contains(&request.tiers.len()) {
        return refused(format!("There are 2 to {} tiers.", TierScheme::MOST));
    }
    let mut seen: Vec<String> = Vec::new();
    for tier in &request.tiers {
        let name = tier.name.trim();
        if name.is_empty() {
            return refused("Every tier needs a name.".to_owned());
        }
        if name.chars().count() > LONGEST {
            return refused(format!(
                "“{name}” is too long for a tier: {LONGEST} letters are the most."
            ));
        }
        let folded = name.to_lowercase();
        if seen.contains(&folded) || folded == "excluded" {
            return refused(format!("“{name}” stands there twice; each tier needs its own name."));
        }
        seen.push(folded);
    }
    let mut hues: Vec<TierHueView> = request.tiers.iter().map(|tier| tier.hue).collect();
    hues.sort_by_key(|hue| wire::hue(*hue));
    if hues.windows(2).any(|pair| pair[0] == pair[1]) {
        return refused("Two tiers have the same colour; each needs its own.".to_owned());
    }
    let kept: Vec<u8> = request.tiers.iter().filter_map(|tier| tier.was).collect();
    if kept.windows(2).any(|pair| pair[0] >= pair[1]) || kept.iter().any(|was| usize::from(*was) >= present) {
        return refused("The tiers are no longer the ones that were shown.".to_owned());
    }
    Ok(())
}

/// Where the accounts of a present tier go: to the tier it became, else to the next lower one that stays, else to the last.
fn target(was: &[Option<usize>], old: usize) -> u8 {
    let at = was.iter().position(|was| was.is_some_and(|was| was >= old));
    at.unwrap_or(was.len() - 1) as u8
}

fn moved_overrides(session: &Session, was: &[Option<usize>]) -> Vec<(tierline_plan::AccountId, Option<Override>)> {
    let entries = session.plan().overrides.iter();
    entries
        .filter_map(|(account, entry)| {
            let TierChoice::Tier(old) = entry.tier else { return None };
            let new = target(was, usize::from(old));
            (new != old).then(|| {
                let moved = Override {
                    tier: TierChoice::Tier(new),
                    ..entry.clone()
                };
                (*account, Some(moved))
            })
        })
        .collect()
}

/// A gate that lets accounts no higher than a tier that goes lets them no higher than the one they fall to.
fn moved_gates(gates: &[Gate], was: &[Option<usize>]) -> Vec<Gate> {
    let moved = |gate: &Gate| match gate.stops_at {
        TierChoice::Excluded => gate.clone(),
        TierChoice::Tier(old) => Gate {
            stops_at: TierChoice::Tier(target(was, usize::from(old))),
            ..gate.clone()
        },
    };
    gates.iter().map(moved).collect()
}

/// Kept tiers keep their cadence; a new one begins with what the coverage has in its place beyond the present tiers, else
/// with that of the tier above it.
fn cadences(present: &[TierCoverage], was: &[Option<usize>], tiers: usize) -> Vec<TierCoverage> {
    let mut cadences: Vec<TierCoverage> = Vec::new();
    for (at, was) in was.iter().enumerate() {
        let beyond = || present.get(at).filter(|_| at >= tiers).or(cadences.last());
        let own = was.and_then(|was| present.get(was)).or_else(beyond).copied();
        cadences.extend(own);
    }
    cadences
}

/// The rule for the new tiers: a tier that stays keeps its lower cut; one that has none yet, because it is new or was the
/// last, is cut halfway to the next one below.
fn cut(session: &Session, was: &[Option<usize>]) -> CutRule {
    let plan = session.plan();
    let accounts = plan.accounts.len() as f64;
    let between = |cuts: Vec<f64>, top: f64, bottom: f64| halfway(&cuts, was, top, bottom);
    let whole = |cuts: &[u16]| cuts.iter().map(|cut| f64::from(*cut)).collect::<Vec<f64>>();
    let shares = |cuts: &[u16]| {
        between(whole(cuts), 0.0, 1000.0)
            .iter()
            .map(|cut| cut.round() as u16)
            .collect()
    };
    match &plan.tiers.cut {
        CutRule::Score(cuts) => {
            let cuts = between(cuts.clone(), 100.0, 0.0);
            CutRule::Score(cuts.iter().map(|cut| (cut * 10.0).round() / 10.0).collect())
        }
        CutRule::Share(cuts) => CutRule::Share(shares(cuts)),
        CutRule::CumulativeValue(cuts) => CutRule::CumulativeValue(shares(cuts)),
        CutRule::Count(cuts) => {
            let cuts = between(cuts.iter().map(|cut| f64::from(*cut)).collect(), 0.0, accounts);
            CutRule::Count(cuts.iter().map(|cut| cut.round() as u32).collect())
        }
        CutRule::NaturalBreaks(_) => CutRule::NaturalBreaks((was.len() - 1) as u8),
        CutRule::Hours(hours) => {
            // What the tier takes now, where it was not limited before.
            let now = |tier: usize| {
                let minutes = plan.coverage.workload_minutes(tier as u8);
                let accounts = session.results().tiering.counts.get(tier).copied().unwrap_or(0);
                u32::try_from(u64::from(accounts) * minutes / 60).unwrap_or(u32::MAX)
            };
            let own =
                |was: &Option<usize>| was.map_or(0, |was| hours.get(was).copied().unwrap_or_else(|| now(was) / 2));
            CutRule::Hours(was[..was.len() - 1].iter().map(own).collect())
        }
    }
}

fn halfway(cuts: &[f64], was: &[Option<usize>], top: f64, bottom: f64) -> Vec<f64> {
    let lower = |was: &Option<usize>| was.and_then(|was| cuts.get(was)).copied();
    let mut above = top;
    (0..was.len() - 1)
        .map(|tier| {
            let below = || was[tier + 1..].iter().find_map(lower).unwrap_or(bottom);
            above = lower(&was[tier]).unwrap_or_else(|| f64::midpoint(above, below()));
            above
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_tier_takes_half_of_the_one_it_is_cut_from() {
        let shares = [100.0, 350.0];
        let kept = [Some(0), Some(1), Some(2)];
        assert_eq!(halfway(&shares, &kept, 0.0, 1000.0), [100.0, 350.0]);
        let one_more = [Some(0), Some(1), Some(2), None];
        assert_eq!(halfway(&shares, &one_more, 0.0, 1000.0), [100.0, 350.0, 675.0]);
        let without_second = [Some(0), Some(2)];
        assert_eq!(halfway(&shares, &without_second, 0.0, 1000.0), [100.0]);
        let without_first = [Some(1), Some(2)];
        assert_eq!(
            halfway(&shares, &without_first, 0.0, 1000.0),
            [350.0],
            "the second takes what the first had"
        );
        let between = [Some(0), None, Some(1), Some(2)];
        assert_eq!(halfway(&shares, &between, 0.0, 1000.0), [100.0, 225.0, 350.0]);
    }

    #[test]
    fn accounts_of_a_tier_that_goes_fall_to_the_next_lower_one() {
        let without_second = [Some(0), Some(2)];
        assert_eq!([0, 1, 2].map(|old| target(&without_second, old)), [0, 1, 1]);
        let without_last = [Some(0), Some(1)];
        assert_eq!([0, 1, 2].map(|old| target(&without_last, old)), [0, 1, 1]);
    }
}
