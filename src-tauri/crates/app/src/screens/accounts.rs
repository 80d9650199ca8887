//! The Accounts screen's commands; the grid itself lives in `grid`.

use crate::{App, grid, screens};
use tierline_contract::*;

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
        self.change(|session| grid::edit(session, &request, now))
    }

    pub fn copy_cells(&self, request: CopyRange) -> Result<Copied, AppError> {
        let (copied, text, html) = self.with(|session| grid::copy(session, &request))?;
        match self.host.put_on_clipboard(&text, &html) {
            Ok(()) => Ok(copied),
            Err(error) => {
                tracing::warn!(%error, "the clipboard took nothing");
                let message =
                    "The clipboard did not take the cells. Another program may hold it; try again.".to_owned();
                Err(AppError::Refused { message })
            }
        }
    }
}
