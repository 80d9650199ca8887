//! Frontier potential: what similar customers spend, at a high percentile. Separate because a list with its own potential
//! column needs none of it.

use super::Groups;
use crate::numbers::percentile_inc;
use std::collections::HashMap;
use tierline_plan::{AccountTable, Column, FieldRole, Money, OpportunitySettings};

/// How many customers' worth of belief the wider group has: a group of 30 counts as much as the group around it.
const SHRINKAGE: f64 = 30.0;

/// What is compared between similar customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PeerMeasure {
    /// Current revenue per employee.
    PerEmployee,
    /// Current revenue of the whole account, where the headcount is not known.
    PerAccount,
}

/// A group of similar customers and what they spend.
#[derive(Debug, Clone, PartialEq)]
pub struct PeerGroup {
    /// `None` when customers of all industries are in it.
    pub industry: Option<String>,
    /// Region, or country where the list has no regions; `None` when places do not matter.
    pub place: Option<String>,
    pub measure: PeerMeasure,
    /// Customers in the group with what the measure needs.
    pub peers: u32,
    /// The percentile of what they spend, shrunk towards the wider group; minor units, per employee or per account.
    pub spend: f64,
    /// Which percentile, in per mille.
    pub percentile: u16,
}

type Node = (Option<u32>, Option<u32>);

fn industry_and_place(accounts: &AccountTable) -> (Groups, Groups) {
    let of = |role| Groups::of(accounts.column_with_role(role), accounts.len());
    let region = of(FieldRole::Region);
    let place = if region.known() { region } else { of(FieldRole::Country) };
    (of(FieldRole::Industry), place)
}

/// What a customer spends; `None` for an account that no group of peers counts.
fn spend(measure: PeerMeasure, revenue: Option<Money>, employees: Option<&Column>, row: usize) -> Option<f64> {
    let sold = revenue.filter(|m| m.minor() > 0)?.as_magnitude();
    match measure {
        PeerMeasure::PerAccount => Some(sold),
        PeerMeasure::PerEmployee => {
            let heads = employees?.number(row).filter(|heads| *heads > 0.0)?;
            Some(sold / heads)
        }
    }
}

/// The rows of the customers in a group of peers.
pub(super) fn members(accounts: &AccountTable, revenue: &[Option<Money>], group: &PeerGroup) -> Vec<u32> {
    let (industry, place) = industry_and_place(accounts);
    let employees = accounts.column_with_role(FieldRole::Employees);
    let within = |wanted: &Option<String>, groups: &Groups, row: usize| match wanted {
        None => true,
        Some(name) => groups.codes[row].is_some_and(|code| groups.name(code) == name),
    };
    (0..accounts.len())
        .filter(|row| {
            spend(group.measure, revenue[*row], employees, *row).is_some()
                && within(&group.industry, &industry, *row)
                && within(&group.place, &place, *row)
        })
        .map(|row| row as u32)
        .collect()
}

/// Groups of customers by industry and place.
#[derive(Debug)]
pub(super) struct Frontier {
    industry: Groups,
    place: Groups,
    groups: Vec<PeerGroup>,
    index: HashMap<(PeerMeasure, Node), u32>,
}

impl Frontier {
    pub(super) fn of(accounts: &AccountTable, revenue: &[Option<Money>], settings: &OpportunitySettings) -> Frontier {
        let rows = accounts.len();
        let (industry, place) = industry_and_place(accounts);
        let mut frontier = Frontier {
            industry,
            place,
            groups: Vec::new(),
            index: HashMap::new(),
        };
        let employees = accounts.column_with_role(FieldRole::Employees);
        for measure in [PeerMeasure::PerEmployee, PeerMeasure::PerAccount] {
            let spend = (0..rows).map(|row| spend(measure, revenue[row], employees, row));
            frontier.add(measure, spend, settings);
        }
        frontier
    }

    fn add(&mut self, measure: PeerMeasure, spend: impl Iterator<Item = Option<f64>>, settings: &OpportunitySettings) {
        let mut nodes: HashMap<Node, Vec<f64>> = HashMap::new();
        for (row, spend) in spend.enumerate() {
            let Some(spend) = spend else { continue };
            nodes.entry((None, None)).or_default().push(spend);
            if let Some(industry) = self.industry.codes[row] {
                nodes.entry((Some(industry), None)).or_default().push(spend);
                if let Some(place) = self.place.codes[row] {
                    nodes.entry((Some(industry), Some(place))).or_default().push(spend);
                }
            }
        }
        let fewest = usize::from(settings.fewest_peers.max(1));
        let mut large: Vec<(Node, Vec<f64>)> = nodes.into_iter().filter(|(_, v)| v.len() >= fewest).collect();
        // None sorts before Some: the wider group always stands before the ones inside it.
        large.sort_unstable_by_key(|(node, _)| *node);
        let share = f64::from(settings.peer_percentile) / 1000.0;
        for (node, mut values) in large {
            values.sort_unstable_by(f64::total_cmp);
            let own = percentile_inc(&values, share).unwrap_or(0.0);
            let count = values.len() as f64;
            let around = self.wider(measure, node).map(|group| self.groups[group as usize].spend);
            let shrunk = around.map_or(own, |around| (count * own + SHRINKAGE * around) / (count + SHRINKAGE));
            self.index.insert((measure, node), self.groups.len() as u32);
            self.groups.push(PeerGroup {
                industry: node.0.map(|code| self.industry.name(code).to_owned()),
                place: node.1.map(|code| self.place.name(code).to_owned()),
                measure,
                peers: values.len() as u32,
                spend: shrunk,
                percentile: settings.peer_percentile,
            });
        }
    }

    /// The group around a node, the nearest that is large enough.
    fn wider(&self, measure: PeerMeasure, node: Node) -> Option<u32> {
        let around: &[Node] = match node {
            (None, _) => &[],
            (Some(_), None) => &[(None, None)],
            (industry, Some(_)) => &[(industry, None), (None, None)],
        };
        around
            .iter()
            .find_map(|node| self.index.get(&(measure, *node)).copied())
    }

    /// The potential of an account by its nearest group of peers, with that group's index; `None` when no group is large
    /// enough.
    pub(super) fn estimate(&self, row: usize, employees: Option<f64>) -> Option<(Money, u32)> {
        let employees = employees.filter(|heads| *heads > 0.0);
        let by_size = employees.and_then(|heads| Some((heads, self.nearest(PeerMeasure::PerEmployee, row)?)));
        let (size, group) = match by_size {
            Some(found) => found,
            None => (1.0, self.nearest(PeerMeasure::PerAccount, row)?),
        };
        let figure = Money::from_magnitude(self.groups[group as usize].spend * size)?;
        Some((figure, group))
    }

    fn nearest(&self, measure: PeerMeasure, row: usize) -> Option<u32> {
        let industry = self.industry.codes[row];
        let own = (industry, industry.and(self.place.codes[row]));
        self.index
            .get(&(measure, own))
            .copied()
            .or_else(|| self.wider(measure, own))
    }

    pub(super) fn into_groups(self) -> Vec<PeerGroup> {
        self.groups
    }
}
