//! Value curves: how a raw value becomes 0..1 points. Separate from scoring, which only weighs points and need not know
//! where they come from.

pub mod inverse;

use crate::words::fold;
use std::collections::HashMap;
use tierline_plan::{Column, Curve};

/// Points of a scale that cannot tell accounts apart (all values equal): neither good nor bad.
pub const NEUTRAL: f64 = 0.5;

/// The points a curve gives to each value of a column; NaN where the value is missing or the curve does not fit the
/// column's kind.
///
/// Stored as `f32`: a score shows tenths of a point, and half the memory is half the time of a weight drag.
pub fn column_points(curve: &Curve, column: &Column) -> Vec<f32> {
    match curve {
        Curve::Category { points, other } => category_points(points, *other, column),
        Curve::YesNo { yes, no } => (0..column.len())
            .map(|row| stored(column.yes_no(row).map(|answer| if answer { *yes } else { *no })))
            .collect(),
        Curve::Recency { .. } if !matches!(column, Column::Date(_)) => vec![f32::NAN; column.len()],
        _ => (0..column.len())
            .map(|row| stored(column.magnitude(row).and_then(|value| magnitude_points(curve, value))))
            .collect(),
    }
}

/// The points of one number (money in minor units, dates in epoch days); `None` for curves over words and answers.
///
/// Always within 0..1.
pub fn magnitude_points(curve: &Curve, value: f64) -> Option<f64> {
    let points = match curve {
        Curve::Linear { from, to } => between(value, *from, *to),
        Curve::Log { from, to } => between(ln_size(value), ln_size(*from), ln_size(*to)),
        Curve::Percentile { knots } => share_below(knots, value),
        Curve::PercentileFalling { knots } => 1.0 - share_below(knots, value),
        Curve::Bands { below, edges } => {
            let reached = edges.partition_point(|(edge, _)| *edge <= value);
            if reached == 0 { *below } else { edges[reached - 1].1 }
        }
        Curve::SweetSpot {
            low,
            best_from,
            best_to,
            high,
        } => {
            if value >= *best_from && value <= *best_to {
                1.0
            } else if value < *best_from {
                slope(value, *low, *best_from)
            } else {
                slope(value, *high, *best_to)
            }
        }
        Curve::Recency { as_of, half_life_days } => {
            let age = f64::from(as_of.epoch_days()) - value;
            if age <= 0.0 {
                1.0
            } else if *half_life_days > 0.0 {
                libm::exp2(-age / half_life_days)
            } else {
                0.0
            }
        }
        Curve::Category { .. } | Curve::YesNo { .. } => return None,
    };
    (!points.is_nan()).then(|| points.clamp(0.0, 1.0))
}

/// The least and the most points that a curve gives to any value.
pub fn extent(curve: &Curve) -> (f64, f64) {
    let ends = |points: &mut dyn Iterator<Item = f64>| {
        points.fold((1.0_f64, 0.0_f64), |(least, most), points| {
            (least.min(points), most.max(points))
        })
    };
    match curve {
        Curve::Linear { from, to } if (to - from).abs() <= 0.0 => (NEUTRAL, NEUTRAL),
        Curve::Log { from, to } if (ln_size(*to) - ln_size(*from)).abs() <= 0.0 => (NEUTRAL, NEUTRAL),
        Curve::Percentile { knots } | Curve::PercentileFalling { knots } if knots.is_empty() => (NEUTRAL, NEUTRAL),
        Curve::Bands { below, edges } => ends(&mut edges.iter().map(|(_, points)| *points).chain([*below])),
        Curve::Category { points, other } => ends(&mut points.iter().map(|(_, points)| *points).chain([*other])),
        Curve::YesNo { yes, no } => ends(&mut [*yes, *no].into_iter()),
        _ => (0.0, 1.0),
    }
}

fn stored(points: Option<f64>) -> f32 {
    points
        .filter(|p| !p.is_nan())
        .map_or(f32::NAN, |p| p.clamp(0.0, 1.0) as f32)
}

