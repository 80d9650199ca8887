//! What a file is, by its first bytes. Separate because the name lies: exports are called .xls whatever they are, and the
//! right reader with its own error tells people more than the wrong one's.

use super::package::{self, Package, Source};
use super::{Limits, ReadError, ole, xls_key};
use crate::raw::ReadRemark;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Excel since 2007, with or without macros.
    Xlsx,
    /// Excel's binary format since 2007.
    Xlsb,
    /// Excel 5 to 2003.
    Xls,
    /// OpenDocument.
    Ods,
    /// Text with delimiters.
    Text,
    /// A web page with tables.
    Page,
    /// The XML that Excel 2003 wrote.
    Xml2003,
}

impl Format {
    /// As people call it.
    pub fn label(self) -> &'static str {
        match self {
            Format::Xlsx => "an Excel workbook (.xlsx)",
            Format::Xlsb => "a binary Excel workbook (.xlsb)",
            Format::Xls => "an old Excel workbook (.xls)",
            Format::Ods => "an OpenDocument spreadsheet (.ods)",
            Format::Text => "a text file (.csv)",
            Format::Page => "a web page (.html)",
            Format::Xml2003 => "an XML spreadsheet of Excel 2003 (.xml)",
        }
    }

    /// What a file's name promises, for endings that promise something.
    fn promised(ending: &str) -> Option<Format> {
        Some(match ending {
            "xlsx" | "xlsm" | "xltx" | "xltm" => Format::Xlsx,
            "xlsb" => Format::Xlsb,
            "xls" | "xlt" => Format::Xls,
            "ods" | "ots" => Format::Ods,
            "htm" | "html" => Format::Page,
            "xml" => Format::Xml2003,
            "csv" | "tsv" | "tab" | "txt" => Format::Text,
            _ => return None,
        })
    }
}

/// A file that can be read.
#[derive(Debug)]
pub(crate) struct Sniffed {
    pub(crate) format: Format,
    /// Where its bytes are: elsewhere than in the file when that had to be unlocked.
    pub(crate) source: Source,
    pub(crate) remarks: Vec<ReadRemark>,
    /// The name promises a workbook: plain prose under such a name is no table.
    pub(crate) called_workbook: bool,
}

const LOOK_AT: u64 = 16 << 10;

/// Looks at the first bytes, and into the zip or compound file when it is one; checks the declared sizes.
pub(crate) fn sniff(path: &Path, limits: &Limits) -> Result<Sniffed, ReadError> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    if let Some(workbook) = name.strip_prefix("~$") {
        return Err(ReadError::LockFile {
            workbook: workbook.to_owned(),
        });
    }
    let about = std::fs::metadata(path)?;
    if about.is_dir() {
        return Err(ReadError::NotAWorkbook {
            looks_like: "a folder".into(),
        });
    }
    if about.len() == 0 {
        return Err(ReadError::Empty);
    }
    let mut start = Vec::new();
    File::open(path)?.take(LOOK_AT).read_to_end(&mut start)?;
    let (format, source) = match unlocked(path, &start, limits)? {
        Some(unlocked) => unlocked,
        None => (format_of(path, &start, limits)?, Source::File(path.to_owned())),
    };
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let promised = Format::promised(&ending);
    let remarks = match promised {
        Some(promised) if promised != format => vec![ReadRemark::WrongEnding {
            is: format.label().to_owned(),
        }],
        _ => Vec::new(),
    };
    Ok(Sniffed {
        format,
        source,
        remarks,
        called_workbook: promised.is_some_and(|promised| promised != Format::Text),
    })
}

fn format_of(path: &Path, start: &[u8], limits: &Limits) -> Result<Format, ReadError> {
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        return format_of_zip(&Source::File(path.to_owned()), limits);
    }
    if start.starts_with(&ole::SIGNATURE) {
        return format_of_compound(path);
    }
    if let [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04..=0x10, 0x00, ..] = start {
        return Err(unsupported("a worksheet of Excel 4 or older", SAVE_AS_XLSX));
    }
    for (signature, looks_like) in SIGNATURES {
        if start.starts_with(signature) {
            return Err(not_a_workbook(looks_like));
        }
    }
    let text = super::text::start_as_text(start).ok_or_else(|| not_a_workbook("a file of a program, not a table"))?;
    format_of_text(&text)
}

fn format_of_zip(source: &Source, limits: &Limits) -> Result<Format, ReadError> {
    let mut package = source.package()?;
    // Guarded first: what is inside is looked at only when it may be opened.
    package::guard(&package, limits)?;
    format_of_package(&mut package)
}

