//! What can go wrong, as far as someone acts on it. Each carries its sentence; the window picks title and remedy by kind.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a command did not do what was asked. Whatever it was, the plan is as it was before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum AppError {
    /// A workbook or text file cannot be read: choose another one, or mend it and try again.
    #[error("{message}")]
    Unreadable { file: String, message: String },
    /// The plan is open in another window or on another computer: offer to open it read-only.
    #[error("{message}")]
    PlanInUse { message: String },
    /// The plan was made by a newer version: offer to look for an update.
    #[error("{message}")]
    PlanTooNew { message: String },
    /// The file is not a plan or is damaged.
    #[error("{message}")]
    PlanUnreadable { message: String },
    /// The file to be written is open in another program: close it there and try again, or choose another name.
    #[error("{message}")]
    TargetBusy { message: String },
    /// The folder or disk does not take the file: choose another place.
    #[error("{message}")]
    NotWritable { message: String },
    /// It cannot be done now, or not so. A warning, not a fault.
    #[error("{message}")]
    Refused { message: String },
    /// The person cancelled it.
    #[error("Cancelled. Nothing was changed.")]
    Cancelled,
    /// A fault of ours. The log has the rest under this number.
    #[error("Something went wrong on our side (incident {incident}). Your plan is as it was.")]
    Internal { incident: String },
}
