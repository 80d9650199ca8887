//! Small files that are wrong or odd in one way each. Kept apart from the sample company because each stands for a sentence the import must say.

use rust_xlsxwriter::{Format, Table, TableColumn, TableFunction, Workbook, XlsxError};

use crate::northlight::new_workbook;

/// A picture that somebody gave the wrong ending: one white pixel, PNG.
pub(crate) const PICTURE: [u8; 69] = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
    0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53, 0xde, 0x00, 0x00, 0x00, 0x0c, 0x49,
    0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0xf8, 0xff, 0xff, 0x3f, 0x00, 0x05, 0xfe, 0x02, 0xfe, 0x33, 0x12, 0x95, 0x14,
    0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

/// A sheet with nothing on it.
pub(crate) fn empty_workbook() -> Result<Workbook, XlsxError> {
    let mut workbook = new_workbook("")?;
    workbook.add_worksheet().set_name("Sheet1")?;
    Ok(workbook)
}

/// A header row and no account below it.
pub(crate) fn headers_only() -> Result<Workbook, XlsxError> {
    let mut workbook = new_workbook("Account list")?;
    let bold = Format::new().set_bold();
    let headers = [
        "Account ID",
        "Account name",
        "Country",
        "Industry",
        "Employees",
        "Current revenue",
        "Account owner",
    ];
    workbook
        .add_worksheet()
        .set_name("Accounts")?
        .write_row_with_format(0, 0, headers, &bold)?;
    Ok(workbook)
}

/// Accounts without a single number: there is nothing to score them by.
pub(crate) fn no_numbers() -> Result<Workbook, XlsxError> {
    let mut workbook = new_workbook("Contacts")?;
    let rows = [
        ["Account name", "Country", "Contact", "Remark"],
        ["Brennscheid Chemie GmbH", "Germany", "Frau Ulberg", "met at the fair"],
        ["Fonderie Zanlucci S.p.A.", "Italy", "Sig. Tardelli", "wants a demo"],
        ["Wexbury Water Ltd", "United Kingdom", "Mr Ashlow", ""],
        [
            "Meuhoven Zuivel B.V.",
            "Netherlands",
            "Mevr. Veldsma",
            "call again in spring",
        ],
        ["Ekstrand Papper AB", "Sweden", "Herr Rydgren", "has a supplier"],
        ["Korczyński Stal Sp. z o.o.", "Poland", "Pani Dobniak", ""],
    ];
    workbook
        .add_worksheet()
        .set_name("Leads")?
        .write_row_matrix(0, 0, rows)?;
    Ok(workbook)
}

/// Years above their quarters: the upper header's cells are merged.
pub(crate) fn two_header_rows() -> Result<Workbook, XlsxError> {
    let mut workbook = new_workbook("Revenue by product")?;
    let sheet = workbook.add_worksheet().set_name("Revenue")?;
    let bold = Format::new().set_bold();
    sheet.merge_range(0, 0, 1, 0, "Account ID", &bold)?;
    sheet.merge_range(0, 1, 1, 1, "Account name", &bold)?;
    sheet.merge_range(0, 2, 1, 2, "Country", &bold)?;
    sheet.merge_range(0, 3, 0, 5, "2025", &bold)?;
    sheet.merge_range(0, 6, 0, 8, "2026", &bold)?;
    sheet.write_row_with_format(
        1,
        3,
        ["Pressure", "Flow", "Calibration", "Pressure", "Flow", "Calibration"],
        &bold,
    )?;
    for (at, (name, country, amounts)) in FEW_ACCOUNTS.iter().enumerate() {
        let row = at as u32 + 2;
        sheet
            .write_string(row, 0, format!("{:07}", 201 + at))?
            .write_string(row, 1, *name)?
            .write_string(row, 2, *country)?;
        sheet.write_row(row, 3, amounts.iter().copied())?;
    }
    Ok(workbook)
}

/// Two tables of Excel side by side on one sheet, and one alone with remarks around it.
pub(crate) fn excel_tables() -> Result<Workbook, XlsxError> {
    let mut workbook = new_workbook("Excel tables")?;
    let headed = |heading: &str| TableColumn::new().set_header(heading);
    let sheet = workbook.add_worksheet().set_name("Overview")?;
    sheet.write_string(0, 0, "Customers and what they bought")?;
    for (at, (name, country, amounts)) in FEW_ACCOUNTS.iter().enumerate() {
        let row = at as u32 + 3;
        sheet.write_string(row, 0, *name)?.write_string(row, 1, *country)?;
        sheet.write_number(row, 2, amounts[0])?;
    }
    let last = FEW_ACCOUNTS.len() as u32 + 2;
    let customers = [
        headed("Company").set_total_label("Everybody"),
        headed("Country"),
        headed("Current revenue").set_total_function(TableFunction::Sum),
    ];
    let customers = Table::new()
        .set_name("Customers")
        .set_columns(&customers)
        .set_total_row(true);
    sheet.add_table(2, 0, last + 1, 2, &customers)?;
    for (at, (account, product, day, amount)) in FEW_SALES.iter().enumerate() {
        let row = at as u32 + 3;
        sheet.write_row(row, 4, [*account, *product, *day])?;
        sheet.write_number(row, 7, *amount)?;
    }
    let sales = ["Account", "Product", "Invoice date", "Amount"].map(headed);
    let sales = Table::new().set_name("Sales").set_columns(&sales);
    sheet.add_table(2, 4, FEW_SALES.len() as u32 + 2, 7, &sales)?;

    let sheet = workbook.add_worksheet().set_name("Prospects")?;
    sheet.write_string(0, 0, "Prospects, from the fair")?;
    for (at, name) in ["Holmgard Papir A/S", "Innviertler Holz GmbH", "Total Sensorik AG"]
        .iter()
        .enumerate()
    {
        sheet.write_string(at as u32 + 3, 0, *name)?;
        sheet.write_number(at as u32 + 3, 1, 100 * (at as u32 + 1))?;
    }
    sheet.write_string(4, 3, "call them first")?;
    sheet.write_string(7, 0, "Collected by the stand's own staff")?;
    let prospects = Table::new()
        .set_name("Prospects")
        .set_columns(&["Company", "Employees"].map(headed));
    sheet.add_table(2, 0, 5, 1, &prospects)?;
    Ok(workbook)
}

