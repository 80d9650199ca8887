//! C. Values.

use crate::support::*;
use tierline_plan::{FieldKind, FieldRole};
use tierline_sheets::understand::{DateOrder, understand};

/// A list of companies with one more column.
fn with_column(header: &str, cells: &[&str]) -> String {
    let mut text = format!("Company\t{header}\n");
    for (number, cell) in cells.iter().enumerate() {
        text += &format!("Company {number}\t{cell}\n");
    }
    text
}

fn read_as(header: &str, cells: &[&str]) -> Vec<String> {
    let (_, _, converted) = imported(csv(with_column(header, cells)));
    values(&converted, header)
}

#[test]
fn i050_days_written_as_iso_text_cells_are_days() {
    let book = Made::workbook(|sheet| {
        for (column, header) in ["Company", "Last activity"].into_iter().enumerate() {
            sheet.write(0, column as u16, header).expect("writes");
        }
        for row in 1..4_u32 {
            sheet.write(row, 0, format!("Company {row}")).expect("writes");
            sheet.write(row, 1, 46_000 + row).expect("writes");
        }
    });
    let dated = book.patched(|name, text| {
        let mut text = text;
        if name == "xl/worksheets/sheet1.xml" {
            for row in 1..4_u32 {
                text = text.replace(
                    &format!("<c r=\"B{}\"><v>{}</v></c>", row + 1, 46_000 + row),
                    &format!(
                        "<c r=\"B{}\" t=\"d\"><v>2026-11-{:02}T00:00:00</v></c>",
                        row + 1,
                        10 + row
                    ),
                );
            }
            assert_eq!(text.matches("t=\"d\"").count(), 3);
        }
        text.into_bytes()
    });
    let (_, _, converted) = imported(dated.read());
    assert_eq!(
        values(&converted, "Last activity"),
        ["2026-11-11", "2026-11-12", "2026-11-13"]
    );
}

#[test]
fn i051_dates_of_one_column_are_read_one_way() {
    let cells = ["03/04/2024", "12/25/2024", "01/02/2024"];
    assert_eq!(
        read_as("Last activity", &cells),
        ["2024-03-04", "2024-12-25", "2024-01-02"]
    );
    let open = csv(with_column("Last activity", &["03/04/2024", "01/02/2024"]));
    let understood = understand(&open);
    assert_eq!(understood.columns[1].notation.date_order, DateOrder::DayFirst);
    assert!(
        understood.columns[1].question().is_some(),
        "nothing tells, so it is asked"
    );
}

#[test]
fn i054_i055_amounts_in_every_notation() {
    for (cell, amount) in [
        ("1 234,50", "1234.50"),
        ("1\u{a0}234,50", "1234.50"),
        ("€1.234,56", "1234.56"),
        ("1.234,56 EUR", "1234.56"),
        ("1'234.50", "1234.50"),
        ("1’234.50", "1234.50"),
        ("1,234.56-", "-1234.56"),
        ("(1,234.56)", "-1234.56"),
        ("−5,00", "-5.00"),
        ("1.5M", "1500000.00"),
        ("12k", "12000.00"),
    ] {
        // A second cell leaves no doubt about the notation of the first.
        let sure = if cell.contains(",5") || cell.contains(",00") {
            "7.777,77"
        } else {
            "7,777.77"
        };
        assert_eq!(read_as("Profit (EUR)", &[cell, sure])[0], amount, "{cell}");
    }
}

#[test]
fn i057_percent_in_text_is_percent() {
    let (_, understood, converted) = imported(csv(with_column("Margin", &["15%", "15 %", "2.5%"])));
    assert_eq!(understood.columns[1].kind, FieldKind::Percent);
    assert_eq!(values(&converted, "Margin"), ["0.15", "0.15", "0.025"]);
}

