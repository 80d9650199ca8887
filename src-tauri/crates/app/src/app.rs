//! The app: what is open, what is being imported, and the commands around the plan as a whole.

use crate::files::Files;
use crate::host::{Folders, Host, SaveKind};
use crate::import::Imports;
use crate::session::Session;
use crate::{names, recent, wire, words};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tierline_contract::*;
use tierline_plan::{Change, Plan};
use tierline_sheets::read::ReaderHost;
use tierline_sheets::understand::Writing;

/// Everything behind the window, and behind the command line.
pub struct App {
    pub(crate) host: Arc<dyn Host>,
    pub(crate) folders: Folders,
    pub(crate) reader: ReaderHost,
    pub(crate) files: Files,
    pub(crate) imports: Imports,
    /// What the grid put on the clipboard last.
    pub(crate) copied: Mutex<String>,
    session: Mutex<Option<Session>>,
    open_request: Mutex<Option<FileRef>>,
}

/// Shown in the window's title bar and asked for by people who report faults.
const VERSION: &str = env!("CARGO_PKG_VERSION");

impl App {
    pub fn new(host: Arc<dyn Host>, folders: Folders, reader: ReaderHost) -> Self {
        App {
            host,
            folders,
            reader,
            files: Files::default(),
            imports: Imports::default(),
            copied: Mutex::default(),
            session: Mutex::new(None),
            open_request: Mutex::new(None),
        }
    }

    /// Lets the window ask for a file that a person pointed at.
    pub fn admit(&self, path: &Path) -> FileRef {
        self.files.admit(path)
    }

    /// Keeps a file that should be opened until the window is there to do it.
    pub fn request_open(&self, path: &Path) {
        *self.open_request.lock().unwrap_or_else(PoisonError::into_inner) = Some(self.admit(path));
    }

    /// Closes the plan. It was saved with every change, so there is nothing that could be lost by it.
    pub fn shut(&self) {
        if let Some(session) = self.slot().take()
            && let Err(error) = session.close()
        {
            tracing::error!(%error, "the plan was not closed cleanly");
        }
    }

    pub(crate) fn slot(&self) -> MutexGuard<'_, Option<Session>> {
        // A use case that failed halfway leaves a session whose plan and file still agree: the store sees to that.
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something with the open plan.
    pub fn with<T>(&self, work: impl FnOnce(&mut Session) -> Result<T, AppError>) -> Result<T, AppError> {
        match self.slot().as_mut() {
            Some(session) => work(session),
            None => Err(AppError::Refused {
                message: "No plan is open. Open one or import an account list.".to_owned(),
            }),
        }
    }

    /// Changes the open plan and says how it looks afterwards.
    pub(crate) fn change(&self, work: impl FnOnce(&mut Session) -> Result<(), AppError>) -> Result<PlanView, AppError> {
        self.with(|session| {
            work(session)?;
            Ok(self.plan_view(session))
        })
    }

    /// Makes one change under a label.
    pub(crate) fn commit(&self, session: &mut Session, change: Change, label: &str) -> Result<(), AppError> {
        session.commit(change, label, self.host.now())
    }

    pub(crate) fn plan_view(&self, session: &Session) -> PlanView {
        let plan = session.plan();
        PlanView {
            name: plan.info.name.clone(),
            file: self.admit(session.path()),
            period: plan.info.period.clone(),
            as_of: plan.info.as_of.iso(),
            due: crate::due::due(session, self.host.today()),
            currency: wire::currency(&plan.info.currency),
            revision: session.revision(),
            read_only: session.is_read_only(),
            accounts: plan.accounts.len() as u32,
            reps: plan.reps.len() as u32,
            tiers: plan.tiers.tiers.iter().map(|tier| tier.name.clone()).collect(),
            hues: (0..plan.tiers.tiers.len())
                .map(|tier| wire::hue_view(plan.hue(tier)))
                .collect(),
            undo: session.undo_label().map(str::to_owned),
            redo: session.redo_label().map(str::to_owned),
            steps: crate::screens::path::steps(session),
        }
    }

    /// How the person writes figures and dates.
    pub(crate) fn writing(&self) -> Writing {
        self.host
            .locale()
            .map_or_else(Writing::default, |locale| Writing::of_locale(&locale))
    }

    pub fn app_state(&self, (): ()) -> Result<AppState, AppError> {
        let recent = recent::load(&self.folders.settings);
        let slot = self.slot();
        Ok(AppState {
            version: VERSION.to_owned(),
            platform: std::env::consts::OS.to_owned(),
            locale: self.host.locale(),
            recent: recent
                .into_iter()
                .map(|entry| RecentPlan {
                    file: self.admit(&entry.path),
                    opened_on: entry.opened_on.iso(),
                    missing: !entry.path.is_file(),
                })
                .collect(),
            plan: slot.as_ref().map(|session| self.plan_view(session)),
            last_step: slot.as_ref().and_then(Session::last_step),
            open_request: self.open_request.lock().unwrap_or_else(PoisonError::into_inner).take(),
        })
    }

    pub fn new_plan(&self, request: NewPlan) -> Result<PlanView, AppError> {
        let name = request.name.trim();
        let name = if name.is_empty() { "New plan" } else { name };
        self.start_plan(Plan::new(name, self.host.today(), seed_of(name)))
    }

    /// Makes a file for a plan in the plans folder and opens it in place of the present one.
    pub(crate) fn start_plan(&self, plan: Plan) -> Result<PlanView, AppError> {
        let path = self.fresh_plan_path(&plan.info.name)?;
        let session = Session::create(&path, plan)?;
        self.put(session)
    }

