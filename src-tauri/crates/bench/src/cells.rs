//! Large ranges of the account grid: a block pasted, cells filled down, everything added up. The list is sorted by the
//! column that changes, which is the dearest case: its order is found anew each time.

use crate::Outcome;
use crate::import::{app_over, said};
use crate::usage::{Spent, timed};
use std::hint::black_box;
use std::path::Path;
use std::sync::{Arc, Mutex};
use tierline_app::{App, Day, Headless, Host, HostError, SaveKind};
use tierline_contract::{
    AccountQuery, CellKind, CellRange, CopyRange, FileKind, GridColumn, PasteCells, Segment, SortKey,
};

/// A desk with a clipboard and nothing else.
#[derive(Debug, Default)]
struct Clipboard(Mutex<String>);

impl Host for Clipboard {
    fn choose_open(&self, kind: FileKind) -> Option<std::path::PathBuf> {
        Headless.choose_open(kind)
    }

    fn choose_save(&self, kind: SaveKind, suggested: &str) -> Option<std::path::PathBuf> {
        Headless.choose_save(kind, suggested)
    }

    fn put_on_clipboard(&self, text: &str, _: &str) -> Result<(), HostError> {
        match self.0.lock() {
            Ok(mut held) => text.clone_into(&mut held),
            Err(_) => return Err(HostError("The clipboard is held.".to_owned())),
        }
        Ok(())
    }

    fn clipboard_text(&self) -> Result<String, HostError> {
        let held = self.0.lock();
        held.map(|text| text.clone())
            .map_err(|error| HostError(error.to_string()))
    }

    fn open(&self, path: &Path) -> Result<(), HostError> {
        Headless.open(path)
    }

    fn reveal(&self, path: &Path) -> Result<(), HostError> {
        Headless.reveal(path)
    }

    fn today(&self) -> Day {
        Headless.today()
    }

    fn now(&self) -> i64 {
        Headless.now()
    }

    fn person(&self) -> String {
        Headless.person()
    }
}

/// A plan in its grid, sorted by an amount, and looked at once so that only the work itself is measured.
struct Grid {
    app: App,
    columns: Vec<GridColumn>,
    sorted_by: String,
    _folder: tempfile::TempDir,
}

impl Grid {
    fn of(plan: &Path) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let copy = folder.path().join("plan.tierline");
        std::fs::copy(plan, &copy)?;
        let app = app_over(Arc::new(Clipboard::default()), &copy, folder.path())?;
        let columns = app.grid_columns(()).map_err(said)?.columns;
        let amount = columns
            .iter()
            .find(|column| column.editable && column.kind == CellKind::Money);
        let sorted_by = amount.ok_or("the list has no amounts")?.key.clone();
        let grid = Grid {
            app,
            columns,
            sorted_by,
            _folder: folder,
        };
        grid.app.account_sums(grid.query()).map_err(said)?;
        Ok(grid)
    }

    fn query(&self) -> AccountQuery {
        AccountQuery {
            segment: Segment::All,
            search: String::new(),
            filters: Vec::new(),
            sort: vec![SortKey {
                column: self.sorted_by.clone(),
                descending: true,
            }],
        }
    }

    fn range(&self, columns: Vec<String>, offset: u32, rows: u32) -> CellRange {
        CellRange {
            query: self.query(),
            columns,
            offset,
            rows,
        }
    }

    /// Five columns that may be changed, the sorted one among them.
    fn five(&self) -> Vec<String> {
        let others = self
            .columns
            .iter()
            .filter(|column| column.editable && column.key != self.sorted_by)
            .map(|column| column.key.clone());
        [self.sorted_by.clone()].into_iter().chain(others).take(5).collect()
    }
}

/// 1,000 rows of five columns copied from one place and pasted in another.
pub(crate) fn pasted(plan: &Path) -> Outcome<Spent> {
    let grid = Grid::of(plan)?;
    let five = grid.five();
    let copied = CopyRange {
        query: grid.query(),
        columns: five.clone(),
        offset: 0,
        rows: 1000,
        with_header: false,
    };
    grid.app.copy_cells(copied).map_err(said)?;
    let range = grid.range(five, 20_000, 1);
    let paste = PasteCells {
        range,
        beyond: Vec::new(),
    };
    let (done, spent) = timed(|| grid.app.paste_cells(paste));
    let done = done.map_err(said)?;
    if done.cells != 5000 || !done.changed {
        return Err(format!("{} cells were pasted: {:?}", done.cells, done.notes).into());
    }
    grid.app.shut();
    Ok(spent)
}

/// The value of one row filled into the 10,000 rows below it.
pub(crate) fn filled(plan: &Path) -> Outcome<Spent> {
    let grid = Grid::of(plan)?;
    let range = grid.range(vec![grid.sorted_by.clone()], 30_000, 10_001);
    let (done, spent) = timed(|| grid.app.fill_down(range));
    let done = done.map_err(said)?;
    if done.cells != 10_000 || !done.changed {
        return Err(format!("{} cells were filled: {:?}", done.cells, done.notes).into());
    }
    grid.app.shut();
    Ok(spent)
}

/// Every cell of every column added up.
pub(crate) fn summed(plan: &Path) -> Outcome<Spent> {
    let grid = Grid::of(plan)?;
    let all = grid.columns.iter().map(|column| column.key.clone()).collect();
    let range = grid.range(all, 0, u32::MAX);
    let (sums, spent) = timed(|| grid.app.range_sums(range));
    black_box(sums.map_err(said)?);
    grid.app.shut();
    Ok(spent)
}
