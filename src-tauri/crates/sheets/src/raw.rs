//! What a sheet says, cell by cell, before anyone asks what it means. Separate so that readers of any format and the
//! steps that understand a table meet in one plain shape.

use hashbrown::{DefaultHashBuilder, HashTable};
use serde::{Deserialize, Serialize};
use std::hash::BuildHasher;
use tierline_plan::Day;

/// Index into the texts of a [`RawTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TextId(u32);

/// One cell as the file has it. 16 bytes, because a million rows of them stand in memory at once.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum RawCell {
    Blank,
    /// Text, control characters and outer blanks still in it.
    Text(TextId),
    Number(f64),
    /// A number whose format shows a percentage: 0.15 is 15 %.
    Percent(f64),
    /// A number whose format shows a currency, in major units.
    Currency(f64),
    Date(Day),
    YesNo(bool),
    Error(CellError),
}

/// What stands in a cell whose formula failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CellError {
    Div0,
    NotAvailable,
    Name,
    Null,
    Number,
    Reference,
    Value,
    /// An error this program does not know by name, or a cell that could not be read.
    Other,
    /// A formula that was never calculated: it has no value in the file.
    NotCalculated,
    /// A serial number that is no date.
    BadDate,
}

impl CellError {
    /// As Excel shows it, where Excel does.
    pub fn label(self) -> &'static str {
        match self {
            CellError::Div0 => "#DIV/0!",
            CellError::NotAvailable => "#N/A",
            CellError::Name => "#NAME?",
            CellError::Null => "#NULL!",
            CellError::Number => "#NUM!",
            CellError::Reference => "#REF!",
            CellError::Value => "#VALUE!",
            CellError::Other => "#ERROR",
            CellError::NotCalculated => "(not calculated)",
            CellError::BadDate => "(no date)",
        }
    }
}

/// The cells of one sheet: rows from top to bottom that hold anything at all, each as wide as the widest.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RawTable {
    /// Name of the sheet; of the file for a text file.
    pub sheet: String,
    width: usize,
    /// Row numbers as the spreadsheet program shows them, counted from 1; ascending.
    row_numbers: Vec<u32>,
    cells: Vec<RawCell>,
    texts: Vec<Box<str>>,
    /// Row numbers of hidden rows that hold data.
    pub hidden_rows: Vec<u32>,
    /// Indexes of hidden columns, counted from 0.
    pub hidden_columns: Vec<u32>,
    /// Rectangles of merged cells: first row number, first column, last row number, last column.
    pub merged: Vec<(u32, u32, u32, u32)>,
    /// Tables that the spreadsheet program keeps on the sheet, with a name and a place of their own.
    pub tables: Vec<TableArea>,
    /// Remarks of the reader on the sheet as a whole.
    pub remarks: Vec<ReadRemark>,
}

/// Where a table of the spreadsheet program stands on its sheet ("Format as Table").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableArea {
    pub name: String,
    /// Row numbers as shown, the header and the rows of totals included.
    pub first_row: u32,
    pub last_row: u32,
    /// Counted from 0.
    pub first_column: u32,
    pub last_column: u32,
    pub has_header: bool,
    /// Rows of totals at its end.
    pub totals: u32,
}

impl TableArea {
    fn has_row(&self, number: u32) -> bool {
        (self.first_row..=self.last_row).contains(&number)
    }

    fn has_column(&self, column: usize) -> bool {
        (self.first_column as usize..=self.last_column as usize).contains(&column)
    }
}

/// Something a reader noticed and people should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadRemark {
    /// The file's name says another format than its content: the content won.
    WrongEnding { is: String },
    /// Formulas without a value: the workbook was saved by a program that does not calculate.
    NotCalculated { cells: u32 },
    /// Cells outside the grid of a spreadsheet, left out.
    OutsideGrid { cells: u32 },
    /// A text file's encoding and delimiter, as found.
    TextFile { encoding: String, delimiter: char },
    /// Lines of a text file with more or fewer cells than the header.
    RaggedRows { rows: u32 },
    /// Every formula of the sheet gives 0: saved by a program that writes zeros instead of calculating.
    FormulasAllZero { cells: u32 },
    /// Cells that took the value of the merged cell they stand under, because it means every row it spans.
    FilledFromMerges { cells: u32 },
    /// Cells beside the table that the list is: they belong to something else.
    BesideTable { table: String, cells: u32 },
    /// A quotation mark that is never closed, taken as a plain character; row as the spreadsheet program counts.
    UnclosedQuote { row: u32 },
}

