//! A few journeys of a real person in the real window. Things are found by role and name, as people and screen readers do.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use tierline_e2e::{Element, Person, STEPS, axe, keys, tour};

fn workbook(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fixtures/workbooks")
        .join(name)
        .canonicalize()
        .expect("the fixture")
}

/// Starts the sample company and waits for its Home page.
fn with_sample() -> Person {
    let person = Person::at_start();
    person.click("button", "Try the sample company…");
    person.reads("Every account has an owner");
    person
}

#[test]
fn a_person_imports_the_list_marketing_sent_and_exports_the_plan() {
    let person = Person::at_start();
    person.reads("From account list to sales plan");
    person.answers.open_with(&workbook("northlight.xlsx"));
    person.click("button", "Import an account list…");
    person.reads("Which sheets should be read?");
    person.click("button", "Read these 2 sheets");
    person.reads("This is what will happen");
    person.click("button", "Import 2,513 accounts");
    person.reads("2,513 accounts in the plan");

    person.go("Territories");
    person.click("button", "Assign in balance");
    person.reads("Every account has an owner");

    person.go("Quotas");
    person.fill("textbox", "Company target…", "31000000");
    person.reads("34.1");

    person.go("Share");
    let target = person.path("Plan.xlsx");
    person.answers.save_as(&target);
    person.click("button", "Export workbook");
    person.wait("the workbook on disk", || Ok(target.is_file().then_some(())));
    let bytes = std::fs::metadata(&target).expect("there").len();
    assert!(bytes > 100_000, "2,513 accounts fill more than {bytes} bytes");

    person.driver.chord(&[keys::CONTROL, "z"]).expect("undo");
    person.go("Quotas");
    person.no_longer_reads("34.1");
}

#[test]
fn a_person_brings_the_plan_up_to_date_with_next_months_list() {
    let person = Person::at_start();
    person.reads("From account list to sales plan");
    let list = person.path("accounts.csv");
    let import = |rows: &str| {
        let head = "Account ID;Account name;City;Country;Employees;Current revenue";
        std::fs::write(&list, format!("{head}\n{rows}")).expect("the list is written");
        person.answers.open_with(&list);
        person.driver.chord(&[keys::CONTROL, "i"]).expect("import");
    };
    import("1;Alba GmbH;Berlin;Germany;120;10000\n2;Brio SA;Paris;France;80;20000\n3;Cora SpA;Rome;Italy;30;0\n");
    person.click("button", "Import 3 accounts");
    person.reads("3 accounts in the plan");

    import("1;Alba GmbH;Bonn;Germany;120;10000\n2;Brio SA;Paris;France;80;20000\n4;Duna Kft;Pécs;Hungary;50;5000\n");
    person.reads("1 account changes, 1 is new");
    person.reads("The columns are read as in the list of");
    person.reads("Bonn");
    person.click("tab", "Not in the list 1 They stay in the plan");
    person.reads("Cora SpA");
    person.click("button", "Update the plan");
    person.reads("4 accounts in the plan");
    person.driver.chord(&[keys::CONTROL, "z"]).expect("undo");
    person.reads("3 accounts in the plan");
}

