//! The sample company: an account list as marketing would mail it, taken through every step, so that there is a plan to
//! play with before there is a list.

use super::plan::{Job, open_plan};
use crate::App;
use crate::task::Task;
use tierline_contract::{AppError, PlanView};

/// The list that the app carries inside.
const WORKBOOK: &[u8] = include_bytes!("../../../../../tests/fixtures/workbooks/northlight.xlsx");
const NAME: &str = "Northlight sample";
/// A tenth above what the sample sold last year.
const TARGET: &str = "31000000";

impl App {
    pub fn open_sample(&self, (): (), task: &Task<'_>) -> Result<PlanView, AppError> {
        let folder = tempfile::tempdir().map_err(|error| crate::incident(&error))?;
        let list = folder.path().join("northlight.xlsx");
        std::fs::write(&list, WORKBOOK).map_err(|error| crate::incident(&error))?;
        let job = Job {
            lists: vec![list],
            target: Some(TARGET.to_owned()),
            settings: super::Settings {
                name: Some(NAME.to_owned()),
                ..super::Settings::default()
            },
            ..Job::default()
        };
        let path = self.fresh_plan_path(NAME)?;
        let (session, _) = open_plan(&self.reader, &*self.host, &job, &path, task)?;
        self.put(session)
    }
}
