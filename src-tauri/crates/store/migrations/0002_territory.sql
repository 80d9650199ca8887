-- How much it counts that an account keeps its owner, when accounts are assigned. Plans from before weighed both alike.

CREATE TABLE territory (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    continuity INTEGER NOT NULL
) STRICT;

INSERT INTO territory (id, continuity) VALUES (1, 500);
