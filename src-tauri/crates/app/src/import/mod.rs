//! Import: what is in a file, what its columns mean, what will happen, and then one change that does it.
//!
//! What was read stays here between the steps, so that correcting a column does not read the file again. Nothing touches
//! the plan before the last step.

mod accounts;
mod lists;
mod memory;
mod open;
mod preview;
mod reading;
mod several;
mod sources;
mod spellings;
mod update;
mod views;

pub(crate) use accounts::{Incoming, ListChoices, incoming, refuse_blank, replacing};
pub(crate) use open::Imports;
pub(crate) use reading::{find_reps, read_reps, read_table};
pub(crate) use sources::{Sources, sources};
pub(crate) use update::joined;
pub(crate) use views::{remarks, sentence_case, told_of};

use crate::host::SaveKind;
use crate::session::Session;
use crate::task::Task;
use crate::{App, faults, files, names, wire};
use open::{NewPlan, Open};
use reading::{FoundReps, reps_in, reps_table};
use std::borrow::Cow;
use std::sync::Arc;
use tierline_contract::*;
use tierline_plan::{Change, Plan, Rep};
use tierline_sheets::raw::RawTable;
use tierline_sheets::report::write_rejected;
use tierline_sheets::understand::{KnownSpellings, Listing as Lists, PartColumn, Stacked, Understood};
use update::Outcome;

/// Rows of each sheet that are looked at to tell account lists from lists of reps.
const ROWS_TO_TELL: usize = 100;

/// A sheet that was read and understood.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    /// What it is called in the import.
    pub(crate) name: String,
    /// Name of the file it is from.
    file: String,
    pub(crate) table: Arc<RawTable>,
    /// Tables that stand under one another on it; empty when there is but one.
    stacked: Arc<[Stacked]>,
    pub(crate) understood: Understood,
    /// What its rows are.
    listing: Lists,
    /// What its columns say of events, for lists that are not of accounts.
    parts: Vec<PartColumn>,
}

impl Sheet {
    /// Whether its rows are what happened with accounts, not accounts.
    pub(crate) fn lists_events(&self) -> bool {
        self.listing != Lists::Accounts
    }
}

/// Whether the first list joins the accounts of a plan. What happened with accounts always does.
fn updates(request: &ImportChoices, plan: &Plan) -> bool {
    let joins = request.how == ImportHow::Update || request.list.listing != Listing::Accounts;
    joins && !plan.accounts.is_empty()
}

impl App {
    pub fn import_check(&self, request: ImportChoices) -> Result<ImportCheck, AppError> {
        let reps = self.chosen_reps(&request, &Task::unwatched())?;
        let refused = match &reps {
            Some(found) => found.refuse_others(&wire::named_currency(&request.currency)?).err(),
            None => None,
        };
        let reps = reps.map_or_else(Vec::new, |found| found.converted.reps);
        let slot = self.slot();
        let session = slot.as_ref().filter(|session| !session.plan().accounts.is_empty());
        let open = self.imports.of(request.import)?;
        let mut check = if request.further.is_empty() {
            self.first_check(&open, &request, session, &reps)?
        } else {
            self.staged(&open, &request, session, &reps)?.check.clone()
        };
        check.present = session.map_or(0, |session| session.plan().accounts.len() as u32);
        check.reps = reps.len() as u32;
        check.blocked = check.blocked.or(refused);
        Ok(check)
    }

    /// What the first list does.
    fn first_check(
        &self,
        open: &Open,
        request: &ImportChoices,
        session: Option<&Session>,
        reps: &[Rep],
    ) -> Result<ImportCheck, AppError> {
        let sheet = self.imports.sheet(request.import, &request.list)?;
        if let Some(session) = session.filter(|session| updates(request, session.plan())) {
            return Ok(match self.compared(open, &sheet, request, session)? {
                Outcome::Blocked(message) => preview::blocked(message),
                Outcome::Compared(compared) => ImportCheck {
                    update: Some(compared.view(session.plan(), reps, update::choices(request, &request.list))),
                    ..compared.check.clone()
                },
            });
        }
        if request.list.listing != Listing::Accounts {
            return Ok(preview::blocked(update::NEEDS_ACCOUNTS.to_owned()));
        }
        let (sheet, choices) = self.fresh_choices(
            &sheet,
            request,
            spellings::known(session.map(Session::plan), request, true),
        )?;
        Ok(preview::check(&sheet, &choices, self.host.today(), false)?.0)
    }

