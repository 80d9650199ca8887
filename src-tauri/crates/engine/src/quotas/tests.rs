use super::*;
use crate::numbers::Balance;
use crate::territories::{Continuity, Load, Territory};
use crate::testing::{ListOf, plan_on, rep};
use proptest::prelude::*;
use tierline_plan::Change;

const MILLION: i64 = 100_000_000;

fn territories(potential: &[i64], revenue: &[i64]) -> Territories {
    let known: Vec<Option<i64>> = potential.iter().copied().map(Some).collect();
    territories_of(&known, revenue)
}

/// One amount stands for all accounts of a rep; `None` where nothing is known of them.
fn territories_of(potential: &[Option<i64>], revenue: &[i64]) -> Territories {
    let sum = |amount: Option<i64>| [amount.map(Money::from_minor)].into_iter().collect();
    let reps = potential
        .iter()
        .zip(revenue)
        .enumerate()
        .map(|(index, (potential, revenue))| Territory {
            rep: RepId(index as u32),
            load: Load {
                accounts: 5,
                potential: sum(*potential),
                revenue: sum(Some(*revenue)),
                ..Load::default()
            },
            capacity_minutes: 0,
            workload_deviation: None,
            potential_deviation: None,
            kept: 0,
        });
    Territories {
        reps: reps.collect(),
        unowned: Load::default(),
        workload: None::<Balance>,
        potential: None,
        continuity: Continuity::default(),
    }
}

fn plan(history: &[Option<i64>], settings: QuotaSettings) -> Plan {
    let reps = history.iter().enumerate().map(|(index, history)| Rep {
        last_result: history.map(Money::from_minor),
        ..rep(index as u32)
    });
    let mut plan = plan_on(ListOf::accounts(1).table(), reps.collect());
    plan.apply(Change::SetQuotas(settings)).expect("fits");
    plan
}

fn settings(target: i64, history_weight: u16) -> QuotaSettings {
    QuotaSettings {
        target: Some(Money::from_minor(target)),
        over_assignment: 0,
        history_weight,
        ..QuotaSettings::default()
    }
}

fn amounts(result: &Quotas) -> Vec<i64> {
    result
        .reps
        .iter()
        .map(|line| line.quota.map_or(-1, Money::minor))
        .collect()
}

#[test]
fn the_blend_of_history_and_potential_has_the_known_answers() {
    let history = [Some(3 * MILLION), Some(2 * MILLION), Some(MILLION)];
    let books = territories(&[5 * MILLION, 5 * MILLION, 10 * MILLION], &[0; 3]);
    let cases: [(u16, [i64; 3]); 3] = [
        (1000, [330_000_000, 220_000_000, 110_000_000]),
        (0, [165_000_000, 165_000_000, 330_000_000]),
        (500, [247_500_000, 192_500_000, 220_000_000]),
    ];
    for (weight, expected) in cases {
        let plan = plan(&history, settings(660_000_000, weight));
        let result = quotas(&plan, &books).expect("feasible");
        assert_eq!(amounts(&result), expected, "G8 with a weight of {weight}");
    }
}

#[test]
fn a_quarter_over_assigned_is_an_attainment_factor_of_80_percent() {
    let mut settings = settings(80_000_000, 500);
    settings.over_assignment = 250;
    let result = quotas(&plan(&[Some(1), Some(1)], settings), &territories(&[1, 1], &[0; 2])).expect("feasible");
    assert_eq!(result.street, Money::from_minor(100_000_000), "G4");
    assert_eq!(result.attainment_factor, Some(0.8), "G4");
}

#[test]
fn fixed_quotas_stand_and_the_others_carry_the_rest() {
    let mut settings = settings(1_000_000, 0);
    settings
        .by_rep
        .insert(RepId(0), RepQuotaRule::Fixed(Money::from_minor(123_456)));
    settings.by_rep.insert(RepId(1), RepQuotaRule::None);
    settings.step = Money::from_minor(10_000);
    let result = quotas(&plan(&[None; 4], settings), &territories(&[10; 4], &[0; 4])).expect("feasible");
    assert_eq!(
        amounts(&result),
        [123_456, -1, 446_544, 430_000],
        "steps, and the rest to the largest"
    );
    assert!(result.reps[0].fixed && result.reps[1].quota.is_none());
}

#[test]
fn an_impossible_set_of_fixed_quotas_says_which_way() {
    let books = territories(&[1], &[1]);
    let with = |amount| {
        let mut settings = settings(1000, 0);
        settings
            .by_rep
            .insert(RepId(0), RepQuotaRule::Fixed(Money::from_minor(amount)));
        quotas(&plan(&[None], settings), &books)
    };
    assert!(matches!(with(1001), Err(QuotaError::FixedAboveStreet { .. })));
    assert!(matches!(with(999), Err(QuotaError::FixedBelowStreet { .. })));
    assert!(with(1000).is_ok());
    assert_eq!(
        quotas(&plan(&[None], QuotaSettings::default()), &books),
        Err(QuotaError::NoTarget)
    );
}

#[test]
fn a_new_rep_is_measured_by_potential_and_flagged() {
    let plan = plan(&[Some(100), Some(100), None], settings(300_000_000, 1000));
    let result = quotas(&plan, &territories(&[10, 10, 20], &[0; 3])).expect("feasible");
    assert_eq!(amounts(&result), [75_000_000, 75_000_000, 150_000_000]);
    assert!(result.reps[2].flags.contains(&QuotaFlag::NoHistory));
    assert!(result.reps[0].flags.contains(&QuotaFlag::AbovePotential));
}

