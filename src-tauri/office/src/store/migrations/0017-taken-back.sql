-- What was entered by mistake is taken back with a reason and stays. These rows had no place for it yet.

ALTER TABLE staff            ADD COLUMN voided_at   TEXT;
ALTER TABLE staff            ADD COLUMN void_reason TEXT;
ALTER TABLE care_recipient   ADD COLUMN voided_at   TEXT;
ALTER TABLE care_recipient   ADD COLUMN void_reason TEXT;
ALTER TABLE device           ADD COLUMN voided_at   TEXT;
ALTER TABLE device           ADD COLUMN void_reason TEXT;
ALTER TABLE pledge           ADD COLUMN voided_at   TEXT;
ALTER TABLE pledge           ADD COLUMN void_reason TEXT;
ALTER TABLE mcs_manager_term ADD COLUMN voided_at   TEXT;
ALTER TABLE mcs_manager_term ADD COLUMN void_reason TEXT;
ALTER TABLE staff_pause      ADD COLUMN voided_at   TEXT;
ALTER TABLE staff_pause      ADD COLUMN void_reason TEXT;
ALTER TABLE photo_consent    ADD COLUMN voided_at   TEXT;
ALTER TABLE photo_consent    ADD COLUMN void_reason TEXT;
ALTER TABLE submission       ADD COLUMN voided_at   TEXT;
ALTER TABLE submission       ADD COLUMN void_reason TEXT;
ALTER TABLE office_manager   ADD COLUMN voided_at   TEXT;
ALTER TABLE office_manager   ADD COLUMN void_reason TEXT;
ALTER TABLE disaster         ADD COLUMN voided_at   TEXT;
ALTER TABLE disaster         ADD COLUMN void_reason TEXT;

-- What a submission told counts as long as the submission does.
CREATE VIEW submission_told AS
SELECT c.region, c.change, c.subject, c.on_day, c.submission_id
FROM submission_change c
JOIN submission m ON m.id = c.submission_id AND m.voided_at IS NULL;

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
        FROM (SELECT started_on, ended_on FROM mcs_manager_term
              WHERE staff_id = s.id AND voided_at IS NULL ORDER BY started_on)) AS terms,
       (SELECT group_concat(started_on || '/' || coalesce(ended_on, ''))
        FROM (SELECT started_on, ended_on FROM staff_pause
              WHERE staff_id = s.id AND voided_at IS NULL ORDER BY started_on)) AS pauses,
       l.id AS leaving_id, l.begun_on,
       (SELECT group_concat(step || '/' || on_day || '/' || by_office) FROM leaving_step WHERE leaving_id = l.id) AS steps,
       w.kind AS password_kind, w.changed_on AS password_changed_on,
       (SELECT max(known_on) FROM incident WHERE staff_id = s.id AND voided_at IS NULL) AS at_risk_on,
       s.search_key, s.kana_sort, s.entered_at, s.voided_at
FROM staff s
LEFT JOIN pledge p ON p.id = (SELECT id FROM pledge WHERE staff_id = s.id AND voided_at IS NULL
                              ORDER BY entered_at DESC, id LIMIT 1)
LEFT JOIN leaving l ON l.staff_id = s.id AND l.cancelled_at IS NULL
LEFT JOIN password_change w ON w.id = (SELECT id FROM password_change WHERE staff_id = s.id AND voided_at IS NULL
                                       ORDER BY changed_on DESC, entered_at DESC LIMIT 1);
