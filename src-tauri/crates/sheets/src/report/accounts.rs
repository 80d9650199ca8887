//! The Accounts sheet: every account with its score, its money and its reasons. Separate from the other sheets because it
//! may hold a million rows: it is written row by row in constant memory, and the rest of the workbook is not.

use super::error::WriteError;
use super::look::{self, Kind, Look, Voice};
use super::model::{AccountRow, Buckets, CustomValue, Leadership};
use super::page::{Page, Setup, apart, at, serial};
use super::save::Pace;
use super::tally::Tally;
use super::text::{count, fit, percent};
use rust_xlsxwriter::{
    ColNum, ConditionalFormatDataBar, ConditionalFormatFormula, ConditionalFormatType, Format, FormatBorder,
    IgnoreError, RowNum, Workbook, Worksheet, XlsxError,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::mpsc::sync_channel;
use tierline_plan::{FieldKind, Money, TierChoice};

const GROUP_ROW: RowNum = 2;
const HEAD_ROW: RowNum = 3;
const FIRST_ROW: RowNum = HEAD_ROW + 1;
/// Rows of accounts that one sheet of Excel has room for.
pub(super) const ROWS_A_SHEET: usize = 1_048_576 - FIRST_ROW as usize;
/// Columns that one sheet of Excel has room for.
const COLUMNS_A_SHEET: usize = 16_384;

const RANK: ColNum = 0;
const NAME: ColNum = 1;
const RECORD_ID: ColNum = 2;
const TIER: ColNum = 3;
const MODEL_TIER: ColNum = 4;
const SCORE: ColNum = 5;
const OWNER: ColNum = 6;
const REVENUE: ColNum = 12;
const POTENTIAL: ColNum = 13;
const HEADROOM: ColNum = 14;
const RETAIN: ColNum = 15;
const REASON: ColNum = 20;
const POINTS: ColNum = 22;

/// Where the accounts stand, for formulas on other sheets.
#[derive(Debug, Default)]
pub(super) struct Spans {
    sheets: Vec<(String, RowNum, RowNum)>,
    criteria: ColNum,
}

impl Spans {
    /// `SUM('Accounts'!N5:N2504)`, over every sheet that holds accounts.
    fn over(&self, build: impl Fn(&str, RowNum, RowNum) -> String) -> String {
        if self.sheets.is_empty() {
            return "0".to_owned();
        }
        let parts: Vec<String> = self
            .sheets
            .iter()
            .map(|(name, first, last)| build(name, *first, *last))
            .collect();
        parts.join("+")
    }

    fn sum(&self, first_col: ColNum, last_col: ColNum) -> String {
        self.over(|name, first, last| format!("SUM('{name}'!{}:{})", at(first, first_col), at(last, last_col)))
    }

    pub(super) fn rows(&self) -> String {
        self.over(|name, first, last| format!("COUNT('{name}'!{}:{})", at(first, RANK), at(last, RANK)))
    }

    pub(super) fn potential(&self) -> String {
        self.sum(POTENTIAL, POTENTIAL)
    }

    pub(super) fn revenue(&self) -> String {
        self.sum(REVENUE, REVENUE)
    }

    pub(super) fn buckets(&self) -> String {
        self.sum(RETAIN, RETAIN + 3)
    }

    pub(super) fn score(&self) -> String {
        self.sum(SCORE, SCORE)
    }

    pub(super) fn points(&self) -> String {
        if self.criteria == 0 {
            return "0".to_owned();
        }
        self.sum(POINTS, POINTS + self.criteria - 1)
    }

    pub(super) fn in_tier(&self, name: &str) -> String {
        // The sign keeps a name like ">5" from being read as a comparison, the tildes one with a star from being a pattern.
        let mut quoted = String::from("=");
        for c in name.chars() {
            match c {
                '*' | '?' | '~' => quoted.extend(['~', c]),
                '"' => quoted.push_str("\"\""),
                c => quoted.push(c),
            }
        }
        self.over(|sheet, first, last| {
            format!("COUNTIF('{sheet}'!{}:{},\"{quoted}\")", at(first, TIER), at(last, TIER))
        })
    }
}

struct Column {
    group: &'static str,
    head: String,
    kind: Kind,
    least: f64,
    most: f64,
}

fn columns(book: &Leadership<'_>) -> Vec<Column> {
    let column = |group, head: &str, kind, least, most| Column {
        group,
        head: head.to_owned(),
        kind,
        least,
        most,
    };
    let mut columns = vec![
        column("ACCOUNT", "Rank", Kind::Count, 6.0, 10.0),
        column("", "Account", Kind::Text, 16.0, 40.0),
        column("", "Record ID", Kind::Text, 11.0, 22.0),
        column("TIER", "Tier", Kind::Mark, 9.0, 16.0),
        column("", "Model tier", Kind::Mark, 9.0, 16.0),
        column("", "Score", Kind::Decimal, 9.0, 9.0),
        column("", "Owner", Kind::Text, 12.0, 24.0),
        column("PROFILE", "Status", Kind::Text, 10.0, 16.0),
        column("", "Industry", Kind::Text, 12.0, 28.0),
        column("", "Country", Kind::Text, 10.0, 20.0),
        column("", "City", Kind::Text, 10.0, 20.0),
        column("", "Employees", Kind::Count, 11.0, 12.0),
        column("MONEY", "Current revenue", Kind::Money, 12.0, 18.0),
        column("", "Potential", Kind::Money, 12.0, 18.0),
        column("", "Headroom", Kind::Money, 12.0, 18.0),
    ];
    for (index, name) in Buckets::NAMES.into_iter().enumerate() {
        let group = if index == 0 { "POTENTIAL BY BUCKET" } else { "" };
        columns.push(column(group, name, Kind::Money, 11.0, 18.0));
    }
    columns.push(column("CARE", "Workload (hours)", Kind::Decimal, 10.0, 12.0));
    columns.push(column("WHY", "Reason for its tier", Kind::Text, 30.0, 90.0));
    columns.push(column("", "Reason for the override", Kind::Text, 14.0, 50.0));
    for (index, criterion) in book.criteria.iter().enumerate() {
        let group = if index == 0 {
            "POINTS BY CRITERION (ADD UP TO THE SCORE)"
        } else {
            ""
        };
        let head = format!("{} (of {})", criterion.name, f64::from(criterion.weight.0) / 10.0);
        columns.push(column(group, &head, Kind::Decimal, 12.0, 14.0));
    }
    for (index, field) in book.custom_fields.iter().enumerate() {
        let group = if index == 0 { "FURTHER COLUMNS OF THE LIST" } else { "" };
        let kind = match field.kind {
            FieldKind::Money => Kind::Money,
            FieldKind::Date => Kind::Date,
            FieldKind::Number => Kind::Number,
            FieldKind::Percent => Kind::Percent,
            FieldKind::Text | FieldKind::Category | FieldKind::YesNo => Kind::Text,
        };
        columns.push(column(group, &field.label, kind, 10.0, 30.0));
    }
    columns.truncate(COLUMNS_A_SHEET);
    columns
}

/// How many sheets that many accounts take.
pub(super) fn sheets_needed(accounts: usize, rows_a_sheet: usize) -> usize {
    accounts.div_ceil(rows_a_sheet).max(1)
}

/// Rows that are made ready at a time.
const BLOCK: usize = 1024;

/// Writes all accounts into the sheets of those names, `rows_a_sheet` to a sheet.
pub(super) fn write(
    workbook: &mut Workbook,
    names: &[String],
    book: &Leadership<'_>,
    look: &Look,
    rows_a_sheet: usize,
    pace: &mut Pace<'_>,
) -> Result<(Spans, Tally, u64), WriteError> {
    let accounts = book.accounts;
    std::thread::scope(|scope| {
        // The next rows are made ready while these are written: each costs about half of the work.
        let (give, take) = sync_channel(2);
        scope.spawn(move || {
            for from in (0..accounts.len()).step_by(BLOCK) {
                let to = accounts.len().min(from + BLOCK);
                let block: Vec<Cow<'_, AccountRow<'_>>> = (from..to).map(|index| accounts.row(index)).collect();
                // Nobody takes them once the writing has failed or was cancelled.
                if give.send(block).is_err() {
                    return;
                }
            }
        });
        write_rows(
            workbook,
            names,
            book,
            look,
            rows_a_sheet,
            pace,
            take.into_iter().flatten(),
        )
    })
}

fn write_rows<'a>(
    workbook: &mut Workbook,
    names: &[String],
    book: &Leadership<'_>,
    look: &Look,
    rows_a_sheet: usize,
    pace: &mut Pace<'_>,
    mut rows: impl Iterator<Item = Cow<'a, AccountRow<'a>>>,
) -> Result<(Spans, Tally, u64), WriteError> {
    let columns = columns(book);
    let total = book.accounts.len();
    let mut tally = Tally::default();
    let mut cut = 0;
    let mut spans = Spans {
        sheets: Vec::new(),
        criteria: book.criteria.len().min(columns.len() - usize::from(POINTS)) as ColNum,
    };
    for (part, name) in names.iter().enumerate() {
        let from = part * rows_a_sheet;
        let to = total.min(from + rows_a_sheet);
        let sheet = workbook.worksheet_from_name(name)?;
        let mut page = Page::new(sheet, look);
        begin(&mut page, book, &columns, to - from, (part, names.len()))?;
        let mut pen = RowPen::new(book, look, &columns);
        for (index, row) in (from..to).zip(rows.by_ref()) {
            tally.add(&row);
            pen.write(page.sheet, FIRST_ROW + (index - from) as RowNum, &row)?;
            pace.rows(index as u64 + 1)?;
        }
        cut += pen.cut;
        for (col, (width, column)) in pen.widths.iter().zip(&columns).enumerate() {
            let digits_room = if column.kind == Kind::Money {
                *width + 4.0
            } else {
                *width + 3.5
            };
            page.widen(col as ColNum, digits_room.min(column.most));
        }
        if to > from {
            spans
                .sheets
                .push((name.clone(), FIRST_ROW, FIRST_ROW + (to - from - 1) as RowNum));
        }
        cut += page.finish()?;
    }
    Ok((spans, tally, cut))
}

