//! Problems in rows, as data. Separate because a problem is something a person looks through, not something that stops the
//! import: every one names its place, shows the raw text and says what will happen.

use super::currency::CurrencyCode;
use super::words::column_letters;
use serde::Serialize;

/// One problem of one cell, row or column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportIssue {
    pub sheet: String,
    /// Row number as the spreadsheet program shows it; `None` when the whole column is meant.
    pub row: Option<u32>,
    /// Index of the column, counted from 0; `None` when the whole row is meant.
    pub column: Option<usize>,
    /// The cell as it stood in the file.
    pub raw: String,
    pub kind: IssueKind,
}

/// What is wrong, or what was done without being asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub enum IssueKind {
    NotANumber,
    NotADate,
    NotYesNo,
    /// A cell whose formula failed or could not be read.
    ErrorCell,
    /// A formula that was never calculated.
    NotCalculated,
    /// No name, but a record ID: the ID stands in for the name.
    BlankName,
    DuplicateRecordId {
        first_row: u32,
    },
    /// Same name, city and country as another row, ignoring case, blanks and legal form.
    DuplicateAccount {
        first_row: u32,
    },
    NegativeWhereNone,
    /// A number too long for the program that saved it: its last digits are gone.
    DigitsLost,
    /// More than an amount or a number can hold.
    TooLarge,
    /// Dates that can be read two ways, and nothing in the column decides.
    AmbiguousDate {
        cells: u32,
        day_first: bool,
    },
    /// Numbers such as "1.234" that can be read two ways, and nothing in the column decides.
    AmbiguousNumber {
        cells: u32,
        thousands: bool,
    },
    /// Another currency than the rest of the column.
    OtherCurrency {
        found: CurrencyCode,
        column: CurrencyCode,
    },
    /// "ca. 350" was read as 350.
    Approximate,
    /// A spelling was replaced by the usual one.
    Folded {
        into: String,
    },
    /// A plain number in a column of dates was read as the day a spreadsheet program would show.
    SerialDate,
    /// A share of full time above what one person can work, or below nothing.
    ShareOutOfRange,
    /// The same rep twice.
    DuplicateRep {
        first_row: u32,
    },
}

/// How much a problem asks of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Severity {
    /// Nothing was lost; said so that nothing happens silently.
    Harmless,
    /// Kept, but worth a look.
    Check,
    /// A value was left blank.
    Lost,
}

impl ImportIssue {
    /// The cell's address, such as `C17`; the row or column alone where only that is meant.
    pub fn place(&self) -> String {
        match (self.column, self.row) {
            (Some(column), Some(row)) => format!("{}{row}", column_letters(column)),
            (None, Some(row)) => format!("row {row}"),
            (Some(column), None) => format!("column {}", column_letters(column)),
            (None, None) => String::new(),
        }
    }

    /// What is wrong, in one plain sentence with the raw text.
    pub fn sentence(&self) -> String {
        let raw = shortened(&self.raw);
        match &self.kind {
            IssueKind::NotANumber => format!("“{raw}” is not a number."),
            IssueKind::NotADate => format!("“{raw}” is not a date."),
            IssueKind::NotYesNo => format!("“{raw}” is neither yes nor no."),
            IssueKind::ErrorCell => format!("The cell holds an error ({raw})."),
            IssueKind::NotCalculated => "The cell holds a formula that was never calculated.".to_owned(),
            IssueKind::BlankName => format!("The row has no name, only the record ID “{raw}”."),
            IssueKind::DuplicateRecordId { first_row } => {
                format!("The record ID “{raw}” already stands in row {first_row}.")
            }
            IssueKind::DuplicateAccount { first_row } => {
                format!("“{raw}” looks like the account in row {first_row}: same name, city and country.")
            }
            IssueKind::NegativeWhereNone => format!("“{raw}” is negative, which this field cannot be."),
            IssueKind::DigitsLost => {
                format!("“{raw}” is too long for a number cell: its last digits were lost before it came here.")
            }
            IssueKind::TooLarge => format!("“{raw}” is larger than an amount can be."),
            IssueKind::AmbiguousDate { cells, .. } => {
                format!(
                    "“{raw}” can be read with the day or the month first, and nothing in the column decides ({cells} cells)."
                )
            }
            IssueKind::AmbiguousNumber { cells, .. } => {
                format!(
                    "“{raw}” can be read with thousands or with decimals, and nothing in the column decides ({cells} cells)."
                )
            }
            IssueKind::OtherCurrency { found, column } => {
                format!("“{raw}” is in {found}, while the column is in {column}.")
            }
            IssueKind::Approximate => format!("“{raw}” is an estimate in the list's own words."),
            IssueKind::Folded { into } => format!("“{raw}” is usually written {into}."),
            IssueKind::SerialDate => format!("{raw} is a date that lost its format."),
            IssueKind::ShareOutOfRange => format!("“{raw}” is no share of full time between 0 and 100 %."),
            IssueKind::DuplicateRep { first_row } => format!("“{raw}” already stands in row {first_row}."),
        }
    }

