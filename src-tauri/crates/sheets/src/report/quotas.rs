//! The Quotas sheet: from the plan target to the street quota to each rep, in live formulas that leadership can follow.

use super::look::{self, Kind, Voice};
use super::model::{Leadership, QuotaLine, QuotaPlan};
use super::page::{Cell, Heading, Page, Setup, at, fixed, span};
use super::text::{count, percent};
use rust_xlsxwriter::{ColNum, RowNum, XlsxError};
use tierline_plan::Money;

const LABEL_ROW: RowNum = 3;
const FIGURE_ROW: RowNum = 4;
const HEAD_ROW: RowNum = 6;
const FIRST: RowNum = HEAD_ROW + 1;

const HISTORY: ColNum = 1;
const HISTORY_SHARE: ColNum = 2;
const POTENTIAL: ColNum = 3;
const POTENTIAL_SHARE: ColNum = 4;
const BLEND: ColNum = 5;
const BLENDED: ColNum = 6;
const QUOTA: ColNum = 7;
const LAST: ColNum = 8;
const OTE: ColNum = 10;

/// Names that formulas on any sheet may use.
pub(super) const NAMES: [(&str, ColNum); 5] = [
    ("plan_target", 0),
    ("over_assignment", 1),
    ("street_quota", 2),
    ("history_weight", 4),
    ("sum_of_quotas", 5),
];

/// Where other sheets find the quotas.
#[derive(Debug, Clone, Copy)]
pub(super) struct QuotaPlaces {
    pub(super) first: RowNum,
    /// The last rep who carries a quota.
    pub(super) last: RowNum,
}

impl QuotaPlaces {
    pub(super) const QUOTA: ColNum = QUOTA;
}

/// The reference of a named figure.
pub(super) fn place(col: ColNum) -> String {
    format!("=Quotas!{}", fixed(FIGURE_ROW, col))
}

/// The sum of the quotas that reps carry.
pub(super) fn sum(plan: &QuotaPlan) -> Money {
    plan.lines.iter().filter_map(|line| line.quota).sum()
}

/// `14 reps carry €26.4 M of quota`
pub(super) fn carried(page: &Page<'_>, plan: &QuotaPlan) -> String {
    let reps = plan.lines.iter().filter(|line| line.quota.is_some()).count() as u64;
    format!("{} carry {} of quota", count(reps, "rep"), page.look.say(sum(plan)))
}

/// `14 reps carry €26.4 M of quota, 10 % above the plan of €24.0 M`
pub(super) fn answer(page: &Page<'_>, plan: &QuotaPlan) -> String {
    let carried = carried(page, plan);
    match plan.over_assignment {
        0 => format!("{carried}, exactly the plan"),
        o => format!(
            "{carried}, {} above the plan of {}",
            percent(f64::from(o) / 1000.0),
            page.look.say(plan.target)
        ),
    }
}

fn heads() -> Vec<Heading> {
    vec![
        Heading::new("Rep", Kind::Text, 24.0),
        Heading::new("History", Kind::Money, 16.0),
        Heading::new("Share of history", Kind::Percent, 13.0),
        Heading::new("Potential", Kind::Money, 14.0),
        Heading::new("Share of potential", Kind::Percent, 14.0),
        Heading::new("Blend", Kind::Percent, 14.0),
        Heading::new("Blend in money", Kind::Money, 14.0),
        Heading::new("Quota", Kind::Money, 14.0),
        Heading::new("Last quota", Kind::Money, 13.0),
        Heading::new("Change", Kind::Signed, 10.0),
        Heading::new("OTE", Kind::Money, 12.0),
        Heading::new("Quota : OTE", Kind::Ratio, 10.0),
        Heading::new("Worth a look", Kind::Text, 26.0),
    ]
}

pub(super) fn write(page: &mut Page<'_>, book: &Leadership<'_>) -> Result<Option<QuotaPlaces>, XlsxError> {
    let Some(plan) = &book.quotas else {
        page.set_up(&Setup {
            plan: &book.head.plan,
            tab: look::CHART_2,
            head_row: None,
            frozen_columns: 0,
            tables: 1,
            pages_high: 0,
            zoom: 100,
        })?;
        page.title(
            "Quotas",
            "No target is set yet, so there are no quotas. Set one and export again.",
        )?;
        return Ok(None);
    };
    page.set_up(&Setup {
        plan: &book.head.plan,
        tab: look::CHART_2,
        head_row: Some(HEAD_ROW),
        frozen_columns: 1,
        tables: 1,
        pages_high: 0,
        zoom: 100,
    })?;
    let lead = format!("{}.", answer(page, plan));
    page.title("Quotas", &lead)?;
    let heads = heads();
    page.heads(HEAD_ROW, 0, &heads)?;
    let mut lines: Vec<&QuotaLine> = plan.lines.iter().collect();
    lines.sort_by(|a, b| b.quota.cmp(&a.quota).then_with(|| a.rep.cmp(&b.rep)));
    let carrying = lines.iter().filter(|line| line.quota.is_some()).count();
    let last_carrying = FIRST + carrying.max(1) as RowNum - 1;
    let last = FIRST + lines.len().max(1) as RowNum - 1;
    let whole = Whole::of(&lines);
    for (index, line) in lines.iter().enumerate() {
        line_row(page, plan, &heads, FIRST + index as RowNum, last_carrying, line, &whole)?;
    }
    page.sheet.autofilter(HEAD_ROW, 0, last, heads.len() as ColNum - 1)?;
    total_row(page, plan, &heads, last + 1, &whole)?;
    chain(page, plan, last + 1)?;
    let note = format!(
        "Blue figures may be typed over: the street quota and the blend follow. Quotas are the plan's own figures, \
         rounded to {} so that they add up to the street quota exactly; a rep whose quota a person set does not follow the blend.",
        page.look.say(plan.step)
    );
    let format = look::remark();
    page.sheet
        .merge_range(last + 3, 0, last + 3, heads.len() as ColNum - 1, &note, &format)?;
    page.sheet.set_row_height(last + 3, 28)?;
    Ok((carrying > 0).then_some(QuotaPlaces {
        first: FIRST,
        last: last_carrying,
    }))
}

