//! Weights drawn at random, each draw from its own seed: which thread makes it does not matter.

use crate::numbers::Mix;
use tierline_plan::Weight;

/// Which other weights are tried.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Law {
    /// Each weight up to so much of itself more or less, all values equally likely; together they are the whole again.
    Shaken { by: f64 },
    /// Any weights at all, all equally likely: even over the simplex.
    Any,
}

/// The weights of one draw, in tenths of a point; together [`Weight::WHOLE`].
pub(super) fn draw(law: Law, weights: &[Weight], seed: u64, at: u32) -> Vec<f64> {
    let evenly = |index: usize| {
        let bits = Mix::new(seed).word(u64::from(at)).word(index as u64).finish();
        // Above 0 and below 1: its logarithm is wanted.
        ((bits >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    };
    let drawn: Vec<f64> = weights
        .iter()
        .enumerate()
        .map(|(index, weight)| match law {
            Law::Shaken { by } => f64::from(weight.0) * (1.0 + by * (2.0 * evenly(index) - 1.0)),
            // Exponentials over their sum lie evenly on the simplex.
            Law::Any => -libm::log(evenly(index)),
        })
        .collect();
    let sum: f64 = drawn.iter().sum();
    let scale = if sum > 0.0 { f64::from(Weight::WHOLE) / sum } else { 0.0 };
    drawn.into_iter().map(|weight| weight * scale).collect()
}
