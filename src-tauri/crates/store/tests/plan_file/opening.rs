//! Files that are no plan, no longer one, or open elsewhere; copies and side files.

use crate::support::*;
use std::fs;
use std::path::{Path, PathBuf};
use tierline_plan::Change;
use tierline_store::{CommitError, PlanFile, StoreError};

fn closed_plan(folder: &Path) -> PathBuf {
    let path = folder.join("Plan.tierline");
    let mut plan = empty_plan();
    let mut file = PlanFile::create(&path, &plan).expect("creates");
    for (change, label) in a_full_plan() {
        file.commit(&mut plan, change, label, 1).expect("fits");
    }
    file.close().expect("closes");
    path
}

#[test]
fn a_second_opener_is_told_and_may_read_what_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = closed_plan(folder.path());
    let (mut first, mut plan) = PlanFile::open(&path).expect("opens");
    assert!(matches!(PlanFile::open(&path), Err(StoreError::InUse)));
    first
        .commit(&mut plan, Change::SetPins(vec![]), "Pin", 2)
        .expect("a refused opener takes nothing away");
    let (mut second, mut seen) = PlanFile::open_read_only(&path).expect("may read");
    assert_same(&seen, &plan, "what is read is what was saved last");
    assert!(second.is_read_only());
    let outcome = second.commit(&mut seen, Change::SetReps(vec![]), "Remove", 3);
    assert!(matches!(outcome, Err(CommitError::NotSaved(StoreError::ReadOnly))));
    assert_same(&seen, &plan, "a change that was not saved is not made");
    assert!(matches!(second.set_ui_state("screen", "x"), Err(StoreError::ReadOnly)));
    assert_eq!(second.history().expect("reads").len(), a_full_plan().len() + 1);
    assert_eq!(second.integrity().expect("checks"), vec![]);
    first.undo(&mut plan).expect("the writer goes on");
    first.close().expect("closes");
    let (third, _) = PlanFile::open(&path).expect("the claim went with the first");
    drop(third);
    assert_eq!(names_in(folder.path()), ["Plan.tierline"]);
}

#[test]
fn between_two_changes_the_plan_file_alone_is_the_whole_plan() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = closed_plan(folder.path());
    let (mut file, mut plan) = PlanFile::open(&path).expect("opens");
    file.commit(&mut plan, set_accounts(accounts(5000, 5)), "Import", 2)
        .expect("fits");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let copy = elsewhere.path().join("Mailed.tierline");
    // In another process, as a mail program would: a handle closed in this one would end the claim on Unix.
    let bytes = std::process::Command::new(if cfg!(windows) { "cmd" } else { "cp" })
        .args(if cfg!(windows) { &["/C", "copy"][..] } else { &[] })
        .args([&path, &copy])
        .output()
        .expect("copies");
    assert!(bytes.status.success());
    assert_same(&PlanFile::open(&copy).expect("opens").1, &plan, "the copy");
}

#[test]
fn a_newer_plan_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = closed_plan(folder.path());
    let connection = rusqlite::Connection::open(&path).expect("opens");
    connection.pragma_update(None, "user_version", 4711).expect("writes");
    connection.close().expect("closes");
    let before = fs::read(&path).expect("reads");
    for outcome in [PlanFile::open(&path), PlanFile::open_read_only(&path)] {
        assert!(matches!(outcome, Err(StoreError::NewerVersion { file: 4711, .. })));
    }
    assert_eq!(fs::read(&path).expect("reads"), before);
}

#[test]
fn a_truncated_plan_is_damaged_wherever_it_was_cut() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = closed_plan(folder.path());
    let whole = fs::read(&path).expect("reads");
    for cut in [200, 4000, 8192, whole.len() / 2, whole.len() - 8192, whole.len() - 1] {
        fs::write(&path, &whole[..cut]).expect("writes");
        for outcome in [PlanFile::open(&path), PlanFile::open_read_only(&path)] {
            assert!(
                matches!(outcome, Err(StoreError::Damaged(_) | StoreError::NotAPlan)),
                "cut at {cut}: {outcome:?}"
            );
        }
        assert_eq!(fs::read(&path).expect("reads").len(), cut, "it is left as it was found");
    }
}

