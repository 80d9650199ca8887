//! One weight moved: what every step of a drag costs behind the window.

use crate::Outcome;
use crate::import::{app_with, said};
use crate::usage::{Spent, timed};
use std::hint::black_box;
use std::path::Path;
use tierline_contract::{AddCriterion, ModelDraft, WeightView};

/// How many criteria the model has.
const CRITERIA: usize = 8;
/// Steps of the drag; the middle one counts.
const STEPS: u16 = 101;

/// The median step of a drag over a model of eight criteria.
pub(crate) fn weight_moved(plan: &Path) -> Outcome<Spent> {
    let folder = tempfile::tempdir()?;
    let copy = folder.path().join("plan.tierline");
    std::fs::copy(plan, &copy)?;
    let app = app_with(&copy, folder.path())?;
    let mut model = app.model(()).map_err(said)?;
    while model.criteria.len() < CRITERIA {
        let field = model
            .candidates
            .first()
            .ok_or("too few fields for eight criteria")?
            .field;
        app.add_criterion(AddCriterion { field }).map_err(said)?;
        model = app.model(()).map_err(said)?;
    }
    let draft = |step: u16| {
        // The first criterion takes what the others share out.
        let first = 100 + step;
        let rest = 1000 - first;
        let others = CRITERIA as u16 - 1;
        let weight = |index: usize| match index {
            0 => first,
            1 => rest - rest / others * (others - 1),
            _ => rest / others,
        };
        ModelDraft {
            weights: model
                .criteria
                .iter()
                .enumerate()
                .map(|(index, criterion)| WeightView {
                    criterion: criterion.id,
                    weight: weight(index),
                    locked: false,
                })
                .collect(),
            cut: None,
            curve: None,
        }
    };
    let mut steps: Vec<Spent> = Vec::new();
    for step in 0..STEPS {
        let draft = draft(step);
        let (live, spent) = timed(|| app.preview_model(draft));
        black_box(live.map_err(said)?);
        steps.push(spent);
    }
    app.shut();
    steps.sort_by(|a, b| a.wall.total_cmp(&b.wall));
    Ok(steps[steps.len() / 2])
}
