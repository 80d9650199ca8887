//! Plans and changes to try the plan file with.

mod full_plan;

pub(crate) use full_plan::a_full_plan_of;

use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use tierline_plan::*;

pub(crate) fn today() -> Day {
    Day::from_ymd(2026, 11, 22).expect("a date")
}

pub(crate) fn rep(id: u32) -> Rep {
    Rep {
        id: RepId(id),
        name: format!("Rep {id}"),
        role: id.is_multiple_of(2).then(|| "Key accounts".to_owned()),
        base_city: Some("Zürich".to_owned()),
        country: None,
        start: Day::from_ymd(2020, 3, 1),
        share_of_full_time: 800,
        last_quota: Some(Money::from_minor(i64::from(id) * 1_000_000)),
        last_result: Some(Money::from_minor(-1)),
        ote: None,
    }
}

/// A list with a column of every kind, blanks in each.
pub(crate) fn accounts(rows: u32, first_id: u32) -> AccountTable {
    let field = |id, role, kind, label: &str| Field {
        id: FieldId(id),
        role,
        kind,
        label: label.to_owned(),
    };
    let fields = vec![
        field(1, FieldRole::Name, FieldKind::Text, "Company"),
        field(2, FieldRole::Industry, FieldKind::Category, "Branche"),
        field(3, FieldRole::Employees, FieldKind::Number, "Employees"),
        field(
            4,
            FieldRole::ProductRevenue(ProductId(1)),
            FieldKind::Money,
            "Revenue A",
        ),
        field(5, FieldRole::LastActivity, FieldKind::Date, "Last seen"),
        field(6, FieldRole::Custom, FieldKind::YesNo, "Partner?"),
        field(7, FieldRole::Custom, FieldKind::Percent, "Share"),
    ];
    let values = |kind: FieldKind, seed: u32| {
        (0..rows).map(move |row| {
            let n = row.wrapping_mul(2_654_435_761).rotate_left(seed);
            if n.is_multiple_of(5) {
                return Value::Missing;
            }
            match kind {
                FieldKind::Text => Value::Text(format!("Müller & {n} GmbH")),
                FieldKind::Category => Value::Text(["Retail", "Energy", "Public"][n as usize % 3].to_owned()),
                FieldKind::Number | FieldKind::Percent => Value::Number(f64::from(n) / 7.0),
                FieldKind::Money => Value::Money(Money::from_minor(i64::from(n) - 1_000_000)),
                FieldKind::Date => Value::Date(Day::from_epoch_days((n % 30_000) as i32 - 5_000)),
                FieldKind::YesNo => Value::YesNo(n.is_multiple_of(2)),
            }
        })
    };
    let columns = fields
        .iter()
        .map(|field| Column::from_values(field.kind, values(field.kind, field.id.0)))
        .collect();
    AccountTable::from_batch(AccountBatch { fields, columns }, first_id).expect("a valid table")
}

pub(crate) fn set_accounts(table: AccountTable) -> Change {
    Change::SetAccounts {
        accounts: Box::new(table),
        products: vec![Product {
            id: ProductId(1),
            name: "Product A".to_owned(),
        }],
        sources: vec![SourceFile {
            file: "Accounts Q4.xlsx".to_owned(),
            sheet: "Sheet 1".to_owned(),
            rows_read: 12,
            rows_left_out: 3,
            imported_on: today(),
        }],
    }
}

pub(crate) fn override_to(tier: TierChoice, reason: &str) -> Override {
    Override {
        tier,
        reason: reason.to_owned(),
        author: "Ana".to_owned(),
        set_on: today(),
        expires: (tier == TierChoice::Excluded).then(today),
    }
}

pub(crate) fn empty_plan() -> Plan {
    Plan::new("Österreich 2027", today(), u64::MAX - 3)
}