#[test]
fn no_bent_byte_makes_the_app_fall_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = closed_plan(folder.path());
    let whole = fs::read(&path).expect("reads");
    for step in 0..200_usize {
        let mut bent = whole.clone();
        let at = step * 7919 * 31 % whole.len();
        bent[at..(at + 8).min(whole.len())].fill(0xA5);
        fs::write(&path, &bent).expect("writes");
        // Either it opens, or it says why not; and the check says so too.
        if let Ok((file, _)) = PlanFile::open_read_only(&path) {
            let _ = file.integrity();
        }
    }
}

#[test]
fn what_is_no_plan_is_called_that() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Plan.tierline");
    let contents: [&[u8]; 4] = [
        b"",
        b"Dear Ana,\nhere is the list.\n",
        &[b'x'; 20_000],
        b"PK\x03\x04workbook",
    ];
    for content in contents {
        fs::write(&path, content).expect("writes");
        for outcome in [PlanFile::open(&path), PlanFile::open_read_only(&path)] {
            assert!(matches!(outcome, Err(StoreError::NotAPlan)), "{outcome:?}");
        }
        assert_eq!(fs::read(&path).expect("reads"), content);
    }
    assert_eq!(names_in(folder.path()), ["Plan.tierline"]);
    fs::remove_file(&path).expect("removes");
    let other = rusqlite::Connection::open(&path).expect("opens");
    other.execute_batch("CREATE TABLE mail (text TEXT)").expect("writes");
    drop(other);
    assert!(matches!(PlanFile::open(&path), Err(StoreError::NotAPlan)));
    assert!(
        matches!(PlanFile::open(folder.path()), Err(StoreError::NotAPlan)),
        "a folder"
    );
}

#[test]
fn a_plan_that_says_so_but_has_no_tables_is_damaged() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Plan.tierline");
    let other = rusqlite::Connection::open(&path).expect("opens");
    other
        .execute_batch(&format!(
            "PRAGMA application_id = {}; PRAGMA user_version = 1;",
            tierline_store::APPLICATION_ID
        ))
        .expect("writes");
    drop(other);
    let outcome = PlanFile::open(&path);
    assert!(matches!(outcome, Err(StoreError::Damaged(_))), "{outcome:?}");
}

#[test]
fn a_plan_that_is_gone_is_missing_and_so_is_a_folder_to_save_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let gone = folder.path().join("gone").join("Plan.tierline");
    assert!(matches!(PlanFile::open(&gone), Err(StoreError::Missing)));
    assert!(matches!(PlanFile::open_read_only(&gone), Err(StoreError::Missing)));
    assert!(matches!(
        PlanFile::create(&gone, &empty_plan()),
        Err(StoreError::Missing)
    ));
}

#[test]
fn a_write_protected_plan_can_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = closed_plan(folder.path());
    let set = |protected| {
        let mut permissions = fs::metadata(&path).expect("is there").permissions();
        permissions.set_readonly(protected);
        fs::set_permissions(&path, permissions).expect("sets");
    };
    set(true);
    // Some users may write to anything.
    if fs::OpenOptions::new().append(true).open(&path).is_err() {
        assert!(matches!(PlanFile::open(&path), Err(StoreError::ReadOnly)));
    }
    assert!(PlanFile::open_read_only(&path).is_ok());
    set(false);
}

