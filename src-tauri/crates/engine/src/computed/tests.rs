use super::*;
use crate::results::{Cache, Results};
use crate::testing::{ListOf, plan_on, today};
use proptest::prelude::*;
use tierline_plan::{Change, Day, FieldRole, Money, Value};

const EMPLOYEES: [Option<f64>; 5] = [Some(10.0), Some(0.0), None, Some(4.0), Some(1000.0)];
const REVENUE: [Option<i64>; 5] = [Some(500_000), Some(10_000), Some(7_00), None, Some(123_456)];
const INDUSTRIES: [Option<&str>; 5] = [Some("Retail"), Some("retail "), Some("Energy"), None, Some("Retail")];

/// Columns 1 Name, 2 Employees, 3 CurrentRevenue, 4 Industry, 5 LastActivity, 6 a yes or no.
fn list() -> AccountTable {
    ListOf::accounts(5)
        .number(FieldRole::Employees, |row| EMPLOYEES[row])
        .money(FieldRole::CurrentRevenue, |row| REVENUE[row])
        .words(FieldRole::Industry, |row| INDUSTRIES[row])
        .column(FieldRole::LastActivity, FieldKind::Date, |row| {
            if row == 4 {
                Value::Missing
            } else {
                Value::Date(Day::from_epoch_days(today().epoch_days() - row as i32 * 100))
            }
        })
        .column(FieldRole::Custom, FieldKind::YesNo, |row| match row {
            0 => Value::YesNo(true),
            1 => Value::YesNo(false),
            _ => Value::Missing,
        })
        .table()
}

fn field(place: u32, kind: FieldKind, formula: &str) -> ComputedField {
    ComputedField {
        id: FieldId(FieldId::FIRST_COMPUTED.0 + place),
        label: format!("Computed {place}"),
        kind,
        formula: formula.to_owned(),
    }
}

fn computed(fields: Vec<ComputedField>) -> (Plan, Results) {
    let mut plan = plan_on(list(), vec![]);
    plan.apply(Change::SetComputed(fields)).expect("sound columns");
    let results = Results::compute(&plan, &mut Cache::default());
    (plan, results)
}

/// What a formula gives on the list, typed with the columns' headings.
fn given(typed: &str, kind: FieldKind) -> Vec<Value> {
    let table = list();
    let formula = kept(typed, &Fields::of_list(&table).sources()).expect(typed);
    let (plan, results) = computed(vec![field(0, kind, &formula)]);
    assert_eq!(results.computed.problem(0), None, "{typed}");
    let column = results
        .fields(&plan)
        .column(FieldId::FIRST_COMPUTED)
        .expect("the column");
    (0..5).map(|row| column.value(row)).collect()
}

fn numbers(typed: &str) -> Vec<Option<f64>> {
    let number = |value: Value| match value {
        Value::Number(number) => Some((number * 1e9).round() / 1e9),
        _ => None,
    };
    given(typed, FieldKind::Number).into_iter().map(number).collect()
}

#[test]
fn what_is_blank_or_divided_by_nothing_stays_blank() {
    let expected = [Some(500.0), None, None, None, Some(1.23456)];
    assert_eq!(numbers("[CurrentRevenue] / [Employees]"), expected);
    assert_eq!(
        numbers("IFERROR([CurrentRevenue]/[Employees]; -1)")[1..4],
        [Some(-1.0); 3]
    );
    assert_eq!(numbers("SQRT(0-[Employees])"), [None, Some(0.0), None, None, None]);
    assert_eq!(
        numbers("LN([Employees])")[1],
        None,
        "the logarithm of nothing is no number"
    );
}