fn category_points(points: &[(String, f64)], other: f64, column: &Column) -> Vec<f32> {
    let table: HashMap<String, f64> = points.iter().map(|(value, p)| (fold(value), *p)).collect();
    let of = |text: &str| stored(Some(table.get(&fold(text)).copied().unwrap_or(other)));
    match column {
        Column::Category { values, codes } => {
            let by_code: Vec<f32> = values.iter().map(|value| of(value)).collect();
            codes
                .iter()
                .map(|code| by_code.get(*code as usize).copied().unwrap_or(f32::NAN))
                .collect()
        }
        _ => (0..column.len())
            .map(|row| column.text(row).map_or(f32::NAN, of))
            .collect(),
    }
}

/// 0 at `from`, 1 at `to`; [`NEUTRAL`] when both are the same, since such a scale tells nothing apart.
fn between(value: f64, from: f64, to: f64) -> f64 {
    let span = to - from;
    if span.abs() > 0.0 {
        (value - from) / span
    } else {
        NEUTRAL
    }
}

/// 0 at `foot` and beyond, 1 at `top`; a foot at the top is a cliff.
fn slope(value: f64, foot: f64, top: f64) -> f64 {
    let span = top - foot;
    if span.abs() > 0.0 { (value - foot) / span } else { 0.0 }
}

fn ln_size(value: f64) -> f64 {
    libm::log1p(value.max(0.0))
}

