//! Accounts that are one company: found, shown side by side, merged or kept apart.

use crate::app::label;
use crate::session::Session;
use crate::task::Task;
use crate::{App, wire};
use std::collections::BTreeMap;
use tierline_contract::*;
use tierline_engine::merging::{Merge, has_parts, is_part, merge, proposed_survivor};
use tierline_matching::{Band, Cluster, Pair, Record, clusters, find_duplicates_unless, fold};
use tierline_plan::{AccountId, AccountPair, AccountTable, Change, Column, FieldKind, FieldRole, TierChoice};

/// Companies handed over at a time.
const MOST: usize = 200;

/// Headings of columns that hold a number of a public register.
const REGISTERS: &[&str] = &[
    "vat",
    "vat id",
    "vat number",
    "vat no",
    "ust id",
    "ustid",
    "ust idnr",
    "duns",
    "d u n s",
    "duns number",
    "siren",
    "siret",
    "nif",
    "cif",
    "partita iva",
    "btw nummer",
    "tax id",
    "handelsregister",
    "company number",
    "lei",
];

impl App {
    pub fn find_duplicates(&self, (): (), task: &Task<'_>) -> Result<DuplicatesView, AppError> {
        task.report("Comparing the accounts", 0, None);
        // Compared without holding the plan: the window goes on meanwhile.
        let (table, revision) = self.with(|session| Ok((session.plan().accounts.clone(), session.revision())))?;
        let records = records(&table);
        let found = find_duplicates_unless(&records, &|| task.is_cancelled());
        let mut found = found.ok_or(AppError::Cancelled)?;
        self.with(|session| {
            if session.revision() != revision {
                let message =
                    "The plan changed while its accounts were compared. Look for duplicates again.".to_owned();
                return Err(AppError::Refused { message });
            }
            let plan = session.plan();
            let ids = plan.accounts.ids();
            let apart = |pair: &Pair| {
                let pair = AccountPair::of(ids[pair.a as usize], ids[pair.b as usize]);
                plan.apart.contains(&pair)
            };
            found.pairs.retain(|pair| !apart(pair));
            let mut companies = clusters(&records, &found.pairs);
            companies.sort_by_key(|company| {
                let sureness = (company.band == Band::Certain, company.weakest);
                (std::cmp::Reverse(sureness), company.members[0])
            });
            let reasons = reasons(&found.pairs);
            let certain = companies.iter().filter(|company| company.band == Band::Certain).count();
            Ok(DuplicatesView {
                certain: certain as u32,
                review: (companies.len() - certain) as u32,
                left_off: companies.len().saturating_sub(MOST) as u32,
                families: found.families.len() as u32,
                companies: companies
                    .iter()
                    .take(MOST)
                    .map(|company| view(session, company, &reasons))
                    .collect(),
            })
        })
    }

    pub fn merge_accounts(&self, request: MergeAccounts) -> Result<PlanView, AppError> {
        self.change(|session| {
            let merges: Vec<Merge> = request
                .merges
                .iter()
                .map(|each| Merge {
                    stays: AccountId(each.stays),
                    go: each.go.iter().copied().map(AccountId).collect(),
                    add_up: each.add_up,
                })
                .collect();
            let known = |account: &AccountId| session.plan().accounts.row(*account).is_some();
            if merges.is_empty()
                || !merges
                    .iter()
                    .all(|each| known(&each.stays) && each.go.iter().all(known))
            {
                let message =
                    "One of these accounts is no longer in the plan. Nothing was changed. Look for duplicates again.";
                return Err(AppError::Refused {
                    message: message.to_owned(),
                });
            }
            let gone: usize = merges.iter().map(|each| each.go.len()).sum();
            let change = merge(session.plan(), &merges);
            self.commit(session, change, &label("Merge", gone + merges.len(), ""))
        })
    }

