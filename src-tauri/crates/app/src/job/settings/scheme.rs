//! What a settings file says of the tiers: their names and the rule that cuts the score.

use super::rules::EXCLUDED;
use super::values::Part;
use crate::words;
use tierline_engine::words::fold;
use tierline_plan::{CutRule, TierDef, TierScheme};

/// The rules that cut the score, as a settings file calls them.
pub(super) const RULES: [&str; 6] = ["byShare", "byScore", "byCount", "byValue", "byHours", "byGaps"];

/// Tier names, best first, and one of the rules that cut the score.
pub(super) fn scheme(part: &mut Part<'_, '_>) -> Option<TierScheme> {
    if !part.has("names") {
        part.missing("names");
    }
    let names = part.texts("names")?;
    if !(2..=TierScheme::MOST).contains(&names.len()) {
        part.whole_wrong(&format!(
            "tiers.names has {}; there must be 2 to {}.",
            words::many(names.len() as u64, "name"),
            TierScheme::MOST
        ));
        return None;
    }
    let mut seen = Vec::new();
    for name in names.iter().map(|name| fold(name)) {
        if name == fold(EXCLUDED) {
            part.whole_wrong(&format!(
                "tiers.names has “{EXCLUDED}”, which is what accounts out of the plan are called."
            ));
        }
        if seen.contains(&name) {
            part.whole_wrong(&format!(
                "tiers.names has “{name}” twice; each tier needs its own name."
            ));
        }
        seen.push(name);
    }
    let given: Vec<&str> = RULES.into_iter().filter(|rule| part.has(rule)).collect();
    let [rule] = given.as_slice() else {
        part.whole_wrong(&format!(
            "tiers must have exactly one of {}, but has {}.",
            RULES.join(", "),
            if given.is_empty() {
                "none".to_owned()
            } else {
                given.join(" and ")
            }
        ));
        return None;
    };
    let (cut, ordered, order) = match *rule {
        "byScore" => {
            let cuts = part.numbers("byScore", 0.0, 100.0, "a score from 0 to 100")?;
            let ordered = cuts.is_sorted_by(|a, b| a >= b);
            (CutRule::Score(cuts), ordered, "highest first")
        }
        "byGaps" => {
            if !part.answer("byGaps")? {
                part.wrong("byGaps", "false", "true, or left out");
            }
            (CutRule::NaturalBreaks(names.len() as u8 - 1), true, "")
        }
        "byHours" => (CutRule::Hours(part.wholes("byHours", 0..=u32::MAX)?), true, ""),
        "byCount" => {
            let cuts = part.wholes("byCount", 0..=u32::MAX)?;
            let ordered = cuts.is_sorted();
            (
                CutRule::Count(cuts),
                ordered,
                "lowest first, each counting the ones before it",
            )
        }
        shares => {
            let cuts = part.shares(shares)?;
            let ordered = cuts.is_sorted();
            let cut = if shares == "byShare" {
                CutRule::Share(cuts)
            } else {
                CutRule::CumulativeValue(cuts)
            };
            (cut, ordered, "lowest first, each counting the ones before it")
        }
    };
    if cut.cuts() + 1 != names.len() {
        part.whole_wrong(&format!(
            "tiers.{rule} has {} for {}; there must be one fewer than there are names.",
            words::many(cut.cuts() as u64, "cut"),
            words::many(names.len() as u64, "name")
        ));
    }
    if !ordered {
        part.whole_wrong(&format!("tiers.{rule} is out of order; it goes {order}."));
    }
    let tiers = names.into_iter().map(|name| TierDef { name }).collect();
    Some(TierScheme { tiers, cut })
}
