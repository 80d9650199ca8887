//! The Coverage screen: what can we staff?

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CoverageView {
    pub settings: CoverageSettings,
    pub tiers: Vec<CoverageTier>,
    pub minutes: u64,
    /// Minutes a year a full-time rep can spend with accounts.
    pub minutes_per_rep: u64,
    /// Full-time reps the work needs, in thousandths: 13854 is 13.854; `null` when a rep has no selling time.
    pub reps_needed: Option<u64>,
    /// The same in whole people.
    pub headcount: Option<u64>,
    /// Present reps in thousandths of full time; `null` without reps.
    pub reps_present: Option<u64>,
    pub capacity_minutes: u64,
    /// Per mille of the cadence that the present reps can keep; `null` without reps.
    pub affordable: Option<u64>,
    pub sentence: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CoverageSettings {
    /// In the order of the tiers.
    pub tiers: Vec<TierCadence>,
    pub hours_per_week: u32,
    pub weeks_per_year: u32,
    /// Per mille.
    pub selling_share: u16,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TierCadence {
    pub touches_per_year: u32,
    pub minutes_per_touch: u32,
    pub travel_minutes_per_touch: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CoverageTier {
    pub tier: u8,
    pub name: String,
    pub accounts: u32,
    pub minutes_per_account: u64,
    pub minutes: u64,
    /// `null` where no account's is known.
    pub potential: Option<i64>,
}
