//! OpenDocument spreadsheets that calamine refuses for the blanks between their cells: written anew without them. Programs
//! that indent their XML write such files, and every office program opens them.

use super::ReadError;
use super::package::{self, Source};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Tags before which a blank means nothing: those of the grid, and the first of a cell's lines.
const GRID: [&str; 6] = ["<table:", "</table:", "<office:", "</office:", "<text:p", "<text:h"];

/// The spreadsheet with nothing between its tags but what is said in it.
pub(crate) fn without_blanks(source: &Source) -> Result<Source, ReadError> {
    let mut old = source.package()?;
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for part in ["mimetype", "META-INF/manifest.xml", "content.xml"] {
        let Some(text) = package::text_of(&mut old, part)? else {
            continue;
        };
        let text = if part == "content.xml" { squeezed(&text) } else { text };
        new.start_file(part, SimpleFileOptions::default())?;
        new.write_all(text.as_bytes())?;
    }
    Ok(Source::Memory(new.finish()?.into_inner().into()))
}

fn squeezed(xml: &str) -> String {
    let mut squeezed = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(end) = rest.find('>') {
        let (tag, behind) = rest.split_at(end + 1);
        squeezed.push_str(tag);
        let next = behind.trim_start();
        rest = if GRID.iter().any(|tag| next.starts_with(tag)) {
            next
        } else {
            behind
        };
    }
    squeezed.push_str(rest);
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_between_cells_go_and_those_of_texts_stay() {
        let xml = "<table:table-row>\n  <table:table-cell> <text:p>A <text:span>b</text:span> <text:span>c</text:span> </text:p>\n</table:table-cell>\n</table:table-row>";
        let expected = "<table:table-row><table:table-cell><text:p>A <text:span>b</text:span> <text:span>c</text:span> </text:p></table:table-cell></table:table-row>";
        assert_eq!(squeezed(xml), expected);
        assert_eq!(squeezed("no tags"), "no tags");
    }
}
