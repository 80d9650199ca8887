//! Ranges of cells through the window's own commands: pasted, cut, cleared, filled and added up, and the layout that is
//! kept beside the plan.

use crate::desk::{Desktop, long};
use serde_json::{Value, json};
use tierline_contract::*;

/// The sample company and the columns of its grid by role.
struct Grid {
    desk: Desktop,
    columns: Vec<GridColumn>,
}

impl Grid {
    fn new() -> Self {
        let desk = Desktop::new();
        long(|task| desk.app.open_sample((), task)).expect("the sample opens");
        let columns: GridColumns = desk.get("grid_columns", ());
        Grid {
            desk,
            columns: columns.columns,
        }
    }

    fn key(&self, role: FieldRoleView) -> String {
        let found = self.columns.iter().find(|column| column.role == Some(role));
        found.expect("the sample has it").key.clone()
    }

    fn label(&self, key: &str) -> &str {
        let found = self.columns.iter().find(|column| column.key == key);
        &found.expect("a column of the grid").label
    }

    fn query(sort: Value) -> Value {
        json!({ "segment": { "kind": "all" }, "search": "", "filters": [], "sort": sort })
    }

    fn range(query: &Value, columns: &[&str], offset: u32, rows: u32) -> Value {
        json!({ "query": query, "columns": columns, "offset": offset, "rows": rows })
    }

    fn cells(&self, query: &Value, columns: &[&str], offset: u32, limit: u32) -> Vec<AccountRow> {
        let request = json!({ "query": query, "columns": columns, "offset": offset, "limit": limit });
        self.desk.get::<AccountPage>("account_page", request).rows
    }

    fn on_clipboard(&self, text: &str) {
        text.clone_into(&mut self.desk.host.clipboard.lock().expect("unpoisoned"));
    }

    fn paste(&self, range: &Value, beyond: &[&str]) -> CellsEdited {
        self.desk
            .get("paste_cells", json!({ "range": range, "beyond": beyond }))
    }

    fn undo_label(&self) -> Option<String> {
        self.desk.get::<AppState>("app_state", ()).plan.expect("open").undo
    }
}

fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(*number),
        Cell::Whole(number) => Some(*number as f64),
        _ => None,
    }
}

#[test]
fn a_paste_into_the_sorted_column_reaches_the_rows_that_were_selected_and_one_undo_takes_it_back() {
    let grid = Grid::new();
    let employees = grid.key(FieldRoleView::Employees);
    let query = Grid::query(json!([{ "column": employees, "descending": true }]));
    let before = grid.cells(&query, &[&employees], 0, 40);
    grid.on_clipboard("1\r\n2\r\n3\r\n4\r\n");
    let done = grid.paste(&Grid::range(&query, &[&employees], 10, 1), &[]);
    assert_eq!((done.cells, done.left, done.changed), (4, 0, true));
    assert!(
        done.moved,
        "the largest became the smallest, so other rows stand there now"
    );
    assert_eq!(grid.undo_label().as_deref(), Some("Paste 4 cells"));
    let list = Grid::query(json!([]));
    let everyone: Vec<AccountRow> = (0..6)
        .flat_map(|page| grid.cells(&list, &[&employees], page * 500, 500))
        .collect();
    for (at, row) in before[10..14].iter().enumerate() {
        let now = everyone.iter().find(|other| other.id == row.id).expect("still there");
        let own = number(&now.cells[0]).map(|figure| figure.round() as usize);
        assert_eq!(own, Some(at + 1), "row {at} of the block got its own figure");
    }
    let _: PlanView = grid.desk.get("undo", ());
    assert_eq!(
        grid.cells(&query, &[&employees], 0, 40),
        before,
        "as if nothing had been pasted"
    );
}

