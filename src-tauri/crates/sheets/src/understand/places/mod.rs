//! Places as lists spell them. Separate because what a country is called is a table, not a rule.

mod countries;

pub use countries::{Country, country_names, country_of};
