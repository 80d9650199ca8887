//! Which account of the plan a row of a list is: by record ID, else by website and name, by name and place, and by website
//! alone.
//!
//! A key settles nothing where it fits several accounts or several rows: such a row is unclear, and a person decides. What
//! a person corrected in the plan is compared as the list had it, and only then as it stands now: the list may have been
//! corrected too, or not.

use crate::words::fold;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use tierline_plan::{AccountBatch, AccountTable, Column, FieldRole, Plan};

/// How names and websites are compared; handed in, because what a company's name is without its legal form is knowledge of
/// its own.
#[derive(Clone, Copy)]
pub struct Keys<'a> {
    /// The name as it is compared. Equal for names that only differ in case, accents, punctuation or legal form.
    pub name: &'a (dyn Fn(&str) -> String + Sync),
    /// The domain of a website; `None` where it tells no company from another.
    pub domain: &'a (dyn Fn(&str) -> Option<String> + Sync),
}

impl std::fmt::Debug for Keys<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

/// What told that a row is an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchedBy {
    RecordId,
    /// The record IDs differ in leading zeros, as spreadsheets drop them.
    RecordIdWithoutZeros,
    Website,
    NameAndPlace,
}

/// What a row of the list is to the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    Account {
        /// Row of the plan's table.
        row: usize,
        by: MatchedBy,
    },
    /// It was merged into an account, which stands for it.
    Merged {
        /// Row of the plan's table.
        row: usize,
    },
    New,
    /// It could be any of several accounts, or several rows could be the same one.
    Unclear {
        by: MatchedBy,
        /// Accounts of the plan that it could be.
        accounts: u32,
    },
}

/// Rows and accounts put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Matching {
    /// By row of the list.
    pub(super) found: Vec<Found>,
    /// Rows of the plan's table that the list does not name.
    pub(super) missing: Vec<usize>,
    /// Rows of the plan's table that an unclear row may mean.
    pub(super) unclear: Vec<usize>,
    /// The record IDs of the list name other accounts than the plan's do, so they were not used.
    pub(super) other_numbering: bool,
}

/// How a row of the list compares with an account, cell by cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    Same,
    /// Blank where the account has a value, else the same.
    SaysLess,
    Different,
}

/// Matches the rows of a list with the plan's accounts.
pub(super) fn match_rows(
    plan: &Plan,
    list: &AccountBatch,
    keys: Keys<'_>,
    likeness: &(dyn Fn(usize, usize) -> Likeness + Sync),
) -> Matching {
    let edited = edited_keys(plan);
    let theirs = Side::of(|role| column_of(list, role), rows_of(list));
    let as_given = edited.as_ref().unwrap_or(&plan.accounts);
    let ours = Side::of(|role| as_given.column_with_role(role), plan.accounts.len());
    let mut pairing = Pairing {
        keys,
        likeness,
        found: vec![None; theirs.rows],
        taken: vec![Taken::No; ours.rows],
        ours,
        theirs,
        rivals: HashMap::new(),
        other_numbering: false,
    };
    pairing.merged_before(plan);
    pairing.all_stages();
    if edited.is_some() {
        pairing.ours = Side::of(|role| plan.accounts.column_with_role(role), plan.accounts.len());
        pairing.all_stages();
    }
    pairing.into_matching()
}

/// The plan's list with the cells that rows are matched by as the list gave them; `None` when no person changed one.
fn edited_keys(plan: &Plan) -> Option<AccountTable> {
    use FieldRole::*;
    let compared = [RecordId, Website, Name, City, Country];
    let compared: Vec<_> = plan
        .accounts
        .fields()
        .iter()
        .filter(|field| compared.contains(&field.role))
        .map(|field| field.id)
        .collect();
    let edits = plan
        .hand_edits
        .iter()
        .filter(|((_, field), _)| compared.contains(field));
    let mut table: Option<AccountTable> = None;
    for ((account, field), given) in edits {
        let table = table.get_or_insert_with(|| plan.accounts.clone());
        // A plan's marks name its own cells and values that fit them.
        table.set(*account, *field, given.clone()).ok();
    }
    table
}

fn rows_of(list: &AccountBatch) -> usize {
    list.columns.first().map_or(0, Column::len)
}

fn column_of(list: &AccountBatch, role: FieldRole) -> Option<&Column> {
    let index = list.fields.iter().position(|field| field.role == role)?;
    Some(&list.columns[index])
}

/// What rows are compared by, of the plan or of the list.
struct Side<'a> {
    rows: usize,
    ids: Option<&'a Column>,
    websites: Option<&'a Column>,
    names: Option<&'a Column>,
    places: [Option<&'a Column>; 2],
}

