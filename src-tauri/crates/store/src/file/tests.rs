use super::*;
use crate::SCHEMA_VERSION;
use crate::connection::backup_path;
use tierline_plan::{
    AccountBatch, AccountId, AccountTable, Column, Day, Field, FieldId, FieldKind, FieldRole, Rep, RepId, Value,
};

fn empty_plan() -> Plan {
    Plan::new("Test", Day::from_ymd(2026, 11, 22).expect("a date"), 7)
}

fn accounts(rows: u32) -> Change {
    let batch = AccountBatch {
        fields: vec![Field {
            id: FieldId(1),
            role: FieldRole::Name,
            kind: FieldKind::Text,
            label: "Name".into(),
        }],
        columns: vec![Column::from_values(
            FieldKind::Text,
            (0..rows).map(|i| Value::Text(format!("Account {i}"))),
        )],
    };
    Change::SetAccounts {
        accounts: Box::new(AccountTable::from_batch(batch, 1).expect("a valid table")),
        products: Vec::new(),
        sources: Vec::new(),
    }
}

fn rep(id: u32) -> Rep {
    Rep {
        id: RepId(id),
        name: format!("Rep {id}"),
        role: None,
        base_city: None,
        country: None,
        start: None,
        share_of_full_time: 1000,
        last_quota: None,
        last_result: None,
        ote: None,
    }
}

fn fresh(folder: &tempfile::TempDir) -> (PlanFile, Plan) {
    let plan = empty_plan();
    let file = PlanFile::create(&folder.path().join("Plan.tierline"), &plan).expect("creates");
    (file, plan)
}

#[test]
fn a_full_disk_leaves_plan_and_file_as_they_were_and_work_goes_on_when_there_is_space() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut file, mut plan) = fresh(&folder);
    file.commit(&mut plan, accounts(10), "Import", 1).expect("fits");
    let before = plan.clone();
    let pages: i64 = file
        .connection
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .expect("counts");
    let limit = |file: &PlanFile, pages: i64| {
        let _: i64 = file
            .connection
            .pragma_update_and_check(None, "max_page_count", pages, |row| row.get(0))
            .expect("limits");
    };
    limit(&file, pages);
    let outcome = file.commit(&mut plan, accounts(50_000), "Import again", 2);
    assert!(
        matches!(outcome, Err(CommitError::NotSaved(StoreError::NoSpace))),
        "{outcome:?}"
    );
    assert_eq!(plan, before);
    assert_eq!(parts::read(&file.connection).expect("reads"), before);
    assert_eq!(file.history().expect("reads").len(), 1);
    limit(&file, 1_000_000);
    file.commit(&mut plan, accounts(50_000), "Import again", 3)
        .expect("there is space again");
    assert_eq!(plan.accounts.len(), 50_000);
    assert_eq!(parts::read(&file.connection).expect("reads"), plan);
}

#[test]
fn an_undo_that_cannot_be_saved_leaves_the_change_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut file, mut plan) = fresh(&folder);
    file.commit(&mut plan, Change::SetReps(vec![rep(1)]), "Add Rep", 1)
        .expect("fits");
    let before = plan.clone();
    file.connection
        .execute_batch("PRAGMA query_only = 1")
        .expect("stops writing");
    assert!(file.undo(&mut plan).is_err());
    assert_eq!(plan, before);
    file.connection
        .execute_batch("PRAGMA query_only = 0")
        .expect("lets write");
    assert!(file.undo(&mut plan).expect("saves").is_some());
    assert!(plan.reps.is_empty());
}

#[test]
fn a_curve_that_cannot_be_is_refused_before_anything_is_written() {
    use tierline_plan::{Criterion, CriterionId, CriterionSource, Curve, MissingPolicy, Model, Weight};
    let folder = tempfile::tempdir().expect("a folder");
    let (mut file, mut plan) = fresh(&folder);
    let model = Model {
        criteria: vec![Criterion {
            id: CriterionId(1),
            name: "Size".into(),
            standard: None,
            source: CriterionSource::Potential,
            weight: Weight(1000),
            locked: false,
            curve: Curve::Linear {
                from: 0.0,
                to: f64::INFINITY,
            },
            missing: MissingPolicy::LeaveOut,
        }],
    };
    let outcome = file.commit(&mut plan, Change::SetModel(model), "Set Model", 1);
    assert!(matches!(outcome, Err(CommitError::Refused(_))), "{outcome:?}");
    assert!(plan.model.criteria.is_empty());
    assert!(file.history().expect("reads").is_empty());
}

