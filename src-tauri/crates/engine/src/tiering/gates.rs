//! Whom the gates stop, and in which words. Separate from the cuts, because a gate asks the list and never the score.

use crate::computed::Fields;
use crate::words::{count, fold, money};
use std::collections::HashSet;
use tierline_plan::{
    Column, CriterionSource, Currency, Day, FieldKind, Gate, GateId, GateSense, GateTest, Money, Plan, TierChoice,
};

/// An account that gates stop, with the strictest of them; the first in order among those that are equally strict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped {
    pub row: u32,
    pub gate: GateId,
    pub at: TierChoice,
}

/// All accounts that the plan's gates stop, by row, ascending. `values` is the potential, by row.
pub fn stopped(plan: &Plan, fields: Fields<'_>, values: &[Option<Money>]) -> Vec<Stopped> {
    stopped_of(plan.gates.iter(), plan, fields, values)
}

/// As [`stopped`], by some gates alone.
pub(crate) fn stopped_of<'a>(
    gates: impl Iterator<Item = &'a Gate>,
    plan: &Plan,
    fields: Fields<'_>,
    values: &[Option<Money>],
) -> Vec<Stopped> {
    let mut gates = gates.peekable();
    if gates.peek().is_none() {
        return Vec::new();
    }
    let mut found: Vec<Option<Stopped>> = vec![None; plan.accounts.len()];
    for gate in gates {
        for row in stopped_by(gate, fields, values, plan.info.as_of) {
            let slot = &mut found[row as usize];
            if slot.is_none_or(|present| gate.stops_at > present.at) {
                *slot = Some(Stopped {
                    row,
                    gate: gate.id,
                    at: gate.stops_at,
                });
            }
        }
    }
    found.into_iter().flatten().collect()
}

/// The rows that one gate stops, whatever other gates do, ascending. `values` is the potential, by row.
pub fn stopped_by(gate: &Gate, fields: Fields<'_>, values: &[Option<Money>], as_of: Day) -> Vec<u32> {
    let met = meets(gate, fields, values, as_of);
    (0..fields.rows() as u32)
        .filter(|row| met(*row as usize).is_some_and(|met| gate.stops(met)))
        .collect()
}

/// The rows whose value the gate cannot tell, because there is none: it lets them pass.
pub fn untold(gate: &Gate, fields: Fields<'_>, values: &[Option<Money>], as_of: Day) -> Vec<u32> {
    let met = meets(gate, fields, values, as_of);
    (0..fields.rows() as u32)
        .filter(|row| met(*row as usize).is_none())
        .collect()
}

/// Whether a row meets a gate's condition; `None` where the value is missing, and where the column is gone or holds values
/// of another kind than the condition is about.
fn meets<'a>(
    gate: &'a Gate,
    fields: Fields<'a>,
    values: &'a [Option<Money>],
    as_of: Day,
) -> Box<dyn Fn(usize) -> Option<bool> + 'a> {
    let field = match gate.source {
        CriterionSource::Field(field) => Some(field),
        CriterionSource::Potential => None,
    };
    let column = field.and_then(|field| fields.column(field));
    let amount = move |row: usize| match (field, column) {
        (None, _) => values.get(row).copied().flatten(),
        (Some(_), column) => column?.money(row),
    };
    match &gate.test {
        GateTest::Known => Box::new(move |row| match (field, column) {
            (None, _) => Some(amount(row).is_some()),
            // A column that is no longer on the list must not shut everybody out.
            (Some(_), column) => column.map(|column| !column.is_missing(row)),
        }),
        GateTest::Number { from, to } => Box::new(move |row| Some(within(column?.number(row)?, *from, *to))),
        GateTest::Amount { from, to } => Box::new(move |row| Some(within(amount(row)?, *from, *to))),
        GateTest::Date { from, to } => Box::new(move |row| Some(within(column?.date(row)?, *from, *to))),
        GateTest::Within { days } => {
            Box::new(move |row| Some(i64::from(as_of.days_since(column?.date(row)?)) <= i64::from(*days)))
        }
        GateTest::Answer(answer) => Box::new(move |row| Some(column?.yes_no(row)? == *answer)),
        GateTest::OneOf(wanted) => {
            let wanted: HashSet<String> = wanted.iter().map(|value| fold(value)).collect();
            // A value of the list is folded once, not once an account.
            let named: Option<Vec<bool>> = match column {
                Some(Column::Category { values, .. }) => {
                    Some(values.iter().map(|value| wanted.contains(&fold(value))).collect())
                }
                _ => None,
            };
            Box::new(move |row| match (column?, &named) {
                (Column::Category { codes, .. }, Some(named)) => named.get(codes[row] as usize).copied(),
                _ => None,
            })
        }
    }
}

