//! Words as lists write them: folding for comparison, cleaning for keeping, and the closed vocabularies (blanks, yes and
//! no, totals). Separate because every step compares words and all must agree on what "the same" means.

use std::borrow::Cow;
pub(crate) use tierline_matching::{fold, has_legal_form};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// White space as lists contain it: Unicode's, and the invisible marks that copying from web pages leaves behind.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}

/// Without outer white space of any kind.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// The text as it is kept: composed, outer blanks and control characters gone, each run of blanks one blank.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let text = trim(text);
    if text.is_ascii() {
        let bytes = text.as_bytes();
        let plain = bytes.iter().all(|b| (b' '..0x7F).contains(b)) && !bytes.windows(2).any(|pair| pair == b"  ");
        if plain {
            return Cow::Borrowed(text);
        }
    } else if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        let mut before_blank = false;
        let plain = text.chars().all(|c| {
            let fine = if c == ' ' { !before_blank } else { !is_space(c) };
            before_blank = c == ' ';
            fine
        });
        if plain {
            return Cow::Borrowed(text);
        }
    }
    let mut kept = String::with_capacity(text.len());
    for c in text.nfc() {
        // Zero-width marks separate nothing; every other blank does.
        let invisible = matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\0');
        if invisible {
            continue;
        }
        if is_space(c) {
            if !kept.ends_with(' ') {
                kept.push(' ');
            }
        } else {
            kept.push(c);
        }
    }
    Cow::Owned(kept)
}

/// As [`fold`], with joined words of programs taken apart (`companyName`, `BillingPostalCode`, `Annual_Revenue__c`).
pub(crate) fn fold_heading(heading: &str) -> String {
    let mut apart = String::with_capacity(heading.len() + 8);
    let mut before: Option<char> = None;
    let mut rest = heading.chars().peekable();
    while let Some(c) = rest.next() {
        let starts_word = c.is_uppercase()
            && before.is_some_and(|b| {
                b.is_lowercase() || (b.is_uppercase() && rest.peek().is_some_and(|n| n.is_lowercase()))
            });
        if starts_word {
            apart.push(' ');
        }
        match c {
            '%' => apart.push_str(" percent "),
            '#' => apart.push_str(" number "),
            '&' => apart.push_str(" and "),
            _ => apart.push(c),
        }
        before = Some(c);
    }
    let mut folded = fold(&apart);
    // The suffix that Salesforce gives to fields people added.
    if folded.ends_with(" c") && heading.ends_with("__c") {
        folded.truncate(folded.len() - 2);
    }
    folded
}

const BLANKS: &[&str] = &[
    "n/a",
    "n.a.",
    "na",
    "#n/a",
    "n / a",
    "-",
    "--",
    "---",
    "–",
    "—",
    "−",
    "null",
    "(null)",
    "none",
    "nil",
    "nan",
    "k.a.",
    "k. a.",
    "k.a",
    "ka",
    "keine angabe",
    "keine angaben",
    "nicht bekannt",
    "nicht verfügbar",
    "nicht vorhanden",
    "unbekannt",
    "n.v.",
    "n.b.",
    "unknown",
    "not available",
    "not known",
    "not set",
    "tbd",
    "tba",
    "tbc",
    "?",
    "??",
    "???",
    ".",
    "..",
    "...",
    "…",
    "(blank)",
    "(leer)",
    "leer",
    "blank",
    "empty",
    "n.d.",
    "n.c.",
    "nd",
    "non disponible",
    "non renseigné",
    "inconnu",
    "s/d",
    "s.d.",
    "s/o",
    "sin datos",
    "no disponible",
    "desconocido",
    "sem dados",
    "não disponível",
    "desconhecido",
    "non disponibile",
    "sconosciuto",
    "onbekend",
    "niet beschikbaar",
    "n.v.t.",
    "nvt",
    "undefined",
    "*",
    "/",
];

/// Whether a trimmed text stands for "no value": `n/a`, `-`, `NULL`, `k.A.` and their like in seven languages.
pub(crate) fn is_placeholder(text: &str) -> bool {
    // Asked of every text of a list: no hashing, no copies, and nothing at all for digits and long texts.
    text.len() <= 24
        && !text.as_bytes().first().is_none_or(u8::is_ascii_digit)
        && BLANKS.iter().any(|blank| blank.eq_ignore_ascii_case(text))
}

