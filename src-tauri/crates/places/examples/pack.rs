//! Packs tables of GeoNames into `data/places.bin`, in the layout that `src/table.rs` tells.
//!
//! `cargo run --release -p tierline-places --example pack -- CITIES POSTAL_CODES`: the cities as CSV with the columns name,
//! lat, lon, country, admin1 and population, the postal codes as tab-separated lines of country, code, place, region,
//! latitude and longitude.

use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;
use tierline_matching::fold;

/// Places of a name with at least so many postal codes are cities too: the names are those of the place itself.
const CODES_OF_A_CITY: usize = 4;

struct Line {
    latitude: f64,
    longitude: f64,
    measure: u8,
    region: Option<String>,
}

type Part = BTreeMap<(String, String), Vec<Line>>;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(cities), Some(codes)) = (arguments.next(), arguments.next()) else {
        return Err("name the file of cities and the file of postal codes".into());
    };
    let mut postal: Part = BTreeMap::new();
    let mut spots: BTreeMap<(String, String), Vec<(f64, f64)>> = BTreeMap::new();
    let mut named: BTreeMap<(String, String, String), Vec<(f64, f64)>> = BTreeMap::new();
    for line in std::fs::read_to_string(codes)?.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [country, code, name, region, latitude, longitude] = cells[..] else {
            continue;
        };
        let (Ok(latitude), Ok(longitude)) = (latitude.parse::<f64>(), longitude.parse::<f64>()) else {
            continue;
        };
        let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        let spot = (latitude, longitude);
        spots
            .entry((country.to_owned(), plain.to_uppercase()))
            .or_default()
            .push(spot);
        let name = fold(name.split(',').next().unwrap_or(name));
        named
            .entry((country.to_owned(), name, region.to_owned()))
            .or_default()
            .push(spot);
    }
    for (key, places) in spots {
        let (latitude, longitude) = middle(&places);
        let furthest = places
            .iter()
            .map(|place| kilometres(*place, (latitude, longitude)))
            .fold(0.0, f64::max);
        let measure = furthest.round().min(255.0) as u8;
        postal.entry(key).or_default().push(Line {
            latitude,
            longitude,
            measure,
            region: None,
        });
    }
    let mut places: Part = BTreeMap::new();
    for row in csv::Reader::from_path(cities)?.deserialize() {
        let row: BTreeMap<String, String> = row?;
        let inhabitants: f64 = row["population"].parse()?;
        let line = Line {
            latitude: row["lat"].parse()?,
            longitude: row["lon"].parse()?,
            measure: inhabitants.max(1.0).log2() as u8,
            region: Some(row["admin1"].clone()).filter(|code| code.len() <= 4),
        };
        places
            .entry((row["country"].clone(), fold(&row["name"])))
            .or_default()
            .push(line);
    }
    for ((country, name, region), spots) in named {
        if spots.len() < CODES_OF_A_CITY || name.is_empty() || name.len() > 40 {
            continue;
        }
        let (latitude, longitude) = middle(&spots);
        let known = places.entry((country, name)).or_default();
        if known
            .iter()
            .all(|other| kilometres((other.latitude, other.longitude), (latitude, longitude)) > 30.0)
        {
            let measure = (spots.len() as f64 * 2_000.0).log2() as u8;
            let region = Some(region).filter(|code| code.len() <= 4);
            known.push(Line {
                latitude,
                longitude,
                measure,
                region,
            });
        }
    }
    let mut bytes = Vec::new();
    write(&mut bytes, &postal, false);
    write(&mut bytes, &places, true);
    let target = concat!(env!("CARGO_MANIFEST_DIR"), "/data/places.bin");
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&bytes)?;
    std::fs::write(target, packed.finish()?)?;
    Ok(())
}

fn write(bytes: &mut Vec<u8>, part: &Part, cities: bool) {
    let mut countries: BTreeMap<&str, Vec<(&str, &Line)>> = BTreeMap::new();
    for ((country, key), lines) in part {
        countries
            .entry(country)
            .or_default()
            .extend(lines.iter().map(|line| (key.as_str(), line)));
    }
    for (country, entries) in countries {
        bytes.extend_from_slice(country.as_bytes());
        bytes.extend_from_slice(&(entries.len() as u32).to_le_bytes());
        let mut before: &[u8] = &[];
        for (key, line) in entries {
            let key = key.as_bytes();
            let shared = key.iter().zip(before).take_while(|(a, b)| a == b).count();
            bytes.extend_from_slice(&[shared as u8, (key.len() - shared) as u8]);
            bytes.extend_from_slice(&key[shared..]);
            for degrees in [line.latitude, line.longitude] {
                bytes.extend_from_slice(&((degrees * 100.0).round() as i16).to_le_bytes());
            }
            bytes.push(line.measure);
            if cities {
                let region = line.region.as_deref().unwrap_or("");
                bytes.push(region.len() as u8);
                bytes.extend_from_slice(region.as_bytes());
            }
            before = key;
        }
    }
    bytes.extend_from_slice(&[0, 0]);
}

fn middle(spots: &[(f64, f64)]) -> (f64, f64) {
    let count = spots.len() as f64;
    let sum = spots
        .iter()
        .fold((0.0, 0.0), |sum, spot| (sum.0 + spot.0, sum.1 + spot.1));
    (sum.0 / count, sum.1 / count)
}

fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let across = (a.1 - b.1).to_radians() * a.0.to_radians().cos();
    6371.0 * (a.0 - b.0).to_radians().hypot(across)
}
