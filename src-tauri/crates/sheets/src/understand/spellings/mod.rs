//! One list of values for what lists spell in many ways: "BRD" and "DE" are Germany, "Einzelhandel" is what the rest of the
//! list calls retail, "energy " is Energy.
//!
//! A country is kept by its name in the table of countries. An industry is kept in the words of the list itself: of the
//! spellings that mean one trade, the one that the plan, or else the list, uses most. What a person decided goes before
//! both. Spellings that only look alike are never folded unasked; [`look_alikes`] proposes them.

mod industries;

use super::words::fold;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use tierline_places::country_of;
use tierline_plan::{AccountBatch, Column, FieldRole, ListSpelling, Plan, SpellingKey, has_spellings};

/// What is known of spellings before a list comes in.
#[derive(Debug, Clone, Default)]
pub struct KnownSpellings {
    /// What a spelling is kept as, and whether a person said so.
    decided: BTreeMap<SpellingKey, (String, bool)>,
    /// The values that accounts have, with how many have each.
    values: BTreeMap<FieldRole, Vec<(String, u32)>>,
}

impl KnownSpellings {
    /// What a plan knows.
    pub fn of(plan: &Plan) -> Self {
        let decided = plan.spellings.iter();
        let fields = plan.accounts.fields().iter().zip(plan.accounts.columns());
        KnownSpellings {
            decided: decided
                .map(|(key, spelling)| (key.clone(), (spelling.kept_as.clone(), spelling.by_hand)))
                .collect(),
            values: fields
                .filter(|(field, _)| has_spellings(field.role))
                .map(|(field, column)| (field.role, owned(column.value_counts())))
                .collect(),
        }
    }

    /// What people decided in a plan whose accounts are about to be replaced.
    pub fn decisions_of(plan: &Plan) -> Self {
        let mut known = Self::of(plan);
        known.decided.retain(|_, (_, by_hand)| *by_hand);
        known.values.clear();
        known
    }

    /// Takes up a person's decision.
    pub fn decide(&mut self, role: FieldRole, written: &str, kept_as: &str) {
        self.decided
            .insert((role, written.to_owned()), (kept_as.to_owned(), true));
    }
}

fn owned(counts: Vec<(&str, u32)>) -> Vec<(String, u32)> {
    counts
        .into_iter()
        .map(|(value, count)| (value.to_owned(), count))
        .collect()
}

/// Why two spellings are taken for one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SameBecause {
    /// They differ in capitals, accents, punctuation or a filler word.
    Writing,
    /// They name one country.
    Country,
    /// They name one trade, maybe in two languages.
    Trade,
    /// A person said so.
    Decided,
}

/// Why the one is kept as the other.
pub fn same_because(role: FieldRole, written: &str, kept_as: &str) -> SameBecause {
    let name = |text: &str| country_of(text).map(|country| country.name);
    if key(role, written, false) == key(role, kept_as, false) {
        SameBecause::Writing
    } else if role == FieldRole::Country && name(written).is_some() && name(written) == name(kept_as) {
        SameBecause::Country
    } else if key(role, written, true) == key(role, kept_as, true) {
        SameBecause::Trade
    } else {
        SameBecause::Decided
    }
}

/// Folds the spellings of a list, in its columns, and tells which rows are written otherwise than they are kept.
pub fn fold_spellings(batch: &mut AccountBatch, known: &KnownSpellings) -> Vec<ListSpelling> {
    let mut found = Vec::new();
    for (field, column) in batch.fields.iter().zip(&mut batch.columns) {
        if has_spellings(field.role) {
            found.extend(fold_column(field.role, column, known));
        }
    }
    found
}

