//! Files that somebody, or a broken disk, has changed: our own samples with bytes of the file, or of a part inside its
//! zip, bent at random. Whatever comes of one, there is an answer in time and within the memory allowed, and what was
//! read can be understood and converted.
//!
//! A run in the tests takes some dozens of files. `TIERLINE_MUTATE_SECONDS` makes it go on for that long, and
//! `TIERLINE_MUTATE_SEED` begin elsewhere; a file that fails is kept beside the build and named.

#![allow(clippy::print_stdout)]

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use tierline_plan::Currency;
use tierline_sheets::read::{Limits, ReadError, ReaderHost, run_if_child};
use tierline_sheets::understand::{convert, understand};

const FILES_IN_A_TEST: u64 = 48;
/// Larger samples take longer than they teach.
const LARGEST: u64 = 96 << 10;

fn main() -> ExitCode {
    if let Some(code) = run_if_child(std::env::args_os()) {
        return code;
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let name = "whatever_happens_to_a_file_there_is_an_answer";
    if arguments.iter().any(|argument| argument == "--list") {
        // Of ignored tests there are none.
        if !arguments.iter().any(|argument| argument == "--ignored") {
            println!("{name}: test");
        }
        return ExitCode::SUCCESS;
    }
    let filters = arguments.iter().filter(|argument| !argument.starts_with('-'));
    if !filters.clone().all(|filter| name.contains(filter.as_str())) {
        return ExitCode::SUCCESS;
    }
    whatever_happens_to_a_file_there_is_an_answer()
}

fn whatever_happens_to_a_file_there_is_an_answer() -> ExitCode {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let until = number("TIERLINE_MUTATE_SECONDS").map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let first = number("TIERLINE_MUTATE_SEED").unwrap_or(1);
    let samples = samples();
    let host = ReaderHost::of_this_executable().expect("a test runs");
    let folder = tempfile::tempdir().expect("a folder");
    let mut told = Told::default();
    for seed in first.. {
        if until.map_or(seed - first >= FILES_IN_A_TEST, |until| Instant::now() > until) {
            break;
        }
        let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let sample = &samples[chance.below(samples.len())];
        let bytes = mutated(&sample.bytes, &mut chance);
        let file = folder.path().join(format!("mutated.{}", sample.ending));
        std::fs::write(&file, &bytes).expect("written");
        let started = Instant::now();
        // A panic in this process would be the app's own.
        let outcome = std::panic::catch_unwind(|| answer(&host, &file));
        let what = match outcome {
            Ok(Answer::Read) => {
                told.read += 1;
                None
            }
            Ok(Answer::Refused) => {
                told.refused += 1;
                None
            }
            Ok(Answer::ReaderDied) => {
                told.died += 1;
                until.is_some().then_some("the reader died")
            }
            Ok(Answer::TookTooLong) => Some("no answer in time"),
            Err(_) => Some("a panic outside the reader"),
        };
        let what = what.or((started.elapsed() > ANSWER_WITHIN).then_some("an answer too late"));
        if let Some(what) = what {
            let kept = kept(seed, &sample.ending);
            std::fs::write(&kept, &bytes).expect("kept");
            println!("seed {seed}, from {}: {what}; kept as {}", sample.name, kept.display());
            told.failed += u64::from(what != "the reader died");
        }
    }
    println!("{told:?}");
    if told.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What came of the files.
#[derive(Debug, Default)]
struct Told {
    read: u64,
    refused: u64,
    /// The process that reads ended without a word. The app says so in a sentence and goes on, so it is no failure here;
    /// a long run names the files, because a better sentence may be found.
    died: u64,
    failed: u64,
}

const DEADLINE: Duration = Duration::from_secs(20);
/// Sheets and table each may take the deadline; this machine may be busy.
const ANSWER_WITHIN: Duration = Duration::from_secs(60);

enum Answer {
    Read,
    Refused,
    ReaderDied,
    TookTooLong,
}

fn answer(host: &ReaderHost, file: &Path) -> Answer {
    let limits = Limits {
        memory: 512 << 20,
        deadline: DEADLINE,
        cells: 4 << 20,
        ..Limits::default()
    };
    let read = || -> Result<(), ReadError> {
        let summary = host.sheets(file, &limits, &|| false)?;
        for sheet in summary.sheets.iter().take(3) {
            let table = host.table(file, &sheet.name, &limits, &mut |_| {}, &|| false)?;
            let understood = understand(&table);
            let choices = understood.mapping.choices(&understood.columns);
            if let Ok(converted) = convert(&table, &understood.shape, &choices, &Currency::new("EUR")) {
                assert!(converted.sums_up(&table), "every row is accounted for");
            }
        }
        Ok(())
    };
    match read() {
        Ok(()) => Answer::Read,
        Err(ReadError::ReaderDied) => Answer::ReaderDied,
        Err(ReadError::TookTooLong { .. }) => Answer::TookTooLong,
        Err(error) => {
            let sentence = error.to_string();
            assert!(
                sentence.ends_with('.') && sentence.len() > 20,
                "a refusal is a sentence: {sentence}"
            );
            Answer::Refused
        }
    }
}

struct Sample {
    name: String,
    ending: String,
    bytes: Vec<u8>,
}

/// Our own samples, and the collection of odd files where it is at hand.
fn samples() -> Vec<Sample> {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let collection = std::env::var_os("TIERLINE_DATA")
        .map_or_else(|| crate_folder.join("../../../../shared/data"), PathBuf::from)
        .join("import");
    let mut found = Vec::new();
    for folder in [crate_folder.join("../../../tests/fixtures/workbooks"), collection] {
        let Ok(entries) = std::fs::read_dir(folder) else {
            continue;
        };
        let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.sort();
        for file in files {
            let small = file
                .metadata()
                .is_ok_and(|data| data.is_file() && (1..=LARGEST).contains(&data.len()));
            let ending = file.extension().map(|ending| ending.to_string_lossy().into_owned());
            let Some(ending) = ending.filter(|ending| small && ending != "md") else {
                continue;
            };
            found.push(Sample {
                name: file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                ending,
                bytes: std::fs::read(&file).expect("readable"),
            });
        }
    }
    assert!(found.len() > 5, "the project's own samples are there");
    found
}

fn kept(seed: u64, ending: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("mutated-{seed}.{ending}"))
}

/// A small generator of our own, so that a seed means the same file everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 11) as usize % limit.max(1)
    }
}

