//! What a person does: looks for things by role and name, waits a little, clicks, types, drags.

use crate::{Driver, Element, Fault};
use serde_json::json;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What native dialogs will be answered with. Blank until the journey says otherwise, which means Cancel.
#[derive(Debug)]
pub struct Answers {
    folder: PathBuf,
}

impl Answers {
    pub fn open_with(&self, path: &Path) {
        self.write("open", path);
    }

    pub fn save_as(&self, path: &Path) {
        self.write("save", path);
    }

    fn write(&self, name: &str, path: &Path) {
        std::fs::write(self.folder.join(name), path.display().to_string()).expect("the answer is written");
    }
}

/// A person with a fresh home in front of the app.
#[derive(Debug)]
pub struct Person {
    pub driver: Driver,
    pub answers: Answers,
    home: TempDir,
}

/// Where an element stands; null while it, or what it stands in, is carried along by an animation that ends.
const STANDS: &str = r"
    const ends = (each) => each.playState === 'running' && Number.isFinite(each.effect?.getComputedTiming().endTime);
    for (let at = arguments[0]; at; at = at.parentElement) if (at.getAnimations().some(ends)) return null;
    const { x, y, width, height } = arguments[0].getBoundingClientRect();
    return [x, y, width, height];
";

/// How long a person waits before they think the app is stuck.
const PATIENCE: Duration = Duration::from_secs(40);

impl Person {
    /// Starts the app named by `TIERLINE_APP` for somebody who has never used it.
    pub fn at_start() -> Self {
        Self::with_arguments(&[])
    }

    /// As [`Person::at_start`], for somebody whose desktop is dark.
    pub fn at_start_in_the_dark() -> Self {
        Self::with(&[], &[("GTK_THEME", "Adwaita:dark".into())])
    }

    /// Starts the app with arguments, such as the plan that was double-clicked.
    pub fn with_arguments(arguments: &[String]) -> Self {
        Self::with(arguments, &[])
    }

    fn with(arguments: &[String], desktop: &[(&str, OsString)]) -> Self {
        let home = tempfile::tempdir().expect("a home for the person");
        let app = PathBuf::from(std::env::var_os("TIERLINE_APP").expect("TIERLINE_APP names the built app"));
        let folder = home.path().to_owned();
        for name in ["open", "save"] {
            std::fs::write(folder.join(name), "").expect("a blank answer");
        }
        let mut variables: Vec<(&str, OsString)> = vec![
            ("TIERLINE_HOME", folder.clone().into()),
            ("TIERLINE_E2E_OPEN", folder.join("open").into()),
            ("TIERLINE_E2E_SAVE", folder.join("save").into()),
            ("LANG", "en_US.UTF-8".into()),
            ("USER", "ana".into()),
        ];
        variables.extend(desktop.iter().cloned());
        let driver = Driver::start(&app, arguments, &variables).expect("the app opens its window");
        Person {
            driver,
            answers: Answers { folder },
            home,
        }
    }

