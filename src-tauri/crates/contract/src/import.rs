//! The import path: what is in the file, what the columns mean, what will happen.

use crate::{Cell, CellKind, FieldRoleView, SpelledField, SpellingChoice};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportOpen {
    /// Token of a chosen, dropped or recent file.
    pub token: u32,
}

/// Step 1: the sheets of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportFile {
    /// Names this import until it is finished or another one is opened.
    pub import: u32,
    /// The first file.
    pub file: String,
    /// How many files there are by now.
    pub files: u32,
    /// The first file's, such as `Excel workbook` or `Text file, semicolons, Windows-1252`.
    pub format: String,
    pub sheets: Vec<ImportSheet>,
    /// Name of the sheet that looks like the account list.
    pub suggested: Option<String>,
    /// Name of the sheet that looks like a list of reps, when there is one.
    pub reps_sheet: Option<String>,
    /// Remarks on the file, each a sentence.
    pub remarks: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportSheet {
    pub name: String,
    pub hidden: bool,
    /// `null` while not counted.
    pub rows: Option<u32>,
    pub columns: Option<u32>,
    /// What its first rows look like; `null` when they look like nothing that is imported.
    pub looks_like: Option<SheetLook>,
}

/// What a sheet looks like before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SheetLook {
    Accounts,
    Sales,
    Activities,
    Deals,
    Reps,
}

/// Takes another file into an import: its sheets join those of the first one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportAdd {
    pub import: u32,
    /// Token of a chosen, dropped or recent file.
    pub token: u32,
}

/// What the rows of a list are. All but accounts are gathered by account before they join.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Listing {
    #[default]
    Accounts,
    /// What was sold, by account and mostly by product.
    Sales,
    Activities,
    /// Wins, losses and open opportunities.
    Deals,
}

/// What a column says in a list that is not one of accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RecordPart {
    /// Name of the account.
    Account,
    /// Record ID of the account.
    RecordId,
    Website,
    City,
    Country,
    Product,
    Amount,
    Date,
    Year,
    /// Whether a deal was won, was lost or is open.
    Outcome,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportRead {
    pub import: u32,
    pub sheet: String,
    /// Row number of the header as the spreadsheet shows it; 0 for no header; `null` to have it found.
    pub header_row: Option<u32>,
    /// What the rows are; `null` to have it found.
    pub listing: Option<Listing>,
}

/// Step 2: what the columns mean, as understood so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportDraft {
    pub import: u32,
    pub sheet: String,
    /// Row number of the (last) header row; 0 when there is none.
    pub header_row: u32,
    /// Per mille.
    pub header_confidence: u16,
    /// What the rows are taken for.
    pub listing: Listing,
    /// Tables that stand under one another on the sheet, from the top; empty when there is but one. The header row says
    /// which of them is read.
    pub tables: Vec<ImportTable>,
    /// The first rows as the spreadsheet shows them.
    pub preview: Vec<PreviewRow>,
    pub columns: Vec<ImportColumn>,
    /// Rows that look like accounts.
    pub data_rows: u32,
    /// Rows above, below or between that will not be read, by reason.
    pub left_out: Vec<LeftOut>,
    /// ISO 4217, as the list suggests.
    pub currency: String,
    pub remarks: Vec<String>,
    /// Set when the columns are read as those of an earlier list.
    pub remembered: Option<RememberedColumns>,
}

/// A table among several on a sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportTable {
    pub header_row: u32,
    /// Rows of data.
    pub rows: u32,
}

impl ImportDraft {
    /// The sheet as the draft proposes to read it.
    pub fn proposed(&self) -> ListChoice {
        let columns = self.columns.iter().map(|column| ColumnChoiceView {
            index: column.index,
            include: column.include,
            role: column.role,
            kind: column.kind,
            product: column.product.clone(),
            part: column.part,
            reading: None,
        });
        ListChoice {
            sheet: self.sheet.clone(),
            header_row: self.header_row,
            listing: self.listing,
            columns: columns.collect(),
            ..ListChoice::default()
        }
    }
}

/// An earlier list with these headings, or most of them, and what differs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RememberedColumns {
    /// The day it was imported.
    pub on: String,
    pub added: Vec<String>,
    pub gone: Vec<String>,
    pub renamed: Vec<RenamedColumn>,
}

/// A column in the place of another one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RenamedColumn {
    pub old: String,
    pub new: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewRow {
    pub number: u32,
    pub cells: Vec<String>,
    pub part: PreviewPart,
}

