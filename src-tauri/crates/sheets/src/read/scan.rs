//! What calamine does not tell about a sheet: hidden rows and columns, merged cells, formulas that were never calculated,
//! and the traps that make it misread: white space around values (every text would become the first one), references
//! outside the grid. Separate because it runs beside the reading of cells, on the other core, over the same part.

use super::ReadError;
use super::limits::{GRID_COLUMNS, GRID_ROWS};
use super::tags::Tags;
use std::collections::VecDeque;
use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};

/// What a pass over a sheet part found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Scan {
    pub(crate) hidden_rows: Vec<u32>,
    pub(crate) hidden_columns: Vec<u32>,
    /// First row number, first column, last row number, last column.
    pub(crate) merged: Vec<(u32, u32, u32, u32)>,
    /// Cells whose reference is no place in the grid.
    pub(crate) outside: u32,
    /// Formulas without a value.
    pub(crate) not_calculated: u32,
    pub(crate) formulas: u32,
    /// Formulas whose value is exactly 0.
    pub(crate) zero_formulas: u32,
    /// Last row and column (counted from 1) with a value, where one was seen.
    pub(crate) last_used: Option<(u32, u32)>,
    /// White space around values, or rows and cells that lead calamine astray: read a mended copy instead.
    pub(crate) misleading: bool,
    pub(crate) cells: u64,
}

/// Where a part can be cut in two: before a row that says its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cut {
    /// Bytes before the row's tag.
    pub(crate) at: u64,
    /// Its number.
    pub(crate) row: u32,
    /// Cells before it.
    pub(crate) cells: u64,
}

/// Merged cells beyond this many are not kept: no table has them.
const MOST_MERGES: usize = 200_000;

/// Where a cell stands, and what is odd about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CellSeen {
    /// Row number and column, from 1 and 0; `None` outside the grid.
    pub(crate) place: Option<(u32, u32)>,
    pub(crate) not_calculated: bool,
}

/// Goes through the cells of a sheet part one by one, in the order calamine does.
pub(crate) struct Cells<R> {
    tags: Tags<R>,
    pub(crate) scan: Scan,
    row: u32,
    next_column: u32,
    cell: Option<OpenCell>,
    in_value: bool,
    rows_over: bool,
    /// After how many bytes a place for a cut is looked for.
    cut_after: Option<u64>,
    cut: Option<Cut>,
}

struct OpenCell {
    place: Option<(u32, u32)>,
    /// Its value is text in which white space counts.
    keeps_blanks: bool,
    formula: bool,
    value: bool,
}

impl<R: Read> Cells<R> {
    pub(crate) fn new(reader: R) -> Self {
        Cells {
            tags: Tags::new(reader),
            scan: Scan::default(),
            row: 0,
            next_column: 0,
            cell: None,
            in_value: false,
            rows_over: false,
            cut_after: None,
            cut: None,
        }
    }

