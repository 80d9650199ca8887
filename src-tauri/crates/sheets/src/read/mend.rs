//! A small, clean package with one sheet of a workbook in it. Separate because two needs have one answer: a sheet that
//! calamine would misread or refuse is written anew without what leads it astray, and the first rows of a huge sheet are
//! cut out with just the texts they use, so that a preview takes no longer than for a small one.

use super::ReadError;
use super::limits::GRID_ROWS;
use super::outline::{Outline, OutlineSheet};
use super::package::{self, Package};
use super::scan::place_of;
use super::tags::{Tag, Tags};
use std::collections::HashMap;
use std::io::{Cursor, Read, Write};
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Name of the sheet inside a mended copy.
pub(crate) const SHEET: &str = "Sheet";

/// Writes the copy. `rows`: only so many rows with something in them.
pub(crate) fn extract(
    package: &mut Package,
    outline: &Outline,
    sheet: &OutlineSheet,
    rows: Option<usize>,
) -> Result<Arc<[u8]>, ReadError> {
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    let from_1904 = if outline.from_1904 {
        "<workbookPr date1904=\"1\"/>"
    } else {
        ""
    };
    for (name, xml) in [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", ROOT_RELATIONS.to_owned()),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS.to_owned()),
        ("xl/workbook.xml", WORKBOOK.replace("{1904}", from_1904)),
    ] {
        copy.start_file(name, options())?;
        copy.write_all(xml.as_bytes())?;
    }
    match outline
        .styles
        .as_deref()
        .and_then(|part| package::text_of(package, part).transpose())
        .transpose()?
    {
        Some(styles) => {
            copy.start_file("xl/styles.xml", options())?;
            copy.write_all(without_declaration(&styles).as_bytes())?;
        }
        None => {
            copy.start_file("xl/styles.xml", options())?;
            copy.write_all(STYLES.as_bytes())?;
        }
    }

    let mut used = rows.map(|_| UsedTexts::default());
    copy.start_file("xl/worksheets/sheet1.xml", options())?;
    copy.write_all(DECLARATION)?;
    let part = Utf8Part::open(package, &sheet.part)?;
    write_sheet(part, &mut copy, rows, used.as_mut())?;

    match (&outline.strings, used) {
        (Some(part), Some(used)) if package::find(package, part).is_some() => {
            copy.start_file("xl/sharedStrings.xml", options())?;
            write_used_texts(Utf8Part::open(package, part)?, &mut copy, &used)?;
        }
        (Some(part), None) if package::find(package, part).is_some() => {
            copy.start_file("xl/sharedStrings.xml", options())?;
            let mut tags = Tags::new(Utf8Part::open(package, part)?);
            copy.write_all(DECLARATION)?;
            while let Some(tag) = tags.next()? {
                if tag.inside.first() != Some(&b'?') {
                    write_tag(&mut copy, tag.text, tag.inside)?;
                }
            }
        }
        _ => {
            copy.start_file("xl/sharedStrings.xml", options())?;
            copy.write_all(NO_TEXTS.as_bytes())?;
        }
    }
    Ok(copy.finish()?.into_inner().into())
}

/// The texts that the rows cut out refer to, numbered anew in the order of first use.
#[derive(Default)]
struct UsedTexts {
    new_number: HashMap<u32, u32>,
}

