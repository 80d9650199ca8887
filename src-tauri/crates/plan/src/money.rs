//! Amounts of money and exact splitting. Separate because no amount may ever pass through a float on its way to a total.

use serde::{Deserialize, Serialize};
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// An amount in minor units (cents) of the plan's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(i64);

/// A sum of amounts of which some may not be known. It is known as far as any of them is: a sum over nothing is 0, a sum
/// over amounts none of which is known is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KnownSum {
    /// Of the amounts that are known.
    total: Money,
    known: u32,
    unknown: u32,
}

impl KnownSum {
    pub fn add(&mut self, amount: Option<Money>) {
        match amount {
            Some(amount) => {
                self.total = self.total.saturating_add(amount);
                self.known += 1;
            }
            None => self.unknown += 1,
        }
    }

    pub fn plus(self, other: Self) -> Self {
        KnownSum {
            total: self.total.saturating_add(other.total),
            known: self.known + other.known,
            unknown: self.unknown + other.unknown,
        }
    }

    /// The sum of the known amounts; `None` when there are amounts and none of them is known.
    pub fn amount(self) -> Option<Money> {
        (self.known > 0 || self.unknown == 0).then_some(self.total)
    }

    /// The sum where it can stand for all of its amounts: where at least half of them are known. One known amount of a
    /// hundred says nothing of the other ninety-nine.
    pub fn telling(self) -> Option<Money> {
        self.amount().filter(|_| self.known >= self.unknown)
    }

    /// How many amounts are known.
    pub fn known(self) -> u32 {
        self.known
    }

    /// How many amounts are not known, and so not in the sum.
    pub fn unknown(self) -> u32 {
        self.unknown
    }
}

impl FromIterator<Option<Money>> for KnownSum {
    fn from_iter<I: IntoIterator<Item = Option<Money>>>(amounts: I) -> Self {
        let mut sum = KnownSum::default();
        amounts.into_iter().for_each(|amount| sum.add(amount));
        sum
    }
}

impl Money {
    pub const ZERO: Money = Money(0);

    /// An amount given in minor units.
    pub const fn from_minor(minor: i64) -> Self {
        Money(minor)
    }

    /// The amount in minor units.
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// The amount as a magnitude for curves, charts and ratios. Never turn the result back into an amount that is summed.
    pub fn as_magnitude(self) -> f64 {
        self.0 as f64
    }

    /// The nearest amount to a computed magnitude in minor units; `None` for NaN and for what does not fit.
    pub fn from_magnitude(minor: f64) -> Option<Self> {
        let rounded = minor.round();
        // 2^53: beyond it a float no longer names one integer.
        (rounded.abs() <= 9_007_199_254_740_992.0).then_some(Money(rounded as i64))
    }

    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    pub fn max_zero(self) -> Self {
        Money(self.0.max(0))
    }

    pub fn saturating_add(self, other: Self) -> Self {
        Money(self.0.saturating_add(other.0))
    }

    /// `self x numerator / denominator`, rounded half away from zero, exact on the way.
    ///
    /// # Panics
    /// When the denominator is 0.
    pub fn scale(self, numerator: i64, denominator: i64) -> Self {
        let product = i128::from(self.0) * i128::from(numerator);
        let denominator = i128::from(denominator);
        let (product, denominator) = if denominator < 0 {
            (-product, -denominator)
        } else {
            (product, denominator)
        };
        let half = denominator / 2;
        let rounded = if product >= 0 {
            (product + half) / denominator
        } else {
            (product - half) / denominator
        };
        Money(rounded.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64)
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0 + other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        self.0 += other.0;
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0 - other.0)
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Money) {
        self.0 -= other.0;
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(-self.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, |total, amount| total.saturating_add(amount))
    }
}

/// The currency all amounts of a plan are in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currency {
    /// ISO 4217, such as `EUR`.
    pub code: String,
    /// Digits after the decimal point: 2 for EUR, 0 for JPY.
    pub minor_digits: u8,
}

impl Currency {
    /// The currency of that ISO code, with its usual number of decimals.
    pub fn new(code: &str) -> Self {
        let code = code.trim().to_ascii_uppercase();
        let minor_digits = match code.as_str() {
            "JPY" | "KRW" | "CLP" | "VND" | "ISK" | "HUF" => 0,
            "BHD" | "KWD" | "JOD" | "OMR" | "TND" => 3,
            _ => 2,
        };
        Currency { code, minor_digits }
    }

    /// The currency that somebody names by its ISO 4217 code, in any case of letters; `None` when no currency in use has
    /// that code.
    pub fn named(code: &str) -> Option<Self> {
        let currency = Self::new(code);
        CODES.contains(&currency.code.as_str()).then_some(currency)
    }

    /// Minor units in one major unit: 100 for EUR.
    pub fn minor_per_major(&self) -> i64 {
        10_i64.pow(u32::from(self.minor_digits))
    }
}

impl Default for Currency {
    fn default() -> Self {
        Currency::new("EUR")
    }
}

/// Every currency in use, ISO 4217.
#[rustfmt::skip]
const CODES: &[&str] = &[
    "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF",
    "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC",
    "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS",
    "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD",
    "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL",
    "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD",
    "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD",
    "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP",
    "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED",
    "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG",
];

