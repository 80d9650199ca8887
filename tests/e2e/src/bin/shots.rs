//! Takes the pictures that README shows, from the real window with the sample company: `cargo xtask shots`.
//! `shots --all FOLDER` takes everything there is to see, in light and dark at both sizes, for looking at; `--light` or
//! `--dark` in place of `--all` takes half of it.

use std::path::Path;
use std::time::Duration;
use tierline_e2e::{Person, tour};

/// The default size of the window and the smallest.
const SIZES: [(u32, u32); 2] = [(1280, 800), (1024, 640)];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let themes: &[&str] = match arguments.first() {
        Some(&"--all") => &["light", "dark"],
        Some(&"--light") => &["light"],
        Some(&"--dark") => &["dark"],
        _ => return for_readme(&Path::new(env!("CARGO_MANIFEST_DIR")).join("shots")),
    };
    let folder = Path::new(arguments.get(1).expect("a folder for the pictures"));
    for theme in themes {
        for each in SIZES {
            everything(folder, theme, each);
        }
    }
}

fn for_readme(folder: &Path) {
    let person = Person::at_start();
    size(&person, SIZES[0]);
    person.click("button", "Try the sample company…");
    person.reads("Every account has an owner");
    for step in ["Tiers", "Model", "Territories"] {
        person.go(step);
        std::thread::sleep(Duration::from_millis(1800));
        person.picture(&folder.join(format!("{}.png", step.to_lowercase())));
    }
}

/// A person a size, because a menu that is open does not outlive a change of the window's size.
fn everything(folder: &Path, theme: &str, each: (u32, u32)) {
    let workbook = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/workbooks/northlight.xlsx");
    let workbook = workbook.canonicalize().expect("the sample workbook");
    let person = if theme == "dark" {
        Person::at_start_in_the_dark()
    } else {
        Person::at_start()
    };
    size(&person, each);
    tour(&person, &workbook, |person, name| {
        person.picture(&folder.join(format!("{name}-{theme}-{}.png", each.0)));
    });
}

fn size(person: &Person, (width, height): (u32, u32)) {
    person.driver.resize(width, height).expect("the window takes the size");
}
