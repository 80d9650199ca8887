//! The Method sheet: where the figures come from, how they were made, and the sums that prove they hang together.
//! Separate from the sheets it speaks of, because it checks them.

use super::accounts::Spans;
use super::look::{self, Kind, Voice};
use super::model::Leadership;
use super::page::{Cell, Heading, Page, Setup, at, height};
use super::quotas;
use super::references::REFERENCES;
use super::tally::Tally;
use super::territories::RepPlaces;
use super::text::{count, grouped, percent};
use super::tiers::{TierPlaces, total};
use super::words;
use rust_xlsxwriter::{ColNum, ConditionalFormatText, ConditionalFormatTextRule, Format, RowNum, XlsxError};
use tierline_plan::{Money, TierChoice};

const LAST_COL: ColNum = 5;
const PROSE_WIDTH: f64 = 74.0;
const OK: &str = "✓ OK";
const LOOK: &str = "✗ Look";

/// One sum that must come out the same on both sides.
#[derive(Debug)]
pub(super) struct Check {
    what: String,
    left: (String, f64),
    right: (String, f64),
    kind: Kind,
    holds: bool,
}

/// Everything the checks look at.
pub(super) struct Evidence<'e> {
    pub(super) spans: &'e Spans,
    pub(super) tally: &'e Tally,
    pub(super) tiers: TierPlaces,
    pub(super) reps: RepPlaces,
}

/// What does not hold, a sentence each; empty when everything adds up.
pub(super) fn failures(checks: &[Check], tally: &Tally) -> Vec<String> {
    let mut failed: Vec<String> = checks
        .iter()
        .filter(|check| !check.holds)
        .map(|check| format!("{}: the two sides differ.", check.what))
        .collect();
    if tally.points_off > 0 {
        failed.push(format!(
            "{} with points that do not add up to the score.",
            count(tally.points_off, "account")
        ));
    }
    if tally.buckets_off > 0 {
        failed.push(format!(
            "{} with buckets that do not add up to the potential.",
            count(tally.buckets_off, "account")
        ));
    }
    failed
}

pub(super) fn checks(page: &Page<'_>, book: &Leadership<'_>, evidence: &Evidence<'_>) -> Vec<Check> {
    let Evidence {
        spans,
        tally,
        tiers,
        reps,
    } = evidence;
    let look = page.look;
    let mut checks = Vec::new();
    let mut add = |what: String, kind: Kind, left: (String, f64), right: (String, f64), holds: bool| {
        checks.push(Check {
            what,
            left,
            right,
            kind,
            holds,
        });
    };
    let all: u64 = book.tiers.iter().map(|t| t.accounts).sum();
    add(
        "Accounts of all tiers = rows of the list".to_owned(),
        Kind::Count,
        (tiers.accounts(), all as f64),
        (spans.rows(), tally.all.accounts as f64),
        all == tally.all.accounts,
    );
    for (index, line) in book.tiers.iter().enumerate() {
        let counted = tally.by_tier.get(&line.tier).map_or(0, |sums| sums.accounts);
        add(
            format!("Accounts in {} = rows that say {}", line.name, line.name),
            Kind::Count,
            (tiers.accounts_of(index), line.accounts as f64),
            (spans.in_tier(&line.name), counted as f64),
            counted == line.accounts,
        );
    }
    let mut amount = |what: &str, left: String, told: Option<Money>, right: String, summed: Option<Money>| {
        let (told, summed) = (told.unwrap_or(Money::ZERO), summed.unwrap_or(Money::ZERO));
        let (left, right) = ((left, look.major(told)), (right, look.major(summed)));
        add(what.to_owned(), Kind::Money, left, right, told == summed);
    };
    amount(
        "Potential of all tiers = potential of all accounts",
        tiers.potential(),
        total(&book.tiers, |t| t.potential),
        spans.potential(),
        tally.all.potential.amount(),
    );
    amount(
        "Revenue of all tiers = revenue of all accounts",
        tiers.revenue(),
        total(&book.tiers, |t| t.current_revenue),
        spans.revenue(),
        tally.all.revenue.amount(),
    );
    // Where nothing is known the sheet adds up to 0 on both sides.
    let buckets: Money = tally.all.buckets.iter().filter_map(|bucket| bucket.amount()).sum();
    let potential = tally.all.potential.amount().unwrap_or(Money::ZERO);
    add(
        "Retain + upsell + cross-sell + new logo = potential".to_owned(),
        Kind::Money,
        (spans.buckets(), look.major(buckets)),
        (spans.potential(), look.major(potential)),
        buckets == potential,
    );
    let tenths = |n: i64| n as f64 / 10.0;
    add(
        "Points of all criteria = scores of all accounts".to_owned(),
        Kind::Decimal,
        (spans.points(), tenths(tally.points_sum)),
        (spans.score(), tenths(tally.score_sum)),
        tally.points_sum == tally.score_sum,
    );
    let placed: u64 = book
        .territories
        .lines
        .iter()
        .map(|line| line.holdings.accounts())
        .chain(book.territories.unassigned.iter().map(|pile| pile.accounts()))
        .sum();
    let excluded = book.tiers.iter().position(|line| line.tier == TierChoice::Excluded);
    let planned = match excluded {
        Some(index) => format!("{}-{}", tiers.accounts(), tiers.accounts_of(index)),
        None => tiers.accounts(),
    };
    if !book.territories.lines.is_empty() {
        add(
            "Accounts with and without owner = accounts in the plan".to_owned(),
            Kind::Count,
            (reps.accounts(), placed as f64),
            (planned, tally.planned.accounts as f64),
            placed == tally.planned.accounts,
        );
    }
    if let Some(plan) = &book.quotas {
        let carried = quotas::sum(plan);
        add(
            "Sum of the quotas = street quota".to_owned(),
            Kind::Money,
            ("sum_of_quotas".to_owned(), look.major(carried)),
            ("street_quota".to_owned(), look.major(plan.street_quota)),
            carried == plan.street_quota,
        );
    }
    checks
}