#[test]
fn sums_and_extremes_look_at_what_is_known() {
    assert_eq!(
        numbers("SUM([Employees],[CurrentRevenue])"),
        [Some(5010.0), Some(100.0), Some(7.0), Some(4.0), Some(2234.56)]
    );
    assert_eq!(
        numbers("MAX(Employees, 5)"),
        [Some(10.0), Some(5.0), Some(5.0), Some(5.0), Some(1000.0)]
    );
    assert_eq!(numbers("AVERAGE([Employees],[CurrentRevenue])")[2], Some(7.0));
    assert_eq!(
        numbers("Employees + CurrentRevenue")[2],
        None,
        "a plus is not a sum of what is known"
    );
}

#[test]
fn conditions_ask_words_numbers_and_answers() {
    assert_eq!(
        numbers("IF([Industry]=\"RETAIL\",1,0)"),
        [Some(1.0), Some(1.0), Some(0.0), None, Some(1.0)]
    );
    assert_eq!(
        numbers("IF(AND([Employees]>=10,[Custom]),1,2)"),
        [Some(1.0), Some(2.0), None, Some(2.0), None]
    );
    assert_eq!(
        numbers("IF(OR([Employees]>=10,[Custom]),1,2)"),
        [Some(1.0), Some(2.0), None, None, Some(1.0)]
    );
    assert_eq!(
        numbers("IF(ISBLANK([Custom]),1,0)"),
        [Some(0.0), Some(0.0), Some(1.0), Some(1.0), Some(1.0)]
    );
    assert_eq!(numbers("IF([Employees]>5,7)"), [Some(7.0), None, None, None, Some(7.0)]);
    let words = given("IF([Employees]>5,\"Big\",\"Small\")", FieldKind::Category);
    assert_eq!(words[0], Value::Text("Big".into()));
    assert_eq!(words[2], Value::Missing);
    assert_eq!(given("NOT([Custom])", FieldKind::YesNo)[1], Value::YesNo(true));
}

#[test]
fn amounts_keep_their_cents_and_days_are_counted() {
    let doubled = given("[CurrentRevenue]*2", FieldKind::Money);
    assert_eq!(doubled[4], Value::Money(Money::from_minor(246_912)));
    assert_eq!(doubled[3], Value::Missing);
    assert_eq!(
        numbers("TODAY()-[LastActivity]"),
        [Some(0.0), Some(100.0), Some(200.0), Some(300.0), None]
    );
    assert_eq!(numbers("YEAR([LastActivity])")[0], Some(2026.0));
    assert_eq!(
        given("[LastActivity]+30", FieldKind::Date)[0],
        Value::Date(Day::from_epoch_days(today().epoch_days() + 30))
    );
    assert_eq!(numbers("ROUND(2.5)")[0], Some(3.0));
    assert_eq!(numbers("ROUND(-1234.5678, 2)")[0], Some(-1234.57));
    assert_eq!(
        numbers("-[Employees]^2 + 10%")[0],
        Some(100.1),
        "a sign binds before a power, as in spreadsheets"
    );
}

#[test]
fn the_kind_follows_from_what_is_reckoned() {
    let table = list();
    let fields = Fields::of_list(&table);
    for (typed, kind) in [
        ("[CurrentRevenue]/[Employees]", FieldKind::Money),
        ("[CurrentRevenue]/[Potential]", FieldKind::Percent),
        ("([CurrentRevenue]-100)/[CurrentRevenue]", FieldKind::Percent),
        ("[CurrentRevenue]*10%+5", FieldKind::Money),
        ("[Employees]*2", FieldKind::Number),
        ("TODAY()-[LastActivity]", FieldKind::Number),
        ("[LastActivity]+1", FieldKind::Date),
        ("[Employees]>5", FieldKind::YesNo),
        ("IF([Employees]>5,\"a\",\"b\")", FieldKind::Category),
        ("MIN(5,[CurrentRevenue])", FieldKind::Money),
    ] {
        let formula = kept(typed, &fields.sources()).expect(typed);
        let formula = Formula::read(&formula, |source| fields.kind(source)).expect(typed);
        assert_eq!(formula.kind(), kind, "{typed}");
        assert!(formula.suits(kind), "{typed}");
    }
}