#[test]
fn a_person_brings_visits_in_with_the_accounts_and_mends_a_cell_on_the_way() {
    let person = Person::at_start();
    person.reads("From account list to sales plan");
    let list = person.path("accounts.csv");
    let rows = "Company;City;Employees;Current revenue\nAlba GmbH;Ulm;120;100\nBrio SA;Lyon;eighty;200\nCora;Rome;30;0\n\
                Dora;Bonn;40;10\nElba;Graz;50;20\n";
    std::fs::write(&list, rows).expect("the list is written");
    let visits = person.path("visits.csv");
    let rows = "Company;Activity type;Date\nAlba;Visit;2026-10-01\nAlba;Call;2026-11-01\nNobody;Call;2026-11-02\n";
    std::fs::write(&visits, rows).expect("the visits are written");
    person.answers.open_with(&list);
    person.click("button", "Import an account list…");
    person.reads("“eighty”");
    person.click("button", "Mend");
    person.fill("textbox", "What “eighty” should say", "80");
    person.reads("“eighty” → 80");

    person.answers.open_with(&visits);
    person.click("button", "Add a file…");
    person.reads("Activities: join the accounts");
    person.click("button", "Read these 2 sheets");
    person.click("tab", "visits.csv Activities · 1 changes");
    person.reads("3 rows count for 2 accounts.");
    person.reads("Not in the plan, and left out");
    person.click("button", "Import 5 accounts");
    person.reads("5 accounts in the plan");
    person.driver.chord(&[keys::CONTROL, "z"]).expect("undo");
    person.no_longer_reads("5 accounts in the plan");
}

#[test]
fn a_person_merges_the_companies_that_stand_in_the_list_twice() {
    let person = with_sample();
    person.go("Accounts");
    person.reads("2,513 accounts in the plan");
    person.click("button", "Find duplicates…");
    person.reads("33 companies stand in the list more than once");
    person.click("button", "Merge 33 certain ones");
    person.reads("companies may stand in the list more than once");
    person.click("button", "Back to the list");
    person.no_longer_reads("2,513 accounts in the plan");
    person.driver.chord(&[keys::CONTROL, "z"]).expect("undo");
    person.reads("2,513 accounts in the plan");
}

#[test]
fn a_person_links_a_family_and_finds_it_in_the_panel_of_its_account() {
    let person = with_sample();
    person.go("Accounts");
    person.reads("accounts in the plan");
    person.click("button", "Families");
    person.reads("90 accounts may belong to others");
    person.click("button", "Link all 4");
    person.reads("86 accounts may belong to others");
    person.driver.chord(&[keys::CONTROL, "z"]).expect("undo");
    person.reads("90 accounts may belong to others");
    person.click("button", "Morvadorix Plastics Ltd");
    person.reads("Belongs to no family as far as the list says.");
    person.click("button", "Change the family");
    person.click("menuitem", "Choose a parent…");
    person.fill(
        "searchbox",
        "Search by name, record ID, website or city",
        "morvadorix gmbh",
    );
    person.click("radio", "Morvadorix GmbH & Co. KG Nuremberg, Germany");
    person.click("button", "Link");
    person.reads("Belongs to Morvadorix GmbH & Co. KG.");
}

#[test]
fn a_list_without_customers_says_that_its_potential_is_not_known() {
    let person = Person::at_start();
    person.reads("From account list to sales plan");
    person.answers.open_with(&workbook("prospects.csv"));
    person.click("button", "Import an account list…");
    person.click("button", "Import 120 accounts");
    person.reads("120 accounts in the plan");

    person.go("Home");
    person.reads("120 accounts; their potential is not known yet");
    person.reads("there are no customers with revenue to compare with");
    person.go("Model");
    person.reads("Until then the criterion Revenue potential scores the column");
    person.go("Opportunity");
    person.reads("No potential to show");
    person.click("button", "Show 120 accounts");
    person.reads("Accounts: Potential not known");
    person.reads("120 rows");
}

