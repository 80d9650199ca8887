//! Between which scores an account lies while some of its values are not known.

use crate::curve::extent;
use crate::scoring::{Points, Scores, fill};
use tierline_plan::Model;

/// The least and the most an account would score if all that is missing were known, in units of [`Scores::UNITS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreRange {
    pub least: u32,
    pub most: u32,
}

/// What missing values could be worth by a model: no curve need reach from no points to all of them.
#[derive(Debug)]
pub struct Ranges<'a> {
    model: &'a Model,
    points: &'a Points,
    /// The least and the most points of each criterion.
    extents: Vec<(f64, f64)>,
}

impl<'a> Ranges<'a> {
    /// Points are those of the model.
    pub fn of(model: &'a Model, points: &'a Points) -> Self {
        let extents = model
            .criteria
            .iter()
            .map(|criterion| extent(&criterion.curve))
            .collect();
        Ranges { model, points, extents }
    }

    /// The range of an account's score; `None` where nothing that has weight is missing, and where nothing is known.
    pub fn whole(&self, row: usize) -> Option<ScoreRange> {
        let mut sums = Sums::default();
        let (mut open, mut known) = (false, false);
        for (index, criterion) in self.model.criteria.iter().enumerate() {
            let weight = f64::from(criterion.weight.0);
            if let Some(points) = self.points_of(row, index) {
                known |= weight > 0.0;
                sums.add(weight, (points, points));
            } else {
                open |= weight > 0.0;
                sums.add(weight, self.extents[index]);
            }
        }
        (known && open).then(|| sums.range())
    }

    /// Between which scores an account lies if just one criterion's value were known and the others stayed as they are;
    /// `None` where its value is known or it has no weight.
    pub(super) fn of_one(&self, row: usize, index: usize) -> Option<ScoreRange> {
        if self.points_of(row, index).is_some() || self.model.criteria[index].weight.0 == 0 {
            return None;
        }
        let mut sums = Sums::default();
        for (at, criterion) in self.model.criteria.iter().enumerate() {
            let weight = f64::from(criterion.weight.0);
            if at == index {
                sums.add(weight, self.extents[at]);
            } else if let Some(points) = self.points_of(row, at).or(fill(criterion.missing)) {
                sums.add(weight, (points, points));
            }
        }
        Some(sums.range())
    }

    fn points_of(&self, row: usize, index: usize) -> Option<f64> {
        let points = f64::from(self.points.by_criterion[index][row]);
        (!points.is_nan()).then_some(points)
    }
}

#[derive(Default)]
struct Sums {
    least: f64,
    most: f64,
    whole: f64,
}

impl Sums {
    fn add(&mut self, weight: f64, (least, most): (f64, f64)) {
        self.least += least * weight;
        self.most += most * weight;
        self.whole += weight;
    }

    fn range(&self) -> ScoreRange {
        let units = |sum: f64| ((sum / self.whole * f64::from(Scores::MOST) + 0.5) as u32).min(Scores::MOST);
        ScoreRange {
            least: units(self.least),
            most: units(self.most),
        }
    }
}
