//! A stream of cells with the scan that watches it, and the second stream that takes the lower rows of a large sheet.

use super::cells::{Streamed, Stretch, stream_cells};
use super::tail::Tail;
use crate::raw::ReadRemark;
use crate::read::ReadError;
use crate::read::batch::Behind;
use crate::read::package::{self, Source};
use crate::read::scan::{self, Cut, Scan, Told};
use crate::read::sink::{RowSink, SheetNotes};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

/// Fewer formulas than this may well all be zero.
const FEW_FORMULAS: u32 = 3;

/// Where a sheet's cells are.
pub(super) struct Workbook<'a> {
    /// What calamine opens.
    pub(super) source: Source,
    /// The same with the whole of the part.
    pub(super) whole: Source,
    pub(super) sheet: &'a str,
    pub(super) part: &'a str,
    /// Set for a part that may be read by two.
    pub(super) in_two: Option<InTwo<'a>>,
}

#[derive(Debug, Clone)]
pub(super) struct InTwo<'a> {
    /// After so many bytes the rest of the part is left to a second stream.
    pub(super) after: u64,
    /// Parts that cells refer to.
    pub(super) shared: Vec<&'a str>,
}

impl<'a> Workbook<'a> {
    pub(super) fn of(source: Source, sheet: &'a str, part: &'a str) -> Self {
        Workbook {
            whole: source.clone(),
            source,
            sheet,
            part,
            in_two: None,
        }
    }
}

pub(super) enum Outcome {
    Done,
    /// calamine refuses the workbook for its packaging, or would misread the part as it is.
    Misleading,
    /// Rows do not come from top to bottom.
    Unordered,
    /// Two streams do not make one sheet.
    Apart,
}

pub(super) fn stream(workbook: &Workbook<'_>, sink: &mut dyn RowSink, sorted: bool) -> Result<Outcome, ReadError> {
    let stop = AtomicBool::new(false);
    let (tell, from) = mpsc::channel();
    let mut told = Told::new(from);
    let (tell_below, from) = mpsc::channel();
    let mut told_below = Some(Told::new(from));
    let (mut behind, rows_below) = workbook.in_two.as_ref().map(|_| sink.beside()).unzip();
    let (streamed, below, scanned) = std::thread::scope(|scope| {
        let scanning = scope.spawn(|| -> Result<Scan, ReadError> {
            let (tell, tell_below) = (tell, tell_below);
            let mut package = workbook.whole.package()?;
            let index = package::find(&package, workbook.part).ok_or(ReadError::Damaged)?;
            let after = workbook.in_two.as_ref().map(|in_two| in_two.after);
            scan::scan(package.by_index(index)?, after, &tell, &tell_below, &stop)
        });
        let mut below = None;
        let mut leave_rest = |cut: Cut| {
            let (told, sink) = (told_below.take(), behind.take());
            below = told
                .zip(sink)
                .map(|(told, sink)| scope.spawn(move || stream_below(workbook, cut, told, sink)));
        };
        let stretch = Stretch {
            sorted,
            leave_rest: Some(&mut leave_rest),
            ..Stretch::default()
        };
        // A panic of calamine's is one of its refusals: a mended copy may still be read.
        let streamed = catch_unwind(AssertUnwindSafe(|| stream_cells(workbook, &mut told, sink, stretch)))
            .unwrap_or(Ok(Streamed::Misleading));
        // The rows below follow as they come.
        let streamed = match (streamed, &below, &rows_below) {
            (Ok(all @ Streamed::All { .. }), Some(_), Some(rows)) => sink.append(rows).map(|()| all),
            (streamed, ..) => streamed,
        };
        // The scan goes on to the end of the part for what stands there, unless nobody wants to know any more.
        let is_all = matches!(streamed, Ok(Streamed::All { .. }));
        stop.store(!is_all, Ordering::Relaxed);
        if let (false, Some(rows)) = (is_all, &rows_below) {
            rows.watched.stop();
        }
        let below = below.map(|below| below.join().unwrap_or(Err(ReadError::Damaged)));
        (streamed, below, scanning.join().unwrap_or(Err(ReadError::Damaged)))
    });
    match (streamed?, below) {
        (Streamed::Misleading, _) | (Streamed::All { .. }, Some(Ok(Streamed::Misleading))) => Ok(Outcome::Misleading),
        (Streamed::Unordered, _) | (Streamed::All { .. }, Some(Ok(Streamed::Unordered))) => Ok(Outcome::Unordered),
        (Streamed::Enough, _) => Ok(Outcome::Done),
        (Streamed::All { .. }, below) => {
            let scan = scanned?;
            if scan.misleading {
                return Ok(Outcome::Misleading);
            }
            match below {
                None => {}
                Some(Ok(Streamed::All { cells })) if cells == scan.cells => {}
                // What two cannot make out, such as an odd package that cannot be copied, one may.
                Some(Ok(_) | Err(ReadError::Damaged)) => return Ok(Outcome::Apart),
                Some(Err(error)) => return Err(error),
            }
            sink.notes(notes(scan));
            Ok(Outcome::Done)
        }
    }
}

