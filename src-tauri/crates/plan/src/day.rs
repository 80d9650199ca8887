//! Calendar days. Separate because a plan knows days, never moments: no time zone can shift a close date.

use serde::{Deserialize, Serialize};
use time::{Date, Month};

/// A calendar day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(i32);

const EPOCH_JULIAN: i32 = 2_440_588;

impl Day {
    /// That many days after 1970-01-01.
    pub const fn from_epoch_days(days: i32) -> Self {
        Day(days)
    }

    pub const fn epoch_days(self) -> i32 {
        self.0
    }

    /// The day of a date in the Gregorian calendar; `None` when there is no such date.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = Month::try_from(month).ok()?;
        Date::from_calendar_date(year, month, day)
            .ok()
            .map(|date| Day(date.to_julian_day() - EPOCH_JULIAN))
    }

    /// Year, month (1 to 12), day of the month. Days outside the years -9999 to 9999 give the nearest one inside.
    pub fn ymd(self) -> (i32, u8, u8) {
        let julian = self.0.saturating_add(EPOCH_JULIAN);
        let date = Date::from_julian_day(julian).unwrap_or(if self.0 < 0 { Date::MIN } else { Date::MAX });
        (date.year(), u8::from(date.month()), date.day())
    }

    /// `2026-11-22`.
    pub fn iso(self) -> String {
        let (year, month, day) = self.ymd();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Reads `2026-11-22`.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let mut parts = text.trim().splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next()?.get(..2)?.parse().ok()?;
        Day::from_ymd(year, month, day)
    }

    /// Days from `earlier` to this day; negative when it lies before.
    pub const fn days_since(self, earlier: Day) -> i32 {
        self.0 - earlier.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree() {
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
        assert_eq!(Day::from_ymd(2024, 2, 29).map(Day::iso).as_deref(), Some("2024-02-29"));
        assert_eq!(Day::from_ymd(2023, 2, 29), None, "2023 was no leap year");
        assert_eq!(Day::parse_iso("2026-11-22"), Day::from_ymd(2026, 11, 22));
        assert_eq!(Day::parse_iso("22.11.2026"), None);
    }
}
