//! How a formula names its columns: by their headings where a person reads it, by their numbers where it is kept. Separate
//! from reading what it means, because a heading may hold anything, and a parser of spreadsheets is told only numbers.

use super::FormulaError;
use crate::words::fold;
use tierline_plan::{ComputedField, CriterionSource, FieldId};

/// The formula as it is kept, from what a person typed.
///
/// `columns` are all that may be named. A heading that is one plain word needs no brackets.
pub fn kept(typed: &str, columns: &[(CriterionSource, &str)]) -> Result<String, FormulaError> {
    let typed = typed.trim().trim_start_matches('=').trim();
    if typed.is_empty() {
        return Err(FormulaError::Empty);
    }
    let mut out = String::with_capacity(typed.len());
    for piece in pieces(typed)? {
        match piece {
            Piece::Column(name) => out.push_str(&numbered(find(name, columns)?)),
            Piece::Word(word) if is_word_of_the_language(word) => out.push_str(word),
            Piece::Word(word) => out.push_str(&numbered(find(word, columns)?)),
            Piece::Rest(text) => out.push_str(text),
        }
    }
    if out.len() > ComputedField::LONGEST {
        return Err(FormulaError::TooLong);
    }
    Ok(out)
}

/// The formula as a person reads it. `label` is the heading of a column; those that are gone are said to be.
pub fn shown<'a>(kept: &str, label: impl Fn(CriterionSource) -> Option<&'a str>) -> String {
    let Ok(pieces) = pieces(kept) else {
        return kept.to_owned();
    };
    let mut out = String::with_capacity(kept.len());
    for piece in pieces {
        match piece {
            Piece::Column(number) => {
                let label = source(number).and_then(&label).unwrap_or("a column that is gone");
                out.push('[');
                out.push_str(&bracketed(label));
                out.push(']');
            }
            Piece::Word(text) | Piece::Rest(text) => out.push_str(text),
        }
    }
    out
}

/// What a kept formula reads, in order of appearance, without repeats.
pub fn inputs(kept: &str) -> Vec<CriterionSource> {
    let mut found = Vec::new();
    for piece in pieces(kept).unwrap_or_default() {
        if let Piece::Column(number) = piece
            && let Some(source) = source(number)
            && !found.contains(&source)
        {
            found.push(source);
        }
    }
    found
}

/// A piece of a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// What stands in square brackets.
    Column(&'a str),
    /// A bare word that is not called like a function.
    Word(&'a str),
    Rest(&'a str),
}

/// Cuts a formula into pieces. Brackets may stand in a heading as long as they close.
pub(super) fn pieces(text: &str) -> Result<Vec<Piece<'_>>, FormulaError> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '[' => {
                let end = closing(rest).ok_or(FormulaError::OpenBracket)?;
                found.push(Piece::Column(&rest[1..end]));
                rest = &rest[end + 1..];
                continue;
            }
            '"' => {
                let end = rest[1..].find('"').ok_or(FormulaError::OpenQuote)?;
                end + 2
            }
            first if first.is_alphabetic() || first == '_' => {
                let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'));
                let end = end.unwrap_or(rest.len());
                let called = rest[end..].trim_start().starts_with('(');
                found.push(if called {
                    Piece::Rest(&rest[..end])
                } else {
                    Piece::Word(&rest[..end])
                });
                rest = &rest[end..];
                continue;
            }
            first if first.is_ascii_digit() => {
                // An exponent belongs to its number.
                let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.'));
                end.unwrap_or(rest.len())
            }
            first => first.len_utf8(),
        };
        found.push(Piece::Rest(&rest[..length]));
        rest = &rest[length..];
    }
    Ok(found)
}

fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

fn is_word_of_the_language(word: &str) -> bool {
    word.eq_ignore_ascii_case("true") || word.eq_ignore_ascii_case("false")
}

const POTENTIAL: &str = "potential";

fn numbered(source: CriterionSource) -> String {
    match source {
        CriterionSource::Field(field) => format!("[#{}]", field.0),
        CriterionSource::Potential => format!("[#{POTENTIAL}]"),
    }
}

pub(super) fn source(number: &str) -> Option<CriterionSource> {
    match number.strip_prefix('#')? {
        POTENTIAL => Some(CriterionSource::Potential),
        digits => digits.parse().ok().map(|id| CriterionSource::Field(FieldId(id))),
    }
}

