SELECT id, group_id, kind, staff_id, name, office, role, agreed_on, invited_on, approved_on, joined_on, off_case_on,
       released_on, release_reason, release_note, voided_on, void_reason
FROM membership
WHERE voided_on IS NULL AND (?2 IS NULL OR joined_on <= ?2)
  AND (?1 IS NULL OR released_on IS NULL OR released_on >= ?1)
ORDER BY group_id, joined_on, id
