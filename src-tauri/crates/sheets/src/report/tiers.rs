//! The Tiers sheet: what each tier holds and gets, and what people decided against the model.

use super::look::{self, Kind, Voice};
use super::model::{Leadership, TierLine};
use super::page::{Cell, Heading, Page, Setup, at, fixed, span};
use super::text::{count, percent};
use super::words;
use rust_xlsxwriter::{ColNum, RowNum, XlsxError};
use std::cmp::Reverse;
use tierline_plan::{Money, TierChoice};

const HEAD_ROW: RowNum = 3;
const FIRST: RowNum = HEAD_ROW + 1;
const ACCOUNTS: ColNum = 1;
const POTENTIAL: ColNum = 3;
const REVENUE: ColNum = 6;
const HEADROOM: ColNum = 7;
const HOURS: ColNum = 10;

/// Where other sheets find the figures of the tiers.
#[derive(Debug, Clone, Copy)]
pub(super) struct TierPlaces {
    pub(super) first: RowNum,
    /// The last tier that is not Excluded.
    pub(super) last: RowNum,
    pub(super) total: RowNum,
}

impl TierPlaces {
    pub(super) const NAME: ColNum = 0;
    pub(super) const SHARE_OF_ACCOUNTS: ColNum = 2;
    pub(super) const SHARE_OF_POTENTIAL: ColNum = 4;

    pub(super) fn accounts(self) -> String {
        format!("Tiers!{}", fixed(self.total, ACCOUNTS))
    }

    pub(super) fn potential(self) -> String {
        format!("Tiers!{}", fixed(self.total, POTENTIAL))
    }

    pub(super) fn revenue(self) -> String {
        format!("Tiers!{}", fixed(self.total, REVENUE))
    }

    pub(super) fn headroom(self) -> String {
        format!("Tiers!{}", fixed(self.total, HEADROOM))
    }

    pub(super) fn accounts_of(self, index: usize) -> String {
        format!("Tiers!{}", fixed(self.first + index as RowNum, ACCOUNTS))
    }
}

/// The sum of an amount over the tiers; `None` when no tier with accounts knows it. An empty tier holds nothing, which says
/// nothing of the others.
pub(super) fn total(tiers: &[TierLine], amount: impl Fn(&TierLine) -> Option<Money>) -> Option<Money> {
    let holding = tiers.iter().filter(|tier| tier.accounts > 0);
    let known: Vec<Money> = holding.filter_map(amount).collect();
    (!known.is_empty()).then(|| known.into_iter().sum())
}

/// `Tier 1 is 9 % of the accounts and 61 % of the potential.`
pub(super) fn answer(tiers: &[TierLine]) -> String {
    let Some(first) = tiers.first() else {
        return "There are no tiers yet.".to_owned();
    };
    let accounts: u64 = tiers.iter().map(|t| t.accounts).sum();
    let potential = total(tiers, |t| t.potential).filter(|p| *p > Money::ZERO);
    let share = first.accounts as f64 / accounts.max(1) as f64;
    match (first.potential, potential) {
        (Some(own), Some(all)) => format!(
            "{} is {} of the accounts and {} of the potential",
            first.name,
            percent(share),
            percent(own.as_magnitude() / all.as_magnitude())
        ),
        _ => format!("{} is {} of the accounts", first.name, percent(share)),
    }
}

fn heads() -> Vec<Heading> {
    vec![
        Heading::new("Tier", Kind::Text, 30.0),
        Heading::new("Accounts", Kind::Count, 12.0),
        Heading::new("Share of accounts", Kind::Percent, 12.0),
        Heading::new("Potential", Kind::Money, 14.0),
        Heading::new("Share of potential", Kind::Percent, 12.0),
        Heading::new("Potential per account", Kind::Money, 14.0),
        Heading::new("Current revenue", Kind::Money, 14.0),
        Heading::new("Headroom", Kind::Money, 14.0),
        Heading::new("Lowest score", Kind::Decimal, 10.0),
        Heading::new("Set by hand", Kind::Count, 10.0),
        Heading::new("Workload (hours a year)", Kind::Hours, 12.0),
        Heading::new("Hours per account", Kind::Decimal, 11.0),
        Heading::new("Cadence", Kind::Text, 34.0),
    ]
}

