//! How lists write what the plan keeps under one spelling: shown, and changed.

use crate::{App, Session};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tierline_contract::*;
use tierline_engine::spellings::respell;
use tierline_plan::{AccountBatch, FieldRole, ListSpelling, Plan, has_spellings};
use tierline_sheets::understand::{SameBecause, look_alikes, same_because};

/// Spellings and values shown of one field at most.
const MOST: usize = 500;

impl App {
    pub fn spellings(&self, (): ()) -> Result<SpellingsView, AppError> {
        self.with(|session| Ok(view(session.plan())))
    }

    pub fn set_spelling(&self, request: SpellingChoice) -> Result<PlanView, AppError> {
        self.change(|session: &mut Session| {
            let change = request
                .role
                .role()
                .and_then(|role| respell(session.plan(), role, &request.written, &request.kept_as));
            let Some(change) = change else {
                let message =
                    "Nothing was changed: the plan keeps it so already, or no account is written so any more.";
                return Err(AppError::Refused {
                    message: message.to_owned(),
                });
            };
            let (written, kept_as) = (&request.written, request.kept_as.trim());
            let label = if written == kept_as {
                format!("Keep “{written}” as it is")
            } else {
                format!("Keep “{written}” as “{kept_as}”")
            };
            self.commit(session, change, &label)
        })
    }
}

fn view(plan: &Plan) -> SpellingsView {
    let fields = plan.accounts.fields().iter().zip(plan.accounts.columns());
    let fields = fields.filter(|(field, _)| has_spellings(field.role));
    SpellingsView {
        fields: fields
            .map(|(field, column)| {
                let mut counts = column.value_counts();
                counts.sort_by_key(|(value, count)| (Reverse(*count), *value));
                let mut spellings: BTreeMap<&str, Vec<SpellingView>> = BTreeMap::new();
                for ((_, written), spelling) in plan.spellings.iter().filter(|((role, _), _)| *role == field.role) {
                    let accounts = spelling.accounts.iter();
                    let accounts = accounts.filter(|id| plan.accounts.row(**id).is_some()).count() as u32;
                    if spelling.kept_as != *written && accounts > 0 {
                        spellings.entry(&spelling.kept_as).or_default().push(SpellingView {
                            written: written.clone(),
                            kept_as: spelling.kept_as.clone(),
                            accounts,
                            reason: reason(field.role, written, &spelling.kept_as, spelling.by_hand).to_owned(),
                            by_hand: spelling.by_hand,
                        });
                    }
                }
                let decided = |value: &str| plan.spellings.contains_key(&(field.role, value.to_owned()));
                let slips = look_alikes(field.role, &counts).into_iter();
                ValuesView {
                    role: field.role.into(),
                    field: field.id.0,
                    label: field.label.clone(),
                    slips: slips
                        .filter(|slip| !decided(&slip.value))
                        .take(MOST)
                        .map(|slip| SlipView {
                            value: slip.value,
                            accounts: slip.count,
                            like: slip.like,
                        })
                        .collect(),
                    values: counts
                        .iter()
                        .take(MOST)
                        .map(|(value, accounts)| ValueView {
                            value: (*value).to_owned(),
                            accounts: *accounts,
                            spellings: spellings.remove(value).unwrap_or_default(),
                        })
                        .collect(),
                }
            })
            .collect(),
    }
}

/// The spellings that a list on its way in uses, field by field.
pub(crate) fn spelled_fields(found: &[ListSpelling], batch: &AccountBatch) -> Vec<SpelledField> {
    let fields = batch.fields.iter().zip(&batch.columns);
    fields
        .filter_map(|(field, column)| {
            let mut spellings: Vec<&ListSpelling> = found.iter().filter(|each| each.role == field.role).collect();
            if spellings.is_empty() {
                return None;
            }
            spellings.sort_by_key(|each| (Reverse(each.rows.len()), &each.written));
            let mut values = column.value_counts();
            values.sort_by_key(|(value, count)| (Reverse(*count), *value));
            Some(SpelledField {
                role: field.role.into(),
                label: field.label.clone(),
                spellings: spellings
                    .into_iter()
                    .take(MOST)
                    .map(|each| SpellingView {
                        written: each.written.clone(),
                        kept_as: each.kept_as.clone(),
                        accounts: each.rows.len() as u32,
                        reason: reason(each.role, &each.written, &each.kept_as, each.by_hand).to_owned(),
                        by_hand: each.by_hand,
                    })
                    .collect(),
                values: values.iter().take(MOST).map(|(value, _)| (*value).to_owned()).collect(),
            })
        })
        .collect()
}

fn reason(role: FieldRole, written: &str, kept_as: &str, by_hand: bool) -> &'static str {
    if written == kept_as {
        return "kept as it is";
    }
    match same_because(role, written, kept_as) {
        SameBecause::Writing => "only written otherwise",
        SameBecause::Country => "the same country",
        SameBecause::Trade => "the same industry",
        SameBecause::Decided if by_hand => "as you decided",
        SameBecause::Decided => "as its usual spelling",
    }
}
