//! A plan file that is open: the only way to change a plan that lasts.

use crate::guard::Guard;
use crate::log::Step;
use crate::touched::Touched;
use crate::{CommitError, Flaw, LogEntry, Staged, StoreError, check, connection, log, parts, schema};
use rusqlite::{Connection, OptionalExtension};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use tierline_plan::{Change, Plan};

/// An open plan file. Nobody else can write to it until it is closed or dropped.
///
/// The plan itself stays with the caller. Every method that takes it leaves memory and file saying the same, whether it
/// succeeds or not; a plan that is changed in any other way no longer fits its file.
#[derive(Debug)]
pub struct PlanFile {
    connection: Connection,
    path: PathBuf,
    access: Access,
    left: Cell<Option<Left>>,
    /// Let go after the connection: fields are dropped in order.
    _guard: Option<Guard>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    /// With the count of others' writes when the claim began.
    Claimed {
        others: i64,
        identity: connection::Identity,
    },
    /// The connection is a copy in memory.
    ReadOnly,
}

/// The file as the last change left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Left {
    stamp: connection::Stamp,
    position: log::Position,
}

impl PlanFile {
    /// Makes a plan file and opens it. A file that stands there is replaced, unless it is a plan that is open.
    ///
    /// Either the whole plan stands in the new file or nothing was made.
    pub fn create(path: &Path, plan: &Plan) -> Result<PlanFile, StoreError> {
        plan.check().map_err(StoreError::internal)?;
        connection::replace(path, |temporary| fill(temporary, plan))?;
        Self::claim(path, schema::MIGRATIONS)
    }

    /// Opens a plan file for changes and reads the plan.
    ///
    /// A file of an older version is brought up to date first, after a copy of it was put beside it. What a crash left
    /// unfinished is rolled back.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when it is open elsewhere and [`StoreError::ReadOnly`] when it cannot be changed: both may
    /// still be opened by [`PlanFile::open_read_only`].
    pub fn open(path: &Path) -> Result<(PlanFile, Plan), StoreError> {
        let file = Self::claim(path, schema::MIGRATIONS)?;
        let plan = parts::read(&file.connection)?;
        Ok((file, plan))
    }

    /// Opens a plan as it is at this moment, without keeping anybody from changing it. Nothing can be committed to it.
    pub fn open_read_only(path: &Path) -> Result<(PlanFile, Plan), StoreError> {
        let source = connection::open(path)?;
        schema::recognise(&source, schema::MIGRATIONS)?;
        connection::refuse_if_cut(&source, path)?;
        let mut connection = connection::in_memory(&source)?;
        // An older plan is brought up to date in the copy alone.
        schema::migrate(&mut connection, schema::MIGRATIONS)?;
        let file = PlanFile {
            connection,
            path: path.to_owned(),
            access: Access::ReadOnly,
            left: Cell::new(None),
            _guard: None,
        };
        let plan = parts::read(&file.connection)?;
        Ok((file, plan))
    }

    fn claim(path: &Path, migrations: &[&str]) -> Result<PlanFile, StoreError> {
        let mut connection = connection::open(path)?;
        let version = schema::recognise(&connection, migrations)?;
        connection::refuse_if_cut(&connection, path)?;
        let guard = Guard::take(path)?;
        connection::claim(&connection)?;
        if (version as usize) < migrations.len() {
            connection.execute_batch("ROLLBACK")?;
            connection::copy_to(&connection, &connection::backup_path(path, version))?;
            schema::migrate(&mut connection, migrations)?;
            connection::claim(&connection)?;
        }
        let others = connection::writes_by_others(&connection)?;
        let file = PlanFile {
            connection,
            path: path.to_owned(),
            access: Access::Claimed {
                others,
                identity: connection::identity(path)?,
            },
            left: Cell::new(None),
            _guard: Some(guard),
        };
        file.leave()?;
        Ok(file)
    }

