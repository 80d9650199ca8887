//! From the errors of each crate to what the window acts on. Exhaustive on purpose: a new error must find its remedy here.

use std::error::Error;
use std::path::Path;
use tierline_contract::AppError;
use tierline_sheets::read::ReadError;
use tierline_sheets::report::WriteError;
use tierline_store::{CommitError, StoreError};

pub(crate) fn of_store(error: StoreError) -> AppError {
    let message = error.to_string();
    match error {
        StoreError::InUse => AppError::PlanInUse { message },
        StoreError::NewerVersion { .. } => AppError::PlanTooNew { message },
        StoreError::NotAPlan | StoreError::Damaged(_) | StoreError::Missing => AppError::PlanUnreadable { message },
        StoreError::ReadOnly | StoreError::NoSpace | StoreError::NoAccess => AppError::NotWritable { message },
        StoreError::Internal(cause) => incident(&*cause),
    }
}

pub(crate) fn of_commit(error: CommitError) -> AppError {
    match error {
        CommitError::Refused(refusal) => AppError::Refused {
            message: sentence(&refusal.to_string()),
        },
        CommitError::NotSaved(error) => of_store(error),
    }
}

pub(crate) fn of_read(error: ReadError, file: &Path) -> AppError {
    match error {
        ReadError::Cancelled => AppError::Cancelled,
        other => AppError::Unreadable {
            file: crate::files::file_name(file),
            message: other.to_string(),
        },
    }
}

pub(crate) fn of_write(error: WriteError) -> AppError {
    let message = error.to_string();
    match error {
        WriteError::Cancelled => AppError::Cancelled,
        WriteError::OpenElsewhere => AppError::TargetBusy { message },
        WriteError::ReadOnlyFolder | WriteError::DiskFull | WriteError::NoSuchFolder => {
            AppError::NotWritable { message }
        }
        WriteError::Other(cause) => incident(&*cause),
    }
}

/// A fault of ours: the chain goes to the log, the person gets its number.
pub fn incident(error: &(dyn Error + 'static)) -> AppError {
    let incident = format!("{:06X}", crate::host::now() & 0xFF_FFFF);
    let mut chain = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        chain.push_str(": ");
        chain.push_str(&cause.to_string());
        next = cause.source();
    }
    tracing::error!(incident, chain, "internal fault");
    AppError::Internal { incident }
}

/// A rule's wording as a sentence that says what was kept.
fn sentence(rule: &str) -> String {
    let mut letters = rule.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}. Nothing was changed.", letters.as_str())
}
