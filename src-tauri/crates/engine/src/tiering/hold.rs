//! What holds accounts in the tiers that people agreed on, so that a score that trembles does not change owners, quotas and
//! plans. Separate from the cuts, which look at the list of today and know no yesterday.
//!
//! An account crosses a cut-off only when its score lies beyond it by the margin: up at the cut plus the margin, down at the
//! cut less the margin (hysteresis, one rule for all ways to cut). Accounts without an agreed tier go where the cuts put
//! them. Where more accounts would move than people allowed, those move that lie furthest beyond the cut they cross; of
//! equals the one with more potential, then the one that stands first on the list. Accounts that have lost their score stay.
//! Where the limit begins anew with every month, quarter or year, as many may move beside those who had moved before it began;
//! what an earlier one left over is gone.

use super::Standing;
use crate::scoring::Scores;
use std::cmp::Reverse;
use std::collections::HashSet;
use tierline_plan::{Money, Plan, TierChoice};

/// The tiers that were agreed on, by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// [`Agreed::NONE`] where the account has none: it is new, or was out of the plan.
    tiers: Vec<u8>,
    /// How many tiers there were.
    count: usize,
    /// In units as in [`Scores::units`].
    margin: u32,
    /// How many may move in the present period.
    limit: Option<usize>,
    /// How many had moved before it.
    before: usize,
}

/// An account that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    pub row: u32,
    /// Where it stays: its agreed tier, or a tier between that and the one of its score.
    pub tier: u8,
    pub by: HeldBy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HeldBy {
    /// Its score does not clear the cut-off by the margin.
    Margin,
    /// As many accounts move already as may.
    Limit,
    /// It has no score any more.
    NoScore,
}

impl Agreed {
    const NONE: u8 = u8::MAX;

    /// What a plan holds its accounts in; `None` when nothing was agreed on, when nothing holds, and when the plan has
    /// another number of tiers than the ones agreed on.
    pub fn of(plan: &Plan) -> Option<Agreed> {
        let scenario = plan.agreed()?;
        let steady = &plan.steadiness;
        if scenario.tiers.tiers.len() != plan.tiers.tiers.len() || (steady.margin == 0 && steady.most_moves.is_none()) {
            return None;
        }
        let mut placed = scenario.placed.iter().peekable();
        let mut with_tier = 0_u64;
        let tiers = plan
            .accounts
            .ids()
            .iter()
            .map(|id| {
                while placed.peek().is_some_and(|(account, _)| account < id) {
                    placed.next();
                }
                match placed.peek() {
                    Some((account, TierChoice::Tier(tier))) if account == id => {
                        with_tier += 1;
                        *tier
                    }
                    _ => Self::NONE,
                }
            })
            .collect();
        let limit = steady.most_moves.map(|most| u64::from(most) * with_tier / 1000);
        let before = match (plan.move_period, plan.moved_before) {
            (None, _) => 0,
            (Some(_), Some(moved)) => u64::from(moved.accounts),
            // Nobody wrote down who had moved: as many as might have in the periods that are over.
            (Some(period), None) => {
                let over = period.begun(scenario.kept_on, plan.info.as_of) - 1;
                limit.unwrap_or(0) * u64::from(over)
            }
        };
        Some(Agreed {
            tiers,
            count: plan.tiers.tiers.len(),
            margin: u32::from(steady.margin) * (Scores::UNITS / 10),
            limit: limit.map(|limit| limit as usize),
            before: before as usize,
        })
    }

