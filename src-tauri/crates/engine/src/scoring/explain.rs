//! Why an account has its score: what each criterion adds to it. Separate because it is asked for one account at a time,
//! in integers that add up to the shown score.

use super::{Points, Scores, fill};
use crate::computed::Fields;
use crate::numbers::round_to_sum;
use crate::opportunity::Opportunity;
use tierline_plan::{CriterionId, CriterionSource, Model, Value, Weight, split_units};

/// What one criterion adds to an account's score.
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    pub criterion: CriterionId,
    pub name: String,
    /// The raw value; [`Value::Missing`] where the list has none.
    pub value: Value,
    /// 0..1 by the value curve; `None` where the value is missing or the curve does not fit it.
    pub points: Option<f64>,
    /// The weight in the model.
    pub weight: Weight,
    /// The most this criterion could have added for this account, in tenths of a point: its weight, plus its share of the
    /// weights of criteria that were left out. 0 when it was left out itself. All together 1000.
    pub most_tenths: i64,
    /// What it added, in tenths of a point.
    pub tenths: i64,
}

/// A score taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The shown score in tenths of a point: exactly the sum of the contributions.
    pub score_tenths: Option<i64>,
    /// The share of the weights that had a value, in per mille.
    pub coverage: u16,
    /// In the order of the model.
    pub contributions: Vec<Contribution>,
}

impl Explanation {
    /// The contribution that adds most (ties go to the earlier criterion).
    pub fn strongest(&self) -> Option<&Contribution> {
        self.contributions
            .iter()
            .filter(|c| c.tenths > 0)
            .max_by(|a, b| a.tenths.cmp(&b.tenths).then_with(|| b.criterion.cmp(&a.criterion)))
    }

    /// The contribution that leaves most on the table.
    pub fn weakest(&self) -> Option<&Contribution> {
        self.contributions
            .iter()
            .filter(|c| c.most_tenths > c.tenths)
            .max_by(|a, b| {
                let lost = |c: &Contribution| c.most_tenths - c.tenths;
                lost(a).cmp(&lost(b)).then_with(|| b.criterion.cmp(&a.criterion))
            })
    }
}

/// Takes the score of one account apart. Points and scores are those of this model.
pub fn explain(
    model: &Model,
    fields: Fields<'_>,
    opportunity: &Opportunity,
    points: &Points,
    scores: &Scores,
    row: usize,
) -> Explanation {
    let found: Vec<Option<f64>> = points
        .by_criterion
        .iter()
        .map(|column| Some(f64::from(column[row])).filter(|p| !p.is_nan()))
        .collect();
    let counted: Vec<Option<f64>> = model
        .criteria
        .iter()
        .zip(&found)
        .map(|(criterion, points)| points.or(fill(criterion.missing)))
        .collect();
    let weighed: f64 = model
        .criteria
        .iter()
        .zip(&counted)
        .filter(|(_, points)| points.is_some())
        .map(|(criterion, _)| f64::from(criterion.weight.0))
        .sum();
    let score_tenths = scores.shown_tenths(row).map(i64::from);
    let share = |index: usize| {
        if counted[index].is_some() && weighed > 0.0 {
            f64::from(model.criteria[index].weight.0) / weighed
        } else {
            0.0
        }
    };
    let shares: Vec<f64> = (0..found.len()).map(share).collect();
    let (most, tenths) = match score_tenths {
        None => (vec![0; found.len()], vec![0; found.len()]),
        Some(score) => {
            let exact: Vec<f64> = shares
                .iter()
                .zip(&counted)
                .map(|(share, points)| share * points.unwrap_or(0.0) * 1000.0)
                .collect();
            (split_units(1000, &shares), rounded_to(score, &exact))
        }
    };
    let contributions = model
        .criteria
        .iter()
        .enumerate()
        .map(|(index, criterion)| Contribution {
            criterion: criterion.id,
            name: criterion.name.clone(),
            value: match criterion.source {
                CriterionSource::Field(field) => fields.column(field).map_or(Value::Missing, |c| c.value(row)),
                CriterionSource::Potential => opportunity.potential[row].map_or(Value::Missing, Value::Money),
            },
            points: found[index],
            weight: criterion.weight,
            most_tenths: most[index],
            tenths: tenths[index],
        })
        .collect();
    Explanation {
        score_tenths,
        coverage: scores.coverage(row),
        contributions,
    }
}

/// Rounds to the shown score. The score was rounded to ten-thousandths before it was rounded to tenths, so that in rare
/// cases its last tenth differs from that of the exact sum by one: the part takes it that was rounded away furthest.
fn rounded_to(score: i64, exact: &[f64]) -> Vec<i64> {
    let mut tenths = round_to_sum(exact);
    let off = score - tenths.iter().sum::<i64>();
    if off != 0 {
        let lost = |place: usize| (exact[place] - tenths[place] as f64) * off.signum() as f64;
        let taker = (0..exact.len())
            .filter(|place| tenths[*place] + off >= 0)
            .max_by(|a, b| lost(*a).total_cmp(&lost(*b)).then(b.cmp(a)));
        if let Some(taker) = taker {
            tenths[taker] += off;
        }
    }
    tenths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_tenth_goes_to_the_part_that_was_rounded_and_none_gets_more_than_there_is() {
        // Full marks for three criteria and 0.63 of the fourth, a little less as a float holds it.
        let exact = [400.0, 250.0, 200.0, f64::from(0.63_f32) * 150.0 - 1e-6];
        assert_eq!(rounded_to(945, &exact), [400, 250, 200, 95]);
        assert_eq!(rounded_to(944, &exact), [400, 250, 200, 94]);
        assert_eq!(rounded_to(0, &[0.4, 0.2]), [0, 0]);
    }
}
