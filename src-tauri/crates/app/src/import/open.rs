//! The import under way: its files, their sheets, and what was read of them.

use super::reading::{reread, understood_as};
use super::sources::{self, Sources};
use super::update::Kept;
use super::{Sheet, memory, read_table, several, views};
use crate::session::Session;
use crate::task::Task;
use crate::{App, files, wire};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tierline_contract::*;
use tierline_plan::Plan;
use tierline_sheets::raw::RawTable;

/// The import under way, if any.
#[derive(Debug, Default)]
pub(crate) struct Imports {
    open: Mutex<Option<Open>>,
    count: std::sync::atomic::AtomicU32,
}

/// Files that are being imported together.
#[derive(Debug, Clone)]
pub(super) struct Open {
    number: u32,
    /// The file it began with; the plan is named after it.
    pub(super) path: PathBuf,
    file: ImportFile,
    places: Vec<Place>,
    /// Sheets that were read, the last ones last.
    read: Vec<Arc<Sheet>>,
    /// The sheet of reps that was read last: it is asked for again with every correction of the accounts.
    pub(super) reps: Option<(String, Arc<RawTable>)>,
    /// The first list beside the plan, as it was compared last.
    pub(super) compared: Option<Kept>,
    /// All lists one after the other, as they were last looked at.
    pub(super) several: Option<Arc<several::Staged>>,
}

/// Where a sheet is. Sheets of several files may be called alike, so each has a name of its own in the import.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) name: String,
    pub(super) path: PathBuf,
    pub(super) sheet: String,
}

/// A plan that a list without one begins. Its file goes with it unless it is kept: nobody asked for an empty plan.
pub(super) struct NewPlan {
    pub(super) session: Option<Session>,
}

impl NewPlan {
    /// A plan named after the list.
    pub(super) fn create(app: &App, list: &Path) -> Result<Self, AppError> {
        let name = list
            .file_stem()
            .map_or_else(|| "New plan".into(), |stem| stem.to_string_lossy());
        let path = app.fresh_plan_path(&name)?;
        let plan = Plan::new(&name, app.host.today(), crate::app::seed_of(&name));
        Ok(NewPlan {
            session: Some(Session::create(&path, plan)?),
        })
    }

    pub(super) fn keep(mut self) -> Option<Session> {
        self.session.take()
    }
}

impl Drop for NewPlan {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            let path = session.path().to_owned();
            drop(session.close());
            drop(std::fs::remove_file(path));
        }
    }
}

impl Open {
    pub(super) fn place(&self, name: &str) -> Result<&Place, AppError> {
        let found = self.places.iter().find(|place| place.name == name);
        found.ok_or_else(|| AppError::Refused {
            message: format!("There is no sheet “{name}” in this import. Choose another one."),
        })
    }

    fn read(&self, name: &str) -> Option<Arc<Sheet>> {
        self.read.iter().find(|sheet| sheet.name == name).cloned()
    }

    fn put(&mut self, sheet: Arc<Sheet>) {
        self.read.retain(|known| known.name != sheet.name);
        self.read.push(sheet);
    }
}

impl Imports {
    pub(super) fn lock(&self) -> std::sync::MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn of(&self, number: u32) -> Result<Open, AppError> {
        let found = self.lock().clone().filter(|open| open.number == number);
        found.ok_or_else(closed)
    }

    /// Refuses when the import was closed, or another one opened.
    pub(super) fn is_open(&self, number: u32) -> Result<(), AppError> {
        let open = self.lock().as_ref().is_some_and(|open| open.number == number);
        if open { Ok(()) } else { Err(closed()) }
    }

    /// A sheet that was read, under the header row that is wanted now.
    pub(super) fn sheet(&self, number: u32, list: &ListChoice) -> Result<Arc<Sheet>, AppError> {
        let sheet = self.of(number)?.read(&list.sheet).ok_or_else(|| AppError::Refused {
            message: format!("Read the sheet “{}” first.", list.sheet),
        })?;
        if views::header_row(&sheet) == list.header_row {
            return Ok(sheet);
        }
        Ok(Arc::new(reread(&sheet, Some(list.header_row))))
    }

    pub(super) fn keep(&self, number: u32, what: impl FnOnce(&mut Open)) {
        if let Some(open) = self.lock().as_mut().filter(|open| open.number == number) {
            what(open);
        }
    }
}

fn closed() -> AppError {
    AppError::Refused {
        message: "This import was closed. Choose the file again.".to_owned(),
    }
}

/// What a file holds.
struct Found {
    format: String,
    sheets: Vec<(Place, ImportSheet)>,
    /// Places in `sheets`.
    accounts: Option<usize>,
    first: Option<usize>,
    reps: Option<usize>,
    remarks: Vec<String>,
}

