-- People who were taken over from a table together, so that they can be taken back together.

CREATE TABLE import (
    id         TEXT PRIMARY KEY,
    number     INTEGER NOT NULL UNIQUE,
    kind       TEXT    NOT NULL,
    entered_at TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- No foreign key to the record: whether anything points at a card says whether it is in use, and this is no use of it.
CREATE TABLE import_record (
    import_id TEXT    NOT NULL REFERENCES import (id),
    position  INTEGER NOT NULL,
    noun      TEXT    NOT NULL CHECK (noun IN ('staff', 'care_recipient', 'consent')),
    record_id TEXT    NOT NULL UNIQUE,
    PRIMARY KEY (import_id, position)
) STRICT, WITHOUT ROWID;
