//! The workbook written whole and read back by a reader that knows nothing of the writer.

use super::*;
use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook};
use std::borrow::Cow;
use std::cell::Cell as Counter;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use tierline_plan::{Money, TierChoice};

struct Written {
    report: WrittenReport,
    path: PathBuf,
    _folder: tempfile::TempDir,
}

impl Written {
    fn sheet(&self, name: &str) -> Range<Data> {
        let mut workbook: Xlsx<_> = open_workbook(&self.path).expect("the workbook opens");
        workbook.worksheet_range(name).expect("the sheet is there")
    }

    fn sheet_names(&self) -> Vec<String> {
        let workbook: Xlsx<_> = open_workbook(&self.path).expect("the workbook opens");
        workbook.sheet_names()
    }

    fn part(&self, name: &str) -> String {
        let file = fs::File::open(&self.path).expect("the file opens");
        let mut archive = zip::ZipArchive::new(file).expect("a zip");
        let mut text = String::new();
        let mut part = archive.by_name(name).expect("the part is there");
        part.read_to_string(&mut text).expect("text");
        text
    }
}

fn written(book: &Leadership<'_>) -> Written {
    written_split(book, accounts::ROWS_A_SHEET)
}

fn written_split(book: &Leadership<'_>, rows_a_sheet: usize) -> Written {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Plan für 2027.xlsx");
    let report = write_split(book, &path, rows_a_sheet, &mut |_, _| {}, &|| false).expect("written");
    Written {
        report,
        path,
        _folder: folder,
    }
}

fn cell(range: &Range<Data>, row: u32, col: u32) -> Data {
    range.get_value((row, col)).cloned().unwrap_or(Data::Empty)
}

fn text_at(range: &Range<Data>, row: u32, col: u32) -> String {
    cell(range, row, col).to_string()
}

/// The row whose cell in that column says so.
fn row_of(range: &Range<Data>, col: u32, said: &str) -> u32 {
    let end = range.end().expect("cells").0;
    (0..=end)
        .find(|row| text_at(range, *row, col) == said)
        .unwrap_or_else(|| panic!("no row says {said:?}"))
}

#[test]
fn the_sheets_stand_in_the_order_leadership_reads_them() {
    let accounts = sample::accounts(200);
    let written = written(&sample::leadership(&accounts));
    assert_eq!(
        written.sheet_names(),
        [
            "Summary",
            "Accounts",
            "Tiers",
            "Opportunity",
            "Territories",
            "Quotas",
            "Method"
        ]
    );
    assert_eq!(written.report.accounts, 200);
    assert_eq!(
        written.report.failed_checks, [""; 0],
        "the sample's figures agree with one another"
    );
    assert_eq!(written.report.cut_texts, 0);
    assert_eq!(written.report.bytes, fs::metadata(&written.path).expect("there").len());
}

#[test]
fn every_account_comes_back_as_it_was() {
    let accounts = sample::accounts(120);
    let written = written(&sample::leadership(&accounts));
    let sheet = written.sheet("Accounts");
    assert_eq!(text_at(&sheet, 3, 1), "Account");
    assert_eq!(
        sheet.end().map(|end| end.0),
        Some(3 + 120),
        "a row an account and nothing below"
    );
    for (index, account) in accounts.iter().enumerate() {
        let row = 4 + index as u32;
        assert_eq!(text_at(&sheet, row, 1), account.name);
        assert_eq!(
            cell(&sheet, row, 2),
            Data::String(account.record_id.to_string()),
            "leading zeros are part of an ID"
        );
        let potential = account
            .potential
            .map_or(Data::Empty, |p| Data::Float(p.minor() as f64 / 100.0));
        assert_eq!(
            cell(&sheet, row, 13),
            potential,
            "a missing potential is blank and not zero"
        );
        assert_eq!(text_at(&sheet, row, 20), account.reason);
        let points: f64 = (22..26).filter_map(|col| cell(&sheet, row, col).as_f64()).sum();
        let score = cell(&sheet, row, 5).as_f64().expect("a score");
        assert!(
            (points - score).abs() < 1e-9,
            "the points of row {row} add up to its score"
        );
    }
}

