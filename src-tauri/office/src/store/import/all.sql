-- The imports, newest first: how many records each brought, and how many of them were not taken back.
SELECT i.id, i.number, i.kind, i.entered_at, count(r.record_id),
       count(CASE r.noun
             WHEN 'staff' THEN (SELECT 1 FROM staff WHERE id = r.record_id AND voided_at IS NULL)
             WHEN 'care_recipient' THEN (SELECT 1 FROM care_recipient WHERE id = r.record_id AND voided_at IS NULL)
             ELSE (SELECT 1 FROM consent WHERE id = r.record_id AND voided_on IS NULL) END)
FROM import i
JOIN import_record r ON r.import_id = i.id
GROUP BY i.id
ORDER BY i.number DESC
LIMIT ?1
