//! What has come due since the day a plan is seen from. Nothing moves overnight by itself: what people signed stays as it is
//! until somebody brings the plan to today, which is one change that Undo takes back.

use crate::App;
use crate::session::Session;
use tierline_contract::{AppError, Due, PlanView};
use tierline_engine::tiering::holds;
use tierline_plan::{Change, Day, MovedBefore, Plan, PlanInfo};

impl App {
    pub fn bring_to_today(&self, (): ()) -> Result<PlanView, AppError> {
        let today = self.host.today();
        self.change(|session| {
            let plan = session.plan();
            if today <= plan.info.as_of {
                let message = "The plan is seen from today already.".to_owned();
                return Err(AppError::Refused { message });
            }
            let mut changes = vec![Change::SetInfo(PlanInfo {
                as_of: today,
                ..plan.info.clone()
            })];
            let model = plan.model.seen_from(today);
            if model != plan.model {
                changes.push(Change::SetModel(model));
            }
            self.commit(session, Change::Batch(changes), "Bring the plan to today")
        })
    }
}

/// What would count otherwise if the plan were seen from that day.
pub(crate) fn due(session: &Session, today: Day) -> Option<Due> {
    let plan = session.plan();
    let as_of = plan.info.as_of;
    if today <= as_of {
        return None;
    }
    let run_out = plan
        .overrides
        .values()
        .filter(|entry| holds(entry, as_of) && !holds(entry, today));
    let due = Due {
        overrides: run_out.count() as u32,
        limit: begins_anew(plan, today),
    };
    (due.overrides > 0 || due.limit).then_some(due)
}

/// Whether another period of the limit on moves has begun by that day.
fn begins_anew(plan: &Plan, day: Day) -> bool {
    let limited = plan.steadiness.most_moves.and(plan.move_period).zip(plan.agreed());
    limited.is_some_and(|(period, agreed)| {
        let present = plan.moved_before.map_or(agreed.kept_on, |moved| moved.on);
        period.begun(present, day) > 1
    })
}

/// The change, and who had moved when it takes the plan into another period of the limit on moves.
pub(crate) fn with_period(session: &Session, change: Change) -> Change {
    let plan = session.plan();
    // A plan that gets another name is seen from the same day as before.
    let moved_on = seen_from(&change).filter(|day| *day != plan.info.as_of);
    let Some(on) = moved_on.filter(|day| begins_anew(plan, *day)) else {
        return change;
    };
    let accounts = session.results().tiering.moved();
    Change::Batch(vec![change, Change::SetMovedBefore(Some(MovedBefore { on, accounts }))])
}

/// The day that a change sees the plan from.
fn seen_from(change: &Change) -> Option<Day> {
    match change {
        Change::SetInfo(info) => Some(info.as_of),
        Change::Batch(changes) => changes.iter().find_map(seen_from),
        _ => None,
    }
}