/// A zip is bent inside more often than outside: a broken zip is refused long before its parts are read.
fn mutated(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    if chance.below(8) > 0
        && let Some(bent) = bent_inside(bytes, chance)
    {
        return bent;
    }
    let mut bent = bytes.to_vec();
    bend(&mut bent, chance);
    bent
}

fn bent_inside(bytes: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for index in 0..old.len() {
        let part = old.by_index(index).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        // A bomb among the samples stays what it is.
        part.take(4 << 20).read_to_end(&mut content).ok()?;
        parts.push((name, content));
    }
    let chosen = chance.below(parts.len());
    bend(&mut parts.get_mut(chosen)?.1, chance);
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        new.start_file(name, zip::write::SimpleFileOptions::default()).ok()?;
        new.write_all(&content).ok()?;
    }
    Some(new.finish().ok()?.into_inner())
}

/// What readers have stumbled over.
const SPLINTERS: &[&str] = &[
    "<c r=\"XFD1048576\"><v>1</v></c>",
    "<c r=\"ZZZZZZZZZZ1\"><v>1</v></c>",
    "<c r=\"A99999999999999999999\"><v>1</v></c>",
    "<c t=\"s\"><v>4294967296</v></c>",
    "<c t=\"s\"><v>-1</v></c>",
    "<c t=\"e\"><v>#SPILL!</v></c>",
    "<c t=\"d\"><v>9999-99-99T99:99:99Z</v></c>",
    "<c><v>-1e308</v></c>",
    "<c><v>NaN</v></c>",
    "<row r=\"0\"/>",
    "<row r=\"-5\"><c/></row>",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "<mergeCell ref=\"B2:A1\"/>",
    "<dimension ref=\"A1:XFD1048576\"/>",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE x [<!ENTITY a \"b\">]>",
    "&#x0;",
    "&unknown;",
    "_x0000_",
    "\u{0}",
    "\"",
    "\r",
    "99999999999999999999999999999999999999",
    "1e400",
    "1.234,56",
    "31.02.2024",
    "\u{FEFF}",
    "\u{202E}",
    "</sheetData>",
    "</worksheet>",
    "<sheetData>",
];

fn bend(bytes: &mut Vec<u8>, chance: &mut Chance) {
    for _ in 0..=chance.below(6) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + 1 + chance.below(64)).min(bytes.len());
        match chance.below(8) {
            0 if at < bytes.len() => bytes[at] = chance.next() as u8,
            1 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            2 if at < end => drop(bytes.drain(at..end)),
            3 if at < end => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            4 => bytes.truncate(at),
            // Digits are what readers believe.
            5 => {
                if let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit) {
                    let with = ["0", "-1", "4294967295", "18446744073709551616", "1e9"][chance.below(5)];
                    bytes.splice(at + digit..at + digit + 1, with.bytes());
                }
            }
            _ => {
                let splinter = SPLINTERS[chance.below(SPLINTERS.len())];
                // Between tags it reads as XML.
                let at = bytes[at..]
                    .iter()
                    .position(|byte| *byte == b'<')
                    .map_or(at, |tag| at + tag);
                bytes.splice(at..at, splinter.bytes());
            }
        }
    }
}