#[test]
fn dragging_a_card_to_another_tier_asks_why_and_can_be_undone() {
    let person = with_sample();
    person.go("Tiers");
    person.reads("Tier 1");
    let cards = |tier: &str| {
        person.driver.find_all(&format!(
            "//*[@role='listbox' and contains(@aria-label, '{tier}')]//*[@role='option']"
        ))
    };
    let card = person.wait("the first card of Tier 3", || Ok(cards("Tier 3")?.into_iter().next()));
    let name = "return arguments[0].querySelector('[title]').title";
    let name = person
        .driver
        .run_on(name, &card)
        .expect("a card reads")
        .as_str()
        .expect("has a name")
        .to_owned();
    let column = person.wait("a card of Tier 1", || Ok(cards("Tier 1")?.into_iter().nth(2)));
    person.driver.drag(&card, &column).expect("the card is dragged");
    let why = person.see("textbox", "Why?");
    person.driver.type_into(&why, "board contact").expect("a reason");
    person.click("button", "Move");
    person.reads("252");
    person.fill("searchbox", "Find an account", &name);
    let in_first = || {
        let texts: Result<Vec<_>, _> = cards("Tier 1")?
            .iter()
            .map(|card| person.driver.run_on("return arguments[0].textContent", card))
            .collect();
        let both = |text: &Value| {
            text.as_str()
                .is_some_and(|text| text.contains(&name) && text.contains("board contact"))
        };
        texts.map(|texts| texts.iter().any(both))
    };
    person.wait("the card in Tier 1 with its reason", || {
        in_first().map(|there| there.then_some(()))
    });
    person.click("button", "Undo…");
    person.wait("the card back where it was", || {
        in_first().map(|there| (!there).then_some(()))
    });
}

#[test]
fn a_whole_tier_is_chosen_by_key_dragged_at_once_and_comes_back() {
    let person = with_sample();
    person.go("Tiers");
    let cards = |tier: &str| {
        person.driver.find_all(&format!(
            "//*[@role='listbox' and contains(@aria-label, '{tier}')]//*[@role='option']"
        ))
    };
    let card = person.wait("a card of Tier 3", || Ok(cards("Tier 3")?.into_iter().nth(1)));
    let list = person.see("listbox", "Accounts in Tier 3");
    person
        .driver
        .run_on("arguments[0].focus()", &list)
        .expect("takes the focus");
    person.driver.chord(&[keys::CONTROL, "a"]).expect("all of them");
    // Far more than the page holds.
    person.reads("1,633 accounts chosen");
    let column = person.wait("a card of Tier 1", || Ok(cards("Tier 1")?.into_iter().nth(2)));
    person.driver.drag(&card, &column).expect("the cards are dragged");
    person.reads("Move 1,633 accounts to Tier 1");
    let why = person.see("textbox", "Why?");
    person.driver.type_into(&why, "one team for all").expect("a reason");
    person.click("button", "Move");
    person.reads("1,633 accounts are now in Tier 1");
    person.wait("an empty Tier 3", || Ok(cards("Tier 3")?.is_empty().then_some(())));
    person.click("button", "Undo");
    person.wait("Tier 3 as it was", || Ok((!cards("Tier 3")?.is_empty()).then_some(())));
    person.wait("no offer to undo what is taken back", || {
        Ok(person.look("button", "Undo")?.is_none().then_some(()))
    });
}

#[test]
fn a_weight_moved_by_key_moves_the_tiers_and_undo_brings_them_back() {
    let person = with_sample();
    person.go("Model");
    let weight = person.see("slider", "Weight of Revenue potential…");
    let value = |slider: &Element| person.driver.run_on("return arguments[0].value", slider);
    let before = value(&weight).expect("has a value");
    person
        .driver
        .run_on("arguments[0].focus()", &weight)
        .expect("takes the focus");
    person.driver.chord(&[keys::ARROW_LEFT]).expect("a step down");
    person.see("button", "Undo Change the weights…");
    assert_ne!(value(&weight).expect("has a value"), before, "the weight moved");
    person.click("button", "Undo Change the weights…");
    person.wait("the old weight", || {
        let now = person.look("slider", "Weight of Revenue potential…")?;
        let Some(now) = now else { return Ok(None) };
        Ok((value(&now)? == before).then_some(()))
    });
}

