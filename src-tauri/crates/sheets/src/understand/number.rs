//! Numbers written as text, in every notation that mails bring. Separate because one text may mean two numbers ("1.234"):
//! reading it takes two steps, what the text allows and what its column decides.

use super::currency::{CurrencyCode, currency_of, glued_unit, is_currency_symbol, magnitude_of};
use super::decimal::Decimal;
use super::words::{is_space, trim};
use serde::{Deserialize, Serialize};

/// Which sign stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum DecimalSign {
    /// 1,234.56
    #[default]
    Point,
    /// 1.234,56
    Comma,
}

impl DecimalSign {
    fn of(sign: u8) -> Self {
        if sign == b',' {
            DecimalSign::Comma
        } else {
            DecimalSign::Point
        }
    }

    fn other(self) -> Self {
        match self {
            DecimalSign::Point => DecimalSign::Comma,
            DecimalSign::Comma => DecimalSign::Point,
        }
    }
}

/// What one text says about the notation of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// No sign in it that could be one or the other.
    Neutral,
    /// Can only be read with this decimal sign.
    Decides(DecimalSign),
    /// One sign with three digits behind it: a thousand under one notation, a fraction under the other.
    Open(DecimalSign),
}

/// A number found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NumberText {
    mantissa: i128,
    /// Digits behind the last point or comma.
    behind: i32,
    scale: i32,
    pub(crate) evidence: Evidence,
    pub(crate) percent: bool,
    pub(crate) currency: Option<CurrencyCode>,
    /// "ca. 350": the writer does not vouch for it.
    pub(crate) approximate: bool,
    /// "00123": more likely a name than a number.
    pub(crate) leading_zero: bool,
    /// "1,23E+12": digits may be gone.
    pub(crate) exponent: bool,
    pub(crate) digits: u8,
}

impl NumberText {
    /// The number under a column's notation. A text that can only be read one way is read that way.
    pub(crate) fn value(&self, notation: DecimalSign) -> Decimal {
        let decimals = match self.evidence {
            Evidence::Neutral => 0,
            Evidence::Decides(_) => self.behind,
            Evidence::Open(sign) if sign == notation => self.behind,
            Evidence::Open(_) => 0,
        };
        let percent = if self.percent { -2 } else { 0 };
        Decimal {
            mantissa: self.mantissa,
            exponent: self.scale - decimals + percent,
        }
    }

    /// Whether the text names a magnitude of its own: "5k", "1.2 Mio.".
    pub(crate) fn has_scale(&self) -> bool {
        self.scale != 0 && !self.exponent
    }

    pub(crate) fn is_negative(&self) -> bool {
        self.mantissa < 0
    }

    /// Nothing but digits and perhaps a sign: no separators, units or signs of money.
    pub(crate) fn is_plain_integer(&self) -> bool {
        self.evidence == Evidence::Neutral
            && self.scale == 0
            && !self.percent
            && self.currency.is_none()
            && !self.exponent
    }
}

