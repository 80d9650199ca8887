//! The edges of the person's desk: names that systems refuse, dates nobody can read, files that go while they are open.

use crate::desk::{Desktop, long, workbook};
use serde_json::json;
use std::fs;
use std::path::Path;
use tierline_app::ReaderHost;
use tierline_contract::*;

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn sample(desk: &Desktop) -> PlanView {
    long(|task| desk.app.open_sample((), task)).expect("the sample opens")
}

/// Answers the next save dialog.
fn save_as(desk: &Desktop, name: &str) {
    *desk.host.save.lock().expect("unpoisoned") = Some(desk.home.path().join(name));
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, AppError>) -> String {
    let said = answer.expect_err("it must be refused").to_string();
    assert!(said.ends_with('.'), "a sentence: {said}");
    for jargon in ["/", "tmp", "os error", "SQL", "sqlite", "::", "incident"] {
        assert!(!said.contains(jargon), "no “{jargon}” for people: {said}");
    }
    said
}

#[test]
fn a_plan_may_have_any_name_and_its_file_one_that_every_system_takes() {
    let desk = Desktop::new();
    for (name, file) in [
        ("CON", "CON_.tierline"),
        ("DACH: 2027/28?", "DACH 2027 28.tierline"),
        ("Plan v1.2", "Plan v1.2.tierline"),
        ("...", "Plan.tierline"),
    ] {
        let plan: PlanView = desk.get("new_plan", json!({ "name": name }));
        assert_eq!((plan.name.as_str(), plan.file.name.as_str()), (name, file));
    }
    let long_name = "Vertriebsplanung für Österreich ".repeat(20);
    let plan: PlanView = desk.get("new_plan", json!({ "name": long_name }));
    assert_eq!(plan.name, long_name.trim(), "the plan keeps its name");
    save_as(&desk, "Copy v1.2");
    let copy: Option<FileRef> = desk.get("save_copy", ());
    assert_eq!(
        copy.expect("saved").name,
        "Copy v1.2.tierline",
        "a dot in a name begins no ending"
    );
    let again: Result<Option<FileRef>, AppError> = desk.ask("save_copy", ());
    assert!(
        refusal(again).contains("“Copy v1.2.tierline” is there already"),
        "the dialog never asked about the file with the ending"
    );
    save_as(&desk, "Plan FY 1.2");
    let target: Option<FileRef> = desk.get("choose_export_target", ());
    assert_eq!(target.expect("chosen").name, "Plan FY 1.2.xlsx");
}

#[test]
fn a_date_or_a_figure_that_cannot_be_meant_is_refused_and_not_dropped() {
    let desk = Desktop::new();
    sample(&desk);
    let page: AccountPage = desk.get(
        "account_page",
        json!({ "query": { "segment": { "kind": "all" }, "search": "", "filters": [], "sort": [] }, "columns": ["score"], "offset": 0, "limit": 1 }),
    );
    let account = page.rows[0].id;
    let before: AppState = desk.get("app_state", ());
    let over = |expires: serde_json::Value| -> Result<PlanView, AppError> {
        desk.ask(
            "override_tier",
            json!({ "accounts": [account], "tier": 0, "reason": "asked for", "expires": expires }),
        )
    };
    assert!(refusal(over(json!("next summer"))).contains("“next summer” is not a date"));
    assert!(refusal(over(json!("2027-02-30"))).contains("2027-02-30"));
    assert!(
        refusal(over(json!("2020-01-01"))).contains("expired already"),
        "it would do nothing"
    );
    let territories: TerritoriesView = desk.get("territories", ());
    let rep = territories.reps[0].rep.clone();
    let save = |rep: RepView| -> Result<PlanView, AppError> { desk.ask("save_rep", json!({ "rep": rep })) };
    let late = RepView {
        start: Some("soon".to_owned()),
        ..rep.clone()
    };
    assert!(refusal(save(late)).contains("“soon” is not a date"));
    let much = RepView {
        share_of_full_time: 1200,
        ..rep.clone()
    };
    assert!(refusal(save(much)).contains("between 0 and 100 %"));
    let renamed: Result<PlanView, AppError> = desk.ask(
        "rename_plan",
        json!({ "name": "Plan", "period": "FY 2027", "currency": "EURO" }),
    );
    assert!(refusal(renamed).contains("“EURO” is not the code of a currency"));
    let after: AppState = desk.get("app_state", ());
    assert_eq!(after.plan, before.plan, "nothing of it was done");
    over(json!("2027-06-30")).expect("a date in the future is taken");
}

