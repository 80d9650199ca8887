//! From the plan to the leadership workbook: gathers what the report model asks for. Works on a snapshot, so that the
//! window can go on while a large workbook is written.

use crate::computed::formula_of;
use crate::screens::{quotas, territories};
use crate::session::Session;
use crate::words;
use std::borrow::Cow;
use std::sync::Arc;
use tierline_engine::Results;
use tierline_engine::opportunity::{AccountKind, PotentialBasis, potential_gap};
use tierline_engine::territories::Load;
use tierline_engine::tiering::{gate_sentence, holds};
use tierline_plan::{Column, CriterionSource, FieldId, FieldKind, FieldRole, Gate, MovePeriod, Plan, TierChoice};
use tierline_sheets::report::*;

/// A plan with its results, taken at one moment.
pub(crate) struct Snapshot {
    plan: Plan,
    results: Arc<Results>,
    author: String,
    rows: Rows,
}

/// What each row of the Accounts sheet reads, looked up once.
struct Rows {
    /// Table rows, best first.
    order: Vec<u32>,
    custom: Vec<usize>,
}

/// Roles that have columns of their own on the Accounts sheet; every other field goes behind them.
const OWN_COLUMNS: [FieldRole; 9] = [
    FieldRole::Name,
    FieldRole::RecordId,
    FieldRole::Industry,
    FieldRole::Country,
    FieldRole::City,
    FieldRole::Employees,
    FieldRole::CurrentRevenue,
    FieldRole::Potential,
    FieldRole::Status,
];

impl Snapshot {
    pub(crate) fn of(session: &Session, author: String) -> Self {
        let plan = session.plan().clone();
        let results = session.shared_results();
        // Tier by tier, best first within each: as somebody reads down a list.
        let mut order = results.ranking(&plan);
        order.sort_by_key(|row| results.tiering.choice[*row as usize]);
        let custom = results.fields(&plan).all().enumerate();
        let custom = custom
            .filter(|(_, (field, _))| !OWN_COLUMNS.contains(&field.role))
            .map(|(index, _)| index)
            .collect();
        Snapshot {
            plan,
            results,
            author,
            rows: Rows { order, custom },
        }
    }

