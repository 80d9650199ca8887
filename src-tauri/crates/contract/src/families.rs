//! Account families: a parent company with its subsidiaries and sites.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How an account stands towards a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FamilyTie {
    /// In a family of two accounts or more.
    Member,
    /// Its parent is no account of this list.
    Outside,
    /// What the list names as its parent fits several accounts, or would put it above itself.
    Unclear,
}

/// The families of the list, Excluded accounts too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FamiliesView {
    /// Those we sell most to first.
    pub families: Vec<FamilyView>,
    /// Families beyond those that are handed over.
    pub left_off: u32,
    /// One entry for each tie, in the order of the ties.
    pub ties: Vec<TieCount>,
    /// Accounts that may belong to another, by the one they may belong to; those with most of them first.
    pub proposed: Vec<ProposedFamily>,
    /// Proposed links, those too that are not handed over.
    pub proposed_links: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TieCount {
    pub tie: FamilyTie,
    pub accounts: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FamilyView {
    /// One of its accounts: the parent, where it is one.
    pub account: u32,
    pub name: String,
    /// Whether the parent is an account of this list.
    pub listed: bool,
    pub accounts: u32,
    /// What we sell to all of it; `null` when it is not known of any.
    pub revenue: Option<i64>,
    /// `null` when it is not known of any.
    pub potential: Option<i64>,
    /// Accounts in each tier.
    pub tiers: Vec<u32>,
    /// Reps who own accounts of it.
    pub owners: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProposedFamily {
    pub parent: u32,
    pub name: String,
    /// Where it is, to tell it from others of its name.
    pub place: Option<String>,
    pub children: Vec<ProposedChild>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProposedChild {
    pub account: u32,
    pub name: String,
    pub place: Option<String>,
    /// Why it may belong, such as `same website alba.com`.
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetParents {
    /// All in one change.
    pub links: Vec<ParentLink>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ParentLink {
    pub account: u32,
    /// The account itself says that it belongs to nobody.
    pub parent: u32,
}

/// One account's family.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountFamily {
    /// What the whole family is called; the account's own name where it is alone.
    pub name: String,
    /// How it stands towards a family, in one sentence.
    pub sentence: String,
    /// The account right above it.
    pub parent: Option<FamilyMember>,
    /// Accounts right below it, those we sell most to first; ten at most.
    pub children: Vec<FamilyMember>,
    /// Accounts of the whole family, this one too.
    pub accounts: u32,
    /// Whether a person said that it belongs to nobody, or the list does.
    pub stands_alone: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FamilyMember {
    pub account: u32,
    pub name: String,
    /// What we sell to it.
    pub revenue: Option<i64>,
}
