//! Plan files that earlier versions wrote: each must open for ever and say what it said.

use crate::support::*;
use std::fs;
use tierline_plan::Plan;
use tierline_store::{PlanFile, SCHEMA_VERSION};

fn expected(version: u32) -> Plan {
    let mut memory = Memory::of(empty_plan());
    for (change, label) in a_full_plan_of(version) {
        assert!(memory.commit(change), "{label} fits");
    }
    memory.undo();
    memory.plan
}

/// The tables and indexes of a plan file, as SQLite describes them.
fn shape(path: &std::path::Path) -> Vec<(String, Option<String>)> {
    let connection = rusqlite::Connection::open(path).expect("opens");
    let mut statement = connection
        .prepare("SELECT name, sql FROM sqlite_schema ORDER BY name")
        .expect("sql");
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("runs");
    rows.collect::<Result<_, _>>().expect("reads")
}

#[test]
fn a_plan_of_every_released_version_opens_as_it_was_and_looks_like_a_fresh_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let fresh = folder.path().join("Fresh.tierline");
    PlanFile::create(&fresh, &empty_plan())
        .expect("creates")
        .close()
        .expect("closes");
    for version in 1..=SCHEMA_VERSION {
        let name = format!("schema-{version:04}.tierline");
        let path = folder.path().join(&name);
        fs::copy(fixtures().join(&name), &path).expect("every version has its fixture");
        let (mut file, mut plan) = PlanFile::open(&path).expect("opens");
        assert_same(&plan, &expected(version), &name);
        assert_eq!(file.integrity().expect("checks"), vec![], "{name}");
        assert_eq!(file.ui_state("screen").expect("reads").as_deref(), Some("territories"));
        let changes = a_full_plan_of(version);
        let last = changes.last().expect("there are changes").1;
        let redone = file.redo(&mut plan).expect("redoes").expect("one change was undone");
        assert_eq!(
            (redone.label.as_str(), redone.at),
            (last, 1_700_000_000_000 + changes.len() as i64 - 1)
        );
        while file.undo(&mut plan).expect("undoes").is_some() {}
        assert_same(&plan, &empty_plan(), &name);
        file.close().expect("closes");
        assert_eq!(shape(&path), shape(&fresh), "{name}: migrated equals fresh");
    }
}

/// Run once for every released schema version, before the next migration is written:
/// `cargo test -p tierline-store write_the_fixture -- --ignored`.
#[test]
#[ignore = "writes the fixture of the present version anew"]
fn write_the_fixture() {
    let path = fixtures().join(format!("schema-{SCHEMA_VERSION:04}.tierline"));
    let mut plan = empty_plan();
    let mut file = PlanFile::create(&path, &plan).expect("creates");
    for (number, (change, label)) in a_full_plan().into_iter().enumerate() {
        file.commit(&mut plan, change, label, 1_700_000_000_000 + number as i64)
            .expect("fits");
    }
    file.undo(&mut plan).expect("undoes");
    file.set_ui_state("screen", "territories").expect("writes");
    file.close().expect("closes");
}
