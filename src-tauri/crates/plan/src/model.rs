//! The scoring model: criteria with weights and value curves. Separate from tiers, which only cut the score it gives.

use crate::{Curve, CurveError, Day, FieldId, split_units};
use serde::{Deserialize, Serialize};

/// Names a criterion for the life of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CriterionId(pub u32);

/// A criterion's share of the score in tenths of a point: all weights of a model add up to 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weight(pub u16);

impl Weight {
    /// What the weights of a model add up to: 100 points.
    pub const WHOLE: u16 = 1000;

    pub fn fraction(self) -> f64 {
        f64::from(self.0) / f64::from(Self::WHOLE)
    }
}

/// The four criteria every plan starts with, as far as the list has a column for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StandardCriterion {
    RevenuePotential,
    IndustryAlignment,
    CompanySize,
    EngagementHistory,
}

/// Where a criterion reads its raw value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CriterionSource {
    Field(FieldId),
    /// The account's potential as the opportunity stage sees it: the list's figure, else what similar customers spend.
    Potential,
}

/// What an account without a value for a criterion gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MissingPolicy {
    /// The criterion is left out and the others share its weight.
    LeaveOut,
    /// Half the points.
    Neutral,
    /// No points.
    Worst,
}

/// One measure that the score uses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    pub id: CriterionId,
    pub name: String,
    /// Which of the four standard ones it is, if any.
    pub standard: Option<StandardCriterion>,
    pub source: CriterionSource,
    pub weight: Weight,
    /// A locked weight stays when another one is moved.
    pub locked: bool,
    pub curve: Curve,
    pub missing: MissingPolicy,
}

/// The criteria of a plan. Their weights add up to [`Weight::WHOLE`] unless there are none.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Model {
    pub criteria: Vec<Criterion>,
}

/// Why a model cannot be as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    #[error("the weights of a model add up to 100 points")]
    NotWhole,
    #[error("there is no such criterion")]
    NoSuchCriterion,
    #[error(transparent)]
    Curve(#[from] CurveError),
}

impl Model {
    /// The same model with its ages counted to another day.
    #[must_use]
    pub fn seen_from(&self, day: Day) -> Model {
        let mut model = self.clone();
        for criterion in &mut model.criteria {
            if let Curve::Recency { as_of, .. } = &mut criterion.curve {
                *as_of = day;
            }
        }
        model
    }

    /// The rules of the model: weights add up to 100 points, each criterion is named once and its curve is sound.
    pub fn check(&self) -> Result<(), ModelError> {
        let sum: u32 = self.criteria.iter().map(|c| u32::from(c.weight.0)).sum();
        let ids_unique = self
            .criteria
            .iter()
            .enumerate()
            .all(|(i, c)| self.criteria[i + 1..].iter().all(|other| other.id != c.id));
        if !self.criteria.is_empty() && sum != u32::from(Weight::WHOLE) {
            return Err(ModelError::NotWhole);
        }
        if !ids_unique {
            return Err(ModelError::NoSuchCriterion);
        }
        for criterion in &self.criteria {
            criterion.curve.check()?;
        }
        Ok(())
    }

    /// The weights after one of them is moved: the unlocked others share what is left in their old proportion.
    ///
    /// The moved weight stops where the locked ones leave no room; when nothing else may move, it stays.
    pub fn weights_with(&self, moved: CriterionId, wanted: Weight) -> Result<Vec<Weight>, ModelError> {
        let index = self
            .criteria
            .iter()
            .position(|c| c.id == moved)
            .ok_or(ModelError::NoSuchCriterion)?;
        let free: Vec<usize> = (0..self.criteria.len())
            .filter(|i| *i != index && !self.criteria[*i].locked)
            .collect();
        let mut weights: Vec<Weight> = self.criteria.iter().map(|c| c.weight).collect();
        if free.is_empty() {
            return Ok(weights);
        }
        let locked: u16 = (0..weights.len())
            .filter(|i| *i != index && !free.contains(i))
            .map(|i| weights[i].0)
            .sum();
        let room = Weight::WHOLE.saturating_sub(locked);
        let own = wanted.0.min(room);
        let old: Vec<f64> = free.iter().map(|i| f64::from(weights[*i].0)).collect();
        let shared = split_units(i64::from(room - own), &old);
        weights[index] = Weight(own);
        for (i, share) in free.into_iter().zip(shared) {
            weights[i] = Weight(share as u16);
        }
        Ok(weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn model(weights: &[(u16, bool)]) -> Model {
        let criteria = weights.iter().enumerate().map(|(i, (weight, locked))| Criterion {
            id: CriterionId(i as u32),
            name: format!("C{i}"),
            standard: None,
            source: CriterionSource::Potential,
            weight: Weight(*weight),
            locked: *locked,
            curve: Curve::Linear { from: 0.0, to: 1.0 },
            missing: MissingPolicy::LeaveOut,
        });
        Model {
            criteria: criteria.collect(),
        }
    }

    #[test]
    fn moving_a_weight_scales_the_others_and_keeps_the_whole() {
        let moved = model(&[(400, false), (300, false), (300, false)]).weights_with(CriterionId(0), Weight(600));
        assert_eq!(moved, Ok(vec![Weight(600), Weight(200), Weight(200)]));
    }

    #[test]
    fn a_locked_weight_stays_and_limits_the_moved_one() {
        let moved = model(&[(400, false), (300, true), (300, false)]).weights_with(CriterionId(0), Weight(900));
        assert_eq!(moved, Ok(vec![Weight(700), Weight(300), Weight(0)]));
    }

    #[test]
    fn a_weight_with_nothing_to_take_from_stays() {
        let moved = model(&[(400, false), (600, true)]).weights_with(CriterionId(0), Weight(900));
        assert_eq!(moved, Ok(vec![Weight(400), Weight(600)]));
    }

    proptest! {
        #[test]
        fn weights_always_add_up_to_the_whole(
            parts in prop::collection::vec((0.0..100.0_f64, any::<bool>()), 1..9), moved in 0usize..9, wanted in 0u16..1200,
        ) {
            let shares = split_units(1000, &parts.iter().map(|p| p.0).collect::<Vec<_>>());
            let model = model(&shares.iter().zip(&parts).map(|(s, p)| (*s as u16, p.1)).collect::<Vec<_>>());
            let id = CriterionId((moved % parts.len()) as u32);
            let weights = model.weights_with(id, Weight(wanted)).expect("the criterion exists");
            prop_assert_eq!(weights.iter().map(|w| u32::from(w.0)).sum::<u32>(), 1000);
        }
    }
}
