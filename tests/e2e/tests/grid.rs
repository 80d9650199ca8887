//! The account grid under the hands of a person from a spreadsheet: keys, ranges, the clipboard, and what comes back.

use serde_json::{Value, json};
use tierline_e2e::{Fault, Person, keys};

/// A person at the accounts of the sample company.
struct AtGrid {
    person: Person,
}

/// A cell by its row and column as they are displayed, from 0.
type At = (u64, u64);

impl AtGrid {
    fn open() -> Self {
        let person = Person::at_start();
        person.click("button", "Try the sample company…");
        person.reads("Every account has an owner");
        person.go("Accounts");
        let grid = AtGrid { person };
        grid.wait("rows", |grid| {
            Ok(grid.text((0, 0))?.is_some_and(|name| !name.is_empty()))
        });
        grid
    }

    fn wait(&self, what: &str, look: impl Fn(&Self) -> Result<bool, Fault>) {
        self.person.wait(what, || Ok(look(self)?.then_some(())));
    }

    fn press(&self, chord: &[&str]) {
        self.person.driver.chord(chord).expect("the keys are pressed");
    }

    /// The text of a cell; `None` while it is not drawn.
    fn text(&self, (row, column): At) -> Result<Option<String>, Fault> {
        let text = self.person.driver.run(CELL_TEXT, &json!([row, column]))?;
        Ok(text.as_str().map(str::to_owned))
    }

    fn reads(&self, at: At, text: &str) {
        self.wait(&format!("{text:?} at {at:?}"), |grid| {
            Ok(grid.text(at)?.as_deref() == Some(text))
        });
    }

    fn now(&self, at: At) -> String {
        self.person.wait(&format!("a cell at {at:?}"), || self.text(at))
    }

    /// The cell that has the focus.
    fn focus(&self) -> Result<Option<At>, Fault> {
        let at = self.person.driver.run(FOCUSED, &json!([]))?;
        Ok(at[0].as_u64().zip(at[1].as_u64()))
    }

    fn is_at(&self, after: &str, at: At) {
        let seen = std::cell::Cell::new(None);
        let what = format!("the focus at {at:?} after {after}");
        let look = |grid: &Self| {
            seen.set(grid.focus()?);
            Ok(seen.get() == Some(at))
        };
        self.wait(&what, look);
    }

    fn click(&self, (row, column): At) {
        self.person.wait("a cell to click", || {
            let cell = self.person.driver.run(CELL, &json!([row, column]))?;
            let Some(id) = cell.as_object().and_then(|object| object.values().next()?.as_str()) else {
                return Ok(None);
            };
            self.person
                .driver
                .click(&tierline_e2e::Element(id.to_owned()))
                .map(Some)
        });
        self.is_at("a click", (row, column));
    }

    /// The column with that header, as it is displayed.
    fn column(&self, header: &str) -> u64 {
        let look = || Ok(self.person.driver.run(COLUMN, &json!([header]))?.as_u64());
        self.person.wait(&format!("the column {header}"), look)
    }

    fn says(&self, text: &str) {
        self.person.reads(text);
    }
}

/// Rows are counted with the header for screen readers, and from 1.
const CELL: &str = "const [row, column] = arguments;
return document.querySelector(`[role=row][aria-rowindex='${row + 2}'] [role=gridcell][aria-colindex='${column + 1}']`);";
const CELL_TEXT: &str = "const [row, column] = arguments;
const rows = [...document.querySelectorAll(`[role=row][aria-rowindex='${row + 2}']`)];
const cell = rows.map((each) => each.querySelector(`[role=gridcell][aria-colindex='${column + 1}']`)).find(Boolean);
return cell ? cell.innerText.replace(/\\s*Open the account$/, '').trim() : null;";
const FOCUSED: &str = "const cell = document.activeElement?.closest('[role=gridcell]');
const row = cell?.closest('[role=row]');
return cell ? [Number(row.getAttribute('aria-rowindex')) - 2, Number(cell.getAttribute('aria-colindex')) - 1] : [];";
const COLUMN: &str = "const head = [...document.querySelectorAll('[role=columnheader]')].find((each) => each.innerText.trim() === arguments[0]);
return head ? Number(head.getAttribute('aria-colindex')) - 1 : null;";

