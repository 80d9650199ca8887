//! Opportunity: what each account could spend in a year, where that figure comes from, and which bucket it falls into.
//! Separate from scoring, which may use the potential but never makes it.

mod buckets;
mod frontier;
mod kind;
mod sentence;

pub use buckets::{Buckets, HeadroomBasis, ProductHeadroom};
pub use frontier::{PeerGroup, PeerMeasure};
pub use kind::{AccountKind, kind_from_status};
pub use sentence::{opportunity_sentence, potential_gap, potential_sentence};

use crate::words::fold;
use buckets::ProductShares;
use frontier::Frontier;
use std::collections::HashMap;
use tierline_plan::{AccountTable, Column, FieldRole, Money, OpportunitySettings};

/// Where an account's potential comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PotentialBasis {
    /// The list says so.
    Listed,
    /// The list says this, but the account already buys more: current revenue counts, and the figure is flagged.
    ListedBelowRevenue { listed: Money },
    /// What similar customers spend: index into [`Opportunity::groups`].
    Peers { group: u32 },
    /// Similar customers spend less than this account already does, so its own revenue counts.
    OwnRevenue { group: u32 },
    /// Not known.
    Unknown(WhyUnknown),
}

/// Why no potential can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyUnknown {
    /// The list names fewer customers with revenue than a group of peers needs.
    TooFewCustomers,
}

/// The opportunity of a list, a slot an account row.
#[derive(Debug, Clone, PartialEq)]
pub struct Opportunity {
    pub kind: Vec<AccountKind>,
    /// What we sold in the last twelve months; the sum of the product columns where the list has no column for it.
    pub revenue: Vec<Option<Money>>,
    pub potential: Vec<Option<Money>>,
    pub basis: Vec<PotentialBasis>,
    /// All zero where the potential is not known.
    pub buckets: Vec<Buckets>,
    /// How the headroom of each account was shared out.
    pub headroom_basis: Vec<HeadroomBasis>,
    /// The groups of similar customers that potentials were read off.
    pub groups: Vec<PeerGroup>,
    /// Sums over all accounts, excluded ones too.
    pub total: Buckets,
    pub without_potential: u32,
    /// Customers by their status whose revenue the list does not say: their whole potential counts as upsell.
    pub customers_without_revenue: u32,
    /// Accounts that already buy more than the list says they could: the listed potential is wrong.
    pub over_wallet: u32,
    /// Whether the list says of anybody what it buys. Where it does not, a prospect is only somebody of whom nothing is
    /// known.
    pub revenue_known: bool,
    products: ProductShares,
}

impl Opportunity {
    /// Current revenue over potential; above 1 when the listed potential is wrong. `None` when either is not known or
    /// the potential is 0.
    pub fn share_of_wallet(&self, row: usize) -> Option<f64> {
        let potential = match self.basis[row] {
            PotentialBasis::ListedBelowRevenue { listed } => listed,
            _ => self.potential[row]?,
        };
        let revenue = self.revenue[row]?;
        (potential.minor() > 0).then(|| revenue.as_magnitude() / potential.as_magnitude())
    }

    /// Potential less current revenue, never below 0; `None` when the potential is not known.
    pub fn headroom(&self, row: usize) -> Option<Money> {
        let potential = self.potential[row]?;
        Some((potential - self.revenue[row].unwrap_or(Money::ZERO).max_zero()).max_zero())
    }

    /// The group of customers that the account was compared with; `None` where it was compared with nobody.
    pub fn peer_group(&self, row: usize) -> Option<&PeerGroup> {
        match self.basis[row] {
            PotentialBasis::Peers { group } | PotentialBasis::OwnRevenue { group } => self.groups.get(group as usize),
            PotentialBasis::Listed | PotentialBasis::ListedBelowRevenue { .. } | PotentialBasis::Unknown(_) => None,
        }
    }

    /// The rows of the customers that the account was compared with.
    pub fn peers(&self, accounts: &AccountTable, row: usize) -> Vec<u32> {
        self.peer_group(row)
            .map_or_else(Vec::new, |group| frontier::members(accounts, &self.revenue, group))
    }

    /// The headroom of an account by product, as far as the list has product columns: what it owns and where the gaps are.
    pub fn by_product(&self, accounts: &AccountTable, row: usize) -> Vec<ProductHeadroom> {
        let headroom = self.headroom(row).unwrap_or(Money::ZERO);
        self.products.split(accounts, row, headroom)
    }
}