#[test]
fn a_person_argues_with_the_model_and_sees_how_firm_it_is() {
    let person = with_sample();
    person.go("Model");
    person.click("button", "Show how Company size gives points…");
    let sweet = person.wait("the picture of a sweet spot", || {
        Ok(person
            .driver
            .find_all("//label[normalize-space(.)='Sweet spot']")?
            .into_iter()
            .next())
    });
    person.driver.click(&sweet).expect("it is chosen");
    person.reads("All points between");
    let sentence = || {
        let screen = person.screen();
        let line = screen.lines().find(|line| line.starts_with("All points between"));
        line.map(str::to_owned).unwrap_or_default()
    };
    let before = sentence();
    let mark = person.see("slider", "Best to");
    person
        .driver
        .drag(&mark, &person.see("slider", "Best from"))
        .expect("the mark is dragged");
    person.wait("the curve that the hand drew", || {
        Ok((sentence() != before).then_some(()))
    });
    person.reads("accounts moved");

    person.click("button", "Compare in pairs…");
    person.reads("The answers agree well");
    person.click("button", "Use these weights");
    person.no_longer_reads("Weights that follow");

    person.click("tab", "How firm");
    person.reads("accounts are on the fence");
    let first = person.wait("the account that moves most often", || {
        let rows = "//table[@aria-label='Accounts by how often they move']/tbody/tr";
        Ok(person.driver.find_all(rows)?.into_iter().next())
    });
    person
        .driver
        .run_on("arguments[0].click()", &first)
        .expect("its row takes the click");
    person.reads("On the fence: with weights shaken by 10%");
}

#[test]
fn a_person_shuts_a_gate_and_reads_how_accounts_are_tiered() {
    let person = with_sample();
    person.go("Model");
    person.click("tab", "Gates");
    person.click("button", "Add a gate…");
    person.choose("Column", "Industry");
    person.choose("Accounts", "must not be");
    person.click("checkbox", "Machinery…");
    person.reads("Stops 472 accounts");
    person.click("button", "Add the gate");
    person.reads("472 accounts are stopped by a gate");
    person.click("button", "Open them");
    person.reads("Stopped by a gate");
    person.go("Model");
    person.click("button", "More");
    person.click("menuitem", "How we tier, to read and print");
    person.reads("Industry must not be Machinery");
    person.reads("Left out of the plan by a gate");
    person.reads("An example:");
    person.click("button", "Back to the model");

    person.click("tab", "Track record");
    person.reads("Tier 1 beats Tier 2");
    person.reads("the score knows part of the answer");
    person.click("button", "Suggest weights…");
    person.reads("On accounts it has not seen");
    person.click("button", "Take these weights");
    person.reads("accounts moved");
}

#[test]
fn a_person_computes_a_column_and_scores_it() {
    let person = with_sample();
    person.go("Model");
    person.click("button", "Add criterion");
    person.click("menuitem", "Compute a column…");
    person.type_in("textbox", "Formula", "[Open pipeline] / [Employes]");
    person.reads("Did you mean [Employees]?");
    person.click("button", "Cancel");
    person.click("button", "Add criterion");
    person.click("menuitem", "Compute a column…");
    person.click("button", "Sales per employee");
    person.reads("Known for 886 of 2,513 accounts");
    person.click("button", "Add and score it");
    person.reads("Sales per employee added to the model");
    person.reads("= [Current revenue (last 12 months)] / [Employees]");

    // It stands in the grid, and cannot go while the model reads it.
    person.go("Accounts");
    person.click("button", "Columns");
    person.click("button", "Computed columns…");
    person.reads("Read by the criterion Sales per employee");
    person.click("button", "Actions for Sales per employee");
    person.click("menuitem", "Remove");
    person.reads("The criterion Sales per employee reads it. Take that away first.");
    person.click("button", "Compute another column…");
    person.click("button", "Wallet share");
    person.reads("Known for ");
    person.click("button", "Add column");
    person.reads("Wallet share added");
}

