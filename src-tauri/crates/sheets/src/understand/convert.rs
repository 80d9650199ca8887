//! From cells to accounts, by the choices made. Separate because everything before it only proposes: here values become
//! fields, and every row and every lost value is accounted for.

use super::cells::{self, Read, Sign};
use super::duplicates;
use super::issue::{ImportIssue, IssueKind, LeftOutRow, Reason};
use super::mapping::ColumnChoice;
use super::records::Part;
use super::shape::Shape;
use super::words::column_letters;
use crate::raw::{RawCell, RawTable};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::HashMap;
use tierline_plan::{
    AccountBatch, Column, Currency, Field, FieldId, FieldKind, FieldRole, Money, Product, ProductId, Value,
};

/// The accounts of a sheet with all that was noticed on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Converted {
    pub batch: AccountBatch,
    /// The products that the fields of product revenue name.
    pub products: Vec<Product>,
    /// The row number of each account, as the spreadsheet program shows it.
    pub rows: Vec<u32>,
    /// In the order of the rows, problems of whole columns first.
    pub issues: Vec<ImportIssue>,
    /// Every row of the sheet that is neither header nor account, ascending.
    pub left_out: Vec<LeftOutRow>,
    /// Rows of the header.
    pub header_rows: usize,
}

/// Why a sheet cannot become accounts as chosen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConvertError {
    #[error("No column is chosen as the account name. Choose the column that holds the names of the companies.")]
    NoName,
    #[error("Two columns are chosen for the same field. Choose one of them, and keep the other as a custom field.")]
    RoleTwice,
    #[error("There is no row of data below the header. Choose another sheet or another header row.")]
    NoData,
    #[error(
        "No column says which account a row is about. Choose the column with the account's name, record ID or website."
    )]
    NoAccountKey,
    #[error("{}", no_part(.0))]
    NoPart(Part),
}

fn no_part(part: &Part) -> &'static str {
    match part {
        Part::Amount => "No column is chosen for the amount. Choose the column that says what was sold.",
        Part::Outcome => "No column says whether a deal was won or lost. Choose the column with its stage or result.",
        _ => "No column is chosen for the date. Choose the column that says when it was.",
    }
}

impl Converted {
    /// Whether header, accounts and rows left out add up to the rows of the sheet.
    pub fn sums_up(&self, table: &RawTable) -> bool {
        self.header_rows + self.rows.len() + self.left_out.len() == table.rows()
    }
}

/// Makes accounts of the rows of data.
///
/// Amounts become minor units of `currency`. A value that does not fit its field becomes missing, with an issue. A row
/// without a name takes its record ID for one; a row without both is left out. Duplicates are reported and kept.
///
/// # Errors
/// When no column, or more than one, carries a field that needs exactly one, or there is no row of data.
pub fn convert(
    table: &RawTable,
    shape: &Shape,
    choices: &[ColumnChoice],
    currency: &Currency,
) -> Result<Converted, ConvertError> {
    let chosen: Vec<&ColumnChoice> = choices
        .iter()
        .filter(|choice| choice.include && choice.column < table.width())
        .collect();
    let find = |role: FieldRole| chosen.iter().copied().find(|choice| choice.role == role);
    if shape.data_row_count() == 0 {
        return Err(ConvertError::NoData);
    }
    let name = find(FieldRole::Name).ok_or(ConvertError::NoName)?;
    for (index, choice) in chosen.iter().enumerate() {
        let may_repeat = matches!(choice.role, FieldRole::Custom | FieldRole::ProductRevenue(_));
        let again = chosen[index + 1..]
            .iter()
            .any(|other| other.role == choice.role || other.column == choice.column);
        if again && (!may_repeat || chosen[index + 1..].iter().any(|other| other.column == choice.column)) {
            return Err(ConvertError::RoleTwice);
        }
    }
    let mut import = Import {
        table,
        currency,
        issues: Vec::new(),
    };
    let mut left_out: Vec<LeftOutRow> = shape.rows_left_out(table);
    let (rows, names) = import.names(shape, name, find(FieldRole::RecordId), &mut left_out);
    left_out.sort_unstable_by_key(|out| out.row);

    let mut products: Vec<Product> = Vec::new();
    let fields = chosen.iter().enumerate().map(|(index, choice)| {
        let role = match choice.role {
            FieldRole::ProductRevenue(_) => FieldRole::ProductRevenue(add_product(&mut products, choice)),
            role => role,
        };
        Field {
            id: FieldId(index as u32 + 1),
            role,
            kind: role.required_kind().unwrap_or(choice.kind),
            label: choice.label.clone(),
        }
    });
    let fields: Vec<Field> = fields.collect();
    let mut issues = import.issues;
    // Columns do not know of each other: each is converted on its own, with problems of its own.
    let converted: Vec<(Column, Vec<ImportIssue>)> = chosen
        .par_iter()
        .zip(&fields)
        .map(|(choice, field)| {
            if field.role == FieldRole::Name {
                let names = names.iter().map(|name| Some(name.as_ref().into()));
                return (Column::Text(names.collect()), Vec::new());
            }
            let mut import = Import {
                table,
                currency,
                issues: Vec::new(),
            };
            let column = import.column(choice, field.role, field.kind, &rows);
            (column, import.issues)
        })
        .collect();
    let mut batch = AccountBatch {
        fields,
        columns: Vec::with_capacity(converted.len()),
    };
    for (column, found) in converted {
        batch.columns.push(column);
        issues.extend(found);
    }
    issues.extend(duplicates::find(
        table,
        &batch,
        &rows,
        name.column,
        find(FieldRole::RecordId).map(|choice| choice.column),
    ));
    // `None` sorts first: what concerns a whole column is read before its cells.
    issues.sort_by_key(|issue| (issue.row, issue.column));
    Ok(Converted {
        batch,
        products,
        rows: rows.into_iter().map(|row| table.row_number(row)).collect(),
        issues,
        left_out,
        header_rows: shape.header_rows.len(),
    })
}

