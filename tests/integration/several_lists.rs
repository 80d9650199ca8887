//! Several sheets and files in one import, lists that add to the plan's accounts, and cells mended on the way.

use crate::desk::{Desktop, choices, long, read_list};
use serde_json::json;
use std::fs;
use tierline_app::job::{self, Job};
use tierline_app::{Headless, ReaderHost, Task};
use tierline_contract::*;

const ACCOUNTS: &str = "Account ID;Account name;City;Country;Employees;Current revenue\n\
    A1;Alba GmbH;Ulm;Germany;10;100\nA2;Brio;Lyon;France;20;200\nA3;Cora;Graz;Austria;30;300\n";
const SALES: &str = "Account ID;Product;Invoice date;Amount\n\
    A1;Pressure;2026-03-01;60\nA1;Flow;2026-04-01;40\nA2;Flow;2026-05-01;150\nA9;Flow;2026-05-02;9\n";
const VISITS: &str = "Company;Activity type;Date\nAlba;Visit;2026-10-01\nAlba;Call;2026-11-01\nDora;Call;2026-11-02\n";
const DEALS: &str = "Opportunity;Account name;Stage;Amount;Close date\n\
    O1;Brio;Closed Won;100;2026-01-01\nO2;Brio;Closed Lost;10;2026-01-02\nO3;Cora;Negotiation;70;2027-02-01\n";

fn file(desk: &Desktop, name: &str, text: &str) -> std::path::PathBuf {
    let path = desk.home.path().join(name);
    fs::write(&path, text).expect("writes");
    path
}

/// Adds a file to the import and reads its sheet.
fn add(desk: &Desktop, first: &ImportDraft, name: &str, text: &str) -> ImportDraft {
    let token = desk.point_at(&file(desk, name, text)).token;
    let request = ImportAdd {
        import: first.import,
        token,
    };
    let all = long(|task| desk.app.import_add(request, task)).expect("the file joins");
    let sheet = all.sheets.last().expect("its sheet").name.clone();
    read(desk, first.import, &sheet)
}

fn read(desk: &Desktop, import: u32, sheet: &str) -> ImportDraft {
    let request = ImportRead {
        import,
        sheet: sheet.to_owned(),
        header_row: None,
        listing: None,
    };
    long(|task| desk.app.import_read(request, task)).expect("the sheet is read")
}

fn commit(desk: &Desktop, choices: ImportChoices) -> ImportDone {
    long(|task| desk.app.import_commit(choices, task)).expect("the import is committed")
}

fn cell(desk: &Desktop, account: u32, label: &str) -> Cell {
    let detail: AccountDetail = desk.get("account_detail", json!({ "account": account }));
    let found = detail.fields.iter().find(|field| field.label == label);
    let labels: Vec<_> = detail.fields.iter().map(|field| &field.label).collect();
    found
        .unwrap_or_else(|| panic!("no {label} in {labels:?}"))
        .value
        .clone()
}

