//! The columns of the grid: fields of the list, and what the stages computed beside them.

use super::FIRST_FIELDS;
use crate::families;
use crate::session::Session;
use crate::wire;
use tierline_contract::{AppError, Cell, CellKind, GridColumn};
use tierline_plan::{Column, Field, FieldId, FieldKind, FieldRole, Money, TierChoice};

/// Where a column of the grid reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnSource {
    /// Place among all fields, those of the list first.
    Field(usize),
    Computed(Computed),
}

/// What the stages say about every account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Computed {
    Tier,
    ModelTier,
    Score,
    Fit,
    Engagement,
    Owner,
    Potential,
    Headroom,
    ShareOfWallet,
    Retain,
    Upsell,
    CrossSell,
    NewLogo,
    Minutes,
    Reason,
    Family,
}

impl Computed {
    const ALL: [(Computed, &'static str, &'static str, CellKind); 16] = [
        (Computed::Tier, "tier", "Tier", CellKind::Tier),
        (Computed::Score, "score", "Score", CellKind::Score),
        (Computed::Owner, "owner", "Owner", CellKind::Rep),
        (Computed::Potential, "potential", "Potential", CellKind::Money),
        (Computed::Headroom, "headroom", "Headroom", CellKind::Money),
        (
            Computed::ShareOfWallet,
            "shareOfWallet",
            "Share of wallet",
            CellKind::Percent,
        ),
        (Computed::Retain, "retain", "Retain", CellKind::Money),
        (Computed::Upsell, "upsell", "Upsell", CellKind::Money),
        (Computed::CrossSell, "crossSell", "Cross-sell", CellKind::Money),
        (Computed::NewLogo, "newLogo", "New logo", CellKind::Money),
        (Computed::Minutes, "minutes", "Workload", CellKind::Minutes),
        (Computed::Fit, "fit", "Model's fit", CellKind::Score),
        (
            Computed::Engagement,
            "engagement",
            "Model's engagement",
            CellKind::Score,
        ),
        (Computed::ModelTier, "modelTier", "Model's tier", CellKind::Tier),
        (Computed::Reason, "reason", "Why this tier", CellKind::Text),
        (Computed::Family, "family", "Family", CellKind::Text),
    ];

    fn shown(self) -> bool {
        matches!(
            self,
            Computed::Tier | Computed::Score | Computed::Owner | Computed::Potential | Computed::Headroom
        )
    }
}

/// Values to choose from are offered for categories with at most this many.
const MOST_VALUES: usize = 200;

/// What the columns are called that the stages fill.
pub(crate) fn stage_labels() -> impl Iterator<Item = &'static str> {
    Computed::ALL.iter().map(|(_, _, label, _)| *label)
}

/// Name first, then what was decided, then the list's other fields.
pub(super) fn all(session: &Session) -> Vec<GridColumn> {
    let plan = session.plan();
    let mut fields: Vec<usize> = (0..session.fields().len()).collect();
    let place = |field: &Field| {
        FIRST_FIELDS
            .iter()
            .position(|role| *role == field.role)
            .unwrap_or(FIRST_FIELDS.len())
    };
    fields.sort_by_key(|index| place(session.fields().at(*index).0));
    let mut fields = fields.into_iter().map(|index| field_column(session, index));
    let mut columns: Vec<GridColumn> = fields.by_ref().take(1).collect();
    let decided = Computed::ALL.iter().map(|(computed, key, label, kind)| GridColumn {
        key: (*key).to_owned(),
        label: (*label).to_owned(),
        kind: *kind,
        role: None,
        editable: false,
        shown: computed.shown(),
        values: match kind {
            CellKind::Rep => plan.reps.iter().map(|rep| rep.name.clone()).collect(),
            CellKind::Tier => plan.tiers.tiers.iter().map(|tier| tier.name.clone()).collect(),
            _ => Vec::new(),
        },
    });
    columns.extend(decided.clone().filter(|column| column.shown));
    columns.extend(fields);
    columns.extend(decided.filter(|column| !column.shown));
    columns
}

fn field_column(session: &Session, index: usize) -> GridColumn {
    let (field, column) = session.fields().at(index);
    let values = match column {
        Column::Category { values, codes } if values.len() <= MOST_VALUES => {
            let mut used = vec![false; values.len()];
            codes.iter().for_each(|code| {
                if let Some(slot) = used.get_mut(*code as usize) {
                    *slot = true;
                }
            });
            let mut named: Vec<String> = values
                .iter()
                .zip(used)
                .filter(|(_, used)| *used)
                .map(|(value, _)| value.to_string())
                .collect();
            named.sort_by_key(|value| value.to_lowercase());
            named
        }
        _ => Vec::new(),
    };
    GridColumn {
        key: format!("f{}", field.id.0),
        label: field.label.clone(),
        kind: wire::cell_kind(field.kind),
        role: Some(field.role.into()),
        editable: !session.is_read_only() && field.role != FieldRole::RecordId && !field.id.is_computed(),
        shown: !matches!(
            field.role,
            FieldRole::ProductRevenue(_) | FieldRole::Website | FieldRole::Phone
        ),
        values,
    }
}

