//! Where the accounts are: found from what the list says, told with its accuracy, and never written into the list.

use crate::desk::{Desktop, import, list_of};
use serde_json::json;
use tierline_contract::*;

const LIST: &str = "Account ID;Account name;Country;City;Postal code;Latitude;Longitude;Website;Last activity;Current revenue\n\
    1;Alba;Germany;Stuttgart;70173;;;alba.example;01.10.2026;100\n\
    2;Brio;Germany;Stuttgart;;;;not a site;01.10.2026;200\n\
    3;Cora;Germany;Stuttgart;70173;52,52;13,405;cora.example;01.10.2027;300\n\
    4;Duna;Germany;;00001;;;duna.example;;400\n\
    5;Elan;Atlantis;Paris;75001;;;elan.example;;500\n";

fn imported() -> Desktop {
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", LIST));
    desk
}

fn names(desk: &Desktop, segment: &serde_json::Value) -> Vec<String> {
    let request = json!({
        "query": { "segment": segment, "search": "", "filters": [], "sort": [] }, "columns": ["f2"], "offset": 0, "limit": 50,
    });
    let page: AccountPage = desk.get("account_page", request);
    let name = |row: &AccountRow| match &row.cells[0] {
        Cell::Text(text) => text.clone(),
        other => panic!("a name: {other:?}"),
    };
    let mut names: Vec<String> = page.rows.iter().map(name).collect();
    names.sort();
    names
}

fn sentence(desk: &Desktop, account: u32) -> String {
    desk.get::<AccountDetail>("account_detail", json!({ "account": account }))
        .place_sentence
}

#[test]
fn the_map_says_how_each_account_was_found_and_opens_it() {
    let desk = imported();
    let map: MapView = desk.get("map", ());
    let by: Vec<_> = map.by.iter().map(|way| (way.by, way.accounts)).collect();
    let expected = [
        (PlacedBy::Given, 1),
        (PlacedBy::PostalCode, 1),
        (PlacedBy::City, 1),
        (PlacedBy::Nothing, 2),
    ];
    assert_eq!(by, expected);
    assert_eq!(map.by[3].revenue, Some(90_000));
    assert_eq!(map.dots.iter().map(|dot| dot.accounts).sum::<u32>(), 3);
    let berlin = map
        .dots
        .iter()
        .find(|dot| dot.latitude == 5_252)
        .expect("coordinates of the list go first");
    assert_eq!(berlin.names, ["Cora"]);
    let square = json!({ "kind": "square", "south": berlin.south, "west": berlin.west, "step": map.step });
    assert_eq!(names(&desk, &square), ["Cora"]);
    assert_eq!(
        names(&desk, &json!({ "kind": "placed", "by": "nothing" })),
        ["Duna", "Elan"]
    );
}

#[test]
fn the_accuracy_is_told_and_the_list_stays_as_it_is() {
    let desk = imported();
    assert!(
        sentence(&desk, 1).contains("by postal code 70173, to about"),
        "{}",
        sentence(&desk, 1)
    );
    assert!(
        sentence(&desk, 2).contains("the middle of Stuttgart"),
        "{}",
        sentence(&desk, 2)
    );
    assert_eq!(sentence(&desk, 3), "52.52° N, 13.41° E: as the list gives it.");
    assert!(
        sentence(&desk, 5).starts_with("Not on the map"),
        "{}",
        sentence(&desk, 5)
    );
    let detail: AccountDetail = desk.get("account_detail", json!({ "account": 4 }));
    let city = detail
        .fields
        .iter()
        .find(|field| field.label == "City")
        .expect("a field");
    assert_eq!(city.value, Cell::Missing, "nothing is filled in");
}

#[test]
fn quality_counts_what_cannot_be_right() {
    let desk = imported();
    let quality: QualityView = desk.get("quality", ());
    let of = |label: &str| {
        quality
            .fields
            .iter()
            .find(|field| field.label == label)
            .expect("a field")
    };
    let expected = [
        ("Country", Some(1), "Elan"),
        ("Postal code", Some(1), "Duna"),
        ("Website", Some(1), "Brio"),
        ("Last activity", Some(1), "Cora"),
    ];
    for (label, invalid, name) in expected {
        assert_eq!(of(label).invalid, invalid, "{label}");
        assert_eq!(
            names(&desk, &json!({ "kind": "invalid", "field": of(label).field })),
            [name],
            "{label}"
        );
    }
    assert_eq!(of("City").invalid, None, "of a city it cannot be told");
}