fn write_sheet(
    part: impl Read,
    into: &mut impl Write,
    rows: Option<usize>,
    mut used: Option<&mut UsedTexts>,
) -> Result<(), ReadError> {
    let mut tags = Tags::new(part);
    let mut row = 0u32;
    let mut next_column = 0;
    let (mut full_rows, mut seen_rows, mut row_has_value) = (0, 0usize, false);
    // Set while the inside of a cell outside the grid is passed over.
    let mut passing_over = false;
    let (mut is_plain, mut is_shared) = (true, false);
    // Ends of what is open when the copy is cut short.
    let mut open_root = String::from("worksheet");
    while let Some(tag) = tags.next()? {
        let name = tag.name();
        if passing_over {
            passing_over = !(tag.is_end() && matches!(name, b"c" | b"row"));
            if name != b"row" {
                continue;
            }
        }
        match (tag.is_end(), name) {
            (false, b"worksheet") => {
                open_root = String::from_utf8_lossy(tag.full_name()).into_owned();
                write_tag(into, b"", tag.inside)?;
            }
            // Some writers put garbage here, and nobody needs it.
            (_, b"dimension") => {}
            (_, [b'!', b'[', ..]) => write_tag(into, tag.text, tag.inside)?,
            (_, [b'?' | b'!', ..]) => {}
            (false, b"row") => {
                row = tag.number(b"r").unwrap_or(row.saturating_add(1));
                next_column = 0;
                row_has_value = false;
                let hidden = if tag.is_on(b"hidden") { " hidden=\"1\"" } else { "" };
                let end = if tag.is_closed() { "/" } else { "" };
                let full = String::from_utf8_lossy(tag.full_name());
                // A row outside the grid keeps no cells; calamine reads its number all the same.
                let number = row.clamp(1, GRID_ROWS);
                write_tag(into, b"", format!("{full} r=\"{number}\"{hidden}{end}").as_bytes())?;
            }
            (true, b"row") => {
                write_tag(into, b"", tag.inside)?;
                full_rows += usize::from(row_has_value);
                seen_rows += 1;
                // Rows that only have a format do not count, but a million of them are not waited for either.
                if rows.is_some_and(|wanted| full_rows >= wanted || seen_rows >= wanted.saturating_mul(20).max(20_000))
                {
                    let prefix = open_root
                        .rsplit_once(':')
                        .map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
                    write!(into, "</{prefix}sheetData></{open_root}>")?;
                    return Ok(());
                }
            }
            (false, b"c") => {
                let [reference, _, kind] = tag.of_cell();
                let place = place_of(reference, row, next_column);
                let Some((number, column)) = place else {
                    next_column += 1;
                    passing_over = !tag.is_closed();
                    continue;
                };
                next_column = column + 1;
                is_plain = !matches!(kind, Some(b"str" | b"inlineStr"));
                is_shared = kind == Some(b"s");
                write_cell_tag(into, &tag, number, column)?;
            }
            (true, b"v") => {
                row_has_value = true;
                let text = if is_plain { tag.text.trim_ascii() } else { tag.text };
                let index = || std::str::from_utf8(text).ok()?.parse().ok();
                match used.as_deref_mut().filter(|_| is_shared).zip(index()) {
                    Some((used, index)) => {
                        let next = used.new_number.len() as u32;
                        let number = *used.new_number.entry(index).or_insert(next);
                        write_tag(into, number.to_string().as_bytes(), tag.inside)?;
                    }
                    None => write_tag(into, text, tag.inside)?,
                }
            }
            // Text counts only where text is kept: in inline strings and formulas.
            _ => {
                row_has_value |= name == b"is";
                let text: &[u8] = if matches!(name, b"t" | b"f") && tag.is_end() {
                    tag.text
                } else {
                    b""
                };
                write_tag(into, text, tag.inside)?;
            }
        }
    }
    Ok(())
}

fn write_cell_tag(into: &mut impl Write, tag: &Tag<'_>, row: u32, column: u32) -> Result<(), ReadError> {
    into.write_all(b"<")?;
    into.write_all(tag.full_name())?;
    write!(into, " r=\"{}{row}\"", letters(column))?;
    for key in ["s", "t"] {
        if let Some(value) = tag.attribute(key.as_bytes()) {
            write!(into, " {key}=\"")?;
            into.write_all(value)?;
            into.write_all(b"\"")?;
        }
    }
    into.write_all(if tag.is_closed() { b"/>" } else { b">" })?;
    Ok(())
}

/// Writes the texts in use, in their new order.
fn write_used_texts(part: impl Read, into: &mut impl Write, used: &UsedTexts) -> Result<(), ReadError> {
    let mut texts: Vec<Vec<u8>> = vec![b"<si/>".to_vec(); used.new_number.len()];
    let last = used.new_number.keys().copied().max();
    let mut tags = Tags::new(part);
    let mut index = 0u32;
    let mut open: Option<Vec<u8>> = None;
    while let (Some(tag), Some(last)) = (tags.next()?, last) {
        match (tag.is_end(), tag.name()) {
            (false, b"si") if tag.is_closed() => index += 1,
            (false, b"si") => open = used.new_number.contains_key(&index).then(Vec::new),
            (true, b"si") => {
                if let (Some(inside), Some(number)) = (open.take(), used.new_number.get(&index)) {
                    texts[*number as usize] = [b"<si>", &inside[..], b"</si>"].concat();
                }
                index += 1;
            }
            _ => {
                if let Some(inside) = &mut open {
                    // Prefixes are dropped: the copy's root declares none.
                    inside.extend_from_slice(tag.text);
                    inside.extend_from_slice(if tag.is_end() { b"</" } else { b"<" });
                    inside.extend_from_slice(tag.name());
                    inside.extend_from_slice(if tag.is_closed() { b"/>" } else { b">" });
                }
            }
        }
        if index > last {
            break;
        }
    }
    into.write_all(NO_TEXTS.trim_end_matches("/>").as_bytes())?;
    into.write_all(b">")?;
    for text in texts {
        into.write_all(&text)?;
    }
    into.write_all(b"</sst>")?;
    Ok(())
}

