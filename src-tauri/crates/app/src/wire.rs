//! Between the nouns of a plan and the shapes on the wire.

use tierline_contract::{
    AppError, Bucket, Cell, CellKind, ColumnReading, CurrencyView, CutView, Listing, MissingPolicyView, RecordPart,
    RepView, TierHueView,
};
use tierline_plan::{Currency, CutRule, Day, FieldKind, MissingPolicy, Money, Rep, RepId, TierHue, Value};
use tierline_sheets::understand::{self, Part, Reading};

pub(crate) const BUCKETS: [Bucket; 4] = [Bucket::Retain, Bucket::Upsell, Bucket::CrossSell, Bucket::NewLogo];

pub(crate) fn currency(currency: &Currency) -> CurrencyView {
    CurrencyView {
        code: currency.code.clone(),
        minor_digits: currency.minor_digits,
    }
}

/// The currency somebody named. A code that no currency has would stand on every figure of the plan.
pub(crate) fn named_currency(code: &str) -> Result<Currency, AppError> {
    Currency::named(code).ok_or_else(|| AppError::Refused {
        message: format!("“{code}” is not the code of a currency, such as EUR or USD. Nothing was changed."),
    })
}

/// The day that a form gave as an ISO date; blank is none.
pub(crate) fn day(text: Option<&str>, what: &str) -> Result<Option<Day>, AppError> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    Day::parse_iso(text).map(Some).ok_or_else(|| AppError::Refused {
        message: format!("{what} “{text}” is not a date, such as 2027-06-30. Nothing was changed."),
    })
}

pub(crate) fn cell_kind(kind: FieldKind) -> CellKind {
    match kind {
        FieldKind::Text => CellKind::Text,
        FieldKind::Category => CellKind::Category,
        FieldKind::Number => CellKind::Number,
        FieldKind::Percent => CellKind::Percent,
        FieldKind::Money => CellKind::Money,
        FieldKind::Date => CellKind::Date,
        FieldKind::YesNo => CellKind::YesNo,
    }
}

/// The kind of field a cell kind stands for; computed kinds are kept as numbers.
pub(crate) fn field_kind(kind: CellKind) -> FieldKind {
    match kind {
        CellKind::Text => FieldKind::Text,
        CellKind::Category => FieldKind::Category,
        CellKind::Percent => FieldKind::Percent,
        CellKind::Money => FieldKind::Money,
        CellKind::Date => FieldKind::Date,
        CellKind::YesNo => FieldKind::YesNo,
        CellKind::Number | CellKind::Tier | CellKind::Score | CellKind::Minutes | CellKind::Rep => FieldKind::Number,
    }
}

pub(crate) fn reading_view(reading: Reading) -> ColumnReading {
    match reading {
        Reading::DayFirst => ColumnReading::DayFirst,
        Reading::MonthFirst => ColumnReading::MonthFirst,
        Reading::DecimalPoint => ColumnReading::DecimalPoint,
        Reading::DecimalComma => ColumnReading::DecimalComma,
    }
}

pub(crate) fn reading(view: ColumnReading) -> Reading {
    match view {
        ColumnReading::DayFirst => Reading::DayFirst,
        ColumnReading::MonthFirst => Reading::MonthFirst,
        ColumnReading::DecimalPoint => Reading::DecimalPoint,
        ColumnReading::DecimalComma => Reading::DecimalComma,
    }
}

pub(crate) fn listing_view(listing: understand::Listing) -> Listing {
    match listing {
        understand::Listing::Accounts => Listing::Accounts,
        understand::Listing::Sales => Listing::Sales,
        understand::Listing::Activities => Listing::Activities,
        understand::Listing::Deals => Listing::Deals,
    }
}

pub(crate) fn listing(view: Listing) -> understand::Listing {
    match view {
        Listing::Accounts => understand::Listing::Accounts,
        Listing::Sales => understand::Listing::Sales,
        Listing::Activities => understand::Listing::Activities,
        Listing::Deals => understand::Listing::Deals,
    }
}

/// The parts of events, each with its name on the wire.
const PARTS: [(RecordPart, Part); 10] = [
    (RecordPart::Account, Part::Account),
    (RecordPart::RecordId, Part::RecordId),
    (RecordPart::Website, Part::Website),
    (RecordPart::City, Part::City),
    (RecordPart::Country, Part::Country),
    (RecordPart::Product, Part::Product),
    (RecordPart::Amount, Part::Amount),
    (RecordPart::Date, Part::Date),
    (RecordPart::Year, Part::Year),
    (RecordPart::Outcome, Part::Outcome),
];

pub(crate) fn part_view(part: Part) -> RecordPart {
    let found = PARTS.iter().find(|(_, known)| *known == part);
    found.expect("every part has a name on the wire").0
}

pub(crate) fn part(view: RecordPart) -> Part {
    let found = PARTS.iter().find(|(known, _)| *known == view);
    found.expect("every part has a name on the wire").1
}

pub(crate) fn cell(value: &Value) -> Cell {
    match value {
        Value::Missing => Cell::Missing,
        Value::Text(text) => Cell::Text(text.clone()),
        Value::Number(number) => Cell::Number(*number),
        Value::Money(money) => Cell::Whole(money.minor()),
        Value::Date(day) => Cell::Text(day.iso()),
        Value::YesNo(answer) => Cell::YesNo(*answer),
    }
}

