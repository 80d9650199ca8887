//! Dates written as text. Separate because the order of day and month is a property of the column, not of one text: it is
//! decided once, or asked.

use super::words::{fold, trim};
use serde::{Deserialize, Serialize};
use tierline_plan::Day;

/// Which of two numbers is the day, in dates such as 03/04/2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum DateOrder {
    /// 3 April, as in Europe.
    #[default]
    DayFirst,
    /// 4 March, as in the United States.
    MonthFirst,
}

/// A date found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateText {
    /// Only one reading.
    Certain(Day),
    /// One reading, and it shows the order of the column.
    Shows(Day, DateOrder),
    /// Two readings: day first, month first.
    Open(Day, Day),
}

impl DateText {
    /// The day under a column's order.
    pub(crate) fn day(self, order: DateOrder) -> Day {
        match (self, order) {
            (DateText::Certain(day) | DateText::Shows(day, _), _) => day,
            (DateText::Open(day_first, _), DateOrder::DayFirst) => day_first,
            (DateText::Open(_, month_first), DateOrder::MonthFirst) => month_first,
        }
    }
}

/// Reads a text as a calendar day; a time behind it is dropped.
pub(crate) fn read_date(text: &str) -> Option<DateText> {
    let text = trim(text);
    // "1/2/24" to "Wednesday, 15 September 2024 10:20:30 +02:00", in bytes.
    if !(6..=48).contains(&text.len()) || text.bytes().filter(u8::is_ascii_digit).count() < 3 {
        return None;
    }
    if text
        .bytes()
        .take(2)
        .all(|b| b.is_ascii_digit() || matches!(b, b'/' | b'.' | b'-'))
    {
        read_figures(text).or_else(|| read_words(text))
    } else {
        read_words(text)
    }
}

/// "2024-03-15", "15.3.24", "03/15/2024", each with a time behind it or not.
fn read_figures(text: &str) -> Option<DateText> {
    let sign = text.bytes().find(|b| !b.is_ascii_digit())?;
    if !matches!(sign, b'-' | b'/' | b'.') {
        return None;
    }
    let mut parts = [0_i32; 3];
    let mut widths = [0_usize; 3];
    let bytes = text.as_bytes();
    let mut at = 0;
    for part in 0..3 {
        if part > 0 {
            if bytes.get(at) != Some(&sign) {
                return None;
            }
            at += 1;
            // "15. 3. 2024" as in Czech and German.
            while sign == b'.' && bytes.get(at) == Some(&b' ') {
                at += 1;
            }
        }
        while let Some(digit) = bytes.get(at).filter(|b| b.is_ascii_digit()) {
            widths[part] += 1;
            if widths[part] > 4 {
                return None;
            }
            parts[part] = parts[part] * 10 + i32::from(digit - b'0');
            at += 1;
        }
        if widths[part] == 0 {
            return None;
        }
    }
    // "15.3.2024." as in Croatian and Hungarian.
    let rest = text[at..].strip_prefix('.').unwrap_or(&text[at..]);
    if !is_time(rest) {
        return None;
    }
    let [first, second, third] = parts;
    if widths[0] == 4 {
        return day_of(first, second, third).map(DateText::Certain);
    }
    if widths[0] > 2 || widths[1] > 2 || !(widths[2] == 4 || widths[2] == 2) {
        return None;
    }
    let year = full_year(third, widths[2]);
    let day_first = day_of(year, second, first);
    // A point between the parts is written where the day comes first.
    if sign == b'.' {
        return day_first.map(DateText::Certain);
    }
    match (day_first, day_of(year, first, second)) {
        (Some(day), Some(other)) if day == other => Some(DateText::Certain(day)),
        (Some(day), Some(other)) => Some(DateText::Open(day, other)),
        (Some(day), None) => Some(DateText::Shows(day, DateOrder::DayFirst)),
        (None, Some(day)) => Some(DateText::Shows(day, DateOrder::MonthFirst)),
        (None, None) => None,
    }
}

