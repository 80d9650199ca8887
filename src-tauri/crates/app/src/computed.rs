//! Computed columns: what people type, what it gives, and what reads it.

use crate::backtest::deals;
use crate::screens::model::with_criterion;
use crate::session::Session;
use crate::{App, grid, wire, words};
use std::collections::BTreeSet;
use tierline_contract::*;
use tierline_engine::computed::{Computed, FUNCTIONS, Fields, Formula, FormulaError, evaluated, inputs, kept, shown};
use tierline_plan::{Change, Column, ComputedField, CriterionSource, FieldId, FieldKind, FieldRole, Plan, Value};

/// Accounts that show what a formula gives.
const EXAMPLES: usize = 4;

impl App {
    pub fn computed(&self, (): ()) -> Result<ComputedView, AppError> {
        self.with(|session| Ok(view(session)))
    }

    pub fn preview_computed(&self, request: ComputedDraft) -> Result<ComputedTest, AppError> {
        self.with(|session| Ok(tested(session, &request)))
    }

    pub fn save_computed(&self, request: SaveComputed) -> Result<PlanView, AppError> {
        self.change(|session| {
            let draft = &request.draft;
            let (field, _) = drafted(session, draft).map_err(|problem| refused(&problem))?;
            if let Some(problem) = name_problem(session, draft) {
                return Err(refused(&problem));
            }
            let mut columns = session.plan().computed.clone();
            let label = match columns.iter_mut().find(|present| present.id == field.id) {
                Some(present) if *present == field && !request.score => return Ok(()),
                Some(present) => {
                    *present = field.clone();
                    format!("Change the computed column {}", field.label)
                }
                None => {
                    columns.push(field.clone());
                    format!("Add the computed column {}", field.label)
                }
            };
            let mut changes = vec![Change::SetComputed(columns.clone())];
            if request.score {
                // The column is not in the plan yet, but its curve is drawn over its values.
                let plan = session.plan();
                let scratch = Plan {
                    info: plan.info.clone(),
                    computed: columns,
                    ..Plan::new("", plan.info.as_of, 0)
                };
                let potential = &session.results().opportunity.potential;
                let computed = Computed::of(&scratch, &plan.accounts, potential);
                let model = with_criterion(
                    session,
                    Fields::new(&plan.accounts, &computed),
                    plan.model.clone(),
                    field.id,
                )?;
                changes.push(Change::SetModel(model));
            }
            self.commit(session, Change::Batch(changes), &label)
        })
    }

    pub fn remove_computed(&self, request: ComputedRef) -> Result<PlanView, AppError> {
        self.change(|session| {
            let id = FieldId(request.id);
            let mut columns = session.plan().computed.clone();
            let place = columns.iter().position(|field| field.id == id);
            let place = place.ok_or_else(|| refused("That column is no longer in the plan."))?;
            let used = used_by(session, id);
            if let [first @ .., last] = used.as_slice() {
                let named = if first.is_empty() {
                    last.clone()
                } else {
                    format!("{} and {last}", first.join(", "))
                };
                let verb = if used.len() == 1 { "reads" } else { "read" };
                return Err(refused(&format!("{named} {verb} it. Take that away first.")));
            }
            let gone = columns.remove(place);
            let label = format!("Remove the computed column {}", gone.label);
            self.commit(session, Change::SetComputed(columns), &label)
        })
    }
}

/// The change that adds a column to the plan, unless something is wrong with it, in a sentence.
pub(crate) fn added(session: &Session, name: &str, formula: &str) -> Result<Change, String> {
    let draft = ComputedDraft {
        id: None,
        label: name.to_owned(),
        formula: formula.to_owned(),
        kind: None,
    };
    let (field, _) = drafted(session, &draft)?;
    if let Some(problem) = name_problem(session, &draft) {
        return Err(problem);
    }
    let mut columns = session.plan().computed.clone();
    columns.push(field);
    Ok(Change::SetComputed(columns))
}

fn refused(message: &str) -> AppError {
    let mut message = message.to_owned();
    if let Some(first) = message.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    AppError::Refused {
        message: format!("{message} Nothing was changed."),
    }
}

fn view(session: &Session) -> ComputedView {
    let (plan, fields) = (session.plan(), session.fields());
    let columns = plan.computed.iter().enumerate().map(|(place, field)| {
        let column = &session.results().computed.columns()[place];
        ComputedColumn {
            id: field.id.0,
            draft: ComputedDraft {
                id: Some(field.id.0),
                label: field.label.clone(),
                formula: shown(&field.formula, |source| fields.label(source)),
                kind: Some(wire::cell_kind(field.kind)),
            },
            filled: filled(column),
            spread: spread(session, column, field.kind),
            used_by: used_by(session, field.id),
            problem: session.results().computed.problem(place).map(ToString::to_string),
        }
    });
    ComputedView {
        columns: columns.collect(),
        sources: fields
            .sources()
            .into_iter()
            .filter_map(|(source, label)| {
                Some(FormulaSource {
                    label: label.to_owned(),
                    kind: wire::cell_kind(fields.kind(source)?),
                })
            })
            .collect(),
        functions: FUNCTIONS
            .iter()
            .map(|help| FormulaFunction {
                name: help.name.to_owned(),
                arguments: help.arguments.to_owned(),
                gives: help.gives.to_owned(),
            })
            .collect(),
        recipes: recipes(session),
    }
}

