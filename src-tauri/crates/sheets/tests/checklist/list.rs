//! The table of lines and tests that people read is true.

use std::collections::BTreeSet;

const TABLE: &str = include_str!("../../../../../tests/fixtures/workbooks/CHECKLIST.md");
const NUMBERED: [&str; 5] = [
    include_str!("binary.rs"),
    include_str!("opening.rs"),
    include_str!("shapes.rs"),
    include_str!("values.rs"),
    include_str!("text.rs"),
];

/// Where the tests stand that have no number.
const OTHERS: [&str; 12] = [
    include_str!("../../src/read/ranges/tests.rs"),
    include_str!("../read.rs"),
    include_str!("../mutated.rs"),
    include_str!("../../src/report/tests.rs"),
    include_str!("../../../engine/src/reimport/tests.rs"),
    include_str!("../../../store/tests/plan_file/crash.rs"),
    include_str!("../../../../../tests/e2e/tests/journeys.rs"),
    include_str!("../../../../../tests/integration/bad_input.rs"),
    include_str!("../../../../../tests/integration/duplicates.rs"),
    include_str!("../../../../../tests/integration/journey.rs"),
    include_str!("../../../../../tests/integration/newer_list.rs"),
    include_str!("../../../../../tests/integration/several_lists.rs"),
];

/// The names of the functions that begin a line.
fn functions(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .filter_map(|line| line.strip_prefix("fn "))
        .filter_map(|rest| rest.split_once('(').map(|(name, _)| name))
}

#[test]
fn the_table_names_every_numbered_test_in_its_line_and_none_that_is_not_there() {
    let numbered: BTreeSet<&str> = NUMBERED
        .iter()
        .flat_map(|source| functions(source))
        .filter(|name| name.starts_with("i0"))
        .collect();
    let known: BTreeSet<&str> = numbered
        .iter()
        .copied()
        .chain(OTHERS.iter().flat_map(|source| functions(source)))
        .collect();
    let rows: Vec<&str> = TABLE.lines().filter(|line| line.starts_with("| I")).collect();
    assert_eq!(rows.len(), 112, "every line of the list has its row");
    for name in &numbered {
        for number in name.split('_').map_while(|part| part.strip_prefix("i0")) {
            let number: usize = number.parse().expect("a line's number");
            let row = rows[number - 1];
            assert!(
                row.starts_with(&format!("| I{number} |")) && row.contains(&format!("`{name}`")),
                "line {number} does not name {name}: {row}"
            );
        }
    }
    for row in rows {
        for name in row.split('`').skip(1).step_by(2) {
            assert!(known.contains(name), "there is no test {name}");
        }
    }
}
