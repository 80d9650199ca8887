//! The account list as a table of cells: which columns it has, in which order, and what a clean account looks like in them. Kept apart so that
//! the workbook and the CSV agree on the columns, and dirt is thrown at cells and not at accounts.

use time::Date;

use crate::accounts::Account;
use crate::industries::{INDUSTRIES, PRODUCTS};
use crate::reps::{LEAVER, Owner, REPS};

/// One cell, before a file format decides how to spell it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Blank,
    Text(String),
    Whole(i64),
    /// Cents.
    Money(i64),
    Day(Date),
    /// An ID that somebody's Excel turned into a number; only its format still shows the zeros.
    IdNumber(u32),
    /// A formula whose result is this error.
    Failed {
        formula: &'static str,
        error: &'static str,
    },
}

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn optional(money: Option<i64>) -> Self {
        money.map_or(Self::Blank, Self::Money)
    }
}

/// A row of the list, in [`Column`] order.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    /// Hidden by somebody and never shown again.
    pub(crate) hidden: bool,
}

impl Row {
    pub(crate) fn cell(&mut self, column: Column) -> &mut Cell {
        &mut self.cells[column as usize]
    }
}

/// The columns from left to right; the eight products follow `CurrentRevenue`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Id,
    Name,
    Parent,
    Website,
    Industry,
    Country,
    Region,
    City,
    PostalCode,
    Employees,
    Turnover,
    Status,
    Owner,
    OldSegment,
    CurrentRevenue,
    FirstProduct,
    Pipeline = Column::FirstProduct as isize + PRODUCTS.len() as isize,
    Engagement,
    LastActivity,
    EstimatedSpend,
}

/// Header texts as marketing typed them: a line break and a trailing blank are part of it.
pub(crate) fn headers() -> Vec<String> {
    let mut headers: Vec<String> = [
        "Account ID",
        "Account name",
        "Parent account",
        "Website",
        "Industry",
        "Country",
        "Region/State",
        "City",
        "Postal code ",
        "Employees",
        "Annual revenue",
        "Status",
        "Account owner",
        "Old segment",
        "Current revenue\n(last 12 months)",
    ]
    .map(str::to_owned)
    .to_vec();
    headers.extend(PRODUCTS.map(|product| format!("Rev. {product}")));
    headers.extend(
        [
            "Open pipeline",
            "Engagement score",
            "Last activity",
            "Est. annual spend",
        ]
        .map(str::to_owned),
    );
    headers
}

pub(crate) fn row(account: &Account) -> Row {
    let owner = match account.owner {
        Owner::Nobody => Cell::Blank,
        Owner::Leaver => Cell::text(LEAVER),
        Owner::Rep(rep) => Cell::text(REPS[rep].name),
    };
    let text_or_blank = |text: &Option<String>| text.as_ref().map_or(Cell::Blank, Cell::text);
    let mut cells = vec![
        Cell::text(id(account.id)),
        Cell::text(account.name()),
        text_or_blank(&account.parent),
        text_or_blank(&account.website),
        Cell::text(INDUSTRIES[account.industry].name),
        Cell::text(account.city.country.facts().name),
        Cell::text(account.city.region),
        Cell::text(account.city.name),
        Cell::text(&*account.postal_code),
        Cell::Whole(account.employees.into()),
        Cell::Money(account.turnover),
        Cell::text(if account.customer { "Customer" } else { "Prospect" }),
        owner,
        old_segment(account),
    ];
    if account.customer {
        cells.push(Cell::Money(account.current_revenue()));
        cells.extend(account.products.map(Cell::Money));
    } else {
        cells.extend((0..=PRODUCTS.len()).map(|_| Cell::Blank));
    }
    cells.push(Cell::optional(account.pipeline));
    cells.push(
        account
            .engagement
            .map_or(Cell::Blank, |score| Cell::Whole(score.into())),
    );
    cells.push(account.last_activity.map_or(Cell::Blank, Cell::Day));
    cells.push(Cell::optional(account.estimated_spend));
    Row { cells, hidden: false }
}

/// Seven digits: an import that reads them as numbers loses the zeros.
pub(crate) fn id(id: u32) -> String {
    format!("{id:07}")
}

/// What the column that marketing hid once said: it goes by headcount alone and stopped at the accounts of the time.
fn old_segment(account: &Account) -> Cell {
    match account.employees {
        _ if account.id % 5 < 2 => Cell::Blank,
        1_000.. => Cell::text("A"),
        150.. => Cell::text("B"),
        _ => Cell::text("C"),
    }
}
