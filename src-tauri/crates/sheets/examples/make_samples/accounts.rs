//! The accounts as they truly are, before anyone typed them into a list. Kept apart from the dirt so that every law holds here (products add
//! up to current revenue, a child has its parent's name) and so that the clean accounts can be written in more than one form.

use time::Date;
use time::macros::date;

use crate::cities::{CITIES, City};
use crate::countries::{COUNTRIES, Country};
use crate::industries::{INDUSTRIES, PRODUCTS};
use crate::names::{self, Register};
use crate::random::{Chance, exp};
use crate::reps::{self, Owner};

/// The day marketing pulled the list; nothing in it happened later.
pub(crate) const PULLED: Date = date!(2026 - 11 - 06);

const SINGLE_ACCOUNTS: usize = 2_362;
/// Where calibration stands among the products.
const CALIBRATION: usize = 7;

/// Euros a year. One account should not decide how the whole list looks.
const LARGEST_WALLET: f64 = 1_600_000.0;

const FAMILIES: usize = 62;

/// One account. Money is in cents, and missing where marketing has no figure.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    /// Digits behind leading zeros; given when the list is in its final order.
    pub(crate) id: u32,
    /// Without the legal form.
    pub(crate) core: String,
    pub(crate) legal_form: &'static str,
    pub(crate) parent: Option<String>,
    pub(crate) website: Option<String>,
    pub(crate) industry: usize,
    pub(crate) city: &'static City,
    pub(crate) postal_code: String,
    pub(crate) employees: u32,
    /// The account's own turnover.
    pub(crate) turnover: i64,
    pub(crate) customer: bool,
    pub(crate) owner: Owner,
    /// What each product sold to it in the last twelve months; all zero for a prospect.
    pub(crate) products: [i64; PRODUCTS.len()],
    pub(crate) pipeline: Option<i64>,
    /// 0 to 100.
    pub(crate) engagement: Option<u8>,
    pub(crate) last_activity: Option<Date>,
    /// What marketing believes it spends with anyone in a year.
    pub(crate) estimated_spend: Option<i64>,
}

impl Account {
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.core, self.legal_form)
    }

    pub(crate) fn current_revenue(&self) -> i64 {
        self.products.iter().sum()
    }
}

/// Every account once, families included, in no order that means anything.
pub(crate) fn all(seed: u64) -> Vec<Account> {
    let mut register = Register::default();
    let mut chance = Chance::for_topic(seed, "accounts");
    let mut accounts: Vec<Account> = (0..SINGLE_ACCOUNTS)
        .map(|_| {
            let country = COUNTRIES[chance.weighted(COUNTRIES.iter().map(|country| country.weight))].country;
            let industry = chance.weighted(INDUSTRIES.iter().map(|industry| industry.weight));
            let core = register.name(country, industry, &mut chance);
            let legal_form = legal_form(country, &mut chance);
            account(core, legal_form, country, industry, &mut chance)
        })
        .collect();
    add_families(&mut accounts, &mut Chance::for_topic(seed, "families"));
    accounts
}

fn legal_form(country: Country, chance: &mut Chance) -> &'static str {
    let forms = country.facts().legal_forms;
    forms[chance.weighted(forms.iter().map(|(_, weight)| *weight))].0
}

/// Large companies get subsidiaries in other countries; a few parents are not on the list themselves.
fn add_families(accounts: &mut Vec<Account>, chance: &mut Chance) {
    let mut parents: Vec<usize> = (0..accounts.len()).filter(|&at| accounts[at].employees > 600).collect();
    chance.shuffle(&mut parents);
    for &at in parents.iter().take(FAMILIES) {
        let parent = accounts[at].clone();
        for _ in 0..1 + chance.below(3) {
            let country = COUNTRIES[chance.weighted(COUNTRIES.iter().map(|country| country.weight))].country;
            let place = if country == parent.city.country {
                "Service"
            } else {
                country.facts().name
            };
            let core = format!("{} {place}", parent.core);
            if accounts.iter().any(|account| account.core == core) {
                continue;
            }
            let mut child = account(core, legal_form(country, chance), country, parent.industry, chance);
            child.parent = Some(parent.name());
            child.website = parent.website.clone();
            accounts.push(child);
        }
    }
    for holding in [
        "Morvanta Holding AG",
        "Quellstein Industrie SE",
        "Celdora Group plc",
        "Brixholm Invest AB",
    ] {
        for _ in 0..3 {
            let at = chance.below(accounts.len());
            if accounts[at].parent.is_none() {
                accounts[at].parent = Some(holding.to_owned());
            }
        }
    }
}

