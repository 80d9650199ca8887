//! The open plan, the start page, undo and redo.

use crate::{Bucket, CurrencyView, FileKind, FileRef, Step, StepStatus, TierHueView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything the frame of the window shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AppState {
    /// Version of the app.
    pub version: String,
    /// `windows`, `macos` or `linux`: for the names of keys.
    pub platform: String,
    /// Language and region of the person's system, such as `de-AT`: for figures and dates.
    pub locale: Option<String>,
    pub recent: Vec<RecentPlan>,
    pub plan: Option<PlanView>,
    /// The step that was open when the plan was last closed.
    pub last_step: Option<Step>,
    /// A file the app was started with and that the window should open now.
    pub open_request: Option<FileRef>,
}

/// A plan opened before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecentPlan {
    pub file: FileRef,
    pub opened_on: String,
    /// The file is no longer there.
    pub missing: bool,
}

/// The open plan as the frame shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanView {
    pub name: String,
    pub file: FileRef,
    pub period: String,
    /// The day it is seen from: ages, expiries and periods count to it.
    pub as_of: String,
    /// What has come due since that day; `null` when nothing has.
    pub due: Option<Due>,
    pub currency: CurrencyView,
    /// Grows with every change: what was fetched under an older one is stale.
    pub revision: u64,
    pub read_only: bool,
    pub accounts: u32,
    pub reps: u32,
    /// Tier names, best first.
    pub tiers: Vec<String>,
    /// Their colours.
    pub hues: Vec<TierHueView>,
    /// What undo would take back, such as `Move 34 accounts to Tier 1`.
    pub undo: Option<String>,
    pub redo: Option<String>,
    pub steps: Vec<StepView>,
}

/// What would count otherwise if the plan were seen from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Due {
    /// Tiers set by hand that have run out.
    pub overrides: u32,
    /// The limit on moves has begun anew.
    pub limit: bool,
}

/// One step of the path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StepView {
    pub step: Step,
    pub status: StepStatus,
    /// What is there or what is missing, in one sentence.
    pub sentence: String,
}

/// What the Home page answers: where do we stand?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HomeView {
    /// Potential of the accounts in the plan; `null` where no account's is known.
    pub opportunity: Option<i64>,
    /// Accounts in the plan that are not in it, because theirs is not known.
    pub without_potential: u32,
    /// Why it is not known and what to do, in plain sentences; `null` where all of it is known.
    pub potential_gap: Option<String>,
    pub buckets: Vec<HomeBucket>,
    pub accounts: u32,
    pub customers: u32,
    pub prospects: u32,
    /// Accounts in the plan (not Excluded) without an owner, and their potential.
    pub unowned_accounts: u32,
    pub unowned_potential: Option<i64>,
    pub tiers: Vec<HomeTier>,
    pub next: NextStep,
    /// Newest first, at most ten.
    pub history: Vec<HistoryEntry>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HomeBucket {
    pub bucket: Bucket,
    pub amount: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HomeTier {
    pub tier: u8,
    pub name: String,
    pub accounts: u32,
    pub potential: Option<i64>,
}

/// The one recommended next step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NextStep {
    pub step: Step,
    pub title: String,
    pub sentence: String,
}

/// One change in the plan's log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    pub label: String,
    /// Milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// Taken back by undo.
    pub undone: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewPlan {
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenPlan {
    pub token: u32,
    pub read_only: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChooseFile {
    pub kind: FileKind,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RenamePlan {
    pub name: String,
    pub period: String,
    /// ISO 4217.
    pub currency: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RememberStep {
    pub step: Step,
}

/// The commands of the window that can be had now, by the ids of its registry: native menus offer these and no others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfferedCommands {
    pub ids: Vec<String>,
}