/// Account, product, day and amount.
const FEW_SALES: [(&str, &str, &str, f64); 4] = [
    (FEW_ACCOUNTS[0].0, "Pressure", "2026-03-01", 1_200.0),
    (FEW_ACCOUNTS[0].0, "Flow", "2026-04-01", 300.0),
    (FEW_ACCOUNTS[1].0, "Flow", "2026-05-02", 450.0),
    (FEW_ACCOUNTS[2].0, "Calibration", "2026-06-03", 80.0),
];

/// Revenue in euros, pipeline in pounds, and reps who carry dollars: nothing that may be added up as it stands.
pub(crate) fn three_currencies() -> Result<Workbook, XlsxError> {
    let mut workbook = new_workbook("Three currencies")?;
    let sheet = workbook.add_worksheet().set_name("Accounts")?;
    sheet.write_row(0, 0, ["Company", "Country", "Revenue (EUR)", "Pipeline (GBP)"])?;
    for (at, (name, country, amounts)) in FEW_ACCOUNTS.iter().enumerate() {
        let row = at as u32 + 1;
        sheet.write_string(row, 0, *name)?.write_string(row, 1, *country)?;
        sheet.write_row(row, 2, amounts.iter().copied().take(2))?;
    }
    let reps = workbook.add_worksheet().set_name("Reps")?;
    reps.write_row(0, 0, ["Rep name", "Start date", "Quota (USD)"])?;
    for (row, name, quota) in [(1, "Ana Lindqvist", 100_000), (2, "Bo Ferrante", 200_000)] {
        reps.write_string(row, 0, name)?.write_string(row, 1, "2020-01-01")?;
        reps.write_number(row, 2, quota)?;
    }
    Ok(workbook)
}

const FEW_ACCOUNTS: [(&str, &str, [u32; 6]); 8] = [
    (
        "Brennscheid Chemie GmbH",
        "Germany",
        [12_400, 8_100, 2_300, 14_900, 8_050, 2_600],
    ),
    (
        "Eickrath Maschinenbau GmbH & Co. KG",
        "Germany",
        [31_250, 0, 4_800, 28_700, 0, 5_150],
    ),
    (
        "Pichlegger Papier GmbH",
        "Austria",
        [6_300, 9_900, 0, 7_150, 11_240, 900],
    ),
    ("Fonderie Zanlucci S.p.A.", "Italy", [4_450, 0, 1_200, 3_900, 0, 1_200]),
    (
        "Laiterie Charvallon SAS",
        "France",
        [2_750, 17_600, 3_300, 2_500, 19_850, 3_400],
    ),
    (
        "Meuhoven Zuivel B.V.",
        "Netherlands",
        [1_980, 7_420, 0, 2_310, 8_860, 0],
    ),
    (
        "Wexbury Water Ltd",
        "United Kingdom",
        [0, 22_100, 1_500, 0, 24_300, 1_750],
    ),
    (
        "Ekstrand Papper AB",
        "Sweden",
        [9_050, 4_400, 2_100, 8_700, 5_120, 2_200],
    ),
];

/// A title, a blank row, the header, a subtotal between two groups, a total, a footnote.
pub(crate) fn title_and_totals() -> Result<Workbook, XlsxError> {
    let mut workbook = new_workbook("Top accounts")?;
    let sheet = workbook.add_worksheet().set_name("Top accounts")?;
    let bold = Format::new().set_bold();
    sheet.write_with_format(0, 0, "Top accounts by revenue", &bold)?;
    sheet.write_row_with_format(
        2,
        0,
        ["Account ID", "Account name", "Country", "Employees", "Current revenue"],
        &bold,
    )?;
    let mut row = 3;
    let mut total = 0;
    for (heading, dach) in [("Subtotal DACH", true), ("Subtotal other", false)] {
        let mut subtotal = 0;
        for (at, (name, country, amounts)) in FEW_ACCOUNTS.iter().enumerate() {
            if matches!(*country, "Germany" | "Austria") != dach {
                continue;
            }
            let revenue: u32 = amounts[3..].iter().sum();
            sheet
                .write_string(row, 0, format!("{:07}", 201 + at))?
                .write_string(row, 1, *name)?
                .write_string(row, 2, *country)?;
            sheet
                .write_number(row, 3, 120 * (at as u32 + 1))?
                .write_number(row, 4, revenue)?;
            subtotal += revenue;
            row += 1;
        }
        sheet
            .write_with_format(row, 1, heading, &bold)?
            .write_with_format(row, 4, subtotal, &bold)?;
        total += subtotal;
        row += 1;
    }
    sheet
        .write_with_format(row, 1, "Total", &bold)?
        .write_with_format(row, 4, total, &bold)?;
    sheet.write_string(row + 2, 0, "* Revenue invoiced in 2026, in EUR, without freight.")?;
    Ok(workbook)
}
