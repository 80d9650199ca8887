//! Workbooks: foreign ones in, leadership ones out. The only crate that knows calamine and rust_xlsxwriter.
//!
//! Reading takes three steps that do not know each other: `read` turns a file into a [`raw::RawTable`] (what was said),
//! `understand` turns that into fields and accounts (what was meant) and lists every problem as data, and `report` writes
//! the workbooks that leave.

pub mod raw;
pub mod read;
pub mod report;
pub mod understand;
