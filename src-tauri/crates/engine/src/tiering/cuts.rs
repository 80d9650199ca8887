//! Where a rule cuts the score. Separate because it must find the n-th best of 100,000 scores while a hand is moving:
//! counts by coarse score first, then a selection in the one stretch that holds the cut. Nothing is sorted.

use super::breaks::breaks;
use crate::scoring::{Scores, shown};
use tierline_plan::{CutRule, Money, TierScheme};

/// Units in a tenth of a point, the stretch that is counted coarsely.
const STRETCH: u32 = Scores::UNITS / 10;
const STRETCHES: usize = (Scores::MOST / STRETCH) as usize + 1;
/// A cut that no score reaches.
const UNREACHED: u32 = Scores::MOST + 1;

/// The lowest score of each tier but the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cuts {
    /// In units, best tier first, never ascending.
    pub(super) units: Vec<u32>,
    pub(super) ties: Vec<u32>,
}

impl Cuts {
    pub(super) fn find(rule: &CutRule, scores: &Scores, values: &[Option<Money>]) -> Cuts {
        let scored = || scores.len() - scores.unscored();
        match rule {
            CutRule::Score(cuts) => Cuts {
                units: cuts.iter().map(|cut| units_of(*cut)).collect(),
                ties: vec![0; cuts.len()],
            },
            CutRule::Count(counts) => by_rank(counts.iter().map(|n| *n as usize), scores),
            CutRule::Share(shares) => {
                let scored = scored();
                // Half up, in integers.
                by_rank(
                    shares.iter().map(|share| (usize::from(*share) * scored + 500) / 1000),
                    scores,
                )
            }
            CutRule::CumulativeValue(shares) => by_value(shares, scores, values),
            CutRule::NaturalBreaks(cuts) => by_breaks(usize::from(*cuts), scores),
            // Hours are counted out in accounts before ([`super::counted`]): without a cadence nobody can be cared for.
            CutRule::Hours(hours) => by_rank(hours.iter().map(|_| 0), scores),
        }
    }

    /// Writes each scored row's tier and counts accounts by tier; rows without a score go to `last`.
    pub(super) fn assign(&self, units: &[u32], last: u8, tiers: &mut [u8]) -> (Vec<u32>, u32) {
        // Always as many comparisons as there may be cuts, so that the loop has no branches: nothing is below a cut of 0.
        let mut cuts = [0_u32; TierScheme::MOST];
        for (cut, units) in cuts.iter_mut().zip(&self.units) {
            *cut = *units;
        }
        for (units, tier) in units.iter().zip(tiers.iter_mut()) {
            let passed = cuts.iter().map(|cut| u8::from(units < cut)).sum::<u8>();
            *tier = if *units == Scores::NONE { last } else { passed.min(last) };
        }
        let mut counts = vec![0_u32; usize::from(last) + 1];
        for tier in tiers.iter() {
            counts[usize::from(*tier)] += 1;
        }
        let unscored = units.iter().map(|units| u32::from(*units == Scores::NONE)).sum();
        (counts, unscored)
    }

    /// The cuts as scores; those that a person set by score stay as they were set.
    pub(super) fn scores(&self, rule: &CutRule) -> Vec<f64> {
        match rule {
            CutRule::Score(cuts) => cuts.clone(),
            _ => self
                .units
                .iter()
                .map(|units| f64::from(*units) / f64::from(Scores::UNITS))
                .collect(),
        }
    }
}

/// The least units that reach a cut by score. The score as it is shown decides: an account that shows 70.0 has reached 70.
fn units_of(cut: f64) -> u32 {
    // A little off the float: 78.3 x 10 must not become 784.
    let tenths = (cut * 10.0 - 1e-6).ceil().clamp(0.0, f64::from(UNREACHED)) as u32;
    let units = (tenths * STRETCH).saturating_sub(STRETCH / 2).min(UNREACHED);
    debug_assert!(units >= UNREACHED || shown(units) >= tenths);
    units
}

fn by_rank(wanted: impl Iterator<Item = usize>, scores: &Scores) -> Cuts {
    let mut counts = [0_u32; STRETCHES];
    for units in scores.units() {
        if let Some(count) = counts.get_mut((units / STRETCH) as usize) {
            *count += 1;
        }
    }
    let scored: usize = counts.iter().map(|c| *c as usize).sum();
    let mut cuts = Cuts {
        units: Vec::new(),
        ties: Vec::new(),
    };
    for wanted in wanted {
        let wanted = wanted.min(scored);
        if wanted == 0 {
            cuts.units.push(UNREACHED);
            cuts.ties.push(0);
            continue;
        }
        let mut above = 0;
        let mut stretch = STRETCHES - 1;
        while above + (counts[stretch] as usize) < wanted {
            above += counts[stretch] as usize;
            stretch -= 1;
        }
        let mut inside: Vec<u32> = inside(scores, stretch).map(|(_, units)| units).collect();
        let (_, cut, _) = inside.select_nth_unstable_by(wanted - above - 1, |a, b| b.cmp(a));
        let cut = *cut;
        let reached = above + inside.iter().filter(|units| **units >= cut).count();
        cuts.units.push(cut);
        cuts.ties.push((reached - wanted) as u32);
    }
    cuts
}

/// Best first until the share of the whole value is reached (ABC): an account is in while what stands above it is less.
fn by_value(shares: &[u16], scores: &Scores, values: &[Option<Money>]) -> Cuts {
    let worth = |row: usize| i128::from(values.get(row).copied().flatten().map_or(0, |m| m.minor().max(0)));
    let mut sums = vec![0_i128; STRETCHES];
    for (row, units) in scores.units().iter().enumerate() {
        if let Some(sum) = sums.get_mut((units / STRETCH) as usize) {
            *sum += worth(row);
        }
    }
    let total: i128 = sums.iter().sum();
    let units = shares.iter().map(|share| {
        // In thousandths of the minor unit, so that no rounding decides.
        let wanted = total * i128::from(*share);
        if wanted <= 0 {
            return UNREACHED;
        }
        let mut above = 0;
        let mut stretch = STRETCHES - 1;
        while (above + sums[stretch]) * 1000 < wanted {
            above += sums[stretch];
            stretch -= 1;
        }
        let mut inside: Vec<(u32, i128)> = inside(scores, stretch)
            .map(|(row, units)| (units, worth(row)))
            .collect();
        inside.sort_unstable_by(|a, b| b.cmp(a));
        for (units, worth) in inside {
            above += worth;
            if above * 1000 >= wanted {
                return units;
            }
        }
        UNREACHED
    });
    Cuts {
        units: units.collect(),
        ties: vec![0; shares.len()],
    }
}

/// Where the scores as they are shown have their gaps.
fn by_breaks(cuts: usize, scores: &Scores) -> Cuts {
    let mut counts = [0_u32; STRETCHES];
    for units in scores.units().iter().filter(|units| **units != Scores::NONE) {
        counts[shown(*units) as usize] += 1;
    }
    let values: Vec<(u32, u32)> = (0..).zip(counts).filter(|(_, count)| *count > 0).collect();
    let found = breaks(&values, cuts + 1);
    Cuts {
        units: found.iter().map(|tenths| units_of(f64::from(*tenths) / 10.0)).collect(),
        ties: vec![0; cuts],
    }
}

fn inside(scores: &Scores, stretch: usize) -> impl Iterator<Item = (usize, u32)> {
    scores
        .units()
        .iter()
        .copied()
        .enumerate()
        .filter(move |(_, units)| (*units / STRETCH) as usize == stretch)
}
