//! Small files and what becomes of them.

use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tierline_plan::{Column, Currency, FieldRole};
use tierline_sheets::raw::RawTable;
use tierline_sheets::read::{Limits, ReadError, ReaderHost};
use tierline_sheets::understand::{Converted, Understood, convert, shape, understand_shape};

/// A file that goes with its folder.
pub(crate) struct Made {
    folder: TempDir,
    name: String,
}

impl Made {
    pub(crate) fn new(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(name), bytes).expect("writes");
        Made {
            folder,
            name: name.to_owned(),
        }
    }

    /// A workbook of one sheet, written by the library that Excel's users meet most.
    pub(crate) fn workbook(write: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Self {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        write(workbook.add_worksheet());
        Made::new("list.xlsx", workbook.save_to_buffer().expect("a workbook"))
    }

    /// The same package with parts changed: `change` gets each part's name and text, and gives its bytes.
    pub(crate) fn patched(&self, change: impl Fn(&str, String) -> Vec<u8>) -> Self {
        use std::io::{Cursor, Read, Write};
        let bytes = fs::read(self.path()).expect("reads");
        let mut old = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
        let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..old.len() {
            let mut part = old.by_index(at).expect("a part");
            let name = part.name().expect("a name").into_owned();
            let mut text = String::new();
            part.read_to_string(&mut text).expect("text");
            new.start_file(&name, zip::write::SimpleFileOptions::default())
                .expect("begins");
            new.write_all(&change(&name, text)).expect("writes");
        }
        Made::new(&self.name, new.finish().expect("a package").into_inner())
    }

    /// A package of these parts.
    pub(crate) fn package(name: &str, parts: &[(&str, &str)]) -> Self {
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(part, text)| (*part, text.as_bytes())).collect();
        Self::package_of_bytes(name, &parts)
    }

    pub(crate) fn package_of_bytes(name: &str, parts: &[(&str, &[u8])]) -> Self {
        use std::io::{Cursor, Write};
        let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (part, content) in parts {
            new.start_file(*part, zip::write::SimpleFileOptions::default())
                .expect("begins");
            new.write_all(content).expect("writes");
        }
        Made::new(name, new.finish().expect("a package").into_inner())
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join(&self.name)
    }

    pub(crate) fn read(&self) -> RawTable {
        self.try_read().unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }

    /// The first sheet.
    pub(crate) fn try_read(&self) -> Result<RawTable, ReadError> {
        read(&self.path())
    }
}

pub(crate) fn read(path: &Path) -> Result<RawTable, ReadError> {
    let (limits, cancel) = (Limits::default(), || false);
    let summary = ReaderHost::InProcess.sheets(path, &limits, &cancel)?;
    let first = &summary.sheets[0].name;
    ReaderHost::InProcess.table(path, first, &limits, &mut |_| {}, &cancel)
}

/// A workbook of ours that is kept.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../tests/fixtures/workbooks")
        .join(name)
}

/// A sheet of two companies with their revenue.
pub(crate) fn two_companies() -> Made {
    Made::workbook(|sheet| {
        for (row, cells) in [("Company", "Revenue"), ("Alba", "10"), ("Brio", "20")]
            .into_iter()
            .enumerate()
        {
            sheet.write(row as u32, 0, cells.0).expect("writes");
            match cells.1.parse::<f64>() {
                Ok(number) => sheet.write(row as u32, 1, number).expect("writes"),
                Err(_) => sheet.write(row as u32, 1, cells.1).expect("writes"),
            };
        }
    })
}

/// A text file as a table.
pub(crate) fn csv(bytes: impl AsRef<[u8]>) -> RawTable {
    Made::new("list.csv", bytes).read()
}

/// Every cell as shown.
pub(crate) fn shown(table: &RawTable) -> Vec<Vec<String>> {
    (0..table.rows())
        .map(|row| (0..table.width()).map(|column| table.display(row, column)).collect())
        .collect()
}

/// Understood and converted by the proposal alone, merged cells of the body filled, in euros.
pub(crate) fn imported(mut table: RawTable) -> (RawTable, Understood, Converted) {
    let shape = shape(&table);
    let header = shape.header_rows.last().map_or(0, |row| table.row_number(*row));
    table.fill_merged_rows(header);
    let understood = understand_shape(&table, shape);
    let choices = understood.mapping.choices(&understood.columns);
    let converted = convert(&table, &understood.shape, &choices, &Currency::new("EUR")).expect("the list converts");
    (table, understood, converted)
}

/// The values of the field that a heading names, written out.
pub(crate) fn values(converted: &Converted, label: &str) -> Vec<String> {
    let fields = &converted.batch.fields;
    let at = fields.iter().position(|field| field.label == label);
    let column = &converted.batch.columns[at.unwrap_or_else(|| panic!("no field {label} in {fields:?}"))];
    written(column)
}

pub(crate) fn of_role(converted: &Converted, role: FieldRole) -> Vec<String> {
    let at = converted.batch.fields.iter().position(|field| field.role == role);
    written(&converted.batch.columns[at.unwrap_or_else(|| panic!("no field of role {role:?}"))])
}

fn written(column: &Column) -> Vec<String> {
    use tierline_plan::Value;
    (0..column.len())
        .map(|row| match column.value(row) {
            Value::Missing => String::new(),
            Value::Text(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Money(amount) => format!("{}.{:02}", amount.minor() / 100, (amount.minor() % 100).abs()),
            Value::Date(day) => day.iso(),
            Value::YesNo(answer) => answer.to_string(),
        })
        .collect()
}

/// The kinds of problems found, in order.
pub(crate) fn problems(converted: &Converted) -> Vec<&'static str> {
    converted.issues.iter().map(|issue| issue.kind.code()).collect()
}
