//! Company names that sound like their country and belong to nobody. Kept apart because the traps are here: surnames are put together from
//! syllables instead of taken from a register, each name is given once, and websites end in `.example`, a domain reserved for this.

use std::collections::BTreeSet;

use crate::countries::{Country, Language};
use crate::random::Chance;
use crate::trades;

/// Beginnings and endings that make a surname together.
struct Syllables {
    heads: &'static [&'static str],
    tails: &'static [&'static str],
}

/// Well-known houses that the syllables could hit.
const TAKEN: [&str; 14] = [
    "bosch",
    "lindberg",
    "rothmann",
    "heinemann",
    "wintershall",
    "harting",
    "borsig",
    "cargill",
    "ferretti",
    "bellini",
    "nordstrom",
    "thornton",
    "stanley",
    "nordex",
];

const COINED_HEADS: [&str; 22] = [
    "Vel", "Axi", "Kry", "Lumi", "Ori", "Quen", "Heli", "Tava", "Sylo", "Varo", "Zeni", "Morva", "Celdo", "Druma",
    "Fenno", "Garda", "Isto", "Jova", "Nexa", "Pira", "Ruvo", "Tessa",
];
const COINED_TAILS: [&str; 16] = [
    "dorix", "travia", "kento", "lumen", "mera", "plera", "sorix", "tiva", "varen", "zanta", "brix", "corda", "lithe",
    "nord", "phane", "quanta",
];

fn syllables(language: Language) -> Syllables {
    let (heads, tails): (&'static [&'static str], &'static [&'static str]) = match language {
        Language::German => (
            &[
                "Brenn", "Griet", "Kest", "Wolt", "Thal", "Eick", "Oben", "Lau", "Mang", "Ruf", "Zell", "Bor", "Dreh",
                "Feld", "Gos", "Kalk", "Mohr", "Oster", "Pfann", "Quell", "Rott", "Sand", "Tann", "Ull", "Weid",
                "Hassel", "Krumm",
            ],
            &[
                "hauer", "brink", "kamp", "recht", "wald", "scheid", "rath", "hoff", "beck", "egger", "lage", "inger",
                "städt", "mühl", "stedt", "bichler", "horst", "grube",
            ],
        ),
        Language::French => (
            &[
                "Char", "Mont", "Bel", "Cour", "Ver", "Lam", "Del", "Gar", "Roch", "Per", "Sau", "Vau", "Tour", "Fro",
                "Bri",
            ],
            &[
                "vallon", "donnier", "ceau", "reau", "lière", "bourg", "sac", "tier", "nay", "gnac", "sanne", "guet",
            ],
        ),
        Language::Italian => (
            &[
                "Gra", "Car", "Ros", "Tar", "Ven", "Zan", "Pas", "Bor", "Cal", "Mar", "Sal", "Tre", "Bri", "Cor",
            ],
            &[
                "tardi", "zoni", "lucci", "ghetti", "dardi", "netto", "gatti", "ssani", "velli", "toni", "berti",
                "daro",
            ],
        ),
        Language::Spanish => (
            &[
                "Arr", "Mend", "Sol", "Cas", "Herr", "Ech", "Bel", "Mor", "Nav", "Orb", "Gar", "Ll",
            ],
            &[
                "iaga", "ozola", "ezabal", "aluce", "arrín", "ibarra", "uela", "ondo", "erías", "ueta", "azábal",
                "anzo",
            ],
        ),
        Language::Dutch => (
            &[
                "Van der Kool",
                "Ver",
                "Bree",
                "Oos",
                "Wes",
                "Meu",
                "Roos",
                "Bak",
                "Scho",
                "Ter ",
                "Van Lin",
                "Hagen",
            ],
            &[
                "haven", "wijk", "hoven", "steeg", "kamp", "linden", "broek", "veld", "sma", "mans", "donk",
            ],
        ),
        Language::English => (
            &[
                "Wex", "Thorn", "Ash", "Brad", "Cald", "Dun", "Ell", "Fair", "Hol", "Kirk", "Lang", "Pem", "Red",
                "Wal", "Ock",
            ],
            &[
                "bury", "wick", "combe", "worth", "field", "hurst", "gate", "more", "brook", "stead", "erby", "low",
            ],
        ),
        Language::Polish => (
            &[
                "Wir", "Kor", "Mal", "Zab", "Dob", "Rad", "Gor", "Krzy", "Wol", "Jar", "Pol", "Sien",
            ],
            &[
                "kowicz", "czyński", "necki", "nowski", "bski", "towicz", "niak", "lewicz", "szewski", "dera",
            ],
        ),
        Language::Swedish => (
            &[
                "Berg", "Sund", "Hall", "Ek", "Ström", "Hed", "Alm", "Ryd", "Gran", "Kvarn",
            ],
            &[
                "qvist", "strand", "holm", "fors", "gren", "vall", "mark", "näs", "hult", "torp",
            ],
        ),
        Language::Danish => (
            &["Ved", "Hol", "Kjel", "Søn", "Rav", "Brun", "Lyng", "Thors", "Stav"],
            &["gaard", "bæk", "sted", "derup", "holt", "strup", "mose", "lund"],
        ),
        Language::Finnish => (
            &["Kor", "Mäki", "Lah", "Vir", "Salo", "Nie", "Ket", "Hau", "Rau", "Suo"],
            &["tala", "pinen", "sela", "lampi", "ranta", "koski", "vaara", "niemi"],
        ),
    };
    Syllables { heads, tails }
}

