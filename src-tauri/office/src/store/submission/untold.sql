-- Changes that no notice of region ?1 told. Who was gone before the program came, without any leaving, was told then.
-- ?2: in the office's own region the step of leaving stands in for the paper. Who was told in this region alone is passed
-- over by the index.
WITH meant AS (
    SELECT id FROM staff INDEXED BY staff_by_told WHERE told < ?1
    UNION ALL
    SELECT id FROM staff INDEXED BY staff_by_told WHERE told > ?1
)
SELECT 'registered' AS change, s.id, s.registered_on AS on_day, s.family, s.given, s.family_kana, s.given_kana
FROM meant
CROSS JOIN staff s ON s.id = meant.id
WHERE s.registered_on IS NOT NULL AND s.voided_at IS NULL
  AND (s.released_on IS NULL OR EXISTS (SELECT 1 FROM leaving WHERE staff_id = s.id AND cancelled_at IS NULL))
  AND NOT EXISTS (SELECT 1 FROM submission_told
                  WHERE region = ?1 AND change = 'registered' AND subject = s.id AND on_day = s.registered_on)
UNION ALL
SELECT 'released', s.id, s.released_on, s.family, s.given, s.family_kana, s.given_kana
FROM meant
CROSS JOIN staff s ON s.id = meant.id
JOIN leaving l ON l.staff_id = s.id AND l.cancelled_at IS NULL
WHERE s.released_on IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM submission_told
                  WHERE region = ?1 AND change = 'released' AND subject = s.id AND on_day = s.released_on)
  AND NOT (?2 AND EXISTS (SELECT 1 FROM leaving_step WHERE leaving_id = l.id AND step = 'notice'))
UNION ALL
SELECT 'manager', m.id, coalesce(m.since_on, substr(m.entered_at, 1, 10)), m.family, m.given, m.family_kana, m.given_kana
FROM office_manager m
WHERE m.rowid = (SELECT max(rowid) FROM office_manager WHERE voided_at IS NULL)
  AND m.is_change
  AND NOT EXISTS (SELECT 1 FROM submission_told
                  WHERE region = ?1 AND change = 'manager' AND subject = m.id)
ORDER BY on_day, 4, 5
