//! What a person sets about territories; who owns what is a decision of its own, and the figures are computed from it.

use serde::{Deserialize, Serialize};

/// How accounts are assigned to reps when nobody does it by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerritorySettings {
    /// How much it counts that an account keeps its owner, in per mille: 0 seeks equal work only, 1000 leaves every
    /// account with its present owner where it has one.
    pub continuity: u16,
}

impl Default for TerritorySettings {
    fn default() -> Self {
        TerritorySettings { continuity: 500 }
    }
}
