//! Looks a plan file through for damage. Separate from reading, which stops at the first flaw and finds fewer.

use crate::{StoreError, log, parts};
use rusqlite::Connection;
use std::fmt;

/// Something that is wrong with a plan file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// The file's own structure is broken; the report is technical.
    Structure { report: String },
    /// A decision in that table names an account, a rep or a field that is not there.
    Dangling { table: String },
    /// Values of that column are missing or cannot be read.
    Column { label: String },
    /// The parts can be read but do not make a plan; the rule that is broken.
    Plan { rule: String },
    /// A change that cannot be undone or redone.
    LogEntry { label: String },
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Flaw::Structure { .. } => f.write_str("The file itself is damaged. Go back to the last copy of the plan."),
            Flaw::Dangling { table } => {
                write!(
                    f,
                    "A decision names an account or a rep that is not in the plan ({}).",
                    table.replace('_', " ")
                )
            }
            Flaw::Column { label } => write!(f, "The column \"{label}\" has values that cannot be read."),
            Flaw::Plan { rule } => write!(f, "The parts of the plan do not fit together: {rule}."),
            Flaw::LogEntry { label } => write!(f, "The change \"{label}\" can no longer be undone."),
        }
    }
}

pub(crate) fn flaws(connection: &Connection) -> Result<Vec<Flaw>, StoreError> {
    let mut flaws = Vec::new();
    let mut check = connection.prepare("PRAGMA integrity_check(20)")?;
    let reports = check.query_map([], |row| row.get::<_, String>(0))?;
    for report in reports {
        match report {
            Ok(report) if report == "ok" => {}
            Ok(report) => flaws.push(Flaw::Structure { report }),
            Err(error) => return found(flaws, error.into()),
        }
    }
    let mut check = connection.prepare("SELECT DISTINCT \"table\" FROM pragma_foreign_key_check")?;
    for table in check.query_map([], |row| row.get(0))? {
        flaws.push(Flaw::Dangling { table: table? });
    }
    match parts::chunk_flaws(connection) {
        Ok(columns) => flaws.extend(columns),
        Err(error) => return found(flaws, error),
    }
    if flaws.is_empty() {
        match parts::read(connection) {
            Ok(_) => {}
            Err(StoreError::Damaged(rule)) => flaws.push(Flaw::Plan { rule: rule.to_string() }),
            Err(error) => return Err(error),
        }
    }
    for entry in log::entries(connection)? {
        if !log::is_readable(connection, entry.seq)? {
            flaws.push(Flaw::LogEntry { label: entry.label });
        }
    }
    Ok(flaws)
}

/// Damage that keeps the check from going on is a finding like any other.
fn found(mut flaws: Vec<Flaw>, error: StoreError) -> Result<Vec<Flaw>, StoreError> {
    let StoreError::Damaged(report) = error else {
        return Err(error);
    };
    flaws.push(Flaw::Structure {
        report: report.to_string(),
    });
    Ok(flaws)
}
