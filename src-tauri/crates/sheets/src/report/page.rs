//! One sheet under the pen: every text, number and formula goes through here on its way to the library. Separate because
//! the library's rules (text too long is an error, NaN becomes a word, widths are nobody's business) must be kept in one
//! place and not at a thousand calls.

use super::look::{self, Kind, Look, Voice};
use super::text::{fit, footer_text};
use rust_xlsxwriter::{ColNum, Format, Formula, RowNum, Worksheet, XlsxError};
use std::collections::BTreeMap;
use tierline_plan::{Day, Money, TierChoice};

/// 1970-01-01 as a day number of Excel.
const EPOCH_SERIAL: i32 = 25_569;
/// 9999-12-31, the last day Excel knows.
const LAST_SERIAL: i32 = 2_958_465;
/// 1900-03-01: before it Excel counts a day that never was.
const FIRST_SERIAL: i32 = 61;

/// What a cell shows. Missing values leave it blank: missing is never zero.
#[derive(Debug, Clone)]
pub(super) enum Cell<'a> {
    Text(&'a str),
    Number(Option<f64>),
    Money(Option<Money>),
    Minutes(Option<u64>),
    Day(Option<Day>),
    /// A formula without its `=`, and the number it gives.
    Sum(String, Option<f64>),
    /// A formula that gives a text.
    Says(String, &'a str),
}

impl From<u64> for Cell<'_> {
    fn from(n: u64) -> Self {
        Cell::Number(Some(n as f64))
    }
}

/// A column of a table: heading, kind, and the least and greatest width in characters.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) text: String,
    pub(super) kind: Kind,
    pub(super) least: f64,
    pub(super) most: f64,
}

impl Heading {
    pub(super) fn new(text: &str, kind: Kind, least: f64) -> Self {
        let most = match kind {
            Kind::Text => 44.0,
            Kind::Prose => least,
            _ => 18.0,
        };
        Heading {
            text: text.to_owned(),
            kind,
            least,
            most,
        }
    }
}

/// How a sheet is set up for screen and printer.
#[derive(Debug)]
pub(super) struct Setup<'a> {
    pub(super) plan: &'a str,
    pub(super) tab: u32,
    /// The row of the column headings: frozen on the screen, repeated on paper.
    pub(super) head_row: Option<RowNum>,
    pub(super) frozen_columns: ColNum,
    pub(super) tables: u8,
    /// Pages in height; 0 is as many as it takes.
    pub(super) pages_high: u16,
    pub(super) zoom: u16,
}

/// A sheet being written.
pub(super) struct Page<'w> {
    pub(super) sheet: &'w mut Worksheet,
    pub(super) look: &'w Look,
    widths: BTreeMap<ColNum, f64>,
    /// Texts that were longer than a cell.
    pub(super) cut: u64,
}

impl<'w> Page<'w> {
    pub(super) fn new(sheet: &'w mut Worksheet, look: &'w Look) -> Self {
        Page {
            sheet,
            look,
            widths: BTreeMap::new(),
            cut: 0,
        }
    }

    pub(super) fn set_up(&mut self, setup: &Setup<'_>) -> Result<(), XlsxError> {
        let name = self.sheet.name();
        let sheet = &mut *self.sheet;
        sheet
            .set_tab_color(setup.tab)
            .set_landscape()
            .set_paper_size(self.look.paper(false))
            .set_print_fit_to_pages(1, setup.pages_high)
            .set_margins(0.5, 0.5, 0.55, 0.7, 0.3, 0.35)
            .set_screen_gridlines(false)
            .set_zoom(setup.zoom)
            // The space keeps a name that begins with a digit from being read as part of the type size.
            .set_footer(format!(
                "&L&8 {}&C&8 {}&R&8 Page &P of &N",
                footer_text(setup.plan),
                footer_text(&name)
            ));
        if let Some(row) = setup.head_row {
            sheet.set_freeze_panes(row + 1, setup.frozen_columns)?;
            // On paper the headings of one table must not stand over another.
            let (first, last) = if setup.tables > 1 { (0, 1) } else { (row, row) };
            sheet.set_repeat_rows(first, last)?;
        }
        Ok(())
    }

