//! A proposal for who owns what: 2,500 accounts for 14 reps, and 100,000 for 200.

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use tierline_engine::numbers::Mix;
use tierline_engine::territories::{AssignAccount, AssignRep, AssignSettings, assign};
use tierline_plan::{AccountId, RepId};

fn case(accounts: u32, reps: u32) -> (Vec<AssignAccount>, Vec<AssignRep>) {
    let draw = |id: u32, column: u64| Mix::new(9).word(u64::from(id)).word(column).finish();
    let places = reps * 3;
    let accounts = (0..accounts)
        .map(|id| {
            let tier = draw(id, 0) % 20;
            AssignAccount {
                id: AccountId(id),
                minutes: [1440, 240, 30][usize::from(tier >= 2) + usize::from(tier >= 7)],
                customer: draw(id, 1) % 3 == 0,
                // Heavy at one end, as cities are.
                place: (draw(id, 2) % u64::from(places) * (draw(id, 3) % u64::from(places)) / u64::from(places)) as u32,
                current: (draw(id, 4) % 3 > 0).then(|| RepId((draw(id, 5) % u64::from(reps)) as u32)),
                pinned: draw(id, 6) % 50 == 0,
            }
        })
        .collect();
    let reps = (0..reps)
        .map(|id| AssignRep {
            id: RepId(id),
            capacity: 1000,
            distance: (0..places)
                .map(|place| (place.abs_diff(id * 3) as u16 * 4).min(60))
                .collect(),
        })
        .collect();
    (accounts, reps)
}

fn territories(bench: &mut Criterion) {
    for (accounts, reps) in [(2_500, 14), (100_000, 200)] {
        let (tasks, staff) = case(accounts, reps);
        let result = assign(&tasks, &staff, AssignSettings::default(), 1, &|| false).expect("there are reps");
        let name = format!(
            "assign {accounts} accounts to {reps} reps (max deviation {:.1} % to {:.1} %)",
            result.start_deviation * 100.0,
            result.max_deviation * 100.0
        );
        let mut group = bench.benchmark_group("territories");
        group.sample_size(10);
        group.bench_function(name, |b| {
            b.iter(|| black_box(assign(&tasks, &staff, AssignSettings::default(), 1, &|| false)));
        });
        group.finish();
    }
}

criterion_group!(benches, territories);
criterion_main!(benches);
