-- Devices with what became of them and the looks at them; the days of 災害時の特例. An entry that was a mistake is
-- taken back (voided) and stays.

CREATE TABLE device (
    id            TEXT PRIMARY KEY,
    number        INTEGER NOT NULL UNIQUE, -- #4; never used again
    kind          TEXT    NOT NULL CHECK (kind IN ('office', 'lent', 'own', 'temporary')),
    name          TEXT    NOT NULL,
    os            TEXT    NOT NULL,
    holder_id     TEXT REFERENCES staff (id),
    man_go        INTEGER NOT NULL CHECK (man_go IN (0, 1)),
    registered_on TEXT    NOT NULL,
    permitted_on  TEXT, -- the written permission (朝霞 様式2 第2条2)
    search_key    TEXT    NOT NULL,
    entered_at    TEXT    NOT NULL,
    changed_at    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX device_by_holder ON device (holder_id);

CREATE TABLE device_event (
    id          TEXT PRIMARY KEY,
    device_id   TEXT    NOT NULL REFERENCES device (id),
    kind        TEXT    NOT NULL CHECK (kind IN ('inUse', 'stored', 'lost', 'repair', 'retired')),
    on_day      TEXT    NOT NULL,
    erased      INTEGER NOT NULL CHECK (erased IN (0, 1)),
    note        TEXT    NOT NULL,
    entered_at  TEXT    NOT NULL,
    voided_at   TEXT,
    void_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX device_event_by_device ON device_event (device_id, on_day, entered_at) WHERE voided_at IS NULL;

CREATE TABLE device_check (
    id          TEXT PRIMARY KEY,
    device_id   TEXT NOT NULL REFERENCES device (id),
    on_day      TEXT NOT NULL,
    checked_by  TEXT REFERENCES staff (id), -- NULL: the manager
    note        TEXT NOT NULL,
    entered_at  TEXT NOT NULL,
    voided_at   TEXT,
    void_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX device_check_by_device ON device_check (device_id, on_day, entered_at) WHERE voided_at IS NULL;

CREATE TABLE device_check_answer (
    device_check_id TEXT    NOT NULL REFERENCES device_check (id),
    position        INTEGER NOT NULL,
    item            TEXT    NOT NULL, -- key in policy.toml
    answer          TEXT    NOT NULL CHECK (answer IN ('yes', 'no', 'considering')),
    PRIMARY KEY (device_check_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE disaster (
    started_on TEXT PRIMARY KEY,
    ended_on   TEXT,
    what       TEXT NOT NULL,
    entered_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
