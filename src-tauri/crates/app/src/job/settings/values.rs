//! Reads the values of a settings file and keeps a sentence for each that cannot be used. Separate from what the settings
//! mean, and not left to a general reader of JSON, whose messages speak of types.

use super::SettingsError;
use crate::words::count;
use serde_json::{Map, Value};
use std::ops::RangeInclusive;
use tierline_plan::Day;

/// What is wrong so far.
#[derive(Debug, Default)]
pub(super) struct Reading {
    wrong: Vec<String>,
}

/// One part of the file, between `{` and `}`.
#[derive(Debug)]
pub(super) struct Part<'r, 'v> {
    reading: &'r mut Reading,
    values: Option<&'v Map<String, Value>>,
    /// Where it stands: `coverage.tiers[2].`, blank at the top.
    path: String,
}

/// Where a range begins or ends.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum End {
    Number(serde_json::Number),
    Day(Day),
}

impl End {
    /// Whether a range may go from here to there; both must be of one kind.
    pub(super) fn is_before(&self, to: &End) -> bool {
        match (self, to) {
            (End::Number(from), End::Number(to)) => from.as_f64() <= to.as_f64(),
            (End::Day(from), End::Day(to)) => from <= to,
            _ => false,
        }
    }
}

/// A whole number as far as it could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    Given(u32),
    Absent,
    /// Its sentence is kept.
    Wrong,
}

impl Whole {
    pub(super) fn given(self) -> Option<u32> {
        match self {
            Whole::Given(number) => Some(number),
            Whole::Absent | Whole::Wrong => None,
        }
    }
}

impl Reading {
    pub(super) fn finish<T>(self, read: T) -> Result<T, SettingsError> {
        if self.wrong.is_empty() {
            Ok(read)
        } else {
            Err(SettingsError::Wrong(self.wrong))
        }
    }

    /// The part at that place. `keys` are those it may have; none allows any.
    pub(super) fn object<'r, 'v>(&'r mut self, value: &'v Value, path: &str, keys: &[&str]) -> Part<'r, 'v> {
        let values = value.as_object();
        match values {
            None => {
                let name = if path.is_empty() { "The settings file" } else { path };
                self.wrong.push(format!(
                    "{name} is {}; it must be parts between {{ and }}.",
                    shown(value)
                ));
            }
            Some(values) if !keys.is_empty() => {
                for key in values.keys().filter(|key| !keys.contains(&key.as_str())) {
                    let place = if path.is_empty() {
                        key.clone()
                    } else {
                        format!("{path}.{key}")
                    };
                    self.wrong
                        .push(format!("{place} is not known here; known are {}.", keys.join(", ")));
                }
            }
            Some(_) => {}
        }
        let path = if path.is_empty() {
            String::new()
        } else {
            format!("{path}.")
        };
        Part {
            reading: self,
            values,
            path,
        }
    }
}

