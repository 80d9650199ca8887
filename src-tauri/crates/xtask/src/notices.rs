//! The third-party notices: every package that is inside the app, under which licence, held by whom, each licence's
//! text once. Written from what cargo and npm know, never by hand; the app shows the file in its About box.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::calls::Call;
use crate::failure::Failure;
use crate::licences;
use crate::tree::Tree;

const FILE: &str = "THIRD-PARTY-NOTICES.txt";
/// The systems the app is shipped for. What only other systems need is not inside it.
const SYSTEMS: &[&str] = &[
    "x86_64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
];
/// The packages that are shipped.
const SHIPPED: &[&str] = &["tierline", "tierline-cli"];
/// What is inside without being a package.
const BESIDE: &[&str] = &[
    "SQLite, which keeps the plan files: public domain, https://www.sqlite.org/copyright.html",
    "GeoNames, postal codes and cities, and the places of the sample company: CC BY 4.0, https://www.geonames.org",
];
const LIST_STARTS: &str = "PACKAGES";
const LIST_ENDS: &str = "ALSO INSIDE";

/// A package that is inside the app.
#[derive(Debug)]
struct Package {
    name: String,
    version: String,
    licences: Vec<&'static str>,
    folder: PathBuf,
    authors: Vec<String>,
    home: String,
}

impl Package {
    fn line(&self) -> String {
        format!("{} {}: {}", self.name, self.version, self.licences.join(" and "))
    }
}

/// Writes the file.
pub(crate) fn write(tree: &Tree) -> Result<(), Failure> {
    let packages = all(tree)?;
    let text = render(&packages);
    let path = tree.join(FILE);
    fs::write(&path, &text).map_err(|error| Failure::io("write", &path, &error))?;
    println!("  {FILE}: {} packages, {} KB", packages.len(), text.len() / 1024);
    Ok(())
}

/// Fails if the committed file's list of packages is not that of the lock files.
pub(crate) fn check(tree: &Tree) -> Result<(), Failure> {
    let fresh: BTreeSet<String> = all(tree)?.iter().map(Package::line).collect();
    let committed = listed(&fs::read_to_string(tree.join(FILE)).unwrap_or_default());
    let mut differing: Vec<String> = fresh
        .difference(&committed)
        .map(|line| format!("    missing: {line}"))
        .collect();
    differing.extend(
        committed
            .difference(&fresh)
            .map(|line| format!("    no longer inside: {line}")),
    );
    if differing.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{FILE} does not list what is inside the app:\n\n{}",
        differing.join("\n")
    ))
    .remedy("Run cargo xtask gen notices and commit the file."))
}

fn listed(text: &str) -> BTreeSet<String> {
    text.lines()
        .skip_while(|line| *line != LIST_STARTS)
        .skip(1)
        .take_while(|line| *line != LIST_ENDS)
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

fn all(tree: &Tree) -> Result<Vec<Package>, Failure> {
    let mut found: BTreeMap<(String, String), Package> = BTreeMap::new();
    let mut refused = Vec::new();
    for system in SYSTEMS {
        let call = ["metadata", "--format-version", "1", "--filter-platform", system];
        let metadata = parse(&Call::cargo(tree).args(call).read()?)?;
        rust(&metadata, &mut found, &mut refused);
    }
    let lock = tree.ui().join("package-lock.json");
    let text = fs::read_to_string(&lock).map_err(|error| Failure::io("read", &lock, &error))?;
    npm(&tree.ui(), &parse(&text)?, &mut found, &mut refused);
    if refused.is_empty() {
        return Ok(found.into_values().collect());
    }
    refused.sort();
    refused.dedup();
    Err(Failure::new(format!(
        "These packages have a licence that we do not accept:\n\n{}",
        refused.join("\n")
    ))
    .remedy("Replace them, or add the licence to the accepted ones after reading it."))
}

fn parse(text: &str) -> Result<Value, Failure> {
    serde_json::from_str(text)
        .map_err(|error| Failure::new(format!("A description of the packages is damaged: {error}.")))
}

fn word<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value[key].as_array().into_iter().flatten()
}

