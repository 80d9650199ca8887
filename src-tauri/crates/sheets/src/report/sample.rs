//! A made-up plan of any size, without randomness: what tests and measurements write.

use super::{
    AccountRow, Buckets, CriterionLine, CustomField, CustomValue, Decision, GateLine, Head, Holdings, Leadership,
    LeftOutLine, Method, OverrideLine, QuotaLine, QuotaPlan, SourceLine, Staffing, Territories, TerritoryLine,
    TierLine,
};
use std::borrow::Cow;
use tierline_plan::{
    Coverage, Currency, Curve, CutRule, Day, FieldKind, MissingPolicy, Money, TierChoice, Weight,
    split_by_largest_remainder, split_units,
};

const REPS: [(&str, &str); 14] = [
    ("Ana Costa", "Lisbon"),
    ("Ben Fischer", "Berlin"),
    ("Chiara Rossi", "Milan"),
    ("David Novak", "Prague"),
    ("Elif Yilmaz", "Vienna"),
    ("Franziska Huber", "Munich"),
    ("Gaël Martin", "Lyon"),
    ("Hanna Virtanen", "Helsinki"),
    ("Ingrid Berg", "Oslo"),
    ("Jan de Vries", "Utrecht"),
    ("Katarzyna Zielińska", "Warsaw"),
    ("Liam Byrne", "Dublin"),
    ("María Ortega", "Madrid"),
    ("Nils Lindqvist", "Stockholm"),
];
const INDUSTRIES: [&str; 7] = [
    "Machinery",
    "Pharma",
    "Food and beverage",
    "Logistics",
    "Retail",
    "Financial services",
    "Public sector",
];
const PLACES: [(&str, &str); 6] = [
    ("Germany", "Stuttgart"),
    ("France", "Nantes"),
    ("Italy", "Turin"),
    ("Poland", "Gdańsk"),
    ("Spain", "Bilbao"),
    ("Netherlands", "Eindhoven"),
];
const STEMS: [&str; 9] = [
    "Nordwind",
    "Alpenglas",
    "Vektor",
    "Maritima",
    "Solvena",
    "Brückner",
    "Lumière",
    "Castello",
    "Orion",
];
const KINDS: [&str; 5] = ["Systems", "Werke", "Group", "Foods", "Logistics"];
const FORMS: [&str; 5] = ["GmbH", "S.A.", "S.p.A.", "AG", "B.V."];

fn day(year: i32, month: u8, day: u8) -> Day {
    Day::from_ymd(year, month, day).unwrap_or(Day::from_epoch_days(0))
}

/// A number in 0..1 that looks random and is the same for ever (splitmix64).
fn noise(seed: u64) -> f64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

fn tier_of(index: usize, count: usize) -> TierChoice {
    match index as f64 / count as f64 {
        share if share < 0.10 => TierChoice::Tier(0),
        share if share < 0.35 => TierChoice::Tier(1),
        _ => TierChoice::Tier(2),
    }
}

