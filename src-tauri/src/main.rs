//! The desktop app. Foreign files are read by this same executable as a child process, so that comes first.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    if let Some(code) = tierline_app::run_if_reader() {
        return code;
    }
    tierline_shell::run()
}
