//! The Quotas screen: is every number fair and reachable?

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuotasView {
    pub settings: QuotaSettingsView,
    /// `null` without a target.
    pub street: Option<i64>,
    /// Per mille: plan over street quota.
    pub attainment_factor: Option<u32>,
    pub rows: Vec<QuotaRow>,
    /// Why there are no quotas yet, or why they cannot add up.
    pub problem: Option<String>,
    pub sentence: String,
    /// Why potential is not known, what that means for the blend and what to do; `null` where all of it is known.
    pub potential_gap: Option<String>,
    /// Sum of last year's results, where known.
    pub last_result: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuotaSettingsView {
    pub target: Option<i64>,
    /// Per mille.
    pub over_assignment: u16,
    /// Per mille of history in the blend.
    pub history_weight: u16,
    pub step: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuotaRow {
    pub rep: u32,
    pub name: String,
    pub role: Option<String>,
    pub history: Option<i64>,
    /// `null` where no account's is known.
    pub potential: Option<i64>,
    /// Per mille of the whole; `null` where it is not known.
    pub history_share: Option<u32>,
    pub potential_share: Option<u32>,
    /// `null` while there is no target or the rep carries none.
    pub quota: Option<i64>,
    pub rule: QuotaRule,
    pub last_quota: Option<i64>,
    /// Per mille against last year's quota.
    pub change: Option<i32>,
    /// Quota over on-target earnings, in tenths: 52 is 5.2:1.
    pub quota_to_ote: Option<u32>,
    /// Per mille of the territory's potential.
    pub share_of_potential: Option<u32>,
    /// What looks unfair or out of reach, each a sentence.
    pub flags: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum QuotaRule {
    /// By the blend.
    Blend,
    Fixed {
        amount: i64,
    },
    /// Carries no quota.
    None,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetRepQuota {
    pub rep: u32,
    pub rule: QuotaRule,
}
