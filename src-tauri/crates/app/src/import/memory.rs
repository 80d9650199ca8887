//! How the columns of lists were read before, so that next month's file of the same shape asks nothing. Kept in a small
//! file of the settings folder; losing it loses no plan, so faults in it are never errors.

use serde::{Deserialize, Serialize};
use std::path::Path;
use tierline_contract::{
    CellKind, ColumnReading, FieldRoleView, ImportColumn, ImportDraft, ListChoice, Listing, RecordPart,
    RememberedColumns, RenamedColumn,
};
use tierline_engine::words::fold;
use tierline_plan::Day;

const FILE: &str = "columns.json";
/// Shapes of lists that are remembered.
const MOST: usize = 60;
/// Per mille of the columns that two lists must share for one to tell about the other.
const ALIKE: usize = 600;
/// Per mille of certainty for a column that stands where another one stood: a person looks at it.
const PERHAPS: u16 = 800;

/// How the columns of one shape of list are read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Shape {
    /// What the rows are.
    #[serde(default)]
    listing: Listing,
    columns: Vec<Known>,
    currency: String,
    used_on: Day,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Known {
    /// The heading as it was.
    header: String,
    index: u32,
    include: bool,
    role: FieldRoleView,
    kind: CellKind,
    product: Option<String>,
    #[serde(default)]
    reading: Option<ColumnReading>,
    #[serde(default)]
    part: Option<RecordPart>,
}

/// Keeps how a list was read, in the place of what was known of lists with the same headings.
pub(super) fn remember(settings: &Path, headers: &[(u32, String)], list: &ListChoice, currency: &str, on: Day) {
    let columns: Vec<Known> = list
        .columns
        .iter()
        .filter_map(|choice| {
            let (_, header) = headers.iter().find(|(index, _)| *index == choice.index)?;
            Some(Known {
                header: header.clone(),
                index: choice.index,
                include: choice.include,
                role: choice.role,
                kind: choice.kind,
                product: choice.product.clone(),
                reading: choice.reading,
                part: choice.part,
            })
        })
        .collect();
    if columns.is_empty() {
        return;
    }
    let mut all = load(settings);
    let signature = signature(columns.iter().map(|known| known.header.as_str()));
    all.retain(|shape| shape.signature() != signature);
    all.insert(
        0,
        Shape {
            listing: list.listing,
            columns,
            currency: currency.to_owned(),
            used_on: on,
        },
    );
    all.truncate(MOST);
    save(settings, &all);
}

/// Forgets lists whose headings are these.
pub(super) fn forget(settings: &Path, draft: &ImportDraft) {
    let mut all = load(settings);
    if let Some(known) = nearest(&all, draft) {
        all.remove(known);
        save(settings, &all);
    }
}

/// What the rows of the list are that is most like this one, if any is.
pub(super) fn listing(settings: &Path, draft: &ImportDraft) -> Option<Listing> {
    let all = load(settings);
    nearest(&all, draft).map(|index| all[index].listing)
}

/// Reads the columns as those of the list that is most like this one were read, if any is.
pub(super) fn apply(settings: &Path, draft: &mut ImportDraft) {
    let all = load(settings);
    let known = nearest(&all, draft).map(|index| &all[index]);
    // Columns of a list of another sort say other things.
    let Some(known) = known.filter(|known| known.listing == draft.listing) else {
        return;
    };
    let mut told = RememberedColumns {
        on: known.used_on.iso(),
        added: Vec::new(),
        gone: Vec::new(),
        renamed: Vec::new(),
    };
    let mut used = vec![false; known.columns.len()];
    let mut strangers = Vec::new();
    for (place, column) in draft.columns.iter_mut().enumerate() {
        let same = |(index, old): &(usize, &Known)| !used[*index] && fold(&old.header) == fold(&column.header);
        match known.columns.iter().enumerate().find(same) {
            Some((index, old)) => {
                used[index] = true;
                old.give(column, 1000);
            }
            None => strangers.push(place),
        }
    }
    for place in strangers {
        let column = &mut draft.columns[place];
        let there =
            |(index, old): &(usize, &Known)| !used[*index] && old.index == column.index && old.kind == column.kind;
        match known.columns.iter().enumerate().find(there) {
            Some((index, old)) => {
                used[index] = true;
                told.renamed.push(RenamedColumn {
                    old: old.header.clone(),
                    new: column.header.clone(),
                });
                let agrees = column.role == old.role;
                old.give(column, if agrees { column.confidence } else { PERHAPS });
            }
            None => told.added.push(column.header.clone()),
        }
    }
    let gone = known.columns.iter().zip(&used).filter(|(_, used)| !**used);
    told.gone = gone.map(|(old, _)| old.header.clone()).collect();
    one_column_a_role(draft, &told.added);
    if told.added.is_empty() && told.gone.is_empty() && told.renamed.is_empty() {
        // The same heading row as before is found with certainty.
        draft.header_confidence = 1000;
        draft.currency.clone_from(&known.currency);
    }
    draft.remembered = Some(told);
}

