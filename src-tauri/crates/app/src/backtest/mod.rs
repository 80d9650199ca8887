//! The backtest: what the list can be tested on, and the verdict in words.

mod learn;

use crate::computed::roots;
use crate::session::Session;
use crate::{App, wire, words};
use tierline_contract::*;
use tierline_engine::backtest::{Backtest, Comparison, Estimate, Outcome, TierOutcome, Verdict, backtest};
use tierline_engine::opportunity::AccountKind;
use tierline_plan::{
    Column, CriterionSource, Currency, Field, FieldId, FieldKind, FieldRole, Money, Plan, StandardCriterion, TierChoice,
};

/// Below so many tested accounts nothing is told.
const FEWEST: u32 = 30;
/// Nor below so many hits or misses.
const FEWEST_OF_EACH: f64 = 10.0;
/// The most values of a column that may stand for an outcome.
const MOST_VALUES: usize = 12;
/// Shares of the accounts at which the text says what the best of them hold.
const TOP: [f64; 2] = [0.1, 0.2];

impl App {
    pub fn outcomes(&self, (): ()) -> Result<OutcomesView, AppError> {
        self.with(|session| {
            Ok(OutcomesView {
                offers: offers(session),
            })
        })
    }

    pub fn backtest(&self, request: BacktestRequest) -> Result<BacktestView, AppError> {
        self.with(|session| {
            let asked = Asked::of(session, &request.outcome).ok_or_else(gone)?;
            Ok(view(session, &asked, request.more))
        })
    }
}

fn gone() -> AppError {
    AppError::Refused {
        message: "That column is no longer on the list. Choose another outcome.".to_owned(),
    }
}

/// The tier that is tested; `None` where the account is not in the plan.
fn tested(session: &Session, row: usize) -> Option<u8> {
    match session.results().tiering.choice[row] {
        TierChoice::Tier(tier) => Some(tier),
        TierChoice::Excluded => None,
    }
}

/// Whether an account is in the plan and its outcome is known, or not known.
pub(crate) fn is_tested(session: &Session, outcomes: &[Option<Outcome>], row: usize, known: bool) -> bool {
    tested(session, row).is_some() && outcomes.get(row).is_some_and(|outcome| outcome.is_some() == known)
}

/// What became of each account, a slot a row; empty when the column is gone.
pub(crate) fn outcomes_of(session: &Session, outcome: &OutcomeRef) -> Vec<Option<Outcome>> {
    Asked::of(session, outcome).map_or_else(Vec::new, |asked| asked.outcomes)
}

/// An outcome with all that is said of it.
struct Asked {
    outcomes: Vec<Option<Outcome>>,
    /// The columns it reads.
    fields: Vec<FieldId>,
    unit: FieldKind,
    /// What hits and misses are called, such as `deals won`; for amounts what is held.
    hits: String,
    misses: String,
    /// Whether it is read off what customers spend or who is one.
    of_sales: bool,
}

impl Asked {
    /// What one hopes for and what not, by name.
    fn names(&self, more: bool) -> (&str, &str) {
        if more {
            (&self.hits, &self.misses)
        } else {
            (&self.misses, &self.hits)
        }
    }

