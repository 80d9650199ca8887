//! Real lists, read as the app reads them.

use super::lines;
use crate::raw::RawTable;
use crate::read::{Limits, ReaderHost};
use crate::understand::{Converted, RepField, convert, rep_columns, reps, suggest_sheet, understand};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tierline_plan::{AccountTable, Currency, FieldRole, Money};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// A workbook of this repository.
fn ours(name: &str) -> Vec<RawTable> {
    tables(&workspace().join("tests/fixtures/workbooks").join(name))
}

/// A list that may lie beside the repository; `None` where it does not.
fn beside(name: &str) -> Option<Vec<RawTable>> {
    let folder = std::env::var_os("TIERLINE_DATA").map_or_else(|| workspace().join("../shared/data"), PathBuf::from);
    let file = folder.join(name);
    file.exists().then(|| tables(&file))
}

fn tables(file: &Path) -> Vec<RawTable> {
    let host = ReaderHost::InProcess;
    let limits = Limits::default();
    let summary = host.sheets(file, &limits, &|| false).expect("the workbook opens");
    let read = |name: &str| {
        host.table(file, name, &limits, &mut |_| {}, &|| false)
            .expect("the sheet is read")
    };
    summary.sheets.iter().map(|sheet| read(&sheet.name)).collect()
}

fn converted(table: &RawTable) -> Converted {
    let understood = understand(table);
    let choices = understood.mapping.choices(&understood.columns);
    let done = convert(table, &understood.shape, &choices, &understood.currency.currency).expect("the list converts");
    assert!(done.sums_up(table), "every row is header, account or left out");
    AccountTable::from_batch(done.batch.clone(), 1).expect("the accounts obey every rule of a table");
    done
}

/// What was found in a sheet, as people would want it listed.
fn report(table: &RawTable) -> String {
    let understood = understand(table);
    let shape = &understood.shape;
    let number = |row: usize| table.row_number(row);
    let mut text = format!(
        "header rows {:?}, data {} to {}, {} rows\n",
        shape.header_rows.iter().map(|row| number(*row)).collect::<Vec<_>>(),
        number(shape.first_data_row),
        shape.last_data_row.map_or(0, number),
        shape.data_row_count(),
    );
    text.push_str(&format!(
        "hidden: {} rows, {} columns; blank rows: {}\n",
        shape.hidden_rows, shape.hidden_columns, shape.blank_rows
    ));
    for (row, reason) in &shape.left_out {
        text.push_str(&format!("row {} left out: {}\n", number(*row), reason.sentence()));
    }
    text.push_str(&format!(
        "currency {}\n\n{}\n",
        understood.currency.currency.code,
        lines(&understood).join("\n")
    ));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for issue in converted(table).issues {
        *kinds.entry(issue.kind.code()).or_default() += 1;
    }
    for (kind, count) in kinds {
        text.push_str(&format!("\n{count} {kind}"));
    }
    text
}

#[test]
fn the_sample_company_is_understood_without_a_click() {
    let tables = ours("northlight.xlsx");
    let suggestion = suggest_sheet(&tables);
    assert_eq!((suggestion.accounts, suggestion.reps), (Some(0), Some(1)));
    assert!(
        understand(&tables[0]).mapping.is_certain(),
        "nothing needs to be asked about the sample"
    );
    insta::assert_snapshot!("northlight_accounts", report(&tables[0]));
}

#[test]
fn the_products_of_the_sample_add_up_to_its_revenue() {
    let done = converted(&ours("northlight.xlsx")[0]);
    assert_eq!(done.products.len(), 8);
    let of = |wanted: fn(FieldRole) -> bool| -> Money {
        let columns = done
            .batch
            .fields
            .iter()
            .zip(&done.batch.columns)
            .filter(|(field, _)| wanted(field.role));
        columns
            .flat_map(|(_, column)| (0..done.rows.len()).filter_map(|row| column.money(row)))
            .sum()
    };
    let parts = of(|role| matches!(role, FieldRole::ProductRevenue(_)));
    let whole = of(|role| role == FieldRole::CurrentRevenue);
    assert_eq!(parts, whole, "to the cent, numbers and texts alike");
}

#[test]
fn the_reps_of_the_sample_are_read() {
    for (table, name) in [
        (&ours("northlight.xlsx")[1], "workbook"),
        (&ours("northlight-reps.xlsx")[0], "file of their own"),
    ] {
        let understood = understand(table);
        let fields = rep_columns(&understood.columns);
        assert!(
            fields.iter().any(|(_, field)| *field == RepField::ShareOfFullTime),
            "{name}: {fields:?}"
        );
        let done = reps(
            table,
            &understood.shape,
            &understood.columns,
            &fields,
            &Currency::new("EUR"),
        );
        assert_eq!(done.reps.len(), 14, "{name}");
        assert!(
            done.issues.is_empty() && done.left_out.is_empty(),
            "{name}: {:?}",
            done.issues
        );
        for rep in &done.reps {
            assert!(
                rep.base_city.is_some() && rep.country.is_some() && rep.start.is_some() && rep.ote.is_some(),
                "{name}: {rep:?}"
            );
            assert!(rep.last_quota.is_some() && rep.last_result.is_some(), "{name}: {rep:?}");
            assert!((500..=1000).contains(&rep.share_of_full_time), "{name}: {rep:?}");
        }
    }
}

#[test]
fn small_lists_of_odd_shapes_are_understood() {
    for name in [
        "two-header-rows.xlsx",
        "title-and-totals.xlsx",
        "dates-and-numbers.csv",
        "no-numbers.xlsx",
        "northlight-accounts.csv",
    ] {
        insta::assert_snapshot!(name.replace(['.', '-'], "_"), report(&ours(name)[0]));
    }
}

fn roles_beside(name: &str) -> Option<Vec<FieldRole>> {
    let tables = beside(name)?;
    converted(&tables[0]);
    Some(
        understand(&tables[0])
            .mapping
            .columns
            .iter()
            .map(|column| column.role)
            .collect(),
    )
}

#[test]
fn a_ranking_whose_name_column_has_a_wrong_heading_is_understood() {
    use FieldRole::*;
    let Some(roles) = roles_beside("accounts/fortune1000_2020.xlsx") else {
        return;
    };
    assert_eq!(
        roles,
        [
            Custom,
            Name,
            Employees,
            Custom,
            Industry,
            Custom,
            AnnualRevenue,
            Custom,
            Custom,
            Custom,
            Custom,
            Custom
        ]
    );
}

#[test]
fn a_crm_list_and_a_customer_table_are_understood() {
    use FieldRole::*;
    if let Some(roles) = roles_beside("accounts/maven-crm/accounts.csv") {
        assert_eq!(
            roles,
            [Name, Industry, Custom, AnnualRevenue, Employees, Country, Parent]
        );
    }
    if let Some(roles) = roles_beside("accounts/northwind/customers.csv") {
        assert_eq!(
            roles[..11],
            [
                RecordId, Name, Custom, Custom, Custom, City, Region, PostalCode, Country, Phone, Custom
            ]
        );
    }
    if let Some(roles) = roles_beside("accounts/maven-crm/sales_pipeline.csv") {
        assert_eq!(roles[3], Name, "the account is the name, though it repeats");
    }
}
