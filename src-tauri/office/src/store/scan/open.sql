SELECT s.id, s.file_sha256, s.page, s.file_name, s.received_at, s.consent_id, s.sheet, s.doubt, s.aside,
    s.picture IS NOT NULL
FROM scan s
LEFT JOIN consent c ON c.id = s.consent_id
WHERE s.doubt IS NOT NULL
    OR s.aside IS NOT NULL
    OR c.id IS NULL
    OR c.voided_on IS NULL AND (c.original_place IS NULL OR NOT EXISTS (
        SELECT 1
        FROM consent_version v
        WHERE v.consent_id = c.id AND (NOT c.both_sign OR v.frozen_at >= s.received_at)))
ORDER BY s.received_at, s.rowid
