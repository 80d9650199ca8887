//! What the columns of an account list mean. Separate from the columns themselves, which only hold values.

use serde::{Deserialize, Serialize};

/// Names a field of the account table for the life of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldId(pub u32);

/// Names a product for the life of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProductId(pub u32);

/// Something we sell. Its revenue by account stands in the field with [`FieldRole::ProductRevenue`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    pub id: ProductId,
    pub name: String,
}

/// How the values of a field are held, compared and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FieldKind {
    /// Free text, nearly every value its own: names, websites, record IDs.
    Text,
    /// One of few values: industry, country, owner.
    Category,
    Number,
    /// A number shown as a percentage: 0.15 is 15 %.
    Percent,
    Money,
    Date,
    YesNo,
}

/// Hands the roles that carry nothing but their name to a macro, in two groups: product revenue, which carries its product,
/// stands between them. It is the one list of them; the wire's roles are expanded from it too.
#[macro_export]
macro_rules! field_roles {
    ($expand:ident) => {
        $expand! {
            {
                /// The account's name. Every table has it.
                Name,
                /// The record ID of the file the account came from, byte for byte.
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
                /// What the account itself turns over in a year (firmographics), not what we sell to it.
                AnnualRevenue,
                /// What we sold to the account in the last twelve months.
                CurrentRevenue,
            }
            {
                /// What the account could spend with anyone in our category in a year, where the list says so.
                Potential,
                /// Open pipeline.
                Pipeline,
                /// Who owns the account according to the list.
                Owner,
                LastActivity,
                /// How active the account is now, as the list scores it.
                Engagement,
                /// Customer or prospect, in the list's words.
                Status,
                /// Kept as it is and usable in the model.
                Custom,
                /// Degrees north of the equator.
                Latitude,
                /// Degrees east of Greenwich.
                Longitude,
            }
        }
    };
}

macro_rules! define_roles {
    ({ $($(#[$before_doc:meta])* $before:ident,)+ } { $($(#[$after_doc:meta])* $after:ident,)+ }) => {
        /// What a field means to the stages. At most one field of a table carries each role but [`FieldRole::Custom`].
        ///
        /// Logs of plan files name a role by its place: new ones go to the end.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum FieldRole {
            $($(#[$before_doc])* $before,)+
            /// The part of the current revenue that one product makes.
            ProductRevenue(ProductId),
            $($(#[$after_doc])* $after,)+
        }
    };
}

field_roles!(define_roles);

/// A column of the account list with its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    pub id: FieldId,
    pub role: FieldRole,
    pub kind: FieldKind,
    /// What the list calls it; shown as the column's heading.
    pub label: String,
}

impl FieldRole {
    /// The kind a field of this role has to have; `None` when any kind will do.
    pub fn required_kind(self) -> Option<FieldKind> {
        use FieldRole::*;
        match self {
            Name | RecordId | Website | Phone | PostalCode => Some(FieldKind::Text),
            Parent | Industry | Country | Region | City | Owner | Status => Some(FieldKind::Category),
            Employees | Engagement | Latitude | Longitude => Some(FieldKind::Number),
            AnnualRevenue | CurrentRevenue | ProductRevenue(_) | Potential | Pipeline => Some(FieldKind::Money),
            LastActivity => Some(FieldKind::Date),
            Custom => None,
        }
    }
}
