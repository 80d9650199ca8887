//! The Opportunity screen: where is the money?

use crate::session::Session;
use crate::{App, wire, words};
use std::collections::BTreeMap;
use tierline_contract::*;
use tierline_engine::opportunity::{AccountKind, Buckets, HeadroomBasis, PotentialBasis, ProductHeadroom};
use tierline_engine::results::TierSummary;
use tierline_plan::{Change, FieldRole, KnownSum, Money, OpportunitySettings, Product, ProductId};

/// Below the median "what good customers spend" would mean less than what most do; near the maximum one outlier decides.
const PERCENTILES: std::ops::RangeInclusive<u16> = 500..=950;

impl App {
    pub fn opportunity(&self, (): ()) -> Result<OpportunityView, AppError> {
        self.with(|session| Ok(view(session)))
    }

    pub fn set_opportunity(&self, request: OpportunitySettingsView) -> Result<PlanView, AppError> {
        if !PERCENTILES.contains(&request.peer_percentile) {
            let message = "Choose a percentile between the 50th and the 95th. The old one is kept.".to_owned();
            return Err(AppError::Refused { message });
        }
        self.change(|session| {
            let settings = OpportunitySettings {
                peer_percentile: request.peer_percentile,
                ..session.plan().opportunity.clone()
            };
            self.commit(
                session,
                Change::SetOpportunity(settings),
                "Change how potential is read off peers",
            )
        })
    }
}

/// What a group of accounts has in a bucket; `None` where none of its potential is known.
pub(super) fn amount(group: &TierSummary, bucket: Bucket) -> Option<Money> {
    group.buckets().map(|buckets| part(&buckets, bucket))
}

fn part(buckets: &Buckets, bucket: Bucket) -> Money {
    match bucket {
        Bucket::Retain => buckets.retain,
        Bucket::Upsell => buckets.upsell,
        Bucket::CrossSell => buckets.cross_sell,
        Bucket::NewLogo => buckets.new_logo,
    }
}

fn view(session: &Session) -> OpportunityView {
    let plan = session.plan();
    let results = session.results();
    let included = &results.included;
    let total = included.potential.amount();
    let rows = || (0..plan.accounts.len()).filter(|row| session.is_included(*row));
    let with_money = |bucket: Bucket| {
        rows()
            .filter(|row| part(&results.opportunity.buckets[*row], bucket) > Money::ZERO)
            .count() as u32
    };
    let buckets = wire::BUCKETS.iter().map(|bucket| {
        let (amount, accounts) = (amount(included, *bucket), with_money(*bucket));
        BucketView {
            bucket: *bucket,
            amount: amount.map(Money::minor),
            accounts,
            sentence: match amount.zip(total) {
                Some((amount, total)) => {
                    bucket_sentence(*bucket, accounts, words::share(amount.minor(), total.minor()))
                }
                None => "Not known.".to_owned(),
            },
        }
    });
    let line = |tier: Option<u8>, summary: &TierSummary| TierBuckets {
        tier,
        name: session.tier_name(tier),
        accounts: summary.accounts,
        amounts: wire::BUCKETS
            .iter()
            .map(|bucket| amount(summary, *bucket).map(Money::minor))
            .collect(),
    };
    let mut by_tier: Vec<TierBuckets> = results
        .tiers
        .iter()
        .enumerate()
        .map(|(tier, summary)| line(Some(tier as u8), summary))
        .collect();
    if results.excluded.accounts > 0 {
        by_tier.push(line(None, &results.excluded));
    }
    let above = |row: &usize| {
        results
            .opportunity
            .share_of_wallet(*row)
            .is_some_and(|share| share > 1.0)
    };
    OpportunityView {
        total: total.map(Money::minor),
        current_revenue: included.revenue.amount().map(Money::minor),
        headroom: included.headroom.amount().map(Money::minor),
        buckets: buckets.collect(),
        by_tier,
        bases: bases(session),
        no_potential: included.potential.unknown(),
        potential_gap: session.potential_gap(),
        above_potential: rows().filter(above).count() as u32,
        peer_percentile: plan.opportunity.peer_percentile,
        products: products(session),
    }
}

fn bucket_sentence(bucket: Bucket, accounts: u32, share: i64) -> String {
    let who = words::many(
        u64::from(accounts),
        if bucket == Bucket::NewLogo {
            "prospect"
        } else {
            "customer"
        },
    );
    let what = match bucket {
        Bucket::Retain => "buy this today; losing them loses it",
        Bucket::Upsell => "could buy more of what they own",
        Bucket::CrossSell => "lack products that their peers buy",
        Bucket::NewLogo => "could start to buy",
    };
    format!("{} of the potential. {who} {what}.", words::per_mille(share))
}

