//! From account lists to a plan and its workbook.

use super::settings::Settings;
use crate::host::Host;
use crate::import::{self, Incoming, ListChoices};
use crate::report::Snapshot;
use crate::session::Session;
use crate::task::Task;
use crate::{faults, files, names, screens};
use serde::Serialize;
use std::path::{Path, PathBuf};
use tierline_contract::AppError;
use tierline_engine::standard::standard_model;
use tierline_engine::territories::AssignSettings;
use tierline_plan::{Change, Currency, FieldKind, Money, Plan, Value};
use tierline_sheets::read::ReaderHost;
use tierline_sheets::report::WrittenReport;
use tierline_sheets::understand::{CurrencySource, KnownSpellings, Writing, typed};

/// What the job is given.
#[derive(Debug, Clone, Default)]
pub struct Job {
    /// Account lists, put below one another, and lists of sales, activities or deals, which join their accounts.
    pub lists: Vec<PathBuf>,
    /// A list of reps; without one, a sheet of reps in the first list counts.
    pub reps: Option<PathBuf>,
    /// Company target as typed, in the plan's currency.
    pub target: Option<String>,
    /// What the amounts of all lists are in, whatever the lists themselves say; the settings' word comes after it.
    pub currency: Option<Currency>,
    pub settings: Settings,
    pub seed: Option<u64>,
    /// The leadership workbook to write.
    pub out: PathBuf,
    /// The plan file to keep.
    pub save: Option<PathBuf>,
    /// Whether a plan file that stands there may be replaced.
    pub replace: bool,
}

/// What the job found and wrote. Amounts are in major units of the currency.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Planned {
    pub plan: String,
    pub period: String,
    pub currency: String,
    pub accounts: u32,
    pub customers: u32,
    pub prospects: u32,
    pub rows_left_out: u32,
    /// Values that could not be read and stay blank.
    pub values_lost: u32,
    /// `None` where no account's is known; so are all sums of money below.
    pub current_revenue: Option<f64>,
    pub potential: Option<f64>,
    /// The potential by bucket: they add up to it.
    pub buckets: Option<Amounts>,
    pub without_potential: u32,
    /// Why potential is not known and what to do, in plain sentences.
    pub potential_gap: Option<String>,
    pub tiers: Vec<PlannedTier>,
    /// Accounts that gates leave out; they are in no tier.
    pub excluded: u32,
    pub hours_needed: f64,
    pub headcount_needed: Option<u64>,
    /// Full-time reps there are.
    pub reps_present: f64,
    pub reps: Vec<PlannedRep>,
    pub unassigned: u32,
    /// Largest distance of a territory's workload from its fair share: 0.15 is 15 %.
    pub max_deviation: Option<f64>,
    pub target: Option<f64>,
    pub street_quota: Option<f64>,
    /// What quotas rest on while potential is not known, in a sentence.
    pub quota_basis: Option<String>,
    /// Why there are no quotas.
    pub quota_problem: Option<String>,
    /// What a person should know about the lists, each a sentence.
    pub remarks: Vec<String>,
    #[serde(serialize_with = "shown")]
    pub workbook: PathBuf,
    pub workbook_bytes: u64,
    #[serde(serialize_with = "shown_if_any")]
    pub plan_file: Option<PathBuf>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Amounts {
    pub retain: f64,
    pub upsell: f64,
    pub cross_sell: f64,
    pub new_logo: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlannedTier {
    pub name: String,
    pub accounts: u32,
    pub potential: Option<f64>,
    pub current_revenue: Option<f64>,
    pub hours: f64,
    /// Lowest score that the model lets in; `None` for the last tier and where no score reaches.
    pub cut_score: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlannedRep {
    pub name: String,
    pub accounts: u32,
    pub hours: f64,
    pub capacity_hours: f64,
    /// Workload against the fair share, less one.
    pub deviation: Option<f64>,
    pub potential: Option<f64>,
    pub kept: u32,
    pub quota: Option<f64>,
}

/// Does the whole job: reads, scores, tiers, sizes, assigns, sets quotas, saves and writes.
pub fn plan(reader: &ReaderHost, host: &dyn Host, job: &Job, task: &Task<'_>) -> Result<Planned, AppError> {
    let job = &Job {
        out: names::with_ending(&job.out, "xlsx"),
        save: job.save.as_ref().map(|path| names::with_ending(path, "tierline")),
        ..job.clone()
    };
    if let Some(path) = job.save.as_ref().filter(|path| path.exists() && !job.replace) {
        let name = files::file_name(path);
        let message = format!(
            "“{name}” is there already. Choose another name, or pass --replace to replace it. Nothing was written."
        );
        return Err(AppError::NotWritable { message });
    }
    let inputs = job.lists.iter().chain(&job.reps);
    for target in job.save.iter().chain([&job.out]) {
        if inputs.clone().any(|input| is_same(input, target)) {
            let name = files::file_name(target);
            let message = format!(
                "“{name}” would be read and replaced at once. Choose another name for it. Nothing was written."
            );
            return Err(AppError::Refused { message });
        }
    }
    // Made aside and put in its place at the end: a job that fails leaves the plan that stood there alone.
    let scratch = tempfile::tempdir().map_err(|error| crate::incident(&error))?;
    let (mut session, read_in) = open_plan(reader, host, job, &scratch.path().join("plan.tierline"), task)?;
    task.check()?;
    session.remember_step(tierline_contract::Step::Home);
    // The plan is made ready first and put in its place last: should anything run out, neither file has changed. Only a
    // plan that was opened in this very moment can still keep its place, and then says so.
    let staged = job.save.as_ref().map(|target| session.stage_copy(target)).transpose()?;
    let snapshot = Snapshot::of(&session, host.person());
    let written = write(&snapshot, &job.out, task)?;
    if let (Some(staged), Some(target)) = (staged, &job.save) {
        staged.place().map_err(|error| {
            let told = faults::of_copy(error, target);
            match told {
                AppError::NotWritable { message } => AppError::NotWritable {
                    message: format!("{message} The workbook was written."),
                },
                other => other,
            }
        })?;
    }
    let planned = summary(&session, job, &read_in, written.bytes);
    session.close()?;
    Ok(planned)
}

/// A workbook that was written from a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExportedPlan {
    pub plan: String,
    pub accounts: u64,
    #[serde(serialize_with = "shown")]
    pub workbook: PathBuf,
    pub workbook_bytes: u64,
}

/// A path as a person reads it: names that are no text are rare, but no reason to keep the answer back.
fn shown<S: serde::Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&path.to_string_lossy())
}

