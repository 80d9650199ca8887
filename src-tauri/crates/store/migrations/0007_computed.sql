-- Columns that people compute from others. Formulas name columns by their number.
CREATE TABLE computed_field (
    id       INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    label    TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    formula  TEXT    NOT NULL
) STRICT;
