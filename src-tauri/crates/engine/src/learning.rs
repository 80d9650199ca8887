//! Weights that past outcomes suggest: a logistic regression of hits on the criteria's points. Separate from scoring, because
//! it only proposes; a person takes the weights or leaves them.
//!
//! The regression is regularised (ridge, on standardised points), so that few outcomes and criteria that go together give
//! no wild weights, and without negative coefficients, because a score has none. Whether it can tell anything is asked of accounts it has not seen (five-fold cross-validation): a rank
//! order that may be chance suggests no weights.

mod oracle;

pub(crate) use oracle::figures as oracle_figures;

use crate::backtest::{Estimate, concordance};
use crate::numbers::Mix;
use crate::scoring::{Points, fill};
use tierline_plan::MissingPolicy;

/// What became of one account: its row, and so many hits of so many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Told {
    pub row: usize,
    pub hits: f64,
    pub of: f64,
}

/// What the outcomes say of the criteria.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    /// In the order of the criteria: how much the log-odds of a hit grow from no points to all of them. `None` for a
    /// criterion that is the same for all accounts told of.
    pub effects: Vec<Option<Estimate>>,
    /// Shares of the weight that rank accounts as the regression does, in the order of the criteria; they add up to 1.
    /// Nothing for criteria that speak against a hit: a score has no negative weights.
    pub shares: Vec<f64>,
    /// How often, of a hit and a miss it has not seen, it ranks the hit higher.
    pub concordance: Estimate,
}

/// An effect as the number of times by which the odds of a hit grow. Beyond e^20 it is certainty to any reader.
pub fn odds(effect: Estimate) -> Estimate {
    let times = |log: f64| libm::exp(log.clamp(-20.0, 20.0));
    Estimate {
        value: times(effect.value),
        low: times(effect.low),
        high: times(effect.high),
    }
}

/// Why outcomes suggest no weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CannotLearn {
    /// Fewer than [`FEWEST`] accounts, or than [`FEWEST_OF_EACH`] hits or misses.
    TooFew { accounts: u32, hits: f64, misses: f64 },
    /// No criterion differs between the accounts told of.
    NothingDiffers,
    /// On accounts it has not seen, the order may be chance.
    NoSignal { concordance: Estimate },
}

pub const FEWEST: usize = 30;
pub const FEWEST_OF_EACH: f64 = 10.0;

const Z: f64 = 1.959_963_984_540_054;
/// As in scikit-learn with C = 1: half the square of each standardised coefficient is the price.
const RIDGE: f64 = 1.0;
const FOLDS: u64 = 5;
const ROUNDS: usize = 100;
/// Accounts beyond so many tell nothing more and would only cost time.
const MOST: usize = 20_000;
/// Folds and samples are drawn from this seed: the same outcomes suggest the same weights.
const SEED: u64 = 0x6c65_6172;

