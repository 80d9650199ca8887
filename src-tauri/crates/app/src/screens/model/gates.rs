//! Gates: what accounts must be or must not be, and whom that stops. Separate from criteria, because a gate is not points.

use crate::session::Session;
use crate::{App, wire, words};
use tierline_contract::*;
use tierline_engine::tiering::{gate_sentence, moved_beside, untold};
use tierline_plan::{
    Change, Column, CriterionSource, Day, FieldId, FieldKind, Gate, GateId, GateSense, GateTest, KnownSum, Money,
    TierChoice,
};

/// Names that are shown of whom a gate stops.
const EXAMPLES: usize = 3;
/// The most values of a category to choose from.
const MOST_VALUES: usize = 500;
/// The longest stretch of days a gate may ask for: a hundred years.
const MOST_DAYS: u32 = 36_525;

impl App {
    pub fn gates(&self, (): ()) -> Result<GatesView, AppError> {
        self.with(|session| Ok(view(session)))
    }

    pub fn preview_gate(&self, request: GateDraft) -> Result<GateTouch, AppError> {
        self.with(|session| {
            let gate = drafted(session, &request)?;
            let problem = problem(session, &gate);
            let results = session.results();
            let potential = &results.opportunity.potential;
            Ok(GateTouch {
                problem,
                others: Some(moved_beside(
                    session.plan(),
                    session.fields(),
                    &gate,
                    &results.scores,
                    potential,
                )),
                ..touch(session, &gate)
            })
        })
    }

    pub fn save_gate(&self, request: GateDraft) -> Result<PlanView, AppError> {
        self.change(|session| {
            let gate = drafted(session, &request)?;
            if let Some(problem) = problem(session, &gate) {
                return Err(refused(&problem));
            }
            let mut gates = session.plan().gates.clone();
            let label = match request.id {
                None => {
                    gates.push(gate);
                    "Add a gate"
                }
                Some(_) => {
                    let present = find(&mut gates, gate.id)?;
                    if *present == gate {
                        return Ok(());
                    }
                    *present = gate;
                    "Change a gate"
                }
            };
            self.commit(session, Change::SetGates(gates), label)
        })
    }

    pub fn remove_gate(&self, request: GateRef) -> Result<PlanView, AppError> {
        self.change(|session| {
            let mut gates = session.plan().gates.clone();
            find(&mut gates, GateId(request.gate))?;
            gates.retain(|gate| gate.id != GateId(request.gate));
            self.commit(session, Change::SetGates(gates), "Remove a gate")
        })
    }
}

/// The rows behind a figure of a gate, ascending.
pub(crate) fn rows(session: &Session, gate: u32, figure: GateFigure) -> Vec<u32> {
    let plan = session.plan();
    let Some(gate) = plan.gates.iter().find(|each| each.id == GateId(gate)) else {
        return Vec::new();
    };
    let potential = &session.results().opportunity.potential;
    match figure {
        GateFigure::Stopped => session
            .results()
            .stops(plan, gate)
            .iter()
            .map(|(row, _)| *row)
            .collect(),
        GateFigure::Overruled => {
            let rows = session.results().stops(plan, gate).into_iter().map(|(row, _)| row);
            rows.filter(|row| session.active_override(*row as usize).is_some())
                .collect()
        }
        GateFigure::Untold => untold(gate, session.fields(), potential, plan.info.as_of),
    }
}

/// Which figure of a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GateFigure {
    Stopped,
    Overruled,
    Untold,
}

/// Whether any gate puts the account where its score does not, and nobody put it elsewhere.
pub(crate) fn is_stopped(session: &Session, row: usize) -> bool {
    let tiering = &session.results().tiering;
    let touched = |at: TierChoice| at > TierChoice::Tier(tiering.before_gates(row));
    tiering.stopped(row).is_some_and(|stopped| touched(stopped.at)) && session.active_override(row).is_none()
}