/// A product for a column; a name that is taken gets a number, so that both columns stay.
fn add_product(products: &mut Vec<Product>, choice: &ColumnChoice) -> ProductId {
    let wanted = choice
        .product_name
        .as_deref()
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .unwrap_or(&choice.label);
    let mut name = wanted.to_owned();
    let mut number = 2;
    while products.iter().any(|product| product.name.eq_ignore_ascii_case(&name)) {
        name = format!("{wanted} ({number})");
        number += 1;
    }
    let id = ProductId(products.len() as u32 + 1);
    products.push(Product { id, name });
    id
}

struct Import<'a> {
    table: &'a RawTable,
    currency: &'a Currency,
    issues: Vec<ImportIssue>,
}

impl<'a> Import<'a> {
    fn say(&mut self, row: Option<usize>, column: usize, raw: String, kind: IssueKind) {
        let row = row.map(|row| self.table.row_number(row));
        self.issues.push(ImportIssue {
            sheet: self.table.sheet.clone(),
            row,
            column: Some(column),
            raw,
            kind,
        });
    }

    fn take<T>(&mut self, row: usize, column: usize, read: Read<T>) -> Option<T> {
        if let Some(kind) = read.issue {
            self.say(Some(row), column, self.table.display(row, column), kind);
        }
        read.value
    }

    /// The rows that become accounts, and their names.
    fn names(
        &mut self,
        shape: &Shape,
        name: &ColumnChoice,
        id: Option<&ColumnChoice>,
        left_out: &mut Vec<LeftOutRow>,
    ) -> (Vec<usize>, Vec<Cow<'a, str>>) {
        let table = self.table;
        let mut rows = Vec::with_capacity(shape.data_row_count());
        let mut names = Vec::with_capacity(shape.data_row_count());
        for row in shape.data_rows() {
            let read = cells::name(table, table.cell(row, name.column));
            let own = self.take(row, name.column, read);
            let found = own.or_else(|| {
                let id = id?;
                let shown = cells::text(table, table.cell(row, id.column), false).value?;
                self.say(Some(row), name.column, shown.to_string(), IssueKind::BlankName);
                Some(shown)
            });
            match found {
                Some(text) => {
                    rows.push(row);
                    names.push(text);
                }
                None => left_out.push(LeftOutRow {
                    row: table.row_number(row),
                    reason: Reason::NoName,
                }),
            }
        }
        (rows, names)
    }