#[test]
fn what_is_wrong_is_said_in_a_sentence() {
    let table = list();
    let fields = Fields::of_list(&table);
    for (typed, said) in [
        ("[Employees] +", "The formula stops where something should follow."),
        (
            "([Employees]",
            "A round bracket is opened but never closed, or closed but never opened.",
        ),
        (
            "[Employees])",
            "A round bracket is opened but never closed, or closed but never opened.",
        ),
        ("[Employees] [Employees]", "The formula cannot be read."),
        ("[Employees]ABS(1)", "The formula cannot be read."),
        (
            "VLOOKUP([Employees],1)",
            "“VLOOKUP” is no function that computed columns know.",
        ),
        (
            "[Industry]*2",
            "Only numbers, amounts and dates can be reckoned with, not words.",
        ),
        ("IF([Employees],1,2)", "IF asks whether something is so"),
        ("IF([Employees]>1,1,\"a\")", "Both results of IF must be of one kind."),
        ("[Industry]>5", "words cannot be compared with a number."),
        ("ABS(1,2)", "ABS takes one number."),
        (
            "[Industry]&[Employees]",
            "Only words can be joined with &, not a number.",
        ),
        ("{1,2}", "Lists in curly brackets have no place here."),
        ("MAX(,1)", "A function's argument was left empty."),
        ("YEAR([Employees])", "YEAR takes one date."),
    ] {
        let told = kept(typed, &fields.sources())
            .and_then(|formula| Formula::read(&formula, |source| fields.kind(source)))
            .expect_err(typed)
            .to_string();
        assert!(told.starts_with(said), "{typed}: {told}");
    }
}

#[test]
fn words_are_joined_and_a_blank_among_them_leaves_a_blank() {
    let words = |typed: &str| -> Vec<Option<String>> {
        let word = |value: Value| match value {
            Value::Text(words) => Some(words),
            _ => None,
        };
        given(typed, FieldKind::Category).into_iter().map(word).collect()
    };
    assert_eq!(
        words("[Industry] & \" / \" & IF([Employees] >= 1000, \"large\", \"small\")")[..],
        [
            Some("Retail / small".to_owned()),
            Some("retail  / small".to_owned()),
            None,
            None,
            Some("Retail / large".to_owned()),
        ]
    );
    assert_eq!(words("IFERROR([Industry], \"\") & \"!\"")[3], Some("!".to_owned()));
    // What is joined is compared as it stands: & binds before =.
    let answers = given("[Industry] & \"x\" = \"RETAILX\"", FieldKind::YesNo);
    assert_eq!(answers[0], Value::YesNo(true));
    assert_eq!(answers[2], Value::YesNo(false));
}

#[test]
fn columns_may_read_each_other_but_not_themselves() {
    let first = FieldId::FIRST_COMPUTED.0;
    let (plan, results) = computed(vec![
        field(0, FieldKind::Number, &format!("[#{}] * 2", first + 1)),
        field(1, FieldKind::Number, "[#2] + 1"),
        field(2, FieldKind::Number, &format!("[#{}] + 1", first + 3)),
        field(3, FieldKind::Number, &format!("[#{}] + 1", first + 2)),
        field(4, FieldKind::Number, "[#99]"),
        field(5, FieldKind::YesNo, "[#2]"),
    ]);
    let value = |place: u32| {
        let column = results.fields(&plan).column(FieldId(first + place));
        column.map(|column| column.value(0))
    };
    assert_eq!(value(0), Some(Value::Number(22.0)));
    assert_eq!(value(1), Some(Value::Number(11.0)));
    let problems: Vec<_> = (0..6).map(|place| results.computed.problem(place).cloned()).collect();
    assert_eq!(problems[..2], [None, None]);
    assert_eq!(
        problems[2..4],
        [Some(FormulaError::Circular), Some(FormulaError::Circular)]
    );
    assert_eq!(problems[4], Some(FormulaError::ColumnGone));
    assert_eq!(problems[5], Some(FormulaError::OtherKind));
    for place in 2..6 {
        assert_eq!(value(place), None, "a gate on it must not shut everybody out");
        let (_, shown) = results.fields(&plan).at(plan.accounts.fields().len() + place as usize);
        assert_eq!(shown.value(0), Value::Missing, "what is shown of it is blank, not zero");
    }
}

