//! How long a workbook takes to read: calamine's stream alone, our reading in this process, through a child, and the
//! first 100 rows. `cargo run --release -p tierline-sheets --example read_speed -- <workbook> [only what has this word]`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use tierline_sheets::read::{Limits, ReaderHost, run_if_child};

fn main() -> ExitCode {
    if let Some(code) = run_if_child(std::env::args_os()) {
        return code;
    }
    match std::env::args_os().nth(1).map(PathBuf::from).map(measure) {
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(error)) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
        None => {
            eprintln!("Name a workbook.");
            ExitCode::FAILURE
        }
    }
}

fn measure(file: PathBuf) -> Result<(), Box<dyn std::error::Error>> {
    let limits = Limits::default();
    let child = ReaderHost::of_this_executable()?;
    let only = std::env::args().nth(2).unwrap_or_default();
    // The best of several runs: the rest is what else the machine was doing.
    let time = |name: &str, run: &mut dyn FnMut() -> Result<usize, Box<dyn std::error::Error>>| {
        if !name.contains(only.as_str()) {
            return Ok(());
        }
        let mut best = f64::MAX;
        let mut count = 0;
        for _ in 0..5 {
            let began = Instant::now();
            count = run()?;
            best = best.min(began.elapsed().as_secs_f64());
        }
        eprintln!("{name:28} {best:8.3} s  ({count})");
        Ok::<(), Box<dyn std::error::Error>>(())
    };
    let summary = child.sheets(&file, &limits, &|| false)?;
    let sheet = summary.sheets.first().ok_or("no sheet")?.name.clone();
    time("calamine's stream alone", &mut || {
        use calamine::{Reader, Xlsx, open_workbook};
        let mut book: Xlsx<_> = open_workbook(&file)?;
        let names = book.sheet_names();
        let mut reader = book.worksheet_cells_reader(names.first().ok_or("no sheet")?)?;
        let mut count = 0;
        while reader.next_cell()?.is_some() {
            count += 1;
        }
        Ok(count)
    })?;
    time("sheets, in a child", &mut || {
        Ok(child.sheets(&file, &limits, &|| false)?.sheets.len())
    })?;
    time("first 100 rows, in a child", &mut || {
        Ok(child.head(&file, &sheet, 100, &limits, &|| false)?.rows())
    })?;
    for (name, host) in [
        ("table, in this process", &ReaderHost::InProcess),
        ("table, in a child", &child),
    ] {
        time(name, &mut || {
            Ok(host.table(&file, &sheet, &limits, &mut |_| {}, &|| false)?.rows())
        })?;
    }
    Ok(())
}