#[test]
fn cells_that_cannot_take_what_is_pasted_are_left_and_the_reason_says_where() {
    let grid = Grid::new();
    let (name, employees) = (grid.key(FieldRoleView::Name), grid.key(FieldRoleView::Employees));
    let query = Grid::query(json!([]));
    let before = grid.cells(&query, &[&name, "score", &employees], 0, 3);
    grid.on_clipboard("Alba\t12\tmany\n\t13\t250\nCorvo\t14\tn/a\n");
    let done = grid.paste(&Grid::range(&query, &[&name], 0, 1), &["score", &employees, "tier"]);
    assert_eq!((done.cells, done.left, done.columns), (3, 6, 3));
    let after = grid.cells(&query, &[&name, "score", &employees], 0, 3);
    assert_eq!(after[0].cells[0], Cell::Text("Alba".into()));
    assert_eq!(after[1].cells[0], before[1].cells[0], "an account keeps a name");
    assert_eq!(
        after[0].cells[2], before[0].cells[2],
        "words are no number, and no zero either"
    );
    assert_eq!(number(&after[1].cells[2]), Some(250.0));
    let Cell::Text(second) = &before[1].cells[0] else {
        panic!("the sample's accounts have names")
    };
    let (names, sizes) = (grid.label(&name), grid.label(&employees));
    assert_eq!(
        done.notes,
        [
            format!("{names} of {second}: an account needs a name."),
            "Score (3 cells): computed from other columns.".to_owned(),
            format!("{sizes} of Alba and 1 more: “many” is not a number."),
        ]
    );
    assert_eq!(grid.undo_label().as_deref(), Some("Paste 3 cells"));
}

#[test]
fn one_cell_fills_the_selection_and_what_does_not_fit_is_left_out_and_named() {
    let grid = Grid::new();
    let employees = grid.key(FieldRoleView::Employees);
    let query = Grid::query(json!([]));
    grid.on_clipboard("77");
    let done = grid.paste(&Grid::range(&query, &[&employees], 600, 900), &[]);
    assert_eq!(
        (done.cells, done.rows),
        (900, 900),
        "rows that were never shown are filled too"
    );
    let page = grid.cells(&query, &[&employees], 1499, 2);
    assert_eq!(number(&page[0].cells[0]), Some(77.0));
    assert_ne!(number(&page[1].cells[0]), Some(77.0), "the row below is not touched");

    let total = grid.desk.get::<AppState>("app_state", ()).plan.expect("open").accounts;
    grid.on_clipboard("1\t2\n3\t4\n5\t6");
    let done = grid.paste(&Grid::range(&query, &[&employees], total - 2, 1), &[]);
    assert_eq!((done.cells, done.rows, done.columns), (2, 2, 1));
    assert_eq!(
        done.notes,
        [
            "1 row did not fit below the end of the list and was left out.",
            "1 column did not fit to the right of the last column and was left out."
        ]
    );
}

#[test]
fn what_is_copied_and_pasted_where_it_stood_changes_nothing() {
    let grid = Grid::new();
    let query = Grid::query(json!([]));
    let open: Vec<&str> = grid
        .columns
        .iter()
        .filter(|column| column.editable)
        .map(|column| column.key.as_str())
        .collect();
    assert!(open.len() > 10, "the sample has many fields");
    let copy = json!({ "query": query, "columns": open, "offset": 0, "rows": 5000, "withHeader": false });
    let copied: Copied = grid.desk.get("copy_cells", copy);
    let done = grid.paste(&Grid::range(&query, &open, 0, 1), &open[1..]);
    assert_eq!((done.left, done.changed), (0, false), "{:?}", done.notes);
    assert_eq!(u64::from(done.cells), u64::from(copied.rows) * open.len() as u64);
    assert_ne!(
        grid.undo_label().as_deref().map(|label| label.starts_with("Paste")),
        Some(true),
        "nothing changed, so there is nothing to undo"
    );
}

