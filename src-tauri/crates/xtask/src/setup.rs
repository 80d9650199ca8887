//! Makes a fresh clone ready: system packages, Node, the front end's packages. Separate from what uses it because
//! every chore sets up in the same way, and does nothing when nothing is missing.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::calls::Call;
use crate::failure::Failure;
use crate::system;
use crate::tree::Tree;

/// The oldest Node that the front end's tools run on: 20.19, or 22.12 and later.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// How much is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// To build the app.
    Build,
    /// To test it in a window that nobody sees.
    Test,
}

/// Installs what is missing, or says what to install.
pub(crate) fn everything(tree: &Tree, need: Need) -> Result<(), Failure> {
    system::packages(need)?;
    node()?;
    node_packages(tree, false)
}

/// Checks that Node is there and new enough.
pub(crate) fn node() -> Result<(), Failure> {
    let how = "Install Node 22 from https://nodejs.org (Windows: winget install OpenJS.NodeJS.LTS; macOS: brew install \
               node@22), then run the command again.";
    let said = Call::new("node")
        .arg("--version")
        .read()
        .map_err(|_| Failure::new("Node is not installed, or not on the PATH.").remedy(how))?;
    let version = node_version(&said);
    match version {
        Some((major, minor)) if (major, minor) >= OLDEST_NODE && !(major == 22 && minor < 12) && major != 21 => Ok(()),
        _ => Err(Failure::new(format!("Node {} is too old for the front end's tools.", said.trim())).remedy(how)),
    }
}

fn node_version(said: &str) -> Option<(u32, u32)> {
    let mut parts = said
        .trim()
        .trim_start_matches('v')
        .split('.')
        .map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??))
}

/// Installs the front end's packages from the lock file if they are missing or older than it.
pub(crate) fn node_packages(tree: &Tree, always: bool) -> Result<(), Failure> {
    let lock = tree.ui().join("package-lock.json");
    let written = tree.ui().join("node_modules").join(".package-lock.json");
    if !always && is_newer(&written, &lock) {
        return Ok(());
    }
    println!("  Installing the front end's packages");
    let install = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    Call::npm(tree).args(install).read().map(drop).map_err(|failure| {
        Failure::new(format!("The front end's packages could not be installed. {failure}"))
            .remedy("Check the connection to the npm registry, then run the command again.")
    })
}

fn is_newer(this: &Path, than: &Path) -> bool {
    let changed = |path: &Path| -> Option<SystemTime> { fs::metadata(path).ok()?.modified().ok() };
    match (changed(this), changed(than)) {
        (Some(this), Some(than)) => this >= than,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_own_way_of_writing_its_version_is_read() {
        assert_eq!(
            node_version("v20.19.2\n"),
            Some((20, 19)),
            "the letter and the line end are not part of it"
        );
        assert_eq!(
            node_version("oops"),
            None,
            "a version that cannot be read counts as too old"
        );
    }

    #[test]
    fn missing_packages_are_never_newer_than_the_lock_file() {
        let folder = tempfile::tempdir().unwrap();
        let lock = folder.path().join("package-lock.json");
        fs::write(&lock, "{}").unwrap();
        assert!(
            !is_newer(&folder.path().join("none"), &lock),
            "a fresh clone must install"
        );
    }
}
