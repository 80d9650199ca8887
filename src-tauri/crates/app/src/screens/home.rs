//! The Home page: where do we stand, and what is the one next step?

use crate::session::Session;
use crate::{App, wire, words};
use tierline_contract::*;
use tierline_plan::Money;

/// How many changes the page lists.
const HISTORY: usize = 10;

impl App {
    pub fn home(&self, (): ()) -> Result<HomeView, AppError> {
        self.with(|session| view(session))
    }
}

fn view(session: &Session) -> Result<HomeView, AppError> {
    let results = session.results();
    let included = &results.included;
    let unowned = &results.territories.unowned;
    let mut history: Vec<HistoryEntry> = session
        .history()?
        .into_iter()
        .map(|entry| HistoryEntry {
            label: entry.label,
            at: entry.at,
            undone: entry.undone,
        })
        .collect();
    history.reverse();
    history.truncate(HISTORY);
    let buckets = wire::BUCKETS.iter().map(|bucket| HomeBucket {
        bucket: *bucket,
        amount: super::opportunity::amount(included, *bucket).map(Money::minor),
    });
    let tiers = super::model::summaries(session).into_iter().map(|tier| HomeTier {
        tier: tier.tier,
        name: tier.name,
        accounts: tier.accounts,
        potential: tier.potential,
    });
    Ok(HomeView {
        opportunity: included.potential.amount().map(Money::minor),
        without_potential: included.potential.unknown(),
        potential_gap: session.potential_gap(),
        buckets: buckets.collect(),
        accounts: included.accounts,
        customers: included.customers,
        prospects: included.accounts - included.customers,
        unowned_accounts: unowned.accounts,
        unowned_potential: unowned.potential.amount().map(Money::minor),
        tiers: tiers.collect(),
        next: next(session),
        history,
    })
}

/// The first step that is not done says what to do next; when all are, sharing does.
fn next(session: &Session) -> NextStep {
    let plan = session.plan();
    let step = |step: Step, title: &str, sentence: String| NextStep {
        step,
        title: title.to_owned(),
        sentence,
    };
    if plan.accounts.is_empty() {
        let sentence = "Drop the workbook that marketing sent, or choose it: the plan starts with the list.".to_owned();
        return step(Step::Accounts, "Import the account list", sentence);
    }
    if plan.reps.is_empty() {
        let sentence = match session.results().coverage.headcount {
            Some(need) => format!(
                "The coverage asks for {}. Say who is there to carry it.",
                words::many(need, "rep")
            ),
            None => "Say who is there to carry the accounts.".to_owned(),
        };
        return step(Step::Territories, "Add your reps", sentence);
    }
    let open = u64::from(session.results().territories.unowned.accounts);
    if open > 0 {
        let sentence = format!(
            "{} {} no owner yet: assign them in balance.",
            words::many(open, "account"),
            words::have(open)
        );
        return step(Step::Territories, "Give every account an owner", sentence);
    }
    match (plan.quotas.target, &session.results().quotas) {
        (None, _) => step(
            Step::Quotas,
            "Enter the company target",
            "Then every rep gets a quota that adds up to it.".to_owned(),
        ),
        (Some(_), Err(problem)) => step(Step::Quotas, "Mend the quotas", problem.to_string()),
        (Some(_), Ok(_)) => step(
            Step::Share,
            "Export the plan",
            "Tiers, territories and quotas stand: send the workbook to leadership.".to_owned(),
        ),
    }
}
