//! Why a workbook could not be written, in sentences for the person who asked for it.

use rust_xlsxwriter::XlsxError;
use std::error::Error;
use std::io;

/// Whatever happened, the file that stood there before is as it was and nothing half-written is left.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("The folder is not there any more. Nothing was written. Choose another folder.")]
    NoSuchFolder,
    #[error("You may not write to this folder or file. Nothing was changed. Choose another folder, such as Documents.")]
    ReadOnlyFolder,
    #[error("There is a folder of that name. Nothing was written. Choose another name.")]
    NotAFile,
    #[error(
        "The workbook is open in another program. The old version was kept. Close it there and try again, or choose \
         another name."
    )]
    OpenElsewhere,
    #[error("The disk is full. The old version was kept. Make room, or choose another disk, and try again.")]
    DiskFull,
    #[error("Stopped. The old version was kept.")]
    Cancelled,
    #[error("The workbook could not be written. The old version was kept. Try again under another name.")]
    Other(#[source] Box<dyn Error + Send + Sync>),
}

/// Windows: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, which have no kind of their own.
const WINDOWS_LOCKED: [i32; 2] = [32, 33];

impl WriteError {
    /// What an operating system's error means to the person.
    pub(super) fn from_io(error: io::Error) -> Self {
        if error.get_ref().is_some_and(|inner| inner.is::<Stopped>()) {
            return WriteError::Cancelled;
        }
        if cfg!(windows) && error.raw_os_error().is_some_and(|code| WINDOWS_LOCKED.contains(&code)) {
            return WriteError::OpenElsewhere;
        }
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => WriteError::NoSuchFolder,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => WriteError::ReadOnlyFolder,
            io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => WriteError::OpenElsewhere,
            io::ErrorKind::IsADirectory => WriteError::NotAFile,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                WriteError::DiskFull
            }
            _ => WriteError::Other(Box::new(error)),
        }
    }

    /// What a panic of the library means: in constant-memory mode it has no other way to say that its temporary file
    /// could not grow. `None` for any other panic.
    pub(super) fn from_panic(message: &str) -> Option<Self> {
        let full = message.contains("Couldn't write to xml file")
            && ["StorageFull", "QuotaExceeded", "FileTooLarge"]
                .iter()
                .any(|kind| message.contains(kind));
        full.then_some(WriteError::DiskFull)
    }
}

impl From<XlsxError> for WriteError {
    fn from(error: XlsxError) -> Self {
        let error = match error {
            XlsxError::IoError(io) | XlsxError::TempFileError(_, io) => return WriteError::from_io(io),
            other => other,
        };
        let mut cause: Option<&(dyn Error + 'static)> = error.source();
        while let Some(inner) = cause {
            if let Some(io) = inner.downcast_ref::<io::Error>() {
                let stopped = io.get_ref().is_some_and(|inner| inner.is::<Stopped>());
                let told = match (stopped, io.raw_os_error()) {
                    (true, _) => return WriteError::Cancelled,
                    (false, Some(code)) => io::Error::from_raw_os_error(code),
                    (false, None) => io::Error::from(io.kind()),
                };
                match WriteError::from_io(told) {
                    WriteError::Other(_) => break,
                    known => return known,
                }
            }
            cause = inner.source();
        }
        WriteError::Other(Box::new(error))
    }
}

/// Carried through the library's writer to unwind a write that the person stopped.
#[derive(Debug, thiserror::Error)]
#[error("stopped")]
pub(super) struct Stopped;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_the_system_become_what_a_person_can_act_on() {
        let said = |kind| WriteError::from_io(io::Error::from(kind));
        assert!(matches!(said(io::ErrorKind::NotFound), WriteError::NoSuchFolder));
        assert!(matches!(said(io::ErrorKind::NotADirectory), WriteError::NoSuchFolder));
        assert!(matches!(
            said(io::ErrorKind::PermissionDenied),
            WriteError::ReadOnlyFolder
        ));
        assert!(matches!(
            said(io::ErrorKind::ReadOnlyFilesystem),
            WriteError::ReadOnlyFolder
        ));
        assert!(matches!(said(io::ErrorKind::ResourceBusy), WriteError::OpenElsewhere));
        assert!(matches!(said(io::ErrorKind::StorageFull), WriteError::DiskFull));
        assert!(matches!(said(io::ErrorKind::QuotaExceeded), WriteError::DiskFull));
        assert!(matches!(said(io::ErrorKind::BrokenPipe), WriteError::Other(_)));
    }

    #[cfg(windows)]
    #[test]
    fn a_workbook_open_in_excel_is_told_apart() {
        assert!(matches!(
            WriteError::from_io(io::Error::from_raw_os_error(32)),
            WriteError::OpenElsewhere
        ));
    }

    #[test]
    fn the_library_hides_the_cause_and_it_is_found() {
        let full = XlsxError::IoError(io::Error::from(io::ErrorKind::StorageFull));
        assert!(matches!(WriteError::from(full), WriteError::DiskFull));
        let stopped = XlsxError::IoError(io::Error::other(Stopped));
        assert!(matches!(WriteError::from(stopped), WriteError::Cancelled));
    }

    #[test]
    fn only_a_full_disk_may_pass_for_one() {
        let full = format!(
            "Couldn't write to xml file: {:?}",
            io::Error::from(io::ErrorKind::StorageFull)
        );
        assert!(matches!(WriteError::from_panic(&full), Some(WriteError::DiskFull)));
        assert!(
            WriteError::from_panic("index out of bounds").is_none(),
            "a bug must not pass for a full disk"
        );
    }

    #[test]
    fn sentences_name_no_path_and_end_like_sentences() {
        for error in [
            WriteError::NoSuchFolder,
            WriteError::ReadOnlyFolder,
            WriteError::NotAFile,
            WriteError::OpenElsewhere,
            WriteError::DiskFull,
        ] {
            let sentence = error.to_string();
            assert!(
                sentence.ends_with('.') && !sentence.contains(['/', '\\', '_']),
                "{sentence}"
            );
        }
    }
}
