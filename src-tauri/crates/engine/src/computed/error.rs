//! What can be wrong with a formula, in sentences for the person who types it.

/// Why a formula computes nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormulaError {
    #[error("Type a formula, such as [Current revenue] / [Employees].")]
    Empty,
    #[error("The formula is too long to be checked by anyone.")]
    TooLong,
    #[error("A column's name is opened with [ but never closed with ].")]
    OpenBracket,
    #[error("A text is opened with \" but never closed.")]
    OpenQuote,
    #[error("There is no column “{name}”.{}", near.as_ref().map_or(String::new(), |near| format!(" Did you mean [{near}]?")))]
    NoSuchColumn {
        name: String,
        /// The column whose name is most like it.
        near: Option<String>,
    },
    #[error("A column that the formula needs is no longer on the list.")]
    ColumnGone,
    #[error("The formula stops where something should follow.")]
    EndsEarly,
    #[error("A round bracket is opened but never closed, or closed but never opened.")]
    Brackets,
    #[error(
        "The formula cannot be read. Values need an operator such as + or / between them, and functions their arguments in \
         brackets."
    )]
    Unreadable,
    #[error("“{0}” is no function that computed columns know.")]
    NoSuchFunction(String),
    #[error("{function} takes {takes}.")]
    Arguments {
        function: &'static str,
        takes: &'static str,
    },
    #[error("Only numbers, amounts and dates can be reckoned with, not {0}.")]
    NotANumber(&'static str),
    #[error("Only words can be joined with &, not {0}.")]
    NotWords(&'static str),
    #[error("{0} asks whether something is so: compare two values there, such as [Employees] > 50.")]
    NotAnAnswer(&'static str),
    #[error("{0} cannot be compared with {1}.")]
    Incomparable(&'static str, &'static str),
    #[error("Both results of IF must be of one kind.")]
    TwoKinds,
    #[error("{0}")]
    Unsupported(&'static str),
    #[error("The formula no longer gives the kind of values that the column holds.")]
    OtherKind,
    #[error("The column would be computed from itself.")]
    Circular,
}
