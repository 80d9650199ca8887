//! What is built before anything can be shown or tested in a window: the front end, the app with it inside, and
//! `tierline-cli`. Separate so that run, test, bundle and shots use the same programs built in the same way.

use std::path::PathBuf;

use crate::calls::Call;
use crate::failure::Failure;
use crate::tree::Tree;

/// How the app is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// Quick to build: dependencies optimised, our own code a little. Shares its dependencies with the tests.
    Quick,
    /// The same, and native dialogs answer from the environment.
    Driven,
    /// As it is shipped.
    Release,
    /// As it is shipped, but driven: for measuring the window.
    Measured,
}

/// The two programs.
#[derive(Debug)]
pub(crate) struct Programs {
    pub(crate) app: PathBuf,
    pub(crate) cli: PathBuf,
}

/// The call that builds the front end into `ui/dist`.
pub(crate) fn front_end(tree: &Tree) -> Call {
    Call::npm(tree).args(["run", "--silent", "build"])
}

/// The call that builds both programs; the front end must be built before it.
pub(crate) fn programs(tree: &Tree, build: Build) -> Call {
    let features = match build {
        Build::Quick | Build::Release => "tierline/custom-protocol",
        Build::Driven | Build::Measured => "tierline/custom-protocol,tierline/e2e",
    };
    let call = Call::cargo(tree).args(["build", "-p", "tierline", "-p", "tierline-cli", "--features", features]);
    match build {
        Build::Release | Build::Measured => call.arg("--release"),
        // Only our own crates: dependencies have their level in the manifest. A list of 100,000 accounts is read many
        // times faster, and the build hardly slower.
        Build::Quick | Build::Driven => call.env("CARGO_PROFILE_DEV_OPT_LEVEL", "1"),
    }
}

/// Where the call above puts them.
pub(crate) fn built(tree: &Tree, build: Build) -> Result<Programs, Failure> {
    let profile = match build {
        Build::Release | Build::Measured => "release",
        Build::Quick | Build::Driven => "debug",
    };
    let programs = Programs {
        app: tree.program(profile, "tierline"),
        cli: tree.program(profile, "tierline-cli"),
    };
    for program in [&programs.app, &programs.cli] {
        if !program.is_file() {
            return Err(Failure::new(format!("{} was not built.", tree.shown(program)))
                .remedy("Run cargo xtask run --no-window, which builds it."));
        }
    }
    Ok(programs)
}