fn view(session: &Session) -> GatesView {
    let plan = session.plan();
    GatesView {
        gates: plan
            .gates
            .iter()
            .map(|gate| GateView {
                id: gate.id.0,
                draft: draft(gate),
                touch: touch(session, gate),
            })
            .collect(),
        stopped: (0..plan.accounts.len()).filter(|row| is_stopped(session, *row)).count() as u32,
        fields: fields(session),
    }
}

fn touch(session: &Session, gate: &Gate) -> GateTouch {
    let (plan, results) = (session.plan(), session.results());
    let potential = &results.opportunity.potential;
    let mut rows = results.stops(plan, gate);
    let mut by_tier = vec![0_u32; plan.tiers.tiers.len()];
    let mut sum = KnownSum::default();
    let mut overridden = 0;
    for (row, tier) in &rows {
        let row = *row as usize;
        by_tier[usize::from(*tier)] += 1;
        sum.add(potential[row]);
        overridden += u32::from(session.active_override(row).is_some());
    }
    rows.sort_by_key(|(row, _)| (std::cmp::Reverse(potential[*row as usize]), *row));
    let gone = session.fields().kind(gate.source).is_none();
    GateTouch {
        sentence: gate_sentence(plan, session.fields(), gate),
        stops: rows.len() as u32,
        by_tier,
        others: None,
        potential: sum.amount().map(Money::minor),
        overridden,
        untold: untold(gate, session.fields(), potential, plan.info.as_of).len() as u32,
        examples: rows
            .iter()
            .take(EXAMPLES)
            .map(|(row, _)| plan.accounts.name(*row as usize).to_owned())
            .collect(),
        problem: gone.then(|| "Its column is no longer on the list: it stops nobody.".to_owned()),
    }
}

/// Why a gate cannot be kept as it is.
pub(crate) fn problem(session: &Session, gate: &Gate) -> Option<String> {
    let plan = session.plan();
    let Some(kind) = session.fields().kind(gate.source) else {
        return Some("Its column is no longer on the list.".to_owned());
    };
    if !gate.test.suits(kind) {
        return Some("That cannot be asked of this column.".to_owned());
    }
    let is_same = |other: &Gate| {
        Gate {
            id: gate.id,
            ..other.clone()
        } == *gate
    };
    if plan.gates.iter().any(|other| other.id != gate.id && is_same(other)) {
        return Some("There is such a gate already.".to_owned());
    }
    if matches!(gate.test, GateTest::Within { days } if days > MOST_DAYS) {
        return Some(format!("Ask for {} days at most.", words::count(u64::from(MOST_DAYS))));
    }
    if gate.test.is_sound() {
        return None;
    }
    Some(
        match gate.test {
            GateTest::OneOf(_) => "Choose at least one value.",
            GateTest::Within { .. } => "Say within how many days.",
            _ if has_ends(&gate.test) => "The second figure must not be less than the first.",
            _ => "Say from where or up to where.",
        }
        .to_owned(),
    )
}

fn has_ends(test: &GateTest) -> bool {
    match test {
        GateTest::Number { from, to } => from.is_some() || to.is_some(),
        GateTest::Amount { from, to } => from.is_some() || to.is_some(),
        GateTest::Date { from, to } => from.is_some() || to.is_some(),
        _ => true,
    }
}

fn find(gates: &mut [Gate], id: GateId) -> Result<&mut Gate, AppError> {
    let found = gates.iter_mut().find(|gate| gate.id == id);
    found.ok_or_else(|| refused("That gate is no longer in the plan."))
}

fn refused(message: &str) -> AppError {
    AppError::Refused {
        message: format!("{message} Nothing was changed."),
    }
}

