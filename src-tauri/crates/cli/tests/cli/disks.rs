//! Disks that are full or take no changes. Linux lets a test have a small disk of its own; elsewhere the same errors are
//! tried on the writers themselves.
#![cfg(target_os = "linux")]

use crate::program::{CLI, Desk, Ended, names_in, workbook};
use std::fs;
use std::path::Path;

/// Runs the program with a disk of its own at `disk/`. `script` prepares it and starts `"$CLI"`; what is left on it is
/// copied to `after/`. `None` where the system gives tests no disk.
fn on_a_small_disk(desk: &Desk, size: &str, script: &str) -> Option<Ended> {
    let disk = desk.path("disk");
    let after = desk.path("after");
    for folder in [&disk, &after] {
        fs::create_dir_all(folder).expect("made");
    }
    let shell = |script: &str| {
        desk.command("unshare")
            .args(["--map-root-user", "--mount", "sh", "-c", script])
            .env("CLI", CLI)
            .env("LIST", workbook("northlight.xlsx"))
            .output()
    };
    let mount = format!("mount -t tmpfs -o size={size} tmpfs disk");
    if !shell(&mount).is_ok_and(|output| output.status.success()) {
        assert!(
            std::env::var_os("GITHUB_ACTIONS").is_none(),
            "the workflow has to allow user namespaces, or full and read-only disks go untested unseen"
        );
        eprintln!("left out: this system lets no test mount a disk of its own");
        return None;
    }
    let whole = format!("{mount} || exit 99\n{script}\ncode=$?\ncp -a disk/. after/ || exit 98\nexit $code");
    Some(Ended::of(shell(&whole).expect("starts")))
}

fn old_and_new(desk: &Desk, name: &str) -> (Vec<u8>, Vec<u8>) {
    let read = |path: &Path| fs::read(path).expect("there");
    (read(&desk.path(name)), read(&desk.path("after").join(name)))
}

#[test]
fn a_disk_that_is_full_keeps_the_old_workbook() {
    let desk = Desk::new();
    let list = workbook("northlight.xlsx");
    assert_eq!(
        desk.run(&["plan", &list, "--out", "old.xlsx", "--save", "old.tierline"])
            .code,
        Some(0)
    );
    // Room for the old workbook and half of a new one.
    let script = "cp old.xlsx disk/ && \"$CLI\" export old.tierline --out disk/old.xlsx";
    let Some(ended) = on_a_small_disk(&desk, "900k", script) else {
        return;
    };
    ended.refused(&["disk is full", "old version was kept", "Make room"]);
    let (old, new) = old_and_new(&desk, "old.xlsx");
    assert!(old == new, "the old workbook stays as it was");
    assert_eq!(
        names_in(&desk.path("after")),
        ["old.xlsx"],
        "nothing half-written stays"
    );
}

#[test]
fn a_disk_that_is_full_keeps_the_old_plan_and_its_workbook() {
    let desk = Desk::new();
    let list = workbook("northlight.xlsx");
    assert_eq!(
        desk.run(&["plan", &list, "--out", "old.xlsx", "--save", "old.tierline"])
            .code,
        Some(0)
    );
    let before = fs::read(desk.path("old.xlsx")).expect("there");
    let script = "cp old.tierline disk/ && \"$CLI\" plan \"$LIST\" --out old.xlsx --save disk/old.tierline --replace --target 31M";
    let Some(ended) = on_a_small_disk(&desk, "1200k", script) else {
        return;
    };
    ended.refused(&["disk is full", "“old.tierline” was not saved", "Make room"]);
    let (old, new) = old_and_new(&desk, "old.tierline");
    assert!(old == new, "the old plan stays as it was");
    assert_eq!(names_in(&desk.path("after")), ["old.tierline"]);
    assert!(
        before == fs::read(desk.path("old.xlsx")).expect("there"),
        "no new workbook without its plan"
    );
}

#[test]
fn a_temporary_folder_that_is_full_is_told_and_changes_nothing() {
    let desk = Desk::new();
    let script = "TMPDIR=disk \"$CLI\" plan \"$LIST\" --out new.xlsx --save new.tierline";
    let Some(ended) = on_a_small_disk(&desk, "200k", script) else {
        return;
    };
    ended.refused(&["disk is full"]);
    assert_eq!(desk.names(), ["after", "disk"]);
    assert_eq!(names_in(&desk.path("after")), [""; 0]);
}

#[test]
fn a_disk_that_takes_no_changes_says_so() {
    let desk = Desk::new();
    let list = workbook("northlight.xlsx");
    assert_eq!(
        desk.run(&["plan", &list, "--out", "old.xlsx", "--save", "old.tierline"])
            .code,
        Some(0)
    );
    for (command, words) in [
        (
            "export old.tierline --out disk/old.xlsx",
            "may not write to this folder",
        ),
        ("plan \"$LIST\" --out disk/new.xlsx", "may not write to this folder"),
        (
            "plan \"$LIST\" --out new.xlsx --save disk/new.tierline",
            "may not write to the folder of “new.tierline”",
        ),
    ] {
        let script = format!("cp old.xlsx old.tierline disk/ && mount -o remount,ro disk && \"$CLI\" {command}");
        let Some(ended) = on_a_small_disk(&desk, "8m", &script) else {
            return;
        };
        ended.refused(&[words, "Choose another folder"]);
        let (old, new) = old_and_new(&desk, "old.xlsx");
        assert!(old == new, "{command}: the old workbook stays as it was");
        assert_eq!(names_in(&desk.path("after")), ["old.tierline", "old.xlsx"], "{command}");
        assert!(
            !desk.path("new.xlsx").exists(),
            "{command}: no workbook without its plan"
        );
    }
    // A plan that cannot be changed where it lies can be looked at all the same.
    let script = "cp old.tierline disk/ && mount -o remount,ro disk && \"$CLI\" check disk/old.tierline";
    let looked = on_a_small_disk(&desk, "8m", script).expect("it went a moment ago");
    assert_eq!((looked.code, looked.err.as_str()), (Some(0), ""), "{looked:?}");
}

#[test]
fn a_folder_that_takes_no_files_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let list = workbook("northlight.xlsx");
    let folder = desk.path("closed");
    fs::create_dir(&folder).expect("made");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).expect("set");
    if fs::write(folder.join("probe"), "").is_ok() {
        println!("left out: this user may write anywhere");
        return;
    }
    desk.run(&["plan", &list, "--out", "closed/plan.xlsx"])
        .refused(&["may not write", "Choose another folder"]);
}

#[test]
fn a_workbook_that_is_open_elsewhere_is_not_replaced() {
    let desk = Desk::new();
    let list = workbook("northlight.xlsx");
    let plan = ["plan", &list, "--out", "plan.xlsx"];
    assert_eq!(desk.run(&plan).code, Some(0));
    let before = fs::read(desk.path("plan.xlsx")).expect("there");
    for mark in ["~$plan.xlsx", ".~lock.plan.xlsx#"] {
        desk.write(mark, "Ana");
        desk.run(&plan)
            .refused(&["open in another program", "old version was kept", "Close it there"]);
        fs::remove_file(desk.path(mark)).expect("removed");
    }
    assert!(before == fs::read(desk.path("plan.xlsx")).expect("there"));
}
