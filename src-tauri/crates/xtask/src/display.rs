//! A display that nobody sees, for windows that must really open: Xvfb, started for as long as the value lives.
//! Separate because three chores open windows, and because a display left behind outlives the command.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::calls::Call;
use crate::failure::Failure;
use crate::system;

/// Big enough for the window at its default size, without a window manager's frame.
const SCREEN: &str = "1280x800x24";

/// A running Xvfb. It ends when the value is dropped.
#[derive(Debug)]
pub(crate) struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts one with a number that is free.
    pub(crate) fn open() -> Result<Self, Failure> {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                SCREEN,
                "-nolisten",
                "tcp",
                "-noreset",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| {
                Failure::new(format!("Xvfb could not be started: {error}."))
                    .remedy("Run cargo xtask setup, then the command again.")
            })?;
        // It writes its number once it accepts windows.
        let mut number = String::new();
        if let Some(out) = server.stdout.take() {
            let _ = BufReader::new(out).read_line(&mut number);
        }
        let display = Self {
            server,
            name: format!(":{}", number.trim()),
        };
        if number.trim().is_empty() {
            return Err(Failure::new("Xvfb ended before it accepted a window."));
        }
        Ok(display)
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Lets a call open its windows here, in the tests' language.
    pub(crate) fn lend(&self, call: Call) -> Call {
        let language = if system::has_locale() {
            system::TEST_LOCALE
        } else {
            "C.UTF-8"
        };
        call.env("DISPLAY", &self.name)
            .env("GDK_BACKEND", "x11")
            .env("LANG", language)
            .env("LC_ALL", language)
            .without_env("WAYLAND_DISPLAY")
            // With either of these the driver's screenshots hang.
            .without_env("WEBKIT_DISABLE_DMABUF_RENDERER")
            .without_env("WEBKIT_DISABLE_COMPOSITING_MODE")
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Whether a person can see a window here.
pub(crate) fn is_there() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn two_displays_do_not_take_each_others_number() {
        if !(system::on_path("Xvfb") && system::on_path("xwininfo")) {
            eprintln!("left out: Xvfb or xwininfo is not on this system");
            return;
        }
        let (one, two) = (Display::open().unwrap(), Display::open().unwrap());
        assert_ne!(one.name(), two.name(), "two runs at once must not share windows");
        for display in [&one, &two] {
            let asked = Call::new("xwininfo")
                .args(["-display", display.name(), "-root"])
                .read()
                .unwrap();
            assert!(
                asked.contains("Width: 1280"),
                "the window at its default size must fit: {asked}"
            );
        }
    }
}