#[test]
fn i058_i059_leading_zeros_stay() {
    assert_eq!(
        read_as("Postal code", &["01067", "80331", "00123"]),
        ["01067", "80331", "00123"]
    );
    assert_eq!(
        read_as("Phone", &["0049 30 123", "+49 30 124", "030/125"]),
        ["0049 30 123", "+49 30 124", "030/125"]
    );
}

#[test]
fn i060_i061_long_and_whole_numbers_of_ids_stay_as_they_are() {
    assert_eq!(
        read_as("Account ID", &["12345678901234567890", "12345678901234567891", "7"]),
        ["12345678901234567890", "12345678901234567891", "7"]
    );
    let book = Made::workbook(|sheet| {
        for (column, header) in ["Account ID", "Company", "Revenue"].into_iter().enumerate() {
            sheet.write(0, column as u16, header).expect("writes");
        }
        for row in 1..4_u32 {
            sheet.write(row, 0, 12_345.0 + f64::from(row)).expect("writes");
            sheet.write(row, 1, format!("Company {row}")).expect("writes");
            sheet.write(row, 2, 10.5).expect("writes");
        }
    });
    let (_, _, converted) = imported(book.read());
    assert_eq!(of_role(&converted, FieldRole::RecordId), ["12346", "12347", "12348"]);
}

#[test]
fn i062_answers_in_words_are_yes_and_no() {
    for cells in [
        ["TRUE", "FALSE", "TRUE"],
        ["WAHR", "FALSCH", "WAHR"],
        ["ja", "nein", "ja"],
        ["sí", "no", "sí"],
        ["oui", "non", "oui"],
    ] {
        assert_eq!(read_as("Partner", &cells), ["true", "false", "true"], "{cells:?}");
    }
}

#[test]
fn i063_errors_of_formulas_are_blank_and_said() {
    let (_, _, converted) = imported(csv(with_column("Employees", &["10", "#N/A", "#DIV/0!", "40"])));
    assert_eq!(values(&converted, "Employees"), ["10", "", "", "40"]);
}

#[test]
fn i069_i073_blanks_nobody_sees_and_both_ways_to_write_an_accent_compare_equal() {
    let (_, _, converted) = imported(csv("Company;City;Revenue\n Café \u{200b};Ulm;1\nCafe\u{301};Ulm;2\n"));
    assert_eq!(of_role(&converted, FieldRole::Name), ["Café", "Café"]);
    assert_eq!(
        problems(&converted),
        ["duplicate-account"],
        "they are one company twice"
    );
}

#[test]
fn i072_control_characters_are_gone() {
    let (_, _, converted) = imported(csv("Company;City;Revenue\nAl\u{1}ba\u{7};Ulm;1\nBrio;Bonn;2\n"));
    let name = &of_role(&converted, FieldRole::Name)[0];
    assert!(!name.chars().any(char::is_control), "{name:?}");
}

#[test]
fn i076_a_word_late_in_a_column_of_numbers_loses_no_number() {
    let mut cells: Vec<String> = (0..3000).map(|number| number.to_string()).collect();
    cells[2900] = "about a dozen".to_owned();
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let (_, _, converted) = imported(csv(with_column("Employees", &cells)));
    let read = values(&converted, "Employees");
    assert_eq!(
        (read[2899].as_str(), read[2900].as_str(), read[2999].as_str()),
        ("2899", "", "2999")
    );
    let said = converted.issues.iter().find(|issue| issue.row == Some(2902));
    assert!(
        said.is_some_and(|issue| issue.raw == "about a dozen"),
        "the word is told with its row"
    );
}

#[test]
fn i077_words_for_nothing_are_blank() {
    assert_eq!(
        read_as("Employees", &["10", "N/A", "-", "NULL", "k.A.", "20"]),
        ["10", "", "", "", "", "20"]
    );
}

#[test]
fn i078_another_currency_in_a_column_is_never_added_up() {
    let (_, _, converted) = imported(csv(with_column("Annual revenue", &["€100", "€200", "$300", "€400"])));
    assert_eq!(values(&converted, "Annual revenue"), ["100.00", "200.00", "", "400.00"]);
    assert!(!problems(&converted).is_empty(), "and it is said");
}

