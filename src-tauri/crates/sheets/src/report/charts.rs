//! The native charts of the Summary. Separate because a chart is a language of its own; all are quiet: the answer in the
//! title, labels on the marks, no grid where a label does, and a text for those who cannot see them.

use super::look::{self, Look};
use super::model::Leadership;
use super::opportunity::BucketPlaces;
use super::quotas::QuotaPlaces;
use super::territories::{self, RepPlaces};
use super::text::percent;
use super::tiers::{self, TierPlaces};
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartAxisTickType, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat,
    ChartLayout, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker, ChartPoint, ChartSolidFill, ChartType,
    ObjectMovement,
};
use tierline_plan::{Money, TierChoice};

/// More reps than this and their names would only be noise under the marks.
const NAMED_REPS: usize = 40;
/// More marks than this and figures on them would run into one another.
const LABELLED: usize = 16;
/// More than this and the figures go without sign and unit.
const FULL_LABELS: usize = 7;

fn font(size: u8, colour: u32) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(look::FONT).set_size(size).set_color(colour);
    font
}

fn fill(colour: u32) -> ChartSolidFill {
    let mut fill = ChartSolidFill::new();
    fill.set_color(colour);
    fill
}

fn line(colour: u32, width: f64) -> ChartLine {
    let mut line = ChartLine::new();
    line.set_color(colour).set_width(width);
    line
}

/// A chart with nothing on it yet but its answer.
fn quiet(kind: ChartType, answer: &str, alt: &str, (width, height): (u32, u32)) -> Chart {
    let bars = kind == ChartType::Bar;
    let mut chart = Chart::new(kind);
    chart.set_width(width).set_height(height);
    chart.set_object_movement(ObjectMovement::MoveAndSizeWithCells);
    chart.set_alt_text(alt);
    let mut title_font = font(11, look::INK);
    title_font.set_bold();
    chart
        .title()
        .set_name(answer)
        .set_font(&title_font)
        .set_layout(&ChartLayout::new().set_offset(0.02, 0.025));
    chart
        .chart_area()
        .set_format(ChartFormat::new().set_no_border().set_solid_fill(&fill(look::WHITE)));
    chart.plot_area().set_format(ChartFormat::new().set_no_fill());
    // In a chart of bars the library's axes lie the other way round: the values are on x.
    let names = if bars { chart.y_axis() } else { chart.x_axis() };
    names
        .set_font(&font(9, look::SOFT))
        .set_format(ChartFormat::new().set_line(&line(look::HAIRLINE_STRONG, 0.75)))
        .set_major_gridlines(false)
        .set_major_tick_type(ChartAxisTickType::None);
    let values = if bars { chart.x_axis() } else { chart.y_axis() };
    values.set_major_gridlines(false).set_hidden(true);
    chart
}

fn label(number_format: &str, colour: u32) -> ChartDataLabel {
    let mut label = ChartDataLabel::new();
    label
        .show_value()
        .set_position(ChartDataLabelPosition::OutsideEnd)
        .set_num_format(number_format)
        .set_font(&font(9, colour));
    label
}

/// Accounts and potential by tier: the share of each, side by side.
pub(super) fn by_tier(book: &Leadership<'_>, places: TierPlaces, size: (u32, u32)) -> Chart {
    let told: Vec<String> = book
        .tiers
        .iter()
        .filter(|tier| tier.tier != TierChoice::Excluded)
        .map(|tier| format!("{} {} accounts", tier.name, super::text::grouped(tier.accounts)))
        .collect();
    let answer = tiers::answer(&book.tiers);
    let worth = tiers::total(&book.tiers, |tier| tier.potential).is_some_and(|all| all > Money::ZERO);
    let shares = if worth {
        "share of accounts and share of potential"
    } else {
        "share of accounts"
    };
    let alt = format!("Columns: {shares} by tier. {answer}. {}.", told.join(", "));
    let mut chart = quiet(ChartType::Column, &answer, &alt, size);
    let series = [
        ("Share of accounts", TierPlaces::SHARE_OF_ACCOUNTS, look::CHART_3),
        ("Share of potential", TierPlaces::SHARE_OF_POTENTIAL, look::ACCENT),
    ];
    // Without any potential its columns would all be blank.
    for (name, col, colour) in series.into_iter().take(if worth { 2 } else { 1 }) {
        chart
            .add_series()
            .set_name(name)
            .set_categories(("Tiers", places.first, TierPlaces::NAME, places.last, TierPlaces::NAME))
            .set_values(("Tiers", places.first, col, places.last, col))
            .set_format(ChartFormat::new().set_solid_fill(&fill(colour)))
            .set_data_label(&label("0%", look::INK))
            .set_gap(70)
            .set_overlap(-5);
    }
    chart.y_axis().set_min(0);
    chart
        .legend()
        .set_position(ChartLegendPosition::Bottom)
        .set_font(&font(9, look::SOFT));
    chart
}

