//! The Summary: the one page that is read by everybody. Figures with a sentence each, four charts, and what needs a
//! decision; its figures are formulas on the other sheets, so that they can be followed.

use super::charts;
use super::decisions;
use super::look::{self, Kind, Voice};
use super::model::Leadership;
use super::opportunity::{self, BucketPlaces};
use super::page::{Cell, Page, Setup, height};
use super::quotas::{self, QuotaPlaces};
use super::tally::Tally;
use super::territories::RepPlaces;
use super::text::{count, grouped, percent};
use super::tiers::{TierPlaces, total};
use rust_xlsxwriter::{ColNum, Format, FormatAlign, FormatBorder, RowNum, XlsxError};
use tierline_plan::{Day, Money};

/// Margin, then four cards of two columns with a gap between, then margin.
const WIDTHS: [f64; 13] = [2.0, 15.5, 15.5, 2.0, 15.5, 15.5, 2.0, 15.5, 15.5, 2.0, 15.5, 15.5, 2.0];
const LAST_COL: ColNum = 11;
const CARDS: [(ColNum, ColNum); 4] = [(1, 2), (4, 5), (7, 8), (10, 11)];
const CHART_SIZE: (u32, u32) = (478, 290);
const CHART_ROWS: RowNum = 15;

/// Where the figures of the other sheets stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places {
    pub(super) tiers: TierPlaces,
    pub(super) buckets: BucketPlaces,
    pub(super) reps: RepPlaces,
    pub(super) quotas: Option<QuotaPlaces>,
}

struct Card<'c> {
    label: &'c str,
    value: Cell<'c>,
    number_format: String,
    sentence: String,
}

pub(super) fn write(
    page: &mut Page<'_>,
    book: &Leadership<'_>,
    tally: &Tally,
    places: Places,
) -> Result<(), XlsxError> {
    page.set_up(&Setup {
        plan: &book.head.plan,
        tab: look::ACCENT_DEEP,
        head_row: None,
        frozen_columns: 0,
        tables: 1,
        pages_high: 0,
        zoom: 100,
    })?;
    // The one sheet that is a page and not a list: upright it prints on one.
    page.sheet.set_portrait().set_print_center_horizontally(true);
    for (col, width) in (0..).zip(WIDTHS) {
        page.sheet.set_column_width(col, width)?;
    }
    band(page, book)?;
    page.sheet.set_freeze_panes(4, 0)?;
    let mut row = 5;
    let all = cards(page, book, tally, places);
    for four in all.chunks(4) {
        for (card, columns) in four.iter().zip(CARDS) {
            write_card(page, row, columns, card)?;
        }
        page.sheet.set_row_height(row + 1, 34)?;
        page.sheet.set_row_height(row + 2, 42)?;
        page.sheet.set_row_height(row + 3, 10)?;
        row += 4;
    }
    row = pictures(page, book, places, row)?;
    needs(page, book, tally, row)
}

/// `22 November 2026`.
fn long_date(day: Day) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, month, day) = day.ymd();
    let month = MONTHS.get(usize::from(month).saturating_sub(1)).copied().unwrap_or("");
    format!("{day} {month} {year}")
}

fn band(page: &mut Page<'_>, book: &Leadership<'_>) -> Result<(), XlsxError> {
    let dark = look::base()
        .set_background_color(look::ACCENT_DEEP)
        .set_font_color(look::WHITE);
    for (row, height) in (0..).zip([8.0, 34.0, 18.0, 10.0]) {
        page.sheet.set_row_height(row, height)?;
        for col in 0..=LAST_COL + 1 {
            page.put(row, col, &Cell::Number(None), &dark)?;
        }
    }
    let title = dark
        .clone()
        .set_font_size(22)
        .set_bold()
        .set_align(FormatAlign::VerticalCenter);
    page.text(1, 1, &book.head.plan, &title)?;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(book.head.company.clone().filter(|c| !c.trim().is_empty()));
    parts.extend(book.head.period.clone().filter(|p| !p.trim().is_empty()));
    parts.push(format!("as of {}", long_date(book.head.as_of)));
    parts.push(format!("amounts in {}", book.head.currency.code));
    parts.extend(
        book.head
            .author
            .as_ref()
            .filter(|a| !a.trim().is_empty())
            .map(|a| format!("prepared by {a}")),
    );
    let under = dark
        .set_font_size(11)
        .set_font_color(look::ACCENT_EDGE)
        .set_align(FormatAlign::VerticalCenter);
    page.text(2, 1, &parts.join("   ·   "), &under)
}

