use super::*;
use proptest::prelude::*;
use tierline_plan::{Field, FieldId, FieldKind, Value};

fn list(role: FieldRole, values: &[&str]) -> AccountBatch {
    let cell = |text: &&str| match *text {
        "" => Value::Missing,
        text => Value::Text(text.to_owned()),
    };
    AccountBatch {
        fields: vec![Field {
            id: FieldId(1),
            role,
            kind: FieldKind::Category,
            label: "Values".to_owned(),
        }],
        columns: vec![Column::from_values(FieldKind::Category, values.iter().map(cell))],
    }
}

fn folded(role: FieldRole, values: &[&str], known: &KnownSpellings) -> (Vec<String>, Vec<(String, String, usize)>) {
    let mut batch = list(role, values);
    let spellings = fold_spellings(&mut batch, known);
    let column = &batch.columns[0];
    let kept = (0..column.len()).map(|row| column.text(row).unwrap_or("").to_owned());
    let told = spellings.into_iter();
    (
        kept.collect(),
        told.map(|each| (each.written, each.kept_as, each.rows.len())).collect(),
    )
}

fn told(entries: &[(&str, &str, usize)]) -> Vec<(String, String, usize)> {
    let entry = |(a, b, rows): &(&str, &str, usize)| ((*a).to_owned(), (*b).to_owned(), *rows);
    entries.iter().map(entry).collect()
}

#[test]
fn countries_are_kept_by_their_name() {
    let (kept, spellings) = folded(
        FieldRole::Country,
        &["DE", "Germany", "", "Deutschland", "Atlantis", "ATLANTIS", "Atlantis"],
        &KnownSpellings::default(),
    );
    assert_eq!(
        kept,
        ["Germany", "Germany", "", "Germany", "Atlantis", "Atlantis", "Atlantis"]
    );
    let wanted = [
        ("ATLANTIS", "Atlantis", 1),
        ("DE", "Germany", 1),
        ("Deutschland", "Germany", 1),
    ];
    assert_eq!(spellings, told(&wanted));
}

#[test]
fn an_industry_is_kept_in_the_words_that_the_list_uses_most() {
    let values = [
        "Einzelhandel",
        "Retail",
        "Einzelhandel",
        "einzelhandel",
        "Maschinenbau",
        "Food & Beverage",
        "Food and Beverage Industry",
        "Food & Beverage",
    ];
    let (kept, _) = folded(FieldRole::Industry, &values, &KnownSpellings::default());
    let (retail, food) = ("Einzelhandel", "Food & Beverage");
    assert_eq!(kept, [retail, retail, retail, retail, "Maschinenbau", food, food, food]);
}

#[test]
fn what_the_plan_calls_it_goes_before_what_the_list_calls_it_and_a_person_before_both() {
    let mut known = KnownSpellings::default();
    known.values.insert(FieldRole::Industry, vec![("Retail".to_owned(), 1)]);
    let values = ["Einzelhandel", "Einzelhandel", "Handel"];
    let (kept, _) = folded(FieldRole::Industry, &values, &known);
    assert_eq!(kept, ["Retail", "Retail", "Handel"]);
    known.decide(FieldRole::Industry, "Handel", "Retail");
    known.decide(FieldRole::Industry, "Einzelhandel", "Einzelhandel");
    let (kept, spellings) = folded(FieldRole::Industry, &values, &known);
    assert_eq!(kept, ["Einzelhandel", "Einzelhandel", "Retail"]);
    assert_eq!(
        spellings,
        told(&[("Einzelhandel", "Einzelhandel", 2), ("Handel", "Retail", 1)])
    );
    known.decide(FieldRole::Industry, "Retail", "Shops");
    let (kept, _) = folded(FieldRole::Industry, &["RETAIL"], &known);
    assert_eq!(
        kept,
        ["Shops"],
        "what a person made of the usual spelling holds for the others"
    );
}

#[test]
fn slips_are_proposed_and_never_folded() {
    let values = [
        ("technolgy", 12),
        ("Retail", 17),
        ("Retial", 1),
        ("medical", 12),
        ("Zone 1", 4),
        ("Zone 2", 9),
        ("Softwear", 2),
        ("Detail", 1),
    ];
    let found = look_alikes(FieldRole::Industry, &values);
    let pairs: Vec<(&str, &str)> = found
        .iter()
        .map(|each| (each.value.as_str(), each.like.as_str()))
        .collect();
    assert_eq!(pairs, [("technolgy", "technology"), ("Retial", "Retail")]);
    let texts = values.map(|(value, _)| value);
    assert_eq!(folded(FieldRole::Industry, &texts, &KnownSpellings::default()).0, texts);
    let found = look_alikes(
        FieldRole::Country,
        &[
            ("Germny", 1),
            ("Austria", 3),
            ("Australia", 4),
            ("Niger", 1),
            ("Nigeria", 9),
        ],
    );
    assert_eq!(found.len(), 1, "countries of like names are two: {found:?}");
    assert_eq!(found[0].like, "Germany");
}

#[test]
fn it_says_why_two_are_one() {
    let why = |role, a, b| same_because(role, a, b);
    assert_eq!(why(FieldRole::Country, "de", "DE"), SameBecause::Writing);
    assert_eq!(why(FieldRole::Country, "BRD", "Germany"), SameBecause::Country);
    assert_eq!(why(FieldRole::Industry, "Bouw", "Construction"), SameBecause::Trade);
    assert_eq!(
        why(FieldRole::Industry, "energy industry", "Energy"),
        SameBecause::Writing
    );
    assert_eq!(why(FieldRole::Industry, "Handel", "Retail"), SameBecause::Decided);
}

proptest! {
    /// Folding again changes nothing, no row is lost, and every row that changed is told.
    #[test]
    fn folding_is_whole_and_done_once(
        values in prop::collection::vec("(DE|Germany|germany|Bouw|Bau|Construction|[a-c]{1,2}|A|)", 0..30),
        industry in any::<bool>(),
    ) {
        let role = if industry { FieldRole::Industry } else { FieldRole::Country };
        let texts: Vec<&str> = values.iter().map(String::as_str).collect();
        let mut batch = list(role, &texts);
        let spellings = fold_spellings(&mut batch, &KnownSpellings::default());
        let once = batch.clone();
        let again = fold_spellings(&mut batch, &KnownSpellings::default());
        prop_assert_eq!(&again, &Vec::new());
        for (row, text) in texts.iter().enumerate() {
            let kept = once.columns[0].text(row).unwrap_or("");
            let by: Vec<_> = spellings.iter().filter(|each| each.rows.contains(&row)).collect();
            if kept == *text {
                prop_assert_eq!(by.len(), 0);
            } else {
                prop_assert_eq!(by.len(), 1);
                prop_assert_eq!((by[0].written.as_str(), by[0].kept_as.as_str()), (*text, kept));
            }
        }
    }
}