pub(super) fn write(
    page: &mut Page<'_>,
    book: &Leadership<'_>,
    evidence: &Evidence<'_>,
) -> Result<Vec<String>, XlsxError> {
    page.set_up(&Setup {
        plan: &book.head.plan,
        tab: look::FAINT,
        head_row: Some(1),
        frozen_columns: 0,
        tables: 5,
        pages_high: 0,
        zoom: 100,
    })?;
    let checks = checks(page, book, evidence);
    let failed = failures(&checks, evidence.tally);
    let lead = match failed.len() {
        0 => "Where the figures come from and how they were made. Every sum in this workbook adds up.".to_owned(),
        _ => "Where the figures come from and how they were made. Some sums do not add up: see the checks.".to_owned(),
    };
    page.title("Method", &lead)?;
    let mut row = 3;
    row = check_table(page, &checks, row)?;
    row = source_tables(page, book, row)?;
    row = criteria_table(page, book, row)?;
    if !book.gates.is_empty() {
        row = gates_table(page, book, row)?;
    }
    row = steps(page, book, evidence.tally, row)?;
    reference_table(page, row)?;
    page.widen(LAST_COL, PROSE_WIDTH);
    Ok(failed)
}

fn section(page: &mut Page<'_>, row: RowNum, title: &str) -> Result<RowNum, XlsxError> {
    page.sheet.set_row_height(row, 22)?;
    page.text(row, 0, title, &look::section())?;
    Ok(row + 1)
}

fn check_table(page: &mut Page<'_>, checks: &[Check], row: RowNum) -> Result<RowNum, XlsxError> {
    let head_row = section(page, row, "Checks that add up")?;
    let heads = [
        Heading::new("What must be equal", Kind::Text, 46.0),
        Heading::new("One side", Kind::Money, 17.0),
        Heading::new("Other side", Kind::Money, 17.0),
        Heading::new("Difference", Kind::Money, 14.0),
        Heading::new("Result", Kind::Mark, 12.0),
    ];
    page.heads(head_row, 0, &heads)?;
    let first = head_row + 1;
    for (index, check) in checks.iter().enumerate() {
        let row = first + index as RowNum;
        let (left, right) = (at(row, 1), at(row, 2));
        let difference = if check.holds { 0.0 } else { check.left.1 - check.right.1 };
        let result = if check.holds { OK } else { LOOK };
        let number = page.look.cell(check.kind, Voice::Body);
        let text = page.look.cell(Kind::Text, Voice::Body);
        let mark = page
            .look
            .cell(Kind::Mark, Voice::Body)
            .set_bold()
            .set_font_color(look::GOOD);
        page.text(row, 0, &check.what, &text)?;
        page.put(row, 1, &Cell::Sum(check.left.0.clone(), Some(check.left.1)), &number)?;
        page.put(row, 2, &Cell::Sum(check.right.0.clone(), Some(check.right.1)), &number)?;
        page.put(
            row,
            3,
            &Cell::Sum(format!("ROUND({left}-{right},2)"), Some(difference)),
            &number,
        )?;
        let judged = format!("IF({}=0,\"{OK}\",\"{LOOK}\")", at(row, 3));
        page.put(row, 4, &Cell::Says(judged, result), &mark)?;
    }
    let last = first + checks.len() as RowNum - 1;
    let rule = ConditionalFormatText::new()
        .set_rule(ConditionalFormatTextRule::BeginsWith("✗".to_owned()))
        .set_format(Format::new().set_font_color(look::BAD).set_bold());
    page.sheet.add_conditional_format(first, 4, last, 4, &rule)?;
    Ok(last + 3)
}