    fn of(session: &Session, outcome: &OutcomeRef) -> Option<Asked> {
        let (plan, results) = (session.plan(), session.results());
        let rows = plan.accounts.len();
        let hit = |hit: bool| Outcome::Counted {
            hits: f64::from(u8::from(hit)),
            of: 1.0,
        };
        let named = |id: u32| -> Option<(&Field, &Column)> {
            let id = FieldId(id);
            Some((session.fields().field(id)?, session.fields().column(id)?))
        };
        let counted = |outcomes, fields, hits: String, misses: String, of_sales| Asked {
            outcomes,
            fields,
            unit: FieldKind::Percent,
            hits,
            misses,
            of_sales,
        };
        Some(match outcome {
            OutcomeRef::Customer => counted(
                (0..rows)
                    .map(|row| Some(hit(results.opportunity.kind[row] == AccountKind::Customer)))
                    .collect(),
                plan.accounts
                    .fields()
                    .iter()
                    .filter(|field| matches!(field.role, FieldRole::Status | FieldRole::CurrentRevenue))
                    .map(|field| field.id)
                    .collect(),
                "customers".to_owned(),
                "prospects".to_owned(),
                true,
            ),
            OutcomeRef::Answer { field } => {
                let (field, column) = named(*field).filter(|(field, _)| field.kind == FieldKind::YesNo)?;
                counted(
                    (0..rows).map(|row| column.yes_no(row).map(hit)).collect(),
                    vec![field.id],
                    format!("accounts with “{}”", field.label),
                    "accounts without".to_owned(),
                    false,
                )
            }
            OutcomeRef::Value { field, value } => {
                let (field, column) = named(*field).filter(|(field, _)| field.kind == FieldKind::Category)?;
                counted(
                    (0..rows)
                        .map(|row| column.text(row).map(|text| hit(text == value)))
                        .collect(),
                    vec![field.id],
                    format!("accounts with “{value}”"),
                    "others".to_owned(),
                    field.role == FieldRole::Status,
                )
            }
            OutcomeRef::Deals { won, lost } => {
                let number = |id| named(id).filter(|(field, _)| field.kind == FieldKind::Number);
                let ((won_field, won), (lost_field, lost)) = (number(*won)?, number(*lost)?);
                let closed = |row: usize| {
                    let (won, lost) = (won.number(row)?, lost.number(row)?);
                    (won >= 0.0 && lost >= 0.0 && won + lost > 0.0).then_some(Outcome::Counted {
                        hits: won,
                        of: won + lost,
                    })
                };
                counted(
                    (0..rows).map(closed).collect(),
                    vec![won_field.id, lost_field.id],
                    "deals won".to_owned(),
                    "deals lost".to_owned(),
                    false,
                )
            }
            OutcomeRef::Amount { field } => {
                let (field, column) = named(*field).filter(|(field, _)| is_figure(field.kind))?;
                Asked {
                    outcomes: (0..rows)
                        .map(|row| column.magnitude(row).map(Outcome::Amount))
                        .collect(),
                    fields: vec![field.id],
                    unit: field.kind,
                    hits: format!("“{}”", field.label),
                    misses: String::new(),
                    of_sales: matches!(field.role, FieldRole::CurrentRevenue | FieldRole::ProductRevenue(_)),
                }
            }
        })
    }
}

fn is_figure(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Number | FieldKind::Percent | FieldKind::Money)
}

