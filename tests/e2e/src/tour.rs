//! A walk past everything there is to see, in an order a person could go: the start page, an import, the sample company
//! with its panels, menus and dialogs, and a plan without accounts. Separate because the pictures and the check of
//! accessibility must look at the same things, or one of them forgets a screen.

use crate::{Person, keys};
use std::path::Path;
use std::time::Duration;

/// The steps of a plan as the rail names them.
pub const STEPS: [&str; 9] = [
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

/// Walks past everything and calls `look` with a name at each halt. `workbook` is an account list with several sheets.
pub fn tour(person: &Person, workbook: &Path, mut look: impl FnMut(&Person, &str)) {
    let mut halt = |name: &str| {
        settle(person);
        let moved = person.driver.run(MOVED, &serde_json::json!([]));
        assert_eq!(
            moved,
            Ok(serde_json::json!(false)),
            "{name}: only panes scroll, never the page"
        );
        look(person, name);
    };

    person.reads("From account list to sales plan");
    halt("start");
    person.click("button", "No plan open");
    person.see("menuitem", "About Tierline…");
    halt("start-menu");
    escape(person);

    let broken = person.path("Not a workbook.xlsx");
    std::fs::write(&broken, "This is no workbook.").expect("a file that is no workbook");
    person.answers.open_with(&broken);
    person.click("button", "Import an account list…");
    person.wait("the reason why the file was not read", || {
        Ok((!person.driver.find_css("main .fui-MessageBar")?.is_empty()).then_some(()))
    });
    halt("error");
    person.go("Home");

    person.answers.open_with(workbook);
    person.click("button", "Import an account list…");
    person.reads("Which sheets should be read?");
    halt("import-sheet");
    person.click("button", "Read these 2 sheets");
    person.reads("This is what will happen");
    halt("import-check");
    person.click("button", "Look at the columns");
    person.reads("Every column is clear");
    halt("import-columns");
    let visits = person.path("visits.csv");
    let rows = "Company;Activity type;Date\nBradlow Components;Visit;2026-10-01\nBradlow Components;Call;2026-11-01\n";
    std::fs::write(&visits, rows).expect("the visits are written");
    person.click("button", "See what will happen");
    person.reads("This is what will happen");
    let mend = "//button[normalize-space(.)='Mend']";
    let mend = person.wait("a cell to mend", || {
        Ok(person.driver.find_all(mend)?.into_iter().next())
    });
    person.driver.click(&mend).expect("the cell opens");
    person.see("button", "Use this");
    halt("import-mend");
    person.answers.open_with(&visits);
    person.click("button", "Add a file…");
    person.reads("Activities: join the accounts");
    halt("import-add");
    person.click("button", "Read these 3 sheets");
    person.click("tab", "visits.csv Activities · 1 changes");
    person.reads("2 rows count for 1 account.");
    halt("import-further");
    person.click("button", "Look at the columns");
    person.reads("Each row is");
    halt("import-parts");
    person.click("button", "Cancel");
    // The list itself is what the next import is about.
    person.answers.open_with(workbook);

    person.go("Home");
    person.click("button", "Try the sample company…");
    person.reads("Every account has an owner");
    for step in STEPS {
        person.go(step);
        halt(&step.to_lowercase());
        match step {
            "Accounts" => accounts(person, &mut halt),
            "Model" => model(person, &mut halt),
            "Tiers" => tiers(person, &mut halt),
            "Territories" => territories(person, &mut halt),
            _ => {}
        }
    }

    person.driver.chord(&[keys::CONTROL, "k"]).expect("the palette's key");
    person.see("combobox", "Commands");
    halt("palette");
    escape(person);
    for (entry, name) in [("Name, period and currency…", "rename"), ("About Tierline…", "about")] {
        person.click("button", "Northlight sample…");
        if name == "rename" {
            person.see("menuitem", entry);
            halt("plan-menu");
        }
        person.click("menuitem", entry);
        person.see("button", if name == "rename" { "Save" } else { "Close" });
        halt(name);
        escape(person);
    }

    person
        .driver
        .chord(&[keys::CONTROL, "n"])
        .expect("the key for a new plan");
    let field = person.see("textbox", "Name of the plan");
    person.driver.type_into(&field, "Empty").expect("a name");
    person.driver.chord(&[keys::ENTER]).expect("Enter confirms");
    person.reads("The list marketing sent goes here");
    for step in STEPS {
        person.go(step);
        halt(&format!("empty-{}", step.to_lowercase()));
    }
}

fn accounts(person: &Person, halt: &mut impl FnMut(&str)) {
    // Rows are made anew when their page arrives, so the click is tried until it lands.
    person.wait("a click on a score in the grid", || {
        let score = "main [role=row][row-index='0'] [role=gridcell][col-id=score]";
        let Some(cell) = person.driver.find_css(score)?.into_iter().next() else {
            return Ok(None);
        };
        person.driver.click(&cell).map(Some)
    });
    person.driver.chord(&[" "]).expect("Space opens the account");
    person.reads("Where the points come from");
    halt("accounts-panel");
    escape(person);
    person.no_longer_reads("Where the points come from");
    // Its button shows only under the pointer.
    let menu = person.wait("the menu of a column", || {
        let found = person.driver.find_css("main [aria-label='Sort and filter Owner']")?;
        Ok(found.into_iter().next())
    });
    person
        .driver
        .run_on("arguments[0].click()", &menu)
        .expect("the menu of the column opens");
    person.see("menuitem", "Filter…");
    halt("accounts-menu");
    person.click("menuitem", "Filter…");
    person.see("button", "Apply");
    halt("accounts-filter");
    escape(person);
    person.click("button", "Data quality…");
    person.reads("How good is this list?");
    halt("accounts-quality");
    person.click("button", "Back to the list");
    person.click("button", "Map");
    person.reads("Where are the accounts?");
    halt("accounts-map");
    person.click("button", "Back to the list");
    person.click("button", "Spellings");
    person.reads("Is every value written in one way?");
    halt("accounts-spellings");
    person.click("button", "Back to the list");
    person.click("button", "Families");
    person.reads("Which accounts belong together?");
    halt("accounts-families");
    person.click("button", "Back to the list");
    person.click("button", "Find duplicates…");
    person.reads("Which accounts are one company?");
    halt("accounts-duplicates");
    person.click("button", "Back to the list");
    // The list the sample was made of, once more: what it changes is shown beside the plan.
    person.driver.chord(&[keys::CONTROL, "i"]).expect("import");
    person.reads("Which sheets should be read?");
    person.click("button", "Read these 2 sheets");
    person.reads("Not in the list");
    halt("import-update");
    person.click("button", "Cancel");
    person.reads("accounts in the plan");
}

fn model(person: &Person, halt: &mut impl FnMut(&str)) {
    person.click("button", "Show how Revenue potential gives points…");
    halt("model-curve");
    person.click("button", "Hide how Revenue potential gives points…");
    person.click("button", "Show how Industry alignment gives points…");
    halt("model-table");
    person.click("button", "Hide how Industry alignment gives points…");
    person.click("button", "Compare in pairs…");
    person.reads("The answers agree well");
    halt("model-compare");
    escape(person);
    person.click("button", "More");
    person.click("menuitem", "Names, colours and number of tiers…");
    person.see("button", "Add a tier");
    halt("model-tiers");
    escape(person);
    person.click("button", "Add criterion");
    person.click("menuitem", "Compute a column…");
    person.click("button", "Sales per employee");
    person.reads("Known for ");
    halt("model-compute");
    escape(person);
    person.click("tab", "How firm");
    person.reads("How firm each tier is");
    halt("model-firm");
    person.click("tab", "Gates");
    person.reads("No gates yet");
    halt("model-gates-none");
    person.click("button", "Add a gate…");
    person.reads("Say from where or up to where.");
    person.type_in("textbox", "Value", "50");
    person.reads("Stops ");
    halt("model-gate");
    person.click("button", "Add the gate");
    person.reads("stopped by a gate");
    halt("model-gates");
    person.click("tab", "Track record");
    person.reads("Test the tiers on");
    halt("model-backtest");
    person.click("button", "Suggest weights…");
    person.reads("On accounts it has not seen");
    halt("model-learn");
    escape(person);
    person.click("tab", "Scenarios");
    person.reads("No scenario kept yet");
    halt("model-scenarios-none");
    person.click("button", "Agree on these tiers…");
    person.see("textbox", "Name");
    halt("model-agree");
    person.click("button", "Agree");
    person.reads("No account has moved");
    halt("model-scenarios");
    person.click("button", "More");
    person.click("menuitem", "How we tier, to read and print");
    person.reads("How the score becomes a tier");
    halt("model-how");
    person.click("button", "Back to the model");
    // The rest of the path shows the whole company.
    person.click("tab", "Gates");
    person.click("button", "Actions for the gate…");
    person.click("menuitem", "Remove");
    person.reads("No gates yet");
    person.click("tab", "Criteria");
}

fn tiers(person: &Person, halt: &mut impl FnMut(&str)) {
    let card = person.wait("a card", || {
        Ok(person
            .driver
            .find_css("main [role=listbox] [role=option]")?
            .into_iter()
            .next())
    });
    person.driver.click(&card).expect("the card is chosen");
    person.click("button", "Move to tier");
    person.wait("the menu of tiers", || {
        Ok((!person.driver.find_css("[role=menu] [role=menuitem]")?.is_empty()).then_some(()))
    });
    halt("tiers-menu");
    escape(person);
    person.driver.click(&card).expect("the card is chosen");
    person.driver.chord(&[keys::ALT, "2"]).expect("the key for Tier 2");
    person.see("textbox", "Why?");
    halt("tiers-reason");
    escape(person);
    // The click on the card had opened the account beside the board.
    escape(person);
    person.no_longer_reads("Where the points come from");
    person.click("button", "Matrix");
    person.reads("accounts have a high");
    halt("tiers-matrix");
    person.click("button", "Back to the board");
}

fn territories(person: &Person, halt: &mut impl FnMut(&str)) {
    person.click("button", "Add reps");
    person.see("menuitem", "Add a rep…");
    halt("territories-menu");
    person.click("menuitem", "Add a rep…");
    person.see("dialog", "Add a rep");
    halt("rep-editor");
    escape(person);
}

/// Escape closes whatever is open on top.
fn escape(person: &Person) {
    person.driver.chord(&[keys::ESCAPE]).expect("Escape");
    person.wait("menus and dialogs to close", || {
        let open = "[role=menu], [role=dialog], [role=alertdialog]";
        Ok(person.driver.find_css(open)?.is_empty().then_some(()))
    });
}

/// Waits until the screen has what it asked for, and charts and dialogs have come to rest.
fn settle(person: &Person) {
    person.wait("the screen to be there", || {
        let there = person.driver.run(
            "return !!document.querySelector('main h1') && !document.querySelector('main [aria-busy=true]')",
            &serde_json::json!([]),
        )?;
        Ok((there == serde_json::json!(true)).then_some(()))
    });
    // Charts draw themselves on a canvas, where no animation can be seen from outside.
    std::thread::sleep(Duration::from_millis(500));
    person.wait("the screen to come to rest", || {
        let moving = person.driver.run(MOVING, &serde_json::json!([]))?;
        Ok((moving == serde_json::json!(false)).then_some(()))
    });
}

/// Whether work is under way, anything is being faded or moved that will come to an end, or the window is still kept from
/// being read for a dialog that is gone.
const MOVING: &str = "if (document.querySelector('[role=dialog] [role=progressbar], [role=alertdialog] [role=progressbar], \
    main [role=progressbar], svg[data-turning], main [aria-busy=true]')) return true; \
    const covered = document.querySelector('#root')?.getAttribute('aria-hidden') === 'true'; \
    if (covered && !document.querySelector('[role=dialog], [role=alertdialog]')) return true; \
    return document.getAnimations().some((each) => each.playState === 'running' \
    && each.effect && each.effect.getComputedTiming().endTime !== Infinity)";

/// Whether the page as a whole is longer or wider than the window, or has been scrolled.
const MOVED: &str = "const page = document.documentElement; \
    return page.scrollHeight > page.clientHeight || page.scrollWidth > page.clientWidth || page.scrollTop > 0 || document.body.scrollTop > 0";
