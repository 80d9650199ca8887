//! What has come due since the day a plan is seen from. Nothing moves overnight by itself: what people signed stays as it is
//! until somebody brings the plan to today, which is one change that Undo takes back.

use crate::App;
use crate::session::Session;
use tierline_contract::{AppError, Due, PlanView};
use tierline_engine::tiering::holds;
use tierline_plan::{Change, Day, PlanInfo};

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
    let limited = plan.steadiness.most_moves.and(plan.move_period).zip(plan.agreed());
    let due = Due {
        overrides: run_out.count() as u32,
        limit: limited
            .is_some_and(|(period, agreed)| period.begun(agreed.kept_on, today) > period.begun(agreed.kept_on, as_of)),
    };
    (due.overrides > 0 || due.limit).then_some(due)
}
