//! What a settings file says of computed columns and of gates. Separate from the other settings, because they name columns:
//! what a name means is known only once the lists are in.

use super::values::{End, Part};
use crate::computed;
use crate::screens::model::gates;
use crate::session::Session;
use tierline_contract::AppError;
use tierline_engine::words::fold;
use tierline_plan::{Change, Column, CriterionSource, FieldKind, Gate, GateId, GateSense, GateTest, TierChoice, Value};
use tierline_sheets::understand::{Writing, typed};

/// A column to be computed, as in the window's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComputedPart {
    pub name: String,
    /// With columns by their headings in square brackets.
    pub formula: String,
}

/// A condition on a column.
#[derive(Debug, Clone, PartialEq)]
pub struct GatePart {
    sense: GateSense,
    /// By its heading.
    column: String,
    test: Test,
    /// A tier by its name; out of the plan when left out.
    stops_at: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
enum Test {
    Known,
    Range { from: Option<End>, to: Option<End> },
    Within(u32),
    OneOf(Vec<String>),
    Is(bool),
}

/// Excluded, as a settings file calls it beside the names of tiers.
pub(super) const EXCLUDED: &str = "Excluded";
/// Values that are named where one is not found.
const OFFERED: usize = 5;

pub(super) fn computed_parts(top: &mut Part<'_, '_>) -> Vec<ComputedPart> {
    let mut parts = Vec::new();
    for (index, value) in top.list("computed").into_iter().flatten().enumerate() {
        let mut part = top.item("computed", index, value, &["name", "formula"]);
        let mut asked = |key| {
            if !part.has(key) {
                part.missing(key);
            }
            part.text(key)
        };
        if let (Some(name), Some(formula)) = (asked("name"), asked("formula")) {
            parts.push(ComputedPart { name, formula });
        }
    }
    parts
}

pub(super) fn gate_parts(top: &mut Part<'_, '_>) -> Vec<GatePart> {
    let gates = top.list("gates").into_iter().flatten().enumerate();
    let read = gates.map(|(index, value)| {
        let mut part = top.item("gates", index, value, &["column", "must", "mustNot", "stopsAt"]);
        gate_part(&mut part)
    });
    read.collect::<Vec<_>>().into_iter().flatten().collect()
}

fn gate_part(part: &mut Part<'_, '_>) -> Option<GatePart> {
    if !part.has("column") {
        part.missing("column");
    }
    let column = part.text("column");
    let stops_at = part.text("stopsAt");
    let (key, sense) = match (part.has("must"), part.has("mustNot")) {
        (true, false) => ("must", GateSense::MustHave),
        (false, true) => ("mustNot", GateSense::KnockOut),
        _ => {
            part.own_wrong("must have either must or mustNot");
            return None;
        }
    };
    let mut condition = part.part(key, &["known", "from", "to", "withinDays", "oneOf", "is"])?;
    let test = test(&mut condition)?;
    Some(GatePart {
        sense,
        column: column?,
        test,
        stops_at,
    })
}

fn test(part: &mut Part<'_, '_>) -> Option<Test> {
    let range = part.has("from") || part.has("to");
    let others = ["known", "withinDays", "oneOf", "is"];
    let given: Vec<&str> = others.into_iter().filter(|key| part.has(key)).collect();
    match (range, given.as_slice()) {
        (true, []) => {
            let (from, to) = (part.end("from"), part.end("to"));
            if let (Some(from), Some(to)) = (&from, &to)
                && !from.is_before(to)
            {
                part.own_wrong("must go from a lower end to a higher one of the same kind");
            }
            Some(Test::Range { from, to })
        }
        (false, ["known"]) => {
            if !part.answer("known")? {
                part.wrong("known", "false", "true; ask with mustNot for what must be blank");
            }
            Some(Test::Known)
        }
        (false, ["withinDays"]) => part.whole("withinDays", 1..=36_525).given().map(Test::Within),
        (false, ["oneOf"]) => {
            let values = part.texts("oneOf")?;
            if values.is_empty() {
                part.wrong("oneOf", "empty", "one value or more");
            }
            Some(Test::OneOf(values))
        }
        (false, ["is"]) => part.answer("is").map(Test::Is),
        _ => {
            part.own_wrong("must have from and to, or exactly one of known, withinDays, oneOf and is");
            None
        }
    }
}

/// Computes the columns one after the other, so that each may read those before it.
pub(super) fn compute(parts: &[ComputedPart], session: &mut Session, now: i64) -> Result<(), AppError> {
    for (index, part) in parts.iter().enumerate() {
        let change = computed::added(session, &part.name, &part.formula)
            .map_err(|problem| refused(&format!("computed[{}]: {problem}", index + 1)))?;
        session.commit(change, &format!("Add the computed column {}", part.name), now)?;
    }
    Ok(())
}

/// Adds the gates; the plan's tiers are those of the settings already.
pub(super) fn add_gates(parts: &[GatePart], session: &mut Session, now: i64) -> Result<(), AppError> {
    let mut problems = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let added = gate(part, session).and_then(|gate| match gates::problem(session, &gate) {
            Some(problem) => Err(problem),
            None => Ok(gate),
        });
        match added {
            Ok(gate) => {
                let mut gates = session.plan().gates.clone();
                gates.push(gate);
                session.commit(Change::SetGates(gates), "Add a gate", now)?;
            }
            Err(problem) => problems.push(format!("gates[{}]: {problem}", index + 1)),
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(refused(&problems.join(" ")))
    }
}

fn gate(part: &GatePart, session: &Session) -> Result<Gate, String> {
    let plan = session.plan();
    let source =
        source(session, &part.column).ok_or_else(|| format!("There is no column “{}” in the lists.", part.column))?;
    let stops_at = match &part.stops_at {
        None => TierChoice::Excluded,
        Some(name) if fold(name) == fold(EXCLUDED) => TierChoice::Excluded,
        Some(name) => {
            let tiers = &plan.tiers.tiers;
            let found = tiers.iter().position(|tier| fold(&tier.name) == fold(name));
            TierChoice::Tier(found.ok_or_else(|| {
                let known = tiers.iter().map(|tier| format!("“{}”, ", tier.name));
                format!(
                    "stopsAt is “{name}”; it must be one of {}“{EXCLUDED}”.",
                    known.collect::<String>()
                )
            })? as u8)
        }
    };
    Ok(Gate {
        id: GateId(plan.gates.iter().map(|gate| gate.id.0 + 1).max().unwrap_or(1)),
        sense: part.sense,
        source,
        test: asked(part, source, session)?,
        stops_at,
    })
}

/// The column of that heading, computed ones and the potential among them.
pub(super) fn source(session: &Session, heading: &str) -> Option<CriterionSource> {
    let sources = session.fields().sources();
    let found = sources.iter().find(|(_, label)| fold(label) == fold(heading));
    found.map(|(source, _)| *source)
}

/// What the column is asked, in its own kind of values.
fn asked(part: &GatePart, source: CriterionSource, session: &Session) -> Result<GateTest, String> {
    let kind = session.fields().kind(source).unwrap_or(FieldKind::Text);
    let unfit = || {
        let fits = match kind {
            FieldKind::Number | FieldKind::Percent | FieldKind::Money => "from and to with numbers",
            FieldKind::Date => "from and to with dates, or withinDays",
            FieldKind::Category => "oneOf",
            FieldKind::YesNo => "is",
            FieldKind::Text => return format!("Free text such as in “{}” can be asked for known alone.", part.column),
        };
        format!("“{}” can be asked for known, and for {fits}.", part.column)
    };
    match (&part.test, kind) {
        (Test::Known, _) => Ok(GateTest::Known),
        (Test::Within(days), FieldKind::Date) => Ok(GateTest::Within { days: *days }),
        (Test::Is(answer), FieldKind::YesNo) => Ok(GateTest::Answer(*answer)),
        (Test::OneOf(values), FieldKind::Category) => {
            let (mut found, mut unknown) = (Vec::new(), Vec::new());
            for value in values {
                match spelled(value, source, session) {
                    Some(value) => found.push(value),
                    None => unknown.push(format!("“{value}”")),
                }
            }
            if unknown.is_empty() {
                Ok(GateTest::OneOf(found))
            } else {
                Err(nobody_has(&part.column, &unknown.join(" or "), source, session))
            }
        }
        (Test::Range { from, to }, FieldKind::Number | FieldKind::Percent) => {
            let end = |end: &Option<End>| match end {
                None => Ok(None),
                Some(End::Number(number)) => number.as_f64().map(Some).ok_or_else(unfit),
                Some(End::Day(_)) => Err(unfit()),
            };
            let (from, to) = (end(from)?, end(to)?);
            Ok(GateTest::Number { from, to })
        }
        (Test::Range { from, to }, FieldKind::Money) => {
            let currency = &session.plan().info.currency;
            let end = |end: &Option<End>| match end {
                None => Ok(None),
                Some(End::Number(number)) => match typed(&number.to_string(), kind, currency, Writing::OWN) {
                    Some(Value::Money(amount)) => Ok(Some(amount)),
                    _ => Err(format!("{number} is no amount in {}.", currency.code)),
                },
                Some(End::Day(_)) => Err(unfit()),
            };
            let (from, to) = (end(from)?, end(to)?);
            Ok(GateTest::Amount { from, to })
        }
        (Test::Range { from, to }, FieldKind::Date) => {
            let end = |end: &Option<End>| match end {
                None => Ok(None),
                Some(End::Day(day)) => Ok(Some(*day)),
                Some(End::Number(_)) => Err(unfit()),
            };
            let (from, to) = (end(from)?, end(to)?);
            Ok(GateTest::Date { from, to })
        }
        _ => Err(unfit()),
    }
}

/// A value as the list spells it: a gate on one that nobody has would stop everyone or no one.
fn spelled(value: &str, source: CriterionSource, session: &Session) -> Option<String> {
    let counts = value_counts(source, session);
    let found = counts.iter().find(|(present, _)| fold(present) == fold(value));
    found.map(|(present, _)| (*present).to_owned())
}

fn nobody_has(column: &str, values: &str, source: CriterionSource, session: &Session) -> String {
    let mut counts = value_counts(source, session);
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let known: Vec<String> = counts
        .iter()
        .take(OFFERED)
        .map(|(present, _)| format!("“{present}”"))
        .collect();
    if known.is_empty() {
        format!("No account has {values} in “{column}”: it is blank everywhere.")
    } else {
        format!("No account has {values} in “{column}”; most have {}.", known.join(", "))
    }
}

fn value_counts(source: CriterionSource, session: &Session) -> Vec<(&str, u32)> {
    match source {
        CriterionSource::Field(field) => session
            .fields()
            .column(field)
            .map_or_else(Vec::new, Column::value_counts),
        CriterionSource::Potential => Vec::new(),
    }
}

fn refused(problem: &str) -> AppError {
    AppError::Refused {
        message: format!("{problem} Nothing was written."),
    }
}
