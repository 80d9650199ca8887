//! Why an account has its tier, as figures and as one plain sentence. Separate because it is asked for one account at a
//! time and reads across stages.

use super::gates::said;
use super::{Held, HeldBy, Stopped, Tiering, gate_of, gate_sentence, holds};
use crate::computed::Fields;
use crate::scoring::{Explanation, Scores};
use crate::words::{tenths, tenths_short};
use tierline_plan::{AccountId, Money, Override, Plan, TierChoice, Weight};

/// What became of a person's decision about the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverrideState {
    None,
    Holds,
    /// It no longer counts; the model decides.
    Expired,
}

/// Why an account has its tier.
#[derive(Debug, Clone, PartialEq)]
pub struct TierReason {
    pub choice: TierChoice,
    pub model_tier: u8,
    pub override_state: OverrideState,
    /// The gate that stops it, whatever people decided.
    pub stopped: Option<Stopped>,
    /// What holds it in another tier than the one of its score.
    pub held: Option<Held>,
    /// Units as in [`Scores::units`] turned into points; `None` without a score.
    pub score: Option<f64>,
    /// Points above the cut of the model's tier; `None` for the last tier and without a score.
    pub above_cut: Option<f64>,
    /// Points short of the next better tier; `None` for the best tier, without a score, and where nothing reaches it.
    pub to_next: Option<f64>,
    /// One or two sentences with their figures.
    pub sentence: String,
}

/// Why the account in that row has its tier. The explanation is that of the same row.
///
/// `values` is the potential, by row.
pub fn reason(
    plan: &Plan,
    fields: Fields<'_>,
    tiering: &Tiering,
    scores: &Scores,
    values: &[Option<Money>],
    explanation: &Explanation,
    row: usize,
) -> TierReason {
    let account = plan.accounts.ids()[row];
    let model_tier = tiering.model[row];
    let score = scores.score(row);
    let cut = |tier: usize| tiering.cut_scores.get(tier).copied().filter(|cut| *cut <= 100.0);
    let above_cut = score
        .zip(cut(usize::from(model_tier)))
        .map(|(score, cut)| (score - cut).max(0.0));
    let to_next = model_tier
        .checked_sub(1)
        .and_then(|better| score.zip(tiering.reach(row, better)))
        .map(|(score, reach)| (f64::from(reach) / f64::from(Scores::UNITS) - score).max(0.0));
    let entry = plan.overrides.get(&account);
    let override_state = match entry {
        None => OverrideState::None,
        Some(entry) if holds(entry, plan.info.as_of) => OverrideState::Holds,
        Some(_) => OverrideState::Expired,
    };
    let mut reason = TierReason {
        choice: tiering.choice[row],
        model_tier,
        override_state,
        stopped: tiering.stopped(row),
        held: tiering.held(row),
        score,
        above_cut,
        to_next,
        sentence: String::new(),
    };
    let gated = reason
        .stopped
        .and_then(|stopped| by_gate(plan, fields, stopped, &reason, values, row));
    let unless_overridden = || {
        gated
            .clone()
            .or_else(|| by_agreement(plan, tiering, &reason))
            .unwrap_or_else(|| by_model(plan, &reason, explanation, account))
    };
    reason.sentence = match (override_state, entry) {
        (OverrideState::Holds, Some(entry)) => overridden(plan, entry, &reason, explanation, gated.as_deref()),
        (OverrideState::Expired, Some(entry)) => format!(
            "{} An override to {} by {} expired on {}.",
            unless_overridden(),
            choice_name(plan, entry.tier),
            entry.author,
            entry.expires.map(|day| day.iso()).unwrap_or_default()
        ),
        _ => unless_overridden(),
    };
    reason
}

/// What the gate does and on what ground; `None` where it does nothing, because the score says no better anyway.
fn by_gate(
    plan: &Plan,
    fields: Fields<'_>,
    stopped: Stopped,
    reason: &TierReason,
    values: &[Option<Money>],
    row: usize,
) -> Option<String> {
    let gate = gate_of(plan, stopped)?;
    let before = reason.held.map_or(reason.model_tier, |held| held.tier);
    if stopped.at <= TierChoice::Tier(before) {
        return None;
    }
    let what = match stopped.at {
        TierChoice::Excluded => "Excluded by a gate".to_owned(),
        TierChoice::Tier(_) => format!("{}, held there by a gate", choice_name(plan, stopped.at)),
    };
    let found = match said(plan, fields, gate, values.get(row).copied().flatten(), row) {
        Some(found) => format!("it is {found}"),
        None => "it is not known".to_owned(),
    };
    let by_score = match reason.score {
        Some(score) => format!(
            "By its score of {} it would be {}.",
            points(score),
            tier_name(plan, reason.model_tier)
        ),
        None => "It has no score.".to_owned(),
    };
    Some(format!(
        "{what}: {}, and {found}. {by_score}",
        gate_sentence(plan, fields, gate)
    ))
}