#[test]
fn a_person_agrees_on_tiers_and_sees_who_moved_since_and_why() {
    let person = with_sample();
    person.go("Model");
    person.click("tab", "Scenarios");
    person.click("button", "Agree on these tiers…");
    person.click("button", "Agree");
    person.reads("No account has moved since the tiers were agreed on");
    person.click("tab", "Criteria");
    person.fill("textbox", "Weight of Company size…", "45");
    person.reads("accounts moved");
    person.click("tab", "Scenarios");
    person.reads("accounts moved since the tiers were agreed on");
    person.reads("accounts are held by the margin");
    person.click("button", "Open them");
    person.reads("Moved to another tier");
    person.go("Model");
    person.click("tab", "Scenarios");
    person.click("button", "Keep as a scenario…");
    person.click("button", "Keep it");
    person.reads("Scenario 1");
    // Back to what was agreed on.
    person.click("button", "Actions for Agreed …");
    person.click("menuitem", "Use it");
    person.reads("No account has moved since the tiers were agreed on");
}

#[test]
fn a_person_looks_at_two_measures_at_once_and_opens_a_cell() {
    let person = with_sample();
    person.go("Tiers");
    person.click("button", "Matrix");
    person.reads("accounts have a high potential and a low current revenue");
    person.choose("Up", "Engagement");
    person.choose("Across", "Fit");
    person.reads("accounts have a high fit and a low engagement");
    let line = person.see("slider", "Where high Fit begins");
    person
        .driver
        .run_on("arguments[0].focus()", &line)
        .expect("takes the focus");
    person.driver.chord(&[keys::ARROW_LEFT]).expect("a step down");
    person.see("button", "Undo Move the breaks of the matrix…");
    person.click("button", "Open the …");
    person.reads("In one cell of the matrix");
}

#[test]
fn a_killed_app_reopens_the_plan_where_it_was() {
    let person = with_sample();
    person.go("Coverage");
    person.reads("What each tier gets");
    let plan = person.path("plans/Northlight sample.tierline");
    assert!(plan.is_file(), "the sample saved itself");
    // SIGKILL: no chance to tidy up.
    let app = std::env::var("TIERLINE_APP").expect("the app");
    let killed = Command::new("pkill")
        .args(["-9", "-f", &app])
        .status()
        .expect("pkill runs");
    assert!(killed.success(), "the app was running");
    drop(person.driver);
    let again = Person::with_arguments(&[plan.display().to_string()]);
    again.reads("Northlight sample");
    again.reads("What can we staff?");
}

/// What axe-core finds wrong on everything there is to see.
fn faults_on_the_tour(person: &Person) -> Vec<String> {
    let mut found = Vec::new();
    person.reads("From account list to sales plan");
    axe::bring(person).expect("the checker is in the page");
    tour(person, &workbook("northlight.xlsx"), |person, name| {
        let faults = axe::faults(person).expect("the checker answers");
        let faults = faults.into_iter().map(|fault| format!("{name}: {fault}"));
        found.extend(faults);
    });
    found
}

/// Walks the tour, and once more when the window was lost on the way: software rendering (there is no graphics card here)
/// falls over inside its driver once in a while, which says nothing about the app. What fails twice is a fault.
fn faults_with_patience(start: fn() -> Person) -> Vec<String> {
    let walk = || faults_on_the_tour(&start());
    let lost = match std::panic::catch_unwind(walk) {
        Ok(found) => return found,
        Err(panic) => panic,
    };
    let said = lost.downcast_ref::<String>().map_or("", String::as_str);
    // The second is said when the window is lost in the middle of a question.
    let signs = ["invalid session id", "Could not parse script result"];
    if !signs.iter().any(|sign| said.contains(sign)) {
        std::panic::resume_unwind(lost);
    }
    eprintln!("the window was lost on the way; the tour is walked once more");
    walk()
}

#[test]
fn nothing_there_is_to_see_has_an_accessibility_fault_in_the_light() {
    let found = faults_with_patience(Person::at_start);
    assert!(
        found.is_empty(),
        "everybody must be able to use every screen:\n{}",
        found.join("\n")
    );
}

