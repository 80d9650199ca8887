//! Cells changed by the block: pasted, cleared, filled. Rows are looked up once, before anything changes, and the change
//! names accounts: a list that is sorted by what is pasted into it must not send the rest of the block elsewhere.

use super::block::Block;
use super::column::{self, ColumnSource};
use super::edit::{self, Closed, Unfit};
use crate::families;
use crate::session::Session;
use crate::words::many;
use std::collections::BTreeMap;
use std::sync::Arc;
use tierline_contract::{AppError, CellRange, PasteCells};
use tierline_plan::{AccountId, Field, FieldId, Value};
use tierline_sheets::understand::Writing;

/// The most cells one command changes: more is a slip of the hand, and would fill the log.
const MOST_CELLS: usize = 1_000_000;

/// What became of the cells.
#[derive(Debug)]
pub(crate) struct Edited {
    pub(crate) cells: u32,
    pub(crate) left: u32,
    pub(crate) changed: bool,
    pub(crate) notes: Vec<String>,
    pub(crate) rows: u32,
    pub(crate) columns: u32,
    pub(crate) moved: bool,
}

/// Why cells were left as they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    Closed(Closed),
    Unfit(Unfit),
}

/// The cells one reason left alone, by their first.
#[derive(Debug)]
struct Left {
    cells: u32,
    row: u32,
    text: String,
}

/// The cells to change, gathered before any is.
struct Edit {
    /// All rows the query finds; the block stands among them.
    found: Arc<Vec<u32>>,
    from: usize,
    rows: usize,
    columns: Vec<(String, ColumnSource)>,
    cells: Vec<(AccountId, FieldId, Value)>,
    taken: u32,
    left: BTreeMap<(usize, Why), Left>,
}

impl Edit {
    /// Rows and columns of an area whose upper left cell is the range's, as far as the list goes.
    fn begin(session: &mut Session, range: &CellRange, keys: &[String], rows: usize) -> Result<Self, AppError> {
        session.writable()?;
        let found = super::rows(session, &range.query)?;
        let from = (range.offset as usize).min(found.len());
        let rows = rows.min(found.len() - from);
        if rows == 0 || keys.is_empty() {
            return refused("There are no cells here. Select cells of the list first.".to_owned());
        }
        if rows * keys.len() > MOST_CELLS {
            return refused(format!(
                "That is more than {} at once. Select fewer rows or columns. Nothing was changed.",
                many(MOST_CELLS as u64, "cell")
            ));
        }
        let sources = column::resolve_all(session, keys)?;
        Ok(Edit {
            found,
            from,
            rows,
            columns: keys.iter().cloned().zip(sources).collect(),
            cells: Vec::new(),
            taken: 0,
            left: BTreeMap::new(),
        })
    }

    /// Gives the cells of one column what `value` says, which `None` leaves out of the count.
    fn column(
        &mut self,
        session: &Session,
        index: usize,
        mut value: impl FnMut(usize, &Field) -> Option<Result<Value, (Unfit, String)>>,
    ) {
        let plan = session.plan();
        let source = self.columns[index].1;
        let field = match edit::open_field(session, source) {
            Ok(field) => field,
            Err(closed) => {
                self.leave(index, Why::Closed(closed), self.rows as u32, self.found[self.from], "");
                return;
            }
        };
        let column = plan
            .accounts
            .column(field.id)
            .expect("the field was found among the list's columns");
        for at in 0..self.rows {
            let row = self.found[self.from + at];
            match value(at, field) {
                None => {}
                Some(Ok(value)) => {
                    self.taken += 1;
                    if column.value(row as usize) != value {
                        self.cells.push((plan.accounts.ids()[row as usize], field.id, value));
                    }
                }
                Some(Err((unfit, text))) => self.leave(index, Why::Unfit(unfit), 1, row, &text),
            }
        }
    }

    fn leave(&mut self, column: usize, why: Why, cells: u32, row: u32, text: &str) {
        let entry = self.left.entry((column, why)).or_insert_with(|| Left {
            cells: 0,
            row,
            text: text.trim().to_owned(),
        });
        entry.cells += cells;
    }

    /// Makes the change and says what came of it. `label` names it by the cells that took their value.
    fn commit(
        mut self,
        session: &mut Session,
        range: &CellRange,
        label: impl FnOnce(&str) -> String,
        now: i64,
    ) -> Result<Edited, AppError> {
        let cells = std::mem::take(&mut self.cells);
        let changed = !cells.is_empty();
        let mut moved = false;
        if changed {
            let label = label(&many(u64::from(self.taken), "cell"));
            let change = families::by_hand(session, cells);
            session.commit(change, &label, now)?;
            let after = super::rows(session, &range.query)?;
            let block = self.from..self.from + self.rows;
            moved = after.get(block.clone()) != self.found.get(block);
        }
        Ok(Edited {
            cells: self.taken,
            left: self.left.values().map(|left| left.cells).sum(),
            changed,
            // Afterwards, because they name accounts as they are called now.
            notes: self.notes(session),
            rows: self.rows as u32,
            columns: self.columns.len() as u32,
            moved,
        })
    }

