//! What a settings file may say. Every part is optional; what is not named stays as the list suggests.

use super::values::{Reading, Whole};
use std::collections::BTreeMap;
use tierline_plan::{
    Change, Coverage, Currency, CutRule, Money, Plan, TerritorySettings, TierCoverage, TierDef, TierScheme, Weight,
    split_units,
};

/// A settings file that was read: every value lies in its range.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// What the plan is called.
    pub name: Option<String>,
    /// Such as `FY 2027`.
    pub period: Option<String>,
    /// What the amounts of all lists are in.
    pub currency: Option<Currency>,
    /// Points by name of the criterion; scaled to 100 together. Criteria that are not named get none.
    pub weights: BTreeMap<String, f64>,
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
                "weights",
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
            .part("tiers", &["names", "byScore", "byShare", "byCount", "byValue"])
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
            weights,
            tiers,
            coverage,
            continuity,
            quotas,
        }
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

    fn weighted(&self, plan: &Plan) -> Result<Change, SettingsError> {
        let mut model = plan.model.clone();
        let is = |criterion: &str, name: &str| criterion.to_lowercase() == name.trim().to_lowercase();
        let unknown = self
            .weights
            .keys()
            .filter(|name| !model.criteria.iter().any(|criterion| is(&criterion.name, name)));
        let known: Vec<String> = model
            .criteria
            .iter()
            .map(|criterion| format!("“{}”", criterion.name))
            .collect();
        let wrong: Vec<String> = unknown
            .map(|name| {
                format!(
                    "weights names a criterion “{name}”, but the model has {}.",
                    known.join(", ")
                )
            })
            .collect();
        if !wrong.is_empty() {
            return Err(SettingsError::Wrong(wrong));
        }
        let wanted: Vec<f64> = model
            .criteria
            .iter()
            .map(|criterion| {
                let named = self.weights.iter().find(|(name, _)| is(&criterion.name, name));
                named.map_or(0.0, |(_, points)| *points)
            })
            .collect();
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

/// Tier names, best first, and one of the rules that cut the score.
fn scheme(part: &mut super::values::Part<'_, '_>) -> Option<TierScheme> {
    if !part.has("names") {
        part.missing("names");
    }
    let names = part.texts("names")?;
    if !(2..=TierScheme::MOST).contains(&names.len()) {
        part.whole_wrong(&format!(
            "tiers.names has {}; there must be 2 to {}.",
            crate::words::many(names.len() as u64, "name"),
            TierScheme::MOST
        ));
    }
    let mut seen = Vec::new();
    for name in names.iter().map(|name| name.to_lowercase()) {
        if seen.contains(&name) {
            part.whole_wrong(&format!(
                "tiers.names has “{name}” twice; each tier needs its own name."
            ));
        }
        seen.push(name);
    }
    let rules = ["byScore", "byShare", "byCount", "byValue"];
    let given: Vec<&str> = rules.into_iter().filter(|rule| part.has(rule)).collect();
    let [rule] = given.as_slice() else {
        part.whole_wrong(&format!(
            "tiers must have exactly one of byShare, byScore, byCount and byValue, but has {}.",
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
            crate::words::many(cut.cuts() as u64, "cut"),
            crate::words::many(names.len() as u64, "name")
        ));
    }
    if !ordered {
        part.whole_wrong(&format!("tiers.{rule} is out of order; it goes {order}."));
    }
    let tiers = names.into_iter().map(|name| TierDef { name }).collect();
    Some(TierScheme { tiers, cut })
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
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        Settings::parse(text).expect_err("it must be refused").to_string()
    }

    #[test]
    fn a_settings_file_is_read_as_windows_shells_write_it() {
        let text = r#"{ "name": "Größe" }"#;
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        let wide = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        for file in [
            text.as_bytes().to_vec(),
            marked(&[0xEF, 0xBB, 0xBF], text.as_bytes().to_vec()),
            marked(&[0xFF, 0xFE], wide(u16::to_le_bytes)),
            marked(&[0xFE, 0xFF], wide(u16::to_be_bytes)),
        ] {
            let settings = Settings::of_file(&file).expect("is read");
            assert_eq!(settings.name.as_deref(), Some("Größe"));
        }
        assert_eq!(Settings::of_file(&[0x80, 0x81]), Err(SettingsError::NoText));
        assert_eq!(
            Settings::of_file(&[0xFF, 0xFE, 0x00]),
            Err(SettingsError::NoText),
            "half a letter"
        );
    }

    #[test]
    fn what_the_file_says_is_what_is_set() {
        let read = Settings::parse(
            r#"{ "name": " DACH ", "currency": "chf", "weights": { "Company size": 2.5 },
                 "tiers": { "names": ["A", "B"], "byShare": [0.2] }, "continuity": 0.8,
                 "coverage": { "tiers": [{ "touchesPerYear": 24, "minutesPerTouch": 45 }], "sellingShare": 0.45 },
                 "quotas": { "overAssignment": 0, "historyWeight": 1, "step": 1000 } }"#,
        )
        .expect("sound");
        let scheme = read.tiers.as_ref().expect("tiers");
        assert!(scheme.is_sound());
        assert_eq!(scheme.cut, CutRule::Share(vec![200]));
        assert_eq!((read.name.as_deref(), read.continuity), (Some("DACH"), Some(800)));
        assert_eq!(read.currency, Currency::named("CHF"));
        let coverage = read.coverage.expect("coverage");
        assert_eq!(coverage.selling_share, Some(450));
        assert_eq!(
            coverage.tiers.expect("cadences")[0],
            TierCoverage {
                touches_per_year: 24,
                minutes_per_touch: 45,
                travel_minutes_per_touch: 0
            }
        );
        let quotas = read.quotas.expect("quotas");
        assert_eq!(
            (quotas.over_assignment, quotas.history_weight, quotas.step),
            (Some(0), Some(1000), Some(1000))
        );
        assert_eq!(
            Settings::parse("{}"),
            Ok(Settings::default()),
            "every part may be left out"
        );
    }

    #[test]
    fn every_wrong_value_is_named_with_what_was_found_and_what_is_allowed() {
        for (text, key, found, allowed) in [
            (r#"{ "continuity": 5 }"#, "continuity", "5", "from 0 to 1"),
            (r#"{ "continuity": -0.1 }"#, "continuity", "-0.1", "from 0 to 1"),
            (r#"{ "continuity": "high" }"#, "continuity", "“high”", "from 0 to 1"),
            (
                r#"{ "coverage": { "sellingShare": 45 } }"#,
                "coverage.sellingShare",
                "45",
                "from 0 to 1",
            ),
            (
                r#"{ "coverage": { "hoursPerWeek": 400 } }"#,
                "coverage.hoursPerWeek",
                "400",
                "from 0 to 168",
            ),
            (
                r#"{ "coverage": { "weeksPerYear": -5 } }"#,
                "coverage.weeksPerYear",
                "-5",
                "from 0 to 53",
            ),
            (
                r#"{ "coverage": { "weeksPerYear": 44.5 } }"#,
                "coverage.weeksPerYear",
                "44.5",
                "whole number",
            ),
            (
                r#"{ "coverage": { "tiers": [{ "touchesPerYear": 24, "minutesPerTouch": 45 }, { "touchesPerYear": 99999, "minutesPerTouch": 1 }] } }"#,
                "coverage.tiers[2].touchesPerYear",
                "99999",
                "10,000",
            ),
            (
                r#"{ "quotas": { "overAssignment": 100 } }"#,
                "quotas.overAssignment",
                "100",
                "from 0 to 1",
            ),
            (
                r#"{ "quotas": { "historyWeight": 1.5 } }"#,
                "quotas.historyWeight",
                "1.5",
                "from 0 to 1",
            ),
            (r#"{ "quotas": { "step": 0 } }"#, "quotas.step", "0", "from 1 to"),
            (
                r#"{ "weights": { "Company size": -3 } }"#,
                "weights.Company size",
                "-3",
                "0 or more",
            ),
            (
                r#"{ "weights": { "Company size": 0 } }"#,
                "weights",
                "no criterion",
                "at least one",
            ),
            (r#"{ "currency": "EURO" }"#, "currency", "“EURO”", "such as EUR"),
            (r#"{ "name": "  " }"#, "name", "nothing", "a text"),
            (r#"{ "period": 2027 }"#, "period", "2027", "a text"),
            (
                r#"{ "tiers": { "names": ["A"], "byShare": [] } }"#,
                "tiers.names",
                "1",
                "2 to 5",
            ),
            (
                r#"{ "tiers": { "names": ["A", "a"], "byShare": [0.1] } }"#,
                "tiers.names",
                "“a” twice",
                "its own name",
            ),
            (
                r#"{ "tiers": { "names": ["A", "B", "C"], "byShare": [0.1] } }"#,
                "tiers.byShare",
                "1 cut for 3 names",
                "one fewer",
            ),
            (
                r#"{ "tiers": { "names": ["A", "B", "C"], "byShare": [0.5, 0.1] } }"#,
                "tiers.byShare",
                "out of order",
                "lowest first",
            ),
            (
                r#"{ "tiers": { "names": ["A", "B"], "byShare": [10] } }"#,
                "tiers.byShare[1]",
                "10",
                "from 0 to 1",
            ),
            (
                r#"{ "tiers": { "names": ["A", "B"], "byScore": [170] } }"#,
                "tiers.byScore[1]",
                "170",
                "0 to 100",
            ),
            (
                r#"{ "tiers": { "names": ["A", "B"] } }"#,
                "tiers",
                "none",
                "exactly one",
            ),
            (
                r#"{ "tiers": { "names": ["A", "B"], "byShare": [0.1], "byCount": [3] } }"#,
                "tiers",
                "byShare and byCount",
                "exactly one",
            ),
            (
                r#"{ "tiers": { "byShare": [0.1] } }"#,
                "tiers.names",
                "missing",
                "tiers.names",
            ),
            (r#"{ "weigths": {} }"#, "weigths", "not known", "weights"),
            (r#"[1]"#, "settings file", "a list", "{ and }"),
            (r#"{ "coverage": 3 }"#, "coverage", "3", "{ and }"),
        ] {
            let said = wrong(text);
            for part in [key, found, allowed] {
                assert!(said.contains(part), "{text} must be told by “{part}”, not: {said}");
            }
            for jargon in ["u32", "f64", "u16", "expected", "struct", "serde"] {
                assert!(!said.contains(jargon), "no jargon for people: {said}");
            }
        }
    }

    #[test]
    fn several_mistakes_are_told_at_once() {
        let said = wrong(r#"{ "continuity": 5, "quotas": { "historyWeight": 2 }, "colour": "red" }"#);
        for part in ["continuity", "quotas.historyWeight", "colour"] {
            assert!(said.contains(part), "{part} is missing in: {said}");
        }
        assert!(said.ends_with("Nothing was written."));
    }

    #[test]
    fn a_file_that_is_no_json_is_told_by_its_place() {
        let said = wrong("{ \"continuity\": 0.5,\n  \"quotas\": { \"step\" 5 } }");
        assert!(said.contains("line 2"), "the place of the mistake helps most: {said}");
    }
}