    /// A path in the person's own folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Waits until something is true.
    pub fn wait<T>(&self, what: &str, mut look: impl FnMut() -> Result<Option<T>, Fault>) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut last = None;
        while Instant::now() < deadline {
            match look() {
                Ok(Some(found)) => return found,
                Ok(None) => {}
                Err(fault) => last = Some(fault),
            }
            sleep(Duration::from_millis(80));
        }
        if let Some(folder) = std::env::var_os("TIERLINE_E2E_PICTURES") {
            let name = what
                .chars()
                .map(|c| if c.is_alphanumeric() { c } else { '-' })
                .take(60)
                .collect::<String>();
            self.picture(&PathBuf::from(folder).join(format!("stuck-{name}.png")));
        }
        // What lies above the screen first: a dialog or a toast says most, and a long screen may be cut off.
        let seen = self
            .driver
            .run(
                "return [...document.querySelectorAll('[role=dialog], [role=alertdialog], [role=status], [role=alert]'), \
                 document.body].map((part) => part.innerText.trim()).filter(Boolean).join('\\n— — —\\n')",
                &json!([]),
            )
            .unwrap_or_default();
        panic!(
            "waited for {what} in vain; last fault: {last:?}; on the screen:\n{}",
            seen.as_str().unwrap_or("nothing")
        );
    }

    /// The element with that role and accessible name, once it is there and visible.
    pub fn see(&self, role: &str, name: &str) -> Element {
        self.wait(&format!("{role} “{name}”"), || self.look(role, name))
    }

    /// As [`Person::see`], without waiting.
    pub fn look(&self, role: &str, name: &str) -> Result<Option<Element>, Fault> {
        let found = self.driver.run(BY_ROLE, &json!([role, name]))?;
        Ok(found
            .as_object()
            .and_then(|object| object.values().next()?.as_str())
            .map(|id| Element(id.to_owned())))
    }

    /// Clicks what has that role and name, once it stands still: a dialog that is still opening moves away under
    /// the pointer, and the click would land beside it.
    pub fn click(&self, role: &str, name: &str) {
        let mut stood = None;
        self.wait(&format!("clicking {role} “{name}”"), || {
            let Some(element) = self.look(role, name)? else {
                return Ok(None);
            };
            let stands = self.driver.run_on(STANDS, &element)?;
            if stands.is_null() || stood.as_ref() != Some(&stands) {
                stood = Some(stands);
                return Ok(None);
            }
            self.driver.click(&element).map(Some)
        });
    }

    /// Opens a step of the path by its name in the rail.
    pub fn go(&self, step: &str) {
        // A step that cannot be gone to yet takes a click and does nothing.
        let rail = format!("//nav//*[self::a or self::button][contains(., '{step}')][not(@disabled)]");
        // A dialog that is closing may still cover the rail for a moment, so the click is tried again.
        self.wait(&format!("the step {step}"), || {
            let Some(found) = self.driver.find_all(&rail)?.into_iter().next() else {
                return Ok(None);
            };
            self.driver.click(&found).map(Some)
        });
    }

    /// Waits until a text stands anywhere on the screen.
    pub fn reads(&self, text: &str) {
        self.wait(&format!("the words “{text}”"), || {
            let seen = self.driver.run("return document.body.innerText", &json!([]))?;
            let seen = seen
                .as_str()
                .unwrap_or_default()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            Ok(seen.contains(text).then_some(()))
        });
    }

    /// Waits until a text is gone from the screen.
    pub fn no_longer_reads(&self, text: &str) {
        self.wait(&format!("“{text}” to go"), || {
            let seen = self.driver.run("return document.body.innerText", &json!([]))?;
            Ok((!seen.as_str().unwrap_or_default().contains(text)).then_some(()))
        });
    }

    /// Replaces what stands in a field and confirms it.
    pub fn fill(&self, role: &str, name: &str, text: &str) {
        self.click(role, name);
        let field = self.see(role, name);
        self.driver.chord(&[CONTROL, "a"]).expect("all of it is selected");
        self.driver
            .type_into(&field, &format!("{text}{ENTER}"))
            .expect("the field takes the text");
    }

    /// Types into a field and leaves it open: in a dialog Enter would confirm.
    pub fn type_in(&self, role: &str, name: &str, text: &str) {
        self.click(role, name);
        let field = self.see(role, name);
        self.driver.type_into(&field, text).expect("the field takes the text");
    }

    /// Takes one of the choices of a list.
    pub fn choose(&self, name: &str, choice: &str) {
        let list = self.see("combobox", name);
        let script = format!(
            "const wanted = [...arguments[0].options].find((option) => option.text === {choice:?}); \
             arguments[0].value = wanted.value; \
             arguments[0].dispatchEvent(new Event('change', {{ bubbles: true }}));"
        );
        self.driver.run_on(&script, &list).expect("the list has that choice");
    }

    /// What stands on the screen.
    pub fn screen(&self) -> String {
        let seen = self
            .driver
            .run("return document.body.innerText", &json!([]))
            .expect("the page answers");
        seen.as_str().unwrap_or_default().to_owned()
    }

    /// Saves what is on the screen as a PNG.
    pub fn picture(&self, path: &Path) {
        let png = self.driver.screenshot().expect("a picture");
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).expect("a folder for pictures");
        }
        std::fs::write(path, png).expect("the picture is saved");
    }
}

pub const CONTROL: &str = "\u{e009}";
pub const ALT: &str = "\u{e00a}";
pub const SHIFT: &str = "\u{e008}";
pub const F6: &str = "\u{e036}";
pub const ENTER: &str = "\u{e007}";
pub const ESCAPE: &str = "\u{e00c}";
pub const TAB: &str = "\u{e004}";
pub const DELETE: &str = "\u{e017}";
pub const F2: &str = "\u{e032}";
pub const HOME: &str = "\u{e011}";
pub const END: &str = "\u{e010}";
pub const PAGE_UP: &str = "\u{e00e}";
pub const PAGE_DOWN: &str = "\u{e00f}";
pub const ARROW_UP: &str = "\u{e013}";
pub const ARROW_DOWN: &str = "\u{e015}";
pub const ARROW_RIGHT: &str = "\u{e014}";
pub const ARROW_LEFT: &str = "\u{e012}";

/// Finds the first visible element with a role (explicit or of its tag) and an accessible name. A name that ends in `…`
/// matches by its beginning.
const BY_ROLE: &str = r#"
const [role, name] = arguments;
const implied = {
  button: 'button, summary, input[type=button], input[type=submit]', link: 'a[href]', heading: 'h1,h2,h3,h4,h5,h6',
  textbox: 'input:not([type]), input[type=text], input[type=search], textarea', searchbox: 'input[type=search]',
  slider: 'input[type=range]', spinbutton: 'input[type=number]', checkbox: 'input[type=checkbox]', radio: 'input[type=radio]', table: 'table', row: 'tr',
  columnheader: 'th', cell: 'td', navigation: 'nav', main: 'main', dialog: 'dialog', option: 'option', combobox: 'select',
};
const tags = implied[role];
const nodes = document.querySelectorAll(`[role="${role}"]` + (tags ? ', ' + tags : ''));
const clean = (text) => (text || '').replace(/\s+/g, ' ').trim();
const nameOf = (node) => {
  const by = node.getAttribute('aria-labelledby');
  if (by) return clean(by.split(/\s+/).map((id) => document.getElementById(id)?.textContent || '').join(' '));
  const label = node.getAttribute('aria-label');
  if (label) return clean(label);
  if (node.labels && node.labels.length) return clean([...node.labels].map((l) => l.textContent).join(' '));
  if (node.matches('input, textarea')) return clean(node.getAttribute('placeholder') || node.getAttribute('title'));
  return clean(node.innerText || node.textContent || node.getAttribute('title'));
};
for (const node of nodes) {
  const own = node.getAttribute('role');
  if (own && own !== role) continue;
  const box = node.getBoundingClientRect();
  if (box.width === 0 || box.height === 0 || node.closest('[aria-hidden="true"], [inert]')) continue;
  const found = nameOf(node);
  if (found === name || (name.endsWith('…') && found.startsWith(name.slice(0, -1)))) return node;
}
return null;
"#;
