use super::*;
use crate::testing::{ListOf, plan_on, varied};
use proptest::prelude::*;
use tierline_plan::ProductId;

fn settings() -> OpportunitySettings {
    OpportunitySettings::default()
}

fn euros(amount: i64) -> Money {
    Money::from_minor(amount * 100)
}

#[test]
fn ten_peers_give_the_known_percentile() {
    let spend = [40, 55, 60, 72, 80, 95, 110, 130, 150, 200];
    let table = ListOf::accounts(11)
        .money(FieldRole::CurrentRevenue, |row| spend.get(row).map(|s| s * 100))
        .table();
    let opportunity = size_opportunity(&table, &settings());
    assert_eq!(opportunity.potential[10], Some(euros(134)), "G10");
    assert_eq!(
        opportunity.potential[9],
        Some(euros(200)),
        "never below what it already buys"
    );
    assert!(matches!(opportunity.basis[9], PotentialBasis::OwnRevenue { .. }));
    assert_eq!(opportunity.buckets[10].new_logo, euros(134));
    assert_eq!(
        opportunity.buckets[0].upsell,
        euros(94),
        "without products all headroom is upsell"
    );
    assert_eq!(opportunity.headroom_basis[0], HeadroomBasis::NoProductColumns);
}

#[test]
fn potential_grows_with_the_headcount_and_thin_groups_ask_the_wider_one() {
    // 20 customers in energy at 100 a head, 3 in retail at 10 a head; prospects in both.
    let table = ListOf::accounts(25)
        .words(FieldRole::Industry, |row| {
            Some(if row < 20 || row == 23 { "Energy" } else { "Retail" })
        })
        .number(FieldRole::Employees, |_| Some(50.0))
        .money(FieldRole::CurrentRevenue, |row| match row {
            0..20 => Some(500_000),
            20..23 => Some(50_000),
            _ => None,
        })
        .table();
    let opportunity = size_opportunity(&table, &settings());
    assert_eq!(opportunity.potential[23], Some(euros(5000)));
    let PotentialBasis::Peers { group } = opportunity.basis[24] else {
        panic!("read off peers");
    };
    let group = &opportunity.groups[group as usize];
    assert_eq!(
        (group.peers, &group.industry),
        (23, &None),
        "three customers in retail are too few"
    );
}

#[test]
fn small_groups_are_drawn_towards_the_wider_one() {
    let table = ListOf::accounts(60)
        .words(FieldRole::Industry, |row| Some(if row < 10 { "Rich" } else { "Plain" }))
        .money(FieldRole::CurrentRevenue, |row| {
            Some(if row < 10 { 1_000_000 } else { 100_000 })
        })
        .table();
    let opportunity = size_opportunity(&table, &settings());
    let rich = opportunity
        .groups
        .iter()
        .find(|g| g.industry.as_deref() == Some("Rich"))
        .expect("ten are enough");
    // (10 x 1,000,000 + 30 x 100,000) / 40
    assert!((rich.spend - 325_000.0).abs() < 1e-6, "{rich:?}");
}

#[test]
fn too_few_customers_leave_the_potential_missing_not_zero() {
    let table = ListOf::accounts(10)
        .money(FieldRole::CurrentRevenue, |row| (row < 3).then_some(1000))
        .table();
    let opportunity = size_opportunity(&table, &settings());
    assert_eq!(opportunity.without_potential, 10);
    assert!(opportunity.potential.iter().all(Option::is_none));
    assert_eq!(opportunity.share_of_wallet(0), None);
}

#[test]
fn the_list_wins_and_a_listed_potential_below_revenue_is_flagged() {
    let table = ListOf::accounts(3)
        .money(FieldRole::Potential, |row| [Some(50_000), Some(0), Some(-5)][row])
        .money(FieldRole::CurrentRevenue, |row| [Some(60_000), None, None][row])
        .table();
    let opportunity = size_opportunity(&table, &settings());
    assert_eq!(opportunity.over_wallet, 1);
    assert_eq!(opportunity.share_of_wallet(0), Some(1.2));
    assert_eq!(opportunity.buckets[0].total(), Money::from_minor(60_000));
    assert_eq!(opportunity.potential[1], Some(Money::ZERO), "a listed zero is a figure");
    assert_eq!(opportunity.potential[2], None, "a negative potential is none");
}

