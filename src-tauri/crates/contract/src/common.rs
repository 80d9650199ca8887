//! Small shapes that several screens share.

use crate::{FamilyTie, FirmPart, HeldReason, MoveCause, OutcomeRef, PlacedBy, TierStep};
use serde::{Deserialize, Serialize};
use tierline_plan::FieldRole;
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

macro_rules! role_views {
    ({ $($(#[$before_doc:meta])* $before:ident,)+ } { $($(#[$after_doc:meta])* $after:ident,)+ }) => {
        /// What an imported field means to the stages.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase")]
        pub enum FieldRoleView {
            $($before,)+
            ProductRevenue,
            $($after,)+
        }

        impl FieldRoleView {
            /// The role behind it; `None` for product revenue, which needs a product to go with it.
            pub fn role(self) -> Option<FieldRole> {
                match self {
                    FieldRoleView::ProductRevenue => None,
                    $(FieldRoleView::$before => Some(FieldRole::$before),)+
                    $(FieldRoleView::$after => Some(FieldRole::$after),)+
                }
            }
        }

        impl From<FieldRole> for FieldRoleView {
            fn from(role: FieldRole) -> Self {
                match role {
                    FieldRole::ProductRevenue(_) => FieldRoleView::ProductRevenue,
                    $(FieldRole::$before => FieldRoleView::$before,)+
                    $(FieldRole::$after => FieldRoleView::$after,)+
                }
            }
        }
    };
}

tierline_plan::field_roles!(role_views);

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

/// Where an account's potential comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PotentialSource {
    Listed,
    /// The list says less than they buy, so what they buy counts.
    ListedBelowRevenue,
    /// What similar customers spend.
    Peers,
    /// They buy more than similar customers, so what they buy counts.
    OwnRevenue,
    Unknown,
}

/// A subset of the accounts that a figure stands for: every figure opens its accounts by one of these. All but the first
/// leave Excluded accounts out unless they say otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Segment {
    /// Excluded accounts too.
    All,
    /// The accounts in the plan.
    Included,
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
    /// Accounts of a tier that a rep carries; `null` is without an owner.
    RepTier {
        rep: Option<u32>,
        tier: u8,
    },
    /// The list says that the rep owns them.
    ListedOwner {
        rep: u32,
    },
    /// They stay with the rep that the list names.
    Kept {
        rep: u32,
    },
    /// The assignment leaves them with the rep.
    Pinned {
        rep: u32,
    },
    /// The list's owner column names somebody so.
    OwnerName {
        name: String,
    },
    /// Customers who buy the product.
    ProductOwners {
        product: u32,
    },
    /// Customers who do not buy the product and have headroom for it.
    ProductGap {
        product: u32,
    },
    PotentialFrom {
        source: PotentialSource,
    },
    /// The customers that the account's potential was read off, wherever they are.
    Peers {
        account: u32,
    },
    /// Potential is not known.
    NoPotential,
    /// Current revenue above the potential the list gives.
    AbovePotential,
    /// A person set their tier, Excluded too.
    Overridden,
    /// A person put them into the tier; `null` is Excluded.
    OverriddenTo {
        tier: Option<u8>,
    },
    /// Score as it is shown, in tenths of a point: from inclusive, to exclusive.
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
    /// The value of the field stands in another account too.
    Repeated {
        field: u32,
    },
    /// The date in the field is more than a year old.
    Old {
        field: u32,
    },
    /// The value of the field cannot be right: no such country, postal code or address, a day to come.
    Invalid {
        field: u32,
    },
    /// Their spot on the map was found that way.
    Placed {
        by: PlacedBy,
    },
    /// They stand in a square of the map, given by its corner and its width in hundredths of a degree.
    Square {
        south: i32,
        west: i32,
        step: u32,
    },
    /// The family that an account is in, Excluded accounts too.
    Family {
        account: u32,
    },
    /// Accounts that leave their tier in more than one of ten trials when the weights are shaken, as far as the model was
    /// tested.
    OnFence,
    /// A part of the accounts of a tier that the score decides.
    Firm {
        tier: u8,
        part: FirmPart,
    },
    /// Accounts whose tier could be another one if the criterion's missing value were known.
    CouldMove {
        criterion: u32,
    },
    /// Accounts that a gate stops, whatever other gates do; those that a person put elsewhere too.
    Stopped {
        gate: u32,
    },
    /// Accounts that a gate stops and a person put elsewhere.
    Overruled {
        gate: u32,
    },
    /// Accounts that any gate stops and nobody put elsewhere.
    StoppedByAny,
    /// Those that stand elsewhere in `to` than in `from`, where `null` is what is in force; `null` elsewhere asks nothing.
    Moved {
        from: Option<u32>,
        to: Option<u32>,
        cause: Option<MoveCause>,
        step: Option<TierStep>,
        up: Option<bool>,
    },
    /// Those that the last change of weights, curves or cut-offs moved and that are still where it put them; `null` is
    /// from whatever tier.
    JustMoved {
        step: Option<TierStep>,
    },
    /// Those that were not on the list when a scenario was kept.
    NewSince {
        scenario: u32,
    },
    /// Those in a cell of the matrix, by its bands across and up, low first.
    MatrixCell {
        across: u8,
        up: u8,
    },
    /// Those of which one of the matrix's measures is not known.
    MatrixUnknown,
    /// Those that are held in another tier than the one of their score; `null` is for whatever reason.
    Held {
        by: Option<HeldReason>,
    },
    /// Accounts that pass a gate because the list has no value for them.
    Untold {
        gate: u32,
    },
    /// Accounts of a tier whose outcome is known; `null` is all tiers.
    Tested {
        outcome: OutcomeRef,
        tier: Option<u8>,
    },
    /// Accounts in the plan whose outcome is not known.
    Untested {
        outcome: OutcomeRef,
    },
    /// They stand towards a family like that, Excluded accounts too.
    FamilyTie {
        tie: FamilyTie,
    },
    /// The value in a field of few values.
    Value {
        field: u32,
        value: String,
    },
    /// Customers (true) or prospects (false).
    Customers {
        customers: bool,
    },
}
