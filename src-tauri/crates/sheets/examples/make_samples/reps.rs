//! Northlight's fourteen reps and who looks after which part of the map. Kept apart because the alignment has flaws on purpose: a leaver's
//! accounts still carry his name, two patches are far too large, and accounts changed hands without a reason.

use crate::cities::{City, city_named};
use crate::countries::Country;
use crate::random::Chance;

/// Left in the spring; is no longer on the list of reps, yet accounts still name him.
pub(crate) const LEAVER: &str = "Jörg Pallmann";

/// A rep as HR and finance know one.
#[derive(Debug)]
pub(crate) struct Rep {
    pub(crate) name: &'static str,
    pub(crate) base: &'static str,
    /// Year, month, day.
    pub(crate) start: (i32, u8, u8),
    pub(crate) role: &'static str,
    /// Hundredths of full time.
    pub(crate) share: u8,
    /// Whole euros a year at target.
    pub(crate) on_target_earnings: i64,
    /// Result over quota for 2026, in thousandths: nine of fourteen reached theirs.
    pub(crate) attainment: i64,
    /// Months of the fiscal year 2026 with a quota.
    pub(crate) months: i64,
}

impl Rep {
    pub(crate) fn base_city(&self) -> &'static City {
        city_named(self.base)
    }
}

const fn rep(
    (name, base): (&'static str, &'static str),
    start: (i32, u8, u8),
    (role, share): (&'static str, u8),
    on_target_earnings: i64,
    (attainment, months): (i64, i64),
) -> Rep {
    Rep {
        name,
        base,
        start,
        role,
        share,
        on_target_earnings,
        attainment,
        months,
    }
}

pub(crate) static REPS: [Rep; 14] = [
    rep(
        ("Anke Terhorst", "Hamburg"),
        (2016, 3, 1),
        ("Account manager", 100),
        104_000,
        (1_041, 12),
    ),
    rep(
        ("Lukas Brandner", "Köln"),
        (2019, 9, 1),
        ("Mid-market AE", 100),
        112_000,
        (1_083, 12),
    ),
    rep(
        ("Friederike Aumann", "Stuttgart"),
        (2012, 1, 15),
        ("Enterprise AE", 100),
        158_000,
        (1_126, 12),
    ),
    rep(
        ("Tobias Reischl", "Munich"),
        (2018, 4, 1),
        ("Mid-market AE", 100),
        118_000,
        (968, 12),
    ),
    rep(
        ("Magdalena Pichler", "Vienna"),
        (2020, 2, 1),
        ("Account manager", 80),
        92_000,
        (1_017, 12),
    ),
    rep(
        ("Reto Amstad", "Zürich"),
        (2014, 6, 1),
        ("Mid-market AE", 100),
        134_000,
        (1_052, 12),
    ),
    rep(
        ("Solène Marchadier", "Lyon"),
        (2021, 5, 3),
        ("Mid-market AE", 100),
        103_000,
        (874, 12),
    ),
    rep(
        ("Davide Colosimo", "Milan"),
        (2017, 10, 2),
        ("Mid-market AE", 100),
        106_000,
        (1_008, 12),
    ),
    rep(
        ("Nuria Espasa", "Barcelona"),
        (2022, 9, 12),
        ("Account manager", 100),
        84_000,
        (1_034, 12),
    ),
    rep(
        ("Joost Wagemaker", "Utrecht"),
        (2019, 1, 7),
        ("Mid-market AE", 100),
        111_000,
        (1_145, 12),
    ),
    rep(
        ("Philippa Garrow", "Birmingham"),
        (2023, 3, 20),
        ("Mid-market AE", 100),
        115_000,
        (792, 12),
    ),
    rep(
        ("Zofia Malczak", "Warsaw"),
        (2026, 2, 2),
        ("Account manager", 100),
        72_000,
        (641, 8),
    ),
    rep(
        ("Elin Norrman", "Gothenburg"),
        (2015, 8, 17),
        ("Account manager", 60),
        88_000,
        (1_096, 12),
    ),
    rep(
        ("Marcus Delacroix-Hale", "Chicago"),
        (2026, 6, 1),
        ("Enterprise AE", 100),
        165_000,
        (523, 4),
    ),
];

/// Whose name stands beside an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    Nobody,
    Leaver,
    /// An index into [`REPS`].
    Rep(usize),
}

const STUTTGART: usize = 2;

/// The owner in the list, which is what the alignment grew into and not what it should be.
pub(crate) fn owner(city: &City, employees: u32, customer: bool, chance: &mut Chance) -> Owner {
    let unowned = if customer { 0.015 } else { 0.13 };
    if chance.happens(unowned) {
        return Owner::Nobody;
    }
    if city.country.is_dach() && employees > 3_500 && chance.happens(0.75) {
        return Owner::Rep(STUTTGART);
    }
    if city.region == "Hesse" || (city.region == "Rhineland-Palatinate" && chance.happens(0.5)) {
        return Owner::Leaver;
    }
    if chance.happens(0.03) {
        return Owner::Rep(chance.below(REPS.len()));
    }
    Owner::Rep(match city.country {
        Country::France => 6,
        Country::Italy => 7,
        Country::Spain => 8,
        Country::Netherlands => 9,
        Country::UnitedKingdom => 10,
        Country::Poland => 11,
        Country::Sweden | Country::Denmark | Country::Finland => 12,
        Country::UnitedStates => 13,
        Country::Austria if city.region == "Vorarlberg" => 5,
        Country::Austria => 4,
        Country::Switzerland => 5,
        Country::Germany => (0..4)
            .min_by(|a, b| nearness(city, *a).total_cmp(&nearness(city, *b)))
            .unwrap_or(STUTTGART),
    })
}

/// Squared degrees between a city and a rep's base, with longitude shortened as it is at 50 degrees north.
fn nearness(city: &City, rep: usize) -> f64 {
    let base = REPS[rep].base_city();
    let (north, east) = (city.latitude - base.latitude, (city.longitude - base.longitude) * 0.64);
    north * north + east * east
}
