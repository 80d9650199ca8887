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

/// Moves a slider, waits until the histogram is drawn anew and until that frame is on the screen, and moves it again. Before
/// each move a square of four pixels changes its colour: the least that any page can do, and so what the window takes by
/// itself. Pauses of all lengths, because a hand does not wait for the screen's clock either.
const SLIDE: &str = r#"
    const [moves, done] = arguments;
    const slider = document.querySelector('main input[type=range]');
    const picture = document.querySelector('main svg[role=img]');
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const start = Number(slider.value);
    const square = document.createElement('div');
    square.style.cssText = 'position: fixed; left: 0; top: 0; width: 4px; height: 4px';
    document.body.append(square);
    const bare = [], drawn = [], shown = [];
    const onScreen = (then) =>
        requestAnimationFrame(() => {
            const after = new MessageChannel();
            after.port1.onmessage = then;
            after.port2.postMessage(0);
        });
    const pause = (at, then) => setTimeout(then, 40 + (at * 7) % 17);
    const move = (at) => {
        if (at === moves) {
            square.remove();
            return done({ bare, drawn, shown });
        }
        const begun = performance.now();
        square.style.background = at % 2 ? 'black' : 'white';
        onScreen(() => {
            bare.push(performance.now() - begun);
            pause(at, () => slide(at));
        });
    };
    const slide = (at) => {
        const begun = performance.now();
        const changed = new MutationObserver(() => {
            changed.disconnect();
            drawn.push(performance.now() - begun);
            onScreen(() => {
                shown.push(performance.now() - begun);
                pause(at, () => move(at + 1));
            });
        });
        changed.observe(picture, { subtree: true, childList: true, attributes: true });
        write.call(slider, String(start - 100 + (at * 37) % 200));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
    };
    move(0);
"#;

/// What moving a slider takes, a figure a move.
#[derive(Debug)]
pub(crate) struct Slid {
    /// Until the histogram in the page is the new one.
    pub(crate) drawn: Vec<Spent>,
    /// Until its frame is on the screen.
    pub(crate) shown: Vec<Spent>,
    /// Until a square of four pixels in another colour is on the screen.
    pub(crate) bare: Vec<Spent>,
}

/// One weight's slider moved again and again; `None` without a built app.
pub(crate) fn slider(plan: &Path) -> Outcome<Option<Slid>> {
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
    Ok(Some(Slid {
        drawn: of("drawn"),
        shown: of("shown"),
        bare: of("bare"),
    }))
}
