//! Decisions about single accounts: overrides, owners and pins. A row an account, and only touched accounts are written.

use crate::StoreError;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};
use tierline_plan::{AccountId, Day, Override, RepId, TierChoice};

pub(crate) fn write_overrides(
    connection: &Connection,
    overrides: &BTreeMap<AccountId, Override>,
    touched: &BTreeSet<AccountId>,
) -> Result<(), StoreError> {
    let mut put = connection.prepare_cached(
        "INSERT INTO tier_override (account_id, tier, reason, author, set_on, expires) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (account_id) DO UPDATE SET tier = excluded.tier, reason = excluded.reason, author = excluded.author,
             set_on = excluded.set_on, expires = excluded.expires",
    )?;
    let mut remove = connection.prepare_cached("DELETE FROM tier_override WHERE account_id = ?1")?;
    for account in touched {
        match overrides.get(account) {
            Some(entry) => {
                let tier = match entry.tier {
                    TierChoice::Tier(tier) => Some(tier),
                    TierChoice::Excluded => None,
                };
                let expires = entry.expires.map(Day::epoch_days);
                put.execute(params![
                    account.0,
                    tier,
                    entry.reason,
                    entry.author,
                    entry.set_on.epoch_days(),
                    expires
                ])?
            }
            None => remove.execute([account.0])?,
        };
    }
    Ok(())
}

pub(crate) fn read_overrides(connection: &Connection) -> Result<BTreeMap<AccountId, Override>, StoreError> {
    let mut statement = connection
        .prepare("SELECT account_id, tier, reason, author, set_on, expires FROM tier_override ORDER BY account_id")?;
    let overrides = statement.query_map([], |row| {
        let tier: Option<u8> = row.get(1)?;
        let expires: Option<i32> = row.get(5)?;
        let entry = Override {
            tier: tier.map_or(TierChoice::Excluded, TierChoice::Tier),
            reason: row.get(2)?,
            author: row.get(3)?,
            set_on: Day::from_epoch_days(row.get(4)?),
            expires: expires.map(Day::from_epoch_days),
        };
        Ok((AccountId(row.get(0)?), entry))
    })?;
    Ok(overrides.collect::<Result<_, _>>()?)
}

pub(crate) fn write_owners(
    connection: &Connection,
    owners: &BTreeMap<AccountId, RepId>,
    touched: &BTreeSet<AccountId>,
) -> Result<(), StoreError> {
    let mut put = connection.prepare_cached(
        "INSERT INTO account_owner (account_id, rep_id) VALUES (?1, ?2)
         ON CONFLICT (account_id) DO UPDATE SET rep_id = excluded.rep_id",
    )?;
    let mut remove = connection.prepare_cached("DELETE FROM account_owner WHERE account_id = ?1")?;
    for account in touched {
        match owners.get(account) {
            Some(rep) => put.execute([account.0, rep.0])?,
            None => remove.execute([account.0])?,
        };
    }
    Ok(())
}

pub(crate) fn read_owners(connection: &Connection) -> Result<BTreeMap<AccountId, RepId>, StoreError> {
    let mut statement = connection.prepare("SELECT account_id, rep_id FROM account_owner ORDER BY account_id")?;
    let owners = statement.query_map([], |row| Ok((AccountId(row.get(0)?), RepId(row.get(1)?))))?;
    Ok(owners.collect::<Result<_, _>>()?)
}

pub(crate) fn write_pins(
    connection: &Connection,
    pinned: &BTreeSet<AccountId>,
    touched: &BTreeSet<AccountId>,
) -> Result<(), StoreError> {
    let mut put = connection.prepare_cached("INSERT OR IGNORE INTO owner_pin (account_id) VALUES (?1)")?;
    let mut remove = connection.prepare_cached("DELETE FROM owner_pin WHERE account_id = ?1")?;
    for account in touched {
        if pinned.contains(account) {
            put.execute([account.0])?;
        } else {
            remove.execute([account.0])?;
        }
    }
    Ok(())
}

pub(crate) fn read_pins(connection: &Connection) -> Result<BTreeSet<AccountId>, StoreError> {
    let mut statement = connection.prepare("SELECT account_id FROM owner_pin ORDER BY account_id")?;
    let pins = statement.query_map([], |row| Ok(AccountId(row.get(0)?)))?;
    Ok(pins.collect::<Result<_, _>>()?)
}
