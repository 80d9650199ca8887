//! The Coverage screen: what can we staff?

use crate::session::Session;
use crate::{App, words};
use tierline_contract::*;
use tierline_engine::coverage::{CoverageNeed, coverage_need};
use tierline_plan::{Change, Coverage, TierCoverage};

impl App {
    pub fn coverage(&self, (): ()) -> Result<CoverageView, AppError> {
        self.with(|session| Ok(view(session, &session.plan().coverage, &session.results().coverage)))
    }

    pub fn preview_coverage(&self, request: CoverageSettings) -> Result<CoverageView, AppError> {
        self.with(|session| {
            let settings = settings(&request, &session.plan().coverage);
            let need = coverage_need(&settings, &session.results().tiering.counts, &session.plan().reps);
            Ok(view(session, &settings, &need))
        })
    }

    pub fn set_coverage(&self, request: CoverageSettings) -> Result<PlanView, AppError> {
        self.change(|session| {
            let settings = settings(&request, &session.plan().coverage);
            self.commit(session, Change::SetCoverage(settings), "Change the coverage")
        })
    }
}

/// Settings from the screen. Tiers that the plan does not use at the moment keep theirs.
fn settings(view: &CoverageSettings, present: &Coverage) -> Coverage {
    let mut tiers: Vec<TierCoverage> = view
        .tiers
        .iter()
        .map(|tier| TierCoverage {
            touches_per_year: tier.touches_per_year,
            minutes_per_touch: tier.minutes_per_touch,
            travel_minutes_per_touch: tier.travel_minutes_per_touch,
        })
        .collect();
    tiers.extend(present.tiers.iter().skip(view.tiers.len()));
    Coverage {
        tiers,
        hours_per_week: view.hours_per_week,
        weeks_per_year: view.weeks_per_year,
        selling_share: view.selling_share,
    }
}

fn view(session: &Session, settings: &Coverage, need: &CoverageNeed) -> CoverageView {
    let plan = session.plan();
    let summaries = super::model::summaries(session);
    let cadence = |tier: usize| {
        let tier = settings.tiers.get(tier);
        TierCadence {
            touches_per_year: tier.map_or(0, |t| t.touches_per_year),
            minutes_per_touch: tier.map_or(0, |t| t.minutes_per_touch),
            travel_minutes_per_touch: tier.map_or(0, |t| t.travel_minutes_per_touch),
        }
    };
    let tiers = need.tiers.iter().zip(&summaries).map(|(need, summary)| CoverageTier {
        tier: summary.tier,
        name: summary.name.clone(),
        accounts: need.accounts,
        minutes_per_account: need.minutes_per_account,
        minutes: need.minutes,
        potential: summary.potential,
    });
    CoverageView {
        settings: CoverageSettings {
            tiers: (0..plan.tiers.tiers.len()).map(cadence).collect(),
            hours_per_week: settings.hours_per_week,
            weeks_per_year: settings.weeks_per_year,
            selling_share: settings.selling_share,
        },
        tiers: tiers.collect(),
        minutes: need.minutes,
        minutes_per_rep: need.minutes_per_rep,
        reps_needed: need.full_time_equivalents.map(|fte| (fte * 1000.0).round() as u64),
        headcount: need.headcount,
        reps_present: (!plan.reps.is_empty()).then_some(need.present_per_mille),
        capacity_minutes: need.capacity_minutes,
        affordable: (!plan.reps.is_empty())
            .then_some(need.affordable_scale)
            .flatten()
            .map(|scale| (scale * 1000.0).floor() as u64),
        sentence: sentence(session, need),
    }
}

fn sentence(session: &Session, need: &CoverageNeed) -> String {
    let (Some(fte), Some(headcount)) = (need.full_time_equivalents, need.headcount) else {
        return "A rep has no selling time in this model: raise hours, weeks or the selling share.".to_owned();
    };
    if need.minutes == 0 {
        return "No tier asks for any touches yet.".to_owned();
    }
    let work = format!(
        "{} of work a year is {fte:.1} full-time reps",
        words::hours(need.minutes)
    );
    if session.plan().reps.is_empty() {
        return format!(
            "{work}: {} to hire. No reps are in the plan yet.",
            words::many(headcount, "person").replace("persons", "people")
        );
    }
    let present = need.present_per_mille as f64 / 1000.0;
    let gap = need.gap_minutes;
    let scale = need.affordable_scale.unwrap_or(1.0);
    if gap < 0 {
        format!(
            "{work}; you have {present:.1}. The team can keep {} of this cadence, or needs {:.1} more.",
            words::per_mille((scale * 1000.0).floor() as i64),
            fte - present
        )
    } else {
        format!(
            "{work}; you have {present:.1}. {} a year are free for more.",
            words::hours(gap.unsigned_abs())
        )
    }
}