    /// The next cell; `None` at the end of the part, when `scan` is complete.
    pub(crate) fn next(&mut self) -> Result<Option<CellSeen>, ReadError> {
        while let Some(tag) = self.tags.next()? {
            let name = tag.name();
            // The names that make up nearly all of a sheet come first.
            match (tag.is_end(), name) {
                (false, b"c") => {
                    let [reference, _, kind] = tag.of_cell();
                    let place = place_of(reference, self.row, self.next_column);
                    self.next_column = place.map_or(self.next_column, |(_, column)| column) + 1;
                    if place.is_none() {
                        self.scan.outside = self.scan.outside.saturating_add(1);
                        self.scan.misleading = true;
                    }
                    let keeps_blanks = matches!(kind, Some(b"str" | b"inlineStr"));
                    if tag.is_closed() {
                        self.scan.cells += 1;
                        return Ok(Some(CellSeen {
                            place,
                            not_calculated: false,
                        }));
                    }
                    self.cell = Some(OpenCell {
                        place,
                        keeps_blanks,
                        formula: false,
                        value: false,
                    });
                }
                (false, b"v") => {
                    self.in_value = !tag.is_closed();
                    if let Some(cell) = &mut self.cell {
                        cell.value |= cell.keeps_blanks;
                    }
                }
                (true, b"v") => {
                    if let (true, Some(cell)) = (self.in_value, &mut self.cell) {
                        let outer_blank = |text: &[u8]| {
                            text.first().is_some_and(u8::is_ascii_whitespace)
                                || text.last().is_some_and(u8::is_ascii_whitespace)
                        };
                        self.scan.misleading |= !cell.keeps_blanks && outer_blank(tag.text);
                        cell.value |= !tag.text.trim_ascii().is_empty();
                        if cell.formula && tag.text == b"0" {
                            self.scan.zero_formulas += 1;
                        }
                    }
                    self.in_value = false;
                }
                (true, b"c") => {
                    if let Some(cell) = self.cell.take() {
                        return Ok(Some(self.closed(&cell)));
                    }
                }
                // Buttons and boxes below the cells say in which row they stand, too.
                (false, b"row") if !self.rows_over => {
                    self.row = tag.number(b"r").unwrap_or_else(|| {
                        self.scan.misleading |= tag.attribute(b"r").is_some();
                        self.row.saturating_add(1)
                    });
                    self.scan.misleading |= self.row == 0;
                    self.next_column = 0;
                    let is_numbered = self.cut_after.is_some() && tag.attribute(b"r").is_some();
                    if tag.is_on(b"hidden") && self.scan.hidden_rows.last() != Some(&self.row) && self.row <= GRID_ROWS
                    {
                        self.scan.hidden_rows.push(self.row);
                    }
                    let at = self.tags.tag_at();
                    if is_numbered && self.cut_after.is_some_and(|after| at > after) {
                        self.cut_after = None;
                        self.cut = Some(Cut {
                            at,
                            row: self.row,
                            cells: self.scan.cells,
                        });
                    }
                }
                // What begins in the middle is taken for UTF-8.
                (false, b"?xml") => {
                    let encoding = tag.attribute(b"encoding").unwrap_or(b"UTF-8");
                    if !encoding.eq_ignore_ascii_case(b"UTF-8") {
                        self.cut_after = None;
                    }
                }
                (false, b"f") => {
                    if let Some(cell) = &mut self.cell {
                        cell.formula = true;
                    }
                }
                (false, b"is") => {
                    if let Some(cell) = &mut self.cell {
                        cell.value = true;
                    }
                }
                (end, b"sheetData") => self.rows_over |= end || tag.is_closed(),
                (false, b"col") if tag.is_on(b"hidden") => {
                    if let (Some(first), Some(last)) = (tag.number(b"min"), tag.number(b"max")) {
                        let columns = first.max(1) - 1..last.min(GRID_COLUMNS);
                        self.scan.hidden_columns.extend(columns);
                    }
                }
                (false, b"mergeCell") if self.scan.merged.len() < MOST_MERGES => {
                    if let Some(area) = tag.attribute(b"ref").and_then(area_of) {
                        self.scan.merged.push(area);
                    }
                }
                _ => {}
            }
        }
        if !self.rows_over && self.row > 0 {
            return Err(ReadError::Damaged);
        }
        self.scan.hidden_columns.sort_unstable();
        self.scan.hidden_columns.dedup();
        self.scan.hidden_rows.sort_unstable();
        Ok(None)
    }

    fn closed(&mut self, cell: &OpenCell) -> CellSeen {
        let not_calculated = cell.formula && !cell.value;
        self.scan.cells += 1;
        self.scan.formulas += u32::from(cell.formula);
        self.scan.not_calculated += u32::from(not_calculated);
        if let (Some((row, column)), true) = (cell.place, cell.value || cell.formula) {
            let (last_row, last_column) = self.scan.last_used.unwrap_or_default();
            self.scan.last_used = Some((last_row.max(row), last_column.max(column + 1)));
        }
        CellSeen {
            place: cell.place,
            not_calculated,
        }
    }
}

/// What the reader of cells is told while the scan runs ahead of it.
#[derive(Debug, Clone)]
pub(crate) struct Ahead {
    /// Cells seen so far.
    pub(crate) cells: u64,
    /// Which of them, counted from 0, are formulas without a value.
    pub(crate) not_calculated: Vec<u64>,
    pub(crate) misleading: bool,
    /// Told once: where the rest could be read by another.
    pub(crate) cut: Option<Cut>,
}

const TELL_EVERY: u64 = 1 << 14;

