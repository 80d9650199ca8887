//! How long a person waits at the window: from the double-click on a plan until they can work, and from the hand on a slider
//! to the pixels that follow it.

use crate::Outcome;
use crate::usage::{self, Spent, timed};
use serde_json::json;
use std::path::Path;
use tierline_e2e::Person;

/// A window takes seconds, so it is opened less often than the rest is done.
const ROUNDS: usize = 3;

/// Opens the plan in the built app that `TIERLINE_APP` names, driver's start included; nothing without one.
pub(crate) fn ready(plan: &Path) -> Outcome<Vec<Spent>> {
    if !cfg!(target_os = "linux") || std::env::var_os("TIERLINE_APP").is_none() {
        return Ok(Vec::new());
    }
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let (person, spent) = timed(|| {
            let person = Person::with_arguments(&[plan.display().to_string()]);
            person.go("Accounts");
            person.wait("rows in the grid", || {
                let rows = person.driver.run(
                    "return document.querySelectorAll('[role=row] [role=gridcell]').length",
                    &json!([]),
                )?;
                Ok((rows.as_u64() > Some(20)).then_some(()))
            });
            person
        });
        let peak = usage::peak_of_family(person.driver.process());
        drop(person);
        // The window's processes are not this one's children to wait for: their time is not known here.
        rounds.push(Spent {
            cpu: None,
            peak,
            ..spent
        });
    }
    Ok(rounds)
}

/// Moves of the slider that are counted, after some that warm up what is compiled on first use.
const MOVES: usize = 60;
const WARM: usize = 10;

/// Moves a slider, waits until the histogram is drawn anew and until that frame is on the screen, and moves it again.
const SLIDE: &str = r#"
    const [moves, done] = arguments;
    const slider = document.querySelector('main input[type=range]');
    const picture = document.querySelector('main svg[role=img]');
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const start = Number(slider.value);
    const drawn = [], shown = [];
    const move = (at) => {
        if (at === moves) return done({ drawn, shown });
        const begun = performance.now();
        const changed = new MutationObserver(() => {
            changed.disconnect();
            drawn.push(performance.now() - begun);
            requestAnimationFrame(() => {
                const after = new MessageChannel();
                after.port1.onmessage = () => {
                    shown.push(performance.now() - begun);
                    setTimeout(() => move(at + 1), 40);
                };
                after.port2.postMessage(0);
            });
        });
        changed.observe(picture, { subtree: true, childList: true, attributes: true });
        write.call(slider, String(start - 100 + (at * 37) % 200));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
    };
    move(0);
"#;

/// From one weight's slider to the histogram in the page, and to its frame on the screen; `None` without a built app.
pub(crate) fn slider(plan: &Path) -> Outcome<Option<[Vec<Spent>; 2]>> {
    if !cfg!(target_os = "linux") || std::env::var_os("TIERLINE_APP").is_none() {
        return Ok(None);
    }
    let person = Person::with_arguments(&[plan.display().to_string()]);
    person.go("Model");
    person.wait("the sliders", || {
        let sliders = person.driver.run(
            "return document.querySelectorAll('main input[type=range]').length",
            &json!([]),
        )?;
        Ok((sliders.as_u64() > Some(0)).then_some(()))
    });
    let told = person
        .driver
        .run_until_called(SLIDE, &json!([MOVES + WARM]))
        .map_err(|fault| format!("the slider did not move: {fault:?}"))?;
    let of = |key: &str| -> Vec<Spent> {
        let times = told[key]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(serde_json::Value::as_f64);
        times
            .skip(WARM)
            .map(|milliseconds| Spent {
                wall: milliseconds / 1000.0,
                cpu: None,
                peak: None,
            })
            .collect()
    };
    Ok(Some([of("drawn"), of("shown")]))
}