#[test]
fn what_stands_in_the_sheets_adds_up() {
    let accounts = sample::accounts(500);
    let book = sample::leadership(&accounts);
    let written = written(&book);
    let tiers = written.sheet("Tiers");
    let total = row_of(&tiers, 0, "All accounts");
    assert_eq!(cell(&tiers, total, 1).as_f64(), Some(500.0));
    let quotas = written.sheet("Quotas");
    let total = row_of(&quotas, 0, "All reps");
    let plan = book.quotas.as_ref().expect("quotas");
    assert_eq!(
        cell(&quotas, total, 7).as_f64(),
        Some(plan.street_quota.minor() as f64 / 100.0)
    );
    assert_eq!(
        cell(&quotas, 4, 6).as_f64(),
        Some(0.0),
        "nothing of the street quota is left over"
    );
    let territories = written.sheet("Territories");
    let all = row_of(&territories, 0, "All");
    let excluded = accounts.iter().filter(|a| a.tier == TierChoice::Excluded).count();
    assert_eq!(cell(&territories, all, 3).as_f64(), Some((500 - excluded) as f64));
    let method = written.sheet("Method");
    let marks: Vec<String> = (0..30)
        .map(|row| text_at(&method, row, 4))
        .filter(|t| t.starts_with(['✓', '✗']))
        .collect();
    assert!(
        marks.len() >= 10 && marks.iter().all(|mark| mark == "✓ OK"),
        "{marks:?}"
    );
}

#[test]
fn totals_are_live_formulas_with_their_results() {
    let accounts = sample::accounts(60);
    let written = written(&sample::leadership(&accounts));
    let mut workbook: Xlsx<_> = open_workbook(&written.path).expect("opens");
    let formulas = workbook.worksheet_formula("Quotas").expect("formulas");
    let all: Vec<String> = formulas.used_cells().map(|(_, _, formula)| formula.clone()).collect();
    assert!(
        all.iter().any(|f| f == "ROUND(A5*(1+B5),2)"),
        "the street quota follows the target: {all:?}"
    );
    assert!(all.iter().any(|f| f.starts_with("history_weight*")));
    let names: Vec<&str> = workbook.defined_names().iter().map(|(name, _)| name.as_str()).collect();
    for name in [
        "plan_target",
        "over_assignment",
        "street_quota",
        "history_weight",
        "tolerance",
    ] {
        assert!(names.contains(&name), "{name} among {names:?}");
    }
}

#[test]
fn figures_that_contradict_one_another_are_told() {
    let accounts = sample::accounts(50);
    let mut book = sample::leadership(&accounts);
    book.tiers[0].accounts += 1;
    if let Some(plan) = &mut book.quotas {
        plan.street_quota += Money::from_minor(1);
    }
    let written = written(&book);
    let failed = written.report.failed_checks.join(" ");
    assert!(
        failed.contains("Accounts of all tiers") && failed.contains("Sum of the quotas"),
        "{failed}"
    );
    let method = written.sheet("Method");
    let row = row_of(&method, 0, "Sum of the quotas = street quota");
    assert_eq!(text_at(&method, row, 4), "✗ Look");
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    let mut accounts = sample::accounts(12);
    let hostile = [
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "{=1}",
        "1E5",
        "00123",
        " 12 ",
        "TRUE",
        "#N/A",
        "'x",
    ];
    for (account, text) in accounts.iter_mut().zip(hostile) {
        account.name = Cow::Borrowed(text);
        account.override_reason = Some(Cow::Borrowed(text));
    }
    let book = sample::leadership(&accounts);
    let written = written(&book);
    let mut workbook: Xlsx<_> = open_workbook(&written.path).expect("opens");
    let formulas = workbook.worksheet_formula("Accounts").expect("formulas");
    assert_eq!(formulas.used_cells().count(), 0, "nothing on this sheet may calculate");
    let sheet = written.sheet("Accounts");
    for (row, text) in (4..).zip(hostile) {
        assert_eq!(cell(&sheet, row, 1), Data::String(text.to_owned()));
    }
}

