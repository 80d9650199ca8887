//! A newer list for a plan that has accounts: what it would change, shown part by part, and the change that does it.

use super::lists::{self, Taken};
use super::open::Open;
use super::{Lists, Sheet, accounts};
use crate::session::Session;
use crate::words::many;
use crate::{App, wire};
use std::collections::BTreeMap;
use std::sync::Arc;
use tierline_contract::*;
use tierline_engine::reimport::{
    CellDiff, Choices, Comparison, Conflicts, Found, Keys, List, MatchedBy, Missing, Purpose, Strangers, Unclear,
    compare,
};
use tierline_matching::{name_key, web_domain};
use tierline_plan::{Change, Column, Day, FieldRole, Plan, Rep};
use tierline_sheets::understand::KnownSpellings;

/// Rows of one page at most.
const LARGEST_PAGE: u32 = 500;

/// Said of a list of events while there are no accounts that they could be about.
pub(super) const NEEDS_ACCOUNTS: &str = "This sheet says what happened with accounts, and the plan has no accounts yet. \
                                         Import the list of accounts first, or together with it.";

/// A list compared with the plan, kept while the person looks at what will happen.
#[derive(Debug)]
pub(super) struct Compared {
    /// What any import of the list would say.
    pub(super) check: ImportCheck,
    list: List,
    /// Row numbers of the sheet, by row of the list.
    rows: Vec<u32>,
    comparison: Comparison,
    /// What its figures cover, a sentence each.
    covers: Vec<String>,
}

/// What a comparison depends on.
#[derive(Debug, PartialEq)]
pub(super) struct Key {
    list: ListChoice,
    spellings: Vec<SpellingChoice>,
    plan_revision: u64,
}

/// A comparison with what it depends on.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    key: Arc<Key>,
    compared: Arc<Compared>,
}

/// What came of comparing: the plan and the list side by side, or why the list cannot be taken.
pub(super) enum Outcome {
    Compared(Arc<Compared>),
    Blocked(String),
}

impl Compared {
    /// Compares a list with a plan; why not, in a sentence, when it cannot be taken. Given up as soon as `wanted` says no.
    pub(super) fn of(
        sheet: &Sheet,
        list: &ListChoice,
        plan: &Plan,
        today: Day,
        purpose: Purpose,
        known: KnownSpellings,
        wanted: &dyn Fn() -> Result<(), AppError>,
    ) -> Result<Result<Self, String>, AppError> {
        wanted()?;
        let taken = lists::taken(sheet, list, plan, today, purpose, known)?;
        wanted()?;
        let keys = Keys {
            name: &|name| name_key(name),
            domain: &|website| web_domain(website),
        };
        Ok(taken.map(|taken| {
            let Taken {
                check,
                list,
                rows,
                covers,
            } = taken;
            Compared {
                comparison: compare(plan, &list, keys),
                check,
                list,
                rows,
                covers,
            }
        }))
    }
}

/// The change that joins a list of what happened to the accounts of a plan, as the list itself proposes it, and what it did
/// in a sentence. Accounts that the plan does not know are left out.
pub(crate) fn joined(sheet: &Sheet, plan: &Plan, today: Day) -> Result<(Option<Change>, String), AppError> {
    let list = ListChoice {
        sheet: sheet.name.clone(),
        listing: wire::listing_view(sheet.listing),
        strangers: StrangerChoice::LeaveOut,
        ..ListChoice::default()
    };
    let known = KnownSpellings::of(plan);
    let compared = Compared::of(sheet, &list, plan, today, Purpose::Adding, known, &|| Ok(()))?.map_err(|message| {
        AppError::Unreadable {
            file: sheet.file.clone(),
            message,
        }
    })?;
    let choices = choices(&ImportChoices::default(), &list);
    let (change, sentence) = compared.change(plan, Vec::new(), choices);
    let left = match compared.effect(choices).1 {
        0 => String::new(),
        out => format!(
            " {} that it names {} not in the plan, or not clear.",
            many(u64::from(out), "account"),
            crate::words::are(u64::from(out))
        ),
    };
    Ok((change, format!("{}: {sentence}{left}", sheet.file)))
}