/// The weights that outcomes suggest. `missing` is in the order of the criteria.
pub fn learn(points: &Points, missing: &[MissingPolicy], told: &[Told]) -> Result<Learned, CannotLearn> {
    let told = sampled(told);
    let hits: f64 = told.iter().map(|each| each.hits).sum();
    let misses: f64 = told.iter().map(|each| each.of - each.hits).sum();
    if told.len() < FEWEST || hits < FEWEST_OF_EACH || misses < FEWEST_OF_EACH {
        return Err(CannotLearn::TooFew {
            accounts: told.len() as u32,
            hits,
            misses,
        });
    }
    let columns: Vec<Option<Standard>> = (0..points.by_criterion.len())
        .map(|index| Standard::of(&points.by_criterion[index], fill(missing[index]), &told))
        .collect();
    let used: Vec<&Standard> = columns.iter().flatten().collect();
    if used.is_empty() {
        return Err(CannotLearn::NothingDiffers);
    }
    let seen = concordance_unseen(&used, &told);
    let Some(seen) = seen.filter(|seen| seen.low > 0.5) else {
        let chance = Estimate {
            value: 0.5,
            low: 0.0,
            high: 1.0,
        };
        return Err(CannotLearn::NoSignal {
            concordance: seen.unwrap_or(chance),
        });
    };
    let rows: Vec<usize> = (0..told.len()).collect();
    let mut of_used = vec![None; used.len()];
    let estimate = |fit: &Fit, columns: &[&Standard], at: usize| {
        let half = Z * (fit.spread(columns, &told) * fit.variance(at + 1)).sqrt();
        let raw = |standard: f64| standard / columns[at].deviation;
        let value = fit.coefficients[at + 1];
        Some(Estimate {
            value: raw(value),
            low: raw(value - half),
            high: raw(value + half),
        })
    };
    // Of what speaks against a hit the effect is told that it had when it was taken out.
    let positive = Positive::of(&used, &told, &rows, |fit, columns, at, place| {
        of_used[place] = estimate(fit, columns, at);
    });
    let kept: Vec<&Standard> = positive.kept.iter().map(|place| used[*place]).collect();
    for (at, place) in positive.kept.iter().enumerate() {
        of_used[*place] = estimate(&positive.fit, &kept, at);
    }
    let mut of_used = of_used.into_iter();
    let effects: Vec<Option<Estimate>> = columns
        .iter()
        .map(|column| column.as_ref().and_then(|_| of_used.next().flatten()))
        .collect();
    let kept: Vec<f64> = effects
        .iter()
        .map(|effect| effect.map_or(0.0, |effect| effect.value.max(0.0)))
        .collect();
    let whole: f64 = kept.iter().sum();
    if whole <= 0.0 {
        return Err(CannotLearn::NoSignal { concordance: seen });
    }
    Ok(Learned {
        effects,
        shares: kept.iter().map(|share| share / whole).collect(),
        concordance: seen,
    })
}

/// At most [`MOST`] accounts, spread over all of them.
fn sampled(told: &[Told]) -> Vec<Told> {
    let told = told.iter().copied().filter(|each| each.of > 0.0);
    let mut told: Vec<Told> = told.collect();
    if told.len() > MOST {
        told.sort_by_key(|each| Mix::new(SEED).word(each.row as u64).finish());
        told.truncate(MOST);
        told.sort_by_key(|each| each.row);
    }
    told
}

/// A criterion's points over the accounts told of, with mean 0 and standard deviation 1. A blank counts as its policy says;
/// one that is left out counts as the mean and so tells nothing.
struct Standard {
    values: Vec<f64>,
    deviation: f64,
}

impl Standard {
    fn of(column: &[f32], blank: Option<f64>, told: &[Told]) -> Option<Standard> {
        let known = told
            .iter()
            .map(|each| f64::from(column[each.row]))
            .filter(|point| !point.is_nan());
        let (mut sum, mut count) = (0.0, 0.0);
        for point in known {
            sum += point;
            count += 1.0;
        }
        let blank = blank.unwrap_or(if count > 0.0 { sum / count } else { 0.0 });
        let mut values: Vec<f64> = told
            .iter()
            .map(|each| {
                Some(f64::from(column[each.row]))
                    .filter(|point| !point.is_nan())
                    .unwrap_or(blank)
            })
            .collect();
        let rows = values.len() as f64;
        let mean = values.iter().sum::<f64>() / rows;
        let deviation = (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / rows).sqrt();
        if deviation < 1e-9 {
            return None;
        }
        for value in &mut values {
            *value = (*value - mean) / deviation;
        }
        Some(Standard { values, deviation })
    }
}

/// A regression without negative coefficients, as a score has no negative weights: what speaks most against a hit is taken
/// out and the rest fitted again until nothing does.
struct Positive {
    /// Places of the columns that are left, ascending.
    kept: Vec<usize>,
    fit: Fit,
}