fn format_of_package(package: &mut Package) -> Result<Format, ReadError> {
    let has = |part: &str| package::find(package, part).is_some();
    let starts = |folder: &str| package.file_names_raw().any(|name| name.starts_with(folder.as_bytes()));
    if has("xl/workbook.bin") {
        return Ok(Format::Xlsb);
    }
    if has("xl/workbook.xml") {
        return Ok(Format::Xlsx);
    }
    if starts("word/") {
        return Err(unsupported("a Word document", COPY_TABLE));
    }
    if starts("ppt/") {
        return Err(unsupported("a PowerPoint presentation", COPY_TABLE));
    }
    if starts("Index/") || has("Index.zip") {
        return Err(unsupported(
            "a Numbers spreadsheet",
            "In Numbers choose File > Export To > Excel, and choose that file.",
        ));
    }
    let mimetype = package::text_of(package, "mimetype")?.unwrap_or_default();
    let has = |part: &str| package::find(package, part).is_some();
    if mimetype.contains("opendocument.spreadsheet")
        || (mimetype.is_empty() && has("content.xml") && has("META-INF/manifest.xml"))
    {
        return Ok(Format::Ods);
    }
    if mimetype.contains("opendocument") {
        return Err(unsupported("an OpenDocument text or drawing", COPY_TABLE));
    }
    // Writers may call the workbook part anything: the relationships say.
    match super::outline::workbook_part(package)? {
        Some(part) if part.to_ascii_lowercase().ends_with(".bin") => Ok(Format::Xlsb),
        Some(_) => Ok(Format::Xlsx),
        None => Err(not_a_workbook("a zip archive")),
    }
}

/// The workbook inside a locked one, when nobody would be asked for a password.
fn unlocked(path: &Path, start: &[u8], limits: &Limits) -> Result<Option<(Format, Source)>, ReadError> {
    if !start.starts_with(&ole::SIGNATURE) {
        return Ok(None);
    }
    let streams = ole::stream_names(&mut File::open(path)?)?;
    let has = |wanted: &str| streams.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    if !has("EncryptedPackage") && !has("EncryptionInfo") {
        let workbook = xls_key::unlocked(File::open(path)?)?;
        return Ok(workbook.map(|bytes| (Format::Xls, Source::Memory(bytes.into()))));
    }
    let package = office_crypto::decrypt_from_file(path, DEFAULT_PASSWORD).map_err(|error| {
        tracing::debug!(%error, "a locked workbook was not unlocked");
        ReadError::PasswordProtected
    })?;
    // What a wrong password gives is noise.
    if !package.starts_with(b"PK") {
        return Err(ReadError::PasswordProtected);
    }
    let source = Source::Memory(package.into());
    Ok(Some((format_of_zip(&source, limits)?, source)))
}

/// Excel locks a workbook with this password when only its structure is to be protected, and opens it unasked.
pub(crate) const DEFAULT_PASSWORD: &str = "VelvetSweatshop";

fn format_of_compound(path: &Path) -> Result<Format, ReadError> {
    let streams = ole::stream_names(&mut File::open(path)?)?;
    let has = |wanted: &str| streams.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    if has("Workbook") || has("Book") {
        return Ok(Format::Xls);
    }
    if has("WordDocument") {
        return Err(unsupported("a Word document", COPY_TABLE));
    }
    if has("PowerPoint Document") {
        return Err(unsupported("a PowerPoint presentation", COPY_TABLE));
    }
    if streams.iter().any(|name| name.starts_with("__substg1.0")) {
        return Err(not_a_workbook("an e-mail; save its attachment first"));
    }
    Err(not_a_workbook("a file of another program"))
}

fn format_of_text(text: &str) -> Result<Format, ReadError> {
    let body = text.trim_start();
    if body.is_empty() && text.len() < LOOK_AT as usize / 4 {
        return Err(ReadError::Empty);
    }
    let lower = body
        .get(..body.floor_char_boundary(4096))
        .unwrap_or(body)
        .to_lowercase();
    if lower.starts_with('<') {
        if lower.contains("urn:schemas-microsoft-com:office:spreadsheet") && !lower.contains("<html") {
            return Ok(Format::Xml2003);
        }
        if lower.contains("<office:document") {
            return Err(unsupported("a flat OpenDocument file", SAVE_AS_XLSX));
        }
        if ["<html", "<!doctype html", "<table", "<head", "<body", "<meta", "<style"]
            .iter()
            .any(|tag| lower.contains(tag))
        {
            return Ok(Format::Page);
        }
        if lower.starts_with("<?xml") || lower.starts_with("<!--") {
            return Err(not_a_workbook("an XML file"));
        }
    }
    // "ID;Phone" begins a list just as well: a SYLK file goes on with records of its own.
    let sylk = |line: &str| {
        ["p;p", "c;x", "c;y", "b;x", "b;y", "f;"]
            .iter()
            .any(|record| line.starts_with(record))
    };
    if lower.starts_with("id;p") && lower.lines().skip(1).take(20).any(sylk) {
        return Err(unsupported("a SYLK file (.slk)", SAVE_AS_XLSX));
    }
    if lower.starts_with("table\r\n0,1") || lower.starts_with("table\n0,1") {
        return Err(unsupported("a DIF file (.dif)", SAVE_AS_XLSX));
    }
    if lower.starts_with("mime-version:") {
        return Err(unsupported("a web archive (.mht)", SAVE_AS_XLSX));
    }
    if lower.starts_with("{\\rtf") {
        return Err(unsupported("a text document (.rtf)", COPY_TABLE));
    }
    let mut opening = lower.chars().filter(|c| !c.is_whitespace());
    if let (Some('{' | '['), Some('"' | '{' | '[')) = (opening.next(), opening.next()) {
        return Err(not_a_workbook("a JSON file"));
    }
    Ok(Format::Text)
}

