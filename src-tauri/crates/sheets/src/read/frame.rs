//! What the two processes say to each other. Separate because it is a border: the side that decides believes nothing of
//! what comes over it that it can check.

use super::batch::Rows;
use super::job::Task;
use super::sink::{Head, SheetNotes};
use super::{FileSummary, Limits, ReadError, ReadProgress};
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
    /// The texts of the rows that follow have numbers from 0 again.
    TextsAnew,
    Notes(SheetNotes),
    /// The last one: everything was said.
    Done,
    /// The last one.
    Failed(ReadError),
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
