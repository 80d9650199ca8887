//! Web pages under a spreadsheet's name: what many programs export as "Excel". Their tables are read as sheets, tag by tag
//! by the tokenizer that browsers use; what else is on the page is passed over.

use super::limits::{GRID_COLUMNS, GRID_ROWS};
use super::sink::{RowSink, SheetNotes};
use super::text::{self, Decoded};
use super::{ReadError, SheetSummary, SheetVisibility, cell};
use crate::raw::RawCell;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;
use std::collections::HashSet;
use std::path::Path;

/// The tables of a page that hold anything.
pub(crate) fn sheets(file: &Path) -> Result<Vec<SheetSummary>, ReadError> {
    let mut count = Counts::default();
    walk(file, &mut count)?;
    let tables: Vec<(usize, Count)> = count.found().collect();
    if tables.is_empty() {
        return Err(ReadError::NotAWorkbook {
            looks_like: "a web page without a table".to_owned(),
        });
    }
    let names = names(file, &tables);
    let sheets = tables.into_iter().zip(names).map(|((_, count), name)| SheetSummary {
        name,
        visibility: SheetVisibility::Visible,
        rows: Some(count.rows),
        columns: Some(count.columns),
        tables: Vec::new(),
        pivot: None,
    });
    Ok(sheets.collect())
}

pub(crate) fn read(file: &Path, name: &str, sink: &mut dyn RowSink) -> Result<(), ReadError> {
    let mut count = Counts::default();
    walk(file, &mut count)?;
    let tables: Vec<(usize, Count)> = count.found().collect();
    let names = names(file, &tables);
    let Some(at) = names.iter().position(|known| known == name) else {
        return Err(ReadError::NoSuchSheet { sheet: name.to_owned() });
    };
    let (table, Count { rows, .. }) = &tables[at];
    sink.opening(Some(*rows))?;
    let mut rows = Rows {
        table: *table,
        sink,
        cells: Vec::new(),
        merged: Vec::new(),
    };
    walk(file, &mut rows)?;
    let merged = std::mem::take(&mut rows.merged);
    sink.notes(SheetNotes {
        merged,
        ..SheetNotes::default()
    });
    Ok(())
}

/// What the tables are called: the only one as the file, several by their captions or else by their number.
fn names(file: &Path, tables: &[(usize, Count)]) -> Vec<String> {
    if let [_] = tables {
        return vec![text::sheet_name(file)];
    }
    let mut taken = HashSet::new();
    let named = tables.iter().enumerate().map(|(at, (_, count))| {
        let mut name = match count.caption.trim() {
            "" => format!("Table {}", at + 1),
            caption => caption.to_owned(),
        };
        while !taken.insert(name.clone()) {
            name.push('′');
        }
        name
    });
    named.collect()
}

/// Takes the rows of a page's tables, in the order of their ends. Tables count from 0 in the order of their beginnings.
trait Tables {
    fn caption(&mut self, table: usize, caption: &str);
    /// A row of a table, its number counted from 1.
    fn row(&mut self, table: usize, number: u32, cells: &[Spanning]) -> Result<(), ReadError>;
    fn goes_on(&self) -> bool;
}

/// A cell with its place and what it covers.
#[derive(Debug, Clone, Default)]
struct Spanning {
    column: u32,
    /// Rows and columns that it covers, itself included.
    rows: u32,
    columns: u32,
    text: String,
    /// What Excel wrote beside a number that it shows otherwise.
    number: Option<f64>,
}

#[derive(Debug, Clone, Default)]
struct Count {
    rows: u32,
    columns: u32,
    caption: String,
}

/// Counts what is in each table.
#[derive(Default)]
struct Counts(Vec<Count>);

impl Counts {
    fn of(&mut self, table: usize) -> &mut Count {
        if self.0.len() <= table {
            self.0.resize(table + 1, Count::default());
        }
        &mut self.0[table]
    }

    /// Tables with rows, by their number.
    fn found(self) -> impl Iterator<Item = (usize, Count)> {
        self.0.into_iter().enumerate().filter(|(_, count)| count.rows > 0)
    }
}

impl Tables for Counts {
    fn caption(&mut self, table: usize, caption: &str) {
        caption.clone_into(&mut self.of(table).caption);
    }

