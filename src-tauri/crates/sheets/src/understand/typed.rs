//! What a person types or pastes into cells. Separate from columns of a file, because hardly another cell is there to
//! decide a notation: what the texts leave open is read as the person's own country writes.

use super::cells::{self, Sign};
use super::columns::Notation;
use super::currency::currency_of;
use super::dates::{DateOrder, OrderVote, read_date};
use super::number::{DecimalSign, NotationVote, read_number};
use super::words::trim;
use crate::raw::RawTableBuilder;
use tierline_plan::{Currency, FieldKind, Value};

/// How figures and dates are written where a text alone does not tell: 1.234 and 03/04/2026 can be read two ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Writing {
    decimal: DecimalSign,
    date_order: DateOrder,
    /// Three digits behind the sign are thousands in an amount, unless the sign is known to be the decimal one.
    amounts: Option<DecimalSign>,
}

/// Languages that write a decimal comma.
const COMMA: &[&str] = &[
    "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr", "hu", "id", "is", "it", "lt",
    "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "vi",
];

/// Countries that write a decimal point in one of those languages.
const POINT: &[&str] = &[
    "de-CH", "de-LI", "it-CH", "es-CU", "es-DO", "es-GT", "es-HN", "es-MX", "es-NI", "es-PA", "es-PE", "es-PR",
    "es-SV", "es-US",
];

impl Writing {
    /// As the app itself writes cells for the clipboard: a decimal point in amounts too, and days by ISO 8601.
    pub const OWN: Writing = Writing {
        decimal: DecimalSign::Point,
        date_order: DateOrder::DayFirst,
        amounts: Some(DecimalSign::Point),
    };

    /// As people write under a system's language and country, such as `de-AT`; unknown ones write a decimal point and the
    /// day first.
    pub fn of_locale(locale: &str) -> Writing {
        let tag: Vec<&str> = locale.split(['-', '_', '.']).collect();
        let language = tag[0].to_ascii_lowercase();
        let country = tag[1..]
            .iter()
            .find(|part| part.len() == 2)
            .map(|part| part.to_ascii_uppercase());
        let both = format!("{language}-{}", country.as_deref().unwrap_or(""));
        let comma = COMMA.contains(&language.as_str()) && !POINT.contains(&both.as_str());
        let american = language == "en" && matches!(country.as_deref(), None | Some("US" | "PH"));
        Writing {
            decimal: if comma { DecimalSign::Comma } else { DecimalSign::Point },
            date_order: if american {
                DateOrder::MonthFirst
            } else {
                DateOrder::DayFirst
            },
            amounts: None,
        }
    }

    /// As the texts of one column are written, as far as they tell; `self` decides the rest.
    pub fn in_column<'a>(self, texts: impl IntoIterator<Item = &'a str>) -> Writing {
        let (mut numbers, mut dates) = (NotationVote::default(), OrderVote::default());
        for text in texts {
            let text = trim(text);
            if let Some(number) = read_number(text) {
                numbers.add(number.evidence);
            } else if let Some(date) = read_date(text) {
                dates.add(date);
            }
        }
        let likelier = || numbers.has_open().then(|| numbers.likelier());
        Writing {
            decimal: numbers.decided().unwrap_or(self.decimal),
            date_order: dates.decided().unwrap_or(self.date_order),
            amounts: numbers.decided().or(self.amounts).or_else(likelier),
        }
    }
}

