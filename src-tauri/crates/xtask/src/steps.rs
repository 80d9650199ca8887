//! A list of steps run in order: each shown, timed, its output kept; one that fails stops only what needs it.
//! Separate because test and bundle use it, and because the table at the end is what people read.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::calls::Call;
use crate::failure::Failure;
use crate::tree::Tree;

/// Where a step says what it does.
#[derive(Debug)]
pub(crate) struct Log {
    file: File,
    verbose: bool,
}

impl Log {
    /// Runs a call; what it prints is kept, and shown if the person asked for it or if it fails.
    pub(crate) fn call(&mut self, call: &Call) -> Result<(), Failure> {
        call.keep(&mut self.file, self.verbose)
    }
}

/// How a step that did not fail ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Done {
    Passed,
    /// It has no meaning on this system; the reason is shown.
    NotHere(String),
}

type Work<'a> = Box<dyn FnOnce(&mut Log) -> Result<Done, Failure> + 'a>;

struct Step<'a> {
    name: &'static str,
    needs: &'static [&'static str],
    work: Work<'a>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Ending {
    Passed,
    NotHere(String),
    Failed,
    /// It needs a step that failed.
    Held(&'static str),
}

/// The steps in the order in which they run.
#[derive(Default)]
pub(crate) struct Steps<'a> {
    list: Vec<Step<'a>>,
}

impl<'a> Steps<'a> {
    /// Adds a step; it does not run if one of those it `needs` failed.
    pub(crate) fn add(
        &mut self,
        name: &'static str,
        needs: &'static [&'static str],
        work: impl FnOnce(&mut Log) -> Result<Done, Failure> + 'a,
    ) {
        self.list.push(Step {
            name,
            needs,
            work: Box::new(work),
        });
    }

    /// Keeps the steps whose name contains `text` and everything they need.
    pub(crate) fn only(&mut self, text: &str) -> Result<(), Failure> {
        let text = text.to_lowercase();
        let mut kept: Vec<&'static str> = Vec::new();
        for step in self.list.iter().rev() {
            if step.name.to_lowercase().contains(&text) || kept.contains(&step.name) {
                kept.push(step.name);
                kept.extend(step.needs);
            }
        }
        if kept.is_empty() {
            let names: Vec<_> = self.list.iter().map(|step| format!("    {}", step.name)).collect();
            return Err(Failure::new(format!("No step's name contains “{text}”."))
                .remedy(format!("The steps are:\n{}", names.join("\n"))));
        }
        self.list.retain(|step| kept.contains(&step.name));
        Ok(())
    }

    /// Runs them all and prints the table. The code is a failure's if any step failed.
    pub(crate) fn run(self, tree: &Tree, verbose: bool) -> Result<ExitCode, Failure> {
        let logs = tree.scratch("xtask")?;
        let total = self.list.len();
        let mut rows: Vec<(&'static str, Duration, Ending)> = Vec::new();
        let mut state: BTreeMap<&'static str, bool> = BTreeMap::new();
        for (index, step) in self.list.into_iter().enumerate() {
            let held = step.needs.iter().find(|need| state.get(*need) == Some(&false));
            if let Some(need) = held {
                state.insert(step.name, false);
                println!("[{:>2}/{total}] {} - not run, it needs: {need}", index + 1, step.name);
                rows.push((step.name, Duration::ZERO, Ending::Held(need)));
                continue;
            }
            println!("[{:>2}/{total}] {}", index + 1, step.name);
            let path = logs.join(format!(
                "{}.log",
                step.name.replace([' ', '/'], "-").replace(',', "").to_lowercase()
            ));
            let file = File::create(&path).map_err(|error| Failure::io("write", &path, &error))?;
            let since = Instant::now();
            let ended = (step.work)(&mut Log { file, verbose });
            let took = since.elapsed();
            let result = match ended {
                Ok(Done::Passed) => {
                    println!("        ok, {}", seconds(took));
                    Ending::Passed
                }
                Ok(Done::NotHere(why)) => {
                    println!("        {why}");
                    Ending::NotHere(why)
                }
                Err(failure) => {
                    println!(
                        "        FAILED, {}\n\n{failure}\n\n(all it printed: {})\n",
                        seconds(took),
                        kept(tree, path)
                    );
                    Ending::Failed
                }
            };
            state.insert(step.name, result != Ending::Failed);
            rows.push((step.name, took, result));
        }
        Ok(table(&rows))
    }
}

fn kept(tree: &Tree, path: PathBuf) -> String {
    tree.shown(&path)
}

fn table(rows: &[(&'static str, Duration, Ending)]) -> ExitCode {
    let width = rows.iter().map(|(name, ..)| name.len()).max().unwrap_or(0);
    println!("\n{:width$}  {:>9}  result", "step", "time");
    let mut whole = Duration::ZERO;
    for (name, took, result) in rows {
        whole += *took;
        let said = match result {
            Ending::Passed => "ok".to_owned(),
            Ending::NotHere(why) => format!("left out: {why}"),
            Ending::Failed => "FAILED".to_owned(),
            Ending::Held(need) => format!("not run, it needs: {need}"),
        };
        println!("{name:width$}  {:>9}  {said}", seconds(*took));
    }
    println!("{:width$}  {:>9}", "all", seconds(whole));
    let count = |wanted: fn(&Ending) -> bool| rows.iter().filter(|(.., result)| wanted(result)).count();
    let passed = count(|result| matches!(result, Ending::Passed));
    let failed = count(|result| matches!(result, Ending::Failed));
    println!("\n{passed} passed, {failed} failed");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn tree() -> (tempfile::TempDir, Tree) {
        let folder = tempfile::tempdir().unwrap();
        let tree = Tree::at(folder.path());
        (folder, tree)
    }

    #[test]
    fn a_failed_step_holds_back_only_what_needs_it() {
        let (_folder, tree) = tree();
        let ran = RefCell::new(Vec::new());
        let mut steps = Steps::default();
        steps.add("first", &[], |_| Err(Failure::new("no")));
        steps.add("needs first", &["first"], |_| {
            ran.borrow_mut().push("needs first");
            Ok(Done::Passed)
        });
        steps.add("needs the second", &["needs first"], |_| {
            ran.borrow_mut().push("needs the second");
            Ok(Done::Passed)
        });
        steps.add("alone", &[], |_| {
            ran.borrow_mut().push("alone");
            Ok(Done::Passed)
        });
        let code = steps.run(&tree, false).unwrap();
        assert_eq!(*ran.borrow(), ["alone"], "only the step that needs nothing may run");
        assert_eq!(
            format!("{code:?}"),
            format!("{:?}", ExitCode::FAILURE),
            "one failure fails the whole"
        );
    }

    #[test]
    fn asking_for_one_step_keeps_what_it_needs() {
        let (_folder, tree) = tree();
        let ran = RefCell::new(Vec::new());
        let mut steps = Steps::default();
        for (name, needs) in [
            ("set up", &[][..]),
            ("lint", &["set up"][..]),
            ("window", &["set up"][..]),
        ] {
            let ran = &ran;
            steps.add(name, needs, move |_| {
                ran.borrow_mut().push(name);
                Ok(Done::Passed)
            });
        }
        steps.only("Window").unwrap();
        steps.run(&tree, false).unwrap();
        assert_eq!(
            *ran.borrow(),
            ["set up", "window"],
            "the need runs first, the unasked step does not"
        );
    }
}
