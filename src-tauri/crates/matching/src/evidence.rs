//! What agreement in a field is worth, learnt from the list itself, after Fellegi and Sunter ("A theory for record linkage",
//! 1969): how often a field agrees among records of one company (m), and among strangers (u). u is counted on pairs drawn
//! by chance under a fixed seed; m is estimated on the candidates by expectation maximisation.

use crate::record::{Comparison, FIELDS, Known, STEPS};
use crate::similar::Rarity;
use rayon::prelude::*;

/// Probabilities of each step of each field.
type Shares = [[f64; STEPS]; FIELDS];

/// What steps of agreement say, as natural logarithms of m / u.
#[derive(Debug, Clone)]
pub(crate) struct Weights {
    logs: Shares,
    /// Logarithm of the odds that a candidate is one company, before looking.
    prior: f64,
}

/// Pairs drawn by chance.
const STRANGERS: usize = 20_000;
/// Candidates that the estimate looks at, spread over all of them.
const LEARNT_FROM: usize = 200_000;
const ROUNDS: usize = 25;
const SEED: u64 = 0x7469_6572_6c69_6e65;

/// What is believed of m before the list is seen, and how many pairs that belief weighs: few duplicates teach little.
/// Steps: name different, alike, close, same; other fields silent, same, other.
const BELIEF: Shares = [
    [0.02, 0.08, 0.15, 0.75],
    [0.34, 0.60, 0.06, 0.0],
    [0.40, 0.48, 0.12, 0.0],
    [0.25, 0.62, 0.13, 0.0],
    [0.15, 0.75, 0.10, 0.0],
    [0.15, 0.82, 0.03, 0.0],
];
const BELIEF_PAIRS: f64 = 50.0;
/// Seen once in so many at least: nothing is impossible.
const FLOOR: f64 = 1e-4;

impl Weights {
    pub(crate) fn learnt(records: &[Known], candidates: &[(u32, u32)], rarity: &Rarity) -> Self {
        let strangers = strangers(records, rarity);
        let step = candidates.len().div_ceil(LEARNT_FROM).max(1);
        let seen: Vec<[usize; FIELDS]> = candidates
            .par_iter()
            .step_by(step)
            .map(|(a, b)| Comparison::of(&records[*a as usize], &records[*b as usize], rarity).levels())
            .collect();
        Self::estimated(&strangers, &seen)
    }

    fn estimated(u: &Shares, seen: &[[usize; FIELDS]]) -> Self {
        // The steps that occur are few; each is weighed once.
        let mut patterns: std::collections::BTreeMap<[usize; FIELDS], f64> = std::collections::BTreeMap::new();
        for levels in seen {
            *patterns.entry(*levels).or_default() += 1.0;
        }
        let mut m = BELIEF;
        let mut share = 0.05;
        for _ in 0..ROUNDS {
            let current = Weights::of(&m, u, share);
            let mut sums = BELIEF.map(|field| field.map(|step| step * BELIEF_PAIRS));
            let (mut matches, mut all) = (share * BELIEF_PAIRS, BELIEF_PAIRS);
            for (levels, count) in &patterns {
                let expected = current.probability(levels) * count;
                matches += expected;
                all += count;
                for (field, level) in levels.iter().enumerate() {
                    sums[field][*level] += expected;
                }
            }
            for (field, sums) in sums.iter().enumerate() {
                let total: f64 = sums.iter().sum();
                m[field] = sums.map(|sum| (sum / total).max(FLOOR));
            }
            share = (matches / all).clamp(1e-4, 0.9);
        }
        Weights::of(&m, u, share)
    }

    fn of(m: &Shares, u: &Shares, share: f64) -> Self {
        let mut logs = [[0.0; STEPS]; FIELDS];
        for field in 0..FIELDS {
            for step in 0..STEPS {
                // A field of which one record says nothing tells nothing.
                let silent = field > 0 && step == 0;
                if !silent {
                    logs[field][step] = (m[field][step].max(FLOOR) / u[field][step].max(FLOOR)).ln();
                }
            }
        }
        Weights {
            logs,
            prior: (share / (1.0 - share)).ln(),
        }
    }

