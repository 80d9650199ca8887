//! Weights that past outcomes suggest, in words.

use super::{Asked, leaks};
use crate::session::Session;
use crate::{App, words};
use tierline_contract::*;
use tierline_engine::backtest::{Estimate, Outcome, backtest};
use tierline_engine::learning::{CannotLearn, FEWEST, FEWEST_OF_EACH, Told, learn, odds};
use tierline_engine::scoring::Points;
use tierline_plan::{Criterion, MissingPolicy};

impl App {
    pub fn learn_weights(&self, request: BacktestRequest) -> Result<LearnedView, AppError> {
        self.with(|session| {
            let asked = Asked::of(session, &request.outcome).ok_or_else(super::gone)?;
            Ok(view(session, &asked, request.more))
        })
    }
}

fn view(session: &Session, asked: &Asked, more: bool) -> LearnedView {
    let model = &session.plan().model;
    let nothing = |headline: String| LearnedView {
        headline,
        doubts: Vec::new(),
        weights: None,
        criteria: Vec::new(),
    };
    let free: Vec<usize> = (0..model.criteria.len())
        .filter(|at| !model.criteria[*at].locked)
        .collect();
    if free.len() < 2 {
        return nothing("Two criteria or more must not be locked: there is nothing to weigh.".to_owned());
    }
    let told: Vec<Told> = asked
        .outcomes
        .iter()
        .enumerate()
        .filter(|(row, _)| session.is_included(*row))
        .filter_map(|(row, outcome)| match (*outcome)? {
            Outcome::Counted { hits, of } if more => Some(Told { row, hits, of }),
            Outcome::Counted { hits, of } => Some(Told {
                row,
                hits: of - hits,
                of,
            }),
            Outcome::Amount(_) => None,
        })
        .collect();
    if told.is_empty()
        && asked
            .outcomes
            .iter()
            .flatten()
            .any(|outcome| matches!(outcome, Outcome::Amount(_)))
    {
        return nothing(
            "Weights can be learnt from what is counted, such as deals won and lost, not from a figure.".to_owned(),
        );
    }
    let points = &session.results().points;
    let columns = free.iter().map(|at| points.by_criterion[*at].clone()).collect();
    let missing: Vec<MissingPolicy> = free.iter().map(|at| model.criteria[*at].missing).collect();
    let learned = match learn(&Points::new(columns, points.rows()), &missing, &told) {
        Ok(learned) => learned,
        Err(why) => return nothing(cannot(why, asked, more)),
    };
    let weights = crate::screens::model::weights_of(model, &learned.shares);
    let criteria = free.iter().zip(&learned.effects).map(|(at, effect)| {
        let criterion = &model.criteria[*at];
        let after = weights.iter().find(|weight| weight.criterion == criterion.id.0);
        learned_criterion(criterion, after.map_or(0, |weight| weight.weight), *effect)
    });
    // The score of today counts locked criteria too, of which the suggestion says nothing.
    let compared = if free.len() == model.criteria.len() {
        present(session, asked, more)
    } else {
        None
    };
    let (hits, misses) = asked.names(more);
    let times = |share: f64| format!("{:.0}", share * 100.0);
    LearnedView {
        headline: format!(
            "On accounts it has not seen, the suggestion gives one of the {hits} the better score {} times of 100 against \
             one of the {misses}{}.",
            times(learned.concordance.value),
            compared.map_or_else(String::new, |now| format!(
                "; the weights of today {} times",
                times(now)
            ))
        ),
        doubts: leaks(session, asked),
        criteria: criteria.collect(),
        weights: Some(weights),
    }
}

/// How often the score of today ranks a hit above a miss.
fn present(session: &Session, asked: &Asked, more: bool) -> Option<f64> {
    let included = |row: usize| session.is_included(row).then_some(0);
    let found = backtest(1, &included, &session.results().scores, &asked.outcomes, more);
    found.concordance.map(|share| if more { share } else { 1.0 - share })
}

fn cannot(why: CannotLearn, asked: &Asked, more: bool) -> String {
    let (hits_name, misses_name) = asked.names(more);
    match why {
        CannotLearn::TooFew { accounts, hits, misses } => {
            let whole = |count: f64| words::count(count.round().max(0.0) as u64);
            format!(
                "Cannot tell: {} with {} {hits_name} and {} {misses_name}. It takes {FEWEST} accounts with \
                 {FEWEST_OF_EACH:.0} of each.",
                words::many(u64::from(accounts), "account"),
                whole(hits),
                whole(misses)
            )
        }
        CannotLearn::NothingDiffers => "Cannot tell: the accounts do not differ in any criterion.".to_owned(),
        CannotLearn::NoSignal { concordance } => format!(
            "Cannot tell: your history does not say which criteria matter. On accounts it has not seen, the order is right \
             {:.0} times of 100, which may be chance. Keep the weights you set.",
            concordance.value * 100.0
        ),
    }
}

fn learned_criterion(criterion: &Criterion, after: u16, effect: Option<Estimate>) -> LearnedCriterion {
    let sentence = match effect {
        None => "All accounts are alike in it: nothing can be told.",
        Some(effect) if effect.low > 0.0 => "Speaks for a hit.",
        Some(effect) if effect.high < 0.0 => "Speaks against a hit: a score has no negative weights, so it gets none.",
        Some(effect) if effect.value > 0.0 => "May speak for a hit, or be chance.",
        Some(_) => "May speak against a hit, or be chance: it gets no weight.",
    };
    LearnedCriterion {
        criterion: criterion.id.0,
        name: criterion.name.clone(),
        before: criterion.weight.0,
        after,
        odds: effect.map(|effect| super::estimate_view(odds(effect))),
        sentence: sentence.to_owned(),
    }
}
