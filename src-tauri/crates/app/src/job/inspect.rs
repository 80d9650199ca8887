//! What a file says and what it seems to mean, without importing anything.

use super::plan::accounts_and_reps;
use crate::import;
use crate::task::Task;
use crate::{files, wire};
use serde::Serialize;
use std::path::Path;
use tierline_contract::{AppError, CellKind, FieldRoleView};
use tierline_plan::FieldRole;
use tierline_sheets::read::ReaderHost;
use tierline_sheets::understand::column_letters;

/// A file looked through.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Inspected {
    pub file: String,
    pub format: String,
    pub sheets: Vec<InspectedSheet>,
    /// The sheet the columns are of.
    pub sheet: String,
    /// Row number of the (last) header row as the spreadsheet shows it; 0 when there is none.
    pub header_row: u32,
    /// 0 to 1.
    pub header_confidence: f32,
    pub data_rows: u32,
    pub rows_left_out: u32,
    /// ISO 4217, as the list suggests.
    pub currency: String,
    pub columns: Vec<InspectedColumn>,
    pub remarks: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InspectedSheet {
    pub name: String,
    pub hidden: bool,
    pub rows: Option<u32>,
    pub columns: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InspectedColumn {
    /// As a spreadsheet names it.
    pub letter: String,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: CellKind,
    /// What it is taken for.
    pub field: FieldRoleView,
    pub product: Option<String>,
    /// 0 to 1; `null` for columns that are kept as custom fields.
    pub confidence: Option<f32>,
    pub examples: Vec<String>,
    pub filled: u32,
    pub blank: u32,
    pub distinct: u32,
    pub problems: u32,
}

/// Looks through a file: the named sheet, or the one that looks like an account list.
pub fn inspect(reader: &ReaderHost, file: &Path, sheet: Option<&str>, task: &Task<'_>) -> Result<Inspected, AppError> {
    let found = import::sources(reader, file, task)?;
    let sheet = match sheet {
        Some(sheet) => sheet.to_owned(),
        None => accounts_and_reps(&found, file)?.0,
    };
    let read = import::read_table(reader, file, &sheet, None, task)?;
    let unusable = |message: String| AppError::Unreadable {
        file: files::file_name(file),
        message,
    };
    import::refuse_blank(&read).map_err(unusable)?;
    let understood = &read.understood;
    if understood.shape.data_row_count() == 0 {
        let message =
            format!("There is no row of data below the header of “{sheet}”. Choose another sheet, or another file.");
        return Err(unusable(message));
    }
    let columns = understood
        .mapping
        .choices(&understood.columns)
        .into_iter()
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
            Some(InspectedColumn {
                letter: column_letters(choice.column),
                name: profile.label.clone(),
                kind: wire::cell_kind(choice.role.required_kind().unwrap_or(choice.kind)),
                field: choice.role.into(),
                product: choice.product_name,
                confidence: (choice.role != FieldRole::Custom).then_some(mapped.confidence),
                examples: profile.examples.clone(),
                filled: profile.filled,
                blank: profile.blank,
                distinct: profile.distinct,
                problems: profile.problems,
            })
        });
    Ok(Inspected {
        file: files::file_name(file),
        format: import::sentence_case(found.format.label()),
        sheets: found
            .sources
            .iter()
            .map(|source| InspectedSheet {
                name: source.name.clone(),
                hidden: source.hidden,
                rows: source.rows,
                columns: source.columns,
            })
            .collect(),
        header_row: understood
            .shape
            .header_rows
            .last()
            .map_or(0, |row| read.table.row_number(*row)),
        header_confidence: understood.shape.confidence,
        data_rows: understood.shape.data_row_count() as u32,
        rows_left_out: understood.shape.left_out.len() as u32,
        currency: understood.currency.currency.code.clone(),
        columns: columns.collect(),
        remarks: import::remarks(&read),
        sheet,
    })
}
