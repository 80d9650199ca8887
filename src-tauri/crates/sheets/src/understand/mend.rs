//! Cells that a person mended before the import: what they are read as instead, or the rows left out. Separate because it
//! changes what the sheet says, not what it means; the file stays as it is.

use super::issue::Reason;
use super::shape::Shape;
use crate::raw::RawTable;

/// A cell that cannot be read as it stands, or should not be, and what a person made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// Index of the column, counted from 0.
    pub column: usize,
    /// What stands there, as [`RawTable::display`] shows it.
    pub raw: String,
    /// Row number as the spreadsheet program shows it; `None` for every cell of the column that says the same.
    pub row: Option<u32>,
    /// What is read instead; `None` leaves the rows out.
    pub becomes: Option<String>,
}

/// The sheet with its cells mended, one mend after the other.
pub fn mended(table: &RawTable, shape: &Shape, mends: &[Mend]) -> (RawTable, Shape) {
    let mut mended = table.clone();
    let mut shape = shape.clone();
    for mend in mends.iter().filter(|mend| mend.column < table.width()) {
        let rows: Vec<usize> = match mend.row {
            Some(number) => shape
                .data_rows()
                .filter(|row| table.row_number(*row) == number)
                .collect(),
            None => shape
                .data_rows()
                .filter(|row| mended.display(*row, mend.column) == mend.raw)
                .collect(),
        };
        match &mend.becomes {
            Some(text) => mended.put_text(&rows, mend.column, text),
            None => shape.leave_out_all(&rows, Reason::ByHand),
        }
    }
    (mended, shape)
}

#[cfg(test)]
mod tests {
    use super::super::tests::table;
    use super::super::{convert, understand};
    use super::*;
    use tierline_plan::{Currency, FieldRole, Value};

    fn mend(row: Option<u32>, raw: &str, becomes: Option<&str>) -> Mend {
        Mend {
            column: 1,
            raw: raw.to_owned(),
            row,
            becomes: becomes.map(str::to_owned),
        }
    }

    #[test]
    fn all_alike_one_cell_or_the_row_left_out() {
        let table = table(&[
            &["Company", "Employees"],
            &["Alba", "a dozen"],
            &["Brio", "a dozen"],
            &["Cora", "many"],
            &["Dora", "some"],
            &["Elba", "5"],
            &["Faro", "6"],
            &["Gala", "7"],
            &["Hera", "8"],
        ]);
        let found = understand(&table);
        let mends = [
            mend(None, "a dozen", Some("12")),
            mend(Some(4), "many", Some("400")),
            mend(None, "some", None),
            mend(None, "nobody says this", Some("1")),
        ];
        let (mended, shape) = mended(&table, &found.shape, &mends);
        let choices = found.mapping.choices(&found.columns);
        let converted = convert(&mended, &shape, &choices, &Currency::new("EUR")).expect("converts");
        let place = converted
            .batch
            .fields
            .iter()
            .position(|field| field.role == FieldRole::Employees);
        let column = &converted.batch.columns[place.expect("employees")];
        let values: Vec<Value> = (0..column.len()).map(|row| column.value(row)).collect();
        assert_eq!(values, [12.0, 12.0, 400.0, 5.0, 6.0, 7.0, 8.0].map(Value::Number));
        assert_eq!(converted.issues, []);
        assert_eq!(converted.left_out.len(), 1);
        assert_eq!(converted.left_out[0].reason, Reason::ByHand);
        assert!(converted.sums_up(&mended));
    }
}