#[test]
fn nothing_there_is_to_see_has_an_accessibility_fault_in_the_dark() {
    let found = faults_with_patience(Person::at_start_in_the_dark);
    assert!(
        found.is_empty(),
        "everybody must be able to use every screen:\n{}",
        found.join("\n")
    );
}

#[test]
fn at_twice_the_size_every_step_fits_the_window() {
    let person = with_sample();
    person.driver.resize(1280, 800).expect("the window takes the size");
    let width = || person.driver.run("return innerWidth", &json!([]));
    person.wait("the page at 200 %", || {
        let now = width()?.as_u64().unwrap_or_default();
        if now > 640 {
            person.driver.chord(&[keys::CONTROL, "="])?;
        }
        Ok((now == 640).then_some(()))
    });
    for step in STEPS {
        person.click("button", &format!("{step}…"));
        person.wait(&format!("{step} to be there"), || {
            let there =
                "return !!document.querySelector('main h1') && !document.querySelector('main [aria-busy=true]')";
            Ok((person.driver.run(there, &json!([]))? == json!(true)).then_some(()))
        });
        let cut = person.driver.run(CUT, &json!([])).expect("the page answers");
        assert_eq!(cut, json!([]), "{step}: at 200 % nothing is wider than its place");
    }
}

/// What is wider than the window lets it be: the page, the step, or a piece of the bar above that lies over its neighbour.
const CUT: &str = r#"
const wide = ['html', 'main'].filter((each) => {
  const node = document.querySelector(each);
  return node.scrollWidth > node.clientWidth;
});
const bar = [...document.querySelector('header').children].map((each) => each.getBoundingClientRect()).filter((box) => box.width > 0);
return wide.concat(bar.flatMap((box, at) => (at > 0 && box.left < bar[at - 1].right - 1 ? [`piece ${at} of the bar`] : [])));
"#;

#[test]
fn f6_goes_round_the_window_and_the_focus_can_be_seen() {
    let person = with_sample();
    person.go("Model");
    person.see("slider", "Weight of Revenue potential…");
    let mut way = Vec::new();
    for _ in 0..3 {
        person.driver.chord(&[keys::F6]).expect("F6");
        way.push(person.driver.run(FOCUS, &json!([])).expect("the page answers"));
    }
    way.sort_by_key(ToString::to_string);
    assert_eq!(
        way,
        [json!(["header", true]), json!(["main", true]), json!(["nav", true])],
        "three presses, three parts of the window, each with a mark around what has the focus"
    );
}

/// The part of the window that has the focus, and whether that can be seen.
const FOCUS: &str = r#"
const node = document.activeElement;
const look = getComputedStyle(node);
const after = getComputedStyle(node, '::after');
const seen = look.outlineStyle !== 'none' || look.boxShadow !== 'none' || after.borderStyle !== 'none';
const part = document.querySelector('main').parentElement.children;
return [[...part].find((each) => each.contains(node))?.tagName.toLowerCase() ?? 'nowhere', seen];
"#;

#[test]
fn the_page_keeps_its_content_policy_and_the_grid_its_styles() {
    let person = with_sample();
    person.go("Accounts");
    person.wait("rows in the grid", || {
        Ok((person.driver.find_css("[role=row] [role=gridcell]")?.len() > 20).then_some(()))
    });
    let count = person
        .driver
        .run("return document.querySelectorAll('main *').length", &json!([]))
        .expect("counts");
    let count = count.as_u64().unwrap_or(u64::MAX);
    assert!(
        count < 3000,
        "the grid draws what is on the screen and no more, not {count} elements"
    );
    let remote = person.driver.run_until_called(
        "const done = arguments[arguments.length - 1]; fetch('https://example.com/').then(() => done('answered'), () => done('refused'));",
        &json!([]),
    );
    assert_eq!(
        remote,
        Ok(Value::String("refused".to_owned())),
        "nothing leaves this computer"
    );
}