pub(super) fn write(page: &mut Page<'_>, book: &Leadership<'_>) -> Result<TierPlaces, XlsxError> {
    page.set_up(&Setup {
        plan: &book.head.plan,
        tab: look::ACCENT,
        head_row: Some(HEAD_ROW),
        frozen_columns: 1,
        tables: 2,
        pages_high: 0,
        zoom: 100,
    })?;
    page.title("Tiers", &format!("{}.", answer(&book.tiers)))?;
    let heads = heads();
    page.heads(HEAD_ROW, 0, &heads)?;
    let last = FIRST + book.tiers.len().max(1) as RowNum - 1;
    let total_row = last + 1;
    let all: u64 = book.tiers.iter().map(|t| t.accounts).sum();
    let potential = total(&book.tiers, |t| t.potential);
    for (index, line) in book.tiers.iter().enumerate() {
        let row = FIRST + index as RowNum;
        tier_row(page, book, &heads, (row, total_row), line, (all, potential))?;
    }
    total_line(page, book, &heads, total_row, all, potential)?;
    overrides(page, book, total_row + 3)?;
    let excluded = book.tiers.iter().filter(|t| t.tier == TierChoice::Excluded).count() as RowNum;
    Ok(TierPlaces {
        first: FIRST,
        last: last.saturating_sub(excluded).max(FIRST),
        total: total_row,
    })
}

fn tier_row(
    page: &mut Page<'_>,
    book: &Leadership<'_>,
    heads: &[Heading],
    (row, total_row): (RowNum, RowNum),
    line: &TierLine,
    (all, potential): (u64, Option<Money>),
) -> Result<(), XlsxError> {
    let ratio = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
    let per = |amount: Option<Money>, n: u64| amount.filter(|_| n > 0).map(|a| page.look.major(a) / n as f64);
    let share_of_potential = line
        .potential
        .zip(potential)
        .and_then(|(own, all)| ratio(own.as_magnitude(), all.as_magnitude()));
    let cadence = match line.tier {
        TierChoice::Tier(index) => words::cadence(&book.method.coverage, usize::from(index)).unwrap_or_default(),
        TierChoice::Excluded => "Not covered".to_owned(),
    };
    let hours = line.workload_minutes as f64 / 60.0;
    let divided = |top: ColNum, bottom: ColNum| format!("IF({1}=0,\"\",{0}/{1})", at(row, top), at(row, bottom));
    let shared = |col: ColNum| format!("IF({1}=0,\"\",{0}/{1})", at(row, col), fixed(total_row, col));
    let cells = [
        Cell::Text(&line.name),
        Cell::from(line.accounts),
        Cell::Sum(shared(ACCOUNTS), ratio(line.accounts as f64, all as f64)),
        Cell::Money(line.potential),
        match line.potential {
            Some(_) => Cell::Sum(shared(POTENTIAL), share_of_potential),
            None => Cell::Number(None),
        },
        match line.potential {
            Some(_) => Cell::Sum(divided(POTENTIAL, ACCOUNTS), per(line.potential, line.accounts)),
            None => Cell::Number(None),
        },
        Cell::Money(line.current_revenue),
        Cell::Money(line.headroom),
        Cell::Number(line.cut_score),
        Cell::from(line.overridden),
        Cell::Minutes(Some(line.workload_minutes)),
        Cell::Sum(divided(HOURS, ACCOUNTS), ratio(hours, line.accounts as f64)),
        Cell::Text(&cadence),
    ];
    page.row(row, 0, heads, Voice::Body, &cells)?;
    let format = page
        .look
        .tier(line.tier)
        .set_align(rust_xlsxwriter::FormatAlign::Left)
        .set_indent(1);
    page.text(row, 0, &line.name, &format)
}

