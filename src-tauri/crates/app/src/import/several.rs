//! Several lists in one import: each joins the plan as the lists before it left it, and all of it is one change.

use super::open::Open;
use super::update::{self, Compared, Outcome};
use super::{accounts, preview, views};
use crate::session::Session;
use crate::words::many;
use crate::{App, files};
use std::sync::Arc;
use tierline_contract::*;
use tierline_engine::reimport::Purpose;
use tierline_engine::standard::standard_model;
use tierline_plan::{Change, Plan, Rep};

/// All lists of an import, one after the other, as a request has them.
#[derive(Debug)]
pub(super) struct Staged {
    request: ImportChoices,
    revision: Option<u64>,
    pub(super) check: ImportCheck,
    further: Vec<Stage>,
    /// Everything that is to be written; blocked when the check is.
    pub(super) change: Option<Change>,
    /// What the first list did.
    first: String,
    /// Accounts that the further lists change, and what they name that is in no account afterwards; an account counts once
    /// for each list.
    effect: (u32, u32),
}

/// A further list beside the plan as it is by then.
#[derive(Debug)]
struct Stage {
    plan: Arc<Plan>,
    compared: Option<Compared>,
}

impl App {
    /// What the lists of a request do together, unless that was just found out. `reps` are those that come in with them.
    pub(super) fn staged(
        &self,
        open: &Open,
        request: &ImportChoices,
        session: Option<&Session>,
        reps: &[Rep],
    ) -> Result<Arc<Staged>, AppError> {
        let revision = session.map(Session::revision);
        let known = open.several.as_ref();
        if let Some(known) = known.filter(|known| known.revision == revision && known.request == *request) {
            return Ok(known.clone());
        }
        let today = self.host.today();
        let mut scratch = match session {
            Some(session) => session.plan().clone(),
            None => Plan::new("", today, 0),
        };
        let updates = super::updates(request, &scratch);
        let check = self.first_check(open, request, session, reps)?;
        let (change, first) = match check.blocked {
            None => self.first_change(open, request, session, &scratch, reps)?,
            Some(_) => (None, String::new()),
        };
        let mut staged = Staged {
            request: request.clone(),
            revision,
            check,
            first,
            further: Vec::new(),
            change: None,
            effect: (0, 0),
        };
        let mut changes: Vec<Change> = change.into_iter().collect();
        if staged.check.blocked.is_none() {
            for change in &changes {
                apply(&mut scratch, change.clone());
            }
            for list in &request.further {
                self.further_list(&mut staged, &mut changes, &mut scratch, request, list)?;
            }
            if !updates && !changes.is_empty() {
                // The standard criteria are set from all that is known by now.
                let model = standard_model(&scratch.accounts, &scratch.opportunity, scratch.info.as_of);
                changes.push(Change::SetModel(model));
            }
        }
        if !changes.is_empty() && staged.check.blocked.is_none() {
            staged.change = Some(Change::Batch(changes));
        }
        let staged = Arc::new(staged);
        self.imports
            .keep(request.import, |open| open.several = Some(staged.clone()));
        Ok(staged)
    }

    /// The change that takes the first list in, and what it did in a sentence.
    fn first_change(
        &self,
        open: &Open,
        request: &ImportChoices,
        session: Option<&Session>,
        plan: &Plan,
        reps: &[Rep],
    ) -> Result<(Option<Change>, String), AppError> {
        let sheet = self.imports.sheet(request.import, &request.list)?;
        if let Some(session) = session.filter(|_| super::updates(request, plan)) {
            return Ok(match self.compared(open, &sheet, request, session)? {
                Outcome::Blocked(message) => (None, message),
                Outcome::Compared(compared) => {
                    compared.change(plan, reps.to_vec(), update::choices(request, &request.list))
                }
            });
        }
        let incoming = self.fresh_accounts(request, super::spellings::known(Some(plan), request, true))?;
        let sentence = views::done_sentence(incoming.accounts(), incoming.rows_left_out(), reps.len() as u32);
        let currency = incoming.currency.clone();
        let change = accounts::replacing(plan, incoming, reps.to_vec(), currency);
        Ok((Some(change), sentence))
    }

    fn further_list(
        &self,
        staged: &mut Staged,
        changes: &mut Vec<Change>,
        scratch: &mut Plan,
        request: &ImportChoices,
        list: &ListChoice,
    ) -> Result<(), AppError> {
        let sheet = self.imports.sheet(request.import, list)?;
        let choices = update::choices(request, list);
        let before = Arc::new(scratch.clone());
        let known = super::spellings::known(Some(scratch), request, false);
        let wanted = || self.imports.is_open(request.import);
        let (check, compared) = match Compared::of(
            &sheet,
            list,
            scratch,
            self.host.today(),
            Purpose::Adding,
            known,
            &wanted,
        )? {
            Err(message) => (preview::blocked(message), None),
            Ok(compared) => {
                let check = ImportCheck {
                    update: Some(compared.view(scratch, &[], choices)),
                    ..compared.check.clone()
                };
                let (changed, out) = compared.effect(choices);
                staged.effect = (staged.effect.0 + changed, staged.effect.1 + out);
                if let (Some(change), _) = compared.change(scratch, Vec::new(), choices) {
                    apply(scratch, change.clone());
                    changes.push(change);
                }
                (check, Some(compared))
            }
        };
        if let Some(why) = &check.blocked {
            staged.check.blocked.get_or_insert(format!("{}: {why}", list.sheet));
        }
        staged.check.further.push(FurtherCheck {
            sheet: list.sheet.clone(),
            listing: list.listing,
            check,
        });
        staged.further.push(Stage { plan: before, compared });
        Ok(())
    }
}

/// Changes made for a plan fit it.
fn apply(plan: &mut Plan, change: Change) {
    plan.apply(change).expect("a change fits the plan it was made for");
}

impl Staged {
    /// A page of what a further list does; `list` counts them from 0.
    pub(super) fn page(&self, list: usize, request: &ImportDifferences) -> DifferencePage {
        let nothing = DifferencePage {
            total: 0,
            rows: Vec::new(),
        };
        let Some(stage) = self.further.get(list) else {
            return nothing;
        };
        let choices = self
            .request
            .further
            .get(list)
            .map(|list| update::choices(&self.request, list));
        match (&stage.compared, choices) {
            (Some(compared), Some(choices)) => compared.page(&stage.plan, request, choices),
            _ => nothing,
        }
    }

    /// What the lists did.
    pub(super) fn sentence(&self) -> String {
        let (changed, out) = self.effect;
        let lists = many(self.further.len() as u64, "further list");
        let left = match out {
            0 => String::new(),
            out => format!(
                " {} that they name {} left out.",
                many(u64::from(out), "account"),
                if out == 1 { "was" } else { "were" }
            ),
        };
        format!(
            "{} {lists} changed {}.{left}",
            self.first,
            many(u64::from(changed), "account")
        )
    }

    /// What the undo list calls it.
    pub(super) fn label(&self, open: &Open) -> String {
        format!(
            "Import {} and {}",
            files::file_name(&open.path),
            many(self.further.len() as u64, "further list")
        )
    }
}
