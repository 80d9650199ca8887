//! Trades with the names that lists in seven languages give them. Separate because it is a table: a list keeps its own
//! words, and the table only tells which of them mean the same.

use super::industry_key;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The trade that a text names, as a number; `None` for what is no trade of the table.
pub(super) fn trade_of(key: &str) -> Option<usize> {
    static BY_KEY: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
        let mut known = HashMap::new();
        for (index, names) in TRADES.iter().enumerate() {
            for name in *names {
                known.entry(industry_key(name)).or_insert(index);
            }
        }
        known
    });
    BY_KEY.get(key).copied()
}

/// Every name of the table, for spotting slips of the pen.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TRADES.iter().flat_map(|names| names.iter().copied())
}

/// The usual English name first; the others in German, French, Spanish, Portuguese, Italian and Dutch.
#[rustfmt::skip]
const TRADES: &[&[&str]] = &[
    &["Agriculture", "Farming", "Landwirtschaft", "Agrar", "Agriculture et élevage", "Agricultura", "Agricoltura", "Landbouw"],
    &["Forestry", "Forstwirtschaft", "Sylviculture", "Silvicultura", "Selvicoltura", "Bosbouw"],
    &["Mining", "Bergbau", "Exploitation minière", "Minería", "Mineração", "Attività mineraria", "Mijnbouw"],
    &["Oil and gas", "Oil & gas", "Öl und Gas", "Erdöl und Erdgas", "Pétrole et gaz", "Petróleo y gas", "Petróleo e gás", "Petrolio e gas", "Olie en gas"],
    &["Energy", "Energie", "Énergie", "Energía", "Energia", "Energiewirtschaft"],
    &["Utilities", "Versorger", "Versorgungswirtschaft", "Services publics", "Servicios públicos", "Nutsbedrijven"],
    &["Chemicals", "Chemical", "Chemistry", "Chemie", "Chemische Industrie", "Chimie", "Química", "Productos químicos", "Chimica", "Chemicaliën"],
    &["Pharmaceuticals", "Pharma", "Pharmaceutical", "Pharmazie", "Pharmaindustrie", "Pharmaceutique", "Produits pharmaceutiques", "Farmacéutica", "Farmacêutica", "Farmaceutica", "Farmaceutico", "Farmaceutisch", "Farmacie"],
    &["Biotechnology", "Biotech", "Biotechnologie", "Biotecnología", "Biotecnologia"],
    &["Medical devices", "Medical technology", "Medtech", "Medizintechnik", "Dispositifs médicaux", "Dispositivos médicos", "Dispositivi medici", "Medische technologie"],
    &["Healthcare", "Health care", "Gesundheitswesen", "Gesundheit", "Santé", "Salud", "Sanidad", "Saúde", "Sanità", "Gezondheidszorg"],
    &["Mechanical engineering", "Machinery", "Machine building", "Maschinenbau", "Maschinen- und Anlagenbau", "Construction mécanique", "Génie mécanique", "Maquinaria", "Ingeniería mecánica", "Engenharia mecânica", "Meccanica", "Ingegneria meccanica", "Machinebouw"],
    &["Electronics", "Elektronik", "Électronique", "Electrónica", "Eletrônica", "Elettronica", "Elektronica"],
    &["Electrical engineering", "Elektrotechnik", "Génie électrique", "Ingeniería eléctrica", "Engenharia elétrica", "Elettrotecnica", "Elektrotechniek"],
    &["Automotive", "Automobile", "Automobil", "Automobilindustrie", "Fahrzeugbau", "Automoción", "Automotriz", "Automotivo", "Automobilístico", "Automobilistico", "Auto-industrie"],
    &["Aerospace", "Luft- und Raumfahrt", "Aérospatiale", "Aérospatial", "Aeroespacial", "Aerospaziale", "Lucht- en ruimtevaart"],
    &["Defence", "Defense", "Verteidigung", "Rüstung", "Défense", "Defensa", "Defesa", "Difesa", "Defensie"],
    &["Metals", "Metal industry", "Metal", "Metall", "Metallindustrie", "Métallurgie", "Metalurgia", "Metallurgia", "Metaal"],
    &["Plastics", "Kunststoff", "Kunststoffe", "Kunststoffindustrie", "Plasturgie", "Plastiques", "Plásticos", "Materie plastiche", "Kunststoffen"],
    &["Textiles", "Textile", "Textilien", "Textil", "Textilindustrie", "Têxtil", "Tessile", "Textiel"],
    &["Food and beverage", "Food & beverages", "Food and drink", "F&B", "Lebensmittel und Getränke", "Nahrungs- und Genussmittel", "Agroalimentaire", "Alimentos y bebidas", "Alimentación y bebidas", "Alimentos e bebidas", "Alimentare e bevande", "Voeding en dranken"],
    &["Food", "Lebensmittel", "Lebensmittelindustrie", "Nahrungsmittel", "Alimentation", "Alimentación", "Alimentação", "Alimentare", "Voedingsmiddelen"],
    &["Consumer goods", "CPG", "FMCG", "Konsumgüter", "Biens de consommation", "Bienes de consumo", "Bens de consumo", "Beni di consumo", "Consumptiegoederen"],
    &["Manufacturing", "Fertigung", "Produktion", "Verarbeitendes Gewerbe", "Fabrication", "Manufactura", "Fabricación", "Manufatura", "Manifattura", "Manifatturiero", "Productie"],
    &["Construction", "Building", "Bau", "Bauwesen", "Baugewerbe", "Bauindustrie", "Bâtiment", "BTP", "Construcción", "Construção", "Edilizia", "Costruzioni", "Bouw"],
    &["Real estate", "Property", "Immobilien", "Immobilienwirtschaft", "Immobilier", "Bienes raíces", "Inmobiliario", "Inmobiliaria", "Imobiliário", "Immobiliare", "Vastgoed"],
    &["Retail", "Retail trade", "Einzelhandel", "Commerce de détail", "Comercio minorista", "Comercio al por menor", "Varejo", "Comércio varejista", "Commercio al dettaglio", "Vendita al dettaglio", "Detailhandel"],
    &["Wholesale", "Wholesale trade", "Großhandel", "Grosshandel", "Commerce de gros", "Comercio mayorista", "Comercio al por mayor", "Atacado", "Comércio atacadista", "Commercio all'ingrosso", "Groothandel"],
    &["E-commerce", "Ecommerce", "Online retail", "Onlinehandel", "Online-Handel", "Commerce en ligne", "Comercio electrónico", "Comércio eletrônico", "Commercio elettronico"],
    &["Transport", "Transportation", "Verkehr", "Transportwesen", "Transports", "Transporte", "Transportes", "Trasporti", "Vervoer"],
    &["Logistics", "Logistik", "Logistique", "Logística", "Logistica", "Logistiek"],
    &["Transport and logistics", "Transportation & logistics", "Transport und Logistik", "Verkehr und Logistik", "Transport et logistique", "Transporte y logística", "Transporte e logística", "Trasporti e logistica", "Transport en logistiek"],
    &["Telecommunications", "Telecom", "Telecoms", "Telco", "Telekommunikation", "Télécommunications", "Télécoms", "Telecomunicaciones", "Telecomunicações", "Telecomunicazioni", "Telecommunicatie"],
    &["Information technology", "IT", "Informationstechnik", "Informationstechnologie", "EDV", "Informatique", "Technologies de l'information", "Tecnologías de la información", "Informática", "Tecnologia da informação", "Tecnologie dell'informazione", "Informatica", "Informatietechnologie"],
    &["Software", "Software development", "Softwareentwicklung", "Logiciel", "Logiciels", "Sviluppo software"],
    &["Technology", "Tech", "Technologie", "Tecnología", "Tecnologia"],
    &["Media", "Medien", "Médias", "Medios de comunicación", "Mídia"],
    &["Entertainment", "Unterhaltung", "Divertissement", "Entretenimiento", "Entretenimento", "Intrattenimento"],
    &["Marketing and advertising", "Marketing & advertising", "Marketing und Werbung", "Marketing et publicité", "Marketing y publicidad", "Marketing e publicidade", "Marketing e pubblicità", "Marketing en reclame"],
    &["Finance", "Financial services", "Finanzen", "Finanzdienstleistungen", "Finanzwesen", "Services financiers", "Finanzas", "Servicios financieros", "Finanças", "Serviços financeiros", "Finanza", "Servizi finanziari", "Financiële dienstverlening", "Financiën"],
    &["Banking", "Banks", "Banken", "Bankwesen", "Banque", "Banca", "Bancos", "Banche", "Bankwezen"],
    &["Insurance", "Versicherung", "Versicherungen", "Versicherungswesen", "Assurance", "Assurances", "Seguros", "Assicurazioni", "Verzekeringen"],
    &["Professional services", "Business services", "Unternehmensdienstleistungen", "Services aux entreprises", "Servicios profesionales", "Serviços profissionais", "Servizi professionali", "Zakelijke dienstverlening"],
    &["Consulting", "Consultancy", "Beratung", "Unternehmensberatung", "Conseil", "Consultoría", "Consultoria", "Consulenza", "Advies"],
    &["Legal services", "Legal", "Rechtsberatung", "Services juridiques", "Servicios jurídicos", "Serviços jurídicos", "Servizi legali", "Juridische dienstverlening"],
    &["Education", "Bildung", "Bildungswesen", "Éducation", "Enseignement", "Educación", "Educação", "Istruzione", "Onderwijs"],
    &["Public sector", "Public administration", "Government", "Öffentlicher Dienst", "Öffentliche Verwaltung", "Öffentlicher Sektor", "Secteur public", "Administration publique", "Sector público", "Administración pública", "Setor público", "Administração pública", "Settore pubblico", "Pubblica amministrazione", "Overheid"],
    &["Non-profit", "Nonprofit", "Not for profit", "Gemeinnützig", "But non lucratif", "Sin fines de lucro", "Sem fins lucrativos", "Senza scopo di lucro", "Non-profitsector"],
    &["Hospitality", "Hotels and restaurants", "Gastgewerbe", "Hotellerie und Gastronomie", "Hôtellerie-restauration", "Hostelería", "Hotelaria", "Ospitalità", "Horeca"],
    &["Travel and tourism", "Tourism", "Tourismus", "Tourisme", "Turismo", "Toerisme"],
    &["Paper and packaging", "Papier und Verpackung", "Papier et emballage", "Papel y embalaje", "Papel e embalagem", "Carta e imballaggi", "Papier en verpakking"],
    &["Packaging", "Verpackung", "Emballage", "Embalaje", "Embalagem", "Imballaggi", "Verpakking"],
    &["Printing", "Druck", "Druckereien", "Imprimerie", "Impresión", "Impressão", "Stampa", "Drukkerijen"],
    &["Furniture", "Möbel", "Meubles", "Ameublement", "Muebles", "Móveis", "Arredamento", "Meubels"],
    &["Environmental services", "Waste management", "Entsorgung", "Abfallwirtschaft", "Gestion des déchets", "Gestión de residuos", "Gestão de resíduos", "Gestione dei rifiuti", "Afvalbeheer"],
    &["Staffing", "Employment", "Recruitment", "Personaldienstleistungen", "Zeitarbeit", "Recrutement", "Travail temporaire", "Trabajo temporal", "Contratación", "Recrutamento", "Lavoro interinale", "Uitzendbureaus"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_for_two_trades() {
        let mut known: HashMap<String, usize> = HashMap::new();
        for (index, names) in TRADES.iter().enumerate() {
            for name in *names {
                let before = *known.entry(industry_key(name)).or_insert(index);
                assert_eq!(before, index, "{name} stands in two lines");
            }
        }
    }
}