/// The accounts of the sample, best first.
pub(crate) fn accounts(count: usize) -> Vec<AccountRow<'static>> {
    let coverage = Coverage::default();
    (0..count)
        .map(|index| {
            let at = index as u64;
            let draw = |salt: u64| noise(at.wrapping_mul(31).wrapping_add(salt));
            let rank = index as f64 / count as f64;
            let score = (960.0 * (1.0 - rank).powf(0.8) + 12.0 * draw(1)).min(1000.0) as i32;
            let points = split_units(i64::from(score), &[38.0, 20.0 + 10.0 * draw(2), 18.0, 12.0 * draw(3)]);
            let model_tier = tier_of(index, count);
            let tier = match index % 97 {
                40 => TierChoice::Tier(0),
                96 => TierChoice::Excluded,
                _ => model_tier,
            };
            let potential = (index % 53 != 7).then(|| {
                Money::from_minor((4.0e4 * (1.0 + 60.0 * (1.0 - rank).powi(6)) * (0.4 + draw(4))) as i64 * 100)
            });
            let customer = draw(5) < 0.42;
            let revenue = potential
                .filter(|_| customer)
                .map(|p| p.scale((draw(6) * 800.0) as i64, 1000));
            let headroom = potential.map(|p| (p - revenue.unwrap_or(Money::ZERO)).max_zero());
            let buckets = match (customer, headroom) {
                (true, Some(headroom)) => {
                    let parts = split_by_largest_remainder(headroom, &[0.4, 0.6]);
                    Buckets {
                        retain: revenue,
                        upsell: Some(parts[0]),
                        cross_sell: Some(parts[1]),
                        new_logo: None,
                    }
                }
                (false, Some(headroom)) => Buckets {
                    new_logo: Some(headroom),
                    ..Buckets::default()
                },
                _ => Buckets::default(),
            };
            let owned = index % 41 != 3 && tier != TierChoice::Excluded;
            let minutes = match tier {
                TierChoice::Tier(t) => coverage.workload_minutes(t),
                TierChoice::Excluded => 0,
            };
            let (country, city) = PLACES[(draw(7) * 6.0) as usize];
            let stem = STEMS[(draw(8) * 9.0) as usize];
            let name = format!(
                "{stem} {} {}",
                KINDS[(draw(9) * 5.0) as usize],
                FORMS[(draw(10) * 5.0) as usize]
            );
            let tier_words = ["Tier 1", "Tier 2", "Tier 3"];
            let model_words = match model_tier {
                TierChoice::Tier(t) => tier_words[usize::from(t).min(2)],
                TierChoice::Excluded => "Excluded",
            };
            let reason = format!(
                "{model_words}: score {:.1}. Strongest: revenue potential ({:.1} of 40).",
                f64::from(score) / 10.0,
                points[0] as f64 / 10.0
            );
            AccountRow {
                rank: at + 1,
                name: Cow::Owned(name),
                record_id: Cow::Owned(format!("{:08}", 10_400 + at * 7)),
                tier,
                model_tier: Some(model_tier),
                score: Some(score),
                owner: owned.then(|| Cow::Borrowed(REPS[rep_of(index)].0)),
                status: Some(Cow::Borrowed(if customer { "Customer" } else { "Prospect" })),
                industry: Some(Cow::Borrowed(INDUSTRIES[(draw(11) * 7.0) as usize])),
                country: Some(Cow::Borrowed(country)),
                city: Some(Cow::Borrowed(city)),
                employees: (index % 29 != 5).then(|| (15.0 + 9000.0 * (1.0 - rank).powi(4) * draw(12)).round()),
                current_revenue: revenue,
                potential,
                headroom,
                buckets,
                workload_minutes: Some(minutes),
                reason: Cow::Owned(reason),
                override_reason: (tier != model_tier).then_some(Cow::Borrowed("Strategic account of the board")),
                points: points.iter().map(|p| Some(*p as i32)).collect(),
                custom: vec![
                    CustomValue::Text(Cow::Borrowed(if draw(13) < 0.5 { "Trade fair" } else { "Web" })),
                    CustomValue::Date(Day::from_epoch_days(20_000 + (draw(14) * 700.0) as i32)),
                ],
            }
        })
        .collect()
}

fn rep_of(index: usize) -> usize {
    // Uneven on purpose: someone has to lie outside the band.
    let draw = noise(index as u64 * 7 + 3);
    ((draw.powf(1.12)) * REPS.len() as f64) as usize % REPS.len()
}

