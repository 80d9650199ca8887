//! Rows in batches, as they leave the one who reads a sheet: for the other process, or for the one beside that reads the
//! rows above. Separate because both sides of such a batch must agree on which text a cell names.

use super::sink::{RowSink, SheetNotes, TableSize};
use super::{Limits, ReadError};
use crate::raw::{RawCell, TextId};
use hashbrown::DefaultHashBuilder;
use serde::{Deserialize, Serialize};
use std::hash::BuildHasher;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

/// A batch of rows.
///
/// A cell of text names the n-th text sent since the beginning, the last restart, or since texts were numbered anew. A
/// text may be sent more than once: knowing them all is the receiver's work, because the sender is the one that everybody
/// waits for.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Rows {
    /// The letters of the batch's texts, one after the other.
    pub(crate) letters: String,
    /// How many bytes of `letters` each text has.
    pub(crate) lengths: Vec<u32>,
    /// Row number and how many of `cells` are its own.
    pub(crate) rows: Vec<(u32, u32)>,
    pub(crate) cells: Vec<RawCell>,
}

/// A batch is full when it has this many cells.
const CELLS: usize = 1 << 14;

/// Or this many bytes of text.
const LETTERS: usize = 1 << 20;

/// Gathers rows into batches.
#[derive(Default)]
pub(crate) struct Batches {
    texts: RecentTexts,
    batch: Rows,
    size: TableSize,
    /// All rows so far.
    pub(crate) rows: u32,
}

impl Batches {
    pub(crate) fn text(&mut self, text: &str) -> RawCell {
        let (id, is_new) = self.texts.id(text);
        if is_new {
            self.batch.letters.push_str(text);
            self.batch.lengths.push(text.len() as u32);
        }
        RawCell::Text(id)
    }

    /// Takes a row; true when the batch is full with it.
    pub(crate) fn row(&mut self, number: u32, cells: &[RawCell], limits: &Limits) -> Result<bool, ReadError> {
        self.size.add(cells, limits.cells)?;
        self.rows += 1;
        self.batch.rows.push((number, cells.len() as u32));
        self.batch.cells.extend_from_slice(cells);
        Ok(self.batch.cells.len() >= CELLS || self.batch.letters.len() >= LETTERS)
    }

    pub(crate) fn take(&mut self) -> Rows {
        std::mem::take(&mut self.batch)
    }

    /// From here on texts have numbers from 0 again. The batch before must be taken.
    pub(crate) fn number_texts_anew(&mut self) {
        self.texts = RecentTexts::default();
    }
}

/// Takes rows that belong behind those of another sink, read at the same time; they wait for that one to append them.
pub(crate) struct Behind {
    batches: Batches,
    out: Sender<Rows>,
    limits: Limits,
    watched: Watched,
}

/// The rows that one such taker hands over.
#[derive(Debug)]
pub(crate) struct Below {
    batches: Receiver<Rows>,
    pub(crate) watched: Watched,
}

/// What the one who reads above knows of the one who reads below.
#[derive(Debug, Clone, Default)]
pub(crate) struct Watched {
    rows: Arc<AtomicU32>,
    stop: Arc<AtomicBool>,
}

impl Watched {
    /// Rows read below so far.
    pub(crate) fn rows(&self) -> u32 {
        self.rows.load(Ordering::Relaxed)
    }

    /// Nobody wants the rows below any more.
    pub(crate) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Behind {
    pub(crate) fn new(limits: &Limits) -> (Behind, Below) {
        let (out, batches) = channel();
        let watched = Watched::default();
        let behind = Behind {
            batches: Batches::default(),
            out,
            limits: limits.clone(),
            watched: watched.clone(),
        };
        (behind, Below { batches, watched })
    }

    /// Hands the last rows over.
    pub(crate) fn finish(mut self) {
        let _ = self.out.send(self.batches.take());
    }
}

impl Below {
    /// The rows, with texts numbered from the first batch on; waits for those not read yet.
    pub(crate) fn batches(&self) -> impl Iterator<Item = Rows> {
        self.batches.iter()
    }

    /// Takes the rows as if they came one after the other.
    pub(crate) fn append_to(&self, sink: &mut dyn RowSink) -> Result<(), ReadError> {
        let mut received = Received::default();
        self.batches().try_for_each(|batch| received.take(&batch, sink))
    }
}

impl RowSink for Behind {
    fn text(&mut self, text: &str) -> RawCell {
        self.batches.text(text)
    }

    fn row(&mut self, number: u32, cells: &[RawCell]) -> Result<(), ReadError> {
        if self.batches.row(number, cells, &self.limits)? {
            self.watched.rows.store(self.batches.rows, Ordering::Relaxed);
            if self.watched.stop.load(Ordering::Relaxed) || self.out.send(self.batches.take()).is_err() {
                return Err(ReadError::Cancelled);
            }
        }
        Ok(())
    }

    fn opening(&mut self, _: Option<u32>) -> Result<(), ReadError> {
        Ok(())
    }

    fn wants_rows(&self) -> bool {
        true
    }

    /// What was handed over cannot be taken back: the one above begins anew, and this one with it.
    fn restart(&mut self) {}

    /// What is said of the sheet is said by the one who reads above.
    fn notes(&mut self, _: SheetNotes) {}

    fn beside(&mut self) -> (Behind, Below) {
        Behind::new(&self.limits)
    }

    fn append(&mut self, below: &Below) -> Result<(), ReadError> {
        below.append_to(self)
    }
}

/// The receiving side: it knows which text of its sink each text sent became.
#[derive(Debug, Default)]
pub(crate) struct Received {
    last_row: u32,
    /// By the order in which they were sent.
    texts: Vec<TextId>,
    /// A row with its texts named as the sink names them.
    row: Vec<RawCell>,
}

impl Received {
    /// Takes a batch, checking what a table relies on.
    pub(crate) fn take(&mut self, batch: &Rows, sink: &mut dyn RowSink) -> Result<(), ReadError> {
        let mut letters = batch.letters.as_str();
        for length in &batch.lengths {
            let (text, rest) = letters
                .split_at_checked(*length as usize)
                .ok_or(ReadError::ReaderDied)?;
            let RawCell::Text(id) = sink.text(text) else {
                return Err(ReadError::ReaderDied);
            };
            self.texts.push(id);
            letters = rest;
        }
        let mut cells = &batch.cells[..];
        for (number, count) in &batch.rows {
            let (row, rest) = cells.split_at_checked(*count as usize).ok_or(ReadError::ReaderDied)?;
            if *number <= self.last_row {
                return Err(ReadError::ReaderDied);
            }
            self.last_row = *number;
            self.row.clear();
            for cell in row {
                self.row.push(match cell {
                    RawCell::Text(sent) => RawCell::Text(*self.texts.get(sent.index()).ok_or(ReadError::ReaderDied)?),
                    other => *other,
                });
            }
            sink.row(*number, &self.row)?;
            cells = rest;
        }
        Ok(())
    }

    /// Texts have numbers from 0 again; rows go on.
    pub(crate) fn number_texts_anew(&mut self) {
        self.texts.clear();
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
