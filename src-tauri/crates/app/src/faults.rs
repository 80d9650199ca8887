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
        StoreError::InUse | StoreError::WrittenOver => AppError::PlanInUse { message },
        StoreError::NewerVersion { .. } => AppError::PlanTooNew { message },
        StoreError::NotAPlan | StoreError::Damaged(_) | StoreError::Missing => AppError::PlanUnreadable { message },
        StoreError::ReadOnly | StoreError::NoSpace | StoreError::NoAccess => AppError::NotWritable { message },
        StoreError::Unreachable(cause) => {
            log(&*cause);
            AppError::NotWritable { message }
        }
        StoreError::Internal(cause) => incident(&*cause),
    }
}

pub(crate) fn of_commit(error: CommitError) -> AppError {
    match error {
        CommitError::Refused(refusal) => AppError::Refused {
            message: sentence(&refusal.to_string()),
        },
        CommitError::NotSaved(error) => of_saving(error),
    }
}

/// What a change to the open plan met. The words for a file that is only being opened would mislead here.
pub(crate) fn of_saving(error: StoreError) -> AppError {
    let what = match error {
        StoreError::Missing => {
            "The plan's file is no longer where it was: it was moved, renamed or deleted while it was open"
        }
        StoreError::WrittenOver => "Another program or computer has written to the plan's file while it was open here",
        StoreError::InUse => {
            let message = "Another program or computer holds the plan's file at the moment. This change was not made; \
                           everything before it is still here. Try again in a moment, or save a copy of the plan and go \
                           on in the copy.";
            return AppError::NotWritable {
                message: message.to_owned(),
            };
        }
        other => return of_store(other),
    };
    AppError::NotWritable {
        message: format!(
            "{what}. This change was not made; everything before it is still here. Save a copy of the plan to keep it and \
             go on in the copy."
        ),
    }
}

/// What stood in the way of a copy of the plan.
pub(crate) fn of_copy(error: StoreError, target: &Path) -> AppError {
    let name = crate::files::file_name(target);
    let message = match error {
        StoreError::Missing => {
            format!("The folder for “{name}” is not there any more. Nothing was saved. Choose another folder.")
        }
        StoreError::InUse => format!(
            "“{name}” is a plan that is open at the moment, so it was not replaced. Close it there, or choose another name."
        ),
        StoreError::ReadOnly | StoreError::NoAccess => format!(
            "You may not write to the folder of “{name}”. Nothing was saved. Choose another folder, such as Documents."
        ),
        StoreError::NoSpace => format!(
            "The disk is full, so “{name}” was not saved. What stood there before is kept. Make room, or choose another \
             disk, and try again."
        ),
        StoreError::Unreachable(cause) => {
            log(&*cause);
            format!(
                "The drive for “{name}” does not answer, so nothing was saved there. The plan is as it was. Check the \
                 connection to it, or choose another drive."
            )
        }
        other => return of_store(other),
    };
    AppError::NotWritable { message }
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
        WriteError::ReadOnlyFolder | WriteError::DiskFull | WriteError::NoSuchFolder | WriteError::NotAFile => {
            AppError::NotWritable { message }
        }
        WriteError::Other(cause) => incident(&*cause),
    }
}

/// A fault of ours: the chain goes to the log, the person gets its number.
pub fn incident(error: &(dyn Error + 'static)) -> AppError {
    let incident = format!("{:06X}", crate::host::now() & 0xFF_FFFF);
    tracing::error!(incident, chain = chain(error), "internal fault");
    AppError::Internal { incident }
}

fn log(error: &(dyn Error + 'static)) {
    tracing::error!(chain = chain(error), "a fault of the machine");
}

fn chain(error: &(dyn Error + 'static)) -> String {
    let mut chain = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        chain.push_str(": ");
        chain.push_str(&cause.to_string());
        next = cause.source();
    }
    chain
}

/// A rule's wording as a sentence that says what was kept.
fn sentence(rule: &str) -> String {
    let mut letters = rule.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}. Nothing was changed.", letters.as_str())
}
