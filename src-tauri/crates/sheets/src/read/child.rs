//! The process that opens foreign files. Separate from everything that holds somebody's work: it takes one job, caps its
//! own memory, says what it read, and whatever a file does to it ends with it.

use super::batch::{Batches, Behind, Below, Watched};
use super::frame::{self, Frame, Job};
use super::job::{self, Task};
use super::sink::{Head, RowSink, SheetNotes, TablesSink};
use super::{Limits, ReadError, ReadProgress};
use crate::raw::RawCell;
use std::ffi::OsString;
use std::io::{self, BufWriter, Read};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::{SyncSender, sync_channel};
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
    // Putting rows into bytes is left to the other core: the reading is what everybody waits for.
    let (out, frames) = sync_channel(FRAMES_WAITING);
    let writing = std::thread::spawn(move || {
        let mut stdout = BufWriter::with_capacity(1 << 16, io::stdout());
        frames.iter().try_for_each(|frame| frame::write(&mut stdout, &frame))
    });
    let last = match job.task {
        Task::Sheets => job::sheets(file, &job.limits).and_then(|summary| send(&out, Frame::Sheets(summary))),
        Task::Heads(heads) => {
            let mut sink = FrameSink::new(&out, None, &job.limits);
            let read = job::heads(file, &heads, &job.limits, &mut sink);
            let flushed = sink.flush();
            read.and(flushed)
        }
        Task::Table { sheet, rows } => {
            let mut sink = FrameSink::new(&out, rows, &job.limits);
            let read = job::table(file, &sheet, rows, &job.limits, &mut sink);
            let flushed = sink.flush();
            read.and(flushed)
        }
    };
    let _ = send(&out, last.map_or_else(Frame::Failed, |()| Frame::Done));
    drop(out);
    writing.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))
}

/// Frames that may wait to be written, so that a parent that is slow to listen costs no memory here.
const FRAMES_WAITING: usize = 4;

fn send(out: &SyncSender<Frame>, frame: Frame) -> Result<(), ReadError> {
    // The parent has gone or has changed its mind.
    out.send(frame).map_err(|_| ReadError::Cancelled)
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

/// Sends rows over the border.
struct FrameSink<'a> {
    out: &'a SyncSender<Frame>,
    batches: Batches,
    /// The one who reads rows below at the same time.
    below: Option<Watched>,
    wanted: Option<usize>,
    total: Option<u32>,
    limits: &'a Limits,
}

impl<'a> FrameSink<'a> {
    fn new(out: &'a SyncSender<Frame>, wanted: Option<usize>, limits: &'a Limits) -> Self {
        FrameSink {
            out,
            batches: Batches::default(),
            below: None,
            wanted,
            total: None,
            limits,
        }
    }

    fn flush(&mut self) -> Result<(), ReadError> {
        send(self.out, Frame::Rows(self.batches.take()))?;
        send(self.out, Frame::Progress(self.progress()))
    }

    fn progress(&self) -> ReadProgress {
        ReadProgress {
            rows: self.batches.rows + self.below.as_ref().map_or(0, Watched::rows),
            total: self.total,
        }
    }
}

impl RowSink for FrameSink<'_> {
    fn text(&mut self, text: &str) -> RawCell {
        self.batches.text(text)
    }

    fn row(&mut self, number: u32, cells: &[RawCell]) -> Result<(), ReadError> {
        if !self.wants_rows() {
            return Ok(());
        }
        if self.batches.row(number, cells, self.limits)? {
            self.flush()
        } else {
            Ok(())
        }
    }

    fn opening(&mut self, total: Option<u32>) -> Result<(), ReadError> {
        self.total = self.total.max(total);
        send(self.out, Frame::Progress(self.progress()))
    }

    fn wants_rows(&self) -> bool {
        self.wanted.is_none_or(|wanted| (self.batches.rows as usize) < wanted)
    }

    fn restart(&mut self) {
        self.batches = Batches::default();
        self.below = None;
        let _ = send(self.out, Frame::Restart);
    }

    fn notes(&mut self, notes: SheetNotes) {
        // Hidden rows are looked up in the rows already sent.
        let _ = self.flush();
        let _ = send(self.out, Frame::Notes(notes));
    }

    fn beside(&mut self) -> (Behind, Below) {
        let (behind, below) = Behind::new(self.limits);
        self.below = Some(below.watched.clone());
        (behind, below)
    }

    fn append(&mut self, below: &Below) -> Result<(), ReadError> {
        self.flush()?;
        send(self.out, Frame::TextsAnew)?;
        for batch in below.batches() {
            send(self.out, Frame::Rows(batch))?;
            send(self.out, Frame::Progress(self.progress()))?;
        }
        self.batches.number_texts_anew();
        send(self.out, Frame::TextsAnew)
    }
}

impl TablesSink for FrameSink<'_> {
    fn begin(&mut self, head: &Head) -> Result<(), ReadError> {
        self.flush()?;
        *self = FrameSink::new(self.out, Some(head.rows), self.limits);
        send(self.out, Frame::Begin(head.clone()))
    }

    fn rows(&mut self) -> &mut dyn RowSink {
        self
    }
}
