//! How lists write what the plan keeps under one spelling.

use crate::FieldRoleView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a spelling is to be kept as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SpellingChoice {
    pub role: FieldRoleView,
    /// Character by character as the list has it.
    pub written: String,
    /// The same for a spelling that is kept as it is written.
    pub kept_as: String,
}

/// A spelling, and what it is kept as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SpellingView {
    pub written: String,
    pub kept_as: String,
    /// Accounts whose list writes it so.
    pub accounts: u32,
    /// Why, such as `the same country`.
    pub reason: String,
    /// Whether a person said so.
    pub by_hand: bool,
}

/// The spellings of one field that a list on its way in uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SpelledField {
    pub role: FieldRoleView,
    pub label: String,
    /// Those that most accounts use first.
    pub spellings: Vec<SpellingView>,
    /// What they may be kept as: the values that the field then has, those of most accounts first.
    pub values: Vec<String>,
}

/// The values of the fields that are folded onto one list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SpellingsView {
    pub fields: Vec<ValuesView>,
}

/// The values of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ValuesView {
    pub role: FieldRoleView,
    pub field: u32,
    pub label: String,
    /// Those that most accounts have first.
    pub values: Vec<ValueView>,
    /// Values that look like slips of the pen.
    pub slips: Vec<SlipView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ValueView {
    pub value: String,
    pub accounts: u32,
    /// What lists write otherwise.
    pub spellings: Vec<SpellingView>,
}

/// A value that looks like a slip for another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SlipView {
    pub value: String,
    pub accounts: u32,
    pub like: String,
}
