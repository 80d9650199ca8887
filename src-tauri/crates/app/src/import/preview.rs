//! What an import will do, before it does it.

use super::{Incoming, ListChoices, Sheet, incoming, views};
use crate::spellings::spelled_fields;
use crate::words::many;
use std::collections::{BTreeMap, HashMap};
use tierline_contract::*;
use tierline_engine::opportunity::{AccountKind, size_opportunity};
use tierline_plan::{AccountTable, Currency, Day, FieldKind, OpportunitySettings};
use tierline_sheets::raw::ReadRemark;
use tierline_sheets::understand::{Converted, ImportIssue, Part, PartColumn, Severity};

/// Different texts shown for each group of problems.
const EXAMPLES: usize = 6;

/// What is said of a list that cannot be taken.
pub(super) fn blocked(message: String) -> ImportCheck {
    ImportCheck {
        blocked: Some(message),
        ..nothing()
    }
}

fn nothing() -> ImportCheck {
    ImportCheck {
        accounts: 0,
        records: None,
        customers: 0,
        duplicates: 0,
        rows_left_out: 0,
        left_out: Vec::new(),
        issues: Vec::new(),
        spellings: Vec::new(),
        blocked: None,
        present: 0,
        reps: 0,
        update: None,
        further: Vec::new(),
    }
}

/// What is said of events that were gathered by account.
pub(super) fn of_events(
    sheet: &Sheet,
    columns: &[PartColumn],
    converted: &Converted,
    records: u32,
    currency: &Currency,
) -> ImportCheck {
    let amounts = columns.iter().filter(|column| column.part == Part::Amount);
    let mut issues = foreign_amounts(sheet, amounts.map(|column| column.column), currency, records);
    issues.extend(groups(&converted.issues, &|column| label_of(sheet, column)));
    ImportCheck {
        accounts: converted.rows.len() as u32,
        records: Some(records),
        rows_left_out: converted.left_out.len() as u32,
        left_out: views::left_out(&converted.left_out),
        issues,
        ..nothing()
    }
}

fn label_of(sheet: &Sheet, column: usize) -> String {
    let profile = sheet.understood.columns.iter().find(|profile| profile.column == column);
    profile.map_or_else(String::new, |profile| profile.label.clone())
}

/// Says what an import will do, and hands over what it would bring; `None` when it cannot be imported so. A list that only
/// adds to what is known may lack what the first one needs.
pub(super) fn check(
    sheet: &Sheet,
    choices: &ListChoices,
    today: Day,
    adds: bool,
) -> Result<(ImportCheck, Option<Incoming>), AppError> {
    let found = incoming(sheet, choices, today);
    let found = if adds {
        found
    } else {
        found.and_then(|found| found.with_numbers(&sheet.file))
    };
    let found = match found {
        Ok(found) => found.fold_spellings(&choices.known),
        Err(AppError::Unreadable { message, .. }) => return Ok((blocked(message), None)),
        Err(other) => return Err(other),
    };
    let accounts = found.accounts();
    let left_out: Vec<_> = found
        .converted
        .iter()
        .flat_map(|converted| converted.left_out.clone())
        .collect();
    let issues: Vec<ImportIssue> = found
        .converted
        .iter()
        .flat_map(|converted| converted.issues.clone())
        .collect();
    let mut groups = groups(&issues, &|column| label_of(sheet, column));
    groups.splice(
        0..0,
        foreign_amounts(sheet, amounts(choices), &choices.currency, accounts),
    );
    groups.splice(0..0, cut_amounts(sheet));
    if !adds && !found.has_figures() {
        groups.insert(
            0,
            IssueGroup {
                column: String::new(),
                index: None,
                sentence: super::accounts::NO_FIGURES.to_owned(),
                severity: IssueSeverity::Warning,
                count: accounts,
                examples: Vec::new(),
                mendable: false,
            },
        );
    }
    let check = ImportCheck {
        accounts,
        customers: customers(&found),
        duplicates: found.look_alikes(),
        rows_left_out: left_out.len() as u32,
        left_out: views::left_out(&left_out),
        issues: groups,
        spellings: spelled_fields(&found.spellings, &found.batch()),
        ..nothing()
    };
    Ok((check, Some(found)))
}