/// "15 Mar 2024", "March 15, 2024", "15. März 2024", "15 de marzo de 2024", "15-Mar-24".
fn read_words(text: &str) -> Option<DateText> {
    let folded = fold(text);
    let mut month = None;
    let mut figures: [(i32, usize); 2] = [(0, 0); 2];
    let mut count = 0;
    for word in folded.split(' ') {
        if word.as_bytes()[0].is_ascii_digit() {
            if count == 2 {
                // What follows the year is a time.
                break;
            }
            let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
            let ordinal = &word[digits.len()..];
            if digits.len() > 4 || !matches!(ordinal, "" | "st" | "nd" | "rd" | "th" | "er" | "e" | "o" | "a") {
                return None;
            }
            figures[count] = (digits.parse().ok()?, digits.len());
            count += 1;
        } else if let Some(found) = month_of(word) {
            if month.is_some_and(|known| known != found) {
                return None;
            }
            month = Some(found);
        } else if !is_filler(word) && count < 2 {
            return None;
        }
    }
    let month = month?;
    if count != 2 {
        return None;
    }
    let [(first, first_width), (second, second_width)] = figures;
    let (day, year, width) = if first_width == 4 {
        (second, first, 4)
    } else {
        (first, second, second_width)
    };
    if width != 4 && width != 2 {
        return None;
    }
    day_of(full_year(year, width), month, day).map(DateText::Certain)
}

fn day_of(year: i32, month: i32, day: i32) -> Option<Day> {
    // Nothing a sales list dates lies outside: what seems to is a version, a part number or a slip.
    if !(1900..=2199).contains(&year) {
        return None;
    }
    Day::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

fn full_year(year: i32, width: usize) -> i32 {
    match (width, year) {
        (2, 0..=49) => 2000 + year,
        (2, _) => 1900 + year,
        _ => year,
    }
}

/// Nothing, or a time with or without zone.
fn is_time(text: &str) -> bool {
    let text = text.trim_start_matches(['T', 't', ' ', ',']);
    text.is_empty()
        || (text.contains(':')
            && text.bytes().all(|b| {
                b.is_ascii_digit()
                    || matches!(
                        b,
                        b':' | b'.' | b',' | b'+' | b'-' | b'Z' | b'z' | b' ' | b'a' | b'A' | b'p' | b'P' | b'm' | b'M'
                    )
            }))
}

fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "de" | "del" | "do" | "di" | "of" | "the" | "le" | "el" | "den" | "am" | "um" | "at"
    ) || is_weekday(word)
}

fn is_weekday(word: &str) -> bool {
    const DAYS: &[&str] = &[
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "mo", "di", "mi", "do", "fr", "sa",
        "so", "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mie", "jue", "vie", "sab", "dom", "gio", "seg", "ter",
        "qua", "qui", "sex", "ma", "wo", "vr", "za", "zo",
    ];
    DAYS.contains(&word)
        || [
            "day", "tag", "woch", "abend", "di", "dia", "feira", "coles", "nes", "ves", "bado", "mingo", "enica",
        ]
        .iter()
        .any(|end| word.len() > 4 && word.ends_with(end))
}

fn month_of(word: &str) -> Option<i32> {
    // Folded names in seven languages; three letters or more of one will do.
    const NAMES: [&[&str]; 12] = [
        &[
            "january", "januar", "janvier", "enero", "janeiro", "gennaio", "januari", "janner",
        ],
        &[
            "february",
            "februar",
            "fevrier",
            "febrero",
            "fevereiro",
            "febbraio",
            "februari",
            "feber",
        ],
        &[
            "march", "marz", "mars", "marzo", "marco", "maart", "maerz", "mrz", "mrt",
        ],
        &["april", "avril", "abril", "aprile"],
        &["may", "mai", "mayo", "maio", "maggio", "mei"],
        &["june", "juni", "juin", "junio", "junho", "giugno"],
        &["july", "juli", "juillet", "julio", "julho", "luglio"],
        &["august", "aout", "agosto", "augustus"],
        &["september", "septembre", "septiembre", "setembro", "settembre"],
        &["october", "oktober", "octobre", "octubre", "outubro", "ottobre"],
        &["november", "novembre", "noviembre", "novembro"],
        &["december", "dezember", "decembre", "diciembre", "dezembro", "dicembre"],
    ];
    if word.len() < 3 || word.len() > 10 {
        return None;
    }
    let month = NAMES
        .iter()
        .position(|names| names.iter().any(|name| name.starts_with(word)))?;
    Some(month as i32 + 1)
}

