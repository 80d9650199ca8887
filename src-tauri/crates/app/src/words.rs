//! Figures in the sentences of screens and workbook, beyond those the stages use themselves.

pub(crate) use tierline_engine::words::{count, tenths};
use tierline_plan::{Currency, Day, FieldKind, Money, Value};

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

/// An amount to its last minor unit: `€7.27`.
pub(crate) fn money_exact(amount: Money, currency: &Currency) -> String {
    let (minor, per_major) = (amount.minor().unsigned_abs(), currency.minor_per_major().unsigned_abs());
    let sign = if amount < Money::ZERO { "-" } else { "" };
    let whole = format!(
        "{sign}{}{}",
        tierline_engine::words::symbol(currency),
        count(minor / per_major)
    );
    match usize::from(currency.minor_digits) {
        0 => whole,
        digits => format!("{whole}.{:0digits$}", minor % per_major),
    }
}

/// A number with at most so many decimals, none of them an idle zero.
fn decimal(value: f64, digits: usize) -> String {
    let figure = format!("{:.digits$}", value.abs());
    let (whole, part) = figure.split_once('.').unwrap_or((&figure, ""));
    let part = part.trim_end_matches('0');
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
    let none = whole == "0" && part.is_empty();
    let sign = if value < 0.0 && !none { "-" } else { "" };
    if part.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{part}")
    }
}

/// As [`decimal`]; what is below one keeps so many digits that tell something.
fn telling(value: f64, digits: usize) -> String {
    let size = value.abs();
    if !(f64::MIN_POSITIVE..1.0).contains(&size) {
        return decimal(value, digits);
    }
    let zeros = (-size.log10()).floor() as usize;
    decimal(value, (zeros + digits + 1).min(12))
}

/// A magnitude of a field as a sentence or a picture shows it.
pub(crate) fn raw(value: f64, kind: Option<FieldKind>, currency: &Currency) -> String {
    match kind {
        Some(FieldKind::Money) => {
            Money::from_magnitude(value).map_or_else(String::new, |amount| money(amount, currency))
        }
        Some(FieldKind::Date) => Day::from_epoch_days(value as i32).iso(),
        Some(FieldKind::Percent) => format!("{}%", telling(value * 100.0, 1)),
        _ if value.abs() >= 10.0 => decimal(value, 0),
        _ => telling(value, 1),
    }
}

/// A value of a field of that kind as a person reads it; `None` where it is missing.
pub(crate) fn value(value: &Value, kind: FieldKind, currency: &Currency) -> Option<String> {
    Some(match value {
        Value::Missing => return None,
        Value::Text(text) => text.clone(),
        Value::Number(number) if kind == FieldKind::Percent => format!("{}%", telling(number * 100.0, 1)),
        Value::Number(number) => telling(*number, 2),
        // Of seven euros a head the cents matter.
        Value::Money(amount) if amount.minor().abs() < 100 * currency.minor_per_major() => {
            money_exact(*amount, currency)
        }
        Value::Money(amount) => money(*amount, currency),
        Value::Date(day) => day.iso(),
        Value::YesNo(answer) => if *answer { "yes" } else { "no" }.to_owned(),
    })
}

/// From where to where values reach, such as `12 to 45,000`; `None` without any, and for what has no order.
pub(crate) fn spread(values: impl Iterator<Item = f64>, kind: FieldKind, currency: &Currency) -> Option<String> {
    let measured = matches!(
        kind,
        FieldKind::Number | FieldKind::Percent | FieldKind::Money | FieldKind::Date
    );
    let told = |end: f64| raw(end, Some(kind), currency);
    let ends = values.fold(None, |ends: Option<(f64, f64)>, value| match ends {
        None => Some((value, value)),
        Some((least, greatest)) => Some((least.min(value), greatest.max(value))),
    });
    let (least, greatest) = ends.filter(|_| measured)?;
    Some(format!("{} to {}", told(least), told(greatest)))
}

/// To three significant digits by `round`, up or down: a limit that is told must hold as it is told.
fn significant(value: f64, round: fn(f64) -> f64) -> f64 {
    let size = value.abs();
    if size < f64::MIN_POSITIVE {
        return 0.0;
    }
    let unit = 10_f64.powi(size.log10().floor() as i32 - 2);
    let units = value / unit;
    // What is a whole number of units but for the float's last digits stays one.
    let whole = units.round();
    if (units - whole).abs() < 1e-6 {
        whole * unit
    } else {
        round(units) * unit
    }
}

/// A limit rounded by `round`, up or down, to what is read easily and still holds.
fn eased(value: f64, kind: FieldKind, currency: &Currency, round: fn(f64) -> f64) -> f64 {
    let value = significant(value, round);
    let scale = if kind == FieldKind::Percent { 0.01 } else { 1.0 };
    let unit = match kind {
        FieldKind::Money => currency.minor_per_major() as f64,
        FieldKind::Date => 1.0,
        _ if value.abs() >= 10.0 * scale => scale,
        _ if value.abs() >= scale => 0.1 * scale,
        _ if value.abs() < f64::MIN_POSITIVE => scale,
        _ => 10_f64.powi(value.abs().log10().floor() as i32 - 1),
    };
    let units = value / unit;
    let whole = units.round();
    // What is whole but for the float's last digits stays so.
    let units = if (units - whole).abs() < 1e-6 {
        whole
    } else {
        round(units)
    };
    units * unit
}

/// A limit as [`raw`] shows it, rounded by `round`, up or down, so that it holds as it is told.
pub(crate) fn limit(value: f64, kind: FieldKind, currency: &Currency, round: fn(f64) -> f64) -> String {
    raw(eased(value, kind, currency, round), Some(kind), currency)
}

