//! The plan file: one SQLite file that holds a plan, the log of its changes and where the window stood.
//!
//! Separate from the plan so that only this crate knows the file's format, and from the use cases so that nothing can
//! change the file but a [`Change`](tierline_plan::Change) through [`PlanFile::commit`]: effect and log entry are written
//! in one transaction, and memory and file never disagree.
//!
//! Three promises rest on how the file is held (`connection`): a crash loses at most the change in flight, a closed plan
//! is one file, and one window at a time may change it while others may look.

mod check;
mod connection;
mod error;
mod file;
mod guard;
mod log;
mod parts;
mod schema;
mod touched;
mod words;

pub use check::Flaw;
pub use connection::Staged;
pub use error::{Cause, CommitError, StoreError};
pub use file::PlanFile;
pub use log::LogEntry;
pub use schema::{APPLICATION_ID, SCHEMA_VERSION};
