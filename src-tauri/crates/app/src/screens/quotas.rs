//! The Quotas screen: is every number fair and reachable?

use crate::session::Session;
use crate::{App, words};
use tierline_contract::*;
use tierline_engine::quotas::{QuotaError, QuotaFlag, Quotas, RepQuota, quotas};
use tierline_plan::{Change, Money, Plan, QuotaSettings, RepId, RepQuotaRule};

impl App {
    pub fn quotas(&self, (): ()) -> Result<QuotasView, AppError> {
        self.with(|session| Ok(view(session, session.plan(), &session.results().quotas)))
    }

    pub fn preview_quotas(&self, request: QuotaSettingsView) -> Result<QuotasView, AppError> {
        let settings = settings(&request)?;
        self.with(|session| {
            let mut plan = Plan {
                quotas: settings_over(&settings, session.plan()),
                ..without_list(session.plan())
            };
            plan.reps = session.plan().reps.clone();
            let computed = quotas(&plan, &session.results().territories);
            Ok(view(session, &plan, &computed))
        })
    }

    pub fn set_quotas(&self, request: QuotaSettingsView) -> Result<PlanView, AppError> {
        let settings = settings(&request)?;
        self.change(|session| {
            let settings = settings_over(&settings, session.plan());
            let label = if settings.target == session.plan().quotas.target {
                "Change the quota rules"
            } else {
                "Set the company target"
            };
            self.commit(session, Change::SetQuotas(settings), label)
        })
    }

    pub fn set_rep_quota(&self, request: SetRepQuota) -> Result<PlanView, AppError> {
        self.change(|session| {
            let rep = RepId(request.rep);
            let mut settings = session.plan().quotas.clone();
            let name = session.rep_name(request.rep).unwrap_or_default().to_owned();
            match &request.rule {
                QuotaRule::Blend => drop(settings.by_rep.remove(&rep)),
                QuotaRule::Fixed { amount } if *amount < 0 => {
                    let message = "A quota cannot be negative. The old one is kept.".to_owned();
                    return Err(AppError::Refused { message });
                }
                QuotaRule::Fixed { amount } => drop(
                    settings
                        .by_rep
                        .insert(rep, RepQuotaRule::Fixed(Money::from_minor(*amount))),
                ),
                QuotaRule::None => drop(settings.by_rep.insert(rep, RepQuotaRule::None)),
            }
            self.commit(
                session,
                Change::SetQuotas(settings),
                &format!("Set the quota of {name}"),
            )
        })
    }
}

/// The most that quotas may exceed the plan by: beyond it nobody takes the plan seriously.
const MOST_OVER_ASSIGNMENT: u16 = 1000;

fn settings(view: &QuotaSettingsView) -> Result<QuotaSettings, AppError> {
    let refused = |message: &str| {
        Err(AppError::Refused {
            message: format!("{message} The old setting is kept."),
        })
    };
    if view.target.is_some_and(|target| target < 0) {
        return refused("A target cannot be negative.");
    }
    if view.over_assignment > MOST_OVER_ASSIGNMENT {
        return refused("Over-assignment above 100 % is no plan.");
    }
    if view.history_weight > 1000 || view.step < 1 {
        return refused("The blend lies between 0 and 100 %, and quotas are rounded to at least one cent.");
    }
    Ok(QuotaSettings {
        target: view.target.map(Money::from_minor),
        over_assignment: view.over_assignment,
        history_weight: view.history_weight,
        step: Money::from_minor(view.step),
        by_rep: Default::default(),
    })
}

fn settings_over(settings: &QuotaSettings, plan: &Plan) -> QuotaSettings {
    QuotaSettings {
        by_rep: plan.quotas.by_rep.clone(),
        ..settings.clone()
    }
}

/// The plan without its accounts: quotas are computed from territories, and a preview need not copy the list.
fn without_list(plan: &Plan) -> Plan {
    Plan {
        info: plan.info.clone(),
        ..Plan::new(&plan.info.name, plan.info.as_of, plan.info.seed)
    }
}

fn view(session: &Session, plan: &Plan, computed: &Result<Quotas, QuotaError>) -> QuotasView {
    let settings = &plan.quotas;
    let results: Vec<Money> = plan.reps.iter().filter_map(|rep| rep.last_result).collect();
    QuotasView {
        settings: QuotaSettingsView {
            target: settings.target.map(Money::minor),
            over_assignment: settings.over_assignment,
            history_weight: settings.history_weight,
            step: settings.step.minor(),
        },
        street: computed.as_ref().ok().map(|quotas| quotas.street.minor()),
        attainment_factor: computed
            .as_ref()
            .ok()
            .and_then(|q| q.attainment_factor)
            .map(|factor| per_mille(factor) as u32),
        rows: rows(session, plan, computed),
        problem: computed.as_ref().err().map(ToString::to_string),
        sentence: sentence(plan, computed),
        potential_gap: potential_gap(session, computed),
        last_result: (!results.is_empty()).then(|| results.into_iter().sum::<Money>().minor()),
    }
}

/// Why potential is not known, with what stands in its place in the blend.
pub(crate) fn potential_gap(session: &Session, computed: &Result<Quotas, QuotaError>) -> Option<String> {
    let gap = session.potential_gap()?;
    match computed.as_ref().ok().and_then(instead_of_potential) {
        Some(instead) => Some(format!("{gap} {instead}")),
        None => Some(gap),
    }
}

