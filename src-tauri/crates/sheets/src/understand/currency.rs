//! Currencies as lists write them: symbols, codes and the units in headings. Separate because numbers, headings and the
//! guess of the list's currency all read the same signs.

use super::words::fold;

/// The ISO code of a currency, such as `EUR`.
pub type CurrencyCode = &'static str;

const SIGNS: &[(&str, CurrencyCode)] = &[
    ("us$", "USD"),
    ("r$", "BRL"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("nz$", "NZD"),
    ("s$", "SGD"),
    ("hk$", "HKD"),
    ("mx$", "MXN"),
    ("€", "EUR"),
    ("$", "USD"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₺", "TRY"),
    ("₽", "RUB"),
    ("₪", "ILS"),
    ("₴", "UAH"),
    ("₫", "VND"),
    ("฿", "THB"),
    ("zł", "PLN"),
    ("zl", "PLN"),
    ("kč", "CZK"),
    ("ft", "HUF"),
    ("lei", "RON"),
    ("kr", "SEK"),
    ("kr.", "DKK"),
    ("fr.", "CHF"),
    ("sfr.", "CHF"),
    ("sfr", "CHF"),
    ("rs.", "INR"),
    ("rs", "INR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
];

const CODES: &[CurrencyCode] = &[
    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "ISK", "TRY", "RUB", "UAH",
    "RSD", "JPY", "CNY", "HKD", "SGD", "KRW", "INR", "AUD", "NZD", "CAD", "MXN", "BRL", "ARS", "CLP", "COP", "PEN",
    "ZAR", "ILS", "AED", "SAR", "QAR", "EGP", "MAD", "NGN", "KES", "THB", "IDR", "MYR", "PHP", "VND", "TWD", "KWD",
    "BHD", "JOD", "OMR", "TND",
];

/// The currency a sign or code names, in any case of letters; `None` when it names none.
pub(crate) fn currency_of(sign: &str) -> Option<CurrencyCode> {
    if sign.is_empty() || sign.len() > 8 {
        return None;
    }
    if sign.len() == 3
        && let Some(code) = CODES.iter().find(|code| code.eq_ignore_ascii_case(sign))
    {
        return Some(code);
    }
    let lower = sign.to_lowercase();
    SIGNS.iter().find(|(known, _)| *known == lower).map(|(_, code)| *code)
}

/// Whether a character belongs to the sign of a currency rather than to a word or number.
pub(crate) fn is_currency_symbol(c: char) -> bool {
    matches!(c, '€' | '$' | '£' | '¥' | '₹' | '₩' | '₺' | '₽' | '₪' | '₴' | '₫' | '฿')
}

/// The power of ten a word for a magnitude stands for: 3 for "k", 6 for "Mio.", 9 for "bn".
pub(crate) fn magnitude_of(word: &str) -> Option<i32> {
    match word.trim_end_matches('.').to_lowercase().as_str() {
        "k" | "tsd" | "thousand" | "thousands" | "tausend" | "mil" | "mille" | "mila" | "milliers" | "miles"
        | "milhares" | "duizend" => Some(3),
        "m" | "mm" | "mio" | "mn" | "mln" | "mill" | "million" | "millions" | "millionen" | "millones" | "millon"
        | "milhoes" | "milhões" | "milioni" | "milione" | "miljoen" | "milionów" | "mlm" => Some(6),
        "b" | "bn" | "bln" | "mrd" | "mia" | "mld" | "md" | "mds" | "milliard" | "milliards" | "milliarden"
        | "miliardi" | "miljard" | "billion" | "billions" => Some(9),
        _ => None,
    }
}

/// A code with its magnitude glued in front, as controllers write it: `TEUR`, `T€`, `kUSD`, `MEUR`.
pub(crate) fn glued_unit(word: &str) -> Option<(i32, CurrencyCode)> {
    let first = word.chars().next()?;
    let power = match first {
        'T' | 'k' | 'K' => 3,
        'M' | 'm' => 6,
        'b' | 'B' => 9,
        _ => return None,
    };
    let rest = &word[first.len_utf8()..];
    let named = (rest.len() == 3 && rest.chars().all(char::is_uppercase)) || rest.chars().all(is_currency_symbol);
    if !named || CODES.contains(&word) {
        return None;
    }
    currency_of(rest).map(|code| (power, code))
}

/// What a heading says about the unit of its column: a currency, a power of ten, or both ("Revenues ($millions)").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct HeadingUnit {
    pub(crate) currency: Option<CurrencyCode>,
    /// Power of ten every number of the column is to be multiplied by.
    pub(crate) scale: i32,
}

/// Reads the unit out of a heading.
pub(crate) fn heading_unit(heading: &str) -> HeadingUnit {
    let mut unit = HeadingUnit::default();
    let words: Vec<&str> = heading
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',' | '/' | ':' | ';' | '_' | '-'))
        .collect();
    for (index, word) in words.iter().enumerate() {
        let word = word.trim_end_matches('.');
        if word.is_empty() {
            continue;
        }
        if let Some((power, code)) = glued_unit(word) {
            unit.currency = unit.currency.or(Some(code));
            unit.scale = power;
            continue;
        }
        // "$millions", "€m", "m€", "k$".
        let symbol = word.chars().find(|c| is_currency_symbol(*c));
        let letters: String = word.chars().filter(|c| !is_currency_symbol(*c)).collect();
        if let Some(symbol) = symbol {
            unit.currency = unit.currency.or(currency_of(&symbol.to_string()));
            if let Some(power) = magnitude_of(&letters) {
                unit.scale = power;
            } else if letters == "T" {
                unit.scale = 3;
            }
            continue;
        }
        if word.len() == 3 && word.chars().all(|c| c.is_ascii_uppercase()) && CODES.contains(&word) {
            unit.currency = unit.currency.or(currency_of(word));
            continue;
        }
        let lower = fold(word);
        let spelled = lower.len() >= 3
            && magnitude_of(&lower).is_some()
            && !matches!(lower.as_str(), "mil" | "mille" | "mill" | "miles");
        let beside_currency = lower.len() <= 2
            && magnitude_of(&lower).is_some()
            && words
                .iter()
                .enumerate()
                .any(|(i, other)| i.abs_diff(index) == 1 && (CODES.contains(other) || currency_of(other).is_some()));
        if spelled || beside_currency {
            unit.scale = magnitude_of(&lower).unwrap_or(0);
        } else if matches!(word, "000" | "'000" | "000s" | "'000s" | "000's") {
            unit.scale = 3;
        }
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_their_unit() {
        let unit = |heading: &str| {
            let found = heading_unit(heading);
            (found.currency, found.scale)
        };
        assert_eq!(unit("Revenues\n ($millions)"), (Some("USD"), 6));
        assert_eq!(unit("Market Value \n As of 3/31/20 ($m)"), (Some("USD"), 6));
        assert_eq!(unit("Umsatz in T€"), (Some("EUR"), 3));
        assert_eq!(unit("Umsatz (TEUR)"), (Some("EUR"), 3));
        assert_eq!(unit("Umsatz Mio. EUR"), (Some("EUR"), 6));
        assert_eq!(unit("Revenue (EUR)"), (Some("EUR"), 0));
        assert_eq!(unit("Revenue k€"), (Some("EUR"), 3));
        assert_eq!(unit("Number Of Employees"), (None, 0));
        assert_eq!(unit("Revenue EUR m"), (Some("EUR"), 6));
        assert_eq!(unit("Revenue ('000)"), (None, 3));
    }

    #[test]
    fn signs_and_codes_name_currencies() {
        assert_eq!(currency_of("CHF"), Some("CHF"));
        assert_eq!(currency_of("eur"), Some("EUR"));
        assert_eq!(currency_of("R$"), Some("BRL"));
        assert_eq!(currency_of("kg"), None);
        assert_eq!(
            glued_unit("TRY"),
            None,
            "the Turkish lira is not a thousand of anything"
        );
    }
}
