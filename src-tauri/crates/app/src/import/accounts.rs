//! From an understood sheet to the change that puts its accounts into the plan.

use super::Sheet;
use crate::wire;
use std::collections::BTreeMap;
use tierline_contract::{AppError, ListChoice};
use tierline_engine::reimport::{List, Purpose};
use tierline_engine::standard::standard_model;
use tierline_engine::territories::match_owner_names;
use tierline_plan::{
    AccountBatch, AccountId, AccountTable, Change, Column, Currency, Day, Field, FieldId, FieldRole, ListSpelling,
    Money, Plan, PlanInfo, Product, ProductId, QuotaSettings, Rep, RepId, RepQuotaRule, SourceFile, Spelling,
    SpellingKey, difference, spellings_of_list,
};
use tierline_sheets::understand::{
    ColumnChoice, Converted, IssueKind, KnownSpellings, Severity, convert, fold_spellings,
};

/// What was chosen for a list.
pub(crate) struct ListChoices {
    pub(crate) columns: Vec<ColumnChoice>,
    pub(crate) currency: Currency,
    /// What is known of spellings.
    pub(crate) known: KnownSpellings,
}

impl ListChoices {
    /// The choices as the sheet itself proposes them.
    pub(crate) fn proposed(sheet: &Sheet, currency: Option<Currency>) -> Self {
        ListChoices {
            columns: sheet.understood.mapping.choices(&sheet.understood.columns),
            currency: currency.unwrap_or_else(|| sheet.understood.currency.currency.clone()),
            known: KnownSpellings::default(),
        }
    }

    /// The proposal with what the person made of it.
    pub(super) fn of(
        sheet: &Sheet,
        list: &ListChoice,
        currency: &Currency,
        known: KnownSpellings,
    ) -> Result<Self, AppError> {
        let mut choices = ListChoices {
            known,
            ..Self::proposed(sheet, Some(currency.clone()))
        };
        for wanted in &list.columns {
            let column = wanted.index as usize;
            let Some(choice) = choices.columns.iter_mut().find(|choice| choice.column == column) else {
                let message = "The columns changed meanwhile. Look at them once more.".to_owned();
                return Err(AppError::Refused { message });
            };
            choice.include = wanted.include;
            if let Some(answer) = wanted.reading {
                choice.notation = choice.notation.read_as(wire::reading(answer));
            }
            choice.product_name = wanted.product.clone().filter(|name| !name.trim().is_empty());
            // Products are numbered by the converter; any number will do here.
            choice.role = wanted.role.role().unwrap_or(FieldRole::ProductRevenue(ProductId(0)));
            choice.kind = choice
                .role
                .required_kind()
                .unwrap_or_else(|| wire::field_kind(wanted.kind));
        }
        Ok(choices)
    }
}

/// Accounts on their way into the plan.
pub(crate) struct Incoming {
    fields: Vec<Field>,
    columns: Vec<Column>,
    products: Vec<Product>,
    sources: Vec<SourceFile>,
    pub(super) spellings: Vec<ListSpelling>,
    pub(crate) currency: Currency,
    pub(crate) converted: Vec<Converted>,
}

impl Incoming {
    pub(crate) fn accounts(&self) -> u32 {
        self.columns.first().map_or(0, Column::len) as u32
    }

    pub(crate) fn rows_left_out(&self) -> u32 {
        self.sources.iter().map(|source| source.rows_left_out).sum()
    }

    /// Rows that look like an account above them, by record ID or by name and place. All of them are kept.
    pub(crate) fn look_alikes(&self) -> u32 {
        let issues = self.converted.iter().flat_map(|converted| &converted.issues);
        let alike = |kind: &IssueKind| {
            matches!(
                kind,
                IssueKind::DuplicateAccount { .. } | IssueKind::DuplicateRecordId { .. }
            )
        };
        issues.filter(|issue| alike(&issue.kind)).count() as u32
    }

    /// Values that could not be read and stay blank.
    pub(crate) fn values_lost(&self) -> u32 {
        let issues = self.converted.iter().flat_map(|converted| &converted.issues);
        issues.filter(|issue| issue.kind.severity() == Severity::Lost).count() as u32
    }

    pub(crate) fn batch(&self) -> AccountBatch {
        AccountBatch {
            fields: self.fields.clone(),
            columns: self.columns.clone(),
        }
    }

    /// Brings what the list writes in several ways onto one list of values. Done once, when all lists are together.
    pub(crate) fn fold_spellings(mut self, known: &KnownSpellings) -> Self {
        let mut batch = AccountBatch {
            fields: self.fields,
            columns: self.columns,
        };
        self.spellings = fold_spellings(&mut batch, known);
        self.fields = batch.fields;
        self.columns = batch.columns;
        self
    }

