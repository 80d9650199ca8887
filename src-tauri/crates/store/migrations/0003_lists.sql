-- Cells that a person changed, with the value the list last gave them: text as text, numbers and percentages as floats,
-- amounts in minor units, days since 1970-01-01, and 0 or 1 for no and yes; NULL where the list left the cell blank.

CREATE TABLE hand_edit (
    account_id INTEGER NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    field_id   INTEGER NOT NULL REFERENCES field (id) DEFERRABLE INITIALLY DEFERRED,
    given      ANY,
    PRIMARY KEY (account_id, field_id)
) STRICT, WITHOUT ROWID;

-- Records that were merged into accounts, by what lists call them.
CREATE TABLE merged_record (
    position   INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    record_id  TEXT,
    name       TEXT    NOT NULL,
    city       TEXT,
    country    TEXT
) STRICT;

-- Accounts that look alike and are two, a person said. They may be gone by now.
CREATE TABLE kept_apart (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
