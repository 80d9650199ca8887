//! The subsets of accounts that figures stand for.

use super::column::{self, Computed};
use crate::session::Session;
use tierline_contract::{Bucket, Segment};
use tierline_engine::opportunity::AccountKind;
use tierline_plan::{FieldId, RepId, TierChoice};

/// The rows of a segment, in list order.
pub(super) fn rows(session: &Session, segment: &Segment) -> Vec<u32> {
    let plan = session.plan();
    let results = session.results();
    let bucket_of = |bucket: Bucket, row: usize| {
        let computed = match bucket {
            Bucket::Retain => Computed::Retain,
            Bucket::Upsell => Computed::Upsell,
            Bucket::CrossSell => Computed::CrossSell,
            Bucket::NewLogo => Computed::NewLogo,
        };
        column::whole(session, computed, row).is_some_and(|amount| amount > 0)
    };
    let in_tier = |tier: Option<u8>, row: usize| {
        results.tiering.choice[row] == tier.map_or(TierChoice::Excluded, TierChoice::Tier)
    };
    let included = |row: usize| results.tiering.choice[row] != TierChoice::Excluded;
    let belongs = |row: usize| match segment {
        Segment::All => true,
        Segment::Tier { tier } => in_tier(*tier, row),
        Segment::Bucket { bucket } => included(row) && bucket_of(*bucket, row),
        Segment::TierBucket { tier, bucket } => in_tier(*tier, row) && bucket_of(*bucket, row),
        Segment::Rep { rep } => included(row) && plan.owners.get(&plan.accounts.ids()[row]).copied() == rep.map(RepId),
        Segment::NoPotential => included(row) && results.opportunity.potential[row].is_none(),
        Segment::AbovePotential => {
            included(row)
                && results
                    .opportunity
                    .share_of_wallet(row)
                    .is_some_and(|share| share > 1.0)
        }
        Segment::Overridden => session.active_override(row).is_some(),
        Segment::Scores { from, to } => session
            .score_tenths(row)
            .is_some_and(|score| (*from..*to).contains(&score)),
        Segment::Unscored => included(row) && session.score_tenths(row).is_none(),
        Segment::Missing { field } => plan
            .accounts
            .column(FieldId(*field))
            .is_some_and(|column| column.is_missing(row)),
        Segment::Customers { customers } => {
            included(row) && (results.opportunity.kind[row] == AccountKind::Customer) == *customers
        }
    };
    (0..plan.accounts.len())
        .filter(|row| belongs(*row))
        .map(|row| row as u32)
        .collect()
}
