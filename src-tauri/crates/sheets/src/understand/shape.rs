//! Where the list stands on its sheet: the header, the rows of data, and what is neither. Separate because everything
//! after it depends on the header row, and a person may correct it.

use super::header;
use super::issue::{LeftOutRow, Reason};
use super::words::{TotalWord, clean, fold, is_placeholder, total_word, trim};
use crate::raw::{RawCell, RawTable, TableArea};
use crate::understand::{dates, number};
use serde::Serialize;
use std::borrow::Cow;

/// The parts of a sheet. All rows are indexes into the [`RawTable`]; show [`RawTable::row_number`] to people.
///
/// Every row of the table is exactly one of: a header row, left out, or data.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shape {
    /// The header from top to bottom; empty when the list has none.
    pub header_rows: Vec<usize>,
    /// The first row of data; the number of rows when there is none.
    pub first_data_row: usize,
    /// The last row of data; `None` when there is none.
    pub last_data_row: Option<usize>,
    /// Rows that are neither header nor data, ascending.
    pub left_out: Vec<(usize, Reason)>,
    /// 0 to 1: how sure the header row is. 1 when a person set it.
    pub confidence: f32,
    /// Blank rows between the first and the last row of the table.
    pub blank_rows: u32,
    /// Rows of data that are hidden in the file. They are read.
    pub hidden_rows: u32,
    /// Columns with data that are hidden in the file. They are read.
    pub hidden_columns: u32,
    /// Header cells that were filled from a merged neighbour.
    pub filled_headers: u32,
    end_of_header: usize,
    rows: usize,
}

impl Shape {
    /// The rows of data, in order.
    pub fn data_rows(&self) -> impl Iterator<Item = usize> + '_ {
        let mut left_out = self.left_out.iter().map(|(row, _)| *row).peekable();
        (self.end_of_header..self.rows).filter(move |row| {
            while left_out.peek().is_some_and(|out| out < row) {
                left_out.next();
            }
            left_out.peek() != Some(row)
        })
    }

    /// How many rows of data there are.
    pub fn data_row_count(&self) -> usize {
        self.rows
            - self.end_of_header
            - self
                .left_out
                .iter()
                .filter(|(row, _)| *row >= self.end_of_header)
                .count()
    }

    /// The rows that are neither header nor data, as the spreadsheet program numbers them.
    pub fn rows_left_out(&self, table: &RawTable) -> Vec<LeftOutRow> {
        let rows = self.left_out.iter();
        rows.map(|(row, reason)| LeftOutRow {
            row: table.row_number(*row),
            reason: *reason,
        })
        .collect()
    }

    /// Makes a row that was left out below the header data again. Rows above the header stay out.
    pub fn take_back(&mut self, row: usize) {
        if row >= self.end_of_header {
            self.left_out.retain(|(out, _)| *out != row);
            self.set_extent();
        }
    }

    /// Leaves a row of data out.
    pub fn leave_out(&mut self, row: usize, reason: Reason) {
        if row >= self.end_of_header && row < self.rows && !self.left_out.iter().any(|(out, _)| *out == row) {
            let at = self.left_out.partition_point(|(out, _)| *out < row);
            self.left_out.insert(at, (row, reason));
            self.set_extent();
        }
    }

    /// Leaves several rows of data out.
    pub(crate) fn leave_out_all(&mut self, rows: &[usize], reason: Reason) {
        self.left_out.extend(rows.iter().map(|row| (*row, reason)));
        // The sort is stable: what was left out before keeps its reason.
        self.left_out.sort_by_key(|(row, _)| *row);
        self.left_out.dedup_by_key(|(row, _)| *row);
        self.set_extent();
    }

    fn set_extent(&mut self) {
        let first = self.data_rows().next();
        self.last_data_row = (self.end_of_header..self.rows)
            .rev()
            .find(|row| !self.left_out.iter().any(|(out, _)| out == row));
        self.first_data_row = first.unwrap_or(self.rows);
    }
}

/// What a cell looks like, before its column decides what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Blank,
    Word,
    Number,
    Date,
    Answer,
    Error,
}

/// A text longer than this is prose, whatever it begins with.
const LONGEST_VALUE: usize = 256;

/// As much of a text as is ever compared or shown.
const LONGEST_SHOWN: usize = 4_096;

