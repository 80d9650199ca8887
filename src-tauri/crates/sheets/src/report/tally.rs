//! What the rows of the Accounts sheet add up to. Separate because these sums are made from the rows as they are written,
//! and so can be held against the figures the plan claims.

use super::model::{AccountRow, Buckets};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use tierline_plan::{KnownSum, Money, TierChoice};

/// How many accounts the list of the largest headroom names.
const LARGEST: usize = 50;

/// Sums over a set of accounts.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) accounts: u64,
    pub(super) potential: KnownSum,
    pub(super) revenue: KnownSum,
    pub(super) headroom: KnownSum,
    pub(super) buckets: [KnownSum; 4],
}

/// One of the accounts with the largest headroom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Large {
    pub(super) headroom: Money,
    pub(super) rank: u64,
    pub(super) name: String,
    pub(super) record_id: String,
    pub(super) tier: TierChoice,
    pub(super) owner: Option<String>,
    pub(super) industry: Option<String>,
    pub(super) revenue: Option<Money>,
    pub(super) potential: Option<Money>,
    pub(super) buckets: Buckets,
}

impl Ord for Large {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.headroom, Reverse(self.rank)).cmp(&(other.headroom, Reverse(other.rank)))
    }
}

impl PartialOrd for Large {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Everything that is summed while the rows go by.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) all: Sums,
    /// Without the excluded.
    pub(super) planned: Sums,
    pub(super) by_tier: BTreeMap<TierChoice, Sums>,
    /// Accounts in the plan (not excluded) that nobody owns.
    pub(super) without_owner: Sums,
    /// Scored accounts whose points do not add up to their score.
    pub(super) points_off: u64,
    pub(super) scored: u64,
    /// Tenths of a point.
    pub(super) score_sum: i64,
    pub(super) points_sum: i64,
    /// Accounts whose buckets do not add up to their potential.
    pub(super) buckets_off: u64,
    /// More revenue than potential: the potential must be wrong.
    pub(super) above_potential: u64,
    largest: BinaryHeap<Reverse<Large>>,
}

impl Tally {
    pub(super) fn add(&mut self, row: &AccountRow<'_>) {
        let add_to = |sums: &mut Sums| {
            sums.accounts += 1;
            sums.potential.add(row.potential);
            sums.revenue.add(row.current_revenue);
            sums.headroom.add(row.headroom);
            for (sum, amount) in sums.buckets.iter_mut().zip(row.buckets.amounts()) {
                sum.add(amount);
            }
        };
        add_to(&mut self.all);
        add_to(self.by_tier.entry(row.tier).or_default());
        if row.tier != TierChoice::Excluded {
            add_to(&mut self.planned);
            if row.owner.is_none() {
                add_to(&mut self.without_owner);
            }
        }
        if let Some(score) = row.score {
            self.scored += 1;
            let sum: i32 = row.points.iter().flatten().sum();
            self.points_off += u64::from(sum != score);
            self.score_sum += i64::from(score);
        }
        self.points_sum += row.points.iter().flatten().map(|p| i64::from(*p)).sum::<i64>();
        if let Some(potential) = row.potential {
            let parts: Money = row.buckets.amounts().into_iter().flatten().sum();
            self.buckets_off += u64::from(parts != potential);
            self.above_potential += u64::from(row.current_revenue.is_some_and(|r| r > potential));
        }
        self.consider(row);
    }

    fn consider(&mut self, row: &AccountRow<'_>) {
        let Some(headroom) = row
            .headroom
            .filter(|h| *h > Money::ZERO && row.tier != TierChoice::Excluded)
        else {
            return;
        };
        let key = (headroom, Reverse(row.rank));
        let full = self.largest.len() >= LARGEST;
        if full
            && self
                .largest
                .peek()
                .is_some_and(|least| (least.0.headroom, Reverse(least.0.rank)) >= key)
        {
            return;
        }
        if full {
            self.largest.pop();
        }
        let owned = |text: &Option<std::borrow::Cow<'_, str>>| text.as_ref().map(|t| t.to_string());
        self.largest.push(Reverse(Large {
            headroom,
            rank: row.rank,
            name: row.name.to_string(),
            record_id: row.record_id.to_string(),
            tier: row.tier,
            owner: owned(&row.owner),
            industry: owned(&row.industry),
            revenue: row.current_revenue,
            potential: row.potential,
            buckets: row.buckets,
        }));
    }

    /// The accounts with the largest headroom, largest first.
    pub(super) fn largest(&self) -> Vec<&Large> {
        let mut list: Vec<&Large> = self.largest.iter().map(|entry| &entry.0).collect();
        list.sort_by(|a, b| b.cmp(a));
        list
    }
}
