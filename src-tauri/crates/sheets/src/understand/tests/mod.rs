//! What the steps make of whole tables: built by hand, from the workbooks of this repository, and from lists that lie
//! beside it on some machines.

mod files;
mod laws;
mod meanings;
mod shapes;
mod values;

use super::{Converted, Understood, convert, understand};
use crate::raw::{RawCell, RawTable, RawTableBuilder};
use tierline_plan::{Column, Currency, Day, FieldRole};

/// A table from rows of words; numbers, dates and TRUE/FALSE become such cells as a spreadsheet program would make them.
/// `'123` stays text. Rows are numbered from 1, rows of blanks leave a gap.
pub(in crate::understand) fn table(rows: &[&[&str]]) -> RawTable {
    let mut builder = RawTableBuilder::new("Sheet1");
    for (index, row) in rows.iter().enumerate() {
        let cells: Vec<RawCell> = row.iter().map(|text| cell(&mut builder, text)).collect();
        builder.row(index as u32 + 1, &cells);
    }
    builder.finish()
}

fn cell(builder: &mut RawTableBuilder, text: &str) -> RawCell {
    if text.is_empty() {
        return RawCell::Blank;
    }
    if let Some(text) = text.strip_prefix('\'') {
        return builder.text(text);
    }
    if text.len() == 10
        && let Some(day) = Day::parse_iso(text)
    {
        return RawCell::Date(day);
    }
    match (text, text.parse::<f64>()) {
        ("TRUE", _) => RawCell::YesNo(true),
        ("FALSE", _) => RawCell::YesNo(false),
        (_, Ok(number)) if !text.starts_with('0') || text.len() == 1 || text.starts_with("0.") => {
            RawCell::Number(number)
        }
        _ => builder.text(text),
    }
}

/// Each column's heading, role, kind and confidence, as one line a column.
pub(super) fn lines(understood: &Understood) -> Vec<String> {
    understood
        .columns
        .iter()
        .zip(&understood.mapping.columns)
        .map(|(profile, mapped)| {
            let product = mapped
                .product_name
                .as_deref()
                .map(|name| format!(" ({name})"))
                .unwrap_or_default();
            let asks = if mapped.whose_revenue { " asks" } else { "" };
            format!(
                "{} -> {:?}{product} {:?} {:.2}{asks}",
                profile.header, mapped.role, mapped.kind, mapped.confidence
            )
        })
        .collect()
}

/// The roles of the columns, in order.
pub(super) fn roles(table: &RawTable) -> Vec<FieldRole> {
    understand(table)
        .mapping
        .columns
        .iter()
        .map(|column| column.role)
        .collect()
}

/// The accounts of a table by the proposal alone, in euros.
pub(super) fn converted(table: &RawTable) -> Converted {
    let understood = understand(table);
    let choices = understood.mapping.choices(&understood.columns);
    convert(table, &understood.shape, &choices, &Currency::new("EUR")).expect("the table converts")
}

/// The values of a field.
pub(super) fn column(converted: &Converted, role: FieldRole) -> &Column {
    let index = converted
        .batch
        .fields
        .iter()
        .position(|field| field.role == role)
        .expect("the role is there");
    &converted.batch.columns[index]
}

/// Where each issue is and what kind it is.
pub(super) fn kinds(converted: &Converted) -> Vec<(String, &'static str)> {
    converted
        .issues
        .iter()
        .map(|issue| (issue.place(), issue.kind.code()))
        .collect()
}
