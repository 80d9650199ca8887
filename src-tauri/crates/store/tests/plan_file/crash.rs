//! A plan whose app is killed in the middle of its work.

use crate::support::*;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;
use tierline_plan::{AccountId, Change, FieldId, Plan, RepId, Value};
use tierline_store::{PlanFile, StoreError};

const ROUNDS: u64 = 48;
/// More than one chunk, so that a change writes many pages.
const ACCOUNTS: u32 = 4_500;
const PLAN_OF_THE_CHILD: &str = "TIERLINE_CRASH_TEST_PLAN";
const START_OF_THE_CHILD: &str = "TIERLINE_CRASH_TEST_START";

/// SplitMix64.
fn random(seed: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn start() -> Plan {
    let mut memory = Memory::of(empty_plan());
    memory.commit(set_accounts(accounts(ACCOUNTS, 1)));
    memory.commit(Change::SetReps(vec![rep(1), rep(2), rep(3)]));
    memory.plan
}

enum Act {
    Commit(Change),
    Undo,
    Redo,
}

/// The act with that number: always the same one.
fn act(number: u64) -> Act {
    let n = random(number);
    let account = |i: u64| AccountId((random(n ^ i) % u64::from(ACCOUNTS)) as u32 + 1);
    match n % 10 {
        0 => Act::Undo,
        1 => Act::Redo,
        2 => Act::Commit(Change::SetOwners(
            (0..500)
                .map(|i| (account(i), Some(RepId((n >> 8) as u32 % 3 + 1))))
                .collect(),
        )),
        3 => Act::Commit(set_accounts(accounts(ACCOUNTS + (n >> 8) as u32 % 50, 1))),
        4 => Act::Commit(Change::SetPins((0..200).map(|i| (account(i), n & 256 == 0)).collect())),
        _ => Act::Commit(Change::SetCells(vec![
            (account(1), FieldId(2), Value::Text(format!("Industry {}", n % 1000))),
            (account(2), FieldId(3), Value::Number(n as f64)),
        ])),
    }
}

#[test]
#[ignore = "is killed on purpose: the next test starts it"]
fn child_that_works_until_it_is_killed() {
    let Some(path) = std::env::var_os(PLAN_OF_THE_CHILD) else {
        return;
    };
    let first: u64 = std::env::var(START_OF_THE_CHILD)
        .expect("a number")
        .parse()
        .expect("a number");
    let (mut file, mut plan) = PlanFile::open(Path::new(&path)).expect("opens");
    let mut out = std::io::stdout();
    for number in first.. {
        match act(number) {
            // A change that no longer fits is refused here and in the parent alike.
            Act::Commit(change) => drop(file.commit(&mut plan, change, &number.to_string(), number as i64)),
            Act::Undo => drop(file.undo(&mut plan).expect("undoes")),
            Act::Redo => drop(file.redo(&mut plan).expect("redoes")),
        }
        writeln!(out, "acknowledged {number}").expect("the parent listens");
        out.flush().expect("the parent listens");
    }
}

fn follow(memory: &mut Memory, number: u64) {
    match act(number) {
        Act::Commit(change) => memory.commit(change),
        Act::Undo => memory.undo(),
        Act::Redo => memory.redo(),
    };
}

/// A process that works on the plan.
struct Worker {
    child: Child,
    acknowledged: Receiver<u64>,
    last: u64,
}

impl Worker {
    /// Starts at act `first` and waits until that is done.
    fn start(path: &Path, first: u64) -> Self {
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args([
                "crash::child_that_works_until_it_is_killed",
                "--exact",
                "--ignored",
                "--nocapture",
            ])
            .env(PLAN_OF_THE_CHILD, path)
            .env(START_OF_THE_CHILD, first.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        let out = BufReader::new(child.stdout.take().expect("piped"));
        let (tell, acknowledged) = channel();
        // Ends with the child's output.
        thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if let Some((_, number)) = line.rsplit_once("acknowledged ") {
                    let _ = tell.send(number.parse().expect("a number"));
                }
            }
        });
        let last = acknowledged
            .recv()
            .expect("the child must do something before it is killed");
        Worker {
            child,
            acknowledged,
            last,
        }
    }

    /// Kills the process and says which act it acknowledged last.
    fn kill(mut self) -> u64 {
        self.child.kill().expect("is killed");
        self.child.wait().expect("ends");
        self.acknowledged.iter().last().unwrap_or(self.last)
    }
}

#[test]
fn a_killed_app_loses_at_most_the_change_in_flight() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Plan.tierline");
    let mut memory = Memory::of(start());
    PlanFile::create(&path, &memory.plan)
        .expect("creates")
        .close()
        .expect("closes");
    let mut next = 1;
    let mut in_flight = 0;
    let mut unfinished = 0;
    for round in 0..ROUNDS {
        let after = Duration::from_micros(random(round ^ 0xC0FFEE) % 60_000);
        let worker = Worker::start(&path, next);
        thread::sleep(after);
        let last = worker.kill();
        let journal = std::fs::metadata(folder.path().join("Plan.tierline-journal"));
        unfinished += u64::from(journal.is_ok_and(|journal| journal.len() > 0));
        for number in next..=last {
            follow(&mut memory, number);
        }
        let (file, plan) = PlanFile::open(&path).unwrap_or_else(|error| panic!("round {round}: {error:?}"));
        assert_eq!(file.integrity().expect("checks"), vec![], "round {round}");
        next = last + 1;
        if written_out(&plan) != written_out(&memory.plan) {
            follow(&mut memory, next);
            next += 1;
            in_flight += 1;
        }
        assert_same(&plan, &memory.plan, &format!("round {round}, after act {}", next - 1));
        file.close().expect("closes");
        assert_eq!(names_in(folder.path()), ["Plan.tierline"], "round {round}");
    }
    println!("{ROUNDS} kills over {next} acts: {unfinished} within a change, {in_flight} just after it");
    assert!(
        unfinished > 0,
        "no kill came within a change: the test has lost its point"
    );
}

#[test]
fn another_process_may_look_while_one_works_but_never_write() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Plan.tierline");
    let mut memory = Memory::of(start());
    PlanFile::create(&path, &memory.plan)
        .expect("creates")
        .close()
        .expect("closes");
    let worker = Worker::start(&path, 1);
    for attempt in 0..10 {
        assert!(
            matches!(PlanFile::open(&path), Err(StoreError::InUse)),
            "attempt {attempt}: the claim must hold through the other's changes"
        );
        let (view, _) = PlanFile::open_read_only(&path).expect("may look");
        assert_eq!(
            view.integrity().expect("checks"),
            vec![],
            "attempt {attempt}: half a change was seen"
        );
    }
    let last = worker.kill();
    assert!(last > 1, "the worker must not be held up by those who look");
    for number in 1..=last {
        follow(&mut memory, number);
    }
    let (_, plan) = PlanFile::open(&path).expect("the claim went with the process");
    if written_out(&plan) != written_out(&memory.plan) {
        follow(&mut memory, last + 1);
    }
    assert_same(&plan, &memory.plan, "nothing was lost to those who looked");
}
