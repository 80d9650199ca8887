//! The tier board: who is in which tier, and the people's word against the model's.

use crate::app::label;
use crate::session::Session;
use crate::{App, wire, words};
use std::sync::Arc;
use tierline_contract::*;
use tierline_engine::tiering::holds;
use tierline_plan::{AccountId, Change, CutRule, FieldRole, Money, Override, TierChoice};

/// The most cards one request may ask for.
const MOST_CARDS: u32 = 200;

impl App {
    pub fn tier_board(&self, (): ()) -> Result<TierBoard, AppError> {
        self.with(|session| Ok(board(session)))
    }

    pub fn board_cards(&self, request: BoardCardsRequest) -> Result<BoardCards, AppError> {
        self.with(|session| {
            let rows = column(session, request.tier, &request.search, &request.filters)?;
            let from = (request.offset as usize).min(rows.len());
            let to = (from + request.limit.min(MOST_CARDS) as usize).min(rows.len());
            let cards = rows[from..to].iter().map(|row| card(session, *row as usize)).collect();
            let narrow = !request.search.trim().is_empty() || !request.filters.is_empty();
            Ok(BoardCards {
                total: rows.len() as u32,
                sums: narrow.then(|| crate::grid::sums_of(session, &rows)),
                cards,
            })
        })
    }

    pub fn board_range(&self, request: BoardRangeRequest) -> Result<BoardRange, AppError> {
        self.with(|session| {
            let rows = column(session, request.tier, &request.search, &request.filters)?;
            let to = (request.to as usize).saturating_add(1).min(rows.len());
            let rows = &rows[(request.from as usize).min(to)..to];
            let id = |row: &u32| session.plan().accounts.ids()[*row as usize].0;
            let by_hand = |row: &&u32| session.active_override(**row as usize).is_some();
            Ok(BoardRange {
                accounts: rows.iter().map(id).collect(),
                by_hand: rows.iter().filter(by_hand).map(id).collect(),
            })
        })
    }

    pub fn override_tier(&self, request: OverrideTier) -> Result<PlanView, AppError> {
        let reason = request.reason.trim();
        if reason.is_empty() {
            let message = "Say why, so that others can follow it. Nothing was moved.".to_owned();
            return Err(AppError::Refused { message });
        }
        let expires = wire::day(request.expires.as_deref(), "The expiry date")?;
        let tier = request.tier.map_or(TierChoice::Excluded, TierChoice::Tier);
        let entry = Override {
            tier,
            reason: reason.to_owned(),
            author: self.host.person(),
            set_on: self.host.today(),
            expires,
        };
        self.change(|session| {
            if !holds(&entry, session.plan().info.as_of) {
                let message =
                    "The override would have expired already. Choose a later date, or none. Nothing was moved.";
                return Err(AppError::Refused {
                    message: message.to_owned(),
                });
            }
            let target = session.tier_name(request.tier);
            let entries: Vec<_> = request
                .accounts
                .iter()
                .map(|id| (AccountId(*id), Some(entry.clone())))
                .collect();
            let plan = session.plan();
            let stays = |id: &u32| {
                let row = plan.accounts.row(AccountId(*id));
                row.is_some_and(|row| session.results().tiering.choice[row] == tier)
            };
            let label = if !request.accounts.is_empty() && request.accounts.iter().all(stays) {
                label("Keep", entries.len(), &format!(" in {target}"))
            } else {
                label("Move", entries.len(), &format!(" to {target}"))
            };
            self.commit(session, Change::SetOverrides(entries), &label)
        })
    }

    pub fn clear_override(&self, request: ClearOverride) -> Result<PlanView, AppError> {
        self.change(|session| {
            let entries: Vec<_> = request.accounts.iter().map(|id| (AccountId(*id), None)).collect();
            let label = label("Give", entries.len(), " back to the model");
            self.commit(session, Change::SetOverrides(entries), &label)
        })
    }

    pub fn set_override_budget(&self, request: OverrideBudget) -> Result<PlanView, AppError> {
        self.change(|session| {
            if request.budget.is_some_and(|budget| budget > 1000) {
                let message = "The budget lies between 0 and 100 % of the accounts. Nothing was changed.".to_owned();
                return Err(AppError::Refused { message });
            }
            if request.budget == session.plan().override_budget {
                return Ok(());
            }
            let label = match request.budget {
                Some(budget) => format!("Allow {} to be set by hand", words::per_mille(i64::from(budget))),
                None => "Set no limit to overrides".to_owned(),
            };
            self.commit(session, Change::SetOverrideBudget(request.budget), &label)
        })
    }
}

fn board(session: &Session) -> TierBoard {
    let plan = session.plan();
    let results = session.results();
    let overrides_in = |choice: TierChoice| {
        results
            .tiering
            .overrides()
            .iter()
            .filter(|(_, tier)| *tier == choice)
            .count() as u32
    };
    let summaries = super::model::summaries(session);
    let columns = summaries.iter().map(|summary| BoardColumn {
        tier: Some(summary.tier),
        name: summary.name.clone(),
        summary: summary.clone(),
        rule: rule(session, usize::from(summary.tier)),
        overrides: overrides_in(TierChoice::Tier(summary.tier)),
    });
    let columns: Vec<BoardColumn> = columns.collect();
    let left_out = &results.excluded;
    let excluded = TierSummary {
        tier: u8::MAX,
        name: session.tier_name(None),
        accounts: left_out.accounts,
        potential: left_out.potential.amount().map(Money::minor),
        without_potential: left_out.potential.unknown(),
        current_revenue: left_out.revenue.amount().map(Money::minor),
        minutes: 0,
    };
    TierBoard {
        overrides: results.tiering.overridden,
        budget: plan.override_budget,
        allowed: plan.overrides_allowed(),
        accounts: plan.accounts.len() as u32,
        potential: results.included.potential.amount().map(Money::minor),
        capacity_minutes: (!plan.reps.is_empty()).then_some(results.coverage.capacity_minutes),
        columns,
        excluded: BoardColumn {
            tier: None,
            name: excluded.name.clone(),
            summary: excluded,
            rule: left_out_by(session),
            overrides: overrides_in(TierChoice::Excluded),
        },
    }
}

