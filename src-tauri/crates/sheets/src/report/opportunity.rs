//! The Opportunity sheet: where the money is, by bucket and tier, and the accounts that hold most of it.

use super::look::{self, Kind, Voice};
use super::model::{Buckets, Leadership};
use super::page::{Cell, Heading, Page, Setup, at, fixed, span};
use super::tally::{Large, Tally};
use super::text::percent;
use super::tiers::total;
use rust_xlsxwriter::{ColNum, RowNum, XlsxError};
use tierline_plan::{Money, TierChoice};

const HEAD_ROW: RowNum = 3;
const FIRST: RowNum = HEAD_ROW + 1;
const BUCKETS: RowNum = 4;

/// Where other sheets find the buckets.
#[derive(Debug, Clone, Copy)]
pub(super) struct BucketPlaces {
    pub(super) first: RowNum,
    pub(super) last: RowNum,
    /// The column of the totals.
    pub(super) total: ColNum,
}

/// `64 % of the potential is still to be won: €12.4 M of headroom.`
pub(super) fn answer(page: &Page<'_>, book: &Leadership<'_>) -> String {
    let potential = total(&book.tiers, |t| t.potential).filter(|p| *p > Money::ZERO);
    match (total(&book.tiers, |t| t.headroom), potential) {
        (Some(headroom), Some(potential)) => format!(
            "{} of the potential is still to be won: {} of headroom",
            percent(headroom.as_magnitude() / potential.as_magnitude()),
            page.look.say(headroom)
        ),
        _ => "No potential is known yet".to_owned(),
    }
}

pub(super) fn write(page: &mut Page<'_>, book: &Leadership<'_>, tally: &Tally) -> Result<BucketPlaces, XlsxError> {
    page.set_up(&Setup {
        plan: &book.head.plan,
        tab: look::ACCENT,
        head_row: Some(HEAD_ROW),
        frozen_columns: 1,
        tables: 2,
        pages_high: 0,
        zoom: 100,
    })?;
    let lead = format!("{}.", answer(page, book));
    page.title("Opportunity", &lead)?;
    let places = buckets(page, book)?;
    largest(page, book, &tally.largest(), FIRST + BUCKETS + 3)?;
    Ok(places)
}

fn buckets(page: &mut Page<'_>, book: &Leadership<'_>) -> Result<BucketPlaces, XlsxError> {
    let mut heads = vec![Heading::new("Bucket", Kind::Text, 32.0)];
    heads.extend(
        book.tiers
            .iter()
            .map(|tier| Heading::new(&tier.name, Kind::Money, 13.0)),
    );
    heads.push(Heading::new("All tiers", Kind::Money, 14.0));
    heads.push(Heading::new("Share", Kind::Percent, 9.0));
    page.heads(HEAD_ROW, 0, &heads)?;
    let tiers = book.tiers.len() as ColNum;
    let (total_col, total_row) = (tiers + 1, FIRST + BUCKETS);
    let sum_of = |index: usize| total(&book.tiers, |tier| tier.buckets.amounts()[index]);
    let whole: Option<Money> = {
        let known: Vec<Money> = (0..4).filter_map(sum_of).collect();
        (!known.is_empty()).then(|| known.into_iter().sum())
    };
    let look = page.look;
    let major = |amount: Option<Money>| amount.map(|a| look.major(a));
    for (index, name) in Buckets::NAMES.into_iter().enumerate() {
        let row = FIRST + index as RowNum;
        let sum = sum_of(index);
        let mut cells = vec![Cell::Text(name)];
        cells.extend(book.tiers.iter().map(|tier| Cell::Money(tier.buckets.amounts()[index])));
        cells.push(match sum {
            Some(_) => Cell::Sum(format!("SUM({}:{})", at(row, 1), at(row, tiers.max(1))), major(sum)),
            None => Cell::Number(None),
        });
        let share = sum.zip(whole).filter(|(_, w)| *w > Money::ZERO);
        cells.push(match share {
            Some((s, w)) => Cell::Sum(
                format!("{}/{}", at(row, total_col), fixed(total_row, total_col)),
                Some(s.as_magnitude() / w.as_magnitude()),
            ),
            None => Cell::Number(None),
        });
        page.row(row, 0, &heads, Voice::Body, &cells)?;
    }
    let column_sum = |col: ColNum, amount: Option<Money>| match amount {
        Some(_) => Cell::Sum(format!("SUM({})", span(FIRST, total_row - 1, col)), major(amount)),
        None => Cell::Number(None),
    };
    let mut cells = vec![Cell::Text("Potential")];
    for (index, tier) in book.tiers.iter().enumerate() {
        let known: Vec<Money> = tier.buckets.amounts().into_iter().flatten().collect();
        let amount = (!known.is_empty()).then(|| known.into_iter().sum());
        cells.push(column_sum(index as ColNum + 1, amount));
    }
    cells.push(column_sum(total_col, whole));
    cells.push(match whole {
        Some(w) if w > Money::ZERO => {
            Cell::Sum(format!("SUM({})", span(FIRST, total_row - 1, total_col + 1)), Some(1.0))
        }
        _ => Cell::Number(None),
    });
    page.row(total_row, 0, &heads, Voice::Total, &cells)?;
    Ok(BucketPlaces {
        first: FIRST,
        last: total_row - 1,
        total: total_col,
    })
}

