//! Computed columns: what people's formulas make of the list. Separate from the list, whose values are typed, and from the
//! stages that read both alike through [`Fields`].

mod error;
mod eval;
mod formula;
mod names;

pub use error::FormulaError;
pub use formula::{FUNCTIONS, Formula, FunctionHelp};
pub use names::{inputs, kept, shown};

use crate::numbers::Mix;
use eval::{Bound, Input};
use rayon::prelude::*;
use std::sync::Arc;
use tierline_plan::{
    AccountTable, Column, ComputedField, CriterionSource, Field, FieldId, FieldKind, FieldRole, Money, Plan,
};

/// The computed columns of a plan with their values.
#[derive(Debug, Clone, Default)]
pub struct Computed {
    fields: Vec<Field>,
    columns: Vec<Arc<Column>>,
    problems: Vec<Option<FormulaError>>,
}

impl Computed {
    /// No computed columns.
    pub const NONE: &'static Computed = &Computed {
        fields: Vec::new(),
        columns: Vec::new(),
        problems: Vec::new(),
    };

    /// The computed columns of a plan on a list, which may be another one than the plan's. `potential` is by its rows.
    pub fn of(plan: &Plan, accounts: &AccountTable, potential: &[Option<Money>]) -> Computed {
        Self::kept(plan, accounts, potential, &mut Vec::new())
    }

    /// As [`Computed::of`], taking over what was computed before from the same values; what is no longer needed is
    /// forgotten.
    pub(crate) fn kept(
        plan: &Plan,
        accounts: &AccountTable,
        potential: &[Option<Money>],
        kept: &mut Vec<Kept>,
    ) -> Computed {
        let mut done: Vec<Option<(Arc<Column>, Option<FormulaError>)>> = vec![None; plan.computed.len()];
        let mut computed = Computed::default();
        let mut now = Vec::new();
        // A formula may read columns that stand before or after it: those whose inputs are all there go first.
        loop {
            let ready = (0..done.len()).find(|place| {
                let waits = |source: &CriterionSource| match source {
                    CriterionSource::Field(id) => {
                        let at = plan.computed.iter().position(|field| field.id == *id);
                        at.is_some_and(|at| done[at].is_none())
                    }
                    CriterionSource::Potential => false,
                };
                done[*place].is_none() && !inputs(&plan.computed[*place].formula).iter().any(waits)
            });
            let Some(place) = ready else { break };
            let field = &plan.computed[place];
            let fields = Fields {
                accounts,
                computed: &computed,
            };
            let (column, problem) = match made(field, plan, fields, potential, kept) {
                Ok(made) => {
                    let column = made.column.clone();
                    now.push(made);
                    (column, None)
                }
                Err(problem) => (blanks(field.kind, accounts.len()), Some(problem)),
            };
            computed.add(field, column.clone(), problem.clone());
            done[place] = Some((column, problem));
        }
        *kept = now;
        // In the order of the plan; what waits for itself is empty.
        let mut ordered = Computed::default();
        for (field, done) in plan.computed.iter().zip(done) {
            let (column, problem) =
                done.unwrap_or_else(|| (blanks(field.kind, accounts.len()), Some(FormulaError::Circular)));
            ordered.add(field, column, problem);
        }
        ordered
    }

    fn add(&mut self, field: &ComputedField, column: Arc<Column>, problem: Option<FormulaError>) {
        self.fields.push(Field {
            id: field.id,
            role: FieldRole::Custom,
            kind: field.kind,
            label: field.label.clone(),
        });
        self.columns.push(column);
        self.problems.push(problem);
    }

    /// In the order of the plan's.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// In the order of the plan's.
    pub fn columns(&self) -> &[Arc<Column>] {
        &self.columns
    }

    /// Why a column is empty, in the order of the plan's.
    pub fn problem(&self, place: usize) -> Option<&FormulaError> {
        self.problems.get(place)?.as_ref()
    }

    fn place(&self, id: FieldId) -> Option<usize> {
        self.fields.iter().position(|field| field.id == id)
    }
}

/// A column with what it was computed from.
#[derive(Debug)]
pub(crate) struct Kept {
    print: u64,
    column: Arc<Column>,
}

fn made(
    field: &ComputedField,
    plan: &Plan,
    fields: Fields<'_>,
    potential: &[Option<Money>],
    kept: &[Kept],
) -> Result<Kept, FormulaError> {
    let formula = Formula::read(&field.formula, |source| fields.kind(source))?;
    if !formula.suits(field.kind) {
        return Err(FormulaError::OtherKind);
    }
    let print = print(field, &formula, plan, fields, potential);
    let found = kept.iter().find(|kept| kept.print == print);
    let column = found.map_or_else(
        || Arc::new(evaluated(&formula, field.kind, plan, fields, potential)),
        |kept| kept.column.clone(),
    );
    Ok(Kept { print, column })
}

/// The values that a formula gives, a slot an account row. Inputs that are gone are blank everywhere.
pub fn evaluated(
    formula: &Formula,
    kind: FieldKind,
    plan: &Plan,
    fields: Fields<'_>,
    potential: &[Option<Money>],
) -> Column {
    let gone = Column::new(FieldKind::Number);
    let inputs: Vec<Input<'_>> = formula
        .inputs
        .iter()
        .map(|source| match source {
            CriterionSource::Potential => Input::Amounts(potential),
            CriterionSource::Field(id) => Input::Column(fields.column(*id).unwrap_or(&gone)),
        })
        .collect();
    let bound = Bound {
        formula,
        inputs: &inputs,
        today: plan.info.as_of,
        currency: &plan.info.currency,
    };
    let values: Vec<_> = (0..fields.accounts.len())
        .into_par_iter()
        .with_min_len(4096)
        .map(|row| eval::value(bound.at(row), kind, &plan.info.currency))
        .collect();
    Column::from_values(kind, values)
}

