//! Columns that carry the revenue of one product each: a group of headings alike but for one part. Separate because it is
//! the group that tells, never one heading.

use super::columns::ColumnProfile;
use super::synonyms::{Sense, year_of};
use super::words::fold_heading;
use tierline_plan::FieldKind;

/// A column found to be the revenue of one product.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ProductColumn {
    /// Index into the profiles.
    pub(crate) index: usize,
    /// The part of the heading that differs.
    pub(crate) name: String,
    pub(crate) confidence: f32,
}

/// Words for revenue that open or close the headings of product columns, folded.
const SHARED: &[&str] = &[
    "rev",
    "revenue",
    "revenues",
    "sales",
    "net sales",
    "turnover",
    "arr",
    "spend",
    "umsatz",
    "umsatze",
    "ums",
    "ca",
    "chiffre d affaires",
    "ventes",
    "ventas",
    "facturacion",
    "ingresos",
    "vendas",
    "receita",
    "faturamento",
    "fatturato",
    "ricavi",
    "vendite",
    "omzet",
    "revenue by product",
    "product revenue",
    "current revenue",
    "sales ltm",
    "revenue ltm",
    "umsatz produkt",
    "product",
    "produkt",
    "produit",
    "producto",
    "produto",
    "prodotto",
];

/// Parts that do not name a product.
const NOT_PRODUCTS: &[&str] = &[
    "total",
    "sum",
    "gesamt",
    "summe",
    "totale",
    "totaal",
    "suma",
    "change",
    "growth",
    "percent",
    "current",
    "annual",
    "last",
    "previous",
    "prior",
    "next",
    "vorjahr",
    "plan",
    "budget",
    "forecast",
    "target",
    "goal",
    "potential",
    "potenzial",
    "potentiel",
    "potencial",
    "potenziale",
    "expected",
    "pipeline",
    "open",
    "our",
    "own",
    "yoy",
    "net",
    "gross",
    "range",
    "band",
    "class",
    "rank",
    "company",
    "group",
    "recurring",
    "year",
    "month",
    "quarter",
    "ytd",
    "ltm",
    "ttm",
    "mtd",
    "qtd",
    "actual",
    "ist",
    "soll",
    "aktuell",
    "average",
    "avg",
    "per",
    "pro",
    "par",
    "delta",
    "diff",
    "id",
    "name",
    "code",
    "owner",
    "rep",
    "region",
    "team",
    "manager",
    "date",
    "currency",
    "type",
    "category",
    "line",
    "family",
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "unternehmen",
    "firma",
    "jahr",
    "customer",
    "account",
    "us",
    "uns",
    "with",
    "mit",
    "count",
    "status",
    "stage",
    "person",
    "agent",
    "office",
    "territory",
    "cycle",
    "tier",
    "segment",
    "channel",
    "share",
    "anteil",
    "annuel",
    "anual",
    "annuo",
    "potenziell",
    "lost",
    "won",
];

/// A heading split into what it shares with its group and what differs.
struct Split {
    /// Folded, with a mark for where it stands.
    shared: String,
    name: String,
}

/// Finds the columns of product revenue; none unless at least two of a group differ in nothing but the product.
pub(crate) fn find(profiles: &[ColumnProfile], senses: &[Vec<(Sense, f32)>]) -> Vec<ProductColumn> {
    let mut splits: Vec<(usize, Split)> = Vec::new();
    for (index, profile) in profiles.iter().enumerate() {
        let is_figure = profile.content.number_share >= 0.7 || profile.filled == 0;
        let is_known = senses[index]
            .first()
            .is_some_and(|(sense, strength)| matches!(sense, Sense::Role(_)) && *strength >= 0.97);
        if !profile.header_given || !is_figure || is_known {
            continue;
        }
        splits.extend(split(&profile.header).map(|split| (index, split)));
    }
    let mut found: Vec<ProductColumn> = Vec::new();
    for (index, split) in &splits {
        let group: Vec<&(usize, Split)> = splits
            .iter()
            .filter(|(_, other)| other.shared == split.shared)
            .collect();
        let figures = group.iter().filter(|(index, _)| profiles[*index].filled > 0).count();
        let names_differ = group
            .iter()
            .filter(|(_, other)| other.name.eq_ignore_ascii_case(&split.name))
            .count()
            == 1;
        let taken = found.iter().any(|known| known.name.eq_ignore_ascii_case(&split.name));
        if group.len() < 2 || figures == 0 || !names_differ || taken {
            continue;
        }
        let confidence = if group.len() >= 3 { 0.95 } else { 0.9 };
        found.push(ProductColumn {
            index: *index,
            name: split.name.clone(),
            confidence,
        });
    }
    if found.is_empty() {
        return of_the_latest_year(profiles, senses);
    }
    found
}

