//! Where the accounts are: by the coordinates of the list, else by postal code, else by city. Nothing of it is written into
//! the plan, so a value that the list gives is never overwritten.

use crate::{App, Session};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;
use tierline_contract::*;
use tierline_places::{Found, FoundBy, Spot, Wanted, place};
use tierline_plan::{AccountTable, FieldRole, KnownSum, Money, TierChoice};

/// Dots that a map can show and a hand can still hit.
const DOTS: usize = 4_000;

/// Widths of a square in hundredths of a degree, the finest first.
const STEPS: [u32; 6] = [1, 10, 25, 50, 100, 200];

/// Where an account is, and how we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placed {
    Given(Spot),
    Found(Found),
    Nowhere,
}

impl Placed {
    pub(crate) fn spot(self) -> Option<Spot> {
        match self {
            Placed::Given(spot) => Some(spot),
            Placed::Found(found) => Some(found.spot),
            Placed::Nowhere => None,
        }
    }

    pub(crate) fn by(self) -> PlacedBy {
        match self {
            Placed::Given(_) => PlacedBy::Given,
            Placed::Found(found) => match found.by {
                FoundBy::PostalCode { .. } => PlacedBy::PostalCode,
                FoundBy::City { .. } | FoundBy::CityAlone => PlacedBy::City,
            },
            Placed::Nowhere => PlacedBy::Nothing,
        }
    }
}

/// Where each account of a list is, in its order.
pub(crate) fn places(table: &AccountTable) -> Vec<Placed> {
    let column = |role: FieldRole| table.column_with_role(role);
    let degrees = (column(FieldRole::Latitude), column(FieldRole::Longitude));
    let words = [
        FieldRole::Country,
        FieldRole::Region,
        FieldRole::City,
        FieldRole::PostalCode,
    ]
    .map(column);
    (0..table.len())
        .into_par_iter()
        .map(|row| {
            let given = |column: Option<&tierline_plan::Column>| column?.number(row);
            if let (Some(latitude), Some(longitude)) = (given(degrees.0), given(degrees.1))
                && let Some(spot) = Spot::of_degrees(latitude, longitude)
            {
                return Placed::Given(spot);
            }
            let [country, region, city, postal_code] = words.map(|column| column.and_then(|column| column.text(row)));
            let wanted = Wanted {
                country,
                region,
                city,
                postal_code,
            };
            place(wanted).map_or(Placed::Nowhere, Placed::Found)
        })
        .collect()
}

/// Where the account of a row is and what that goes by, in one sentence.
pub(crate) fn sentence(session: &Session, row: usize) -> String {
    let accounts = &session.plan().accounts;
    let text = |role: FieldRole| accounts.column_with_role(role).and_then(|column| column.text(row));
    let placed = session.places()[row];
    let Some(spot) = placed.spot() else {
        return match (
            text(FieldRole::City),
            text(FieldRole::PostalCode),
            text(FieldRole::Country),
        ) {
            (None, None, _) => "Not on the map: the list gives neither its city nor its postal code.".to_owned(),
            (None, Some(_), None) => "Not on the map: a postal code needs its country.".to_owned(),
            _ => "Not on the map: its city and postal code are not in the table of places, or could be several. Add \
                  latitude and longitude to the list."
                .to_owned(),
        };
    };
    let half = |hundredths: i32, plus: &str, minus: &str| {
        let side = if hundredths < 0 { minus } else { plus };
        format!("{:.2}° {side}", f64::from(hundredths.abs()) / 100.0)
    };
    let at = format!("{}, {}", half(spot.latitude, "N", "S"), half(spot.longitude, "E", "W"));
    let how = match placed {
        Placed::Given(_) => "as the list gives it".to_owned(),
        Placed::Found(Found { by, .. }) => match by {
            FoundBy::PostalCode { within_km } => {
                let code = text(FieldRole::PostalCode).unwrap_or("");
                // The table is rounded to about a kilometre.
                format!("by postal code {code}, to about {} km", within_km.max(1))
            }
            FoundBy::City { others } => {
                let city = text(FieldRole::City).unwrap_or("");
                let largest = match others {
                    0 => String::new(),
                    others => format!(", the largest of {} places of that name", others + 1),
                };
                format!("the middle of {city}{largest}")
            }
            FoundBy::CityAlone => {
                let city = text(FieldRole::City).unwrap_or("");
                format!("the middle of the largest {city}; the list gives no country")
            }
        },
        Placed::Nowhere => String::new(),
    };
    format!("{at}: {how}.")
}