/// Reads a text as a number, or says that it is none. Never guesses: "12 34" and "51-200" are no numbers.
pub(crate) fn read_number(text: &str) -> Option<NumberText> {
    let bytes = text.as_bytes();
    // Names are refused before any work is done on them: nearly all texts of a list end here.
    if bytes.len() > 64 || !bytes.iter().any(u8::is_ascii_digit) {
        return None;
    }
    let mut rest = trim(text);
    if bytes.iter().filter(|b| b.is_ascii_alphabetic()).count() > 12 {
        return None;
    }
    let mut found = NumberText {
        mantissa: 0,
        behind: 0,
        scale: 0,
        evidence: Evidence::Neutral,
        percent: false,
        currency: None,
        approximate: false,
        leading_zero: false,
        exponent: false,
        digits: 0,
    };
    let mut negative = false;
    for mark in [
        "ca.", "ca ", "circa ", "approx.", "approx ", "about ", "~", "≈", "env. ", "environ ",
    ] {
        if let Some(head) = rest.get(..mark.len())
            && head.eq_ignore_ascii_case(mark)
        {
            rest = trim(&rest[mark.len()..]);
            found.approximate = true;
            break;
        }
    }
    if let Some(inner) = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')) {
        rest = trim(inner);
        negative = true;
    }
    // A sign and a currency may stand before the digits, in either order.
    let mut signed = negative;
    loop {
        let first = rest.chars().next()?;
        match first {
            '0'..='9' | '.' | ',' => break,
            '-' | '−' | '–' | '+' if !signed => {
                signed = true;
                negative = first != '+';
                rest = trim(&rest[first.len_utf8()..]);
            }
            '(' if rest.ends_with(')') && !signed => {
                signed = true;
                negative = true;
                rest = trim(&rest[1..rest.len() - 1]);
            }
            _ => {
                let end =
                    rest.find(|c: char| c.is_ascii_digit() || is_space(c) || matches!(c, '-' | '−' | '+' | '(' | ','))?;
                // "Fr." and "kr." end in a point, ".5" begins with one.
                let sign = &rest[..end];
                let (code, used) = match currency_of(sign) {
                    Some(code) => (code, sign.len()),
                    None => {
                        let bare = sign.trim_end_matches('.');
                        (currency_of(bare)?, bare.len())
                    }
                };
                if found.currency.is_some_and(|known| known != code) {
                    return None;
                }
                found.currency = Some(code);
                rest = trim(&rest[used..]);
            }
        }
    }
    // Behind them: percent, currency, magnitude, minus.
    loop {
        let last = rest.chars().next_back()?;
        match last {
            '0'..='9' => break,
            '.' | ',' if rest.len() > 1 && rest.as_bytes()[rest.len() - 2].is_ascii_digit() => {
                // "1." or "CHF 100.—" without its dash: a bare sign at the end says nothing.
                rest = &rest[..rest.len() - 1];
            }
            '%' if !found.percent => {
                found.percent = true;
                rest = trim(&rest[..rest.len() - 1]);
            }
            '-' | '−' | '–' if !signed => {
                // "CHF 100.-" is a price without rappen, "100-" a negative.
                let before = &rest[..rest.len() - last.len_utf8()];
                if let Some(price) = before.strip_suffix(['.', ',']) {
                    rest = price;
                } else {
                    negative = true;
                    rest = trim(before);
                }
                signed = true;
            }
            _ => {
                let start = rest.rfind(|c: char| c.is_ascii_digit() || is_space(c) || c == '%')?;
                let width = rest[start..].chars().next().map_or(1, char::len_utf8);
                let word = rest[start + width..].trim_start_matches(['.', ',']);
                let before = &rest[..rest.len() - word.len()];
                if word.is_empty() {
                    return None;
                }
                read_unit(word, &mut found)?;
                rest = trim(before);
            }
        }
    }
    read_digits(rest, &mut found)?;
    if negative {
        found.mantissa = -found.mantissa;
    }
    Some(found)
}

/// A word behind the digits.
fn read_unit(word: &str, found: &mut NumberText) -> Option<()> {
    let mut word = word;
    let mut scale = 0;
    let mut currency = None;
    if let Some((power, code)) = glued_unit(word) {
        (scale, currency, word) = (power, Some(code), "");
    } else if let Some(code) = currency_of(word) {
        (currency, word) = (Some(code), "");
    } else if let Some(symbol) = word.chars().next_back().filter(|c| is_currency_symbol(*c)) {
        // "1.2M$"
        currency = currency_of(&symbol.to_string());
        word = &word[..word.len() - symbol.len_utf8()];
    }
    if !word.is_empty() {
        // "12 T €": in German a thousand; alone it could be a trillion in English.
        scale = match magnitude_of(word) {
            Some(power) => power,
            None if word == "T" && (currency.is_some() || found.currency.is_some()) => 3,
            None => return None,
        };
    }
    if scale != 0 {
        if found.scale != 0 {
            return None;
        }
        found.scale = scale;
    }
    if let Some(code) = currency {
        if found.currency.is_some_and(|known| known != code) {
            return None;
        }
        found.currency = Some(code);
    }
    Some(())
}