#[test]
fn four_files_make_one_plan_in_one_step() {
    let desk = Desktop::new();
    let first = read_list(&desk, &file(&desk, "accounts.csv", ACCOUNTS));
    let sales = add(&desk, &first, "sales.csv", SALES);
    let visits = add(&desk, &first, "visits.csv", VISITS);
    let deals = add(&desk, &first, "deals.csv", DEALS);
    assert_eq!(
        (sales.listing, visits.listing, deals.listing),
        (Listing::Sales, Listing::Activities, Listing::Deals)
    );
    let leave = |draft: &ImportDraft| ListChoice {
        strangers: StrangerChoice::LeaveOut,
        ..draft.proposed()
    };
    let choices = ImportChoices {
        further: vec![leave(&sales), leave(&visits), leave(&deals)],
        ..choices(&first, None)
    };
    let check: ImportCheck = desk.get("import_check", &choices);
    assert_eq!((check.accounts, check.blocked.as_deref()), (3, None));
    let told: Vec<(u32, u32, u32)> = check
        .further
        .iter()
        .map(|further| {
            let update = further.check.update.as_ref().expect("it joins");
            (further.check.records.expect("events"), update.changed, update.new)
        })
        .collect();
    assert_eq!(told, [(4, 2, 1), (3, 1, 1), (3, 2, 0)]);
    let remarks = &check.further[0].check.update.as_ref().expect("it joins").remarks;
    assert!(
        remarks.iter().any(|remark| remark.contains("“Current revenue” stays")),
        "the account list's own figure is not overwritten: {remarks:?}"
    );
    let page = ImportDifferences {
        choices: choices.clone(),
        list: 1,
        part: UpdatePart::New,
        offset: 0,
        limit: 10,
    };
    let strangers: DifferencePage = desk.get("import_differences", page);
    assert_eq!((strangers.total, strangers.rows[0].row), (1, Some(5)));
    let done = commit(&desk, choices);
    assert_eq!(
        done.sentence,
        "3 accounts imported. 3 further lists changed 5 accounts. 2 accounts that they name were left out."
    );
    assert_eq!(cell(&desk, 1, "Pressure"), Cell::Whole(6_000));
    assert_eq!(cell(&desk, 2, "Flow"), Cell::Whole(15_000));
    assert_eq!(cell(&desk, 1, "Current revenue"), Cell::Whole(10_000));
    assert_eq!(cell(&desk, 1, "Last activity"), Cell::Text("2026-11-01".to_owned()));
    assert_eq!(cell(&desk, 3, "Open pipeline"), Cell::Whole(7_000));
    assert_eq!(cell(&desk, 2, "Win rate"), Cell::Number(0.5));
    let state: AppState = desk.get("app_state", ());
    let plan = state.plan.expect("open");
    assert_eq!((plan.name.as_str(), plan.accounts), ("accounts", 3));
    let undone: PlanView = desk.get("undo", ());
    assert_eq!(undone.accounts, 0, "one step took everything back");
}

#[test]
fn the_same_events_twice_change_nothing_and_newer_ones_move_forward() {
    let desk = Desktop::new();
    commit(
        &desk,
        choices(&read_list(&desk, &file(&desk, "accounts.csv", ACCOUNTS)), None),
    );
    let visits = |text: &str| {
        let draft = read_list(&desk, &file(&desk, "visits.csv", text));
        ImportChoices {
            list: ListChoice {
                strangers: StrangerChoice::LeaveOut,
                ..draft.proposed()
            },
            ..choices(&draft, None)
        }
    };
    let done = commit(&desk, visits(VISITS));
    assert_eq!(done.sentence, "1 account changed.");
    let again: ImportCheck = desk.get("import_check", visits(VISITS));
    assert!(again.update.expect("it joins").nothing);
    let older = "Company;Activity type;Date\nAlba;Visit;2026-09-01\nAlba;Call;2026-09-02\n";
    commit(&desk, visits(older));
    assert_eq!(cell(&desk, 1, "Last activity"), Cell::Text("2026-11-01".to_owned()));
}

#[test]
fn events_join_whatever_was_chosen_for_accounts_and_say_a_strange_currency() {
    let desk = Desktop::new();
    commit(
        &desk,
        choices(&read_list(&desk, &file(&desk, "accounts.csv", ACCOUNTS)), None),
    );
    let sales =
        "Account ID;Product;Year;Amount (GBP)\nA1;Flow;2026;60\nA1;Pressure;2026;40\nA2;Flow;2026;5\n;Flow;2026;1\n";
    let draft = read_list(&desk, &file(&desk, "sales.csv", sales));
    let choices = ImportChoices {
        how: ImportHow::Replace,
        ..choices(&draft, None)
    };
    let check: ImportCheck = desk.get("import_check", &choices);
    assert!(
        check
            .issues
            .iter()
            .any(|issue| issue.sentence.contains("marked as GBP")),
        "{:?}",
        check.issues
    );
    let update = check.update.expect("it joins");
    assert_eq!((update.changed, update.can_add), (2, false));
    commit(&desk, choices);
    let state: AppState = desk.get("app_state", ());
    assert_eq!(state.plan.expect("open").accounts, 3, "no account was replaced");
}

