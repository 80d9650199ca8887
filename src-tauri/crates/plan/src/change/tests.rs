use super::*;
use crate::{
    AccountBatch, Column, CriterionSource, CutRule, Day, Field, FieldKind, FieldRole, GateSense, GateTest, Money,
    RepQuotaRule, TierDef,
};
use proptest::prelude::*;

fn today() -> Day {
    Day::from_ymd(2026, 11, 22).expect("a date")
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

fn table(rows: u32) -> AccountTable {
    let names = (0..rows).map(|i| Value::Text(format!("Account {i}")));
    let sizes = (0..rows).map(|i| {
        if i % 3 == 0 {
            Value::Missing
        } else {
            Value::Number(f64::from(i))
        }
    });
    let batch = AccountBatch {
        fields: vec![
            Field {
                id: FieldId(1),
                role: FieldRole::Name,
                kind: FieldKind::Text,
                label: "Name".into(),
            },
            Field {
                id: FieldId(2),
                role: FieldRole::Employees,
                kind: FieldKind::Number,
                label: "Employees".into(),
            },
        ],
        columns: vec![
            Column::from_values(FieldKind::Text, names),
            Column::from_values(FieldKind::Number, sizes),
        ],
    };
    AccountTable::from_batch(batch, 1).expect("a valid table")
}

fn plan() -> Plan {
    let mut plan = Plan::new("Test", today(), 7);
    plan.apply(Change::SetAccounts {
        accounts: Box::new(table(8)),
        products: vec![],
        sources: vec![],
    })
    .expect("fits");
    plan.apply(Change::SetReps(vec![rep(1), rep(2)])).expect("fits");
    plan
}

fn override_to(tier: u8, reason: &str) -> Override {
    Override {
        tier: TierChoice::Tier(tier),
        reason: reason.into(),
        author: "Ana".into(),
        set_on: today(),
        expires: None,
    }
}

#[test]
fn an_override_without_a_reason_is_refused_and_changes_nothing() {
    let mut plan = plan();
    let before = plan.clone();
    let change = Change::SetOverrides(vec![
        (AccountId(1), Some(override_to(0, "strategic"))),
        (AccountId(2), Some(override_to(0, "  "))),
    ]);
    assert_eq!(plan.apply(change), Err(ChangeError::UnsoundOverride));
    assert_same(&plan, &before);
}

#[test]
fn a_rep_who_owns_accounts_cannot_vanish() {
    let mut plan = plan();
    plan.apply(Change::SetOwners(vec![(AccountId(3), Some(RepId(2)))]))
        .expect("fits");
    let before = plan.clone();
    assert_eq!(
        plan.apply(Change::SetReps(vec![rep(1)])),
        Err(ChangeError::NoSuchRep(RepId(2)))
    );
    assert_same(&plan, &before);
    let together = Change::Batch(vec![
        Change::SetOwners(vec![(AccountId(3), None)]),
        Change::SetReps(vec![rep(1)]),
    ]);
    assert!(plan.apply(together).is_ok(), "taken back in the same batch it may");
}

/// The order of the parts is the caller's: reps may go before their accounts are taken from them, as long as all is
/// sound at the end.
#[test]
fn a_rep_may_go_before_the_accounts_are_taken_in_the_same_batch_and_undo_brings_both_back() {
    let mut plan = plan();
    plan.apply(Change::SetOwners(vec![(AccountId(3), Some(RepId(2)))]))
        .expect("fits");
    let before = plan.clone();
    let gone = |rest: Option<Change>| {
        let parts = [
            Change::SetReps(vec![rep(1)]),
            Change::SetOwners(vec![(AccountId(3), None)]),
        ];
        Change::Batch(parts.into_iter().chain(rest).collect())
    };
    let undo = plan.apply(gone(None)).expect("sound at the end");
    plan.apply(undo).expect("the way back is open");
    assert_same(&plan, &before);
    let unsound = gone(Some(Change::SetOwners(vec![(AccountId(4), Some(RepId(2)))])));
    assert_eq!(plan.apply(unsound), Err(ChangeError::NoSuchRep(RepId(2))));
    assert_same(&plan, &before);
}

#[test]
fn a_batch_that_fails_halfway_leaves_nothing_behind() {
    let mut plan = plan();
    let before = plan.clone();
    let change = Change::Batch(vec![
        Change::SetCells(vec![(AccountId(1), FieldId(2), Value::Number(5.0))]),
        Change::SetOwners(vec![(AccountId(1), Some(RepId(9)))]),
    ]);
    assert_eq!(plan.apply(change), Err(ChangeError::NoSuchRep(RepId(9))));
    assert_same(&plan, &before);
}

#[test]
fn fewer_tiers_are_refused_while_an_override_names_the_one_that_goes() {
    let mut plan = plan();
    plan.apply(Change::SetOverrides(vec![(
        AccountId(1),
        Some(override_to(2, "small but loud")),
    )]))
    .expect("fits");
    let two = TierScheme {
        tiers: vec![TierDef { name: "Tier 1".into() }, TierDef { name: "Tier 2".into() }],
        cut: crate::CutRule::Share(vec![200]),
    };
    assert_eq!(plan.apply(Change::SetTiers(two)), Err(ChangeError::UnsoundOverride));
}

#[test]
fn a_cell_edited_by_hand_remembers_what_the_list_gave_it_until_it_is_put_back() {
    let mut plan = plan();
    let cell = |value| vec![(AccountId(2), FieldId(2), Value::Number(value))];
    let before = plan.clone();
    plan.apply(Change::by_hand(&plan, cell(5.0))).expect("fits");
    let undo = plan.apply(Change::by_hand(&plan, cell(6.0))).expect("fits");
    assert_eq!(
        plan.hand_edits.get(&(AccountId(2), FieldId(2))),
        Some(&Value::Number(1.0)),
        "the list's value, not the one typed in between"
    );
    plan.apply(Change::by_hand(&plan, cell(1.0))).expect("fits");
    assert_same(&plan, &before);
    plan.apply(Change::by_hand(&plan, cell(6.0))).expect("fits");
    plan.apply(undo).expect("an inverse fits");
    assert_eq!(plan.accounts.column(FieldId(2)).and_then(|c| c.number(1)), Some(5.0));
}

#[test]
fn a_mark_cannot_outlive_its_account() {
    let mut plan = plan();
    plan.apply(Change::by_hand(
        &plan,
        vec![(AccountId(8), FieldId(2), Value::Number(5.0))],
    ))
    .expect("fits");
    let shorter = Change::SetAccounts {
        accounts: Box::new(table(7)),
        products: vec![],
        sources: vec![],
    };
    assert_eq!(plan.apply(shorter), Err(ChangeError::NoSuchAccount(AccountId(8))));
}

/// Equality that lets NaN blanks be equal, by way of the serialised form.
fn assert_same(a: &Plan, b: &Plan) {
    let bytes = |plan: &Plan| {
        let all = Change::Batch(vec![
            Change::SetInfo(plan.info.clone()),
            Change::SetAccounts {
                accounts: Box::new(plan.accounts.clone()),
                products: plan.products.clone(),
                sources: plan.sources.clone(),
            },
            Change::SetModel(plan.model.clone()),
            Change::SetTiers(plan.tiers.clone()),
            Change::SetGates(plan.gates.clone()),
            Change::SetHues(plan.hues.clone()),
            Change::SetOverrideBudget(plan.override_budget),
            Change::SetOverrides(plan.overrides.iter().map(|(id, o)| (*id, Some(o.clone()))).collect()),
            Change::SetOpportunity(plan.opportunity.clone()),
            Change::SetCoverage(plan.coverage.clone()),
            Change::SetReps(plan.reps.clone()),
            Change::SetOwners(plan.owners.iter().map(|(id, r)| (*id, Some(*r))).collect()),
            Change::SetPins(plan.pinned.iter().map(|id| (*id, true)).collect()),
            Change::SetQuotas(plan.quotas.clone()),
            Change::SetTerritories(plan.territories.clone()),
            Change::SetHandEdits(
                plan.hand_edits
                    .iter()
                    .map(|((account, field), given)| (*account, *field, Some(given.clone())))
                    .collect(),
            ),
            Change::SetMerged(plan.merged.clone()),
            Change::SetApart(plan.apart.iter().map(|pair| (*pair, true)).collect()),
            Change::SetSpellings(
                plan.spellings
                    .iter()
                    .map(|(key, spelling)| (key.clone(), Some(spelling.clone())))
                    .collect(),
            ),
        ]);
        serde_json::to_string(&all).expect("serialises")
    };
    assert_eq!(bytes(a), bytes(b));
}

fn merged_into(account: AccountId) -> MergedRecord {
    MergedRecord {
        into: account,
        record_id: Some("007".into()),
        name: "Alba".into(),
        city: None,
        country: None,
    }
}

fn spelled((written, kept): (String, Option<(String, bool, u32)>)) -> (SpellingKey, Option<Spelling>) {
    let spelling = kept.map(|(kept_as, by_hand, account)| Spelling {
        kept_as,
        by_hand,
        accounts: vec![AccountId(account)],
    });
    ((FieldRole::Industry, written), spelling)
}

fn gate((id, tier, known): (u32, u8, bool)) -> Gate {
    Gate {
        id: GateId(id),
        sense: GateSense::MustHave,
        source: CriterionSource::Field(FieldId(2)),
        test: if known {
            GateTest::Known
        } else {
            GateTest::Within { days: id }
        },
        stops_at: TierChoice::Tier(tier),
    }
}

fn scheme_of(tiers: usize) -> TierScheme {
    TierScheme {
        tiers: (0..tiers).map(|n| TierDef { name: n.to_string() }).collect(),
        cut: CutRule::NaturalBreaks(tiers as u8 - 1),
    }
}

fn any_change() -> impl Strategy<Value = Change> {
    let account = (0u32..10).prop_map(AccountId);
    let rep_id = prop::option::of((0u32..4).prop_map(RepId));
    let value = prop_oneof![
        Just(Value::Missing),
        any::<f64>().prop_map(Value::Number),
        "[a-z]{0,4}".prop_map(Value::Text),
    ];
    let entry = prop::option::of((0u8..5, "[a-z ]{0,3}").prop_map(|(tier, reason)| override_to(tier, &reason)));
    let leaf = prop_oneof![
        prop::collection::vec((account.clone(), (1u32..4).prop_map(FieldId), value.clone()), 0..4)
            .prop_map(Change::SetCells),
        prop::collection::vec(
            (account.clone(), (1u32..4).prop_map(FieldId), prop::option::of(value)),
            0..4
        )
        .prop_map(Change::SetHandEdits),
        prop::collection::vec((account.clone(), account.clone(), any::<bool>()), 0..4).prop_map(|pairs| {
            let pairs = pairs.into_iter().map(|(a, b, apart)| (AccountPair::of(a, b), apart));
            Change::SetApart(pairs.collect())
        }),
        prop::collection::vec(account.clone(), 0..3)
            .prop_map(|accounts| Change::SetMerged(accounts.into_iter().map(merged_into).collect())),
        prop::collection::vec(("[a-c]", prop::option::of(("[a-c]", any::<bool>(), 0u32..10))), 0..4)
            .prop_map(|entries| Change::SetSpellings(entries.into_iter().map(spelled).collect())),
        prop::collection::vec((0u32..3, 0u8..5, any::<bool>()), 0..3)
            .prop_map(|gates| Change::SetGates(gates.into_iter().map(gate).collect())),
        prop::collection::vec(0usize..8, 0..7)
            .prop_map(|hues| Change::SetHues(hues.into_iter().map(TierHue::of_place).collect())),
        prop::option::of(0u16..1200).prop_map(Change::SetOverrideBudget),
        (2usize..5).prop_map(|tiers| Change::SetTiers(scheme_of(tiers))),
        prop::collection::vec((account.clone(), entry), 0..4).prop_map(Change::SetOverrides),
        prop::collection::vec((account.clone(), rep_id), 0..4).prop_map(Change::SetOwners),
        prop::collection::vec((account, any::<bool>()), 0..4).prop_map(Change::SetPins),
        prop::collection::vec(1u32..5, 0..3).prop_map(|ids| Change::SetReps(ids.into_iter().map(rep).collect())),
        (1u32..12).prop_map(|rows| Change::SetAccounts {
            accounts: Box::new(table(rows)),
            products: vec![],
            sources: vec![]
        }),
        (0u16..1200).prop_map(|w| Change::SetQuotas(QuotaSettings {
            history_weight: w,
            ..QuotaSettings::default()
        })),
        (0u16..1200).prop_map(|continuity| Change::SetTerritories(TerritorySettings { continuity })),
        (1u32..4, any::<i32>()).prop_map(|(id, amount)| {
            let by_rep = [(RepId(id), RepQuotaRule::Fixed(Money::from_minor(i64::from(amount))))].into();
            Change::SetQuotas(QuotaSettings {
                by_rep,
                ..QuotaSettings::default()
            })
        }),
    ];
    leaf.prop_recursive(2, 8, 4, |inner| {
        prop::collection::vec(inner, 0..4).prop_map(Change::Batch)
    })
}

proptest! {
    #[test]
    fn the_inverse_restores_the_plan_and_its_inverse_the_change(changes in prop::collection::vec(any_change(), 1..12)) {
        let mut plan = plan();
        for change in changes {
            let before = plan.clone();
            match plan.apply(change) {
                Err(_) => assert_same(&plan, &before),
                Ok(inverse) => {
                    let after = plan.clone();
                    let forward = plan.apply(inverse).expect("an inverse always fits");
                    assert_same(&plan, &before);
                    plan.apply(forward).expect("the change fits again");
                    assert_same(&plan, &after);
                    prop_assert!(plan.check().is_ok(), "a change that was taken leaves a sound plan");
                }
            }
        }
    }
}