pub(crate) fn criteria() -> Vec<Criterion> {
    let curves = [
        Curve::Linear { from: 0.1, to: -3e7 },
        Curve::Log { from: 1.0, to: 1e9 },
        Curve::Percentile {
            knots: vec![0.1 + 0.2, 1.0 / 3.0, 1e300],
        },
        Curve::Bands {
            below: 0.0,
            edges: vec![(10.0, 0.25), (20.0, 1.0)],
        },
        Curve::SweetSpot {
            low: 1.0,
            best_from: 2.0,
            best_to: 3.0,
            high: 4.0,
        },
        Curve::Category {
            points: vec![("Retail \"fine\"".to_owned(), 1.0), ("Énergie".to_owned(), 0.5)],
            other: 0.0,
        },
        Curve::YesNo { yes: 1.0, no: 0.0 },
        Curve::Recency {
            as_of: today(),
            half_life_days: 90.0,
        },
    ];
    let standards = [
        None,
        Some(StandardCriterion::RevenuePotential),
        Some(StandardCriterion::IndustryAlignment),
        Some(StandardCriterion::CompanySize),
        Some(StandardCriterion::EngagementHistory),
    ];
    let policies = [MissingPolicy::LeaveOut, MissingPolicy::Neutral, MissingPolicy::Worst];
    let criterion = |(index, curve)| Criterion {
        id: CriterionId(10 - index as u32),
        name: format!("Criterion {index}"),
        standard: standards[index % 5],
        source: if index == 0 {
            CriterionSource::Potential
        } else {
            CriterionSource::Field(FieldId(index as u32))
        },
        weight: Weight(125),
        locked: index % 2 == 1,
        curve,
        missing: policies[index % 3],
    };
    curves.into_iter().enumerate().map(criterion).collect()
}

/// One change of every kind that fits an empty plan in this order, with its label.
pub(crate) fn a_full_plan() -> Vec<(Change, &'static str)> {
    a_full_plan_of(tierline_store::SCHEMA_VERSION)
}

/// A scenario with every second account placed.
fn scenario(name: &str, accounts: u32) -> Scenario {
    let choice = |n: u32| {
        if n.is_multiple_of(3) {
            TierChoice::Excluded
        } else {
            TierChoice::Tier((n % 3) as u8)
        }
    };
    let entry = Override {
        tier: TierChoice::Tier(0),
        reason: "“Agreed”".to_owned(),
        author: "Ä. Author".to_owned(),
        set_on: today(),
        expires: Some(today()),
    };
    Scenario {
        name: name.to_owned(),
        kept_on: today(),
        author: "Ä. Author".to_owned(),
        model: Model { criteria: criteria() },
        tiers: TierScheme::default(),
        gates: vec![Gate {
            id: GateId(1),
            sense: GateSense::MustHave,
            source: CriterionSource::Potential,
            test: GateTest::Known,
            stops_at: TierChoice::Excluded,
        }],
        overrides: (1..3).map(|id| (AccountId(id), entry.clone())).collect(),
        placed: (0..accounts).map(|n| (AccountId(n * 150 + 2), choice(n))).collect(),
    }
}

fn spelled(
    role: FieldRole,
    written: &str,
    kept: Option<(&str, bool)>,
    accounts: &[u32],
) -> (SpellingKey, Option<Spelling>) {
    let spelling = kept.map(|(kept_as, by_hand)| Spelling {
        kept_as: kept_as.to_owned(),
        by_hand,
        accounts: accounts.iter().copied().map(AccountId).collect(),
    });
    ((role, written.to_owned()), spelling)
}

fn merged_into(account: u32, record_id: Option<&str>) -> MergedRecord {
    MergedRecord {
        into: AccountId(account),
        record_id: record_id.map(str::to_owned),
        name: "Müller".to_owned(),
        city: Some("Köln".to_owned()),
        country: None,
    }
}

