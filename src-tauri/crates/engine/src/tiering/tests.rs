use super::*;
use crate::computed::Fields;
use crate::opportunity::size_opportunity;
use crate::scoring;
use crate::testing::{plan_on, today, varied};
use proptest::prelude::*;
use tierline_plan::{AccountId, Change, Coverage, CriterionSource, FieldId, GateId, GateSense, GateTest, TierScheme};

fn units(scores: &[f64]) -> Scores {
    Scores::from_units(scores.iter().map(|s| (s * 10_000.0) as u32).collect())
}

fn money(amounts: &[i64]) -> Vec<Option<Money>> {
    amounts.iter().map(|a| Some(Money::from_minor(*a))).collect()
}

fn tiers_by(rule: CutRule, scores: &Scores, values: &[Option<Money>]) -> Tiering {
    tier_by(&rule, rule.cuts() + 1, scores, values, &Standing::default())
}

#[test]
fn equal_scores_are_never_split_and_the_surplus_is_told() {
    let scores = units(&[90.0, 80.0, 80.0, 80.0, 10.0]);
    let tiering = tiers_by(CutRule::Count(vec![2]), &scores, &[]);
    assert_eq!(tiering.model, [0, 0, 0, 0, 1]);
    assert_eq!(tiering.ties, [2], "two were asked for, four came");
    assert_eq!(tiering.cut_scores, [80.0]);
}

#[test]
fn shares_are_of_the_scored_accounts_and_round_half_up() {
    let mut raw: Vec<u32> = (1..=5).map(|n| n * 100_000).collect();
    raw.push(Scores::NONE);
    let tiering = tiers_by(CutRule::Share(vec![300, 600]), &Scores::from_units(raw), &[]);
    assert_eq!(tiering.model, [2, 2, 1, 0, 0, 2], "1.5 of 5 rounds to 2");
    assert_eq!(tiering.unscored, 1);
    assert_eq!(tiering.counts, [2, 1, 3]);
}

#[test]
fn a_score_that_shows_the_cut_has_reached_it() {
    let scores = units(&[70.0, 69.95, 69.94, 78.3]);
    let tiering = tiers_by(CutRule::Score(vec![78.3, 70.0]), &scores, &[]);
    assert_eq!(tiering.model, [1, 1, 2, 0]);
    assert_eq!(tiering.cut_scores, [78.3, 70.0]);
}

#[test]
fn value_cuts_take_accounts_until_the_share_is_reached() {
    let scores = units(&[90.0, 80.0, 70.0, 60.0, 50.0]);
    let values = money(&[50, 20, 15, 10, 5]);
    let tiering = tiers_by(CutRule::CumulativeValue(vec![800, 950]), &scores, &values);
    assert_eq!(
        tiering.model,
        [0, 0, 0, 1, 2],
        "70 stands before the third account, 85 before the fourth"
    );
    let nothing = tiers_by(
        CutRule::CumulativeValue(vec![800, 950]),
        &scores,
        &money(&[0, -3, 0, 0, 0]),
    );
    assert_eq!(nothing.model, [2; 5], "without value nothing can be reached");
}

#[test]
fn cuts_at_the_ends_give_all_or_nothing() {
    let scores = units(&[0.0, 100.0]);
    assert_eq!(tiers_by(CutRule::Share(vec![1000]), &scores, &[]).model, [0, 0]);
    let none = tiers_by(CutRule::Count(vec![0]), &scores, &[]);
    assert_eq!(none.model, [1, 1]);
    assert!(none.cut_scores[0] > 100.0);
    assert_eq!(tiers_by(CutRule::Count(vec![99]), &scores, &[]).counts, [2, 0]);
    assert_eq!(tiers_by(CutRule::Score(vec![0.0]), &scores, &[]).counts, [2, 0]);
    let empty = tiers_by(CutRule::Share(vec![100]), &units(&[]), &[]);
    assert_eq!((empty.counts, empty.unscored), (vec![0, 0], 0));
}

