//! The closed vocabulary of plan edits. Applying one gives back its inverse: that is all undo, redo and the log need.

use crate::{
    AccountId, AccountPair, AccountTable, Axis, ComputedField, Coverage, CriterionSource, FieldId, Gate, GateId,
    MatrixSettings, MergedRecord, Model, ModelError, MovePeriod, MovedBefore, OpportunitySettings, Override, Plan,
    PlanInfo, Product, QuotaSettings, Rep, RepId, Scenario, ScenarioId, SourceFile, Spelling, SpellingKey, Steadiness,
    TableError, TerritorySettings, TierChoice, TierHue, TierScheme, Value,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One edit of a plan, as a value. Each names what it touches, so that the store can write just that.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Change {
    SetInfo(PlanInfo),
    /// Puts another account list in the place of the present one. Decisions about accounts that are gone must be
    /// taken back in the same batch.
    SetAccounts {
        accounts: Box<AccountTable>,
        products: Vec<Product>,
        sources: Vec<SourceFile>,
    },
    SetCells(Vec<(AccountId, FieldId, Value)>),
    SetModel(Model),
    SetTiers(TierScheme),
    /// `None` takes the override back.
    SetOverrides(Vec<(AccountId, Option<Override>)>),
    SetOpportunity(OpportunitySettings),
    SetCoverage(Coverage),
    /// The whole list of reps. Owners and quota rules of reps that are gone must be taken back in the same batch.
    SetReps(Vec<Rep>),
    /// `None` leaves the account without an owner.
    SetOwners(Vec<(AccountId, Option<RepId>)>),
    SetPins(Vec<(AccountId, bool)>),
    SetQuotas(QuotaSettings),
    /// Several edits that stand or fall together, in order.
    Batch(Vec<Change>),
    // New kinds go to the end: the log of a plan file names a kind by its place.
    SetTerritories(TerritorySettings),
    /// Marks cells as changed by a person, each with the value the list gave it; `None` takes the mark off.
    SetHandEdits(Vec<HandEdit>),
    /// All records that were merged into accounts.
    SetMerged(Vec<MergedRecord>),
    /// Whether a person said that two accounts are not one company.
    SetApart(Vec<(AccountPair, bool)>),
    /// What spellings of lists are kept as; `None` forgets the spelling.
    SetSpellings(Vec<(SpellingKey, Option<Spelling>)>),
    /// The whole list of gates.
    SetGates(Vec<Gate>),
    /// The colours of the tiers, best first; those left out have the colour of their place.
    SetHues(Vec<TierHue>),
    /// In per mille of all accounts; `None` sets no limit.
    SetOverrideBudget(Option<u16>),
    /// All computed columns.
    SetComputed(Vec<ComputedField>),
    /// Keeps a scenario, or with `None` forgets it.
    SetScenario(ScenarioId, Option<Box<Scenario>>),
    SetSteadiness(Steadiness),
    /// What criteria tell, where people said so.
    SetAxes(Vec<(CriterionSource, Axis)>),
    SetMatrix(MatrixSettings),
    /// How often the limit on moves begins anew.
    SetMovePeriod(Option<MovePeriod>),
    /// Who had moved when a new period of that limit began.
    SetMovedBefore(Option<MovedBefore>),
}

/// A cell, and what the list gave it before a person changed it.
pub type HandEdit = (AccountId, FieldId, Option<Value>);

/// Why a change does not fit the plan. The plan is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    #[error(transparent)]
    Table(#[from] TableError),
    #[error(transparent)]
    Model(#[from] ModelError),
    #[error("there must be 2 to 5 tiers with cuts in order")]
    UnsoundTiers,
    #[error("an override needs a reason and a tier that exists")]
    UnsoundOverride,
    #[error("there is no rep {0:?}")]
    NoSuchRep(RepId),
    #[error("a gate needs a condition that can be met and a tier that exists")]
    UnsoundGate,
    #[error("a computed column needs a name, a formula and a number of its own")]
    UnsoundComputed,
    #[error("a scenario needs a name and rules that hold")]
    UnsoundScenario,
    #[error("there is no scenario {0:?}")]
    NoSuchScenario(ScenarioId),
    #[error("a decision names an account that is not in the plan: {0:?}")]
    NoSuchAccount(AccountId),
    #[error("a setting is out of its range")]
    OutOfRange,
}

/// When a decision's ties to accounts, reps and tiers are looked at.
///
/// A batch that also exchanges accounts, reps or tiers is sound or not as a whole: halfway through, and again halfway
/// through its inverse, a decision may name a rep who is about to come. Looking too early would leave such a change with
/// no way back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ties {
    /// Before the decision is written: nothing in the change moves what it hangs on.
    AtOnce,
    /// When the whole change is made, by [`Plan::check`].
    Afterwards,
}

impl Plan {
    /// Applies a change and returns the one that takes it back. On an error the plan is as it was.
    pub fn apply(&mut self, change: Change) -> Result<Change, ChangeError> {
        let ties = if change.is_structural() {
            Ties::Afterwards
        } else {
            Ties::AtOnce
        };
        let inverse = self.apply_one(change, ties)?;
        if ties == Ties::Afterwards
            && let Err(error) = self.check()
        {
            self.apply_one(inverse, ties)
                .expect("the inverse of a change that was just made fits");
            return Err(error);
        }
        Ok(inverse)
    }

    fn apply_one(&mut self, change: Change, ties: Ties) -> Result<Change, ChangeError> {
        use std::mem::replace;
        Ok(match change {
            Change::SetInfo(info) => Change::SetInfo(replace(&mut self.info, info)),
            Change::SetAccounts {
                accounts,
                products,
                sources,
            } => {
                accounts.check()?;
                Change::SetAccounts {
                    accounts: Box::new(replace(&mut self.accounts, *accounts)),
                    products: replace(&mut self.products, products),
                    sources: replace(&mut self.sources, sources),
                }
            }
            Change::SetCells(cells) => Change::SetCells(self.set_cells(cells)?),
            Change::SetModel(model) => {
                model.check()?;
                Change::SetModel(replace(&mut self.model, model))
            }
            Change::SetTiers(scheme) => {
                if !scheme.is_sound() {
                    return Err(ChangeError::UnsoundTiers);
                }
                Change::SetTiers(replace(&mut self.tiers, scheme))
            }
            Change::SetOverrides(entries) => Change::SetOverrides(self.set_overrides(entries, ties)?),
            Change::SetOpportunity(settings) => {
                if settings.peer_percentile > 1000 {
                    return Err(ChangeError::OutOfRange);
                }
                Change::SetOpportunity(replace(&mut self.opportunity, settings))
            }
            Change::SetCoverage(coverage) => {
                let absurd = |tier: &crate::TierCoverage| {
                    let parts = [
                        tier.touches_per_year,
                        tier.minutes_per_touch,
                        tier.travel_minutes_per_touch,
                    ];
                    parts.into_iter().any(|part| part > 10_000)
                };
                if coverage.tiers.iter().any(absurd)
                    || coverage.selling_share > 1000
                    || coverage.hours_per_week > 168
                    || coverage.weeks_per_year > 53
                {
                    return Err(ChangeError::OutOfRange);
                }
                Change::SetCoverage(replace(&mut self.coverage, coverage))
            }
            Change::SetReps(reps) => {
                let ids: BTreeSet<RepId> = reps.iter().map(|rep| rep.id).collect();
                if ids.len() != reps.len() || reps.iter().any(|rep| rep.share_of_full_time > 1000) {
                    return Err(ChangeError::OutOfRange);
                }
                Change::SetReps(replace(&mut self.reps, reps))
            }
            Change::SetOwners(entries) => Change::SetOwners(self.set_owners(entries, ties)?),
            Change::SetPins(entries) => Change::SetPins(self.set_pins(entries, ties)?),
            Change::SetQuotas(settings) => {
                if settings.history_weight > 1000 || settings.step.minor() < 1 {
                    return Err(ChangeError::OutOfRange);
                }
                Change::SetQuotas(replace(&mut self.quotas, settings))
            }
            Change::SetTerritories(settings) => {
                if settings.continuity > 1000 {
                    return Err(ChangeError::OutOfRange);
                }
                Change::SetTerritories(replace(&mut self.territories, settings))
            }
            Change::SetHandEdits(entries) => Change::SetHandEdits(self.set_hand_edits(entries, ties)?),
            Change::SetMerged(merged) => Change::SetMerged(replace(&mut self.merged, merged)),
            Change::SetApart(entries) => {
                let mut old: Vec<(AccountPair, bool)> = entries
                    .into_iter()
                    .map(|(pair, apart)| {
                        let changed = if apart {
                            self.apart.insert(pair)
                        } else {
                            self.apart.remove(&pair)
                        };
                        (pair, apart != changed)
                    })
                    .collect();
                old.reverse();
                Change::SetApart(old)
            }
            Change::SetSpellings(entries) => {
                let mut old: Vec<_> = entries
                    .into_iter()
                    .map(|(key, spelling)| {
                        let before = match spelling {
                            Some(spelling) => self.spellings.insert(key.clone(), spelling),
                            None => self.spellings.remove(&key),
                        };
                        (key, before)
                    })
                    .collect();
                old.reverse();
                Change::SetSpellings(old)
            }
            Change::SetGates(gates) => {
                if ties == Ties::AtOnce {
                    self.check_gates(&gates)?;
                }
                Change::SetGates(replace(&mut self.gates, gates))
            }
            Change::SetOverrideBudget(budget) => {
                if budget.is_some_and(|budget| budget > 1000) {
                    return Err(ChangeError::OutOfRange);
                }
                Change::SetOverrideBudget(replace(&mut self.override_budget, budget))
            }
            Change::SetComputed(computed) => {
                check_computed(&computed)?;
                Change::SetComputed(replace(&mut self.computed, computed))
            }
            Change::SetScenario(id, scenario) => {
                if scenario.as_ref().is_some_and(|scenario| !scenario.is_sound()) {
                    return Err(ChangeError::UnsoundScenario);
                }
                if scenario.is_none() && self.steadiness.agreed == Some(id) {
                    return Err(ChangeError::NoSuchScenario(id));
                }
                let old = match scenario {
                    Some(scenario) => self.scenarios.insert(id, *scenario),
                    None => self.scenarios.remove(&id),
                };
                Change::SetScenario(id, old.map(Box::new))
            }
            Change::SetSteadiness(steadiness) => {
                self.check_steadiness(&steadiness)?;
                Change::SetSteadiness(replace(&mut self.steadiness, steadiness))
            }
            Change::SetMovePeriod(period) => Change::SetMovePeriod(replace(&mut self.move_period, period)),
            Change::SetMovedBefore(moved) => Change::SetMovedBefore(replace(&mut self.moved_before, moved)),
            Change::SetAxes(axes) => Change::SetAxes(replace(&mut self.axes, axes)),
            Change::SetMatrix(matrix) => {
                if !matrix.is_sound() {
                    return Err(ChangeError::OutOfRange);
                }
                Change::SetMatrix(replace(&mut self.matrix, matrix))
            }
            Change::SetHues(hues) => {
                if hues.len() > TierScheme::MOST {
                    return Err(ChangeError::OutOfRange);
                }
                Change::SetHues(replace(&mut self.hues, hues))
            }
            Change::Batch(changes) => {
                let mut inverses = Vec::with_capacity(changes.len());
                for change in changes {
                    match self.apply_one(change, ties) {
                        Ok(inverse) => inverses.push(inverse),
                        Err(error) => {
                            for inverse in inverses.into_iter().rev() {
                                self.apply_one(inverse, ties)
                                    .expect("the inverse of a change that was just made fits");
                            }
                            return Err(error);
                        }
                    }
                }
                inverses.reverse();
                Change::Batch(inverses)
            }
        })
    }

    fn set_cells(
        &mut self,
        cells: Vec<(AccountId, FieldId, Value)>,
    ) -> Result<Vec<(AccountId, FieldId, Value)>, TableError> {
        let mut old = Vec::with_capacity(cells.len());
        for (account, field, value) in cells {
            match self.accounts.set(account, field, value) {
                Ok(before) => old.push((account, field, before)),
                Err(error) => {
                    for (account, field, before) in old.into_iter().rev() {
                        self.accounts
                            .set(account, field, before)
                            .expect("the cell held this value a moment ago");
                    }
                    return Err(error);
                }
            }
        }
        // The same cell may be named twice: the inverse must restore the first state last.
        old.reverse();
        Ok(old)
    }

    fn set_overrides(
        &mut self,
        entries: Vec<(AccountId, Option<Override>)>,
        ties: Ties,
    ) -> Result<Vec<(AccountId, Option<Override>)>, ChangeError> {
        for (account, entry) in entries.iter().filter(|_| ties == Ties::AtOnce) {
            self.known(*account)?;
            if entry.as_ref().is_some_and(|entry| !self.is_sound(entry)) {
                return Err(ChangeError::UnsoundOverride);
            }
        }
        let mut old: Vec<_> = entries
            .into_iter()
            .map(|(account, entry)| {
                let before = match entry {
                    Some(entry) => self.overrides.insert(account, entry),
                    None => self.overrides.remove(&account),
                };
                (account, before)
            })
            .collect();
        old.reverse();
        Ok(old)
    }

    fn set_owners(
        &mut self,
        entries: Vec<(AccountId, Option<RepId>)>,
        ties: Ties,
    ) -> Result<Vec<(AccountId, Option<RepId>)>, ChangeError> {
        let reps: BTreeSet<RepId> = self.reps.iter().map(|rep| rep.id).collect();
        for (account, rep) in entries.iter().filter(|_| ties == Ties::AtOnce) {
            self.known(*account)?;
            if let Some(rep) = rep.filter(|rep| !reps.contains(rep)) {
                return Err(ChangeError::NoSuchRep(rep));
            }
        }
        let mut old: Vec<_> = entries
            .into_iter()
            .map(|(account, rep)| {
                let before = match rep {
                    Some(rep) => self.owners.insert(account, rep),
                    None => self.owners.remove(&account),
                };
                (account, before)
            })
            .collect();
        old.reverse();
        Ok(old)
    }

    fn set_pins(&mut self, entries: Vec<(AccountId, bool)>, ties: Ties) -> Result<Vec<(AccountId, bool)>, ChangeError> {
        for (account, _) in entries.iter().filter(|_| ties == Ties::AtOnce) {
            self.known(*account)?;
        }
        let mut old: Vec<_> = entries
            .into_iter()
            .map(|(account, pin)| {
                let changed = if pin {
                    self.pinned.insert(account)
                } else {
                    self.pinned.remove(&account)
                };
                (account, pin != changed)
            })
            .collect();
        old.reverse();
        Ok(old)
    }

    fn set_hand_edits(&mut self, entries: Vec<HandEdit>, ties: Ties) -> Result<Vec<HandEdit>, ChangeError> {
        for (account, field, given) in entries.iter().filter(|_| ties == Ties::AtOnce) {
            self.known(*account)?;
            self.fits(*field, given.as_ref().unwrap_or(&Value::Missing))?;
        }
        let mut old: Vec<HandEdit> = entries
            .into_iter()
            .map(|(account, field, given)| {
                let before = match given {
                    Some(given) => self.hand_edits.insert((account, field), given),
                    None => self.hand_edits.remove(&(account, field)),
                };
                (account, field, before)
            })
            .collect();
        old.reverse();
        Ok(old)
    }

    fn fits(&self, field: FieldId, value: &Value) -> Result<(), TableError> {
        let column = self.accounts.column(field).ok_or(TableError::NoSuchField(field))?;
        if column.accepts(value) {
            Ok(())
        } else {
            Err(TableError::WrongKind)
        }
    }

    fn known(&self, account: AccountId) -> Result<(), ChangeError> {
        self.accounts
            .row(account)
            .map(|_| ())
            .ok_or(ChangeError::NoSuchAccount(account))
    }

    fn is_sound(&self, entry: &Override) -> bool {
        !entry.reason.trim().is_empty() && self.tier_exists(entry.tier)
    }

    fn tier_exists(&self, choice: TierChoice) -> bool {
        match choice {
            TierChoice::Tier(index) => usize::from(index) < self.tiers.tiers.len(),
            TierChoice::Excluded => true,
        }
    }

    fn check_steadiness(&self, steadiness: &Steadiness) -> Result<(), ChangeError> {
        if let Some(id) = steadiness.agreed.filter(|id| !self.scenarios.contains_key(id)) {
            return Err(ChangeError::NoSuchScenario(id));
        }
        if steadiness.margin > Steadiness::WIDEST || steadiness.most_moves.is_some_and(|most| most > 1000) {
            return Err(ChangeError::OutOfRange);
        }
        Ok(())
    }

    fn check_gates(&self, gates: &[Gate]) -> Result<(), ChangeError> {
        let ids: BTreeSet<GateId> = gates.iter().map(|gate| gate.id).collect();
        let sound = |gate: &Gate| gate.test.is_sound() && self.tier_exists(gate.stops_at);
        if ids.len() == gates.len() && gates.iter().all(sound) {
            Ok(())
        } else {
            Err(ChangeError::UnsoundGate)
        }
    }

    /// The marks that a person's edits of cells set and take off.
    pub fn marks_of(&self, cells: &[(AccountId, FieldId, Value)]) -> Vec<HandEdit> {
        // A cell may be named twice: the last value counts.
        let last: BTreeMap<(AccountId, FieldId), &Value> = cells
            .iter()
            .map(|(account, field, value)| ((*account, *field), value))
            .collect();
        let mut marks = Vec::new();
        for ((account, field), value) in last {
            let present = || Some(self.accounts.column(field)?.value(self.accounts.row(account)?));
            let marked = self.hand_edits.get(&(account, field));
            match marked.cloned().or_else(present) {
                Some(given) if given == *value => marks.extend(marked.map(|_| (account, field, None))),
                Some(given) if marked.is_none() => marks.push((account, field, Some(given))),
                _ => {}
            }
        }
        marks
    }

    /// Every rule that ties decisions to accounts, tiers and reps, and the rules of each part.
    pub fn check(&self) -> Result<(), ChangeError> {
        self.accounts.check()?;
        self.model.check()?;
        if !self.tiers.is_sound() {
            return Err(ChangeError::UnsoundTiers);
        }
        for account in self.overrides.keys().chain(self.owners.keys()).chain(&self.pinned) {
            self.known(*account)?;
        }
        if !self.overrides.values().all(|entry| self.is_sound(entry)) {
            return Err(ChangeError::UnsoundOverride);
        }
        self.check_gates(&self.gates)?;
        check_computed(&self.computed)?;
        self.check_steadiness(&self.steadiness)?;
        if !self.scenarios.values().all(Scenario::is_sound) {
            return Err(ChangeError::UnsoundScenario);
        }
        for record in &self.merged {
            self.known(record.into)?;
        }
        for ((account, field), given) in &self.hand_edits {
            self.known(*account)?;
            self.fits(*field, given)?;
        }
        let reps: BTreeSet<RepId> = self.reps.iter().map(|rep| rep.id).collect();
        match self
            .owners
            .values()
            .chain(self.quotas.by_rep.keys())
            .find(|rep| !reps.contains(rep))
        {
            Some(rep) => Err(ChangeError::NoSuchRep(*rep)),
            None => Ok(()),
        }
    }
}

fn check_computed(computed: &[ComputedField]) -> Result<(), ChangeError> {
    let ids: BTreeSet<FieldId> = computed.iter().map(|field| field.id).collect();
    if ids.len() == computed.len() && computed.iter().all(ComputedField::is_sound) {
        Ok(())
    } else {
        Err(ChangeError::UnsoundComputed)
    }
}

impl Change {
    /// The change that a person makes in cells: it also marks them as edited by hand. A cell that is put back to what the
    /// list gave it loses its mark.
    pub fn by_hand(plan: &Plan, cells: Vec<(AccountId, FieldId, Value)>) -> Self {
        let marks = plan.marks_of(&cells);
        let cells = Change::SetCells(cells);
        if marks.is_empty() {
            return cells;
        }
        Change::Batch(vec![cells, Change::SetHandEdits(marks)])
    }

    /// Whether the change may pull the ground from under decisions made elsewhere, so that the whole plan is checked.
    fn is_structural(&self) -> bool {
        match self {
            Change::SetAccounts { .. }
            | Change::SetReps(_)
            | Change::SetTiers(_)
            | Change::SetQuotas(_)
            | Change::SetMerged(_) => true,
            Change::Batch(changes) => changes.iter().any(Change::is_structural),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;
