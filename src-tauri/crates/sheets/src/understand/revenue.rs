//! Whose revenue a column holds: what the company turns over, or what we sell to it. Separate because lists call both
//! "revenue", and a plan built on the wrong one is wrong from the first figure.

use super::cells::number_at;
use super::columns::ColumnProfile;
use super::mapping::{Because, Candidate};
use super::products::ProductColumn;
use super::shape::Shape;
use super::synonyms::{Sense, year_of};
use super::words::fold_heading;
use crate::raw::RawTable;
use tierline_plan::{FieldKind, FieldRole};

/// A column called "revenue" and nothing more, with how likely it is the one or the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Whose {
    /// Index into the profiles.
    pub(crate) index: usize,
    /// The company's own.
    pub(crate) annual: f32,
    /// Ours with it.
    pub(crate) current: f32,
    pub(crate) because: Because,
}

/// Rows looked at for sums and ratios.
const LOOKED_AT: usize = 2_000;

/// Weighs every column whose heading says revenue without saying whose.
pub(crate) fn whose(
    table: &RawTable,
    shape: &Shape,
    profiles: &[ColumnProfile],
    senses: &[Vec<(Sense, f32)>],
    products: &[ProductColumn],
) -> Vec<Whose> {
    let says = |role: FieldRole| {
        (0..profiles.len()).any(|index| {
            profiles[index].content.number_share >= 0.5
                && senses[index]
                    .first()
                    .is_some_and(|(sense, strength)| *sense == Sense::Role(role) && *strength >= 0.9)
        })
    };
    let has = |role: FieldRole| {
        senses.iter().any(|s| {
            s.first()
                .is_some_and(|(sense, strength)| *sense == Sense::Role(role) && *strength >= 0.8)
        })
    };
    let says_annual = says(FieldRole::AnnualRevenue);
    let says_current = says(FieldRole::CurrentRevenue);
    let is_ours = [
        FieldRole::Owner,
        FieldRole::Status,
        FieldRole::Pipeline,
        FieldRole::Engagement,
        FieldRole::LastActivity,
    ]
    .into_iter()
    .filter(|role| has(*role))
    .count();
    let employees = (0..profiles.len()).find(|index| {
        senses[*index]
            .first()
            .is_some_and(|(sense, strength)| *sense == Sense::Role(FieldRole::Employees) && *strength >= 0.8)
    });

    let mut found: Vec<Whose> = Vec::new();
    for (index, profile) in profiles.iter().enumerate() {
        let Some((_, strength)) = senses[index]
            .first()
            .filter(|(sense, _)| *sense == Sense::Revenue)
            .copied()
        else {
            continue;
        };
        let is_figure = profile.content.number_share >= 0.5 && profile.kind != FieldKind::Percent;
        if !is_figure || strength < 0.5 || products.iter().any(|product| product.index == index) {
            continue;
        }
        let (mut annual, mut current): (f32, f32) = (0.5, 0.55);
        let mut because = Because::Heading;
        let rows: u32 = profile.filled + profile.blank;
        let blank = if rows == 0 {
            0.0
        } else {
            profile.blank as f32 / rows as f32
        };
        if says_annual {
            (annual, current, because) = (0.2, 0.9, Because::Figures);
        } else if says_current {
            (annual, current, because) = (0.88, 0.2, Because::Figures);
        } else {
            if year_of(&fold_heading(&profile.header)).is_some() {
                current += 0.2;
            }
            if blank > 0.3 {
                current += 0.15;
            }
            current += 0.08 * is_ours as f32;
            if employees.is_some() && blank < 0.15 && profile.content.negative_share == 0.0 && is_ours < 2 {
                annual += 0.25;
            }
            if profile.notation.scale >= 6 {
                annual += 0.15;
            }
            if let Some(employees) = employees
                && let Some(ratio) = median_ratio(table, shape, profile, &profiles[employees])
            {
                // A company turns over some 30,000 to 3 million a head; what one supplier sells to it is far less.
                if (30_000.0..3_000_000.0).contains(&ratio) {
                    annual += 0.15;
                } else if (0.5..8_000.0).contains(&ratio) {
                    current += 0.1;
                }
            }
        }
        found.push(Whose {
            index,
            annual: annual.min(0.88) * strength,
            current: current.min(0.9) * strength,
            because,
        });
    }
    prefer_the_latest_year(profiles, &mut found);
    found
}

