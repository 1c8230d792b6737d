-- Groups of three kinds with their dated events and managers, the log of who took part from when to when, the end of
-- somebody's care, the withdrawal of a consent, and the disposal of its paper. No state is kept: it follows from the days.

CREATE TABLE mcs_group (
    id                TEXT PRIMARY KEY,
    kind              TEXT NOT NULL CHECK (kind IN ('care', 'open', 'link')),
    care_recipient_id TEXT REFERENCES care_recipient (id),
    name              TEXT NOT NULL, -- of an open group its name, of a link with whom
    purpose           TEXT NOT NULL,
    wants_listing     INTEGER NOT NULL,
    system            TEXT NOT NULL CHECK (system IN ('mcs', 'second')),
    doctor            TEXT, -- the physician's instruction or leave
    clinic            TEXT,
    instructed_on     TEXT,
    instructed_by     TEXT, -- by which means
    arrangement       TEXT NOT NULL,
    delegated         INTEGER NOT NULL,
    entered_at        TEXT NOT NULL,
    CHECK (kind <> 'open' OR care_recipient_id IS NULL), -- no data of a patient in an open group
    CHECK (kind <> 'care' OR care_recipient_id IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX mcs_group_by_recipient ON mcs_group (care_recipient_id);

-- Numbered in the order of their days; one is never changed, only marked as a mistake.
CREATE TABLE group_event (
    group_id    TEXT NOT NULL REFERENCES mcs_group (id),
    number      INTEGER NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('opened', 'archived', 'reopened', 'deletion-requested', 'deletion-sent', 'deleted')),
    on_day      TEXT NOT NULL,
    reason      TEXT CHECK (reason IN ('died', 'support-ended', 'moved', 'other')), -- of archiving
    party       TEXT NOT NULL, -- who asked for the deletion, or whom it was sent to
    means       TEXT NOT NULL,
    note        TEXT NOT NULL,
    voided_on   TEXT,
    void_reason TEXT,
    entered_at  TEXT NOT NULL,
    PRIMARY KEY (group_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_event_deletion ON group_event (group_id) WHERE kind = 'deletion-requested';

CREATE TABLE group_manager (
    id          TEXT PRIMARY KEY,
    group_id    TEXT NOT NULL REFERENCES mcs_group (id),
    staff_id    TEXT REFERENCES staff (id), -- NULL: somebody of another office
    name        TEXT NOT NULL,
    office      TEXT NOT NULL,
    started_on  TEXT NOT NULL,
    ended_on    TEXT,
    voided_on   TEXT,
    void_reason TEXT,
    entered_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX group_manager_by_group ON group_manager (group_id, started_on);
CREATE INDEX group_manager_by_staff ON group_manager (staff_id) WHERE ended_on IS NULL AND voided_on IS NULL;

CREATE TABLE membership (
    id             TEXT PRIMARY KEY,
    group_id       TEXT NOT NULL REFERENCES mcs_group (id),
    kind           TEXT NOT NULL CHECK (kind IN ('staff', 'colleague', 'doctor', 'family')),
    staff_id       TEXT REFERENCES staff (id), -- of our own staff
    name           TEXT NOT NULL,
    office         TEXT NOT NULL,
    role           TEXT NOT NULL,
    agreed_on      TEXT, -- the day on which the staff concerned agreed to the person or the family
    invited_on     TEXT,
    approved_on    TEXT,
    joined_on      TEXT NOT NULL,
    off_case_on    TEXT, -- off the case, and to be released
    released_on    TEXT,
    release_reason TEXT CHECK (release_reason IN ('off-case', 'left-office', 'own-wish', 'group-ended', 'other')),
    release_note   TEXT NOT NULL,
    voided_on      TEXT,
    void_reason    TEXT,
    entered_at     TEXT NOT NULL,
    CHECK ((kind = 'staff') = (staff_id IS NOT NULL)),
    CHECK (released_on IS NULL OR released_on >= joined_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_by_group ON membership (group_id, joined_on);
CREATE INDEX membership_by_staff ON membership (staff_id, joined_on) WHERE staff_id IS NOT NULL;
CREATE INDEX membership_running ON membership (staff_id) WHERE staff_id IS NOT NULL AND released_on IS NULL AND voided_on IS NULL;

INSERT INTO mcs_group
SELECT id, 'care', care_recipient_id, '', '', 0, 'mcs', doctor, clinic, instructed_on, instructed_by, '', 0, entered_at
FROM care_group;

INSERT INTO group_event
SELECT id, 1, 'opened', opened_on, NULL, '', '', '', NULL, NULL, entered_at
FROM care_group;

INSERT INTO group_manager
SELECT lower(hex(randomblob(8))), id, manager_id, '', '', opened_on, NULL, NULL, NULL, entered_at
FROM care_group
WHERE manager_id IS NOT NULL;

-- Staff were kept by name alone. Where exactly one of our own has it, it is that person; otherwise a colleague's.
INSERT INTO membership
SELECT m.id, m.care_group_id,
       CASE WHEN m.kind = 'staff' AND s.id IS NULL THEN 'colleague' ELSE m.kind END,
       s.id, iif(s.id IS NULL, m.name, ''), iif(s.id IS NULL, m.office, ''), iif(s.id IS NULL, m.role, ''),
       m.agreed_on, NULL, NULL, m.joined_on, NULL, NULL, NULL, '', NULL, NULL, m.entered_at
FROM group_member m
LEFT JOIN staff s ON m.kind = 'staff' AND trim(s.family || ' ' || s.given) = m.name
    AND (SELECT count(*) FROM staff n WHERE trim(n.family || ' ' || n.given) = m.name) = 1;

DROP TABLE group_member;
DROP TABLE care_group;

CREATE TABLE recipient_end (
    id                TEXT PRIMARY KEY,
    care_recipient_id TEXT NOT NULL REFERENCES care_recipient (id),
    kind              TEXT NOT NULL CHECK (kind IN ('died', 'support-ended', 'moved')),
    on_day            TEXT NOT NULL,
    voided_on         TEXT,
    void_reason       TEXT,
    entered_at        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX recipient_end_of ON recipient_end (care_recipient_id) WHERE voided_on IS NULL;

CREATE TABLE withdrawal (
    id           TEXT PRIMARY KEY,
    consent_id   TEXT NOT NULL REFERENCES consent (id),
    by_whom      TEXT NOT NULL,
    means        TEXT NOT NULL CHECK (means IN ('phone', 'writing', 'voice')),
    on_day       TEXT NOT NULL,
    at_time      TEXT NOT NULL, -- as told, may be empty
    taken_by     TEXT NOT NULL REFERENCES staff (id),
    note         TEXT NOT NULL,
    stopped_on   TEXT, -- what follows from it; each is closed by a person with a day
    released_on  TEXT,
    asked_on     TEXT,
    confirmed_on TEXT,
    voided_on    TEXT,
    void_reason  TEXT,
    entered_at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX withdrawal_of ON withdrawal (consent_id) WHERE voided_on IS NULL;
CREATE INDEX withdrawal_open ON withdrawal (consent_id) WHERE voided_on IS NULL
    AND (stopped_on IS NULL OR released_on IS NULL OR asked_on IS NULL OR confirmed_on IS NULL);

-- The paper is gone; what is recorded of the consent stays.
CREATE TABLE disposal (
    consent_id TEXT PRIMARY KEY REFERENCES consent (id),
    on_day     TEXT NOT NULL,
    means      TEXT NOT NULL,
    done_by    TEXT NOT NULL REFERENCES staff (id),
    entered_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

DROP VIEW consent_now;

-- A consent with its newest frozen version, its withdrawal, the end of its person's care, and its disposal.
CREATE VIEW consent_now AS
SELECT c.*, v.number, v.signed_on, v.by_person, v.family_signed, v.family_family, v.family_given,
       v.family_family_kana, v.family_given_kana, v.family_relationship, v.family_address, v.family_signed_on,
       v.proxy_signed, v.proxy_family, v.proxy_given, v.proxy_family_kana, v.proxy_given_kana,
       v.proxy_relationship, v.proxy_address, v.signed_proxy_reason,
       v.guardian_signed, v.guardian_family, v.guardian_given, v.guardian_family_kana, v.guardian_given_kana,
       v.guardian_capacity, v.guardian_address, v.no_family_reason, v.explained_by_then,
       w.id AS withdrawal_id, w.by_whom, w.means AS withdrawn_means, w.on_day AS withdrawn_on, w.at_time, w.taken_by,
       w.note AS withdrawal_note, w.stopped_on, w.released_on, w.asked_on, w.confirmed_on,
       e.kind AS end_kind, e.on_day AS ended_on,
       d.on_day AS disposed_on, d.means AS disposed_means, d.done_by AS disposed_by
FROM consent c
LEFT JOIN consent_version v ON v.consent_id = c.id
    AND v.number = (SELECT max(number) FROM consent_version WHERE consent_id = c.id)
LEFT JOIN withdrawal w ON w.consent_id = c.id AND w.voided_on IS NULL
LEFT JOIN recipient_end e ON e.care_recipient_id = c.care_recipient_id AND e.voided_on IS NULL
LEFT JOIN disposal d ON d.consent_id = c.id;

-- Consents of which something may be missing.
CREATE INDEX consent_open ON consent (care_recipient_id) WHERE voided_on IS NULL AND (original_place IS NULL
    OR (copy_handed_on IS NULL AND existing = 0) OR (obtained_as = 'on-behalf' AND doctor_copy_on IS NULL)
    OR obtained_as = 'direct-link' OR both_sign = 1);
