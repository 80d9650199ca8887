//! Files that cannot be used: each gets a sentence that says what is wrong and what to do, and the plan is as it was.

use crate::desk::{Desktop, long, workbook};
use std::path::Path;
use tierline_contract::*;

/// Goes as far with a file as it lets one, and gives the sentence it ends with.
fn sentence(desk: &Desktop, path: &Path) -> String {
    let file = desk.point_at(path);
    let opened = match long(|task| desk.app.import_open(ImportOpen { token: file.token }, task)) {
        Err(error) => return error.to_string(),
        Ok(opened) => opened,
    };
    let Some(sheet) = opened.suggested else {
        return "no sheet is suggested".to_owned();
    };
    let read = ImportRead {
        import: opened.import,
        sheet,
        header_row: None,
    };
    let draft = match long(|task| desk.app.import_read(read, task)) {
        Err(error) => return error.to_string(),
        Ok(draft) => draft,
    };
    let choices = ImportChoices {
        import: draft.import,
        sheet: draft.sheet.clone(),
        header_row: draft.header_row,
        columns: Vec::new(),
        currency: draft.currency.clone(),
        reps_sheet: None,
    };
    let check: ImportCheck = desk.get("import_check", &choices);
    match check.blocked {
        Some(sentence) => {
            let committed = long(|task| desk.app.import_commit(choices, task));
            assert!(committed.is_err(), "what is blocked cannot be committed either");
            sentence
        }
        None => format!("imports {} accounts", check.accounts),
    }
}

#[test]
fn files_that_cannot_be_used_say_why_and_change_nothing() {
    let desk = Desktop::new();
    for (name, words) in [
        ("not-a-workbook.xlsx", "not a workbook"),
        ("empty.xlsx", "empty"),
        ("empty-workbook.xlsx", "no row of data"),
        ("headers-only.xlsx", "no row of data"),
        ("truncated.xlsx", "damaged"),
        ("password.xlsx", "password"),
    ] {
        let said = sentence(&desk, &workbook(name));
        assert!(said.contains(words), "{name} should be told by “{words}”, not: {said}");
        assert!(
            said.ends_with('.') || said.ends_with('!'),
            "{name}: a sentence ends: {said}"
        );
        for jargon in ["zip", "OLE", "XML", "sqlite", "panick", "Err("] {
            assert!(!said.contains(jargon), "{name}: no jargon for people: {said}");
        }
        let state: AppState = desk.get("app_state", ());
        assert_eq!(state.plan, None, "{name}: no plan comes of it");
    }
}

#[test]
fn a_list_without_a_single_number_becomes_a_plan_that_says_what_is_missing() {
    let desk = Desktop::new();
    let said = sentence(&desk, &workbook("no-numbers.xlsx"));
    assert!(said.starts_with("imports"), "names alone are a list: {said}");
}

#[test]
fn a_plan_of_a_newer_version_and_a_file_that_is_none_are_refused_kindly() {
    let desk = Desktop::new();
    let path = desk.home.path().join("letter.tierline");
    std::fs::write(&path, "Dear all, please find attached").expect("written");
    let file = desk.point_at(&path);
    let opened: Result<PlanView, AppError> = desk.ask(
        "open_plan",
        serde_json::json!({ "token": file.token, "readOnly": false }),
    );
    assert!(
        matches!(&opened, Err(AppError::PlanUnreadable { message }) if message.contains("not a Tierline plan")),
        "{opened:?}"
    );
    assert_eq!(
        std::fs::read_to_string(&path).expect("there"),
        "Dear all, please find attached",
        "the file is left alone"
    );
}

#[test]
fn an_export_into_a_folder_that_is_gone_says_so() {
    let desk = Desktop::new();
    long(|task| desk.app.open_sample((), task)).expect("the sample opens");
    let gone = desk.app.admit(&desk.home.path().join("gone/Plan.xlsx"));
    let done = long(|task| desk.app.export_workbook(ExportWorkbook { token: gone.token }, task));
    assert!(
        matches!(&done, Err(AppError::NotWritable { message }) if message.contains("folder")),
        "{done:?}"
    );
}
