//! Laws that hold for any table, however strange.

use crate::raw::{CellError, RawCell, RawTable, RawTableBuilder};
use crate::understand::{convert, open_questions, rep_columns, reps, suggest_sheet, understand};
use proptest::prelude::*;
use tierline_plan::{AccountTable, Column, Currency, Day, Value};

/// A cell to be: texts are stored when the table is built.
#[derive(Debug, Clone)]
enum Draft {
    Cell(RawCell),
    Text(String),
}

fn draft() -> impl Strategy<Value = Draft> {
    let words = [
        "Account name",
        "Account ID",
        "Revenue",
        "Umsatz A",
        "Umsatz B",
        "Country",
        "City",
        "Employees",
        "Total",
        "n/a",
        "-",
        "DE",
        "Germany",
        "ja",
        "no",
        "1.234",
        "1,234",
        "€ 5",
        "03/04/2025",
        "ca. 3",
        "00123",
        "Acme GmbH",
        "www.acme.de",
        "",
        " ",
        "2024",
        "15 %",
        "Quota",
        "Name",
    ];
    prop_oneof![
        3 => Just(Draft::Cell(RawCell::Blank)),
        4 => prop::sample::select(words.to_vec()).prop_map(|word| Draft::Text(word.to_owned())),
        1 => "\\PC{0,12}".prop_map(Draft::Text),
        1 => "[0-9.,'() %€k-]{1,10}".prop_map(Draft::Text),
        2 => prop_oneof![any::<f64>(), -1e6..1e6, Just(0.0)].prop_map(|n| Draft::Cell(RawCell::Number(n))),
        1 => any::<f64>().prop_map(|n| Draft::Cell(RawCell::Percent(n))),
        1 => any::<f64>().prop_map(|n| Draft::Cell(RawCell::Currency(n))),
        1 => (-800_000_i32..3_000_000).prop_map(|d| Draft::Cell(RawCell::Date(Day::from_epoch_days(d)))),
        1 => any::<bool>().prop_map(|b| Draft::Cell(RawCell::YesNo(b))),
        1 => prop::sample::select(vec![CellError::Div0, CellError::NotCalculated, CellError::BadDate]).prop_map(|e| Draft::Cell(RawCell::Error(e))),
    ]
}

fn any_table() -> impl Strategy<Value = RawTable> {
    (
        prop::collection::vec((1_u32..3, prop::collection::vec(draft(), 0..7)), 0..25),
        prop::collection::vec((1_u32..9, 0_u32..6, 1_u32..9, 0_u32..6), 0..3),
    )
        .prop_map(|(rows, merged)| {
            let mut builder = RawTableBuilder::new("S");
            let mut number = 0;
            for (step, row) in rows {
                number += step;
                let cells: Vec<RawCell> = row
                    .into_iter()
                    .map(|draft| match draft {
                        Draft::Cell(cell) => cell,
                        Draft::Text(text) => builder.text(&text),
                    })
                    .collect();
                builder.row(number, &cells);
            }
            builder.table_mut().merged = merged;
            builder.finish()
        })
}

proptest! {
    #[test]
    fn any_table_is_understood_and_its_rows_add_up(table in any_table()) {
        let understood = understand(&table);
        let shape = &understood.shape;
        prop_assert_eq!(shape.header_rows.len() + shape.left_out.len() + shape.data_row_count(), table.rows());
        prop_assert_eq!(shape.data_rows().count(), shape.data_row_count());
        for column in &understood.columns {
            prop_assert_eq!((column.filled + column.blank) as usize, shape.data_row_count(), "a cell is filled or blank");
            prop_assert!(column.problems <= column.filled && column.distinct <= column.filled && column.placeholders <= column.blank);
        }
        for mapped in &understood.mapping.columns {
            prop_assert!((0.0..=1.0).contains(&mapped.confidence));
        }
        let _ = open_questions(&table, &understood.columns);
        let _ = suggest_sheet(std::slice::from_ref(&table));
        let choices = understood.mapping.choices(&understood.columns);
        if let Ok(done) = convert(&table, shape, &choices, &Currency::default()) {
            prop_assert!(done.sums_up(&table), "every row is header, account or left out");
            prop_assert!(done.left_out.windows(2).all(|pair| pair[0].row < pair[1].row));
            for issue in &done.issues {
                prop_assert!(!issue.sentence().is_empty() && !issue.outcome().is_empty());
            }
            let rows = done.rows.clone();
            let accounts = AccountTable::from_batch(done.batch, 1);
            prop_assert!(accounts.is_ok(), "{:?}", accounts);
            prop_assert_eq!(accounts.map(|a| a.len()).unwrap_or(0), rows.len());
        }
        let people = reps(&table, shape, &understood.columns, &rep_columns(&understood.columns), &Currency::default());
        prop_assert_eq!(people.reps.len() + people.left_out.len() + shape.header_rows.len(), table.rows());
    }

    #[test]
    fn nothing_missing_becomes_zero(table in any_table()) {
        let understood = understand(&table);
        let choices = understood.mapping.choices(&understood.columns);
        let Ok(done) = convert(&table, &understood.shape, &choices, &Currency::default()) else { return Ok(()) };
        let chosen: Vec<usize> = choices.iter().filter(|choice| choice.include).map(|choice| choice.column).collect();
        for (column, source) in done.batch.columns.iter().zip(chosen) {
            for (account, number) in done.rows.iter().enumerate() {
                let row = table.row_numbers().binary_search(number).expect("the row is in the table");
                let is_blank = matches!(table.cell(row, source), RawCell::Blank | RawCell::Error(_));
                let is_name = matches!(column, Column::Text(_));
                if is_blank && !is_name {
                    prop_assert_eq!(column.value(account), Value::Missing);
                }
            }
        }
    }
}
