-- Cells that a person changed, with the value the list last gave them: text as text, numbers and percentages as floats,
-- amounts in minor units, days since 1970-01-01, and 0 or 1 for no and yes; NULL where the list left the cell blank.

CREATE TABLE hand_edit (
    account_id INTEGER NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    field_id   INTEGER NOT NULL REFERENCES field (id) DEFERRABLE INITIALLY DEFERRED,
    given      ANY,
    PRIMARY KEY (account_id, field_id)
) STRICT, WITHOUT ROWID;