impl<'v> Part<'_, 'v> {
    /// What stands under a key; `null` is as good as nothing.
    fn value(&self, key: &str) -> Option<&'v Value> {
        self.values?.get(key).filter(|value| !value.is_null())
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    pub(super) fn keys(&self) -> Vec<String> {
        self.values
            .map_or_else(Vec::new, |values| values.keys().cloned().collect())
    }

    pub(super) fn part(&mut self, key: &str, keys: &[&str]) -> Option<Part<'_, 'v>> {
        let value = self.value(key)?;
        let path = format!("{}{key}", self.path);
        Some(self.reading.object(value, &path, keys))
    }

    /// An entry of a list, counted from 1 as people do.
    pub(super) fn item(&mut self, key: &str, index: usize, value: &'v Value, keys: &[&str]) -> Part<'_, 'v> {
        let path = format!("{}{key}[{}]", self.path, index + 1);
        self.reading.object(value, &path, keys)
    }

    /// Keeps the sentence `key is FOUND; it must be ALLOWED.`
    pub(super) fn wrong(&mut self, key: &str, found: &str, allowed: &str) {
        let path = &self.path;
        self.reading
            .wrong
            .push(format!("{path}{key} is {found}; it must be {allowed}."));
    }

    /// Keeps a sentence about several values together.
    pub(super) fn whole_wrong(&mut self, sentence: &str) {
        self.reading.wrong.push(sentence.to_owned());
    }

    /// Keeps the sentence `PART says.`
    pub(super) fn own_wrong(&mut self, says: &str) {
        let path = self.path.trim_end_matches('.');
        self.reading.wrong.push(format!("{path} {says}."));
    }

    pub(super) fn missing(&mut self, key: &str) {
        let path = &self.path;
        self.reading.wrong.push(format!("{path}{key} is missing."));
    }

    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        let value = self.value(key)?;
        self.one_text(key, value)
    }

    fn one_text(&mut self, key: &str, value: &Value) -> Option<String> {
        let text = value.as_str().map(str::trim).filter(|text| !text.is_empty());
        if text.is_none() {
            self.wrong(key, &shown(value), "a text");
        }
        text.map(str::to_owned)
    }

    pub(super) fn answer(&mut self, key: &str) -> Option<bool> {
        let value = self.value(key)?;
        if !value.is_boolean() {
            self.wrong(key, &shown(value), "true or false");
        }
        value.as_bool()
    }

    pub(super) fn end(&mut self, key: &str) -> Option<End> {
        let value = self.value(key)?;
        let end = match value {
            Value::Number(number) => Some(End::Number(number.clone())),
            Value::String(text) => Day::parse_iso(text.trim()).map(End::Day),
            _ => None,
        };
        if end.is_none() {
            self.wrong(key, &shown(value), "a number, or a date such as 2027-06-30");
        }
        end
    }

    pub(super) fn number(&mut self, key: &str, least: f64, most: f64, allowed: &str) -> Option<f64> {
        let value = self.value(key)?;
        self.one_number(key, value, least, most, allowed)
    }

    fn one_number(&mut self, key: &str, value: &Value, least: f64, most: f64, allowed: &str) -> Option<f64> {
        let number = value.as_f64().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.wrong(key, &shown(value), allowed);
        }
        number
    }

    pub(super) fn whole(&mut self, key: &str, range: RangeInclusive<u32>) -> Whole {
        match self.value(key) {
            None => Whole::Absent,
            Some(value) => self.one_whole(key, value, &range).map_or(Whole::Wrong, Whole::Given),
        }
    }

    fn one_whole(&mut self, key: &str, value: &Value, range: &RangeInclusive<u32>) -> Option<u32> {
        let number = value.as_f64().filter(|number| {
            number.fract() == 0.0 && (f64::from(*range.start())..=f64::from(*range.end())).contains(number)
        });
        if number.is_none() {
            let (least, most) = (count(u64::from(*range.start())), count(u64::from(*range.end())));
            self.wrong(key, &shown(value), &format!("a whole number from {least} to {most}"));
        }
        number.map(|number| number as u32)
    }

    /// A share from 0 to 1, in per mille.
    pub(super) fn share(&mut self, key: &str) -> Option<u16> {
        let value = self.value(key)?;
        self.one_share(key, value)
    }

    fn one_share(&mut self, key: &str, value: &Value) -> Option<u16> {
        let allowed = "a share from 0 to 1, such as 0.45 for 45 %";
        let share = self.one_number(key, value, 0.0, 1.0, allowed)?;
        Some((share * 1000.0).round() as u16)
    }

    pub(super) fn list(&mut self, key: &str) -> Option<&'v Vec<Value>> {
        let value = self.value(key)?;
        if !value.is_array() {
            self.wrong(key, &shown(value), "a list between [ and ]");
        }
        value.as_array()
    }

    /// Every entry of a list; `None` when there is no list or one of them cannot be used.
    fn each<T>(&mut self, key: &str, mut one: impl FnMut(&mut Self, &str, &'v Value) -> Option<T>) -> Option<Vec<T>> {
        let values = self.list(key)?;
        let read: Vec<Option<T>> = values
            .iter()
            .enumerate()
            .map(|(index, value)| one(self, &format!("{key}[{}]", index + 1), value))
            .collect();
        read.into_iter().collect()
    }

    pub(super) fn texts(&mut self, key: &str) -> Option<Vec<String>> {
        self.each(key, Self::one_text)
    }

    pub(super) fn numbers(&mut self, key: &str, least: f64, most: f64, allowed: &str) -> Option<Vec<f64>> {
        self.each(key, |part, key, value| {
            part.one_number(key, value, least, most, allowed)
        })
    }

    pub(super) fn wholes(&mut self, key: &str, range: RangeInclusive<u32>) -> Option<Vec<u32>> {
        self.each(key, |part, key, value| part.one_whole(key, value, &range))
    }

    pub(super) fn shares(&mut self, key: &str) -> Option<Vec<u16>> {
        self.each(key, Self::one_share)
    }
}

/// A value as the person wrote it, as far as it fits a sentence.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(true) => "true".to_owned(),
        Value::Bool(false) => "false".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) if text.trim().is_empty() => "nothing".to_owned(),
        Value::String(text) if text.chars().count() > 40 => {
            format!("“{}…”", text.chars().take(40).collect::<String>())
        }
        Value::String(text) => format!("“{text}”"),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "parts between { and }".to_owned(),
    }
}
