//! Which sheets a workbook lists and in which parts of the package they are. Separate from reading cells because it is
//! answered from a few kilobytes at any size, and because one odd sheet must not hide the others: calamine refuses a
//! whole workbook for a macro sheet.

use super::package::{self, Package};
use super::{ReadError, SheetVisibility, scan};
use crate::raw::TableArea;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A workbook's list of contents.
#[derive(Debug, Clone, Default)]
pub(crate) struct Outline {
    pub(crate) sheets: Vec<OutlineSheet>,
    /// Days are counted from 1904 (old Macs) instead of 1900.
    pub(crate) from_1904: bool,
    pub(crate) strings: Option<String>,
    pub(crate) styles: Option<String>,
    /// Lists something that makes calamine refuse the workbook: sheets have to be taken out one by one.
    pub(crate) unusual: bool,
}

/// A sheet with cells; others are not listed.
#[derive(Debug, Clone)]
pub(crate) struct OutlineSheet {
    pub(crate) name: String,
    pub(crate) visibility: SheetVisibility,
    /// Name of its part in the package.
    pub(crate) part: String,
}

struct Relation {
    id: String,
    /// Last word of its type, small letters.
    kind: String,
    part: String,
}

/// The package's main part; `None` when it is no workbook.
pub(crate) fn workbook_part(package: &mut Package) -> Result<Option<String>, ReadError> {
    let relations = relations(package, "")?;
    let main = relations
        .into_iter()
        .find(|relation| relation.kind == "officedocument")
        .map(|relation| relation.part);
    let is_there = |part: &String| package::find(package, part).is_some();
    Ok(main
        .filter(is_there)
        .or_else(|| Some("xl/workbook.xml".to_owned()).filter(is_there)))
}

pub(crate) fn outline(package: &mut Package) -> Result<Outline, ReadError> {
    let workbook = workbook_part(package)?.ok_or(ReadError::Damaged)?;
    let relations = relations(package, &workbook)?;
    let xml = package::text_of(package, &workbook)?.ok_or(ReadError::Damaged)?;
    let part_of = |kind: &str| {
        relations
            .iter()
            .find(|relation| relation.kind == kind)
            .map(|relation| relation.part.clone())
    };
    let mut outline = Outline {
        strings: part_of("sharedstrings"),
        styles: part_of("styles"),
        ..Outline::default()
    };
    for_each_element(&xml, |element| match element.local_name().as_ref() {
        "workbookPr" => {
            outline.from_1904 = matches!(attribute(element, "date1904").as_deref(), Some("1" | "true" | "on"))
        }
        "sheet" => {
            let Some(name) = attribute(element, "name") else {
                return;
            };
            let relation = attribute(element, "id").and_then(|id| relations.iter().find(|relation| relation.id == id));
            let visibility = match attribute(element, "state").as_deref() {
                Some("hidden") => SheetVisibility::Hidden,
                Some("veryHidden") => SheetVisibility::VeryHidden,
                _ => SheetVisibility::Visible,
            };
            match relation.map(|relation| (relation.kind.as_str(), &relation.part)) {
                Some(("worksheet", part)) if package::find(package, part).is_some() => {
                    outline.sheets.push(OutlineSheet {
                        name,
                        visibility,
                        part: part.clone(),
                    });
                }
                Some(("chartsheet" | "dialogsheet", _)) => {}
                _ => outline.unusual = true,
            }
        }
        _ => {}
    })?;
    // Two sheets of one name cannot be told apart by name: the first is what a program shows first.
    let mut seen = std::collections::HashSet::new();
    outline.sheets.retain(|sheet| seen.insert(sheet.name.clone()));
    Ok(outline)
}

/// What a sheet has beside its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Attached {
    pub(crate) tables: Vec<TableArea>,
    /// What its pivot tables add up: a sheet's name, or the name of a table or range.
    pub(crate) pivots: Vec<Option<PivotOf>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PivotOf {
    Sheet(String),
    Named(String),
}

