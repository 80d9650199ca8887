//! The desktop shell: the only code that names `tauri`. It configures the window, hands commands to the use cases, and
//! tells the window what the desktop did: files dropped, plans double-clicked, menu items chosen.

mod commands;
mod desktop;
mod menu;

pub use commands::{Desk, handler};

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, Runtime, WindowEvent};
use tierline_app::{App, Folders, ReaderHost, Running};
use tierline_contract::AppEvent;

/// Name under which the window hears [`AppEvent`]s.
const EVENT: &str = "tierline";

/// Runs the app until its window is closed.
pub fn run() -> ExitCode {
    let builder = tauri::Builder::default()
        // Registered first, so that a second start ends before it does anything else.
        .plugin(tauri_plugin_single_instance::init(|handle, arguments, folder| {
            focus(handle);
            for file in plan_arguments(
                arguments.into_iter().skip(1).map(OsString::from),
                &PathBuf::from(folder),
            ) {
                announce(handle, |app| AppEvent::OpenRequested { file: app.admit(&file) });
            }
        }))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .invoke_handler(handler())
        .on_window_event(|window, event| match event {
            WindowEvent::DragDrop(event) => dragged(window.app_handle(), event),
            WindowEvent::Destroyed => {
                if let Some(desk) = window.app_handle().try_state::<Desk>() {
                    desk.app.shut();
                }
            }
            _ => {}
        })
        .setup(|app| {
            let handle = app.handle().clone();
            let app_core = Arc::new(App::new(
                Arc::new(desktop::Desktop::new(handle.clone())),
                folders(&handle),
                ReaderHost::Child {
                    exe: std::env::current_exe()?,
                },
            ));
            let here = std::env::current_dir().unwrap_or_default();
            if let Some(file) = plan_arguments(std::env::args_os().skip(1), &here).into_iter().next() {
                app_core.request_open(&file);
            }
            app.manage(Desk {
                app: app_core,
                running: Arc::new(Running::default()),
            });
            app.set_menu(menu::build(&handle)?)?;
            app.on_menu_event(|handle, event| {
                let id = event.id().as_ref().to_owned();
                announce(handle, |_| AppEvent::MenuCommand { id });
            });
            Ok(())
        });
    match builder.build(tauri::generate_context!()) {
        Ok(app) => {
            app.run(|handle, event| match event {
                #[cfg(any(target_os = "macos", target_os = "ios"))]
                tauri::RunEvent::Opened { urls } => {
                    for path in urls.iter().filter_map(|url| url.to_file_path().ok()) {
                        // Before the window listens the request waits in the app's state.
                        if let Some(desk) = handle.try_state::<Desk>() {
                            desk.app.request_open(&path);
                        }
                        announce(handle, |app| AppEvent::OpenRequested { file: app.admit(&path) });
                    }
                }
                tauri::RunEvent::Exit => {
                    if let Some(desk) = handle.try_state::<Desk>() {
                        desk.app.shut();
                    }
                }
                _ => {}
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            ExitCode::FAILURE
        }
    }
}

/// Where settings and new plans go. A variable may move both, so that a replayed journey leaves a person's own alone.
fn folders<R: Runtime>(handle: &AppHandle<R>) -> Folders {
    if let Some(home) = std::env::var_os("TIERLINE_HOME").map(PathBuf::from) {
        return Folders {
            settings: home.join("settings"),
            plans: home.join("plans"),
        };
    }
    let paths = handle.path();
    let settings = paths
        .app_config_dir()
        .unwrap_or_else(|_| std::env::temp_dir().join("tierline"));
    let plans = paths
        .document_dir()
        .map_or_else(|_| settings.join("plans"), |documents| documents.join("Tierline"));
    Folders { settings, plans }
}

/// The plans among a program's arguments, relative ones taken from the folder it was started in.
fn plan_arguments(arguments: impl Iterator<Item = OsString>, folder: &std::path::Path) -> Vec<PathBuf> {
    arguments
        .filter(|argument| !argument.to_string_lossy().starts_with('-'))
        .map(|argument| folder.join(argument))
        .collect()
}

fn dragged<R: Runtime>(handle: &AppHandle<R>, event: &DragDropEvent) {
    match event {
        DragDropEvent::Enter { .. } => announce(handle, |_| AppEvent::FilesHover { over: true }),
        DragDropEvent::Leave => announce(handle, |_| AppEvent::FilesHover { over: false }),
        DragDropEvent::Drop { paths, .. } => announce(handle, |app| AppEvent::FilesDropped {
            files: paths.iter().map(|path| app.admit(path)).collect(),
        }),
        _ => {}
    }
}

fn announce<R: Runtime>(handle: &AppHandle<R>, event: impl FnOnce(&App) -> AppEvent) {
    if let Some(desk) = handle.try_state::<Desk>()
        && let Err(error) = handle.emit(EVENT, event(&desk.app))
    {
        tracing::warn!(%error, "the window did not hear an event");
    }
}

fn focus<R: Runtime>(handle: &AppHandle<R>) {
    if let Some(window) = handle.webview_windows().values().next() {
        // A window that will not come to the front is still there.
        drop(window.unminimize());
        drop(window.set_focus());
    }
}
