//! The Model screen: what makes an account valuable, and what follows from it while the hand still moves.

use crate::session::Session;
use crate::{App, grid, wire, words};
use tierline_contract::*;
use tierline_engine::curve::{column_points, magnitude_points};
use tierline_engine::numbers::percentile_inc;
use tierline_engine::results::{Preview, preview_model};
use tierline_engine::standard::{standard_model, suggest_curve};
use tierline_engine::tiering::Histogram;
use tierline_plan::{
    Change, Column, Criterion, CriterionId, CriterionSource, Currency, Curve, CutRule, Day, FieldId, FieldKind,
    MissingPolicy, Model, Money, StandardCriterion, TierScheme, Value, Weight,
};

/// A new criterion starts with this weight; the others make room in proportion.
const FIRST_WEIGHT: Weight = Weight(100);
/// Points along a drawn curve, and bars of the distribution under it.
const PICTURE: usize = 40;
/// The most category values listed for a criterion.
const MOST_CATEGORIES: usize = 40;

impl App {
    pub fn model(&self, (): ()) -> Result<ModelView, AppError> {
        self.with(|session| Ok(view(session)))
    }

    pub fn preview_model(&self, request: ModelDraft) -> Result<ModelLive, AppError> {
        self.with(|session| {
            let (model, scheme) = drafted(session, &request)?;
            let preview = preview_model(session.results(), session.plan(), &model, &scheme);
            Ok(live(session, &preview, &scheme.cut))
        })
    }

    pub fn set_model(&self, request: ModelDraft) -> Result<PlanView, AppError> {
        self.change(|session| {
            let (model, scheme) = drafted(session, &request)?;
            let mut changes = Vec::new();
            if model != session.plan().model {
                changes.push(Change::SetModel(model));
            }
            if scheme != session.plan().tiers {
                changes.push(Change::SetTiers(scheme));
            }
            let label = match changes.as_slice() {
                [] => return Ok(()),
                [Change::SetTiers(_)] => "Move the cut-offs",
                [_] => "Change the weights",
                _ => "Change weights and cut-offs",
            };
            self.commit(session, Change::Batch(changes), label)
        })
    }

    pub fn edit_criterion(&self, request: CriterionEdit) -> Result<PlanView, AppError> {
        self.change(|session| {
            let mut model = session.plan().model.clone();
            let criterion = find(&mut model, request.criterion)?;
            if let Some(name) = request.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
                criterion.name = name.to_owned();
            }
            if let Some(policy) = request.missing_policy {
                criterion.missing = wire::missing(policy);
            }
            let label = format!("Change the criterion {}", criterion.name);
            self.commit(session, Change::SetModel(model), &label)
        })
    }

    pub fn add_criterion(&self, request: AddCriterion) -> Result<PlanView, AppError> {
        self.change(|session| {
            let plan = session.plan();
            let field = FieldId(request.field);
            let opportunity = &session.results().opportunity;
            let curve = suggest_curve(&plan.accounts, field, opportunity, plan.info.as_of);
            let (Some(curve), Some(name)) = (curve, plan.accounts.field(field).map(|f| f.label.clone())) else {
                let message =
                    "Free text cannot be scored. Choose a column with numbers, dates or a few values.".to_owned();
                return Err(AppError::Refused { message });
            };
            let mut model = plan.model.clone();
            let id = CriterionId(model.criteria.iter().map(|c| c.id.0 + 1).max().unwrap_or(1));
            let first = model.criteria.is_empty();
            model.criteria.push(Criterion {
                id,
                name: name.clone(),
                standard: None,
                source: CriterionSource::Field(field),
                weight: Weight(if first { Weight::WHOLE } else { 0 }),
                locked: false,
                curve,
                missing: MissingPolicy::LeaveOut,
            });
            if !first {
                reweigh(&mut model, id, FIRST_WEIGHT)?;
            }
            self.commit(session, Change::SetModel(model), &format!("Add the criterion {name}"))
        })
    }

    pub fn remove_criterion(&self, request: RemoveCriterion) -> Result<PlanView, AppError> {
        self.change(|session| {
            let mut model = session.plan().model.clone();
            let id = CriterionId(request.criterion);
            let name = find(&mut model, request.criterion)?.name.clone();
            if model.criteria.len() == 1 {
                let message = "A model needs at least one criterion. Add another one first.".to_owned();
                return Err(AppError::Refused { message });
            }
            // Others that are locked must give way too: their weight has to come from somewhere.
            for criterion in &mut model.criteria {
                criterion.locked = false;
            }
            reweigh(&mut model, id, Weight(0))?;
            model.criteria.retain(|criterion| criterion.id != id);
            let locked = |id| session.plan().model.criteria.iter().any(|c| c.id == id && c.locked);
            for criterion in &mut model.criteria {
                criterion.locked = locked(criterion.id);
            }
            self.commit(
                session,
                Change::SetModel(model),
                &format!("Remove the criterion {name}"),
            )
        })
    }

    pub fn reset_model(&self, (): ()) -> Result<PlanView, AppError> {
        self.change(|session| {
            let plan = session.plan();
            let model = standard_model(&plan.accounts, &plan.opportunity, plan.info.as_of);
            let changes = vec![
                Change::SetModel(model),
                Change::SetTiers(scheme_with_default_cuts(&plan.tiers)),
            ];
            self.commit(session, Change::Batch(changes), "Go back to the standard model")
        })
    }
}

