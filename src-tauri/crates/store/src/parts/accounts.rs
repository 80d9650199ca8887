//! The account list: fields, IDs, columns in chunks, and what came with them (products, sources).

use super::chunk;
use crate::StoreError;
use crate::check::Flaw;
use crate::words::{kind_of, kind_word, role_of, role_words};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;
use tierline_plan::{AccountId, AccountTable, Column, Day, Field, FieldId, Plan, Product, ProductId, SourceFile};

/// Writes the whole list anew. Accounts that stay keep their row, so that decisions about them are not touched.
pub(crate) fn write_list(connection: &Connection, plan: &Plan) -> Result<(), StoreError> {
    connection.execute_batch(
        "DELETE FROM account_chunk; DELETE FROM category_value; DELETE FROM field; DELETE FROM product; DELETE FROM source_file;",
    )?;
    write_ids(connection, plan.accounts.ids())?;
    let mut add = connection.prepare_cached(
        "INSERT INTO field (id, position, role, product_id, kind, label) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (position, (field, column)) in plan.accounts.fields().iter().zip(plan.accounts.columns()).enumerate() {
        let (role, product) = role_words(field.role);
        let kind = kind_word(field.kind);
        add.execute(params![field.id.0, position as i64, role, product, kind, field.label])?;
        write_values(connection, field.id, column)?;
        for index in 0..column.len().div_ceil(chunk::ROWS) {
            write_chunk(connection, field.id, column, index)?;
        }
    }
    let mut add = connection.prepare_cached("INSERT INTO product (position, id, name) VALUES (?1, ?2, ?3)")?;
    for (position, product) in plan.products.iter().enumerate() {
        add.execute(params![position as i64, product.id.0, product.name])?;
    }
    let mut add = connection.prepare_cached(
        "INSERT INTO source_file (position, file, sheet, rows_read, rows_left_out, imported_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (position, source) in plan.sources.iter().enumerate() {
        add.execute(params![
            position as i64,
            source.file,
            source.sheet,
            source.rows_read,
            source.rows_left_out,
            source.imported_on.epoch_days()
        ])?;
    }
    Ok(())
}

fn write_ids(connection: &Connection, wanted: &[AccountId]) -> Result<(), StoreError> {
    let stored = read_ids(connection)?;
    let mut remove = connection.prepare_cached("DELETE FROM account WHERE id = ?1")?;
    for gone in stored.iter().filter(|id| wanted.binary_search(id).is_err()) {
        remove.execute([gone.0])?;
    }
    let mut add = connection.prepare_cached("INSERT INTO account (id) VALUES (?1)")?;
    for new in wanted.iter().filter(|id| stored.binary_search(id).is_err()) {
        add.execute([new.0])?;
    }
    Ok(())
}

/// Writes the chunks that hold the cells.
pub(crate) fn write_cells(
    connection: &Connection,
    table: &AccountTable,
    cells: &[(FieldId, AccountId)],
) -> Result<(), StoreError> {
    let stale: BTreeSet<(FieldId, usize)> = cells
        .iter()
        .filter_map(|(field, account)| Some((*field, table.row(*account)? / chunk::ROWS)))
        .collect();
    let mut last = None;
    for (field, index) in stale {
        let Some(column) = table.column(field) else { continue };
        if last != Some(field) {
            write_values(connection, field, column)?;
            last = Some(field);
        }
        write_chunk(connection, field, column, index)?;
    }
    Ok(())
}

/// Adds the category values that the file does not have yet. Codes are only ever added, so what stands there is right.
fn write_values(connection: &Connection, field: FieldId, column: &Column) -> Result<(), StoreError> {
    let Column::Category { values, .. } = column else {
        return Ok(());
    };
    let stored: i64 = connection
        .prepare_cached("SELECT coalesce(max(code) + 1, 0) FROM category_value WHERE field_id = ?1")?
        .query_row([field.0], |row| row.get(0))?;
    let mut add =
        connection.prepare_cached("INSERT INTO category_value (field_id, code, value) VALUES (?1, ?2, ?3)")?;
    for (code, value) in values.iter().enumerate().skip(stored as usize) {
        add.execute(params![field.0, code as i64, &**value])?;
    }
    Ok(())
}

fn write_chunk(connection: &Connection, field: FieldId, column: &Column, index: usize) -> Result<(), StoreError> {
    let data = chunk::encode(column, chunk::rows_of(index, column.len()))?;
    connection
        .prepare_cached(
            "INSERT INTO account_chunk (field_id, chunk, data) VALUES (?1, ?2, ?3)
             ON CONFLICT (field_id, chunk) DO UPDATE SET data = excluded.data",
        )?
        .execute(params![field.0, index as i64, data])?;
    Ok(())
}

