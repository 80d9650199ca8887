use super::*;
use tierline_plan::CutRule;

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
        (
            r#"{ "tiers": { "names": ["A", "B"], "byGaps": false } }"#,
            "tiers.byGaps",
            "false",
            "true",
        ),
        (
            r#"{ "computed": [{ "name": "Growth" }] }"#,
            "computed[1]",
            "formula",
            "missing",
        ),
        (r#"{ "gates": { "column": "Size" } }"#, "gates", "parts", "a list"),
        (
            r#"{ "gates": [{ "must": { "known": true } }] }"#,
            "gates[1]",
            "column",
            "missing",
        ),
        (
            r#"{ "gates": [{ "column": "Size" }] }"#,
            "gates[1]",
            "must have",
            "must or mustNot",
        ),
        (
            r#"{ "gates": [{ "column": "Size", "must": {} }] }"#,
            "gates[1].must",
            "must have",
            "exactly one of known",
        ),
        (
            r#"{ "gates": [{ "column": "Size", "must": { "from": 1, "known": true } }] }"#,
            "gates[1].must",
            "must have",
            "exactly one of known",
        ),
        (
            r#"{ "gates": [{ "column": "Size", "must": { "from": "soon" } }] }"#,
            "gates[1].must.from",
            "“soon”",
            "2027-06-30",
        ),
        (
            r#"{ "gates": [{ "column": "Size", "must": { "known": false } }] }"#,
            "gates[1].must.known",
            "false",
            "mustNot",
        ),
        (
            r#"{ "tiers": { "names": [], "byGaps": true } }"#,
            "tiers.names",
            "0 names",
            "2 to 5",
        ),
        (
            r#"{ "tiers": { "names": ["Excluded", "B"], "byGaps": true } }"#,
            "tiers.names",
            "“Excluded”",
            "out of the plan",
        ),
        (
            r#"{ "tiers": { "names": ["A", "B"], "byHours": [1.5] } }"#,
            "tiers.byHours[1]",
            "1.5",
            "whole number",
        ),
        (
            r#"{ "tiers": { "names": ["A", "B"], "byHours": [] } }"#,
            "tiers.byHours",
            "0 cuts for 2 names",
            "one fewer",
        ),
        (
            r#"{ "gates": [{ "column": "Size", "must": { "known": true }, "mustNot": { "known": true } }] }"#,
            "gates[1]",
            "must have",
            "either must or mustNot",
        ),
        (
            r#"{ "gates": [{ "column": "Size", "must": { "from": 5, "to": "2026-01-01" } }] }"#,
            "gates[1].must",
            "a lower end",
            "same kind",
        ),
        (
            r#"{ "gates": [{ "column": "Size", "must": { "from": 5, "to": 2 } }] }"#,
            "gates[1].must",
            "a lower end",
            "higher one",
        ),
        (
            r#"{ "gates": [{ "column": "Size", "must": { "oneOf": [] } }] }"#,
            "gates[1].must.oneOf",
            "empty",
            "one value or more",
        ),
        (
            r#"{ "gates": [{ "column": "Size", "must": { "withinDays": 0 } }] }"#,
            "gates[1].must.withinDays",
            "0",
            "36,525",
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
