//! Times the plan file at full size: `cargo run --release -p tierline-store --example measure [accounts]`.
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::fs;
use std::time::{Duration, Instant};
use tierline_plan::*;
use tierline_store::PlanFile;

fn main() -> Result<(), Box<dyn Error>> {
    let rows: u32 = std::env::args().nth(1).map_or(Ok(100_000), |rows| rows.parse())?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("Plan.tierline");
    let mut plan = Plan::new("Measured", Day::from_epoch_days(20_000), 1);
    plan.apply(list(rows)?)?;
    plan.apply(Change::SetReps((1..=50).map(rep).collect()))?;

    let mut file = timed("create", || PlanFile::create(&path, &plan))?;
    println!("{:>28}: {:.1} MB", "file", fs::metadata(&path)?.len() as f64 / 1e6);
    timed("close", || file.close())?;
    (file, plan) = timed("open", || PlanFile::open(&path))?;
    timed("open read only", || PlanFile::open_read_only(&path))?;

    let cell = |row: u32| {
        Change::SetCells(vec![(
            AccountId(row),
            FieldId(2),
            Value::Text(format!("Changed {row}")),
        )])
    };
    let mut times: Vec<Duration> = Vec::new();
    for turn in 0..41 {
        let started = Instant::now();
        file.commit(&mut plan, cell(turn * 977 % rows + 1), "Edit Cell", 1)?;
        times.push(started.elapsed());
    }
    times.sort();
    println!(
        "{:>28}: median {:.1?}, slowest {:.1?}",
        "one cell of text", times[20], times[40]
    );

    let owners = |shift: u32| {
        Change::SetOwners(
            (1..=rows)
                .map(|id| (AccountId(id), Some(RepId((id + shift) % 50 + 1))))
                .collect(),
        )
    };
    timed("owners of all, first", || {
        file.commit(&mut plan, owners(0), "Assign", 2)
    })?;
    timed("owners of all, again", || {
        file.commit(&mut plan, owners(1), "Assign", 3)
    })?;
    timed("undo owners of all", || file.undo(&mut plan))?;
    timed("redo owners of all", || file.redo(&mut plan))?;
    timed("accounts again", || {
        file.commit(&mut plan, list(rows).expect("a list"), "Import", 4)
    })?;
    timed("undo accounts again", || file.undo(&mut plan))?;
    timed("save a copy", || file.save_copy(&folder.path().join("Copy.tierline")))?;
    timed("integrity", || file.integrity())?;
    println!(
        "{:>28}: {:.1} MB",
        "file with log",
        fs::metadata(&path)?.len() as f64 / 1e6
    );
    timed("close", || file.close())?;
    timed("open with log", || PlanFile::open(&path))?;
    Ok(())
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let outcome = work();
    println!("{what:>28}: {:.1?}", started.elapsed());
    outcome
}

fn rep(id: u32) -> Rep {
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

/// Twelve columns as a list from marketing has them.
fn list(rows: u32) -> Result<Change, TableError> {
    let shapes = [
        (FieldRole::Name, FieldKind::Text),
        (FieldRole::Website, FieldKind::Text),
        (FieldRole::RecordId, FieldKind::Text),
        (FieldRole::Industry, FieldKind::Category),
        (FieldRole::Country, FieldKind::Category),
        (FieldRole::City, FieldKind::Category),
        (FieldRole::Employees, FieldKind::Number),
        (FieldRole::AnnualRevenue, FieldKind::Money),
        (FieldRole::CurrentRevenue, FieldKind::Money),
        (FieldRole::LastActivity, FieldKind::Date),
        (FieldRole::Engagement, FieldKind::Number),
        (FieldRole::Custom, FieldKind::YesNo),
    ];
    let value = |kind: FieldKind, column: u32, row: u32| {
        let n = (row * 12 + column).wrapping_mul(2_654_435_761);
        if n.is_multiple_of(10) && column > 0 {
            return Value::Missing;
        }
        match kind {
            FieldKind::Text => Value::Text(format!("Company number {n} of the list")),
            FieldKind::Category => Value::Text(format!("Category {}", n % (20 * column))),
            FieldKind::Number | FieldKind::Percent => Value::Number(f64::from(n) / 3.0),
            FieldKind::Money => Value::Money(Money::from_minor(i64::from(n))),
            FieldKind::Date => Value::Date(Day::from_epoch_days((n % 20_000) as i32)),
            FieldKind::YesNo => Value::YesNo(n.is_multiple_of(2)),
        }
    };
    let mut batch = AccountBatch::default();
    for (column, (role, kind)) in (0..).zip(shapes) {
        batch.fields.push(Field {
            id: FieldId(column + 1),
            role,
            kind,
            label: format!("{role:?}"),
        });
        batch
            .columns
            .push(Column::from_values(kind, (0..rows).map(|row| value(kind, column, row))));
    }
    Ok(Change::SetAccounts {
        accounts: Box::new(AccountTable::from_batch(batch, 1)?),
        products: Vec::new(),
        sources: Vec::new(),
    })
}
