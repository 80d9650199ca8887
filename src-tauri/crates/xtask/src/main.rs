//! The project's own chores, one command each: `cargo xtask run`, `test`, `ci`, `gen`, `bench`, `bundle`, `shots`.
//!
//! They are a program and not shell scripts so that they do the same on Windows, macOS and Linux. It is kept small and
//! almost free of dependencies because it is built before anything else, on a machine that may have nothing but Rust.

// A chore's whole purpose is to talk to the terminal.
#![allow(clippy::print_stdout)]

mod arch;
mod artifacts;
mod bundle;
mod calls;
mod checks;
mod display;
mod failure;
mod generate;
mod job;
mod licences;
mod notices;
mod setup;
mod steps;
mod system;
mod tree;

use std::process::ExitCode;

use crate::failure::Failure;
use crate::tree::Tree;

const HELP: &str = "\
Usage: cargo xtask <command> [options]

  run              set up, build, plan the sample company, open the window on that plan
      --no-window    stop after the plan and the workbook are written
      --release      build as it is shipped (slower to build, faster to use)
  test             set up, then every check: format, lints, tests, the app in a real window
      --only TEXT    only the steps whose name contains TEXT (and what they need)
      --verbose      show everything the tools print, not only failures
  ci               the same as test, for a build server: everything is shown, lock files are binding
  gen [WHAT]       rewrite generated files: bindings, samples, notices, icons (default: the first three)
  bench [ARGS]     run the benchmarks and print their table
  bundle           make this system's installers; on Debian also install, start and remove the package
  shots            take README's screenshots from the real window
  setup            only install what is missing";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match chore(&words) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn chore(words: &[String]) -> Result<ExitCode, Failure> {
    let (command, rest) = words
        .split_first()
        .map_or(("help", words), |(first, rest)| (first.as_str(), rest));
    let has = |flag: &str| rest.iter().any(|word| word == flag);
    let tree = Tree::find()?;
    match command {
        "run" => {
            known(rest, &["--no-window", "--release"])?;
            job::run(
                &tree,
                &job::Wish {
                    window: !has("--no-window"),
                    release: has("--release"),
                },
            )
        }
        "test" | "ci" => {
            let only = value_of(rest, "--only")?;
            let ci = command == "ci";
            checks::run(
                &tree,
                &checks::Wish {
                    ci,
                    verbose: ci || has("--verbose"),
                    only,
                },
            )
        }
        "gen" => generate::run(&tree, rest),
        "bench" => job::bench(&tree, rest),
        "bundle" => {
            known(rest, &[])?;
            bundle::run(&tree)
        }
        "shots" => checks::shots(&tree),
        "setup" => {
            known(rest, &[])?;
            setup::everything(&tree, setup::Need::Test)?;
            Ok(ExitCode::SUCCESS)
        }
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => Err(Failure::new(format!("There is no command “{other}”.")).remedy(HELP)),
    }
}

/// Refuses a flag that nobody reads: a mistyped `--no-windw` must not open a window.
fn known(words: &[String], flags: &[&str]) -> Result<(), Failure> {
    match words.iter().find(|word| !flags.contains(&word.as_str())) {
        Some(word) => Err(Failure::new(format!("“{word}” is not an option of this command.")).remedy(HELP)),
        None => Ok(()),
    }
}

fn value_of(words: &[String], flag: &str) -> Result<Option<String>, Failure> {
    let Some(at) = words.iter().position(|word| word == flag) else {
        return Ok(None);
    };
    match words.get(at + 1) {
        Some(value) if !value.starts_with("--") => Ok(Some(value.clone())),
        _ => Err(Failure::new(format!("{flag} needs a value.")).remedy(HELP)),
    }
}
