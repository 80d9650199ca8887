//! Which column is which field. Separate because it is a proposal: every guess carries its confidence and its
//! alternatives, and what a person chooses instead is a [`ColumnChoice`] like any other.

use super::columns::{ColumnProfile, Notation};
use super::products::{self, ProductColumn};
use super::revenue::{self, Whose};
use super::shape::Shape;
use super::synonyms::{self, Sense};
use crate::raw::RawTable;
use serde::Serialize;
use tierline_plan::{FieldKind, FieldRole, ProductId};

/// Below this a guess is no guess: the column is kept as a custom field.
const LEAST: f32 = 0.5;
/// From here on nobody needs to be asked.
pub const CERTAIN: f32 = 0.9;

/// What the proposal for a column rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Because {
    Heading,
    Content,
    HeadingAndContent,
    /// The figures: product revenues that add up, one revenue beside another.
    Figures,
    /// Nothing pointed anywhere: a custom field.
    Nothing,
}

/// The proposal for one column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnMapping {
    /// Index of the column in the sheet, counted from 0.
    pub column: usize,
    pub role: FieldRole,
    /// The kind the column will be read as: the role's, or its own.
    pub kind: FieldKind,
    /// For product revenue: what the product is called.
    pub product_name: Option<String>,
    /// 0 to 1; for a custom field how sure it is that it is no other.
    pub confidence: f32,
    pub because: Because,
    /// Other fields it may be, best first, with how surely.
    pub alternatives: Vec<(FieldRole, f32)>,
    /// Revenue, and the list does not say whether the company's own or ours: ask.
    pub whose_revenue: bool,
}

/// The proposal for a sheet, a column each, in the order of the profiles it was made from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mapping {
    pub columns: Vec<ColumnMapping>,
}

/// What will be done with one column: the proposal, or what a person made of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnChoice {
    /// Index of the column in the sheet, counted from 0.
    pub column: usize,
    pub include: bool,
    /// For product revenue any [`ProductId`] will do: products are numbered anew in the order of the columns.
    pub role: FieldRole,
    /// Used for custom fields; other roles bring their own.
    pub kind: FieldKind,
    pub label: String,
    /// For product revenue; the label stands in when it is `None`.
    pub product_name: Option<String>,
    pub notation: Notation,
    /// Whether "n/a", "-" and their like are kept as texts in a column of texts. Elsewhere they are blank.
    pub keep_placeholders: bool,
}

impl Mapping {
    /// The proposal as choices, for columns whose profiles these are.
    pub fn choices(&self, profiles: &[ColumnProfile]) -> Vec<ColumnChoice> {
        self.columns
            .iter()
            .filter_map(|mapped| {
                let profile = profiles.iter().find(|profile| profile.column == mapped.column)?;
                Some(ColumnChoice {
                    column: mapped.column,
                    include: profile.filled > 0 || mapped.role != FieldRole::Custom,
                    role: mapped.role,
                    kind: mapped.kind,
                    label: profile.label.clone(),
                    product_name: mapped.product_name.clone(),
                    notation: profile.notation,
                    keep_placeholders: false,
                })
            })
            .collect()
    }

    /// The proposal for a field.
    pub fn of_role(&self, role: FieldRole) -> Option<&ColumnMapping> {
        self.columns.iter().find(|column| column.role == role)
    }

    /// Whether nothing needs to be asked: there is a name, and every field found is certain.
    pub fn is_certain(&self) -> bool {
        self.of_role(FieldRole::Name).is_some()
            && self.columns.iter().all(|column| {
                column.role == FieldRole::Custom || (column.confidence >= CERTAIN && !column.whose_revenue)
            })
    }
}

/// One column that may have one role.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    /// Index into the profiles.
    pub(crate) index: usize,
    pub(crate) role: FieldRole,
    pub(crate) score: f32,
    pub(crate) because: Because,
}

