//! From points back to values: what a value would have to be to get so many points. Separate because it answers a
//! person's question and not the score's, and because not every curve has one answer.

use super::magnitude_points;
use tierline_plan::{Curve, Day};

/// What a value has to be. Magnitudes as in [`Curve`].
#[derive(Debug, Clone, PartialEq)]
pub enum Needed {
    AtLeast(f64),
    AtMost(f64),
    Below(f64),
    Between(f64, f64),
    /// One of these values of a category, best first.
    OneOf(Vec<String>),
    Answer(bool),
    /// A date on or after that day.
    Since(Day),
}

/// Steps of a search by halves: beyond the digits of a float.
const HALVINGS: usize = 80;
/// Points that no person can tell apart, so that rounding does not ask for more than is needed.
const SLACK: f64 = 1e-9;

/// What a value has to be to get at least `points`; the way that is nearer to the `present` value where there are two.
/// `None` where no value gets them.
pub fn needed(curve: &Curve, points: f64, present: Option<f64>) -> Option<Needed> {
    if points > 1.0 + SLACK {
        return None;
    }
    let points = points.clamp(0.0, 1.0);
    match curve {
        Curve::Linear { from, to } if (to - from).abs() > 0.0 => {
            let value = from + points * (to - from);
            Some(if from < to {
                Needed::AtLeast(value)
            } else {
                Needed::AtMost(value)
            })
        }
        Curve::Log { from, to } if (to - from).abs() > 0.0 => {
            let (low, high) = (super::ln_size(*from), super::ln_size(*to));
            let value = libm::expm1(low + points * (high - low));
            Some(if from < to {
                Needed::AtLeast(value)
            } else {
                Needed::AtMost(value)
            })
        }
        Curve::Linear { .. } | Curve::Log { .. } => None,
        Curve::Percentile { knots } => {
            let reached = |value: f64| magnitude_points(curve, value).is_some_and(|got| got >= points - SLACK);
            let (low, high) = (*knots.first()?, *knots.last()?);
            reached(high).then(|| Needed::AtLeast(halved(low, high, &reached)))
        }
        Curve::PercentileFalling { knots } => {
            // The same search in a mirror: the largest value that still gets the points.
            let reached = |value: f64| magnitude_points(curve, -value).is_some_and(|got| got >= points - SLACK);
            let (low, high) = (-*knots.last()?, -*knots.first()?);
            reached(high).then(|| Needed::AtMost(-halved(low, high, &reached)))
        }
        Curve::Bands { below, edges } => bands(*below, edges, points, present),
        Curve::SweetSpot {
            low,
            best_from,
            best_to,
            high,
        } => {
            let (least, most) = (low + points * (best_from - low), high - points * (high - best_to));
            Some(match present {
                Some(value) if value < least => Needed::AtLeast(least),
                Some(value) if value > most => Needed::AtMost(most),
                _ => Needed::Between(least, most),
            })
        }
        Curve::Category { points: table, .. } => {
            let mut good: Vec<&(String, f64)> = table.iter().filter(|(_, got)| *got >= points - SLACK).collect();
            good.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            (!good.is_empty()).then(|| Needed::OneOf(good.into_iter().map(|(value, _)| value.clone()).collect()))
        }
        Curve::YesNo { yes, no } => [(true, *yes), (false, *no)]
            .into_iter()
            .find(|(_, got)| *got >= points - SLACK)
            .map(|(answer, _)| Needed::Answer(answer)),
        Curve::Recency { as_of, half_life_days } => {
            let days = -libm::log2(points.max(f64::MIN_POSITIVE)) * half_life_days;
            let day = f64::from(as_of.epoch_days()) - libm::floor(days + SLACK);
            Some(Needed::Since(Day::from_epoch_days(day.max(f64::from(i32::MIN)) as i32)))
        }
    }
}