fn plan_with_override(tier: TierChoice, expires: Option<Day>) -> Plan {
    let mut plan = plan_on(varied(200), vec![]);
    let entry = Override {
        tier,
        reason: "strategic".into(),
        author: "Ana".into(),
        set_on: today(),
        expires,
    };
    plan.apply(Change::SetOverrides(vec![(AccountId(5), Some(entry))]))
        .expect("fits");
    plan
}

fn stages(plan: &Plan) -> (crate::opportunity::Opportunity, scoring::Points, Scores, Tiering) {
    let opportunity = size_opportunity(&plan.accounts, &plan.opportunity);
    let points = scoring::points(&plan.model, Fields::of_list(&plan.accounts), &opportunity);
    let (weights, missing) = scoring::terms(&plan.model);
    let scores = scoring::score(&points, &weights, &missing);
    let tiering = tier(plan, Fields::of_list(&plan.accounts), &scores, &opportunity.potential);
    (opportunity, points, scores, tiering)
}

fn reason_of(plan: &Plan, row: usize) -> TierReason {
    let (opportunity, points, scores, tiering) = stages(plan);
    let explanation = scoring::explain(
        &plan.model,
        Fields::of_list(&plan.accounts),
        &opportunity,
        &points,
        &scores,
        row,
    );
    reason(
        plan,
        Fields::of_list(&plan.accounts),
        &tiering,
        &scores,
        &opportunity.potential,
        &explanation,
        row,
    )
}

#[test]
fn an_override_wins_and_the_model_stays_visible() {
    let plan = plan_with_override(TierChoice::Tier(0), None);
    let (.., tiering) = stages(&plan);
    assert_eq!(tiering.choice[4], TierChoice::Tier(0));
    assert_ne!(tiering.model[4], 0, "the case is one where the model disagrees");
    assert_eq!(tiering.overridden, 1);
    assert_eq!(tiering.counts.iter().sum::<u32>(), 200);
    let reason = reason_of(&plan, 4);
    assert!(
        reason
            .sentence
            .starts_with("Set to Tier 1 by Ana on 2026-11-22: 'strategic'. The model says Tier "),
        "{}",
        reason.sentence
    );
}

#[test]
fn an_override_counts_through_the_day_it_expires() {
    let yesterday = Day::from_epoch_days(today().epoch_days() - 1);
    for (expires, holds) in [(today(), true), (yesterday, false)] {
        let plan = plan_with_override(TierChoice::Excluded, Some(expires));
        let (.., tiering) = stages(&plan);
        assert_eq!(tiering.excluded == 1, holds);
        let reason = reason_of(&plan, 4);
        assert_eq!(
            reason.sentence.contains("expired on 2026-11-21"),
            !holds,
            "{}",
            reason.sentence
        );
    }
}

#[test]
fn every_reason_is_a_sentence_with_its_figures() {
    let plan = plan_on(varied(300), vec![]);
    for row in 0..300 {
        let reason = reason_of(&plan, row);
        let name = &plan.tiers.tiers[usize::from(reason.model_tier)].name;
        assert!(reason.sentence.starts_with(&format!("{name}: ")), "{}", reason.sentence);
        assert!(reason.sentence.ends_with('.'));
        if reason.model_tier == 0 {
            assert!(
                reason.sentence.contains("the cut of") && reason.to_next.is_none(),
                "{}",
                reason.sentence
            );
        } else if reason.score.is_some() {
            assert!(reason.sentence.contains("short of Tier "), "{}", reason.sentence);
        }
    }
}

#[test]
fn the_histogram_holds_every_scored_account_once() {
    let plan = plan_with_override(TierChoice::Excluded, None);
    let (.., scores, tiering) = stages(&plan);
    let histogram = Histogram::of(&scores, &tiering.choice, 3);
    let sum: u32 = histogram.counts().iter().sum();
    assert_eq!(sum as usize, 200 - scores.unscored());
    assert_eq!((0..Histogram::BINS).map(|bin| histogram.excluded(bin)).sum::<u32>(), 1);
    assert_eq!(histogram.counts().len(), Histogram::BINS * 4);
}

