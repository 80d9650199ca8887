//! Scenarios: ways to tier beside each other, who moves between them and why, and what holds agreed tiers.

use crate::session::Session;
use crate::{App, words};
use std::borrow::Cow;
use tierline_contract::*;
use tierline_engine::results::tier_worths;
use tierline_engine::scenarios::{Cause, Move, Moves, Side, moves, place, tiered};
use tierline_engine::tiering::{HeldBy, Tiering};
use tierline_engine::words::fold;
use tierline_plan::{Change, Money, MovePeriod, MovedBefore, Plan, Scenario, ScenarioId, Steadiness, TierChoice};

impl App {
    pub fn scenarios(&self, (): ()) -> Result<ScenariosView, AppError> {
        self.with(|session| view(session))
    }

    pub fn compare_scenarios(&self, request: CompareScenarios) -> Result<MovesView, AppError> {
        self.with(|session| compared(session, request))
    }

    pub fn keep_scenario(&self, request: KeepScenario) -> Result<PlanView, AppError> {
        let (author, today) = (self.host.person(), self.host.today());
        self.change(|session| {
            let plan = session.plan();
            let name = named(plan, &request.name, None)?;
            let id = ScenarioId(plan.scenarios.keys().next_back().map_or(1, |last| last.0 + 1));
            let choices = session.results().tiering.choice.iter().copied();
            let scenario = Scenario {
                name: name.clone(),
                kept_on: today,
                author: author.clone(),
                model: plan.model.clone(),
                tiers: plan.tiers.clone(),
                gates: plan.gates.clone(),
                overrides: plan
                    .overrides
                    .iter()
                    .filter(|(_, entry)| tierline_engine::tiering::holds(entry, plan.info.as_of))
                    .map(|(account, entry)| (*account, entry.clone()))
                    .collect(),
                placed: plan.accounts.ids().iter().copied().zip(choices).collect(),
            };
            let mut changes = vec![Change::SetScenario(id, Some(Box::new(scenario)))];
            let label = if request.agree {
                let steadiness = match plan.steadiness.agreed {
                    Some(_) => plan.steadiness,
                    // Agreed tiers that move with every breath of the score are no agreement.
                    None => Steadiness {
                        margin: Steadiness::MARGIN,
                        ..Steadiness::default()
                    },
                };
                changes.push(Change::SetSteadiness(Steadiness {
                    agreed: Some(id),
                    ..steadiness
                }));
                if plan.moved_before.is_some() {
                    changes.push(Change::SetMovedBefore(None));
                }
                format!("Agree on the tiers as {name}")
            } else {
                format!("Keep the scenario {name}")
            };
            self.commit(session, Change::Batch(changes), &label)
        })
    }

    pub fn use_scenario(&self, request: ScenarioRef) -> Result<PlanView, AppError> {
        self.change(|session| {
            let scenario = found(session.plan(), request.scenario)?.clone();
            let plan = session.plan();
            let mut changes = Vec::new();
            // Other numbers of tiers would leave overrides without theirs.
            if scenario.tiers.tiers.len() < plan.tiers.tiers.len() {
                let last = scenario.tiers.tiers.len() as u8 - 1;
                let lost = plan
                    .overrides
                    .iter()
                    .filter(|(_, entry)| entry.tier > TierChoice::Tier(last));
                let lost = lost.filter(|(_, entry)| entry.tier != TierChoice::Excluded);
                let moved = lost.map(|(account, entry)| {
                    let tier = TierChoice::Tier(last);
                    (*account, Some(tierline_plan::Override { tier, ..entry.clone() }))
                });
                changes.push(Change::SetOverrides(moved.collect()));
            }
            if let Cow::Owned(coverage) = plan.coverage_of(&scenario.tiers) {
                changes.push(Change::SetCoverage(coverage));
            }
            changes.push(Change::SetTiers(scenario.tiers.clone()));
            changes.push(Change::SetModel(scenario.model.seen_from(plan.info.as_of)));
            changes.push(Change::SetGates(scenario.gates.clone()));
            let label = format!("Use the scenario {}", scenario.name);
            self.commit(session, Change::Batch(changes), &label)
        })
    }

    pub fn rename_scenario(&self, request: RenameScenario) -> Result<PlanView, AppError> {
        self.change(|session| {
            let plan = session.plan();
            let name = named(plan, &request.name, Some(request.scenario))?;
            let scenario = found(plan, request.scenario)?;
            if scenario.name == name {
                return Ok(());
            }
            let label = format!("Rename the scenario {}", scenario.name);
            let scenario = Scenario {
                name,
                ..scenario.clone()
            };
            let change = Change::SetScenario(ScenarioId(request.scenario), Some(Box::new(scenario)));
            self.commit(session, change, &label)
        })
    }

