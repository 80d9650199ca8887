//! Where rows go while a file is read: into a table in this process, or over the border to the one that asked. Separate
//! so that no reader knows which.

use super::batch::{Behind, Below};
use super::{Limits, ReadError};
use crate::raw::{RawCell, RawTable, RawTableBuilder, ReadRemark, TableArea};
use serde::{Deserialize, Serialize};
use std::time::Instant;

/// How far a reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadProgress {
    /// Rows read so far; 0 while the workbook is still being opened.
    pub rows: u32,
    /// Number of the last row as the file declares it: an estimate, and some files declare none.
    pub total: Option<u32>,
}

/// What is known of a sheet beyond its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SheetNotes {
    /// Numbers of hidden rows, whether or not they hold data.
    pub(crate) hidden_rows: Vec<u32>,
    pub(crate) hidden_columns: Vec<u32>,
    pub(crate) merged: Vec<(u32, u32, u32, u32)>,
    pub(crate) tables: Vec<TableArea>,
    pub(crate) remarks: Vec<ReadRemark>,
}

pub(crate) trait RowSink {
    /// Stores a text and returns the cell that names it.
    fn text(&mut self, text: &str) -> RawCell;
    /// Takes a row below the last one. Fails when the reading is to stop.
    fn row(&mut self, number: u32, cells: &[RawCell]) -> Result<(), ReadError>;
    /// Rows expected, and a chance to stop where no rows come for a while.
    fn opening(&mut self, total: Option<u32>) -> Result<(), ReadError>;
    /// False once the rows asked for are there; what else is said of the sheet is still wanted.
    fn wants_rows(&self) -> bool;
    /// Forgets the rows so far: the sheet turned out to need another way of reading.
    fn restart(&mut self);
    fn notes(&mut self, notes: SheetNotes);
    /// One that takes the rows below these at the same time, until they are appended.
    fn beside(&mut self) -> (Behind, Below);
    /// Takes the rows below all that came so far, and waits for those not read yet.
    fn append(&mut self, below: &Below) -> Result<(), ReadError>;
}

/// Takes several tables, one after the other.
pub(crate) trait TablesSink: RowSink {
    /// What comes from now on belongs to that sheet, of which so many rows are wanted.
    fn begin(&mut self, head: &Head) -> Result<(), ReadError>;
    /// It as a taker of rows.
    fn rows(&mut self) -> &mut dyn RowSink;
}

/// How much of a sheet is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub sheet: String,
    pub rows: usize,
}

/// Stops a reading: asked for by the user, or out of time.
pub(crate) struct Stop<'a> {
    cancel: &'a dyn Fn() -> bool,
    started: Instant,
    limits: &'a Limits,
}

impl<'a> Stop<'a> {
    pub(crate) fn new(cancel: &'a dyn Fn() -> bool, limits: &'a Limits) -> Self {
        Stop {
            cancel,
            started: Instant::now(),
            limits,
        }
    }

    pub(crate) fn check(&self) -> Result<(), ReadError> {
        if (self.cancel)() {
            Err(ReadError::Cancelled)
        } else if self.started.elapsed() > self.limits.deadline {
            Err(ReadError::TookTooLong {
                seconds: self.limits.deadline.as_secs(),
            })
        } else {
            Ok(())
        }
    }
}

/// Counts what a table grows to, so that one far-right cell below a million rows is refused before it is made room for.
#[derive(Debug, Default)]
pub(crate) struct TableSize {
    rows: u64,
    width: u64,
}

impl TableSize {
    pub(crate) fn add(&mut self, cells: &[RawCell], limit: u64) -> Result<(), ReadError> {
        let used = cells
            .iter()
            .rposition(|cell| *cell != RawCell::Blank)
            .map_or(0, |last| last as u64 + 1);
        if used > 0 {
            self.rows += 1;
            self.width = self.width.max(used);
        }
        if self.rows.saturating_mul(self.width) > limit {
            Err(ReadError::TooLarge { declared: None })
        } else {
            Ok(())
        }
    }
}

/// Counts what the different texts of a table take: nothing else bounds them, because each may be as long as it likes.
#[derive(Debug, Default)]
struct TextSize(u64);

impl TextSize {
    /// What a text takes beside its letters: its place in the list, in the index and on the heap.
    const EACH: u64 = 48;

    fn add(&mut self, text: &str) {
        self.0 += text.len() as u64 + Self::EACH;
    }

