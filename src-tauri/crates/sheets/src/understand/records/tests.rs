use super::*;
use crate::understand::tests::table;
use crate::understand::{Reason, understand};

use proptest::prelude::*;
use tierline_plan::{Currency, Day, Money, Value};

fn today() -> Day {
    Day::from_ymd(2026, 11, 25).expect("a day")
}

fn read(rows: &[&[&str]]) -> (Listing, Gathered) {
    let table = table(rows);
    let found = understand(&table);
    let listing = listing(&table, &found.shape, &found.columns, &found.mapping);
    let columns = part_columns(&table, &found.shape, &found.columns, listing);
    let gathered = gather(&table, &found.shape, listing, &columns, &Currency::new("EUR"), today());
    (listing, gathered.unwrap_or_else(|error| panic!("{listing:?}: {error}")))
}

fn values(gathered: &Gathered, label: &str) -> Vec<Value> {
    let batch = &gathered.converted.batch;
    let labels: Vec<&str> = batch.fields.iter().map(|field| field.label.as_str()).collect();
    let place = labels.iter().position(|known| *known == label);
    let place = place.unwrap_or_else(|| panic!("no {label} in {labels:?}"));
    let column = &batch.columns[place];
    (0..column.len()).map(|row| column.value(row)).collect()
}

fn euros(amount: i64) -> Value {
    Value::Money(Money::from_minor(amount * 100))
}

#[test]
fn sales_by_product_are_summed_over_the_latest_twelve_months() {
    let (listing, found) = read(&[
        &["Account name", "Product", "Invoice date", "Net amount"],
        &["Alba GmbH", "Pressure", "2026-10-31", "100"],
        &["Alba", "Pressure", "2025-11-01", "200"],
        &["Alba GmbH", "Flow", "2025-10-31", "50"],
        &["Brio", "flow", "2024-11-01", "70"],
        &["Brio", "Flow", "2026-01-15", "30"],
        &["Cora", "Flow", "2026-12-01", "999"],
        &["Cora", "Flow", "", "5"],
        &["Cora", "Flow", "2026-03-01", ""],
        &["", "Flow", "2026-03-01", "7"],
    ]);
    assert_eq!(listing, Listing::Sales);
    assert_eq!(found.records, 5);
    assert_eq!(
        values(&found, "Account"),
        [Value::Text("Alba GmbH".into()), Value::Text("Brio".into())]
    );
    assert_eq!(values(&found, "Pressure"), [euros(300), Value::Missing]);
    assert_eq!(
        values(&found, "Flow"),
        [euros(0), euros(30)],
        "bought before and not since: nothing, and known"
    );
    assert_eq!(values(&found, "Current revenue"), [euros(300), euros(30)]);
    assert_eq!(values(&found, "Revenue, the year before"), [euros(50), euros(70)]);
    let reasons: Vec<Reason> = found.converted.left_out.iter().map(|out| out.reason).collect();
    assert_eq!(
        reasons,
        [Reason::InFuture, Reason::NoDay, Reason::NoAmount, Reason::NoName]
    );
    assert!(
        found.remarks[0].contains("2025-11-01 to 2026-10-31"),
        "{:?}",
        found.remarks
    );
    assert_eq!(found.converted.rows, [2, 5]);
}

#[test]
fn sales_by_year_make_the_latest_year_the_current_one_and_keep_the_others() {
    let (listing, found) = read(&[
        &["Kunden-Nr.", "Kunde", "Artikelgruppe", "Geschäftsjahr", "Umsatz"],
        &["007", "Alba", "Sensorik", "2025", "1.000,50"],
        &["007", "Alba", "Sensorik", "2026", "2.000,25"],
        &["008", "Brio", "Service", "2024", "10,00"],
        &["007", "Alba", "Service", "2026", "5,00"],
    ]);
    assert_eq!(listing, Listing::Sales);
    assert_eq!(
        values(&found, "Record ID"),
        [Value::Text("007".into()), Value::Text("008".into())]
    );
    let cents = |minor| Value::Money(Money::from_minor(minor));
    assert_eq!(values(&found, "Revenue 2026"), [cents(200_525), cents(0)]);
    assert_eq!(values(&found, "Revenue 2025"), [cents(100_050), Value::Missing]);
    assert_eq!(values(&found, "Revenue 2024"), [Value::Missing, cents(1_000)]);
    assert_eq!(values(&found, "Sensorik"), [cents(200_025), Value::Missing]);
}

#[test]
fn activities_give_the_latest_day_and_a_count() {
    let (listing, found) = read(&[
        &["Company", "Activity type", "Subject", "Date"],
        &["Alba", "Call", "Intro", "2026-11-02"],
        &["Alba", "Visit", "Plant tour", "2026-05-02"],
        &["Brio", "Call", "Intro", "2024-01-02"],
        &["Brio", "Visit", "Next week", "2026-12-02"],
    ]);
    assert_eq!(listing, Listing::Activities);
    let day = |text: &str| Value::Date(Day::parse_iso(text).expect("a day"));
    assert_eq!(values(&found, "Last activity"), [day("2026-11-02"), day("2024-01-02")]);
    assert_eq!(
        values(&found, "Activities in 12 months"),
        [Value::Number(2.0), Value::Number(0.0)]
    );
    assert_eq!(found.converted.left_out[0].reason, Reason::InFuture);
}

