//! What the two processes say to each other. Separate because it is a border: the side that decides believes nothing of
//! what comes over it that it can check.

use super::job::Task;
use super::sink::{Head, SheetNotes};
use super::{FileSummary, Limits, ReadError, ReadProgress};
use crate::raw::RawCell;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};

/// From the parent, once.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Job {
    pub(crate) task: Task,
    pub(crate) limits: Limits,
}

/// From the child, many.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Frame {
    Sheets(FileSummary),
    Progress(ReadProgress),
    Rows(Rows),
    /// What follows belongs to the next of the tables asked for.
    Begin(Head),
    /// Forget the rows so far.
    Restart,
    Notes(SheetNotes),
    /// The last one: everything was said.
    Done,
    /// The last one.
    Failed(ReadError),
}

/// A batch of rows.
///
/// A cell of text names the n-th text sent since the beginning or the last restart. A text may be sent more than once:
/// knowing them all is the receiver's work, because the sender is the one that everybody waits for.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Rows {
    /// The letters of the batch's texts, one after the other.
    pub(crate) letters: String,
    /// How many bytes of `letters` each text has.
    pub(crate) lengths: Vec<u32>,
    /// Row number and how many of `cells` are its own.
    pub(crate) rows: Vec<(u32, u32)>,
    pub(crate) cells: Vec<RawCell>,
}

/// A frame larger than this is a broken one.
const LARGEST: u32 = 256 << 20;

pub(crate) fn write<T: Serialize>(into: &mut impl Write, message: &T) -> io::Result<()> {
    let bytes = postcard::to_stdvec(message).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    into.write_all(&length.to_le_bytes())?;
    into.write_all(&bytes)?;
    into.flush()
}

pub(crate) fn read<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<T> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length > LARGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut bytes)?;
    postcard::from_bytes(&bytes).map_err(io::Error::other)
}
