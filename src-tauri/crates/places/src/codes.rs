//! How lists write postal codes, country by country.

use crate::table::TABLES;

/// Letters and digits of a code, capitals.
pub(crate) fn plain(code: &str) -> String {
    let kept = code.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|c| c.to_ascii_uppercase()).collect()
}

/// What a code may stand under in the table, the likeliest first: as it is, without the country's letter in front, with the
/// zeros in front that a spreadsheet took away, and as the part of it that the table knows.
pub(crate) fn readings(country: &str, code: &str) -> Vec<String> {
    let code = plain(code);
    let digits = code.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let mut readings = vec![code.clone()];
    if digits.len() < code.len() && all_digits(digits) {
        readings.push(digits.to_owned());
    }
    if country == "LU" && all_digits(&code) {
        readings.push(format!("L{code}"));
    }
    let part = match country {
        // The outward part, before the last three.
        "GB" | "JE" | "GG" | "IM" if (5..=7).contains(&code.len()) => code.get(..code.len() - 3),
        "CA" | "IE" if code.len() > 3 => code.get(..3),
        "NL" if code.len() == 6 => code.get(..4),
        "US" | "PR" if code.len() == 9 => code.get(..5),
        _ => None,
    };
    readings.extend(part.map(str::to_owned));
    if country == "BR" && all_digits(&code) && code.len() >= 5 {
        readings.push(format!("{}000", &code[..5]));
    }
    let usual = TABLES
        .codes
        .any_key(country)
        .filter(|key| key.iter().all(u8::is_ascii_digit));
    if let Some(length) = usual.map(<[u8]>::len)
        && all_digits(&code)
        && code.len() < length
        && code.len() + 2 >= length
    {
        readings.push(format!("{code:0>length$}"));
    }
    // ZIP+4 that lost its zero.
    if country == "US" && all_digits(&code) && code.len() == 8 {
        readings.push(format!("0{}", &code[..4]));
    }
    readings
}
