//! Weights from answers to "which of the two matters more, and how much?" (the Analytic Hierarchy Process, Saaty 1980).
//! Separate from scoring, which takes weights wherever they come from; nothing here is kept, the weights are.

/// Saaty's random index by the number of things compared, from one: what the index of consistency is for answers given at
/// random.
const RANDOM: [f64; 15] = [
    0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
];

/// Answers whose ratio of consistency is below this agree well enough.
pub const CONSISTENT: f64 = 0.10;
/// The most that one thing matters more than another.
pub const MOST: f64 = 9.0;
/// Rounds of the power iteration: far beyond what 15 things take.
const ROUNDS: usize = 1000;

/// Weights from answers, and how well the answers agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairwise {
    /// Together 1, in the order of the matrix.
    pub weights: Vec<f64>,
    /// The largest eigenvalue: the number of things when all answers agree.
    pub lambda: f64,
    /// The ratio of consistency; 0 when all answers agree.
    pub ratio: f64,
    /// The answer that contradicts the others most; `None` when all agree.
    pub doubtful: Option<Doubt>,
}

/// An answer that does not follow from two others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Doubt {
    pub first: usize,
    pub second: usize,
    /// How many times the first would matter as much as the second by the other two answers.
    pub agrees: f64,
}

/// Reads weights off a matrix of answers: entry `i, j` says how many times `i` matters as much as `j`, and `j, i` the
/// reverse. `None` when it is not square, not positive, or larger than [`RANDOM`] is known for.
pub fn pairwise(matrix: &[Vec<f64>]) -> Option<Pairwise> {
    let count = matrix.len();
    let sound = (1..=RANDOM.len()).contains(&count)
        && matrix
            .iter()
            .all(|row| row.len() == count && row.iter().all(|each| each.is_finite() && *each > 0.0));
    if !sound {
        return None;
    }
    // The matrix is positive, so the iteration settles on the one positive eigenvector (Perron).
    let mut weights = vec![1.0 / count as f64; count];
    let mut lambda = count as f64;
    for _ in 0..ROUNDS {
        let next: Vec<f64> = matrix
            .iter()
            .map(|row| row.iter().zip(&weights).map(|(each, weight)| each * weight).sum())
            .collect();
        let sum: f64 = next.iter().sum();
        let next: Vec<f64> = next.into_iter().map(|each| each / sum).collect();
        let moved = next
            .iter()
            .zip(&weights)
            .map(|(a, b)| (a - b).abs())
            .fold(0.0, f64::max);
        weights = next;
        lambda = sum;
        if moved < 1e-14 {
            break;
        }
    }
    let ratio = if RANDOM[count - 1] > 0.0 {
        let index = (lambda - count as f64) / (count as f64 - 1.0);
        (index / RANDOM[count - 1]).max(0.0)
    } else {
        0.0
    };
    Some(Pairwise {
        doubtful: doubtful(matrix),
        weights,
        lambda,
        ratio,
    })
}

/// Of the three answers that contradict each other most, the one that is hardest to believe: it is furthest from what all
/// the other things say of the same two.
fn doubtful(matrix: &[Vec<f64>]) -> Option<Doubt> {
    let count = matrix.len();
    let ln = |i: usize, j: usize| libm::log(matrix[i][j]);
    let mut worst = (1e-9, None);
    for i in 0..count {
        for j in i + 1..count {
            for k in j + 1..count {
                let off = (ln(i, j) + ln(j, k) - ln(i, k)).abs();
                if off > worst.0 {
                    worst = (off, Some([i, j, k]));
                }
            }
        }
    }
    let [i, j, k] = worst.1?;
    let others = |a: usize, b: usize| {
        let paths = (0..count)
            .filter(|via| *via != a && *via != b)
            .map(|via| ln(a, via) + ln(via, b));
        let paths: Vec<f64> = paths.collect();
        paths.iter().sum::<f64>() / paths.len() as f64
    };
    let (first, second) = [(i, j), (j, k), (i, k)].into_iter().max_by(|a, b| {
        // Of three things no answer is harder to believe than the others, but for the float's last digits: then it is the
        // one between the outer two, which the other two lead to.
        let off = |(a, b): (usize, usize)| ((ln(a, b) - others(a, b)).abs() * 1e9).round() as u64;
        off(*a).cmp(&off(*b))
    })?;
    Some(Doubt {
        first,
        second,
        agrees: libm::exp(others(first, second)).clamp(1.0 / MOST, MOST),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(found: &[f64], known: &[f64]) -> bool {
        found.len() == known.len() && found.iter().zip(known).all(|(a, b)| (a - b).abs() < 1e-6)
    }

    #[test]
    fn answers_in_a_circle_agree_on_nothing() {
        let circle =
            pairwise(&[vec![1.0, 5.0, 0.2], vec![0.2, 1.0, 5.0], vec![5.0, 0.2, 1.0]]).expect("a sound matrix");
        assert!(near(&circle.weights, &[1.0 / 3.0; 3]));
        assert!((circle.ratio - 2.76).abs() < 0.01 && circle.ratio > CONSISTENT);
        assert!(circle.doubtful.is_some());
    }

    #[test]
    fn two_things_always_agree_and_nonsense_is_refused() {
        let two = pairwise(&[vec![1.0, 4.0], vec![0.25, 1.0]]).expect("a sound matrix");
        assert!(near(&two.weights, &[0.8, 0.2]) && two.ratio < CONSISTENT && two.doubtful.is_none());
        assert_eq!(pairwise(&[]), None);
        assert_eq!(pairwise(&[vec![1.0, 0.0], vec![1.0, 1.0]]), None);
        assert_eq!(pairwise(&[vec![1.0, 2.0]]), None);
    }

    #[test]
    fn the_answer_that_does_not_fit_is_named_with_what_would_fit() {
        // Twice, twice and so four times, but the answer was: as much.
        let one_wrong = pairwise(&[vec![1.0, 2.0, 1.0], vec![0.5, 1.0, 2.0], vec![1.0, 0.5, 1.0]]).expect("sound");
        let doubt = one_wrong.doubtful.expect("they do not agree");
        assert_eq!((doubt.first, doubt.second), (0, 2));
        assert!((doubt.agrees - 4.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn answers_that_follow_from_weights_give_them_back(parts in prop::collection::vec(1.0..9.0_f64, 2..8)) {
            let matrix: Vec<Vec<f64>> = parts.iter().map(|a| parts.iter().map(|b| a / b).collect()).collect();
            let found = pairwise(&matrix).expect("a sound matrix");
            let sum: f64 = parts.iter().sum();
            let known: Vec<f64> = parts.iter().map(|part| part / sum).collect();
            prop_assert!(near(&found.weights, &known), "{:?}", found.weights);
            prop_assert!(found.ratio < 1e-9 && found.doubtful.is_none());
        }
    }
}