    pub(crate) fn fresh_plan_path(&self, name: &str) -> Result<PathBuf, AppError> {
        let folder = &self.folders.plans;
        std::fs::create_dir_all(folder).map_err(|_| AppError::NotWritable {
            message: format!(
                "Plans are kept in the folder “{}” of your documents, which cannot be made. Nothing was changed. Check that \
                 you may write to your Documents folder.",
                crate::files::file_name(folder)
            ),
        })?;
        Ok(names::fresh_path(folder, name, "tierline"))
    }

    /// Puts a session in the place of the present one, which is closed.
    pub(crate) fn put(&self, session: Session) -> Result<PlanView, AppError> {
        let view = self.plan_view(&session);
        recent::remember(&self.folders.settings, session.path(), self.host.today());
        let before = self.slot().replace(session);
        if let Some(Err(error)) = before.map(Session::close) {
            tracing::error!(%error, "the plan before was not closed cleanly");
        }
        Ok(view)
    }

    pub fn open_plan(&self, request: OpenPlan) -> Result<PlanView, AppError> {
        // Whatever was asked for before the window was there is answered by this.
        *self.open_request.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let path = self.files.path(request.token)?;
        let same = |session: &Session| session.path() == path && !session.is_read_only();
        if let Some(session) = self.slot().as_ref().filter(|session| same(session)) {
            return Ok(self.plan_view(session));
        }
        self.put(Session::open(&path, request.read_only)?)
    }

    pub fn close_plan(&self, (): ()) -> Result<AppState, AppError> {
        self.shut();
        self.app_state(())
    }

    pub fn save_copy(&self, (): ()) -> Result<Option<FileRef>, AppError> {
        let suggested = self.with(|session| {
            let name = names::stem(&session.plan().info.name, "Plan");
            Ok(format!("{name} copy.tierline"))
        })?;
        // Asked without holding the plan: the window goes on meanwhile.
        let Some(target) = self.host.choose_save(SaveKind::Plan, &suggested) else {
            return Ok(None);
        };
        let target = names::chosen(&target, "tierline")?;
        let stands = self.with(|session| {
            session.save_copy(&target)?;
            Ok(session.stands())
        })?;
        if !stands {
            // The file that was open can take no more changes, so the work goes on in the copy. Only where the copy took its
            // very place is it closed first: what is open is not given up for what may not open.
            let in_its_place = self.with(|session| Ok(session.path() == target))?;
            if in_its_place {
                self.shut();
            }
            self.put(Session::open(&target, false)?)?;
        }
        recent::remember(&self.folders.settings, &target, self.host.today());
        Ok(Some(self.admit(&target)))
    }

    pub fn rename_plan(&self, request: RenamePlan) -> Result<PlanView, AppError> {
        self.change(|session| {
            let mut info = session.plan().info.clone();
            let (name, period) = (request.name.trim(), request.period.trim());
            if name.is_empty() || period.is_empty() {
                let message = "A plan needs a name and a period. The old ones are kept.".to_owned();
                return Err(AppError::Refused { message });
            }
            let currency = wire::named_currency(&request.currency)?;
            if currency.minor_digits != info.currency.minor_digits && has_amounts(session.plan()) {
                let message = format!(
                    "{} counts in other units than {}, so the amounts in the plan would change. Import the list again for it.",
                    currency.code, info.currency.code
                );
                return Err(AppError::Refused { message });
            }
            info.name = name.to_owned();
            info.period = period.to_owned();
            info.currency = currency;
            self.commit(session, Change::SetInfo(info), "Rename the plan")
        })
    }

    pub fn choose_file(&self, request: ChooseFile) -> Result<Option<FileRef>, AppError> {
        Ok(self.host.choose_open(request.kind).map(|path| self.admit(&path)))
    }

    pub fn forget_recent(&self, request: FileAction) -> Result<AppState, AppError> {
        recent::forget(&self.folders.settings, &self.files.path(request.token)?);
        self.app_state(())
    }

    pub fn remember_step(&self, request: RememberStep) -> Result<(), AppError> {
        if let Some(session) = self.slot().as_mut() {
            session.remember_step(request.step);
        }
        Ok(())
    }

    pub fn offer_commands(&self, request: OfferedCommands) -> Result<(), AppError> {
        self.host.offer(&request.ids);
        Ok(())
    }

    pub fn undo(&self, (): ()) -> Result<PlanView, AppError> {
        self.change(|session| session.undo().map(drop))
    }

    pub fn redo(&self, (): ()) -> Result<PlanView, AppError> {
        self.change(|session| session.redo().map(drop))
    }

    pub fn notices(&self, (): ()) -> Result<String, AppError> {
        Ok(include_str!("../../../../THIRD-PARTY-NOTICES.txt").to_owned())
    }
}

/// Whether the plan holds amounts that another currency's units would bend.
fn has_amounts(plan: &Plan) -> bool {
    !plan.accounts.is_empty() || !plan.reps.is_empty() || plan.quotas.target.is_some()
}

/// A label for a change that touches so many accounts: `Move 34 accounts to Tier 1`.
pub(crate) fn label(verb: &str, accounts: usize, rest: &str) -> String {
    format!("{verb} {}{rest}", words::many(accounts as u64, "account"))
}

/// A plan's seed, from its name: the same name settles ties the same way.
pub(crate) fn seed_of(name: &str) -> u64 {
    // FNV-1a.
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("folders", &self.folders)
            .finish_non_exhaustive()
    }
}
