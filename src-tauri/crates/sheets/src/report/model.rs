//! What the leadership workbook says, as plain data. Separate from the writing, so that whoever fills it needs no idea of
//! cells, and separate from the engine, so that the workbook can be written from any plan.
//!
//! Conventions: amounts are [`Money`] in the plan's currency; times are whole minutes a year; scores, points and weights
//! are tenths of a point (834 = 83.4); shares are fractions (0.15 = 15 %). `None` is "not known" and leaves a cell blank.

use std::borrow::Cow;
use std::fmt;
use tierline_plan::{Coverage, Currency, CutRule, Day, FieldKind, MissingPolicy, Money, TierChoice, TierHue, Weight};

/// Everything the leadership workbook shows.
#[derive(Debug)]
pub struct Leadership<'a> {
    pub head: Head,
    /// Best tier first, then one line for [`TierChoice::Excluded`] if any account is excluded.
    pub tiers: Vec<TierLine>,
    /// The colours of the tiers, best first.
    pub hues: Vec<TierHue>,
    pub gates: Vec<GateLine>,
    /// The model's criteria, in the order of [`AccountRow::points`].
    pub criteria: Vec<CriterionLine>,
    /// Headings of [`AccountRow::custom`].
    pub custom_fields: Vec<CustomField>,
    /// In the order of the sheet: best rank first.
    pub accounts: &'a dyn AccountRows,
    pub overrides: Vec<OverrideLine>,
    pub staffing: Staffing,
    pub territories: Territories,
    /// `None` while no target is set.
    pub quotas: Option<QuotaPlan>,
    /// Besides those the workbook sees by itself: accounts without owner, reps outside the tolerance band, too few reps,
    /// no target, flagged quotas.
    pub decisions: Vec<Decision>,
    pub method: Method,
}

/// What the plan is called.
#[derive(Debug, Clone)]
pub struct Head {
    pub plan: String,
    /// Whose plan it is.
    pub company: Option<String>,
    /// Such as `FY 2027`.
    pub period: Option<String>,
    /// The day the figures are seen from; it is also the date of the file's properties.
    pub as_of: Day,
    pub currency: Currency,
    /// Who prepared it.
    pub author: Option<String>,
}

/// The four buckets that potential falls into. They add up to the potential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Buckets {
    pub retain: Option<Money>,
    pub upsell: Option<Money>,
    pub cross_sell: Option<Money>,
    pub new_logo: Option<Money>,
}

impl Buckets {
    /// Names in the order of [`Buckets::amounts`].
    pub const NAMES: [&'static str; 4] = ["Retain", "Upsell", "Cross-sell", "New logo"];

    pub fn amounts(&self) -> [Option<Money>; 4] {
        [self.retain, self.upsell, self.cross_sell, self.new_logo]
    }
}

/// One tier and what it holds.
#[derive(Debug, Clone)]
pub struct TierLine {
    pub tier: TierChoice,
    pub name: String,
    pub accounts: u64,
    pub potential: Option<Money>,
    pub current_revenue: Option<Money>,
    pub headroom: Option<Money>,
    pub buckets: Buckets,
    /// The lowest score that the model lets into this tier, 0 to 100; `None` for the last tier and for Excluded.
    pub cut_score: Option<f64>,
    /// Minutes a year that all its accounts need together.
    pub workload_minutes: u64,
    /// How many of its accounts a person put here.
    pub overridden: u64,
}

/// One criterion of the model. Its curve is put into words by the workbook.
#[derive(Debug, Clone)]
pub struct CriterionLine {
    pub name: String,
    pub weight: Weight,
    /// Where the raw value comes from, such as `column "Employees"`.
    pub source: String,
    pub curve: tierline_plan::Curve,
    /// What the curve's raw values are; amounts in minor units.
    pub kind: tierline_plan::FieldKind,
    pub missing: MissingPolicy,
    /// How many accounts have a value.
    pub known: u64,
}

/// What accounts must be, whatever their score.
#[derive(Debug, Clone)]
pub struct GateLine {
    /// Such as `Employees must be 50 or more`.
    pub condition: String,
    /// Where it puts those it stops.
    pub stops_at: TierChoice,
    pub stops_at_name: String,
    /// Accounts that would stand better without it.
    pub stops: u64,
    /// Those of them that a person put elsewhere.
    pub overridden: u64,
}

/// A column the list brought that the model has no word for.
#[derive(Debug, Clone)]
pub struct CustomField {
    pub label: String,
    pub kind: FieldKind,
}

/// The rows of the Accounts sheet. A trait, so that a list of a million need not stand in memory twice.
pub trait AccountRows: fmt::Debug + Sync {
    fn len(&self) -> usize;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at that place, 0 first. Asked for once, in ascending order, on a thread of its own.
    fn row(&self, index: usize) -> Cow<'_, AccountRow<'_>>;
}

impl AccountRows for Vec<AccountRow<'_>> {
    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn row(&self, index: usize) -> Cow<'_, AccountRow<'_>> {
        Cow::Borrowed(&self[index])
    }
}