fn begin(
    page: &mut Page<'_>,
    book: &Leadership<'_>,
    columns: &[Column],
    rows: usize,
    (part, parts): (usize, usize),
) -> Result<(), XlsxError> {
    let last_row = FIRST_ROW + rows.max(1) as RowNum - 1;
    let last_col = (columns.len() - 1) as ColNum;
    page.set_up(&Setup {
        plan: &book.head.plan,
        tab: look::ACCENT,
        head_row: Some(HEAD_ROW),
        frozen_columns: NAME + 1,
        tables: 1,
        pages_high: 0,
        zoom: 90,
    })?;
    let sheet = &mut *page.sheet;
    sheet.set_paper_size(page.look.paper(true));
    // Beyond the reason stand figures to calculate with; on paper they would only make the rest too small to read.
    sheet.set_print_area(0, 0, last_row, REASON)?;
    // In row order from here on: the library drops what comes late, without a word.
    let part_of = if parts > 1 {
        format!(" (part {} of {parts})", part + 1)
    } else {
        String::new()
    };
    let title = format!("Accounts{part_of}");
    page.title(&title, &lead(book, rows))?;
    let group = look::label().set_bold().set_font_color(look::ACCENT);
    for (col, column) in (0..).zip(columns) {
        if !column.group.is_empty() {
            page.text(GROUP_ROW, col, column.group, &group)?;
        }
    }
    page.sheet.set_row_height(HEAD_ROW, 32)?;
    for (col, column) in (0..).zip(columns) {
        // A column's format is looked up once, a cell's format once a cell: this is most of the speed of this sheet.
        let format = apart(page.look.plain(column.kind), column.kind, col > NAME);
        page.sheet.set_column_format(col, &format)?;
        let head = apart(page.look.head(column.kind), column.kind, col > NAME);
        page.text(HEAD_ROW, col, &column.head, &head)?;
        let longest_word = column
            .head
            .split([' ', '-'])
            .map(|w| w.chars().count())
            .max()
            .unwrap_or(0);
        page.widen(
            col,
            (longest_word as f64 + 4.5).clamp(column.least, column.most.max(column.least)),
        );
    }
    let sheet = &mut *page.sheet;
    sheet.autofilter(HEAD_ROW, 0, last_row, last_col)?;
    let bar = ConditionalFormatDataBar::new()
        .set_fill_color(look::ACCENT_EDGE)
        .set_solid_fill(true)
        .set_border_off(true)
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, 100);
    sheet.add_conditional_format(FIRST_ROW, SCORE, last_row, SCORE, &bar)?;
    let hairline = Format::new()
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(look::HAIRLINE);
    let rule = ConditionalFormatFormula::new().set_rule("=TRUE").set_format(hairline);
    sheet.add_conditional_format(FIRST_ROW, 0, last_row, last_col, &rule)?;
    sheet.ignore_error_range(
        FIRST_ROW,
        RECORD_ID,
        last_row,
        RECORD_ID,
        IgnoreError::NumberStoredAsText,
    )?;
    Ok(())
}

