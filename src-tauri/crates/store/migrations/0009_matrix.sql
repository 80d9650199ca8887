-- What criteria tell of accounts, where people said so; no field means the potential that the opportunity stage computes.
CREATE TABLE criterion_axis (
    position INTEGER PRIMARY KEY,
    field_id INTEGER,
    axis     TEXT NOT NULL
) STRICT;

-- The matrix of two measures.
CREATE TABLE matrix (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    settings TEXT    NOT NULL CHECK (json_valid(settings))
) STRICT;