/// Looks at one cell; placeholders such as "n/a" look blank.
pub(crate) fn look(table: &RawTable, row: usize, column: usize) -> Look {
    match table.cell(row, column) {
        RawCell::Blank => Look::Blank,
        RawCell::Number(_) | RawCell::Percent(_) | RawCell::Currency(_) => Look::Number,
        RawCell::Date(_) => Look::Date,
        RawCell::YesNo(_) => Look::Answer,
        RawCell::Error(_) => Look::Error,
        RawCell::Text(id) => {
            let text = trim(table.text(id));
            if text.len() > LONGEST_VALUE {
                Look::Word
            } else if text.is_empty() || is_placeholder(text) {
                Look::Blank
            } else if number::read_number(text).is_some() {
                Look::Number
            } else if dates::read_date(text).is_some() {
                Look::Date
            } else {
                Look::Word
            }
        }
    }
}

/// The text of a cell as shown, one line; empty for a blank.
pub(crate) fn shown(table: &RawTable, row: usize, column: usize) -> String {
    let text = match table.cell(row, column) {
        // Of prose the beginning tells enough.
        RawCell::Text(id) if table.text(id).len() > LONGEST_SHOWN => {
            let text = table.text(id);
            Cow::Borrowed(&text[..text.floor_char_boundary(LONGEST_SHOWN)])
        }
        _ => Cow::Owned(table.display(row, column)),
    };
    clean(&text).into_owned()
}

/// Finds the header and the data of a sheet. A table of the spreadsheet program says itself where it begins and ends.
pub fn shape(table: &RawTable) -> Shape {
    if let Some(area) = table.its_table() {
        return shape_of_table(table, area);
    }
    let found = header::find(table);
    assemble(table, found.rows, found.confidence)
}

/// The shape under a header that a person set: the number of its last row as the spreadsheet program shows it, or `None` for
/// a list without a header. A row above it that heads groups of columns still joins it.
pub fn shape_with_header(table: &RawTable, header_row_number: Option<u32>) -> Shape {
    // The person and the spreadsheet program say the same.
    let its_own = |area: &&TableArea| header_row_number == area.has_header.then_some(area.first_row);
    if let Some(area) = table.its_table().filter(its_own) {
        return shape_of_table(table, area);
    }
    let rows = header_row_number.map_or_else(Vec::new, |number| {
        let row = table.row_numbers().partition_point(|known| *known < number);
        if row < table.rows() {
            header::joined_above(table, row)
        } else {
            Vec::new()
        }
    });
    assemble(table, rows, 1.0)
}

/// A table among several that stand under one another on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stacked {
    /// Number of its header row as the spreadsheet program shows it.
    pub header_row: u32,
    /// Rows of data.
    pub rows: u32,
}

/// Tables of one sheet beyond this many are not listed.
const MOST_STACKED: usize = 50;

/// Rows above a header that may be a table of their own; more are the data of a list whose header was not seen.
const DEEPEST_ABOVE: usize = 2_000;

/// The tables that stand under one another on a sheet, from the top; empty when there is but one. `found` is the shape that
/// was found: the list that looks most like one may stand below another.
pub fn stacked(table: &RawTable, found: &Shape) -> Vec<Stacked> {
    let mut all = above(table, found);
    let next = |shape: &Shape| {
        let second = shape.left_out.iter().find(|(_, reason)| *reason == Reason::SecondTable);
        second.map(|(row, _)| *row)
    };
    let of = |shape: &Shape| {
        let header = *shape.header_rows.last()?;
        Some(Stacked {
            header_row: table.row_number(header),
            rows: shape.data_row_count() as u32,
        })
    };
    let mut below = next(found);
    if below.is_some() || !all.is_empty() {
        all.extend(of(found));
    }
    while let Some(row) = below.filter(|_| all.len() < MOST_STACKED) {
        let shape = shape_with_header(table, Some(table.row_number(row)));
        all.extend(of(&shape));
        below = next(&shape).filter(|lower| *lower > row);
    }
    all
}

/// The tables above a header. Titles and notes are none: a table has two columns and two rows at least.
fn above(table: &RawTable, found: &Shape) -> Vec<Stacked> {
    let Some(header) = found
        .header_rows
        .first()
        .filter(|row| (3..=DEEPEST_ABOVE).contains(*row))
    else {
        return Vec::new();
    };
    let top = table.top(*header);
    let shape = shape(&top);
    let Some(last) = shape.header_rows.last() else {
        return Vec::new();
    };
    let wide = fill(&top, *last).filled >= 2 && shape.data_rows().take(2).all(|row| fill(&top, row).filled >= 2);
    if !wide || shape.data_row_count() < 2 {
        return Vec::new();
    }
    let several = stacked(&top, &shape);
    if !several.is_empty() {
        return several;
    }
    vec![Stacked {
        header_row: top.row_number(*last),
        rows: shape.data_row_count() as u32,
    }]
}