fn filled(column: &Column) -> u32 {
    (0..column.len()).filter(|row| !column.is_missing(*row)).count() as u32
}

fn spread(session: &Session, column: &Column, kind: FieldKind) -> Option<String> {
    let values = (0..column.len()).filter_map(|row| column.magnitude(row));
    words::spread(values, kind, &session.plan().info.currency)
}

/// The column that a form describes with its formula, unless something is wrong with it, in a sentence.
fn drafted(session: &Session, draft: &ComputedDraft) -> Result<(ComputedField, Formula), String> {
    let (plan, fields) = (session.plan(), session.fields());
    let told = |error: FormulaError| error.to_string();
    let text = kept(&draft.formula, &fields.sources()).map_err(told)?;
    let formula = Formula::read(&text, |source| fields.kind(source)).map_err(told)?;
    let next = || {
        let used = plan.computed.iter().map(|field| field.id.0 + 1);
        FieldId(used.max().unwrap_or(FieldId::FIRST_COMPUTED.0))
    };
    let id = match draft.id {
        None => next(),
        Some(id) if plan.computed.iter().any(|field| field.id.0 == id) => FieldId(id),
        Some(_) => return Err("That column is no longer in the plan.".to_owned()),
    };
    if roots(plan, inputs(&text)).contains(&id) {
        return Err(told(FormulaError::Circular));
    }
    let kind = draft.kind.map(wire::field_kind).filter(|kind| formula.suits(*kind));
    let field = ComputedField {
        id,
        label: draft.label.trim().to_owned(),
        kind: kind.unwrap_or(formula.kind()),
        formula: text,
    };
    Ok((field, formula))
}

/// Why a column cannot be called that.
fn name_problem(session: &Session, draft: &ComputedDraft) -> Option<String> {
    let wanted = tierline_engine::words::fold(draft.label.trim());
    if wanted.is_empty() {
        return Some("Give the column a name.".to_owned());
    }
    let fields = session.fields();
    let of_list = fields.sources().into_iter().any(|(source, label)| {
        let own = draft.id.is_some_and(|id| source == CriterionSource::Field(FieldId(id)));
        !own && tierline_engine::words::fold(label) == wanted
    });
    let taken = of_list || grid::stage_labels().any(|label| tierline_engine::words::fold(label) == wanted);
    taken.then(|| {
        format!(
            "There is a column “{}” already: choose another name.",
            draft.label.trim()
        )
    })
}

fn tested(session: &Session, draft: &ComputedDraft) -> ComputedTest {
    let empty = |problem: String| ComputedTest {
        problem: Some(problem),
        kinds: Vec::new(),
        filled: 0,
        spread: None,
        examples: Vec::new(),
    };
    let (field, formula) = match drafted(session, draft) {
        Ok(drafted) => drafted,
        Err(problem) => return empty(problem),
    };
    let potential = &session.results().opportunity.potential;
    let column = evaluated(&formula, field.kind, session.plan(), session.fields(), potential);
    let filled = filled(&column);
    let suggested = formula.kind();
    let others = [FieldKind::Number, FieldKind::Percent, FieldKind::Money, FieldKind::Date];
    let others = others
        .into_iter()
        .filter(|kind| *kind != suggested && formula.suits(*kind));
    let nothing = || "No account has what the formula needs: it gives no value.".to_owned();
    ComputedTest {
        problem: (filled == 0 && !column.is_empty())
            .then(nothing)
            .or_else(|| name_problem(session, draft)),
        kinds: std::iter::once(suggested).chain(others).map(wire::cell_kind).collect(),
        filled,
        spread: spread(session, &column, field.kind),
        examples: examples(session, &field, &column),
    }
}

