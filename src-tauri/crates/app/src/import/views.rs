//! What was understood of a sheet, as the import screens show it.

use super::accounts::NO_FIGURES;
use super::sources::Source;
use super::{Incoming, Lists, Sheet};
use crate::words::{are, many};
use crate::{wire, words};
use std::collections::BTreeMap;
use tierline_contract::*;
use tierline_plan::FieldRole;
use tierline_sheets::raw::ReadRemark;
use tierline_sheets::understand::{
    ColumnProfile, DateOrder, DecimalSign, IssueKind, LeftOutRow, Part, Question, Reason, column_letters,
};

/// Rows shown below the header.
const PREVIEW_ROWS: usize = 40;
/// Rows shown from the very top, so that titles above the header are seen.
const PREVIEW_TOP: usize = 12;
/// Row numbers named for each reason.
const EXAMPLES: usize = 5;

pub(super) fn draft(import: u32, sheet: &Sheet) -> ImportDraft {
    let shape = &sheet.understood.shape;
    let table = &sheet.table;
    let out: Vec<LeftOutRow> = shape.rows_left_out(table);
    ImportDraft {
        import,
        sheet: sheet.name.clone(),
        header_row: header_row(sheet),
        tables: sheet
            .stacked
            .iter()
            .map(|table| ImportTable {
                header_row: table.header_row,
                rows: table.rows,
            })
            .collect(),
        header_confidence: per_mille(shape.confidence),
        listing: wire::listing_view(sheet.listing),
        preview: preview(sheet),
        columns: columns(sheet),
        data_rows: shape.data_row_count() as u32,
        left_out: left_out(&out),
        currency: sheet.understood.currency.currency.code.clone(),
        remarks: remarks(sheet),
        remembered: None,
    }
}

/// What a sheet looks like by how much it looks like accounts and like reps, and by what its rows seem to be.
pub(super) fn look(accounts: f32, reps: f32, listing: Lists) -> Option<SheetLook> {
    const LEAST: f32 = 0.3;
    match listing {
        Lists::Sales => Some(SheetLook::Sales),
        Lists::Activities => Some(SheetLook::Activities),
        Lists::Deals => Some(SheetLook::Deals),
        Lists::Accounts if reps > accounts && reps >= LEAST => Some(SheetLook::Reps),
        Lists::Accounts => (accounts >= LEAST).then_some(SheetLook::Accounts),
    }
}

/// Number of the last header row; 0 when there is none.
pub(super) fn header_row(sheet: &Sheet) -> u32 {
    sheet
        .understood
        .shape
        .header_rows
        .last()
        .map_or(0, |row| sheet.table.row_number(*row))
}

fn per_mille(share: f32) -> u16 {
    (share.clamp(0.0, 1.0) * 1000.0).round() as u16
}

fn preview(sheet: &Sheet) -> Vec<PreviewRow> {
    let (table, shape) = (&sheet.table, &sheet.understood.shape);
    let last_header = shape.header_rows.last().copied();
    // A header far down, of a second table, is shown with the few rows above it.
    let from = last_header.map_or(0, |row| row.saturating_sub(PREVIEW_TOP));
    let shown = last_header.map_or(PREVIEW_TOP, |row| row + 1).max(PREVIEW_TOP) + PREVIEW_ROWS;
    // What stands at the very end is left out most often, so it is shown too.
    let rows = table.rows();
    let tail = rows.saturating_sub(4).max(shown);
    (from..rows.min(shown))
        .chain(tail..rows)
        .map(|row| PreviewRow {
            number: table.row_number(row),
            cells: (0..table.width()).map(|column| table.display(row, column)).collect(),
            part: if shape.header_rows.contains(&row) {
                PreviewPart::Header
            } else if let Some((_, reason)) = shape.left_out.iter().find(|(out, _)| *out == row) {
                if *reason == Reason::AboveHeader {
                    PreviewPart::Above
                } else {
                    PreviewPart::LeftOut
                }
            } else {
                PreviewPart::Data
            },
        })
        .collect()
}

