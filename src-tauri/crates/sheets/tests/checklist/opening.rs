//! A. Opening and safety.

use crate::support::*;

fn sentence(made: &Made) -> String {
    made.try_read().expect_err("it cannot be read").to_string()
}

#[test]
fn i001_an_empty_file_is_called_that() {
    for name in ["list.xlsx", "list.csv", "list.xls", "list.ods"] {
        let said = sentence(&Made::new(name, b""));
        assert!(said.contains("empty"), "{name}: {said}");
    }
}

#[test]
fn i002_content_counts_and_not_the_ending() {
    let book = Made::workbook(|sheet| {
        sheet.write(0, 0, "Company").expect("writes");
        sheet.write(1, 0, "Alba").expect("writes");
    });
    let bytes = std::fs::read(book.path()).expect("reads");
    for name in ["list.xls", "LIST.XLSX", "list.csv", "list"] {
        let table = Made::new(name, &bytes).read();
        assert_eq!(shown(&table), [["Company"], ["Alba"]], "{name}");
    }
}

#[test]
fn i003_a_web_page_under_a_spreadsheets_name_is_read_table_by_table() {
    let page = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\"></head><body><table>\
                <tr><th>Company</th><th>City</th></tr><tr><td>Alba &amp; S&ouml;hne</td><td>Ulm</td></tr></table></body></html>";
    let table = Made::new("report.xls", page).read();
    assert_eq!(shown(&table), [["Company", "City"], ["Alba & Söhne", "Ulm"]]);
    let said = sentence(&Made::new(
        "report.xls",
        "<html><body>Your session has ended</body></html>",
    ));
    assert!(said.contains("a web page without a table"), "{said}");
}

#[test]
fn i004_a_spreadsheet_of_2003_as_xml_is_read() {
    let xml = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
               <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
               <Worksheet ss:Name=\"List\"><Table><Row><Cell><Data ss:Type=\"String\">Company</Data></Cell></Row>\
               <Row><Cell><Data ss:Type=\"String\">Alba</Data></Cell></Row></Table></Worksheet></Workbook>";
    assert_eq!(shown(&Made::new("report.xls", xml).read()), [["Company"], ["Alba"]]);
}

#[test]
fn i005_text_under_a_spreadsheets_name_is_read_as_text() {
    for separator in [",", "\t", ";"] {
        let table = Made::new("list.xls", format!("Company{separator}City\nAlba{separator}Ulm\n")).read();
        assert_eq!(shown(&table), [["Company", "City"], ["Alba", "Ulm"]], "{separator:?}");
    }
}

#[test]
fn i009_a_lock_file_is_called_that() {
    let said = sentence(&Made::new(
        "~$list.xlsx",
        b"\x05Ana                                                 ",
    ));
    assert!(said.contains("lock") && said.contains("list.xlsx"), "{said}");
}

#[test]
fn i011_a_file_that_was_cut_off_is_a_sentence() {
    let book = Made::workbook(|sheet| {
        for row in 0..500 {
            sheet.write(row, 0, format!("Company {row}")).expect("writes");
        }
    });
    let bytes = std::fs::read(book.path()).expect("reads");
    for part in [4, 100, bytes.len() / 2, bytes.len() - 30] {
        let said = sentence(&Made::new("list.xlsx", &bytes[..part]));
        assert!(
            said.contains("damaged") || said.contains("incomplete"),
            "cut at {part}: {said}"
        );
    }
}

