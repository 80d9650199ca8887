//! What people call the columns of an account list, in seven languages and three CRMs. Separate because it is a table that
//! grows with every list seen, and the rules that use it do not.

use super::records;
use super::words::fold_heading;
use std::collections::HashMap;
use std::sync::LazyLock;
use tierline_plan::FieldRole;

/// What a heading may mean: a field, or "revenue" without saying whose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Sense {
    Role(FieldRole),
    /// Revenue, the company's own or ours with it.
    Revenue,
    /// A well-known heading that no stage reads: contact, fax, rank.
    Other,
}

use FieldRole::*;
use Sense::Role;

/// Folded phrases with how surely they mean it, 0 to 1.
#[rustfmt::skip]
const PHRASES: &[(Sense, f32, &[&str])] = &[
    (Role(Name), 1.0, &["account name", "company name", "customer name", "client name", "organization name", "organisation name", "name of account", "name of company",
        "firmenname", "kundenname", "unternehmensname", "name des kunden", "name der firma", "firma name", "nom du compte", "nom de l entreprise", "nom du client", "nom client", "raison sociale",
        "nombre de la cuenta", "nombre de cuenta", "nombre de la empresa", "nombre empresa", "nombre del cliente", "nombre cliente", "razon social", "nome da conta", "nome da empresa", "nome do cliente", "razao social",
        "nome account", "nome azienda", "nome cliente", "nome dell azienda", "ragione sociale", "accountnaam", "bedrijfsnaam", "klantnaam", "naam bedrijf", "naam klant"]),
    (Role(Name), 0.93, &["account", "accounts", "company", "companies", "organization", "organisation", "firma", "unternehmen", "gesellschaft", "entreprise", "societe", "compte", "empresa", "cuenta", "compania",
        "conta", "azienda", "societa", "bedrijf", "business name", "legal name", "trading name", "account title", "firmierung"]),
    (Role(Name), 0.88, &["name", "customer", "customers", "client", "kunde", "kunden", "nom", "nombre", "nome", "naam", "cliente", "klant", "denominazione", "denominacion", "dealer", "partner name", "name 1", "debitor"]),
    (Role(RecordId), 1.0, &["account id", "record id", "company id", "customer id", "client id", "account number", "customer number", "account no", "customer no", "account nr", "cust no", "cust id", "crm id", "salesforce id",
        "account id 18", "18 digit id", "18 digit account id", "hubspot id", "company record id", "hs object id", "accountid", "customerid", "do not modify account", "kundennummer", "kunden nr", "kundennr", "kunden id", "debitorennummer", "debitornummer", "debitoren nr", "konto nr", "firmen id", "account key",
        "numero de compte", "numero client", "id client", "code client", "n client", "numero de cuenta", "numero de cliente", "id cliente", "codigo cliente", "codigo de cliente", "id de cuenta",
        "numero da conta", "numero do cliente", "codigo do cliente", "id da conta", "codice cliente", "numero cliente", "id account", "klantnummer", "klant id", "accountnummer", "relatienummer", "debiteurnummer", "object id", "external id", "erp id", "sap id"]),
    (Role(RecordId), 0.85, &["id", "key", "number", "nummer", "nr", "no", "code", "uuid", "guid", "identifier", "reference", "ref", "kennung", "cif", "kundenkonto", "duns", "d u n s number"]),
    (Role(Parent), 1.0, &["parent account", "parent company", "parent", "parent name", "parent account name", "ultimate parent", "global ultimate", "subsidiary of", "belongs to", "group company", "holding", "corporate group", "account family", "headquarters account", "global parent",
        "muttergesellschaft", "mutterkonzern", "konzern", "konzernmutter", "ubergeordneter account", "ubergeordnete firma", "ubergeordnetes unternehmen", "gehort zu", "maison mere", "societe mere", "compte parent", "compte principal", "groupe",
        "empresa matriz", "matriz", "cuenta principal", "cuenta matriz", "conta principal", "conta pai", "empresa mae", "casa madre", "capogruppo", "societa madre", "account principale", "gruppo", "moederbedrijf", "moedermaatschappij", "bovenliggend account", "concern"]),
    (Role(Parent), 0.6, &["parent account id", "parent id", "parent company id", "group", "gruppe", "grupo"]),
    (Role(Website), 1.0, &["website", "web site", "site", "url", "web", "homepage", "domain", "domain name", "company domain name", "company domain", "website url", "web page", "web address", "internet", "internetadresse", "webseite", "internetseite", "webadresse",
        "site web", "site internet", "sitio web", "pagina web", "sito", "sito web", "sito internet", "website adres", "dominio"]),
    (Role(Phone), 1.0, &["phone", "phone number", "telephone", "tel", "main phone", "business phone", "company phone", "account phone", "phone 1", "telefon", "telefonnummer", "rufnummer", "telephone number", "telefono", "numero de telefono", "telefone",
        "numero di telefono", "telefoon", "telefoonnummer", "numero de telephone", "telefon zentrale", "hauptrufnummer"]),
    (Role(Industry), 1.0, &["industry", "industries", "sector", "branch", "vertical", "industry sector", "industry name", "primary industry", "industry group", "market segment", "line of business", "naics description", "sic description", "branche", "wirtschaftszweig", "industrie", "industriezweig", "branchen",
        "secteur", "secteur d activite", "industria", "sector de actividad", "rubro", "setor", "ramo", "segmento de mercado", "settore", "settore industriale", "settore merceologico", "sectie", "bedrijfstak", "industrietak", "sektor"]),
    (Role(Industry), 0.65, &["segment", "market", "naics", "sic", "sic code", "naics code", "nace", "nace code", "wz code", "category", "business type", "type of business"]),
    (Role(Country), 1.0, &["country", "billing country", "country region", "country name", "country code", "iso country", "billing country code", "hq country", "headquarters country", "land", "lander", "staat", "pays", "pais", "paese", "nazione", "rechnungsland", "address 1 country", "address 1 country region", "address country", "company country",
        "landescode", "landercode", "country iso", "code pays", "codigo pais", "landcode", "laenderkennzeichen", "mailing country"]),
    (Role(Country), 0.8, &["shipping country", "ship country", "nation", "lieferland", "address 2 country", "ctry"]),
    (Role(Region), 1.0, &["region", "state", "province", "billing state", "state province", "billing state province", "state region", "region state", "bundesland", "kanton", "federal state", "county", "departement", "provincia", "comunidad autonoma", "estado", "regione", "provincie", "regio", "etat", "address 1 state province", "address 1 state",
        "company state", "us state", "canton", "regiao", "uf", "billing region", "hq state"]),
    (Role(Region), 0.75, &["shipping state", "shipping state province", "ship region", "area", "gebiet", "territory", "zone", "sales region", "vertriebsgebiet", "vertriebsregion"]),
    (Role(City), 1.0, &["city", "billing city", "town", "city town", "hq city", "headquarters city", "ort", "stadt", "standort ort", "ville", "ciudad", "cidade", "citta", "plaats", "stad", "woonplaats", "poblacion", "localidad", "localidade", "comune", "localita", "address 1 city", "company city", "wohnort", "commune", "vestigingsplaats", "municipio"]),
    (Role(City), 0.75, &["shipping city", "ship city", "location", "standort", "office location", "sitz", "sede", "lieu", "headquarters", "hq", "hq location", "place"]),
    (Role(PostalCode), 1.0, &["postal code", "postcode", "zip", "zip code", "zip postal code", "postal zip code", "billing zip", "billing postal code", "billing zip postal code", "billing zip code", "plz", "postleitzahl", "code postal", "codigo postal", "cp", "cep", "cap", "codice postale", "post code", "address 1 zip postal code", "zipcode", "codice di avviamento postale", "codice avviamento postale"]),
    (Role(PostalCode), 0.75, &["shipping postal code", "shipping zip postal code", "ship postal code", "shipping zip"]),
    (Role(Latitude), 1.0, &["latitude", "lat", "geo latitude", "gps latitude", "billing latitude", "address latitude", "breitengrad", "geographische breite", "geo breite", "latitud", "latitudine", "breedtegraad", "y coordinate", "address 1 latitude"]),
    (Role(Longitude), 1.0, &["longitude", "lng", "lon", "geo longitude", "gps longitude", "billing longitude", "address longitude", "langengrad", "geographische lange", "geo lange", "longitud", "longitudine", "lengtegraad", "x coordinate", "address 1 longitude"]),
    (Role(Longitude), 0.7, &["long"]),
    (Role(Employees), 1.0, &["employees", "number of employees", "no of employees", "employee count", "num employees", "nr of employees", "of employees", "employees total", "total employees", "headcount", "staff", "company size", "numberofemployees", "fte", "ftes", "workforce", "number employees", "employees count", "global employees", "number of employees number",
        "mitarbeiter", "mitarbeiterzahl", "anzahl mitarbeiter", "anzahl der mitarbeiter", "beschaftigte", "beschaftigtenzahl", "anzahl beschaftigte", "ma zahl", "mitarbeitende", "anzahl mitarbeitende",
        "effectif", "effectifs", "nombre d employes", "nombre de salaries", "salaries", "employes", "empleados", "numero de empleados", "n empleados", "plantilla", "num empleados", "funcionarios", "numero de funcionarios", "n de funcionarios", "colaboradores", "numero de colaboradores",
        "dipendenti", "numero dipendenti", "numero di dipendenti", "n dipendenti", "addetti", "numero addetti", "medewerkers", "aantal medewerkers", "werknemers", "aantal werknemers", "personeel"]),
    (Role(AnnualRevenue), 1.0, &["annual revenue", "annual revenues", "company revenue", "annual turnover", "company turnover", "annual sales", "yearly revenue", "total annual revenue", "global revenue", "group revenue", "annual company revenue", "annual revenue company", "company annual revenue", "firmographic revenue", "estimated annual revenue", "est annual revenue", "revenue range",
        "jahresumsatz", "umsatz des unternehmens", "umsatz p a", "unternehmensumsatz", "firmenumsatz", "konzernumsatz", "umsatz jahrlich", "jahrlicher umsatz", "umsatz firma", "umsatz des kunden",
        "chiffre d affaires annuel", "ca annuel", "revenu annuel", "ca de l entreprise", "ingresos anuales", "facturacion anual", "facturacion de la empresa", "ventas anuales", "receita anual", "faturamento anual", "faturacao anual", "volume de negocios",
        "fatturato annuo", "fatturato annuale", "fatturato aziendale", "ricavi annuali", "jaaromzet", "jaarlijkse omzet", "omzet bedrijf"]),
    (Role(CurrentRevenue), 1.0, &["current revenue", "our revenue", "arr", "annual recurring revenue", "recurring revenue", "acv", "annual contract value", "revenue ltm", "ltm revenue", "sales ltm", "ltm sales", "revenue last 12 months", "sales last 12 months", "revenue last twelve months", "trailing twelve months revenue", "ttm revenue", "revenue ttm",
        "revenue with us", "sales with us", "revenue ytd", "sales ytd", "ytd revenue", "ytd sales", "current sales", "current spend", "our sales", "spend with us", "customer revenue", "account revenue", "billed revenue", "invoiced revenue", "invoiced sales", "bookings", "billings", "closed won revenue", "total closed won", "won revenue", "current arr", "revenue current", "current year revenue", "revenue this year", "actual revenue", "revenue actual", "sales revenue", "gross sales", "order intake", "total revenue",
        "aktueller umsatz", "umsatz aktuell", "umsatz mit uns", "unser umsatz", "kundenumsatz", "umsatz letzte 12 monate", "umsatz l12m", "umsatz ltm", "umsatz ytd", "ist umsatz", "umsatz ist", "auftragseingang", "umsatz lfd jahr", "umsatz laufendes jahr", "gesamtumsatz",
        "ca actuel", "ca realise", "chiffre d affaires realise", "chiffre d affaires actuel", "ca 12 mois", "notre ca", "ca avec nous", "facturacion actual", "ingresos actuales", "ventas actuales", "ventas ultimos 12 meses", "receita atual", "faturamento atual", "vendas atuais", "vendas ultimos 12 meses",
        "fatturato attuale", "fatturato corrente", "fatturato ultimi 12 mesi", "ricavi attuali", "venduto", "huidige omzet", "omzet huidig", "onze omzet", "omzet laatste 12 maanden", "omzet ltm"]),
    (Role(CurrentRevenue), 0.8, &["mrr", "spend", "annual spend", "last year revenue", "revenue last year", "sales last year", "previous year revenue", "umsatz vorjahr", "vorjahresumsatz", "ca n 1", "customer spend"]),
    (Sense::Revenue, 0.95, &["rev", "ums", "revenue", "revenues", "sales", "net sales", "turnover", "umsatz", "umsatze", "erlose", "umsatzerlose", "chiffre d affaires", "ca", "revenu", "revenus", "ventes", "facturacion", "ingresos", "ventas", "cifra de negocio", "faturamento", "faturacao", "receita", "receitas", "vendas", "fatturato", "ricavi", "vendite", "omzet", "net revenue", "revenue total", "sales total", "total sales", "sales volume", "sales amount", "revenue amount", "umsatz gesamt", "ca total", "fatturato totale", "totale omzet"]),
    (Role(Potential), 1.0, &["potential", "potential revenue", "revenue potential", "wallet", "wallet size", "total wallet", "estimated annual spend", "est annual spend", "estimated spend", "est spend", "addressable spend", "annual potential", "sales potential", "customer potential", "account potential", "total potential", "tam", "market potential", "spend potential", "opportunity size", "category spend", "wallet potential", "potential wallet", "total addressable market", "potential spend", "estimated potential", "total addressable spend",
        "umsatzpotenzial", "umsatzpotential", "potenzial", "kundenpotenzial", "kundenpotential", "bedarf", "jahresbedarf", "gesamtbedarf", "einkaufsvolumen", "geschatztes potenzial", "potentiel", "potentiel ca", "potentiel de ca", "potentiel annuel", "budget annuel", "depenses annuelles estimees", "potencial", "potencial de ventas", "potencial anual", "gasto anual estimado", "potencial de vendas", "potencial de compra",
        "potenziale", "potenziale di vendita", "potenziale cliente", "spesa annua stimata", "potentieel", "omzetpotentieel", "klantpotentieel", "geschatte jaarlijkse besteding"]),
    (Role(Pipeline), 1.0, &["pipeline", "open pipeline", "pipeline value", "pipeline amount", "open opportunities", "open opportunity amount", "open opportunity value", "open opps", "opportunity amount", "total open pipeline", "weighted pipeline", "open deals amount", "open deal amount", "open deal value", "total open deal value", "pipeline open", "sales pipeline", "open revenue", "est revenue", "open offers", "open quotes",
        "offene pipeline", "offene opportunities", "offene angebote", "angebotsvolumen", "pipelinewert", "offene chancen", "pipeline en cours", "opportunites en cours", "opportunites ouvertes", "montant pipeline", "pipeline abierto", "oportunidades abiertas", "pipeline aberto", "oportunidades abertas", "pipeline aperta", "opportunita aperte", "offerte aperte", "open pijplijn", "pijplijn", "open kansen"]),
    (Role(Owner), 1.0, &["account owner", "owner", "company owner", "account manager", "sales rep", "rep", "salesperson", "sales person", "account executive", "ae", "am", "account rep", "sales owner", "owner name", "account owner name", "key account manager", "kam", "assigned to", "sales representative", "responsible", "owner full name", "sales agent", "account owner alias", "sales manager",
        "inhaber", "kontoinhaber", "accountinhaber", "betreuer", "kundenbetreuer", "vertriebler", "vertriebsmitarbeiter", "verantwortlich", "verantwortlicher", "zustandig", "aussendienst", "vb", "adm", "besitzer", "responsable", "commercial", "proprietaire", "proprietaire du compte", "responsable de compte", "charge de compte", "gestionnaire", "charge d affaires",
        "propietario", "propietario de la cuenta", "propietario de cuenta", "comercial", "vendedor", "ejecutivo de cuenta", "gestor de cuenta", "proprietario", "proprietario da conta", "gestor de conta", "executivo de conta", "proprietario account", "titolare account", "responsabile", "commerciale", "venditore", "agente", "eigenaar", "accounteigenaar", "accountmanager", "verkoper", "vertegenwoordiger", "verantwoordelijke"]),
    (Role(Owner), 0.55, &["owner id", "account owner id", "company owner id", "owner email", "manager"]),
    (Role(LastActivity), 1.0, &["last activity", "last activity date", "last contact", "last contacted", "last contact date", "last touch", "last visit", "last visit date", "last interaction", "last engagement date", "last engagement", "last meeting", "last call", "date of last activity", "last modified activity", "most recent activity", "last touchpoint", "last contacted date", "last activity on",
        "letzte aktivitat", "letzter kontakt", "letzter besuch", "letzte interaktion", "letzte kontaktaufnahme", "datum letzter kontakt", "derniere activite", "date derniere activite", "date de derniere activite", "dernier contact", "derniere visite", "ultima actividad", "fecha de la ultima actividad", "fecha ultima actividad", "ultimo contacto", "ultima visita", "ultima atividade", "data da ultima atividade", "ultimo contato",
        "ultima attivita", "data ultima attivita", "ultimo contatto", "laatste activiteit", "datum laatste activiteit", "laatste contact", "laatste bezoek"]),
    (Role(LastActivity), 0.7, &["last order", "last order date", "last purchase", "last purchase date", "last invoice date", "letzte bestellung", "letzter auftrag", "letzter kauf", "derniere commande", "ultimo pedido", "ultimo ordine", "laatste bestelling", "last modified date", "last login"]),
    (Role(Engagement), 1.0, &["engagement", "engagement score", "engagement index", "activity score", "lead score", "account score", "health score", "intent score", "hubspot score", "interest score", "behavior score", "behaviour score", "account engagement score", "engagement history", "engagement level", "interaktionsscore", "aktivitatsscore", "engagement wert", "score d engagement", "puntuacion de engagement", "puntuacion", "pontuacao", "pontuacao de engajamento", "engajamento", "punteggio", "punteggio engagement", "betrokkenheid", "betrokkenheidsscore", "engagement points"]),
    (Role(Engagement), 0.6, &["score", "health", "activity", "activities", "number of activities", "touches", "contacts last 12 months", "intent"]),
    (Role(Status), 1.0, &["status", "account status", "customer status", "account type", "type", "customer type", "lifecycle stage", "relationship type", "customer prospect", "record type", "status reason", "relationship", "stage", "client status", "company type", "customer or prospect",
        "kundenstatus", "kundentyp", "kontotyp", "accounttyp", "firmentyp", "typ", "kunde interessent", "beziehung", "statut", "statut client", "type de compte", "type client", "etat du compte", "estado de la cuenta", "estado cliente", "tipo de cuenta", "tipo de cliente", "tipo", "estatus", "tipo de conta", "status do cliente", "tipo cliente", "stato", "stato cliente", "tipo account", "klantstatus", "klanttype", "soort", "klantsoort", "accounttype"]),
    (Sense::Other, 1.0, &["contact", "contact name", "contact title", "first name", "last name", "email", "e mail", "fax", "address", "street", "billing street", "shipping street", "rank", "rang", "notes", "note", "comments", "description", "company description", "year", "year founded", "founded", "year established", "created date", "created", "profit", "profits", "assets", "market value", "margin", "title", "date", "strasse", "adresse", "ansprechpartner", "bemerkung", "bemerkungen", "kommentar", "product", "products", "produkt", "quantity", "price", "amount", "value", "cost", "quarter", "month", "tier", "priority", "prioritat", "latitude", "longitude", "linkedin", "ticker", "vat number", "vat id", "ust id", "source", "direccion", "indirizzo", "adres", "endereco", "remarks", "competitor", "contract end", "renewal date", "segment code"]),
];