#[test]
fn the_best_account_stands_first() {
    let table = varied(4);
    let scores = Scores::from_units(vec![5, 9, Scores::NONE, 9]);
    assert_eq!(ranking(&table, &scores, &money(&[0, 1, 7, 2])), [3, 1, 0, 2]);
}

fn any_rule() -> impl Strategy<Value = CutRule> {
    let sorted = |mut v: Vec<u16>| {
        v.sort_unstable();
        v
    };
    prop_oneof![
        prop::collection::vec(0u16..=1000, 1..5).prop_map(move |v| CutRule::Share(sorted(v))),
        prop::collection::vec(0u16..=1000, 1..5).prop_map(move |v| CutRule::CumulativeValue(sorted(v))),
        prop::collection::vec(0u16..60, 1..5)
            .prop_map(move |v| CutRule::Count(sorted(v).into_iter().map(u32::from).collect())),
        prop::collection::vec(0u16..=1000, 1..5)
            .prop_map(move |v| CutRule::Score(sorted(v).into_iter().rev().map(|s| f64::from(s) / 10.0).collect())),
    ]
}

proptest! {
    #[test]
    fn a_bin_holds_the_scores_that_show_within_it(raw in prop::collection::vec(0..=Scores::MOST, 1..80)) {
        // At the edge itself 77.96 shows 78.0, and so belongs to the bin that begins there.
        let edges = [779_499, 779_500, 779_999, 780_000, 999_500, Scores::MOST];
        let scores = Scores::from_units(raw.iter().copied().chain(edges).collect());
        let choice = vec![TierChoice::Tier(0); scores.len()];
        let histogram = Histogram::of(&scores, &choice, 2);
        for bin in 0..Histogram::BINS {
            let from = bin as u32 * Histogram::WIDTH;
            let last = bin + 1 == Histogram::BINS;
            let within = |row: &usize| {
                scores.shown_tenths(*row).is_some_and(|tenths| tenths >= from && (last || tenths < from + Histogram::WIDTH))
            };
            prop_assert_eq!(histogram.count(bin, 0) as usize, (0..scores.len()).filter(within).count(), "bin {}", bin);
        }
    }

    #[test]
    fn tiers_are_whole_monotone_and_blind_to_the_order_of_rows(
        rows in prop::collection::vec((prop::option::weighted(0.9, 0u32..=1000), 0i64..500), 1..50),
        rule in any_rule(), turn in 0usize..50,
    ) {
        let scheme = TierScheme {
            tiers: (0..=rule.cuts()).map(|n| tierline_plan::TierDef { name: format!("T{n}") }).collect(),
            cut: rule.clone(),
        };
        prop_assert!(scheme.is_sound());
        let build = |rows: &[(Option<u32>, i64)]| {
            let scores = Scores::from_units(rows.iter().map(|(s, _)| s.map_or(Scores::NONE, |s| s * 1000)).collect());
            let values = money(&rows.iter().map(|r| r.1).collect::<Vec<_>>());
            (tiers_by(rule.clone(), &scores, &values), scores)
        };
        let (tiering, scores) = build(&rows);
        prop_assert_eq!(tiering.counts.iter().sum::<u32>() as usize, rows.len());
        prop_assert!(tiering.model.iter().all(|t| usize::from(*t) <= rule.cuts()));
        for a in 0..rows.len() {
            for b in 0..rows.len() {
                if let (Some(x), Some(y)) = (scores.score(a), scores.score(b)) && x >= y {
                    prop_assert!(tiering.model[a] <= tiering.model[b], "a better score never has a worse tier");
                }
            }
        }
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        let (other, _) = build(&turned);
        let mut back = other.model.clone();
        back.rotate_right(turn % rows.len());
        prop_assert_eq!(back, tiering.model);
        prop_assert_eq!(other.cut_scores, tiering.cut_scores);
    }

    #[test]
    fn a_cut_by_count_lets_in_as_many_as_asked_plus_ties(raw in prop::collection::vec(0u32..=30, 1..80), wanted in 0u32..80) {
        let scores = Scores::from_units(raw.iter().map(|s| s * 33_333).collect());
        let tiering = tiers_by(CutRule::Count(vec![wanted]), &scores, &[]);
        prop_assert_eq!(tiering.counts[0], wanted.min(raw.len() as u32) + tiering.ties[0]);
    }
}

