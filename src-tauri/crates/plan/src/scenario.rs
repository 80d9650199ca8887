//! Ways to tier that were kept, and the one that people agreed on. Separate from the model in force: a scenario changes
//! nothing until somebody uses it.

use crate::{AccountId, Day, Gate, Model, Override, TierChoice, TierScheme};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Names a scenario for the life of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScenarioId(pub u32);

/// A way to tier as it was when somebody kept it, with the tiers it gave then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Never blank.
    pub name: String,
    pub kept_on: Day,
    pub author: String,
    pub model: Model,
    pub tiers: TierScheme,
    pub gates: Vec<Gate>,
    /// Those that held on that day.
    pub overrides: BTreeMap<AccountId, Override>,
    /// Every account of that day with its tier, by account, ascending: what the same rules make of a list that has changed
    /// since is told from what they made of it then.
    pub placed: Vec<(AccountId, TierChoice)>,
}

impl Scenario {
    /// Whether it could be used, and its accounts stand in order.
    pub fn is_sound(&self) -> bool {
        !self.name.trim().is_empty()
            && self.model.check().is_ok()
            && self.tiers.is_sound()
            && self.placed.windows(2).all(|pair| pair[0].0 < pair[1].0)
    }

    /// The tier of an account on the day it was kept; `None` for accounts that were not on the list.
    pub fn placed(&self, account: AccountId) -> Option<TierChoice> {
        let at = self.placed.binary_search_by_key(&account, |(account, _)| *account);
        at.ok().map(|at| self.placed[at].1)
    }
}

/// What keeps accounts in the tiers that people agreed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Steadiness {
    /// The scenario whose tiers were agreed on; without one nothing is held.
    pub agreed: Option<ScenarioId>,
    /// How far beyond a cut-off a score must lie before an account crosses it, in tenths of a point.
    pub margin: u16,
    /// The most accounts that may leave their agreed tier by their score, in per mille of those that have one; `None` sets
    /// no limit. How often it begins anew is [`Plan::move_period`](crate::Plan::move_period).
    pub most_moves: Option<u16>,
}

/// How often a limit on moves begins anew. Periods are those of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MovePeriod {
    Month,
    Quarter,
    Year,
}

/// How many accounts had left their agreed tiers when the present period of the limit began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedBefore {
    /// A day of that period.
    pub on: Day,
    pub accounts: u32,
}

impl MovePeriod {
    /// How many have begun from one day to another, that of the first day included: 1 where both lie in the same one, or
    /// the second before the first.
    pub fn begun(self, from: Day, to: Day) -> u32 {
        let months = match self {
            MovePeriod::Month => 1,
            MovePeriod::Quarter => 3,
            MovePeriod::Year => 12,
        };
        let place = |day: Day| {
            let (year, month, _) = day.ymd();
            (year * 12 + i32::from(month) - 1).div_euclid(months)
        };
        u32::try_from(place(to) - place(from)).unwrap_or(0) + 1
    }
}

impl Steadiness {
    /// The margin that is proposed: 2.5 points.
    pub const MARGIN: u16 = 25;
    /// The widest margin: half the scale.
    pub const WIDEST: u16 = 500;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Day {
        Day::from_ymd(year, month, day).expect("a date")
    }

    #[test]
    fn periods_are_those_of_the_calendar() {
        let from = day(2026, 11, 22);
        for (to, months, quarters, years) in [
            (day(2026, 11, 30), 1, 1, 1),
            (day(2026, 12, 1), 2, 1, 1),
            (day(2027, 1, 1), 3, 2, 2),
            (day(2028, 11, 21), 25, 9, 3),
            (day(2026, 8, 1), 1, 1, 1),
        ] {
            let begun = [MovePeriod::Month, MovePeriod::Quarter, MovePeriod::Year].map(|each| each.begun(from, to));
            assert_eq!(begun, [months, quarters, years], "up to {}", to.iso());
        }
    }
}
