-- Ways to tier that were kept, with the tiers they gave then. The rules are JSON: nobody asks for a part of them.
CREATE TABLE scenario (
    id      INTEGER PRIMARY KEY,
    name    TEXT    NOT NULL,
    kept_on INTEGER NOT NULL,
    author  TEXT    NOT NULL,
    rules   TEXT    NOT NULL CHECK (json_valid(rules)),
    -- An account after the other: how much its number is above the last one's, seven bits a byte with the high bit set on
    -- all but the last, then its tier; 255 is out of the plan.
    placed  BLOB    NOT NULL
) STRICT;

-- What keeps accounts in the tiers that were agreed on.
CREATE TABLE steadiness (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    agreed     INTEGER REFERENCES scenario (id) DEFERRABLE INITIALLY DEFERRED,
    margin     INTEGER NOT NULL,
    most_moves INTEGER
) STRICT;
