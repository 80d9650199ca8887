//! Foreign files as they come, read here and in a child process: every file of the collection of odd and hostile
//! workbooks, and what is expected of each.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tierline_sheets::raw::{RawTable, ReadRemark};
use tierline_sheets::read::{Format, Limits, ReadError, ReaderHost, SheetVisibility, run_if_child};

/// The collection lies beside the repository or where `TIERLINE_DATA` says; without it these tests have nothing to do.
fn collected(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("TIERLINE_DATA")
        .map(PathBuf::from)
        .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data"));
    Some(folder.join("import").join(name)).filter(|file| file.exists())
}

fn fixture(name: &str) -> Option<PathBuf> {
    Some(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../../tests/fixtures/workbooks")
            .join(name),
    )
    .filter(|file| file.exists())
}

/// This executable once more: its `main` serves reading jobs first.
fn child() -> ReaderHost {
    ReaderHost::of_this_executable().expect("a test runs")
}

fn read_by(host: &ReaderHost, file: &Path, sheet: usize) -> Result<RawTable, ReadError> {
    let limits = Limits {
        deadline: Duration::from_secs(120),
        ..Limits::default()
    };
    let summary = host.sheets(file, &limits, &|| false)?;
    host.table(file, &summary.sheets[sheet].name, &limits, &mut |_| {}, &|| false)
}

/// Reads a sheet in both ways and expects the same.
fn read(file: &Path) -> RawTable {
    let here = read_by(&ReaderHost::InProcess, file, 0).expect("readable");
    let there = read_by(&child(), file, 0).expect("readable in a child");
    assert_eq!(
        here,
        there,
        "the border between the processes changes nothing: {}",
        file.display()
    );
    here
}

fn shown(table: &RawTable) -> Vec<Vec<String>> {
    (0..table.rows())
        .map(|row| (0..table.width()).map(|column| table.display(row, column)).collect())
        .collect()
}

#[track_caller]
fn expect(name: &str, expected: &[&[&str]]) -> Option<RawTable> {
    let table = read(&collected(name)?);
    assert_eq!(shown(&table), expected, "{name}");
    Some(table)
}

fn cells_far_apart_cost_nothing() {
    let Some(file) = collected("c01_far_corner.xlsx") else {
        return;
    };
    let table = read(&file);
    assert_eq!(
        (table.rows(), table.width(), table.row_number(1)),
        (2, 16_384, 1_048_576)
    );
    let Some(file) = collected("c01b_far_row_only.xlsx") else {
        return;
    };
    assert_eq!(read(&file).row_numbers(), [1, 1_048_576]);
}

fn a_cell_that_cannot_be_read_costs_itself_alone() {
    expect(
        "c02_spill_error.xlsx",
        &[&["name", "#ERROR", "3"], &["4", "#ERROR", "#N/A"]],
    );
    expect("c02b_getting_data.xlsx", &[&["1", "#ERROR"]]);
    expect("c04_bool_2.xlsx", &[&["TRUE", "#ERROR", "3"]]);
    expect("c05_n_not_number.xlsx", &[&["1", "#ERROR", "#NUM!", "#NUM!", "1,5"]]);
    let Some(file) = collected("c07_sst_oob.xlsx") else {
        return;
    };
    assert_eq!(shown(&read(&file))[0][1..], ["#ERROR", "3"]);
}

fn garbage_in_the_declared_size_does_not_matter() {
    for name in [
        "c03_reversed_dimension.xlsx",
        "c03b_dimension_garbage.xlsx",
        "c03c_dimension_empty.xlsx",
        "c03d_dimension_huge.xlsx",
    ] {
        expect(name, &[&["1"]]);
    }
}

fn blanks_around_values_do_not_make_every_text_the_first() {
    expect("c06_pretty_v.xlsx", &[&["zero", "one", "two"], &["5", "", ""]]);
}

