//! Search and column filters.

use super::column::{self, ColumnSource, Computed};
use crate::session::Session;
use tierline_contract::{AccountQuery, AppError, Cell, ColumnFilter, FilterTest};
use tierline_plan::{AccountTable, Column, FieldRole};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Case and accents do not matter when people search.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Where the search box looks.
const SEARCHED: [FieldRole; 4] = [
    FieldRole::Name,
    FieldRole::RecordId,
    FieldRole::Website,
    FieldRole::City,
];

/// The searched text of every row, folded. Built once for a list, because searching goes on with every key.
#[derive(Debug)]
pub(crate) struct Haystack {
    rows: Vec<Box<str>>,
}

impl Haystack {
    pub(crate) fn of(accounts: &AccountTable) -> Self {
        let columns: Vec<&Column> = SEARCHED
            .iter()
            .filter_map(|role| accounts.column_with_role(*role))
            .collect();
        let row_text = |row: usize| {
            let mut text = String::new();
            for part in columns.iter().filter_map(|column| column.text(row)) {
                text.push_str(&fold(part));
                text.push('\n');
            }
            text.into_boxed_str()
        };
        Haystack {
            rows: (0..accounts.len()).map(row_text).collect(),
        }
    }

    fn holds(&self, row: u32, words: &[String]) -> bool {
        words.iter().all(|word| self.rows[row as usize].contains(word.as_str()))
    }
}

/// Keeps the rows that search and filters let through.
pub(super) fn keep_matching(session: &mut Session, query: &AccountQuery, rows: &mut Vec<u32>) -> Result<(), AppError> {
    let words: Vec<String> = query.search.split_whitespace().map(fold).collect();
    if !words.is_empty() {
        let haystack = session.haystack();
        rows.retain(|row| haystack.holds(*row, &words));
    }
    for filter in &query.filters {
        let source = column::resolve(session, &filter.column)?;
        let passes = test(session, source, filter);
        rows.retain(|row| passes(*row as usize));
    }
    Ok(())
}

fn test<'a>(session: &'a Session, source: ColumnSource, filter: &'a ColumnFilter) -> Box<dyn Fn(usize) -> bool + 'a> {
    match &filter.test {
        FilterTest::Contains { text } => {
            let words: Vec<String> = text.split_whitespace().map(fold).collect();
            Box::new(move |row| {
                let shown = shown(session, source, row);
                words.iter().all(|word| shown.contains(word.as_str()))
            })
        }
        FilterTest::OneOf { values } => Box::new(move |row| {
            let cell = column::cell(session, source, row);
            values.contains(&cell)
        }),
        FilterTest::Range { from, to } => Box::new(move |row| {
            magnitude(session, source, row)
                .is_some_and(|value| from.is_none_or(|from| value >= from) && to.is_none_or(|to| value <= to))
        }),
        FilterTest::Blank => Box::new(move |row| column::cell(session, source, row) == Cell::Missing),
        FilterTest::NotBlank => Box::new(move |row| column::cell(session, source, row) != Cell::Missing),
    }
}

/// The folded text a person sees in the cell.
fn shown(session: &Session, source: ColumnSource, row: usize) -> String {
    let text = match (source, column::cell(session, source, row)) {
        (ColumnSource::Computed(Computed::Owner), Cell::Whole(rep)) => {
            session.rep_name(rep as u32).unwrap_or_default().to_owned()
        }
        (ColumnSource::Computed(Computed::Tier | Computed::ModelTier), Cell::Whole(tier)) => {
            session.tier_name(u8::try_from(tier).ok())
        }
        (_, Cell::Text(text)) => text,
        (_, Cell::Whole(number)) => number.to_string(),
        (_, Cell::Number(number)) => number.to_string(),
        (_, Cell::YesNo(true)) => "yes".to_owned(),
        (_, Cell::YesNo(false)) => "no".to_owned(),
        (_, Cell::Missing) => String::new(),
    };
    fold(&text)
}

/// The value of a cell as a number in its wire unit; dates in days since 1970-01-01.
pub(super) fn magnitude(session: &Session, source: ColumnSource, row: usize) -> Option<f64> {
    match source {
        ColumnSource::Field(index) => session.fields().at(index).1.magnitude(row),
        ColumnSource::Computed(Computed::ShareOfWallet) => session.results().opportunity.share_of_wallet(row),
        ColumnSource::Computed(computed) => column::whole(session, computed, row).map(|value| value as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searching_ignores_case_and_accents() {
        assert_eq!(fold("Müller ÉLAN"), fold("MULLER élan"));
    }
}