    /// The list by itself, with the row number of each account as the spreadsheet program shows it.
    ///
    /// # Panics
    /// When it was put together from several lists.
    pub(super) fn into_list(mut self, purpose: Purpose) -> (List, Vec<u32>) {
        assert_eq!(self.sources.len(), 1, "a list of one sheet");
        let rows = std::mem::take(&mut self.converted[0].rows);
        let list = List {
            batch: AccountBatch {
                fields: self.fields,
                columns: self.columns,
            },
            products: self.products,
            source: self.sources.remove(0),
            spellings: self.spellings,
            purpose,
        };
        (list, rows)
    }

    /// Puts the accounts of another list below these. Columns of one meaning become one column; a column that only one of
    /// the lists has stays blank for the accounts of the other.
    pub(crate) fn append(mut self, mut other: Incoming) -> Incoming {
        let rows = self.accounts() as usize;
        let added = other.accounts() as usize;
        for (field, column) in other.fields.drain(..).zip(other.columns.drain(..)) {
            let role = self.same_role(&field, &other.products);
            let place = self.fields.iter().position(|present| match role {
                FieldRole::Custom => {
                    present.role == FieldRole::Custom && present.kind == field.kind && present.label == field.label
                }
                role => present.role == role,
            });
            match place {
                Some(place) => self.columns[place].append(&column),
                None => {
                    let mut filled = Column::new(field.kind);
                    filled.extend_missing(rows);
                    filled.append(&column);
                    let id = FieldId(self.fields.iter().map(|f| f.id.0 + 1).max().unwrap_or(1));
                    self.fields.push(Field { id, role, ..field });
                    self.columns.push(filled);
                }
            }
        }
        for column in &mut self.columns {
            column.extend_missing(rows + added - column.len());
        }
        self.sources.append(&mut other.sources);
        self.converted.append(&mut other.converted);
        self
    }

    /// The role of a field of another list here: its product is the one of the same name, added when there is none.
    fn same_role(&mut self, field: &Field, products: &[Product]) -> FieldRole {
        let FieldRole::ProductRevenue(id) = field.role else {
            return field.role;
        };
        let name = products
            .iter()
            .find(|product| product.id == id)
            .map_or(field.label.as_str(), |p| p.name.as_str());
        if let Some(known) = self
            .products
            .iter()
            .find(|product| product.name.eq_ignore_ascii_case(name))
        {
            return FieldRole::ProductRevenue(known.id);
        }
        let id = ProductId(self.products.iter().map(|product| product.id.0 + 1).max().unwrap_or(1));
        self.products.push(Product {
            id,
            name: name.to_owned(),
        });
        FieldRole::ProductRevenue(id)
    }
}

/// Converts a sheet by the choices made.
pub(crate) fn incoming(sheet: &Sheet, choices: &ListChoices, today: Day) -> Result<Incoming, AppError> {
    let file = &sheet.file;
    let unusable = |message: String| AppError::Unreadable {
        file: file.clone(),
        message,
    };
    refuse_blank(sheet).map_err(unusable)?;
    let converted = convert(
        &sheet.table,
        &sheet.understood.shape,
        &choices.columns,
        &choices.currency,
    );
    let mut converted = converted.map_err(|error| unusable(error.to_string()))?;
    if converted.rows.is_empty() {
        let message = "No row has a name in the chosen column, so there is nothing to import. Choose the column with the \
                       names of the companies.";
        return Err(unusable(message.to_owned()));
    }
    let source = SourceFile {
        file: file.clone(),
        sheet: sheet.table.sheet.clone(),
        rows_read: converted.rows.len() as u32,
        rows_left_out: converted.left_out.len() as u32,
        imported_on: today,
    };
    let batch = std::mem::take(&mut converted.batch);
    Ok(Incoming {
        fields: batch.fields,
        columns: batch.columns,
        products: converted.products.clone(),
        sources: vec![source],
        spellings: Vec::new(),
        currency: choices.currency.clone(),
        converted: vec![converted],
    })
}

/// A sheet with nothing on it is told as that, before anything is said about its columns.
pub(crate) fn refuse_blank(sheet: &Sheet) -> Result<(), String> {
    if sheet.table.rows() > 0 {
        return Ok(());
    }
    Err(format!(
        "The sheet “{}” is empty. Choose another sheet, or another file.",
        sheet.table.sheet
    ))
}

