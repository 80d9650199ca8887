//! Two measures of every account side by side: fit and engagement, value and potential. Separate from the score, which
//! makes one figure of all criteria and so cannot tell a good account that sleeps from a poor one that calls.

use crate::numbers::{ascending, percentile_inc};
use crate::opportunity::{AccountKind, Opportunity};
use crate::results::Results;
use crate::scoring::{Points, Scores, score, terms};
use std::sync::Arc;
use tierline_plan::{
    Axis, Criterion, CriterionSource, Curve, FieldRole, KnownSum, MatrixSettings, Measure, Plan, StandardCriterion,
    TierChoice, TierScheme, Weight,
};

/// Bands of a measure.
const BANDS: usize = MatrixSettings::BANDS;
/// Squares of the picture across and up.
pub const ACROSS: usize = 48;
pub const UP: usize = 30;

/// What a criterion tells: what people said, else engagement for what an account does now, and fit for what it is.
pub fn axis_of(plan: &Plan, criterion: &Criterion) -> Axis {
    if let Some((_, axis)) = plan.axes.iter().find(|(source, _)| *source == criterion.source) {
        return *axis;
    }
    let role = match criterion.source {
        CriterionSource::Field(field) => plan.accounts.field(field).map(|field| field.role),
        CriterionSource::Potential => None,
    };
    let active = criterion.standard == Some(StandardCriterion::EngagementHistory)
        || matches!(criterion.curve, Curve::Recency { .. })
        || matches!(
            role,
            Some(FieldRole::Engagement | FieldRole::LastActivity | FieldRole::Pipeline)
        );
    if active { Axis::Engagement } else { Axis::Fit }
}

/// The score of the criteria that tell fit, and of those that tell engagement, each of 100.
#[derive(Debug, Clone, Default)]
pub struct Axes {
    pub fit: Arc<Scores>,
    pub engagement: Arc<Scores>,
}

impl Axes {
    pub(crate) fn of(plan: &Plan, points: &Points) -> Axes {
        let (weights, missing) = terms(&plan.model);
        let of = |axis: Axis| {
            let own = plan.model.criteria.iter().zip(&weights);
            let own = own.map(|(criterion, weight)| {
                if axis_of(plan, criterion) == axis {
                    *weight
                } else {
                    Weight(0)
                }
            });
            Arc::new(score(points, &own.collect::<Vec<_>>(), &missing))
        };
        Axes {
            fit: of(Axis::Fit),
            engagement: of(Axis::Engagement),
        }
    }
}

/// What a measure says of an account: points of scores, minor units of amounts; `None` where it is not known.
///
/// A prospect buys nothing: its value is nothing, not unknown, unless the list says of nobody what it buys.
pub fn measured(results: &Results, measure: Measure, row: usize) -> Option<f64> {
    let Opportunity {
        potential,
        revenue,
        kind,
        revenue_known,
        ..
    } = &*results.opportunity;
    match measure {
        Measure::Fit => results.axes.fit.score(row),
        Measure::Engagement => results.axes.engagement.score(row),
        Measure::Score => results.scores.score(row),
        Measure::Value => match revenue[row] {
            None if *revenue_known && kind[row] == AccountKind::Prospect => Some(0.0),
            revenue => revenue.map(|amount| amount.as_magnitude()),
        },
        Measure::Potential => potential[row].map(|amount| amount.as_magnitude()),
    }
}

/// Whether a measure is known of any account in the plan.
pub fn is_known(results: &Results, measure: Measure) -> bool {
    let choice = &results.tiering.choice;
    (0..choice.len()).any(|row| choice[row] != TierChoice::Excluded && measured(results, measure, row).is_some())
}

/// Whether a measure is an amount of money.
pub fn is_amount(measure: Measure) -> bool {
    matches!(measure, Measure::Value | Measure::Potential)
}

/// An axis of the matrix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    pub from: f64,
    pub to: f64,
    /// Whether each doubling takes as much room. What lies below `from` stands at the edge then.
    pub logarithmic: bool,
    /// Where the middle and the high band begin.
    pub breaks: [f64; 2],
}

impl Scale {
    /// Where a value stands, 0..1.
    pub fn place(&self, value: f64) -> f64 {
        let place = if self.logarithmic {
            libm::log(value.max(self.from) / self.from) / libm::log(self.to / self.from)
        } else {
            (value - self.from) / (self.to - self.from)
        };
        place.clamp(0.0, 1.0)
    }

    /// The band of a value: 0 low, 1 middle, 2 high. A break belongs to the band that it begins.
    pub fn band(&self, value: f64) -> usize {
        self.breaks.iter().filter(|start| value >= **start).count()
    }
}

/// What one cell of the matrix holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    pub accounts: u32,
    pub potential: KnownSum,
    pub revenue: KnownSum,
}

