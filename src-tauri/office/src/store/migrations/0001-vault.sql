-- The vault itself: what it is, and the log of acts. The nouns come with 0002.

PRAGMA application_id = 1380862787; -- "RNKC"

-- One row: says which keys.json belongs to this file.
CREATE TABLE meta (
    one          INTEGER PRIMARY KEY CHECK (one = 1),
    vault_id     TEXT    NOT NULL,
    practice     INTEGER NOT NULL CHECK (practice IN (0, 1)),
    created_utc  TEXT    NOT NULL,
    created_with TEXT    NOT NULL  -- version of the program
) STRICT;

-- Who did what when (A1). No names: random ids only. Each row seals the one before it.
CREATE TABLE acts (
    seq      INTEGER PRIMARY KEY,
    utc      TEXT    NOT NULL,  -- 2026-11-20T03:00:00.000Z
    offset_s INTEGER NOT NULL,  -- seconds the PC's clock was ahead of UTC
    user_id  TEXT    NOT NULL,  -- slot; empty when nobody was known
    role     TEXT    NOT NULL,
    app      TEXT    NOT NULL,  -- version of the program
    verb     TEXT    NOT NULL,
    noun     TEXT    NOT NULL,
    id       TEXT,              -- of the record
    fields   TEXT    NOT NULL,  -- names of the fields that changed, separated by commas
    changed  BLOB,              -- HMAC of the values before and after, so that they cannot be guessed
    reason   TEXT,
    prev_mac BLOB    NOT NULL,
    mac      BLOB    NOT NULL
) STRICT;

CREATE TRIGGER acts_are_not_edited BEFORE UPDATE ON acts
BEGIN SELECT RAISE(ABORT, 'the log of acts is not edited'); END;

CREATE TRIGGER acts_are_not_deleted BEFORE DELETE ON acts
BEGIN SELECT RAISE(ABORT, 'the log of acts is not deleted from'); END;

-- The last row of the log, sealed: rows missing at the end are noticed too.
CREATE TABLE log_head (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    seq  INTEGER NOT NULL,
    seal BLOB    NOT NULL
) STRICT;
