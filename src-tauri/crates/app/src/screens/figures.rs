//! The promise that every number opens the rows it is made of: each figure of each screen against the list it opens.

mod scenarios;

use crate::{App, Folders, Headless, Session};
use proptest::prelude::*;
use std::sync::Arc;
use tierline_contract::*;
use tierline_engine::standard::standard_model;
use tierline_plan::*;
use tierline_sheets::read::ReaderHost;

/// An account as a test draws it. Amounts are minor units; words are indexes into a few.
type Drawn = (
    (Option<usize>, Option<usize>, Option<u16>),
    (Option<i64>, Option<i64>),
    (Option<i64>, Option<i64>),
    (Option<usize>, Option<u8>),
    u8,
);

fn any_account() -> impl Strategy<Value = Drawn> {
    let amount = || prop::option::weighted(0.6, -500i64..900_000);
    (
        (
            prop::option::weighted(0.8, 0usize..3),
            prop::option::weighted(0.8, 0usize..2),
            prop::option::weighted(0.7, 0u16..900),
        ),
        (amount(), prop::option::weighted(0.3, 0i64..2_000_000)),
        (amount(), amount()),
        (
            prop::option::weighted(0.7, 0usize..3),
            prop::option::weighted(0.8, 0u8..=100),
        ),
        any::<u8>(),
    )
}

fn field(role: FieldRole, kind: FieldKind, values: impl Iterator<Item = Value>) -> (FieldRole, FieldKind, Column) {
    (role, kind, Column::from_values(kind, values))
}

fn table(list: &[Drawn], known: bool) -> AccountTable {
    let word = |words: &'static [&'static str], at: Option<usize>| {
        at.map_or(Value::Missing, |at| Value::Text(words[at].into()))
    };
    let money = |amount: Option<i64>| {
        amount
            .filter(|_| known)
            .map_or(Value::Missing, |minor| Value::Money(Money::from_minor(minor)))
    };
    let number = |figure: Option<f64>| figure.map_or(Value::Missing, Value::Number);
    let product = |id| FieldRole::ProductRevenue(ProductId(id));
    use FieldKind::{Category, Number, Text};
    let fields = vec![
        field(
            FieldRole::Name,
            Text,
            (0..list.len()).map(|row| Value::Text(format!("Account {row}"))),
        ),
        field(
            FieldRole::Industry,
            Category,
            list.iter().map(|a| word(&["Energy", "energy ", "Retail"], a.0.0)),
        ),
        field(
            FieldRole::Country,
            Category,
            list.iter().map(|a| word(&["DE", "AT"], a.0.1)),
        ),
        field(
            FieldRole::Employees,
            Number,
            list.iter().map(|a| number(a.0.2.map(f64::from))),
        ),
        field(
            FieldRole::CurrentRevenue,
            FieldKind::Money,
            list.iter().map(|a| money(a.1.0)),
        ),
        field(
            FieldRole::Potential,
            FieldKind::Money,
            list.iter().map(|a| money(a.1.1)),
        ),
        field(product(1), FieldKind::Money, list.iter().map(|a| money(a.2.0))),
        field(product(2), FieldKind::Money, list.iter().map(|a| money(a.2.1))),
        field(
            FieldRole::Owner,
            Category,
            list.iter().map(|a| word(&["Rep 1", "Rep 2", "Ghost"], a.3.0)),
        ),
        field(
            FieldRole::Engagement,
            Number,
            list.iter().map(|a| number(a.3.1.map(f64::from))),
        ),
    ];
    let mut batch = AccountBatch::default();
    for (at, (role, kind, column)) in fields.into_iter().enumerate() {
        batch.fields.push(Field {
            id: FieldId(at as u32),
            role,
            kind,
            label: format!("{role:?}"),
        });
        batch.columns.push(column);
    }
    AccountTable::from_batch(batch, 1).expect("a sound table")
}

fn rep(id: u32) -> Rep {
    Rep {
        id: RepId(id),
        name: format!("Rep {id}"),
        role: None,
        base_city: None,
        country: None,
        start: None,
        share_of_full_time: 1000,
        last_quota: None,
        last_result: None,
        ote: None,
    }
}

