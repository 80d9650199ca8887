//! The coverage model: how much care each tier gets and how much selling time a rep has.

use serde::{Deserialize, Serialize};

/// The cadence one tier is entitled to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierCoverage {
    pub touches_per_year: u32,
    pub minutes_per_touch: u32,
    pub travel_minutes_per_touch: u32,
}

/// Cadence by tier and the selling time of a full-time rep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// In the order of the tiers. Tiers beyond the list get no touches.
    pub tiers: Vec<TierCoverage>,
    pub hours_per_week: u32,
    pub weeks_per_year: u32,
    /// Share of the working time spent with accounts, in per mille.
    pub selling_share: u16,
}

impl Coverage {
    /// Minutes a year a full-time rep can spend with accounts.
    pub fn selling_minutes(&self) -> u64 {
        u64::from(self.hours_per_week) * u64::from(self.weeks_per_year) * u64::from(self.selling_share) * 60 / 1000
    }

    /// Minutes a year an account of that tier needs.
    pub fn workload_minutes(&self, tier: u8) -> u64 {
        self.tiers.get(usize::from(tier)).map_or(0, |t| {
            u64::from(t.touches_per_year) * (u64::from(t.minutes_per_touch) + u64::from(t.travel_minutes_per_touch))
        })
    }
}

impl Default for Coverage {
    /// Textbook cadence; selling 45 % of a 40-hour week over 44 weeks.
    fn default() -> Self {
        let tier = |touches, minutes, travel| TierCoverage {
            touches_per_year: touches,
            minutes_per_touch: minutes,
            travel_minutes_per_touch: travel,
        };
        Coverage {
            tiers: vec![
                tier(24, 45, 15),
                tier(8, 30, 0),
                tier(2, 15, 0),
                tier(1, 10, 0),
                tier(0, 0, 0),
            ],
            hours_per_week: 40,
            weeks_per_year: 44,
            selling_share: 450,
        }
    }
}
