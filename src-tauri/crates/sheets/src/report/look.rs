//! Colours, type and number formats of the workbook. Separate so that every sheet looks as if one hand had made it, and so
//! that the colours are the ones the person knows from the screen.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};
use tierline_plan::{Currency, Money, TierChoice, TierHue};

pub(super) const FONT: &str = "Calibri";
pub(super) const INK: u32 = 0x1F_1D_1A;
pub(super) const SOFT: u32 = 0x56_51_4A;
pub(super) const FAINT: u32 = 0x6D_67_5F;
pub(super) const HAIRLINE: u32 = 0xE6_E2_DC;
pub(super) const HAIRLINE_STRONG: u32 = 0xCF_C9_C0;
pub(super) const SUNKEN: u32 = 0xF6_F4_F0;
pub(super) const ACCENT: u32 = 0x03_69_7B;
pub(super) const ACCENT_DEEP: u32 = 0x00_40_4C;
pub(super) const ACCENT_TINT: u32 = 0xE4_F2_F5;
pub(super) const ACCENT_EDGE: u32 = 0x99_D6_E5;
pub(super) const WHITE: u32 = 0xFF_FF_FF;
pub(super) const GOOD: u32 = 0x24_71_3F;
pub(super) const ATTENTION: u32 = 0x8A_5A_00;
pub(super) const BAD: u32 = 0xB0_2A_1E;
/// Second series of a chart, beside the accent.
pub(super) const CHART_2: u32 = 0x63_B3_BC;
pub(super) const CHART_3: u32 = 0xB9_A9_87;

/// Colour and tint of a hue. Used for tiers and nothing else, always beside the tier's name. Text needs more contrast than
/// the screen's fill of the same hue.
fn shades(hue: TierHue) -> (u32, u32) {
    match hue {
        TierHue::Indigo => (0x3F_33_99, 0xEC_EB_F7),
        TierHue::Amber => (0x8A_50_00, 0xFB_F0_DF),
        TierHue::Rose => (0xA0_3C_61, 0xF8_EA_EF),
        TierHue::Sky => (0x1B_6F_99, 0xE5_F3_FA),
        TierHue::Moss => (0x44_6A_2C, 0xEB_F1_E6),
        TierHue::Plum => (0x73_36_87, 0xF4_EA_F7),
        TierHue::Brick => (0x96_3A_1D, 0xFA_EA_E4),
        TierHue::Slate => (0x47_53_66, 0xEB_EE_F2),
    }
}

const EXCLUDED: (u32, u32) = (0x6D_67_5F, 0xF1_EF_EC);

/// What kind of value a cell holds: decides number format and alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Text,
    /// Text that may run over several lines.
    Prose,
    Count,
    /// As many decimals as it has: numbers of the list that nobody named.
    Number,
    /// One decimal: scores, points, hours of one account.
    Decimal,
    /// Three decimals: coefficients.
    Fine,
    Percent,
    /// With its sign: deviations and changes.
    Signed,
    Money,
    Hours,
    Ratio,
    Date,
    /// A mark in the middle of its cell.
    Mark,
}

/// How loudly a row speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Voice {
    Body,
    /// Beside the list rather than part of it: the pile without owner, reference figures.
    Quiet,
    Total,
    /// A figure of the plan that people may type over.
    Input,
}

/// Formats in one plan's currency.
#[derive(Debug, Clone)]
pub(super) struct Look {
    currency: Currency,
    prefix: String,
    symbol: String,
    hues: Vec<TierHue>,
}

impl Look {
    /// `hues` are the colours of the tiers, best first.
    pub(super) fn new(currency: &Currency, hues: &[TierHue]) -> Self {
        let code: String = currency
            .code
            .chars()
            .filter(char::is_ascii_alphabetic)
            .take(4)
            .collect();
        // The locale after the hyphen is what Excel itself writes; it picks the sign and leaves separators to the reader.
        let (prefix, symbol) = match code.as_str() {
            "EUR" => ("[$€-2]".to_owned(), "€".to_owned()),
            "USD" => ("[$$-409]".to_owned(), "$".to_owned()),
            "GBP" => ("[$£-809]".to_owned(), "£".to_owned()),
            "JPY" => ("[$¥-411]".to_owned(), "¥".to_owned()),
            "" => (String::new(), String::new()),
            other => (format!("[${other}]\\ "), format!("{other} ")),
        };
        Look {
            currency: currency.clone(),
            prefix,
            symbol,
            hues: hues.to_vec(),
        }
    }

