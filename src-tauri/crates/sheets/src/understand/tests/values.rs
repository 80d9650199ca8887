//! What cells become: small tables built by hand, one claim a table.

use super::{column, converted, kinds, lines, table};
use crate::raw::{RawCell, RawTableBuilder};
use crate::understand::{DateOrder, DecimalSign, IssueKind, Reason, convert, open_questions, understand};
use tierline_plan::{Currency, Day, FieldKind, FieldRole, Money, Value};

#[test]
fn the_notation_of_a_column_is_decided_once() {
    let table = table(&[
        &["Name", "Revenue", "Potential", "Employees"],
        &["A", "'1.234", "'€ 12.400,00", "'1.200"],
        &["B", "'2.500", "'800", "800"],
        &["C", "'12.345,5", "", "50"],
        &["D", "'7", "'3 k", "12"],
    ]);
    let done = converted(&table);
    let understood = understand(&table);
    assert_eq!(
        understood.columns[3].notation.decimal,
        DecimalSign::Comma,
        "a column that decides nothing follows the list"
    );
    assert_eq!(column(&done, FieldRole::Employees).number(0), Some(1200.0));
    assert_eq!(
        column(&done, FieldRole::Potential).money(0),
        Some(Money::from_minor(1_240_000))
    );
    assert_eq!(
        column(&done, FieldRole::Potential).money(3),
        Some(Money::from_minor(300_000))
    );
    let revenue = done.batch.columns[1].money(0);
    assert_eq!(
        revenue,
        Some(Money::from_minor(123_400)),
        "12.345,5 shows that 1.234 is a thousand"
    );
    assert!(open_questions(&table, &understood.columns).is_empty());
}

#[test]
fn what_nothing_decides_is_asked_once() {
    let table = table(&[
        &["Name", "Last activity", "Employees"],
        &["A", "'03/04/2025", "'1.234"],
        &["B", "'05/06/2025", "'2.345"],
    ]);
    let understood = understand(&table);
    let questions = open_questions(&table, &understood.columns);
    let kinds: Vec<&IssueKind> = questions.iter().map(|q| &q.kind).collect();
    assert_eq!(
        kinds,
        [
            &IssueKind::AmbiguousDate {
                cells: 2,
                day_first: true
            },
            &IssueKind::AmbiguousNumber {
                cells: 2,
                thousands: true
            }
        ]
    );
    let mut choices = understood.mapping.choices(&understood.columns);
    let read = |choices: &[_]| {
        let done = convert(&table, &understood.shape, choices, &Currency::default()).expect("the table converts");
        (
            column(&done, FieldRole::LastActivity).date(0),
            column(&done, FieldRole::Employees).number(0),
        )
    };
    assert_eq!(read(&choices), (Day::from_ymd(2025, 4, 3), Some(1234.0)));
    choices[1].notation.date_order = DateOrder::MonthFirst;
    choices[2].notation.decimal = DecimalSign::Point;
    assert_eq!(
        read(&choices),
        (Day::from_ymd(2025, 3, 4), Some(1.234)),
        "the answer of a person counts"
    );
}

#[test]
fn leading_zeros_long_digits_phones_and_postcodes_stay_text() {
    let table = table(&[
        &["Account name", "Account ID", "PLZ", "Phone", "Batch", "Serial"],
        &[
            "A",
            "'0004217",
            "'01067",
            "'+49 89 1234567",
            "'00017",
            "'12345678901234567890",
        ],
        &[
            "B",
            "'0004218",
            "80331",
            "'0049-30-12",
            "'00018",
            "'12345678901234567891",
        ],
    ]);
    let understood = understand(&table);
    assert!(
        understood.columns.iter().all(|c| c.kind == FieldKind::Text),
        "{:?}",
        lines(&understood)
    );
    let done = converted(&table);
    assert_eq!(column(&done, FieldRole::RecordId).text(0), Some("0004217"));
    assert_eq!(column(&done, FieldRole::PostalCode).text(1), Some("80331"));
    assert_eq!(done.batch.columns[5].text(0), Some("12345678901234567890"));
}

#[test]
fn a_number_too_long_for_its_cell_is_said() {
    let table = table(&[&["Name", "Account ID"], &["A", "1234567890123456789"], &["B", "5"]]);
    assert_eq!(kinds(&converted(&table)), [("B2".to_owned(), "digits-lost")]);
}

