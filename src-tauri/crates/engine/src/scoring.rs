//! Scoring: weighs cached points into a score. Separate from the curves, so that moving a weight touches points only, and
//! from tiering, which only cuts the score.

mod explain;

pub use explain::{Contribution, Explanation, explain};

use crate::computed::Fields;
use crate::curve;
use crate::opportunity::Opportunity;
use rayon::prelude::*;
use std::sync::Arc;
use tierline_plan::{Criterion, CriterionSource, MissingPolicy, Model, Weight};

/// Points of every account by criterion, 0..1, NaN where the value is missing. Cached while weights move.
#[derive(Debug, Clone, Default)]
pub struct Points {
    /// In the order of the model's criteria, a slot an account row.
    pub by_criterion: Vec<Arc<[f32]>>,
    rows: usize,
}

impl Points {
    /// Points side by side. Columns shorter than `rows` count as missing at their end.
    pub fn new(by_criterion: Vec<Arc<[f32]>>, rows: usize) -> Self {
        let by_criterion = by_criterion
            .into_iter()
            .map(|column| {
                if column.len() == rows {
                    column
                } else {
                    (0..rows)
                        .map(|row| column.get(row).copied().unwrap_or(f32::NAN))
                        .collect()
                }
            })
            .collect();
        Points { by_criterion, rows }
    }

    pub fn rows(&self) -> usize {
        self.rows
    }
}

/// The points of one criterion.
pub fn criterion_points(criterion: &Criterion, fields: Fields<'_>, opportunity: &Opportunity) -> Arc<[f32]> {
    match criterion.source {
        CriterionSource::Potential => opportunity
            .potential
            .iter()
            .map(|potential| {
                potential
                    .and_then(|amount| curve::magnitude_points(&criterion.curve, amount.as_magnitude()))
                    .map_or(f32::NAN, |points| points as f32)
            })
            .collect(),
        CriterionSource::Field(field) => fields.column(field).map_or_else(
            || vec![f32::NAN; fields.rows()].into(),
            |column| curve::column_points(&criterion.curve, column).into(),
        ),
    }
}

/// The points of a whole model.
pub fn points(model: &Model, fields: Fields<'_>, opportunity: &Opportunity) -> Points {
    let columns = model
        .criteria
        .par_iter()
        .map(|criterion| criterion_points(criterion, fields, opportunity))
        .collect();
    Points::new(columns, fields.rows())
}

/// Scores of all accounts, a slot an account row.
///
/// Kept in ten-thousandths of a point: finer than anyone can mean, and coarse enough that arithmetic noise never tells
/// two equal accounts apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scores {
    units: Vec<u32>,
    coverage: Vec<u16>,
}

impl Scores {
    /// Units to a point.
    pub const UNITS: u32 = 10_000;
    /// Units of the best score, 100.
    pub const MOST: u32 = 100 * Self::UNITS;
    /// Stands for an account without a score.
    pub const NONE: u32 = u32::MAX;

    /// Scores given directly, in units.
    pub fn from_units(units: Vec<u32>) -> Self {
        let coverage = units
            .iter()
            .map(|u| if *u == Self::NONE { 0 } else { Weight::WHOLE })
            .collect();
        Scores { units, coverage }
    }

    /// No scores yet, for [`Scores::rescore`] to fill.
    pub(crate) fn unset(rows: usize) -> Self {
        Scores {
            units: vec![Self::NONE; rows],
            coverage: vec![0; rows],
        }
    }

    /// The same without those of some rows.
    pub(crate) fn without(&self, rows: &[u32]) -> Self {
        let mut left = self.clone();
        left.leave_out(rows);
        left
    }

    pub(crate) fn leave_out(&mut self, rows: &[u32]) {
        for row in rows {
            self.units[*row as usize] = Self::NONE;
        }
    }

    /// Scores anew with weights in tenths of a point, on this thread alone: for many trials side by side.
    pub(crate) fn rescore(&mut self, points: &Points, weights: &[f64], missing: &[MissingPolicy]) {
        let terms = weighed(points, |index| weights[index], missing);
        let stretches = self.units.chunks_mut(CHUNK).zip(self.coverage.chunks_mut(CHUNK));
        for (chunk, (units, coverage)) in stretches.enumerate() {
            score_chunk(&terms, chunk * CHUNK, units, coverage);
        }
    }

    /// In ten-thousandths of a point, [`Scores::NONE`] without a score.
    pub fn units(&self) -> &[u32] {
        &self.units
    }

    /// The score, 0 to 100; `None` when none of the weighted criteria has a value for the account.
    pub fn score(&self, row: usize) -> Option<f64> {
        let units = self.units[row];
        (units != Self::NONE).then(|| f64::from(units) / f64::from(Self::UNITS))
    }

