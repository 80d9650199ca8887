//! All of it together: candidates, their comparison, and the groups they form.

use crate::blocks::candidates;
use crate::evidence::Weights;
use crate::forms::Forms;
use crate::record::{Agreement, Comparison, Known, NameLevel, Record};
use crate::similar::Rarity;
use rayon::prelude::*;

/// How sure it is that two records are one company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// A person has to look.
    Review,
    /// Nothing speaks against it.
    Certain,
}

/// Two records that are, or may be, one company.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub a: u32,
    pub b: u32,
    /// Of 1,000 such pairs so many are one company, as far as this list can tell.
    pub per_mille: u16,
    pub band: Band,
    pub comparison: Comparison,
}

/// Two records of one family: one is the group or the holding of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    pub parent: u32,
    pub child: u32,
}

/// Records that are one company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Ascending.
    pub members: Vec<u32>,
    /// The least sure of the links that hold it together, in per mille.
    pub weakest: u16,
    /// Whether every link is certain.
    pub band: Band,
}

/// What was found in a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Duplicates {
    /// The surest first.
    pub pairs: Vec<Pair>,
    pub families: Vec<Family>,
}

/// A pair less likely than this is not shown to anybody.
const WORTH_A_LOOK: f64 = 0.5;
/// A pair this likely is certain, if nothing speaks against it.
const CERTAIN: f64 = 0.95;

