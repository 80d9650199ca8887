//! The Tauri adapters, expanded from the command table. They hold no logic because nobody writes them: each hands its
//! request to the use case of the same name on a thread where it may take its time.

use std::sync::Arc;
use tauri::State;
use tauri::ipc::{Channel, Invoke};
use tierline_app::{App, Running, Task};
use tierline_contract::*;

/// What the adapters reach.
pub struct Desk {
    pub app: Arc<App>,
    pub running: Arc<Running>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk")
            .field("running", &self.running)
            .finish_non_exhaustive()
    }
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, AppError> + Send + 'static) -> Result<T, AppError> {
    tauri::async_runtime::spawn_blocking(work)
        .await
        .unwrap_or_else(|fault| Err(tierline_app::incident(&fault)))
}

macro_rules! adapters {
    (
        quick { $($(#[$quick_doc:meta])* $quick:ident($quick_request:ty) -> $quick_response:ty;)* }
        long { $($(#[$long_doc:meta])* $long:ident($long_request:ty) -> $long_response:ty;)* }
    ) => {
        mod adapter {
            use super::*;
            $(
                #[tauri::command]
                pub(super) async fn $quick(desk: State<'_, Desk>, request: $quick_request) -> Result<$quick_response, AppError> {
                    let app = desk.app.clone();
                    aside(move || app.$quick(request)).await
                }
            )*
            $(
                #[tauri::command]
                pub(super) async fn $long(
                    desk: State<'_, Desk>,
                    request: $long_request,
                    progress: Channel<Progress>,
                    task: u32,
                ) -> Result<$long_response, AppError> {
                    let app = desk.app.clone();
                    let guard = desk.running.start(task);
                    aside(move || {
                        // A window that is gone hears no progress; the work itself goes on.
                        let report = move |step: Progress| drop(progress.send(step));
                        app.$long(request, &Task::new(&report, guard.flag.clone()))
                    })
                    .await
                }
            )*

            /// Asks long work to stop.
            #[tauri::command]
            pub(super) fn cancel_task(desk: State<'_, Desk>, task: u32) {
                desk.running.cancel(task);
            }
        }

        /// Answers every command of the table.
        pub fn handler<R: tauri::Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$(adapter::$quick,)* $(adapter::$long,)* adapter::cancel_task]
        }
    };
}

command_table!(adapters);
