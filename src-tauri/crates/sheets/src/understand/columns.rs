//! What stands in each column: its kind, its notation, its blanks and problems, from all of its rows. Separate from what
//! the columns mean, because a kind is seen and a meaning is guessed.

use super::content::Content;
use super::currency::{CurrencyCode, heading_unit};
use super::dates::{DateOrder, OrderVote, day_of_serial};
use super::facts::{Fact, Facts};
use super::header::heading;
use super::number::{DecimalSign, Evidence, NotationVote};
use super::shape::Shape;
use super::synonyms::{self, Sense};
use super::words::{column_letters, fold_heading};
use crate::raw::{RawCell, RawTable, TextId};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use tierline_plan::{FieldKind, FieldRole};

/// How the texts of a column are read, decided once for all of them. A person may change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Notation {
    pub decimal: DecimalSign,
    pub date_order: DateOrder,
    /// Power of ten every number is multiplied by, as the heading says ("T€" is 3).
    pub scale: i32,
    /// The currency of the column, where signs, codes or the heading say it.
    pub currency: Option<CurrencyCode>,
}

/// Something in a column that can be read two ways; asked once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenReading {
    /// How many cells hang on the answer.
    pub cells: u32,
    /// One of them, as shown.
    pub example: String,
}

/// One column of the sheet, as seen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnProfile {
    /// Index of the column in the sheet, counted from 0.
    pub column: usize,
    /// The heading as shown, header rows joined by " / "; `Column C` where there is none.
    pub header: String,
    /// Whether the list gave the heading.
    pub header_given: bool,
    /// The heading made unique among the columns.
    pub label: String,
    pub kind: FieldKind,
    /// Cells with a value.
    pub filled: u32,
    /// Cells without one, placeholders among them.
    pub blank: u32,
    /// Cells that say "no value" in words: "n/a", "-", "NULL", "k.A.".
    pub placeholders: u32,
    /// Cells with an error in them; they are not filled.
    pub errors: u32,
    /// Filled cells that do not fit the kind.
    pub problems: u32,
    pub distinct: u32,
    /// Up to five different values as shown.
    pub examples: Vec<String>,
    pub notation: Notation,
    /// Numbers that nothing decides.
    pub open_numbers: Option<OpenReading>,
    /// Dates that nothing decides.
    pub open_dates: Option<OpenReading>,
    /// Hidden in the file. It is read all the same.
    pub hidden: bool,
    /// Shares and patterns that tell what the column may mean.
    pub content: Content,
}

/// Looks at every column that has a heading or a value.
pub fn columns(table: &RawTable, shape: &Shape) -> Vec<ColumnProfile> {
    let facts = Facts::of(table);
    let rows: Vec<usize> = shape.data_rows().collect();
    let tallies: Vec<Tally> = (0..table.width())
        .into_par_iter()
        .map_init(
            || vec![0_u32; table.text_count()],
            |stamps, column| {
                let heading = heading(table, &shape.header_rows, column);
                tally(table, &rows, column, heading, &facts, stamps)
            },
        )
        .filter(|tally| !tally.heading.is_empty() || tally.filled + tally.errors + tally.placeholders > 0)
        .collect();
    // A column that does not decide its notation takes that of the list: one person wrote all of it.
    let mut numbers = NotationVote::default();
    let mut orders = OrderVote::default();
    for tally in &tallies {
        if tally.numbers * 2 >= tally.filled {
            numbers.merge(tally.notation);
        }
        orders.merge(tally.order);
    }
    let mut labels: HashMap<String, u32> = HashMap::new();
    tallies
        .into_iter()
        .map(|tally| profile(table, tally, numbers, orders, &mut labels))
        .collect()
}

/// Counts over one column.
struct Tally {
    column: usize,
    heading: String,
    filled: u32,
    blank: u32,
    placeholders: u32,
    errors: u32,
    numbers: u32,
    percents: u32,
    currencies: u32,
    dates: u32,
    answers: u32,
    /// Answers that cannot be taken for a code: real ones, or words of more than one letter.
    clear_answers: u32,
    leading_zeros: u32,
    long_digits: u32,
    exponents: u32,
    /// Plain numbers a spreadsheet program would show as a day of our time.
    serials: u32,
    whole: u32,
    negatives: u32,
    distinct: u32,
    characters: u64,
    texts: u32,
    notation: NotationVote,
    order: OrderVote,
    open_number_example: Option<TextId>,
    open_date_example: Option<TextId>,
    signs: Vec<(CurrencyCode, u32)>,
    examples: Vec<String>,
    sample: Vec<TextId>,
}

