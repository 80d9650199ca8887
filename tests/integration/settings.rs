//! A settings file that names columns: computed columns, gates, and weights of columns that are no criterion yet.

use crate::desk::Desktop;
use serde_json::json;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use tierline_app::job::{self, Job, Settings};
use tierline_app::{Headless, ReaderHost, Task};
use tierline_contract::*;

/// Ninety accounts in three industries; every ninth has no employees.
fn list(folder: &Path) -> PathBuf {
    let mut list = "Account name;Industry;Employees;Revenue (EUR);Signed on;Key account;Note\n".to_owned();
    for row in 0..90_u32 {
        let industry = ["Energy", "Retail", "Tobacco"][row as usize % 3];
        let employees = if row % 9 == 0 {
            String::new()
        } else {
            (10 + row * 37 % 900).to_string()
        };
        let key = if row % 2 == 0 { "yes" } else { "no" };
        let _ = writeln!(
            list,
            "Account {row};{industry};{employees};{};2025-{:02}-15;{key};Free words no. {row} of many, told at length",
            row * 1000,
            1 + row % 12
        );
    }
    let path = folder.join("accounts.csv");
    std::fs::write(&path, list).expect("writes");
    path
}

fn planned(folder: &Path, settings: &serde_json::Value) -> Result<job::Planned, AppError> {
    let job = Job {
        lists: vec![list(folder)],
        out: folder.join("plan.xlsx"),
        save: Some(folder.join("plan.tierline")),
        settings: Settings::parse(&settings.to_string()).expect("a settings file"),
        ..Job::default()
    };
    job::plan(&ReaderHost::InProcess, &Headless, &job, &Task::unwatched())
}

/// The plan that the job saved, in a window.
fn opened(folder: &Path) -> (Desktop, PlanView) {
    let desk = Desktop::new();
    let token = desk.point_at(&folder.join("plan.tierline")).token;
    let plan = desk.get("open_plan", json!({ "token": token, "readOnly": false }));
    (desk, plan)
}

/// The criteria that have weight.
fn weighted(model: &ModelView) -> Vec<(&str, u16)> {
    let criteria = model.criteria.iter().filter(|criterion| criterion.weight > 0);
    criteria
        .map(|criterion| (criterion.name.as_str(), criterion.weight))
        .collect()
}

#[test]
fn columns_are_computed_scored_and_asked_as_the_file_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = planned(
        folder.path(),
        &json!({
            "computed": [
                { "name": "Per head", "formula": "[Revenue (EUR)] / [Employees]" },
                { "name": "Rich", "formula": "IF([per head] > 100, \"rich\", \"poor\")" },
            ],
            "weights": { "Per head": 60, "Company size": 40 },
            "tiers": { "names": ["A", "B"], "byGaps": true },
            "gates": [
                { "column": "industry", "mustNot": { "oneOf": ["tobacco"] } },
                { "column": "Per head", "must": { "from": 12.5 }, "stopsAt": "b" },
                { "column": "Signed on", "must": { "from": "2025-02-01", "to": "2025-12-31" }, "stopsAt": "B" },
                { "column": "Employees", "must": { "known": true } },
                { "column": "Key account", "must": { "is": true }, "stopsAt": "B" },
                { "column": "Rich", "mustNot": { "oneOf": ["poor"] }, "stopsAt": "excluded" },
            ],
        }),
    )
    .expect("the job is done");
    let (desk, plan) = opened(folder.path());
    assert_eq!(plan.tiers, ["A", "B"]);
    let model: ModelView = desk.get("model", ());
    assert_eq!(weighted(&model), [("Company size", 400), ("Per head", 600)]);
    let gates: GatesView = desk.get("gates", ());
    let drafts: Vec<_> = gates.gates.iter().map(|gate| &gate.draft).collect();
    let tobacco = GateTestView::OneOf {
        values: vec!["Tobacco".to_owned()],
    };
    assert_eq!(drafts[0].test, tobacco, "as the list spells it");
    assert_eq!((drafts[0].sense, drafts[0].stops_at), (GateSenseView::KnockOut, None));
    let amount = GateTestView::Amount {
        from: Some(1_250),
        to: None,
    };
    assert_eq!((&drafts[1].test, drafts[1].stops_at), (&amount, Some(1)));
    assert_eq!(drafts[3].test, GateTestView::Known);
    assert_eq!(drafts[4].test, GateTestView::Answer { answer: true });
    assert!(gates.gates.iter().all(|gate| gate.touch.problem.is_none()), "{gates:?}");
    assert_eq!(gates.gates[3].touch.stops, 10, "every ninth account has no employees");
    let tiered: u32 = made.tiers.iter().map(|tier| tier.accounts).sum();
    assert!(
        made.excluded >= 40,
        "tobacco, and those without employees: {}",
        made.excluded
    );
    assert_eq!(tiered + made.excluded, made.accounts, "nobody is lost");
}

