//! Every check there is, in the order in which a mistake is cheapest to learn about. Separate from the runner of the
//! steps because this list is what people change.

use std::process::ExitCode;

use crate::arch;
use crate::artifacts::{self, Build};
use crate::calls::Call;
use crate::display::Display;
use crate::failure::Failure;
use crate::generate;
use crate::notices;
use crate::setup::{self, Need};
use crate::steps::{Done, Log, Steps};
use crate::system;
use crate::tree::Tree;

/// What the person asked for.
#[derive(Debug)]
pub(crate) struct Wish {
    pub(crate) ci: bool,
    pub(crate) verbose: bool,
    pub(crate) only: Option<String>,
}

const SYSTEM: &str = "system packages";
const PACKAGES: &str = "front end packages";
const UI_BUILD: &str = "front end build";
const APP: &str = "app build";

/// Runs the checks and prints the table.
pub(crate) fn run(tree: &Tree, wish: &Wish) -> Result<ExitCode, Failure> {
    let mut steps = Steps::default();
    let ci = wish.ci;
    let npm = |words: &'static [&'static str]| {
        move |log: &mut Log| {
            log.call(&Call::npm(tree).args(["run", "--silent"]).args(words))
                .map(|()| Done::Passed)
        }
    };

    steps.add(SYSTEM, &[], |_| system::packages(Need::Test).map(|()| Done::Passed));
    if ci {
        steps.add("lock file", &[], |log| {
            let call = Call::cargo(tree).args(["fetch", "--locked", "--quiet"]);
            log.call(&call).map(|()| Done::Passed)
        });
    }
    steps.add("Rust format", &[], |log| {
        log.call(&Call::cargo(tree).args(["fmt", "--all", "--check"]))
            .map(|()| Done::Passed)
    });
    steps.add("architecture", &[], |_| arch::check(tree).map(|()| Done::Passed));
    steps.add("notices up to date", &[], |_| {
        notices::check(tree).map(|()| Done::Passed)
    });
    steps.add(PACKAGES, &[], move |_| {
        setup::node()?;
        setup::node_packages(tree, ci).map(|()| Done::Passed)
    });
    steps.add("front end types", &[PACKAGES], npm(&["typecheck"]));
    steps.add("front end lint", &[PACKAGES], npm(&["lint"]));
    steps.add("front end tests", &[PACKAGES], npm(&["test"]));
    steps.add(UI_BUILD, &[PACKAGES], |log| {
        log.call(&artifacts::front_end(tree)).map(|()| Done::Passed)
    });
    steps.add("clippy", &[SYSTEM], |log| {
        let call = Call::cargo(tree).args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
        log.call(&call).map(|()| Done::Passed)
    });
    steps.add("bindings up to date", &[SYSTEM], |log| {
        generate::bindings_match(tree, log).map(|()| Done::Passed)
    });
    steps.add("Rust tests, crates and integration", &[SYSTEM], |log| {
        rust_tests(tree, log).map(|()| Done::Passed)
    });
    steps.add("Rust examples in the docs", &[SYSTEM], |log| {
        let call = Call::cargo(tree).args(["test", "--doc", "--workspace", "--exclude", "tierline"]);
        log.call(&call.args(["--exclude", "tierline-e2e"]))
            .map(|()| Done::Passed)
    });
    steps.add(APP, &[SYSTEM, UI_BUILD], |log| {
        log.call(&artifacts::programs(tree, Build::Driven))
            .map(|()| Done::Passed)
    });
    steps.add("journeys in the real window", &[SYSTEM, APP], |log| journeys(tree, log));

    if let Some(text) = &wish.only {
        steps.only(text)?;
    }
    steps.run(tree, wish.verbose)
}

/// Whether cargo-nextest is there; it runs the tests of all crates side by side.
fn nextest(tree: &Tree) -> bool {
    Call::cargo(tree).args(["nextest", "--version"]).succeeds()
}

fn rust_tests(tree: &Tree, log: &mut Log) -> Result<(), Failure> {
    // Deriving the wire types adds tests that write them. A run of the tests must not change the clone, so they get a
    // folder of their own.
    let aside = tree.scratch("bindings-aside")?;
    let call = Call::cargo(tree).env("TS_RS_EXPORT_DIR", aside);
    let which = ["--workspace", "--exclude", "tierline-e2e"];
    if nextest(tree) {
        log.call(
            &call
                .args(["nextest", "run", "--no-tests=pass", "--no-fail-fast"])
                .args(which),
        )
    } else {
        log.call(
            &call
                .args(["test", "--no-fail-fast", "--lib", "--bins", "--tests"])
                .args(which),
        )
    }
}

fn journeys(tree: &Tree, log: &mut Log) -> Result<Done, Failure> {
    if !cfg!(target_os = "linux") {
        return Ok(Done::NotHere("the window is driven on Linux only".to_owned()));
    }
    let programs = artifacts::built(tree, Build::Driven)?;
    let display = Display::open()?;
    let call = Call::cargo(tree)
        .env("TIERLINE_APP", &programs.app)
        .env("TIERLINE_CLI", &programs.cli);
    // One window at a time: the driver holds one session, and figures of time mean nothing with two.
    let call = if nextest(tree) {
        call.args([
            "nextest",
            "run",
            "-p",
            "tierline-e2e",
            "--test-threads",
            "1",
            "--no-fail-fast",
        ])
    } else {
        call.args([
            "test",
            "-p",
            "tierline-e2e",
            "--no-fail-fast",
            "--",
            "--test-threads",
            "1",
        ])
    };
    log.call(&display.lend(call)).map(|()| Done::Passed)
}

/// Takes README's screenshots from the real window.
pub(crate) fn shots(tree: &Tree) -> Result<ExitCode, Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new("The window can be driven on Linux only.")
            .remedy("Run cargo xtask shots on Linux, for example in a container."));
    }
    setup::everything(tree, Need::Test)?;
    artifacts::front_end(tree).show()?;
    artifacts::programs(tree, Build::Driven).show()?;
    let programs = artifacts::built(tree, Build::Driven)?;
    let display = Display::open()?;
    let call = Call::cargo(tree)
        .args(["run", "--quiet", "-p", "tierline-e2e", "--bin", "shots"])
        .env("TIERLINE_APP", &programs.app)
        .env("TIERLINE_CLI", &programs.cli);
    display.lend(call).show()?;
    Ok(ExitCode::SUCCESS)
}