    /// The probability that two records are one company.
    pub(crate) fn probability(&self, levels: &[usize; FIELDS]) -> f64 {
        let sum: f64 = levels
            .iter()
            .enumerate()
            .map(|(field, step)| self.logs[field][*step])
            .sum();
        1.0 / (1.0 + (-(self.prior + sum)).exp())
    }
}

/// How often strangers agree: among all pairs of a small list, among pairs drawn by chance in a large one.
fn strangers(records: &[Known], rarity: &Rarity) -> Shares {
    let count = records.len();
    let all = count * count.saturating_sub(1) / 2;
    let pairs: Vec<(usize, usize)> = if all <= STRANGERS {
        (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).collect()
    } else {
        drawn(records)
    };
    let levels: Vec<[usize; FIELDS]> = pairs
        .par_iter()
        .map(|(a, b)| Comparison::of(&records[*a], &records[*b], rarity).levels())
        .collect();
    let mut counts = [[0.5; STEPS]; FIELDS];
    for levels in levels {
        for (field, level) in levels.iter().enumerate() {
            counts[field][*level] += 1.0;
        }
    }
    counts.map(|steps| {
        let total: f64 = steps.iter().sum();
        steps.map(|count| count / total)
    })
}

/// Pairs drawn by chance from the list in the order of its names, so that the order of its rows does not matter.
fn drawn(records: &[Known]) -> Vec<(usize, usize)> {
    let mut order: Vec<(String, usize)> = (0..records.len())
        .into_par_iter()
        .map(|row| (records[row].name.key().to_owned(), row))
        .collect();
    order.par_sort_unstable();
    let mut state = SEED;
    let mut draw = || {
        // SplitMix64.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        order[((z ^ (z >> 31)) % order.len() as u64) as usize].1
    };
    let pairs = (0..STRANGERS).map(|_| (draw(), draw()));
    pairs.filter(|(a, b)| a != b).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name, website, phone, postal code, city, country.
    const STRANGERS_AGREE: Shares = [
        [0.997, 0.001, 0.001, 0.001],
        [0.3, 0.01, 0.69, 0.0],
        [0.4, 0.001, 0.599, 0.0],
        [0.2, 0.01, 0.79, 0.0],
        [0.1, 0.05, 0.85, 0.0],
        [0.1, 0.3, 0.6, 0.0],
    ];

    #[test]
    fn agreement_speaks_for_and_silence_says_nothing() {
        let weights = Weights::estimated(&STRANGERS_AGREE, &[]);
        let bare = weights.probability(&[3, 0, 0, 0, 0, 0]);
        assert!(weights.probability(&[3, 1, 0, 0, 0, 0]) > bare, "a website more");
        assert!(
            weights.probability(&[3, 2, 0, 0, 2, 2]) < bare,
            "another website, city and country"
        );
        assert!(weights.probability(&[0, 2, 2, 2, 2, 2]) < 1e-6);
        assert!(weights.probability(&[3, 1, 1, 1, 1, 1]) > 0.999);
    }

    #[test]
    fn a_field_that_errs_in_this_list_counts_less_in_it() {
        let clean = [3, 1, 0, 1, 1, 1];
        let moved = [3, 1, 0, 2, 2, 1];
        let faithful = Weights::estimated(&STRANGERS_AGREE, &[clean; 1000]);
        let mut seen = vec![clean; 500];
        seen.extend([moved; 500]);
        let wavering = Weights::estimated(&STRANGERS_AGREE, &seen);
        let against = |weights: &Weights| weights.logs[3][2];
        assert!(
            against(&wavering) > against(&faithful),
            "duplicates here often have another postal code"
        );
    }
}
