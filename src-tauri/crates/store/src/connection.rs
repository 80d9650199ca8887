//! How a plan file is held: opened, claimed for writing, copied and let go. Separate because the promises about crashes,
//! side files and second openers are all kept here.
//!
//! - **Journal.** A rollback journal, not a write-ahead log: between two changes the plan file alone is the whole plan, so
//!   that a copy mailed, synchronised or backed up while it is open is complete. `synchronous = FULL` (and the full flush
//!   that macOS needs) makes a change survive a power cut, not only the end of the process. The journal is cut to nothing
//!   after each change and deleted on closing; one that a crash left is rolled back by the next opening.
//! - **Claim.** The writer keeps an immediate transaction open between changes. SQLite's reserved lock then keeps other
//!   writers out on every system, while others may still read a whole and settled plan; the lock goes with the process.
//!   Committing lets go of it for a moment, so an opener claims twice with a pause between, and a holder that claims anew
//!   looks whether anybody wrote in that moment.
//! - **What asks for no lock.** Programs that keep a folder the same on two computers put another file into the place of
//!   the plan or write over it. SQLite looks for others' writes only when it takes its lock, so before each change the
//!   holder looks whether the file is still the one it opened and was last written by itself.
//! - **Trap.** On Unix the locks of a process on a file are gone as soon as it closes any other handle on it. Nothing here
//!   or elsewhere in the process may open a plan that is open by other means than SQLite.

use crate::{StoreError, schema};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// Longest wait for another window that is just reading or writing.
const PATIENCE: Duration = Duration::from_secs(10);
/// A claim is either free at once or held for long.
const PATIENCE_TO_CLAIM: Duration = Duration::from_millis(250);
/// Longer than a holder takes to claim anew after a change.
const PAUSE_BETWEEN_CLAIMS: Duration = Duration::from_millis(20);

/// Opens a file that exists, without claiming it. It may turn out to be no plan at the first reading.
pub(crate) fn open(path: &Path) -> Result<Connection, StoreError> {
    if fs::metadata(path)?.is_dir() {
        return Err(StoreError::NotAPlan);
    }
    // Opened for reading where writing is not allowed; `claim` says so.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    prepare(&connection)?;
    Ok(connection)
}

/// A new, empty database in the place of an empty file.
pub(crate) fn create(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    // Chunks of columns are large: larger pages make shorter chains of them.
    connection.pragma_update(None, "page_size", 8192)?;
    prepare(&connection)?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    // A plan comes by mail: nothing that someone put into its schema may run.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // A new account list fits, so that its pages need not be written before the transaction ends.
    connection.pragma_update(None, "cache_size", -65_536)?;
    Ok(())
}

/// SQLite takes a last page that is cut for one that ends in zeros, and finds a missing one only when it is read.
pub(crate) fn refuse_if_cut(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let pages: u32 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
    let size: u32 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    if fs::metadata(path)?.len() < u64::from(pages) * u64::from(size) {
        return Err(StoreError::damaged("the end of the file is missing"));
    }
    Ok(())
}

/// Claims a file again that was claimed before: for no longer than an opener tries it, because a person waits.
pub(crate) fn claim_again(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(PATIENCE_TO_CLAIM)?;
    let claimed = connection.execute_batch("BEGIN IMMEDIATE");
    connection.busy_timeout(PATIENCE)?;
    Ok(claimed?)
}

/// Keeps other writers out from here on, once the file was found to take changes.
pub(crate) fn claim(connection: &Connection) -> Result<(), StoreError> {
    if connection.is_readonly("main")? {
        return Err(StoreError::ReadOnly);
    }
    let _: String = connection.pragma_update_and_check(None, "journal_mode", "TRUNCATE", |row| row.get(0))?;
    connection.busy_timeout(PATIENCE_TO_CLAIM)?;
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let tried = connection.execute_batch("UPDATE plan_info SET id = id; ROLLBACK");
    tried.map_err(|error| match StoreError::from(error) {
        // The file may be written, but its folder takes no journal: better to know now than at the first change.
        StoreError::NoAccess => StoreError::ReadOnly,
        other => other,
    })?;
    thread::sleep(PAUSE_BETWEEN_CLAIMS);
    connection.execute_batch("BEGIN IMMEDIATE")?;
    connection.busy_timeout(PATIENCE)?;
    Ok(())
}

/// Changes whenever somebody else has written to the file.
pub(crate) fn writes_by_others(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
}

/// Gives the claim back and removes the journal.
pub(crate) fn release(connection: &Connection) -> Result<(), StoreError> {
    if !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    let _: String = connection.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0))?;
    Ok(())
}

/// A copy of the whole file in memory, as it is at one moment.
pub(crate) fn in_memory(source: &Connection) -> Result<Connection, StoreError> {
    let mut copy = Connection::open_in_memory()?;
    let pages = rusqlite::backup::Backup::new(source, &mut copy)?;
    // All pages in one step: a step is the unit that no writer can come between.
    match pages.step(-1)? {
        rusqlite::backup::StepResult::Done => {}
        _ => return Err(StoreError::InUse),
    }
    drop(pages);
    prepare(&copy)?;
    Ok(copy)
}