fn read_ids(connection: &Connection) -> Result<Vec<AccountId>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT id FROM account ORDER BY id")?;
    let ids = statement.query_map([], |row| Ok(AccountId(row.get(0)?)))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

pub(crate) fn read_table(connection: &Connection) -> Result<AccountTable, StoreError> {
    let ids = read_ids(connection)?;
    let fields = read_fields(connection)?;
    let mut columns = Vec::with_capacity(fields.len());
    for field in &fields {
        columns.push(read_column(connection, field, ids.len())?);
    }
    AccountTable::from_parts(ids, fields, columns).map_err(StoreError::damaged)
}

fn read_fields(connection: &Connection) -> Result<Vec<Field>, StoreError> {
    let mut statement =
        connection.prepare("SELECT id, role, product_id, kind, label FROM field ORDER BY position, id")?;
    let mut rows = statement.query([])?;
    let mut fields = Vec::new();
    while let Some(row) = rows.next()? {
        fields.push(Field {
            id: FieldId(row.get(0)?),
            role: role_of(row.get_ref(1)?.as_str().map_err(StoreError::damaged)?, row.get(2)?)?,
            kind: kind_of(row.get_ref(3)?.as_str().map_err(StoreError::damaged)?)?,
            label: row.get(4)?,
        });
    }
    Ok(fields)
}

fn read_column(connection: &Connection, field: &Field, len: usize) -> Result<Column, StoreError> {
    let mut column = Column::new(field.kind);
    reserve(&mut column, len);
    if let Column::Category { values, .. } = &mut column {
        let mut statement =
            connection.prepare_cached("SELECT code, value FROM category_value WHERE field_id = ?1 ORDER BY code")?;
        let mut rows = statement.query([field.id.0])?;
        while let Some(row) = rows.next()? {
            if row.get::<_, i64>(0)? != values.len() as i64 {
                return Err(StoreError::damaged("a category is missing"));
            }
            values.push(row.get_ref(1)?.as_str().map_err(StoreError::damaged)?.into());
        }
    }
    let mut statement =
        connection.prepare_cached("SELECT chunk, data FROM account_chunk WHERE field_id = ?1 ORDER BY chunk")?;
    let mut rows = statement.query([field.id.0])?;
    let mut index = 0;
    while let Some(row) = rows.next()? {
        let expected = chunk::rows_of(index, len);
        if row.get::<_, i64>(0)? != index as i64 || expected.is_empty() {
            return Err(StoreError::damaged("the parts of a column do not follow each other"));
        }
        let data = row.get_ref(1)?.as_blob().map_err(StoreError::damaged)?;
        chunk::decode_onto(&mut column, data, expected.len())?;
        index += 1;
    }
    Ok(column)
}

fn reserve(column: &mut Column, len: usize) {
    match column {
        Column::Text(v) => v.reserve_exact(len),
        Column::Category { codes, .. } => codes.reserve_exact(len),
        Column::Number(v) => v.reserve_exact(len),
        Column::Money(v) => v.reserve_exact(len),
        Column::Date(v) => v.reserve_exact(len),
        Column::YesNo(v) => v.reserve_exact(len),
    }
}

pub(crate) fn read_products(connection: &Connection) -> Result<Vec<Product>, StoreError> {
    let mut statement = connection.prepare("SELECT id, name FROM product ORDER BY position")?;
    let products = statement.query_map([], |row| {
        Ok(Product {
            id: ProductId(row.get(0)?),
            name: row.get(1)?,
        })
    })?;
    Ok(products.collect::<Result<_, _>>()?)
}

pub(crate) fn read_sources(connection: &Connection) -> Result<Vec<SourceFile>, StoreError> {
    let mut statement = connection
        .prepare("SELECT file, sheet, rows_read, rows_left_out, imported_on FROM source_file ORDER BY position")?;
    let sources = statement.query_map([], |row| {
        Ok(SourceFile {
            file: row.get(0)?,
            sheet: row.get(1)?,
            rows_read: row.get(2)?,
            rows_left_out: row.get(3)?,
            imported_on: Day::from_epoch_days(row.get(4)?),
        })
    })?;
    Ok(sources.collect::<Result<_, _>>()?)
}

/// Columns that lack a chunk or hold one that cannot be read.
pub(crate) fn chunk_flaws(connection: &Connection) -> Result<Vec<Flaw>, StoreError> {
    let len = read_ids(connection)?.len();
    let mut flaws = Vec::new();
    for field in read_fields(connection)? {
        match read_column(connection, &field, len) {
            Ok(column) if column.len() == len => {}
            Ok(_) | Err(StoreError::Damaged(_)) => flaws.push(Flaw::Column { label: field.label }),
            Err(other) => return Err(other),
        }
    }
    Ok(flaws)
}
