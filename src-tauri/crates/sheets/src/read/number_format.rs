//! What a cell's number format says its number is. Separate because calamine tells dates from numbers and no more, and
//! misses that "Standard" is German for General.

/// What a number with that format means to the person who sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// No format, or one that says nothing more.
    Plain,
    /// The format of a cell that has none, by whatever name: never a date.
    General,
    Percent,
    Currency,
    /// Padded to so many digits: an ID or a postal code.
    Padded(usize),
    /// A date, a time of day, or both.
    Moment {
        date: bool,
        time: bool,
    },
}

/// "General" as programs in other languages write it into files, small letters.
const GENERAL: [&str; 14] = [
    "general",
    "standard",
    "standaard",
    "généra",
    "général",
    "estándar",
    "generale",
    "geral",
    "ogólny",
    "allmänt",
    "yleinen",
    "genel",
    "základní",
    "vseobecný",
];

const SIGNS: [char; 12] = ['€', '$', '£', '¥', '₹', '₽', '₩', '₺', '₴', '₫', '₪', '￥'];

/// Codes that stand in formats as literal text.
const CODES: [&str; 30] = [
    "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "RMB", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "TRY", "INR",
    "BRL", "MXN", "CAD", "AUD", "NZD", "ZAR", "SGD", "HKD", "KR", "ZŁ", "KČ", "FT", "R$", "FR.",
];

impl Shown {
    /// Reads a format code as it stands in the file; its first section decides.
    pub(crate) fn by(code: &str) -> Shown {
        let code = code.trim();
        if GENERAL.contains(&code.to_lowercase().as_str()) {
            return Shown::General;
        }
        if code.len() >= 2 && code.len() <= 20 && code.bytes().all(|b| b == b'0') {
            return Shown::Padded(code.len());
        }
        let mut literal = String::new();
        let (mut percent, mut digits, mut date, mut time) = (false, false, false, false);
        let mut months = false;
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            match c {
                ';' => break,
                '"' => literal.extend(chars.by_ref().take_while(|c| *c != '"')),
                '\\' => literal.extend(chars.next()),
                '_' | '*' => drop(chars.next()),
                '[' => {
                    let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    match inside.strip_prefix('$') {
                        Some(currency) => literal.push_str(currency.split('-').next().unwrap_or_default()),
                        None => {
                            time |= inside
                                .chars()
                                .all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's'))
                        }
                    }
                }
                '%' => percent = true,
                '0' | '#' | '?' => digits = true,
                'y' | 'Y' | 'd' | 'D' => date = true,
                'h' | 'H' | 's' | 'S' => time = true,
                'm' | 'M' => months = true,
                other => literal.push(other),
            }
        }
        let upper = literal.to_uppercase();
        let named = |word: &str| CODES.contains(&word);
        if date || time || (months && !digits) {
            Shown::Moment {
                date: date || (months && !time),
                time,
            }
        } else if percent {
            Shown::Percent
        } else if digits
            && (literal.contains(SIGNS)
                || upper
                    .split(|c: char| c.is_whitespace() || "()-/,".contains(c))
                    .any(named))
        {
            Shown::Currency
        } else {
            Shown::Plain
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_say_what_a_number_is() {
        for (code, shown) in [
            ("General", Shown::General),
            ("Standard", Shown::General),
            ("@", Shown::Plain),
            ("0%", Shown::Percent),
            ("0.00\\ %", Shown::Percent),
            ("#,##0.00\\ [$€-407]", Shown::Currency),
            ("[$CHF-807]\\ #,##0", Shown::Currency),
            ("0.00\\ \"USD\"", Shown::Currency),
            ("_-* #,##0.00\\ \"€\"_-;\\-* #,##0.00\\ \"€\"_-", Shown::Currency),
            ("_($* #,##0_);_($* (#,##0)", Shown::Currency),
            ("#,##0\\ \"kr\"", Shown::Currency),
            ("00000", Shown::Padded(5)),
            ("0", Shown::Plain),
            ("0\" days\"", Shown::Plain),
            ("#,##0\\ \\d", Shown::Plain),
            ("[Red]0.00", Shown::Plain),
            ("0.00;[Red]yyyy", Shown::Plain),
            ("\"d\"0", Shown::Plain),
            (
                "dd.mm.yyyy",
                Shown::Moment {
                    date: true,
                    time: false,
                },
            ),
            (
                "[$-409]mmmm\\ d\\,\\ yyyy",
                Shown::Moment {
                    date: true,
                    time: false,
                },
            ),
            (
                "h:mm",
                Shown::Moment {
                    date: false,
                    time: true,
                },
            ),
            (
                "[h]:mm",
                Shown::Moment {
                    date: false,
                    time: true,
                },
            ),
            ("dd/mm/yyyy hh:mm", Shown::Moment { date: true, time: true }),
        ] {
            assert_eq!(Shown::by(code), shown, "{code}");
        }
    }
}
