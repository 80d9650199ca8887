//! This system's installers, made by Tauri's command line, and the proof that what was made can be installed, started
//! and removed. Separate because it is the only chore that changes the system.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::calls::Call;
use crate::display::Display;
use crate::failure::Failure;
use crate::generate;
use crate::setup::{self, Need};
use crate::system;
use crate::tree::{Tree, files_under};

/// The package's name in Debian and the program's name on the path.
const NAME: &str = "tierline";
/// How long the first window may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long the program must live after its window appeared.
const STEADY: Duration = Duration::from_secs(5);

/// Makes the installers; on Debian also tries the package.
pub(crate) fn run(tree: &Tree) -> Result<ExitCode, Failure> {
    setup::everything(tree, Need::Test)?;
    let kinds = match std::env::consts::OS {
        "windows" => "nsis,msi",
        "macos" => "app,dmg",
        _ => "deb",
    };
    let folder = tree.target().join("release").join("bundle");
    // An installer of an earlier version must not be taken for this one.
    let _ = fs::remove_dir_all(&folder);
    generate::tauri(tree).args(["build", "--bundles", kinds]).show()?;
    let made = installers(&folder);
    if made.is_empty() {
        return Err(Failure::new("Tauri's command line ended well but made no installer."));
    }
    println!("\nMade:");
    for path in &made {
        let size = fs::metadata(path).map_or(0, |facts| facts.len());
        println!("  {} ({:.1} MB)", tree.shown(path), size as f64 / 1e6);
    }
    match made
        .iter()
        .find(|path| path.extension().is_some_and(|kind| kind == "deb"))
    {
        Some(package) => try_package(tree, package)?,
        None => println!("\nInstalling it as a check is done on Debian only."),
    }
    Ok(ExitCode::SUCCESS)
}

fn installers(folder: &Path) -> Vec<PathBuf> {
    let known = ["deb", "exe", "msi", "dmg"];
    let is_one = |path: &PathBuf| {
        path.extension()
            .is_some_and(|kind| known.iter().any(|known| kind == *known))
    };
    files_under(folder).into_iter().filter(is_one).collect()
}

fn try_package(tree: &Tree, package: &Path) -> Result<(), Failure> {
    let Some(apt) = system::apt() else {
        println!("\nInstalling it as a check needs a password, so it was left out. By hand:");
        println!("    sudo apt-get install {}", package.display());
        return Ok(());
    };
    if Call::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", NAME])
        .read()
        .is_ok_and(|said| said == "installed")
    {
        println!("\nTierline is installed here already; it was left alone, and the package was not tried.");
        return Ok(());
    }
    println!("\nInstall it, start it, remove it:");
    apt.clone()
        .args(["-qq", "install", "--yes", "--no-install-recommends"])
        .arg(package)
        .read()?;
    println!("  installed");
    let tried = start(tree);
    let removed = apt.args(["-qq", "remove", "--yes", NAME]).read();
    tried?;
    removed?;
    println!("  removed");
    Ok(())
}

/// Starts the installed program and waits until its window is there and stays.
fn start(tree: &Tree) -> Result<(), Failure> {
    let home = tree.scratch("bundle-home")?;
    let display = Display::open()?;
    let since = Instant::now();
    let call = display
        .lend(Call::new(NAME))
        .env("HOME", &home)
        .env("XDG_DATA_HOME", home.join("data"));
    let call = call
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"));
    let child = call.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut program =
        Running(child.map_err(|error| Failure::new(format!("The installed program could not be started: {error}.")))?);
    while !has_window(&display) {
        program.must_live("before it showed a window")?;
        if since.elapsed() > PATIENCE {
            return Err(Failure::new(format!(
                "No window appeared within {} s.",
                PATIENCE.as_secs()
            )));
        }
        thread::sleep(Duration::from_millis(100));
    }
    println!("  its window appeared after {:.1} s", since.elapsed().as_secs_f64());
    thread::sleep(STEADY);
    program.must_live("soon after it showed its window")?;
    println!("  it still runs {} s later", STEADY.as_secs());
    Ok(())
}

fn has_window(display: &Display) -> bool {
    Call::new("xwininfo")
        .args(["-display", display.name(), "-root", "-tree"])
        .read()
        // The toolkit's own unmapped windows bear the program's name too, but are tiny.
        .is_ok_and(|tree| {
            tree.lines()
                .any(|line| line.contains("\"Tierline\"") && width(line).is_some_and(|it| it > 600))
        })
}

/// The width in a line of xwininfo: `0x200003 "Tierline": ("tierline" "Tierline")  1280x800+0+0  +0+0`.
fn width(line: &str) -> Option<u32> {
    let size = line.rsplit(')').next()?.split_whitespace().next()?;
    size.split('x').next()?.parse().ok()
}

/// A program that ends with this value, whatever happened.
struct Running(Child);

impl Running {
    fn must_live(&mut self, when: &str) -> Result<(), Failure> {
        match self.0.try_wait() {
            Ok(Some(status)) => Err(Failure::new(format!("The installed program ended {when} ({status}).")))
                .map_err(|failure: Failure| failure.remedy("Start it from a terminal to see what it says.")),
            _ => Ok(()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_windows_size_is_read_from_xwininfo() {
        let line = "     0x400007 \"Tierline\": (\"tierline\" \"Tierline\")  1280x800+0+0  +0+0";
        assert_eq!(width(line), Some(1280), "the size follows the class");
        assert_eq!(
            width("     0x400001 (has no name): ()  1x1+-1+-1  +-1+-1"),
            Some(1),
            "the toolkit's own windows are tiny"
        );
    }
}
