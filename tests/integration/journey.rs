//! The main job through the window's own commands: list in, plan out, everything undoable.

use crate::desk::{Desktop, cancelled_at, choices, long, workbook};
use serde_json::json;
use tierline_contract::*;

fn imported(desk: &Desktop) -> ImportDone {
    let file = desk.point_at(&workbook("northlight.xlsx"));
    let opened = long(|task| desk.app.import_open(ImportOpen { token: file.token }, task)).expect("the sample opens");
    let sheet = opened.suggested.clone().expect("a sheet is suggested");
    let read = ImportRead {
        import: opened.import,
        sheet,
        header_row: None,
        listing: None,
    };
    let draft = long(|task| desk.app.import_read(read, task)).expect("the sheet is read");
    let choices = choices(&draft, opened.reps_sheet);
    let check: ImportCheck = desk.get("import_check", &choices);
    assert_eq!(check.blocked, None);
    let done = long(|task| desk.app.import_commit(choices, task)).expect("the import is committed");
    assert_eq!(done.accounts, check.accounts, "what was announced is what happened");
    assert_eq!(done.rows_left_out, check.rows_left_out);
    done
}

fn plan(desk: &Desktop) -> PlanView {
    desk.get::<AppState>("app_state", ()).plan.expect("a plan is open")
}

fn page(desk: &Desktop, segment: serde_json::Value, columns: &[&str], limit: u32) -> AccountPage {
    let query = json!({ "segment": segment, "search": "", "filters": [], "sort": [] });
    desk.get(
        "account_page",
        json!({ "query": query, "columns": columns, "offset": 0, "limit": limit }),
    )
}

#[test]
fn the_sample_goes_from_workbook_to_quotas_and_back_by_undo() {
    let desk = Desktop::new();
    let done = imported(&desk);
    assert_eq!((done.accounts, done.reps), (2513, 14));

    let model: ModelView = desk.get("model", ());
    assert_eq!(model.criteria.len(), 4, "the four standard criteria are set");
    assert_eq!(
        model.criteria.iter().map(|c| u32::from(c.weight)).sum::<u32>(),
        1000,
        "weights keep 100"
    );

    let board: TierBoard = desk.get("tier_board", ());
    assert_eq!(
        board.columns.iter().map(|column| column.summary.accounts).sum::<u32>(),
        2513,
        "every account has a tier"
    );

    let opportunity: OpportunityView = desk.get("opportunity", ());
    assert_eq!(
        opportunity.buckets.iter().map(|b| b.amount).sum::<Option<i64>>(),
        opportunity.total,
        "buckets add up to the total"
    );

    let _: PlanView = desk.get("set_territories", TerritorySettingsView { continuity: 300 });
    let assigned = long(|task| desk.app.assign_automatically((), task)).expect("assigned");
    assert_eq!(assigned.accounts, 2513);
    let territories: TerritoriesView = desk.get("territories", ());
    assert_eq!(territories.unassigned.accounts, 0);
    assert!(
        territories.balance.max_deviation.expect("there is work") <= territories.balance.tolerance,
        "{:?}",
        territories.balance
    );
    assert_eq!(territories.continuity, 300, "the dial stays where it was put");

    let target = json!({ "target": 3_100_000_000_i64, "overAssignment": 100, "historyWeight": 500, "step": 100_000 });
    let _: PlanView = desk.get("set_quotas", target);
    let quotas: QuotasView = desk.get("quotas", ());
    assert_eq!(quotas.problem, None);
    let sum: i64 = quotas.rows.iter().filter_map(|row| row.quota).sum();
    assert_eq!(Some(sum), quotas.street, "quotas add up to the street quota");
    assert_eq!(sum, 3_410_000_000, "target and 10 % on top");

    let last = plan(&desk).undo;
    assert_eq!(last.as_deref(), Some("Set the company target"));
    while plan(&desk).undo.is_some() {
        let _: PlanView = desk.get("undo", ());
    }
    assert_eq!(plan(&desk).accounts, 0, "even the import is undone");
    while plan(&desk).redo.is_some() {
        let _: PlanView = desk.get("redo", ());
    }
    let again: QuotasView = desk.get("quotas", ());
    assert_eq!(again.rows, quotas.rows, "redo brings back every figure");
}

