//! The verbs of a plan: everything that is computed from the account list and the decisions about it.
//!
//! One module a stage, in the order in which a plan grows: [`standard`] proposes a scoring model, [`pairwise`] weights
//! from answers, [`learning`] from outcomes, [`opportunity`] sizes
//! the money, [`computed`] adds the columns that people compute, [`scoring`] and [`tiering`] rank the accounts, [`firmness`] tells how far their tiers can be trusted and
//! [`backtest`] whether they told good accounts from others, [`coverage`] counts the hours, [`territories`] shares the
//! accounts out, [`quotas`] shares the target out, [`laws`] checks that it all adds up and [`oracles`] that others compute the same. [`results`] runs the stages in
//! order; a host calls [`Results::compute`] and the previews, [`reimport`] when a newer list comes in, and [`spellings`],
//! [`merging`] and [`families`] when a person tidies the list.
//!
//! Nothing here reads a clock or a file, and no result depends on the number of threads or the machine: logarithms and
//! powers come from `libm`, sums run in a fixed order, and money is added as integers.

pub mod backtest;
pub mod computed;
pub mod coverage;
pub mod curve;
pub mod families;
pub mod firmness;
pub mod laws;
pub mod learning;
pub mod matrix;
pub mod merging;
pub mod numbers;
pub mod opportunity;
pub mod oracles;
pub mod pairwise;
pub mod quotas;
pub mod reimport;
pub mod results;
pub mod scenarios;
pub mod scoring;
pub mod spellings;
pub mod standard;
pub mod territories;
pub mod tiering;
pub mod words;

#[cfg(test)]
mod testing;

pub use results::{Cache, Preview, Results};
