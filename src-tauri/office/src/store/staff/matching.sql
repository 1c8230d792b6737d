-- The first ?3 by ふりがな whose name or reading holds ?1; ?2: only those whose last day was before it.
SELECT id, family, given, family_kana, given_kana, profession, email, mcs_id, registered_on, released_on,
       pledge_id, existing_paper, on_day, course_on, terms, pauses, leaving_id, begun_on, steps,
       password_kind, password_changed_on, at_risk_on
FROM staff_now
WHERE instr(search_key, ?1) > 0 AND voided_at IS NULL AND (?2 IS NULL OR released_on < ?2)
ORDER BY kana_sort, id
LIMIT ?3
