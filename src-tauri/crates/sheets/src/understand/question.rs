//! What a column leaves open: 03/04/2026 and 1.234 can be read two ways. Asked once for the whole column, with one of its
//! cells read both ways.

use super::cells::{self, Sign};
use super::columns::{ColumnProfile, Notation};
use super::dates::DateOrder;
use super::number::DecimalSign;
use crate::raw::RawTableBuilder;
use tierline_plan::{FieldKind, Value};

/// A way to read the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    DayFirst,
    MonthFirst,
    DecimalPoint,
    DecimalComma,
}

/// The question a column asks.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// How many cells hang on the answer.
    pub cells: u32,
    /// One of them, as shown.
    pub example: String,
    /// Both ways, each with what the example becomes.
    pub answers: [(Reading, Value); 2],
    /// The way it is read until somebody says otherwise.
    pub now: Reading,
}

impl Notation {
    /// The same with the person's answer.
    pub fn read_as(self, reading: Reading) -> Notation {
        let mut notation = self;
        match reading {
            Reading::DayFirst => notation.date_order = DateOrder::DayFirst,
            Reading::MonthFirst => notation.date_order = DateOrder::MonthFirst,
            Reading::DecimalPoint => notation.decimal = DecimalSign::Point,
            Reading::DecimalComma => notation.decimal = DecimalSign::Comma,
        }
        notation
    }
}

impl ColumnProfile {
    /// What the column leaves open; `None` when its cells tell.
    pub fn question(&self) -> Option<Question> {
        if let Some(open) = &self.open_dates {
            let ways = [Reading::DayFirst, Reading::MonthFirst];
            let now = ways[usize::from(self.notation.date_order == DateOrder::MonthFirst)];
            return Some(self.ask(open.cells, &open.example, ways, now));
        }
        let open = self.open_numbers.as_ref()?;
        let ways = [Reading::DecimalPoint, Reading::DecimalComma];
        let now = ways[usize::from(self.notation.decimal == DecimalSign::Comma)];
        Some(self.ask(open.cells, &open.example, ways, now))
    }

    fn ask(&self, cells: u32, example: &str, ways: [Reading; 2], now: Reading) -> Question {
        Question {
            cells,
            example: example.to_owned(),
            answers: ways.map(|way| (way, self.value(example, self.notation.read_as(way)))),
            now,
        }
    }

    fn value(&self, text: &str, notation: Notation) -> Value {
        let mut builder = RawTableBuilder::new("");
        let cell = builder.text(text);
        let table = builder.finish();
        let value = match self.kind {
            FieldKind::Date => cells::date(&table, cell, notation).value.map(Value::Date),
            _ => cells::number(&table, cell, notation, Sign::Any)
                .value
                .map(Value::Number),
        };
        value.unwrap_or(Value::Missing)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::table;
    use super::super::understand;
    use super::*;
    use tierline_plan::Day;

    /// The second column of a list of companies.
    fn column(header: &str, cells: &[&str]) -> ColumnProfile {
        let names = ["Alba GmbH", "Brio SA", "Cora SpA"];
        let mut rows = vec![vec!["Company".to_owned(), header.to_owned()]];
        rows.extend(
            names
                .iter()
                .zip(cells)
                .map(|(name, cell)| vec![(*name).to_owned(), format!("'{cell}")]),
        );
        let rows: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        understand(&table(&rows)).columns.remove(1)
    }

    #[test]
    fn a_date_that_can_be_read_two_ways_is_shown_both_ways() {
        let column = column("Last activity", &["03/04/2026", "05/06/2026", "01/02/2026"]);
        let question = column.question().expect("nothing tells day from month");
        let day = |month, day| Value::Date(Day::from_ymd(2026, month, day).expect("a date"));
        assert_eq!((question.cells, question.now), (3, Reading::DayFirst));
        assert_eq!(
            question.answers,
            [(Reading::DayFirst, day(4, 3)), (Reading::MonthFirst, day(3, 4))]
        );
    }

    #[test]
    fn one_cell_that_tells_answers_for_the_column() {
        let column = column("Last activity", &["03/04/2026", "05/16/2026"]);
        assert_eq!(column.question(), None);
        assert_eq!(column.notation.date_order, DateOrder::MonthFirst);
    }

    #[test]
    fn a_number_that_can_be_read_two_ways_is_shown_both_ways() {
        let column = column("Score", &["1.234", "2.345", "3.456"]);
        let question = column.question().expect("thousands or decimals");
        assert_eq!(
            question.answers,
            [
                (Reading::DecimalPoint, Value::Number(1.234)),
                (Reading::DecimalComma, Value::Number(1234.0))
            ]
        );
    }
}