    fn row(&mut self, table: usize, number: u32, cells: &[Spanning]) -> Result<(), ReadError> {
        let filled = cells.iter().filter(|cell| !cell.text.trim().is_empty());
        if let Some(last) = filled.map(|cell| cell.column + 1).max() {
            let count = self.of(table);
            count.rows = number;
            count.columns = count.columns.max(last);
        }
        Ok(())
    }

    fn goes_on(&self) -> bool {
        true
    }
}

/// Hands the rows of one table on.
struct Rows<'a> {
    table: usize,
    sink: &'a mut dyn RowSink,
    cells: Vec<RawCell>,
    merged: Vec<(u32, u32, u32, u32)>,
}

impl Tables for Rows<'_> {
    fn caption(&mut self, _: usize, _: &str) {}

    fn row(&mut self, table: usize, number: u32, cells: &[Spanning]) -> Result<(), ReadError> {
        if table != self.table {
            return Ok(());
        }
        self.cells.clear();
        for spanning in cells {
            let value = match spanning.number {
                Some(number) => RawCell::Number(number),
                None => cell::text(spanning.text.trim(), self.sink),
            };
            let column = spanning.column as usize;
            self.cells.resize(self.cells.len().max(column + 1), RawCell::Blank);
            self.cells[column] = value;
            if spanning.rows > 1 || spanning.columns > 1 {
                let (last_row, last_column) = (number + spanning.rows - 1, spanning.column + spanning.columns - 1);
                if self.merged.len() < MOST_MERGES {
                    self.merged.push((number, spanning.column, last_row, last_column));
                }
            }
        }
        if self.cells.iter().any(|cell| *cell != RawCell::Blank) {
            self.sink.row(number, &self.cells)?;
        }
        Ok(())
    }

    fn goes_on(&self) -> bool {
        self.sink.wants_rows()
    }
}

/// Goes through a page from beginning to end.
fn walk(file: &Path, tables: &mut dyn Tables) -> Result<(), ReadError> {
    let mut input = Decoded::open_markup(file)?;
    let page = Page {
        state: RefCell::new(State {
            tables,
            open: Vec::new(),
            begun: 0,
            failed: None,
        }),
    };
    let tokenizer = Tokenizer::new(page, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut piece = String::new();
    while !input.has_ended() {
        piece.clear();
        input.fill(&mut piece)?;
        queue.push_back(StrTendril::from_slice(&piece));
        // Each script that ends is handed over once; there is nothing to do about it.
        while !queue.is_empty() {
            drop(tokenizer.feed(&queue));
        }
        let state = tokenizer.sink.state.borrow();
        if state.failed.is_some() || !state.tables.goes_on() {
            break;
        }
    }
    tokenizer.end();
    let mut state = tokenizer.sink.state.borrow_mut();
    while !state.open.is_empty() {
        state.end_table();
    }
    state.failed.take().map_or(Ok(()), Err)
}

struct Page<'a> {
    state: RefCell<State<'a>>,
}

struct State<'a> {
    tables: &'a mut dyn Tables,
    /// Tables that have begun and not ended, the outermost first: layouts hold tables in their cells.
    open: Vec<OpenTable>,
    begun: usize,
    failed: Option<ReadError>,
}

#[derive(Default)]
struct OpenTable {
    number: usize,
    rows: u32,
    row: Option<Vec<Spanning>>,
    cell: Option<Spanning>,
    caption: Option<String>,
    /// By column, how many more rows a cell from above covers.
    covered: Vec<u32>,
}

/// A text longer than a cell of any spreadsheet holds: cut, as programs cut it.
const LONGEST_TEXT: usize = 1 << 20;

/// Merged cells beyond this many are not kept: no table has them.
const MOST_MERGES: usize = 200_000;

/// A cell covers no more than this, whatever it says.
const WIDEST_SPAN: u32 = 1000;

