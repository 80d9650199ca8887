//! How alike two names are, word by word, and what speaks against it.

use crate::forms::Forms;
use crate::name::Name;
use std::collections::HashMap;

/// How much a word says about which company it is: "bank" and "international" less than "Siemens".
#[derive(Debug, Clone, Default)]
pub struct Rarity {
    /// Names of the list that have the word.
    counts: HashMap<String, u32>,
    names: u32,
}

/// Words that many companies have in their names, whatever the list says.
const GENERIC: &[&str] = &[
    "asset",
    "associates",
    "automotive",
    "banco",
    "bank",
    "banking",
    "brothers",
    "building",
    "business",
    "capital",
    "center",
    "chemical",
    "chemicals",
    "commercial",
    "communications",
    "construction",
    "consulting",
    "corporate",
    "data",
    "design",
    "development",
    "digital",
    "distribution",
    "electric",
    "electronics",
    "energy",
    "engineering",
    "enterprise",
    "enterprises",
    "equipment",
    "export",
    "finance",
    "financial",
    "food",
    "foods",
    "foundation",
    "fund",
    "general",
    "global",
    "government",
    "group",
    "handel",
    "health",
    "healthcare",
    "holding",
    "import",
    "industrial",
    "industrie",
    "industries",
    "information",
    "institute",
    "insurance",
    "international",
    "invest",
    "investment",
    "investments",
    "labs",
    "lease",
    "logistics",
    "management",
    "manufacturing",
    "marketing",
    "materials",
    "media",
    "medical",
    "metal",
    "metals",
    "motors",
    "national",
    "network",
    "networks",
    "office",
    "oil",
    "organization",
    "partners",
    "pharma",
    "pharmaceuticals",
    "plastics",
    "power",
    "precision",
    "production",
    "products",
    "project",
    "properties",
    "property",
    "real",
    "research",
    "resources",
    "retail",
    "sales",
    "school",
    "securities",
    "security",
    "service",
    "services",
    "shipping",
    "software",
    "solutions",
    "steel",
    "stores",
    "studio",
    "supply",
    "system",
    "systems",
    "technik",
    "technology",
    "telecom",
    "trade",
    "trading",
    "transport",
    "travel",
    "trust",
    "university",
    "ventures",
    "works",
    "worldwide",
];

/// Weight of a word that many names have, beside 1 for one that tells companies apart.
const COMMON: f64 = 0.45;

impl Rarity {
    /// Counts the words of a list's names.
    pub fn of<'a>(names: impl Iterator<Item = &'a Name>) -> Self {
        let mut rarity = Rarity::default();
        for name in names {
            rarity.names += 1;
            for word in &name.words {
                match rarity.counts.get_mut(word) {
                    Some(count) => *count += 1,
                    None => drop(rarity.counts.insert(word.clone(), 1)),
                }
            }
        }
        rarity
    }

    /// Names of the list that have the word.
    pub(crate) fn count(&self, word: &str) -> u32 {
        self.counts.get(word).copied().unwrap_or(0)
    }

    fn weight(&self, word: &str) -> f64 {
        if GENERIC.binary_search(&word).is_ok() {
            return COMMON;
        }
        // A word that one name of fifty has is common here; small lists say nothing about that.
        let often = self.names >= 200 && self.count(word) * 50 > self.names;
        if often { COMMON } else { 1.0 }
    }
}

/// How alike two names are.
#[derive(Debug, Clone, PartialEq)]
pub struct Similarity {
    /// 0 to 1.
    pub score: f64,
    /// Both have the same words.
    pub same_words: bool,
    pub forms: Forms,
    /// One of them has a number that the other lacks: a fund, a branch, a series.
    pub other_number: bool,
    /// Words of each that the other does not have.
    pub unmatched: [Vec<String>; 2],
}

/// Below this two words are different words.
const SAME_WORD: f64 = 0.74;

/// From here on two names are alike as a whole, whatever their words are; no more than a person should look at them.
const SAME_WHOLE: f64 = 0.88;
const WORTH_A_LOOK: f64 = 0.84;

/// Compares two names. Symmetric.
pub fn similarity(a: &Name, b: &Name, rarity: &Rarity) -> Similarity {
    let other_number = a.numbers != b.numbers;
    let same_words = !a.is_empty() && a.key() == b.key();
    let mut found = Similarity {
        score: 1.0,
        same_words,
        forms: Forms::of(a.form, b.form),
        other_number: other_number && !same_words,
        unmatched: [Vec::new(), Vec::new()],
    };
    if !same_words {
        let aligned = align(&a.words, &b.words, rarity);
        found.score = aligned.score;
        found.unmatched = aligned.unmatched;
    }
    found.score = found.score.min(found.ceiling(rarity));
    if found.score < WORTH_A_LOOK && !found.other_number && found.forms != Forms::Differ {
        let whole = whole_similarity(a.key(), b.key());
        if whole >= SAME_WHOLE {
            found.score = found.score.max(whole.min(WORTH_A_LOOK));
        }
    }
    found
}