    /// The score as it is shown, in tenths of a point.
    pub fn shown_tenths(&self, row: usize) -> Option<u32> {
        let units = self.units[row];
        (units != Self::NONE).then(|| shown(units))
    }

    /// The share of the weights that had a value, in per mille.
    pub fn coverage(&self, row: usize) -> u16 {
        self.coverage[row]
    }

    pub fn len(&self) -> usize {
        self.units.len()
    }

    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    pub fn unscored(&self) -> usize {
        self.units.iter().filter(|u| **u == Self::NONE).count()
    }
}

/// Units rounded to tenths of a point, half up.
pub(crate) fn shown(units: u32) -> u32 {
    (units + Scores::UNITS / 20) / (Scores::UNITS / 10)
}

/// What a blank counts for; `None` leaves the criterion out.
pub(crate) fn fill(policy: MissingPolicy) -> Option<f64> {
    match policy {
        MissingPolicy::LeaveOut => None,
        MissingPolicy::Neutral => Some(curve::NEUTRAL),
        MissingPolicy::Worst => Some(0.0),
    }
}

const CHUNK: usize = 1024;

/// The weighted mean of the points that are there, times 100 (criteria that are left out share their weight among the
/// others). `weights` and `missing` are in the order of the criteria.
///
/// # Panics
/// When there are fewer weights or policies than criteria.
pub fn score(points: &Points, weights: &[Weight], missing: &[MissingPolicy]) -> Scores {
    let rows = points.rows;
    let mut units = vec![Scores::NONE; rows];
    let mut coverage = vec![0_u16; rows];
    let terms = weighed(points, |index| f64::from(weights[index].0), missing);
    units
        .par_chunks_mut(CHUNK)
        .zip(coverage.par_chunks_mut(CHUNK))
        .enumerate()
        .with_min_len(8)
        .for_each(|(chunk, (units, coverage))| score_chunk(&terms, chunk * CHUNK, units, coverage));
    Scores { units, coverage }
}

/// A criterion's points, its weight and what a blank counts for.
type Term<'a> = (&'a [f32], f64, Option<f64>);

/// The criteria that have weight.
fn weighed<'a>(points: &'a Points, weight: impl Fn(usize) -> f64, missing: &[MissingPolicy]) -> Vec<Term<'a>> {
    let columns = points.by_criterion.iter().enumerate();
    columns
        .map(|(index, column)| (&**column, weight(index), fill(missing[index])))
        .filter(|(_, weight, _)| *weight > 0.0)
        .collect()
}

/// Column by column over a stretch of rows that fits the first-level cache: the inner loops have no branches.
fn score_chunk(terms: &[Term<'_>], first: usize, units: &mut [u32], coverage: &mut [u16]) {
    let rows = units.len();
    let (mut sum, mut known, mut filled) = ([0.0_f64; CHUNK], [0.0_f64; CHUNK], [0.0_f64; CHUNK]);
    // Cut to one length, so that the compiler drops the bounds checks and works on several rows at once.
    let (sum, known, filled) = (&mut sum[..rows], &mut known[..rows], &mut filled[..rows]);
    for (column, weight, fill) in terms {
        let column = &column[first..first + rows];
        match fill {
            None => {
                for row in 0..rows {
                    let point = column[row];
                    let blank = point.is_nan();
                    sum[row] += if blank { 0.0 } else { f64::from(point) * weight };
                    known[row] += if blank { 0.0 } else { *weight };
                }
            }
            Some(points) => {
                let blank_sum = points * weight;
                for row in 0..rows {
                    let point = column[row];
                    let blank = point.is_nan();
                    sum[row] += if blank { blank_sum } else { f64::from(point) * weight };
                    known[row] += if blank { 0.0 } else { *weight };
                    filled[row] += if blank { *weight } else { 0.0 };
                }
            }
        }
    }
    for row in 0..rows {
        // Half up by truncation: a call to `round` would cost more than the division.
        units[row] = if known[row] > 0.0 {
            let exact = sum[row] / (known[row] + filled[row]) * f64::from(Scores::MOST);
            ((exact + 0.5) as u32).min(Scores::MOST)
        } else {
            Scores::NONE
        };
        coverage[row] = known[row] as u16;
    }
}

/// Weights and policies of a model, side by side as [`score`] takes them.
pub fn terms(model: &Model) -> (Vec<Weight>, Vec<MissingPolicy>) {
    model.criteria.iter().map(|c| (c.weight, c.missing)).unzip()
}

#[cfg(test)]
mod tests;
