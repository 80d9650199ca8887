//! What a country decides about an account: how often it occurs, how it is spelled, the legal forms of its companies. Kept apart from the
//! cities because dirt (three spellings of one country in a column) is made here and nowhere else.

/// Where accounts sit. Northlight is a Stuttgart company, so the weights lean to Germany and its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Country {
    Germany,
    Austria,
    Switzerland,
    France,
    Italy,
    Spain,
    Netherlands,
    UnitedKingdom,
    Poland,
    Sweden,
    Denmark,
    Finland,
    UnitedStates,
}

/// The language company names are built in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    German,
    French,
    Italian,
    Spanish,
    Dutch,
    English,
    Polish,
    Swedish,
    Danish,
    Finnish,
}

#[derive(Debug)]
pub(crate) struct CountryFacts {
    pub(crate) country: Country,
    pub(crate) name: &'static str,
    /// What other hands typed into the same column.
    pub(crate) other_spellings: &'static [&'static str],
    /// Accounts of a hundred.
    pub(crate) weight: f64,
    pub(crate) language: Language,
    /// Legal forms with their weights.
    pub(crate) legal_forms: &'static [(&'static str, f64)],
    /// How well Northlight is known there, as a shift on the log-odds of being a customer.
    pub(crate) foothold: f64,
}

pub(crate) static COUNTRIES: &[CountryFacts] = &[
    CountryFacts {
        country: Country::Germany,
        name: "Germany",
        other_spellings: &["Deutschland", "DE", "germany"],
        weight: 36.0,
        language: Language::German,
        legal_forms: &[
            ("GmbH", 54.0),
            ("GmbH & Co. KG", 25.0),
            ("AG", 10.0),
            ("KG", 6.0),
            ("SE", 3.0),
            ("e.K.", 2.0),
        ],
        foothold: 0.55,
    },
    CountryFacts {
        country: Country::Austria,
        name: "Austria",
        other_spellings: &["Österreich", "AT"],
        weight: 8.0,
        language: Language::German,
        legal_forms: &[("GmbH", 72.0), ("AG", 14.0), ("GmbH & Co KG", 14.0)],
        foothold: 0.35,
    },
    CountryFacts {
        country: Country::Switzerland,
        name: "Switzerland",
        other_spellings: &["Schweiz", "CH"],
        weight: 7.5,
        language: Language::German,
        legal_forms: &[("AG", 76.0), ("GmbH", 24.0)],
        foothold: 0.3,
    },
    CountryFacts {
        country: Country::France,
        name: "France",
        other_spellings: &["FR"],
        weight: 9.0,
        language: Language::French,
        legal_forms: &[("SAS", 58.0), ("SA", 22.0), ("SARL", 20.0)],
        foothold: -0.25,
    },
    CountryFacts {
        country: Country::Italy,
        name: "Italy",
        other_spellings: &["Italia", "IT"],
        weight: 9.0,
        language: Language::Italian,
        legal_forms: &[("S.p.A.", 46.0), ("S.r.l.", 54.0)],
        foothold: -0.1,
    },
    CountryFacts {
        country: Country::Spain,
        name: "Spain",
        other_spellings: &["España", "ES"],
        weight: 5.0,
        language: Language::Spanish,
        legal_forms: &[("S.A.", 45.0), ("S.L.", 55.0)],
        foothold: -0.45,
    },
    CountryFacts {
        country: Country::Netherlands,
        name: "Netherlands",
        other_spellings: &["The Netherlands", "NL"],
        weight: 6.0,
        language: Language::Dutch,
        legal_forms: &[("B.V.", 88.0), ("N.V.", 12.0)],
        foothold: 0.1,
    },
    CountryFacts {
        country: Country::UnitedKingdom,
        name: "United Kingdom",
        other_spellings: &["UK", "GB", "Great Britain"],
        weight: 6.5,
        language: Language::English,
        legal_forms: &[("Ltd", 62.0), ("Limited", 26.0), ("plc", 12.0)],
        foothold: -0.35,
    },
    CountryFacts {
        country: Country::Poland,
        name: "Poland",
        other_spellings: &["Polska", "PL"],
        weight: 4.5,
        language: Language::Polish,
        legal_forms: &[("Sp. z o.o.", 74.0), ("S.A.", 26.0)],
        foothold: -0.3,
    },
    CountryFacts {
        country: Country::Sweden,
        name: "Sweden",
        other_spellings: &["SE"],
        weight: 2.8,
        language: Language::Swedish,
        legal_forms: &[("AB", 100.0)],
        foothold: 0.0,
    },
    CountryFacts {
        country: Country::Denmark,
        name: "Denmark",
        other_spellings: &["DK"],
        weight: 1.9,
        language: Language::Danish,
        legal_forms: &[("A/S", 70.0), ("ApS", 30.0)],
        foothold: 0.05,
    },
    CountryFacts {
        country: Country::Finland,
        name: "Finland",
        other_spellings: &["FI"],
        weight: 1.8,
        language: Language::Finnish,
        legal_forms: &[("Oy", 84.0), ("Oyj", 16.0)],
        foothold: -0.2,
    },
    CountryFacts {
        country: Country::UnitedStates,
        name: "United States",
        other_spellings: &["USA", "US"],
        weight: 7.0,
        language: Language::English,
        legal_forms: &[("Inc.", 56.0), ("LLC", 27.0), ("Corp.", 17.0)],
        foothold: -0.8,
    },
];

impl Country {
    pub(crate) fn facts(self) -> &'static CountryFacts {
        // The table is written in the order of the variants.
        &COUNTRIES[self as usize]
    }

    pub(crate) fn is_dach(self) -> bool {
        matches!(self, Country::Germany | Country::Austria | Country::Switzerland)
    }
}
