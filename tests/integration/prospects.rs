//! A bought list, without customers: no potential can be told, and nothing on the way says 0 instead.

use crate::desk::workbook;
use serde_json::Value;
use tierline_app::job::{self, Job};
use tierline_app::{Headless, ReaderHost, Task};

fn planned(folder: &std::path::Path, reps: bool) -> job::Planned {
    let job = Job {
        lists: vec![workbook("prospects.csv")],
        reps: reps.then(|| workbook("northlight-reps.xlsx")),
        target: reps.then(|| "31000000".to_owned()),
        out: folder.join("plan.xlsx"),
        save: Some(folder.join("plan.tierline")),
        ..Job::default()
    };
    job::plan(&ReaderHost::InProcess, &Headless, &job, &Task::unwatched()).expect("the job is done")
}

#[test]
fn what_is_not_known_of_a_bought_list_is_null_and_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let planned = planned(folder.path(), true);
    assert_eq!((planned.accounts, planned.customers), (120, 0));
    let json = serde_json::to_value(&planned).expect("JSON");
    for field in ["potential", "currentRevenue", "buckets"] {
        assert_eq!(json[field], Value::Null, "{field}");
    }
    assert_eq!(json["withoutPotential"], 120);
    for part in ["tiers", "reps"] {
        for line in json[part].as_array().expect("lines") {
            assert_eq!(line["potential"], Value::Null, "{part}: {line}");
        }
    }
    let gap = planned.potential_gap.expect("it says why");
    assert!(
        gap.contains("no customers with revenue") && gap.contains("import the list again"),
        "{gap}"
    );
    let basis = planned.quota_basis.expect("it says what quotas rest on");
    assert!(basis.contains("history alone"), "{basis}");
    let quotas: f64 = planned.reps.iter().filter_map(|rep| rep.quota).sum();
    assert_eq!(Some(quotas), planned.street_quota, "and they add up all the same");
    assert!(
        job::check(&folder.path().join("plan.tierline"))
            .expect("opens")
            .is_sound()
    );
}

#[test]
fn the_tiers_of_a_bought_list_rest_on_what_is_publicly_known() {
    let folder = tempfile::tempdir().expect("a folder");
    let planned = planned(folder.path(), false);
    let accounts: Vec<u32> = planned.tiers.iter().map(|tier| tier.accounts).collect();
    assert_eq!(accounts.iter().sum::<u32>(), 120);
    assert!(
        accounts.iter().all(|count| *count > 0),
        "turnover and headcount tell them apart: {accounts:?}"
    );
}
