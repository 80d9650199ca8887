//! What a settings file may say. Every part is optional; what is not named stays as the list suggests.

mod rules;
mod scheme;
mod values;
mod weights;

pub use rules::{ComputedPart, GatePart};

use crate::session::Session;
use scheme::scheme;
use std::collections::BTreeMap;
use tierline_contract::AppError;
use tierline_plan::{Change, Coverage, Currency, Money, TerritorySettings, TierCoverage, TierScheme};
use values::{Reading, Whole};

/// A settings file that was read: every value lies in its range.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// What the plan is called.
    pub name: Option<String>,
    /// Such as `FY 2027`.
    pub period: Option<String>,
    /// What the amounts of all lists are in.
    pub currency: Option<Currency>,
    /// Computed in this order, before anything else here is looked at.
    pub computed: Vec<ComputedPart>,
    /// Points by name of the criterion; scaled to 100 together. Criteria that are not named get none; a column that is no
    /// criterion yet becomes one.
    pub weights: BTreeMap<String, f64>,
    pub gates: Vec<GatePart>,
    /// Names, best first, and the rule that cuts the score.
    pub tiers: Option<TierScheme>,
    pub coverage: Option<CoverageSettings>,
    /// How much it counts that accounts keep their owner, in per mille.
    pub continuity: Option<u16>,
    pub quotas: Option<QuotaPart>,
}

/// The cadence and the selling time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CoverageSettings {
    /// Best tier first.
    pub tiers: Option<Vec<TierCoverage>>,
    pub hours_per_week: Option<u32>,
    pub weeks_per_year: Option<u32>,
    /// In per mille.
    pub selling_share: Option<u16>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuotaPart {
    /// Street quota over target, less one, in per mille.
    pub over_assignment: Option<u16>,
    /// History's part of the blend in per mille; the rest is potential.
    pub history_weight: Option<u16>,
    /// Quotas are multiples of this amount, in major units.
    pub step: Option<u32>,
}

/// What is wrong with a settings file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// Not what a settings file looks like at all.
    #[error(
        "The settings file is not readable as JSON: there is a mistake in line {line}, near character {column}. Nothing \
         was written."
    )]
    Unreadable { line: usize, column: usize },
    /// A sentence for each value that cannot be used.
    #[error("The settings file is not a text in UTF-8. Save it as one. Nothing was written.")]
    NoText,
    #[error("{} Nothing was written.", .0.join(" "))]
    Wrong(Vec<String>),
}

const CADENCE: std::ops::RangeInclusive<u32> = 0..=10_000;