/// Sizes the opportunity of every account.
///
/// The list's own figure counts where it has one. Else the potential is a high percentile of what similar customers spend
/// (frontier potential; Rosset, Perlich and Lawrence 2007), per employee where the headcount is known, shrunk towards the
/// wider group, never below current revenue.
pub fn size_opportunity(accounts: &AccountTable, settings: &OpportunitySettings) -> Opportunity {
    let rows = accounts.len();
    let revenue = current_revenue(accounts);
    let kind = kind::account_kinds(accounts, &revenue);
    let frontier = Frontier::of(accounts, &revenue, settings);
    let products = ProductShares::of(accounts, &kind, settings);
    let listed = accounts.column_with_role(FieldRole::Potential);
    let employees = accounts.column_with_role(FieldRole::Employees);

    let mut opportunity = Opportunity {
        revenue_known: revenue.iter().any(Option::is_some),
        kind,
        revenue,
        potential: Vec::with_capacity(rows),
        basis: Vec::with_capacity(rows),
        buckets: Vec::with_capacity(rows),
        headroom_basis: Vec::with_capacity(rows),
        groups: Vec::new(),
        total: Buckets::default(),
        without_potential: 0,
        customers_without_revenue: 0,
        over_wallet: 0,
        products,
    };
    for row in 0..rows {
        let sold = opportunity.revenue[row].unwrap_or(Money::ZERO).max_zero();
        let from_list = listed.and_then(|c| c.money(row)).filter(|m| !m.is_negative());
        let (potential, basis) = match from_list {
            Some(figure) if figure < sold => (Some(sold), PotentialBasis::ListedBelowRevenue { listed: figure }),
            Some(figure) => (Some(figure), PotentialBasis::Listed),
            None => match frontier.estimate(row, employees.and_then(|c| c.number(row))) {
                Some((figure, group)) if figure < sold => (Some(sold), PotentialBasis::OwnRevenue { group }),
                Some((figure, group)) => (Some(figure), PotentialBasis::Peers { group }),
                None => (None, PotentialBasis::Unknown(WhyUnknown::TooFewCustomers)),
            },
        };
        let customer = opportunity.kind[row] == AccountKind::Customer;
        let (parts, headroom_basis) = match potential {
            None => (Buckets::default(), HeadroomBasis::NotSplit),
            Some(potential) if customer => opportunity.products.buckets(accounts, row, potential, sold),
            Some(potential) => (Buckets::new_logo(potential), HeadroomBasis::NotSplit),
        };
        opportunity.without_potential += u32::from(potential.is_none());
        opportunity.customers_without_revenue += u32::from(customer && opportunity.revenue[row].is_none());
        opportunity.over_wallet += u32::from(matches!(basis, PotentialBasis::ListedBelowRevenue { .. }));
        opportunity.total = opportunity.total.plus(parts);
        opportunity.potential.push(potential);
        opportunity.basis.push(basis);
        opportunity.buckets.push(parts);
        opportunity.headroom_basis.push(headroom_basis);
    }
    opportunity.groups = frontier.into_groups();
    opportunity
}

fn current_revenue(accounts: &AccountTable) -> Vec<Option<Money>> {
    if let Some(column) = accounts.column_with_role(FieldRole::CurrentRevenue) {
        return (0..accounts.len()).map(|row| column.money(row)).collect();
    }
    let products: Vec<&Column> = accounts.product_fields().map(|(_, column)| column).collect();
    (0..accounts.len())
        .map(|row| {
            let mut known = products.iter().filter_map(|c| c.money(row)).peekable();
            known.peek().is_some().then(|| known.sum())
        })
        .collect()
}

/// A category column with spellings that differ only in case and spacing taken as one value.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Groups {
    /// By row; `None` where blank.
    pub(crate) codes: Vec<Option<u32>>,
    /// The first spelling of each value.
    pub(crate) names: Vec<String>,
}

impl Groups {
    pub(crate) fn of(column: Option<&Column>, rows: usize) -> Groups {
        let Some(Column::Category { values, codes }) = column else {
            return Groups {
                codes: vec![None; rows],
                names: Vec::new(),
            };
        };
        let mut names: Vec<String> = Vec::new();
        let mut known: HashMap<String, u32> = HashMap::new();
        let folded: Vec<Option<u32>> = values
            .iter()
            .map(|value| {
                let key = fold(value);
                (!key.is_empty()).then(|| {
                    *known.entry(key).or_insert_with(|| {
                        names.push(value.trim().to_owned());
                        names.len() as u32 - 1
                    })
                })
            })
            .collect();
        Groups {
            codes: codes
                .iter()
                .map(|code| folded.get(*code as usize).copied().flatten())
                .collect(),
            names,
        }
    }

    pub(crate) fn name(&self, code: u32) -> &str {
        &self.names[code as usize]
    }

    /// Whether any row has a value.
    pub(crate) fn known(&self) -> bool {
        self.codes.iter().any(Option::is_some)
    }
}

#[cfg(test)]
mod tests;