    fn check(&self, limits: &Limits) -> Result<(), ReadError> {
        if self.0 > limits.memory {
            Err(ReadError::TooLarge { declared: None })
        } else {
            Ok(())
        }
    }
}

/// How often a person is told and asked, in rows.
const REPORT_EVERY: u32 = 1024;

/// Builds the table in this process.
pub(crate) struct TableSink<'a> {
    builder: RawTableBuilder,
    sheet: String,
    size: TableSize,
    letters: TextSize,
    rows: u32,
    /// Rows of which a person was told: rows below may be read before those between.
    told: u32,
    total: Option<u32>,
    wanted: Option<usize>,
    stop: Stop<'a>,
    limits: &'a Limits,
    progress: Option<&'a mut dyn FnMut(ReadProgress)>,
}

impl<'a> TableSink<'a> {
    pub(crate) fn new(
        sheet: &str,
        wanted: Option<usize>,
        limits: &'a Limits,
        progress: Option<&'a mut dyn FnMut(ReadProgress)>,
        cancel: &'a dyn Fn() -> bool,
    ) -> Self {
        TableSink {
            builder: RawTableBuilder::new(sheet),
            sheet: sheet.to_owned(),
            size: TableSize::default(),
            letters: TextSize::default(),
            rows: 0,
            told: 0,
            total: None,
            wanted,
            stop: Stop::new(cancel, limits),
            limits,
            progress,
        }
    }

    pub(crate) fn stop(&self) -> &Stop<'a> {
        &self.stop
    }

    pub(crate) fn report(&mut self, progress: ReadProgress) {
        self.total = progress.total;
        self.tell(progress);
    }

    fn tell(&mut self, now: ReadProgress) {
        self.told = self.told.max(now.rows);
        let now = ReadProgress { rows: self.told, ..now };
        if let Some(progress) = &mut self.progress {
            progress(now);
        }
    }

    pub(crate) fn finish(mut self) -> RawTable {
        self.tell(ReadProgress {
            rows: self.rows,
            total: self.total,
        });
        self.builder.blank_under_merges();
        self.builder.finish()
    }
}

impl RowSink for TableSink<'_> {
    fn text(&mut self, text: &str) -> RawCell {
        let before = self.builder.table_mut().text_count();
        let cell = self.builder.text(text);
        if self.builder.table_mut().text_count() > before {
            self.letters.add(text);
        }
        cell
    }

    fn row(&mut self, number: u32, cells: &[RawCell]) -> Result<(), ReadError> {
        if !self.wants_rows() {
            return Ok(());
        }
        self.size.add(cells, self.limits.cells)?;
        self.letters.check(self.limits)?;
        self.builder.row(number, cells);
        self.rows += 1;
        if self.rows.is_multiple_of(REPORT_EVERY) {
            self.tell(ReadProgress {
                rows: self.rows,
                total: self.total,
            });
            self.stop.check()?;
        }
        Ok(())
    }

    fn opening(&mut self, total: Option<u32>) -> Result<(), ReadError> {
        self.total = self.total.max(total);
        self.tell(ReadProgress { rows: self.rows, total });
        self.stop.check()
    }

    fn wants_rows(&self) -> bool {
        self.wanted.is_none_or(|wanted| (self.rows as usize) < wanted)
    }

    fn restart(&mut self) {
        self.builder = RawTableBuilder::new(&self.sheet);
        self.size = TableSize::default();
        self.letters = TextSize::default();
        self.rows = 0;
        self.told = 0;
    }

    fn notes(&mut self, notes: SheetNotes) {
        let table = self.builder.table_mut();
        let held = table.row_numbers();
        let hidden: Vec<u32> = notes
            .hidden_rows
            .into_iter()
            .filter(|row| held.binary_search(row).is_ok())
            .collect();
        // Notes come in parts: the sheet's from its reader, the file's from whoever chose the reader.
        table.hidden_rows.extend(hidden);
        table.hidden_columns.extend(notes.hidden_columns);
        table.merged.extend(notes.merged);
        table.tables.extend(notes.tables);
        table.remarks.extend(notes.remarks);
    }

    fn beside(&mut self) -> (Behind, Below) {
        Behind::new(self.limits)
    }

    fn append(&mut self, below: &Below) -> Result<(), ReadError> {
        below.append_to(self)
    }
}
