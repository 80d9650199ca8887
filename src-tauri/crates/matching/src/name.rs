//! A company's name taken apart: what it is called, its legal form, its numbers.

use crate::fold;
use crate::forms::{self, Form};
use std::borrow::Cow;

/// A name as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// The words without legal form, articles and "and".
    pub(crate) words: Vec<String>,
    key: String,
    /// Neighbouring letters of the key, each a bit somewhere.
    letters: u128,
    /// Numbers among the words, Roman ones too, in order: they tell Fund I from Fund II.
    pub(crate) numbers: Vec<String>,
    pub(crate) form: Option<Form>,
}

impl Name {
    pub fn of(text: &str) -> Self {
        let mut words = words(text);
        let form = forms::strip(&mut words);
        words.iter_mut().for_each(spell_out);
        let keep = |word: &String| !matches!(word.as_str(), "and" | "the" | "und" | "et");
        if words.iter().any(keep) {
            words.retain(keep);
        }
        let last = words.len().saturating_sub(1);
        let numbers = words
            .iter()
            .enumerate()
            .filter(|(at, word)| is_number(word, *at == last && last > 0));
        let numbers = numbers.map(|(_, word)| word.clone()).collect();
        let key = words.concat();
        Name {
            letters: letters(&key),
            words,
            key,
            numbers,
            form,
        }
    }

    /// Equal for names that differ in case, accents, punctuation, blanks or legal form only. Never empty while the name has
    /// a letter or digit.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The name without a place at its end, as lists write branches: "Alba, Berlin" of the account in Berlin.
    pub(crate) fn without_place(mut self, place: &str) -> Self {
        let count = place.split(' ').count();
        if self.words.len() > count
            && self.words[self.words.len() - count..]
                .iter()
                .map(String::as_str)
                .eq(place.split(' '))
        {
            self.words.truncate(self.words.len() - count);
            if let Some(form) = forms::strip(&mut self.words) {
                self.form.get_or_insert(form);
            }
            self.key = self.words.concat();
            self.letters = letters(&self.key);
        }
        self
    }

    /// Whether the names share so few letters that comparing their words is no use.
    pub(crate) fn is_far_from(&self, other: &Name) -> bool {
        let (all, common) = (
            self.letters.count_ones() + other.letters.count_ones(),
            (self.letters & other.letters).count_ones(),
        );
        // Dice's coefficient below 0.45.
        common * 200 < all * 45
    }

    /// The legal form, as far as the name says.
    pub fn form(&self) -> Option<Form> {
        self.form
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

fn letters(key: &str) -> u128 {
    key.as_bytes().windows(2).fold(0, |bits, pair| {
        let at = (u32::from(pair[0]) * 31 + u32::from(pair[1])) % 127;
        bits | (1 << at)
    })
}

/// The name as it is compared as a whole: [`Name::key`] of it.
pub fn name_key(text: &str) -> String {
    Name::of(text).key
}

/// Whether a name ends as companies' names do.
pub fn has_legal_form(text: &str) -> bool {
    let mut words = words(text);
    let before = words.len();
    forms::strip(&mut words);
    words.len() < before
}

fn words(text: &str) -> Vec<String> {
    let mut plain = String::with_capacity(text.len() + 8);
    for c in parted(text).chars() {
        match c {
            '&' | '+' => plain.push_str(" and "),
            // Inside a word, as in "Int'l"; dots join initials.
            '\'' | '’' | '‘' | '`' | '´' | '.' => {}
            c => plain.push(c),
        }
    }
    let folded = fold(&plain);
    let mut words: Vec<String> = Vec::new();
    // "j p morgan" is "jp morgan".
    let mut initials = false;
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        let is_initial = word.len() == 1 && word.as_bytes()[0].is_ascii_lowercase();
        match words.last_mut() {
            Some(before) if is_initial && initials => before.push_str(word),
            _ => split_digits(word, &mut words),
        }
        initials = is_initial;
    }
    words
}

/// "SiemensAG" is "Siemens AG".
fn parted(text: &str) -> Cow<'_, str> {
    const GLUED: [&str; 7] = ["GmbH", "AG", "SE", "KG", "Ltd", "Inc", "LLC"];
    let end = text.trim_end_matches([' ', '.']);
    let glued = GLUED.iter().find_map(|form| {
        let name = end.strip_suffix(form)?;
        name.ends_with(char::is_lowercase).then_some(name.len())
    });
    match glued {
        Some(at) => Cow::Owned(format!("{} {}", &text[..at], &text[at..])),
        None => Cow::Borrowed(text),
    }
}

