//! `tierline-cli`: the same use cases as the window, for sales operations, tests and automation.

mod arguments;
mod say;

use arguments::{Arguments, Command, PlanArguments};
use clap::Parser;
use say::Said;
use std::process::ExitCode;
use tierline_app::job::{self, Job, Settings};
use tierline_app::{Headless, ReaderHost, Task};
use tierline_contract::AppError;

/// The input cannot be used, or the output cannot be written.
const BAD_INPUT: u8 = 1;

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
    match run(arguments.command) {
        Ok(code) => code,
        Err(error) => {
            say::error(&error);
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn run(command: Command) -> Result<ExitCode, AppError> {
    let reader = ReaderHost::of_this_executable().map_err(|error| tierline_app::incident(&error))?;
    let bar = say::Progress::new();
    let report = |progress| bar.show(&progress);
    let task = Task::new(&report, Default::default());
    let said = match command {
        Command::Inspect { file, sheet, json } => {
            let found = job::inspect(&reader, &file, sheet.as_deref(), &task)?;
            bar.end();
            say::inspected(&found, json)
        }
        Command::Plan(arguments) => {
            let json = arguments.json;
            let planned = job::plan(&reader, &Headless, &job_of(arguments)?, &task)?;
            bar.end();
            say::planned(&planned, json)
        }
        Command::Export { plan, out } => {
            let (accounts, bytes) = job::export(&Headless, &plan, &out, &task)?;
            bar.end();
            say::exported(&out, accounts, bytes)
        }
        Command::Check { plan, json } => {
            let checked = job::check(&plan)?;
            bar.end();
            let said = say::checked(&checked, json);
            if !checked.is_sound() {
                said.print();
                return Ok(ExitCode::from(BAD_INPUT));
            }
            said
        }
    };
    Said::print(&said);
    Ok(ExitCode::SUCCESS)
}

fn job_of(arguments: PlanArguments) -> Result<Job, AppError> {
    let settings = match &arguments.settings {
        None => Settings::default(),
        Some(file) => {
            let text = std::fs::read_to_string(file).map_err(|_| AppError::Unreadable {
                file: file.display().to_string(),
                message: format!("The settings file {} cannot be opened. Check its name.", file.display()),
            })?;
            Settings::parse(&text).map_err(|error| AppError::Unreadable {
                file: file.display().to_string(),
                message: error.to_string(),
            })?
        }
    };
    Ok(Job {
        lists: arguments.files,
        reps: arguments.reps,
        target: arguments.target,
        settings,
        seed: arguments.seed,
        out: arguments.out,
        save: arguments.save,
        replace: arguments.replace,
    })
}
