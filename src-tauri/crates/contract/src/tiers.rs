//! The tier board.

use crate::{ColumnFilter, QuerySums, TierSummary};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who is in which tier?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TierBoard {
    pub columns: Vec<BoardColumn>,
    /// The Excluded column.
    pub excluded: BoardColumn,
    pub overrides: u32,
    /// The most overrides people agreed on, in per mille of all accounts, and how many accounts that is; `null` sets no
    /// limit.
    pub budget: Option<u16>,
    pub allowed: Option<u32>,
    /// All accounts.
    pub accounts: u32,
    /// `null` where no account's is known.
    pub potential: Option<i64>,
    /// Minutes a year that the present reps can spend with accounts; `null` without reps.
    pub capacity_minutes: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BoardColumn {
    /// `null` for Excluded.
    pub tier: Option<u8>,
    pub name: String,
    pub summary: TierSummary,
    /// The rule that fills it, such as `Score 78.3 and above`.
    pub rule: String,
    pub overrides: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BoardCardsRequest {
    /// `null` for Excluded.
    pub tier: Option<u8>,
    pub search: String,
    /// Conditions on columns of the grid; a card passes all of them.
    pub filters: Vec<ColumnFilter>,
    pub offset: u32,
    /// At most 200.
    pub limit: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BoardCards {
    pub total: u32,
    /// What all of them add up to; `null` where search and filters leave nothing out, for then the board says it.
    pub sums: Option<QuerySums>,
    pub cards: Vec<BoardCard>,
}

/// A stretch of a column, for choosing what lies far beyond the cards in sight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BoardRangeRequest {
    /// `null` for Excluded.
    pub tier: Option<u8>,
    pub search: String,
    pub filters: Vec<ColumnFilter>,
    /// Places in the order of the cards; the last one lies within.
    pub from: u32,
    pub to: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BoardRange {
    /// In the order of the cards.
    pub accounts: Vec<u32>,
    /// Those of them that a person put there.
    pub by_hand: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BoardCard {
    pub id: u32,
    pub name: String,
    pub score: Option<u16>,
    /// Some of the values that have weight are missing, so that the score could be another one; never without a score.
    pub partial: bool,
    pub industry: Option<String>,
    pub country: Option<String>,
    pub potential: Option<i64>,
    pub current_revenue: Option<i64>,
    pub owner: Option<String>,
    /// Set when a person put it here.
    pub override_reason: Option<String>,
    pub model_tier: u8,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OverrideTier {
    pub accounts: Vec<u32>,
    /// `null` for Excluded.
    pub tier: Option<u8>,
    /// Never blank.
    pub reason: String,
    pub expires: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClearOverride {
    pub accounts: Vec<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OverrideBudget {
    /// Per mille of all accounts; `null` sets no limit.
    pub budget: Option<u16>,
}

/// What colour a tier is shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TierHueView {
    Indigo,
    Amber,
    Rose,
    Sky,
    Moss,
    Plum,
    Brick,
    Slate,
}

/// Other tiers: fewer, more, or under other names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TiersEdit {
    /// 2 to 5, best first.
    pub tiers: Vec<TierEdit>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TierEdit {
    /// Which of the present tiers it is; `null` for a new one. Tiers keep their order.
    pub was: Option<u8>,
    pub name: String,
    pub hue: TierHueView,
}