#[test]
fn a_newer_list_with_further_ones_says_what_each_did_and_rows_of_each_can_be_sent_back() {
    let desk = Desktop::new();
    commit(
        &desk,
        choices(&read_list(&desk, &file(&desk, "accounts.csv", ACCOUNTS)), None),
    );
    let newer = ACCOUNTS.replace("Ulm", "Bonn");
    let first = read_list(&desk, &file(&desk, "accounts.csv", &newer));
    let visits = add(&desk, &first, "visits.csv", &format!("{VISITS};Call;2026-11-03\n"));
    let choices = ImportChoices {
        further: vec![ListChoice {
            strangers: StrangerChoice::LeaveOut,
            ..visits.proposed()
        }],
        ..choices(&first, None)
    };
    let target = desk.home.path().join("mend.xlsx");
    *desk.host.save.lock().expect("unpoisoned") = Some(target.clone());
    let saved: Option<FileRef> = desk.get("save_rejected", json!({ "choices": choices, "list": 1 }));
    assert!(saved.is_some() && target.is_file());
    let refused = desk.ask::<Option<FileRef>>("save_rejected", json!({ "choices": choices, "list": 2 }));
    assert!(matches!(refused, Err(AppError::Refused { .. })));
    let done = commit(&desk, choices);
    assert_eq!(
        done.sentence,
        "1 account changed. 1 further list changed 1 account. 1 account that they name was left out."
    );
}

#[test]
fn events_without_accounts_are_refused_in_a_sentence() {
    let desk = Desktop::new();
    let draft = read_list(&desk, &file(&desk, "visits.csv", VISITS));
    let check: ImportCheck = desk.get("import_check", choices(&draft, None));
    assert!(check.blocked.expect("it is refused").contains("no accounts yet"));
    let refused = long(|task| desk.app.import_commit(choices(&draft, None), task));
    assert!(matches!(refused, Err(AppError::Unreadable { .. })));
    let state: AppState = desk.get("app_state", ());
    assert!(state.plan.is_none(), "no empty plan was made");
}

#[test]
fn a_person_may_say_what_the_rows_are_and_it_is_remembered() {
    let desk = Desktop::new();
    commit(
        &desk,
        choices(&read_list(&desk, &file(&desk, "accounts.csv", ACCOUNTS)), None),
    );
    let path = file(
        &desk,
        "list.csv",
        "Company;Remark;When\nAlba;x;2026-01-01\nBrio;y;2026-02-01\n",
    );
    let draft = read_list(&desk, &path);
    assert_eq!(draft.listing, Listing::Accounts);
    let request = ImportRead {
        import: draft.import,
        sheet: draft.sheet.clone(),
        header_row: Some(draft.header_row),
        listing: Some(Listing::Activities),
    };
    let draft = long(|task| desk.app.import_read(request, task)).expect("read anew");
    let parts: Vec<_> = draft.columns.iter().map(|column| column.part).collect();
    assert_eq!(parts, [Some(RecordPart::Account), None, Some(RecordPart::Date)]);
    commit(&desk, choices(&draft, None));
    assert_eq!(cell(&desk, 2, "Last activity"), Cell::Text("2026-02-01".to_owned()));
    let next = read_list(&desk, &path);
    assert_eq!(next.listing, Listing::Activities);
    assert!(next.remembered.is_some());
}

#[test]
fn sheets_of_two_regions_become_one_list() {
    let desk = Desktop::new();
    let first = read_list(&desk, &file(&desk, "emea.csv", ACCOUNTS));
    let other = "Account ID;Account name;City;Country;Employees;Current revenue;Segment\n\
        A3;Cora;Graz;Austria;33;300;Mid\nB1;Dora;Boston;United States;40;400;Large\n";
    let second = add(&desk, &first, "amer.csv", other);
    let choices = ImportChoices {
        further: vec![second.proposed()],
        ..choices(&first, None)
    };
    commit(&desk, choices);
    let state: AppState = desk.get("app_state", ());
    assert_eq!(
        state.plan.expect("open").accounts,
        4,
        "the account in both lists is one"
    );
    assert_eq!(cell(&desk, 3, "Employees"), Cell::Number(33.0));
    assert_eq!(cell(&desk, 4, "Segment"), Cell::Text("Large".to_owned()));
    assert_eq!(cell(&desk, 1, "Segment"), Cell::Missing);
}

