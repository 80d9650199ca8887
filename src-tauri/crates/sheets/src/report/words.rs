//! Curves, rules and settings in plain words. Separate because a person must be able to check the model from the workbook
//! alone, without having seen the screen it was set on.

use super::look::Look;
use super::text::{count, grouped};
use tierline_plan::{Coverage, Curve, CutRule, FieldKind, MissingPolicy, Money, TierScheme};

/// A raw value of a field of that kind as people write it.
fn raw(look: &Look, kind: FieldKind, value: f64) -> String {
    match kind {
        FieldKind::Money => Money::from_magnitude(value).map_or_else(String::new, |amount| look.say(amount)),
        FieldKind::Percent => format!("{} %", figure(value * 100.0, 1)),
        _ => figure(value, 2),
    }
}

/// With so many decimals at most; what is below one keeps as many digits that tell something.
fn figure(value: f64, digits: usize) -> String {
    let size = value.abs();
    let below_one = size > f64::MIN_POSITIVE && size < 1.0;
    let zeros = if below_one { (-size.log10()).floor() as usize } else { 0 };
    let digits = (digits + zeros).min(12);
    let figure = format!("{size:.digits$}");
    let (whole, part) = figure.split_once('.').unwrap_or((&figure, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    let part = part.trim_end_matches('0');
    let sign = if value < 0.0 { "-" } else { "" };
    if part.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{part}")
    }
}

/// What share of a criterion's points a value gets.
fn points(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// How raw values become points.
pub(super) fn curve(curve: &Curve, kind: FieldKind, look: &Look) -> String {
    let raw = |value: f64| raw(look, kind, value);
    match curve {
        Curve::Linear { from, to } => {
            format!(
                "No points at {}, all at {}, in a straight line between.",
                raw(*from),
                raw(*to)
            )
        }
        Curve::Log { from, to } => format!(
            "No points at {}, all at {}; each doubling counts alike (logarithmic).",
            raw(*from),
            raw(*to)
        ),
        Curve::Percentile { knots } | Curve::PercentileFalling { knots } => {
            let falling = matches!(curve, Curve::PercentileFalling { .. });
            let side = if falling { "above" } else { "below" };
            match (knots.first(), knots.last()) {
                (Some(least), Some(most)) => format!(
                    "The share of the list that lies {side} it: {} is the least, {} the most.",
                    raw(*least),
                    raw(*most)
                ),
                _ => format!("The share of the list that lies {side} it."),
            }
        }
        Curve::Bands { below, edges } => {
            let mut parts: Vec<String> = Vec::new();
            if let Some((edge, _)) = edges.first() {
                parts.push(format!("below {}: {}", raw(*edge), points(*below)));
            }
            parts.extend(
                edges
                    .iter()
                    .map(|(edge, share)| format!("from {}: {}", raw(*edge), points(*share))),
            );
            format!("By band: {}.", parts.join("; "))
        }
        Curve::SweetSpot {
            low,
            best_from,
            best_to,
            high,
        } => format!(
            "All points from {} to {}, falling to none at {} and {}.",
            raw(*best_from),
            raw(*best_to),
            raw(*low),
            raw(*high)
        ),
        Curve::Category { points: table, other } => {
            const SHOWN: usize = 12;
            let mut best: Vec<&(String, f64)> = table.iter().collect();
            best.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            let mut parts: Vec<String> = best
                .iter()
                .take(SHOWN)
                .map(|(name, share)| format!("{name} {}", points(*share)))
                .collect();
            if table.len() > SHOWN {
                parts.push(format!("{} more", table.len() - SHOWN));
            }
            parts.push(format!("anything else {}", points(*other)));
            format!("By value: {}.", parts.join(", "))
        }
        Curve::YesNo { yes, no } => format!("Yes gives {}, no gives {}.", points(*yes), points(*no)),
        Curve::Recency { as_of, half_life_days } => format!(
            "All points on {}, half of them for every {half_life_days:.0} days before.",
            as_of.iso()
        ),
    }
}

pub(super) fn missing(policy: MissingPolicy) -> &'static str {
    match policy {
        MissingPolicy::LeaveOut => "Left out: the other criteria share its weight.",
        MissingPolicy::Neutral => "Half the points.",
        MissingPolicy::Worst => "No points.",
    }
}

/// The rule that turns scores into tiers.
pub(super) fn cut(rule: &CutRule, names: &[&str]) -> String {
    let name = |index: usize| names.get(index).copied().unwrap_or("the next tier");
    let last = names.last().copied().unwrap_or("the last tier");
    let per_mille = |value: u16| {
        let tenths = f64::from(value) / 10.0;
        if value.is_multiple_of(10) {
            format!("{tenths:.0} %")
        } else {
            format!("{tenths:.1} %")
        }
    };
    let parts: Vec<String> = match rule {
        CutRule::Score(cuts) => cuts
            .iter()
            .enumerate()
            .map(|(index, cut)| format!("{} from a score of {cut:.1}", name(index)))
            .collect(),
        CutRule::Share(cuts) => cuts
            .iter()
            .enumerate()
            .map(|(index, cut)| format!("{} down to the best {} of the accounts", name(index), per_mille(*cut)))
            .collect(),
        CutRule::Count(cuts) => cuts
            .iter()
            .enumerate()
            .map(|(index, cut)| format!("{} down to the best {}", name(index), count(u64::from(*cut), "account")))
            .collect(),
        CutRule::NaturalBreaks(_) => vec!["each tier ends where the scores have a gap (natural breaks)".to_owned()],
        CutRule::Hours(hours) => hours
            .iter()
            .enumerate()
            .map(|(index, hours)| {
                let hours = count(u64::from(*hours), "hour");
                format!("{} as far as {hours} a year go at its cadence", name(index))
            })
            .collect(),
        CutRule::CumulativeValue(cuts) => cuts
            .iter()
            .enumerate()
            .map(|(index, cut)| format!("{} until {} of the potential is reached", name(index), per_mille(*cut)))
            .collect(),
    };
    format!(
        "Accounts in order of their score: {}; the rest is {last}. Accounts with the same score are never parted.",
        parts.join(", ")
    )
}

/// Selling time of a full-time rep, with the way there.
pub(super) fn selling_time(coverage: &Coverage) -> String {
    let hours = coverage.selling_minutes() as f64 / 60.0;
    format!(
        "{} hours a week x {} weeks x {:.0} % selling time = {hours:.0} hours a year with accounts for a full-time rep.",
        coverage.hours_per_week,
        coverage.weeks_per_year,
        f64::from(coverage.selling_share) / 10.0
    )
}

/// The cadence of one tier, as `24 x (45 + 15 min travel)`.
pub(super) fn cadence(coverage: &Coverage, tier: usize) -> Option<String> {
    let tier = coverage.tiers.get(tier).filter(|_| tier < TierScheme::MOST)?;
    let travel = if tier.travel_minutes_per_touch > 0 {
        format!(" + {} min travel", tier.travel_minutes_per_touch)
    } else {
        String::new()
    };
    let touches = match tier.touches_per_year {
        1 => "1 touch".to_owned(),
        n => format!("{} touches", grouped(u64::from(n))),
    };
    Some(format!("{touches} a year, {} min each{travel}", tier.minutes_per_touch))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tierline_plan::{Currency, Day};

    #[test]
    fn every_curve_reads_as_a_sentence() {
        let look = Look::new(&Currency::new("EUR"), &[]);
        let day = Day::from_ymd(2026, 11, 22).expect("a day");
        let said = [
            curve(&Curve::Linear { from: 0.05, to: 0.125 }, FieldKind::Percent, &look),
            curve(
                &Curve::Log {
                    from: 100_000.0,
                    to: 500_000_000.0,
                },
                FieldKind::Money,
                &look,
            ),
            curve(
                &Curve::Percentile {
                    knots: vec![1.0, 2.0, 900.0],
                },
                FieldKind::Number,
                &look,
            ),
            curve(
                &Curve::Bands {
                    below: 0.1,
                    edges: vec![(50.0, 0.5), (500.0, 1.0)],
                },
                FieldKind::Number,
                &look,
            ),
            curve(
                &Curve::SweetSpot {
                    low: 10.0,
                    best_from: 100.0,
                    best_to: 900.0,
                    high: 5000.0,
                },
                FieldKind::Number,
                &look,
            ),
            curve(
                &Curve::Category {
                    points: vec![("Retail".into(), 0.4), ("Pharma".into(), 0.9)],
                    other: 0.5,
                },
                FieldKind::Number,
                &look,
            ),
            curve(&Curve::YesNo { yes: 1.0, no: 0.0 }, FieldKind::Number, &look),
            curve(
                &Curve::Recency {
                    as_of: day,
                    half_life_days: 180.0,
                },
                FieldKind::Number,
                &look,
            ),
        ];
        insta::assert_snapshot!(said.join("\n"), @r"
        No points at 5 %, all at 12.5 %, in a straight line between.
        No points at €1,000, all at €5.0 M; each doubling counts alike (logarithmic).
        The share of the list that lies below it: 1 is the least, 900 the most.
        By band: below 50: 10 %; from 50: 50 %; from 500: 100 %.
        All points from 100 to 900, falling to none at 10 and 5,000.
        By value: Pharma 90 %, Retail 40 %, anything else 50 %.
        Yes gives 100 %, no gives 0 %.
        All points on 2026-11-22, half of them for every 180 days before.
        ");
    }

    #[test]
    fn the_cut_and_the_selling_time_are_told_with_their_figures() {
        let names = ["Tier 1", "Tier 2", "Tier 3"];
        assert_eq!(
            cut(&CutRule::Share(vec![100, 355]), &names),
            "Accounts in order of their score: Tier 1 down to the best 10 % of the accounts, Tier 2 down to the best 35.5 % \
             of the accounts; the rest is Tier 3. Accounts with the same score are never parted."
        );
        let coverage = Coverage {
            weeks_per_year: 48,
            ..Coverage::default()
        };
        assert!(selling_time(&coverage).contains("= 864 hours"), "the textbook's figure");
        assert_eq!(
            cadence(&coverage, 0).as_deref(),
            Some("24 touches a year, 45 min each + 15 min travel")
        );
    }
}