/// Digits with their separators, all signs and units taken off.
fn read_digits(text: &str, found: &mut NumberText) -> Option<()> {
    let (text, exponent) = match text.find(['e', 'E']) {
        Some(at) => (
            &text[..at],
            Some(text[at + 1..].parse::<i32>().ok().filter(|e| e.abs() <= 60)?),
        ),
        None => (text, None),
    };
    // Lengths of the groups of digits and the separators between them.
    let mut groups = [0_u8; 12];
    let mut signs = [0_u8; 12];
    let mut group = 0;
    let mut digits = 0_u8;
    for c in text.chars() {
        match c {
            '0'..='9' => {
                digits += 1;
                if digits > 30 {
                    return None;
                }
                found.mantissa = found.mantissa * 10 + i128::from(u32::from(c) - u32::from('0'));
                groups[group] += 1;
            }
            _ => {
                let sign = match c {
                    '.' => b'.',
                    ',' => b',',
                    '\'' | '’' | '`' | '´' => b'\'',
                    c if is_space(c) => b' ',
                    _ => return None,
                };
                // ".5" has no digit before its sign; every other group has at least one.
                if groups[group] == 0 && !(group == 0 && matches!(sign, b'.' | b',')) {
                    return None;
                }
                signs[group] = sign;
                group += 1;
                if group == groups.len() {
                    return None;
                }
            }
        }
    }
    if digits == 0 || groups[group] == 0 {
        return None;
    }
    found.digits = digits;
    let (groups, signs) = (&groups[..=group], &signs[..group]);
    let (evidence, behind) = reading(groups, signs, text.starts_with('0'))?;
    found.evidence = evidence;
    found.behind = i32::from(behind);
    let whole = if matches!(evidence, Evidence::Decides(_)) && behind > 0 {
        digits - behind
    } else {
        digits
    };
    found.leading_zero = text.starts_with('0') && whole > 1;
    if found.leading_zero && !signs.is_empty() && signs[0] != b'.' && signs[0] != b',' {
        // "030 123 456" is a telephone number.
        return None;
    }
    if let Some(exponent) = exponent {
        // A fraction before an exponent is a fraction, whatever its length.
        if let Evidence::Open(sign) = found.evidence {
            found.evidence = Evidence::Decides(sign);
        }
        found.scale += exponent;
        found.exponent = true;
    }
    Some(())
}

/// What the separators allow: the evidence, and how many digits stand behind the last point or comma.
fn reading(groups: &[u8], signs: &[u8], starts_with_zero: bool) -> Option<(Evidence, u8)> {
    let Some((&last_sign, earlier)) = signs.split_last() else {
        return Some((Evidence::Neutral, 0));
    };
    let behind = groups[groups.len() - 1];
    if matches!(last_sign, b' ' | b'\'') {
        return (is_grouped(groups, false) && signs.iter().all(|s| *s == last_sign)).then_some((Evidence::Neutral, 0));
    }
    let sign = DecimalSign::of(last_sign);
    if earlier.is_empty() {
        let open = behind == 3 && (1..=3).contains(&groups[0]) && !starts_with_zero;
        return Some((
            if open {
                Evidence::Open(sign)
            } else {
                Evidence::Decides(sign)
            },
            behind,
        ));
    }
    if earlier.contains(&last_sign) {
        // Repeated, so it groups; then no other sign may stand among the groups.
        return (earlier.iter().all(|s| *s == last_sign) && is_grouped(groups, last_sign == b','))
            .then_some((Evidence::Decides(sign.other()), 0));
    }
    // Another sign groups what stands before.
    let grouping = earlier[0];
    (earlier.iter().all(|s| *s == grouping) && is_grouped(&groups[..groups.len() - 1], grouping == b','))
        .then_some((Evidence::Decides(sign), behind))
}