/// The default cuts for as many tiers as the plan has.
fn scheme_with_default_cuts(present: &TierScheme) -> TierScheme {
    let standard = TierScheme::default();
    if present.tiers.len() == standard.tiers.len() {
        TierScheme {
            cut: standard.cut,
            ..present.clone()
        }
    } else {
        present.clone()
    }
}

fn find(model: &mut Model, id: u32) -> Result<&mut Criterion, AppError> {
    let found = model
        .criteria
        .iter_mut()
        .find(|criterion| criterion.id == CriterionId(id));
    found.ok_or_else(|| AppError::Refused {
        message: "That criterion is no longer in the model.".to_owned(),
    })
}

fn reweigh(model: &mut Model, id: CriterionId, weight: Weight) -> Result<(), AppError> {
    let weights = model.weights_with(id, weight);
    let weights = weights.map_err(|error| AppError::Refused {
        message: format!("{error}. Nothing was changed."),
    })?;
    for (criterion, weight) in model.criteria.iter_mut().zip(weights) {
        criterion.weight = weight;
    }
    Ok(())
}

/// The saved model and scheme with the draft's weights and cuts.
fn drafted(session: &Session, draft: &ModelDraft) -> Result<(Model, TierScheme), AppError> {
    let mut model = session.plan().model.clone();
    for entry in &draft.weights {
        let criterion = find(&mut model, entry.criterion)?;
        criterion.weight = Weight(entry.weight);
        criterion.locked = entry.locked;
    }
    let mut scheme = session.plan().tiers.clone();
    if let Some(cut) = &draft.cut {
        scheme.cut = wire::cut(cut);
    }
    if model.check().is_err() || !scheme.is_sound() {
        let message = "Weights must add up to 100 and cut-offs must stand in order. Nothing was changed.".to_owned();
        return Err(AppError::Refused { message });
    }
    Ok((model, scheme))
}

