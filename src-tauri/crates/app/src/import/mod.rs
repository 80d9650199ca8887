//! Import: what is in a file, what its columns mean, what will happen, and then one change that does it.
//!
//! What was read stays here between the steps, so that correcting a column does not read the file again. Nothing touches
//! the plan before the last step.

mod accounts;
mod memory;
mod preview;
mod reading;
mod update;
mod views;

pub(crate) use accounts::{Incoming, ListChoices, NO_FIGURES, incoming, refuse_blank, replacing};
use reading::{FoundReps, reps_in, reps_table};
pub(crate) use reading::{find_reps, read_reps, read_table};
use update::{Compared, Outcome};
pub(crate) use views::{remarks, sentence_case};

use crate::host::SaveKind;
use crate::session::Session;
use crate::task::Task;
use crate::{App, faults, files, names, wire};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tierline_contract::*;
use tierline_plan::{Change, Plan, Rep};
use tierline_sheets::raw::RawTable;
use tierline_sheets::read::{Limits, SheetVisibility};
use tierline_sheets::report::{rejected, write_rejected};
use tierline_sheets::understand::{Understood, shape, shape_with_header, suggest_sheet, understand_shape};

/// Rows of each sheet that are looked at to tell account lists from lists of reps.
const ROWS_TO_TELL: usize = 100;

/// The import under way, if any.
#[derive(Debug, Default)]
pub(crate) struct Imports {
    open: Mutex<Option<Open>>,
    count: std::sync::atomic::AtomicU32,
}

/// A file that is being imported.
#[derive(Debug, Clone)]
struct Open {
    number: u32,
    path: PathBuf,
    sheet: Option<Arc<Sheet>>,
    /// The sheet of reps that was read last: it is asked for again with every correction of the accounts.
    reps: Option<Arc<RawTable>>,
    /// The sheet beside the plan, as it was compared last.
    compared: Option<Arc<Compared>>,
}

/// A sheet that was read and understood.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) table: Arc<RawTable>,
    pub(crate) understood: Understood,
}

/// The plan that a list without one begins. Its file goes with it unless it is kept: nobody asked for an empty plan.
struct NewPlan {
    session: Option<Session>,
}

impl NewPlan {
    /// A plan named after the list.
    fn create(app: &App, list: &Path) -> Result<Self, AppError> {
        let name = list
            .file_stem()
            .map_or_else(|| "New plan".into(), |stem| stem.to_string_lossy());
        let path = app.fresh_plan_path(&name)?;
        let plan = Plan::new(&name, app.host.today(), crate::app::seed_of(&name));
        Ok(NewPlan {
            session: Some(Session::create(&path, plan)?),
        })
    }