#[test]
fn control_characters_and_escapes_come_back_equal() {
    let mut accounts = sample::accounts(6);
    let strange = [
        "a\u{1}b",
        "_x0041_",
        "\u{FFFE}",
        "line\nbreak",
        "  lead and tail  ",
        "<&>\"'",
    ];
    for (account, text) in accounts.iter_mut().zip(strange) {
        account.name = Cow::Borrowed(text);
    }
    let sheet = written(&sample::leadership(&accounts)).sheet("Accounts");
    for (row, text) in (4..).zip(strange) {
        assert_eq!(cell(&sheet, row, 1), Data::String(text.to_owned()), "{text:?}");
    }
}

#[test]
fn texts_longer_than_a_cell_are_cut_and_counted() {
    let mut accounts = sample::accounts(5);
    accounts[1].name = Cow::Owned("x".repeat(40_000));
    accounts[2].reason = Cow::Owned("😀".repeat(20_000));
    let book = sample::leadership(&accounts);
    let written = written(&book);
    // The name stands among the accounts and among the largest headroom.
    assert!(
        (2..=4).contains(&written.report.cut_texts),
        "{}",
        written.report.cut_texts
    );
    let cut = text_at(&written.sheet("Accounts"), 5, 1);
    assert_eq!(cut.chars().count(), text::MOST_UNITS);
}

