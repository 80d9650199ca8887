//! Companies that look like one family although nothing links them: proposals for a person, never made unasked.
//!
//! Three signs count, the surest first: one name is the other's with "group" or "holding"; they share a website under
//! different names; one name goes on where the other ends ("Siemens" and "Siemens Energy").

use crate::record::Known;
use crate::{Name, Record};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Why two records look like parent and child.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// The parent is named as the child's group or holding.
    Group,
    /// Both have this domain.
    Website(String),
    /// The child's name begins with the parent's.
    Name,
}

/// A record that may belong to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belongs {
    pub child: u32,
    pub parent: u32,
    pub sign: Sign,
}

/// A domain of more records than this says nothing about them: a portal, or a mail provider.
const MOST_OF_DOMAIN: usize = 60;

/// A first word that more names share is an ordinary word.
const MOST_OF_WORD: usize = 12;

/// A shorter name is too little to know a family by.
const SHORTEST_NAME: usize = 4;

/// Proposes parents for the records that `is_open` lets have one; at most one each, by the surest sign. The result is in
/// the order of the children.
pub fn may_belong(records: &[Record<'_>], is_open: impl Fn(usize) -> bool) -> Vec<Belongs> {
    let known: Vec<Known> = records.par_iter().map(Known::of).collect();
    let mut found: BTreeMap<u32, Belongs> = BTreeMap::new();
    let mut propose = |child: usize, parent: usize, sign: Sign| {
        let twice = known[child].name.key() == known[parent].name.key();
        let turned = found
            .get(&(parent as u32))
            .is_some_and(|other| other.parent == child as u32);
        if child != parent && !twice && !turned && is_open(child) {
            found.entry(child as u32).or_insert(Belongs {
                child: child as u32,
                parent: parent as u32,
                sign,
            });
        }
    };
    groups(&known, &mut propose);
    websites(&known, &mut propose);
    names(records, &known, &mut propose);
    found.into_values().collect()
}

type Propose<'a> = dyn FnMut(usize, usize, Sign) + 'a;

/// "Duna AG" belongs to "Duna Holding", when there is one such holding.
fn groups(known: &[Known], propose: &mut Propose<'_>) {
    let mut over: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, record) in known.iter().enumerate() {
        let rest: Vec<&str> = record
            .name
            .words
            .iter()
            .map(String::as_str)
            .filter(|word| !is_over(word))
            .collect();
        if rest.len() < record.name.words.len() && !rest.is_empty() {
            over.entry(rest.concat()).or_default().push(at);
        }
    }
    for (at, record) in known.iter().enumerate() {
        if let Some([holding]) = over.get(record.name.key()).map(Vec::as_slice) {
            propose(at, *holding, Sign::Group);
        }
    }
}

fn is_over(word: &str) -> bool {
    matches!(
        word,
        "group" | "holding" | "holdings" | "gruppe" | "groupe" | "grupo" | "gruppo" | "groep"
    )
}

/// Of records that share a website the one whose name the website bears is the parent; else the one whose name the others
/// go on from. Where neither is to be seen nobody is proposed.
fn websites(known: &[Known], propose: &mut Propose<'_>) {
    let mut by_domain: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, record) in known.iter().enumerate() {
        if let Some(domain) = &record.domain {
            by_domain.entry(domain).or_default().push(at);
        }
    }
    for (domain, records) in by_domain {
        if records.len() < 2 || records.len() > MOST_OF_DOMAIN {
            continue;
        }
        let label: String = domain
            .split('.')
            .next()
            .unwrap_or("")
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        let bears = |at: &usize| known[*at].name.key() == label;
        let above_most = |at: &usize| {
            let below = records
                .iter()
                .filter(|other| goes_on(&known[*at].name, &known[**other].name));
            below.count() * 2 >= records.len() - 1
        };
        // Two that bear it under one name are duplicates; the first stands for them.
        let parent = records
            .iter()
            .find(|at| bears(at))
            .or_else(|| records.iter().find(|at| above_most(at)));
        if let Some(parent) = parent {
            for child in &records {
                propose(*child, *parent, Sign::Website(domain.to_owned()));
            }
        }
    }
}

/// "Siemens Energy" belongs to "Siemens", unless the first word is one that many names begin with, or their websites speak
/// against it.
fn names(written: &[Record<'_>], known: &[Known], propose: &mut Propose<'_>) {
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, record) in known.iter().enumerate() {
        if let Some(word) = record.name.words.first() {
            by_word.entry(word).or_default().push(at);
        }
    }
    for records in by_word.into_values() {
        if records.len() < 2 || records.len() > MOST_OF_WORD {
            continue;
        }
        for child in &records {
            let above = records.iter().filter(|at| {
                let (short, long) = (&known[**at].name, &known[*child].name);
                goes_on(short, long) && !is_hyphened(written[*child].name, short.words.len())
            });
            let mut above: Vec<usize> = above.copied().collect();
            // The nearest: "Siemens Energy Spain" belongs to "Siemens Energy".
            above.sort_by_key(|at| std::cmp::Reverse(known[*at].name.words.len()));
            if let Some(parent) = above.first()
                && known[*parent].name.key().len() >= SHORTEST_NAME
                && websites_agree(&known[*parent], &known[*child])
            {
                propose(*child, *parent, Sign::Name);
            }
        }
    }
}