#[test]
fn cells_are_mended_alike_one_by_one_or_their_rows_left_out() {
    let desk = Desktop::new();
    let rows = "Company;Employees;Current revenue\nAlba;a dozen;100\nBrio;a dozen;200\nCora;many;300\nDora;some;400\nElba;5;500\n\
        Faro;6;600\nGala;7;700\nHera;8;800\n";
    let draft = read_list(&desk, &file(&desk, "accounts.csv", rows));
    let mut choices = choices(&draft, None);
    let check: ImportCheck = desk.get("import_check", &choices);
    let group = check
        .issues
        .iter()
        .find(|group| group.mendable)
        .expect("a group to mend");
    let texts: Vec<(&str, u32)> = group
        .examples
        .iter()
        .map(|each| (each.raw.as_str(), each.alike))
        .collect();
    assert_eq!(texts, [("a dozen", 2), ("many", 1), ("some", 1)]);
    let column = group.index.expect("a column");
    let mend = |row: Option<u32>, raw: &str, becomes: Option<&str>| Mend {
        column,
        raw: raw.to_owned(),
        row,
        becomes: becomes.map(str::to_owned),
    };
    choices.list.mends = vec![
        mend(None, "a dozen", Some("12")),
        mend(Some(4), "many", Some("400")),
        mend(None, "some", None),
    ];
    let check: ImportCheck = desk.get("import_check", &choices);
    assert!(check.issues.iter().all(|group| !group.mendable), "{:?}", check.issues);
    assert_eq!((check.accounts, check.rows_left_out), (7, 1));
    commit(&desk, choices);
    assert_eq!(cell(&desk, 2, "Employees"), Cell::Number(12.0));
    assert_eq!(cell(&desk, 3, "Employees"), Cell::Number(400.0));
    assert_eq!(cell(&desk, 4, "Employees"), Cell::Number(5.0));
}

#[test]
fn a_real_pipeline_joins_its_accounts() {
    let Some(folder) = crate::real_lists::data().map(|data| data.join("accounts/maven-crm")) else {
        return;
    };
    let desk = Desktop::new();
    let first = read_list(&desk, &folder.join("accounts.csv"));
    let request = ImportAdd {
        import: first.import,
        token: desk.point_at(&folder.join("sales_pipeline.csv")).token,
    };
    let all = long(|task| desk.app.import_add(request, task)).expect("the file joins");
    let pipeline = all.sheets.last().expect("its sheet");
    assert_eq!(pipeline.looks_like, Some(SheetLook::Deals));
    let deals = read(&desk, first.import, &pipeline.name);
    let choices = ImportChoices {
        further: vec![ListChoice {
            strangers: StrangerChoice::LeaveOut,
            ..deals.proposed()
        }],
        ..choices(&first, None)
    };
    let check: ImportCheck = desk.get("import_check", &choices);
    let joined = &check.further[0].check;
    let update = joined.update.as_ref().expect("it joins");
    assert_eq!(
        (joined.accounts, update.changed, update.unclear),
        (85, 85, 0),
        "{joined:?}"
    );
    assert_eq!(
        joined.records.expect("deals") + joined.rows_left_out,
        8_800,
        "every row counts or is told"
    );
}