/// The source behind a column key.
pub(super) fn resolve(session: &Session, key: &str) -> Result<ColumnSource, AppError> {
    let computed = Computed::ALL.iter().find(|(_, name, _, _)| *name == key);
    if let Some((computed, ..)) = computed {
        return Ok(ColumnSource::Computed(*computed));
    }
    let field = key
        .strip_prefix('f')
        .and_then(|digits| digits.parse().ok())
        .map(FieldId);
    field
        .and_then(|id| session.fields().all().position(|(field, _)| field.id == id))
        .map(ColumnSource::Field)
        .ok_or_else(|| AppError::Refused {
            message: "That column is no longer in the list.".to_owned(),
        })
}

pub(super) fn resolve_all(session: &Session, keys: &[String]) -> Result<Vec<ColumnSource>, AppError> {
    keys.iter().map(|key| resolve(session, key)).collect()
}

/// The kind of values a source gives.
pub(super) fn kind(session: &Session, source: ColumnSource) -> CellKind {
    match source {
        ColumnSource::Field(index) => wire::cell_kind(session.fields().at(index).0.kind),
        ColumnSource::Computed(computed) => Computed::ALL
            .iter()
            .find(|entry| entry.0 == computed)
            .map_or(CellKind::Text, |entry| entry.3),
    }
}

/// What stands in a cell, in the wire's units.
pub(super) fn cell(session: &Session, source: ColumnSource, row: usize) -> Cell {
    match source {
        ColumnSource::Field(index) => wire::cell(&session.fields().at(index).1.value(row)),
        ColumnSource::Computed(Computed::Reason) => Cell::Text(session.tier_sentence(row)),
        ColumnSource::Computed(Computed::Family) => families::name(session, row).map_or(Cell::Missing, Cell::Text),
        ColumnSource::Computed(Computed::ShareOfWallet) => session
            .results()
            .opportunity
            .share_of_wallet(row)
            .map_or(Cell::Missing, Cell::Number),
        ColumnSource::Computed(computed) => whole(session, computed, row).map_or(Cell::Missing, Cell::Whole),
    }
}

/// A computed figure in the wire's whole units; `None` where it is missing or no whole number.
pub(super) fn whole(session: &Session, computed: Computed, row: usize) -> Option<i64> {
    let results = session.results();
    let money = |amount: Money| Some(amount.minor());
    let buckets = &results.opportunity.buckets[row];
    let sized = results.opportunity.potential[row].is_some();
    match computed {
        Computed::Tier => Some(match results.tiering.choice[row] {
            TierChoice::Tier(tier) => i64::from(tier),
            TierChoice::Excluded => -1,
        }),
        Computed::ModelTier => Some(i64::from(results.tiering.model[row])),
        Computed::Score => session.score_tenths(row).map(i64::from),
        Computed::Fit => results.axes.fit.shown_tenths(row).map(i64::from),
        Computed::Engagement => results.axes.engagement.shown_tenths(row).map(i64::from),
        Computed::Owner => session
            .plan()
            .owners
            .get(&session.plan().accounts.ids()[row])
            .map(|rep| i64::from(rep.0)),
        Computed::Potential => results.opportunity.potential[row].and_then(money),
        Computed::Headroom => results.opportunity.headroom(row).and_then(money),
        Computed::Retain if sized => money(buckets.retain),
        Computed::Upsell if sized => money(buckets.upsell),
        Computed::CrossSell if sized => money(buckets.cross_sell),
        Computed::NewLogo if sized => money(buckets.new_logo),
        Computed::Minutes => Some(workload_minutes(session, row) as i64),
        _ => None,
    }
}

/// Minutes a year an account needs in its tier; none when it is Excluded.
pub(crate) fn workload_minutes(session: &Session, row: usize) -> u64 {
    match session.results().tiering.choice[row] {
        TierChoice::Tier(tier) => session.plan().coverage.workload_minutes(tier),
        TierChoice::Excluded => 0,
    }
}

/// Whether the field may be measured: numbers, money and dates.
pub(crate) fn is_measurable(kind: FieldKind) -> bool {
    !matches!(kind, FieldKind::Text)
}
