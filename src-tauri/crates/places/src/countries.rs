//! Countries with the spellings and codes that sales lists use, one name each.

use std::collections::HashMap;
use std::sync::LazyLock;
use tierline_matching::fold;

/// A country of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// The name that every spelling is folded to.
    pub name: &'static str,
    /// ISO 3166-1, two letters.
    pub iso2: &'static str,
    /// ISO 3166-1, three letters.
    pub iso3: &'static str,
    /// ISO 4217 code of the money spent there.
    pub currency: &'static str,
    spellings: &'static [&'static str],
}

const fn country(
    name: &'static str,
    iso2: &'static str,
    iso3: &'static str,
    currency: &'static str,
    spellings: &'static [&'static str],
) -> Country {
    Country {
        name,
        iso2,
        iso3,
        currency,
        spellings,
    }
}

/// The country a text names, by any of its names or codes; `None` for what is no country of the table.
///
/// Codes are taken in capitals or alone ("de", "DE"), never out of a longer text.
pub fn country_of(text: &str) -> Option<&'static Country> {
    static BY_SPELLING: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
        let mut known = HashMap::new();
        for (index, country) in COUNTRIES.iter().enumerate() {
            for spelling in [country.name, country.iso2, country.iso3]
                .iter()
                .chain(country.spellings)
            {
                known.entry(fold(spelling)).or_insert(index);
            }
        }
        known
    });
    let text = text.trim();
    // The longest spelling, with room for odd blanks.
    if text.is_empty() || text.len() > 64 {
        return None;
    }
    BY_SPELLING.get(&fold(text)).map(|index| &COUNTRIES[*index])
}

/// The name of every country of the table.
pub fn country_names() -> impl Iterator<Item = &'static str> {
    COUNTRIES.iter().map(|country| country.name)
}

