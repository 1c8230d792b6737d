-- 研修・講習会 with everybody who was expected.

CREATE TABLE training (
    id          TEXT PRIMARY KEY,
    on_day      TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('regular', 'course', 'course-video', 'consultation')),
    title       TEXT NOT NULL,
    teacher     TEXT NOT NULL,
    material    TEXT NOT NULL,
    entered_at  TEXT NOT NULL,
    voided_at   TEXT,
    void_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX training_by_day ON training (on_day, entered_at);

CREATE TABLE training_attendee (
    training_id TEXT    NOT NULL REFERENCES training (id),
    position    INTEGER NOT NULL,
    staff_id    TEXT    NOT NULL REFERENCES staff (id),
    heard_on    TEXT, -- NULL: 欠席
    PRIMARY KEY (training_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX training_by_staff ON training_attendee (staff_id, heard_on);