#[test]
fn i048_dates_are_the_days_excel_shows() {
    use rust_xlsxwriter::{ExcelDateTime, Format};
    let book = Made::workbook(|sheet| {
        let shown_as_day = Format::new().set_num_format("dd.mm.yyyy");
        for (column, header) in ["Company", "Last activity"].into_iter().enumerate() {
            sheet.write(0, column as u16, header).expect("writes");
        }
        for (row, (year, month, day)) in [(1900, 3, 1), (2024, 2, 29), (2026, 11, 25)].into_iter().enumerate() {
            let date = ExcelDateTime::from_ymd(year, month, day).expect("a day");
            sheet
                .write(row as u32 + 1, 0, format!("Company {row}"))
                .expect("writes");
            sheet
                .write_with_format(row as u32 + 1, 1, &date, &shown_as_day)
                .expect("writes");
        }
    });
    let (_, _, converted) = imported(book.read());
    assert_eq!(
        values(&converted, "Last activity"),
        ["1900-03-01", "2024-02-29", "2026-11-25"]
    );
}

#[test]
fn i057_a_share_shown_as_percent_and_one_in_words_are_the_same() {
    use rust_xlsxwriter::Format;
    let book = Made::workbook(|sheet| {
        for (column, header) in ["Company", "Margin"].into_iter().enumerate() {
            sheet.write(0, column as u16, header).expect("writes");
        }
        for row in 1..4_u32 {
            sheet.write(row, 0, format!("Company {row}")).expect("writes");
        }
        let percent = Format::new().set_num_format("0%");
        sheet.write_with_format(1, 1, 0.15, &percent).expect("writes");
        sheet.write_with_format(2, 1, 0.2, &percent).expect("writes");
        sheet.write(3, 1, "15 %").expect("writes");
    });
    let (_, _, converted) = imported(book.read());
    assert_eq!(values(&converted, "Margin"), ["0.15", "0.2", "0.15"]);
}

#[test]
fn i058_zeros_that_only_the_format_shows_are_kept() {
    use rust_xlsxwriter::Format;
    let book = Made::workbook(|sheet| {
        for (column, header) in ["Company", "Postal code"].into_iter().enumerate() {
            sheet.write(0, column as u16, header).expect("writes");
        }
        let five = Format::new().set_num_format("00000");
        for (row, code) in [1067.0, 80331.0, 123.0].into_iter().enumerate() {
            sheet
                .write(row as u32 + 1, 0, format!("Company {row}"))
                .expect("writes");
            sheet.write_with_format(row as u32 + 1, 1, code, &five).expect("writes");
        }
    });
    let (_, _, converted) = imported(book.read());
    assert_eq!(values(&converted, "Postal code"), ["01067", "80331", "00123"]);
}

#[test]
fn i066_formulas_nobody_calculated_are_told() {
    use tierline_sheets::raw::ReadRemark;
    let book = Made::workbook(|sheet| {
        for (column, header) in ["Company", "Revenue"].into_iter().enumerate() {
            sheet.write(0, column as u16, header).expect("writes");
        }
        for row in 1..6_u32 {
            sheet.write(row, 0, format!("Company {row}")).expect("writes");
            sheet
                .write_formula(row, 1, format!("=10*{row}").as_str())
                .expect("writes");
        }
    });
    let table = book.read();
    assert!(
        table.remarks.contains(&ReadRemark::FormulasAllZero { cells: 5 }),
        "zeros of a program that does not calculate are no revenue: {:?}",
        table.remarks
    );
}

