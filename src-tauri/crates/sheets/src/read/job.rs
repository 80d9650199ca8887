//! One reading from beginning to end, in whichever process it runs. Separate so that the child and the tests do exactly
//! the same.

use super::sink::{Head, RowSink, TablesSink};
use super::sniff::{self, Format};
use super::{FileSummary, Limits, ReadError, html, ranges, text, xlsx, xml2003};
use serde::{Deserialize, Serialize};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// What is asked of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Task {
    Sheets,
    Heads(Vec<Head>),
    /// `rows`: no more than so many.
    Table {
        sheet: String,
        rows: Option<usize>,
    },
}

pub(crate) fn sheets(file: &Path, limits: &Limits) -> Result<FileSummary, ReadError> {
    caught(|| {
        let sniffed = sniff::sniff(file, limits)?;
        let sheets = match sniffed.format {
            Format::Xlsx => xlsx::sheets(&sniffed.source)?,
            Format::Text => text::sheets(file, sniffed.called_workbook)?,
            Format::Page => html::sheets(file)?,
            Format::Xml2003 => xml2003::sheets(file)?,
            format => ranges::sheets(&sniffed.source, format)?,
        };
        Ok(FileSummary {
            format: sniffed.format,
            remarks: sniffed.remarks,
            sheets,
        })
    })
}

pub(crate) fn table(
    file: &Path,
    sheet: &str,
    rows: Option<usize>,
    limits: &Limits,
    sink: &mut dyn RowSink,
) -> Result<(), ReadError> {
    caught(|| {
        let sniffed = sniff::sniff(file, limits)?;
        let remarks = sniffed.remarks;
        match sniffed.format {
            Format::Xlsx => xlsx::read(&sniffed.source, sheet, rows, sink)?,
            Format::Text => text::read(file, sheet, sniffed.called_workbook, sink)?,
            Format::Page => html::read(file, sheet, sink)?,
            Format::Xml2003 => xml2003::read(file, sheet, sink)?,
            format => ranges::read(&sniffed.source, format, sheet, sink)?,
        }
        sink.notes(super::sink::SheetNotes {
            remarks,
            ..Default::default()
        });
        Ok(())
    })
}

/// The first rows of several sheets. Formats that are read whole are opened once for all of them.
pub(crate) fn heads(file: &Path, heads: &[Head], limits: &Limits, sink: &mut dyn TablesSink) -> Result<(), ReadError> {
    caught(|| {
        let sniffed = sniff::sniff(file, limits)?;
        let mut whole = None;
        for head in heads {
            sink.begin(head)?;
            let (name, sink) = (head.sheet.as_str(), sink.rows());
            match sniffed.format {
                Format::Xlsx => xlsx::read(&sniffed.source, name, Some(head.rows), sink)?,
                Format::Text => text::read(file, name, sniffed.called_workbook, sink)?,
                Format::Page => html::read(file, name, sink)?,
                Format::Xml2003 => xml2003::read(file, name, sink)?,
                format => {
                    let book = match &mut whole {
                        Some(book) => book,
                        None => whole.insert(ranges::Book::open(&sniffed.source, format)?),
                    };
                    ranges::read_from(book, name, sink)?;
                }
            }
        }
        Ok(())
    })
}

/// Readers of foreign formats panic on input nobody thought of: to the user that is a damaged file.
fn caught<T>(read: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ReadError::Damaged))
}