/// The rows from a cut on.
fn stream_below(workbook: &Workbook<'_>, cut: Cut, mut told: Told, mut rows: Behind) -> Result<Streamed, ReadError> {
    let shared = workbook.in_two.as_ref().map_or(&[][..], |in_two| &in_two.shared);
    let tail = Tail::of(&workbook.source, workbook.part, shared, cut.at)?;
    let tail = Workbook {
        source: Source::Tail(Arc::new(tail)),
        whole: workbook.whole.clone(),
        in_two: None,
        ..*workbook
    };
    let stretch = Stretch {
        begins: cut.cells,
        above: cut.row - 1,
        ..Stretch::default()
    };
    let streamed = catch_unwind(AssertUnwindSafe(|| stream_cells(&tail, &mut told, &mut rows, stretch)))
        .unwrap_or(Ok(Streamed::Misleading))?;
    rows.finish();
    Ok(streamed)
}

fn notes(scan: Scan) -> SheetNotes {
    let mut remarks = Vec::new();
    if scan.not_calculated > 0 {
        remarks.push(ReadRemark::NotCalculated {
            cells: scan.not_calculated,
        });
    }
    if scan.formulas >= FEW_FORMULAS && scan.zero_formulas == scan.formulas {
        remarks.push(ReadRemark::FormulasAllZero { cells: scan.formulas });
    }
    SheetNotes {
        hidden_rows: scan.hidden_rows,
        hidden_columns: scan.hidden_columns,
        merged: scan.merged,
        remarks,
        ..SheetNotes::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raw::{CellError, RawCell, RawTable};
    use crate::read::Limits;
    use crate::read::sink::TableSink;
    use std::fmt::Write as _;
    use std::io::{Cursor, Write as _};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    const PART: &str = "xl/worksheets/sheet1.xml";
    const COLUMNS: u32 = 10;

    /// A workbook with the rows as they are, and a shared text for every ten rows.
    fn workbook(rows: &str) -> Source {
        workbook_with(rows, "sheet1.xml")
    }

    fn workbook_with(rows: &str, sheet: &str) -> Source {
        let texts: String = (0..1_000).map(|n| format!("<si><t>Text {n}</t></si>")).collect();
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let relation = |id: u32, kind: &str, to: &str| {
            format!(
                "<Relationship Id=\"r{id}\" Target=\"{to}\" \
                 Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\"/>"
            )
        };
        let relations = |inside: &str| {
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>"
            )
        };
        let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        for (name, xml) in [
            (
                "_rels/.rels",
                relations(&relation(1, "officeDocument", "xl/workbook.xml")),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                relations(
                    &[
                        relation(1, "worksheet", &format!("worksheets/{sheet}")),
                        relation(2, "sharedStrings", "sharedStrings.xml"),
                    ]
                    .concat(),
                ),
            ),
            (
                "xl/workbook.xml",
                format!(
                    "<workbook {main} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
                     <sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
                ),
            ),
            ("xl/sharedStrings.xml", format!("<sst {main}>{texts}</sst>")),
            (
                &format!("xl/worksheets/{sheet}"),
                format!("<worksheet {main}><sheetData>{rows}</sheetData></worksheet>"),
            ),
        ] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(xml.as_bytes()).unwrap();
        }
        Source::Memory(zip.finish().unwrap().into_inner().into())
    }

    /// Row `number` with a shared text, a text of its own, a formula that was never calculated and numbers.
    fn row(number: u32) -> String {
        let mut row = format!(
            "<row r=\"{number}\"><c r=\"A{number}\" t=\"s\"><v>{}</v></c>\
             <c r=\"B{number}\" t=\"inlineStr\"><is><t>Own {number}</t></is></c><c r=\"C{number}\"><f>A1</f></c>",
            number / 10 % 1_000,
        );
        for column in 3..COLUMNS {
            let letter = char::from(b'A' + column as u8);
            let _ = write!(row, "<c r=\"{letter}{number}\"><v>{number}.5</v></c>");
        }
        row + "</row>"
    }

    fn read(source: &Source, after: Option<u64>, sorted: bool) -> Option<RawTable> {
        let mut workbook = Workbook::of(source.clone(), "S", PART);
        workbook.in_two = after.map(|after| InTwo {
            after,
            shared: vec!["xl/sharedStrings.xml"],
        });
        let limits = Limits::default();
        let never = || false;
        let mut sink = TableSink::new("S", None, &limits, None, &never);
        match stream(&workbook, &mut sink, sorted).expect("no damage") {
            Outcome::Done => Some(sink.finish()),
            Outcome::Misleading | Outcome::Unordered | Outcome::Apart => None,
        }
    }

    fn said(table: &RawTable) -> Vec<(u32, Vec<String>)> {
        let cell = |cell: &RawCell| match cell {
            RawCell::Text(id) => table.text(*id).to_owned(),
            other => format!("{other:?}"),
        };
        let numbers = table.row_numbers().iter();
        numbers
            .enumerate()
            .map(|(index, number)| (*number, table.row(index).iter().map(cell).collect()))
            .collect()
    }

    #[test]
    fn a_sheet_read_by_two_is_the_sheet_read_by_one() {
        let rows: String = (1..=9_000).map(row).collect();
        let length = rows.len() as u64;
        let source = workbook(&rows);
        let one = read(&source, None, false).expect("a sheet like any other");
        for share in 1..=9 {
            let two = read(&source, Some(length * share / 10), false).expect("the same sheet");
            assert_eq!(said(&two), said(&one), "cut after {share} tenths");
            assert_eq!(two.remarks, one.remarks);
        }
    }

    #[test]
    fn rows_that_do_not_come_in_order_are_not_read_by_two() {
        for order in [
            // The lower part begins above the upper one's end, or goes on above it.
            (4_501..=9_000).chain(1..=4_500).collect::<Vec<u32>>(),
            (1..=6_000).chain(6_101..=9_000).chain(6_001..=6_100).collect(),
            (1..=2_000).chain(8_001..=8_010).chain(2_001..=8_000).collect(),
        ] {
            let rows: String = order.iter().copied().map(row).collect();
            let source = workbook(&rows);
            assert!(read(&source, Some(rows.len() as u64 / 2), false).is_none());
            let sorted = read(&source, None, true).expect("sorted");
            assert!(sorted.row_numbers().is_sorted());
            assert_eq!(sorted.rows(), order.len());
        }
    }

    #[test]
    fn a_cell_that_cannot_be_read_keeps_its_place_below_the_cut() {
        let broken = "<row r=\"8500\"><c r=\"A8500\" t=\"s\"><v>77777</v></c><c r=\"B8500\"><v>1</v></c></row>";
        let rows: String = (1..8_500).map(row).chain([broken.to_owned()]).collect();
        let source = workbook(&rows);
        let one = read(&source, None, false).expect("one cell is lost");
        let two = read(&source, Some(rows.len() as u64 / 3), false).expect("one cell is lost");
        assert_eq!(said(&two), said(&one));
        assert_eq!(two.row(two.rows() - 1)[0], RawCell::Error(CellError::Other));
    }

    #[test]
    fn what_the_second_cannot_open_is_left_to_one() {
        let rows: String = (1..=9_000).map(row).collect();
        // Its sheet is nowhere that the second looks for it.
        let odd = workbook_with(&rows, "other.xml");
        let mut workbook = Workbook::of(odd, "S", PART);
        workbook.whole = super::tests::workbook(&rows);
        workbook.in_two = Some(InTwo {
            after: rows.len() as u64 / 8,
            shared: Vec::new(),
        });
        let limits = Limits::default();
        let never = || false;
        let mut sink = TableSink::new("S", None, &limits, None, &never);
        assert!(matches!(stream(&workbook, &mut sink, false), Ok(Outcome::Apart)));
        sink.restart();
        workbook.in_two = None;
        assert!(matches!(stream(&workbook, &mut sink, false), Ok(Outcome::Done)));
        assert_eq!(sink.finish().rows(), 9_000);
    }

    #[test]
    fn rows_without_numbers_are_read_by_one() {
        let rows: String = (1..=9_000)
            .map(|_| "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>")
            .collect();
        let table = read(&workbook(&rows), Some(rows.len() as u64 / 2), false).expect("a sheet like any other");
        assert_eq!(table.rows(), 9_000);
    }
}
