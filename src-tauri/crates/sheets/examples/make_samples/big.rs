//! A list as long as a sheet can be, for measuring. Kept apart because it must not hold what it writes: rows go to the file in order and names
//! are numbered instead of remembered.

use std::path::Path;

use rust_xlsxwriter::{Format, XlsxError};

use crate::cities::CITIES;
use crate::industries::INDUSTRIES;
use crate::list::id;
use crate::northlight::new_workbook;
use crate::random::{Chance, exp};
use crate::reps::REPS;
use crate::trades;

/// Rows below the header that a sheet has room for.
pub(crate) const MOST_ROWS: u32 = 1_048_575;

const HEADERS: [&str; 12] = [
    "Account ID",
    "Account name",
    "Industry",
    "Country",
    "City",
    "Postal code",
    "Employees",
    "Annual revenue",
    "Status",
    "Account owner",
    "Current revenue",
    "Open pipeline",
];

/// Writes `rows` accounts by twelve columns to `path`, in memory that does not grow with `rows`.
///
/// # Errors
/// If the file cannot be written.
pub(crate) fn write(rows: u32, path: &Path, seed: u64) -> Result<(), XlsxError> {
    let mut chance = Chance::for_topic(seed, "big");
    let mut workbook = new_workbook("Account list")?;
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name("Accounts")?;
    sheet.write_row_with_format(0, 0, HEADERS, &Format::new().set_bold())?;
    for row in 1..=rows {
        let city = chance.pick(CITIES);
        let facts = city.country.facts();
        let industry = chance.below(INDUSTRIES.len());
        let trade = trades::words(facts.language, industry)[row as usize % 3];
        let log_employees = 5.0 + 1.3 * chance.normal();
        let employees = exp(log_employees).round();
        let customer = chance.happens(0.38);
        sheet.write_string(row, 0, id(row))?;
        sheet.write_string(row, 1, format!("{trade} {row} {}", facts.legal_forms[0].0))?;
        sheet.write_string(row, 2, INDUSTRIES[industry].name)?;
        sheet.write_string(row, 3, facts.name)?;
        sheet.write_string(row, 4, city.name)?;
        sheet.write_string(row, 5, city.postal_codes[0])?;
        sheet.write_number(row, 6, employees)?;
        sheet.write_number(row, 7, (employees * INDUSTRIES[industry].turnover_each).round())?;
        sheet.write_string(row, 8, if customer { "Customer" } else { "Prospect" })?;
        sheet.write_string(row, 9, chance.pick(&REPS).name)?;
        if customer {
            let revenue = exp(0.85 * log_employees + 4.0 + 0.9 * chance.normal());
            sheet.write_number(row, 10, (revenue * 100.0).round() / 100.0)?;
        }
        if chance.happens(0.25) {
            sheet.write_number(row, 11, (chance.between(9.0, 900.0)).round() * 100.0)?;
        }
    }
    workbook.save(path)
}