/// Proposes a field for every column.
pub fn mapping(table: &RawTable, shape: &Shape, profiles: &[ColumnProfile]) -> Mapping {
    let senses: Vec<Vec<(Sense, f32)>> = profiles
        .iter()
        .map(|profile| {
            if profile.header_given {
                synonyms::senses(&profile.header)
            } else {
                Vec::new()
            }
        })
        .collect();
    let products = products::find(profiles, &senses);
    let is_product = |index: usize| products.iter().any(|product| product.index == index);

    let mut candidates: Vec<Candidate> = Vec::new();
    for (index, profile) in profiles.iter().enumerate() {
        if is_product(index) {
            continue;
        }
        by_heading(index, profile, &senses[index], &mut candidates);
        by_content(index, profile, &senses[index], &mut candidates);
    }
    let whose = revenue::whose(table, shape, profiles, &senses, &products);
    for Whose {
        index,
        annual,
        current,
        because,
    } in whose.iter().copied()
    {
        candidates.push(Candidate {
            index,
            role: FieldRole::AnnualRevenue,
            score: annual,
            because,
        });
        candidates.push(Candidate {
            index,
            role: FieldRole::CurrentRevenue,
            score: current,
            because,
        });
    }
    revenue::confirm_by_products(table, shape, profiles, &products, &mut candidates);
    // Ties go to the column further left, as people order their columns.
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.index.cmp(&b.index)));

    let mut columns: Vec<ColumnMapping> = profiles
        .iter()
        .map(|profile| ColumnMapping {
            column: profile.column,
            role: FieldRole::Custom,
            kind: profile.kind,
            product_name: None,
            confidence: 0.0,
            because: Because::Nothing,
            alternatives: Vec::new(),
            whose_revenue: false,
        })
        .collect();
    for candidate in candidates.iter().filter(|candidate| candidate.score >= LEAST) {
        let taken = columns.iter().any(|column| column.role == candidate.role);
        let column = &mut columns[candidate.index];
        if !taken && column.role == FieldRole::Custom {
            column.assign(candidate.role, candidate.score, candidate.because);
        }
    }
    for (
        number,
        ProductColumn {
            index,
            name,
            confidence,
        },
    ) in products.into_iter().enumerate()
    {
        let column = &mut columns[index];
        column.assign(
            FieldRole::ProductRevenue(ProductId(number as u32 + 1)),
            confidence,
            Because::Heading,
        );
        column.product_name = Some(name);
    }
    if !columns.iter().any(|column| column.role == FieldRole::Name) {
        // Every list has a name: a weak heading is better than none, and what looks like names better than nothing.
        let by_heading = candidates
            .iter()
            .find(|c| c.role == FieldRole::Name && c.score >= 0.3 && columns[c.index].role == FieldRole::Custom);
        let found = by_heading.map(|c| (c.index, c.score, c.because));
        if let Some((index, score, because)) =
            found.or_else(|| likeliest_name(profiles, &columns).map(|(index, score)| (index, score, Because::Content)))
        {
            columns[index].assign(FieldRole::Name, score, because);
        }
    }
    for (index, column) in columns.iter_mut().enumerate() {
        let mut others: Vec<(FieldRole, f32)> = candidates
            .iter()
            .filter(|candidate| candidate.index == index && candidate.role != column.role && candidate.score >= 0.25)
            .map(|candidate| (candidate.role, candidate.score))
            .collect();
        others.dedup_by_key(|(role, _)| *role);
        others.truncate(3);
        if column.role == FieldRole::Custom {
            column.confidence = 1.0 - others.first().map_or(0.0, |(_, score)| *score).min(0.9);
        }
        column.alternatives = others;
        let is_revenue = matches!(column.role, FieldRole::AnnualRevenue | FieldRole::CurrentRevenue);
        column.whose_revenue = is_revenue && column.confidence < CERTAIN && whose.iter().any(|w| w.index == index);
    }
    Mapping { columns }
}

impl ColumnMapping {
    fn assign(&mut self, role: FieldRole, confidence: f32, because: Because) {
        self.role = role;
        self.confidence = confidence.clamp(0.0, 1.0);
        self.because = because;
        self.kind = role.required_kind().unwrap_or(self.kind);
    }
}

fn by_heading(index: usize, profile: &ColumnProfile, senses: &[(Sense, f32)], candidates: &mut Vec<Candidate>) {
    // A heading that is well known as something else is not stretched into a field.
    if senses
        .first()
        .is_some_and(|(sense, strength)| *sense == Sense::Other && *strength >= 0.95)
    {
        return;
    }
    for (sense, strength) in senses {
        let Sense::Role(role) = *sense else { continue };
        let fit = fit(role, profile);
        let because = if fit >= 1.0 {
            Because::HeadingAndContent
        } else {
            Because::Heading
        };
        candidates.push(Candidate {
            index,
            role,
            score: strength * fit,
            because,
        });
    }
}

fn by_content(index: usize, profile: &ColumnProfile, senses: &[(Sense, f32)], candidates: &mut Vec<Candidate>) {
    let content = &profile.content;
    let elsewhere = senses
        .first()
        .is_some_and(|(sense, strength)| *sense == Sense::Other && *strength >= 0.95);
    if profile.filled == 0 || elsewhere || content.number_share > 0.5 || content.date_share > 0.5 {
        return;
    }
    let mut add = |role, score| {
        candidates.push(Candidate {
            index,
            role,
            score,
            because: Because::Content,
        })
    };
    if content.website_share >= 0.7 {
        // A heading that says something else is more often a path or a file than the company's site.
        add(
            FieldRole::Website,
            (0.7 * content.website_share + 0.1) * if profile.header_given { 0.75 } else { 1.0 },
        );
    }
    let codes_of_something = content.mean_length <= 3.0 && senses.first().is_some_and(|(_, strength)| *strength >= 0.6);
    // "sí" and "no" are answers before they are Slovenia and Norway.
    if content.country_share >= 0.7 && !codes_of_something && profile.kind != FieldKind::YesNo {
        add(FieldRole::Country, 0.8 * content.country_share);
    }
    if content.phone_share >= 0.8 {
        add(FieldRole::Phone, 0.6);
    }
}

