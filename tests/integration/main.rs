//! What crosses crates: the real command handlers over a runtime without a window, and the sentences that people get for
//! files that cannot be used. One binary, because each one links WebKit.

mod backtest;
mod bad_input;
mod cells;
mod computed;
mod desk;
mod duplicates;
mod edges;
mod families;
mod firmness;
mod gates;
mod journey;
mod matrix;
mod model;
mod newer_list;
mod places;
mod prospects;
mod real_lists;
mod scenarios;
mod settings;
mod several_lists;
mod spellings;
mod tiers;
