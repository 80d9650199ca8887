//! The methods beside their oracles: not a matter of time, and printed with the rest so that one table tells all.

use tierline_engine::oracles::agreements;

/// Prints how near every method comes to what others compute for the same figures.
pub(crate) fn print() {
    println!(
        "\nMethod                                        Oracle                          Figures   Largest difference"
    );
    for each in agreements() {
        let said = if each.holds() { "agrees" } else { "DIFFERS" };
        println!(
            "{:<45} {:<31} {:>7}   {:.1e}, {said} to {} decimals",
            each.method, each.oracle, each.figures, each.difference, each.digits
        );
    }
}
