//! What a person typed into a cell. The cell's kind decides how it is read; what cannot be read changes nothing.

use crate::session::Session;
use tierline_contract::{AppError, CellEdit};
use tierline_plan::{AccountId, FieldId, FieldKind, FieldRole, Value};
use tierline_sheets::understand::typed;

pub(super) fn understood(session: &Session, edit: &CellEdit) -> Result<(AccountId, FieldId, Value), AppError> {
    let refused = |message: String| Err(AppError::Refused { message });
    let plan = session.plan();
    let id = edit
        .column
        .strip_prefix('f')
        .and_then(|digits| digits.parse().ok())
        .map(FieldId);
    let Some(field) = id.and_then(|id| plan.accounts.field(id)) else {
        return refused("This column is computed. Change what it is computed from.".to_owned());
    };
    let account = AccountId(edit.account);
    if plan.accounts.row(account).is_none() {
        return refused("That account is no longer in the plan.".to_owned());
    }
    let text = edit.text.trim();
    if text.is_empty() {
        return if field.role == FieldRole::Name {
            refused("An account needs a name. The old one is kept.".to_owned())
        } else {
            Ok((account, field.id, Value::Missing))
        };
    }
    match typed(text, field.kind, &plan.info.currency) {
        Some(value) => Ok((account, field.id, value)),
        None => refused(format!(
            "“{text}” is not {}. The old value is kept.",
            expected(field.kind)
        )),
    }
}

fn expected(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text | FieldKind::Category => "a text",
        FieldKind::Number => "a number",
        FieldKind::Percent => "a percentage such as 15 %",
        FieldKind::Money => "an amount",
        FieldKind::Date => "a date such as 2026-11-22",
        FieldKind::YesNo => "yes or no",
    }
}
