//! What is printed: answers on standard output, progress and errors on standard error.

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use std::time::Duration;
use tierline_app::job::{Checked, ExportedPlan, Inspected, Planned};
use tierline_contract::AppError;

/// An answer, ready to print.
pub(crate) struct Said(String);

impl Said {
    /// Prints the answer; `Err` with a sentence when it could not be written.
    pub(crate) fn print(&self) -> Result<(), AppError> {
        let mut out = std::io::stdout();
        match out.write_all(self.0.as_bytes()).and_then(|()| out.flush()) {
            // A reader that has read enough and went away is no fault of ours.
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(AppError::NotWritable {
                message: "The answer could not be written whole where it was sent. Everything else was done."
                    .to_owned(),
            }),
            _ => Ok(()),
        }
    }

    #[cfg(test)]
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    fn json(value: &impl Serialize) -> Said {
        let text = serde_json::to_string_pretty(value).expect("plain figures and texts are JSON");
        Said(text + "\n")
    }
}

/// A bar on a terminal, nothing elsewhere.
pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    pub(crate) fn new() -> Self {
        Progress(std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new_spinner();
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        }))
    }

    pub(crate) fn show(&self, progress: &tierline_contract::Progress) {
        let Some(bar) = &self.0 else { return };
        let template = if progress.total.is_some() {
            "{msg:24} {wide_bar} {human_pos}/{human_len}"
        } else {
            "{spinner} {msg}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(progress.step.clone());
        if let Some(total) = progress.total {
            bar.set_length(total);
        }
        bar.set_position(progress.done);
    }

    pub(crate) fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

/// The error as one sentence.
pub(crate) fn error(error: &AppError) {
    let text = match error {
        AppError::Unreadable { file, message } => format!("{file}: {message}"),
        other => other.to_string(),
    };
    drop(writeln!(std::io::stderr(), "{text}"));
}

pub(crate) fn inspected(found: &Inspected, json: bool) -> Said {
    if json {
        return Said::json(found);
    }
    let mut out = String::new();
    let sheets: Vec<String> = found
        .sheets
        .iter()
        .map(|sheet| {
            let hidden = if sheet.hidden { ", hidden" } else { "" };
            sheet.rows.map_or_else(
                || format!("{}{hidden}", sheet.name),
                |rows| format!("{} (to row {rows}{hidden})", sheet.name),
            )
        })
        .collect();
    line(&mut out, format_args!("{}: {}", found.file, found.format));
    line(&mut out, format_args!("Sheets: {}", sheets.join(", ")));
    let header = if found.header_row == 0 {
        "no header row".to_owned()
    } else {
        format!("header in row {}", found.header_row)
    };
    line(
        &mut out,
        format_args!(
            "“{}”: {header} ({:.0} % sure), {} rows of data, {} left out, amounts in {}",
            found.sheet,
            found.header_confidence * 100.0,
            found.data_rows,
            found.rows_left_out,
            found.currency
        ),
    );
    for remark in &found.remarks {
        line(&mut out, format_args!("  {remark}"));
    }
    let header = ["", "Column", "Type", "Field", "Sure", "Filled", "Problems", "Examples"]
        .map(str::to_owned)
        .to_vec();
    let mut rows = vec![header];
    for column in &found.columns {
        let field = match &column.product {
            Some(product) => format!("{} {product}", word(&column.field)),
            None => word(&column.field),
        };
        rows.push(vec![
            column.letter.clone(),
            shortened(&column.name, 28),
            word(&column.kind),
            field,
            column
                .confidence
                .map_or_else(|| "-".to_owned(), |sure| format!("{:.0} %", sure * 100.0)),
            column.filled.to_string(),
            column.problems.to_string(),
            shortened(&column.examples.join(" | "), 60),
        ]);
    }
    table(&mut out, &rows, &[5, 6]);
    Said(out)
}

pub(crate) fn planned(planned: &Planned, json: bool) -> Said {
    if json {
        return Said::json(planned);
    }
    let mut out = String::new();
    let money = |amount: f64| format!("{} {}", grouped(amount), planned.currency);
    line(&mut out, format_args!("{}, {}", planned.plan, planned.period));
    let kinds = format!("{} customers, {} prospects", planned.customers, planned.prospects);
    let kinds = match planned.excluded {
        0 => format!("({kinds})"),
        excluded => format!("({kinds}, {excluded} left out by gates)"),
    };
    line(
        &mut out,
        format_args!(
            "Read      {} accounts {kinds}; {} rows left out, {} values not readable",
            planned.accounts, planned.rows_left_out, planned.values_lost
        ),
    );
    for remark in &planned.remarks {
        line(&mut out, format_args!("Remark    {remark}"));
    }
    let known = |amount: Option<f64>| amount.map_or_else(|| NOT_KNOWN.to_owned(), grouped);
    match planned.potential.zip(planned.buckets.as_ref()) {
        Some((potential, buckets)) => line(
            &mut out,
            format_args!(
                "Potential {}: retain {}, upsell {}, cross-sell {}, new logo {}",
                money(potential),
                grouped(buckets.retain),
                grouped(buckets.upsell),
                grouped(buckets.cross_sell),
                grouped(buckets.new_logo)
            ),
        ),
        None => line(&mut out, format_args!("Potential {NOT_KNOWN}")),
    }
    if planned.potential.is_some() && planned.without_potential > 0 {
        line(
            &mut out,
            format_args!(
                "          {} of {} accounts have none",
                planned.without_potential,
                planned.accounts - planned.excluded
            ),
        );
    }
    if let Some(gap) = &planned.potential_gap {
        line(&mut out, format_args!("          {gap}"));
    }
    let mut rows = vec![
        ["", "Accounts", "Potential", "Revenue", "Hours", "From score"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for tier in &planned.tiers {
        rows.push(vec![
            tier.name.clone(),
            grouped(f64::from(tier.accounts)),
            known(tier.potential),
            known(tier.current_revenue),
            grouped(tier.hours),
            tier.cut_score
                .map_or_else(|| "-".to_owned(), |score| format!("{score:.1}")),
        ]);
    }
    if planned.excluded > 0 {
        let mut row = vec!["Excluded".to_owned(), grouped(f64::from(planned.excluded))];
        row.resize(6, "-".to_owned());
        rows.push(row);
    }
    table(&mut out, &rows, &[1, 2, 3, 4, 5]);
    let need = match planned.headcount_needed {
        None => "an unknown number of reps".to_owned(),
        Some(1) => "1 rep".to_owned(),
        Some(need) => format!("{need} reps"),
    };
    line(
        &mut out,
        format_args!(
            "Coverage  {} hours a year need {need}; {:.1} are there",
            grouped(planned.hours_needed),
            planned.reps_present
        ),
    );
    if planned.reps.is_empty() {
        line(
            &mut out,
            format_args!("Reps      none in the files: pass --reps for territories and quotas"),
        );
    } else {
        let mut rows = vec![
            ["", "Accounts", "Hours", "Off share", "Kept", "Quota"]
                .map(str::to_owned)
                .to_vec(),
        ];
        for rep in &planned.reps {
            rows.push(vec![
                rep.name.clone(),
                grouped(f64::from(rep.accounts)),
                grouped(rep.hours),
                rep.deviation
                    .map_or_else(|| "-".to_owned(), |off| format!("{:+.1} %", off * 100.0)),
                grouped(f64::from(rep.kept)),
                rep.quota.map_or_else(|| "-".to_owned(), grouped),
            ]);
        }
        table(&mut out, &rows, &[1, 2, 3, 4, 5]);
    }
    match (&planned.street_quota, planned.target) {
        (Some(street), Some(target)) => {
            line(
                &mut out,
                format_args!(
                    "Quotas    {} on the street for a target of {}",
                    money(*street),
                    money(target)
                ),
            );
        }
        _ => line(
            &mut out,
            format_args!("Quotas    {}", planned.quota_problem.as_deref().unwrap_or("none")),
        ),
    }
    if let Some(basis) = &planned.quota_basis {
        line(&mut out, format_args!("          {basis}"));
    }
    line(
        &mut out,
        format_args!(
            "Workbook  {} ({} KB)",
            planned.workbook.display(),
            planned.workbook_bytes.div_ceil(1024)
        ),
    );
    if let Some(file) = &planned.plan_file {
        line(&mut out, format_args!("Plan file {}", file.display()));
    }
    Said(out)
}

pub(crate) fn exported(exported: &ExportedPlan, json: bool) -> Said {
    if json {
        return Said::json(exported);
    }
    Said(format!(
        "{}: {} accounts, {} KB\n",
        exported.workbook.display(),
        exported.accounts,
        exported.workbook_bytes.div_ceil(1024)
    ))
}

pub(crate) fn checked(checked: &Checked, json: bool) -> Said {
    if json {
        return Said::json(checked);
    }
    let mut out = String::new();
    line(
        &mut out,
        format_args!("{} accounts, {} changes in the log", checked.accounts, checked.changes),
    );
    for sentence in checked.flaws.iter().chain(&checked.violations) {
        line(&mut out, format_args!("  {sentence}"));
    }
    if checked.is_sound() {
        line(
            &mut out,
            format_args!("The file is whole and every law of the plan holds."),
        );
    }
    Said(out)
}

/// What stands where a figure would: missing is never 0.
const NOT_KNOWN: &str = "not known";

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(out, "{text}").expect("a string takes every text");
}

/// The word a value has in JSON.
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn shortened(text: &str, width: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= width {
        return text;
    }
    text.chars().take(width - 1).chain(['…']).collect()
}

/// Whole units with thousands separated.
fn grouped(amount: f64) -> String {
    // Halves go up, as in the window; the formatter alone would take them to the even neighbour.
    let digits = format!("{:.0}", amount.abs().round());
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if amount < 0.0 && digits != "0" {
        format!("-{out}")
    } else {
        out
    }
}

fn table(out: &mut String, rows: &[Vec<String>], right: &[usize]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in rows {
        let mut text = String::from("  ");
        for (column, cell) in row.iter().enumerate() {
            let pad = " ".repeat(widths[column] - cell.chars().count());
            let (before, after) = if right.contains(&column) {
                (pad.as_str(), "")
            } else {
                ("", pad.as_str())
            };
            text.push_str(before);
            text.push_str(cell);
            text.push_str(after);
            text.push_str("  ");
        }
        line(out, format_args!("{}", text.trim_end()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_and_tables_aligned() {
        assert_eq!(grouped(1_234_567.4), "1,234,567");
        assert_eq!(grouped(-0.2), "0");
        let mut out = String::new();
        table(
            &mut out,
            &[vec!["a".into(), "1".into()], vec!["bb".into(), "22".into()]],
            &[1],
        );
        assert_eq!(out, "  a    1\n  bb  22\n");
    }
}