fn lead(book: &Leadership<'_>, rows: usize) -> String {
    let tiers: Vec<String> = book
        .tiers
        .iter()
        .map(|line| format!("{} {}", super::text::grouped(line.accounts), line.name))
        .collect();
    let all: u64 = book.tiers.iter().map(|line| line.accounts).sum();
    let first = book.tiers.first();
    let share = first
        .filter(|_| all > 0)
        .map(|line| {
            format!(
                " {} is {} of the list.",
                line.name,
                percent(line.accounts as f64 / all as f64)
            )
        })
        .unwrap_or_default();
    format!(
        "{}, best first: {}.{share}",
        count(rows as u64, "account"),
        tiers.join(", ")
    )
}

/// Writes rows of accounts. Holds what would else be made anew for each of a million rows.
struct RowPen<'a> {
    look: &'a Look,
    tiers: BTreeMap<TierChoice, (String, Format)>,
    overridden: Format,
    quiet: Format,
    columns: usize,
    /// Widest content by column, in characters.
    widths: Vec<f64>,
    cut: u64,
}

impl<'a> RowPen<'a> {
    fn new(book: &Leadership<'_>, look: &'a Look, columns: &[Column]) -> Self {
        let mut tiers: BTreeMap<TierChoice, (String, Format)> = book
            .tiers
            .iter()
            .map(|line| (line.tier, (line.name.clone(), look.tier(line.tier))))
            .collect();
        tiers
            .entry(TierChoice::Excluded)
            .or_insert_with(|| ("Excluded".to_owned(), look.tier(TierChoice::Excluded)));
        RowPen {
            look,
            tiers,
            overridden: look
                .cell(Kind::Mark, Voice::Body)
                .set_font_color(look::ATTENTION)
                .set_bold(),
            quiet: look.cell(Kind::Mark, Voice::Body).set_font_color(look::FAINT),
            columns: columns.len(),
            widths: vec![0.0; columns.len()],
            cut: 0,
        }
    }

