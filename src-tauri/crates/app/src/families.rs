//! Account families: shown, proposed, linked and taken apart.

use crate::app::label;
use crate::duplicates::records;
use crate::session::Session;
use crate::words::{many, money};
use crate::{App, words};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use tierline_contract::*;
use tierline_engine::families::{Above, Families, Head, followed, link};
use tierline_matching::{Belongs, Sign, may_belong, name_key};
use tierline_plan::{AccountId, Change, FieldId, FieldRole, KnownSum, Money, TierChoice, Value};

/// Families, and proposed families, handed over at a time.
const MOST: usize = 200;

/// Children named in an account's panel.
const MOST_CHILDREN: usize = 10;

/// The families of a session's list.
pub(crate) fn families(session: &Session) -> Families {
    Families::of(session.plan(), &name_key)
}

/// How the account of a row stands towards a family; `None` when it is in none.
pub(crate) fn tie(families: &Families, row: usize) -> Option<FamilyTie> {
    match families.above(row) {
        Above::Unclear(_) | Above::Ring => Some(FamilyTie::Unclear),
        Above::Outside(_) => Some(FamilyTie::Outside),
        _ if families.members(families.head(row)).len() > 1 => Some(FamilyTie::Member),
        _ => None,
    }
}

/// The change that a person makes in cells. The parent column follows names that change in it.
pub(crate) fn by_hand(session: &Session, mut cells: Vec<(AccountId, FieldId, Value)>) -> Change {
    let plan = session.plan();
    let names = plan.accounts.field_with_role(FieldRole::Name).map(|field| field.id);
    let renamed: Vec<(AccountId, String)> = cells
        .iter()
        .filter(|(_, field, _)| Some(*field) == names)
        .filter_map(|(account, _, name)| match name {
            Value::Text(name) => Some((*account, name.clone())),
            _ => None,
        })
        .collect();
    if !renamed.is_empty() {
        let own: BTreeSet<(AccountId, FieldId)> = cells.iter().map(|(account, field, _)| (*account, *field)).collect();
        let followers = followed(plan, &renamed, &name_key).into_iter();
        cells.extend(followers.filter(|(account, field, _)| !own.contains(&(*account, *field))));
    }
    Change::by_hand(plan, cells)
}

impl App {
    pub fn families(&self, (): ()) -> Result<FamiliesView, AppError> {
        self.with(|session| Ok(view(session)))
    }

    pub fn set_parents(&self, request: SetParents) -> Result<PlanView, AppError> {
        self.change(|session| {
            let links: Vec<(AccountId, AccountId)> = request
                .links
                .iter()
                .map(|link| (AccountId(link.account), AccountId(link.parent)))
                .collect();
            let refused = |message: String| AppError::Refused { message };
            let [(first, parent), rest @ ..] = links.as_slice() else {
                return Err(refused("No account was chosen. Nothing was changed.".to_owned()));
            };
            let change = link(session.plan(), &links, &name_key).map_err(|error| refused(error.to_string()))?;
            let name = |account: &AccountId| {
                let accounts = &session.plan().accounts;
                accounts.row(*account).map_or("", |row| accounts.name(row)).to_owned()
            };
            let said = match (first == parent, rest.iter().all(|(_, other)| other == parent)) {
                (true, _) if rest.is_empty() => format!("Let {} stand alone", name(first)),
                (_, true) if rest.is_empty() => format!("Put {} below {}", name(first), name(parent)),
                (false, true) => label("Put", links.len(), &format!(" below {}", name(parent))),
                _ => label("Change the families of", links.len(), ""),
            };
            self.commit(session, change, &said)
        })
    }
}

fn view(session: &Session) -> FamiliesView {
    let families = session.families();
    let accounts = &session.plan().accounts;
    let mut views: Vec<FamilyView> = families
        .families()
        .map(|(head, rows)| family(session, &families, head, rows))
        .collect();
    views.sort_by_key(|family| (Reverse(family.revenue), Reverse(family.accounts), family.account));
    let ties = [FamilyTie::Member, FamilyTie::Outside, FamilyTie::Unclear].map(|each| TieCount {
        tie: each,
        accounts: (0..accounts.len()).filter(|row| stands(&families, *row, each)).count() as u32,
    });
    let links = proposals(session, &families);
    let mut by_parent: BTreeMap<u32, Vec<&Belongs>> = BTreeMap::new();
    for link in &links {
        by_parent.entry(link.parent).or_default().push(link);
    }
    let mut proposed: Vec<(u32, Vec<&Belongs>)> = by_parent.into_iter().collect();
    proposed.sort_by_key(|(parent, children)| (Reverse(children.len()), *parent));
    FamiliesView {
        left_off: views.len().saturating_sub(MOST) as u32,
        families: views.into_iter().take(MOST).collect(),
        ties: ties.to_vec(),
        proposed: proposed
            .iter()
            .take(MOST)
            .map(|(parent, children)| ProposedFamily {
                parent: accounts.ids()[*parent as usize].0,
                name: accounts.name(*parent as usize).to_owned(),
                place: place(session, *parent as usize),
                children: children
                    .iter()
                    .map(|link| ProposedChild {
                        account: accounts.ids()[link.child as usize].0,
                        name: accounts.name(link.child as usize).to_owned(),
                        place: place(session, link.child as usize),
                        reason: reason(&link.sign, accounts.name(*parent as usize)),
                    })
                    .collect(),
            })
            .collect(),
        proposed_links: links.len() as u32,
    }
}

