//! Small shapes that several screens share.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The currency all amounts of a plan are in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CurrencyView {
    /// ISO 4217.
    pub code: String,
    /// Digits after the decimal point: an amount of 12345 is 123.45 when this is 2.
    pub minor_digits: u8,
}

/// A file the person chose, dropped or opened before. The window never learns its path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileRef {
    pub token: u32,
    /// File name without its folder.
    pub name: String,
    /// The folder as people know it, for telling two files of one name apart.
    pub folder: String,
}

/// How far long work has come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// What is being done, as a short phrase.
    pub step: String,
    pub done: u64,
    /// `null` while it is not known.
    pub total: Option<u64>,
}

/// What kind of file a person is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FileKind {
    Plan,
    /// An account list: a workbook or a text file.
    Accounts,
    Reps,
}

/// How the values of a column are shown, sorted and edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CellKind {
    Text,
    Category,
    Number,
    Percent,
    /// Integer minor units.
    Money,
    /// `2026-11-22`.
    Date,
    YesNo,
    /// Index of a tier, -1 for Excluded.
    Tier,
    /// Tenths of a point.
    Score,
    /// Minutes a year.
    Minutes,
    /// Number of a rep.
    Rep,
}

/// What an imported field means to the stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FieldRoleView {
    Name,
    RecordId,
    Parent,
    Website,
    Phone,
    Industry,
    Country,
    Region,
    City,
    PostalCode,
    Employees,
    AnnualRevenue,
    CurrentRevenue,
    ProductRevenue,
    Potential,
    Pipeline,
    Owner,
    LastActivity,
    Engagement,
    Status,
    Custom,
}

/// A value on its way to the screen or back: text, number, yes/no, or `null` where missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum Cell {
    Missing,
    YesNo(bool),
    /// Whole numbers: money in minor units, minutes, tenths of a point, tiers.
    Whole(i64),
    Number(f64),
    Text(String),
}

/// Where an amount of work stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StepStatus {
    NotStarted,
    Attention,
    Done,
}

/// The steps of the path, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Step {
    Home,
    Accounts,
    Model,
    Tiers,
    Opportunity,
    Coverage,
    Territories,
    Quotas,
    Share,
}

/// One part of the potential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Bucket {
    Retain,
    Upsell,
    CrossSell,
    NewLogo,
}

/// A subset of the accounts that a figure stands for: every figure opens its accounts by one of these.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Segment {
    All,
    /// `null` is Excluded.
    Tier {
        tier: Option<u8>,
    },
    /// Accounts with money in the bucket.
    Bucket {
        bucket: Bucket,
    },
    /// Accounts of a tier with money in the bucket.
    TierBucket {
        tier: Option<u8>,
        bucket: Bucket,
    },
    /// `null` is without an owner.
    Rep {
        rep: Option<u32>,
    },
    /// Potential is not known.
    NoPotential,
    /// Current revenue above the potential the list gives.
    AbovePotential,
    /// A person decided against the model.
    Overridden,
    /// Score in tenths of a point, from inclusive, to exclusive.
    Scores {
        from: u16,
        to: u16,
    },
    /// No data for any criterion.
    Unscored,
    /// No value for a field.
    Missing {
        field: u32,
    },
    /// Customers (true) or prospects (false).
    Customers {
        customers: bool,
    },
}