fn within<T: PartialOrd>(value: T, from: Option<T>, to: Option<T>) -> bool {
    from.is_none_or(|from| value >= from) && to.is_none_or(|to| value <= to)
}

/// A gate in words: `Employees must be 50 or more`, `Country must not be Russia or Belarus`.
pub fn gate_sentence(plan: &Plan, fields: Fields<'_>, gate: &Gate) -> String {
    let name = fields.label(gate.source).unwrap_or("A column that is gone");
    let must = match gate.sense {
        GateSense::MustHave => "must",
        GateSense::KnockOut => "must not",
    };
    let condition = match &gate.test {
        GateTest::Known => "be known".to_owned(),
        test => format!("be {}", condition(test, &plan.info.currency, is_percent(fields, gate))),
    };
    format!("{name} {must} {condition}")
}

fn is_percent(fields: Fields<'_>, gate: &Gate) -> bool {
    fields.kind(gate.source) == Some(FieldKind::Percent)
}

fn condition(test: &GateTest, currency: &Currency, percent: bool) -> String {
    fn range<T: PartialEq>(from: Option<&T>, to: Option<&T>, told: impl Fn(&T) -> String) -> String {
        match (from, to) {
            (Some(from), Some(to)) if from == to => told(from),
            (Some(from), Some(to)) => format!("between {} and {}", told(from), told(to)),
            (Some(from), None) => format!("{} or more", told(from)),
            (None, Some(to)) => format!("{} or less", told(to)),
            (None, None) => "anything".to_owned(),
        }
    }
    match test {
        GateTest::Known => "known".to_owned(),
        GateTest::Number { from, to } => range(from.as_ref(), to.as_ref(), |value| number(*value, percent)),
        GateTest::Amount { from, to } => range(from.as_ref(), to.as_ref(), |amount| money(*amount, currency)),
        GateTest::Date { from, to } => match (from, to) {
            (Some(from), None) => format!("{} or later", from.iso()),
            (None, Some(to)) => format!("{} or earlier", to.iso()),
            _ => range(from.as_ref(), to.as_ref(), |day| day.iso()),
        },
        GateTest::Within { days } => format!("within the last {} days", count(u64::from(*days))),
        GateTest::OneOf(values) => match values.as_slice() {
            [] => "nothing".to_owned(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} or {last}", first.join(", ")),
        },
        GateTest::Answer(answer) => if *answer { "yes" } else { "no" }.to_owned(),
    }
}

/// A threshold as it was typed: no digit is dropped, or the sentence would tell another threshold.
fn number(value: f64, percent: bool) -> String {
    let shown = if percent { value * 100.0 } else { value };
    // Noise of the float's last digits is not what was typed.
    let rounded = (shown * 1e6).round() / 1e6;
    let sign = if rounded < 0.0 { "-" } else { "" };
    let text = format!("{}", rounded.abs());
    let (whole, part) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(a, b)| (a, Some(b)));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
    let part = part.map(|part| format!(".{part}")).unwrap_or_default();
    let unit = if percent { "%" } else { "" };
    format!("{sign}{whole}{part}{unit}")
}

/// What the list says of an account in the words of a gate's sentence; `None` where it says nothing.
pub(super) fn said(plan: &Plan, fields: Fields<'_>, gate: &Gate, value: Option<Money>, row: usize) -> Option<String> {
    let currency = &plan.info.currency;
    let CriterionSource::Field(field) = gate.source else {
        return value.map(|amount| money(amount, currency));
    };
    use tierline_plan::Value;
    match fields.column(field)?.value(row) {
        Value::Missing => None,
        Value::Text(text) => Some(text),
        Value::Number(value) => Some(number(value, is_percent(fields, gate))),
        Value::Money(amount) => Some(money(amount, currency)),
        Value::Date(day) => Some(day.iso()),
        Value::YesNo(answer) => Some(if answer { "yes" } else { "no" }.to_owned()),
    }
}