fn columns(sheet: &Sheet) -> Vec<ImportColumn> {
    let understood = &sheet.understood;
    let choices = understood.mapping.choices(&understood.columns);
    choices
        .iter()
        .filter_map(|choice| {
            let profile = understood
                .columns
                .iter()
                .find(|profile| profile.column == choice.column)?;
            let mapped = understood
                .mapping
                .columns
                .iter()
                .find(|mapped| mapped.column == choice.column)?;
            let part = sheet
                .parts
                .iter()
                .find(|part| part.column == choice.column)
                .map(|part| part.part);
            let events = sheet.listing != Lists::Accounts;
            Some(ImportColumn {
                index: choice.column as u32,
                letter: column_letters(choice.column),
                header: profile.label.clone(),
                kind: match part {
                    _ if !events => wire::cell_kind(choice.role.required_kind().unwrap_or(choice.kind)),
                    Some(Part::Amount) => CellKind::Money,
                    Some(Part::Date) => CellKind::Date,
                    _ => CellKind::Text,
                },
                role: choice.role.into(),
                product: choice.product_name.clone(),
                part: part.map(wire::part_view),
                confidence: if events || choice.role == FieldRole::Custom {
                    1000
                } else {
                    per_mille(mapped.confidence)
                },
                alternative: mapped
                    .alternatives
                    .first()
                    .filter(|_| !events)
                    .map(|(role, _)| (*role).into()),
                include: if events { part.is_some() } else { choice.include },
                examples: profile.examples.clone(),
                filled: profile.filled,
                blank: profile.blank,
                distinct: profile.distinct,
                problems: profile.problems,
                notation: notation(profile),
                hidden: profile.hidden,
                question: profile.question().map(question),
            })
        })
        .collect()
}

fn question(question: Question) -> ColumnQuestion {
    ColumnQuestion {
        cells: question.cells,
        example: question.example,
        answers: question
            .answers
            .iter()
            .map(|(reading, value)| ColumnAnswer {
                reading: wire::reading_view(*reading),
                becomes: wire::cell(value),
            })
            .collect(),
        reading: wire::reading_view(question.now),
        answered: false,
    }
}

/// How figures and dates of a column are read, where a text had to be read at all.
fn notation(profile: &ColumnProfile) -> Option<String> {
    if profile.open_dates.is_some() {
        let order = match profile.notation.date_order {
            DateOrder::DayFirst => "day first",
            DateOrder::MonthFirst => "month first",
        };
        return Some(order.to_owned());
    }
    let figures = profile.open_numbers.is_some() || profile.notation.decimal == DecimalSign::Comma;
    figures.then(|| match profile.notation.decimal {
        DecimalSign::Comma => "1.234,56".to_owned(),
        DecimalSign::Point => "1,234.56".to_owned(),
    })
}

/// Rows that become no account, by reason, the most frequent first.
pub(super) fn left_out(rows: &[LeftOutRow]) -> Vec<LeftOut> {
    let mut found: BTreeMap<&'static str, LeftOut> = BTreeMap::new();
    for out in rows {
        let reason = out.reason.sentence();
        let entry = found.entry(reason).or_insert_with(|| LeftOut {
            reason: reason.to_owned(),
            rows: 0,
            examples: Vec::new(),
        });
        entry.rows += 1;
        if entry.examples.len() < EXAMPLES {
            entry.examples.push(out.row);
        }
    }
    let mut reasons: Vec<LeftOut> = found.into_values().collect();
    reasons.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.reason.cmp(&b.reason)));
    reasons
}

pub(crate) fn remarks(sheet: &Sheet) -> Vec<String> {
    let shape = &sheet.understood.shape;
    let mut remarks: Vec<String> = sheet.table.remarks.iter().map(remark).collect();
    let mut add = |count: u32, sentence: String| {
        if count > 0 {
            remarks.push(sentence);
        }
    };
    let rows = u64::from(shape.hidden_rows);
    add(
        shape.hidden_rows,
        format!(
            "{} {} hidden in the file; {} read too.",
            words::many(rows, "row"),
            words::are(rows),
            if rows == 1 { "it is" } else { "they are" }
        ),
    );
    let columns = u64::from(shape.hidden_columns);
    add(
        shape.hidden_columns,
        format!(
            "{} {} hidden in the file; {} read too.",
            words::many(columns, "column"),
            words::are(columns),
            if columns == 1 { "it is" } else { "they are" }
        ),
    );
    let blank = u64::from(shape.blank_rows);
    add(
        shape.blank_rows,
        format!(
            "{} between the others {} skipped.",
            words::many(blank, "blank row"),
            words::are(blank)
        ),
    );
    let filled = u64::from(shape.filled_headers);
    add(
        shape.filled_headers,
        format!("{} filled from merged cells.", words::many(filled, "heading")),
    );
    remarks
}

