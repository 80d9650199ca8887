//! The model as a person argues with it: other curves for a criterion, tried, kept, refused and taken back.

use crate::desk::{Desktop, import, list_of};
use serde_json::json;
use std::fmt::Write as _;
use tierline_contract::*;

/// Sixty accounts with sizes over three magnitudes, an industry, a last activity and a yes-or-no column.
fn imported() -> Desktop {
    let mut list = "Account ID;Account name;Industry;Employees;Current revenue;Last activity;Key account\n".to_owned();
    for row in 0..60 {
        let industry = ["Energy", "Retail", "Foods"][row % 3];
        let revenue = if row % 3 == 0 {
            (row * 1000 + 500).to_string()
        } else {
            String::new()
        };
        let employees = 10 + row * row * 7;
        let key = if row % 4 == 0 { "yes" } else { "no" };
        let _ = writeln!(
            list,
            "{row:03};Account {row};{industry};{employees};{revenue};2026-{:02}-11;{key}",
            row % 10 + 1
        );
    }
    let desk = Desktop::new();
    import(&desk, list_of(&desk, "accounts.csv", &list));
    desk
}

fn model(desk: &Desktop) -> ModelView {
    desk.get("model", ())
}

fn criterion(desk: &Desktop, name: &str) -> CriterionView {
    let found = model(desk)
        .criteria
        .into_iter()
        .find(|criterion| criterion.source == name);
    found.unwrap_or_else(|| panic!("the model reads {name}"))
}

fn draft(criterion: u32, shape: CurveShape) -> ModelDraft {
    ModelDraft {
        weights: Vec::new(),
        cut: None,
        curve: Some(DraftCurve { criterion, shape }),
    }
}

fn refusal(desk: &Desktop, criterion: u32, shape: CurveShape) -> String {
    match desk.ask::<PlanView>("set_model", draft(criterion, shape)) {
        Err(AppError::Refused { message }) => message,
        other => panic!("it should be refused: {other:?}"),
    }
}

/// Adds the column to the model and gives its criterion back.
fn added(desk: &Desktop, label: &str) -> CriterionView {
    let candidate = model(desk)
        .candidates
        .into_iter()
        .find(|candidate| candidate.label == label);
    let field = candidate.unwrap_or_else(|| panic!("{label} can be added")).field;
    let _: PlanView = desk.get("add_criterion", json!({ "field": field }));
    criterion(desk, label)
}

#[test]
fn every_offered_curve_does_when_kept_what_it_showed_when_tried() {
    let desk = imported();
    let size = criterion(&desk, "Employees");
    let kinds: Vec<_> = size.shapes.iter().map(std::mem::discriminant).collect();
    assert_eq!(
        kinds.len(),
        5,
        "straight, doubling, rank, bands, sweet spot: {:?}",
        size.shapes
    );
    for shape in size.shapes.clone() {
        let tried: ModelLive = desk.get("preview_model", draft(size.id, shape.clone()));
        let drawn = tried.curve.expect("the tried curve is drawn");
        let _: PlanView = desk.get("set_model", draft(size.id, shape.clone()));
        let after = model(&desk);
        assert_eq!(after.live.histogram, tried.histogram, "{shape:?}");
        assert_eq!(after.live.tiers, tried.tiers, "{shape:?}");
        let kept = criterion(&desk, "Employees");
        assert_eq!((kept.shape, kept.curve_sentence), (shape, drawn.sentence));
        let picture = kept.picture.expect("numbers are drawn");
        assert_eq!(
            picture.distribution.iter().sum::<u32>(),
            60,
            "every account lies somewhere"
        );
        assert!(picture.points.iter().all(|point| (0.0..=1.0).contains(&point.y)));
    }
}