/// Opportunity by bucket.
pub(super) fn by_bucket(
    book: &Leadership<'_>,
    look: &Look,
    answer: &str,
    places: BucketPlaces,
    size: (u32, u32),
) -> Chart {
    let total = |index: usize| tiers::total(&book.tiers, |tier| tier.buckets.amounts()[index]);
    let largest = (0..4).filter_map(total).max().unwrap_or(Money::ZERO);
    let told: Vec<String> = super::model::Buckets::NAMES
        .iter()
        .enumerate()
        .filter_map(|(index, name)| total(index).map(|amount| format!("{name} {}", look.say(amount))))
        .collect();
    let alt = format!("Bars: potential by bucket. {answer}. {}.", told.join(", "));
    let mut chart = quiet(ChartType::Bar, answer, &alt, size);
    chart.legend().set_hidden();
    // What is held already stands back; what can be won stands out.
    let points: Vec<ChartPoint> = [look::CHART_3, look::ACCENT, look::ACCENT, look::ACCENT]
        .iter()
        .map(|colour| ChartPoint::new().set_format(ChartFormat::new().set_solid_fill(&fill(*colour))))
        .collect();
    chart
        .add_series()
        .set_name("Potential")
        .set_categories(("Opportunity", places.first, 0, places.last, 0))
        .set_values(("Opportunity", places.first, places.total, places.last, places.total))
        .set_format(ChartFormat::new().set_solid_fill(&fill(look::ACCENT)))
        .set_points(&points)
        .set_data_label(&label(&look.headline_money_format(largest), look::INK))
        .set_gap(45);
    // Top to bottom, as the table has them.
    chart.y_axis().set_reverse();
    chart
}

/// Workload by rep against the tolerance band.
pub(super) fn by_rep(book: &Leadership<'_>, places: RepPlaces, size: (u32, u32)) -> Chart {
    let answer = territories::answer(book);
    let band = f64::from(book.territories.tolerance) / 1000.0;
    let alt = format!(
        "Columns: each rep's workload against a fair share, largest first, with dashed lines at plus and minus {}. {answer}.",
        percent(band)
    );
    let mut chart = quiet(ChartType::Column, &answer, &alt, size);
    chart.legend().set_hidden();
    let mut deviations: Vec<f64> = book
        .territories
        .lines
        .iter()
        .filter_map(|line| line.deviation)
        .collect();
    deviations.sort_by(|a, b| b.total_cmp(a));
    let points: Vec<ChartPoint> = deviations
        .iter()
        .map(|deviation| {
            let colour = if deviation.abs() > band + 1e-9 {
                look::ATTENTION
            } else {
                look::CHART_2
            };
            ChartPoint::new().set_format(ChartFormat::new().set_solid_fill(&fill(colour)))
        })
        .collect();
    let range = |col| ("Territories", places.first, col, places.last, col);
    let columns = chart.add_series();
    columns
        .set_name("Against a fair share")
        .set_categories(range(0))
        .set_values(range(places.deviation))
        .set_format(ChartFormat::new().set_solid_fill(&fill(look::CHART_2)))
        .set_gap(35);
    if points.len() <= 1000 {
        columns.set_points(&points);
    }
    if places.reps <= LABELLED {
        columns.set_data_label(&label("+0%;-0%;0%", look::INK));
    }
    let mut limits = Chart::new(ChartType::Line);
    for (name, col) in [("Upper limit", places.upper), ("Lower limit", places.lower)] {
        let mut dashed = line(look::FAINT, 0.75);
        dashed.set_dash_type(ChartLineDashType::Dash);
        limits
            .add_series()
            .set_name(name)
            .set_categories(range(0))
            .set_values(range(col))
            .set_format(ChartFormat::new().set_line(&dashed))
            .set_marker(ChartMarker::new().set_none());
    }
    chart.combine(&limits);
    let names = chart.x_axis();
    names.set_label_position(ChartAxisLabelPosition::Low);
    if places.reps > NAMED_REPS {
        names.set_label_position(ChartAxisLabelPosition::None);
    } else if places.reps > 6 {
        let mut slanted = font(8, look::SOFT);
        slanted.set_rotation(-45);
        names.set_font(&slanted);
    }
    chart
}

/// Quota by rep, largest first.
pub(super) fn by_quota(look: &Look, answer: &str, quotas: &[Money], places: QuotaPlaces, size: (u32, u32)) -> Chart {
    let alt = format!("Columns: quota of each rep, largest first. {answer}.");
    let largest = quotas.iter().max().copied().unwrap_or(Money::ZERO);
    let crowded = (FULL_LABELS + 1..=LABELLED).contains(&quotas.len());
    let (bare, unit) = look.bare_money_format(largest);
    let title = if crowded {
        format!("{answer} (in {unit})")
    } else {
        answer.to_owned()
    };
    let mut chart = quiet(ChartType::Column, &title, &alt, size);
    chart.legend().set_hidden();
    let range = |col| ("Quotas", places.first, col, places.last, col);
    let columns = chart.add_series();
    columns
        .set_name("Quota")
        .set_categories(range(0))
        .set_values(range(QuotaPlaces::QUOTA))
        .set_format(ChartFormat::new().set_solid_fill(&fill(look::ACCENT)))
        .set_gap(35);
    if crowded {
        columns.set_data_label(&label(bare, look::INK));
    } else if quotas.len() <= LABELLED {
        columns.set_data_label(&label(&look.headline_money_format(largest), look::INK));
    }
    chart.y_axis().set_min(0);
    let names = chart.x_axis();
    if quotas.len() > NAMED_REPS {
        names.set_label_position(ChartAxisLabelPosition::None);
    } else if quotas.len() > 6 {
        let mut slanted = font(8, look::SOFT);
        slanted.set_rotation(-45);
        names.set_font(&slanted);
    }
    chart
}