#[rustfmt::skip]
const COUNTRIES: &[Country] = &[
    country("Germany", "DE", "DEU", "EUR", &["Deutschland", "Allemagne", "Alemania", "Alemanha", "Germania", "Duitsland", "Federal Republic of Germany", "Bundesrepublik Deutschland", "BRD", "GER"]),
    country("Austria", "AT", "AUT", "EUR", &["Österreich", "Oesterreich", "Autriche", "Áustria", "Oostenrijk"]),
    country("Switzerland", "CH", "CHE", "CHF", &["Schweiz", "Suisse", "Svizzera", "Suiza", "Suíça", "Zwitserland"]),
    country("Liechtenstein", "LI", "LIE", "CHF", &[]),
    country("France", "FR", "FRA", "EUR", &["Frankreich", "Francia", "França", "Frankrijk"]),
    country("Italy", "IT", "ITA", "EUR", &["Italien", "Italia", "Italie", "Itália", "Italië"]),
    country("Spain", "ES", "ESP", "EUR", &["Spanien", "España", "Espagne", "Espanha", "Spagna", "Spanje"]),
    country("Portugal", "PT", "PRT", "EUR", &["Portogallo"]),
    country("Netherlands", "NL", "NLD", "EUR", &["The Netherlands", "Niederlande", "Nederland", "Pays-Bas", "Países Bajos", "Países Baixos", "Paesi Bassi", "Holland"]),
    country("Belgium", "BE", "BEL", "EUR", &["Belgien", "België", "Belgique", "Bélgica", "Belgio"]),
    country("Luxembourg", "LU", "LUX", "EUR", &["Luxemburg", "Lussemburgo", "Luxemburgo"]),
    country("United Kingdom", "GB", "GBR", "GBP", &["UK", "U.K.", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland", "Großbritannien", "Grossbritannien", "Vereinigtes Königreich", "Royaume-Uni", "Reino Unido", "Regno Unito", "Verenigd Koninkrijk", "United Kingdom of Great Britain and Northern Ireland"]),
    country("Ireland", "IE", "IRL", "EUR", &["Irland", "Irlande", "Irlanda", "Ierland", "Republic of Ireland"]),
    country("Denmark", "DK", "DNK", "DKK", &["Dänemark", "Danmark", "Danemark", "Dinamarca", "Danimarca", "Denemarken"]),
    country("Sweden", "SE", "SWE", "SEK", &["Schweden", "Sverige", "Suède", "Suecia", "Suécia", "Svezia", "Zweden"]),
    country("Norway", "NO", "NOR", "NOK", &["Norwegen", "Norge", "Norvège", "Noruega", "Norvegia", "Noorwegen"]),
    country("Finland", "FI", "FIN", "EUR", &["Finnland", "Suomi", "Finlande", "Finlandia", "Finlândia"]),
    country("Iceland", "IS", "ISL", "ISK", &["Island", "Islande", "Islandia", "Islanda", "IJsland"]),
    country("Poland", "PL", "POL", "PLN", &["Polen", "Polska", "Pologne", "Polonia", "Polônia", "Polónia"]),
    country("Czechia", "CZ", "CZE", "CZK", &["Czech Republic", "Tschechien", "Tschechische Republik", "Česko", "Česká republika", "République tchèque", "Tchéquie", "República Checa", "Chequia", "Repubblica Ceca", "Cechia", "Tsjechië"]),
    country("Slovakia", "SK", "SVK", "EUR", &["Slowakei", "Slovensko", "Slovaquie", "Eslovaquia", "Eslováquia", "Slovacchia", "Slowakije", "Slovak Republic"]),
    country("Hungary", "HU", "HUN", "HUF", &["Ungarn", "Magyarország", "Hongrie", "Hungría", "Hungria", "Ungheria", "Hongarije"]),
    country("Romania", "RO", "ROU", "RON", &["Rumänien", "România", "Roumanie", "Rumania", "Romênia", "Roemenië"]),
    country("Bulgaria", "BG", "BGR", "BGN", &["Bulgarien", "България", "Bulgarie", "Bulgária", "Bulgarije"]),
    country("Croatia", "HR", "HRV", "EUR", &["Kroatien", "Hrvatska", "Croatie", "Croacia", "Croácia", "Croazia", "Kroatië"]),
    country("Slovenia", "SI", "SVN", "EUR", &["Slowenien", "Slovenija", "Slovénie", "Eslovenia", "Eslovênia", "Slovenië"]),
    country("Serbia", "RS", "SRB", "RSD", &["Serbien", "Srbija", "Serbie", "Sérvia", "Servië"]),
    country("Bosnia and Herzegovina", "BA", "BIH", "BAM", &["Bosnien und Herzegowina", "Bosnia", "Bosna i Hercegovina"]),
    country("Greece", "GR", "GRC", "EUR", &["Griechenland", "Ελλάδα", "Hellas", "Grèce", "Grecia", "Grécia", "Griekenland"]),
    country("Cyprus", "CY", "CYP", "EUR", &["Zypern", "Chypre", "Chipre", "Cipro"]),
    country("Malta", "MT", "MLT", "EUR", &["Malte"]),
    country("Estonia", "EE", "EST", "EUR", &["Estland", "Eesti", "Estonie", "Estônia"]),
    country("Latvia", "LV", "LVA", "EUR", &["Lettland", "Latvija", "Lettonie", "Letonia", "Lettonia", "Letland"]),
    country("Lithuania", "LT", "LTU", "EUR", &["Litauen", "Lietuva", "Lituanie", "Lituania", "Lituânia", "Litouwen"]),
    country("Ukraine", "UA", "UKR", "UAH", &["Україна", "Ucrania", "Ucrânia", "Ucraina", "Oekraïne"]),
    country("Russia", "RU", "RUS", "RUB", &["Russian Federation", "Russland", "Россия", "Russie", "Rusia", "Rússia", "Rusland"]),
    country("Belarus", "BY", "BLR", "BYN", &["Weißrussland", "Biélorussie"]),
    country("Moldova", "MD", "MDA", "MDL", &["Moldawien", "Moldavie"]),
    country("Turkey", "TR", "TUR", "TRY", &["Türkei", "Türkiye", "Turquie", "Turquía", "Turquia", "Turchia", "Turkije"]),
    country("United States", "US", "USA", "USD", &["United States of America", "U.S.", "U.S.A.", "America", "Vereinigte Staaten", "USA (Vereinigte Staaten)", "États-Unis", "Etats-Unis d'Amérique", "Estados Unidos", "EE.UU.", "EEUU", "EUA", "Stati Uniti", "Stati Uniti d'America", "Verenigde Staten"]),
    country("Canada", "CA", "CAN", "CAD", &["Kanada", "Canadá"]),
    country("Mexico", "MX", "MEX", "MXN", &["México", "Mexiko", "Mexique", "Messico"]),
    country("Brazil", "BR", "BRA", "BRL", &["Brasilien", "Brasil", "Brésil", "Brasile", "Brazilië"]),
    country("Argentina", "AR", "ARG", "ARS", &["Argentinien", "Argentine", "Argentinië"]),
    country("Chile", "CL", "CHL", "CLP", &["Chili", "Cile"]),
    country("Colombia", "CO", "COL", "COP", &["Kolumbien", "Colombie", "Colômbia"]),
    country("Peru", "PE", "PER", "PEN", &["Perú", "Pérou", "Perù"]),
    country("Uruguay", "UY", "URY", "UYU", &["Uruguai"]),
    country("Venezuela", "VE", "VEN", "VES", &[]),
    country("Ecuador", "EC", "ECU", "USD", &["Équateur", "Equador"]),
    country("Costa Rica", "CR", "CRI", "CRC", &[]),
    country("Panama", "PA", "PAN", "PAB", &["Panamá"]),
    country("Japan", "JP", "JPN", "JPY", &["日本", "Japon", "Japón", "Japão", "Giappone"]),
    country("China", "CN", "CHN", "CNY", &["中国", "Chine", "Cina", "People's Republic of China", "PRC", "VR China"]),
    country("Hong Kong", "HK", "HKG", "HKD", &["Hongkong", "香港"]),
    country("Taiwan", "TW", "TWN", "TWD", &["台灣"]),
    country("South Korea", "KR", "KOR", "KRW", &["Korea", "Republic of Korea", "Korea, Republic of", "Südkorea", "Corée du Sud", "Corea del Sur", "Coreia do Sul", "Corea del Sud", "Zuid-Korea", "대한민국"]),
    country("India", "IN", "IND", "INR", &["Indien", "Inde", "Índia"]),
    country("Singapore", "SG", "SGP", "SGD", &["Singapur", "Singapour", "Singapura"]),
    country("Malaysia", "MY", "MYS", "MYR", &["Malaisie", "Malasia"]),
    country("Thailand", "TH", "THA", "THB", &["Thaïlande", "Tailandia", "Thailandia"]),
    country("Indonesia", "ID", "IDN", "IDR", &["Indonesien", "Indonésie"]),
    country("Vietnam", "VN", "VNM", "VND", &["Viet Nam"]),
    country("Philippines", "PH", "PHL", "PHP", &["Philippinen", "Filipinas", "Filippine", "Filipijnen", "Philipines"]),
    country("Pakistan", "PK", "PAK", "PKR", &[]),
    country("Bangladesh", "BD", "BGD", "BDT", &["Bangladesch"]),
    country("Australia", "AU", "AUS", "AUD", &["Australien", "Australie", "Austrália", "Australië"]),
    country("New Zealand", "NZ", "NZL", "NZD", &["Neuseeland", "Nouvelle-Zélande", "Nueva Zelanda", "Nova Zelândia", "Nieuw-Zeeland"]),
    country("South Africa", "ZA", "ZAF", "ZAR", &["Südafrika", "Afrique du Sud", "Sudáfrica", "África do Sul", "Sudafrica", "Zuid-Afrika"]),
    country("Egypt", "EG", "EGY", "EGP", &["Ägypten", "Égypte", "Egipto", "Egitto"]),
    country("Morocco", "MA", "MAR", "MAD", &["Marokko", "Maroc", "Marruecos", "Marrocos", "Marocco"]),
    country("Tunisia", "TN", "TUN", "TND", &["Tunesien", "Tunisie"]),
    country("Algeria", "DZ", "DZA", "DZD", &["Algerien", "Algérie"]),
    country("Nigeria", "NG", "NGA", "NGN", &[]),
    country("Kenya", "KE", "KEN", "KES", &["Kenia"]),
    country("Ghana", "GH", "GHA", "GHS", &[]),
    country("Israel", "IL", "ISR", "ILS", &["Israël", "Israele"]),
    country("United Arab Emirates", "AE", "ARE", "AED", &["UAE", "Vereinigte Arabische Emirate", "VAE", "Émirats arabes unis", "Emiratos Árabes Unidos", "Dubai"]),
    country("Saudi Arabia", "SA", "SAU", "SAR", &["Saudi-Arabien", "Arabie saoudite", "Arabia Saudí", "Arabia Saudita", "KSA"]),
    country("Qatar", "QA", "QAT", "QAR", &["Katar"]),
    country("Kuwait", "KW", "KWT", "KWD", &["Koweït"]),
    country("Bahrain", "BH", "BHR", "BHD", &[]),
    country("Jordan", "JO", "JOR", "JOD", &["Jordanien", "Jordanie"]),
    country("Oman", "OM", "OMN", "OMR", &[]),
    country("Iran", "IR", "IRN", "IRR", &[]),
    country("Iraq", "IQ", "IRQ", "IQD", &["Irak"]),
    country("Kazakhstan", "KZ", "KAZ", "KZT", &["Kasachstan"]),
    country("Monaco", "MC", "MCO", "EUR", &[]),
    country("Albania", "AL", "ALB", "ALL", &["Albanien", "Albanie"]),
    country("North Macedonia", "MK", "MKD", "MKD", &["Nordmazedonien", "Macedonia"]),
    country("Montenegro", "ME", "MNE", "EUR", &[]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn spellings_and_codes_of_a_country_are_one() {
        for text in [
            "Germany",
            "Deutschland",
            "DE",
            "DEU",
            "de",
            " GERMANY ",
            "Allemagne",
            "Duitsland",
        ] {
            assert_eq!(country_of(text).map(|c| c.name), Some("Germany"), "{text:?}");
        }
        assert_eq!(country_of("U.S.A.").map(|c| c.iso2), Some("US"));
        assert_eq!(country_of("España").map(|c| c.iso2), Some("ES"));
        assert_eq!(country_of("UK").map(|c| c.name), Some("United Kingdom"));
        assert_eq!(country_of("Bavaria"), None);
        assert_eq!(country_of(""), None);
    }

    #[test]
    fn no_spelling_names_two_countries() {
        let mut known: HashMap<String, &str> = HashMap::new();
        for country in COUNTRIES {
            for spelling in [country.name, country.iso2, country.iso3]
                .iter()
                .chain(country.spellings)
            {
                let other = known.insert(fold(spelling), country.name);
                assert!(
                    other.is_none_or(|name| name == country.name),
                    "{spelling} is {} and {other:?}",
                    country.name
                );
            }
        }
    }
}
