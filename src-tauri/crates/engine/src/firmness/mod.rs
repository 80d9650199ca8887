//! How firm tiers are: what they would be with other weights, and what keeps an account from the next better one.
//! Separate from tiering, because nothing here decides a tier; it tells how far a decision can be trusted.
//!
//! Two questions are asked of the same draws of weights. Shaken a little ([`Law::Shaken`]), who falls off the fence?
//! Over all weights there are ([`Law::Any`]), in what share of them does an account keep its tier? The latter is the rank
//! acceptability of SMAA-2 (Lahdelma and Salminen 2001), taken over tiers in place of ranks.

mod draws;
mod gaps;
mod lift;
mod range;

pub use draws::Law;
pub use gaps::{CriterionGap, gaps, may_move};
pub use lift::{Lift, Needed, lifts};
pub use range::{Ranges, ScoreRange};

use crate::scoring::{Points, Scores};
use crate::tiering::{Standing, tiers_of};
use draws::draw;
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};
use tierline_plan::{CutRule, MissingPolicy, Money, Weight};

/// Draws of each law: the half-width of a share is 3.1 points then (1.96 sqrt(p(1-p)/n) at p = 1/2).
pub const DRAWS: u32 = 1000;

/// In how many draws of weights each account has each tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firmness {
    tiers: usize,
    draws: u32,
    /// Row by row, best tier first.
    counts: Vec<u16>,
}

impl Firmness {
    pub fn draws(&self) -> u32 {
        self.draws
    }

    /// In what share of the draws the account has that tier, in per mille.
    pub fn share(&self, row: usize, tier: u8) -> u16 {
        let count = self.of(row).get(usize::from(tier)).copied().unwrap_or(0);
        ((u32::from(count) * 2000 + self.draws) / (2 * self.draws.max(1))) as u16
    }

    /// The tier the account has most often apart from that one, with its share in per mille; the nearer tier where two are
    /// as frequent. `None` when it never has another.
    pub fn second(&self, row: usize, tier: u8) -> Option<(u8, u16)> {
        let others = self
            .of(row)
            .iter()
            .enumerate()
            .filter(|(other, count)| *other != usize::from(tier) && **count > 0);
        let other = others.max_by_key(|(other, count)| (**count, std::cmp::Reverse(other.abs_diff(usize::from(tier)))));
        other.map(|(other, _)| (other as u8, self.share(row, other as u8)))
    }

    fn of(&self, row: usize) -> &[u16] {
        &self.counts[row * self.tiers..(row + 1) * self.tiers]
    }
}

/// What a score is made of and how it is cut, apart from the weights.
#[derive(Debug, Clone, Copy)]
pub struct Tested<'a> {
    pub points: &'a Points,
    pub weights: &'a [Weight],
    pub missing: &'a [MissingPolicy],
    pub cut: &'a CutRule,
    pub tiers: usize,
    /// The potential, by row: cuts by cumulative value count it.
    pub values: &'a [Option<Money>],
    /// What stands above the score, whatever the weights.
    pub standing: &'a Standing,
}

/// The tiers of all accounts under [`DRAWS`] other weights. The same for the same seed on every machine and number of
/// threads. `None` when `cancelled` says so; `report` hears how many draws are done, from several threads.
pub fn firmness(
    tested: &Tested<'_>,
    law: Law,
    seed: u64,
    cancelled: &(dyn Fn() -> bool + Sync),
    report: &(dyn Fn(u32) + Sync),
) -> Option<Firmness> {
    firmness_of(tested, law, DRAWS, seed, cancelled, report)
}

fn firmness_of(
    tested: &Tested<'_>,
    law: Law,
    draws: u32,
    seed: u64,
    cancelled: &(dyn Fn() -> bool + Sync),
    report: &(dyn Fn(u32) + Sync),
) -> Option<Firmness> {
    let rows = tested.points.rows();
    let out = tested.standing.out();
    let (tiers, done) = (tested.tiers, AtomicU32::new(0));
    // A stretch of draws a thread: each needs a tally of its own, and they are added up at the end.
    let threads = rayon::current_num_threads().max(1) as u32;
    let stretches: Vec<(u32, u32)> = (0..threads)
        .map(|at| (draws * at / threads, draws * (at + 1) / threads))
        .collect();
    let tallies: Vec<Option<Vec<u16>>> = stretches
        .into_par_iter()
        .map(|(from, to)| {
            let mut counts = vec![0_u16; rows * tiers];
            let mut scores = Scores::unset(rows);
            let mut given = vec![0_u8; rows];
            for at in from..to {
                if cancelled() {
                    return None;
                }
                let weights = draw(law, tested.weights, seed, at);
                scores.rescore(tested.points, &weights, tested.missing);
                scores.leave_out(&out);
                tiers_of(tested.cut, tiers, &scores, tested.values, tested.standing, &mut given);
                for (counts, tier) in counts.chunks_exact_mut(tiers).zip(&given) {
                    counts[usize::from(*tier)] += 1;
                }
                report(done.fetch_add(1, Ordering::Relaxed) + 1);
            }
            Some(counts)
        })
        .collect();
    let mut whole = vec![0_u16; rows * tiers];
    for tally in tallies {
        for (sum, count) in whole.iter_mut().zip(tally?) {
            *sum += count;
        }
    }
    Some(Firmness {
        tiers,
        draws,
        counts: whole,
    })
}

#[cfg(test)]
mod tests;
