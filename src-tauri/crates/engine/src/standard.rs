//! The model a plan starts with, and the curves that are proposed for a column. Separate from scoring, which takes any
//! model; everything here is a proposal that a person may change.

mod alignment;
mod shapes;

pub use alignment::{CategoryHistory, category_history, category_points};
pub use shapes::shapes;
pub(crate) use shapes::tidy;

use crate::computed::Fields;
use crate::numbers::{ascending, percentile_inc};
use crate::opportunity::{Opportunity, size_opportunity};
use rayon::prelude::*;
use tierline_plan::{
    AccountTable, Column, Criterion, CriterionId, CriterionSource, Curve, Day, FieldId, FieldKind, FieldRole,
    MissingPolicy, Model, OpportunitySettings, StandardCriterion, Weight, split_units,
};

/// Days after which an activity is worth half.
pub const HALF_LIFE_DAYS: f64 = 180.0;

/// Tenths of a point each standard criterion has when all four are there.
const SHARES: [(StandardCriterion, &str, f64); 4] = [
    (StandardCriterion::RevenuePotential, "Revenue potential", 400.0),
    (StandardCriterion::IndustryAlignment, "Industry alignment", 250.0),
    (StandardCriterion::CompanySize, "Company size", 200.0),
    (StandardCriterion::EngagementHistory, "Engagement history", 150.0),
];

/// The four standard criteria as far as the list has columns for them; absent ones leave their weight to the others.
///
/// `as_of` is the day that recency counts to. Empty when the list has none of the columns.
pub fn standard_model(accounts: &AccountTable, settings: &OpportunitySettings, as_of: Day) -> Model {
    let opportunity = size_opportunity(accounts, settings);
    let found: Vec<_> = SHARES
        .par_iter()
        .filter_map(|(standard, name, share)| {
            let (source, curve) = source_and_curve(*standard, accounts, &opportunity, as_of)?;
            Some((*standard, *name, *share, source, curve))
        })
        .collect();
    let weights = split_units(i64::from(Weight::WHOLE), &found.iter().map(|f| f.2).collect::<Vec<_>>());
    let criteria = found
        .into_iter()
        .zip(weights)
        .enumerate()
        .map(|(index, ((standard, name, _, source, curve), weight))| Criterion {
            id: CriterionId(index as u32 + 1),
            name: name.to_owned(),
            standard: Some(standard),
            source,
            weight: Weight(weight as u16),
            locked: false,
            curve,
            missing: MissingPolicy::LeaveOut,
        })
        .collect();
    Model { criteria }
}

fn source_and_curve(
    standard: StandardCriterion,
    accounts: &AccountTable,
    opportunity: &Opportunity,
    as_of: Day,
) -> Option<(CriterionSource, Curve)> {
    let field = |role: FieldRole| {
        let field = accounts.field_with_role(role)?;
        let column = accounts.column(field.id)?;
        (0..column.len())
            .any(|row| !column.is_missing(row))
            .then_some((CriterionSource::Field(field.id), column))
    };
    match standard {
        StandardCriterion::RevenuePotential => {
            // A potential that most accounts lack says less than a plain column does.
            let known = opportunity.potential.iter().flatten().count();
            let fallback = || field(FieldRole::AnnualRevenue).or_else(|| field(FieldRole::CurrentRevenue));
            if known > 0 && (known * 2 >= accounts.len() || fallback().is_none()) {
                return Some((CriterionSource::Potential, log_curve(&potentials(opportunity))));
            }
            let (source, column) = fallback()?;
            Some((source, log_curve(&magnitudes(column))))
        }
        StandardCriterion::IndustryAlignment => {
            let (source, column) = field(FieldRole::Industry)?;
            Some((source, category_points(column, opportunity)))
        }
        StandardCriterion::CompanySize => {
            let (source, column) = field(FieldRole::Employees)?;
            Some((source, log_curve(&magnitudes(column))))
        }
        StandardCriterion::EngagementHistory => {
            if let Some((source, column)) = field(FieldRole::Engagement) {
                return Some((source, engagement_curve(&magnitudes(column))));
            }
            let (source, _) = field(FieldRole::LastActivity)?;
            Some((source, recency(as_of)))
        }
    }
}

/// A curve for a column that a person adds to the model; `None` for free text, which no curve fits.
pub fn suggest_curve(fields: Fields<'_>, field: FieldId, opportunity: &Opportunity, as_of: Day) -> Option<Curve> {
    let column = fields.column(field)?;
    Some(match fields.field(field)?.kind {
        FieldKind::Text => return None,
        FieldKind::Category => category_points(column, opportunity),
        FieldKind::YesNo => Curve::YesNo { yes: 1.0, no: 0.0 },
        FieldKind::Date => recency(as_of),
        FieldKind::Number | FieldKind::Percent | FieldKind::Money => {
            let values = magnitudes(column);
            let middle = percentile_inc(&values, 0.5).unwrap_or(0.0);
            let high = percentile_inc(&values, 0.98).unwrap_or(0.0);
            let spans_magnitudes = values.first().is_some_and(|v| *v >= 0.0) && high > middle.max(1.0) * 10.0;
            if spans_magnitudes {
                log_curve(&values)
            } else {
                linear_curve(&values)
            }
        }
    })
}

fn percentile_curve(values: &[f64]) -> Curve {
    Curve::Percentile { knots: knots(values) }
}

/// 101 quantiles of ascending values.
fn knots(values: &[f64]) -> Vec<f64> {
    (0..=100)
        .filter_map(|percent| percentile_inc(values, f64::from(percent) / 100.0))
        .collect()
}

/// The 2nd and 98th percentile: the few giants and dwarfs beyond them do not stretch the scale for all others. The ends of
/// the list where nearly all are alike, so that those who are not are told apart.
fn winsorised(values: &[f64]) -> (f64, f64) {
    let at = |share| percentile_inc(values, share).unwrap_or(0.0);
    let (low, high) = (at(0.02), at(0.98));
    if low < high { (low, high) } else { (at(0.0), at(1.0)) }
}

fn log_curve(values: &[f64]) -> Curve {
    let (from, to) = winsorised(values);
    Curve::Log {
        from: from.max(0.0),
        to: to.max(0.0),
    }
}

fn linear_curve(values: &[f64]) -> Curve {
    let (from, to) = winsorised(values);
    Curve::Linear { from, to }
}

/// A list scores engagement on a scale of its own: one that ends at 1, 10 or 100 is taken at its word, any other by rank.
fn engagement_curve(values: &[f64]) -> Curve {
    let (Some(least), Some(most)) = (values.first(), values.last()) else {
        return Curve::Linear { from: 0.0, to: 100.0 };
    };
    let scale = [1.0, 10.0, 100.0]
        .into_iter()
        .find(|end| *most <= *end && *most > end * 0.5);
    match scale {
        Some(to) if *least >= 0.0 => Curve::Linear { from: 0.0, to },
        _ => percentile_curve(values),
    }
}

fn recency(as_of: Day) -> Curve {
    Curve::Recency {
        as_of,
        half_life_days: HALF_LIFE_DAYS,
    }
}

fn magnitudes(column: &Column) -> Vec<f64> {
    ascending((0..column.len()).filter_map(|row| column.magnitude(row)))
}

fn potentials(opportunity: &Opportunity) -> Vec<f64> {
    ascending(opportunity.potential.iter().flatten().map(|m| m.as_magnitude()))
}

#[cfg(test)]
mod tests;
