//! The open plan: its file, what is computed from it, and the one way to change it.

use crate::firmness::Tried;
use crate::grid::{Haystack, LastQuery};
use crate::places::{Placed, places};
use crate::{due, families, faults};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tierline_contract::{AppError, GridLayout, Step};
use tierline_engine::computed::Fields;
use tierline_engine::families::Families;
use tierline_engine::opportunity::potential_gap;
use tierline_engine::tiering::holds;
use tierline_engine::{Cache, Results};
use tierline_plan::{AccountId, Change, Override, Plan, RepId, TierChoice, Weight};
use tierline_store::{LogEntry, PlanFile, Staged, StoreError};

/// A plan that is open.
#[derive(Debug)]
pub struct Session {
    file: PlanFile,
    plan: Plan,
    results: Arc<Results>,
    cache: Cache,
    revision: u64,
    /// Names the account list: grows whenever a cell of it may have changed.
    list_revision: u64,
    haystack: Option<(u64, Arc<Haystack>)>,
    /// Where the accounts are, found when somebody first asks.
    places: Mutex<Option<(u64, Arc<Vec<Placed>>)>>,
    /// Who belongs to whom, found when somebody first asks.
    families: Mutex<Option<(u64, Arc<Families>)>>,
    /// How the model did with other weights, when somebody last asked.
    tried: Mutex<Option<Arc<Tried>>>,
    /// Whom the last change of the model moved, from where to where.
    just_moved: Vec<(AccountId, TierChoice, TierChoice)>,
    pub(crate) last_query: LastQuery,
    undo: Option<String>,
    redo: Option<String>,
    grid_layout: Option<GridLayout>,
}

/// An account that the last change of the model put into another tier.
#[derive(Debug, Clone, Copy)]
pub(crate) struct JustMoved {
    pub row: u32,
    pub from: TierChoice,
    pub to: TierChoice,
}

const LAST_STEP: &str = "last_step";
const GRID_LAYOUT: &str = "grid_layout";

impl Session {
    /// Makes a new plan file and opens it.
    pub fn create(path: &Path, plan: Plan) -> Result<Self, AppError> {
        let file = PlanFile::create(path, &plan).map_err(faults::of_store)?;
        Self::over(file, plan)
    }

    pub fn open(path: &Path, read_only: bool) -> Result<Self, AppError> {
        let opened = if read_only {
            PlanFile::open_read_only(path)
        } else {
            match PlanFile::open(path) {
                // On a drive that takes no changes a plan can still be read, and saved elsewhere from there.
                Err(StoreError::ReadOnly) => PlanFile::open_read_only(path),
                opened => opened,
            }
        };
        let (file, plan) = opened.map_err(faults::of_store)?;
        Self::over(file, plan)
    }

    fn over(file: PlanFile, plan: Plan) -> Result<Self, AppError> {
        let mut cache = Cache::default();
        let results = Arc::new(Results::compute(&plan, &mut cache));
        let mut session = Session {
            file,
            plan,
            results,
            cache,
            revision: next_revision(),
            list_revision: 1,
            haystack: None,
            places: Mutex::default(),
            families: Mutex::default(),
            tried: Mutex::default(),
            just_moved: Vec::new(),
            last_query: LastQuery::default(),
            undo: None,
            redo: None,
            grid_layout: None,
        };
        session.read_log()?;
        session.grid_layout = session.remembered(GRID_LAYOUT);
        Ok(session)
    }

    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Everything computed from the plan as it is now.
    pub fn results(&self) -> &Results {
        &self.results
    }

    /// The same, to keep while the plan goes on changing.
    pub fn shared_results(&self) -> Arc<Results> {
        self.results.clone()
    }