/// What the list can be tested on: deals first, then answers and values, sales, who is a customer, and any other figure.
fn offers(session: &Session) -> Vec<OutcomeOffer> {
    let plan = session.plan();
    let fields = || session.fields().all();
    let mut offers: Vec<OutcomeOffer> = Vec::new();
    let mut add = |outcome, label: String, values, more| {
        offers.push(OutcomeOffer {
            outcome,
            label,
            values,
            more,
        });
    };
    for (won, lost) in deals(plan.accounts.fields()) {
        add(
            OutcomeRef::Deals {
                won: won.id.0,
                lost: lost.id.0,
            },
            format!("{} of those closed", won.label),
            Vec::new(),
            true,
        );
    }
    for (field, _) in fields().filter(|(field, _)| field.kind == FieldKind::YesNo) {
        let more = !is_unwanted(&field.label);
        add(
            OutcomeRef::Answer { field: field.id.0 },
            field.label.clone(),
            Vec::new(),
            more,
        );
    }
    for (field, column) in fields().filter(|(field, _)| field.kind == FieldKind::Category) {
        let told = matches!(field.role, FieldRole::Custom | FieldRole::Status);
        let counts = column.value_counts();
        if !told || !(2..=MOST_VALUES).contains(&counts.len()) {
            continue;
        }
        let values: Vec<String> = counts.iter().map(|(value, _)| (*value).to_owned()).collect();
        let likely = values.iter().find(|value| is_wanted(value)).or(values.first());
        let Some(value) = likely.cloned() else { continue };
        let more = !is_unwanted(&value);
        add(
            OutcomeRef::Value {
                field: field.id.0,
                value,
            },
            field.label.clone(),
            values,
            more,
        );
    }
    let (mut sales, mut others) = (Vec::new(), Vec::new());
    for (field, column) in fields().filter(|(field, _)| is_figure(field.kind)) {
        let of_sales = matches!(field.role, FieldRole::CurrentRevenue | FieldRole::ProductRevenue(_));
        let told = of_sales || matches!(field.role, FieldRole::Custom | FieldRole::Pipeline);
        if told && (0..column.len()).any(|row| !column.is_missing(row)) {
            if of_sales { &mut sales } else { &mut others }.push(field);
        }
    }
    let kinds = &session.results().opportunity.kind;
    let customer = |kind: &AccountKind| *kind == AccountKind::Customer;
    let figure = |field: &Field| {
        (
            OutcomeRef::Amount { field: field.id.0 },
            field.label.clone(),
            Vec::new(),
            !is_unwanted(&field.label),
        )
    };
    for (outcome, label, values, more) in sales.into_iter().map(figure) {
        add(outcome, label, values, more);
    }
    if kinds.iter().any(customer) && !kinds.iter().all(customer) {
        add(OutcomeRef::Customer, "Being a customer".to_owned(), Vec::new(), true);
    }
    // A figure of the list may be anything, its place on a ranking too: it comes last.
    for (outcome, label, values, more) in others.into_iter().map(figure) {
        add(outcome, label, values, more);
    }
    offers
}

/// Pairs of columns that count what was won and what was lost, by their names.
pub(crate) fn deals(fields: &[Field]) -> Vec<(&Field, &Field)> {
    let counts = || fields.iter().filter(|field| field.kind == FieldKind::Number);
    let swapped = |label: &str| {
        let label = label.to_lowercase();
        let words: Vec<&str> = label.split_whitespace().collect();
        words.contains(&"won").then(|| {
            words
                .iter()
                .map(|word| if *word == "won" { "lost" } else { word })
                .collect::<Vec<_>>()
                .join(" ")
        })
    };
    counts()
        .filter_map(|won| {
            let wanted = swapped(&won.label)?;
            let lost = counts().find(|field| {
                field
                    .label
                    .to_lowercase()
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
                    == wanted
            })?;
            Some((won, lost))
        })
        .collect()
}

fn has_word(text: &str, words: &[&str]) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| text.contains(word))
}

/// Words for what one hopes to see little of.
fn is_unwanted(text: &str) -> bool {
    has_word(
        text,
        &["churn", "lost", "cancel", "complain", "attrition", "overdue", "default"],
    )
}

fn is_wanted(value: &str) -> bool {
    let value = value.to_lowercase();
    let wanted = ["won", "closed won", "customer", "active", "yes", "renewed"];
    wanted.contains(&value.as_str()) || (value.contains("won") && !value.contains("lost"))
}

fn view(session: &Session, asked: &Asked, more: bool) -> BacktestView {
    let plan = session.plan();
    let tiers = plan.tiers.tiers.len();
    let scores = &session.results().scores;
    let found = backtest(tiers, &|row| tested(session, row), scores, &asked.outcomes, more);
    let leaks = leaks(session, asked);
    let (mood, headline) = match verdict(&found, asked) {
        (Some(VerdictMood::Good), _) if !leaks.is_empty() => (
            Some(VerdictMood::Unclear),
            "The tiers fit this outcome, but the score knows part of the answer beforehand.".to_owned(),
        ),
        verdict => verdict,
    };
    let told = mood.is_some();
    let say = |comparison: &Comparison| comparison_sentence(session, &found, asked, comparison);
    BacktestView {
        mood: mood.unwrap_or(VerdictMood::Unclear),
        headline,
        comparisons: if told {
            found.comparisons.iter().map(say).collect()
        } else {
            Vec::new()
        },
        findings: if told { findings(&found, asked) } else { Vec::new() },
        doubts: leaks.into_iter().chain(doubts(session)).collect(),
        tiers: (0..)
            .zip(&found.tiers)
            .map(|(tier, own)| tier_view(Some(tier), own))
            .collect(),
        all: tier_view(None, &found.all),
        unknown: found.unknown,
        unit: wire::cell_kind(asked.unit),
        capture: found
            .capture
            .filter(|_| told)
            .unwrap_or_default()
            .into_iter()
            .map(|(x, y)| CurvePoint { x, y })
            .collect(),
    }
}

