//! What the values of a column look like as a whole: websites, countries, telephone numbers, names. Separate because it
//! speaks where the headings are silent, and against them where they lie.

use super::words::{has_legal_form, trim};
use serde::Serialize;
use tierline_places::country_of;

/// Shares (0 to 1) of the filled cells, or of a sample of different texts, that follow a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Content {
    pub number_share: f32,
    pub date_share: f32,
    /// Whole numbers.
    pub whole_share: f32,
    pub negative_share: f32,
    /// Digits that begin with a zero.
    pub leading_zero_share: f32,
    /// Different values among the filled ones.
    pub distinct_share: f32,
    /// Mean length of the texts in bytes.
    pub mean_length: f32,
    pub website_share: f32,
    pub email_share: f32,
    pub phone_share: f32,
    pub country_share: f32,
    /// Texts that end as companies' names do.
    pub legal_form_share: f32,
    /// Words: at least one letter, no address of any kind.
    pub word_share: f32,
    /// One word of letters and digits, with digits in it: record IDs, postal codes.
    pub code_share: f32,
    /// Different texts looked at.
    pub sampled: u32,
}

impl Content {
    /// Looks at a sample of different texts; the shares of the cells are left at 0.
    pub(crate) fn of_sample<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut counts = [0_u32; 7];
        let mut sampled = 0;
        for text in texts {
            let text = trim(text);
            sampled += 1;
            let patterns = [
                is_website(text),
                is_email(text),
                is_phone(text),
                country_of(text).is_some(),
                has_legal_form(text),
                text.chars().any(char::is_alphabetic),
                is_code(text),
            ];
            for (count, holds) in counts.iter_mut().zip(patterns) {
                *count += u32::from(holds);
            }
        }
        let share = |index: usize| {
            if sampled == 0 {
                0.0
            } else {
                counts[index] as f32 / sampled as f32
            }
        };
        Content {
            website_share: share(0),
            email_share: share(1),
            phone_share: share(2),
            country_share: share(3),
            legal_form_share: share(4),
            word_share: share(5),
            code_share: share(6),
            sampled,
            ..Content::default()
        }
    }
}

fn is_website(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    if rest.is_some_and(|rest| rest.contains('.')) {
        return true;
    }
    let host = lower.split(['/', '?']).next().unwrap_or("");
    if host.contains([' ', '@', ',']) || !host.contains('.') || host.ends_with('.') {
        return false;
    }
    let top = host.rsplit('.').next().unwrap_or("");
    (2..=12).contains(&top.len()) && top.bytes().all(|b| b.is_ascii_lowercase()) && host.len() > top.len() + 2
}

fn is_email(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(before, host)| !before.is_empty() && host.contains('.') && !text.contains(' '))
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (7..=15).contains(&digits)
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '-' | '/' | '.' | ' ' | '\u{a0}'))
        && (text.starts_with(['+', '0', '(']) || text.contains(['-', '/']))
}

fn is_code(text: &str) -> bool {
    text.len() >= 3
        && text.bytes().any(|b| b.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_told_apart() {
        assert!(is_website("www.acme.de") && is_website("https://acme.com/x") && is_website("acme.co.uk"));
        assert!(!is_website("Acme Inc.") && !is_website("anna@acme.de") && !is_website("1.234"));
        assert!(is_phone("+49 89 1234567") && is_phone("(5) 555-4729") && !is_phone("12345678"));
        assert!(is_code("0004217") && is_code("ACC-001") && !is_code("Acme 3"));
    }
}
