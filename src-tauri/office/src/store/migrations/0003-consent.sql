-- Consents of five regions: guardians, two signatures on two days, the physician's request, existing ones, void ones.
-- The tables that point at a consent are rebuilt with it, because a table that others point at cannot be dropped.

DROP VIEW consent_now;
ALTER TABLE consent RENAME TO consent_before;
ALTER TABLE consent_version RENAME TO consent_version_before;
ALTER TABLE paper RENAME TO paper_before;
DROP INDEX consent_by_recipient;
DROP INDEX paper_by_time;
DROP TRIGGER consent_version_is_frozen;
DROP TRIGGER consent_version_stays;

CREATE TABLE consent (
    id                TEXT PRIMARY KEY,
    care_recipient_id TEXT NOT NULL REFERENCES care_recipient (id),
    control_number    TEXT NOT NULL UNIQUE, -- never used again
    code              TEXT NOT NULL UNIQUE, -- in the QR code of the sheets
    region            TEXT NOT NULL,
    edition           TEXT NOT NULL,
    signer            TEXT NOT NULL CHECK (signer IN ('person', 'family', 'proxy', 'guardian')),
    family_id         TEXT REFERENCES family_member (id),
    proxy_id          TEXT REFERENCES family_member (id),
    proxy_reason      TEXT NOT NULL, -- as foreseen before the visit
    explained_by      TEXT REFERENCES staff (id),
    visit_on          TEXT,
    preprint          INTEGER NOT NULL,
    obtained_as       TEXT NOT NULL CHECK (obtained_as IN ('ruled', 'on-behalf', 'direct-link')),
    doctor            TEXT, -- the physician's request, when obtained on behalf
    clinic            TEXT,
    requested_on      TEXT,
    request_means     TEXT,
    target            TEXT NOT NULL, -- key in policy.toml; empty where the region asks for none
    both_sign         INTEGER NOT NULL,
    existing          INTEGER NOT NULL, -- 1: signed before this program came, never printed
    printed_on        TEXT NOT NULL,
    pdf_sha256        TEXT REFERENCES pdf (sha256), -- NULL for an existing one
    original_place    TEXT,
    copy_handed_to    TEXT,
    copy_handed_on    TEXT,
    doctor_copy_on    TEXT,
    doctor_copy_means TEXT,
    voided_on         TEXT,
    void_reason       TEXT,
    entered_at        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_by_recipient ON consent (care_recipient_id, entered_at);

INSERT INTO consent
SELECT id, care_recipient_id, control_number, upper(hex(randomblob(5))), region, edition, signer, family_id, proxy_id,
       proxy_reason, explained_by, visit_on, preprint, 'ruled', NULL, NULL, NULL, NULL, '', 0, 0, printed_on, pdf_sha256,
       original_place, copy_handed_to, copy_handed_on, NULL, NULL, NULL, NULL, entered_at
FROM consent_before;

-- A signed consent as it was frozen. A correction or a second signature adds a row; no row is ever changed.
CREATE TABLE consent_version (
    consent_id           TEXT NOT NULL REFERENCES consent (id),
    number               INTEGER NOT NULL,
    reason               TEXT NOT NULL, -- why it was corrected; empty for the first and for a second signature
    signed_on            TEXT NOT NULL,
    by_person            INTEGER NOT NULL,
    family_signed        INTEGER NOT NULL,
    family_family        TEXT,
    family_given         TEXT,
    family_family_kana   TEXT,
    family_given_kana    TEXT,
    family_relationship  TEXT,
    family_address       TEXT,
    family_signed_on     TEXT,
    proxy_signed         INTEGER NOT NULL,
    proxy_family         TEXT,
    proxy_given          TEXT,
    proxy_family_kana    TEXT,
    proxy_given_kana     TEXT,
    proxy_relationship   TEXT,
    proxy_address        TEXT,
    signed_proxy_reason  TEXT,
    guardian_signed      INTEGER NOT NULL,
    guardian_family      TEXT,
    guardian_given       TEXT,
    guardian_family_kana TEXT,
    guardian_given_kana  TEXT,
    guardian_capacity    TEXT,
    guardian_address     TEXT,
    no_family_reason     TEXT NOT NULL,
    explained_by_then    TEXT REFERENCES staff (id),
    region               TEXT NOT NULL,
    edition              TEXT NOT NULL,
    pdf_sha256           TEXT REFERENCES pdf (sha256), -- NULL for an existing one
    frozen_at            TEXT NOT NULL,
    PRIMARY KEY (consent_id, number)
) STRICT, WITHOUT ROWID;

INSERT INTO consent_version
SELECT consent_id, number, reason, signed_on, by_person,
       family_signed, family_family, family_given, family_family_kana, family_given_kana, family_relationship,
       family_address, CASE WHEN family_signed THEN signed_on END,
       proxy_signed, proxy_family, proxy_given, proxy_family_kana, proxy_given_kana, proxy_relationship, proxy_address,
       proxy_reason, 0, NULL, NULL, NULL, NULL, NULL, NULL, '', explained_by, region, edition, pdf_sha256, frozen_at
FROM consent_version_before;

CREATE TRIGGER consent_version_is_frozen BEFORE UPDATE ON consent_version
BEGIN SELECT raise(ABORT, 'a frozen consent is never changed'); END;
CREATE TRIGGER consent_version_stays BEFORE DELETE ON consent_version
BEGIN SELECT raise(ABORT, 'a frozen consent is never deleted'); END;

CREATE TABLE paper (
    id                TEXT PRIMARY KEY,
    title             TEXT NOT NULL,
    edition           TEXT NOT NULL,
    staff_id          TEXT REFERENCES staff (id),
    care_recipient_id TEXT REFERENCES care_recipient (id),
    consent_id        TEXT REFERENCES consent (id),
    pages             INTEGER NOT NULL,
    copies            INTEGER NOT NULL, -- sheets that belong together, e.g. 2 of a consent
    reissue           INTEGER NOT NULL, -- 1: printed before, and marked so on the paper
    printed           INTEGER NOT NULL, -- 1: opened for printing, 0: saved as a file
    pdf_sha256        TEXT NOT NULL,
    made_at           TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_by_time ON paper (made_at);
CREATE INDEX paper_by_staff ON paper (staff_id, made_at);
CREATE INDEX paper_by_recipient ON paper (care_recipient_id, made_at);

INSERT INTO paper
SELECT p.id, p.title, p.edition, p.staff_id, c.care_recipient_id, p.consent_id, p.pages, 1, 0, p.printed, p.pdf_sha256,
       p.made_at
FROM paper_before p LEFT JOIN consent_before c ON c.id = p.consent_id;

DROP TABLE paper_before;
DROP TABLE consent_version_before;
DROP TABLE consent_before;

-- A consent with its newest frozen version.
CREATE VIEW consent_now AS
SELECT c.*, v.number, v.signed_on, v.by_person, v.family_signed, v.family_family, v.family_given,
       v.family_family_kana, v.family_given_kana, v.family_relationship, v.family_address, v.family_signed_on,
       v.proxy_signed, v.proxy_family, v.proxy_given, v.proxy_family_kana, v.proxy_given_kana,
       v.proxy_relationship, v.proxy_address, v.signed_proxy_reason,
       v.guardian_signed, v.guardian_family, v.guardian_given, v.guardian_family_kana, v.guardian_given_kana,
       v.guardian_capacity, v.guardian_address, v.no_family_reason, v.explained_by_then
FROM consent c
LEFT JOIN consent_version v ON v.consent_id = c.id
    AND v.number = (SELECT max(number) FROM consent_version WHERE consent_id = c.id);
