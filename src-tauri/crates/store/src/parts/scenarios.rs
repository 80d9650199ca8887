//! The kept scenarios, a row each, and what holds accounts in the agreed one.

use super::model::{from_json, to_json};
use crate::StoreError;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use tierline_plan::{
    AccountId, Day, Gate, Model, MovePeriod, MovedBefore, Override, Plan, Scenario, ScenarioId, Steadiness, TierChoice,
    TierScheme,
};

/// The rules of a scenario as they are kept.
#[derive(PartialEq, Serialize, Deserialize)]
struct Rules {
    model: Model,
    tiers: TierScheme,
    gates: Vec<Gate>,
    overrides: BTreeMap<AccountId, Override>,
}

pub(crate) fn write(
    connection: &Connection,
    scenarios: &BTreeMap<ScenarioId, Scenario>,
    touched: &BTreeSet<ScenarioId>,
) -> Result<(), StoreError> {
    let mut drop = connection.prepare_cached("DELETE FROM scenario WHERE id = ?1")?;
    let mut add = connection.prepare_cached(
        "INSERT INTO scenario (id, name, kept_on, author, rules, placed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for id in touched {
        drop.execute([id.0])?;
        let Some(scenario) = scenarios.get(id) else { continue };
        let rules = Rules {
            model: scenario.model.clone(),
            tiers: scenario.tiers.clone(),
            gates: scenario.gates.clone(),
            overrides: scenario.overrides.clone(),
        };
        add.execute(params![
            id.0,
            scenario.name,
            scenario.kept_on.epoch_days(),
            scenario.author,
            to_json(&rules)?,
            packed(&scenario.placed)
        ])?;
    }
    Ok(())
}

pub(crate) fn read(connection: &Connection) -> Result<BTreeMap<ScenarioId, Scenario>, StoreError> {
    let mut statement = connection.prepare("SELECT id, name, kept_on, author, rules, placed FROM scenario")?;
    let mut rows = statement.query([])?;
    let mut scenarios = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let rules: String = row.get(4)?;
        let rules: Rules = from_json(&rules)?;
        let placed: Vec<u8> = row.get(5)?;
        let scenario = Scenario {
            name: row.get(1)?,
            kept_on: Day::from_epoch_days(row.get(2)?),
            author: row.get(3)?,
            model: rules.model,
            tiers: rules.tiers,
            gates: rules.gates,
            overrides: rules.overrides,
            placed: unpacked(&placed).ok_or_else(|| StoreError::damaged("the tiers of a scenario end early"))?,
        };
        scenarios.insert(ScenarioId(row.get(0)?), scenario);
    }
    Ok(scenarios)
}

const PERIODS: [(MovePeriod, &str); 3] = [
    (MovePeriod::Month, "month"),
    (MovePeriod::Quarter, "quarter"),
    (MovePeriod::Year, "year"),
];

pub(crate) fn write_steadiness(connection: &Connection, plan: &Plan) -> Result<(), StoreError> {
    let period = PERIODS.iter().find(|(each, _)| Some(*each) == plan.move_period);
    connection.execute(
        "INSERT OR REPLACE INTO steadiness (id, agreed, margin, most_moves, period, period_day, moved_before) \
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            plan.steadiness.agreed.map(|id| id.0),
            plan.steadiness.margin,
            plan.steadiness.most_moves,
            period.map(|(_, name)| *name),
            plan.moved_before.map(|moved| moved.on.epoch_days()),
            plan.moved_before.map(|moved| moved.accounts),
        ],
    )?;
    Ok(())
}

pub(crate) fn read_steadiness(connection: &Connection) -> Result<Steadiness, StoreError> {
    let found = connection
        .query_row("SELECT agreed, margin, most_moves FROM steadiness", [], |row| {
            Ok(Steadiness {
                agreed: row.get::<_, Option<u32>>(0)?.map(ScenarioId),
                margin: row.get(1)?,
                most_moves: row.get(2)?,
            })
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

pub(crate) fn read_move_period(connection: &Connection) -> Result<Option<MovePeriod>, StoreError> {
    let name: Option<String> = connection
        .query_row("SELECT period FROM steadiness", [], |row| row.get(0))
        .optional()?
        .flatten();
    let period = |name: String| {
        let known = PERIODS.iter().find(|(_, each)| *each == name);
        known
            .map(|(period, _)| *period)
            .ok_or_else(|| StoreError::damaged("a limit on moves begins anew in a rhythm that is not known"))
    };
    name.map(period).transpose()
}

pub(crate) fn read_moved_before(connection: &Connection) -> Result<Option<MovedBefore>, StoreError> {
    let found: Option<(Option<i32>, Option<u32>)> = connection
        .query_row("SELECT period_day, moved_before FROM steadiness", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let moved = found.and_then(|(day, accounts)| day.zip(accounts));
    Ok(moved.map(|(day, accounts)| MovedBefore {
        on: Day::from_epoch_days(day),
        accounts,
    }))
}

const OUT: u8 = u8::MAX;

fn packed(placed: &[(AccountId, TierChoice)]) -> Vec<u8> {
    let mut out = Vec::with_capacity(placed.len() * 2);
    let mut last = 0;
    for (account, tier) in placed {
        let mut step = account.0 - last;
        last = account.0;
        while step >= 0x80 {
            out.push((step & 0x7f) as u8 | 0x80);
            step >>= 7;
        }
        out.push(step as u8);
        out.push(match tier {
            TierChoice::Tier(tier) => *tier,
            TierChoice::Excluded => OUT,
        });
    }
    out
}

/// `None` where the bytes are not what [`packed`] makes.
fn unpacked(bytes: &[u8]) -> Option<Vec<(AccountId, TierChoice)>> {
    let mut placed = Vec::with_capacity(bytes.len() / 2);
    let (mut bytes, mut last) = (bytes.iter(), 0_u32);
    while let Some(first) = bytes.next() {
        let (mut byte, mut step, mut shift) = (*first, 0_u32, 0);
        loop {
            step |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                break;
            }
            shift += 7;
            byte = *bytes.next()?;
        }
        last = last.checked_add(step)?;
        let tier = match *bytes.next()? {
            OUT => TierChoice::Excluded,
            tier => TierChoice::Tier(tier),
        };
        placed.push((AccountId(last), tier));
    }
    Some(placed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn tiers_come_back_as_they_were_packed(accounts in prop::collection::btree_map(any::<u32>(), prop::option::of(0u8..5), 0..60)) {
            let tier = |tier: Option<u8>| tier.map_or(TierChoice::Excluded, TierChoice::Tier);
            let placed: Vec<_> = accounts.into_iter().map(|(id, choice)| (AccountId(id), tier(choice))).collect();
            prop_assert_eq!(unpacked(&packed(&placed)), Some(placed));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let _ = unpacked(&bytes);
        }
    }
}
