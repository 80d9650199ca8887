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
    /// Where the dial between equal work and present owners stands, per mille: 0 seeks equal work only, 1000 leaves every
    /// account with its present owner where it has one.
    pub continuity: u16,
    /// Why potential is not known and what to do, in plain sentences; `null` where all of it is known.
    pub potential_gap: Option<String>,
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
    /// `null` where no account's is known.
    pub potential: Option<i64>,
    /// Accounts that are not in the potential, because theirs is not known.
    pub without_potential: u32,
    /// `null` where no account's is known.
    pub current_revenue: Option<i64>,
    /// Per mille above (+) or below (-) the rep's fair share of the work; `null` without selling time or any work.
    pub deviation: Option<i32>,
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
    /// `null` where no account's is known.
    pub potential: Option<i64>,
}

/// How equal the territories are in workload, each against its fair share; measures are `null` while nobody has work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BalanceView {
    /// Per mille.
    pub max_deviation: Option<u32>,
    /// Coefficient of variation, per mille.
    pub cv: Option<u32>,
    /// Per mille.
    pub gini: Option<u32>,
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
pub struct TerritorySettingsView {
    /// As [`TerritoriesView::continuity`].
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
