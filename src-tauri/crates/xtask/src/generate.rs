//! Files that a program writes and that are committed: the wire types for the front end, the sample workbooks, the
//! third-party notices, the icons. Separate so that there is one command that brings all of them up to date, and one
//! check that they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use crate::calls::Call;
use crate::failure::Failure;
use crate::notices;
use crate::setup;
use crate::steps::Log;
use crate::tree::{Tree, files_under};

/// Rewrites what was asked for.
pub(crate) fn run(tree: &Tree, wanted: &[String]) -> Result<ExitCode, Failure> {
    let usual = ["bindings".to_owned(), "samples".to_owned(), "notices".to_owned()];
    for what in if wanted.is_empty() { &usual[..] } else { wanted } {
        match what.as_str() {
            "bindings" => bindings(tree)?,
            "samples" => {
                let call = ["run", "--quiet", "-p", "tierline-sheets", "--example", "make_samples"];
                Call::cargo(tree).args(call).show()?;
            }
            "notices" => {
                setup::node()?;
                setup::node_packages(tree, false)?;
                notices::write(tree)?;
            }
            "icons" => icons(tree)?,
            other => {
                return Err(Failure::new(format!("Nothing called “{other}” is generated."))
                    .remedy("Choose from bindings, samples, notices and icons."));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The program of `tierline-contract` that writes the wire types into the folder it is given.
fn writer(tree: &Tree, into: &Path) -> Call {
    let call = Call::cargo(tree).args(["run", "--quiet", "-p", "tierline-contract", "--example", "bindings"]);
    call.env("TS_RS_EXPORT_DIR", into)
}

/// Writes them anew, which also removes those of types that are gone.
fn bindings(tree: &Tree) -> Result<(), Failure> {
    let fresh = fresh_folder(tree)?;
    writer(tree, &fresh).read()?;
    let (old, new) = (texts(&tree.bindings()), texts(&fresh));
    let home = tree.bindings();
    for name in old.keys().filter(|name| !new.contains_key(*name)) {
        let path = home.join(name);
        fs::remove_file(&path).map_err(|error| Failure::io("remove", &path, &error))?;
        println!("  removed {name}");
    }
    for (name, text) in new.iter().filter(|(name, text)| old.get(*name) != Some(*text)) {
        let path = home.join(name);
        let folder = path.parent().unwrap_or(&home);
        fs::create_dir_all(folder).map_err(|error| Failure::io("make the folder", folder, &error))?;
        fs::write(&path, text).map_err(|error| Failure::io("write", &path, &error))?;
        println!("  wrote {name}");
    }
    println!("  {} wire types are up to date", new.len());
    Ok(())
}

/// Fails if the committed wire types are not those that the code writes.
pub(crate) fn bindings_match(tree: &Tree, log: &mut Log) -> Result<(), Failure> {
    let fresh = fresh_folder(tree)?;
    log.call(&writer(tree, &fresh))?;
    let differing = differences(&texts(&tree.bindings()), &texts(&fresh));
    if differing.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "The wire types in ui/src/ipc/bindings are not up to date:\n\n{}",
        differing.join("\n")
    ))
    .remedy("Run cargo xtask gen bindings and commit what it writes."))
}

fn fresh_folder(tree: &Tree) -> Result<std::path::PathBuf, Failure> {
    let folder = tree.scratch("bindings")?;
    fs::remove_dir_all(&folder).map_err(|error| Failure::io("empty", &folder, &error))?;
    tree.scratch("bindings")
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    files_under(folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|kind| kind == "ts"))
        .filter_map(|path| {
            let name = path.strip_prefix(folder).ok()?.to_string_lossy().replace('\\', "/");
            // A checkout may have turned the line ends.
            Some((name, fs::read_to_string(&path).ok()?.replace("\r\n", "\n")))
        })
        .collect()
}

fn differences(committed: &BTreeMap<String, String>, fresh: &BTreeMap<String, String>) -> Vec<String> {
    let mut found: Vec<String> = fresh
        .iter()
        .filter(|(name, text)| committed.get(*name) != Some(*text))
        .map(|(name, _)| match committed.contains_key(name) {
            true => format!("    {name} differs"),
            false => format!("    {name} is missing"),
        })
        .collect();
    found.extend(
        committed
            .keys()
            .filter(|name| !fresh.contains_key(*name))
            .map(|name| format!("    {name} is left over")),
    );
    found
}

/// Draws the icons from their sources. macOS has a source of its own: its tiles have a margin.
fn icons(tree: &Tree) -> Result<(), Failure> {
    setup::node()?;
    setup::node_packages(tree, false)?;
    let icons = tree.join("icons");
    let sources = [
        (
            "icon.svg",
            &[
                "32x32.png",
                "64x64.png",
                "128x128.png",
                "128x128@2x.png",
                "icon.png",
                "icon.ico",
            ][..],
        ),
        ("icon-macos.svg", &["icon.icns"][..]),
    ];
    for (source, wanted) in sources {
        let drawn = tree.scratch("icons")?;
        tauri(tree)
            .arg("icon")
            .arg(icons.join(source))
            .arg("--output")
            .arg(&drawn)
            .read()?;
        for name in wanted {
            let (from, to) = (drawn.join(name), icons.join(name));
            fs::copy(&from, &to).map_err(|error| Failure::io("write", &to, &error))?;
        }
    }
    println!("  drew the icons");
    Ok(())
}

/// Tauri's own command line, from the front end's packages, at the root where its configuration lies.
pub(crate) fn tauri(tree: &Tree) -> Call {
    let script = tree
        .ui()
        .join("node_modules")
        .join("@tauri-apps")
        .join("cli")
        .join("tauri.js");
    Call::new("node").arg(script).dir(tree.root())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_that_is_gone_is_called_left_over() {
        let text = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            pairs
                .iter()
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                .collect()
        };
        let committed = text(&[("Same.ts", "1"), ("Old.ts", "1"), ("Gone.ts", "1")]);
        let fresh = text(&[("Same.ts", "1"), ("Old.ts", "2"), ("New.ts", "1")]);
        assert_eq!(
            differences(&committed, &fresh),
            [
                "    New.ts is missing",
                "    Old.ts differs",
                "    Gone.ts is left over"
            ],
            "each kind of staleness has its word"
        );
    }
}
