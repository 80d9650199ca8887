//! What is known of spellings when a list comes in: what the plan knows, and what a person decided on the way.

use tierline_contract::ImportChoices;
use tierline_plan::Plan;
use tierline_sheets::understand::KnownSpellings;

/// What is known for a list that joins the plan, or for one that goes into the place of its accounts.
pub(super) fn known(plan: Option<&Plan>, request: &ImportChoices, replaces: bool) -> KnownSpellings {
    let mut known = match plan {
        Some(plan) if replaces => KnownSpellings::decisions_of(plan),
        Some(plan) => KnownSpellings::of(plan),
        None => KnownSpellings::default(),
    };
    for choice in &request.spellings {
        if let Some(role) = choice.role.role() {
            known.decide(role, &choice.written, &choice.kept_as);
        }
    }
    known
}
