//! How firm tiers are: the model is tried with other weights, and the result is kept until something it rests on changes.

use crate::screens::model::is_stopped;
use crate::session::Session;
use crate::task::Task;
use crate::{App, words};
use std::sync::Arc;
use tierline_contract::*;
use tierline_engine::curve::inverse::Needed;
use tierline_engine::firmness::{DRAWS, Firmness, Law, Lift, Tested, firmness, gaps};
use tierline_engine::opportunity::Opportunity;
use tierline_engine::scoring::{Points, terms};
use tierline_engine::tiering::{HeldBy, Standing, Stopped, counted};
use tierline_plan::{Criterion, CriterionSource, CutRule, FieldKind, MissingPolicy, Money, TierChoice, Value, Weight};

/// Every weight is shaken by up to so much of itself.
const SHAKEN_BY: f64 = 0.1;
/// An account that leaves its tier in more than so many per mille of the shakes is on the fence.
const FENCE: u16 = 100;
/// Accounts handed over at a time.
const MOST: usize = 200;
/// Up to so many accounts a test takes no longer than a blink: it is made without being asked for.
const AT_ONCE: usize = 5_000;
/// Ways into a better tier that are told of an account.
const LIFTS: usize = 3;
/// Values of a category that are told of a way.
const VALUES: usize = 3;
/// Trials are drawn from this seed: the same plan gives the same answer.
const SEED: u64 = 0x7465_7374;

/// A test with all it was made from.
#[derive(Debug)]
pub(crate) struct Tried {
    ground: Ground,
    shaken: Firmness,
    any: Firmness,
}

/// What a test needs, taken out of the session so that the plan need not be held.
#[derive(Debug)]
struct Ground {
    points: Points,
    weights: Vec<Weight>,
    missing: Vec<MissingPolicy>,
    cut: CutRule,
    tiers: usize,
    opportunity: Arc<Opportunity>,
    /// What was agreed on and what gates say.
    standing: Standing,
}

impl Ground {
    fn of(session: &Session) -> Self {
        let (plan, results) = (session.plan(), session.results());
        let (weights, missing) = terms(&plan.model);
        Ground {
            points: results.points.clone(),
            weights,
            missing,
            cut: counted(&plan.tiers.cut, &plan.coverage).into_owned(),
            tiers: plan.tiers.tiers.len(),
            opportunity: results.opportunity.clone(),
            standing: results.tiering.standing().without_overrides(),
        }
    }

    fn tried(self, cancelled: &(dyn Fn() -> bool + Sync), report: &(dyn Fn(u32) + Sync)) -> Option<Tried> {
        let tested = Tested {
            points: &self.points,
            weights: &self.weights,
            missing: &self.missing,
            cut: &self.cut,
            tiers: self.tiers,
            values: &self.opportunity.potential,
            standing: &self.standing,
        };
        let shaken = firmness(&tested, Law::Shaken { by: SHAKEN_BY }, SEED, cancelled, report)?;
        let any = firmness(&tested, Law::Any, SEED, cancelled, &|done| report(DRAWS + done))?;
        Some(Tried {
            ground: self,
            shaken,
            any,
        })
    }
}

impl Tried {
    /// Whether it says what a test of the plan as it is now would say. Points are shared as long as nothing they are made
    /// from changes, so it is enough to see that they are the same ones.
    pub(crate) fn is_of(&self, session: &Session) -> bool {
        let now = Ground::of(session);
        let then = &self.ground;
        let (here, there) = (&then.points.by_criterion, &now.points.by_criterion);
        here.len() == there.len()
            && here.iter().zip(there).all(|(a, b)| Arc::ptr_eq(a, b))
            && Arc::ptr_eq(&then.opportunity, &now.opportunity)
            && (&then.weights, &then.missing) == (&now.weights, &now.missing)
            && (&then.cut, then.tiers, &then.standing) == (&now.cut, now.tiers, &now.standing)
    }

    fn of_account(&self, row: usize, tier: u8) -> AccountFirmness {
        let second = self.shaken.second(row, tier).or_else(|| self.any.second(row, tier));
        let keeps = self.shaken.share(row, tier);
        AccountFirmness {
            keeps,
            on_fence: keeps < 1000 - FENCE,
            other: second.map(|(other, _)| other),
            other_share: second.map_or(0, |(other, _)| self.shaken.share(row, other)),
            any: self.any.share(row, tier),
        }
    }
}