/// What a preview row is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PreviewPart {
    /// Above the header: titles and notes.
    Above,
    Header,
    Data,
    /// Totals, notes below, and other rows that will not be read.
    LeftOut,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeftOut {
    pub reason: String,
    pub rows: u32,
    /// At most five row numbers.
    pub examples: Vec<u32>,
}

/// One column of the sheet and what it is taken for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportColumn {
    /// Counted from 0.
    pub index: u32,
    /// As a spreadsheet names it: `A`, `AB`.
    pub letter: String,
    pub header: String,
    pub kind: CellKind,
    pub role: FieldRoleView,
    /// Name of the product when the role is product revenue.
    pub product: Option<String>,
    /// What it says of an event, in lists that are not of accounts; `null` when it is not read.
    pub part: Option<RecordPart>,
    /// Per mille.
    pub confidence: u16,
    /// A second reading that is nearly as likely.
    pub alternative: Option<FieldRoleView>,
    pub include: bool,
    pub examples: Vec<String>,
    pub filled: u32,
    pub blank: u32,
    pub distinct: u32,
    /// Values that do not fit the kind.
    pub problems: u32,
    /// How numbers or dates are read, when that had to be decided: `1.234,56`, `day.month.year`.
    pub notation: Option<String>,
    pub hidden: bool,
    /// Set when the cells can be read two ways and nothing in the column tells which.
    pub question: Option<ColumnQuestion>,
}

/// A column that can be read two ways: 03/04/2026, 1.234.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnQuestion {
    /// Cells that hang on the answer.
    pub cells: u32,
    /// One of them, as the sheet shows it.
    pub example: String,
    pub answers: Vec<ColumnAnswer>,
    /// How they are read now.
    pub reading: ColumnReading,
    /// Whether a person said so for a list like this one before.
    pub answered: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnAnswer {
    pub reading: ColumnReading,
    /// What the example becomes.
    pub becomes: Cell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ColumnReading {
    DayFirst,
    MonthFirst,
    DecimalPoint,
    DecimalComma,
}

/// What the person made of a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnChoiceView {
    pub index: u32,
    pub include: bool,
    pub role: FieldRoleView,
    /// For custom fields; other roles have their own kind.
    pub kind: CellKind,
    pub product: Option<String>,
    /// In lists that are not of accounts the part alone counts, and role and kind say nothing.
    pub part: Option<RecordPart>,
    /// The answer to the column's question; `null` leaves it as it was understood.
    pub reading: Option<ColumnReading>,
}

/// What was chosen for one list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListChoice {
    pub sheet: String,
    pub header_row: u32,
    pub listing: Listing,
    pub columns: Vec<ColumnChoiceView>,
    /// What becomes of rows that name no account of the plan.
    pub strangers: StrangerChoice,
    /// Cells that were mended by hand, in the order in which that was done.
    pub mends: Vec<Mend>,
}

/// A cell that cannot be read as it stands, or should not be, and what a person made of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Mend {
    /// Counted from 0.
    pub column: u32,
    /// What stands there, as shown.
    pub raw: String,
    /// Row number as the spreadsheet shows it; `null` for every cell of the column that says the same.
    pub row: Option<u32>,
    /// What is read instead; `null` leaves the rows out.
    pub becomes: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportChoices {
    pub import: u32,
    /// The list that comes first: of accounts, or one that adds to the plan's accounts.
    pub list: ListChoice,
    /// Lists that add to it, in their order.
    pub further: Vec<ListChoice>,
    pub currency: String,
    /// Also import the reps found in this sheet.
    pub reps_sheet: Option<String>,
    /// What becomes of the accounts that the open plan has.
    pub how: ImportHow,
    /// What becomes of cells that were changed by hand in the plan and in the list, in an update.
    pub conflicts: ConflictChoice,
    /// What becomes of accounts that the list does not name, in an update.
    pub missing: MissingChoice,
    /// What becomes of rows that could be any of several accounts, in an update.
    pub unclear: UnclearChoice,
    /// What a person keeps spellings of these lists as, where it is not what the check proposes.
    pub spellings: Vec<SpellingChoice>,
}

/// What becomes of rows that name no account of the plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StrangerChoice {
    #[default]
    Add,
    LeaveOut,
}

