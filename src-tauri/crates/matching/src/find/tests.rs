use super::*;
use proptest::prelude::*;

fn record<'a>(name: &'a str, website: &'a str, city: &'a str) -> Record<'a> {
    Record {
        name,
        website: Some(website),
        city: Some(city),
        ..Record::default()
    }
}

/// Companies that have nothing to do with each other, so that chance agreement can be counted.
fn crowd() -> Vec<Record<'static>> {
    const NAMES: [&str; 24] = [
        "Alba", "Brio", "Cora", "Duna", "Egon", "Faro", "Gala", "Hito", "Isar", "Juno", "Kilo", "Luma", "Mora", "Nero",
        "Ovid", "Pico", "Quba", "Riva", "Sola", "Tara", "Urso", "Vela", "Wodan", "Xenon",
    ];
    NAMES
        .iter()
        .map(|name| Record {
            name,
            ..Record::default()
        })
        .collect()
}

fn found(records: &[Record<'_>]) -> Vec<(u32, u32, Band)> {
    find_duplicates(records)
        .pairs
        .iter()
        .map(|pair| (pair.a, pair.b, pair.band))
        .collect()
}

/// What two records alone in a crowd of strangers are taken for.
fn band(a: Record<'static>, b: Record<'static>) -> Option<Band> {
    let mut records = vec![a, b];
    records.extend(crowd());
    found(&records).first().map(|(_, _, band)| *band)
}

#[test]
fn the_same_name_is_the_same_company_unless_it_is_elsewhere() {
    let here = record("Müller GmbH & Co. KG", "", "Ulm");
    assert_eq!(band(here, record("MULLER", "", "ulm")), Some(Band::Certain));
    assert_eq!(
        band(here, record("Müller KG", "", "Bonn")),
        None,
        "another site of the name"
    );
    assert_eq!(
        band(
            record("Nordwerk", "nordwerk.example", "Ulm"),
            record("Nordwerk", "nordwerk.example", "Bonn")
        ),
        Some(Band::Review),
        "one website, two places: a person knows"
    );
}

#[test]
fn a_slip_of_the_finger_is_looked_at_and_certain_with_a_website() {
    let slip = |website| {
        band(
            record("Feldhauer Fahrzeugteile", website, "Graz"),
            record("Feldhaur Fahrzeugteile", website, "Graz"),
        )
    };
    assert!(slip("").is_some());
    assert_eq!(slip("feldhauer.example"), Some(Band::Certain));
}

#[test]
fn the_town_behind_a_name_is_no_part_of_it() {
    assert_eq!(
        band(
            record("Alba Technik, Ulm", "", "Ulm"),
            record("Alba Technik GmbH", "", "Ulm")
        ),
        Some(Band::Certain)
    );
}

#[test]
fn umlauts_spelled_out_are_only_a_suggestion() {
    assert_eq!(
        band(record("Müller GmbH", "", "Ulm"), record("Mueller GmbH & Co", "", "Ulm")),
        Some(Band::Review)
    );
}

#[test]
fn what_tells_companies_apart_keeps_them_apart() {
    for (a, b) in [
        ("BAE Systems", "BAE Industries"),
        ("ABC Co.", "ABC International"),
        ("Nantahala Offshore Fund", "Nantahala Offshore Fund I"),
    ] {
        let certain = band(record(a, "", "Leeds"), record(b, "", "Leeds")) == Some(Band::Certain);
        assert!(!certain, "{a} is not {b}");
    }
    assert_ne!(
        band(
            record("Deutsche Bank AG", "", "Frankfurt"),
            record("Deutsche Bank GmbH", "", "Frankfurt")
        ),
        Some(Band::Certain),
        "another legal form is another company"
    );
}

#[test]
fn a_group_and_its_company_are_a_family_and_no_duplicate() {
    let mut records = vec![record("Alvaro Holding", "", "Lyon"), record("Alvaro SA", "", "Lyon")];
    records.extend(crowd());
    let duplicates = find_duplicates(&records);
    assert!(duplicates.pairs.is_empty(), "{:?}", duplicates.pairs);
    assert_eq!(duplicates.families, [Family { parent: 0, child: 1 }]);
}

#[test]
fn registers_decide_both_ways() {
    let with = |name: &'static str, register| Record {
        name,
        register: Some(register),
        ..Record::default()
    };
    assert_eq!(band(with("Alvaro", "DE 123"), with("Alvaro", "DE 124")), None);
    assert_eq!(
        band(with("Alvaro", "DE 123"), with("Alvaro Iberia", "de123")),
        Some(Band::Certain)
    );
}

#[test]
fn clusters_tell_their_weakest_link_and_never_join_two_registers() {
    let records = [
        Record {
            name: "Alvaro",
            register: Some("1"),
            ..Record::default()
        },
        Record {
            name: "Alvaro",
            ..Record::default()
        },
        Record {
            name: "Alvaro",
            register: Some("2"),
            ..Record::default()
        },
    ];
    let known: Vec<Known> = records.iter().map(Known::of).collect();
    let link = |a: u32, b: u32, per_mille, band| Pair {
        a,
        b,
        per_mille,
        band,
        comparison: Comparison::of(&known[a as usize], &known[b as usize], &Rarity::default()),
    };
    let pairs = [link(1, 2, 700, Band::Review), link(0, 1, 900, Band::Certain)];
    assert_eq!(
        clusters(&records, &pairs),
        [Cluster {
            members: vec![0, 1],
            weakest: 900,
            band: Band::Certain
        }],
        "the surest link counts, and the other would join two registers"
    );
    let loose = [records[1]; 3];
    let joined = clusters(&loose, &pairs);
    assert_eq!(
        (joined[0].members.len(), joined[0].weakest, joined[0].band),
        (3, 700, Band::Review)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_list_does_not_matter(order in Just((0..12_usize).collect::<Vec<_>>()).prop_shuffle()) {
        const NAMES: [&str; 12] = [
            "Alba GmbH", "Alba", "Brio SA", "Brio S.A.", "Cora", "Corra", "Duna Holding", "Duna", "Egon AG", "Egon Bank",
            "Faro Systems", "Faro Industries",
        ];
        let straight: Vec<Record<'_>> = NAMES.iter().map(|name| Record { name, ..Record::default() }).collect();
        let shuffled: Vec<Record<'_>> = order.iter().map(|at| straight[*at]).collect();
        let names = |records: &[Record<'static>]| {
            let mut pairs: Vec<_> = find_duplicates(records)
                .pairs
                .iter()
                .map(|pair| {
                    let mut names = [records[pair.a as usize].name, records[pair.b as usize].name];
                    names.sort_unstable();
                    (names, pair.band)
                })
                .collect();
            pairs.sort_unstable();
            pairs
        };
        prop_assert_eq!(names(&straight), names(&shuffled));
    }
}