/// Builds a [`RawTable`] row by row, each text stored once.
#[derive(Debug, Default)]
pub struct RawTableBuilder {
    table: RawTable,
    /// Where each text is, found by its letters, which are kept once.
    known: HashTable<TextId>,
    hasher: DefaultHashBuilder,
    row: Vec<RawCell>,
}

impl RawTable {
    pub fn rows(&self) -> usize {
        self.row_numbers.len()
    }

    pub fn width(&self) -> usize {
        self.width
    }

    /// Puts the value of a cell that is merged over several rows into each of them: it is meant for all. Only rows below
    /// the header are filled, and only downwards; what is merged over several columns is a heading or a note. Says how many
    /// cells were filled, and remarks on it.
    pub fn fill_merged_rows(&mut self, header: u32) -> u32 {
        let width = self.width;
        // As for blanking: overlapping rectangles of a hostile file must not multiply the work.
        let mut budget = self.cells.len();
        let mut filled = 0;
        let merged = std::mem::take(&mut self.merged);
        for &(first_row, column, last_row, last_column) in &merged {
            let column = column as usize;
            if first_row <= header || last_row == first_row || last_column as usize != column || column >= width {
                continue;
            }
            let from = self.row_numbers.partition_point(|row| *row < first_row);
            let to = self.row_numbers.partition_point(|row| *row <= last_row);
            if self.row_numbers.get(from) != Some(&first_row) {
                continue;
            }
            let value = self.cells[from * width + column];
            for row in from + 1..to {
                if budget == 0 || value == RawCell::Blank {
                    break;
                }
                budget -= 1;
                let cell = &mut self.cells[row * width + column];
                if *cell == RawCell::Blank {
                    *cell = value;
                    filled += 1;
                }
            }
        }
        self.merged = merged;
        if filled > 0 {
            self.remarks.push(ReadRemark::FilledFromMerges { cells: filled });
        }
        filled
    }

    /// The one table of the spreadsheet program that the sheet is there for: most of what it holds stands in it.
    pub fn its_table(&self) -> Option<&TableArea> {
        let [area] = self.tables.as_slice() else { return None };
        let (inside, all) = self.cells_in(area);
        (inside * 10 >= all * 6).then_some(area)
    }

    /// How many filled cells stand in an area, and how many on the whole sheet.
    pub fn cells_in(&self, area: &TableArea) -> (u64, u64) {
        let (mut inside, mut all) = (0, 0);
        for (row, number) in self.row_numbers.iter().enumerate() {
            for (column, cell) in self.row(row).iter().enumerate() {
                let filled = *cell != RawCell::Blank;
                all += u64::from(filled);
                inside += u64::from(filled && area.has_row(*number) && area.has_column(column));
            }
        }
        (inside, all)
    }

    /// The first rows alone.
    pub fn top(&self, rows: usize) -> RawTable {
        let mut builder = RawTableBuilder::new(&self.sheet);
        let mut cells = Vec::with_capacity(self.width);
        for row in 0..rows.min(self.rows()) {
            cells.clear();
            cells.extend(self.row(row).iter().map(|cell| match cell {
                RawCell::Text(id) => builder.text(self.text(*id)),
                cell => *cell,
            }));
            builder.row(self.row_number(row), &cells);
        }
        builder.finish()
    }

    /// The sheet with nothing on it but that table.
    pub fn only(mut self, area: &TableArea) -> RawTable {
        let width = self.width;
        let from = self.row_numbers.partition_point(|row| *row < area.first_row);
        let to = self.row_numbers.partition_point(|row| *row <= area.last_row);
        self.row_numbers.truncate(to);
        self.row_numbers.drain(..from);
        self.cells.truncate(to * width);
        self.cells.drain(..from * width);
        self.hidden_rows.retain(|row| area.has_row(*row));
        self.hidden_columns.retain(|column| area.has_column(*column as usize));
        self.tables = vec![area.clone()];
        self.blank_beside(area);
        self
    }

    /// Blanks what stands beside its own table, in the table's rows, and remarks on it: what the spreadsheet program keeps
    /// outside a table is no column of it.
    pub fn blank_beside_its_table(&mut self) {
        if let Some(area) = self.its_table().cloned() {
            let cells = self.blank_beside(&area);
            if cells > 0 {
                self.remarks.push(ReadRemark::BesideTable {
                    table: area.name,
                    cells,
                });
            }
        }
    }

