//! Input that cannot be used: exit code 1, one sentence that says what is wrong and what to do, and nothing written.

use crate::program::{Desk, small_list, workbook};
use std::fs;

#[test]
fn a_list_without_numbers_is_welcome_beside_one_that_has_them() {
    let desk = Desk::new();
    desk.write("customers.csv", &small_list("EUR"));
    desk.write(
        "prospects.csv",
        "Account name,Industry\nNew Co,Retail\nOther Co,Retail\n",
    );
    let done = desk.run(&["plan", "customers.csv", "prospects.csv", "--out", "plan.xlsx", "--json"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(done.out.contains("\"accounts\": 22"), "{}", done.out);
}

#[test]
fn lists_that_cannot_be_used_say_why_and_write_nothing() {
    for (name, words) in [
        ("not-a-workbook.xlsx", "not a workbook"),
        ("empty.xlsx", "empty"),
        ("empty-workbook.xlsx", "is empty"),
        ("headers-only.xlsx", "no row of data"),
        ("no-numbers.xlsx", "not a single number"),
        ("truncated.xlsx", "damaged"),
        ("password.xlsx", "without the password"),
        ("gone.xlsx", "no such file"),
    ] {
        let desk = Desk::new();
        let list = workbook(name);
        desk.run(&["plan", &list, "--out", "plan.xlsx", "--save", "plan.tierline"])
            .refused(&[name, words]);
        if name != "no-numbers.xlsx" {
            desk.run(&["inspect", &list, "--json"]).refused(&[name, words]);
        }
        assert_eq!(desk.names(), [""; 0], "{name}: nothing may be written");
        assert_eq!(desk.litter(), [""; 0], "{name}: nothing may be left behind");
    }
}

#[test]
fn plans_that_cannot_be_read_say_why_and_stay_as_they_are() {
    let desk = Desk::new();
    desk.write("letter.tierline", "Dear all");
    for arguments in [
        &["check", "letter.tierline"][..],
        &["export", "letter.tierline", "--out", "plan.xlsx"],
    ] {
        desk.run(arguments).refused(&["not a Tierline plan"]);
    }
    desk.run(&["check", "gone.tierline"]).refused(&["no longer there"]);
    assert_eq!(desk.names(), ["letter.tierline"]);
    assert_eq!(fs::read(desk.path("letter.tierline")).expect("there"), b"Dear all");
}

#[test]
fn a_plan_of_a_newer_version_asks_for_the_update() {
    let desk = Desk::new();
    desk.write("list.csv", &small_list("EUR"));
    let made = desk.run(&["plan", "list.csv", "--out", "plan.xlsx", "--save", "plan.tierline"]);
    assert_eq!(made.code, Some(0), "{made:?}");
    let path = desk.path("plan.tierline");
    let mut bytes = fs::read(&path).expect("there");
    // The version in the header of the file.
    bytes[60..64].copy_from_slice(&4711_u32.to_be_bytes());
    fs::write(&path, &bytes).expect("written");
    for arguments in [
        &["check", "plan.tierline"][..],
        &["export", "plan.tierline", "--out", "new.xlsx"],
    ] {
        desk.run(arguments).refused(&["newer Tierline", "Update"]);
    }
    assert_eq!(fs::read(&path).expect("there"), bytes, "it is left as it is");
    bytes.truncate(bytes.len() / 2);
    bytes[60..64].copy_from_slice(&1_u32.to_be_bytes());
    fs::write(&path, &bytes).expect("written");
    desk.run(&["check", "plan.tierline"]).refused(&["damaged", "last copy"]);
}

#[test]
fn a_plan_that_is_there_is_replaced_only_when_asked_and_only_by_a_whole_one() {
    let desk = Desk::new();
    desk.write("list.csv", &small_list("EUR"));
    let plan = |more: &[&str]| {
        let mut arguments = vec!["plan", "list.csv", "--out", "plan.xlsx", "--save", "plan.tierline"];
        arguments.extend(more);
        desk.run(&arguments)
    };
    assert_eq!(plan(&[]).code, Some(0));
    let before = (
        fs::read(desk.path("plan.tierline")).expect("there"),
        fs::read(desk.path("plan.xlsx")).expect("there"),
    );
    plan(&[]).refused(&["“plan.tierline” is there already", "--replace"]);
    plan(&["--replace", "--target", "a lot"]).refused(&["“a lot”", "EUR", "31000000"]);
    plan(&["--replace", "--target", "12 $"]).refused(&["“12 $”", "EUR"]);
    plan(&["--replace", "--target", "-5"]).refused(&["below zero"]);
    desk.write("settings.json", r#"{ "continuity": 5 }"#);
    plan(&["--replace", "--settings", "settings.json"]).refused(&["settings.json", "continuity is 5", "from 0 to 1"]);
    plan(&["--replace", "--settings", "gone.json"]).refused(&["gone.json", "no settings file"]);
    plan(&["--replace", "--currency", "EURO"]).refused(&["“EURO”", "such as EUR"]);
    plan(&["--replace", "--reps", "list.csv"]).refused(&["list.csv", "reps"]);
    let after = (
        fs::read(desk.path("plan.tierline")).expect("there"),
        fs::read(desk.path("plan.xlsx")).expect("there"),
    );
    assert!(before == after, "a job that fails changes neither file");
    assert_eq!(
        desk.names(),
        ["list.csv", "plan.tierline", "plan.xlsx", "settings.json"]
    );
    assert_eq!(plan(&["--replace"]).code, Some(0));
    assert_eq!(desk.litter(), [""; 0]);
}

#[test]
fn lists_in_different_currencies_are_not_added_up() {
    let desk = Desk::new();
    desk.write("home.csv", &small_list("EUR"));
    desk.write("abroad.csv", &small_list("USD"));
    let lists = ["plan", "home.csv", "abroad.csv", "--out", "plan.xlsx"];
    desk.run(&lists)
        .refused(&["home.csv", "EUR", "abroad.csv", "USD", "--currency"]);
    assert_eq!(desk.names(), ["abroad.csv", "home.csv"]);
    let told = desk.run(&[&lists[..], &["--currency", "chf", "--json"]].concat());
    assert_eq!(told.code, Some(0), "{told:?}");
    assert!(
        told.out.contains("\"currency\": \"CHF\"") && told.out.contains("\"accounts\": 40"),
        "{}",
        told.out
    );
    // A list that says nothing follows the one that does.
    desk.write("silent.csv", &small_list("this year"));
    let told = desk.run(&["plan", "silent.csv", "abroad.csv", "--out", "plan.xlsx", "--json"]);
    assert!(told.out.contains("\"currency\": \"USD\""), "{told:?}");
}

#[test]
fn reps_paid_in_another_currency_are_not_taken_as_they_stand() {
    let desk = Desk::new();
    desk.write("list.csv", &small_list("EUR"));
    desk.write(
        "reps.csv",
        "Rep name,Start date,Quota (USD)\nAna,2020-01-01,100000\nBo,2021-01-01,200000\n",
    );
    desk.run(&["plan", "list.csv", "--reps", "reps.csv", "--out", "plan.xlsx"])
        .refused(&["reps.csv", "USD", "EUR", "--currency"]);
}

#[test]
fn an_input_is_never_written_over() {
    let desk = Desk::new();
    fs::copy(workbook("northlight-reps.xlsx"), desk.path("reps.xlsx")).expect("copied");
    fs::copy(workbook("title-and-totals.xlsx"), desk.path("list.xlsx")).expect("copied");
    desk.run(&["plan", "list.xlsx", "--out", "list.xlsx"])
        .refused(&["“list.xlsx”", "another name"]);
    desk.run(&["plan", "list.xlsx", "--reps", "reps.xlsx", "--out", "reps"])
        .refused(&["“reps.xlsx”", "another name"]);
}

#[test]
fn a_place_that_takes_no_workbook_is_told_as_that() {
    let desk = Desk::new();
    desk.write("list.csv", &small_list("EUR"));
    desk.run(&["plan", "list.csv", "--out", "gone/plan.xlsx"])
        .refused(&["folder", "Choose another"]);
    desk.run(&["plan", "list.csv", "--out", "plan.xlsx", "--save", "gone/plan.tierline"])
        .refused(&["folder", "“plan.tierline”"]);
    fs::create_dir(desk.path("plan.xlsx")).expect("made");
    desk.run(&["plan", "list.csv", "--out", "plan.xlsx"])
        .refused(&["folder of that name"]);
    assert_eq!(
        desk.names(),
        ["list.csv", "plan.xlsx"],
        "and no plan without its workbook"
    );
}