#[test]
fn reps_paid_in_dollars_do_not_join_a_plan_in_euros() {
    let desk = Desktop::new();
    let before = sample(&desk);
    let path = desk.home.path().join("reps.csv");
    fs::write(
        &path,
        "Rep name,Start date,Quota (USD)\nAna,2020-01-01,100000\nBo,2021-01-01,200000\n",
    )
    .expect("written");
    let file = desk.point_at(&path);
    let request = ImportReps {
        token: file.token,
        sheet: None,
    };
    let said = refusal(long(|task| desk.app.import_reps(request, task)));
    assert!(said.contains("USD") && said.contains("EUR"), "{said}");
    let after: AppState = desk.get("app_state", ());
    assert_eq!(after.plan, Some(before));
}

#[test]
fn amounts_of_another_currency_are_never_taken_without_a_word() {
    let desk = Desktop::reading(ReaderHost::InProcess);
    let file = desk.point_at(&workbook("three-currencies.xlsx"));
    let opened = long(|task| desk.app.import_open(ImportOpen { token: file.token }, task)).expect("opens");
    assert_eq!(opened.reps_sheet.as_deref(), Some("Reps"));
    let read = ImportRead {
        import: opened.import,
        sheet: "Accounts".to_owned(),
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
        currency: "EUR".to_owned(),
        reps_sheet: opened.reps_sheet,
        ..ImportChoices::default()
    };
    let told: ImportCheck = desk.get("import_check", &choices);
    let blocked = told.blocked.expect("the reps' amounts are in dollars");
    assert!(blocked.contains("EUR") && blocked.contains("USD"), "{blocked}");
    let said = refusal(long(|task| desk.app.import_commit(choices.clone(), task)));
    assert!(
        said.contains(&blocked),
        "nor is it imported by whoever does not ask first: {said}"
    );
    let without_reps = ImportChoices {
        reps_sheet: None,
        ..choices
    };
    let told: ImportCheck = desk.get("import_check", &without_reps);
    assert_eq!(told.blocked, None);
    let marked: Vec<&str> = told
        .issues
        .iter()
        .filter(|group| group.sentence.contains("marked as GBP"))
        .map(|group| group.column.as_str())
        .collect();
    assert_eq!(
        marked,
        ["Pipeline (GBP)"],
        "pounds are taken at their figure, and that is said"
    );
}

#[test]
fn the_sheet_of_reps_is_read_once_for_an_import() {
    let desk = Desktop::reading(ReaderHost::InProcess);
    let path = desk.home.path().join("list.xlsx");
    fs::copy(workbook("northlight.xlsx"), &path).expect("copied");
    let file = desk.point_at(&path);
    let opened = long(|task| desk.app.import_open(ImportOpen { token: file.token }, task)).expect("opens");
    let read = ImportRead {
        import: opened.import,
        sheet: opened.suggested.clone().expect("a sheet"),
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
        reps_sheet: opened.reps_sheet,
        ..ImportChoices::default()
    };
    let first: ImportCheck = desk.get("import_check", &choices);
    assert_eq!(first.reps, 14);
    fs::remove_file(&path).expect("removed");
    let second: ImportCheck = desk.get("import_check", &choices);
    assert_eq!(second, first, "a correction must not read the workbook again");
    let done = long(|task| desk.app.import_commit(choices, task)).expect("what was checked is what is imported");
    assert_eq!((done.accounts, done.reps), (first.accounts, 14));
}

