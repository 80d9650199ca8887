//! The reps: a list of people beside the list of accounts. Separate because its columns mean other things: "name" is a
//! person, "result" a year's sales.

use super::cells::{self, Read, Sign};
use super::columns::ColumnProfile;
use super::issue::{ImportIssue, IssueKind, LeftOutRow, Reason};
use super::shape::Shape;
use super::synonyms::{without_units, year_of};
use super::words::{fold, fold_heading};
use crate::raw::{RawCell, RawTable};
use serde::Serialize;
use std::collections::HashMap;
use tierline_places::country_of;
use tierline_plan::{Currency, Money, Rep, RepId};

/// What a column of a list of reps means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum RepField {
    Name,
    FirstName,
    LastName,
    BaseCity,
    Country,
    Start,
    Role,
    ShareOfFullTime,
    LastQuota,
    LastResult,
    /// On-target earnings a year.
    Ote,
}

/// The reps of a sheet with all that was noticed on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct ConvertedReps {
    pub reps: Vec<Rep>,
    /// The row number of each rep, as the spreadsheet program shows it.
    pub rows: Vec<u32>,
    pub issues: Vec<ImportIssue>,
    pub left_out: Vec<LeftOutRow>,
}

use RepField::*;

#[rustfmt::skip]
const PHRASES: &[(RepField, &[&str])] = &[
    (Name, &["name", "rep", "rep name", "sales rep", "sales rep name", "salesperson", "sales person", "account executive", "ae", "full name", "employee", "employee name", "sales agent", "seller", "owner", "sales representative", "account manager", "person", "team member",
        "mitarbeiter", "mitarbeitername", "vertriebsmitarbeiter", "vertriebler", "verkaufer", "aussendienst", "aussendienstmitarbeiter", "betreuer", "nom", "nom complet", "commercial", "vendeur", "collaborateur", "nombre", "nombre completo", "vendedor", "comercial", "representante",
        "nome", "nome completo", "venditore", "agente", "commerciale", "naam", "volledige naam", "verkoper", "vertegenwoordiger", "medewerker"]),
    (FirstName, &["first name", "firstname", "given name", "vorname", "prenom", "nombre de pila", "primeiro nome", "voornaam"]),
    (LastName, &["last name", "lastname", "surname", "family name", "nachname", "familienname", "nom de famille", "apellido", "apellidos", "sobrenome", "apelido", "cognome", "achternaam"]),
    (BaseCity, &["base city", "city", "base", "home city", "location", "home base", "office", "based in", "home office", "town", "ort", "stadt", "standort", "wohnort", "dienstsitz", "dienstort", "ville", "ville de base", "lieu", "base ville", "ciudad", "ciudad base", "sede", "cidade", "cidade base", "citta", "citta base", "stad", "plaats", "standplaats", "woonplaats"]),
    (Country, &["country", "land", "pays", "pais", "paese", "nazione", "staat", "base country", "country region"]),
    (Start, &["start date", "start", "hire date", "hired", "hiredate", "joined", "join date", "date of hire", "employed since", "in role since", "starting date", "date joined", "entry date", "startdatum", "eintritt", "eintrittsdatum", "beginn", "einstellungsdatum", "seit", "date d entree", "date d embauche", "date de debut", "date d arrivee", "fecha de inicio", "fecha de ingreso", "fecha de alta", "fecha de contratacion",
        "data de inicio", "data de admissao", "data di inizio", "data inizio", "data assunzione", "data di assunzione", "in dienst", "datum in dienst", "indiensttreding"]),
    (Role, &["role", "title", "job title", "position", "function", "sales role", "job", "rolle", "funktion", "titel", "stelle", "fonction", "poste", "role commercial", "puesto", "cargo", "funcion", "rol", "funcao", "ruolo", "posizione", "mansione", "functie", "functietitel"]),
    (ShareOfFullTime, &["share of full time", "fte", "full time share", "full time equivalent", "fulltime", "full time", "part time", "working time", "employment", "capacity", "work percentage", "percent full time", "fte percent", "time share", "workload", "arbeitszeit", "arbeitszeitanteil", "pensum", "beschaftigungsgrad", "vollzeit", "teilzeit", "vollzeitanteil", "vza", "auslastung", "temps de travail", "etp", "temps plein", "taux d occupation", "quotite",
        "jornada", "tiempo completo", "dedicacion", "etc", "tempo integral", "carga horaria", "tempo pieno", "part time percent", "orario", "percentuale tempo pieno", "dienstverband", "deeltijd", "deeltijdfactor"]),
    (LastQuota, &["quota", "last quota", "last year quota", "last year s quota", "sales quota", "target", "sales target", "annual quota", "annual target", "goal", "quota last year", "previous quota", "quote", "ziel", "umsatzziel", "jahresziel", "zielvorgabe", "vorgabe", "soll", "objectif", "objectif annuel", "quota annuel", "cuota", "objetivo", "objetivo anual", "cuota anual", "meta", "meta anual", "quota anual", "obiettivo", "obiettivo annuale", "doel", "doelstelling", "jaardoel", "plan"]),
    (LastResult, &["result", "last result", "actual", "actuals", "achieved", "attainment", "sales", "revenue", "bookings", "closed", "last year result", "last year s result", "result last year", "performance", "sales result", "sales actual", "ergebnis", "ist", "umsatz", "erreicht", "jahresergebnis", "resultat", "realise", "ca realise", "atteint", "resultado", "ventas", "logrado", "realizado", "vendas", "risultato", "venduto", "raggiunto", "fatturato", "resultaat", "gerealiseerd", "omzet"]),
    (Ote, &["ote", "on target earnings", "on target earning", "target compensation", "target comp", "target earnings", "total target compensation", "ttc", "zieleinkommen", "zielgehalt", "zielvergutung", "jahreszieleinkommen", "remuneration cible", "remuneration a objectif", "salaire cible", "retribucion objetivo", "remuneracion objetivo", "remuneracao alvo", "remuneracao meta", "retribuzione obiettivo", "ral obiettivo", "doelinkomen", "doelsalaris"]),
];