impl App {
    /// Compares the first list with the open plan, unless that was just done.
    pub(super) fn compared(
        &self,
        open: &Open,
        sheet: &Sheet,
        request: &ImportChoices,
        session: &Session,
    ) -> Result<Outcome, AppError> {
        let key = Key {
            list: ListChoice {
                // Whether strangers are added changes nothing about who they are.
                strangers: StrangerChoice::default(),
                ..request.list.clone()
            },
            spellings: request.spellings.clone(),
            plan_revision: session.revision(),
        };
        if let Some(known) = open.compared.as_ref().filter(|known| *known.key == key) {
            return Ok(Outcome::Compared(known.compared.clone()));
        }
        let purpose = match wire::listing(request.list.listing) {
            Lists::Accounts => Purpose::Newer,
            Lists::Sales | Lists::Activities | Lists::Deals => Purpose::Adding,
        };
        let known = super::spellings::known(Some(session.plan()), request, false);
        // A person who leaves the import does not want to wait for what it was working out.
        let wanted = || self.imports.is_open(request.import);
        let (list, plan) = (&request.list, session.plan());
        let compared = match Compared::of(sheet, list, plan, self.host.today(), purpose, known, &wanted)? {
            Ok(compared) => Arc::new(compared),
            Err(message) => return Ok(Outcome::Blocked(message)),
        };
        let kept = Kept {
            key: Arc::new(key),
            compared: compared.clone(),
        };
        self.imports.keep(request.import, |open| open.compared = Some(kept));
        Ok(Outcome::Compared(compared))
    }
}

/// The choices for one list of a request as the comparison takes them.
pub(super) fn choices(request: &ImportChoices, list: &ListChoice) -> Choices {
    Choices {
        conflicts: match request.conflicts {
            ConflictChoice::KeepMine => Conflicts::KeepMine,
            ConflictChoice::TakeList => Conflicts::TakeList,
        },
        missing: match request.missing {
            MissingChoice::Keep => Missing::Keep,
            MissingChoice::TakeOut => Missing::TakeOut,
        },
        unclear: match request.unclear {
            UnclearChoice::LeaveOut => Unclear::LeaveOut,
            UnclearChoice::AddAsNew => Unclear::AddAsNew,
        },
        strangers: match list.strangers {
            StrangerChoice::Add => Strangers::Add,
            StrangerChoice::LeaveOut => Strangers::LeaveOut,
        },
    }
}

impl Compared {
    pub(super) fn rows_left_out(&self) -> u32 {
        self.list.source.rows_left_out
    }

    /// Accounts that change, and rows of the list that are in no account afterwards.
    pub(super) fn effect(&self, choices: Choices) -> (u32, u32) {
        let counts = self.comparison.counts(choices);
        let can_add = self.comparison.can_add(&self.list);
        let stays_out = |rows: u32, adds: bool| if adds && can_add { 0 } else { rows };
        let strangers = stays_out(counts.new, choices.strangers == Strangers::Add);
        let unclear = stays_out(counts.unclear, choices.unclear == Unclear::AddAsNew);
        (counts.changed, strangers + unclear)
    }

    /// The change, and the sentence that says what it did. There may be nothing to do.
    pub(super) fn change(&self, plan: &Plan, reps: Vec<Rep>, choices: Choices) -> (Option<Change>, String) {
        let added = self.joined(plan, &reps).len() - plan.reps.len();
        let change = self
            .comparison
            .change(plan, &self.list, self.joined(plan, &reps), choices);
        let sentence = match change {
            None => "Nothing has changed: the plan already says what this list says.".to_owned(),
            Some(_) => self.done_sentence(choices, added),
        };
        (change, sentence)
    }

    fn joined(&self, plan: &Plan, reps: &[Rep]) -> Vec<Rep> {
        accounts::joined_reps(plan, reps.to_vec())
    }

    fn done_sentence(&self, choices: Choices, reps: usize) -> String {
        let counts = self.comparison.counts(choices);
        let mut parts = Vec::new();
        let mut say = |number: u32, what: &str| {
            if number > 0 {
                parts.push(format!("{} {what}", many(u64::from(number), "account")));
            }
        };
        let strangers = match choices.strangers {
            Strangers::Add => counts.new,
            Strangers::LeaveOut => 0,
        };
        let unclear = match choices.unclear {
            Unclear::AddAsNew => counts.unclear,
            Unclear::LeaveOut => 0,
        };
        let added = if self.comparison.can_add(&self.list) {
            strangers + unclear
        } else {
            0
        };
        say(counts.changed, "changed");
        say(added, "added");
        if choices.missing == Missing::TakeOut {
            say(counts.missing, "taken out");
        }
        if reps > 0 {
            parts.push(format!("{} added", many(reps as u64, "rep")));
        }
        let done = if parts.is_empty() {
            "The list was taken in; no account changed by it".to_owned()
        } else {
            parts.join(", ")
        };
        let unclear = u64::from(counts.unclear);
        if unclear == 0 || choices.unclear == Unclear::AddAsNew {
            return format!("{done}.");
        }
        format!(
            "{done}. {} left out: {} could be any of several accounts.",
            many(unclear, "row"),
            if unclear == 1 { "it" } else { "each" }
        )
    }