fn view(session: &Session) -> ModelView {
    let plan = session.plan();
    let used = |field: FieldId| {
        plan.model
            .criteria
            .iter()
            .any(|c| c.source == CriterionSource::Field(field))
    };
    let rows = plan.accounts.len().max(1);
    let candidates = plan.accounts.fields().iter().zip(plan.accounts.columns());
    let candidates = candidates
        .filter(|(field, _)| grid::is_measurable(field.kind) && !used(field.id))
        .map(|(field, column)| {
            let filled = (0..column.len()).filter(|row| !column.is_missing(*row)).count();
            CriterionCandidate {
                field: field.id.0,
                label: field.label.clone(),
                filled: (filled * 1000 / rows) as u16,
            }
        });
    let preview = preview_model(session.results(), plan, &plan.model, &plan.tiers);
    ModelView {
        criteria: plan
            .model
            .criteria
            .iter()
            .map(|criterion| criterion_view(session, criterion))
            .collect(),
        candidates: candidates.collect(),
        cut: wire::cut_view(&plan.tiers.cut),
        potential_gap: potential_gap(session),
        live: live(session, &preview, &plan.tiers.cut),
    }
}

/// Why no potential is known, with what stands in for it in the model.
pub(crate) fn potential_gap(session: &Session) -> Option<String> {
    let gap = session.potential_gap()?;
    if session.results().included.potential.amount().is_some() {
        return None;
    }
    let plan = session.plan();
    let standard = |criterion: &&Criterion| criterion.standard == Some(StandardCriterion::RevenuePotential);
    let criterion = plan.model.criteria.iter().find(standard);
    let instead = match criterion.map(|criterion| (criterion, criterion.source)) {
        Some((criterion, CriterionSource::Field(field))) => format!(
            "Until then the criterion {} scores the column “{}”.",
            criterion.name,
            plan.accounts.field(field).map_or("", |field| &field.label)
        ),
        Some((criterion, CriterionSource::Potential)) => {
            format!(
                "Until then the criterion {} says nothing of any account.",
                criterion.name
            )
        }
        None => "Until then the model scores the other criteria.".to_owned(),
    };
    Some(format!("{gap} {instead}"))
}

/// What follows from a model that may not be saved.
fn live(session: &Session, preview: &Preview, cut: &CutRule) -> ModelLive {
    let plan = session.plan();
    let tiers = plan.tiers.tiers.len();
    let bin = |bin: usize| HistogramBin {
        accounts: (0..tiers).map(|tier| preview.histogram.count(bin, tier)).collect(),
    };
    ModelLive {
        histogram: (0..Histogram::BINS).map(bin).collect(),
        tiers: summaries_of(session, &preview.tiers),
        excluded: preview.excluded,
        unscored: preview.unscored,
        moved: preview.moved,
        moves: preview.moves.clone(),
        cut_scores: preview
            .cut_scores
            .iter()
            .map(|score| (score * 10.0).round().min(1010.0) as u16)
            .collect(),
        cut_problem: cut_problem(session, cut),
    }
}

/// Why a rule lets nobody in, in one sentence; `None` when it works.
pub(super) fn cut_problem(session: &Session, cut: &CutRule) -> Option<String> {
    let what = worthless(session, cut)?;
    Some(format!(
        "The tiers are cut by their share of the potential, which {what}: all accounts stay in the last tier. Cut by score, \
         share or number of accounts instead."
    ))
}

/// What keeps a cut by potential from telling accounts apart, as the end of a sentence about it.
pub(super) fn worthless(session: &Session, cut: &CutRule) -> Option<&'static str> {
    let potential = &session.results().opportunity.potential;
    let mut known = potential.iter().flatten().peekable();
    let what = match known.peek() {
        None => "is not known",
        Some(_) => "is 0 wherever it is known",
    };
    let worth = known.any(|amount| *amount > Money::ZERO);
    (matches!(cut, CutRule::CumulativeValue(_)) && !worth && !potential.is_empty()).then_some(what)
}

/// What each tier holds now.
pub(crate) fn summaries(session: &Session) -> Vec<TierSummary> {
    summaries_of(session, &session.results().tiers)
}

