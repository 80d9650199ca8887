//! Where the scores have their gaps: natural breaks (Fisher 1958, Jenks 1967), exact. Separate because it is the one rule
//! that looks at the whole spread of the scores and asks for no figure.
//!
//! Scores count as they are shown, in tenths of a point: at most 1001 different ones, whatever the number of accounts. The
//! classes that leave the least sum of squared distances to their means are found layer by layer; where a class begins only
//! moves up as its end does, so each layer is halved (Grønlund et al. 2017).

/// The lowest value of each class but the lowest one, best class first, ascending values given with how many have each.
/// Fewer values than classes leave the lower classes empty: their cuts repeat the lowest value.
pub(crate) fn breaks(values: &[(u32, u32)], classes: usize) -> Vec<u32> {
    let Some((lowest, _)) = values.first() else {
        return vec![0; classes.saturating_sub(1)];
    };
    let filled = classes.min(values.len());
    let sums = Sums::of(values);
    let count = values.len();
    // The least cost of the first values in so many classes, by the last value; and where the last class begins.
    let mut costs: Vec<f64> = (0..count).map(|to| sums.cost(0, to)).collect();
    let mut begins: Vec<Vec<usize>> = Vec::new();
    for class in 1..filled {
        let mut next = vec![f64::INFINITY; count];
        let mut begin = vec![class; count];
        layer(
            &sums,
            &costs,
            &mut next,
            &mut begin,
            class,
            (class, count - 1),
            (class, count - 1),
        );
        costs = next;
        begins.push(begin);
    }
    let mut cuts = Vec::with_capacity(classes.saturating_sub(1));
    let mut to = count - 1;
    for begin in begins.iter().rev() {
        let from = begin[to];
        cuts.push(values[from].0);
        to = from - 1;
    }
    cuts.resize(classes.saturating_sub(1), *lowest);
    cuts
}

/// Fills a layer for the ends in `to`, knowing that their classes begin within `from`.
fn layer(
    sums: &Sums,
    costs: &[f64],
    next: &mut [f64],
    begin: &mut [usize],
    class: usize,
    to: (usize, usize),
    from: (usize, usize),
) {
    let middle = usize::midpoint(to.0, to.1);
    for start in from.0.max(class)..=from.1.min(middle) {
        let cost = costs[start - 1] + sums.cost(start, middle);
        if cost < next[middle] {
            (next[middle], begin[middle]) = (cost, start);
        }
    }
    if middle > to.0 {
        layer(
            sums,
            costs,
            next,
            begin,
            class,
            (to.0, middle - 1),
            (from.0, begin[middle]),
        );
    }
    if middle < to.1 {
        layer(
            sums,
            costs,
            next,
            begin,
            class,
            (middle + 1, to.1),
            (begin[middle], from.1),
        );
    }
}

/// Running sums, so that the cost of a class is a subtraction.
struct Sums {
    count: Vec<f64>,
    sum: Vec<f64>,
    squares: Vec<f64>,
}

impl Sums {
    fn of(values: &[(u32, u32)]) -> Self {
        let mut sums = Sums {
            count: vec![0.0],
            sum: vec![0.0],
            squares: vec![0.0],
        };
        let (mut count, mut sum, mut squares) = (0.0, 0.0, 0.0);
        for (value, times) in values {
            let (value, times) = (f64::from(*value), f64::from(*times));
            count += times;
            sum += value * times;
            squares += value * value * times;
            sums.count.push(count);
            sums.sum.push(sum);
            sums.squares.push(squares);
        }
        sums
    }

    /// The sum of squared distances to the mean of the values from one place to another, both included.
    fn cost(&self, from: usize, to: usize) -> f64 {
        let part = |of: &[f64]| of[to + 1] - of[from];
        let (count, sum) = (part(&self.count), part(&self.sum));
        (part(&self.squares) - sum * sum / count).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fewer_values_than_classes_leave_the_lower_ones_empty() {
        assert_eq!(breaks(&[(3, 5), (8, 1)], 4), [8, 3, 3]);
        assert_eq!(breaks(&[(3, 5)], 2), [3]);
        assert_eq!(breaks(&[], 3), [0, 0]);
    }

    proptest! {
        #[test]
        fn no_other_breaks_cost_less(
            list in prop::collection::btree_map(0_u32..60, 1_u32..9, 1..14), classes in 2_usize..5,
        ) {
            let values: Vec<(u32, u32)> = list.into_iter().collect();
            let sums = Sums::of(&values);
            let cost = |begins: &[usize]| {
                let ends = begins[1..].iter().map(|begin| begin - 1).chain([values.len() - 1]);
                begins.iter().zip(ends).map(|(from, to)| sums.cost(*from, to)).sum::<f64>()
            };
            let filled = classes.min(values.len());
            let place = |value: u32| values.iter().position(|(each, _)| *each == value).expect("a value of the list");
            let mut found: Vec<usize> = breaks(&values, classes)[..filled - 1].iter().map(|cut| place(*cut)).collect();
            found.push(0);
            found.reverse();
            // Every way to begin so many classes.
            let mut best = f64::INFINITY;
            for set in 0_u32..1 << (values.len() - 1) {
                if set.count_ones() as usize == filled - 1 {
                    let begins: Vec<usize> = (0..values.len()).filter(|at| *at == 0 || set >> (at - 1) & 1 == 1).collect();
                    best = best.min(cost(&begins));
                }
            }
            prop_assert!(cost(&found) <= best + 1e-6, "{found:?} cost {} and not {best}", cost(&found));
        }
    }
}