#[test]
fn cutting_copies_and_clears_and_filling_down_repeats_the_first_row() {
    let grid = Grid::new();
    let (industry, employees) = (grid.key(FieldRoleView::Industry), grid.key(FieldRoleView::Employees));
    let query = Grid::query(json!([]));
    let columns = [industry.as_str(), employees.as_str()];
    let before = grid.cells(&query, &columns, 0, 4);
    let cut: CellsEdited = grid.desk.get("cut_cells", Grid::range(&query, &columns, 1, 2));
    assert_eq!((cut.cells, cut.plan.undo.as_deref()), (4, Some("Cut 4 cells")));
    let blank = grid.cells(&query, &columns, 1, 2);
    assert!(
        blank.iter().all(|row| row.cells == [Cell::Missing, Cell::Missing]),
        "{blank:?}"
    );
    assert!(!grid.desk.host.clipboard.lock().expect("unpoisoned").is_empty());
    let filled: CellsEdited = grid.desk.get("fill_down", Grid::range(&query, &columns, 0, 3));
    assert_eq!(
        (filled.cells, filled.plan.undo.as_deref()),
        (4, Some("Fill 4 cells down"))
    );
    let after = grid.cells(&query, &columns, 0, 4);
    assert!(after[1..3].iter().all(|row| row.cells == before[0].cells), "{after:?}");
    assert_eq!(after[3], before[3], "no row below the selection is filled");
    let single: CellsEdited = grid.desk.get("fill_down", Grid::range(&query, &columns, 3, 1));
    assert_eq!(single.cells, 2, "a single row takes the values of the row above");
    let top: Result<CellsEdited, AppError> = grid.desk.ask("fill_down", Grid::range(&query, &columns, 0, 1));
    assert!(matches!(top, Err(AppError::Refused { .. })), "{top:?}");
    let closed = ["tier", "owner", "score", "potential"];
    let cleared: CellsEdited = grid.desk.get("clear_cells", Grid::range(&query, &closed, 0, 2));
    assert_eq!((cleared.cells, cleared.left, cleared.changed), (0, 8, false));
    assert_eq!(
        cleared.notes,
        [
            "Tier (2 cells): the tier is set with Move to tier.",
            "Owner (2 cells): the owner is set with Assign to.",
            "Score, Potential (4 cells): computed from other columns."
        ]
    );
}

#[test]
fn a_record_id_stays_as_it_came_whether_typed_or_pasted() {
    let grid = Grid::new();
    let id = grid.key(FieldRoleView::RecordId);
    let query = Grid::query(json!([]));
    let before = grid.cells(&query, &[&id], 0, 1);
    let typed: Result<PlanView, AppError> = grid.desk.ask(
        "edit_cell",
        json!({ "account": before[0].id, "column": id, "text": "X-1" }),
    );
    assert!(matches!(typed, Err(AppError::Refused { .. })), "{typed:?}");
    grid.on_clipboard("X-1");
    let done = grid.paste(&Grid::range(&query, &[&id], 0, 1), &[]);
    assert_eq!((done.cells, done.left), (0, 1));
    assert_eq!(grid.cells(&query, &[&id], 0, 1), before);
}

#[test]
fn figures_pasted_from_a_spreadsheet_of_another_country_are_read_as_their_column_is_written() {
    let grid = Grid::new();
    let revenue = grid.key(FieldRoleView::CurrentRevenue);
    let query = Grid::query(json!([]));
    let range = Grid::range(&query, &[&revenue], 0, 3);
    let held = || {
        let rows = grid.cells(&query, &[&revenue], 0, 3);
        rows.iter().map(|row| number(&row.cells[0])).collect::<Vec<_>>()
    };
    grid.on_clipboard("1.234\n12.345,50\n7\n");
    assert_eq!(grid.paste(&range, &[]).left, 0);
    assert_eq!(
        held(),
        [Some(123_400.0), Some(1_234_550.0), Some(700.0)],
        "12.345,50 says that a point parts thousands here"
    );
    grid.on_clipboard("1234.567\n5\n6\n");
    assert_eq!(grid.paste(&range, &[]).left, 0);
    assert_eq!(held()[0], Some(123_457.0), "too long for thousands, so a decimal point");
}

