//! Where an account is: countries under all their names, and the places of postal codes and cities, without a network.
//!
//! [`country_of`] knows a country by its names and codes. [`place`] finds a spot for postal code, city and country as a list
//! writes them, and says what it went by. Postal codes and cities are from GeoNames (CC BY 4.0), rounded to a hundredth of a
//! degree, about a kilometre; `examples/pack.rs` made the table of them.

mod aliases;
mod codes;
mod countries;
mod gazetteer;
mod table;

pub use countries::{Country, country_names, country_of};
pub use gazetteer::{Found, FoundBy, Spot, Wanted, is_postal_code, place};