    pub fn remove_scenario(&self, request: ScenarioRef) -> Result<PlanView, AppError> {
        self.change(|session| {
            let plan = session.plan();
            let id = ScenarioId(request.scenario);
            let label = format!("Remove the scenario {}", found(plan, request.scenario)?.name);
            let mut changes = Vec::new();
            if plan.steadiness.agreed == Some(id) {
                changes.push(Change::SetSteadiness(Steadiness {
                    agreed: None,
                    ..plan.steadiness
                }));
            }
            changes.push(Change::SetScenario(id, None));
            self.commit(session, Change::Batch(changes), &label)
        })
    }

    pub fn set_steadiness(&self, request: SteadinessEdit) -> Result<PlanView, AppError> {
        self.change(|session| {
            let present = session.plan().steadiness;
            let wanted = Steadiness {
                margin: request.margin,
                most_moves: request.most_moves,
                ..present
            };
            if wanted.margin > Steadiness::WIDEST || wanted.most_moves.is_some_and(|most| most > 1000) {
                return Err(refused(
                    "The margin lies between 0 and 50 points, the limit between 0 and 100% of the accounts.",
                ));
            }
            let period = request.period.map(|period| match period {
                MovePeriodView::Month => MovePeriod::Month,
                MovePeriodView::Quarter => MovePeriod::Quarter,
                MovePeriodView::Year => MovePeriod::Year,
            });
            let mut changes = Vec::new();
            if wanted != present {
                changes.push(Change::SetSteadiness(wanted));
            }
            if period != session.plan().move_period {
                changes.push(Change::SetMovePeriod(period));
            }
            let begins = present.most_moves.is_none() && wanted.most_moves.is_some();
            if begins || period != session.plan().move_period {
                let before = moved_before(session, period);
                if before != session.plan().moved_before {
                    changes.push(Change::SetMovedBefore(before));
                }
            }
            if changes.is_empty() {
                return Ok(());
            }
            self.commit(session, Change::Batch(changes), "Change what holds agreed tiers")
        })
    }
}

/// Who had moved when the present one of other periods began: those who have by now, unless it is known or the agreement's.
fn moved_before(session: &Session, period: Option<MovePeriod>) -> Option<MovedBefore> {
    let plan = session.plan();
    let (period, on) = (period?, plan.info.as_of);
    let agreed = plan.agreed()?;
    if period.begun(agreed.kept_on, on) == 1 {
        return None;
    }
    let known = plan.moved_before.filter(|moved| period.begun(moved.on, on) == 1);
    known.or_else(|| {
        // Without a limit nobody counted.
        let moved = moves(plan, session.results(), Side::Kept(agreed), Side::Now).moved;
        let by_hand = moved.iter().filter(|each| each.cause == Cause::Override).count();
        Some(MovedBefore {
            on,
            accounts: (moved.len() - by_hand) as u32,
        })
    })
}

fn refused(message: &str) -> AppError {
    AppError::Refused {
        message: format!("{message} Nothing was changed."),
    }
}

fn found(plan: &Plan, id: u32) -> Result<&Scenario, AppError> {
    let scenario = plan.scenarios.get(&ScenarioId(id));
    scenario.ok_or_else(|| refused("That scenario is no longer in the plan."))
}

/// The name, unless it is blank or another scenario's.
fn named(plan: &Plan, name: &str, own: Option<u32>) -> Result<String, AppError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(refused("Give the scenario a name."));
    }
    let mut others = plan.scenarios.iter().filter(|(id, _)| Some(id.0) != own);
    if others.any(|(_, scenario)| fold(&scenario.name) == fold(name)) {
        return Err(refused("There is a scenario of that name already."));
    }
    Ok(name.to_owned())
}

fn side(plan: &Plan, id: Option<u32>) -> Result<Side<'_>, AppError> {
    id.map_or(Ok(Side::Now), |id| found(plan, id).map(Side::Kept))
}

fn view(session: &Session) -> Result<ScenariosView, AppError> {
    let plan = session.plan();
    let results = session.results();
    let mut rows = vec![row(session, None, &results.tiering, 0)];
    for (id, scenario) in plan.scenarios.iter().rev() {
        let tiering = tiered(plan, results, scenario);
        let present = results.tiering.choice.iter().zip(&tiering.choice);
        let moved = present.filter(|(now, then)| now != then).count() as u32;
        rows.push(row(session, Some((*id, scenario)), &tiering, moved));
    }
    Ok(ScenariosView {
        rows,
        steadiness: steadiness(session)?,
        next_name: next_name(plan),
    })
}