fn dates_are_the_days_excel_shows() {
    let Some(file) = collected("c08_dates.xlsx") else {
        return;
    };
    let days: Vec<String> = shown(&read(&file)).into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(
        days[..10],
        [
            "(no date)",
            "(no date)",
            "1900-01-01",
            "1900-02-28",
            "(no date)",
            "1900-03-01",
            "2024-03-15",
            "2024-03-15",
            "9999-12-31",
            "(no date)"
        ]
        .map(str::to_owned)
    );
    assert!(days[10..].iter().all(|day| day == "(no date)"), "{days:?}");
    expect(
        "c08b_dates_1904.xlsx",
        &[&["1904-01-01"], &["1904-01-02"], &["2024-03-15"]],
    );
    expect("c08c_iso_dates.xlsx", &[&["2024-03-15", "2024-03-15", "10:20:30"]]);
    expect("c08d_dates_negative_huge.xlsx", &[&["(no date)"][..]; 5]);
}

fn formats_say_percent_currency_and_leading_zeros() {
    let Some(file) = collected("c09_formats.xlsx") else {
        return;
    };
    let table = read(&file);
    for row in shown(&table) {
        let (value, code) = (&row[0], row[1].as_str());
        let expected = match code {
            "0%" => "4536650 %",
            "[$-409]mmmm\\ d\\,\\ yyyy" => "2024-03-15",
            "General" | "Standard" | "0\" days\"" | "#,##0 \\d" | "[Red]0.00" | "0.00;[Red]yyyy" | "\"d\"0" => {
                "45366.5"
            }
            _ => continue,
        };
        assert_eq!(value, expected, "{code}");
    }
    expect("c10_leading_zero.xlsx", &[&["00123"; 4][..]]);
}

fn formulas_that_were_never_calculated_are_named() {
    let Some(file) = collected("c11_formula_no_cache.xlsx") else {
        return;
    };
    let table = read(&file);
    assert_eq!(
        shown(&table),
        [["(not calculated)", "(not calculated)", "0", "(not calculated)", "7"]]
    );
    assert!(
        table.remarks.contains(&ReadRemark::NotCalculated { cells: 3 }),
        "{:?}",
        table.remarks
    );
}

fn merged_hidden_and_unnumbered_cells_are_seen() {
    let Some(file) = collected("c12_merged_header.xlsx") else {
        return;
    };
    assert_eq!(read(&file).merged, [(1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4)]);
    let Some(file) = collected("c13_hidden.xlsx") else {
        return;
    };
    let table = read(&file);
    assert_eq!((table.hidden_rows, table.hidden_columns), (vec![2], vec![1]));
    let summary = child().sheets(&file, &Limits::default(), &|| false).expect("listed");
    let seen: Vec<SheetVisibility> = summary.sheets.iter().map(|sheet| sheet.visibility).collect();
    assert_eq!(
        seen,
        [
            SheetVisibility::Visible,
            SheetVisibility::Hidden,
            SheetVisibility::VeryHidden
        ]
    );
    expect("c16_rows_no_r.xlsx", &[&["a", "b"], &["1", "2"]]);
}

fn texts_come_as_they_are() {
    let Some(file) = collected("c14_text.xlsx") else { return };
    assert!(shown(&read(&file)).iter().any(|row| row[0].starts_with("rich")));
    let Some(file) = collected("c15_long_number.xlsx") else {
        return;
    };
    assert_eq!(shown(&read(&file))[0][2..4], ["0.3", "0.01"]);
    let Some(file) = collected("c20_sheet_name.xlsx") else {
        return;
    };
    let summary = ReaderHost::InProcess
        .sheets(&file, &Limits::default(), &|| false)
        .expect("listed");
    assert_eq!(summary.sheets.len(), 2, "{summary:?}");
    for sheet in 0..2 {
        assert_eq!(
            read_by(&ReaderHost::InProcess, &file, sheet)
                .expect("found by its name")
                .rows(),
            1
        );
    }
}

fn cells_outside_the_grid_are_left_out_and_counted() {
    for (name, first) in [
        ("c17_row_out_of_grid.xlsx", "1"),
        ("c17b_overflow_ref.xlsx", "1"),
        ("c17c_row_zero.xlsx", "2"),
    ] {
        let Some(table) = expect(name, &[&[first]]) else { return };
        assert!(
            table.remarks.contains(&ReadRemark::OutsideGrid { cells: 1 }),
            "{name}: {:?}",
            table.remarks
        );
    }
}

