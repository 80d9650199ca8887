//! The words that stand in the file for meanings and kinds. Separate from the code's own names, which may change; a word
//! that was once written must be read for ever.

use crate::StoreError;
use tierline_plan::{Axis, FieldKind, FieldRole, GateSense, MissingPolicy, ProductId, StandardCriterion, TierHue};

macro_rules! words {
    ($to:ident, $from:ident, $type:ident { $($variant:ident = $word:literal,)+ }) => {
        pub(crate) fn $to(value: $type) -> &'static str {
            match value {
                $($type::$variant => $word,)+
            }
        }

        pub(crate) fn $from(word: &str) -> Result<$type, StoreError> {
            match word {
                $($word => Ok($type::$variant),)+
                _ => Err(unknown(word)),
            }
        }
    };
}

words!(axis_word, axis_of, Axis {
    Fit = "fit",
    Engagement = "engagement",
});

words!(kind_word, kind_of, FieldKind {
    Text = "text",
    Category = "category",
    Number = "number",
    Percent = "percent",
    Money = "money",
    Date = "date",
    YesNo = "yes_no",
});

words!(missing_word, missing_of, MissingPolicy {
    LeaveOut = "leave_out",
    Neutral = "neutral",
    Worst = "worst",
});

words!(sense_word, sense_of, GateSense {
    MustHave = "must_have",
    KnockOut = "knock_out",
});

words!(hue_word, hue_of, TierHue {
    Indigo = "indigo",
    Amber = "amber",
    Rose = "rose",
    Sky = "sky",
    Moss = "moss",
    Plum = "plum",
    Brick = "brick",
    Slate = "slate",
});

words!(standard_word, standard_of, StandardCriterion {
    RevenuePotential = "revenue_potential",
    IndustryAlignment = "industry_alignment",
    CompanySize = "company_size",
    EngagementHistory = "engagement_history",
});

/// The roles that carry nothing but their name.
macro_rules! roles {
    ($($variant:ident = $word:literal,)+) => {
        /// A role as its word and, for the revenue of one product, that product.
        pub(crate) fn role_words(role: FieldRole) -> (&'static str, Option<u32>) {
            match role {
                FieldRole::ProductRevenue(product) => ("product_revenue", Some(product.0)),
                $(FieldRole::$variant => ($word, None),)+
            }
        }

        pub(crate) fn role_of(word: &str, product: Option<u32>) -> Result<FieldRole, StoreError> {
            match (word, product) {
                ("product_revenue", Some(product)) => Ok(FieldRole::ProductRevenue(ProductId(product))),
                $(($word, None) => Ok(FieldRole::$variant),)+
                _ => Err(unknown(word)),
            }
        }
    };
}

roles! {
    Name = "name",
    RecordId = "record_id",
    Parent = "parent",
    Website = "website",
    Phone = "phone",
    Industry = "industry",
    Country = "country",
    Region = "region",
    City = "city",
    PostalCode = "postal_code",
    Employees = "employees",
    AnnualRevenue = "annual_revenue",
    CurrentRevenue = "current_revenue",
    Potential = "potential",
    Pipeline = "pipeline",
    Owner = "owner",
    LastActivity = "last_activity",
    Engagement = "engagement",
    Status = "status",
    Custom = "custom",
    Latitude = "latitude",
    Longitude = "longitude",
}

fn unknown(word: &str) -> StoreError {
    StoreError::damaged(format!("the word {word:?} means nothing"))
}
