//! The Model screen: criteria, weights, and what they do to scores and tiers.

use crate::AxisView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What makes an account valuable?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ModelView {
    pub criteria: Vec<CriterionView>,
    /// Fields that could become a criterion.
    pub candidates: Vec<CriterionCandidate>,
    pub cut: CutView,
    /// Why no potential is known and what the model scores instead, in plain sentences; `null` where any is known.
    pub potential_gap: Option<String>,
    pub live: ModelLive,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CriterionView {
    pub id: u32,
    pub name: String,
    /// Where the raw value comes from, such as `Employees`; the formula of a computed column, `= [Sales] / [Employees]`.
    pub source: String,
    /// The field it reads; `null` for the potential that the opportunity stage computes.
    pub field: Option<u32>,
    /// Tenths of a point; all weights add up to 1000.
    pub weight: u16,
    pub locked: bool,
    /// How a value becomes points, in one sentence.
    pub curve_sentence: String,
    /// The curve as it is edited.
    pub shape: CurveShape,
    /// One curve of each kind that fits the values, fitted to the list, to choose from.
    pub shapes: Vec<CurveShape>,
    /// The stretch of values that the picture shows; `null` for categories, answers, and without a value on the list.
    pub scale: Option<CurveScale>,
    /// `null` where `scale` is.
    pub picture: Option<CurvePicture>,
    /// What stands at the left and the right end of the picture.
    pub from_label: String,
    pub to_label: String,
    /// Best-paid values first, for criteria that read a category or an answer.
    pub categories: Vec<CategoryPoints>,
    /// Accounts in the plan without a value.
    pub missing: u32,
    pub missing_policy: MissingPolicyView,
    pub axis: AxisView,
}

/// How raw values become points. Values are in the field's own unit, money in minor units and percentages as
/// fractions; points are 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CurveShape {
    /// None at `from`, all at `to`; `from` above `to` means that less is better.
    Linear {
        from: f64,
        to: f64,
    },
    /// As linear, but each doubling adds the same.
    Log {
        from: f64,
        to: f64,
    },
    /// By the share of the list that lies below; `falling`: above.
    Percentile {
        falling: bool,
        /// The list as it is now; else the one that the curve was made for, which it keeps until somebody fits it anew.
        fresh: bool,
    },
    /// Steps at ascending values, each with its points.
    Bands {
        below: f64,
        edges: Vec<BandEdge>,
    },
    /// All points in the middle, falling to none on both sides.
    SweetSpot {
        low: f64,
        best_from: f64,
        best_to: f64,
        high: f64,
    },
    /// Points value by value; `other` for values without their own.
    Category {
        points: Vec<ValuePoints>,
        other: f64,
    },
    YesNo {
        yes: f64,
        no: f64,
    },
    /// Halves with every half-life since the date.
    Recency {
        half_life_days: f64,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BandEdge {
    pub from: f64,
    pub points: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ValuePoints {
    pub value: String,
    pub points: f64,
}

/// The stretch of values along a picture, from its left to its right end.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CurveScale {
    pub from: f64,
    pub to: f64,
    /// Drawn on ln(1 + value).
    pub logarithmic: bool,
    pub unit: ValueUnit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ValueUnit {
    /// Minor units of the plan's currency.
    Money,
    Number,
    /// A fraction.
    Percent,
    /// Days before the plan's day.
    DaysAgo,
}

/// A value curve over the spread of the accounts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CurvePicture {
    /// x from 0 to 1 along the scale, y from 0 to 1 points.
    pub points: Vec<CurvePoint>,
    /// How many accounts lie where along the scale.
    pub distribution: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CurvePoint {
    pub x: f64,
    pub y: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CategoryPoints {
    pub value: String,
    pub points: f64,
    pub accounts: u32,
    /// How many of all the list's accounts with this value are customers, and how many there are.
    pub customers: u32,
    pub of: u32,
    /// What an account with this value brings against an average one; `null` without a customer on the list.
    pub lift: Option<f64>,
    /// The points that follow from the lift; `null` as `lift` is.
    pub suggested: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MissingPolicyView {
    LeaveOut,
    Neutral,
    Worst,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CriterionCandidate {
    pub field: u32,
    pub label: String,
    /// Per mille of accounts with a value.
    pub filled: u16,
}

/// Where the score is cut into tiers. One cut fewer than there are tiers, best first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CutView {
    /// Tenths of a point.
    Score { cuts: Vec<u16> },
    /// Cumulative, per mille of the accounts.
    Share { cuts: Vec<u16> },
    /// Cumulative number of accounts.
    Count { cuts: Vec<u32> },
    /// Cumulative, per mille of the potential.
    Value { cuts: Vec<u16> },
    /// Where the scores have their gaps: tenths of a point as they fall. Only how many there are is kept.
    Breaks { cuts: Vec<u16> },
    /// Hours a year for each tier but the last.
    Hours { cuts: Vec<u32> },
}

/// What follows from weights and cuts, computed while the hand still moves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ModelLive {
    /// Accounts by score: 50 bins of 2 points each.
    pub histogram: Vec<HistogramBin>,
    pub tiers: Vec<TierSummary>,
    pub excluded: u32,
    /// Accounts in the plan without data for any criterion.
    pub unscored: u32,
    /// Accounts that are held in another tier than the one of their score.
    pub held: u32,
    /// Accounts whose tier differs from the saved one.
    pub moved: u32,
    /// Accounts by saved tier (row) and new tier (column), the model's tiers.
    pub moves: Vec<Vec<u32>>,
    /// Tenths of a point, best cut first; where the cuts fall on the score.
    pub cut_scores: Vec<u16>,
    /// Why the cuts let nobody in, in one sentence; `null` when they work.
    pub cut_problem: Option<String>,
    /// The curve that is tried out; `null` when none is.
    pub curve: Option<CurveLive>,
}

/// A curve that is tried out, drawn over the scale of the saved one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CurveLive {
    pub criterion: u32,
    pub sentence: String,
    pub picture: Option<CurvePicture>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistogramBin {
    /// By tier, best first.
    pub accounts: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TierSummary {
    pub tier: u8,
    pub name: String,
    pub accounts: u32,
    /// `null` where no account's is known.
    pub potential: Option<i64>,
    /// Accounts that are not in the potential, because theirs is not known.
    pub without_potential: u32,
    /// `null` where no account's is known.
    pub current_revenue: Option<i64>,
    pub minutes: u64,
}

/// A model to try out. The reply is stale when a newer request went out: the window drops it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ModelDraft {
    pub weights: Vec<WeightView>,
    /// `null` keeps the saved cut.
    pub cut: Option<CutView>,
    /// `null` keeps the saved curves.
    pub curve: Option<DraftCurve>,
}

/// Another curve for one criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftCurve {
    pub criterion: u32,
    pub shape: CurveShape,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WeightView {
    pub criterion: u32,
    /// Tenths of a point.
    pub weight: u16,
    pub locked: bool,
}

/// Which of two criteria matters more, for every two of those compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Comparisons {
    pub pairs: Vec<Comparison>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    pub first: u32,
    pub second: u32,
    /// 0: as much. 2: the first matters three times as much; -2: the second does. From -8 to 8.
    pub steps: i8,
}

/// Weights that follow from comparisons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Compared {
    /// Of all criteria: those that are locked keep theirs, the others share what is left.
    pub weights: Vec<WeightView>,
    /// Saaty's ratio of consistency in thousandths; below 100 the answers agree well enough.
    pub ratio: u32,
    pub consistent: bool,
    /// The answer that fits the others least, as it would fit; `null` when the answers agree well enough.
    pub doubtful: Option<Comparison>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CriterionEdit {
    pub criterion: u32,
    pub name: Option<String>,
    pub missing_policy: Option<MissingPolicyView>,
    /// What it tells from now on; `null` keeps what it tells.
    pub axis: Option<AxisView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AddCriterion {
    pub field: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemoveCriterion {
    pub criterion: u32,
}
