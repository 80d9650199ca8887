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
fn i003_a_web_page_under_a_spreadsheets_name_is_named_with_the_way_out() {
    let said = sentence(&Made::new(
        "report.xls",
        "<html><body><table><tr><td>Alba</td></tr></table></body></html>",
    ));
    assert!(said.contains("web page") && said.contains(".xlsx"), "{said}");
}

#[test]
fn i004_a_spreadsheet_of_2003_as_xml_is_named_with_the_way_out() {
    let xml = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
               <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet/></Workbook>";
    let said = sentence(&Made::new("report.xls", xml));
    assert!(said.contains("XML") && said.contains(".xlsx"), "{said}");
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
