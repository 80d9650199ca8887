//! The backtest: whether the tiers tell apart what they are meant to tell apart.

use crate::{CellKind, CurvePoint, WeightView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What became of accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum OutcomeRef {
    /// It became a customer.
    Customer,
    /// Yes in a column of answers.
    Answer { field: u32 },
    /// That value in a column of few values; other values are misses, blanks are not known.
    Value { field: u32, value: String },
    /// Deals won of deals won or lost, from two columns of counts.
    Deals { won: u32, lost: u32 },
    /// A figure of each account.
    Amount { field: u32 },
}

/// An outcome that the list can be tested on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OutcomeOffer {
    /// With the likeliest value where there are `values` to choose from.
    pub outcome: OutcomeRef,
    pub label: String,
    /// The values that may stand for what one hopes for; empty but for columns of few values.
    pub values: Vec<String>,
    /// Whether more of it is what one hopes for, as far as its name tells.
    pub more: bool,
}

/// What the list can be tested on, the most telling first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OutcomesView {
    pub offers: Vec<OutcomeOffer>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BacktestRequest {
    pub outcome: OutcomeRef,
    /// Whether more of it is what one hopes for: not so of churn.
    pub more: bool,
}

/// A figure and the interval it lies in, 95 times of a hundred; `null` is without an end.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EstimateView {
    pub value: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// What the accounts of a tier brought.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TierTest {
    /// `null` is all tiers.
    pub tier: Option<u8>,
    /// Accounts whose outcome is known.
    pub accounts: u32,
    /// The share of hits, or the mean of a figure in the unit of its column; `null` where nothing is known.
    pub outcome: Option<EstimateView>,
    /// Against that of all tiers.
    pub lift: Option<EstimateView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum VerdictMood {
    /// The tiers tell what they should.
    Good,
    /// Not all of them, or nobody can tell.
    Unclear,
    /// They do not.
    Bad,
}

/// Do the tiers tell good accounts from others?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BacktestView {
    pub mood: VerdictMood,
    /// The verdict in one sentence.
    pub headline: String,
    /// Tier by tier, a sentence for every two neighbours.
    pub comparisons: Vec<String>,
    /// What the score itself holds, in sentences.
    pub findings: Vec<String>,
    /// Why the test may flatter the model, a sentence each.
    pub doubts: Vec<String>,
    /// Best first.
    pub tiers: Vec<TierTest>,
    pub all: TierTest,
    /// Accounts in the plan whose outcome is not known.
    pub unknown: u32,
    /// `percent` for shares of hits, else the kind of the column.
    pub unit: CellKind,
    /// From the best score down: share of the accounts (x), share of the outcome they hold (y). Empty where none is held.
    pub capture: Vec<CurvePoint>,
}

/// Weights that an outcome suggests; nothing is changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LearnedView {
    /// What the outcome says, or why it says nothing, in one sentence.
    pub headline: String,
    /// What to keep in mind, a sentence each.
    pub doubts: Vec<String>,
    /// Of all criteria: those that are locked keep theirs, the others share what is left. `null` where the outcome suggests
    /// none.
    pub weights: Option<Vec<WeightView>>,
    /// In the order of the model, those that are not locked.
    pub criteria: Vec<LearnedCriterion>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LearnedCriterion {
    pub criterion: u32,
    pub name: String,
    /// Tenths of a point.
    pub before: u16,
    pub after: u16,
    /// How many times the odds of a hit grow from no points to all of them; `null` where all accounts are alike.
    pub odds: Option<EstimateView>,
    /// What that means, in one sentence.
    pub sentence: String,
}
