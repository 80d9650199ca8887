//! The process that opens foreign files. Separate from everything that holds somebody's work: it takes one job, caps its
//! own memory, says what it read, and whatever a file does to it ends with it.

use super::frame::{self, Frame, Job, Rows};
use super::job::{self, Task};
use super::sink::{Head, RowSink, SheetNotes, TableSize, TablesSink};
use super::{Limits, ReadError, ReadProgress};
use crate::raw::{RawCell, TextId};
use hashbrown::DefaultHashBuilder;
use std::ffi::OsString;
use std::hash::BuildHasher;
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

/// A batch is sent when it has this many cells.
const BATCH: usize = 1 << 14;

/// Or this many bytes of text.
const BATCH_LETTERS: usize = 1 << 20;

/// Sends rows over the border.
struct FrameSink<'a> {
    out: &'a SyncSender<Frame>,
    texts: RecentTexts,
    batch: Rows,
    size: TableSize,
    rows: u32,
    wanted: Option<usize>,
    total: Option<u32>,
    limits: &'a Limits,
}

impl<'a> FrameSink<'a> {
    fn new(out: &'a SyncSender<Frame>, wanted: Option<usize>, limits: &'a Limits) -> Self {
        FrameSink {
            out,
            texts: RecentTexts::default(),
            batch: Rows::default(),
            size: TableSize::default(),
            rows: 0,
            wanted,
            total: None,
            limits,
        }
    }

    fn flush(&mut self) -> Result<(), ReadError> {
        let batch = std::mem::take(&mut self.batch);
        send(self.out, Frame::Rows(batch))?;
        let progress = ReadProgress {
            rows: self.rows,
            total: self.total,
        };
        send(self.out, Frame::Progress(progress))
    }
}

impl RowSink for FrameSink<'_> {
    fn text(&mut self, text: &str) -> RawCell {
        let (id, is_new) = self.texts.id(text);
        if is_new {
            self.batch.letters.push_str(text);
            self.batch.lengths.push(text.len() as u32);
        }
        RawCell::Text(id)
    }

    fn row(&mut self, number: u32, cells: &[RawCell]) -> Result<(), ReadError> {
        if !self.wants_rows() {
            return Ok(());
        }
        self.size.add(cells, self.limits.cells)?;
        self.rows += 1;
        self.batch.rows.push((number, cells.len() as u32));
        self.batch.cells.extend_from_slice(cells);
        if self.batch.cells.len() >= BATCH || self.batch.letters.len() >= BATCH_LETTERS {
            self.flush()
        } else {
            Ok(())
        }
    }

    fn opening(&mut self, total: Option<u32>) -> Result<(), ReadError> {
        self.total = self.total.max(total);
        let progress = ReadProgress {
            rows: self.rows,
            total: self.total,
        };
        send(self.out, Frame::Progress(progress))
    }

    fn wants_rows(&self) -> bool {
        self.wanted.is_none_or(|wanted| (self.rows as usize) < wanted)
    }

    fn restart(&mut self) {
        self.texts = RecentTexts::default();
        self.batch = Rows::default();
        self.size = TableSize::default();
        self.rows = 0;
        let _ = send(self.out, Frame::Restart);
    }

    fn notes(&mut self, notes: SheetNotes) {
        // Hidden rows are looked up in the rows already sent.
        let _ = self.flush();
        let _ = send(self.out, Frame::Notes(notes));
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

/// Texts sent lately, so that the words a column repeats go over the border once and the rest costs no memory here.
struct RecentTexts {
    /// Each text has one place it can be in; a later one with the same place drives it out.
    places: Vec<(String, TextId)>,
    hasher: DefaultHashBuilder,
    sent: u32,
}

/// Enough for the categories of a list; small enough to stay in the processor's cache.
const PLACES: usize = 1 << 11;

/// A text longer than this is hardly a category.
const LONGEST_KEPT: usize = 64;

impl Default for RecentTexts {
    fn default() -> Self {
        RecentTexts {
            places: vec![(String::new(), TextId::nth(0)); PLACES],
            hasher: DefaultHashBuilder::default(),
            sent: 0,
        }
    }
}

impl RecentTexts {
    /// The id of a text, and whether it has to be sent.
    fn id(&mut self, text: &str) -> (TextId, bool) {
        let place = self.hasher.hash_one(text) as usize % PLACES;
        let (known, id) = &mut self.places[place];
        // A place that nothing is in looks like an empty text.
        if known == text && !text.is_empty() {
            return (*id, false);
        }
        let new = TextId::nth(self.sent);
        self.sent += 1;
        if text.len() <= LONGEST_KEPT {
            known.clear();
            known.push_str(text);
            *id = new;
        }
        (new, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_sent_lately_is_not_sent_again_and_every_text_has_its_own_id() {
        let mut texts = RecentTexts::default();
        let (machinery, is_new) = texts.id("Machinery");
        assert!(is_new, "nobody has it yet");
        assert_eq!(texts.id("Machinery"), (machinery, false));
        let long = "x".repeat(LONGEST_KEPT + 1);
        let (first, _) = texts.id(&long);
        let (second, is_new) = texts.id(&long);
        assert!(
            is_new && first != second,
            "long texts are sent each time, under ids of their own"
        );
        let ids: std::collections::HashSet<TextId> = (0..10_000).map(|n| texts.id(&format!("text {n}")).0).collect();
        assert_eq!(ids.len(), 10_000, "texts that share a place do not share an id");
    }
}
