//! Lines into fields. Separate and our own because the CSV reader at hand cannot do what real exports need: quotes after
//! a delimiter and a space, a quotation mark that is never closed and must not swallow the rest of the file.

use super::decoded::Decoded;
use super::dialect::Dialect;
use crate::read::ReadError;
use encoding_rs::Encoding;
use memchr::{memchr2, memchr3};
use std::io::Read;

/// A quoted field of more lines or bytes than this was never meant to be one.
const MOST_LINES: usize = 200;
const MOST_BYTES: usize = 256 << 10;

/// No line of a list is longer.
const LONGEST_RECORD: usize = 16 << 20;
const CHUNK: usize = 1 << 16;
/// What the dialect is found out from.
const START: usize = 1 << 17;

/// The fields of one line, reused from line to line.
#[derive(Debug, Default)]
pub(crate) struct Record {
    text: String,
    ends: Vec<usize>,
    /// A field began with a quotation mark that nothing closes.
    pub(crate) has_unclosed_quote: bool,
}

impl Record {
    pub(crate) fn fields(&self) -> impl Iterator<Item = &str> {
        self.ends.iter().scan(0, |start, end| {
            let field = &self.text[*start..*end];
            *start = *end;
            Some(field)
        })
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.has_unclosed_quote = false;
    }

    fn end_field(&mut self) {
        self.ends.push(self.text.len());
    }
}

/// Decodes a file and cuts it into records, holding little more than one at a time.
pub(crate) struct Records<R> {
    input: Decoded<R>,
    text: String,
    at: usize,
    dialect: Dialect,
}

impl<R: Read> Records<R> {
    pub(crate) fn open(input: R, encoding: &'static Encoding) -> Self {
        Records {
            input: Decoded::new(input, encoding),
            text: String::new(),
            at: 0,
            dialect: Dialect::of(b','),
        }
    }

    /// The first lines, and whether they are all.
    pub(crate) fn start(&mut self) -> Result<(&str, bool), ReadError> {
        while !self.input.has_ended() && self.text.len() < START {
            self.fill()?;
        }
        Ok((&self.text, self.input.has_ended()))
    }

    /// Sets how to read, from so many bytes on.
    pub(crate) fn begin(&mut self, dialect: Dialect, skip: usize) {
        self.dialect = dialect;
        self.at = skip;
    }

    /// Reads the next record; false at the end.
    pub(crate) fn next(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        loop {
            let rest = &self.text[self.at..];
            if rest.is_empty() && self.input.has_ended() {
                return Ok(false);
            }
            if let Some(length) = cut(rest, self.dialect, self.input.has_ended(), record) {
                self.at += length;
                return Ok(true);
            }
            if rest.len() > LONGEST_RECORD {
                return Err(ReadError::Damaged);
            }
            // A field is read again from its start after more has come: what comes doubles, so that this stays cheap.
            let wanted = rest.len().max(CHUNK);
            self.text.drain(..self.at);
            self.at = 0;
            let held = self.text.len();
            while !self.input.has_ended() && self.text.len() < held + wanted {
                self.fill()?;
            }
        }
    }

    fn fill(&mut self) -> Result<(), ReadError> {
        self.input.fill(&mut self.text)?;
        // Old programs end a file with Ctrl-Z.
        if self.input.has_ended() && self.text.ends_with('\u{1a}') {
            self.text.pop();
        }
        Ok(())
    }
}

/// How many records a text has.
pub(crate) fn count(text: &str, dialect: Dialect) -> u32 {
    let (mut record, mut at, mut count) = (Record::default(), 0, 0);
    while at < text.len() {
        at += cut(&text[at..], dialect, true, &mut record).unwrap_or(text.len());
        count += 1;
    }
    count
}

/// The numbers of fields of the first lines that are not blank.
pub(crate) fn widths(text: &str, dialect: Dialect, most: usize) -> Vec<usize> {
    let (mut record, mut at, mut widths) = (Record::default(), 0, Vec::new());
    while at < text.len() && widths.len() < most {
        at += cut(&text[at..], dialect, true, &mut record).unwrap_or(text.len());
        if record.fields().any(|field| !field.trim().is_empty()) {
            widths.push(record.ends.len());
        }
    }
    widths
}

