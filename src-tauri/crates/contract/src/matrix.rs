//! Two measures of accounts at once.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a criterion tells of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum AxisView {
    /// How well it matches the customers we want.
    Fit,
    /// How active it is now.
    Engagement,
}

/// What an axis of the matrix measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MeasureView {
    Fit,
    Engagement,
    Score,
    /// What we sold to the account in the last twelve months.
    Value,
    Potential,
}

/// The matrix as it is drawn up.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MatrixDraft {
    pub across: MeasureView,
    pub up: MeasureView,
    /// Where the middle and the high band begin: points of scores, minor units of amounts; `null` as the list suggests.
    pub across_breaks: Option<[f64; 2]>,
    pub up_breaks: Option<[f64; 2]>,
}

/// An axis of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MatrixScale {
    pub from: f64,
    pub to: f64,
    /// Whether each doubling takes as much room.
    pub logarithmic: bool,
    /// Whether values are minor units, not points.
    pub money: bool,
    pub breaks: [f64; 2],
    /// Accounts by band, low first.
    pub bands: [u32; 3],
}

/// What one cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MatrixCell {
    pub accounts: u32,
    /// Minor units; `null` where no account's is known.
    pub potential: Option<i64>,
    pub current_revenue: Option<i64>,
}

/// A square of the picture that holds accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MatrixSquare {
    pub across: u8,
    pub up: u8,
    pub accounts: u32,
    /// The tier that most of them have.
    pub tier: u8,
}

/// Where do accounts stand by two measures at once?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MatrixView {
    pub draft: MatrixDraft,
    /// The measures that are known of an account in the plan.
    pub known: Vec<MeasureView>,
    pub across: MatrixScale,
    pub up: MatrixScale,
    /// By band across, then up, low first.
    pub cells: [[MatrixCell; 3]; 3],
    /// Accounts in the plan of which one of the measures is not known.
    pub unknown: u32,
    /// Squares of the picture across and up.
    pub size: [u8; 2],
    pub squares: Vec<MatrixSquare>,
}
