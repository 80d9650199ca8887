//! `tierline-cli`: the same use cases as the window, for sales operations, tests and automation.

mod arguments;
mod say;
#[cfg(test)]
mod snapshots;

use arguments::{Arguments, Command, PlanArguments};
use clap::Parser;
use say::Said;
use std::io::ErrorKind;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;
use tierline_app::files::file_name;
use tierline_app::job::{self, Job, Settings};
use tierline_app::{Currency, Headless, ReaderHost, Task};
use tierline_contract::AppError;

/// The input cannot be used, or the output cannot be written.
const BAD_INPUT: u8 = 1;
/// Stopped by Ctrl+C, as shells have it.
const STOPPED: u8 = 130;

fn main() -> ExitCode {
    if let Some(code) = tierline_app::run_if_reader() {
        return code;
    }
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_env("TIERLINE_LOG"))
        .with_writer(std::io::stderr)
        .init();
    // Wrong usage ends here with exit code 2.
    let arguments = Arguments::parse();
    let stopped = Arc::new(AtomicBool::new(false));
    listen(&stopped);
    let bar = say::Progress::new();
    let report = |progress| bar.show(&progress);
    let done = run(arguments.command, &Task::new(&report, stopped.clone()));
    bar.end();
    match done {
        Ok((said, code)) => {
            if let Err(error) = said.print() {
                say::error(&error);
                return ExitCode::from(BAD_INPUT);
            }
            code
        }
        Err(error) => {
            // Ctrl+C reaches the reading child too, whose end may be heard of before the signal is.
            thread::sleep(Duration::from_millis(50));
            if error == AppError::Cancelled || stopped.load(Ordering::Relaxed) {
                say::error(&AppError::Cancelled);
                return ExitCode::from(STOPPED);
            }
            say::error(&error);
            ExitCode::from(BAD_INPUT)
        }
    }
}

/// Lets Ctrl+C end the work as Cancel does in the window: what was begun is taken back. A second one does not wait for it.
fn listen(stopped: &Arc<AtomicBool>) {
    let flag = stopped.clone();
    let listening = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(STOPPED));
        }
    });
    if let Err(error) = listening {
        tracing::warn!(%error, "Ctrl+C will end the program without tidying up");
    }
}

fn run(command: Command, task: &Task<'_>) -> Result<(Said, ExitCode), AppError> {
    let reader = ReaderHost::of_this_executable().map_err(|error| tierline_app::incident(&error))?;
    let said = match command {
        Command::Inspect { file, sheet, json } => {
            let found = job::inspect(&reader, &file, sheet.as_deref(), task)?;
            say::inspected(&found, json)
        }
        Command::Plan(arguments) => {
            let json = arguments.json;
            let planned = job::plan(&reader, &Headless, &job_of(arguments)?, task)?;
            say::planned(&planned, json)
        }
        Command::Export { plan, out, json } => say::exported(&job::export(&Headless, &plan, &out, task)?, json),
        Command::Check { plan, json } => {
            let checked = job::check(&plan)?;
            let said = say::checked(&checked, json);
            if !checked.is_sound() {
                return Ok((said, ExitCode::from(BAD_INPUT)));
            }
            said
        }
    };
    Ok((said, ExitCode::SUCCESS))
}

fn job_of(arguments: PlanArguments) -> Result<Job, AppError> {
    let settings = match &arguments.settings {
        None => Settings::default(),
        Some(file) => {
            let unusable = |message: String| AppError::Unreadable {
                file: file_name(file),
                message,
            };
            let bytes = std::fs::read(file).map_err(|error| {
                unusable(match error.kind() {
                    ErrorKind::NotFound => "There is no settings file of that name. Check where it lies.".to_owned(),
                    _ => "The settings file cannot be opened. Ask for access to it.".to_owned(),
                })
            })?;
            Settings::of_file(&bytes).map_err(|error| unusable(error.to_string()))?
        }
    };
    let currency = arguments.currency.as_deref().map(|code| {
        Currency::named(code).ok_or_else(|| AppError::Refused {
            message: format!("“{code}” is not the code of a currency, such as EUR or USD. Nothing was written."),
        })
    });
    Ok(Job {
        lists: arguments.files,
        reps: arguments.reps,
        target: arguments.target,
        currency: currency.transpose()?,
        settings,
        seed: arguments.seed,
        out: arguments.out,
        save: arguments.save,
        replace: arguments.replace,
    })
}