fn shape_of_table(table: &RawTable, area: &TableArea) -> Shape {
    let numbers = table.row_numbers();
    let row_of = |number: u32| numbers.partition_point(|known| *known < number);
    let (first, end) = (row_of(area.first_row), row_of(area.last_row.saturating_add(1)));
    let header = if area.has_header && first < end {
        header::joined_above(table, first)
    } else {
        Vec::new()
    };
    let mut shape = assemble(table, header, 1.0);
    let totals = row_of(area.last_row.saturating_add(1).saturating_sub(area.totals));
    // Whatever a row within looks like, it is one of the table's.
    shape.left_out.retain(|(row, reason)| {
        let guessed = matches!(reason, Reason::SecondTable | Reason::Note | Reason::RepeatedHeader);
        !(guessed && (first..end).contains(row))
    });
    let above: Vec<usize> = (0..first).filter(|row| !shape.header_rows.contains(row)).collect();
    shape.leave_out_all(&above, Reason::AboveHeader);
    shape.leave_out_all(&(totals..end).collect::<Vec<_>>(), Reason::Total);
    shape.leave_out_all(&(end..table.rows()).collect::<Vec<_>>(), Reason::Note);
    shape
}

fn assemble(table: &RawTable, header_rows: Vec<usize>, confidence: f32) -> Shape {
    let end_of_header = header_rows.last().map_or(0, |row| row + 1);
    let mut left_out: Vec<(usize, Reason)> = (0..header_rows.first().copied().unwrap_or(0))
        .map(|row| (row, Reason::AboveHeader))
        .collect();
    left_out.extend(not_data(table, &header_rows, end_of_header));
    let numbers = table.row_numbers();
    let blank_rows = match (numbers.first(), numbers.last()) {
        (Some(first), Some(last)) => (last - first + 1).saturating_sub(numbers.len() as u32),
        _ => 0,
    };
    let first_number = numbers.get(end_of_header).copied().unwrap_or(u32::MAX);
    let mut shape = Shape {
        filled_headers: header::filled_cells(table, &header_rows),
        header_rows,
        first_data_row: 0,
        last_data_row: None,
        left_out,
        confidence,
        blank_rows,
        hidden_rows: table
            .hidden_rows
            .iter()
            .filter(|row| **row >= first_number && numbers.binary_search(row).is_ok())
            .count() as u32,
        hidden_columns: table
            .hidden_columns
            .iter()
            .filter(|column| (**column as usize) < table.width())
            .count() as u32,
        end_of_header,
        rows: table.rows(),
    };
    shape.set_extent();
    shape
}

/// How many cells of a row are filled, and how many of these with words.
#[derive(Debug, Clone, Copy, Default)]
struct Fill {
    filled: usize,
    words: usize,
}

fn fill(table: &RawTable, row: usize) -> Fill {
    let mut fill = Fill::default();
    for column in 0..table.width() {
        match look(table, row, column) {
            Look::Blank => {}
            Look::Word => {
                fill.filled += 1;
                fill.words += 1;
            }
            _ => fill.filled += 1,
        }
    }
    fill
}

/// The rows below the header that are no data.
fn not_data(table: &RawTable, header_rows: &[usize], first: usize) -> Vec<(usize, Reason)> {
    let last = table.rows();
    if first >= last {
        return Vec::new();
    }
    // What a row of this list usually looks like, from rows spread over all of it.
    let step = ((last - first) / 200).max(1);
    let mut sample: Vec<Fill> = (first..last).step_by(step).map(|row| fill(table, row)).collect();
    let middle = sample.len() / 2;
    sample.sort_unstable_by_key(|f| f.filled);
    let usual_filled = sample[middle].filled;
    sample.sort_unstable_by_key(|f| f.words);
    let usual_words = sample[middle].words;

    let header: Vec<(usize, String)> = header_rows.last().map_or_else(Vec::new, |row| {
        (0..table.width())
            .map(|column| (column, fold(&shown(table, *row, column))))
            .filter(|(_, text)| !text.is_empty())
            .collect()
    });
    let mut out = Vec::new();
    let mut row = first;
    while row < last {
        if let Some(reason) = reason_of(table, row, first, last, &header, usual_words) {
            if reason == Reason::SecondTable {
                out.extend((row..last).map(|r| (r, Reason::SecondTable)));
                return out;
            }
            out.push((row, reason));
        }
        row += 1;
    }
    notes_at_the_end(table, first, last, usual_filled, &mut out);
    out
}