    /// The accounts of a list for a plan without any, or in the place of those it has.
    fn fresh_accounts(&self, request: &ImportChoices, known: KnownSpellings) -> Result<Incoming, AppError> {
        let sheet = self.imports.sheet(request.import, &request.list)?;
        if request.list.listing != Listing::Accounts {
            return Err(AppError::Unreadable {
                file: sheet.file.clone(),
                message: update::NEEDS_ACCOUNTS.to_owned(),
            });
        }
        let (sheet, choices) = self.fresh_choices(&sheet, request, known)?;
        let incoming = incoming(&sheet, &choices, self.host.today())?.with_numbers(&sheet.file)?;
        Ok(incoming.fold_spellings(&choices.known))
    }

    fn fresh_choices<'a>(
        &self,
        sheet: &'a Sheet,
        request: &ImportChoices,
        known: KnownSpellings,
    ) -> Result<(Cow<'a, Sheet>, ListChoices), AppError> {
        let currency = wire::named_currency(&request.currency)?;
        let sheet = lists::mended(sheet, &request.list);
        let choices = ListChoices::of(&sheet, &request.list, &currency, known)?;
        Ok((sheet, choices))
    }

    pub fn import_differences(&self, request: ImportDifferences) -> Result<DifferencePage, AppError> {
        let choices = &request.choices;
        let open = self.imports.of(choices.import)?;
        let reps = self.chosen_reps(choices, &Task::unwatched())?;
        let reps = reps.map_or_else(Vec::new, |found| found.converted.reps);
        if let Some(further) = request.list.checked_sub(1) {
            let slot = self.slot();
            let session = slot.as_ref().filter(|session| !session.plan().accounts.is_empty());
            return Ok(self
                .staged(&open, choices, session, &reps)?
                .page(further as usize, &request));
        }
        let sheet = self.imports.sheet(choices.import, &choices.list)?;
        self.with(|session| match self.compared(&open, &sheet, choices, session)? {
            Outcome::Compared(compared) => {
                let chosen = update::choices(choices, &choices.list);
                Ok(compared.page(session.plan(), &request, chosen))
            }
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
        let place = open.place(name)?.clone();
        let table = match open.reps.filter(|(known, _)| known == name) {
            Some((_, read)) => read,
            None => {
                let read = Arc::new(reps_table(&self.reader, &place.path, &place.sheet, task)?);
                self.imports
                    .keep(request.import, |open| open.reps = Some((name.clone(), read.clone())));
                read
            }
        };
        Ok(Some(reps_in(&table, &wire::named_currency(&request.currency)?)))
    }

    /// Keeps how the columns were read, now that the lists are in.
    fn remember_columns(&self, request: &ImportChoices) -> Result<(), AppError> {
        for list in std::iter::once(&request.list).chain(&request.further) {
            let sheet = self.imports.sheet(request.import, list)?;
            let profiles = sheet.understood.columns.iter();
            let headers: Vec<_> = profiles
                .map(|profile| (profile.column as u32, profile.label.clone()))
                .collect();
            if views::header_row(&sheet) > 0 {
                let settings = &self.folders.settings;
                memory::remember(settings, &headers, list, &request.currency, self.host.today());
            }
        }
        Ok(())
    }

    pub fn save_rejected(&self, request: SaveRejected) -> Result<Option<FileRef>, AppError> {
        let choices = &request.choices;
        let open = self.imports.of(choices.import)?;
        let list = match request.list.checked_sub(1) {
            None => &choices.list,
            Some(further) => choices.further.get(further as usize).ok_or_else(|| AppError::Refused {
                message: "This list is no longer part of the import. Look at the others.".to_owned(),
            })?,
        };
        let sheet = self.imports.sheet(choices.import, list)?;
        let currency = wire::named_currency(&choices.currency)?;
        let (sheet, rows) = lists::rejected_rows(&sheet, list, &currency, self.host.today())?;
        let stem = open
            .place(&list.sheet)?
            .path
            .file_stem()
            .map_or_else(|| "List".into(), |stem| stem.to_string_lossy());
        let suggested = format!("{} to mend.xlsx", names::stem(&stem, "List"));
        let Some(chosen) = self.host.choose_save(SaveKind::Workbook, &suggested) else {
            return Ok(None);
        };
        let target = names::chosen(&chosen, "xlsx")?;
        write_rejected(&target, &sheet.table, &sheet.understood.shape, &rows).map_err(faults::of_write)?;
        Ok(Some(self.admit(&target)))
    }

    pub fn import_commit(&self, request: ImportChoices, task: &Task<'_>) -> Result<ImportDone, AppError> {
        let open = self.imports.of(request.import)?;
        task.report("Reading the accounts", 0, None);
        let currency = wire::named_currency(&request.currency)?;
        let reps = self.chosen_reps(&request, task)?;
        let file = files::file_name(&open.path);
        if let Some(found) = &reps {
            let unreadable = |message| AppError::Unreadable {
                file: file.clone(),
                message,
            };
            found.refuse_others(&currency).map_err(unreadable)?;
        }
        let reps = reps.map_or_else(Vec::new, |found| found.converted.reps);
        if !request.further.is_empty() {
            return self.import_several(&open, &request, reps, task);
        }
        let joins = |session: &Session| updates(&request, session.plan());
        if self.slot().as_ref().is_some_and(joins) {
            return self.import_update(&open, &request, reps, task);
        }
        let known = spellings::known(self.slot().as_ref().map(Session::plan), &request, true);
        let convert = || self.fresh_accounts(&request, known);
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
        self.finished(&request)?;
        Ok(ImportDone {
            accounts,
            rows_left_out: left_out,
            reps: rep_count,
            sentence: views::done_sentence(accounts, left_out, rep_count),
        })
    }

    /// Several lists at once: one change, one undo step.
    fn import_several(
        &self,
        open: &Open,
        request: &ImportChoices,
        reps: Vec<Rep>,
        task: &Task<'_>,
    ) -> Result<ImportDone, AppError> {
        let mut take = |session: &mut Session| {
            let staged = self.staged(open, request, Some(session), &reps)?;
            if let Some(message) = staged.check.blocked.clone() {
                return Err(AppError::Unreadable {
                    file: files::file_name(&open.path),
                    message,
                });
            }
            task.check()?;
            task.report("Saving the plan", 0, None);
            task.check()?;
            if let Some(change) = staged.change.clone() {
                self.commit(session, change, &staged.label(open))?;
            }
            let check = &staged.check;
            Ok(ImportDone {
                accounts: check.accounts,
                rows_left_out: check.rows_left_out,
                reps: reps.len() as u32,
                sentence: staged.sentence(),
            })
        };
        let done = if self.slot().is_some() {
            self.with(take)?
        } else {
            let mut new = NewPlan::create(self, &open.path)?;
            let done = new.session.as_mut().map(&mut take).transpose()?;
            if let Some(session) = new.keep() {
                self.put(session)?;
            }
            done.unwrap_or_else(|| unreachable!("a new plan has a session"))
        };
        self.finished(request)?;
        Ok(done)
    }

    /// Remembers how the lists were read, and closes the import.
    fn finished(&self, request: &ImportChoices) -> Result<(), AppError> {
        self.remember_columns(request)?;
        *self.imports.lock() = None;
        Ok(())
    }

    /// Brings the open plan up to date.
    fn import_update(
        &self,
        open: &Open,
        request: &ImportChoices,
        reps: Vec<Rep>,
        task: &Task<'_>,
    ) -> Result<ImportDone, AppError> {
        let file = files::file_name(&open.path);
        let sheet = self.imports.sheet(request.import, &request.list)?;
        let done = self.with(|session| {
            let compared = match self.compared(open, &sheet, request, session)? {
                Outcome::Compared(compared) => compared,
                Outcome::Blocked(message) => return Err(AppError::Unreadable { file, message }),
            };
            let listed = reps.len() as u32;
            let choices = update::choices(request, &request.list);
            let (change, sentence) = compared.change(session.plan(), reps, choices);
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
        self.finished(request)?;
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