#[test]
fn a_copy_is_the_whole_plan_with_its_history_and_replaces_what_was_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = closed_plan(folder.path());
    let (mut file, mut plan) = PlanFile::open(&path).expect("opens");
    file.set_ui_state("screen", "tiers").expect("writes");
    let copy = folder.path().join("Kopie für Ana.tierline");
    fs::write(&copy, "something else").expect("writes");
    file.save_copy(&plan, &copy).expect("copies");
    assert_eq!(
        names_in(folder.path()).len(),
        4,
        "two plans, the open one's journal and its guard"
    );
    let (mut second, mut copied) = PlanFile::open(&copy).expect("opens");
    assert_same(&copied, &plan, "the copy");
    assert_eq!(second.history().expect("reads"), file.history().expect("reads"));
    assert_eq!(second.ui_state("screen").expect("reads").as_deref(), Some("tiers"));
    assert!(
        matches!(file.save_copy(&plan, &copy), Err(StoreError::InUse)),
        "the copy is open now"
    );
    assert!(
        matches!(file.save_copy(&plan, &path), Err(StoreError::InUse)),
        "a plan cannot replace itself"
    );
    second
        .undo(&mut copied)
        .expect("undoes")
        .expect("the history came along");
    second.close().expect("closes");
    file.commit(&mut plan, Change::SetPins(vec![]), "Pin", 2)
        .expect("the original goes on");
    let (view, _) = PlanFile::open_read_only(&path).expect("opens");
    view.save_copy(&plan, &copy).expect("a view can be copied too");
    assert_same(&PlanFile::open(&copy).expect("opens").1, &plan, "the view's copy");
    file.close().expect("closes");
    assert_eq!(names_in(folder.path()), ["Kopie für Ana.tierline", "Plan.tierline"]);
}

#[test]
fn a_journal_without_its_plan_does_not_reach_into_a_new_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = closed_plan(folder.path());
    let journal = folder.path().join("Plan.tierline-journal");
    // A journal as a crash leaves it: of a change whose pages were already being written.
    let writer = rusqlite::Connection::open(&path).expect("opens");
    writer
        .execute_batch("PRAGMA cache_size = 1; BEGIN; DELETE FROM account_chunk; DELETE FROM change_log; UPDATE plan_info SET name = 'x';")
        .expect("writes");
    let kept = folder.path().join("kept");
    fs::copy(&journal, &kept).expect("a journal is there");
    drop(writer);
    fs::remove_file(&path).expect("the plan is deleted");
    fs::rename(&kept, &journal).expect("its journal is not");
    let mut fresh = empty_plan();
    fresh.info.name = "Fresh".to_owned();
    PlanFile::create(&path, &fresh)
        .expect("creates")
        .close()
        .expect("closes");
    let (file, plan) = PlanFile::open(&path).expect("opens");
    assert_eq!(file.integrity().expect("checks"), vec![]);
    assert_same(&plan, &fresh, "the new plan");
}

#[test]
fn what_someone_put_into_a_mailed_plan_does_not_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = closed_plan(folder.path());
    let other = rusqlite::Connection::open(&path).expect("opens");
    other
        .execute_batch("CREATE TRIGGER trap AFTER INSERT ON change_log BEGIN DELETE FROM account_chunk; END;")
        .expect("writes");
    drop(other);
    let (mut file, mut plan) = PlanFile::open(&path).expect("opens");
    file.commit(&mut plan, Change::SetPins(vec![]), "Pin", 2).expect("fits");
    assert_eq!(file.integrity().expect("checks"), vec![]);
}

/// Windows does not let go of a file that is open.
#[cfg(unix)]
#[test]
fn a_plan_that_is_gone_or_replaced_while_it_is_open_takes_no_changes_and_can_be_kept() {
    type Mishap = fn(&Path);
    let mishaps: [(&str, Mishap); 3] = [
        ("moved", |path| {
            fs::rename(path, path.with_file_name("Moved.tierline")).expect("moves")
        }),
        ("deleted", |path| fs::remove_file(path).expect("removes")),
        // As programs that keep folders in step put a file into its place.
        ("replaced", |path| {
            let other = path.with_file_name("Other.tierline");
            PlanFile::create(&other, &empty_plan())
                .expect("creates")
                .close()
                .expect("closes");
            fs::rename(other, path).expect("moves");
        }),
    ];
    for (mishap, happens) in mishaps {
        let folder = tempfile::tempdir().expect("a folder");
        let path = closed_plan(folder.path());
        let (mut file, mut plan) = PlanFile::open(&path).expect("opens");
        assert!(file.stands(), "{mishap}: all is well before");
        let before = plan.clone();
        happens(&path);
        assert!(!file.stands(), "{mishap}: it is noticed");
        let outcome = file.commit(&mut plan, Change::SetPins(vec![]), "Pin", 2);
        assert!(
            matches!(outcome, Err(CommitError::NotSaved(StoreError::Missing))),
            "{mishap}: a crash could not be mended without the journal's name: {outcome:?}"
        );
        assert_same(&plan, &before, "the change was taken back");
        let copy = folder.path().join("Kept.tierline");
        file.save_copy(&plan, &copy).expect("what is on the screen can be kept");
        let (kept, read) = PlanFile::open(&copy).expect("opens");
        assert_same(&read, &before, "the copy is the whole plan");
        assert_eq!(kept.integrity().expect("checks"), vec![], "{mishap}");
        drop(file);
        let moved = folder.path().join("Moved.tierline");
        if moved.exists() {
            assert_same(
                &PlanFile::open(&moved).expect("opens").1,
                &before,
                "the moved plan is whole",
            );
        }
    }
}