fn largest(page: &mut Page<'_>, book: &Leadership<'_>, list: &[&Large], row: RowNum) -> Result<(), XlsxError> {
    page.sheet.set_row_height(row, 22)?;
    page.text(row, 0, "The accounts with the largest headroom", &look::section())?;
    let sum: Money = list.iter().map(|large| large.headroom).sum();
    let share = total(&book.tiers, |t| t.headroom)
        .filter(|all| *all > Money::ZERO)
        .map(|all| format!(", {} of all headroom", percent(sum.as_magnitude() / all.as_magnitude())))
        .unwrap_or_default();
    let lead = match list.len() {
        0 => "No account has headroom that is known.".to_owned(),
        n => format!("The {n} largest hold {}{share}.", page.look.say(sum)),
    };
    page.text(row + 1, 0, &lead, &look::lead().set_font_size(10))?;
    if list.is_empty() {
        return Ok(());
    }
    let heads = [
        Heading::new("Account", Kind::Text, 32.0),
        Heading::new("Tier", Kind::Mark, 13.0),
        Heading::new("Headroom", Kind::Money, 13.0),
        Heading::new("Potential", Kind::Money, 13.0),
        Heading::new("Current revenue", Kind::Money, 13.0),
        Heading::new("Largest open bucket", Kind::Text, 14.0),
        Heading::new("Owner", Kind::Text, 18.0),
        Heading::new("Industry", Kind::Text, 18.0),
        Heading::new("Record ID", Kind::Text, 12.0),
    ];
    let head_row = row + 2;
    page.heads(head_row, 0, &heads)?;
    for (index, large) in list.iter().enumerate() {
        let row = head_row + 1 + index as RowNum;
        let cells = [
            Cell::Text(&large.name),
            Cell::Text(""),
            Cell::Money(Some(large.headroom)),
            Cell::Money(large.potential),
            Cell::Money(large.revenue),
            Cell::Text(open_bucket(&large.buckets)),
            Cell::Text(large.owner.as_deref().unwrap_or("no owner")),
            Cell::Text(large.industry.as_deref().unwrap_or("")),
            Cell::Text(&large.record_id),
        ];
        page.row(row, 0, &heads, Voice::Body, &cells)?;
        page.tier(row, 1, large.tier, tier_name(book, large.tier))?;
    }
    let last_row = head_row + list.len() as RowNum;
    page.sheet
        .autofilter(head_row, 0, last_row, heads.len() as ColNum - 1)?;
    Ok(())
}

fn tier_name<'a>(book: &'a Leadership<'_>, tier: TierChoice) -> &'a str {
    let line = book.tiers.iter().find(|line| line.tier == tier);
    line.map_or("Excluded", |line| line.name.as_str())
}

/// The bucket that most of what can still be won lies in.
fn open_bucket(buckets: &Buckets) -> &'static str {
    let open = [
        (buckets.upsell, "Upsell"),
        (buckets.cross_sell, "Cross-sell"),
        (buckets.new_logo, "New logo"),
    ];
    open.iter()
        .filter_map(|(amount, name)| amount.filter(|a| *a > Money::ZERO).map(|a| (a, *name)))
        .max_by_key(|(amount, _)| *amount)
        .map_or("", |(_, name)| name)
}