fn shown_if_any<S: serde::Serializer>(path: &Option<PathBuf>, serializer: S) -> Result<S::Ok, S::Error> {
    path.as_ref().map(|path| path.to_string_lossy()).serialize(serializer)
}

/// Writes the workbook of a plan that was saved before.
pub fn export(host: &dyn Host, plan: &Path, out: &Path, task: &Task<'_>) -> Result<ExportedPlan, AppError> {
    let workbook = names::with_ending(out, "xlsx");
    task.report("Opening the plan", 0, None);
    let session = Session::open(plan, true)?;
    let written = write(&Snapshot::of(&session, host.person()), &workbook, task)?;
    let name = session.plan().info.name.clone();
    session.close()?;
    Ok(ExportedPlan {
        plan: name,
        accounts: written.accounts,
        workbook,
        workbook_bytes: written.bytes,
    })
}

/// Whether two paths lead to one file that is there.
fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

fn write(snapshot: &Snapshot, out: &Path, task: &Task<'_>) -> Result<WrittenReport, AppError> {
    let progress = &mut |done, total| task.report("Writing the workbook", done, Some(total));
    let written = tierline_sheets::report::write(&snapshot.leadership(), out, progress, &|| task.is_cancelled());
    let written = written.map_err(faults::of_write)?;
    for check in &written.failed_checks {
        tracing::error!(check, "the workbook's figures do not add up");
    }
    Ok(written)
}

/// What came of the lists, beside the accounts.
pub(super) struct ReadIn {
    /// Values that could not be read and stay blank.
    values_lost: u32,
    remarks: Vec<String>,
}

