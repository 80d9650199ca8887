//! Takes the pictures that README shows, from the real window with the sample company: `cargo xtask shots`.
//! With `--all`, takes every screen at both sizes into a folder for looking at; `GTK_THEME=Adwaita:dark` does so in the dark.

use std::path::{Path, PathBuf};
use std::time::Duration;
use tierline_e2e::Person;

const STEPS: [&str; 9] = [
    "Home",
    "Accounts",
    "Model",
    "Tiers",
    "Opportunity",
    "Coverage",
    "Territories",
    "Quotas",
    "Share",
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, sizes, steps): (PathBuf, &[(u32, u32)], &[&str]) = match arguments.as_slice() {
        [flag, folder] if flag == "--all" => (folder.into(), &[(1280, 800), (1024, 640)], &STEPS),
        _ => (
            Path::new(env!("CARGO_MANIFEST_DIR")).join("shots"),
            &[(1280, 800)],
            &["Tiers", "Model", "Territories"],
        ),
    };
    let person = Person::at_start();
    person.reads("From account list to sales plan");
    if steps.len() > 3 {
        for (width, height) in sizes {
            person
                .driver
                .resize(*width, *height)
                .expect("the window takes the size");
            settle();
            person.picture(&folder.join(format!("start-{width}.png")));
        }
    }
    person.click("button", "Try the sample company…");
    person.reads("Every account has an owner");
    for (width, height) in sizes {
        person
            .driver
            .resize(*width, *height)
            .expect("the window takes the size");
        for step in steps {
            person.go(step);
            settle();
            let name = if sizes.len() > 1 {
                format!("{}-{width}.png", step.to_lowercase())
            } else {
                format!("{}.png", step.to_lowercase())
            };
            person.picture(&folder.join(name));
        }
    }
}

/// Lets charts and pages arrive.
fn settle() {
    std::thread::sleep(Duration::from_millis(1800));
}
