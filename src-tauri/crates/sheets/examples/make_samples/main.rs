//! Makes the sample company and the bad-input files under `tests/fixtures/workbooks`: the same bytes on every run, the same cells on every machine.
//! Kept as an example, apart from the crate it lives in, so that what the import is tested with owes nothing to how the import works.
//!
//! `make_samples [--out FOLDER]` writes all of them; `make_samples --big ROWS FILE` writes one long list for measuring.

mod accounts;
mod bad_input;
mod big;
mod cities;
mod countries;
mod csv_list;
mod dirt;
mod industries;
mod list;
mod names;
mod northlight;
mod random;
mod reps;
mod trades;

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use accounts::Account;

/// Another seed makes another company; tests know this one's figures.
const SEED: u64 = 20_261_109;

const USAGE: &str = "Usage: make_samples [--out FOLDER]\n       make_samples --big ROWS FILE";

/// Encrypted once by hand: salts are drawn anew at each encryption, so making it here would change its bytes.
const KEPT: &str = "password.xlsx";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        [] => write_all(&default_folder()),
        ["--out", folder] => write_all(Path::new(folder)),
        ["--big", rows, file] => match rows.parse() {
            Ok(rows @ 1..=big::MOST_ROWS) => big::write(rows, Path::new(file), SEED).map_err(Into::into),
            _ => Err(format!("ROWS is a whole number from 1 to {}.\n{USAGE}", big::MOST_ROWS).into()),
        },
        _ => Err(USAGE.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            // Nothing is left to tell if the error stream is closed too.
            let _ = writeln!(io::stderr(), "{problem}");
            ExitCode::FAILURE
        }
    }
}

fn default_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/workbooks")
}

fn write_all(folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let accounts = accounts::all(SEED);
    let results = results(&accounts);
    let reps = northlight::reps_workbook(&results)?.save_to_buffer()?;
    let whole = &reps[..reps.len() * 6 / 10];
    let mut out = io::stdout().lock();
    let mut put = |name: &str, bytes: &[u8]| -> io::Result<()> {
        fs::write(folder.join(name), bytes)?;
        writeln!(out, "{:>9} bytes  {name}", bytes.len())
    };
    put("truncated.xlsx", whole)?;
    put("northlight-reps.xlsx", &reps)?;
    let german = dirt::german_office_rows(accounts.clone(), 400, SEED);
    put("northlight-accounts.csv", &csv_list::german_list(&german)?)?;
    put("prospects.csv", &csv_list::bought_list(&accounts, 120)?)?;
    let rows = dirt::mailed_rows(accounts, SEED);
    put(
        "northlight.xlsx",
        &northlight::workbook(&rows, &results)?.save_to_buffer()?,
    )?;

    put("not-a-workbook.xlsx", &bad_input::PICTURE)?;
    put("empty.xlsx", &[])?;
    put("empty-workbook.xlsx", &bad_input::empty_workbook()?.save_to_buffer()?)?;
    put("headers-only.xlsx", &bad_input::headers_only()?.save_to_buffer()?)?;
    put("no-numbers.xlsx", &bad_input::no_numbers()?.save_to_buffer()?)?;
    put("excel-tables.xlsx", &bad_input::excel_tables()?.save_to_buffer()?)?;
    put("two-header-rows.xlsx", &bad_input::two_header_rows()?.save_to_buffer()?)?;
    put(
        "three-currencies.xlsx",
        &bad_input::three_currencies()?.save_to_buffer()?,
    )?;
    put(
        "title-and-totals.xlsx",
        &bad_input::title_and_totals()?.save_to_buffer()?,
    )?;
    put("dates-and-numbers.csv", csv_list::DATES_AND_NUMBERS.as_bytes())?;
    if folder.join(KEPT).exists() {
        writeln!(out, "     kept as it is  {KEPT}")?;
    } else {
        writeln!(out, "     not made here  {KEPT} (take it from version control)")?;
    }
    Ok(())
}

/// What each rep sold in the months with a quota, in cents: the accounts' current revenue, a little of which went to someone else's name.
fn results(accounts: &[Account]) -> Vec<i64> {
    let mut chance = random::Chance::for_topic(SEED, "results");
    let of = |rep| {
        accounts
            .iter()
            .filter(move |account| account.owner == reps::Owner::Rep(rep))
            .map(Account::current_revenue)
            .sum::<i64>()
    };
    let reps = reps::REPS.iter().enumerate();
    reps.map(|(at, rep)| of(at) * rep.months / 12 / 1_000 * chance.below(40).saturating_add(970) as i64)
        .collect()
}
