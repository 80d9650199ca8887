//! One weight moved: what every step of a drag costs behind the window, beside the same computation in Polars. And what
//! it costs to try two thousand other weightings.

use crate::Outcome;
use crate::import::{app_with, said};
use crate::usage::{Spent, timed};
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use tierline_app::{App, Task};
use tierline_contract::{AddCriterion, ModelDraft, ModelView, WeightView};
use tierline_engine::firmness::{Law, Tested, firmness};
use tierline_engine::numbers::Mix;
use tierline_engine::scoring::Points;
use tierline_engine::tiering::Standing;
use tierline_plan::{CutRule, MissingPolicy, Money, Weight};

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
    let accounts = accounts_of(plan, folder.path())?;
    let output = Command::new("python3")
        .args(["-c", POLARS, &accounts.to_string()])
        .output()?;
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// One of the two tests alone, a thousand weightings from the whole weight space, which the app never makes without the
/// other: over made-up points of as many accounts as the plan has, of which one in twelve is missing.
pub(crate) fn any_weights(plan: &Path) -> Outcome<Spent> {
    let folder = tempfile::tempdir()?;
    let rows = accounts_of(plan, folder.path())? as usize;
    let drawn = |row: usize, column: usize| Mix::new(7).word(row as u64).word(column as u64).finish();
    let point = |row: usize, column: usize| match drawn(row, column) {
        missing if missing % 12 == 0 => f32::NAN,
        point => (point % 1_000_000) as f32 / 1e6,
    };
    let column = |column: usize| -> Arc<[f32]> { (0..rows).map(|row| point(row, column)).collect() };
    let points = Points::new((0..CRITERIA).map(column).collect(), rows);
    let potential = |row: usize| Some(Money::from_minor((drawn(row, CRITERIA) % 1_000_000_000) as i64));
    let values: Vec<Option<Money>> = (0..rows).map(potential).collect();
    let tested = Tested {
        points: &points,
        weights: &[Weight(Weight::WHOLE / CRITERIA as u16); CRITERIA],
        missing: &[MissingPolicy::LeaveOut; CRITERIA],
        cut: &CutRule::Share(vec![100, 350]),
        tiers: 3,
        values: &values,
        standing: &Standing::default(),
    };
    let (found, spent) = timed(|| firmness(&tested, Law::Any, 7, &|| false, &|_| {}));
    black_box(found.ok_or("nobody stopped it")?);
    Ok(spent)
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

fn accounts_of(plan: &Path, folder: &Path) -> Outcome<u32> {
    let copy = folder.join("plan.tierline");
    std::fs::copy(plan, &copy)?;
    let app = app_with(&copy, folder)?;
    let view = app.app_state(()).map_err(said)?.plan.ok_or("no plan is open")?;
    app.shut();
    Ok(view.accounts)
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
