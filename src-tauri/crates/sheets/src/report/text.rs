//! Text that is safe to put into a workbook. Separate because what people typed, and what a list carried, goes into
//! places where a file format has rules of its own.

use std::borrow::Cow;
use std::collections::HashSet;

/// The most a cell holds, in UTF-16 units.
pub(super) const MOST_UNITS: usize = 32_767;
const MOST_NAME_UNITS: usize = 31;

/// The text as far as a cell holds it, and whether it had to be cut. Never cuts a character in half.
pub(super) fn fit(text: &str) -> (Cow<'_, str>, bool) {
    // A UTF-8 byte never makes more than one UTF-16 unit, so short texts need no counting.
    if text.len() <= MOST_UNITS || text.encode_utf16().count() <= MOST_UNITS {
        return (Cow::Borrowed(text), false);
    }
    let mut units = 0;
    let end = text
        .char_indices()
        .find(|(_, c)| {
            units += c.len_utf16();
            // One unit is kept for the mark that says something is missing.
            units > MOST_UNITS - 1
        })
        .map_or(text.len(), |(at, _)| at);
    (Cow::Owned(format!("{}…", &text[..end])), true)
}

/// A name that Excel takes for a sheet and that no sheet has yet: no `[ ] : * ? / \`, no control characters, no
/// apostrophe at an end, at most 31 units, not the reserved `History`, unlike every other one whatever its case.
pub(super) fn sheet_name(wanted: &str, taken: &mut HashSet<String>) -> String {
    let clean: String = wanted
        .chars()
        .map(|c| {
            if "[]:*?/\\".contains(c) || c.is_control() {
                ' '
            } else {
                c
            }
        })
        .collect();
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    // In one go: what a blank at the end hid may be an apostrophe, and the other way round.
    let clean = clean.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    let clean = if clean.is_empty() || clean.eq_ignore_ascii_case("history") {
        "Sheet"
    } else {
        clean
    };
    let mut number = 1;
    loop {
        let tail = if number == 1 {
            String::new()
        } else {
            format!(" {number}")
        };
        let mut room = MOST_NAME_UNITS - tail.len();
        let head: String = clean
            .chars()
            .take_while(|c| {
                let fits = c.len_utf16() <= room;
                room = room.saturating_sub(c.len_utf16());
                fits
            })
            .collect();
        let name = format!("{}{tail}", head.trim_end_matches(['\'', ' ']));
        if taken.insert(name.to_lowercase()) {
            return name;
        }
        number += 1;
    }
}

/// The name in a header or footer, where `&` starts a command and 255 characters are all there is.
pub(super) fn footer_text(name: &str) -> String {
    let short: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
    short.replace('&', "&&")
}

/// `1 account`, `2 accounts`, `12,400 accounts`.
pub(super) fn count(n: u64, noun: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", grouped(n))
}

/// `12,400`.
pub(super) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `61 %`, `8.5 %`, `0.4 %`: one decimal below ten.
pub(super) fn percent(fraction: f64) -> String {
    let value = fraction * 100.0;
    if !value.is_finite() {
        return "–".to_owned();
    }
    let rounded = (value * 10.0).round() / 10.0;
    if rounded.abs() < 10.0 && rounded.fract() != 0.0 {
        format!("{rounded:.1} %")
    } else {
        format!("{value:.0} %")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_cut_only_when_a_cell_cannot_hold_it() {
        let full = "x".repeat(MOST_UNITS);
        assert_eq!(fit(&full), (Cow::Borrowed(full.as_str()), false));
        let long = format!("{full}x");
        let (cut, was_cut) = fit(&long);
        assert!(was_cut && cut.encode_utf16().count() == MOST_UNITS && cut.ends_with('…'));
    }

    #[test]
    fn emoji_count_as_two_units() {
        let long = "😀".repeat(20_000);
        let (cut, was_cut) = fit(&long);
        assert!(was_cut, "20,000 emoji are 40,000 units");
        assert!(cut.encode_utf16().count() <= MOST_UNITS);
    }

    #[test]
    fn names_that_excel_refuses_are_repaired() {
        let mut taken = HashSet::new();
        assert_eq!(sheet_name("Q1/Q2: [plan]?", &mut taken), "Q1 Q2 plan");
        assert_eq!(sheet_name("'quoted'", &mut taken), "quoted");
        assert_eq!(
            sheet_name("'['twice", &mut taken),
            "twice",
            "an apostrophe behind a blank is at the end too"
        );
        assert_eq!(sheet_name("", &mut taken), "Sheet");
        assert_eq!(
            sheet_name("HISTORY", &mut taken),
            "Sheet 2",
            "Excel keeps that name for itself"
        );
        assert_eq!(sheet_name("a\u{1}b", &mut taken), "a b");
        assert_eq!(sheet_name("Accounts", &mut taken), "Accounts");
        assert_eq!(
            sheet_name("ACCOUNTS", &mut taken),
            "ACCOUNTS 2",
            "sheet names ignore case"
        );
    }

    #[test]
    fn counts_and_shares_read_as_people_write_them() {
        assert_eq!(count(1, "account"), "1 account");
        assert_eq!(count(1_234_567, "account"), "1,234,567 accounts");
        assert_eq!(percent(0.612), "61 %");
        assert_eq!(percent(0.085), "8.5 %");
        assert_eq!(percent(0.09), "9 %");
        assert_eq!(percent(f64::NAN), "–");
    }

    proptest! {
        #[test]
        fn every_repaired_name_is_legal_and_new(names in prop::collection::vec(any::<String>(), 1..20)) {
            let mut taken = HashSet::new();
            let mut seen = HashSet::new();
            for name in names {
                let name = sheet_name(&name, &mut taken);
                prop_assert!(!name.is_empty() && name.encode_utf16().count() <= 31);
                prop_assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\']) && !name.chars().any(char::is_control));
                prop_assert!(!name.starts_with('\'') && !name.ends_with('\''));
                prop_assert!(seen.insert(name.to_lowercase()), "two sheets may not share a name");
            }
        }
    }
}
