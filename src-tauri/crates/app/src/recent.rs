//! Plans opened before, newest first.

use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use tierline_plan::Day;

const FILE: &str = "recent.json";
const MOST: usize = 12;

/// One remembered plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Remembered {
    pub path: PathBuf,
    pub opened_on: Day,
}

/// The plans remembered in that folder.
pub(crate) fn load(settings: &Path) -> Vec<Remembered> {
    crate::keep::load(&settings.join(FILE))
}

/// Puts a plan at the top.
pub(crate) fn remember(settings: &Path, path: &Path, opened_on: Day) {
    let mut all = load(settings);
    all.retain(|entry| entry.path != path);
    all.insert(
        0,
        Remembered {
            path: path.to_owned(),
            opened_on,
        },
    );
    all.truncate(MOST);
    save(settings, &all);
}

/// Takes a plan off the list.
pub(crate) fn forget(settings: &Path, path: &Path) {
    let mut all = load(settings);
    all.retain(|entry| entry.path != path);
    save(settings, &all);
}

fn save(settings: &Path, all: &[Remembered]) {
    crate::keep::save(settings, FILE, all);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_plan_stands_first_and_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let day = Day::from_epoch_days(20_000);
        for name in ["a", "b", "a"] {
            remember(folder.path(), Path::new(name), day);
        }
        let names: Vec<_> = load(folder.path()).into_iter().map(|entry| entry.path).collect();
        assert_eq!(names, [PathBuf::from("a"), PathBuf::from("b")]);
        forget(folder.path(), Path::new("a"));
        assert_eq!(load(folder.path()).len(), 1);
    }
}
