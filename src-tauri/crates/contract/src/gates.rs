//! Gates: what accounts must be or must not be, whatever their score.

use crate::CellKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum GateSenseView {
    /// Accounts that do not meet the condition are stopped.
    MustHave,
    /// Accounts that meet it are stopped.
    KnockOut,
}

/// A condition on a value. Ends belong to their range; `null` leaves it open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum GateTestView {
    /// There is a value at all.
    Known,
    /// Percentages as fractions.
    Number {
        from: Option<f64>,
        to: Option<f64>,
    },
    /// Minor units.
    Amount {
        from: Option<i64>,
        to: Option<i64>,
    },
    Date {
        from: Option<String>,
        to: Option<String>,
    },
    /// Not longer ago than so many days, seen from the plan's day.
    Within {
        days: u32,
    },
    OneOf {
        values: Vec<String>,
    },
    Answer {
        answer: bool,
    },
}

/// A gate as it is edited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GateDraft {
    /// `null` for a new one.
    pub id: Option<u32>,
    pub sense: GateSenseView,
    /// `null` is the potential that the opportunity stage computes.
    pub field: Option<u32>,
    pub test: GateTestView,
    /// No better than that tier; `null` is out of the plan.
    pub stops_at: Option<u8>,
}

/// A gate of the plan, with whom it stops.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GateView {
    pub id: u32,
    pub draft: GateDraft,
    pub touch: GateTouch,
}

/// Whom a gate stops. Each gate is counted by itself, whatever other gates stop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GateTouch {
    /// The gate in words, such as `Employees must be 50 or more`.
    pub sentence: String,
    /// Accounts that would stand better without it.
    pub stops: u32,
    /// The same by the tier they would have without it, best first.
    pub by_tier: Vec<u32>,
    /// Accounts that it does not stop and that change tier all the same: cut-offs by share, number or value are drawn among
    /// those that are left. `null` of a gate that is kept: it is told while one is drawn up.
    pub others: Option<u32>,
    /// The potential of those it stops; `null` where no account's is known.
    pub potential: Option<i64>,
    /// Those of them that a person put somewhere, so that the gate does not count.
    pub overridden: u32,
    /// Accounts that pass because the list has no value for them.
    pub untold: u32,
    /// The first few names, the one with most potential first.
    pub examples: Vec<String>,
    /// Why the gate cannot stand as it is, in one sentence; `null` when it can.
    pub problem: Option<String>,
}

/// A field that gates can be set on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GateField {
    /// `null` is the potential.
    pub field: Option<u32>,
    pub label: String,
    pub kind: CellKind,
    /// Accounts with a value.
    pub filled: u32,
    /// The values of a category, the most frequent first, as far as there are few enough to choose from.
    pub values: Vec<GateValue>,
    /// From where to where the values reach, such as `12 to 45,000`; `null` for categories and answers, and without any.
    pub spread: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GateValue {
    pub value: String,
    pub accounts: u32,
}

/// What accounts must be, whatever their score?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GatesView {
    pub gates: Vec<GateView>,
    /// Accounts that any gate stops and nobody put elsewhere.
    pub stopped: u32,
    pub fields: Vec<GateField>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GateRef {
    pub gate: u32,
}
