//! What real lists do to an importer, a test a case: the number in a test's name is the case's in the project's checklist of
//! inputs. Small files are made here; cases of whole files stand in `tests/read.rs`, `tests/mutated.rs` and beside the code.

mod binary;
mod list;
mod opening;
mod shapes;
mod support;
mod text;
mod values;