#[test]
fn a_range_selected_by_key_is_copied_pasted_elsewhere_and_taken_back_in_one_step() {
    let grid = AtGrid::open();
    let country = grid.column("Country");
    let block = |grid: &AtGrid, top: u64| -> Vec<String> {
        (0..3)
            .flat_map(|row| [grid.now((top + row, country)), grid.now((top + row, country + 1))])
            .collect()
    };
    // The list is sorted by score, on which country and city have no influence: the rows stay where they are.
    let (source, target) = (block(&grid, 1), block(&grid, 8));
    assert_ne!(source, target, "the sample's rows differ");
    grid.click((1, country));
    for _ in 0..2 {
        grid.press(&[keys::SHIFT, keys::ARROW_DOWN]);
    }
    grid.press(&[keys::SHIFT, keys::ARROW_RIGHT]);
    grid.says("3 × 2 selected");
    grid.says("Count 6");
    grid.press(&[keys::CONTROL, "c"]);
    grid.says("Copied 3 × 2 cells");
    grid.click((8, country));
    grid.press(&[keys::CONTROL, "v"]);
    grid.says("6 cells pasted");
    grid.wait("the block where it was pasted", |grid| Ok(block(grid, 8) == source));
    grid.person.see("button", "Undo Paste 6 cells…");
    grid.press(&[keys::CONTROL, "z"]);
    grid.wait("the cells as they were", |grid| Ok(block(grid, 8) == target));
}

#[test]
fn the_keys_move_and_select_as_in_a_spreadsheet() {
    let grid = AtGrid::open();
    let (total, last) = (2513, last(&grid));
    let industry = grid.column("Industry");
    grid.click((2, industry));
    for (chord, at) in [
        (&[keys::ARROW_DOWN] as &[&str], (3, industry)),
        (&[keys::ARROW_UP], (2, industry)),
        (&[keys::ARROW_RIGHT], (2, industry + 1)),
        (&[keys::ARROW_LEFT], (2, industry)),
        (&[keys::ENTER], (3, industry)),
        (&[keys::SHIFT, keys::ENTER], (2, industry)),
        (&[keys::TAB], (2, industry + 1)),
        (&[keys::SHIFT, keys::TAB], (2, industry)),
        (&[keys::HOME], (2, 0)),
        (&[keys::CONTROL, keys::END], (total - 1, last)),
        (&[keys::CONTROL, keys::HOME], (0, 0)),
        (&[keys::CONTROL, keys::ARROW_DOWN], (total - 1, 0)),
        (&[keys::CONTROL, keys::ARROW_UP], (0, 0)),
        (&[keys::CONTROL, keys::ARROW_RIGHT], (0, last)),
        (&[keys::CONTROL, keys::ARROW_LEFT], (0, 0)),
    ] {
        grid.press(chord);
        grid.is_at(&format!("{chord:?}"), at);
    }
    grid.click((0, industry));
    grid.press(&[keys::PAGE_DOWN]);
    grid.wait("a page further down", |grid| {
        Ok(grid.focus()?.is_some_and(|(row, column)| row > 8 && column == industry))
    });
    let (page, _) = grid.focus().expect("the page answers").expect("a cell has the focus");
    grid.press(&[keys::PAGE_UP]);
    grid.is_at("page up", (0, industry));

    grid.press(&[keys::SHIFT, keys::PAGE_DOWN]);
    grid.says(&format!("{} × 1 selected", page + 1));
    grid.press(&[keys::ESCAPE]);
    grid.person.no_longer_reads("× 1 selected");
    grid.press(&[keys::CONTROL, keys::SHIFT, keys::ARROW_DOWN]);
    grid.says("2,513 × 1 selected");
    grid.press(&[keys::CONTROL, keys::HOME]);
    grid.is_at("home", (0, 0));
    grid.press(&[keys::SHIFT, keys::ARROW_RIGHT]);
    grid.press(&[keys::CONTROL, " "]);
    grid.says("2,513 × 2 selected");
    grid.press(&[keys::CONTROL, keys::HOME]);
    grid.press(&[keys::SHIFT, " "]);
    grid.person.reads("1 × 23 selected");
    grid.press(&[keys::CONTROL, "a"]);
    grid.person.reads("2,513 × 23 selected");
    grid.press(&[keys::ESCAPE]);
    grid.person.no_longer_reads("2,513 × 23 selected");
    grid.press(&[keys::SHIFT, keys::ARROW_DOWN]);
    grid.person.reads("2 × 1 selected");
    grid.press(&[keys::CONTROL, "f"]);
    grid.wait("the caret in the search field", |grid| {
        let named = "return document.activeElement.getAttribute('aria-label') || document.activeElement.placeholder";
        Ok(grid.person.driver.run(named, &json!([]))? == json!("Find accounts"))
    });
}