#[test]
fn a_curve_is_one_undo_step_with_its_criterions_name() {
    let desk = imported();
    let size = criterion(&desk, "Employees");
    let sweet = CurveShape::SweetSpot {
        low: 0.0,
        best_from: 500.0,
        best_to: 2000.0,
        high: 9000.0,
    };
    let plan: PlanView = desk.get("set_model", draft(size.id, sweet));
    assert_eq!(plan.undo.as_deref(), Some("Change how Company size gives points"));
    assert_eq!(
        criterion(&desk, "Employees").curve_sentence,
        "All points between 500 and 2,000, falling to none at 0 and 9,000."
    );
    let _: PlanView = desk.get("undo", ());
    assert_eq!(criterion(&desk, "Employees"), size);
}

#[test]
fn a_curve_that_cannot_be_is_refused_in_a_sentence_and_keeps_the_model() {
    let desk = imported();
    let before = model(&desk);
    let size = criterion(&desk, "Employees").id;
    let disordered = CurveShape::SweetSpot {
        low: 900.0,
        best_from: 500.0,
        best_to: 2000.0,
        high: 9000.0,
    };
    assert_eq!(
        refusal(&desk, size, disordered),
        "The curve of Company size cannot be used. Its values must stand in ascending order. Nothing was changed."
    );
    let too_many = BandEdge { from: 1.0, points: 1.5 };
    let bands = CurveShape::Bands {
        below: 0.0,
        edges: vec![too_many],
    };
    assert!(refusal(&desk, size, bands).contains("Points lie between 0 and 100."));
    assert_eq!(
        refusal(&desk, size, CurveShape::YesNo { yes: 1.0, no: 0.0 }),
        "A curve of this kind does not fit the values of Company size. Nothing was changed."
    );
    assert_eq!(model(&desk), before);
}

#[test]
fn ranks_turned_round_give_the_smallest_account_all_the_points() {
    let desk = imported();
    let size = criterion(&desk, "Employees").id;
    let smallest_points = |desk: &Desktop| {
        let detail: AccountDetail = desk.get("account_detail", json!({ "account": 1 }));
        let part = detail
            .contributions
            .into_iter()
            .find(|part| part.name == "Company size");
        part.expect("its size counts").points
    };
    let by_rank = |falling, fresh| draft(size, CurveShape::Percentile { falling, fresh });
    let _: PlanView = desk.get("set_model", by_rank(false, true));
    assert_eq!(smallest_points(&desk), 0);
    let _: PlanView = desk.get("set_model", by_rank(true, false));
    assert!(smallest_points(&desk) > 0);
    assert!(
        criterion(&desk, "Employees")
            .curve_sentence
            .starts_with("Less is better")
    );
    // Ranks stay those of the list that they were made for, until they are asked of the present one.
    let list: GridColumns = desk.get("grid_columns", ());
    let employees = list.columns.iter().find(|column| column.label == "Employees");
    let column = &employees.expect("it is on the list").key;
    let edit = json!({ "account": 1, "column": column, "text": "900000" });
    let _: PlanView = desk.get("edit_cell", edit);
    let stale = criterion(&desk, "Employees");
    assert_eq!(
        stale.shape,
        CurveShape::Percentile {
            falling: true,
            fresh: false
        }
    );
    assert!(
        stale.curve_sentence.contains("an earlier list"),
        "{}",
        stale.curve_sentence
    );
    let _: PlanView = desk.get("set_model", by_rank(true, true));
    let fresh = criterion(&desk, "Employees");
    assert_eq!(
        fresh.shape,
        CurveShape::Percentile {
            falling: true,
            fresh: true
        }
    );
    assert!(!fresh.curve_sentence.contains("earlier"), "{}", fresh.curve_sentence);
}

