//! What a person may put into a cell, whether typed or pasted. The cell's kind decides how a text is read; what cannot be
//! read changes nothing.

use super::column::{self, ColumnSource, Computed};
use crate::session::Session;
use tierline_contract::{AppError, CellEdit};
use tierline_plan::{AccountId, Currency, Field, FieldId, FieldKind, FieldRole, Value};
use tierline_sheets::understand::{Writing, typed};

/// Why a column takes nothing from a person's hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closed {
    Tier,
    Owner,
    Computed,
    RecordId,
}

impl Closed {
    /// As the end of a sentence that began with the column.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Closed::Tier => "the tier is set with Move to tier",
            Closed::Owner => "the owner is set with Assign to",
            Closed::Computed => "computed from other columns",
            Closed::RecordId => "record IDs stay as they came from the file",
        }
    }
}

/// Why a cell does not take a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unfit {
    /// An account must keep a name.
    Nameless,
    /// The text means nothing for the field's kind.
    Unreadable,
}

/// The field of a column that a person may change.
pub(super) fn open_field(session: &Session, source: ColumnSource) -> Result<&Field, Closed> {
    match source {
        ColumnSource::Field(index) => match session.fields().at(index).0 {
            field if field.id.is_computed() => Err(Closed::Computed),
            field if field.role == FieldRole::RecordId => Err(Closed::RecordId),
            field => Ok(field),
        },
        ColumnSource::Computed(Computed::Tier) => Err(Closed::Tier),
        ColumnSource::Computed(Computed::Owner) => Err(Closed::Owner),
        ColumnSource::Computed(_) => Err(Closed::Computed),
    }
}

/// The value a text gives a field; blank text makes the cell blank.
pub(super) fn read(text: &str, field: &Field, currency: &Currency, writing: Writing) -> Result<Value, Unfit> {
    match typed(text, field.kind, currency, writing) {
        Some(value) => fitting(value, field),
        None => Err(Unfit::Unreadable),
    }
}

/// The value itself, unless the field must not hold it.
pub(super) fn fitting(value: Value, field: &Field) -> Result<Value, Unfit> {
    if value.is_missing() && field.role == FieldRole::Name {
        Err(Unfit::Nameless)
    } else {
        Ok(value)
    }
}

/// What one cell is to become.
pub(super) fn understood(
    session: &Session,
    edit: &CellEdit,
    writing: Writing,
) -> Result<(AccountId, FieldId, Value), AppError> {
    let refused = |message: String| Err(AppError::Refused { message });
    let plan = session.plan();
    let field = match open_field(session, column::resolve(session, &edit.column)?) {
        Ok(field) => field,
        Err(closed) => return refused(format!("The old value is kept: {}.", closed.reason())),
    };
    let account = AccountId(edit.account);
    if plan.accounts.row(account).is_none() {
        return refused("That account is no longer in the plan.".to_owned());
    }
    match read(&edit.text, field, &plan.info.currency, writing) {
        Ok(value) => Ok((account, field.id, value)),
        Err(Unfit::Nameless) => refused("An account needs a name. The old one is kept.".to_owned()),
        Err(Unfit::Unreadable) => refused(format!(
            "“{}” is not {}. The old value is kept.",
            edit.text.trim(),
            expected(field.kind)
        )),
    }
}

pub(super) fn expected(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text | FieldKind::Category => "a text",
        FieldKind::Number => "a number",
        FieldKind::Percent => "a percentage such as 15 %",
        FieldKind::Money => "an amount",
        FieldKind::Date => "a date such as 2026-11-22",
        FieldKind::YesNo => "yes or no",
    }
}
