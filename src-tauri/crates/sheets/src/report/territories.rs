//! The Territories sheet: what each rep carries, and how far that is from a fair share.

use super::look::{self, Kind, Voice};
use super::model::{Holdings, Leadership, TerritoryLine};
use super::page::{Cell, Heading, Page, Setup, at, span};
use super::text::{count, percent};
use rust_xlsxwriter::{ColNum, ConditionalFormatText, ConditionalFormatTextRule, Format, RowNum, XlsxError};
use tierline_plan::{Money, TierChoice};

const HEAD_ROW: RowNum = 6;
const FIRST: RowNum = HEAD_ROW + 1;
/// Rep, role, base, accounts: what stands before the tiers.
const BEFORE: ColNum = 4;
const INSIDE: &str = "Inside";
const ABOVE: &str = "Too much";
const BELOW: &str = "Too little";

/// Where other sheets find the reps' workload.
#[derive(Debug, Clone, Copy)]
pub(super) struct RepPlaces {
    pub(super) first: RowNum,
    pub(super) last: RowNum,
    pub(super) deviation: ColNum,
    pub(super) lower: ColNum,
    pub(super) upper: ColNum,
    pub(super) accounts_total: RowNum,
    pub(super) reps: usize,
}

impl RepPlaces {
    pub(super) fn accounts(self) -> String {
        format!("Territories!{}", at(self.accounts_total, 3))
    }
}

/// Reps whose workload lies outside the band, and reps whose deviation is known.
pub(super) fn outside(book: &Leadership<'_>) -> (u64, u64) {
    let band = f64::from(book.territories.tolerance) / 1000.0;
    let known = book.territories.lines.iter().filter_map(|line| line.deviation);
    // A hair of tolerance, so that a rep on the edge is not out by the last bit of a division.
    known.fold((0, 0), |(out, all), deviation| {
        (out + u64::from(deviation.abs() > band + 1e-9), all + 1)
    })
}

/// `12 of 14 reps are within ±15 % of a fair share of the work.`
pub(super) fn answer(book: &Leadership<'_>) -> String {
    let (out, all) = outside(book);
    let band = percent(f64::from(book.territories.tolerance) / 1000.0);
    match (out, all) {
        (_, 0) => "No workload is assigned yet".to_owned(),
        (0, all) => format!(
            "All {} are within ±{band} of a fair share of the work",
            count(all, "rep")
        ),
        (out, all) => format!(
            "{} of {} are within ±{band} of a fair share of the work",
            all - out,
            count(all, "rep")
        ),
    }
}

/// The columns by place: the tiers move what comes after them.
#[derive(Debug, Clone, Copy)]
struct Columns {
    workload: ColNum,
}

impl Columns {
    fn capacity(self) -> ColNum {
        self.workload + 1
    }
    fn deviation(self) -> ColNum {
        self.workload + 3
    }
    fn lower(self) -> ColNum {
        self.workload + 4
    }
    fn upper(self) -> ColNum {
        self.workload + 5
    }
    fn verdict(self) -> ColNum {
        self.workload + 6
    }
}

pub(super) fn write(page: &mut Page<'_>, book: &Leadership<'_>) -> Result<RepPlaces, XlsxError> {
    page.set_up(&Setup {
        plan: &book.head.plan,
        tab: look::CHART_2,
        head_row: Some(HEAD_ROW),
        frozen_columns: 1,
        tables: 1,
        pages_high: 0,
        zoom: 100,
    })?;
    page.title("Territories", &format!("{}.", answer(book)))?;
    let tiers: Vec<&str> = book
        .tiers
        .iter()
        .filter(|tier| tier.tier != TierChoice::Excluded)
        .map(|tier| tier.name.as_str())
        .collect();
    let columns = Columns {
        workload: BEFORE + tiers.len() as ColNum,
    };
    let heads = heads(&tiers);
    page.heads(HEAD_ROW, 0, &heads)?;
    let mut lines: Vec<&TerritoryLine> = book.territories.lines.iter().collect();
    lines.sort_by(|a, b| {
        let key = |line: &TerritoryLine| line.deviation.unwrap_or(f64::NEG_INFINITY);
        key(b).total_cmp(&key(a)).then_with(|| a.rep.cmp(&b.rep))
    });
    let band = f64::from(book.territories.tolerance) / 1000.0;
    for (index, line) in lines.iter().enumerate() {
        rep_row(
            page,
            &heads,
            columns,
            FIRST + index as RowNum,
            line,
            (tiers.len(), band),
        )?;
    }
    let last = FIRST + lines.len().max(1) as RowNum - 1;
    page.sheet.autofilter(HEAD_ROW, 0, last, heads.len() as ColNum - 1)?;
    let verdicts = [(ABOVE, look::BAD), (BELOW, look::ATTENTION)];
    for (verdict, colour) in verdicts {
        let rule = ConditionalFormatText::new()
            .set_rule(ConditionalFormatTextRule::BeginsWith(verdict.to_owned()))
            .set_format(Format::new().set_bold().set_font_color(colour));
        page.sheet
            .add_conditional_format(FIRST, columns.verdict(), last, columns.verdict(), &rule)?;
    }
    let pile = last + 1;
    let none = Holdings::default();
    let unassigned = book.territories.unassigned.as_ref().unwrap_or(&none);
    holdings_row(page, &heads, pile, "No owner", unassigned, tiers.len(), Voice::Quiet)?;
    total_row(page, book, &heads, pile + 1, columns)?;
    strip(page, book)?;
    Ok(RepPlaces {
        first: FIRST,
        last,
        deviation: columns.deviation(),
        lower: columns.lower(),
        upper: columns.upper(),
        accounts_total: pile + 1,
        reps: lines.len(),
    })
}

