//! The people who carry accounts.

use crate::{Day, Money};
use serde::{Deserialize, Serialize};

/// Names a rep for the life of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RepId(pub u32);

/// A place on the map, degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GeoPoint {
    pub latitude: f64,
    pub longitude: f64,
}

/// A sales rep. What the list did not say is `None`, not zero.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rep {
    pub id: RepId,
    pub name: String,
    pub role: Option<String>,
    pub base_city: Option<String>,
    pub country: Option<String>,
    pub start: Option<Day>,
    /// Share of full time in per mille: 1000 is full time.
    pub share_of_full_time: u16,
    pub last_quota: Option<Money>,
    pub last_result: Option<Money>,
    /// On-target earnings a year.
    pub ote: Option<Money>,
}
