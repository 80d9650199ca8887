//! The log of changes: what undo, redo and "what changed" read. Separate from the parts, which hold only the present.
//!
//! A payload is [`FORMAT`], then every single change of the entry in order: its length (32 bits, low byte first) and its
//! postcard bytes. Batches are written as what they contain, so that no file can nest them until reading runs out of stack.

use crate::StoreError;
use rusqlite::{Connection, OptionalExtension, Row, params};
use tierline_plan::Change;

/// Version of the payload's layout. An entry of another one can be listed but no longer undone.
const FORMAT: u8 = 1;

/// One change that was made, as the history shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Grows with every change and is never used again.
    pub seq: i64,
    /// What the change is called, such as `Move 34 Accounts`.
    pub label: String,
    /// When it was made, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// Whether it was taken back and may be made again.
    pub undone: bool,
}

/// Which way the plan moves along the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Back,
    Forward,
}

impl LogEntry {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(LogEntry {
            seq: row.get(0)?,
            label: row.get(1)?,
            at: row.get(2)?,
            undone: row.get(3)?,
        })
    }
}

/// Where a plan stands in its history: the entries that undo and redo would cross, by number and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    back: Option<(i64, i64)>,
    forward: Option<(i64, i64)>,
}

pub(crate) fn position(connection: &Connection) -> Result<Position, StoreError> {
    let place = |step| next(connection, step).map(|entry| entry.map(|entry| (entry.seq, entry.at)));
    Ok(Position {
        back: place(Step::Back)?,
        forward: place(Step::Forward)?,
    })
}

/// Adds an entry at the end; what was undone before can no longer be made again.
pub(crate) fn append(connection: &Connection, label: &str, at: i64, inverse: &Change) -> Result<(), StoreError> {
    connection.execute("DELETE FROM change_log WHERE undone = 1", [])?;
    connection
        .prepare_cached("INSERT INTO change_log (label, at, undone, payload) VALUES (?1, ?2, 0, ?3)")?
        .execute(params![label, at, encode(inverse)?])?;
    Ok(())
}

/// Marks an entry as crossed and stores the change that crosses it the other way.
pub(crate) fn cross(connection: &Connection, seq: i64, step: Step, way_back: &Change) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE change_log SET undone = ?2, payload = ?3 WHERE seq = ?1")?
        .execute(params![seq, step == Step::Back, encode(way_back)?])?;
    Ok(())
}

/// The entry that a step would cross; `None` at the end of the log and where an older app's payload stands.
pub(crate) fn next(connection: &Connection, step: Step) -> Result<Option<LogEntry>, StoreError> {
    let sql = match step {
        Step::Back => {
            "SELECT seq, label, at, undone, substr(payload, 1, 1) FROM change_log WHERE undone = 0 ORDER BY seq DESC LIMIT 1"
        }
        Step::Forward => {
            "SELECT seq, label, at, undone, substr(payload, 1, 1) FROM change_log WHERE undone = 1 ORDER BY seq LIMIT 1"
        }
    };
    let found = connection
        .prepare_cached(sql)?
        .query_row([], |row| Ok((LogEntry::of(row)?, row.get::<_, Vec<u8>>(4)?)))
        .optional()?;
    Ok(found.and_then(|(entry, format)| (format == [FORMAT]).then_some(entry)))
}

pub(crate) fn payload(connection: &Connection, seq: i64) -> Result<Change, StoreError> {
    let bytes: Vec<u8> = connection
        .prepare_cached("SELECT payload FROM change_log WHERE seq = ?1")?
        .query_row([seq], |row| row.get(0))?;
    decode(&bytes)
}

/// The whole log, oldest first.
pub(crate) fn entries(connection: &Connection) -> Result<Vec<LogEntry>, StoreError> {
    let mut statement = connection.prepare("SELECT seq, label, at, undone FROM change_log ORDER BY seq")?;
    let entries = statement.query_map([], LogEntry::of)?;
    Ok(entries.collect::<Result<_, _>>()?)
}

