//! A plan that uses everything, change by change. Separate because it grows with every version of the plan file.

use super::*;

/// The same with the kinds of change that an earlier version knew.
pub(crate) fn a_full_plan_of(version: u32) -> Vec<(Change, &'static str)> {
    let entry = |id, entry| (AccountId(id), Some(entry));
    let mut changes = vec![
        (set_accounts(accounts(20, 5)), "Import Accounts"),
        (Change::SetModel(Model { criteria: criteria() }), "Set Model"),
        (Change::SetReps(vec![rep(4), rep(1), rep(300)]), "Add 3 Reps"),
        (
            Change::SetOwners(vec![(AccountId(6), Some(RepId(300))), (AccountId(9), Some(RepId(1)))]),
            "Assign 2 Accounts",
        ),
        (
            Change::SetPins(vec![(AccountId(6), true), (AccountId(7), true)]),
            "Pin 2 Accounts",
        ),
        (
            Change::SetTiers(TierScheme {
                tiers: ["Gold", "Silver", "Bronze", "Rest"]
                    .map(|name| TierDef { name: name.to_owned() })
                    .to_vec(),
                cut: CutRule::Score(vec![80.1, 60.0, 0.3]),
            }),
            "Set Tiers",
        ),
        (
            Change::SetOverrides(vec![
                entry(5, override_to(TierChoice::Tier(3), "too small")),
                entry(24, override_to(TierChoice::Excluded, "insolvent\nsince May")),
            ]),
            "Override 2 Accounts",
        ),
        (
            Change::SetOpportunity(OpportunitySettings {
                peer_percentile: 750,
                fewest_peers: 12,
            }),
            "Set Opportunity",
        ),
        (
            Change::SetCoverage(Coverage {
                tiers: vec![TierCoverage {
                    touches_per_year: 52,
                    minutes_per_touch: 60,
                    travel_minutes_per_touch: 30,
                }],
                hours_per_week: 38,
                weeks_per_year: 46,
                selling_share: 333,
            }),
            "Set Coverage",
        ),
        (
            Change::SetQuotas(QuotaSettings {
                target: Some(Money::from_minor(660_000_000)),
                over_assignment: 270,
                history_weight: 1000,
                step: Money::from_minor(1),
                by_rep: [
                    (RepId(1), RepQuotaRule::None),
                    (RepId(4), RepQuotaRule::Fixed(Money::from_minor(i64::MIN))),
                ]
                .into(),
            }),
            "Set Quotas",
        ),
        (
            Change::SetInfo(PlanInfo {
                name: "Plan 'B'; --".to_owned(),
                period: "H1".to_owned(),
                currency: Currency::new("JPY"),
                as_of: Day::from_epoch_days(-1),
                seed: u64::MAX,
            }),
            "Rename Plan",
        ),
        (
            Change::SetCells(vec![
                (AccountId(5), FieldId(2), Value::Text("New industry".to_owned())),
                (AccountId(24), FieldId(3), Value::Missing),
                (AccountId(6), FieldId(4), Value::Money(Money::from_minor(-77))),
            ]),
            "Edit 3 Cells",
        ),
    ];
    let last = changes.len() - 1;
    if version >= 2 {
        let territories = Change::SetTerritories(TerritorySettings { continuity: 875 });
        changes.insert(last, (territories, "Set Territories"));
    }
    if version >= 3 {
        let given = |account, field, value| (AccountId(account), FieldId(field), Some(value));
        let edits = Change::SetHandEdits(vec![
            given(5, 1, Value::Text("Müller".to_owned())),
            given(5, 2, Value::Missing),
            given(6, 3, Value::Number(-0.5)),
            given(7, 4, Value::Money(Money::from_minor(i64::MAX))),
            given(8, 5, Value::Date(Day::from_epoch_days(-7))),
            given(9, 6, Value::YesNo(true)),
            given(24, 7, Value::Number(0.15)),
        ]);
        changes.insert(last, (edits, "Mark 7 Cells"));
        let merged = Change::SetMerged(vec![merged_into(6, Some("007")), merged_into(5, None)]);
        changes.insert(last, (merged, "Merge 2 Records"));
        let apart = Change::SetApart(vec![(AccountPair::of(AccountId(9), AccountId(2)), true)]);
        changes.insert(last, (apart, "Keep 2 Accounts apart"));
    }
    if version >= 4 {
        let spellings = Change::SetSpellings(vec![
            spelled(
                FieldRole::Industry,
                "Einzelhandel",
                Some(("Retail", false)),
                &[5, 24, 70_000],
            ),
            spelled(FieldRole::Industry, "", Some(("“Énergie”", true)), &[]),
        ]);
        changes.insert(last, (spellings, "Fold 2 Spellings"));
    }
    if version >= 5 {
        let gate = |id, source, sense, test, stops_at| Gate {
            id: GateId(id),
            sense,
            source,
            test,
            stops_at,
        };
        use CriterionSource::{Field, Potential};
        use GateSense::{KnockOut, MustHave};
        let ends = (Some(-0.5), Some(1e300));
        let gates = Change::SetGates(vec![
            gate(
                7,
                Field(FieldId(3)),
                MustHave,
                GateTest::Number {
                    from: ends.0,
                    to: ends.1,
                },
                TierChoice::Excluded,
            ),
            gate(2, Potential, MustHave, GateTest::Known, TierChoice::Tier(3)),
            gate(
                3,
                Field(FieldId(2)),
                KnockOut,
                GateTest::OneOf(vec!["“Énergie”".into()]),
                TierChoice::Tier(1),
            ),
            gate(
                4,
                Field(FieldId(4)),
                KnockOut,
                GateTest::Amount {
                    from: None,
                    to: Some(Money::from_minor(i64::MIN)),
                },
                TierChoice::Excluded,
            ),
            gate(
                5,
                Field(FieldId(5)),
                MustHave,
                GateTest::Within { days: 400 },
                TierChoice::Excluded,
            ),
            gate(
                6,
                Field(FieldId(5)),
                KnockOut,
                GateTest::Date {
                    from: Some(Day::from_epoch_days(-1)),
                    to: None,
                },
                TierChoice::Excluded,
            ),
            gate(
                8,
                Field(FieldId(6)),
                KnockOut,
                GateTest::Answer(false),
                TierChoice::Excluded,
            ),
        ]);
        changes.insert(last, (gates, "Set 7 Gates"));
        let hues = Change::SetHues(vec![TierHue::Slate, TierHue::Moss]);
        changes.insert(last, (hues, "Colour 2 Tiers"));
    }
    if version >= 6 {
        let budget = Change::SetOverrideBudget(Some(25));
        changes.insert(last, (budget, "Allow 2.5% by hand"));
    }
    if version >= 7 {
        let field = |id, label: &str, kind, formula: &str| ComputedField {
            id: FieldId(FieldId::FIRST_COMPUTED.0 + id),
            label: label.to_owned(),
            kind,
            formula: formula.to_owned(),
        };
        let computed = Change::SetComputed(vec![
            field(4, "Größe, “net”", FieldKind::Percent, "[#3] / [#potential]"),
            field(0, "Is big", FieldKind::YesNo, "[#1073741828] > 0.5"),
        ]);
        changes.insert(last, (computed, "Compute 2 Columns"));
    }
    if version >= 8 {
        let steadiness = Change::SetSteadiness(Steadiness {
            agreed: Some(ScenarioId(4)),
            margin: 25,
            most_moves: Some(100),
        });
        changes.insert(last, (steadiness, "Agree on “Böse”"));
        let kept = Change::SetScenario(ScenarioId(4), Some(Box::new(scenario("“Böse”", 300))));
        changes.insert(last, (kept, "Keep “Böse”"));
    }
    if version >= 9 {
        let axes = Change::SetAxes(vec![
            (CriterionSource::Field(FieldId(3)), Axis::Engagement),
            (CriterionSource::Potential, Axis::Fit),
        ]);
        changes.insert(last, (axes, "Say what 2 Criteria tell"));
        let matrix = Change::SetMatrix(MatrixSettings {
            across: Measure::Engagement,
            up: Measure::Fit,
            across_breaks: Some([-0.5, 1e300]),
            up_breaks: None,
        });
        changes.insert(last, (matrix, "Move the Breaks"));
    }
    if version >= 10 {
        let period = Change::SetMovePeriod(Some(MovePeriod::Quarter));
        changes.insert(last, (period, "Let so many move each Quarter"));
    }
    if version >= 11 {
        let moved = Change::SetMovedBefore(Some(MovedBefore {
            on: Day::from_epoch_days(20_600),
            accounts: 12,
        }));
        changes.insert(last, (moved, "Bring the Plan to today"));
    }
    changes
}