/// Windows does not let go of a file that is open.
#[cfg(unix)]
#[test]
fn a_plan_that_is_moved_or_deleted_while_it_is_open_is_kept_by_saving_a_copy() {
    for deleted in [false, true] {
        let desk = Desktop::new();
        let before = sample(&desk);
        let plans = desk.home.path().join("plans");
        let path = plans.join(&before.file.name);
        if deleted {
            fs::remove_file(&path).expect("deleted");
        } else {
            fs::rename(&path, desk.home.path().join("elsewhere.tierline")).expect("moved");
        }
        let renamed = |name: &str| -> Result<PlanView, AppError> {
            desk.ask(
                "rename_plan",
                json!({ "name": name, "period": "FY 2027", "currency": "EUR" }),
            )
        };
        let said = refusal(renamed("Another name"));
        assert!(
            said.contains("moved, renamed or deleted") && said.contains("Save a copy"),
            "{said}"
        );
        let state: AppState = desk.get("app_state", ());
        let shown = state.plan.expect("still on the screen");
        assert_eq!((shown.name, shown.accounts), (before.name.clone(), before.accounts));
        save_as(&desk, "Kept");
        let copy: Option<FileRef> = desk.get("save_copy", ());
        assert_eq!(copy.expect("saved").name, "Kept.tierline");
        let plan = renamed("Goes on").expect("the work goes on in the copy");
        assert_eq!(
            (plan.file.name.as_str(), plan.accounts),
            ("Kept.tierline", before.accounts)
        );
        let _: AppState = desk.get("close_plan", ());
        assert_eq!(names_in(&plans), [""; 0], "nothing is left beside the plan that went");
        let kept = desk.point_at(&desk.home.path().join("Kept.tierline"));
        let plan: PlanView = desk.get("open_plan", json!({ "token": kept.token, "readOnly": false }));
        assert_eq!(plan.name, "Goes on");
    }
}

#[cfg(unix)]
#[test]
fn a_workbook_that_is_marked_as_open_is_not_replaced() {
    let desk = Desktop::new();
    let before = sample(&desk);
    let target = desk.home.path().join("Plan.xlsx");
    fs::write(&target, "what leadership has on the screen").expect("written");
    for mark in ["~$Plan.xlsx", ".~lock.Plan.xlsx#"] {
        let mark = desk.home.path().join(mark);
        fs::write(&mark, "Ana").expect("written");
        let token = desk.app.admit(&target).token;
        let done = long(|task| desk.app.export_workbook(ExportWorkbook { token }, task));
        assert!(
            matches!(&done, Err(AppError::TargetBusy { message }) if message.contains("Close it there")),
            "{done:?}"
        );
        fs::remove_file(&mark).expect("removed");
    }
    assert_eq!(
        fs::read_to_string(&target).expect("there"),
        "what leadership has on the screen"
    );
    let state: AppState = desk.get("app_state", ());
    assert_eq!(state.plan, Some(before));
}

