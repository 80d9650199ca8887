//! The weights of a settings file, which name criteria or columns.

use super::{SettingsError, rules};
use crate::screens::model::with_criterion;
use crate::session::Session;
use std::collections::BTreeMap;
use tierline_engine::words::fold;
use tierline_plan::{Change, CriterionSource, Model, Weight, split_units};

/// The model with these weights, scaled to the whole: criteria that are not named get none, and a column that no criterion
/// scores yet becomes one.
pub(super) fn weighted(weights: &BTreeMap<String, f64>, session: &Session) -> Result<Change, SettingsError> {
    let mut model = session.plan().model.clone();
    let mut named: BTreeMap<usize, (&str, f64)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, points) in weights {
        match place(&mut model, session, name) {
            Err(problem) => wrong.push(problem),
            Ok(place) => {
                if let Some((before, _)) = named.insert(place, (name, *points)) {
                    wrong.push(format!(
                        "weights names the criterion “{}” twice, as “{before}” and as “{name}”.",
                        model.criteria[place].name
                    ));
                }
            }
        }
    }
    if !wrong.is_empty() {
        return Err(SettingsError::Wrong(wrong));
    }
    let wanted: Vec<f64> = (0..model.criteria.len())
        .map(|place| named.get(&place).map_or(0.0, |(_, points)| *points))
        .collect();
    let shares = split_units(i64::from(Weight::WHOLE), &wanted);
    for (criterion, weight) in model.criteria.iter_mut().zip(shares) {
        criterion.weight = Weight(weight as u16);
    }
    Ok(Change::SetModel(model))
}

/// Where the criterion of that name stands, or the one that scores the column of that heading; it is added where there is
/// none.
fn place(model: &mut Model, session: &Session, name: &str) -> Result<usize, String> {
    let of_name = model
        .criteria
        .iter()
        .position(|criterion| fold(&criterion.name) == fold(name));
    if let Some(place) = of_name {
        return Ok(place);
    }
    let Some(source) = rules::source(session, name) else {
        let known: Vec<String> = model
            .criteria
            .iter()
            .map(|criterion| format!("“{}”", criterion.name))
            .collect();
        return Err(format!(
            "weights names “{name}”, which is neither a criterion nor a column; the model has {}.",
            known.join(", ")
        ));
    };
    if let Some(place) = model.criteria.iter().position(|criterion| criterion.source == source) {
        return Ok(place);
    }
    let CriterionSource::Field(field) = source else {
        return Err(format!(
            "weights names “{name}”, but the potential of these accounts is not known, so nothing scores it."
        ));
    };
    *model = with_criterion(session, session.fields(), model.clone(), field)
        .map_err(|_| format!("weights names the column “{name}”, but free text cannot be scored."))?;
    Ok(model.criteria.len() - 1)
}
