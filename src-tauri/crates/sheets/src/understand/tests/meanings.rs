//! What columns and sheets mean: small tables built by hand, one claim a table.

use super::{column, converted, kinds, roles, table};
use crate::understand::{
    IssueKind, Reason, RepField, columns, guess_currency, mapping, rep_columns, reps, shape, suggest_sheet, understand,
    understand_shape,
};
use tierline_plan::{Currency, Day, FieldKind, FieldRole, Money};

#[test]
fn products_are_the_part_of_the_heading_that_differs() {
    let table = table(&[
        &[
            "Account",
            "Umsatz Sensoren",
            "Umsatz Gateways",
            "Umsatz Dienste",
            "Umsatz",
        ],
        &["A", "10", "20", "5", "35"],
        &["B", "1", "2", "", "3"],
        &["C", "4", "", "4", "8"],
        &["D", "", "", "", ""],
    ]);
    let done = converted(&table);
    assert_eq!(
        done.products.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(),
        ["Sensoren", "Gateways", "Dienste"]
    );
    let understood = understand(&table);
    let revenue = understood
        .mapping
        .of_role(FieldRole::CurrentRevenue)
        .expect("the sum of the products is our revenue");
    assert_eq!(revenue.column, 4);
    assert!(revenue.confidence > 0.9 && !revenue.whose_revenue);
    assert_eq!(done.batch.columns[3].money(1), None, "a blank product is no zero");
}

#[test]
fn a_bare_revenue_beside_employees_is_the_companys_own_and_asks() {
    let table = table(&[
        &["Company", "Employees", "Revenue"],
        &["A", "100", "20000000"],
        &["B", "50", "9000000"],
        &["C", "10", "1500000"],
        &["D", "500", "120000000"],
        &["E", "20", "4000000"],
    ]);
    let understood = understand(&table);
    let revenue = understood.mapping.columns.last().expect("three columns");
    assert_eq!(revenue.role, FieldRole::AnnualRevenue);
    assert!(
        revenue.whose_revenue
            && revenue
                .alternatives
                .iter()
                .any(|(role, _)| *role == FieldRole::CurrentRevenue)
    );
}

#[test]
fn exports_of_three_crms_map_without_a_click() {
    use FieldRole::*;
    let salesforce = table(&[
        &[
            "Account ID",
            "Account Name",
            "Account Owner",
            "Billing City",
            "Billing State/Province",
            "Billing Zip/Postal Code",
            "Billing Country",
            "Industry",
            "Employees",
            "Annual Revenue",
            "Type",
            "Last Activity",
            "Website",
            "Phone",
            "Parent Account",
        ],
        &[
            "'001D000000IqhSLIAZ",
            "Acme GmbH",
            "Anna Ott",
            "Berlin",
            "BE",
            "'10115",
            "Germany",
            "Retail",
            "12",
            "5000000",
            "Customer",
            "2026-01-05",
            "www.acme.example",
            "'+49 30 123456",
            "Acme Holding",
        ],
        &[
            "'001D000000IqhSLIBZ",
            "Bolt AG",
            "Max Fux",
            "Bern",
            "BE",
            "'3000",
            "Switzerland",
            "Energy",
            "40",
            "7000000",
            "Prospect",
            "2026-02-05",
            "www.bolt.example",
            "'+41 31 123456",
            "",
        ],
    ]);
    assert_eq!(
        roles(&salesforce),
        [
            RecordId,
            Name,
            Owner,
            City,
            Region,
            PostalCode,
            Country,
            Industry,
            Employees,
            AnnualRevenue,
            Status,
            LastActivity,
            Website,
            Phone,
            Parent
        ]
    );
    let hubspot = table(&[
        &[
            "Record ID",
            "Company name",
            "Company owner",
            "Create Date",
            "Phone Number",
            "Last Activity Date",
            "City",
            "Country/Region",
            "Industry",
            "Number of Employees",
            "Annual Revenue",
            "Lifecycle Stage",
            "Company Domain Name",
            "State/Region",
            "Postal Code",
        ],
        &[
            "5461",
            "Acme",
            "Anna Ott",
            "2024-01-01",
            "'+49 30 123456",
            "2026-01-05",
            "Berlin",
            "Germany",
            "RETAIL",
            "12",
            "5000000",
            "Customer",
            "acme.example",
            "Berlin",
            "'10115",
        ],
        &[
            "5462",
            "Bolt",
            "Max Fux",
            "2024-01-02",
            "'+41 31 123456",
            "2026-01-06",
            "Bern",
            "Switzerland",
            "ENERGY",
            "30",
            "9000000",
            "Lead",
            "bolt.example",
            "Bern",
            "'3000",
        ],
    ]);
    assert_eq!(
        roles(&hubspot),
        [
            RecordId,
            Name,
            Owner,
            Custom,
            Phone,
            LastActivity,
            City,
            Country,
            Industry,
            Employees,
            AnnualRevenue,
            Status,
            Website,
            Region,
            PostalCode
        ]
    );
    let dynamics = table(&[
        &[
            "(Do Not Modify) Account",
            "Account Name",
            "Main Phone",
            "Address 1: City",
            "Address 1: Country/Region",
            "Primary Contact",
            "Annual Revenue",
            "No. of Employees",
            "Owner",
            "Status Reason",
            "Parent Account",
        ],
        &[
            "'a8b1f7c2-0001",
            "Acme",
            "'+49 30 123456",
            "Berlin",
            "Germany",
            "Eva Lind",
            "5000000",
            "12",
            "Anna Ott",
            "Active",
            "Acme Holding",
        ],
        &[
            "'a8b1f7c2-0002",
            "Bolt",
            "'+41 31 123456",
            "Bern",
            "Switzerland",
            "Jan Beck",
            "7000000",
            "30",
            "Max Fux",
            "Active",
            "",
        ],
    ]);
    assert_eq!(
        roles(&dynamics),
        [
            RecordId,
            Name,
            Phone,
            City,
            Country,
            Custom,
            AnnualRevenue,
            Employees,
            Owner,
            Status,
            Parent
        ]
    );
}

