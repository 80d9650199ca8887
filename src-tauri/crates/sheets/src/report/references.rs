//! Figures from the literature that a plan is held against. Separate because each stands with its source, always.

/// One figure with where it comes from.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) topic: &'static str,
    pub(super) figure: &'static str,
    pub(super) source: &'static str,
}

const fn reference(topic: &'static str, figure: &'static str, source: &'static str) -> Reference {
    Reference { topic, figure, source }
}

pub(super) const REFERENCES: [Reference; 10] = [
    reference("Territories too large or too small", "55 %", "Sinha and Zoltners 2001"),
    reference(
        "Gain from good alignment",
        "2 to 7 % of revenue",
        "Zoltners and Lorimer 2000",
    ),
    reference(
        "Revenue lost when an account changes rep",
        "13.2 to 17.6 % of its annual sales",
        "Shi et al. 2017, Journal of Marketing 81(2)",
    ),
    reference(
        "Attainment to aim for",
        "60 to 70 % of reps at or above quota, 90 to 95 % above threshold",
        "Alexander Group",
    ),
    reference(
        "Over-assignment",
        "Most companies 11 to 25 %",
        "Survey in Kellblog, 2018",
    ),
    reference(
        "Quota : OTE",
        "4 : 1 to 6 : 1 (software as a service)",
        "Practitioners' rule",
    ),
    reference(
        "Span of control",
        "Mean 8.5 reps a manager, 5 to 10 advised",
        "Alexander Group",
    ),
    reference(
        "Selling time",
        "Selling 45 %, other work 30 %, travel 25 %",
        "Textbook example",
    ),
    reference("Balance of territories", "Within ±10 to 20 %", "Common practice"),
    reference(
        "Tier moves in a quarter",
        "At most about 20 % of the list",
        "Practitioners' rule",
    ),
];