#[test]
fn the_job_without_a_window_joins_events_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("writes");
        path
    };
    let job = Job {
        lists: vec![write("sales.csv", SALES), write("accounts.csv", ACCOUNTS)],
        out: folder.path().join("plan.xlsx"),
        ..Job::default()
    };
    let planned = job::plan(&ReaderHost::InProcess, &Headless, &job, &Task::unwatched()).expect("the job is done");
    assert_eq!(planned.accounts, 3);
    let told = planned.remarks.iter().find(|remark| remark.starts_with("sales.csv"));
    assert_eq!(
        told.map(String::as_str),
        Some("sales.csv: 2 accounts changed. 1 account that it names is not in the plan, or not clear.")
    );
}

/// Opens a file and reads the sources of it.
fn open(desk: &Desktop, path: &std::path::Path) -> ImportFile {
    let token = desk.point_at(path).token;
    long(|task| desk.app.import_open(ImportOpen { token }, task)).expect("the file opens")
}

#[test]
fn tables_of_excel_on_one_sheet_are_read_one_by_one() {
    let desk = Desktop::new();
    let file = open(&desk, &crate::desk::workbook("excel-tables.xlsx"));
    let named: Vec<_> = file
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.looks_like))
        .collect();
    assert_eq!(
        named,
        [
            ("Overview: Customers", Some(SheetLook::Accounts)),
            ("Overview: Sales", Some(SheetLook::Sales)),
            ("Prospects", Some(SheetLook::Accounts)),
        ]
    );
    assert_eq!(file.suggested.as_deref(), Some("Overview: Customers"));
    let accounts = read(&desk, file.import, "Overview: Customers");
    let headers: Vec<_> = accounts.columns.iter().map(|column| column.header.as_str()).collect();
    assert_eq!(headers, ["Company", "Country", "Current revenue"]);
    assert_eq!((accounts.data_rows, accounts.header_confidence), (8, 1000));
    assert_eq!(
        accounts
            .left_out
            .iter()
            .map(|out| (out.reason.as_str(), out.rows))
            .collect::<Vec<_>>(),
        [("It is a total of other rows.", 1)]
    );
    let sales = read(&desk, file.import, "Overview: Sales");
    assert_eq!((sales.listing, sales.data_rows), (Listing::Sales, 4));
    let mut choices = choices(&accounts, None);
    choices.further = vec![sales.proposed()];
    commit(&desk, choices);
    assert_eq!(cell(&desk, 1, "Flow"), Cell::Whole(30_000));
}

#[test]
fn a_table_alone_on_its_sheet_is_the_list_and_what_is_beside_it_is_told() {
    let desk = Desktop::new();
    let file = open(&desk, &crate::desk::workbook("excel-tables.xlsx"));
    let draft = read(&desk, file.import, "Prospects");
    assert_eq!(
        (draft.header_row, draft.data_rows),
        (3, 3),
        "a name that begins with Total is a name"
    );
    let told = draft.remarks.iter().find(|remark| remark.contains("beside"));
    assert_eq!(
        told.map(String::as_str),
        Some("The list is the table “Prospects”; 1 cell beside it is not read.")
    );
}

#[test]
fn of_tables_under_one_another_any_can_be_read() {
    let desk = Desktop::new();
    let mut text = "Rep;Region;Quota\n".to_owned();
    for number in 1..=6 {
        text += &format!("Rep {number};North;{number}00\n");
    }
    text += ";;\n;;\nCompany;City;Employees\n";
    for number in 1..=9 {
        text += &format!("Company {number};Ulm;{number}0\n");
    }
    let first = open(&desk, &file(&desk, "two.csv", &text));
    let draft = read(&desk, first.import, "two");
    let tables: Vec<_> = draft
        .tables
        .iter()
        .map(|table| (table.header_row, table.rows))
        .collect();
    assert_eq!(tables, [(1, 6), (10, 9)]);
    let request = ImportRead {
        import: first.import,
        sheet: "two".to_owned(),
        header_row: Some(10),
        listing: None,
    };
    let second = long(|task| desk.app.import_read(request, task)).expect("is read");
    assert_eq!(second.tables, draft.tables, "the others can still be chosen");
    commit(&desk, choices(&second, None));
    assert_eq!(desk.get::<AppState>("app_state", ()).plan.expect("a plan").accounts, 9);
}