#[test]
fn answers_in_words_are_answers_and_the_rest_is_said() {
    let table = table(&[
        &["Name", "Partner"],
        &["A", "ja"],
        &["B", "nein"],
        &["C", "k.A."],
        &["D", "ja"],
    ]);
    let done = converted(&table);
    assert_eq!(done.batch.fields[1].kind, FieldKind::YesNo);
    assert_eq!(
        [0, 1, 2].map(|row| done.batch.columns[1].yes_no(row)),
        [Some(true), Some(false), None]
    );
}

#[test]
fn the_unit_of_a_heading_scales_its_numbers() {
    let table = table(&[
        &["Name", "Annual revenue (T€)", "Potential ($m)"],
        &["A", "1200", "2.5"],
        &["B", "'1.500 €", "'3M"],
        &["C", "7", "1"],
    ]);
    let done = converted(&table);
    let revenue = column(&done, FieldRole::AnnualRevenue);
    assert_eq!(
        [0, 1].map(|row| revenue.money(row).map(Money::minor)),
        [Some(120_000_000), Some(150_000_000)]
    );
    let potential = column(&done, FieldRole::Potential);
    assert_eq!(
        [0, 1].map(|row| potential.money(row).map(Money::minor)),
        [Some(250_000_000), Some(300_000_000)],
        "3M is not millions of millions"
    );
}

#[test]
fn another_currency_than_the_columns_is_not_added_up() {
    let table = table(&[
        &["Name", "Pipeline"],
        &["A", "'€ 10"],
        &["B", "'€ 20"],
        &["C", "'CHF 30"],
    ]);
    let done = converted(&table);
    assert_eq!(kinds(&done), [("B4".to_owned(), "other-currency")]);
    assert_eq!(column(&done, FieldRole::Pipeline).money(2), None);
}

#[test]
fn the_currency_is_guessed_from_amounts_headings_or_countries() {
    let guess = |rows: &[&[&str]]| {
        let table = table(rows);
        let shape = shape(&table);
        let profiles = columns(&table, &shape);
        guess_currency(&table, &shape, &profiles, &mapping(&table, &shape, &profiles))
            .currency
            .code
    };
    assert_eq!(
        guess(&[&["Name", "Revenue"], &["A", "'CHF 10"], &["B", "'CHF 20"]]),
        "CHF"
    );
    assert_eq!(guess(&[&["Name", "Revenue (USD)"], &["A", "10"], &["B", "20"]]), "USD");
    assert_eq!(
        guess(&[
            &["Name", "Country", "Revenue"],
            &["A", "Poland", "10"],
            &["B", "Polska", "20"]
        ]),
        "PLN"
    );
}

