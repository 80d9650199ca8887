//! Computed columns: what people reckon from the list, and where it is used.

use crate::desk::{Desktop, import, list_of};
use serde_json::{Value, json};
use std::fmt::Write as _;
use tierline_contract::*;

/// Sixty accounts with sales of two years; every sixth has no employees.
fn imported() -> Desktop {
    let mut list =
        "Account ID;Account name;Industry;Employees;Current revenue;Revenue last year;Last activity\n".to_owned();
    for row in 0..60_u32 {
        let employees = if row % 6 == 0 {
            String::new()
        } else {
            (10 + row).to_string()
        };
        let industry = ["Energy", "Retail"][row as usize % 2];
        let _ = writeln!(
            list,
            "{row:03};Account {row};{industry};{employees};{};{};2025-0{}-15",
            (row + 1) * 1000,
            (row + 1) * 800,
            1 + row % 9
        );
    }
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", &list));
    desk
}

fn draft(label: &str, formula: &str) -> Value {
    json!({ "id": null, "label": label, "formula": formula, "kind": null })
}

fn tested(desk: &Desktop, label: &str, formula: &str) -> ComputedTest {
    desk.get("preview_computed", draft(label, formula))
}

fn added(desk: &Desktop, label: &str, formula: &str, score: bool) {
    let request = json!({ "draft": draft(label, formula), "score": score });
    let _: PlanView = desk.get("save_computed", request);
}

fn computed(desk: &Desktop) -> ComputedView {
    desk.get("computed", ())
}

fn refusal(desk: &Desktop, command: &str, request: Value) -> String {
    match desk.ask::<PlanView>(command, request) {
        Err(AppError::Refused { message }) => message,
        other => panic!("it should be refused: {other:?}"),
    }
}

/// The cells of a column in the order of the list.
fn cells(desk: &Desktop, label: &str) -> Vec<Cell> {
    let columns: GridColumns = desk.get("grid_columns", ());
    let column = columns.columns.into_iter().find(|column| column.label == label);
    let key = column.unwrap_or_else(|| panic!("the grid has {label}")).key;
    let query = json!({ "segment": { "kind": "all" }, "search": "", "filters": [], "sort": [] });
    let request = json!({ "query": query, "columns": [key], "offset": 0, "limit": 60 });
    let page: AccountPage = desk.get("account_page", request);
    page.rows.into_iter().map(|mut row| row.cells.remove(0)).collect()
}

#[test]
fn a_formula_is_tried_before_it_is_kept() {
    let desk = imported();
    let test = tested(&desk, "Sales per head", "[Current revenue] / [Employees]");
    assert_eq!(test.problem, None);
    assert_eq!(test.filled, 50);
    assert_eq!(test.kinds[0], CellKind::Money);
    assert!(test.spread.is_some());
    assert_eq!(
        test.examples.iter().filter(|example| example.value.is_none()).count(),
        1
    );
    assert!(test.examples[0].inputs.contains("Employees"), "{:?}", test.examples[0]);
    assert!(computed(&desk).columns.is_empty(), "trying changes nothing");
    let growth = tested(
        &desk,
        "Growth",
        "([Current revenue]-[Revenue last year])/[Revenue last year]",
    );
    assert_eq!(growth.kinds[0], CellKind::Percent);
    assert_eq!(growth.examples[0].value.as_deref(), Some("25%"));
}

#[test]
fn what_is_wrong_with_a_formula_is_said_and_nothing_is_kept() {
    let desk = imported();
    for (label, formula, said) in [
        (
            "X",
            "[Employes] * 2",
            "There is no column “Employes”. Did you mean [Employees]?",
        ),
        (
            "X",
            "[Employees] * ",
            "The formula stops where something should follow.",
        ),
        (
            "X",
            "[Industry] * 2",
            "Only numbers, amounts and dates can be reckoned with, not words.",
        ),
        ("X", "", "Type a formula, such as [Current revenue] / [Employees]."),
        ("", "[Employees] * 2", "Give the column a name."),
        (
            " employees ",
            "[Employees] * 2",
            "There is a column “employees” already: choose another name.",
        ),
        (
            "Share of wallet",
            "[Employees] * 2",
            "There is a column “Share of wallet” already: choose another name.",
        ),
        (
            "X",
            "1 / ([Employees] - [Employees])",
            "No account has what the formula needs: it gives no value.",
        ),
    ] {
        assert_eq!(
            tested(&desk, label, formula).problem.as_deref(),
            Some(said),
            "{formula}"
        );
    }
    let request = json!({ "draft": draft("X", "[Employes] * 2"), "score": true });
    let message = refusal(&desk, "save_computed", request);
    assert!(message.starts_with("There is no column “Employes”."), "{message}");
    assert!(message.ends_with("Nothing was changed."), "{message}");
    assert!(computed(&desk).columns.is_empty());
}

