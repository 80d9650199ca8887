//! Figures in the sentences of screens and workbook, beyond those the stages use themselves.

pub(crate) use tierline_engine::words::{count, tenths};
use tierline_plan::{Currency, Money};

/// `1 account`, `2,500 accounts`: the noun gets an s unless there is one.
pub(crate) fn many(number: u64, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{} {noun}s", count(number))
    }
}

/// `is` after one, `are` after any other number.
pub(crate) fn are(number: u64) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

/// `has` after one, `have` after any other number.
pub(crate) fn have(number: u64) -> &'static str {
    if number == 1 { "has" } else { "have" }
}

/// An amount to three significant digits with K, M or B: `€12.4M`.
pub(crate) fn money(amount: Money, currency: &Currency) -> String {
    let major = amount.minor() as f64 / currency.minor_per_major() as f64;
    let (value, unit) = match major.abs() {
        m if m >= 999.5e6 => (major / 1e9, "B"),
        m if m >= 999.5e3 => (major / 1e6, "M"),
        m if m >= 9_999.5 => (major / 1e3, "K"),
        _ => return tierline_engine::words::money(amount, currency),
    };
    let digits = match value.abs() {
        v if v >= 99.95 => 0,
        v if v >= 9.995 => 1,
        _ => 2,
    };
    let figure = format!("{:.digits$}", value.abs());
    let figure = if figure.contains('.') {
        figure.trim_end_matches('0').trim_end_matches('.')
    } else {
        &figure
    };
    let sign = if value < 0.0 { "-" } else { "" };
    format!("{sign}{}{figure}{unit}", tierline_engine::words::symbol(currency))
}

/// Per mille as a percentage with at most one digit: `12.5%`, `9%`.
pub(crate) fn per_mille(value: i64) -> String {
    if value % 10 == 0 {
        format!("{}%", value / 10)
    } else {
        format!("{:.1}%", value as f64 / 10.0)
    }
}

/// `part` of `whole` in per mille, rounded; 0 of nothing.
pub(crate) fn share(part: i64, whole: i64) -> i64 {
    if whole == 0 {
        0
    } else {
        Money::from_minor(part).scale(1000, whole).minor()
    }
}

/// Minutes as hours: `11,970 h`.
pub(crate) fn hours(minutes: u64) -> String {
    if minutes < 600 && !minutes.is_multiple_of(60) {
        return format!("{:.1} h", minutes as f64 / 60.0);
    }
    format!("{} h", count((minutes + 30) / 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_people_write_them() {
        let eur = Currency::new("EUR");
        assert_eq!(money(Money::from_minor(1_234_567_800), &eur), "€12.3M");
        assert_eq!(money(Money::from_minor(-99_999_999), &eur), "-€1M");
        assert_eq!(money(Money::from_minor(123_400), &eur), "€1,234");
        assert_eq!(many(1, "account"), "1 account");
        assert_eq!(many(2500, "account"), "2,500 accounts");
        assert_eq!((per_mille(125), per_mille(90)), ("12.5%".to_owned(), "9%".to_owned()));
        assert_eq!((hours(718_200), hours(90)), ("11,970 h".to_owned(), "1.5 h".to_owned()));
    }
}
