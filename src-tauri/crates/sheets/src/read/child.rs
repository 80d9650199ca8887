//! The process that opens foreign files. Separate from everything that holds somebody's work: it takes one job, caps its
//! own memory, says what it read, and whatever a file does to it ends with it.

use super::frame::{self, Frame, Job, Rows};
use super::job::{self, Task};
use super::sink::{RowSink, SheetNotes, TableSize};
use super::{Limits, ReadError, ReadProgress};
use crate::raw::{RawCell, RawTableBuilder};
use std::ffi::OsString;
use std::io::{self, BufWriter, Read, Stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// The hidden argument; the file's path follows, because that is the way a path passes unchanged on every system.
pub(crate) const ARGUMENT: &str = "--tierline-read-workbook";

/// How the watch over memory ends the process; the parent tells people that the file was too large.
pub(crate) const EXIT_TOO_LARGE: u8 = 77;

/// Does a reading job if this process was started for one, and returns what `main` is to exit with. Every executable that
/// uses [`ReaderHost::Child`](super::ReaderHost::Child) with itself calls this before anything else.
///
/// `args`: as from [`std::env::args_os`], the program's name first.
pub fn run_if_child(args: impl IntoIterator<Item = OsString>) -> Option<ExitCode> {
    let mut args = args.into_iter().skip(1);
    if args.next()? != ARGUMENT {
        return None;
    }
    let file = PathBuf::from(args.next().unwrap_or_default());
    Some(serve(&file).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS))
}

fn serve(file: &std::path::Path) -> io::Result<()> {
    // What went wrong is told in a frame; a trace in a console window helps nobody.
    std::panic::set_hook(Box::new(|_| {}));
    let job: Job = frame::read(&mut io::stdin().lock())?;
    cap_memory(&job.limits);
    end_with_parent();
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout());
    let result = match job.task {
        Task::Sheets => match job::sheets(file, &job.limits) {
            Ok(summary) => {
                frame::write(&mut out, &Frame::Sheets(summary))?;
                Ok(())
            }
            Err(error) => Err(error),
        },
        Task::Table { sheet, rows } => {
            let mut sink = FrameSink::new(&mut out, rows, &job.limits);
            let read = job::table(file, &sheet, rows, &job.limits, &mut sink);
            let flushed = sink.flush();
            read.and(flushed)
        }
    };
    frame::write(&mut out, &result.map_or_else(Frame::Failed, |()| Frame::Done))
}

/// Two guards: the system refuses memory past the cap where it can (the process then aborts at once), and a watch ends the
/// process where the system cannot (macOS does not enforce the limit, Windows has none of the kind for oneself).
fn cap_memory(limits: &Limits) {
    let at_start = memory_stats::memory_stats();
    #[cfg(unix)]
    {
        // The address space already taken is the executable's own: a window's libraries are hundreds of megabytes.
        let cap = limits
            .memory
            .saturating_add(at_start.map_or(1 << 30, |now| now.virtual_mem as u64));
        let _ = rlimit::setrlimit(rlimit::Resource::AS, cap, cap);
    }
    let cap = limits.memory.saturating_add(at_start.map_or(0, |now| held(&now)));
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_millis(20));
            if memory_stats::memory_stats().is_some_and(|now| held(&now) > cap) {
                std::process::exit(EXIT_TOO_LARGE.into());
            }
        }
    });
}

/// On Windows pages count from the moment they are promised; elsewhere from the moment they are used.
fn held(now: &memory_stats::MemoryStats) -> u64 {
    let bytes = if cfg!(windows) {
        now.virtual_mem
    } else {
        now.physical_mem
    };
    bytes as u64
}

/// The parent keeps the pipe open as long as it lives and wants an answer.
fn end_with_parent() {
    std::thread::spawn(|| {
        let _ = io::stdin().lock().read(&mut [0]);
        std::process::exit(1);
    });
}

/// A batch is sent when it has this many cells.
const BATCH: usize = 1 << 14;

/// Sends rows over the border, each text once.
struct FrameSink<'a> {
    out: &'a mut BufWriter<Stdout>,
    /// Knows the texts; gets no rows.
    texts: RawTableBuilder,
    sent_texts: usize,
    batch: Rows,
    size: TableSize,
    rows: u32,
    wanted: Option<usize>,
    total: Option<u32>,
    limits: &'a Limits,
}

impl<'a> FrameSink<'a> {
    fn new(out: &'a mut BufWriter<Stdout>, wanted: Option<usize>, limits: &'a Limits) -> Self {
        FrameSink {
            out,
            texts: RawTableBuilder::new(""),
            sent_texts: 0,
            batch: Rows::default(),
            size: TableSize::default(),
            rows: 0,
            wanted,
            total: None,
            limits,
        }
    }

    fn flush(&mut self) -> Result<(), ReadError> {
        let texts = self.texts.table_mut();
        self.batch
            .texts
            .extend(texts.texts().skip(self.sent_texts).map(str::to_owned));
        self.sent_texts = texts.text_count();
        let batch = std::mem::take(&mut self.batch);
        self.send(&Frame::Rows(batch))?;
        self.send(&Frame::Progress(ReadProgress {
            rows: self.rows,
            total: self.total,
        }))
    }

    fn send(&mut self, frame: &Frame) -> Result<(), ReadError> {
        // The parent has gone or has changed its mind.
        frame::write(&mut self.out, frame).map_err(|_| ReadError::Cancelled)
    }
}

impl RowSink for FrameSink<'_> {
    fn text(&mut self, text: &str) -> RawCell {
        self.texts.text(text)
    }

    fn row(&mut self, number: u32, cells: &[RawCell]) -> Result<(), ReadError> {
        if !self.wants_rows() {
            return Ok(());
        }
        self.size.add(cells, self.limits.cells)?;
        self.rows += 1;
        self.batch.rows.push((number, cells.len() as u32));
        self.batch.cells.extend_from_slice(cells);
        if self.batch.cells.len() >= BATCH {
            self.flush()
        } else {
            Ok(())
        }
    }

    fn opening(&mut self, total: Option<u32>) -> Result<(), ReadError> {
        self.total = self.total.max(total);
        self.send(&Frame::Progress(ReadProgress {
            rows: self.rows,
            total: self.total,
        }))
    }

    fn wants_rows(&self) -> bool {
        self.wanted.is_none_or(|wanted| (self.rows as usize) < wanted)
    }

    fn restart(&mut self) {
        self.texts = RawTableBuilder::new("");
        self.sent_texts = 0;
        self.batch = Rows::default();
        self.size = TableSize::default();
        self.rows = 0;
        let _ = self.send(&Frame::Restart);
    }

    fn notes(&mut self, notes: SheetNotes) {
        // Hidden rows are looked up in the rows already sent.
        let _ = self.flush();
        let _ = self.send(&Frame::Notes(notes));
    }
}
