//! The main job on the sample company, first without a window and then in one, and the benchmarks.
//! Separate from the checks because this is what a newcomer runs to see what Tierline is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::artifacts::{self, Build};
use crate::calls::Call;
use crate::display::{self, Display};
use crate::failure::Failure;
use crate::setup::{self, Need};
use crate::tree::Tree;

const ACCOUNTS: &str = "tests/fixtures/workbooks/northlight.xlsx";
const REPS: &str = "tests/fixtures/workbooks/northlight-reps.xlsx";
/// The sample company's target for next year in whole euros: a tenth more than what it invoiced in the last twelve months.
const TARGET: &str = "31000000";

/// What the person asked for.
#[derive(Debug)]
pub(crate) struct Wish {
    pub(crate) window: bool,
    pub(crate) release: bool,
}

/// Sets up, builds, plans the sample company and opens the window on that plan.
pub(crate) fn run(tree: &Tree, wish: &Wish) -> Result<ExitCode, Failure> {
    let since = Instant::now();
    heading("Set up");
    setup::everything(tree, Need::Build)?;

    heading("Build");
    let build = if wish.release { Build::Release } else { Build::Quick };
    let logs = tree.scratch("xtask")?;
    let path = logs.join("run-build.log");
    let mut log = fs::File::create(&path).map_err(|error| Failure::io("write", &path, &error))?;
    println!("  The front end");
    artifacts::front_end(tree).keep(&mut log, false)?;
    println!("  The app and tierline-cli (a first build takes several minutes)");
    artifacts::programs(tree, build).keep(&mut log, false)?;
    let programs = artifacts::built(tree, build)?;
    println!("  Ready after {} s", since.elapsed().as_secs());

    heading("Plan the sample company without a window");
    let folder = tree.scratch("sample")?;
    let plan = folder.join("Sample.tierline");
    let workbook = folder.join("Sample plan.xlsx");
    for old in [&plan, &workbook] {
        remove(old)?;
    }
    let call = Call::new(&programs.cli)
        .dir(tree.root())
        .args(["plan", ACCOUNTS, "--reps", REPS, "--target", TARGET])
        .arg("--out")
        .arg(&workbook)
        .arg("--save")
        .arg(&plan);
    println!("  $ {}\n", call.shown());
    call.show()?;
    println!("\n  The plan:                {}", tree.shown(&plan));
    println!("  Leadership's workbook:   {}", tree.shown(&workbook));

    heading("Open the window on that plan");
    if !wish.window {
        println!("  Left out, as asked.");
    } else if display::is_there() {
        println!("  Close the window to end this command.");
        Call::new(&programs.app).dir(tree.root()).arg(&plan).show()?;
    } else {
        println!(
            "  There is no display here, so no window was opened. On a computer with one, the same command opens it."
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs the benchmarks: the small ones of single crates, then the whole job on a large list, which prints the table. What
/// a step of a drag costs is measured on a list ten times as long too.
/// Words after the command go to both as a filter.
pub(crate) fn bench(tree: &Tree, rest: &[String]) -> Result<ExitCode, Failure> {
    setup::everything(tree, Need::Test)?;
    let metadata = tree.metadata()?;
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        for target in package["targets"].as_array().into_iter().flatten() {
            if target["kind"][0].as_str() == Some("bench") {
                let bench = target["name"].as_str().unwrap_or_default();
                heading(&format!("{name}: {bench}"));
                Call::cargo(tree)
                    .args(["bench", "--quiet", "-p", name, "--bench", bench, "--"])
                    .args(rest)
                    .show()?;
            }
        }
    }
    heading("The whole job");
    let (list, longer) = (long_list(tree, LIST_ROWS)?, long_list(tree, LONGER_ROWS)?);
    let mut call = Call::cargo(tree)
        .args(["run", "--release", "--quiet", "-p", "tierline-bench", "--"])
        .arg(&list)
        .arg("--longer")
        .arg(&longer)
        .args(rest);
    if cfg!(target_os = "linux") {
        artifacts::front_end(tree).show()?;
        artifacts::programs(tree, Build::Measured).show()?;
        let programs = artifacts::built(tree, Build::Measured)?;
        let display = Display::open()?;
        call = display.lend(call).env("TIERLINE_APP", &programs.app);
        call.show()?;
    } else {
        // The window is driven on Linux only.
        call.show()?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Accounts of the list that the whole job is measured on.
const LIST_ROWS: &str = "100000";

/// Accounts of the list that only one weight is moved on.
const LONGER_ROWS: &str = "1000000";

/// A list of so many accounts, made once.
fn long_list(tree: &Tree, rows: &str) -> Result<PathBuf, Failure> {
    let list = tree.scratch("bench")?.join(format!("{rows}.xlsx"));
    if !list.is_file() {
        let example = [
            "run",
            "--release",
            "--quiet",
            "-p",
            "tierline-sheets",
            "--example",
            "make_samples",
            "--",
        ];
        Call::cargo(tree)
            .args(example)
            .args(["--big", rows])
            .arg(&list)
            .show()?;
    }
    Ok(list)
}

/// A plan that is open in a window cannot be removed on Windows; the sentence says so.
fn remove(old: &Path) -> Result<(), Failure> {
    match fs::remove_file(old) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::io("remove", old, &error)
            .remedy("It is probably open: close it in Tierline or Excel, then run the command again.")),
        _ => Ok(()),
    }
}

fn heading(text: &str) {
    println!("\n{text}");
}
