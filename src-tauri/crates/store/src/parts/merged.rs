//! Records that were merged into accounts, and accounts that were kept apart.

use crate::StoreError;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;
use tierline_plan::{AccountId, AccountPair, MergedRecord};

pub(crate) fn write_records(connection: &Connection, records: &[MergedRecord]) -> Result<(), StoreError> {
    connection.execute("DELETE FROM merged_record", [])?;
    let mut add = connection.prepare_cached(
        "INSERT INTO merged_record (position, account_id, record_id, name, city, country) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (position, record) in records.iter().enumerate() {
        add.execute(params![
            position as i64,
            record.into.0,
            record.record_id,
            record.name,
            record.city,
            record.country
        ])?;
    }
    Ok(())
}

pub(crate) fn read_records(connection: &Connection) -> Result<Vec<MergedRecord>, StoreError> {
    let mut statement =
        connection.prepare("SELECT account_id, record_id, name, city, country FROM merged_record ORDER BY position")?;
    let records = statement.query_map([], |row| {
        Ok(MergedRecord {
            into: AccountId(row.get(0)?),
            record_id: row.get(1)?,
            name: row.get(2)?,
            city: row.get(3)?,
            country: row.get(4)?,
        })
    })?;
    Ok(records.collect::<Result<_, _>>()?)
}

pub(crate) fn write_apart(
    connection: &Connection,
    apart: &BTreeSet<AccountPair>,
    touched: &BTreeSet<AccountPair>,
) -> Result<(), StoreError> {
    let mut put = connection.prepare_cached("INSERT OR IGNORE INTO kept_apart (a, b) VALUES (?1, ?2)")?;
    let mut remove = connection.prepare_cached("DELETE FROM kept_apart WHERE a = ?1 AND b = ?2")?;
    for pair in touched {
        let statement = if apart.contains(pair) { &mut put } else { &mut remove };
        statement.execute([pair.a.0, pair.b.0])?;
    }
    Ok(())
}

pub(crate) fn read_apart(connection: &Connection) -> Result<BTreeSet<AccountPair>, StoreError> {
    let mut statement = connection.prepare("SELECT a, b FROM kept_apart ORDER BY a, b")?;
    let pairs = statement.query_map([], |row| {
        Ok(AccountPair::of(AccountId(row.get(0)?), AccountId(row.get(1)?)))
    })?;
    Ok(pairs.collect::<Result<_, _>>()?)
}