/// The value a text means for a field of that kind; `None` when it means none. Blank text is missing.
pub fn typed(text: &str, kind: FieldKind, currency: &Currency, writing: Writing) -> Option<Value> {
    let text = trim(text);
    if text.is_empty() {
        return Some(Value::Missing);
    }
    let writing = writing.in_column([text]);
    let mut builder = RawTableBuilder::new("");
    let cell = builder.text(text);
    let table = builder.finish();
    // An amount with the sign of another currency is no amount of this one.
    let notation = Notation {
        currency: currency_of(&currency.code),
        decimal: match kind {
            FieldKind::Money => writing.amounts.unwrap_or(writing.decimal),
            _ => writing.decimal,
        },
        date_order: writing.date_order,
        ..Notation::default()
    };
    match kind {
        FieldKind::Text | FieldKind::Category => Some(Value::Text(text.to_owned())),
        FieldKind::Number => cells::number(&table, cell, notation, Sign::Any)
            .value
            .map(Value::Number),
        FieldKind::Percent => cells::percent(&table, cell, notation).value.map(Value::Number),
        FieldKind::Money => cells::money(&table, cell, notation, currency, Sign::Any)
            .value
            .map(Value::Money),
        FieldKind::Date => cells::date(&table, cell, notation).value.map(Value::Date),
        FieldKind::YesNo => cells::answer(&table, cell).value.map(Value::YesNo),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tierline_plan::{Day, Money};

    #[test]
    fn figures_are_read_as_people_type_them() {
        let eur = Currency::new("EUR");
        let typed = |text, kind, currency| typed(text, kind, currency, Writing::default());
        let money = |text| typed(text, FieldKind::Money, &eur);
        assert_eq!(money("1,234.50"), Some(Value::Money(Money::from_minor(123_450))));
        assert_eq!(money("1.234,50 €"), Some(Value::Money(Money::from_minor(123_450))));
        assert_eq!(money("12k"), Some(Value::Money(Money::from_minor(1_200_000))));
        assert_eq!(money("a lot"), None, "words are no amount");
        assert_eq!(money("12 $"), None, "dollars are no euros");
        assert_eq!(
            money("  "),
            Some(Value::Missing),
            "an emptied cell is missing, not zero"
        );
        assert_eq!(
            typed("22.11.2026", FieldKind::Date, &eur),
            Day::from_ymd(2026, 11, 22).map(Value::Date)
        );
        assert_eq!(typed("yes", FieldKind::YesNo, &eur), Some(Value::YesNo(true)));
    }

    #[test]
    fn what_a_text_leaves_open_is_read_as_the_rest_of_its_column_or_the_country_writes() {
        let eur = Currency::new("EUR");
        let (german, american) = (Writing::of_locale("de_DE.UTF-8"), Writing::of_locale("en-US"));
        let money = |text, writing| match typed(text, FieldKind::Money, &eur, writing) {
            Some(Value::Money(amount)) => amount.minor(),
            other => panic!("{text} was read as {other:?}"),
        };
        let column = ["1.234", "12.345,50", "7"];
        let pasted = american.in_column(column);
        let read = column.map(|text| money(text, pasted));
        assert_eq!(read, [123_400, 1_234_550, 700], "one cell decides for its column");
        for writing in [german, american, Writing::default()] {
            assert_eq!(
                (money("1.234", writing), money("1,234", writing), money("1.50", writing)),
                (123_400, 123_400, 150),
                "thousands are likelier in an amount than thousandths, wherever one is"
            );
        }
        let number = |text, writing| typed(text, FieldKind::Number, &eur, writing);
        assert_eq!(number("1.234", german), Some(Value::Number(1234.0)));
        assert_eq!(number("1.234", american), Some(Value::Number(1.234)));
        assert_eq!(number("1.234", Writing::of_locale("es-MX")), Some(Value::Number(1.234)));
        let date = |text, writing| typed(text, FieldKind::Date, &eur, writing);
        let april = Day::from_ymd(2026, 4, 3).map(Value::Date);
        assert_eq!(date("03/04/2026", german), april);
        assert_eq!(date("03/04/2026", american), Day::from_ymd(2026, 3, 4).map(Value::Date));
        assert_eq!(
            date("03/04/2026", american.in_column(["03/04/2026", "28/04/2026"])),
            april,
            "there is no month 28"
        );
        assert_eq!(
            money("1234.567", Writing::OWN),
            123_457,
            "what the app itself wrote is read as it writes"
        );
    }
}
