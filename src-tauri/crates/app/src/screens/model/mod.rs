//! The Model screen: what makes an account valuable, and what follows from it while the hand still moves.

mod compare;
mod curves;
pub(crate) mod gates;
mod picture;
mod scenarios;
mod scheme;

pub(crate) use compare::weights_of;
pub(crate) use gates::{GateFigure, is_stopped, rows as gate_rows};
pub(crate) use scenarios::scenario_rows;

use crate::computed::formula_of;
use crate::screens::matrix;
use crate::session::Session;
use crate::{App, grid, wire, words};
use tierline_contract::*;
use tierline_engine::computed::Fields;
use tierline_engine::matrix::axis_of;
use tierline_engine::results::{Preview, TierWorth, preview_model};
use tierline_engine::standard::{standard_model, suggest_curve};
use tierline_engine::tiering::Histogram;
use tierline_plan::{
    Change, Criterion, CriterionId, CriterionSource, Curve, CutRule, FieldId, MissingPolicy, Model, Money,
    StandardCriterion, TierScheme, Weight,
};

/// A new criterion starts with this weight; the others make room in proportion.
const FIRST_WEIGHT: Weight = Weight(100);

impl App {
    pub fn model(&self, (): ()) -> Result<ModelView, AppError> {
        self.with(|session| Ok(view(session)))
    }

    pub fn preview_model(&self, request: ModelDraft) -> Result<ModelLive, AppError> {
        self.with(|session| {
            let (model, scheme) = drafted(session, &request)?;
            let preview = preview_model(session.results(), session.plan(), &model, &scheme);
            Ok(ModelLive {
                curve: request.curve.map(|draft| curve_live(session, &model, draft.criterion)),
                ..live(session, &preview, &scheme.cut)
            })
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
            let curve = request.curve.as_ref().map(|draft| CriterionId(draft.criterion));
            let curve = curve.and_then(|id| {
                session
                    .plan()
                    .model
                    .criteria
                    .iter()
                    .find(|criterion| criterion.id == id)
            });
            let label = match (changes.as_slice(), curve) {
                ([], _) => return Ok(()),
                ([Change::SetTiers(_)], _) => "Move the cut-offs".to_owned(),
                ([_], Some(criterion)) => format!("Change how {} gives points", criterion.name),
                ([Change::SetModel(model)], None) => weights_label(&session.plan().model, model),
                _ => "Change weights and cut-offs".to_owned(),
            };
            let before = session.shared_results();
            self.commit(session, Change::Batch(changes), &label)?;
            session.keep_moves(&before);
            Ok(())
        })
    }