#[test]
fn amounts_are_read_to_the_cent_and_hours_cut_the_tiers() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = planned(
        folder.path(),
        &json!({
            "currency": "KWD",
            "weights": { " employees ": 1 },
            "tiers": { "names": ["A", "B", "C"], "byHours": [240, 80] },
            "gates": [
                { "column": "Revenue (EUR)", "mustNot": { "to": 1.234 }, "stopsAt": "C" },
                { "column": "Revenue (EUR)", "mustNot": { "from": 999.125, "to": 12500.5 }, "stopsAt": "B" },
                { "column": "Signed on", "mustNot": { "withinDays": 1 }, "stopsAt": "B" },
                { "column": "Note", "mustNot": { "known": true }, "stopsAt": "C" },
            ],
        }),
    )
    .expect("the job is done");
    assert_eq!(made.currency, "KWD");
    let (desk, _) = opened(folder.path());
    let model: ModelView = desk.get("model", ());
    assert_eq!(
        weighted(&model),
        [("Company size", 1000)],
        "the criterion that scores the column"
    );
    assert!(matches!(&model.cut, CutView::Hours { .. }), "{:?}", model.cut);
    let gates: GatesView = desk.get("gates", ());
    let tests: Vec<_> = gates.gates.iter().map(|gate| gate.draft.test.clone()).collect();
    let amount = |from, to| GateTestView::Amount { from, to };
    assert_eq!(tests[0], amount(None, Some(1_234)), "three decimals of a dinar");
    assert_eq!(tests[1], amount(Some(999_125), Some(12_500_500)));
    assert_eq!(tests[2..], [GateTestView::Within { days: 1 }, GateTestView::Known]);
}

#[test]
fn what_the_lists_do_not_have_is_told_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    for (settings, told) in [
        (
            json!({ "computed": [{ "name": "X", "formula": "[Employes] * 2" }] }),
            "computed[1]: There is no column “Employes”. Did you mean [Employees]?",
        ),
        (
            json!({ "computed": [{ "name": "Industry", "formula": "[Employees] * 2" }] }),
            "computed[1]: There is a column “Industry” already: choose another name.",
        ),
        (
            json!({ "weights": { "Growth": 5 } }),
            "weights names “Growth”, which is neither a criterion nor a column; the model has",
        ),
        (
            json!({ "weights": { "Note": 5 } }),
            "weights names the column “Note”, but free text cannot be scored.",
        ),
        (
            json!({ "gates": [{ "column": "Size", "must": { "from": 5 } }] }),
            "gates[1]: There is no column “Size” in the lists.",
        ),
        (
            json!({ "gates": [{ "column": "Industry", "must": { "from": 5 } }] }),
            "gates[1]: “Industry” can be asked for known, and for oneOf.",
        ),
        (
            json!({ "gates": [{ "column": "Signed on", "must": { "from": 5 } }] }),
            "gates[1]: “Signed on” can be asked for known, and for from and to with dates, or withinDays.",
        ),
        (
            json!({ "gates": [{ "column": "Industry", "must": { "oneOf": ["Enrgy"] } }] }),
            "gates[1]: No account has “Enrgy” in “Industry”; most have “Energy”, “Retail”, “Tobacco”.",
        ),
        (
            json!({ "gates": [{ "column": "Employees", "must": { "from": 5 }, "stopsAt": "Gold" }] }),
            "gates[1]: stopsAt is “Gold”; it must be one of “Tier 1”, “Tier 2”, “Tier 3”, “Excluded”.",
        ),
        (
            json!({ "gates": [
                { "column": "Nothing", "must": { "known": true } },
                { "column": "Industry", "must": { "oneOf": ["Energy", "Oil", "Gas"] } },
            ] }),
            "gates[1]: There is no column “Nothing” in the lists. gates[2]: No account has “Oil” or “Gas” in “Industry”;",
        ),
        (
            json!({
                "computed": [{ "name": "Blank", "formula": "IF([Employees] > 1000000, \"a\", IF([Employees] < 0, \"b\"))" }],
                "gates": [{ "column": "Blank", "must": { "oneOf": ["a"] } }],
            }),
            "gates[1]: No account has “a” in “Blank”: it is blank everywhere.",
        ),
        (
            json!({ "weights": { "Company size": 5, "Employees": 5 } }),
            "weights names the criterion “Company size” twice, as “Company size” and as “Employees”.",
        ),
        (
            json!({ "gates": [
                { "column": "Employees", "must": { "from": 5 } },
                { "column": "Employees", "must": { "from": 5 } },
            ] }),
            "gates[2]: There is such a gate already.",
        ),
    ] {
        match planned(folder.path(), &settings) {
            Err(AppError::Refused { message }) => {
                assert!(message.starts_with(told), "{settings}: {message}");
                assert!(message.ends_with("Nothing was written."), "{message}");
            }
            other => panic!("{settings} must be refused: {other:?}"),
        }
        for name in ["plan.tierline", "plan.xlsx"] {
            assert!(!folder.path().join(name).exists(), "{name} is there after {settings}");
        }
    }
}