/// Whether the payload can be read, or is of a layout that is not expected to be.
pub(crate) fn is_readable(connection: &Connection, seq: i64) -> Result<bool, StoreError> {
    let bytes: Vec<u8> = connection
        .prepare_cached("SELECT payload FROM change_log WHERE seq = ?1")?
        .query_row([seq], |row| row.get(0))?;
    Ok(bytes.first().is_some_and(|format| *format != FORMAT) || decode(&bytes).is_ok())
}

fn encode(change: &Change) -> Result<Vec<u8>, StoreError> {
    let mut bytes = vec![FORMAT];
    encode_onto(&mut bytes, change)?;
    Ok(bytes)
}

fn encode_onto(bytes: &mut Vec<u8>, change: &Change) -> Result<(), StoreError> {
    if let Change::Batch(changes) = change {
        return changes.iter().try_for_each(|change| encode_onto(bytes, change));
    }
    let start = bytes.len();
    bytes.extend([0; 4]);
    *bytes = postcard::to_extend(change, std::mem::take(bytes)).map_err(StoreError::internal)?;
    let length = u32::try_from(bytes.len() - start - 4).map_err(StoreError::internal)?;
    bytes[start..start + 4].copy_from_slice(&length.to_le_bytes());
    Ok(())
}

fn decode(bytes: &[u8]) -> Result<Change, StoreError> {
    let damaged = || StoreError::damaged("an entry of the log cannot be read");
    let Some((&FORMAT, mut rest)) = bytes.split_first() else {
        return Err(damaged());
    };
    // The first byte of a change says which one it is.
    let batch = postcard::to_allocvec(&Change::Batch(Vec::new())).map_err(StoreError::internal)?[0];
    let mut changes = Vec::new();
    while !rest.is_empty() {
        let (length, tail) = rest.split_first_chunk::<4>().ok_or_else(damaged)?;
        let length = u32::from_le_bytes(*length) as usize;
        let (one, tail) = tail.split_at_checked(length).ok_or_else(damaged)?;
        if one.first() == Some(&batch) {
            return Err(damaged());
        }
        let (change, left) = postcard::take_from_bytes(one).map_err(StoreError::damaged)?;
        if !left.is_empty() {
            return Err(damaged());
        }
        changes.push(change);
        rest = tail;
    }
    Ok(match changes.len() {
        1 => changes.remove(0),
        _ => Change::Batch(changes),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use tierline_plan::{AccountId, RepId};

    #[test]
    fn a_batch_of_batches_comes_back_as_its_changes_in_order() {
        let pin = |id, on| Change::SetPins(vec![(AccountId(id), on)]);
        let nested = Change::Batch(vec![
            pin(1, true),
            Change::Batch(vec![pin(2, true), Change::Batch(vec![])]),
            Change::SetOwners(vec![(AccountId(1), Some(RepId(300)))]),
        ]);
        let flat = Change::Batch(vec![
            pin(1, true),
            pin(2, true),
            Change::SetOwners(vec![(AccountId(1), Some(RepId(300)))]),
        ]);
        assert_eq!(decode(&encode(&nested).expect("encodes")).expect("decodes"), flat);
        assert_eq!(
            decode(&encode(&pin(4, false)).expect("encodes")).expect("decodes"),
            pin(4, false)
        );
    }

    #[test]
    fn a_payload_that_nests_without_end_is_refused() {
        let batch = postcard::to_allocvec(&Change::Batch(Vec::new())).expect("encodes")[0];
        let nest = [batch, 1].repeat(1_000_000);
        let mut bytes = vec![FORMAT];
        bytes.extend((nest.len() as u32).to_le_bytes());
        bytes.extend(nest);
        assert!(matches!(decode(&bytes), Err(StoreError::Damaged(_))));
    }

    #[test]
    fn a_payload_that_is_cut_is_refused() {
        let bytes = encode(&Change::SetPins(vec![(AccountId(700), true)])).expect("encodes");
        for cut in (0..bytes.len()).filter(|cut| *cut != 1) {
            assert!(
                matches!(decode(&bytes[..cut]), Err(StoreError::Damaged(_))),
                "cut at {cut}"
            );
        }
    }
}
