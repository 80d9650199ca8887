//! How much of the outcome stands at the top of the score. Separate because it goes by the score itself, not by tiers.

use super::Outcome;
use std::cmp::Reverse;

/// The most points of a curve; more than a screen has pixels for would only cost time.
const MOST: usize = 200;

/// The accounts in groups of equal score, best first.
fn groups(scored: &[(u32, Outcome)]) -> Vec<Vec<Outcome>> {
    let mut sorted: Vec<&(u32, Outcome)> = scored.iter().collect();
    sorted.sort_by_key(|(units, _)| Reverse(*units));
    sorted
        .chunk_by(|a, b| a.0 == b.0)
        .map(|group| group.iter().map(|(_, outcome)| *outcome).collect())
        .collect()
}

/// From the best score down: share of the accounts, share of what they hold. Accounts of equal score stand in no order, so
/// the curve runs straight through them.
pub(super) fn capture(scored: &[(u32, Outcome)]) -> Option<Vec<(f64, f64)>> {
    let whole: f64 = scored.iter().map(|(_, outcome)| outcome.value()).sum();
    if whole <= 0.0 || scored.iter().any(|(_, outcome)| outcome.value() < 0.0) {
        return None;
    }
    let count = scored.len() as f64;
    let (mut accounts, mut held) = (0.0, 0.0);
    let mut curve = vec![(0.0, 0.0)];
    for group in groups(scored) {
        accounts += group.len() as f64;
        held += group.iter().map(|outcome| outcome.value()).sum::<f64>();
        curve.push((accounts / count, (held / whole).min(1.0)));
    }
    Some(thinned(curve))
}

/// At most [`MOST`] points of a curve, its ends among them.
fn thinned(curve: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    if curve.len() <= MOST {
        return curve;
    }
    let last = curve.len() - 1;
    (0..MOST).map(|at| curve[at * last / (MOST - 1)]).collect()
}

/// How often a hit is ranked above a miss, half where they are equal, from ranks with their hits and misses. `None` where
/// one of them is missing.
pub fn concordance(ranked: &[(f64, f64, f64)]) -> Option<f64> {
    let mut sorted: Vec<&(f64, f64, f64)> = ranked.iter().collect();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut won, mut hits, mut misses) = (0.0, 0.0, 0.0);
    for group in sorted.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let yes: f64 = group.iter().map(|(_, yes, _)| yes).sum();
        let no: f64 = group.iter().map(|(_, _, no)| no).sum();
        // Best first: the misses of this group lie below every hit that came before.
        won += no * (hits + yes / 2.0);
        hits += yes;
        misses += no;
    }
    (hits > 0.0 && misses > 0.0).then(|| won / (hits * misses))
}
