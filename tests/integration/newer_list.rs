//! Next month's file for a plan that people have worked on: everything decided stays, and everything is shown before.

use crate::desk::{Desktop, choices, import, list_of, read_list, workbook};
use serde_json::json;
use std::fs;
use tierline_contract::*;

const FIRST: &str = "Account ID;Account name;City;Country;Website;Employees;Current revenue;Account owner\n\
    001;Alba GmbH;Berlin;Germany;alba.example;120;10000;Ana\n\
    002;Brio SA;Paris;France;brio.example;80;20000;Ben\n\
    003;Cora SpA;Rome;Italy;cora.example;300;30000;Ana\n\
    004;Duna Kft;Budapest;Hungary;duna.example;40;0;\n";

const NEWER: &str = "Account ID;Account name;City;Country;Website;Employees;Current revenue;Account owner;Channel\n\
    001;Alba GmbH;Berlin;Germany;alba.example;150;;Ana;direct\n\
    002;Brio SA;Lyon;France;brio.example;80;25000;Ben;partner\n\
    003;Cora SpA;Rome;Italy;cora.example;300;30000;Ana;\n\
    005;Faro Lda;Porto;Portugal;faro.example;60;5000;;direct\n";

fn cell(desk: &Desktop, account: u32, label: &str) -> Cell {
    let detail: AccountDetail = desk.get("account_detail", json!({ "account": account }));
    let field = detail.fields.into_iter().find(|field| field.label == label);
    field.unwrap_or_else(|| panic!("a field {label}")).value
}

fn edit(desk: &Desktop, account: u32, label: &str, text: &str) {
    let columns: GridColumns = desk.get("grid_columns", ());
    let column = columns
        .columns
        .iter()
        .find(|column| column.label == label)
        .expect("a column");
    let edit = json!({ "account": account, "column": column.key, "text": text });
    let _: PlanView = desk.get("edit_cell", edit);
}

fn plan(desk: &Desktop) -> PlanView {
    desk.get::<AppState>("app_state", ()).plan.expect("a plan is open")
}

