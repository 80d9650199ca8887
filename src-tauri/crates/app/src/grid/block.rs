//! Text from the clipboard as cells, and where a block of cells goes. Separate from what cells may hold: this is only the
//! notation and the rules of shape that spreadsheets share.

/// A block of texts as a spreadsheet put it on the clipboard. Lines may differ in length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    lines: Vec<Vec<String>>,
    width: usize,
}

impl Block {
    /// Reads tab-separated lines. A cell that begins with a quote and has its closing one right before a tab or line end is
    /// quoted and may hold both; any other quote is part of the text. `None` when there is nothing at all.
    pub(super) fn read(text: &str) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        let mut lines = vec![Vec::new()];
        let mut rest = text;
        loop {
            let (cell, after) = quoted(rest).unwrap_or_else(|| plain(rest));
            lines.last_mut().expect("there is a line").push(cell);
            if let Some(next) = after.strip_prefix('\t') {
                rest = next;
                continue;
            }
            rest = match line_end(after) {
                0 => break,
                length => &after[length..],
            };
            // The line end after the last line belongs to it.
            if rest.is_empty() {
                break;
            }
            lines.push(Vec::new());
        }
        let width = lines.iter().map(Vec::len).max().unwrap_or(0);
        Some(Block { lines, width })
    }

    /// The text for a cell of the area that is filled with this block, over and over; `None` where its line is too short.
    pub(super) fn at(&self, row: usize, column: usize) -> Option<&str> {
        self.lines[row % self.lines.len()]
            .get(column % self.width)
            .map(String::as_str)
    }

    /// The texts that go into a column of the area.
    pub(super) fn column(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.lines.iter().map(move |line| line.get(column % self.width));
        cells.flatten().map(String::as_str)
    }

    /// Rows and columns that the block takes up when it is pasted on a selection of that size. A side of the selection that
    /// holds the block's side a whole number of times is filled; a single row or column does not bound the block. Where
    /// either side fits neither way the block is pasted once, as it is.
    pub(super) fn area(&self, rows: usize, columns: usize) -> (usize, usize) {
        let side = |selected: usize, own: usize| match selected {
            selected if selected.is_multiple_of(own) => Some(selected),
            1 => Some(own),
            _ => None,
        };
        match (side(rows, self.lines.len()), side(columns, self.width)) {
            (Some(rows), Some(columns)) => (rows, columns),
            _ => (self.lines.len(), self.width),
        }
    }
}

/// A quoted cell and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut cell = String::new();
    let mut rest = inside;
    loop {
        let (before, after) = rest.split_once('"')?;
        cell.push_str(before);
        match after.strip_prefix('"') {
            Some(next) => {
                cell.push('"');
                rest = next;
            }
            None => {
                let ends = after.is_empty() || after.starts_with('\t') || line_end(after) > 0;
                return ends.then_some((cell, after));
            }
        }
    }
}

fn plain(text: &str) -> (String, &str) {
    let end = text.find(['\t', '\r', '\n']).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

/// Bytes of the line end that the text begins with.
fn line_end(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::clipboard::tab_separated;
    use super::*;
    use proptest::prelude::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        Block::read(text).expect("there is something").lines
    }

    #[test]
    fn a_block_from_a_spreadsheet_is_read_with_its_quotes_and_line_breaks() {
        assert_eq!(
            cells("Alba\t12\r\n\"two\nlines\"\t\"say \"\"hi\"\"\"\r\n"),
            [["Alba", "12"], ["two\nlines", "say \"hi\""]],
            "the last line end begins no further line"
        );
        assert_eq!(
            cells("5\" pipe\t\"a\" b"),
            [["5\" pipe", "\"a\" b"]],
            "inches are no quotes"
        );
        assert_eq!(cells("\"never closed"), [["\"never closed"]], "an odd quote is text");
        assert_eq!(cells("a\n\nb"), [["a"], [""], ["b"]], "a blank cell stands for itself");
        assert_eq!(cells("\t"), [["", ""]]);
        assert_eq!(Block::read(""), None);
    }

    #[test]
    fn one_cell_fills_a_selection_and_a_larger_block_keeps_its_shape() {
        let one = Block::read("x").expect("a cell");
        assert_eq!(one.area(7, 3), (7, 3));
        let block = Block::read("1\t2\n3\t4").expect("a block");
        assert_eq!(block.area(1, 1), (2, 2), "a single cell is only where it begins");
        assert_eq!(block.area(4, 6), (4, 6), "twice down and three times across");
        assert_eq!(
            block.area(3, 4),
            (2, 2),
            "a selection that does not fit it bounds nothing"
        );
        assert_eq!(block.area(4, 1), (4, 2), "a single column does not bound the block");
        assert_eq!((block.at(3, 5), block.at(2, 0)), (Some("4"), Some("1")));
    }

    #[test]
    fn a_short_line_says_nothing_about_the_rest_of_its_row() {
        let block = Block::read("a\tb\nc").expect("a block");
        assert_eq!((block.at(1, 0), block.at(1, 1)), (Some("c"), None));
    }

    proptest! {
        #[test]
        fn what_the_grid_copies_comes_back_as_it_was(
            table in (1_usize..5).prop_flat_map(|width| {
                prop::collection::vec(prop::collection::vec("[ab \"\t\n\r,;é]{0,6}", width), 1..6)
            })
        ) {
            // A lone empty cell is an empty clipboard.
            prop_assume!(table != vec![vec![String::new()]]);
            let text = tab_separated(&table);
            let mut back = cells(&text);
            // A last row of one empty cell looks like the end of the line before it.
            back.resize(table.len(), vec![String::new()]);
            prop_assert_eq!(back, table);
        }

        #[test]
        fn no_text_whatever_breaks_the_reader(text in "\\PC*[\t\n\r\"]{0,4}\\PC*") {
            let block = Block::read(&text);
            prop_assert_eq!(block.is_none(), text.is_empty());
        }
    }
}