/// Groups of three digits; with commas also of two and three at the end, as in India.
fn is_grouped(groups: &[u8], may_be_indian: bool) -> bool {
    let Some((last, rest)) = groups.split_last() else {
        return false;
    };
    let Some((first, middle)) = rest.split_first() else {
        return true;
    };
    *last == 3
        && ((1..=3).contains(first) && middle.iter().all(|g| *g == 3)
            || may_be_indian && (1..=2).contains(first) && middle.iter().all(|g| *g == 2))
}

/// Collects what the texts of a column say about its notation, and decides once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct NotationVote {
    pub(crate) point: u32,
    pub(crate) comma: u32,
    pub(crate) open_point: u32,
    pub(crate) open_comma: u32,
}

impl NotationVote {
    pub(crate) fn add(&mut self, evidence: Evidence) {
        match evidence {
            Evidence::Neutral => {}
            Evidence::Decides(DecimalSign::Point) => self.point += 1,
            Evidence::Decides(DecimalSign::Comma) => self.comma += 1,
            Evidence::Open(DecimalSign::Point) => self.open_point += 1,
            Evidence::Open(DecimalSign::Comma) => self.open_comma += 1,
        }
    }

    pub(crate) fn merge(&mut self, other: NotationVote) {
        self.point += other.point;
        self.comma += other.comma;
        self.open_point += other.open_point;
        self.open_comma += other.open_comma;
    }

