//! Says for as long as a plan is open for changes that it is. SQLite's own lock lets go for a moment with every change, and
//! somebody waiting for that moment could get in between; this one is held throughout.

use crate::StoreError;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// A small locked file beside the plan, as spreadsheet programs have it: `~$Plan.tierline`. It goes when the plan is
/// closed; one that a crash left behind is no longer locked and counts for nothing.
#[derive(Debug)]
pub(crate) struct Guard {
    // Dropped after the file is removed, which unlocks it.
    _file: Option<File>,
    path: PathBuf,
}

impl Guard {
    pub(crate) fn take(plan: &Path) -> Result<Guard, StoreError> {
        let name = plan.file_name().ok_or(StoreError::Missing)?;
        let path = plan.with_file_name(format!("~${}", name.to_string_lossy()));
        let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = match opened {
            Ok(file) => file,
            // Windows answers so while a guard that was let go is still being removed.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied && path.exists() => {
                return Err(StoreError::InUse);
            }
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Err(StoreError::ReadOnly),
            Err(error) => return Err(error.into()),
        };
        match file.try_lock() {
            Ok(()) => Ok(Guard {
                _file: Some(file),
                path,
            }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
            // Some network drives know no locks: SQLite's has to do there.
            Err(TryLockError::Error(error)) => {
                tracing::warn!(%error, "the drive knows no locks");
                Ok(Guard { _file: None, path })
            }
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.path) {
            tracing::warn!(%error, "the guard beside the plan was not removed");
        }
    }
}
