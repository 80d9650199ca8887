//! Files that cannot be used: each gets a sentence that says what is wrong and what to do, and the plan is as it was.

use crate::desk::{Desktop, cancelled_at, long, workbook};
use std::path::Path;
use tierline_app::job::{self, Job};
use tierline_app::{Headless, ReaderHost, Task};
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
        listing: None,
    };
    let draft = match long(|task| desk.app.import_read(read, task)) {
        Err(error) => return error.to_string(),
        Ok(draft) => draft,
    };
    let choices = ImportChoices {
        import: draft.import,
        list: ListChoice {
            sheet: draft.sheet.clone(),
            header_row: draft.header_row,
            ..ListChoice::default()
        },
        currency: draft.currency.clone(),
        reps_sheet: None,
        ..ImportChoices::default()
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
        ("empty-workbook.xlsx", "is empty"),
        ("headers-only.xlsx", "no row of data"),
        ("truncated.xlsx", "damaged"),
        ("password.xlsx", "password"),
        ("no-numbers.xlsx", "not a single number"),
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
fn a_file_that_is_no_plan_is_refused_kindly() {
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
fn a_plan_of_a_newer_version_asks_for_the_update_and_stays_as_it_is() {
    let desk = Desktop::new();
    long(|task| desk.app.open_sample((), task)).expect("the sample opens");
    let state: AppState = desk.get("close_plan", ());
    let file = state.recent[0].file.clone();
    let path = desk.home.path().join("plans").join(&file.name);
    let mut bytes = std::fs::read(&path).expect("there");
    // The version in the header of the file.
    bytes[60..64].copy_from_slice(&4711_u32.to_be_bytes());
    std::fs::write(&path, &bytes).expect("written");
    for read_only in [false, true] {
        let opened: Result<PlanView, AppError> = desk.ask(
            "open_plan",
            serde_json::json!({ "token": file.token, "readOnly": read_only }),
        );
        assert!(
            matches!(&opened, Err(AppError::PlanTooNew { message }) if message.contains("Update Tierline")),
            "{opened:?}"
        );
    }
    assert!(std::fs::read(&path).expect("there") == bytes, "the file is left alone");
}

#[test]
fn a_column_without_a_single_name_is_no_list() {
    let desk = Desktop::new();
    let path = desk.home.path().join("blank.csv");
    std::fs::write(&path, "Account name,Employees\n,10\n,20\n,30\n").expect("written");
    let said = sentence(&desk, &path);
    assert!(said.contains("name"), "what is missing is the name: {said}");
    assert!(
        !said.starts_with("imports"),
        "an empty list must not replace anything: {said}"
    );
}

#[test]
fn cancelling_the_very_first_import_leaves_no_empty_plan() {
    let desk = Desktop::new();
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
    let choices = ImportChoices {
        import: draft.import,
        list: ListChoice {
            sheet: draft.sheet.clone(),
            header_row: draft.header_row,
            ..ListChoice::default()
        },
        currency: draft.currency.clone(),
        reps_sheet: None,
        ..ImportChoices::default()
    };
    let done = cancelled_at("Saving", |task| desk.app.import_commit(choices, task));
    assert_eq!(done, Err(AppError::Cancelled));
    let state: AppState = desk.get("app_state", ());
    assert_eq!((state.plan, state.recent), (None, vec![]));
    let left = std::fs::read_dir(desk.home.path().join("plans")).map_or(0, Iterator::count);
    assert_eq!(left, 0, "no file is left behind");
}

#[test]
fn a_job_that_fails_leaves_the_plan_that_stood_there_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let save = folder.path().join("Plan.tierline");
    let mut job = Job {
        lists: vec![workbook("northlight-accounts.csv")],
        out: folder.path().join("plan.xlsx"),
        save: Some(save.clone()),
        ..Job::default()
    };
    let plan = |job: &Job| job::plan(&ReaderHost::InProcess, &Headless, job, &Task::unwatched());
    plan(&job).expect("the first time it is made");
    let before = std::fs::read(&save).expect("there");
    assert!(
        matches!(plan(&job), Err(AppError::NotWritable { .. })),
        "it is not replaced unasked"
    );
    job.replace = true;
    job.target = Some("a lot".to_owned());
    assert!(
        matches!(plan(&job), Err(AppError::Refused { .. })),
        "words are no target"
    );
    assert_eq!(
        std::fs::read(&save).expect("still there"),
        before,
        "a failed job replaces nothing"
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
