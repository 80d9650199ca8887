//! The program as a script meets it: what it prints where, what it leaves behind, and how it ends.

mod bad_input;
mod disks;
mod manners;
mod program;
