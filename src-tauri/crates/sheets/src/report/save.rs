//! Getting the workbook onto the disk so that the file that stood there is either replaced whole or left as it was.
//! Separate from the sheets, which know nothing of files, progress or a person's second thoughts.

use super::error::{Stopped, WriteError};
use rust_xlsxwriter::Workbook;
use std::any::Any;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

/// How often the person's Cancel is asked for while the file is packed.
const ASK_EVERY: Duration = Duration::from_millis(25);
/// How many rows go by between two looks at Cancel.
const LOOK_EVERY: u64 = 512;
/// A per mille larger than the library's usual 6 on 100,000 accounts, and a good deal faster.
const COMPRESSION: u8 = 5;
/// What a row of accounts weighs in the packed file, roughly: only the progress bar depends on it.
const BYTES_A_ROW: u64 = 140;

/// Tells how far the writing is and hears whether to stop. Every account counts twice: written, and packed.
pub(super) struct Pace<'a> {
    progress: &'a mut dyn FnMut(u64, u64),
    cancel: &'a dyn Fn() -> bool,
    accounts: u64,
}

impl<'a> Pace<'a> {
    pub(super) fn new(accounts: u64, progress: &'a mut dyn FnMut(u64, u64), cancel: &'a dyn Fn() -> bool) -> Self {
        Pace {
            progress,
            cancel,
            accounts,
        }
    }

    fn total(&self) -> u64 {
        (self.accounts * 2).max(2)
    }

    /// That many rows are written.
    pub(super) fn rows(&mut self, written: u64) -> Result<(), WriteError> {
        if written.is_multiple_of(LOOK_EVERY) {
            self.look()?;
            let total = self.total();
            (self.progress)(written, total);
        }
        Ok(())
    }

    pub(super) fn look(&self) -> Result<(), WriteError> {
        if (self.cancel)() {
            Err(WriteError::Cancelled)
        } else {
            Ok(())
        }
    }

    fn packed(&mut self, bytes: u64) {
        let rows = (bytes / BYTES_A_ROW).min(self.accounts.saturating_sub(1));
        let (done, total) = (self.accounts + rows, self.total());
        (self.progress)(done, total);
    }

    pub(super) fn finished(&mut self) {
        let total = self.total();
        (self.progress)(total, total);
    }
}

/// Runs what writes rows in constant memory, where the library can only panic when its temporary file cannot grow.
pub(super) fn composing<T>(compose: impl FnOnce() -> Result<T, WriteError>) -> Result<T, WriteError> {
    match catch_unwind(AssertUnwindSafe(compose)) {
        Ok(result) => result,
        Err(panic) => told_or_raised(panic),
    }
}

fn told_or_raised<T>(panic: Box<dyn Any + Send>) -> Result<T, WriteError> {
    let message = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("");
    match WriteError::from_panic(message) {
        Some(error) => Err(error),
        None => resume_unwind(panic),
    }
}

/// Counts what goes by, and lets no more by once the person has stopped the write.
///
/// After the first error everything is swallowed: the library's archive would write its end on the way out and, when that
/// failed too, talk about it on standard error.
struct Meter<'a, W> {
    inner: W,
    bytes: &'a AtomicU64,
    stop: &'a AtomicBool,
    failed: Option<io::ErrorKind>,
}

impl<W: Write> Meter<'_, W> {
    fn pass(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other(Stopped));
        }
        self.inner.write(buffer)
    }
}

