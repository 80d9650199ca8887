//! Coverage: the hours the tiers need and the headcount that gives (Talley 1961). Separate from territories, which share
//! the same workload out among the reps who are there.

use tierline_plan::{Coverage, Rep};

/// What one tier needs in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TierNeed {
    pub accounts: u32,
    pub touches: u64,
    pub minutes_per_account: u64,
    pub minutes: u64,
    /// What the reps who are there can give this tier when tiers are served best first.
    pub served_minutes: u64,
}

/// Hours, headcount and gap of a coverage model. All times are selling minutes a year.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverageNeed {
    pub tiers: Vec<TierNeed>,
    pub minutes: u64,
    /// What one full-time rep can give.
    pub minutes_per_rep: u64,
    /// Full-time reps the coverage takes, not rounded; `None` when a rep has no selling time.
    pub full_time_equivalents: Option<f64>,
    /// The same in people: rounded up, once, at the end.
    pub headcount: Option<u64>,
    /// What the reps who are there can give, part-timers by their share.
    pub capacity_minutes: u64,
    /// Full-time equivalents who are there, in per mille.
    pub present_per_mille: u64,
    /// Capacity less need: negative when time is short.
    pub gap_minutes: i64,
    /// The largest factor by which all touches could be scaled with the reps who are there; `None` when nothing is needed.
    pub affordable_scale: Option<f64>,
}

/// The need of a coverage model for so many accounts by tier, against the reps who are there.
pub fn coverage_need(coverage: &Coverage, accounts_by_tier: &[u32], reps: &[Rep]) -> CoverageNeed {
    let minutes_per_rep = coverage.selling_minutes();
    let present_per_mille: u64 = reps.iter().map(|rep| u64::from(rep.share_of_full_time)).sum();
    let capacity_minutes = minutes_per_rep.saturating_mul(present_per_mille) / 1000;
    let mut left = capacity_minutes;
    let tiers: Vec<TierNeed> = accounts_by_tier
        .iter()
        .enumerate()
        .map(|(tier, accounts)| {
            let cadence = coverage.tiers.get(tier);
            let minutes_per_account = coverage.workload_minutes(tier as u8);
            let minutes = minutes_per_account.saturating_mul(u64::from(*accounts));
            let served_minutes = minutes.min(left);
            left -= served_minutes;
            TierNeed {
                accounts: *accounts,
                touches: cadence.map_or(0, |c| u64::from(c.touches_per_year) * u64::from(*accounts)),
                minutes_per_account,
                minutes,
                served_minutes,
            }
        })
        .collect();
    let minutes = tiers.iter().fold(0_u64, |sum, tier| sum.saturating_add(tier.minutes));
    let ratio = |part: u64, whole: u64| (whole > 0).then(|| part as f64 / whole as f64);
    CoverageNeed {
        tiers,
        minutes,
        minutes_per_rep,
        full_time_equivalents: ratio(minutes, minutes_per_rep),
        headcount: (minutes_per_rep > 0).then(|| minutes.div_ceil(minutes_per_rep)),
        capacity_minutes,
        present_per_mille,
        gap_minutes: i64::try_from(i128::from(capacity_minutes) - i128::from(minutes)).unwrap_or(i64::MIN),
        affordable_scale: ratio(capacity_minutes, minutes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rep;
    use proptest::prelude::*;
    use tierline_plan::TierCoverage;

    fn model(cadence: &[(u32, u32)], hours_per_week: u32, weeks_per_year: u32, selling_share: u16) -> Coverage {
        Coverage {
            tiers: cadence
                .iter()
                .map(|(touches, minutes)| TierCoverage {
                    touches_per_year: *touches,
                    minutes_per_touch: *minutes,
                    travel_minutes_per_touch: 0,
                })
                .collect(),
            hours_per_week,
            weeks_per_year,
            selling_share,
        }
    }

    #[test]
    fn the_textbook_sales_force_takes_14_reps() {
        let coverage = model(&[(52, 60), (24, 30), (12, 15)], 40, 48, 450);
        let need = coverage_need(&coverage, &[150, 220, 510], &[]);
        let hours: Vec<u64> = need.tiers.iter().map(|t| t.minutes / 60).collect();
        assert_eq!(hours, [7_800, 2_640, 1_530], "G1");
        assert_eq!((need.minutes / 60, need.minutes_per_rep / 60), (11_970, 864), "G1");
        assert!((need.full_time_equivalents.expect("there is selling time") - 13.854_166_666).abs() < 1e-6);
        assert_eq!(need.headcount, Some(14));
        assert_eq!(need.gap_minutes, -11_970 * 60, "nobody is there yet");
    }

    #[test]
    fn sixty_thousand_calls_take_60_reps_and_9100_hours_take_10() {
        let calls = model(&[(36, 60), (12, 60)], 40, 25, 1000);
        assert_eq!(
            coverage_need(&calls, &[1000, 2000], &[]).headcount,
            Some(60),
            "G2: no rounding up of a whole number"
        );
        let hours = model(&[(1, 60)], 40, 48, 500);
        let need = coverage_need(&hours, &[9_100], &[]);
        assert!(
            (need.full_time_equivalents.expect("there is selling time") - 9.479_166).abs() < 1e-5,
            "G3"
        );
        assert_eq!(need.headcount, Some(10), "G3");
    }

    #[test]
    fn part_timers_count_by_their_share_and_the_best_tier_is_served_first() {
        let coverage = model(&[(1, 60), (1, 60)], 1, 10, 1000);
        let mut half = rep(2);
        half.share_of_full_time = 500;
        let need = coverage_need(&coverage, &[10, 10], &[rep(1), half]);
        assert_eq!((need.capacity_minutes, need.present_per_mille), (900, 1500));
        assert_eq!(need.gap_minutes, -300);
        assert_eq!(need.affordable_scale, Some(0.75));
        assert_eq!((need.tiers[0].served_minutes, need.tiers[1].served_minutes), (600, 300));
    }

    #[test]
    fn without_selling_time_no_headcount_is_enough() {
        let need = coverage_need(&model(&[(1, 60)], 40, 0, 450), &[5], &[]);
        assert_eq!((need.headcount, need.full_time_equivalents), (None, None));
    }

    proptest! {
        #[test]
        fn headcount_covers_the_need_and_one_less_does_not(counts in prop::collection::vec(0u32..5000, 1..6), share in 1u16..=1000) {
            let coverage = model(&[(24, 60), (8, 30), (2, 15), (1, 10), (0, 0)], 40, 44, share);
            let need = coverage_need(&coverage, &counts, &[]);
            let heads = need.headcount.expect("there is selling time");
            prop_assert!(heads * need.minutes_per_rep >= need.minutes);
            prop_assert!(heads == 0 || (heads - 1) * need.minutes_per_rep < need.minutes);
        }
    }
}