fn estimate_view(found: Estimate) -> EstimateView {
    EstimateView {
        value: found.value,
        low: Some(found.low).filter(|end| end.is_finite()),
        high: Some(found.high).filter(|end| end.is_finite()),
    }
}

fn tier_view(tier: Option<u8>, own: &TierOutcome) -> TierTest {
    TierTest {
        tier,
        accounts: own.accounts,
        outcome: own.estimate.map(estimate_view),
        lift: own.lift.map(estimate_view),
    }
}

/// What the test says; no mood where there is too little to say anything.
fn verdict(found: &Backtest, asked: &Asked) -> (Option<VerdictMood>, String) {
    let accounts = words::many(u64::from(found.all.accounts), "account");
    if found.all.accounts < FEWEST {
        let known = words::have(u64::from(found.all.accounts));
        return (
            None,
            format!("Cannot tell: only {accounts} {known} this outcome. It takes {FEWEST} to say something."),
        );
    }
    if let Some((hits, misses)) = found.counted {
        for (count, what) in [(hits, &asked.hits), (misses, &asked.misses)] {
            if count < FEWEST_OF_EACH {
                let count = words::count(count.round().max(0.0) as u64);
                return (
                    None,
                    format!(
                        "Cannot tell: there are only {count} {what}. It takes {FEWEST_OF_EACH:.0} of each to say something."
                    ),
                );
            }
        }
    }
    let beats = |comparison: &Comparison| comparison.verdict == Verdict::Beats;
    let loses = |comparison: &Comparison| comparison.verdict == Verdict::Loses;
    let ends = found.ends.as_ref().or(found.comparisons.first());
    let (mood, sentence) = match (found.comparisons.as_slice(), ends) {
        ([], _) | (_, None) => (
            VerdictMood::Unclear,
            "Only one tier has this outcome: there is nothing to compare.",
        ),
        (pairs, _) if pairs.iter().all(beats) => (VerdictMood::Good, "The tiers tell good accounts from the rest."),
        (pairs, Some(ends)) if pairs.iter().any(loses) || loses(ends) => (
            VerdictMood::Bad,
            "The tiers do not tell good accounts from the rest: a lower tier does better.",
        ),
        (_, Some(ends)) if beats(ends) => (
            VerdictMood::Unclear,
            "The first tier does better than the last, but not every tier better than the next.",
        ),
        _ => (
            VerdictMood::Bad,
            "The tiers do not tell good accounts from the rest: their differences may be chance.",
        ),
    };
    (Some(mood), sentence.to_owned())
}

fn comparison_sentence(session: &Session, found: &Backtest, asked: &Asked, pair: &Comparison) -> String {
    let currency = &session.plan().info.currency;
    let name = |tier: u8| session.tier_name(Some(tier));
    let value = |tier: u8| {
        let estimate = found.tiers[usize::from(tier)].estimate;
        estimate.map_or_else(String::new, |estimate| figure(estimate.value, asked.unit, currency))
    };
    let (better, worse) = (name(pair.better), name(pair.worse));
    let (a, b) = (value(pair.better), value(pair.worse));
    match pair.verdict {
        Verdict::Beats => format!("{better} beats {worse}: {a} against {b}."),
        Verdict::CannotTell => {
            format!("{better} does not beat {worse}: {a} against {b}, a difference that may be chance.")
        }
        Verdict::Loses => format!("{worse} does better than {better}: {b} against {a}."),
    }
}