#[test]
fn a_writer_who_came_in_between_is_noticed_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut file, mut plan) = fresh(&folder);
    // As on a network drive that knows no locks, where the file's own lock is all there is.
    file._guard = None;
    file.connection.execute_batch("ROLLBACK").expect("lets go of the claim");
    let (mut other, mut others_plan) = PlanFile::open(file.path()).expect("the claim is free");
    other
        .commit(&mut others_plan, Change::SetReps(vec![rep(1)]), "Add Rep", 1)
        .expect("fits");
    other.close().expect("closes");
    let before = plan.clone();
    let outcome = file.commit(&mut plan, Change::SetReps(vec![rep(2)]), "Add Rep", 2);
    assert!(
        matches!(outcome, Err(CommitError::NotSaved(StoreError::WrittenOver))),
        "{outcome:?}"
    );
    assert_eq!(plan, before);
    let copy = folder.path().join("Kept.tierline");
    file.save_copy(&plan, &copy).expect("what is on the screen can be kept");
    assert_eq!(
        PlanFile::open(&copy).expect("opens").1,
        before,
        "and not what the other wrote"
    );
}

#[test]
fn an_older_file_is_brought_up_to_date_with_a_copy_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut file, mut plan) = fresh(&folder);
    file.commit(&mut plan, accounts(3), "Import", 1).expect("fits");
    let path = file.path().to_owned();
    file.close().expect("closes");
    let newer = [schema::MIGRATIONS, &["ALTER TABLE ui_state ADD COLUMN window TEXT;"]].concat();
    let earlier = backup_path(&path, SCHEMA_VERSION);
    let name = format!("Plan (before update {SCHEMA_VERSION}).tierline");
    assert_eq!(earlier.file_name().expect("a name"), name.as_str());
    std::fs::write(&earlier, "of another day").expect("writes");
    let copy = backup_path(&path, SCHEMA_VERSION);
    let migrated = PlanFile::claim(&path, &newer).expect("migrates");
    assert_eq!(parts::read(&migrated.connection).expect("reads"), plan);
    assert_eq!(
        std::fs::read(&earlier).expect("reads"),
        b"of another day",
        "it is left alone"
    );
    assert_eq!(PlanFile::open(&copy).expect("the copy is a plan").1, plan);
    drop(migrated);
    assert!(
        matches!(
            PlanFile::open(&path),
            Err(StoreError::NewerVersion { file, app }) if (file, app) == (SCHEMA_VERSION + 1, SCHEMA_VERSION)
        ),
        "and the older app refuses it"
    );
}

#[test]
fn an_entry_of_another_layout_stands_in_the_history_and_cannot_be_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut file, mut plan) = fresh(&folder);
    file.commit(&mut plan, Change::SetPins(vec![]), "Pin", 1).expect("fits");
    file.connection
        .execute("UPDATE change_log SET payload = x'00'", [])
        .expect("writes");
    assert_eq!(file.undo(&mut plan).expect("no error"), None);
    assert_eq!(file.history().expect("reads").len(), 1);
    assert!(file.integrity().expect("checks").is_empty());
}

#[test]
fn each_kind_of_damage_is_found() {
    let damages = [
        ("DELETE FROM account_chunk", Flaw::Column { label: "Name".into() }),
        (
            "UPDATE account_chunk SET data = substr(data, 1, 20)",
            Flaw::Column { label: "Name".into() },
        ),
        (
            "INSERT INTO owner_pin VALUES (99)",
            Flaw::Dangling {
                table: "owner_pin".into(),
            },
        ),
        (
            "UPDATE change_log SET payload = x'01FF'",
            Flaw::LogEntry { label: "Import".into() },
        ),
    ];
    for (sql, flaw) in damages {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut file, mut plan) = fresh(&folder);
        file.commit(&mut plan, accounts(3), "Import", 1).expect("fits");
        assert_eq!(file.integrity().expect("checks"), vec![], "sound before {sql}");
        file.connection
            .execute_batch(&format!("ROLLBACK; PRAGMA foreign_keys = 0; {sql}"))
            .expect("damages");
        assert!(file.integrity().expect("checks").contains(&flaw), "{sql}");
    }
}

#[test]
fn a_cell_edit_writes_one_chunk_and_not_the_column() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut file, mut plan) = fresh(&folder);
    file.commit(&mut plan, accounts(10_000), "Import", 1).expect("fits");
    file.connection
        .execute_batch("UPDATE account_chunk SET data = x'00' WHERE chunk <> 1; COMMIT; BEGIN IMMEDIATE")
        .expect("marks the others");
    let edit = Change::SetCells(vec![(AccountId(5000), FieldId(1), Value::Text("Acme".into()))]);
    file.commit(&mut plan, edit, "Edit Cell", 2).expect("fits");
    let left: u32 = file
        .connection
        .query_row("SELECT count(*) FROM account_chunk WHERE data = x'00'", [], |row| {
            row.get(0)
        })
        .expect("counts");
    assert_eq!(left, 2, "the chunks before and after stay as they were");
}