fn a_million_formatted_rows_are_not_data() {
    let Some(file) = collected("c18_trailing_styled.xlsx") else {
        return;
    };
    let began = Instant::now();
    let table = read_by(&child(), &file, 0).expect("readable");
    assert!(table.rows() < 100, "{} rows", table.rows());
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
}

fn files_made_to_hurt_are_refused_before_they_are_opened() {
    for name in [
        "b01_bomb_sheet_1g.xlsx",
        "b02_bomb_cells_48m.xlsx",
        "b03_bomb_sst_1g.xlsx",
        "b04_bomb_sst_40m_items.xlsx",
    ] {
        let Some(file) = collected(name) else { return };
        let began = Instant::now();
        let error = child()
            .sheets(&file, &Limits::default(), &|| false)
            .expect_err("refused");
        assert!(
            matches!(error, ReadError::TooLarge { declared: Some(_) }),
            "{name}: {error:?}"
        );
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "{name}: {:?}",
            began.elapsed()
        );
    }
    let Some(file) = collected("oleloop.xls") else { return };
    assert_eq!(
        child()
            .sheets(&file, &Limits::default(), &|| false)
            .expect_err("refused"),
        ReadError::Damaged
    );
}

fn content_wins_over_the_ending() {
    for (name, format) in [
        ("really_xls.xlsx", Format::Xls),
        ("really_xlsx.xls", Format::Xlsx),
        ("csv.xls", Format::Text),
    ] {
        let Some(file) = collected(name) else { return };
        let summary = child().sheets(&file, &Limits::default(), &|| false).expect("readable");
        assert_eq!(summary.format, format, "{name}");
        assert!(
            matches!(summary.remarks[..], [ReadRemark::WrongEnding { .. }]),
            "{name}: {:?}",
            summary.remarks
        );
        assert!(read(&file).rows() > 0, "{name}");
    }
    let Some(file) = collected("html.xls") else { return };
    let summary = child().sheets(&file, &Limits::default(), &|| false).expect("readable");
    assert_eq!(summary.format, Format::Page);
    assert!(read(&file).rows() > 0);
}

fn our_own_bad_files_are_told_apart() {
    let host = child();
    let ask = |name: &str| Some(host.sheets(&fixture(name)?, &Limits::default(), &|| false));
    if let Some(answer) = ask("not-a-workbook.xlsx") {
        assert!(matches!(answer, Err(ReadError::NotAWorkbook { .. })), "{answer:?}");
    }
    if let Some(answer) = ask("empty.xlsx") {
        assert_eq!(answer, Err(ReadError::Empty));
    }
    if let Some(answer) = ask("truncated.xlsx") {
        assert_eq!(answer, Err(ReadError::Damaged));
    }
    if let Some(answer) = ask("password.xlsx") {
        assert_eq!(answer, Err(ReadError::PasswordProtected));
    }
    if let Some(file) = fixture("empty-workbook.xlsx") {
        assert_eq!(read(&file).rows(), 0);
    }
    if let Some(file) = fixture("two-header-rows.xlsx") {
        assert!(!read(&file).merged.is_empty());
    }
    for name in [
        "northlight.xlsx",
        "northlight-accounts.csv",
        "title-and-totals.xlsx",
        "dates-and-numbers.csv",
    ] {
        if let Some(file) = fixture(name) {
            assert!(read(&file).rows() > 5, "{name}");
        }
    }
}