#[test]
fn natural_breaks_part_the_tiers_where_the_scores_have_their_gaps() {
    let scores = units(&[
        4.0, 5.0, 9.0, 10.0, 1.0, 2.0, 3.0, 20.0, 21.0, 22.0, 50.0, 51.0, 52.0, 100.0,
    ]);
    let tiering = tiers_by(CutRule::NaturalBreaks(2), &scores, &[]);
    assert_eq!(
        tiering.counts,
        [1, 3, 10],
        "the one at 100, the three around 50, the rest"
    );
    assert_eq!(tiering.cut_scores.len(), 2);
    let nobody = tiers_by(
        CutRule::NaturalBreaks(2),
        &Scores::from_units(vec![Scores::NONE; 3]),
        &[],
    );
    assert_eq!(nobody.counts, [0, 0, 3], "without a score there is no gap");
}

#[test]
fn hours_are_as_many_accounts_as_they_care_for() {
    // 24 hours, 4 hours and half an hour an account a year.
    let coverage = Coverage::default();
    let rule = counted(&CutRule::Hours(vec![49, 9]), &coverage).into_owned();
    assert_eq!(
        rule,
        CutRule::Count(vec![2, 4]),
        "49 hours care for two, 9 hours for two more"
    );
    let none = Coverage {
        tiers: Vec::new(),
        ..coverage.clone()
    };
    assert_eq!(
        counted(&CutRule::Hours(vec![49, 9]), &none).into_owned(),
        CutRule::Count(vec![u32::MAX, u32::MAX]),
        "without a cadence a tier asks for no time"
    );
    assert_eq!(
        *counted(&CutRule::Share(vec![100]), &coverage),
        CutRule::Share(vec![100])
    );
}

fn gate(source: CriterionSource, sense: GateSense, test: GateTest, stops_at: TierChoice) -> Gate {
    Gate {
        id: GateId(1),
        sense,
        source,
        test,
        stops_at,
    }
}

fn gated(rows: usize, gates: Vec<Gate>) -> Plan {
    let mut plan = plan_on(varied(rows), vec![]);
    plan.apply(Change::SetGates(gates)).expect("fits");
    plan
}

const EMPLOYEES: CriterionSource = CriterionSource::Field(FieldId(4));
const INDUSTRY: CriterionSource = CriterionSource::Field(FieldId(2));

fn at_least(employees: f64) -> GateTest {
    GateTest::Number {
        from: Some(employees),
        to: None,
    }
}

#[test]
fn a_gate_stops_who_fails_it_and_lets_pass_whom_nothing_is_known_of() {
    let plan = gated(
        300,
        vec![gate(
            EMPLOYEES,
            GateSense::MustHave,
            at_least(1000.0),
            TierChoice::Excluded,
        )],
    );
    let (.., tiering) = stages(&plan);
    let column = plan.accounts.column(FieldId(4)).expect("there");
    let small = |row: usize| column.number(row).is_some_and(|employees| employees < 1000.0);
    let unknown = (0..300).filter(|row| column.is_missing(*row)).count();
    let failing = (0..300).filter(|row| small(*row)).count();
    assert!(failing > 10 && unknown > 0, "the case has both: {failing}, {unknown}");
    for row in 0..300 {
        assert_eq!(tiering.choice[row] == TierChoice::Excluded, small(row), "row {row}");
        assert_eq!(tiering.stopped(row).is_some(), small(row));
    }
    assert_eq!(tiering.excluded as usize, failing);
    assert_eq!(
        untold(&plan.gates[0], Fields::of_list(&plan.accounts), &[], today()).len(),
        unknown
    );
}

