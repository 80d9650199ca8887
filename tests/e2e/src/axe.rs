//! What axe-core finds on the screen as it is now. It is a tool of the tests: read from the front end's packages, put
//! into the page by the driver and never part of the app.

use crate::{Fault, Person};
use serde_json::{Value, json};
use std::path::Path;

/// Puts the checker into the page; once a page, because it outlives every screen.
pub fn bring(person: &Person) -> Result<(), Fault> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/node_modules/axe-core/axe.min.js");
    let source = std::fs::read_to_string(&script).map_err(|error| {
        Fault(format!(
            "axe-core is not among the front end's packages ({error}); run npm ci in ui"
        ))
    })?;
    // The checker looks for module loaders before it names itself on the window.
    let source = format!("(function () {{ {source}\n }}).call(window);");
    person.driver.run(&source, &json!([])).map(drop)
}

/// Every fault as one line: the rule, how grave, where, and what is wrong there.
pub fn faults(person: &Person) -> Result<Vec<String>, Fault> {
    let found = person.driver.run_until_called(CHECK, &json!([]))?;
    match found {
        Value::Array(faults) => Ok(faults
            .iter()
            .filter_map(|fault| fault.as_str().map(str::to_owned))
            .collect()),
        other => Err(Fault(format!("the check did not end: {other}"))),
    }
}

/// `aria-hidden-focus` is passed over on Tabster's sentinels alone: invisible elements around a dialog or a menu that take
/// the focus only to hand it on, so that Tab stays inside. They must be focusable and must not be read, by design.
const CHECK: &str = r#"
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'] }).then(
  ({ violations }) => done(violations.flatMap((rule) => rule.nodes
    .filter((node) => !(rule.id === 'aria-hidden-focus' && node.html.includes('data-tabster-dummy')))
    .map((node) => `${rule.id} (${rule.impact}) at ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')} ${node.html.slice(0, 160)}`))),
  (error) => done(String(error)),
);
"#;