fn next_name(plan: &Plan) -> String {
    let taken = |name: &str| {
        plan.scenarios
            .values()
            .any(|scenario| fold(&scenario.name) == fold(name))
    };
    let name = |number: usize| format!("Scenario {number}");
    (1..).map(name).find(|name| !taken(name)).unwrap_or_default()
}

fn row(session: &Session, kept: Option<(ScenarioId, &Scenario)>, tiering: &Tiering, moves: u32) -> ScenarioRow {
    let plan = session.plan();
    let scheme = kept.map_or(&plan.tiers, |(_, scenario)| &scenario.tiers);
    let coverage = plan.coverage_of(scheme);
    let worths = tier_worths(scheme.tiers.len(), &tiering.choice, &session.results().opportunity);
    let tiers: Vec<ScenarioTier> = scheme
        .tiers
        .iter()
        .zip(&worths)
        .enumerate()
        .map(|(tier, (def, worth))| ScenarioTier {
            name: def.name.clone(),
            accounts: worth.accounts,
            potential: worth.potential.amount().map(Money::minor),
            minutes: u64::from(worth.accounts) * coverage.workload_minutes(tier as u8),
        })
        .collect();
    ScenarioRow {
        id: kept.map(|(id, _)| id.0),
        name: kept.map_or_else(String::new, |(_, scenario)| scenario.name.clone()),
        kept_on: kept.map(|(_, scenario)| scenario.kept_on.iso()),
        author: kept.map(|(_, scenario)| scenario.author.clone()),
        minutes: tiers.iter().map(|tier| tier.minutes).sum(),
        tiers,
        excluded: tiering.excluded,
        moves,
        differs: kept.map(|(_, scenario)| differs(plan, scenario)).unwrap_or_default(),
    }
}

/// What a scenario has other than what is in force.
fn differs(plan: &Plan, scenario: &Scenario) -> Vec<String> {
    // That time has passed is no difference.
    let model = scenario.model.seen_from(plan.info.as_of);
    let (now, then) = (&plan.model.criteria, &model.criteria);
    let same = |a: &tierline_plan::Criterion, b: &tierline_plan::Criterion| a.source == b.source;
    let criteria = now.len() != then.len() || then.iter().any(|own| !now.iter().any(|other| same(own, other)));
    let pairs = || {
        then.iter()
            .filter_map(|own| Some((own, now.iter().find(|other| same(own, other))?)))
    };
    let mut found = Vec::new();
    let mut told = |differs: bool, what: &str| {
        if differs {
            found.push(what.to_owned());
        }
    };
    told(criteria, "criteria");
    told(pairs().any(|(a, b)| a.weight != b.weight) && !criteria, "weights");
    told(pairs().any(|(a, b)| a.curve != b.curve), "curves");
    told(pairs().any(|(a, b)| a.missing != b.missing), "missing values");
    told(plan.gates != scenario.gates, "gates");
    told(plan.tiers.tiers.len() != scenario.tiers.tiers.len(), "number of tiers");
    told(plan.tiers.cut != scenario.tiers.cut, "cut-offs");
    found
}

fn steadiness(session: &Session) -> Result<Option<SteadinessView>, AppError> {
    let (plan, results) = (session.plan(), session.results());
    let (Some(id), Some(scenario)) = (plan.steadiness.agreed, plan.agreed()) else {
        return Ok(None);
    };
    let held = |by: HeldBy| results.tiering.held.iter().filter(|held| held.by == by).count() as u32;
    let between = CompareScenarios {
        from: Some(id.0),
        to: None,
    };
    let problem = scenario.tiers.tiers.len() != plan.tiers.tiers.len();
    let agreed = &results.tiering.standing().agreed;
    Ok(Some(SteadinessView {
        agreed: id.0,
        agreed_on: scenario.kept_on.iso(),
        margin: plan.steadiness.margin,
        most_moves: plan.steadiness.most_moves,
        period: plan.move_period.map(|period| match period {
            MovePeriod::Month => MovePeriodView::Month,
            MovePeriod::Quarter => MovePeriodView::Quarter,
            MovePeriod::Year => MovePeriodView::Year,
        }),
        moved_before: agreed.as_ref().map_or(0, |agreed| agreed.moved_before() as u32),
        allowed: agreed
            .as_ref()
            .and_then(|agreed| agreed.limit())
            .map(|limit| limit as u32),
        held_by_margin: held(HeldBy::Margin),
        held_by_limit: held(HeldBy::Limit),
        held_without_score: held(HeldBy::NoScore),
        problem: problem.then(|| {
            format!(
                "The plan has {} now and had {} when they were agreed on: nobody is held.",
                words::many(plan.tiers.tiers.len() as u64, "tier"),
                words::many(scenario.tiers.tiers.len() as u64, "tier"),
            )
        }),
        since: compared(session, between)?,
    }))
}