/// A square of the picture that holds accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Square {
    pub across: u8,
    pub up: u8,
    pub accounts: u32,
    /// The tier that most of them have, the better one of equals.
    pub tier: u8,
}

/// The accounts in the plan by two measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    pub across: Scale,
    pub up: Scale,
    /// By band across, then up, low first.
    pub cells: [[Cell; BANDS]; BANDS],
    /// Accounts in the plan of which one of the measures is not known.
    pub unknown: u32,
    pub squares: Vec<Square>,
}

/// The matrix with these settings.
pub fn matrix(plan: &Plan, results: &Results, settings: &MatrixSettings) -> Matrix {
    let choice = &results.tiering.choice;
    let included = || (0..plan.accounts.len()).filter(|row| choice[*row] != TierChoice::Excluded);
    let scale = |measure: Measure, breaks: Option<[f64; 2]>| {
        scale(
            measure,
            breaks,
            &ascending(included().filter_map(|row| measured(results, measure, row))),
        )
    };
    let (across, up) = (
        scale(settings.across, settings.across_breaks),
        scale(settings.up, settings.up_breaks),
    );
    let mut cells = [[Cell::default(); BANDS]; BANDS];
    let mut tiers = vec![[0_u32; TierScheme::MOST]; ACROSS * UP];
    let mut unknown = 0;
    for row in included() {
        let values = (
            measured(results, settings.across, row),
            measured(results, settings.up, row),
        );
        let (Some(x), Some(y)) = values else {
            unknown += 1;
            continue;
        };
        let cell = &mut cells[across.band(x)][up.band(y)];
        cell.accounts += 1;
        cell.potential.add(results.opportunity.potential[row]);
        cell.revenue.add(results.opportunity.revenue[row]);
        let square = |place: f64, squares: usize| ((place * squares as f64) as usize).min(squares - 1);
        let at = square(across.place(x), ACROSS) * UP + square(up.place(y), UP);
        if let TierChoice::Tier(tier) = choice[row] {
            tiers[at][usize::from(tier).min(TierScheme::MOST - 1)] += 1;
        }
    }
    let squares = tiers.iter().enumerate().filter_map(|(at, counts)| {
        let most = counts
            .iter()
            .enumerate()
            .max_by_key(|(tier, count)| (**count, std::cmp::Reverse(*tier)))?;
        let accounts: u32 = counts.iter().sum();
        (accounts > 0).then_some(Square {
            across: (at / UP) as u8,
            up: (at % UP) as u8,
            accounts,
            tier: most.0 as u8,
        })
    });
    Matrix {
        across,
        up,
        cells,
        unknown,
        squares: squares.collect(),
    }
}