/// What is to be said of a sheet with a pivot table.
pub(super) fn pivot_remark(source: &Source) -> Option<String> {
    let pivot = source.pivot.as_ref()?;
    let name = &source.name;
    Some(match &pivot.source {
        Some(rows) => {
            format!("“{name}” is a pivot table: it adds up the rows of “{rows}”. Choose “{rows}” to get each account.")
        }
        None => format!(
            "“{name}” is a pivot table, and the rows that it adds up are not in this workbook. Ask for the list itself."
        ),
    })
}

pub(super) fn remark(remark: &ReadRemark) -> String {
    match remark {
        ReadRemark::WrongEnding { is } => {
            format!("The file's ending says otherwise, but it is {is}, and it is read as that.")
        }
        ReadRemark::NotCalculated { cells } => format!(
            "{} with a formula {} never calculated and {} blank. Open the file in Excel and save it to have the values.",
            words::many(u64::from(*cells), "cell"),
            if *cells == 1 { "was" } else { "were" },
            if *cells == 1 { "is" } else { "are" },
        ),
        ReadRemark::OutsideGrid { cells } => {
            format!(
                "{} outside the sheet's grid left out.",
                words::many(u64::from(*cells), "cell")
            )
        }
        ReadRemark::TextFile { encoding, delimiter } => {
            let delimiter = match delimiter {
                ',' => "commas".to_owned(),
                ';' => "semicolons".to_owned(),
                '\t' => "tabs".to_owned(),
                other => format!("“{other}”"),
            };
            format!("Read as text in {encoding}, separated by {delimiter}.")
        }
        ReadRemark::RaggedRows { rows } => {
            format!(
                "{} with more or fewer cells than the header.",
                words::many(u64::from(*rows), "line")
            )
        }
        ReadRemark::FormulasAllZero { cells } => format!(
            "Every formula gives 0 ({}): the program that saved the file did not calculate. Open it in Excel and save it.",
            words::many(u64::from(*cells), "cell")
        ),
        ReadRemark::BesideTable { table, cells } => format!(
            "The list is the table “{table}”; {} beside it {} not read.",
            many(u64::from(*cells), "cell"),
            are(u64::from(*cells))
        ),
        ReadRemark::FilledFromMerges { cells } => format!(
            "{} below a merged one took {} value, which is meant for every row.",
            words::many(u64::from(*cells), "cell"),
            if *cells == 1 { "its" } else { "their" }
        ),
        ReadRemark::UnclosedQuote { row } => {
            format!("A quotation mark in row {row} is never closed; it is taken as a plain character.")
        }
    }
}

/// What is kept in place of a value with a problem; empty when the cell stays blank.
pub(super) fn becomes(kind: &IssueKind) -> String {
    match kind {
        IssueKind::Folded { into } => into.clone(),
        _ => String::new(),
    }
}

pub(crate) fn sentence_case(text: &str) -> String {
    let text = text
        .strip_prefix("an ")
        .or_else(|| text.strip_prefix("a "))
        .unwrap_or(text);
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().to_string())
        .unwrap_or_default()
        + letters.as_str()
}

pub(crate) fn done_sentence(accounts: u32, left_out: u32, reps: u32) -> String {
    let mut parts = Vec::new();
    if accounts > 0 {
        parts.push(words::many(u64::from(accounts), "account"));
    }
    if reps > 0 {
        parts.push(words::many(u64::from(reps), "rep"));
    }
    let out = if left_out == 0 {
        String::new()
    } else {
        format!(" {} left out.", words::many(u64::from(left_out), "row"))
    };
    format!("{} imported.{out}", parts.join(" and "))
}

/// What a person should know of accounts that come in without a window to show it.
pub(crate) fn told_of(incoming: &Incoming) -> Vec<String> {
    let no_figures = (!incoming.has_figures()).then(|| NO_FIGURES.to_owned());
    let alike = u64::from(incoming.look_alikes());
    let look_alikes = (alike > 0).then(|| {
        format!(
            "{} {} like another one of the list, by record ID or by name and place. All are kept: decide which one stays \
             before they are worked on twice.",
            many(alike, "account"),
            if alike == 1 { "looks" } else { "look" },
        )
    });
    let folded = incoming.spellings.len() as u64;
    let spellings = (folded > 0).then(|| {
        format!(
            "{} of industries and countries {} kept under another. The window shows which, and takes each apart again.",
            many(folded, "spelling"),
            are(folded),
        )
    });
    no_figures.into_iter().chain(look_alikes).chain(spellings).collect()
}