    fn blank_beside(&mut self, area: &TableArea) -> u32 {
        let width = self.width;
        let mut blanked = 0;
        for (row, number) in self.row_numbers.iter().enumerate() {
            if !area.has_row(*number) {
                continue;
            }
            let cells = self.cells[row * width..(row + 1) * width].iter_mut().enumerate();
            for (_, cell) in cells.filter(|(column, cell)| !area.has_column(*column) && **cell != RawCell::Blank) {
                *cell = RawCell::Blank;
                blanked += 1;
            }
        }
        blanked
    }

    /// Puts a text into cells of a column; blank makes them blank.
    pub fn put_text(&mut self, rows: &[usize], column: usize, text: &str) {
        let cell = if text.trim().is_empty() {
            RawCell::Blank
        } else {
            self.texts.push(text.into());
            RawCell::Text(TextId(self.texts.len() as u32 - 1))
        };
        for row in rows {
            self.cells[row * self.width + column] = cell;
        }
    }

    /// The number a spreadsheet program shows beside a row.
    pub fn row_number(&self, row: usize) -> u32 {
        self.row_numbers[row]
    }

    pub fn row_numbers(&self) -> &[u32] {
        &self.row_numbers
    }

    /// The cells of one row.
    pub fn row(&self, row: usize) -> &[RawCell] {
        &self.cells[row * self.width..(row + 1) * self.width]
    }

    pub fn cell(&self, row: usize, column: usize) -> RawCell {
        if column < self.width {
            self.cells[row * self.width + column]
        } else {
            RawCell::Blank
        }
    }

    pub fn text(&self, id: TextId) -> &str {
        &self.texts[id.0 as usize]
    }

    /// How many different texts there are; ids run from 0 to this, so that work on a text is done once for all its cells.
    pub fn text_count(&self) -> usize {
        self.texts.len()
    }

    /// All texts in the order of their ids.
    pub fn all_texts(&self) -> &[Box<str>] {
        &self.texts
    }

    /// The cell as a person would read it, trimmed; blank and errors give what the program would show.
    pub fn display(&self, row: usize, column: usize) -> String {
        match self.cell(row, column) {
            RawCell::Blank => String::new(),
            RawCell::Text(id) => self.text(id).trim().to_owned(),
            RawCell::Number(number) | RawCell::Currency(number) => plain_number(number),
            RawCell::Percent(number) => format!("{} %", plain_number(number * 100.0)),
            RawCell::Date(day) => day.iso(),
            RawCell::YesNo(true) => "TRUE".to_owned(),
            RawCell::YesNo(false) => "FALSE".to_owned(),
            RawCell::Error(error) => error.label().to_owned(),
        }
    }
}

impl TextId {
    /// The id of the n-th text, counted from 0, of whatever counts texts.
    pub(crate) fn nth(index: u32) -> Self {
        TextId(index)
    }

    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A number with at most 15 significant digits and no exponent for what a person would write without one.
pub fn plain_number(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if rounded != 0.0 && !(1e-9..1e21).contains(&rounded.abs()) {
        format!("{rounded:e}")
    } else {
        format!("{rounded}")
    }
}

impl RawTableBuilder {
    pub fn new(sheet: &str) -> Self {
        RawTableBuilder {
            table: RawTable {
                sheet: sheet.to_owned(),
                ..RawTable::default()
            },
            ..Self::default()
        }
    }

    /// Stores a text and returns the cell that names it.
    pub fn text(&mut self, text: &str) -> RawCell {
        let RawTableBuilder {
            table, known, hasher, ..
        } = self;
        let hash = hasher.hash_one(text);
        if let Some(id) = known.find(hash, |id| &*table.texts[id.index()] == text) {
            return RawCell::Text(*id);
        }
        let id = TextId(table.texts.len() as u32);
        table.texts.push(text.into());
        known.insert_unique(hash, id, |id| hasher.hash_one(&*table.texts[id.index()]));
        RawCell::Text(id)
    }

    /// Adds a row below the last one. Rows of blanks are dropped; a shorter row is filled up with blanks.
    ///
    /// # Panics
    /// When row numbers do not ascend.
    pub fn row(&mut self, number: u32, cells: &[RawCell]) {
        let used = cells
            .iter()
            .rposition(|cell| *cell != RawCell::Blank)
            .map_or(0, |last| last + 1);
        if used == 0 {
            return;
        }
        assert!(
            self.table.row_numbers.last().is_none_or(|last| *last < number),
            "rows come from top to bottom"
        );
        if used > self.table.width {
            self.widen(used);
        }
        self.row.clear();
        self.row.extend_from_slice(&cells[..used]);
        self.row.resize(self.table.width, RawCell::Blank);
        self.table.row_numbers.push(number);
        self.table.cells.extend_from_slice(&self.row);
    }

