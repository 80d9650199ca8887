//! Weights for those who prefer to answer questions: criteria compared in pairs.

use crate::App;
use tierline_contract::{AppError, Compared, Comparison, Comparisons, WeightView};
use tierline_engine::pairwise::{CONSISTENT, MOST, pairwise};
use tierline_plan::{Criterion, Model, Weight, split_units};

/// The criteria that may be compared at once: more are more questions than anyone answers well.
const MOST_CRITERIA: usize = 7;

impl App {
    pub fn compare_criteria(&self, request: Comparisons) -> Result<Compared, AppError> {
        self.with(|session| compared(&session.plan().model, &request.pairs))
    }
}

fn compared(model: &Model, pairs: &[Comparison]) -> Result<Compared, AppError> {
    let refused = |message: &str| {
        Err(AppError::Refused {
            message: message.to_owned(),
        })
    };
    let free: Vec<&Criterion> = model.criteria.iter().filter(|criterion| !criterion.locked).collect();
    if !(2..=MOST_CRITERIA).contains(&free.len()) {
        return refused("Two to seven criteria that are not locked can be compared. Lock the others, or unlock some.");
    }
    let place = |id: u32| free.iter().position(|criterion| criterion.id.0 == id);
    let mut matrix = vec![vec![0.0; free.len()]; free.len()];
    for (at, row) in matrix.iter_mut().enumerate() {
        row[at] = 1.0;
    }
    for pair in pairs {
        let (Some(first), Some(second)) = (place(pair.first), place(pair.second)) else {
            return refused("The criteria are no longer the ones that were compared.");
        };
        if first == second || f64::from(pair.steps.unsigned_abs()) + 1.0 > MOST {
            return refused("An answer lies between as much and nine times as much.");
        }
        matrix[first][second] = times(pair.steps);
        matrix[second][first] = 1.0 / times(pair.steps);
    }
    // What was not answered is 0 still, which no answer is.
    let Some(found) = pairwise(&matrix) else {
        return refused("Every two criteria must be compared.");
    };
    let consistent = found.ratio < CONSISTENT;
    Ok(Compared {
        weights: weights_of(model, &found.weights),
        ratio: (found.ratio * 1000.0).round() as u32,
        consistent,
        doubtful: found.doubtful.filter(|_| !consistent).map(|doubt| Comparison {
            first: free[doubt.first].id.0,
            second: free[doubt.second].id.0,
            steps: steps(doubt.agrees),
        }),
    })
}

/// All weights of a model when those that are not locked share what is left, in the proportion of `shares`.
pub(crate) fn weights_of(model: &Model, shares: &[f64]) -> Vec<WeightView> {
    let locked: u16 = model.criteria.iter().filter(|c| c.locked).map(|c| c.weight.0).sum();
    let mut shared = split_units(i64::from(Weight::WHOLE.saturating_sub(locked)), shares).into_iter();
    let weight = |criterion: &Criterion| match criterion.locked {
        true => criterion.weight.0,
        false => shared.next().unwrap_or(0) as u16,
    };
    let weights: Vec<u16> = model.criteria.iter().map(weight).collect();
    let views = model
        .criteria
        .iter()
        .zip(weights)
        .map(|(criterion, weight)| WeightView {
            criterion: criterion.id.0,
            weight,
            locked: criterion.locked,
        });
    views.collect()
}

fn times(steps: i8) -> f64 {
    let much = f64::from(steps.unsigned_abs()) + 1.0;
    if steps < 0 { 1.0 / much } else { much }
}

/// The nearest answer that can be given.
fn steps(times: f64) -> i8 {
    let much = if times < 1.0 { 1.0 / times } else { times };
    let steps = (much.round().clamp(1.0, MOST) - 1.0) as i8;
    if times < 1.0 { -steps } else { steps }
}
