//! What the missing values are worth: which accounts could change their tier if a value were known, and how much potential
//! hangs on them. Separate because it is a shopping list for the data, not a judgement of the model.

use super::range::Ranges;
use crate::scoring::Points;
use crate::tiering::{HeldBy, Tiering};
use rayon::prelude::*;
use tierline_plan::{CriterionId, KnownSum, Model, Money, TierChoice};

/// What is missing of one criterion, among the accounts in the plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CriterionGap {
    pub criterion: CriterionId,
    /// Accounts without a value.
    pub missing: u32,
    /// Those of them whose tier could be another one if the value were known, at the cut-offs as they are now.
    pub could_move: u32,
    /// The potential of the accounts that could move.
    pub potential: KnownSum,
}

/// The gaps of all criteria that have weight, the one with most potential on it first; those with none missing are left
/// out. `values` is the potential, by row.
pub fn gaps(model: &Model, points: &Points, tiering: &Tiering, values: &[Option<Money>]) -> Vec<CriterionGap> {
    let ranges = Ranges::of(model, points);
    let mut gaps: Vec<CriterionGap> = (0..model.criteria.len())
        .into_par_iter()
        .map(|index| {
            let mut gap = CriterionGap {
                criterion: model.criteria[index].id,
                missing: 0,
                could_move: 0,
                potential: KnownSum::default(),
            };
            for row in 0..points.rows() {
                let is_missing = points.by_criterion[index][row].is_nan() && model.criteria[index].weight.0 > 0;
                if !is_missing || tiering.choice[row] == TierChoice::Excluded {
                    continue;
                }
                gap.missing += 1;
                if may_move(&ranges, tiering, row, index) {
                    gap.could_move += 1;
                    gap.potential.add(values.get(row).copied().flatten());
                }
            }
            gap
        })
        .collect();
    gaps.retain(|gap| gap.missing > 0);
    gaps.sort_by(|a, b| {
        let worth = |gap: &CriterionGap| (gap.potential.amount(), gap.could_move, gap.missing);
        worth(b).cmp(&worth(a)).then(a.criterion.cmp(&b.criterion))
    });
    gaps
}

/// Whether the account could stand elsewhere if that criterion's missing value were known; it could not where a person or a
/// gate decides, or where as many move already as may. `index` is the criterion's place in the model.
pub fn may_move(ranges: &Ranges<'_>, tiering: &Tiering, row: usize, index: usize) -> bool {
    if tiering.held(row).is_some_and(|held| held.by == HeldBy::Limit) {
        return false;
    }
    let Some(range) = ranges.of_one(row, index) else {
        return false;
    };
    let present = tiering.choice[row];
    tiering.with_score(row, range.least) != present || tiering.with_score(row, range.most) != present
}
