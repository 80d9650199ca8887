//! The main job on real account lists, when their folder is at hand: `TIERLINE_DATA`, or `shared/data` beside the project.

use std::path::{Path, PathBuf};
use tierline_app::job::{self, Job};
use tierline_app::{Headless, ReaderHost, Task};

pub(crate) fn data() -> Option<PathBuf> {
    let named = std::env::var_os("TIERLINE_DATA").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    named.or(Some(beside)).filter(|folder| folder.is_dir())
}

fn planned(list: &str) -> Option<job::Planned> {
    let list = data()?.join(list);
    let folder = tempfile::tempdir().expect("a folder");
    let job = Job {
        lists: vec![list],
        out: folder.path().join("plan.xlsx"),
        save: Some(folder.path().join("plan.tierline")),
        ..Job::default()
    };
    let planned = job::plan(&ReaderHost::InProcess, &Headless, &job, &Task::unwatched()).expect("the job is done");
    let checked = job::check(&folder.path().join("plan.tierline")).expect("the plan opens");
    assert!(checked.is_sound(), "{checked:?}");
    Some(planned)
}

#[test]
fn the_fortune_list_becomes_a_plan() {
    let Some(planned) = planned("accounts/fortune1000_2020.xlsx") else {
        return;
    };
    assert_eq!(planned.accounts, 1000);
    assert_eq!(planned.tiers.iter().map(|tier| tier.accounts).sum::<u32>(), 1000);
    assert_eq!(
        (planned.potential, planned.current_revenue),
        (None, None),
        "nobody's spend is known"
    );
    assert!(planned.potential_gap.is_some(), "and the job says why");
}

#[test]
fn the_crm_list_becomes_a_plan() {
    let Some(planned) = planned("accounts/maven-crm/accounts.csv") else {
        return;
    };
    assert_eq!(planned.accounts, 85);
}

#[test]
fn the_northwind_list_becomes_a_plan_although_it_has_no_figures() {
    let Some(planned) = planned("accounts/northwind/customers.csv") else {
        return;
    };
    assert_eq!(planned.accounts, 91);
    assert_eq!(planned.potential, None, "what is not known is not zero");
    let [figures, spellings] = &planned.remarks[..] else {
        panic!("both are said: {:?}", planned.remarks)
    };
    assert!(figures.contains("No column holds amounts"), "{figures}");
    assert!(
        spellings.starts_with("2 spellings of industries and countries are kept"),
        "{spellings}"
    );
    assert_eq!(planned.tiers.iter().map(|tier| tier.accounts).sum::<u32>(), 91);
}
