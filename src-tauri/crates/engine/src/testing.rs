//! Account lists and plans for tests, built from plain values.

use crate::results::{Cache, Results};
use tierline_plan::{
    AccountBatch, AccountTable, Change, Column, Day, Field, FieldId, FieldKind, FieldRole, Money, Plan, Rep, RepId,
    Scenario, ScenarioId, Steadiness, Value,
};

pub(crate) fn today() -> Day {
    Day::from_ymd(2026, 11, 22).expect("a date")
}

/// A list under construction: a name column is always there.
#[derive(Debug)]
pub(crate) struct ListOf {
    rows: usize,
    batch: AccountBatch,
}

impl ListOf {
    pub(crate) fn accounts(rows: usize) -> Self {
        Self::of_names((0..rows).map(|row| format!("Account {row}")))
    }

    pub(crate) fn of_names(names: impl Iterator<Item = impl Into<String>>) -> Self {
        let names: Vec<String> = names.map(Into::into).collect();
        let list = ListOf {
            rows: names.len(),
            batch: AccountBatch::default(),
        };
        list.column(FieldRole::Name, FieldKind::Text, |row| Value::Text(names[row].clone()))
    }

    pub(crate) fn column(mut self, role: FieldRole, kind: FieldKind, value: impl Fn(usize) -> Value) -> Self {
        self.batch.fields.push(Field {
            id: FieldId(self.batch.fields.len() as u32 + 1),
            role,
            kind,
            label: format!("{role:?}"),
        });
        self.batch
            .columns
            .push(Column::from_values(kind, (0..self.rows).map(value)));
        self
    }

    /// Amounts in minor units.
    pub(crate) fn money(self, role: FieldRole, amount: impl Fn(usize) -> Option<i64>) -> Self {
        self.column(role, FieldKind::Money, |row| {
            amount(row).map_or(Value::Missing, |minor| Value::Money(Money::from_minor(minor)))
        })
    }

    pub(crate) fn number(self, role: FieldRole, number: impl Fn(usize) -> Option<f64>) -> Self {
        self.column(role, FieldKind::Number, |row| {
            number(row).map_or(Value::Missing, Value::Number)
        })
    }

    pub(crate) fn words(self, role: FieldRole, word: impl Fn(usize) -> Option<&'static str>) -> Self {
        self.column(role, FieldKind::Category, |row| {
            word(row).map_or(Value::Missing, |text| Value::Text(text.to_owned()))
        })
    }

    pub(crate) fn table(self) -> AccountTable {
        AccountTable::from_batch(self.batch, 1).expect("a valid table")
    }
}

pub(crate) fn rep(id: u32) -> Rep {
    Rep {
        id: RepId(id),
        name: format!("Rep {id}"),
        role: None,
        base_city: None,
        country: None,
        start: None,
        share_of_full_time: 1000,
        last_quota: None,
        last_result: None,
        ote: None,
    }
}

/// A plan on that list with its standard model.
pub(crate) fn plan_on(table: AccountTable, reps: Vec<Rep>) -> Plan {
    let mut plan = Plan::new("Test", today(), 7);
    plan.model = crate::standard::standard_model(&table, &plan.opportunity, today());
    plan.apply(Change::Batch(vec![
        Change::SetAccounts {
            accounts: Box::new(table),
            products: vec![],
            sources: vec![],
        },
        Change::SetReps(reps),
    ]))
    .expect("fits");
    plan
}

/// Keeps what is in force and agrees on it.
pub(crate) fn agree(plan: &mut Plan, margin: u16, most_moves: Option<u16>) {
    let results = Results::compute(plan, &mut Cache::default());
    let scenario = Scenario {
        name: "Agreed".into(),
        kept_on: today(),
        author: "A".into(),
        model: plan.model.clone(),
        tiers: plan.tiers.clone(),
        gates: plan.gates.clone(),
        overrides: plan.overrides.clone(),
        placed: plan
            .accounts
            .ids()
            .iter()
            .copied()
            .zip(results.tiering.choice.iter().copied())
            .collect(),
    };
    let agreed = Some(ScenarioId(1));
    plan.apply(Change::Batch(vec![
        Change::SetScenario(ScenarioId(1), Some(Box::new(scenario))),
        Change::SetSteadiness(Steadiness {
            agreed,
            margin,
            most_moves,
        }),
    ]))
    .expect("a sound scenario");
}

/// A varied list of customers and prospects, the same for the same number of rows.
pub(crate) fn varied(rows: usize) -> AccountTable {
    let at = |row: usize, column: u64| crate::numbers::Mix::new(11).word(row as u64).word(column).finish();
    let customer = |row: usize| at(row, 0) % 3 == 0;
    ListOf::accounts(rows)
        .words(FieldRole::Industry, |row| match at(row, 1) % 5 {
            0 => Some("Energy"),
            1 => Some("Retail"),
            2 => Some("Software"),
            3 => Some("Chemicals"),
            _ => None,
        })
        .words(FieldRole::Country, |row| match at(row, 2) % 4 {
            0 => Some("Germany"),
            1 => Some("France"),
            2 => Some("Spain"),
            _ => Some("Italy"),
        })
        .number(FieldRole::Employees, |row| {
            (at(row, 3) % 8 != 0).then(|| (at(row, 4) % 5000 + 5) as f64)
        })
        .money(FieldRole::CurrentRevenue, |row| {
            customer(row).then(|| (at(row, 5) % 40_000_000 + 100_000) as i64)
        })
        .number(FieldRole::Engagement, |row| {
            (at(row, 6) % 4 != 0).then(|| (at(row, 7) % 101) as f64)
        })
        .words(FieldRole::Owner, |row| match at(row, 8) % 6 {
            0 => Some("Rep 1"),
            1 => Some(" rep  2"),
            2 => Some("REP 3"),
            _ => None,
        })
        .table()
}
