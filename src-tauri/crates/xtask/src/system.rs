//! System packages: what this system lacks, how to get it, and getting it where that needs no question.
//! Separate from the rest of the set-up because it is the only part that differs by system.

use std::env;
use std::fs;

use crate::calls::Call;
use crate::failure::Failure;
use crate::setup::Need;

/// Debian's packages for building the app.
const DEBIAN_BUILD: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "libgtk-3-dev",
    "librsvg2-dev",
    "ca-certificates",
];
/// What the tests in the real window need beside those: a display, a driver, a language that is not “C”.
const DEBIAN_TEST: &[&str] = &[
    "xvfb",
    "xauth",
    "webkit2gtk-driver",
    "locales",
    "fonts-dejavu-core",
    "x11-utils",
];

/// The language of the tests' window. Without one the web view calls its language “C”, and formats nothing.
pub(crate) const TEST_LOCALE: &str = "en_US.UTF-8";

/// The systems that differ in how a package is installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Debian,
    Fedora,
    Suse,
    Arch,
    Alpine,
    OtherLinux,
    MacOs,
    Windows,
}

impl Family {
    fn here() -> Self {
        match env::consts::OS {
            "windows" => Self::Windows,
            "macos" => Self::MacOs,
            _ => Self::of_release(&fs::read_to_string("/etc/os-release").unwrap_or_default()),
        }
    }

    fn of_release(text: &str) -> Self {
        let names: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
            .flat_map(|value| value.trim_matches('"').split_whitespace())
            .collect();
        let any = |wanted: &[&str]| {
            names
                .iter()
                .any(|name| wanted.iter().any(|want| name.starts_with(want)))
        };
        if any(&["debian", "ubuntu"]) {
            Self::Debian
        } else if any(&["fedora", "rhel", "centos"]) {
            Self::Fedora
        } else if any(&["suse", "opensuse"]) {
            Self::Suse
        } else if any(&["arch"]) {
            Self::Arch
        } else if any(&["alpine"]) {
            Self::Alpine
        } else {
            Self::OtherLinux
        }
    }

    /// The command that installs what the app is built from, and for tests also what drives its window. Packages that are
    /// there already are skipped by every one of these programs.
    fn command(self, need: Need) -> String {
        let (build, test) = match self {
            Self::Debian => ("sudo apt-get install --yes --no-install-recommends", ""),
            Self::Fedora => (
                "sudo dnf install gcc gcc-c++ make pkgconf-pkg-config webkit2gtk4.1-devel gtk3-devel librsvg2-devel",
                // By the file, because the package that has the driver was renamed from one release to the next.
                " /usr/bin/WebKitWebDriver /usr/bin/Xvfb /usr/bin/xwininfo dejavu-sans-fonts",
            ),
            Self::Suse => (
                "sudo zypper install gcc gcc-c++ make pkgconf 'pkgconfig(webkit2gtk-4.1)' 'pkgconfig(gtk+-3.0)' \
                 'pkgconfig(librsvg-2.0)'",
                " /usr/bin/WebKitWebDriver /usr/bin/Xvfb /usr/bin/xwininfo dejavu-fonts",
            ),
            Self::Arch => (
                "sudo pacman -S --needed base-devel webkit2gtk-4.1 gtk3 librsvg",
                " webkitgtk-6.0 xorg-server-xvfb xorg-xwininfo ttf-dejavu",
            ),
            Self::Alpine => (
                "sudo apk add build-base pkgconf webkit2gtk-4.1-dev gtk+3.0-dev librsvg-dev",
                " xvfb xwininfo font-dejavu",
            ),
            Self::OtherLinux => (
                "Install a C compiler, pkg-config and the development files of WebKitGTK 4.1, GTK 3 and librsvg with this \
                 system's package manager",
                ", and for the tests also Xvfb, xwininfo and WebKitWebDriver",
            ),
            Self::MacOs => ("xcode-select --install", ""),
            Self::Windows => (
                "winget install --id Microsoft.VisualStudio.2022.BuildTools --override \
                 \"--add Microsoft.VisualStudio.Workload.VCTools --includeRecommended --passive --wait\"",
                "",
            ),
        };
        match need {
            Need::Build => build.to_owned(),
            Need::Test => format!("{build}{test}"),
        }
    }
}

/// Makes sure that the system's packages are there. Installs them where that may be done without asking.
pub(crate) fn packages(need: Need) -> Result<(), Failure> {
    let family = Family::here();
    match family {
        Family::Debian => debian(need),
        Family::Windows if cfg!(not(target_env = "msvc")) => Err(missing(
            "The app is built with Microsoft's build tools, and this Rust uses others.",
            &format!("{}\n    rustup default stable-msvc", family.command(need)),
        )),
        // Rust itself does not link without the build tools, so this program is the proof that they are there.
        Family::Windows => {
            if !has_webview2() {
                println!(
                    "  The WebView2 runtime was not found. Should no window open, install it with this command:\n\n    {WEBVIEW2}\n"
                );
            }
            Ok(())
        }
        Family::MacOs if Call::new("xcode-select").arg("-p").succeeds() => Ok(()),
        Family::MacOs => Err(missing(
            "Apple's command line tools are missing.",
            &family.command(need),
        )),
        _ => {
            let libraries = Call::new("pkg-config")
                .args(["--exists", "webkit2gtk-4.1", "gtk+-3.0", "librsvg-2.0"])
                .succeeds();
            let compiler = on_path("cc") || on_path("gcc") || on_path("clang");
            let driven = ["Xvfb", "WebKitWebDriver", "xwininfo"].into_iter().all(on_path);
            if libraries && compiler && (need == Need::Build || driven) {
                Ok(())
            } else {
                Err(missing("Some system packages are missing.", &family.command(need)))
            }
        }
    }
}

