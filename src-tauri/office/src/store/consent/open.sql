-- Consents of the people of whom something may be missing; the newer ones of the same people are among them, because
-- they take the place of the older.
SELECT * FROM consent_now
WHERE care_recipient_id IN (
    SELECT c.care_recipient_id
    FROM consent c
    WHERE c.voided_on IS NULL AND (c.original_place IS NULL
        OR (c.copy_handed_on IS NULL AND c.existing = 0) OR (c.obtained_as = 'on-behalf' AND c.doctor_copy_on IS NULL)
        OR c.obtained_as = 'direct-link' OR c.both_sign = 1)
      AND (NOT EXISTS (SELECT 1 FROM recipient_end e WHERE e.care_recipient_id = c.care_recipient_id AND e.voided_on IS NULL)
        -- What was signed is filed, and copied to the physician, all the same.
        OR ((c.original_place IS NULL OR (c.obtained_as = 'on-behalf' AND c.doctor_copy_on IS NULL))
            AND EXISTS (SELECT 1 FROM consent_version v WHERE v.consent_id = c.id)))
    UNION
    SELECT c.care_recipient_id
    FROM withdrawal w INDEXED BY withdrawal_open
    CROSS JOIN consent c ON c.id = w.consent_id
    WHERE w.voided_on IS NULL
      AND (w.stopped_on IS NULL OR w.released_on IS NULL OR w.asked_on IS NULL OR w.confirmed_on IS NULL))
ORDER BY entered_at DESC, control_number DESC
