//! Scenarios: ways to tier beside each other, who moves between them and why, and what holds agreed tiers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why an account moved from one way to tier to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MoveCause {
    /// The list says something else of it, or of those it is ranked with.
    Data,
    /// Criteria, weights, curves or gates.
    Model,
    /// Cut-offs, and what holds agreed tiers.
    CutOff,
    /// A person put it somewhere, or no longer does.
    Override,
}

/// What holds an account in another tier than the one of its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum HeldReason {
    /// Its score does not clear the cut-off by the margin.
    Margin,
    /// As many accounts move already as may.
    Limit,
    /// It has no score any more.
    NoScore,
}

/// From one tier to another; `null` is out of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TierStep {
    pub from: Option<u8>,
    pub to: Option<u8>,
}

/// What one tier of a scenario would hold on the list of today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioTier {
    pub name: String,
    pub accounts: u32,
    /// Minor units; `null` where no account's is known.
    pub potential: Option<i64>,
    /// Minutes a year at the cadence of the plan.
    pub minutes: u64,
}

/// A way to tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioRow {
    /// `null` is what is in force.
    pub id: Option<u32>,
    pub name: String,
    /// `null` for what is in force.
    pub kept_on: Option<String>,
    pub author: Option<String>,
    /// Best first.
    pub tiers: Vec<ScenarioTier>,
    pub excluded: u32,
    /// Minutes a year of all tiers.
    pub minutes: u64,
    /// Accounts that would change their tier if it were used now.
    pub moves: u32,
    /// What it has other than what is in force: `weights`, `cut-offs`; empty where nothing differs.
    pub differs: Vec<String>,
}

/// How often a limit on moves begins anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MovePeriodView {
    Month,
    Quarter,
    Year,
}

/// What keeps accounts in the tiers that were agreed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SteadinessView {
    /// The scenario that was agreed on.
    pub agreed: u32,
    pub agreed_on: String,
    /// In tenths of a point.
    pub margin: u16,
    /// Per mille of the accounts with an agreed tier; `null` sets no limit.
    pub most_moves: Option<u16>,
    /// How often the limit begins anew; `null`: when tiers are agreed on anew.
    pub period: Option<MovePeriodView>,
    /// Accounts that had moved when the present one began; 0 in the agreement's.
    pub moved_before: u32,
    /// Accounts that may move in it, or since the agreement without any.
    pub allowed: Option<u32>,
    pub held_by_margin: u32,
    pub held_by_limit: u32,
    pub held_without_score: u32,
    /// Why nobody is held although it was asked for, in one sentence.
    pub problem: Option<String>,
    /// What became of the agreed tiers.
    pub since: MovesView,
}

/// What would other ways to tier change, and what moved since the tiers were agreed on?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ScenariosView {
    /// What is in force first, then those that were kept, the newest first.
    pub rows: Vec<ScenarioRow>,
    /// `null` before anything was agreed on.
    pub steadiness: Option<SteadinessView>,
    /// A name for the next one to keep.
    pub next_name: String,
}

/// Two ways to tier to compare; `null` is what is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CompareScenarios {
    pub from: Option<u32>,
    pub to: Option<u32>,
}

/// Accounts that moved for one cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CauseCount {
    pub cause: MoveCause,
    pub up: u32,
    /// Down, or out of the plan.
    pub down: u32,
}

/// Who moves from one way to tier to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MovesView {
    pub between: CompareScenarios,
    pub moved: u32,
    /// The names of the old tiers, best first.
    pub from: Vec<String>,
    pub to: Vec<String>,
    /// From tier (rows) to tier (columns); the last of each is out of the plan. The rows add up to the old tiers, less
    /// what is gone.
    pub matrix: Vec<Vec<u32>>,
    /// All four causes; together all that moved.
    pub causes: Vec<CauseCount>,
    /// Accounts that were not on the list then.
    pub new: u32,
    /// Accounts that are no longer on the list.
    pub gone: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeepScenario {
    pub name: String,
    /// Whether its tiers are agreed on, so that they are held from now on.
    pub agree: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioRef {
    pub scenario: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RenameScenario {
    pub scenario: u32,
    pub name: String,
}

/// What is to hold the agreed tiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SteadinessEdit {
    /// In tenths of a point.
    pub margin: u16,
    /// Per mille; `null` sets no limit.
    pub most_moves: Option<u16>,
    /// How often the limit begins anew; `null`: when tiers are agreed on anew.
    pub period: Option<MovePeriodView>,
}