    fn write(&mut self, sheet: &mut Worksheet, at: RowNum, row: &AccountRow<'_>) -> Result<(), XlsxError> {
        self.number(sheet, at, RANK, Some(row.rank as f64))?;
        self.text(sheet, at, NAME, Some(&row.name))?;
        self.text(sheet, at, RECORD_ID, Some(&row.record_id))?;
        if let Some((name, format)) = self.tiers.get(&row.tier) {
            sheet.write_string_with_format(at, TIER, name, format)?;
        }
        if let Some((name, _)) = row.model_tier.and_then(|tier| self.tiers.get(&tier)) {
            let moved = row.model_tier != Some(row.tier);
            let format = if moved { &self.overridden } else { &self.quiet };
            sheet.write_string_with_format(at, MODEL_TIER, name, format)?;
        }
        self.number(sheet, at, SCORE, row.score.map(|s| f64::from(s) / 10.0))?;
        let profile = [&row.owner, &row.status, &row.industry, &row.country, &row.city];
        for (col, text) in (OWNER..).zip(profile) {
            self.text(sheet, at, col, text.as_deref())?;
        }
        self.number(sheet, at, REVENUE - 1, row.employees)?;
        self.money(sheet, at, REVENUE, row.current_revenue)?;
        self.money(sheet, at, POTENTIAL, row.potential)?;
        self.money(sheet, at, HEADROOM, row.headroom)?;
        for (col, amount) in (RETAIN..).zip(row.buckets.amounts()) {
            self.money(sheet, at, col, amount)?;
        }
        self.number(sheet, at, REASON - 1, row.workload_minutes.map(|m| m as f64 / 60.0))?;
        self.text(sheet, at, REASON, Some(&row.reason))?;
        self.text(sheet, at, REASON + 1, row.override_reason.as_deref())?;
        let mut col = POINTS;
        for points in &row.points {
            self.number(sheet, at, col, points.map(|p| f64::from(p) / 10.0))?;
            col += 1;
        }
        for value in &row.custom {
            self.custom(sheet, at, col, value)?;
            col += 1;
        }
        Ok(())
    }

