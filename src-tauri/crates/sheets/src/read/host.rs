//! Asking for a file to be read, and watching whoever reads it. Separate because this side must survive anything: it
//! never opens the file itself, keeps the deadline, and turns a dead reader into a sentence.

use super::batch::{Behind, Below, Received};
use super::child::{ARGUMENT, EXIT_TOO_LARGE};
use super::frame::{self, Frame, Job};
use super::job::{self, Task};
use super::sink::{Head, RowSink, SheetNotes, TableSink, TablesSink};
use super::{FileSummary, Limits, ReadError, ReadProgress};
use crate::raw::{RawCell, RawTable};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

/// Where foreign files are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReaderHost {
    /// Here. For tests: a hostile file takes the process with it, and a cancellation waits for the next rows.
    InProcess,
    /// In a child process: this executable with a hidden argument, which calls
    /// [`run_if_child`](super::run_if_child) first thing.
    Child { exe: PathBuf },
}

/// How often cancellation and the deadline are looked at while nothing comes.
const LOOK: Duration = Duration::from_millis(50);

impl ReaderHost {
    /// A child of the executable that is running.
    ///
    /// # Errors
    /// When the system does not say which executable that is.
    pub fn of_this_executable() -> std::io::Result<Self> {
        Ok(ReaderHost::Child {
            exe: std::env::current_exe()?,
        })
    }

    /// The format and sheets of a file; quick at any size for modern Excel workbooks and text files.
    ///
    /// # Errors
    /// Every [`ReadError`] but `NoSuchSheet`.
    pub fn sheets(&self, file: &Path, limits: &Limits, cancel: &dyn Fn() -> bool) -> Result<FileSummary, ReadError> {
        match self {
            ReaderHost::InProcess => job::sheets(file, limits),
            ReaderHost::Child { exe } => {
                let sink = TableSink::new("", None, limits, None, cancel);
                let mut summary = None;
                let mut talk = Talk::begin(exe, file, Task::Sheets, limits)?;
                while let Some(frame) = talk.next(&sink)? {
                    if let Frame::Sheets(found) = frame {
                        summary = Some(found);
                    }
                }
                summary.ok_or(ReadError::ReaderDied)
            }
        }
    }

    /// All rows of a sheet.
    ///
    /// # Errors
    /// Every [`ReadError`].
    pub fn table(
        &self,
        file: &Path,
        sheet: &str,
        limits: &Limits,
        progress: &mut dyn FnMut(ReadProgress),
        cancel: &dyn Fn() -> bool,
    ) -> Result<RawTable, ReadError> {
        self.rows(file, sheet, None, limits, progress, cancel)
    }

    /// The first rows of a sheet that hold anything; quick at any size for modern Excel workbooks and text files.
    /// Merged and hidden cells of large sheets are not looked for.
    ///
    /// # Errors
    /// Every [`ReadError`].
    pub fn head(
        &self,
        file: &Path,
        sheet: &str,
        rows: usize,
        limits: &Limits,
        cancel: &dyn Fn() -> bool,
    ) -> Result<RawTable, ReadError> {
        let head = Head {
            sheet: sheet.to_owned(),
            rows,
        };
        let mut heads = self.heads(file, &[head], limits, cancel)?;
        heads.pop().ok_or(ReadError::ReaderDied)
    }

    /// The first rows of several sheets, in their order, with the file opened once.
    ///
    /// # Errors
    /// Every [`ReadError`].
    pub fn heads(
        &self,
        file: &Path,
        heads: &[Head],
        limits: &Limits,
        cancel: &dyn Fn() -> bool,
    ) -> Result<Vec<RawTable>, ReadError> {
        let mut sink = HeadsSink {
            open: TableSink::new("", None, limits, None, cancel),
            done: Vec::new(),
            begun: 0,
            limits,
            cancel,
        };
        match self {
            ReaderHost::InProcess => job::heads(file, heads, limits, &mut sink)?,
            ReaderHost::Child { exe } => {
                let mut talk = Talk::begin(exe, file, Task::Heads(heads.to_vec()), limits)?;
                let mut received = Received::default();
                while let Some(frame) = talk.next(&sink.open)? {
                    match frame {
                        Frame::Begin(head) => {
                            sink.begin(&head)?;
                            received = Received::default();
                        }
                        Frame::Rows(batch) => received.take(&batch, &mut sink.open)?,
                        Frame::Restart => {
                            sink.open.restart();
                            received = Received::default();
                        }
                        Frame::TextsAnew => received.number_texts_anew(),
                        Frame::Notes(notes) => sink.open.notes(notes),
                        Frame::Progress(_) | Frame::Sheets(_) | Frame::Done | Frame::Failed(_) => {}
                    }
                }
            }
        }
        let tables = sink.finish();
        if tables.len() == heads.len() {
            Ok(tables)
        } else {
            Err(ReadError::ReaderDied)
        }
    }

    fn rows(
        &self,
        file: &Path,
        sheet: &str,
        rows: Option<usize>,
        limits: &Limits,
        progress: &mut dyn FnMut(ReadProgress),
        cancel: &dyn Fn() -> bool,
    ) -> Result<RawTable, ReadError> {
        let mut sink = TableSink::new(sheet, rows, limits, Some(progress), cancel);
        match self {
            ReaderHost::InProcess => job::table(file, sheet, rows, limits, &mut sink)?,
            ReaderHost::Child { exe } => {
                let task = Task::Table {
                    sheet: sheet.to_owned(),
                    rows,
                };
                let mut talk = Talk::begin(exe, file, task, limits)?;
                let mut received = Received::default();
                while let Some(frame) = talk.next(&sink)? {
                    match frame {
                        Frame::Rows(batch) => received.take(&batch, &mut sink)?,
                        Frame::Progress(now) => sink.report(now),
                        Frame::Restart => {
                            sink.restart();
                            received = Received::default();
                        }
                        Frame::TextsAnew => received.number_texts_anew(),
                        Frame::Notes(notes) => sink.notes(notes),
                        Frame::Begin(_) | Frame::Sheets(_) | Frame::Done | Frame::Failed(_) => {}
                    }
                }
            }
        }
        Ok(sink.finish())
    }
}

