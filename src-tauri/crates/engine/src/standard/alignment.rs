//! Which categories (industries above all) buy from us: a table of points from the customers' own history. Separate
//! because it is the one curve that is learnt from what was sold rather than from the column alone.

use crate::opportunity::{AccountKind, Groups, Opportunity};
use tierline_plan::{Column, Curve};

/// Accounts' worth of belief that a category is like all others: few accounts move their points little.
const SHRINKAGE: f64 = 20.0;
const NEUTRAL: f64 = 0.5;
/// Points for each doubling of what an account of the category brings.
const POINTS_A_DOUBLING: f64 = 0.25;

/// Points by category: half for what an average account brings, a quarter more for each doubling, a quarter less for each
/// halving.
///
/// What an account brings is the share of accounts that are customers times the revenue of a customer, each shrunk towards
/// that of the whole list. Without history every category gets half. Values are listed best first.
pub fn category_points(column: &Column, opportunity: &Opportunity) -> Curve {
    let groups = Groups::of(Some(column), column.len());
    let mut all = History::default();
    let mut each = vec![History::default(); groups.names.len()];
    for (row, code) in groups.codes.iter().enumerate() {
        let Some(code) = code else { continue };
        let customer = opportunity.kind[row] == AccountKind::Customer;
        let revenue = opportunity.revenue[row].filter(|m| customer && m.minor() > 0);
        for history in [&mut all, &mut each[*code as usize]] {
            history.accounts += 1.0;
            history.customers += f64::from(u8::from(customer));
            if let Some(revenue) = revenue {
                history.paying += 1.0;
                history.revenue += revenue.as_magnitude();
            }
        }
    }
    let mut points: Vec<(String, f64)> = groups
        .names
        .into_iter()
        .zip(&each)
        .filter(|(_, history)| history.accounts > 0.0)
        .map(|(name, history)| (name, history.points(&all)))
        .collect();
    points.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Curve::Category { points, other: NEUTRAL }
}

#[derive(Debug, Clone, Copy, Default)]
struct History {
    accounts: f64,
    customers: f64,
    paying: f64,
    revenue: f64,
}

impl History {
    fn points(&self, all: &History) -> f64 {
        if all.customers <= 0.0 {
            return NEUTRAL;
        }
        let usual = all.customers / all.accounts;
        let share = (self.customers + SHRINKAGE * usual) / (self.accounts + SHRINKAGE);
        let mut lift = share / usual;
        if all.revenue > 0.0 {
            let usual = all.revenue / all.paying;
            lift *= (self.revenue + SHRINKAGE * usual) / (self.paying + SHRINKAGE) / usual;
        }
        let points = NEUTRAL + POINTS_A_DOUBLING * libm::log2(lift);
        // Hundredths: a person reads and edits this table.
        (points.clamp(0.0, 1.0) * 100.0).round() / 100.0
    }
}
