//! Columns that people compute from others. Separate from the list: their values follow from it and are never typed.

use crate::{FieldId, FieldKind};
use serde::{Deserialize, Serialize};

/// A column with a formula. It can be scored, asked by gates and shown like a column of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComputedField {
    /// One of those kept for computed columns: see [`FieldId::is_computed`].
    pub id: FieldId,
    /// Never blank.
    pub label: String,
    /// How its values are held and shown.
    pub kind: FieldKind,
    /// In the words of a spreadsheet. Columns are named by their number, `[#12]`, and the potential as the opportunity
    /// stage sees it as `[#potential]`: a column that is renamed keeps its formulas.
    pub formula: String,
}

impl ComputedField {
    /// The longest formula, in bytes: more is no formula that a person can check.
    pub const LONGEST: usize = 2_000;

    /// Whether it has a name and a formula of a sensible length, and says so itself that it is computed.
    pub fn is_sound(&self) -> bool {
        self.id.is_computed()
            && !self.label.trim().is_empty()
            && !self.formula.trim().is_empty()
            && self.formula.len() <= Self::LONGEST
            && self.kind != FieldKind::Text
    }
}

impl FieldId {
    /// Numbers from here on name computed columns: lists, which count from one, never come so far.
    pub const FIRST_COMPUTED: FieldId = FieldId(1 << 30);

    /// Whether it names a column that is computed, not one of the list.
    pub fn is_computed(self) -> bool {
        self >= Self::FIRST_COMPUTED
    }
}
