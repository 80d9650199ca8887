//! Which file is a plan and of which version, and how an older one is brought up to date.
//!
//! Separate from opening because the rules here are for ever: a migration that was released is never edited, new ones are
//! added at the end, and they are plain SQL that calls no code of the app, so that a file of any age can still be opened
//! when that code has long changed.

use crate::StoreError;
use rusqlite::{Connection, TransactionBehavior};

/// Stands in the header of every plan file: the letters `TRLN`. Tells a plan from any other SQLite file.
pub const APPLICATION_ID: i32 = 0x5452_4C4E;

/// Every migration in order; a file's version is how many of them it has seen.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_plan.sql"),
    include_str!("../migrations/0002_territory.sql"),
    include_str!("../migrations/0003_lists.sql"),
    include_str!("../migrations/0004_spellings.sql"),
    include_str!("../migrations/0005_gates_and_hues.sql"),
    include_str!("../migrations/0006_override_budget.sql"),
    include_str!("../migrations/0007_computed.sql"),
    include_str!("../migrations/0008_scenarios.sql"),
    include_str!("../migrations/0009_matrix.sql"),
    include_str!("../migrations/0010_move_period.sql"),
    include_str!("../migrations/0011_moved_before.sql"),
];

/// The schema version this app writes.
pub const SCHEMA_VERSION: u32 = MIGRATIONS.len() as u32;

/// Makes sure that the file is a plan that this app may touch, and returns its version.
pub(crate) fn recognise(connection: &Connection, migrations: &[&str]) -> Result<u32, StoreError> {
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application != APPLICATION_ID {
        return Err(StoreError::NotAPlan);
    }
    let version: i32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let app = migrations.len() as u32;
    match u32::try_from(version) {
        Ok(file) if file > app => Err(StoreError::NewerVersion { file, app }),
        Ok(file) if file >= 1 => Ok(file),
        _ => Err(StoreError::damaged("the file carries no schema version")),
    }
}

/// Runs the migrations the file has not seen, all in one transaction: it ends up new, or as it was.
pub(crate) fn migrate(connection: &mut Connection, migrations: &[&str]) -> Result<(), StoreError> {
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version as usize >= migrations.len() {
        return Ok(());
    }
    // A table is rebuilt by dropping the old one, which references would forbid; they are checked before the end instead.
    connection.pragma_update(None, "foreign_keys", false)?;
    let outcome = run(connection, version, migrations);
    connection.pragma_update(None, "foreign_keys", true)?;
    outcome
}

fn run(connection: &mut Connection, version: u32, migrations: &[&str]) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    for sql in &migrations[version as usize..] {
        transaction.execute_batch(sql)?;
    }
    if transaction.prepare("PRAGMA foreign_key_check")?.exists([])? {
        return Err(StoreError::damaged("a reference points nowhere after the migration"));
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", migrations.len() as u32)?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDS_A_TABLE: &str = "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;";
    const REBUILDS_A_TABLE: &str = "
        CREATE TABLE new_product (position INTEGER PRIMARY KEY, id INTEGER NOT NULL, name TEXT NOT NULL, unit TEXT) STRICT;
        INSERT INTO new_product SELECT position, id, name, NULL FROM product;
        DROP TABLE product;
        ALTER TABLE new_product RENAME TO product;";

    fn made_by(steps: &[&[&str]]) -> Connection {
        let mut connection = Connection::open_in_memory().expect("memory");
        for migrations in steps {
            migrate(&mut connection, migrations).expect("migrates");
        }
        connection
    }

    fn shape(connection: &Connection) -> Vec<(String, Option<String>)> {
        connection
            .prepare("SELECT name, sql FROM sqlite_schema ORDER BY name")
            .expect("sql")
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .expect("runs")
            .collect::<Result<_, _>>()
            .expect("reads")
    }

    #[test]
    fn a_file_that_was_migrated_looks_like_a_fresh_one() {
        let all = [MIGRATIONS[0], ADDS_A_TABLE, REBUILDS_A_TABLE];
        let migrated = made_by(&[&all[..1], &all[..2], &all]);
        assert_eq!(shape(&migrated), shape(&made_by(&[&all])));
        assert_eq!(recognise(&migrated, &all).expect("a plan"), 3);
    }

    #[test]
    fn a_migration_that_fails_leaves_the_file_as_it_was() {
        let mut connection = made_by(&[&MIGRATIONS[..1]]);
        let before = shape(&connection);
        let broken = [
            MIGRATIONS[0],
            ADDS_A_TABLE,
            "CREATE TABLE note (id INTEGER PRIMARY KEY)",
        ];
        assert!(migrate(&mut connection, &broken).is_err());
        assert_eq!(
            shape(&connection),
            before,
            "the second migration must go with the third"
        );
        assert_eq!(recognise(&connection, &broken).expect("a plan"), 1);
    }

    #[test]
    fn a_migration_that_breaks_a_reference_is_taken_back() {
        let mut connection = made_by(&[&MIGRATIONS[..1]]);
        let dangling = [MIGRATIONS[0], "INSERT INTO owner_pin VALUES (7)"];
        assert!(matches!(
            migrate(&mut connection, &dangling),
            Err(StoreError::Damaged(_))
        ));
        let pins: u32 = connection
            .query_row("SELECT count(*) FROM owner_pin", [], |row| row.get(0))
            .expect("counts");
        assert_eq!(pins, 0);
    }
}
