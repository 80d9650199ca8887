//! Two measures of accounts at once: fit and engagement, value and potential.

use crate::desk::{Desktop, import, list_of};
use serde_json::json;
use std::fmt::Write as _;
use tierline_contract::*;

fn imported() -> Desktop {
    let mut list = "Account ID;Account name;Industry;Employees;Current revenue;Engagement score\n".to_owned();
    for row in 0..120_u32 {
        let revenue = if row % 3 == 0 {
            String::new()
        } else {
            ((row * 53 % 90 + 1) * 1000).to_string()
        };
        let _ = writeln!(
            list,
            "{row:03};Account {row};{};{};{revenue};{}",
            ["Energy", "Retail"][row as usize % 2],
            10 + row * 37 % 900,
            row * 71 % 101
        );
    }
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", &list));
    desk
}

fn matrix(desk: &Desktop) -> MatrixView {
    desk.get("matrix", ())
}

#[test]
fn breaks_are_tried_kept_and_undone_and_every_cell_opens_its_accounts() {
    let desk = imported();
    let before = matrix(&desk);
    assert_eq!(
        (before.draft.up, before.draft.across),
        (MeasureView::Value, MeasureView::Potential)
    );
    let all: u32 = before.cells.iter().flatten().map(|cell| cell.accounts).sum();
    assert_eq!(all + before.unknown, 120);
    let [low, high] = before.across.breaks;
    let draft = json!({ "across": "potential", "up": "value", "acrossBreaks": [low / 2.0, high], "upBreaks": null });
    let tried: MatrixView = desk.get("preview_matrix", draft.clone());
    assert!(tried.across.bands[0] < before.across.bands[0]);
    assert_eq!(matrix(&desk), before, "trying changes nothing");
    let _: PlanView = desk.get("set_matrix", draft);
    let after = matrix(&desk);
    assert_eq!(after.cells, tried.cells);
    for (across, line) in after.cells.iter().enumerate() {
        for (up, cell) in line.iter().enumerate() {
            let segment = json!({ "kind": "matrixCell", "across": across, "up": up });
            assert_eq!(desk.found(segment), cell.accounts);
        }
    }
    let _: PlanView = desk.get("undo", ());
    assert_eq!(matrix(&desk), before);
}

#[test]
fn what_a_criterion_tells_is_said_by_people_and_shown_of_every_account() {
    let desk = imported();
    let model: ModelView = desk.get("model", ());
    let axes: Vec<AxisView> = model.criteria.iter().map(|criterion| criterion.axis).collect();
    assert_eq!(axes.iter().filter(|axis| **axis == AxisView::Engagement).count(), 1);
    let detail = |desk: &Desktop| -> AccountDetail { desk.get("account_detail", json!({ "account": 2 })) };
    let before = detail(&desk);
    assert!(before.fit.is_some() && before.engagement.is_some());
    let size = model
        .criteria
        .iter()
        .find(|criterion| criterion.name == "Company size")
        .expect("it is scored");
    let edit = json!({ "criterion": size.id, "name": null, "missingPolicy": null, "axis": "engagement" });
    let _: PlanView = desk.get("edit_criterion", edit);
    let after = detail(&desk);
    assert_eq!(
        (after.score, after.tier),
        (before.score, before.tier),
        "it moves no account"
    );
    assert_ne!(after.engagement, before.engagement);
    let request = json!({
        "query": { "segment": { "kind": "all" }, "search": "", "filters": [], "sort": [] },
        "columns": ["fit", "engagement"], "offset": 1, "limit": 1,
    });
    let page: AccountPage = desk.get("account_page", request);
    let cell = |tenths: Option<u16>| tenths.map_or(Cell::Missing, |tenths| Cell::Whole(i64::from(tenths)));
    assert_eq!(page.rows[0].cells, [cell(after.fit), cell(after.engagement)]);
    let _: PlanView = desk.get("undo", ());
    assert_eq!(detail(&desk).engagement, before.engagement);
}

#[test]
fn what_is_known_of_nobody_is_said_and_no_prospect_counts_as_buying_nothing_then() {
    assert_eq!(matrix(&imported()).known.len(), 5);

    let mut list = "Account ID;Account name;Industry;Employees\n".to_owned();
    for row in 0..60_u32 {
        let _ = writeln!(
            list,
            "{row:03};Account {row};{};{}",
            ["Energy", "Retail"][row as usize % 2],
            10 + row * 37
        );
    }
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", &list));
    let found = matrix(&desk);
    assert_eq!(found.known, [MeasureView::Fit, MeasureView::Score]);
    assert_eq!((found.unknown, found.squares.len()), (60, 0));
    assert_eq!(desk.found(json!({ "kind": "matrixUnknown" })), 60);
}

#[test]
fn a_matrix_of_one_measure_or_with_breaks_out_of_order_is_refused() {
    let desk = imported();
    for (draft, said) in [
        (
            json!({ "across": "fit", "up": "fit", "acrossBreaks": null, "upBreaks": null }),
            "Measure two different things.",
        ),
        (
            json!({ "across": "fit", "up": "score", "acrossBreaks": [60.0, 40.0], "upBreaks": null }),
            "The high band must not begin below the middle one.",
        ),
    ] {
        match desk.ask::<PlanView>("set_matrix", draft) {
            Err(AppError::Refused { message }) => assert!(message.starts_with(said), "{message}"),
            other => panic!("it should be refused: {other:?}"),
        }
    }
    assert_eq!(matrix(&desk).draft.across, MeasureView::Potential);
}