/// Whether the spot of a row stands in the square with that corner.
pub(crate) fn is_in(placed: Placed, south: i32, west: i32, step: u32) -> bool {
    placed.spot().is_some_and(|spot| corner(spot, step) == (south, west))
}

fn corner(spot: Spot, step: u32) -> (i32, i32) {
    let step = step.max(1) as i32;
    (
        spot.latitude.div_euclid(step) * step,
        spot.longitude.div_euclid(step) * step,
    )
}

impl App {
    pub fn map(&self, (): ()) -> Result<MapView, AppError> {
        self.with(|session| Ok(view(session)))
    }
}

fn view(session: &Session) -> MapView {
    let places = session.places();
    let rows: Vec<usize> = (0..places.len()).filter(|row| session.is_included(*row)).collect();
    let revenue = |rows: &mut dyn Iterator<Item = usize>| {
        let mut sum = KnownSum::default();
        rows.for_each(|row| sum.add(session.results().opportunity.revenue[row]));
        sum.amount().map(Money::minor)
    };
    let ways = [PlacedBy::Given, PlacedBy::PostalCode, PlacedBy::City, PlacedBy::Nothing];
    let by = ways.map(|by| {
        let here = || rows.iter().copied().filter(|row| places[*row].by() == by);
        PlacedCount {
            by,
            accounts: here().count() as u32,
            revenue: revenue(&mut here()),
        }
    });
    let (step, squares) = squares(&places, &rows);
    let tiers = session.plan().tiers.tiers.len();
    let tier = |row: usize| match session.results().tiering.choice[row] {
        TierChoice::Tier(tier) => usize::from(tier),
        TierChoice::Excluded => usize::MAX,
    };
    let mut dots: Vec<MapDot> = squares
        .into_iter()
        .map(|((south, west), mut rows)| {
            rows.sort_by_key(|row| (tier(*row), *row));
            let mut counts = vec![0; tiers];
            for row in &rows {
                if let Some(count) = counts.get_mut(tier(*row)) {
                    *count += 1;
                }
            }
            let middle = |of: fn(Spot) -> i32| {
                let sum: i64 = rows
                    .iter()
                    .filter_map(|row| places[*row].spot())
                    .map(|spot| i64::from(of(spot)))
                    .sum();
                (sum as f64 / rows.len() as f64).round() as i32
            };
            MapDot {
                south,
                west,
                latitude: middle(|spot| spot.latitude),
                longitude: middle(|spot| spot.longitude),
                accounts: rows.len() as u32,
                tiers: counts,
                revenue: revenue(&mut rows.iter().copied()),
                names: rows
                    .iter()
                    .take(3)
                    .map(|row| session.plan().accounts.name(*row).to_owned())
                    .collect(),
            }
        })
        .collect();
    dots.sort_by_key(|dot| (Reverse(dot.accounts), dot.south, dot.west));
    MapView {
        dots,
        step,
        by: by.to_vec(),
    }
}

/// The accounts by square, as fine as the dots are few enough.
fn squares(places: &[Placed], rows: &[usize]) -> (u32, HashMap<(i32, i32), Vec<usize>>) {
    let mut found = HashMap::new();
    for step in STEPS {
        found = HashMap::new();
        for row in rows {
            if let Some(spot) = places[*row].spot() {
                found.entry(corner(spot, step)).or_insert_with(Vec::new).push(*row);
            }
        }
        if found.len() <= DOTS {
            return (step, found);
        }
    }
    (STEPS[STEPS.len() - 1], found)
}