/// Where an account's potential comes from, as the wire names it.
pub(crate) fn source(basis: &PotentialBasis) -> PotentialSource {
    match basis {
        PotentialBasis::Listed => PotentialSource::Listed,
        PotentialBasis::ListedBelowRevenue { .. } => PotentialSource::ListedBelowRevenue,
        PotentialBasis::Peers { .. } => PotentialSource::Peers,
        PotentialBasis::OwnRevenue { .. } => PotentialSource::OwnRevenue,
        PotentialBasis::Unknown(_) => PotentialSource::Unknown,
    }
}

fn bases(session: &Session) -> Vec<PotentialBasisView> {
    let results = session.results();
    let mut found: BTreeMap<PotentialSource, KnownSum> = BTreeMap::new();
    for row in (0..results.opportunity.basis.len()).filter(|row| session.is_included(*row)) {
        let source = source(&results.opportunity.basis[row]);
        found.entry(source).or_default().add(results.opportunity.potential[row]);
    }
    let label = |source: PotentialSource| match source {
        PotentialSource::Listed => "The list says so",
        PotentialSource::ListedBelowRevenue => "The list says less than they buy: what they buy counts",
        PotentialSource::Peers => "What similar customers spend",
        PotentialSource::OwnRevenue => "They spend more than similar customers: what they buy counts",
        PotentialSource::Unknown => "Not known: too few customers to compare with",
    };
    let view = |(source, sum): (PotentialSource, KnownSum)| PotentialBasisView {
        source,
        label: label(source).to_owned(),
        accounts: sum.known() + sum.unknown(),
        amount: sum.amount().map(Money::minor),
    };
    found.into_iter().map(view).collect()
}

/// What an account means to a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProductPlace {
    Owner,
    Gap,
}

/// The products that an account in the plan buys or has a gap in, each with what it is worth.
///
/// Gaps are counted as the buckets count them: where nothing is known of the products a customer owns, all its headroom
/// is upsell, and no gap can be told.
pub(crate) fn product_places(session: &Session, row: usize) -> Vec<(ProductId, ProductPlace, Money)> {
    let plan = session.plan();
    let opportunity = &session.results().opportunity;
    if !session.is_included(row) || opportunity.kind[row] != AccountKind::Customer {
        return Vec::new();
    }
    let split = opportunity.headroom_basis[row] == HeadroomBasis::ByProduct;
    let place = |cell: ProductHeadroom| {
        if cell.owned() {
            Some((cell.product, ProductPlace::Owner, cell.revenue.unwrap_or(Money::ZERO)))
        } else {
            (split && cell.headroom > Money::ZERO).then_some((cell.product, ProductPlace::Gap, cell.headroom))
        }
    };
    let cells = opportunity.by_product(&plan.accounts, row);
    cells.into_iter().filter_map(place).collect()
}

/// Products by what customers buy of them and where the gaps are.
fn products(session: &Session) -> Vec<ProductOpportunity> {
    let plan = session.plan();
    let opportunity = &session.results().opportunity;
    let customers = || {
        (0..plan.accounts.len())
            .filter(|row| session.is_included(*row) && opportunity.kind[*row] == AccountKind::Customer)
    };
    let sized = customers().map(|row| opportunity.potential[row]).collect::<KnownSum>();
    let mut found: BTreeMap<ProductId, [(u32, Money); 2]> = BTreeMap::new();
    if !plan.products.is_empty() {
        for (product, place, amount) in customers().flat_map(|row| product_places(session, row)) {
            let entry = &mut found.entry(product).or_default()[usize::from(place == ProductPlace::Gap)];
            *entry = (entry.0 + 1, entry.1.saturating_add(amount));
        }
    }
    let bought = |product: ProductId| {
        let column = plan.accounts.column_with_role(FieldRole::ProductRevenue(product))?;
        customers().map(|row| column.money(row)).collect::<KnownSum>().amount()
    };
    let line = |product: &Product| {
        let [(owners, _), (gap_accounts, gap)] = found.get(&product.id).copied().unwrap_or_default();
        ProductOpportunity {
            product: product.id.0,
            name: product.name.clone(),
            owners,
            current_revenue: bought(product.id).map(Money::minor),
            gap_accounts,
            gap: sized.amount().map(|_| gap.minor()),
        }
    };
    plan.products.iter().map(line).collect()
}
