//! What leadership has to settle, read off the plan's own figures. Separate from the Summary that shows it, so that it can
//! be tested without a workbook.

use super::look::Look;
use super::model::{Decision, Leadership};
use super::tally::Tally;
use super::territories;
use super::text::{count, grouped, percent};
use tierline_plan::Money;

/// Everything that needs a decision: what the workbook sees by itself, then what the caller added.
pub(super) fn list(book: &Leadership<'_>, tally: &Tally, look: &Look) -> Vec<Decision> {
    let mut list = Vec::new();
    let mut add = |what: String, advice: &str, count: Option<u64>, amount: Option<Money>| {
        list.push(Decision {
            what,
            advice: advice.to_owned(),
            count,
            amount,
        });
    };
    let orphans = &tally.without_owner;
    if orphans.accounts > 0 && !book.territories.lines.is_empty() {
        let money = orphans
            .headroom
            .amount()
            .map(|h| format!(" Nobody works on {} of headroom.", look.say(h)));
        add(
            format!(
                "{} no owner.{}",
                plural(orphans.accounts, "account has", "accounts have"),
                money.unwrap_or_default()
            ),
            "Assign them, or exclude them from the plan.",
            Some(orphans.accounts),
            orphans.potential.amount(),
        );
    }
    let staffing = &book.staffing;
    if let Some(need) = staffing.headcount_need {
        let gap = i64::from(need) - i64::from(staffing.reps);
        if gap > 0 {
            add(
                format!(
                    "The cadence asks for {} and there are {}.",
                    count(u64::from(need), "rep"),
                    grouped(u64::from(staffing.reps))
                ),
                "Hire, or lower the cadence of a tier until the hours fit.",
                Some(gap.unsigned_abs()),
                None,
            );
        }
    }
    let (out, known) = territories::outside(book);
    if out > 0 {
        let band = percent(f64::from(book.territories.tolerance) / 1000.0);
        add(
            format!(
                "{} of {} carry more than ±{band} beside a fair share of the work.",
                grouped(out),
                count(known, "rep")
            ),
            "Move accounts between these reps, or accept the difference.",
            Some(out),
            None,
        );
    }
    match &book.quotas {
        None => add(
            "There is no target yet, so no rep has a quota.".to_owned(),
            "Set the plan target for the period.",
            None,
            None,
        ),
        Some(plan) => {
            let flagged: Vec<_> = plan.lines.iter().filter(|line| !line.flags.is_empty()).collect();
            if !flagged.is_empty() {
                let amount: Money = flagged.iter().filter_map(|line| line.quota).sum();
                add(
                    format!(
                        "{} out of the ordinary.",
                        plural(flagged.len() as u64, "quota is", "quotas are")
                    ),
                    "See the last column of the Quotas sheet; confirm or change them.",
                    Some(flagged.len() as u64),
                    Some(amount),
                );
            }
        }
    }
    if tally.above_potential > 0 {
        add(
            format!(
                "{} more than their potential: that potential must be wrong.",
                plural(tally.above_potential, "account spends", "accounts spend")
            ),
            "Have marketing check the potential of these accounts.",
            Some(tally.above_potential),
            None,
        );
    }
    list.extend(book.decisions.iter().cloned());
    list
}

fn plural(n: u64, one: &str, many: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{} {many}", grouped(n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn told(change: impl FnOnce(&mut Leadership<'_>)) -> Vec<String> {
        let accounts = sample::accounts(300);
        let mut book = sample::leadership(&accounts);
        change(&mut book);
        let mut tally = Tally::default();
        accounts.iter().for_each(|account| tally.add(account));
        let look = Look::new(&book.head.currency, &book.hues);
        list(&book, &tally, &look)
            .into_iter()
            .map(|decision| decision.what)
            .collect()
    }

    #[test]
    fn accounts_without_owner_and_reps_outside_the_band_are_seen() {
        let told = told(|_| {}).join(" ");
        assert!(told.contains("accounts have no owner. Nobody works on €"), "{told}");
        assert!(told.contains("beside a fair share of the work"), "{told}");
        assert!(told.contains("1 quota is out of the ordinary."), "{told}");
    }

    #[test]
    fn a_plan_without_target_or_with_too_few_reps_says_so() {
        let told = told(|book| {
            book.quotas = None;
            book.staffing.reps = 2;
            book.staffing.headcount_need = Some(5);
        });
        assert!(told.iter().any(|t| t.starts_with("There is no target yet")), "{told:?}");
        assert!(
            told.iter().any(|t| t == "The cadence asks for 5 reps and there are 2."),
            "{told:?}"
        );
    }

    #[test]
    fn what_the_caller_knows_comes_last() {
        let told = told(|_| {});
        assert_eq!(
            told.last().map(String::as_str),
            Some("Two prospects of Tier 1 belong to one parent company.")
        );
    }
}