    /// The amount in major units, as a cell holds it.
    pub(super) fn major(&self, amount: Money) -> f64 {
        amount.as_magnitude() / self.currency.minor_per_major() as f64
    }

    /// Digits after the point that the currency has.
    pub(super) fn digits(&self) -> u8 {
        self.currency.minor_digits
    }

    /// Whole major units with the currency's sign.
    pub(super) fn money_format(&self) -> String {
        format!("{0}#,##0;-{0}#,##0", self.prefix)
    }

    /// A large figure in the scale it is spoken in: 12.4M. The cell keeps the full amount.
    pub(super) fn headline_money_format(&self, amount: Money) -> String {
        let (scaled, unit) = match self.major(amount).abs() {
            a if a >= 999_950_000.0 => ("#,##0.00,,,", "\" B\""),
            a if a >= 999_950.0 => ("#,##0.0,,", "\" M\""),
            a if a >= 9_999.5 => ("#,##0,", "\" K\""),
            _ => ("#,##0", ""),
        };
        format!("{0}{scaled}{unit};-{0}{scaled}{unit}", self.prefix)
    }

    /// The same scale without sign and unit, for marks that stand too close for more, and the name of the unit.
    pub(super) fn bare_money_format(&self, amount: Money) -> (&'static str, String) {
        let (format, unit) = match self.major(amount).abs() {
            a if a >= 999_950_000.0 => ("0.0,,,", " B"),
            a if a >= 999_950.0 => ("0.0,,", " M"),
            a if a >= 9_999.5 => ("#,##0,", " K"),
            _ => ("#,##0", ""),
        };
        (format, format!("{}{unit}", self.symbol.trim_end()))
    }

    /// The amount as a sentence says it: `€12.4 M`.
    pub(super) fn say(&self, amount: Money) -> String {
        let major = self.major(amount);
        let sign = if major < 0.0 { "-" } else { "" };
        let size = major.abs();
        let figure = match size {
            a if a >= 999_950_000.0 => format!("{:.2} B", a / 1e9),
            a if a >= 999_950.0 => format!("{:.1} M", a / 1e6),
            a if a >= 9_999.5 => format!("{:.0} K", a / 1e3),
            a => super::text::grouped(a.round() as u64),
        };
        format!("{sign}{}{figure}", self.symbol)
    }

    /// Letter where people print on it, A4 elsewhere; twice that size for a wide list. Excel's numbers of paper sizes.
    pub(super) fn paper(&self, wide: bool) -> u8 {
        let letter = matches!(
            self.currency.code.as_str(),
            "USD" | "CAD" | "MXN" | "COP" | "CLP" | "PHP"
        );
        match (letter, wide) {
            (true, false) => 1,
            (true, true) => 3,
            (false, false) => 9,
            (false, true) => 8,
        }
    }

    fn number_format(&self, kind: Kind) -> Option<String> {
        Some(match kind {
            Kind::Text | Kind::Prose | Kind::Mark | Kind::Number => return None,
            Kind::Count | Kind::Hours => "#,##0".to_owned(),
            Kind::Decimal => "#,##0.0".to_owned(),
            Kind::Fine => "0.000".to_owned(),
            Kind::Percent => "0.0%".to_owned(),
            Kind::Signed => "+0.0%;-0.0%;0.0%".to_owned(),
            Kind::Money => self.money_format(),
            Kind::Ratio => "0.0\" : 1\"".to_owned(),
            Kind::Date => "yyyy-mm-dd".to_owned(),
        })
    }

    /// Number format, alignment and type of a kind, without borders: what a whole column carries.
    pub(super) fn plain(&self, kind: Kind) -> Format {
        let format = base().set_align(FormatAlign::VerticalCenter);
        let format = match kind {
            Kind::Text => format.set_align(FormatAlign::Left),
            Kind::Prose => format.set_align(FormatAlign::Left).set_text_wrap(),
            Kind::Date | Kind::Mark => format.set_align(FormatAlign::Center),
            // Indented, so that a figure never touches the text of the next column.
            _ => format.set_align(FormatAlign::Right).set_indent(1),
        };
        match self.number_format(kind) {
            Some(number_format) => format.set_num_format(number_format),
            None => format,
        }
    }

