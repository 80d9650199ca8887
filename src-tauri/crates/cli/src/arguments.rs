//! What the command line takes.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Turns account lists into a sales plan: tiers, opportunity, coverage, territories, quotas, workbook.
#[derive(Debug, Parser)]
#[command(name = "tierline-cli", version, about, after_help = EXAMPLES, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  See what a list holds before you use it:
      tierline-cli inspect accounts.xlsx
  The whole job, from the list to the workbook for leadership:
      tierline-cli plan accounts.xlsx --reps reps.xlsx --target 31000000 --out plan.xlsx --save plan.tierline
  The workbook once more, from a plan that was changed in the app:
      tierline-cli export plan.tierline --out plan.xlsx

Exit codes: 0 done, 1 the input cannot be used or the output not written, 2 wrong usage.
Errors are one sentence on standard error. --json prints one object on standard output; its fields are documented in
src-tauri/crates/cli/JSON.md and stay as they are.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what a file holds: sheets, header row, and for each column its type, its field and how sure that is
    Inspect {
        /// A workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) or a text file (.csv, .tsv, .txt)
        file: PathBuf,
        /// Look at this sheet instead of the one that looks like an account list
        #[arg(long)]
        sheet: Option<String>,
        /// Print one JSON object instead of text
        #[arg(long)]
        json: bool,
    },
    /// Do the whole job: read, score, tier, size, staff, assign, set quotas, and write the leadership workbook
    Plan(PlanArguments),
    /// Write the leadership workbook of a plan
    Export {
        /// A plan file (.tierline)
        plan: PathBuf,
        /// The workbook to write; an old one is replaced only when the new one is whole
        #[arg(long)]
        out: PathBuf,
    },
    /// Check that a plan file is whole and that every figure in it adds up
    Check {
        /// A plan file (.tierline)
        plan: PathBuf,
        /// Print one JSON object instead of text
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct PlanArguments {
    /// Account lists; several are put below one another
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The leadership workbook to write (.xlsx)
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// Keep the plan in this file (.tierline), to open it in the app
    #[arg(long)]
    pub(crate) save: Option<PathBuf>,
    /// Replace the file named by --save when it is there already
    #[arg(long, requires = "save")]
    pub(crate) replace: bool,
    /// A list of reps; without it, a sheet of reps in the first list is used
    #[arg(long)]
    pub(crate) reps: Option<PathBuf>,
    /// Company target in the currency of the list, such as 31000000 or 31M
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) target: Option<String>,
    /// Weights, tiers, coverage and quota rules, as JSON
    #[arg(long, value_name = "FILE.json")]
    pub(crate) settings: Option<PathBuf>,
    /// Settles ties; the same seed gives the same plan
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Print one JSON object instead of text
    #[arg(long)]
    pub(crate) json: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Arguments::command().debug_assert();
    }
}