/// Finds records that are one company. The result does not depend on the number of threads.
pub fn find_duplicates(records: &[Record<'_>]) -> Duplicates {
    find_duplicates_unless(records, &|| false).unwrap_or_default()
}

/// Candidates compared between two looks at whether to go on.
const PORTION: usize = 50_000;

/// The same, given up with `None` as soon as `cancelled` says so.
pub fn find_duplicates_unless(records: &[Record<'_>], cancelled: &(dyn Fn() -> bool + Sync)) -> Option<Duplicates> {
    let known: Vec<Known> = records.par_iter().map(Known::of).collect();
    let rarity = Rarity::of(known.iter().map(|record| &record.name));
    let candidates = candidates(&known, &rarity);
    let weights = Weights::learnt(&known, &candidates, &rarity);
    let mut found = Duplicates::default();
    for portion in candidates.chunks(PORTION) {
        if cancelled() {
            return None;
        }
        let judged = portion
            .par_iter()
            .filter_map(|(a, b)| judge(&known, *a, *b, &rarity, &weights));
        for judged in judged.collect::<Vec<Judged>>() {
            match judged {
                Judged::Pair(pair) => found.pairs.push(pair),
                Judged::Family(family) => found.families.push(family),
            }
        }
    }
    found.pairs.sort_by(|x, y| {
        (y.band, y.per_mille)
            .cmp(&(x.band, x.per_mille))
            .then_with(|| (x.a, x.b).cmp(&(y.a, y.b)))
    });
    Some(found)
}

enum Judged {
    Pair(Pair),
    Family(Family),
}

fn judge(known: &[Known], a: u32, b: u32, rarity: &Rarity, weights: &Weights) -> Option<Judged> {
    let (one, other) = (&known[a as usize], &known[b as usize]);
    let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    let linked =
        same(&one.domain, &other.domain) || same(&one.phone, &other.phone) || same(&one.register, &other.register);
    if !linked && one.name.is_far_from(&other.name) {
        return None;
    }
    let comparison = Comparison::of(one, other, rarity);
    if comparison.register == Agreement::Other {
        return None;
    }
    if let Some(parent_first) = family(&comparison) {
        let (parent, child) = if parent_first { (a, b) } else { (b, a) };
        return Some(Judged::Family(Family { parent, child }));
    }
    let same_register = comparison.register == Agreement::Same;
    if comparison.level == NameLevel::Different && !same_register {
        return None;
    }
    let probability = weights.probability(&comparison.levels());
    // Sites of one chain share a name: another place is another account unless something else is the same.
    let elsewhere = comparison.city == Agreement::Other || comparison.country == Agreement::Other;
    let shared = [comparison.website, comparison.phone, comparison.register].contains(&Agreement::Same);
    if elsewhere && !shared {
        return None;
    }
    let against = elsewhere
        || comparison.website == Agreement::Other
        || comparison.name.forms != Forms::Agree
        || comparison.name.other_number
        || comparison.level < NameLevel::Close;
    // One slip of the finger is nothing; but two companies of one town may be a letter apart, so more must be the same.
    let settled = match comparison.level {
        NameLevel::Same => true,
        _ => probability >= CERTAIN && (shared || comparison.postal_code == Agreement::Same),
    };
    let band = if !against && settled || same_register {
        Band::Certain
    } else if probability >= WORTH_A_LOOK || comparison.level >= NameLevel::Close || shared {
        Band::Review
    } else {
        return None;
    };
    Some(Judged::Pair(Pair {
        a,
        b,
        per_mille: (probability * 1000.0).round() as u16,
        band,
        comparison,
    }))
}

/// Whether the names differ in nothing but "group" or "holding", and whether the first one is that.
fn family(comparison: &Comparison) -> Option<bool> {
    let [a, b] = &comparison.name.unmatched;
    let over =
        |words: &[String]| !words.is_empty() && words.iter().all(|word| matches!(word.as_str(), "group" | "holding"));
    match (a.is_empty(), b.is_empty()) {
        (false, true) if over(a) => Some(true),
        (true, false) if over(b) => Some(false),
        _ => None,
    }
}

/// Puts pairs together into companies, the surest links first. Two records with other register numbers never come into
/// one, whoever links them.
pub fn clusters(records: &[Record<'_>], pairs: &[Pair]) -> Vec<Cluster> {
    let register: Vec<Option<String>> = records
        .iter()
        .map(|record| Known::of(&Record { name: "", ..*record }).register)
        .collect();
    let mut parent: Vec<u32> = (0..records.len() as u32).collect();
    let mut numbers = register;
    let mut weakest: Vec<(u16, Band)> = vec![(1000, Band::Certain); records.len()];
    let mut order: Vec<&Pair> = pairs.iter().collect();
    order.sort_by(|x, y| {
        (y.band, y.per_mille)
            .cmp(&(x.band, x.per_mille))
            .then_with(|| (x.a, x.b).cmp(&(y.a, y.b)))
    });
    for pair in order {
        let (a, b) = (root(&mut parent, pair.a), root(&mut parent, pair.b));
        let contradict = matches!((&numbers[a as usize], &numbers[b as usize]), (Some(x), Some(y)) if x != y);
        if a == b || contradict {
            continue;
        }
        let (keep, gone) = (a.min(b) as usize, a.max(b) as usize);
        parent[gone] = keep as u32;
        numbers[keep] = numbers[keep].take().or(numbers[gone].take());
        let link = (pair.per_mille, pair.band);
        weakest[keep] = (
            weakest[keep].0.min(weakest[gone].0).min(link.0),
            weakest[keep].1.min(weakest[gone].1).min(link.1),
        );
    }
    let mut members: std::collections::BTreeMap<u32, Vec<u32>> = std::collections::BTreeMap::new();
    for row in 0..records.len() as u32 {
        members.entry(root(&mut parent, row)).or_default().push(row);
    }
    let found = members.into_iter().filter(|(_, members)| members.len() > 1);
    found
        .map(|(at, members)| Cluster {
            members,
            weakest: weakest[at as usize].0,
            band: weakest[at as usize].1,
        })
        .collect()
}

fn root(parent: &mut [u32], row: u32) -> u32 {
    let mut at = row;
    while parent[at as usize] != at {
        parent[at as usize] = parent[parent[at as usize] as usize];
        at = parent[at as usize];
    }
    at
}

#[cfg(test)]
mod tests;