/// What a list without figures lacks, for lists that have at least postal codes or the like: names are worth importing,
/// but nobody should wonder why every account scores the same.
pub(super) const NO_FIGURES: &str = "No column holds amounts, numbers or dates, so the accounts can be told apart by little \
     more than their industry and place. Add revenue or employees to the list and import it again.";

impl Incoming {
    /// Refuses accounts of which nothing is known that has a digit in it. Of several lists, one may well be like that.
    pub(crate) fn with_numbers(self, file: &str) -> Result<Self, AppError> {
        if measures(&self.columns) || holds_digits(&self.columns) {
            return Ok(self);
        }
        Err(AppError::Unreadable {
            file: file.to_owned(),
            message: "There is not a single number in the columns that are read, so the accounts can be neither scored nor \
                      sized. Nothing was changed. Add a column such as revenue or employees to the list, or choose another \
                      sheet."
                .to_owned(),
        })
    }

    pub(crate) fn has_figures(&self) -> bool {
        measures(&self.columns)
    }
}

/// Whether there is a single value that could tell one account from another by how much of something it has.
fn measures(columns: &[Column]) -> bool {
    columns.iter().any(|column| {
        !matches!(column, Column::Text(_) | Column::Category { .. })
            && (0..column.len()).any(|row| !column.is_missing(row))
    })
}

fn holds_digits(columns: &[Column]) -> bool {
    let digit = |text: &str| text.chars().any(char::is_numeric);
    columns
        .iter()
        .any(|column| (0..column.len()).any(|row| column.text(row).is_some_and(digit)))
}

/// The one change that puts a list (and reps, when there are any) in the place of what the plan has: accounts, the
/// standard model on them, and the owners that the list names. Decisions about accounts that go are taken back with them.
pub(crate) fn replacing(plan: &Plan, incoming: Incoming, reps: Vec<Rep>, currency: Currency) -> Change {
    // The figures are seen from the day the list came in, or ages and expiries would stand still.
    let as_of = incoming
        .sources
        .iter()
        .map(|source| source.imported_on)
        .max()
        .unwrap_or(plan.info.as_of);
    let batch = AccountBatch {
        fields: incoming.fields,
        columns: incoming.columns,
    };
    let first = plan.accounts.next_id();
    let id = |row: usize| Some(AccountId(first + row as u32));
    let spellings = spellings_of_list(&decided(plan), &batch, &incoming.spellings, &id);
    let accounts = AccountTable::from_batch(batch, first).expect("the converter keeps the rules of the table");
    let model = standard_model(&accounts, &plan.opportunity, as_of);
    let units = Units {
        from: &plan.info.currency,
        to: &currency,
    };
    let reps = if reps.is_empty() {
        units.reps(&plan.reps)
    } else {
        renumbered(plan, reps)
    };
    let quotas = units.quotas(without_reps(&plan.quotas, &reps));
    let owners = named_owners(&accounts, &reps);
    let mut changes = cleared(plan);
    changes.push(Change::SetInfo(PlanInfo {
        currency,
        as_of,
        ..plan.info.clone()
    }));
    changes.push(Change::SetAccounts {
        accounts: Box::new(accounts),
        products: incoming.products,
        sources: incoming.sources,
    });
    if !spellings.is_empty() {
        changes.push(Change::SetSpellings(spellings));
    }
    changes.push(Change::SetModel(model));
    if quotas != plan.quotas {
        changes.push(Change::SetQuotas(quotas));
    }
    if reps != plan.reps {
        changes.push(Change::SetReps(reps));
    }
    changes.push(Change::SetOwners(owners));
    Change::Batch(changes)
}

/// Keeps amounts that people entered at the same figure when the currency counts in other minor units: 31 million stay
/// 31 million. Nothing is converted by a rate.
struct Units<'a> {
    from: &'a Currency,
    to: &'a Currency,
}

impl Units<'_> {
    fn amount(&self, amount: Money) -> Money {
        amount.scale(self.to.minor_per_major(), self.from.minor_per_major())
    }

    fn quotas(&self, mut quotas: QuotaSettings) -> QuotaSettings {
        quotas.target = quotas.target.map(|amount| self.amount(amount));
        quotas.step = self.amount(quotas.step).max(Money::from_minor(1));
        for rule in quotas.by_rep.values_mut() {
            if let RepQuotaRule::Fixed(amount) = rule {
                *amount = self.amount(*amount);
            }
        }
        quotas
    }

    fn reps(&self, reps: &[Rep]) -> Vec<Rep> {
        let amount = |amount: Option<Money>| amount.map(|amount| self.amount(amount));
        reps.iter()
            .cloned()
            .map(|rep| Rep {
                last_quota: amount(rep.last_quota),
                last_result: amount(rep.last_result),
                ote: amount(rep.ote),
                ..rep
            })
            .collect()
    }
}

