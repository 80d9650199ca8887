//! The computed columns, a row each. Their values are not kept: they follow from the list.

use crate::StoreError;
use crate::words::{kind_of, kind_word};
use rusqlite::{Connection, params};
use tierline_plan::{ComputedField, FieldId};

pub(crate) fn write(connection: &Connection, computed: &[ComputedField]) -> Result<(), StoreError> {
    connection.execute("DELETE FROM computed_field", [])?;
    let mut add = connection.prepare_cached(
        "INSERT INTO computed_field (id, position, label, kind, formula) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (position, field) in computed.iter().enumerate() {
        let kind = kind_word(field.kind);
        add.execute(params![field.id.0, position as i64, field.label, kind, field.formula])?;
    }
    Ok(())
}

pub(crate) fn read(connection: &Connection) -> Result<Vec<ComputedField>, StoreError> {
    let mut statement =
        connection.prepare("SELECT id, label, kind, formula FROM computed_field ORDER BY position, id")?;
    let mut rows = statement.query([])?;
    let mut computed = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get(2)?;
        computed.push(ComputedField {
            id: FieldId(row.get(0)?),
            label: row.get(1)?,
            kind: kind_of(&kind)?,
            formula: row.get(3)?,
        });
    }
    Ok(computed)
}