/// The last column displayed, by the key that leads to it.
fn last(grid: &AtGrid) -> u64 {
    grid.click((0, 0));
    grid.press(&[keys::END]);
    let at_end = "const cell = document.activeElement?.closest('[role=gridcell]');
const drawn = [...document.querySelectorAll('[role=gridcell]')].map((each) => Number(each.getAttribute('aria-colindex')));
const index = Number(cell?.getAttribute('aria-colindex'));
return index > 20 && index === Math.max(...drawn) ? index - 1 : null;";
    let last = grid.person.wait("the end of the row", || {
        Ok(grid.person.driver.run(at_end, &json!([]))?.as_u64())
    });
    grid.press(&[keys::HOME]);
    grid.is_at("Home", (0, 0));
    last
}

#[test]
fn cells_are_typed_over_opened_left_cleared_and_filled_by_key() {
    let grid = AtGrid::open();
    let city = grid.column("City");
    grid.click((0, city));
    grid.press(&["P"]);
    grid.press(&["a"]);
    grid.press(&["u"]);
    grid.press(&[keys::ENTER]);
    grid.is_at("Enter in the editor", (1, city));
    grid.reads((0, city), "Pau");
    grid.press(&[keys::ARROW_UP]);
    grid.press(&[keys::F2]);
    editing(&grid, "Pau");
    let field = grid.person.driver.find_css(".tl-cell-editor").expect("looks").remove(0);
    grid.person.driver.type_into(&field, "x").expect("types");
    grid.press(&[keys::ESCAPE]);
    grid.reads((0, city), "Pau");
    grid.is_at("Escape", (0, city));
    grid.press(&["N"]);
    editing(&grid, "N");
    grid.press(&[keys::TAB]);
    grid.is_at("Tab in the editor", (0, city + 1));
    grid.reads((0, city), "N");
    let open = "return document.querySelectorAll('.tl-cell-editor').length";
    assert_eq!(
        grid.person.driver.run(open, &json!([])),
        Ok(json!(0)),
        "Tab goes on and opens no editor"
    );

    grid.click((0, city));
    for _ in 0..3 {
        grid.press(&[keys::SHIFT, keys::ARROW_DOWN]);
    }
    grid.press(&[keys::CONTROL, "d"]);
    grid.says("3 cells filled");
    for row in 1..4 {
        grid.reads((row, city), "N");
    }
    grid.press(&[keys::DELETE]);
    grid.says("4 cells cleared");
    for row in 0..4 {
        grid.reads((row, city), "");
    }
    grid.press(&[keys::CONTROL, "z"]);
    grid.reads((2, city), "N");
}

/// Waits until the editor of a cell is open and holds a text.
fn editing(grid: &AtGrid, text: &str) {
    let holds =
        "return document.activeElement?.classList.contains('tl-cell-editor') ? document.activeElement.value : null";
    grid.wait(&format!("the editor with {text:?}"), |grid| {
        Ok(grid.person.driver.run(holds, &json!([]))? == json!(text))
    });
}

#[test]
fn a_layout_comes_back_and_a_column_that_cannot_take_the_value_says_so() {
    let grid = AtGrid::open();
    let person = &grid.person;
    person.click("button", "Columns");
    person.click("checkbox", "Industry");
    grid.press(&[keys::ESCAPE]);
    let there = |grid: &AtGrid| -> Result<Value, Fault> { grid.person.driver.run(COLUMN, &json!(["Industry"])) };
    grid.wait("the column to go", |grid| Ok(there(grid)?.is_null()));
    person.go("Tiers");
    person.go("Accounts");
    grid.wait("rows again", |grid| {
        Ok(grid.text((0, 0))?.is_some_and(|name| !name.is_empty()))
    });
    assert_eq!(there(&grid), Ok(Value::Null), "a hidden column stays hidden");
    person.click("button", "Columns");
    person.click("button", "Reset columns");
    grid.wait("the column back", |grid| Ok(!there(grid)?.is_null()));

    let (name, score) = (0, grid.column("Score"));
    grid.click((0, name));
    grid.press(&[keys::CONTROL, "c"]);
    person.reads("Copied 1 × 1 cells");
    grid.click((0, score));
    grid.press(&[keys::CONTROL, "v"]);
    person.reads("No cell was changed, 1 left as it was");
    person.reads("computed from other columns");
}