impl App {
    pub fn import_open(&self, request: ImportOpen, task: &Task<'_>) -> Result<ImportFile, AppError> {
        let path = self.files.path(request.token)?;
        let found = self.sheets_of(&path, task)?;
        let name = |index: Option<usize>| index.map(|index| found.sheets[index].0.name.clone());
        let number = self.imports.count.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        let file = ImportFile {
            import: number,
            file: files::file_name(&path),
            files: 1,
            // A list that looks like nothing known is still the only thing there is to import.
            suggested: name(found.accounts.or(found.first)),
            reps_sheet: name(found.reps),
            format: found.format,
            sheets: found.sheets.iter().map(|(_, sheet)| sheet.clone()).collect(),
            remarks: found.remarks,
        };
        *self.imports.lock() = Some(Open {
            number,
            path,
            file: file.clone(),
            places: found.sheets.into_iter().map(|(place, _)| place).collect(),
            read: Vec::new(),
            reps: None,
            compared: None,
            several: None,
        });
        Ok(file)
    }

    pub fn import_add(&self, request: ImportAdd, task: &Task<'_>) -> Result<ImportFile, AppError> {
        let path = self.files.path(request.token)?;
        let open = self.imports.of(request.import)?;
        let file_name = files::file_name(&path);
        let known: Vec<&str> = open.places.iter().map(|place| place.name.as_str()).collect();
        if open.places.iter().any(|place| place.path == path) {
            return Ok(open.file);
        }
        let mut found = self.sheets_of(&path, task)?;
        task.check()?;
        let alone = found.sheets.len() == 1;
        for (place, sheet) in &mut found.sheets {
            let mut name = if alone {
                file_name.clone()
            } else {
                format!("{file_name}: {}", place.sheet)
            };
            while known.contains(&name.as_str()) {
                name.push('′');
            }
            place.name.clone_from(&name);
            sheet.name = name;
        }
        let mut file = open.file.clone();
        let reps = found.reps.map(|index| found.sheets[index].0.name.clone());
        file.reps_sheet = file.reps_sheet.or(reps);
        let (places, sheets): (Vec<Place>, Vec<ImportSheet>) = found.sheets.into_iter().unzip();
        file.files += 1;
        file.sheets.extend(sheets);
        let said = |remark: String| format!("{file_name}: {remark}");
        file.remarks.extend(found.remarks.into_iter().map(said));
        self.imports.keep(request.import, |open| {
            open.places.extend(places);
            open.file = file.clone();
        });
        Ok(file)
    }

    /// Looks what sheets a file has and what each of them looks like.
    fn sheets_of(&self, path: &Path, task: &Task<'_>) -> Result<Found, AppError> {
        let found = sources::sources(&self.reader, path, task)?;
        let first = found.first();
        let Sources {
            format,
            remarks,
            sources,
            suggestion,
        } = found;
        let looks = suggestion.scores.iter().zip(&suggestion.listings);
        let mut remarks: Vec<String> = remarks.iter().map(views::remark).collect();
        remarks.extend(sources.iter().filter_map(views::pivot_remark));
        let sheets = sources.iter().zip(looks).map(|(sheet, ((accounts, reps), listing))| {
            let place = Place {
                name: sheet.name.clone(),
                path: path.to_owned(),
                sheet: sheet.name.clone(),
            };
            let view = ImportSheet {
                name: sheet.name.clone(),
                hidden: sheet.hidden,
                rows: sheet.rows,
                columns: sheet.columns,
                looks_like: views::look(*accounts, *reps, *listing),
            };
            (place, view)
        });
        Ok(Found {
            format: views::sentence_case(format.label()),
            sheets: sheets.collect(),
            accounts: suggestion.accounts,
            first,
            reps: suggestion.reps,
            remarks,
        })
    }

    pub fn import_read(&self, request: ImportRead, task: &Task<'_>) -> Result<ImportDraft, AppError> {
        let open = self.imports.of(request.import)?;
        let place = open.place(&request.sheet)?;
        let sheet = match open.read(&request.sheet) {
            Some(read) => reread(&read, request.header_row),
            None => Sheet {
                name: place.name.clone(),
                ..read_table(&self.reader, &place.path, &place.sheet, request.header_row, task)?
            },
        };
        task.check()?;
        let mut sheet = understood_as(sheet, request.listing.map(wire::listing));
        let mut draft = views::draft(request.import, &sheet);
        let settings = &self.folders.settings;
        let remembered = memory::listing(settings, &draft).filter(|known| *known != draft.listing);
        if let Some(known) = remembered.filter(|_| request.listing.is_none()) {
            sheet = understood_as(sheet, Some(wire::listing(known)));
            draft = views::draft(request.import, &sheet);
        }
        memory::apply(settings, &mut draft);
        self.imports.keep(request.import, |open| open.put(Arc::new(sheet)));
        Ok(draft)
    }

    pub fn import_forget(&self, request: ImportRead) -> Result<ImportDraft, AppError> {
        let open = self.imports.of(request.import)?;
        let sheet = open.read(&request.sheet).ok_or_else(|| AppError::Refused {
            message: format!("Read the sheet “{}” first.", request.sheet),
        })?;
        let draft = views::draft(request.import, &sheet);
        memory::forget(&self.folders.settings, &draft);
        Ok(draft)
    }

    pub fn import_close(&self, (): ()) -> Result<(), AppError> {
        *self.imports.lock() = None;
        Ok(())
    }
}
