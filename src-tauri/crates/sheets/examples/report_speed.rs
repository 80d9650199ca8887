//! Writes a made-up leadership workbook and says how long that took beside the library alone.
//!
//! `cargo run --release -p tierline-sheets --example report_speed -- 100000 [file.xlsx]`

use rust_xlsxwriter::{Workbook, XlsxError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tierline_plan::Money;
use tierline_sheets::report::*;

#[allow(unreachable_pub, dead_code)]
#[path = "../src/report/sample.rs"]
mod sample;

/// The cells of the Accounts sheet as the library writes them when nobody asks for more.
fn alone(accounts: &[AccountRow<'_>], path: &Path) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    for (index, account) in accounts.iter().enumerate() {
        let row = index as u32 + 1;
        let mut col = 0;
        let number = |sheet: &mut rust_xlsxwriter::Worksheet, col: &mut u16, n: Option<f64>| {
            if let Some(n) = n {
                let _ = sheet.write_number(row, *col, n);
            }
            *col += 1;
        };
        let text = |sheet: &mut rust_xlsxwriter::Worksheet, col: &mut u16, t: Option<&str>| {
            if let Some(t) = t {
                let _ = sheet.write_string(row, *col, t);
            }
            *col += 1;
        };
        let major = |m: Option<Money>| m.map(|m| m.minor() as f64 / 100.0);
        number(sheet, &mut col, Some(account.rank as f64));
        text(sheet, &mut col, Some(&account.name));
        text(sheet, &mut col, Some(&account.record_id));
        text(sheet, &mut col, Some("Tier 1"));
        text(sheet, &mut col, account.model_tier.map(|_| "Tier 1"));
        number(sheet, &mut col, account.score.map(f64::from));
        text(sheet, &mut col, account.owner.as_deref());
        text(sheet, &mut col, account.status.as_deref());
        text(sheet, &mut col, account.industry.as_deref());
        text(sheet, &mut col, account.country.as_deref());
        text(sheet, &mut col, account.city.as_deref());
        number(sheet, &mut col, account.employees);
        for amount in [account.current_revenue, account.potential, account.headroom] {
            number(sheet, &mut col, major(amount));
        }
        for amount in account.buckets.amounts() {
            number(sheet, &mut col, major(amount));
        }
        number(sheet, &mut col, account.workload_minutes.map(|m| m as f64 / 60.0));
        text(sheet, &mut col, Some(&account.reason));
        text(sheet, &mut col, account.override_reason.as_deref());
        for points in &account.points {
            number(sheet, &mut col, points.map(|p| f64::from(p) / 10.0));
        }
        for value in &account.custom {
            match value {
                CustomValue::Text(t) => text(sheet, &mut col, Some(t)),
                CustomValue::Date(d) => number(sheet, &mut col, Some(f64::from(d.epoch_days()))),
                _ => col += 1,
            }
        }
    }
    workbook.save(path)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().map_or(Ok(100_000), |n| n.parse())?;
    let folder = tempfile::tempdir()?;
    let path = arguments
        .next()
        .map_or_else(|| folder.path().join("report.xlsx"), PathBuf::from);
    let accounts = sample::accounts(count);
    let book = sample::leadership(&accounts);
    let best = |mut run: Box<dyn FnMut() -> Result<(), Box<dyn std::error::Error>> + '_>| {
        (0..3).try_fold(Duration::MAX, |best, _| {
            let start = Instant::now();
            run()?;
            Ok::<_, Box<dyn std::error::Error>>(best.min(start.elapsed()))
        })
    };
    let mut report = None;
    let ours = best(Box::new(|| {
        report = Some(write(&book, &path, &mut |_, _| {}, &|| false)?);
        Ok(())
    }))?;
    let plain = folder.path().join("plain.xlsx");
    let theirs = best(Box::new(|| Ok(alone(&accounts, &plain)?)))?;
    let (ours, theirs) = (ours.as_secs_f64(), theirs.as_secs_f64());
    let size = std::fs::metadata(&plain)?.len();
    eprintln!("{report:?}");
    eprintln!(
        "{count} accounts: report {ours:.2} s, the library alone {theirs:.2} s ({size} bytes): {:.2} x",
        ours / theirs
    );
    Ok(())
}
