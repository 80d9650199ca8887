//! Re-score and re-tier of 100,000 accounts with 8 criteria after one weight moved: what every step of a drag costs.

use criterion::{Criterion as Bench, criterion_group, criterion_main};
use std::hint::black_box;
use tierline_engine::numbers::Mix;
use tierline_engine::results::{Cache, Results, preview_tiers, preview_weights};
use tierline_engine::scoring;
use tierline_plan::{
    AccountBatch, AccountTable, Column, Criterion, CriterionId, CriterionSource, Currency, Curve, CutRule, Day, Field,
    FieldId, FieldKind, FieldRole, MissingPolicy, Model, Money, Plan, TierScheme, Value, Weight,
};

const ROWS: usize = 100_000;
const CRITERIA: u32 = 8;

fn plan() -> Plan {
    let draw = |row: usize, column: u32| Mix::new(5).word(row as u64).word(u64::from(column)).finish();
    let field = |id: u32, role, kind| Field {
        id: FieldId(id),
        role,
        kind,
        label: format!("Column {id}"),
    };
    let mut fields = vec![field(100, FieldRole::Name, FieldKind::Text)];
    let mut columns = vec![Column::from_values(
        FieldKind::Text,
        (0..ROWS).map(|row| Value::Text(format!("Account {row}"))),
    )];
    for id in 0..CRITERIA {
        fields.push(field(id, FieldRole::Custom, FieldKind::Number));
        columns.push(Column::from_values(
            FieldKind::Number,
            (0..ROWS).map(|row| match draw(row, id) {
                missing if missing % 10 == 0 => Value::Missing,
                number => Value::Number((number % 1_000_000) as f64),
            }),
        ));
    }
    fields.push(field(50, FieldRole::Potential, FieldKind::Money));
    columns.push(Column::from_values(
        FieldKind::Money,
        (0..ROWS).map(|row| Value::Money(Money::from_minor((draw(row, 50) % 100_000_000) as i64))),
    ));
    let day = Day::from_epoch_days(20_000);
    let mut plan = Plan::new("Bench", day, 1);
    plan.info.currency = Currency::new("EUR");
    plan.accounts = AccountTable::from_batch(AccountBatch { fields, columns }, 1).expect("a valid table");
    plan.model = Model {
        criteria: (0..CRITERIA)
            .map(|id| Criterion {
                id: CriterionId(id),
                name: format!("Criterion {id}"),
                standard: None,
                source: CriterionSource::Field(FieldId(id)),
                weight: Weight(Weight::WHOLE / CRITERIA as u16),
                locked: false,
                curve: Curve::Log {
                    from: 10.0,
                    to: 900_000.0,
                },
                missing: MissingPolicy::LeaveOut,
            })
            .collect(),
    };
    plan
}

fn rescore(bench: &mut Bench) {
    let mut plan = plan();
    let mut cache = Cache::default();
    let results = Results::compute(&plan, &mut cache);
    let mut wanted = 0;
    bench.bench_function("one weight moved, 100,000 x 8: score, tiers, histogram, moves", |b| {
        b.iter(|| {
            wanted = (wanted + 7) % 900;
            let weights = plan
                .model
                .weights_with(CriterionId(3), Weight(wanted))
                .expect("it exists");
            black_box(preview_weights(&results, &plan, &weights))
        });
    });
    bench.bench_function("one weight moved, 100,000 x 8: score alone", |b| {
        let (weights, missing) = scoring::terms(&plan.model);
        b.iter(|| black_box(scoring::score(&results.points, &weights, &missing)));
    });
    let by_value = TierScheme {
        cut: CutRule::CumulativeValue(vec![800, 950]),
        ..plan.tiers.clone()
    };
    bench.bench_function("cut by value moved, 100,000", |b| {
        b.iter(|| black_box(preview_tiers(&results, &plan, &by_value)));
    });
    plan.tiers = by_value;
    bench.bench_function("all stages, 100,000 x 8, warm cache", |b| {
        b.iter(|| black_box(Results::compute(&plan, &mut cache)));
    });
    bench.bench_function("all stages, 100,000 x 8, cold cache", |b| {
        b.iter(|| black_box(Results::compute(&plan, &mut Cache::default())));
    });
}

criterion_group!(benches, rescore);
criterion_main!(benches);