fn summaries_of(session: &Session, tiers: &[tierline_engine::results::TierSummary]) -> Vec<TierSummary> {
    let plan = session.plan();
    let summary = |(tier, sums): (usize, &tierline_engine::results::TierSummary)| TierSummary {
        tier: tier as u8,
        name: plan.tiers.tiers[tier].name.clone(),
        accounts: sums.accounts,
        potential: sums.potential.amount().map(Money::minor),
        without_potential: sums.potential.unknown(),
        current_revenue: sums.revenue.amount().map(Money::minor),
        minutes: u64::from(sums.accounts) * plan.coverage.workload_minutes(tier as u8),
    };
    tiers.iter().enumerate().map(summary).collect()
}

fn criterion_view(session: &Session, criterion: &Criterion) -> CriterionView {
    let plan = session.plan();
    let (source, kind) = match criterion.source {
        CriterionSource::Field(field) => {
            let field = plan.accounts.field(field);
            (
                field.map_or_else(String::new, |f| f.label.clone()),
                field.map(|f| f.kind),
            )
        }
        CriterionSource::Potential => ("Potential".to_owned(), Some(FieldKind::Money)),
    };
    let values = values(session, criterion);
    let picture = picture(&criterion.curve, &values);
    let label = |value: f64| axis_label(value, kind, &plan.info.currency);
    CriterionView {
        id: criterion.id.0,
        name: criterion.name.clone(),
        source,
        field: match criterion.source {
            CriterionSource::Field(field) => Some(field.0),
            CriterionSource::Potential => None,
        },
        weight: criterion.weight.0,
        locked: criterion.locked,
        curve_sentence: curve_sentence(&criterion.curve, &label),
        from_label: picture.as_ref().map_or_else(String::new, |p| label(p.from)),
        to_label: picture.as_ref().map_or_else(String::new, |p| label(p.to)),
        curve: picture.as_ref().map_or_else(Vec::new, |p| p.curve.clone()),
        distribution: picture.map_or_else(Vec::new, |p| p.distribution),
        categories: categories(session, criterion),
        missing: missing(session, criterion),
        missing_policy: wire::missing_view(criterion.missing),
    }
}

/// The criterion's known values as magnitudes, ascending. Categories and answers have none.
fn values(session: &Session, criterion: &Criterion) -> Vec<f64> {
    let mut values: Vec<f64> = match criterion.source {
        CriterionSource::Potential => session
            .results()
            .opportunity
            .potential
            .iter()
            .flatten()
            .map(|amount| amount.as_magnitude())
            .collect(),
        CriterionSource::Field(field) => session.plan().accounts.column(field).map_or_else(Vec::new, |column| {
            (0..column.len()).filter_map(|row| column.magnitude(row)).collect()
        }),
    };
    values.sort_by(f64::total_cmp);
    values
}

/// Accounts in the plan without a value for the criterion.
fn missing(session: &Session, criterion: &Criterion) -> u32 {
    let accounts = &session.plan().accounts;
    let column = match criterion.source {
        CriterionSource::Field(field) => accounts.column(field),
        CriterionSource::Potential => return session.results().included.potential.unknown(),
    };
    let blank = |row: &usize| session.is_included(*row) && column.is_none_or(|column| column.is_missing(*row));
    (0..accounts.len()).filter(blank).count() as u32
}

struct Picture {
    from: f64,
    to: f64,
    curve: Vec<CurvePoint>,
    distribution: Vec<u32>,
}

/// The curve over the range in which nearly all values lie, on the scale it is defined on.
fn picture(curve: &Curve, values: &[f64]) -> Option<Picture> {
    if matches!(curve, Curve::Category { .. } | Curve::YesNo { .. }) {
        return None;
    }
    let (from, to) = (percentile_inc(values, 0.02)?, percentile_inc(values, 0.98)?);
    let logarithmic = matches!(curve, Curve::Log { .. });
    let bend = |value: f64| if logarithmic { value.max(0.0).ln_1p() } else { value };
    let straighten = |value: f64| if logarithmic { value.exp_m1() } else { value };
    let (low, high) = (bend(from), bend(to));
    let width = if high > low { high - low } else { 1.0 };
    let points = (0..=PICTURE).map(|step| {
        let x = step as f64 / PICTURE as f64;
        CurvePoint {
            x,
            y: magnitude_points(curve, straighten(low + x * width)).unwrap_or(0.0),
        }
    });
    let mut distribution = vec![0; PICTURE];
    for value in values {
        let place = ((bend(*value) - low) / width * PICTURE as f64).floor();
        distribution[place.clamp(0.0, (PICTURE - 1) as f64) as usize] += 1;
    }
    Some(Picture {
        from,
        to,
        curve: points.collect(),
        distribution,
    })
}

