//! Between which scores an account lies while some of its values are not known.

use crate::scoring::{Points, Scores, fill};
use tierline_plan::Model;

/// The least and the most an account would score if all that is missing were known, in units of [`Scores::UNITS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreRange {
    pub least: u32,
    pub most: u32,
}

/// The range of an account's score; `None` where nothing that has weight is missing, and where nothing is known.
pub fn range(model: &Model, points: &Points, row: usize) -> Option<ScoreRange> {
    let (mut sum, mut open, mut whole, mut known) = (0.0, 0.0, 0.0, false);
    for (criterion, column) in model.criteria.iter().zip(&points.by_criterion) {
        let weight = f64::from(criterion.weight.0);
        let point = column[row];
        whole += weight;
        if point.is_nan() {
            open += weight;
        } else {
            known |= weight > 0.0;
            sum += f64::from(point) * weight;
        }
    }
    (known && open > 0.0).then(|| {
        let units = |sum: f64| ((sum / whole * f64::from(Scores::MOST) + 0.5) as u32).min(Scores::MOST);
        ScoreRange {
            least: units(sum),
            most: units(sum + open),
        }
    })
}

/// Between which scores an account lies if just one criterion's value were known and the others stayed as they are;
/// `None` where its value is known or it has no weight.
pub(super) fn range_of_one(model: &Model, points: &Points, row: usize, index: usize) -> Option<ScoreRange> {
    if !points.by_criterion[index][row].is_nan() || model.criteria[index].weight.0 == 0 {
        return None;
    }
    let (mut sum, mut whole) = (0.0, 0.0);
    for (at, (criterion, column)) in model.criteria.iter().zip(&points.by_criterion).enumerate() {
        let weight = f64::from(criterion.weight.0);
        let point = Some(f64::from(column[row])).filter(|point| !point.is_nan());
        let point = point.or(if at == index {
            Some(0.0)
        } else {
            fill(criterion.missing)
        });
        if let Some(point) = point {
            sum += point * weight;
            whole += weight;
        }
    }
    let own = f64::from(model.criteria[index].weight.0);
    let units = |sum: f64| ((sum / whole * f64::from(Scores::MOST) + 0.5) as u32).min(Scores::MOST);
    Some(ScoreRange {
        least: units(sum),
        most: units(sum + own),
    })
}