/// Share of the list below a value, read off ascending quantile knots; a value that spans several knots gets their middle.
fn share_below(knots: &[f64], value: f64) -> f64 {
    let below = knots.partition_point(|knot| *knot < value);
    let upto = knots.partition_point(|knot| *knot <= value);
    if knots.is_empty() {
        NEUTRAL
    } else if below == knots.len() {
        1.0
    } else if upto == 0 {
        0.0
    } else {
        let last = (knots.len() - 1) as f64;
        let position = if below < upto {
            (below + upto - 1) as f64 / 2.0
        } else {
            let (left, right) = (knots[below - 1], knots[below]);
            (below - 1) as f64 + (value - left) / (right - left)
        };
        if last > 0.0 { position / last } else { NEUTRAL }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tierline_plan::{Day, FieldKind, Value};

    fn at(curve: &Curve, value: f64) -> f64 {
        magnitude_points(curve, value).expect("a curve over numbers")
    }

    fn ranked(knots: Vec<f64>) -> Curve {
        Curve::Percentile { knots }
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn each_curve_does_what_its_picture_shows() {
        let linear = Curve::Linear { from: 10.0, to: 20.0 };
        assert!(near(at(&linear, 15.0), 0.5) && near(at(&linear, 99.0), 1.0) && near(at(&linear, -9.0), 0.0));
        let less_is_better = Curve::Linear { from: 20.0, to: 10.0 };
        assert!(near(at(&less_is_better, 12.0), 0.8));
        let log = Curve::Log { from: 0.0, to: 99.0 };
        assert!(near(at(&log, 9.0), 0.5), "ln 10 is half of ln 100");
        let bands = Curve::Bands {
            below: 0.1,
            edges: vec![(10.0, 0.4), (50.0, 0.9)],
        };
        assert!(near(at(&bands, 9.9), 0.1) && near(at(&bands, 10.0), 0.4) && near(at(&bands, 1e9), 0.9));
        let sweet = Curve::SweetSpot {
            low: 0.0,
            best_from: 100.0,
            best_to: 200.0,
            high: 400.0,
        };
        assert!(near(at(&sweet, 50.0), 0.5) && near(at(&sweet, 150.0), 1.0) && near(at(&sweet, 300.0), 0.5));
        assert!(near(at(&sweet, 500.0), 0.0));
        let as_of = Day::from_ymd(2026, 11, 22).expect("a date");
        let recency = Curve::Recency {
            as_of,
            half_life_days: 180.0,
        };
        let day = f64::from(as_of.epoch_days());
        assert!(near(at(&recency, day - 180.0), 0.5) && near(at(&recency, day + 5.0), 1.0));
    }

    #[test]
    fn a_scale_that_tells_nothing_apart_is_neutral() {
        assert!(near(at(&Curve::Linear { from: 7.0, to: 7.0 }, 7.0), 0.5));
        assert!(near(at(&ranked(vec![7.0; 101]), 7.0), 0.5));
        assert!(near(at(&ranked(vec![]), 7.0), 0.5));
    }

    #[test]
    fn tied_values_share_the_middle_of_their_knots() {
        let knots = vec![0.0, 0.0, 0.0, 10.0, 20.0];
        let curve = ranked(knots);
        assert!(near(at(&curve, 0.0), 0.25), "ranks 0 to 2 of 4 average 1");
        assert!(near(at(&curve, 15.0), 0.875));
        let Curve::Percentile { knots } = curve else { return };
        let less_is_better = Curve::PercentileFalling { knots };
        assert!(
            near(at(&less_is_better, 15.0), 0.125),
            "the share that lies above counts"
        );
    }

    #[test]
    fn the_extent_of_a_curve_is_what_its_best_and_its_worst_value_get() {
        let bands = Curve::Bands {
            below: 0.4,
            edges: vec![(10.0, 0.2), (50.0, 0.7)],
        };
        let table = Curve::Category {
            points: vec![("Energy".to_owned(), 0.6), ("Retail".to_owned(), 0.3)],
            other: 0.5,
        };
        let flat = Curve::Linear { from: 7.0, to: 7.0 };
        assert_eq!(extent(&bands), (0.2, 0.7));
        assert_eq!(extent(&table), (0.3, 0.6));
        assert_eq!(extent(&Curve::YesNo { yes: 0.1, no: 0.9 }), (0.1, 0.9));
        assert_eq!(extent(&flat), (NEUTRAL, NEUTRAL));
        assert_eq!(
            extent(&Curve::Log { from: -5.0, to: 0.0 }),
            (NEUTRAL, NEUTRAL),
            "nothing has size"
        );
        assert_eq!(extent(&Curve::Linear { from: 9.0, to: 2.0 }), (0.0, 1.0));
    }

    #[test]
    fn words_compare_without_case_and_blanks_stay_missing() {
        let values = ["Energy", " retail ", "Mining"].map(|v| Value::Text(v.into()));
        let column = Column::from_values(FieldKind::Category, values.into_iter().chain([Value::Missing]));
        let curve = Curve::Category {
            points: vec![("energy".into(), 1.0), ("Retail".into(), 0.25)],
            other: 0.5,
        };
        let points = column_points(&curve, &column);
        assert_eq!(&points[..3], &[1.0, 0.25, 0.5]);
        assert!(points[3].is_nan(), "a blank is missing, not the other value");
    }

    #[test]
    fn a_curve_that_does_not_fit_the_column_knows_nothing() {
        let column = Column::from_values(FieldKind::Number, [Value::Number(1.0)]);
        let curve = Curve::YesNo { yes: 1.0, no: 0.0 };
        assert!(column_points(&curve, &column)[0].is_nan());
    }

    proptest! {
        #[test]
        fn more_is_never_less_on_a_rising_curve(
            mut knots in prop::collection::vec(-50.0..50.0_f64, 1..30), a in -60.0..60.0_f64, b in -60.0..60.0_f64,
        ) {
            knots.sort_by(f64::total_cmp);
            let (from, to) = (knots[0], knots[knots.len() - 1]);
            let (low, high) = if a <= b { (a, b) } else { (b, a) };
            for curve in [ranked(knots), Curve::Linear { from, to }, Curve::Log { from, to }] {
                let (x, y) = (at(&curve, low), at(&curve, high));
                prop_assert!(x <= y + 1e-12, "{curve:?} gave {x} and {y}");
                prop_assert!((0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y));
            }
        }
    }
}
