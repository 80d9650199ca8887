//! The whole job without a window: from account lists to a plan file and the leadership workbook. The command line and the
//! sample company run the same steps a person would take in the window.

mod check;
mod inspect;
mod plan;
mod sample;
mod settings;

pub use check::{Checked, check};
pub use inspect::{Inspected, InspectedColumn, InspectedSheet, inspect};
pub use plan::{Amounts, ExportedPlan, Job, Planned, PlannedRep, PlannedTier, export, plan};
pub use settings::{ComputedPart, CoverageSettings, GatePart, QuotaPart, Settings, SettingsError};
