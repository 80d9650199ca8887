//! Cells, one after the other, as rows. Separate because the rows of a part need not come in order, and nobody else minds.

use crate::raw::RawCell;
use crate::read::ReadError;
use crate::read::sink::RowSink;
use std::collections::BTreeMap;

/// Gathers cells into rows.
pub(super) struct Rows {
    /// Rows kept until the end, for a part whose rows do not come in order.
    sorted: Option<BTreeMap<u32, Vec<RawCell>>>,
    /// No row up to this one belongs here.
    above: u32,
    number: u32,
    cells: Vec<RawCell>,
}

pub(super) enum Put {
    Fits,
    NewRow,
    Above,
}

impl Rows {
    pub(super) fn below(above: u32, sorted: bool) -> Self {
        Rows {
            sorted: sorted.then(BTreeMap::new),
            above,
            number: 0,
            cells: Vec::new(),
        }
    }

    /// Number of the last row so far, where they are not sorted.
    pub(super) fn last(&self) -> u32 {
        self.number
    }

    pub(super) fn is_sorting(&self) -> bool {
        self.sorted.is_some()
    }

    pub(super) fn put(
        &mut self,
        (row, column): (u32, u32),
        cell: RawCell,
        sink: &mut dyn RowSink,
    ) -> Result<Put, ReadError> {
        let column = column as usize;
        let set = |cells: &mut Vec<RawCell>| {
            if cells.len() <= column {
                cells.resize(column + 1, RawCell::Blank);
            }
            cells[column] = cell;
        };
        if let Some(sorted) = &mut self.sorted {
            set(sorted.entry(row).or_default());
            return Ok(Put::Fits);
        }
        let mut put = Put::Fits;
        if row != self.number {
            if row < self.number || row <= self.above {
                return Ok(Put::Above);
            }
            if self.number > 0 {
                sink.row(self.number, &self.cells)?;
                put = Put::NewRow;
            }
            self.cells.clear();
            self.number = row;
        }
        set(&mut self.cells);
        Ok(put)
    }

    pub(super) fn finish(self, sink: &mut dyn RowSink) -> Result<(), ReadError> {
        match self.sorted {
            Some(sorted) => sorted.iter().try_for_each(|(number, cells)| sink.row(*number, cells)),
            None if self.number > 0 => sink.row(self.number, &self.cells),
            None => Ok(()),
        }
    }
}
