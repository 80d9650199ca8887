//! Which delimiter and quotes a text file uses, from its first lines. Separate because it is a guess with a score, and
//! the reading after it is none.

use super::records;

/// How fields are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    pub(crate) quote: u8,
    /// Written before a quote inside quotes, besides doubling it.
    pub(crate) escape: Option<u8>,
    /// Lines agreed on the delimiter, or the file names it.
    pub(crate) is_certain: bool,
}

impl Dialect {
    pub(crate) fn of(delimiter: u8) -> Self {
        Dialect {
            delimiter,
            quote: b'"',
            escape: None,
            is_certain: false,
        }
    }
}

/// Enough lines to see a habit.
const LINES: usize = 400;

/// Share of the lines that must agree on a number of fields.
const AGREEMENT: f64 = 0.4;

/// The dialect, and how many bytes of a leading `sep=` line to skip. `is_all`: the sample is the whole file.
pub(crate) fn detect(sample: &str, is_all: bool) -> (Dialect, usize) {
    if let Some((delimiter, skip)) = named_separator(sample) {
        let mut dialect = Dialect {
            is_certain: true,
            ..Dialect::of(delimiter)
        };
        refine(&mut dialect, &sample[skip..]);
        return (dialect, skip);
    }
    // The last line of a sample may be cut.
    let sample = if is_all {
        sample
    } else {
        sample.rfind(['\n', '\r']).map_or(sample, |end| &sample[..end])
    };
    let mut best = (0.0, Dialect::of(b','));
    for delimiter in [b',', b';', b'\t', b'|', b'^', b'~', 0x1f] {
        let mut dialect = Dialect::of(delimiter);
        refine(&mut dialect, sample);
        let score = score(sample, dialect);
        if score > best.0 {
            best = (
                score,
                Dialect {
                    is_certain: true,
                    ..dialect
                },
            );
        }
    }
    if best.0 == 0.0 && is_one_column(sample) {
        // Separates units in no list that people write: every line stays one field.
        return (Dialect::of(0x1f), 0);
    }
    (best.1, 0)
}

/// Whether most lines have no comma, so that the few are part of a text.
fn is_one_column(sample: &str) -> bool {
    let widths = records::widths(sample, Dialect::of(b','), LINES);
    let single = widths.iter().filter(|width| **width == 1).count();
    single < widths.len() && single * 10 >= widths.len() * 6
}

/// `sep=;` in the first line: a word to Excel.
fn named_separator(sample: &str) -> Option<(u8, usize)> {
    let line = sample.lines().next()?;
    let unquoted = line.trim().trim_matches('"');
    let rest = unquoted
        .get(..4)
        .filter(|word| word.eq_ignore_ascii_case("sep="))
        .map(|_| &unquoted[4..])?;
    let delimiter = match rest {
        "\\t" => b'\t',
        // The line is trimmed, and a tab with it.
        "" if line.contains('\t') => b'\t',
        _ => *rest.as_bytes().first().filter(|b| b.is_ascii() && rest.len() == 1)?,
    };
    let mut skip = line.len();
    skip += if sample[skip..].starts_with("\r\n") {
        2
    } else {
        usize::from(skip < sample.len())
    };
    Some((delimiter, skip))
}

/// Finds single quotes and backslashes, where they are a habit and not an accident.
fn refine(dialect: &mut Dialect, sample: &str) {
    let bytes = sample.as_bytes();
    let at_border = |b: Option<&u8>| b.is_none_or(|b| *b == dialect.delimiter || *b == b'\n' || *b == b'\r');
    let (mut single, mut double) = ((0usize, 0usize), 0usize);
    let mut escaped = 0usize;
    for (at, b) in bytes.iter().enumerate() {
        let (before, after) = (
            at.checked_sub(1).and_then(|before| bytes.get(before)),
            bytes.get(at + 1),
        );
        match b {
            b'\'' if at_border(before) => single.0 += 1,
            b'\'' if at_border(after) => single.1 += 1,
            b'"' if before == Some(&b'\\') && !at_border(after) => escaped += 1,
            b'"' if at_border(before) || at_border(after) => double += 1,
            _ => {}
        }
    }
    if double == 0 && single.0 >= 2 && single.0.abs_diff(single.1) * 10 <= single.0 {
        dialect.quote = b'\'';
    }
    if escaped > 0 {
        dialect.escape = Some(b'\\');
    }
}

/// How well lines agree on their number of fields: agreement first, more fields second.
fn score(sample: &str, dialect: Dialect) -> f64 {
    let widths = records::widths(sample, dialect, LINES);
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    for width in &widths {
        *counts.entry(*width).or_default() += 1;
    }
    let usual = counts
        .into_iter()
        .filter(|(width, _)| *width > 1)
        .max_by_key(|(width, count)| (*count, *width));
    let Some((width, count)) = usual else {
        return 0.0;
    };
    let agreement = count as f64 / widths.len() as f64;
    if agreement < AGREEMENT {
        0.0
    } else {
        agreement * agreement * (1.0 + (width as f64).log2())
    }
}
