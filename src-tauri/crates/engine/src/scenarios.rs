//! Ways to tier beside each other: what each makes of the list, who moves between any two, and why. Separate from tiering,
//! which knows one set of rules at a time.
//!
//! Every move has one cause of four. On the way from the old tiers to the new ones the list changes first (the old rules on
//! the list of today), then the model with its gates, then the cut-offs with what holds agreed tiers, then people's
//! overrides. The cause is the step on which the account left its old tier for good: the causes add up to all moves.

use crate::opportunity::Opportunity;
use crate::results::{Results, model_scores};
use crate::scoring::Scores;
use crate::tiering::{Agreed, Standing, Tiering, counted, holds, stopped_of, tier_by};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use tierline_plan::{AccountId, Gate, Model, Override, Plan, Scenario, TierChoice, TierScheme};

/// One of two ways to tier that are compared.
#[derive(Debug, Clone, Copy)]
pub enum Side<'a> {
    /// What is in force.
    Now,
    Kept(&'a Scenario),
}

/// Why an account moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The list says something else of it, or of those it is ranked with.
    Data,
    /// Criteria, weights, curves or gates.
    Model,
    /// Cut-offs, and what holds agreed tiers.
    CutOff,
    /// A person put it somewhere, or no longer does.
    Override,
}

impl Cause {
    pub const ALL: [Cause; 4] = [Cause::Data, Cause::Model, Cause::CutOff, Cause::Override];
}

/// An account that stands elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    pub row: u32,
    pub from: TierChoice,
    pub to: TierChoice,
    pub cause: Cause,
}

/// Who moves from one way to tier to another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moves {
    /// By row, ascending.
    pub moved: Vec<Move>,
    /// How many accounts stand where they stood, by tier; the last slot is out of the plan.
    pub stayed: Vec<u32>,
    /// Rows of accounts that were not on the list, ascending.
    pub new: Vec<u32>,
    /// Accounts that are no longer on the list.
    pub gone: u32,
}

#[derive(Clone)]
struct Rules<'a> {
    /// With ages counted to the day of the plan: that time has passed is no other rule.
    model: Cow<'a, Model>,
    tiers: &'a TierScheme,
    gates: &'a [Gate],
    overrides: &'a BTreeMap<AccountId, Override>,
    /// Whether overrides that have run out count no more, as of what is in force.
    runs_out: bool,
    /// Whether agreed tiers are held, as of what is in force.
    holds_agreed: bool,
}

impl<'a> Side<'a> {
    fn rules(self, plan: &'a Plan) -> Rules<'a> {
        match self {
            Side::Now => Rules {
                model: Cow::Borrowed(&plan.model),
                tiers: &plan.tiers,
                gates: &plan.gates,
                overrides: &plan.overrides,
                runs_out: true,
                holds_agreed: true,
            },
            Side::Kept(scenario) => Rules {
                model: Cow::Owned(scenario.model.seen_from(plan.info.as_of)),
                tiers: &scenario.tiers,
                gates: &scenario.gates,
                overrides: &scenario.overrides,
                runs_out: false,
                holds_agreed: false,
            },
        }
    }
}

/// What a kept scenario makes of the list of today. Overrides are those in force, and agreed tiers are held: as it would be
/// if it were used now.
pub fn tiered(plan: &Plan, results: &Results, scenario: &Scenario) -> Tiering {
    let rules = used_now(plan, scenario);
    let scores = model_scores(results, plan, &rules.model);
    stepped(plan, results, &scores, rules.gates, rules.tiers, &rules)
}

/// The rules of a scenario that is used now: people's decisions stay.
fn used_now<'a>(plan: &'a Plan, scenario: &'a Scenario) -> Rules<'a> {
    Rules {
        overrides: &plan.overrides,
        runs_out: true,
        holds_agreed: true,
        ..Side::Kept(scenario).rules(plan)
    }
}

/// Who moves, and why. From what is in force to a scenario it tells what would happen if it were used now: overrides stay.
pub fn moves(plan: &Plan, results: &Results, from: Side<'_>, to: Side<'_>) -> Moves {
    let old = from.rules(plan);
    let new = match (from, to) {
        (Side::Now, Side::Kept(scenario)) => used_now(plan, scenario),
        _ => to.rules(plan),
    };
    let (old_scores, new_scores) = (
        model_scores(results, plan, &old.model),
        model_scores(results, plan, &new.model),
    );
    let steps = [
        stepped(plan, results, &old_scores, old.gates, old.tiers, &old),
        stepped(plan, results, &new_scores, new.gates, old.tiers, &old),
        stepped(
            plan,
            results,
            &new_scores,
            new.gates,
            new.tiers,
            &Rules {
                overrides: old.overrides,
                runs_out: old.runs_out,
                ..new.clone()
            },
        ),
        stepped(plan, results, &new_scores, new.gates, new.tiers, &new),
    ];
    let mut found = Moves {
        stayed: vec![0; TierScheme::MOST + 1],
        ..Moves::default()
    };
    let mut on_list = 0;
    for (row, account) in plan.accounts.ids().iter().enumerate() {
        let start = match from {
            Side::Now => Some(results.tiering.choice[row]),
            Side::Kept(scenario) => scenario.placed(*account),
        };
        let Some(start) = start else {
            found.new.push(row as u32);
            continue;
        };
        on_list += 1;
        let end = steps[3].choice[row];
        if end == start {
            found.stayed[place(start)] += 1;
            continue;
        }
        // The last step on which it left the tier that it had.
        let before = |step: usize| if step == 0 { start } else { steps[step - 1].choice[row] };
        let left = (0..Cause::ALL.len()).rev().find(|step| before(*step) == start);
        found.moved.push(Move {
            row: row as u32,
            from: start,
            to: end,
            cause: Cause::ALL[left.unwrap_or(0)],
        });
    }
    if let Side::Kept(scenario) = from {
        found.gone = scenario.placed.len() as u32 - on_list;
    }
    found
}

/// Where a tier stands among the counts.
pub fn place(choice: TierChoice) -> usize {
    match choice {
        TierChoice::Tier(tier) => usize::from(tier).min(TierScheme::MOST - 1),
        TierChoice::Excluded => TierScheme::MOST,
    }
}

/// The tiers by scores, gates and cuts that may come from different rules; `people` says whose overrides count.
fn stepped(
    plan: &Plan,
    results: &Results,
    scores: &Scores,
    gates: &[Gate],
    scheme: &TierScheme,
    people: &Rules<'_>,
) -> Tiering {
    let Opportunity { potential, .. } = &*results.opportunity;
    let as_of = plan.info.as_of;
    let standing_overrides = people.overrides.iter();
    let standing = Standing {
        stopped: stopped_of(gates.iter(), plan, results.fields(plan), potential),
        overrides: standing_overrides
            .filter(|(_, entry)| !people.runs_out || holds(entry, as_of))
            .filter_map(|(account, entry)| Some((plan.accounts.row(*account)? as u32, entry.tier)))
            .collect(),
        agreed: people.holds_agreed.then(|| Agreed::of(plan)).flatten().map(Arc::new),
    };
    let coverage = plan.coverage_of(scheme);
    let rule = counted(&scheme.cut, &coverage);
    tier_by(&rule, scheme.tiers.len(), scores, potential, &standing)
}

#[cfg(test)]
mod tests;
