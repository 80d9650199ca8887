//! A newer list for a plan that has accounts: which of them each row is, what differs, and the one change that brings the
//! plan up to date without losing what people decided.
//!
//! A list is matched before it is merged, and both only look: the change is a value like any other, so that everything can
//! be shown before it happens and taken back afterwards. What a person changed in the plan is told from what the list said
//! by [`Plan::hand_edits`](tierline_plan::Plan::hand_edits), which makes every comparison one of three: what the list gave
//! then, what stands in the plan, what the list gives now.

mod change;
mod matching;
mod merge;

pub use matching::{Found, Keys, MatchedBy};
pub use merge::{
    CellDiff, Choices, Comparison, Conflicts, Counts, List, Missing, NewColumn, Purpose, Strangers, Unclear, compare,
};

#[cfg(test)]
mod tests;
