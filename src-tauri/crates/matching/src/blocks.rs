//! Which pairs of records are worth comparing: those that share a key. Comparing all with all would take days.

use crate::record::Known;
use crate::similar::Rarity;
use rayon::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Records of one key beyond which the key tells nothing: it would be a word like "bank", or a reseller's phone number.
const LARGEST: usize = 200;

/// Pairs (smaller first) of records that share a key, ascending, each once.
pub(crate) fn candidates(records: &[Known], rarity: &Rarity) -> Vec<(u32, u32)> {
    let mut keyed: Vec<(u64, u32)> = records
        .par_iter()
        .enumerate()
        .flat_map_iter(|(row, record)| keys(record, rarity).into_iter().map(move |key| (key, row as u32)))
        .collect();
    keyed.par_sort_unstable();
    keyed.dedup();
    let blocks: Vec<&[(u64, u32)]> = keyed
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|block| (2..=LARGEST).contains(&block.len()))
        .collect();
    let mut pairs: Vec<(u32, u32)> = blocks
        .par_iter()
        .flat_map_iter(|block| {
            let rows = block.iter().enumerate();
            rows.flat_map(|(at, (_, a))| block[at + 1..].iter().map(move |(_, b)| (*a, *b)))
        })
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// The keys of a record, hashed. Two that collide cost a comparison, nothing else.
fn keys(record: &Known, rarity: &Rarity) -> Vec<u64> {
    let words = &record.name.words;
    let mut keys = Vec::with_capacity(8);
    if words.is_empty() {
        return keys;
    }
    keys.push(hashed((0, record.name.key())));
    let mut rare: Vec<&String> = words.iter().collect();
    rare.sort_by_key(|word| (rarity.count(word), word.as_str()));
    keys.extend(rare.iter().take(2).map(|word| hashed((1, word))));
    let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    keys.push(hashed((2, sorted.concat().chars().take(6).collect::<String>())));
    keys.push(hashed((6, skeleton(record.name.key()))));
    // A letter left out, added, changed or swapped in the word that tells most.
    if let Some(word) = rare.first().filter(|word| (5..=14).contains(&word.len())) {
        keys.push(hashed((7, word)));
        keys.extend(
            word.char_indices()
                .map(|(at, c)| hashed((7, format!("{}{}", &word[..at], &word[at + c.len_utf8()..])))),
        );
    }
    if let Some(domain) = &record.domain {
        keys.push(hashed((3, domain)));
    }
    if let Some(phone) = &record.phone {
        keys.push(hashed((4, phone)));
    }
    if let Some(code) = &record.postal_code {
        keys.push(hashed((5, code, &words[0])));
    }
    keys
}

/// The consonants of a name, each run of one once: what stays when vowels are mistyped or umlauts spelled out.
fn skeleton(key: &str) -> String {
    let mut bones = String::new();
    for c in key.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')) {
        if !bones.ends_with(c) {
            bones.push(c);
        }
    }
    bones
}

fn hashed(key: impl Hash) -> u64 {
    // Without a seed of its own, so that every run compares the same pairs.
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
