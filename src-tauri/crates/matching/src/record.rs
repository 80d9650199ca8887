//! What is compared of a record, and how two records compare field by field.

use crate::fold;
use crate::forms::Forms;
use crate::name::Name;
use crate::similar::{Rarity, Similarity, similarity};
use crate::web::web_domain;

/// A record as a list has it. Blank and missing are the same.
#[derive(Debug, Clone, Copy, Default)]
pub struct Record<'a> {
    pub name: &'a str,
    pub website: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub postal_code: Option<&'a str>,
    pub city: Option<&'a str>,
    pub country: Option<&'a str>,
    /// A number that a public register gives a company, such as a VAT or D-U-N-S number: two of them are two companies.
    pub register: Option<&'a str>,
}

/// A record taken apart for comparison.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) name: Name,
    pub(crate) domain: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) postal_code: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) register: Option<String>,
}

impl Known {
    pub(crate) fn of(record: &Record<'_>) -> Self {
        let folded = |text: Option<&str>| text.map(fold).filter(|text| !text.is_empty());
        let joined = |text: Option<&str>| folded(text).map(|text| text.replace(' ', ""));
        let city = folded(record.city);
        let name = Name::of(record.name);
        Known {
            name: match &city {
                Some(city) => name.without_place(city),
                None => name,
            },
            domain: record.website.and_then(web_domain),
            phone: record.phone.and_then(last_digits),
            postal_code: joined(record.postal_code),
            city,
            country: folded(record.country),
            register: joined(record.register),
        }
    }
}

/// The end of a phone number, which no country code or trunk zero changes.
fn last_digits(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= 7).then(|| digits[digits.len() - 7..].to_owned())
}

/// How two records compare in one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// One of them says nothing.
    Silent,
    Same,
    Other,
}

impl Agreement {
    fn of(a: Option<&String>, b: Option<&String>) -> Self {
        match (a, b) {
            (Some(a), Some(b)) if a == b => Agreement::Same,
            (Some(_), Some(_)) => Agreement::Other,
            _ => Agreement::Silent,
        }
    }
}

/// How alike two names are, in steps that evidence can be counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameLevel {
    Different,
    /// Worth a look: one says more, or a word is spelled another way.
    Alike,
    /// A slip of the finger apart.
    Close,
    /// The same without legal form.
    Same,
}

/// From here on names are worth a look.
pub const ALIKE: f64 = 0.80;
/// From here on names are one, mistyped. On labelled pairs nobody was wrong above it.
pub const CLOSE: f64 = 0.90;

/// Two records side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    pub name: Similarity,
    pub level: NameLevel,
    pub website: Agreement,
    pub phone: Agreement,
    pub postal_code: Agreement,
    pub city: Agreement,
    pub country: Agreement,
    pub register: Agreement,
}

impl Comparison {
    pub(crate) fn of(a: &Known, b: &Known, rarity: &Rarity) -> Self {
        let name = similarity(&a.name, &b.name, rarity);
        let level = if name.same_words && name.forms == Forms::Agree {
            NameLevel::Same
        } else if name.score >= CLOSE {
            NameLevel::Close
        } else if name.score >= ALIKE {
            NameLevel::Alike
        } else {
            NameLevel::Different
        };
        Comparison {
            level,
            name,
            website: Agreement::of(a.domain.as_ref(), b.domain.as_ref()),
            phone: Agreement::of(a.phone.as_ref(), b.phone.as_ref()),
            postal_code: Agreement::of(a.postal_code.as_ref(), b.postal_code.as_ref()),
            city: Agreement::of(a.city.as_ref(), b.city.as_ref()),
            country: Agreement::of(a.country.as_ref(), b.country.as_ref()),
            register: Agreement::of(a.register.as_ref(), b.register.as_ref()),
        }
    }

    /// Each field as a step of evidence, in the order of [`FIELDS`].
    pub(crate) fn levels(&self) -> [usize; FIELDS] {
        let step = |agreement: Agreement| agreement as usize;
        [
            self.level as usize,
            step(self.website),
            step(self.phone),
            step(self.postal_code),
            step(self.city),
            step(self.country),
        ]
    }

    /// Why the two are taken for one, in words: `same name, same website`.
    pub fn reason(&self) -> String {
        let mut parts = vec![match self.level {
            NameLevel::Same => "same name without legal form".to_owned(),
            NameLevel::Close => "nearly the same name".to_owned(),
            NameLevel::Alike => "similar name".to_owned(),
            NameLevel::Different => "another name".to_owned(),
        }];
        let fields = [
            (self.website, "website"),
            (self.phone, "phone number"),
            (self.postal_code, "postal code"),
            (self.city, "city"),
            (self.register, "register number"),
        ];
        for (agreement, field) in fields {
            if agreement == Agreement::Same {
                parts.push(format!("same {field}"));
            }
        }
        for (agreement, field) in [
            (self.website, "website"),
            (self.city, "city"),
            (self.country, "country"),
        ] {
            if agreement == Agreement::Other {
                parts.push(format!("another {field}"));
            }
        }
        parts.join(", ")
    }
}

/// Fields that evidence is counted in: name, website, phone, postal code, city, country.
pub(crate) const FIELDS: usize = 6;
/// Steps of the widest field.
pub(crate) const STEPS: usize = 4;