fn fold_column(role: FieldRole, column: &mut Column, known: &KnownSpellings) -> Vec<ListSpelling> {
    let counts = owned(column.value_counts());
    let usual = Usual::of(role, &counts, known);
    let mut folds: HashMap<&str, (String, bool)> = HashMap::new();
    for (value, _) in &counts {
        let (kept_as, by_hand) = usual.kept_as(value);
        if by_hand || kept_as != *value {
            folds.insert(value, (kept_as.into_owned(), by_hand));
        }
    }
    if folds.is_empty() {
        return Vec::new();
    }
    let mut found: BTreeMap<&str, ListSpelling> = BTreeMap::new();
    for (written, (kept_as, by_hand)) in &folds {
        let spelling = ListSpelling {
            role,
            written: (*written).to_owned(),
            kept_as: kept_as.clone(),
            by_hand: *by_hand,
            rows: Vec::new(),
        };
        found.insert(written, spelling);
    }
    // A value is looked up once, not once for each row.
    let Column::Category { values, codes } = column else {
        unreachable!("fields with spellings are categories")
    };
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); values.len()];
    for (row, code) in codes.iter().enumerate() {
        if let Some(rows) = rows.get_mut(*code as usize) {
            rows.push(row);
        }
    }
    let mut new_values: Vec<Box<str>> = Vec::new();
    let mut places: HashMap<Box<str>, u32> = HashMap::new();
    let mut moved = Vec::with_capacity(values.len());
    for (value, rows) in values.iter().zip(rows) {
        if rows.is_empty() {
            moved.push(Column::NO_CODE);
            continue;
        }
        let kept: Box<str> = match folds.get(&**value) {
            Some((kept_as, _)) => kept_as.as_str().into(),
            None => value.clone(),
        };
        if let Some(spelling) = found.get_mut(&**value) {
            spelling.rows = rows;
        }
        let place = *places.entry(kept.clone()).or_insert_with(|| {
            new_values.push(kept);
            new_values.len() as u32 - 1
        });
        moved.push(place);
    }
    for code in codes.iter_mut() {
        *code = moved.get(*code as usize).copied().unwrap_or(Column::NO_CODE);
    }
    *values = new_values;
    found.into_values().collect()
}

/// The spelling that stands for each value of one field.
struct Usual<'a> {
    role: FieldRole,
    known: &'a KnownSpellings,
    /// By what spellings of one value share.
    leaders: HashMap<String, &'a str>,
    /// What a person made of a spelling, by what it shares with those that differ in capitals and the like.
    by_hand: HashMap<String, &'a str>,
}

impl<'a> Usual<'a> {
    fn of(role: FieldRole, counts: &'a [(String, u32)], known: &'a KnownSpellings) -> Self {
        let present = known.values.get(&role).map_or(&[][..], Vec::as_slice);
        let mut candidates: Vec<(bool, u32, &str)> = Vec::with_capacity(present.len() + counts.len());
        candidates.extend(present.iter().map(|(value, count)| (true, *count, value.as_str())));
        candidates.extend(counts.iter().map(|(value, count)| (false, *count, value.as_str())));
        // What the plan has goes first, then what is used most, then the alphabet.
        candidates.sort_by_key(|(in_plan, count, value)| (Reverse(*in_plan), Reverse(*count), *value));
        let mut leaders = HashMap::new();
        for (_, _, value) in candidates {
            leaders.entry(key(role, value, true)).or_insert(value);
        }
        let decided = known
            .decided
            .iter()
            .filter(|((of, _), (_, by_hand))| *of == role && *by_hand);
        let decided = decided.map(|((_, written), (kept_as, _))| (key(role, written, false), kept_as.as_str()));
        Usual {
            role,
            known,
            leaders,
            by_hand: decided.collect(),
        }
    }

    fn kept_as<'b>(&'b self, value: &'b str) -> (Cow<'b, str>, bool) {
        if let Some((kept_as, by_hand)) = self.decided(value) {
            return (Cow::Borrowed(kept_as), by_hand);
        }
        if let Some(kept_as) = self.by_hand.get(&key(self.role, value, false)) {
            return (Cow::Borrowed(kept_as), false);
        }
        let table = || (self.role == FieldRole::Country).then(|| country_of(value)).flatten();
        let leader = match table() {
            Some(country) => country.name,
            None => self.leaders.get(&key(self.role, value, true)).copied().unwrap_or(value),
        };
        // What a person made of the usual spelling holds for the others too.
        match self.decided(leader) {
            Some((kept_as, true)) => (Cow::Borrowed(kept_as), false),
            _ => (Cow::Borrowed(leader), false),
        }
    }

    fn decided(&self, value: &str) -> Option<(&str, bool)> {
        let (kept_as, by_hand) = self.known.decided.get(&(self.role, value.to_owned()))?;
        Some((kept_as, *by_hand))
    }
}

