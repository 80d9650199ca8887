//! Tiers: how many there are, where the score is cut, and what people decided against the model.

use crate::Day;
use serde::{Deserialize, Serialize};

/// One tier's name. Tiers are numbered by their place: 0 is the best.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierDef {
    pub name: String,
}

/// What colour a tier is shown in. Screens and workbooks have a readable pair of shades for each.
///
/// Logs of plan files name a hue by its place: new ones go to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TierHue {
    Indigo,
    Amber,
    Rose,
    Sky,
    Moss,
    Plum,
    Brick,
    Slate,
}

impl TierHue {
    pub const ALL: [TierHue; 8] = [
        TierHue::Indigo,
        TierHue::Amber,
        TierHue::Rose,
        TierHue::Sky,
        TierHue::Moss,
        TierHue::Plum,
        TierHue::Brick,
        TierHue::Slate,
    ];

    /// The hue of a tier that nobody chose one for.
    pub fn of_place(tier: usize) -> Self {
        Self::ALL[tier % Self::ALL.len()]
    }
}

/// The rule that turns scores into tiers. Logs of plan files name a rule by its place: new ones go to the end. Each list has one entry fewer than there are tiers, best cut first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CutRule {
    /// At or above this score (0..100, descending).
    Score(Vec<f64>),
    /// The best so many per mille of the accounts, cumulative and ascending.
    Share(Vec<u16>),
    /// The best so many accounts, cumulative and ascending.
    Count(Vec<u32>),
    /// Accounts in order of score until so many per mille of the potential are reached, cumulative and ascending (ABC).
    CumulativeValue(Vec<u16>),
    /// Where the scores have their gaps (natural breaks); so many cuts.
    NaturalBreaks(u8),
    /// As many accounts as so many hours a year care for at the tier's cadence, tier by tier, best first.
    Hours(Vec<u32>),
}

impl CutRule {
    pub fn cuts(&self) -> usize {
        match self {
            CutRule::Score(v) => v.len(),
            CutRule::Share(v) | CutRule::CumulativeValue(v) => v.len(),
            CutRule::Count(v) | CutRule::Hours(v) => v.len(),
            CutRule::NaturalBreaks(cuts) => usize::from(*cuts),
        }
    }
}

/// Two to five tiers and the rule that fills them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TierScheme {
    pub tiers: Vec<TierDef>,
    pub cut: CutRule,
}

impl TierScheme {
    pub const MOST: usize = 5;

    /// Whether there are 2 to 5 tiers, one cut fewer, and the cuts stand in order.
    pub fn is_sound(&self) -> bool {
        let ordered = match &self.cut {
            CutRule::Score(v) => v.iter().all(|s| s.is_finite()) && v.windows(2).all(|p| p[0] >= p[1]),
            CutRule::Share(v) | CutRule::CumulativeValue(v) => {
                v.windows(2).all(|p| p[0] <= p[1]) && v.iter().all(|s| *s <= 1000)
            }
            CutRule::Count(v) => v.windows(2).all(|p| p[0] <= p[1]),
            CutRule::NaturalBreaks(_) | CutRule::Hours(_) => true,
        };
        (2..=Self::MOST).contains(&self.tiers.len()) && self.cut.cuts() == self.tiers.len() - 1 && ordered
    }
}

impl Default for TierScheme {
    /// Tier 1 for the best 10 % of the accounts, Tier 2 for the next 25 %, Tier 3 for the rest.
    fn default() -> Self {
        let tiers = (1..=3)
            .map(|n| TierDef {
                name: format!("Tier {n}"),
            })
            .collect();
        TierScheme {
            tiers,
            cut: CutRule::Share(vec![100, 350]),
        }
    }
}

/// Where a person put an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TierChoice {
    /// Index into [`TierScheme::tiers`].
    Tier(u8),
    /// Out of the plan: no coverage, no quota, no owner needed.
    Excluded,
}

/// A tier set by a person. The model's tier stays visible beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    pub tier: TierChoice,
    /// Never blank.
    pub reason: String,
    pub author: String,
    pub set_on: Day,
    pub expires: Option<Day>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_scheme_is_sound_and_a_disordered_one_is_not() {
        assert!(TierScheme::default().is_sound());
        let broken = TierScheme {
            cut: CutRule::Share(vec![500, 100]),
            ..TierScheme::default()
        };
        assert!(!broken.is_sound(), "a later cut may not lie before an earlier one");
        let short = TierScheme {
            cut: CutRule::Count(vec![5]),
            ..TierScheme::default()
        };
        assert!(!short.is_sound(), "three tiers need two cuts");
    }
}