/// Set for the process that has a small disk of its own.
#[cfg(target_os = "linux")]
const DISK: &str = "TIERLINE_TEST_DISK";

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_one_that_takes_no_changes_are_told_and_lose_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).expect("made");
    let unshare = |script: &str| {
        std::process::Command::new("unshare")
            .args(["--map-root-user", "--mount", "sh", "-c", script])
            .env("DISK", &disk)
            .env(DISK, &disk)
            .env("TEST", std::env::current_exe().expect("this test"))
            .output()
    };
    let mount = "mount -t tmpfs -o size=4m tmpfs \"$DISK\"";
    if !unshare(mount).is_ok_and(|output| output.status.success()) {
        println!("left out: this system lets no test mount a disk of its own");
        return;
    }
    let run = "\"$TEST\" edges::on_a_small_disk --exact --ignored --nocapture";
    let ended = unshare(&format!("{mount} && {run}")).expect("starts");
    let said = String::from_utf8_lossy(&ended.stdout) + String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success() && said.contains("1 passed"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs a disk of its own: the test above starts it"]
fn on_a_small_disk() {
    let Some(disk) = std::env::var_os(DISK).map(std::path::PathBuf::from) else {
        return;
    };
    let desk = Desktop::new();
    sample(&desk);
    *desk.host.save.lock().expect("unpoisoned") = Some(disk.join("Plan.tierline"));
    let copy: Option<FileRef> = desk.get("save_copy", ());
    let token = copy.expect("it fits").token;
    let plan: PlanView = desk.get("open_plan", json!({ "token": token, "readOnly": false }));
    // No room for more than the plan has.
    let filler = disk.join("filler");
    let mut size = 4 << 20;
    while fs::write(&filler, vec![1; size]).is_err() {
        size -= 4096;
    }
    let file = desk.point_at(&workbook("northlight-accounts.csv"));
    let import = || -> Result<ImportDone, AppError> {
        let opened = long(|task| desk.app.import_open(ImportOpen { token: file.token }, task))?;
        let read = ImportRead {
            import: opened.import,
            sheet: opened.suggested.clone().expect("a sheet"),
            header_row: None,
            listing: None,
        };
        let draft = long(|task| desk.app.import_read(read, task))?;
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
        long(|task| desk.app.import_commit(choices, task))
    };
    let said = refusal(import());
    assert!(
        said.contains("disk is full") && said.contains("as it was before"),
        "{said}"
    );
    let state: AppState = desk.get("app_state", ());
    let shown = state.plan.expect("still open");
    assert_eq!(
        (shown.accounts, &shown.undo),
        (plan.accounts, &plan.undo),
        "the plan is as it was"
    );
    let target = disk.join("Plan.xlsx");
    let export = || {
        let token = desk.app.admit(&target).token;
        long(|task| desk.app.export_workbook(ExportWorkbook { token }, task))
    };
    let said = refusal(export());
    assert!(said.contains("disk is full") && said.contains("Make room"), "{said}");
    assert_eq!(
        names_in(&disk)
            .iter()
            .filter(|name| name.contains("xlsx") || name.contains("part"))
            .count(),
        0
    );
    fs::remove_file(&filler).expect("there is room again");
    import().expect("the same import goes through now");
    desk.get::<PlanView>("undo", ());
    export().expect("and so does the workbook");
    let _: AppState = desk.get("close_plan", ());

    // The same plan on a disk that takes no changes opens to be read.
    let protect = std::process::Command::new("mount")
        .args(["-o", "remount,ro"])
        .arg(&disk)
        .status();
    assert!(protect.expect("mount is there").success());
    let plan: PlanView = desk.get("open_plan", json!({ "token": token, "readOnly": false }));
    assert!(plan.read_only, "it can still be looked at");
    assert_eq!(plan.accounts, shown.accounts, "nothing was lost to the full disk");
    let said = refusal(export());
    assert!(
        said.contains("may not write to this folder") && said.contains("Choose another folder"),
        "{said}"
    );
    let refused: Result<PlanView, AppError> = desk.ask("undo", ());
    assert!(refusal(refused).contains("Save a copy"), "and it says how to go on");
    *desk.host.save.lock().expect("unpoisoned") = Some(disk.join("Copy.tierline"));
    let copy: Result<Option<FileRef>, AppError> = desk.ask("save_copy", ());
    assert!(refusal(copy).contains("may not write to the folder of “Copy.tierline”"));
    save_as(&desk, "Copy");
    desk.get::<Option<FileRef>>("save_copy", ())
        .expect("a copy elsewhere is the way out");
}