/// Makes the plan file and takes every step of the job in it.
pub(super) fn open_plan(
    reader: &ReaderHost,
    host: &dyn Host,
    job: &Job,
    path: &Path,
    task: &Task<'_>,
) -> Result<(Session, ReadIn), AppError> {
    let Lists { incoming, events, reps } = read(reader, host, job, task)?;
    let mut read_in = ReadIn {
        values_lost: incoming.values_lost(),
        remarks: import::told_of(&incoming),
    };
    let name = job.settings.name.clone().unwrap_or_else(|| name_of(&job.lists));
    let seed = job.seed.unwrap_or_else(|| crate::app::seed_of(&name));
    let mut session = Session::create(path, Plan::new(&name, host.today(), seed))?;
    let done = take_in(&mut session, host, job, incoming, reps)
        .and_then(|()| join(&mut session, host, &events, &mut read_in.remarks))
        .and_then(|()| steps(&mut session, host, job, task));
    match done {
        Ok(()) => Ok((session, read_in)),
        Err(error) => {
            // A plan that is half made helps nobody.
            drop(session.close());
            drop(std::fs::remove_file(path));
            Err(error)
        }
    }
}

/// Puts the accounts and the reps into the plan.
fn take_in(
    session: &mut Session,
    host: &dyn Host,
    job: &Job,
    incoming: Incoming,
    reps: Vec<tierline_plan::Rep>,
) -> Result<(), AppError> {
    let currency = incoming.currency.clone();
    let first = job
        .lists
        .first()
        .map_or_else(String::new, |list| files::file_name(list));
    let change = import::replacing(session.plan(), incoming, reps, currency);
    session.commit(change, &format!("Import {first}"), host.now())
}

/// Joins what happened with the accounts, and says what came of it.
fn join(
    session: &mut Session,
    host: &dyn Host,
    events: &[import::Sheet],
    remarks: &mut Vec<String>,
) -> Result<(), AppError> {
    for sheet in events {
        let (change, sentence) = import::joined(sheet, session.plan(), host.today())?;
        if let Some(change) = change {
            session.commit(change, &format!("Import {}", sheet.name), host.now())?;
        }
        remarks.push(sentence);
    }
    if !events.is_empty() {
        let plan = session.plan();
        let model = standard_model(&plan.accounts, &plan.opportunity, plan.info.as_of);
        session.commit(
            Change::SetModel(model),
            "Set the standard criteria from all lists",
            host.now(),
        )?;
    }
    Ok(())
}

/// Every step of the job once the lists are in.
fn steps(session: &mut Session, host: &dyn Host, job: &Job, task: &Task<'_>) -> Result<(), AppError> {
    task.report("Scoring and tiering", 0, None);
    let refused = |message: String| AppError::Refused { message };
    job.settings.apply(session, host.now())?;
    task.check()?;
    if !session.plan().reps.is_empty() {
        task.report("Designing territories", 0, None);
        let settings = AssignSettings::of(session.plan());
        let assignment = session
            .results()
            .assign(session.plan(), settings, &|| task.is_cancelled());
        let assignment = assignment.map_err(|error| match error {
            tierline_engine::territories::AssignError::Cancelled => AppError::Cancelled,
            tierline_engine::territories::AssignError::NoReps => refused(error.to_string()),
        })?;
        let owners = assignment.differences(session.plan());
        session.commit(Change::SetOwners(owners), "Assign accounts in balance", host.now())?;
    }
    if let Some(target) = &job.target {
        let currency = &session.plan().info.currency;
        let Some(Value::Money(amount)) = typed(target, FieldKind::Money, currency, Writing::default()) else {
            return Err(refused(format!(
                "The target “{target}” is not an amount in {}. Give it as a number, such as 31000000. Nothing was written.",
                currency.code
            )));
        };
        if amount.is_negative() {
            return Err(refused(format!(
                "The target “{target}” is below zero. Give what the company is to sell, such as 31000000. Nothing was \
                 written."
            )));
        }
        let quotas = tierline_plan::QuotaSettings {
            target: Some(amount),
            ..session.plan().quotas.clone()
        };
        session.commit(Change::SetQuotas(quotas), "Set the company target", host.now())?;
    }
    Ok(())
}