/// The colours of tiers, each with its name on the wire.
const HUES: [(TierHueView, TierHue); 8] = [
    (TierHueView::Indigo, TierHue::Indigo),
    (TierHueView::Amber, TierHue::Amber),
    (TierHueView::Rose, TierHue::Rose),
    (TierHueView::Sky, TierHue::Sky),
    (TierHueView::Moss, TierHue::Moss),
    (TierHueView::Plum, TierHue::Plum),
    (TierHueView::Brick, TierHue::Brick),
    (TierHueView::Slate, TierHue::Slate),
];

pub(crate) fn hue_view(hue: TierHue) -> TierHueView {
    let found = HUES.iter().find(|(_, known)| *known == hue);
    found.expect("every colour has a name on the wire").0
}

pub(crate) fn hue(view: TierHueView) -> TierHue {
    let found = HUES.iter().find(|(known, _)| *known == view);
    found.expect("every colour has a name on the wire").1
}

pub(crate) fn missing_view(policy: MissingPolicy) -> MissingPolicyView {
    match policy {
        MissingPolicy::LeaveOut => MissingPolicyView::LeaveOut,
        MissingPolicy::Neutral => MissingPolicyView::Neutral,
        MissingPolicy::Worst => MissingPolicyView::Worst,
    }
}

pub(crate) fn missing(view: MissingPolicyView) -> MissingPolicy {
    match view {
        MissingPolicyView::LeaveOut => MissingPolicy::LeaveOut,
        MissingPolicyView::Neutral => MissingPolicy::Neutral,
        MissingPolicyView::Worst => MissingPolicy::Worst,
    }
}

/// `scores` is where the rule cuts the score now, in points.
pub(crate) fn cut_view(cut: &CutRule, scores: &[f64]) -> CutView {
    match cut {
        CutRule::Score(cuts) => CutView::Score {
            cuts: cuts.iter().map(|score| (score * 10.0).round() as u16).collect(),
        },
        CutRule::Share(cuts) => CutView::Share { cuts: cuts.clone() },
        CutRule::Count(cuts) => CutView::Count { cuts: cuts.clone() },
        CutRule::CumulativeValue(cuts) => CutView::Value { cuts: cuts.clone() },
        CutRule::NaturalBreaks(_) => CutView::Breaks {
            cuts: scores.iter().map(|score| (score * 10.0).round() as u16).collect(),
        },
        CutRule::Hours(hours) => CutView::Hours { cuts: hours.clone() },
    }
}

pub(crate) fn cut(view: &CutView) -> CutRule {
    match view {
        CutView::Score { cuts } => CutRule::Score(cuts.iter().map(|tenths| f64::from(*tenths) / 10.0).collect()),
        CutView::Share { cuts } => CutRule::Share(cuts.clone()),
        CutView::Count { cuts } => CutRule::Count(cuts.clone()),
        CutView::Value { cuts } => CutRule::CumulativeValue(cuts.clone()),
        CutView::Breaks { cuts } => CutRule::NaturalBreaks(cuts.len().min(usize::from(u8::MAX)) as u8),
        CutView::Hours { cuts } => CutRule::Hours(cuts.clone()),
    }
}

pub(crate) fn rep_view(rep: &Rep) -> RepView {
    RepView {
        id: rep.id.0,
        name: rep.name.clone(),
        role: rep.role.clone(),
        base_city: rep.base_city.clone(),
        country: rep.country.clone(),
        start: rep.start.map(Day::iso),
        share_of_full_time: rep.share_of_full_time,
        last_quota: rep.last_quota.map(Money::minor),
        last_result: rep.last_result.map(Money::minor),
        ote: rep.ote.map(Money::minor),
    }
}

/// A rep as a form gave it. Blank texts are missing; what cannot be meant is refused.
pub(crate) fn rep(view: &RepView) -> Result<Rep, AppError> {
    let refused = |message: &str| {
        Err(AppError::Refused {
            message: format!("{message} Nothing was changed."),
        })
    };
    if view.name.trim().is_empty() {
        return refused("A rep needs a name.");
    }
    if view.share_of_full_time > 1000 {
        return refused("The share of full time lies between 0 and 100 %.");
    }
    if [view.last_quota, view.ote]
        .into_iter()
        .flatten()
        .any(|amount| amount < 0)
    {
        return refused("A quota and a target income cannot be negative.");
    }
    let text = |text: &Option<String>| {
        text.as_deref()
            .map(str::trim)
            .filter(|t| !t.is_empty())
            .map(str::to_owned)
    };
    Ok(Rep {
        id: RepId(view.id),
        name: view.name.trim().to_owned(),
        role: text(&view.role),
        base_city: text(&view.base_city),
        country: text(&view.country),
        start: day(view.start.as_deref(), "The start date")?,
        share_of_full_time: view.share_of_full_time,
        last_quota: view.last_quota.map(Money::from_minor),
        last_result: view.last_result.map(Money::from_minor),
        ote: view.ote.map(Money::from_minor),
    })
}