/// Whether the account of a row counts under a tie. One below a parent that is no account counts under both.
pub(crate) fn stands(families: &Families, row: usize, wanted: FamilyTie) -> bool {
    let found = tie(families, row);
    let in_family = || families.members(families.head(row)).len() > 1;
    found == Some(wanted) || (wanted == FamilyTie::Member && found.is_some() && in_family())
}

/// What the family of a row is called; `None` for an account that is in none.
pub(crate) fn name(session: &Session, row: usize) -> Option<String> {
    let families = session.families();
    let head = families.head(row);
    stands(&families, row, FamilyTie::Member).then(|| families.name(head, &session.plan().accounts).to_owned())
}

fn family(session: &Session, families: &Families, head: Head, rows: &[u32]) -> FamilyView {
    let results = session.results();
    let (mut revenue, mut potential) = (KnownSum::default(), KnownSum::default());
    let mut tiers = vec![0; session.plan().tiers.tiers.len()];
    let mut owners = BTreeSet::new();
    for row in rows.iter().map(|row| *row as usize) {
        revenue.add(results.opportunity.revenue[row]);
        potential.add(results.opportunity.potential[row]);
        if let TierChoice::Tier(tier) = results.tiering.choice[row]
            && let Some(count) = tiers.get_mut(usize::from(tier))
        {
            *count += 1;
        }
        owners.extend(results.owners[row]);
    }
    FamilyView {
        account: session.plan().accounts.ids()[rows[0] as usize].0,
        name: families.name(head, &session.plan().accounts).to_owned(),
        listed: matches!(head, Head::Account(_)),
        accounts: rows.len() as u32,
        revenue: revenue.amount().map(Money::minor),
        potential: potential.amount().map(Money::minor),
        tiers,
        owners: owners.len() as u32,
    }
}

/// Links that nothing in the list says. Who has a parent, or says that it has none, is left alone.
fn proposals(session: &Session, families: &Families) -> Vec<Belongs> {
    let mut links = may_belong(&records(&session.plan().accounts), |row| {
        families.above(row) == Above::Nothing
    });
    // Nobody is proposed below one of its own family.
    links.retain(|link| families.head(link.child as usize) != families.head(link.parent as usize));
    links
}

fn reason(sign: &Sign, parent: &str) -> String {
    match sign {
        Sign::Group => format!("“{parent}” is named as its group or holding"),
        Sign::Website(domain) => format!("same website {domain}"),
        Sign::Name => "its name begins with the parent's".to_owned(),
    }
}

fn place(session: &Session, row: usize) -> Option<String> {
    let accounts = &session.plan().accounts;
    let words = [FieldRole::City, FieldRole::Country];
    let words = words.map(|role| accounts.column_with_role(role).and_then(|column| column.text(row)));
    let words: Vec<&str> = words.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// The family of the account of a row, for its panel.
pub(crate) fn of_account(session: &Session, row: usize) -> AccountFamily {
    let families = session.families();
    let accounts = &session.plan().accounts;
    let revenue = |row: usize| session.results().opportunity.revenue[row].map(Money::minor);
    let member = |row: usize| FamilyMember {
        account: accounts.ids()[row].0,
        name: accounts.name(row).to_owned(),
        revenue: revenue(row),
    };
    let mut children = families.children(row);
    children.sort_by_key(|row| (Reverse(revenue(*row)), *row));
    AccountFamily {
        name: families.name(families.head(row), accounts).to_owned(),
        sentence: sentence(session, &families, row, &children),
        parent: families.parent(row).map(member),
        children: children.into_iter().take(MOST_CHILDREN).map(member).collect(),
        accounts: families.members(families.head(row)).len().max(1) as u32,
        stands_alone: families.above(row) == Above::Itself,
    }
}

fn sentence(session: &Session, families: &Families, row: usize, children: &[usize]) -> String {
    let accounts = &session.plan().accounts;
    let named = accounts
        .column_with_role(FieldRole::Parent)
        .and_then(|column| column.text(row))
        .unwrap_or("");
    let rows = families.members(families.head(row));
    let others = rows.len().saturating_sub(1) as u64;
    let mut sold = KnownSum::default();
    rows.iter()
        .for_each(|row| sold.add(session.results().opportunity.revenue[*row as usize]));
    let worth = match sold.amount().filter(|_| rows.len() > 1) {
        Some(amount) => format!(
            " We sell {} to the whole family.",
            money(amount, &session.plan().info.currency)
        ),
        None => String::new(),
    };
    match families.above(row) {
        Above::Account(parent) => {
            let parent = parent as usize;
            let head = families.head(row);
            let top = match head {
                Head::Account(top) if top as usize != parent => {
                    format!(", in the family of {}", families.name(head, accounts))
                }
                Head::Outside(_) => format!(", in the family of {}", families.name(head, accounts)),
                Head::Account(_) => String::new(),
            };
            format!("Belongs to {}{top}.{worth}", accounts.name(parent))
        }
        Above::Outside(_) if others > 0 => format!(
            "Belongs to {named}, which is no account of this list, as {} {} too.{worth}",
            words::count(others),
            if others == 1 { "other does" } else { "others do" },
        ),
        Above::Outside(_) => format!("Belongs to {named}, which is no account of this list."),
        Above::Unclear(fitting) => format!(
            "The list names “{named}” as its parent, and {} go by that. Choose which it is.",
            many(u64::from(fitting), "account")
        ),
        Above::Ring => format!("The list names “{named}” as its parent, but that one belongs to it in turn."),
        Above::Nothing | Above::Itself if !children.is_empty() => {
            format!("The parent of {}.{worth}", many(others, "account"))
        }
        Above::Itself => "Stands alone: it names itself as its parent.".to_owned(),
        Above::Nothing => "Belongs to no family as far as the list says.".to_owned(),
    }
}