/// What takes accounts out of the plan, as the column of those says it.
fn left_out_by(session: &Session) -> String {
    let tiering = &session.results().tiering;
    let by_hand = tiering
        .overrides()
        .iter()
        .filter(|(_, tier)| *tier == TierChoice::Excluded)
        .count() as u32;
    match (tiering.excluded.saturating_sub(by_hand), by_hand) {
        (0, _) => "Left out of the plan by a person".to_owned(),
        (_, 0) => "Left out of the plan by a gate".to_owned(),
        (gates, by_hand) => format!(
            "Left out of the plan: {} by a gate, {} by a person",
            words::count(u64::from(gates)),
            words::count(u64::from(by_hand))
        ),
    }
}

/// The rule that fills a tier, as its column says it.
fn rule(session: &Session, tier: usize) -> String {
    let plan = session.plan();
    let last = tier + 1 == plan.tiers.tiers.len();
    let cuts = &session.results().tiering.cut_scores;
    // Above 100 no score reaches it.
    let reached = |cut: usize| cuts.get(cut).copied().filter(|score| *score <= 100.0);
    // A cut by rank falls between two accounts, which may read alike: 69.9 on either side of 69.93.
    let exact = matches!(plan.tiers.cut, CutRule::Score(_) | CutRule::NaturalBreaks(_));
    // There is no room for both words beside an open account.
    let near = if exact { "score " } else { "about " };
    let shown = |score: f64| words::tenths((score * 10.0).round() as i64);
    let by_score = match (reached(tier), tier.checked_sub(1).and_then(reached)) {
        (Some(from), _) if !last => format!("{near}{} and up", shown(from)),
        (None, _) if !last => "no score reaches it".to_owned(),
        (_, Some(below)) if exact => format!("score below {}", shown(below)),
        (_, Some(below)) => format!("below about {}", shown(below)),
        _ => "every score".to_owned(),
    };
    let between = |cuts: &[u16]| {
        let before = tier.checked_sub(1).map_or(0, |cut| cuts[cut]);
        let to = cuts.get(tier).copied().unwrap_or(1000);
        words::per_mille(i64::from(to.saturating_sub(before)))
    };
    match &plan.tiers.cut {
        CutRule::Score(_) => format!("By {by_score}"),
        CutRule::Share(cuts) if last => format!("The other {}: {by_score}", between(cuts)),
        CutRule::Share(cuts) if tier == 0 => format!("Best {}: {by_score}", between(cuts)),
        CutRule::Share(cuts) => format!("Next {}: {by_score}", between(cuts)),
        CutRule::Count(_) if last => format!("All others: {by_score}"),
        CutRule::Count(cuts) => {
            let before = tier.checked_sub(1).map_or(0, |cut| cuts[cut]);
            let which = if tier == 0 { "Best" } else { "Next" };
            format!(
                "{which} {}: {by_score}",
                words::many(u64::from(cuts[tier].saturating_sub(before)), "account")
            )
        }
        CutRule::NaturalBreaks(_) => format!("At a gap between the scores: {by_score}"),
        CutRule::Hours(_) if last => format!("All others: {by_score}"),
        CutRule::Hours(hours) => format!(
            "What {} care for: {by_score}",
            words::many(u64::from(hours[tier]), "hour")
        ),
        CutRule::CumulativeValue(cuts) => match super::model::worthless(session, &plan.tiers.cut) {
            Some(what) => format!("By share of the potential, which {what}"),
            None => format!("{} of potential: {by_score}", between(cuts)),
        },
    }
}

/// The rows of a column of the board that search and filters leave, in the order of its cards.
fn column(
    session: &mut Session,
    tier: Option<u8>,
    search: &str,
    filters: &[ColumnFilter],
) -> Result<Arc<Vec<u32>>, AppError> {
    let sort = ["score", "potential"].map(|key| SortKey {
        column: key.to_owned(),
        descending: true,
    });
    let query = AccountQuery {
        segment: Segment::Tier { tier },
        search: search.to_owned(),
        filters: filters.to_vec(),
        sort: sort.into(),
    };
    crate::grid::rows(session, &query)
}

fn card(session: &Session, row: usize) -> BoardCard {
    let plan = session.plan();
    let results = session.results();
    let text = |role: FieldRole| {
        plan.accounts
            .column_with_role(role)
            .and_then(|column| column.text(row))
            .map(str::to_owned)
    };
    BoardCard {
        id: plan.accounts.ids()[row].0,
        name: plan.accounts.name(row).to_owned(),
        score: session.score_tenths(row),
        partial: session.is_partly_scored(row),
        industry: text(FieldRole::Industry),
        country: text(FieldRole::Country),
        potential: results.opportunity.potential[row].map(Money::minor),
        current_revenue: results.opportunity.revenue[row].map(Money::minor),
        owner: session.owner_name(row).map(str::to_owned),
        override_reason: session.active_override(row).map(|entry| entry.reason.clone()),
        model_tier: results.tiering.model[row],
    }
}
