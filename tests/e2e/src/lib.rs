//! A person in front of the real window: starts the built app through WebKitWebDriver and finds things the way people and
//! screen readers do, by role and name. Only what the journeys need; the protocol is W3C WebDriver.

pub mod axe;
mod driver;
mod person;
mod tour;

pub use driver::{Driver, Element, Fault};
pub use person::{Answers, Person};
pub use tour::{STEPS, tour};

/// Keys as WebDriver names them.
pub mod keys {
    pub use crate::person::{
        ALT, ARROW_DOWN, ARROW_LEFT, ARROW_RIGHT, ARROW_UP, CONTROL, DELETE, END, ENTER, ESCAPE, F2, F6, HOME,
        PAGE_DOWN, PAGE_UP, SHIFT, TAB,
    };
}
