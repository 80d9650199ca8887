//! Which categories (industries above all) buy from us: a table of points from the customers' own history. Separate
//! because it is the one curve that is learnt from what was sold rather than from the column alone.

use crate::opportunity::{AccountKind, Groups, Opportunity};
use tierline_plan::{Column, Curve};

/// Accounts' worth of belief that a category is like all others: few accounts move their points little.
const SHRINKAGE: f64 = 20.0;
const NEUTRAL: f64 = 0.5;
/// Points for each doubling of what an account of the category brings.
const POINTS_A_DOUBLING: f64 = 0.25;

/// What became of the accounts of one category.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CategoryHistory {
    pub accounts: u32,
    pub customers: u32,
    /// Customers whose revenue is known, and what they spend together, as a magnitude.
    paying: u32,
    revenue: f64,
}

/// The history of each category of a column, by its name, and that of all accounts that have one.
pub fn category_history(
    column: &Column,
    opportunity: &Opportunity,
) -> (Vec<(String, CategoryHistory)>, CategoryHistory) {
    let groups = Groups::of(Some(column), column.len());
    let mut all = CategoryHistory::default();
    let mut each = vec![CategoryHistory::default(); groups.names.len()];
    for (row, code) in groups.codes.iter().enumerate() {
        let Some(code) = code else { continue };
        let customer = opportunity.kind[row] == AccountKind::Customer;
        let revenue = opportunity.revenue[row].filter(|m| customer && m.minor() > 0);
        for history in [&mut all, &mut each[*code as usize]] {
            history.accounts += 1;
            history.customers += u32::from(customer);
            if let Some(revenue) = revenue {
                history.paying += 1;
                history.revenue += revenue.as_magnitude();
            }
        }
    }
    let named = groups.names.into_iter().zip(each);
    (named.filter(|(_, history)| history.accounts > 0).collect(), all)
}

/// Points by category: half for what an average account brings, a quarter more for each doubling, a quarter less for each
/// halving ([`CategoryHistory::lift`]). Without history every category gets half. Values are listed best first.
pub fn category_points(column: &Column, opportunity: &Opportunity) -> Curve {
    let (each, all) = category_history(column, opportunity);
    let mut points: Vec<(String, f64)> = each
        .into_iter()
        .map(|(name, history)| (name, history.points(&all)))
        .collect();
    points.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Curve::Category { points, other: NEUTRAL }
}

impl CategoryHistory {
    /// What an account of the category brings against one of the whole list: the share of accounts that are customers
    /// times the revenue of a customer, each shrunk towards that of the list. `None` without a customer on the list.
    pub fn lift(&self, all: &CategoryHistory) -> Option<f64> {
        if all.customers == 0 {
            return None;
        }
        let usual = f64::from(all.customers) / f64::from(all.accounts);
        let share = (f64::from(self.customers) + SHRINKAGE * usual) / (f64::from(self.accounts) + SHRINKAGE);
        let mut lift = share / usual;
        if all.revenue > 0.0 {
            let usual = all.revenue / f64::from(all.paying);
            lift *= (self.revenue + SHRINKAGE * usual) / (f64::from(self.paying) + SHRINKAGE) / usual;
        }
        Some(lift)
    }

    /// The points that follow from the lift, 0..1.
    pub fn points(&self, all: &CategoryHistory) -> f64 {
        let Some(lift) = self.lift(all) else {
            return NEUTRAL;
        };
        let points = NEUTRAL + POINTS_A_DOUBLING * libm::log2(lift);
        // Hundredths: a person reads and edits this table.
        (points.clamp(0.0, 1.0) * 100.0).round() / 100.0
    }
}