/// Whether a name begins with another and goes on.
fn goes_on(short: &Name, long: &Name) -> bool {
    !short.words.is_empty()
        && short.words.len() < long.words.len()
        && long.words[..short.words.len()] == short.words[..]
        // "Fund" and "Fund II" are told apart by their numbers, and neither owns the other; a group stands above.
        && long.words[short.words.len()..].iter().any(|word| !long.numbers.contains(word) && !is_over(word))
}

/// Whether a hyphen joins so many first words of a name to the next: "Williams-Sonoma" is one name, and not Williams'.
fn is_hyphened(name: &str, words: usize) -> bool {
    let mut rest = name.trim_start();
    for _ in 0..words {
        let begin = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
        let word = &rest[begin..];
        rest = &word[word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len())..];
    }
    rest.starts_with(['-', '‐', '–'])
}

/// Websites of a family bear its name.
fn websites_agree(parent: &Known, child: &Known) -> bool {
    match (&parent.domain, &child.domain) {
        (Some(above), Some(below)) => above == below || below.replace('-', "").contains(parent.name.key()),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposed(lines: &[(&str, &str)]) -> Vec<(u32, u32, Sign)> {
        let records: Vec<Record<'_>> = lines
            .iter()
            .map(|(name, website)| Record {
                name,
                website: (!website.is_empty()).then_some(website),
                ..Record::default()
            })
            .collect();
        let found = may_belong(&records, |_| true);
        found
            .into_iter()
            .map(|each| (each.child, each.parent, each.sign))
            .collect()
    }

    #[test]
    fn a_company_may_belong_to_its_holding() {
        assert_eq!(
            proposed(&[("Duna AG", ""), ("Duna Holding", ""), ("Brio", "")]),
            [(0, 1, Sign::Group)]
        );
        assert_eq!(
            proposed(&[("Duna", ""), ("Duna Holding AG", ""), ("Duna Group", "")]),
            [],
            "two holdings"
        );
    }

    #[test]
    fn accounts_of_one_website_belong_to_the_one_it_is_named_after() {
        let site = || Sign::Website("alba.example".to_owned());
        let found = proposed(&[
            ("Nordwerk GmbH", "www.alba.example"),
            ("Alba SE", "alba.example"),
            ("Pumpenbau Ost", "https://alba.example/ost"),
        ]);
        assert_eq!(found, [(0, 1, site()), (2, 1, site())]);
        assert_eq!(
            proposed(&[("Nordwerk", "alba.example"), ("Ostwerk", "alba.example")]),
            [],
            "no parent to be seen"
        );
        assert_eq!(
            proposed(&[("Alba SE", "alba.example"), ("ALBA", "alba.example")]),
            [],
            "one company twice"
        );
    }

    #[test]
    fn a_name_that_goes_on_belongs_to_the_nearest_that_it_begins_with() {
        let found = proposed(&[
            ("Siemens AG", ""),
            ("Siemens Energy", ""),
            ("Siemens Energy Spain SA", ""),
        ]);
        assert_eq!(found, [(1, 0, Sign::Name), (2, 1, Sign::Name)]);
    }

    #[test]
    fn numbers_short_names_other_websites_and_ordinary_words_speak_against_it() {
        assert_eq!(proposed(&[("Alba Fund", ""), ("Alba Fund II", "")]), []);
        assert_eq!(proposed(&[("ABC", ""), ("ABC Tools", "")]), []);
        assert_eq!(
            proposed(&[("Williams", ""), ("Williams-Sonoma", "")]),
            [],
            "one name with a hyphen"
        );
        assert_eq!(proposed(&[("Coca-Cola", ""), ("Coca-Cola Consolidated", "")]).len(), 1);
        assert_eq!(
            proposed(&[("Delta AG", "delta.example"), ("Delta Dental", "toothcare.example")]),
            []
        );
        let many: Vec<String> = (0..13).map(|at| format!("United Works{at}x")).collect();
        let mut lines: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "")).collect();
        lines.push(("United", ""));
        assert_eq!(proposed(&lines), []);
    }

    #[test]
    fn who_has_a_parent_already_is_left_alone() {
        let records = ["Duna AG", "Duna Holding"].map(|name| Record {
            name,
            ..Record::default()
        });
        assert_eq!(may_belong(&records, |row| row != 0), []);
    }
}
