//! The rules of the architecture that a compiler does not check: who may name which library, which crate may use
//! which, what the pure crates may not do. Separate because each rule is a line of a table here, not a habit.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::failure::Failure;
use crate::tree::{Tree, files_under};

/// A library and the packages that may name it. A name that ends in `*` is a prefix.
const OWNERS: &[(&str, &[&str])] = &[
    ("tauri", &["tierline"]),
    ("tauri-*", &["tierline"]),
    ("rusqlite", &["tierline-store"]),
    ("libsqlite3-sys", &["tierline-store"]),
    // The benchmarks compare with the bare libraries.
    ("calamine", &["tierline-sheets", "tierline-bench"]),
    ("rust_xlsxwriter", &["tierline-sheets", "tierline-bench"]),
    ("ts-rs", &["tierline-contract"]),
];

/// A package and the packages of ours that it may use. One that is not listed may use none.
const ARROWS: &[(&str, &[&str])] = &[
    ("tierline-plan", &[]),
    ("tierline-engine", &["tierline-plan"]),
    ("tierline-matching", &[]),
    ("tierline-places", &["tierline-matching"]),
    (
        "tierline-sheets",
        &["tierline-matching", "tierline-places", "tierline-plan"],
    ),
    ("tierline-store", &["tierline-plan"]),
    ("tierline-contract", &["tierline-plan"]),
    (
        "tierline-app",
        &[
            "tierline-plan",
            "tierline-engine",
            "tierline-matching",
            "tierline-places",
            "tierline-sheets",
            "tierline-store",
            "tierline-contract",
        ],
    ),
    ("tierline-cli", &["tierline-app", "tierline-contract"]),
    ("tierline", &["tierline-app", "tierline-contract"]),
    (
        "tierline-bench",
        &[
            "tierline-contract",
            "tierline-app",
            "tierline-matching",
            // One of the model's two tests by itself, which the app only makes together.
            "tierline-engine",
            "tierline-plan",
            // The window is measured by the hand that drives it in the journeys.
            "tierline-e2e",
        ],
    ),
];

/// What makes a result depend on something beside its input; not allowed in plan and engine.
const IMPURE: &[&str] = &[
    "SystemTime::now",
    "Instant::now",
    "now_utc",
    "now_local",
    "std::fs",
    "std::net",
    "std::env",
];

/// The one file of the front end that may talk to the host.
const TRANSPORT: &str = "ui/src/ipc/transport.ts";

/// Lines in a file from which on people lose the thread.
const LONG: usize = 600;

/// Checks every rule. Long files are only named.
pub(crate) fn check(tree: &Tree) -> Result<(), Failure> {
    let metadata = tree.metadata()?;
    let mut broken = packages(&metadata);
    broken.extend(sources(tree));
    if broken.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = broken.iter().map(|rule| format!("    {rule}")).collect();
    Err(
        Failure::new(format!("The architecture's rules are broken:\n\n{}", list.join("\n")))
            .remedy("Move the code to where it belongs; src-tauri/crates/xtask/src/arch.rs lists the rules."),
    )
}

fn packages(metadata: &Value) -> Vec<String> {
    let mut broken = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let allowed = ARROWS
            .iter()
            .find(|(from, _)| *from == name)
            .map_or(&[][..], |(_, to)| *to);
        let mut used: BTreeSet<(&str, bool)> = BTreeSet::new();
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let on = dependency["name"].as_str().unwrap_or_default();
            used.insert((on, dependency["kind"].as_str() == Some("dev")));
        }
        for (on, dev) in used {
            if let Some((_, owners)) = OWNERS.iter().find(|(library, _)| matches(library, on))
                && !owners.contains(&name)
            {
                broken.push(format!("{name} names {on}, which only {} may name", owners.join(", ")));
            }
            // A test may look at a crate from outside; a program may not.
            if !dev && on.starts_with("tierline") && !allowed.contains(&on) {
                broken.push(format!(
                    "{name} uses {on}: the arrow between the two does not point that way"
                ));
            }
        }
    }
    broken
}

fn matches(library: &str, name: &str) -> bool {
    library
        .strip_suffix('*')
        .map_or(library == name, |start| name.starts_with(start))
}

