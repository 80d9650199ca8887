//! What a newer list changes in the plan, cell by cell.

use super::matching::{Found, Keys, Likeness, Matching, match_rows};
use crate::words::fold;
use std::borrow::Cow;
use std::collections::BTreeSet;
use tierline_plan::{
    AccountBatch, AccountId, Column, Field, FieldId, FieldKind, FieldRole, ListSpelling, Plan, Product, ProductId,
    SourceFile,
};

/// What a list is to the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// A newer state of the accounts: what its columns are called is what they are called from then on.
    #[default]
    Newer,
    /// Adds to what is known of the accounts: the plan's own names of the columns stay, accounts it does not name are not
    /// missing, and an account's last activity only moves forward.
    Adding,
}

/// A list that was read for a plan: what it holds and where it is from.
#[derive(Debug)]
pub struct List {
    pub batch: AccountBatch,
    /// Products that the fields of the batch name.
    pub products: Vec<Product>,
    pub source: SourceFile,
    /// What the list writes otherwise than its columns say by now.
    pub spellings: Vec<ListSpelling>,
    pub purpose: Purpose,
}

/// One cell that differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellDiff {
    /// Row of the plan's table.
    pub row: usize,
    /// Row of the list.
    pub from: usize,
    /// Place of the field in the list.
    pub column: usize,
}

/// What happens to cells that were changed both by a person in the plan and in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Conflicts {
    #[default]
    KeepMine,
    TakeList,
}

/// What happens to accounts that the list does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Missing {
    #[default]
    Keep,
    /// They leave the plan together with what was decided about them.
    TakeOut,
}

/// What happens to rows that could be any of several accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unclear {
    #[default]
    LeaveOut,
    AddAsNew,
}

/// What happens to rows that name no account of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strangers {
    #[default]
    Add,
    LeaveOut,
}

/// What a person decides about a newer list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choices {
    pub conflicts: Conflicts,
    pub missing: Missing,
    pub unclear: Unclear,
    pub strangers: Strangers,
}

/// Rows of the list and accounts of the plan, each counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub new: u32,
    pub changed: u32,
    pub unchanged: u32,
    pub unclear: u32,
    /// Accounts of the plan that the list does not name.
    pub missing: u32,
}

/// A column that the plan does not have yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewColumn {
    /// Place of the field in the list.
    pub column: usize,
    pub label: String,
}

/// The plan and a newer list side by side.
#[derive(Debug)]
pub struct Comparison {
    pub(super) matching: Matching,
    pub(super) purpose: Purpose,
    /// For each field of the list its place in the plan; `None` for a column the plan does not have.
    pub(super) targets: Vec<Option<usize>>,
    /// Cells that take the list's value, by account.
    pub changed: Vec<CellDiff>,
    /// Cells that both a person and the list changed, by account.
    pub conflicts: Vec<CellDiff>,
    /// Cells that a person changed while the list still says the same.
    pub kept: Vec<CellDiff>,
    /// Marks of cells where the list says by now what the person said.
    pub(super) agreed: Vec<(AccountId, FieldId)>,
}

