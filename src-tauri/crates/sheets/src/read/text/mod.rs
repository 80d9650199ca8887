//! Text files with delimiters. Separate from workbooks because nothing is declared in them: encoding, delimiter and
//! quotes are found out from the content, and a cell is what was typed, text until somebody decides what it means.

mod decoded;
mod dialect;
mod encoding;
mod records;

use super::sink::{RowSink, SheetNotes};
use super::{ReadError, SheetSummary, SheetVisibility, cell};
use crate::raw::{RawCell, ReadRemark};
use dialect::Dialect;
use records::{Record, Records};
use std::collections::HashMap;
use std::fs::File;
use std::path::Path;

pub(crate) use decoded::{Decoded, Utf8};
pub(crate) use encoding::start_as_text;

/// The one sheet of a text file. `called_workbook`: the name promises a workbook, so prose without a delimiter is none.
pub(crate) fn sheets(file: &Path, called_workbook: bool) -> Result<Vec<SheetSummary>, ReadError> {
    let opened = Opened::open(file, called_workbook)?;
    Ok(vec![SheetSummary {
        name: sheet_name(file),
        visibility: SheetVisibility::Visible,
        rows: opened.rows_when_small,
        columns: None,
        tables: Vec::new(),
        pivot: None,
    }])
}

/// What a text file's sheet is called: the file's name without its ending.
pub(crate) fn sheet_name(file: &Path) -> String {
    file.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

pub(crate) fn read(file: &Path, name: &str, called_workbook: bool, sink: &mut dyn RowSink) -> Result<(), ReadError> {
    if name != sheet_name(file) {
        return Err(ReadError::NoSuchSheet { sheet: name.to_owned() });
    }
    let opened = Opened::open(file, called_workbook)?;
    sink.opening(opened.rows_when_small)?;
    let mut records = opened.records;
    let mut record = Record::default();
    let mut cells = Vec::new();
    let mut number = 0u32;
    let mut widths: HashMap<usize, u32> = HashMap::new();
    let mut unclosed = None;
    while sink.wants_rows() && records.next(&mut record)? {
        number = number.checked_add(1).ok_or(ReadError::TooLarge { declared: None })?;
        if record.has_unclosed_quote {
            unclosed = unclosed.or(Some(number));
        }
        cells.clear();
        cells.extend(record.fields().map(|field| cell::text(as_typed(field), sink)));
        if cells.iter().any(|cell| *cell != RawCell::Blank) {
            *widths.entry(cells.len()).or_default() += 1;
            sink.row(number, &cells)?;
        }
    }
    let usual = widths.values().copied().max().unwrap_or(0);
    let ragged = widths.values().sum::<u32>() - usual;
    let mut remarks = vec![ReadRemark::TextFile {
        encoding: opened.encoding.name().to_owned(),
        delimiter: opened.dialect.delimiter as char,
    }];
    if ragged > 0 {
        remarks.push(ReadRemark::RaggedRows { rows: ragged });
    }
    if let Some(row) = unclosed {
        remarks.push(ReadRemark::UnclosedQuote { row });
    }
    sink.notes(SheetNotes {
        remarks,
        ..SheetNotes::default()
    });
    Ok(())
}

/// `="00123"` is how exports make Excel keep leading zeros: the text is between the quotes.
fn as_typed(field: &str) -> &str {
    field
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inside| !inside.contains('"'))
        .unwrap_or(field)
}

struct Opened {
    encoding: &'static encoding_rs::Encoding,
    dialect: Dialect,
    records: Records<File>,
    /// Known when the first look took in the whole file.
    rows_when_small: Option<u32>,
}

