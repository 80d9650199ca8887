-- Conditions that accounts must meet, or must not, whatever their score. Without a field the condition is on the potential;
-- without a tier the gate takes accounts out of the plan, else it lets them no higher than that tier.

CREATE TABLE gate (
    id       INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    sense    TEXT    NOT NULL,
    field_id INTEGER,
    test     TEXT    NOT NULL,
    stops_at INTEGER
) STRICT;

-- The colours that people chose for tiers, best first; tiers without a row have the colour of their place.
CREATE TABLE tier_hue (
    position INTEGER PRIMARY KEY,
    hue      TEXT    NOT NULL
) STRICT;
