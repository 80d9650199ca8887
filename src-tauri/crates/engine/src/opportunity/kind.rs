//! Customer or prospect. Separate because the list may say it by revenue or in its own words, in several languages.

use tierline_plan::{AccountTable, Column, FieldRole, Money};

/// Whether we sell to the account already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccountKind {
    Customer,
    Prospect,
}

/// An account with current revenue above 0 is a customer; where the revenue is blank, the status column decides; else it
/// is a prospect.
pub(super) fn account_kinds(accounts: &AccountTable, revenue: &[Option<Money>]) -> Vec<AccountKind> {
    let status = accounts.column_with_role(FieldRole::Status);
    let by_code: Vec<AccountKind> = match status {
        Some(Column::Category { values, .. }) => values
            .iter()
            .map(|text| kind_from_status(text).unwrap_or(AccountKind::Prospect))
            .collect(),
        _ => Vec::new(),
    };
    let said = |row: usize| match status {
        Some(Column::Category { codes, .. }) => by_code.get(codes[row] as usize).copied(),
        _ => None,
    };
    revenue
        .iter()
        .enumerate()
        .map(|(row, sold)| match sold {
            Some(sold) if sold.minor() > 0 => AccountKind::Customer,
            Some(_) => AccountKind::Prospect,
            None => said(row).unwrap_or(AccountKind::Prospect),
        })
        .collect()
}

/// Stems that say "not yet" or "no longer"; they win over the customer words, which they often stand beside.
const PROSPECT: [&str; 24] = [
    "prospect",
    "lead",
    "target",
    "interessent",
    "potential",
    "potenzi",
    "zielkund",
    "wunschkund",
    "suspect",
    "former",
    "ehemalig",
    "inactive",
    "inaktiv",
    "inactif",
    "inactivo",
    "lost",
    "churn",
    "verloren",
    "perdid",
    "perdu",
    "ancien",
    "non-",
    "not a",
    "kein",
];
const CUSTOMER: [&str; 11] = [
    "customer", "client", "kunde", "kunden", "klient", "klant", "cliente", "existing", "bestand", "active", "aktiv",
];
const YES: [&str; 6] = ["yes", "ja", "oui", "si", "sí", "sim"];

/// Reads a status in the list's words; `None` when they say neither.
pub fn kind_from_status(text: &str) -> Option<AccountKind> {
    let text = crate::words::fold(text);
    let has = |stems: &[&str]| stems.iter().any(|stem| text.contains(stem));
    if has(&PROSPECT) || text.starts_with("ex-") || text.starts_with("no ") || text.starts_with("non ") {
        Some(AccountKind::Prospect)
    } else if has(&CUSTOMER) || YES.contains(&text.as_str()) {
        Some(AccountKind::Customer)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_words_are_understood_in_several_languages() {
        for text in [
            "Customer",
            "KUNDE",
            "Bestandskunde",
            "Cliente activo",
            "existing client",
            "ja",
        ] {
            assert_eq!(kind_from_status(text), Some(AccountKind::Customer), "{text}");
        }
        for text in [
            "Prospect",
            "Interessent",
            "Former customer",
            "Potential client",
            "kein Kunde",
            "Non-customer",
            "Zielkunde",
            "No cliente",
            "inactive",
            "Prospective customer",
        ] {
            assert_eq!(kind_from_status(text), Some(AccountKind::Prospect), "{text}");
        }
        assert_eq!(kind_from_status("A-17"), None);
    }
}