/// A random change; many do not fit the plan they meet.
pub(crate) fn any_change() -> impl Strategy<Value = Change> {
    let account = (0u32..14).prop_map(AccountId);
    let rep_id = prop::option::of((0u32..4).prop_map(RepId));
    let value = prop_oneof![
        Just(Value::Missing),
        any::<f64>().prop_map(Value::Number),
        "[a-zé]{0,3}".prop_map(Value::Text),
        any::<i64>().prop_map(|minor| Value::Money(Money::from_minor(minor))),
        any::<i32>().prop_map(|days| Value::Date(Day::from_epoch_days(days))),
        any::<bool>().prop_map(Value::YesNo),
    ];
    let entry = prop::option::of((0u8..6, "[a-z ]{0,3}").prop_map(|(tier, reason)| {
        let tier = if tier == 5 {
            TierChoice::Excluded
        } else {
            TierChoice::Tier(tier)
        };
        override_to(tier, &reason)
    }));
    let mark = (
        account.clone(),
        (1u32..8).prop_map(FieldId),
        prop::option::of(value.clone()),
    );
    let cell = (account.clone(), (1u32..8).prop_map(FieldId), value);
    let rule = prop_oneof![
        Just(RepQuotaRule::None),
        any::<i64>().prop_map(|minor| RepQuotaRule::Fixed(Money::from_minor(minor)))
    ];
    let leaf = prop_oneof![
        6 => prop::collection::vec(cell, 0..3).prop_map(Change::SetCells),
        3 => prop::collection::vec(mark, 0..3).prop_map(Change::SetHandEdits),
        1 => prop::collection::vec(0u32..14, 0..3)
            .prop_map(|ids| Change::SetMerged(ids.into_iter().map(|id| merged_into(id, None)).collect())),
        1 => prop::collection::vec((0u32..14, 0u32..14, any::<bool>()), 0..3).prop_map(|pairs| {
            let pair = |(a, b, apart)| (AccountPair::of(AccountId(a), AccountId(b)), apart);
            Change::SetApart(pairs.into_iter().map(pair).collect())
        }),
        2 => prop::collection::vec(("[a-c]{0,2}", any::<bool>(), prop::option::of((any::<bool>(), any::<u32>()))), 0..4)
            .prop_map(|entries| {
                let entry = |(text, country, kept): (String, bool, Option<(bool, u32)>)| {
                    let role = if country { FieldRole::Country } else { FieldRole::Industry };
                    match kept {
                        Some((by_hand, account)) => spelled(role, &text, Some(("X", by_hand)), &[account]),
                        None => spelled(role, &text, None, &[]),
                    }
                };
                Change::SetSpellings(entries.into_iter().map(entry).collect())
            }),
        2 => prop::collection::vec((0u32..3, 0u8..6, any::<bool>()), 0..3).prop_map(|gates| {
            let gate = |(id, tier, known)| Gate {
                id: GateId(id),
                sense: GateSense::MustHave,
                source: CriterionSource::Field(FieldId(2)),
                test: if known { GateTest::Known } else { GateTest::OneOf(vec!["a".to_owned()]) },
                stops_at: if tier == 5 { TierChoice::Excluded } else { TierChoice::Tier(tier) },
            };
            Change::SetGates(gates.into_iter().map(gate).collect())
        }),
        1 => prop::option::of(0u16..1100).prop_map(Change::SetOverrideBudget),
        2 => (1u32..4, prop::option::of(("[a-z]{0,3}", 0u32..6))).prop_map(|(id, kept)| {
            let scenario = kept.map(|(name, accounts)| Box::new(scenario(&name, accounts)));
            Change::SetScenario(ScenarioId(id), scenario)
        }),
        1 => prop::collection::vec((0u32..4, any::<bool>()), 0..3).prop_map(|axes| {
            let entry = |(field, fit)| {
                (CriterionSource::Field(FieldId(field)), if fit { Axis::Fit } else { Axis::Engagement })
            };
            Change::SetAxes(axes.into_iter().map(entry).collect())
        }),
        1 => (-1.0e9..1.0e9_f64, -1.0e9..1.0e9_f64, any::<bool>()).prop_map(|(low, high, fit)| Change::SetMatrix(MatrixSettings {
            across: if fit { Measure::Fit } else { Measure::Value },
            across_breaks: Some([low, high]),
            ..MatrixSettings::default()
        })),
        1 => (prop::option::of(1u32..4), 0u16..600).prop_map(|(agreed, margin)| Change::SetSteadiness(Steadiness {
            agreed: agreed.map(ScenarioId),
            margin,
            most_moves: Some(margin),
        })),
        1 => prop::sample::select(vec![None, Some(MovePeriod::Month), Some(MovePeriod::Quarter), Some(MovePeriod::Year)])
            .prop_map(Change::SetMovePeriod),
        1 => prop::option::of((20_000i32..21_000, 0u32..900)).prop_map(|moved| {
            Change::SetMovedBefore(moved.map(|(day, accounts)| MovedBefore { on: Day::from_epoch_days(day), accounts }))
        }),
        2 => prop::collection::vec((0u32..3, "[a-z]{0,4}"), 0..3).prop_map(|fields| {
            let field = |(id, label)| ComputedField {
                id: FieldId(FieldId::FIRST_COMPUTED.0 + id),
                label,
                kind: FieldKind::Number,
                formula: "[#2] * 2".to_owned(),
            };
            Change::SetComputed(fields.into_iter().map(field).collect())
        }),
        1 => prop::collection::vec(0usize..8, 0..6)
            .prop_map(|hues| Change::SetHues(hues.into_iter().map(TierHue::of_place).collect())),
        3 => prop::collection::vec((account.clone(), entry), 0..4).prop_map(Change::SetOverrides),
        3 => prop::collection::vec((account.clone(), rep_id), 0..4).prop_map(Change::SetOwners),
        3 => prop::collection::vec((account, any::<bool>()), 0..4).prop_map(Change::SetPins),
        2 => prop::collection::btree_set(1u32..5, 0..4)
            .prop_map(|ids| Change::SetReps(ids.into_iter().rev().map(rep).collect())),
        2 => (0u32..12, 1u32..4).prop_map(|(rows, first)| set_accounts(accounts(rows, first))),
        2 => (any::<u16>(), prop::option::of((1u32..4, rule))).prop_map(|(weight, by_rep)| {
            Change::SetQuotas(QuotaSettings {
                history_weight: weight % 1200,
                by_rep: by_rep.into_iter().map(|(id, rule)| (RepId(id), rule)).collect(),
                ..QuotaSettings::default()
            })
        }),
        1 => (2usize..6).prop_map(|count| Change::SetTiers(TierScheme {
            tiers: (0..count).map(|n| TierDef { name: format!("T{n}") }).collect(),
            cut: CutRule::Count((1..count as u32).collect()),
        })),
        1 => any::<bool>()
            .prop_map(|some| Change::SetModel(Model { criteria: if some { criteria() } else { Vec::new() } })),
        1 => (0u16..1100).prop_map(|peer_percentile| Change::SetOpportunity(OpportunitySettings {
            peer_percentile,
            fewest_peers: 3
        })),
        1 => (0u16..1100).prop_map(|continuity| Change::SetTerritories(TerritorySettings { continuity })),
        1 => prop::collection::vec(any::<u32>(), 0..3).prop_map(|touches| Change::SetCoverage(Coverage {
            tiers: touches.into_iter().map(|touches_per_year| TierCoverage {
                touches_per_year,
                minutes_per_touch: 5,
                travel_minutes_per_touch: 0,
            }).collect(),
            ..Coverage::default()
        })),
        1 => ("[a-z]{0,5}", any::<u64>())
            .prop_map(|(name, seed)| Change::SetInfo(PlanInfo { name, seed, ..empty_plan().info })),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop::collection::vec(inner, 0..4).prop_map(Change::Batch)
    })
}