    pub fn edit_criterion(&self, request: CriterionEdit) -> Result<PlanView, AppError> {
        self.change(|session| {
            let plan = session.plan();
            let mut model = plan.model.clone();
            let criterion = find(&mut model, request.criterion)?;
            if let Some(name) = request.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
                criterion.name = name.to_owned();
            }
            if let Some(policy) = request.missing_policy {
                criterion.missing = wire::missing(policy);
            }
            let (label, source) = (format!("Change the criterion {}", criterion.name), criterion.source);
            let mut changes = Vec::new();
            if model != plan.model {
                changes.push(Change::SetModel(model));
            }
            if let Some(axis) = request.axis.map(matrix::axis)
                && plan.axes.iter().all(|each| *each != (source, axis))
            {
                let mut axes = plan.axes.clone();
                axes.retain(|(each, _)| *each != source);
                axes.push((source, axis));
                changes.push(Change::SetAxes(axes));
            }
            if changes.is_empty() {
                return Ok(());
            }
            self.commit(session, Change::Batch(changes), &label)
        })
    }

    pub fn add_criterion(&self, request: AddCriterion) -> Result<PlanView, AppError> {
        self.change(|session| {
            let field = FieldId(request.field);
            let model = with_criterion(session, session.fields(), session.plan().model.clone(), field)?;
            let name = session
                .fields()
                .field(field)
                .map_or("", |field| &field.label)
                .to_owned();
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
            // What is locked gives way only where nothing else can take the weight.
            let can_take = model.criteria.iter().any(|each| each.id != id && !each.locked);
            for criterion in &mut model.criteria {
                criterion.locked &= can_take && criterion.id != id;
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

/// What was done to the weights, for the history.
fn weights_label(before: &Model, after: &Model) -> String {
    let pairs = || before.criteria.iter().zip(&after.criteria);
    if pairs().any(|(before, after)| before.weight != after.weight) {
        return "Change the weights".to_owned();
    }
    let mut turned = pairs().filter(|(before, after)| before.locked != after.locked);
    match (turned.next(), turned.next()) {
        (Some((_, only)), None) => {
            let verb = if only.locked { "Lock" } else { "Unlock" };
            format!("{verb} the weight of {}", only.name)
        }
        _ => "Lock weights".to_owned(),
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

/// The model with another criterion, which reads a column of `fields`.
pub(crate) fn with_criterion(
    session: &Session,
    fields: Fields<'_>,
    mut model: Model,
    field: FieldId,
) -> Result<Model, AppError> {
    let plan = session.plan();
    let curve = suggest_curve(fields, field, &session.results().opportunity, plan.info.as_of);
    let (Some(curve), Some(label)) = (curve, fields.field(field).map(|field| field.label.clone())) else {
        let message = "Free text cannot be scored. Choose a column with numbers, dates or a few values.".to_owned();
        return Err(AppError::Refused { message });
    };
    let id = CriterionId(model.criteria.iter().map(|c| c.id.0 + 1).max().unwrap_or(1));
    let first = model.criteria.is_empty();
    model.criteria.push(Criterion {
        id,
        name: label,
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
    Ok(model)
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

/// The saved model and scheme with the draft's weights, curve and cuts.
fn drafted(session: &Session, draft: &ModelDraft) -> Result<(Model, TierScheme), AppError> {
    let mut model = session.plan().model.clone();
    for entry in &draft.weights {
        let criterion = find(&mut model, entry.criterion)?;
        criterion.weight = Weight(entry.weight);
        criterion.locked = entry.locked;
    }
    if let Some(curve) = &draft.curve {
        curves::drafted(session, &mut model, curve)?;
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
    let candidates = session.fields().all();
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
        cut: wire::cut_view(&plan.tiers.cut, &preview.cut_scores),
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
            session.fields().field(field).map_or("", |field| &field.label)
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
        held: preview.held,
        moved: preview.moved,
        moves: preview.moves.clone(),
        cut_scores: preview
            .cut_scores
            .iter()
            .map(|score| (score * 10.0).round().min(1010.0) as u16)
            .collect(),
        cut_problem: cut_problem(session, cut),
        curve: None,
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
    let tiers: Vec<TierWorth> = session.results().tiers.iter().map(TierWorth::from).collect();
    summaries_of(session, &tiers)
}

fn summaries_of(session: &Session, tiers: &[TierWorth]) -> Vec<TierSummary> {
    let plan = session.plan();
    let summary = |(tier, sums): (usize, &TierWorth)| TierSummary {
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

/// A drafted curve over the scale of the saved one: the picture must hold still while a hand moves over it.
fn curve_live(session: &Session, model: &Model, id: u32) -> CurveLive {
    let id = CriterionId(id);
    let drafted = model.criteria.iter().find(|criterion| criterion.id == id);
    let saved = session
        .plan()
        .model
        .criteria
        .iter()
        .find(|criterion| criterion.id == id);
    let sentence = |criterion: &Criterion| {
        // Points that are moved by hand are no longer those that the list suggests: only ranks need to be looked up.
        let by_rank = matches!(
            criterion.curve,
            Curve::Percentile { .. } | Curve::PercentileFalling { .. }
        );
        let offered = if by_rank {
            curves::offered(session, criterion)
        } else {
            Vec::new()
        };
        curves::sentence(session, criterion, &offered)
    };
    CurveLive {
        criterion: id.0,
        sentence: drafted.map_or_else(String::new, sentence),
        picture: drafted.zip(saved).and_then(|(drafted, saved)| {
            let values = picture::values(session, saved);
            let scale = picture::scale(&saved.curve, &values, picture::kind(session, saved))?;
            Some(picture::draw(&drafted.curve, &scale, &values))
        }),
    }
}

fn criterion_view(session: &Session, criterion: &Criterion) -> CriterionView {
    let plan = session.plan();
    let (source, field) = match criterion.source {
        CriterionSource::Field(field) => {
            let fields = session.fields();
            let label = || fields.field(field).map_or_else(String::new, |f| f.label.clone());
            let formula = formula_of(plan, fields, field).map(|formula| format!("= {formula}"));
            (formula.unwrap_or_else(label), Some(field.0))
        }
        CriterionSource::Potential => ("Potential".to_owned(), None),
    };
    let kind = picture::kind(session, criterion);
    let values = picture::values(session, criterion);
    let scale = picture::scale(&criterion.curve, &values, kind);
    let end = |end: fn(&CurveScale) -> f64| {
        scale.as_ref().map_or_else(String::new, |scale| match scale.unit {
            ValueUnit::DaysAgo => days_ago(end(scale)),
            _ => words::raw(end(scale), kind, &plan.info.currency),
        })
    };
    let offered = curves::offered(session, criterion);
    CriterionView {
        id: criterion.id.0,
        name: criterion.name.clone(),
        source,
        field,
        weight: criterion.weight.0,
        locked: criterion.locked,
        curve_sentence: curves::sentence(session, criterion, &offered),
        shape: curves::shape_view(&criterion.curve, &offered),
        shapes: offered
            .iter()
            .map(|curve| curves::shape_view(curve, &offered))
            .collect(),
        scale,
        picture: scale.map(|scale| picture::draw(&criterion.curve, &scale, &values)),
        from_label: end(|scale| scale.from),
        to_label: end(|scale| scale.to),
        categories: curves::categories(session, criterion),
        missing: missing(session, criterion),
        missing_policy: wire::missing_view(criterion.missing),
        axis: matrix::axis_view(axis_of(plan, criterion)),
    }
}

fn days_ago(days: f64) -> String {
    if days < 0.5 {
        "today".to_owned()
    } else {
        format!("{} ago", words::many(days.round() as u64, "day"))
    }
}

/// Accounts in the plan without a value for the criterion.
fn missing(session: &Session, criterion: &Criterion) -> u32 {
    let accounts = &session.plan().accounts;
    let column = match criterion.source {
        CriterionSource::Field(field) => session.fields().column(field),
        CriterionSource::Potential => return session.results().included.potential.unknown(),
    };
    let blank = |row: &usize| session.is_included(*row) && column.is_none_or(|column| column.is_missing(*row));
    (0..accounts.len()).filter(blank).count() as u32
}