#[test]
fn shares_are_of_those_who_pass() {
    let knocked = vec![gate(
        INDUSTRY,
        GateSense::KnockOut,
        GateTest::OneOf(vec!["ENERGY".into(), "retail".into()]),
        TierChoice::Excluded,
    )];
    let plan = gated(400, knocked);
    let (_, _, scores, tiering) = stages(&plan);
    let passing = 400 - tiering.excluded as usize;
    assert!((100..350).contains(&passing), "{passing} pass");
    let wanted = (passing - tiering.unscored as usize) as f64 * 0.1;
    let got = f64::from(tiering.counts[0]);
    assert!(
        (got - wanted).abs() <= 1.0 + f64::from(tiering.ties[0]),
        "{got} of {passing} are in the best tier"
    );
    // As if they had never been on the list.
    let mut rest = scores.units().to_vec();
    for stopped in &tiering.standing().stopped {
        rest[stopped.row as usize] = Scores::NONE;
    }
    let values = vec![None; 400];
    assert_eq!(
        tiers_by(plan.tiers.cut.clone(), &Scores::from_units(rest), &values).cut_scores,
        tiering.cut_scores
    );
}

#[test]
fn a_gate_may_hold_accounts_at_a_tier_and_the_strictest_one_decides() {
    let hold = gate(EMPLOYEES, GateSense::MustHave, at_least(1e9), TierChoice::Tier(1));
    let out = Gate {
        id: GateId(2),
        ..gate(EMPLOYEES, GateSense::MustHave, at_least(100.0), TierChoice::Excluded)
    };
    let plan = gated(300, vec![hold, out]);
    let (.., tiering) = stages(&plan);
    let column = plan.accounts.column(FieldId(4)).expect("there");
    let mut held = 0;
    for row in 0..300 {
        let model = TierChoice::Tier(tiering.model[row]);
        let wanted = match column.number(row) {
            Some(employees) if employees < 100.0 => TierChoice::Excluded,
            Some(_) => TierChoice::Tier(1).max(model),
            _ => model,
        };
        held += usize::from(wanted != model && wanted != TierChoice::Excluded);
        assert_eq!(tiering.choice[row], wanted, "row {row}");
    }
    assert!(held > 0, "the case is one where the gate holds somebody");
    let counted: u32 = tiering.counts.iter().sum();
    assert_eq!(counted + tiering.excluded, 300);
}

#[test]
fn a_persons_word_wins_over_a_gate_and_both_are_told() {
    let mut plan = gated(
        200,
        vec![gate(
            EMPLOYEES,
            GateSense::MustHave,
            at_least(1e9),
            TierChoice::Excluded,
        )],
    );
    let (.., tiering) = stages(&plan);
    let row = tiering.standing().stopped[0].row as usize;
    let told = reason_of(&plan, row);
    assert_eq!(told.choice, TierChoice::Excluded);
    assert!(
        told.sentence
            .starts_with("Excluded by a gate: Employees must be 1,000,000,000 or more, and it is "),
        "{}",
        told.sentence
    );
    assert!(told.sentence.contains(" By its score of "), "{}", told.sentence);
    let entry = Override {
        tier: TierChoice::Tier(0),
        reason: "strategic".into(),
        author: "Ana".into(),
        set_on: today(),
        expires: None,
    };
    let account = plan.accounts.ids()[row];
    plan.apply(Change::SetOverrides(vec![(account, Some(entry))]))
        .expect("fits");
    let (.., tiering) = stages(&plan);
    assert_eq!(tiering.choice[row], TierChoice::Tier(0));
    let counted: u32 = tiering.counts.iter().sum();
    assert_eq!(counted + tiering.excluded, 200);
    let told = reason_of(&plan, row).sentence;
    assert!(
        told.starts_with("Set to Tier 1 by Ana") && told.contains("Otherwise: Excluded by a gate"),
        "{told}"
    );
}

