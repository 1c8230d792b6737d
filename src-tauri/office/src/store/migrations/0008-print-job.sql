-- Papers of many people, printed over as many sittings as it takes. What could not be printed is not kept: it is
-- tried again, because the record may have been mended meanwhile.

CREATE TABLE print_job (
    id           TEXT PRIMARY KEY,
    kind         TEXT NOT NULL CHECK (kind IN ('staff-pledge', 'consent', 'consent-again')),
    explained_by TEXT REFERENCES staff (id),
    visit_on     TEXT,
    preprint     INTEGER NOT NULL,
    target       TEXT NOT NULL, -- key in policy.toml; empty where the region asks for none
    started_at   TEXT NOT NULL,
    closed_at    TEXT           -- she ended it with the rest left out; NULL: she did not
) STRICT, WITHOUT ROWID;

CREATE TABLE print_job_item (
    print_job_id      TEXT    NOT NULL REFERENCES print_job (id),
    position          INTEGER NOT NULL,
    staff_id          TEXT REFERENCES staff (id),
    care_recipient_id TEXT REFERENCES care_recipient (id),
    consent_id        TEXT REFERENCES consent (id),
    paper_id          TEXT REFERENCES paper (id), -- NULL: not printed yet
    PRIMARY KEY (print_job_id, position),
    CHECK ((staff_id IS NULL) + (care_recipient_id IS NULL) + (consent_id IS NULL) = 2)
) STRICT, WITHOUT ROWID;