fn source_tables(page: &mut Page<'_>, book: &Leadership<'_>, row: RowNum) -> Result<RowNum, XlsxError> {
    let mut row = section(page, row, "Where the accounts come from")?;
    let heads = [
        Heading::new("File", Kind::Text, 46.0),
        Heading::new("Rows read", Kind::Count, 17.0),
        Heading::new("Rows left out", Kind::Count, 17.0),
        Heading::new("Imported on", Kind::Date, 14.0),
        Heading {
            most: 12.0,
            ..Heading::new("Sheet", Kind::Text, 12.0)
        },
    ];
    page.heads(row, 0, &heads)?;
    row += 1;
    for source in &book.method.sources {
        let cells = [
            Cell::Text(&source.file),
            Cell::from(source.rows_read),
            Cell::from(source.rows_left_out),
            Cell::Day(Some(source.imported_on)),
            Cell::Text(&source.sheet),
        ];
        page.row(row, 0, &heads, Voice::Body, &cells)?;
        row += 1;
    }
    if !book.method.left_out.is_empty() {
        row = section(page, row + 1, "Why rows were left out")?;
        let heads = [
            Heading::new("Reason", Kind::Text, 46.0),
            Heading::new("Rows", Kind::Count, 17.0),
        ];
        page.heads(row, 0, &heads)?;
        row += 1;
        for line in &book.method.left_out {
            page.row(
                row,
                0,
                &heads,
                Voice::Body,
                &[Cell::Text(&line.reason), Cell::from(line.rows)],
            )?;
            row += 1;
        }
    }
    Ok(row + 2)
}

fn criteria_table(page: &mut Page<'_>, book: &Leadership<'_>, row: RowNum) -> Result<RowNum, XlsxError> {
    let mut row = section(page, row, "What makes the score")?;
    let heads = [
        Heading::new("Criterion", Kind::Text, 46.0),
        Heading::new("Weight (points of 100)", Kind::Decimal, 17.0),
        Heading::new("Accounts with a value", Kind::Count, 17.0),
    ];
    page.heads(row, 0, &heads)?;
    let head = page.look.head(Kind::Text);
    page.prose(row, (3, 4), "When the value is missing", &head)?;
    page.text(row, LAST_COL, "From value to points", &head)?;
    row += 1;
    let first = row;
    for criterion in &book.criteria {
        let curve = words::curve(&criterion.curve, criterion.kind, page.look);
        let story = format!("From {}. {curve}", criterion.source.trim_end_matches('.'));
        let missing = words::missing(criterion.missing);
        let cells = [
            Cell::Text(&criterion.name),
            Cell::Number(Some(f64::from(criterion.weight.0) / 10.0)),
            Cell::from(criterion.known),
        ];
        page.row(row, 0, &heads, Voice::Body, &cells)?;
        let prose = page.look.cell(Kind::Prose, Voice::Body);
        page.prose(row, (3, 4), missing, &prose)?;
        page.text(row, LAST_COL, &story, &prose)?;
        page.sheet
            .set_row_height(row, height(&story, 82).max(height(missing, 27)))?;
        row += 1;
    }
    if !book.criteria.is_empty() {
        let weight: u32 = book.criteria.iter().map(|c| u32::from(c.weight.0)).sum();
        let formula = format!("SUM({}:{})", at(first, 1), at(row - 1, 1));
        let cells = [
            Cell::Text("All criteria"),
            Cell::Sum(formula, Some(f64::from(weight) / 10.0)),
            Cell::Number(None),
        ];
        page.row(row, 0, &heads, Voice::Total, &cells)?;
        let blank = page.look.cell(Kind::Text, Voice::Total);
        for col in 3..=LAST_COL {
            page.put(row, col, &Cell::Number(None), &blank)?;
        }
        row += 1;
    }
    Ok(row + 2)
}

fn gates_table(page: &mut Page<'_>, book: &Leadership<'_>, row: RowNum) -> Result<RowNum, XlsxError> {
    let mut row = section(page, row, "What accounts must be, whatever their score")?;
    let heads = [
        Heading::new("Gate", Kind::Prose, 46.0),
        Heading::new("Accounts it stops", Kind::Count, 17.0),
        Heading::new("Put elsewhere by hand", Kind::Count, 17.0),
    ];
    page.heads(row, 0, &heads)?;
    let head = page.look.head(Kind::Text);
    page.prose(row, (3, 4), "What becomes of them", &head)?;
    row += 1;
    for gate in &book.gates {
        let fate = match gate.stops_at {
            TierChoice::Excluded => "Out of the plan".to_owned(),
            TierChoice::Tier(_) => format!("No better than {}", gate.stops_at_name),
        };
        let cells = [
            Cell::Text(&gate.condition),
            Cell::from(gate.stops),
            Cell::from(gate.overridden),
        ];
        page.row(row, 0, &heads, Voice::Body, &cells)?;
        let prose = page.look.cell(Kind::Prose, Voice::Body);
        page.prose(row, (3, 4), &fate, &prose)?;
        page.sheet
            .set_row_height(row, height(&gate.condition, 46).max(height(&fate, 27)))?;
        row += 1;
    }
    Ok(row + 2)
}

