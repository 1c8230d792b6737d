-- 紛失・事故. The times of the steps are added to, never changed: the newest of a step counts, the former stay readable.

CREATE TABLE incident (
    id          TEXT PRIMARY KEY,
    cause       TEXT    NOT NULL CHECK (cause IN ('loss', 'theft', 'intrusion', 'misdirected', 'other')),
    happened_on TEXT    NOT NULL,
    known_on    TEXT    NOT NULL,
    device_id   TEXT REFERENCES device (id),
    staff_id    TEXT REFERENCES staff (id),
    encrypted   INTEGER CHECK (encrypted IN (0, 1)), -- NULL: not known
    wrongful    INTEGER NOT NULL CHECK (wrongful IN (0, 1)),
    note        TEXT    NOT NULL,
    closed_on   TEXT,
    entered_at  TEXT    NOT NULL,
    changed_at  TEXT    NOT NULL,
    voided_at   TEXT,
    void_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_by_day ON incident (known_on, entered_at);
CREATE INDEX incident_open ON incident (known_on) WHERE closed_on IS NULL AND voided_at IS NULL;
CREATE INDEX incident_by_staff ON incident (staff_id, known_on) WHERE voided_at IS NULL;

CREATE TABLE incident_step (
    incident_id TEXT NOT NULL REFERENCES incident (id),
    step        TEXT NOT NULL, -- key of the region's step
    done_at     TEXT NOT NULL, -- at the office
    entered_at  TEXT NOT NULL,
    PRIMARY KEY (incident_id, step, entered_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_recipient (
    incident_id       TEXT NOT NULL REFERENCES incident (id),
    care_recipient_id TEXT NOT NULL REFERENCES care_recipient (id),
    PRIMARY KEY (incident_id, care_recipient_id)
) STRICT, WITHOUT ROWID;