fn cards<'c>(page: &Page<'_>, book: &'c Leadership<'_>, tally: &Tally, places: Places) -> Vec<Card<'c>> {
    let look = page.look;
    let money = |amount: Option<Money>| amount.map_or_else(|| "General".to_owned(), |a| look.headline_money_format(a));
    let linked = |formula: String, amount: Option<Money>| match amount {
        Some(amount) => Cell::Sum(formula, Some(look.major(amount))),
        None => Cell::Text("not known"),
    };
    let accounts: u64 = book.tiers.iter().map(|t| t.accounts).sum();
    let potential = total(&book.tiers, |t| t.potential);
    let revenue = total(&book.tiers, |t| t.current_revenue);
    let headroom = total(&book.tiers, |t| t.headroom);
    let card = |label, value, number_format, sentence| Card {
        label,
        value,
        number_format,
        sentence,
    };
    let tiers: Vec<String> = book
        .tiers
        .iter()
        .map(|t| format!("{} {}", t.name, grouped(t.accounts)))
        .collect();
    let mut cards = vec![
        card(
            "ACCOUNTS",
            Cell::Sum(places.tiers.accounts(), Some(accounts as f64)),
            "#,##0".to_owned(),
            format!("{}.", tiers.join(", ")),
        ),
        card(
            "POTENTIAL A YEAR",
            linked(places.tiers.potential(), potential),
            money(potential),
            potential_sentence(book, tally, potential),
        ),
        card(
            "CURRENT REVENUE",
            linked(places.tiers.revenue(), revenue),
            money(revenue),
            match revenue.zip(potential.filter(|p| *p > Money::ZERO)) {
                Some((r, p)) => format!(
                    "{} of the potential is ours today.",
                    percent(r.as_magnitude() / p.as_magnitude())
                ),
                None => "No account has a revenue that is known.".to_owned(),
            },
        ),
        card(
            "HEADROOM",
            linked(places.tiers.headroom(), headroom),
            money(headroom),
            headroom_sentence(page, book),
        ),
    ];
    cards.extend(staff_cards(book));
    match &book.quotas {
        Some(plan) => {
            let growth = revenue
                .filter(|r| *r > Money::ZERO)
                .map(|r| plan.target.as_magnitude() / r.as_magnitude() - 1.0);
            let street = plan.street_quota.as_magnitude();
            cards.push(card(
                "PLAN TARGET",
                Cell::Sum("plan_target".to_owned(), Some(look.major(plan.target))),
                money(Some(plan.target)),
                match growth {
                    Some(g) if g >= 0.0 => format!("{} above current revenue.", percent(g)),
                    Some(g) => format!("{} below current revenue.", percent(-g)),
                    None => "What the company plans for the period.".to_owned(),
                },
            ));
            cards.push(card(
                "STREET QUOTA",
                Cell::Sum("street_quota".to_owned(), Some(look.major(plan.street_quota))),
                money(Some(plan.street_quota)),
                if street > 0.0 {
                    format!(
                        "{} over the target: the plan is made at {} attainment.",
                        percent(f64::from(plan.over_assignment) / 1000.0),
                        percent(plan.target.as_magnitude() / street)
                    )
                } else {
                    "What the reps carry together.".to_owned()
                },
            ));
        }
        None => {
            let none = || (Cell::Text("not set"), "General".to_owned());
            let (value, format) = none();
            cards.push(card(
                "PLAN TARGET",
                value,
                format,
                "Set a target to see quotas.".to_owned(),
            ));
            let (value, format) = none();
            cards.push(card(
                "STREET QUOTA",
                value,
                format,
                "It follows from the target.".to_owned(),
            ));
        }
    }
    cards
}

fn potential_sentence(book: &Leadership<'_>, tally: &Tally, potential: Option<Money>) -> String {
    let Some(all) = potential else {
        return "No account has a potential that is known.".to_owned();
    };
    if all <= Money::ZERO {
        return "Every potential that is known is 0.".to_owned();
    }
    let unknown = tally.all.potential.unknown();
    let first = book.tiers.first().and_then(|tier| tier.potential.map(|p| (tier, p)));
    let share = first
        .map(|(tier, own)| {
            format!(
                "{} holds {} of it.",
                tier.name,
                percent(own.as_magnitude() / all.as_magnitude())
            )
        })
        .unwrap_or_default();
    match unknown {
        0 => share,
        n => format!("{share} Not known for {}.", count(u64::from(n), "account"))
            .trim_start()
            .to_owned(),
    }
}

