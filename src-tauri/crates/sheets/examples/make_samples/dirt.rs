//! What happens to a list on its way through many hands: blanks, numbers typed as text, doubled accounts, three spellings of a country. Kept
//! apart because each kind of dirt is a case the import must survive, with its share stated in one place.

use time::Date;

use crate::accounts::Account;
use crate::cities::CITIES;
use crate::countries::{COUNTRIES, Country};
use crate::industries::INDUSTRIES;
use crate::list::{Cell, Column, Row, row};
use crate::names::slug;
use crate::random::Chance;
use crate::reps::Owner;

/// Accounts entered twice.
const DOUBLED: f64 = 0.015;

/// The rows of the list as they were mailed: doubled accounts added, order and IDs given, cells soiled.
pub(crate) fn mailed_rows(mut accounts: Vec<Account>, seed: u64) -> Vec<Row> {
    let mut chance = Chance::for_topic(seed, "dirt");
    let doubled = (accounts.len() as f64 * DOUBLED).round() as usize;
    for at in 0..doubled {
        let twin = double(&accounts[chance.below(accounts.len())], at, &mut chance);
        accounts.push(twin);
    }
    chance.shuffle(&mut accounts);
    let mut id = 1_040;
    for account in &mut accounts {
        id += 1 + chance.below(9) as u32;
        account.id = id;
    }

    let mut rows: Vec<Row> = accounts.iter().map(row).collect();
    for row in &mut rows {
        soil(row, &mut chance);
    }
    // Pasted twice from the trade-fair list: whole rows, with their IDs.
    for at in [219, 1_004, 1_733] {
        rows.push(rows[at].clone());
    }
    // Two look-ups that failed, in columns the totals row does not add up.
    let count = rows.len();
    *rows[count / 3].cell(Column::Industry) = Cell::Failed {
        formula: "=VLOOKUP(\"0000000\",Reps!A:B,2,FALSE)",
        error: "#N/A",
    };
    *rows[count * 2 / 3].cell(Column::Engagement) = Cell::Failed {
        formula: "=1/0",
        error: "#DIV/0!",
    };
    for at in [88, 412, 413, 1_207, 1_950, 2_301] {
        rows[at].hidden = true;
    }
    rows
}

/// The same company as somebody else entered it: no parent, no estimate, often as a prospect.
fn double(account: &Account, at: usize, chance: &mut Chance) -> Account {
    let mut twin = account.clone();
    let longer = |form: &str| matches!(form, "GmbH & Co. KG" | "GmbH & Co KG");
    match at % 5 {
        0 if account.city.country.is_dach() => {
            twin.legal_form = if longer(account.legal_form) {
                "GmbH"
            } else {
                "GmbH & Co. KG"
            };
        }
        0 | 1 => twin.core = account.core.to_uppercase(),
        2 => twin.legal_form = "",
        3 => twin.core = plain_letters(&account.core),
        _ => twin.core = account.core.replacen(' ', "  ", 1),
    }
    twin.parent = None;
    twin.estimated_spend = None;
    twin.owner = Owner::Nobody;
    if chance.happens(0.6) {
        twin.customer = false;
        twin.products = Default::default();
        twin.pipeline = None;
    }
    if chance.happens(0.4) {
        twin.website = None;
    }
    twin
}

