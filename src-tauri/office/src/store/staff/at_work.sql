-- Who has not left by ?1, and who goes through the steps of leaving: ?2 of them have a day of their own.
SELECT id, family, given, family_kana, given_kana, profession, email, mcs_id, registered_on, released_on,
       pledge_id, existing_paper, on_day, course_on, terms, pauses, leaving_id, begun_on, steps,
       password_kind, password_changed_on, at_risk_on
FROM staff_now
WHERE voided_at IS NULL
  AND (released_on IS NULL
       OR released_on >= ?1
       OR (leaving_id IS NOT NULL
           AND ((SELECT count(*) FROM leaving_step WHERE leaving_step.leaving_id = staff_now.leaving_id) < ?2
                OR EXISTS (SELECT 1 FROM mcs_manager_term m
                           WHERE m.staff_id = staff_now.id AND m.ended_on IS NULL AND m.voided_at IS NULL))))
ORDER BY kana_sort, id
