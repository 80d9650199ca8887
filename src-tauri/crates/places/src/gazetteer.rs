//! From what a list says of a place to a spot on the map. Nothing is guessed in silence: what it went by, and what else it
//! could have meant, comes with the spot.

use crate::aliases::{ALIASES, STATES};
use crate::codes::readings;
use crate::countries::country_of;
use crate::table::{Entry, TABLES};
use tierline_matching::fold;

/// A spot on the map in hundredths of a degree: north and east count up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot {
    pub latitude: i32,
    pub longitude: i32,
}

impl Spot {
    /// A spot from degrees; `None` when they are off the map.
    pub fn of_degrees(latitude: f64, longitude: f64) -> Option<Spot> {
        let on_map = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
        // No list has an account at 0, 0 in the Gulf of Guinea; programs write it for "unknown".
        let is_blank = latitude == 0.0 && longitude == 0.0;
        (on_map && !is_blank).then(|| Spot {
            latitude: (latitude * 100.0).round() as i32,
            longitude: (longitude * 100.0).round() as i32,
        })
    }
}

/// What a list says of a place, in its own words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    pub country: Option<&'a str>,
    pub region: Option<&'a str>,
    pub city: Option<&'a str>,
    pub postal_code: Option<&'a str>,
}

/// What a spot was found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundBy {
    /// Its places are within so many kilometres; 0 when the table has one place.
    PostalCode { within_km: u8 },
    /// The middle of a city. So many others of that name were passed over for being smaller.
    City { others: u16 },
    /// A city far larger than any other of its name; the list gives no country.
    CityAlone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub spot: Spot,
    pub by: FoundBy,
}

/// The spot of a place: by its postal code, else by its city. A country that is not known, or a name that could be several
/// places of like size, gives none.
pub fn place(wanted: Wanted<'_>) -> Option<Found> {
    let Some(country) = wanted.country else {
        return city_alone(wanted.city?);
    };
    let country = country_of(country)?.iso2;
    let by_code = wanted.postal_code.and_then(|code| postal_code(country, code));
    by_code.or_else(|| city(country, wanted.region, wanted.city?))
}

/// Whether a country has that postal code; `None` when its codes are not in the table, or the country is unknown.
pub fn is_postal_code(country: &str, code: &str) -> Option<bool> {
    let country = country_of(country)?.iso2;
    let known = TABLES.codes.covers(country);
    known.then(|| postal_code(country, code).is_some())
}

fn postal_code(country: &str, code: &str) -> Option<Found> {
    let entry = readings(country, code)
        .iter()
        .find_map(|reading| TABLES.codes.find(country, reading).first())?;
    Some(Found {
        spot: spot(entry),
        by: FoundBy::PostalCode {
            within_km: entry.measure,
        },
    })
}

fn city(country: &str, region: Option<&str>, city: &str) -> Option<Found> {
    let name = fold(city);
    let mut found = TABLES.cities.find(country, &name);
    if found.is_empty() {
        let alias = ALIASES.iter().find(|(of, alias, _)| *of == country && *alias == name);
        if let Some((_, _, usual)) = alias {
            found = TABLES.cities.find(country, usual);
        }
    }
    let state = region.map(|region| region_code(country, region));
    let here = |entry: &&Entry| {
        let code = std::str::from_utf8(&entry.region).unwrap_or("").trim_end_matches('\0');
        state.as_deref().is_some_and(|state| state == code)
    };
    if let Some(entry) = found.iter().filter(here).max_by_key(|entry| entry.measure) {
        return Some(Found {
            spot: spot(entry),
            by: FoundBy::City { others: 0 },
        });
    }
    let largest = largest(found, 1)?;
    Some(Found {
        spot: spot(largest),
        by: FoundBy::City {
            others: apart(found, largest),
        },
    })
}

/// A city without its country: the one that is at least eight times the size of any other of that name.
fn city_alone(name: &str) -> Option<Found> {
    let name = fold(name);
    let mut found: Vec<Entry> = Vec::new();
    for country in TABLES.cities.countries() {
        found.extend(TABLES.cities.find(country, &name));
        let aliases = ALIASES.iter().filter(|(of, alias, _)| *of == country && *alias == name);
        for (_, _, usual) in aliases {
            found.extend(TABLES.cities.find(country, usual));
        }
    }
    let largest = largest(&found, 3)?;
    Some(Found {
        spot: spot(largest),
        by: FoundBy::CityAlone,
    })
}

/// The largest of several; none when another place is not smaller by so many doublings.
fn largest(found: &[Entry], doublings: u8) -> Option<&Entry> {
    let largest = found.iter().max_by_key(|entry| entry.measure)?;
    let near = |entry: &Entry| distance_km(spot(entry), spot(largest)) < 30.0;
    let rivals = found.iter().filter(|entry| !near(entry));
    let clear = rivals
        .map(|entry| entry.measure)
        .max()
        .is_none_or(|rival| rival + doublings <= largest.measure);
    clear.then_some(largest)
}

fn apart(found: &[Entry], from: &Entry) -> u16 {
    let others = found
        .iter()
        .filter(|entry| distance_km(spot(entry), spot(from)) >= 30.0);
    u16::try_from(others.count()).unwrap_or(u16::MAX)
}

fn region_code(country: &str, region: &str) -> String {
    let folded = fold(region);
    let state = STATES.iter().find(|(name, _)| country == "US" && *name == folded);
    state.map_or_else(|| region.trim().to_uppercase(), |(_, letters)| (*letters).to_owned())
}

fn spot(entry: &Entry) -> Spot {
    Spot {
        latitude: i32::from(entry.latitude),
        longitude: i32::from(entry.longitude),
    }
}

