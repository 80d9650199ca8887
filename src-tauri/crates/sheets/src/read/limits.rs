//! How much of the machine a foreign file may take. Separate because the same numbers are law in the process that reads
//! and in the one that watches it.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Rows and columns of a spreadsheet's grid, as Excel has it since 2007; nothing outside it is a cell.
pub(crate) const GRID_ROWS: u32 = 1_048_576;
pub(crate) const GRID_COLUMNS: u32 = 16_384;

/// What a zip part may unpack to from a byte, once it is larger than [`EXPANSION_MATTERS`]. Real sheets stay under 40;
/// deflate can do 1,032, and only files made to hurt come near it.
pub(crate) const MAX_EXPANSION: u64 = 150;
pub(crate) const EXPANSION_MATTERS: u64 = 256 << 20;

/// Limits of one reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes the reading process may take beyond what it has at its start, and bytes the texts of a table may take.
    pub memory: u64,
    /// From the request to its answer.
    pub deadline: Duration,
    /// Bytes all parts of a zipped workbook together may unpack to.
    pub unpacked: u64,
    /// Bytes the table of shared strings may unpack to: it is held in memory whole.
    pub shared_strings: u64,
    /// Cells a table may hold, blanks between them included: 16 bytes each, here and in the reading process's parent.
    pub cells: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            memory: 2 << 30,
            deadline: Duration::from_secs(300),
            unpacked: 4 << 30,
            shared_strings: 1 << 30,
            cells: 64 << 20,
        }
    }
}