/// A column that is new keeps its meaning only while none of the known ones has it.
fn one_column_a_role(draft: &mut ImportDraft, added: &[String]) {
    let shared = [FieldRoleView::Custom, FieldRoleView::ProductRevenue];
    let known: Vec<FieldRoleView> = draft
        .columns
        .iter()
        .filter(|column| column.include && !added.contains(&column.header))
        .map(|column| column.role)
        .collect();
    for column in draft.columns.iter_mut().filter(|column| added.contains(&column.header)) {
        if !shared.contains(&column.role) && known.contains(&column.role) {
            column.role = FieldRoleView::Custom;
            column.confidence = 1000;
            column.alternative = None;
        }
    }
}

impl Shape {
    fn signature(&self) -> Vec<String> {
        signature(self.columns.iter().map(|known| known.header.as_str()))
    }
}

impl Known {
    fn give(&self, column: &mut ImportColumn, confidence: u16) {
        column.role = self.role;
        column.kind = self.kind;
        column.include = self.include;
        column.product.clone_from(&self.product);
        column.part = self.part;
        column.alternative = None;
        column.confidence = confidence;
        if let (Some(question), Some(reading)) = (&mut column.question, self.reading) {
            question.reading = reading;
            question.answered = true;
        }
    }
}

/// Headings in any order: a list whose columns were moved is the same list.
fn signature<'a>(headers: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut folded: Vec<String> = headers.map(fold).collect();
    folded.sort_unstable();
    folded
}

/// The shape that shares most headings with the list, if it shares enough; the newest of several.
fn nearest(all: &[Shape], draft: &ImportDraft) -> Option<usize> {
    if draft.header_row == 0 {
        return None;
    }
    let headers = signature(draft.columns.iter().map(|column| column.header.as_str()));
    let mut best: Option<(usize, usize)> = None;
    for (index, shape) in all.iter().enumerate() {
        let known = shape.signature();
        let alike = common(&headers, &known) * 1000 / headers.len().max(known.len()).max(1);
        if alike >= ALIKE && best.is_none_or(|(_, most)| alike > most) {
            best = Some((index, alike));
        }
    }
    best.map(|(index, _)| index)
}

/// How many of two sorted lists are the same.
fn common(a: &[String], b: &[String]) -> usize {
    let (mut i, mut j, mut found) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                found += 1;
                i += 1;
                j += 1;
            }
        }
    }
    found
}

fn load(settings: &Path) -> Vec<Shape> {
    crate::keep::load(&settings.join(FILE))
}

fn save(settings: &Path, all: &[Shape]) {
    crate::keep::save(settings, FILE, all);
}

#[cfg(test)]
mod tests {
    use super::*;
    use tierline_contract::ColumnChoiceView;

    fn draft(headers: &[&str]) -> ImportDraft {
        let column = |(index, header): (usize, &&str)| ImportColumn {
            index: index as u32,
            letter: String::new(),
            header: (*header).to_owned(),
            kind: CellKind::Text,
            role: FieldRoleView::Custom,
            product: None,
            part: None,
            confidence: 700,
            alternative: Some(FieldRoleView::Region),
            include: true,
            examples: Vec::new(),
            filled: 1,
            blank: 0,
            distinct: 1,
            problems: 0,
            notation: None,
            hidden: false,
            question: None,
        };
        ImportDraft {
            import: 1,
            sheet: "Accounts".to_owned(),
            header_row: 1,
            listing: Listing::Accounts,
            header_confidence: 800,
            tables: Vec::new(),
            preview: Vec::new(),
            columns: headers.iter().enumerate().map(column).collect(),
            data_rows: 1,
            left_out: Vec::new(),
            currency: "USD".to_owned(),
            remarks: Vec::new(),
            remembered: None,
        }
    }