/// Goes through a whole part, telling what was found on the way. `cut_after`: a place to cut the part is looked for after
/// so many bytes; what lies behind it is told `below`, too.
pub(crate) fn scan(
    part: impl Read,
    cut_after: Option<u64>,
    tell: &Sender<Ahead>,
    below: &Sender<Ahead>,
    stop: &AtomicBool,
) -> Result<Scan, ReadError> {
    let mut cells = Cells::new(part);
    cells.cut_after = cut_after;
    let mut not_calculated = Vec::new();
    let (mut told_misleading, mut is_cut) = (false, false);
    loop {
        let seen = cells.next()?;
        let is_over = seen.is_none();
        if seen.is_some_and(|cell| cell.not_calculated) {
            not_calculated.push(cells.scan.cells - 1);
        }
        let misleading = cells.scan.misleading;
        if is_over || cells.scan.cells.is_multiple_of(TELL_EVERY) || (misleading && !told_misleading) {
            told_misleading = misleading;
            let cut = cells.cut.take().filter(|_| !misleading);
            is_cut |= cut.is_some();
            let ahead = Ahead {
                cells: cells.scan.cells,
                not_calculated: std::mem::take(&mut not_calculated),
                misleading,
                cut,
            };
            if is_cut {
                // Perhaps nobody reads there.
                let _ = below.send(ahead.clone());
            }
            // Nobody listens any more once the reader of cells has given up.
            if (stop.load(Ordering::Relaxed) || tell.send(ahead).is_err()) && !is_over {
                return Err(ReadError::Cancelled);
            }
        }
        if is_over {
            return Ok(cells.scan);
        }
    }
}

/// The reader's end of a running scan.
#[derive(Debug)]
pub(crate) struct Told {
    from: Receiver<Ahead>,
    cells: u64,
    over: bool,
    not_calculated: VecDeque<u64>,
    misleading: bool,
    cut: Option<Cut>,
}

impl Told {
    pub(crate) fn new(from: Receiver<Ahead>) -> Self {
        Told {
            from,
            cells: 0,
            over: false,
            not_calculated: VecDeque::new(),
            misleading: false,
            cut: None,
        }
    }

    /// Whether that cell, counted from 0, is a formula without a value. Waits for the scan to come by; asked in rising
    /// order.
    pub(crate) fn is_not_calculated(&mut self, cell: u64) -> bool {
        while self.cells <= cell && !self.over {
            match self.from.recv() {
                Ok(ahead) => self.take(ahead),
                Err(_) => self.over = true,
            }
        }
        while self.not_calculated.front().is_some_and(|known| *known < cell) {
            self.not_calculated.pop_front();
        }
        self.not_calculated.front() == Some(&cell)
    }

    /// Whether the scan has found so far that the part leads calamine astray.
    pub(crate) fn is_misleading(&mut self) -> bool {
        while let Ok(ahead) = self.from.try_recv() {
            self.take(ahead);
        }
        self.misleading
    }

    fn take(&mut self, ahead: Ahead) {
        self.cells = ahead.cells;
        self.not_calculated.extend(ahead.not_calculated);
        self.misleading |= ahead.misleading;
        self.cut = self.cut.or(ahead.cut);
    }

    /// Where the part can be cut, as soon as that is known; told once.
    pub(crate) fn take_cut(&mut self) -> Option<Cut> {
        self.cut.take()
    }
}

/// Row number and column of a cell, by its reference or by running on; `None` outside the grid.
pub(crate) fn place_of(reference: Option<&[u8]>, row: u32, next_column: u32) -> Option<(u32, u32)> {
    match reference {
        Some(reference) => place(reference),
        None => {
            Some((row, next_column)).filter(|(row, column)| (1..=GRID_ROWS).contains(row) && *column < GRID_COLUMNS)
        }
    }
}

/// `B7` as row number 7 and column 1.
pub(crate) fn place(reference: &[u8]) -> Option<(u32, u32)> {
    let digits_at = reference.iter().position(u8::is_ascii_digit)?;
    let (letters, digits) = reference.split_at(digits_at);
    if letters.is_empty() || letters.len() > 3 || digits.len() > 7 {
        return None;
    }
    let mut column = 0;
    for letter in letters {
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        column = column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    let mut row = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        row = row * 10 + u32::from(digit - b'0');
    }
    ((1..=GRID_ROWS).contains(&row) && column <= GRID_COLUMNS).then_some((row, column - 1))
}

