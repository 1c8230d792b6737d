-- 持ち出し: the slip, the decision, the return.

CREATE TABLE takeout (
    id              TEXT PRIMARY KEY,
    applicant_id    TEXT NOT NULL REFERENCES staff (id),
    medium          TEXT NOT NULL,
    content         TEXT NOT NULL,
    purpose         TEXT NOT NULL,
    place           TEXT NOT NULL,
    from_day        TEXT NOT NULL,
    until_day       TEXT NOT NULL,
    asked_on        TEXT NOT NULL,
    decided_by      TEXT REFERENCES staff (id), -- NULL: the manager
    decided_on      TEXT,                       -- NULL: it waits
    approved        INTEGER CHECK (approved IN (0, 1)),
    decline_reason  TEXT,
    returned_on     TEXT,
    returned_to     TEXT REFERENCES staff (id), -- NULL: the manager
    erased          INTEGER CHECK (erased IN (0, 1)),
    return_note     TEXT,
    entered_at      TEXT NOT NULL,
    voided_at       TEXT,
    void_reason     TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX takeout_by_day ON takeout (asked_on, entered_at);
CREATE INDEX takeout_open ON takeout (until_day)
    WHERE returned_on IS NULL AND voided_at IS NULL AND approved IS NOT 0;

CREATE TABLE takeout_device (
    takeout_id TEXT NOT NULL REFERENCES takeout (id),
    device_id  TEXT NOT NULL REFERENCES device (id),
    PRIMARY KEY (takeout_id, device_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX takeout_by_device ON takeout_device (device_id);
