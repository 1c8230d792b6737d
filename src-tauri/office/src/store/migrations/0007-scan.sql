-- Sheets that came back from the scanner, page by page. The picture stands last: lists do not read it.

CREATE TABLE scan (
    id          TEXT PRIMARY KEY,
    file_sha256 TEXT NOT NULL,    -- of the whole file: the same one is known again
    page        INTEGER NOT NULL, -- from 1
    file_name   TEXT NOT NULL,
    received_at TEXT NOT NULL,
    consent_id  TEXT REFERENCES consent (id),
    sheet       INTEGER,          -- of the consent, from 1
    doubt       TEXT,             -- what a person has to settle; NULL: nothing
    aside       TEXT,             -- why she put it aside; NULL: she did not
    picture     BLOB,             -- JPEG; NULL: the file cannot be read
    UNIQUE (file_sha256, page)
) STRICT;
CREATE INDEX scan_by_consent ON scan (consent_id, sheet);

CREATE TRIGGER scan_stays BEFORE DELETE ON scan
BEGIN SELECT raise(ABORT, 'a scan is never deleted'); END;