#[test]
fn without_history_and_potential_time_at_work_decides() {
    let mut plan = plan(&[None, None], settings(300_000, 500));
    plan.reps[1].share_of_full_time = 500;
    let result = quotas(&plan, &territories(&[0, 0], &[0, 0])).expect("feasible");
    assert_eq!(amounts(&result), [200_000, 100_000]);
}

#[test]
fn a_rep_whose_potential_is_not_known_is_measured_by_history_not_by_zero() {
    let plan = plan(&[Some(100), Some(100), Some(200)], settings(400_000_000, 0));
    let result = quotas(&plan, &territories_of(&[Some(10), Some(30), None], &[0; 3])).expect("feasible");
    assert_eq!(
        amounts(&result),
        [50_000_000, 150_000_000, 200_000_000],
        "half of the history is half of the target; the others share the rest by potential"
    );
    assert_eq!(result.reps[2].potential_share, None, "no share of what is not known");
    assert!(!result.reps[2].flags.contains(&QuotaFlag::AbovePotential));
}

#[test]
fn one_known_account_of_many_does_not_stand_for_a_rep() {
    let plan = plan(&[Some(100), Some(100), Some(200)], settings(400_000_000, 0));
    let quotas_when = |known: &[Option<i64>]| {
        let mut books = territories_of(&[Some(10), Some(30), None], &[0; 3]);
        books.reps[2].load.potential = known.iter().map(|known| known.map(Money::from_minor)).collect();
        quotas(&plan, &books).expect("feasible")
    };
    let none = quotas_when(&[None; 10]);
    let one = quotas_when(&[&[Some(1)][..], &[None; 9]].concat());
    assert_eq!(
        amounts(&one),
        amounts(&none),
        "the quota must not hang on who filled in the list"
    );
    assert!(one.reps[2].flags.contains(&QuotaFlag::PotentialMostlyUnknown));
    let most = quotas_when(&[Some(5), Some(5), None]);
    assert_eq!(amounts(&most), [80_000_000, 240_000_000, 80_000_000]);
    assert!(!most.reps[2].flags.contains(&QuotaFlag::PotentialMostlyUnknown));
}

#[test]
fn a_rep_of_whom_nothing_is_known_is_measured_by_time_at_work() {
    let plan = plan(&[Some(100), None, None], settings(300_000_000, 500));
    let result = quotas(&plan, &territories_of(&[Some(10), Some(10), None], &[0; 3])).expect("feasible");
    assert_eq!(amounts(&result)[2], 100_000_000, "a third of the team's time");
}

#[test]
fn change_and_pay_are_compared() {
    let mut plan = plan(&[Some(1)], settings(150_000, 500));
    plan.reps[0].last_quota = Some(Money::from_minor(100_000));
    plan.reps[0].ote = Some(Money::from_minor(30_000));
    let line = &quotas(&plan, &territories(&[200_000], &[0])).expect("feasible").reps[0];
    assert_eq!(line.change, Some(Money::from_minor(50_000)));
    assert_eq!((line.change_share, line.quota_to_ote), (Some(0.5), Some(5.0)));
    assert_eq!(line.flags, [QuotaFlag::LargeChange]);
}

proptest! {
    #[test]
    fn quotas_add_up_to_the_street_quota(
        reps in prop::collection::vec((prop::option::of(0i64..1_000_000_000), prop::option::of(0i64..1_000_000_000), 0i64..1_000_000_000, 0u8..6), 1..20),
        target in 0i64..1_000_000_000_000, over in 0u16..500, weight in 0u16..=1000, step in 1i64..10_000_000,
    ) {
        let mut settings = settings(target, weight);
        settings.over_assignment = over;
        settings.step = Money::from_minor(step);
        for (index, rep) in reps.iter().enumerate() {
            match rep.3 {
                0 => { settings.by_rep.insert(RepId(index as u32), RepQuotaRule::None); }
                1 => { settings.by_rep.insert(RepId(index as u32), RepQuotaRule::Fixed(Money::from_minor(rep.2))); }
                _ => {}
            }
        }
        let plan = plan(&reps.iter().map(|r| r.0).collect::<Vec<_>>(), settings.clone());
        let books = territories_of(&reps.iter().map(|r| r.1).collect::<Vec<_>>(), &reps.iter().map(|r| r.2).collect::<Vec<_>>());
        match quotas(&plan, &books) {
            Ok(result) => {
                let sum: Money = result.reps.iter().filter_map(|line| line.quota).sum();
                prop_assert_eq!(sum, result.street);
                let blend: f64 = result.reps.iter().map(|line| line.blend).sum();
                prop_assert!((blend - 1.0).abs() < 1e-9 || reps.iter().all(|r| r.3 == 0));
                let off_step = result.reps.iter().filter(|l| !l.fixed && l.quota.is_some_and(|q| q.minor() % step != 0)).count();
                prop_assert!(off_step <= 1, "one rep at most takes what is no full step");
                for line in &result.reps {
                    prop_assert!(line.quota.is_none_or(|q| !q.is_negative()));
                    if let Some(RepQuotaRule::Fixed(amount)) = settings.by_rep.get(&line.rep) {
                        prop_assert_eq!(line.quota, Some(*amount));
                    }
                }
            }
            Err(error) => {
                prop_assert!(!settings.by_rep.is_empty(), "without rules there is always a way: {error}");
            }
        }
    }
}