fn reason_of(
    table: &RawTable,
    row: usize,
    first: usize,
    last: usize,
    header: &[(usize, String)],
    usual_words: usize,
) -> Option<Reason> {
    // The first word of a row tells totals and repeated headers; nearly all rows end here.
    let cells = table.row(row);
    let label = cells.iter().find_map(|cell| match cell {
        RawCell::Text(id) if !trim(table.text(*id)).is_empty() => Some(trim(table.text(*id))),
        _ => None,
    });
    let Some(label) = label else {
        return (row + 1 == last && unlabelled_total(table, row, first, usual_words)).then_some(Reason::Total);
    };
    // An ID or a number is neither; only words are worth folding.
    let folded = if label.len() <= LONGEST_VALUE && label.chars().any(char::is_alphabetic) {
        fold(label)
    } else {
        String::new()
    };
    if let Some(word) = total_word(&folded) {
        let fill = fill(table, row);
        let has_numbers = fill.filled > fill.words;
        let sparse = fill.words * 2 <= usual_words;
        let total = match word {
            TotalWord::Whole => {
                has_numbers && (sparse || (fill.words <= 1 && (row + 1 == last || adds_up(table, row, first))))
            }
            TotalWord::Sub => has_numbers && (sparse || fill.words <= 1),
            TotalWord::Begins => has_numbers && sparse && usual_words >= 3,
        };
        if total {
            return Some(if word == TotalWord::Whole {
                Reason::Total
            } else {
                Reason::Subtotal
            });
        }
    }
    if header.len() >= 2 && header.iter().any(|(_, text)| *text == folded) {
        let repeats = header
            .iter()
            .filter(|(column, text)| fold(&shown(table, row, *column)) == *text)
            .count();
        if repeats * 10 >= header.len() * 8 {
            return Some(Reason::RepeatedHeader);
        }
    }
    let after_gap = row > first && table.row_number(row) > table.row_number(row - 1) + 1;
    (after_gap && header::opens_another_table(table, row, header)).then_some(Reason::SecondTable)
}

/// Numbers without any word at the very end, each the sum of the column above it.
fn unlabelled_total(table: &RawTable, row: usize, first: usize, usual_words: usize) -> bool {
    usual_words >= 1 && row > first + 1 && adds_up(table, row, first)
}

/// Whether most numbers of a row are the sums of the numbers above them.
fn adds_up(table: &RawTable, row: usize, first: usize) -> bool {
    let mut sums = 0;
    let mut numbers = 0;
    for column in 0..table.width() {
        let value = |row: usize| match table.cell(row, column) {
            RawCell::Number(n) | RawCell::Currency(n) => Some(n),
            RawCell::Text(id) => {
                number::read_number(table.text(id)).map(|n| n.value(number::DecimalSign::Point).to_f64())
            }
            _ => None,
        };
        let Some(total) = value(row) else { continue };
        numbers += 1;
        let above: Vec<f64> = (first..row).filter_map(value).collect();
        let sum: f64 = above.iter().sum();
        if above.len() >= 2 && (sum - total).abs() <= sum.abs() * 0.005 {
            sums += 1;
        }
    }
    sums >= 1 && sums * 2 >= numbers
}

/// Remarks below the data: rows with next to nothing in them, up from the last row.
fn notes_at_the_end(table: &RawTable, first: usize, last: usize, usual_filled: usize, out: &mut Vec<(usize, Reason)>) {
    if usual_filled < 3 {
        return;
    }
    let mut row = last;
    let mut notes = Vec::new();
    while row > first {
        row -= 1;
        if out.iter().any(|(known, _)| *known == row) {
            continue;
        }
        let fill = fill(table, row);
        if fill.filled > 1 || fill.words != fill.filled {
            break;
        }
        let text = (0..table.width())
            .map(|column| shown(table, row, column))
            .find(|text| !text.is_empty())
            .unwrap_or_default();
        let apart = row > first
            && (table.row_number(row) > table.row_number(row - 1) + 1
                || out.iter().any(|(known, _)| *known + 1 == row));
        let begins = [
            "note",
            "source",
            "quelle",
            "hinweis",
            "anmerkung",
            "stand",
            "nota",
            "fuente",
            "fonte",
            "bron",
            "remarque",
            "opmerking",
            "as of",
            "generated",
            "confidential",
            "vertraulich",
        ]
        .iter()
        .any(|word| fold(&text).starts_with(word));
        notes.push((
            row,
            apart || begins || text.starts_with(['*', '¹', '†', '#']) || text.chars().count() > 60,
        ));
    }
    // A lone name directly below the data is an account; what stands below a proven note is one too.
    let proven = notes.iter().rposition(|(_, sure)| *sure);
    if let Some(proven) = proven {
        out.extend(notes[..=proven].iter().map(|(row, _)| (*row, Reason::Note)));
        out.sort_unstable_by_key(|(row, _)| *row);
    }
}
