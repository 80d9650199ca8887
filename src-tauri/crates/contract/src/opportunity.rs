//! The Opportunity screen: where is the money?

use crate::Bucket;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpportunityView {
    /// Potential of all accounts in the plan: the buckets add up to it.
    pub total: i64,
    pub current_revenue: i64,
    pub headroom: i64,
    pub buckets: Vec<BucketView>,
    /// Buckets by tier, in the order of the tiers.
    pub by_tier: Vec<TierBuckets>,
    /// Accounts by where their potential comes from.
    pub bases: Vec<PotentialBasisView>,
    pub no_potential: u32,
    pub above_potential: u32,
    /// Per mille.
    pub peer_percentile: u16,
    pub products: Vec<ProductOpportunity>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BucketView {
    pub bucket: Bucket,
    pub amount: i64,
    pub accounts: u32,
    pub sentence: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TierBuckets {
    /// `null` for Excluded.
    pub tier: Option<u8>,
    pub name: String,
    pub accounts: u32,
    /// In the order of the buckets.
    pub amounts: Vec<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PotentialBasisView {
    pub label: String,
    pub accounts: u32,
    pub amount: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProductOpportunity {
    pub name: String,
    pub owners: u32,
    pub current_revenue: i64,
    pub gap_accounts: u32,
    pub gap: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpportunitySettingsView {
    /// Per mille, 500 to 950.
    pub peer_percentile: u16,
}