fn part(desk: &Desktop, choices: &ImportChoices, part: UpdatePart) -> DifferencePage {
    let request = ImportDifferences {
        choices: choices.clone(),
        list: 0,
        part,
        offset: 0,
        limit: 100,
    };
    desk.get("import_differences", request)
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

#[test]
fn a_newer_list_says_what_it_changes_and_then_changes_just_that() {
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", FIRST));
    let before = plan(&desk);
    let newer = list_of(&desk, "accounts.csv", NEWER);
    let check: ImportCheck = desk.get("import_check", &newer);
    let update = check.update.expect("the plan has accounts");
    assert_eq!(
        (
            update.new,
            update.changed,
            update.unchanged,
            update.unclear,
            update.missing
        ),
        (1, 2, 1, 0, 1)
    );
    assert_eq!((check.present, update.nothing), (4, false));
    assert!(
        update.remarks.iter().any(|remark| remark.contains("“Channel”")),
        "{:?}",
        update.remarks
    );
    let changed = part(&desk, &newer, UpdatePart::Changed);
    assert_eq!(changed.total, 2);
    let alba = &changed.rows[0];
    assert_eq!(
        (alba.row, alba.account.as_str(), alba.place.as_str()),
        (Some(2), "Alba GmbH", "Berlin, Germany")
    );
    let columns: Vec<_> = alba
        .cells
        .iter()
        .map(|cell| (cell.column.as_str(), &cell.old, &cell.new))
        .collect();
    assert_eq!(
        columns,
        [
            ("Employees", &Cell::Number(120.0), &Cell::Number(150.0)),
            ("Channel", &Cell::Missing, &text("direct")),
        ],
        "the blank revenue is no difference"
    );
    assert_eq!(part(&desk, &newer, UpdatePart::New).rows[0].account, "Faro Lda");
    assert_eq!(part(&desk, &newer, UpdatePart::Missing).rows[0].account, "Duna Kft");

    let done = import(&desk, newer);
    assert_eq!(done.sentence, "2 accounts changed, 1 account added.");
    let after = plan(&desk);
    assert_eq!(after.accounts, 5, "what the list does not name stays");
    assert_eq!(cell(&desk, 1, "Employees"), Cell::Number(150.0));
    assert_eq!(cell(&desk, 1, "Current revenue"), Cell::Whole(1_000_000));
    assert_eq!(after.undo.as_deref(), Some("Import accounts.csv"));
    let _: PlanView = desk.get("undo", ());
    let undone = plan(&desk);
    assert_eq!(
        (undone.accounts, &undone.undo),
        (before.accounts, &before.undo),
        "one step takes it all back"
    );
    assert_eq!(cell(&desk, 1, "Employees"), Cell::Number(120.0));
}

#[test]
fn a_list_of_strangers_is_told_before_it_is_added() {
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", FIRST));
    let others = list_of(
        &desk,
        "others.csv",
        "Account name;City;Employees\nXerxes;Gent;5\nYara;Oslo;6\n",
    );
    let check: ImportCheck = desk.get("import_check", &others);
    let update = check.update.expect("the plan has accounts");
    assert_eq!((update.new, update.missing), (2, 4));
    assert!(
        update.remarks[0].contains("No account of this list"),
        "{:?}",
        update.remarks
    );
}

#[test]
fn the_same_file_twice_changes_nothing_and_leaves_no_trace() {
    let desk = Desktop::new();
    let sample = workbook("northlight.xlsx");
    import(&desk, choices(&read_list(&desk, &sample), None));
    let before = plan(&desk);
    let again = choices(&read_list(&desk, &sample), None);
    let check: ImportCheck = desk.get("import_check", &again);
    let update = check.update.expect("the plan has accounts");
    assert_eq!(
        (
            update.new,
            update.changed,
            update.unclear,
            update.missing,
            update.nothing
        ),
        (0, 0, 0, 0, true),
        "{update:?}"
    );
    assert_eq!(update.unchanged, check.accounts);
    let done = import(&desk, again);
    assert!(done.sentence.starts_with("Nothing has changed"), "{}", done.sentence);
    let after = plan(&desk);
    assert_eq!(
        (after.revision, after.undo),
        (before.revision, before.undo),
        "no step to undo"
    );
}

#[test]
fn what_people_changed_and_decided_stays_and_conflicts_are_asked_about() {
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", FIRST));
    edit(&desk, 2, "City", "Lille");
    edit(&desk, 3, "Employees", "333");
    let _: PlanView = desk.get(
        "override_tier",
        json!({ "accounts": [3], "tier": 0, "reason": "strategic", "expires": null }),
    );
    let newer = list_of(&desk, "accounts.csv", NEWER);
    let check: ImportCheck = desk.get("import_check", &newer);
    let update = check.update.expect("the plan has accounts");
    assert_eq!((update.conflicts, update.kept), (1, 1));
    let conflicts = part(&desk, &newer, UpdatePart::Conflicts);
    let cell_of = &conflicts.rows[0].cells[0];
    assert_eq!((&cell_of.old, &cell_of.new), (&text("Lille"), &text("Lyon")));
    let theirs = ImportChoices {
        conflicts: ConflictChoice::TakeList,
        ..newer.clone()
    };
    import(&desk, newer);
    assert_eq!(cell(&desk, 2, "City"), text("Lille"));
    assert_eq!(cell(&desk, 3, "Employees"), Cell::Number(333.0));
    let detail: AccountDetail = desk.get("account_detail", json!({ "account": 3 }));
    assert!(detail.tier_override.is_some());
    let _: PlanView = desk.get("undo", ());
    let again = list_of(&desk, "accounts.csv", NEWER);
    import(
        &desk,
        ImportChoices {
            import: again.import,
            ..theirs
        },
    );
    assert_eq!(cell(&desk, 2, "City"), text("Lyon"), "the list was chosen");
}

#[test]
fn accounts_the_list_does_not_name_leave_only_when_a_person_says_so() {
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", FIRST));
    let newer = ImportChoices {
        missing: MissingChoice::TakeOut,
        ..list_of(&desk, "accounts.csv", NEWER)
    };
    let done = import(&desk, newer);
    assert_eq!(
        done.sentence,
        "2 accounts changed, 1 account added, 1 account taken out."
    );
    assert_eq!(plan(&desk).accounts, 4);
}

#[test]
fn a_list_of_two_columns_may_update_a_plan_that_it_could_not_begin() {
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", FIRST));
    let newer = list_of(
        &desk,
        "owners.csv",
        "Account name;Account owner;Country\nBrio;Clara;France\nCora;Clara;Italy\n",
    );
    let check: ImportCheck = desk.get("import_check", &newer);
    assert_eq!(check.blocked, None);
    let update = check.update.expect("the plan has accounts");
    assert_eq!((update.changed, update.new, update.missing), (2, 0, 2), "{update:?}");
    import(&desk, newer);
    assert_eq!(cell(&desk, 2, "Account owner"), text("Clara"));
}

#[test]
fn a_list_can_still_take_the_place_of_the_present_one() {
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", FIRST));
    let newer = ImportChoices {
        how: ImportHow::Replace,
        ..list_of(&desk, "accounts.csv", NEWER)
    };
    let check: ImportCheck = desk.get("import_check", &newer);
    assert_eq!((check.update, check.present), (None, 4));
    import(&desk, newer);
    assert_eq!(plan(&desk).accounts, 4);
    let first: AccountDetail = desk.get("account_detail", json!({ "account": 5 }));
    assert_eq!(first.name, "Alba GmbH", "all are new accounts");
}

#[test]
fn rows_that_could_be_any_of_several_accounts_wait_for_a_person() {
    let desk = Desktop::new();
    let twins = "Account name;City;Employees\nBrio;Paris;10\nBrio;Lyon;20\n";
    import(&desk, list_of(&desk, "accounts.csv", twins));
    let newer = list_of(
        &desk,
        "accounts.csv",
        "Account name;City;Employees\nBrio;;30\nCora;Rome;5\n",
    );
    let unclear = part(&desk, &newer, UpdatePart::Unclear);
    assert_eq!(
        (unclear.total, unclear.rows[0].note.as_str()),
        (1, "2 accounts of the plan have this name.")
    );
    let done = import(&desk, newer.clone());
    assert_eq!(
        done.sentence,
        "1 account added. 1 row left out: it could be any of several accounts."
    );
    let _: PlanView = desk.get("undo", ());
    let again = list_of(
        &desk,
        "accounts.csv",
        "Account name;City;Employees\nBrio;;30\nCora;Rome;5\n",
    );
    let added = import(
        &desk,
        ImportChoices {
            unclear: UnclearChoice::AddAsNew,
            ..again
        },
    );
    assert_eq!(added.sentence, "2 accounts added.");
}

#[test]
fn next_months_list_is_read_as_this_ones_columns_were_and_says_what_differs() {
    let desk = Desktop::new();
    let mut first = list_of(&desk, "october.csv", FIRST);
    let owner = first.list.columns.last_mut().expect("columns");
    owner.role = FieldRoleView::Custom;
    owner.kind = CellKind::Category;
    import(&desk, first);
    let path = desk.home.path().join("november.csv");
    fs::write(&path, NEWER).expect("writes");
    let draft = read_list(&desk, &path);
    let told = draft.remembered.clone().expect("nearly the same headings");
    assert_eq!(
        (told.on.as_str(), told.added.as_slice()),
        ("2026-11-22", &["Channel".to_owned()][..])
    );
    let owner = draft
        .columns
        .iter()
        .find(|column| column.header == "Account owner")
        .expect("there");
    assert_eq!(
        (owner.role, owner.confidence),
        (FieldRoleView::Custom, 1000),
        "as it was chosen"
    );
    let read = json!({ "import": draft.import, "sheet": draft.sheet, "headerRow": draft.header_row, "listing": null });
    let fresh: ImportDraft = desk.get("import_forget", read);
    assert_eq!(fresh.remembered, None);
    assert_eq!(read_list(&desk, &path).remembered, None, "it is forgotten for good");
}

#[test]
fn an_answer_about_dates_counts_for_the_column_and_for_the_next_list() {
    let desk = Desktop::new();
    let rows = "Company;Employees;Last activity\nAlba;10;03/04/2026\nBrio;20;05/06/2026\n";
    let path = desk.home.path().join("accounts.csv");
    fs::write(&path, rows).expect("writes");
    let draft = read_list(&desk, &path);
    let question = draft.columns[2].question.clone().expect("nothing tells day from month");
    assert_eq!(
        (question.example.as_str(), question.reading),
        ("03/04/2026", ColumnReading::DayFirst)
    );
    let mut answered = choices(&draft, None);
    answered.list.columns[2].reading = Some(ColumnReading::MonthFirst);
    import(&desk, answered);
    assert_eq!(cell(&desk, 1, "Last activity"), text("2026-03-04"));
    let next = read_list(&desk, &path).columns[2].question.clone().expect("still open");
    assert_eq!(
        (next.reading, next.answered),
        (ColumnReading::MonthFirst, true),
        "it is not asked again"
    );
}

#[test]
fn amounts_that_commas_cut_in_two_are_told_before_they_are_believed() {
    let desk = Desktop::new();
    let choices = list_of(
        &desk,
        "accounts.csv",
        "Company,City,Current revenue\nAlba,Ulm,1234,50\nBrio,Bonn,99,75\nCora,Graz,5\n",
    );
    let check: ImportCheck = desk.get("import_check", &choices);
    let first = &check.issues[0];
    assert!(first.sentence.contains("cuts it in two"), "{first:?}");
    assert_eq!((first.severity, first.count), (IssueSeverity::Warning, 2));
}

#[test]
fn rows_that_are_not_taken_whole_can_be_sent_back_with_the_reasons() {
    let desk = Desktop::new();
    let rows = "Company;Employees;Current revenue\nAlba;10;100\nBrio;about a dozen;200\n;30;300\n";
    let choices = list_of(&desk, "accounts.csv", rows);
    let none: Option<FileRef> = desk.get("save_rejected", json!({ "choices": choices, "list": 0 }));
    assert_eq!(none, None, "nobody said where");
    let target = desk.home.path().join("mend.xlsx");
    *desk.host.save.lock().expect("unpoisoned") = Some(target.clone());
    let saved: Option<FileRef> = desk.get("save_rejected", json!({ "choices": choices, "list": 0 }));
    assert_eq!(saved.expect("it is saved").name, "mend.xlsx");
    let draft = read_list(&desk, &target);
    let headers: Vec<_> = draft.columns.iter().map(|column| column.header.as_str()).collect();
    assert_eq!(headers, ["Company", "Employees", "Current revenue", "Row", "Reason"]);
    assert_eq!(draft.data_rows, 2);
}
