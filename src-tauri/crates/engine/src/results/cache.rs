//! What is kept between two computations: the opportunity and the points by criterion. Separate because it must tell by
//! itself what changed: a cache that has to be told is a cache that is told wrongly once.

use crate::computed::{self, Computed, Fields, column_print};
use crate::numbers::Mix;
use crate::opportunity::{Opportunity, size_opportunity};
use crate::scoring::{Points, criterion_points};
use rayon::prelude::*;
use std::sync::Arc;
use tierline_plan::{AccountTable, Criterion, CriterionSource, Curve, FieldRole, OpportunitySettings, Plan};

/// Results of the slow stages with what they were made from.
#[derive(Debug, Default)]
pub struct Cache {
    opportunity: Option<(u64, Arc<Opportunity>)>,
    computed: Vec<computed::Kept>,
    points: Vec<Kept>,
}

#[derive(Debug)]
struct Kept {
    source: u64,
    curve: Curve,
    points: Arc<[f32]>,
}

impl Cache {
    pub(super) fn opportunity(&mut self, plan: &Plan) -> Arc<Opportunity> {
        let key = opportunity_print(&plan.accounts, &plan.opportunity);
        match &self.opportunity {
            Some((kept, opportunity)) if *kept == key => opportunity.clone(),
            _ => {
                let opportunity = Arc::new(size_opportunity(&plan.accounts, &plan.opportunity));
                self.opportunity = Some((key, opportunity.clone()));
                opportunity
            }
        }
    }

    /// The plan's computed columns. Those that left the plan are forgotten.
    pub(super) fn computed(&mut self, plan: &Plan, opportunity: &Opportunity) -> Arc<Computed> {
        let computed = Computed::kept(plan, &plan.accounts, &opportunity.potential, &mut self.computed);
        Arc::new(computed)
    }

    /// Points of the plan's model. Those of criteria that left the model are forgotten.
    pub(super) fn points(&mut self, plan: &Plan, fields: Fields<'_>, opportunity: &Opportunity) -> Points {
        let potential = self.opportunity.as_ref().map_or(0, |(key, _)| *key);
        let kept = &self.points;
        self.points = plan
            .model
            .criteria
            .par_iter()
            .map(|criterion| {
                let source = source_print(criterion, fields, potential);
                let found = kept.iter().find(|k| k.source == source && k.curve == criterion.curve);
                Kept {
                    source,
                    curve: criterion.curve.clone(),
                    points: match found {
                        Some(kept) => kept.points.clone(),
                        None => criterion_points(criterion, fields, opportunity),
                    },
                }
            })
            .collect();
        let columns = self.points.iter().map(|kept| kept.points.clone()).collect();
        Points::new(columns, plan.accounts.len())
    }
}

fn source_print(criterion: &Criterion, fields: Fields<'_>, potential: u64) -> u64 {
    match criterion.source {
        CriterionSource::Potential => Mix::new(1).word(potential).finish(),
        CriterionSource::Field(field) => {
            let column = fields.column(field).map_or(0, column_print);
            Mix::new(2)
                .word(u64::from(field.0))
                .word(column)
                .word(fields.rows() as u64)
                .finish()
        }
    }
}

/// Tells apart lists and settings that differ in anything the opportunity reads.
fn opportunity_print(accounts: &AccountTable, settings: &OpportunitySettings) -> u64 {
    let read: Vec<(FieldRole, u64)> = accounts
        .fields()
        .par_iter()
        .zip(accounts.columns())
        .filter(|(field, _)| {
            use FieldRole::*;
            matches!(
                field.role,
                Industry | Country | Region | Employees | CurrentRevenue | ProductRevenue(_) | Potential | Status
            )
        })
        .map(|(field, column)| (field.role, column_print(column)))
        .collect();
    let start = Mix::new(3)
        .word(accounts.len() as u64)
        .word(u64::from(settings.peer_percentile))
        .word(u64::from(settings.fewest_peers));
    read.iter()
        .fold(start, |mix, (role, print)| {
            mix.bytes(format!("{role:?}").as_bytes()).word(*print)
        })
        .finish()
}
