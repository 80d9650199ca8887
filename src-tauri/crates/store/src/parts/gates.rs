//! The gates, a row each. Their conditions are JSON: their shapes differ from kind to kind.

use super::model::{from_json, to_json};
use crate::StoreError;
use crate::words::{sense_of, sense_word};
use rusqlite::{Connection, params};
use tierline_plan::{CriterionSource, FieldId, Gate, GateId, TierChoice};

pub(crate) fn write(connection: &Connection, gates: &[Gate]) -> Result<(), StoreError> {
    connection.execute("DELETE FROM gate", [])?;
    let mut add = connection.prepare_cached(
        "INSERT INTO gate (id, position, sense, field_id, test, stops_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (position, gate) in gates.iter().enumerate() {
        let field = match gate.source {
            CriterionSource::Field(field) => Some(field.0),
            CriterionSource::Potential => None,
        };
        let tier = match gate.stops_at {
            TierChoice::Tier(tier) => Some(tier),
            TierChoice::Excluded => None,
        };
        add.execute(params![
            gate.id.0,
            position as i64,
            sense_word(gate.sense),
            field,
            to_json(&gate.test)?,
            tier
        ])?;
    }
    Ok(())
}

pub(crate) fn read(connection: &Connection) -> Result<Vec<Gate>, StoreError> {
    let mut statement =
        connection.prepare("SELECT id, sense, field_id, test, stops_at FROM gate ORDER BY position, id")?;
    let mut rows = statement.query([])?;
    let mut gates = Vec::new();
    while let Some(row) = rows.next()? {
        let sense: String = row.get(1)?;
        let field: Option<u32> = row.get(2)?;
        let test: String = row.get(3)?;
        let tier: Option<u8> = row.get(4)?;
        gates.push(Gate {
            id: GateId(row.get(0)?),
            sense: sense_of(&sense)?,
            source: field.map_or(CriterionSource::Potential, |id| CriterionSource::Field(FieldId(id))),
            test: from_json(&test)?,
            stops_at: tier.map_or(TierChoice::Excluded, TierChoice::Tier),
        });
    }
    Ok(gates)
}