impl Opened {
    fn open(file: &Path, called_workbook: bool) -> Result<Opened, ReadError> {
        let encoding = encoding::detect(&mut File::open(file)?)?;
        let mut records = Records::open(File::open(file)?, encoding);
        let (start, is_all) = records.start()?;
        if start.trim().is_empty() && is_all {
            return Err(ReadError::Empty);
        }
        let (dialect, skip) = dialect::detect(start, is_all);
        if called_workbook && !dialect.is_certain {
            return Err(ReadError::NotAWorkbook {
                looks_like: "a plain text file".into(),
            });
        }
        let rows_when_small = is_all.then(|| records::count(&start[skip..], dialect));
        records.begin(dialect, skip);
        Ok(Opened {
            encoding,
            dialect,
            records,
            rows_when_small,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raw::RawTable;
    use crate::read::{Limits, ReadProgress, ReaderHost};

    fn table(bytes: &[u8]) -> RawTable {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        std::fs::write(&path, bytes).unwrap();
        let mut progress = |_: ReadProgress| {};
        ReaderHost::InProcess
            .table(&path, "list", &Limits::default(), &mut progress, &|| false)
            .unwrap()
    }

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let table = table(bytes);
        (0..table.rows())
            .map(|row| (0..table.width()).map(|column| table.display(row, column)).collect())
            .collect()
    }

    #[test]
    fn delimiters_are_found_and_one_column_stays_one() {
        for delimiter in [",", ";", "\t", "|"] {
            let text = format!("Name{delimiter}City\nAcme{delimiter}Bonn\nBolt{delimiter}Ulm\n");
            assert_eq!(
                rows(text.as_bytes()),
                [["Name", "City"], ["Acme", "Bonn"], ["Bolt", "Ulm"]],
                "{delimiter:?}"
            );
        }
        assert_eq!(rows(b"Name\nAcme\nBolt\n"), [["Name"], ["Acme"], ["Bolt"]]);
    }

    #[test]
    fn a_decimal_comma_does_not_split_a_semicolon_file() {
        assert_eq!(
            rows(b"a;b\n1,5;2,5\n3,5;4,5\n"),
            [["a", "b"], ["1,5", "2,5"], ["3,5", "4,5"]]
        );
    }

    #[test]
    fn a_sep_line_is_obeyed_and_is_no_row() {
        let table = table(b"sep=|\r\na|b,c\r\n1|2\r\n");
        assert_eq!(
            (table.width(), table.row_number(0)),
            (2, 1),
            "Excel does not show the line"
        );
        assert_eq!(table.display(0, 1), "b,c");
    }

    #[test]
    fn quotes_line_breaks_and_every_line_end_are_read_right() {
        assert_eq!(
            rows(b"a,b\r\n\"x \"\"y\"\"\",\"two\nlines\"\r\n"),
            [["a", "b"], ["x \"y\"", "two\nlines"]]
        );
        assert_eq!(rows(b"a,b\r1,2\r3,4"), [["a", "b"], ["1", "2"], ["3", "4"]]);
        assert_eq!(
            rows(b"a, \"b, c\", d\n1, \"2, 3\", 4\n"),
            [["a", "b, c", "d"], ["1", "2, 3", "4"]]
        );
        assert_eq!(rows(b"'a','b;c'\n'1','2'\n"), [["a", "b;c"], ["1", "2"]]);
        assert_eq!(
            rows(b"a,b\n\"say \\\"x\\\" now\",2\n"),
            [["a", "b"], ["say \"x\" now", "2"]]
        );
    }

    #[test]
    fn an_unclosed_quote_costs_its_own_cell_and_names_its_row() {
        let mut text = String::from("name,city\n\"Acme,Bonn\n");
        for row in 0..500 {
            text.push_str(&format!("Bolt {row},\"Ulm\"\n"));
        }
        let table = table(text.as_bytes());
        assert_eq!(table.rows(), 502, "the rest of the file is not swallowed");
        assert!(
            table.remarks.contains(&ReadRemark::UnclosedQuote { row: 2 }),
            "{:?}",
            table.remarks
        );
        assert_eq!(table.display(1, 1), "Bonn");
    }

    #[test]
    fn ragged_rows_are_kept_and_counted() {
        let table = table(b"a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3\n");
        assert!(
            table.remarks.contains(&ReadRemark::RaggedRows { rows: 2 }),
            "{:?}",
            table.remarks
        );
        assert_eq!(
            (table.width(), table.display(2, 2)),
            (4, String::new()),
            "missing cells are blank, not shifted"
        );
    }

    #[test]
    fn encodings_are_found() {
        let utf16le: Vec<u8> = "Name;Stadt\nMüller;Köln\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let utf16be: Vec<u8> = "Name;Stadt\nMüller;Köln\n"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let expected = [["Name", "Stadt"], ["Müller", "Köln"]];
        for bytes in [
            "Name;Stadt\nMüller;Köln\n".as_bytes().to_vec(),
            "\u{feff}Name;Stadt\nMüller;Köln\n".as_bytes().to_vec(),
            b"Name;Stadt\nM\xFCller;K\xF6ln\n".to_vec(),
            [&[0xFF, 0xFE][..], &utf16le].concat(),
            [&[0xFE, 0xFF][..], &utf16be].concat(),
            utf16le,
            utf16be,
        ] {
            assert_eq!(rows(&bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn nuls_and_a_closing_control_z_are_dropped() {
        assert_eq!(rows(b"a,b\n1,2\0\n\x1a"), [["a", "b"], ["1", "2"]]);
    }

    #[test]
    fn excel_text_formulas_give_their_text() {
        assert_eq!(rows(b"id,n\n=\"00123\",1\n"), [["id", "n"], ["00123", "1"]]);
    }

    #[test]
    fn blank_lines_count_as_rows_as_a_spreadsheet_program_counts_them() {
        let table = table(b"a,b\n\n1,2\n");
        assert_eq!(table.row_numbers(), [1, 3]);
    }

    #[test]
    fn prose_under_a_workbooks_name_is_no_workbook() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.xlsx");
        std::fs::write(
            &path,
            "Dear colleague,\nplease find the list in the other mail.\nBest regards\n",
        )
        .unwrap();
        let error = ReaderHost::InProcess
            .sheets(&path, &Limits::default(), &|| false)
            .unwrap_err();
        assert!(matches!(error, ReadError::NotAWorkbook { .. }), "{error:?}");
    }

    proptest::proptest! {
        #[test]
        fn whatever_was_written_with_quotes_is_read_back(
            cells in proptest::collection::vec(proptest::collection::vec("[ -~äß\n]{0,12}", 3), 2..20),
        ) {
            let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
            writer.write_record(["one", "two", "three"]).unwrap();
            for row in &cells {
                writer.write_record(row).unwrap();
            }
            let mut dialect = Dialect::of(b',');
            dialect.is_certain = true;
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let mut records = Records::open(std::io::Cursor::new(text.into_bytes()), encoding_rs::UTF_8);
            records.begin(dialect, 0);
            let mut record = Record::default();
            let mut read = Vec::new();
            while records.next(&mut record).unwrap() {
                read.push(record.fields().map(str::to_owned).collect::<Vec<_>>());
            }
            proptest::prop_assert_eq!(&read[1..], &cells[..]);
        }

        #[test]
        fn no_bytes_make_the_reader_fail_or_hang(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..600)) {
            let mut records = Records::open(std::io::Cursor::new(bytes), encoding_rs::WINDOWS_1252);
            let (start, is_all) = records.start().unwrap();
            let (dialect, skip) = dialect::detect(start, is_all);
            records.begin(dialect, skip);
            let mut record = Record::default();
            while records.next(&mut record).unwrap() {}
        }
    }
}