#[test]
fn an_override_needs_a_reason_is_explained_and_can_be_undone() {
    let desk = Desktop::new();
    imported(&desk);
    let last = page(&desk, json!({ "kind": "tier", "tier": 2 }), &["f2"], 1).rows[0].id;
    let refused: Result<PlanView, AppError> = desk.ask(
        "override_tier",
        json!({ "accounts": [last], "tier": 0, "reason": "  ", "expires": null }),
    );
    assert!(matches!(refused, Err(AppError::Refused { .. })), "{refused:?}");
    let moved: PlanView = desk.get(
        "override_tier",
        json!({ "accounts": [last], "tier": 0, "reason": "board contact", "expires": null }),
    );
    assert_eq!(moved.undo.as_deref(), Some("Move 1 account to Tier 1"));
    let detail: AccountDetail = desk.get("account_detail", json!({ "account": last }));
    assert_eq!(
        (detail.tier, detail.model_tier),
        (Some(0), 2),
        "the model's tier stays visible"
    );
    assert!(
        detail.tier_sentence.contains("board contact"),
        "{}",
        detail.tier_sentence
    );
    let sum: u32 = detail.contributions.iter().map(|part| u32::from(part.points)).sum();
    assert_eq!(Some(sum), detail.score.map(u32::from), "points add up to the score");
    let _: PlanView = desk.get("undo", ());
    let detail: AccountDetail = desk.get("account_detail", json!({ "account": last }));
    assert_eq!((detail.tier, detail.tier_override), (Some(2), None));
}

#[test]
fn moving_a_weight_previews_what_setting_it_does() {
    let desk = Desktop::new();
    imported(&desk);
    let model: ModelView = desk.get("model", ());
    let mut weights: Vec<_> = model
        .criteria
        .iter()
        .map(|c| WeightView {
            criterion: c.id,
            weight: c.weight,
            locked: c.locked,
        })
        .collect();
    let (first, second) = weights.split_at_mut(1);
    first[0].weight -= 200;
    second[0].weight += 200;
    let draft = ModelDraft {
        weights,
        cut: None,
        curve: None,
    };
    let preview: ModelLive = desk.get("preview_model", &draft);
    assert!(preview.moved > 0, "20 points move somebody");
    assert_eq!(desk.get::<ModelView>("model", ()), model, "a preview keeps nothing");
    let _: PlanView = desk.get("set_model", &draft);
    let after: ModelView = desk.get("model", ());
    assert_eq!(after.live.tiers, preview.tiers);
    assert_eq!(after.live.histogram, preview.histogram);
}

#[test]
fn every_figure_opens_as_many_accounts_as_it_counts() {
    let desk = Desktop::new();
    imported(&desk);
    let opportunity: OpportunityView = desk.get("opportunity", ());
    for bucket in &opportunity.buckets {
        let found = page(
            &desk,
            json!({ "kind": "bucket", "bucket": bucket.bucket }),
            &["name"; 0],
            1,
        );
        assert_eq!(found.total, bucket.accounts, "{:?}", bucket.bucket);
    }
    let board: TierBoard = desk.get("tier_board", ());
    for column in &board.columns {
        assert_eq!(
            page(&desk, json!({ "kind": "tier", "tier": column.tier }), &[], 1).total,
            column.summary.accounts
        );
    }
    let missing = page(&desk, json!({ "kind": "noPotential" }), &[], 1).total;
    assert_eq!(missing, opportunity.no_potential);
}

#[test]
fn a_cell_is_edited_in_the_persons_notation_and_nonsense_keeps_the_old_value() {
    let desk = Desktop::new();
    imported(&desk);
    let columns: GridColumns = desk.get("grid_columns", ());
    let employees = columns
        .columns
        .iter()
        .find(|c| c.role == Some(FieldRoleView::Employees))
        .expect("employees")
        .key
        .clone();
    let first = page(&desk, json!({ "kind": "all" }), &[&employees], 1);
    let edit = |text: &str| json!({ "account": first.rows[0].id, "column": employees, "text": text });
    let _: PlanView = desk.get("edit_cell", edit("1,250"));
    let read = |desk: &Desktop| page(desk, json!({ "kind": "all" }), &[&employees], 1).rows[0].cells[0].clone();
    assert!(matches!(read(&desk), Cell::Number(n) if (n - 1250.0).abs() < 1e-9) || read(&desk) == Cell::Whole(1250));
    let refused: Result<PlanView, AppError> = desk.ask("edit_cell", edit("many"));
    assert!(matches!(refused, Err(AppError::Refused { .. })), "{refused:?}");
    let _: PlanView = desk.get("edit_cell", edit(""));
    assert_eq!(read(&desk), Cell::Missing, "an emptied cell is missing, not zero");
}

#[test]
fn sorting_puts_blanks_last_both_ways_and_copying_leaves_plain_figures() {
    let desk = Desktop::new();
    imported(&desk);
    let columns: GridColumns = desk.get("grid_columns", ());
    let key = |role| {
        columns
            .columns
            .iter()
            .find(|c| c.role == Some(role))
            .expect("there is one")
            .key
            .clone()
    };
    let (name, revenue) = (key(FieldRoleView::Name), key(FieldRoleView::CurrentRevenue));
    for descending in [false, true] {
        let query = json!({ "segment": { "kind": "all" }, "search": "", "filters": [],
                            "sort": [{ "column": revenue, "descending": descending }] });
        let total: AccountPage = desk.get(
            "account_page",
            json!({ "query": query, "columns": [revenue], "offset": 2400, "limit": 500 }),
        );
        assert_eq!(
            total.rows.last().expect("rows").cells[0],
            Cell::Missing,
            "blanks stand last, descending: {descending}"
        );
        let copied: Copied = desk.get(
            "copy_cells",
            json!({ "query": query, "columns": [name, revenue], "offset": 0, "rows": 2, "withHeader": true }),
        );
        assert_eq!((copied.rows, copied.columns), (2, 2));
    }
    let text = desk.host.clipboard.lock().expect("unpoisoned").clone();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines.len(), 3, "a header and two rows: {text}");
    let figure = lines[1].split('\t').nth(1).expect("two cells");
    assert!(
        figure.parse::<f64>().is_ok_and(|amount| amount > 1000.0),
        "a spreadsheet reads {figure}"
    );
}