/// The change that puts reps in the place of the present ones. Accounts without an owner go to whom the list names.
pub(crate) fn with_reps(plan: &Plan, reps: Vec<Rep>) -> Change {
    let reps = renumbered(plan, reps);
    let stays = |rep: &RepId| reps.iter().any(|present| present.id == *rep);
    let orphaned: Vec<AccountId> = plan
        .owners
        .iter()
        .filter(|(_, rep)| !stays(rep))
        .map(|(account, _)| *account)
        .collect();
    let mut owners = named_owners(&plan.accounts, &reps);
    owners.retain(|(account, _)| plan.owners.get(account).is_none_or(|rep| !stays(rep)));
    Change::Batch(vec![
        Change::SetPins(orphaned.iter().map(|account| (*account, false)).collect()),
        Change::SetOwners(orphaned.into_iter().map(|account| (account, None)).collect()),
        Change::SetQuotas(without_reps(&plan.quotas, &reps)),
        Change::SetReps(reps),
        Change::SetOwners(owners),
    ])
}

/// The plan's reps with those of a newer list: reps who are new are added, and what is not known of the others is filled in.
/// Nobody leaves and nothing is overwritten.
pub(super) fn joined_reps(plan: &Plan, listed: Vec<Rep>) -> Vec<Rep> {
    let mut reps = plan.reps.clone();
    for rep in renumbered(plan, listed) {
        match reps.iter_mut().find(|known| known.id == rep.id) {
            None => reps.push(rep),
            Some(known) => {
                let found = rep;
                known.role = known.role.take().or(found.role);
                known.base_city = known.base_city.take().or(found.base_city);
                known.country = known.country.take().or(found.country);
                known.start = known.start.or(found.start);
                known.last_quota = known.last_quota.or(found.last_quota);
                known.last_result = known.last_result.or(found.last_result);
                known.ote = known.ote.or(found.ote);
            }
        }
    }
    reps
}

/// What people decided about spellings, without the accounts that were written so.
fn decided(plan: &Plan) -> BTreeMap<SpellingKey, Spelling> {
    let by_hand = plan.spellings.iter().filter(|(_, spelling)| spelling.by_hand);
    by_hand
        .map(|(key, spelling)| {
            let spelling = Spelling {
                accounts: Vec::new(),
                ..spelling.clone()
            };
            (key.clone(), spelling)
        })
        .collect()
}

/// Takes back every decision about the present accounts.
fn cleared(plan: &Plan) -> Vec<Change> {
    vec![
        Change::SetPins(plan.pinned.iter().map(|account| (*account, false)).collect()),
        Change::SetOwners(plan.owners.keys().map(|account| (*account, None)).collect()),
        Change::SetOverrides(plan.overrides.keys().map(|account| (*account, None)).collect()),
        Change::SetMerged(Vec::new()),
        Change::SetApart(plan.apart.iter().map(|pair| (*pair, false)).collect()),
        Change::SetSpellings(difference(&plan.spellings, &decided(plan))),
        Change::SetHandEdits(
            plan.hand_edits
                .keys()
                .map(|(account, field)| (*account, *field, None))
                .collect(),
        ),
    ]
}

/// Reps keep the number of the present rep of the same name, so that what was decided about them stays.
fn renumbered(plan: &Plan, reps: Vec<Rep>) -> Vec<Rep> {
    let mut next = crate::screens::territories::next_rep_id(&plan.reps);
    let mut taken = Vec::new();
    reps.into_iter()
        .map(|mut rep| {
            let present = plan
                .reps
                .iter()
                .find(|known| known.name == rep.name && !taken.contains(&known.id));
            rep.id = present.map_or_else(
                || {
                    next += 1;
                    RepId(next - 1)
                },
                |known| known.id,
            );
            taken.push(rep.id);
            rep
        })
        .collect()
}

fn named_owners(accounts: &AccountTable, reps: &[Rep]) -> Vec<(AccountId, Option<RepId>)> {
    let named = match_owner_names(accounts, reps);
    accounts
        .ids()
        .iter()
        .zip(named)
        .filter_map(|(account, rep)| rep.map(|rep| (*account, Some(rep))))
        .collect()
}

fn without_reps(quotas: &QuotaSettings, reps: &[Rep]) -> QuotaSettings {
    let mut quotas = quotas.clone();
    quotas.by_rep.retain(|id, _| reps.iter().any(|rep| rep.id == *id));
    quotas
}
