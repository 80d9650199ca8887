//! The Opportunity screen: where is the money?

use crate::{Bucket, PotentialSource};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpportunityView {
    /// Potential of the accounts in the plan: the buckets add up to it. `null` where no account's is known.
    pub total: Option<i64>,
    pub current_revenue: Option<i64>,
    pub headroom: Option<i64>,
    pub buckets: Vec<BucketView>,
    /// Buckets by tier, in the order of the tiers.
    pub by_tier: Vec<TierBuckets>,
    /// Accounts by where their potential comes from.
    pub bases: Vec<PotentialBasisView>,
    pub no_potential: u32,
    /// Why potential is not known and what to do, in plain sentences; `null` where all of it is known.
    pub potential_gap: Option<String>,
    pub above_potential: u32,
    /// Per mille.
    pub peer_percentile: u16,
    pub products: Vec<ProductOpportunity>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BucketView {
    pub bucket: Bucket,
    pub amount: Option<i64>,
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
    /// In the order of the buckets; all `null` where no account's potential is known.
    pub amounts: Vec<Option<i64>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PotentialBasisView {
    pub source: PotentialSource,
    pub label: String,
    pub accounts: u32,
    pub amount: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProductOpportunity {
    pub product: u32,
    pub name: String,
    pub owners: u32,
    /// What the customers in the plan buy of it; `null` where the list does not say of any.
    pub current_revenue: Option<i64>,
    pub gap_accounts: u32,
    /// The gaps of all products add up to cross-sell. `null` where no customer's potential is known.
    pub gap: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpportunitySettingsView {
    /// Per mille, 500 to 950.
    pub peer_percentile: u16,
}