    /// What will happen, in one plain sentence.
    pub fn outcome(&self) -> String {
        match &self.kind {
            IssueKind::NotANumber
            | IssueKind::NotADate
            | IssueKind::NotYesNo
            | IssueKind::ErrorCell
            | IssueKind::NegativeWhereNone
            | IssueKind::TooLarge => "The value is left blank; the account is kept.".to_owned(),
            IssueKind::NotCalculated => {
                "The value is left blank. Open the workbook in Excel, save it and import it again to have it."
                    .to_owned()
            }
            IssueKind::BlankName => "The account is kept, with its record ID as its name.".to_owned(),
            IssueKind::DuplicateRecordId { .. } | IssueKind::DuplicateAccount { .. } => {
                "Both are kept until you decide which one stays.".to_owned()
            }
            IssueKind::DigitsLost => {
                "It is kept as the file has it. Ask for the list with this column stored as text.".to_owned()
            }
            IssueKind::AmbiguousDate { day_first, .. } => {
                format!(
                    "It is read with the {} first until you choose.",
                    if *day_first { "day" } else { "month" }
                )
            }
            IssueKind::AmbiguousNumber { thousands, .. } => {
                format!(
                    "It is read with {} until you choose.",
                    if *thousands { "thousands" } else { "decimals" }
                )
            }
            IssueKind::OtherCurrency { .. } => "The value is left blank: it cannot be added to the others.".to_owned(),
            IssueKind::Approximate => "The number is taken as it stands.".to_owned(),
            IssueKind::Folded { into } => format!("It is kept as {into}."),
            IssueKind::SerialDate => "It is read as that day.".to_owned(),
            IssueKind::ShareOutOfRange => "The rep is taken as full time.".to_owned(),
            IssueKind::DuplicateRep { .. } => "Both are kept until you decide which one stays.".to_owned(),
        }
    }
}

impl IssueKind {
    pub fn severity(&self) -> Severity {
        match self {
            IssueKind::Folded { .. } | IssueKind::Approximate | IssueKind::SerialDate => Severity::Harmless,
            IssueKind::BlankName
            | IssueKind::DuplicateRecordId { .. }
            | IssueKind::DuplicateAccount { .. }
            | IssueKind::DuplicateRep { .. }
            | IssueKind::DigitsLost
            | IssueKind::AmbiguousDate { .. }
            | IssueKind::AmbiguousNumber { .. } => Severity::Check,
            IssueKind::NotANumber
            | IssueKind::NotADate
            | IssueKind::NotYesNo
            | IssueKind::ErrorCell
            | IssueKind::NotCalculated
            | IssueKind::NegativeWhereNone
            | IssueKind::TooLarge
            | IssueKind::OtherCurrency { .. }
            | IssueKind::ShareOutOfRange => Severity::Lost,
        }
    }

    /// Whether the cell would be read if it said something else.
    pub fn is_mendable(&self) -> bool {
        !matches!(
            self,
            IssueKind::DuplicateRecordId { .. }
                | IssueKind::DuplicateAccount { .. }
                | IssueKind::DuplicateRep { .. }
                | IssueKind::AmbiguousDate { .. }
                | IssueKind::AmbiguousNumber { .. }
        )
    }

    /// A stable name without the details, for counting issues by kind and for machine-readable output.
    pub fn code(&self) -> &'static str {
        match self {
            IssueKind::NotANumber => "not-a-number",
            IssueKind::NotADate => "not-a-date",
            IssueKind::NotYesNo => "not-yes-no",
            IssueKind::ErrorCell => "error-cell",
            IssueKind::NotCalculated => "not-calculated",
            IssueKind::BlankName => "blank-name",
            IssueKind::DuplicateRecordId { .. } => "duplicate-record-id",
            IssueKind::DuplicateAccount { .. } => "duplicate-account",
            IssueKind::NegativeWhereNone => "negative",
            IssueKind::DigitsLost => "digits-lost",
            IssueKind::TooLarge => "too-large",
            IssueKind::AmbiguousDate { .. } => "ambiguous-date",
            IssueKind::AmbiguousNumber { .. } => "ambiguous-number",
            IssueKind::OtherCurrency { .. } => "other-currency",
            IssueKind::Approximate => "approximate",
            IssueKind::Folded { .. } => "folded",
            IssueKind::SerialDate => "serial-date",
            IssueKind::ShareOutOfRange => "share-out-of-range",
            IssueKind::DuplicateRep { .. } => "duplicate-rep",
        }
    }
}

/// At most sixty characters of a cell, one line.
fn shortened(raw: &str) -> String {
    let line = super::words::clean(raw);
    if line.chars().count() <= 60 {
        return line.into_owned();
    }
    line.chars().take(59).chain(['…']).collect()
}

/// A row of the sheet that becomes no account, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LeftOutRow {
    /// Row number as the spreadsheet program shows it.
    pub row: u32,
    pub reason: Reason,
}

/// Why a row becomes no account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Reason {
    /// A title or remark above the header.
    AboveHeader,
    Total,
    Subtotal,
    /// A remark below the data.
    Note,
    /// The header once more, as printed lists have it on every page.
    RepeatedHeader,
    /// Belongs to another table below the first.
    SecondTable,
    /// Neither a name nor a record ID.
    NoName,
    /// A person left it out.
    ByHand,
    /// A sale without an amount.
    NoAmount,
    /// Something that happened, without a day or year.
    NoDay,
    /// A deal of which the list does not say what became of it.
    NoOutcome,
    /// Something that has not happened yet.
    InFuture,
}

impl Reason {
    /// Why, in a few plain words.
    pub fn sentence(self) -> &'static str {
        match self {
            Reason::AboveHeader => "It stands above the header.",
            Reason::Total => "It is a total of other rows.",
            Reason::Subtotal => "It is a subtotal of other rows.",
            Reason::Note => "It is a note, not an account.",
            Reason::RepeatedHeader => "It repeats the header.",
            Reason::SecondTable => "It belongs to another table further down.",
            Reason::NoName => "It has neither a name nor a record ID.",
            Reason::ByHand => "You left it out.",
            Reason::NoAmount => "It has no amount.",
            Reason::NoDay => "It says no day or year, so it belongs to no period.",
            Reason::NoOutcome => "It does not say what became of the deal.",
            Reason::InFuture => "It lies in the future.",
        }
    }
}