/// The columns of a list of reps, each field at most once, by index of the column.
pub fn rep_columns(profiles: &[ColumnProfile]) -> Vec<(usize, RepField)> {
    let mut found: Vec<(usize, RepField, Option<u32>)> = Vec::new();
    for profile in profiles.iter().filter(|profile| profile.header_given) {
        let folded = fold_heading(&profile.header);
        let year = year_of(&folded);
        let bare = without_units(&folded);
        let Some((field, _)) = PHRASES
            .iter()
            .find(|(_, phrases)| phrases.contains(&folded.as_str()) || phrases.contains(&bare.as_str()))
        else {
            continue;
        };
        if !suits(*field, profile) {
            continue;
        }
        // "Quota 2025" and "Quota 2026": the later one is the last.
        match found.iter_mut().find(|(_, known, _)| known == field) {
            Some(known) if year > known.2 && known.2.is_some() => *known = (profile.column, *field, year),
            Some(_) => {}
            None => found.push((profile.column, *field, year)),
        }
    }
    found.into_iter().map(|(column, field, _)| (column, field)).collect()
}

fn suits(field: RepField, profile: &ColumnProfile) -> bool {
    let numbers = profile.content.number_share;
    match field {
        _ if profile.filled == 0 => true,
        Name | FirstName | LastName | BaseCity | Country | Role => numbers < 0.5,
        Start => profile.content.date_share >= 0.5 || numbers >= 0.5,
        ShareOfFullTime | LastQuota | LastResult | Ote => numbers >= 0.5,
    }
}

/// How much a table looks like a list of reps, 0 to 1.
pub(crate) fn likeness(profiles: &[ColumnProfile], rows: usize) -> f32 {
    let fields: Vec<RepField> = rep_columns(profiles).into_iter().map(|(_, field)| field).collect();
    let has = |field| fields.contains(&field);
    let names_people = has(Name) || has(FirstName) && has(LastName);
    if !names_people {
        return 0.0;
    }
    // What only people have.
    let telling = [Start, ShareOfFullTime, LastQuota, Ote, Role, FirstName]
        .into_iter()
        .filter(|field| has(*field))
        .count();
    let rest = [BaseCity, Country, LastResult]
        .into_iter()
        .filter(|field| has(*field))
        .count();
    // A sales force of more than two thousand would be a list of accounts.
    let size = if rows <= 300 {
        1.0
    } else if rows <= 2_000 {
        0.6
    } else {
        0.2
    };
    (size * (0.22 * telling as f32 + 0.08 * rest as f32)).min(1.0)
}

