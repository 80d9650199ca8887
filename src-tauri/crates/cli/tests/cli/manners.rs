//! Exit codes, streams, help, Ctrl+C: what other programs rely on.

use crate::program::{CLI, Desk, small_list, workbook};
use std::fs;
use std::process::Stdio;

#[test]
fn wrong_usage_ends_with_two_and_says_how_it_goes() {
    let desk = Desk::new();
    for arguments in [
        &[][..],
        &["paln", "list.csv"],
        &["plan", "list.csv"],
        &["plan", "--out", "plan.xlsx"],
        &["plan", "list.csv", "--out", "plan.xlsx", "--replace"],
        &["plan", "list.csv", "--out", "plan.xlsx", "--seed", "many"],
        &["export", "plan.tierline"],
        &["check"],
        &["inspect", "list.csv", "--jason"],
    ] {
        let ended = desk.run(arguments);
        assert_eq!(ended.code, Some(2), "{arguments:?}: {ended:?}");
        assert_eq!(ended.out, "", "{arguments:?}: answers only on standard output");
        assert!(ended.err.contains("--help"), "{arguments:?}: {}", ended.err);
        for jargon in ["digit found in string", "panick", "u64"] {
            assert!(!ended.err.contains(jargon), "no jargon for people: {}", ended.err);
        }
    }
}

#[test]
fn every_command_teaches_by_examples() {
    let desk = Desk::new();
    for command in ["inspect", "plan", "export", "check"] {
        let ended = desk.run(&[command, "--help"]);
        assert_eq!(ended.code, Some(0));
        assert!(ended.out.contains("Examples:"), "{command} needs examples");
        assert!(
            ended.out.contains(&format!("tierline-cli {command} ")),
            "{command} must show itself"
        );
    }
    let whole = desk.run(&["--help"]).out;
    for word in ["Examples:", "Exit codes:", "inspect", "plan", "export", "check"] {
        assert!(whole.contains(word), "the help must speak of {word}");
    }
}

#[test]
fn whom_gates_leave_out_is_told_and_nobody_is_lost() {
    let desk = Desk::new();
    desk.write("list.csv", &small_list("EUR"));
    desk.write(
        "settings.json",
        r#"{ "gates": [{ "column": "employees", "must": { "from": 50 } }] }"#,
    );
    let ended = desk.run(&["plan", "list.csv", "--settings", "settings.json", "--out", "plan.xlsx"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    for said in [
        "20 accounts (0 customers, 16 prospects, 4 left out by gates);",
        "  Excluded         4",
    ] {
        assert!(ended.out.contains(said), "{said} is missing in: {}", ended.out);
    }
}

#[test]
fn the_whole_job_gives_what_it_says_it_wrote() {
    let desk = Desk::new();
    let list = workbook("northlight.xlsx");
    let ended = desk.run(&[
        "plan",
        &list,
        "--target",
        "31M",
        "--out",
        "plan v1.2",
        "--save",
        "plan v1.2",
        "--json",
    ]);
    assert_eq!(
        (ended.code, ended.err.as_str()),
        (Some(0), ""),
        "no progress where nobody watches"
    );
    let said: serde_json::Value = serde_json::from_str(&ended.out).expect("one object");
    assert_eq!(said["workbook"], "plan v1.2.xlsx", "a dot in a name begins no ending");
    assert_eq!(said["planFile"], "plan v1.2.tierline");
    assert_eq!(said["accounts"], 2513);
    assert_eq!(said["target"], 31_000_000.0, "figures are numbers");
    let size = fs::metadata(desk.path("plan v1.2.xlsx")).expect("written").len();
    assert_eq!(said["workbookBytes"], size);
    let checked = desk.run(&["check", "plan v1.2.tierline"]);
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""), "{checked:?}");
    let exported = desk.run(&["export", "plan v1.2.tierline", "--out", "again.xlsx", "--json"]);
    let said: serde_json::Value = serde_json::from_str(&exported.out).expect("one object");
    assert_eq!(
        (&said["accounts"], &said["workbook"]),
        (&2513.into(), &"again.xlsx".into())
    );
    assert_eq!(desk.names(), ["again.xlsx", "plan v1.2.tierline", "plan v1.2.xlsx"]);
    assert_eq!(desk.litter(), [""; 0]);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let desk = Desk::new();
    let list = workbook("northlight.xlsx");
    for arguments in [&["inspect", &list, "--json"][..], &["plan", "--help"], &["--version"]] {
        let mut child = desk
            .command(CLI)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        // As `| true` does: gone before the first line.
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("ends");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() && err.is_empty(),
            "{arguments:?}: {} {err}",
            output.status
        );
    }
}

