//! How lists write what the plan keeps under one spelling. A row a spelling, and only touched ones are written.

use crate::StoreError;
use crate::words::{role_of, role_words};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};
use tierline_plan::{AccountId, Spelling, SpellingKey};

pub(crate) fn write(
    connection: &Connection,
    spellings: &BTreeMap<SpellingKey, Spelling>,
    touched: &BTreeSet<SpellingKey>,
) -> Result<(), StoreError> {
    let mut put = connection.prepare_cached(
        "INSERT INTO spelling (role, written, kept_as, by_hand, accounts) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (role, written) DO UPDATE SET kept_as = excluded.kept_as, by_hand = excluded.by_hand,
             accounts = excluded.accounts",
    )?;
    let mut remove = connection.prepare_cached("DELETE FROM spelling WHERE role = ?1 AND written = ?2")?;
    for key in touched {
        let (role, written) = (role_words(key.0).0, &key.1);
        match spellings.get(key) {
            Some(spelling) => {
                let accounts: Vec<u8> = spelling.accounts.iter().flat_map(|id| id.0.to_le_bytes()).collect();
                put.execute(params![role, written, spelling.kept_as, spelling.by_hand, accounts])?
            }
            None => remove.execute(params![role, written])?,
        };
    }
    Ok(())
}

pub(crate) fn read(connection: &Connection) -> Result<BTreeMap<SpellingKey, Spelling>, StoreError> {
    let mut statement =
        connection.prepare("SELECT role, written, kept_as, by_hand, accounts FROM spelling ORDER BY role, written")?;
    let mut rows = statement.query([])?;
    let mut spellings = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let role = role_of(&row.get::<_, String>(0)?, None)?;
        let bytes: Vec<u8> = row.get(4)?;
        let (ids, rest) = bytes.as_chunks::<4>();
        if !rest.is_empty() {
            return Err(StoreError::damaged("the accounts of a spelling are cut off"));
        }
        let spelling = Spelling {
            kept_as: row.get(2)?,
            by_hand: row.get(3)?,
            accounts: ids.iter().map(|id| AccountId(u32::from_le_bytes(*id))).collect(),
        };
        spellings.insert((role, row.get(1)?), spelling);
    }
    Ok(spellings)
}