#[test]
fn a_criterion_that_goes_takes_nothing_from_locked_weights_and_what_changes_nothing_is_no_step() {
    let desk = imported();
    let before = model(&desk).criteria;
    let lock: Vec<_> = before
        .iter()
        .enumerate()
        .map(|(at, c)| json!({ "criterion": c.id, "weight": c.weight, "locked": at == 0 }))
        .collect();
    let locked: PlanView = desk.get("set_model", json!({ "weights": lock, "cut": null, "curve": null }));
    let label = format!("Lock the weight of {}", before[0].name);
    assert_eq!(locked.undo.as_deref(), Some(label.as_str()));
    let same = json!({ "criterion": before[1].id, "name": before[1].name, "axis": null });
    let renamed: PlanView = desk.get("edit_criterion", same);
    assert_eq!(
        (renamed.undo, renamed.revision),
        (locked.undo, locked.revision),
        "nothing was changed"
    );

    let _: PlanView = desk.get("remove_criterion", json!({ "criterion": before[3].id }));
    let left = model(&desk).criteria;
    assert_eq!((left[0].weight, left[0].locked), (before[0].weight, true));
    assert_eq!(left.iter().map(|each| each.weight).sum::<u16>(), 1000);
    // Where everything else is locked, it has to give way, and is locked again.
    let all: Vec<_> = left
        .iter()
        .map(|c| json!({ "criterion": c.id, "weight": c.weight, "locked": true }))
        .collect();
    let _: PlanView = desk.get("set_model", json!({ "weights": all, "cut": null, "curve": null }));
    let _: PlanView = desk.get("remove_criterion", json!({ "criterion": left[2].id }));
    let left = model(&desk).criteria;
    assert!(left.iter().all(|each| each.locked));
    assert_eq!(left.iter().map(|each| each.weight).sum::<u16>(), 1000);
}

#[test]
fn values_show_what_customers_say_of_them_and_take_points_by_hand() {
    let desk = imported();
    let industry = criterion(&desk, "Industry");
    let energy = industry
        .categories
        .iter()
        .find(|each| each.value == "Energy")
        .expect("Energy");
    assert_eq!((energy.accounts, energy.customers, energy.of), (20, 20, 20));
    assert!(
        energy.lift.is_some_and(|lift| lift > 1.5),
        "all customers are in Energy: {energy:?}"
    );
    assert_eq!(
        energy.suggested,
        Some(energy.points),
        "the standard model takes what customers suggest"
    );
    let CurveShape::Category { mut points, other } = industry.shape.clone() else {
        panic!("industries have points by value")
    };
    for each in &mut points {
        each.points = if each.value == "Foods" { 0.9 } else { 0.1 };
    }
    let _: PlanView = desk.get("set_model", draft(industry.id, CurveShape::Category { points, other }));
    let after = criterion(&desk, "Industry");
    assert_eq!(after.curve_sentence, "Points by value, as set by hand.");
    assert_eq!(after.categories[0].value, "Foods", "best paid first");
    let _: PlanView = desk.get("set_model", draft(industry.id, industry.shapes[0].clone()));
    assert_eq!(
        criterion(&desk, "Industry"),
        industry,
        "the suggestion can be taken again"
    );
}

#[test]
fn answers_and_dates_have_curves_of_their_own() {
    let desk = imported();
    let key = added(&desk, "Key account");
    assert_eq!(key.shape, CurveShape::YesNo { yes: 1.0, no: 0.0 });
    let told: Vec<_> = key
        .categories
        .iter()
        .map(|each| (each.value.as_str(), each.accounts))
        .collect();
    assert_eq!(told, [("Yes", 15), ("No", 45)]);
    let segment = json!({ "kind": "value", "field": key.field, "value": "Yes" });
    assert_eq!(desk.found(segment), 15, "the figure opens its accounts");

    let activity = criterion(&desk, "Last activity");
    let scale = activity.scale.expect("dates are drawn by their age");
    assert_eq!((scale.from, scale.unit), (0.0, ValueUnit::DaysAgo));
    assert_eq!(activity.from_label, "today");
    let half = CurveShape::Recency { half_life_days: 30.0 };
    let _: PlanView = desk.get("set_model", draft(activity.id, half));
    assert_eq!(
        criterion(&desk, "Last activity").curve_sentence,
        "Halves with every 30 days since."
    );
    let never = CurveShape::Recency { half_life_days: 0.0 };
    assert!(refusal(&desk, activity.id, never).contains("half-life"));
}

