//! Backtest: whether the tiers tell apart what they are meant to tell apart. Separate from tiering, because it reads what
//! became of accounts and decides nothing.
//!
//! An outcome is either counted (deals won of deals closed, customers of accounts) or an amount (revenue, growth). Tiers
//! are compared by what their accounts brought, each with an interval, and neighbours by the interval of their difference:
//! a lead that may be chance is no lead.

mod capture;
mod interval;

pub use capture::concordance;
pub use interval::{Estimate, difference, mean, rate};

use crate::scoring::Scores;

/// What became of one account.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outcome {
    /// So many of so many: 3 deals won of 5 closed; 1 of 1 for a yes.
    Counted {
        hits: f64,
        of: f64,
    },
    Amount(f64),
}

impl Outcome {
    fn value(self) -> f64 {
        match self {
            Outcome::Counted { hits, .. } => hits,
            Outcome::Amount(amount) => amount,
        }
    }
}

/// What the accounts of one tier brought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TierOutcome {
    /// Accounts whose outcome is known.
    pub accounts: u32,
    /// The rate or the mean, with its interval; `None` where no outcome is known.
    pub estimate: Option<Estimate>,
    /// Against that of all tested accounts; `None` where that is 0 or less.
    pub lift: Option<Estimate>,
}

/// What the difference of two neighbouring tiers amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The better tier really does better.
    Beats,
    /// It may be chance.
    CannotTell,
    /// The lower tier does better.
    Loses,
}

/// Two neighbouring tiers with outcomes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    pub better: u8,
    pub worse: u8,
    /// What the better tier has more, with its interval.
    pub difference: Estimate,
    pub verdict: Verdict,
}

/// What a backtest found.
#[derive(Debug, Clone, PartialEq)]
pub struct Backtest {
    pub tiers: Vec<TierOutcome>,
    /// All tested accounts.
    pub all: TierOutcome,
    /// Accounts in the plan whose outcome is not known.
    pub unknown: u32,
    /// What is counted over all tested accounts: hits and misses; `None` for amounts.
    pub counted: Option<(f64, f64)>,
    /// Neighbouring tiers that have outcomes, best first.
    pub comparisons: Vec<Comparison>,
    /// The best and the last tier with outcomes, where more than two have some.
    pub ends: Option<Comparison>,
    /// From the best score down: share of the accounts, share of the outcome they hold. Ends at (1, 1). `None` where an
    /// amount is negative or nothing is held.
    pub capture: Option<Vec<(f64, f64)>>,
    /// How often, of a hit and a miss, the hit has the better score (the area under the ROC curve); `None` for amounts and
    /// where one of them is missing.
    pub concordance: Option<f64>,
}

/// Tests the tiers on what became of accounts. `tier` gives an account's tier, `None` where it is not in the plan;
/// `outcomes` has a slot an account row. `more` says whether more of the outcome is what one hopes for.
pub fn backtest(
    tiers: usize,
    tier: &dyn Fn(usize) -> Option<u8>,
    scores: &Scores,
    outcomes: &[Option<Outcome>],
    more: bool,
) -> Backtest {
    let mut by_tier: Vec<Vec<Outcome>> = vec![Vec::new(); tiers];
    let mut scored: Vec<(u32, Outcome)> = Vec::new();
    let mut all: Vec<Outcome> = Vec::new();
    let mut unknown = 0;
    for (row, outcome) in outcomes.iter().enumerate() {
        let Some(own) = tier(row) else { continue };
        let Some(outcome) = outcome else {
            unknown += 1;
            continue;
        };
        by_tier[usize::from(own)].push(*outcome);
        all.push(*outcome);
        if scores.units()[row] != Scores::NONE {
            scored.push((scores.units()[row], *outcome));
        }
    }
    let whole = estimate(&all);
    let found: Vec<TierOutcome> = by_tier.iter().map(|own| tier_outcome(own, whole)).collect();
    let told: Vec<(u8, Estimate)> = (0..)
        .zip(&found)
        .filter_map(|(tier, found)| Some((tier, found.estimate?)))
        .collect();
    let compare = |(better, a): (u8, Estimate), (worse, b): (u8, Estimate)| {
        let difference = difference(a, b);
        let (ahead, behind) = (difference.low > 0.0, difference.high < 0.0);
        Comparison {
            better,
            worse,
            difference,
            verdict: match (ahead, behind, more) {
                (true, _, true) | (_, true, false) => Verdict::Beats,
                (true, _, false) | (_, true, true) => Verdict::Loses,
                _ => Verdict::CannotTell,
            },
        }
    };
    Backtest {
        all: tier_outcome(&all, whole),
        tiers: found,
        unknown,
        counted: counted(&all),
        comparisons: told.windows(2).map(|pair| compare(pair[0], pair[1])).collect(),
        ends: (told.len() > 2).then(|| compare(told[0], told[told.len() - 1])),
        capture: capture::capture(&scored),
        concordance: ranked(&scored).and_then(|ranked| concordance(&ranked)),
    }
}

fn tier_outcome(own: &[Outcome], whole: Option<Estimate>) -> TierOutcome {
    let found = estimate(own);
    let base = whole.map(|whole| whole.value).filter(|value| *value > 0.0);
    TierOutcome {
        accounts: own.len() as u32,
        estimate: found,
        lift: found.zip(base).map(|(found, base)| Estimate {
            value: found.value / base,
            low: found.low / base,
            high: found.high / base,
        }),
    }
}

/// The rate of counted outcomes, the mean of amounts.
fn estimate(own: &[Outcome]) -> Option<Estimate> {
    match own.first()? {
        Outcome::Counted { .. } => {
            let each = own.iter().filter_map(|outcome| match outcome {
                Outcome::Counted { hits, of } => Some((*hits, *of)),
                Outcome::Amount(_) => None,
            });
            rate(&each.collect::<Vec<_>>())
        }
        Outcome::Amount(_) => mean(&own.iter().map(|outcome| outcome.value()).collect::<Vec<_>>()),
    }
}

/// Scores with hits and misses; `None` for amounts.
fn ranked(scored: &[(u32, Outcome)]) -> Option<Vec<(f64, f64, f64)>> {
    let parts = |(units, outcome): &(u32, Outcome)| match outcome {
        Outcome::Counted { hits, of } => Some((f64::from(*units), *hits, of - hits)),
        Outcome::Amount(_) => None,
    };
    scored.iter().map(parts).collect()
}

fn counted(all: &[Outcome]) -> Option<(f64, f64)> {
    let mut sums = None;
    for outcome in all {
        if let Outcome::Counted { hits, of } = outcome {
            let (yes, no) = sums.get_or_insert((0.0, 0.0));
            *yes += hits;
            *no += of - hits;
        }
    }
    sums
}

#[cfg(test)]
mod tests;