/// How well the values of a column suit a role, 0 to 1.
fn fit(role: FieldRole, profile: &ColumnProfile) -> f32 {
    use FieldRole::*;
    let content = &profile.content;
    if profile.filled == 0 {
        return 0.92;
    }
    let numbers = content.number_share;
    if profile.kind == FieldKind::YesNo && !matches!(role, Status) {
        return 0.1;
    }
    let most = |share: f32, else_: f32| if share >= 0.7 { 1.0 } else { else_ };
    match role {
        Employees | Engagement | AnnualRevenue | CurrentRevenue | ProductRevenue(_) | Potential | Pipeline => {
            let is_share = profile.kind == FieldKind::Percent && role != Engagement;
            let too_negative = content.negative_share > 0.1 && matches!(role, Employees | Potential | AnnualRevenue);
            let base = if numbers >= 0.8 {
                1.0
            } else if numbers >= 0.5 {
                0.8
            } else {
                0.2
            };
            base * if is_share { 0.2 } else { 1.0 } * if too_negative { 0.6 } else { 1.0 }
        }
        LastActivity => most(
            content.date_share,
            if profile.kind == FieldKind::Date { 1.0 } else { 0.2 },
        ),
        Name => {
            let repeats = if content.distinct_share < 0.2 && profile.filled > 50 {
                0.5
            } else {
                1.0
            };
            let address = if content.website_share > 0.6 || content.email_share > 0.6 {
                0.3
            } else {
                1.0
            };
            repeats
                * address
                * if numbers > 0.5 || content.date_share > 0.5 {
                    0.15
                } else {
                    1.0
                }
        }
        RecordId => {
            let fractions = numbers > 0.5 && content.whole_share < 0.99 * numbers;
            let repeats = content.distinct_share < 0.5;
            let long = content.mean_length > 40.0;
            if fractions || long || content.date_share > 0.5 {
                0.2
            } else if repeats {
                0.5
            } else {
                1.0
            }
        }
        Website => most(content.website_share, 0.5),
        Country => {
            if content.country_share >= 0.5 {
                1.0
            } else if numbers > 0.5 {
                0.2
            } else {
                0.7
            }
        }
        City | Region => {
            // "BE" is Belgium, and Bern: codes of two letters prove nothing.
            let countries = if content.country_share >= 0.8 && content.mean_length > 3.0 {
                0.4
            } else {
                1.0
            };
            countries * if numbers > 0.5 { 0.2 } else { 1.0 }
        }
        Industry | Status | Parent => {
            if numbers > 0.8 {
                0.6
            } else {
                1.0
            }
        }
        Owner => {
            if numbers > 0.5 || content.email_share > 0.7 {
                0.6
            } else {
                1.0
            }
        }
        Phone => {
            if content.word_share > 0.7 {
                0.5
            } else {
                1.0
            }
        }
        PostalCode => {
            if content.mean_length > 14.0 {
                0.4
            } else {
                1.0
            }
        }
        Latitude | Longitude => most(numbers, 0.1),
        Custom => 0.0,
    }
}

/// The column most like names of companies, when no heading says so; `None` when there is none with words in it.
fn likeliest_name(profiles: &[ColumnProfile], columns: &[ColumnMapping]) -> Option<(usize, f32)> {
    let mut best: Option<(usize, f32)> = None;
    for (index, profile) in profiles.iter().enumerate() {
        let content = &profile.content;
        let known = columns[index].role != FieldRole::Custom && columns[index].confidence >= 0.75;
        let is_words = content.word_share >= 0.7
            && content.number_share < 0.3
            && content.date_share < 0.3
            && (2.0..=60.0).contains(&content.mean_length)
            && content.website_share + content.email_share + content.phone_share < 0.5
            && content.country_share < 0.5;
        if known || !is_words || profile.filled * 2 < profile.filled + profile.blank {
            continue;
        }
        let codes = if content.code_share > 0.7 { 0.2 } else { 0.0 };
        let score =
            0.3 + 0.35 * content.distinct_share + 0.2 * content.legal_form_share + 0.1 / (index + 1) as f32 - codes;
        if best.is_none_or(|(_, known)| score > known) {
            best = Some((index, score));
        }
    }
    best
}