#[test]
fn a_plan_open_for_reading_only_refuses_kindly_and_an_empty_clipboard_too() {
    let grid = Grid::new();
    let employees = grid.key(FieldRoleView::Employees);
    let range = Grid::range(&Grid::query(json!([])), &[&employees], 0, 1);
    let nothing: Result<CellsEdited, AppError> = grid.desk.ask("paste_cells", json!({ "range": range, "beyond": [] }));
    let Err(AppError::Refused { message }) = nothing else {
        panic!("an empty clipboard pastes nothing: {nothing:?}")
    };
    assert!(message.contains("clipboard"), "{message}");

    let file = grid.desk.get::<AppState>("app_state", ()).plan.expect("open").file;
    let _: AppState = grid.desk.get("close_plan", ());
    let _: PlanView = grid
        .desk
        .get("open_plan", json!({ "token": file.token, "readOnly": true }));
    grid.on_clipboard("5");
    for (command, request) in [
        ("paste_cells", json!({ "range": range, "beyond": [] })),
        ("clear_cells", range.clone()),
        ("cut_cells", range.clone()),
        ("fill_down", Grid::range(&Grid::query(json!([])), &[&employees], 0, 2)),
    ] {
        let refused: Result<CellsEdited, AppError> = grid.desk.ask(command, request);
        let Err(AppError::Refused { message }) = refused else {
            panic!("{command}: {refused:?}")
        };
        assert!(message.contains("reading only"), "{command} says why: {message}");
    }
    assert_eq!(
        *grid.desk.host.clipboard.lock().expect("unpoisoned"),
        "5",
        "a refused cut copies nothing"
    );
}

#[test]
fn a_range_adds_up_to_what_its_rows_hold() {
    let grid = Grid::new();
    let (name, revenue) = (grid.key(FieldRoleView::Name), grid.key(FieldRoleView::CurrentRevenue));
    let query = Grid::query(json!([{ "column": revenue, "descending": true }]));
    let rows = grid.cells(&query, &[&revenue], 0, 300);
    let amounts: Vec<i64> = rows
        .iter()
        .filter_map(|row| match row.cells[0] {
            Cell::Whole(minor) => Some(minor),
            _ => None,
        })
        .collect();
    let sums: RangeSums = grid
        .desk
        .get("range_sums", Grid::range(&query, &[&name, &revenue], 0, 300));
    assert_eq!(sums.filled, 300 + amounts.len() as u64);
    assert_eq!(sums.kinds.len(), 1, "names are no figures: {sums:?}");
    assert_eq!(
        (sums.kinds[0].kind, sums.kinds[0].count, &sums.kinds[0].sum),
        (
            CellKind::Money,
            amounts.len() as u64,
            &Cell::Whole(amounts.iter().sum())
        )
    );
}

#[test]
fn the_layout_is_kept_with_the_plan_and_is_nothing_to_undo() {
    let grid = Grid::new();
    assert_eq!(grid.desk.get::<Option<GridLayout>>("grid_layout", ()), None);
    let employees = grid.key(FieldRoleView::Employees);
    let column = |key: &str, width| json!({ "key": key, "width": width, "hidden": false, "pinned": false });
    let sort = json!([{ "column": employees, "descending": true }]);
    let filters = json!([{ "column": "score", "test": { "kind": "range", "from": 50.0, "to": null } }]);
    let wanted = json!({ "columns": [column("score", 90), column(&employees, 210)], "sort": sort, "filters": filters });
    let gone = json!({
        "columns": [column("score", 90), column("f999", 80), column(&employees, 210)],
        "sort": sort, "filters": filters,
    });
    let before = grid.desk.get::<AppState>("app_state", ()).plan.expect("open");
    let _: () = grid.desk.get("keep_grid_layout", gone);
    let after = grid.desk.get::<AppState>("app_state", ()).plan.expect("open");
    assert_eq!(
        (after.revision, after.undo),
        (before.revision, before.undo),
        "a view is no change of the plan"
    );
    let _: AppState = grid.desk.get("close_plan", ());
    let _: PlanView = grid
        .desk
        .get("open_plan", json!({ "token": before.file.token, "readOnly": false }));
    let kept: Option<GridLayout> = grid.desk.get("grid_layout", ());
    assert_eq!(
        kept,
        Some(serde_json::from_value(wanted).expect("a layout")),
        "a column that is not in the list is forgotten, the rest comes back"
    );
}
