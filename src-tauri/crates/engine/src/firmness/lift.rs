//! What would lift an account into the next better tier: for each criterion, the value that alone would do it. Separate
//! because it is asked for one account at a time.

use crate::computed::Fields;
use crate::curve::inverse;
use crate::opportunity::Opportunity;
use crate::scoring::{Points, Scores, fill};
use crate::tiering::{HeldBy, Tiering};
use tierline_plan::{CriterionId, CriterionSource, Model};

pub use crate::curve::inverse::Needed;

/// One way into the next better tier, everything else as it is and the cut-offs where they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Lift {
    pub criterion: CriterionId,
    pub needed: Needed,
    /// The tier it leads to.
    pub tier: u8,
}

/// Ways into the next better tier by the model, the one that asks least first. Empty for the best tier, for accounts
/// without a score, and where no single criterion can do it.
pub fn lifts(
    model: &Model,
    fields: Fields<'_>,
    opportunity: &Opportunity,
    points: &Points,
    scores: &Scores,
    tiering: &Tiering,
    row: usize,
) -> Vec<Lift> {
    let Some(better) = tiering.before_gates(row).checked_sub(1) else {
        return Vec::new();
    };
    // Who is held because as many move already as may, is not lifted by more points.
    if tiering.held(row).is_some_and(|held| held.by == HeldBy::Limit) {
        return Vec::new();
    }
    let (Some(_), Some(cut)) = (scores.score(row), tiering.reach(row, better)) else {
        return Vec::new();
    };
    // Of the whole: points times weights over all weights that count.
    let wanted = f64::from(cut) / f64::from(Scores::MOST);
    let found: Vec<Option<f64>> = points
        .by_criterion
        .iter()
        .map(|column| Some(f64::from(column[row])).filter(|point| !point.is_nan()))
        .collect();
    let weight = |index: usize| f64::from(model.criteria[index].weight.0);
    let counted = |index: usize| found[index].or_else(|| fill(model.criteria[index].missing));
    let weighed: f64 = (0..found.len()).filter(|i| counted(*i).is_some()).map(weight).sum();
    let sum: f64 = (0..found.len()).filter_map(|i| Some(counted(i)? * weight(i))).sum();
    // Beside each way, how many points it asks for. What is not known yet may be good already: it asks to be looked up.
    let mut lifts: Vec<(f64, Lift)> = (0..found.len())
        .filter(|index| weight(*index) > 0.0)
        .filter_map(|index| {
            let criterion = &model.criteria[index];
            let whole = if counted(index).is_some() {
                weighed
            } else {
                weighed + weight(index)
            };
            let others = sum - counted(index).unwrap_or(0.0) * weight(index);
            let points = (wanted * whole - others) / weight(index);
            let present = match criterion.source {
                CriterionSource::Field(field) => fields.column(field).and_then(|column| column.magnitude(row)),
                CriterionSource::Potential => opportunity.potential[row].map(|amount| amount.as_magnitude()),
            };
            let lift = Lift {
                criterion: criterion.id,
                needed: inverse::needed(&criterion.curve, points, present)?,
                tier: better,
            };
            Some((found[index].map_or(0.0, |present| points - present), lift))
        })
        .collect();
    lifts.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.criterion.cmp(&b.1.criterion)));
    lifts.into_iter().map(|(_, lift)| lift).collect()
}