impl Positive {
    /// `taken_out` hears of each column that goes: the fit, its columns, the column's place among them and among all.
    fn of(
        columns: &[&Standard],
        told: &[Told],
        rows: &[usize],
        mut taken_out: impl FnMut(&Fit, &[&Standard], usize, usize),
    ) -> Positive {
        let mut kept: Vec<usize> = (0..columns.len()).collect();
        loop {
            let used: Vec<&Standard> = kept.iter().map(|place| columns[*place]).collect();
            let fit = Fit::of(&used, told, rows);
            let least = (0..kept.len()).min_by(|a, b| fit.coefficients[a + 1].total_cmp(&fit.coefficients[b + 1]));
            match least.filter(|at| fit.coefficients[at + 1] < 0.0) {
                None => return Positive { kept, fit },
                Some(at) => {
                    taken_out(&fit, &used, at, kept[at]);
                    kept.remove(at);
                }
            }
        }
    }
}

/// A fitted regression: the intercept first, then a coefficient a column.
struct Fit {
    coefficients: Vec<f64>,
    /// Lower triangle of the Cholesky factor of the penalised information.
    factor: Vec<Vec<f64>>,
}

impl Fit {
    /// Newton's method with halved steps; the ridge makes the likelihood strictly concave, so that it always settles.
    fn of(columns: &[&Standard], told: &[Told], rows: &[usize]) -> Fit {
        let size = columns.len() + 1;
        let value = |place: usize, row: usize| {
            if place == 0 {
                1.0
            } else {
                columns[place - 1].values[row]
            }
        };
        let worth = |coefficients: &[f64]| {
            let likely: f64 = rows
                .iter()
                .map(|row| {
                    let odds: f64 = (0..size).map(|place| coefficients[place] * value(place, *row)).sum();
                    let each = &told[*row];
                    each.hits * odds - each.of * softplus(odds)
                })
                .sum();
            likely - coefficients[1..].iter().map(|one| RIDGE / 2.0 * one * one).sum::<f64>()
        };
        let mut fit = Fit {
            coefficients: vec![0.0; size],
            factor: Vec::new(),
        };
        let mut best = worth(&fit.coefficients);
        for _ in 0..ROUNDS {
            let mut slope: Vec<f64> = (0..size)
                .map(|place| {
                    if place == 0 {
                        0.0
                    } else {
                        -RIDGE * fit.coefficients[place]
                    }
                })
                .collect();
            let mut information = vec![vec![0.0; size]; size];
            for (place, line) in information.iter_mut().enumerate().skip(1) {
                line[place] = RIDGE;
            }
            for row in rows {
                let each = &told[*row];
                let chance = fit.chance(columns, *row);
                let weight = each.of * chance * (1.0 - chance);
                for a in 0..size {
                    slope[a] += (each.hits - each.of * chance) * value(a, *row);
                    for (b, sum) in information[a].iter_mut().enumerate().take(a + 1) {
                        *sum += weight * value(a, *row) * value(b, *row);
                    }
                }
            }
            // Nothing but certainty makes it singular, and then there is nothing left to learn.
            for (place, line) in information.iter_mut().enumerate() {
                line[place] += 1e-12;
            }
            fit.factor = cholesky(&information);
            let step = solve(&fit.factor, &slope);
            if step.iter().all(|part| part.abs() < 1e-10) {
                break;
            }
            let mut share = 1.0;
            loop {
                let tried: Vec<f64> = fit
                    .coefficients
                    .iter()
                    .zip(&step)
                    .map(|(at, by)| at + share * by)
                    .collect();
                let reached = worth(&tried);
                if reached >= best || share < 1e-6 {
                    (fit.coefficients, best) = (tried, reached);
                    break;
                }
                share /= 2.0;
            }
        }
        fit
    }

    fn chance(&self, columns: &[&Standard], row: usize) -> f64 {
        1.0 / (1.0 + libm::exp(-self.odds(columns, row)))
    }

    fn odds(&self, columns: &[&Standard], row: usize) -> f64 {
        let each = columns.iter().zip(&self.coefficients[1..]);
        self.coefficients[0] + each.map(|(column, by)| by * column.values[row]).sum::<f64>()
    }

