//! From rows of events to one row an account: sums, counts and latest days, and every row that is in none of them.

use super::super::cells::{self, Read, Sign};
use super::super::convert::{ConvertError, Converted};
use super::super::issue::{ImportIssue, IssueKind, LeftOutRow, Reason};
use super::super::shape::Shape;
use super::super::words::fold;
use super::figures::{Figures, field};
use super::words::{self, Outcome};
use super::{Listing, Part, PartColumn};
use crate::raw::{RawCell, RawTable};
use std::collections::HashMap;
use tierline_matching::{name_key, web_domain};
use tierline_places::country_of;
use tierline_plan::{AccountBatch, Column, Currency, Day, Field, FieldId, FieldKind, FieldRole, Money, Value};

/// Events gathered by account.
#[derive(Debug, Clone, PartialEq)]
pub struct Gathered {
    /// One row an account; each one's row number is that of its first event.
    pub converted: Converted,
    /// Rows that count for an account.
    pub records: u32,
    /// What the figures cover, each a sentence.
    pub remarks: Vec<String>,
}

/// Gathers the rows of a list of events by account: by record ID where the row has one, else by name and place, else by
/// website.
///
/// Sales are summed by product over the latest year of the list (the last twelve months up to its latest day, or its latest
/// calendar or fiscal year), the years before it by year. Nothing that happened after `today` counts, and a row without what
/// its list is about is left out.
///
/// # Errors
/// When no column names the account, the amount or day is missing where the list is about it, or there is no row.
pub fn gather(
    table: &RawTable,
    shape: &Shape,
    listing: Listing,
    columns: &[PartColumn],
    currency: &Currency,
    today: Day,
) -> Result<Gathered, ConvertError> {
    let columns: Vec<&PartColumn> = columns
        .iter()
        .filter(|column| listing.parts().contains(&column.part) && column.column < table.width())
        .collect();
    let column = |part: Part| columns.iter().copied().find(|column| column.part == part);
    if shape.data_row_count() == 0 {
        return Err(ConvertError::NoData);
    }
    if [Part::Account, Part::RecordId, Part::Website]
        .iter()
        .all(|part| column(*part).is_none())
    {
        return Err(ConvertError::NoAccountKey);
    }
    let needed = match listing {
        Listing::Accounts => return Err(ConvertError::NoName),
        Listing::Sales => Part::Amount,
        Listing::Activities => Part::Date,
        Listing::Deals => Part::Outcome,
    };
    if column(needed).is_none() {
        return Err(ConvertError::NoPart(needed));
    }
    let mut reader = Reader {
        table,
        currency,
        today,
        listing,
        column: &column,
        issues: Vec::new(),
        left_out: shape.rows_left_out(table),
    };
    let mut accounts = Accounts::default();
    let mut events: Vec<Event> = Vec::with_capacity(shape.data_row_count());
    for row in shape.data_rows() {
        events.extend(reader.event(row, &mut accounts));
    }
    let Reader {
        mut issues,
        mut left_out,
        ..
    } = reader;
    left_out.sort_unstable_by_key(|out| out.row);
    issues.sort_by_key(|issue| (issue.row, issue.column));
    let mut figures = Figures::of(accounts.fields(&column), accounts.rows.len());
    match listing {
        Listing::Accounts => {}
        Listing::Sales => figures.sales(&events, column(Part::Date).is_some(), column(Part::Year).is_some()),
        Listing::Activities => figures.activities(&events),
        Listing::Deals => figures.deals(&events, column(Part::Amount).is_some()),
    }
    let (fields, filled) = figures.fields.into_iter().enumerate().map(numbered).unzip();
    Ok(Gathered {
        records: events.len() as u32,
        remarks: figures.remarks,
        converted: Converted {
            batch: AccountBatch {
                fields,
                columns: filled,
            },
            products: figures.products,
            rows: accounts.rows.iter().map(|row| table.row_number(*row)).collect(),
            issues,
            left_out,
            header_rows: shape.header_rows.len(),
        },
    })
}

fn numbered((index, (mut field, column)): (usize, (Field, Column))) -> (Field, Column) {
    field.id = FieldId(index as u32 + 1);
    (field, column)
}

/// One row that counts.
pub(super) struct Event {
    /// Which account, in the order of the gathered list.
    pub(super) account: usize,
    pub(super) product: Option<String>,
    pub(super) amount: Option<Money>,
    pub(super) day: Option<Day>,
    pub(super) year: Option<i32>,
    pub(super) outcome: Outcome,
}

/// Accounts in the order in which the list names them.
#[derive(Default)]
struct Accounts {
    places: HashMap<String, usize>,
    keys: Vec<[Option<String>; KEYS.len()]>,
    rows: Vec<usize>,
}

/// What the rows say of the account itself.
const KEYS: [(Part, FieldRole, FieldKind); 5] = [
    (Part::Account, FieldRole::Name, FieldKind::Text),
    (Part::RecordId, FieldRole::RecordId, FieldKind::Text),
    (Part::Website, FieldRole::Website, FieldKind::Text),
    (Part::City, FieldRole::City, FieldKind::Category),
    (Part::Country, FieldRole::Country, FieldKind::Category),
];

