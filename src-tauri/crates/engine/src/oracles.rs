//! The methods beside others that compute the same figures: published tables and well-known packages. The tests hold each to
//! the digits that its oracle gives; the bench prints how near it comes.

use crate::backtest::{difference, rate};
use crate::learning;
use crate::numbers::percentile_inc;
use crate::pairwise::pairwise;
use crate::tiering::natural_breaks;

/// How near a method comes to its oracle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    pub method: &'static str,
    pub oracle: &'static str,
    /// How many figures were compared.
    pub figures: usize,
    /// The largest difference of any of them.
    pub difference: f64,
    /// The decimals that the oracle gives.
    pub digits: i32,
}

impl Agreement {
    fn of(method: &'static str, oracle: &'static str, digits: i32, figures: &[(f64, f64)]) -> Self {
        let difference = figures.iter().map(|(found, known)| (found - known).abs());
        Agreement {
            method,
            oracle,
            figures: figures.len(),
            difference: difference.fold(0.0, f64::max),
            digits,
        }
    }

    /// Whether they are the same to the oracle's digits.
    pub fn holds(&self) -> bool {
        self.difference <= 0.5 * 10_f64.powi(-self.digits) * 1.001
    }
}

/// Every method that has an oracle.
pub fn agreements() -> Vec<Agreement> {
    vec![
        Agreement::of("weights from pairs (AHP)", "Saaty 1980", 6, &pairs()),
        Agreement::of("natural breaks", "jenkspy 0.4.1", 0, &breaks()),
        Agreement::of(
            "weights from outcomes (logistic regression)",
            "scikit-learn 1.9",
            6,
            &learning::oracle_figures(),
        ),
        Agreement::of("intervals of rates", "Newcombe 1998, tables I and II", 4, &intervals()),
        Agreement::of("percentiles", "Excel, PERCENTILE.INC", 9, &percentiles()),
    ]
}

fn pairs() -> Vec<(f64, f64)> {
    let three = vec![
        vec![1.0, 1.0 / 3.0, 5.0],
        vec![3.0, 1.0, 7.0],
        vec![1.0 / 5.0, 1.0 / 7.0, 1.0],
    ];
    let four = vec![
        vec![1.0, 2.0, 4.0, 3.0],
        vec![0.5, 1.0, 3.0, 2.0],
        vec![0.25, 1.0 / 3.0, 1.0, 0.5],
        vec![1.0 / 3.0, 0.5, 2.0, 1.0],
    ];
    let mut figures = Vec::new();
    for (answers, weights, lambda, ratio) in [
        (three, vec![0.278_955, 0.649_118, 0.071_927], 3.064_888, 0.055_938),
        // By Saaty's index for four, 0.90.
        (
            four,
            vec![0.467_296, 0.277_181, 0.095_435, 0.160_088],
            4.030_983,
            0.011_475,
        ),
    ] {
        let found = pairwise(&answers);
        let found_weights = found.iter().flat_map(|found| found.weights.iter().copied());
        let missing = std::iter::repeat(f64::INFINITY);
        figures.extend(found_weights.chain(missing).zip(weights));
        let told = |of: Option<f64>| of.unwrap_or(f64::INFINITY);
        figures.push((told(found.as_ref().map(|found| found.lambda)), lambda));
        figures.push((told(found.as_ref().map(|found| found.ratio)), ratio));
    }
    figures
}

/// There the highest value of each class, here the lowest of each but one.
fn breaks() -> Vec<(f64, f64)> {
    let mut list = [4, 5, 9, 10, 1, 2, 3, 20, 21, 22, 50, 51, 52, 100].map(|value| (value, 1));
    list.sort_unstable();
    let known: [&[u32]; 3] = [&[100, 50], &[100, 50, 20], &[100, 50, 20, 9]];
    let pairs = known.iter().flat_map(|known| {
        let found = natural_breaks(&list, known.len() + 1);
        found.into_iter().zip(known.iter().copied()).collect::<Vec<_>>()
    });
    pairs
        .map(|(found, known)| (f64::from(found), f64::from(known)))
        .collect()
}

fn intervals() -> Vec<(f64, f64)> {
    let wilson = |hits: usize, of: usize| {
        let trials: Vec<(f64, f64)> = (0..of).map(|at| (f64::from(u8::from(at < hits)), 1.0)).collect();
        rate(&trials)
    };
    let mut figures = Vec::new();
    for (hits, of, low, high) in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
    ] {
        let found = wilson(hits, of);
        figures.extend(
            found
                .map(|found| [(found.low, low), (found.high, high)])
                .into_iter()
                .flatten(),
        );
    }
    for (a, b, low, high) in [((56, 70), (48, 80), 0.0524, 0.3339), ((10, 10), (0, 20), 0.6791, 1.0)] {
        let found = wilson(a.0, a.1).zip(wilson(b.0, b.1)).map(|(a, b)| difference(a, b));
        figures.extend(
            found
                .map(|found| [(found.low, low), (found.high, high)])
                .into_iter()
                .flatten(),
        );
    }
    figures
}

fn percentiles() -> Vec<(f64, f64)> {
    // Case G10 of the known answers.
    let peers = [40.0, 55.0, 60.0, 72.0, 80.0, 95.0, 110.0, 130.0, 150.0, 200.0];
    let known = [(0.0, 40.0), (0.8, 134.0), (1.0, 200.0)];
    let found = known
        .iter()
        .map(|(share, known)| (percentile_inc(&peers, *share), *known));
    found
        .map(|(found, known)| (found.unwrap_or(f64::INFINITY), known))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_agrees_with_its_oracle() {
        let all = agreements();
        assert_eq!(
            all.iter().map(|each| each.figures).collect::<Vec<_>>(),
            [11, 9, 14, 10, 3],
            "every figure was found"
        );
        for each in all {
            assert!(each.holds(), "{each:?}");
        }
    }
}