/// Lines of a text file that commas cut into more cells than there are headings: amounts with a decimal comma are in two
/// parts then, and the second part is lost.
fn cut_amounts(sheet: &Sheet) -> Option<IssueGroup> {
    let remarks = &sheet.table.remarks;
    let commas = remarks
        .iter()
        .any(|remark| matches!(remark, ReadRemark::TextFile { delimiter: ',', .. }));
    let ragged = remarks.iter().find_map(|remark| match remark {
        ReadRemark::RaggedRows { rows } => Some(*rows),
        _ => None,
    });
    // A line or two may be ragged for any reason; a fifth of them is a habit.
    let rows = ragged.filter(|rows| commas && *rows as usize * 5 >= sheet.table.rows())?;
    Some(IssueGroup {
        column: String::new(),
        index: None,
        sentence: format!(
            "{} with more or fewer cells than the header. A comma inside an address or an amount, without quotes around it, \
             cuts it in two there and moves what follows: of 1234,50 only 1234 is read. Save the list with semicolons, or as a \
             workbook.",
            many(u64::from(rows), "line")
        ),
        severity: IssueSeverity::Warning,
        count: rows,
        examples: Vec::new(),
        mendable: false,
    })
}

/// The columns of a list that are read as amounts.
fn amounts(choices: &ListChoices) -> impl Iterator<Item = usize> + '_ {
    let amounts = choices.columns.iter().filter(|choice| {
        let kind = choice.role.required_kind().unwrap_or(choice.kind);
        choice.include && kind == FieldKind::Money
    });
    amounts.map(|choice| choice.column)
}

/// Columns of amounts that say they are in another currency than the plan: they are taken at their figure, which a person
/// must know.
fn foreign_amounts(
    sheet: &Sheet,
    amounts: impl Iterator<Item = usize>,
    currency: &Currency,
    rows: u32,
) -> Vec<IssueGroup> {
    let plan = &currency.code;
    let profiles = &sheet.understood.columns;
    amounts
        .filter_map(|column| {
            let profile = profiles.iter().find(|profile| profile.column == column)?;
            let own = profile.notation.currency.filter(|own| own != plan)?;
            Some(IssueGroup {
                column: profile.label.clone(),
                index: Some(column as u32),
                sentence: format!(
                    "The amounts are marked as {own}, and the plan counts in {plan}. They are taken as they stand: nothing is \
                     converted. Convert them in the list first, or choose another currency here."
                ),
                severity: IssueSeverity::Warning,
                count: rows,
                examples: Vec::new(),
                mendable: false,
            })
        })
        .collect()
}

fn customers(found: &Incoming) -> u32 {
    let Ok(table) = AccountTable::from_batch(found.batch(), 1) else {
        return 0;
    };
    let opportunity = size_opportunity(&table, &OpportunitySettings::default());
    opportunity
        .kind
        .iter()
        .filter(|kind| **kind == AccountKind::Customer)
        .count() as u32
}

/// Problems of one kind in one column together, the worst and most frequent first.
fn groups(issues: &[ImportIssue], label: &dyn Fn(usize) -> String) -> Vec<IssueGroup> {
    let mut found: BTreeMap<(Option<usize>, &'static str), Vec<&ImportIssue>> = BTreeMap::new();
    for issue in issues {
        found.entry((issue.column, issue.kind.code())).or_default().push(issue);
    }
    let mut groups: Vec<(Severity, IssueGroup)> = found
        .into_iter()
        .map(|((column, _), issues)| {
            let first = issues[0];
            let severity = first.kind.severity();
            let group = IssueGroup {
                column: column.map_or_else(String::new, label),
                index: column.map(|column| column as u32),
                sentence: format!("{} {}", first.sentence(), first.outcome()),
                severity: if severity == Severity::Harmless {
                    IssueSeverity::Note
                } else {
                    IssueSeverity::Warning
                },
                count: issues.len() as u32,
                examples: examples(&issues),
                mendable: first.row.is_some() && first.kind.is_mendable(),
            };
            (severity, group)
        })
        .collect();
    groups.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| b.1.count.cmp(&a.1.count)));
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The different texts of a group, the most frequent first.
fn examples(issues: &[&ImportIssue]) -> Vec<IssueExample> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut texts: Vec<IssueExample> = Vec::new();
    for issue in issues {
        let place = *places.entry(&issue.raw).or_insert(texts.len());
        match texts.get_mut(place) {
            Some(known) => known.alike += 1,
            None => texts.push(IssueExample {
                row: issue.row.unwrap_or(0),
                raw: issue.raw.clone(),
                alike: 1,
                becomes: views::becomes(&issue.kind),
            }),
        }
    }
    // The sort is stable: of texts as frequent the one further up comes first.
    texts.sort_by_key(|example| std::cmp::Reverse(example.alike));
    texts.truncate(EXAMPLES);
    texts
}
