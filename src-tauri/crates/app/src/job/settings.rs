//! What a settings file may say. Every part is optional; what is not named stays as the list suggests.

use serde::Deserialize;
use std::collections::BTreeMap;
use tierline_plan::{Change, Coverage, CutRule, Money, Plan, TierCoverage, TierDef, TierScheme, Weight, split_units};

/// A settings file, in JSON.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct Settings {
    /// What the plan is called.
    pub name: Option<String>,
    /// Such as `FY 2027`.
    pub period: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// Points by name of the criterion; scaled to 100 together. Criteria that are not named get none.
    pub weights: BTreeMap<String, f64>,
    pub tiers: Option<TierSettings>,
    pub coverage: Option<CoverageSettings>,
    /// How much it counts that accounts keep their owner, 0 to 1.
    pub continuity: Option<f64>,
    pub quotas: Option<QuotaPart>,
}

/// Tier names, best first, and one cut fewer than names.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TierSettings {
    pub names: Vec<String>,
    #[serde(flatten)]
    pub cut: CutSettings,
}

/// One of the rules that cut the score.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub enum CutSettings {
    /// Lowest score of each tier, descending.
    #[serde(rename = "byScore")]
    Score(Vec<f64>),
    /// Cumulative share of the accounts, 0 to 1, ascending.
    #[serde(rename = "byShare")]
    Share(Vec<f64>),
    /// Cumulative number of accounts, ascending.
    #[serde(rename = "byCount")]
    Count(Vec<u32>),
    /// Cumulative share of the potential, 0 to 1, ascending.
    #[serde(rename = "byValue")]
    Value(Vec<f64>),
}

/// The cadence and the selling time.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct CoverageSettings {
    /// Best tier first.
    pub tiers: Option<Vec<CadenceSettings>>,
    pub hours_per_week: Option<u32>,
    pub weeks_per_year: Option<u32>,
    /// 0 to 1.
    pub selling_share: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct CadenceSettings {
    pub touches_per_year: u32,
    pub minutes_per_touch: u32,
    #[serde(default)]
    pub travel_minutes_per_touch: u32,
}

#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct QuotaPart {
    /// Street quota over target, less one: 0.1 is 10 %.
    pub over_assignment: Option<f64>,
    /// 0 to 1; the rest is potential.
    pub history_weight: Option<f64>,
    /// Quotas are multiples of this amount, in major units.
    pub step: Option<u32>,
}

/// What is wrong with a settings file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    #[error("The settings file cannot be read: {0}. Nothing was written.")]
    Unreadable(String),
    #[error("The settings name a criterion “{name}”, but the model has {}.", known.join(", "))]
    NoSuchCriterion { name: String, known: Vec<String> },
    #[error("The weights in the settings must be positive numbers.")]
    BadWeights,
}

