SELECT id, family, given, family_kana, given_kana, profession, email, mcs_id, registered_on, released_on,
       pledge_id, existing_paper, on_day, started_on, ended_on
FROM staff_now
WHERE started_on <= ?1 AND (ended_on IS NULL OR ended_on >= ?1)
ORDER BY started_on, entered_at, id
LIMIT 1