#[test]
fn cancelling_an_import_leaves_the_plan_as_it_was() {
    let desk = Desktop::new();
    imported(&desk);
    let before = plan(&desk);
    let file = desk.point_at(&workbook("northlight-accounts.csv"));
    let opened = long(|task| desk.app.import_open(ImportOpen { token: file.token }, task)).expect("opens");
    let sheet = opened.suggested.clone().expect("the only sheet");
    let read = ImportRead {
        import: opened.import,
        sheet,
        header_row: None,
        listing: None,
    };
    let draft = long(|task| desk.app.import_read(read, task)).expect("is read");
    let done = cancelled_at("Saving", |task| desk.app.import_commit(choices(&draft, None), task));
    assert_eq!(done, Err(AppError::Cancelled));
    let after = plan(&desk);
    assert_eq!((after.accounts, after.revision), (before.accounts, before.revision));
}

#[test]
fn a_plan_reopens_where_it_was_and_only_once_for_writing() {
    let desk = Desktop::new();
    imported(&desk);
    let _: () = desk.get("remember_step", json!({ "step": "territories" }));
    let file = plan(&desk).file;
    let path = desk.home.path().join("plans/northlight.tierline");
    assert!(path.is_file(), "the plan saved itself under the list's name");
    let other = Desktop::new();
    let there = other.point_at(&path);
    let second: Result<PlanView, AppError> = other.ask("open_plan", json!({ "token": there.token, "readOnly": false }));
    assert!(matches!(second, Err(AppError::PlanInUse { .. })), "{second:?}");
    let reading: PlanView = other.get("open_plan", json!({ "token": there.token, "readOnly": true }));
    assert!(reading.read_only);
    let refused: Result<PlanView, AppError> = other.ask("undo", ());
    assert!(
        matches!(refused, Err(AppError::Refused { .. })),
        "a plan read only is not changed: {refused:?}"
    );

    let closed: AppState = desk.get("close_plan", ());
    assert_eq!(closed.plan, None);
    let side_files: Vec<_> = std::fs::read_dir(path.parent().expect("a folder"))
        .expect("readable")
        .flatten()
        .collect();
    assert_eq!(side_files.len(), 1, "one file when closed: {side_files:?}");
    let _: PlanView = desk.get("open_plan", json!({ "token": file.token, "readOnly": false }));
    let state: AppState = desk.get("app_state", ());
    assert_eq!(state.last_step, Some(Step::Territories));
    assert_eq!(state.recent.len(), 1);
}

#[test]
fn the_sample_company_is_ready_in_one_step() {
    let desk = Desktop::new();
    let sample = long(|task| desk.app.open_sample((), task)).expect("the sample opens");
    assert_eq!((sample.accounts, sample.reps), (2513, 14));
    let home: HomeView = desk.get("home", ());
    assert_eq!(home.unowned_accounts, 0);
    assert_eq!(
        home.next.step,
        Step::Share,
        "nothing is left to do but to send it: {:?}",
        home.next
    );
}

#[test]
fn the_workbook_for_leadership_is_written_and_read_back() {
    let desk = Desktop::new();
    long(|task| desk.app.open_sample((), task)).expect("the sample opens");
    let target = desk.home.path().join("Plan.xlsx");
    *desk.host.save.lock().expect("unpoisoned") = Some(target.clone());
    let file: Option<FileRef> = desk.get("choose_export_target", ());
    let token = file.expect("chosen").token;
    let done = long(|task| desk.app.export_workbook(ExportWorkbook { token }, task)).expect("written");
    assert_eq!(done.accounts, 2513);
    let back = desk.point_at(&target);
    let opened = long(|task| desk.app.import_open(ImportOpen { token: back.token }, task)).expect("reads back");
    let names: Vec<&str> = opened.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Summary",
            "Accounts",
            "Tiers",
            "Opportunity",
            "Territories",
            "Quotas",
            "Method"
        ]
    );
    let size = std::fs::metadata(&target).expect("there").len();
    let stopped = cancelled_at("Writing", |task| {
        desk.app.export_workbook(ExportWorkbook { token }, task)
    });
    assert_eq!(stopped, Err(AppError::Cancelled));
    assert_eq!(
        std::fs::metadata(&target).expect("there").len(),
        size,
        "a cancelled export keeps the old workbook"
    );
}