/// A plan with decisions of every kind on the drawn list.
fn plan(list: &[Drawn], known: bool, cut: CutRule) -> Plan {
    let today = Day::from_ymd(2026, 11, 22).expect("a date");
    let mut plan = Plan::new("Test", today, 7);
    let accounts = table(list, known);
    let settings = OpportunitySettings {
        fewest_peers: 3,
        ..OpportunitySettings::default()
    };
    let model = standard_model(&accounts, &settings, today);
    let id = |row: usize| AccountId(row as u32 + 1);
    let rows = || list.iter().enumerate();
    let choice = |draw: u8| match draw % 8 {
        0 => Some(TierChoice::Excluded),
        1 => Some(TierChoice::Tier(0)),
        2 => Some(TierChoice::Tier(2)),
        _ => None,
    };
    let entry = |tier: TierChoice| Override {
        tier,
        reason: "seen".into(),
        author: "Ana".into(),
        set_on: today,
        expires: None,
    };
    let products = (1..=2).map(|id| Product {
        id: ProductId(id),
        name: format!("Product {id}"),
    });
    let changes = vec![
        Change::SetAccounts {
            accounts: Box::new(accounts),
            products: products.collect(),
            sources: vec![],
        },
        Change::SetModel(model),
        Change::SetTiers(TierScheme {
            cut,
            ..TierScheme::default()
        }),
        Change::SetOpportunity(settings),
        Change::SetReps(vec![rep(1), rep(2)]),
        Change::SetOverrides(rows().map(|(row, a)| (id(row), choice(a.4).map(entry))).collect()),
        Change::SetOwners(
            rows()
                .map(|(row, a)| (id(row), (a.4 % 3 > 0).then(|| RepId(u32::from(a.4 % 3)))))
                .collect(),
        ),
        Change::SetGates(vec![
            Gate {
                id: GateId(1),
                sense: GateSense::MustHave,
                source: CriterionSource::Field(FieldId(3)),
                test: GateTest::Number {
                    from: Some(40.0),
                    to: None,
                },
                stops_at: TierChoice::Tier(1),
            },
            Gate {
                id: GateId(2),
                sense: GateSense::KnockOut,
                source: CriterionSource::Field(FieldId(1)),
                test: GateTest::OneOf(vec!["RETAIL".into()]),
                stops_at: TierChoice::Excluded,
            },
        ]),
        Change::SetPins(rows().map(|(row, a)| (id(row), a.4 % 5 == 0)).collect()),
    ];
    plan.apply(Change::Batch(changes)).expect("fits");
    plan
}

