//! B. Sheets and shape.

use crate::support::*;
use rust_xlsxwriter::Format;
use tierline_plan::FieldRole;
use tierline_sheets::raw::ReadRemark;
use tierline_sheets::read::{Limits, Pivot, ReaderHost};
use tierline_sheets::understand::{Reason, shape_with_header, stacked, understand};

#[test]
fn i029_a_table_says_where_it_begins_and_ends() {
    let path = fixture("excel-tables.xlsx");
    let (limits, cancel) = (Limits::default(), || false);
    let sheets = ReaderHost::InProcess
        .sheets(&path, &limits, &cancel)
        .expect("readable")
        .sheets;
    let named: Vec<_> = sheets
        .iter()
        .map(|sheet| {
            sheet
                .tables
                .iter()
                .map(|table| (table.name.as_str(), table.totals))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(named, [vec![("Customers", 1), ("Sales", 0)], vec![("Prospects", 0)]]);
    let read = |sheet| {
        let table = ReaderHost::InProcess.table(&path, sheet, &limits, &mut |_| {}, &cancel);
        table.expect("readable")
    };
    let overview = read("Overview");
    assert_eq!(overview.its_table(), None, "two tables share the sheet");
    let customers = overview.tables[0].clone();
    let (_, understood, converted) = imported(overview.only(&customers));
    assert_eq!((converted.rows.len(), understood.shape.confidence), (8, 1.0));
    assert!(
        converted.batch.fields.iter().all(|field| field.label != "Product"),
        "nothing of the other table"
    );
    let mut prospects = read("Prospects");
    prospects.blank_beside_its_table();
    let beside = ReadRemark::BesideTable {
        table: "Prospects".to_owned(),
        cells: 1,
    };
    assert!(prospects.remarks.contains(&beside), "{:?}", prospects.remarks);
    let (_, _, converted) = imported(prospects);
    assert_eq!(
        of_role(&converted, FieldRole::Name),
        ["Holmgard Papir A/S", "Innviertler Holz GmbH", "Total Sensorik AG"]
    );
}

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
fn i032_two_rows_of_headings_with_merged_cells_name_their_columns_together() {
    let book = Made::workbook(|sheet| {
        let format = Format::new();
        sheet.merge_range(0, 0, 1, 0, "Company", &format).expect("merges");
        sheet.merge_range(0, 1, 0, 2, "2025", &format).expect("merges");
        sheet.merge_range(0, 3, 0, 4, "2026", &format).expect("merges");
        for (column, heading) in ["Revenue", "Margin", "Revenue", "Margin"].into_iter().enumerate() {
            sheet.write(1, column as u16 + 1, heading).expect("writes");
        }
        for (row, name) in ["Alba", "Brio", "Cora"].into_iter().enumerate() {
            sheet.write(row as u32 + 2, 0, name).expect("writes");
            for column in 1..5_u16 {
                sheet
                    .write(row as u32 + 2, column, 100.0 * f64::from(column) + row as f64)
                    .expect("writes");
            }
        }
    });
    let (_, understood, converted) = imported(book.read());
    assert_eq!(understood.shape.header_rows.len(), 2);
    let labels: Vec<&str> = understood.columns.iter().map(|column| column.label.as_str()).collect();
    assert_eq!(labels[0], "Company");
    for (label, parts) in labels[1..].iter().zip([
        ["2025", "Revenue"],
        ["2025", "Margin"],
        ["2026", "Revenue"],
        ["2026", "Margin"],
    ]) {
        assert!(
            parts.iter().all(|part| label.contains(part)),
            "{label} names both rows: {parts:?}"
        );
    }
    assert_eq!(of_role(&converted, FieldRole::Name), ["Alba", "Brio", "Cora"]);
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
fn i041_a_second_table_below_is_left_out_and_can_be_chosen() {
    let mut text = "Company;City;Revenue\n".to_owned();
    for number in 1..=12 {
        text += &format!("Company {number};Ulm;{number}0\n");
    }
    text += ";;\n;;\nRep;Region;Quota\nAna;North;100\nBen;South;200\n";
    let (table, understood, converted) = imported(csv(text));
    assert_eq!(converted.rows.len(), 12, "{:?}", understood.shape.left_out);
    let tables = stacked(&table, &understood.shape);
    let told: Vec<_> = tables.iter().map(|table| (table.header_row, table.rows)).collect();
    assert_eq!(told, [(1, 12), (16, 2)]);
    let second = shape_with_header(&table, Some(16));
    assert_eq!(second.data_row_count(), 2);
    let (_, alone, _) = imported(csv("Company;City\nAlba;Ulm\nBrio;Bonn\n"));
    assert_eq!(
        stacked(&csv("Company;City\nAlba;Ulm\nBrio;Bonn\n"), &alone.shape),
        [],
        "one table is no choice"
    );
}

#[test]
fn i046_a_pivot_table_is_called_that_with_the_sheet_it_adds_up() {
    const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |targets: &[(&str, &str)]| {
        let each = targets.iter().enumerate().map(|(at, (kind, target))| {
            format!("<Relationship Id=\"r{at}\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"/>")
        });
        format!("<Relationships>{}</Relationships>", each.collect::<String>())
    };
    let sheet = |text: &str| {
        let cell = format!("<c r=\"A1\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        format!("<worksheet><sheetData><row r=\"1\">{cell}</row></sheetData></worksheet>")
    };
    let book = format!(
        "<workbook xmlns:r=\"{RELATION}\"><sheets><sheet name=\"Summary\" sheetId=\"1\" r:id=\"r0\"/>\
         <sheet name=\"List\" sheetId=\"2\" r:id=\"r1\"/></sheets></workbook>"
    );
    let made = Made::package(
        "list.xlsx",
        &[
            ("_rels/.rels", &relations(&[("officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", &book),
            (
                "xl/_rels/workbook.xml.rels",
                &relations(&[
                    ("worksheet", "worksheets/sheet1.xml"),
                    ("worksheet", "worksheets/sheet2.xml"),
                ]),
            ),
            ("xl/worksheets/sheet1.xml", &sheet("Sum of revenue")),
            ("xl/worksheets/sheet2.xml", &sheet("Company")),
            (
                "xl/worksheets/_rels/sheet1.xml.rels",
                &relations(&[("pivotTable", "../pivotTables/pivotTable1.xml")]),
            ),
            ("xl/pivotTables/pivotTable1.xml", "<pivotTableDefinition/>"),
            (
                "xl/pivotTables/_rels/pivotTable1.xml.rels",
                &relations(&[("pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")]),
            ),
            (
                "xl/pivotCache/pivotCacheDefinition1.xml",
                "<pivotCacheDefinition><cacheSource><worksheetSource ref=\"A1:F20\" sheet=\"List\"/></cacheSource></pivotCacheDefinition>",
            ),
        ],
    );
    let sheets = ReaderHost::InProcess
        .sheets(&made.path(), &Limits::default(), &|| false)
        .expect("readable")
        .sheets;
    let source = Some("List".to_owned());
    assert_eq!((&sheets[0].pivot, &sheets[1].pivot), (&Some(Pivot { source }), &None));
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

#[test]
fn i031_blank_rows_and_columns_are_no_data() {
    let table = csv(";;;\n;Company;;Revenue\n;;;\n;Alba;;10\n;;;\n;Brio;;20\n");
    let (_, _, converted) = imported(table);
    assert_eq!(of_role(&converted, FieldRole::Name), ["Alba", "Brio"]);
    assert_eq!(values(&converted, "Revenue"), ["10.00", "20.00"]);
}

#[test]
fn i034_a_stale_value_under_a_merged_cell_is_never_imported() {
    let book = Made::workbook(|sheet| {
        for (column, header) in ["Country", "Company", "Revenue"].into_iter().enumerate() {
            sheet.write(0, column as u16, header).expect("writes");
        }
        for (row, name) in ["Alba", "Brio", "Cora"].into_iter().enumerate() {
            sheet.write(row as u32 + 1, 1, name).expect("writes");
            sheet.write(row as u32 + 1, 2, 10).expect("writes");
        }
        sheet
            .merge_range(1, 0, 2, 0, "Germany", &Format::new())
            .expect("merges");
        // Excel keeps what stood there before the merge, and shows it nowhere.
        sheet.write(2, 0, "Spain").expect("writes");
        sheet.write(3, 0, "France").expect("writes");
    });
    let (_, _, converted) = imported(book.read());
    assert_eq!(
        of_role(&converted, FieldRole::Country),
        ["Germany", "Germany", "France"],
        "what Excel does not show is not in the plan"
    );
}

#[test]
fn i035_headings_that_are_missing_or_twice_get_names_of_their_own() {
    let (_, _, converted) = imported(csv("Company;Note;Note;;Revenue\nAlba;a;b;c;10\nBrio;d;e;f;20\n"));
    let labels: Vec<&str> = converted
        .batch
        .fields
        .iter()
        .map(|field| field.label.as_str())
        .collect();
    let all: std::collections::BTreeSet<&str> = labels.iter().copied().collect();
    assert!(labels.iter().all(|label| !label.trim().is_empty()), "{labels:?}");
    assert_eq!(all.len(), labels.len(), "no two fields share a name: {labels:?}");
    assert!(labels.len() >= 5, "and no column is lost: {labels:?}");
}

#[test]
fn i037_a_list_without_headings_loses_no_row() {
    let understood = understand(&csv("Alba;Ulm;10\nBrio;Bonn;20\nCora;Köln;30\nDora;Jena;40\n"));
    assert!(understood.shape.header_rows.is_empty(), "none is made up");
    assert_eq!(understood.shape.data_row_count(), 4, "the first account is no heading");
}

#[test]
fn i038_headings_over_nothing_are_no_data() {
    for text in ["Company;City;Revenue\n", "Company;City;Revenue\n;;\n;;\n"] {
        assert_eq!(understand(&csv(text)).shape.data_row_count(), 0, "{text:?}");
    }
}

#[test]
fn i039_i040_totals_and_footnotes_are_no_accounts() {
    for word in ["Total", "Summe", "Grand total", "Gesamt"] {
        let mut text = "Company;City;Revenue\n".to_owned();
        for number in 1..=6 {
            text += &format!("Company {number};Ulm;{number}0\n");
        }
        text += &format!("{word};;210\n;;\n* unaudited figures;;\n");
        let (_, understood, converted) = imported(csv(text));
        assert_eq!(converted.rows.len(), 6, "{word}: {:?}", understood.shape.left_out);
    }
}

#[test]
fn i047_a_sheet_may_be_called_anything_excel_allows() {
    for name in ["A & B", "<new>", "\"quoted\"", "it's", "顧客一覧"] {
        let book = Made::workbook(|sheet| {
            sheet.set_name(name).expect("a name");
            sheet.write(0, 0, "Company").expect("writes");
            sheet.write(1, 0, "Alba").expect("writes");
        });
        assert_eq!(shown(&book.read()), [["Company"], ["Alba"]], "{name}");
    }
}
