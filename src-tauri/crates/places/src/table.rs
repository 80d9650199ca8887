//! The table of postal codes and cities inside: read once, looked up by halving.
//!
//! Deflated; then twice the same part, postal codes and cities. A part has, country after country in alphabetical order, two
//! letters, the number of its entries (four bytes, low byte first), and its entries in the order of their keys: how many
//! bytes the key shares with the one before, how many follow, those bytes, latitude and longitude in hundredths of a degree
//! (two bytes each), and one byte: for a postal code the kilometres within which its places are, for a city the binary
//! logarithm of its inhabitants. A city has one byte more, the length of its region's code, and that code. A part ends with
//! two zero bytes.

use flate2::read::DeflateDecoder;
use std::collections::HashMap;
use std::io::Read;
use std::ops::Range;
use std::sync::LazyLock;

static PACKED: &[u8] = include_bytes!("../data/places.bin");

pub(crate) static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    DeflateDecoder::new(PACKED)
        .read_to_end(&mut bytes)
        .expect("the table inside is whole");
    let mut rest = bytes.as_slice();
    let codes = Part::read(&mut rest, false);
    let cities = Part::read(&mut rest, true);
    Tables { codes, cities }
});

#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) codes: Part,
    pub(crate) cities: Part,
}

/// An entry without its key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) latitude: i16,
    pub(crate) longitude: i16,
    /// Kilometres for a postal code, the logarithm of the inhabitants for a city.
    pub(crate) measure: u8,
    /// Code of the region, zeros behind it.
    pub(crate) region: [u8; 4],
}

/// Keys in order, country by country.
#[derive(Debug, Default)]
pub(crate) struct Part {
    keys: Vec<u8>,
    /// Where each key begins, and one more for the end.
    starts: Vec<u32>,
    entries: Vec<Entry>,
    countries: HashMap<[u8; 2], Range<usize>>,
}

impl Part {
    fn read(rest: &mut &[u8], cities: bool) -> Part {
        let mut part = Part::default();
        let mut key: Vec<u8> = Vec::new();
        while let [a, b] = *take(rest, 2)
            && a != 0
        {
            let count = u32::from_le_bytes(take(rest, 4).try_into().expect("four bytes")) as usize;
            let first = part.entries.len();
            key.clear();
            for _ in 0..count {
                let [shared, more] = *take(rest, 2) else {
                    unreachable!("two bytes")
                };
                key.truncate(usize::from(shared));
                key.extend_from_slice(take(rest, usize::from(more)));
                let [a, b, c, d, measure] = *take(rest, 5) else {
                    unreachable!("five bytes")
                };
                let mut region = [0; 4];
                if cities {
                    let length = usize::from(take(rest, 1)[0]);
                    region[..length].copy_from_slice(take(rest, length));
                }
                part.starts.push(part.keys.len() as u32);
                part.keys.extend_from_slice(&key);
                part.entries.push(Entry {
                    latitude: i16::from_le_bytes([a, b]),
                    longitude: i16::from_le_bytes([c, d]),
                    measure,
                    region,
                });
            }
            part.countries.insert([a, b], first..part.entries.len());
        }
        part.starts.push(part.keys.len() as u32);
        part
    }

    /// Whether there are entries for a country, given by its two letters.
    pub(crate) fn covers(&self, country: &str) -> bool {
        self.range(country).is_some()
    }

    /// Every entry of that key in a country.
    pub(crate) fn find(&self, country: &str, key: &str) -> &[Entry] {
        let Some(range) = self.range(country) else { return &[] };
        let first = self.bound(range.clone(), |other| other < key.as_bytes());
        let last = self.bound(first..range.end, |other| other <= key.as_bytes());
        &self.entries[first..last]
    }

    /// A key of that country, for its length.
    pub(crate) fn any_key(&self, country: &str) -> Option<&[u8]> {
        self.range(country).map(|range| self.key(range.start))
    }

    /// The countries with their two letters, in no order.
    pub(crate) fn countries(&self) -> impl Iterator<Item = &str> {
        self.countries
            .keys()
            .map(|letters| std::str::from_utf8(letters).unwrap_or(""))
    }

    fn range(&self, country: &str) -> Option<Range<usize>> {
        let letters: [u8; 2] = country.as_bytes().try_into().ok()?;
        self.countries.get(&letters).cloned()
    }

    fn key(&self, entry: usize) -> &[u8] {
        &self.keys[self.starts[entry] as usize..self.starts[entry + 1] as usize]
    }

    /// The first entry in a range of which that is not true; it is true of all before.
    fn bound(&self, range: Range<usize>, holds: impl Fn(&[u8]) -> bool) -> usize {
        let (mut low, mut high) = (range.start, range.end);
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(self.key(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> &'a [u8] {
    let (taken, left) = rest.split_at(count);
    *rest = left;
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_and_in_order() {
        for part in [&TABLES.codes, &TABLES.cities] {
            assert!(part.entries.len() > 30_000);
            assert_eq!(part.starts.len(), part.entries.len() + 1);
            for range in part.countries.values() {
                for entry in range.clone().skip(1) {
                    assert!(part.key(entry - 1) <= part.key(entry));
                }
            }
            for entry in &part.entries {
                assert!(entry.latitude.abs() <= 9_000 && entry.longitude.abs() <= 18_000);
            }
        }
    }
}