/// The plan over those accounts, every figure added up from them.
pub(crate) fn leadership<'a>(accounts: &'a Vec<AccountRow<'static>>) -> Leadership<'a> {
    let choices = [
        TierChoice::Tier(0),
        TierChoice::Tier(1),
        TierChoice::Tier(2),
        TierChoice::Excluded,
    ];
    let names = ["Tier 1", "Tier 2", "Tier 3", "Excluded"];
    let cuts = [Some(88.2), Some(68.0), None, None];
    let tiers = choices.iter().zip(names).zip(cuts).map(|((tier, name), cut)| {
        let of: Vec<&AccountRow<'_>> = accounts.iter().filter(|a| a.tier == *tier).collect();
        let sum = |pick: fn(&AccountRow<'_>) -> Option<Money>| {
            let known: Vec<Money> = of.iter().filter_map(|a| pick(a)).collect();
            (!known.is_empty()).then(|| known.into_iter().sum())
        };
        TierLine {
            tier: *tier,
            name: name.to_owned(),
            accounts: of.len() as u64,
            potential: sum(|a| a.potential),
            current_revenue: sum(|a| a.current_revenue),
            headroom: sum(|a| a.headroom),
            buckets: Buckets {
                retain: sum(|a| a.buckets.retain),
                upsell: sum(|a| a.buckets.upsell),
                cross_sell: sum(|a| a.buckets.cross_sell),
                new_logo: sum(|a| a.buckets.new_logo),
            },
            cut_score: cut,
            workload_minutes: of.iter().filter_map(|a| a.workload_minutes).sum(),
            overridden: of.iter().filter(|a| a.model_tier != Some(a.tier)).count() as u64,
        }
    });
    let tiers: Vec<TierLine> = tiers.filter(|t| t.accounts > 0).collect();
    let workload: u64 = tiers.iter().map(|t| t.workload_minutes).sum();
    let selling = Coverage::default().selling_minutes();
    let territories = territories(accounts);
    let quotas = quotas(&territories);
    Leadership {
        head: Head {
            plan: "Growth plan Europe 2027".to_owned(),
            company: Some("Helvetia Process Instruments".to_owned()),
            period: Some("FY 2027".to_owned()),
            as_of: day(2026, 11, 22),
            currency: Currency::new("EUR"),
            author: Some("Ana Costa".to_owned()),
        },
        tiers,
        hues: vec![],
        gates: vec![GateLine {
            condition: "Country must not be Russia or Belarus".to_owned(),
            stops_at: TierChoice::Excluded,
            stops_at_name: "Excluded".to_owned(),
            stops: 4,
            overridden: 1,
        }],
        criteria: criteria(accounts),
        custom_fields: vec![
            CustomField {
                label: "Lead source".to_owned(),
                kind: FieldKind::Category,
            },
            CustomField {
                label: "First contact".to_owned(),
                kind: FieldKind::Date,
            },
        ],
        accounts,
        overrides: accounts
            .iter()
            .filter(|a| a.model_tier != Some(a.tier))
            .map(|a| OverrideLine {
                account: a.name.to_string(),
                record_id: a.record_id.to_string(),
                model_tier: a.model_tier,
                tier: a.tier,
                reason: "Strategic account of the board, agreed with the region in the spring review".to_owned(),
                author: "Ana Costa".to_owned(),
                set_on: day(2026, 11, 3 + (a.rank % 17) as u8),
                expires: a.rank.is_multiple_of(3).then(|| day(2027, 6, 30)),
            })
            .collect(),
        staffing: Staffing {
            reps: REPS.len() as u32,
            full_time: Some(13.6),
            headcount_need: Some(workload.div_ceil(selling) as u32),
            headcount_exact: Some(workload as f64 / selling as f64),
            workload_minutes: workload,
        },
        territories,
        quotas: Some(quotas),
        decisions: vec![Decision {
            what: "Two prospects of Tier 1 belong to one parent company.".to_owned(),
            advice: "Decide whether one rep should carry both.".to_owned(),
            count: Some(2),
            amount: None,
        }],
        method: method(accounts.len() as u64),
    }
}