fn heads(tiers: &[&str]) -> Vec<Heading> {
    let mut heads = vec![
        Heading::new("Rep", Kind::Text, 22.0),
        Heading::new("Role", Kind::Text, 14.0),
        Heading::new("Base", Kind::Text, 12.0),
        Heading::new("Accounts", Kind::Count, 10.0),
    ];
    heads.extend(tiers.iter().map(|name| Heading::new(name, Kind::Count, 8.0)));
    heads.extend([
        Heading::new("Workload (hours)", Kind::Hours, 10.0),
        Heading::new("Capacity (hours)", Kind::Hours, 10.0),
        Heading::new("Workload of capacity", Kind::Percent, 11.0),
        Heading::new("Against fair share", Kind::Signed, 10.0),
        Heading::new("Lower limit", Kind::Signed, 9.0),
        Heading::new("Upper limit", Kind::Signed, 9.0),
        Heading::new("Band", Kind::Text, 11.0),
        Heading::new("Potential", Kind::Money, 13.0),
        Heading::new("Current revenue", Kind::Money, 13.0),
        Heading::new("Kept accounts", Kind::Count, 10.0),
        Heading::new("Kept share", Kind::Percent, 9.0),
    ]);
    heads
}

fn rep_row(
    page: &mut Page<'_>,
    heads: &[Heading],
    columns: Columns,
    row: RowNum,
    line: &TerritoryLine,
    (tiers, band): (usize, f64),
) -> Result<(), XlsxError> {
    let accounts = line.holdings.accounts();
    let ratio = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
    let verdict = match line.deviation {
        Some(d) if d > band + 1e-9 => ABOVE,
        Some(d) if d < -band - 1e-9 => BELOW,
        Some(_) => INSIDE,
        None => "",
    };
    let (deviation, lower, upper) = (
        at(row, columns.deviation()),
        at(row, columns.lower()),
        at(row, columns.upper()),
    );
    let judged = format!(
        "IF({deviation}=\"\",\"\",IF({deviation}>{upper},\"{ABOVE}\",IF({deviation}<{lower},\"{BELOW}\",\"{INSIDE}\")))"
    );
    let load = line
        .capacity_minutes
        .and_then(|capacity| ratio(line.holdings.workload_minutes as f64, capacity as f64));
    let kept_col = columns.verdict() + 3;
    let mut cells = vec![
        Cell::Text(&line.rep),
        Cell::Text(line.role.as_deref().unwrap_or("")),
        Cell::Text(line.base.as_deref().unwrap_or("")),
        Cell::Sum(
            format!("SUM({}:{})", at(row, BEFORE), at(row, columns.workload - 1)),
            Some(accounts as f64),
        ),
    ];
    cells.extend((0..tiers).map(|tier| Cell::from(line.holdings.accounts_by_tier.get(tier).copied().unwrap_or(0))));
    cells.extend([
        Cell::Minutes(Some(line.holdings.workload_minutes)),
        Cell::Minutes(line.capacity_minutes),
        match load {
            Some(_) => Cell::Sum(
                format!("{}/{}", at(row, columns.workload), at(row, columns.capacity())),
                load,
            ),
            None => Cell::Number(None),
        },
        Cell::Number(line.deviation),
        Cell::Sum("-tolerance".to_owned(), Some(-band)),
        Cell::Sum("tolerance".to_owned(), Some(band)),
        Cell::Says(judged, verdict),
        Cell::Money(line.holdings.potential),
        Cell::Money(line.holdings.current_revenue),
        Cell::Number(line.kept.map(|kept| kept as f64)),
        match line.kept.filter(|_| accounts > 0) {
            Some(kept) => Cell::Sum(
                format!("{}/{}", at(row, kept_col), at(row, 3)),
                ratio(kept as f64, accounts as f64),
            ),
            None => Cell::Number(None),
        },
    ]);
    page.row(row, 0, heads, Voice::Body, &cells)
}