/// As [`is_placeholder`] for names, where "Blank" and "Nil" may be companies: only what no company is called.
pub(crate) fn is_name_placeholder(text: &str) -> bool {
    const SPELLED: &[&str] = &[
        "n/a",
        "n.a.",
        "#n/a",
        "n / a",
        "null",
        "(null)",
        "(blank)",
        "(leer)",
        "k.a.",
        "k. a.",
        "tbd",
        "unknown",
        "unbekannt",
        "undefined",
    ];
    is_placeholder(text)
        && (!text.chars().any(char::is_alphanumeric) || SPELLED.contains(&text.to_lowercase().as_str()))
}

/// Yes or no in words, of a trimmed text; `None` when it is neither.
pub(crate) fn yes_no(text: &str) -> Option<bool> {
    if text.len() > 10 {
        return None;
    }
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "ja" | "j" | "wahr" | "oui" | "o" | "vrai" | "sí" | "si" | "s" | "sì" | "sim"
        | "verdadero" | "verdadeiro" | "vero" | "waar" | "x" | "✓" | "✔" | "☑" => Some(true),
        "no" | "n" | "false" | "nein" | "falsch" | "non" | "faux" | "não" | "nao" | "falso" | "nee" | "onwaar"
        | "✗" | "✘" | "☐" => Some(false),
        _ => None,
    }
}

const TOTALS: &[&str] = &[
    "total",
    "totals",
    "grand total",
    "overall total",
    "total general",
    "sum",
    "summe",
    "summen",
    "gesamt",
    "gesamtsumme",
    "gesamtergebnis",
    "insgesamt",
    "somme",
    "total generale",
    "totale",
    "totale generale",
    "totale complessivo",
    "totaal",
    "eindtotaal",
    "suma",
    "suma total",
    "soma",
    "total geral",
    "somma",
    "ergebnis",
];
const SUBTOTALS: &[&str] = &[
    "subtotal",
    "sub total",
    "zwischensumme",
    "teilsumme",
    "teilergebnis",
    "sous total",
    "subtotale",
    "subtotaal",
    "subtotales",
];

/// What a label says about the row it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TotalWord {
    /// Nothing but a word for a total, or one with a count or a colon behind it.
    Whole,
    /// A word for a total and something else: a subtotal ("Total Germany"), or a company ("Total Energies").
    Begins,
    Sub,
}

/// Whether a folded label names a total or a subtotal, in seven languages.
pub(crate) fn total_word(folded: &str) -> Option<TotalWord> {
    // Longer labels are sentences.
    if folded.is_empty() || folded.len() > 80 {
        return None;
    }
    let without_count = folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if SUBTOTALS.iter().any(|word| folded.starts_with(word)) {
        return Some(TotalWord::Sub);
    }
    if TOTALS.contains(&folded) || TOTALS.contains(&without_count) {
        return Some(TotalWord::Whole);
    }
    let begins = TOTALS
        .iter()
        .any(|word| folded.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')));
    let ends = [" total", " summe", " gesamt", " ergebnis"]
        .iter()
        .any(|word| folded.ends_with(word));
    (begins || ends).then_some(TotalWord::Begins)
}

/// The letters a spreadsheet program shows above a column, counted from 0.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_programs_are_taken_apart() {
        assert_eq!(fold_heading("companyName"), "company name");
        assert_eq!(fold_heading("BillingPostalCode"), "billing postal code");
        assert_eq!(fold_heading("customerID"), "customer id");
        assert_eq!(fold_heading("Annual_Revenue__c"), "annual revenue");
        assert_eq!(fold_heading("Umsätze\n (T€)"), "umsatze t");
        assert_eq!(fold_heading("ARR"), "arr");
    }

    #[test]
    fn cleaning_keeps_letters_and_drops_what_nobody_sees() {
        assert_eq!(clean("  Müller\u{a0}\u{a0}GmbH\u{200b} \r\n"), "Müller GmbH");
        assert_eq!(
            clean("e\u{301}clair"),
            "éclair",
            "composed, so that both spellings are equal"
        );
        assert_eq!(clean("H\0i"), "Hi");
    }

    #[test]
    fn totals_are_known_and_companies_of_that_name_only_suspected() {
        assert_eq!(total_word(&fold("Summe:")), Some(TotalWord::Whole));
        assert_eq!(total_word(&fold("Total (2,500)")), Some(TotalWord::Whole));
        assert_eq!(total_word(&fold("Zwischensumme DACH")), Some(TotalWord::Sub));
        assert_eq!(total_word(&fold("TotalEnergies")), None);
        assert_eq!(total_word(&fold("Total Germany")), Some(TotalWord::Begins));
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(column_letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
