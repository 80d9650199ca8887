//! The subsets of accounts that figures stand for.

use super::column::{self, Computed};
use crate::backtest::{is_tested, outcomes_of};
use crate::families;
use crate::firmness;
use crate::places::is_in;
use crate::screens::matrix;
use crate::screens::model::{GateFigure, gate_rows, is_stopped, scenario_rows};
use crate::screens::opportunity::{self, ProductPlace};
use crate::screens::quality;
use crate::session::Session;
use std::sync::Arc;
use tierline_contract::{Bucket, Segment};
use tierline_engine::firmness::{Ranges, may_move};
use tierline_engine::opportunity::AccountKind;
use tierline_plan::{AccountId, Column, FieldId, FieldRole, ProductId, RepId, TierChoice};

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
    let included = |row: usize| session.is_included(row);
    let in_product = |product: ProductId, place: ProductPlace, row: usize| {
        let places = opportunity::product_places(session, row);
        places.iter().any(|(id, at, _)| *id == product && *at == place)
    };
    let named = plan.accounts.column_with_role(FieldRole::Owner);
    let peers = match segment {
        Segment::Peers { account } => plan
            .accounts
            .row(AccountId(*account))
            .map_or_else(Vec::new, |row| results.opportunity.peers(&plan.accounts, row)),
        _ => Vec::new(),
    };
    let repeated = match segment {
        Segment::Repeated { field } => session
            .fields()
            .column(FieldId(*field))
            .map_or_else(Vec::new, quality::shared),
        _ => Vec::new(),
    };
    let invalid = match segment {
        Segment::Invalid { field } => quality::invalid(session, FieldId(*field)).unwrap_or_default(),
        _ => Vec::new(),
    };
    let places = match segment {
        Segment::Placed { .. } | Segment::Square { .. } => session.places(),
        _ => Arc::default(),
    };
    let tried = match segment {
        Segment::OnFence | Segment::Firm { .. } => firmness::at_once(session),
        _ => None,
    };
    let gated = match segment {
        Segment::Stopped { gate } => gate_rows(session, *gate, GateFigure::Stopped),
        Segment::Untold { gate } => gate_rows(session, *gate, GateFigure::Untold),
        Segment::Overruled { gate } => gate_rows(session, *gate, GateFigure::Overruled),
        _ => Vec::new(),
    };
    let bands = match segment {
        Segment::MatrixCell { .. } | Segment::MatrixUnknown => matrix::bands(session),
        _ => Vec::new(),
    };
    let ranges = Ranges::of(&plan.model, &results.points);
    let listed = scenario_rows(session, segment).unwrap_or_default();
    let outcomes = match segment {
        Segment::Tested { outcome, .. } | Segment::Untested { outcome } => outcomes_of(session, outcome),
        _ => Vec::new(),
    };
    let kin = match segment {
        Segment::Family { .. } | Segment::FamilyTie { .. } => Some(session.families()),
        _ => None,
    };
    let belongs = |row: usize| match segment {
        Segment::All => true,
        Segment::Included => included(row),
        Segment::Tier { tier } => in_tier(*tier, row),
        Segment::Bucket { bucket } => included(row) && bucket_of(*bucket, row),
        Segment::TierBucket { tier, bucket } => in_tier(*tier, row) && bucket_of(*bucket, row),
        Segment::Rep { rep } => included(row) && results.owners[row] == rep.map(RepId),
        Segment::RepTier { rep, tier } => in_tier(Some(*tier), row) && results.owners[row] == rep.map(RepId),
        Segment::ListedOwner { rep } => included(row) && results.listed_owners[row] == Some(RepId(*rep)),
        Segment::Kept { rep } => {
            let rep = Some(RepId(*rep));
            included(row) && results.owners[row] == rep && results.listed_owners[row] == rep
        }
        Segment::Pinned { rep } => {
            included(row) && results.owners[row] == Some(RepId(*rep)) && plan.pinned.contains(&plan.accounts.ids()[row])
        }
        Segment::OwnerName { name } => {
            included(row)
                && results.listed_owners[row].is_none()
                && named.is_some_and(|column| column.text(row) == Some(name))
        }
        Segment::ProductOwners { product } => in_product(ProductId(*product), ProductPlace::Owner, row),
        Segment::ProductGap { product } => in_product(ProductId(*product), ProductPlace::Gap, row),
        Segment::PotentialFrom { source } => {
            included(row) && opportunity::source(&results.opportunity.basis[row]) == *source
        }
        Segment::Peers { .. } => peers.binary_search(&(row as u32)).is_ok(),
        Segment::NoPotential => included(row) && results.opportunity.potential[row].is_none(),
        Segment::AbovePotential => {
            included(row)
                && results
                    .opportunity
                    .share_of_wallet(row)
                    .is_some_and(|share| share > 1.0)
        }
        Segment::Overridden => session.active_override(row).is_some(),
        Segment::OverriddenTo { tier } => in_tier(*tier, row) && session.active_override(row).is_some(),
        Segment::Scores { from, to } => {
            included(row)
                && session
                    .score_tenths(row)
                    .is_some_and(|score| (*from..*to).contains(&score))
        }
        Segment::Unscored => included(row) && session.score_tenths(row).is_none(),
        Segment::Missing { field } => {
            let column = session.fields().column(FieldId(*field));
            included(row) && column.is_some_and(|column| column.is_missing(row))
        }
        Segment::Repeated { .. } => included(row) && repeated.get(row).is_some_and(|repeated| *repeated),
        Segment::Old { field } => {
            let column = session.fields().column(FieldId(*field));
            included(row) && column.is_some_and(|column| quality::is_old(session, column, row))
        }
        Segment::Invalid { .. } => included(row) && invalid.get(row).is_some_and(|invalid| *invalid),
        Segment::Placed { by } => included(row) && places[row].by() == *by,
        Segment::Square { south, west, step } => included(row) && is_in(places[row], *south, *west, *step),
        Segment::Family { account } => kin.as_ref().is_some_and(|kin| {
            let of = plan.accounts.row(AccountId(*account));
            of.is_some_and(|of| kin.head(of) == kin.head(row))
        }),
        Segment::Firm { tier, part } => tried
            .as_ref()
            .is_some_and(|tried| firmness::is_of_part(session, tried, row, *tier, *part)),
        Segment::OnFence => tried
            .as_ref()
            .is_some_and(|tried| firmness::is_on_fence(session, tried, row)),
        Segment::CouldMove { criterion } => {
            let at = plan.model.criteria.iter().position(|each| each.id.0 == *criterion);
            included(row) && at.is_some_and(|at| may_move(&ranges, &results.tiering, row, at))
        }
        Segment::Stopped { .. } | Segment::Overruled { .. } | Segment::Untold { .. } => {
            gated.binary_search(&(row as u32)).is_ok()
        }
        Segment::Moved { .. } | Segment::JustMoved { .. } | Segment::NewSince { .. } | Segment::Held { .. } => {
            listed.binary_search(&(row as u32)).is_ok()
        }
        Segment::MatrixCell { across, up } => included(row) && bands[row] == Some((*across, *up)),
        Segment::MatrixUnknown => included(row) && bands[row].is_none(),
        Segment::StoppedByAny => is_stopped(session, row),
        Segment::Tested { tier, .. } => {
            is_tested(session, &outcomes, row, true) && tier.is_none_or(|tier| in_tier(Some(tier), row))
        }
        Segment::Untested { .. } => is_tested(session, &outcomes, row, false),
        Segment::FamilyTie { tie } => kin.as_ref().is_some_and(|kin| families::stands(kin, row, *tie)),
        Segment::Value { field, value } => {
            let column = session.fields().column(FieldId(*field));
            let has = |column: &Column| match (column, value.as_str()) {
                (Column::YesNo(_), "Yes") => column.yes_no(row) == Some(true),
                (Column::YesNo(_), "No") => column.yes_no(row) == Some(false),
                _ => column.text(row) == Some(value),
            };
            included(row) && column.is_some_and(has)
        }
        Segment::Customers { customers } => {
            included(row) && (results.opportunity.kind[row] == AccountKind::Customer) == *customers
        }
    };
    (0..plan.accounts.len())
        .filter(|row| belongs(*row))
        .map(|row| row as u32)
        .collect()
}
