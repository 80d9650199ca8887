//! A file as text, whatever encoding it is in. Separate because pages and XML are texts too, and no lists with delimiters.

use super::encoding;
use crate::read::ReadError;
use encoding_rs::{Decoder, Encoding};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

const CHUNK: usize = 1 << 16;

/// Reads text piece by piece.
pub(crate) struct Decoded<R> {
    input: R,
    decoder: Decoder,
    bytes: Vec<u8>,
    ended: bool,
}

impl Decoded<File> {
    /// Opens a file of markup, in the encoding it is in: what it declares counts where its bytes do not tell.
    pub(crate) fn open_markup(path: &Path) -> Result<Self, ReadError> {
        let encoding = encoding::of_markup(&mut File::open(path)?)?;
        Ok(Decoded::new(File::open(path)?, encoding))
    }
}

impl<R: Read> Decoded<R> {
    pub(crate) fn new(input: R, encoding: &'static Encoding) -> Self {
        Decoded {
            input,
            decoder: encoding.new_decoder(),
            bytes: vec![0; CHUNK],
            ended: false,
        }
    }

    /// Whether all of it was given.
    pub(crate) fn has_ended(&self) -> bool {
        self.ended
    }

    /// Adds the next piece to a text.
    pub(crate) fn fill(&mut self, text: &mut String) -> Result<(), ReadError> {
        let read = loop {
            match self.input.read(&mut self.bytes) {
                Ok(read) => break read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        };
        self.ended = read == 0;
        let mut bytes = &self.bytes[..read];
        loop {
            text.reserve(self.decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(CHUNK * 3));
            let (result, used, _) = self.decoder.decode_to_string(bytes, text, self.ended);
            bytes = &bytes[used..];
            if result == encoding_rs::CoderResult::InputEmpty {
                return Ok(());
            }
        }
    }
}

/// The same, for readers of bytes: what comes out is UTF-8.
pub(crate) struct Utf8<R> {
    decoded: Decoded<R>,
    text: String,
    at: usize,
}

impl<R: Read> Utf8<R> {
    pub(crate) fn new(decoded: Decoded<R>) -> Self {
        Utf8 {
            decoded,
            text: String::new(),
            at: 0,
        }
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        while self.at == self.text.len() && !self.decoded.has_ended() {
            self.text.clear();
            self.at = 0;
            self.decoded.fill(&mut self.text).map_err(std::io::Error::other)?;
        }
        let rest = &self.text.as_bytes()[self.at..];
        let count = rest.len().min(into.len());
        into[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}