impl App {
    pub fn test_model(&self, (): (), task: &Task<'_>) -> Result<FirmnessView, AppError> {
        let (known, ground) = self.with(|session| Ok((session.tried(), Ground::of(session))))?;
        let tried = match known {
            Some(tried) => tried,
            None => {
                // Tried without holding the plan: the window goes on meanwhile.
                let total = Some(u64::from(DRAWS) * 2);
                let report = |done: u32| task.report("Trying other weights", u64::from(done), total);
                let tried = ground.tried(&|| task.is_cancelled(), &report);
                Arc::new(tried.ok_or(AppError::Cancelled)?)
            }
        };
        self.with(|session| {
            if !tried.is_of(session) {
                let message = "The plan changed while its model was tested. Test it again.".to_owned();
                return Err(AppError::Refused { message });
            }
            session.keep_tried(tried.clone());
            Ok(view(session, &tried))
        })
    }
}

/// The test of the plan as it is now: the one that was made, or, where that takes no time, one made at once.
pub(crate) fn at_once(session: &Session) -> Option<Arc<Tried>> {
    if let Some(known) = session.tried() {
        return Some(known);
    }
    if session.plan().accounts.len() > AT_ONCE || session.plan().model.criteria.is_empty() {
        return None;
    }
    let tried = Arc::new(Ground::of(session).tried(&|| false, &|_| {})?);
    session.keep_tried(tried.clone());
    Some(tried)
}

/// The tier of accounts that the score decides, from where they agreed to stand: in the plan, with a score, and where neither
/// a gate nor the limit on moves nor a person's word puts them elsewhere.
fn decided(session: &Session, row: usize) -> Option<u8> {
    let (tiering, scores) = (&session.results().tiering, &session.results().scores);
    let by_limit = tiering.held(row).is_some_and(|held| held.by == HeldBy::Limit);
    let by_other = by_limit || session.active_override(row).is_some() || is_stopped(session, row);
    (!by_other && scores.score(row).is_some()).then(|| tiering.before_gates(row))
}

/// How firm an account's tier is; `None` while that is not known and where the model does not decide it.
pub(crate) fn of_account(session: &Session, row: usize) -> Option<AccountFirmness> {
    let tier = decided(session, row)?;
    Some(at_once(session)?.of_account(row, tier))
}

/// Whether the model decides an account's tier, and how firmly is not known.
pub(crate) fn is_untested(session: &Session, row: usize) -> bool {
    decided(session, row).is_some() && at_once(session).is_none()
}

/// Whether an account leaves its tier in more than one of ten shakes.
pub(crate) fn is_on_fence(session: &Session, tried: &Tried, row: usize) -> bool {
    decided(session, row).is_some_and(|tier| tried.of_account(row, tier).on_fence)
}

/// Whether an account is of that part of a tier.
pub(crate) fn is_of_part(session: &Session, tried: &Tried, row: usize, tier: u8, part: FirmPart) -> bool {
    decided(session, row) == Some(tier)
        && match part {
            FirmPart::Decided => true,
            FirmPart::Steady => tried.shaken.share(row, tier) == 1000,
            FirmPart::Fence => tried.of_account(row, tier).on_fence,
        }
}

fn view(session: &Session, tried: &Tried) -> FirmnessView {
    let (plan, results) = (session.plan(), session.results());
    let names = &plan.tiers.tiers;
    let mut tiers: Vec<TierFirmness> = (0..names.len())
        .map(|tier| TierFirmness {
            tier: tier as u8,
            accounts: 0,
            steady: 0,
            fence: 0,
            any: None,
        })
        .collect();
    let mut kept = vec![0_u64; names.len()];
    let mut wavering: Vec<(u16, usize)> = Vec::new();
    for row in 0..plan.accounts.len() {
        let Some(tier) = decided(session, row) else { continue };
        let keeps = tried.shaken.share(row, tier);
        let sums = &mut tiers[usize::from(tier)];
        sums.accounts += 1;
        sums.steady += u32::from(keeps == 1000);
        sums.fence += u32::from(is_on_fence(session, tried, row));
        kept[usize::from(tier)] += u64::from(tried.any.share(row, tier));
        if keeps < 1000 {
            wavering.push((keeps, row));
        }
    }
    for (sums, kept) in tiers.iter_mut().zip(kept) {
        sums.any = (sums.accounts > 0).then(|| (kept / u64::from(sums.accounts)) as u16);
    }
    wavering.sort_by(|a, b| {
        let worth = |row: usize| results.opportunity.potential[row];
        a.0.cmp(&b.0)
            .then_with(|| worth(b.1).cmp(&worth(a.1)))
            .then(a.1.cmp(&b.1))
    });
    let fence = wavering.iter().take(MOST).map(|(_, row)| {
        let tier = results.tiering.before_gates(*row);
        FenceAccount {
            id: plan.accounts.ids()[*row].0,
            name: plan.accounts.name(*row).to_owned(),
            tier,
            score: session.score_tenths(*row),
            potential: results.opportunity.potential[*row].map(Money::minor),
            firmness: tried.of_account(*row, tier),
        }
    });
    let found = gaps(
        &plan.model,
        &results.points,
        &results.tiering,
        &results.opportunity.potential,
    );
    let name = |id| plan.model.criteria.iter().find(|criterion| criterion.id == id);
    FirmnessView {
        draws: DRAWS,
        shaken_by: (SHAKEN_BY * 1000.0) as u16,
        accounts: tiers.iter().map(|tier| tier.accounts).sum(),
        fence: fence.collect(),
        gaps: found
            .iter()
            .map(|gap| CriterionGapView {
                criterion: gap.criterion.0,
                name: name(gap.criterion).map_or_else(String::new, |criterion| criterion.name.clone()),
                missing: gap.missing,
                could_move: gap.could_move,
                potential: gap.potential.amount().filter(|_| gap.could_move > 0).map(Money::minor),
            })
            .collect(),
        tiers,
    }
}

