-- Money is in minor units of the plan's currency, days are counted from 1970-01-01, shares are in per mille.
-- References are deferred: a change is written part by part and must only fit as a whole.

CREATE TABLE plan_info (
    id           INTEGER PRIMARY KEY CHECK (id = 1),
    name         TEXT    NOT NULL,
    period       TEXT    NOT NULL,
    currency     TEXT    NOT NULL,
    minor_digits INTEGER NOT NULL CHECK (minor_digits BETWEEN 0 AND 18),
    as_of        INTEGER NOT NULL,
    -- An unsigned number, held bit by bit.
    seed         INTEGER NOT NULL
) STRICT;

CREATE TABLE source_file (
    position      INTEGER PRIMARY KEY,
    file          TEXT    NOT NULL,
    sheet         TEXT    NOT NULL,
    rows_read     INTEGER NOT NULL,
    rows_left_out INTEGER NOT NULL,
    imported_on   INTEGER NOT NULL
) STRICT;

CREATE TABLE product (
    position INTEGER PRIMARY KEY,
    id       INTEGER NOT NULL,
    name     TEXT    NOT NULL
) STRICT;

CREATE TABLE field (
    id         INTEGER PRIMARY KEY,
    position   INTEGER NOT NULL,
    role       TEXT    NOT NULL,
    product_id INTEGER,
    kind       TEXT    NOT NULL,
    label      TEXT    NOT NULL,
    CHECK ((role = 'product_revenue') = (product_id IS NOT NULL))
) STRICT;

-- The accounts by their ID, which is also their order. Their values stand in the chunks.
CREATE TABLE account (
    id INTEGER PRIMARY KEY
) STRICT;

-- 4,096 rows of one column each; the last chunk of a column holds the rest.
CREATE TABLE account_chunk (
    field_id INTEGER NOT NULL REFERENCES field (id) DEFERRABLE INITIALLY DEFERRED,
    chunk    INTEGER NOT NULL CHECK (chunk >= 0),
    data     BLOB    NOT NULL,
    PRIMARY KEY (field_id, chunk)
) STRICT;

-- What the codes in the chunks of a category column stand for.
CREATE TABLE category_value (
    field_id INTEGER NOT NULL REFERENCES field (id) DEFERRABLE INITIALLY DEFERRED,
    code     INTEGER NOT NULL CHECK (code >= 0),
    value    TEXT    NOT NULL,
    PRIMARY KEY (field_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE criterion (
    id       INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    standard TEXT,
    -- No field means the potential that the opportunity stage computes.
    field_id INTEGER,
    weight   INTEGER NOT NULL,
    locked   INTEGER NOT NULL CHECK (locked IN (0, 1)),
    missing  TEXT    NOT NULL,
    curve    TEXT    NOT NULL CHECK (json_valid(curve))
) STRICT;

CREATE TABLE tier (
    position INTEGER PRIMARY KEY,
    name     TEXT    NOT NULL
) STRICT;

CREATE TABLE tier_cut (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    rule TEXT    NOT NULL CHECK (json_valid(rule))
) STRICT;

CREATE TABLE tier_override (
    account_id INTEGER PRIMARY KEY REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    -- No tier means excluded from the plan.
    tier       INTEGER CHECK (tier BETWEEN 0 AND 255),
    reason     TEXT    NOT NULL,
    author     TEXT    NOT NULL,
    set_on     INTEGER NOT NULL,
    expires    INTEGER
) STRICT;

CREATE TABLE opportunity (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    peer_percentile INTEGER NOT NULL,
    fewest_peers    INTEGER NOT NULL
) STRICT;

CREATE TABLE coverage (
    id             INTEGER PRIMARY KEY CHECK (id = 1),
    hours_per_week INTEGER NOT NULL,
    weeks_per_year INTEGER NOT NULL,
    selling_share  INTEGER NOT NULL
) STRICT;

CREATE TABLE coverage_tier (
    position                 INTEGER PRIMARY KEY,
    touches_per_year         INTEGER NOT NULL,
    minutes_per_touch        INTEGER NOT NULL,
    travel_minutes_per_touch INTEGER NOT NULL
) STRICT;

CREATE TABLE rep (
    id                 INTEGER PRIMARY KEY,
    position           INTEGER NOT NULL,
    name               TEXT    NOT NULL,
    role               TEXT,
    base_city          TEXT,
    country            TEXT,
    start              INTEGER,
    share_of_full_time INTEGER NOT NULL,
    last_quota         INTEGER,
    last_result        INTEGER,
    ote                INTEGER
) STRICT;

-- No index by rep: it would slow the assignment of a whole list for the sake of the rare day a rep leaves.
CREATE TABLE account_owner (
    account_id INTEGER PRIMARY KEY REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    rep_id     INTEGER NOT NULL REFERENCES rep (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE owner_pin (
    account_id INTEGER PRIMARY KEY REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE quota (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    target          INTEGER,
    over_assignment INTEGER NOT NULL,
    history_weight  INTEGER NOT NULL,
    step            INTEGER NOT NULL
) STRICT;

CREATE TABLE quota_rule (
    rep_id INTEGER PRIMARY KEY REFERENCES rep (id) DEFERRABLE INITIALLY DEFERRED,
    -- No amount means that the rep carries no quota.
    fixed  INTEGER
) STRICT;

-- What was done, oldest first; what was undone stands after what was not. An entry carries the change that would
-- move the plan across it: back while it is done, forward again while it is undone.
CREATE TABLE change_log (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    label   TEXT    NOT NULL,
    -- Milliseconds since 1970-01-01 UTC.
    at      INTEGER NOT NULL,
    undone  INTEGER NOT NULL CHECK (undone IN (0, 1)),
    payload BLOB    NOT NULL
) STRICT;

-- Where the window stood: no part of the plan, so never in the log.
CREATE TABLE ui_state (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
