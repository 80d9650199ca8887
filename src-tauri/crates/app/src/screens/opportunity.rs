//! The Opportunity screen: where is the money?

use crate::session::Session;
use crate::{App, wire, words};
use std::collections::BTreeMap;
use tierline_contract::*;
use tierline_engine::opportunity::{AccountKind, Buckets, PotentialBasis};
use tierline_engine::results::TierSummary;
use tierline_plan::{Change, Money, OpportunitySettings};

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

pub(super) fn amount(buckets: &Buckets, bucket: Bucket) -> Money {
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
    let total = included.buckets.total();
    let rows = || (0..plan.accounts.len()).filter(|row| session.is_included(*row));
    let with_money = |bucket: Bucket| {
        rows()
            .filter(|row| amount(&results.opportunity.buckets[*row], bucket) > Money::ZERO)
            .count() as u32
    };
    let buckets = wire::BUCKETS.iter().map(|bucket| {
        let (amount, accounts) = (amount(&included.buckets, *bucket), with_money(*bucket));
        BucketView {
            bucket: *bucket,
            amount: amount.minor(),
            accounts,
            sentence: bucket_sentence(*bucket, accounts, words::share(amount.minor(), total.minor())),
        }
    });
    let line = |tier: Option<u8>, summary: &TierSummary| TierBuckets {
        tier,
        name: session.tier_name(tier),
        accounts: summary.accounts,
        amounts: wire::BUCKETS
            .iter()
            .map(|bucket| amount(&summary.buckets, *bucket).minor())
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
        total: total.minor(),
        current_revenue: included.revenue.minor(),
        headroom: rows()
            .filter_map(|row| results.opportunity.headroom(row))
            .sum::<Money>()
            .minor(),
        buckets: buckets.collect(),
        by_tier,
        bases: bases(session),
        no_potential: included.without_potential,
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

fn bases(session: &Session) -> Vec<PotentialBasisView> {
    let results = session.results();
    let mut found: BTreeMap<u8, (u32, Money)> = BTreeMap::new();
    for row in (0..results.opportunity.basis.len()).filter(|row| session.is_included(*row)) {
        let place = match results.opportunity.basis[row] {
            PotentialBasis::Listed => 0,
            PotentialBasis::ListedBelowRevenue { .. } => 1,
            PotentialBasis::Peers { .. } => 2,
            PotentialBasis::OwnRevenue { .. } => 3,
            PotentialBasis::Unknown(_) => 4,
        };
        let entry = found.entry(place).or_default();
        entry.0 += 1;
        entry.1 = entry
            .1
            .saturating_add(results.opportunity.potential[row].unwrap_or(Money::ZERO));
    }
    let label = |place: u8| match place {
        0 => "The list says so",
        1 => "The list says less than they buy: what they buy counts",
        2 => "What similar customers spend",
        3 => "They spend more than similar customers: what they buy counts",
        _ => "Not known: too few customers to compare with",
    };
    let view = |(place, (accounts, amount)): (u8, (u32, Money))| PotentialBasisView {
        label: label(place).to_owned(),
        accounts,
        amount: amount.minor(),
    };
    found.into_iter().map(view).collect()
}

/// Products by what customers buy of them and where the gaps are.
fn products(session: &Session) -> Vec<ProductOpportunity> {
    let plan = session.plan();
    let results = session.results();
    let mut found: Vec<ProductOpportunity> = plan
        .products
        .iter()
        .map(|product| ProductOpportunity {
            name: product.name.clone(),
            owners: 0,
            current_revenue: 0,
            gap_accounts: 0,
            gap: 0,
        })
        .collect();
    if found.is_empty() {
        return found;
    }
    let place: BTreeMap<_, _> = plan
        .products
        .iter()
        .enumerate()
        .map(|(index, product)| (product.id, index))
        .collect();
    for row in (0..plan.accounts.len()).filter(|row| session.is_included(*row)) {
        if results.opportunity.kind[row] != AccountKind::Customer {
            continue;
        }
        for cell in results.opportunity.by_product(&plan.accounts, row) {
            let Some(entry) = place.get(&cell.product).map(|index| &mut found[*index]) else {
                continue;
            };
            entry.current_revenue += cell.revenue.unwrap_or(Money::ZERO).minor();
            if cell.owned() {
                entry.owners += 1;
            } else if cell.headroom > Money::ZERO {
                entry.gap_accounts += 1;
                entry.gap += cell.headroom.minor();
            }
        }
    }
    found
}