fn account(core: String, legal_form: &'static str, country: Country, industry: usize, chance: &mut Chance) -> Account {
    let trade = &INDUSTRIES[industry];
    let city = city(country, chance);
    // The largest legal forms belong to the larger companies.
    let stature = if matches!(legal_form, "AG" | "SE" | "plc" | "N.V." | "Oyj") {
        0.6
    } else {
        0.0
    };
    let log_employees = (trade.log_employees + stature + trade.spread * chance.normal()).clamp(1.4, 10.9);
    let employees = as_counted(exp(log_employees));
    let turnover = rounded(
        exp(log_employees) * trade.turnover_each * exp(0.35 * chance.normal()),
        100_000,
    ) * 100;
    let wallet = (trade.spend * exp(0.85 * log_employees + 0.55 * chance.normal())).min(LARGEST_WALLET);

    // Larger wallets were called on first; the constant puts about 38 of a hundred accounts among the customers.
    let log_odds = -0.83 + 0.75 * (log_employees - 5.1) + country.facts().foothold + 0.6 * chance.normal();
    let customer = chance.happens(1.0 / (1.0 + exp(-log_odds)));
    let products = if customer {
        purchases(wallet, &trade.mix, chance)
    } else {
        [0; PRODUCTS.len()]
    };
    let revenue: i64 = products.iter().sum();
    // A customer buys what it buys: the wallet cannot be smaller.
    let wallet = wallet.max(revenue as f64 / 100.0 * 1.05);

    let interest = 0.55 * chance.normal() + if customer { 0.6 } else { -0.25 } + 0.16 * (log_employees - 5.1);
    let engagement = (customer || chance.happens(0.82))
        .then(|| (38.0 + 23.0 * interest + 6.0 * chance.normal()).clamp(0.0, 100.0) as u8);
    let last_activity = engagement
        .filter(|_| customer || chance.happens(0.88))
        .map(|engagement| {
            let quiet_days = exp(5.5 - f64::from(engagement) * 0.042 + 0.75 * chance.normal()).min(1_400.0);
            PULLED - time::Duration::days(quiet_days as i64)
        });
    let open = 1.0 / (1.0 + exp(1.75 - 1.5 * interest));
    let pipeline = (engagement.is_some() && chance.happens(open)).then(|| {
        let headroom = wallet - revenue as f64 / 100.0;
        rounded((headroom * chance.between(0.08, 0.55)).max(900.0), 100) * 100
    });
    // Marketing's estimate comes from a bought model and is wrong by half now and then, so it may fall below what the account buys.
    let estimated_spend = chance
        .happens(0.35)
        .then(|| rounded((wallet * exp(0.3 * chance.normal())).max(1_000.0), 1_000) * 100);

    Account {
        id: 0,
        website: chance
            .happens(0.88)
            .then(|| format!("www.{}.example", names::slug(&core))),
        core,
        legal_form,
        parent: None,
        industry,
        city,
        postal_code: postal_code(city, chance),
        employees,
        turnover,
        customer,
        owner: reps::owner(city, employees, customer, chance),
        products,
        pipeline,
        engagement,
        last_activity,
        estimated_spend,
    }
}

fn city(country: Country, chance: &mut Chance) -> &'static City {
    let home: Vec<&City> = CITIES.iter().filter(|city| city.country == country).collect();
    // By population alone every third industrial company would sit in a capital, so half of the draws go by its root.
    let by_size = chance.happens(0.5);
    let weight = |city: &&City| {
        if by_size {
            f64::from(city.population)
        } else {
            f64::from(city.population).sqrt()
        }
    };
    home[chance.weighted(home.iter().map(weight))]
}

fn postal_code(city: &City, chance: &mut Chance) -> String {
    let code = *chance.pick(city.postal_codes);
    const LETTERS: [char; 16] = [
        'A', 'B', 'D', 'E', 'F', 'G', 'H', 'J', 'L', 'N', 'P', 'R', 'S', 'T', 'W', 'X',
    ];
    let mut two = || format!("{}{}", chance.pick(&LETTERS), chance.pick(&LETTERS));
    match city.country {
        Country::UnitedKingdom => {
            let letters = two();
            format!("{code} {}{letters}", 1 + chance.below(9))
        }
        Country::Netherlands => format!("{code} {}", two()),
        _ => code.to_owned(),
    }
}

/// What a customer buys of each product, in cents.
fn purchases(wallet: f64, mix: &[u8; PRODUCTS.len()], chance: &mut Chance) -> [i64; PRODUCTS.len()] {
    // The mean of three uniforms leans to the middle: few customers give everything or nothing.
    let loyalty = (chance.unit() + chance.unit() + chance.unit()) / 3.0;
    let mut products = [0; PRODUCTS.len()];
    let favourite = chance.weighted(mix.iter().map(|&part| f64::from(part)));
    for (at, (sold, &part)) in products.iter_mut().zip(mix).enumerate() {
        let part = f64::from(part) / 100.0;
        let owns = at == favourite || chance.happens((part * (1.2 + 4.2 * loyalty)).min(0.93));
        let share = (loyalty * chance.between(0.5, 1.4)).min(1.0);
        if owns {
            *sold = ((wallet * part * share).max(120.0) * 100.0) as i64;
        }
    }
    // A few credit notes outweigh what was sold: revenue below nought is real and must not be read as an error.
    let credit = -65_040;
    if chance.happens(0.012) && products[favourite] > 500_000 && favourite != CALIBRATION {
        products[CALIBRATION] = credit;
    }
    products
}

/// Small companies know their headcount, large ones round it.
fn as_counted(employees: f64) -> u32 {
    let step = match employees {
        e if e < 200.0 => 1,
        e if e < 2_000.0 => 10,
        e if e < 10_000.0 => 50,
        _ => 500,
    };
    rounded(employees, step) as u32
}

/// Whole units, to the nearest step but never below one step.
fn rounded(value: f64, step: i64) -> i64 {
    ((value / step as f64).round() as i64).max(1) * step
}