/// A serial number that a spreadsheet program would show as a day, from a cell that lost its date format.
pub(crate) fn day_of_serial(serial: f64) -> Option<Day> {
    // 1982 to 2064: figures that people put into date columns by mistake lie outside.
    (30_000.0..60_000.0)
        .contains(&serial)
        .then(|| Day::from_epoch_days(serial.floor() as i32 - 25_569))
}

/// Collects what the dates of a column say about their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct OrderVote {
    pub(crate) day_first: u32,
    pub(crate) month_first: u32,
    pub(crate) open: u32,
}

impl OrderVote {
    pub(crate) fn add(&mut self, date: DateText) {
        match date {
            DateText::Certain(_) => {}
            DateText::Shows(_, DateOrder::DayFirst) => self.day_first += 1,
            DateText::Shows(_, DateOrder::MonthFirst) => self.month_first += 1,
            DateText::Open(..) => self.open += 1,
        }
    }

    pub(crate) fn merge(&mut self, other: OrderVote) {
        self.day_first += other.day_first;
        self.month_first += other.month_first;
        self.open += other.open;
    }

    pub(crate) fn decided(&self) -> Option<DateOrder> {
        match self.day_first.cmp(&self.month_first) {
            std::cmp::Ordering::Greater => Some(DateOrder::DayFirst),
            std::cmp::Ordering::Less => Some(DateOrder::MonthFirst),
            std::cmp::Ordering::Equal => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn iso(text: &str, order: DateOrder) -> Option<String> {
        read_date(text).map(|date| date.day(order).iso())
    }

    #[test]
    fn dates_of_seven_languages_are_read() {
        for text in [
            "2024-03-15",
            "2024-03-15T10:20:30Z",
            "2024-03-15 10:20:30.000",
            "2024/03/15",
            "15.03.2024",
            "15.3.24",
            "15. 3. 2024",
            "15.03.2024 08:30",
            "15/03/2024",
            "03/15/2024",
            "15-03-2024",
            "15 Mar 2024",
            "Mar 15, 2024",
            "March 15th, 2024",
            "15. März 2024",
            "15 mars 2024",
            "15 de marzo de 2024",
            "15 de março de 2024",
            "15 marzo 2024",
            "15 maart 2024",
            "15-Mar-24",
            "Fri, 15 Mar 2024 10:20:30 +0100",
            "Freitag, 15. März 2024",
            "vendredi 15 mars 2024",
            "2024 March 15",
        ] {
            assert_eq!(
                iso(text, DateOrder::DayFirst).as_deref(),
                Some("2024-03-15"),
                "{text:?}"
            );
        }
    }

    #[test]
    fn one_text_may_be_two_days() {
        assert_eq!(iso("03/04/2025", DateOrder::DayFirst).as_deref(), Some("2025-04-03"));
        assert_eq!(iso("03/04/2025", DateOrder::MonthFirst).as_deref(), Some("2025-03-04"));
        assert!(
            matches!(read_date("3/3/2025"), Some(DateText::Certain(_))),
            "both readings agree"
        );
    }

    #[test]
    fn what_is_no_date_stays_text() {
        for text in [
            "31.02.2024",
            "13/13/2024",
            "1.2.3",
            "Mar",
            "12345678",
            "2024",
            "192.168.1.1",
            "Acme 12 Mar",
            "1-800-555",
            "Dec-24",
            "12/2024",
            "99.99.9999",
        ] {
            assert_eq!(read_date(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_day_in_any_notation_reads_back(days in 0_i32..40_000, style in 0_usize..5) {
            let day = Day::from_epoch_days(days);
            let (year, month, date) = day.ymd();
            let (text, order) = match style {
                0 => (day.iso(), DateOrder::DayFirst),
                1 => (format!("{date:02}.{month:02}.{year}"), DateOrder::MonthFirst),
                2 => (format!("{date}/{month}/{year}"), DateOrder::DayFirst),
                3 => (format!("{month}/{date}/{year}"), DateOrder::MonthFirst),
                _ => (format!("{date:02}-{month:02}-{year} 09:30"), DateOrder::DayFirst),
            };
            prop_assert_eq!(read_date(&text).map(|found| found.day(order)), Some(day), "{}", text);
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,40}") {
            let _ = read_date(&text);
        }
    }
}
