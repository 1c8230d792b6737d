SELECT id, family, given, family_kana, given_kana, profession, email, mcs_id, registered_on, released_on,
       pledge_id, existing_paper, on_day, course_on, terms, pauses, leaving_id, begun_on, steps,
       password_kind, password_changed_on, at_risk_on
FROM staff_now
WHERE id = (SELECT staff_id FROM mcs_manager_term
            WHERE started_on <= ?1 AND (ended_on IS NULL OR ended_on >= ?1) AND voided_at IS NULL
            ORDER BY started_on, entered_at, staff_id
            LIMIT 1)