fn headroom_sentence(page: &Page<'_>, book: &Leadership<'_>) -> String {
    let sum = |pick: fn(&super::model::Buckets) -> Option<Money>| total(&book.tiers, |t| pick(&t.buckets));
    let customers = [sum(|b| b.upsell), sum(|b| b.cross_sell)]
        .into_iter()
        .flatten()
        .reduce(|a, b| a + b);
    let prospects = sum(|b| b.new_logo);
    match (customers, prospects) {
        (Some(c), Some(p)) => format!(
            "{} with customers, {} with prospects.",
            page.look.say(c),
            page.look.say(p)
        ),
        (Some(c), None) => format!("{}, all of it with customers.", page.look.say(c)),
        (None, Some(p)) => format!("{}, all of it with prospects.", page.look.say(p)),
        (None, None) => "Potential less current revenue.".to_owned(),
    }
}

fn staff_cards<'c>(book: &Leadership<'_>) -> Vec<Card<'c>> {
    let staffing = &book.staffing;
    let owned: u64 = book.territories.lines.iter().map(|l| l.holdings.accounts()).sum();
    let mut reps = Vec::new();
    if let Some(full_time) = staffing
        .full_time
        .filter(|f| (f - f64::from(staffing.reps)).abs() > 0.04)
    {
        reps.push(format!("{full_time:.1} in full time."));
    }
    if staffing.reps > 0 && owned > 0 {
        let average = (owned as f64 / f64::from(staffing.reps)).round() as u64;
        reps.push(format!("{} each on average.", count(average, "account")));
    }
    let hours = grouped((staffing.workload_minutes as f64 / 60.0).round() as u64);
    let need = match staffing.headcount_need {
        Some(need) => {
            let gap = i64::from(need) - i64::from(staffing.reps);
            let told = match gap {
                0 => "As many as there are".to_owned(),
                g if g > 0 => format!("{} more than there are", grouped(g.unsigned_abs())),
                g => format!("{} fewer than there are", grouped(g.unsigned_abs())),
            };
            let exact = staffing
                .headcount_exact
                .map(|e| format!(" ({e:.1} before rounding)"))
                .unwrap_or_default();
            format!("{told}{exact}: the cadence asks for {hours} hours a year.")
        }
        None => "Set the cadence of each tier to see how many are needed.".to_owned(),
    };
    vec![
        Card {
            label: "REPS",
            value: Cell::from(u64::from(staffing.reps)),
            number_format: "#,##0".to_owned(),
            sentence: reps.join(" "),
        },
        Card {
            label: "HEADCOUNT NEEDED",
            value: match staffing.headcount_need {
                Some(need) => Cell::from(u64::from(need)),
                None => Cell::Text("not known"),
            },
            number_format: "#,##0".to_owned(),
            sentence: need,
        },
    ]
}

fn write_card(
    page: &mut Page<'_>,
    row: RowNum,
    (first, last): (ColNum, ColNum),
    card: &Card<'_>,
) -> Result<(), XlsxError> {
    let label = look::label()
        .set_bold()
        .set_border_top(FormatBorder::Medium)
        .set_border_top_color(look::ACCENT);
    let value = look::base()
        .set_font_size(24)
        .set_bold()
        .set_font_color(look::ACCENT_DEEP)
        .set_align(FormatAlign::Left)
        .set_align(FormatAlign::VerticalCenter)
        .set_num_format(card.number_format.as_str());
    let sentence = look::base()
        .set_font_color(look::SOFT)
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    page.prose(row, (first, last), card.label, &label)?;
    page.prose(row + 1, (first, last), "", &value)?;
    let value = match &card.value {
        Cell::Text(_) => value.set_font_size(16).set_font_color(look::FAINT),
        _ => value,
    };
    page.put(row + 1, first, &card.value, &value)?;
    page.prose(row + 2, (first, last), &card.sentence, &sentence)
}

fn heading(page: &mut Page<'_>, row: RowNum, text: &str) -> Result<(), XlsxError> {
    page.sheet.set_row_height(row, 22)?;
    let format = look::section()
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(look::HAIRLINE_STRONG);
    page.prose(row, (1, LAST_COL), text, &format)
}

