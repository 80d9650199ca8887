//! From what calamine says of a cell to what a table holds. Separate so that every format's cells mean the same: dates
//! that are none, texts with broken letters and failed formulas are decided here once.

use super::number_format::Shown;
use super::sink::RowSink;
use crate::raw::{CellError, RawCell};
use calamine::{CellErrorType, DataRef, ExcelDateTime, ExcelDateTimeType};
use std::borrow::Cow;
use tierline_plan::Day;

/// First day serials that are no date any more: 10000-01-01, counted from 1900 and from 1904.
const END_1900: f64 = 2_958_466.0;
const END_1904: f64 = 2_957_004.0;

/// The cell, its number read by its format; `from_1904` says how the workbook counts days.
pub(crate) fn cell(value: &DataRef<'_>, shown: Shown, from_1904: bool, sink: &mut dyn RowSink) -> RawCell {
    match value {
        DataRef::Empty => RawCell::Blank,
        DataRef::Int(number) => self::number(*number as f64, shown, sink),
        DataRef::Float(number) => self::number(*number, shown, sink),
        DataRef::String(text) => self::text(text, sink),
        DataRef::SharedString(text) => self::text(text, sink),
        DataRef::Bool(yes) => RawCell::YesNo(*yes),
        DataRef::DateTime(moment) => self::moment(*moment, shown, from_1904, sink),
        DataRef::DateTimeIso(text) => iso_moment(text, sink),
        DataRef::DurationIso(text) => match iso_duration(text) {
            Some(seconds) => sink.text(&clock(seconds)),
            None => sink.text(text),
        },
        DataRef::Error(error) => RawCell::Error(match error {
            CellErrorType::Div0 => CellError::Div0,
            CellErrorType::NA => CellError::NotAvailable,
            CellErrorType::Name => CellError::Name,
            CellErrorType::Null => CellError::Null,
            CellErrorType::Num => CellError::Number,
            CellErrorType::Ref => CellError::Reference,
            CellErrorType::Value => CellError::Value,
            CellErrorType::GettingData => CellError::Other,
        }),
    }
}

/// A text, without the NULs that old files carry between letters; blank when nothing else is in it.
pub(crate) fn text(text: &str, sink: &mut dyn RowSink) -> RawCell {
    let text = if text.contains('\0') {
        Cow::Owned(text.replace('\0', ""))
    } else {
        Cow::Borrowed(text)
    };
    if text.is_empty() {
        RawCell::Blank
    } else {
        sink.text(&text)
    }
}

fn number(number: f64, shown: Shown, sink: &mut dyn RowSink) -> RawCell {
    if !number.is_finite() {
        return RawCell::Error(CellError::Number);
    }
    match shown {
        Shown::Percent => RawCell::Percent(number),
        Shown::Currency => RawCell::Currency(number),
        // Above 15 digits a float no longer has them all: padding would invent an ID.
        Shown::Padded(digits) if number >= 0.0 && number.fract() == 0.0 && number < 1e15 => {
            sink.text(&format!("{:0digits$}", number as u64))
        }
        _ => RawCell::Number(number),
    }
}

fn moment(moment: ExcelDateTime, shown: Shown, from_1904: bool, sink: &mut dyn RowSink) -> RawCell {
    let serial = moment.as_f64();
    if moment.is_duration() {
        let seconds = (serial * 86_400.0).round();
        return if seconds.abs() < 1e12 {
            sink.text(&clock(seconds as i64))
        } else {
            RawCell::Error(CellError::BadDate)
        };
    }
    let (date, time) = match shown {
        Shown::Moment { date, time } => (date, time),
        // calamine took the d in a word such as "Standard" for a day.
        Shown::General => return number(serial, shown, sink),
        _ => (true, true),
    };
    let end = if from_1904 { END_1904 } else { END_1900 };
    if !(0.0..end).contains(&serial) {
        return RawCell::Error(CellError::BadDate);
    }
    let (year, month, day, hour, minute, second, _) =
        ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, from_1904).to_ymd_hms_milli();
    let of_day = (i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second);
    if serial < 1.0 && time && (!date || serial > 0.0) {
        return sink.text(&clock(of_day));
    }
    // Excel shows 1900-01-00 for 0, and a 29 February 1900 that never was for 60.
    let no_day = !from_1904 && (serial < 1.0 || (60.0..61.0).contains(&serial));
    match Day::from_ymd(i32::from(year), month, day) {
        Some(day) if !no_day => RawCell::Date(day),
        _ => RawCell::Error(CellError::BadDate),
    }
}

fn iso_moment(text: &str, sink: &mut dyn RowSink) -> RawCell {
    let trimmed = text.trim();
    let bytes = trimmed.as_bytes();
    let looks_like_a_day = bytes.len() >= 10 && bytes[4] == b'-' && bytes[7] == b'-';
    if looks_like_a_day && trimmed.is_char_boundary(10) {
        return Day::parse_iso(&trimmed[..10]).map_or(RawCell::Error(CellError::BadDate), RawCell::Date);
    }
    self::text(text, sink)
}

