//! Value curves as a person decides them: how a raw value becomes 0..1 points. Separate from the model that weighs them,
//! because each shape has rules of its own, and from the engine, which only reads points off them.

use crate::Day;
use serde::{Deserialize, Serialize};

/// How a raw value becomes 0..1 points. Values are magnitudes of the field: money in minor units, dates in epoch days,
/// percentages as fractions.
///
/// Logs of plan files name a kind by its place: new ones go to the end.
///
/// Scales are frozen: the knots stand in the model, so that one new giant account does not move every other one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Curve {
    /// 0 at `from`, 1 at `to`, straight between; `from` above `to` means that less is better.
    Linear { from: f64, to: f64 },
    /// As linear on ln(1 + value): for sizes that span magnitudes.
    Log { from: f64, to: f64 },
    /// The share of the list that lies below, read off ascending quantile knots.
    Percentile { knots: Vec<f64> },
    /// Points by band: lower edges (inclusive, ascending) with their points; below the first edge, `below`.
    Bands { below: f64, edges: Vec<(f64, f64)> },
    /// 1 between `best_from` and `best_to`, falling to 0 at `low` and `high`: the best size is not the biggest.
    SweetSpot {
        low: f64,
        best_from: f64,
        best_to: f64,
        high: f64,
    },
    /// Points by value of a category field; `other` for values that are not listed.
    Category { points: Vec<(String, f64)>, other: f64 },
    /// Points for an answer.
    YesNo { yes: f64, no: f64 },
    /// Halves with every `half_life_days` since the date; dates after `as_of` count as 1.
    Recency { as_of: Day, half_life_days: f64 },
    /// As [`Curve::Percentile`], but less is better: the share of the list that lies above.
    PercentileFalling { knots: Vec<f64> },
}

/// Why a curve cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CurveError {
    #[error("points lie between 0 and 100")]
    Points,
    #[error("a value on the curve is not a number")]
    NotANumber,
    #[error("the values of a curve stand in ascending order")]
    Order,
    #[error("there are 1 to {} bands", Curve::MOST_BANDS)]
    Bands,
    #[error("a half-life is longer than nothing")]
    HalfLife,
}

impl Curve {
    /// Edges that a curve of bands may have: more than anyone can tell apart in a picture.
    pub const MOST_BANDS: usize = 12;

    /// Whether the curve gives every value points between 0 and 1, and its values stand in order.
    pub fn check(&self) -> Result<(), CurveError> {
        let finite = |values: &[f64]| values.iter().all(|value| value.is_finite());
        let ascending = |values: &[f64]| values.windows(2).all(|pair| pair[0] <= pair[1]);
        let points = |points: &[f64]| points.iter().all(|point| (0.0..=1.0).contains(point));
        let sure = |holds: bool, error: CurveError| if holds { Ok(()) } else { Err(error) };
        match self {
            Curve::Linear { from, to } | Curve::Log { from, to } => sure(finite(&[*from, *to]), CurveError::NotANumber),
            Curve::Percentile { knots } | Curve::PercentileFalling { knots } => {
                sure(finite(knots), CurveError::NotANumber)?;
                sure(ascending(knots), CurveError::Order)
            }
            Curve::Bands { below, edges } => {
                let (values, given): (Vec<f64>, Vec<f64>) = edges.iter().copied().unzip();
                sure((1..=Self::MOST_BANDS).contains(&edges.len()), CurveError::Bands)?;
                sure(finite(&values), CurveError::NotANumber)?;
                sure(ascending(&values), CurveError::Order)?;
                sure(points(&given) && points(&[*below]), CurveError::Points)
            }
            Curve::SweetSpot {
                low,
                best_from,
                best_to,
                high,
            } => {
                let values = [*low, *best_from, *best_to, *high];
                sure(finite(&values), CurveError::NotANumber)?;
                sure(ascending(&values), CurveError::Order)
            }
            Curve::Category { points: given, other } => sure(
                given.iter().all(|(_, given)| points(&[*given])) && points(&[*other]),
                CurveError::Points,
            ),
            Curve::YesNo { yes, no } => sure(points(&[*yes, *no]), CurveError::Points),
            Curve::Recency { half_life_days, .. } => sure(
                half_life_days.is_finite() && *half_life_days > 0.0,
                CurveError::HalfLife,
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_whose_values_are_out_of_order_is_refused() {
        let sweet = |low, high| Curve::SweetSpot {
            low,
            best_from: 10.0,
            best_to: 20.0,
            high,
        };
        assert_eq!(sweet(0.0, 30.0).check(), Ok(()));
        assert_eq!(
            sweet(15.0, 30.0).check(),
            Err(CurveError::Order),
            "it begins inside the best stretch"
        );
        let bands = |edges: Vec<(f64, f64)>| Curve::Bands { below: 0.0, edges }.check();
        assert_eq!(bands(vec![(10.0, 0.5), (20.0, 1.0)]), Ok(()));
        assert_eq!(bands(vec![(20.0, 0.5), (10.0, 1.0)]), Err(CurveError::Order));
        assert_eq!(bands(vec![(10.0, 1.5)]), Err(CurveError::Points));
        assert_eq!(bands(Vec::new()), Err(CurveError::Bands), "no band is no curve");
        assert_eq!(bands(vec![(1.0, 0.5); 13]), Err(CurveError::Bands));
    }

    #[test]
    fn less_may_be_better_on_a_straight_line() {
        assert_eq!(Curve::Linear { from: 20.0, to: 10.0 }.check(), Ok(()));
        assert_eq!(
            Curve::Linear {
                from: f64::NAN,
                to: 10.0
            }
            .check(),
            Err(CurveError::NotANumber)
        );
    }

    #[test]
    fn a_half_life_of_nothing_is_refused() {
        let as_of = Day::from_epoch_days(20_000);
        let recency = |half_life_days| Curve::Recency { as_of, half_life_days }.check();
        assert_eq!(recency(90.0), Ok(()));
        assert_eq!(recency(0.0), Err(CurveError::HalfLife));
    }
}
