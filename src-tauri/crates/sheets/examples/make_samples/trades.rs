//! What companies of an industry call their trade, by language. Kept apart from the building of names because it is a word list.
//! The rows follow the order of [`crate::industries::INDUSTRIES`].

use crate::countries::Language;

type Words = [&'static str; 3];

/// The words for a trade; Danish and Finnish companies of the list trade under English ones.
pub(crate) fn words(language: Language, industry: usize) -> &'static Words {
    let table = match language {
        Language::German => &GERMAN,
        Language::French => &FRENCH,
        Language::Italian => &ITALIAN,
        Language::Spanish => &SPANISH,
        Language::Dutch => &DUTCH,
        Language::Polish => &POLISH,
        Language::Swedish => &SWEDISH,
        Language::English | Language::Danish | Language::Finnish => &ENGLISH,
    };
    &table[industry]
}

static GERMAN: [Words; 14] = [
    ["Chemie", "Spezialchemie", "Lackchemie"],
    ["Pharma", "Arzneimittel", "Wirkstoffe"],
    ["Lebensmittel", "Molkerei", "Getränke"],
    ["Maschinenbau", "Antriebstechnik", "Werkzeugmaschinen"],
    ["Fahrzeugteile", "Automotive", "Getriebetechnik"],
    ["Wassertechnik", "Abwassertechnik", "Umwelttechnik"],
    ["Energie", "Kraftwerkstechnik", "Fernwärme"],
    ["Mineralöl", "Gastechnik", "Raffinerietechnik"],
    ["Stahl", "Gießerei", "Metallwerke"],
    ["Papier", "Zellstoff", "Kartonagen"],
    ["Elektronik", "Halbleiter", "Leiterplatten"],
    ["Kunststofftechnik", "Verpackungen", "Folien"],
    ["Baustoffe", "Zement", "Ziegelwerke"],
    ["Logistik", "Kühllogistik", "Spedition"],
];
static FRENCH: [Words; 14] = [
    ["Chimie", "Produits Chimiques", "Résines"],
    ["Laboratoires", "Pharma", "Biopharma"],
    ["Laiterie", "Agroalimentaire", "Boissons"],
    ["Mécanique", "Machines", "Usinage"],
    ["Équipements Automobiles", "Emboutissage", "Transmissions"],
    ["Traitement des Eaux", "Hydraulique", "Assainissement"],
    ["Énergie", "Chauffage Urbain", "Électricité"],
    ["Pétroles", "Gaz Industriels", "Hydrocarbures"],
    ["Aciéries", "Fonderie", "Métallurgie"],
    ["Papeteries", "Cartonnerie", "Cellulose"],
    ["Électronique", "Semi-conducteurs", "Microcircuits"],
    ["Plastiques", "Emballages", "Films"],
    ["Matériaux", "Ciments", "Tuileries"],
    ["Logistique", "Transports", "Entrepôts Frigorifiques"],
];
static ITALIAN: [Words; 14] = [
    ["Chimica", "Resine", "Industrie Chimiche"],
    ["Farmaceutici", "Laboratori", "Biofarma"],
    ["Alimentari", "Caseificio", "Bevande"],
    ["Meccanica", "Officine", "Macchine Utensili"],
    ["Componenti Auto", "Stampaggi", "Trasmissioni"],
    ["Acque", "Depurazione", "Idrotecnica"],
    ["Energia", "Centrali", "Teleriscaldamento"],
    ["Petroli", "Gas Tecnici", "Raffinazione"],
    ["Acciaierie", "Fonderie", "Metalli"],
    ["Cartiere", "Cartotecnica", "Cellulosa"],
    ["Elettronica", "Semiconduttori", "Circuiti"],
    ["Materie Plastiche", "Imballaggi", "Film"],
    ["Laterizi", "Cementi", "Ceramiche"],
    ["Logistica", "Trasporti", "Catena del Freddo"],
];
static SPANISH: [Words; 14] = [
    ["Química", "Resinas", "Productos Químicos"],
    ["Farma", "Laboratorios", "Biofarma"],
    ["Alimentaria", "Lácteos", "Bebidas"],
    ["Maquinaria", "Mecanizados", "Talleres"],
    ["Componentes", "Automoción", "Estampaciones"],
    ["Aguas", "Depuración", "Hidrotecnia"],
    ["Energía", "Térmica", "Redes"],
    ["Petróleos", "Gases", "Refino"],
    ["Aceros", "Fundiciones", "Metalúrgica"],
    ["Papelera", "Cartonajes", "Celulosa"],
    ["Electrónica", "Semiconductores", "Circuitos"],
    ["Plásticos", "Envases", "Embalajes"],
    ["Cementos", "Cerámicas", "Áridos"],
    ["Logística", "Transportes", "Frigoríficos"],
];
static DUTCH: [Words; 14] = [
    ["Chemie", "Harsen", "Coatings"],
    ["Farma", "Geneesmiddelen", "Biotech"],
    ["Zuivel", "Voeding", "Dranken"],
    ["Machinefabriek", "Aandrijftechniek", "Apparatenbouw"],
    ["Voertuigtechniek", "Automotive", "Carrosserie"],
    ["Watertechniek", "Waterzuivering", "Milieutechniek"],
    ["Energie", "Warmte", "Windtechniek"],
    ["Olie & Gas", "Tankopslag", "Gastechniek"],
    ["Staal", "Gieterij", "Metaal"],
    ["Papier", "Karton", "Vezels"],
    ["Elektronica", "Semicon", "Printtechniek"],
    ["Kunststoffen", "Verpakkingen", "Folie"],
    ["Bouwstoffen", "Beton", "Keramiek"],
    ["Logistiek", "Koeltransport", "Expeditie"],
];
static ENGLISH: [Words; 14] = [
    ["Chemicals", "Resins", "Specialty Chemicals"],
    ["Pharma", "Therapeutics", "Laboratories"],
    ["Foods", "Dairy", "Beverages"],
    ["Engineering", "Machinery", "Machine Tools"],
    ["Automotive", "Driveline", "Components"],
    ["Water", "Water Treatment", "Environmental"],
    ["Energy", "Power", "District Heating"],
    ["Petroleum", "Offshore", "Gas Processing"],
    ["Steel", "Foundry", "Alloys"],
    ["Paper", "Packaging Board", "Pulp"],
    ["Electronics", "Semiconductor", "Circuits"],
    ["Plastics", "Packaging", "Polymers"],
    ["Building Materials", "Cement", "Aggregates"],
    ["Logistics", "Cold Storage", "Freight"],
];
static POLISH: [Words; 14] = [
    ["Chemia", "Żywice", "Zakłady Chemiczne"],
    ["Farmacja", "Laboratoria", "Biofarm"],
    ["Mleczarnia", "Spożywcza", "Napoje"],
    ["Maszyny", "Mechanika", "Obrabiarki"],
    ["Motoryzacja", "Podzespoły", "Przekładnie"],
    ["Wodociągi", "Uzdatnianie Wody", "Eko"],
    ["Energetyka", "Ciepło", "Elektrownie"],
    ["Paliwa", "Gaz", "Petrochemia"],
    ["Stal", "Odlewnia", "Metal"],
    ["Papier", "Tektura", "Celuloza"],
    ["Elektronika", "Układy", "Półprzewodniki"],
    ["Tworzywa", "Opakowania", "Folie"],
    ["Cement", "Ceramika", "Kruszywa"],
    ["Logistyka", "Transport", "Chłodnie"],
];
static SWEDISH: [Words; 14] = [
    ["Kemi", "Färg", "Hartser"],
    ["Läkemedel", "Pharma", "Biotech"],
    ["Livsmedel", "Mejeri", "Drycker"],
    ["Mekaniska", "Maskin", "Verktyg"],
    ["Fordonsteknik", "Komponent", "Transmission"],
    ["Vatten", "Miljöteknik", "Reningsteknik"],
    ["Energi", "Kraft", "Fjärrvärme"],
    ["Petroleum", "Gas", "Oljeteknik"],
    ["Stål", "Gjuteri", "Metall"],
    ["Papper", "Massa", "Kartong"],
    ["Elektronik", "Halvledare", "Kretskort"],
    ["Plast", "Förpackning", "Folie"],
    ["Cement", "Byggmaterial", "Tegel"],
    ["Logistik", "Kyltransport", "Åkeri"],
];