/// The axis for a measure; `values` are those that are known, ascending.
fn scale(measure: Measure, breaks: Option<[f64; 2]>, values: &[f64]) -> Scale {
    let at = |values: &[f64], share: f64| percentile_inc(values, share).unwrap_or(0.0);
    // Nothing is no amount: half of a list of prospects would put both breaks there.
    let some: Vec<f64> = values
        .iter()
        .copied()
        .filter(|value| !is_amount(measure) || *value > 0.0)
        .collect();
    // What buys nothing is low, even where nobody buys.
    let least_break = if is_amount(measure) { 1.0 } else { 0.0 };
    let suggested =
        [at(&some, 1.0 / 3.0), at(&some, 2.0 / 3.0)].map(|value| crate::standard::tidy(value).max(least_break));
    let breaks = breaks.unwrap_or(suggested);
    if is_amount(measure) {
        let least = at(&some, 0.02).max(1.0);
        let most = at(&some, 0.98).max(least * 10.0);
        Scale {
            from: least.min(breaks[0].max(1.0)),
            to: most.max(breaks[1]),
            logarithmic: true,
            breaks,
        }
    } else {
        Scale {
            from: 0.0,
            to: 100.0,
            logarithmic: false,
            breaks,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::Cache;
    use crate::testing::{ListOf, plan_on, varied};
    use proptest::prelude::*;
    use tierline_plan::Change;

    fn computed() -> (Plan, Results) {
        let plan = plan_on(varied(600), vec![]);
        let results = Results::compute(&plan, &mut Cache::default());
        (plan, results)
    }

    #[test]
    fn fit_and_engagement_are_the_scores_of_their_criteria_and_together_the_score() {
        let (plan, results) = computed();
        let share = |axis: Axis| -> f64 {
            let own = plan
                .model
                .criteria
                .iter()
                .filter(|criterion| axis_of(&plan, criterion) == axis);
            own.map(|criterion| criterion.weight.fraction()).sum()
        };
        assert!(
            (share(Axis::Engagement) - 0.15).abs() < 1e-9,
            "engagement history alone tells engagement"
        );
        let mut compared = 0;
        for row in 0..600 {
            if results.scores.coverage(row) < Weight::WHOLE {
                continue;
            }
            let (fit, engagement) = (results.axes.fit.score(row), results.axes.engagement.score(row));
            let whole = fit.expect("full") * share(Axis::Fit) + engagement.expect("full") * share(Axis::Engagement);
            assert!(
                (whole - results.scores.score(row).expect("full")).abs() < 0.001,
                "row {row}"
            );
            compared += 1;
        }
        assert!(compared > 100);
    }

    #[test]
    fn people_say_what_a_criterion_tells() {
        let (mut plan, _) = computed();
        let size = plan.model.criteria[2].source;
        plan.apply(Change::SetAxes(vec![(size, Axis::Engagement)]))
            .expect("fits");
        assert_eq!(axis_of(&plan, &plan.model.criteria[2]), Axis::Engagement);
        assert_eq!(axis_of(&plan, &plan.model.criteria[0]), Axis::Fit);
    }

    #[test]
    fn without_criteria_of_an_axis_it_is_not_known() {
        let (mut plan, _) = computed();
        let axes = plan
            .model
            .criteria
            .iter()
            .map(|criterion| (criterion.source, Axis::Fit))
            .collect();
        plan.apply(Change::SetAxes(axes)).expect("fits");
        let results = Results::compute(&plan, &mut Cache::default());
        assert!((0..600).all(|row| results.axes.engagement.score(row).is_none()));
        let settings = MatrixSettings {
            across: Measure::Fit,
            up: Measure::Engagement,
            ..MatrixSettings::default()
        };
        let matrix = matrix(&plan, &results, &settings);
        assert_eq!(matrix.unknown, 600);
        assert!(matrix.squares.is_empty());
    }

    #[test]
    fn a_prospect_buys_nothing_only_where_the_list_says_who_buys() {
        let of = |bought: fn(usize) -> Option<i64>| {
            let list = ListOf::accounts(60)
                .money(FieldRole::Potential, |row| Some(row as i64 * 10_000 + 5_000))
                .money(FieldRole::CurrentRevenue, bought)
                .table();
            let plan = plan_on(list, vec![]);
            let results = Results::compute(&plan, &mut Cache::default());
            assert!(is_known(&results, Measure::Potential));
            assert_eq!(is_known(&results, Measure::Value), bought(0).is_some());
            matrix(&plan, &results, &MatrixSettings::default())
        };
        let by_value =
            |matrix: &Matrix| [0, 1, 2].map(|up: usize| matrix.cells.iter().map(|line| line[up].accounts).sum::<u32>());
        assert_eq!(MatrixSettings::default().up, Measure::Value);

        let nobody = of(|_| None);
        assert_eq!(nobody.unknown, 60);
        assert!(nobody.squares.is_empty());

        let some = of(|row| (row < 6).then_some(100_000 * (row as i64 + 1)));
        assert_eq!(some.unknown, 0);
        assert_eq!(by_value(&some).iter().sum::<u32>(), 60);
        assert!(by_value(&some)[0] >= 54, "prospects stand low");

        let nothing = of(|_| Some(0));
        assert_eq!((nothing.unknown, by_value(&nothing)), (0, [60, 0, 0]));
    }

    #[test]
    fn a_value_stands_in_the_band_that_it_begins() {
        let scale = Scale {
            from: 1.0,
            to: 100.0,
            logarithmic: true,
            breaks: [10.0, 50.0],
        };
        assert_eq!([9.9, 10.0, 49.9, 50.0].map(|value| scale.band(value)), [0, 1, 1, 2]);
        assert!((scale.place(10.0) - 0.5).abs() < 1e-9);
        assert_eq!((scale.place(0.0), scale.place(1e9)), (0.0, 1.0));
    }

    fn any_measure() -> impl Strategy<Value = Measure> {
        prop_oneof![
            Just(Measure::Fit),
            Just(Measure::Engagement),
            Just(Measure::Score),
            Just(Measure::Value),
            Just(Measure::Potential)
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(30))]

        #[test]
        fn every_account_stands_in_one_cell_or_is_not_known(
            across in any_measure(), up in any_measure(), breaks in prop::option::of((0.0..1e7f64, 0.0..1e7f64)),
        ) {
            let (plan, results) = computed();
            let breaks = breaks.map(|(a, b)| [a.min(b), a.max(b)]);
            let settings = MatrixSettings { across, up, across_breaks: breaks, up_breaks: None };
            let matrix = matrix(&plan, &results, &settings);
            let cells: u32 = matrix.cells.iter().flatten().map(|cell| cell.accounts).sum();
            let squares: u32 = matrix.squares.iter().map(|square| square.accounts).sum();
            prop_assert_eq!(cells + matrix.unknown, 600);
            prop_assert_eq!(squares, cells);
            prop_assert!(matrix.across.from < matrix.across.to && matrix.up.from < matrix.up.to);
        }
    }
}
