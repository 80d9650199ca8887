//! What a piece of work took: time by the wall, time on the processors, and the most memory at once.

use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};

/// The cost of a piece of work.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Spent {
    /// Seconds by the wall.
    pub(crate) wall: f64,
    /// Seconds on all processors, in this process and the children it waited for; `None` where the system does not say.
    pub(crate) cpu: Option<f64>,
    /// Bytes: the peak of this process plus the largest peak of a child. An upper bound, because the two need not fall
    /// together.
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
            .map(|(before, after)| (after.cpu.saturating_sub(before.cpu)).as_secs_f64()),
        peak: after.map(|after| after.peak),
    };
    (outcome, spent)
}

#[derive(Debug, Clone, Copy)]
struct Now {
    cpu: Duration,
    peak: u64,
}

#[cfg(unix)]
fn now() -> Option<Now> {
    use nix::sys::resource::{Usage, UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let (own, children) = (
        getrusage(UsageWho::RUSAGE_SELF).ok()?,
        getrusage(UsageWho::RUSAGE_CHILDREN).ok()?,
    );
    let cpu = |usage: &Usage| {
        let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
        Duration::from_micros(u64::try_from(micros).unwrap_or_default())
    };
    // macOS counts bytes, the others kibibytes.
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    let peak = |usage: &Usage| u64::try_from(usage.max_rss()).unwrap_or_default() * unit;
    Some(Now {
        cpu: cpu(&own) + cpu(&children),
        peak: peak(&own) + peak(&children),
    })
}

#[cfg(not(unix))]
fn now() -> Option<Now> {
    None
}

/// The peaks of a process and of all that it started, added up; pages they share count more than once. `None` where the
/// system does not tell.
pub(crate) fn peak_of_family(first: u32) -> Option<u64> {
    let status = |pid: u32| std::fs::read_to_string(format!("/proc/{pid}/status")).ok();
    let number = |status: &str, key: &str| -> Option<u64> {
        let line = status.lines().find(|line| line.starts_with(key))?;
        line.split_whitespace().nth(1)?.parse().ok()
    };
    let everyone: Vec<(u32, u32, u64)> = std::fs::read_dir("/proc")
        .ok()?
        .filter_map(|entry| {
            let pid = entry.ok()?.file_name().to_str()?.parse().ok()?;
            let status = status(pid)?;
            let parent = u32::try_from(number(&status, "PPid:")?).ok()?;
            Some((pid, parent, number(&status, "VmHWM:")? * 1024))
        })
        .collect();
    let mut family = vec![first];
    let mut at = 0;
    while let Some(parent) = family.get(at).copied() {
        family.extend(everyone.iter().filter(|(_, of, _)| *of == parent).map(|(pid, ..)| *pid));
        at += 1;
    }
    Some(
        everyone
            .iter()
            .filter(|(pid, ..)| family.contains(pid))
            .map(|(.., peak)| peak)
            .sum(),
    )
}