fn holdings(accounts: &[AccountRow<'static>], owner: Option<&str>) -> Holdings {
    let of: Vec<&AccountRow<'_>> = accounts
        .iter()
        .filter(|a| a.tier != TierChoice::Excluded && a.owner.as_deref() == owner)
        .collect();
    Holdings {
        accounts_by_tier: (0..3)
            .map(|t| of.iter().filter(|a| a.tier == TierChoice::Tier(t)).count() as u64)
            .collect(),
        workload_minutes: of.iter().filter_map(|a| a.workload_minutes).sum(),
        potential: Some(of.iter().filter_map(|a| a.potential).sum()),
        current_revenue: Some(of.iter().filter_map(|a| a.current_revenue).sum()),
    }
}

fn territories(accounts: &[AccountRow<'static>]) -> Territories {
    let piles: Vec<Holdings> = REPS.iter().map(|(rep, _)| holdings(accounts, Some(rep))).collect();
    let workload: u64 = piles.iter().map(|p| p.workload_minutes).sum();
    let lines = REPS.iter().zip(piles).map(|((rep, base), pile)| TerritoryLine {
        rep: (*rep).to_owned(),
        role: Some("Account manager".to_owned()),
        base: Some((*base).to_owned()),
        capacity_minutes: Some(Coverage::default().selling_minutes()),
        deviation: (workload > 0).then(|| pile.workload_minutes as f64 * REPS.len() as f64 / workload as f64 - 1.0),
        kept: Some(pile.accounts() * 8 / 10),
        holdings: pile,
    });
    Territories {
        lines: lines.collect(),
        unassigned: Some(holdings(accounts, None)),
        tolerance: 150,
        variation: Some(0.104),
        gini: Some(0.061),
    }
}

fn quotas(territories: &Territories) -> QuotaPlan {
    let step = Money::from_minor(1_000_000);
    let target = Money::from_minor(17_500_000_000);
    let street = target.scale(1100, 1000);
    let history: Vec<f64> = territories
        .lines
        .iter()
        .map(|l| l.holdings.current_revenue.unwrap_or_default().as_magnitude())
        .collect();
    let potential: Vec<f64> = territories
        .lines
        .iter()
        .map(|l| l.holdings.potential.unwrap_or_default().as_magnitude())
        .collect();
    let (all_history, all_potential): (f64, f64) = (history.iter().sum(), potential.iter().sum());
    let share = |part: f64, all: f64| if all > 0.0 { part / all } else { 0.0 };
    let blends: Vec<f64> = history
        .iter()
        .zip(&potential)
        .map(|(h, p)| 0.6 * share(*h, all_history) + 0.4 * share(*p, all_potential))
        .collect();
    let steps = split_units(street.minor() / step.minor(), &blends);
    let lines = territories.lines.iter().zip(blends).zip(steps).enumerate();
    let lines = lines.map(|(index, ((line, blend), steps))| {
        let quota = Money::from_minor(steps * step.minor());
        QuotaLine {
            rep: line.rep.clone(),
            history: line.holdings.current_revenue,
            potential: line.holdings.potential,
            blend: Some(blend),
            quota: Some(quota),
            fixed: index == 4,
            last_quota: (index != 11).then(|| quota.scale(90 + (index as i64 % 5) * 4, 100)),
            ote: Some(Money::from_minor(240_000_000)),
            flags: if index == 2 {
                vec!["asks more than 6 : 1 of its pay".to_owned()]
            } else {
                Vec::new()
            },
        }
    });
    QuotaPlan {
        target,
        over_assignment: 100,
        street_quota: street,
        history_weight: 600,
        step,
        lines: lines.collect(),
    }
}

fn criteria(accounts: &[AccountRow<'_>]) -> Vec<CriterionLine> {
    let line = |name: &str, weight, source: &str, curve, kind, missing| CriterionLine {
        name: name.to_owned(),
        weight: Weight(weight),
        source: source.to_owned(),
        curve,
        kind,
        missing,
        known: accounts.len() as u64 * 9 / 10,
    };
    let by_industry = INDUSTRIES.iter().zip([0.9, 0.8, 0.7, 0.5, 0.4, 0.3, 0.2]);
    vec![
        line(
            "Revenue potential",
            400,
            "the potential as sized on the Opportunity sheet",
            Curve::Log {
                from: 1_000_000.0,
                to: 200_000_000.0,
            },
            FieldKind::Money,
            MissingPolicy::LeaveOut,
        ),
        line(
            "Industry alignment",
            250,
            "column \"Industry\"",
            Curve::Category {
                points: by_industry.map(|(n, p)| ((*n).to_owned(), p)).collect(),
                other: 0.5,
            },
            FieldKind::Category,
            MissingPolicy::Neutral,
        ),
        line(
            "Company size",
            200,
            "column \"Employees\"",
            Curve::Log { from: 20.0, to: 8000.0 },
            FieldKind::Number,
            MissingPolicy::LeaveOut,
        ),
        line(
            "Engagement history",
            150,
            "column \"Last activity\"",
            Curve::Recency {
                as_of: day(2026, 11, 22),
                half_life_days: 180.0,
            },
            FieldKind::Date,
            MissingPolicy::Worst,
        ),
    ]
}

fn method(rows: u64) -> Method {
    Method {
        sources: vec![SourceLine {
            file: "Marketing account list EMEA.xlsx".to_owned(),
            sheet: "Accounts 2026".to_owned(),
            rows_read: rows + 9,
            rows_left_out: 9,
            imported_on: day(2026, 11, 20),
        }],
        left_out: vec![
            LeftOutLine { reason: "The same record ID stood in the list twice".to_owned(), rows: 6 },
            LeftOutLine { reason: "The row had no account name".to_owned(), rows: 3 },
        ],
        cut: CutRule::Share(vec![100, 350]),
        coverage: Coverage::default(),
        potential: "The list's own figure where it has one; else what four of five similar customers spend at most per employee \
                    (80th percentile), times the employees. Similar is same industry and country, then industry, then all; at \
                    least 8 customers."
            .to_owned(),
        notes: vec![("Expiry".to_owned(), "Tiers set by hand count until their expiry day.".to_owned())],
    }
}
