//! Which criteria tell fit and which engagement, and the matrix of two measures.

use super::model::{from_json, to_json};
use crate::StoreError;
use crate::words::{axis_of, axis_word};
use rusqlite::{Connection, OptionalExtension, params};
use tierline_plan::{Axis, CriterionSource, FieldId, MatrixSettings};

pub(crate) fn write_axes(connection: &Connection, axes: &[(CriterionSource, Axis)]) -> Result<(), StoreError> {
    connection.execute("DELETE FROM criterion_axis", [])?;
    let mut add =
        connection.prepare_cached("INSERT INTO criterion_axis (position, field_id, axis) VALUES (?1, ?2, ?3)")?;
    for (position, (source, axis)) in axes.iter().enumerate() {
        let field = match source {
            CriterionSource::Field(field) => Some(field.0),
            CriterionSource::Potential => None,
        };
        add.execute(params![position as i64, field, axis_word(*axis)])?;
    }
    Ok(())
}

pub(crate) fn read_axes(connection: &Connection) -> Result<Vec<(CriterionSource, Axis)>, StoreError> {
    let mut statement = connection.prepare("SELECT field_id, axis FROM criterion_axis ORDER BY position")?;
    let mut rows = statement.query([])?;
    let mut axes = Vec::new();
    while let Some(row) = rows.next()? {
        let field: Option<u32> = row.get(0)?;
        let axis: String = row.get(1)?;
        let source = field.map_or(CriterionSource::Potential, |id| CriterionSource::Field(FieldId(id)));
        axes.push((source, axis_of(&axis)?));
    }
    Ok(axes)
}

pub(crate) fn write_matrix(connection: &Connection, matrix: &MatrixSettings) -> Result<(), StoreError> {
    connection.execute(
        "INSERT OR REPLACE INTO matrix (id, settings) VALUES (1, ?1)",
        params![to_json(matrix)?],
    )?;
    Ok(())
}

pub(crate) fn read_matrix(connection: &Connection) -> Result<MatrixSettings, StoreError> {
    let found: Option<String> = connection
        .query_row("SELECT settings FROM matrix", [], |row| row.get(0))
        .optional()?;
    found.map_or_else(|| Ok(MatrixSettings::default()), |settings| from_json(&settings))
}