/// Cuts the first record off a text and returns its length with the line end; `None` when more text is needed to tell.
fn cut(text: &str, dialect: Dialect, is_all: bool, record: &mut Record) -> Option<usize> {
    record.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        let opening = at + bytes[at..].iter().take_while(|b| **b == b' ').count();
        let mut end = None;
        if bytes.get(opening) == Some(&dialect.quote) {
            let before = record.text.len();
            match quoted(text, opening + 1, dialect, is_all, &mut record.text) {
                Quoted::Closed(after) => end = Some(after),
                Quoted::Unclosed => {
                    record.text.truncate(before);
                    record.has_unclosed_quote = true;
                    // The lone mark itself is no part of what was meant.
                    at = opening + 1;
                }
                Quoted::More => return None,
            }
        }
        let end = match end {
            Some(end) => end,
            None => match memchr3(dialect.delimiter, b'\n', b'\r', &bytes[at..]) {
                Some(length) => {
                    record.text.push_str(&text[at..at + length]);
                    at + length
                }
                None if is_all => {
                    record.text.push_str(&text[at..]);
                    bytes.len()
                }
                None => return None,
            },
        };
        record.end_field();
        match bytes.get(end) {
            Some(b) if *b == dialect.delimiter => at = end + 1,
            Some(b'\r') if end + 1 == bytes.len() && !is_all => return None,
            Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => return Some(end + 2),
            Some(_) => return Some(end + 1),
            None if is_all => return Some(end),
            None => return None,
        }
    }
}

enum Quoted {
    /// Ends before the delimiter or line end at that place.
    Closed(usize),
    Unclosed,
    More,
}

/// Reads a quoted field from behind its opening mark.
fn quoted(text: &str, start: usize, dialect: Dialect, is_all: bool, into: &mut String) -> Quoted {
    let bytes = text.as_bytes();
    let Dialect { quote, delimiter, .. } = dialect;
    let escape = dialect.escape.unwrap_or(quote);
    let mut from = start;
    let mut lines = 0;
    loop {
        let Some(length) = memchr2(quote, escape, &bytes[from..]) else {
            lines += bytes[from..].iter().filter(|b| **b == b'\n').count();
            let is_hopeless = is_all || lines > MOST_LINES || bytes.len() - start > MOST_BYTES;
            return if is_hopeless { Quoted::Unclosed } else { Quoted::More };
        };
        let at = from + length;
        lines += bytes[from..at].iter().filter(|b| **b == b'\n').count();
        if lines > MOST_LINES || at - start > MOST_BYTES {
            return Quoted::Unclosed;
        }
        into.push_str(&text[from..at]);
        if bytes[at] != quote {
            // A backslash: what follows is meant literally, when it is a mark or another backslash.
            match bytes.get(at + 1) {
                Some(next) if *next == quote || *next == escape => {
                    into.push(char::from(*next));
                    from = at + 2;
                }
                Some(_) => {
                    into.push(char::from(escape));
                    from = at + 1;
                }
                None if is_all => return Quoted::Unclosed,
                None => return Quoted::More,
            }
            continue;
        }
        let after = at + 1 + bytes[at + 1..].iter().take_while(|b| **b == b' ').count();
        match (bytes.get(at + 1), bytes.get(after)) {
            (Some(next), _) if *next == quote => {
                into.push(char::from(quote));
                from = at + 2;
            }
            (_, Some(b)) if *b == delimiter || *b == b'\n' || *b == b'\r' => {
                return Quoted::Closed(after);
            }
            (_, None) if is_all => return Quoted::Closed(bytes.len()),
            (_, None) => return Quoted::More,
            // It opens the field of a later line: the mark before it was a stray one.
            _ if lines > 0 && matches!(bytes[at - 1], b if b == delimiter || b == b'\n' || b == b'\r') => {
                return Quoted::Unclosed;
            }
            // A mark inside the text, as people write inches.
            _ => {
                into.push(char::from(quote));
                from = at + 1;
            }
        }
    }
}
