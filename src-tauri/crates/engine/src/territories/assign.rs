//! A proposal for who owns what: every account to the rep who suits it best, then moved and swapped until the workload is
//! in balance. Separate from the plan's own types so that it can be tried on any set of accounts and reps.

use super::improve::Search;
use super::owners::{match_owner_names, owners_by_row};
use crate::numbers::Mix;
use crate::opportunity::{AccountKind, Groups, Opportunity};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use tierline_plan::{AccountId, FieldRole, Plan, RepId, TerritorySettings, TierChoice};

/// What the proposal weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignSettings {
    /// How far a rep's workload may lie from the target share, in per mille (150 = 15 %; practice is 10 to 20 %).
    pub tolerance: u16,
    /// How much it counts that an account keeps its rep, in per mille: 0 not at all, 1000 more than any distance.
    pub continuity: u16,
}

impl AssignSettings {
    /// As the plan weighs it.
    pub fn of(plan: &Plan) -> Self {
        AssignSettings {
            continuity: plan.territories.continuity,
            ..AssignSettings::default()
        }
    }
}

impl Default for AssignSettings {
    fn default() -> Self {
        AssignSettings {
            tolerance: 150,
            continuity: TerritorySettings::default().continuity,
        }
    }
}

/// An account that needs an owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignAccount {
    pub id: AccountId,
    /// Workload, selling minutes a year.
    pub minutes: u64,
    pub customer: bool,
    /// Index into the places of the reps' preferences.
    pub place: u32,
    pub current: Option<RepId>,
    /// Stays with its current rep.
    pub pinned: bool,
}

/// A rep who may own accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignRep {
    pub id: RepId,
    /// Share of full time in per mille; with 0 the rep only keeps what is pinned.
    pub capacity: u16,
    /// How far each place is from the rep: 0 the own city, [`SAME_REGION`], [`SAME_COUNTRY`], [`ELSEWHERE`]. Indexed by
    /// [`AssignAccount::place`]; places beyond the list count as elsewhere.
    pub distance: Vec<u16>,
}

/// Cost of a place in the rep's region.
pub const SAME_REGION: u16 = 10;
/// Cost of a place in the rep's country.
pub const SAME_COUNTRY: u16 = 25;
/// Cost of a place that cannot be compared with the rep's.
pub const UNKNOWN_PLACE: u16 = 40;
/// Cost of a place in another country.
pub const ELSEWHERE: u16 = 60;

/// Why there is no proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AssignError {
    #[error("There is no rep with selling time to give accounts to. Add a rep, or set a share of full time.")]
    NoReps,
    #[error("The assignment was cancelled; the owners are as they were.")]
    Cancelled,
}

/// A proposal: one rep for every account.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// In ascending order of accounts.
    pub owners: Vec<(AccountId, RepId)>,
    /// Largest deviation from the target share when every account simply goes to the rep who suits it best.
    pub start_deviation: f64,
    /// The same for this proposal: never larger.
    pub max_deviation: f64,
    /// Accounts with a current owner that would change hands.
    pub changed: u32,
}

impl Assignment {
    /// The decisions that differ from the plan's, as one change takes them.
    pub fn differences(&self, plan: &Plan) -> Vec<(AccountId, Option<RepId>)> {
        self.owners
            .iter()
            .filter(|(account, rep)| plan.owners.get(account) != Some(rep))
            .map(|(account, rep)| (*account, Some(*rep)))
            .collect()
    }
}

