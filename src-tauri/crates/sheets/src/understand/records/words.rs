//! What people call the parts of an event, in seven languages. Separate because the tables grow with every list seen.

use super::super::words::{trim, yes_no};
use crate::raw::{RawCell, RawTable};

#[rustfmt::skip]
pub(super) const PRODUCT: &[&str] = &[
    "product", "product name", "products", "product line", "product family", "product group", "product category", "produkt", "produktname", "produktgruppe", "artikel", "artikelbezeichnung", "warengruppe", "artikelgruppe",
    "produit", "nom du produit", "gamme", "famille de produits", "producto", "nombre del producto", "linea de producto", "familia de producto", "produto", "nome do produto", "linha de produto", "prodotto", "nome prodotto", "linea di prodotto",
    "productnaam", "productgroep", "artikelgroep", "item", "item name", "item description", "article", "material", "sku", "service", "solution", "sparte", "business line", "articulo", "articolo",
];

#[rustfmt::skip]
pub(super) const AMOUNT: &[&str] = &[
    "amount", "net amount", "revenue", "sales", "net sales", "order value", "invoice amount", "line total", "deal value", "deal amount", "deal size", "close value", "closed value", "opportunity amount", "opportunity value", "contract value", "total price", "value", "total", "turnover", "bookings", "acv", "arr", "tcv",
    "umsatz", "nettoumsatz", "betrag", "nettobetrag", "wert", "auftragswert", "rechnungsbetrag", "summe", "montant", "montant ht", "chiffre d affaires", "ca", "valeur", "ventes", "importe", "importe neto", "monto", "valor", "ventas", "facturacion",
    "montante", "vendas", "receita", "faturamento", "importo", "fatturato", "valore", "ricavi", "vendite", "bedrag", "omzet", "waarde", "nettobedrag",
];

#[rustfmt::skip]
pub(super) const DATE: &[&str] = &[
    "close date", "closed date", "order date", "invoice date", "activity date", "date", "posting date", "booking date", "meeting date", "visit date", "call date", "completed date", "date completed", "due date", "start date", "start", "date time", "created date", "created", "created on", "month", "period", "day",
    "datum", "abschlussdatum", "rechnungsdatum", "auftragsdatum", "belegdatum", "buchungsdatum", "aktivitatsdatum", "besuchsdatum", "monat", "erstellt am", "date de cloture", "date de facture", "date de commande", "date d activite", "mois", "fecha", "fecha de cierre", "fecha de factura", "fecha de pedido", "fecha de actividad", "mes",
    "data", "data de fechamento", "data da fatura", "data do pedido", "data chiusura", "data di chiusura", "data fattura", "data ordine", "data attivita", "mese", "sluitingsdatum", "factuurdatum", "orderdatum", "maand",
];

#[rustfmt::skip]
pub(super) const YEAR: &[&str] = &[
    "year", "fiscal year", "calendar year", "sales year", "fy", "jahr", "geschaftsjahr", "kalenderjahr", "annee", "exercice", "ano", "ejercicio", "ano fiscal", "exercicio", "anno", "esercizio", "jaar", "boekjaar",
];

#[rustfmt::skip]
pub(super) const OUTCOME: &[&str] = &[
    "stage", "deal stage", "opportunity stage", "sales stage", "outcome", "result", "won lost", "won or lost", "win loss", "win or loss", "won", "is won", "closed won", "opportunity status", "deal status", "status", "state", "phase",
    "verkaufsphase", "vertriebsphase", "ergebnis", "gewonnen", "gewonnen verloren", "etape", "phase de vente", "resultat", "statut", "etapa", "fase", "resultado", "estado", "fase de venta", "situacao", "esito", "stato", "fase vendita", "stadium", "fase verkoop", "resultaat",
];

/// Headings that only lists of deals have.
#[rustfmt::skip]
pub(super) const DEAL: &[&str] = &[
    "opportunity", "opportunity name", "opportunity id", "deal", "deal name", "deal id", "deal stage", "opportunity stage", "probability", "probability percent", "verkaufschance", "verkaufschancen", "chance", "opportunite", "nom de l opportunite", "oportunidad", "nombre de la oportunidad", "oportunidade", "nome da oportunidade", "opportunita", "nome opportunita", "verkoopkans", "loss reason", "lost reason", "win reason", "reason lost", "verlustgrund",
];

/// Headings that only lists of activities have.
#[rustfmt::skip]
pub(super) const ACTIVITY: &[&str] = &[
    "activity", "activity type", "activity date", "task", "task type", "subject", "call type", "event type", "meeting type", "visit type", "channel", "call result", "call duration", "aktivitat", "aktivitatstyp", "aktivitatsart", "betreff", "besuchsart", "activite", "type d activite", "objet", "actividad", "tipo de actividad", "asunto", "atividade", "tipo de atividade", "assunto", "attivita", "tipo di attivita", "tipo attivita", "oggetto", "activiteit", "type activiteit", "onderwerp",
];

/// Words of headings that name something else than the account: "Opportunity name", "Product ID".
#[rustfmt::skip]
pub(super) const NOT_OF_ACCOUNTS: &[&str] = &[
    "opportunity", "deal", "product", "produkt", "produit", "producto", "produto", "prodotto", "activity", "aktivitat", "task", "event", "order", "invoice", "auftrag", "rechnung", "facture", "commande", "factura", "pedido", "fatura", "fattura", "ordine", "factuur", "line", "item", "article", "artikel", "contact", "kontakt", "user", "owner", "rep", "salesperson", "verkaufschance", "opportunite", "oportunidad", "oportunidade", "opportunita", "subject", "campaign", "quote", "case", "ticket",
];

/// What became of a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Won,
    Lost,
    Open,
}

#[rustfmt::skip]
const WON: &[&str] = &["won", "win", "wins", "gewonnen", "gagne", "gagnee", "ganado", "ganada", "ganho", "ganha", "vinto", "vinta", "signed"];
#[rustfmt::skip]
const LOST: &[&str] = &["lost", "loss", "verloren", "perdu", "perdue", "perdido", "perdida", "perso", "persa", "disqualified", "abandoned", "cancelled", "canceled", "storniert", "annule", "annulee", "cancelado", "annullato", "geannuleerd"];

/// What a folded text says of a deal; anything that is neither won nor lost is open.
pub(super) fn outcome(folded: &str) -> Outcome {
    let says = |words: &[&str]| folded.split(' ').any(|word| words.contains(&word));
    if says(LOST) || folded == "no decision" {
        Outcome::Lost
    } else if says(WON) {
        Outcome::Won
    } else {
        Outcome::Open
    }
}

/// As [`outcome`], where a column that asks "won?" may also answer with yes and no.
pub(super) fn outcome_of_cell(text: &str, folded: &str) -> Outcome {
    match yes_no(text) {
        Some(true) => Outcome::Won,
        Some(false) => Outcome::Lost,
        None => outcome(folded),
    }
}

/// The year in a cell, where it is one and nothing else.
pub(super) fn year(table: &RawTable, row: usize, column: usize) -> Option<i32> {
    let year = match table.cell(row, column) {
        RawCell::Number(number) if number.fract() == 0.0 => number as i32,
        RawCell::Text(id) => {
            let text = trim(table.text(id)).to_lowercase();
            let digits = text.trim_start_matches("fy").trim_start_matches("gj").trim();
            match (digits.len(), digits.parse::<i32>().ok()?) {
                (2, short) if digits.len() < text.len() => 2000 + short,
                (_, long) => long,
            }
        }
        _ => return None,
    };
    (1980..=2060).contains(&year).then_some(year)
}