/// Puts a compact copy of the source in the place of `target`, whole or not at all.
pub(crate) fn copy_to(source: &Connection, target: &Path) -> Result<(), StoreError> {
    stage_copy(source, target)?.place()
}

/// Makes a compact copy of the source beside `target`.
pub(crate) fn stage_copy(source: &Connection, target: &Path) -> Result<Staged, StoreError> {
    stage(target, |temporary| {
        let name = temporary.to_str().ok_or(StoreError::NoAccess)?;
        source.execute("VACUUM INTO ?1", [name])?;
        Ok(())
    })
}

/// Fills an empty file beside `target` and puts it into its place when it is complete and on the disk.
pub(crate) fn replace(target: &Path, fill: impl FnOnce(&Path) -> Result<(), StoreError>) -> Result<(), StoreError> {
    stage(target, fill)?.place()
}

/// A complete plan file beside the one whose place it is to take. Dropping it leaves everything as it was.
#[derive(Debug)]
pub struct Staged {
    temporary: tempfile::TempPath,
    target: PathBuf,
}

impl Staged {
    /// Puts it into its place, where nothing more can run out.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when a plan of that name was opened meanwhile.
    pub fn place(self) -> Result<(), StoreError> {
        refuse_if_open(&self.target)?;
        remove_side_files(&self.target)?;
        self.temporary.persist(&self.target).map_err(|error| error.error)?;
        Ok(())
    }
}

/// Fills an empty file beside `target`, down to the disk.
pub(crate) fn stage(target: &Path, fill: impl FnOnce(&Path) -> Result<(), StoreError>) -> Result<Staged, StoreError> {
    refuse_if_open(target)?;
    let folder = match target.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let temporary = temporary_in(folder).map_err(|error| match StoreError::from(error) {
        // A folder that may be looked into but takes no file.
        StoreError::NoAccess => StoreError::ReadOnly,
        other => other,
    })?;
    fill(&temporary)?;
    fs::OpenOptions::new().write(true).open(&temporary)?.sync_all()?;
    Ok(Staged {
        temporary,
        target: target.to_owned(),
    })
}

/// Which file a path leads to, so that another one in its place is noticed. Windows lets nobody put one there while the
/// plan is open.
pub(crate) fn identity(path: &Path) -> Result<Identity, StoreError> {
    let metadata = fs::metadata(path)?;
    #[cfg(unix)]
    let identity = {
        use std::os::unix::fs::MetadataExt;
        (metadata.dev(), metadata.ino())
    };
    #[cfg(not(unix))]
    let identity = metadata.is_file();
    Ok(identity)
}

/// How long a file is and when it was last written: what can be asked without opening it.
pub(crate) type Stamp = (u64, Option<SystemTime>);

pub(crate) fn stamp(path: &Path) -> Result<Stamp, StoreError> {
    let metadata = fs::metadata(path)?;
    Ok((metadata.len(), metadata.modified().ok()))
}

#[cfg(unix)]
pub(crate) type Identity = (u64, u64);
#[cfg(not(unix))]
pub(crate) type Identity = bool;

fn temporary_in(folder: &Path) -> Result<tempfile::TempPath, std::io::Error> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tierline-").suffix(".tmp");
    // Temporary files are for their owner alone; a plan may be read by whom the person's settings allow.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    Ok(builder.tempfile_in(folder)?.into_temp_path())
}

/// A journal whose plan was deleted or cannot be read would be rolled back into the file that takes its place.
fn remove_side_files(target: &Path) -> Result<(), StoreError> {
    for suffix in ["-journal", "-wal", "-shm"] {
        let mut name = target.file_name().ok_or(StoreError::Missing)?.to_owned();
        name.push(suffix);
        match fs::remove_file(target.with_file_name(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// A plan that is open somewhere must not be replaced under the feet of whoever has it open.
fn refuse_if_open(target: &Path) -> Result<(), StoreError> {
    match open(target).and_then(|connection| {
        schema::recognise(&connection, schema::MIGRATIONS)?;
        claim(&connection)?;
        release(&connection)
    }) {
        Err(StoreError::InUse) => Err(StoreError::InUse),
        // Whatever else stands there, or nothing, may be replaced: that was asked before.
        _ => Ok(()),
    }
}

/// Where the copy goes that is made before a file is brought up to date. A copy that stands there already is somebody's
/// plan of another day: the name then gets a number.
pub(crate) fn backup_path(path: &Path, version: u32) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let named = |number: String| path.with_file_name(format!("{stem} (before update {version}){number}.{extension}"));
    std::iter::once(String::new())
        .chain((2..).map(|number: u32| format!(" {number}")))
        .map(named)
        .find(|free| !free.exists())
        .unwrap_or_else(|| named(String::new()))
}