/// Undo and redo in memory alone: what the file must agree with.
#[derive(Debug)]
pub(crate) struct Memory {
    pub(crate) plan: Plan,
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl Memory {
    pub(crate) fn of(plan: Plan) -> Self {
        Memory {
            plan,
            done: Vec::new(),
            undone: Vec::new(),
        }
    }

    pub(crate) fn commit(&mut self, change: Change) -> bool {
        let Ok(inverse) = self.plan.apply(change) else {
            return false;
        };
        self.done.push(inverse);
        self.undone.clear();
        true
    }

    pub(crate) fn undo(&mut self) -> bool {
        let Some(change) = self.done.pop() else { return false };
        self.undone.push(self.plan.apply(change).expect("an inverse fits"));
        true
    }

    pub(crate) fn redo(&mut self) -> bool {
        let Some(change) = self.undone.pop() else { return false };
        self.done.push(self.plan.apply(change).expect("an undone change fits"));
        true
    }
}

/// Everything in a plan as lines of text. Blanks are equal here, and so are lists whose categories only differ in values
/// that no account has: a change that was refused may leave such a value behind in memory.
pub(crate) fn written_out(plan: &Plan) -> Vec<String> {
    let mut lines = vec![
        format!("{:?} {:?} {:?}", plan.info, plan.sources, plan.products),
        format!("{:?} {:?}", plan.accounts.ids(), plan.accounts.fields()),
        format!("{:?} {:?} {:?}", plan.model, plan.tiers, plan.opportunity),
        format!("{:?} {:?} {:?}", plan.coverage, plan.reps, plan.quotas),
        format!("{:?}", plan.territories),
        format!("{:?}", plan.overrides),
        format!("{:?} {:?}", plan.owners, plan.pinned),
        format!("{:?}", plan.hand_edits),
        format!("{:?} {:?}", plan.merged, plan.apart),
        format!("{:?}", plan.spellings),
    ];
    lines.extend(plan.accounts.columns().iter().map(|column| match column {
        Column::Category { codes, .. } => {
            format!("{:?}", (0..codes.len()).map(|row| column.text(row)).collect::<Vec<_>>())
        }
        other => format!("{other:?}"),
    }));
    lines
}

pub(crate) fn assert_same(a: &Plan, b: &Plan, why: &str) {
    let (a, b) = (written_out(a), written_out(b));
    if a != b {
        let differing = a.iter().zip(&b).find(|(a, b)| a != b);
        panic!("{why}: the plans differ in {differing:#?}");
    }
}

/// Every file in a folder, by name.
pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("fixtures")
}
