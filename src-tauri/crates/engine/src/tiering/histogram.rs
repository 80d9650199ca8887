//! How the scores are spread, by tier. Separate because a screen draws it while a weight moves and needs nothing else.

use crate::scoring::{Scores, shown};
use tierline_plan::TierChoice;

/// Slots a bin: the most tiers a plan may have, and excluded accounts.
const SLOTS: usize = 8;

/// A histogram under way, with room for as many tiers as there may be.
#[derive(Debug, Clone)]
pub(crate) struct Bins([u32; Histogram::BINS * SLOTS]);

impl Default for Bins {
    fn default() -> Self {
        Bins([0; Histogram::BINS * SLOTS])
    }
}

impl Bins {
    pub(crate) fn add(&mut self, units: u32, choice: TierChoice) {
        if units == Scores::NONE {
            return;
        }
        let bin = ((shown(units) / Histogram::WIDTH) as usize).min(Histogram::BINS - 1);
        let slot = match choice {
            TierChoice::Tier(tier) => usize::from(tier).min(SLOTS - 2),
            TierChoice::Excluded => SLOTS - 1,
        };
        self.0[bin * SLOTS + slot] += 1;
    }

    pub(crate) fn plus(mut self, other: &Bins) -> Bins {
        for (count, more) in self.0.iter_mut().zip(&other.0) {
            *count += more;
        }
        self
    }

    pub(crate) fn histogram(&self, tiers: usize) -> Histogram {
        let bins = self.0.chunks(SLOTS);
        Histogram {
            tiers,
            counts: bins
                .flat_map(|bin| bin[..tiers].iter().chain(&bin[SLOTS - 1..]).copied())
                .collect(),
        }
    }
}

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
    /// Accounts without a score are in no bin.
    pub fn of(scores: &Scores, choice: &[TierChoice], tiers: usize) -> Histogram {
        let mut bins = Bins::default();
        for (units, choice) in scores.units().iter().zip(choice) {
            bins.add(*units, *choice);
        }
        bins.histogram(tiers)
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
