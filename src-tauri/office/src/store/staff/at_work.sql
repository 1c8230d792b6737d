-- Who has not left by ?1, and who goes through the steps of leaving: ?2 of them have a day of their own; whose name or
-- reading holds ?3.
SELECT id, family, given, family_kana, given_kana, profession, email, mcs_id, registered_on, released_on,
       pledge_id, existing_paper, on_day, course_on, terms, pauses, leaving_id, begun_on, steps,
       password_kind, password_changed_on, at_risk_on
FROM staff_now
WHERE voided_at IS NULL AND instr(search_key, ?3) > 0 AND id IN (
    SELECT id FROM staff INDEXED BY staff_by_last_day WHERE released_on IS NULL
    UNION SELECT id FROM staff INDEXED BY staff_by_last_day WHERE released_on >= ?1
    UNION SELECT staff_id FROM leaving INDEXED BY leaving_open WHERE cancelled_at IS NULL AND steps < ?2
    UNION SELECT t.staff_id FROM mcs_manager_term t INDEXED BY mcs_manager_term_open CROSS JOIN leaving l ON l.staff_id = t.staff_id AND l.cancelled_at IS NULL
    WHERE t.ended_on IS NULL AND t.voided_at IS NULL)
ORDER BY kana_sort, id