    /// A sentence for each reason in each column; columns that take nothing at all share theirs.
    fn notes(&self, session: &Session) -> Vec<String> {
        let all = column::all(session);
        let label = |column: usize| {
            let key = &self.columns[column].0;
            all.iter().find(|c| &c.key == key).map_or("", |c| c.label.as_str())
        };
        let mut closed: Vec<Closed> = Vec::new();
        let mut notes = Vec::new();
        for ((column, why), left) in &self.left {
            match why {
                Why::Closed(closed_as) if closed.contains(closed_as) => {}
                Why::Closed(closed_as) => {
                    closed.push(*closed_as);
                    let same = self.left.iter().filter(|((_, other), _)| other == why);
                    let labels: Vec<&str> = same.clone().map(|((column, _), _)| label(*column)).collect();
                    let cells = many(same.map(|(_, left)| u64::from(left.cells)).sum(), "cell");
                    notes.push(format!("{} ({cells}): {}.", labels.join(", "), closed_as.reason()));
                }
                Why::Unfit(unfit) => notes.push(self.unfit_note(session, *column, label(*column), *unfit, left)),
            }
        }
        notes
    }

    fn unfit_note(&self, session: &Session, column: usize, label: &str, unfit: Unfit, left: &Left) -> String {
        let account = session.plan().accounts.name(left.row as usize);
        let more = match left.cells - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let reason = match unfit {
            Unfit::Nameless => "an account needs a name".to_owned(),
            Unfit::Unreadable => {
                let kind = edit::open_field(session, self.columns[column].1).map(|field| field.kind);
                let expected = kind.map_or("a value for this column", edit::expected);
                format!("“{}” is not {expected}", short(&left.text))
            }
        };
        format!("{label} of {account}{more}: {reason}.")
    }
}

/// Puts a text from the clipboard into cells.
///
/// Figures and dates are read as the others of their column in the block are written, and in `writing` where those do not
/// tell.
pub(crate) fn paste(
    session: &mut Session,
    request: &PasteCells,
    text: &str,
    writing: Writing,
    now: i64,
) -> Result<Edited, AppError> {
    let Some(block) = Block::read(text) else {
        return refused("There is no text on the clipboard. Copy the cells first, then paste them here.".to_owned());
    };
    let range = &request.range;
    let (rows, columns) = block.area(range.rows.max(1) as usize, range.columns.len().max(1));
    let keys: Vec<String> = range
        .columns
        .iter()
        .chain(&request.beyond)
        .take(columns)
        .cloned()
        .collect();
    let columns_out = columns - keys.len();
    let mut edit = Edit::begin(session, range, &keys, rows)?;
    let rows_out = rows - edit.rows;
    let currency = session.plan().info.currency.clone();
    for index in 0..keys.len() {
        let writing = writing.in_column(block.column(index));
        edit.column(session, index, |at, field| {
            let text = block.at(at, index)?;
            Some(edit::read(text, field, &currency, writing).map_err(|unfit| (unfit, text.to_owned())))
        });
    }
    let mut edited = edit.commit(session, range, |cells| format!("Paste {cells}"), now)?;
    let beyond = |count: usize, noun, place| {
        format!(
            "{} did not fit {place} and {} left out.",
            many(count as u64, noun),
            if count == 1 { "was" } else { "were" }
        )
    };
    if rows_out > 0 {
        edited.notes.push(beyond(rows_out, "row", "below the end of the list"));
    }
    if columns_out > 0 {
        edited
            .notes
            .push(beyond(columns_out, "column", "to the right of the last column"));
    }
    Ok(edited)
}

/// Makes cells blank. `verb` names the change: people clear cells and cut them.
pub(crate) fn clear(session: &mut Session, range: &CellRange, verb: &str, now: i64) -> Result<Edited, AppError> {
    let mut edit = Edit::begin(session, range, &range.columns, range.rows as usize)?;
    for index in 0..range.columns.len() {
        edit.column(session, index, |_, field| {
            Some(edit::fitting(Value::Missing, field).map_err(|unfit| (unfit, String::new())))
        });
    }
    edit.commit(session, range, |cells| format!("{verb} {cells}"), now)
}

/// Puts the values of the first row into the rows below it; a single row takes those of the row above.
pub(crate) fn fill_down(session: &mut Session, range: &CellRange, now: i64) -> Result<Edited, AppError> {
    let (first, below) = match (range.rows, range.offset) {
        (0 | 1, 0) => {
            return refused(
                "There is no row above to fill from. Select the cell to repeat together with the cells below it."
                    .to_owned(),
            );
        }
        (0 | 1, offset) => (offset - 1, range.clone()),
        (rows, offset) => (
            offset,
            CellRange {
                offset: offset + 1,
                rows: rows - 1,
                ..range.clone()
            },
        ),
    };
    let mut edit = Edit::begin(session, &below, &below.columns, below.rows.max(1) as usize)?;
    let source = edit.found[first as usize] as usize;
    for index in 0..below.columns.len() {
        let value = match edit.columns[index].1 {
            ColumnSource::Field(field) => session.fields().at(field).1.value(source),
            ColumnSource::Computed(_) => Value::Missing,
        };
        edit.column(session, index, |_, field| {
            Some(edit::fitting(value.clone(), field).map_err(|unfit| (unfit, String::new())))
        });
    }
    edit.commit(session, &below, |cells| format!("Fill {cells} down"), now)
}

/// The beginning of a text that may be long, on one line.
fn short(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn refused<T>(message: String) -> Result<T, AppError> {
    Err(AppError::Refused { message })
}
