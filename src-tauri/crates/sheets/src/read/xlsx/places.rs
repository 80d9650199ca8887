//! Where the cells stand that calamine stumbles over. Separate because it is needed for broken files only: the part is gone
//! through once more, on a thread of its own.

use super::stream::Workbook;
use crate::read::ReadError;
use crate::read::package;
use crate::read::scan::Cells;
use std::sync::mpsc;

/// Row number and column of a cell; `None` outside the grid.
pub(super) type Place = Option<(u32, u32)>;

/// Where the n-th cell of a part stands; asked in rising order.
pub(super) struct Places {
    cells: Box<dyn Iterator<Item = Result<Place, ReadError>>>,
    next: u64,
}

impl Places {
    pub(super) fn open(workbook: &Workbook<'_>) -> Result<Self, ReadError> {
        // The package has to live as long as its part: a thread owns both and hands places over in batches.
        let (give, take) = mpsc::sync_channel::<Result<Vec<Place>, ReadError>>(4);
        let source = workbook.whole.clone();
        let part = workbook.part.to_owned();
        std::thread::spawn(move || {
            let run = || -> Result<(), ReadError> {
                let mut package = source.package()?;
                let index = package::find(&package, &part).ok_or(ReadError::Damaged)?;
                let mut cells = Cells::new(package.by_index(index)?);
                let mut batch = Vec::new();
                while let Some(cell) = cells.next()? {
                    batch.push(cell.place);
                    if batch.len() == 4096 && give.send(Ok(std::mem::take(&mut batch))).is_err() {
                        return Ok(());
                    }
                }
                let _ = give.send(Ok(batch));
                Ok(())
            };
            if let Err(error) = run() {
                let _ = give.send(Err(error));
            }
        });
        let cells = take.into_iter().flat_map(|batch| match batch {
            Ok(places) => places.into_iter().map(Ok).collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        });
        Ok(Places {
            cells: Box::new(cells),
            next: 0,
        })
    }

    pub(super) fn of(&mut self, cell: u64) -> Result<Place, ReadError> {
        let skip = usize::try_from(cell - self.next).unwrap_or(usize::MAX);
        self.next = cell + 1;
        self.cells.nth(skip).unwrap_or(Err(ReadError::Damaged))
    }
}
