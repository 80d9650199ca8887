//! The Territories screen: who owns what?

use crate::app::label;
use crate::session::Session;
use crate::task::Task;
use crate::{App, wire, words};
use std::collections::BTreeMap;
use tierline_contract::*;
use tierline_engine::territories::{AssignError, AssignSettings, Territory, assign_plan};
use tierline_plan::{AccountId, Change, FieldRole, Money, QuotaSettings, Rep, RepId, TerritorySettings};

/// The most unknown owner names that are listed.
const MOST_NAMES: usize = 20;

impl App {
    pub fn territories(&self, (): ()) -> Result<TerritoriesView, AppError> {
        self.with(|session| Ok(view(session)))
    }

    pub fn save_rep(&self, request: SaveRep) -> Result<PlanView, AppError> {
        let mut rep = wire::rep(&request.rep)?;
        self.change(|session| {
            let mut reps = session.plan().reps.clone();
            let label = match reps.iter_mut().find(|present| present.id == rep.id) {
                Some(present) => {
                    *present = rep.clone();
                    format!("Change {}", rep.name)
                }
                None => {
                    rep.id = RepId(next_rep_id(&reps));
                    reps.push(rep.clone());
                    format!("Add {}", rep.name)
                }
            };
            self.commit(session, Change::SetReps(reps), &label)
        })
    }

    pub fn remove_rep(&self, request: RemoveRep) -> Result<PlanView, AppError> {
        self.change(|session| {
            let plan = session.plan();
            let id = RepId(request.rep);
            let Some(name) = plan.rep(id).map(|rep| rep.name.clone()) else {
                return Ok(());
            };
            let theirs: Vec<AccountId> = plan
                .owners
                .iter()
                .filter(|(_, rep)| **rep == id)
                .map(|(account, _)| *account)
                .collect();
            let mut quotas: QuotaSettings = plan.quotas.clone();
            quotas.by_rep.remove(&id);
            let change = Change::Batch(vec![
                Change::SetPins(theirs.iter().map(|account| (*account, false)).collect()),
                Change::SetOwners(theirs.iter().map(|account| (*account, None)).collect()),
                Change::SetQuotas(quotas),
                Change::SetReps(plan.reps.iter().filter(|rep| rep.id != id).cloned().collect()),
            ]);
            self.commit(session, change, &format!("Remove {name}"))
        })
    }

    pub fn set_territories(&self, request: TerritorySettingsView) -> Result<PlanView, AppError> {
        if request.continuity > 1000 {
            let message = "How much keeping owners counts lies between 0 and 100 %. Nothing was changed.".to_owned();
            return Err(AppError::Refused { message });
        }
        self.change(|session| {
            let settings = TerritorySettings {
                continuity: request.continuity,
            };
            if settings == session.plan().territories {
                return Ok(());
            }
            let label = "Weigh equal work and present owners";
            self.commit(session, Change::SetTerritories(settings), label)
        })
    }

    pub fn assign_accounts(&self, request: AssignAccounts) -> Result<PlanView, AppError> {
        self.change(|session| {
            let rep = request.rep.map(RepId);
            let entries: Vec<_> = request
                .accounts
                .iter()
                .map(|account| (AccountId(*account), rep))
                .collect();
            let label = match request.rep.and_then(|rep| session.rep_name(rep)) {
                Some(name) => label("Assign", entries.len(), &format!(" to {name}")),
                None => label("Take", entries.len(), " from their owners"),
            };
            self.commit(session, Change::SetOwners(entries), &label)
        })
    }

    pub fn pin_accounts(&self, request: PinAccounts) -> Result<PlanView, AppError> {
        self.change(|session| {
            let entries: Vec<_> = request
                .accounts
                .iter()
                .map(|account| (AccountId(*account), request.pin))
                .collect();
            let label = label(if request.pin { "Pin" } else { "Unpin" }, entries.len(), "");
            self.commit(session, Change::SetPins(entries), &label)
        })
    }

    pub fn assign_automatically(&self, (): (), task: &Task<'_>) -> Result<Assigned, AppError> {
        task.report("Looking for the best balance", 0, None);
        // Computed on a copy, so that the window can go on asking meanwhile.
        let (plan, revision, choice, opportunity) = self.with(|session| {
            let results = session.results();
            Ok((
                session.plan().clone(),
                session.revision(),
                results.tiering.choice.clone(),
                results.opportunity.clone(),
            ))
        })?;
        let settings = AssignSettings::of(&plan);
        let assignment = assign_plan(&plan, &choice, &opportunity, settings, &|| task.is_cancelled());
        let assignment = assignment.map_err(|error| match error {
            AssignError::Cancelled => AppError::Cancelled,
            AssignError::NoReps => AppError::Refused {
                message: error.to_string(),
            },
        })?;
        let differences = assignment.differences(&plan);
        task.check()?;
        self.with(|session| {
            if session.revision() != revision {
                let message = "The plan changed meanwhile, so the assignment was dropped. Try again.".to_owned();
                return Err(AppError::Refused { message });
            }
            if !differences.is_empty() {
                let label = label("Assign", differences.len(), " in balance");
                self.commit(session, Change::SetOwners(differences.clone()), &label)?;
            }
            let deviation = (assignment.max_deviation * 1000.0).round();
            Ok(Assigned {
                accounts: assignment.owners.len() as u32,
                moved: differences.len() as u32,
                max_deviation: deviation as u32,
                sentence: format!(
                    "{} {} an owner; the fullest and emptiest territories are within {} of their fair share. {} {} hands.",
                    words::many(assignment.owners.len() as u64, "account"),
                    words::have(assignment.owners.len() as u64),
                    words::per_mille(deviation as i64),
                    words::many(u64::from(assignment.changed), "account"),
                    if assignment.changed == 1 { "changes" } else { "change" },
                ),
            })
        })
    }
}

