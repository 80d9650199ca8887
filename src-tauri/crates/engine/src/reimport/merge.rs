//! What a newer list changes in the plan, and the change that does it.

use super::matching::{Found, Keys, Likeness, Matching, match_rows};
use crate::territories::match_owner_names;
use crate::words::fold;
use std::borrow::Cow;
use std::collections::BTreeSet;
use tierline_plan::{
    AccountBatch, AccountId, AccountTable, Change, Column, Curve, Day, Field, FieldId, FieldKind, FieldRole, HandEdit,
    Model, Plan, PlanInfo, Product, ProductId, Rep, RepId, SourceFile,
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
    matching: Matching,
    purpose: Purpose,
    /// For each field of the list its place in the plan; `None` for a column the plan does not have.
    targets: Vec<Option<usize>>,
    /// Cells that take the list's value, by account.
    pub changed: Vec<CellDiff>,
    /// Cells that both a person and the list changed, by account.
    pub conflicts: Vec<CellDiff>,
    /// Cells that a person changed while the list still says the same.
    pub kept: Vec<CellDiff>,
    /// Marks of cells where the list says by now what the person said.
    agreed: Vec<(AccountId, FieldId)>,
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

    /// The change that brings the plan up to date, seen from the day the list came in; `None` when there is nothing to do.
    /// `reps` are the plan's from then on.
    pub fn change(&self, plan: &Plan, list: &List, reps: Vec<Rep>, choices: Choices) -> Option<Change> {
        let table = self.table(plan, list, choices);
        let marks = self.marks(plan, list, choices);
        let table_changes = table.is_some();
        if !table_changes && marks.is_empty() && reps == plan.reps {
            return None;
        }
        let (accounts, products) = table.unwrap_or_else(|| (plan.accounts.clone(), plan.products.clone()));
        let owners = self.owners(plan, &accounts, &reps, choices);
        let mut changes = self.farewell(plan, choices);
        if table_changes {
            let as_of = list.source.imported_on;
            let model = seen_from(&plan.model, as_of);
            let mut sources = plan.sources.clone();
            sources.push(list.source.clone());
            changes.push(Change::SetInfo(PlanInfo {
                as_of,
                ..plan.info.clone()
            }));
            changes.push(Change::SetAccounts {
                accounts: Box::new(accounts),
                products,
                sources,
            });
            if model != plan.model {
                changes.push(Change::SetModel(model));
            }
        }
        if !marks.is_empty() {
            changes.push(Change::SetHandEdits(marks));
        }
        if reps != plan.reps {
            changes.push(Change::SetReps(reps));
        }
        if !owners.is_empty() {
            changes.push(Change::SetOwners(owners));
        }
        Some(Change::Batch(changes))
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

    /// Whether rows of the list can become accounts: they need names.
    pub fn can_add(&self, list: &List) -> bool {
        list.batch.fields.iter().any(|field| field.role == FieldRole::Name)
    }

    /// Rows of the list that become accounts.
    fn added(&self, list: &List, choices: Choices) -> Vec<usize> {
        if !self.can_add(list) {
            return Vec::new();
        }
        let found = self.matching.found.iter().enumerate();
        found
            .filter(|(_, found)| match found {
                Found::New => choices.strangers == Strangers::Add,
                Found::Unclear { .. } => choices.unclear == Unclear::AddAsNew,
                Found::Account { .. } | Found::Merged { .. } => false,
            })
            .map(|(row, _)| row)
            .collect()
    }

    /// Rows of the plan's table that go.
    fn gone(&self, choices: Choices) -> Cow<'_, [usize]> {
        match choices.missing {
            Missing::TakeOut => self.missing(choices),
            Missing::Keep => Cow::Borrowed(&[]),
        }
    }

    /// The list of accounts and the products afterwards; `None` when they stay as they are.
    fn table(&self, plan: &Plan, list: &List, choices: Choices) -> Option<(AccountTable, Vec<Product>)> {
        let present = &plan.accounts;
        let (added, gone) = (self.added(list, choices), self.gone(choices));
        let taken: Vec<&CellDiff> = self.taken_cells(choices).collect();
        let mut new = self.new_columns(list);
        new.retain(|new| {
            let theirs = &list.batch.columns[new.column];
            taken.iter().any(|diff| diff.column == new.column) || added.iter().any(|row| !theirs.is_missing(*row))
        });
        let renamed = !self.renamed_columns(plan, list).is_empty();
        if added.is_empty() && gone.is_empty() && taken.is_empty() && new.is_empty() && !renamed {
            return None;
        }
        let kept: Vec<usize> = (0..present.len())
            .filter(|row| gone.binary_search(row).is_err())
            .collect();
        let place = |row: usize| kept.binary_search(&row).expect("a row that was found stays");
        let mut pairs: Vec<Vec<(usize, usize)>> = vec![Vec::new(); self.targets.len()];
        for diff in taken {
            pairs[diff.column].push((place(diff.row), diff.from));
        }
        let mut products = plan.products.clone();
        let mut fields = Vec::with_capacity(present.fields().len() + new.len());
        let mut columns = Vec::with_capacity(fields.capacity());
        for (index, field) in present.fields().iter().enumerate() {
            let source = self.targets.iter().position(|target| *target == Some(index));
            let mut column = present.columns()[index].gather(&kept);
            let named = source.filter(|_| self.purpose == Purpose::Newer);
            fields.push(Field {
                label: named.map_or_else(|| field.label.clone(), |from| list.batch.fields[from].label.clone()),
                ..field.clone()
            });
            match source {
                Some(from) => extend(&mut column, &list.batch.columns[from], field.kind, &pairs[from], &added),
                None => column.extend_missing(added.len()),
            }
            columns.push(column);
        }
        let first_id = present.fields().iter().map(|field| field.id.0 + 1).max().unwrap_or(1);
        for (id, NewColumn { column: from, .. }) in (first_id..).zip(new) {
            let field = &list.batch.fields[from];
            let mut column = Column::new(field.kind);
            column.extend_missing(kept.len());
            extend(&mut column, &list.batch.columns[from], field.kind, &pairs[from], &added);
            fields.push(Field {
                id: FieldId(id),
                role: with_product(field.role, &list.products, &mut products),
                ..field.clone()
            });
            columns.push(column);
        }
        let ids = kept.iter().map(|row| present.ids()[*row]);
        let new_ids = (present.next_id()..).take(added.len()).map(AccountId);
        let table = AccountTable::from_parts(ids.chain(new_ids).collect(), fields, columns)
            .expect("two sound lists put together by meaning are sound");
        Some((table, products))
    }

    /// Marks to set anew: where both sides agree there is nothing to guard any more, and where a person's value was kept
    /// against the list's, the list's is the one to compare the next list with.
    fn marks(&self, plan: &Plan, list: &List, choices: Choices) -> Vec<HandEdit> {
        let cell = |diff: &CellDiff| {
            let target = self.targets[diff.column].expect("a conflict stands in a column of the plan");
            (plan.accounts.ids()[diff.row], plan.accounts.fields()[target].id)
        };
        let agreed = self.agreed.iter().map(|(account, field)| (*account, *field, None));
        let settled = self.conflicts.iter().map(|diff| {
            let (account, field) = cell(diff);
            let given = match choices.conflicts {
                Conflicts::KeepMine => Some(list.batch.columns[diff.column].value(diff.from)),
                Conflicts::TakeList => None,
            };
            (account, field, given)
        });
        agreed.chain(settled).collect()
    }

    /// Takes back every decision about accounts that go.
    fn farewell(&self, plan: &Plan, choices: Choices) -> Vec<Change> {
        let gone = self.gone(choices);
        if gone.is_empty() {
            return Vec::new();
        }
        let gone: BTreeSet<AccountId> = gone.iter().map(|row| plan.accounts.ids()[*row]).collect();
        let of = |account: &&AccountId| gone.contains(*account);
        let edits = plan.hand_edits.keys().filter(|(account, _)| gone.contains(account));
        let mut merged = plan.merged.clone();
        merged.retain(|record| !gone.contains(&record.into));
        vec![
            Change::SetMerged(merged),
            Change::SetPins(plan.pinned.iter().filter(of).map(|account| (*account, false)).collect()),
            Change::SetOwners(plan.owners.keys().filter(of).map(|account| (*account, None)).collect()),
            Change::SetOverrides(
                plan.overrides
                    .keys()
                    .filter(of)
                    .map(|account| (*account, None))
                    .collect(),
            ),
            Change::SetHandEdits(edits.map(|(account, field)| (*account, *field, None)).collect()),
        ]
    }

    /// Owners that the list brings: for accounts that are new or whose owner the list changed, and for reps that are new.
    /// Whoever owns an account in the plan keeps it.
    fn owners(
        &self,
        plan: &Plan,
        accounts: &AccountTable,
        reps: &[Rep],
        choices: Choices,
    ) -> Vec<(AccountId, Option<RepId>)> {
        let role = |column: usize| self.targets[column].map(|target| plan.accounts.fields()[target].role);
        let renamed: BTreeSet<AccountId> = self
            .taken_cells(choices)
            // A column that is new may be the owners' column.
            .filter(|diff| role(diff.column).is_none_or(|role| role == FieldRole::Owner))
            .map(|diff| plan.accounts.ids()[diff.row])
            .collect();
        let is_new = |account: &AccountId| plan.accounts.row(*account).is_none();
        let known = |rep: &RepId| plan.rep(*rep).is_some();
        let named = match_owner_names(accounts, reps);
        accounts
            .ids()
            .iter()
            .zip(named)
            .filter_map(|(account, rep)| {
                let rep = rep?;
                let brought = is_new(account) || renamed.contains(account) || !known(&rep);
                (brought && !plan.owners.contains_key(account)).then_some((*account, Some(rep)))
            })
            .collect()
    }
}