/// What the window is drawn with; every Windows 11 has it.
const WEBVIEW2: &str = "winget install --id Microsoft.EdgeWebView2Runtime";

/// Whether WebView2 is entered in the registry, for everybody or for this person.
fn has_webview2() -> bool {
    [r"HKLM\SOFTWARE\WOW6432Node", r"HKLM\SOFTWARE", r"HKCU\Software"]
        .iter()
        .any(|root| {
            let key = format!(r"{root}\Microsoft\EdgeUpdate\Clients\{{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}}");
            Call::new("reg").args(["query", &key, "/v", "pv"]).succeeds()
        })
}

fn missing(what: &str, command: &str) -> Failure {
    Failure::new(what).remedy(format!(
        "Install them like this, then run your command again:\n\n    {command}"
    ))
}

fn debian(need: Need) -> Result<(), Failure> {
    let mut wanted = DEBIAN_BUILD.to_vec();
    if need == Need::Test {
        wanted.extend(DEBIAN_TEST);
    }
    let lacking: Vec<&str> = wanted.into_iter().filter(|package| !installed(package)).collect();
    if !lacking.is_empty() {
        let typed = format!(
            "sudo apt-get update && {} {}",
            Family::Debian.command(need),
            lacking.join(" ")
        );
        let Some(apt) = apt() else {
            return Err(missing(
                "Some system packages are missing, and installing them needs a password.",
                &typed,
            ));
        };
        println!("  Installing {}", lacking.join(", "));
        // One source that cannot be reached does not matter if the others have the packages.
        if let Err(failure) = apt.clone().args(["-qq", "update"]).read() {
            println!("  {failure}");
        }
        let install = ["-qq", "install", "--yes", "--no-install-recommends"];
        apt.args(install).args(&lacking).read().map_err(|failure| {
            Failure::new(format!("The system packages could not be installed. {failure}")).remedy(format!(
                "Install them by hand, then run the command again:\n\n    {typed}"
            ))
        })?;
    }
    if need == Need::Test && !has_locale() {
        let made = as_root("localedef").map(|call| call.args(["-i", "en_US", "-f", "UTF-8", TEST_LOCALE]).succeeds());
        if made != Some(true) {
            println!("  The language {TEST_LOCALE} is not on this system; the window's tests use C.UTF-8.");
        }
    }
    Ok(())
}

fn installed(package: &str) -> bool {
    Call::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", package])
        .read()
        .is_ok_and(|status| status.trim() == "installed")
}

/// A call that runs as the system's administrator without asking, if there is a way.
pub(crate) fn as_root(program: &str) -> Option<Call> {
    if Call::new("id").arg("-u").read().is_ok_and(|id| id.trim() == "0") {
        Some(Call::new(program))
    } else if Call::new("sudo").args(["-n", "true"]).succeeds() {
        Some(Call::new("sudo").args(["-n", program]))
    } else {
        None
    }
}

/// apt-get without questions, if it may be used.
pub(crate) fn apt() -> Option<Call> {
    if !on_path("apt-get") {
        return None;
    }
    // sudo drops the environment, so the variable goes through env.
    as_root("env").map(|call| {
        call.args([
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "-o",
            "DPkg::Lock::Timeout=300",
        ])
    })
}

pub(crate) fn has_locale() -> bool {
    Call::new("locale")
        .arg("-a")
        .read()
        .is_ok_and(|all| all.lines().any(|name| name == "en_US.utf8"))
}

pub(crate) fn on_path(program: &str) -> bool {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(&file).is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn building_asks_for_less_than_testing_and_each_system_has_its_own_words() {
        for family in [
            Family::Fedora,
            Family::Suse,
            Family::Arch,
            Family::Alpine,
            Family::OtherLinux,
        ] {
            let (build, test) = (family.command(Need::Build), family.command(Need::Test));
            assert!(
                !build.to_lowercase().contains("xvfb"),
                "a window needs no hidden display: {build}"
            );
            assert!(
                test.starts_with(&build) && test.to_lowercase().contains("xvfb"),
                "{test}"
            );
        }
        for family in [Family::MacOs, Family::Windows] {
            assert_eq!(family.command(Need::Build), family.command(Need::Test));
        }
    }

    #[test]
    fn a_system_is_known_by_its_relatives() {
        let mint = "NAME=\"Linux Mint\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n";
        assert_eq!(Family::of_release(mint), Family::Debian, "Mint installs with apt");
        let rocky = "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n";
        assert_eq!(Family::of_release(rocky), Family::Fedora, "Rocky installs with dnf");
        let leap = "ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"\n";
        assert_eq!(Family::of_release(leap), Family::Suse, "Leap installs with zypper");
        assert_eq!(
            Family::of_release(""),
            Family::OtherLinux,
            "an unknown system gets words, not a wrong command"
        );
    }
}