#[test]
fn numbers_that_are_none_leave_blanks() {
    let mut accounts = sample::accounts(5);
    accounts[0].employees = Some(f64::NAN);
    accounts[1].employees = Some(f64::INFINITY);
    let mut book = sample::leadership(&accounts);
    book.territories.lines[0].deviation = Some(f64::NAN);
    book.tiers[0].cut_score = Some(f64::NEG_INFINITY);
    let written = written(&book);
    let sheet = written.sheet("Accounts");
    assert_eq!(cell(&sheet, 4, 11), Data::Empty);
    assert_eq!(cell(&sheet, 5, 11), Data::Empty);
    for sheet in 1..=7 {
        let xml = written.part(&format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(
            !xml.contains("NAN") && !xml.contains("NaN") && !xml.contains("INF"),
            "sheet {sheet}"
        );
    }
}

#[test]
fn more_accounts_than_a_sheet_holds_go_on_on_the_next() {
    let accounts = sample::accounts(25);
    let written = written_split(&sample::leadership(&accounts), 10);
    assert_eq!(written.report.account_sheets, 3);
    assert_eq!(&written.sheet_names()[1..4], ["Accounts", "Accounts 2", "Accounts 3"]);
    assert_eq!(text_at(&written.sheet("Accounts 3"), 8, 1), accounts[24].name);
    assert_eq!(written.report.failed_checks, [""; 0]);
    let method = written.sheet("Method");
    let row = row_of(&method, 0, "Accounts of all tiers = rows of the list");
    assert_eq!(cell(&method, row, 2).as_f64(), Some(25.0));
}

#[test]
fn a_plan_with_nothing_in_it_is_still_a_workbook() {
    let accounts = Vec::new();
    let mut book = sample::leadership(&accounts);
    book.tiers.clear();
    book.criteria.clear();
    book.custom_fields.clear();
    book.territories = Territories::default();
    book.quotas = None;
    book.decisions.clear();
    let written = written(&book);
    assert_eq!(written.report.failed_checks, [""; 0]);
    assert!(text_at(&written.sheet("Quotas"), 1, 0).contains("No target"));
    assert_eq!(text_at(&written.sheet("Accounts"), 3, 1), "Account");
}

#[test]
fn the_same_plan_makes_the_same_file() {
    let accounts = sample::accounts(80);
    let book = sample::leadership(&accounts);
    let first = fs::read(&written(&book).path).expect("read");
    let second = fs::read(&written(&book).path).expect("read");
    assert!(first == second, "no clock and no chance may show in the file");
}

#[test]
fn every_sheet_is_set_up_for_paper() {
    let accounts = sample::accounts(40);
    let written = written(&sample::leadership(&accounts));
    for sheet in 1..=7 {
        let xml = written.part(&format!("xl/worksheets/sheet{sheet}.xml"));
        for needed in ["fitToHeight=\"0\"", "Page &amp;P of &amp;N", "<pane "] {
            assert!(xml.contains(needed), "sheet {sheet} lacks {needed}");
        }
    }
    let workbook = written.part("xl/workbook.xml");
    assert!(
        workbook.matches("_xlnm.Print_Titles").count() >= 6,
        "headings repeat on every page"
    );
    assert!(
        workbook.matches("_xlnm._FilterDatabase").count() >= 4,
        "lists can be filtered"
    );
    assert!(written.part("docProps/core.xml").contains("Growth plan Europe 2027"));
}

#[test]
fn charts_tell_those_who_cannot_see_them() {
    let accounts = sample::accounts(40);
    let written = written(&sample::leadership(&accounts));
    let drawing = written.part("xl/drawings/drawing1.xml");
    assert_eq!(drawing.matches("descr=\"").count(), 4, "a text for each chart");
    for chart in 1..=4 {
        let xml = written.part(&format!("xl/charts/chart{chart}.xml"));
        assert!(
            !xml.contains("<c:pieChart>") && xml.contains("<c:numCache>"),
            "chart {chart} carries its figures"
        );
    }
}

#[test]
fn progress_climbs_to_its_total_and_cancel_keeps_the_old_file() {
    let accounts = sample::accounts(3000);
    let book = sample::leadership(&accounts);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.xlsx");
    fs::write(&path, "old").expect("written");
    for stop_after in [0, 3, 6] {
        let asked = Counter::new(0);
        let stop = || {
            asked.set(asked.get() + 1);
            asked.get() > stop_after
        };
        let result = write(&book, &path, &mut |_, _| {}, &stop);
        assert!(matches!(result, Err(WriteError::Cancelled)), "{result:?}");
        assert_eq!(fs::read(&path).expect("there"), b"old");
        assert_eq!(
            fs::read_dir(folder.path()).expect("there").count(),
            1,
            "nothing is left beside it"
        );
    }
    let mut seen: Vec<(u64, u64)> = Vec::new();
    write(&book, &path, &mut |done, total| seen.push((done, total)), &|| false).expect("written");
    assert!(
        seen.windows(2).all(|pair| pair[0].0 <= pair[1].0),
        "progress never goes back: {seen:?}"
    );
    assert_eq!(seen.last(), Some(&(6000, 6000)));
}

#[test]
fn a_folder_that_is_gone_is_told_before_any_work() {
    let accounts = sample::accounts(3);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gone").join("plan.xlsx");
    let result = write(&sample::leadership(&accounts), &path, &mut |_, _| {}, &|| false);
    assert!(matches!(result, Err(WriteError::NoSuchFolder)));
}

#[test]
fn any_currency_and_strange_tier_names_are_borne() {
    let accounts = sample::accounts(60);
    for code in ["JPY", "KWD", "chf", ""] {
        let mut book = sample::leadership(&accounts);
        book.head.currency = tierline_plan::Currency::new(code);
        book.head.plan = "2027 & beyond: [draft] \u{7} /?*".repeat(9);
        book.tiers[0].name = ">5 \"A*\"~".to_owned();
        let written = written(&book);
        let method = written.sheet("Method");
        let row = row_of(&method, 0, "Accounts in >5 \"A*\"~ = rows that say >5 \"A*\"~");
        assert_eq!(text_at(&method, row, 4), "✓ OK", "{code}");
    }
}

#[test]
fn large_figures_above_the_quotas_have_room() {
    let accounts = sample::accounts(60);
    let mut book = sample::leadership(&accounts);
    if let Some(plan) = &mut book.quotas {
        plan.target = Money::from_minor(912_345_678_900);
        plan.street_quota = Money::from_minor(1_003_580_246_790);
    }
    let xml = written(&book).part("xl/worksheets/sheet6.xml");
    let start = xml.find("<col min=\"3\"").expect("the column of the street quota");
    let width: f64 = xml[start..]
        .split("width=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .and_then(|width| width.parse().ok())
        .expect("a width");
    assert!(width >= 18.0, "€10,035,802,468 in bold must not become ####: {width}");
}