    /// Title and lead of a sheet in its first two rows.
    pub(super) fn title(&mut self, title: &str, lead: &str) -> Result<(), XlsxError> {
        self.sheet.set_row_height(0, 30)?;
        self.sheet.set_row_height(1, 18)?;
        self.text(0, 0, title, &look::sheet_title())?;
        self.text(1, 0, lead, &look::lead())
    }

    pub(super) fn text(&mut self, row: RowNum, col: ColNum, text: &str, format: &Format) -> Result<(), XlsxError> {
        let (text, was_cut) = fit(text);
        self.cut += u64::from(was_cut);
        self.sheet.write_string_with_format(row, col, text.as_ref(), format)?;
        Ok(())
    }

    /// A value with a format of its own.
    pub(super) fn put(&mut self, row: RowNum, col: ColNum, cell: &Cell<'_>, format: &Format) -> Result<(), XlsxError> {
        let number = match cell {
            Cell::Text(text) => return self.text(row, col, text, format),
            Cell::Says(formula, result) => {
                let formula = Formula::new(format!("={formula}")).set_result(*result);
                self.sheet.write_formula_with_format(row, col, formula, format)?;
                return Ok(());
            }
            Cell::Sum(formula, result) => {
                let result = result
                    .filter(|r| r.is_finite())
                    .map_or(String::new(), |r| r.to_string());
                let formula = Formula::new(format!("={formula}")).set_result(result);
                self.sheet.write_formula_with_format(row, col, formula, format)?;
                return Ok(());
            }
            Cell::Number(number) => *number,
            Cell::Money(amount) => amount.map(|a| self.look.major(a)),
            Cell::Minutes(minutes) => minutes.map(|m| m as f64 / 60.0),
            Cell::Day(day) => match day {
                Some(day) => match serial(*day) {
                    Some(serial) => Some(serial),
                    None => return self.text(row, col, &day.iso(), format),
                },
                None => None,
            },
        };
        match number.filter(|n| n.is_finite()) {
            Some(number) => self.sheet.write_number_with_format(row, col, number, format)?,
            None => self.sheet.write_blank(row, col, format)?,
        };
        Ok(())
    }

    /// The headings of a table from a column on.
    pub(super) fn heads(&mut self, row: RowNum, first: ColNum, heads: &[Heading]) -> Result<(), XlsxError> {
        for (col, head) in (first..).zip(heads) {
            let format = apart(self.look.head(head.kind), head.kind, col > first);
            self.text(row, col, &head.text, &format)?;
            let longest_word = head
                .text
                .split([' ', '-'])
                .map(|w| w.chars().count())
                .max()
                .unwrap_or(0);
            self.widen(col, (longest_word as f64 + 4.0).max(head.least));
        }
        let wraps = (first..).zip(heads).any(|(col, head)| {
            let width = self.widths.get(&col).copied().unwrap_or(head.least);
            head.text.chars().count() as f64 + 2.0 > width
        });
        self.sheet.set_row_height(row, if wraps { 32.0 } else { 22.0 })?;
        Ok(())
    }

