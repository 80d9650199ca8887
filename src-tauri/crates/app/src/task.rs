//! Long work: how far it is, and whether anyone still wants it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tierline_contract::{AppError, Progress};

/// Handed to every long use case.
pub struct Task<'a> {
    report: &'a (dyn Fn(Progress) + Send + Sync),
    cancelled: Arc<AtomicBool>,
    last: Mutex<Option<(String, Instant)>>,
}

/// A person can follow a few reports a second, not a thousand, and the window draws each of them with the processor that the
/// work would like to have.
const REPORT_EVERY: Duration = Duration::from_millis(250);

impl<'a> Task<'a> {
    pub fn new(report: &'a (dyn Fn(Progress) + Send + Sync), cancelled: Arc<AtomicBool>) -> Self {
        Task {
            report,
            cancelled,
            last: Mutex::new(None),
        }
    }

    /// A task that nobody watches or cancels.
    pub fn unwatched() -> Task<'static> {
        Task::new(&|_| {}, Arc::new(AtomicBool::new(false)))
    }

    /// Says how far a step is. A new step is reported at once, more of the same one a few times a second at most.
    pub fn report(&self, step: &str, done: u64, total: Option<u64>) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let due = last
            .as_ref()
            .is_none_or(|(name, at)| name != step || at.elapsed() >= REPORT_EVERY);
        if due || total == Some(done) {
            *last = Some((step.to_owned(), Instant::now()));
            (self.report)(Progress {
                step: step.to_owned(),
                done,
                total,
            });
        }
    }

    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Ends the work with [`AppError::Cancelled`] once the person said so.
    pub fn check(&self) -> Result<(), AppError> {
        if self.is_cancelled() {
            Err(AppError::Cancelled)
        } else {
            Ok(())
        }
    }
}

/// The long work under way, by the number the window gave it.
#[derive(Debug, Default)]
pub struct Running {
    flags: Mutex<HashMap<u32, Arc<AtomicBool>>>,
}

impl Running {
    /// Registers work under a number; it is forgotten when the guard goes.
    pub fn start(self: &Arc<Self>, number: u32) -> RunningGuard {
        let flag = Arc::new(AtomicBool::new(false));
        self.lock().insert(number, flag.clone());
        RunningGuard {
            running: self.clone(),
            number,
            flag,
        }
    }

    /// Asks the work of that number to stop. Work that has ended is no error.
    pub fn cancel(&self, number: u32) {
        if let Some(flag) = self.lock().get(&number) {
            flag.store(true, Ordering::Relaxed);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<u32, Arc<AtomicBool>>> {
        self.flags.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps work cancellable while it lives.
#[derive(Debug)]
pub struct RunningGuard {
    running: Arc<Running>,
    number: u32,
    pub flag: Arc<AtomicBool>,
}

impl Drop for RunningGuard {
    fn drop(&mut self) {
        self.running.lock().remove(&self.number);
    }
}

impl std::fmt::Debug for Task<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Task").field("cancelled", &self.is_cancelled()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cancelling_reaches_the_work_and_outliving_it_is_no_error() {
        let running = Arc::new(Running::default());
        let guard = running.start(4);
        let task = Task::new(&|_| {}, guard.flag.clone());
        assert!(task.check().is_ok());
        running.cancel(4);
        assert_eq!(task.check(), Err(AppError::Cancelled));
        drop(guard);
        running.cancel(4);
    }
}
