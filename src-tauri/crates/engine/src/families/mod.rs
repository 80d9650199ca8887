//! Account families: a parent company with its subsidiaries and sites, read off what the list names as each account's parent.
//!
//! A parent is named by its record ID or by its name. What fits several accounts, and accounts that stand above one another
//! in a ring, are said to be unclear and linked to nothing. An account that names itself stands at the top of its family:
//! that is how lists, and people here, say that it belongs to nobody.

mod linking;

pub use linking::{LinkError, followed, link};

use std::collections::{BTreeMap, HashMap};
use tierline_plan::{AccountTable, FieldRole, Plan};

/// What brings two spellings of a company's name together; empty for a text that names nobody.
pub type NameKey<'a> = &'a (dyn Fn(&str) -> String + Sync);

/// What stands above an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Above {
    /// The list names no parent.
    Nothing,
    /// It names itself: it belongs to nobody.
    Itself,
    /// The account of a row.
    Account(u32),
    /// A company that is no account, by its place among [`Families::outside`].
    Outside(u32),
    /// So many accounts go by what the list names.
    Unclear(u32),
    /// It would stand above itself.
    Ring,
}

/// The top of a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Head {
    /// The account of a row.
    Account(u32),
    /// A company that is no account, by its place among [`Families::outside`].
    Outside(u32),
}

/// Who belongs to whom, row by row of the account list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Families {
    above: Vec<Above>,
    heads: Vec<Head>,
    outside: Vec<String>,
    members: BTreeMap<Head, Vec<u32>>,
}

impl Families {
    /// Reads the families off a plan's list.
    pub fn of(plan: &Plan, name_key: NameKey<'_>) -> Self {
        let mut families = Families {
            above: vec![Above::Nothing; plan.accounts.len()],
            ..Families::default()
        };
        if let Some(parents) = plan.accounts.column_with_role(FieldRole::Parent) {
            let index = Index::of(plan, name_key);
            let mut known: HashMap<&str, Named> = HashMap::new();
            let mut outside: HashMap<String, u32> = HashMap::new();
            for row in 0..plan.accounts.len() {
                let Some(text) = parents.text(row).map(str::trim).filter(|text| !text.is_empty()) else {
                    continue;
                };
                let named = known.entry(text).or_insert_with(|| {
                    let rows = index.find(text);
                    // Spellings of one name are one company; what is no name at all is told apart as it is written.
                    let key = Some(name_key(text)).filter(|key| !key.is_empty());
                    let outside = rows.is_empty().then(|| {
                        *outside
                            .entry(key.unwrap_or_else(|| text.to_owned()))
                            .or_insert_with(|| {
                                families.outside.push(text.to_owned());
                                families.outside.len() as u32 - 1
                            })
                    });
                    Named { rows, outside }
                });
                families.above[row] = named.above(row as u32);
            }
        }
        families.break_rings();
        families.gather();
        families
    }

    pub fn above(&self, row: usize) -> Above {
        self.above[row]
    }

    /// The row of an account's parent.
    pub fn parent(&self, row: usize) -> Option<usize> {
        match self.above[row] {
            Above::Account(parent) => Some(parent as usize),
            _ => None,
        }
    }

    /// The top of an account's family: itself when it belongs to nobody.
    pub fn head(&self, row: usize) -> Head {
        self.heads[row]
    }

    /// Companies that are named as parents and are no accounts, as the list spells them.
    pub fn outside(&self) -> &[String] {
        &self.outside
    }

    /// The rows of a family, parents before their children. Not empty only for families of two accounts and more, and for
    /// accounts whose parent is no account.
    pub fn members(&self, head: Head) -> &[u32] {
        self.members.get(&head).map_or(&[], Vec::as_slice)
    }

    /// Families of two accounts and more, each with its rows.
    pub fn families(&self) -> impl Iterator<Item = (Head, &[u32])> {
        let all = self.members.iter().filter(|(_, rows)| rows.len() > 1);
        all.map(|(head, rows)| (*head, rows.as_slice()))
    }

    /// The rows that stand directly below one.
    pub fn children(&self, row: usize) -> Vec<usize> {
        let rows = self.members(self.heads[row]).iter().map(|row| *row as usize);
        rows.filter(|other| self.parent(*other) == Some(row)).collect()
    }

    /// What a family is called: its head's name.
    pub fn name<'a>(&'a self, head: Head, accounts: &'a AccountTable) -> &'a str {
        match head {
            Head::Account(row) => accounts.name(row as usize),
            Head::Outside(at) => &self.outside[at as usize],
        }
    }

