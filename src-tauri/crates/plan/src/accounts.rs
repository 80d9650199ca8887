//! The account list: columns side by side, a row an account. Separate because every stage reads it and none may reshape it.

use crate::{Column, Field, FieldId, FieldKind, FieldRole, Value};
use serde::{Deserialize, Serialize};

/// Names an account for the life of the plan. Never reused, so that a log entry always means the same account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountId(pub u32);

/// Why an account table cannot be built or changed as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    #[error("the columns of an account list differ in length")]
    RaggedColumns,
    #[error("account IDs must ascend without repeats")]
    IdsOutOfOrder,
    #[error("an account list needs exactly one name column")]
    NoNameColumn,
    #[error("two columns claim the same meaning")]
    RoleTwice,
    #[error("a column holds values of another kind than its field says")]
    KindMismatch,
    #[error("there is no account {0:?}")]
    NoSuchAccount(AccountId),
    #[error("there is no field {0:?}")]
    NoSuchField(FieldId),
    #[error("the value does not fit the field")]
    WrongKind,
}

/// Accounts as columns. Rows are in ascending order of [`AccountId`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AccountTable {
    ids: Vec<AccountId>,
    fields: Vec<Field>,
    columns: Vec<Column>,
}

/// New accounts as an importer hands them over: fields and columns, no IDs yet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AccountBatch {
    pub fields: Vec<Field>,
    pub columns: Vec<Column>,
}

impl AccountTable {
    /// Puts parts together, checking every rule of the table.
    pub fn from_parts(ids: Vec<AccountId>, fields: Vec<Field>, columns: Vec<Column>) -> Result<Self, TableError> {
        let table = AccountTable { ids, fields, columns };
        table.check()?;
        Ok(table)
    }

    /// A fresh table from an import, IDs counted from `first_id`.
    pub fn from_batch(batch: AccountBatch, first_id: u32) -> Result<Self, TableError> {
        let rows = batch.columns.first().map_or(0, Column::len) as u32;
        Self::from_parts(
            (first_id..first_id + rows).map(AccountId).collect(),
            batch.fields,
            batch.columns,
        )
    }

    /// Every rule of the table: equal lengths, ascending IDs, one name, no role twice, kinds as declared.
    pub fn check(&self) -> Result<(), TableError> {
        if self.fields.len() != self.columns.len() || self.columns.iter().any(|c| c.len() != self.ids.len()) {
            return Err(TableError::RaggedColumns);
        }
        if self.ids.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(TableError::IdsOutOfOrder);
        }
        for (index, field) in self.fields.iter().enumerate() {
            let kind_fits = field.role.required_kind().is_none_or(|kind| kind == field.kind);
            if !kind_fits || !self.columns[index].holds(field.kind) {
                return Err(TableError::KindMismatch);
            }
            let later = &self.fields[index + 1..];
            if later
                .iter()
                .any(|f| f.id == field.id || (f.role == field.role && f.role != FieldRole::Custom))
            {
                return Err(TableError::RoleTwice);
            }
        }
        if !self.fields.is_empty() && !self.fields.iter().any(|f| f.role == FieldRole::Name) {
            return Err(TableError::NoNameColumn);
        }
        Ok(())
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    pub fn ids(&self) -> &[AccountId] {
        &self.ids
    }

    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// Columns in the order of [`AccountTable::fields`].
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The row an account stands in.
    pub fn row(&self, id: AccountId) -> Option<usize> {
        // IDs are mostly dense, so the guess is nearly always right.
        let guess = (id.0 as usize).checked_sub(self.ids.first()?.0 as usize)?;
        if self.ids.get(guess) == Some(&id) {
            return Some(guess);
        }
        self.ids.binary_search(&id).ok()
    }

    pub fn field(&self, id: FieldId) -> Option<&Field> {
        self.fields.iter().find(|f| f.id == id)
    }

    pub fn field_with_role(&self, role: FieldRole) -> Option<&Field> {
        self.fields.iter().find(|f| f.role == role)
    }

    pub fn column(&self, id: FieldId) -> Option<&Column> {
        self.fields
            .iter()
            .position(|f| f.id == id)
            .map(|index| &self.columns[index])
    }

    pub fn column_with_role(&self, role: FieldRole) -> Option<&Column> {
        self.fields
            .iter()
            .position(|f| f.role == role)
            .map(|index| &self.columns[index])
    }

    /// Fields that carry the revenue of one product each, in list order.
    pub fn product_fields(&self) -> impl Iterator<Item = (&Field, &Column)> {
        self.fields
            .iter()
            .zip(&self.columns)
            .filter(|(field, _)| matches!(field.role, FieldRole::ProductRevenue(_)))
    }

    /// The account's name, or the empty string where the list gave none.
    pub fn name(&self, row: usize) -> &str {
        self.column_with_role(FieldRole::Name)
            .and_then(|c| c.text(row))
            .unwrap_or("")
    }

    /// Puts a value into a cell and returns the one that stood there.
    pub fn set(&mut self, account: AccountId, field: FieldId, value: Value) -> Result<Value, TableError> {
        let row = self.row(account).ok_or(TableError::NoSuchAccount(account))?;
        let index = self
            .fields
            .iter()
            .position(|f| f.id == field)
            .ok_or(TableError::NoSuchField(field))?;
        let column = &mut self.columns[index];
        if !column.accepts(&value) {
            return Err(TableError::WrongKind);
        }
        Ok(column.set(row, value))
    }

    /// The smallest ID that no account of this table has reached.
    pub fn next_id(&self) -> u32 {
        self.ids.last().map_or(1, |id| id.0 + 1)
    }

    /// Fields of a kind, for menus that offer something to measure.
    pub fn fields_of_kind(&self, kinds: &[FieldKind]) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |f| kinds.contains(&f.kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(id: u32, role: FieldRole, kind: FieldKind) -> Field {
        Field {
            id: FieldId(id),
            role,
            kind,
            label: format!("{role:?}"),
        }
    }

    #[test]
    fn a_list_without_names_is_refused() {
        let batch = AccountBatch {
            fields: vec![field(1, FieldRole::Employees, FieldKind::Number)],
            columns: vec![Column::from_values(FieldKind::Number, [Value::Number(3.0)])],
        };
        assert_eq!(AccountTable::from_batch(batch, 1), Err(TableError::NoNameColumn));
    }

    #[test]
    fn editing_a_cell_refuses_values_of_another_kind() {
        let batch = AccountBatch {
            fields: vec![field(1, FieldRole::Name, FieldKind::Text)],
            columns: vec![Column::from_values(FieldKind::Text, [Value::Text("Acme".into())])],
        };
        let mut table = AccountTable::from_batch(batch, 10).expect("a valid table");
        assert_eq!(
            table.set(AccountId(10), FieldId(1), Value::Number(1.0)),
            Err(TableError::WrongKind)
        );
        assert_eq!(
            table.set(AccountId(10), FieldId(1), Value::Text("Acme AG".into())),
            Ok(Value::Text("Acme".into()))
        );
        assert_eq!(
            table.set(AccountId(9), FieldId(1), Value::Missing),
            Err(TableError::NoSuchAccount(AccountId(9)))
        );
    }
}
