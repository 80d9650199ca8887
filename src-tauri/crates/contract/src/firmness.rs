//! How far the tiers can be trusted: who falls off the fence when the weights are shaken, and what missing values are
//! worth.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What came of trying other weights. Accounts are those in the plan that have a score and whose tier the model decides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FirmnessView {
    /// Trials behind each share.
    pub draws: u32,
    /// How far every weight was shaken either way, in per mille of itself.
    pub shaken_by: u16,
    pub accounts: u32,
    /// In the order of the tiers.
    pub tiers: Vec<TierFirmness>,
    /// The accounts that leave their tier most often when the weights are shaken; those that never do are not among them.
    pub fence: Vec<FenceAccount>,
    /// What is missing of each criterion, the gap with most potential on it first.
    pub gaps: Vec<CriterionGapView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TierFirmness {
    pub tier: u8,
    pub accounts: u32,
    /// Accounts that never left it when the weights were shaken.
    pub steady: u32,
    /// Accounts that left it in more than one of ten trials.
    pub fence: u32,
    /// In what share of all weightings its accounts keep it, on average; per mille. `null` without accounts.
    pub any: Option<u16>,
}

/// Which accounts of a tier, by how they took the shaking of the weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FirmPart {
    /// All whose tier the score decides.
    Decided,
    /// Those that never left it.
    Steady,
    /// Those that left it in more than one of ten trials.
    Fence,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FenceAccount {
    pub id: u32,
    pub name: String,
    pub tier: u8,
    pub score: Option<u16>,
    pub potential: Option<i64>,
    pub firmness: AccountFirmness,
}

/// How firm one account's tier is. Shares are per mille of the trials.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountFirmness {
    /// It keeps its tier when the weights are shaken.
    pub keeps: u16,
    /// It leaves its tier in more than one of ten trials.
    pub on_fence: bool,
    /// The tier it has most often instead, with its share; `null` when it never has another.
    pub other: Option<u8>,
    pub other_share: u16,
    /// It keeps its tier among all weightings there are.
    pub any: u16,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CriterionGapView {
    pub criterion: u32,
    pub name: String,
    /// Accounts without a value.
    pub missing: u32,
    /// Those of them whose tier could be another one if the value were known.
    pub could_move: u32,
    /// The potential of the accounts that could move; `null` where none is known.
    pub potential: Option<i64>,
}
