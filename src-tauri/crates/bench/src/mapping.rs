//! How many columns of real and made-up lists are understood, against what a person says they mean.

use crate::Outcome;
use crate::import::{app_in, draft};
use std::path::Path;
use tierline_contract::FieldRoleView::{self, *};

/// Below this, per mille, the window asks the person.
const SURE: u16 = 900;

/// A list, and what its columns mean from the first to the last.
type Labelled = (&'static str, &'static [FieldRoleView]);

/// Beside this project's sources.
const OURS: &[Labelled] = &[
    (
        "prospects.csv",
        &[Name, Industry, Country, City, Employees, AnnualRevenue],
    ),
    (
        "title-and-totals.xlsx",
        &[RecordId, Name, Country, Employees, CurrentRevenue],
    ),
    (
        "two-header-rows.xlsx",
        // What each product brought last year, and the year before, which is another field.
        &[
            RecordId,
            Name,
            Country,
            Custom,
            Custom,
            Custom,
            ProductRevenue,
            ProductRevenue,
            ProductRevenue,
        ],
    ),
    ("three-currencies.xlsx", &[Name, Country, CurrentRevenue, Pipeline]),
    (
        "dates-and-numbers.csv",
        &[
            RecordId,
            Name,
            Custom,
            LastActivity,
            CurrentRevenue,
            Pipeline,
            Custom,
            PostalCode,
            Custom,
        ],
    ),
    (
        "northlight.xlsx",
        &[
            RecordId,
            Name,
            Parent,
            Website,
            Industry,
            Country,
            Region,
            City,
            PostalCode,
            Employees,
            AnnualRevenue,
            Status,
            Owner,
            Custom,
            CurrentRevenue,
            ProductRevenue,
            ProductRevenue,
            ProductRevenue,
            ProductRevenue,
            ProductRevenue,
            ProductRevenue,
            ProductRevenue,
            ProductRevenue,
            Pipeline,
            Engagement,
            LastActivity,
            Potential,
        ],
    ),
];

/// Real lists, beside the project where somebody put them.
const REAL: &[Labelled] = &[
    (
        "fortune1000_2020.xlsx",
        &[
            Custom,
            Name,
            Employees,
            Custom,
            Industry,
            Custom,
            AnnualRevenue,
            Custom,
            Custom,
            Custom,
            Custom,
            Custom,
        ],
    ),
    (
        "maven-crm/accounts.csv",
        &[Name, Industry, Custom, AnnualRevenue, Employees, Country, Parent],
    ),
    (
        "northwind/customers.csv",
        &[
            RecordId, Name, Custom, Custom, Custom, City, Region, PostalCode, Country, Phone, Custom, Custom,
        ],
    ),
];

/// Prints a line a list, and the share over all.
pub(crate) fn print() -> Outcome<()> {
    println!("\ncolumns understood                        columns   right  of these asked  wrong and not asked");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [
        (here.join("../../../tests/fixtures/workbooks"), OURS),
        (here.join("../../../../shared/data/accounts"), REAL),
    ];
    let mut sums = [0; 4];
    for (folder, lists) in folders {
        for (name, meant) in lists {
            let file = folder.join(name);
            if !file.is_file() {
                println!("  {name:<38} not beside the project");
                continue;
            }
            let figures = figures(&file, meant)?;
            line(name, figures);
            for (sum, figure) in sums.iter_mut().zip(figures) {
                *sum += figure;
            }
        }
    }
    line("together", sums);
    println!(
        "  {:.1} % right",
        100.0 * f64::from(sums[1]) / f64::from(sums[0].max(1))
    );
    Ok(())
}

fn line(name: &str, [columns, right, asked, wrong]: [u32; 4]) {
    println!("  {name:<38} {columns:>8} {right:>7} {asked:>15} {wrong:>20}");
}

/// Columns, those understood rightly, those among them that the person is asked about, and those that are wrong without a
/// question.
fn figures(file: &Path, meant: &[FieldRoleView]) -> Outcome<[u32; 4]> {
    let folder = tempfile::tempdir()?;
    let app = app_in(folder.path())?;
    let draft = draft(&app, file)?;
    if draft.columns.len() != meant.len() {
        return Err(format!(
            "{}: {} columns, {} labels",
            file.display(),
            draft.columns.len(),
            meant.len()
        )
        .into());
    }
    let mut figures = [meant.len() as u32, 0, 0, 0];
    for (column, meant) in draft.columns.iter().zip(meant) {
        let asked = column.confidence < SURE;
        match column.role == *meant {
            true => {
                figures[1] += 1;
                figures[2] += u32::from(asked);
            }
            false => figures[3] += u32::from(!asked),
        }
    }
    Ok(figures)
}
