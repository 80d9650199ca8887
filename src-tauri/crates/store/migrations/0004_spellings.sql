-- How lists write a value of a field, and what the plan keeps it as. The accounts are those whose list wrote it so, by ID,
-- four bytes each, low byte first, ascending; some may be gone by now. None stand there when it is kept as it is written.

CREATE TABLE spelling (
    role     TEXT    NOT NULL,
    written  TEXT    NOT NULL,
    kept_as  TEXT    NOT NULL,
    by_hand  INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
    accounts BLOB    NOT NULL,
    PRIMARY KEY (role, written)
) STRICT, WITHOUT ROWID;
