//! What the core tells the window unasked.

use crate::FileRef;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Sent to the window under the name `tierline`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum AppEvent {
    /// Files hover over the window (`true`) or have left it.
    FilesHover { over: bool },
    /// Files were dropped on the window.
    FilesDropped { files: Vec<FileRef> },
    /// The system asks to open a plan: double-clicked, or passed when the app was started.
    OpenRequested { file: FileRef },
    /// A command was chosen in the native menu; the id is one of the window's command registry.
    MenuCommand { id: String },
}