impl<'a> Side<'a> {
    fn of(column: impl Fn(FieldRole) -> Option<&'a Column>, rows: usize) -> Self {
        Side {
            rows,
            ids: column(FieldRole::RecordId),
            websites: column(FieldRole::Website),
            names: column(FieldRole::Name),
            places: [column(FieldRole::City), column(FieldRole::Country)],
        }
    }

    fn id(&self, row: usize) -> Option<String> {
        let id = fold(self.ids?.text(row)?);
        (!id.is_empty()).then_some(id)
    }

    /// The record ID as a spreadsheet leaves it that took it for a number.
    fn id_without_zeros(&self, row: usize) -> Option<String> {
        let id = self.id(row)?;
        let digits = id.trim_start_matches('0');
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.to_owned())
    }

    fn domain(&self, row: usize, keys: Keys<'_>) -> Option<String> {
        (keys.domain)(self.websites?.text(row)?)
    }

    fn name(&self, row: usize, keys: Keys<'_>) -> Option<String> {
        let key = (keys.name)(self.names?.text(row)?);
        (!key.is_empty()).then_some(key)
    }

    fn place(&self, row: usize) -> [Option<String>; 2] {
        self.places.map(|column| Some(fold(column?.text(row)?)))
    }

    /// Name and place as one key.
    fn name_and_place(&self, row: usize, keys: Keys<'_>) -> Option<(String, [Option<String>; 2])> {
        Some((self.name(row, keys)?, self.place(row)))
    }
}

/// What has become of an account of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    No,
    Yes,
    /// It may be one of several rows.
    Unclear,
}

/// What happens to several rows and accounts of one key that nothing else tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// The key names the account, so they are the same ones in the same order, or it is unclear which is which.
    InOrder,
    /// The key is shared by accounts that are not the same: the next key may tell.
    GoOn,
}

struct Pairing<'a> {
    keys: Keys<'a>,
    likeness: &'a (dyn Fn(usize, usize) -> Likeness + Sync),
    ours: Side<'a>,
    theirs: Side<'a>,
    found: Vec<Option<Found>>,
    taken: Vec<Taken>,
    /// Accounts that a row shares a key with which settled nothing, by row of the list.
    rivals: HashMap<usize, Vec<usize>>,
    /// The record IDs of the list are of another system than the plan's, so they tell nothing.
    other_numbering: bool,
}

/// Rows of the list and of the plan that share a key.
#[derive(Default)]
struct Group {
    theirs: Vec<usize>,
    ours: Vec<usize>,
}

/// Accounts that must share a record ID before their names can cast doubt on all of them: one company may change its name.
const FEWEST_TO_DOUBT: usize = 5;

/// Comparing every row of a key with every account of it is given up from here on.
const LARGEST_COMPARISON: usize = 250_000;