    /// The variance of a coefficient: what the inverse of the information holds on its diagonal.
    fn variance(&self, place: usize) -> f64 {
        let unit: Vec<f64> = (0..self.factor.len())
            .map(|at| f64::from(u8::from(at == place)))
            .collect();
        solve(&self.factor, &unit)[place].max(0.0)
    }

    /// How much more outcomes vary than independent trials would (Pearson's statistic over its degrees of freedom): deals
    /// of one account hang together. Never less than 1.
    fn spread(&self, columns: &[&Standard], told: &[Told]) -> f64 {
        let free = told.len().saturating_sub(self.coefficients.len()).max(1) as f64;
        let sum: f64 = (0..told.len())
            .map(|row| {
                let (each, chance) = (&told[row], self.chance(columns, row));
                (each.hits - each.of * chance).powi(2) / (each.of * chance * (1.0 - chance)).max(1e-9)
            })
            .sum();
        (sum / free).max(1.0)
    }
}

/// ln(1 + e^x) without overflow.
fn softplus(x: f64) -> f64 {
    x.max(0.0) + libm::log1p(libm::exp(-x.abs()))
}

/// The lower triangular factor of a symmetric positive matrix of which the lower half is read.
fn cholesky(matrix: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let size = matrix.len();
    let mut factor = vec![vec![0.0; size]; size];
    for a in 0..size {
        for b in 0..=a {
            let sum: f64 = (0..b).map(|k| factor[a][k] * factor[b][k]).sum();
            factor[a][b] = if a == b {
                (matrix[a][a] - sum).max(1e-300).sqrt()
            } else {
                (matrix[a][b] - sum) / factor[b][b]
            };
        }
    }
    factor
}

fn solve(factor: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let size = factor.len();
    let mut found = right.to_vec();
    for a in 0..size {
        let sum: f64 = (0..a).map(|k| factor[a][k] * found[k]).sum();
        found[a] = (found[a] - sum) / factor[a][a];
    }
    for a in (0..size).rev() {
        let sum: f64 = (a + 1..size).map(|k| factor[k][a] * found[k]).sum();
        found[a] = (found[a] - sum) / factor[a][a];
    }
    found
}

/// How well such a regression ranks accounts it has not seen, with the interval of Hanley and McNeil (1982). An account
/// counts once there, however many its deals: they hang together.
fn concordance_unseen(columns: &[&Standard], told: &[Told]) -> Option<Estimate> {
    let fold = |row: usize| Mix::new(SEED).word(told[row].row as u64).finish() % FOLDS;
    let mut ranked: Vec<(f64, f64, f64)> = Vec::with_capacity(told.len());
    for held in 0..FOLDS {
        let (others, own): (Vec<usize>, Vec<usize>) = (0..told.len()).partition(|row| fold(*row) != held);
        let positive = Positive::of(columns, told, &others, |_, _, _, _| ());
        let kept: Vec<&Standard> = positive.kept.iter().map(|place| columns[*place]).collect();
        ranked.extend(own.into_iter().map(|row| {
            let each = &told[row];
            (positive.fit.odds(&kept, row), each.hits, each.of - each.hits)
        }));
    }
    let value = concordance(&ranked)?;
    let hits: f64 = told.iter().map(|each| each.hits / each.of).sum();
    let misses = told.len() as f64 - hits;
    let (one, two) = (value / (2.0 - value), 2.0 * value * value / (1.0 + value));
    let square = value * value;
    let variance =
        (value * (1.0 - value) + (hits - 1.0).max(0.0) * (one - square) + (misses - 1.0).max(0.0) * (two - square))
            / (hits * misses);
    let half = Z * variance.max(0.0).sqrt();
    Some(Estimate {
        value,
        low: (value - half).max(0.0),
        high: (value + half).min(1.0),
    })
}

#[cfg(test)]
mod tests;