#[test]
fn i025_other_formats_are_named_with_the_way_out() {
    let cases: [(&str, &[u8], &str); 5] = [
        ("list.pdf", b"%PDF-1.7\n1 0 obj", "PDF"),
        ("list.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
        ("list.xlsx", b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        ("list.rtf", b"{\\rtf1\\ansi Company}", "text"),
        ("list.slk", b"ID;PWXL;N;E\nC;Y1;X1;K\"Company\"\n", ".xlsx"),
    ];
    for (name, bytes, word) in cases {
        let said = match Made::new(name, bytes).try_read() {
            Err(error) => error.to_string(),
            Ok(table) => panic!("{name} was read: {:?}", shown(&table)),
        };
        assert!(said.contains(word), "{name}: {said}");
    }
}

#[test]
fn i020_i028_sheets_of_charts_are_not_offered_and_hidden_ones_are_marked() {
    use tierline_sheets::read::{Limits, ReaderHost, SheetVisibility};
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let accounts = workbook.add_worksheet().set_name("Accounts").expect("a name");
    accounts.write(0, 0, "Company").expect("writes");
    accounts.write(1, 0, "Alba").expect("writes");
    accounts.write(1, 1, 10).expect("writes");
    let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Column);
    chart.add_series().set_values(("Accounts", 1, 1, 1, 1));
    let charts = workbook.add_chartsheet();
    charts.set_name("Chart").expect("a name");
    charts.insert_chart(0, 0, &chart).expect("a chart");
    for (name, deep) in [("Hidden", false), ("Very hidden", true)] {
        let sheet = workbook.add_worksheet().set_name(name).expect("a name");
        sheet.write(0, 0, "x").expect("writes");
        if deep {
            sheet.set_very_hidden(true);
        } else {
            sheet.set_hidden(true);
        }
    }
    let made = Made::new("list.xlsx", workbook.save_to_buffer().expect("a workbook"));
    let summary = ReaderHost::InProcess
        .sheets(&made.path(), &Limits::default(), &|| false)
        .expect("opens");
    let names: Vec<&str> = summary.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["Accounts", "Hidden", "Very hidden"]);
    let visible: Vec<bool> = summary
        .sheets
        .iter()
        .map(|sheet| sheet.visibility == SheetVisibility::Visible)
        .collect();
    assert_eq!(visible, [true, false, false]);
}

