//! How long a person waits from the double-click on a plan to a window they can work in.

use crate::Outcome;
use crate::usage::{self, Spent, timed};
use serde_json::json;
use std::path::Path;
use tierline_e2e::Person;

/// A window takes seconds, so it is opened less often than the rest is done.
const ROUNDS: usize = 3;

/// Opens the plan in the built app that `TIERLINE_APP` names, driver's start included; nothing without one.
pub(crate) fn ready(plan: &Path) -> Outcome<Vec<Spent>> {
    if !cfg!(target_os = "linux") || std::env::var_os("TIERLINE_APP").is_none() {
        return Ok(Vec::new());
    }
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let (person, spent) = timed(|| {
            let person = Person::with_arguments(&[plan.display().to_string()]);
            person.go("Accounts");
            person.wait("rows in the grid", || {
                let rows = person.driver.run(
                    "return document.querySelectorAll('[role=row] [role=gridcell]').length",
                    &json!([]),
                )?;
                Ok((rows.as_u64() > Some(20)).then_some(()))
            });
            person
        });
        let peak = usage::peak_of_family(person.driver.process());
        drop(person);
        // The window's processes are not this one's children to wait for: their time is not known here.
        rounds.push(Spent {
            cpu: None,
            peak,
            ..spent
        });
    }
    Ok(rounds)
}