fn holdings_row(
    page: &mut Page<'_>,
    heads: &[Heading],
    row: RowNum,
    name: &str,
    holdings: &Holdings,
    tiers: usize,
    voice: Voice,
) -> Result<(), XlsxError> {
    let last_tier = BEFORE + tiers as ColNum - 1;
    let mut cells = vec![
        Cell::Text(name),
        Cell::Text(""),
        Cell::Text(""),
        Cell::Sum(
            format!("SUM({}:{})", at(row, BEFORE), at(row, last_tier)),
            Some(holdings.accounts() as f64),
        ),
    ];
    cells.extend((0..tiers).map(|tier| Cell::from(holdings.accounts_by_tier.get(tier).copied().unwrap_or(0))));
    cells.push(Cell::Minutes(Some(holdings.workload_minutes)));
    cells.extend((0..6).map(|_| Cell::Number(None)));
    cells.extend([
        Cell::Money(holdings.potential),
        Cell::Money(holdings.current_revenue),
        Cell::Number(None),
        Cell::Number(None),
    ]);
    page.row(row, 0, heads, voice, &cells)
}

fn total_row(
    page: &mut Page<'_>,
    book: &Leadership<'_>,
    heads: &[Heading],
    row: RowNum,
    columns: Columns,
) -> Result<(), XlsxError> {
    let lines = &book.territories.lines;
    let piles = || lines.iter().map(|l| &l.holdings).chain(&book.territories.unassigned);
    let sum = |col: ColNum, result: Option<f64>| Cell::Sum(format!("SUM({})", span(FIRST, row - 1, col)), result);
    let look = page.look;
    let money = |col: ColNum, amount: fn(&Holdings) -> Option<Money>| {
        let known: Vec<Money> = piles().filter_map(amount).collect();
        match known.is_empty() {
            true => Cell::Number(None),
            false => sum(col, Some(look.major(known.into_iter().sum()))),
        }
    };
    let mut cells = vec![
        Cell::Text("All"),
        Cell::Text(""),
        Cell::Text(""),
        sum(3, Some(piles().map(Holdings::accounts).sum::<u64>() as f64)),
    ];
    for tier in 0..columns.workload - BEFORE {
        let n: u64 = piles()
            .map(|pile| pile.accounts_by_tier.get(usize::from(tier)).copied().unwrap_or(0))
            .sum();
        cells.push(sum(BEFORE + tier, Some(n as f64)));
    }
    let workload: u64 = piles().map(|pile| pile.workload_minutes).sum();
    let capacities: Vec<u64> = lines.iter().filter_map(|line| line.capacity_minutes).collect();
    let capacity = (!capacities.is_empty()).then(|| capacities.iter().sum::<u64>() as f64 / 60.0);
    cells.push(sum(columns.workload, Some(workload as f64 / 60.0)));
    cells.push(match capacity {
        Some(_) => sum(columns.capacity(), capacity),
        None => Cell::Number(None),
    });
    cells.push(match capacity.filter(|c| *c > 0.0) {
        Some(c) => Cell::Sum(
            format!("{}/{}", at(row, columns.workload), at(row, columns.capacity())),
            Some(workload as f64 / 60.0 / c),
        ),
        None => Cell::Number(None),
    });
    cells.extend((0..4).map(|_| Cell::Number(None)));
    cells.push(money(columns.verdict() + 1, |pile| pile.potential));
    cells.push(money(columns.verdict() + 2, |pile| pile.current_revenue));
    let kept: Vec<u64> = lines.iter().filter_map(|line| line.kept).collect();
    cells.push(match kept.is_empty() {
        true => Cell::Number(None),
        false => sum(columns.verdict() + 3, Some(kept.iter().sum::<u64>() as f64)),
    });
    cells.push(Cell::Number(None));
    page.row(row, 0, heads, Voice::Total, &cells)
}

/// The figures of balance above the table.
fn strip(page: &mut Page<'_>, book: &Leadership<'_>) -> Result<(), XlsxError> {
    let territories = &book.territories;
    let (out, known) = outside(book);
    let worst = territories
        .lines
        .iter()
        .filter_map(|line| line.deviation)
        .map(f64::abs)
        .fold(None, |worst: Option<f64>, d| Some(worst.map_or(d, |w| w.max(d))));
    let figures = [
        (
            0,
            "Tolerance (±, may be changed)",
            Kind::Percent,
            Cell::Number(Some(f64::from(territories.tolerance) / 1000.0)),
        ),
        (
            1,
            "Reps outside",
            Kind::Count,
            Cell::Number((known > 0).then_some(out as f64)),
        ),
        (2, "Largest deviation", Kind::Percent, Cell::Number(worst)),
        (3, "Variation", Kind::Fine, Cell::Number(territories.variation)),
        (4, "Gini", Kind::Fine, Cell::Number(territories.gini)),
    ];
    for (col, label, kind, cell) in figures {
        page.text(3, col, label, &look::label())?;
        let voice = if col == 0 { Voice::Input } else { Voice::Body };
        let format = page
            .look
            .cell(kind, voice)
            .set_bold()
            .set_align(rust_xlsxwriter::FormatAlign::Left);
        page.put(4, col, &cell, &format)?;
    }
    page.widen(2, 16.0);
    page.sheet.set_row_height(4, 20)?;
    Ok(())
}