    fn break_rings(&mut self) {
        // 0 is not looked at, 1 is on the way up from the present row, 2 is done.
        let mut seen = vec![0u8; self.above.len()];
        for start in 0..self.above.len() {
            let (mut way, mut at) = (Vec::new(), start);
            while seen[at] == 0 {
                seen[at] = 1;
                way.push(at);
                match self.above[at] {
                    Above::Account(parent) => at = parent as usize,
                    _ => break,
                }
            }
            if seen[at] == 1
                && matches!(self.above[at], Above::Account(_))
                && let Some(first) = way.iter().position(|row| *row == at)
            {
                way[first..].iter().for_each(|row| self.above[*row] = Above::Ring);
            }
            way.iter().for_each(|row| seen[*row] = 2);
        }
    }

    fn gather(&mut self) {
        let mut heads: Vec<Option<Head>> = vec![None; self.above.len()];
        let mut depths = vec![0u32; self.above.len()];
        for start in 0..self.above.len() {
            let mut way = Vec::new();
            let mut at = start;
            let (head, mut depth) = loop {
                if let Some(head) = heads[at] {
                    break (head, depths[at] + 1);
                }
                way.push(at);
                match self.above[at] {
                    Above::Account(parent) => at = parent as usize,
                    Above::Outside(name) => break (Head::Outside(name), 0),
                    _ => break (Head::Account(at as u32), 0),
                }
            };
            for row in way.into_iter().rev() {
                heads[row] = Some(head);
                depths[row] = depth;
                depth += 1;
            }
        }
        self.heads = heads.into_iter().flatten().collect();
        let mut members: BTreeMap<Head, Vec<u32>> = BTreeMap::new();
        for (row, head) in self.heads.iter().enumerate() {
            members.entry(*head).or_default().push(row as u32);
        }
        members.retain(|head, rows| rows.len() > 1 || matches!(head, Head::Outside(_)));
        for rows in members.values_mut() {
            rows.sort_by_key(|row| (depths[*row as usize], *row));
        }
        self.members = members;
    }
}

/// What one text of the parent column stands for.
struct Named {
    rows: Vec<u32>,
    /// Where no account goes by it.
    outside: Option<u32>,
}

impl Named {
    fn above(&self, row: u32) -> Above {
        match (self.outside, self.rows.as_slice()) {
            (Some(outside), _) => Above::Outside(outside),
            (None, rows) if rows.contains(&row) => Above::Itself,
            (None, [parent]) => Above::Account(*parent),
            (None, rows) => Above::Unclear(rows.len() as u32),
        }
    }
}

/// The accounts by what a list can call them, the surest first: record ID, the record IDs of what was merged into them,
/// the name as it is written, the name without what spellings differ in, the names of what was merged into them.
struct Index<'a> {
    by_id: HashMap<&'a str, Vec<u32>>,
    by_name: HashMap<&'a str, Vec<u32>>,
    by_key: HashMap<String, Vec<u32>>,
    merged_by_key: HashMap<String, Vec<u32>>,
    name_key: NameKey<'a>,
}

impl<'a> Index<'a> {
    fn of(plan: &'a Plan, name_key: NameKey<'a>) -> Self {
        let mut index = Index {
            by_id: HashMap::new(),
            by_name: HashMap::new(),
            by_key: HashMap::new(),
            merged_by_key: HashMap::new(),
            name_key,
        };
        let ids = plan.accounts.column_with_role(FieldRole::RecordId);
        for row in 0..plan.accounts.len() {
            if let Some(id) = ids.and_then(|ids| ids.text(row)) {
                index.by_id.entry(id.trim()).or_default().push(row as u32);
            }
            let name = plan.accounts.name(row).trim();
            if !name.is_empty() {
                index.by_name.entry(name).or_default().push(row as u32);
                index.by_key.entry(name_key(name)).or_default().push(row as u32);
            }
        }
        for record in &plan.merged {
            let Some(row) = plan.accounts.row(record.into) else {
                continue;
            };
            let add = |rows: &mut Vec<u32>| {
                if !rows.contains(&(row as u32)) {
                    rows.push(row as u32);
                }
            };
            if let Some(id) = &record.record_id {
                add(index.by_id.entry(id.trim()).or_default());
            }
            add(index.merged_by_key.entry(name_key(&record.name)).or_default());
        }
        index
    }

    /// The rows that go by a text, by the surest of the ways that finds any.
    fn find(&self, text: &str) -> Vec<u32> {
        let written = self.by_id.get(text).or_else(|| self.by_name.get(text));
        if let Some(rows) = written {
            return rows.clone();
        }
        let key = (self.name_key)(text);
        if key.is_empty() {
            return Vec::new();
        }
        let found = self.by_key.get(&key).or_else(|| self.merged_by_key.get(&key));
        found.cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