#[test]
fn i052_days_and_days_in_words_of_one_column_are_both_days() {
    use rust_xlsxwriter::{ExcelDateTime, Format};
    let book = Made::workbook(|sheet| {
        for (column, header) in ["Company", "Last activity"].into_iter().enumerate() {
            sheet.write(0, column as u16, header).expect("writes");
        }
        for row in 1..6_u32 {
            sheet.write(row, 0, format!("Company {row}")).expect("writes");
        }
        let day = Format::new().set_num_format("dd.mm.yyyy");
        for row in [1, 2] {
            let date = ExcelDateTime::from_ymd(2024, 5, 16 + row as u8).expect("a day");
            sheet.write_with_format(row, 1, &date, &day).expect("writes");
        }
        sheet.write(3, 1, "19.05.2024").expect("writes");
        sheet.write(4, 1, "20.05.2024").expect("writes");
        sheet.write(5, 1, "some day").expect("writes");
    });
    let (_, _, converted) = imported(book.read());
    assert_eq!(
        values(&converted, "Last activity"),
        ["2024-05-17", "2024-05-18", "2024-05-19", "2024-05-20", ""]
    );
    assert!(
        converted.issues.iter().any(|issue| issue.raw == "some day"),
        "what is no day is told"
    );
}

#[test]
fn i053_a_duration_is_no_day_of_1900() {
    use rust_xlsxwriter::Format;
    let book = Made::workbook(|sheet| {
        for (column, header) in ["Company", "Time spent"].into_iter().enumerate() {
            sheet.write(0, column as u16, header).expect("writes");
        }
        let hours = Format::new().set_num_format("[h]:mm");
        for row in 1..4_u32 {
            sheet.write(row, 0, format!("Company {row}")).expect("writes");
            sheet
                .write_with_format(row, 1, 1.25 * f64::from(row), &hours)
                .expect("writes");
        }
    });
    let table = book.read();
    assert_eq!(table.display(1, 1), "30:00");
    let (_, _, converted) = imported(table);
    assert_eq!(values(&converted, "Time spent"), ["30:00", "60:00", "90:00"]);
}

#[test]
fn i074_i075_numbers_are_what_excel_shows_whatever_their_format() {
    use rust_xlsxwriter::Format;
    let book = Made::workbook(|sheet| {
        for (column, header) in ["Company", "Score"].into_iter().enumerate() {
            sheet.write(0, column as u16, header).expect("writes");
        }
        for (row, (number, format)) in [
            (0.1 + 0.2, "General"),
            (0.01, "0E+00"),
            (12.0, "0\" days\""),
            (7.0, "#,##0 \\d"),
            (3.0, "\"d\"0"),
        ]
        .into_iter()
        .enumerate()
        {
            let row = row as u32 + 1;
            sheet.write(row, 0, format!("Company {row}")).expect("writes");
            sheet
                .write_with_format(row, 1, number, &Format::new().set_num_format(format))
                .expect("writes");
        }
    });
    let table = book.read();
    assert_eq!(table.display(1, 1), "0.3", "no digit that Excel does not show");
    let (_, _, converted) = imported(table);
    let read: Vec<f64> = values(&converted, "Score")
        .iter()
        .map(|value| value.parse().unwrap_or(f64::NAN))
        .collect();
    for (read, meant) in read.iter().zip([0.3, 0.01, 12.0, 7.0, 3.0]) {
        assert!((read - meant).abs() < 1e-9, "{read} for {meant}");
    }
}

#[test]
fn i056_a_point_that_may_part_thousands_is_decided_by_its_column_or_asked() {
    assert_eq!(
        read_as("Profit (EUR)", &["1.234", "12.345.678", "2.000,50"]),
        ["1234.00", "12345678.00", "2000.50"]
    );
    let open = understand(&csv(with_column("Profit (EUR)", &["1.234", "5.678"])));
    assert!(open.columns[1].question().is_some(), "nothing tells, so it is asked");
}

#[test]
fn i071_noughts_between_the_letters_are_no_text_and_said_to_be_none() {
    let made = Made::new("list.csv", "Company;Revenue\nH\0i\0 \0E\0x\0c\0e\0l\0!\0;10\nBrio;20\n");
    let said = made.try_read().expect_err("it is no text").to_string();
    assert!(said.contains(".xlsx"), "it says what to choose instead: {said}");
}