/// Adds the crates that are linked into the shipped programs: neither build scripts' nor tests' nor macros'.
fn rust(metadata: &Value, found: &mut BTreeMap<(String, String), Package>, refused: &mut Vec<String>) {
    let packages: BTreeMap<&str, &Value> = list(metadata, "packages").map(|one| (word(one, "id"), one)).collect();
    let nodes: BTreeMap<&str, &Value> = list(&metadata["resolve"], "nodes")
        .map(|one| (word(one, "id"), one))
        .collect();
    let is_macro = |package: &Value| {
        list(package, "targets").any(|target| list(target, "kind").any(|kind| kind.as_str() == Some("proc-macro")))
    };
    let mut open: Vec<&str> = packages
        .values()
        .filter(|one| SHIPPED.contains(&word(one, "name")))
        .map(|one| word(one, "id"))
        .collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    while let Some(id) = open.pop() {
        let Some(package) = packages.get(id).filter(|package| !is_macro(package)) else {
            continue;
        };
        if !seen.insert(id) {
            continue;
        }
        let linked = nodes
            .get(id)
            .into_iter()
            .flat_map(|node| list(node, "deps"))
            .filter(|dependency| {
                let mut kinds = list(dependency, "dep_kinds");
                kinds.any(|kind| kind["kind"].is_null())
            });
        open.extend(linked.map(|dependency| word(dependency, "pkg")));
        // Our own have no source beside the clone.
        if package["source"].is_null() {
            continue;
        }
        let (name, version) = (word(package, "name").to_owned(), word(package, "version").to_owned());
        let expression = word(package, "license");
        let Some(licences) = licences::choose(expression) else {
            refused.push(format!("    {name} {version}: {expression}"));
            continue;
        };
        let folder = Path::new(word(package, "manifest_path"))
            .parent()
            .map(Path::to_path_buf)
            .unwrap_or_default();
        let authors = list(package, "authors")
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        let home = word(package, "repository").to_owned();
        found.insert(
            (name.clone(), version.clone()),
            Package {
                name,
                version,
                licences,
                folder,
                authors,
                home,
            },
        );
    }
}

/// Adds the packages that the front end is made of: neither tools nor what only some system's tools need.
fn npm(ui: &Path, lock: &Value, found: &mut BTreeMap<(String, String), Package>, refused: &mut Vec<String>) {
    for (path, entry) in lock["packages"].as_object().into_iter().flatten() {
        let yes = |key: &str| entry[key].as_bool() == Some(true);
        let only_some_systems = entry.get("os").is_some() || entry.get("cpu").is_some();
        if path.is_empty() || yes("dev") || yes("devOptional") || yes("link") || only_some_systems {
            continue;
        }
        let name = path.rsplit("node_modules/").next().unwrap_or(path).to_owned();
        // Types leave no trace in what is shipped.
        if name.starts_with("@types/") {
            continue;
        }
        let version = word(entry, "version").to_owned();
        let expression = word(entry, "license");
        let Some(licences) = licences::choose(expression) else {
            refused.push(format!("    {name} {version}: {expression}"));
            continue;
        };
        let folder = path.split('/').fold(ui.to_path_buf(), |folder, part| folder.join(part));
        let manifest = fs::read_to_string(folder.join("package.json")).unwrap_or_default();
        let manifest: Value = serde_json::from_str(&manifest).unwrap_or_default();
        let author = manifest["author"]
            .as_str()
            .or_else(|| manifest["author"]["name"].as_str());
        let authors = author.map(str::to_owned).into_iter().collect();
        let home = manifest["repository"]["url"]
            .as_str()
            .or_else(|| manifest["repository"].as_str())
            .unwrap_or_default();
        let home = home.trim_start_matches("git+").trim_end_matches(".git").to_owned();
        found.insert(
            (name.clone(), version.clone()),
            Package {
                name,
                version,
                licences,
                folder,
                authors,
                home,
            },
        );
    }
}

