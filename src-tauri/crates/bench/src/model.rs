//! One weight moved: what every step of a drag costs behind the window, beside the same computation in Polars. And what
//! it costs to try two thousand other weightings.

use crate::Outcome;
use crate::import::{app_with, said};
use crate::usage::{Spent, timed};
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use tierline_app::{App, Task};
use tierline_contract::{AddCriterion, ModelDraft, ModelView, WeightView};

/// How many criteria the model has.
const CRITERIA: usize = 8;
/// Steps of the drag; the middle one counts.
const STEPS: u16 = 101;

/// The same computation in Polars, from Python.
const POLARS: &str = include_str!("weight.py");

/// Whether the peer can be asked.
pub(crate) fn has_polars() -> bool {
    let asked = Command::new("python3").args(["-c", "import polars"]).output();
    asked.is_ok_and(|output| output.status.success())
}

/// The median step in Polars, over as many made-up accounts as the plan has.
pub(crate) fn polars(plan: &Path) -> Outcome<Spent> {
    let folder = tempfile::tempdir()?;
    let (app, model) = eight_criteria(plan, folder.path())?;
    let accounts: u32 = model.live.tiers.iter().map(|tier| tier.accounts).sum();
    app.shut();
    let output = Command::new("python3")
        .args(["-c", POLARS, &accounts.to_string()])
        .output()?;
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Both tests of a model of eight criteria: a thousand shaken weightings, and a thousand from the whole weight space.
pub(crate) fn tested(plan: &Path) -> Outcome<Spent> {
    let folder = tempfile::tempdir()?;
    let (app, _) = eight_criteria(plan, folder.path())?;
    let (view, spent) = timed(|| app.test_model((), &Task::unwatched()));
    black_box(view.map_err(said)?);
    app.shut();
    Ok(spent)
}

/// A copy of the plan with a model of eight criteria, opened.
fn eight_criteria(plan: &Path, folder: &Path) -> Outcome<(App, ModelView)> {
    let copy = folder.join("plan.tierline");
    std::fs::copy(plan, &copy)?;
    let app = app_with(&copy, folder)?;
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
    Ok((app, model))
}

/// The median step of a drag over a model of eight criteria.
pub(crate) fn weight_moved(plan: &Path) -> Outcome<Spent> {
    let folder = tempfile::tempdir()?;
    let (app, model) = eight_criteria(plan, folder.path())?;
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
