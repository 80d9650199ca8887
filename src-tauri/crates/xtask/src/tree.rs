//! Where things are: the clone, the front end, the build folder, the sample company. Separate so that no other module
//! spells a path of its own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::calls::Call;
use crate::failure::Failure;

/// The clone this program was built from.
#[derive(Debug, Clone)]
pub(crate) struct Tree {
    root: PathBuf,
    target: PathBuf,
}

impl Tree {
    pub(crate) fn find() -> Result<Self, Failure> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here
            .ancestors()
            .find(|folder| folder.join("tauri.conf.json").is_file())
            .ok_or_else(|| {
                Failure::new("The clone that this command was built from is no longer there.")
                    .remedy("Run cargo clean in the clone you are in, then the command again.")
            })?
            .to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |set| root.join(set));
        Ok(Self { root, target })
    }

    #[cfg(test)]
    pub(crate) fn at(root: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
            target: root.join("target"),
        }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn join(&self, inside: &str) -> PathBuf {
        inside.split('/').fold(self.root.clone(), |path, part| path.join(part))
    }

    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    pub(crate) fn bindings(&self) -> PathBuf {
        self.join("ui/src/ipc/bindings")
    }

    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// A folder of our own inside the build folder, made if it is not there.
    pub(crate) fn scratch(&self, name: &str) -> Result<PathBuf, Failure> {
        let folder = self.target.join(name);
        fs::create_dir_all(&folder).map_err(|error| Failure::io("make the folder", &folder, &error))?;
        Ok(folder)
    }

    /// A program that cargo has built; `profile` is the folder's name, `debug` or `release`.
    pub(crate) fn program(&self, profile: &str, name: &str) -> PathBuf {
        self.target
            .join(profile)
            .join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// What cargo knows about the packages of the clone, without what they depend on.
    pub(crate) fn metadata(&self) -> Result<Value, Failure> {
        let said = Call::cargo(self)
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .read()?;
        serde_json::from_str(&said)
            .map_err(|error| Failure::new(format!("cargo described the workspace in an unknown way: {error}.")))
    }

    /// A path as people read it: relative to the clone where it lies inside.
    pub(crate) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}

/// Every file under a folder, sorted, so that what is printed or written is the same on every machine.
pub(crate) fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                if !["node_modules", "target", "dist", ".git"]
                    .iter()
                    .any(|skip| name == *skip)
                {
                    open.push(path);
                }
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
