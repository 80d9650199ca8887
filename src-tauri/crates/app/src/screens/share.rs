//! The Share screen: what do I send, and what would leadership ask about it?

use super::path;
use crate::host::SaveKind;
use crate::report::Snapshot;
use crate::session::Session;
use crate::task::Task;
use crate::{App, faults, names};
use tierline_contract::*;

impl App {
    pub fn share(&self, (): ()) -> Result<ShareView, AppError> {
        self.with(|session| {
            Ok(ShareView {
                suggested_name: suggested_name(session),
                sheets: sheets(session),
                gaps: gaps(session),
            })
        })
    }

    pub fn choose_export_target(&self, (): ()) -> Result<Option<FileRef>, AppError> {
        let suggested = self.with(|session| Ok(suggested_name(session)))?;
        let chosen = self.host.choose_save(SaveKind::Workbook, &suggested);
        let chosen = chosen.map(|path| names::chosen(&path, "xlsx")).transpose()?;
        Ok(chosen.map(|path| self.admit(&path)))
    }

    pub fn export_workbook(&self, request: ExportWorkbook, task: &Task<'_>) -> Result<Exported, AppError> {
        let path = self.files.path(request.token)?;
        task.report("Gathering the plan", 0, None);
        let snapshot = self.with(|session| Ok(Snapshot::of(session, self.host.person())))?;
        let progress = &mut |done, total| task.report("Writing the workbook", done, Some(total));
        let written = tierline_sheets::report::write(&snapshot.leadership(), &path, progress, &|| task.is_cancelled());
        let written = written.map_err(faults::of_write)?;
        for check in &written.failed_checks {
            tracing::error!(check, "the workbook's figures do not add up");
        }
        Ok(Exported {
            file: self.admit(&path),
            accounts: written.accounts,
            bytes: written.bytes,
        })
    }

    pub fn open_exported(&self, request: FileAction) -> Result<(), AppError> {
        let path = self.files.path(request.token)?;
        self.host
            .open(&path)
            .map_err(|error| refused("The file could not be opened.", &error))
    }

    pub fn reveal_exported(&self, request: FileAction) -> Result<(), AppError> {
        let path = self.files.path(request.token)?;
        self.host
            .reveal(&path)
            .map_err(|error| refused("The folder could not be shown.", &error))
    }
}

fn refused(message: &str, error: &crate::HostError) -> AppError {
    tracing::warn!(%error, "the desktop refused");
    AppError::Refused {
        message: message.to_owned(),
    }
}

fn suggested_name(session: &Session) -> String {
    let info = &session.plan().info;
    format!(
        "{}.xlsx",
        names::stem(&format!("{} {}", info.name, info.period), "Plan")
    )
}

fn sheets(session: &Session) -> Vec<ShareSheet> {
    let plan = session.plan();
    let accounts = plan.accounts.len() as u32;
    let reps = plan.reps.len() as u32;
    let sheet = |name: &str, sentence: &str, rows: Option<u32>| ShareSheet {
        name: name.to_owned(),
        sentence: sentence.to_owned(),
        rows,
    };
    vec![
        sheet(
            "Summary",
            "The plan on one page: figures, charts, and what needs a decision.",
            None,
        ),
        sheet(
            "Accounts",
            "Every account with its tier, owner, potential and the reason for its tier.",
            Some(accounts),
        ),
        sheet(
            "Tiers",
            "What each tier holds and gets, and every tier set by a person with the reason.",
            Some(plan.tiers.tiers.len() as u32),
        ),
        sheet(
            "Opportunity",
            "The four buckets by tier, and the accounts with the most headroom.",
            None,
        ),
        sheet(
            "Territories",
            "Each rep's accounts, workload against capacity, and what stays.",
            Some(reps),
        ),
        sheet(
            "Quotas",
            "From the company target to every rep's quota, with formulas that add up.",
            Some(reps),
        ),
        sheet(
            "Method",
            "How it was done, with every assumption, and checks that it adds up.",
            None,
        ),
    ]
}

/// What leadership would ask about first.
pub(crate) fn gaps(session: &Session) -> Vec<ShareGap> {
    let mut gaps = Vec::new();
    for step in [
        Step::Model,
        Step::Tiers,
        Step::Opportunity,
        Step::Coverage,
        Step::Territories,
        Step::Quotas,
    ] {
        let (status, sentence) = path::status(session, step);
        if status != StepStatus::Done {
            gaps.push(ShareGap { step, sentence });
        }
    }
    gaps
}
