//! Bounded water-filling: the one way to share an amount out in proportion while everyone stays within bounds. Separate
//! because it knows nothing of reps or money.

/// Which bounds stand in the way.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Infeasible {
    /// Even the lower bounds together are more than the total.
    #[error("the lower bounds add up to more than the total")]
    LowerBounds { sum: f64 },
    /// Even the upper bounds together are less than the total.
    #[error("the upper bounds add up to less than the total")]
    UpperBounds { sum: f64 },
}

/// `q = clip(lambda x base, lower, upper)` with the one `lambda` for which all parts add up to `total`.
///
/// A part with a base of 0 rises only to its lower bound; when the others are all at their upper bounds, what is left goes
/// to such parts evenly, within their bounds. Slices are equally long; every lower bound is at most its upper one, which
/// may be infinite.
pub fn water_fill(base: &[f64], lower: &[f64], upper: &[f64], total: f64) -> Result<Vec<f64>, Infeasible> {
    let slack = total.abs() * 1e-12;
    let least: f64 = lower.iter().sum();
    let most: f64 = upper.iter().sum();
    if least > total + slack {
        return Err(Infeasible::LowerBounds { sum: least });
    }
    if most < total - slack {
        return Err(Infeasible::UpperBounds { sum: most });
    }
    let fill = |rising: &dyn Fn(usize) -> f64, lambda: f64| -> Vec<f64> {
        (0..base.len())
            .map(|i| (lambda * rising(i)).clamp(lower[i], upper[i]))
            .collect()
    };
    let own = |i: usize| base[i].max(0.0);
    let reachable: f64 = (0..base.len())
        .map(|i| if own(i) > 0.0 { upper[i] } else { lower[i] })
        .sum();
    if reachable < total - slack {
        // The parts with a base are full: raise the others evenly.
        let even = |i: usize| if own(i) > 0.0 { f64::MAX } else { 1.0 };
        let lambda = level(|lambda| fill(&even, lambda).iter().sum(), total);
        return Ok(fill(&even, lambda));
    }
    let lambda = level(|lambda| fill(&own, lambda).iter().sum(), total);
    Ok(fill(&own, lambda))
}

/// The least lambda at which a rising sum reaches the total.
fn level(sum_at: impl Fn(f64) -> f64, total: f64) -> f64 {
    let mut high = 1.0;
    while sum_at(high) < total && high < f64::MAX / 4.0 {
        high *= 2.0;
    }
    let mut low = 0.0;
    // As far as neighbouring floats.
    for _ in 0..2200 {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if sum_at(middle) < total {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn five_reps_with_bounds_have_the_known_answer() {
        let filled = water_fill(
            &[120.0, 80.0, 200.0, 50.0, 150.0],
            &[90.0, 90.0, 90.0, 60.0, 90.0],
            &[200.0, 200.0, 220.0, 200.0, 200.0],
            700.0,
        )
        .expect("feasible");
        for (got, expected) in filled.iter().zip([144.0, 96.0, 220.0, 60.0, 180.0]) {
            assert!((got - expected).abs() < 1e-6, "{filled:?}");
        }
    }

    #[test]
    fn impossible_bounds_are_named() {
        let low = water_fill(&[1.0, 1.0], &[60.0, 60.0], &[100.0, 100.0], 100.0);
        assert_eq!(low, Err(Infeasible::LowerBounds { sum: 120.0 }));
        let high = water_fill(&[1.0, 1.0], &[0.0, 0.0], &[40.0, 40.0], 100.0);
        assert_eq!(high, Err(Infeasible::UpperBounds { sum: 80.0 }));
    }

    #[test]
    fn parts_without_a_base_take_what_nobody_else_can() {
        let filled = water_fill(&[1.0, 0.0, 0.0], &[0.0; 3], &[10.0, 50.0, 50.0], 70.0).expect("feasible");
        assert!(
            (filled[0] - 10.0).abs() < 1e-9 && (filled[1] - 30.0).abs() < 1e-9,
            "{filled:?}"
        );
    }

    proptest! {
        #[test]
        fn parts_stay_within_bounds_and_add_up(
            parts in prop::collection::vec((0.0..100.0_f64, 0.0..50.0_f64, 0.0..100.0_f64), 1..12), at in 0.0..=1.0_f64,
        ) {
            let base: Vec<f64> = parts.iter().map(|p| p.0).collect();
            let lower: Vec<f64> = parts.iter().map(|p| p.1).collect();
            let upper: Vec<f64> = parts.iter().map(|p| p.1 + p.2).collect();
            let (least, most): (f64, f64) = (lower.iter().sum(), upper.iter().sum());
            let total = least + at * (most - least);
            let filled = water_fill(&base, &lower, &upper, total).expect("between the bounds");
            prop_assert!((filled.iter().sum::<f64>() - total).abs() < 1e-6);
            for i in 0..filled.len() {
                prop_assert!(filled[i] >= lower[i] && filled[i] <= upper[i]);
            }
            let more = water_fill(&base, &lower, &upper, (total + 1.0).min(most)).expect("between the bounds");
            for (a, b) in filled.iter().zip(&more) {
                prop_assert!(b + 1e-9 >= *a, "more to share never gives anyone less");
            }
        }
    }
}