    pub(crate) fn leadership(&self) -> Leadership<'_> {
        let plan = &self.plan;
        let staffing = &self.results.coverage;
        Leadership {
            head: Head {
                plan: plan.info.name.clone(),
                company: None,
                period: Some(plan.info.period.clone()),
                as_of: plan.info.as_of,
                currency: plan.info.currency.clone(),
                author: Some(self.author.clone()),
            },
            tiers: self.tiers(),
            hues: (0..plan.tiers.tiers.len()).map(|tier| plan.hue(tier)).collect(),
            gates: self.gates(),
            criteria: self.criteria(),
            custom_fields: self.custom_fields(),
            accounts: self,
            overrides: self.overrides(),
            staffing: Staffing {
                reps: plan.reps.len() as u32,
                full_time: Some(staffing.present_per_mille as f64 / 1000.0),
                headcount_need: staffing.headcount.map(|need| need as u32),
                headcount_exact: staffing.full_time_equivalents,
                workload_minutes: staffing.minutes,
            },
            territories: self.territories(),
            quotas: self.quotas(),
            decisions: self.decisions(),
            method: self.method(),
        }
    }

    fn tiers(&self) -> Vec<TierLine> {
        let plan = &self.plan;
        let tiering = &self.results.tiering;
        let mut choices: Vec<TierChoice> = (0..plan.tiers.tiers.len())
            .map(|tier| TierChoice::Tier(tier as u8))
            .collect();
        if tiering.excluded > 0 {
            choices.push(TierChoice::Excluded);
        }
        let line = |choice: &TierChoice| {
            let summary = match choice {
                TierChoice::Tier(tier) => &self.results.tiers[usize::from(*tier)],
                TierChoice::Excluded => &self.results.excluded,
            };
            let (name, cut_score, minutes) = match choice {
                TierChoice::Tier(tier) => {
                    let index = usize::from(*tier);
                    // Above 100 no score reaches the tier.
                    let cut = tiering.cut_scores.get(index).copied().filter(|cut| *cut <= 100.0);
                    (
                        plan.tiers.tiers[index].name.clone(),
                        cut,
                        plan.coverage.workload_minutes(*tier),
                    )
                }
                TierChoice::Excluded => ("Excluded".to_owned(), None, 0),
            };
            TierLine {
                tier: *choice,
                name,
                accounts: u64::from(summary.accounts),
                potential: summary.potential.amount(),
                current_revenue: summary.revenue.amount(),
                headroom: summary.headroom.amount(),
                buckets: four(summary.buckets()),
                cut_score,
                workload_minutes: u64::from(summary.accounts) * minutes,
                overridden: tiering.overrides().iter().filter(|(_, tier)| tier == choice).count() as u64,
            }
        };
        choices.iter().map(line).collect()
    }

    fn gates(&self) -> Vec<GateLine> {
        let plan = &self.plan;
        let line = |gate: &Gate| {
            let stops = self.results.stops(plan, gate);
            let overrides = self.results.tiering.overrides();
            let by_hand = |(row, _): &&(u32, u8)| overrides.binary_search_by_key(row, |(row, _)| *row).is_ok();
            GateLine {
                condition: gate_sentence(plan, self.results.fields(plan), gate),
                stops_at: gate.stops_at,
                stops_at_name: match gate.stops_at {
                    TierChoice::Tier(tier) => plan.tiers.tiers[usize::from(tier)].name.clone(),
                    TierChoice::Excluded => "Excluded".to_owned(),
                },
                stops: stops.len() as u64,
                overridden: stops.iter().filter(by_hand).count() as u64,
            }
        };
        plan.gates.iter().map(line).collect()
    }

    fn criteria(&self) -> Vec<CriterionLine> {
        let plan = &self.plan;
        let line = |criterion: &tierline_plan::Criterion| {
            let (source, kind, known) = match criterion.source {
                CriterionSource::Potential => {
                    let known = self.results.opportunity.potential.iter().flatten().count();
                    ("potential".to_owned(), FieldKind::Money, known)
                }
                CriterionSource::Field(id) => self.field_facts(id),
            };
            CriterionLine {
                name: criterion.name.clone(),
                weight: criterion.weight,
                source,
                curve: criterion.curve.clone(),
                kind,
                missing: criterion.missing,
                known: known as u64,
            }
        };
        plan.model.criteria.iter().map(line).collect()
    }

    fn field_facts(&self, id: FieldId) -> (String, FieldKind, usize) {
        let fields = self.results.fields(&self.plan);
        let (Some(field), Some(column)) = (fields.field(id), fields.column(id)) else {
            return (String::new(), FieldKind::Number, 0);
        };
        let known = (0..column.len()).filter(|row| !column.is_missing(*row)).count();
        let said = match formula_of(&self.plan, fields, id) {
            Some(formula) => format!("computed: {formula}"),
            None => format!("column “{}”", field.label),
        };
        (said, field.kind, known)
    }

    fn custom_fields(&self) -> Vec<CustomField> {
        let fields = self.results.fields(&self.plan);
        let told = |index: &usize| {
            let (field, _) = fields.at(*index);
            CustomField {
                label: field.label.clone(),
                kind: field.kind,
            }
        };
        self.rows.custom.iter().map(told).collect()
    }

    fn overrides(&self) -> Vec<OverrideLine> {
        let plan = &self.plan;
        let ids = plan.accounts.column_with_role(FieldRole::RecordId);
        let standing = plan.overrides.iter().filter(|(_, entry)| holds(entry, plan.info.as_of));
        standing
            .filter_map(|(account, entry)| {
                let row = plan.accounts.row(*account)?;
                Some(OverrideLine {
                    account: plan.accounts.name(row).to_owned(),
                    record_id: ids.and_then(|column| column.text(row)).unwrap_or_default().to_owned(),
                    model_tier: Some(TierChoice::Tier(self.results.tiering.model[row])),
                    tier: entry.tier,
                    reason: entry.reason.clone(),
                    author: entry.author.clone(),
                    set_on: entry.set_on,
                    expires: entry.expires,
                })
            })
            .collect()
    }

    fn territories(&self) -> Territories {
        let measured = &self.results.territories;
        let lines = self
            .plan
            .reps
            .iter()
            .zip(&measured.reps)
            .map(|(rep, territory)| TerritoryLine {
                rep: rep.name.clone(),
                role: rep.role.clone(),
                base: rep.base_city.clone(),
                holdings: holdings(&territory.load),
                capacity_minutes: Some(territory.capacity_minutes),
                deviation: territory.workload_deviation,
                kept: Some(u64::from(territory.kept)),
            });
        Territories {
            lines: lines.collect(),
            unassigned: (measured.unowned.accounts > 0).then(|| holdings(&measured.unowned)),
            tolerance: territories::tolerance(),
            variation: measured.workload.as_ref().map(|balance| balance.cv),
            gini: measured.workload.as_ref().map(|balance| balance.gini),
        }
    }

    fn quotas(&self) -> Option<QuotaPlan> {
        let settings = &self.plan.quotas;
        let computed = self.results.quotas.as_ref().ok()?;
        let lines = self.plan.reps.iter().zip(&computed.reps).map(|(rep, line)| QuotaLine {
            rep: rep.name.clone(),
            history: line.history,
            potential: line.potential.amount(),
            blend: Some(line.blend),
            quota: line.quota,
            fixed: line.fixed,
            last_quota: rep.last_quota,
            ote: rep.ote,
            flags: line
                .flags
                .iter()
                .map(|flag| quotas::flag_sentence(*flag, line, computed.middle_quota_to_ote))
                .collect(),
        });
        Some(QuotaPlan {
            target: computed.target,
            over_assignment: settings.over_assignment,
            street_quota: computed.street,
            history_weight: settings.history_weight,
            step: settings.step,
            lines: lines.collect(),
        })
    }

    /// What leadership has to settle, beyond what the workbook sees in its own figures.
    fn decisions(&self) -> Vec<Decision> {
        let mut decisions = Vec::new();
        let by_hand = self.results.tiering.overridden;
        if let Some(allowed) = self.plan.overrides_allowed().filter(|allowed| by_hand > *allowed) {
            decisions.push(Decision {
                what: format!(
                    "{} {} set by hand; the budget is {}.",
                    words::many(u64::from(by_hand), "tier"),
                    words::are(u64::from(by_hand)),
                    words::count(u64::from(allowed))
                ),
                advice: "Give accounts back to the model, or change the model if people disagree with it so often."
                    .to_owned(),
                count: Some(u64::from(by_hand - allowed)),
                amount: None,
            });
        }
        let unknown = u64::from(self.results.included.potential.unknown());
        if unknown == 0 {
            return decisions;
        }
        decisions.push(Decision {
            what: format!(
                "{} {} no known potential.",
                words::many(unknown, "account"),
                words::have(unknown)
            ),
            advice: potential_gap(&self.plan, &self.results.opportunity)
                .unwrap_or_else(|| "Fill in the potential of the ones that matter.".to_owned()),
            count: Some(unknown),
            amount: None,
        });
        decisions
    }

    /// What holds agreed tiers, and whom; `None` when nothing does.
    fn held(&self) -> Option<String> {
        let (plan, tiering) = (&self.plan, &self.results.tiering);
        let agreed = plan.agreed()?;
        tiering.standing().agreed.as_ref()?;
        let held = tiering.held.len() as u64;
        let limit = plan.steadiness.most_moves.map(|most| {
            let rhythm = match plan.move_period {
                None => "",
                Some(MovePeriod::Month) => " each month",
                Some(MovePeriod::Quarter) => " each quarter",
                Some(MovePeriod::Year) => " each year",
            };
            format!(
                " At most {} of the accounts may move{rhythm}.",
                words::per_mille(i64::from(most))
            )
        });
        Some(format!(
            "People agreed on the tiers on {}. An account leaves its tier when its score clears a cut-off by {} points.{} {} {} \
             held there.",
            agreed.kept_on.iso(),
            words::tenths(i64::from(plan.steadiness.margin)),
            limit.unwrap_or_default(),
            words::many(held, "account"),
            words::are(held),
        ))
    }

    fn method(&self) -> Method {
        let plan = &self.plan;
        let listed = |basis: &&PotentialBasis| {
            matches!(
                basis,
                PotentialBasis::Listed | PotentialBasis::ListedBelowRevenue { .. }
            )
        };
        // What was read off nobody must not be told as if it had been.
        let unsized_list = potential_gap(plan, &self.results.opportunity)
            .filter(|_| self.results.included.potential.amount().is_none());
        let mut notes = vec![(
            "Owners".to_owned(),
            format!(
                "Accounts are shared out so that every rep's workload lies near the fair share of it by share of full \
                     time; {} stay with the owner the list names.",
                words::many(u64::from(self.results.territories.continuity.kept), "account")
            ),
        )];
        if let Some(told) = self.held() {
            notes.push(("Agreed tiers".to_owned(), told));
        }
        let instead = self.results.quotas.as_ref().ok().and_then(quotas::instead_of_potential);
        if let Some(instead) = instead.filter(|_| unsized_list.is_some()) {
            notes.push(("Quotas without potential".to_owned(), instead.to_owned()));
        }
        let from_list = self.results.opportunity.basis.iter().filter(listed).count() as u64;
        let percentile = words::per_mille(i64::from(plan.opportunity.peer_percentile)).replace('%', "");
        Method {
            sources: plan
                .sources
                .iter()
                .map(|source| SourceLine {
                    file: source.file.clone(),
                    sheet: source.sheet.clone(),
                    rows_read: u64::from(source.rows_read),
                    rows_left_out: u64::from(source.rows_left_out),
                    imported_on: source.imported_on,
                })
                .collect(),
            left_out: Vec::new(),
            cut: plan.tiers.cut.clone(),
            coverage: plan.coverage.clone(),
            potential: unsized_list.unwrap_or_else(|| format!(
                "For {} the list itself says what they could spend. For the others it is read off similar customers: the \
                 {percentile}th percentile of what customers of the same industry and place spend, per employee where the \
                 headcount is known, drawn towards the wider group where there are few, and never below current revenue \
                 (frontier potential; Rosset, Perlich and Lawrence 2007).",
                words::many(from_list, "account")
            )),
            notes,
        }
    }

    fn text(&self, role: FieldRole, row: usize) -> Option<Cow<'_, str>> {
        self.plan.accounts.column_with_role(role)?.text(row).map(Cow::Borrowed)
    }

    fn custom(&self, row: usize) -> Vec<CustomValue<'_>> {
        let fields = self.results.fields(&self.plan);
        self.rows
            .custom
            .iter()
            .map(|index| match fields.at(*index).1 {
                column if column.is_missing(row) => CustomValue::Missing,
                column @ (Column::Text(_) | Column::Category { .. }) => column
                    .text(row)
                    .map_or(CustomValue::Missing, |text| CustomValue::Text(Cow::Borrowed(text))),
                column @ Column::Number(_) => column.number(row).map_or(CustomValue::Missing, CustomValue::Number),
                column @ Column::Money(_) => column.money(row).map_or(CustomValue::Missing, CustomValue::Money),
                column @ Column::Date(_) => column.date(row).map_or(CustomValue::Missing, CustomValue::Date),
                column @ Column::YesNo(_) => column.yes_no(row).map_or(CustomValue::Missing, CustomValue::YesNo),
            })
            .collect()
    }
}

