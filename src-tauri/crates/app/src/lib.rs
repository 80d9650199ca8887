//! Use cases: one method of [`App`] a command of the contract, each whole and without a window. They open and keep the
//! plan, hand the stages what they need, and dress results for the screens. The shell and the command line call nothing else.

mod app;
mod backtest;
mod computed;
mod due;
mod duplicates;
mod families;
mod faults;
pub mod files;
mod firmness;
mod grid;
pub mod host;
mod import;
pub mod job;
mod keep;
mod names;
mod places;
mod recent;
mod report;
mod screens;
mod session;
mod spellings;
mod task;
mod wire;
mod words;

pub use app::App;
pub use faults::incident;
pub use host::{Folders, Headless, Host, HostError, SaveKind};
pub use session::Session;
pub use task::{Running, RunningGuard, Task};
pub use tierline_plan::{Currency, Day};
pub use tierline_sheets::read::ReaderHost;

/// Does the work of a reading child and returns its exit code, when this process was started as one. Both executables call
/// it before anything else.
pub fn run_if_reader() -> Option<std::process::ExitCode> {
    tierline_sheets::read::run_if_child(std::env::args_os())
}