    fn keep(folder: &Path, headers: &[&str], roles: &[FieldRoleView]) {
        let named: Vec<(u32, String)> = (0..).zip(headers.iter().map(|header| (*header).to_owned())).collect();
        let columns: Vec<ColumnChoiceView> = (0..)
            .zip(roles)
            .map(|(index, role)| ColumnChoiceView {
                index,
                include: index != 1,
                role: *role,
                kind: CellKind::Text,
                product: None,
                part: None,
                reading: None,
            })
            .collect();
        let list = ListChoice {
            columns,
            ..ListChoice::default()
        };
        remember(folder, &named, &list, "CHF", Day::from_epoch_days(20_000));
    }

    const ROLES: [FieldRoleView; 4] = [
        FieldRoleView::Name,
        FieldRoleView::Custom,
        FieldRoleView::City,
        FieldRoleView::Phone,
    ];

    fn roles(draft: &ImportDraft) -> Vec<FieldRoleView> {
        draft.columns.iter().map(|column| column.role).collect()
    }

    #[test]
    fn the_same_headings_in_any_order_are_read_as_before() {
        let folder = tempfile::tempdir().expect("a folder");
        keep(folder.path(), &["Firma", "Note", "Ort", "Tel"], &ROLES);
        let mut next = draft(&["Tel", " firma", "Note", "ORT"]);
        apply(folder.path(), &mut next);
        let told = next.remembered.as_ref().expect("known");
        assert_eq!(
            (told.on.as_str(), &told.added, &told.gone),
            ("2024-10-04", &vec![], &vec![])
        );
        assert_eq!(
            roles(&next),
            [
                FieldRoleView::Phone,
                FieldRoleView::Name,
                FieldRoleView::Custom,
                FieldRoleView::City
            ]
        );
        assert!(!next.columns[2].include, "what was left out stays left out");
        assert_eq!((next.currency.as_str(), next.header_confidence), ("CHF", 1000));
        assert!(next.columns.iter().all(|column| column.confidence == 1000));
    }

    #[test]
    fn columns_renamed_added_and_gone_are_told_and_a_renamed_one_is_asked_about() {
        let folder = tempfile::tempdir().expect("a folder");
        keep(folder.path(), &["Firma", "Note", "Ort", "Tel"], &ROLES);
        let mut next = draft(&["Firma", "Note", "Stadt", "Tel", "Land"]);
        apply(folder.path(), &mut next);
        let told = next.remembered.as_ref().expect("alike enough");
        assert_eq!(told.added, ["Land"]);
        assert!(told.gone.is_empty());
        assert_eq!(
            (told.renamed[0].old.as_str(), told.renamed[0].new.as_str()),
            ("Ort", "Stadt")
        );
        assert_eq!(
            (next.columns[2].role, next.columns[2].confidence),
            (FieldRoleView::City, PERHAPS)
        );
        assert_eq!(next.currency, "USD", "another list may count in another currency");
    }

    #[test]
    fn another_list_is_not_taken_for_a_known_one_and_a_broken_file_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        keep(folder.path(), &["Firma", "Note", "Ort", "Tel"], &ROLES);
        let mut other = draft(&["Firma", "Umsatz", "Land", "Owner"]);
        apply(folder.path(), &mut other);
        assert_eq!(other.remembered, None);
        std::fs::write(folder.path().join(FILE), "{").expect("writes");
        let mut next = draft(&["Firma", "Note", "Ort", "Tel"]);
        apply(folder.path(), &mut next);
        assert_eq!(next.remembered, None);
    }

    #[test]
    fn the_newest_reading_counts_until_it_is_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let headers = ["Firma", "Note", "Ort", "Tel"];
        keep(folder.path(), &headers, &ROLES);
        let mut other = ROLES;
        other[2] = FieldRoleView::Region;
        keep(folder.path(), &headers, &other);
        let mut next = draft(&headers);
        apply(folder.path(), &mut next);
        assert_eq!(next.columns[2].role, FieldRoleView::Region);
        forget(folder.path(), &next);
        let mut again = draft(&headers);
        apply(folder.path(), &mut again);
        assert_eq!(again.remembered, None, "the older one was replaced, not kept beside");
    }

    #[test]
    fn a_new_column_gives_way_to_the_one_that_has_its_meaning() {
        let folder = tempfile::tempdir().expect("a folder");
        keep(folder.path(), &["Firma", "Note", "Ort", "Tel"], &ROLES);
        let mut next = draft(&["Firma", "Note", "Ort", "Tel", "City"]);
        next.columns[4].role = FieldRoleView::City;
        apply(folder.path(), &mut next);
        assert_eq!(
            (next.columns[2].role, next.columns[4].role),
            (FieldRoleView::City, FieldRoleView::Custom)
        );
    }
}
