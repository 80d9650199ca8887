//! What lists write in several ways and the plan keeps in one: shown before the import, changed in it and after it.

use crate::desk::{Desktop, import, list_of};
use serde_json::json;
use tierline_contract::*;

const FIRST: &str = "Account ID;Account name;Industry;Country;Current revenue\n\
    1;Alba;Einzelhandel;DE;100\n\
    2;Brio;Retail;Germany;200\n\
    3;Cora;Retail;Deutschland;300\n\
    4;Duna;technolgy;Austria;400\n\
    5;Elan;Handel;;500\n";

const NEXT: &str = "Account ID;Account name;Industry;Country;Current revenue\n\
    1;Alba;Retail trade;BRD;100\n\
    2;Brio;Retail;Germany;200\n\
    3;Cora;Retail;Deutschland;300\n\
    4;Duna;technolgy;Austria;400\n\
    5;Elan;Handel;;500\n\
    6;Faro;einzelhandel;DE;600\n";

fn check(desk: &Desktop, choices: &ImportChoices) -> ImportCheck {
    desk.get("import_check", choices)
}

fn told(fields: &[SpelledField]) -> Vec<(String, String, u32)> {
    let spellings = fields.iter().flat_map(|field| &field.spellings);
    spellings
        .map(|each| (each.written.clone(), each.kept_as.clone(), each.accounts))
        .collect()
}

fn industries(desk: &Desktop) -> Vec<Cell> {
    let value = |account: u32| {
        let detail: AccountDetail = desk.get("account_detail", json!({ "account": account }));
        let field = detail.fields.into_iter().find(|field| field.label == "Industry");
        field.expect("a field").value
    };
    let plan = desk.get::<AppState>("app_state", ()).plan.expect("a plan is open");
    (1..=plan.accounts).map(value).collect()
}

fn texts(texts: &[&str]) -> Vec<Cell> {
    texts.iter().map(|text| Cell::Text((*text).to_owned())).collect()
}

fn decide(role: FieldRoleView, written: &str, kept_as: &str) -> SpellingChoice {
    SpellingChoice {
        role,
        written: written.to_owned(),
        kept_as: kept_as.to_owned(),
    }
}

#[test]
fn spellings_are_told_before_the_import_and_kept_as_a_person_says() {
    let desk = Desktop::new();
    let mut choices = list_of(&desk, "accounts.csv", FIRST);
    let before = check(&desk, &choices);
    let expected = [
        ("Einzelhandel", "Retail", 1),
        ("DE", "Germany", 1),
        ("Deutschland", "Germany", 1),
    ];
    assert_eq!(
        told(&before.spellings),
        expected.map(|(a, b, n)| (a.to_owned(), b.to_owned(), n))
    );
    assert_eq!(before.spellings[0].spellings[0].reason, "the same industry");
    assert!(
        before.spellings[0].values.contains(&"Handel".to_owned()),
        "what it may be kept as"
    );
    choices.spellings = vec![decide(FieldRoleView::Industry, "Handel", "Retail")];
    let decided = check(&desk, &choices);
    let handel = decided.spellings[0]
        .spellings
        .iter()
        .find(|each| each.written == "Handel");
    assert_eq!(
        handel.map(|each| (each.by_hand, each.reason.as_str())),
        Some((true, "as you decided"))
    );
    import(&desk, choices);
    assert_eq!(
        industries(&desk),
        texts(&["Retail", "Retail", "Retail", "technolgy", "Retail"])
    );
    let view: SpellingsView = desk.get("spellings", ());
    let retail = &view.fields[0].values[0];
    let spellings: Vec<_> = retail
        .spellings
        .iter()
        .map(|each| (each.written.as_str(), each.accounts))
        .collect();
    assert_eq!((retail.value.as_str(), retail.accounts), ("Retail", 4));
    assert_eq!(spellings, [("Einzelhandel", 1), ("Handel", 1)]);
    let slips: Vec<_> = view.fields[0].slips.iter().map(|slip| slip.like.as_str()).collect();
    assert_eq!(slips, ["technology"]);
}

#[test]
fn the_same_list_again_changes_nothing_and_the_next_one_is_folded_onto_the_plan() {
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", FIRST));
    let again = check(&desk, &list_of(&desk, "accounts.csv", FIRST));
    assert!(again.update.expect("an update").nothing);
    // What is decided after the import holds for the next one.
    let _: PlanView = desk.get(
        "set_spelling",
        decide(FieldRoleView::Industry, "technolgy", "Technology"),
    );
    let _: PlanView = desk.get(
        "set_spelling",
        decide(FieldRoleView::Industry, "Einzelhandel", "Einzelhandel"),
    );
    assert_eq!(industries(&desk)[0], Cell::Text("Einzelhandel".to_owned()));
    let same = check(&desk, &list_of(&desk, "accounts.csv", FIRST))
        .update
        .expect("an update");
    assert!(same.nothing, "the list says what it said: {same:?}");
    let next = list_of(&desk, "next.csv", NEXT);
    let update = check(&desk, &next).update.expect("an update");
    assert_eq!(
        (update.new, update.changed),
        (1, 1),
        "only the industry of the first account is another now"
    );
    import(&desk, next);
    let expected = ["Retail", "Retail", "Retail", "Technology", "Handel", "Einzelhandel"];
    assert_eq!(industries(&desk), texts(&expected));
}

#[test]
fn a_change_of_spelling_is_one_undo_step_and_what_says_nothing_is_refused() {
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", FIRST));
    let before = industries(&desk);
    let plan: PlanView = desk.get("set_spelling", decide(FieldRoleView::Industry, "Retail", "Shops"));
    assert_eq!(plan.undo.as_deref(), Some("Keep “Retail” as “Shops”"));
    assert_eq!(industries(&desk)[..3], texts(&["Shops", "Shops", "Shops"]));
    let _: PlanView = desk.get("undo", ());
    assert_eq!(industries(&desk), before);
    for (role, written, kept_as) in [
        (FieldRoleView::Industry, "Retail", " "),
        (FieldRoleView::City, "Ulm", "Bonn"),
        (FieldRoleView::ProductRevenue, "1", "2"),
    ] {
        let refused = desk.ask::<PlanView>("set_spelling", decide(role, written, kept_as));
        assert!(
            matches!(refused, Err(AppError::Refused { .. })),
            "{written}: {refused:?}"
        );
    }
    assert_eq!(industries(&desk), before);
    // Another list in the place of this one knows what was decided.
    let _: PlanView = desk.get("set_spelling", decide(FieldRoleView::Industry, "Handel", "Retail"));
    let mut other = list_of(&desk, "other.csv", NEXT);
    other.how = ImportHow::Replace;
    import(&desk, other);
    let view: SpellingsView = desk.get("spellings", ());
    let decided = view.fields[0]
        .values
        .iter()
        .flat_map(|value| &value.spellings)
        .find(|each| each.written == "Handel");
    assert_eq!(decided.map(|each| each.accounts), Some(1));
}