/// Different texts a column is judged by.
const SAMPLE: usize = 300;

fn tally(table: &RawTable, rows: &[usize], column: usize, heading: String, facts: &Facts, stamps: &mut [u32]) -> Tally {
    let mut t = Tally {
        column,
        heading,
        filled: 0,
        blank: 0,
        placeholders: 0,
        errors: 0,
        numbers: 0,
        percents: 0,
        currencies: 0,
        dates: 0,
        answers: 0,
        clear_answers: 0,
        leading_zeros: 0,
        long_digits: 0,
        exponents: 0,
        serials: 0,
        whole: 0,
        negatives: 0,
        distinct: 0,
        characters: 0,
        texts: 0,
        notation: NotationVote::default(),
        order: OrderVote::default(),
        open_number_example: None,
        open_date_example: None,
        signs: Vec::new(),
        examples: Vec::new(),
        sample: Vec::new(),
    };
    let stamp = column as u32 + 1;
    let mut different: HashSet<u64, std::hash::BuildHasherDefault<Spread>> = HashSet::default();
    for &row in rows {
        let cell = table.row(row)[column];
        let is_new = match cell {
            RawCell::Blank => {
                t.blank += 1;
                continue;
            }
            RawCell::Error(_) => {
                t.errors += 1;
                t.blank += 1;
                continue;
            }
            RawCell::Text(id) => {
                let fact = facts.of_text(id);
                match fact {
                    Fact::Blank => {
                        t.blank += 1;
                        continue;
                    }
                    Fact::Placeholder => {
                        t.blank += 1;
                        t.placeholders += 1;
                        continue;
                    }
                    _ => {}
                }
                t.add_text(fact, id);
                t.characters += table.text(id).len() as u64;
                let known = std::mem::replace(&mut stamps[id.index()], stamp) == stamp;
                if !known && t.sample.len() < SAMPLE {
                    t.sample.push(id);
                }
                !known
            }
            RawCell::Number(number) | RawCell::Percent(number) | RawCell::Currency(number) => {
                t.numbers += 1;
                t.percents += u32::from(matches!(cell, RawCell::Percent(_)));
                t.currencies += u32::from(matches!(cell, RawCell::Currency(_)));
                t.whole += u32::from(number.fract() == 0.0);
                t.negatives += u32::from(number < 0.0);
                t.long_digits += u32::from(number.abs() >= 1e15);
                t.serials += u32::from(day_of_serial(number).is_some());
                different.insert(number.to_bits())
            }
            RawCell::Date(day) => {
                t.dates += 1;
                different.insert(day.epoch_days() as u64 ^ 1 << 40)
            }
            RawCell::YesNo(answer) => {
                t.answers += 1;
                t.clear_answers += 1;
                different.insert(u64::from(answer) ^ 1 << 41)
            }
        };
        t.filled += 1;
        if is_new {
            t.distinct += 1;
            if t.examples.len() < 5 {
                t.examples.push(super::shape::shown(table, row, column));
            }
        }
    }
    t
}

impl Tally {
    fn add_text(&mut self, fact: &Fact, id: TextId) {
        self.texts += 1;
        match fact {
            Fact::Number(number) => {
                self.numbers += 1;
                self.percents += u32::from(number.percent);
                self.whole += u32::from(number.is_whole);
                self.negatives += u32::from(number.negative);
                self.leading_zeros += u32::from(number.leading_zero && number.is_whole);
                self.long_digits += u32::from(number.is_whole && number.digits >= 16);
                self.exponents += u32::from(number.exponent);
                self.notation.add(number.evidence);
                if let Evidence::Open(_) = number.evidence {
                    self.open_number_example.get_or_insert(id);
                }
                if let Some(code) = number.currency {
                    self.currencies += 1;
                    match self.signs.iter_mut().find(|(known, _)| *known == code) {
                        Some((_, count)) => *count += 1,
                        None => self.signs.push((code, 1)),
                    }
                }
                // "1" and "0" are numbers; whether they are answers is for a person to say.
            }
            Fact::Date(date) => {
                self.dates += 1;
                self.order.add(*date);
                if let super::dates::DateText::Open(..) = date {
                    self.open_date_example.get_or_insert(id);
                }
            }
            Fact::Answer { letters, .. } => {
                self.answers += 1;
                self.clear_answers += u32::from(*letters > 1);
            }
            Fact::Word | Fact::Blank | Fact::Placeholder => {}
        }
    }

