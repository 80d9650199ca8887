//! From a file somebody mailed to a [`RawTable`](crate::raw::RawTable): what is said, cell by cell, and nothing about
//! what is meant. Separate because everything here meets hostile or broken input, and nothing after it does.
//!
//! A file is looked at by its first bytes ([`sniff`]), never by its name; the sizes it declares are added up before it is
//! opened ([`package`]); then it is read in a stream. [`ReaderHost`] does all that in a child process with a memory cap and
//! a deadline: a kilobyte of bad spreadsheet can make any reader allocate without end, and a dead child is a sentence to
//! the user while a dead window is lost work. Both executables call [`run_if_child`] first thing.
//!
//! ```no_run
//! # fn main() -> Result<(), tierline_sheets::read::ReadError> {
//! use tierline_sheets::read::{Limits, ReaderHost};
//! let host = ReaderHost::InProcess;
//! let file = std::path::Path::new("accounts.xlsx");
//! let summary = host.sheets(file, &Limits::default(), &|| false)?;
//! let table = host.table(file, &summary.sheets[0].name, &Limits::default(), &mut |_| {}, &|| false)?;
//! # Ok(()) }
//! ```

mod batch;
mod cell;
mod child;
mod error;
mod frame;
mod host;
mod html;
mod job;
mod limits;
mod mend;
mod number_format;
mod ods;
mod ole;
mod outline;
mod package;
mod ranges;
mod scan;
mod sink;
mod sniff;
mod tags;
mod text;
mod xls_key;
mod xlsb;
mod xlsx;
mod xml2003;

pub use child::run_if_child;
pub use error::ReadError;
pub use host::ReaderHost;
pub use limits::Limits;
pub use sink::{Head, ReadProgress};
pub use sniff::Format;

use crate::raw::{ReadRemark, TableArea};
use serde::{Deserialize, Serialize};

/// What a file holds, before any of its rows is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSummary {
    /// By content, whatever the name says.
    pub format: Format,
    pub remarks: Vec<ReadRemark>,
    /// Sheets with cells in them, in the workbook's order; chart, macro and dialog sheets are not listed.
    pub sheets: Vec<SheetSummary>,
}

/// One sheet as the workbook lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetSummary {
    pub name: String,
    pub visibility: SheetVisibility,
    /// Number of the last used row; `None` when the file does not say and finding out would mean reading it all.
    pub rows: Option<u32>,
    /// Number of the last used column; `None` as for rows.
    pub columns: Option<u32>,
    /// Tables that the spreadsheet program keeps on it. Empty for formats whose reader does not see them.
    pub tables: Vec<TableArea>,
    /// Set for a sheet with a pivot table.
    pub pivot: Option<Pivot>,
}

/// A pivot table adds up rows that stand elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pivot {
    /// The sheet that the rows stand on, where it is one of this workbook.
    pub source: Option<String>,
}

/// Whether a person sees a sheet's tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SheetVisibility {
    Visible,
    Hidden,
    /// Hidden so that the spreadsheet program does not offer to show it.
    VeryHidden,
}
