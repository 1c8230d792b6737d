-- Yearly reports that were handed in: they stay as they were, whatever is corrected later.

CREATE TABLE yearly_report (
    id            TEXT PRIMARY KEY,
    region        TEXT    NOT NULL,
    year          INTEGER NOT NULL, -- in which the fiscal year begins
    version       INTEGER NOT NULL, -- 2, 3 …: 訂正版
    reason        TEXT    NOT NULL, -- why it was made again; empty for the first
    submitted_on  TEXT    NOT NULL,
    posts         INTEGER,          -- typed in: the program cannot know it
    uses          INTEGER,
    remarks       TEXT    NOT NULL,
    pdf_sha256    TEXT    NOT NULL REFERENCES pdf (sha256),
    submission_id TEXT REFERENCES submission (id), -- NULL where no region asks for it
    duty_before   TEXT,             -- the day on which the duty stood closed before
    entered_at    TEXT    NOT NULL,
    voided_at     TEXT,
    void_reason   TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX yearly_report_of ON yearly_report (region, year, version) WHERE voided_at IS NULL;

CREATE TABLE yearly_report_figure (
    report_id TEXT    NOT NULL REFERENCES yearly_report (id),
    figure    TEXT    NOT NULL,
    value     INTEGER NOT NULL,
    PRIMARY KEY (report_id, figure)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER yearly_report_is_frozen
BEFORE UPDATE OF region, year, version, reason, submitted_on, posts, uses, remarks, pdf_sha256 ON yearly_report
BEGIN SELECT raise(ABORT, 'a yearly report that was handed in is never changed'); END;
CREATE TRIGGER yearly_report_stays BEFORE DELETE ON yearly_report
BEGIN SELECT raise(ABORT, 'a yearly report that was handed in is never deleted'); END;
CREATE TRIGGER yearly_report_figure_is_frozen BEFORE UPDATE ON yearly_report_figure
BEGIN SELECT raise(ABORT, 'a yearly report that was handed in is never changed'); END;
CREATE TRIGGER yearly_report_figure_stays BEFORE DELETE ON yearly_report_figure
BEGIN SELECT raise(ABORT, 'a yearly report that was handed in is never deleted'); END;

-- A year is counted without reading the others.
CREATE INDEX consent_version_by_day ON consent_version (max(signed_on, coalesce(family_signed_on, signed_on)));
CREATE INDEX mcs_group_by_last_day ON mcs_group (last_on, kind);
CREATE INDEX photo_consent_by_day ON photo_consent (on_day);
CREATE INDEX withdrawal_by_day ON withdrawal (on_day);