#[test]
fn a_plan_that_was_written_over_from_outside_can_be_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = closed_plan(folder.path());
    let (mut file, mut plan) = PlanFile::open(&path).expect("opens");
    file.commit(&mut plan, Change::SetReps(vec![rep(7)]), "Set Reps", 2)
        .expect_err("they own accounts");
    let before = plan.clone();
    // As a program does that knows no locks: the bytes are exchanged in the same file.
    let other = folder.path().join("Other.tierline");
    PlanFile::create(&other, &empty_plan())
        .expect("creates")
        .close()
        .expect("closes");
    let status = std::process::Command::new(if cfg!(windows) { "cmd" } else { "cp" })
        .args(if cfg!(windows) { &["/C", "copy", "/Y"][..] } else { &[] })
        .args([&other, &path])
        .output()
        .expect("copies");
    if !status.status.success() {
        // Where the file is locked nobody can do that in the first place.
        return;
    }
    let outcome = file.commit(&mut plan, Change::SetPins(vec![]), "Pin", 3);
    assert!(
        matches!(outcome, Err(CommitError::NotSaved(_))),
        "the other's work is not overwritten: {outcome:?}"
    );
    assert_same(&plan, &before, "the change was taken back");
    let copy = folder.path().join("Kept.tierline");
    file.save_copy(&plan, &copy).expect("what is on the screen can be kept");
    assert_same(&PlanFile::open(&copy).expect("opens").1, &before, "the copy");
}

#[cfg(unix)]
#[test]
fn two_copies_that_went_on_apart_are_told_from_one_that_was_only_touched() {
    let run = |program: &str, paths: &[&Path]| {
        let status = std::process::Command::new(program)
            .args(paths)
            .status()
            .expect("starts");
        assert!(status.success());
    };
    let folder = tempfile::tempdir().expect("a folder");
    let path = closed_plan(folder.path());
    let fork = folder.path().join("Fork.tierline");
    fs::copy(&path, &fork).expect("copies");
    let (mut elsewhere, mut theirs) = PlanFile::open(&fork).expect("opens");
    elsewhere
        .commit(&mut theirs, Change::SetPins(vec![]), "Pin", 4)
        .expect("fits");
    elsewhere.close().expect("closes");
    let (mut file, mut plan) = PlanFile::open(&path).expect("opens");
    file.commit(&mut plan, Change::SetPins(vec![]), "Pin", 3).expect("fits");
    run("touch", &[&path]);
    file.commit(&mut plan, Change::SetPins(vec![]), "Pin", 5)
        .expect("a new date is no new content");
    file.undo(&mut plan).expect("undoes");
    let before = plan.clone();
    // As many writes as the file has seen, by another hand.
    run("cp", &[&fork, &path]);
    let outcome = file.commit(&mut plan, Change::SetPins(vec![]), "Pin", 6);
    assert!(
        matches!(outcome, Err(CommitError::NotSaved(StoreError::WrittenOver))),
        "pages of two files must not be mixed: {outcome:?}"
    );
    let copy = folder.path().join("Kept.tierline");
    file.save_copy(&plan, &copy).expect("what is on the screen can be kept");
    assert_same(&PlanFile::open(&copy).expect("opens").1, &before, "the copy");
}
