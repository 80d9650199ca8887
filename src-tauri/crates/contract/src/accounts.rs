//! The account grid and one account's page.

use crate::{AccountFamily, AccountFirmness, Cell, CellKind, FieldRoleView, Segment};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names a column of the grid: `f12` for field 12, else `tier`, `modelTier`, `score`, `owner`, `potential`, `headroom`,
/// `shareOfWallet`, `retain`, `upsell`, `crossSell`, `newLogo`, `minutes`, `reason`, `family`.
pub type ColumnKey = String;

/// A column the grid can show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GridColumn {
    pub key: ColumnKey,
    pub label: String,
    pub kind: CellKind,
    pub role: Option<FieldRoleView>,
    pub editable: bool,
    /// Shown at first.
    pub shown: bool,
    /// The values to choose from, for category columns with few of them.
    pub values: Vec<String>,
}

/// The columns the grid can show, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GridColumns {
    pub columns: Vec<GridColumn>,
}

/// Which accounts, in which order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountQuery {
    pub segment: Segment,
    /// Finds names, record IDs, websites and cities that contain every word.
    pub search: String,
    pub filters: Vec<ColumnFilter>,
    pub sort: Vec<SortKey>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnFilter {
    pub column: ColumnKey,
    pub test: FilterTest,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum FilterTest {
    /// Ignoring case and accents.
    Contains {
        text: String,
    },
    OneOf {
        values: Vec<Cell>,
    },
    /// Inclusive, in the column's wire unit; a date as days since 1970-01-01.
    Range {
        from: Option<f64>,
        to: Option<f64>,
    },
    Blank,
    NotBlank,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SortKey {
    pub column: ColumnKey,
    pub descending: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountPageRequest {
    pub query: AccountQuery,
    pub columns: Vec<ColumnKey>,
    pub offset: u32,
    /// At most 500.
    pub limit: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountPage {
    /// Accounts that the query finds.
    pub total: u32,
    pub rows: Vec<AccountRow>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountRow {
    pub id: u32,
    /// Some of the values that have weight are missing, so that the score could be another one; never without a score.
    pub partial: bool,
    /// In the order of the columns asked for.
    pub cells: Vec<Cell>,
}

/// Sums over what a query finds or over rows of it, for the status bar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuerySums {
    pub accounts: u32,
    /// `null` where no account's is known.
    pub current_revenue: Option<i64>,
    /// `null` where no account's is known.
    pub potential: Option<i64>,
    /// Accounts that are not in the potential, because theirs is not known.
    pub without_potential: u32,
    pub minutes: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CellEdit {
    pub account: u32,
    pub column: ColumnKey,
    /// What was typed, in the person's notation; the empty text makes the cell blank.
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CopyRange {
    pub query: AccountQuery,
    pub columns: Vec<ColumnKey>,
    pub offset: u32,
    pub rows: u32,
    pub with_header: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Copied {
    pub rows: u32,
    pub columns: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountRef {
    pub account: u32,
}

/// One account with everything the plan says about it and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountDetail {
    pub id: u32,
    pub name: String,
    /// Index of the tier it has, `null` for Excluded.
    pub tier: Option<u8>,
    /// What the model alone says.
    pub model_tier: u8,
    /// Tenths of a point; `null` without data.
    pub score: Option<u16>,
    /// Why it has its tier, in one sentence.
    pub tier_sentence: String,
    /// The score of the criteria that tell fit, in tenths of a point; `null` where none of them has a value.
    pub fit: Option<u16>,
    /// The same of those that tell engagement.
    pub engagement: Option<u16>,
    /// Between which scores it lies if what is missing were known, in tenths of a point; `null` where nothing is missing.
    pub score_least: Option<u16>,
    pub score_most: Option<u16>,
    /// `null` while nobody has tested the model, and where the model does not decide its tier.
    pub firmness: Option<AccountFirmness>,
    /// The score decides its tier, and nobody has tested the model since it last changed.
    pub untested: bool,
    /// The next better tier, where more points would lift it there.
    pub lifts_to: Option<u8>,
    /// What alone would lift it there, a sentence each; what asks least comes first. Empty where nothing that can change does.
    pub lifts: Vec<String>,
    /// Points by criterion; they add up to the score.
    pub contributions: Vec<Contribution>,
    pub tier_override: Option<OverrideView>,
    pub owner: Option<u32>,
    pub owner_sentence: String,
    pub pinned: bool,
    pub current_revenue: Option<i64>,
    pub potential: Option<i64>,
    /// Where the potential comes from, in one sentence.
    pub potential_sentence: String,
    /// How many customers it was read off; `null` when it was read off none.
    pub peers: Option<u32>,
    /// The buckets are `null` where the potential is not known.
    pub retain: Option<i64>,
    pub upsell: Option<i64>,
    pub cross_sell: Option<i64>,
    pub new_logo: Option<i64>,
    /// Per mille.
    pub share_of_wallet: Option<u32>,
    pub minutes: u64,
    pub workload_sentence: String,
    /// Where it is and what that goes by, in one sentence.
    pub place_sentence: String,
    pub family: AccountFamily,
    pub fields: Vec<DetailField>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Contribution {
    pub criterion: u32,
    pub name: String,
    /// Tenths of a point that it adds.
    pub points: u16,
    /// Tenths of a point that it could add at most for this account.
    pub most: u16,
    /// The raw value as shown, `null` where missing.
    pub raw: Option<String>,
    pub sentence: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OverrideView {
    pub tier: Option<u8>,
    pub reason: String,
    pub author: String,
    pub set_on: String,
    pub expires: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DetailField {
    pub key: ColumnKey,
    pub label: String,
    pub kind: CellKind,
    pub value: Cell,
}
