//! The path in the left rail: each step with its status and what is there or missing, in one sentence.

use crate::session::Session;
use crate::words;
use tierline_contract::{Step, StepStatus, StepView};

/// All steps of the path, in order.
pub(crate) fn steps(session: &Session) -> Vec<StepView> {
    let all = [
        Step::Home,
        Step::Accounts,
        Step::Model,
        Step::Tiers,
        Step::Opportunity,
        Step::Coverage,
        Step::Territories,
        Step::Quotas,
        Step::Share,
    ];
    all.into_iter()
        .map(|step| {
            let (status, sentence) = status(session, step);
            StepView { step, status, sentence }
        })
        .collect()
}

/// How far a step is.
pub(crate) fn status(session: &Session, step: Step) -> (StepStatus, String) {
    use StepStatus::{Attention, Done, NotStarted};
    let plan = session.plan();
    let results = session.results();
    let accounts = plan.accounts.len() as u64;
    if accounts == 0 && !matches!(step, Step::Accounts | Step::Home) {
        return (NotStarted, "Import the account list first.".to_owned());
    }
    match step {
        Step::Home if accounts == 0 => (NotStarted, "Where the plan stands.".to_owned()),
        Step::Home => (Done, "Where the plan stands.".to_owned()),
        Step::Accounts if accounts == 0 => (NotStarted, "No accounts yet.".to_owned()),
        Step::Accounts => (Done, format!("{} in the plan.", words::many(accounts, "account"))),
        Step::Model => {
            let without = |row: &usize| session.is_included(*row) && session.score_tenths(*row).is_none();
            let unscored = (0..plan.accounts.len()).filter(without).count() as u64;
            let criteria = words::many(plan.model.criteria.len() as u64, "criterion").replace("criterions", "criteria");
            match (plan.model.criteria.is_empty(), unscored) {
                (true, _) => (Attention, "No criterion yet: add one.".to_owned()),
                (false, 0) => (Done, format!("{criteria} score every account.")),
                (false, _) => (
                    Attention,
                    format!(
                        "{} {} no data for any criterion.",
                        words::many(unscored, "account"),
                        words::have(unscored)
                    ),
                ),
            }
        }
        Step::Tiers if let Some(what) = super::model::worthless(session, &plan.tiers.cut) => {
            (Attention, format!("Cut by share of the potential, which {what}."))
        }
        Step::Tiers => {
            let moved = u64::from(results.tiering.overridden);
            let first = results.tiering.counts.first().copied().unwrap_or(0);
            let name = session.tier_name(Some(0));
            let by_hand = if moved == 0 {
                "none set by hand".to_owned()
            } else {
                format!("{} set by hand", words::count(moved))
            };
            (
                Done,
                format!("{} in {name}; {by_hand}.", words::count(u64::from(first))),
            )
        }
        Step::Opportunity => {
            let unknown = u64::from(results.included.potential.unknown());
            let total = results.included.potential.amount();
            match total.map(|total| words::money(total, &plan.info.currency)) {
                None => (Attention, "The potential is not known.".to_owned()),
                Some(total) if unknown == 0 => (Done, format!("{total} of potential.")),
                Some(total) => (
                    Attention,
                    format!(
                        "{total}; {} without a known potential.",
                        words::many(unknown, "account")
                    ),
                ),
            }
        }
        Step::Coverage => match (plan.reps.is_empty(), results.coverage.headcount) {
            (true, Some(need)) => (
                Attention,
                format!("{} needed; no reps in the plan yet.", words::many(need, "rep")),
            ),
            (false, Some(_)) if results.coverage.gap_minutes >= 0 => {
                (Done, "The team can keep this cadence.".to_owned())
            }
            (false, Some(_)) => {
                let short = results.coverage.full_time_equivalents.unwrap_or(0.0)
                    - results.coverage.present_per_mille as f64 / 1000.0;
                (Attention, format!("{short:.1} reps short of this cadence."))
            }
            (_, None) => (Attention, "Reps have no selling time.".to_owned()),
        },
        Step::Territories => {
            let owned = plan.owners.len() as u64;
            let open = u64::from(results.territories.unowned.accounts);
            match (plan.reps.is_empty(), owned, open) {
                (true, _, _) => (NotStarted, "No reps yet: add or import them.".to_owned()),
                (false, 0, _) => (Attention, "No account has an owner yet.".to_owned()),
                (false, _, 0) => (Done, "Every account has an owner.".to_owned()),
                (false, _, open) => (
                    Attention,
                    format!("{} {} no owner.", words::many(open, "account"), words::have(open)),
                ),
            }
        }
        Step::Quotas => match (plan.quotas.target, &results.quotas) {
            (None, _) => (NotStarted, "No company target yet.".to_owned()),
            (Some(_), Err(problem)) => (Attention, problem.to_string()),
            (Some(target), Ok(_)) => (
                Done,
                format!("{} is shared out.", words::money(target, &plan.info.currency)),
            ),
        },
        Step::Share => {
            let gaps = super::share::gaps(session).len() as u64;
            match gaps {
                0 => (Done, "Ready for leadership.".to_owned()),
                _ => (Attention, format!("{} to close first.", words::many(gaps, "gap"))),
            }
        }
    }
}
