//! A criterion as it is drawn: the curve over the spread of the accounts' values. Separate from the criteria themselves,
//! because a curve that is still being dragged is drawn over the scale of the saved one.

use crate::session::Session;
use tierline_contract::{CurvePicture, CurvePoint, CurveScale, ValueUnit};
use tierline_engine::curve::magnitude_points;
use tierline_engine::numbers::{ascending, percentile_inc};
use tierline_plan::{Criterion, CriterionSource, Curve, FieldKind};

/// Points along a drawn curve, and bars of the distribution under it.
const PICTURE: usize = 40;
/// A value at the 98th percentile that is so many times the median lies on another magnitude.
const MAGNITUDES: f64 = 10.0;
/// Half-lives that a picture of a recency shows at least: three of them leave an eighth of the points.
const HALF_LIVES: f64 = 3.0;

/// The criterion's known values ascending, in the unit of its picture: magnitudes, but days ago for a recency. Categories
/// and answers have none.
pub(super) fn values(session: &Session, criterion: &Criterion) -> Vec<f64> {
    let age = |value: f64| match &criterion.curve {
        Curve::Recency { as_of, .. } => (f64::from(as_of.epoch_days()) - value).max(0.0),
        _ => value,
    };
    match criterion.source {
        CriterionSource::Potential => {
            let potential = session.results().opportunity.potential.iter().flatten();
            ascending(potential.map(|amount| amount.as_magnitude()))
        }
        CriterionSource::Field(field) => session.fields().column(field).map_or_else(Vec::new, |column| {
            ascending((0..column.len()).filter_map(|row| column.magnitude(row)).map(age))
        }),
    }
}

/// What the criterion's values are.
pub(super) fn kind(session: &Session, criterion: &Criterion) -> Option<FieldKind> {
    session.fields().kind(criterion.source)
}

/// The stretch of values that a picture shows: nearly all accounts, and whatever the curve was given beyond them.
/// `None` for categories, answers, and where there is nothing to show.
pub(super) fn scale(curve: &Curve, values: &[f64], kind: Option<FieldKind>) -> Option<CurveScale> {
    let marks: Vec<f64> = match curve {
        Curve::Category { .. } | Curve::YesNo { .. } => return None,
        Curve::Linear { from, to } | Curve::Log { from, to } => vec![*from, *to],
        Curve::Percentile { .. } | Curve::PercentileFalling { .. } => Vec::new(),
        Curve::Bands { edges, .. } => edges.iter().map(|(edge, _)| *edge).collect(),
        Curve::SweetSpot {
            low,
            best_from,
            best_to,
            high,
        } => vec![*low, *best_from, *best_to, *high],
        Curve::Recency { half_life_days, .. } => vec![0.0, half_life_days * HALF_LIVES],
    };
    let quantile = |share| percentile_inc(values, share);
    let ends = quantile(0.02).into_iter().chain(quantile(0.98));
    let (from, to) = ends
        .chain(marks)
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(from, to), value| {
            (from.min(value), to.max(value))
        });
    if !from.is_finite() || !to.is_finite() {
        return None;
    }
    let spans = || {
        let (middle, high) = (quantile(0.5).unwrap_or(0.0), quantile(0.98).unwrap_or(0.0));
        values.first().is_none_or(|least| *least >= 0.0) && high > middle.max(1.0) * MAGNITUDES
    };
    let logarithmic = match curve {
        Curve::Log { .. } => true,
        Curve::Linear { .. } | Curve::Recency { .. } => false,
        _ => from >= 0.0 && spans(),
    };
    let unit = match (curve, kind) {
        (Curve::Recency { .. }, _) => ValueUnit::DaysAgo,
        (_, Some(FieldKind::Money)) => ValueUnit::Money,
        (_, Some(FieldKind::Percent)) => ValueUnit::Percent,
        _ => ValueUnit::Number,
    };
    Some(CurveScale {
        from,
        // A stretch without a length cannot be drawn.
        to: if to > from { to } else { from + from.abs().max(1.0) },
        logarithmic,
        unit,
    })
}

/// The curve and the accounts along a scale.
pub(super) fn draw(curve: &Curve, scale: &CurveScale, values: &[f64]) -> CurvePicture {
    let bend = |value: f64| {
        if scale.logarithmic {
            value.max(0.0).ln_1p()
        } else {
            value
        }
    };
    let straighten = |value: f64| if scale.logarithmic { value.exp_m1() } else { value };
    let (low, high) = (bend(scale.from), bend(scale.to));
    let width = if high > low { high - low } else { 1.0 };
    let points_at = |x: f64| {
        let value = straighten(low + x * width);
        let value = match curve {
            Curve::Recency { as_of, .. } => f64::from(as_of.epoch_days()) - value,
            _ => value,
        };
        magnitude_points(curve, value).unwrap_or(0.0)
    };
    let mut points: Vec<CurvePoint> = (0..=PICTURE)
        .map(|step| step as f64 / PICTURE as f64)
        .map(|x| CurvePoint { x, y: points_at(x) })
        .collect();
    // A step is drawn upright, and a corner where it is.
    let corners: Vec<f64> = match curve {
        Curve::Linear { from, to } | Curve::Log { from, to } => vec![*from, *to],
        Curve::SweetSpot {
            low,
            best_from,
            best_to,
            high,
        } => vec![*low, *best_from, *best_to, *high],
        Curve::Bands { edges, .. } => edges.iter().map(|(edge, _)| *edge).collect(),
        _ => Vec::new(),
    };
    for corner in corners {
        let x = (bend(corner) - low) / width;
        if !(0.0..=1.0).contains(&x) {
            continue;
        }
        if matches!(curve, Curve::Bands { .. }) {
            let before = magnitude_points(curve, corner.next_down()).unwrap_or(0.0);
            points.push(CurvePoint { x, y: before });
        }
        let y = magnitude_points(curve, corner).unwrap_or(0.0);
        points.push(CurvePoint { x, y });
    }
    // Stable: what was pushed before stands before at the same place.
    points.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut distribution = vec![0; PICTURE];
    for value in values {
        let place = ((bend(*value) - low) / width * PICTURE as f64).floor();
        distribution[place.clamp(0.0, (PICTURE - 1) as f64) as usize] += 1;
    }
    CurvePicture { points, distribution }
}
