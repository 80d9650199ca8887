//! How good the account list is, and how much money its gaps sit on.

use crate::CellKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QualityView {
    /// Accounts in the plan.
    pub accounts: u32,
    /// What we sell to them a year; `null` when it is not known of any.
    pub revenue: Option<i64>,
    /// Gaps in what the model reads first, then the gap that sits on most money.
    pub fields: Vec<FieldQuality>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldQuality {
    pub field: u32,
    pub label: String,
    pub kind: CellKind,
    pub filled: u32,
    pub missing: u32,
    /// What we sell to the accounts without a value; `null` when it is not known of any of them.
    pub missing_revenue: Option<i64>,
    /// Accounts whose value another one has too, where each should have its own.
    pub repeated: Option<u32>,
    /// Accounts whose value cannot be right, where that can be told.
    pub invalid: Option<u32>,
    /// Accounts whose date is more than a year before the plan's day.
    pub old: Option<u32>,
    /// Whether a criterion of the model reads it.
    pub in_model: bool,
}
