//! The tags of a sheet part and the text between them, in one pass without building anything. Separate from the meaning
//! of the tags, and our own, because a full XML reader costs more than calamine's whole reading: this one only has to see
//! what calamine does not tell.

use super::ReadError;
use memchr::{memchr, memmem};
use std::io::Read;

/// No tag or text of a sheet is larger; a run beyond this is there to fill memory.
const LONGEST: usize = 16 << 20;
const CHUNK: usize = 1 << 16;

/// Reads tags one after the other.
pub(crate) struct Tags<R> {
    reader: R,
    buffer: Vec<u8>,
    start: usize,
    /// Bytes that were in the buffer before what it holds now.
    gone: u64,
    /// Where the last tag began.
    tag_at: u64,
    ended: bool,
}

/// A tag with what stood before it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tag<'a> {
    /// Raw text since the tag before, entities and all.
    pub(crate) text: &'a [u8],
    /// Between the angle brackets.
    pub(crate) inside: &'a [u8],
}

impl<R: Read> Tags<R> {
    pub(crate) fn new(reader: R) -> Self {
        Tags {
            reader,
            buffer: Vec::new(),
            start: 0,
            gone: 0,
            tag_at: 0,
            ended: false,
        }
    }

    /// The next tag; comments and declarations are tags too. `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Tag<'_>>, ReadError> {
        let mut seen = 0;
        let open = loop {
            match memchr(b'<', &self.buffer[self.start + seen..]) {
                Some(at) => break seen + at,
                None if self.ended => return Ok(None),
                None => {
                    seen = self.buffer.len() - self.start;
                    self.fill()?;
                }
            }
        };
        let mut looked = open + 1;
        let close = loop {
            match self.end_of_tag(open, looked) {
                Some(close) => break close,
                None if self.ended => return Err(ReadError::Damaged),
                None => {
                    // A terminator may straddle the border of two chunks.
                    looked = (self.buffer.len() - self.start).saturating_sub(3).max(open + 1);
                    self.fill()?;
                }
            }
        };
        let from = self.start;
        self.tag_at = self.gone + (from + open) as u64;
        self.start = from + close + 1;
        Ok(Some(Tag {
            text: &self.buffer[from..from + open],
            inside: &self.buffer[from + open + 1..from + close],
        }))
    }

    /// How many bytes stand before the tag that came last.
    pub(crate) fn tag_at(&self) -> u64 {
        self.tag_at
    }

    fn end_of_tag(&self, open: usize, looked: usize) -> Option<usize> {
        let bytes = &self.buffer[self.start..];
        let terminated =
            |by: &[u8], from: usize| memmem::find(bytes.get(from..)?, by).map(|at| from + at + by.len() - 1);
        match bytes.get(open + 1) {
            Some(b'!') if bytes[open + 1..].starts_with(b"!--") => terminated(b"-->", looked.max(open + 4)),
            Some(b'!') if bytes[open + 1..].starts_with(b"![CDATA[") => terminated(b"]]>", looked),
            // Too little is there to tell a comment from a declaration.
            Some(b'!') if bytes.len() < open + 10 && !self.ended => None,
            _ => memchr(b'>', bytes.get(looked..)?).map(|at| looked + at),
        }
    }

    fn fill(&mut self) -> Result<(), ReadError> {
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.gone += self.start as u64;
            self.start = 0;
        }
        if self.buffer.len() > LONGEST {
            return Err(ReadError::Damaged);
        }
        let held = self.buffer.len();
        let more = CHUNK.max(held);
        self.buffer.resize(held + more, 0);
        let mut read = 0;
        while read < more {
            match self.reader.read(&mut self.buffer[held + read..]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(count) => read += count,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.buffer.truncate(held + read);
        Ok(())
    }
}

impl<'a> Tag<'a> {
    pub(crate) fn is_end(&self) -> bool {
        self.inside.first() == Some(&b'/')
    }

    /// `<name/>`: no end tag follows.
    pub(crate) fn is_closed(&self) -> bool {
        self.inside.last() == Some(&b'/')
    }