fn axis_label(value: f64, kind: Option<FieldKind>, currency: &Currency) -> String {
    match kind {
        Some(FieldKind::Money) => {
            Money::from_magnitude(value).map_or_else(String::new, |amount| words::money(amount, currency))
        }
        Some(FieldKind::Date) => Day::from_epoch_days(value as i32).iso(),
        Some(FieldKind::Percent) => format!("{:.0}%", value * 100.0),
        _ if value.abs() >= 10.0 => {
            let sign = if value < 0.0 { "-" } else { "" };
            format!("{sign}{}", words::count(value.abs().round() as u64))
        }
        _ => format!("{value:.1}"),
    }
}

fn curve_sentence(curve: &Curve, label: &dyn Fn(f64) -> String) -> String {
    match curve {
        Curve::Linear { from, to } if from <= to => {
            format!(
                "No points at {}, all of them from {} on, even steps between.",
                label(*from),
                label(*to)
            )
        }
        Curve::Linear { from, to } => {
            format!(
                "Less is better: all points at {}, none from {} on.",
                label(*to),
                label(*from)
            )
        }
        Curve::Log { from, to } => format!(
            "No points at {}, all of them from {} on; each doubling between adds the same.",
            label(*from),
            label(*to)
        ),
        Curve::Percentile { .. } => "Points by the share of the list that lies below.".to_owned(),
        Curve::Bands { .. } => "Points by band.".to_owned(),
        Curve::SweetSpot { best_from, best_to, .. } => {
            format!(
                "All points between {} and {}, fewer on both sides.",
                label(*best_from),
                label(*best_to)
            )
        }
        Curve::Category { .. } => "Points by value, as your customers suggest them.".to_owned(),
        Curve::YesNo { .. } => "Points for yes or no.".to_owned(),
        Curve::Recency { half_life_days, .. } => format!("Halves with every {half_life_days:.0} days since."),
    }
}

/// The values of a category criterion with their points, best first.
fn categories(session: &Session, criterion: &Criterion) -> Vec<CategoryPoints> {
    let (Curve::Category { .. }, CriterionSource::Field(field)) = (&criterion.curve, criterion.source) else {
        return Vec::new();
    };
    let Some(Column::Category { values, codes }) = session.plan().accounts.column(field) else {
        return Vec::new();
    };
    let mut counts = vec![0_u32; values.len()];
    for (row, code) in codes.iter().enumerate() {
        if *code != Column::NO_CODE && session.is_included(row) {
            counts[*code as usize] += 1;
        }
    }
    let entry = |(value, accounts): (&str, u32)| CategoryPoints {
        value: value.to_string(),
        points: points_of(&criterion.curve, value),
        accounts,
    };
    let mut found: Vec<_> = values
        .iter()
        .map(|value| &**value)
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(entry)
        .collect();
    found.sort_by(|a, b| b.points.total_cmp(&a.points).then_with(|| b.accounts.cmp(&a.accounts)));
    found.truncate(MOST_CATEGORIES);
    found
}

/// The points of one category.
fn points_of(curve: &Curve, value: &str) -> f64 {
    let alone = Column::from_values(FieldKind::Category, [Value::Text(value.to_owned())]);
    column_points(curve, &alone)
        .first()
        .map_or(0.0, |points| f64::from(*points))
}
