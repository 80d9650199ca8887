//! Gates: conditions that an account must meet, whatever its score. Separate from the model, because a gate is not points:
//! no strength elsewhere makes up for it.

use crate::{CriterionSource, Day, FieldKind, Money, TierChoice};
use serde::{Deserialize, Serialize};

/// Names a gate for the life of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GateId(pub u32);

/// Whether the condition is asked for or ruled out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GateSense {
    /// Accounts that do not meet the condition are stopped.
    MustHave,
    /// Accounts that meet it are stopped.
    KnockOut,
}

/// A condition on a value. Ends of ranges belong to them; an end that is `None` is open. Logs of plan files name a
/// condition by its place: new ones go to the end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum GateTest {
    /// There is a value at all.
    Known,
    Number {
        from: Option<f64>,
        to: Option<f64>,
    },
    Amount {
        from: Option<Money>,
        to: Option<Money>,
    },
    Date {
        from: Option<Day>,
        to: Option<Day>,
    },
    /// Not longer ago than so many days, seen from the plan's day.
    Within {
        days: u32,
    },
    OneOf(Vec<String>),
    Answer(bool),
}

impl GateTest {
    /// Whether values of that kind can be asked this.
    pub fn suits(&self, kind: FieldKind) -> bool {
        match self {
            GateTest::Known => true,
            GateTest::Number { .. } => matches!(kind, FieldKind::Number | FieldKind::Percent),
            GateTest::Amount { .. } => kind == FieldKind::Money,
            GateTest::Date { .. } | GateTest::Within { .. } => kind == FieldKind::Date,
            GateTest::OneOf(_) => kind == FieldKind::Category,
            GateTest::Answer(_) => kind == FieldKind::YesNo,
        }
    }

    /// Whether the condition can be met and can be failed: ranges have an end and are in order, lists name something.
    pub fn is_sound(&self) -> bool {
        fn in_order<T: PartialOrd>(from: Option<&T>, to: Option<&T>) -> bool {
            match (from, to) {
                (None, None) => false,
                (Some(from), Some(to)) => from <= to,
                _ => true,
            }
        }
        match self {
            GateTest::Known | GateTest::Answer(_) => true,
            GateTest::Number { from, to } => {
                from.iter().chain(to).all(|end| end.is_finite()) && in_order(from.as_ref(), to.as_ref())
            }
            GateTest::Amount { from, to } => in_order(from.as_ref(), to.as_ref()),
            GateTest::Date { from, to } => in_order(from.as_ref(), to.as_ref()),
            GateTest::Within { days } => *days > 0,
            GateTest::OneOf(values) => !values.is_empty() && values.iter().all(|value| !value.trim().is_empty()),
        }
    }
}

/// A condition with what becomes of the accounts it stops.
///
/// A missing value neither meets a condition nor fails it, so that a gap in the list shuts nobody out; only
/// [`GateTest::Known`] asks for the value itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gate {
    pub id: GateId,
    pub sense: GateSense,
    pub source: CriterionSource,
    pub test: GateTest,
    /// Where it puts them: out of the plan, or no better than that tier.
    pub stops_at: TierChoice,
}

impl Gate {
    /// Whether the gate stops an account whose value meets the condition or not.
    pub fn stops(&self, met: bool) -> bool {
        met == (self.sense == GateSense::KnockOut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_that_says_nothing_or_cannot_be_met_is_not_sound() {
        let number = |from, to| GateTest::Number { from, to }.is_sound();
        assert!(number(Some(50.0), None) && number(None, Some(50.0)) && number(Some(50.0), Some(50.0)));
        assert!(!number(None, None), "no end is no condition");
        assert!(!number(Some(2.0), Some(1.0)), "the ends stand in order");
        assert!(!number(Some(f64::NAN), None));
        assert!(!GateTest::OneOf(vec![]).is_sound());
        assert!(!GateTest::Within { days: 0 }.is_sound());
        let money = |minor| Some(Money::from_minor(minor));
        assert!(
            !GateTest::Amount {
                from: money(2),
                to: money(1)
            }
            .is_sound()
        );
    }

    #[test]
    fn must_have_stops_who_fails_and_knock_out_who_meets() {
        let gate = |sense| Gate {
            id: GateId(1),
            sense,
            source: CriterionSource::Potential,
            test: GateTest::Known,
            stops_at: TierChoice::Excluded,
        };
        assert!(gate(GateSense::MustHave).stops(false) && !gate(GateSense::MustHave).stops(true));
        assert!(gate(GateSense::KnockOut).stops(true) && !gate(GateSense::KnockOut).stops(false));
    }
}
