//! What there is one of in a plan: its info, the settings of opportunity and territories, and the coverage model.

use crate::StoreError;
use rusqlite::{Connection, params};
use tierline_plan::{Coverage, Currency, Day, OpportunitySettings, PlanInfo, TerritorySettings, TierCoverage};

pub(crate) fn write_info(connection: &Connection, info: &PlanInfo) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO plan_info (id, name, period, currency, minor_digits, as_of, seed)
             VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            info.name,
            info.period,
            info.currency.code,
            info.currency.minor_digits,
            info.as_of.epoch_days(),
            info.seed.cast_signed()
        ])?;
    Ok(())
}

pub(crate) fn read_info(connection: &Connection) -> Result<PlanInfo, StoreError> {
    let sql = "SELECT name, period, currency, minor_digits, as_of, seed FROM plan_info";
    Ok(connection.query_row(sql, [], |row| {
        Ok(PlanInfo {
            name: row.get(0)?,
            period: row.get(1)?,
            currency: Currency {
                code: row.get(2)?,
                minor_digits: row.get(3)?,
            },
            as_of: Day::from_epoch_days(row.get(4)?),
            seed: row.get::<_, i64>(5)?.cast_unsigned(),
        })
    })?)
}

pub(crate) fn write_opportunity(connection: &Connection, settings: &OpportunitySettings) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO opportunity (id, peer_percentile, fewest_peers) VALUES (1, ?1, ?2)")?
        .execute(params![settings.peer_percentile, settings.fewest_peers])?;
    Ok(())
}

pub(crate) fn read_opportunity(connection: &Connection) -> Result<OpportunitySettings, StoreError> {
    let sql = "SELECT peer_percentile, fewest_peers FROM opportunity";
    Ok(connection.query_row(sql, [], |row| {
        Ok(OpportunitySettings {
            peer_percentile: row.get(0)?,
            fewest_peers: row.get(1)?,
        })
    })?)
}

pub(crate) fn write_territories(connection: &Connection, settings: &TerritorySettings) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO territory (id, continuity) VALUES (1, ?1)")?
        .execute(params![settings.continuity])?;
    Ok(())
}

pub(crate) fn read_territories(connection: &Connection) -> Result<TerritorySettings, StoreError> {
    Ok(connection.query_row("SELECT continuity FROM territory", [], |row| {
        Ok(TerritorySettings {
            continuity: row.get(0)?,
        })
    })?)
}

pub(crate) fn write_coverage(connection: &Connection, coverage: &Coverage) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO coverage (id, hours_per_week, weeks_per_year, selling_share) VALUES (1, ?1, ?2, ?3)",
        )?
        .execute(params![
            coverage.hours_per_week,
            coverage.weeks_per_year,
            coverage.selling_share
        ])?;
    connection.execute("DELETE FROM coverage_tier", [])?;
    let mut add = connection.prepare_cached(
        "INSERT INTO coverage_tier (position, touches_per_year, minutes_per_touch, travel_minutes_per_touch)
         VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (position, tier) in coverage.tiers.iter().enumerate() {
        add.execute(params![
            position as i64,
            tier.touches_per_year,
            tier.minutes_per_touch,
            tier.travel_minutes_per_touch
        ])?;
    }
    Ok(())
}

pub(crate) fn read_coverage(connection: &Connection) -> Result<Coverage, StoreError> {
    let mut statement = connection.prepare(
        "SELECT touches_per_year, minutes_per_touch, travel_minutes_per_touch FROM coverage_tier ORDER BY position",
    )?;
    let tiers = statement.query_map([], |row| {
        Ok(TierCoverage {
            touches_per_year: row.get(0)?,
            minutes_per_touch: row.get(1)?,
            travel_minutes_per_touch: row.get(2)?,
        })
    })?;
    let tiers = tiers.collect::<Result<_, _>>()?;
    let sql = "SELECT hours_per_week, weeks_per_year, selling_share FROM coverage";
    Ok(connection.query_row(sql, [], |row| {
        Ok(Coverage {
            tiers,
            hours_per_week: row.get(0)?,
            weeks_per_year: row.get(1)?,
            selling_share: row.get(2)?,
        })
    })?)
}
