//! Figures and names inside sentences for people, and the comparison of names that people typed. Separate so that every
//! sentence shows a figure the same way. Screens format their own figures; only finished sentences come from here.

use tierline_plan::{Currency, Money};

/// A whole number with thousands separated: `12,345`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// An amount in whole major units: `€84,000`, `CHF 84,000`.
pub fn money(amount: Money, currency: &Currency) -> String {
    let major = amount.scale(1, currency.minor_per_major()).minor();
    let sign = if major < 0 { "-" } else { "" };
    format!("{sign}{}{}", symbol(currency), count(major.unsigned_abs()))
}

/// What stands before an amount: the sign that everybody knows, else the code and a blank.
pub fn symbol(currency: &Currency) -> String {
    match currency.code.as_str() {
        "EUR" => "€".to_owned(),
        "USD" => "$".to_owned(),
        "GBP" => "£".to_owned(),
        "JPY" => "¥".to_owned(),
        "INR" => "₹".to_owned(),
        code => format!("{code}\u{a0}"),
    }
}

/// A score or its tenths of points: `83.4`.
pub fn tenths(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let magnitude = value.unsigned_abs();
    format!("{sign}{}.{}", magnitude / 10, magnitude % 10)
}

/// Tenths without a `.0`: `40`, `12.5`.
pub fn tenths_short(value: i64) -> String {
    let text = tenths(value);
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

/// `1 account`, `2 accounts`.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// A name as it is compared: case and spacing do not matter.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_people_write_them() {
        assert_eq!(count(0), "0");
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(money(Money::from_minor(8_400_050), &Currency::new("EUR")), "€84,001");
        assert_eq!(money(Money::from_minor(-8_400), &Currency::new("JPY")), "-¥8,400");
        assert_eq!(tenths(834), "83.4");
        assert_eq!(tenths_short(400), "40");
        assert_eq!(counted(1, "account", "accounts"), "1 account");
    }

    #[test]
    fn names_compare_without_case_and_spacing() {
        assert_eq!(fold("  Ana   LÓPEZ "), fold("ana lópez"));
    }
}
