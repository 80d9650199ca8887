//! B. Sheets and shape.

use crate::support::*;
use rust_xlsxwriter::Format;
use tierline_plan::FieldRole;
use tierline_sheets::raw::ReadRemark;
use tierline_sheets::understand::{Reason, understand};

#[test]
fn i029_the_totals_row_of_a_table_is_no_account() {
    let book = Made::workbook(|sheet| {
        for (row, (name, revenue)) in [("Alba", 10.0), ("Brio", 20.0), ("Cora", 30.0)].into_iter().enumerate() {
            sheet.write(row as u32 + 1, 0, name).expect("writes");
            sheet.write(row as u32 + 1, 1, revenue).expect("writes");
        }
        let columns = vec![
            rust_xlsxwriter::TableColumn::new()
                .set_header("Company")
                .set_total_label("Total"),
            rust_xlsxwriter::TableColumn::new()
                .set_header("Revenue")
                .set_total_function(rust_xlsxwriter::TableFunction::Sum),
        ];
        let table = rust_xlsxwriter::Table::new().set_columns(&columns).set_total_row(true);
        sheet.add_table(0, 0, 4, 1, &table).expect("a table");
    });
    let (_, _, converted) = imported(book.read());
    assert_eq!(of_role(&converted, FieldRole::Name), ["Alba", "Brio", "Cora"]);
}

#[test]
fn i030_what_stands_above_the_header_is_left_out_and_named() {
    let table = csv("Key accounts Q4;;\nExported 2026-11-20;;\n;;\nCompany;City;Revenue\nAlba;Ulm;10\nBrio;Bonn;20\n");
    let understood = understand(&table);
    assert_eq!(understood.shape.data_row_count(), 2);
    let reasons: Vec<Reason> = understood.shape.left_out.iter().map(|(_, reason)| *reason).collect();
    assert_eq!(reasons, [Reason::AboveHeader, Reason::AboveHeader]);
}

#[test]
fn i033_a_cell_merged_over_rows_of_the_body_means_each_of_them() {
    let book = Made::workbook(|sheet| {
        for (column, header) in ["Country", "Company", "Revenue"].into_iter().enumerate() {
            sheet.write(0, column as u16, header).expect("writes");
        }
        for (row, name) in ["Alba", "Brio", "Cora"].into_iter().enumerate() {
            sheet.write(row as u32 + 1, 1, name).expect("writes");
            sheet
                .write(row as u32 + 1, 2, 10.0 * (row as f64 + 1.0))
                .expect("writes");
        }
        sheet
            .merge_range(1, 0, 2, 0, "Germany", &Format::new())
            .expect("merges");
        sheet.write(3, 0, "France").expect("writes");
    });
    let (table, _, converted) = imported(book.read());
    assert_eq!(
        of_role(&converted, FieldRole::Country),
        ["Germany", "Germany", "France"]
    );
    assert!(
        table.remarks.contains(&ReadRemark::FilledFromMerges { cells: 1 }),
        "{:?}",
        table.remarks
    );
}

#[test]
fn i036_headings_are_recognised_however_they_are_set() {
    let book = Made::workbook(|sheet| {
        for (column, header) in ["  COMPANY\nname ", "annual\u{a0}Revenue", "Employees "]
            .into_iter()
            .enumerate()
        {
            sheet.write(0, column as u16, header).expect("writes");
        }
        sheet.write(1, 0, "Alba").expect("writes");
        sheet.write(1, 1, 5_000_000).expect("writes");
        sheet.write(1, 2, 40).expect("writes");
    });
    let (_, _, converted) = imported(book.read());
    for role in [FieldRole::Name, FieldRole::AnnualRevenue, FieldRole::Employees] {
        assert_eq!(of_role(&converted, role).len(), 1, "{role:?}");
    }
}

#[test]
fn i041_a_second_table_below_is_left_out_and_named() {
    let mut text = "Company;City;Revenue\n".to_owned();
    for number in 1..=12 {
        text += &format!("Company {number};Ulm;{number}0\n");
    }
    text += ";;\n;;\nRep;Region;Quota\nAna;North;100\nBen;South;200\n";
    let (_, understood, converted) = imported(csv(text));
    assert_eq!(converted.rows.len(), 12, "{:?}", understood.shape.left_out);
}

#[test]
fn i044_a_sheet_as_wide_as_excel_is_read() {
    let book = Made::workbook(|sheet| {
        sheet.write(0, 0, "Company").expect("writes");
        sheet.write(0, 16_383, "Revenue").expect("writes");
        sheet.write(1, 0, "Alba").expect("writes");
        sheet.write(1, 16_383, 10).expect("writes");
    });
    let (_, _, converted) = imported(book.read());
    assert_eq!(of_role(&converted, FieldRole::Name), ["Alba"]);
    assert_eq!(values(&converted, "Revenue"), ["10.00"]);
}
