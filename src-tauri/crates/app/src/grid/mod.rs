//! The account grid: which columns there are, which accounts a query finds and in which order, and pages of them. The
//! window never holds the list; it asks for what is on the screen.

mod block;
mod clipboard;
mod column;
mod edit;
mod find;
mod order;
mod range;
mod segment;
mod sums;

pub(crate) use column::{is_measurable, stage_labels, workload_minutes};
pub(crate) use find::Haystack;
pub(crate) use range::{Edited, clear, fill_down, paste};
pub(crate) use sums::range_sums;

use crate::families;
use crate::session::Session;
use std::sync::Arc;
use tierline_contract::{
    AccountPage, AccountPageRequest, AccountQuery, AccountRow, AppError, CellEdit, Copied, CopyRange, GridColumns,
    GridLayout, QuerySums,
};
use tierline_plan::{FieldRole, KnownSum, Money};
use tierline_sheets::understand::Writing;

/// The most rows one page may ask for.
const LARGEST_PAGE: u32 = 500;

/// The rows of the last query, so that scrolling through its pages does not search again.
#[derive(Debug, Default)]
pub(crate) struct LastQuery {
    found: Option<(u64, AccountQuery, Arc<Vec<u32>>)>,
}

/// Every column the grid can show, in order.
pub(crate) fn columns(session: &Session) -> GridColumns {
    GridColumns {
        columns: column::all(session),
    }
}

/// How the grid was last laid out, without what concerned columns that have gone since.
pub(crate) fn layout(session: &Session) -> Option<GridLayout> {
    let mut layout = session.grid_layout()?.clone();
    let there = |key: &String| column::resolve(session, key).is_ok();
    layout.columns.retain(|column| there(&column.key));
    layout.sort.retain(|sort| there(&sort.column));
    layout.filters.retain(|filter| there(&filter.column));
    Some(layout)
}

/// The rows a query finds, in its order.
pub(crate) fn rows(session: &mut Session, query: &AccountQuery) -> Result<Arc<Vec<u32>>, AppError> {
    let revision = session.revision();
    if let Some((at, last, rows)) = &session.last_query.found
        && *at == revision
        && last == query
    {
        return Ok(rows.clone());
    }
    let mut found = segment::rows(session, &query.segment);
    find::keep_matching(session, query, &mut found)?;
    order::sort(session, &query.sort, &mut found)?;
    let found = Arc::new(found);
    session.last_query.found = Some((revision, query.clone(), found.clone()));
    Ok(found)
}

pub(crate) fn page(session: &mut Session, request: &AccountPageRequest) -> Result<AccountPage, AppError> {
    let rows = rows(session, &request.query)?;
    let sources = column::resolve_all(session, &request.columns)?;
    let from = (request.offset as usize).min(rows.len());
    let to = (from + request.limit.min(LARGEST_PAGE) as usize).min(rows.len());
    let page = rows[from..to].iter().map(|row| {
        let row = *row as usize;
        AccountRow {
            id: session.plan().accounts.ids()[row].0,
            partial: session.is_partly_scored(row),
            cells: sources
                .iter()
                .map(|source| column::cell(session, *source, row))
                .collect(),
        }
    });
    Ok(AccountPage {
        total: rows.len() as u32,
        rows: page.collect(),
    })
}

pub(crate) fn sums(session: &mut Session, query: &AccountQuery) -> Result<QuerySums, AppError> {
    let rows = rows(session, query)?;
    Ok(sums_of(session, &rows))
}

/// What some accounts add up to.
pub(crate) fn sums_of(session: &Session, rows: &[u32]) -> QuerySums {
    let results = session.results();
    let (mut revenue, mut potential, mut minutes) = (KnownSum::default(), KnownSum::default(), 0);
    for row in rows.iter().map(|row| *row as usize) {
        revenue.add(results.opportunity.revenue[row]);
        potential.add(results.opportunity.potential[row]);
        minutes += column::workload_minutes(session, row);
    }
    QuerySums {
        accounts: rows.len() as u32,
        current_revenue: revenue.amount().map(Money::minor),
        potential: potential.amount().map(Money::minor),
        without_potential: potential.unknown(),
        minutes,
    }
}

/// Changes one cell to what was typed.
pub(crate) fn edit(session: &mut Session, edit: &CellEdit, writing: Writing, now: i64) -> Result<(), AppError> {
    let (account, field, value) = edit::understood(session, edit, writing)?;
    let name = session
        .plan()
        .accounts
        .row(account)
        .map(|row| session.plan().accounts.name(row).to_owned());
    let label = session
        .plan()
        .accounts
        .field(field)
        .map_or_else(|| "a cell".to_owned(), |f| f.label.clone());
    session.commit(
        families::by_hand(session, vec![(account, field, value)]),
        &format!("Edit {label} of {}", name.unwrap_or_default()),
        now,
    )
}

/// A range as a spreadsheet takes it from the clipboard: tab-separated text and an HTML table.
pub(crate) fn copy(session: &mut Session, range: &CopyRange) -> Result<(Copied, String, String), AppError> {
    let rows = rows(session, &range.query)?;
    let sources = column::resolve_all(session, &range.columns)?;
    let from = (range.offset as usize).min(rows.len());
    let to = (from + range.rows as usize).min(rows.len());
    let labels = column::all(session);
    let header = range.with_header.then(|| {
        let label_of = |key: &String| {
            labels
                .iter()
                .find(|c| &c.key == key)
                .map_or(String::new(), |c| c.label.clone())
        };
        range.columns.iter().map(label_of).collect()
    });
    let table = clipboard::table(session, header, &sources, &rows[from..to]);
    let copied = Copied {
        rows: (to - from) as u32,
        columns: sources.len() as u32,
    };
    Ok((copied, clipboard::tab_separated(&table), clipboard::html(&table)))
}

/// Roles whose fields stand first in the grid, in this order.
const FIRST_FIELDS: [FieldRole; 6] = [
    FieldRole::Name,
    FieldRole::Industry,
    FieldRole::Country,
    FieldRole::City,
    FieldRole::Employees,
    FieldRole::CurrentRevenue,
];
