//! The reps and the word on their quotas.

use crate::StoreError;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;
use tierline_plan::{Day, Money, QuotaSettings, Rep, RepId, RepQuotaRule};

/// Writes the list of reps. Those who stay keep their row, so that the owners of accounts need not be looked through.
pub(crate) fn write_reps(connection: &Connection, reps: &[Rep]) -> Result<(), StoreError> {
    let wanted: BTreeSet<u32> = reps.iter().map(|rep| rep.id.0).collect();
    let mut statement = connection.prepare_cached("SELECT id FROM rep")?;
    let stored: Vec<u32> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut remove = connection.prepare_cached("DELETE FROM rep WHERE id = ?1")?;
    for gone in stored.iter().filter(|id| !wanted.contains(id)) {
        remove.execute([gone])?;
    }
    let mut put = connection.prepare_cached(
        "INSERT INTO rep (id, position, name, role, base_city, country, start, share_of_full_time, last_quota, last_result, ote)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET position = excluded.position, name = excluded.name, role = excluded.role,
             base_city = excluded.base_city, country = excluded.country, start = excluded.start,
             share_of_full_time = excluded.share_of_full_time, last_quota = excluded.last_quota,
             last_result = excluded.last_result, ote = excluded.ote",
    )?;
    for (position, rep) in reps.iter().enumerate() {
        put.execute(params![
            rep.id.0,
            position as i64,
            rep.name,
            rep.role,
            rep.base_city,
            rep.country,
            rep.start.map(Day::epoch_days),
            rep.share_of_full_time,
            rep.last_quota.map(Money::minor),
            rep.last_result.map(Money::minor),
            rep.ote.map(Money::minor)
        ])?;
    }
    Ok(())
}

pub(crate) fn read_reps(connection: &Connection) -> Result<Vec<Rep>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT id, name, role, base_city, country, start, share_of_full_time, last_quota, last_result, ote
         FROM rep ORDER BY position, id",
    )?;
    let reps = statement.query_map([], |row| {
        let money = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)?.map(Money::from_minor));
        Ok(Rep {
            id: RepId(row.get(0)?),
            name: row.get(1)?,
            role: row.get(2)?,
            base_city: row.get(3)?,
            country: row.get(4)?,
            start: row.get::<_, Option<i32>>(5)?.map(Day::from_epoch_days),
            share_of_full_time: row.get(6)?,
            last_quota: money(7)?,
            last_result: money(8)?,
            ote: money(9)?,
        })
    })?;
    Ok(reps.collect::<Result<_, _>>()?)
}

pub(crate) fn write_quotas(connection: &Connection, quotas: &QuotaSettings) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO quota (id, target, over_assignment, history_weight, step) VALUES (1, ?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            quotas.target.map(Money::minor),
            quotas.over_assignment,
            quotas.history_weight,
            quotas.step.minor()
        ])?;
    connection.execute("DELETE FROM quota_rule", [])?;
    let mut add = connection.prepare_cached("INSERT INTO quota_rule (rep_id, fixed) VALUES (?1, ?2)")?;
    for (rep, rule) in &quotas.by_rep {
        let fixed = match rule {
            RepQuotaRule::Fixed(amount) => Some(amount.minor()),
            RepQuotaRule::None => None,
        };
        add.execute(params![rep.0, fixed])?;
    }
    Ok(())
}

pub(crate) fn read_quotas(connection: &Connection) -> Result<QuotaSettings, StoreError> {
    let mut statement = connection.prepare("SELECT rep_id, fixed FROM quota_rule ORDER BY rep_id")?;
    let by_rep = statement.query_map([], |row| {
        let fixed: Option<i64> = row.get(1)?;
        let rule = fixed.map_or(RepQuotaRule::None, |minor| {
            RepQuotaRule::Fixed(Money::from_minor(minor))
        });
        Ok((RepId(row.get(0)?), rule))
    })?;
    let by_rep = by_rep.collect::<Result<_, _>>()?;
    let sql = "SELECT target, over_assignment, history_weight, step FROM quota";
    Ok(connection.query_row(sql, [], |row| {
        Ok(QuotaSettings {
            target: row.get::<_, Option<i64>>(0)?.map(Money::from_minor),
            over_assignment: row.get(1)?,
            history_weight: row.get(2)?,
            step: Money::from_minor(row.get(3)?),
            by_rep,
        })
    })?)
}