/// Tables of a sheet beyond this many are not looked at.
const MOST_TABLES: usize = 200;

/// The tables and pivot tables of a sheet. What cannot be made out is passed over: the cells are read all the same.
pub(crate) fn attached(package: &mut Package, sheet: &OutlineSheet) -> Attached {
    let mut attached = Attached::default();
    let relations = relations(package, &sheet.part).unwrap_or_default();
    for relation in relations.into_iter().take(MOST_TABLES) {
        match relation.kind.as_str() {
            "table" => attached.tables.extend(table_area(package, &relation.part)),
            "pivottable" => attached.pivots.push(pivot_of(package, &relation.part)),
            _ => {}
        }
    }
    attached
        .tables
        .sort_by_key(|table| (table.first_row, table.first_column));
    attached
}

fn table_area(package: &mut Package, part: &str) -> Option<TableArea> {
    let xml = package::text_of(package, part).ok()??;
    let mut found = None;
    for_each_element(&xml, |element| {
        if element.local_name().as_ref() != "table" {
            return;
        }
        let area = attribute(element, "ref").and_then(|area| scan::area_of(area.as_bytes()));
        let name = attribute(element, "displayName").or_else(|| attribute(element, "name"));
        let rows = |name: &str| attribute(element, name).and_then(|rows| rows.parse::<u32>().ok());
        if let (Some((first_row, first_column, last_row, last_column)), Some(name)) = (area, name) {
            found = Some(TableArea {
                name,
                first_row,
                last_row,
                first_column,
                last_column,
                has_header: rows("headerRowCount") != Some(0),
                totals: rows("totalsRowCount").unwrap_or(0).min(last_row - first_row),
            });
        }
    })
    .ok()?;
    found
}

fn pivot_of(package: &mut Package, part: &str) -> Option<PivotOf> {
    let cache = relations(package, part).ok()?;
    let cache = cache
        .into_iter()
        .find(|relation| relation.kind == "pivotcachedefinition")?;
    let xml = package::text_of(package, &cache.part).ok()??;
    let mut found = None;
    for_each_element(&xml, |element| {
        if element.local_name().as_ref() == "worksheetSource" {
            let sheet = attribute(element, "sheet").map(PivotOf::Sheet);
            found = sheet.or_else(|| attribute(element, "name").map(PivotOf::Named));
        }
    })
    .ok()?;
    found
}

fn relations(package: &mut Package, of: &str) -> Result<Vec<Relation>, ReadError> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let slash = if folder.is_empty() { "" } else { "/" };
    let Some(xml) = package::text_of(package, &format!("{folder}{slash}_rels/{file}.rels"))? else {
        return Ok(Vec::new());
    };
    let mut relations = Vec::new();
    for_each_element(&xml, |element| {
        if element.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(kind), Some(target)) = (
                attribute(element, "Id"),
                attribute(element, "Type"),
                attribute(element, "Target"),
            )
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
            relations.push(Relation {
                id,
                kind,
                part: resolved(folder, &target),
            });
        }
    })?;
    Ok(relations)
}

/// The part that a target names, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = Vec::new();
    if !target.starts_with('/') {
        steps.extend(folder.split('/'));
    }
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

fn for_each_element(xml: &str, mut then: impl FnMut(&BytesStart<'_>)) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => then(&element),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(_) => return Err(ReadError::Damaged),
        }
    }
}

/// An attribute by its local name, entities resolved.
fn attribute(element: &BytesStart<'_>, wanted: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == wanted)
        .and_then(|attribute| {
            attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .ok()
                .map(|value| value.into_owned())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_resolve_from_their_folder_and_from_the_root() {
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "../other/a.xml"), "other/a.xml");
        assert_eq!(resolved("", "xl\\workbook.xml"), "xl/workbook.xml");
    }
}