fn total_line(
    page: &mut Page<'_>,
    book: &Leadership<'_>,
    heads: &[Heading],
    row: RowNum,
    all: u64,
    potential: Option<Money>,
) -> Result<(), XlsxError> {
    let major = |amount: Option<Money>| amount.map(|a| page.look.major(a));
    let sum = |col: ColNum, result: Option<f64>| Cell::Sum(format!("SUM({})", span(FIRST, row - 1, col)), result);
    let money = |col: ColNum, amount: Option<Money>| match amount {
        Some(_) => sum(col, major(amount)),
        None => Cell::Number(None),
    };
    let minutes: u64 = book.tiers.iter().map(|t| t.workload_minutes).sum();
    let hours = minutes as f64 / 60.0;
    let divided = |top: ColNum| format!("IF({1}=0,\"\",{0}/{1})", at(row, top), at(row, ACCOUNTS));
    let per = |value: f64| (all > 0).then(|| value / all as f64);
    let cells = [
        Cell::Text("All accounts"),
        sum(ACCOUNTS, Some(all as f64)),
        sum(TierPlaces::SHARE_OF_ACCOUNTS, Some(if all > 0 { 1.0 } else { 0.0 })),
        money(POTENTIAL, potential),
        match potential {
            Some(p) => sum(
                TierPlaces::SHARE_OF_POTENTIAL,
                Some(if p > Money::ZERO { 1.0 } else { 0.0 }),
            ),
            None => Cell::Number(None),
        },
        match major(potential) {
            Some(p) => Cell::Sum(divided(POTENTIAL), per(p)),
            None => Cell::Number(None),
        },
        money(REVENUE, total(&book.tiers, |t| t.current_revenue)),
        money(HEADROOM, total(&book.tiers, |t| t.headroom)),
        Cell::Number(None),
        sum(9, Some(book.tiers.iter().map(|t| t.overridden).sum::<u64>() as f64)),
        sum(HOURS, Some(hours)),
        Cell::Sum(divided(HOURS), per(hours)),
        Cell::Text(""),
    ];
    page.row(row, 0, heads, Voice::Total, &cells)
}

fn overrides(page: &mut Page<'_>, book: &Leadership<'_>, row: RowNum) -> Result<(), XlsxError> {
    page.sheet.set_row_height(row, 22)?;
    page.text(row, 0, "Set by hand, against the model", &look::section())?;
    let lead = match book.overrides.len() {
        0 => "Nobody has moved an account against the model.".to_owned(),
        n => format!(
            "{} moved by a person. The model's tier stays visible.",
            count(n as u64, "account")
        ),
    };
    page.text(row + 1, 0, &lead, &look::lead().set_font_size(10))?;
    if book.overrides.is_empty() {
        return Ok(());
    }
    let heads = [
        Heading::new("Account", Kind::Text, 30.0),
        Heading::new("Record ID", Kind::Text, 12.0),
        Heading::new("Model tier", Kind::Mark, 12.0),
        Heading::new("Tier now", Kind::Mark, 12.0),
        Heading::new("Set on", Kind::Date, 12.0),
        Heading::new("Expires", Kind::Date, 12.0),
        Heading::new("Author", Kind::Text, 14.0),
        Heading {
            // The last column: a long reason runs on into the empty cells beside it.
            most: 14.0,
            ..Heading::new("Reason", Kind::Text, 14.0)
        },
    ];
    let head_row = row + 2;
    page.heads(head_row, 0, &heads)?;
    let last_col = super::tiers::heads().len() as ColNum - 1;
    for col in heads.len() as ColNum..=last_col {
        let format = page.look.head(Kind::Text);
        page.put(head_row, col, &Cell::Number(None), &format)?;
    }
    let name = |tier: TierChoice| {
        let line = book.tiers.iter().find(|line| line.tier == tier);
        line.map_or("Excluded", |line| line.name.as_str())
    };
    let mut lines: Vec<_> = book.overrides.iter().collect();
    lines.sort_by_key(|line| (Reverse(line.set_on), line.tier));
    for (index, line) in lines.iter().enumerate() {
        let row = head_row + 1 + index as RowNum;
        let cells = [
            Cell::Text(&line.account),
            Cell::Text(&line.record_id),
            Cell::Text(line.model_tier.map_or("not scored", name)),
            Cell::Text(name(line.tier)),
            Cell::Day(Some(line.set_on)),
            Cell::Day(line.expires),
            Cell::Text(&line.author),
            Cell::Text(&line.reason),
        ];
        page.row(row, 0, &heads, Voice::Body, &cells)?;
        page.tier(row, 3, line.tier, name(line.tier))?;
        for col in heads.len() as ColNum..=last_col {
            let format = page.look.cell(Kind::Text, Voice::Body);
            page.put(row, col, &Cell::Number(None), &format)?;
        }
    }
    let last_row = head_row + lines.len() as RowNum;
    page.sheet
        .autofilter(head_row, 0, last_row, heads.len() as ColNum - 1)?;
    Ok(())
}