#[test]
fn a_computed_column_is_scored_and_asked_by_gates_like_any_other() {
    use crate::tiering::stopped_by;
    use tierline_plan::{
        Criterion, CriterionId, Curve, Gate, GateId, GateSense, GateTest, MissingPolicy, Model, TierChoice, Weight,
    };
    let (mut plan, _) = computed(vec![field(0, FieldKind::Money, "[#3] / [#2]")]);
    let source = CriterionSource::Field(FieldId::FIRST_COMPUTED);
    let criterion = Criterion {
        id: CriterionId(1),
        name: "Revenue per employee".into(),
        standard: None,
        source,
        weight: Weight(1000),
        locked: false,
        curve: Curve::Linear {
            from: 0.0,
            to: 100_000.0,
        },
        missing: MissingPolicy::LeaveOut,
    };
    plan.apply(Change::SetModel(Model {
        criteria: vec![criterion],
    }))
    .expect("a model");
    let mut cache = Cache::default();
    let results = Results::compute(&plan, &mut cache);
    assert_eq!(results.scores.score(0), Some(50.0));
    assert_eq!(
        results.scores.score(2),
        None,
        "without employees there is nothing to score"
    );
    let gate = Gate {
        id: GateId(1),
        sense: GateSense::MustHave,
        source,
        test: GateTest::Amount {
            from: Some(Money::from_minor(40_000)),
            to: None,
        },
        stops_at: TierChoice::Excluded,
    };
    let rows = stopped_by(&gate, results.fields(&plan), &results.opportunity.potential, today());
    assert_eq!(rows, vec![4]);
    // A cell under it changes: so does the column, although the cache is warm.
    let cell = (plan.accounts.ids()[0], FieldId(2), Value::Number(5.0));
    plan.apply(Change::SetCells(vec![cell])).expect("a cell");
    let results = Results::compute(&plan, &mut cache);
    assert_eq!(results.scores.score(0), Some(100.0));
}

proptest! {
    #[test]
    fn no_formula_makes_the_reader_fail_otherwise_than_in_words(typed in "[-+*/^(),;<>=\"%& .0-9A-Za-z\\[\\]#@{}äß€]{0,60}") {
        let table = list();
        let fields = Fields::of_list(&table);
        if let Ok(formula) = kept(&typed, &fields.sources()) {
            if let Ok(read) = Formula::read(&formula, |source| fields.kind(source)) {
                let plan = plan_on(list(), vec![]);
                let column = evaluated(&read, read.kind(), &plan, fields, &[]);
                prop_assert_eq!(column.len(), 5);
            }
            let label = |source| fields.label(source);
            prop_assert_eq!(kept(&shown(&formula, label), &fields.sources()), Ok(formula), "what is shown is what is kept");
        }
    }

    #[test]
    fn a_sum_of_two_columns_is_their_sum_to_the_cent(a in -100_000_000_000_i64..100_000_000_000, b in -100_000_000_000_i64..100_000_000_000) {
        let table = ListOf::accounts(1)
            .money(FieldRole::CurrentRevenue, |_| Some(a))
            .money(FieldRole::Pipeline, |_| Some(b))
            .table();
        let mut plan = plan_on(table, vec![]);
        plan.apply(Change::SetComputed(vec![field(0, FieldKind::Money, "[#2] + [#3]")])).expect("a column");
        let results = Results::compute(&plan, &mut Cache::default());
        let column = results.fields(&plan).column(FieldId::FIRST_COMPUTED).expect("the column");
        prop_assert_eq!(column.money(0), Some(Money::from_minor(a + b)));
    }
}