/// One account as leadership sees it.
#[derive(Debug, Clone)]
pub struct AccountRow<'a> {
    /// 1 is the best.
    pub rank: u64,
    pub name: Cow<'a, str>,
    pub record_id: Cow<'a, str>,
    pub tier: TierChoice,
    /// What the model says; `None` for an account the model could not score.
    pub model_tier: Option<TierChoice>,
    /// Tenths of a point, 0 to 1000.
    pub score: Option<i32>,
    pub owner: Option<Cow<'a, str>>,
    /// Customer or prospect.
    pub status: Option<Cow<'a, str>>,
    pub industry: Option<Cow<'a, str>>,
    pub country: Option<Cow<'a, str>>,
    pub city: Option<Cow<'a, str>>,
    pub employees: Option<f64>,
    pub current_revenue: Option<Money>,
    pub potential: Option<Money>,
    pub headroom: Option<Money>,
    pub buckets: Buckets,
    pub workload_minutes: Option<u64>,
    /// Why it is in its tier: one sentence with its figures.
    pub reason: Cow<'a, str>,
    pub override_reason: Option<Cow<'a, str>>,
    /// Tenths of a point by criterion; those of a scored account add up to its score. `None` where a criterion was left out.
    pub points: Vec<Option<i32>>,
    /// In the order of [`Leadership::custom_fields`].
    pub custom: Vec<CustomValue<'a>>,
}

/// A value of a custom field.
#[derive(Debug, Clone)]
pub enum CustomValue<'a> {
    Missing,
    Text(Cow<'a, str>),
    Number(f64),
    Money(Money),
    Date(Day),
    YesNo(bool),
}

/// A tier set by a person.
#[derive(Debug, Clone)]
pub struct OverrideLine {
    pub account: String,
    pub record_id: String,
    pub model_tier: Option<TierChoice>,
    pub tier: TierChoice,
    pub reason: String,
    pub author: String,
    pub set_on: Day,
    pub expires: Option<Day>,
}

/// How many reps there are and how many the cadence asks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Staffing {
    pub reps: u32,
    /// Reps in full-time equivalents.
    pub full_time: Option<f64>,
    /// Whole reps that the workload asks for (rounded up).
    pub headcount_need: Option<u32>,
    /// The same before rounding.
    pub headcount_exact: Option<f64>,
    /// Minutes a year all accounts in the plan need.
    pub workload_minutes: u64,
}

/// Who carries what.
#[derive(Debug, Clone, Default)]
pub struct Territories {
    pub lines: Vec<TerritoryLine>,
    /// What has no owner; `None` when nothing lies there.
    pub unassigned: Option<Holdings>,
    /// How far a rep's workload may lie from the fair share: 150 = +-15 %. Per mille.
    pub tolerance: u16,
    /// Population coefficient of variation of the workload against each rep's target share.
    pub variation: Option<f64>,
    /// Gini coefficient of the same.
    pub gini: Option<f64>,
}

/// One rep's territory.
#[derive(Debug, Clone)]
pub struct TerritoryLine {
    pub rep: String,
    pub role: Option<String>,
    pub base: Option<String>,
    pub holdings: Holdings,
    /// Minutes a year the rep can spend with accounts.
    pub capacity_minutes: Option<u64>,
    /// Workload against the rep's fair share, less one: 0.08 is 8 % too much.
    pub deviation: Option<f64>,
    /// Accounts that stay with the owner the list named.
    pub kept: Option<u64>,
}

/// What a territory holds, or the pile without owner.
#[derive(Debug, Clone, Default)]
pub struct Holdings {
    /// In the order of the tiers, without Excluded.
    pub accounts_by_tier: Vec<u64>,
    pub workload_minutes: u64,
    pub potential: Option<Money>,
    pub current_revenue: Option<Money>,
}

impl Holdings {
    pub fn accounts(&self) -> u64 {
        self.accounts_by_tier.iter().sum()
    }
}

/// Target, street quota, and who carries how much of it.
#[derive(Debug, Clone)]
pub struct QuotaPlan {
    pub target: Money,
    /// Street quota over target, less one. Per mille.
    pub over_assignment: u16,
    /// What the quotas have to add up to.
    pub street_quota: Money,
    /// Weight of history in the blend, per mille; the rest is potential.
    pub history_weight: u16,
    /// Quotas are multiples of this amount, but for one that takes what is left.
    pub step: Money,
    pub lines: Vec<QuotaLine>,
}

/// One rep's quota.
#[derive(Debug, Clone)]
pub struct QuotaLine {
    pub rep: String,
    /// What stands for history in the blend: last result, or last year's revenue of the rep's accounts.
    pub history: Option<Money>,
    pub potential: Option<Money>,
    /// The rep's share of the street quota by the blend, before rules and rounding.
    pub blend: Option<f64>,
    /// `None` for a rep who carries no quota.
    pub quota: Option<Money>,
    /// A person set it.
    pub fixed: bool,
    pub last_quota: Option<Money>,
    /// On-target earnings a year.
    pub ote: Option<Money>,
    /// What is unusual about it, a few words each.
    pub flags: Vec<String>,
}

/// Something leadership has to settle.
#[derive(Debug, Clone)]
pub struct Decision {
    /// What it is about, one sentence.
    pub what: String,
    /// What to do, one sentence.
    pub advice: String,
    /// How many accounts or reps it concerns.
    pub count: Option<u64>,
    /// The money it concerns.
    pub amount: Option<Money>,
}

/// How the figures came about.
#[derive(Debug, Clone)]
pub struct Method {
    pub sources: Vec<SourceLine>,
    /// Why rows were left out, most frequent first.
    pub left_out: Vec<LeftOutLine>,
    pub cut: CutRule,
    pub coverage: Coverage,
    /// How potential was sized; a paragraph in plain words.
    pub potential: String,
    /// Further steps worth telling: a topic and a sentence or two.
    pub notes: Vec<(String, String)>,
}

/// One file the accounts came from.
#[derive(Debug, Clone)]
pub struct SourceLine {
    pub file: String,
    pub sheet: String,
    pub rows_read: u64,
    pub rows_left_out: u64,
    pub imported_on: Day,
}

/// One reason for leaving rows out.
#[derive(Debug, Clone)]
pub struct LeftOutLine {
    pub reason: String,
    pub rows: u64,
}