    fn kind(&self, senses: &[(Sense, f32)], has_unit: bool) -> FieldKind {
        // All but a few: the few are counted as problems, or make it text when they are not so few.
        let most = |count: u32| self.filled > 0 && u64::from(count) * 100 >= u64::from(self.filled) * 85;
        let wanted = senses
            .first()
            .filter(|(_, strength)| *strength >= 0.8)
            .map(|(sense, _)| *sense);
        let is_name_of_something = matches!(
            wanted,
            Some(Sense::Role(
                FieldRole::RecordId | FieldRole::Phone | FieldRole::PostalCode | FieldRole::Name | FieldRole::Website
            ))
        );
        if is_name_of_something {
            return FieldKind::Text;
        }
        // "00123" and twenty digits are names of things, and a number would lose part of them.
        let codes = self.leading_zeros > 0 && self.leading_zeros * 20 >= self.filled
            || self.long_digits * 2 >= self.filled.max(1);
        if codes && self.exponents == 0 && self.currencies == 0 {
            return FieldKind::Text;
        }
        if self.answers == self.filled && self.clear_answers > 0 && self.distinct <= 6
            || self.answers == self.filled && self.answers > 0 && self.distinct == 2
        {
            return FieldKind::YesNo;
        }
        if most(self.numbers) {
            let heading = fold_heading(&self.heading);
            let of_money = matches!(wanted, Some(Sense::Revenue))
                || matches!(wanted, Some(Sense::Role(role)) if role.required_kind() == Some(FieldKind::Money))
                || names_money(&heading);
            return if self.percents * 2 >= self.numbers {
                FieldKind::Percent
            } else if self.currencies * 2 >= self.numbers || has_unit || of_money {
                FieldKind::Money
            } else {
                FieldKind::Number
            };
        }
        if most(self.dates) || (wanted == Some(Sense::Role(FieldRole::LastActivity)) && most(self.dates + self.serials))
        {
            return FieldKind::Date;
        }
        let mean_length = if self.texts == 0 {
            0
        } else {
            self.characters / u64::from(self.texts)
        };
        let repeats =
            self.filled >= 2 && (self.distinct * 2 <= self.filled || self.distinct <= 3 && self.distinct < self.filled);
        if repeats && mean_length <= 60 {
            FieldKind::Category
        } else {
            FieldKind::Text
        }
    }
}

/// Whether a folded heading names an amount of money that no field of ours is.
fn names_money(heading: &str) -> bool {
    const MONEY: &[&str] = &[
        "revenue",
        "revenues",
        "sales",
        "turnover",
        "profit",
        "profits",
        "income",
        "assets",
        "ebit",
        "ebitda",
        "spend",
        "budget",
        "capex",
        "opex",
        "market value",
        "market cap",
        "price",
        "cost",
        "costs",
        "umsatz",
        "umsatze",
        "gewinn",
        "ertrag",
        "erlose",
        "kosten",
        "preis",
        "bilanzsumme",
        "ventes",
        "benefice",
        "ventas",
        "ingresos",
        "beneficio",
        "vendas",
        "receita",
        "lucro",
        "fatturato",
        "ricavi",
        "utile",
        "omzet",
        "winst",
        "rev",
        "quota",
        "ote",
        "salary",
        "deal value",
        "close value",
        "order value",
        "acv",
        "tcv",
        "mrr",
    ];
    const NOT: &[&str] = &[
        "change", "growth", "percent", "rank", "ratio", "share", "count", "number", "wachstum", "date", "margin",
        "rate", "yoy",
    ];
    let has = |list: &[&str]| {
        list.iter().any(|known| {
            heading.match_indices(known).any(|(at, _)| {
                let end = at + known.len();
                (at == 0 || heading.as_bytes()[at - 1] == b' ')
                    && (end == heading.len() || heading.as_bytes()[end] == b' ')
            })
        })
    };
    has(MONEY) && !has(NOT)
}

