//! Exact decimal numbers. Separate because an amount written "0.1" must reach its minor units without passing through a
//! float.

use tierline_plan::{Currency, Money};

/// `mantissa x 10^exponent`, exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// At most 30 digits.
    pub mantissa: i128,
    /// Power of ten.
    pub exponent: i32,
}

impl Decimal {
    /// The nearest float; infinite when no float is that large.
    pub fn to_f64(self) -> f64 {
        const EXACT: i128 = 1 << 53;
        if self.mantissa.abs() < EXACT && self.exponent.abs() <= 22 {
            // Both operands are exact floats, so the one rounding is the right one.
            let power = POWERS[self.exponent.unsigned_abs() as usize];
            return if self.exponent >= 0 {
                self.mantissa as f64 * power
            } else {
                self.mantissa as f64 / power
            };
        }
        format!("{}e{}", self.mantissa, self.exponent)
            .parse()
            .unwrap_or(f64::NAN)
    }

    /// The amount in a currency's minor units, half a unit rounded away from zero; `None` when it does not fit.
    pub fn to_money(self, currency: &Currency) -> Option<Money> {
        let shift = self.exponent.checked_add(i32::from(currency.minor_digits))?;
        let units = if shift >= 0 {
            let power = if self.mantissa == 0 {
                1
            } else {
                10_i128.checked_pow(shift.unsigned_abs())?
            };
            self.mantissa.checked_mul(power)?
        } else {
            match 10_i128.checked_pow(shift.unsigned_abs()) {
                None => 0,
                Some(power) => {
                    let rest = self.mantissa % power;
                    let away = i128::from(rest.abs() >= power - rest.abs()) * self.mantissa.signum();
                    self.mantissa / power + away
                }
            }
        };
        i64::try_from(units)
            .ok()
            .filter(|minor| *minor != i64::MIN)
            .map(Money::from_minor)
    }

    /// The number times a power of ten.
    pub fn shifted(self, power: i32) -> Self {
        Decimal {
            exponent: self.exponent.saturating_add(power),
            ..self
        }
    }

    /// The decimal a float shows with 15 significant digits, as spreadsheet programs show it; `None` when it is not finite.
    pub fn from_f64(number: f64) -> Option<Self> {
        if !number.is_finite() {
            return None;
        }
        let shown = format!("{number:.14e}");
        let (digits, exponent) = shown.split_once('e')?;
        let exponent: i32 = exponent.parse().ok()?;
        let digits: String = digits.chars().filter(|c| *c != '.').collect();
        Some(Decimal {
            mantissa: digits.parse().ok()?,
            exponent: exponent - 14,
        })
    }
}

/// An amount that a cell holds as a float, in major units times `10^scale`; `None` when it is not finite or does not fit.
pub(crate) fn money_from_float(number: f64, scale: i32, currency: &Currency) -> Option<Money> {
    let power = scale + i32::from(currency.minor_digits);
    if let Some(factor) = POWERS.get(power as usize) {
        let minor = number * factor;
        let nearest = minor.round();
        // Away from the half a float cannot mislead; near it, what the program shows decides (1.005 is 1.01).
        if minor.abs() < 1e15 && (minor - nearest).abs() < 0.499_99 {
            return Some(Money::from_minor(nearest as i64));
        }
    }
    Decimal::from_f64(number)?.shifted(scale).to_money(currency)
}

const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_a_cent_goes_away_from_zero() {
        let euro = Currency::new("EUR");
        let money = |mantissa, exponent| Decimal { mantissa, exponent }.to_money(&euro).map(Money::minor);
        assert_eq!(money(1005, -3), Some(101));
        assert_eq!(money(-1005, -3), Some(-101));
        assert_eq!(money(1004, -3), Some(100));
        assert_eq!(money(12, 6), Some(1_200_000_000));
        assert_eq!(money(1, 30), None, "an amount that does not fit is no amount");
        assert_eq!(money(1, -60), Some(0));
        assert_eq!(
            money_from_float(1.005, 0, &euro).map(Money::minor),
            Some(101),
            "as shown, not as stored"
        );
        assert_eq!(money_from_float(f64::NAN, 0, &euro), None);
    }

    proptest! {
        #[test]
        fn cents_in_a_float_come_back(minor in -100_000_000_000_i64..100_000_000_000) {
            let euro = Currency::new("EUR");
            prop_assert_eq!(money_from_float(minor as f64 / 100.0, 0, &euro).map(Money::minor), Some(minor));
        }
    }
}
