-- ガイドラインの確認 (板橋 第9条).

CREATE TABLE guideline_check (
    id          TEXT PRIMARY KEY,
    on_day      TEXT    NOT NULL,
    checked_by  TEXT REFERENCES staff (id), -- NULL: the manager
    in_order    INTEGER NOT NULL CHECK (in_order IN (0, 1)),
    note        TEXT    NOT NULL,
    entered_at  TEXT    NOT NULL,
    voided_at   TEXT,
    void_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX guideline_check_by_day ON guideline_check (on_day, entered_at);
