-- Patient groups with what they need before they are used, and the consents to pictures.

CREATE TABLE care_group (
    id                TEXT PRIMARY KEY,
    care_recipient_id TEXT NOT NULL REFERENCES care_recipient (id),
    opened_on         TEXT NOT NULL,
    manager_id        TEXT REFERENCES staff (id),
    doctor            TEXT, -- the physician's instruction or leave
    clinic            TEXT,
    instructed_on     TEXT,
    instructed_by     TEXT, -- by which means
    entered_at        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX care_group_by_recipient ON care_group (care_recipient_id, opened_on);

CREATE TABLE group_member (
    id            TEXT PRIMARY KEY,
    care_group_id TEXT NOT NULL REFERENCES care_group (id),
    kind          TEXT NOT NULL CHECK (kind IN ('doctor', 'staff', 'family')),
    name          TEXT NOT NULL,
    office        TEXT NOT NULL,
    role          TEXT NOT NULL,
    joined_on     TEXT NOT NULL,
    agreed_on     TEXT, -- the day on which the staff concerned agreed to the person or the family
    entered_at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX group_member_by_group ON group_member (care_group_id, joined_on);

CREATE TABLE photo_consent (
    id                TEXT PRIMARY KEY,
    care_recipient_id TEXT NOT NULL REFERENCES care_recipient (id),
    on_day            TEXT NOT NULL,
    kind              TEXT NOT NULL CHECK (kind IN ('person', 'family', 'facility-prior')),
    subject           TEXT NOT NULL,
    purpose           TEXT NOT NULL,
    means             TEXT NOT NULL,
    taken_by          TEXT REFERENCES staff (id),
    entered_at        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX photo_consent_by_recipient ON photo_consent (care_recipient_id, on_day);