fn blanks(kind: FieldKind, rows: usize) -> Arc<Column> {
    Arc::new(Column::from_values(
        kind,
        (0..rows).map(|_| tierline_plan::Value::Missing),
    ))
}

/// Tells apart columns that differ in anything they are computed from.
fn print(
    field: &ComputedField,
    formula: &Formula,
    plan: &Plan,
    fields: Fields<'_>,
    potential: &[Option<Money>],
) -> u64 {
    let start = Mix::new(20)
        .bytes(field.formula.as_bytes())
        .bytes(format!("{:?}", field.kind).as_bytes())
        .word(plan.info.currency.minor_per_major() as u64)
        .word(fields.accounts.len() as u64);
    let start = if formula.reads_today {
        start.word(u64::from(plan.info.as_of.epoch_days() as u32))
    } else {
        start
    };
    let inputs = formula.inputs.iter();
    inputs
        .fold(start, |mix, source| match source {
            CriterionSource::Field(id) => mix.word(fields.column(*id).map_or(0, column_print)),
            CriterionSource::Potential => potential.iter().fold(mix, |mix, amount| {
                mix.word(amount.map_or(u64::MAX, |amount| amount.minor() as u64))
            }),
        })
        .finish()
}

/// Tells apart columns that differ in any value.
pub(crate) fn column_print(column: &Column) -> u64 {
    let text = |mix: Mix, text: &str| mix.bytes(text.as_bytes());
    match column {
        Column::Text(values) => values.iter().fold(Mix::new(10), |mix, value| match value {
            Some(value) => text(mix, value),
            None => mix.word(u64::MAX),
        }),
        Column::Category { values, codes } => {
            let mix = values.iter().fold(Mix::new(11), |mix, value| text(mix, value));
            codes.iter().fold(mix, |mix, code| mix.word(u64::from(*code)))
        }
        Column::Number(values) => values.iter().fold(Mix::new(12), |mix, v| mix.word(v.to_bits())),
        Column::Money(values) => values.iter().fold(Mix::new(13), |mix, v| mix.word(*v as u64)),
        Column::Date(values) => values.iter().fold(Mix::new(14), |mix, v| mix.word(*v as u64)),
        Column::YesNo(values) => Mix::new(15).bytes(values),
    }
    .finish()
}

/// Every column that accounts have: those of the list, then those that are computed.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a> {
    accounts: &'a AccountTable,
    computed: &'a Computed,
}

impl<'a> Fields<'a> {
    pub fn new(accounts: &'a AccountTable, computed: &'a Computed) -> Self {
        Fields { accounts, computed }
    }

    /// The columns of a list alone.
    pub fn of_list(accounts: &'a AccountTable) -> Self {
        Fields {
            accounts,
            computed: Computed::NONE,
        }
    }

    /// How many accounts there are.
    pub fn rows(self) -> usize {
        self.accounts.len()
    }

    /// How many columns there are.
    pub fn len(self) -> usize {
        self.accounts.fields().len() + self.computed.fields.len()
    }

    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The column at a place in the order of [`Fields::all`].
    ///
    /// # Panics
    /// When there are not so many.
    pub fn at(self, place: usize) -> (&'a Field, &'a Column) {
        let listed = self.accounts.fields().len();
        match place.checked_sub(listed) {
            None => (&self.accounts.fields()[place], &self.accounts.columns()[place]),
            Some(place) => (&self.computed.fields[place], &self.computed.columns[place]),
        }
    }

    pub fn field(self, id: FieldId) -> Option<&'a Field> {
        self.accounts
            .field(id)
            .or_else(|| self.computed.place(id).map(|place| &self.computed.fields[place]))
    }

    /// `None` for a column that cannot be computed, too: its blanks say nothing of the accounts.
    pub fn column(self, id: FieldId) -> Option<&'a Column> {
        self.accounts.column(id).or_else(|| {
            let place = self.computed.place(id)?;
            let works = self.computed.problems[place].is_none();
            works.then(|| &*self.computed.columns[place])
        })
    }

    /// Fields with their columns.
    pub fn all(self) -> impl Iterator<Item = (&'a Field, &'a Column)> {
        let computed = self.computed.columns.iter().map(|column| &**column);
        let computed = self.computed.fields.iter().zip(computed);
        self.accounts
            .fields()
            .iter()
            .zip(self.accounts.columns())
            .chain(computed)
    }

    /// What kind of values a source has; `None` where it is gone.
    pub fn kind(self, source: CriterionSource) -> Option<FieldKind> {
        match source {
            CriterionSource::Field(id) => self.field(id).map(|field| field.kind),
            CriterionSource::Potential => Some(FieldKind::Money),
        }
    }

    /// What a source is called; `None` where it is gone.
    pub fn label(self, source: CriterionSource) -> Option<&'a str> {
        match source {
            CriterionSource::Field(id) => self.field(id).map(|field| field.label.as_str()),
            CriterionSource::Potential => Some(POTENTIAL),
        }
    }

    /// All that a formula may name. The potential that the opportunity stage sees goes before a column of that name: it is
    /// the list's figure wherever the list has one.
    pub fn sources(self) -> Vec<(CriterionSource, &'a str)> {
        let columns = self
            .all()
            .map(|(field, _)| (CriterionSource::Field(field.id), field.label.as_str()));
        std::iter::once((CriterionSource::Potential, POTENTIAL))
            .chain(columns)
            .collect()
    }
}

/// What screens call the potential as the opportunity stage sees it.
pub const POTENTIAL: &str = "Potential";

#[cfg(test)]
mod tests;