#[test]
fn headroom_goes_to_products_as_peers_spend() {
    let table = ListOf::accounts(1)
        .money(FieldRole::Potential, |_| Some(1_000_000))
        .money(FieldRole::CurrentRevenue, |_| Some(400_000))
        .money(FieldRole::ProductRevenue(ProductId(1)), |_| Some(300_000))
        .money(FieldRole::ProductRevenue(ProductId(2)), |_| None)
        .table();
    let opportunity = size_opportunity(&table, &settings());
    assert_eq!(
        opportunity.buckets[0].upsell,
        Money::from_minor(600_000),
        "peers spend on product 1 only"
    );
    let cells = opportunity.by_product(&table, 0);
    assert!(cells[0].owned() && !cells[1].owned());
    assert_eq!(cells[1].headroom, Money::ZERO);
}

#[test]
fn a_customer_by_status_without_revenue_is_counted() {
    let table = ListOf::accounts(2)
        .words(FieldRole::Status, |row| Some(["Kunde", "Interessent"][row]))
        .money(FieldRole::Potential, |_| Some(100))
        .table();
    let opportunity = size_opportunity(&table, &settings());
    assert_eq!(opportunity.kind, [AccountKind::Customer, AccountKind::Prospect]);
    assert_eq!(opportunity.customers_without_revenue, 1);
}

#[test]
fn sentences_carry_their_figures() {
    let plan = plan_on(varied(300), vec![]);
    let opportunity = size_opportunity(&plan.accounts, &plan.opportunity);
    for row in 0..plan.accounts.len() {
        let sentence = potential_sentence(&plan, &opportunity, row);
        assert!(sentence.ends_with('.') && sentence.contains('€'), "{sentence}");
        assert!(opportunity_sentence(&plan, &opportunity, row).ends_with('.'));
    }
}

fn amount() -> impl Strategy<Value = Option<i64>> {
    prop::option::weighted(0.7, -1000i64..5_000_000)
}

proptest! {
    #[test]
    fn buckets_add_up_to_the_potential_and_never_fall_below_zero(
        rows in prop::collection::vec((amount(), amount(), amount(), amount(), 0usize..3, prop::option::of(0.0..900.0_f64)), 1..60),
    ) {
        let table = ListOf::accounts(rows.len())
            .money(FieldRole::CurrentRevenue, |r| rows[r].0)
            .money(FieldRole::Potential, |r| rows[r].1.filter(|m| m % 2 == 0))
            .money(FieldRole::ProductRevenue(ProductId(1)), |r| rows[r].2)
            .money(FieldRole::ProductRevenue(ProductId(2)), |r| rows[r].3)
            .words(FieldRole::Industry, |r| [Some("A"), Some("B"), None][rows[r].4])
            .number(FieldRole::Employees, |r| rows[r].5)
            .table();
        let opportunity = size_opportunity(&table, &OpportunitySettings::default());
        let mut total = Money::ZERO;
        for row in 0..rows.len() {
            let parts = opportunity.buckets[row];
            prop_assert_eq!(parts.total(), opportunity.potential[row].unwrap_or(Money::ZERO));
            for part in [parts.retain, parts.upsell, parts.cross_sell, parts.new_logo] {
                prop_assert!(!part.is_negative());
            }
            if let (Some(potential), Some(sold)) = (opportunity.potential[row], opportunity.revenue[row]) {
                prop_assert!(potential >= sold);
            }
            let cells: Money = opportunity.by_product(&table, row).iter().map(|c| c.headroom).sum();
            prop_assert_eq!(cells, opportunity.headroom(row).unwrap_or(Money::ZERO));
            total += parts.total();
        }
        prop_assert_eq!(opportunity.total.total(), total);
    }
}