    fn text(&mut self, sheet: &mut Worksheet, row: RowNum, col: ColNum, text: Option<&str>) -> Result<(), XlsxError> {
        let Some(text) = text.filter(|t| !t.is_empty() && usize::from(col) < self.columns) else {
            return Ok(());
        };
        let (text, was_cut) = fit(text);
        self.cut += u64::from(was_cut);
        let width = &mut self.widths[usize::from(col)];
        *width = width.max(text.len().min(120) as f64);
        sheet.write_string(row, col, text.as_ref())?;
        Ok(())
    }

    fn number(&mut self, sheet: &mut Worksheet, row: RowNum, col: ColNum, n: Option<f64>) -> Result<(), XlsxError> {
        let Some(n) = n.filter(|n| n.is_finite() && usize::from(col) < self.columns) else {
            return Ok(());
        };
        let width = &mut self.widths[usize::from(col)];
        // Digits with a separator to each three of them.
        let digits = if n.abs() < 1.0 {
            1.0
        } else {
            (n.abs().log10().floor() + 1.0) * 4.0 / 3.0 + 1.0
        };
        *width = width.max(digits);
        sheet.write_number(row, col, n)?;
        Ok(())
    }

    fn money(&mut self, sheet: &mut Worksheet, row: RowNum, col: ColNum, m: Option<Money>) -> Result<(), XlsxError> {
        let major = m.map(|amount| self.look.major(amount));
        self.number(sheet, row, col, major)
    }

    fn custom(
        &mut self,
        sheet: &mut Worksheet,
        row: RowNum,
        col: ColNum,
        value: &CustomValue<'_>,
    ) -> Result<(), XlsxError> {
        match value {
            CustomValue::Missing => Ok(()),
            CustomValue::Text(text) => self.text(sheet, row, col, Some(text)),
            CustomValue::Number(n) => self.number(sheet, row, col, Some(*n)),
            CustomValue::Money(amount) => self.money(sheet, row, col, Some(*amount)),
            CustomValue::YesNo(yes) => self.text(sheet, row, col, Some(if *yes { "Yes" } else { "No" })),
            CustomValue::Date(day) => match serial(*day) {
                Some(serial) => self.number(sheet, row, col, Some(serial)),
                None => self.text(sheet, row, col, Some(&day.iso())),
            },
        }
    }
}