/// `PT30H15M0S` in seconds.
fn iso_duration(text: &str) -> Option<i64> {
    let rest = text.trim().strip_prefix('P')?;
    let (mut seconds, mut in_time, mut digits) = (0.0, false, String::new());
    for c in rest.chars() {
        match c {
            'T' => in_time = true,
            '0'..='9' | '.' => digits.push(c),
            unit => {
                let count: f64 = std::mem::take(&mut digits).parse().ok()?;
                seconds += count
                    * match (unit, in_time) {
                        ('D', false) => 86_400.0,
                        ('H', true) => 3_600.0,
                        ('M', true) => 60.0,
                        ('S', true) => 1.0,
                        _ => return None,
                    };
            }
        }
    }
    (seconds < 1e12).then_some(seconds.round() as i64)
}

/// Seconds as a person writes hours: `30:15`, with seconds where there are any.
fn clock(seconds: i64) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 {
        format!("{sign}{hours}:{minutes:02}")
    } else {
        format!("{sign}{hours}:{minutes:02}:{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;
    use crate::read::sink::TableSink;

    fn shown_as(value: DataRef<'_>, shown: Shown, from_1904: bool) -> String {
        let limits = Limits::default();
        let mut sink = TableSink::new("S", None, &limits, None, &|| false);
        let cell = cell(&value, shown, from_1904, &mut sink);
        sink.row(1, &[cell]).unwrap();
        let table = sink.finish();
        if table.rows() == 0 {
            String::new()
        } else {
            table.display(0, 0)
        }
    }

    fn date(serial: f64) -> DataRef<'static> {
        DataRef::DateTime(ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false))
    }

    const DAY: Shown = Shown::Moment {
        date: true,
        time: false,
    };
    const BOTH: Shown = Shown::Moment { date: true, time: true };

    #[test]
    fn serials_are_the_days_excel_shows_and_the_rest_is_no_date() {
        for (serial, expected) in [
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (61.0, "1900-03-01"),
            (45_366.75, "2024-03-15"),
            (2_958_465.0, "9999-12-31"),
            (0.0, "(no date)"),
            (60.0, "(no date)"),
            (2_958_466.0, "(no date)"),
            (-1e12, "(no date)"),
            (1e300, "(no date)"),
            (f64::NAN, "(no date)"),
        ] {
            assert_eq!(shown_as(date(serial), DAY, false), expected, "{serial}");
        }
        assert_eq!(shown_as(date(0.0), DAY, true), "1904-01-01");
        assert_eq!(shown_as(date(43_904.0), DAY, true), "2024-03-15");
    }

    #[test]
    fn times_and_durations_stay_text() {
        assert_eq!(shown_as(date(0.5), BOTH, false), "12:00");
        assert_eq!(
            shown_as(
                date(0.0),
                Shown::Moment {
                    date: false,
                    time: true
                },
                false
            ),
            "0:00"
        );
        let long = DataRef::DateTime(ExcelDateTime::new(
            1.260_416_666_666_667,
            ExcelDateTimeType::TimeDelta,
            false,
        ));
        assert_eq!(shown_as(long, BOTH, false), "30:15", "a duration is no day of 1900");
        assert_eq!(
            shown_as(DataRef::DurationIso("PT30H15M00S".into()), Shown::Plain, false),
            "30:15"
        );
    }

    #[test]
    fn iso_dates_are_dates() {
        for (text, expected) in [
            ("2024-03-15", "2024-03-15"),
            ("2024-03-15T10:20:30Z", "2024-03-15"),
            ("10:20:30", "10:20:30"),
            ("2024-13-99", "(no date)"),
        ] {
            assert_eq!(
                shown_as(DataRef::DateTimeIso(text.into()), Shown::Plain, false),
                expected
            );
        }
    }

    #[test]
    fn numbers_are_what_their_format_shows() {
        assert_eq!(shown_as(DataRef::Float(0.15), Shown::Percent, false), "15 %");
        assert_eq!(shown_as(DataRef::Float(123.0), Shown::Padded(5), false), "00123");
        assert_eq!(shown_as(DataRef::Float(-1.5), Shown::Padded(5), false), "-1.5");
        assert_eq!(
            shown_as(date(1234.0), Shown::General, false),
            "1234",
            "a format named Standard is no date"
        );
        assert_eq!(shown_as(DataRef::Float(f64::INFINITY), Shown::Plain, false), "#NUM!");
    }

    #[test]
    fn nuls_between_letters_are_dropped() {
        assert_eq!(shown_as(DataRef::String("H\0i\0".into()), Shown::Plain, false), "Hi");
        assert_eq!(shown_as(DataRef::String("\0".into()), Shown::Plain, false), "");
    }
}
