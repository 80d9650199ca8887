//! Importing a list through the app's own use cases, as the window does it, and the bare library on the same file.

use crate::Outcome;
use crate::usage::{Spent, timed};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tierline_app::{App, Folders, Headless, Host, ReaderHost, Task};
use tierline_contract::{AppError, ImportChoices, ImportDraft, ImportOpen, ImportRead, OpenPlan};

/// A plan made of the list.
pub(crate) struct Made {
    pub(crate) plan: PathBuf,
    pub(crate) accounts: u32,
}

pub(crate) fn app_in(folder: &Path) -> Outcome<App> {
    app_on(Arc::new(Headless), folder)
}

fn app_on(host: Arc<dyn Host>, folder: &Path) -> Outcome<App> {
    let folders = Folders {
        settings: folder.join("settings"),
        plans: folder.join("plans"),
    };
    Ok(App::new(host, folders, ReaderHost::of_this_executable()?))
}

/// Opens a plan in an app of its own.
pub(crate) fn app_with(plan: &Path, folder: &Path) -> Outcome<App> {
    app_over(Arc::new(Headless), plan, folder)
}

/// The same on a desk that can do more.
pub(crate) fn app_over(host: Arc<dyn Host>, plan: &Path, folder: &Path) -> Outcome<App> {
    let app = app_on(host, folder)?;
    let token = app.admit(plan).token;
    app.open_plan(OpenPlan {
        token,
        read_only: false,
    })
    .map_err(said)?;
    Ok(app)
}

pub(crate) fn said(error: tierline_contract::AppError) -> String {
    format!("{error:?}")
}

pub(crate) fn plan_of(list: &Path, folder: &Path) -> Outcome<Made> {
    let app = app_in(folder)?;
    let accounts = import(&app, list)?;
    let view = app.app_state(()).map_err(said)?.plan.ok_or("no plan was made")?;
    app.shut();
    Ok(Made {
        plan: folder.join("plans").join(view.file.name),
        accounts,
    })
}

/// Everything from the chosen file to the saved plan: what is in it, what the columns mean, the one change that imports.
pub(crate) fn whole(list: &Path) -> Outcome<Spent> {
    let folder = tempfile::tempdir()?;
    let app = app_in(folder.path())?;
    let (done, spent) = timed(|| import(&app, list));
    done?;
    app.shut();
    Ok(spent)
}

/// The same list once more: read, compared with the plan account by account, and found to change nothing.
pub(crate) fn again(list: &Path) -> Outcome<Spent> {
    let folder = tempfile::tempdir()?;
    let app = app_in(folder.path())?;
    import(&app, list)?;
    let (checked, spent) =
        timed(|| -> Outcome<_> { Ok(app.import_check(choices(&draft(&app, list)?)).map_err(said)?) });
    let update = checked?.update.ok_or("the plan has accounts to compare with")?;
    app.shut();
    if !update.nothing {
        return Err("the same list twice changed something".into());
    }
    Ok(spent)
}

fn import(app: &App, list: &Path) -> Outcome<u32> {
    let choices = choices(&draft(app, list)?);
    Ok(app.import_commit(choices, &Task::unwatched()).map_err(said)?.accounts)
}

fn choices(draft: &ImportDraft) -> ImportChoices {
    ImportChoices {
        import: draft.import,
        list: draft.proposed(),
        currency: draft.currency.clone(),
        reps_sheet: None,
        ..ImportChoices::default()
    }
}

pub(crate) fn draft(app: &App, list: &Path) -> Outcome<ImportDraft> {
    let task = Task::unwatched();
    let token = app.admit(list).token;
    let file = app.import_open(ImportOpen { token }, &task).map_err(said)?;
    let read = ImportRead {
        import: file.import,
        sheet: file.suggested.ok_or("no sheet looks like a list")?,
        header_row: None,
        listing: None,
    };
    Ok(app.import_read(read, &task).map_err(said)?)
}

/// Opening a saved plan.
pub(crate) fn open_plan(plan: &Path) -> Outcome<Spent> {
    let folder = tempfile::tempdir()?;
    let copy = folder.path().join("plan.tierline");
    std::fs::copy(plan, &copy)?;
    let (app, spent) = timed(|| app_with(&copy, folder.path()));
    app?.shut();
    Ok(spent)
}

/// Every account of a plan put on the map, the table of places unpacked too.
pub(crate) fn mapped(plan: &Path) -> Outcome<Spent> {
    looked_at(plan, |app| app.map(()))
}

/// The families of a plan read off, and those that may be one proposed.
pub(crate) fn families(plan: &Path) -> Outcome<Spent> {
    looked_at(plan, |app| app.families(()))
}

/// What a look at a whole list takes the first time.
fn looked_at<T>(plan: &Path, look: impl Fn(&App) -> Result<T, AppError>) -> Outcome<Spent> {
    let folder = tempfile::tempdir()?;
    let copy = folder.path().join("plan.tierline");
    std::fs::copy(plan, &copy)?;
    let app = app_with(&copy, folder.path())?;
    let (seen, spent) = timed(|| look(&app));
    black_box(seen.map_err(said)?);
    app.shut();
    Ok(spent)
}

/// Reading and understanding, without converting and saving.
pub(crate) fn read(list: &Path) -> Outcome<Spent> {
    let folder = tempfile::tempdir()?;
    let app = app_in(folder.path())?;
    let (draft, spent) = timed(|| draft(&app, list));
    black_box(draft?);
    Ok(spent)
}

/// The library alone, every cell once, nothing kept.
pub(crate) fn calamine_cells(list: &Path) -> Outcome<Spent> {
    use calamine::{Reader, Xlsx, open_workbook};
    let (count, spent) = timed(|| -> Outcome<u64> {
        let mut book: Xlsx<_> = open_workbook(list)?;
        let name = book.sheet_names().first().cloned().ok_or("no sheet")?;
        let mut cells = book.worksheet_cells_reader(&name)?;
        let mut count = 0;
        while let Some(cell) = cells.next_cell()? {
            black_box(cell);
            count += 1;
        }
        Ok(count)
    });
    count?;
    Ok(spent)
}

/// The library as most programs use it: the whole sheet at once.
pub(crate) fn calamine_range(list: &Path) -> Outcome<Spent> {
    use calamine::{Reader, Xlsx, open_workbook};
    let (range, spent) = timed(|| -> Outcome<_> {
        let mut book: Xlsx<_> = open_workbook(list)?;
        let name = book.sheet_names().first().cloned().ok_or("no sheet")?;
        Ok(book.worksheet_range(&name)?)
    });
    black_box(range?.get_size());
    Ok(spent)
}