impl Pairing<'_> {
    fn all_stages(&mut self) {
        let keys = self.keys;
        self.other_numbering |= self.ids_name_others();
        if !self.other_numbering {
            self.stage(MatchedBy::RecordId, |side, row| side.id(row), Rest::InOrder);
            self.stage(
                MatchedBy::RecordIdWithoutZeros,
                |side, row| side.id_without_zeros(row),
                Rest::InOrder,
            );
        }
        self.stage(
            MatchedBy::Website,
            |side, row| Some((side.domain(row, keys)?, side.name(row, keys)?)),
            Rest::GoOn,
        );
        self.stage(
            MatchedBy::NameAndPlace,
            |side, row| side.name_and_place(row, keys),
            Rest::InOrder,
        );
        self.by_name();
        // Last, for companies that changed their name: a name that is known elsewhere counts for more.
        self.stage(MatchedBy::Website, |side, row| side.domain(row, keys), Rest::GoOn);
    }

    /// Whether the record IDs of the list come from somewhere else: the accounts that share one mostly have other names.
    fn ids_name_others(&self) -> bool {
        let groups = self.groups(|side, row| side.id(row));
        let pairs = groups.iter().filter_map(|group| match (&*group.theirs, &*group.ours) {
            ([theirs], [ours]) => Some(self.theirs.name(*theirs, self.keys)? == self.ours.name(*ours, self.keys)?),
            _ => None,
        });
        let same: Vec<bool> = pairs.collect();
        let equal = same.iter().filter(|same| **same).count();
        same.len() >= FEWEST_TO_DOUBT && equal * 2 < same.len()
    }

    /// Rows that were merged into an account: by the record ID they had, else by name and place. An account that has the
    /// record ID itself is it.
    fn merged_before(&mut self, plan: &Plan) {
        if plan.merged.is_empty() {
            return;
        }
        let own: HashSet<String> = (0..self.ours.rows).filter_map(|row| self.ours.id(row)).collect();
        let mut by_id: HashMap<String, usize> = HashMap::new();
        let mut by_name: HashMap<(String, [Option<String>; 2]), usize> = HashMap::new();
        for record in &plan.merged {
            let Some(row) = plan.accounts.row(record.into) else {
                continue;
            };
            match record.record_id.as_deref().map(fold).filter(|id| !id.is_empty()) {
                Some(id) if !own.contains(&id) => drop(by_id.insert(id, row)),
                Some(_) => {}
                None => {
                    let place = [&record.city, &record.country].map(|part| part.as_deref().map(fold));
                    by_name.insert(((self.keys.name)(&record.name), place), row);
                }
            }
        }
        // One row a record: what stands in the list more often is told apart as anything else.
        for row in 0..self.theirs.rows {
            let found = match self.theirs.id(row) {
                Some(id) => by_id.remove(&id),
                None => self
                    .theirs
                    .name_and_place(row, self.keys)
                    .and_then(|key| by_name.remove(&key)),
            };
            if let Some(ours) = found {
                self.found[row] = Some(Found::Merged { row: ours });
            }
        }
    }

    /// Rows and accounts that are still to be put together, by key, in the order of the list.
    fn groups<K: Hash + Eq + Send>(&self, key: impl Fn(&Side<'_>, usize) -> Option<K> + Sync) -> Vec<Group> {
        let keyed = |side: &Side<'_>, open: &(dyn Fn(usize) -> bool + Sync)| -> Vec<(usize, K)> {
            (0..side.rows)
                .into_par_iter()
                .filter(|row| open(*row))
                .filter_map(|row| Some((row, key(side, row)?)))
                .collect()
        };
        let mut places: HashMap<K, usize> = HashMap::new();
        let mut groups: Vec<Group> = Vec::new();
        for (row, key) in keyed(&self.theirs, &|row| matches!(self.found[row], None | Some(Found::New))) {
            let place = *places.entry(key).or_insert_with(|| {
                groups.push(Group::default());
                groups.len() - 1
            });
            groups[place].theirs.push(row);
        }
        for (row, key) in keyed(&self.ours, &|row| self.taken[row] == Taken::No) {
            if let Some(place) = places.get(&key) {
                groups[*place].ours.push(row);
            }
        }
        groups.retain(|group| !group.ours.is_empty());
        groups
    }

    fn stage<K: Hash + Eq + Send>(
        &mut self,
        by: MatchedBy,
        key: impl Fn(&Side<'_>, usize) -> Option<K> + Sync,
        rest: Rest,
    ) {
        for mut group in self.groups(key) {
            if let ([theirs], [ours]) = (&*group.theirs, &*group.ours) {
                self.pair(*theirs, *ours, by);
                continue;
            }
            self.tell_apart(&mut group, by);
            if rest == Rest::GoOn {
                for theirs in &group.theirs {
                    self.rivals.entry(*theirs).or_default().extend(&group.ours);
                }
                continue;
            }
            self.pair_equals(&mut group, by);
            if group.theirs.len() == group.ours.len() {
                for (theirs, ours) in group.theirs.into_iter().zip(group.ours) {
                    self.pair(theirs, ours, by);
                }
            } else if !group.ours.is_empty() {
                for theirs in group.theirs {
                    self.leave_unclear(theirs, &group.ours, by);
                }
            }
        }
    }

    /// Puts those together that name and place tell apart within the group, and takes them out of it.
    fn tell_apart(&mut self, group: &mut Group, by: MatchedBy) {
        let mut by_name: HashMap<_, Group> = HashMap::new();
        for row in &group.theirs {
            let key = self.theirs.name_and_place(*row, self.keys);
            by_name.entry(key).or_default().theirs.push(*row);
        }
        for row in &group.ours {
            if let Some(part) = by_name.get_mut(&self.ours.name_and_place(*row, self.keys)) {
                part.ours.push(*row);
            }
        }
        by_name.remove(&None);
        for part in by_name.values() {
            if let ([theirs], [ours]) = (&*part.theirs, &*part.ours) {
                self.pair(*theirs, *ours, by);
            }
        }
        self.leave_open(group);
    }

    /// Puts rows together with accounts that say the same in every cell: whichever of several it is, nothing changes.
    fn pair_equals(&mut self, group: &mut Group, by: MatchedBy) {
        if group.theirs.len() * group.ours.len() > LARGEST_COMPARISON {
            return;
        }
        // The ones that say more first, or a row with few values takes the account of a fuller one.
        for wanted in [Likeness::Same, Likeness::SaysLess] {
            for theirs in &group.theirs {
                let open =
                    |ours: &&usize| self.taken[**ours] == Taken::No && (self.likeness)(*theirs, **ours) == wanted;
                if let Some(ours) = group.ours.iter().find(open) {
                    self.pair(*theirs, *ours, by);
                }
            }
            self.leave_open(group);
        }
    }

    /// Keeps what is still to be put together.
    fn leave_open(&self, group: &mut Group) {
        group
            .theirs
            .retain(|row| !matches!(self.found[*row], Some(Found::Account { .. })));
        group.ours.retain(|row| self.taken[*row] == Taken::No);
    }

    /// The same name where a place is missing on one side: at most one of each may fit.
    fn by_name(&mut self) {
        let keys = self.keys;
        for mut group in self.groups(|side, row| side.name(row, keys)) {
            self.pair_equals(&mut group, MatchedBy::NameAndPlace);
            if group.theirs.len() * group.ours.len() > LARGEST_COMPARISON {
                continue;
            }
            let agree = |pairing: &Self, theirs: usize, ours: usize| {
                let (here, there) = (pairing.ours.place(ours), pairing.theirs.place(theirs));
                let places = here.iter().zip(&there);
                let mut places = places.map(|(a, b)| a.is_none() || b.is_none() || a == b);
                pairing.may_be(theirs, ours) && places.all(|agrees| agrees)
            };
            let fitting: Vec<(usize, Vec<usize>)> = group
                .theirs
                .iter()
                .map(|theirs| {
                    let ours = group.ours.iter().copied();
                    (*theirs, ours.filter(|ours| agree(self, *theirs, *ours)).collect())
                })
                .collect();
            for (theirs, ours) in &fitting {
                let rival = |row: usize| fitting.iter().filter(|(_, others)| others.contains(&row)).count() > 1;
                match &**ours {
                    [] => {}
                    [only] if !rival(*only) => self.pair(*theirs, *only, MatchedBy::NameAndPlace),
                    several => self.leave_unclear(*theirs, several, MatchedBy::NameAndPlace),
                }
            }
        }
    }

    /// Whether nothing speaks against a row being an account. Other numbers do, unless the names are the same: systems give
    /// an account a new number, but two accounts that share a website also have two.
    fn may_be(&self, theirs: usize, ours: usize) -> bool {
        match (self.theirs.id(theirs), self.ours.id(ours)) {
            (Some(a), Some(b)) if a.trim_start_matches('0') != b.trim_start_matches('0') => {
                self.theirs.name(theirs, self.keys) == self.ours.name(ours, self.keys)
            }
            _ => true,
        }
    }

    fn pair(&mut self, theirs: usize, ours: usize, by: MatchedBy) {
        if !self.may_be(theirs, ours) {
            return;
        }
        self.found[theirs] = Some(Found::Account { row: ours, by });
        self.taken[ours] = Taken::Yes;
    }

    fn leave_unclear(&mut self, theirs: usize, ours: &[usize], by: MatchedBy) {
        self.found[theirs] = Some(Found::Unclear {
            by,
            accounts: ours.len() as u32,
        });
        // An account that another key spoke for may be meant as well, so it is not missing either.
        let rivals = self.rivals.get(&theirs).map_or(&[][..], Vec::as_slice);
        for row in ours.iter().chain(rivals) {
            if self.taken[*row] == Taken::No {
                self.taken[*row] = Taken::Unclear;
            }
        }
    }

    fn into_matching(self) -> Matching {
        let rows = |wanted: Taken| {
            let taken = self.taken.iter().enumerate();
            taken
                .filter(|(_, taken)| **taken == wanted)
                .map(|(row, _)| row)
                .collect()
        };
        // An account that only a merged record of it names is in the list all the same.
        let named: HashSet<usize> = self
            .found
            .iter()
            .filter_map(|found| match found {
                Some(Found::Merged { row }) => Some(*row),
                _ => None,
            })
            .collect();
        let mut missing: Vec<usize> = rows(Taken::No);
        missing.retain(|row| !named.contains(row));
        Matching {
            missing,
            unclear: rows(Taken::Unclear),
            other_numbering: self.other_numbering,
            found: self
                .found
                .into_iter()
                .map(|found| found.unwrap_or(Found::New))
                .collect(),
        }
    }
}
