//! One account with everything the plan says about it and why.

use crate::session::Session;
use crate::{grid, wire, words};
use tierline_contract::*;
use tierline_engine::firmness::Ranges;
use tierline_engine::opportunity::{opportunity_sentence, potential_sentence};
use tierline_engine::scoring::Scores;
use tierline_plan::{AccountId, FieldKind, Money, TierChoice};

pub(super) fn detail(session: &Session, account: u32) -> Result<AccountDetail, AppError> {
    let plan = session.plan();
    let results = session.results();
    let id = AccountId(account);
    let Some(row) = plan.accounts.row(id) else {
        return Err(AppError::Refused {
            message: "That account is no longer in the plan.".to_owned(),
        });
    };
    let explanation = results.explain(plan, row);
    let tier = match results.tiering.choice[row] {
        TierChoice::Tier(tier) => Some(tier),
        TierChoice::Excluded => None,
    };
    let buckets = results.opportunity.potential[row].map(|_| results.opportunity.buckets[row]);
    let minutes = grid::workload_minutes(session, row);
    let spread = Ranges::of(&plan.model, &results.points).whole(row);
    let tenths = |units: u32| (f64::from(units) * 10.0 / f64::from(Scores::UNITS)).round() as u16;
    let contributions = explanation.contributions.iter().map(|part| {
        let criterion = plan.model.criteria.iter().find(|each| each.id == part.criterion);
        let kind = criterion.and_then(|criterion| session.fields().kind(criterion.source));
        let raw = words::value(&part.value, kind.unwrap_or(FieldKind::Number), &plan.info.currency);
        Contribution {
            criterion: part.criterion.0,
            name: part.name.clone(),
            points: part.tenths as u16,
            most: part.most_tenths as u16,
            sentence: contribution_sentence(part, raw.as_deref()),
            raw,
        }
    });
    Ok(AccountDetail {
        id: account,
        name: plan.accounts.name(row).to_owned(),
        tier,
        model_tier: results.tiering.model[row],
        score: session.score_tenths(row),
        tier_sentence: session.tier_sentence(row),
        fit: results.axes.fit.shown_tenths(row).map(|tenths| tenths as u16),
        engagement: results.axes.engagement.shown_tenths(row).map(|tenths| tenths as u16),
        score_least: spread.map(|spread| tenths(spread.least)),
        score_most: spread.map(|spread| tenths(spread.most)),
        firmness: crate::firmness::of_account(session, row),
        untested: crate::firmness::is_untested(session, row),
        lifts_to: crate::firmness::lifts_to(session, row),
        lifts: crate::firmness::lifts(session, row),
        contributions: contributions.collect(),
        tier_override: session.active_override(row).map(|entry| OverrideView {
            tier: match entry.tier {
                TierChoice::Tier(tier) => Some(tier),
                TierChoice::Excluded => None,
            },
            reason: entry.reason.clone(),
            author: entry.author.clone(),
            set_on: entry.set_on.iso(),
            expires: entry.expires.map(|day| day.iso()),
        }),
        owner: plan.owners.get(&id).map(|rep| rep.0),
        owner_sentence: owner_sentence(session, row),
        pinned: plan.pinned.contains(&id),
        current_revenue: results.opportunity.revenue[row].map(Money::minor),
        potential: results.opportunity.potential[row].map(Money::minor),
        potential_sentence: format!(
            "{} {}",
            potential_sentence(plan, &results.opportunity, row),
            opportunity_sentence(plan, &results.opportunity, row)
        ),
        peers: results.opportunity.peer_group(row).map(|group| group.peers),
        retain: buckets.map(|parts| parts.retain.minor()),
        upsell: buckets.map(|parts| parts.upsell.minor()),
        cross_sell: buckets.map(|parts| parts.cross_sell.minor()),
        new_logo: buckets.map(|parts| parts.new_logo.minor()),
        share_of_wallet: results
            .opportunity
            .share_of_wallet(row)
            .map(|share| (share * 1000.0).round() as u32),
        minutes,
        workload_sentence: workload_sentence(session, tier, minutes),
        place_sentence: crate::places::sentence(session, row),
        family: crate::families::of_account(session, row),
        fields: fields(session, row),
    })
}

fn fields(session: &Session, row: usize) -> Vec<DetailField> {
    let fields = session.fields().all();
    fields
        .map(|(field, column)| DetailField {
            key: format!("f{}", field.id.0),
            label: field.label.clone(),
            kind: wire::cell_kind(field.kind),
            value: wire::cell(&column.value(row)),
        })
        .collect()
}

fn contribution_sentence(part: &tierline_engine::scoring::Contribution, raw: Option<&str>) -> String {
    let (got, most) = (words::tenths(part.tenths), words::tenths(part.most_tenths));
    match (raw, part.points) {
        (Some(raw), Some(_)) => format!("{got} of {most} points for {raw}."),
        (Some(raw), None) => format!("{raw} says nothing on this criterion's scale."),
        (None, _) if part.most_tenths == 0 => {
            "Not known, so it is left out and the other criteria share its weight.".to_owned()
        }
        (None, _) => format!("Not known: {got} of {most} points by the rule for missing values."),
    }
}

fn owner_sentence(session: &Session, row: usize) -> String {
    let plan = session.plan();
    let account = plan.accounts.ids()[row];
    let listed = plan
        .accounts
        .column_with_role(tierline_plan::FieldRole::Owner)
        .and_then(|column| column.text(row));
    let pin = if plan.pinned.contains(&account) {
        " Pinned: the assignment leaves it there."
    } else {
        ""
    };
    match (session.owner_name(row), listed) {
        (Some(owner), Some(before)) if owner == before => format!("{owner} keeps it, as the list says.{pin}"),
        (Some(owner), Some(before)) => format!("{owner} takes it over from {before}.{pin}"),
        (Some(owner), None) => format!("{owner} takes it; the list names nobody.{pin}"),
        (None, _) if !session.is_included(row) => "Excluded accounts need no owner.".to_owned(),
        (None, Some(before)) => format!("Nobody yet. The list names {before}."),
        (None, None) => "Nobody yet, and the list names nobody.".to_owned(),
    }
}

fn workload_sentence(session: &Session, tier: Option<u8>, minutes: u64) -> String {
    let Some(tier) = tier else {
        return "Excluded accounts get no touches.".to_owned();
    };
    let Some(cadence) = session
        .plan()
        .coverage
        .tiers
        .get(usize::from(tier))
        .filter(|c| c.touches_per_year > 0)
    else {
        return format!("{} gets no touches.", session.tier_name(Some(tier)));
    };
    let each = cadence.minutes_per_touch + cadence.travel_minutes_per_touch;
    let times = words::many(u64::from(cadence.touches_per_year), "touch").replace("touchs", "touches");
    format!(
        "{} a year: {times} of {each} minutes, as {} gets.",
        words::hours(minutes),
        session.tier_name(Some(tier))
    )
}