/// Matches a list with the plan and compares cell by cell. A blank of the list changes nothing.
pub fn compare(plan: &Plan, list: &List, keys: Keys<'_>) -> Comparison {
    let targets = targets(plan, list);
    let likeness = |from: usize, row: usize| {
        let mut likeness = Likeness::Same;
        for (theirs, target) in list.batch.columns.iter().zip(&targets) {
            let same = target.is_some_and(|target| {
                let edited = (plan.accounts.ids()[row], plan.accounts.fields()[target].id);
                let given = plan.hand_edits.get(&edited);
                plan.accounts.columns()[target].same_value(row, theirs, from)
                    || given.is_some_and(|given| *given == theirs.value(from))
            });
            if !same {
                if !theirs.is_missing(from) {
                    return Likeness::Different;
                }
                likeness = Likeness::SaysLess;
            }
        }
        likeness
    };
    let matching = match_rows(plan, &list.batch, keys, &likeness);
    let mut comparison = Comparison {
        matching,
        purpose: list.purpose,
        targets,
        changed: Vec::new(),
        conflicts: Vec::new(),
        kept: Vec::new(),
        agreed: Vec::new(),
    };
    let pairs: Vec<(usize, usize)> = comparison.pairs().collect();
    for (column, target) in comparison.targets.clone().into_iter().enumerate() {
        let theirs = &list.batch.columns[column];
        match target {
            Some(target) => comparison.compare_column(plan, &pairs, column, target, theirs),
            None => comparison
                .changed
                .extend(
                    pairs
                        .iter()
                        .filter(|(from, _)| !theirs.is_missing(*from))
                        .map(|(from, row)| CellDiff {
                            row: *row,
                            from: *from,
                            column,
                        }),
                ),
        }
    }
    let order = |diff: &CellDiff| (diff.row, diff.column);
    comparison.changed.sort_by_key(order);
    comparison.conflicts.sort_by_key(order);
    comparison.kept.sort_by_key(order);
    comparison
}

/// Where the fields of the list belong: by meaning, a product's by its name, any other column by its heading. A column of
/// another kind than the plan's of that heading becomes one of its own.
fn targets(plan: &Plan, list: &List) -> Vec<Option<usize>> {
    let fields = plan.accounts.fields();
    let mut taken = vec![false; fields.len()];
    let product = |id: ProductId, products: &[Product]| {
        let found = products.iter().find(|product| product.id == id);
        found.map(|product| fold(&product.name))
    };
    list.batch
        .fields
        .iter()
        .map(|field| {
            let same = |present: &Field| match (field.role, present.role) {
                (FieldRole::ProductRevenue(theirs), FieldRole::ProductRevenue(ours)) => {
                    product(theirs, &list.products) == product(ours, &plan.products)
                }
                (FieldRole::Custom, FieldRole::Custom) => fold(&field.label) == fold(&present.label),
                (theirs, ours) => theirs == ours,
            };
            let place = (0..fields.len())
                .find(|place| !taken[*place] && same(&fields[*place]) && fits(field.kind, fields[*place].kind))?;
            taken[place] = true;
            Some(place)
        })
        .collect()
}

fn fits(theirs: FieldKind, ours: FieldKind) -> bool {
    let text = |kind| matches!(kind, FieldKind::Text | FieldKind::Category);
    theirs == ours || (text(theirs) && text(ours))
}

impl Comparison {
    /// What each row of the list is.
    pub fn found(&self) -> &[Found] {
        &self.matching.found
    }

