//! The figures of accounts from their events: sums by product and year, counts, rates.

use super::super::words::fold;
use super::gather::Event;
use super::words::Outcome;
use std::collections::HashMap;
use tierline_plan::{Column, Day, Field, FieldId, FieldKind, FieldRole, Money, Product, ProductId, Value};

/// Products that get a column of their own; the smaller ones go together.
const MOST_PRODUCTS: usize = 24;
const OTHER_PRODUCTS: &str = "Other products";
/// Years of sales that get a column, the latest among them.
const MOST_YEARS: u32 = 5;

pub(super) fn field(role: FieldRole, kind: FieldKind, label: impl Into<String>) -> Field {
    Field {
        id: FieldId(0),
        role,
        kind,
        label: label.into(),
    }
}

/// The columns of the gathered list.
pub(super) struct Figures {
    pub(super) fields: Vec<(Field, Column)>,
    pub(super) products: Vec<Product>,
    /// What the figures cover, each a sentence.
    pub(super) remarks: Vec<String>,
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
    /// Columns that say who the accounts are, and no figures yet.
    pub(super) fn of(fields: Vec<(Field, Column)>, accounts: usize) -> Self {
        Figures {
            fields,
            products: Vec::new(),
            remarks: Vec::new(),
            accounts,
        }
    }

    fn push(&mut self, role: FieldRole, kind: FieldKind, label: impl Into<String>, column: Column) {
        self.fields.push((field(role, kind, label), column));
    }

    /// How many years before the latest one each event lies.
    pub(super) fn sales(&mut self, events: &[Event], by_day: bool, by_year: bool) {
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

    pub(super) fn activities(&mut self, events: &[Event]) {
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

    pub(super) fn deals(&mut self, events: &[Event], with_amounts: bool) {
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