#[test]
fn wins_and_losses_give_pipeline_and_win_rate() {
    let (listing, found) = read(&[
        &["Opportunity Name", "Account Name", "Stage", "Amount", "Close Date"],
        &["Line 1", "Alba", "Closed Won", "100", "2026-01-01"],
        &["Line 2", "Alba", "Closed Lost", "300", "2026-02-01"],
        &["Line 3", "Alba", "Negotiation", "50", "2027-02-01"],
        &["Line 4", "Brio", "Prospecting", "", "2027-03-01"],
        &["Line 5", "Cora", "Closed Won", "9", "2026-03-01"],
    ]);
    assert_eq!(listing, Listing::Deals);
    assert_eq!(
        values(&found, "Account").len(),
        3,
        "the account, not the opportunity, is the name"
    );
    assert_eq!(values(&found, "Open pipeline"), [euros(50), Value::Missing, euros(0)]);
    assert_eq!(values(&found, "Won"), [euros(100), Value::Missing, euros(9)]);
    assert_eq!(
        values(&found, "Win rate"),
        [Value::Number(0.5), Value::Missing, Value::Number(1.0)]
    );
    assert!(
        found.remarks[0].contains("1 won or open deal has no amount"),
        "{:?}",
        found.remarks
    );
}

#[test]
fn accounts_stay_accounts() {
    let lists: [&[&[&str]]; 4] = [
        &[
            &[
                "Account name",
                "Industry",
                "Employees",
                "Current revenue",
                "Last activity",
            ],
            &["Alba", "Food", "10", "100", "2026-01-01"],
            &["Brio", "Steel", "20", "200", "2026-02-01"],
        ],
        &[
            &["Company", "Main product", "Revenue"],
            &["Alba", "Pressure", "100"],
            &["Brio", "Flow", "200"],
        ],
        &[
            &["Company", "Status", "Revenue", "Country"],
            &["Alba", "Customer", "100", "Germany"],
            &["Brio", "Lost customer", "200", "France"],
        ],
        &[
            &["Company", "Last contact"],
            &["Alba", "2026-01-01"],
            &["Brio", "2026-03-01"],
        ],
    ];
    for rows in lists {
        let table = table(rows);
        let found = understand(&table);
        let listing = listing(&table, &found.shape, &found.columns, &found.mapping);
        assert_eq!(listing, Listing::Accounts, "{:?}", rows[0]);
    }
}

#[test]
fn what_a_list_is_about_has_to_be_chosen() {
    let table = table(&[
        &["Account name", "Product", "Date", "Amount"],
        &["Alba", "Flow", "2026-01-01", "1"],
        &["Alba", "Flow", "2026-02-01", "2"],
    ]);
    let found = understand(&table);
    let all = part_columns(&table, &found.shape, &found.columns, Listing::Sales);
    let without = |part: Part| {
        let columns: Vec<PartColumn> = all.iter().filter(|column| column.part != part).cloned().collect();
        let gathered = gather(
            &table,
            &found.shape,
            Listing::Sales,
            &columns,
            &Currency::default(),
            today(),
        );
        gathered.expect_err("it is missing").to_string()
    };
    assert!(without(Part::Amount).contains("amount"));
    assert!(without(Part::Account).contains("which account"));
}

proptest! {
    #[test]
    fn every_row_counts_once_and_sums_are_kept(
        lines in prop::collection::vec((0usize..5, 0usize..30, 0i64..1_000, 0i32..1_500), 1..60),
    ) {
        let mut rows: Vec<Vec<String>> = vec![["Account name", "Product", "Invoice date", "Amount"].map(str::to_owned).to_vec()];
        let mut total = 0;
        for (account, product, amount, age) in &lines {
            let day = Day::from_epoch_days(today().epoch_days() - age);
            rows.push(vec![format!("Company {account}"), format!("Line {product}"), day.iso(), amount.to_string()]);
            total += amount;
        }
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let table = table(&rows);
        let found = understand(&table);
        let columns = part_columns(&table, &found.shape, &found.columns, Listing::Sales);
        let gathered = gather(&table, &found.shape, Listing::Sales, &columns, &Currency::new("EUR"), today());
        let gathered = gathered.expect("a list of sales");
        let batch = &gathered.converted.batch;
        prop_assert_eq!(
            gathered.records as usize + gathered.converted.left_out.len() + gathered.converted.header_rows,
            table.rows()
        );
        let sum_of = |wanted: &dyn Fn(&tierline_plan::Field) -> bool| -> i64 {
            let columns = batch.fields.iter().zip(&batch.columns).filter(|(field, _)| wanted(field));
            columns.map(|(_, column)| {
                (0..column.len()).filter_map(|row| column.money(row)).map(Money::minor).sum::<i64>()
            }).sum()
        };
        let is_product = |field: &tierline_plan::Field| matches!(field.role, FieldRole::ProductRevenue(_));
        let years = sum_of(&|field| field.kind == FieldKind::Money && !is_product(field));
        prop_assert_eq!(years, total * 100);
        let current = sum_of(&|field| field.role == FieldRole::CurrentRevenue);
        prop_assert_eq!(sum_of(&is_product), current, "products add up to the current revenue");
        prop_assert!(batch.fields.iter().filter(|field| is_product(field)).count() <= 24);
    }
}