impl Settings {
    /// Reads a settings file as editors and shells write them: UTF-8 with or without a byte order mark, or UTF-16 with one.
    ///
    /// # Errors
    /// As [`Settings::parse`], and when the file is no text.
    pub fn of_file(bytes: &[u8]) -> Result<Self, SettingsError> {
        let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
            let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
            String::from_utf16(&units)
                .ok()
                .filter(|_| bytes.len().is_multiple_of(2))
        };
        let text = match bytes {
            [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
            [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
            [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
            _ => String::from_utf8(bytes.to_vec()).ok(),
        };
        Self::parse(&text.ok_or(SettingsError::NoText)?)
    }

    /// Reads the text of a settings file.
    ///
    /// # Errors
    /// Everything that is wrong with it at once, so that it need not be mended mistake by mistake.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let value = serde_json::from_str(text).map_err(|error| SettingsError::Unreadable {
            line: error.line(),
            column: error.column(),
        })?;
        let mut reading = Reading::default();
        let settings = Self::read(&mut reading, &value);
        reading.finish(settings)
    }

    fn read(reading: &mut Reading, value: &serde_json::Value) -> Self {
        let mut top = reading.object(
            value,
            "",
            &[
                "name",
                "period",
                "currency",
                "computed",
                "weights",
                "gates",
                "tiers",
                "coverage",
                "continuity",
                "quotas",
            ],
        );
        let name = top.text("name");
        let period = top.text("period");
        let currency = top.text("currency").and_then(|code| {
            let known = Currency::named(&code);
            if known.is_none() {
                top.wrong("currency", &format!("“{code}”"), "the code of a currency, such as EUR");
            }
            known
        });
        let computed = rules::computed_parts(&mut top);
        let gates = rules::gate_parts(&mut top);
        let mut weights = BTreeMap::new();
        if let Some(mut part) = top.part("weights", &[]) {
            for name in part.keys() {
                if let Some(points) = part.number(&name, 0.0, f64::MAX, "a number of points, 0 or more") {
                    weights.insert(name, points);
                }
            }
            if !weights.is_empty() && weights.values().sum::<f64>() <= 0.0 {
                part.whole_wrong("weights gives no criterion any points; at least one must have some.");
            }
        }
        let tiers = top
            .part("tiers", &[&["names"][..], &scheme::RULES].concat())
            .and_then(|mut part| scheme(&mut part));
        let coverage = top
            .part("coverage", &["tiers", "hoursPerWeek", "weeksPerYear", "sellingShare"])
            .map(|mut part| CoverageSettings {
                tiers: part.list("tiers").map(|cadences| {
                    let keys = ["touchesPerYear", "minutesPerTouch", "travelMinutesPerTouch"];
                    let mut read = Vec::new();
                    for (index, value) in cadences.iter().enumerate() {
                        let mut cadence = part.item("tiers", index, value, &keys);
                        let mut asked = |key| match cadence.whole(key, CADENCE) {
                            Whole::Given(number) => number,
                            Whole::Absent => {
                                cadence.missing(key);
                                0
                            }
                            Whole::Wrong => 0,
                        };
                        let (touches_per_year, minutes_per_touch) = (asked("touchesPerYear"), asked("minutesPerTouch"));
                        read.push(TierCoverage {
                            touches_per_year,
                            minutes_per_touch,
                            travel_minutes_per_touch: cadence
                                .whole("travelMinutesPerTouch", CADENCE)
                                .given()
                                .unwrap_or(0),
                        });
                    }
                    read
                }),
                hours_per_week: part.whole("hoursPerWeek", 0..=168).given(),
                weeks_per_year: part.whole("weeksPerYear", 0..=53).given(),
                selling_share: part.share("sellingShare"),
            });
        let continuity = top.share("continuity");
        let quotas = top
            .part("quotas", &["overAssignment", "historyWeight", "step"])
            .map(|mut part| QuotaPart {
                over_assignment: part.share("overAssignment"),
                history_weight: part.share("historyWeight"),
                step: part.whole("step", 1..=1_000_000_000).given(),
            });
        Settings {
            name,
            period,
            currency,
            computed,
            weights,
            gates,
            tiers,
            coverage,
            continuity,
            quotas,
        }
    }

    /// Puts these settings into a session whose accounts are there.
    ///
    /// # Errors
    /// [`AppError::Refused`] when something is named that the lists do not have.
    pub(crate) fn apply(&self, session: &mut Session, now: i64) -> Result<(), AppError> {
        rules::compute(&self.computed, session, now)?;
        let changes = self.changes(session).map_err(|error| AppError::Refused {
            message: error.to_string(),
        })?;
        if !changes.is_empty() {
            session.commit(Change::Batch(changes), "Apply the settings", now)?;
        }
        rules::add_gates(&self.gates, session, now)
    }

    fn changes(&self, session: &Session) -> Result<Vec<Change>, SettingsError> {
        let plan = session.plan();
        let mut changes = Vec::new();
        if self.name.is_some() || self.period.is_some() {
            let mut info = plan.info.clone();
            info.name = self.name.clone().unwrap_or(info.name);
            info.period = self.period.clone().unwrap_or(info.period);
            changes.push(Change::SetInfo(info));
        }
        if !self.weights.is_empty() {
            changes.push(weights::weighted(&self.weights, session)?);
        }
        if let Some(scheme) = &self.tiers {
            changes.push(Change::SetTiers(scheme.clone()));
        }
        if let Some(coverage) = &self.coverage {
            let tiers = self.tiers.as_ref().unwrap_or(&plan.tiers).tiers.len();
            let named = coverage.tiers.as_ref().map_or(0, Vec::len);
            if named > tiers {
                return Err(SettingsError::Wrong(vec![format!(
                    "coverage.tiers has {named} entries, but the plan has {tiers} tiers."
                )]));
            }
            changes.push(Change::SetCoverage(coverage.over(&plan.coverage)));
        }
        if let Some(continuity) = self.continuity {
            changes.push(Change::SetTerritories(TerritorySettings { continuity }));
        }
        if let Some(quotas) = &self.quotas {
            let mut settings = plan.quotas.clone();
            settings.over_assignment = quotas.over_assignment.unwrap_or(settings.over_assignment);
            settings.history_weight = quotas.history_weight.unwrap_or(settings.history_weight);
            let unit = plan.info.currency.minor_per_major();
            settings.step = quotas
                .step
                .map_or(settings.step, |step| Money::from_minor(i64::from(step) * unit));
            changes.push(Change::SetQuotas(settings));
        }
        Ok(changes)
    }
}

impl CoverageSettings {
    fn over(&self, present: &Coverage) -> Coverage {
        let mut coverage = present.clone();
        for (slot, wanted) in coverage.tiers.iter_mut().zip(self.tiers.iter().flatten()) {
            *slot = *wanted;
        }
        coverage.hours_per_week = self.hours_per_week.unwrap_or(coverage.hours_per_week);
        coverage.weeks_per_year = self.weeks_per_year.unwrap_or(coverage.weeks_per_year);
        coverage.selling_share = self.selling_share.unwrap_or(coverage.selling_share);
        coverage
    }
}

#[cfg(test)]
mod tests;