/// `A1:B2` as first row number, first column, last row number, last column.
pub(crate) fn area_of(reference: &[u8]) -> Option<(u32, u32, u32, u32)> {
    let mut ends = reference.split(|b| *b == b':');
    let (first, second) = (place(ends.next()?)?, ends.next());
    let last = match second {
        Some(last) => place(last)?,
        None => first,
    };
    Some((
        first.0.min(last.0),
        first.1.min(last.1),
        first.0.max(last.0),
        first.1.max(last.1),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanned(rows: &str) -> Scan {
        let xml = format!(
            "<worksheet><cols><col min='2' max='3' hidden='1'/></cols><sheetData>{rows}</sheetData></worksheet>"
        );
        let mut cells = Cells::new(xml.as_bytes());
        while cells.next().unwrap().is_some() {}
        cells.scan
    }

    #[test]
    fn hidden_rows_and_columns_are_found() {
        let scan = scanned("<row r='4' hidden='1'><c r='A4'><v>1</v></c></row><row r='5'/>");
        assert_eq!((scan.hidden_rows, scan.hidden_columns), (vec![4], vec![1, 2]));
    }

    #[test]
    fn formulas_without_a_value_are_counted_and_empty_texts_are_values() {
        let scan = scanned(
            "<row><c r='A1'><f>1+1</f></c><c r='B1'><f>1</f><v></v></c><c r='C1' t='str'><f>\"\"</f><v></v></c>\
             <c r='D1'><f>0</f><v>0</v></c></row>",
        );
        assert_eq!((scan.formulas, scan.not_calculated, scan.zero_formulas), (4, 2, 1));
    }

    #[test]
    fn blanks_around_values_and_places_outside_the_grid_mislead() {
        assert!(scanned("<row><c t='s'><v>\n1</v></c></row>").misleading);
        assert!(
            !scanned("<row><c t='str'><v> x </v></c></row>").misleading,
            "blanks around text are its own"
        );
        let outside = scanned("<row><c r='ZZZZZZZZZZ1'><v>1</v></c><c r='A0'/><c r='A1048577'/></row>");
        assert_eq!((outside.outside, outside.misleading), (3, true));
    }

    #[test]
    fn references_are_places() {
        assert_eq!(place(b"A1"), Some((1, 0)));
        assert_eq!(place(b"XFD1048576"), Some((1_048_576, 16_383)));
        assert_eq!(
            (place(b"XFE1"), place(b"A0"), place(b"7"), place(b"A")),
            (None, None, None, None)
        );
        assert_eq!(
            area_of(b"B3:A1"),
            Some((1, 0, 3, 1)),
            "an area may be named from any corner"
        );
    }

    #[test]
    fn a_cut_is_told_before_the_next_numbered_row() {
        let rows = |numbered: bool| -> String {
            let number = |row: u64| if numbered { format!(" r='{row}'") } else { String::new() };
            (1..=TELL_EVERY)
                .map(|row| format!("<row{}><c/><c/></row>", number(row)))
                .collect()
        };
        let told = |xml: &str| {
            let (tell, told) = std::sync::mpsc::channel();
            let (tell_below, below) = std::sync::mpsc::channel();
            let after = Some(xml.len() as u64 / 2);
            let scan = scan(xml.as_bytes(), after, &tell, &tell_below, &AtomicBool::new(false)).expect("no damage");
            assert_eq!(scan.cells, 2 * TELL_EVERY);
            (told.try_iter().find_map(|ahead| ahead.cut), below.try_iter().count())
        };
        let xml = format!("<worksheet><sheetData>{}</sheetData></worksheet>", rows(true));
        let (cut, told_below) = told(&xml);
        let cut = cut.expect("rows have numbers");
        let begins = format!("<row r='{}'>", cut.row);
        assert!(xml[cut.at as usize..].starts_with(&begins), "{cut:?}");
        assert_eq!(cut.cells, 2 * (u64::from(cut.row) - 1));
        assert_eq!(
            told_below, 2,
            "what lies behind the cut is told to the one who reads there"
        );

        let unnumbered = format!("<worksheet><sheetData>{}</sheetData></worksheet>", rows(false));
        assert_eq!(told(&unnumbered), (None, 0));
        let other = format!("<?xml version='1.0' encoding='ISO-8859-1'?>{xml}");
        assert_eq!(told(&other), (None, 0), "the second stream would take it for UTF-8");
    }

    #[test]
    fn buttons_below_the_cells_are_no_rows() {
        let button = "<controls><control><from><xdr:col>1</xdr:col><xdr:row>3</xdr:row></from></control></controls>";
        for cells in [
            "<sheetData/>",
            "<sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData>",
        ] {
            let xml = format!("<worksheet>{cells}{button}</worksheet>");
            let mut cells = Cells::new(xml.as_bytes());
            while cells.next().expect("no damage").is_some() {}
            assert!(!cells.scan.misleading);
        }
    }

    #[test]
    fn a_sheet_cut_off_in_its_rows_is_damaged() {
        let mut cells = Cells::new(&b"<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c>"[..]);
        let mut last = Ok(None);
        for _ in 0..3 {
            last = cells.next();
        }
        assert_eq!(last, Err(ReadError::Damaged));
    }
}