    /// Rows of the plan's table that the list does not name, ascending. Accounts that an unclear row may mean are among them
    /// once a person says that the row is another account.
    pub fn missing(&self, choices: Choices) -> Cow<'_, [usize]> {
        if self.purpose == Purpose::Adding {
            return Cow::Borrowed(&[]);
        }
        let missing = &self.matching.missing;
        if choices.unclear == Unclear::LeaveOut || self.matching.unclear.is_empty() {
            return Cow::Borrowed(missing);
        }
        let mut all = [&**missing, &self.matching.unclear].concat();
        all.sort_unstable();
        Cow::Owned(all)
    }

    /// Whether the record IDs of the list name other accounts than the plan's do, so that they were not used.
    pub fn other_numbering(&self) -> bool {
        self.matching.other_numbering
    }

    /// Place in the plan of a field of the list; `None` for a column that is new.
    pub fn target(&self, column: usize) -> Option<usize> {
        self.targets[column]
    }

    /// Columns of the list that the plan does not have and that say something.
    pub fn new_columns(&self, list: &List) -> Vec<NewColumn> {
        let new = (0..self.targets.len()).filter(|column| self.is_new_column(*column, list));
        new.map(|column| NewColumn {
            column,
            label: list.batch.fields[column].label.clone(),
        })
        .collect()
    }

    /// Columns of the plan that the list does not have; they stay as they are.
    pub fn absent_columns<'a>(&self, plan: &'a Plan) -> Vec<&'a Field> {
        let fields = plan.accounts.fields().iter().enumerate();
        fields
            .filter(|(place, _)| !self.targets.contains(&Some(*place)))
            .map(|(_, field)| field)
            .collect()
    }

    /// Columns whose heading changed: the old one and the new one.
    pub fn renamed_columns<'a>(&self, plan: &'a Plan, list: &'a List) -> Vec<(&'a str, &'a str)> {
        if self.purpose == Purpose::Adding {
            return Vec::new();
        }
        let targets = self.targets.iter().enumerate();
        targets
            .filter_map(|(column, target)| {
                let old = &plan.accounts.fields()[(*target)?].label;
                let new = &list.batch.fields[column].label;
                (old != new).then_some((old.as_str(), new.as_str()))
            })
            .collect()
    }

    /// Rows and accounts as the choices have them.
    pub fn counts(&self, choices: Choices) -> Counts {
        let touched = self.touched(choices);
        let mut counts = Counts {
            missing: self.missing(choices).len() as u32,
            ..Counts::default()
        };
        for found in &self.matching.found {
            match found {
                Found::New => counts.new += 1,
                Found::Unclear { .. } => counts.unclear += 1,
                Found::Account { row, .. } if touched.contains(row) => counts.changed += 1,
                Found::Account { .. } | Found::Merged { .. } => counts.unchanged += 1,
            }
        }
        counts
    }

    /// Rows of the plan's table in which a cell changes.
    pub fn touched(&self, choices: Choices) -> BTreeSet<usize> {
        self.taken_cells(choices).map(|diff| diff.row).collect()
    }

    /// Cells that take the list's value.
    pub fn taken_cells(&self, choices: Choices) -> impl Iterator<Item = &CellDiff> {
        let conflicts = match choices.conflicts {
            Conflicts::TakeList => &*self.conflicts,
            Conflicts::KeepMine => &[],
        };
        self.changed.iter().chain(conflicts)
    }

    /// Whether rows of the list can become accounts: they need names.
    pub fn can_add(&self, list: &List) -> bool {
        list.batch.fields.iter().any(|field| field.role == FieldRole::Name)
    }

    /// Rows of the list and of the plan that are the same account.
    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let found = self.matching.found.iter().enumerate();
        found.filter_map(|(from, found)| match found {
            Found::Account { row, .. } => Some((from, *row)),
            _ => None,
        })
    }

    fn compare_column(&mut self, plan: &Plan, pairs: &[(usize, usize)], column: usize, target: usize, theirs: &Column) {
        let ours = &plan.accounts.columns()[target];
        let field = plan.accounts.fields()[target].id;
        let any_by_hand = plan.hand_edits.keys().any(|(_, edited)| *edited == field);
        let forward = self.purpose == Purpose::Adding && plan.accounts.fields()[target].role == FieldRole::LastActivity;
        for (from, row) in pairs.iter().copied().filter(|(from, _)| !theirs.is_missing(*from)) {
            let diff = CellDiff { row, from, column };
            let account = plan.accounts.ids()[row];
            let given = plan.hand_edits.get(&(account, field)).filter(|_| any_by_hand);
            if ours.same_value(row, theirs, from) {
                if given.is_some() {
                    self.agreed.push((account, field));
                }
                continue;
            }
            if forward && ours.date(row) > theirs.date(from) {
                continue;
            }
            match given {
                None => self.changed.push(diff),
                Some(given) if *given == theirs.value(from) => self.kept.push(diff),
                Some(_) => self.conflicts.push(diff),
            }
        }
    }

    fn is_new_column(&self, column: usize, list: &List) -> bool {
        let theirs = &list.batch.columns[column];
        self.targets[column].is_none() && (0..theirs.len()).any(|row| !theirs.is_missing(row))
    }
}
