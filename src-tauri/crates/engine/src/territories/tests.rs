use super::*;
use crate::opportunity::size_opportunity;
use crate::testing::{ListOf, plan_on, rep, varied};

use proptest::prelude::*;
use tierline_plan::{AccountId, Change, FieldRole};

const NEVER: &dyn Fn() -> bool = &|| false;

fn account(id: u32, minutes: u64) -> AssignAccount {
    AssignAccount {
        id: AccountId(id),
        minutes,
        customer: false,
        place: 0,
        current: None,
        pinned: false,
    }
}

fn assign_rep(id: u32, capacity: u16) -> AssignRep {
    AssignRep {
        id: RepId(id),
        capacity,
        distance: vec![0; 4],
    }
}

#[test]
fn alike_accounts_are_shared_out_by_capacity() {
    let accounts: Vec<_> = (0..300).map(|id| account(id, 60)).collect();
    let reps = [assign_rep(1, 1000), assign_rep(2, 1000), assign_rep(3, 1000)];
    let result = assign(&accounts, &reps, AssignSettings::default(), 7, NEVER).expect("there are reps");
    assert!(result.max_deviation < 0.011, "{}", result.max_deviation);
    let halves = [assign_rep(1, 1000), assign_rep(2, 500)];
    let result = assign(&accounts, &halves, AssignSettings::default(), 7, NEVER).expect("there are reps");
    let second = result.owners.iter().filter(|(_, rep)| *rep == RepId(2)).count();
    assert_eq!(second, 100, "half the time, half the work");
}

#[test]
fn accounts_go_to_the_rep_of_their_country_as_far_as_the_balance_allows() {
    let mut reps = [assign_rep(1, 1000), assign_rep(2, 1000)];
    reps[0].distance = vec![SAME_COUNTRY, ELSEWHERE];
    reps[1].distance = vec![ELSEWHERE, SAME_REGION];
    let accounts: Vec<_> = (0..100)
        .map(|id| AssignAccount {
            place: u32::from(id >= 70),
            ..account(id, 10)
        })
        .collect();
    let result = assign(&accounts, &reps, AssignSettings::default(), 1, NEVER).expect("there are reps");
    assert!((result.start_deviation - 0.4).abs() < 1e-9, "70 and 30 of 50");
    assert!(result.max_deviation <= 0.15);
    let abroad = result
        .owners
        .iter()
        .filter(|(id, rep)| (id.0 < 70) != (*rep == RepId(1)))
        .count();
    assert_eq!(abroad, 13, "57 of 50 are within 15 %, and not one more moves than must");
}

#[test]
fn continuity_decides_how_many_change_hands() {
    let accounts: Vec<_> = (0..90)
        .map(|id| AssignAccount {
            current: Some(RepId(1 + id % 3)),
            customer: true,
            place: 0,
            ..account(id, 10)
        })
        .collect();
    let mut reps = [assign_rep(1, 1000), assign_rep(2, 1000), assign_rep(3, 1000)];
    reps[1].distance = vec![ELSEWHERE];
    let with = |continuity| {
        let settings = AssignSettings {
            continuity,
            ..AssignSettings::default()
        };
        assign(&accounts, &reps, settings, 3, NEVER)
            .expect("there are reps")
            .changed
    };
    assert_eq!(with(1000), 0);
    assert!(
        with(0) > 0,
        "without continuity the far rep gives accounts to the near ones"
    );
}

#[test]
fn one_giant_among_dwarfs_is_levelled_by_swaps() {
    let mut accounts: Vec<_> = (0..3).map(|id| account(id, 50)).collect();
    accounts.push(account(3, 40));
    accounts.push(account(4, 60));
    for account in &mut accounts {
        account.current = Some(RepId(if account.id.0 < 2 || account.id.0 == 4 { 1 } else { 2 }));
    }
    let settings = AssignSettings {
        tolerance: 50,
        continuity: 1000,
    };
    let reps = [assign_rep(1, 1000), assign_rep(2, 1000)];
    let result = assign(&accounts, &reps, settings, 1, NEVER).expect("there are reps");
    assert!((result.start_deviation - 0.28).abs() < 1e-9);
    assert!(result.max_deviation <= 0.2 + 1e-9, "{result:?}");
}

#[test]
fn without_selling_time_nobody_can_be_given_accounts() {
    let none = assign(
        &[account(1, 5)],
        &[assign_rep(1, 0)],
        AssignSettings::default(),
        1,
        NEVER,
    );
    assert_eq!(none, Err(AssignError::NoReps));
    let cancelled = assign(
        &[account(1, 5)],
        &[assign_rep(1, 1)],
        AssignSettings::default(),
        1,
        &|| true,
    );
    assert_eq!(cancelled, Err(AssignError::Cancelled));
}

#[test]
fn accounts_without_workload_are_still_owned_evenly() {
    let accounts: Vec<_> = (0..40).map(|id| account(id, 0)).collect();
    let result = assign(
        &accounts,
        &[assign_rep(1, 500), assign_rep(2, 500)],
        AssignSettings::default(),
        9,
        NEVER,
    )
    .expect("there are reps");
    assert_eq!(result.owners.iter().filter(|(_, rep)| *rep == RepId(1)).count(), 20);
}