impl Accounts {
    /// The account that a row names; `None` when it names none.
    fn place(&mut self, row: usize, said: [Option<String>; KEYS.len()]) -> Option<usize> {
        let [name, id, website, city, country] = &said;
        let key = match (id, name, website) {
            (Some(id), _, _) => format!("#{id}"),
            (None, Some(name), _) => {
                let place = |text: &Option<String>| text.as_deref().map(fold).unwrap_or_default();
                format!("{}\n{}\n{}", name_key(name), place(city), place(country))
            }
            (None, None, Some(website)) => {
                format!("@{}", web_domain(website).unwrap_or_else(|| website.clone()))
            }
            (None, None, None) => return None,
        };
        let next = self.keys.len();
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.keys.push(said);
            self.rows.push(row);
        } else {
            for (known, said) in self.keys[place].iter_mut().zip(said) {
                if known.is_none() {
                    *known = said;
                }
            }
        }
        Some(place)
    }

    fn fields<'a>(&self, column: &dyn Fn(Part) -> Option<&'a PartColumn>) -> Vec<(Field, Column)> {
        let given = KEYS
            .iter()
            .enumerate()
            .filter(|(_, (part, ..))| column(*part).is_some());
        given
            .map(|(place, (_, role, kind))| {
                let values = self.keys.iter().map(|said| match &said[place] {
                    Some(text) => Value::Text(text.clone()),
                    None => Value::Missing,
                });
                let label = match role {
                    FieldRole::Name => "Account",
                    FieldRole::RecordId => "Record ID",
                    FieldRole::Website => "Website",
                    FieldRole::City => "City",
                    _ => "Country",
                };
                (field(*role, *kind, label), Column::from_values(*kind, values))
            })
            .collect()
    }
}

struct Reader<'a> {
    table: &'a RawTable,
    currency: &'a Currency,
    today: Day,
    listing: Listing,
    column: &'a dyn Fn(Part) -> Option<&'a PartColumn>,
    issues: Vec<ImportIssue>,
    left_out: Vec<LeftOutRow>,
}

impl Reader<'_> {
    fn say(&mut self, row: usize, column: usize, kind: IssueKind) {
        self.issues.push(ImportIssue {
            sheet: self.table.sheet.clone(),
            row: Some(self.table.row_number(row)),
            column: Some(column),
            raw: self.table.display(row, column),
            kind,
        });
    }

    fn take<T>(&mut self, row: usize, column: usize, read: Read<T>) -> Option<T> {
        if let Some(kind) = read.issue {
            self.say(row, column, kind);
        }
        read.value
    }

    fn text(&mut self, row: usize, part: Part) -> Option<String> {
        let column = (self.column)(part)?.column;
        let cell = self.table.cell(row, column);
        let read = match part {
            Part::Account => cells::name(self.table, cell),
            Part::RecordId => cells::record_id(self.table, cell),
            _ => cells::text(self.table, cell, false),
        };
        let text = self.take(row, column, read)?.into_owned();
        match country_of(&text).filter(|_| part == Part::Country) {
            Some(country) => Some(country.name.to_owned()),
            None => Some(text),
        }
    }

    /// What a row counts for; `None` when it is left out.
    fn event(&mut self, row: usize, accounts: &mut Accounts) -> Option<Event> {
        let said = KEYS.map(|(part, ..)| self.text(row, part));
        let product = self.text(row, Part::Product);
        let amount = (self.column)(Part::Amount).map(|column| {
            let cell = self.table.cell(row, column.column);
            let read = cells::money(self.table, cell, column.notation, self.currency, Sign::Any);
            self.take(row, column.column, read)
        });
        let day = (self.column)(Part::Date).map(|column| {
            let read = cells::date(self.table, self.table.cell(row, column.column), column.notation);
            self.take(row, column.column, read)
        });
        let year = (self.column)(Part::Year).map(|column| words::year(self.table, row, column.column));
        let outcome = (self.column)(Part::Outcome).map(|column| match self.table.cell(row, column.column) {
            RawCell::Blank => None,
            RawCell::YesNo(won) => Some(if won { Outcome::Won } else { Outcome::Lost }),
            _ => {
                let text = self.table.display(row, column.column);
                Some(words::outcome_of_cell(&text, &fold(&text)))
            }
        });
        let reason = if said[..3].iter().all(Option::is_none) {
            Some(Reason::NoName)
        } else {
            match self.listing {
                Listing::Sales if amount == Some(None) => Some(Reason::NoAmount),
                Listing::Sales if day == Some(None) || year == Some(None) => Some(Reason::NoDay),
                Listing::Activities if day == Some(None) => Some(Reason::NoDay),
                Listing::Sales | Listing::Activities if day.flatten().is_some_and(|day| day > self.today) => {
                    Some(Reason::InFuture)
                }
                Listing::Deals if outcome == Some(None) => Some(Reason::NoOutcome),
                _ => None,
            }
        };
        if let Some(reason) = reason {
            self.left_out.push(LeftOutRow {
                row: self.table.row_number(row),
                reason,
            });
            return None;
        }
        Some(Event {
            account: accounts.place(row, said)?,
            product,
            amount: amount.flatten(),
            day: day.flatten(),
            year: year.flatten(),
            outcome: outcome.flatten().unwrap_or(Outcome::Open),
        })
    }
}
