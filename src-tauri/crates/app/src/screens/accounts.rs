//! The Accounts screen's commands; the grid itself lives in `grid`.

use crate::{App, Session, grid, screens};
use std::sync::PoisonError;
use tierline_contract::*;
use tierline_sheets::understand::Writing;

impl App {
    pub fn grid_columns(&self, (): ()) -> Result<GridColumns, AppError> {
        self.with(|session| Ok(grid::columns(session)))
    }

    pub fn account_page(&self, request: AccountPageRequest) -> Result<AccountPage, AppError> {
        self.with(|session| grid::page(session, &request))
    }

    pub fn account_sums(&self, request: AccountQuery) -> Result<QuerySums, AppError> {
        self.with(|session| grid::sums(session, &request))
    }

    pub fn account_detail(&self, request: AccountRef) -> Result<AccountDetail, AppError> {
        self.with(|session| screens::detail::detail(session, request.account))
    }

    pub fn edit_cell(&self, request: CellEdit) -> Result<PlanView, AppError> {
        let now = self.host.now();
        let writing = self.writing();
        self.change(|session| grid::edit(session, &request, writing, now))
    }

    pub fn copy_cells(&self, request: CopyRange) -> Result<Copied, AppError> {
        let (copied, text, html) = self.with(|session| grid::copy(session, &request))?;
        self.to_clipboard(&text, &html)?;
        Ok(copied)
    }

    pub fn cut_cells(&self, request: CellRange) -> Result<CellsEdited, AppError> {
        let range = CopyRange {
            query: request.query.clone(),
            columns: request.columns.clone(),
            offset: request.offset,
            rows: request.rows,
            with_header: false,
        };
        let (revision, (_, text, html)) = self.with(|session| {
            session.writable()?;
            Ok((session.revision(), grid::copy(session, &range)?))
        })?;
        // What the clipboard did not take must not be cleared.
        self.to_clipboard(&text, &html)?;
        self.edit_cells(|session, now| {
            // The list may stand in another order by now.
            if session.revision() != revision {
                let message =
                    "The list changed meanwhile, so the cells were copied and left as they are. Cut them again.";
                return Err(AppError::Refused {
                    message: message.to_owned(),
                });
            }
            grid::clear(session, &request, "Cut", now)
        })
    }

    pub fn paste_cells(&self, request: PasteCells) -> Result<CellsEdited, AppError> {
        self.with(|session| session.writable())?;
        // Read without holding the plan: another program may take its time to hand the text over.
        let text = self.host.clipboard_text().unwrap_or_else(|error| {
            tracing::info!(%error, "the clipboard holds no text");
            String::new()
        });
        // Cells that come back to the grid are read as it wrote them, wherever the person is.
        let is_ours = *self.copied.lock().unwrap_or_else(PoisonError::into_inner) == text;
        let writing = if is_ours { Writing::OWN } else { self.writing() };
        self.edit_cells(|session, now| grid::paste(session, &request, &text, writing, now))
    }

    pub fn clear_cells(&self, request: CellRange) -> Result<CellsEdited, AppError> {
        self.edit_cells(|session, now| grid::clear(session, &request, "Clear", now))
    }

    pub fn fill_down(&self, request: CellRange) -> Result<CellsEdited, AppError> {
        self.edit_cells(|session, now| grid::fill_down(session, &request, now))
    }

    pub fn range_sums(&self, request: CellRange) -> Result<RangeSums, AppError> {
        self.with(|session| grid::range_sums(session, &request))
    }

    pub fn grid_layout(&self, (): ()) -> Result<Option<GridLayout>, AppError> {
        self.with(|session| Ok(grid::layout(session)))
    }

    pub fn keep_grid_layout(&self, request: GridLayout) -> Result<(), AppError> {
        // A layout that arrives after its plan was closed is of no use to the next one.
        if let Some(session) = self.slot().as_mut() {
            session.keep_grid_layout(request);
        }
        Ok(())
    }

    fn edit_cells(
        &self,
        work: impl FnOnce(&mut Session, i64) -> Result<grid::Edited, AppError>,
    ) -> Result<CellsEdited, AppError> {
        let now = self.host.now();
        self.with(|session| {
            let done = work(session, now)?;
            Ok(CellsEdited {
                plan: self.plan_view(session),
                cells: done.cells,
                left: done.left,
                changed: done.changed,
                notes: done.notes,
                rows: done.rows,
                columns: done.columns,
                moved: done.moved,
            })
        })
    }

    fn to_clipboard(&self, text: &str, html: &str) -> Result<(), AppError> {
        self.host.put_on_clipboard(text, html).map_err(|error| {
            tracing::warn!(%error, "the clipboard took nothing");
            AppError::Refused {
                message: "The clipboard did not take the cells. Another program may hold it; try again.".to_owned(),
            }
        })?;
        text.clone_into(&mut self.copied.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(())
    }
}
