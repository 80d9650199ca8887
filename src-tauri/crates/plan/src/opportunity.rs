//! How the opportunity is sized. The figures are computed elsewhere; here stands only what a person may set.

use serde::{Deserialize, Serialize};

/// Settings of the opportunity stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpportunitySettings {
    /// Which percentile of what similar customers spend counts as potential, in per mille (800 = 80th percentile).
    pub peer_percentile: u16,
    /// Fewer peers than this and the wider group is asked.
    pub fewest_peers: u16,
}

impl Default for OpportunitySettings {
    fn default() -> Self {
        OpportunitySettings {
            peer_percentile: 800,
            fewest_peers: 8,
        }
    }
}