/// Windows sends Ctrl+C to a whole console, which would stop the tests as well.
#[cfg(unix)]
#[test]
fn ctrl_c_leaves_nothing_half_written_whenever_it_comes() {
    use std::os::unix::process::CommandExt;
    use std::time::{Duration, Instant};

    let desk = Desk::new();
    let mut text = String::from("Account name,Industry,Country,Employees,Revenue (EUR)\n");
    for n in 0..20_000 {
        text.push_str(&format!(
            "Company {n},Industry {},Germany,{},{}\n",
            n % 12,
            n % 900 + 1,
            n * 37 % 90_000
        ));
    }
    desk.write("list.csv", &text);
    let arguments = [
        "plan",
        "list.csv",
        "--out",
        "plan.xlsx",
        "--save",
        "plan.tierline",
        "--replace",
    ];
    assert_eq!(desk.run(&arguments).code, Some(0));
    // The second time, because the first one pays for files that nothing has read yet.
    let whole = Instant::now();
    assert_eq!(desk.run(&arguments).code, Some(0));
    let whole = whole.elapsed();
    let read = |name: &str| fs::read(desk.path(name)).expect("there");
    let both = || (read("plan.xlsx"), read("plan.tierline"));
    let mut old = both();
    let mut stopped = 0;
    for part in 1..12 {
        let mut child = desk
            .command(CLI)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            // As a terminal has it: the signal goes to the program and to the child that reads for it.
            .process_group(0)
            .spawn()
            .expect("starts");
        std::thread::sleep(Duration::from_millis(20) + whole * part / 12);
        if child.try_wait().expect("asks").is_none() {
            let sent = std::process::Command::new("kill")
                .args(["-INT", "--", &format!("-{}", child.id())])
                .status()
                .expect("kill is there");
            assert!(sent.success());
        }
        let output = child.wait_with_output().expect("ends");
        let err = String::from_utf8_lossy(&output.stderr);
        match output.status.code() {
            Some(130) => {
                stopped += 1;
                assert_eq!(err, "Cancelled. Nothing was changed.\n");
                assert!(output.stdout.is_empty());
                assert!(old == both(), "part {part}: the old files stay");
            }
            code => assert_eq!(
                (code, err.as_ref()),
                (Some(0), ""),
                "part {part}: too late to stop is done"
            ),
        }
        assert_eq!(desk.names(), ["list.csv", "plan.tierline", "plan.xlsx"], "part {part}");
        assert_eq!(desk.litter(), [""; 0], "part {part}");
        old = both();
    }
    assert!(stopped > 3, "too few stops came in time: the test has lost its point");
}

/// A device that takes nothing is at hand on Linux only.
#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_could_not_be_written_is_a_failure() {
    let desk = Desk::new();
    desk.write("list.csv", &small_list("EUR"));
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("is there");
    let output = desk
        .command(CLI)
        .args(["inspect", "list.csv", "--json"])
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .expect("ends");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(err.contains("could not be written whole"), "{err}");
}

#[test]
fn a_plan_is_the_same_whenever_it_is_made_of_the_same() {
    let desk = Desk::new();
    let plan = |threads: &str| {
        let workbook = workbook("northlight.xlsx");
        let mut command = desk.command(CLI);
        command.env("RAYON_NUM_THREADS", threads);
        let output = command
            .args([
                "plan",
                &workbook,
                "--out",
                "plan.xlsx",
                "--seed",
                "7",
                "--target",
                "31M",
                "--json",
            ])
            .output()
            .expect("ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        // How well a workbook packs depends on the time that stands in it.
        told.as_object_mut().expect("an object").remove("workbookBytes");
        told
    };
    let one = plan("1");
    assert!(
        one["reps"].as_array().is_some_and(|reps| reps.len() == 14),
        "with territories and quotas"
    );
    assert!(
        one["remarks"].to_string().contains("39 accounts look like another one"),
        "accounts entered twice are told: {}",
        one["remarks"]
    );
    assert_eq!(one, plan("4"), "whatever the number of processors");
}