impl<W: Write> Write for Meter<'_, W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if self.failed.is_some() {
            return Ok(buffer.len());
        }
        match self.pass(buffer) {
            Ok(written) => {
                self.bytes.fetch_add(written as u64, Ordering::Relaxed);
                Ok(written)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => {
                self.failed = Some(error.kind());
                Err(error)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Packs the workbook into `out`; its own thread does the work, so that Cancel is heard in the middle of a large sheet.
pub(super) fn pack<W: Write + Send>(workbook: &mut Workbook, out: W, pace: &mut Pace<'_>) -> Result<u64, WriteError> {
    pace.look()?;
    let bytes = AtomicU64::new(0);
    let stop = AtomicBool::new(false);
    workbook.set_zip_compression_level(COMPRESSION);
    let waiting = thread::current();
    let result = thread::scope(|scope| {
        let packing = scope.spawn(|| {
            let mut meter = Meter {
                inner: BufWriter::with_capacity(1 << 18, out),
                bytes: &bytes,
                stop: &stop,
                failed: None,
            };
            let result = match (workbook.save_to_writer(&mut meter), meter.failed) {
                (Err(error), _) => Err(error.into()),
                // An error that the library kept to itself is one all the same.
                (Ok(()), Some(kind)) => Err(WriteError::from_io(kind.into())),
                (Ok(()), None) => meter.flush().map_err(WriteError::from_io),
            };
            waiting.unpark();
            result
        });
        while !packing.is_finished() {
            if pace.look().is_err() {
                stop.store(true, Ordering::Relaxed);
            }
            pace.packed(bytes.load(Ordering::Relaxed));
            thread::park_timeout(ASK_EVERY);
        }
        packing.join()
    });
    match result {
        // Whatever error a stopped write ends in, it ended because it was stopped.
        Ok(Err(_)) if stop.load(Ordering::Relaxed) => Err(WriteError::Cancelled),
        Ok(Ok(())) => {
            pace.look()?;
            Ok(bytes.load(Ordering::Relaxed))
        }
        Ok(Err(error)) => Err(error),
        Err(panic) => told_or_raised(panic),
    }
}

/// Fills a new file beside `target` and puts it in its place. Any error leaves `target` as it was, and nothing beside it.
pub(super) fn replace_file<T>(
    target: &Path,
    fill: impl FnOnce(&mut File) -> Result<T, WriteError>,
) -> Result<T, WriteError> {
    // The file that a link leads to is replaced, not the link.
    let resolved = match fs::symlink_metadata(target) {
        Ok(there) if there.is_symlink() => fs::canonicalize(target).map_err(WriteError::from_io)?,
        _ => target.to_owned(),
    };
    let target = resolved.as_path();
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !fs::metadata(folder).map_err(WriteError::from_io)?.is_dir() {
        return Err(WriteError::NoSuchFolder);
    }
    if fs::metadata(target).is_ok_and(|there| !there.is_file()) {
        return Err(WriteError::NotAFile);
    }
    if cfg!(not(windows)) && is_marked_open(target) {
        return Err(WriteError::OpenElsewhere);
    }
    // Asked before the work: a workbook that is open elsewhere should be heard of in a moment, not in a minute.
    let old = match OpenOptions::new().write(true).open(target) {
        Ok(file) => file.metadata().ok(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(WriteError::from_io(error)),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tierline-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Temporary files are private by default; a workbook in a shared folder should be as readable as any other.
        let mode = old.as_ref().map_or(0o666, |old| old.permissions().mode());
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    drop(old);
    let mut part = builder.tempfile_in(folder).map_err(WriteError::from_io)?;
    let result = fill(part.as_file_mut())?;
    part.as_file().sync_all().map_err(WriteError::from_io)?;
    part.persist(target)
        .map_err(|failed| WriteError::from_io(failed.error))?;
    Ok(result)
}

/// Whether a spreadsheet program says that it has the file open. Windows keeps others from writing then; elsewhere the
/// workbook would be replaced under the program's feet, and its next save would undo that. What says so is the small file
/// that Excel or LibreOffice keeps beside it.
fn is_marked_open(target: &Path) -> bool {
    let Some(name) = target.file_name().map(|name| name.to_string_lossy().into_owned()) else {
        return false;
    };
    [format!("~${name}"), format!(".~lock.{name}#")]
        .iter()
        .any(|mark| target.is_file() && target.with_file_name(mark).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_in(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("the folder is there")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_write_that_fails_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("plan.xlsx");
        fs::write(&target, "old").expect("written");
        let failed: Result<(), WriteError> = replace_file(&target, |file| {
            file.write_all(b"half").map_err(WriteError::from_io)?;
            Err(WriteError::DiskFull)
        });
        assert!(matches!(failed, Err(WriteError::DiskFull)));
        assert_eq!(fs::read(&target).expect("still there"), b"old");
        assert_eq!(names_in(folder.path()), ["plan.xlsx"], "no half file may stay behind");
    }

    #[test]
    fn a_write_that_succeeds_replaces_the_old_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("plan.xlsx");
        fs::write(&target, "old").expect("written");
        replace_file(&target, |file| file.write_all(b"new").map_err(WriteError::from_io)).expect("replaced");
        assert_eq!(fs::read(&target).expect("there"), b"new");
        assert_eq!(names_in(folder.path()), ["plan.xlsx"]);
    }

    #[test]
    fn a_folder_that_is_gone_or_is_a_file_is_no_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, "x").expect("written");
        for target in [folder.path().join("gone").join("plan.xlsx"), file.join("plan.xlsx")] {
            let result = replace_file(&target, |_| Ok(()));
            assert!(matches!(result, Err(WriteError::NoSuchFolder)), "{result:?}");
        }
    }

    #[test]
    fn a_folder_of_that_name_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("plan.xlsx");
        fs::create_dir(&target).expect("made");
        let result = replace_file(&target, |_| Ok(()));
        assert!(matches!(result, Err(WriteError::NotAFile)), "{result:?}");
    }

    #[cfg(not(windows))]
    #[test]
    fn a_workbook_that_a_program_marks_as_open_is_not_replaced() {
        for mark in ["~$plan.xlsx", ".~lock.plan.xlsx#"] {
            let folder = tempfile::tempdir().expect("a folder");
            let target = folder.path().join("plan.xlsx");
            let mark = folder.path().join(mark);
            fs::write(&mark, "Ana").expect("written");
            replace_file(&target, |file| file.write_all(b"old").map_err(WriteError::from_io))
                .expect("a mark that was left behind keeps nobody from a new file");
            let result = replace_file(&target, |file| file.write_all(b"new").map_err(WriteError::from_io));
            assert!(matches!(result, Err(WriteError::OpenElsewhere)), "{result:?}");
            assert_eq!(fs::read(&target).expect("there"), b"old");
            fs::remove_file(&mark).expect("closed there");
            replace_file(&target, |file| file.write_all(b"new").map_err(WriteError::from_io))
                .expect("it is free again");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_to_the_new_workbook() {
        let folder = tempfile::tempdir().expect("a folder");
        let (real, link) = (folder.path().join("real.xlsx"), folder.path().join("link.xlsx"));
        fs::write(&real, "old").expect("written");
        std::os::unix::fs::symlink(&real, &link).expect("linked");
        replace_file(&link, |file| file.write_all(b"new").map_err(WriteError::from_io)).expect("replaced");
        assert_eq!(fs::read(&real).expect("there"), b"new");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    }

    #[test]
    fn a_full_disk_is_told_as_such() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::Error::from(io::ErrorKind::StorageFull))
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut workbook = Workbook::new();
        let mut progress = |_, _| {};
        let mut pace = Pace::new(0, &mut progress, &|| false);
        assert!(matches!(
            pack(&mut workbook, Full, &mut pace),
            Err(WriteError::DiskFull)
        ));
    }

    #[test]
    fn a_full_temporary_folder_is_a_full_disk_too() {
        let result: Result<(), WriteError> = composing(|| {
            panic!(
                "Couldn't write to xml file: {:?}",
                io::Error::from(io::ErrorKind::StorageFull)
            );
        });
        assert!(matches!(result, Err(WriteError::DiskFull)));
    }

    #[test]
    fn a_stop_in_the_middle_of_packing_ends_it() {
        let mut workbook = Workbook::new();
        let mut progress = |_, _| {};
        let asked = std::cell::Cell::new(0);
        let cancel = || {
            asked.set(asked.get() + 1);
            asked.get() > 1
        };
        let slow = Slow;
        let mut pace = Pace::new(10, &mut progress, &cancel);
        assert!(matches!(
            pack(&mut workbook, slow, &mut pace),
            Err(WriteError::Cancelled)
        ));
    }

    struct Slow;
    impl Write for Slow {
        fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
            thread::sleep(Duration::from_millis(60));
            Ok(buffer.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
}
