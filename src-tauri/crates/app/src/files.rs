//! Files by token. The window never learns a path and never names one: it can only ask for files that a person chose,
//! dropped or opened before.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tierline_contract::{AppError, FileRef};

/// Every file a person pointed at while the app runs.
#[derive(Debug, Default)]
pub struct Files {
    known: Mutex<Vec<PathBuf>>,
}

impl Files {
    /// The token of a path, always the same for one path.
    pub fn admit(&self, path: &Path) -> FileRef {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let index = known.iter().position(|p| p == path).unwrap_or_else(|| {
            known.push(path.to_owned());
            known.len() - 1
        });
        FileRef {
            token: index as u32 + 1,
            name: file_name(path),
            folder: folder_name(path),
        }
    }

    /// The path behind a token.
    pub fn path(&self, token: u32) -> Result<PathBuf, AppError> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let found = (token as usize)
            .checked_sub(1)
            .and_then(|index| known.get(index).cloned());
        found.ok_or_else(|| AppError::Refused {
            message: "That file is no longer at hand. Choose it again.".to_owned(),
        })
    }
}

/// A file's name without its folder.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn folder_name(path: &Path) -> String {
    path.parent().map_or_else(String::new, |folder| {
        folder.file_name().map_or_else(
            || folder.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_path_has_one_token_and_unknown_tokens_are_refused() {
        let files = Files::default();
        let first = files.admit(Path::new("lists/accounts.xlsx"));
        assert_eq!(files.admit(Path::new("lists/accounts.xlsx")), first);
        assert_eq!((first.name.as_str(), first.folder.as_str()), ("accounts.xlsx", "lists"));
        assert!(files.path(first.token).is_ok());
        assert!(files.path(99).is_err());
        assert!(files.path(0).is_err());
    }
}
