//! The app behind its real command handlers, with a host that answers as the test says.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets};
use tauri::webview::InvokeRequest;
use tauri::{App as TauriApp, WebviewWindow, WebviewWindowBuilder};
use tempfile::TempDir;
use tierline_app::{App, Day, Folders, Host, HostError, ReaderHost, Running, SaveKind};
use tierline_contract::{
    AppError, FileKind, FileRef, ImportChoices, ImportDone, ImportDraft, ImportOpen, ImportRead, Progress, QuerySums,
};
use tierline_shell::{Desk, handler};

/// A desktop that does what it was told.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) save: Mutex<Option<PathBuf>>,
    pub(crate) clipboard: Mutex<String>,
    /// Another day than the one that tests begin on.
    pub(crate) today: Mutex<Option<Day>>,
}

impl Host for Told {
    fn choose_open(&self, _: FileKind) -> Option<PathBuf> {
        None
    }

    fn choose_save(&self, _: SaveKind, _: &str) -> Option<PathBuf> {
        self.save.lock().expect("unpoisoned").clone()
    }

    fn put_on_clipboard(&self, text: &str, _: &str) -> Result<(), HostError> {
        text.clone_into(&mut self.clipboard.lock().expect("unpoisoned"));
        Ok(())
    }

    fn clipboard_text(&self) -> Result<String, HostError> {
        Ok(self.clipboard.lock().expect("unpoisoned").clone())
    }

    fn open(&self, _: &Path) -> Result<(), HostError> {
        Ok(())
    }

    fn reveal(&self, _: &Path) -> Result<(), HostError> {
        Ok(())
    }

    fn today(&self) -> Day {
        let other = *self.today.lock().expect("unpoisoned");
        other.unwrap_or_else(|| Day::from_ymd(2026, 11, 22).expect("a date"))
    }

    fn now(&self) -> i64 {
        1_795_000_000_000
    }

    fn person(&self) -> String {
        "Ana".to_owned()
    }

    fn locale(&self) -> Option<String> {
        Some("en-GB".to_owned())
    }
}

/// The app with a window that nobody sees.
pub(crate) struct Desktop {
    pub(crate) app: Arc<App>,
    pub(crate) host: Arc<Told>,
    pub(crate) home: TempDir,
    window: WebviewWindow<MockRuntime>,
    _tauri: TauriApp<MockRuntime>,
}

impl Desktop {
    pub(crate) fn new() -> Self {
        Self::reading(ReaderHost::InProcess)
    }

    pub(crate) fn reading(reader: ReaderHost) -> Self {
        let home = tempfile::tempdir().expect("a home");
        let folders = Folders {
            settings: home.path().join("settings"),
            plans: home.path().join("plans"),
        };
        let host = Arc::new(Told::default());
        let app = Arc::new(App::new(host.clone(), folders, reader));
        let tauri = mock_builder()
            .manage(Desk {
                app: app.clone(),
                running: Arc::new(Running::default()),
            })
            .invoke_handler(handler())
            .build(mock_context(noop_assets()))
            .expect("the app builds");
        let window = WebviewWindowBuilder::new(&tauri, "main", Default::default())
            .build()
            .expect("a window");
        Desktop {
            app,
            host,
            home,
            window,
            _tauri: tauri,
        }
    }

    /// Sends a quick command as the window would.
    pub(crate) fn ask<T: DeserializeOwned>(&self, command: &str, request: impl Serialize) -> Result<T, AppError> {
        let body = serde_json::json!({ "request": request });
        let answer = get_ipc_response(
            &self.window,
            InvokeRequest {
                cmd: command.into(),
                callback: CallbackFn(0),
                error: CallbackFn(1),
                url: if cfg!(windows) {
                    "http://tauri.localhost"
                } else {
                    "tauri://localhost"
                }
                .parse()
                .expect("an address"),
                body: InvokeBody::Json(body),
                headers: Default::default(),
                invoke_key: INVOKE_KEY.to_string(),
            },
        );
        match answer {
            Ok(body) => Ok(body
                .deserialize()
                .unwrap_or_else(|error| panic!("{command} answered something else: {error}"))),
            Err(refusal) => Err(serde_json::from_value(refusal.clone())
                .unwrap_or_else(|_| panic!("{command} refused oddly: {refusal}"))),
        }
    }

    /// As [`Desktop::ask`], for what must work.
    pub(crate) fn get<T: DeserializeOwned>(&self, command: &str, request: impl Serialize) -> T {
        self.ask(command, request)
            .unwrap_or_else(|error| panic!("{command} was refused: {error:?}"))
    }

    /// How many accounts a figure opens.
    pub(crate) fn found(&self, segment: serde_json::Value) -> u32 {
        let query = serde_json::json!({ "segment": segment, "search": "", "filters": [], "sort": [] });
        self.get::<QuerySums>("account_sums", query).accounts
    }

    /// Lets the window ask for a file, as a drop or a dialog would.
    pub(crate) fn point_at(&self, path: &Path) -> FileRef {
        assert!(path.exists(), "{} is missing", path.display());
        self.app.admit(path)
    }
}

/// Long work done directly, as its adapter does it.
pub(crate) fn long<T>(work: impl FnOnce(&tierline_app::Task<'_>) -> Result<T, AppError>) -> Result<T, AppError> {
    work(&tierline_app::Task::unwatched())
}

/// Long work that is cancelled as soon as it reports a step that begins so.
pub(crate) fn cancelled_at<T>(
    step: &'static str,
    work: impl FnOnce(&tierline_app::Task<'_>) -> Result<T, AppError>,
) -> Result<T, AppError> {
    let flag = Arc::new(AtomicBool::new(false));
    let seen = flag.clone();
    let report = move |progress: Progress| {
        if progress.step.starts_with(step) {
            seen.store(true, Ordering::Relaxed);
        }
    };
    work(&tierline_app::Task::new(&report, flag))
}

/// Opens a list and reads the sheet it suggests.
pub(crate) fn read_list(desk: &Desktop, path: &Path) -> ImportDraft {
    let token = desk.point_at(path).token;
    let opened = long(|task| desk.app.import_open(ImportOpen { token }, task)).expect("the list opens");
    let read = ImportRead {
        import: opened.import,
        sheet: opened.suggested.expect("a sheet is suggested"),
        header_row: None,
        listing: None,
    };
    long(|task| desk.app.import_read(read, task)).expect("the sheet is read")
}

/// A list as a file, read and with the choices it proposes.
pub(crate) fn list_of(desk: &Desktop, name: &str, text: &str) -> ImportChoices {
    let path = desk.home.path().join(name);
    std::fs::write(&path, text).expect("writes");
    choices(&read_list(desk, &path), None)
}

pub(crate) fn import(desk: &Desktop, choices: ImportChoices) -> ImportDone {
    long(|task| desk.app.import_commit(choices, task)).expect("the import is committed")
}

/// The choices that the draft proposes.
pub(crate) fn choices(draft: &ImportDraft, reps_sheet: Option<String>) -> ImportChoices {
    ImportChoices {
        import: draft.import,
        list: draft.proposed(),
        currency: draft.currency.clone(),
        reps_sheet,
        ..ImportChoices::default()
    }
}

/// A workbook of the project's own.
pub(crate) fn workbook(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/workbooks")
        .join(name)
}