/// What shares are taken of: the reps who carry a quota.
#[derive(Debug)]
struct Whole {
    history: Option<f64>,
    potential: Option<f64>,
}

impl Whole {
    fn of(lines: &[&QuotaLine]) -> Self {
        let sum = |amount: fn(&QuotaLine) -> Option<Money>| {
            let carrying = lines.iter().filter(|line| line.quota.is_some());
            let total: Money = carrying.filter_map(|line| amount(line)).sum();
            (total > Money::ZERO).then(|| total.as_magnitude())
        };
        Whole {
            history: sum(|line| line.history),
            potential: sum(|line| line.potential),
        }
    }
}

fn line_row(
    page: &mut Page<'_>,
    plan: &QuotaPlan,
    heads: &[Heading],
    row: RowNum,
    last_carrying: RowNum,
    line: &QuotaLine,
    whole: &Whole,
) -> Result<(), XlsxError> {
    let carries = line.quota.is_some();
    let share = |amount: Option<Money>, whole: Option<f64>| {
        amount
            .zip(whole)
            .filter(|_| carries)
            .map(|(part, whole)| part.as_magnitude() / whole)
    };
    let share_cell = |col: ColNum, value: Option<f64>| match value {
        Some(_) => Cell::Sum(
            format!(
                "{}/SUM({}:{})",
                at(row, col),
                fixed(FIRST, col),
                fixed(last_carrying, col)
            ),
            value,
        ),
        None => Cell::Number(None),
    };
    let (history, potential) = (
        share(line.history, whole.history),
        share(line.potential, whole.potential),
    );
    let weight = f64::from(plan.history_weight) / 1000.0;
    let blend = match (history, potential) {
        (Some(h), Some(p)) => {
            let blended = weight * h + (1.0 - weight) * p;
            // A live formula only where it says what the plan says; ramps and rules make the plan differ.
            if line.blend.is_none_or(|told| (told - blended).abs() < 5e-5) {
                let formula = format!(
                    "history_weight*{}+(1-history_weight)*{}",
                    at(row, HISTORY_SHARE),
                    at(row, POTENTIAL_SHARE)
                );
                Cell::Sum(formula, Some(blended))
            } else {
                Cell::Number(line.blend)
            }
        }
        _ => Cell::Number(line.blend),
    };
    let blended = match &blend {
        Cell::Sum(_, Some(share)) | Cell::Number(Some(share)) => Cell::Sum(
            format!("street_quota*{}", at(row, BLEND)),
            Some(page.look.major(plan.street_quota) * share),
        ),
        _ => Cell::Number(None),
    };
    let quotient = |bottom: Option<Money>| {
        line.quota
            .zip(bottom.filter(|b| *b > Money::ZERO))
            .map(|(quota, b)| quota.as_magnitude() / b.as_magnitude())
    };
    let change = quotient(line.last_quota).map(|q| q - 1.0);
    let ratio = quotient(line.ote);
    let mut notes: Vec<&str> = Vec::new();
    if line.fixed {
        notes.push("set by hand");
    }
    if !carries {
        notes.push("carries no quota");
    }
    notes.extend(line.flags.iter().map(String::as_str));
    let notes = notes.join("; ");
    let cells = [
        Cell::Text(&line.rep),
        Cell::Money(line.history),
        share_cell(HISTORY, history),
        Cell::Money(line.potential),
        share_cell(POTENTIAL, potential),
        blend,
        blended,
        Cell::Money(line.quota),
        Cell::Money(line.last_quota),
        match change {
            Some(_) => Cell::Sum(format!("{}/{}-1", at(row, QUOTA), at(row, LAST)), change),
            None => Cell::Number(None),
        },
        Cell::Money(line.ote),
        match ratio {
            Some(_) => Cell::Sum(format!("{}/{}", at(row, QUOTA), at(row, OTE)), ratio),
            None => Cell::Number(None),
        },
        Cell::Text(&notes),
    ];
    page.row(row, 0, heads, Voice::Body, &cells)?;
    let quota = page.look.cell(Kind::Money, Voice::Body).set_bold();
    page.put(row, QUOTA, &Cell::Money(line.quota), &quota)
}

