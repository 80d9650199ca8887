//! The plan as a whole: the list and the decisions.

use crate::{
    AccountId, AccountPair, AccountTable, Axis, ComputedField, Coverage, CriterionSource, Currency, Day, FieldId, Gate,
    MatrixSettings, MergedRecord, Model, MovePeriod, MovedBefore, OpportunitySettings, Override, Product,
    QuotaSettings, Rep, RepId, Scenario, ScenarioId, Spelling, SpellingKey, Steadiness, TerritorySettings, TierHue,
    TierScheme, Value,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What the plan is called and what it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanInfo {
    pub name: String,
    /// Such as `FY 2027`.
    pub period: String,
    pub currency: Currency,
    /// The day the figures are seen from: ages and expiries are counted to it, so that a plan says the same tomorrow.
    pub as_of: Day,
    /// Settles every tie and every start of a search.
    pub seed: u64,
}

/// Where accounts came from, for the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// File name without its folder.
    pub file: String,
    pub sheet: String,
    pub rows_read: u32,
    pub rows_left_out: u32,
    pub imported_on: Day,
}

/// A list of accounts plus the decisions about them.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub info: PlanInfo,
    pub accounts: AccountTable,
    pub sources: Vec<SourceFile>,
    pub products: Vec<Product>,
    /// Columns that people compute from those of the list, in the order in which they were made.
    pub computed: Vec<ComputedField>,
    pub model: Model,
    pub tiers: TierScheme,
    /// The colours that people chose, best tier first; tiers beyond its end have that of their place.
    pub hues: Vec<TierHue>,
    /// What accounts must be or must not be, whatever their score.
    pub gates: Vec<Gate>,
    pub overrides: BTreeMap<AccountId, Override>,
    /// The most overrides people agreed on, in per mille of all accounts; `None` sets no limit.
    pub override_budget: Option<u16>,
    /// Ways to tier that were kept.
    pub scenarios: BTreeMap<ScenarioId, Scenario>,
    /// What keeps accounts in the tiers that were agreed on.
    pub steadiness: Steadiness,
    /// How often the limit on moves begins anew; `None`: when tiers are agreed on anew.
    pub move_period: Option<MovePeriod>,
    /// `None` in the period of the agreement.
    pub moved_before: Option<MovedBefore>,
    /// What criteria tell, where people said so, by what they read.
    pub axes: Vec<(CriterionSource, Axis)>,
    /// The matrix of two measures.
    pub matrix: MatrixSettings,
    pub opportunity: OpportunitySettings,
    pub coverage: Coverage,
    pub reps: Vec<Rep>,
    pub territories: TerritorySettings,
    /// Who will carry the account. An account that is not here has no owner yet.
    pub owners: BTreeMap<AccountId, RepId>,
    /// Accounts whose owner the assignment may not change.
    pub pinned: BTreeSet<AccountId>,
    pub quotas: QuotaSettings,
    /// Cells that a person changed, each with the value the list last gave it: what a newer list is compared with, so that
    /// it neither overwrites a person's work nor asks about what it said before.
    pub hand_edits: BTreeMap<(AccountId, FieldId), Value>,
    /// Records that were merged into accounts, in the order of the merges.
    pub merged: Vec<MergedRecord>,
    /// Accounts that a person said are two, however alike they look.
    pub apart: BTreeSet<AccountPair>,
    /// How lists write what the plan keeps under one spelling.
    pub spellings: BTreeMap<SpellingKey, Spelling>,
}

impl Plan {
    /// An empty plan.
    pub fn new(name: &str, as_of: Day, seed: u64) -> Self {
        let (year, month, _) = as_of.ymd();
        // Plans are made ahead: from the third quarter on, for the next year.
        let year = if month >= 7 { year + 1 } else { year };
        Plan {
            info: PlanInfo {
                name: name.to_owned(),
                period: format!("FY {year}"),
                currency: Currency::default(),
                as_of,
                seed,
            },
            accounts: AccountTable::default(),
            sources: Vec::new(),
            products: Vec::new(),
            computed: Vec::new(),
            model: Model::default(),
            tiers: TierScheme::default(),
            hues: Vec::new(),
            gates: Vec::new(),
            overrides: BTreeMap::new(),
            override_budget: None,
            scenarios: BTreeMap::new(),
            steadiness: Steadiness::default(),
            move_period: None,
            moved_before: None,
            axes: Vec::new(),
            matrix: MatrixSettings::default(),
            opportunity: OpportunitySettings::default(),
            coverage: Coverage::default(),
            reps: Vec::new(),
            territories: TerritorySettings::default(),
            owners: BTreeMap::new(),
            pinned: BTreeSet::new(),
            quotas: QuotaSettings::default(),
            hand_edits: BTreeMap::new(),
            merged: Vec::new(),
            apart: BTreeSet::new(),
            spellings: BTreeMap::new(),
        }
    }

    /// The colour of a tier.
    pub fn hue(&self, tier: usize) -> TierHue {
        self.hues.get(tier).copied().unwrap_or_else(|| TierHue::of_place(tier))
    }

    /// How many overrides the budget allows, rounded down; `None` without one.
    pub fn overrides_allowed(&self) -> Option<u32> {
        let accounts = self.accounts.len() as u64;
        let budget = self.override_budget.map(u64::from)?;
        u32::try_from(accounts * budget / 1000).ok()
    }

    /// The scenario whose tiers were agreed on.
    pub fn agreed(&self) -> Option<&Scenario> {
        self.scenarios.get(&self.steadiness.agreed?)
    }

    /// The coverage for another tiering: a tier that has no cadence because the plan has fewer tiers takes that of the
    /// plan's tier of its name, else that of the tier above it.
    pub fn coverage_of(&self, scheme: &TierScheme) -> Cow<'_, Coverage> {
        if scheme.tiers.len() <= self.coverage.tiers.len() {
            return Cow::Borrowed(&self.coverage);
        }
        let mut coverage = self.coverage.clone();
        coverage.tiers.clear();
        for tier in &scheme.tiers {
            let named = self.tiers.tiers.iter().position(|present| present.name == tier.name);
            let own = named.and_then(|at| self.coverage.tiers.get(at)).copied();
            let above = coverage.tiers.last().copied();
            coverage
                .tiers
                .extend(own.or(above).or(self.coverage.tiers.first().copied()));
        }
        Cow::Owned(coverage)
    }

    pub fn rep(&self, id: RepId) -> Option<&Rep> {
        self.reps.iter().find(|rep| rep.id == id)
    }
}
