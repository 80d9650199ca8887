//! Why an account has its score: what each criterion adds to it. Separate because it is asked for one account at a time,
//! in integers that add up to the shown score.

use super::{Points, Scores, fill};
use crate::computed::Fields;
use crate::opportunity::Opportunity;
use tierline_plan::{CriterionId, CriterionSource, Model, Value, Weight};

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
            let most: Vec<f64> = shares.iter().map(|share| share * 1000.0).collect();
            let tenths = rounded_to(score, &exact, &most);
            (most_of(&most, &exact, &tenths), tenths)
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
fn rounded_to(score: i64, exact: &[f64], most: &[f64]) -> Vec<i64> {
    let mut tenths: Vec<i64> = exact.iter().map(|exact| exact.floor() as i64).collect();
    let room = |tenths: &[i64], place: usize| (tenths[place] as f64) < most[place];
    settle(score, exact, &mut tenths, &room, &|tenths, place| tenths[place] > 0);
    tenths
}

/// Rounds the most that parts could get to 1000 in all, so that none reads as more than it is: a part with full marks reads
/// as such, and what rounding leaves over stands with the others.
fn most_of(most: &[f64], exact: &[f64], tenths: &[i64]) -> Vec<i64> {
    let full = |place: usize| most[place] - exact[place] < 1e-6;
    let mut rounded: Vec<i64> = (0..most.len())
        .map(|place| {
            if full(place) {
                tenths[place]
            } else {
                tenths[place].max(most[place].floor() as i64)
            }
        })
        .collect();
    let counts = |place: usize| most[place] > 0.0;
    let others = (0..most.len()).any(|place| counts(place) && !full(place));
    let more = |_: &[i64], place: usize| counts(place) && (!others || !full(place));
    settle(1000, most, &mut rounded, &more, &|rounded, place| {
        rounded[place] > tenths[place]
    });
    rounded
}

/// Whether a part may be changed by one, as the parts are now.
type May<'a> = &'a dyn Fn(&[i64], usize) -> bool;

/// Changes parts by one, the one first that is furthest from its exact value, until they add up to the sum or none may be
/// changed any more.
fn settle(sum: i64, exact: &[f64], parts: &mut [i64], up: May<'_>, down: May<'_>) {
    loop {
        let off = sum - parts.iter().sum::<i64>();
        let (may, sign) = match off.signum() {
            0 => return,
            1 => (up, 1.0),
            _ => (down, -1.0),
        };
        let lacks = |place: usize| (exact[place] - parts[place] as f64) * sign;
        let open = (0..exact.len()).filter(|place| may(parts, *place));
        let Some(next) = open.max_by(|a, b| lacks(*a).total_cmp(&lacks(*b)).then(b.cmp(a))) else {
            return;
        };
        parts[next] += off.signum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_tenth_goes_to_the_part_that_was_rounded_and_none_gets_more_than_there_is() {
        // Full marks for three criteria and 0.63 of the fourth, a little less as a float holds it.
        let exact = [400.0, 250.0, 200.0, f64::from(0.63_f32) * 150.0 - 1e-6];
        let most = [400.0, 250.0, 200.0, 150.0];
        assert_eq!(rounded_to(945, &exact, &most), [400, 250, 200, 95]);
        assert_eq!(rounded_to(944, &exact, &most), [400, 250, 200, 94]);
        assert_eq!(rounded_to(0, &[0.4, 0.2], &[500.0, 500.0]), [0, 0]);
    }

    #[test]
    fn full_marks_read_as_full_marks() {
        // The weights 40, 25 and 15 share what a fourth leaves.
        let most = [500.0, 312.5, 187.5];
        let exact = [500.0, 312.5, 0.66 * 187.5];
        let tenths = rounded_to(936, &exact, &most);
        assert_eq!(tenths, [500, 312, 124]);
        assert_eq!(most_of(&most, &exact, &tenths), [500, 312, 188]);
        let thirds = [1000.0 / 3.0; 3];
        let tenths = rounded_to(1000, &thirds, &thirds);
        assert_eq!(tenths, [334, 333, 333]);
        assert_eq!(most_of(&thirds, &thirds, &tenths), [334, 333, 333]);
        let partly = [300.0, 1000.0 / 3.0, 1000.0 / 3.0];
        let tenths = rounded_to(967, &partly, &thirds);
        assert_eq!(tenths, [300, 334, 333]);
        assert_eq!(most_of(&thirds, &partly, &tenths), [333, 334, 333]);
    }
}