/// Of several years of revenue only the latest is the current one; the others stay custom fields.
fn prefer_the_latest_year(profiles: &[ColumnProfile], found: &mut [Whose]) {
    let years: Vec<Option<u32>> = found
        .iter()
        .map(|whose| year_of(&fold_heading(&profiles[whose.index].header)))
        .collect();
    if years.iter().flatten().count() < 2 {
        return;
    }
    let latest = years.iter().flatten().max().copied();
    for (whose, year) in found.iter_mut().zip(years) {
        if year.is_some() && year != latest {
            (whose.annual, whose.current) = (0.3, 0.35);
        } else if year.is_some() {
            whose.current = (whose.current + 0.15).min(0.92);
            whose.annual = whose.annual.min(0.6);
        }
    }
}

/// A column that is the sum of the product columns is our revenue, whatever it is called.
pub(crate) fn confirm_by_products(
    table: &RawTable,
    shape: &Shape,
    profiles: &[ColumnProfile],
    products: &[ProductColumn],
    candidates: &mut Vec<Candidate>,
) {
    if products.len() < 2 {
        return;
    }
    let suspects: Vec<usize> = candidates
        .iter()
        .filter(|candidate| {
            matches!(candidate.role, FieldRole::CurrentRevenue | FieldRole::AnnualRevenue) && candidate.score >= 0.3
        })
        .map(|candidate| candidate.index)
        .collect();
    for index in suspects {
        let (mut equal, mut compared) = (0, 0);
        for row in shape.data_rows().take(LOOKED_AT) {
            let Some(whole) = number_at(table, row, &profiles[index]) else {
                continue;
            };
            let parts: Vec<f64> = products
                .iter()
                .filter_map(|product| number_at(table, row, &profiles[product.index]))
                .collect();
            if parts.is_empty() {
                continue;
            }
            compared += 1;
            let sum: f64 = parts.iter().sum();
            equal += usize::from((sum - whole).abs() <= whole.abs() * 0.005 + 1.0);
        }
        if compared < 3 {
            continue;
        }
        let adds_up = equal * 10 >= compared * 8;
        for candidate in candidates.iter_mut().filter(|candidate| candidate.index == index) {
            match candidate.role {
                FieldRole::CurrentRevenue if adds_up => {
                    candidate.score = candidate.score.max(0.98);
                    candidate.because = Because::Figures;
                }
                FieldRole::AnnualRevenue if adds_up => candidate.score = candidate.score.min(0.2),
                _ => {}
            }
        }
        if adds_up
            && !candidates
                .iter()
                .any(|candidate| candidate.index == index && candidate.role == FieldRole::CurrentRevenue)
        {
            candidates.push(Candidate {
                index,
                role: FieldRole::CurrentRevenue,
                score: 0.98,
                because: Because::Figures,
            });
        }
    }
}

/// The middle revenue a head, in major units.
fn median_ratio(table: &RawTable, shape: &Shape, revenue: &ColumnProfile, employees: &ColumnProfile) -> Option<f64> {
    let scale = 10_f64.powi(revenue.notation.scale);
    let mut amounts = Vec::new();
    let mut ratios: Vec<f64> = Vec::new();
    for row in shape.data_rows().take(LOOKED_AT) {
        if let (Some(amount), Some(heads)) = (number_at(table, row, revenue), number_at(table, row, employees))
            && heads >= 1.0
            && amount > 0.0
        {
            amounts.push(amount * scale);
            ratios.push(amount * scale / heads);
        }
    }
    if ratios.len() < 5 {
        return None;
    }
    let middle = ratios.len() / 2;
    amounts.sort_unstable_by(f64::total_cmp);
    ratios.sort_unstable_by(f64::total_cmp);
    // Smaller figures are thousands or millions whose heading does not say so: nothing follows from them.
    (amounts[middle] >= 100_000.0).then_some(ratios[middle])
}
