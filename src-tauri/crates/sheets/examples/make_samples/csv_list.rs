//! CSV files. Kept apart because their traps are the bytes: Windows-1252 with semicolons and decimal commas as a German Excel saves it, and
//! dates and numbers that only the whole column can settle.

use std::error::Error;

use crate::accounts::Account;
use crate::dirt::{german_date, german_money, grouped};
use crate::industries::INDUSTRIES;
use crate::list::{Cell, Column, Row, headers, id};

/// The list as a German Excel saves it: semicolons, decimal commas, CRLF, Windows-1252.
///
/// # Errors
/// If a text has a letter that Windows-1252 lacks.
pub(crate) fn german_list(rows: &[Row]) -> Result<Vec<u8>, Box<dyn Error>> {
    let hidden = Column::OldSegment as usize;
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let shown = |column: &usize| *column != hidden;
    writer.write_record(
        headers()
            .iter()
            .enumerate()
            .filter(|(column, _)| shown(column))
            .map(|(_, text)| text.replace('\n', " ")),
    )?;
    for row in rows {
        let cells = row.cells.iter().enumerate().filter(|(column, _)| shown(column));
        writer.write_record(cells.map(|(column, cell)| spelled(cell, column == Column::Turnover as usize)))?;
    }
    let text = String::from_utf8(writer.into_inner()?)?;
    let (bytes, _, replaced) = encoding_rs::WINDOWS_1252.encode(&text);
    if replaced {
        return Err("a name has a letter that Windows-1252 lacks".into());
    }
    Ok(bytes.into_owned())
}

/// A list that someone bought: companies nobody sells to yet, with what is publicly known of them and no amount of ours.
///
/// # Errors
/// If the text cannot be written.
pub(crate) fn bought_list(accounts: &[Account], count: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "Company",
        "Industry",
        "Country",
        "City",
        "Employees",
        "Annual revenue (EUR)",
    ])?;
    for account in accounts.iter().filter(|account| !account.customer).take(count) {
        writer.write_record([
            account.name(),
            INDUSTRIES[account.industry].name.to_owned(),
            account.city.country.facts().name.to_owned(),
            account.city.name.to_owned(),
            account.employees.to_string(),
            (account.turnover / 100).to_string(),
        ])?;
    }
    Ok(writer.into_inner()?)
}

fn spelled(cell: &Cell, in_whole_euros: bool) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Whole(whole) => whole.to_string(),
        Cell::Money(cents) if in_whole_euros => grouped(cents / 100),
        Cell::Money(cents) => german_money(*cents).replace('.', ""),
        Cell::Day(day) => german_date(*day),
        Cell::IdNumber(number) => id(*number),
        Cell::Failed { error, .. } => (*error).to_owned(),
    }
}

/// Day-first dates that only the third row gives away, and one way of writing an amount a row; UTF-8 with its mark, commas, LF.
pub(crate) const DATES_AND_NUMBERS: &str = "\u{feff}Account ID,Account name,Opened,Last activity,Current revenue,Open pipeline,Discount,Postal code,Key account
0000101,Brennscheid Chemie GmbH,03/04/2024,2026-10-02,\"12.400,00\",\"€ 3.150,00\",5 %,01067,yes
0000102,Fonderie Zanlucci S.p.A.,07/11/2023,2026-09-18,\"1.234.567,89\",\"1.234,56 EUR\",7.5%,20121,no
0000103,Wexbury Water Ltd,25/12/2022,2026-08-31,\"980,50\",,10%,M1 4BT,yes
0000104,Korczyński Stal Sp. z o.o.,01/02/2025,,\"(1.234,00)\",\"CHF 1'234.50\",,00-844,no
0000105,Meuhoven Zuivel B.V.,30/06/2021,2026-07-14,\"1.234,00-\",−250,0,3012 AB,no
0000106,Laiterie Charvallon SAS,12/10/2020,2026-13-45,n/a,k.A.,12 %,69003,
0000107,Ekstrand Papper AB,29/02/2024,2026-05-20,0,\"1 234,50\",0.15,100 04,yes
";
