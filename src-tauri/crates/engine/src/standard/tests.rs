use super::*;
use crate::testing::{ListOf, today, varied};

fn weights(model: &Model) -> Vec<u16> {
    model.criteria.iter().map(|c| c.weight.0).collect()
}

#[test]
fn a_full_list_gets_all_four_criteria() {
    let model = standard_model(&varied(400), &OpportunitySettings::default(), today());
    assert_eq!(weights(&model), [400, 250, 200, 150]);
    assert_eq!(model.criteria[0].source, CriterionSource::Potential);
    assert!(matches!(model.criteria[3].curve, Curve::Linear { from, to } if from < 0.5 && to > 99.0));
    assert!(model.check().is_ok());
}

#[test]
fn an_absent_criterion_leaves_its_weight_to_the_others() {
    let table = ListOf::accounts(30)
        .money(FieldRole::AnnualRevenue, |row| Some(row as i64 * 1000))
        .number(FieldRole::Employees, |row| Some(row as f64))
        .table();
    let model = standard_model(&table, &OpportunitySettings::default(), today());
    assert_eq!(weights(&model), [667, 333]);
    assert!(
        matches!(model.criteria[0].source, CriterionSource::Field(_)),
        "without customers no potential is known, so annual revenue stands in"
    );
}

#[test]
fn a_list_of_names_gives_an_empty_model() {
    let model = standard_model(&ListOf::accounts(5).table(), &OpportunitySettings::default(), today());
    assert!(model.criteria.is_empty() && model.check().is_ok());
}

#[test]
fn last_activity_stands_in_for_engagement() {
    let table = ListOf::accounts(3)
        .column(FieldRole::LastActivity, FieldKind::Date, |_| {
            tierline_plan::Value::Date(today())
        })
        .table();
    let model = standard_model(&table, &OpportunitySettings::default(), today());
    assert!(matches!(model.criteria[0].curve, Curve::Recency { .. }));
}

#[test]
fn industries_that_buy_more_get_more_points_and_thin_ones_stay_near_the_middle() {
    let table = ListOf::accounts(400)
        .words(FieldRole::Industry, |row| match row {
            0 => Some("Rare"),
            r if r % 2 == 0 => Some("Energy"),
            _ => Some("Retail"),
        })
        .money(FieldRole::CurrentRevenue, |row| match row {
            0 => Some(100_000),
            r if r % 2 == 0 => (r % 4 == 0).then_some(800_000),
            r => (r % 8 == 1).then_some(100_000),
        })
        .table();
    let opportunity = size_opportunity(&table, &OpportunitySettings::default());
    let column = table.column_with_role(FieldRole::Industry).expect("there is one");
    let Curve::Category { points, other } = category_points(column, &opportunity) else {
        panic!("a table of categories");
    };
    let of = |name: &str| points.iter().find(|(n, _)| n == name).expect("listed").1;
    assert!(of("Energy") > 0.6 && of("Retail") < 0.3, "{points:?}");
    assert!((of("Rare") - 0.5).abs() < 0.1, "one account is no evidence: {points:?}");
    assert!((other - 0.5).abs() < 1e-9);
    assert_eq!(points[0].0, "Energy", "best first");
}

#[test]
fn without_history_every_industry_is_neutral() {
    let table = ListOf::accounts(10)
        .words(FieldRole::Industry, |row| Some(if row < 5 { "A" } else { "B" }))
        .table();
    let model = standard_model(&table, &OpportunitySettings::default(), today());
    let Curve::Category { points, .. } = &model.criteria[0].curve else {
        panic!("a table of categories");
    };
    assert!(points.iter().all(|(_, p)| (*p - 0.5).abs() < 1e-9));
}

#[test]
fn heavy_tails_get_a_log_curve_and_even_values_a_straight_one() {
    let table = ListOf::accounts(200)
        .number(FieldRole::Employees, |row| Some(libm::exp(row as f64 / 20.0)))
        .number(FieldRole::Engagement, |row| Some(row as f64))
        .table();
    let opportunity = size_opportunity(&table, &OpportunitySettings::default());
    let curve = |role| {
        let field = table.field_with_role(role).expect("there is one").id;
        suggest_curve(Fields::of_list(&table), field, &opportunity, today()).expect("numbers have curves")
    };
    assert!(matches!(curve(FieldRole::Employees), Curve::Log { .. }));
    assert!(matches!(curve(FieldRole::Engagement), Curve::Linear { .. }));
    let name = table.field_with_role(FieldRole::Name).expect("there is one").id;
    assert_eq!(
        suggest_curve(Fields::of_list(&table), name, &opportunity, today()),
        None
    );
}

#[test]
fn every_offered_curve_is_sound_and_tells_accounts_apart() {
    let lists = [
        varied(400),
        varied(1),
        ListOf::accounts(3).number(FieldRole::Employees, |_| None).table(),
        ListOf::accounts(9)
            .number(FieldRole::Employees, |row| Some(-5.0 - row as f64))
            .table(),
    ];
    for accounts in lists {
        let opportunity = size_opportunity(&accounts, &OpportunitySettings::default());
        for field in accounts.fields() {
            let Some(curve) = suggest_curve(Fields::of_list(&accounts), field.id, &opportunity, today()) else {
                continue;
            };
            let criterion = Criterion {
                id: CriterionId(1),
                name: field.label.clone(),
                standard: None,
                source: CriterionSource::Field(field.id),
                weight: Weight(Weight::WHOLE),
                locked: false,
                curve: curve.clone(),
                missing: MissingPolicy::LeaveOut,
            };
            let offered = shapes(&criterion, Fields::of_list(&accounts), &opportunity, today());
            let kind = std::mem::discriminant(&curve);
            assert!(
                offered.iter().any(|each| std::mem::discriminant(each) == kind)
                    || matches!(curve, Curve::Percentile { .. }),
                "what is proposed first is among what is offered for {}",
                field.label
            );
            for curve in offered {
                assert_eq!(curve.check(), Ok(()), "{curve:?}");
            }
        }
    }
}