/// The next better tier, where more points would lift an account into it: neither a person's word nor the limit on moves nor a
/// gate keeps it where it is.
pub(crate) fn lifts_to(session: &Session, row: usize) -> Option<u8> {
    let tiering = &session.results().tiering;
    let better = tiering.before_gates(row).checked_sub(1)?;
    let by_limit = tiering.held(row).is_some_and(|held| held.by == HeldBy::Limit);
    // More points do not open a gate.
    let shut = |stopped: &Stopped| stopped.at > TierChoice::Tier(better);
    let kept = by_limit || session.active_override(row).is_some() || tiering.stopped(row).as_ref().is_some_and(shut);
    let scored = session.results().scores.score(row).is_some() && tiering.reach(row, better).is_some();
    (scored && !kept).then_some(better)
}

/// What would lift an account into the next better tier, a sentence each.
pub(crate) fn lifts(session: &Session, row: usize) -> Vec<String> {
    let plan = session.plan();
    if lifts_to(session, row).is_none() {
        return Vec::new();
    }
    let found = session.results().lifts(plan, row);
    let sentence = |lift: &Lift| {
        let criterion = plan
            .model
            .criteria
            .iter()
            .find(|criterion| criterion.id == lift.criterion)?;
        lift_sentence(session, criterion, lift, row)
    };
    found.iter().filter_map(sentence).take(LIFTS).collect()
}

/// `None` for what an account is and cannot become: nobody changes an industry to please a score.
fn lift_sentence(session: &Session, criterion: &Criterion, lift: &Lift, row: usize) -> Option<String> {
    let plan = session.plan();
    let fields = session.fields();
    let kind = fields.kind(criterion.source).unwrap_or(FieldKind::Number);
    let present = match criterion.source {
        CriterionSource::Potential => {
            let amount = session.results().opportunity.potential[row];
            amount.map_or(Value::Missing, Value::Money)
        }
        CriterionSource::Field(field) => fields.column(field).map_or(Value::Missing, |column| column.value(row)),
    };
    let currency = &plan.info.currency;
    // So that the value that is told really does it.
    let up = |value: f64| words::limit(value, kind, currency, f64::ceil);
    let down = |value: f64| words::limit(value, kind, currency, f64::floor);
    let needed = match &lift.needed {
        Needed::AtLeast(value) => format!("{} or more", up(*value)),
        Needed::AtMost(value) => format!("{} or less", down(*value)),
        Needed::Below(value) => format!("less than {}", down(*value)),
        Needed::Between(low, high) => words::limits(*low, *high, kind, currency)?,
        Needed::OneOf(values) => {
            let mut named: Vec<&str> = values.iter().take(VALUES).map(String::as_str).collect();
            let more = format!("{} more", values.len().saturating_sub(VALUES));
            if values.len() > VALUES {
                named.push(&more);
            }
            named.join(" or ")
        }
        Needed::Answer(answer) => if *answer { "yes" } else { "no" }.to_owned(),
        Needed::Since(day) => format!("{} or later", day.iso()),
    };
    Some(match words::value(&present, kind, currency) {
        Some(_) if matches!(lift.needed, Needed::OneOf(_)) => return None,
        Some(present) => format!("{}: {needed} instead of {present}.", criterion.name),
        None => format!("{}: not known; {needed} would do.", criterion.name),
    })
}