    /// The file as it was asked for.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn is_read_only(&self) -> bool {
        self.access == Access::ReadOnly
    }

    /// Makes a change: in the plan, in the file and in the log, or in none of them.
    ///
    /// `label` names it for the history and for undo, such as `Move 34 Accounts`; `at` is the time in milliseconds since
    /// 1970-01-01 UTC. What was undone before can no longer be made again.
    pub fn commit(&mut self, plan: &mut Plan, change: Change, label: &str, at: i64) -> Result<(), CommitError> {
        self.commit_while(plan, change, label, at, |_| ())
    }

    /// As [`PlanFile::commit`], doing something with the changed plan while the file is written. What comes of that is
    /// dropped when the file does not take the change.
    pub fn commit_while<T: Send>(
        &mut self,
        plan: &mut Plan,
        change: Change,
        label: &str,
        at: i64,
        meanwhile: impl FnOnce(&Plan) -> T + Send,
    ) -> Result<T, CommitError> {
        self.held()?;
        let touched = Touched::by(&change);
        let inverse = plan.apply(change)?;
        let changed = &*plan;
        let (written, outcome) = std::thread::scope(|scope| {
            let outcome = scope.spawn(|| meanwhile(changed));
            let written = self.write(|connection| {
                log::append(connection, label, at, &inverse)?;
                parts::write(connection, changed, &touched)
            });
            (written, outcome.join())
        });
        if let Err(error) = written {
            take_back(plan, inverse);
            return Err(error.into());
        }
        Ok(outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    }

    /// Takes the last change back and returns its entry; `None` when there is nothing to take back.
    pub fn undo(&mut self, plan: &mut Plan) -> Result<Option<LogEntry>, StoreError> {
        self.cross(plan, Step::Back)
    }

    /// Makes the change again that was taken back last; `None` when there is none.
    pub fn redo(&mut self, plan: &mut Plan) -> Result<Option<LogEntry>, StoreError> {
        self.cross(plan, Step::Forward)
    }

    fn cross(&mut self, plan: &mut Plan, step: Step) -> Result<Option<LogEntry>, StoreError> {
        self.held()?;
        let Some(mut entry) = log::next(&self.connection, step)? else {
            return Ok(None);
        };
        let change = log::payload(&self.connection, entry.seq)?;
        let touched = Touched::by(&change);
        let way_back = plan.apply(change).map_err(StoreError::damaged)?;
        let written = self.write(|connection| {
            log::cross(connection, entry.seq, step, &way_back)?;
            parts::write(connection, plan, &touched)
        });
        if let Err(error) = written {
            take_back(plan, way_back);
            return Err(error);
        }
        entry.undone = step == Step::Back;
        Ok(Some(entry))
    }

    /// What [`PlanFile::undo`] would take back.
    pub fn next_undo(&self) -> Result<Option<LogEntry>, StoreError> {
        log::next(&self.connection, Step::Back)
    }

    /// What [`PlanFile::redo`] would make again.
    pub fn next_redo(&self) -> Result<Option<LogEntry>, StoreError> {
        log::next(&self.connection, Step::Forward)
    }

    /// Every change in the log, oldest first; those that were undone stand last.
    pub fn history(&self) -> Result<Vec<LogEntry>, StoreError> {
        log::entries(&self.connection)
    }

    /// What the window remembered about this plan under a key.
    pub fn ui_state(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT value FROM ui_state WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()?)
    }

    /// Remembers something small about the window, such as the last screen. No part of the plan and never undone.
    pub fn set_ui_state(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.write(|connection| {
            connection
                .prepare_cached(
                    "INSERT INTO ui_state (key, value) VALUES (?1, ?2)
                     ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                )?
                .execute([key, value])?;
            Ok(())
        })
    }

    /// Saves a copy with its whole history, compact, in the place of whatever stands at `target`: all of it or nothing.
    ///
    /// `plan` is what this file holds. Should the file no longer hold it, because it was moved, deleted or written over
    /// while it was open, the copy is made of that, without the history: nothing that was saved is lost.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when `target` is a plan that is open, this one included.
    pub fn save_copy(&self, plan: &Plan, target: &Path) -> Result<(), StoreError> {
        self.stage_copy(plan, target)?.place()
    }

    /// As [`PlanFile::save_copy`], as far as anything can run out: what is left is to put the copy into its place.
    pub fn stage_copy(&self, plan: &Plan, target: &Path) -> Result<Staged, StoreError> {
        if self.access == Access::ReadOnly {
            return connection::stage_copy(&self.connection, target);
        }
        if self.stands() {
            // The claim is a transaction, and no copy can be made within one.
            let source = connection::open(&self.path).and_then(|source| log::position(&source).map(|_| source));
            match source {
                Ok(source) => match connection::stage_copy(&source, target) {
                    // The source again: nothing of the copy can be damaged yet.
                    Err(StoreError::Damaged(cause)) => tracing::warn!(%cause, "the plan file cannot be read whole"),
                    copied => return copied,
                },
                Err(StoreError::Missing | StoreError::Damaged(_) | StoreError::Unreachable(_)) => {}
                Err(error) => return Err(error),
            }
        }
        tracing::warn!("the plan file does not hold the plan any more: the copy is made without its history");
        connection::stage(target, |temporary| fill(temporary, plan))
    }

    /// Whether the file is still the one that was opened and holds what was saved last. Where it does not, no change can be
    /// committed any more; [`PlanFile::save_copy`] keeps the plan.
    pub fn stands(&self) -> bool {
        self.access == Access::ReadOnly || self.held().is_ok()
    }

    /// Everything that is wrong with the file; nothing when all is well. Reads all of it.
    pub fn integrity(&self) -> Result<Vec<Flaw>, StoreError> {
        check::flaws(&self.connection)
    }

    /// Closes the file, which then stands alone. Dropping does the same and cannot say when it fails.
    pub fn close(self) -> Result<(), StoreError> {
        self.let_go()
    }

    fn let_go(&self) -> Result<(), StoreError> {
        match self.access {
            Access::Claimed { .. } => connection::release(&self.connection),
            Access::ReadOnly => Ok(()),
        }
    }

    /// Makes sure that the claim stands, on the file that was opened, and that nobody wrote to it since.
    fn held(&self) -> Result<(), StoreError> {
        let Access::Claimed { others, identity } = self.access else {
            return Err(StoreError::ReadOnly);
        };
        // Claimed before anything is asked: an opener waits no longer than a claim takes.
        let claimed = if self.connection.is_autocommit() {
            connection::claim_again(&self.connection)
        } else {
            Ok(())
        };
        if connection::identity(&self.path)? != identity {
            return Err(StoreError::Missing);
        }
        claimed?;
        if connection::writes_by_others(&self.connection)? != others {
            return Err(StoreError::WrittenOver);
        }
        let stamp = connection::stamp(&self.path)?;
        match self.left.get() {
            Some(left) if left.stamp != stamp => self.was_only_touched(left, stamp, others),
            _ => Ok(()),
        }
    }

    /// Someone else has written to the file, or only its date was changed; what stands in it tells which.
    fn was_only_touched(&self, left: Left, stamp: connection::Stamp, others: i64) -> Result<(), StoreError> {
        // Taking the lock anew makes SQLite look at the file.
        self.connection.execute_batch("ROLLBACK; BEGIN IMMEDIATE")?;
        let written = connection::writes_by_others(&self.connection)? != others;
        // Two copies of one plan that went on apart can count the same number of writes.
        let position = connection::open(&self.path).and_then(|fresh| log::position(&fresh));
        if written || position? != left.position {
            return Err(StoreError::WrittenOver);
        }
        self.left.set(Some(Left { stamp, ..left }));
        Ok(())
    }

    /// Remembers the file as it is now.
    fn leave(&self) -> Result<(), StoreError> {
        self.left.set(Some(Left {
            stamp: connection::stamp(&self.path)?,
            position: log::position(&self.connection)?,
        }));
        Ok(())
    }

    fn write(&self, work: impl FnOnce(&Connection) -> Result<(), StoreError>) -> Result<(), StoreError> {
        self.held()?;
        let outcome = work(&self.connection).and_then(|()| Ok(self.connection.execute_batch("COMMIT")?));
        if outcome.is_err() && !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        // What was left there is out of date, so that claiming compares nothing.
        self.left.set(None);
        if let Err(error) = self.held().and_then(|()| self.leave()) {
            // The next change claims again, and says so if it cannot.
            tracing::warn!(?error, "the plan file could not be claimed anew");
        }
        outcome
    }
}

impl Drop for PlanFile {
    fn drop(&mut self) {
        if let Err(error) = self.let_go() {
            tracing::warn!(?error, "the plan file could not be closed cleanly");
        }
    }
}

/// Writes a whole plan into an empty file.
fn fill(path: &Path, plan: &Plan) -> Result<(), StoreError> {
    let mut connection = connection::create(path)?;
    schema::migrate(&mut connection, schema::MIGRATIONS)?;
    let transaction = connection.transaction()?;
    parts::write(&transaction, plan, &Touched::all_of(plan))?;
    transaction.commit()?;
    Ok(connection.close().map_err(|(_, error)| error)?)
}

/// The file did not take the change, so the plan must not keep it.
fn take_back(plan: &mut Plan, inverse: Change) {
    plan.apply(inverse)
        .expect("the inverse of a change that was just made fits");
}

#[cfg(test)]
mod tests;