    /// A cell of a table.
    pub(super) fn cell(&self, kind: Kind, voice: Voice) -> Format {
        let format = self.plain(kind);
        match voice {
            Voice::Body => format
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(HAIRLINE),
            Voice::Quiet => format
                .set_font_color(FAINT)
                .set_italic()
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(HAIRLINE),
            Voice::Total => format
                .set_bold()
                .set_border_top(FormatBorder::Thin)
                .set_border_top_color(INK)
                .set_background_color(SUNKEN),
            Voice::Input => format
                .set_bold()
                .set_font_color(ACCENT)
                .set_background_color(ACCENT_TINT)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(ACCENT_EDGE),
        }
    }

    /// A heading of a table column, standing as its values stand.
    pub(super) fn head(&self, kind: Kind) -> Format {
        let format = base()
            .set_bold()
            .set_font_color(WHITE)
            .set_background_color(ACCENT_DEEP)
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter);
        match kind {
            Kind::Text | Kind::Prose => format.set_align(FormatAlign::Left),
            Kind::Date | Kind::Mark => format.set_align(FormatAlign::Center),
            _ => format.set_align(FormatAlign::Right).set_indent(1),
        }
    }

    /// A tier's name in its colours.
    pub(super) fn tier(&self, tier: TierChoice) -> Format {
        let (ink, tint) = match tier {
            TierChoice::Tier(tier) => {
                let tier = usize::from(tier);
                shades(self.hues.get(tier).copied().unwrap_or_else(|| TierHue::of_place(tier)))
            }
            TierChoice::Excluded => EXCLUDED,
        };
        base()
            .set_bold()
            .set_font_color(ink)
            .set_background_color(tint)
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(HAIRLINE)
    }
}

/// The type everything is set in.
pub(super) fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(10).set_font_color(INK)
}

/// The heading of a sheet.
pub(super) fn sheet_title() -> Format {
    base()
        .set_font_size(18)
        .set_bold()
        .set_font_color(ACCENT_DEEP)
        .set_align(FormatAlign::VerticalCenter)
}

/// The sentence under a heading that says what the sheet shows.
pub(super) fn lead() -> Format {
    base()
        .set_font_size(11)
        .set_font_color(SOFT)
        .set_align(FormatAlign::VerticalCenter)
}

/// The heading of a table on a sheet with several.
pub(super) fn section() -> Format {
    base()
        .set_font_size(12)
        .set_bold()
        .set_font_color(ACCENT)
        .set_align(FormatAlign::Bottom)
}

/// A small grey label over a figure.
pub(super) fn label() -> Format {
    base()
        .set_font_size(9)
        .set_font_color(FAINT)
        .set_align(FormatAlign::Left)
        .set_align(FormatAlign::Bottom)
}

/// A remark in small type.
pub(super) fn remark() -> Format {
    base()
        .set_font_size(9)
        .set_font_color(FAINT)
        .set_text_wrap()
        .set_align(FormatAlign::Top)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_said_as_people_say_them() {
        let look = Look::new(&Currency::new("EUR"), &[]);
        assert_eq!(look.say(Money::from_minor(1_240_000_000)), "€12.4 M");
        assert_eq!(look.say(Money::from_minor(45_600_000)), "€456 K");
        assert_eq!(look.say(Money::from_minor(-99_00)), "-€99");
        assert_eq!(
            Look::new(&Currency::new("CHF"), &[]).say(Money::from_minor(123_456_789_000)),
            "CHF 1.23 B"
        );
        assert_eq!(
            Look::new(&Currency::new("JPY"), &[]).say(Money::from_minor(5_000)),
            "¥5,000",
            "yen have no cents"
        );
    }

    #[test]
    fn a_strange_currency_code_cannot_break_a_number_format() {
        let currency = Currency {
            code: "X]\"[Y".to_owned(),
            minor_digits: 2,
        };
        assert_eq!(Look::new(&currency, &[]).money_format(), "[$XY]\\ #,##0;-[$XY]\\ #,##0");
    }
}