fn pictures(page: &mut Page<'_>, book: &Leadership<'_>, places: Places, row: RowNum) -> Result<RowNum, XlsxError> {
    heading(page, row, "The plan in pictures")?;
    let look = page.look;
    let (left, right) = (CARDS[0].0, CARDS[2].0);
    let (upper, lower) = (row + 1, row + 1 + CHART_ROWS);
    let tiers = charts::by_tier(book, places.tiers, CHART_SIZE);
    page.sheet.insert_chart_with_offset(upper, left, &tiers, 0, 4)?;
    let quiet = look::lead().set_font_size(10).set_font_color(look::FAINT);
    if total(&book.tiers, |tier| tier.potential).is_some_and(|all| all > Money::ZERO) {
        let buckets = charts::by_bucket(book, look, &opportunity::answer(page, book), places.buckets, CHART_SIZE);
        page.sheet.insert_chart_with_offset(upper, right, &buckets, 0, 4)?;
    } else {
        let why = match total(&book.tiers, |tier| tier.potential) {
            None => "No potential is known: the opportunity by bucket will stand here.",
            Some(_) => "Every potential that is known is 0: there is no opportunity to show by bucket.",
        };
        page.text(upper + 2, right, why, &quiet)?;
    }
    if places.reps.reps > 0 {
        let reps = charts::by_rep(book, places.reps, CHART_SIZE);
        page.sheet.insert_chart_with_offset(lower, left, &reps, 0, 4)?;
    } else {
        page.text(
            lower + 2,
            left,
            "No reps yet: the workload by rep will stand here.",
            &quiet,
        )?;
    }
    match (&book.quotas, places.quotas) {
        (Some(plan), Some(at)) => {
            let amounts: Vec<Money> = plan.lines.iter().filter_map(|line| line.quota).collect();
            let chart = charts::by_quota(look, &quotas::carried(page, plan), &amounts, at, CHART_SIZE);
            page.sheet.insert_chart_with_offset(lower, right, &chart, 0, 4)?;
        }
        _ => page.text(
            lower + 2,
            right,
            "No quotas yet: the quota by rep will stand here.",
            &quiet,
        )?,
    }
    Ok(lower + CHART_ROWS + 1)
}

fn needs(page: &mut Page<'_>, book: &Leadership<'_>, tally: &Tally, row: RowNum) -> Result<(), XlsxError> {
    heading(page, row, "What needs a decision")?;
    let list = decisions::list(book, tally, page.look);
    if list.is_empty() {
        let good = look::base().set_font_color(look::GOOD).set_bold();
        return page.text(
            row + 1,
            1,
            "✓ Nothing: every account has an owner and every sum is in its band.",
            &good,
        );
    }
    let small = |align| look::label().set_align(align).set_bold();
    page.text(row + 1, 1, "WHAT", &small(FormatAlign::Left))?;
    page.text(row + 1, 7, "HOW MANY", &small(FormatAlign::Right))?;
    page.text(row + 1, 8, "MONEY", &small(FormatAlign::Right))?;
    page.text(row + 1, 10, "WHAT TO DO", &small(FormatAlign::Left))?;
    let ruled = |format: Format| {
        format
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(look::HAIRLINE)
            .set_align(FormatAlign::VerticalCenter)
    };
    let prose = ruled(look::base().set_text_wrap());
    let gap = ruled(look::base());
    for (row, decision) in (row + 2..).zip(&list) {
        page.prose(row, (1, 5), &decision.what, &prose.clone().set_bold())?;
        let number = page.look.cell(Kind::Count, Voice::Body);
        let money = page.look.cell(Kind::Money, Voice::Body);
        page.put(row, 7, &Cell::Number(decision.count.map(|n| n as f64)), &number)?;
        page.put(row, 8, &Cell::Money(decision.amount), &money)?;
        page.prose(row, (10, LAST_COL), &decision.advice, &prose)?;
        for col in [6, 9] {
            page.put(row, col, &Cell::Number(None), &gap)?;
        }
        page.sheet
            .set_row_height(row, height(&decision.what, 74).max(height(&decision.advice, 36)))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_out() {
        assert_eq!(
            long_date(Day::from_ymd(2026, 11, 22).expect("a day")),
            "22 November 2026"
        );
    }
}