fn profile(
    table: &RawTable,
    tally: Tally,
    numbers: NotationVote,
    orders: OrderVote,
    labels: &mut HashMap<String, u32>,
) -> ColumnProfile {
    let header_given = !tally.heading.is_empty();
    let header = if header_given {
        tally.heading.clone()
    } else {
        format!("Column {}", column_letters(tally.column))
    };
    let seen = labels.entry(header.to_lowercase()).or_insert(0);
    *seen += 1;
    let label = if *seen == 1 {
        header.clone()
    } else {
        format!("{header} ({seen})")
    };

    let senses = if header_given {
        synonyms::senses(&header)
    } else {
        Vec::new()
    };
    let unit = heading_unit(&header);
    let kind = tally.kind(&senses, unit.currency.is_some());
    let decimal = tally.notation.decided().or(numbers.decided());
    let order = tally.order.decided().or(orders.decided());
    let sign = tally
        .signs
        .iter()
        .max_by_key(|(_, count)| *count)
        .map(|(code, _)| *code);
    let notation = Notation {
        decimal: decimal.unwrap_or_else(|| tally.notation.likelier()),
        // Who writes decimal commas writes the day first.
        date_order: order.unwrap_or_default(),
        scale: unit.scale,
        currency: sign.or(unit.currency),
    };
    let is_number = matches!(kind, FieldKind::Number | FieldKind::Money | FieldKind::Percent);
    let open_numbers = tally
        .open_number_example
        .filter(|_| decimal.is_none() && tally.notation.has_open() && is_number)
        .map(|id| OpenReading {
            cells: tally.notation.open_point + tally.notation.open_comma,
            example: super::words::clean(table.text(id)).into_owned(),
        });
    let open_dates = tally
        .open_date_example
        .filter(|_| order.is_none() && kind == FieldKind::Date)
        .map(|id| OpenReading {
            cells: tally.order.open,
            example: super::words::clean(table.text(id)).into_owned(),
        });
    let fitting = match kind {
        FieldKind::Text | FieldKind::Category => tally.filled,
        FieldKind::Number | FieldKind::Percent | FieldKind::Money => tally.numbers,
        FieldKind::Date => tally.dates,
        FieldKind::YesNo => tally.answers,
    };
    let share = |count: u32| {
        if tally.filled == 0 {
            0.0
        } else {
            count as f32 / tally.filled as f32
        }
    };
    let content = Content {
        number_share: share(tally.numbers),
        date_share: share(tally.dates + if kind == FieldKind::Date { tally.serials } else { 0 }),
        whole_share: share(tally.whole),
        negative_share: share(tally.negatives),
        leading_zero_share: share(tally.leading_zeros),
        distinct_share: share(tally.distinct),
        mean_length: if tally.texts == 0 {
            0.0
        } else {
            tally.characters as f32 / tally.texts as f32
        },
        ..Content::of_sample(tally.sample.iter().map(|id| table.text(*id)))
    };
    ColumnProfile {
        column: tally.column,
        header,
        header_given,
        label,
        kind,
        filled: tally.filled,
        blank: tally.blank,
        placeholders: tally.placeholders,
        errors: tally.errors,
        problems: tally.filled.saturating_sub(fitting),
        distinct: tally.distinct,
        examples: tally.examples,
        notation,
        open_numbers,
        open_dates,
        hidden: table.hidden_columns.contains(&(tally.column as u32)),
        content,
    }
}

/// Spreads the bits of a number; the standard hasher would take longer than all the rest of the counting.
#[derive(Default)]
struct Spread(u64);

impl std::hash::Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        // The multiplier is 2^64 divided by the golden ratio; the fold brings the high bits down.
        let product = u128::from(value ^ self.0) * 0x9E37_79B9_7F4A_7C15;
        self.0 = (product as u64) ^ (product >> 64) as u64;
    }
}
