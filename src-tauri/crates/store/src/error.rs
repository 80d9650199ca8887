//! What can go wrong with a plan file, by what a person or the app can do about it.

use rusqlite::ErrorCode;
use rusqlite::ffi::SQLITE_READONLY_DBMOVED;
use std::error::Error;
use std::io;
use tierline_plan::ChangeError;

/// What lies behind an error: for the app's log, never for a person.
pub type Cause = Box<dyn Error + Send + Sync + 'static>;

/// Why a plan file cannot be opened, read or written. The file is as it was before the attempt.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is something else, whatever its name says. Offer to choose another one or to import it.
    #[error("This file is not a Tierline plan. It was left as it is. Choose a file that Tierline saved.")]
    NotAPlan,
    /// Offer the update.
    #[error(
        "This plan was saved by a newer Tierline. It was left as it is, so that nothing in it is lost. Update Tierline and open it again."
    )]
    NewerVersion {
        /// Schema version of the file.
        file: u32,
        /// The newest schema version this app knows.
        app: u32,
    },
    /// Offer the last copy.
    #[error(
        "This plan is damaged and cannot be read completely. It was left as it is. Open your last copy of it, if there is one."
    )]
    Damaged(#[source] Cause),
    /// Another window, program or computer holds the plan. Offer [`crate::PlanFile::open_read_only`].
    #[error(
        "This plan is open in another window or on another computer. Close it there, or open it here for reading only."
    )]
    InUse,
    /// Someone else has written to a plan that is open here: a program that synchronises folders, or another computer.
    /// Offer to save a copy.
    #[error(
        "Another program or computer has written to this plan while it was open here. Save a copy to keep what is here."
    )]
    WrittenOver,
    /// The file, its folder or its drive takes no changes. Offer to read it or to save a copy elsewhere.
    #[error(
        "This plan cannot be changed where it lies. The plan is as it was before. Save a copy in another folder and go on there."
    )]
    ReadOnly,
    /// Offer to save a copy elsewhere.
    #[error(
        "The disk is full, so this could not be saved. The plan is as it was before. Free some space and try again."
    )]
    NoSpace,
    /// The system refuses access. Offer another folder.
    #[error("This file or its folder may not be opened by you. Ask for access to it, or choose another place.")]
    NoAccess,
    /// The file or its folder is gone. Offer to look for it or to drop it from the recent plans.
    #[error("This file or its folder is no longer there. It may have been moved, renamed or deleted.")]
    Missing,
    /// The drive stopped answering: a network that broke off, a stick that was pulled out. Offer to try again.
    #[error(
        "The drive that holds the plan does not answer, so this could not be read or saved. Everything that was saved before is kept. Check the connection to it and try again, or save a copy on another drive."
    )]
    Unreachable(#[source] Cause),
    /// Nobody can act on it but us.
    #[error("Something went wrong while saving or reading the plan. Everything that was saved before is kept.")]
    Internal(#[source] Cause),
}

/// Why a change was not made. The plan in memory and the plan file are both as they were.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// The change does not fit the plan.
    #[error(transparent)]
    Refused(#[from] ChangeError),
    /// The change fits but could not be saved, so it was taken back.
    #[error(transparent)]
    NotSaved(#[from] StoreError),
}

impl StoreError {
    pub(crate) fn damaged(what: impl Into<Cause>) -> Self {
        StoreError::Damaged(what.into())
    }

    pub(crate) fn internal(what: impl Into<Cause>) -> Self {
        StoreError::Internal(what.into())
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        match &error {
            E::SqliteFailure(failure, _) | E::SqlInputError { error: failure, .. } => match failure.code {
                ErrorCode::NotADatabase => StoreError::NotAPlan,
                ErrorCode::DatabaseCorrupt => StoreError::damaged(error),
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::InUse,
                ErrorCode::ReadOnly if failure.extended_code == SQLITE_READONLY_DBMOVED => StoreError::Missing,
                ErrorCode::ReadOnly => StoreError::ReadOnly,
                ErrorCode::DiskFull => StoreError::NoSpace,
                ErrorCode::SystemIoFailure => StoreError::Unreachable(error.into()),
                ErrorCode::CannotOpen | ErrorCode::PermissionDenied => StoreError::NoAccess,
                // Our statements never change, so one that does not fit means tables other than the file's version says.
                ErrorCode::Unknown => StoreError::damaged(error),
                _ => StoreError::internal(error),
            },
            E::FromSqlConversionFailure(..)
            | E::IntegralValueOutOfRange(..)
            | E::InvalidColumnType(..)
            | E::Utf8Error(..)
            | E::QueryReturnedNoRows => StoreError::damaged(error),
            E::InvalidPath(_) | E::NulError(_) => StoreError::NoAccess,
            _ => StoreError::internal(error),
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => StoreError::Missing,
            io::ErrorKind::PermissionDenied => StoreError::NoAccess,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::NoSpace,
            io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
            io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::NetworkDown
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::StaleNetworkFileHandle
            | io::ErrorKind::TimedOut => StoreError::Unreachable(error.into()),
            // Linux has one number for a disk that failed, a stick pulled out and a share that broke off.
            _ if cfg!(unix) && error.raw_os_error() == Some(5) => StoreError::Unreachable(error.into()),
            _ => StoreError::internal(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    #[test]
    fn what_the_drive_says_becomes_what_a_person_can_do() {
        let said = |code: i32| StoreError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
        assert!(matches!(said(ffi::SQLITE_FULL), StoreError::NoSpace));
        assert!(matches!(said(ffi::SQLITE_IOERR_READ), StoreError::Unreachable(_)));
        assert!(matches!(said(ffi::SQLITE_READONLY_DBMOVED), StoreError::Missing));
        assert!(matches!(said(ffi::SQLITE_BUSY), StoreError::InUse));
        let io = |kind| StoreError::from(io::Error::from(kind));
        assert!(matches!(io(io::ErrorKind::QuotaExceeded), StoreError::NoSpace));
        assert!(matches!(io(io::ErrorKind::NetworkDown), StoreError::Unreachable(_)));
    }
}
