//! The Territories screen: who owns what?

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TerritoriesView {
    pub reps: Vec<TerritoryRow>,
    pub unassigned: UnassignedView,
    pub balance: BalanceView,
    /// Names in the list's owner column that no rep has, with their accounts.
    pub unknown_owners: Vec<OwnerName>,
    pub sentence: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TerritoryRow {
    pub rep: RepView,
    pub accounts: u32,
    pub by_tier: Vec<u32>,
    pub minutes: u64,
    pub capacity_minutes: u64,
    pub potential: i64,
    pub current_revenue: i64,
    /// Per mille above (+) or below (-) the rep's fair share of the work.
    pub deviation: i32,
    /// Accounts the rep owns already according to the list, and how many of those stay.
    pub owned_before: u32,
    pub kept: u32,
    pub pinned: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RepView {
    /// 0 for a new rep.
    pub id: u32,
    pub name: String,
    pub role: Option<String>,
    pub base_city: Option<String>,
    pub country: Option<String>,
    pub start: Option<String>,
    /// Per mille of full time.
    pub share_of_full_time: u16,
    pub last_quota: Option<i64>,
    pub last_result: Option<i64>,
    pub ote: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnassignedView {
    pub accounts: u32,
    pub minutes: u64,
    pub potential: i64,
}

/// How equal the territories are in workload, each against its fair share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BalanceView {
    /// Per mille.
    pub max_deviation: u32,
    /// Coefficient of variation, per mille.
    pub cv: u32,
    /// Per mille.
    pub gini: u32,
    /// Per mille: beyond it a territory counts as out of balance.
    pub tolerance: u32,
    pub outside: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OwnerName {
    pub name: String,
    pub accounts: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveRep {
    pub rep: RepView,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemoveRep {
    pub rep: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportReps {
    pub token: u32,
    /// `null` takes the sheet that looks like a list of reps.
    pub sheet: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AssignAutomatically {
    /// Per mille: 0 seeks balance only, 1000 leaves every account with its present owner where it has one.
    pub continuity: u16,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AssignAccounts {
    pub accounts: Vec<u32>,
    /// `null` takes the owner away.
    pub rep: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PinAccounts {
    pub accounts: Vec<u32>,
    pub pin: bool,
}

/// What an assignment did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Assigned {
    pub accounts: u32,
    pub moved: u32,
    pub max_deviation: u32,
    pub sentence: String,
}