/// Proposes owners for the included accounts of a plan. The current owner is the plan's, else the one the list names.
pub fn assign_plan(
    plan: &Plan,
    choice: &[TierChoice],
    opportunity: &Opportunity,
    settings: AssignSettings,
    cancelled: &dyn Fn() -> bool,
) -> Result<Assignment, AssignError> {
    let decided = owners_by_row(plan);
    let listed = match_owner_names(&plan.accounts, &plan.reps);
    let rows = plan.accounts.len();
    let column = |role| Groups::of(plan.accounts.column_with_role(role), rows);
    let (country, region, city) = (
        column(FieldRole::Country),
        column(FieldRole::Region),
        column(FieldRole::City),
    );
    let mut places: Vec<Place> = Vec::new();
    let mut known: HashMap<Place, u32> = HashMap::new();
    let mut accounts = Vec::with_capacity(rows);
    let mut by_rep: HashMap<RepId, HashMap<u32, u32>> = HashMap::new();
    for row in 0..rows {
        let place = Place {
            country: country.codes[row],
            region: region.codes[row],
            city: city.codes[row],
        };
        let place = *known.entry(place).or_insert_with(|| {
            places.push(place);
            places.len() as u32 - 1
        });
        let current = decided[row].or(listed[row]);
        if let Some(rep) = current {
            *by_rep.entry(rep).or_default().entry(place).or_default() += 1;
        }
        let TierChoice::Tier(tier) = choice[row] else { continue };
        let id = plan.accounts.ids()[row];
        accounts.push(AssignAccount {
            id,
            minutes: plan.coverage.workload_minutes(tier),
            customer: opportunity.kind[row] == AccountKind::Customer,
            place,
            current,
            pinned: decided[row].is_some() && plan.pinned.contains(&id),
        });
    }
    let find = |groups: &Groups, name: &Option<String>| {
        let wanted = crate::words::fold(name.as_deref()?);
        groups
            .names
            .iter()
            .position(|n| crate::words::fold(n) == wanted)
            .map(|code| code as u32)
    };
    let reps = plan.reps.iter().map(|rep| {
        let mut home = Place {
            country: find(&country, &rep.country),
            region: None,
            city: find(&city, &rep.base_city),
        };
        home.complete(&places, by_rep.get(&rep.id));
        AssignRep {
            id: rep.id,
            capacity: rep.share_of_full_time,
            distance: places.iter().map(|place| place.distance(&home)).collect(),
        }
    });
    assign(
        &accounts,
        &reps.collect::<Vec<_>>(),
        settings,
        plan.info.seed,
        cancelled,
    )
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Place {
    country: Option<u32>,
    region: Option<u32>,
    city: Option<u32>,
}

impl Place {
    /// Fills in what a rep's record does not say: from the accounts in the base city, else from those the rep owns.
    fn complete(&mut self, places: &[Place], owned: Option<&HashMap<u32, u32>>) {
        let in_city = |place: &&Place| self.city.is_some() && place.city == self.city;
        let same_country = |place: &&Place| self.country.is_none() || place.country == self.country;
        if let Some(place) = places.iter().filter(in_city).find(same_country) {
            self.region = place.region;
            self.country = self.country.or(place.country);
        } else if self.country.is_none()
            && let Some(owned) = owned
        {
            // Most accounts, then the lower place: the order of a hash map must not decide.
            let most = owned
                .iter()
                .max_by_key(|(place, count)| (**count, std::cmp::Reverse(**place)));
            if let Some((place, _)) = most {
                self.country = places[*place as usize].country;
                self.region = places[*place as usize].region;
            }
        }
    }

    fn distance(&self, home: &Place) -> u16 {
        let same = |a: Option<u32>, b: Option<u32>| a.is_some() && a == b;
        let country_differs = self.country.is_some() && home.country.is_some() && self.country != home.country;
        if country_differs {
            ELSEWHERE
        } else if same(self.city, home.city) {
            0
        } else if same(self.region, home.region) {
            SAME_REGION
        } else if same(self.country, home.country) {
            SAME_COUNTRY
        } else {
            UNKNOWN_PLACE
        }
    }
}

/// Gives every account exactly one rep.
///
/// Starts with the rep who suits each account best (place, present owner), ties going to whoever has most room. Where that
/// start is out of tolerance, accounts move from the fullest to the emptiest reps, cheapest first, then change places in
/// pairs; at last accounts return to better-suited reps as far as the balance allows. The same input and seed give the same
/// proposal in any order of accounts and reps.
pub fn assign(
    accounts: &[AssignAccount],
    reps: &[AssignRep],
    settings: AssignSettings,
    seed: u64,
    cancelled: &dyn Fn() -> bool,
) -> Result<Assignment, AssignError> {
    let mut accounts: Vec<&AssignAccount> = accounts.iter().collect();
    accounts.sort_unstable_by_key(|account| account.id);
    let mut reps: Vec<&AssignRep> = reps.iter().collect();
    reps.sort_unstable_by_key(|rep| rep.id);
    if reps.iter().all(|rep| rep.capacity == 0) {
        return Err(AssignError::NoReps);
    }
    let index: HashMap<RepId, u16> = reps
        .iter()
        .enumerate()
        .map(|(index, rep)| (rep.id, index as u16))
        .collect();
    // Without any workload the number of accounts is what is shared out.
    let counted = accounts.iter().all(|account| account.minutes == 0);
    let move_cost = u32::from(settings.continuity) * u32::from(ELSEWHERE) / 500;
    let tasks = accounts
        .iter()
        .map(|account| {
            let current = account.current.and_then(|rep| index.get(&rep).copied());
            Task {
                minutes: if counted { 1 } else { account.minutes },
                current,
                pinned: account.pinned && current.is_some(),
                place: account.place,
                // A prospect misses its rep less than a customer does.
                move_cost: if account.customer { move_cost } else { move_cost / 2 },
                draw: Mix::new(seed).word(u64::from(account.id.0)).finish(),
            }
        })
        .collect();
    let mut search = Search::new(tasks, &reps, f64::from(settings.tolerance) / 1000.0);
    search.start(cancelled)?;
    let start_deviation = search.max_deviation();
    search.improve(cancelled)?;
    let owners: Vec<(AccountId, RepId)> = accounts
        .iter()
        .zip(&search.owner)
        .map(|(account, rep)| (account.id, reps[usize::from(*rep)].id))
        .collect();
    let changed = accounts
        .iter()
        .zip(&owners)
        .filter(|(account, (_, rep))| account.current.is_some_and(|current| current != *rep));
    Ok(Assignment {
        start_deviation,
        max_deviation: search.max_deviation(),
        changed: changed.count() as u32,
        owners,
    })
}

/// An account as the search sees it.
#[derive(Debug, Clone)]
pub(super) struct Task {
    pub(super) minutes: u64,
    pub(super) current: Option<u16>,
    pub(super) pinned: bool,
    pub(super) place: u32,
    pub(super) move_cost: u32,
    /// Settles ties; drawn from the seed.
    pub(super) draw: u64,
}