impl AccountRows for Snapshot {
    fn len(&self) -> usize {
        self.rows.order.len()
    }

    fn row(&self, index: usize) -> Cow<'_, AccountRow<'_>> {
        let plan = &self.plan;
        let results = &self.results;
        let row = self.rows.order[index] as usize;
        let explanation = results.explain(plan, row);
        let why = results.reason(plan, row);
        let entry = plan
            .overrides
            .get(&plan.accounts.ids()[row])
            .filter(|entry| holds(entry, plan.info.as_of));
        let kind = match results.opportunity.kind[row] {
            AccountKind::Customer => "Customer",
            AccountKind::Prospect => "Prospect",
        };
        let sized = results.opportunity.potential[row].is_some();
        let minutes = match results.tiering.choice[row] {
            TierChoice::Tier(tier) => Some(plan.coverage.workload_minutes(tier)),
            TierChoice::Excluded => None,
        };
        Cow::Owned(AccountRow {
            rank: index as u64 + 1,
            name: Cow::Borrowed(plan.accounts.name(row)),
            record_id: self.text(FieldRole::RecordId, row).unwrap_or_default(),
            tier: results.tiering.choice[row],
            model_tier: results
                .scores
                .score(row)
                .map(|_| TierChoice::Tier(results.tiering.model[row])),
            score: explanation.score_tenths.map(|tenths| tenths as i32),
            owner: results.owners[row]
                .and_then(|rep| plan.rep(rep))
                .map(|rep| Cow::Borrowed(rep.name.as_str())),
            status: Some(Cow::Borrowed(kind)),
            industry: self.text(FieldRole::Industry, row),
            country: self.text(FieldRole::Country, row),
            city: self.text(FieldRole::City, row),
            employees: plan
                .accounts
                .column_with_role(FieldRole::Employees)
                .and_then(|column| column.number(row)),
            current_revenue: results.opportunity.revenue[row],
            potential: results.opportunity.potential[row],
            headroom: results.opportunity.headroom(row),
            buckets: four(sized.then_some(results.opportunity.buckets[row])),
            workload_minutes: minutes,
            reason: Cow::Owned(why.sentence),
            override_reason: entry.map(|entry| Cow::Borrowed(entry.reason.as_str())),
            points: explanation
                .contributions
                .iter()
                .map(|part| (part.most_tenths > 0).then_some(part.tenths as i32))
                .collect(),
            custom: self.custom(row),
        })
    }
}

fn four(buckets: Option<tierline_engine::opportunity::Buckets>) -> Buckets {
    Buckets {
        retain: buckets.map(|parts| parts.retain),
        upsell: buckets.map(|parts| parts.upsell),
        cross_sell: buckets.map(|parts| parts.cross_sell),
        new_logo: buckets.map(|parts| parts.new_logo),
    }
}

fn holdings(load: &Load) -> Holdings {
    Holdings {
        accounts_by_tier: load.by_tier.iter().map(|count| u64::from(*count)).collect(),
        workload_minutes: load.minutes,
        potential: load.potential.amount(),
        current_revenue: load.revenue.amount(),
    }
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Snapshot")
            .field("accounts", &self.rows.order.len())
            .finish_non_exhaustive()
    }
}
