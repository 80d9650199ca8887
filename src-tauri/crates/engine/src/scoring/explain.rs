//! Why an account has its score: what each criterion adds to it. Separate because it is asked for one account at a time,
//! in integers that add up to the shown score.

use super::{Points, Scores, fill};
use crate::computed::Fields;
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
            let most = split_units(1000, &shares);
            let tenths = rounded_to(score, &exact, &most);
            (most, tenths)
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

/// Rounds to the shown score by the largest remainder, where no part gets more than its `most`. The score was rounded to
/// ten-thousandths before it was rounded to tenths, so that in rare cases its last tenth differs from that of the exact
/// sum by one.
fn rounded_to(score: i64, exact: &[f64], most: &[i64]) -> Vec<i64> {
    let mut tenths: Vec<i64> = exact
        .iter()
        .zip(most)
        .map(|(exact, most)| (exact.floor() as i64).min(*most))
        .collect();
    // How much too little a part has, and the first of those that have as much.
    let lacks = |tenths: &[i64], place: usize| exact[place] - tenths[place] as f64;
    let furthest = |tenths: &[i64], sign: f64, may: &dyn Fn(usize) -> bool| {
        (0..exact.len()).filter(|place| may(*place)).max_by(|a, b| {
            let by = |place: usize| lacks(tenths, place) * sign;
            by(*a).total_cmp(&by(*b)).then(b.cmp(a))
        })
    };
    loop {
        let off = score - tenths.iter().sum::<i64>();
        let taker = match off.signum() {
            0 => return tenths,
            1 => furthest(&tenths, 1.0, &|place| tenths[place] < most[place]),
            _ => furthest(&tenths, -1.0, &|place| tenths[place] > 0),
        };
        // Out of reach only for a score beyond 0 to 100.
        let Some(taker) = taker else { return tenths };
        tenths[taker] += off.signum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_tenth_goes_to_the_part_that_was_rounded_and_none_gets_more_than_there_is() {
        // Full marks for three criteria and 0.63 of the fourth, a little less as a float holds it.
        let exact = [400.0, 250.0, 200.0, f64::from(0.63_f32) * 150.0 - 1e-6];
        let most = [400, 250, 200, 150];
        assert_eq!(rounded_to(945, &exact, &most), [400, 250, 200, 95]);
        assert_eq!(rounded_to(944, &exact, &most), [400, 250, 200, 94]);
        assert_eq!(rounded_to(0, &[0.4, 0.2], &[500, 500]), [0, 0]);
        // Three of four criteria share 100 points: the third of a tenth goes where there is room for it.
        let thirds = [300.0, 1000.0 / 3.0, 1000.0 / 3.0];
        assert_eq!(rounded_to(967, &thirds, &[334, 333, 333]), [301, 333, 333]);
    }
}
