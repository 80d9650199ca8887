//! The figures of scenarios: who moves between two ways to tier, and whom agreed tiers hold. Separate because they change the
//! plan that the other figures are of.

use super::{Figure, figure};
use crate::App;
use tierline_contract::*;

/// Keeps and agrees on what is in force, moves the weights, and counts who moves between the two ways to tier.
pub(super) fn figures(app: &App) -> Result<Vec<Figure>, AppError> {
    let mut all = Vec::new();
    app.keep_scenario(KeepScenario {
        name: "Agreed".to_owned(),
        agree: true,
    })?;
    let model = app.model(())?;
    let [first, .., last] = model.criteria.as_slice() else {
        return Ok(all);
    };
    let moved = |id: u32| -> u16 {
        match id {
            id if id == first.id => 0,
            id if id == last.id => first.weight + last.weight,
            id => model
                .criteria
                .iter()
                .find(|each| each.id == id)
                .map_or(0, |each| each.weight),
        }
    };
    app.set_model(ModelDraft {
        weights: model
            .criteria
            .iter()
            .map(|each| WeightView {
                criterion: each.id,
                weight: moved(each.id),
                locked: false,
            })
            .collect(),
        cut: None,
        curve: None,
    })?;
    let view = app.scenarios(())?;
    let steady = view.steadiness.expect("it was agreed on");
    for (by, count) in [
        (Some(HeldReason::Margin), steady.held_by_margin),
        (Some(HeldReason::Limit), steady.held_by_limit),
        (Some(HeldReason::NoScore), steady.held_without_score),
        (None, app.model(())?.live.held),
    ] {
        all.push(figure("held", Segment::Held { by }, count));
    }
    let kept = view.rows[1].id;
    for (from, to, moved) in [(kept, None, steady.since.moved), (None, kept, view.rows[1].moves)] {
        let segment = |cause, step, up| Segment::Moved {
            from,
            to,
            cause,
            step,
            up,
        };
        all.push(figure("moved", segment(None, None, None), moved));
        let found = app.compare_scenarios(CompareScenarios { from, to })?;
        for cause in &found.causes {
            all.push(figure(
                "moved up",
                segment(Some(cause.cause), None, Some(true)),
                cause.up,
            ));
            all.push(figure(
                "moved down",
                segment(Some(cause.cause), None, Some(false)),
                cause.down,
            ));
        }
        let tier = |at: usize, names: &[String]| (at < names.len()).then_some(at as u8);
        for (row, line) in found.matrix.iter().enumerate() {
            for (column, count) in line.iter().enumerate().filter(|(column, _)| *column != row) {
                let step = TierStep {
                    from: tier(row, &found.from),
                    to: tier(column, &found.to),
                };
                all.push(figure(
                    "moved from tier to tier",
                    segment(None, Some(step), None),
                    *count,
                ));
            }
        }
    }
    Ok(all)
}
