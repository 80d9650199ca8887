//! What a range of cells adds up to. Amounts are added as whole minor units, never as floats.

use super::column::{self, ColumnSource, Computed};
use crate::families;
use crate::session::Session;
use tierline_contract::{AppError, Cell, CellKind, CellRange, FamilyTie, KindSum, RangeSums};
use tierline_plan::{Column, Money};

/// The figures of one kind so far.
#[derive(Debug, Clone, Copy)]
enum Tally {
    Whole { count: u64, sum: i128 },
    Number { count: u64, sum: f64 },
}

pub(crate) fn range_sums(session: &mut Session, range: &CellRange) -> Result<RangeSums, AppError> {
    let rows = super::rows(session, &range.query)?;
    let from = (range.offset as usize).min(rows.len());
    let to = (from + range.rows as usize).min(rows.len());
    let rows = &rows[from..to];
    let mut filled = 0;
    let mut tallies: Vec<(CellKind, Tally)> = Vec::new();
    for source in column::resolve_all(session, &range.columns)? {
        let (some, tally) = tally(session, source, rows);
        filled += some;
        let kind = column::kind(session, source);
        match (tally, tallies.iter_mut().find(|(other, _)| *other == kind)) {
            (None, _) => {}
            (Some(tally), None) => tallies.push((kind, tally)),
            (Some(tally), Some((_, all))) => *all = all.with(tally),
        }
    }
    let figures = |(kind, tally): (CellKind, Tally)| tally.told(kind);
    Ok(RangeSums {
        filled,
        kinds: tallies.into_iter().filter_map(figures).collect(),
    })
}

/// How many cells of a column are filled, and what they add up to if they are figures.
fn tally(session: &Session, source: ColumnSource, rows: &[u32]) -> (u64, Option<Tally>) {
    let rows = rows.iter().map(|row| *row as usize);
    match source {
        ColumnSource::Field(index) => {
            let column = session.fields().at(index).1;
            match column {
                Column::Number(_) => numbers(rows.filter_map(|row| column.number(row))),
                Column::Money(_) => whole(rows.filter_map(|row| column.money(row).map(Money::minor))),
                _ => (rows.filter(|row| !column.is_missing(*row)).count() as u64, None),
            }
        }
        ColumnSource::Computed(Computed::ShareOfWallet) => {
            numbers(rows.filter_map(|row| session.results().opportunity.share_of_wallet(row)))
        }
        // Every account has a sentence; writing them all only to count them would take long.
        ColumnSource::Computed(Computed::Reason) => (rows.len() as u64, None),
        ColumnSource::Computed(Computed::Family) => {
            let families = session.families();
            (
                rows.filter(|row| families::stands(&families, *row, FamilyTie::Member))
                    .count() as u64,
                None,
            )
        }
        ColumnSource::Computed(computed) => {
            let (count, tally) = whole(rows.filter_map(|row| column::whole(session, computed, row)));
            // Tiers and reps have numbers, which are names and no figures.
            let figures = !matches!(computed, Computed::Tier | Computed::ModelTier | Computed::Owner);
            (count, tally.filter(|_| figures))
        }
    }
}

fn numbers(values: impl Iterator<Item = f64>) -> (u64, Option<Tally>) {
    let (count, sum) = values.fold((0, 0.0), |(count, sum), value| (count + 1, sum + value));
    (count, Some(Tally::Number { count, sum }))
}

fn whole(values: impl Iterator<Item = i64>) -> (u64, Option<Tally>) {
    let (count, sum) = values.fold((0, 0), |(count, sum), value| (count + 1, sum + i128::from(value)));
    (count, Some(Tally::Whole { count, sum }))
}

impl Tally {
    /// Both together; they are of one kind.
    fn with(self, other: Tally) -> Tally {
        match (self, other) {
            (Tally::Whole { count, sum }, Tally::Whole { count: more, sum: and }) => Tally::Whole {
                count: count + more,
                sum: sum + and,
            },
            (Tally::Number { count, sum }, Tally::Number { count: more, sum: and }) => Tally::Number {
                count: count + more,
                sum: sum + and,
            },
            (kept, _) => kept,
        }
    }

    /// As the window is told; `None` where there is no figure, so that nothing reads as zero.
    fn told(self, kind: CellKind) -> Option<KindSum> {
        let (count, sum, average) = match self {
            Tally::Whole { count, sum } if count > 0 => {
                let cell = |value: i128| i64::try_from(value).map_or(Cell::Missing, Cell::Whole);
                (count, cell(sum), cell(nearest(sum, i128::from(count))))
            }
            Tally::Number { count, sum } if count > 0 => {
                let cell = |value: f64| {
                    if value.is_finite() {
                        Cell::Number(value)
                    } else {
                        Cell::Missing
                    }
                };
                (count, cell(sum), cell(sum / count as f64))
            }
            _ => return None,
        };
        Some(KindSum {
            kind,
            count,
            sum,
            average,
        })
    }
}

/// The quotient, halves away from zero.
fn nearest(sum: i128, count: i128) -> i128 {
    let twice = sum.abs() * 2 + count;
    (twice / (count * 2)) * sum.signum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sum_of_nothing_is_no_figure() {
        let (count, tally) = whole(std::iter::empty());
        assert_eq!(count, 0);
        assert_eq!(
            tally.and_then(|tally| tally.told(CellKind::Money)),
            None,
            "blanks must not read as zero"
        );
    }

    #[test]
    fn averages_of_amounts_are_rounded_to_the_cent_away_from_zero() {
        assert_eq!((nearest(5, 2), nearest(-5, 2), nearest(4, 3)), (3, -3, 1));
    }

    proptest! {
        #[test]
        fn columns_added_one_by_one_give_the_sum_of_all(a in prop::collection::vec(any::<i64>(), 1..20), b in prop::collection::vec(any::<i64>(), 1..20)) {
            let sum = |values: &[i64]| whole(values.iter().copied()).1.expect("a tally");
            let both: Vec<i64> = a.iter().chain(&b).copied().collect();
            prop_assert_eq!(
                sum(&a).with(sum(&b)).told(CellKind::Money),
                sum(&both).told(CellKind::Money)
            );
        }

        #[test]
        fn an_average_is_never_farther_than_half_a_cent_from_the_quotient(sum in -1_000_000_i128..1_000_000, count in 1_i128..5_000) {
            prop_assert!((nearest(sum, count) * count - sum).abs() * 2 <= count);
        }
    }
}