#[test]
fn a_gate_on_a_column_that_is_gone_stops_nobody() {
    let gone = CriterionSource::Field(FieldId(999));
    for test in [GateTest::Known, at_least(5.0), GateTest::OneOf(vec!["x".into()])] {
        let plan = gated(50, vec![gate(gone, GateSense::MustHave, test, TierChoice::Excluded)]);
        assert_eq!(stages(&plan).3.excluded, 0);
    }
}

#[test]
fn gates_read_as_people_say_them() {
    let plan = gated(10, vec![]);
    let money = |minor| Some(Money::from_minor(minor));
    let day = |year| Day::from_ymd(year, 1, 31);
    let (must, knock) = (GateSense::MustHave, GateSense::KnockOut);
    let one_of = |values: &[&str]| GateTest::OneOf(values.iter().map(|value| (*value).to_owned()).collect());
    for (source, sense, test, said) in [
        (EMPLOYEES, must, at_least(50.0), "Employees must be 50 or more"),
        (EMPLOYEES, must, at_least(0.25), "Employees must be 0.25 or more"),
        (EMPLOYEES, must, GateTest::Known, "Employees must be known"),
        (
            EMPLOYEES,
            knock,
            GateTest::Number {
                from: Some(1.0),
                to: Some(9999.0),
            },
            "Employees must not be between 1 and 9,999",
        ),
        (
            INDUSTRY,
            knock,
            one_of(&["Arms", "Tobacco", "Coal"]),
            "Industry must not be Arms, Tobacco or Coal",
        ),
        (
            CriterionSource::Potential,
            must,
            GateTest::Amount {
                from: money(5_000_000),
                to: None,
            },
            "Potential must be €50,000 or more",
        ),
        (
            INDUSTRY,
            must,
            GateTest::Date {
                from: None,
                to: day(2026),
            },
            "Industry must be 2026-01-31 or earlier",
        ),
        (
            INDUSTRY,
            must,
            GateTest::Within { days: 400 },
            "Industry must be within the last 400 days",
        ),
        (INDUSTRY, knock, GateTest::Answer(true), "Industry must not be yes"),
    ] {
        assert_eq!(
            gate_sentence(
                &plan,
                Fields::of_list(&plan.accounts),
                &gate(source, sense, test, TierChoice::Excluded)
            ),
            said
        );
    }
}

proptest! {
    /// Whatever gates and overrides say, every account has one tier, and cuts are those of a list without whom gates put
    /// out.
    #[test]
    fn tiers_add_up_behind_any_gates(
        least in 0.0_f64..3000.0, tier in 0u8..4, knock in any::<bool>(), shares in (0u16..500, 0u16..500), rows in 1usize..120,
    ) {
        let stops_at = if tier == 3 { TierChoice::Excluded } else { TierChoice::Tier(tier) };
        let sense = if knock { GateSense::KnockOut } else { GateSense::MustHave };
        let mut plan = gated(rows, vec![gate(EMPLOYEES, sense, at_least(least), stops_at)]);
        plan.tiers.cut = CutRule::Share(vec![shares.0, shares.0 + shares.1]);
        let (.., tiering) = stages(&plan);
        prop_assert_eq!(tiering.counts.iter().sum::<u32>() + tiering.excluded, rows as u32);
        for row in 0..rows {
            let model = TierChoice::Tier(tiering.model[row]);
            let wanted = tiering.stopped(row).map_or(model, |stopped| stopped.at.max(model));
            prop_assert_eq!(tiering.choice[row], wanted);
        }
    }
}
