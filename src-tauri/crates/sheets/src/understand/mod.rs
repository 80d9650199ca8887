//! From what a sheet says to what it means. Pure functions over a [`RawTable`], in six steps that a person may correct
//! between any two:
//!
//! 1. [`shape()`] finds the header row, the rows of data and the rows that are neither; [`shape_with_header`] when the person
//!    says which row the header is; [`stacked`] lists tables that stand under one another.
//! 2. [`columns()`] looks at every column: kind, notation, blanks, problems, examples, from all of its rows.
//! 3. [`mapping()`] proposes a field for every column, with confidence and alternatives; [`Mapping::choices`] makes
//!    [`ColumnChoice`]s of it that the person may change. [`guess_currency`] proposes the currency, [`open_questions`] lists
//!    what can be read two ways.
//! 4. [`convert()`] makes accounts, products and issues of table, shape and choices; [`rep_columns`] and [`reps()`] do the
//!    same for a list of reps.
//!    [`fold_spellings`] then brings the spellings of industries and countries onto one list.
//! 5. [`listing`] says what the rows of a sheet are; those of sales, activities and deals become one row an account by
//!    [`gather`], by the columns of [`part_columns`].
//! 6. [`suggest_sheet`] says which sheet of a workbook is which, before all that.
//!
//! [`understand`] does steps 1 to 3 in one call. Bad data is data here, never an error: each problem is an [`ImportIssue`]
//! with its place, its raw text and what happens to it, and every row is an account, a header row, or left out with a
//! [`Reason`].

mod cells;
mod columns;
mod content;
mod convert;
mod currency;
mod dates;
mod decimal;
mod duplicates;
mod facts;
mod guess;
mod header;
mod issue;
mod mapping;
mod mend;
mod number;
mod products;
mod question;
mod records;
mod reps;
mod revenue;
mod shape;
mod spellings;
mod synonyms;
#[cfg(test)]
pub(super) mod tests;
mod typed;
mod words;

pub use columns::{ColumnProfile, Notation, OpenReading, columns};
pub use content::Content;
pub use convert::{ConvertError, Converted, convert, issue_place, open_questions};
pub use currency::CurrencyCode;
pub use dates::DateOrder;
pub use decimal::Decimal;
pub use guess::{CurrencyGuess, CurrencySource, SheetSuggestion, guess_currency, suggest_sheet};
pub use issue::{ImportIssue, IssueKind, LeftOutRow, Reason, Severity};
pub use mapping::{Because, CERTAIN, ColumnChoice, ColumnMapping, Mapping, mapping};
pub use mend::{Mend, mended};
pub use number::DecimalSign;
pub use question::{Question, Reading};
pub use records::{Gathered, Listing, Part, PartColumn, gather, listing, part_columns};
pub use reps::{ConvertedReps, RepField, rep_columns, reps};
pub use shape::{Shape, Stacked, shape, shape_with_header, stacked};
pub use spellings::{KnownSpellings, LookAlike, SameBecause, fold_spellings, look_alikes, same_because};
pub use typed::{Writing, typed};
pub use words::column_letters;

use crate::raw::RawTable;

/// A sheet with everything that is proposed for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    pub shape: Shape,
    pub columns: Vec<ColumnProfile>,
    pub mapping: Mapping,
    pub currency: CurrencyGuess,
}

/// Shape, columns, mapping and currency of a sheet in one call.
pub fn understand(table: &RawTable) -> Understood {
    understand_shape(table, shape(table))
}

/// As [`understand`], under a shape that a person corrected.
pub fn understand_shape(table: &RawTable, shape: Shape) -> Understood {
    let columns = columns(table, &shape);
    let mapping = mapping(table, &shape, &columns);
    let currency = guess_currency(table, &shape, &columns, &mapping);
    Understood {
        shape,
        columns,
        mapping,
        currency,
    }
}