/// The smallest number that no rep of the plan has reached.
pub(crate) fn next_rep_id(reps: &[Rep]) -> u32 {
    reps.iter().map(|rep| rep.id.0 + 1).max().unwrap_or(1)
}

fn view(session: &Session) -> TerritoriesView {
    let plan = session.plan();
    let territories = &session.results().territories;
    let listed = &session.results().listed_owners;
    let mut before: BTreeMap<RepId, u32> = BTreeMap::new();
    for (row, rep) in listed.iter().enumerate() {
        if let Some(rep) = rep.filter(|_| session.is_included(row)) {
            *before.entry(rep).or_default() += 1;
        }
    }
    let mut pinned: BTreeMap<RepId, u32> = BTreeMap::new();
    let held = |account: &AccountId| plan.accounts.row(*account).is_some_and(|row| session.is_included(row));
    for rep in plan
        .pinned
        .iter()
        .filter(|a| held(a))
        .filter_map(|account| plan.owners.get(account))
    {
        *pinned.entry(*rep).or_default() += 1;
    }
    let rows = plan
        .reps
        .iter()
        .zip(&territories.reps)
        .map(|(rep, territory)| TerritoryRow {
            rep: wire::rep_view(rep),
            accounts: territory.load.accounts,
            by_tier: territory.load.by_tier.clone(),
            minutes: territory.load.minutes,
            capacity_minutes: territory.capacity_minutes,
            potential: territory.load.potential.amount().map(Money::minor),
            without_potential: territory.load.potential.unknown(),
            current_revenue: territory.load.revenue.amount().map(Money::minor),
            deviation: territory
                .workload_deviation
                .map(|deviation| per_mille(deviation) as i32),
            owned_before: before.get(&rep.id).copied().unwrap_or(0),
            kept: territory.kept,
            pinned: pinned.get(&rep.id).copied().unwrap_or(0),
        });
    let balance = balance(session);
    TerritoriesView {
        reps: rows.collect(),
        unassigned: UnassignedView {
            accounts: territories.unowned.accounts,
            minutes: territories.unowned.minutes,
            potential: territories.unowned.potential.amount().map(Money::minor),
        },
        unknown_owners: unknown_owners(session, listed),
        continuity: plan.territories.continuity,
        potential_gap: session.potential_gap(),
        sentence: sentence(session, &balance),
        balance,
    }
}

fn per_mille(share: f64) -> i64 {
    (share * 1000.0).round() as i64
}

/// The band around its fair share in which a territory counts as balanced, in per mille.
pub(crate) fn tolerance() -> u16 {
    AssignSettings::default().tolerance
}

/// Whether a territory's workload lies outside the band.
fn is_outside(territory: &Territory) -> bool {
    territory
        .workload_deviation
        .is_some_and(|deviation| per_mille(deviation.abs()) > i64::from(tolerance()))
}

fn balance(session: &Session) -> BalanceView {
    let territories = &session.results().territories;
    let measured = territories.workload.as_ref();
    let figure = |value: Option<f64>| value.map(|value| per_mille(value).max(0) as u32);
    BalanceView {
        max_deviation: figure(measured.map(|balance| balance.max_deviation)),
        cv: figure(measured.map(|balance| balance.cv)),
        gini: figure(measured.map(|balance| balance.gini)),
        tolerance: u32::from(tolerance()),
        outside: territories
            .reps
            .iter()
            .filter(|territory| is_outside(territory))
            .count() as u32,
    }
}

fn sentence(session: &Session, balance: &BalanceView) -> String {
    let reps = session.plan().reps.len() as u64;
    let open = u64::from(session.results().territories.unowned.accounts);
    if reps == 0 {
        return "Nobody is here to carry the accounts yet. Add your reps or import them.".to_owned();
    }
    if session.results().territories.workload.is_none() {
        return format!(
            "No territory has work yet. {} {} no owner.",
            words::many(open, "account"),
            words::have(open)
        );
    }
    let measured = session
        .results()
        .territories
        .reps
        .iter()
        .filter(|territory| territory.workload_deviation.is_some());
    let measured = measured.count() as u64;
    let within = measured - u64::from(balance.outside);
    let balanced = format!(
        "{within} of {} within {} of their fair share of the work",
        words::many(measured, "territory").replace("territorys", "territories"),
        words::per_mille(i64::from(balance.tolerance)),
    );
    match open {
        0 => format!("{balanced}. Every account has an owner."),
        _ => format!(
            "{balanced}. {} {} no owner.",
            words::many(open, "account"),
            words::have(open)
        ),
    }
}

/// Names in the list's owner column that belong to no rep, most accounts first.
fn unknown_owners(session: &Session, listed: &[Option<RepId>]) -> Vec<OwnerName> {
    let Some(column) = session.plan().accounts.column_with_role(FieldRole::Owner) else {
        return Vec::new();
    };
    let mut found: BTreeMap<&str, u32> = BTreeMap::new();
    for (row, rep) in listed.iter().enumerate() {
        if let (None, true, Some(name)) = (rep, session.is_included(row), column.text(row)) {
            *found.entry(name).or_default() += 1;
        }
    }
    let mut names: Vec<OwnerName> = found
        .into_iter()
        .map(|(name, accounts)| OwnerName {
            name: name.to_owned(),
            accounts,
        })
        .collect();
    names.sort_by(|a, b| b.accounts.cmp(&a.accounts).then_with(|| a.name.cmp(&b.name)));
    names.truncate(MOST_NAMES);
    names
}