    /// The name with its prefix.
    pub(crate) fn full_name(&self) -> &'a [u8] {
        let name = self.inside.strip_prefix(b"/").unwrap_or(self.inside);
        let end = name
            .iter()
            .position(|b| b.is_ascii_whitespace() || *b == b'/')
            .unwrap_or(name.len());
        &name[..end]
    }

    /// The name without a prefix.
    pub(crate) fn name(&self) -> &'a [u8] {
        let full = self.full_name();
        full.iter()
            .position(|b| *b == b':')
            .map_or(full, |colon| &full[colon + 1..])
    }

    /// The raw value of an attribute.
    pub(crate) fn attribute(&self, wanted: &[u8]) -> Option<&'a [u8]> {
        let mut rest = &self.inside[self.full_name().len().min(self.inside.len())..];
        loop {
            let begin = rest.iter().position(|b| !b.is_ascii_whitespace())?;
            rest = &rest[begin..];
            let equals = memchr(b'=', rest)?;
            let key = rest[..equals].trim_ascii();
            let quote_at = equals + 1 + rest[equals + 1..].iter().position(|b| !b.is_ascii_whitespace())?;
            let quote = rest[quote_at];
            if quote != b'"' && quote != b'\'' {
                return None;
            }
            let value = &rest[quote_at + 1..];
            let end = memchr(quote, value)?;
            if key == wanted {
                return Some(&value[..end]);
            }
            rest = &value[end + 1..];
        }
    }

    /// The attributes `r`, `s` and `t`, in one pass: a cell has no others that matter, and there are millions of cells.
    pub(crate) fn of_cell(&self) -> [Option<&'a [u8]>; 3] {
        let mut found = [None; 3];
        let mut rest = &self.inside[self.full_name().len().min(self.inside.len())..];
        // The plain form that every writer uses; anything else takes the long way.
        while let [b' ', key, b'=', b'"', value @ ..] = rest {
            let Some(end) = value.iter().position(|b| *b == b'"') else {
                break;
            };
            match key {
                b'r' => found[0] = Some(&value[..end]),
                b's' => found[1] = Some(&value[..end]),
                b't' => found[2] = Some(&value[..end]),
                _ => {}
            }
            rest = &value[end + 1..];
        }
        if rest.is_empty() || rest == b"/" {
            return found;
        }
        [b"r", b"s", b"t"].map(|key| self.attribute(key))
    }

    pub(crate) fn number(&self, wanted: &[u8]) -> Option<u32> {
        std::str::from_utf8(self.attribute(wanted)?).ok()?.trim().parse().ok()
    }

    pub(crate) fn is_on(&self, wanted: &[u8]) -> bool {
        matches!(self.attribute(wanted), Some(b"1" | b"true" | b"on"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time, so that every tag straddles a border.
    struct Drip<'a>(&'a [u8]);
    impl Read for Drip<'_> {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let count = self.0.len().min(3).min(into.len());
            into[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    #[test]
    fn tags_texts_comments_and_attributes_are_seen() {
        let xml = b"<?xml version='1.0'?><x:a r=\"A1\" s = '2'>text<!-- <no> --><b/><![CDATA[<no>]]></x:a>";
        let mut tags = Tags::new(Drip(xml));
        let mut names = Vec::new();
        while let Some(tag) = tags.next().unwrap() {
            names.push(String::from_utf8(tag.name().to_vec()).unwrap());
            if tag.name() == b"a" && !tag.is_end() {
                assert_eq!(
                    (tag.attribute(b"r"), tag.attribute(b"s")),
                    (Some(&b"A1"[..]), Some(&b"2"[..]))
                );
                assert_eq!(tag.attribute(b"t"), None);
                assert_eq!(
                    tag.of_cell(),
                    [Some(&b"A1"[..]), Some(&b"2"[..]), None],
                    "blanks and single quotes are read too"
                );
            }
            let is_b = tag.name() == b"b";
            if is_b {
                assert!(tag.is_closed());
                let before = xml.windows(4).position(|bytes| bytes == b"<b/>");
                assert_eq!(Some(tags.tag_at() as usize), before);
            }
        }
        assert_eq!(names.first().map(String::as_str), Some("?xml"));
        assert!(
            names.contains(&"b".to_owned()) && !names.contains(&"no".to_owned()),
            "comments hide tags: {names:?}"
        );
    }

    #[test]
    fn a_tag_that_never_ends_is_damage() {
        let mut tags = Tags::new(&b"<a><b"[..]);
        assert!(tags.next().unwrap().is_some());
        assert_eq!(tags.next().map(|tag| tag.is_some()), Err(ReadError::Damaged));
    }
}