    /// The columns of the list and those computed from it.
    pub fn fields(&self) -> Fields<'_> {
        self.results.fields(&self.plan)
    }

    /// Grows with every change of the plan.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub fn path(&self) -> &Path {
        self.file.path()
    }

    pub fn is_read_only(&self) -> bool {
        self.file.is_read_only()
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.as_deref()
    }

    pub fn redo_label(&self) -> Option<&str> {
        self.redo.as_deref()
    }

    /// Makes a change: in the plan, in the file, in the log and in every figure, or nowhere.
    pub fn commit(&mut self, change: Change, label: &str, now: i64) -> Result<(), AppError> {
        self.writable()?;
        let change = due::with_period(self, change);
        let touches_list = touches_list(&change);
        let cache = &mut self.cache;
        // The figures do not wait for the disk.
        let compute = |plan: &Plan| Results::compute(plan, cache);
        let results = self
            .file
            .commit_while(&mut self.plan, change, label, now, compute)
            .map_err(faults::of_commit)?;
        self.changed(touches_list, results);
        Ok(())
    }

    pub fn undo(&mut self) -> Result<Option<LogEntry>, AppError> {
        self.writable()?;
        let entry = self.file.undo(&mut self.plan).map_err(faults::of_saving)?;
        let results = Results::compute(&self.plan, &mut self.cache);
        self.changed(true, results);
        Ok(entry)
    }

    pub fn redo(&mut self) -> Result<Option<LogEntry>, AppError> {
        self.writable()?;
        let entry = self.file.redo(&mut self.plan).map_err(faults::of_saving)?;
        let results = Results::compute(&self.plan, &mut self.cache);
        self.changed(true, results);
        Ok(entry)
    }

    /// Refuses, with what to do instead, when the plan is open for reading only.
    pub(crate) fn writable(&self) -> Result<(), AppError> {
        if !self.is_read_only() {
            return Ok(());
        }
        let message = "This plan is open for reading only. Save a copy of it and change that.".to_owned();
        Err(AppError::Refused { message })
    }

    fn changed(&mut self, touches_list: bool, results: Results) {
        self.revision = next_revision();
        self.list_revision += u64::from(touches_list);
        self.results = Arc::new(results);
        // The change is made and saved: labels that cannot be read must not make it look undone.
        if let Err(error) = self.read_log() {
            tracing::error!(%error, "the log could not be read");
            (self.undo, self.redo) = (None, None);
        }
    }

    fn read_log(&mut self) -> Result<(), AppError> {
        let label = |entry: Option<LogEntry>| entry.map(|entry| entry.label);
        self.undo = label(self.file.next_undo().map_err(faults::of_store)?);
        self.redo = label(self.file.next_redo().map_err(faults::of_store)?);
        Ok(())
    }

    /// Every change, oldest first.
    pub fn history(&self) -> Result<Vec<LogEntry>, AppError> {
        self.file.history().map_err(faults::of_store)
    }

    pub fn save_copy(&self, target: &Path) -> Result<(), AppError> {
        self.file
            .save_copy(&self.plan, target)
            .map_err(|error| faults::of_copy(error, target))
    }

    /// Makes the copy beside `target`; what is left is to put it into its place.
    pub(crate) fn stage_copy(&self, target: &Path) -> Result<Staged, AppError> {
        self.file
            .stage_copy(&self.plan, target)
            .map_err(|error| faults::of_copy(error, target))
    }

    /// Whether the plan's file is still there and takes what is changed.
    pub(crate) fn stands(&self) -> bool {
        self.file.stands()
    }

    /// What is wrong with the file, each a sentence.
    pub fn flaws(&self) -> Result<Vec<String>, AppError> {
        let flaws = self.file.integrity().map_err(faults::of_store)?;
        Ok(flaws.iter().map(ToString::to_string).collect())
    }

    /// Remembers the step that is open, so that the plan reopens where it was. Best effort.
    pub fn remember_step(&mut self, step: Step) {
        self.remember(LAST_STEP, &step);
    }

    pub fn last_step(&self) -> Option<Step> {
        self.remembered(LAST_STEP)
    }

    /// How the account grid was last laid out. A plan open for reading only remembers it until it is closed.
    pub(crate) fn grid_layout(&self) -> Option<&GridLayout> {
        self.grid_layout.as_ref()
    }

    pub(crate) fn keep_grid_layout(&mut self, layout: GridLayout) {
        if self.grid_layout.as_ref() != Some(&layout) {
            self.remember(GRID_LAYOUT, &layout);
            self.grid_layout = Some(layout);
        }
    }

    /// Writes down where the window stands, beside the plan and outside its log. Best effort.
    fn remember(&mut self, key: &str, what: &impl Serialize) {
        let Ok(text) = serde_json::to_string(what) else { return };
        if !self.is_read_only()
            && let Err(error) = self.file.set_ui_state(key, &text)
        {
            tracing::warn!(%error, key, "what the window shows was not remembered");
        }
    }

    fn remembered<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let text = self.file.ui_state(key).ok().flatten()?;
        serde_json::from_str(&text).ok()
    }

    /// Closes the file, which then stands alone.
    pub fn close(self) -> Result<(), AppError> {
        self.file.close().map_err(faults::of_store)
    }

    pub(crate) fn haystack(&mut self) -> Arc<Haystack> {
        match &self.haystack {
            Some((at, haystack)) if *at == self.list_revision => haystack.clone(),
            _ => {
                let haystack = Arc::new(Haystack::of(&self.plan.accounts));
                self.haystack = Some((self.list_revision, haystack.clone()));
                haystack
            }
        }
    }

    /// Where each account is, in list order.
    pub(crate) fn places(&self) -> Arc<Vec<Placed>> {
        let mut kept = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((at, places)) if *at == self.list_revision => places.clone(),
            _ => {
                let places = Arc::new(places(&self.plan.accounts));
                *kept = Some((self.list_revision, places.clone()));
                places
            }
        }
    }

    /// Who belongs to whom.
    pub(crate) fn families(&self) -> Arc<Families> {
        let mut kept = self.families.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((at, families)) if *at == self.list_revision => families.clone(),
            _ => {
                let families = Arc::new(families::families(self));
                *kept = Some((self.list_revision, families.clone()));
                families
            }
        }
    }

    /// The last test of the model, as long as it is of the model as it is now.
    pub(crate) fn tried(&self) -> Option<Arc<Tried>> {
        let kept = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|tried| tried.is_of(self)).cloned()
    }

    pub(crate) fn keep_tried(&self, tried: Arc<Tried>) {
        *self.tried.lock().unwrap_or_else(PoisonError::into_inner) = Some(tried);
    }

    /// Remembers whom the change moved that was just made, by the tiers from before it.
    pub(crate) fn keep_moves(&mut self, before: &Results) {
        let steps = before.tiering.choice.iter().zip(&self.results.tiering.choice);
        let steps = self.plan.accounts.ids().iter().zip(steps);
        let moved = steps.filter(|(_, (from, to))| from != to);
        self.just_moved = moved.map(|(id, (from, to))| (*id, *from, *to)).collect();
    }

    /// Whom the last change of the model moved and who is still where it put them, in list order.
    pub(crate) fn just_moved(&self) -> impl Iterator<Item = JustMoved> {
        let moved = self.just_moved.iter().filter_map(|&(id, from, to)| {
            let row = self.plan.accounts.row(id)?;
            (self.results.tiering.choice[row] == to).then_some(JustMoved {
                row: row as u32,
                from,
                to,
            })
        });
        let mut moved: Vec<JustMoved> = moved.collect();
        moved.sort_unstable_by_key(|each| each.row);
        moved.into_iter()
    }

    /// The score as shown, in tenths of a point.
    pub fn score_tenths(&self, row: usize) -> Option<u16> {
        self.results.scores.shown_tenths(row).map(|tenths| tenths as u16)
    }

    /// Whether an account has a score although values that have weight are missing: known in full, it could be another one.
    pub fn is_partly_scored(&self, row: usize) -> bool {
        let scores = &self.results.scores;
        scores.score(row).is_some() && scores.coverage(row) < Weight::WHOLE
    }

    /// The override that decides an account's tier now; `None` when it has none or it has run out.
    pub fn active_override(&self, row: usize) -> Option<&Override> {
        let entry = self.plan.overrides.get(&self.plan.accounts.ids()[row])?;
        holds(entry, self.plan.info.as_of).then_some(entry)
    }

    /// A tier's name; `None` is Excluded.
    pub fn tier_name(&self, tier: Option<u8>) -> String {
        tier.and_then(|tier| self.plan.tiers.tiers.get(usize::from(tier)))
            .map_or_else(|| "Excluded".to_owned(), |tier| tier.name.clone())
    }

    pub fn rep_name(&self, rep: u32) -> Option<&str> {
        self.plan.rep(RepId(rep)).map(|rep| rep.name.as_str())
    }

    /// The name of an account's owner.
    pub fn owner_name(&self, row: usize) -> Option<&str> {
        self.rep_name(self.results.owners[row]?.0)
    }

    /// Why an account has its tier, in one or two sentences.
    pub fn tier_sentence(&self, row: usize) -> String {
        self.results.reason(&self.plan, row).sentence
    }

    /// Why accounts in the plan have no known potential and what to do; `None` where every one has.
    pub fn potential_gap(&self) -> Option<String> {
        let unknown = self.results.included.potential.unknown();
        potential_gap(&self.plan, &self.results.opportunity).filter(|_| unknown > 0)
    }

    /// Whether an account takes part in coverage, territories and quotas.
    pub fn is_included(&self, row: usize) -> bool {
        self.results.tiering.choice[row] != TierChoice::Excluded
    }
}

/// Unique in the process, so that a figure of one plan is never taken for another's.
fn next_revision() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

fn touches_list(change: &Change) -> bool {
    match change {
        Change::SetAccounts { .. } | Change::SetCells(_) => true,
        Change::Batch(changes) => changes.iter().any(touches_list),
        _ => false,
    }
}