static BY_PHRASE: LazyLock<HashMap<&'static str, Vec<(Sense, f32)>>> = LazyLock::new(|| {
    let mut known: HashMap<&'static str, Vec<(Sense, f32)>> = HashMap::new();
    for (sense, strength, phrases) in PHRASES {
        for phrase in *phrases {
            known.entry(phrase).or_default().push((*sense, *strength));
        }
    }
    known
});

/// The phrases in the order of the table, found by how they begin: a heading is compared with few of them.
struct Phrases {
    all: Vec<(&'static str, Sense, f32)>,
    by_first_word: HashMap<&'static str, Vec<usize>>,
    by_first_byte: HashMap<u8, Vec<usize>>,
}

static BY_BEGINNING: LazyLock<Phrases> = LazyLock::new(|| {
    let mut known = Phrases {
        all: Vec::new(),
        by_first_word: HashMap::new(),
        by_first_byte: HashMap::new(),
    };
    for (sense, strength, phrases) in PHRASES {
        for phrase in *phrases {
            let index = known.all.len();
            let first_word = phrase.split(' ').next().unwrap_or(phrase);
            known.all.push((phrase, *sense, *strength));
            known.by_first_word.entry(first_word).or_default().push(index);
            known.by_first_byte.entry(phrase.as_bytes()[0]).or_default().push(index);
        }
    }
    known
});

/// Words that narrow nothing: a heading with one of them more still means the same.
const NEUTRAL: &[&str] = &[
    "account",
    "company",
    "customer",
    "client",
    "firm",
    "business",
    "billing",
    "main",
    "primary",
    "total",
    "hq",
    "our",
    "the",
    "of",
    "in",
    "for",
    "per",
    "a",
    "and",
    "by",
    "crm",
    "sf",
    "sfdc",
    "current",
    "latest",
    "kunde",
    "kunden",
    "firma",
    "unternehmen",
    "der",
    "die",
    "das",
    "des",
    "im",
    "pro",
    "haupt",
    "de",
    "la",
    "le",
    "du",
    "des",
    "d",
    "l",
    "el",
    "del",
    "do",
    "da",
    "di",
    "il",
    "van",
    "het",
    "een",
    "cliente",
    "empresa",
    "azienda",
    "full",
    "number",
    "eur",
    "euro",
    "usd",
    "chf",
    "gbp",
    "k",
    "m",
    "t",
    "mio",
    "tsd",
    "millions",
    "million",
    "thousand",
    "thousands",
    "teur",
    "keur",
    "mn",
    "bn",
    "approx",
    "ca",
    "c",
    "est",
];

/// Words that turn a heading into something about the thing, not the thing: a change of revenue is no revenue.
const TURNING: &[&str] = &[
    "change",
    "growth",
    "rank",
    "percent",
    "yoy",
    "delta",
    "diff",
    "difference",
    "share",
    "ratio",
    "wachstum",
    "veranderung",
    "anteil",
    "croissance",
    "evolution",
    "crecimiento",
    "crescimento",
    "crescita",
    "groei",
    "variacion",
    "variazione",
    "rang",
    "id",
    "code",
    "email",
    "mail",
    "phone",
    "date",
    "datum",
    "fecha",
    "data",
    "target",
    "goal",
    "plan",
    "budget",
    "forecast",
    "ziel",
    "objetivo",
    "objectif",
    "contact",
    "first",
    "last",
    "former",
    "previous",
    "old",
    "currency",
    "wahrung",
    "created",
    "modified",
    "description",
    "per",
    "url",
    "lost",
    "notes",
    "comment",
    "quota",
    "probability",
    "cost",
    "costs",
    "margin",
    "profit",
    "source",
    "latitude",
    "longitude",
    "street",
];

/// Units and years in a heading say nothing about its meaning.
fn is_unit_or_year(word: &str) -> bool {
    let year = (word.len() == 4 && word.parse::<u32>().is_ok_and(|y| (1980..=2060).contains(&y)))
        || (word.len() <= 6
            && (word.starts_with("fy") || word.starts_with("cy") || word.starts_with("gj"))
            && word[2..].parse::<u32>().is_ok());
    year || matches!(
        word,
        "eur"
            | "usd"
            | "chf"
            | "gbp"
            | "teur"
            | "keur"
            | "tusd"
            | "kusd"
            | "tchf"
            | "meur"
            | "millions"
            | "million"
            | "mio"
            | "tsd"
            | "mn"
            | "bn"
            | "thousands"
            | "000"
            | "000s"
    )
}

/// The year a heading names, if any.
pub(crate) fn year_of(folded: &str) -> Option<u32> {
    folded.split(' ').find_map(|word| {
        let digits = word
            .trim_start_matches("fy")
            .trim_start_matches("cy")
            .trim_start_matches("gj");
        let number: u32 = digits.parse().ok()?;
        match digits.len() {
            4 if (1980..=2060).contains(&number) => Some(number),
            2 if digits.len() < word.len() => Some(2000 + number),
            _ => None,
        }
    })
}

/// A folded heading without the units and years in it.
pub(crate) fn without_units(folded: &str) -> String {
    // A lone letter at the end is what is left of "k€" or "$m".
    let words: Vec<&str> = folded.split(' ').filter(|word| !is_unit_or_year(word)).collect();
    let mut words = words.as_slice();
    while words.len() > 1
        && words
            .last()
            .is_some_and(|word| matches!(*word, "k" | "m" | "t" | "in" | "mm" | "b"))
    {
        words = &words[..words.len() - 1];
    }
    words.join(" ")
}

/// What a heading may mean, best first, with 0 to 1 for how surely.
pub(crate) fn senses(heading: &str) -> Vec<(Sense, f32)> {
    let mut found: Vec<(Sense, f32)> = Vec::new();
    let mut add = |sense: Sense, strength: f32| match found.iter_mut().find(|(known, _)| *known == sense) {
        Some(known) => known.1 = known.1.max(strength),
        None => found.push((sense, strength)),
    };
    let whole = fold_heading(heading);
    for (sense, strength) in senses_of_phrase(&whole) {
        add(sense, strength);
    }
    // "State/Province" says it twice, the first time better; of the joined rows of a header the last says most.
    let joined: Vec<&str> = heading.split(" / ").collect();
    let lowest = joined.last().copied().unwrap_or(heading);
    let mut parts: Vec<(&str, f32)> = Vec::new();
    if joined.len() > 1 {
        parts.extend(joined[..joined.len() - 1].iter().map(|part| (*part, 0.8)));
        parts.push((lowest, 0.9));
    }
    let twice: Vec<&str> = lowest
        .split(['/', '|'])
        .filter(|part| !part.trim().is_empty())
        .collect();
    if twice.len() > 1 {
        parts.extend(
            twice
                .iter()
                .enumerate()
                .map(|(index, part)| (*part, if index == 0 { 0.88 } else { 0.8 })),
        );
    }
    for (part, weight) in parts {
        for (sense, strength) in senses_of_phrase(&fold_heading(part)) {
            add(sense, strength * weight);
        }
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    found
}

/// 0 to 1: how surely a text is a heading of a list like these.
pub(crate) fn knows(heading: &str) -> f32 {
    let folded = fold_heading(heading);
    if BY_PHRASE.contains_key(folded.as_str()) || records::names_a_part(&folded) {
        return 1.0;
    }
    senses(heading)
        .first()
        .map_or(0.0, |(_, strength)| if *strength >= 0.6 { *strength } else { 0.0 })
}

fn senses_of_phrase(folded: &str) -> Vec<(Sense, f32)> {
    if folded.is_empty() {
        return Vec::new();
    }
    if let Some(exact) = BY_PHRASE.get(folded) {
        return exact.clone();
    }
    let bare = without_units(folded);
    if bare != folded
        && let Some(exact) = BY_PHRASE.get(bare.as_str())
    {
        // A year on "revenue" makes it a figure of the list's owner more often than of the company.
        return exact
            .iter()
            .map(|(sense, strength)| (*sense, strength * 0.98))
            .collect();
    }
    let words: Vec<&str> = bare.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() || words.len() > 8 {
        return Vec::new();
    }
    let known = &*BY_BEGINNING;
    let slips = bare.as_bytes().first().and_then(|byte| known.by_first_byte.get(byte));
    let within = words.iter().filter_map(|word| known.by_first_word.get(word));
    let mut near: Vec<usize> = within.chain(slips).flatten().copied().collect();
    // In the order of the table, so that of two senses as strong the same one always comes first.
    near.sort_unstable();
    near.dedup();
    let mut found: Vec<(Sense, f32)> = Vec::new();
    for index in near {
        let (phrase, sense, strength) = known.all[index];
        let Some(likeness) = likeness(&words, &bare, phrase) else {
            continue;
        };
        match found.iter_mut().find(|(other, _)| *other == sense) {
            Some(other) => other.1 = other.1.max(strength * likeness),
            None => found.push((sense, strength * likeness)),
        }
    }
    found
}

/// One less the share of letters that have to be changed, added, dropped or swapped with their neighbour.
fn alike(one: &str, other: &str) -> f32 {
    let longest = one.chars().count().max(other.chars().count()).max(1);
    1.0 - strsim::osa_distance(one, other) as f32 / longest as f32
}

/// How like a heading is to a known phrase, 0 to 1; `None` when they have nothing in common.
fn likeness(words: &[&str], bare: &str, phrase: &str) -> Option<f32> {
    // Slips of the pen, in phrases long enough to be told apart.
    let length = phrase.len();
    let begins_alike = phrase.as_bytes().first() == bare.as_bytes().first();
    if length >= 5 && begins_alike && length.abs_diff(bare.len()) <= 2 {
        let share = alike(bare, phrase);
        // Word by word, or "revenue change" would be a slip for "revenue range".
        let slips = phrase
            .split(' ')
            .zip(words)
            .all(|(known, word)| known == *word || (known.len() >= 4 && alike(known, word) >= 0.74));
        if share >= 0.82 && slips && phrase.split(' ').count() == words.len() {
            return Some(share * 0.95);
        }
    }
    // The phrase within a longer heading.
    let phrase_words = phrase.split(' ').count();
    if phrase_words >= words.len() || length < 3 {
        return None;
    }
    if !phrase.split(' ').all(|word| words.contains(&word)) {
        return None;
    }
    let mut likeness: f32 = 0.92;
    for word in words {
        if phrase.split(' ').any(|known| known == *word) {
            continue;
        }
        likeness *= if TURNING.contains(word) {
            0.3
        } else if NEUTRAL.contains(word) {
            0.96
        } else {
            0.68
        };
    }
    (likeness >= 0.2).then_some(likeness)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(heading: &str) -> Option<Sense> {
        senses(heading).first().map(|(sense, _)| *sense)
    }

    #[test]
    fn headings_of_seven_languages_and_three_crms_are_known() {
        for (heading, role) in [
            ("Account ID", RecordId),
            ("Region/State", Region),
            ("Billing State/Province", Region),
            ("Billing Zip/Postal Code", PostalCode),
            ("Address 1: City", City),
            ("Address 1: Country/Region", Country),
            ("(Do Not Modify) Account", RecordId),
            ("No. of Employees", Employees),
            ("# Employees", Employees),
            ("NumberOfEmployees", Employees),
            ("Anzahl Mitarbeiter", Employees),
            ("Beschäftigte", Employees),
            ("Effectifs", Employees),
            ("Dipendenti", Employees),
            ("Número de empleados", Employees),
            ("Aantal medewerkers", Employees),
            ("Funcionários", Employees),
            ("Company Domain Name", Website),
            ("Lifecycle Stage", Status),
            ("Company owner", Owner),
            ("Propriétaire du compte", Owner),
            ("Last Activity Date", LastActivity),
            ("Letzte Aktivität", LastActivity),
            ("Est. annual spend", Potential),
            ("Umsatzpotenzial (T€)", Potential),
            ("Open pipeline", Pipeline),
            ("Engagement score", Engagement),
            ("Annual revenue", AnnualRevenue),
            ("Annual Revenue (EUR)", AnnualRevenue),
            ("Jahresumsatz", AnnualRevenue),
            ("Current revenue", CurrentRevenue),
            ("ARR", CurrentRevenue),
            ("Sales LTM", CurrentRevenue),
            ("subsidiary_of", Parent),
            ("postalCode", PostalCode),
            ("Emploees", Employees),
            ("Costumer name", Name),
        ] {
            assert_eq!(best(heading), Some(Role(role)), "{heading}");
        }
        for heading in [
            "Revenue",
            "Umsatz",
            "Umsatz 2026",
            "Revenues ($millions)",
            "Chiffre d'affaires",
            "Fatturato",
            "Omzet",
        ] {
            assert_eq!(best(heading), Some(Sense::Revenue), "{heading}");
        }
    }

    #[test]
    fn what_is_about_a_thing_is_not_the_thing() {
        for heading in [
            "Revenue Change",
            "Revenue growth %",
            "Change in Rank",
            "Industry code 2",
            "Profit Change",
        ] {
            let strongest = senses(heading)
                .into_iter()
                .filter(|(sense, _)| *sense != Sense::Other)
                .map(|(_, s)| s)
                .fold(0.0, f32::max);
            assert!(strongest < 0.5, "{heading}: {strongest}");
        }
    }
}
