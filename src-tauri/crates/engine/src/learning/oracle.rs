//! The regression beside scikit-learn's on the same figures.

use super::{Fit, Positive, Standard, Told};
use crate::scoring::Points;

/// Sixty-four accounts of three criteria whose points a float holds exactly, and what became of them.
fn accounts() -> (Points, Vec<f64>) {
    let column = |factor: usize, modulus: usize| -> std::sync::Arc<[f32]> {
        (0..64)
            .map(|row| (row * factor % modulus) as f32 / (modulus - 1) as f32)
            .collect()
    };
    let columns = vec![column(5, 17), column(11, 9), column(7, 5)];
    let chance = (0..64)
        .map(|row| {
            let odds = 3.0 * f64::from(columns[0][row]) - 1.5 * f64::from(columns[1][row])
                + 0.5 * f64::from(columns[2][row])
                - 0.8;
            1.0 / (1.0 + libm::exp(-odds))
        })
        .collect();
    (Points::new(columns, 64), chance)
}

fn noise(row: usize) -> f64 {
    (row * 37 % 64) as f64 / 64.0
}

fn standards(points: &Points, told: &[Told]) -> Vec<Standard> {
    let columns = points.by_criterion.iter();
    columns.filter_map(|column| Standard::of(column, None, told)).collect()
}

fn fitted(points: &Points, told: &[Told]) -> (Vec<f64>, Vec<f64>, f64) {
    let columns = standards(points, told);
    let used: Vec<&Standard> = columns.iter().collect();
    let rows: Vec<usize> = (0..told.len()).collect();
    let fit = Fit::of(&used, told, &rows);
    let spread = fit.spread(&used, told);
    let raw = |place: usize| fit.coefficients[place + 1] / columns[place].deviation;
    let error = |place: usize| (spread * fit.variance(place + 1)).sqrt() / columns[place].deviation;
    ((0..3).map(raw).collect(), (0..3).map(error).collect(), spread)
}

/// Each figure beside the one of scikit-learn 1.9, `LogisticRegression(C=1, tol=1e-12)` on points standardised with the
/// population's deviation: won or lost, without the criterion that speaks against a hit, and by number of deals.
pub(crate) fn figures() -> Vec<(f64, f64)> {
    let (points, chance) = accounts();
    let answers: Vec<Told> = (0..64)
        .map(|row| Told {
            row,
            hits: f64::from(u8::from(noise(row) < chance[row])),
            of: 1.0,
        })
        .collect();
    let (found, ..) = fitted(&points, &answers);
    let mut figures = vec![(answers.iter().map(|each| each.hits).sum(), 35.0)];
    figures.extend(found.into_iter().zip([2.296_761_11, -1.560_515_53, 0.619_027_02]));

    let columns = standards(&points, &answers);
    let used: Vec<&Standard> = columns.iter().collect();
    let rows: Vec<usize> = (0..64).collect();
    let positive = Positive::of(&used, &answers, &rows, |_, _, _, _| {});
    let raw = |(at, place): (usize, &usize)| positive.fit.coefficients[at + 1] / columns[*place].deviation;
    let kept: Vec<f64> = positive.kept.iter().enumerate().map(raw).collect();
    figures.push((kept.len() as f64, 2.0));
    figures.extend(kept.into_iter().zip([2.236_971_77, 0.424_349_32]));

    let deals: Vec<Told> = (0..64)
        .map(|row| {
            let of = 1.0 + (row % 3) as f64;
            let lucky = f64::from(u8::from(noise(row) < chance[row])) * of * 0.5;
            Told {
                row,
                // Half to even, as the oracle rounds.
                hits: (of * chance[row] * 0.5 + lucky).round_ties_even().min(of),
                of,
            }
        })
        .collect();
    let (found, errors, spread) = fitted(&points, &deals);
    figures.extend(found.into_iter().zip([3.766_064_08, -1.960_323_21, 0.662_277_97]));
    figures.extend(errors.into_iter().zip([0.794_710_40, 0.687_681_71, 0.617_798_52]));
    figures.push((spread, 1.080_151_69));
    figures
}