#[test]
fn owner_names_match_without_case_spacing_and_order() {
    let table = ListOf::accounts(5)
        .words(FieldRole::Owner, |row| {
            [Some("ana  lópez"), Some("López, Ana"), Some("Bo"), Some("Twin"), None][row]
        })
        .table();
    let named = |id, name: &str| tierline_plan::Rep {
        name: name.into(),
        ..rep(id)
    };
    let reps = [
        named(1, "Ana López"),
        named(2, "Bob"),
        named(3, "Twin"),
        named(4, "twin"),
    ];
    let expected = [Some(RepId(1)), Some(RepId(1)), None, None, None];
    assert_eq!(
        match_owner_names(&table, &reps),
        expected,
        "two reps of one name cannot be told apart"
    );
}

#[test]
fn a_plan_is_assigned_and_measured() {
    let mut reps: Vec<_> = (1..=4).map(rep).collect();
    reps[0].country = Some("germany".into());
    reps[1].country = Some("France".into());
    let mut plan = plan_on(varied(600), reps);
    plan.apply(Change::SetOwners(vec![(AccountId(9), Some(RepId(4)))]))
        .expect("fits");
    plan.apply(Change::SetPins(vec![(AccountId(9), true)])).expect("fits");
    let opportunity = size_opportunity(&plan.accounts, &plan.opportunity);
    let mut choice = vec![TierChoice::Tier(1); 600];
    choice[3] = TierChoice::Excluded;
    let result = assign_plan(&plan, &choice, &opportunity, AssignSettings::default(), NEVER).expect("there are reps");
    assert_eq!(result.owners.len(), 599, "excluded accounts need no owner");
    assert!(result.owners.contains(&(AccountId(9), RepId(4))));
    assert!(result.max_deviation <= 0.15);
    plan.apply(Change::SetOwners(result.differences(&plan))).expect("fits");
    let listed = match_owner_names(&plan.accounts, &plan.reps);
    let measured = measure(&plan, &choice, &opportunity, &owners_by_row(&plan), &listed);
    assert_eq!(measured.unowned.accounts, 0);
    let balance = measured.workload.expect("there is work");
    assert!((balance.max_deviation - result.max_deviation).abs() < 1e-9);
    assert_eq!(measured.reps.iter().map(|t| t.load.accounts).sum::<u32>(), 599);
    assert_eq!(
        measured.continuity.kept,
        measured.reps.iter().map(|t| t.kept).sum::<u32>()
    );
    assert!(
        measured.continuity.kept > measured.continuity.changed,
        "most accounts keep their rep"
    );
}

type Case = (
    Vec<(u64, u32, Option<u32>, bool, bool)>,
    Vec<(u16, Vec<u16>)>,
    u16,
    u16,
    u64,
);

fn any_case() -> impl Strategy<Value = Case> {
    (
        prop::collection::vec(
            (
                0u64..200,
                0u32..4,
                prop::option::of(0u32..7),
                any::<bool>(),
                prop::bool::weighted(0.1),
            ),
            0..60,
        ),
        prop::collection::vec(
            (
                prop_oneof![Just(0u16), 1u16..=1000],
                prop::collection::vec(0u16..=60, 4),
            ),
            1..6,
        ),
        0u16..300,
        0u16..=1000,
        any::<u64>(),
    )
}

proptest! {
    #[test]
    fn every_account_gets_one_rep_pins_hold_and_balance_never_suffers(
        (raw, staff, tolerance, continuity, seed) in any_case(), turn in 0usize..50,
    ) {
        let accounts: Vec<AssignAccount> = raw.iter().enumerate().map(|(id, r)| AssignAccount {
            id: AccountId(id as u32), minutes: r.0, place: r.1, current: r.2.map(RepId), customer: r.3, pinned: r.4,
        }).collect();
        let reps: Vec<AssignRep> = staff.iter().enumerate().map(|(id, (capacity, distance))| AssignRep {
            id: RepId(id as u32), capacity: *capacity, distance: distance.clone(),
        }).collect();
        let settings = AssignSettings { tolerance, continuity };
        let result = match assign(&accounts, &reps, settings, seed, NEVER) {
            Ok(result) => result,
            Err(error) => {
                prop_assert_eq!(error, AssignError::NoReps);
                prop_assert!(reps.iter().all(|r| r.capacity == 0));
                return Ok(());
            }
        };
        prop_assert_eq!(result.owners.len(), accounts.len());
        prop_assert!(result.max_deviation <= result.start_deviation.max(f64::from(tolerance) / 1000.0) + 1e-9);
        prop_assert!(result.max_deviation <= result.start_deviation + 1e-9);
        for (account, (id, rep)) in accounts.iter().zip(&result.owners) {
            prop_assert_eq!(account.id, *id);
            let owner = reps.iter().find(|r| r.id == *rep);
            prop_assert!(owner.is_some(), "only reps who exist");
            let has_rep = account.current.is_some_and(|current| reps.iter().any(|r| r.id == current));
            if account.pinned && has_rep {
                prop_assert_eq!(account.current, Some(*rep));
            } else if account.minutes > 0 {
                prop_assert!(owner.is_some_and(|r| r.capacity > 0), "no work for those without time");
            }
        }
        let mut turned = accounts.clone();
        turned.rotate_left(turn % accounts.len().max(1));
        let mut staff = reps.clone();
        staff.reverse();
        prop_assert_eq!(assign(&turned, &staff, settings, seed, NEVER).expect("as before"), result);
    }
}
