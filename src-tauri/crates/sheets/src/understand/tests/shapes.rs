//! Where the list stands on its sheet: small tables built by hand, one claim a table.

use super::{roles, table};
use crate::raw::RawTable;
use crate::understand::{ConvertError, Reason, columns, convert, shape, shape_with_header, understand};
use tierline_plan::{Currency, FieldRole};

#[test]
fn a_header_row_below_a_title_block_is_found() {
    let table = table(&[
        &["Account list 2026", "", ""],
        &["Prepared by marketing", "", "2026-11-20"],
        &[""],
        &["Account name", "Country", "Employees"],
        &["Acme GmbH", "Germany", "120"],
        &["Rossi S.p.A.", "Italy", "80"],
        &["Dupont SAS", "France", "45"],
        &["Total", "", "245"],
        &[""],
        &["Source: CRM export", "", ""],
    ]);
    let shape = shape(&table);
    assert_eq!(
        shape.header_rows,
        [2],
        "row 4 of the sheet is the third that holds anything"
    );
    assert_eq!((shape.first_data_row, shape.last_data_row), (3, Some(5)));
    let reasons: Vec<Reason> = shape.left_out.iter().map(|(_, reason)| *reason).collect();
    assert_eq!(
        reasons,
        [Reason::AboveHeader, Reason::AboveHeader, Reason::Total, Reason::Note]
    );
    assert_eq!(shape.blank_rows, 2);
    assert!(shape.confidence > 0.8);
}

#[test]
fn two_header_rows_are_joined_and_merges_filled() {
    let mut table = table(&[
        &["Account", "2023", "", "2024", ""],
        &["", "Revenue", "Cost", "Revenue", "Cost"],
        &["Acme", "1", "2", "3", "4"],
        &["Bolt", "5", "6", "7", "8"],
    ]);
    let headings = |table: &RawTable| {
        understand(table)
            .columns
            .into_iter()
            .map(|c| c.header)
            .collect::<Vec<_>>()
    };
    let expected = [
        "Account",
        "2023 / Revenue",
        "2023 / Cost",
        "2024 / Revenue",
        "2024 / Cost",
    ];
    assert_eq!(headings(&table), expected, "without merges the gaps tell");
    table.merged = vec![(1, 1, 1, 2), (1, 3, 1, 4), (1, 0, 2, 0)];
    assert_eq!(headings(&table), expected, "merges say it outright");
    assert_eq!(shape(&table).header_rows, [0, 1]);
    assert_eq!(shape(&table).filled_headers, 2);
    assert_eq!(
        roles(&table),
        [
            FieldRole::Name,
            FieldRole::Custom,
            FieldRole::Custom,
            FieldRole::CurrentRevenue,
            FieldRole::Custom
        ],
        "of two years the later one is the current revenue"
    );
}

#[test]
fn a_title_merged_over_the_whole_width_heads_no_group() {
    let mut table = table(&[
        &["Our accounts", "", ""],
        &["Name", "City", "Revenue"],
        &["Acme", "Berlin", "10"],
        &["Bolt", "Paris", "20"],
    ]);
    table.merged = vec![(1, 0, 1, 2)];
    assert_eq!(shape(&table).header_rows, [1]);
}

#[test]
fn a_list_without_a_header_says_so() {
    let table = table(&[
        &["Acme", "Berlin", "120"],
        &["Bolt", "Paris", "80"],
        &["Core", "Rome", "45"],
    ]);
    let shape = shape(&table);
    assert!(shape.header_rows.is_empty());
    assert_eq!(shape.data_row_count(), 3);
    let columns = columns(&table, &shape);
    assert_eq!(
        columns.iter().map(|c| c.header.as_str()).collect::<Vec<_>>(),
        ["Column A", "Column B", "Column C"]
    );
    assert_eq!(roles(&table)[0], FieldRole::Name, "the name is found by content");
}

#[test]
fn a_person_may_say_which_row_the_header_is() {
    let table = table(&[
        &["Name", "City"],
        &["Firma", "Ort"],
        &["Acme", "Berlin"],
        &["Bolt", "Paris"],
    ]);
    let corrected = shape_with_header(&table, Some(2));
    assert_eq!(
        (corrected.header_rows.as_slice(), corrected.data_row_count()),
        ([1].as_slice(), 2)
    );
    assert_eq!(corrected.left_out, [(0, Reason::AboveHeader)]);
    assert_eq!(shape_with_header(&table, None).data_row_count(), 4);
}

#[test]
fn rows_left_out_can_be_taken_back() {
    let table = table(&[&["Name", "Revenue"], &["Acme", "1"], &["Bolt", "2"], &["Total", "3"]]);
    let mut shape = shape(&table);
    assert_eq!(shape.left_out, [(3, Reason::Total)]);
    shape.take_back(3);
    assert_eq!((shape.data_row_count(), shape.last_data_row), (3, Some(3)));
    shape.leave_out(1, Reason::ByHand);
    assert_eq!(shape.data_rows().collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn a_company_called_total_is_an_account() {
    let table = table(&[
        &["Name", "Industry", "City", "Revenue"],
        &["Acme", "Retail", "Berlin", "10"],
        &["Total", "Energy", "Paris", "99"],
        &["TotalEnergies", "Energy", "Paris", "50"],
        &["Bolt", "Retail", "Rome", "7"],
    ]);
    assert!(shape(&table).left_out.is_empty());
}

#[test]
fn subtotals_repeated_headers_and_second_tables_are_left_out() {
    let table = table(&[
        &["Name", "Country", "Revenue"],
        &["Acme", "Germany", "10"],
        &["Bolt", "Germany", "20"],
        &["Subtotal Germany", "", "30"],
        &["Name", "Country", "Revenue"],
        &["Core", "Italy", "5"],
        &["Dyna", "Italy", "6"],
        &[""],
        &["Rep", "City", "Quota"],
        &["Anna", "Rome", "100"],
    ]);
    let reasons: Vec<Reason> = shape(&table).left_out.into_iter().map(|(_, reason)| reason).collect();
    assert_eq!(
        reasons,
        [
            Reason::Subtotal,
            Reason::RepeatedHeader,
            Reason::SecondTable,
            Reason::SecondTable
        ]
    );
}

#[test]
fn headers_over_nothing_and_sheets_with_nothing_are_no_data() {
    let headers = table(&[&["Account name", "Country", "Employees"]]);
    let understood = understand(&headers);
    assert_eq!(understood.shape.last_data_row, None);
    let choices = understood.mapping.choices(&understood.columns);
    assert_eq!(
        convert(&headers, &understood.shape, &choices, &Currency::default()),
        Err(ConvertError::NoData)
    );
    let empty = RawTable::default();
    let understood = understand(&empty);
    assert!(understood.columns.is_empty() && understood.shape.header_rows.is_empty());
    assert_eq!(
        convert(&empty, &understood.shape, &[], &Currency::default()),
        Err(ConvertError::NoData)
    );
}

#[test]
fn duplicate_and_missing_headers_get_names_of_their_own() {
    let table = table(&[
        &["Name", "name", "", "Name"],
        &["x", "y", "z", "w"],
        &["a", "b", "c", "d"],
    ]);
    let labels: Vec<String> = columns(&table, &shape_with_header(&table, Some(1)))
        .into_iter()
        .map(|c| c.label)
        .collect();
    assert_eq!(labels, ["Name", "name (2)", "Column C", "Name (3)"]);
}
