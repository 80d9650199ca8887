//! Why an account has its potential, in one sentence with its figures.

use super::{AccountKind, HeadroomBasis, Opportunity, PeerGroup, PeerMeasure, PotentialBasis, WhyUnknown};
use crate::words::{count, counted, money};
use tierline_plan::{Currency, FieldRole, Money, Plan};

/// Why the account has its potential.
pub fn potential_sentence(plan: &Plan, opportunity: &Opportunity, row: usize) -> String {
    let currency = &plan.info.currency;
    let potential = opportunity.potential[row].unwrap_or(Money::ZERO);
    let sold = opportunity.revenue[row].unwrap_or(Money::ZERO);
    match opportunity.basis[row] {
        PotentialBasis::Listed => format!("The list gives a potential of {}.", money(potential, currency)),
        PotentialBasis::ListedBelowRevenue { listed } => format!(
            "The list gives a potential of {}, but the account already buys {}: that is what counts here. Check the listed \
             figure.",
            money(listed, currency),
            money(sold, currency)
        ),
        PotentialBasis::Peers { group } => {
            let group = &opportunity.groups[group as usize];
            let employees = plan
                .accounts
                .column_with_role(FieldRole::Employees)
                .and_then(|column| column.number(row));
            let size = match (group.measure, employees) {
                (PeerMeasure::PerEmployee, Some(heads)) => {
                    format!(
                        ", which for {} employees is {}",
                        count(heads as u64),
                        money(potential, currency)
                    )
                }
                _ => String::new(),
            };
            format!("{}{size}.", peers(group, currency))
        }
        PotentialBasis::OwnRevenue { group } => format!(
            "It already buys {}, more than similar customers: {}. Its own revenue counts as its potential.",
            money(sold, currency),
            lower_first(&peers(&opportunity.groups[group as usize], currency))
        ),
        PotentialBasis::Unknown(WhyUnknown::TooFewCustomers) => format!(
            "No potential: the list gives none, and fewer than {} have revenue to compare with.",
            counted(u64::from(plan.opportunity.fewest_peers.max(1)), "customer", "customers")
        ),
    }
}

/// Why accounts have no known potential and what to do about it; `None` where every account has one.
///
/// Two sentences that stand alone on a screen, in a workbook and on a terminal.
pub fn potential_gap(plan: &Plan, opportunity: &Opportunity) -> Option<String> {
    if opportunity.without_potential == 0 {
        return None;
    }
    let paying = opportunity
        .revenue
        .iter()
        .flatten()
        .filter(|sold| sold.minor() > 0)
        .count() as u64;
    let fewest = u64::from(plan.opportunity.fewest_peers.max(1));
    let all = opportunity.without_potential as usize == plan.accounts.len();
    let what = match (all, plan.accounts.column_with_role(FieldRole::Potential)) {
        (true, None) => "The potential is not known: the list has no column for it",
        (true, Some(_)) => "The potential is not known: the list's column for it is blank",
        (false, _) => "The potential of some accounts is not known: the list has none for them",
    };
    let compared = match paying {
        0 => "no customers with revenue to compare with".to_owned(),
        _ => format!(
            "too few customers to compare with: {} with revenue, fewer than the {} a comparison needs",
            counted(paying, "customer", "customers"),
            count(fewest)
        ),
    };
    Some(format!(
        "{what}, and there are {compared}. Add a column with the potential, or with what \
         your customers buy now, and import the list again."
    ))
}

/// How the potential falls into buckets, and what the split rests on.
pub fn opportunity_sentence(plan: &Plan, opportunity: &Opportunity, row: usize) -> String {
    let currency = &plan.info.currency;
    let parts = opportunity.buckets[row];
    if opportunity.potential[row].is_none() {
        return "Without a potential there is no opportunity to show.".to_owned();
    }
    if opportunity.kind[row] == AccountKind::Prospect {
        return format!("A prospect: all {} is new logo.", money(parts.new_logo, currency));
    }
    let why = match opportunity.headroom_basis[row] {
        HeadroomBasis::ByProduct => "shared out as similar customers spend on each product",
        HeadroomBasis::NoProductColumns => "the list has no revenue by product, so all headroom is upsell",
        HeadroomBasis::ProductsUnknown | HeadroomBasis::NotSplit => {
            "nothing is known of the products it owns, so all headroom is upsell"
        }
    };
    format!(
        "Retain {}, upsell {}, cross-sell {}: {why}.",
        money(parts.retain, currency),
        money(parts.upsell, currency),
        money(parts.cross_sell, currency)
    )
}

fn peers(group: &PeerGroup, currency: &Currency) -> String {
    let whom = match (&group.industry, &group.place) {
        (Some(industry), Some(place)) => format!(" in {industry}, {place}"),
        (Some(industry), None) => format!(" in {industry}"),
        _ => String::new(),
    };
    let spend = money(Money::from_magnitude(group.spend).unwrap_or(Money::ZERO), currency);
    let unit = match group.measure {
        PeerMeasure::PerEmployee => " per employee",
        PeerMeasure::PerAccount => "",
    };
    format!(
        "{}{whom} spend up to {spend}{unit} ({} percentile)",
        counted(u64::from(group.peers), "customer", "customers"),
        ordinal(group.percentile)
    )
}

/// Per mille as an ordinal percentile: 800 is `80th`, 875 is `87.5th`.
fn ordinal(per_mille: u16) -> String {
    let (whole, rest) = (per_mille / 10, per_mille % 10);
    let ending = match (rest, whole % 10, whole % 100) {
        (0, _, 11..=13) => "th",
        (0, 1, _) => "st",
        (0, 2, _) => "nd",
        (0, 3, _) => "rd",
        _ => "th",
    };
    if rest == 0 {
        format!("{whole}{ending}")
    } else {
        format!("{whole}.{rest}{ending}")
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
