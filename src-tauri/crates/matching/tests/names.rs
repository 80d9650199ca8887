//! Company names that others labelled, from `../shared/data/names` beside the project (nomenklatura's name benchmark, MIT):
//! pairs of Latin names of companies and organisations. Its labels are for screening, where the next fund of a series is a
//! hit; here it is another company, which costs recall and not precision.

use std::path::{Path, PathBuf};
use tierline_matching::{ALIKE, CLOSE, Name, Rarity, similarity};

fn labelled() -> Option<PathBuf> {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/names/nomenklatura_name_bench_cases.csv");
    if !file.is_file() {
        eprintln!("the labelled names are not beside the project; nothing was measured");
        return None;
    }
    Some(file)
}

/// Whether each pair is one company, and how alike its names are.
fn scored(file: &Path) -> Vec<(bool, f64)> {
    let mut reader = csv::Reader::from_path(file).expect("a table");
    let rows = reader.records().map(|row| row.expect("a row"));
    let latin = |name: &str| name.chars().all(|c| !c.is_alphabetic() || c < '\u{250}');
    rows.filter(|row| matches!(&row[1], "Company" | "Organization") && latin(&row[2]) && latin(&row[3]))
        .map(|row| {
            let (a, b) = (Name::of(&row[2]), Name::of(&row[3]));
            (&row[4] == "true", similarity(&a, &b, &Rarity::default()).score)
        })
        .collect()
}

/// Precision, recall and F1 of taking all pairs for one company that score so much.
fn measures(pairs: &[(bool, f64)], from: f64) -> [f64; 3] {
    let count = |wanted: bool, taken: bool| {
        let fitting = pairs
            .iter()
            .filter(|(label, score)| *label == wanted && (*score >= from) == taken);
        fitting.count() as f64
    };
    let (hits, wrong, missed) = (count(true, true), count(false, true), count(true, false));
    [
        hits / (hits + wrong),
        hits / (hits + missed),
        2.0 * hits / (2.0 * hits + wrong + missed),
    ]
}

#[test]
fn labelled_names_are_told_apart_at_least_as_well_as_by_the_reference() {
    let Some(file) = labelled() else { return };
    let pairs = scored(&file);
    assert!(pairs.len() > 240, "{} pairs", pairs.len());
    let [_, _, f1] = measures(&pairs, ALIKE);
    assert!(f1 >= 0.864, "the reference's F1 is .864, ours {f1:.3}");
    let [precision, ..] = measures(&pairs, CLOSE);
    assert!(
        precision >= 0.97,
        "what is taken without asking must be right: {precision:.3}"
    );
}
