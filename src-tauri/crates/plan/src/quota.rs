//! What a person sets about quotas; the quotas themselves are computed from it.

use crate::{Money, RepId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A person's word on one rep's quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RepQuotaRule {
    /// Exactly this much; the others carry the rest.
    Fixed(Money),
    /// Carries no quota.
    None,
}

/// Company target and the way from it to the street quota.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaSettings {
    /// The company's plan for the period.
    pub target: Option<Money>,
    /// Street quota over plan, less one, in per mille (100 = 10 % over-assigned).
    pub over_assignment: u16,
    /// Weight of history in the blend in per mille; the rest is potential.
    pub history_weight: u16,
    /// Quotas are multiples of this amount, but for one that takes what is left.
    pub step: Money,
    pub by_rep: BTreeMap<RepId, RepQuotaRule>,
}

impl Default for QuotaSettings {
    fn default() -> Self {
        QuotaSettings {
            target: None,
            over_assignment: 100,
            history_weight: 500,
            step: Money::from_minor(100_000),
            by_rep: BTreeMap::new(),
        }
    }
}
