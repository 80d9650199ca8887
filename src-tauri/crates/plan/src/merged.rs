//! Records that were found to be one company. Separate from the account list, which holds only what is left.

use crate::AccountId;
use serde::{Deserialize, Serialize};

/// A record that was merged into an account: what lists still call it, so that the next one finds the account by it and
/// nothing comes back twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedRecord {
    /// The account that is left.
    pub into: AccountId,
    /// The record ID it had, byte for byte.
    pub record_id: Option<String>,
    pub name: String,
    pub city: Option<String>,
    pub country: Option<String>,
}

/// Two accounts, the one with the smaller ID first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AccountPair {
    pub a: AccountId,
    pub b: AccountId,
}

impl AccountPair {
    pub fn of(one: AccountId, other: AccountId) -> Self {
        AccountPair {
            a: one.min(other),
            b: one.max(other),
        }
    }
}
