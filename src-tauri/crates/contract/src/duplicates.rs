//! Accounts that are, or may be, one company.

use crate::{Cell, CellKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was found in the plan's list, the surest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DuplicatesView {
    pub companies: Vec<CompanyView>,
    /// Companies of which nothing speaks against being one.
    pub certain: u32,
    /// Companies that a person has to look at.
    pub review: u32,
    /// Companies beyond those that are handed over.
    pub left_off: u32,
    /// Pairs that are a group or holding and its company: no duplicates.
    pub families: u32,
}

/// Accounts that are, or may be, one company, side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CompanyView {
    pub members: Vec<MemberView>,
    /// Nothing speaks against it.
    pub certain: bool,
    /// Of 1,000 such companies so many are one, by the least sure of the links that hold it together.
    pub per_mille: u16,
    /// Why the least sure link holds, such as `same name without legal form, same website`.
    pub reason: String,
    /// The account that should stay.
    pub stays: u32,
    /// Whether revenue or pipeline differ, so that they can be added up.
    pub has_parts: bool,
    /// Fields in which any of them has a value.
    pub fields: Vec<ComparedField>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MemberView {
    pub id: u32,
    pub name: String,
    /// `null` is Excluded.
    pub tier: Option<u8>,
    pub owner: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComparedField {
    pub label: String,
    pub kind: CellKind,
    /// In the order of the members.
    pub values: Vec<Cell>,
    /// Whether two of them say different things.
    pub differs: bool,
    /// Whether it is added up when parts are.
    pub is_part: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MergeAccounts {
    /// All in one change.
    pub merges: Vec<MergeView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MergeView {
    pub stays: u32,
    /// The others; where the one that stays has no value, the first of them that has one counts.
    pub go: Vec<u32>,
    /// Adds up revenue and pipeline where they differ.
    pub add_up: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeepApart {
    /// Accounts that are not one company, whatever they look like.
    pub accounts: Vec<u32>,
}
