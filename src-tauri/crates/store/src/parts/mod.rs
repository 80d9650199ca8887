//! The parts of a plan and their tables: one module a table group, each with its reading and its writing side by side.

mod accounts;
mod chunk;
mod computed;
mod decisions;
mod gates;
mod hand_edits;
mod matrix;
mod merged;
mod model;
mod reps;
mod scenarios;
mod settings;
mod spellings;

pub(crate) use accounts::chunk_flaws;

use crate::StoreError;
use crate::touched::Touched;
use rusqlite::Connection;
use tierline_plan::Plan;

/// Writes the plan's present state of every touched part. The caller holds the transaction.
pub(crate) fn write(connection: &Connection, plan: &Plan, touched: &Touched) -> Result<(), StoreError> {
    if touched.info {
        settings::write_info(connection, &plan.info)?;
    }
    if touched.accounts {
        accounts::write_list(connection, plan)?;
    } else {
        accounts::write_cells(connection, &plan.accounts, &touched.cells)?;
    }
    if touched.computed {
        computed::write(connection, &plan.computed)?;
    }
    if touched.model {
        model::write_model(connection, &plan.model)?;
    }
    if touched.tiers {
        model::write_tiers(connection, plan)?;
    }
    if touched.gates {
        gates::write(connection, &plan.gates)?;
    }
    scenarios::write(connection, &plan.scenarios, &touched.scenarios)?;
    if touched.steadiness {
        scenarios::write_steadiness(connection, plan)?;
    }
    if touched.axes {
        matrix::write_axes(connection, &plan.axes)?;
    }
    if touched.matrix {
        matrix::write_matrix(connection, &plan.matrix)?;
    }
    if touched.opportunity {
        settings::write_opportunity(connection, &plan.opportunity)?;
    }
    if touched.coverage {
        settings::write_coverage(connection, &plan.coverage)?;
    }
    if touched.reps {
        reps::write_reps(connection, &plan.reps)?;
    }
    if touched.territories {
        settings::write_territories(connection, &plan.territories)?;
    }
    if touched.quotas {
        reps::write_quotas(connection, &plan.quotas)?;
    }
    decisions::write_overrides(connection, &plan.overrides, &touched.overrides)?;
    decisions::write_owners(connection, &plan.owners, &touched.owners)?;
    decisions::write_pins(connection, &plan.pinned, &touched.pins)?;
    hand_edits::write(connection, &plan.hand_edits, &touched.hand_edits)?;
    if touched.merged {
        merged::write_records(connection, &plan.merged)?;
    }
    merged::write_apart(connection, &plan.apart, &touched.apart)?;
    spellings::write(connection, &plan.spellings, &touched.spellings)
}

/// Reads the whole plan and checks every rule of it.
pub(crate) fn read(connection: &Connection) -> Result<Plan, StoreError> {
    let accounts = accounts::read_table(connection)?;
    let plan = Plan {
        info: settings::read_info(connection)?,
        hand_edits: hand_edits::read(connection, &accounts)?,
        merged: merged::read_records(connection)?,
        apart: merged::read_apart(connection)?,
        spellings: spellings::read(connection)?,
        accounts,
        sources: accounts::read_sources(connection)?,
        products: accounts::read_products(connection)?,
        computed: computed::read(connection)?,
        model: model::read_model(connection)?,
        tiers: model::read_tiers(connection)?,
        hues: model::read_hues(connection)?,
        gates: gates::read(connection)?,
        overrides: decisions::read_overrides(connection)?,
        override_budget: model::read_override_budget(connection)?,
        scenarios: scenarios::read(connection)?,
        steadiness: scenarios::read_steadiness(connection)?,
        move_period: scenarios::read_move_period(connection)?,
        moved_before: scenarios::read_moved_before(connection)?,
        axes: matrix::read_axes(connection)?,
        matrix: matrix::read_matrix(connection)?,
        opportunity: settings::read_opportunity(connection)?,
        coverage: settings::read_coverage(connection)?,
        reps: reps::read_reps(connection)?,
        territories: settings::read_territories(connection)?,
        owners: decisions::read_owners(connection)?,
        pinned: decisions::read_pins(connection)?,
        quotas: reps::read_quotas(connection)?,
    };
    plan.check().map_err(StoreError::damaged)?;
    Ok(plan)
}
