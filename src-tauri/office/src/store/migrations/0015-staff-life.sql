-- Staff from 入職予定 to 利用終了: pauses, leaving, days of passwords; what a submission told and what became of it;
-- former managers; duties closed for one person in one region.

CREATE TABLE staff_pause (
    staff_id   TEXT NOT NULL REFERENCES staff (id),
    started_on TEXT NOT NULL,
    ended_on   TEXT,
    entered_at TEXT NOT NULL,
    PRIMARY KEY (staff_id, started_on)
) STRICT, WITHOUT ROWID;

-- The last day is staff.released_on; here stands that somebody goes through the steps.
CREATE TABLE leaving (
    id            TEXT PRIMARY KEY,
    staff_id      TEXT NOT NULL REFERENCES staff (id),
    begun_on      TEXT NOT NULL,
    entered_at    TEXT NOT NULL,
    cancelled_at  TEXT,
    cancel_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX leaving_running ON leaving (staff_id) WHERE cancelled_at IS NULL;

CREATE TABLE leaving_step (
    leaving_id TEXT    NOT NULL REFERENCES leaving (id),
    step       TEXT    NOT NULL, -- as policy.toml names it: delete-account
    on_day     TEXT    NOT NULL,
    by_office  INTEGER NOT NULL, -- 1: スタッフ解除, because the person can no longer do it
    entered_at TEXT    NOT NULL,
    PRIMARY KEY (leaving_id, step)
) STRICT, WITHOUT ROWID;

-- When a password was changed and of which kind it is. The password itself has no place in this file.
CREATE TABLE password_change (
    id          TEXT PRIMARY KEY,
    staff_id    TEXT NOT NULL REFERENCES staff (id),
    kind        TEXT NOT NULL CHECK (kind IN ('short', 'long')),
    changed_on  TEXT NOT NULL,
    entered_at  TEXT NOT NULL,
    voided_at   TEXT,
    void_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX password_change_newest ON password_change (staff_id, changed_on, entered_at) WHERE voided_at IS NULL;

-- Who was 管理者 since when; the newest is the one in `office`.
CREATE TABLE office_manager (
    id          TEXT PRIMARY KEY,
    family      TEXT NOT NULL,
    given       TEXT NOT NULL,
    family_kana TEXT NOT NULL,
    given_kana  TEXT NOT NULL,
    since_on    TEXT, -- NULL: not known
    is_change   INTEGER NOT NULL, -- 1: came after another one
    entered_at  TEXT NOT NULL
) STRICT;
INSERT INTO office_manager
SELECT lower(hex(randomblob(8))), manager_family, manager_given, manager_family_kana, manager_given_kana, NULL, 0, entered_at
FROM office WHERE manager_family IS NOT NULL;

ALTER TABLE submission ADD COLUMN region        TEXT NOT NULL DEFAULT '';
ALTER TABLE submission ADD COLUMN accepted_on   TEXT;
ALTER TABLE submission ADD COLUMN returned_on   TEXT;
ALTER TABLE submission ADD COLUMN return_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE submission ADD COLUMN resent_on     TEXT;
UPDATE submission SET region = coalesce((SELECT value FROM setting WHERE key = 'region'), '');
CREATE INDEX submission_returned ON submission (returned_on) WHERE returned_on IS NOT NULL AND resent_on IS NULL;

-- Which changes a submission told. A day that is corrected afterwards is a change that was not told yet.
CREATE TABLE submission_change (
    region        TEXT NOT NULL,
    change        TEXT NOT NULL CHECK (change IN ('registered', 'released', 'manager')),
    subject       TEXT NOT NULL, -- staff.id or office_manager.id
    on_day        TEXT NOT NULL,
    submission_id TEXT NOT NULL REFERENCES submission (id),
    PRIMARY KEY (region, change, subject, on_day, submission_id)
) STRICT, WITHOUT ROWID;

-- What was sent with the paper that names the staff, before this was kept, told everybody who was there then.
INSERT OR IGNORE INTO submission_change
SELECT m.region, 'registered', s.id, s.registered_on, m.id
FROM submission m JOIN staff s ON s.registered_on <= m.sent_on
WHERE m.items LIKE '%誓約同意書%' OR m.items LIKE '%従事者登録変更通知書%' OR m.items LIKE '%利用申込書兼変更届%';
INSERT OR IGNORE INTO submission_change
SELECT m.region, 'released', s.id, s.released_on, m.id
FROM submission m JOIN staff s ON s.released_on <= m.sent_on
WHERE m.items LIKE '%誓約同意書%' OR m.items LIKE '%従事者登録変更通知書%' OR m.items LIKE '%利用申込書兼変更届%';

ALTER TABLE duty_closed RENAME TO duty_closed_before;
CREATE TABLE duty_closed (
    region     TEXT NOT NULL,
    key        TEXT NOT NULL,
    subject    TEXT NOT NULL, -- id of whom it is about; empty for the office
    on_day     TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    PRIMARY KEY (region, key, subject)
) STRICT, WITHOUT ROWID;
INSERT INTO duty_closed
SELECT coalesce((SELECT value FROM setting WHERE key = 'region'), ''), key, '', on_day, entered_at
FROM duty_closed_before;
DROP TABLE duty_closed_before;
CREATE INDEX duty_closed_by_subject ON duty_closed (subject, key) WHERE subject <> '';

-- A member of staff with everything a status is derived from. Terms are written 2026-04-01/2027-03-31 or 2026-04-01/,
-- steps of leaving release-groups/2027-03-02/0, oldest first.
DROP VIEW staff_now;
CREATE VIEW staff_now AS
SELECT s.id, s.family, s.given, s.family_kana, s.given_kana, s.profession, s.email, s.mcs_id, s.registered_on,
       s.released_on, p.id AS pledge_id, p.existing_paper, p.on_day,
       (SELECT max(on_day)
        FROM (SELECT on_day FROM duty_closed WHERE key = 'staff_course' AND subject = s.id
              UNION ALL
              SELECT a.heard_on FROM training_attendee a JOIN training t ON t.id = a.training_id
              WHERE a.staff_id = s.id AND t.kind IN ('course', 'course-video') AND t.voided_at IS NULL)) AS course_on,
       (SELECT group_concat(started_on || '/' || coalesce(ended_on, ''))
        FROM (SELECT started_on, ended_on FROM mcs_manager_term WHERE staff_id = s.id ORDER BY started_on)) AS terms,
       (SELECT group_concat(started_on || '/' || coalesce(ended_on, ''))
        FROM (SELECT started_on, ended_on FROM staff_pause WHERE staff_id = s.id ORDER BY started_on)) AS pauses,
       l.id AS leaving_id, l.begun_on,
       (SELECT group_concat(step || '/' || on_day || '/' || by_office) FROM leaving_step WHERE leaving_id = l.id) AS steps,
       w.kind AS password_kind, w.changed_on AS password_changed_on,
       (SELECT max(known_on) FROM incident WHERE staff_id = s.id AND voided_at IS NULL) AS at_risk_on,
       s.search_key, s.kana_sort, s.entered_at
FROM staff s
LEFT JOIN pledge p ON p.id = (SELECT id FROM pledge WHERE staff_id = s.id ORDER BY entered_at DESC, id LIMIT 1)
LEFT JOIN leaving l ON l.staff_id = s.id AND l.cancelled_at IS NULL
LEFT JOIN password_change w ON w.id = (SELECT id FROM password_change WHERE staff_id = s.id AND voided_at IS NULL
                                       ORDER BY changed_on DESC, entered_at DESC LIMIT 1);
