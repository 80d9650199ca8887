//! Calls of other programs (cargo, npm, apt-get), with what they print shown, kept in a file, or handed back.
//! Separate because a failed call must always end in the same kind of sentence, and because npm has another name on
//! Windows.

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::tree::Tree;

/// How many of the last lines of a failed call are shown again.
const LAST_LINES: usize = 100;

/// A program with its arguments and surroundings, not yet started.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    program: OsString,
    args: Vec<OsString>,
    env: Vec<(OsString, Option<OsString>)>,
    dir: Option<PathBuf>,
}

impl Call {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        Self {
            program: program.as_ref().to_owned(),
            args: Vec::new(),
            env: Vec::new(),
            dir: None,
        }
    }

    /// The cargo that started this program, at the root of the clone.
    pub(crate) fn cargo(tree: &Tree) -> Self {
        let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut call = Self::new(program).dir(tree.root());
        // What cargo told this program about itself is not about the packages that the call builds.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR" {
                call.env.push((name, None));
            }
        }
        call
    }

    /// npm, in the front end's folder.
    pub(crate) fn npm(tree: &Tree) -> Self {
        Self::new(npm_program()).dir(&tree.ui())
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    pub(crate) fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args.extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    pub(crate) fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.env
            .push((name.as_ref().to_owned(), Some(value.as_ref().to_owned())));
        self
    }

    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.env.push((name.into(), None));
        self
    }

    pub(crate) fn dir(mut self, dir: &Path) -> Self {
        self.dir = Some(dir.to_path_buf());
        self
    }

    /// The call as a person would type it.
    pub(crate) fn shown(&self) -> String {
        let name = Path::new(&self.program)
            .file_stem()
            .unwrap_or(&self.program)
            .to_string_lossy()
            .into_owned();
        let args = self.args.iter().map(|arg| {
            let arg = arg.to_string_lossy();
            if arg.contains(' ') {
                format!("\"{arg}\"")
            } else {
                arg.into_owned()
            }
        });
        std::iter::once(name).chain(args).collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).stdin(Stdio::null());
        if let Some(dir) = &self.dir {
            command.current_dir(dir);
        }
        for (name, value) in &self.env {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command
    }

    /// Runs it with what it prints going straight to the terminal.
    pub(crate) fn show(&self) -> Result<(), Failure> {
        let status = self.command().status().map_err(|error| self.not_started(&error))?;
        if status.success() {
            Ok(())
        } else {
            Err(self.ended_badly(status.code()))
        }
    }

    /// Runs it and hands back what it printed on its standard output.
    pub(crate) fn read(&self) -> Result<String, Failure> {
        let output = self.command().output().map_err(|error| self.not_started(&error))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(self.ended_badly(output.status.code()).remedy(said))
    }

    /// Whether it can be started and ends well; nothing is shown.
    pub(crate) fn succeeds(&self) -> bool {
        self.command()
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    /// Runs it with what it prints kept in `log`. On a terminal one line shows that it is alive; the last lines are
    /// shown when it fails. With `verbose` every line is shown as it comes.
    pub(crate) fn keep(&self, log: &mut File, verbose: bool) -> Result<(), Failure> {
        let _ = writeln!(log, "$ {}", self.shown());
        let mut child = self
            .command()
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| self.not_started(&error))?;
        let (sender, lines) = mpsc::channel();
        let mut readers = Vec::new();
        if let Some(out) = child.stdout.take() {
            readers.push(forward(out, sender.clone()));
        }
        if let Some(err) = child.stderr.take() {
            readers.push(forward(err, sender.clone()));
        }
        drop(sender);

        let live = !verbose && std::io::stdout().is_terminal();
        let since = Instant::now();
        let mut last: VecDeque<String> = VecDeque::new();
        loop {
            match lines.recv_timeout(Duration::from_millis(500)) {
                Ok(line) => {
                    let _ = writeln!(log, "{line}");
                    if verbose {
                        println!("{line}");
                    }
                    if last.len() == LAST_LINES {
                        last.pop_front();
                    }
                    last.push_back(line);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if live && let Some(line) = last.back() {
                let line: String = line.trim().chars().take(60).collect();
                print!("\r\x1b[2K  {:>4} s  {line}", since.elapsed().as_secs());
                let _ = std::io::stdout().flush();
            }
        }
        if live {
            print!("\r\x1b[2K");
            let _ = std::io::stdout().flush();
        }
        for reader in readers {
            let _ = reader.join();
        }
        let status = child.wait().map_err(|error| self.not_started(&error))?;
        if status.success() {
            return Ok(());
        }
        let failure = self.ended_badly(status.code());
        Err(if verbose {
            failure
        } else {
            failure.remedy(last.make_contiguous().join("\n"))
        })
    }

    fn not_started(&self, error: &std::io::Error) -> Failure {
        let name = self.program.to_string_lossy();
        let failure = Failure::new(format!("{name} could not be started: {error}."));
        if error.kind() == std::io::ErrorKind::NotFound {
            failure.remedy(format!(
                "Install {name}, or put it on the PATH, then run the command again."
            ))
        } else {
            failure
        }
    }

    fn ended_badly(&self, code: Option<i32>) -> Failure {
        let shown = self.shown();
        match code {
            Some(code) => Failure::new(format!("{shown} ended with code {code}.")),
            None => Failure::new(format!("{shown} was ended by a signal.")),
        }
    }
}

/// npm is a script on Windows, which is found only under its full name.
fn npm_program() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

fn forward(from: impl Read + Send + 'static, to: Sender<String>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut bytes = Vec::new();
        // Tools print bytes in the console's encoding: a line that is not UTF-8 must not end the reading.
        while from.read_until(b'\n', &mut bytes).is_ok_and(|count| count > 0) {
            let line = String::from_utf8_lossy(&bytes)
                .trim_end_matches(['\n', '\r'])
                .to_owned();
            if to.send(line).is_err() {
                break;
            }
            bytes.clear();
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_shown_as_a_person_types_it() {
        let call = Call::new("/usr/bin/cargo").args(["run", "--", "two words"]);
        assert_eq!(
            call.shown(),
            "cargo run -- \"two words\"",
            "the folder is noise, the quotes are needed"
        );
    }

    #[test]
    fn a_missing_program_is_named_with_what_to_do() {
        let failure = Call::new("tierline-no-such-program").show().unwrap_err();
        let said = failure.to_string();
        assert!(
            said.contains("tierline-no-such-program could not be started"),
            "names the program: {said}"
        );
        assert!(said.contains("Install"), "says what to do: {said}");
    }
}
