//! Two ways to look at accounts at once: which criteria tell fit and which engagement, and the matrix of two measures.
//! Separate from the model, because neither changes a tier.

use serde::{Deserialize, Serialize};

/// What a criterion tells of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Axis {
    /// How well it matches the customers we want.
    Fit,
    /// How active it is now.
    Engagement,
}

/// What an axis of the matrix measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Measure {
    /// The score of the criteria that tell fit.
    Fit,
    /// The score of the criteria that tell engagement.
    Engagement,
    Score,
    /// What we sold to the account in the last twelve months.
    Value,
    Potential,
}

/// The matrix of two measures, each cut into three bands.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MatrixSettings {
    pub across: Measure,
    pub up: Measure,
    /// Where the middle and the high band begin, ascending: points of scores, minor units of amounts. `None` as the list
    /// suggests.
    pub across_breaks: Option<[f64; 2]>,
    pub up_breaks: Option<[f64; 2]>,
}

impl MatrixSettings {
    /// Bands of a measure.
    pub const BANDS: usize = 3;

    /// Whether two things are measured and the bands stand in order.
    pub fn is_sound(&self) -> bool {
        let ordered = |breaks: Option<[f64; 2]>| {
            breaks.is_none_or(|[low, high]| low.is_finite() && high.is_finite() && low <= high)
        };
        self.across != self.up && ordered(self.across_breaks) && ordered(self.up_breaks)
    }
}

impl Default for MatrixSettings {
    fn default() -> Self {
        MatrixSettings {
            across: Measure::Potential,
            up: Measure::Value,
            across_breaks: None,
            up_breaks: None,
        }
    }
}
