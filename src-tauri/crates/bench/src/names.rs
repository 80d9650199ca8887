//! How well records of one company are found: on names that others labelled, beside the reference's own answers to the same
//! pairs, and on a large made-up list whose duplicates are known.

use crate::Outcome;
use crate::usage::timed;
use std::collections::HashSet;
use std::path::Path;
use tierline_matching::{ALIKE, Band, CLOSE, Name, Rarity, Record, find_duplicates, similarity};

/// Labelled pairs and the reference's answers, beside the project (nomenklatura's name benchmark and its logic-v2 matcher).
const LABELLED: &str = "../../../../shared/data/names/nomenklatura_logicv2-frozen.csv";

/// Companies of the made-up list, and how many of them stand in it twice.
const COMPANIES: usize = 95_000;
const TWICE: usize = 5_000;

/// Prints both tables.
pub(crate) fn print() -> Outcome<()> {
    println!("\nduplicates: labelled company names            precision  recall     F1");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(LABELLED);
    if file.is_file() {
        labelled(&file)?;
    } else {
        println!("  left out: the labelled names are not beside the project");
    }
    made_up();
    Ok(())
}

fn labelled(file: &Path) -> Outcome<()> {
    let mut pairs: Vec<(bool, f64, bool)> = Vec::new();
    for row in csv::Reader::from_path(file)?.records() {
        let row = row?;
        let latin = |name: &str| name.chars().all(|c| !c.is_alphabetic() || c < '\u{250}');
        if !matches!(&row[2], "Company" | "Organization") || !latin(&row[3]) || !latin(&row[4]) {
            continue;
        }
        let score = similarity(&Name::of(&row[3]), &Name::of(&row[4]), &Rarity::default()).score;
        pairs.push((&row[5] == "true", score, &row[10] == "true"));
    }
    let ours = |from: f64| pairs.iter().map(move |(label, score, _)| (*label, *score >= from));
    line(&format!("ours, worth a look ({} pairs)", pairs.len()), ours(ALIKE));
    line("ours, without asking", ours(CLOSE));
    line(
        "reference, logic v2",
        pairs.iter().map(|(label, _, theirs)| (*label, *theirs)),
    );
    Ok(())
}

fn line(name: &str, answers: impl Iterator<Item = (bool, bool)>) {
    let (mut hits, mut wrong, mut missed) = (0.0, 0.0, 0.0);
    for answer in answers {
        match answer {
            (true, true) => hits += 1.0,
            (false, true) => wrong += 1.0,
            (true, false) => missed += 1.0,
            (false, false) => {}
        }
    }
    println!(
        "  {name:<42} {:>9.3} {:>7.3} {:>6.3}",
        hits / (hits + wrong),
        hits / (hits + missed),
        2.0 * hits / (2.0 * hits + wrong + missed)
    );
}

/// A company of the made-up list.
struct Company {
    name: String,
    website: String,
    city: &'static str,
}

fn made_up() {
    let (list, twins) = list();
    let records: Vec<Record<'_>> = list
        .iter()
        .map(|company| Record {
            name: &company.name,
            website: Some(&company.website),
            city: Some(company.city),
            ..Record::default()
        })
        .collect();
    let (found, spent) = timed(|| find_duplicates(&records));
    println!(
        "\nduplicates: {} made-up records, {TWICE} twice: {:.2} s by the wall",
        records.len(),
        spent.wall
    );
    for (name, least) in [("without asking", Band::Certain), ("worth a look too", Band::Review)] {
        let taken: Vec<(u32, u32)> = found
            .pairs
            .iter()
            .filter(|pair| pair.band >= least)
            .map(|pair| (pair.a, pair.b))
            .collect();
        let hits = taken.iter().filter(|pair| twins.contains(*pair)).count() as f64;
        println!(
            "  {name:<42} {:>9.3} {:>7.3}",
            hits / taken.len().max(1) as f64,
            hits / TWICE as f64
        );
    }
}

const SYLLABLES: [&str; 40] = [
    "al", "ba", "bren", "cor", "da", "del", "dor", "em", "fal", "fen", "gar", "gol", "hal", "hin", "ir", "jan", "kal",
    "kor", "lan", "lor", "mar", "mel", "nar", "nov", "or", "pal", "per", "quin", "ras", "rov", "sal", "sten", "tal",
    "tor", "ul", "var", "vel", "wan", "yor", "zel",
];
const TRADES: [&str; 12] = [
    "Technik",
    "Logistics",
    "Foods",
    "Systems",
    "Chemie",
    "Energy",
    "Services",
    "Plastics",
    "Medical",
    "Trading",
    "Software",
    "Steel",
];
const FORMS: [&str; 6] = [" GmbH", " AG", " Ltd", " S.p.A.", " Inc.", " SAS"];
const CITIES: [&str; 20] = [
    "Berlin", "Paris", "Milan", "Madrid", "London", "Vienna", "Zurich", "Lyon", "Turin", "Leeds", "Bonn", "Graz",
    "Porto", "Oslo", "Prague", "Gent", "Basel", "Ulm", "Nice", "Cork",
];

/// The list, and which of its rows are one company.
fn list() -> (Vec<Company>, HashSet<(u32, u32)>) {
    let mut state = 0x9e37_79b9_u64;
    let mut draw = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut list: Vec<Company> = Vec::with_capacity(COMPANIES + TWICE);
    let mut seen = HashSet::new();
    while list.len() < COMPANIES {
        let brand: String = (0..2 + draw(2)).map(|_| SYLLABLES[draw(SYLLABLES.len())]).collect();
        let name = format!("{}{}", brand[..1].to_uppercase(), &brand[1..]);
        let words = format!("{name} {}", TRADES[draw(TRADES.len())]);
        let name = format!("{words}{}", FORMS[draw(FORMS.len())]);
        if seen.insert(words) {
            let website = if draw(10) < 6 {
                format!("www.{brand}{}.example", list.len())
            } else {
                String::new()
            };
            list.push(Company {
                name,
                website,
                city: CITIES[draw(CITIES.len())],
            });
        }
    }
    let mut twins = HashSet::new();
    for twin in 0..TWICE {
        let original = twin * (COMPANIES / TWICE);
        let Company { name, website, city } = &list[original];
        let name = match draw(5) {
            0 => name.to_uppercase(),
            1 => name.rsplit_once(' ').map_or(name.as_str(), |(bare, _)| bare).to_owned(),
            2 => {
                let at = 3 + draw(3);
                format!("{}{}", &name[..at], &name[at + 1..])
            }
            3 => name.replace(' ', "  ").replace('.', ""),
            _ => format!(
                "{}, {}",
                name.rsplit_once(' ').map_or(name.as_str(), |(bare, _)| bare),
                city
            ),
        };
        let website = if draw(2) == 0 {
            website.replace("www.", "https://")
        } else {
            String::new()
        };
        let copy = Company { name, website, city };
        twins.insert((original as u32, list.len() as u32));
        list.push(copy);
    }
    (list, twins)
}
