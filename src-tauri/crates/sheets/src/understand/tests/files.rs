//! Real lists, read as the app reads them.

use super::lines;
use crate::raw::RawTable;
use crate::read::{Limits, ReaderHost};
use crate::understand::{convert, suggest_sheet, understand};
use std::path::{Path, PathBuf};
use tierline_plan::{AccountTable, Currency};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// A workbook of this repository.
fn ours(name: &str) -> PathBuf {
    workspace().join("tests/fixtures/workbooks").join(name)
}

/// A list that may lie beside the repository; `None` where it does not.
fn beside(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("TIERLINE_DATA").map_or_else(|| workspace().join("../shared/data"), PathBuf::from);
    let file = folder.join(name);
    file.exists().then_some(file)
}

fn tables(file: &Path) -> Vec<RawTable> {
    let host = ReaderHost::InProcess;
    let limits = Limits::default();
    let summary = host.sheets(file, &limits, &|| false).expect("the workbook opens");
    let read = |name: &str| host.table(file, name, &limits, &mut |_| {}, &|| false).expect("the sheet is read");
    summary.sheets.iter().map(|sheet| read(&sheet.name)).collect()
}

#[test]
fn show() {
    for file in ["northlight.xlsx", "northlight-accounts.csv", "northlight-reps.xlsx", "two-header-rows.xlsx", "title-and-totals.xlsx", "dates-and-numbers.csv", "no-numbers.xlsx", "headers-only.xlsx"].map(ours).into_iter().chain(
        ["accounts/fortune1000_2020.xlsx", "accounts/maven-crm/accounts.csv", "accounts/northwind/customers.csv", "accounts/northwind/employees.csv", "accounts/northwind/suppliers.csv", "accounts/maven-crm/sales_pipeline.csv","import/c12_merged_header.xlsx","import/c19_dup_headers.xlsx"].into_iter().filter_map(beside)) {
        let tables = tables(&file);
        eprintln!("=== {} suggest {:?}", file.display(), suggest_sheet(&tables));
        for t in &tables {
            let u = understand(t);
            eprintln!("-- {} header {:?} conf {:.2} data {}..{:?} of {} blank {} hidden {} {} currency {:?}", t.sheet, u.shape.header_rows, u.shape.confidence, u.shape.first_data_row, u.shape.last_data_row, t.rows(), u.shape.blank_rows, u.shape.hidden_rows, u.shape.hidden_columns, u.currency);
            eprintln!("   left {:?}", u.shape.left_out.iter().take(8).collect::<Vec<_>>());
            for (l, p) in lines(&u).iter().zip(&u.columns) {
                eprintln!("   {l} | filled {} blank {} ph {} err {} prob {} dist {} {:?} {:?} alt {:?}", p.filled, p.blank, p.placeholders, p.errors, p.problems, p.distinct, p.examples, p.notation, u.mapping.columns.iter().find(|c| c.column == p.column).map(|c| &c.alternatives));
            }
            let converted = convert(t, &u.shape, &u.mapping.choices(&u.columns), &Currency::new("EUR"));
            match converted {
                Ok(c) => {
                    assert!(c.sums_up(t));
                    let mut kinds: std::collections::BTreeMap<&str, (u32, String)> = Default::default();
                    for i in &c.issues { let e = kinds.entry(i.kind.code()).or_default(); e.0 += 1; e.1 = format!("{} {}", i.place(), i.sentence()); }
                    eprintln!("   accounts {} issues {:?} left {}", c.rows.len(), kinds, c.left_out.len());
                    AccountTable::from_batch(c.batch, 1).expect("a valid table");
                }
                Err(e) => eprintln!("   {e}"),
            }
        }
    }
}