/// Makes reps of the rows of data, numbered from 1 in their order.
///
/// What the list does not say is missing; only the share of full time is taken as full where it is blank. Columns are
/// those of [`rep_columns`] unless a person chose others.
pub fn reps(
    table: &RawTable,
    shape: &Shape,
    profiles: &[ColumnProfile],
    columns: &[(usize, RepField)],
    currency: &Currency,
) -> ConvertedReps {
    let mut out = ConvertedReps {
        reps: Vec::new(),
        rows: Vec::new(),
        issues: Vec::new(),
        left_out: shape.rows_left_out(table),
    };
    let profile_of = |field: RepField| {
        let column = columns.iter().find(|(_, known)| *known == field)?.0;
        profiles.iter().find(|profile| profile.column == column)
    };
    let mut seen: HashMap<String, u32> = HashMap::new();
    for row in shape.data_rows() {
        let number = table.row_number(row);
        let mut line = Line {
            table,
            row,
            issues: &mut out.issues,
        };
        let name = match line.text(profile_of(Name)) {
            Some(name) => Some(name),
            None => match (line.text(profile_of(FirstName)), line.text(profile_of(LastName))) {
                (Some(first), Some(last)) => Some(format!("{first} {last}")),
                (first, last) => first.or(last),
            },
        };
        let Some(name) = name else {
            out.left_out.push(LeftOutRow {
                row: number,
                reason: Reason::NoName,
            });
            continue;
        };
        let first_row = *seen.entry(fold(&name)).or_insert(number);
        if first_row != number {
            line.say(
                profile_of(Name).or(profile_of(LastName)),
                name.clone(),
                IssueKind::DuplicateRep { first_row },
            );
        }
        let country = line
            .text(profile_of(Country))
            .map(|own| line.country(own, profile_of(Country)));
        let rep = Rep {
            id: RepId(out.rows.len() as u32 + 1),
            name,
            role: line.text(profile_of(Role)),
            base_city: line.text(profile_of(BaseCity)),
            country,
            start: profile_of(Start).and_then(|profile| {
                let read = cells::date(table, table.cell(row, profile.column), profile.notation);
                line.take(profile, read)
            }),
            share_of_full_time: line.share(profile_of(ShareOfFullTime)),
            last_quota: line.money(profile_of(LastQuota), currency),
            last_result: line.money(profile_of(LastResult), currency),
            ote: line.money(profile_of(Ote), currency),
        };
        out.reps.push(rep);
        out.rows.push(number);
    }
    out.left_out.sort_unstable_by_key(|left| left.row);
    out
}

/// One row being read.
struct Line<'a> {
    table: &'a RawTable,
    row: usize,
    issues: &'a mut Vec<ImportIssue>,
}

impl Line<'_> {
    fn say(&mut self, profile: Option<&ColumnProfile>, raw: String, kind: IssueKind) {
        self.issues.push(ImportIssue {
            sheet: self.table.sheet.clone(),
            row: Some(self.table.row_number(self.row)),
            column: profile.map(|profile| profile.column),
            raw,
            kind,
        });
    }

    fn take<T>(&mut self, profile: &ColumnProfile, read: Read<T>) -> Option<T> {
        if let Some(kind) = read.issue {
            self.say(Some(profile), self.table.display(self.row, profile.column), kind);
        }
        read.value
    }

    fn text(&mut self, profile: Option<&ColumnProfile>) -> Option<String> {
        let profile = profile?;
        let read = cells::text(self.table, self.table.cell(self.row, profile.column), false);
        self.take(profile, read).map(std::borrow::Cow::into_owned)
    }

    fn country(&mut self, own: String, profile: Option<&ColumnProfile>) -> String {
        match country_of(&own) {
            Some(country) if country.name != own => {
                self.say(
                    profile,
                    own,
                    IssueKind::Folded {
                        into: country.name.to_owned(),
                    },
                );
                country.name.to_owned()
            }
            _ => own,
        }
    }

    fn money(&mut self, profile: Option<&ColumnProfile>, currency: &Currency) -> Option<Money> {
        let profile = profile?;
        let read = cells::money(
            self.table,
            self.table.cell(self.row, profile.column),
            profile.notation,
            currency,
            Sign::NeverNegative,
        );
        self.take(profile, read)
    }

    /// Per mille of full time: from 0.8, 80 % or 80.
    fn share(&mut self, profile: Option<&ColumnProfile>) -> u16 {
        const FULL: u16 = 1000;
        let Some(profile) = profile else { return FULL };
        let cell = self.table.cell(self.row, profile.column);
        let is_percent = match cell {
            RawCell::Percent(_) => true,
            RawCell::Text(id) => self.table.text(id).contains('%'),
            _ => false,
        };
        let read = cells::number(self.table, cell, profile.notation, Sign::Any);
        let raw = self.table.display(self.row, profile.column);
        let had_issue = read.issue.is_some();
        let Some(shown) = self.take(profile, read) else {
            if had_issue {
                self.say(Some(profile), raw, IssueKind::ShareOutOfRange);
            }
            return FULL;
        };
        // Nobody works one percent of full time, and nobody works more than all of it.
        let per_mille = if !is_percent && shown <= 1.5 {
            shown * 1000.0
        } else {
            shown * 10.0
        };
        if (1.0..=f64::from(FULL)).contains(&per_mille) {
            per_mille.round() as u16
        } else {
            self.say(Some(profile), raw, IssueKind::ShareOutOfRange);
            FULL
        }
    }
}