impl Settings {
    /// Reads a settings file.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        serde_json::from_str(text).map_err(|error| SettingsError::Unreadable(error.to_string()))
    }

    /// The changes that put these settings into a plan whose accounts are there.
    pub(crate) fn changes(&self, plan: &Plan) -> Result<Vec<Change>, SettingsError> {
        let mut changes = Vec::new();
        if self.name.is_some() || self.period.is_some() {
            let mut info = plan.info.clone();
            info.name = self.name.clone().unwrap_or(info.name);
            info.period = self.period.clone().unwrap_or(info.period);
            changes.push(Change::SetInfo(info));
        }
        if !self.weights.is_empty() {
            changes.push(self.weighted(plan)?);
        }
        if let Some(tiers) = &self.tiers {
            changes.push(Change::SetTiers(tiers.scheme()));
        }
        if let Some(coverage) = &self.coverage {
            changes.push(Change::SetCoverage(coverage.over(&plan.coverage)));
        }
        if let Some(quotas) = &self.quotas {
            let mut settings = plan.quotas.clone();
            settings.over_assignment = quotas.over_assignment.map_or(settings.over_assignment, per_mille);
            settings.history_weight = quotas.history_weight.map_or(settings.history_weight, per_mille);
            let unit = plan.info.currency.minor_per_major();
            settings.step = quotas
                .step
                .map_or(settings.step, |step| Money::from_minor(i64::from(step) * unit));
            changes.push(Change::SetQuotas(settings));
        }
        Ok(changes)
    }

    fn weighted(&self, plan: &Plan) -> Result<Change, SettingsError> {
        let mut model = plan.model.clone();
        for name in self.weights.keys() {
            if !model
                .criteria
                .iter()
                .any(|criterion| criterion.name.eq_ignore_ascii_case(name))
            {
                let known = model
                    .criteria
                    .iter()
                    .map(|criterion| format!("“{}”", criterion.name))
                    .collect();
                return Err(SettingsError::NoSuchCriterion {
                    name: name.clone(),
                    known,
                });
            }
        }
        let wanted: Vec<f64> = model
            .criteria
            .iter()
            .map(|criterion| {
                let named = self
                    .weights
                    .iter()
                    .find(|(name, _)| criterion.name.eq_ignore_ascii_case(name));
                named.map_or(0.0, |(_, points)| *points)
            })
            .collect();
        if wanted.iter().any(|points| !points.is_finite() || *points < 0.0) || wanted.iter().sum::<f64>() <= 0.0 {
            return Err(SettingsError::BadWeights);
        }
        for (criterion, weight) in model
            .criteria
            .iter_mut()
            .zip(split_units(i64::from(Weight::WHOLE), &wanted))
        {
            criterion.weight = Weight(weight as u16);
        }
        Ok(Change::SetModel(model))
    }
}

impl TierSettings {
    fn scheme(&self) -> TierScheme {
        let shares = |shares: &[f64]| shares.iter().map(|share| per_mille(*share)).collect();
        TierScheme {
            tiers: self.names.iter().map(|name| TierDef { name: name.clone() }).collect(),
            cut: match &self.cut {
                CutSettings::Score(cuts) => CutRule::Score(cuts.clone()),
                CutSettings::Share(cuts) => CutRule::Share(shares(cuts)),
                CutSettings::Count(cuts) => CutRule::Count(cuts.clone()),
                CutSettings::Value(cuts) => CutRule::CumulativeValue(shares(cuts)),
            },
        }
    }
}

impl CoverageSettings {
    fn over(&self, present: &Coverage) -> Coverage {
        let mut coverage = present.clone();
        for (slot, wanted) in coverage.tiers.iter_mut().zip(self.tiers.iter().flatten()) {
            *slot = TierCoverage {
                touches_per_year: wanted.touches_per_year,
                minutes_per_touch: wanted.minutes_per_touch,
                travel_minutes_per_touch: wanted.travel_minutes_per_touch,
            };
        }
        coverage.hours_per_week = self.hours_per_week.unwrap_or(coverage.hours_per_week);
        coverage.weeks_per_year = self.weeks_per_year.unwrap_or(coverage.weeks_per_year);
        coverage.selling_share = self.selling_share.map_or(coverage.selling_share, per_mille);
        coverage
    }
}

/// A share in per mille. What lies outside 0..1 is clamped to what the plan's own check then refuses or takes.
pub(crate) fn per_mille(share: f64) -> u16 {
    (share * 1000.0).round().clamp(0.0, f64::from(u16::MAX)) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_settings_file_says_what_it_does_not_know() {
        let error = Settings::parse(r#"{ "weigths": {} }"#).expect_err("a misspelt part");
        assert!(error.to_string().contains("weigths"), "the word must be named: {error}");
        let read = Settings::parse(r#"{ "tiers": { "names": ["A", "B"], "byShare": [0.2] }, "continuity": 0.8 }"#);
        let scheme = read.expect("sound").tiers.expect("tiers").scheme();
        assert!(scheme.is_sound());
        assert_eq!(scheme.cut, CutRule::Share(vec![200]));
    }
}
