//! Small lists kept in the settings folder. Losing one loses no plan, so faults in them are never errors.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;

/// What a file keeps; nothing when it is not there or cannot be understood.
pub(crate) fn load<T: DeserializeOwned>(file: &Path) -> Vec<T> {
    std::fs::read(file)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

/// Puts a list in the place of what the file kept: whole, or not at all.
pub(crate) fn save<T: Serialize>(settings: &Path, name: &str, all: &[T]) {
    let written = std::fs::create_dir_all(settings).and_then(|()| {
        let bytes = serde_json::to_vec_pretty(all).map_err(std::io::Error::other)?;
        let temporary = settings.join(format!("{name}.new"));
        std::fs::write(&temporary, bytes)?;
        std::fs::rename(temporary, settings.join(name))
    });
    if let Err(error) = written {
        tracing::warn!(%error, name, "a list in the settings folder was not saved");
    }
}
