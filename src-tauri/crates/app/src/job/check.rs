//! Whether a plan file is whole and every law of the plan holds.

use crate::session::Session;
use serde::Serialize;
use std::path::Path;
use tierline_contract::AppError;
use tierline_engine::laws;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Checked {
    pub accounts: u32,
    pub changes: u32,
    /// What is wrong with the file, each a sentence.
    pub flaws: Vec<String>,
    /// Laws of the plan that do not hold, each a sentence.
    pub violations: Vec<String>,
}

impl Checked {
    pub fn is_sound(&self) -> bool {
        self.flaws.is_empty() && self.violations.is_empty()
    }
}

/// Opens a plan for reading and checks all of it.
pub fn check(plan: &Path) -> Result<Checked, AppError> {
    let session = Session::open(plan, true)?;
    let checked = Checked {
        accounts: session.plan().accounts.len() as u32,
        changes: session.history()?.len() as u32,
        flaws: session.flaws()?,
        violations: laws::check(session.plan(), session.results())
            .into_iter()
            .map(|violation| violation.sentence)
            .collect(),
    };
    session.close()?;
    Ok(checked)
}