/// A figure that stands for accounts, with the list it opens.
struct Figure {
    what: String,
    segment: Segment,
    accounts: u32,
    /// A column of the list that the figure beside the count is the sum of; `None` where nothing of it is known.
    sum: Option<(&'static str, Option<i64>)>,
}

fn figure(what: impl Into<String>, segment: Segment, accounts: u32) -> Figure {
    Figure {
        what: what.into(),
        segment,
        accounts,
        sum: None,
    }
}

impl Figure {
    fn sum(self, column: &'static str, amount: Option<i64>) -> Figure {
        Figure {
            sum: Some((column, amount)),
            ..self
        }
    }
}

const BUCKETS: [&str; 4] = ["retain", "upsell", "crossSell", "newLogo"];

fn figures(app: &App) -> Result<Vec<Figure>, AppError> {
    let mut all = Vec::new();
    let home = app.home(())?;
    all.push(figure("Home, accounts", Segment::Included, home.accounts).sum("potential", home.opportunity));
    all.push(figure(
        "Home, customers",
        Segment::Customers { customers: true },
        home.customers,
    ));
    all.push(figure(
        "Home, prospects",
        Segment::Customers { customers: false },
        home.prospects,
    ));
    all.push(
        figure("Home, no owner", Segment::Rep { rep: None }, home.unowned_accounts)
            .sum("potential", home.unowned_potential),
    );
    all.push(figure("Home, not known", Segment::NoPotential, home.without_potential));
    for tier in home.tiers {
        let segment = Segment::Tier { tier: Some(tier.tier) };
        all.push(figure("Home, tier", segment, tier.accounts).sum("potential", tier.potential));
    }

    let opportunity = app.opportunity(())?;
    for (bucket, column) in opportunity.buckets.iter().zip(BUCKETS) {
        let segment = Segment::Bucket { bucket: bucket.bucket };
        let unknown = bucket.amount.is_none();
        all.push(figure(column, segment, bucket.accounts).sum(column, if unknown { Some(0) } else { bucket.amount }));
    }
    for line in &opportunity.by_tier {
        all.push(figure("by tier", Segment::Tier { tier: line.tier }, line.accounts));
    }
    for basis in &opportunity.bases {
        let segment = Segment::PotentialFrom { source: basis.source };
        all.push(figure(&basis.label, segment, basis.accounts).sum("potential", basis.amount));
    }
    all.push(figure(
        "without potential",
        Segment::NoPotential,
        opportunity.no_potential,
    ));
    all.push(figure(
        "above potential",
        Segment::AbovePotential,
        opportunity.above_potential,
    ));
    for product in &opportunity.products {
        let id = product.product;
        all.push(figure(
            "owners of a product",
            Segment::ProductOwners { product: id },
            product.owners,
        ));
        all.push(figure(
            "gap of a product",
            Segment::ProductGap { product: id },
            product.gap_accounts,
        ));
    }

    let model = app.model(())?;
    all.push(figure("unscored", Segment::Unscored, model.live.unscored));
    all.push(figure("excluded", Segment::Tier { tier: None }, model.live.excluded));
    for (bin, counts) in model.live.histogram.iter().enumerate() {
        let (from, to) = (bin as u16 * 20, bin as u16 * 20 + 20);
        // The last bar holds 100 too.
        let to = if to == 1000 { 1001 } else { to };
        let accounts = counts.accounts.iter().sum();
        all.push(figure(
            format!("bar from {from}"),
            Segment::Scores { from, to },
            accounts,
        ));
    }
    for criterion in &model.criteria {
        let segment = match criterion.field {
            Some(field) => Segment::Missing { field },
            None => Segment::NoPotential,
        };
        all.push(figure(
            format!("missing for {}", criterion.name),
            segment,
            criterion.missing,
        ));
        for category in &criterion.categories {
            let segment = Segment::Value {
                field: criterion.field.expect("categories stand in a field"),
                value: category.value.clone(),
            };
            all.push(figure(format!("value {}", category.value), segment, category.accounts));
        }
    }

    let gates = app.gates(())?;
    all.push(figure("stopped by any gate", Segment::StoppedByAny, gates.stopped));
    for gate in &gates.gates {
        let id = gate.id;
        all.push(
            figure(&gate.touch.sentence, Segment::Stopped { gate: id }, gate.touch.stops)
                .sum("potential", gate.touch.potential),
        );
        all.push(figure(
            "overruled",
            Segment::Overruled { gate: id },
            gate.touch.overridden,
        ));
        all.push(figure(
            "untold by a gate",
            Segment::Untold { gate: id },
            gate.touch.untold,
        ));
    }
    let board = app.tier_board(())?;
    all.push(figure("set by hand", Segment::Overridden, board.overrides));
    for column in board.columns.iter().chain([&board.excluded]) {
        let tier = column.tier;
        all.push(
            figure("column", Segment::Tier { tier }, column.summary.accounts)
                .sum("potential", column.summary.potential),
        );
        all.push(figure(
            "set by hand in a column",
            Segment::OverriddenTo { tier },
            column.overrides,
        ));
    }
    for tier in app.coverage(())?.tiers {
        let segment = Segment::Tier { tier: Some(tier.tier) };
        all.push(figure("coverage", segment, tier.accounts).sum("potential", tier.potential));
    }

    let territories = app.territories(())?;
    let free = &territories.unassigned;
    all.push(figure("nobody's", Segment::Rep { rep: None }, free.accounts).sum("potential", free.potential));
    for row in &territories.reps {
        let rep = row.rep.id;
        all.push(figure("a rep's", Segment::Rep { rep: Some(rep) }, row.accounts).sum("potential", row.potential));
        for (tier, count) in row.by_tier.iter().enumerate() {
            let segment = Segment::RepTier {
                rep: Some(rep),
                tier: tier as u8,
            };
            all.push(figure("a rep's tier", segment, *count));
        }
        all.push(figure("listed", Segment::ListedOwner { rep }, row.owned_before));
        all.push(figure("kept", Segment::Kept { rep }, row.kept));
        all.push(figure("pinned", Segment::Pinned { rep }, row.pinned));
    }
    for owner in &territories.unknown_owners {
        all.push(figure(
            &owner.name,
            Segment::OwnerName {
                name: owner.name.clone(),
            },
            owner.accounts,
        ));
    }
    let found = app.matrix(())?;
    all.push(figure("not in the matrix", Segment::MatrixUnknown, found.unknown));
    for (across, line) in found.cells.iter().enumerate() {
        for (up, cell) in line.iter().enumerate() {
            let segment = Segment::MatrixCell {
                across: across as u8,
                up: up as u8,
            };
            all.push(Figure {
                sum: Some(("potential", cell.potential)),
                ..figure("matrix", segment, cell.accounts)
            });
        }
    }
    let accounts = app.with(|session| Ok(session.plan().accounts.ids().to_vec()))?;
    for id in accounts {
        let detail = app.account_detail(AccountRef { account: id.0 })?;
        all.push(figure(
            "peers",
            Segment::Peers { account: id.0 },
            detail.peers.unwrap_or(0),
        ));
    }
    Ok(all)
}

/// How many accounts a segment opens, and what a column of them adds up to as far as it is known.
fn opened(app: &App, segment: Segment, column: &str) -> Result<(u32, Option<i64>), AppError> {
    let query = AccountQuery {
        segment,
        search: String::new(),
        filters: vec![],
        sort: vec![],
    };
    let request = AccountPageRequest {
        query,
        columns: vec![column.to_owned()],
        offset: 0,
        limit: 500,
    };
    let page = app.account_page(request)?;
    let cells = page.rows.iter().map(|row| match row.cells[0] {
        Cell::Whole(amount) => Some(Money::from_minor(amount)),
        _ => None,
    });
    Ok((page.total, cells.collect::<KnownSum>().amount().map(Money::minor)))
}

/// An app with the plan open, and the folder it lies in.
fn open(plan: Plan) -> (tempfile::TempDir, App) {
    let folder = tempfile::tempdir().expect("a folder");
    let folders = Folders {
        settings: folder.path().join("settings"),
        plans: folder.path().to_owned(),
    };
    let app = App::new(Arc::new(Headless), folders, ReaderHost::InProcess);
    *app.slot() = Some(Session::create(&folder.path().join("plan.tierline"), plan).expect("a plan file"));
    (folder, app)
}

fn any_cut() -> impl Strategy<Value = CutRule> {
    prop_oneof![
        Just(CutRule::Share(vec![200, 500])),
        Just(CutRule::Score(vec![62.0, 38.0])),
        Just(CutRule::CumulativeValue(vec![500, 800])),
        Just(CutRule::NaturalBreaks(2)),
        Just(CutRule::Hours(vec![48, 20])),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_figure_opens_as_many_accounts_as_it_says_and_they_add_up_to_it(
        list in prop::collection::vec(any_account(), 1..40), known in prop::bool::weighted(0.85), cut in any_cut(),
    ) {
        let (_folder, app) = open(plan(&list, known, cut));
        for figure in figures(&app).expect("the screens answer") {
            let (column, amount) = figure.sum.unwrap_or(("potential", None));
            let (accounts, sum) = opened(&app, figure.segment.clone(), column).expect("the list opens");
            prop_assert_eq!(accounts, figure.accounts, "{}: {:?}", figure.what, figure.segment);
            if figure.sum.is_some() {
                prop_assert_eq!(sum, amount, "{}: {:?}", figure.what, figure.segment);
            }
        }
        for figure in scenarios::figures(&app).expect("the screens answer") {
            let (accounts, _) = opened(&app, figure.segment.clone(), "potential").expect("the list opens");
            prop_assert_eq!(accounts, figure.accounts, "{}: {:?}", figure.what, figure.segment);
        }
        let opportunity = app.opportunity(()).expect("answers");
        let gaps = opportunity.products.iter().map(|product| product.gap).sum::<Option<i64>>();
        let customers = app.home(()).expect("answers").customers;
        if gaps.is_some() && customers > 0 && opportunity.total.is_some() {
            prop_assert_eq!(gaps, opportunity.buckets[2].amount, "the gaps of all products are cross-sell");
        }
    }
}

#[test]
fn a_list_without_any_amount_shows_no_zero_for_what_is_not_known() {
    let account: Drawn = (
        (Some(0), Some(0), Some(50)),
        (None, None),
        (None, None),
        (None, Some(40)),
        7,
    );
    let (_folder, app) = open(plan(
        &vec![account; 12],
        false,
        CutRule::CumulativeValue(vec![500, 800]),
    ));
    let home = app.home(()).expect("answers");
    assert_eq!(
        (home.opportunity, home.unowned_potential),
        (None, Some(0)),
        "nobody's accounts: none at all"
    );
    assert!(home.buckets.iter().all(|bucket| bucket.amount.is_none()));
    let gap = home.potential_gap.expect("it says why");
    assert!(
        gap.contains("no customers with revenue") && gap.contains("import the list again"),
        "{gap}"
    );
    let opportunity = app.opportunity(()).expect("answers");
    assert_eq!(
        (opportunity.total, opportunity.headroom, opportunity.current_revenue),
        (None, None, None)
    );
    let board = app.tier_board(()).expect("answers");
    assert_eq!(board.potential, None);
    assert_eq!(board.columns[0].rule, "By share of the potential, which is not known");
    assert_eq!(
        board.columns[0].summary.potential,
        Some(0),
        "an empty tier holds nothing, and that is known"
    );
    let model = app.model(()).expect("answers");
    assert!(
        model
            .live
            .cut_problem
            .is_some_and(|problem| problem.contains("last tier"))
    );
    let territories = app.territories(()).expect("answers");
    let owned: Vec<_> = territories
        .reps
        .iter()
        .map(|row| (row.accounts, row.potential))
        .collect();
    assert_eq!(owned, [(12, None), (0, Some(0))]);
    let detail = app.account_detail(AccountRef { account: 1 }).expect("answers");
    assert_eq!((detail.retain, detail.new_logo, detail.peers), (None, None, None));
    let settings = QuotaSettingsView {
        target: Some(1_000_000),
        over_assignment: 0,
        history_weight: 500,
        step: 1,
    };
    app.set_quotas(settings).expect("set");
    let quotas = app.quotas(()).expect("answers");
    assert_eq!(quotas.rows[0].potential, None);
    assert_eq!(quotas.rows[0].potential_share, None);
    assert!(
        quotas
            .potential_gap
            .is_some_and(|gap| gap.contains("rest on time at work"))
    );
    assert_eq!(
        quotas.rows.iter().filter_map(|row| row.quota).sum::<i64>(),
        1_000_000,
        "and they still add up"
    );
}

#[test]
fn the_dial_is_kept_and_undo_brings_it_back() {
    let account: Drawn = ((Some(0), None, None), (Some(5), None), (None, None), (None, None), 3);
    let (_folder, app) = open(plan(&[account], true, CutRule::Share(vec![200, 500])));
    app.set_territories(TerritorySettingsView { continuity: 900 })
        .expect("set");
    let dial = || app.territories(()).expect("answers").continuity;
    assert_eq!(dial(), 900);
    app.undo(()).expect("undone");
    assert_eq!(dial(), 500);
}
