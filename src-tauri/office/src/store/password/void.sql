UPDATE password_change SET voided_at = ?2, void_reason = ?3
WHERE id = (SELECT id FROM password_change WHERE staff_id = ?1 AND voided_at IS NULL
            ORDER BY changed_on DESC, entered_at DESC LIMIT 1)
