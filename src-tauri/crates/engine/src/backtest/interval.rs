//! Rates and means with the interval they lie in, 95 times of a hundred. Separate because it is statistics and knows
//! nothing of tiers.

use crate::numbers::Mix;

/// A figure and the interval it lies in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// 95 % of a normal distribution lie within so many standard deviations.
const Z: f64 = 1.959_963_984_540_054;
/// Up to so many amounts the interval of their mean is drawn; beyond, the mean is normal enough.
const DRAWN: usize = 2_000;
const DRAWS: usize = 2_000;
/// The interval drawn of fewer is far too narrow: of two it would be as wide as they lie apart.
const FEWEST: usize = 8;
/// Of fewer that are all alike nothing is known of how amounts differ.
const FEWEST_ALIKE: usize = 30;
/// Draws come from this seed: the same amounts give the same interval.
const SEED: u64 = 0x6261_636b;

/// The share of hits over groups of trials, with Wilson's score interval (Wilson 1927). Trials of one group hang together
/// (deals of one account), so that they tell less than as many apart: the interval goes by the number of independent trials
/// that would vary as much (Kish's effective sample size, by the linearised variance of a ratio). `None` without a trial.
pub fn rate(groups: &[(f64, f64)]) -> Option<Estimate> {
    let trials: f64 = groups.iter().map(|(_, of)| of).sum();
    if trials <= 0.0 {
        return None;
    }
    let hits: f64 = groups.iter().map(|(hits, _)| hits).sum();
    let share = hits / trials;
    let told = groups.iter().filter(|(_, of)| *of > 0.0).count() as f64;
    let apart = groups.iter().all(|(_, of)| *of <= 1.0);
    let spread: f64 = groups.iter().map(|(hits, of)| (hits - share * of).powi(2)).sum();
    let variance = spread / trials.powi(2) * told / (told - 1.0);
    let counted = if apart || told < 2.0 || variance <= 0.0 {
        // One group alone says nothing of how groups differ: it counts as one trial.
        match (apart, told >= 2.0) {
            (true, _) => trials,
            (false, false) => 1.0,
            // Where all win or all lose, how alike the trials of one group are cannot be seen.
            (false, true) if hits <= 0.0 || hits >= trials => told,
            (false, true) => trials,
        }
    } else {
        (share * (1.0 - share) / variance).min(trials)
    };
    let (low, high) = wilson(share, counted);
    Some(Estimate {
        value: share,
        low,
        high,
    })
}

fn wilson(share: f64, trials: f64) -> (f64, f64) {
    let z2 = Z * Z;
    let middle = (share + z2 / (2.0 * trials)) / (1.0 + z2 / trials);
    let half = Z / (1.0 + z2 / trials) * (share * (1.0 - share) / trials + z2 / (4.0 * trials * trials)).sqrt();
    ((middle - half).max(0.0).min(share), (middle + half).min(1.0).max(share))
}

/// The mean of amounts. Amounts of accounts are skewed, so the interval of few is drawn (percentile bootstrap, Efron 1979)
/// and that of many goes by the normal distribution. `None` without an amount; a handful says nothing of its interval.
pub fn mean(amounts: &[f64]) -> Option<Estimate> {
    let count = amounts.len() as f64;
    let value = amounts.iter().sum::<f64>() / count;
    let alike = amounts
        .iter()
        .all(|amount| (amount - value).abs() <= value.abs() * 1e-12);
    match amounts.len() {
        0 => None,
        few if few < FEWEST || (alike && few < FEWEST_ALIKE) => Some(Estimate {
            value,
            low: f64::NEG_INFINITY,
            high: f64::INFINITY,
        }),
        many if many <= DRAWN => {
            let (low, high) = drawn(amounts);
            Some(Estimate {
                value,
                low: low.min(value),
                high: high.max(value),
            })
        }
        _ => {
            let spread: f64 = amounts.iter().map(|amount| (amount - value).powi(2)).sum();
            let half = Z * (spread / (count - 1.0) / count).sqrt();
            Some(Estimate {
                value,
                low: value - half,
                high: value + half,
            })
        }
    }
}

fn drawn(amounts: &[f64]) -> (f64, f64) {
    let count = amounts.len() as u64;
    let mut means: Vec<f64> = (0..DRAWS as u64)
        .map(|draw| {
            let pick = |at: u64| (Mix::new(SEED).word(draw).word(at).finish() % count) as usize;
            (0..count).map(|at| amounts[pick(at)]).sum::<f64>() / count as f64
        })
        .collect();
    means.sort_by(f64::total_cmp);
    let at = |share: f64| means[((share * (DRAWS - 1) as f64).round() as usize).min(DRAWS - 1)];
    (at(0.025), at(0.975))
}

/// How much more the first has, from the two intervals (Newcombe 1998, method 10, for rates; Zou and Donner 2008 for any).
pub fn difference(a: Estimate, b: Estimate) -> Estimate {
    let value = a.value - b.value;
    let reach = |one: f64, other: f64| (one * one + other * other).sqrt();
    Estimate {
        value,
        low: value - reach(a.value - a.low, b.high - b.value),
        high: value + reach(a.high - a.value, b.value - b.low),
    }
}