/// Gives out names, each once.
#[derive(Debug, Default)]
pub(crate) struct Register {
    given: BTreeSet<String>,
}

impl Register {
    /// The part of a company's name before the legal form, never given before.
    pub(crate) fn name(&mut self, country: Country, industry: usize, chance: &mut Chance) -> String {
        loop {
            let name = propose(country.facts().language, industry, chance);
            let key = slug(&name);
            if !TAKEN.iter().any(|taken| key.starts_with(taken)) && self.given.insert(key) {
                return name;
            }
        }
    }
}

fn propose(language: Language, industry: usize, chance: &mut Chance) -> String {
    let trade = *chance.pick(trades::words(language, industry));
    let owner = surname(language, chance);
    let trade_comes_first = matches!(language, Language::French | Language::Italian | Language::Spanish);
    let kind = chance.unit();
    if kind < 0.18 {
        let coined = format!("{}{}", chance.pick(&COINED_HEADS), chance.pick(&COINED_TAILS));
        if chance.happens(0.5) {
            coined
        } else {
            format!("{coined} {trade}")
        }
    } else if kind < 0.28 {
        let joint = match language {
            Language::Italian => "e",
            Language::Polish => "i",
            _ => "&",
        };
        format!("{owner} {joint} {}", surname(language, chance))
    } else if kind < 0.34 && language == Language::German {
        format!("Gebr. {owner} {trade}")
    } else if trade_comes_first || (kind < 0.42 && language == Language::German) {
        format!("{trade} {owner}")
    } else {
        format!("{owner} {trade}")
    }
}

fn surname(language: Language, chance: &mut Chance) -> String {
    let Syllables { heads, tails } = syllables(language);
    let (head, tail) = (*chance.pick(heads), *chance.pick(tails));
    if head.ends_with(' ') {
        let mut letters = tail.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        return head.chars().chain(first).chain(letters).collect();
    }
    format!("{head}{tail}")
}

/// Letters and digits of a name in ASCII, with hyphens between its words, as a web address has it.
pub(crate) fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for letter in name.to_lowercase().chars() {
        match letter {
            'ä' | 'æ' => out.push_str("ae"),
            'ö' | 'ø' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            'å' | 'á' | 'à' | 'â' | 'ą' => out.push('a'),
            'é' | 'è' | 'ê' | 'ę' => out.push('e'),
            'í' | 'ì' | 'î' => out.push('i'),
            'ó' | 'ò' | 'ô' => out.push('o'),
            'ú' | 'ù' | 'û' => out.push('u'),
            'ç' | 'ć' => out.push('c'),
            'ł' => out.push('l'),
            'ń' | 'ñ' => out.push('n'),
            'ś' => out.push('s'),
            'ż' | 'ź' => out.push('z'),
            _ if letter.is_ascii_alphanumeric() => out.push(letter),
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out.trim_end_matches('-').to_owned()
}