    /// Whom it holds, by row, ascending; nobody where there are more or fewer tiers than were agreed on. `cuts` are in units,
    /// `model` the tiers that they give, `standing` what gates and people decide: who stands where they say, whatever the
    /// score, does not count as moved by it.
    pub(super) fn holds(
        &self,
        cuts: &[u32],
        scores: &Scores,
        model: &[u8],
        values: &[Option<Money>],
        standing: &Standing,
    ) -> Vec<Held> {
        if cuts.len() + 1 != self.count {
            return Vec::new();
        }
        let mut held = Vec::new();
        // With how far beyond the cut it lies.
        let mut moving: Vec<(u32, u32)> = Vec::new();
        for (row, agreed) in self.tiers.iter().enumerate() {
            let units = scores.units()[row];
            if *agreed == Self::NONE {
                continue;
            }
            let row = row as u32;
            if units == Scores::NONE {
                // What the list no longer tells is no reason to move anybody.
                if *agreed != model[row as usize] {
                    held.push(Held {
                        row,
                        tier: *agreed,
                        by: HeldBy::NoScore,
                    });
                }
                continue;
            }
            let tier = self.steadied(*agreed, cuts, units);
            if tier != model[row as usize] {
                held.push(Held {
                    row,
                    tier,
                    by: HeldBy::Margin,
                });
            }
            let moves = || standing.given(row, tier) != standing.given(row, *agreed);
            if tier != *agreed && self.limit.is_some() && moves() {
                let beyond = if tier < *agreed {
                    units - cuts[usize::from(*agreed) - 1].min(units)
                } else {
                    cuts[usize::from(*agreed)] - units
                };
                moving.push((row, beyond));
            }
        }
        if let Some(most) = self.most_moves()
            && moving.len() > most
        {
            let value = |row: u32| values.get(row as usize).copied().flatten();
            moving.sort_unstable_by_key(|(row, beyond)| (Reverse(*beyond), Reverse(value(*row)), *row));
            let stay: HashSet<u32> = moving[most..].iter().map(|(row, _)| *row).collect();
            held.retain(|each| !stay.contains(&each.row));
            held.extend(stay.into_iter().map(|row| Held {
                row,
                tier: self.tiers[row as usize],
                by: HeldBy::Limit,
            }));
            held.sort_unstable_by_key(|each| each.row);
        }
        held
    }

    /// The tier of a score for an account of an agreed tier.
    fn steadied(&self, agreed: u8, cuts: &[u32], units: u32) -> u8 {
        let last = cuts.len() as u8;
        let mut tier = agreed.min(last);
        while tier > 0 && units >= cuts[usize::from(tier) - 1].saturating_add(self.margin) {
            tier -= 1;
        }
        while tier < last && units.saturating_add(self.margin) < cuts[usize::from(tier)] {
            tier += 1;
        }
        tier
    }

    /// Puts accounts of an agreed tier where their score takes them from there, whatever the limit on moves.
    pub(super) fn steady(&self, cuts: &[u32], units: &[u32], given: &mut [u8]) {
        if self.margin == 0 || cuts.len() + 1 != self.count {
            return;
        }
        for ((agreed, units), given) in self.tiers.iter().zip(units).zip(given) {
            if *agreed != Self::NONE && *units != Scores::NONE {
                *given = self.steadied(*agreed, cuts, *units);
            }
        }
    }

    /// The tier of a row with another score; `None` where it has no agreed one or there are other cuts.
    pub(super) fn with_score(&self, row: usize, cuts: &[u32], units: u32) -> Option<u8> {
        let agreed = self.tier(row).filter(|_| cuts.len() + 1 == self.count)?;
        Some(self.steadied(agreed, cuts, units))
    }

    /// The agreed tier of a row.
    pub fn tier(&self, row: usize) -> Option<u8> {
        self.tiers.get(row).copied().filter(|tier| *tier != Self::NONE)
    }

    /// How far beyond a cut-off a score must lie, in units as in [`Scores::units`].
    pub fn margin(&self) -> u32 {
        self.margin
    }

    /// How many accounts may have moved by the end of the present period; `None` without a limit.
    fn most_moves(&self) -> Option<usize> {
        self.limit.map(|limit| self.before + limit)
    }

    /// How many accounts may move in the present period; `None` without a limit.
    pub fn limit(&self) -> Option<usize> {
        self.limit
    }

    /// How many accounts had moved before the present period, as far as a limit asks.
    pub fn moved_before(&self) -> usize {
        self.before
    }
}