#[test]
fn weights_follow_from_answers_that_agree_and_locked_ones_stay() {
    let desk = imported();
    let criteria = model(&desk).criteria;
    let ids: Vec<u32> = criteria.iter().map(|criterion| criterion.id).collect();
    assert_eq!(ids.len(), 4);
    let lock: Vec<_> = criteria
        .iter()
        .map(|c| json!({ "criterion": c.id, "weight": c.weight, "locked": c.id == ids[3] }))
        .collect();
    let _: PlanView = desk.get("set_model", json!({ "weights": lock, "cut": null, "curve": null }));
    let pairs = |last: i8| {
        json!({ "pairs": [
            { "first": ids[0], "second": ids[1], "steps": 1 },
            { "first": ids[1], "second": ids[2], "steps": 1 },
            { "first": ids[0], "second": ids[2], "steps": last },
        ] })
    };
    let compared: Compared = desk.get("compare_criteria", pairs(3));
    assert!(
        compared.consistent && compared.ratio == 0,
        "twice, twice, four times: {compared:?}"
    );
    let weights: Vec<u16> = compared.weights.iter().map(|each| each.weight).collect();
    assert_eq!(weights.iter().sum::<u16>(), 1000);
    assert_eq!(weights[3], criteria[3].weight, "a locked weight stays");
    assert!(
        weights[0].abs_diff(weights[1] * 2) <= 1 && weights[1].abs_diff(weights[2] * 2) <= 1,
        "{weights:?}"
    );

    let circle: Compared = desk.get("compare_criteria", pairs(-8));
    assert!(!circle.consistent);
    let doubt = circle.doubtful.expect("one answer is hard to believe");
    assert_eq!(
        (doubt.first, doubt.second, doubt.steps),
        (ids[0], ids[2], 3),
        "four times would fit"
    );

    let refused = |request| match desk.ask::<Compared>("compare_criteria", request) {
        Err(AppError::Refused { message }) => message,
        other => panic!("it should be refused: {other:?}"),
    };
    let some = json!({ "pairs": [{ "first": ids[0], "second": ids[1], "steps": 1 }] });
    assert_eq!(refused(some), "Every two criteria must be compared.");
    let far = json!({ "pairs": [{ "first": ids[0], "second": ids[1], "steps": 9 }] });
    assert!(refused(far).contains("nine times"));
    let locked = json!({ "pairs": [{ "first": ids[0], "second": ids[3], "steps": 1 }] });
    assert!(refused(locked).contains("no longer the ones"));
}

#[test]
fn what_a_change_of_the_model_moved_opens_its_accounts() {
    let desk = imported();
    let just_moved = |step: serde_json::Value| desk.found(json!({ "kind": "justMoved", "step": step }));
    assert_eq!(just_moved(json!(null)), 0, "nothing was changed yet");
    let size = criterion(&desk, "Employees");
    let others = model(&desk).criteria;
    let all_on_size: Vec<_> = others
        .iter()
        .map(|c| json!({ "criterion": c.id, "weight": if c.id == size.id { 1000 } else { 0 }, "locked": false }))
        .collect();
    let change = json!({ "weights": all_on_size, "cut": null, "curve": null });
    let told: ModelLive = desk.get("preview_model", &change);
    assert!(told.moved > 0);
    let _: PlanView = desk.get("set_model", &change);
    assert_eq!(just_moved(json!(null)), told.moved);
    for (from, row) in told.moves.iter().enumerate() {
        for (to, moved) in row.iter().enumerate().filter(|(to, _)| *to != from) {
            let step = json!({ "from": from, "to": to });
            assert_eq!(just_moved(step), *moved, "from {from} to {to}");
        }
    }
    let criterion = others.iter().find(|each| each.id != size.id).expect("there are more");
    let _: PlanView = desk.get("edit_criterion", json!({ "criterion": criterion.id, "name": "Other" }));
    assert_eq!(
        just_moved(json!(null)),
        told.moved,
        "another change does not close the list"
    );
    let _: PlanView = desk.get("undo", ());
    let _: PlanView = desk.get("undo", ());
    assert_eq!(just_moved(json!(null)), 0, "who is back where it was did not move");
}
