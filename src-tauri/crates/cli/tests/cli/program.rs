//! Runs the real program in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A folder to work in, with another one for what the program keeps for a moment.
pub(crate) struct Desk {
    home: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        for folder in ["work", "scratch"] {
            fs::create_dir(home.path().join(folder)).expect("made");
        }
        Desk { home }
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.home.path().join("work")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).expect("written");
        path
    }

    /// The program, or another one that starts it, in this folder.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.current_dir(self.folder());
        for variable in ["TMPDIR", "TMP", "TEMP"] {
            command.env(variable, self.home.path().join("scratch"));
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        Ended::of(self.command(CLI).args(arguments).output().expect("starts"))
    }

    /// What lies in the folder, by name.
    pub(crate) fn names(&self) -> Vec<String> {
        names_in(&self.folder())
    }

    /// What the program left among its own things.
    pub(crate) fn litter(&self) -> Vec<String> {
        names_in(&self.home.path().join("scratch"))
    }
}

impl Ended {
    pub(crate) fn of(output: Output) -> Self {
        Ended {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
        }
    }

    /// Makes sure that it ended with a sentence that holds these words, and said nothing else.
    #[track_caller]
    pub(crate) fn refused(&self, words: &[&str]) {
        assert_eq!(self.code, Some(1), "bad input ends with 1: {self:?}");
        assert_eq!(self.out, "", "a script must not take an error for an answer");
        for word in words {
            assert!(self.err.contains(word), "it should be told by “{word}”: {}", self.err);
        }
        let said = self.err.trim_end();
        assert!(said.ends_with('.') && !said.contains('\n'), "a sentence, alone: {said}");
        for jargon in [
            "/work", "tmp", "os error", "panick", "Err(", "::", "sqlite", "SQL", "incident", "zip", "XML",
        ] {
            assert!(!said.contains(jargon), "no “{jargon}” for people: {said}");
        }
    }
}

pub(crate) const CLI: &str = env!("CARGO_BIN_EXE_tierline-cli");

/// A workbook of the project's own.
pub(crate) fn workbook(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../tests/fixtures/workbooks")
        .join(name)
        .to_str()
        .expect("a plain path")
        .to_owned()
}

pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Twenty accounts in a currency.
pub(crate) fn small_list(currency: &str) -> String {
    let mut text = format!("Account name,Industry,Employees,Revenue ({currency})\n");
    for n in 1..=20 {
        text.push_str(&format!("Company {n},Retail,{},{}\n", n * 10, n * 1000));
    }
    text
}