    fn column(&mut self, choice: &ColumnChoice, role: FieldRole, kind: FieldKind, rows: &[usize]) -> Column {
        let table = self.table;
        let notation = choice.notation;
        let at = choice.column;
        let sign = match role {
            FieldRole::Employees | FieldRole::AnnualRevenue | FieldRole::Potential | FieldRole::Pipeline => {
                Sign::NeverNegative
            }
            _ => Sign::Any,
        };
        match kind {
            FieldKind::Money => {
                let mut column = Column::new(kind);
                for &row in rows {
                    let read = cells::money(table, table.cell(row, at), notation, self.currency, sign);
                    let amount: Option<Money> = self.take(row, at, read);
                    column.push(amount.map_or(Value::Missing, Value::Money));
                }
                column
            }
            FieldKind::Number => Column::Number(
                rows.iter()
                    .map(|&row| {
                        let read = cells::number(table, table.cell(row, at), notation, sign);
                        self.take(row, at, read).unwrap_or(f64::NAN)
                    })
                    .collect(),
            ),
            FieldKind::Percent => Column::Number(
                rows.iter()
                    .map(|&row| {
                        let read = cells::percent(table, table.cell(row, at), notation);
                        self.take(row, at, read).unwrap_or(f64::NAN)
                    })
                    .collect(),
            ),
            FieldKind::Date => {
                let mut column = Column::new(kind);
                for &row in rows {
                    let read = cells::date(table, table.cell(row, at), notation);
                    column.push(self.take(row, at, read).map_or(Value::Missing, Value::Date));
                }
                column
            }
            FieldKind::YesNo => {
                let mut column = Column::new(kind);
                for &row in rows {
                    let read = cells::answer(table, table.cell(row, at));
                    column.push(self.take(row, at, read).map_or(Value::Missing, Value::YesNo));
                }
                column
            }
            FieldKind::Text => Column::Text(
                rows.iter()
                    .map(|&row| {
                        let cell = table.cell(row, at);
                        let read = if role == FieldRole::RecordId {
                            cells::record_id(table, cell)
                        } else {
                            cells::text(table, cell, choice.keep_placeholders)
                        };
                        self.take(row, at, read).map(|text| Box::from(&*text))
                    })
                    .collect(),
            ),
            FieldKind::Category => self.categories(choice, rows),
        }
    }

    /// Texts as codes; each different text is cleaned once.
    fn categories(&mut self, choice: &ColumnChoice, rows: &[usize]) -> Column {
        const UNSEEN: u32 = u32::MAX - 1;
        let table = self.table;
        let mut values: Vec<Box<str>> = Vec::new();
        let mut codes: Vec<u32> = Vec::with_capacity(rows.len());
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut by_text: Vec<u32> = vec![UNSEEN; table.text_count()];
        for &row in rows {
            let cell = table.cell(row, choice.column);
            if let RawCell::Text(id) = cell
                && by_text[id.index()] != UNSEEN
            {
                codes.push(by_text[id.index()]);
                continue;
            }
            let read = cells::text(table, cell, choice.keep_placeholders);
            let text = self.take(row, choice.column, read);
            let code = text.map_or(Column::NO_CODE, |text| {
                *known.entry(text.into_owned()).or_insert_with_key(|text| {
                    values.push(text.as_str().into());
                    values.len() as u32 - 1
                })
            });
            if let RawCell::Text(id) = cell {
                by_text[id.index()] = code;
            }
            codes.push(code);
        }
        Column::Category { values, codes }
    }
}

/// The questions that a person should answer before a sheet is converted, as issues of whole columns.
pub fn open_questions(table: &RawTable, profiles: &[super::columns::ColumnProfile]) -> Vec<ImportIssue> {
    let mut questions = Vec::new();
    for profile in profiles {
        let issue = |raw: &str, kind| ImportIssue {
            sheet: table.sheet.clone(),
            row: None,
            column: Some(profile.column),
            raw: raw.to_owned(),
            kind,
        };
        if let Some(open) = &profile.open_dates {
            let day_first = profile.notation.date_order == super::dates::DateOrder::DayFirst;
            questions.push(issue(
                &open.example,
                IssueKind::AmbiguousDate {
                    cells: open.cells,
                    day_first,
                },
            ));
        }
        if let Some(open) = &profile.open_numbers {
            let comma = profile.notation.decimal == super::number::DecimalSign::Comma;
            let thousands = comma != open.example.contains(',');
            questions.push(issue(
                &open.example,
                IssueKind::AmbiguousNumber {
                    cells: open.cells,
                    thousands,
                },
            ));
        }
    }
    questions
}

/// What an issue is about, for people: the field's label and the cell's address.
pub fn issue_place(issue: &ImportIssue, choices: &[ColumnChoice]) -> String {
    let label = issue.column.map(|column| {
        choices
            .iter()
            .find(|choice| choice.column == column)
            .map_or_else(|| column_letters(column), |choice| choice.label.clone())
    });
    match (label, issue.place()) {
        (Some(label), place) if !place.is_empty() => format!("{label}, {place}"),
        (Some(label), _) => label,
        (None, place) => place,
    }
}
