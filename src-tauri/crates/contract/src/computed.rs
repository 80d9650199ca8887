//! Computed columns: what people reckon from the list.

use crate::CellKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A computed column as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComputedDraft {
    /// `null` for a new one.
    pub id: Option<u32>,
    pub label: String,
    /// With columns by their headings in square brackets.
    pub formula: String,
    /// How its values are shown; `null` as the formula suggests.
    pub kind: Option<CellKind>,
}

/// A computed column of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComputedColumn {
    pub id: u32,
    pub draft: ComputedDraft,
    /// Accounts with a value.
    pub filled: u32,
    /// From where to where the values reach; `null` for words and answers, and without any.
    pub spread: Option<String>,
    /// What reads it, such as `the criterion Growth`.
    pub used_by: Vec<String>,
    /// Why it is empty, in one sentence; `null` when it can be computed.
    pub problem: Option<String>,
}

/// A column that a formula may name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormulaSource {
    pub label: String,
    pub kind: CellKind,
}

/// A function that a formula may call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormulaFunction {
    pub name: String,
    /// As they are typed, such as `(number, digits)`.
    pub arguments: String,
    pub gives: String,
}

/// A formula that this list has the columns for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormulaRecipe {
    pub label: String,
    pub formula: String,
}

/// What can be reckoned from the list?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComputedView {
    pub columns: Vec<ComputedColumn>,
    pub sources: Vec<FormulaSource>,
    pub functions: Vec<FormulaFunction>,
    pub recipes: Vec<FormulaRecipe>,
}

/// What a formula makes of one account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComputedExample {
    pub account: String,
    /// What it was computed from, such as `Employees 120`.
    pub inputs: String,
    /// `null` where it cannot be computed.
    pub value: Option<String>,
}

/// What a drafted column would hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComputedTest {
    /// Why it cannot be kept, in one sentence; `null` when it can.
    pub problem: Option<String>,
    /// The kinds that it can be shown as, the one the formula suggests first; empty where it cannot be computed.
    pub kinds: Vec<CellKind>,
    /// Accounts with a value.
    pub filled: u32,
    pub spread: Option<String>,
    pub examples: Vec<ComputedExample>,
}

/// A column to keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveComputed {
    pub draft: ComputedDraft,
    /// Whether a criterion of it is added to the model in the same change.
    pub score: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComputedRef {
    pub id: u32,
}
