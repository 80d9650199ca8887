//! Cells that a person changed, with what the list gave them. Separate from the decisions, because a cell's kind says how
//! its value is held.

use crate::StoreError;
use rusqlite::types::{Value as Held, ValueRef};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};
use tierline_plan::{AccountId, AccountTable, Day, FieldId, FieldKind, Money, Value};

pub(crate) fn write(
    connection: &Connection,
    edits: &BTreeMap<(AccountId, FieldId), Value>,
    touched: &BTreeSet<(AccountId, FieldId)>,
) -> Result<(), StoreError> {
    let mut put = connection.prepare_cached(
        "INSERT INTO hand_edit (account_id, field_id, given) VALUES (?1, ?2, ?3)
         ON CONFLICT (account_id, field_id) DO UPDATE SET given = excluded.given",
    )?;
    let mut remove = connection.prepare_cached("DELETE FROM hand_edit WHERE account_id = ?1 AND field_id = ?2")?;
    for (account, field) in touched {
        match edits.get(&(*account, *field)) {
            Some(given) => put.execute(params![account.0, field.0, held(given)])?,
            None => remove.execute([account.0, field.0])?,
        };
    }
    Ok(())
}

pub(crate) fn read(
    connection: &Connection,
    table: &AccountTable,
) -> Result<BTreeMap<(AccountId, FieldId), Value>, StoreError> {
    let mut statement =
        connection.prepare("SELECT account_id, field_id, given FROM hand_edit ORDER BY account_id, field_id")?;
    let mut rows = statement.query([])?;
    let mut edits = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (account, field) = (AccountId(row.get(0)?), FieldId(row.get(1)?));
        let kind = table
            .field(field)
            .ok_or_else(|| StoreError::damaged("an edited cell in a column that does not exist"))?
            .kind;
        edits.insert((account, field), value(kind, row.get_ref(2)?)?);
    }
    Ok(edits)
}

fn held(value: &Value) -> Held {
    match value {
        Value::Missing => Held::Null,
        Value::Text(text) => Held::Text(text.clone()),
        Value::Number(number) => Held::Real(*number),
        Value::Money(amount) => Held::Integer(amount.minor()),
        Value::Date(day) => Held::Integer(i64::from(day.epoch_days())),
        Value::YesNo(answer) => Held::Integer(i64::from(*answer)),
    }
}

fn value(kind: FieldKind, held: ValueRef<'_>) -> Result<Value, StoreError> {
    let damaged = || StoreError::damaged("an edited cell holds a value of another kind");
    Ok(match (kind, held) {
        (_, ValueRef::Null) => Value::Missing,
        (FieldKind::Text | FieldKind::Category, held) => {
            Value::Text(held.as_str().map_err(StoreError::damaged)?.to_owned())
        }
        (FieldKind::Number | FieldKind::Percent, ValueRef::Real(number)) => Value::Number(number),
        (FieldKind::Money, ValueRef::Integer(minor)) => Value::Money(Money::from_minor(minor)),
        (FieldKind::Date, ValueRef::Integer(days)) => {
            Value::Date(Day::from_epoch_days(i32::try_from(days).map_err(|_| damaged())?))
        }
        (FieldKind::YesNo, ValueRef::Integer(answer @ (0 | 1))) => Value::YesNo(answer == 1),
        _ => return Err(damaged()),
    })
}