/// A heading with brackets that do not close would end too early.
fn bracketed(label: &str) -> String {
    let text = format!("[{label}]");
    if closing(&text) == Some(text.len() - 1) {
        label.to_owned()
    } else {
        label.replace('[', "(").replace(']', ")")
    }
}

fn find(name: &str, columns: &[(CriterionSource, &str)]) -> Result<CriterionSource, FormulaError> {
    // As in a spreadsheet's tables: [@Employees] is the account's own.
    let wanted = fold(name.trim().trim_start_matches('@'));
    let found = columns
        .iter()
        .find(|(_, label)| fold(label) == wanted || fold(&bracketed(label)) == wanted);
    if let Some((source, _)) = found {
        return Ok(*source);
    }
    let near = columns
        .iter()
        .map(|(_, label)| (alike(&wanted, &fold(label)), *label))
        .filter(|(score, _)| *score >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    Err(FormulaError::NoSuchColumn {
        name: name.trim().to_owned(),
        near: near.map(|(_, label)| bracketed(label)),
    })
}

/// The share of the letter pairs that two words have in common (Dice's coefficient), 1 for equal words.
fn alike(one: &str, other: &str) -> f64 {
    let pairs = |word: &str| -> Vec<(char, char)> { word.chars().zip(word.chars().skip(1)).collect() };
    let (one, mut other) = (pairs(one), pairs(other));
    let all = one.len() + other.len();
    let mut common = 0;
    for pair in &one {
        if let Some(at) = other.iter().position(|each| each == pair) {
            other.swap_remove(at);
            common += 1;
        }
    }
    if all == 0 {
        0.0
    } else {
        2.0 * f64::from(common) / all as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CriterionSource::{Field, Potential};

    const COLUMNS: [(CriterionSource, &str); 6] = [
        (Field(FieldId(1)), "Current revenue"),
        (Field(FieldId(2)), "Employees"),
        (Field(FieldId(3)), "Rev, [net] 'A'"),
        (Field(FieldId(4)), "Half ] open"),
        (Field(FieldId(5)), "Größe"),
        (Potential, "Potential"),
    ];

    fn label(source: CriterionSource) -> Option<&'static str> {
        COLUMNS
            .iter()
            .find(|(each, _)| *each == source)
            .map(|(_, label)| *label)
    }

    #[test]
    fn headings_become_numbers_and_come_back() {
        for (typed, expected, back) in [
            (
                "= [current  Revenue] / Employees",
                "[#1] / [#2]",
                "[Current revenue] / [Employees]",
            ),
            ("[Rev, [net] 'A']*2", "[#3]*2", "[Rev, [net] 'A']*2"),
            ("[Half ) open]+1e3", "[#4]+1e3", "[Half ) open]+1e3"),
            (
                "MAX([@Größe]; Potential)",
                "MAX([#5]; [#potential])",
                "MAX([Größe]; [Potential])",
            ),
            (
                "IF([Employees]>5;\"Employees [x]\";TRUE)",
                "IF([#2]>5;\"Employees [x]\";TRUE)",
                "IF([Employees]>5;\"Employees [x]\";TRUE)",
            ),
        ] {
            let kept = kept(typed, &COLUMNS);
            assert_eq!(kept.as_deref(), Ok(expected), "{typed}");
            assert_eq!(shown(expected, label), back, "{typed}");
            assert_eq!(
                super::kept(back, &COLUMNS).as_deref(),
                Ok(expected),
                "what is shown can be typed again"
            );
        }
    }

    #[test]
    fn what_cannot_be_a_name_is_said() {
        let near = |typed| kept(typed, &COLUMNS).expect_err("no such column").to_string();
        assert_eq!(
            near("[Employes]"),
            "There is no column “Employes”. Did you mean [Employees]?"
        );
        assert_eq!(near("Zzz + 1"), "There is no column “Zzz”.");
        assert_eq!(kept("[Employees", &COLUMNS), Err(FormulaError::OpenBracket));
        assert_eq!(kept("\"a", &COLUMNS), Err(FormulaError::OpenQuote));
        assert_eq!(kept(" = ", &COLUMNS), Err(FormulaError::Empty));
        assert_eq!(shown("[#99] * 2", label), "[a column that is gone] * 2");
    }

    #[test]
    fn inputs_are_named_once() {
        assert_eq!(inputs("[#2] / [#potential] + [#2]"), vec![Field(FieldId(2)), Potential]);
    }
}