#[test]
fn i016_entities_that_multiply_are_not_multiplied() {
    let mut lines = "<!DOCTYPE sst [<!ENTITY a0 \"aaaaaaaaaa\">".to_owned();
    for at in 1..12 {
        let before = format!("&a{};", at - 1).repeat(10);
        lines.push_str(&format!("<!ENTITY a{at} \"{before}\">"));
    }
    lines.push_str("]>");
    let bomb = two_companies().patched(|name, text| {
        let text = match name {
            "xl/sharedStrings.xml" => text
                .replacen("<sst", &format!("{lines}<sst"), 1)
                .replace("Alba", "&a11;"),
            _ => text,
        };
        text.into_bytes()
    });
    let started = std::time::Instant::now();
    match bomb.try_read() {
        Ok(table) => assert!(shown(&table).concat().iter().all(|text| text.len() < 1_000)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    assert!(
        started.elapsed().as_secs() < 10,
        "a hundred billion letters were written out"
    );
}

#[cfg(unix)]
#[test]
fn i017_a_reader_that_is_killed_is_a_sentence_and_the_next_try_works() {
    use std::os::unix::fs::PermissionsExt;
    use tierline_sheets::read::{Limits, ReadError, ReaderHost};
    let folder = tempfile::tempdir().expect("a folder");
    let exe = folder.path().join("reader");
    std::fs::write(&exe, "#!/bin/sh\nkill -9 $$\n").expect("writes");
    std::fs::set_permissions(&exe, std::fs::Permissions::from_mode(0o755)).expect("may run");
    let book = two_companies();
    let died = ReaderHost::Child { exe }.sheets(&book.path(), &Limits::default(), &|| false);
    assert_eq!(died, Err(ReadError::ReaderDied));
    assert!(
        ReadError::ReaderDied.to_string().contains("again"),
        "{}",
        ReadError::ReaderDied
    );
    assert_eq!(book.read().rows(), 3);
}

#[test]
fn i019_the_data_beside_a_sheet_of_macros_is_read() {
    let with_macros = two_companies().patched(|name, text| {
        let text = match name {
            "xl/workbook.xml" => text.replace(
                "</sheets>",
                "<sheet name=\"Macro1\" sheetId=\"9\" state=\"veryHidden\" r:id=\"rId90\"/></sheets>",
            ),
            "xl/_rels/workbook.xml.rels" => text.replace(
                "</Relationships>",
                "<Relationship Id=\"rId90\" Type=\"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet\" \
                 Target=\"macrosheets/sheet1.xml\"/></Relationships>",
            ),
            _ => text,
        };
        text.into_bytes()
    });
    assert_eq!(shown(&with_macros.read())[1], ["Alba", "10"]);
}

#[test]
fn i022_an_indented_ods_with_repeated_cells_is_read() {
    let content = "<?xml version=\"1.0\"?>\n<office:document-content \
        xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
        xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
        xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\n  <office:body>\n    <office:spreadsheet>\n      \
        <table:table table:name=\"List\">\n        <table:table-row>\n          \
        <table:table-cell office:value-type=\"string\">\n            <text:p>Company</text:p>\n          </table:table-cell>\n \
        <table:table-cell office:value-type=\"string\"><text:p>Revenue</text:p></table:table-cell>\n        </table:table-row>\n \
        <table:table-row table:number-rows-repeated=\"2\">\n          \
        <table:table-cell office:value-type=\"string\"><text:p>Alba</text:p></table:table-cell>\n          \
        <table:table-cell office:value-type=\"float\" office:value=\"10\"><text:p>10</text:p></table:table-cell>\n        \
        </table:table-row>\n        <table:table-row table:number-rows-repeated=\"1048573\">\n          \
        <table:table-cell table:number-columns-repeated=\"16384\"/>\n        </table:table-row>\n      </table:table>\n    \
        </office:spreadsheet>\n  </office:body>\n</office:document-content>";
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest \
        xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry \
        manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/></manifest:manifest>";
    let made = Made::package(
        "list.ods",
        &[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", manifest),
            ("content.xml", content),
        ],
    );
    let expected = [["Company", "Revenue"], ["Alba", "10"], ["Alba", "10"]];
    assert_eq!(shown(&made.read()), expected);
}

#[test]
fn i023_parts_in_utf_16_and_sheets_without_their_part_are_read_or_told() {
    let wide = two_companies().patched(|name, text| {
        if name != "xl/sharedStrings.xml" {
            return text.into_bytes();
        }
        let text = text.replace("UTF-8", "UTF-16");
        let units = std::iter::once(0xFEFF_u16).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    });
    match wide.try_read() {
        Ok(table) => assert_eq!(shown(&table)[1], ["Alba", "10"]),
        Err(error) => assert!(
            error.to_string().contains("Save it again") || error.to_string().contains("damaged"),
            "{error}"
        ),
    }
    let lone = two_companies().patched(|name, text| match name {
        "xl/workbook.xml" => text
            .replace("</sheets>", "<sheet name=\"Lone\" sheetId=\"9\"/></sheets>")
            .into_bytes(),
        _ => text.into_bytes(),
    });
    match lone.try_read() {
        Ok(table) => assert_eq!(shown(&table)[1], ["Alba", "10"]),
        Err(error) => panic!("the sheet that is there is lost: {error}"),
    }
}

#[test]
fn i024_a_workbook_in_strict_open_xml_is_read() {
    let strict = two_companies().patched(|_, text| {
        text.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        .into_bytes()
    });
    assert_eq!(shown(&strict.read())[1..], [["Alba", "10"], ["Brio", "20"]]);
}

#[cfg(windows)]
#[test]
fn i010_a_file_that_excel_holds_is_read_and_one_held_alone_is_told() {
    use std::fs::OpenOptions;
    use std::os::windows::fs::OpenOptionsExt;
    const OTHERS_MAY_READ: u32 = 1;
    let made = two_companies();
    let held = |share: u32| {
        let mut how = OpenOptions::new();
        how.read(true).write(true).share_mode(share);
        how.open(made.path()).expect("is held")
    };
    let excel = held(OTHERS_MAY_READ);
    assert_eq!(made.read().rows(), 3);
    drop(excel);
    let alone = held(0);
    assert_eq!(
        made.try_read().expect_err("nobody else may read it"),
        ReadError::NoAccess
    );
    drop(alone);
    assert_eq!(made.read().rows(), 3, "another try works");
}
