//! What `--json` prints, word for word: other people's scripts read it.

use crate::say;
use std::path::{Path, PathBuf};
use tierline_app::job::{self, Job};
use tierline_app::{Day, Headless, Host, HostError, ReaderHost, SaveKind, Task};
use tierline_contract::FileKind;

/// A machine on which it is always the same day.
struct SameDay;

impl Host for SameDay {
    fn choose_open(&self, kind: FileKind) -> Option<PathBuf> {
        Headless.choose_open(kind)
    }

    fn choose_save(&self, kind: SaveKind, suggested: &str) -> Option<PathBuf> {
        Headless.choose_save(kind, suggested)
    }

    fn put_on_clipboard(&self, text: &str, html: &str) -> Result<(), HostError> {
        Headless.put_on_clipboard(text, html)
    }

    fn open(&self, path: &Path) -> Result<(), HostError> {
        Headless.open(path)
    }

    fn reveal(&self, path: &Path) -> Result<(), HostError> {
        Headless.reveal(path)
    }

    fn today(&self) -> Day {
        Day::from_ymd(2026, 11, 22).expect("a date")
    }

    fn now(&self) -> i64 {
        1_795_000_000_000
    }

    fn person(&self) -> String {
        "Ana".to_owned()
    }
}

fn workbook(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../tests/fixtures/workbooks")
        .join(name)
}

fn job(folder: &Path) -> Job {
    Job {
        lists: vec![workbook("title-and-totals.xlsx")],
        reps: Some(workbook("northlight-reps.xlsx")),
        target: Some("1M".to_owned()),
        out: folder.join("plan.xlsx"),
        save: Some(folder.join("plan.tierline")),
        ..Job::default()
    }
}

#[test]
fn inspect_prints_what_is_documented() {
    let file = workbook("two-header-rows.xlsx");
    let found = job::inspect(&ReaderHost::InProcess, &file, None, &Task::unwatched()).expect("is read");
    insta::assert_snapshot!(say::inspected(&found, true).text());
}

#[test]
fn plan_export_and_check_print_what_is_documented() {
    let folder = tempfile::tempdir().expect("a folder");
    let job = job(folder.path());
    let task = Task::unwatched();
    let mut planned = job::plan(&ReaderHost::InProcess, &SameDay, &job, &task).expect("is planned");
    let saved = job.save.expect("named");
    let mut exported = job::export(&SameDay, &saved, &folder.path().join("again.xlsx"), &task).expect("is written");
    let mut checked = job::check(&saved).expect("is read");
    // What differs from folder to folder and from one packer to the next.
    assert!(planned.workbook_bytes > 10_000 && exported.workbook_bytes > 10_000);
    (planned.workbook_bytes, exported.workbook_bytes) = (1, 1);
    planned.workbook = "plan.xlsx".into();
    planned.plan_file = Some("plan.tierline".into());
    exported.workbook = "again.xlsx".into();
    insta::assert_snapshot!("plan", say::planned(&planned, true).text());
    insta::assert_snapshot!("export", say::exported(&exported, true).text());
    insta::assert_snapshot!("check", say::checked(&checked, true).text());
    checked
        .flaws
        .push("The column “Name” has values that cannot be read.".to_owned());
    insta::assert_snapshot!("check_with_a_flaw", say::checked(&checked, true).text());
}
