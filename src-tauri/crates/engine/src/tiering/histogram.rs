//! How the scores are spread, by tier. Separate because a screen draws it while a weight moves and needs nothing else.

use crate::scoring::{Scores, shown};
use tierline_plan::TierChoice;

/// Counts of accounts by score and tier: 50 bins of 2 points each from 0 to 100 (the last holds 100 too).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    tiers: usize,
    counts: Vec<u32>,
}

impl Histogram {
    pub const BINS: usize = 50;
    /// Tenths of a point in a bin. The score as it is shown decides, as it does for cuts and for the list a bin opens.
    pub const WIDTH: u32 = Scores::MOST / (Scores::UNITS / 10) / Self::BINS as u32;
    /// Slots a bin: the most tiers a plan may have, and excluded accounts.
    const SLOTS: usize = 8;

    /// Accounts without a score are in no bin.
    pub fn of(scores: &Scores, choice: &[TierChoice], tiers: usize) -> Histogram {
        let mut wide = [0_u32; Self::BINS * Self::SLOTS];
        for (units, choice) in scores.units().iter().zip(choice) {
            if *units == Scores::NONE {
                continue;
            }
            let bin = ((shown(*units) / Self::WIDTH) as usize).min(Self::BINS - 1);
            let slot = match choice {
                TierChoice::Tier(tier) => usize::from(*tier).min(Self::SLOTS - 2),
                TierChoice::Excluded => Self::SLOTS - 1,
            };
            wide[bin * Self::SLOTS + slot] += 1;
        }
        let counts = wide
            .chunks(Self::SLOTS)
            .flat_map(|bin| bin[..tiers].iter().chain(&bin[Self::SLOTS - 1..]).copied())
            .collect();
        Histogram { tiers, counts }
    }

    /// Accounts of a tier in a bin.
    pub fn count(&self, bin: usize, tier: usize) -> u32 {
        debug_assert!(tier < self.tiers);
        self.counts[bin * (self.tiers + 1) + tier]
    }

    /// Excluded accounts in a bin.
    pub fn excluded(&self, bin: usize) -> u32 {
        self.counts[bin * (self.tiers + 1) + self.tiers]
    }

    /// Bin after bin, each with its counts by tier and then the excluded ones: `tiers + 1` numbers a bin.
    pub fn counts(&self) -> &[u32] {
        &self.counts
    }

    pub fn tiers(&self) -> usize {
        self.tiers
    }
}
