//! Why a file could not be read, one variant a cause that somebody acts on. Separate because it crosses the process
//! border and is shown to people: each sentence says what happened and what to do.

use serde::{Deserialize, Serialize};
use std::io;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ReadError {
    /// Nothing is at the place any more.
    #[error("There is no such file. If it was moved or renamed, choose it where it is now.")]
    Missing,
    /// Another program holds it, or its owner forbids reading.
    #[error(
        "The file cannot be opened. If it is open in Excel, close it there and try again; otherwise ask its owner for \
         permission to read it."
    )]
    NoAccess,
    /// No bytes, or nothing but a byte order mark.
    #[error("The file is empty. Ask for it to be sent again.")]
    Empty,
    /// Some other kind of file under a workbook's name.
    #[error("This is not a workbook: it looks like {looks_like}. Choose an Excel workbook (.xlsx) or a CSV file.")]
    NotAWorkbook { looks_like: String },
    #[error(
        "The workbook is protected by a password. Open it in Excel, save a copy without the password, and choose the copy."
    )]
    PasswordProtected,
    /// Cut off on its way, a broken zip, broken XML, or tables that contradict themselves.
    #[error(
        "The file is damaged and cannot be read. Open it in Excel and save it again as .xlsx, or ask for it to be sent \
         once more."
    )]
    Damaged,
    /// Declares (or turned out to need) more than the limits allow: bytes when unpacked, when that is what was declared.
    #[error(
        "The file unpacks to more than can be read safely{}. Keep only the sheet with the account list, save it as a new \
         workbook, and choose that.", size_in_words(*declared)
    )]
    TooLarge { declared: Option<u64> },
    /// A spreadsheet or table, but in a format this program does not read.
    #[error("The file is {format}. {advice}")]
    UnsupportedFormat { format: String, advice: String },
    #[error("The workbook has no sheet called “{sheet}”. It may have been renamed since: choose the sheet again.")]
    NoSuchSheet { sheet: String },
    /// The small file that Excel keeps beside an open workbook.
    #[error("This is the lock file that Excel keeps while a workbook is open. Choose “{workbook}” instead.")]
    LockFile { workbook: String },
    #[error("Reading was cancelled. Nothing has changed.")]
    Cancelled,
    #[error(
        "Reading took longer than {seconds} seconds and was stopped. Nothing has changed. Keep only the sheet with the \
         account list, save it as a new workbook, and try that."
    )]
    TookTooLong { seconds: u64 },
    /// The reading process ended without an answer.
    #[error(
        "Reading stopped unexpectedly. Nothing has changed. Try again; if it happens again, open the file in Excel and \
         save it as a new workbook."
    )]
    ReaderDied,
}

impl ReadError {
    /// The causes of the operating system that somebody acts on; the rest is a damaged file.
    pub(crate) fn of_io(error: &io::Error) -> ReadError {
        // Windows answers 32 and 33 when another program holds the file or a part of it.
        let held = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
        match error.kind() {
            io::ErrorKind::NotFound => ReadError::Missing,
            io::ErrorKind::PermissionDenied => ReadError::NoAccess,
            _ if held => ReadError::NoAccess,
            io::ErrorKind::OutOfMemory => ReadError::TooLarge { declared: None },
            _ => ReadError::Damaged,
        }
    }
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        ReadError::of_io(&error)
    }
}

impl From<zip::result::ZipError> for ReadError {
    fn from(error: zip::result::ZipError) -> Self {
        match error {
            zip::result::ZipError::Io(error) => ReadError::of_io(&error),
            zip::result::ZipError::InvalidPassword => ReadError::PasswordProtected,
            _ => ReadError::Damaged,
        }
    }
}

fn size_in_words(bytes: Option<u64>) -> String {
    const MEGABYTE: u64 = 1 << 20;
    match bytes {
        None => String::new(),
        Some(bytes) if bytes < 10 * 1024 * MEGABYTE => format!(" ({} MB)", bytes / MEGABYTE),
        Some(bytes) => format!(" ({} GB)", bytes / (1024 * MEGABYTE)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_is_a_sentence_that_says_what_to_do() {
        let causes = [
            ReadError::Missing,
            ReadError::NoAccess,
            ReadError::Empty,
            ReadError::NotAWorkbook {
                looks_like: "a picture".into(),
            },
            ReadError::PasswordProtected,
            ReadError::Damaged,
            ReadError::TooLarge {
                declared: Some(5 << 30),
            },
            ReadError::NoSuchSheet {
                sheet: "Accounts".into(),
            },
            ReadError::LockFile {
                workbook: "a.xlsx".into(),
            },
            ReadError::Cancelled,
            ReadError::TookTooLong { seconds: 60 },
            ReadError::ReaderDied,
        ];
        for cause in causes {
            let sentence = cause.to_string();
            assert!(sentence.ends_with('.') && sentence.len() > 25, "{sentence}");
            for jargon in ["zip", "OLE", "XML", "panic", "::", "stream", "null"] {
                assert!(
                    !sentence.contains(jargon),
                    "people are not told of {jargon}: {sentence}"
                );
            }
            let bytes = postcard::to_stdvec(&cause).expect("crosses the process border");
            assert_eq!(postcard::from_bytes::<ReadError>(&bytes).expect("comes back"), cause);
        }
    }
}