fn a_sheet_large_enough_for_two_readers_comes_whole_and_in_order() {
    const ROWS: u32 = 60_000;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("large.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory().expect("a sheet");
    for row in 0..ROWS {
        for column in 0..12 {
            let written = match column {
                0 => sheet.write(row, column, format!("Account {row}")),
                1 => sheet.write(
                    row,
                    column,
                    ["Machinery", "Software & Services", "Food"][row as usize % 3],
                ),
                _ => sheet.write(row, column, f64::from(row) + f64::from(column) / 100.0),
            };
            written.expect("a cell");
        }
    }
    book.save(&file).expect("written");
    for host in [ReaderHost::InProcess, child()] {
        let mut told = Vec::new();
        let limits = Limits::default();
        let table = host
            .table(&file, "Sheet1", &limits, &mut |now| told.push(now.rows), &|| false)
            .expect("readable");
        assert_eq!(table.rows(), ROWS as usize);
        assert!(table.row_numbers().iter().copied().eq(1..=ROWS));
        for row in [0, 33_749, 33_750, 33_751, 59_999] {
            let expected = [
                format!("Account {row}"),
                ["Machinery", "Software & Services", "Food"][row % 3].to_owned(),
                format!("{row}.05"),
            ];
            assert_eq!([0, 1, 5].map(|column| table.display(row, column)), expected);
        }
        assert!(told.is_sorted(), "progress does not go back");
        let stopped = host.table(&file, "Sheet1", &limits, &mut |_| {}, &{
            let begun = Instant::now();
            move || begun.elapsed() > Duration::from_millis(300)
        });
        assert_eq!(stopped, Err(ReadError::Cancelled));
    }
}

fn a_workbook_with_excels_own_password_opens_unasked() {
    let (Some(locked), Some(open)) = (fixture("default-password.xlsx"), fixture("title-and-totals.xlsx")) else {
        return;
    };
    for host in [ReaderHost::InProcess, child()] {
        let inside = read_by(&host, &locked, 0).expect("Excel opens it unasked");
        assert_eq!(shown(&inside), shown(&read_by(&host, &open, 0).expect("readable")));
        let head = host
            .head(&locked, &inside.sheet, 3, &Limits::default(), &|| false)
            .expect("readable");
        assert_eq!(head.rows(), 3);
    }
}

fn an_old_workbook_with_excels_own_password_opens_unasked() {
    // The older of its two ciphers and the newer one.
    for name in ["default-password.xls", "default-password-newer.xls"] {
        let Some(locked) = fixture(name) else { return };
        for host in [ReaderHost::InProcess, child()] {
            let summary = host.sheets(&locked, &Limits::default(), &|| false).expect("opens");
            let names: Vec<&str> = summary.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
            assert_eq!((summary.format, names), (Format::Xls, vec!["Accounts", "Notes"]));
            let table = read_by(&host, &locked, 0).expect("opens");
            assert_eq!(table.rows(), 201);
            let row = |row: usize| [0, 1, 2].map(|column| table.display(row, column));
            assert_eq!(row(0), ["Company", "City", "Revenue"]);
            assert_eq!(row(1), ["Account 1 GmbH", "Köln", "1000.5"]);
            assert_eq!(row(200), ["Account 200 GmbH", "Trier", "200100"]);
        }
    }
}

fn an_old_workbook_with_another_password_is_a_sentence() {
    let Some(file) = fixture("default-password.xls") else {
        return;
    };
    let mut bytes = std::fs::read(file).expect("readable");
    // The proof of the password, behind the lock's kind and salt.
    let lock = bytes
        .windows(6)
        .position(|bytes| bytes == [0x2F, 0, 54, 0, 1, 0])
        .expect("locked");
    bytes[lock + 30] ^= 1;
    let folder = tempfile::tempdir().expect("a folder");
    let other = folder.path().join("other.xls");
    std::fs::write(&other, bytes).expect("written");
    assert_eq!(read_by(&child(), &other, 0), Err(ReadError::PasswordProtected));
}

fn a_head_is_the_beginning_of_the_table() {
    let Some(file) = fixture("northlight.xlsx") else { return };
    for host in [ReaderHost::InProcess, child()] {
        let whole = read_by(&host, &file, 0).expect("readable");
        let head = host
            .head(&file, &whole.sheet, 20, &Limits::default(), &|| false)
            .expect("readable");
        assert_eq!(head.rows(), 20);
        assert_eq!(
            shown(&head)[..],
            shown(&whole)
                .iter()
                .map(|row| row[..head.width()].to_vec())
                .collect::<Vec<_>>()[..20]
        );
    }
}

fn a_missing_sheet_and_a_missing_file_are_told_apart() {
    let Some(file) = collected("c16_rows_no_r.xlsx") else {
        return;
    };
    let limits = Limits::default();
    for host in [ReaderHost::InProcess, child()] {
        let error = host
            .table(&file, "No such", &limits, &mut |_| {}, &|| false)
            .expect_err("not there");
        assert_eq!(
            error,
            ReadError::NoSuchSheet {
                sheet: "No such".into()
            }
        );
        assert_eq!(
            host.sheets(Path::new("gone.xlsx"), &limits, &|| false),
            Err(ReadError::Missing)
        );
    }
}

/// A text file whose reading takes a while.
fn long_list(folder: &Path) -> PathBuf {
    let path = folder.join("long.csv");
    let mut text = String::from("name;city;revenue\n");
    for row in 0..400_000 {
        text.push_str(&format!("Account number {row};City {};{row},50\n", row % 997));
    }
    std::fs::write(&path, text).expect("written");
    path
}

fn cancelling_and_the_deadline_stop_a_reading_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = long_list(folder.path());
    let began = Instant::now();
    let mut cancelled = None;
    let after = std::cell::Cell::new(false);
    let error = child()
        .table(
            &file,
            "long",
            &Limits::default(),
            &mut |now| {
                if now.rows > 1000 && cancelled.is_none() {
                    cancelled = Some(Instant::now());
                    after.set(true);
                }
            },
            &|| after.get(),
        )
        .expect_err("cancelled");
    assert_eq!(error, ReadError::Cancelled);
    assert!(
        cancelled.expect("rows came").elapsed() < Duration::from_secs(1),
        "{:?}",
        began.elapsed()
    );

    let hurried = Limits {
        deadline: Duration::from_millis(100),
        ..Limits::default()
    };
    let error = child()
        .table(&file, "long", &hurried, &mut |_| {}, &|| false)
        .expect_err("too long");
    assert!(matches!(error, ReadError::TookTooLong { .. }), "{error:?}");
}