#[test]
fn a_computed_column_is_shown_scored_asked_by_gates_and_follows_the_list() {
    let desk = imported();
    added(&desk, "Sales per head", "[Current revenue] / [Employees]", true);
    let model: ModelView = desk.get("model", ());
    let criterion = model
        .criteria
        .iter()
        .find(|criterion| criterion.name == "Sales per head");
    let criterion = criterion.expect("it is scored");
    assert_eq!((criterion.weight, criterion.missing), (100, 10));
    let missing = json!({ "kind": "missing", "field": criterion.field });
    assert_eq!(desk.found(missing), 10, "the figure opens its accounts");
    let before = cells(&desk, "Sales per head");
    assert_eq!(before[0], Cell::Missing, "without employees there is no value");
    assert_eq!(before[1], Cell::Whole(2000 * 100 / 11 + 1), "in cents, rounded");
    // One step back takes the column and its criterion away together.
    let _: PlanView = desk.get("undo", ());
    assert!(computed(&desk).columns.is_empty());
    let _: PlanView = desk.get("redo", ());

    let field = criterion.field.expect("a column");
    let gate = json!({
        "id": null, "sense": "mustHave", "field": field,
        "test": { "kind": "amount", "from": 50_000, "to": null }, "stopsAt": null,
    });
    let touch: GateTouch = desk.get("preview_gate", gate.clone());
    assert_eq!(touch.problem, None);
    assert!(
        touch.stops > 0 && touch.sentence.starts_with("Sales per head must be "),
        "{}",
        touch.sentence
    );
    let _: PlanView = desk.get("save_gate", gate);

    // It is not typed over, and it follows what it is computed from.
    let columns: GridColumns = desk.get("grid_columns", ());
    let key = |label: &str| {
        columns
            .columns
            .iter()
            .find(|column| column.label == label)
            .expect(label)
            .key
            .clone()
    };
    let edit = json!({ "account": 1, "column": key("Sales per head"), "text": "5" });
    assert!(matches!(
        desk.ask::<PlanView>("edit_cell", edit),
        Err(AppError::Refused { .. })
    ));
    let edit = json!({ "account": 1, "column": key("Employees"), "text": "5" });
    let _: PlanView = desk.get("edit_cell", edit);
    assert_eq!(cells(&desk, "Sales per head")[0], Cell::Whole(20_000));

    // The figure stands in the account's panel, and the workbook has it.
    let detail: AccountDetail = desk.get("account_detail", json!({ "account": 1 }));
    assert!(detail.fields.iter().any(|field| field.label == "Sales per head"));

    let id = computed(&desk).columns[0].id;
    let message = refusal(&desk, "remove_computed", json!({ "id": id }));
    assert_eq!(
        message,
        "The criterion Sales per head and a gate read it. Take that away first. Nothing was changed."
    );
}

#[test]
fn columns_are_changed_and_taken_away_and_come_back_when_the_plan_is_opened_again() {
    let desk = imported();
    added(
        &desk,
        "Growth",
        "([Current revenue]-[Revenue last year])/[Revenue last year]",
        false,
    );
    added(&desk, "Grows", "IF([Growth] > 10%, \"Yes, it does\", \"No\")", false);
    let view = computed(&desk);
    assert_eq!(view.columns[0].used_by, ["the column Grows"]);
    assert_eq!(
        view.columns[1].draft.formula,
        "IF([Growth] > 10%, \"Yes, it does\", \"No\")"
    );
    // A column must not be computed from itself by a detour.
    let circle =
        json!({ "id": view.columns[0].id, "label": "Growth", "formula": "IF([Grows]=\"No\",1,2)", "kind": null });
    let test: ComputedTest = desk.get("preview_computed", circle);
    assert_eq!(
        test.problem.as_deref(),
        Some("The column would be computed from itself.")
    );
    // Renamed, it keeps what reads it.
    let renamed = json!({
        "draft": { "id": view.columns[0].id, "label": "Rise", "formula": view.columns[0].draft.formula, "kind": "percent" },
        "score": false,
    });
    let _: PlanView = desk.get("save_computed", renamed);
    let plan = desk.get::<AppState>("app_state", ()).plan.expect("open");
    let _: AppState = desk.get("close_plan", ());
    let _: PlanView = desk.get("open_plan", json!({ "token": plan.file.token, "readOnly": false }));
    let view = computed(&desk);
    assert_eq!(
        view.columns[1].draft.formula,
        "IF([Rise] > 10%, \"Yes, it does\", \"No\")"
    );
    assert_eq!((view.columns[0].filled, view.columns[1].filled), (60, 60));
    let _: PlanView = desk.get("remove_computed", json!({ "id": view.columns[1].id }));
    let _: PlanView = desk.get("remove_computed", json!({ "id": view.columns[0].id }));
    assert!(computed(&desk).columns.is_empty());
}

#[test]
fn growth_that_is_computed_can_test_the_model_and_what_shares_its_columns_is_doubted() {
    let desk = imported();
    added(
        &desk,
        "Growth",
        "([Current revenue]-[Revenue last year])/[Revenue last year]",
        false,
    );
    added(&desk, "Sales per head", "[Current revenue] / [Employees]", true);
    let offers: OutcomesView = desk.get("outcomes", ());
    let growth = offers
        .offers
        .iter()
        .find(|offer| offer.label == "Growth")
        .expect("growth is an outcome");
    let view: BacktestView = desk.get("backtest", json!({ "outcome": growth.outcome, "more": true }));
    let doubts = view.doubts.join(" ");
    assert!(doubts.contains("computed from the same columns"), "{doubts}");
}

#[test]
fn the_list_offers_formulas_it_has_the_columns_for() {
    let desk = imported();
    let recipes =
        |desk: &Desktop| -> Vec<String> { computed(desk).recipes.into_iter().map(|recipe| recipe.label).collect() };
    let offered = recipes(&desk);
    assert!(
        offered.contains(&"Growth".to_owned()) && offered.contains(&"Wallet share".to_owned()),
        "{offered:?}"
    );
    for recipe in computed(&desk).recipes {
        let test = tested(&desk, &recipe.label, &recipe.formula);
        assert_eq!(test.problem, None, "{} can be kept as it is offered", recipe.label);
    }
    added(&desk, "Growth", "[Current revenue] * 2", false);
    assert!(
        !recipes(&desk).contains(&"Growth".to_owned()),
        "what the plan has is not offered again"
    );
}