/// What holds the account in another tier than the one of its score.
fn by_agreement(plan: &Plan, tiering: &Tiering, reason: &TierReason) -> Option<String> {
    let held = reason.held?;
    let score = reason.score.unwrap_or(0.0);
    let own = tier_name(plan, held.tier);
    let model = tier_name(plan, reason.model_tier);
    let agreed = plan.agreed()?;
    Some(match held.by {
        HeldBy::Margin => {
            // The cut-off that its score has passed, but not by enough.
            let up = reason.model_tier < held.tier;
            let cut = if up { held.tier - 1 } else { held.tier };
            let cut = tiering.cut_scores.get(usize::from(cut)).copied().unwrap_or(0.0);
            format!(
                "{own}, held there as agreed on {}: its score of {} is {} the cut-off of {} for {}, but not by the {} points \
                 that a move asks for.",
                agreed.kept_on.iso(),
                points(score),
                if up { "above" } else { "below" },
                points(cut),
                if up { model } else { own },
                tenths_short(i64::from(plan.steadiness.margin)),
            )
        }
        HeldBy::NoScore => format!(
            "{own}, held there as agreed on {}: it has no score, because the list has no value for any of the criteria.",
            agreed.kept_on.iso()
        ),
        HeldBy::Limit => format!(
            "{own}, held there as agreed on {}: by its score of {} it would be {model}, but as many accounts move already as \
             may.",
            agreed.kept_on.iso(),
            points(score)
        ),
    })
}

fn overridden(
    plan: &Plan,
    entry: &Override,
    reason: &TierReason,
    explanation: &Explanation,
    gated: Option<&str>,
) -> String {
    let until = entry
        .expires
        .map(|day| format!(", until {}", day.iso()))
        .unwrap_or_default();
    let verb = match entry.tier {
        TierChoice::Tier(_) => format!("Set to {}", choice_name(plan, entry.tier)),
        TierChoice::Excluded => "Excluded".to_owned(),
    };
    let model = tier_name(plan, reason.model_tier);
    let says = match gated {
        Some(gated) => format!("Otherwise: {gated}"),
        None => match explanation.score_tenths {
            Some(score) => format!("The model says {model} (score {}).", tenths(score)),
            None => format!("The model has no score for it and says {model}."),
        },
    };
    format!(
        "{verb} by {} on {}{until}: '{}'. {says}",
        entry.author,
        entry.set_on.iso(),
        entry.reason.trim()
    )
}

fn by_model(plan: &Plan, reason: &TierReason, explanation: &Explanation, account: AccountId) -> String {
    let name = tier_name(plan, reason.model_tier);
    let Some(score) = explanation.score_tenths else {
        debug_assert!(plan.accounts.row(account).is_some());
        return format!("{name}: no score, because the list has no value for any of the criteria.");
    };
    let mut parts = Vec::new();
    if let (Some(above), Some(score)) = (reason.above_cut, reason.score) {
        parts.push(match distance(above) {
            Some(far) => format!("{far} above the cut of {}", points(score - above)),
            None => format!("right at the cut of {}", points(score - above)),
        });
    }
    if let Some(short) = reason.to_next {
        let better = tier_name(plan, reason.model_tier - 1);
        parts.push(match distance(short) {
            Some(far) => format!("{far} short of {better}"),
            None => format!("just short of {better}"),
        });
    }
    let place = parts.iter().map(|part| format!(", {part}")).collect::<String>();
    let mut sentence = format!("{name}: score {}{place}.", tenths(score));
    let last = usize::from(reason.model_tier) + 1 == plan.tiers.tiers.len();
    let telling = if last && plan.tiers.tiers.len() > 1 {
        explanation.weakest().map(|c| ("Weakest", c))
    } else {
        explanation.strongest().map(|c| ("Strongest", c))
    };
    if let Some((word, part)) = telling {
        sentence.push_str(&format!(
            " {word}: {} ({} of {}).",
            in_sentence(&part.name),
            tenths(part.tenths),
            tenths_short(part.most_tenths)
        ));
    }
    if explanation.coverage < Weight::WHOLE {
        sentence.push_str(&format!(
            " Rests on {}% of the weights; the list has no value for the rest.",
            (explanation.coverage + 5) / 10
        ));
    }
    sentence
}

fn tier_name(plan: &Plan, tier: u8) -> &str {
    plan.tiers.tiers.get(usize::from(tier)).map_or("", |t| &t.name)
}

fn choice_name(plan: &Plan, choice: TierChoice) -> &str {
    match choice {
        TierChoice::Tier(tier) => tier_name(plan, tier),
        TierChoice::Excluded => "Excluded",
    }
}

/// A distance in points that a sentence can show; `None` when it is too small for one decimal.
fn distance(points: f64) -> Option<String> {
    let in_tenths = (points * 10.0 + 0.5) as i64;
    (in_tenths > 0).then(|| tenths(in_tenths))
}

fn points(value: f64) -> String {
    tenths((value * 10.0 + 0.5) as i64)
}

/// A criterion's name inside a sentence: its first letter small, unless the word is an abbreviation.
fn in_sentence(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}
