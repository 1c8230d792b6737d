SELECT id, group_id, kind, staff_id, name, office, role, agreed_on, invited_on, approved_on, joined_on, off_case_on,
       released_on, release_reason, release_note, voided_on, void_reason
FROM membership
WHERE id = ?1