    /// What the texts decide, by majority; `None` when none of them decides.
    pub(crate) fn decided(&self) -> Option<DecimalSign> {
        match self.point.cmp(&self.comma) {
            std::cmp::Ordering::Greater => Some(DecimalSign::Point),
            std::cmp::Ordering::Less => Some(DecimalSign::Comma),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// Whether there are texts that need a decision.
    pub(crate) fn has_open(&self) -> bool {
        self.open_point + self.open_comma > 0
    }

    /// The likelier reading when nothing decides: three digits behind a sign are thousands more often than thousandths.
    pub(crate) fn likelier(&self) -> DecimalSign {
        if self.open_point > self.open_comma {
            DecimalSign::Comma
        } else {
            DecimalSign::Point
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str, notation: DecimalSign) -> Option<f64> {
        read_number(text).map(|found| found.value(notation).to_f64())
    }

    #[test]
    fn every_notation_of_the_field_is_read() {
        use DecimalSign::{Comma, Point};
        for (text, notation, value) in [
            ("€1.234,56", Comma, 1234.56),
            ("1.234,56 EUR", Point, 1234.56),
            ("CHF 1'234.50", Point, 1234.5),
            ("CHF 1’234.50", Comma, 1234.5),
            ("1,234.56-", Point, -1234.56),
            ("(1,234.56)", Point, -1234.56),
            ("(1,200)", Point, -1200.0),
            ("-€ 5", Point, -5.0),
            ("€ -5", Point, -5.0),
            ("\u{2212}5", Point, -5.0),
            ("₹12,34,567", Comma, 1_234_567.0),
            ("1 234,50", Point, 1234.5),
            ("1\u{a0}234\u{202f}567,5", Point, 1_234_567.5),
            ("15%", Point, 0.15),
            ("12,5 %", Comma, 0.125),
            ("1.2M", Point, 1_200_000.0),
            ("5k", Point, 5000.0),
            ("€ 5k", Point, 5000.0),
            ("1,2 Mio. €", Comma, 1_200_000.0),
            ("3 TEUR", Comma, 3000.0),
            ("3 T€", Comma, 3000.0),
            ("$1.2bn", Point, 1_200_000_000.0),
            ("1.2M$", Point, 1_200_000.0),
            ("€ 12.400,00", Comma, 12400.0),
            ("12.400,00 €", Point, 12400.0),
            ("CHF 100.-", Point, 100.0),
            ("Fr. 20.50", Point, 20.5),
            ("1.23E+12", Point, 1.23e12),
            ("1,234", Point, 1234.0),
            ("1,234", Comma, 1.234),
            ("1.234", Comma, 1234.0),
            ("0,125", Point, 0.125),
            (".5", Point, 0.5),
            ("ca. 350", Point, 350.0),
            ("R$ 1.234,56", Comma, 1234.56),
            ("US$ 3.4", Point, 3.4),
            ("+7", Point, 7.0),
            ("0", Point, 0.0),
        ] {
            assert_eq!(number(text, notation), Some(value), "{text:?} under {notation:?}");
        }
    }

    #[test]
    fn what_is_no_number_stays_text() {
        for text in [
            "12 34",
            "51-200",
            "3M Deutschland",
            "12.05.2024",
            "1.2.3",
            "030 123 456",
            "+49 89 1234567",
            "A4",
            "Level 3",
            "10/20",
            "",
            "-",
            "€",
            "1,2,3",
            "1.23.456,7",
            "12 kg",
            "5 EUR USD",
            "1e999",
            "0049-89",
            "1234567 8",
        ] {
            assert_eq!(read_number(text), None, "{text:?}");
        }
    }

    #[test]
    fn leading_zeros_and_exponents_are_noticed() {
        assert!(read_number("00123").is_some_and(|n| n.leading_zero));
        assert!(read_number("0.123").is_some_and(|n| !n.leading_zero));
        assert!(read_number("1,23E+12").is_some_and(|n| n.exponent));
        assert!(read_number("ca. 350").is_some_and(|n| n.approximate));
    }

    fn grouped(digits: &str, sign: &str) -> String {
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(sign);
            }
            text.push(digit);
        }
        text
    }

    proptest! {
        #[test]
        fn a_number_written_in_any_notation_reads_back(
            cents in 0_i64..1_000_000_000_000, style in 0_usize..6, dress in 0_usize..8, negative in any::<bool>(),
        ) {
            let (group, point, notation) = [
                (",", ".", DecimalSign::Point), (".", ",", DecimalSign::Comma), ("'", ".", DecimalSign::Point),
                (" ", ",", DecimalSign::Comma), ("\u{202f}", ",", DecimalSign::Comma), ("", ".", DecimalSign::Point),
            ][style];
            let core = format!("{}{point}{:02}", grouped(&(cents / 100).to_string(), group), cents % 100);
            let dressed = match dress {
                0 => format!("€ {core}"),
                1 => format!("{core} EUR"),
                2 => format!("CHF{core}"),
                3 => format!("  {core}\u{a0}"),
                _ => core.clone(),
            };
            let text = match (negative, dress) {
                (false, _) => dressed,
                (true, 4) => format!("({core})"),
                (true, 5) => format!("{core}-"),
                (true, 6) => format!("\u{2212}{core}"),
                (true, _) => format!("-{}", dressed.trim_start()),
            };
            let found = read_number(&text);
            prop_assert!(found.is_some(), "{:?}", text);
            let minor = found.and_then(|n| n.value(notation).to_money(&tierline_plan::Currency::new("EUR"))).map(|m| m.minor());
            prop_assert_eq!(minor, Some(if negative { -cents } else { cents }), "{:?}", text);
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,30}") {
            let _ = read_number(&text);
        }

        #[test]
        fn no_mixture_of_signs_breaks_the_reader(text in "[0-9.,'() %€kMTEUR$+\\-eE]{0,20}") {
            if let Some(found) = read_number(&text) {
                prop_assert!(found.value(DecimalSign::Point).to_f64().is_finite());
            }
        }
    }
}