/// The gate that a form describes; a new one gets the next number.
fn drafted(session: &Session, draft: &GateDraft) -> Result<Gate, AppError> {
    let plan = session.plan();
    let next = || plan.gates.iter().map(|gate| gate.id.0 + 1).max().unwrap_or(1);
    let stops_at = match draft.stops_at {
        None => TierChoice::Excluded,
        Some(tier) if usize::from(tier) < plan.tiers.tiers.len() => TierChoice::Tier(tier),
        Some(_) => return Err(refused("That tier no longer exists.")),
    };
    Ok(Gate {
        id: GateId(draft.id.unwrap_or_else(next)),
        sense: match draft.sense {
            GateSenseView::MustHave => GateSense::MustHave,
            GateSenseView::KnockOut => GateSense::KnockOut,
        },
        source: draft.field.map_or(CriterionSource::Potential, |field| {
            CriterionSource::Field(FieldId(field))
        }),
        test: match &draft.test {
            GateTestView::Known => GateTest::Known,
            GateTestView::Number { from, to } => GateTest::Number { from: *from, to: *to },
            GateTestView::Amount { from, to } => GateTest::Amount {
                from: from.map(Money::from_minor),
                to: to.map(Money::from_minor),
            },
            GateTestView::Date { from, to } => GateTest::Date {
                from: wire::day(from.as_deref(), "The first day")?,
                to: wire::day(to.as_deref(), "The last day")?,
            },
            GateTestView::Within { days } => GateTest::Within { days: *days },
            GateTestView::OneOf { values } => GateTest::OneOf(values.clone()),
            GateTestView::Answer { answer } => GateTest::Answer(*answer),
        },
        stops_at,
    })
}

fn draft(gate: &Gate) -> GateDraft {
    GateDraft {
        id: Some(gate.id.0),
        sense: match gate.sense {
            GateSense::MustHave => GateSenseView::MustHave,
            GateSense::KnockOut => GateSenseView::KnockOut,
        },
        field: match gate.source {
            CriterionSource::Field(field) => Some(field.0),
            CriterionSource::Potential => None,
        },
        test: match &gate.test {
            GateTest::Known => GateTestView::Known,
            GateTest::Number { from, to } => GateTestView::Number { from: *from, to: *to },
            GateTest::Amount { from, to } => GateTestView::Amount {
                from: from.map(Money::minor),
                to: to.map(Money::minor),
            },
            GateTest::Date { from, to } => GateTestView::Date {
                from: from.map(Day::iso),
                to: to.map(Day::iso),
            },
            GateTest::Within { days } => GateTestView::Within { days: *days },
            GateTest::OneOf(values) => GateTestView::OneOf { values: values.clone() },
            GateTest::Answer(answer) => GateTestView::Answer { answer: *answer },
        },
        stops_at: match gate.stops_at {
            TierChoice::Tier(tier) => Some(tier),
            TierChoice::Excluded => None,
        },
    }
}

/// The potential, and every column with a value.
fn fields(session: &Session) -> Vec<GateField> {
    let currency = &session.plan().info.currency;
    let potential = &session.results().opportunity.potential;
    let mut fields = vec![GateField {
        field: None,
        label: "Potential".to_owned(),
        kind: CellKind::Money,
        filled: potential.iter().flatten().count() as u32,
        values: Vec::new(),
        spread: words::spread(
            potential.iter().flatten().map(|amount| amount.as_magnitude()),
            FieldKind::Money,
            currency,
        ),
    }];
    for (field, column) in session.fields().all() {
        let filled = (0..column.len()).filter(|row| !column.is_missing(*row)).count() as u32;
        if filled == 0 {
            continue;
        }
        let mut values = match column {
            Column::Category { .. } => column.value_counts(),
            _ => Vec::new(),
        };
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        fields.push(GateField {
            field: Some(field.id.0),
            label: field.label.clone(),
            kind: wire::cell_kind(field.kind),
            filled,
            values: values
                .into_iter()
                .take(MOST_VALUES)
                .map(|(value, accounts)| GateValue {
                    value: value.to_owned(),
                    accounts,
                })
                .collect(),
            spread: words::spread(
                (0..column.len()).filter_map(|row| column.magnitude(row)),
                field.kind,
                currency,
            ),
        });
    }
    fields
}