#[test]
fn values_that_do_not_fit_become_missing_with_a_reason() {
    let mut builder = RawTableBuilder::new("Accounts");
    let header: Vec<RawCell> = ["Name", "Employees", "Annual revenue", "Last activity"]
        .map(|t| builder.text(t))
        .to_vec();
    builder.row(1, &header);
    for row in 2..12 {
        let name = builder.text(&format!("Company {row}"));
        builder.row(
            row,
            &[
                name,
                RawCell::Number(10.0),
                RawCell::Number(1e6),
                RawCell::Date(Day::from_epoch_days(20_000)),
            ],
        );
    }
    let (name, many, soon) = (builder.text("Odd"), builder.text("many"), builder.text("soon"));
    builder.row(12, &[name, many, RawCell::Error(crate::raw::CellError::Div0), soon]);
    let (name, na, dash) = (builder.text("Blank"), builder.text("n/a"), builder.text("-"));
    builder.row(13, &[name, na, dash, RawCell::Blank]);
    let name = builder.text("Negative");
    builder.row(
        14,
        &[
            name,
            RawCell::Number(-3.0),
            RawCell::Number(1e30),
            RawCell::Number(45_000.0),
        ],
    );
    let done = converted(&builder.finish());
    assert_eq!(
        kinds(&done),
        [
            ("B12".to_owned(), "not-a-number"),
            ("C12".to_owned(), "error-cell"),
            ("D12".to_owned(), "not-a-date"),
            ("B14".to_owned(), "negative"),
            ("C14".to_owned(), "too-large"),
            ("D14".to_owned(), "serial-date"),
        ]
    );
    for role in [FieldRole::Employees, FieldRole::AnnualRevenue, FieldRole::LastActivity] {
        assert_eq!(
            column(&done, role).value(10),
            Value::Missing,
            "{role:?}: what does not fit is missing, never zero"
        );
        assert_eq!(
            column(&done, role).value(11),
            Value::Missing,
            "{role:?}: a placeholder is missing"
        );
    }
    assert_eq!(
        column(&done, FieldRole::LastActivity).date(12),
        Day::from_ymd(2023, 3, 15)
    );
    assert!(
        done.issues
            .iter()
            .all(|issue| !issue.sentence().is_empty() && !issue.outcome().is_empty())
    );
    assert_eq!(done.issues[1].raw, "#DIV/0!");
}

#[test]
fn rows_without_a_name_take_their_id_or_are_left_out() {
    let table = table(&[
        &["Account ID", "Account name", "City"],
        &["A-1", "Acme", "Berlin"],
        &["A-2", "", "Paris"],
        &["", "", "Rome"],
        &["A-4", "Dyna", "Rome"],
    ]);
    let done = converted(&table);
    assert_eq!(done.rows, [2, 3, 5]);
    assert_eq!(column(&done, FieldRole::Name).text(1), Some("A-2"));
    assert_eq!(kinds(&done), [("B3".to_owned(), "blank-name")]);
    assert_eq!(
        done.left_out
            .iter()
            .map(|out| (out.row, out.reason))
            .collect::<Vec<_>>(),
        [(4, Reason::NoName)]
    );
    assert!(done.sums_up(&table));
}

#[test]
fn duplicates_are_reported_and_kept() {
    let table = table(&[
        &["Account ID", "Account name", "City", "Country"],
        &["1", "Müller GmbH & Co. KG", "Berlin", "DE"],
        &["2", "MULLER  GmbH", "berlin", "Germany"],
        &["2", "Other", "Rome", "Italy"],
        &["3", "Müller GmbH", "Hamburg", "DE"],
    ]);
    let done = converted(&table);
    assert_eq!(done.rows.len(), 4, "nothing is merged unasked");
    let duplicates: Vec<&IssueKind> = done
        .issues
        .iter()
        .map(|i| &i.kind)
        .filter(|k| k.code().starts_with("duplicate"))
        .collect();
    assert_eq!(
        duplicates,
        [
            &IssueKind::DuplicateAccount { first_row: 2 },
            &IssueKind::DuplicateRecordId { first_row: 3 }
        ]
    );
}