fn compared(session: &Session, between: CompareScenarios) -> Result<MovesView, AppError> {
    let plan = session.plan();
    let (from, to) = (side(plan, between.from)?, side(plan, between.to)?);
    let found = moves(plan, session.results(), from, to);
    let names = |side: Side<'_>| -> Vec<String> {
        let scheme = match side {
            Side::Now => &plan.tiers,
            Side::Kept(scenario) => &scenario.tiers,
        };
        scheme.tiers.iter().map(|tier| tier.name.clone()).collect()
    };
    let (from, to) = (names(from), names(to));
    let mut matrix = vec![vec![0; to.len() + 1]; from.len() + 1];
    let slot = |choice: TierChoice, tiers: usize| place(choice).min(tiers);
    for each in &found.moved {
        matrix[slot(each.from, from.len())][slot(each.to, to.len())] += 1;
    }
    for (tier, line) in matrix.iter_mut().enumerate() {
        let stayed = if tier == from.len() {
            found.stayed.last()
        } else {
            found.stayed.get(tier)
        };
        let last = line.len() - 1;
        line[if tier == from.len() { last } else { tier.min(last) }] += stayed.copied().unwrap_or(0);
    }
    let count = |cause: Cause, up: bool| {
        let of_cause = found
            .moved
            .iter()
            .filter(|each| each.cause == cause && is_up(each) == up);
        of_cause.count() as u32
    };
    Ok(MovesView {
        between,
        moved: found.moved.len() as u32,
        from,
        to,
        matrix,
        causes: Cause::ALL
            .map(|cause| CauseCount {
                cause: told(cause),
                up: count(cause, true),
                down: count(cause, false),
            })
            .into(),
        new: found.new.len() as u32,
        gone: found.gone,
    })
}

fn is_up(each: &Move) -> bool {
    each.to < each.from
}

fn told(cause: Cause) -> MoveCause {
    match cause {
        Cause::Data => MoveCause::Data,
        Cause::Model => MoveCause::Model,
        Cause::CutOff => MoveCause::CutOff,
        Cause::Override => MoveCause::Override,
    }
}

/// Who moves between two ways to tier; nobody where one of them is gone.
fn found_moves(session: &Session, from: Option<u32>, to: Option<u32>) -> Moves {
    let plan = session.plan();
    match (side(plan, from), side(plan, to)) {
        (Ok(from), Ok(to)) => moves(plan, session.results(), from, to),
        _ => Moves::default(),
    }
}

/// The rows behind a figure of scenarios, ascending; `None` for other segments.
pub(crate) fn scenario_rows(session: &Session, segment: &Segment) -> Option<Vec<u32>> {
    let choice = |tier: Option<u8>| tier.map_or(TierChoice::Excluded, TierChoice::Tier);
    let is_step = |step: &Option<TierStep>, from: TierChoice, to: TierChoice| {
        step.is_none_or(|step| (from, to) == (choice(step.from), choice(step.to)))
    };
    Some(match segment {
        Segment::Moved {
            from,
            to,
            cause,
            step,
            up,
        } => {
            let all = found_moves(session, *from, *to).moved.into_iter();
            all.filter(|each| cause.is_none_or(|cause| told(each.cause) == cause))
                .filter(|each| is_step(step, each.from, each.to))
                .filter(|each| up.is_none_or(|up| is_up(each) == up))
                .map(|each| each.row)
                .collect()
        }
        Segment::JustMoved { step } => {
            let moved = session.just_moved().filter(|each| is_step(step, each.from, each.to));
            moved.map(|each| each.row).collect()
        }
        Segment::NewSince { scenario } => found_moves(session, Some(*scenario), None).new,
        Segment::Held { by } => {
            let by = by.map(|by| match by {
                HeldReason::Margin => HeldBy::Margin,
                HeldReason::Limit => HeldBy::Limit,
                HeldReason::NoScore => HeldBy::NoScore,
            });
            let held = session.results().tiering.held.iter();
            let held = held.filter(|held| by.is_none_or(|by| held.by == by));
            held.map(|held| held.row).collect()
        }
        _ => return None,
    })
}