fn total_row(
    page: &mut Page<'_>,
    plan: &QuotaPlan,
    heads: &[Heading],
    row: RowNum,
    whole: &Whole,
) -> Result<(), XlsxError> {
    let look = page.look;
    let total = |amount: fn(&QuotaLine) -> Option<Money>| {
        let known: Vec<Money> = plan.lines.iter().filter_map(amount).collect();
        (!known.is_empty()).then(|| known.into_iter().sum::<Money>())
    };
    let sum = |col: ColNum, result: Option<f64>| match result {
        Some(_) => Cell::Sum(format!("SUM({})", span(FIRST, row - 1, col)), result),
        None => Cell::Number(None),
    };
    let major = |amount: Option<Money>| amount.map(|a| look.major(a));
    let (quota, last, ote) = (total(|l| l.quota), total(|l| l.last_quota), total(|l| l.ote));
    let quotient = |bottom: Option<Money>| {
        quota
            .zip(bottom.filter(|b| *b > Money::ZERO))
            .map(|(q, b)| q.as_magnitude() / b.as_magnitude())
    };
    let blend: f64 = plan.lines.iter().filter_map(|line| line.blend).sum();
    let known_blend = plan.lines.iter().any(|line| line.blend.is_some());
    let cells = [
        Cell::Text("All reps"),
        sum(HISTORY, major(total(|l| l.history))),
        sum(HISTORY_SHARE, whole.history.map(|_| 1.0)),
        sum(POTENTIAL, major(total(|l| l.potential))),
        sum(POTENTIAL_SHARE, whole.potential.map(|_| 1.0)),
        sum(BLEND, known_blend.then_some(blend)),
        sum(BLENDED, known_blend.then_some(blend * look.major(plan.street_quota))),
        sum(QUOTA, major(quota)),
        sum(LAST, major(last)),
        match quotient(last) {
            Some(q) => Cell::Sum(format!("{}/{}-1", at(row, QUOTA), at(row, LAST)), Some(q - 1.0)),
            None => Cell::Number(None),
        },
        sum(OTE, major(ote)),
        match quotient(ote) {
            Some(q) => Cell::Sum(format!("{}/{}", at(row, QUOTA), at(row, OTE)), Some(q)),
            None => Cell::Number(None),
        },
        Cell::Text(""),
    ];
    page.row(row, 0, heads, Voice::Total, &cells)
}

/// From plan to street quota, above the table.
fn chain(page: &mut Page<'_>, plan: &QuotaPlan, total_row: RowNum) -> Result<(), XlsxError> {
    let (target, street) = (page.look.major(plan.target), page.look.major(plan.street_quota));
    let carried = page.look.major(sum(plan));
    let over = f64::from(plan.over_assignment) / 1000.0;
    let (target_at, over_at, street_at, sum_at) = (
        at(FIGURE_ROW, 0),
        at(FIGURE_ROW, 1),
        at(FIGURE_ROW, 2),
        at(FIGURE_ROW, 5),
    );
    let figures = [
        ("Plan target", Kind::Money, Voice::Input, Cell::Number(Some(target))),
        (
            "+ over-assignment",
            Kind::Percent,
            Voice::Input,
            Cell::Number(Some(over)),
        ),
        (
            "= street quota",
            Kind::Money,
            Voice::Body,
            Cell::Sum(
                format!("ROUND({target_at}*(1+{over_at}),{})", page.look.digits()),
                Some(street),
            ),
        ),
        (
            "Attainment factor",
            Kind::Percent,
            Voice::Body,
            Cell::Sum(
                format!("IF({street_at}=0,\"\",{target_at}/{street_at})"),
                (street > 0.0).then(|| target / street),
            ),
        ),
        (
            "Weight of history",
            Kind::Percent,
            Voice::Input,
            Cell::Number(Some(f64::from(plan.history_weight) / 1000.0)),
        ),
        (
            "Sum of quotas",
            Kind::Money,
            Voice::Body,
            Cell::Sum(at(total_row, QUOTA), Some(carried)),
        ),
        (
            "Not handed out",
            Kind::Money,
            Voice::Body,
            Cell::Sum(format!("{street_at}-{sum_at}"), Some(street - carried)),
        ),
    ];
    for (col, (label, kind, voice, cell)) in (0..).zip(figures) {
        page.text(
            LABEL_ROW,
            col,
            label,
            &look::label().set_align(rust_xlsxwriter::FormatAlign::Right),
        )?;
        let format = page.look.cell(kind, voice).set_bold().set_font_size(12);
        page.put(FIGURE_ROW, col, &cell, &format)?;
        // Bold and larger than the table under it.
        let width = page.needed(&cell, kind) * 1.3;
        page.widen(col, width);
    }
    page.sheet.set_row_height(FIGURE_ROW, 22)?;
    Ok(())
}
