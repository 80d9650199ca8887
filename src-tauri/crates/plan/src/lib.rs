//! The nouns of a plan, and nothing that computes.
//!
//! A plan is a list of accounts plus a list of decisions; everything else is computed from them elsewhere. Decisions
//! change only through [`Change`] values, whose [`Plan::apply`] returns the inverse: undo, redo, the log and crash safety
//! all rest on that one mechanism. This crate does no input or output, reads no clock and knows no library but serde.

mod accounts;
mod change;
mod column;
mod computed;
mod coverage;
mod curve;
mod day;
mod field;
mod gate;
mod matrix;
mod merged;
mod model;
mod money;
mod opportunity;
mod plan;
mod quota;
mod rep;
mod scenario;
mod spelling;
mod territory;
mod tier;

pub use accounts::{AccountBatch, AccountId, AccountTable, TableError};
pub use change::{Change, ChangeError, HandEdit};
pub use column::{Column, Value};
pub use computed::ComputedField;
pub use coverage::{Coverage, TierCoverage};
pub use curve::{Curve, CurveError};
pub use day::Day;
pub use field::{Field, FieldId, FieldKind, FieldRole, Product, ProductId};
pub use gate::{Gate, GateId, GateSense, GateTest};
pub use matrix::{Axis, MatrixSettings, Measure};
pub use merged::{AccountPair, MergedRecord};
pub use model::{Criterion, CriterionId, CriterionSource, MissingPolicy, Model, ModelError, StandardCriterion, Weight};
pub use money::{Currency, KnownSum, Money, split_by_largest_remainder, split_units};
pub use opportunity::OpportunitySettings;
pub use plan::{Plan, PlanInfo, SourceFile};
pub use quota::{QuotaSettings, RepQuotaRule};
pub use rep::{GeoPoint, Rep, RepId};
pub use scenario::{MovePeriod, MovedBefore, Scenario, ScenarioId, Steadiness};
pub use spelling::{ListSpelling, Spelling, SpellingKey, difference, has_spellings, spellings_of_list};
pub use territory::TerritorySettings;
pub use tier::{CutRule, Override, TierChoice, TierDef, TierHue, TierScheme};
