//! Ranges of cells in the account grid, what is done to them, and how the grid is laid out.

use crate::{AccountQuery, Cell, CellKind, ColumnFilter, ColumnKey, PlanView, SortKey};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A rectangle of cells: columns, and rows by their place in what a query finds. It may reach over rows that the window
/// never loaded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CellRange {
    pub query: AccountQuery,
    /// From left to right.
    pub columns: Vec<ColumnKey>,
    pub offset: u32,
    pub rows: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PasteCells {
    /// The selected cells. A block that fits into them several times fills them; any other starts at the upper left one.
    pub range: CellRange,
    /// The columns that stand to the right of the range, for a block wider than it.
    pub beyond: Vec<ColumnKey>,
}

/// What became of cells that were pasted, cleared or filled: one change of the plan, or none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CellsEdited {
    pub plan: PlanView,
    /// Cells that hold what they were given.
    pub cells: u32,
    /// Cells that could not take it and were left as they were.
    pub left: u32,
    /// Whether there is something to undo: cells that held the same before change nothing.
    pub changed: bool,
    /// Why cells were left as they were and where, and what did not fit into the list; a sentence each.
    pub notes: Vec<String>,
    /// Rows and columns of the list that the block covered.
    pub rows: u32,
    pub columns: u32,
    /// Another row stands where the block began or within it, because the list is sorted or filtered by what was changed.
    pub moved: bool,
}

/// What a range of cells adds up to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RangeSums {
    /// Cells that are not blank.
    pub filled: u64,
    /// One for each kind of figure in the range, in the order in which their columns stand.
    pub kinds: Vec<KindSum>,
}

/// Sum and average of the figures of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KindSum {
    pub kind: CellKind,
    /// Figures; blanks are none.
    pub count: u64,
    /// In the kind's unit. `null` when it is too large to be told exactly.
    pub sum: Cell,
    /// To the nearest unit where the kind has whole units.
    pub average: Cell,
}

/// How the account grid is laid out in a plan. A view of the plan and no part of it, so that undo leaves it alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GridLayout {
    /// From left to right, hidden ones included. Columns that are not named follow as they come.
    pub columns: Vec<ColumnLayout>,
    pub sort: Vec<SortKey>,
    /// The conditions of the column menus, in the units of the screen.
    pub filters: Vec<ColumnFilter>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnLayout {
    pub key: ColumnKey,
    /// Pixels.
    pub width: u32,
    pub hidden: bool,
    /// Kept at the left while the others scroll.
    pub pinned: bool,
}
