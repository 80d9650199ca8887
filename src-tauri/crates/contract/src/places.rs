//! Where the accounts are.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an account's spot on the map was found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PlacedBy {
    /// Latitude and longitude of the list.
    Given,
    PostalCode,
    City,
    /// It has no spot: the list does not say enough, or says what could be several places.
    Nothing,
}

/// The accounts on the map. Excluded accounts are not on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MapView {
    /// Accounts that stand together, those with most accounts first.
    pub dots: Vec<MapDot>,
    /// Width and height of the square that a dot stands for, in hundredths of a degree.
    pub step: u32,
    /// One entry for each way, in the order of the ways.
    pub by: Vec<PlacedCount>,
}

/// Accounts of one square.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MapDot {
    /// South-west corner of its square, in hundredths of a degree.
    pub south: i32,
    pub west: i32,
    /// Where its accounts are on the average, in hundredths of a degree.
    pub latitude: i32,
    pub longitude: i32,
    pub accounts: u32,
    /// Accounts in each tier.
    pub tiers: Vec<u32>,
    /// What we sell to them a year; `null` when it is not known of any.
    pub revenue: Option<i64>,
    /// A name or two, those in the best tier first.
    pub names: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlacedCount {
    pub by: PlacedBy,
    pub accounts: u32,
    /// What we sell to them a year; `null` when it is not known of any.
    pub revenue: Option<i64>,
}