    pub(super) fn view(&self, plan: &Plan, reps: &[Rep], choices: Choices) -> UpdateView {
        let counts = self.comparison.counts(choices);
        let change = self
            .comparison
            .change(plan, &self.list, self.joined(plan, reps), choices);
        UpdateView {
            new: counts.new,
            changed: counts.changed,
            unchanged: counts.unchanged,
            unclear: counts.unclear,
            missing: counts.missing,
            cells: self.comparison.taken_cells(choices).count() as u32,
            conflicts: self.comparison.conflicts.len() as u32,
            kept: self.comparison.kept.len() as u32,
            nothing: change.is_none(),
            can_add: self.comparison.can_add(&self.list),
            remarks: self.remarks(plan),
        }
    }

    fn remarks(&self, plan: &Plan) -> Vec<String> {
        let mut remarks = self.covers.clone();
        let mut by: BTreeMap<MatchedBy, u64> = BTreeMap::new();
        for found in self.comparison.found() {
            if let Found::Account { by: how, .. } = found {
                *by.entry(*how).or_default() += 1;
            }
        }
        let by_id: u64 = by.get(&MatchedBy::RecordId).copied().unwrap_or(0);
        let matched: u64 = by.values().sum();
        if matched == 0 && !plan.accounts.is_empty() {
            remarks.push(
                "No account of this list is in the plan yet. If it is a list of other companies, make a new plan of it."
                    .to_owned(),
            );
        }
        if by_id < matched {
            let parts: Vec<String> = by
                .iter()
                .map(|(how, number)| {
                    let how = match how {
                        MatchedBy::RecordId => "by record ID",
                        MatchedBy::RecordIdWithoutZeros => "by record ID without its leading zeros",
                        MatchedBy::Website => "by website",
                        MatchedBy::NameAndPlace => "by name and place",
                    };
                    format!("{} {how}", crate::words::count(*number))
                })
                .collect();
            remarks.push(format!("{} known: {}.", many(matched, "account"), parts.join(", ")));
        }
        if self.comparison.other_numbering() {
            remarks.push(
                "The record IDs of this list are not those of the plan: the companies behind them have other names. They \
                 were not used to find the accounts."
                    .to_owned(),
            );
        }
        let quoted = |labels: Vec<&str>| {
            labels
                .iter()
                .map(|label| format!("“{label}”"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let new = self.comparison.new_columns(&self.list);
        if !new.is_empty() {
            let labels = new.iter().map(|new| new.label.as_str()).collect();
            remarks.push(format!("New in this list: {}.", quoted(labels)));
        }
        for (old, new) in self.comparison.renamed_columns(plan, &self.list) {
            remarks.push(format!("“{old}” is called “{new}” in this list."));
        }
        let absent = match self.list.purpose {
            Purpose::Newer => self.comparison.absent_columns(plan),
            Purpose::Adding => Vec::new(),
        };
        if !absent.is_empty() {
            let labels: Vec<&str> = absent.iter().map(|field| field.label.as_str()).collect();
            let number = labels.len() as u64;
            remarks.push(format!(
                "Not in this list, so {} as {}: {}.",
                if number == 1 { "it stays" } else { "they stay" },
                if number == 1 { "it is" } else { "they are" },
                quoted(labels)
            ));
        }
        remarks
    }

    /// A page of a part.
    pub(super) fn page(&self, plan: &Plan, request: &ImportDifferences, choices: Choices) -> DifferencePage {
        let found = self.comparison.found();
        let from = request.offset as usize;
        let limit = request.limit.min(LARGEST_PAGE) as usize;
        let listed = |rows: Vec<usize>| {
            let page = rows.iter().skip(from).take(limit);
            (rows.len(), page.map(|row| self.of_list(*row)).collect())
        };
        let with_cells = |diffs: &[&CellDiff]| {
            let mut by_account: BTreeMap<usize, Vec<&CellDiff>> = BTreeMap::new();
            for diff in diffs {
                by_account.entry(diff.row).or_default().push(diff);
            }
            let page = by_account.iter().skip(from).take(limit);
            let rows = page.map(|(row, diffs)| self.of_plan(plan, *row, Some(diffs[0].from), diffs));
            (by_account.len(), rows.collect::<Vec<_>>())
        };
        let (total, rows): (usize, Vec<Difference>) = match request.part {
            UpdatePart::New => listed(self.rows_where(|found| *found == Found::New)),
            UpdatePart::Unclear => listed(self.rows_where(|found| matches!(found, Found::Unclear { .. }))),
            UpdatePart::Changed => with_cells(&self.comparison.taken_cells(choices).collect::<Vec<_>>()),
            UpdatePart::Conflicts => with_cells(&self.comparison.conflicts.iter().collect::<Vec<_>>()),
            UpdatePart::Kept => with_cells(&self.comparison.kept.iter().collect::<Vec<_>>()),
            UpdatePart::Missing => {
                let missing = self.comparison.missing(choices);
                let page = missing.iter().skip(from).take(limit);
                let rows = page.map(|row| self.of_plan(plan, *row, None, &[]));
                (missing.len(), rows.collect())
            }
            UpdatePart::Unchanged => {
                let touched = self.comparison.touched(choices);
                let same: Vec<(usize, usize)> = found
                    .iter()
                    .enumerate()
                    .filter_map(|(from, found)| match found {
                        Found::Account { row, .. } if !touched.contains(row) => Some((*row, from)),
                        Found::Merged { row } => Some((*row, from)),
                        _ => None,
                    })
                    .collect();
                let page = same.iter().skip(from).take(limit);
                let rows = page.map(|(row, from)| self.of_plan(plan, *row, Some(*from), &[]));
                (same.len(), rows.collect())
            }
        };
        DifferencePage {
            total: total as u32,
            rows,
        }
    }

    fn rows_where(&self, wanted: impl Fn(&Found) -> bool) -> Vec<usize> {
        let found = self.comparison.found().iter().enumerate();
        found.filter(|(_, found)| wanted(found)).map(|(row, _)| row).collect()
    }

    fn of_list(&self, row: usize) -> Difference {
        let text = |role: FieldRole| {
            let place = self.list.batch.fields.iter().position(|field| field.role == role)?;
            self.list.batch.columns[place].text(row)
        };
        Difference {
            row: self.rows.get(row).copied(),
            account: named(text),
            place: place_of(text),
            note: match self.comparison.found()[row] {
                Found::Unclear { by, accounts } => unclear_note(by, accounts),
                _ => String::new(),
            },
            cells: Vec::new(),
        }
    }

    fn of_plan(&self, plan: &Plan, row: usize, from: Option<usize>, diffs: &[&CellDiff]) -> Difference {
        let text = |role: FieldRole| plan.accounts.column_with_role(role)?.text(row);
        let by = from.map(|from| self.comparison.found()[from]);
        Difference {
            row: from.and_then(|from| self.rows.get(from).copied()),
            account: plan.accounts.name(row).to_owned(),
            place: place_of(text),
            note: match by {
                Some(Found::Account {
                    by: MatchedBy::RecordIdWithoutZeros,
                    ..
                }) => "Known by its record ID, which has lost its leading zeros.".to_owned(),
                Some(Found::Account {
                    by: MatchedBy::Website, ..
                }) => "Known by its website.".to_owned(),
                Some(Found::Merged { .. }) => "Merged into this account before.".to_owned(),
                _ => String::new(),
            },
            cells: diffs.iter().map(|diff| self.cell(plan, diff)).collect(),
        }
    }

    fn cell(&self, plan: &Plan, diff: &CellDiff) -> DifferentCell {
        let value = |column: &Column, row| wire::cell(&column.value(row));
        let listed = &self.list.batch.fields[diff.column];
        let target = self.comparison.target(diff.column);
        let field = target.map_or(listed, |target| &plan.accounts.fields()[target]);
        DifferentCell {
            column: field.label.clone(),
            kind: wire::cell_kind(field.kind),
            old: target.map_or(Cell::Missing, |target| {
                value(&plan.accounts.columns()[target], diff.row)
            }),
            new: value(&self.list.batch.columns[diff.column], diff.from),
        }
    }
}

/// What a row calls its account: by name, else by what the list has instead.
fn named<'a>(text: impl Fn(FieldRole) -> Option<&'a str>) -> String {
    let names = [FieldRole::Name, FieldRole::RecordId, FieldRole::Website];
    names.into_iter().find_map(text).unwrap_or("").to_owned()
}

fn place_of<'a>(text: impl Fn(FieldRole) -> Option<&'a str>) -> String {
    let parts = [FieldRole::City, FieldRole::Country].map(text);
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn unclear_note(by: MatchedBy, accounts: u32) -> String {
    let shared = match by {
        MatchedBy::RecordId | MatchedBy::RecordIdWithoutZeros => "this record ID",
        MatchedBy::Website => "this website",
        MatchedBy::NameAndPlace => "this name",
    };
    match accounts {
        1 => format!("Another row of the list also has {shared}, and the plan has one such account."),
        several => format!(
            "{} of the plan {} {shared}.",
            many(u64::from(several), "account"),
            if several == 1 { "has" } else { "have" }
        ),
    }
}
