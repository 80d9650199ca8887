//! The person's desktop as the app sees it: native dialogs, clipboard, opening and revealing files.

use std::path::{Path, PathBuf};
use tauri::{AppHandle, Runtime};
use tauri_plugin_clipboard_manager::ClipboardExt;
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;
use tierline_app::{Day, Host, HostError, SaveKind};
use tierline_contract::FileKind;

/// The host that a real window stands on.
pub(crate) struct Desktop<R: Runtime> {
    handle: AppHandle<R>,
}

impl<R: Runtime> Desktop<R> {
    pub(crate) fn new(handle: AppHandle<R>) -> Self {
        Desktop { handle }
    }
}

impl<R: Runtime> Host for Desktop<R> {
    fn choose_open(&self, kind: FileKind) -> Option<PathBuf> {
        if let Some(answer) = scripted("TIERLINE_E2E_OPEN") {
            return answer;
        }
        let dialog = self.handle.dialog().file();
        let dialog = match kind {
            FileKind::Plan => dialog
                .set_title("Open a plan")
                .add_filter("Tierline plan", &["tierline"]),
            FileKind::Accounts => dialog
                .set_title("Choose an account list")
                .add_filter("Account list", LISTS),
            FileKind::Reps => dialog
                .set_title("Choose a list of reps")
                .add_filter("List of reps", LISTS),
        };
        dialog
            .add_filter("All files", &["*"])
            .blocking_pick_file()
            .and_then(|file| file.into_path().ok())
    }

    fn choose_save(&self, kind: SaveKind, suggested: &str) -> Option<PathBuf> {
        if let Some(answer) = scripted("TIERLINE_E2E_SAVE") {
            return answer;
        }
        let dialog = self.handle.dialog().file().set_file_name(suggested);
        let dialog = match kind {
            SaveKind::Plan => dialog
                .set_title("Save a copy")
                .add_filter("Tierline plan", &["tierline"]),
            SaveKind::Workbook => dialog
                .set_title("Save the workbook")
                .add_filter("Excel workbook", &["xlsx"]),
        };
        dialog.blocking_save_file().and_then(|file| file.into_path().ok())
    }

    fn put_on_clipboard(&self, text: &str, html: &str) -> Result<(), HostError> {
        self.handle
            .clipboard()
            .write_html(html, Some(text))
            .map_err(|error| HostError(error.to_string()))
    }

    fn clipboard_text(&self) -> Result<String, HostError> {
        self.handle
            .clipboard()
            .read_text()
            .map_err(|error| HostError(error.to_string()))
    }

    fn offer(&self, commands: &[String]) {
        if let Err(error) = crate::menu::offer(&self.handle, commands) {
            tracing::warn!(%error, "the menu was not brought up to date");
        }
    }

    fn open(&self, path: &Path) -> Result<(), HostError> {
        let path = path.to_string_lossy();
        self.handle
            .opener()
            .open_path(path, None::<&str>)
            .map_err(|error| HostError(error.to_string()))
    }

    fn reveal(&self, path: &Path) -> Result<(), HostError> {
        self.handle
            .opener()
            .reveal_item_in_dir(path)
            .map_err(|error| HostError(error.to_string()))
    }

    fn today(&self) -> Day {
        tierline_app::host::today()
    }

    fn now(&self) -> i64 {
        tierline_app::host::now()
    }

    fn person(&self) -> String {
        tierline_app::host::person()
    }
}

const LISTS: &[&str] = &[
    "xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt", "html", "htm", "xml",
];

/// What a replayed journey answers to a dialog: the file named in the environment, or nothing when it is blank. The file
/// is read anew each time, so that one run of the app can answer several dialogs.
#[cfg(feature = "e2e")]
fn scripted(variable: &str) -> Option<Option<PathBuf>> {
    let note = PathBuf::from(std::env::var_os(variable)?);
    let answer = std::fs::read_to_string(note).unwrap_or_default();
    Some((!answer.trim().is_empty()).then(|| PathBuf::from(answer.trim())))
}

#[cfg(not(feature = "e2e"))]
fn scripted(_: &str) -> Option<Option<PathBuf>> {
    None
}

impl<R: Runtime> std::fmt::Debug for Desktop<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desktop").finish_non_exhaustive()
    }
}
