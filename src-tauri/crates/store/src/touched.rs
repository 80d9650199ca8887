//! Which parts of the plan file a change makes stale. Separate from writing, because what is written is always the plan's
//! state after the whole change: a batch may touch the same part many times, and in any order.

use std::collections::BTreeSet;
use tierline_plan::{AccountId, AccountPair, Change, FieldId, Plan, ScenarioId, SpellingKey};

/// The parts to write again.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    pub(crate) info: bool,
    /// The whole list with its fields, products and sources.
    pub(crate) accounts: bool,
    pub(crate) cells: Vec<(FieldId, AccountId)>,
    pub(crate) computed: bool,
    pub(crate) model: bool,
    pub(crate) tiers: bool,
    pub(crate) gates: bool,
    pub(crate) overrides: BTreeSet<AccountId>,
    pub(crate) scenarios: BTreeSet<ScenarioId>,
    pub(crate) steadiness: bool,
    pub(crate) axes: bool,
    pub(crate) matrix: bool,
    pub(crate) opportunity: bool,
    pub(crate) coverage: bool,
    pub(crate) reps: bool,
    pub(crate) territories: bool,
    pub(crate) owners: BTreeSet<AccountId>,
    pub(crate) pins: BTreeSet<AccountId>,
    pub(crate) quotas: bool,
    pub(crate) hand_edits: BTreeSet<(AccountId, FieldId)>,
    pub(crate) merged: bool,
    pub(crate) apart: BTreeSet<AccountPair>,
    pub(crate) spellings: BTreeSet<SpellingKey>,
}

impl Touched {
    pub(crate) fn by(change: &Change) -> Self {
        let mut touched = Touched::default();
        touched.add(change);
        touched
    }

    /// Every part of a plan, for a new file.
    pub(crate) fn all_of(plan: &Plan) -> Self {
        Touched {
            info: true,
            accounts: true,
            cells: Vec::new(),
            computed: true,
            model: true,
            tiers: true,
            gates: true,
            overrides: plan.overrides.keys().copied().collect(),
            scenarios: plan.scenarios.keys().copied().collect(),
            steadiness: true,
            axes: true,
            matrix: true,
            opportunity: true,
            coverage: true,
            reps: true,
            territories: true,
            owners: plan.owners.keys().copied().collect(),
            pins: plan.pinned.clone(),
            quotas: true,
            hand_edits: plan.hand_edits.keys().copied().collect(),
            merged: true,
            apart: plan.apart.clone(),
            spellings: plan.spellings.keys().cloned().collect(),
        }
    }

    fn add(&mut self, change: &Change) {
        match change {
            Change::SetInfo(_) => self.info = true,
            Change::SetAccounts { .. } => self.accounts = true,
            Change::SetCells(cells) => self
                .cells
                .extend(cells.iter().map(|(account, field, _)| (*field, *account))),
            Change::SetComputed(_) => self.computed = true,
            Change::SetModel(_) => self.model = true,
            Change::SetTiers(_) | Change::SetHues(_) | Change::SetOverrideBudget(_) => self.tiers = true,
            Change::SetGates(_) => self.gates = true,
            Change::SetScenario(id, _) => {
                self.scenarios.insert(*id);
            }
            Change::SetSteadiness(_) | Change::SetMovePeriod(_) | Change::SetMovedBefore(_) => self.steadiness = true,
            Change::SetAxes(_) => self.axes = true,
            Change::SetMatrix(_) => self.matrix = true,
            Change::SetOverrides(entries) => self.overrides.extend(entries.iter().map(|(account, _)| *account)),
            Change::SetOpportunity(_) => self.opportunity = true,
            Change::SetCoverage(_) => self.coverage = true,
            Change::SetReps(_) => self.reps = true,
            Change::SetTerritories(_) => self.territories = true,
            Change::SetOwners(entries) => self.owners.extend(entries.iter().map(|(account, _)| *account)),
            Change::SetPins(entries) => self.pins.extend(entries.iter().map(|(account, _)| *account)),
            Change::SetQuotas(_) => self.quotas = true,
            Change::SetHandEdits(entries) => self
                .hand_edits
                .extend(entries.iter().map(|(account, field, _)| (*account, *field))),
            Change::SetMerged(_) => self.merged = true,
            Change::SetApart(entries) => self.apart.extend(entries.iter().map(|(pair, _)| *pair)),
            Change::SetSpellings(entries) => self.spellings.extend(entries.iter().map(|(key, _)| key.clone())),
            Change::Batch(changes) => changes.iter().for_each(|change| self.add(change)),
        }
    }
}
