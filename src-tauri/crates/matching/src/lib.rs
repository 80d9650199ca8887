//! Which records are the same company.
//!
//! Names are compared without their legal form, word by word ([`Name`], [`similarity`]). Only records that share a key are
//! compared; what agreement in a field is worth is learnt from the list itself; and pairs that hold together are a company
//! ([`find_duplicates`], [`clusters`]). [`may_belong`] looks for companies of one family. Nothing here reads a clock or a file, and every run finds the same.

mod blocks;
mod evidence;
mod family;
mod find;
mod fold;
mod forms;
mod name;
mod record;
mod similar;
mod web;

pub use family::{Belongs, Sign, may_belong};
pub use find::{Band, Cluster, Duplicates, Family, Pair, clusters, find_duplicates, find_duplicates_unless};
pub use fold::fold;
pub use forms::{Form, Forms, is_form};
pub use name::{Name, has_legal_form, name_key};
pub use record::{ALIKE, Agreement, CLOSE, Comparison, NameLevel, Record};
pub use similar::{Rarity, Similarity, similarity};
pub use web::web_domain;