fn a_reader_that_needs_more_memory_than_it_may_is_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = long_list(folder.path());
    let tight = Limits {
        memory: 8 << 20,
        ..Limits::default()
    };
    let error = child()
        .table(&file, "long", &tight, &mut |_| {}, &|| false)
        .expect_err("too large");
    assert_eq!(error, ReadError::TooLarge { declared: None });
}

fn a_child_that_is_no_reader_is_a_sentence() {
    // Some program that is there wherever tests are built, and knows nothing of reading.
    let host = ReaderHost::Child {
        exe: PathBuf::from(env!("CARGO")),
    };
    assert_eq!(
        host.sheets(Path::new("x.xlsx"), &Limits::default(), &|| false),
        Err(ReadError::ReaderDied)
    );
}

macro_rules! trials {
    ($($name:ident),* $(,)?) => {
        vec![$(libtest_mimic::Trial::test(stringify!($name), || {
            $name();
            Ok(())
        })),*]
    };
}

fn main() -> std::process::ExitCode {
    if let Some(code) = run_if_child(std::env::args_os()) {
        return code;
    }
    let trials = trials![
        cells_far_apart_cost_nothing,
        a_cell_that_cannot_be_read_costs_itself_alone,
        garbage_in_the_declared_size_does_not_matter,
        blanks_around_values_do_not_make_every_text_the_first,
        dates_are_the_days_excel_shows,
        formats_say_percent_currency_and_leading_zeros,
        formulas_that_were_never_calculated_are_named,
        merged_hidden_and_unnumbered_cells_are_seen,
        texts_come_as_they_are,
        cells_outside_the_grid_are_left_out_and_counted,
        a_million_formatted_rows_are_not_data,
        files_made_to_hurt_are_refused_before_they_are_opened,
        content_wins_over_the_ending,
        our_own_bad_files_are_told_apart,
        a_sheet_large_enough_for_two_readers_comes_whole_and_in_order,
        a_workbook_with_excels_own_password_opens_unasked,
        an_old_workbook_with_excels_own_password_opens_unasked,
        an_old_workbook_with_another_password_is_a_sentence,
        a_head_is_the_beginning_of_the_table,
        a_missing_sheet_and_a_missing_file_are_told_apart,
        cancelling_and_the_deadline_stop_a_reading_at_once,
        a_reader_that_needs_more_memory_than_it_may_is_a_sentence,
        a_child_that_is_no_reader_is_a_sentence,
    ];
    libtest_mimic::run(&libtest_mimic::Arguments::from_args(), trials).exit_code()
}
