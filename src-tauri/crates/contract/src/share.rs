//! The Share screen: what do I send?

use crate::FileRef;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the leadership workbook will hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShareView {
    pub suggested_name: String,
    pub sheets: Vec<ShareSheet>,
    /// What leadership would ask about, each a sentence with the step that mends it.
    pub gaps: Vec<ShareGap>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShareSheet {
    pub name: String,
    pub sentence: String,
    pub rows: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShareGap {
    pub step: crate::Step,
    pub sentence: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportWorkbook {
    /// From `choose_export_target`.
    pub token: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Exported {
    pub file: FileRef,
    pub accounts: u64,
    pub bytes: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileAction {
    pub token: u32,
}