fn name_of(lists: &[PathBuf]) -> String {
    lists
        .first()
        .and_then(|list| list.file_stem())
        .map_or_else(|| "Plan".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// The lists of a job, read.
struct Lists {
    incoming: Incoming,
    /// Lists of what happened with the accounts.
    events: Vec<import::Sheet>,
    reps: Vec<tierline_plan::Rep>,
}

/// Reads every list and the reps.
fn read(reader: &ReaderHost, host: &dyn Host, job: &Job, task: &Task<'_>) -> Result<Lists, AppError> {
    let mut reps_sheet = None;
    let mut sheets = Vec::new();
    for list in &job.lists {
        let (sheet, reps) = choose_sheets(reader, list, task)?;
        reps_sheet = reps_sheet.or(reps.map(|sheet| (list.clone(), sheet)));
        sheets.push(import::read_table(reader, list, &sheet, None, task)?);
    }
    let given = job.currency.as_ref().or(job.settings.currency.as_ref());
    let currency = match given {
        Some(currency) => currency.clone(),
        None => common_currency(&job.lists, &sheets)?,
    };
    // Where nothing looks like accounts, the lists are all there is to make accounts of.
    let any_accounts = sheets.iter().any(|sheet| !sheet.lists_events());
    let (events, accounts): (Vec<_>, Vec<_>) = sheets
        .into_iter()
        .partition(|sheet| any_accounts && sheet.lists_events());
    let mut all: Option<Incoming> = None;
    for sheet in accounts {
        let choices = ListChoices::proposed(&sheet, Some(currency.clone()));
        let incoming = import::incoming(&sheet, &choices, host.today())?;
        all = Some(match all {
            None => incoming,
            Some(first) => first.append(incoming),
        });
    }
    let (Some(all), Some(first)) = (all, job.lists.first()) else {
        return Err(AppError::Refused {
            message: "Name at least one account list.".to_owned(),
        });
    };
    let all = all.with_numbers(&files::file_name(first))?;
    let all = all.fold_spellings(&KnownSpellings::default());
    let found = match (&job.reps, reps_sheet) {
        (Some(file), _) => {
            let found = import::find_reps(reader, file, &currency, task)?;
            let message = "No list of reps was found in this file: it needs a header with names. Choose another file.";
            let found = found.filter(|found| !found.converted.reps.is_empty());
            Some((found.ok_or(unusable(file, message))?, file.clone()))
        }
        (None, Some((file, sheet))) => Some((import::read_reps(reader, &file, &sheet, &currency, task)?, file)),
        (None, None) => None,
    };
    let Some((found, file)) = found else {
        return Ok(Lists {
            incoming: all,
            events,
            reps: Vec::new(),
        });
    };
    if given.is_none() {
        found.agrees_with(&currency).map_err(|told| {
            unusable(
                &file,
                &format!("{told} Say what all of them are in with --currency. Nothing was written."),
            )
        })?;
    }
    Ok(Lists {
        incoming: all,
        events,
        reps: found.converted.reps,
    })
}

fn unusable(file: &Path, message: &str) -> AppError {
    AppError::Unreadable {
        file: files::file_name(file),
        message: message.to_owned(),
    }
}

/// The currency that all lists are in. Amounts of different ones cannot be added, and nothing here knows a rate.
fn common_currency(lists: &[PathBuf], sheets: &[import::Sheet]) -> Result<Currency, AppError> {
    let guesses = lists
        .iter()
        .zip(sheets)
        .map(|(list, sheet)| (list, &sheet.understood.currency));
    let mut said = guesses.filter(|(_, guess)| guess.source != CurrencySource::Nothing);
    let Some((first, found)) = said.next() else {
        return Ok(Currency::default());
    };
    match said.find(|(_, guess)| guess.currency != found.currency) {
        None => Ok(found.currency.clone()),
        Some((other, guess)) => {
            let how = |source| match source {
                CurrencySource::Amounts => "has amounts in",
                CurrencySource::Countries | CurrencySource::Nothing => "seems, by where its accounts are, to be in",
            };
            Err(AppError::Refused {
                message: format!(
                    "“{}” {} {}, but “{}” {} {}: they cannot be added. If all of them are in one currency, name it with \
                     --currency; otherwise convert the lists first. Nothing was written.",
                    files::file_name(first),
                    how(found.source),
                    found.currency.code,
                    files::file_name(other),
                    how(guess.source),
                    guess.currency.code
                ),
            })
        }
    }
}

/// Which sheet of a file holds the accounts, and which the reps.
pub(super) fn choose_sheets(
    reader: &ReaderHost,
    file: &Path,
    task: &Task<'_>,
) -> Result<(String, Option<String>), AppError> {
    accounts_and_reps(&import::sources(reader, file, task)?, file)
}

/// The names of the sources that hold the accounts and the reps.
pub(super) fn accounts_and_reps(found: &import::Sources, file: &Path) -> Result<(String, Option<String>), AppError> {
    let import::Sources {
        sources, suggestion, ..
    } = found;
    let reps = suggestion.reps.map(|index| sources[index].name.clone());
    match suggestion.accounts.or(found.first()) {
        Some(index) => Ok((sources[index].name.clone(), reps)),
        None => {
            let message = "The workbook has no sheet with cells in it. Choose another file.";
            Err(unusable(file, message))
        }
    }
}

fn summary(session: &Session, job: &Job, read: &ReadIn, workbook_bytes: u64) -> Planned {
    let plan = session.plan();
    let results = session.results();
    let unit = plan.info.currency.minor_per_major() as f64;
    let major = |amount: Money| amount.minor() as f64 / unit;
    let hours = |minutes: u64| minutes as f64 / 60.0;
    let included = &results.included;
    let quotas = results.quotas.as_ref();
    let tiers = results.tiers.iter().enumerate().map(|(tier, summary)| PlannedTier {
        name: plan.tiers.tiers[tier].name.clone(),
        accounts: summary.accounts,
        potential: summary.potential.amount().map(major),
        current_revenue: summary.revenue.amount().map(major),
        hours: hours(u64::from(summary.accounts) * plan.coverage.workload_minutes(tier as u8)),
        // Above 100 no score reaches the tier.
        cut_score: results
            .tiering
            .cut_scores
            .get(tier)
            .copied()
            .filter(|cut| *cut <= 100.0),
    });
    let reps = plan
        .reps
        .iter()
        .zip(&results.territories.reps)
        .enumerate()
        .map(|(index, (rep, territory))| PlannedRep {
            name: rep.name.clone(),
            accounts: territory.load.accounts,
            hours: hours(territory.load.minutes),
            capacity_hours: hours(territory.capacity_minutes),
            deviation: territory.workload_deviation,
            potential: territory.load.potential.amount().map(major),
            kept: territory.kept,
            quota: quotas.ok().and_then(|quotas| quotas.reps[index].quota).map(major),
        });
    Planned {
        plan: plan.info.name.clone(),
        period: plan.info.period.clone(),
        currency: plan.info.currency.code.clone(),
        accounts: plan.accounts.len() as u32,
        customers: included.customers,
        prospects: included.accounts - included.customers,
        rows_left_out: plan.sources.iter().map(|source| source.rows_left_out).sum(),
        values_lost: read.values_lost,
        current_revenue: included.revenue.amount().map(major),
        potential: included.potential.amount().map(major),
        buckets: included.buckets().map(|buckets| Amounts {
            retain: major(buckets.retain),
            upsell: major(buckets.upsell),
            cross_sell: major(buckets.cross_sell),
            new_logo: major(buckets.new_logo),
        }),
        without_potential: included.potential.unknown(),
        potential_gap: session.potential_gap(),
        tiers: tiers.collect(),
        excluded: results.tiering.excluded,
        hours_needed: hours(results.coverage.minutes),
        headcount_needed: results.coverage.headcount,
        reps_present: results.coverage.present_per_mille as f64 / 1000.0,
        reps: reps.collect(),
        unassigned: results.territories.unowned.accounts,
        max_deviation: results
            .territories
            .workload
            .as_ref()
            .map(|balance| balance.max_deviation),
        target: quotas.ok().map(|quotas| major(quotas.target)),
        street_quota: quotas.ok().map(|quotas| major(quotas.street)),
        quota_basis: quotas
            .ok()
            .filter(|_| included.potential.unknown() > 0)
            .and_then(screens::quotas::instead_of_potential)
            .map(str::to_owned),
        quota_problem: quotas.err().map(ToString::to_string),
        remarks: read.remarks.clone(),
        workbook: job.out.clone(),
        workbook_bytes,
        plan_file: job.save.clone(),
    }
}