/// Splits `total` over `weights` so that the parts add up to it exactly (largest remainder; ties go to the earlier part).
///
/// Weights that are negative or not finite count as 0. All weights 0 gives an equal split; no weights gives no parts.
pub fn split_by_largest_remainder(total: Money, weights: &[f64]) -> Vec<Money> {
    split_units(total.minor(), weights)
        .into_iter()
        .map(Money::from_minor)
        .collect()
}

/// As [`split_by_largest_remainder`], for any indivisible unit.
pub fn split_units(total: i64, weights: &[f64]) -> Vec<i64> {
    if weights.is_empty() {
        return Vec::new();
    }
    let clean: Vec<f64> = weights
        .iter()
        .map(|w| if w.is_finite() && *w > 0.0 { *w } else { 0.0 })
        .collect();
    let largest = clean.iter().copied().fold(0.0, f64::max);
    // Scaled by the largest, so that neither tiny nor huge weights lose the sum.
    let clean: Vec<f64> = if largest > 0.0 {
        clean.iter().map(|w| w / largest).collect()
    } else {
        vec![1.0; weights.len()]
    };
    let sum: f64 = clean.iter().sum();
    let magnitude = total.unsigned_abs();
    let mut parts: Vec<u64> = Vec::with_capacity(clean.len());
    let mut order: Vec<(f64, usize)> = Vec::with_capacity(clean.len());
    let mut placed: u64 = 0;
    for (index, weight) in clean.iter().enumerate() {
        let exact = magnitude as f64 * (weight / sum);
        // The float may exceed what is left by a hair when one part takes nearly all.
        let floor = (exact.floor() as u64).min(magnitude - placed);
        parts.push(floor);
        placed += floor;
        order.push((exact - exact.floor(), index));
    }
    let mut rest = magnitude - placed;
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let takers: Vec<usize> = order
        .iter()
        .filter(|(_, index)| clean[*index] > 0.0)
        .map(|(_, index)| *index)
        .collect();
    while rest > 0 {
        // Beyond 2^53 the floors lose more than one unit a part: hand the rest out in even shares, then one by one.
        let share = rest / takers.len() as u64;
        if share > 0 {
            for index in &takers {
                parts[*index] += share;
            }
            rest -= share * takers.len() as u64;
        } else {
            for index in takers.iter().take(rest as usize) {
                parts[*index] += 1;
            }
            rest = 0;
        }
    }
    parts
        .into_iter()
        .map(|part| if total < 0 { -(part as i64) } else { part as i64 })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_hundred_cents_in_three_go_34_33_33() {
        let parts = split_by_largest_remainder(Money::from_minor(100), &[1.0, 1.0, 1.0]);
        assert_eq!(parts.iter().map(|p| p.minor()).collect::<Vec<_>>(), [34, 33, 33]);
    }

    #[test]
    fn weights_of_nothing_split_evenly_and_nobody_splits_to_nobody() {
        assert_eq!(split_units(10, &[0.0, f64::NAN]), [5, 5]);
        assert!(split_units(10, &[]).is_empty());
    }

    #[test]
    fn a_part_without_weight_gets_nothing_while_others_have_some() {
        assert_eq!(split_units(7, &[0.0, 2.0, 0.0, 1.0]), [0, 5, 0, 2]);
    }

    #[test]
    fn a_sum_none_of_whose_amounts_is_known_is_not_zero() {
        let sum = |amounts: &[Option<i64>]| {
            amounts
                .iter()
                .map(|amount| amount.map(Money::from_minor))
                .collect::<KnownSum>()
        };
        assert_eq!(sum(&[]).amount(), Some(Money::ZERO), "nothing adds up to nothing");
        assert_eq!(sum(&[None, None]).amount(), None);
        assert_eq!(
            sum(&[None, None, Some(5)]).telling(),
            None,
            "one of three does not stand for all"
        );
        assert_eq!(sum(&[None, Some(5)]).telling(), Some(Money::from_minor(5)));
        let mixed = sum(&[None, Some(0), Some(3)]);
        assert_eq!(
            (mixed.amount(), mixed.known(), mixed.unknown()),
            (Some(Money::from_minor(3)), 2, 1)
        );
        assert_eq!(sum(&[None]).plus(sum(&[Some(0)])), sum(&[None, Some(0)]));
    }

    #[test]
    fn scaling_rounds_half_away_from_zero() {
        assert_eq!(Money::from_minor(5).scale(1, 2), Money::from_minor(3));
        assert_eq!(Money::from_minor(-5).scale(1, 2), Money::from_minor(-3));
    }

    proptest! {
        #[test]
        fn the_parts_add_up_to_the_whole(total in any::<i32>(), weights in prop::collection::vec(0.0..1e12_f64, 1..60)) {
            let parts = split_units(i64::from(total), &weights);
            prop_assert_eq!(parts.iter().sum::<i64>(), i64::from(total));
            prop_assert!(parts.iter().all(|p| p.signum() * i64::from(total).signum() >= 0), "no part may have the other sign");
        }

        #[test]
        fn huge_totals_split_exactly_too(total in any::<i64>().prop_filter("its magnitude fits", |t| *t != i64::MIN), weights in prop::collection::vec(0.0..10.0_f64, 1..20)) {
            let sum: i128 = split_units(total, &weights).iter().map(|p| i128::from(*p)).sum();
            prop_assert_eq!(sum, i128::from(total));
        }
    }
}