/// The least value between the two for which a rising claim holds, which it does for the higher one.
fn halved(mut low: f64, mut high: f64, holds: &dyn Fn(f64) -> bool) -> f64 {
    if holds(low) {
        return low;
    }
    for _ in 0..HALVINGS {
        let middle = low + (high - low) / 2.0;
        if holds(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

/// The nearest band with the points.
fn bands(below: f64, edges: &[(f64, f64)], points: f64, present: Option<f64>) -> Option<Needed> {
    let level = |band: usize| if band == 0 { below } else { edges[band - 1].1 };
    let now = present.map(|value| edges.partition_point(|(edge, _)| *edge <= value));
    let mut good = (0..=edges.len()).filter(|band| level(*band) >= points - SLACK);
    let band = match now {
        Some(now) => good.min_by_key(|band| band.abs_diff(now))?,
        None => good.next_back()?,
    };
    if band > now.unwrap_or(0) {
        return Some(Needed::AtLeast(edges[band - 1].0));
    }
    edges.get(band).map(|(edge, _)| Needed::Below(*edge))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_curve_says_what_a_value_would_have_to_be() {
        let linear = Curve::Linear { from: 0.0, to: 200.0 };
        assert_eq!(needed(&linear, 0.25, Some(10.0)), Some(Needed::AtLeast(50.0)));
        assert_eq!(needed(&linear, 1.2, None), None, "nothing gets more than all points");
        let less = Curve::Linear { from: 200.0, to: 0.0 };
        assert_eq!(needed(&less, 0.25, None), Some(Needed::AtMost(150.0)));
        let flat = Curve::Linear { from: 7.0, to: 7.0 };
        assert_eq!(needed(&flat, 0.6, None), None, "such a scale tells nothing apart");
        let sweet = Curve::SweetSpot {
            low: 0.0,
            best_from: 100.0,
            best_to: 200.0,
            high: 400.0,
        };
        assert_eq!(needed(&sweet, 0.5, Some(10.0)), Some(Needed::AtLeast(50.0)));
        assert_eq!(needed(&sweet, 0.5, Some(390.0)), Some(Needed::AtMost(300.0)));
        assert_eq!(needed(&sweet, 0.5, None), Some(Needed::Between(50.0, 300.0)));
        let as_of = Day::from_ymd(2026, 11, 22).expect("a date");
        let fading = Curve::Recency {
            as_of,
            half_life_days: 30.0,
        };
        let month_ago = Day::from_epoch_days(as_of.epoch_days() - 30);
        assert_eq!(needed(&fading, 0.5, None), Some(Needed::Since(month_ago)));
        let table = Curve::Category {
            points: vec![("Retail".into(), 0.2), ("Energy".into(), 0.9), ("Foods".into(), 0.6)],
            other: 0.5,
        };
        let good = Needed::OneOf(vec!["Energy".into(), "Foods".into()]);
        assert_eq!(needed(&table, 0.55, None), Some(good));
        assert_eq!(
            needed(&Curve::YesNo { yes: 0.2, no: 0.8 }, 0.5, None),
            Some(Needed::Answer(false))
        );
    }

    #[test]
    fn of_two_bands_the_nearer_one_is_asked_for() {
        let curve = Curve::Bands {
            below: 0.8,
            edges: vec![(10.0, 0.1), (20.0, 0.3), (30.0, 0.9)],
        };
        assert_eq!(needed(&curve, 0.5, Some(25.0)), Some(Needed::AtLeast(30.0)));
        assert_eq!(needed(&curve, 0.5, Some(12.0)), Some(Needed::Below(10.0)));
        assert_eq!(needed(&curve, 0.95, Some(12.0)), None);
    }

    proptest! {
        #[test]
        fn a_value_as_needed_gets_the_points(
            mut knots in prop::collection::vec(-50.0..50.0_f64, 2..30), points in 0.0..1.0_f64, falling in any::<bool>(),
        ) {
            knots.sort_by(f64::total_cmp);
            let (from, to) = (knots[0], knots[knots.len() - 1] + 1.0);
            let rank = if falling { Curve::PercentileFalling { knots } } else { Curve::Percentile { knots } };
            let linear = if falling { Curve::Linear { from: to, to: from } } else { Curve::Linear { from, to } };
            for curve in [rank, linear, Curve::Log { from: from.abs(), to: from.abs() + 9.0 }] {
                let value = match needed(&curve, points, None) {
                    Some(Needed::AtLeast(value) | Needed::AtMost(value)) => value,
                    // Where the last knots are one value, its share of the list is less than all.
                    None => continue,
                    other => panic!("{curve:?} asked for {other:?}"),
                };
                let got = magnitude_points(&curve, value).expect("a curve over numbers");
                prop_assert!(got >= points - 1e-6, "{curve:?}: {value} gets {got}, not {points}");
            }
        }
    }
}