/// "ahl2" is "ahl 2"; "3m" and "o2" stay what they are.
fn split_digits(word: &str, words: &mut Vec<String>) {
    let letters = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
    let (front, digits) = word.split_at(letters);
    if front.len() >= 3 && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        words.push(front.to_owned());
        words.push(digits.to_owned());
    } else {
        words.push(word.to_owned());
    }
}

/// Abbreviations and number words in order, each with the spelling it is compared by.
const SPELLINGS: &[(&str, &str)] = &[
    ("assn", "association"),
    ("assoc", "associates"),
    ("bros", "brothers"),
    ("centre", "center"),
    ("dept", "department"),
    ("eight", "8"),
    ("eng", "engineering"),
    ("first", "1st"),
    ("five", "5"),
    ("four", "4"),
    ("gebr", "gebruder"),
    ("groupe", "group"),
    ("grp", "group"),
    ("grupo", "group"),
    ("gruppe", "group"),
    ("gruppo", "group"),
    ("hldg", "holding"),
    ("hldgs", "holding"),
    ("holdings", "holding"),
    ("ind", "industries"),
    ("inds", "industries"),
    ("internat", "international"),
    ("intl", "international"),
    ("labour", "labor"),
    ("mfg", "manufacturing"),
    ("mfrs", "manufacturers"),
    ("mgmt", "management"),
    ("natl", "national"),
    ("nine", "9"),
    ("one", "1"),
    ("organisation", "organization"),
    ("saint", "st"),
    ("sankt", "st"),
    ("second", "2nd"),
    ("seven", "7"),
    ("six", "6"),
    ("svc", "service"),
    ("svcs", "services"),
    ("tech", "technology"),
    ("technologies", "technology"),
    ("ten", "10"),
    ("third", "3rd"),
    ("three", "3"),
    ("two", "2"),
    ("univ", "university"),
];

fn spell_out(word: &mut String) {
    if let Ok(at) = SPELLINGS.binary_search_by_key(&word.as_str(), |(short, _)| short) {
        *word = SPELLINGS[at].1.to_owned();
    }
}

fn is_number(word: &str, is_last: bool) -> bool {
    let ordinal = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    if !ordinal.is_empty() && ordinal.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    match word {
        "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix" | "xi" | "xii" | "xiii" | "xiv" | "xv" | "xvi" | "xx" => {
            true
        }
        "i" | "v" | "x" => is_last,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_compare_without_their_legal_form() {
        for (a, b) in [
            ("Müller GmbH & Co. KG", "MULLER  GmbH"),
            ("Rossi S.p.A.", "Rossi"),
            ("Kowalski Sp. z o.o.", "kowalski"),
            ("Siemens AG", "Siemens Aktiengesellschaft"),
            ("Siemens AG", "SiemensAG"),
            ("Siemens AG", "Siemens Aktiengeselschaft"),
            ("ABC Co.", "A.B.C. Company"),
            ("Goodwill Company", "Good Will Company"),
            ("1st International Bank", "First International Bank"),
            ("OOO Oboronnye Initsiativy", "Oboronnye Initsiativy OOO"),
            ("J.P. Morgan & Co.", "JP Morgan & Co"),
            ("AT&T Inc.", "AT and T"),
            ("The Coca-Cola Company", "Coca Cola"),
            ("H&M Hennes & Mauritz AB", "H and M Hennes and Mauritz"),
        ] {
            assert_eq!(name_key(a), name_key(b), "{a} = {b}");
        }
    }

    #[test]
    fn what_tells_companies_apart_is_kept() {
        for (a, b) in [
            ("AG Insurance", "Insurance"),
            ("ABC Co.", "ABC International"),
            ("BAE Systems", "BAE Industries"),
            ("Fund I", "Fund II"),
            ("3M", "M"),
        ] {
            assert_ne!(name_key(a), name_key(b), "{a} is not {b}");
        }
        assert_eq!(name_key("AG"), "ag", "a name is never emptied");
        assert_eq!(name_key("The"), "the");
    }

    #[test]
    fn abbreviations_are_in_the_order_they_are_looked_up_by() {
        assert!(SPELLINGS.is_sorted());
        assert_eq!(name_key("Alba Intl"), name_key("Alba International"));
    }

    #[test]
    fn numbers_are_known_in_any_notation() {
        let numbers = |name: &str| Name::of(name).numbers;
        assert_eq!(numbers("Bain Capital Fund X L.P."), ["x"]);
        assert_eq!(numbers("Trust 2004-1"), ["2004", "1"]);
        assert_eq!(numbers("First Bank"), ["1st"]);
        assert!(numbers("X Rite").is_empty(), "a letter at the front is no number");
    }
}