/// What becomes of the accounts that the open plan has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ImportHow {
    /// They are brought up to date; what people decided stays.
    #[default]
    Update,
    /// They go, with everything decided about them.
    Replace,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ConflictChoice {
    #[default]
    KeepMine,
    TakeList,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MissingChoice {
    #[default]
    Keep,
    TakeOut,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum UnclearChoice {
    #[default]
    LeaveOut,
    AddAsNew,
}

/// Step 3: what will happen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportCheck {
    /// Accounts that the list names.
    pub accounts: u32,
    /// Rows that were gathered into them; `null` for a list of accounts.
    pub records: Option<u32>,
    pub customers: u32,
    /// Rows that look like an account above them; they come in, and are looked at after the import.
    pub duplicates: u32,
    pub rows_left_out: u32,
    pub left_out: Vec<LeftOut>,
    /// Problems grouped by column and kind, worst first.
    pub issues: Vec<IssueGroup>,
    /// What it writes in several ways and the plan keeps under one spelling.
    pub spellings: Vec<SpelledField>,
    /// Set when it cannot be imported so: what is missing, as a sentence.
    pub blocked: Option<String>,
    /// Accounts that the open plan has now.
    pub present: u32,
    pub reps: u32,
    /// What an update of these does; `null` when the plan has none or they are to be replaced.
    pub update: Option<UpdateView>,
    /// What each of the further lists does, once those before it are in.
    pub further: Vec<FurtherCheck>,
}

/// What a list does that adds to the accounts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FurtherCheck {
    pub sheet: String,
    pub listing: Listing,
    pub check: ImportCheck,
}

/// What a newer list does to the plan's accounts. Every row of the list is one of the first four.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UpdateView {
    pub new: u32,
    pub changed: u32,
    pub unchanged: u32,
    /// Rows that could be any of several accounts.
    pub unclear: u32,
    /// Accounts of the plan that the list does not name.
    pub missing: u32,
    /// Cells that take the list's value.
    pub cells: u32,
    /// Cells changed by hand in the plan, and in the list too.
    pub conflicts: u32,
    /// Cells changed by hand in the plan, while the list says what it said before.
    pub kept: u32,
    /// Whether nothing at all would be written.
    pub nothing: bool,
    /// Whether rows can become accounts: a list without names only adds to those there are.
    pub can_add: bool,
    /// How accounts were matched, and columns that are new, renamed or not in the list; each a sentence.
    pub remarks: Vec<String>,
}

/// The parts of an update that can be looked at one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum UpdatePart {
    New,
    Changed,
    Unchanged,
    Unclear,
    Missing,
    Conflicts,
    Kept,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportDifferences {
    pub choices: ImportChoices,
    /// Which list: 0 the first, then the further ones.
    pub list: u32,
    pub part: UpdatePart,
    pub offset: u32,
    /// At most 500.
    pub limit: u32,
}

/// Which list's rows are to be sent back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveRejected {
    pub choices: ImportChoices,
    /// Which list: 0 the first, then the further ones.
    pub list: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DifferencePage {
    pub total: u32,
    pub rows: Vec<Difference>,
}

/// An account or a row, and what differs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// Row number as the spreadsheet shows it; `null` for accounts that the list does not name.
    pub row: Option<u32>,
    pub account: String,
    /// City and country, as far as they are known.
    pub place: String,
    /// What is special about it, as a sentence; mostly blank.
    pub note: String,
    pub cells: Vec<DifferentCell>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DifferentCell {
    pub column: String,
    pub kind: CellKind,
    /// What stands in the plan.
    pub old: Cell,
    /// What the list says.
    pub new: Cell,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IssueGroup {
    pub column: String,
    /// Counted from 0; `null` when no single column is meant.
    pub index: Option<u32>,
    /// What is the matter and what will happen, in one sentence.
    pub sentence: String,
    pub severity: IssueSeverity,
    pub count: u32,
    /// Different texts, the most frequent first.
    pub examples: Vec<IssueExample>,
    /// Whether another text in such a cell would be read.
    pub mendable: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum IssueSeverity {
    /// Read, but differently from how it stood there.
    Note,
    /// Something could not be read and stays blank.
    Warning,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IssueExample {
    /// Row number as the spreadsheet shows it, of the first such cell.
    pub row: u32,
    pub raw: String,
    /// Cells of the group that say the same.
    pub alike: u32,
    /// What is kept.
    pub becomes: String,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportDone {
    pub accounts: u32,
    pub rows_left_out: u32,
    pub reps: u32,
    pub sentence: String,
}
