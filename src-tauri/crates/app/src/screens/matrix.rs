//! The matrix: accounts by two measures at once, each cut into three bands.

use crate::App;
use crate::session::Session;
use tierline_contract::*;
use tierline_engine::matrix::{ACROSS, Scale, UP, is_amount, is_known, matrix, measured};
use tierline_plan::{Axis, Change, MatrixSettings, Measure, Money};

const MEASURES: [Measure; 5] = [
    Measure::Fit,
    Measure::Engagement,
    Measure::Score,
    Measure::Value,
    Measure::Potential,
];

impl App {
    pub fn matrix(&self, (): ()) -> Result<MatrixView, AppError> {
        self.with(|session| Ok(view(session, &session.plan().matrix)))
    }

    pub fn preview_matrix(&self, request: MatrixDraft) -> Result<MatrixView, AppError> {
        self.with(|session| Ok(view(session, &drafted(&request)?)))
    }

    pub fn set_matrix(&self, request: MatrixDraft) -> Result<PlanView, AppError> {
        self.change(|session| {
            let settings = drafted(&request)?;
            let present = session.plan().matrix;
            if settings == present {
                return Ok(());
            }
            let same = (settings.across, settings.up) == (present.across, present.up);
            let label = if same {
                "Move the breaks of the matrix"
            } else {
                "Change what the matrix measures"
            };
            self.commit(session, Change::SetMatrix(settings), label)
        })
    }
}

fn drafted(draft: &MatrixDraft) -> Result<MatrixSettings, AppError> {
    let settings = MatrixSettings {
        across: measure(draft.across),
        up: measure(draft.up),
        across_breaks: draft.across_breaks,
        up_breaks: draft.up_breaks,
    };
    if settings.is_sound() {
        return Ok(settings);
    }
    let message = if settings.across == settings.up {
        "Measure two different things. Nothing was changed."
    } else {
        "The high band must not begin below the middle one. Nothing was changed."
    };
    Err(AppError::Refused {
        message: message.to_owned(),
    })
}

fn view(session: &Session, settings: &MatrixSettings) -> MatrixView {
    let found = matrix(session.plan(), session.results(), settings);
    let scale = |scale: &Scale, of: Measure, bands: [u32; 3]| MatrixScale {
        from: scale.from,
        to: scale.to,
        logarithmic: scale.logarithmic,
        money: is_amount(of),
        breaks: scale.breaks,
        bands,
    };
    let across = [0, 1, 2].map(|x: usize| (0..3).map(|y| found.cells[x][y].accounts).sum());
    let up = [0, 1, 2].map(|y: usize| (0..3).map(|x| found.cells[x][y].accounts).sum());
    MatrixView {
        draft: MatrixDraft {
            across: measure_view(settings.across),
            up: measure_view(settings.up),
            across_breaks: settings.across_breaks,
            up_breaks: settings.up_breaks,
        },
        known: MEASURES
            .into_iter()
            .filter(|measure| is_known(session.results(), *measure))
            .map(measure_view)
            .collect(),
        across: scale(&found.across, settings.across, across),
        up: scale(&found.up, settings.up, up),
        cells: found.cells.map(|line| {
            line.map(|cell| MatrixCell {
                accounts: cell.accounts,
                potential: cell.potential.amount().map(Money::minor),
                current_revenue: cell.revenue.amount().map(Money::minor),
            })
        }),
        unknown: found.unknown,
        size: [ACROSS as u8, UP as u8],
        squares: found
            .squares
            .iter()
            .map(|square| MatrixSquare {
                across: square.across,
                up: square.up,
                accounts: square.accounts,
                tier: square.tier,
            })
            .collect(),
    }
}

/// The band of an account across and up; `None` where one of the measures is not known, and for accounts out of the plan.
pub(crate) fn bands(session: &Session) -> Vec<Option<(u8, u8)>> {
    let (plan, results) = (session.plan(), session.results());
    let settings = plan.matrix;
    let found = matrix(plan, results, &settings);
    (0..plan.accounts.len())
        .map(|row| {
            let across = measured(results, settings.across, row)?;
            let up = measured(results, settings.up, row)?;
            Some((found.across.band(across) as u8, found.up.band(up) as u8))
        })
        .collect()
}

fn measure(view: MeasureView) -> Measure {
    match view {
        MeasureView::Fit => Measure::Fit,
        MeasureView::Engagement => Measure::Engagement,
        MeasureView::Score => Measure::Score,
        MeasureView::Value => Measure::Value,
        MeasureView::Potential => Measure::Potential,
    }
}

fn measure_view(measure: Measure) -> MeasureView {
    match measure {
        Measure::Fit => MeasureView::Fit,
        Measure::Engagement => MeasureView::Engagement,
        Measure::Score => MeasureView::Score,
        Measure::Value => MeasureView::Value,
        Measure::Potential => MeasureView::Potential,
    }
}

pub(crate) fn axis_view(axis: Axis) -> AxisView {
    match axis {
        Axis::Fit => AxisView::Fit,
        Axis::Engagement => AxisView::Engagement,
    }
}

pub(crate) fn axis(view: AxisView) -> Axis {
    match view {
        AxisView::Fit => Axis::Fit,
        AxisView::Engagement => Axis::Engagement,
    }
}