/// A rate or a mean in a sentence.
fn figure(value: f64, unit: FieldKind, currency: &Currency) -> String {
    match unit {
        // A tenth of a percent tells something of small shares only.
        FieldKind::Percent if value.abs() >= 0.1 => format!("{:.0}%", value * 100.0),
        FieldKind::Percent => words::per_mille((value * 1000.0).round() as i64),
        FieldKind::Money => {
            Money::from_magnitude(value.round()).map_or_else(String::new, |m| words::money(m, currency))
        }
        _ => words::raw(value, Some(unit), currency),
    }
}

fn findings(found: &Backtest, asked: &Asked) -> Vec<String> {
    let mut findings = Vec::new();
    if let Some(curve) = &found.capture {
        let held = TOP.map(|share| format!("{:.0}%", at(curve, share) * 100.0));
        findings.push(format!(
            "The best 10% of accounts by score hold {} of all {}, the best 20% hold {}. By chance it would be 10% and 20%.",
            held[0], asked.hits, held[1]
        ));
    }
    if let Some(concordance) = found.concordance {
        findings.push(format!(
            "Take one of the {} and one of the {}: the first has the better score {} times of 100. By chance it would be 50.",
            asked.hits,
            asked.misses,
            (concordance * 100.0).round()
        ));
    }
    findings
}

/// The height of a curve of points at a place.
fn at(curve: &[(f64, f64)], share: f64) -> f64 {
    let next = curve.iter().position(|(x, _)| *x >= share).unwrap_or(curve.len() - 1);
    let ((x, y), (from, low)) = (curve[next], curve[next.saturating_sub(1)]);
    if x - from <= f64::EPSILON {
        y
    } else {
        low + (y - low) * (share - from) / (x - from)
    }
}

/// Criteria that know the outcome, or part of it.
fn leaks(session: &Session, asked: &Asked) -> Vec<String> {
    let plan = session.plan();
    let mut doubts = Vec::new();
    for criterion in plan.model.criteria.iter().filter(|criterion| criterion.weight.0 > 0) {
        let name = &criterion.name;
        let label = match criterion.source {
            CriterionSource::Field(field) if asked.fields.contains(&field) => {
                doubts.push(format!("{name} reads the outcome itself: the score knows the answer."));
                continue;
            }
            CriterionSource::Field(field) if rest_on_one(plan, field, &asked.fields) => {
                doubts.push(format!(
                    "{name} and the outcome are computed from the same columns: the score knows part of the answer."
                ));
                continue;
            }
            CriterionSource::Field(field) => session.fields().field(field).map_or("", |field| &field.label),
            CriterionSource::Potential => "",
        };
        let of_deals = asked.unit == FieldKind::Percent && !asked.of_sales;
        if of_deals && has_word(label, &["win rate", "won"]) {
            doubts.push(format!(
                "{name} is made from the same deals: the score knows the answer."
            ));
        } else if asked.of_sales && criterion.source == CriterionSource::Potential {
            doubts.push(format!(
                "{name} rests on what customers spend now: the score knows part of the answer."
            ));
        } else if asked.of_sales && criterion.standard == Some(StandardCriterion::IndustryAlignment) {
            doubts.push(format!(
                "The points of {name} may come from the same customers: the score knows part of the answer."
            ));
        }
    }
    doubts
}

/// Whether a column and some others are computed from the same columns of the list.
fn rest_on_one(plan: &Plan, field: FieldId, others: &[FieldId]) -> bool {
    let others = others.iter().map(|field| CriterionSource::Field(*field));
    !roots(plan, [CriterionSource::Field(field)]).is_disjoint(&roots(plan, others))
}

/// Why any test may flatter the model.
fn doubts(session: &Session) -> Vec<String> {
    let mut doubts = vec![
        "Accounts are scored by what the list says today, not by what it said before: that flatters every model."
            .to_owned(),
    ];
    let by_hand = session.results().tiering.overridden;
    if by_hand > 0 {
        doubts.push(format!(
            "{} stand where a person put them, not where the model does.",
            words::many(u64::from(by_hand), "account")
        ));
    }
    doubts
}
