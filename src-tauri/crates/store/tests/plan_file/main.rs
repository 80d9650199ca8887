//! The plan file from outside: what a crash, a second window, a foreign file or an older app does to it.

mod crash;
mod fixture;
mod law;
mod opening;
mod support;