/// The texts a package brings along: its licences, and the notices that Apache asks to keep.
fn texts(package: &Package) -> (Vec<String>, Vec<String>) {
    let (mut found, mut notices) = (Vec::new(), Vec::new());
    let Ok(entries) = fs::read_dir(&package.folder) else {
        return (found, notices);
    };
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let starts = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
        let Ok(text) = fs::read_to_string(&path) else { continue };
        if starts(&["license", "licence", "copying", "unlicense", "copyright"]) {
            found.push(text);
        } else if starts(&["notice"]) {
            notices.push(text.trim().to_owned());
        }
    }
    (found, notices)
}

/// One printed text and the packages that it covers, each with its holders.
#[derive(Debug, Default)]
struct Group {
    text: String,
    covers: Vec<(String, Vec<String>)>,
}

fn render(packages: &[Package]) -> String {
    let mut groups: BTreeMap<(&'static str, String), Group> = BTreeMap::new();
    let mut without: Vec<(&'static str, &Package)> = Vec::new();
    let mut notices: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages {
        let (texts, kept) = texts(package);
        let named = format!("{} {}", package.name, package.version);
        for notice in kept {
            notices.entry(notice).or_default().push(named.clone());
        }
        for licence in &package.licences {
            let holding: Vec<&String> = texts
                .iter()
                .filter(|text| licences::held(text).contains(licence))
                .collect();
            let alone = holding.iter().find(|text| licences::held(text).len() == 1);
            let Some(text) = alone.or(holding.first()) else {
                without.push((*licence, package));
                continue;
            };
            // These texts are the same everywhere but for how they are wrapped.
            let fixed = ["Apache-2.0", "MPL-2.0", "CC0-1.0", "Unlicense", "BSL-1.0"].contains(licence);
            let key = if fixed { String::new() } else { licences::essence(text) };
            let group = groups.entry((*licence, key)).or_default();
            let text_here = licences::printed(text);
            // Of a fixed text the fullest, which has its appendix; of the others the one with the fewest words beside.
            let better = if fixed {
                text_here.len() > group.text.len()
            } else {
                text_here.len() < group.text.len()
            };
            if group.text.is_empty() || (better && alone.is_some()) {
                group.text = text_here;
            }
            group.covers.push((named.clone(), licences::holders(text)));
        }
    }
    // A package that names its licence and forgot the text gets the text that most packages have.
    for (licence, package) in without {
        let named = format!("{} {}", package.name, package.version);
        let common = groups
            .iter_mut()
            .filter(|((name, _), _)| *name == licence)
            .max_by_key(|(_, group)| group.covers.len());
        let authors = package
            .authors
            .iter()
            .map(|author| format!("Copyright (c) {}", without_address(author)));
        let mut holders: Vec<String> = authors.collect();
        if holders.is_empty() {
            holders.push(format!("Copyright (c) the authors of {}", package.name));
        }
        match common {
            Some((_, group)) => group.covers.push((named, holders)),
            None => {
                let text = format!("{licence}, see https://spdx.org/licenses/{licence}.html");
                let group = Group {
                    text,
                    covers: vec![(named, holders)],
                };
                groups.insert((licence, package.name.clone()), group);
            }
        }
    }
    page(packages, &groups, &notices)
}

fn page(
    packages: &[Package],
    groups: &BTreeMap<(&'static str, String), Group>,
    notices: &BTreeMap<String, Vec<String>>,
) -> String {
    let mut out = String::from(
        "THIRD-PARTY NOTICES\n\nTierline is built from the following packages. Their authors keep their rights; ",
    );
    out.push_str(
        "the licences under which they\nlet us use their work follow, each text once, with the packages it covers.\n\n",
    );
    let _ = writeln!(out, "{LIST_STARTS}\n");
    for line in packages.iter().map(Package::line).collect::<BTreeSet<_>>() {
        let _ = writeln!(out, "{line}");
    }
    let _ = writeln!(out, "\n{LIST_ENDS}\n");
    for line in BESIDE {
        let _ = writeln!(out, "{line}");
    }
    let copyleft: Vec<String> = packages
        .iter()
        .filter(|package| package.licences.contains(&"MPL-2.0"))
        .map(|package| format!("{} {} {}", package.name, package.version, package.home))
        .collect();
    if !copyleft.is_empty() {
        let _ = writeln!(
            out,
            "\nUnder the Mozilla Public License and unchanged; their source is at:"
        );
        let _ = writeln!(out, "{}", copyleft.join("\n"));
    }
    let rule = "-".repeat(100);
    for ((licence, _), group) in groups {
        let _ = writeln!(out, "\n{rule}\n{licence}\n{rule}\n");
        let mut by_holder: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (named, holders) in &group.covers {
            by_holder.entry(holders.join("; ")).or_default().push(named);
        }
        for (holders, names) in by_holder {
            let _ = writeln!(out, "{}", names.join(", "));
            if !holders.is_empty() {
                let _ = writeln!(out, "    {holders}");
            }
        }
        let _ = writeln!(out, "\n{}", group.text);
    }
    for (notice, names) in notices {
        let _ = writeln!(
            out,
            "\n{rule}\nNotice of {}\n{rule}\n\n{}",
            names.join(", "),
            licences::printed_whole(notice)
        );
    }
    out
}

fn without_address(author: &str) -> &str {
    author.split('<').next().unwrap_or(author).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, licences: Vec<&'static str>) -> Package {
        let folder = PathBuf::from("none");
        let authors = vec!["Ada <ada@example.org>".to_owned()];
        Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licences,
            folder,
            authors,
            home: String::new(),
        }
    }

    #[test]
    fn the_written_list_is_read_back_as_it_was() {
        let packages = [package("one", vec!["MIT"]), package("two", vec!["MIT", "Unicode-3.0"])];
        let listed = listed(&render(&packages));
        let fresh: BTreeSet<String> = packages.iter().map(Package::line).collect();
        assert_eq!(listed, fresh, "else every check would ask to write the file again");
    }

    #[test]
    fn a_package_without_a_text_still_names_its_author_without_the_address() {
        let text = render(&[package("one", vec!["MIT"])]);
        assert!(
            text.contains("Copyright (c) Ada\n"),
            "the author is who holds the right: {text}"
        );
        assert!(!text.contains("example.org"), "an address is nobody's business");
    }

    #[test]
    fn what_only_builds_or_tests_is_not_listed() {
        let metadata = serde_json::json!({
            "packages": [
                {"id": "t", "name": "tierline", "version": "0.1.0", "source": null, "targets": []},
                {"id": "a", "name": "linked", "version": "1.0.0", "source": "registry", "license": "MIT",
                 "manifest_path": "x/Cargo.toml", "targets": [{"kind": ["lib"]}]},
                {"id": "b", "name": "only-in-tests", "version": "1.0.0", "source": "registry", "license": "GPL-3.0",
                 "manifest_path": "y/Cargo.toml", "targets": [{"kind": ["lib"]}]},
                {"id": "c", "name": "a-macro", "version": "1.0.0", "source": "registry", "license": "MIT",
                 "manifest_path": "z/Cargo.toml", "targets": [{"kind": ["proc-macro"]}]}
            ],
            "resolve": {"nodes": [
                {"id": "t", "deps": [
                    {"pkg": "a", "dep_kinds": [{"kind": null}]},
                    {"pkg": "b", "dep_kinds": [{"kind": "dev"}]},
                    {"pkg": "c", "dep_kinds": [{"kind": null}]}
                ]}
            ]}
        });
        let (mut found, mut refused) = (BTreeMap::new(), Vec::new());
        rust(&metadata, &mut found, &mut refused);
        let names: Vec<_> = found.keys().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["linked"], "only what is inside the shipped program");
        assert!(refused.is_empty(), "a test's licence binds nobody who gets the app");
    }
}