/// "Müller" as a keyboard without umlauts has it.
fn plain_letters(name: &str) -> String {
    name.split(' ')
        .map(|word| {
            if word.is_ascii() {
                word.to_owned()
            } else {
                capitalised(&slug(word))
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}

fn soil(row: &mut Row, chance: &mut Chance) {
    soil_texts(row, chance);
    soil_numbers(row, chance);
    if chance.happens(0.005)
        && let Cell::Text(id) = row.cell(Column::Id)
        && let Ok(number) = id.parse()
    {
        *row.cell(Column::Id) = Cell::IdNumber(number);
    }
    let activity = row.cell(Column::LastActivity);
    if let Cell::Day(day) = *activity
        && chance.happens(0.012)
    {
        *activity = Cell::text(german_date(day));
    }
}

fn soil_texts(row: &mut Row, chance: &mut Chance) {
    let industry = row.cell(Column::Industry);
    if chance.happens(0.04) {
        *industry = Cell::Blank;
    } else if chance.happens(0.02)
        && let Some(other) = other_industry(industry)
    {
        *industry = Cell::text(other);
    } else if chance.happens(0.006) {
        *industry = Cell::text("n/a");
    }

    let country = row.cell(Column::Country);
    if chance.happens(0.055)
        && let Some(facts) = COUNTRIES.iter().find(|facts| *country == Cell::text(facts.name))
    {
        *country = Cell::text(*chance.pick(facts.other_spellings));
    }
    let city = row.cell(Column::City);
    if chance.happens(0.12)
        && let Some(known) = CITIES.iter().find(|known| *city == Cell::text(known.name))
    {
        *city = Cell::text(known.local_name);
    }
    if chance.happens(0.03) {
        *row.cell(Column::Region) = Cell::Blank;
    }
    if chance.happens(0.05) {
        *row.cell(Column::PostalCode) = Cell::Blank;
    }
    if let Cell::Text(name) = row.cell(Column::Name) {
        let trimmed = name.trim_end().len();
        name.truncate(trimmed);
        if chance.happens(0.012) {
            name.push_str("  ");
        } else if chance.happens(0.006) {
            // A no-break space, as a copy from a web page leaves behind.
            name.push('\u{a0}');
        }
    }
    let owner = row.cell(Column::Owner);
    if chance.happens(0.008)
        && let Cell::Text(name) = owner
        && let Some((first, last)) = name.split_once(' ')
    {
        *owner = Cell::text(format!("{last}, {first}"));
    }
    let parent = row.cell(Column::Parent);
    if *parent == Cell::Blank && chance.happens(0.01) {
        *parent = Cell::text("-");
    }
    if let Cell::Text(website) = row.cell(Column::Website)
        && chance.happens(0.06)
    {
        *website = format!("https://{website}/");
    }
    let status = row.cell(Column::Status);
    if *status == Cell::text("Customer") && chance.happens(0.01) {
        *status = Cell::text("customer ");
    }
}

fn other_industry(cell: &Cell) -> Option<&'static str> {
    let industry = INDUSTRIES.iter().find(|industry| *cell == Cell::text(industry.name))?;
    (!industry.other_spelling.is_empty()).then_some(industry.other_spelling)
}

fn soil_numbers(row: &mut Row, chance: &mut Chance) {
    let employees = row.cell(Column::Employees);
    if chance.happens(0.09) {
        *employees = Cell::Blank;
    } else if let Cell::Whole(count) = *employees
        && chance.happens(if count < 1_000 { 0.008 } else { 0.03 })
    {
        *employees = Cell::text(match chance.below(4) {
            0 | 1 => grouped(count),
            2 => format!("ca. {count}"),
            _ => "n/a".to_owned(),
        });
    }
    for (column, share) in [
        (Column::Turnover, 0.006),
        (Column::Pipeline, 0.02),
        (Column::EstimatedSpend, 0.012),
        (Column::CurrentRevenue, 0.004),
    ] {
        let cell = row.cell(column);
        if let Cell::Money(cents) = *cell
            && chance.happens(share)
        {
            *cell = Cell::text(format!("€ {}", german_money(cents)));
        }
    }
    if chance.happens(0.03) {
        *row.cell(Column::Turnover) = Cell::Blank;
    } else if chance.happens(0.003) {
        *row.cell(Column::Turnover) = Cell::text("k.A.");
    }
}

/// A company list that marketing trimmed for the German-speaking office: clean, in the original order, with letters Windows-1252 has.
pub(crate) fn german_office_rows(mut accounts: Vec<Account>, rows: usize, seed: u64) -> Vec<Row> {
    Chance::for_topic(seed, "german office").shuffle(&mut accounts);
    accounts.retain(|account| !matches!(account.city.country, Country::Poland));
    accounts.sort_by_key(|account| !account.city.country.is_dach());
    accounts.truncate(rows);
    accounts.sort_by_cached_key(|account| slug(&account.core));
    let with_ids = accounts.iter().enumerate().map(|(at, account)| Account {
        id: 70_003 + at as u32 * 7,
        ..account.clone()
    });
    with_ids.map(|account| row(&account)).collect()
}

/// 12.400,50
pub(crate) fn german_money(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{},{:02}", grouped((cents / 100).abs()), (cents % 100).abs())
}

/// 1.200
pub(crate) fn grouped(whole: i64) -> String {
    let digits = whole.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// 06.11.2026
pub(crate) fn german_date(day: Date) -> String {
    format!("{:02}.{:02}.{}", day.day(), u8::from(day.month()), day.year())
}