    pub fn keep_apart(&self, request: KeepApart) -> Result<PlanView, AppError> {
        self.change(|session| {
            let accounts: Vec<AccountId> = request.accounts.iter().copied().map(AccountId).collect();
            let pairs = accounts.iter().enumerate().flat_map(|(at, one)| {
                let others = accounts[at + 1..].iter();
                others.map(move |other| (AccountPair::of(*one, *other), true))
            });
            let change = Change::SetApart(pairs.collect());
            self.commit(session, change, &label("Keep", accounts.len(), " apart"))
        })
    }
}

pub(crate) fn records(table: &AccountTable) -> Vec<Record<'_>> {
    let column = |role: FieldRole| table.column_with_role(role);
    let (websites, phones) = (column(FieldRole::Website), column(FieldRole::Phone));
    let (codes, cities) = (column(FieldRole::PostalCode), column(FieldRole::City));
    let (countries, registers) = (column(FieldRole::Country), register(table));
    (0..table.len())
        .map(|row| Record {
            name: table.name(row),
            website: websites.and_then(|column| column.text(row)),
            phone: phones.and_then(|column| column.text(row)),
            postal_code: codes.and_then(|column| column.text(row)),
            city: cities.and_then(|column| column.text(row)),
            country: countries.and_then(|column| column.text(row)),
            register: registers.and_then(|column| column.text(row)),
        })
        .collect()
}

/// The column of a public register's numbers, where the list has one.
fn register(table: &AccountTable) -> Option<&Column> {
    let fields = table.fields().iter().zip(table.columns());
    let mut registers = fields.filter(|(field, _)| {
        let holds_texts = matches!(field.kind, FieldKind::Text | FieldKind::Category);
        holds_texts && field.role == FieldRole::Custom && REGISTERS.contains(&fold(&field.label).as_str())
    });
    registers.next().map(|(_, column)| column)
}

/// Why each pair is taken for one.
fn reasons(pairs: &[Pair]) -> BTreeMap<(u32, u32), (Band, u16, String)> {
    let told = pairs.iter().map(|pair| {
        let reason = pair.comparison.reason();
        (
            (pair.a.min(pair.b), pair.a.max(pair.b)),
            (pair.band, pair.per_mille, reason),
        )
    });
    told.collect()
}

fn view(session: &Session, company: &Cluster, reasons: &BTreeMap<(u32, u32), (Band, u16, String)>) -> CompanyView {
    let plan = session.plan();
    let rows: Vec<usize> = company.members.iter().map(|row| *row as usize).collect();
    let ids: Vec<AccountId> = rows.iter().map(|row| plan.accounts.ids()[*row]).collect();
    let members = company.members.iter().enumerate();
    let links = members.flat_map(|(at, a)| company.members[at + 1..].iter().filter_map(|b| reasons.get(&(*a, *b))));
    let weakest = links.min_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)));
    CompanyView {
        certain: company.band == Band::Certain,
        per_mille: company.weakest,
        reason: weakest.map_or_else(String::new, |(_, _, reason)| reason.clone()),
        stays: proposed_survivor(plan, &ids).0,
        has_parts: has_parts(plan, &rows),
        members: rows
            .iter()
            .map(|row| MemberView {
                id: plan.accounts.ids()[*row].0,
                name: plan.accounts.name(*row).to_owned(),
                tier: match session.results().tiering.choice[*row] {
                    TierChoice::Tier(tier) => Some(tier),
                    TierChoice::Excluded => None,
                },
                owner: session.results().owners[*row].map(|rep| rep.0),
            })
            .collect(),
        fields: plan
            .accounts
            .fields()
            .iter()
            .zip(plan.accounts.columns())
            .filter(|(field, column)| field.role != FieldRole::Name && rows.iter().any(|row| !column.is_missing(*row)))
            .map(|(field, column)| ComparedField {
                label: field.label.clone(),
                kind: wire::cell_kind(field.kind),
                values: rows.iter().map(|row| wire::cell(&column.value(*row))).collect(),
                differs: {
                    let known: Vec<_> = rows.iter().filter(|row| !column.is_missing(**row)).collect();
                    known
                        .windows(2)
                        .any(|pair| !column.same_value(*pair[0], column, *pair[1]))
                },
                is_part: is_part(field.role),
            })
            .collect(),
    }
}