const SAVE_AS_XLSX: &str = "Open it in Excel, save it as an Excel workbook (.xlsx), and choose that file.";
const COPY_TABLE: &str = "Copy its table into a new Excel workbook, save that, and choose it.";

const SIGNATURES: [(&[u8], &str); 14] = [
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"RIFF", "a picture or sound"),
    (b"7z\xBC\xAF\x27\x1C", "a packed archive; unpack it first"),
    (b"Rar!", "a packed archive; unpack it first"),
    (b"\x1F\x8B", "a packed archive; unpack it first"),
    (b"SQLite format 3\0", "a database"),
    (b"PAR1", "a Parquet data file"),
    (b"MZ", "a program"),
    (b"\x7FELF", "a program"),
];

fn not_a_workbook(looks_like: &str) -> ReadError {
    ReadError::NotAWorkbook {
        looks_like: looks_like.to_owned(),
    }
}

fn unsupported(format: &str, advice: &str) -> ReadError {
    ReadError::UnsupportedFormat {
        format: format.to_owned(),
        advice: advice.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniff_bytes(name: &str, bytes: &[u8]) -> Result<Sniffed, ReadError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        sniff(&path, &Limits::default())
    }

    #[test]
    fn content_wins_over_the_name() {
        let csv = sniff_bytes("list.xls", b"a,b\n1,2\n").unwrap();
        assert_eq!(csv.format, Format::Text);
        assert!(
            matches!(csv.remarks[..], [ReadRemark::WrongEnding { .. }]),
            "people learn that the name is wrong"
        );
        assert!(
            sniff_bytes("LIST.CSV", b"a,b\n1,2\n").unwrap().remarks.is_empty(),
            "case does not make an ending wrong"
        );
    }

    #[test]
    fn files_that_are_no_workbook_are_named() {
        for (bytes, expected) in [
            (&b"%PDF-1.7 something"[..], "a PDF document"),
            (b"\x89PNG\r\n\x1a\n", "a picture"),
            (b"{\"rows\": []}", "a JSON file"),
            (
                b"\x00\x01\x02\x03\x00\x07\x08\x00\x01\x02\x03\x00\x07\x08",
                "a file of a program, not a table",
            ),
        ] {
            assert_eq!(sniff_bytes("x.xlsx", bytes).unwrap_err(), not_a_workbook(expected));
        }
    }

    #[test]
    fn spreadsheets_in_other_formats_come_with_advice() {
        for bytes in [
            &b"ID;PWXL;N;E\nP;PGeneral\n"[..],
            b"MIME-Version: 1.0\nContent-Type: multipart/related",
            b"TABLE\r\n0,1\r\n\"EXCEL\"\r\n",
            b"\x09\x08\x10\x00\x00\x06\x05\x00",
        ] {
            let error = sniff_bytes("x.xls", bytes).unwrap_err();
            assert!(
                matches!(&error, ReadError::UnsupportedFormat { advice, .. } if advice.contains("Excel")),
                "{error:?}"
            );
        }
    }

    #[test]
    fn a_list_that_begins_with_id_is_no_sylk_file() {
        assert_eq!(
            sniff_bytes("list.csv", b"ID;Phone;City\n1;2;Bonn\n").unwrap().format,
            Format::Text
        );
    }

    #[test]
    fn empty_locked_and_missing_files_are_told_apart() {
        assert_eq!(sniff_bytes("x.xlsx", b"").unwrap_err(), ReadError::Empty);
        assert_eq!(sniff_bytes("x.csv", b"\xEF\xBB\xBF").unwrap_err(), ReadError::Empty);
        assert_eq!(
            sniff_bytes("~$x.xlsx", b"x").unwrap_err(),
            ReadError::LockFile {
                workbook: "x.xlsx".into()
            }
        );
        assert_eq!(
            sniff(Path::new("not-there.xlsx"), &Limits::default()).unwrap_err(),
            ReadError::Missing
        );
    }
}
