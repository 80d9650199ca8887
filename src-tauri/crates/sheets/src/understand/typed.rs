//! What a person types into one cell. Separate from columns of a file, because here no other cell can decide a notation:
//! a text that can be read two ways is read with a decimal point and the day first.

use super::cells::{self, Sign};
use super::columns::Notation;
use super::currency::currency_of;
use super::words::trim;
use crate::raw::RawTableBuilder;
use tierline_plan::{Currency, FieldKind, Value};

/// The value a text means for a field of that kind; `None` when it means none. Blank text is missing.
pub fn typed(text: &str, kind: FieldKind, currency: &Currency) -> Option<Value> {
    let text = trim(text);
    if text.is_empty() {
        return Some(Value::Missing);
    }
    let mut builder = RawTableBuilder::new("");
    let cell = builder.text(text);
    let table = builder.finish();
    // An amount with the sign of another currency is no amount of this one.
    let notation = Notation {
        currency: currency_of(&currency.code),
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
}