fn steps(page: &mut Page<'_>, book: &Leadership<'_>, tally: &Tally, row: RowNum) -> Result<RowNum, XlsxError> {
    let names: Vec<&str> = book
        .tiers
        .iter()
        .filter(|line| line.tier != TierChoice::Excluded)
        .map(|line| line.name.as_str())
        .collect();
    let band = percent(f64::from(book.territories.tolerance) / 1000.0);
    let unscored = tally.all.accounts - tally.scored;
    let score = format!(
        "Each criterion gives 0 to 100 % of its weight; the points of an account add up to its score of 0 to 100. {} scored{}.",
        count(tally.scored, "account"),
        match unscored {
            0 => String::new(),
            n => format!(", {} without any value stand in the last tier", grouped(n)),
        }
    );
    let mut steps: Vec<(String, String)> = vec![
        ("Score".to_owned(), score),
        ("Tiers".to_owned(), words::cut(&book.method.cut, &names)),
        ("Potential".to_owned(), book.method.potential.clone()),
        (
            "Headroom and buckets".to_owned(),
            "Headroom is potential less current revenue, never below 0. A customer's current revenue is to be retained, its \
             headroom is upsell in products it owns and cross-sell in products it does not; a prospect's potential is new logo."
                .to_owned(),
        ),
        (
            "Workload and headcount".to_owned(),
            format!(
                "Touches x (minutes + travel) by tier, over all accounts that are not excluded. {} Headcount is workload over \
                 selling time, rounded up once at the end (Talley 1961).",
                words::selling_time(&book.method.coverage)
            ),
        ),
        (
            "Territories".to_owned(),
            format!(
                "A fair share of the workload goes by each rep's share of full time. Workload / fair share - 1 is the deviation; \
                 within ±{band} counts as balanced. Variation is the standard deviation of that measure over its mean; the Gini \
                 coefficient is 0 when all carry alike."
            ),
        ),
    ];
    if let Some(plan) = &book.quotas {
        let weight = f64::from(plan.history_weight) / 1000.0;
        steps.push((
            "Quotas".to_owned(),
            format!(
                "Street quota = target x (1 + {}). Each rep's part = {} history share + {} potential share, then what people set, \
                 then rounded to {} with the remainder handed out so that the sum is exact.",
                percent(f64::from(plan.over_assignment) / 1000.0),
                percent(weight),
                percent(1.0 - weight),
                page.look.say(plan.step)
            ),
        ));
    }
    steps.extend(book.method.notes.iter().cloned());
    let mut row = section(page, row, "How it was done")?;
    let topic = page
        .look
        .cell(Kind::Text, Voice::Body)
        .set_bold()
        .set_align(rust_xlsxwriter::FormatAlign::Top);
    let prose = page
        .look
        .cell(Kind::Prose, Voice::Body)
        .set_align(rust_xlsxwriter::FormatAlign::Top);
    for (name, told) in &steps {
        page.text(row, 0, name, &topic)?;
        page.prose(row, (1, LAST_COL), told, &prose)?;
        page.sheet.set_row_height(row, height(told, 145))?;
        row += 1;
    }
    Ok(row + 2)
}

fn reference_table(page: &mut Page<'_>, row: RowNum) -> Result<(), XlsxError> {
    let mut row = section(page, row, "Figures from the literature, to hold the plan against")?;
    let head = page.look.head(Kind::Text);
    page.text(row, 0, "Topic", &head)?;
    page.prose(row, (1, 4), "Figure", &head)?;
    page.text(row, LAST_COL, "Source", &head)?;
    page.sheet.set_row_height(row, 20)?;
    row += 1;
    let text = page.look.cell(Kind::Prose, Voice::Body);
    for reference in REFERENCES {
        page.text(row, 0, reference.topic, &text)?;
        page.prose(row, (1, 4), reference.figure, &text)?;
        page.text(row, LAST_COL, reference.source, &text)?;
        page.sheet.set_row_height(row, height(reference.figure, 62))?;
        row += 1;
    }
    let remark = look::remark();
    page.prose(
        row,
        (0, LAST_COL),
        "None of these was used as a truth: they are lines to compare with.",
        &remark,
    )?;
    Ok(())
}
