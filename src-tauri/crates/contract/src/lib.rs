//! What the window and the core say to each other: requests, responses, events, errors, and the table of commands.
//!
//! These are wire types, not nouns: flat, named for the screen that shows them, camel-cased, amounts as integer minor
//! units, shares in per mille, weights and scores in tenths of a point, days as `2026-11-22`, `null` for what is missing.
//! Nothing here computes.

pub mod accounts;
mod backtest;
pub mod cells;
pub mod commands;
pub mod common;
mod computed;
pub mod coverage;
mod duplicates;
pub mod error;
pub mod event;
mod families;
pub mod firmness;
mod gates;
pub mod import;
mod matrix;
pub mod model;
pub mod opportunity;
mod places;
pub mod quality;
mod quotas;
mod scenarios;
pub mod session;
pub mod share;
mod spellings;
pub mod territories;
pub mod tiers;
pub mod typescript;

pub use accounts::*;
pub use backtest::*;
pub use cells::*;
pub use common::*;
pub use computed::*;
pub use coverage::*;
pub use duplicates::*;
pub use error::*;
pub use event::*;
pub use families::*;
pub use firmness::*;
pub use gates::*;
pub use import::*;
pub use matrix::*;
pub use model::*;
pub use opportunity::*;
pub use places::*;
pub use quality::*;
pub use quotas::*;
pub use scenarios::*;
pub use session::*;
pub use share::*;
pub use spellings::*;
pub use territories::*;
pub use tiers::*;
