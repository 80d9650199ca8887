//! What the app asks of the machine it runs on. Separate so that every use case runs without a desktop: the shell answers
//! with native dialogs, the command line and the tests with what they were told.

use std::path::{Path, PathBuf};
use tierline_contract::FileKind;
use tierline_plan::Day;

/// The machine around the app.
pub trait Host: Send + Sync {
    /// Asks the person for a file to open; `None` when they thought better of it.
    fn choose_open(&self, kind: FileKind) -> Option<PathBuf>;
    /// Asks where to write; the suggestion is a file name.
    fn choose_save(&self, kind: SaveKind, suggested: &str) -> Option<PathBuf>;
    /// Puts cells on the clipboard, as tab-separated text and as an HTML table.
    fn put_on_clipboard(&self, text: &str, html: &str) -> Result<(), HostError>;
    /// The text on the clipboard. An error also when something else is on it, which some desktops do not tell apart.
    fn clipboard_text(&self) -> Result<String, HostError> {
        Err(HostError("There is no clipboard here.".to_owned()))
    }
    /// Lets native menus offer these commands and no others. Most hosts have no menus.
    fn offer(&self, _commands: &[String]) {}
    /// Opens a file with the program it belongs to.
    fn open(&self, path: &Path) -> Result<(), HostError>;
    /// Shows a file in its folder.
    fn reveal(&self, path: &Path) -> Result<(), HostError>;
    /// The present day by the person's calendar.
    fn today(&self) -> Day;
    /// Milliseconds since 1970-01-01 UTC.
    fn now(&self) -> i64;
    /// The name that decisions are signed with.
    fn person(&self) -> String;
    /// The language and country the person works in, such as `de-AT`; `None` where the system does not say.
    fn locale(&self) -> Option<String> {
        sys_locale::get_locale()
    }
}

/// What a person is asked to save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveKind {
    Plan,
    Workbook,
}

/// The machine did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct HostError(pub String);

/// Where the app keeps what is not a plan, and where plans go when nobody says.
#[derive(Debug, Clone)]
pub struct Folders {
    /// Recent plans.
    pub settings: PathBuf,
    /// New plans are made here.
    pub plans: PathBuf,
}

/// A host for programs without a person in front of them: nothing can be asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Headless;

impl Host for Headless {
    fn choose_open(&self, _: FileKind) -> Option<PathBuf> {
        None
    }

    fn choose_save(&self, _: SaveKind, _: &str) -> Option<PathBuf> {
        None
    }

    fn put_on_clipboard(&self, _: &str, _: &str) -> Result<(), HostError> {
        Err(HostError("There is no clipboard here.".to_owned()))
    }

    fn open(&self, _: &Path) -> Result<(), HostError> {
        Err(HostError("There is no desktop to open files on.".to_owned()))
    }

    fn reveal(&self, _: &Path) -> Result<(), HostError> {
        Err(HostError("There is no desktop to show files on.".to_owned()))
    }

    fn today(&self) -> Day {
        today()
    }

    fn now(&self) -> i64 {
        now()
    }

    fn person(&self) -> String {
        person()
    }
}

/// The present day where the machine is.
pub fn today() -> Day {
    let date = jiff::Zoned::now().date();
    Day::from_ymd(i32::from(date.year()), date.month() as u8, date.day() as u8).unwrap_or(Day::from_epoch_days(0))
}

/// Milliseconds since 1970-01-01 UTC.
pub fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// The name the person is logged in under.
pub fn person() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()))
        .unwrap_or_else(|| "me".to_owned())
}
