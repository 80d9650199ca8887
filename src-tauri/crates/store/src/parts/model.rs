//! The scoring model and the tiers it is cut into. Curves and cut rules are JSON: their shapes differ from kind to kind.

use crate::StoreError;
use crate::words::{hue_of, hue_word, missing_of, missing_word, standard_of, standard_word};
use rusqlite::{Connection, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tierline_plan::{
    Criterion, CriterionId, CriterionSource, FieldId, Model, Plan, TierDef, TierHue, TierScheme, Weight,
};

pub(crate) fn write_model(connection: &Connection, model: &Model) -> Result<(), StoreError> {
    connection.execute("DELETE FROM criterion", [])?;
    let mut add = connection.prepare_cached(
        "INSERT INTO criterion (id, position, name, standard, field_id, weight, locked, missing, curve)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (position, criterion) in model.criteria.iter().enumerate() {
        let field = match criterion.source {
            CriterionSource::Field(field) => Some(field.0),
            CriterionSource::Potential => None,
        };
        add.execute(params![
            criterion.id.0,
            position as i64,
            criterion.name,
            criterion.standard.map(standard_word),
            field,
            criterion.weight.0,
            criterion.locked,
            missing_word(criterion.missing),
            to_json(&criterion.curve)?
        ])?;
    }
    Ok(())
}

pub(crate) fn read_model(connection: &Connection) -> Result<Model, StoreError> {
    let mut statement = connection.prepare(
        "SELECT id, name, standard, field_id, weight, locked, missing, curve FROM criterion ORDER BY position, id",
    )?;
    let mut rows = statement.query([])?;
    let mut criteria = Vec::new();
    while let Some(row) = rows.next()? {
        let standard: Option<String> = row.get(2)?;
        let field: Option<u32> = row.get(3)?;
        let missing: String = row.get(6)?;
        let curve: String = row.get(7)?;
        criteria.push(Criterion {
            id: CriterionId(row.get(0)?),
            name: row.get(1)?,
            standard: standard.as_deref().map(standard_of).transpose()?,
            source: field.map_or(CriterionSource::Potential, |id| CriterionSource::Field(FieldId(id))),
            weight: Weight(row.get(4)?),
            locked: row.get(5)?,
            missing: missing_of(&missing)?,
            curve: from_json(&curve)?,
        });
    }
    Ok(Model { criteria })
}

pub(crate) fn write_tiers(connection: &Connection, plan: &Plan) -> Result<(), StoreError> {
    let (scheme, hues) = (&plan.tiers, &plan.hues);
    connection.execute("DELETE FROM tier", [])?;
    let mut add = connection.prepare_cached("INSERT INTO tier (position, name) VALUES (?1, ?2)")?;
    for (position, tier) in scheme.tiers.iter().enumerate() {
        add.execute(params![position as i64, tier.name])?;
    }
    connection.execute("DELETE FROM tier_hue", [])?;
    let mut add = connection.prepare_cached("INSERT INTO tier_hue (position, hue) VALUES (?1, ?2)")?;
    for (position, hue) in hues.iter().enumerate() {
        add.execute(params![position as i64, hue_word(*hue)])?;
    }
    let rule = to_json(&scheme.cut)?;
    connection.execute(
        "INSERT OR REPLACE INTO tier_cut (id, rule, override_budget) VALUES (1, ?1, ?2)",
        params![rule, plan.override_budget],
    )?;
    Ok(())
}

pub(crate) fn read_tiers(connection: &Connection) -> Result<TierScheme, StoreError> {
    let mut statement = connection.prepare("SELECT name FROM tier ORDER BY position")?;
    let tiers = statement.query_map([], |row| Ok(TierDef { name: row.get(0)? }))?;
    let rule: String = connection.query_row("SELECT rule FROM tier_cut", [], |row| row.get(0))?;
    Ok(TierScheme {
        tiers: tiers.collect::<Result<_, _>>()?,
        cut: from_json(&rule)?,
    })
}

pub(crate) fn read_override_budget(connection: &Connection) -> Result<Option<u16>, StoreError> {
    Ok(connection.query_row("SELECT override_budget FROM tier_cut", [], |row| row.get(0))?)
}

pub(crate) fn read_hues(connection: &Connection) -> Result<Vec<TierHue>, StoreError> {
    let mut statement = connection.prepare("SELECT hue FROM tier_hue ORDER BY position")?;
    let words = statement.query_map([], |row| row.get::<_, String>(0))?;
    words.map(|word| hue_of(&word?)).collect()
}

/// JSON has no word for infinity and NaN: better to refuse such a setting now than a plan that cannot be opened later.
pub(super) fn to_json<T: Serialize + DeserializeOwned + PartialEq>(value: &T) -> Result<String, StoreError> {
    let json = serde_json::to_string(value).map_err(StoreError::internal)?;
    match serde_json::from_str::<T>(&json) {
        Ok(back) if back == *value => Ok(json),
        _ => Err(StoreError::internal("a setting holds a number that cannot be written")),
    }
}

pub(super) fn from_json<T: DeserializeOwned>(json: &str) -> Result<T, StoreError> {
    serde_json::from_str(json).map_err(StoreError::damaged)
}