/// Columns of a year and a product each, such as a year written over the products: those of the latest year, when the years
/// before it have the same products. That they are amounts is likely and not said, so a person is asked.
fn of_the_latest_year(profiles: &[ColumnProfile], senses: &[Vec<(Sense, f32)>]) -> Vec<ProductColumn> {
    const ASKS: f32 = 0.75;
    let mut cells: Vec<(usize, u32, String)> = Vec::new();
    for (index, profile) in profiles.iter().enumerate() {
        let is_figure = profile.content.number_share >= 0.7 && profile.kind != FieldKind::Percent;
        let is_known = senses[index]
            .first()
            .is_some_and(|(sense, strength)| matches!(sense, Sense::Role(_) | Sense::Revenue) && *strength >= 0.85);
        if !profile.header_given || !is_figure || is_known {
            continue;
        }
        cells.extend(year_and_name(&profile.header).map(|(year, name)| (index, year, name)));
    }
    let names_of = |year: u32| {
        let of_year = cells.iter().filter(|(_, known, _)| *known == year);
        let mut names: Vec<String> = of_year.map(|(_, _, name)| fold_heading(name)).collect();
        names.sort_unstable();
        names
    };
    let Some(latest) = cells.iter().map(|(_, year, _)| *year).max() else {
        return Vec::new();
    };
    let names = names_of(latest);
    let differ = names.len() >= 2 && names.windows(2).all(|pair| pair[0] != pair[1]);
    let before = cells
        .iter()
        .any(|(_, year, _)| *year < latest && names_of(*year) == names);
    if !differ || !before {
        return Vec::new();
    }
    let columns = cells.into_iter().filter(|(_, year, _)| *year == latest);
    columns
        .map(|(index, _, name)| ProductColumn {
            index,
            name,
            confidence: ASKS,
        })
        .collect()
}

/// A heading that is a year and the name of a product, in either order.
fn year_and_name(heading: &str) -> Option<(u32, String)> {
    let edges = [
        ' ', '.', ':', '-', '–', '—', '_', '/', '|', ',', '(', ')', '[', ']', '\n',
    ];
    let folded = fold_heading(heading);
    let year = year_of(&folded)?;
    let mut words: Vec<&str> = heading.split(edges).filter(|word| !word.is_empty()).collect();
    words.retain(|word| {
        let word = fold_heading(word);
        year_of(&word).is_none() && !SHARED.contains(&word.as_str())
    });
    let name = words.join(" ");
    let measures = [
        "employees",
        "visits",
        "orders",
        "units",
        "quantity",
        "pieces",
        "menge",
        "stuck",
        "margin",
        "marge",
        "profit",
        "ebit",
        "mitarbeiter",
        "besuche",
        "auftrage",
        "headcount",
        "deals",
        "calls",
    ];
    let folded = fold_heading(&name);
    let is_measure = folded.split(' ').any(|word| measures.contains(&word));
    (names_a_product(&name) && !is_measure).then_some((year, name))
}

fn split(heading: &str) -> Option<Split> {
    // A unit in brackets at the end belongs to no name.
    let heading = heading.trim();
    let heading = match heading.rfind(['(', '[']) {
        Some(at) if at > 0 && heading.ends_with([')', ']']) && is_unit(&heading[at + 1..heading.len() - 1]) => {
            heading[..at].trim_end()
        }
        _ => heading,
    };
    let edges = [
        ' ', '.', ':', '-', '–', '—', '_', '/', '|', ',', '(', ')', '[', ']', '\n',
    ];
    // Every place where a word ends is tried; the longest shared part wins.
    let mut best: Option<Split> = None;
    for (at, sign) in heading.char_indices().filter(|(_, c)| edges.contains(c)) {
        let (before, after) = (&heading[..at], &heading[at + sign.len_utf8()..]);
        for (shared, name, mark) in [(before, after, ">"), (after, before, "<")] {
            let folded = fold_heading(shared);
            let name = name.trim_matches(edges);
            if !SHARED.contains(&folded.as_str()) || !names_a_product(name) {
                continue;
            }
            let shared = format!("{folded}{mark}");
            if best.as_ref().is_none_or(|known| shared.len() > known.shared.len()) {
                best = Some(Split {
                    shared,
                    name: name.to_owned(),
                });
            }
        }
    }
    best
}

fn is_unit(text: &str) -> bool {
    let unit = super::currency::heading_unit(text);
    unit.currency.is_some() || unit.scale != 0
}

fn names_a_product(name: &str) -> bool {
    let folded = fold_heading(name);
    !folded.is_empty()
        && folded.chars().any(char::is_alphabetic)
        && year_of(&folded).is_none()
        && !is_unit(name)
        && !folded.split(' ').any(|word| NOT_PRODUCTS.contains(&word))
        && !(folded.len() == 2 && folded.starts_with(['q', 'h']) && folded.ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(heading: &str) -> Option<String> {
        split(heading).map(|split| split.name)
    }

    #[test]
    fn a_year_over_products_names_both() {
        for (heading, year, product) in [
            ("2026 / Pressure", 2026, "Pressure"),
            ("Gas Detection 2025", 2025, "Gas Detection"),
            ("Umsatz 2026 Sensorik", 2026, "Sensorik"),
            ("FY26 / Flow", 2026, "Flow"),
        ] {
            assert_eq!(year_and_name(heading), Some((year, product.to_owned())), "{heading}");
        }
        for heading in [
            "Revenue 2026",
            "2026",
            "Employees 2026",
            "Budget 2026",
            "Pressure",
            "Visits 2025",
        ] {
            assert_eq!(year_and_name(heading), None, "{heading}");
        }
    }

    #[test]
    fn the_differing_part_is_the_product() {
        for (heading, product) in [
            ("Rev. Pressure sensors", "Pressure sensors"),
            ("Umsatz Gateways", "Gateways"),
            ("Revenue - Edge Box", "Edge Box"),
            ("Revenue / Services", "Services"),
            ("Services revenue (EUR)", "Services"),
            ("CA Capteurs", "Capteurs"),
            ("Sales: X-100", "X-100"),
        ] {
            assert_eq!(name(heading).as_deref(), Some(product), "{heading}");
        }
        for heading in [
            "Annual revenue",
            "Revenue 2026",
            "Revenue Q1",
            "Revenue (EUR)",
            "Current revenue",
            "Sales Rep",
            "Revenue Change",
            "Revenue",
            "Open pipeline",
        ] {
            assert_eq!(name(heading), None, "{heading}");
        }
    }
}