/// Two limits between which a value lies, told so that both hold; finer than usual where little lies between, and `None`
/// where nothing does that can be written down.
pub(crate) fn limits(low: f64, high: f64, kind: FieldKind, currency: &Currency) -> Option<String> {
    let (from, to) = (
        eased(low, kind, currency, f64::ceil),
        eased(high, kind, currency, f64::floor),
    );
    let told = |value: f64| raw(value, Some(kind), currency);
    if from <= to {
        return Some(between(told(from), &told(to)));
    }
    // The last digit that a value is told with.
    let grain = match kind {
        FieldKind::Percent => 0.001,
        FieldKind::Number => 0.01,
        _ => 1.0,
    };
    let (from, to) = (
        (low / grain - 1e-6).ceil() * grain,
        (high / grain + 1e-6).floor() * grain,
    );
    let told = |value: f64| match kind {
        FieldKind::Money => {
            Money::from_magnitude(value).map_or_else(String::new, |amount| money_exact(amount, currency))
        }
        FieldKind::Date => raw(value, Some(kind), currency),
        _ => self::value(&Value::Number(value), kind, currency).unwrap_or_default(),
    };
    (from <= to).then(|| between(told(from), &told(to)))
}

fn between(from: String, to: &str) -> String {
    if from == to {
        from
    } else {
        format!("between {from} and {to}")
    }
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
        assert_eq!(money_exact(Money::from_minor(-727), &eur), "-€7.27");
        assert_eq!(money_exact(Money::from_minor(123_405), &eur), "€1,234.05");
        assert_eq!(many(1, "account"), "1 account");
        assert_eq!(many(2500, "account"), "2,500 accounts");
        assert_eq!((per_mille(125), per_mille(90)), ("12.5%".to_owned(), "9%".to_owned()));
        for (value, up, down) in [
            (1234.5, 1240.0, 1230.0),
            (480.0, 480.0, 480.0),
            (0.0, 0.0, 0.0),
            (-0.12345, -0.123, -0.124),
        ] {
            assert!((significant(value, f64::ceil) - up).abs() < 1e-9, "{value} up");
            assert!((significant(value, f64::floor) - down).abs() < 1e-9, "{value} down");
        }
        let up = |value, kind| limit(value, kind, &eur, f64::ceil);
        let down = |value, kind| limit(value, kind, &eur, f64::floor);
        assert_eq!(up(12.34, FieldKind::Number), "13");
        assert_eq!(
            (up(0.443, FieldKind::Number), down(0.443, FieldKind::Number)),
            ("0.45".to_owned(), "0.44".to_owned())
        );
        assert_eq!(
            (down(0.05, FieldKind::Number), down(2.57, FieldKind::Number)),
            ("0.05".to_owned(), "2.5".to_owned())
        );
        assert_eq!(
            (up(0.0123, FieldKind::Percent), up(0.000_51, FieldKind::Percent)),
            ("1.3%".to_owned(), "0.051%".to_owned())
        );
        let between = |low: f64, high: f64, kind| limits(low, high, kind, &eur);
        assert_eq!(
            between(11.2, 24.9, FieldKind::Number).as_deref(),
            Some("between 12 and 24")
        );
        assert_eq!(between(11.2, 12.9, FieldKind::Number).as_deref(), Some("12"));
        assert_eq!(
            between(12.3, 12.8, FieldKind::Number).as_deref(),
            Some("between 12.3 and 12.8")
        );
        assert_eq!(
            between(0.112, 0.118, FieldKind::Percent).as_deref(),
            Some("between 11.2% and 11.8%")
        );
        assert_eq!(
            between(123_410.0, 123_460.0, FieldKind::Money).as_deref(),
            Some("between €1,234.10 and €1,234.60")
        );
        assert_eq!(
            between(12.304, 12.306, FieldKind::Number),
            None,
            "too little to be written down"
        );
        assert_eq!(
            (up(9.97, FieldKind::Number), up(12_345.0, FieldKind::Number)),
            ("10".to_owned(), "12,400".to_owned())
        );
        assert_eq!(
            (up(0.1234, FieldKind::Percent), up(0.12, FieldKind::Percent)),
            ("13%".to_owned(), "12%".to_owned())
        );
        assert_eq!(
            (up(1_234.0, FieldKind::Money), down(1_234.0, FieldKind::Money)),
            ("€13".to_owned(), "€12".to_owned())
        );
        assert_eq!(up(1_234_567.0, FieldKind::Money), "€12.4K");
        assert_eq!(raw(480.0, Some(FieldKind::Number), &eur), "480");
        assert_eq!(raw(0.04, Some(FieldKind::Number), &eur), "0.04");
        assert_eq!(raw(-0.125, Some(FieldKind::Percent), &eur), "-12.5%");
        let told = |of: Value, kind| value(&of, kind, &eur).unwrap_or_default();
        assert_eq!(told(Value::Number(0.05), FieldKind::Percent), "5%");
        assert_eq!(told(Value::Number(0.0024), FieldKind::Percent), "0.24%");
        assert_eq!(told(Value::Number(0.0041), FieldKind::Number), "0.0041");
        assert_eq!(told(Value::Number(-1_234.5), FieldKind::Number), "-1,234.5");
        assert_eq!(told(Value::Number(12_000.0), FieldKind::Number), "12,000");
        assert_eq!(told(Value::Money(Money::from_minor(727)), FieldKind::Money), "€7.27");
        assert_eq!(raw(0.25, Some(FieldKind::Percent), &eur), "25%");
        assert_eq!((hours(718_200), hours(90)), ("11,970 h".to_owned(), "1.5 h".to_owned()));
    }
}
