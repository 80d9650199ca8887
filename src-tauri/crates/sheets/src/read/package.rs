//! The zip file around modern workbooks: opened only after the sizes it declares have been added up. Separate because
//! every reader of such a file, ours and calamine's, relies on that sum: the zip reader refuses a part that grows past its
//! declared size, so what is declared is a cap.

use super::ReadError;
use super::limits::{EXPANSION_MATTERS, Limits, MAX_EXPANSION};
use super::xlsx::{Tail, TailReader};
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::PathBuf;
use std::sync::Arc;
use zip::ZipArchive;

pub(crate) trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

pub(crate) type Package = ZipArchive<Box<dyn ReadSeek>>;

/// Where a package's bytes are: the file, or a mended copy. Opened more than once, by readers side by side.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    File(PathBuf),
    Memory(Arc<[u8]>),
    /// The lower rows of a sheet alone.
    Tail(Arc<Tail>),
}

impl Source {
    pub(crate) fn open(&self) -> Result<Box<dyn ReadSeek>, ReadError> {
        Ok(match self {
            Source::File(path) => Box::new(BufReader::with_capacity(1 << 16, File::open(path)?)),
            Source::Memory(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
            Source::Tail(tail) => Box::new(TailReader::new(tail)),
        })
    }

    pub(crate) fn package(&self) -> Result<Package, ReadError> {
        Ok(ZipArchive::new(self.open()?)?)
    }
}

/// Refuses a package whose parts declare more than the limits allow.
pub(crate) fn guard(package: &Package, limits: &Limits) -> Result<(), ReadError> {
    let mut total = 0u64;
    for index in 0..package.len() {
        let entry = package.by_index_data(index)?;
        let (size, packed) = (entry.size(), entry.compressed_size());
        total = total.saturating_add(size);
        let is_strings = name_key(&String::from_utf8_lossy(entry.name_raw())).ends_with("/sharedstrings.xml");
        let bomb = size > EXPANSION_MATTERS && size / packed.max(1) > MAX_EXPANSION;
        if total > limits.unpacked || bomb || (is_strings && size > limits.shared_strings) {
            return Err(ReadError::TooLarge { declared: Some(total) });
        }
        if entry.encrypted() {
            return Err(ReadError::PasswordProtected);
        }
    }
    Ok(())
}

/// Finds a part whatever the case and slashes of its name: some writers mind neither.
pub(crate) fn find(package: &Package, part: &str) -> Option<usize> {
    package.index_for_name(part).or_else(|| {
        let key = name_key(part);
        (0..package.len()).find(|index| {
            package
                .by_index_data(*index)
                .is_ok_and(|entry| name_key(&String::from_utf8_lossy(entry.name_raw())) == key)
        })
    })
}

/// Bytes the part declares to unpack to.
pub(crate) fn declared_size(package: &Package, part: &str) -> Option<u64> {
    find(package, part)
        .and_then(|index| package.by_index_data(index).ok())
        .map(|entry| entry.size())
}

/// A small part as text, whatever its encoding; `None` when there is no such part.
pub(crate) fn text_of(package: &mut Package, part: &str) -> Result<Option<String>, ReadError> {
    /// Parts that list things stay far below this; a larger one is there to hurt.
    const LARGEST: u64 = 64 << 20;
    let Some(index) = find(package, part) else {
        return Ok(None);
    };
    let file = package.by_index(index)?;
    if file.size() > LARGEST {
        return Err(ReadError::TooLarge {
            declared: Some(file.size()),
        });
    }
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes)?;
    let (text, ..) = encoding_rs::UTF_8.decode(&bytes);
    Ok(Some(text.into_owned()))
}

fn name_key(name: &str) -> String {
    name.trim_start_matches(['/', '\\'])
        .replace('\\', "/")
        .to_ascii_lowercase()
}
