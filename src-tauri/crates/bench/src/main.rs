//! What the whole job costs on a large list, beside the bare library reading or writing the same cells in the same run.
//! `cargo xtask bench` makes the list, builds the app and calls this; the table it prints is what the project promises.
//!
//! Every figure is taken in a process of its own, started anew for each round, because peak memory is a property of a
//! process. Ours and the peer take turns, so that whatever else the machine does falls on both.

#![allow(clippy::print_stdout)]

mod cells;
mod export;
mod febrl;
mod import;
mod mapping;
mod model;
mod names;
mod oracles;
mod table;
mod usage;
mod window;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use table::{Goal, Line};
use tierline_engine::firmness::DRAWS;
use usage::Spent;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The hidden argument of the processes that are measured; a subject and a file follow.
const SUBJECT: &str = "--subject";

/// The argument that names a longer list, on which only one weight is moved.
const LONGER: &str = "--longer";

/// The measure that is taken on both lists.
const WEIGHT: &str = "one weight moved, 8 criteria: score, tiers, histogram";

/// Rounds that each pair of subjects takes.
const ROUNDS: usize = 7;

fn main() -> ExitCode {
    // The app reads foreign workbooks in a child of its own executable, which is this one here.
    if let Some(code) = tierline_app::run_if_reader() {
        return code;
    }
    let words: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match words.as_slice() {
        [flag, subject, file] if flag == SUBJECT => measure(subject, Path::new(file)),
        [list, flag, longer, rest @ ..] if flag == LONGER => run(Path::new(list), Some(Path::new(longer)), rest),
        [list, rest @ ..] => run(Path::new(list), None, rest),
        [] => Err(
            "Usage: tierline-bench LIST.xlsx [--longer LIST.xlsx] [FILTER]; cargo xtask bench makes the lists and calls it."
                .into(),
        ),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Does one subject's work in this process and prints what it took.
fn measure(subject: &str, file: &Path) -> Outcome<()> {
    let spent = match subject {
        "import" => import::whole(file)?,
        "again" => import::again(file)?,
        "import-read" => import::read(file)?,
        "calamine-cells" => import::calamine_cells(file)?,
        "calamine-range" => import::calamine_range(file)?,
        "export" => export::ours(file)?,
        "xlsxwriter" => export::alone(file)?,
        "weight" => model::weight_moved(file)?,
        "polars-weight" => model::polars(file)?,
        "test" => model::tested(file)?,
        "any-weights" => model::any_weights(file)?,
        "open" => import::open_plan(file)?,
        "map" => import::mapped(file)?,
        "families" => import::families(file)?,
        "paste" => cells::pasted(file)?,
        "fill" => cells::filled(file)?,
        "sums" => cells::summed(file)?,
        other => return Err(format!("there is no subject {other}").into()),
    };
    println!("{}", serde_json::to_string(&spent)?);
    Ok(())
}

/// Measures everything and prints the table.
fn run(list: &Path, longer: Option<&Path>, filter: &[String]) -> Outcome<()> {
    let wanted = |name: &str| filter.iter().all(|word| name.contains(word.as_str()));
    let folder = tempfile::tempdir()?;
    let made = import::plan_of(list, folder.path())?;
    let rows = made.accounts;
    let workbook = export::workbook_of(&made.plan, &folder.path().join("plan.xlsx"))?;
    println!(
        "{rows} accounts x 12 columns; {ROUNDS} rounds, ours and the peer in turn; medians, of memory the highest.\n"
    );
    let mut lines: Vec<Line> = Vec::new();
    let mut pair =
        |name: &str, ours: (&str, &Path), peers: &[(&str, &str, &Path)], goal: Option<Goal>| -> Outcome<()> {
            if wanted(name) {
                lines.extend(against(name, ours, peers, goal)?);
            }
            Ok(())
        };
    pair(
        "import: read, understand, convert, save",
        ("import", list),
        &[
            ("calamine, all cells in a stream", "calamine-cells", list),
            ("calamine, worksheet_range", "calamine-range", list),
        ],
        Some(Goal::Ratio(1.5)),
    )?;
    pair(
        "import: read alone",
        ("import-read", list),
        &[("calamine, all cells in a stream", "calamine-cells", list)],
        None,
    )?;
    pair(
        "import again: the same list read and compared with the plan",
        ("again", list),
        &[],
        None,
    )?;
    // Every step of a drag costs this, however long the list is: the longer one is read for nothing else.
    let more = tempfile::tempdir()?;
    let longer = match longer.filter(|_| wanted(WEIGHT)) {
        Some(list) => Some(import::plan_of(list, more.path())?),
        None => None,
    };
    let has_polars = model::has_polars();
    for (plan, rows) in [(&made.plan, rows)]
        .into_iter()
        .chain(longer.iter().map(|longer| (&longer.plan, longer.accounts)))
    {
        let in_polars = [("Polars, made-up points", "polars-weight", plan.as_path())];
        pair(
            &format!("{WEIGHT}; {rows} accounts"),
            ("weight", plan),
            if has_polars { &in_polars } else { &[] },
            Some(Goal::Milliseconds(if rows > 500_000 { 25.0 } else { 3.0 })),
        )?;
    }
    if !has_polars && wanted(WEIGHT) {
        println!("Polars is left out: python3 has no package polars.\n");
    }
    pair(
        &format!("SMAA, 8 criteria: {DRAWS} weightings from the whole weight space"),
        ("any-weights", &made.plan),
        &[],
        Some(Goal::Milliseconds(if rows > 500_000 { 30_000.0 } else { 3_000.0 })),
    )?;
    pair(
        &format!("model tested, 8 criteria: 2 x {DRAWS} other weightings"),
        ("test", &made.plan),
        &[],
        Some(Goal::Milliseconds(if rows > 500_000 { 60_000.0 } else { 6_000.0 })),
    )?;
    pair("open the plan, all stages computed", ("open", &made.plan), &[], None)?;
    pair(
        "map: every account found",
        ("map", &made.plan),
        &[],
        Some(Goal::Milliseconds(500.0)),
    )?;
    // An answer that takes no longer than this is at once.
    let at_once = Some(Goal::Milliseconds(500.0));
    for (name, subject) in [
        ("families: read off and proposed", "families"),
        ("grid: 1,000 x 5 cells pasted into the sorted column", "paste"),
        ("grid: 10,000 cells filled down", "fill"),
        ("grid: every cell added up", "sums"),
    ] {
        pair(name, (subject, &made.plan), &[], at_once)?;
    }
    pair(
        "export: leadership workbook",
        ("export", &made.plan),
        &[("rust_xlsxwriter, the same cells", "xlsxwriter", &workbook)],
        Some(Goal::Ratio(1.3)),
    )?;
    table::print(&lines);
    // Last and by itself: a window that will not open must not cost the rest of the table.
    if wanted("window ready on the plan") {
        match window::ready(&made.plan)? {
            rounds if !rounds.is_empty() => {
                println!();
                table::print(&[Line::of("window ready on the plan", &rounds, None, None)]);
            }
            _ => println!("\nThe window is left out: TIERLINE_APP names no built app, or this is not Linux."),
        }
    }
    if wanted("slider to pixels: one weight moved in the window")
        && let Some(window::Slid { drawn, shown, bare }) = window::slider(&made.plan)?
    {
        println!();
        let frame = Some(Goal::Milliseconds(16.0));
        let square = Some(("a square of four pixels to pixels", &bare));
        table::print(&[
            Line::of("slider to page: one weight moved in the window", &drawn, None, frame),
            Line::of(
                "slider to pixels: one weight moved in the window",
                &shown,
                square,
                frame,
            ),
        ]);
    }
    if wanted("oracles") {
        oracles::print();
    }
    if wanted("columns understood") {
        mapping::print()?;
    }
    if wanted("duplicates") {
        names::print()?;
        febrl::print()?;
    }
    table::explain();
    Ok(())
}

/// Ours and its peers in turn, a line a peer.
fn against(
    name: &str,
    (ours, file): (&str, &Path),
    peers: &[(&str, &str, &Path)],
    goal: Option<Goal>,
) -> Outcome<Vec<Line>> {
    let mut own = Vec::new();
    let mut others: Vec<Vec<Spent>> = vec![Vec::new(); peers.len()];
    for _ in 0..ROUNDS {
        own.push(in_process(ours, file)?);
        for ((_, peer, file), spent) in peers.iter().zip(&mut others) {
            spent.push(in_process(peer, file)?);
        }
    }
    if peers.is_empty() {
        return Ok(vec![Line::of(name, &own, None, goal)]);
    }
    let lines = peers.iter().zip(&others).enumerate();
    Ok(lines
        // The first peer is the one that the goal is about.
        .map(|(index, ((peer, ..), spent))| Line::of(name, &own, Some((*peer, spent)), goal.filter(|_| index == 0)))
        .collect())
}

fn in_process(subject: &str, file: &Path) -> Outcome<Spent> {
    let mut child = Command::new(this()?)
        .args([SUBJECT, subject])
        .arg(file)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    // What it prints is a line: the pipe holds it until the process has ended.
    let peak = usage::watched(&mut child);
    let output = child.wait_with_output()?;
    if !output.status.success() {
        return Err(format!("{subject}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let spent: Spent = serde_json::from_slice(&output.stdout)?;
    Ok(Spent { peak, ..spent })
}

fn this() -> Outcome<PathBuf> {
    Ok(std::env::current_exe()?)
}
