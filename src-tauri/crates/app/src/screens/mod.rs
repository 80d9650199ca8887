//! One module a screen: what it shows, and the changes it can make.

mod accounts;
mod coverage;
mod detail;
#[cfg(test)]
mod figures;
mod home;
pub(crate) mod matrix;
pub(crate) mod model;
pub(crate) mod opportunity;
pub(crate) mod path;
pub(crate) mod quality;
pub(crate) mod quotas;
mod share;
pub(crate) mod territories;
mod tiers;