    /// How many cells are held, blanks between them included: what a wider row would multiply.
    pub fn cells_held(&self) -> usize {
        self.table.cells.len()
    }

    /// Blanks every cell that a merged rectangle covers, its first cell excepted: programs keep stale values there and
    /// never show them.
    pub fn blank_under_merges(&mut self) {
        let width = self.table.width;
        // Rectangles of a hostile file may overlap a million times over: the work is bounded, the leftover is cosmetic.
        let mut budget = self.table.cells.len().saturating_mul(4);
        for &(first_row, first_column, last_row, last_column) in &self.table.merged {
            let from = self.table.row_numbers.partition_point(|row| *row < first_row);
            let to = self.table.row_numbers.partition_point(|row| *row <= last_row);
            let (left, right) = (first_column as usize, (last_column as usize + 1).min(width));
            for row in from..to {
                if left >= right || budget == 0 {
                    break;
                }
                budget = budget.saturating_sub(right - left);
                let keep = usize::from(self.table.row_numbers[row] == first_row);
                self.table.cells[row * width + (left + keep).min(right)..row * width + right].fill(RawCell::Blank);
            }
        }
    }

    pub fn table_mut(&mut self) -> &mut RawTable {
        &mut self.table
    }

    pub fn finish(self) -> RawTable {
        self.table
    }

    fn widen(&mut self, width: usize) {
        let old = self.table.width;
        let rows = self.table.row_numbers.len();
        if rows > 0 {
            let mut cells = Vec::with_capacity(rows * width);
            for row in 0..rows {
                cells.extend_from_slice(&self.table.cells[row * old..(row + 1) * old]);
                cells.resize((row + 1) * width, RawCell::Blank);
            }
            self.table.cells = cells;
        }
        self.table.width = width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_blanks_vanish_and_wider_rows_widen_the_table() {
        let mut builder = RawTableBuilder::new("S");
        let a = builder.text("a");
        builder.row(1, &[a]);
        builder.row(2, &[RawCell::Blank, RawCell::Blank]);
        let again = builder.text("a");
        builder.row(7, &[again, RawCell::Number(1.0), RawCell::Blank]);
        let table = builder.finish();
        assert_eq!((table.rows(), table.width(), table.row_number(1)), (2, 2, 7));
        assert_eq!(table.row(0), [a, RawCell::Blank]);
        assert_eq!(table.text_count(), 1, "the same text is stored once");
    }

    #[test]
    fn only_the_first_cell_of_a_merge_keeps_its_value() {
        let mut builder = RawTableBuilder::new("S");
        for row in 1..=3 {
            builder.row(row, &[RawCell::Number(1.0); 3]);
        }
        builder.table_mut().merged = vec![(1, 0, 2, 1), (3, 2, 9, 9)];
        builder.blank_under_merges();
        let table = builder.finish();
        let one = RawCell::Number(1.0);
        assert_eq!(table.row(0), [one, RawCell::Blank, one]);
        assert_eq!(table.row(1), [RawCell::Blank, RawCell::Blank, one]);
        assert_eq!(table.row(2), [one; 3], "a merge may reach beyond the table");
    }

    #[test]
    fn a_cell_merged_over_rows_means_each_of_them() {
        let mut builder = RawTableBuilder::new("S");
        let germany = builder.text("Germany");
        builder.row(1, &[RawCell::Number(0.0); 2]);
        builder.row(2, &[germany, RawCell::Number(1.0)]);
        builder.row(3, &[RawCell::Blank, RawCell::Number(2.0)]);
        builder.row(4, &[RawCell::Blank, RawCell::Number(3.0)]);
        builder.table_mut().merged = vec![(2, 0, 3, 0), (1, 1, 2, 1), (4, 0, 4, 1)];
        let mut table = builder.finish();
        assert_eq!(table.fill_merged_rows(1), 1);
        assert_eq!(table.row(2), [germany, RawCell::Number(2.0)]);
        assert_eq!(table.row(3)[0], RawCell::Blank, "what is merged sideways stays");
        assert_eq!(table.remarks, [ReadRemark::FilledFromMerges { cells: 1 }]);
    }

    #[test]
    fn numbers_read_as_a_person_writes_them() {
        assert_eq!(plain_number(0.1 + 0.2), "0.3");
        assert_eq!(plain_number(12345.0), "12345");
        assert_eq!(plain_number(-0.01), "-0.01");
    }
}