fn write_tag(into: &mut impl Write, text: &[u8], inside: &[u8]) -> Result<(), ReadError> {
    into.write_all(text)?;
    into.write_all(b"<")?;
    into.write_all(inside)?;
    into.write_all(b">")?;
    Ok(())
}

/// A part read as UTF-8, whatever it is written in.
enum Utf8Part<R> {
    AsIs(std::io::Chain<Cursor<Vec<u8>>, R>),
    Decoded(Cursor<Vec<u8>>),
}

impl Utf8Part<()> {
    fn open<'a>(package: &'a mut Package, part: &str) -> Result<Utf8Part<impl Read + 'a>, ReadError> {
        /// UTF-16 parts are decoded whole: only small test files are written so.
        const LARGEST_DECODED: u64 = 256 << 20;
        let index = package::find(package, part).ok_or(ReadError::Damaged)?;
        let mut file = package.by_index(index)?;
        let mut mark = Vec::new();
        file.by_ref().take(2).read_to_end(&mut mark)?;
        if matches!(mark[..], [0xFE, 0xFF] | [0xFF, 0xFE]) {
            file.take(LARGEST_DECODED).read_to_end(&mut mark)?;
            let (text, ..) = encoding_rs::UTF_8.decode(&mark);
            return Ok(Utf8Part::Decoded(Cursor::new(text.into_owned().into_bytes())));
        }
        Ok(Utf8Part::AsIs(Cursor::new(mark).chain(file)))
    }
}

impl<R: Read> Read for Utf8Part<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Utf8Part::AsIs(part) => part.read(into),
            Utf8Part::Decoded(part) => part.read(into),
        }
    }
}

fn without_declaration(xml: &str) -> &str {
    let xml = xml.trim_start_matches('\u{feff}').trim_start();
    if xml.starts_with("<?") {
        xml.split_once("?>").map_or(xml, |(_, rest)| rest)
    } else {
        xml
    }
}

/// The letters above a column counted from 0.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().map(char::from).collect()
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(1))
}

const DECLARATION: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const NO_TEXTS: &str = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>";
const STYLES: &str = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>";
const CONTENT_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
     <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
const ROOT_RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
     <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
     Target=\"xl/workbook.xml\"/></Relationships>";
const WORKBOOK_RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
     <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
     Target=\"worksheets/sheet1.xml\"/>\
     <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" \
     Target=\"styles.xml\"/>\
     <Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" \
     Target=\"sharedStrings.xml\"/></Relationships>";
const WORKBOOK: &str = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">{1904}\
     <sheets><sheet name=\"Sheet\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(rows: &str, wanted: Option<usize>) -> (String, UsedTexts) {
        let mut used = UsedTexts::default();
        let mut out = Vec::new();
        let xml = format!("<x:worksheet><dimension ref='A:XFD'/><x:sheetData>{rows}</x:sheetData></x:worksheet>");
        write_sheet(xml.as_bytes(), &mut out, wanted, wanted.map(|_| &mut used)).unwrap();
        (String::from_utf8(out).unwrap(), used)
    }

    #[test]
    fn blanks_around_values_go_and_places_are_written_out() {
        let (xml, _) = mended("\n<row>\n <c t='s'>\n<v>\n 3 </v> </c><c><v>4</v></c></row>", None);
        assert_eq!(
            xml,
            "<x:worksheet><x:sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>3</v></c><c r=\"B1\"><v>4</v></c></row>\
             </x:sheetData></x:worksheet>"
        );
    }

    #[test]
    fn cells_outside_the_grid_are_passed_over_whole() {
        let (xml, _) = mended(
            "<row r='1'><c r='ZZZZZZ1'><v>1</v></c><c r='B1'><v>2</v></c></row>",
            None,
        );
        assert!(
            !xml.contains(">1<") && xml.contains("<c r=\"B1\"><v>2</v></c>"),
            "{xml}"
        );
    }

    #[test]
    fn a_head_is_cut_after_its_rows_and_numbers_its_texts_anew() {
        let rows: String = (1..=5)
            .map(|row| format!("<row r='{row}'><c t='s'><v>{}</v></c></row>", 900 + row))
            .collect();
        let (xml, used) = mended(&rows, Some(2));
        assert!(xml.ends_with("<v>1</v></c></row></x:sheetData></x:worksheet>"), "{xml}");
        let mut sst = String::from("<sst>");
        for index in 0..1000 {
            sst.push_str(&format!("<si><t>text {index}</t></si>"));
        }
        let mut out = Vec::new();
        write_used_texts(sst.as_bytes(), &mut out, &used).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(
            out.ends_with("><si><t>text 901</t></si><si><t>text 902</t></si></sst>"),
            "{out}"
        );
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 16_383].map(letters), ["A", "Z", "AA", "XFD"]);
    }
}