#[test]
fn reps_are_recognised_and_read() {
    let list = table(&[
        &[
            "Name",
            "Base city",
            "Country",
            "Start date",
            "Role",
            "Share of full time",
            "Quota 2026",
            "Result 2026",
            "OTE",
        ],
        &[
            "Anna Ott",
            "Berlin",
            "DE",
            "2021-04-01",
            "Enterprise AE",
            "1",
            "1200000",
            "1100000.5",
            "140000",
        ],
        &[
            "Max Fux",
            "Bern",
            "Switzerland",
            "'01.10.2019",
            "Account manager",
            "0.8",
            "'n/a",
            "",
            "120000",
        ],
        &["Lea Roth", "Wien", "Austria", "", "", "'60 %", "900000", "950000", ""],
        &["", "Rom", "", "", "", "", "", "", ""],
        &["anna ott", "Berlin", "DE", "", "", "", "", "", ""],
    ]);
    let accounts = table(&[
        &["Account name", "Country", "Industry", "Employees", "Revenue"],
        &["A", "DE", "X", "5", "7"],
        &["B", "DE", "X", "5", "7"],
    ]);
    let notes = table(&[&["Please read"], &["This list is from marketing."]]);
    let suggestion = suggest_sheet(&[notes, list.clone(), accounts]);
    assert_eq!((suggestion.accounts, suggestion.reps), (Some(2), Some(1)));

    let understood = understand_shape(&list, shape(&list));
    let fields = rep_columns(&understood.columns);
    assert_eq!(fields.len(), 9, "{fields:?}");
    assert!(fields.contains(&(7, RepField::LastResult)));
    let done = reps(
        &list,
        &understood.shape,
        &understood.columns,
        &fields,
        &Currency::new("EUR"),
    );
    assert_eq!(done.reps.len(), 4);
    let (anna, max, lea) = (&done.reps[0], &done.reps[1], &done.reps[2]);
    assert_eq!(
        (anna.country.as_deref(), anna.last_result),
        (Some("Germany"), Some(Money::from_minor(110_000_050)))
    );
    assert_eq!(
        (max.share_of_full_time, max.last_quota, max.start),
        (800, None, Day::from_ymd(2019, 10, 1))
    );
    assert_eq!(
        (lea.share_of_full_time, lea.start, lea.ote, lea.role.as_deref()),
        (600, None, None, None)
    );
    assert_eq!(
        done.left_out
            .iter()
            .map(|out| (out.row, out.reason))
            .collect::<Vec<_>>(),
        [(5, Reason::NoName)]
    );
    assert!(
        done.issues
            .iter()
            .any(|issue| issue.kind == IssueKind::DuplicateRep { first_row: 2 })
    );
}

#[test]
fn reps_with_two_names_and_german_headings_are_read() {
    let list = table(&[
        &[
            "Vorname",
            "Nachname",
            "Standort",
            "Eintrittsdatum",
            "Pensum",
            "Ziel 2026",
            "Zieleinkommen",
        ],
        &[
            "Anna",
            "Ott",
            "Berlin",
            "'01.04.2021",
            "'80 %",
            "'1.200.000 €",
            "'140.000 €",
        ],
        &[
            "Max",
            "Fux",
            "Bern",
            "'01.10.2019",
            "'100 %",
            "'900.000 €",
            "'120.000 €",
        ],
    ]);
    let understood = understand(&list);
    let done = reps(
        &list,
        &understood.shape,
        &understood.columns,
        &rep_columns(&understood.columns),
        &Currency::new("EUR"),
    );
    assert_eq!(done.reps[0].name, "Anna Ott");
    assert_eq!(
        (done.reps[0].share_of_full_time, done.reps[0].last_quota),
        (800, Some(Money::from_minor(120_000_000)))
    );
    assert!(done.issues.is_empty(), "{:?}", done.issues);
}
