//! What a piece of work took: time by the wall, time on the processors, and the most memory at once.

use serde::{Deserialize, Serialize};
use std::process::Child;
use std::time::{Duration, Instant};

/// The cost of a piece of work.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Spent {
    /// Seconds by the wall.
    pub(crate) wall: f64,
    /// Seconds on all processors, in this process and the children it waited for; `None` where the system does not say.
    pub(crate) cpu: Option<f64>,
    /// Bytes: the peaks of the process and its children, added up. Seen from outside, because a process also counts as its
    /// own what the one that started it had.
    pub(crate) peak: Option<u64>,
}

/// Does the work and says what it took.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Spent) {
    let (before, began) = (now(), Instant::now());
    let outcome = work();
    let wall = began.elapsed().as_secs_f64();
    let after = now();
    let spent = Spent {
        wall,
        cpu: before
            .zip(after)
            .map(|(before, after)| after.saturating_sub(before).as_secs_f64()),
        peak: None,
    };
    (outcome, spent)
}

#[cfg(unix)]
fn now() -> Option<Duration> {
    use nix::sys::resource::{Usage, UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let cpu = |usage: &Usage| {
        let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
        Duration::from_micros(u64::try_from(micros).unwrap_or_default())
    };
    let (own, children) = (
        getrusage(UsageWho::RUSAGE_SELF).ok()?,
        getrusage(UsageWho::RUSAGE_CHILDREN).ok()?,
    );
    Some(cpu(&own) + cpu(&children))
}

#[cfg(not(unix))]
fn now() -> Option<Duration> {
    None
}

/// Waits for a process to end and says the highest sum of peaks of it and its children that was seen meanwhile.
pub(crate) fn watched(child: &mut Child) -> Option<u64> {
    let mut highest = None;
    while let Ok(None) = child.try_wait() {
        highest = highest.max(peak_of_family(child.id()));
        std::thread::sleep(Duration::from_millis(10));
    }
    highest
}

/// The peaks of a process and of all that it started, added up; pages they share count more than once. `None` where the
/// system does not tell.
pub(crate) fn peak_of_family(first: u32) -> Option<u64> {
    let number = |status: &str, key: &str| -> Option<u64> {
        let line = status.lines().find(|line| line.starts_with(key))?;
        line.split_whitespace().nth(1)?.parse().ok()
    };
    let mut family = vec![first];
    let (mut at, mut sum) = (0, None);
    while let Some(pid) = family.get(at).copied() {
        at += 1;
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        if let Some(peak) = number(&status, "VmHWM:") {
            sum = Some(sum.unwrap_or(0) + peak * 1024);
        }
        // Each thread knows the children that it started.
        for thread in std::fs::read_dir(format!("/proc/{pid}/task"))
            .into_iter()
            .flatten()
            .flatten()
        {
            let children = std::fs::read_to_string(thread.path().join("children")).unwrap_or_default();
            family.extend(children.split_whitespace().filter_map(|pid| pid.parse::<u32>().ok()));
        }
    }
    sum
}
