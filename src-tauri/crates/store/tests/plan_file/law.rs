//! The law of the plan file: whatever is done, memory and file say the same.

use crate::support::*;
use proptest::prelude::*;
use tierline_plan::Change;
use tierline_store::{CommitError, PlanFile};

#[derive(Debug, Clone)]
enum Act {
    Commit(Change),
    Undo,
    Redo,
    Reopen,
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => any_change().prop_map(Act::Commit),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
        1 => Just(Act::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn file_and_memory_agree_after_any_changes_undos_and_reopenings(acts in prop::collection::vec(any_act(), 1..20)) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Plan.tierline");
        let mut memory = Memory::of(empty_plan());
        memory.commit(set_accounts(accounts(9, 1)));
        let mut plan = memory.plan.clone();
        memory = Memory::of(plan.clone());
        let mut file = PlanFile::create(&path, &plan).expect("creates");
        for (at, act) in acts.into_iter().enumerate() {
            match act {
                Act::Commit(change) => match file.commit(&mut plan, change.clone(), "Change", at as i64) {
                    Ok(()) => prop_assert!(memory.commit(change)),
                    Err(CommitError::Refused(_)) => prop_assert!(!memory.commit(change)),
                    Err(CommitError::NotSaved(error)) => panic!("{error:?}"),
                },
                Act::Undo => prop_assert_eq!(file.undo(&mut plan).expect("undoes").is_some(), memory.undo()),
                Act::Redo => prop_assert_eq!(file.redo(&mut plan).expect("redoes").is_some(), memory.redo()),
                Act::Reopen => {
                    file.close().expect("closes");
                    let (again, read) = PlanFile::open(&path).expect("opens");
                    assert_same(&read, &plan, "reopened");
                    (file, plan) = (again, read);
                }
            }
            assert_same(&plan, &memory.plan, "after an act");
        }
        prop_assert_eq!(file.integrity().expect("checks"), vec![]);
        file.close().expect("closes");
        prop_assert_eq!(names_in(folder.path()), vec!["Plan.tierline"]);
        assert_same(&PlanFile::open(&path).expect("opens").1, &plan, "at the end");
    }
}

#[test]
fn every_kind_of_change_is_saved_undone_and_made_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Plan.tierline");
    let mut plan = empty_plan();
    let mut file = PlanFile::create(&path, &plan).expect("creates");
    let mut states = vec![plan.clone()];
    for (at, (change, label)) in a_full_plan().into_iter().enumerate() {
        file.commit(&mut plan, change, label, at as i64).expect("fits");
        assert_same(&PlanFile::open_read_only(&path).expect("opens").1, &plan, label);
        states.push(plan.clone());
    }
    for before in states.iter().rev().skip(1) {
        file.undo(&mut plan).expect("undoes").expect("something is left");
        assert_same(&plan, before, "undone");
        assert_same(&PlanFile::open_read_only(&path).expect("opens").1, before, "undone");
    }
    assert_eq!(file.undo(&mut plan).expect("undoes"), None);
    for after in &states[1..] {
        file.redo(&mut plan).expect("redoes").expect("something is left");
        assert_same(&PlanFile::open_read_only(&path).expect("opens").1, after, "made again");
    }
    assert_eq!(file.redo(&mut plan).expect("redoes"), None);
}

#[test]
fn the_history_names_what_can_be_undone_and_a_new_change_ends_what_was_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut plan = empty_plan();
    let mut file = PlanFile::create(&folder.path().join("Plan.tierline"), &plan).expect("creates");
    for (at, ids) in [(10, vec![1]), (20, vec![1, 2]), (30, vec![1, 2, 3])] {
        let change = Change::SetReps(ids.into_iter().map(rep).collect());
        file.commit(&mut plan, change, &format!("Add Rep at {at}"), at)
            .expect("fits");
    }
    let label = |entry: Option<tierline_store::LogEntry>| entry.map(|entry| entry.label);
    assert_eq!(
        label(file.next_undo().expect("reads")).as_deref(),
        Some("Add Rep at 30")
    );
    assert_eq!(label(file.next_redo().expect("reads")), None);
    file.undo(&mut plan).expect("undoes");
    file.undo(&mut plan).expect("undoes");
    assert_eq!(
        label(file.next_undo().expect("reads")).as_deref(),
        Some("Add Rep at 10")
    );
    assert_eq!(
        label(file.next_redo().expect("reads")).as_deref(),
        Some("Add Rep at 20")
    );
    let undone: Vec<bool> = file
        .history()
        .expect("reads")
        .iter()
        .map(|entry| entry.undone)
        .collect();
    assert_eq!(undone, [false, true, true]);
    file.commit(&mut plan, Change::SetReps(vec![]), "Remove Reps", 40)
        .expect("fits");
    let history = file.history().expect("reads");
    assert_eq!(history.iter().map(|entry| entry.at).collect::<Vec<_>>(), [10, 40]);
    assert_eq!(history[1].seq, 4, "a number that was used is not used again");
    assert_eq!(file.redo(&mut plan).expect("redoes"), None);
}

#[test]
fn where_the_window_stood_is_kept_and_never_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Plan.tierline");
    let mut plan = empty_plan();
    let mut file = PlanFile::create(&path, &plan).expect("creates");
    assert_eq!(file.ui_state("screen").expect("reads"), None);
    file.set_ui_state("screen", "tiers").expect("writes");
    file.set_ui_state("screen", "quotas").expect("writes");
    assert_eq!(file.undo(&mut plan).expect("undoes"), None);
    drop(file);
    let (file, _) = PlanFile::open(&path).expect("opens");
    assert_eq!(file.ui_state("screen").expect("reads").as_deref(), Some("quotas"));
}