/// The best accounts that have a value, and the best one that has none.
fn examples(session: &Session, field: &ComputedField, column: &Column) -> Vec<ComputedExample> {
    let (plan, fields) = (session.plan(), session.fields());
    let ranking = session.results().ranking(plan);
    let told = |value: &Value, kind: FieldKind| words::value(value, kind, &plan.info.currency);
    let example = |row: usize| {
        let of = |source: CriterionSource| {
            let value = match source {
                CriterionSource::Potential => {
                    let amount = session.results().opportunity.potential[row];
                    amount.map_or(Value::Missing, Value::Money)
                }
                CriterionSource::Field(id) => fields.column(id)?.value(row),
            };
            let said = told(&value, fields.kind(source)?).unwrap_or_else(|| "not known".to_owned());
            Some(format!("{} {said}", fields.label(source)?))
        };
        ComputedExample {
            account: plan.accounts.name(row).to_owned(),
            inputs: inputs(&field.formula)
                .into_iter()
                .filter_map(of)
                .collect::<Vec<_>>()
                .join(", "),
            value: told(&column.value(row), field.kind),
        }
    };
    let rows = || ranking.iter().map(|row| *row as usize);
    let known = rows().filter(|row| !column.is_missing(*row)).take(EXAMPLES - 1);
    let blank = rows().find(|row| column.is_missing(*row));
    known.chain(blank).map(example).collect()
}

/// What reads a column, as the end of a sentence.
fn used_by(session: &Session, id: FieldId) -> Vec<String> {
    let plan = session.plan();
    let source = CriterionSource::Field(id);
    let criteria = plan
        .model
        .criteria
        .iter()
        .filter(|criterion| criterion.source == source);
    let mut used: Vec<String> = criteria
        .map(|criterion| format!("the criterion {}", criterion.name))
        .collect();
    match plan.gates.iter().filter(|gate| gate.source == source).count() {
        0 => {}
        1 => used.push("a gate".to_owned()),
        many => used.push(format!("{many} gates")),
    }
    let columns = plan
        .computed
        .iter()
        .filter(|field| inputs(&field.formula).contains(&source));
    used.extend(columns.map(|field| format!("the column {}", field.label)));
    used
}

/// The formula of a computed column as a person reads it; `None` for columns of the list.
pub(crate) fn formula_of(plan: &Plan, fields: Fields<'_>, id: FieldId) -> Option<String> {
    let field = plan.computed.iter().find(|field| field.id == id)?;
    Some(shown(&field.formula, |source| fields.label(source)))
}

/// The columns that some rest on in the end, themselves and those between included.
pub(crate) fn roots(plan: &Plan, sources: impl IntoIterator<Item = CriterionSource>) -> BTreeSet<FieldId> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<CriterionSource> = sources.into_iter().collect();
    while let Some(source) = open.pop() {
        let CriterionSource::Field(field) = source else {
            continue;
        };
        if seen.insert(field) {
            let computed = plan.computed.iter().find(|computed| computed.id == field);
            open.extend(computed.map(|computed| inputs(&computed.formula)).unwrap_or_default());
        }
    }
    seen
}

/// Formulas that people ask for first, as far as the list has their columns and the plan does not have them yet.
fn recipes(session: &Session) -> Vec<FormulaRecipe> {
    let (plan, fields) = (session.plan(), session.fields());
    let role = |role: FieldRole| {
        plan.accounts
            .field_with_role(role)
            .map(|field| format!("[{}]", field.label))
    };
    let earlier = plan.accounts.fields().iter().find(|field| {
        let label = field.label.to_lowercase();
        let before = ["last year", "previous", "prior", "year before"];
        field.kind == FieldKind::Money && before.iter().any(|word| label.contains(word))
    });
    let won = deals(plan.accounts.fields());
    let mut recipes: Vec<(&str, Option<String>)> = vec![
        (
            "Wallet share",
            role(FieldRole::CurrentRevenue).map(|sales| format!("{sales} / [Potential]")),
        ),
        (
            "Revenue per employee",
            role(FieldRole::AnnualRevenue)
                .zip(role(FieldRole::Employees))
                .map(|(turnover, size)| format!("{turnover} / {size}")),
        ),
        (
            "Sales per employee",
            role(FieldRole::CurrentRevenue)
                .zip(role(FieldRole::Employees))
                .map(|(sales, size)| format!("{sales} / {size}")),
        ),
        (
            "Growth",
            role(FieldRole::CurrentRevenue)
                .zip(earlier)
                .map(|(sales, earlier)| format!("({sales} - [{0}]) / [{0}]", earlier.label)),
        ),
        (
            "Deals won of those closed",
            won.first()
                .map(|(won, lost)| format!("[{0}] / ([{0}] + [{1}])", won.label, lost.label)),
        ),
        (
            "Days since last activity",
            role(FieldRole::LastActivity).map(|day| format!("TODAY() - {day}")),
        ),
        (
            "Pipeline of potential",
            role(FieldRole::Pipeline).map(|pipeline| format!("{pipeline} / [Potential]")),
        ),
    ];
    let taken = |label: &str| {
        fields
            .sources()
            .iter()
            .any(|(_, other)| other.eq_ignore_ascii_case(label))
    };
    recipes.retain(|(label, _)| !taken(label));
    recipes
        .into_iter()
        .filter_map(|(label, formula)| {
            Some(FormulaRecipe {
                label: label.to_owned(),
                formula: formula?,
            })
        })
        .collect()
}
