//! Which encoding a text file is in. Separate because it is settled over the whole file, before a line of it is read: one
//! umlaut in row 90,000 decides.

use crate::read::ReadError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{ErrorKind, Read, Seek, SeekFrom};

/// Bytes the guess between old encodings looks at.
const GUESS_FROM: u64 = 8 << 20;

pub(crate) fn detect(file: &mut (impl Read + Seek)) -> Result<&'static Encoding, ReadError> {
    let mut start = Vec::new();
    file.by_ref().take(4096).read_to_end(&mut start)?;
    if let Some((encoding, _)) = Encoding::for_bom(&start) {
        return Ok(encoding);
    }
    if let Some(encoding) = utf16_without_mark(&start) {
        return Ok(encoding);
    }
    file.seek(SeekFrom::Start(0))?;
    if is_utf8(file)? {
        return Ok(UTF_8);
    }
    file.seek(SeekFrom::Start(0))?;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut sample = Vec::new();
    file.take(GUESS_FROM).read_to_end(&mut sample)?;
    detector.feed(&sample, true);
    Ok(detector.guess(None, Utf8Detection::Deny))
}

/// The encoding of a page or an XML file.
pub(crate) fn of_markup(file: &mut (impl Read + Seek)) -> Result<&'static Encoding, ReadError> {
    let found = detect(file)?;
    if found == UTF_8 || found == UTF_16LE || found == UTF_16BE {
        return Ok(found);
    }
    let mut start = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.take(4096).read_to_end(&mut start)?;
    Ok(declared(&start).unwrap_or(found))
}

/// What `<meta charset="...">`, `content="text/html; charset=..."` or `<?xml encoding="..."?>` say.
fn declared(start: &[u8]) -> Option<&'static Encoding> {
    let lower = start.to_ascii_lowercase();
    let name = [&b"charset="[..], b"encoding="].iter().find_map(|key| {
        let at = memchr::memmem::find(&lower, key)? + key.len();
        let rest = &lower[at..];
        let rest = rest
            .strip_prefix(b"\"")
            .or_else(|| rest.strip_prefix(b"'"))
            .unwrap_or(rest);
        let end = rest
            .iter()
            .position(|b| !b.is_ascii_alphanumeric() && !b"-_:.".contains(b));
        Some(&rest[..end.unwrap_or(rest.len())])
    })?;
    // UTF-8 is what it is not, or the bytes would have told.
    Encoding::for_label(name).filter(|encoding| encoding.is_ascii_compatible() && *encoding != UTF_8)
}

/// The first bytes of a file as text, or `None` when they are none in any encoding.
pub(crate) fn start_as_text(start: &[u8]) -> Option<String> {
    let (encoding, skip) = match Encoding::for_bom(start) {
        Some(found) => found,
        None => (utf16_without_mark(start).unwrap_or(UTF_8), 0),
    };
    let body = &start[skip..];
    if encoding == UTF_8 {
        // A few NULs happen in exports; tables of a program are full of them and of other controls.
        let odd = body.iter().filter(|b| matches!(b, 0..=8 | 14..=25 | 28..=31)).count();
        if odd > 4 && odd * 20 > body.len() {
            return None;
        }
    }
    Some(encoding.decode_without_bom_handling(body).0.into_owned())
}

/// UTF-16 gives itself away by the NULs beside western letters.
fn utf16_without_mark(start: &[u8]) -> Option<&'static Encoding> {
    let pairs = start.len() / 2;
    if pairs < 2 {
        return None;
    }
    let (mut first, mut second) = (0, 0);
    for pair in start.chunks_exact(2) {
        first += usize::from(pair[0] == 0 && pair[1] != 0);
        second += usize::from(pair[1] == 0 && pair[0] != 0);
    }
    // Delimiters, digits and line ends alone make most of a table western, whatever its language.
    if second * 10 >= pairs * 4 && first * 20 < pairs {
        Some(UTF_16LE)
    } else if first * 10 >= pairs * 4 && second * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn is_utf8(file: &mut impl Read) -> Result<bool, ReadError> {
    let mut buffer = vec![0u8; 1 << 18];
    let mut held = 0;
    loop {
        let read = match file.read(&mut buffer[held..]) {
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        let end = held + read;
        match std::str::from_utf8(&buffer[..end]) {
            Ok(_) => held = 0,
            Err(error) if error.error_len().is_some() => return Ok(false),
            // A letter cut in two by the border of the buffer.
            Err(error) => {
                buffer.copy_within(error.valid_up_to()..end, 0);
                held = end - error.valid_up_to();
            }
        }
        if read == 0 {
            return Ok(held == 0);
        }
    }
}