/// Puts the cells that change into a column, and the new accounts below it.
fn extend(column: &mut Column, theirs: &Column, kind: FieldKind, pairs: &[(usize, usize)], added: &[usize]) {
    column.take_over(theirs, pairs);
    // Texts and categories stand in for each other, and a category leaves values behind that only other rows have.
    if matches!(kind, FieldKind::Text | FieldKind::Category) {
        let values = added.iter().map(|row| theirs.value(*row));
        column.append(&Column::from_values(kind, values));
    } else {
        column.append(&theirs.gather(added));
    }
}

/// The role in the plan of a field that is new there: a product's is the plan's of that name, added when there is none.
fn with_product(role: FieldRole, theirs: &[Product], ours: &mut Vec<Product>) -> FieldRole {
    let FieldRole::ProductRevenue(id) = role else {
        return role;
    };
    let name = theirs
        .iter()
        .find(|product| product.id == id)
        .map_or("", |product| &product.name);
    let present = ours
        .iter()
        .find(|product| fold(&product.name) == fold(name))
        .map(|product| product.id);
    let id = present.unwrap_or_else(|| {
        let id = ProductId(ours.iter().map(|product| product.id.0 + 1).max().unwrap_or(1));
        ours.push(Product {
            id,
            name: name.to_owned(),
        });
        id
    });
    FieldRole::ProductRevenue(id)
}

/// The model with its ages counted to another day.
fn seen_from(model: &Model, day: Day) -> Model {
    let mut model = model.clone();
    for criterion in &mut model.criteria {
        if let Curve::Recency { as_of, .. } = &mut criterion.curve {
            *as_of = day;
        }
    }
    model
}
