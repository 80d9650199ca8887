//! A reading process and nothing else: what the executables are to the tests of reading, without their weight.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Anything else than a reading job is a mistake of the caller.
    tierline_sheets::read::run_if_child(std::env::args_os()).unwrap_or(ExitCode::FAILURE)
}