/// Builds several tables one after the other.
struct HeadsSink<'a> {
    open: TableSink<'a>,
    done: Vec<RawTable>,
    begun: usize,
    limits: &'a Limits,
    cancel: &'a dyn Fn() -> bool,
}

impl HeadsSink<'_> {
    fn finish(mut self) -> Vec<RawTable> {
        if self.begun > 0 {
            self.done.push(self.open.finish());
        }
        self.done
    }
}

impl RowSink for HeadsSink<'_> {
    fn text(&mut self, text: &str) -> RawCell {
        self.open.text(text)
    }

    fn row(&mut self, number: u32, cells: &[RawCell]) -> Result<(), ReadError> {
        self.open.row(number, cells)
    }

    fn opening(&mut self, total: Option<u32>) -> Result<(), ReadError> {
        self.open.opening(total)
    }

    fn wants_rows(&self) -> bool {
        self.open.wants_rows()
    }

    fn restart(&mut self) {
        self.open.restart();
    }

    fn notes(&mut self, notes: SheetNotes) {
        self.open.notes(notes);
    }

    fn beside(&mut self) -> (Behind, Below) {
        self.open.beside()
    }

    fn append(&mut self, below: &Below) -> Result<(), ReadError> {
        self.open.append(below)
    }
}

impl TablesSink for HeadsSink<'_> {
    fn begin(&mut self, head: &Head) -> Result<(), ReadError> {
        let next = TableSink::new(&head.sheet, Some(head.rows), self.limits, None, self.cancel);
        let last = std::mem::replace(&mut self.open, next);
        if self.begun > 0 {
            self.done.push(last.finish());
        }
        self.begun += 1;
        Ok(())
    }

    fn rows(&mut self) -> &mut dyn RowSink {
        self
    }
}

/// A conversation with one child; the child ends with it.
struct Talk {
    child: Child,
    frames: Receiver<Frame>,
    /// Open as long as an answer is wanted: the child ends when it closes.
    _stdin: ChildStdin,
    complaint: std::thread::JoinHandle<String>,
}

impl Talk {
    fn begin(exe: &Path, file: &Path, task: Task, limits: &Limits) -> Result<Talk, ReadError> {
        let mut command = Command::new(exe);
        command
            .arg(ARGUMENT)
            .arg(file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt;
            // No console window for a moment.
            const CREATE_NO_WINDOW: u32 = 0x0800_0000;
            command.creation_flags(CREATE_NO_WINDOW);
        }
        let mut child = command.spawn().map_err(|error| {
            tracing::error!(%error, "the reading process did not start");
            ReadError::ReaderDied
        })?;
        let (Some(mut stdin), Some(stdout), Some(stderr)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(ReadError::ReaderDied);
        };
        let (give, frames) = sync_channel(8);
        std::thread::spawn(move || {
            let mut stdout = BufReader::with_capacity(1 << 16, stdout);
            while let Ok(frame) = frame::read(&mut stdout) {
                if give.send(frame).is_err() {
                    break;
                }
            }
        });
        let complaint = std::thread::spawn(move || {
            let mut text = Vec::new();
            // The pipe is emptied to its end: a child that cannot complain hangs.
            let mut stderr = BufReader::new(stderr);
            let _ = stderr.by_ref().take(4096).read_to_end(&mut text);
            let _ = std::io::copy(&mut stderr, &mut std::io::sink());
            String::from_utf8_lossy(&text).into_owned()
        });
        // A child that died already is found out when its frames do not come.
        let _ = frame::write(
            &mut stdin,
            &Job {
                task,
                limits: limits.clone(),
            },
        );
        Ok(Talk {
            child,
            frames,
            _stdin: stdin,
            complaint,
        })
    }

    /// The next frame; `None` after the last one.
    fn next(&mut self, sink: &TableSink<'_>) -> Result<Option<Frame>, ReadError> {
        loop {
            sink.stop().check()?;
            match self.frames.recv_timeout(LOOK) {
                Ok(Frame::Done) => return Ok(None),
                Ok(Frame::Failed(error)) => return Err(error),
                Ok(frame) => return Ok(Some(frame)),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(self.cause_of_death()),
            }
        }
    }

    fn cause_of_death(&mut self) -> ReadError {
        let _ = self.child.kill();
        let status = self.child.wait().ok();
        let complaint = std::mem::replace(&mut self.complaint, std::thread::spawn(String::new))
            .join()
            .unwrap_or_default();
        tracing::warn!(?status, complaint, "the reading process died");
        let by_watch = status.and_then(|status| status.code()) == Some(i32::from(EXIT_TOO_LARGE));
        // What Rust says when the system refuses memory.
        if by_watch || complaint.contains("memory allocation of") || complaint.contains("capacity overflow") {
            ReadError::TooLarge { declared: None }
        } else {
            ReadError::ReaderDied
        }
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        // Without this the dead child stays in the system's table until the app ends.
        let _ = self.child.wait();
    }
}
