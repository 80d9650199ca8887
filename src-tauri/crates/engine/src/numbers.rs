//! Measures that several stages share: percentiles, spread, and rounding that keeps a total. Separate so that each has
//! one definition and one set of known answers.

/// The percentile of ascending values as Excel's PERCENTILE.INC has it (Hyndman and Fan, type 7).
///
/// `share` is 0..1. `None` when there is no value.
pub fn percentile_inc(ascending: &[f64], share: f64) -> Option<f64> {
    let last = ascending.len().checked_sub(1)?;
    let position = share.clamp(0.0, 1.0) * last as f64;
    let below = (position as usize).min(last);
    let above = (below + 1).min(last);
    let part = position - below as f64;
    Some(ascending[below] + (ascending[above] - ascending[below]) * part)
}

/// Ascending values without the ones that are not finite.
pub fn ascending(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.into_iter().filter(|v| v.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// How equal a measure is, relative to each part's target share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Balance {
    /// Largest `|x / (target share x total) - 1|`: 0.15 is 15 %.
    pub max_deviation: f64,
    /// Coefficient of variation of measure over target, population form.
    pub cv: f64,
    /// 0 when all are equal, towards 1 when one has everything.
    pub gini: f64,
}

impl Balance {
    /// Balance of `values` against `targets` in any common unit; parts with a target of 0 are left out.
    ///
    /// `None` when no part has a target or the values sum to 0: nothing is out of balance then.
    pub fn of(values: &[f64], targets: &[f64]) -> Option<Balance> {
        let mut ratios = deviations(values, targets)
            .into_iter()
            .flatten()
            .map(|deviation| deviation + 1.0)
            .collect::<Vec<f64>>();
        if ratios.is_empty() {
            return None;
        }
        ratios.sort_unstable_by(f64::total_cmp);
        let count = ratios.len() as f64;
        let sum: f64 = ratios.iter().sum();
        let mean = sum / count;
        let variance = ratios.iter().map(|r| (r - mean) * (r - mean)).sum::<f64>() / count;
        let ranked: f64 = ratios
            .iter()
            .enumerate()
            .map(|(index, ratio)| (2.0 * (index as f64 + 1.0) - count - 1.0) * ratio)
            .sum();
        let spread = |x: f64| if sum > 0.0 { x } else { 0.0 };
        Some(Balance {
            max_deviation: ratios.iter().map(|r| (r - 1.0).abs()).fold(0.0, f64::max),
            cv: spread(variance.sqrt() / mean),
            gini: spread(ranked / (count * sum)),
        })
    }
}

/// `x / (target share x total) - 1` for each part; `None` where the target is 0, everywhere when the total is 0.
///
/// The total is that of the parts that have a target, and so are the target shares.
pub fn deviations(values: &[f64], targets: &[f64]) -> Vec<Option<f64>> {
    let with_target = || values.iter().zip(targets).filter(|(_, target)| **target > 0.0);
    let total: f64 = with_target().map(|(value, _)| value).sum();
    let whole: f64 = with_target().map(|(_, target)| target).sum();
    values
        .iter()
        .zip(targets)
        .map(|(value, target)| (*target > 0.0 && total > 0.0).then(|| value / (target / whole * total) - 1.0))
        .collect()
}

/// Mixes words into one well-spread number: settles ties by seed, and tells whether a column changed. Not for secrets.
#[derive(Debug, Clone, Copy)]
pub struct Mix(u64);

impl Mix {
    pub fn new(seed: u64) -> Self {
        Mix(seed ^ 0x9E37_79B9_7F4A_7C15)
    }

    pub fn word(mut self, word: u64) -> Self {
        let product = u128::from(self.0 ^ word) * 0xA076_1D64_78BD_642F_u128;
        self.0 = (product as u64) ^ ((product >> 64) as u64) ^ word.rotate_left(23);
        self
    }

    pub fn bytes(self, bytes: &[u8]) -> Self {
        bytes.chunks(8).fold(self.word(bytes.len() as u64), |mix, chunk| {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            mix.word(u64::from_le_bytes(word))
        })
    }

    pub fn finish(self) -> u64 {
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6
    }

    #[test]
    fn the_eightieth_percentile_of_ten_peers_is_134() {
        let peers = [40.0, 55.0, 60.0, 72.0, 80.0, 95.0, 110.0, 130.0, 150.0, 200.0];
        assert_eq!(percentile_inc(&peers, 0.8), Some(134.0), "G10");
        assert_eq!(percentile_inc(&peers, 1.0), Some(200.0));
        assert_eq!(percentile_inc(&[], 0.5), None);
    }

    #[test]
    fn balance_has_the_known_answers() {
        let even = [1.0; 5];
        let balance = Balance::of(&[60.0, 80.0, 100.0, 120.0, 140.0], &even).expect("there are parts");
        assert!(near(balance.gini, 0.16), "G11: {balance:?}");
        assert!((balance.cv - 0.2828).abs() < 5e-5, "G11: {balance:?}");
        assert!(near(balance.max_deviation, 0.4), "G11: {balance:?}");
        let one = Balance::of(&[0.0, 0.0, 0.0, 100.0], &even[..4]).expect("there are parts");
        assert!(near(one.gini, 0.75), "G12: {one:?}");
        let ramp = Balance::of(&[1.0, 2.0, 3.0, 4.0, 5.0], &even).expect("there are parts");
        assert!(near(ramp.gini, 0.266_666_666), "{ramp:?}");
        let same = Balance::of(&[1.0; 4], &even[..4]).expect("there are parts");
        assert!(near(same.gini, 0.0));
    }

    #[test]
    fn a_part_timer_with_half_the_work_is_in_balance() {
        let balance = Balance::of(&[100.0, 50.0], &[1000.0, 500.0]).expect("there are parts");
        assert!(near(balance.max_deviation, 0.0), "{balance:?}");
        assert_eq!(
            Balance::of(&[5.0], &[0.0]),
            None,
            "nobody with a target, nothing to balance"
        );
    }

    proptest! {
        #[test]
        fn gini_and_deviation_do_not_depend_on_the_unit(values in prop::collection::vec(0.1..1e6_f64, 1..20), unit in 0.01..100.0_f64) {
            let targets = vec![1.0; values.len()];
            let scaled: Vec<f64> = values.iter().map(|v| v * unit).collect();
            let (a, b) = (Balance::of(&values, &targets).expect("parts"), Balance::of(&scaled, &targets).expect("parts"));
            prop_assert!(near(a.gini, b.gini) && near(a.max_deviation, b.max_deviation) && near(a.cv, b.cv));
            prop_assert!(a.gini >= -1e-12 && a.gini < 1.0);
        }
    }
}