    /// A row of a table from a column on.
    pub(super) fn row(
        &mut self,
        row: RowNum,
        first: ColNum,
        heads: &[Heading],
        voice: Voice,
        cells: &[Cell<'_>],
    ) -> Result<(), XlsxError> {
        for ((col, head), cell) in (first..).zip(heads).zip(cells) {
            let format = apart(self.look.cell(head.kind, voice), head.kind, col > first);
            self.put(row, col, cell, &format)?;
            let needed = self.needed(cell, head.kind);
            self.widen(col, needed.min(head.most));
        }
        Ok(())
    }

    /// A paragraph over several columns of a row, merged into one cell.
    pub(super) fn prose(
        &mut self,
        row: RowNum,
        (first, last): (ColNum, ColNum),
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let (text, was_cut) = fit(text);
        self.cut += u64::from(was_cut);
        if first == last {
            self.sheet.write_string_with_format(row, first, text.as_ref(), format)?;
        } else {
            self.sheet.merge_range(row, first, row, last, text.as_ref(), format)?;
        }
        Ok(())
    }

    /// A tier's name in its colours.
    pub(super) fn tier(&mut self, row: RowNum, col: ColNum, tier: TierChoice, name: &str) -> Result<(), XlsxError> {
        let format = self.look.tier(tier);
        self.widen(col, name.chars().count() as f64 + 3.0);
        self.text(row, col, name, &format)
    }

    /// Makes a column at least that many characters wide.
    pub(super) fn widen(&mut self, col: ColNum, characters: f64) {
        let width = self.widths.entry(col).or_insert(characters);
        *width = width.max(characters);
    }

    /// Gives the columns the widths their content asked for.
    pub(super) fn finish(self) -> Result<u64, XlsxError> {
        for (col, width) in &self.widths {
            self.sheet.set_column_width(*col, width.min(120.0))?;
        }
        Ok(self.cut)
    }

    /// How many characters wide a cell's content is.
    pub(super) fn needed(&self, cell: &Cell<'_>, kind: Kind) -> f64 {
        let digits = |number: f64| -> f64 {
            let whole = format!("{:.0}", number.abs()).len();
            (whole + (whole - 1) / 3) as f64
        };
        match cell {
            Cell::Text(text) | Cell::Says(_, text) => text.chars().count() as f64 * 0.95 + 3.0,
            Cell::Money(Some(amount)) => digits(self.look.major(*amount)) + 5.0,
            Cell::Number(Some(n)) | Cell::Sum(_, Some(n)) => {
                let tail = match kind {
                    Kind::Money => 5.0,
                    Kind::Count | Kind::Hours => 3.5,
                    _ => 6.0,
                };
                digits(*n) + tail
            }
            Cell::Minutes(Some(m)) => digits(*m as f64 / 60.0) + 4.5,
            Cell::Day(Some(_)) => 12.0,
            _ => 0.0,
        }
    }
}

/// Text beside a column of figures stands a little off it.
pub(super) fn apart(format: Format, kind: Kind, beside: bool) -> Format {
    if beside && matches!(kind, Kind::Text | Kind::Prose) {
        format.set_indent(1)
    } else {
        format
    }
}

/// The day as Excel counts it; `None` for days that Excel has no number for.
pub(super) fn serial(day: Day) -> Option<f64> {
    let serial = day.epoch_days().checked_add(EPOCH_SERIAL)?;
    (FIRST_SERIAL..=LAST_SERIAL)
        .contains(&serial)
        .then(|| f64::from(serial))
}

/// How high a row must be for a text of that length, at that many characters a line, in points.
pub(super) fn height(text: &str, characters_a_line: usize) -> f64 {
    let lines: usize = text
        .lines()
        .map(|line| line.chars().count().div_ceil(characters_a_line).max(1))
        .sum();
    (lines.clamp(1, 12) as f64) * 13.5 + 4.5
}

/// `B7`, counting rows and columns from 0.
pub(super) fn at(row: RowNum, col: ColNum) -> String {
    rust_xlsxwriter::utility::row_col_to_cell(row, col)
}

/// `$B$7`.
pub(super) fn fixed(row: RowNum, col: ColNum) -> String {
    rust_xlsxwriter::utility::row_col_to_cell_absolute(row, col)
}

/// `B7:B12`.
pub(super) fn span(first: RowNum, last: RowNum, col: ColNum) -> String {
    format!("{}:{}", at(first, col), at(last, col))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_the_numbers_excel_gives_them() {
        let day = |y, m, d| Day::from_ymd(y, m, d).expect("a day of the calendar");
        assert_eq!(serial(day(1970, 1, 1)), Some(25_569.0));
        assert_eq!(serial(day(2026, 11, 22)), Some(46_348.0));
        assert_eq!(serial(day(1899, 12, 31)), None, "Excel has no such day");
        assert_eq!(serial(day(9999, 12, 31)), Some(2_958_465.0));
    }
}