    fn keep(mut self) -> Option<Session> {
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

impl Imports {
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn of(&self, number: u32) -> Result<Open, AppError> {
        let found = self.lock().clone().filter(|open| open.number == number);
        found.ok_or_else(|| AppError::Refused {
            message: "This import was closed. Choose the file again.".to_owned(),
        })
    }

    /// The sheet that was read last, under the header row that is wanted now.
    fn sheet(&self, number: u32, name: &str, header_row: u32) -> Result<Arc<Sheet>, AppError> {
        let read = self.of(number)?.sheet.filter(|sheet| sheet.table.sheet == name);
        let sheet = read.ok_or_else(|| AppError::Refused {
            message: "Read the sheet first.".to_owned(),
        })?;
        if views::header_row(&sheet) == header_row {
            return Ok(sheet);
        }
        let shape = shape_with_header(&sheet.table, (header_row > 0).then_some(header_row));
        let understood = understand_shape(&sheet.table, shape);
        Ok(Arc::new(Sheet {
            table: sheet.table.clone(),
            understood,
        }))
    }

    fn keep(&self, number: u32, what: impl FnOnce(&mut Open)) {
        if let Some(open) = self.lock().as_mut().filter(|open| open.number == number) {
            what(open);
        }
    }
}

impl App {
    pub fn import_open(&self, request: ImportOpen, task: &Task<'_>) -> Result<ImportFile, AppError> {
        let path = self.files.path(request.token)?;
        task.report("Opening the file", 0, None);
        let limits = Limits::default();
        let cancel = || task.is_cancelled();
        let summary = self
            .reader
            .sheets(&path, &limits, &cancel)
            .map_err(|error| faults::of_read(error, &path))?;
        let mut heads = Vec::new();
        for sheet in &summary.sheets {
            task.report(
                "Looking at the sheets",
                heads.len() as u64,
                Some(summary.sheets.len() as u64),
            );
            let head = self.reader.head(&path, &sheet.name, ROWS_TO_TELL, &limits, &cancel);
            heads.push(head.map_err(|error| faults::of_read(error, &path))?);
        }
        let suggestion = suggest_sheet(&heads);
        let name = |index: Option<usize>| index.map(|index| summary.sheets[index].name.clone());
        // A list that looks like nothing known is still the only thing there is to import.
        let only = summary
            .sheets
            .iter()
            .find(|sheet| sheet.visibility == SheetVisibility::Visible);
        let number = self.imports.count.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        *self.imports.lock() = Some(Open {
            number,
            path: path.clone(),
            sheet: None,
            reps: None,
            compared: None,
        });
        Ok(ImportFile {
            import: number,
            file: files::file_name(&path),
            format: views::sentence_case(summary.format.label()),
            suggested: name(suggestion.accounts).or_else(|| only.map(|sheet| sheet.name.clone())),
            reps_sheet: name(suggestion.reps),
            sheets: summary
                .sheets
                .iter()
                .map(|sheet| ImportSheet {
                    name: sheet.name.clone(),
                    hidden: sheet.visibility != SheetVisibility::Visible,
                    rows: sheet.rows,
                    columns: sheet.columns,
                })
                .collect(),
            remarks: summary.remarks.iter().map(views::remark).collect(),
        })
    }

    pub fn import_read(&self, request: ImportRead, task: &Task<'_>) -> Result<ImportDraft, AppError> {
        let open = self.imports.of(request.import)?;
        let sheet = match open.sheet.filter(|sheet| sheet.table.sheet == request.sheet) {
            Some(read) => {
                let shape = match request.header_row {
                    None => shape(&read.table),
                    Some(0) => shape_with_header(&read.table, None),
                    Some(row) => shape_with_header(&read.table, Some(row)),
                };
                Sheet {
                    table: read.table.clone(),
                    understood: understand_shape(&read.table, shape),
                }
            }
            None => read_table(&self.reader, &open.path, &request.sheet, request.header_row, task)?,
        };
        task.check()?;
        let sheet = Arc::new(sheet);
        self.imports
            .keep(request.import, |open| open.sheet = Some(sheet.clone()));
        let mut draft = views::draft(request.import, &sheet);
        memory::apply(&self.folders.settings, &mut draft);
        Ok(draft)
    }

    pub fn import_check(&self, request: ImportChoices) -> Result<ImportCheck, AppError> {
        let sheet = self.imports.sheet(request.import, &request.sheet, request.header_row)?;
        let reps = self.chosen_reps(&request, &Task::unwatched())?;
        let refused = match &reps {
            Some(found) => found.refuse_others(&wire::named_currency(&request.currency)?).err(),
            None => None,
        };
        let reps = reps.map_or_else(Vec::new, |found| found.converted.reps);
        let slot = self.slot();
        let session = slot.as_ref().filter(|session| !session.plan().accounts.is_empty());
        let mut check = match session.filter(|_| request.how == ImportHow::Update) {
            None => {
                let choices = ListChoices::of(&sheet, &request)?;
                preview::check(&sheet, &choices, "", self.host.today(), false)?.0
            }
            Some(session) => match self.compared(&self.imports.of(request.import)?, &sheet, &request, session)? {
                Outcome::Blocked(check) => check,
                Outcome::Compared(compared) => {
                    let view = compared.view(session.plan(), &reps, update::choices(&request));
                    ImportCheck {
                        update: Some(view),
                        ..compared.check.clone()
                    }
                }
            },
        };
        check.present = session.map_or(0, |session| session.plan().accounts.len() as u32);
        check.reps = reps.len() as u32;
        check.blocked = check.blocked.or(refused);
        Ok(check)
    }

    pub fn import_differences(&self, request: ImportDifferences) -> Result<DifferencePage, AppError> {
        let choices = &request.choices;
        let sheet = self.imports.sheet(choices.import, &choices.sheet, choices.header_row)?;
        let open = self.imports.of(choices.import)?;
        self.with(|session| match self.compared(&open, &sheet, choices, session)? {
            Outcome::Compared(compared) => Ok(compared.page(session.plan(), &request)),
            Outcome::Blocked(_) => Ok(DifferencePage {
                total: 0,
                rows: Vec::new(),
            }),
        })
    }

    /// The reps of the sheet that was chosen for them; `None` when none was.
    fn chosen_reps(&self, request: &ImportChoices, task: &Task<'_>) -> Result<Option<FoundReps>, AppError> {
        let Some(name) = &request.reps_sheet else {
            return Ok(None);
        };
        let open = self.imports.of(request.import)?;
        let table = match open.reps.filter(|table| table.sheet == *name) {
            Some(read) => read,
            None => {
                let read = Arc::new(reps_table(&self.reader, &open.path, name, task)?);
                self.imports.keep(request.import, |open| open.reps = Some(read.clone()));
                read
            }
        };
        Ok(Some(reps_in(&table, &wire::named_currency(&request.currency)?)))
    }

    pub fn import_forget(&self, request: ImportRead) -> Result<ImportDraft, AppError> {
        let open = self.imports.of(request.import)?;
        let sheet = open.sheet.ok_or_else(|| AppError::Refused {
            message: "Read the sheet first.".to_owned(),
        })?;
        let draft = views::draft(request.import, &sheet);
        memory::forget(&self.folders.settings, &draft);
        Ok(draft)
    }

    /// Keeps how the columns were read, now that the list is in.
    fn remember_columns(&self, sheet: &Sheet, request: &ImportChoices) {
        let profiles = sheet.understood.columns.iter();
        let headers: Vec<_> = profiles
            .map(|profile| (profile.column as u32, profile.label.clone()))
            .collect();
        if views::header_row(sheet) > 0 {
            let settings = &self.folders.settings;
            memory::remember(
                settings,
                &headers,
                &request.columns,
                &request.currency,
                self.host.today(),
            );
        }
    }

    pub fn save_rejected(&self, request: ImportChoices) -> Result<Option<FileRef>, AppError> {
        let open = self.imports.of(request.import)?;
        let sheet = self.imports.sheet(request.import, &request.sheet, request.header_row)?;
        let choices = ListChoices::of(&sheet, &request)?;
        let file = files::file_name(&open.path);
        let found = incoming(&sheet, &choices, &file, self.host.today())?;
        let shape = &sheet.understood.shape;
        let rows = rejected(&sheet.table, shape, &found.converted[0]);
        let stem = open
            .path
            .file_stem()
            .map_or_else(|| "List".into(), |stem| stem.to_string_lossy());
        let suggested = format!("{} to mend.xlsx", names::stem(&stem, "List"));
        let Some(chosen) = self.host.choose_save(SaveKind::Workbook, &suggested) else {
            return Ok(None);
        };
        let target = names::chosen(&chosen, "xlsx")?;
        write_rejected(&target, &sheet.table, shape, &rows).map_err(faults::of_write)?;
        Ok(Some(self.admit(&target)))
    }

    pub fn import_close(&self, (): ()) -> Result<(), AppError> {
        *self.imports.lock() = None;
        Ok(())
    }

    pub fn import_commit(&self, request: ImportChoices, task: &Task<'_>) -> Result<ImportDone, AppError> {
        let open = self.imports.of(request.import)?;
        task.report("Reading the accounts", 0, None);
        let sheet = self.imports.sheet(request.import, &request.sheet, request.header_row)?;
        let choices = ListChoices::of(&sheet, &request)?;
        let currency = choices.currency.clone();
        let reps = self.chosen_reps(&request, task)?;
        let file = files::file_name(&open.path);
        if let Some(found) = &reps {
            let unreadable = |message| AppError::Unreadable {
                file: file.clone(),
                message,
            };
            found.refuse_others(&currency).map_err(unreadable)?;
        }
        let updates = |session: &Session| request.how == ImportHow::Update && !session.plan().accounts.is_empty();
        if self.slot().as_ref().is_some_and(updates) {
            let reps = reps.map_or_else(Vec::new, |found| found.converted.reps);
            return self.import_update(&open, &sheet, &request, reps, task);
        }
        let convert = || incoming(&sheet, &choices, &file, self.host.today())?.with_numbers(&file);
        // A plan that is open takes the list in; else one is made, and its file while the list is converted.
        let (incoming, new) = if self.slot().is_some() {
            (convert()?, None)
        } else {
            let (incoming, new) = rayon::join(convert, || NewPlan::create(self, &open.path));
            (incoming?, Some(new?))
        };
        task.check()?;
        task.report("Saving the plan", 0, None);
        let (accounts, left_out) = (incoming.accounts(), incoming.rows_left_out());
        let reps = reps.map_or_else(Vec::new, |found| found.converted.reps);
        let rep_count = reps.len() as u32;
        let label = format!("Import {file}");
        let replace = |session: &mut Session| {
            let change: Change = replacing(session.plan(), incoming, reps, currency);
            task.check()?;
            self.commit(session, change, &label)
        };
        match new {
            None => self.with(replace)?,
            Some(mut new) => {
                new.session.as_mut().map_or(Ok(()), replace)?;
                if let Some(session) = new.keep() {
                    self.put(session)?;
                }
            }
        }
        self.remember_columns(&sheet, &request);
        *self.imports.lock() = None;
        Ok(ImportDone {
            accounts,
            rows_left_out: left_out,
            reps: rep_count,
            sentence: views::done_sentence(accounts, left_out, rep_count),
        })
    }

    /// Brings the open plan up to date.
    fn import_update(
        &self,
        open: &Open,
        sheet: &Sheet,
        request: &ImportChoices,
        reps: Vec<Rep>,
        task: &Task<'_>,
    ) -> Result<ImportDone, AppError> {
        let file = files::file_name(&open.path);
        let done = self.with(|session| {
            let compared = match self.compared(open, sheet, request, session)? {
                Outcome::Compared(compared) => compared,
                Outcome::Blocked(check) => {
                    let message = check.blocked.unwrap_or_default();
                    return Err(AppError::Unreadable { file, message });
                }
            };
            let listed = reps.len() as u32;
            let (change, sentence) = compared.change(session.plan(), reps, update::choices(request));
            task.check()?;
            task.report("Saving the plan", 0, None);
            task.check()?;
            if let Some(change) = change {
                self.commit(session, change, &format!("Import {file}"))?;
            }
            Ok(ImportDone {
                accounts: compared.check.accounts,
                rows_left_out: compared.rows_left_out(),
                reps: listed,
                sentence,
            })
        })?;
        self.remember_columns(sheet, request);
        *self.imports.lock() = None;
        Ok(done)
    }

    pub fn import_reps(&self, request: ImportReps, task: &Task<'_>) -> Result<ImportDone, AppError> {
        let path = self.files.path(request.token)?;
        let currency = self.with(|session| Ok(session.plan().info.currency.clone()))?;
        let found = match request.sheet {
            Some(sheet) => Some(read_reps(&self.reader, &path, &sheet, &currency, task)?),
            None => find_reps(&self.reader, &path, &currency, task)?,
        };
        let Some(found) = found.filter(|found| !found.converted.reps.is_empty()) else {
            let message =
                "No list of reps was found in this file. It needs a header with names, and best a start date, \
                           a role or last year's quota."
                    .to_owned();
            return Err(AppError::Unreadable {
                file: files::file_name(&path),
                message,
            });
        };
        let unreadable = |message| AppError::Unreadable {
            file: files::file_name(&path),
            message,
        };
        found.refuse_others(&currency).map_err(unreadable)?;
        task.check()?;
        let found = found.converted;
        let (reps, left_out) = (found.reps.len() as u32, found.left_out.len() as u32);
        self.with(|session| {
            let change = accounts::with_reps(session.plan(), found.reps);
            self.commit(session, change, &format!("Import {} reps", reps))
        })?;
        let sentence = views::done_sentence(0, left_out, reps);
        Ok(ImportDone {
            accounts: 0,
            rows_left_out: left_out,
            reps,
            sentence,
        })
    }
}