/// What the spellings of one value share; with `names`, also those that name one country or one trade.
fn key(role: FieldRole, text: &str, names: bool) -> String {
    match role {
        FieldRole::Industry => {
            let key = industry_key(text);
            match industries::trade_of(&key).filter(|_| names) {
                Some(trade) => format!("#{trade}"),
                None => key,
            }
        }
        FieldRole::Country if names => country_of(text).map_or_else(|| fold(text), |country| country.name.to_owned()),
        _ => fold(text),
    }
}

/// Words that say nothing about which industry is meant.
const FILLERS: &[&str] = &[
    "and",
    "und",
    "et",
    "y",
    "e",
    "en",
    "industry",
    "industries",
    "industrie",
    "industria",
    "sector",
    "sektor",
    "secteur",
    "setor",
    "settore",
    "branche",
];

fn industry_key(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !FILLERS.contains(word)).collect();
    if words.is_empty() {
        return folded;
    }
    words.join(" ")
}

/// A value that looks like a slip of the pen for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAlike {
    pub value: String,
    /// How many accounts have it.
    pub count: u32,
    pub like: String,
}

/// Values that look like slips: a letter more, less, other or swapped, two in a long word. Each is proposed as the value
/// that more accounts have, or else as a name of the tables.
pub fn look_alikes(role: FieldRole, values: &[(&str, u32)]) -> Vec<LookAlike> {
    let folded: Vec<String> = values.iter().map(|(value, _)| fold(value)).collect();
    let names: Vec<&str> = match role {
        FieldRole::Industry => industries::names().collect(),
        FieldRole::Country => tierline_places::country_names().collect(),
        _ => Vec::new(),
    };
    let is_name = |folded: &str| match role {
        FieldRole::Country => country_of(folded).is_some(),
        _ => industries::trade_of(&industry_key(folded)).is_some(),
    };
    let mut found = Vec::new();
    for (at, (value, count)) in values.iter().enumerate() {
        // A word of the tables is no slip.
        if is_name(&folded[at]) {
            continue;
        }
        let slip_of = |other: &str| is_slip(&folded[at], other);
        let more = values.iter().zip(&folded).enumerate();
        let more = more
            .filter(|(place, ((_, others), text))| *place != at && *others > *count && slip_of(text))
            .max_by_key(|(place, ((_, others), _))| (*others, Reverse(*place)));
        let like = match more {
            Some((_, ((other, _), _))) => Some((*other).to_owned()),
            None => {
                let name = names.iter().find(|name| slip_of(&fold(name)));
                name.map(|name| in_the_case_of(value, name))
            }
        };
        if let Some(like) = like {
            found.push(LookAlike {
                value: (*value).to_owned(),
                count: *count,
                like,
            });
        }
    }
    found
}

fn is_slip(one: &str, other: &str) -> bool {
    let shorter = one.len().min(other.len());
    let slips = match shorter {
        0..5 => return false,
        5..10 => 1,
        _ => 2,
    };
    // Numbers tell things apart.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    one.len().abs_diff(other.len()) <= slips
        && one.chars().next() == other.chars().next()
        && digits(one) == digits(other)
        && (1..=slips).contains(&strsim::osa_distance(one, other))
}

/// A name of a table as the list would write it.
fn in_the_case_of(value: &str, name: &str) -> String {
    if value.chars().any(char::is_uppercase) {
        name.to_owned()
    } else {
        name.to_lowercase()
    }
}

#[cfg(test)]
mod tests;
