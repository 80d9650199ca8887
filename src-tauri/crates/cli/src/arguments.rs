//! What the command line takes.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Turns account lists into a sales plan: tiers, opportunity, coverage, territories, quotas, workbook.
#[derive(Debug, Parser)]
#[command(name = "tierline-cli", version, about, after_help = EXAMPLES, arg_required_else_help = true)]
#[command(max_term_width = 120)]
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

  “tierline-cli help COMMAND” shows every option of a command, with examples.

Exit codes: 0 done, 1 the input cannot be used or the output not written, 2 wrong usage, 130 stopped by Ctrl+C.
Errors are plain sentences on standard error. --json prints one object on standard output; its fields are documented in
src-tauri/crates/cli/JSON.md and stay as they are.";

const INSPECT_EXAMPLES: &str = "\
Examples:
  What is in the workbook, and what would each column be taken for?
      tierline-cli inspect accounts.xlsx
  The same for another of its sheets:
      tierline-cli inspect accounts.xlsx --sheet Prospects
  All of it for a script:
      tierline-cli inspect accounts.xlsx --json

Nothing is written. The file may be open in another program.";

const PLAN_EXAMPLES: &str = "\
Examples:
  From the list to tiers, potential and coverage:
      tierline-cli plan accounts.xlsx --out plan.xlsx
  With territories and quotas, and a plan to open in the app:
      tierline-cli plan accounts.xlsx --reps reps.xlsx --target 31M --out plan.xlsx --save plan.tierline
  Customers and prospects from two files, all of them in Swiss francs:
      tierline-cli plan customers.xlsx prospects.csv --currency CHF --out plan.xlsx
  By your own weights and tiers, with a file settings.json that holds
  { \"tiers\": { \"names\": [\"A\", \"B\", \"C\"], \"byShare\": [0.1, 0.35] } }
  (JSON.md beside the source lists every setting):
      tierline-cli plan accounts.xlsx --settings settings.json --out plan.xlsx

A workbook that stands there is replaced when the new one is whole; a plan only with --replace. The same lists, options and
seed give the same plan.";

const EXPORT_EXAMPLES: &str = "\
Examples:
  The workbook of a plan that was changed in the app, which may have it open:
      tierline-cli export plan.tierline --out plan.xlsx
  The same under another name, in a folder that is there:
      tierline-cli export plan.tierline --out \"for leadership/plan FY 2027.xlsx\"";

const CHECK_EXAMPLES: &str = "\
Examples:
  Is the file whole, and does every figure add up?
      tierline-cli check plan.tierline
  The same for a script:
      tierline-cli check plan.tierline --json

The exit code is 1 when anything is wrong; what it is stands in the output. The file is not changed.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(after_help = INSPECT_EXAMPLES)]
    /// Say what a file holds: sheets, header row, and for each column its type, its field and how sure that is
    Inspect {
        /// A workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) a text file (.csv, .tsv, .txt), or an export as a web page or XML
        file: PathBuf,
        /// Look at this sheet instead of the one that looks like an account list
        #[arg(long)]
        sheet: Option<String>,
        /// Print one JSON object instead of text
        #[arg(long)]
        json: bool,
    },
    /// Do the whole job: read, score, tier, size, staff, assign, set quotas, and write the leadership workbook
    #[command(after_help = PLAN_EXAMPLES)]
    Plan(PlanArguments),
    #[command(after_help = EXPORT_EXAMPLES)]
    /// Write the leadership workbook of a plan
    Export {
        /// A plan file (.tierline)
        plan: PathBuf,
        /// The workbook to write (.xlsx); an old one is replaced only when the new one is whole
        #[arg(long, value_name = "FILE.xlsx")]
        out: PathBuf,
        /// Print one JSON object instead of text
        #[arg(long)]
        json: bool,
    },
    #[command(after_help = CHECK_EXAMPLES)]
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
    /// Account lists, put below one another; lists of sales, activities or deals join their accounts
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The leadership workbook to write (.xlsx)
    #[arg(long, value_name = "FILE.xlsx")]
    pub(crate) out: PathBuf,
    /// Keep the plan in this file (.tierline), to open it in the app
    #[arg(long, value_name = "FILE.tierline")]
    pub(crate) save: Option<PathBuf>,
    /// Replace the file named by --save when it is there already
    #[arg(long, requires = "save")]
    pub(crate) replace: bool,
    /// A list of reps; without it, a sheet of reps in one of the lists is used
    #[arg(long, value_name = "FILE")]
    pub(crate) reps: Option<PathBuf>,
    /// Company target in the currency of the list, such as 31000000 or 31M
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    pub(crate) target: Option<String>,
    /// What the amounts of all lists are in, such as EUR; without it, what the lists themselves say. Nothing is converted
    #[arg(long, value_name = "CODE")]
    pub(crate) currency: Option<String>,
    /// Weights, tiers, coverage and quota rules, as JSON
    #[arg(long, value_name = "FILE.json")]
    pub(crate) settings: Option<PathBuf>,
    /// Settles ties; the same seed gives the same plan
    #[arg(long, value_name = "N", value_parser = whole)]
    pub(crate) seed: Option<u64>,
    /// Print one JSON object instead of text
    #[arg(long)]
    pub(crate) json: bool,
}

fn whole(text: &str) -> Result<u64, String> {
    text.parse()
        .map_err(|_| "it must be a whole number, 0 or more".to_owned())
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