/// What quotas rest on when no rep's potential is known; `None` when any is.
pub(crate) fn instead_of_potential(quotas: &Quotas) -> Option<&'static str> {
    let shared = |share: fn(&RepQuota) -> Option<f64>| quotas.reps.iter().any(|line| share(line).is_some());
    match (shared(|line| line.history_share), shared(|line| line.potential_share)) {
        (_, true) => None,
        (true, false)
            if quotas
                .reps
                .iter()
                .any(|line| line.history_share.is_none() && line.blend > 0.0) =>
        {
            Some(
                "While no potential is known, quotas rest on history, and on time at work for reps without any, whatever the \
             blend says.",
            )
        }
        (true, false) => Some("While no potential is known, quotas rest on history alone, whatever the blend says."),
        (false, false) => {
            Some("While no potential is known, quotas rest on time at work, because no history is known either.")
        }
    }
}

fn per_mille(share: f64) -> i64 {
    (share * 1000.0).round() as i64
}

fn rows(session: &Session, plan: &Plan, computed: &Result<Quotas, QuotaError>) -> Vec<QuotaRow> {
    let territories = &session.results().territories.reps;
    let middle = computed.as_ref().ok().and_then(|quotas| quotas.middle_quota_to_ote);
    let row = |(index, rep): (usize, &tierline_plan::Rep)| {
        let line = computed.as_ref().ok().and_then(|quotas| quotas.reps.get(index));
        let potential = territories
            .get(index)
            .and_then(|territory| territory.load.potential.amount());
        QuotaRow {
            rep: rep.id.0,
            name: rep.name.clone(),
            role: rep.role.clone(),
            history: line.map_or(rep.last_result, |line| line.history).map(Money::minor),
            potential: potential.map(Money::minor),
            history_share: line
                .and_then(|line| line.history_share)
                .map(|share| per_mille(share) as u32),
            potential_share: line
                .and_then(|line| line.potential_share)
                .map(|share| per_mille(share) as u32),
            quota: line.and_then(|line| line.quota).map(Money::minor),
            rule: match plan.quotas.by_rep.get(&rep.id) {
                None => QuotaRule::Blend,
                Some(RepQuotaRule::Fixed(amount)) => QuotaRule::Fixed { amount: amount.minor() },
                Some(RepQuotaRule::None) => QuotaRule::None,
            },
            last_quota: rep.last_quota.map(Money::minor),
            change: line
                .and_then(|line| line.change_share)
                .map(|share| per_mille(share) as i32),
            quota_to_ote: line
                .and_then(|line| line.quota_to_ote)
                .map(|ratio| (ratio * 10.0).round() as u32),
            share_of_potential: line
                .and_then(|line| line.quota)
                .zip(potential.filter(|amount| *amount > Money::ZERO))
                .map(|(quota, potential)| words::share(quota.minor(), potential.minor()) as u32),
            flags: line.map_or_else(Vec::new, |line| {
                line.flags
                    .iter()
                    .map(|flag| flag_sentence(*flag, line, middle))
                    .collect()
            }),
        }
    };
    plan.reps.iter().enumerate().map(row).collect()
}

/// What is unusual about a quota, in one sentence.
pub(crate) fn flag_sentence(flag: QuotaFlag, line: &RepQuota, middle: Option<f64>) -> String {
    match flag {
        QuotaFlag::NoHistory if line.potential_share.is_none() => {
            "Neither history nor potential is known: the share rests on time at work.".to_owned()
        }
        QuotaFlag::NoHistory => "No history: the share rests on potential alone.".to_owned(),
        QuotaFlag::NoAccounts => "Carries a quota but owns no account.".to_owned(),
        QuotaFlag::PotentialMostlyUnknown => format!(
            "{} of {} have no known potential: the share does not rest on the others.",
            words::count(u64::from(line.potential.unknown())),
            words::many(u64::from(line.potential.unknown() + line.potential.known()), "account"),
        ),
        QuotaFlag::AbovePotential if line.potential.unknown() > 0 => format!(
            "More than its accounts with a known potential could spend; {} {} none.",
            words::many(u64::from(line.potential.unknown()), "account"),
            words::have(u64::from(line.potential.unknown()))
        ),
        QuotaFlag::AbovePotential => "More than all the accounts together could spend.".to_owned(),
        QuotaFlag::LargeChange => {
            let change = line.change_share.map_or(0, per_mille);
            let way = if change < 0 { "below" } else { "above" };
            format!("{} {way} last year's quota.", words::per_mille(change.abs()))
        }
        QuotaFlag::UnusualQuotaToOte => {
            let ratio = line.quota_to_ote.unwrap_or(0.0);
            let middle = middle.unwrap_or(ratio);
            format!("{ratio:.1} times the pay; the team's middle is {middle:.1}.")
        }
    }
}

fn sentence(plan: &Plan, computed: &Result<Quotas, QuotaError>) -> String {
    let currency = &plan.info.currency;
    match computed {
        Err(problem) => problem.to_string(),
        Ok(quotas) => {
            let carried = quotas.reps.iter().filter(|line| line.quota.is_some()).count() as u64;
            format!(
                "{} carry {} together: the target of {} and {} on top.",
                words::many(carried, "rep"),
                words::money(quotas.street, currency),
                words::money(quotas.target, currency),
                words::per_mille(i64::from(plan.quotas.over_assignment)),
            )
        }
    }
}