impl Similarity {
    /// What the differences leave room for, however much else is the same.
    fn ceiling(&self, rarity: &Rarity) -> f64 {
        let mut ceiling: f64 = 1.0;
        let [a, b] = &self.unmatched;
        let heaviest = |words: &[String]| words.iter().map(|word| rarity.weight(word)).fold(0.0, f64::max);
        if !a.is_empty() && !b.is_empty() {
            // Each has a word of its own: Systems and Industries, Chile and China.
            ceiling = 0.7;
        } else if !a.is_empty() || !b.is_empty() {
            // One is the other and something more: a branch, a country, a subsidiary.
            let extra = heaviest(a).max(heaviest(b));
            ceiling = if extra > COMMON { 0.78 } else { 0.86 };
        }
        if self.other_number {
            ceiling = ceiling.min(0.6);
        }
        match self.forms {
            Forms::Agree => {}
            Forms::Near => ceiling = ceiling.min(0.88),
            Forms::Differ => ceiling = ceiling.min(0.75),
        }
        ceiling
    }
}

struct Aligned {
    score: f64,
    unmatched: [Vec<String>; 2],
}

/// Puts the words of two names together, the most alike first, and weighs what fits against all there is.
fn align(a: &[String], b: &[String], rarity: &Rarity) -> Aligned {
    let mut pairs: Vec<(f64, usize, usize, usize, usize)> = Vec::new();
    for (i, word) in a.iter().enumerate() {
        for (j, other) in b.iter().enumerate() {
            let alike = word_similarity(word, other);
            if alike >= SAME_WORD {
                pairs.push((alike, i, 1, j, 1));
            }
        }
    }
    joined(a, b, |alike, i, j| pairs.push((alike, i, 2, j, 1)));
    joined(b, a, |alike, i, j| pairs.push((alike, j, 1, i, 2)));
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.3).cmp(&(y.1, y.3))));
    let (mut used_a, mut used_b) = (vec![false; a.len()], vec![false; b.len()]);
    let mut fitting = 0.0;
    for (alike, i, n, j, m) in pairs {
        if used_a[i..i + n].contains(&true) || used_b[j..j + m].contains(&true) {
            continue;
        }
        used_a[i..i + n].fill(true);
        used_b[j..j + m].fill(true);
        let weight = |words: &[String]| words.iter().map(|word| rarity.weight(word)).sum::<f64>();
        fitting += alike * (weight(&a[i..i + n]) + weight(&b[j..j + m]));
    }
    let all: f64 = a.iter().chain(b).map(|word| rarity.weight(word)).sum();
    let rest = |words: &[String], used: &[bool]| {
        let unused = words.iter().zip(used).filter(|(_, used)| !**used);
        unused.map(|(word, _)| word.clone()).collect()
    };
    Aligned {
        score: if all > 0.0 { fitting / all } else { 0.0 },
        unmatched: [rest(a, &used_a), rest(b, &used_b)],
    }
}

/// Two neighbours of one name that are one word of the other: "good will" and "goodwill".
fn joined(a: &[String], b: &[String], mut found: impl FnMut(f64, usize, usize)) {
    for (i, pair) in a.windows(2).enumerate() {
        let word = pair.concat();
        for (j, other) in b.iter().enumerate() {
            let alike = word_similarity(&word, other);
            if alike >= 0.9 {
                found(alike, i, j);
            }
        }
    }
}

/// How alike two words are: 1 when equal, 0 when they are different words and not one mistyped.
fn word_similarity(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    // Numbers and short words mean something else when a letter changes.
    let (shorter, longer) = (
        a.chars().count().min(b.chars().count()),
        a.chars().count().max(b.chars().count()),
    );
    if shorter < 4 || a.bytes().chain(b.bytes()).any(|byte| byte.is_ascii_digit()) {
        return 0.0;
    }
    if shorter < longer && without_umlauts(a) == without_umlauts(b) {
        return 0.95;
    }
    let allowed = match shorter {
        4..=8 => 1,
        _ => 2,
    };
    // What is cheap to see comes first.
    if longer - shorter > allowed {
        return 0.0;
    }
    let slips = strsim::osa_distance(a, b);
    if slips > allowed {
        return 0.0;
    }
    1.0 - slips as f64 / longer as f64
}

/// How alike two names are letter by letter; 0 for names too short to tell by that.
fn whole_similarity(a: &str, b: &str) -> f64 {
    let longer = a.chars().count().max(b.chars().count());
    if a.chars().count().min(b.chars().count()) < 8 {
        return 0.0;
    }
    1.0 - strsim::osa_distance(a, b) as f64 / longer as f64
}

/// "Mueller" as "Müller" folds.
fn without_umlauts(word: &str) -> String {
    word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_in_the_order_they_are_looked_up_by() {
        assert!(GENERIC.is_sorted());
    }

    #[test]
    fn words_are_alike_when_a_finger_slipped_and_not_when_they_mean_something_else() {
        assert!(word_similarity("crystalord", "cristalord") > 0.85);
        assert!(word_similarity("muller", "mueller") > 0.9);
        assert!(word_similarity("2004", "2005") <= 0.0);
        assert!(word_similarity("lau", "lxc") <= 0.0);
        assert!(word_similarity("systems", "industries") <= 0.0);
    }

    #[test]
    fn what_differs_is_named() {
        let found = similarity(
            &Name::of("BAE Systems"),
            &Name::of("BAE Industries"),
            &Rarity::default(),
        );
        assert_eq!(
            found.unmatched,
            [vec!["systems".to_owned()], vec!["industries".to_owned()]]
        );
        assert!(found.score < 0.8, "each has a word of its own");
        let joined = similarity(
            &Name::of("Van der Bilt"),
            &Name::of("Vanderbilt Corp"),
            &Rarity::default(),
        );
        assert!(joined.same_words, "{joined:?}");
    }
}
