//! From rows of events to one row an account: sums, counts and latest days, and every row that is in none of them.

use super::super::cells::{self, Read, Sign};
use super::super::convert::{ConvertError, Converted};
use super::super::issue::{ImportIssue, IssueKind, LeftOutRow, Reason};
use super::super::places::country_of;
use super::super::shape::Shape;
use super::super::words::fold;
use super::words::{self, Outcome};
use super::{Listing, Part, PartColumn};
use crate::raw::{RawCell, RawTable};
use std::collections::HashMap;
use tierline_matching::{name_key, web_domain};
use tierline_plan::{
    AccountBatch, Column, Currency, Day, Field, FieldId, FieldKind, FieldRole, Money, Product, ProductId, Value,
};

/// Products that get a column of their own; the smaller ones go together.
const MOST_PRODUCTS: usize = 24;
const OTHER_PRODUCTS: &str = "Other products";
/// Years of sales that get a column, the latest among them.
const MOST_YEARS: u32 = 5;

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
        left_out: shape
            .left_out
            .iter()
            .map(|(row, reason)| LeftOutRow {
                row: table.row_number(*row),
                reason: *reason,
            })
            .collect(),
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
    let mut figures = Figures {
        fields: accounts.fields(&column),
        products: Vec::new(),
        remarks: Vec::new(),
        accounts: accounts.rows.len(),
    };
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
struct Event {
    /// Place in [`Accounts`].
    account: usize,
    product: Option<String>,
    amount: Option<Money>,
    day: Option<Day>,
    year: Option<i32>,
    outcome: Outcome,
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

fn field(role: FieldRole, kind: FieldKind, label: impl Into<String>) -> Field {
    Field {
        id: FieldId(0),
        role,
        kind,
        label: label.into(),
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

/// The columns of the gathered list.
struct Figures {
    fields: Vec<(Field, Column)>,
    products: Vec<Product>,
    remarks: Vec<String>,
    accounts: usize,
}

/// A sum that stays missing until something is added.
fn add(sum: &mut Option<Money>, amount: Money) {
    *sum = Some(sum.unwrap_or(Money::ZERO).saturating_add(amount));
}

fn money_column(sums: Vec<Option<Money>>) -> Column {
    let values = sums.into_iter().map(|sum| sum.map_or(Value::Missing, Value::Money));
    Column::from_values(FieldKind::Money, values)
}

impl Figures {
    fn push(&mut self, role: FieldRole, kind: FieldKind, label: impl Into<String>, column: Column) {
        self.fields.push((field(role, kind, label), column));
    }

    /// How many years before the latest one each event lies.
    fn sales(&mut self, events: &[Event], by_day: bool, by_year: bool) {
        let latest_day = events.iter().filter_map(|event| event.day).max().filter(|_| by_day);
        let latest_year = events.iter().filter_map(|event| event.year).max().filter(|_| by_year);
        let age = |event: &Event| match (latest_day, latest_year) {
            (Some(latest), _) => event.day.map_or(0, |day| years_before(latest, day)),
            (None, Some(latest)) => event.year.map_or(0, |year| (latest - year) as u32),
            (None, None) => 0,
        };
        self.by_product(events, &age);
        let mut by_age: Vec<Vec<Option<Money>>> = Vec::new();
        let mut older = 0_u32;
        for event in events {
            let age = age(event) as usize;
            if age >= MOST_YEARS as usize {
                older += 1;
                continue;
            }
            if by_age.len() <= age {
                by_age.resize(age + 1, vec![None; self.accounts]);
            }
            add(&mut by_age[age][event.account], event.amount.unwrap_or(Money::ZERO));
        }
        if let Some(current) = by_age.first_mut() {
            // Who bought before and not since bought nothing: that is known.
            current.iter_mut().for_each(|sum| *sum = sum.or(Some(Money::ZERO)));
        }
        for (age, sums) in by_age.into_iter().enumerate() {
            if sums.iter().all(Option::is_none) {
                continue;
            }
            let label = match (age, latest_day, latest_year) {
                (0, None, Some(year)) => format!("Revenue {year}"),
                (0, ..) => "Current revenue".to_owned(),
                (_, None, Some(year)) => format!("Revenue {}", year - age as i32),
                (1, ..) => "Revenue, the year before".to_owned(),
                (age, ..) => format!("Revenue, {age} years before"),
            };
            let role = if age == 0 {
                FieldRole::CurrentRevenue
            } else {
                FieldRole::Custom
            };
            self.push(role, FieldKind::Money, label, money_column(sums));
        }
        if older > 0 {
            let rows = if older == 1 {
                "1 row is".to_owned()
            } else {
                format!("{older} rows are")
            };
            self.remarks.push(format!(
                "{rows} more than {MOST_YEARS} years older than the latest and in no figure."
            ));
        }
        match (latest_day, latest_year) {
            (Some(latest), _) => self.remarks.push(format!(
                "Current revenue is what was sold from {} to {}, the twelve months up to the latest day in this list.",
                year_earlier(latest).iso(),
                latest.iso()
            )),
            (None, Some(year)) => self.remarks.push(format!(
                "Current revenue is what was sold in {year}, the latest year in this list."
            )),
            (None, None) => self
                .remarks
                .push("The list has neither days nor years: all of it is taken as current revenue.".to_owned()),
        }
    }

    fn by_product(&mut self, events: &[Event], age: &dyn Fn(&Event) -> u32) {
        // By folded name: the first spelling, the total, the sums by account.
        let mut sums: Vec<(String, Money, Vec<Option<Money>>)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut without = 0_u32;
        for event in events {
            let Some(name) = &event.product else {
                without += 1;
                continue;
            };
            let next = sums.len();
            let place = *places.entry(fold(name)).or_insert(next);
            if place == next {
                sums.push((name.clone(), Money::ZERO, vec![None; self.accounts]));
            }
            let (_, total, by_account) = &mut sums[place];
            // An account that bought the product before and not since bought none of it: that is known.
            let amount = if age(event) == 0 {
                event.amount.unwrap_or(Money::ZERO)
            } else {
                Money::ZERO
            };
            *total = total.saturating_add(amount);
            add(&mut by_account[event.account], amount);
        }
        if sums.is_empty() {
            return;
        }
        sums.sort_by_key(|(_, total, _)| std::cmp::Reverse(*total));
        if sums.len() > MOST_PRODUCTS {
            let smaller = sums.split_off(MOST_PRODUCTS - 1);
            self.remarks.push(format!(
                "{} products are in the list: the {} with most revenue have a column each, the others are “{OTHER_PRODUCTS}”.",
                sums.len() + smaller.len(),
                sums.len()
            ));
            let mut together = vec![None; self.accounts];
            for (_, _, by_account) in smaller {
                for (sum, amount) in together.iter_mut().zip(by_account) {
                    if let Some(amount) = amount {
                        add(sum, amount);
                    }
                }
            }
            sums.push((OTHER_PRODUCTS.to_owned(), Money::ZERO, together));
        }
        if without > 0 {
            self.remarks.push(match without {
                1 => "1 row names no product: it counts for the account's revenue only.".to_owned(),
                rows => format!("{rows} rows name no product: they count for the accounts' revenue only."),
            });
        }
        for (number, (name, _, by_account)) in (1..).zip(sums) {
            let id = ProductId(number);
            self.push(
                FieldRole::ProductRevenue(id),
                FieldKind::Money,
                name.clone(),
                money_column(by_account),
            );
            self.products.push(Product { id, name });
        }
    }

    fn activities(&mut self, events: &[Event]) {
        let mut latest: Vec<Option<Day>> = vec![None; self.accounts];
        let last = events.iter().filter_map(|event| event.day).max();
        let mut counts = vec![0.0; self.accounts];
        for event in events {
            let known = &mut latest[event.account];
            *known = (*known).max(event.day);
            if let (Some(day), Some(last)) = (event.day, last)
                && years_before(last, day) == 0
            {
                counts[event.account] += 1.0;
            }
        }
        let days = latest.into_iter().map(|day| day.map_or(Value::Missing, Value::Date));
        self.push(
            FieldRole::LastActivity,
            FieldKind::Date,
            "Last activity",
            Column::from_values(FieldKind::Date, days),
        );
        self.push(
            FieldRole::Custom,
            FieldKind::Number,
            "Activities in 12 months",
            Column::Number(counts),
        );
        if let Some(last) = last {
            self.remarks.push(format!(
                "Activities are counted from {} to {}, the twelve months up to the latest day in this list.",
                year_earlier(last).iso(),
                last.iso()
            ));
        }
    }

    fn deals(&mut self, events: &[Event], with_amounts: bool) {
        let mut open: Vec<(u32, Option<Money>)> = vec![(0, None); self.accounts];
        let (mut won, mut lost) = (vec![0.0; self.accounts], vec![0.0; self.accounts]);
        let mut won_amount: Vec<Option<Money>> = vec![None; self.accounts];
        let mut without = 0;
        for event in events {
            let account = event.account;
            match event.outcome {
                Outcome::Won => won[account] += 1.0,
                Outcome::Lost => lost[account] += 1.0,
                Outcome::Open => open[account].0 += 1,
            }
            match (event.outcome, event.amount) {
                (Outcome::Won, Some(amount)) => add(&mut won_amount[account], amount),
                (Outcome::Open, Some(amount)) => add(&mut open[account].1, amount),
                (Outcome::Lost, _) => {}
                (_, None) => without += 1,
            }
        }
        if with_amounts {
            // Without open deals the pipeline is nothing; with some of unknown amount it is not known.
            let sums = open
                .iter()
                .map(|(deals, sum)| if *deals == 0 { Some(Money::ZERO) } else { *sum });
            let sums = money_column(sums.collect());
            self.push(FieldRole::Pipeline, FieldKind::Money, "Open pipeline", sums);
            if won_amount.iter().any(Option::is_some) {
                self.push(FieldRole::Custom, FieldKind::Money, "Won", money_column(won_amount));
            }
            if without > 0 {
                self.remarks.push(match without {
                    1 => "1 won or open deal has no amount: it counts as a deal, and adds nothing to the sums."
                        .to_owned(),
                    deals => format!(
                        "{deals} won or open deals have no amount: they count as deals, and add nothing to the sums."
                    ),
                });
            }
        }
        let rates = won.iter().zip(&lost).map(|(won, lost)| {
            let closed = won + lost;
            if closed > 0.0 { won / closed } else { f64::NAN }
        });
        let rates = Column::Number(rates.collect());
        self.push(FieldRole::Custom, FieldKind::Number, "Deals won", Column::Number(won));
        self.push(FieldRole::Custom, FieldKind::Number, "Deals lost", Column::Number(lost));
        self.push(FieldRole::Custom, FieldKind::Percent, "Win rate", rates);
        self.remarks
            .push("The win rate is deals won of those won or lost; open deals make the pipeline.".to_owned());
    }
}

/// Whole years that a day lies before the twelve months that end with the latest one: 0 within them.
fn years_before(latest: Day, day: Day) -> u32 {
    let (mut age, mut end) = (0, latest);
    while day < year_earlier(end) {
        end = Day::from_epoch_days(year_earlier(end).epoch_days() - 1);
        age += 1;
    }
    age
}

/// The first day of the twelve months that end with a day.
fn year_earlier(end: Day) -> Day {
    let (year, month, day) = end.ymd();
    // The day after the same day a year before; the 29th of February counts as the 28th then.
    let same = Day::from_ymd(year - 1, month, day).or_else(|| Day::from_ymd(year - 1, month, day - 1));
    Day::from_epoch_days(same.map_or(end.epoch_days() - 365, |same| same.epoch_days()) + 1)
}