impl TokenSink for Page<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        if state.failed.is_some() {
            return TokenSinkResult::Continue;
        }
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::TagToken(tag) => return state.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State<'_> {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let begins = tag.kind == TagKind::StartTag;
        match (&*tag.name, begins) {
            // What stands in these is no text of the page.
            ("script", true) => return TokenSinkResult::RawData(RawKind::ScriptData),
            ("style", true) => return TokenSinkResult::RawData(RawKind::Rawtext),
            ("table", true) => {
                self.open.push(OpenTable {
                    number: self.begun,
                    ..OpenTable::default()
                });
                self.begun += 1;
            }
            ("table", false) => self.end_table(),
            ("tr", true) => {
                self.end_row();
                if let Some(table) = self.open.last_mut() {
                    table.row = Some(Vec::new());
                }
            }
            ("tr" | "thead" | "tbody" | "tfoot", false) => self.end_row(),
            ("td" | "th", true) => self.begin_cell(tag),
            ("td" | "th", false) => self.end_cell(),
            ("br", _) => self.line_break(),
            // Blocks stand in lines of their own.
            ("p" | "div" | "li", _) => self.begin_line(),
            ("caption", true) => {
                if let Some(table) = self.open.last_mut() {
                    table.caption = Some(String::new());
                }
            }
            ("caption", false) => {
                if let Some((table, caption)) = self
                    .open
                    .last_mut()
                    .and_then(|table| Some((table.number, table.caption.take()?)))
                {
                    self.tables.caption(table, caption.trim());
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }

    /// Takes text into the cell that is open. White space counts once, as on the page; a line break stays one.
    fn text(&mut self, text: &str) {
        let Some(into) = self.text_under_way() else { return };
        for c in text.chars() {
            let c = if c.is_whitespace() { ' ' } else { c };
            let again = c == ' ' && (into.is_empty() || into.ends_with([' ', '\n']));
            if !again && into.len() < LONGEST_TEXT {
                into.push(c);
            }
        }
    }

    fn text_under_way(&mut self) -> Option<&mut String> {
        let table = self.open.last_mut()?;
        match (&mut table.caption, &mut table.cell) {
            (Some(caption), _) => Some(caption),
            (None, Some(cell)) => Some(&mut cell.text),
            _ => None,
        }
    }

    fn line_break(&mut self) {
        if let Some(into) = self.text_under_way().filter(|text| text.len() < LONGEST_TEXT) {
            into.truncate(into.trim_end_matches(' ').len());
            into.push('\n');
        }
    }

    /// A break, unless the line has just begun.
    fn begin_line(&mut self) {
        let text = self.text_under_way();
        if text.is_some_and(|text| !text.is_empty() && !text.ends_with('\n')) {
            self.line_break();
        }
    }

    fn begin_cell(&mut self, tag: &Tag) {
        self.end_cell();
        let Some(table) = self.open.last_mut() else { return };
        let of = |name: &str| {
            let mut attributes = tag.attrs.iter();
            attributes
                .find(|attribute| *attribute.name.local == *name)
                .map(|attribute| attribute.value.trim())
        };
        let span = |name: &str, most: u32| of(name).and_then(|text| text.parse().ok()).unwrap_or(1).clamp(1, most);
        let row = table.row.get_or_insert_default();
        let mut column = row.last().map_or(0, |cell| cell.column + cell.columns);
        while table.covered.get(column as usize).is_some_and(|rows| *rows > 0) {
            column += 1;
        }
        table.cell = Some(Spanning {
            column,
            rows: span("rowspan", GRID_ROWS),
            columns: span("colspan", WIDEST_SPAN),
            text: String::new(),
            number: of("x:num")
                .and_then(|text| text.parse().ok())
                .filter(|number: &f64| number.is_finite()),
        });
    }

    fn end_cell(&mut self) {
        let Some(table) = self.open.last_mut() else { return };
        if let (Some(cell), Some(row)) = (table.cell.take(), &mut table.row)
            && cell.column < GRID_COLUMNS
        {
            row.push(cell);
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        let Some(table) = self.open.last_mut() else { return };
        let Some(row) = table.row.take() else { return };
        table.covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        for cell in row.iter().filter(|cell| cell.rows > 1) {
            let end = (cell.column + cell.columns).min(GRID_COLUMNS) as usize;
            table.covered.resize(table.covered.len().max(end), 0);
            table.covered[cell.column as usize..end].fill(cell.rows - 1);
        }
        table.rows += 1;
        let taken = if table.rows > GRID_ROWS {
            Err(ReadError::TooLarge { declared: None })
        } else {
            self.tables.row(table.number, table.rows, &row)
        };
        if let Err(error) = taken {
            self.failed = Some(error);
        }
    }

    fn end_table(&mut self) {
        self.end_row();
        self.open.pop();
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, ReadError, ReaderHost};

    fn read(page: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("export.xls");
        std::fs::write(&path, page).unwrap();
        let (host, limits) = (ReaderHost::InProcess, Limits::default());
        let summary = host.sheets(&path, &limits, &|| false).unwrap();
        let sheets = summary.sheets.iter().map(|sheet| {
            let table = host.table(&path, &sheet.name, &limits, &mut |_| {}, &|| false).unwrap();
            let rows = 0..table.rows();
            let rows = rows.map(|row| (0..table.width()).map(|column| table.display(row, column)).collect());
            (sheet.name.clone(), rows.collect())
        });
        sheets.collect()
    }

    #[test]
    fn a_table_is_read_with_entities_breaks_and_forgotten_end_tags() {
        let page = "<html><head><style>td > b {}</style><script>'<td>'</script></head><body><h1>Report</h1>\
                    <TABLE><TR><TH>Name<TH>City<TR><TD>M&uuml;ller &amp;\n  S&#246;hne<td>K&ouml;ln<br>Deutz&nbsp;\
                    <tr><td x:num='1234.5'>1.234,50 €<td></table></body></html>";
        let expected = [["Name", "City"], ["Müller & Söhne", "Köln\nDeutz"], ["1234.5", ""]];
        assert_eq!(
            read(page.as_bytes()),
            [(
                "export".to_owned(),
                expected.map(|row| row.map(str::to_owned).to_vec()).to_vec()
            )]
        );
    }

    #[test]
    fn cells_stand_in_their_columns_whatever_spans_them() {
        let page = "<table><tr><td rowspan=2>A<td colspan=2>B<td>C<tr><td>1<td>2<td>3<tr><td>x</table>";
        let rows = &read(page.as_bytes())[0].1;
        assert_eq!(rows[0], ["A", "B", "", "C"]);
        assert_eq!(rows[1], ["", "1", "2", "3"]);
        assert_eq!(rows[2], ["x", "", "", ""]);
    }

    #[test]
    fn tables_within_a_layout_are_sheets_of_their_own() {
        let page = "<table><tr><td><table><caption>Accounts</caption><tr><td>Alba</table>\
                    <td><table><tr><td>Rep<tr><td>Ann</table></table>";
        let sheets = read(page.as_bytes());
        let names: Vec<_> = sheets.iter().map(|(name, rows)| (name.as_str(), rows.len())).collect();
        assert_eq!(names, [("Accounts", 1), ("Table 2", 2)]);
    }

    #[test]
    fn the_declared_encoding_counts_where_bytes_do_not_tell() {
        let page = b"<html><meta charset=windows-1250><table><tr><td>\xA3\xF3d\x9F</table>";
        assert_eq!(read(page)[0].1, [["Łódź"]]);
    }

    #[test]
    fn a_page_without_a_table_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.xls");
        std::fs::write(&path, "<html><body>Sign in to continue</body></html>").unwrap();
        let error = ReaderHost::InProcess
            .sheets(&path, &Limits::default(), &|| false)
            .unwrap_err();
        assert!(matches!(error, ReadError::NotAWorkbook { looks_like } if looks_like == "a web page without a table"));
    }

    proptest::proptest! {
        /// Whatever is written between tags: cells stand in ascending columns, and nothing fails but a page without a table.
        #[test]
        fn no_page_makes_the_reader_fail(parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3 colspan=2>", "<th colspan=999999>", "</td>", "a", "&amp;", "<br>",
                "<script>", "</script>", "<caption>", "</caption>", "<p", ">", "\"", "<!--", "-->", " ",
            ]),
            0..60,
        )) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("page.xls");
            std::fs::write(&path, format!("<html>{}", parts.concat())).unwrap();
            let (host, limits) = (ReaderHost::InProcess, Limits::default());
            match host.sheets(&path, &limits, &|| false) {
                Ok(summary) => {
                    for sheet in summary.sheets {
                        let table = host.table(&path, &sheet.name, &limits, &mut |_| {}, &|| false);
                        proptest::prop_assert!(table.is_ok(), "{:?}", table.err());
                    }
                }
                Err(error) => proptest::prop_assert!(matches!(error, ReadError::NotAWorkbook { .. }), "{error:?}"),
            }
        }
    }
}