/// Kilometres between two spots, on a sphere.
fn distance_km(a: Spot, b: Spot) -> f64 {
    let radians = |hundredths: i32| (f64::from(hundredths) / 100.0).to_radians();
    let (la, lb) = (radians(a.latitude), radians(b.latitude));
    let across = radians(a.longitude - b.longitude);
    let half = ((la - lb) / 2.0).sin().powi(2) + la.cos() * lb.cos() * (across / 2.0).sin().powi(2);
    2.0 * 6371.0 * half.sqrt().clamp(-1.0, 1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(country: &str, region: &str, city: &str, code: &str) -> Option<(i32, i32, FoundBy)> {
        fn given(text: &str) -> Option<&str> {
            (!text.is_empty()).then_some(text)
        }
        let found = place(Wanted {
            country: given(country),
            region: given(region),
            city: given(city),
            postal_code: given(code),
        })?;
        Some((found.spot.latitude, found.spot.longitude, found.by))
    }

    fn near(found: Option<(i32, i32, FoundBy)>, latitude: f64, longitude: f64) -> bool {
        let wanted = Spot::of_degrees(latitude, longitude).expect("on the map");
        found.is_some_and(|(latitude, longitude, _)| distance_km(Spot { latitude, longitude }, wanted) < 25.0)
    }

    #[test]
    fn postal_codes_are_found_as_lists_write_them() {
        for code in ["70173", "D-70173", "DE 70173"] {
            assert!(near(at("Germany", "", "", code), 48.78, 9.18), "{code}");
        }
        assert!(
            near(at("DE", "", "", "1067"), 51.06, 13.72),
            "the zero in front was lost"
        );
        assert!(near(at("USA", "", "", "10001"), 40.75, -74.0));
        assert!(near(at("United States", "", "", "02139-4307"), 42.36, -71.1));
        assert!(near(at("US", "", "", "2139"), 42.36, -71.1));
        assert!(near(at("UK", "", "", "SW1A 1AA"), 51.5, -0.13));
        assert!(near(at("Canada", "", "", "M5V 2T6"), 43.64, -79.4));
        assert!(near(at("Netherlands", "", "", "1012 AB"), 52.37, 4.9));
        assert!(near(at("Luxembourg", "", "", "1470"), 49.6, 6.11));
        assert!(near(at("CH", "", "", "CH-8001"), 47.37, 8.54));
        assert!(near(at("Sweden", "", "", "11122"), 59.33, 18.06));
    }

    #[test]
    fn cities_are_found_under_their_names_here_and_there() {
        for (country, city, latitude, longitude) in [
            ("Germany", "München", 48.14, 11.58),
            ("Germany", "munich", 48.14, 11.58),
            ("Germany", "Cologne", 50.94, 6.96),
            ("Germany", "Frankfurt", 50.11, 8.68),
            ("Austria", "Wien", 48.21, 16.37),
            ("Poland", "Kraków", 50.06, 19.94),
            ("Portugal", "Lisboa", 38.72, -9.13),
            ("France", "Paris", 48.86, 2.35),
            ("Brazil", "São Paulo", -23.55, -46.63),
            ("USA", "New York", 40.71, -74.0),
            ("USA", "Washington", 38.9, -77.04),
        ] {
            assert!(
                near(at(country, "", city, ""), latitude, longitude),
                "{city}, {country}"
            );
        }
        assert!(near(at("USA", "Illinois", "Springfield", ""), 39.8, -89.64));
        assert!(near(at("USA", "MA", "Springfield", ""), 42.1, -72.59));
        let lost = at("Germany", "", "Stuttgart", "99999x");
        assert!(near(lost, 48.78, 9.18), "a code that is none leaves the city");
    }

    #[test]
    fn what_could_be_several_places_is_none() {
        assert_eq!(at("USA", "", "Springfield", ""), None, "three of like size");
        assert_eq!(at("Atlantis", "", "Paris", "75001"), None, "the country is not known");
        assert_eq!(at("", "", "", "70173"), None, "a code alone is of any country");
        assert!(matches!(at("", "", "Paris", ""), Some((_, _, FoundBy::CityAlone))));
        assert_eq!(
            at("", "", "Valencia", ""),
            None,
            "Spain's and Venezuela's are of like size"
        );
        assert_eq!(at("Germany", "", "", ""), None);
        assert!(Spot::of_degrees(0.0, 0.0).is_none() && Spot::of_degrees(91.0, 0.0).is_none());
    }

    #[test]
    fn whether_a_code_exists_is_only_said_where_it_is_known() {
        assert_eq!(is_postal_code("Germany", "70173"), Some(true));
        assert_eq!(is_postal_code("Germany", "00001"), Some(false));
        assert_eq!(is_postal_code("France", "75001"), None, "France is not in the table");
        assert_eq!(is_postal_code("Atlantis", "1"), None);
    }

    #[test]
    fn every_alias_leads_somewhere() {
        for (country, alias, usual) in ALIASES {
            assert!(!TABLES.cities.find(country, usual).is_empty(), "{usual} in {country}");
            assert_eq!((fold(alias), fold(usual)), ((*alias).to_owned(), (*usual).to_owned()));
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(country in "\\PC{0,12}|DE|US|GB|BR|NL", city in "\\PC{0,12}", code in "\\PC{0,12}|[A-Z0-9 -]{0,10}") {
            let texts = (country.as_str(), city.as_str(), code.as_str());
            let found = place(Wanted { country: Some(texts.0), region: Some(texts.1), city: Some(texts.1), postal_code: Some(texts.2) });
            if let Some(found) = found {
                prop_assert!(found.spot.latitude.abs() <= 9_000 && found.spot.longitude.abs() <= 18_000);
            }
            let _ = is_postal_code(texts.0, texts.2);
        }
    }
}
