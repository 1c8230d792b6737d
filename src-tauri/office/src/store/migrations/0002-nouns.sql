-- The nouns of the office. `…_on` is a day something took effect, `entered_at` the time it was typed in.

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE office (
    only                INTEGER PRIMARY KEY CHECK (only = 1),
    name                TEXT NOT NULL,
    postal_code         TEXT NOT NULL,
    address             TEXT NOT NULL,
    tel                 TEXT NOT NULL,
    fax                 TEXT NOT NULL,
    manager_family      TEXT,
    manager_given       TEXT,
    manager_family_kana TEXT,
    manager_given_kana  TEXT,
    entered_at          TEXT NOT NULL
) STRICT;

CREATE TABLE staff (
    id            TEXT PRIMARY KEY,
    family        TEXT NOT NULL,
    given         TEXT NOT NULL,
    family_kana   TEXT NOT NULL,
    given_kana    TEXT NOT NULL,
    profession    TEXT NOT NULL,
    email         TEXT NOT NULL,
    mcs_id        TEXT NOT NULL,
    registered_on TEXT,
    released_on   TEXT,
    search_key    TEXT NOT NULL,
    kana_sort     TEXT NOT NULL,
    entered_at    TEXT NOT NULL,
    changed_at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_by_kana ON staff (kana_sort, id);

CREATE TABLE mcs_manager_term (
    staff_id   TEXT NOT NULL REFERENCES staff (id),
    started_on TEXT NOT NULL,
    ended_on   TEXT,
    entered_at TEXT NOT NULL,
    PRIMARY KEY (staff_id, started_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE pledge (
    id             TEXT PRIMARY KEY,
    staff_id       TEXT NOT NULL REFERENCES staff (id),
    existing_paper TEXT, -- NULL: the region's own form was signed
    on_day         TEXT NOT NULL,
    entered_at     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pledge_by_staff ON pledge (staff_id, entered_at);

CREATE TABLE care_recipient (
    id          TEXT PRIMARY KEY,
    family      TEXT NOT NULL,
    given       TEXT NOT NULL,
    family_kana TEXT NOT NULL,
    given_kana  TEXT NOT NULL,
    born_on     TEXT,
    postal_code TEXT NOT NULL,
    address     TEXT NOT NULL,
    phone       TEXT NOT NULL,
    note        TEXT NOT NULL,
    search_key  TEXT NOT NULL,
    kana_sort   TEXT NOT NULL,
    entered_at  TEXT NOT NULL,
    changed_at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX care_recipient_by_kana ON care_recipient (kana_sort, id);

CREATE TABLE family_member (
    id                TEXT PRIMARY KEY,
    care_recipient_id TEXT NOT NULL REFERENCES care_recipient (id),
    position          INTEGER NOT NULL,
    family            TEXT NOT NULL,
    given             TEXT NOT NULL,
    family_kana       TEXT NOT NULL,
    given_kana        TEXT NOT NULL,
    relationship      TEXT NOT NULL,
    own_address       TEXT, -- NULL: lives at the care recipient's address
    phone             TEXT NOT NULL,
    left_out          INTEGER NOT NULL DEFAULT 0 -- taken off the card; kept because a consent may name them
) STRICT, WITHOUT ROWID;
CREATE INDEX family_by_recipient ON family_member (care_recipient_id, position);

CREATE TABLE consent (
    id                TEXT PRIMARY KEY,
    care_recipient_id TEXT NOT NULL REFERENCES care_recipient (id),
    control_number    TEXT NOT NULL UNIQUE, -- never used again
    region            TEXT NOT NULL,
    edition           TEXT NOT NULL,
    signer            TEXT NOT NULL CHECK (signer IN ('person', 'family', 'proxy')),
    family_id         TEXT REFERENCES family_member (id),
    proxy_id          TEXT REFERENCES family_member (id),
    proxy_reason      TEXT NOT NULL, -- as foreseen before the visit
    explained_by      TEXT REFERENCES staff (id),
    visit_on          TEXT,
    preprint          INTEGER NOT NULL,
    printed_on        TEXT NOT NULL,
    pdf_sha256        TEXT NOT NULL REFERENCES pdf (sha256),
    original_place    TEXT,
    copy_handed_to    TEXT,
    copy_handed_on    TEXT,
    entered_at        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_by_recipient ON consent (care_recipient_id, entered_at);

-- A signed consent as it was frozen. A correction adds a row; no row is ever changed.
CREATE TABLE consent_version (
    consent_id          TEXT NOT NULL REFERENCES consent (id),
    number              INTEGER NOT NULL,
    reason              TEXT NOT NULL, -- why it was corrected; empty for the first
    signed_on           TEXT NOT NULL,
    by_person           INTEGER NOT NULL,
    family_signed       INTEGER NOT NULL,
    family_family       TEXT,
    family_given        TEXT,
    family_family_kana  TEXT,
    family_given_kana   TEXT,
    family_relationship TEXT,
    family_address      TEXT,
    proxy_signed        INTEGER NOT NULL,
    proxy_family        TEXT,
    proxy_given         TEXT,
    proxy_family_kana   TEXT,
    proxy_given_kana    TEXT,
    proxy_relationship  TEXT,
    proxy_address       TEXT,
    proxy_reason        TEXT,
    explained_by        TEXT REFERENCES staff (id),
    region              TEXT NOT NULL,
    edition             TEXT NOT NULL,
    pdf_sha256          TEXT NOT NULL REFERENCES pdf (sha256),
    frozen_at           TEXT NOT NULL,
    PRIMARY KEY (consent_id, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER consent_version_is_frozen BEFORE UPDATE ON consent_version
BEGIN SELECT raise(ABORT, 'a frozen consent is never changed'); END;
CREATE TRIGGER consent_version_stays BEFORE DELETE ON consent_version
BEGIN SELECT raise(ABORT, 'a frozen consent is never deleted'); END;

CREATE TABLE pdf (
    sha256 TEXT PRIMARY KEY,
    bytes  BLOB NOT NULL
) STRICT;

CREATE TABLE paper (
    id             TEXT PRIMARY KEY,
    title          TEXT NOT NULL,
    edition        TEXT NOT NULL,
    staff_id       TEXT REFERENCES staff (id),
    consent_id     TEXT REFERENCES consent (id),
    pages          INTEGER NOT NULL,
    printed        INTEGER NOT NULL, -- 1: opened for printing, 0: saved as a file
    pdf_sha256     TEXT NOT NULL,
    made_at        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_by_time ON paper (made_at);

CREATE TABLE submission (
    id          TEXT PRIMARY KEY,
    destination TEXT NOT NULL,
    send        TEXT NOT NULL, -- 原本 or 写し
    items       TEXT NOT NULL, -- titles, one a line
    sent_on     TEXT NOT NULL,
    entered_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Duties that a person closed with a date; all others are derived.
CREATE TABLE duty_closed (
    key        TEXT PRIMARY KEY,
    on_day     TEXT NOT NULL,
    entered_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    key      TEXT PRIMARY KEY,
    body     TEXT NOT NULL,
    saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A member of staff with the newest pledge and the newest term as MCS管理者.
CREATE VIEW staff_now AS
SELECT s.id, s.family, s.given, s.family_kana, s.given_kana, s.profession, s.email, s.mcs_id, s.registered_on, s.released_on,
       p.id AS pledge_id, p.existing_paper, p.on_day, m.started_on, m.ended_on, s.search_key, s.kana_sort, s.entered_at
FROM staff s
LEFT JOIN pledge p ON p.id = (SELECT id FROM pledge WHERE staff_id = s.id ORDER BY entered_at DESC, id LIMIT 1)
LEFT JOIN mcs_manager_term m ON m.staff_id = s.id
    AND m.started_on = (SELECT max(started_on) FROM mcs_manager_term WHERE staff_id = s.id);

-- A consent with its newest frozen version.
CREATE VIEW consent_now AS
SELECT c.*, v.number, v.signed_on, v.by_person, v.family_signed, v.family_family, v.family_given,
       v.family_family_kana, v.family_given_kana, v.family_relationship, v.family_address,
       v.proxy_signed, v.proxy_family, v.proxy_given, v.proxy_family_kana, v.proxy_given_kana,
       v.proxy_relationship, v.proxy_address, v.proxy_reason AS proxy_reason_then,
       v.explained_by AS explained_by_then
FROM consent c
LEFT JOIN consent_version v ON v.consent_id = c.id
    AND v.number = (SELECT max(number) FROM consent_version WHERE consent_id = c.id);
