-- The ?2 things that were taken back last and hold ?1: what, id, what it is called, when; in the last column how many
-- there are.
SELECT noun, id, name, voided_at, count(*) OVER ()
FROM (
    SELECT 'staff' AS noun, id, trim(family || ' ' || given) AS name, search_key AS words, voided_at
    FROM staff WHERE voided_at IS NOT NULL
    UNION ALL
    SELECT 'care_recipient', id, trim(family || ' ' || given), search_key, voided_at
    FROM care_recipient WHERE voided_at IS NOT NULL
    UNION ALL
    SELECT 'device', id, name, search_key, voided_at
    FROM device WHERE voided_at IS NOT NULL
    UNION ALL
    SELECT 'takeout', t.id, trim(t.medium || ' ' || t.content),
           search_key(t.medium, t.content, t.purpose, t.place, s.search_key),
           t.voided_at
    FROM takeout t JOIN staff s ON s.id = t.applicant_id WHERE t.voided_at IS NOT NULL
    UNION ALL
    SELECT 'training', id, title, search_key(title, teacher, material), voided_at
    FROM training WHERE voided_at IS NOT NULL
    UNION ALL
    SELECT 'incident', i.id, coalesce(d.name, i.note),
           search_key(i.note, d.search_key, s.search_key),
           i.voided_at
    FROM incident i LEFT JOIN device d ON d.id = i.device_id LEFT JOIN staff s ON s.id = i.staff_id
    WHERE i.voided_at IS NOT NULL
    UNION ALL
    SELECT 'submission', id, replace(items, char(10), ' '), search_key(destination, items), voided_at
    FROM submission WHERE voided_at IS NOT NULL
    UNION ALL
    -- A group that was opened by mistake: nothing that happened to it counts.
    SELECT 'group', g.id, trim(g.name || ' ' || coalesce(r.family || ' ' || r.given, '')),
           search_key(g.name, r.search_key),
           (SELECT max(voided_on) FROM group_event WHERE group_id = g.id)
    FROM mcs_group g LEFT JOIN care_recipient r ON r.id = g.care_recipient_id
    WHERE g.kind IN ('care', 'open', 'link') AND g.last_kind IS NULL
)
WHERE instr(words, ?1) > 0
ORDER BY voided_at DESC, id
LIMIT ?2