fn sources(tree: &Tree) -> Vec<String> {
    let mut broken = Vec::new();
    for folder in ["src-tauri", "ui/src", "tests"] {
        for path in files_under(&tree.join(folder)) {
            let shown = tree.shown(&path).replace('\\', "/");
            if !is_source(&path) || shown.contains("/bindings/") {
                continue;
            }
            let Ok(text) = fs::read_to_string(&path) else { continue };
            broken.extend(in_file(&shown, &text));
            let lines = text.lines().count();
            if lines > LONG {
                println!("        note: {shown} has {lines} lines; split it by concept before it grows");
            }
        }
    }
    broken
}

fn is_source(path: &Path) -> bool {
    path.extension()
        .is_some_and(|kind| ["rs", "ts", "tsx", "css", "sql"].iter().any(|known| kind == *known))
}

fn in_file(shown: &str, text: &str) -> Vec<String> {
    let mut broken = Vec::new();
    let pure = ["src-tauri/crates/plan/src/", "src-tauri/crates/engine/src/"]
        .iter()
        .any(|at| shown.starts_with(at));
    for (index, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        if shown.starts_with("ui/") && shown != TRANSPORT && imports_host(line) {
            broken.push(format!(
                "{shown}:{} imports @tauri-apps; only {TRANSPORT} may",
                index + 1
            ));
        }
        if pure && let Some(what) = IMPURE.iter().find(|what| code.contains(**what)) {
            broken.push(format!(
                "{shown}:{} uses {what}; plan and engine get everything passed in",
                index + 1
            ));
        }
    }
    broken
}

fn imports_host(line: &str) -> bool {
    // A lint rule or a comment may name the package; an import has it right after the quote.
    ["'@tauri-apps/", "\"@tauri-apps/", "`@tauri-apps/"]
        .iter()
        .any(|start| line.contains(start))
        && ["import", "from", "require", "mock"]
            .iter()
            .any(|word| line.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace(name: &str, on: &str, kind: Option<&str>) -> Value {
        serde_json::json!({"packages": [{"name": name, "dependencies": [{"name": on, "kind": kind}]}]})
    }

    #[test]
    fn a_library_has_one_owner() {
        assert_eq!(
            packages(&workspace("tierline-store", "rusqlite", None)),
            Vec::<String>::new(),
            "the owner may"
        );
        assert_eq!(
            packages(&workspace("tierline-app", "rusqlite", None)).len(),
            1,
            "nobody else may"
        );
        assert_eq!(
            packages(&workspace("tierline-app", "tauri-plugin-dialog", None)).len(),
            1,
            "plugins count as tauri"
        );
        assert_eq!(
            packages(&workspace("tierline-app", "calamine", Some("dev"))).len(),
            1,
            "nor in tests"
        );
    }

    #[test]
    fn arrows_point_one_way() {
        assert_eq!(
            packages(&workspace("tierline-app", "tierline-plan", None)).len(),
            0,
            "app stands on plan"
        );
        assert_eq!(
            packages(&workspace("tierline-plan", "tierline-app", None)).len(),
            1,
            "plan knows nobody"
        );
        assert_eq!(
            packages(&workspace("tierline-engine", "tierline-sheets", None)).len(),
            1,
            "the engine reads no file"
        );
        assert_eq!(
            packages(&workspace("tierline-engine", "tierline-sheets", Some("dev"))).len(),
            0,
            "its tests may"
        );
    }

    #[test]
    fn only_the_transport_imports_the_host() {
        let line = "import { invoke } from '@tauri-apps/api/core';";
        assert_eq!(
            in_file("ui/src/features/home/index.tsx", line).len(),
            1,
            "a screen may not"
        );
        assert_eq!(in_file(TRANSPORT, line).len(), 0, "the transport may");
    }

    #[test]
    fn the_engine_has_no_clock() {
        let code = "let now = Instant::now();";
        assert_eq!(
            in_file("src-tauri/crates/engine/src/scoring.rs", code).len(),
            1,
            "a clock makes results differ"
        );
        assert_eq!(
            in_file("src-tauri/crates/app/src/lib.rs", code).len(),
            0,
            "the use cases may look at it"
        );
        assert_eq!(
            in_file("src-tauri/crates/engine/src/a.rs", "// no Instant::now here").len(),
            0,
            "words may"
        );
    }
}
